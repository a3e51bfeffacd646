using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SchulDigital.Domain.Matrizen;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>Rows save themselves: when, how often, and what one hears of it.</summary>
[Collection(Bedienung.Name), Trait("Spur", "browser")]
public sealed class SpeichernTests(Browserportal browser)
{
    private const string Zeile = "Internetanschluss";
    private const string Naechste = "Verkabelung und Strom im Gebäude";

    [Fact]
    public async Task Arrow_keys_do_not_save_values_in_passing()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        var vorher = besuch.Gesendet;

        await besuch.Seite.TabAndChooseAsync(besuch.Seite.Ist(Zeile), "Verstetigung");
        await besuch.Seite.Keyboard.PressAsync("Tab");
        await Expect(besuch.Seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");

        Assert.Equal(1, besuch.Gesendet - vorher);
        var zeile = await browser.RowAsync(haus, "netz_breitband");
        Assert.Equal(Stufenwert.Verstetigung, zeile.Werte.Ist);
        Assert.Equal(1, await browser.Portal.InDatabaseAsync(db => db.Verlauf.CountAsync(e => e.GegenstandId == zeile.Id)));
    }

    [Fact]
    public async Task A_value_is_saved_without_leaving_it_after_two_seconds()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        await besuch.Seite.Ist(Zeile).ClickAsync("Einstieg");
        await Expect(besuch.Seite.Stand(Zeile)).ToHaveTextAsync("nicht gespeichert");
        await Expect(besuch.Seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        Assert.Equal(Stufenwert.Einstieg, (await browser.RowAsync(haus, "netz_breitband")).Werte.Ist);
    }

    [Fact]
    public async Task Each_group_is_announced_once_and_open_rows_are_counted_down()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        var seite = besuch.Seite;
        await seite.ListenAsync();
        await Expect(seite.GetByText("Noch 5 Zeilen offen:")).ToBeVisibleAsync();

        // Whoever is faster than the server hears it once for both groups; here it is heard for each.
        await seite.TabAndChooseAsync(seite.Ist(Zeile), "Ausbau");
        await seite.Keyboard.PressAsync("Tab");
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        await seite.Keyboard.PressAsync("Shift+Tab");
        await seite.TabAndChooseAsync(seite.Soll(Zeile), "Verstetigung");
        await Expect(seite.GetByText("Noch 4 Zeilen offen:")).ToBeVisibleAsync();
        await Expect(seite.GetByRole(AriaRole.Navigation, new() { Name = "Offene Zeilen" }).GetByRole(AriaRole.Link, new() { Name = Zeile })).ToBeHiddenAsync();
        await seite.TabAndChooseAsync(seite.Ist(Naechste), "Ausbau");
        await seite.Keyboard.PressAsync("Tab");
        await Expect(seite.GetByText("Noch 3 Zeilen offen:")).ToBeVisibleAsync();

        Assert.Equal([$"Gespeichert: {Zeile}", $"Gespeichert: {Zeile}", $"Gespeichert: {Naechste}"], await seite.HeardAsync());
    }

    [Fact]
    public async Task Closing_the_tab_while_typing_still_saves()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        await besuch.Seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
        await besuch.Seite.Feld(Zeile, "Offene Frage").PressSequentiallyAsync("Wann kommt der Anschluss?");
        await besuch.CloseTabAsync();
        await browser.WaitForAsync(haus, "netz_breitband", w => w.OffeneFrage == "Wann kommt der Anschluss?");
    }

    [Fact]
    public async Task The_back_button_shows_what_was_saved_and_saving_goes_on()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        var seite = besuch.Seite;
        await seite.Ist(Zeile).ClickAsync("Einstieg");
        await seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
        await seite.Feld(Zeile, "Geplante Schritte").FillAsync("Antrag gestellt");
        await seite.Feld(Zeile, "Offene Frage").FocusAsync();
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        await seite.GetByRole(AriaRole.Link, new() { Name = "Übersicht", Exact = true }).ClickAsync();
        await Expect(seite.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Matrix 2026/27");

        await seite.GoBackAsync();
        await Expect(seite.Ist(Zeile).Radio("Einstieg")).ToBeCheckedAsync();
        await Expect(seite.Feld(Zeile, "Geplante Schritte")).ToHaveValueAsync("Antrag gestellt");
        await seite.Ist(Zeile).ClickAsync("Ausbau");
        await browser.WaitForAsync(haus, "netz_breitband", w => w is { Ist: Stufenwert.Ausbau, GeplanteSchritte: "Antrag gestellt" });
    }

    [Fact]
    public async Task Enter_in_a_text_field_saves_the_row_and_stays_on_the_page()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        var seite = besuch.Seite;
        await seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
        await seite.Feld(Zeile, "Zuständig").FillAsync("Gebäudemanagement");
        await seite.Keyboard.PressAsync("Enter");
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        await Expect(seite.Feld(Zeile, "Zuständig")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_beside_its_field_and_saved_once_it_is_shorter()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        besuch.Allow("status of 400");
        var seite = besuch.Seite;
        var text = new string('x', Zeilenwerte.TextMaxLength + 1);
        await seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
        await seite.Feld(Zeile, "Geplante Schritte").FillAsync(text);
        await seite.Feld(Zeile, "Offene Frage").FocusAsync();

        await Expect(seite.Feld(Zeile, "Geplante Schritte")).ToHaveAccessibleDescriptionAsync(
            "Der Text hat 4.001 Zeichen; möglich sind 4.000. Bitte kürzen Sie ihn.");
        await Expect(seite.Feld(Zeile, "Geplante Schritte")).ToHaveValueAsync(text);
        await Expect(seite.Stand(Zeile)).ToHaveTextAsync("nicht gespeichert");

        await seite.Feld(Zeile, "Geplante Schritte").FillAsync(text[1..]);
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        await Expect(seite.Zeile(Zeile).GetByText("Bitte kürzen Sie ihn.")).ToHaveCountAsync(0);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_double_click_releases_one_version(bool script)
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await browser.VisitAsync(haus.Leitung, script);
        besuch.Allow("status of 409");
        await besuch.GotoAsync(haus.Matrix + "/pruefung");
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 1 freigeben" }).DblClickAsync();
        await Expect(besuch.Seite).Not.ToHaveURLAsync(browser.Portal.Adresse + haus.Matrix + "/pruefung");
        await besuch.GotoAsync(haus.Matrix);
        await Expect(besuch.Seite.GetByRole(AriaRole.Link, new() { Name = "Fassung 1", Exact = true })).ToBeVisibleAsync();
        await Expect(besuch.Seite.GetByText("Fassung 2")).ToHaveCountAsync(0);
    }

    private async Task<Besuch> OpenAsync(Probehaus haus)
    {
        var besuch = await browser.VisitAsync(haus.Bearbeitung);
        await besuch.GotoAsync(haus.Matrix + "/netz");
        return besuch;
    }
}
