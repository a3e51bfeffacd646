using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Features.Traegerstamm.Import;

namespace SchulDigital.Tests.Features;

/// <summary>The real registers of Nordrhein-Westfalen with their defects.</summary>
[Trait("Spur", "host")]
public sealed class RegisterimportTests(Registerportal portal) : IClassFixture<Registerportal>
{
    [SharedTheory]
    [InlineData(Registerportal.Schuldaten)]
    [InlineData(Registerportal.Schulverzeichnis)]
    [InlineData(Registerportal.Traegerliste)]
    public async Task Same_file_again_changes_nothing(string datei)
    {
        var bericht = Assert.Single((await portal.ImportAsync(datei)).Dateien);
        Assert.False(bericht.HasChanges, bericht.Zusammenfassung);
        Assert.Contains("0 Änderungen", bericht.Lines(false));
    }

    [SharedFact]
    public async Task Both_orders_lead_to_the_same_register()
    {
        await using var andersherum = new Testportal();
        await andersherum.InScopeAsync<Stammdatenimport>(async import =>
        {
            var dateien = new[] { Registerportal.Traegerliste, Registerportal.Schulverzeichnis, Registerportal.Schuldaten };
            var bericht = await import.RunAsync(
                [.. dateien.Select(d => Registerdatei.Read(d, File.ReadAllBytes(Registerportal.Path(d))))], new Importwahl(), Urheber.Portal);
            Assert.False(bericht.HasErrors);
        });

        Assert.Equal(await DumpAsync(portal), await DumpAsync(andersherum));
    }

    [SharedFact]
    public async Task Kreis_Guetersloh_has_its_schools_carriers_and_pupils()
    {
        var schulen = await portal.InDatabaseAsync(db => (
            from s in db.Schulen
            join k in db.Kommunen on s.KommuneId equals k.Id
            where k.Ags.StartsWith("05754") && s.SchuelerzahlStand == new DateOnly(2024, 10, 15)
            select new { k.Ags, s.SchultraegerId, s.Schuelerzahl }).ToListAsync());
        Assert.Equal((13, 107, 22, 51_660), (
            schulen.Select(s => s.Ags).Distinct().Count(), schulen.Count,
            schulen.Select(s => s.SchultraegerId).OfType<Guid>().Distinct().Count(), schulen.Sum(s => s.Schuelerzahl)));
    }

    [SharedFact]
    public async Task One_wording_for_every_Schulform()
    {
        var formen = await portal.InDatabaseAsync(db => db.Schulen.Select(s => s.Schulform).Distinct().ToListAsync());
        Assert.Equal(
            [
                "Berufskolleg", "Förderschule", "Förderschule im Bereich des Berufskollegs", "Förderschule im Bereich Realschule und Gymnasium",
                "Gemeinschaftsschule (Schulversuch)", "Gesamtschule", "Grundschule", "Gymnasium", "Hauptschule", "Primus (Schulversuch)",
                "Realschule", "Schulform 81", "Sekundarschule", "Volksschule", "Waldorfschule", "Weiterbildungskolleg",
            ],
            formen.OrderBy(f => f, StringComparer.Create(new("de-DE"), ignoreCase: false)));
    }

    /// <summary>As an operator does it: the numbers of the issue, printed by the program.</summary>
    [SharedFact]
    public async Task Command_counts_schools_and_skips_Schulaemter_with_reason()
    {
        using var ordner = new Testordner();

        var erster = await Programmlauf.StartAsync(ordner, "stammdaten", "import", Registerportal.Path(Registerportal.Schuldaten));
        Assert.Equal((0, ""), (erster.Ende, erster.Fehler));
        Assert.Contains("5.427 Schulen gelesen: 5.427 neu, 0 geändert, 0 geschlossen, 59 übersprungen", erster.Ausgabe, StringComparison.Ordinal);
        Assert.Contains("59 übersprungen: Schulamt, keine Schule", erster.Ausgabe, StringComparison.Ordinal);

        var zweiter = await Programmlauf.StartAsync(ordner, "stammdaten", "import", Registerportal.Path(Registerportal.Schulverzeichnis));
        Assert.Contains("5.407 Schulen gelesen: 53 neu, 5.354 geändert, 0 geschlossen, 0 übersprungen", zweiter.Ausgabe, StringComparison.Ordinal);

        var dritter = await Programmlauf.StartAsync(ordner, "stammdaten", "import",
            Registerportal.Path(Registerportal.Schuldaten), Registerportal.Path(Registerportal.Schulverzeichnis));
        Assert.Equal(2, dritter.Ausgabe.Split("0 Änderungen").Length - 1);
    }

    private static Task<List<string>> DumpAsync(Testportal portal) => portal.InDatabaseAsync(async db =>
    {
        var schulen = await (
            from s in db.Schulen
            join k in db.Kommunen on s.KommuneId equals k.Id
            join t in db.Schultraeger on s.SchultraegerId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            orderby s.Schulnummer
            select new { s, k.Ags, Kommune = k.Name, t!.Traegernummer, Traeger = t.Name, Art = (object)t.Art, t.Ort }).ToListAsync();
        return schulen.Select(z => string.Join('|', z.s.Schulnummer, z.s.Name, z.s.Kurzname, z.s.Schulform, z.s.Strasse, z.s.Postleitzahl,
            z.s.Ort, z.s.Email, z.s.Telefon, z.s.Homepage, z.s.Schuelerzahl, z.s.SchuelerzahlStand, z.s.Betriebsschluessel,
            z.s.Geschlossen, z.s.Feldstaende, z.Ags, z.Kommune, z.Traegernummer, z.Traeger, z.Art, z.Ort)).ToList();
    });
}
