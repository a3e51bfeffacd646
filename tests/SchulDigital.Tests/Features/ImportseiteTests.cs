using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>The import of the register on a page: what the command does, with a look before.</summary>
[Trait("Spur", "host")]
public sealed class ImportseiteTests(Demoportal portal) : IClassFixture<Demoportal>
{
    private const string Weg = "/stammdaten/import";
    private const string Kopf = "Schulnummer;Schulform;Schulbezeichnung_1;PLZ;Ort;Strasse;Rechtsform;Traegernummer;Gemeindeschluessel;Schulbetriebsschluessel;";

    [Fact]
    public async Task A_file_is_previewed_then_taken_over_and_a_second_time_changes_nothing()
    {
        var browser = await portal.SignInAsync(Rolle.Administration);
        var datei = File(Row("310001"), Row("310002"), Row("610003"));
        await browser.GetAsync(Weg);

        (await browser.UploadAsync(Weg, "Datei", "schulen_2022-06-09.csv", datei)).ShouldHaveStatus(HttpStatusCode.OK)
            .ShouldShow("Vorschau des Imports").ShouldShow("2 Schulen gelesen: 2 neu").ShouldShow("09.06.2022, aus der Datei erschlossen")
            .ShouldShow("310001 Schule 310001").ShouldShow("610003");
        Assert.Equal(0, await CountAsync("31000"));

        await browser.SubmitAsync("form[action='/stammdaten/import/uebernahme']");
        var fertig = await WaitAsync(browser);
        fertig.ShouldShow("Import abgeschlossen").ShouldShow("2 Schulen gelesen: 2 neu");
        Assert.Equal(2, await CountAsync("31000"));

        var eintrag = await portal.InDatabaseAsync(db => db.Verlauf.Where(e => e.Ereignis == Ereignis.StammdatenImportiert).OrderByDescending(e => e.Zeit).FirstAsync());
        Assert.NotNull(eintrag.PersonId);
        (await browser.GetAsync(Weg)).ShouldShow("schulen_2022-06-09.csv").ShouldShow("Hochladen und Vorschau zeigen");

        (await browser.UploadAsync(Weg, "Datei", "schulen_2022-06-09.csv", datei)).ShouldShow("0 Änderungen");
        Assert.Null(browser.Seite.All("button").FirstOrDefault(b => b.TextContent.Trim() == "Jetzt übernehmen"));
        (await browser.SubmitAsync("form[action='/stammdaten/import/verwerfung']")).ShouldShow("verworfen");
    }

    [Fact]
    public async Task Broken_rows_are_named_by_their_line_and_nothing_waits_to_be_taken_over()
    {
        var browser = await portal.SignInAsync(Rolle.Administration);
        await browser.GetAsync(Weg);

        (await browser.UploadAsync(Weg, "Datei", "schulen.csv", File(Row("310101"), Row("31010x"), Row("310103", ags: "12"), Row("310104", name: ""))))
            .ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Zeile 3:").ShouldShow("Zeile 4:").ShouldShow("Zeile 5:").ShouldShow("Es wurde nichts übernommen");

        (await browser.GetAsync(Weg)).ShouldShow("Hochladen und Vorschau zeigen");
        Assert.Equal(0, await CountAsync("31010"));
    }

    [Theory]
    [InlineData("leer.csv", "", "leer")]
    [InlineData("mappe.xlsx", "PK\u0003\u0004", "Excel-Mappe")]
    [InlineData("bild.png", "\u0089PNG\0\0", "keine Textdatei")]
    [InlineData("bombe.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "")]
    public async Task What_is_no_register_gets_a_sentence(string name, string inhalt, string satz)
    {
        var browser = await portal.SignInAsync(Rolle.Administration);
        await browser.GetAsync(Weg);
        (await browser.UploadAsync(Weg, "Datei", name, Encoding.Latin1.GetBytes(inhalt))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow(satz);
    }

    [Fact]
    public async Task Without_a_file_or_with_a_bad_day_the_form_comes_back()
    {
        var browser = await portal.SignInAsync(Rolle.Administration);
        await browser.GetAsync(Weg);
        (await browser.SubmitAsync($"form[action='{Weg}']")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Wählen Sie eine Datei");
        (await browser.UploadAsync(Weg, "Datei", "schulen.csv", File(Row("310201")), ("Stand", "32.13.2022"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        Assert.Equal(0, await CountAsync("31020"));
    }

    [Fact]
    public async Task A_change_of_carrier_waits_for_the_day_from_which_it_holds()
    {
        var browser = await portal.SignInAsync(Rolle.Administration);
        await browser.GetAsync(Weg);
        await browser.UploadAsync(Weg, "Datei", "schulen_2022-06-09.csv", File(Row("310301", traeger: "190001"), Row("310302", traeger: "190002")));
        await browser.SubmitAsync("form[action='/stammdaten/import/uebernahme']");
        await WaitAsync(browser);

        (await browser.UploadAsync(Weg, "Datei", "schulen_2023-06-09.csv", File(Row("310301", traeger: "190002"))))
            .ShouldShow("1 Trägerwechsel").ShouldShow("310301 Schule 310301");
        var morgen = DateOnly.FromDateTime(portal.Uhr.GetUtcNow().UtcDateTime.AddDays(2)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await browser.SubmitAsync("form[action='/stammdaten/import/uebernahme']", ("TraegerwechselAb", morgen)))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("erst ab dem Tag");

        await browser.SubmitAsync("form[action='/stammdaten/import/uebernahme']", ("TraegerwechselAb", "2023-08-01"));
        (await WaitAsync(browser)).ShouldShow("Import abgeschlossen");
        Assert.Equal("190002", await portal.InDatabaseAsync(db => db.Schulen.Where(s => s.Schulnummer == "310301")
            .Select(s => db.Schultraeger.Where(t => t.Id == s.SchultraegerId).Select(t => t.Traegernummer).Single()).SingleAsync()));
    }

    /// <summary>Follows the page of the progress until it says how it ended; a minute at most.</summary>
    private static async Task<Testseite> WaitAsync(Testbrowser browser)
    {
        for (var i = 0; i < 600 && browser.Seite.Text.Contains("Import läuft", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100);
            await browser.GetAsync(Weg);
        }
        return browser.Seite;
    }

    private Task<int> CountAsync(string nummer) => portal.InDatabaseAsync(db => db.Schulen.CountAsync(s => s.Schulnummer.StartsWith(nummer)));

    private static byte[] File(params string[] zeilen) => Encoding.UTF8.GetBytes(string.Join("\r\n", [Kopf, .. zeilen]));

    private static string Row(string nummer, string? name = null, string ags = "05999001", string traeger = "199999") =>
        $"{nummer};02;{name ?? "Schule " + nummer};59999;Musterstadt;Weg 1;1;{traeger};{ags};1;";
}
