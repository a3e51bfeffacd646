using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Web.Features.Absprachen;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// What one session agreed on, over the fifteen days after it: who was not there answers on the tenth or never, an Einwand stands,
/// the council refuses. The portal is this class's own, because its clock is put forward.
/// </summary>
[Trait("Spur", "browser")]
public sealed class KonsenstageTests(Browserportal browser) : IClassFixture<Browserportal>
{
    private const string Sofort = "Jede Schule nennt eine Ansprechperson.";
    private const string MitBedenken = "Leihgeräte wandern einmal im Jahr.";
    private const string Still = "Wir treffen uns zweimal im Jahr.";
    private const string MitEinwand = "Smartphones bleiben zu Hause.";
    private const string MitVorbehalt = "Alle ab Klasse 3 bekommen ein Gerät.";
    private const string Gremium = "Schulausschuss";
    private static readonly string[] Alle = [Sofort, MitBedenken, Still, MitEinwand, MitVorbehalt];

    private Probetisch _tisch = null!;

    /// <summary>The school that is not there.</summary>
    private string Fehlende => $"Schule Nr. 3 {_tisch.Name}";

    [Fact]
    public async Task From_the_session_to_the_end_of_the_days()
    {
        _tisch = await browser.Portal.BeginSessionAsync(await browser.Portal.BuildTableAsync());
        await using (var mona = await browser.VisitAsync(_tisch.Mail("Mona")))
        {
            var seite = mona.Seite;
            await mona.GotoAsync(_tisch.Sitzung + "/ablauf");
            await AttendAsync(seite);
            foreach (var text in Alle)
                await WordAsync(seite, text, ohneFehlende: text is Sofort or MitVorbehalt, text == MitVorbehalt ? Gremium : null);
            await ExpectAsync(mona, [.. Alle.Select(text => (text, "Entwurf", (string?)null))]);

            // One act where all who are there agree, and the same with an exception.
            await mona.GotoAsync(_tisch.Sitzung + "/ablauf");
            foreach (var text in new[] { Sofort, Still, MitVorbehalt })
            {
                await ClickAsync(Box(seite, text), "Konsens aller Beteiligten");
                await Expect(Box(seite, text)).ToContainTextAsync(text == Still ? "Rückmeldung von 1 offen" : "Konsens zustande gekommen");
            }
            await RecordAsync(seite, MitBedenken, 2, "Zustimmung mit Bedenken", "Nicht in den Ferien.");
            await RecordAsync(seite, MitEinwand, 4, "Einwand", "Wir arbeiten damit.");
            await ClickAsync(seite.Locator("main"), "Sitzung beenden");
            await Expect(seite.GetByText("Aus den Mitschriften ist der Protokollentwurf entstanden.")).ToBeVisibleAsync();
            var offen = $"Konsens noch offen: Rückmeldung von 1 offen, bis {browser.Portal.Uhr.Today().AddDays(14):dd.MM.yyyy}.";
            await ExpectAsync(mona,
                (Sofort, "vereinbart", "Konsens zustande gekommen."), (MitBedenken, "in Abstimmung", offen), (Still, "in Abstimmung", offen), (MitEinwand, "in Abstimmung", offen),
                (MitVorbehalt, "vereinbart, vorbehaltlich Beschluss", $"Konsens zustande gekommen, vorbehaltlich Beschluss ({Gremium})."));
            await ExpectMinutesAsync(seite, MitBedenken, $"1 Zustimmung mit Bedenken: Schule Nr. 2 {_tisch.Name} – „Nicht in den Ferien.“", $"1 Rückmeldung offen: {Fehlende} (war nicht da)");
            await ExpectMinutesAsync(seite, MitEinwand, $"1 Einwand: Schule Nr. 4 {_tisch.Name} – „Wir arbeiten damit.“");
            await ExpectMinutesAsync(seite, Sofort, $"6 Zustimmung: Stadt {_tisch.Name}");
        }

        // The absent school answers on the tenth day, from its start page, and says nothing to one of them.
        browser.Portal.Uhr.Advance(TimeSpan.FromDays(10));
        await using (var schule = await browser.VisitAsync(_tisch.Mail("Schule3")))
        {
            foreach (var (text, wert) in new[] { (MitBedenken, "Zustimmung"), (MitEinwand, "Enthaltung") })
            {
                await schule.GotoAsync("/");
                await schule.Seite.GetByRole(AriaRole.Link, new() { Name = "Zur Vereinbarung antworten: " + text }).ClickAsync();
                await schule.Seite.GetByRole(AriaRole.Radio, new() { Name = wert, Exact = true }).CheckAsync();
                await ClickAsync(schule.Seite.Locator("main"), "Antwort senden");
                await Expect(schule.Seite.GetByText("Die Antwort ist gespeichert.")).ToBeVisibleAsync();
            }
            await schule.GotoAsync("/");
            await Expect(schule.Seite.GetByRole(AriaRole.Link, new() { Name = "Zur Vereinbarung antworten" })).ToHaveTextAsync(["Zur Vereinbarung antworten: " + Still]);
            await schule.GotoAsync("/vereinbarungen?stand=Vereinbart");
            await Expect(schule.Seite.GetByText("2 Vereinbarungen")).ToBeVisibleAsync();
        }
        await using (var mona = await browser.VisitAsync(_tisch.Mail("Mona")))
        {
            var seite = mona.Seite;
            await ExpectAsync(mona, (MitBedenken, "vereinbart", "Konsens zustande gekommen."), (Still, "in Abstimmung", "Rückmeldung von 1 offen"), (MitEinwand, "nicht zustande gekommen", "Konsens nicht zustande gekommen."));
            await ExpectMinutesAsync(seite, MitBedenken, $"{Fehlende} (war nicht da)", $"1 Zustimmung mit Bedenken: Schule Nr. 2 {_tisch.Name}");
            await ExpectMinutesAsync(seite, MitEinwand, $"1 Enthaltung: {Fehlende} (war nicht da)");

            // The council refuses: back at the table as a second version, while the minutes keep what was asked.
            await OpenAsync(mona, MitVorbehalt);
            await seite.GetByLabel("abgelehnt, zurück an den Tisch").CheckAsync();
            await seite.GetByLabel("Am", new() { Exact = true }).FillAsync($"{browser.Portal.Uhr.Today():yyyy-MM-dd}");
            await seite.GetByLabel("Ein Wort dazu").FillAsync("Kein Geld im Haushalt.");
            await ClickAsync(seite.Locator("main"), "Beschluss festhalten");
            await Expect(seite.Locator("main")).ToContainTextAsync($"{Gremium}: abgelehnt am {browser.Portal.Uhr.Today():dd.MM.yyyy}");
            await ExpectAsync(mona, (MitVorbehalt, "Entwurf", $"Konsens zustande gekommen, vorbehaltlich Beschluss ({Gremium})."));
            await ExpectDraftAsync(mona, MitVorbehalt);
        }

        // On the fourteenth day the silent one may still answer; on the next one it stands that she did not.
        browser.Portal.Uhr.Advance(TimeSpan.FromDays(4));
        await ExpireAsync();
        await using (var mona = await browser.VisitAsync(_tisch.Mail("Mona")))
            await ExpectAsync(mona, (Still, "in Abstimmung", "Rückmeldung von 1 offen"));
        browser.Portal.Uhr.Advance(TimeSpan.FromDays(1));
        await ExpireAsync();
        await using (var schule = await browser.VisitAsync(_tisch.Mail("Schule3")))
        {
            await Expect(schule.Seite.GetByRole(AriaRole.Link, new() { Name = "Zur Vereinbarung antworten" })).ToHaveCountAsync(0);
            await ExpectAsync(schule, (Still, "vereinbart", null));
        }
        await using (var mona = await browser.VisitAsync(_tisch.Mail("Mona")))
        {
            var seite = mona.Seite;
            await ExpectAsync(mona, (Still, "vereinbart", "Konsens zustande gekommen."));
            await ExpectMinutesAsync(seite, Still, $"1 keine Rückmeldung: {Fehlende} (war nicht da)");

            // Other words after the Einwand are a second version too; the minutes keep the first.
            await OpenAsync(mona, MitEinwand);
            await seite.GetByRole(AriaRole.Link, new() { Name = "Text oder Beteiligte ändern" }).ClickAsync();
            await seite.GetByLabel("Was wird vereinbart?").FillAsync("Smartphones bleiben in der Tasche.");
            await ClickAsync(seite.Locator("main"), "Speichern");
            await Expect(seite.GetByText("Das ist eine neue Fassung")).ToBeVisibleAsync();
            await ExpectAsync(mona, ("Smartphones bleiben in der Tasche.", "Entwurf", null));
            await ExpectDraftAsync(mona, "Smartphones bleiben in der Tasche.");
            await mona.GotoAsync(_tisch.Sitzung + "/protokoll");
            await ExpectMinutesAsync(seite, MitEinwand, "Konsens nicht zustande gekommen.", $"1 Einwand: Schule Nr. 4 {_tisch.Name}");

            // Both drafts wait for the agenda of the next session, where they become items.
            await ClickAsync(seite.Locator("main"), "Nächste Sitzung aus diesem Protokoll");
            await seite.Locator("summary", new() { HasText = "Offene Vereinbarungen" }).ClickAsync();
            await seite.GetByLabel($"{MitVorbehalt} (Entwurf)").CheckAsync();
            await seite.GetByLabel("Smartphones bleiben in der Tasche. (Entwurf)").CheckAsync();
            await ClickAsync(seite.Locator("main"), "Als Punkte aufnehmen");
            await Expect(seite.Locator("[data-punkt]", new() { HasText = MitVorbehalt })).ToHaveCountAsync(1);
            await mona.GotoAsync("/vereinbarungen?stand=Entwurf");
            await Expect(seite.GetByText("2 Vereinbarungen")).ToBeVisibleAsync();
        }
    }

