using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Tests.Features;

/// <summary>Many people from a table: all or nothing, one mail each.</summary>
[Trait("Spur", "host")]
public sealed class SammeleinladungTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly string[] Kopf = ["Name", "E-Mail", "Funktion", "Rolle", "Organisation", "Fachbereich", "von", "bis"];

    private readonly Probeportal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private string Weg => $"/regionen/{_portal.Welt.Eigen.Region.Id}/einladungen";

    [Fact]
    public async Task A_hundred_and_fifty_people_are_invited_at_once_and_a_double_click_sends_nothing_more()
    {
        var browser = await _portal.SignInAsync(Rolle.Koordination);
        var zeilen = Enumerable.Range(1, 150).Select(i =>
            $"Person {i};p{i}@probe.example;;{(i == 1 ? "Schulleitung, ständige Vertretung" : "Medienbeauftragte")};{(i % 2 == 0 ? "990001" : "990002")};;;").ToList();
        var seite = await UploadAsync(browser, Csv(zeilen));
        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("150 Mails", "Person 150", "neue Person, bekommt Link und Code", "Text der ersten Mail");
        Assert.Equal(0, await MailsAsync());
        var form = seite.Form("form[action$='/versand']");
        var code = (await browser.SubmitAsync(form)).ShouldHaveStatus(HttpStatusCode.OK).One(".sd-code").TextContent;
        Assert.Equal(code, (await browser.SubmitAsync(form)).One(".sd-code").TextContent);
        Assert.Equal((150, 150), (await MailsAsync(), await _portal.InDatabaseAsync(db => db.Personen.CountAsync(p => p.Name.StartsWith("Person ")))));
        (await browser.GetAsync("/zugaenge")).ShouldShow("Einträge 1 bis 50 von 150");

        // The same table again: there is nothing to do.
        (await UploadAsync(browser, Csv(zeilen))).ShouldShow("Alle Personen der Tabelle haben ihr Amt schon");
    }

    [Fact]
    public async Task One_bad_row_changes_nothing_and_is_named()
    {
        var browser = await _portal.SignInAsync(Rolle.Koordination);
        var seite = await UploadAsync(browser, Csv(
            "Gute Zeile;gut@probe.example;;Medienbeauftragte;990001;;;",
            "Fern;fern@probe.example;;Schulleitung;990004;;;",
            "Ohne Rolle;rolle@probe.example;;Bürgermeisterei;990001;;;",
            ";keine Adresse;;Medienbeauftragte;990001;;31.02.2027;",
            "=cmd|' /C calc'!A0;gut2@probe.example;;Trägerbearbeitung;910001;Raumfahrt;01.02.2027;01.01.2027"));
        seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("4 Zeilen haben Fehler", "mit der Nummer 990004 ist nicht bekannt",
            "Die Rolle „Bürgermeisterei“ gibt es hier nicht", "„keine Adresse“ ist keine E-Mail-Adresse", "„31.02.2027“ ist kein Tag", "Den Fachbereich „Raumfahrt“ gibt es dort nicht");
        Assert.Null(seite.Find("form[action$='/versand']"));
        Assert.Equal(0, await MailsAsync());
    }

    [Fact]
    public async Task What_changed_between_preview_and_sending_stops_all_of_it()
    {
        var browser = await _portal.SignInAsync(Rolle.Koordination);
        await UploadAsync(browser, Csv("Eins;eins@probe.example;;Medienbeauftragte;990001;;;", "Zwei;zwei@probe.example;;Medienbeauftragte;990002;;;"));
        var form = browser.Seite.Form("form[action$='/versand']");
        await _portal.InDatabaseAsync(async db =>
        {
            var gesperrt = new Person("Zwei", "zwei@probe.example");
            gesperrt.Deactivate(_portal.Uhr.GetUtcNow().UtcDateTime);
            db.Add(gesperrt);
            await db.SaveChangesAsync();
        });
        (await browser.SubmitAsync(form)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Zwei (zwei@probe.example)", "gesperrt", "Nichts wurde verschickt");
        Assert.Equal(0, await MailsAsync());
    }

    [Fact]
    public async Task Template_comes_back_as_workbook_and_as_csv_of_German_Excel()
    {
        var browser = await _portal.SignInAsync(Rolle.Koordination);
        var vorlage = await browser.Client.GetByteArrayAsync(Weg + "/vorlage.xlsx");
        Assert.Equal(Kopf, Arbeitsmappe.Read(vorlage, 10)!.Kopf.Werte);
        var csv = await browser.Client.GetByteArrayAsync(Weg + "/vorlage.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);

        var mappe = Arbeitsmappe.Write(("Einladungen", [Kopf, ["Änne Öztürk", "aenne@probe.example", "Lehrerin", "Medienbeauftragte", "990001", "", "", "31.07.2030"]]));
        (await UploadAsync(browser, mappe, "liste.bin")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Änne Öztürk", "Schule Eigen");
        var excel = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes($"{string.Join(';', Kopf)}\r\nJörg Größe;joerg@probe.example;;Trägerleitung, ständige Vertretung;910001;;;\r\n");
        (await UploadAsync(browser, excel)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Jörg Größe", "Trägerleitung, ständige Vertretung", "Stadt Eigen");
    }

    [Fact]
    public async Task Files_that_are_no_table_are_refused_in_words()
    {
        var browser = await _portal.SignInAsync(Rolle.Koordination);
        (await UploadAsync(browser, [])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("leer");
        (await UploadAsync(browser, [0x89, 0x50, 0x4E, 0x47, 0, 0, 0])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("keine Tabelle");
        (await UploadAsync(browser, [0x50, 0x4B, 0x03, 0x04, 1, 2, 3])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("beschädigt");
        (await UploadAsync(browser, new byte[(2 << 20) + 1])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("größer als 2 MB");
        (await UploadAsync(browser, Encoding.UTF8.GetBytes("Name;Ort\r\nA;B"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Dort steht nicht: E-Mail, Rolle, Organisation");
        (await UploadAsync(browser, Csv(Enumerable.Repeat("A;a@b.example;;Medienbeauftragte;990001;;;", 1001)))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("mehr als 1.000 Zeilen");
        (await UploadAsync(browser, Bomb())).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("entpackt zu groß");
    }

    private static byte[] Csv(params IEnumerable<string> zeilen) => Encoding.UTF8.GetBytes(string.Join("\r\n", zeilen.Prepend(string.Join(';', Kopf))));

    private static byte[] Bomb()
    {
        using var strom = new MemoryStream();
        using (var archiv = new System.IO.Compression.ZipArchive(strom, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (var teil = archiv.CreateEntry("xl/workbook.xml").Open())
            for (var i = 0; i < 40; i++)
                teil.Write(new byte[1 << 20]);
        return strom.ToArray();
    }

    private async Task<Testseite> UploadAsync(Testbrowser browser, byte[] inhalt, string name = "liste.csv")
    {
        await browser.GetAsync(Weg);
        return await browser.UploadAsync(Weg, "Datei", name, inhalt);
    }

    private Task<int> MailsAsync() => _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.CountAsync(n => n.Anlass.StartsWith("einladung/")));
}
