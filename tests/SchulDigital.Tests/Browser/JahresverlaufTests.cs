using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Features.Matrixbogen;
using SchulDigital.Web.Data;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>A year of the official in a school office, from the offered Durchgang to what the schools read.</summary>
[Trait("Spur", "browser"), Collection(Bedienung.Name)]
public sealed partial class JahresverlaufTests(Browserportal browser)
{
    private readonly string _name = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task From_the_offer_over_Zuarbeit_to_what_the_schools_read()
    {
        var (weg, schulweg, offene, vertraulich) = await BuildAsync();
        await using var berta = await browser.VisitAsync(Mail("berta"));
        var seite = berta.Seite;

        // The offered Durchgang is accepted, and last year is taken over.
        await ClickLinkAsync(seite, $"Durchgang 2026/27 angeboten: Stadt {_name}");
        await ClickAsync(seite, "Teilnehmen");
        await ClickAsync(seite, "Angaben aus 2025/26 übernehmen");
        await ClickLinkAsync(seite, "Angaben prüfen");
        await ClickAsync(seite, "Alle stimmen noch");
        await Expect(seite.GetByText("Die übernommenen Angaben sind geprüft und zählen.")).ToBeVisibleAsync();
        await berta.GotoAsync(weg);
        await Expect(seite.GetByText("44 von 52 Zeilen bearbeitet")).ToBeVisibleAsync();

        // Five open rows are asked of IT by link, three of the Kämmerei, who answers with the table.
        var it = await AskAsync(seite, weg, offene[..5], "Ina Infra", "IT");
        Assert.Empty(await seite.InspectAsync());
        var kaemmerei = await AskAsync(seite, weg, offene[5..], "Karl Kasse", "Kämmerei");

        await using var gast = await browser.VisitAsync();
        await gast.GotoAsync(LinkIn(it));
        await gast.Seite.ShouldBeAccessibleAsync();
        await Expect(gast.Seite.Locator("[data-zeile]")).ToHaveCountAsync(5);
        // Meanwhile somebody fills one of them in the portal.
        await berta.GotoAsync($"{weg}/{offene[1].Themenfeld}");
        await seite.Ist(offene[1].Label).ClickAsync("Verstetigung");
        await Expect(seite.Stand(offene[1].Label)).ToContainTextAsync("gespeichert um");
        foreach (var zeile in offene[..5])
            await gast.Seite.Ist(zeile.Label).ClickAsync("Ausbau");
        await gast.Seite.Feld(offene[0].Label, "Geplante Schritte").FillAsync("Im Sommer");
        await ClickAsync(gast.Seite, "Antworten senden");
        await Expect(gast.Seite.GetByText("Vielen Dank: 5 Zeilen sind beantwortet.")).ToBeVisibleAsync();

        // One conflict, one handed back, three taken over.
        await berta.GotoAsync("/");
        await ClickLinkAsync(seite, "Zuarbeit übernehmen: Ina Infra");
        await Expect(seite.GetByText("Eine Zeile wurde inzwischen auch im Portal geändert")).ToBeVisibleAsync();
        Assert.Empty(await seite.InspectAsync());
        await ChooseAsync(seite, offene[1].Label, "Gespeichertes behalten");
        await ChooseAsync(seite, offene[2].Label, "Mit einer Rückfrage zurückgeben");
        await seite.GetByLabel($"Rückfrage zu {offene[2].Label}").FillAsync("Auch in der Außenstelle?");
        await ClickAsync(seite, "Entscheidungen speichern");
        await Expect(seite.GetByText("Übernommen: 4, zurückgegeben: 1; Ina Infra bekommt eine Mail.")).ToBeVisibleAsync();
        await gast.GotoAsync(LinkIn(await LastMailAsync("ina")));
        await Expect(gast.Seite.GetByText("Rückfrage: Auch in der Außenstelle?")).ToBeVisibleAsync();
        await gast.Seite.Ist(offene[2].Label).ClickAsync("Einstieg");
        await ClickAsync(gast.Seite, "Antworten senden");
        await seite.ReloadAsync();
        await ClickAsync(seite, "Entscheidungen speichern");
        await Expect(seite.GetByText("1 Zeile ist übernommen.")).ToBeVisibleAsync();

        // The table comes back as an answer to the mail.
        await berta.GotoAsync(weg);
        await ClickLinkAsync(seite, "Zuarbeit");
        await ClickLinkAsync(seite, "Karl Kasse, Kämmerei: 3 Zeilen");
        await ClickLinkAsync(seite, "Antwort selbst eintragen oder eine Tabelle einlesen");
        await seite.GetByLabel("Ausgefüllte Tabelle").SetInputFilesAsync(new FilePayload
        {
            Name = "zuarbeit.xlsx",
            MimeType = "application/octet-stream",
            Buffer = Tabellenprobe.Fill(kaemmerei.Anlage!, [.. offene[5..].Select(z => (z.Kriterium, "Heutiger Stand", "Einstieg"))]),
        });
        await ClickAsync(seite, "Tabelle hochladen");
        await ClickAsync(seite, "Entscheidungen speichern");
        await Expect(seite.GetByText("3 Zeilen sind übernommen.")).ToBeVisibleAsync();

        // One row stays in the house; then it is ready for the Leitung.
        await berta.GotoAsync($"{weg}/{offene[0].Themenfeld}");
        await Expect(seite.Zeile(offene[0].Label).GetByText("Laut Auskunft von Ina Infra, IT")).ToBeVisibleAsync();
        await seite.Klappe(offene[0].Label, "Runder Tisch, Beschluss, Vertraulichkeit").ClickAsync();
        await seite.Zeile(offene[0].Label).GetByLabel("Vertraulich").CheckAsync();
        await Expect(seite.Stand(offene[0].Label)).ToContainTextAsync("gespeichert um");
        await berta.GotoAsync(weg + "/pruefung");
        await ClickAsync(seite, "Zur Freigabe bereit melden");

        // The Vertretung releases and passes on.
        await using var vera = await browser.VisitAsync(Mail("vera"));
        await ClickLinkAsync(vera.Seite, $"Matrix 2026/27 freigeben: Stadt {_name}");
        await ClickAsync(vera.Seite, "Fassung 1 freigeben");
        await Expect(vera.Seite.GetByRole(AriaRole.Region, new() { Name = "Fassungen" })).ToContainTextAsync($"von Vera {_name} (i. V. Trägerleitung)");
        await ClickLinkAsync(vera.Seite, "Fassung 1 vom", genau: false);
        await Expect(vera.Seite.GetByText("i. V. Trägerleitung").First).ToBeVisibleAsync();
        await vera.GotoAsync(weg + "/weitergabe");
        await ClickAsync(vera.Seite, "Weiter zur Vorschau");
        await Expect(vera.Seite.GetByText($"{52 - vertraulich} Zeilen werden weitergegeben, {vertraulich} vertrauliche Zeilen bleiben im Haus")).ToBeVisibleAsync();
        await ClickAsync(vera.Seite, "Jetzt weitergeben");

        // The school reads all but that row, and nothing of who said what.
        await using var sina = await browser.VisitAsync(Mail("sina"));
        await sina.GotoAsync(schulweg);
        await ClickLinkAsync(sina.Seite, $"Stadt {_name}, 2026/27");
        await Expect(sina.Seite.GetByText($"{vertraulich} Zeilen sind nicht weitergegeben")).ToBeVisibleAsync();
        await Expect(sina.Seite.GetByRole(AriaRole.Heading, new() { Name = offene[1].Label })).ToBeVisibleAsync();
        await Expect(sina.Seite.GetByRole(AriaRole.Heading, new() { Name = offene[0].Label })).ToHaveCountAsync(0);
        Assert.DoesNotContain("Laut Auskunft", await sina.Seite.ContentAsync(), StringComparison.Ordinal);
    }

