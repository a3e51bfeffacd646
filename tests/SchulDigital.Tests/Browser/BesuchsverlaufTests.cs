using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>A whole Schulträgerbesuch, played by four people: Trägerleitung, Trägerbearbeitung, a partner carrier's Leitung, a guest by link.</summary>
[Trait("Spur", "browser"), Collection(Bedienung.Name)]
public sealed partial class BesuchsverlaufTests(Browserportal browser)
{
    private readonly string _name = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task From_the_plan_to_the_closed_visit_with_results_that_know_their_rows()
    {
        var (traeger, matrix, zeilen) = await BuildAsync();
        await using var lars = await browser.VisitAsync(Mail("lars"));
        var seite = lars.Seite;

        // Planned: nothing is mailed yet.
        await lars.GotoAsync("/besuche");
        await ClickLinkAsync(seite, "Besuch planen");
        await seite.GetByLabel("Anlass").FillAsync($"Gespräch \"{_name}\" <b>");
        await seite.GetByLabel("Tag - optional").FillAsync($"{browser.Portal.Uhr.Today():yyyy-MM-dd}");
        await seite.GetByLabel("Beginn - optional").FillAsync("10:00");
        await seite.GetByLabel("Ort - optional").FillAsync("Rathaus");
        await ClickAsync(seite, "Weiter zu den Beteiligten");
        Assert.Empty(await seite.InspectAsync());
        await seite.GetByLabel($"Berta {_name}").CheckAsync();
        await seite.GetByText("Andere Schulträger").First.ClickAsync();
        await seite.GetByLabel($"Nachbarstadt {_name}").CheckAsync();
        await seite.GetByLabel("Name - optional").FillAsync("Gerd Gast");
        await seite.GetByLabel("Organisation oder Funktion - optional").FillAsync("Büro Nord");
        await seite.GetByLabel("E-Mail-Adresse - optional").FillAsync(Mail("gerd"));
        await ClickAsync(seite, "Speichern");
        await Expect(seite.GetByText("Die Beteiligten sind gespeichert.").First).ToBeVisibleAsync();
        var weg = new Uri(seite.Url).AbsolutePath;
        Assert.Empty(await MailsAsync());

        // Invited: one mail each; the guest's code is shown once.
        await ClickLinkAsync(seite, "Einladung prüfen");
        await Expect(seite.GetByText("Noch ist nichts verschickt.")).ToBeVisibleAsync();
        await ClickAsync(seite, "Jetzt versenden");
        await Expect(seite.GetByText("Die Einladungen sind unterwegs.").First).ToBeVisibleAsync();
        var code = (await seite.Locator(".sd-code").TextContentAsync())!.Trim();
        var mails = await MailsAsync();
        Assert.Equal([Mail("berta"), Mail("gerd"), Mail("nora")], mails.Select(m => m.Empfaenger).Order());

        // Passed on to everybody at the visit.
        await lars.GotoAsync(matrix + "/weitergabe");
        await seite.GetByLabel("Beteiligte des Besuchs", new() { Exact = false }).CheckAsync();
        await ClickAsync(seite, "Weiter zur Vorschau");
        await Expect(seite.GetByText($"Gerd Gast, Büro Nord ({Mail("gerd")}), mit persönlichem Link und Code")).ToBeVisibleAsync();
        await ClickAsync(seite, "Jetzt weitergeben");
        await Expect(seite.GetByText("Die Matrix ist weitergegeben.").First).ToBeVisibleAsync();

        // The guest reads with link and code and asks; the partner answers the invitation.
        await using var gerd = await browser.VisitAsync();
        await gerd.GotoAsync(LinkPattern().Match(mails.Single(m => m.Empfaenger == Mail("gerd")).Text!).Value);
        await gerd.Seite.ShouldBeAccessibleAsync();
        await gerd.Seite.GetByLabel("Code").FillAsync(code);
        await ClickAsync(gerd.Seite, "Code prüfen");
        await Expect(gerd.Seite.GetByText("Fassung 1").First).ToBeVisibleAsync();
        await gerd.Seite.GetByRole(AriaRole.Link, new() { Name = $"Stadt {_name}, Matrix" }).First.ClickAsync();
        await gerd.Seite.ShouldBeAccessibleAsync();
        await gerd.Seite.GetByText("Dazu fragen").First.ClickAsync();
        await gerd.Seite.GetByLabel("Ihre Frage").First.FillAsync("Bis wann <heute>?");
        await ClickAsync(gerd.Seite, "Frage stellen");
        await Expect(gerd.Seite.GetByText("Bis wann <heute>?")).ToBeVisibleAsync();
        await using var nora = await browser.VisitAsync(Mail("nora"));
        await nora.GotoAsync(weg);
        await ClickAsync(nora.Seite, "Zusagen");
        await Expect(nora.Seite.GetByText("Die Antwort ist gespeichert.")).ToBeVisibleAsync();
        await lars.GotoAsync(weg + "/fragen");
        await seite.GetByLabel("Antwort").First.FillAsync("Im Herbst.");
        await ClickAsync(seite, "Antwort speichern");
        await Expect(seite.GetByText("Die Antwort ist gespeichert.").First).ToBeVisibleAsync();

        // The agenda is proposed and reordered by keyboard.
        await lars.GotoAsync(weg + "/tagesordnung");
        await ClickAsync(seite, "Tagesordnung vorschlagen lassen");
        await Expect(seite.GetByText("Frage vor dem Besuch").First).ToBeVisibleAsync();
        await seite.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^runter.*Begrüßung") }).FocusAsync();
        await seite.Keyboard.PressAsync("Enter");
        await Expect(seite.GetByText("Die Tagesordnung ist gespeichert.")).ToBeVisibleAsync();
        Assert.Empty(await seite.InspectAsync());

        // Two take notes; they are saved by themselves, and a conflict shows both.
        await using var berta = await browser.VisitAsync(Mail("berta"));
        berta.Allow("status of 409");
        await berta.GotoAsync(weg + "/gespraech");
        await lars.GotoAsync(weg + "/gespraech");
        var feld = $"#notiz-{zeilen[0].Themenfeld}";
        await seite.Locator($"{feld} textarea").FillAsync("Lars schreibt mit");
        await Expect(seite.Locator($"{feld} [data-stand]")).ToContainTextAsync("gespeichert um");
        await berta.Seite.Locator($"{feld} textarea").FillAsync("Berta schreibt auch");
        await Expect(berta.Seite.Locator(feld)).ToContainTextAsync("hat diese Notiz um");
        await Expect(berta.Seite.Locator(feld)).ToContainTextAsync("Lars schreibt mit");
        Assert.Equal("Berta schreibt auch", await berta.Seite.Locator($"{feld} textarea").InputValueAsync());
        Assert.Empty(await berta.Seite.InspectAsync());
        await berta.Seite.Locator($"{feld} textarea").FillAsync("Lars und Berta schreiben mit");
        await berta.Seite.Locator(feld).GetByRole(AriaRole.Button, new() { Name = "Meinen Text speichern" }).ClickAsync();
        await Expect(berta.Seite.GetByText("Die Notiz ist gespeichert.")).ToBeVisibleAsync();

        // Two themes, a task and an agreement, each from its row.
        await ConcludeAsync(lars, weg, zeilen[0], "Thema für den Runden Tisch", "Alle Schulen betrifft es", s => s.GetByLabel("Titel des Themas").FillAsync($"Netz {_name}"));
        await ConcludeAsync(lars, weg, zeilen[1], "Thema für den Runden Tisch", "Gemeinsam klären", s => s.GetByLabel("Titel des Themas").FillAsync($"Geräte {_name}"));
        await ConcludeAsync(lars, weg, zeilen[0], "Aufgabe", $"Angebot holen {_name}", s => s.GetByLabel("Bis wann?").FillAsync($"{browser.Portal.Uhr.Today().AddDays(20):yyyy-MM-dd}"));
        await ConcludeAsync(lars, weg, zeilen[1], "Vereinbarung", "Bis Sommer gemessen", s => s.GetByLabel("Amt oder Person im Haus - optional").FillAsync("Bauamt"));
        await lars.GotoAsync($"{matrix}/{zeilen[0].Themenfeld}");
        await Expect(seite.GetByText("Was daraus wurde").First).ToBeVisibleAsync();
        Assert.Empty(await seite.InspectAsync());
        await ClickLinkAsync(seite, $"Angebot holen {_name}");
        await Expect(seite.GetByRole(AriaRole.Link, new() { Name = zeilen[0].Label, Exact = false }).First).ToBeVisibleAsync();
        await lars.GotoAsync(matrix + "/" + zeilen[1].Themenfeld);
        await ClickLinkAsync(seite, "Gemeinsam klären");
        await Expect(seite.GetByRole(AriaRole.Heading, new() { Name = $"Geräte {_name}" })).ToBeVisibleAsync();
        await Expect(seite.GetByRole(AriaRole.Link, new() { Name = zeilen[1].Label, Exact = false }).First).ToHaveAttributeAsync("href", $"{matrix}/{zeilen[1].Themenfeld}#zeile-{zeilen[1].Kriterium}");

        // The record goes to the partners; one confirms, the guest remarks; the visit is closed and the next one proposed.
        await lars.GotoAsync(weg);
        await ClickAsync(seite, "Der Besuch hat stattgefunden");
        await Expect(seite.GetByText("Der Besuch hat stattgefunden.").First).ToBeVisibleAsync();
        await lars.GotoAsync(weg + "/vermerk");
        await ClickLinkAsync(seite, "Besuchsvermerk freigeben");
        await ClickAsync(seite, "Freigeben und versenden");
        await Expect(seite.GetByText("Der Besuchsvermerk ist freigegeben.").First).ToBeVisibleAsync();
        await nora.GotoAsync(weg);
        await ClickAsync(nora.Seite, "Bestätigen");
        await Expect(nora.Seite.GetByText("Danke, Ihre Rückmeldung ist gespeichert.")).ToBeVisibleAsync();
        await gerd.GotoAsync(LinkPattern().Match(mails.Single(m => m.Empfaenger == Mail("gerd")).Text!).Value);
        await gerd.Seite.GetByLabel("Anmerkung - optional").FillAsync("Gern wieder");
        await ClickAsync(gerd.Seite, "Anmerkung hinzufügen");
        await Expect(gerd.Seite.GetByText("Danke, Ihre Rückmeldung ist gespeichert.").First).ToBeVisibleAsync();
        await lars.GotoAsync(weg);
        await Expect(seite.GetByText("„Gern wieder“")).ToBeVisibleAsync();
        await ClickAsync(seite, "Besuch abschließen");
        await Expect(seite.GetByText("Der Besuch ist abgeschlossen.").First).ToBeVisibleAsync();
        await ClickLinkAsync(seite, "Nächsten Besuch planen");
        await Expect(seite.GetByLabel("Anlass")).ToHaveValueAsync($"Gespräch \"{_name}\" <b>");
        Assert.Empty(await seite.InspectAsync());
    }

