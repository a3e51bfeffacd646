using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>The main job by keyboard alone: Tab, arrows, Space, Enter. With script nobody needs a save button.</summary>
[Collection(Bedienung.Name), Trait("Spur", "browser")]
public sealed partial class TastaturTests(Browserportal browser)
{
    private const string Text = "Verteiler im Altbau tauschen, danach alle Räume messen.";

    private static readonly string[] Kriterien =
        ["Internetanschluss", "Verkabelung und Strom im Gebäude", "WLAN-Abdeckung", "Trennung der Netze", "Abstimmung mit der Gebäudeplanung"];

    [Fact]
    public async Task A_Themenfeld_is_filled_the_browser_closed_and_reopened_and_the_matrix_released()
    {
        await using (var erster = await browser.VisitAsync())
        {
            var seite = erster.Seite;
            await SignInAsync(erster, EmailOf(Rolle.Traegerbearbeitung));
            await seite.TabAndPressAsync(Link(seite, "Matrix 2026/27 ausfüllen: Stadt Musterstadt"));
            await seite.TabAndPressAsync(Link(seite, "Gebäude und Netze"));
            await FillAsync(seite);
            await Expect(seite.GetByText(Offen())).ToBeHiddenAsync();
            await seite.Keyboard.PressAsync("Tab");
            await Expect(seite.Stand(Kriterien[^1])).ToContainTextAsync("gespeichert um");
        }

        await using (var zweiter = await browser.VisitAsync(Rolle.Traegerbearbeitung))
        {
            await OpenByMouseAsync(zweiter.Seite);
            await ExpectFilledAsync(zweiter.Seite);
        }

        await using var leitung = await browser.VisitAsync();
        await ReleaseAsync(leitung);
    }

