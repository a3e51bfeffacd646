using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Features.Traegerstamm.Import;

namespace SchulDigital.Tests.Features;

/// <summary>What an import does to the database; each test has schools of its own numbers.</summary>
[Trait("Spur", "host")]
public sealed class StammdatenimportTests(Testportal portal) : IClassFixture<Testportal>
{
    private const string Kopf = "Schulnummer;Schulform;Schulbezeichnung_1;PLZ;Ort;Strasse;Rechtsform;Traegernummer;Gemeindeschluessel;Schulbetriebsschluessel;";

    [Fact]
    public async Task Second_run_changes_nothing_and_writes_no_history()
    {
        var datei = Read("schulen_2022-06-09.csv", Row("210001"), Row("210002"));

        var erster = await RunAsync(datei);
        Assert.Equal((2, 0, 0), Count(erster));
        var eintraege = await CountHistoryAsync();

        var zweiter = await RunAsync(datei);
        Assert.False(zweiter.HasChanges);
        Assert.Contains("0 Änderungen", zweiter.Lines(false));
        Assert.Equal(eintraege, await CountHistoryAsync());
    }

    [Fact]
    public async Task Preview_lists_the_changes_and_makes_none()
    {
        await RunAsync(Read("schulen_2022-06-09.csv", Row("211001"), Row("211002")));

        var bericht = await RunAsync(new Importwahl(Vorschau: true),
            Read("schulen_2023-06-09.csv", Row("211001", name: "Umbenannt"), Row("211002", betrieb: "9"), Row("211003")));

        Assert.Equal((1, 1, 1), Count(bericht));
        var zeilen = bericht.Lines(vorschau: true).ToList();
        Assert.Contains(zeilen, z => z.Contains("neu: 211003", StringComparison.Ordinal));
        Assert.Contains(zeilen, z => z.Contains("211001 Umbenannt: Name „Schule 211001“ → „Umbenannt“", StringComparison.Ordinal));
        Assert.Contains(zeilen, z => z.Contains("geschlossen: 211002", StringComparison.Ordinal));
        Assert.Equal("Schule 211001", (await SchuleAsync("211001")).Name);
        Assert.False((await SchuleAsync("211002")).Geschlossen);
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.Schulen.CountAsync(s => s.Schulnummer == "211003")));
    }

    [Fact]
    public async Task Three_broken_rows_are_named_and_nothing_of_any_file_is_taken_over()
    {
        var gut = Read("gut_2022-06-09.csv", Row("212001"));
        var schlecht = Read("schlecht_2022-06-09.csv",
            Row("212002"), Row("21200x"), Row("212003"), Row("212004", ags: "12"), Row("212005", name: ""));

        await portal.InScopeAsync<Stammdatenimport>(async import =>
        {
            var bericht = await import.RunAsync([gut, schlecht], new Importwahl(), Urheber.Portal);
            Assert.True(bericht.HasErrors);
            Assert.Equal([3, 5, 6], bericht.Dateien[1].Datei.Fehler.Select(f => f.Zeile));
        });
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.Schulen.CountAsync(s => s.Schulnummer.StartsWith("212"))));
    }

    [Fact]
    public async Task Row_missing_from_a_newer_file_closes_no_school()
    {
        await RunAsync(Read("schulen_2022-06-09.csv", Row("213001"), Row("213002")));
        await RunAsync(Read("schulen_2023-06-09.csv", Row("213001")));
        Assert.False((await SchuleAsync("213002")).Geschlossen);
    }

    [Fact]
    public async Task Change_of_carrier_is_reported_and_left_until_it_is_confirmed_with_a_day()
    {
        await RunAsync(Read("schulen_2022-06-09.csv", Row("214001", traeger: "21401")));
        var neu = Read("schulen_2023-06-09.csv", Row("214001", traeger: "21402"));

        var bericht = await RunAsync(neu);
        Assert.Contains("214001", Assert.Single(bericht.OffeneTraegerwechsel), StringComparison.Ordinal);
        Assert.Equal("21401", await TraegerAsync("214001"));
        Assert.False((await RunAsync(neu)).HasChanges);

        await RunAsync(new Importwahl(TraegerwechselAb: new DateOnly(2023, 8, 1)), neu);
        Assert.Equal("21402", await TraegerAsync("214001"));
        var wechsel = await portal.InDatabaseAsync(db => (
            from w in db.Traegerwechsel
            join s in db.Schulen on w.SchuleId equals s.Id
            where s.Schulnummer == "214001"
            select w.GiltAb).SingleAsync());
        Assert.Equal(new DateOnly(2023, 8, 1), wechsel);

        Assert.Empty((await RunAsync(Read("schulen_2022-06-09.csv", Row("214001", traeger: "21401")))).OffeneTraegerwechsel);
        Assert.Equal("21402", await TraegerAsync("214001"));
    }

    [Fact]
    public async Task Change_of_carrier_cannot_be_taken_over_before_it_holds()
    {
        var satz = await Assert.ThrowsAsync<FachregelVerletzt>(() => RunAsync(
            new Importwahl(TraegerwechselAb: portal.Uhr.Today().AddDays(1)), Read("schulen_2022-06-09.csv", Row("215001"))));
        Assert.Contains("erst ab dem Tag", satz.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carrier_is_known_by_its_number_until_a_list_names_it()
    {
        await RunAsync(Read("schulen_2022-06-09.csv", Row("216001", traeger: "21601"), Row("216002", traeger: "21602", rechtsform: "2")));
        Assert.Equal(("Schulträger 21601", true, TraegerArt.Kommune), await DescribeTraegerAsync("21601"));
        Assert.Equal(("Schulträger 21602", true, TraegerArt.Privat), await DescribeTraegerAsync("21602"));

        var bericht = await RunAsync(new Importwahl(Stand: new DateOnly(2016, 1, 1)), Registerdatei.Read("traeger.xml", Encoding.UTF8.GetBytes(
            "<Traegerdaten><Traeger><Traegernummer>21601</Traegernummer><Traegerbezeichnung_1>Kreis Probe</Traegerbezeichnung_1><Ort>Probe</Ort></Traeger>"
            + "<Traeger><Traegernummer>21603</Traegernummer><Traegerbezeichnung_1>Bistum Probe</Traegerbezeichnung_1></Traeger></Traegerdaten>")));

        Assert.StartsWith("2 Schulträger gelesen: 1 neu, 1 geändert", bericht.Zusammenfassung, StringComparison.Ordinal);
        Assert.Equal(("Kreis Probe", false, TraegerArt.Kreis), await DescribeTraegerAsync("21601"));
        Assert.Equal(("Bistum Probe", false, TraegerArt.Kirchlich), await DescribeTraegerAsync("21603"));
    }

    [Fact]
    public async Task Kommune_is_called_after_the_place_of_most_of_its_schools()
    {
        await RunAsync(Read("schulen_2022-06-09.csv", Row("217001", ags: "05217001", ort: "Dorf")));
        Assert.Equal("Dorf", await KommuneAsync("05217001"));

        await RunAsync(Read("schulen_2022-06-09.csv", Row("217002", ags: "05217001", ort: "Stadt"), Row("217003", ags: "05217001", ort: "Stadt")));
        Assert.Equal("Stadt", await KommuneAsync("05217001"));

        await portal.InDatabaseAsync(async db =>
        {
            (await db.Kommunen.SingleAsync(k => k.Ags == "05217001")).Rename("Von Hand benannt");
            await db.SaveChangesAsync();
        });
        await RunAsync(Read("schulen_2023-06-09.csv", Row("217001", ags: "05217001", ort: "Dorf")));
        Assert.Equal("Von Hand benannt", await KommuneAsync("05217001"));
    }

    [Fact]
    public async Task Import_that_changed_something_stands_in_the_history()
    {
        await RunAsync(Read("historie_2022-06-09.csv", Row("218001")));
        var eintrag = await portal.InDatabaseAsync(db => db.Verlauf
            .Where(v => v.Ereignis == Ereignis.StammdatenImportiert && v.Einzelheiten!.StartsWith("historie")).SingleAsync());
        Assert.Equal("historie_2022-06-09.csv (Schulen, Stand 09.06.2022): 1 Schulen gelesen: 1 neu, 0 geändert, 0 geschlossen, 0 übersprungen", eintrag.Einzelheiten);
    }

    private static string Row(
        string nummer, string? name = null, string ags = "05754008", string ort = "Gütersloh", string traeger = "21000",
        string rechtsform = "1", string betrieb = "1") =>
        $"{nummer};02;{name ?? "Schule " + nummer};33330;{ort};Weg 1;{rechtsform};{traeger};{ags};{betrieb}";

    private static Registerdatei Read(string name, params string[] zeilen) =>
        Registerdatei.Read(name, Encoding.UTF8.GetBytes($"{Kopf}\n{string.Join('\n', zeilen)}"));

    private Task<Dateibericht> RunAsync(Registerdatei datei) => RunAsync(new Importwahl(), datei);

    private async Task<Dateibericht> RunAsync(Importwahl wahl, Registerdatei datei)
    {
        Assert.Empty(datei.Fehler);
        Dateibericht? bericht = null;
        await portal.InScopeAsync<Stammdatenimport>(async import =>
            bericht = Assert.Single((await import.RunAsync([datei], wahl, Urheber.Portal)).Dateien));
        return bericht!;
    }

    private static (int Neu, int Geaendert, int Geschlossen) Count(Dateibericht bericht) =>
        (bericht.Neu.Count, bericht.Geaendert.Count, bericht.Geschlossen.Count);

    private Task<int> CountHistoryAsync() =>
        portal.InDatabaseAsync(db => db.Verlauf.CountAsync(v => v.Ereignis == Ereignis.StammdatenImportiert));

    private Task<Schule> SchuleAsync(string nummer) =>
        portal.InDatabaseAsync(db => db.Schulen.SingleAsync(s => s.Schulnummer == nummer));

    private Task<string?> TraegerAsync(string schulnummer) => portal.InDatabaseAsync(db => (
        from s in db.Schulen
        join t in db.Schultraeger on s.SchultraegerId equals t.Id
        where s.Schulnummer == schulnummer
        select t.Traegernummer).SingleAsync());

    private Task<(string, bool, TraegerArt)> DescribeTraegerAsync(string nummer) => portal.InDatabaseAsync(async db =>
    {
        var traeger = await db.Schultraeger.SingleAsync(t => t.Traegernummer == nummer);
        return (traeger.Name, traeger.NurNummer, traeger.Art);
    });

    private Task<string> KommuneAsync(string ags) =>
        portal.InDatabaseAsync(db => db.Kommunen.Where(k => k.Ags == ags).Select(k => k.Name).SingleAsync());
}