    [Fact]
    public async Task A_visit_is_planned_noted_and_concluded_by_keyboard_alone_without_script()
    {
        await BuildAsync();
        await using var lars = await browser.VisitAsync(Mail("lars"), script: false);
        var seite = lars.Seite;
        ILocator Button(string name) => seite.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        ILocator Link(string name) => seite.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First;
        await seite.TabAndPressAsync(Link("Besuche"));
        await seite.TabAndPressAsync(Link("Besuch planen"));
        await seite.TabAndTypeAsync(seite.GetByLabel("Anlass"), "Nur mit Tasten");
        await seite.TabAndTypeAsync(seite.GetByLabel("Ort - optional"), "Rathaus");
        await seite.TabAndPressAsync(Button("Weiter zu den Beteiligten"));
        await seite.TabAndPressAsync(seite.GetByLabel($"Berta {_name}"), "Space");
        await seite.TabAndPressAsync(Button("Speichern"));
        await Expect(seite.GetByText("Die Beteiligten sind gespeichert.")).ToBeVisibleAsync();

        await seite.TabAndPressAsync(Link("Tagesordnung bearbeiten"));
        await seite.TabAndPressAsync(Button("Tagesordnung vorschlagen lassen"));
        await seite.TabAndTypeAsync(seite.GetByLabel("Eigener Punkt").First, "Was sonst anliegt");
        await seite.TabAndPressAsync(Button("Tagesordnung speichern"));
        await Expect(seite.GetByText("Die Tagesordnung ist gespeichert.")).ToBeVisibleAsync();

        await lars.GotoAsync(new Uri(seite.Url).AbsolutePath.Replace("/tagesordnung", "/gespraech", StringComparison.Ordinal));
        await Expect(seite.GetByRole(AriaRole.Heading, new() { Name = "Was sonst anliegt", Exact = false })).ToBeVisibleAsync();
        await seite.TabAndTypeAsync(seite.GetByLabel("Notiz: Allgemeines"), "Getippt");
        await seite.TabAndPressAsync(Button("Notiz speichern : Allgemeines"));
        await Expect(seite.GetByText("Die Notiz ist gespeichert.")).ToBeVisibleAsync();
        await seite.TabAndPressAsync(Link("Ergebnis ohne Zeile festhalten"));
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Radio, new() { Name = "Klärung", Exact = false }), "Space");
        await seite.TabAndTypeAsync(seite.GetByLabel("Was wird festgehalten?"), "Ohne Maus geklärt");
        await seite.TabAndPressAsync(Button("Festhalten"));
        await Expect(seite.GetByText("Ohne Maus geklärt", new() { Exact = true })).ToBeVisibleAsync();
    }

    private sealed record Zeile(Guid Id, string Kriterium, string Label, string Themenfeld);

    private string Mail(string wer) => $"{wer}-{_name}@besuch.example";

    private Task<(Guid Traeger, string Matrix, Zeile[] Zeilen)> BuildAsync() => browser.Portal.BuildAsync(a =>
    {
        var region = a.CreateRegion($"besuch-{_name}", $"Region {_name}", "Bildungsbüro");
        var nummer = $"{Convert.ToInt32(_name[..6], 16) % 1_000_000:000000}";
        var kommune = a.CreateKommune(region, "97" + nummer, $"Ort {_name}");
        var traeger = a.CreateSchultraeger(_name, $"Stadt {_name}", TraegerArt.Kommune);
        a.CreateSchule(nummer, $"Schule {_name}", "Grundschule", kommune, traeger);
        a.CreateRunderTisch(kommune, $"Runder Tisch {_name}");
        var nachbar = a.CreateSchultraeger(_name + "n", $"Nachbarstadt {_name}", TraegerArt.Kommune);
        var leitung = a.Appoint(a.CreatePerson($"Lars {_name}", Mail("lars")), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id));
        a.Appoint(a.CreatePerson($"Berta {_name}", Mail("berta")), Rolle.Traegerbearbeitung, Scope.Schultraeger(traeger.Id));
        a.Appoint(a.CreatePerson($"Nora {_name}", Mail("nora")), Rolle.Traegerleitung, Scope.Schultraeger(nachbar.Id));
        var matrix = a.CreateMatrix(traeger, a.CreateDurchgang(region, $"besuch-{_name}", "2026/27"));
        var jetzt = browser.Portal.Uhr.Now().AddDays(-2);
        var katalog = a.Katalog(Zielgruppe.Schultraeger);
        var zeilen = katalog.Kriterien.Where(k => !k.Vertraulich).GroupBy(k => k.Themenfeld).Take(2).Select(g => g.First()).ToArray();
        foreach (var kriterium in zeilen)
            matrix.Answer(kriterium.Key, w => w with { Ist = Stufenwert.Einstieg, FuerRundenTisch = true }, leitung, jetzt);
        matrix.AnswerAll(Stufenwert.Ausbau, leitung, jetzt).Release(leitung, jetzt.AddMinutes(1));
        return (traeger.Id, $"/traeger/{traeger.Id}/matrix/besuch-{_name}",
            zeilen.Select(k => new Zeile(matrix.Zeile(k.Key).Id, k.Key, k.Label, k.Themenfeld)).ToArray());
    });

    private static async Task ConcludeAsync(Besuch wer, string weg, Zeile zeile, string art, string text, Func<IPage, Task> fill)
    {
        await wer.GotoAsync($"{weg}/ergebnisse/neu?zeile={zeile.Id}");
        await wer.Seite.GetByLabel(art, new() { Exact = false }).First.CheckAsync();
        await wer.Seite.GetByLabel("Was wird festgehalten?").FillAsync(text);
        await fill(wer.Seite);
        await ClickAsync(wer.Seite, "Festhalten");
        await Expect(wer.Seite.GetByText($"Festgehalten: {art}.")).ToBeVisibleAsync();
    }

    private Task<List<Ausgangsnachricht>> MailsAsync() => browser.Portal.InDatabaseAsync(db =>
        db.Ausgangsnachrichten.Where(n => n.Empfaenger.EndsWith($"-{_name}@besuch.example") && n.Anlass.StartsWith("besuch/")).AsNoTracking().ToListAsync());

    private static Task ClickAsync(IPage seite, string knopf) => seite.GetByRole(AriaRole.Button, new() { Name = knopf, Exact = true }).ClickAsync();

    private static Task ClickLinkAsync(IPage seite, string link) => seite.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    [GeneratedRegex(@"/besuch/[\w-]+")]
    private static partial Regex LinkPattern();
}