    private sealed record Zeile(string Kriterium, string Label, string Themenfeld);

    private Task<(string Weg, string Schulweg, Zeile[] Offene, int Vertraulich)> BuildAsync() => browser.Portal.BuildAsync(a =>
    {
        var region = a.CreateRegion($"jahr-{_name}", $"Region {_name}", "Bildungsbüro");
        var traeger = a.CreateSchultraeger(_name, $"Stadt {_name}", TraegerArt.Kommune);
        var scope = Scope.Schultraeger(traeger.Id);
        var nummer = $"{Convert.ToInt32(_name[..6], 16) % 1_000_000:000000}";
        var schule = a.CreateSchule(nummer, $"Schule {_name}", "Grundschule", a.CreateKommune(region, "98" + nummer, $"Ort {_name}"), traeger);
        a.Appoint(a.CreatePerson($"Berta {_name}", Mail("berta")), Rolle.Traegerbearbeitung, scope);
        a.Appoint(a.CreatePerson($"Vera {_name}", Mail("vera")), Rolle.Traegerleitung, scope, art: Amtsart.StaendigeVertretung);
        a.Appoint(a.CreatePerson($"Sina {_name}", Mail("sina")), Rolle.Schulleitung, Scope.Schule(schule.Id));
        var leitung = a.Appoint(a.CreatePerson($"Lars {_name}", Mail("lars")), Rolle.Traegerleitung, scope);

        var jetzt = browser.Portal.Uhr.Now();
        var vorjahr = a.CreateMatrix(traeger, a.CreateDurchgang(region, $"jahr-{_name}-alt", "2025/26", browser.Portal.Uhr.Today().AddDays(-400)));
        var katalog = a.Katalog(Zielgruppe.Schultraeger);
        // Eight rows that only others know; two of one Themenfeld among them, and none vertraulich beforehand.
        Zeile[] offene = [.. katalog.Kriterien.Where(k => !k.Vertraulich && k.Themenfeld is "netz" or "betrieb" or "finanzen").Take(8)
            .Select(k => new Zeile(k.Key, k.Label, k.Themenfeld))];
        foreach (var zeile in vorjahr.Matrix.Zeilen.Where(z => !Array.Exists(offene, o => o.Kriterium == z.Kriterium)))
            vorjahr.Answer(zeile.Kriterium, w => w with { Ist = Stufenwert.Einstieg, Vertraulich = false }, leitung, jetzt.AddDays(-300));
        vorjahr.Release(leitung, jetzt.AddDays(-290));
        a.Offer(a.CreateDurchgang(region, $"jahr-{_name}", "2026/27"), scope, jetzt, null);
        return ($"/traeger/{traeger.Id}/matrix/jahr-{_name}", $"/schulen/{schule.Id}/weitergegeben", offene,
            // What the catalogue keeps in the house beforehand, and the one that Berta does.
            katalog.Kriterien.Count(k => k.Vertraulich) + 1);
    });