    /// <summary>All are there but one school.</summary>
    private async Task AttendAsync(IPage seite)
    {
        foreach (var gruppe in await seite.Locator(".sd-anwesenheit").AllAsync())
            await gruppe.GetByLabel("anwesend", new() { Exact = true }).CheckAsync();
        await seite.GetByRole(AriaRole.Group, new() { Name = Fehlende }).GetByLabel("entschuldigt").CheckAsync();
        await ClickAsync(seite.Locator("main"), "Anwesenheit speichern");
        await Expect(seite.GetByText("Die Anwesenheit ist festgehalten.")).ToBeVisibleAsync();
    }

    private async Task WordAsync(IPage seite, string text, bool ohneFehlende, string? gremium)
    {
        await seite.GetByRole(AriaRole.Link, new() { Name = "Vereinbarung formulieren : Begrüßung" }).ClickAsync();
        await seite.GetByLabel("Was wird vereinbart?").FillAsync(text);
        await seite.GetByLabel("Verantwortlich").SelectOptionAsync($"Stadt {_tisch.Name}");
        if (ohneFehlende)
            await seite.GetByRole(AriaRole.Checkbox, new() { Name = Fehlende, Exact = true }).UncheckAsync();
        if (gremium is not null)
        {
            await seite.Locator("summary", new() { HasText = "Vorbehaltlich Beschluss" }).ClickAsync();
            await seite.GetByLabel("Wessen Beschluss steht noch aus?").FillAsync(gremium);
        }
        await ClickAsync(seite.Locator("main"), "Vereinbarung festhalten");
        await Expect(seite.GetByText("Gefragt ist noch niemand.")).ToBeVisibleAsync();
    }