    [Fact]
    public async Task Somebody_is_invited_and_what_was_released_is_passed_on_without_script()
    {
        var haus = await browser.BuildHouseAsync();
        var traeger = haus.Matrix[..haus.Matrix.IndexOf("/matrix", StringComparison.Ordinal)];
        await using var besuch = await browser.VisitAsync(script: false);
        var seite = besuch.Seite;
        await SignInAsync(besuch, haus.Leitung);
        await besuch.GotoAsync(traeger + "/zustaendigkeiten");
        await seite.TabAndPressAsync(Link(seite, "Person einladen"));
        await seite.TabAndSelectAsync(seite.GetByLabel("Einladen als"), "Trägerbearbeitung");
        await seite.TabAndTypeAsync(seite.GetByLabel("Name", new() { Exact = true }), "Tilo Taste");
        await seite.TabAndTypeAsync(seite.GetByLabel("E-Mail-Adresse"), $"{Guid.NewGuid():N}@test.example");
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Vorschau" }));
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Button, new() { Name = "Jetzt versenden" }));
        await Expect(seite.GetByText("ist auf dem Weg.")).ToBeVisibleAsync();

        await besuch.GotoAsync(haus.Matrix + "/pruefung");
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 1 freigeben" }));
        await seite.TabAndPressAsync(Link(seite, "Weitergabe entscheiden"));
        await Expect(seite.GetByLabel("Alle Schulen des Schulträgers")).ToBeCheckedAsync();
        await seite.TabAndPressAsync(seite.GetByLabel("Koordination: Bildungsbüro"), "Space");
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Vorschau" }));
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Button, new() { Name = "Jetzt weitergeben" }));
        await Expect(seite.GetByText("Die Matrix ist weitergegeben.")).ToBeVisibleAsync();
        await Expect(seite.GetByRole(AriaRole.Link, new() { Name = "Zurücknehmen" })).ToHaveCountAsync(2);
    }

    private static async Task ReleaseAsync(Besuch besuch)
    {
        var seite = besuch.Seite;
        await SignInAsync(besuch, EmailOf(Rolle.Traegerleitung));
        await seite.TabAndPressAsync(Link(seite, "Matrix 2026/27 ausfüllen: Stadt Musterstadt"));
        await seite.TabAndPressAsync(Link(seite, "Angaben prüfen"));
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 1 freigeben" }));

        await Expect(seite.GetByText("Die Matrix ist freigegeben.")).ToBeVisibleAsync();
        await Expect(Link(seite, "Fassung 1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_the_same_with_a_save_button()
    {
        var haus = await browser.BuildHouseAsync();
        await using (var bearbeitung = await browser.VisitAsync(script: false))
        {
            var seite = bearbeitung.Seite;
            await SignInAsync(bearbeitung, haus.Bearbeitung);
            await seite.TabAndPressAsync(Link(seite, $"Matrix 2026/27 ausfüllen: {haus.Name}"));
            await seite.TabAndPressAsync(Link(seite, "Gebäude und Netze"));
            await FillAsync(seite);
            await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Button, new() { Name = "Speichern", Exact = true }));
            await Expect(seite.GetByText("Gespeichert um")).ToBeVisibleAsync();
        }

        await using var leitung = await browser.VisitAsync(script: false);
        await SignInAsync(leitung, haus.Leitung);
        await leitung.GotoAsync($"{haus.Matrix}/netz");
        await ExpectFilledAsync(leitung.Seite);
        await leitung.Seite.TabAndPressAsync(Link(leitung.Seite, "Übersicht"));
        await leitung.Seite.TabAndPressAsync(Link(leitung.Seite, "Angaben prüfen"));
        await leitung.Seite.TabAndPressAsync(leitung.Seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 1 freigeben" }));
        await Expect(leitung.Seite.GetByText("Die Matrix ist freigegeben.")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(Besuch besuch, string email)
    {
        await besuch.GotoAsync("/anmelden");
        await besuch.Seite.TabAndTypeAsync(besuch.Seite.GetByLabel("E-Mail-Adresse"), email);
        await besuch.Seite.TabAndTypeAsync(besuch.Seite.GetByLabel("Passwort"), Testportal.Passwort);
        await besuch.Seite.Keyboard.PressAsync("Enter");
        await Expect(besuch.Seite.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Wartet auf mich");
    }

    /// <summary>Gives every row of the Themenfeld both stages and a time, and the last one a text.</summary>
    private static async Task FillAsync(IPage seite)
    {
        foreach (var kriterium in Kriterien)
        {
            await seite.TabAndChooseAsync(seite.Ist(kriterium), "Ausbau");
            await seite.TabAndChooseAsync(seite.Soll(kriterium), "Verstetigung");
            await seite.TabAndSelectAsync(seite.Feld(kriterium, "Zeithorizont"), "kurzfristig (bis 1 Jahr)");
        }
        await seite.TabAndPressAsync(seite.Klappe(Kriterien[^1], "Planung und Bedarf"));
        await seite.TabAndTypeAsync(seite.Feld(Kriterien[^1], "Geplante Schritte"), Text);
    }

    private static async Task ExpectFilledAsync(IPage seite)
    {
        foreach (var kriterium in Kriterien)
        {
            await Expect(seite.Ist(kriterium).Radio("Ausbau")).ToBeCheckedAsync();
            await Expect(seite.Soll(kriterium).Radio("Verstetigung")).ToBeCheckedAsync();
            await Expect(seite.Feld(kriterium, "Zeithorizont")).ToHaveValueAsync("Kurzfristig");
        }
        await Expect(seite.Feld(Kriterien[^1], "Geplante Schritte")).ToHaveValueAsync(Text);
    }

    private static async Task OpenByMouseAsync(IPage seite)
    {
        await Link(seite, "Matrix 2026/27 ausfüllen: Stadt Musterstadt").ClickAsync();
        await Link(seite, "Gebäude und Netze").ClickAsync();
    }

    private static ILocator Link(IPage seite, string name) =>
        seite.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    private static string EmailOf(Rolle rolle) => Demoregion.Konten.Single(k => k.Rolle == rolle).Email;

    [GeneratedRegex("^Noch .* offen:$")]
    private static partial Regex Offen();
}