    private async Task<Ausgangsnachricht> AskAsync(IPage seite, string weg, Zeile[] zeilen, string name, string funktion)
    {
        await seite.GotoAsync(weg + "/zuarbeiten/neu");
        foreach (var feld in await seite.Locator("details").AllAsync())
            await feld.EvaluateAsync("d => d.open = true");
        foreach (var zeile in zeilen)
            await seite.GetByRole(AriaRole.Checkbox, new() { Name = $"{zeile.Label} offen" }).CheckAsync();
        await seite.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await seite.GetByLabel("Funktion oder Fachbereich").FillAsync(funktion);
        await seite.GetByLabel("E-Mail-Adresse").FillAsync(Mail(name.Split(' ')[0].ToLowerInvariant()));
        await ClickAsync(seite, "Weiter");
        await Expect(seite.GetByText($"{zeilen.Length} Zeilen, bis")).ToBeVisibleAsync();
        await ClickAsync(seite, "Jetzt versenden");
        await Expect(seite.GetByText($"Die Mail an {name} ist unterwegs.")).ToBeVisibleAsync();
        return await LastMailAsync(name.Split(' ')[0].ToLowerInvariant());
    }

    private static Task ChooseAsync(IPage seite, string kriterium, string wahl) => seite
        .GetByRole(AriaRole.Group, new() { Name = $"Was wird daraus? ({kriterium})" }).GetByRole(AriaRole.Radio, new() { Name = wahl }).CheckAsync(new() { Force = true });

    private static Task ClickAsync(IPage seite, string knopf) =>
        seite.GetByRole(AriaRole.Button, new() { Name = knopf, Exact = true }).First.ClickAsync();

    private static Task ClickLinkAsync(IPage seite, string text, bool genau = true) =>
        seite.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = text, Exact = genau }).First.ClickAsync();

    private string Mail(string wer) => $"{wer}-{_name}@test.example";

    private Task<Ausgangsnachricht> LastMailAsync(string wer) => browser.Portal.InDatabaseAsync(db => db.Ausgangsnachrichten.AsNoTracking()
        .Where(n => n.Empfaenger == Mail(wer)).OrderByDescending(n => n.AngelegtAm).FirstAsync());

    private static string LinkIn(Ausgangsnachricht mail) => Zuarbeitslink().Match(mail.Text!).Value;

    [GeneratedRegex("/zuarbeit/[A-Za-z0-9_-]+")]
    private static partial Regex Zuarbeitslink();
}