    /// <summary>Consensus of all, but for one school.</summary>
    private async Task RecordAsync(IPage seite, string text, int schule, string wert, string grund)
    {
        await Box(seite, text).GetByRole(AriaRole.Link, new() { Name = "Mit Ausnahmen" }).ClickAsync();
        var zeile = seite.GetByRole(AriaRole.Group, new() { Name = $"Schule Nr. {schule} {_tisch.Name}" });
        await zeile.GetByLabel("Antwort").SelectOptionAsync(wert);
        await zeile.GetByLabel("Grund").FillAsync(grund);
        await ClickAsync(seite.Locator("main"), "Konsens festhalten");
        await Expect(seite.GetByText("Festgehalten. Rückmeldung von 1 offen").First).ToBeVisibleAsync();
    }

    /// <summary>List, pages and, where there are any yet, minutes; these are open at last.</summary>
    private async Task ExpectAsync(Besuch besuch, params (string Text, string Stand, string? Protokoll)[] erwartet)
    {
        await besuch.GotoAsync("/vereinbarungen");
        await Expect(besuch.Seite.GetByText("5 Vereinbarungen")).ToBeVisibleAsync();
        List<string> adressen = [];
        foreach (var (text, stand, _) in erwartet)
        {
            var zeile = besuch.Seite.GetByRole(AriaRole.Row, new() { Name = text });
            await Expect(zeile.Locator(".kern-badge")).ToHaveTextAsync(stand);
            adressen.Add((await zeile.GetByRole(AriaRole.Link).GetAttributeAsync("href"))!);
        }
        foreach (var ((_, stand, _), adresse) in erwartet.Zip(adressen))
        {
            await besuch.GotoAsync(adresse);
            await Expect(besuch.Seite.GetByRole(AriaRole.Definition).Locator("strong").First).ToHaveTextAsync(stand);
        }
        if (erwartet.All(e => e.Protokoll is null))
            return;
        await besuch.GotoAsync(_tisch.Sitzung + "/protokoll");
        foreach (var (text, _, protokoll) in erwartet)
            await ExpectMinutesAsync(besuch.Seite, text, protokoll!);
    }

    private static async Task ExpectMinutesAsync(IPage seite, string text, params string[] saetze)
    {
        foreach (var satz in saetze)
            await Expect(Box(seite, text)).ToContainTextAsync(satz);
    }

    /// <summary>It can be asked anew, as the second version.</summary>
    private static async Task ExpectDraftAsync(Besuch mona, string text)
    {
        await OpenAsync(mona, text);
        await mona.Seite.GetByRole(AriaRole.Link, new() { Name = "Konsens fragen oder festhalten" }).ClickAsync();
        await Expect(mona.Seite.GetByText("Fassung 2")).ToBeVisibleAsync();
    }

    private static async Task OpenAsync(Besuch besuch, string text)
    {
        await besuch.GotoAsync("/vereinbarungen");
        await besuch.Seite.GetByRole(AriaRole.Link, new() { Name = text }).ClickAsync();
    }

    private static ILocator Box(IPage seite, string text) => seite.Locator(".sd-kasten", new() { HasText = text });

    private static Task ClickAsync(ILocator wo, string knopf) => wo.GetByRole(AriaRole.Button, new() { Name = knopf, Exact = true }).ClickAsync();

    private async Task ExpireAsync() => await browser.Portal.Services.GetRequiredService<Konsensfristen>().ExpireAsync(CancellationToken.None);
}
