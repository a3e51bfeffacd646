using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Features.Sachstaende;

namespace SchulDigital.Tests.Features;

/// <summary>
/// The Sachstand of a region and of a carrier through the front door: counted as an independent count says, small numbers left out,
/// written to, published, delivered.
/// </summary>
[Trait("Spur", "host")]
public sealed class SachstandTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testportal _portal = new();
    private readonly List<Schultraeger> _traeger = [];
    private Bildungsregion _region = null!;
    private Durchgang _durchgang = null!;

    /// <summary>Nine carriers with a school each: eight take part, three have released, two have begun, three not; two schools take part.</summary>
    public Task InitializeAsync() => _portal.BuildAsync(a =>
    {
        var jetzt = _portal.Uhr.Now();
        _region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
        var ort = a.CreateKommune(_region, "05000001", "Probe");
        var tisch = a.CreateRunderTisch(ort, "Runder Tisch Probe");
        Amtsperson Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
        var haeuser = new List<(Schultraeger Traeger, Schule Schule)>();
        for (var i = 1; i <= 9; i++)
        {
            var traeger = a.CreateSchultraeger($"{i}", $"Stadt {i}", TraegerArt.Kommune);
            haeuser.Add((traeger, a.CreateSchule($"10000{i}", $"Schule {i}", "Grundschule", ort, traeger)));
            _traeger.Add(traeger);
        }
        Person("Kora", Rolle.Koordination, Scope.Bildungsregion(_region.Id));
        Person("Fremd", Rolle.Koordination, Scope.Bildungsregion(a.CreateRegion("fern", "Kreis Fern", "Bildungsbüro").Id));
        var tilda = Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(_traeger[0].Id));
        Person("Bea", Rolle.Traegerbearbeitung, Scope.Schultraeger(_traeger[0].Id));
        _durchgang = a.CreateDurchgang(_region, "probe-2026-27", "2026/27");
        foreach (var ((traeger, schule), i) in haeuser.Select((h, i) => (h, i)))
        {
            a.Offer(_durchgang, Scope.Schultraeger(traeger.Id), jetzt, i < 8 ? jetzt : null);
            if (i < 5)
            {
                var matrix = a.CreateMatrix(traeger, _durchgang);
                matrix.Answer(matrix.Matrix.Zeilen[0].Kriterium, w => w with { Ist = Stufenwert.Einstieg, Unterstuetzungsbedarf = i < 2 ? "Jemand, der sich kümmert" : null, Vertraulich = i == 1 }, tilda, jetzt);
                if (i < 3)
                    matrix.Release(i == 0 ? tilda : Person($"Leitung{i}", Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id)), jetzt);
            }
            if (i >= 2)
                continue;
            a.Offer(_durchgang, Scope.Schule(schule.Id), jetzt, jetzt);
            a.CreateMatrix(schule, _durchgang);
        }
        foreach (var eintrag in tisch.Seat(_traeger, haeuser.ConvertAll(h => h.Schule), Urheber.Portal, jetzt))
            a.Add(eintrag);
        // Two carriers name the same Themenfeld, one of them through its school; who does not take part is not counted.
        foreach (var von in (Scope[])[Scope.Schultraeger(_traeger[0].Id), Scope.Schultraeger(_traeger[0].Id), Scope.Schule(haeuser[1].Schule.Id), Scope.Schule(haeuser[8].Schule.Id)])
        {
            var (thema, eintrag) = Thema.Propose(tisch.Id, "Netz", null, "infrastruktur", new Herkunft(Herkunftsart.Schule, von.Id!.Value, null), von, Urheber.Portal, jetzt);
            a.Add(thema);
            a.Add(eintrag);
        }
        return 0;
    });

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task The_Koordination_counts_writes_and_publishes_and_small_numbers_stay_out()
    {
        var kora = await _portal.SignInAsync("kora@probe.example");
        await kora.GetAsync("/sachstand");
        Assert.Equal($"/regionen/{_region.Id}/sachstand", kora.Seite.Adresse);
        var beginn = kora.Seite.Form("form[action$='/sachstand']");
        await kora.SubmitAsync(beginn);
        await kora.SubmitAsync(beginn);
        var id = await _portal.InDatabaseAsync(db => db.Sachstaende.Select(s => s.Id).SingleAsync());
        var weg = $"/regionen/{_region.Id}/sachstand/{id}";
        var zahlen = await ReadAsync(id);
        // 8 take part, 1 has not answered: one alone, and all but one; neither is named.
        Assert.Equal([null, 0, 0, null], Row(zahlen, "Antwort auf das Angebot"));
        // The states of these eight would say how many take part.
        Assert.Equal([null, null, null], Row(zahlen, "Stand der Matrix"));
        // Two schools are too few, whatever they do.
        Assert.Equal([null, null, null, null], Row(zahlen, "Antwort auf das Angebot", 1));
        Assert.Equal([2], Row(zahlen, "Schulträger, die ein Thema aus dem Themenfeld nannten"));
        // Two of three released matrices name a need, one of them in a vertrauliche row; three are too few to show it.
        Assert.Equal([null], Row(zahlen, "Schulträger mit Unterstützungsbedarf"));
        Assert.Equal([1, 0, 0, 0], Row(zahlen, "Runde Tische und ihre Sitzungen"));
        kora.Seite.ShouldShow("n. g.", "Kein Schulträger hat seinen Namen").ShouldNotShow("Stadt 1");

        // Two write: both texts are shown, none is lost.
        await kora.GetAsync(weg);
        var alt = kora.Seite.Form("#text-Vorwort form");
        await kora.SubmitAsync(kora.Seite.Form("#text-Vorwort form").Set("Text", "Für den Kreistag."));
        kora.Seite.ShouldShow("Gespeichert.");
        await kora.SubmitAsync(alt.Set("Text", "Für den Lenkungskreis."));
        kora.Seite.ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Gespeichert ist:", "Für den Kreistag.", "Für den Lenkungskreis.");
        await kora.PostAsync($"{weg}/texte", ("Abschnitt", "Themen"), ("Text", new string('x', Sachstand.BemerkungMaxLength + 1)));
        kora.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Sie ist nicht gespeichert.");

        // The carrier allows to be named; it stands there from the next count on.
        var tilda = await _portal.SignInAsync("tilda@probe.example");
        await tilda.GetAsync($"/traeger/{_traeger[0].Id}/sachstand");
        await tilda.SubmitAsync("form[action$='/nennung']");
        tilda.Seite.ShouldShow("darf Ihr Haus nennen");
        (await (await _portal.SignInAsync("bea@probe.example")).PostAsync($"/traeger/{_traeger[0].Id}/sachstand/nennung", ("durchgang", _durchgang.Id.ToString()), ("darf", "false"))).ShouldHaveStatus(HttpStatusCode.Forbidden);
        await kora.GetAsync(weg);
        kora.Seite.ShouldNotShow("Stadt 1");
        await kora.SubmitAsync("form[action$='/zahlen']");
        kora.Seite.ShouldShow("Stadt 1. Genannt ist nur, wer").ShouldNotShow("Stadt 2");

        // Published: it stays, its document is sealed, and the next version replaces it.
        await kora.SubmitAsync("form[action$='/veroeffentlichung']");
        kora.Seite.ShouldShow("Der Sachstand ist veröffentlicht.", "Für den Kreistag.");
        (await kora.PostAsync($"{weg}/zahlen")).ShouldHaveStatus(HttpStatusCode.Conflict);
        var pdf = await DownloadAsync(kora, $"{weg}/pdf");
        Assert.Equal(pdf, await DownloadAsync(kora, $"{weg}/pdf"));
        await ShouldBeAsync(pdf, "unverändert und aktuell");
        await kora.GetAsync($"/regionen/{_region.Id}/sachstand");
        await kora.SubmitAsync("form[action$='/sachstand']");
        kora.Seite.ShouldShow("Fassung", "Für den Kreistag.");
        await ShouldBeAsync(pdf, "unverändert und aktuell");
        await kora.SubmitAsync("form[action$='/veroeffentlichung']");
        await ShouldBeAsync(pdf, "ersetzt");

        var fremd = await _portal.SignInAsync("fremd@probe.example");
        (await fremd.GetAsync(weg)).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await tilda.GetAsync($"/traeger/{_traeger[0].Id}/sachstand/{id}")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Its_files_say_the_same_and_figures_are_numbers()
    {
        var kora = await _portal.SignInAsync("kora@probe.example");
        await kora.GetAsync($"/regionen/{_region.Id}/sachstand");
        await kora.SubmitAsync("form[action$='/sachstand']");
        var weg = kora.Seite.Adresse;
        using (var mappe = SpreadsheetDocument.Open(new MemoryStream(await DownloadAsync(kora, $"{weg}/xlsx")), false))
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(mappe));
            Assert.Equal(7, mappe.WorkbookPart!.Workbook!.Sheets!.Count());
            var zahlen = mappe.WorkbookPart.WorksheetParts.SelectMany(w => w.Worksheet!.Descendants<Cell>()).Where(c => c.DataType?.Value == CellValues.Number).Select(c => c.InnerText).ToList();
            Assert.Contains("2", zahlen);
            Assert.All(zahlen, z => Assert.True(int.TryParse(z, out _)));
        }
        using (var datei = WordprocessingDocument.Open(new MemoryStream(await DownloadAsync(kora, $"{weg}/docx")), false))
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(datei));
            Assert.Contains("noch nicht begonnen", datei.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
        }
        // A draft is not issued: the Prüfseite does not know it.
        await ShouldBeAsync(await DownloadAsync(kora, $"{weg}/pdf"), "Nicht von hier");
    }

    [Fact]
    public async Task A_carrier_counts_its_own_and_no_Durchgang_has_help()
    {
        var tilda = await _portal.SignInAsync("tilda@probe.example");
        await tilda.GetAsync("/sachstand");
        await tilda.SubmitAsync("form[action$='/sachstand']");
        tilda.Seite.ShouldShow("Stadt 1", "Themen je Themenfeld").ShouldNotShow("Teilnehmende Schulträger");
        // Its own Themen are counted one by one: it knows them anyway.
        Assert.Equal([2], Row(await ReadAsync(await _portal.InDatabaseAsync(db => db.Sachstaende.Select(s => s.Id).SingleAsync())), "Themen je Themenfeld"));
        var fremd = await _portal.SignInAsync("fremd@probe.example");
        (await fremd.GetAsync("/sachstand")).ShouldShow("In dieser Region gibt es noch keinen Durchgang.");
        (await fremd.PostAsync(fremd.Seite.Adresse, ("durchgang", _durchgang.Id.ToString()))).ShouldHaveStatus(HttpStatusCode.BadRequest);
    }

    private async Task<Sachstandszahlen> ReadAsync(Guid id) => Sachstandszahlen.Read(await _portal.InDatabaseAsync(db => db.Sachstaende.Where(s => s.Id == id).Select(s => s.Zahlen).SingleAsync()));

    /// <summary>A column of a table.</summary>
    private static IEnumerable<int?> Row(Sachstandszahlen zahlen, string tafel, int spalte = 0) => zahlen.Abschnitte.SelectMany(a => a.Tafeln).Single(t => t.Titel == tafel).Zeilen.Select(z => z.Werte[spalte]);

    private static async Task<byte[]> DownloadAsync(Testbrowser wer, string adresse) =>
        await (await wer.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).Antwort.Content.ReadAsByteArrayAsync();

    private async Task ShouldBeAsync(byte[] pdf, string worte)
    {
        var gast = _portal.NewBrowser();
        await gast.GetAsync("/pruefen");
        await gast.UploadAsync("/pruefen", "Datei", "sachstand.pdf", pdf);
        gast.Seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(worte);
    }
}
