using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// The thread of a year, between a carrier and one of its schools: last year's sheet, the new matrix, the visit, the Runder Tisch, what is
/// agreed there, the sheet with question and hand-back, its signatures and its document, and what next year's sheet says of it. The
/// portal is this class's own, because its clock is put forward.
/// </summary>
[Trait("Spur", "browser")]
public sealed class BerichtsjahrTests(Browserportal browser) : IClassFixture<Browserportal>
{
    private const string Stadt = "Stadt Jahr";
    private const string Schule = "Schule Jahr";
    private const string Vorjahresziel = "Alle Räume haben ein Netz, das einer Klasse standhält.";
    private const string Anlass = "Gespräch zum neuen Jahr";
    private const string Thema = "Netz in allen Räumen";
    private const string Vereinbart = "Bis zum Sommer ist jeder Raum gemessen.";
    private const string Titel = "Digitalisierung im neuen Jahr";
    private const string Passwortfrage = "Bitte bestätigen Sie, dass Sie es sind";

    private Guid _traeger;
    private Guid _schule;
    private Guid _tisch;
    private Guid _vorjahr;
    private Kriterium _zeile = null!;

    private static string Matrix(Guid traeger) => $"/traeger/{traeger}/matrix/neu";

    [Fact]
    public async Task From_last_years_sheet_to_its_effect_in_the_next()
    {
        await BuildAsync();
        await FillMatrixAsync();
        await VisitAndMeetAsync();

        // The draft is written by the thread: where it comes from, what was agreed, what became of last year's goal.
        string weg;
        await using (var lars = await VisitAsync("lars"))
        {
            var seite = lars.Seite;
            await lars.GotoAsync($"/traeger/{_traeger}/berichtsboegen/neu");
            await seite.GetByLabel(Schule).CheckAsync();
            await seite.GetByLabel("Titel").FillAsync(Titel);
            await seite.GetByLabel("Alle bestätigen ihn und unterzeichnen danach").CheckAsync();
            await seite.GetByLabel("Reihenfolge").SelectOptionAsync("zuerst die Schulen, dann der Schulträger");
            await ClickAsync(seite, "Entwurf anlegen");
            weg = string.Join('/', new Uri(seite.Url).AbsolutePath.Split('/').Take(3));
            await lars.GotoAsync(weg);
            await Expect(Section(seite, Berichtsabschnitt.Grundlage)).ToContainTextAsync($"Schulträgerbesuch am {browser.Portal.Uhr.Today():dd.MM.yyyy}: {Anlass}");
            await Expect(Section(seite, Berichtsabschnitt.Rueckblick)).ToContainTextAsync($"{Vorjahresziel}\nIn der Matrix: damals „Einstieg“, heute „Ausbau“.");
            await Expect(Section(seite, Berichtsabschnitt.Ziele)).ToContainTextAsync(Vereinbart);
            await Expect(seite.GetByRole(AriaRole.Link, new() { Name = "Berichtsbogen davor" })).ToHaveAttributeAsync("href", $"/berichtsboegen/{_vorjahr}");
            await lars.GotoAsync($"{weg}/bearbeitung?abschnitt=Rueckblick");
            await seite.GetByRole(AriaRole.Radio, new() { Name = "unterwegs" }).CheckAsync();
            await Expect(seite.Locator("[data-stand]")).ToContainTextAsync("gespeichert um");
            await SendToReviewAsync(lars, weg);
        }

        await ReviewAsync(weg);
        var pdf = await SignAsync(weg);
        await ExpectVerdictAsync(pdf, "Echt, unverändert und aktuell");
        var veraendert = pdf.ToArray();
        veraendert[pdf.Length / 2] ^= 1;
        await ExpectVerdictAsync(veraendert, "Von hier, aber verändert");

        // A new sheet takes its place with the last signature, not before.
        await using (var lars = await VisitAsync("lars"))
        {
            await lars.GotoAsync(weg);
            await lars.Seite.Locator("summary", new() { HasText = "Weiteres" }).ClickAsync();
            await ClickAsync(lars.Seite, "Durch einen neuen ersetzen");
            weg = string.Join('/', new Uri(lars.Seite.Url).AbsolutePath.Split('/').Take(3));
            await SendToReviewAsync(lars, weg);
        }
        await using (var sina = await VisitAsync("sina"))
            await ConfirmAsync(sina, weg, Schule);
        await using (var lars = await VisitAsync("lars"))
            await ConfirmAsync(lars, weg, Stadt);
        await ExpectVerdictAsync(pdf, "Echt, unverändert und aktuell");
        var neues = await SignAsync(weg);
        await ExpectVerdictAsync(pdf, "Echt und unverändert, aber ersetzt");
        await ExpectVerdictAsync(neues, "Echt, unverändert und aktuell");

        // Later in the matrix, and in the next draft: what became of what was agreed.
        browser.Portal.Uhr.Advance(TimeSpan.FromDays(40));
        await using (var lars = await VisitAsync("lars"))
        {
            var seite = lars.Seite;
            await lars.GotoAsync(Matrix(_traeger));
            await ClickAsync(seite, "Neuen Entwurf beginnen");
            await RateAsync(lars, "Verstetigung");
            await lars.GotoAsync(Matrix(_traeger) + "/pruefung");
            await ClickAsync(seite, "Fassung 2 freigeben");
            await lars.GotoAsync($"/traeger/{_traeger}/berichtsboegen/neu");
            await seite.GetByLabel(Schule).CheckAsync();
            await seite.GetByLabel("Titel").FillAsync("Das Jahr danach");
            await ClickAsync(seite, "Entwurf anlegen");
            await lars.GotoAsync(string.Join('/', new Uri(seite.Url).AbsolutePath.Split('/').Take(3)));
            await Expect(Section(seite, Berichtsabschnitt.Rueckblick)).ToContainTextAsync($"In der Matrix: damals „Ausbau“, heute „Verstetigung“.");
            await Expect(seite.GetByRole(AriaRole.Link, new() { Name = "Berichtsbogen davor" })).ToHaveAttributeAsync("href", weg);

            // The thread of the row leads to all of it.
            await seite.GetByRole(AriaRole.Link, new() { Name = "Herkunft und Wirkung" }).ClickAsync();
            foreach (var glied in new[] { _zeile.Label, Anlass, Thema, Vereinbart, Titel })
                await Expect(seite.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = glied }).First).ToBeVisibleAsync();
        }
    }

    /// <summary>The new Durchgang is accepted, last year taken over, one row has moved on; released by the Leitung.</summary>
    private async Task FillMatrixAsync()
    {
        await using var lars = await VisitAsync("lars");
        var seite = lars.Seite;
        await lars.GotoAsync($"/berichtsboegen/{_vorjahr}");
        await Expect(Section(seite, Berichtsabschnitt.Ziele)).ToContainTextAsync(Vorjahresziel);
        await lars.GotoAsync("/");
        await LinkAsync(seite, $"Durchgang 2026/27 angeboten: {Stadt}");
        await ClickAsync(seite, "Teilnehmen");
        await ClickAsync(seite, "Angaben aus 2025/26 übernehmen");
        await LinkAsync(seite, "Angaben prüfen");
        await ClickAsync(seite, "Alle stimmen noch");
        await RateAsync(lars, "Ausbau");
        await lars.GotoAsync(Matrix(_traeger) + "/pruefung");
        await ClickAsync(seite, "Fassung 1 freigeben");
        await Expect(seite.GetByRole(AriaRole.Region, new() { Name = "Fassungen" })).ToContainTextAsync("Fassung 1");
    }

    /// <summary>The visit makes a Thema of the row; the Runder Tisch agrees on it.</summary>
    private async Task VisitAndMeetAsync()
    {
        await using var lars = await VisitAsync("lars");
        var seite = lars.Seite;
        await lars.GotoAsync("/besuche");
        await LinkAsync(seite, "Besuch planen");
        await seite.GetByLabel("Anlass").FillAsync(Anlass);
        await seite.GetByLabel("Tag - optional").FillAsync($"{browser.Portal.Uhr.Today():yyyy-MM-dd}");
        await seite.GetByLabel("Beginn - optional").FillAsync("10:00");
        await seite.GetByLabel("Ort - optional").FillAsync("Rathaus");
        await ClickAsync(seite, "Weiter zu den Beteiligten");
        await seite.GetByLabel("Vera Jahr").CheckAsync();
        await ClickAsync(seite, "Speichern");
        var besuch = new Uri(seite.Url).AbsolutePath;
        await LinkAsync(seite, "Einladung prüfen");
        await ClickAsync(seite, "Jetzt versenden");
        var zeile = await browser.Portal.InDatabaseAsync(db => db.MatrixZeilen.Where(z => z.Kriterium == _zeile.Key && db.Matrizen.Any(m => m.Id == z.MatrixId && m.Key == "neu" && m.SchultraegerId == _traeger)).Select(z => z.Id).SingleAsync());
        await lars.GotoAsync($"{besuch}/ergebnisse/neu?zeile={zeile}");
        await seite.GetByLabel("Thema für den Runden Tisch", new() { Exact = false }).First.CheckAsync();
        await seite.GetByLabel("Was wird festgehalten?").FillAsync("Es betrifft alle Schulen.");
        await seite.GetByLabel("Titel des Themas").FillAsync(Thema);
        await ClickAsync(seite, "Festhalten");
        await lars.GotoAsync(besuch);
        await ClickAsync(seite, "Der Besuch hat stattgefunden");
        await lars.GotoAsync(besuch + "/vermerk");
        await LinkAsync(seite, "Besuchsvermerk freigeben");
        await seite.GetByRole(AriaRole.Button, new() { NameRegex = new("^Freigeben") }).ClickAsync();
        await Expect(seite.GetByText("Der Besuchsvermerk ist freigegeben.").First).ToBeVisibleAsync();

        await using var mona = await VisitAsync("mona");
        foreach (var (wer, rolle) in new[] { (lars, "Schulträger"), (mona, "Moderation") })
        {
            await wer.GotoAsync("/");
            await LinkAsync(wer.Seite, "Vorgeschlagene Themen: Runder Tisch Jahr");
            await LinkAsync(wer.Seite, Thema);
            await ClickAsync(wer.Seite, $"Zustimmen als {rolle}");
        }
        seite = mona.Seite;
        await mona.GotoAsync($"/runde-tische/{_tisch}");
        await LinkAsync(seite, "Sitzung planen");
        await seite.GetByLabel("Titel").FillAsync("Netze");
        await seite.GetByLabel("Tag - optional").FillAsync($"{browser.Portal.Uhr.Today():yyyy-MM-dd}");
        await seite.GetByLabel("Beginn - optional").FillAsync("14:00");
        await seite.GetByLabel("Ort - optional").FillAsync("Rathaus");
        await ClickAsync(seite, "Weiter zur Tagesordnung");
        await seite.GetByLabel(Thema, new() { Exact = false }).CheckAsync();
        await ClickAsync(seite, "Auf die Tagesordnung");
        await mona.GotoAsync($"/runde-tische/{_tisch}/sitzungen/1");
        await LinkAsync(seite, "Einladung prüfen");
        await ClickAsync(seite, "Jetzt versenden");
        await ClickAsync(seite, "Sitzung beginnen");
        foreach (var gruppe in await seite.Locator(".sd-anwesenheit").AllAsync())
            await gruppe.GetByLabel("anwesend", new() { Exact = true }).CheckAsync();
        await ClickAsync(seite, "Anwesenheit speichern");
        await LinkAsync(seite, $"Vereinbarung formulieren : {Thema}");
        await seite.GetByLabel("Was wird vereinbart?").FillAsync(Vereinbart);
        await seite.GetByLabel("Ziel", new() { Exact = true }).CheckAsync();
        await seite.GetByLabel("Verantwortlich").SelectOptionAsync(Stadt);
        await ClickAsync(seite, "Vereinbarung festhalten");
        await ClickAsync(seite, "Konsens aller Beteiligten");
        await Expect(seite.GetByText("Konsens zustande gekommen.").First).ToBeVisibleAsync();
        await ClickAsync(seite, "Sitzung beenden");
    }

    /// <summary>The school asks and hands back, the carrier answers and changes, both confirm.</summary>
    private async Task ReviewAsync(string weg)
    {
        await using (var sina = await VisitAsync("sina"))
        {
            var seite = sina.Seite;
            await LinkAsync(seite, $"Berichtsbogen prüfen: {Titel}");
            await OpenAsync(seite, Berichtsabschnitt.Ziele);
            await Section(seite, Berichtsabschnitt.Ziele).GetByRole(AriaRole.Button, new() { Name = "Durchgesehen" }).ClickAsync();
            await Expect(Section(seite, Berichtsabschnitt.Ziele)).Not.ToContainTextAsync("noch durchzusehen");
            await OpenAsync(seite, Berichtsabschnitt.Ziele);
            await Section(seite, Berichtsabschnitt.Ziele).Locator("summary", new() { HasText = "Rückfrage stellen" }).ClickAsync();
            await seite.GetByLabel($"Ihre Frage zu „{Berichtsabschnitt.Ziele.Label()}“").FillAsync("Auch die Turnhalle?");
            await ClickAsync(seite, "Frage stellen");
            await Expect(seite.GetByText("Ihre Rückfrage ist gestellt.")).ToBeVisibleAsync();
            await Section(seite, Berichtsabschnitt.Ziele).Locator("summary", new() { HasText = "Abschnitt zurückgeben" }).ClickAsync();
            await seite.GetByLabel($"Was ist in „{Berichtsabschnitt.Ziele.Label()}“ zu ändern?").FillAsync("Es fehlt, wer die Räume aufschließt.");
            await ClickAsync(seite, "Zurückgeben");
            await Expect(seite.GetByText("Ihr Haus hat zurückgegeben")).ToBeVisibleAsync();
        }
        await using (var lars = await VisitAsync("lars"))
        {
            var seite = lars.Seite;
            await lars.GotoAsync($"{weg}/bearbeitung?abschnitt=Ziele");
            var absatz = seite.Locator("form[data-notiz]").Filter(new() { HasText = Vereinbart });
            await absatz.Locator("textarea").FillAsync($"{Vereinbart} Der Hausmeister schließt auf.");
            await Expect(absatz.Locator("[data-stand]")).ToContainTextAsync("gespeichert um");
            await lars.GotoAsync(weg);
            foreach (var (label, antwort) in new[] { ("Ihre Antwort", "Ja, auch dort."), ("Was haben Sie geändert?", "Der Hausmeister ist genannt.") })
            {
                await seite.GetByLabel(label).FillAsync(antwort);
                await seite.Locator("form", new() { Has = seite.GetByLabel(label) }).GetByRole(AriaRole.Button, new() { Name = "Antworten" }).ClickAsync();
                await Expect(seite.GetByText("Ihre Antwort ist gespeichert.")).ToBeVisibleAsync();
            }
        }
        await using (var sina = await VisitAsync("sina"))
        {
            await sina.GotoAsync(weg);
            await Expect(Section(sina.Seite, Berichtsabschnitt.Ziele)).ToContainTextAsync("geändert, seit Sie hingesehen haben");
            await Expect(sina.Seite.GetByText("Der Hausmeister ist genannt.")).ToBeVisibleAsync();
            await ConfirmAsync(sina, weg, Schule);
        }
        await using (var lars = await VisitAsync("lars"))
            await ConfirmAsync(lars, weg, Stadt);
    }

    /// <summary>The school first, then the Vertretung of the carrier, who proves anew who she is; then there is a document.</summary>
    private async Task<byte[]> SignAsync(string weg)
    {
        await using (var sina = await VisitAsync("sina"))
            await SignAsync(sina, weg, "Sina Jahr");
        await using var vera = await VisitAsync("vera");
        browser.Portal.Uhr.Advance(TimeSpan.FromMinutes(20));
        await vera.GotoAsync(weg + "/unterschrift");
        await Expect(vera.Seite.GetByText(Passwortfrage)).ToBeVisibleAsync();
        await vera.Seite.GetByLabel("Passwort").FillAsync(Testportal.Passwort);
        await vera.Seite.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).First.ClickAsync();
        await SignAsync(vera, weg, "Vera Jahr");
        await Expect(vera.Seite.GetByRole(AriaRole.Region, new() { Name = "Tabelle der Bestätigungen" })).ToContainTextAsync("Vera Jahr, i. V. Trägerleitung: unterzeichnet");
        await Expect(vera.Seite.GetByText("unterzeichnet", new() { Exact = true }).First).ToBeVisibleAsync();
        return await (await vera.Kontext.APIRequest.GetAsync(weg + "/pdf")).BodyAsync();
    }

    private static async Task SignAsync(Besuch wer, string weg, string name)
    {
        await wer.GotoAsync(weg + "/unterschrift");
        await wer.Seite.GetByLabel("Ich habe den Text gelesen", new() { Exact = false }).CheckAsync();
        await wer.Seite.GetByLabel("Ihr Name").FillAsync(name);
        await ClickAsync(wer.Seite, "Jetzt unterzeichnen");
        await Expect(wer.Seite.GetByText("Sie haben unterzeichnet.")).ToBeVisibleAsync();
    }

    private static async Task SendToReviewAsync(Besuch lars, string weg)
    {
        await lars.GotoAsync(weg + "/pruefung");
        await lars.Seite.GetByRole(AriaRole.Button, new() { Name = "Zur Prüfung geben", Exact = false }).ClickAsync();
        await Expect(lars.Seite.GetByText("Der Berichtsbogen ist in Prüfung.").First).ToBeVisibleAsync();
    }

    private static async Task ConfirmAsync(Besuch wer, string weg, string haus)
    {
        await wer.GotoAsync(weg);
        await ClickAsync(wer.Seite, $"Bestätigen für {haus}");
        await Expect(wer.Seite.GetByText("Ihr Haus hat bestätigt.").First).ToBeVisibleAsync();
    }

    /// <summary>Without sign-in, as anybody may ask.</summary>
    private async Task ExpectVerdictAsync(byte[] pdf, string urteil)
    {
        await using var gast = await browser.VisitAsync();
        await gast.GotoAsync("/pruefen");
        await gast.Seite.GetByLabel("PDF-Datei").SetInputFilesAsync(new FilePayload { Name = "bericht.pdf", MimeType = "application/pdf", Buffer = pdf });
        await ClickAsync(gast.Seite, "Prüfen");
        await Expect(gast.Seite.GetByRole(AriaRole.Heading, new() { Name = urteil, Exact = true })).ToBeVisibleAsync();
    }

    private async Task RateAsync(Besuch lars, string stufe)
    {
        await lars.GotoAsync($"{Matrix(_traeger)}/{_zeile.Themenfeld}");
        await lars.Seite.Ist(_zeile.Label).ClickAsync(stufe);
        await Expect(lars.Seite.Stand(_zeile.Label)).ToContainTextAsync("gespeichert um");
    }

    private Task<int> BuildAsync() => browser.Portal.BuildAsync(a =>
    {
        var region = a.CreateRegion("jahr", "Region Jahr", "Bildungsbüro");
        var ort = a.CreateKommune(region, "95000001", "Ort Jahr");
        var stadt = a.CreateSchultraeger("jahr", Stadt, TraegerArt.Kommune);
        var schule = a.CreateSchule("950001", Schule, "Grundschule", ort, stadt);
        (_traeger, _schule, _tisch) = (stadt.Id, schule.Id, a.CreateRunderTisch(ort, "Runder Tisch Jahr").Id);
        Amtsperson Person(string name, Rolle rolle, Scope scope, Amtsart? art = null) => a.Appoint(a.CreatePerson($"{name} Jahr", Mail(name)), rolle, scope, art: art);
        var lars = Person("Lars", Rolle.Traegerleitung, Scope.Schultraeger(_traeger));
        Person("Vera", Rolle.Traegerleitung, Scope.Schultraeger(_traeger), Amtsart.StaendigeVertretung);
        var sina = Person("Sina", Rolle.Schulleitung, Scope.Schule(_schule));
        Person("Mona", Rolle.Moderation, Scope.RunderTisch(_tisch));

        var damals = browser.Portal.Uhr.Now().AddDays(-250);
        var matrix = a.CreateMatrix(stadt, a.CreateDurchgang(region, "alt", "2025/26", browser.Portal.Uhr.Today().AddDays(-400)));
        _zeile = a.Katalog(Zielgruppe.Schultraeger).Kriterien.First(k => !k.Vertraulich && k.Themenfeld == "netz");
        matrix.AnswerAll(Stufenwert.Einstieg, lars, damals.AddDays(-40)).Release(lars, damals.AddDays(-39));
        var zeile = matrix.Zeile(_zeile.Key).Id;
        a.Offer(a.CreateDurchgang(region, "neu", "2026/27"), Scope.Schultraeger(_traeger), browser.Portal.Uhr.Now(), null);

        // Last year's sheet: one goal, which came from that row; both confirmed it.
        var (bogen, begonnen) = Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(Scope.Schultraeger(_traeger), Stadt), [new Berichtshaus(Scope.Schule(_schule), Schule)], Berichtsart.Schule,
            new Berichtsangaben("Digitalisierung im alten Jahr", null, false, Zeichnungsfolge.Beliebig), 1, lars.Urheber, damals);
        a.Add(bogen);
        a.Add(begonnen);
        bogen.Add(Kennung.New(), new Absatzort(Berichtsabschnitt.Ziele), new Absatzangaben(Vorjahresziel, VerantwortlichId: _traeger), new Absatzquelle(Absatzquellart.Zeile, zeile, zeile, ""), lars.Urheber, damals);
        a.Add(bogen.SendToReview(lars.Urheber, damals)!);
        foreach (var leitung in (Amtsperson[])[lars, sina])
            a.Add(bogen.Confirm(leitung.Zustaendigkeit, leitung.Person.Name, bogen.HashOfText(), damals)!);
        _vorjahr = bogen.Id;
        return 0;
    });

    private static string Mail(string wer) => $"{wer.ToLowerInvariant()}@jahr.example";

    private Task<Besuch> VisitAsync(string wer) => browser.VisitAsync(Mail(wer));

    private static ILocator Section(IPage seite, Berichtsabschnitt abschnitt) => seite.Locator($"#abschnitt-{abschnitt}");

    private static async Task OpenAsync(IPage seite, Berichtsabschnitt abschnitt)
    {
        if (await Section(seite, abschnitt).GetAttributeAsync("open") is null)
            await Section(seite, abschnitt).Locator("summary").First.ClickAsync();
    }

    private static Task ClickAsync(IPage seite, string knopf) => seite.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = knopf, Exact = true }).First.ClickAsync();

    private static Task LinkAsync(IPage seite, string link) => seite.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
}
