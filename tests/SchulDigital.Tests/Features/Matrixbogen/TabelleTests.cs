using System.Net;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Tests.Features.Matrixbogen;

/// <summary>A matrix as XLSX and CSV: out, changed in a spreadsheet, in again, all or nothing.</summary>
[Trait("Spur", "host")]
public sealed class TabelleTests(Demoportal portal) : IClassFixture<Demoportal>
{
    private const string Ist = "Heutiger Stand";
    private const string Soll = "Angestrebter Stand";
    private const string Schritte = "Geplante Schritte";
    private const string Frage = "Offene Frage";
    private const string Uebernahme = "form[action$='/uebernahme']";

    [Fact]
    public async Task What_comes_out_goes_in_again_and_changes_nothing()
    {
        var (browser, matrix) = await StartAsync();
        await SaveAsync(browser, matrix, "netz_wlan",
            (Zeilenfeld.Ist, "Ausbau"), (Zeilenfeld.Soll, "Verstetigung"), (Zeilenfeld.Zeithorizont, "Mittelfristig"),
            (Zeilenfeld.GeplanteSchritte, "Erster Schritt; „zweiter“ \"dritter\"\nneue Zeile, _x000A_ bleibt stehen\n- Punkt"),
            (Zeilenfeld.FuerRundenTisch, "ja"), (Zeilenfeld.VorbehaltlichBeschluss, "ja"), (Zeilenfeld.BeschlussGremium, "Rat"),
            (Zeilenfeld.BeschlussTermin, "01.02.2027"), (Zeilenfeld.BeschlussErgebnis, "offen"), (Zeilenfeld.Vertraulich, "ja"),
            (Zeilenfeld.InterneNotiz, "nur für uns 🙂"), (Zeilenfeld.Zustaendig, "IT"), (Zeilenfeld.Unterstuetzungsbedarf, "Geld"));
        var vorher = await StateAsync();

        foreach (var art in (string[])["xlsx", "csv"])
        {
            var seite = await browser.UploadAsync(matrix, await browser.DownloadAsync(matrix, art));
            seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Keine Änderungen");
            Assert.Null(seite.Find(Uebernahme));
        }
        Assert.Equal(vorher, await StateAsync());
    }

    [Fact]
    public async Task What_was_filled_in_is_shown_field_by_field_and_saved_by_one_act()
    {
        var (browser, matrix) = await StartAsync();
        await SaveAsync(browser, matrix, "strategie_mep", (Zeilenfeld.Ist, ""), (Zeilenfeld.Soll, ""), (Zeilenfeld.OffeneFrage, "fällt weg"), (Zeilenfeld.FuerRundenTisch, "nein"));
        var datei = await browser.DownloadAsync(matrix);
        var vorher = await StateAsync();

        datei = Tabellenprobe.Fill(datei, ("strategie_mep", Ist, "einstieg "), ("strategie_mep", Soll, "Trifft auf uns nicht zu"),
            ("strategie_mep", "Für den Runden Tisch vormerken", "Ja"), ("strategie_mep", Frage, ""),
            ("dialog_politik", "Geplanter Termin", "3.4.2027"), ("dialog_politik", "Benötigte Unterstützung", "Zeile 1\r\nZeile 2"));
        datei = Tabellenprobe.Change(datei, teil => Tabellenprobe.SetNumber(Tabellenprobe.FindCell(teil, "dialog_runder_tisch", "Geplanter Termin"), 46054));
        var seite = await browser.UploadAsync(matrix, datei);

        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Noch ist nichts gespeichert.", "3 Zeilen ändern sich.",
            "Medienentwicklungsplan Blatt „Strategie und Steuerung“, Zeile 3", "Noch nicht eingeschätzt → Einstieg", "→ Trifft auf uns nicht zu", "nein → ja",
            "fällt weg → (leer)", "→ 03.04.2027", "→ Zeile 1 Zeile 2", "→ 01.02.2026");
        Assert.Equal(vorher, await StateAsync());

        var form = seite.Form(Uebernahme);
        (await browser.SubmitAsync(form)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("3 Zeilen sind geändert");
        var plan = (await portal.ZeileAsync(matrix, "strategie_mep")).Werte;
        Assert.Equal((Stufenwert.Einstieg, Stufenwert.NichtZutreffend, true, null), (plan.Ist, plan.Soll, plan.FuerRundenTisch, plan.OffeneFrage));
        var politik = (await portal.ZeileAsync(matrix, "dialog_politik")).Werte;
        Assert.Equal((new DateOnly(2027, 4, 3), "Zeile 1\nZeile 2"), (politik.BeschlussTermin, politik.Unterstuetzungsbedarf));
        Assert.Equal(new DateOnly(2026, 2, 1), (await portal.ZeileAsync(matrix, "dialog_runder_tisch")).Werte.BeschlussTermin);

        var nachher = await StateAsync();
        (await browser.SubmitAsync(form)).ShouldShow("Es gab nichts zu ändern.");
        Assert.Equal(nachher, await StateAsync());
        (await browser.GetAsync(matrix + "/verlauf")).ShouldShow("Tabelle eingelesen: 3 Zeilen geändert", "Als Tabelle heruntergeladen: XLSX");
        (await browser.GetAsync("/")).ShouldShow("Tabelle eingelesen").ShouldNotShow("heruntergeladen");
    }

    [Fact]
    public async Task Sheets_and_rows_that_are_missing_stay_as_they_are()
    {
        var (browser, matrix) = await StartAsync();
        var datei = Tabellenprobe.Change(await browser.DownloadAsync(matrix), teil =>
        {
            foreach (var blatt in teil.Workbook.Descendants<Sheet>().Where(b => b.Name!.Value is not "Gebäude und Netze").ToList())
                blatt.Remove();
            teil.Workbook.DefinedNames = null;
            Tabellenprobe.FindRow(teil, "netz_wlan").Zeile.Remove();
            Tabellenprobe.SetText(Tabellenprobe.FindCell(teil, "netz_breitband", Frage), "allein");
        });
        (await browser.UploadAsync(matrix, datei)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Eine Zeile ändert sich.", "→ allein");
    }

    [LibreOfficeFact]
    public async Task A_file_that_LibreOffice_changed_is_read_to_the_letter()
    {
        var (browser, matrix) = await StartAsync();
        await SaveAsync(browser, matrix, "netz_verkabelung", (Zeilenfeld.Ist, "Einstieg"), (Zeilenfeld.Soll, "Ausbau"), (Zeilenfeld.GeplanteSchritte, "alter Text"));
        await SaveAsync(browser, matrix, "netz_breitband", (Zeilenfeld.OffeneFrage, "- Punkt\n=1+1 & <b>_x000A_"));
        var datei = await browser.DownloadAsync(matrix);

        var unveraendert = await LibreOffice.ChangeAsync(datei, blaetter => blaetter);
        (await browser.UploadAsync(matrix, unveraendert)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Keine Änderungen");

        var geaendert = await LibreOffice.ChangeAsync(datei, blaetter =>
        {
            var zeile = LibreOffice.RowOf(blaetter, "netz_verkabelung");
            LibreOffice.Replace(zeile, "Einstieg", "Verstetigung");
            LibreOffice.Replace(zeile, "alter Text", "neuer Text: 3/4 – „fertig“");
            return blaetter;
        });
        var seite = (await browser.UploadAsync(matrix, geaendert)).ShouldHaveStatus(HttpStatusCode.OK)
            .ShouldShow("Eine Zeile ändert sich.", "Einstieg → Verstetigung", "alter Text → neuer Text: 3/4 – „fertig“");
        Assert.Equal(2, seite.All(".sd-verlauf dd").Count);
        await browser.SubmitAsync(Uebernahme);
        var werte = (await portal.ZeileAsync(matrix, "netz_verkabelung")).Werte;
        Assert.Equal((Stufenwert.Verstetigung, Stufenwert.Ausbau, "neuer Text: 3/4 – „fertig“"), (werte.Ist, werte.Soll, werte.GeplanteSchritte));
    }

    [Fact]
    public async Task A_csv_that_Excel_saved_is_read_too()
    {
        var (browser, matrix) = await StartAsync();
        await SaveAsync(browser, matrix, "dialog_uebergaenge", (Zeilenfeld.GeplanteSchritte, "vorher; mit \"Zeichen\"\nund Umbruch"));
        var csv = await browser.DownloadAsync(matrix, "csv");
        Assert.Equal(Encoding.UTF8.GetPreamble(), csv[..3]);
        var text = Encoding.UTF8.GetString(csv[3..]);
        Assert.StartsWith("Themenfeld;Kriterium;Einstieg;Ausbau;Verstetigung;Heutiger Stand;", text, StringComparison.Ordinal);

        // What German Excel makes of it under "CSV (Trennzeichen-getrennt)".
        var excel = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text.Replace("vorher; mit", "nachher; größer", StringComparison.Ordinal));
        (await browser.UploadAsync(matrix, excel)).ShouldHaveStatus(HttpStatusCode.OK)
            .ShouldShow("Eine Zeile ändert sich.", "→ nachher; größer \"Zeichen\" und Umbruch");
        (await browser.UploadAsync(matrix, Encoding.UTF8.GetBytes(text.Replace("\"vorher; mit \"\"Zeichen\"\"\nund Umbruch\"", new string('x', 4001), StringComparison.Ordinal))))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow(", Geplante Schritte: Der Text hat 4.001 Zeichen; möglich sind 4.000.");
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_merged_or_shown_side_by_side()
    {
        var (browser, matrix) = await StartAsync();
        var leitung = await portal.SignInAsync(Rolle.Traegerleitung);
        await SaveAsync(browser, matrix, "dialog_bildungspartner", (Zeilenfeld.OffeneFrage, "Anfang"), (Zeilenfeld.Zustaendig, "IT"), (Zeilenfeld.GeplanteSchritte, ""));
        await SaveAsync(browser, matrix, "dialog_interkommunal", (Zeilenfeld.OffeneFrage, "Anfang"));
        var datei = Tabellenprobe.Fill(await browser.DownloadAsync(matrix),
            ("dialog_bildungspartner", Frage, "aus der Tabelle"), ("dialog_bildungspartner", Schritte, "auch aus der Tabelle"),
            ("dialog_interkommunal", Frage, "aus der Tabelle"));
        await SaveAsync(leitung, matrix, "dialog_bildungspartner", (Zeilenfeld.OffeneFrage, "aus dem Portal"), (Zeilenfeld.Zustaendig, "Schulamt"));
        await SaveAsync(leitung, matrix, "dialog_interkommunal", (Zeilenfeld.Zustaendig, "Kämmerei"));
        var vorher = await StateAsync();

        var seite = await browser.UploadAsync(matrix, datei);
        seite.ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Eine Zeile wurde inzwischen auch im Portal geändert", "2 Zeilen ändern sich.", "auch aus der Tabelle");
        Assert.Equal(["Offene Frage", "aus der Tabelle", "aus dem Portal"], seite.All(".sd-verlauf tbody th, .sd-verlauf tbody td").Select(z => z.TextContent));

        // Without a choice nothing is saved, the other row neither.
        (await browser.SubmitAsync(Uebernahme)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Es wurde nichts gespeichert.");
        Assert.Equal(vorher, await StateAsync());

        // Somebody is faster again: the choice was made on what no longer stands there.
        var wahl = browser.Seite.All("input[type=radio]")[0];
        await SaveAsync(leitung, matrix, "dialog_bildungspartner", (Zeilenfeld.OffeneFrage, "noch einmal aus dem Portal"));
        (await browser.SubmitAsync(Uebernahme, (wahl.GetAttribute("name")!, wahl.GetAttribute("value"))))
            .ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("noch einmal aus dem Portal");

        wahl = browser.Seite.All("input[type=radio]")[0];
        (await browser.SubmitAsync(Uebernahme, (wahl.GetAttribute("name")!, wahl.GetAttribute("value")))).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("2 Zeilen sind geändert");
        var partner = (await portal.ZeileAsync(matrix, "dialog_bildungspartner")).Werte;
        Assert.Equal(("aus der Tabelle", "auch aus der Tabelle", "Schulamt"), (partner.OffeneFrage, partner.GeplanteSchritte, partner.Zustaendig));
        var interkommunal = (await portal.ZeileAsync(matrix, "dialog_interkommunal")).Werte;
        Assert.Equal(("aus der Tabelle", "Kämmerei"), (interkommunal.OffeneFrage, interkommunal.Zustaendig));
    }

    [Fact]
    public async Task What_stands_in_the_portal_can_be_kept()
    {
        var (browser, matrix) = await StartAsync();
        await SaveAsync(browser, matrix, "strategie_abgleich", (Zeilenfeld.OffeneFrage, "Anfang"), (Zeilenfeld.Zustaendig, "IT"));
        var datei = Tabellenprobe.Fill(await browser.DownloadAsync(matrix), ("strategie_abgleich", Frage, "Tabelle"), ("strategie_abgleich", "Zuständig", "Tabelle"));
        await SaveAsync(browser, matrix, "strategie_abgleich", (Zeilenfeld.OffeneFrage, "Portal"));

        var behalten = (await browser.UploadAsync(matrix, datei)).ShouldShow("Sie haben am").All("input[type=radio]")[1];
        await browser.SubmitAsync(Uebernahme, (behalten.GetAttribute("name")!, behalten.GetAttribute("value")));
        var werte = (await portal.ZeileAsync(matrix, "strategie_abgleich")).Werte;
        Assert.Equal(("Portal", "Tabelle"), (werte.OffeneFrage, werte.Zustaendig));
    }

    [Fact]
    public async Task A_preview_is_for_the_person_and_the_matrix_that_it_was_made_for()
    {
        var (browser, matrix) = await StartAsync();
        var seite = await browser.UploadAsync(matrix, Tabellenprobe.Fill(await browser.DownloadAsync(matrix), ("strategie_rollen", Frage, "nicht von mir")));
        var entwurf = seite.Form(Uebernahme)["entwurf"]!;
        var leitung = await portal.SignInAsync(Rolle.Traegerleitung);
        (await leitung.PostAsync(matrix + "/tabelle/uebernahme", ("entwurf", entwurf))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Diese Vorschau gilt nicht mehr.");
        (await browser.PostAsync(matrix + "/tabelle/uebernahme", ("entwurf", entwurf[..^8]))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        Assert.NotEqual("nicht von mir", (await portal.ZeileAsync(matrix, "strategie_rollen")).Werte.OffeneFrage);
    }

    [Fact]
    public async Task Text_that_looks_like_a_formula_leaves_harmless_and_comes_back_as_it_was()
    {
        var (browser, matrix) = await StartAsync();
        await SaveAsync(browser, matrix, "strategie_zielbild",
            (Zeilenfeld.GeplanteSchritte, "=cmd|' /C calc'!A0"), (Zeilenfeld.Unterstuetzungsbedarf, "+49 5241 85"), (Zeilenfeld.OffeneFrage, "- ein Punkt\n- noch einer"),
            (Zeilenfeld.Zustaendig, "@SUM(1+1)"), (Zeilenfeld.BeschlussGremium, "'=1+1"), (Zeilenfeld.InterneNotiz, "''"));
        var xlsx = await browser.DownloadAsync(matrix);
        var csv = await browser.DownloadAsync(matrix, "csv");

        Assert.Contains("'=cmd|' /C calc'!A0", Tabellenprobe.Texts(xlsx));
        Assert.DoesNotContain(Tabellenprobe.Texts(xlsx), t => t is ['=' or '+' or '-' or '@', ..]);
        Tabellenprobe.Change(xlsx, teil => Assert.All(teil.WorksheetParts, b => Assert.Empty(b.Worksheet.Descendants<CellFormula>())));
        var werte = Trenntabelle.Parse(Textdatei.Decode(csv), mehrzeilig: true)!.Zeilen.SelectMany(z => z.Werte).ToList();
        Assert.Contains("'@SUM(1+1)", werte);
        Assert.DoesNotContain(werte, t => t is ['=' or '+' or '-' or '@', ..]);

        (await browser.UploadAsync(matrix, xlsx)).ShouldShow("Keine Änderungen");
        (await browser.UploadAsync(matrix, csv)).ShouldShow("Keine Änderungen");
        // Typed by hand into a cell for text.
        (await browser.UploadAsync(matrix, Tabellenprobe.Fill(xlsx, ("strategie_zielbild", Frage, "- von Hand")))).ShouldShow("→ - von Hand");
    }

    public static readonly TheoryData<string> Verdorbenes = [.. Verderben.Keys];

    [Theory, MemberData(nameof(Verdorbenes))]
    public async Task A_spoiled_file_is_refused_in_words_with_its_place_and_changes_nothing(string wie)
    {
        var (browser, matrix) = await StartAsync();
        var (verderben, satz) = Verderben[wie];
        var datei = await browser.DownloadAsync(matrix);
        // A change that would be taken over if anything were.
        datei = Tabellenprobe.Fill(datei, ("strategie_personal", Frage, "darf nicht ankommen"));
        var vorher = await StateAsync();

        (await browser.UploadAsync(matrix, verderben(datei))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow(satz);

        Assert.Null(browser.Seite.Find(Uebernahme));
        Assert.Equal(vorher, await StateAsync());
    }

    private static Dictionary<string, (Func<byte[], byte[]> Verderben, string Satz)> Verderben => new()
    {
        ["anderer Blattname"] = (d => Tabellenprobe.Change(d, t => t.Workbook.Descendants<Sheet>().ElementAt(1).Name = "Tabelle1"),
            "Blatt „Tabelle1“: Dieses Blatt gehört nicht zur Tabelle."),
        ["Blatt einer anderen Matrix"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", "Matrix", Guid.Empty.ToString())),
            "Blatt „Gebäude und Netze“, Zeile 4: Die Zeile gehört zu einer anderen Matrix."),
        ["andere Katalogversion"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", "Katalog", "schultraeger 0.9.0")),
            "Zeile 4: Die Zeile gehört zu einer anderen Fassung des Katalogs."),
        ["Formel"] = (d => Tabellenprobe.Change(d, t => Tabellenprobe.SetFormula(Tabellenprobe.FindCell(t, "netz_wlan", Ist), "B4")),
            "Blatt „Gebäude und Netze“, Zeile 4, Heutiger Stand: Die Zelle enthält eine Formel."),
        ["verbundene Zellen"] = (d => Tabellenprobe.Change(d, t =>
        {
            var blatt = Tabellenprobe.FindRow(t, "netz_wlan").Blatt.Worksheet;
            blatt.InsertAfter(new MergeCells(new MergeCell { Reference = "E4:E5" }), blatt.GetFirstChild<SheetProtection>());
        }), "Blatt „Gebäude und Netze“, Zeile 4: Die Zellen E4:E5 sind verbunden."),
        ["Text statt Stufe"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", Ist, "ganz gut")),
            "Blatt „Gebäude und Netze“, Zeile 4, Heutiger Stand: „ganz gut“ ist keine der Antworten. Möglich sind: Einstieg, Ausbau, Verstetigung, Noch nicht begonnen"),
        ["Antwort, die es dort nicht gibt"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", Soll, "Noch nicht begonnen")),
            "Zeile 4, Angestrebter Stand: „Noch nicht begonnen“ ist keine der Antworten."),
        ["kein Tag"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", "Geplanter Termin", "31.02.2027")),
            "Zeile 4, Geplanter Termin: Bitte geben Sie den Tag so an: 21.11.2026."),
        ["unbekanntes Kriterium"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", "Kennung", "netz_mond")),
            "Blatt „Gebäude und Netze“, Zeile 4: Das Kriterium „netz_mond“ gibt es in dieser Matrix nicht."),
        ["Zeile ohne Kennung"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", "Kennung", "")),
            "Blatt „Gebäude und Netze“, Zeile 4: Die Zeile hat keine Kennung."),
        ["Stand aus der Zukunft"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", "Version", "4711")),
            "Blatt „Gebäude und Netze“, Zeile 4: Diesen Stand der Zeile kennt das Portal nicht."),
        ["Spalte fehlt"] = (d => Tabellenprobe.Change(d, t =>
        {
            var kopf = Tabellenprobe.FindRow(t, "netz_wlan").Blatt.Worksheet.Descendants<Row>().First();
            Tabellenprobe.SetText(kopf.Elements<Cell>().Single(c => c.InnerText == Frage), "Fragen");
        }), "Blatt „Gebäude und Netze“, Zeile 1: Die Spalte „Offene Frage“ fehlt."),
        ["Zeile zweimal"] = (d => Tabellenprobe.Change(d, t =>
        {
            var (_, zeile, _) = Tabellenprobe.FindRow(t, "netz_wlan");
            zeile.InsertAfterSelf(zeile.CloneNode(true));
        }), "Blatt „Gebäude und Netze“, Zeile 5: Das Kriterium „WLAN-Abdeckung“ steht schon hier: Blatt „Gebäude und Netze“, Zeile 4."),
        ["zu langer Text"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", Schritte, new string('x', 4001))),
            "Blatt „Gebäude und Netze“, Zeile 4, Geplante Schritte: Der Text hat 4.001 Zeichen; möglich sind 4.000."),
        ["Zeichen, das keine Datenbank nimmt"] = (d => Tabellenprobe.Fill(d, ("netz_wlan", Schritte, "a_x0001_b")),
            "Zeile 4, Geplante Schritte: Der Text enthält ein unzulässiges Zeichen."),
        ["nur die Anleitung"] = (d => Tabellenprobe.Change(d, t =>
        {
            foreach (var blatt in t.Workbook.Descendants<Sheet>().Where(b => b.Name!.Value is not ("Anleitung" or "Auswahl")).ToList())
                blatt.Remove();
        }), "Die Arbeitsmappe enthält kein Blatt mit Zeilen der Matrix."),
        ["Makros"] = (d =>
        {
            using var strom = new MemoryStream();
            strom.Write(d);
            using (var dokument = SpreadsheetDocument.Open(strom, isEditable: true))
                dokument.ChangeDocumentType(SpreadsheetDocumentType.MacroEnabledWorkbook);
            return strom.ToArray();
        }, "Die Arbeitsmappe enthält Makros."),
        ["50 MB"] = (_ => new byte[50 << 20], "Die Datei ist größer als 4 MB."),
        ["4 MB und ein Byte"] = (_ => new byte[(4 << 20) + 1], "Die Datei ist größer als 4 MB."),
        ["Zip-Bombe"] = (_ => Tabellenprobe.Bomb(), "Die Arbeitsmappe ist entpackt zu groß."),
        ["kein Zip"] = (_ => [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "Die Datei ist beschädigt oder keine Arbeitsmappe."),
        ["ein Bild"] = (_ => [0x89, 0x50, 0x4E, 0x47, 0, 0, 0], "Diese Datei ist keine Tabelle."),
        ["altes Format oder Kennwort"] = (_ => [0xD0, 0xCF, 0x11, 0xE0, 0, 0], "Das ist eine Arbeitsmappe im alten Format oder mit Kennwort."),
        ["leere Datei"] = (_ => [], "Die Datei ist leer."),
        ["CSV ohne Spalten"] = (_ => Encoding.UTF8.GetBytes("Name;Ort\r\nA;B\r\n"), "Zeile 1: Die Spalte „Heutiger Stand“ fehlt."),
    };

    [Fact]
    public async Task The_workbook_is_valid_and_offers_its_answers_from_lists()
    {
        var (browser, matrix) = await StartAsync();
        Tabellenprobe.Change(await browser.DownloadAsync(matrix), teil =>
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2010).Validate(teil.OpenXmlPackage).Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}"));
            var blaetter = teil.Workbook.Descendants<Sheet>().ToList();
            Assert.Equal("Anleitung", blaetter[0].Name!.Value);
            Assert.Equal(("Auswahl", SheetStateValues.Hidden), (blaetter[^1].Name!.Value, blaetter[^1].State!.Value));
            Assert.All(blaetter, b => Assert.True(b.Name!.Value!.Length <= Arbeitsmappe.MaxNameLength));

            var (blatt, _, _) = Tabellenprobe.FindRow(teil, "netz_wlan");
            Assert.Equal(["Matrix", "Katalog", "Kennung", "Version"], blatt.Worksheet.Descendants<Column>().Where(s => s.Hidden?.Value == true)
                .Select(s => blatt.Worksheet.Descendants<Row>().First().Elements<Cell>().ElementAt((int)s.Min!.Value - 1).InnerText));
            var listen = blatt.Worksheet.Descendants<DataValidation>().Select(r => r.Formula1!.Text).ToList();
            Assert.Equal(6, listen.Count);
            Assert.All(listen, name => Assert.Contains(teil.Workbook.DefinedNames!.Elements<DefinedName>(), n => n.Name == name && n.Text.StartsWith("Auswahl!$", StringComparison.Ordinal)));
            Assert.True(Tabellenprobe.FindCell(teil, "netz_wlan", Ist).StyleIndex!.Value != Tabellenprobe.FindCell(teil, "netz_wlan", "Kriterium").StyleIndex!.Value);
        });
    }

    [Fact]
    public async Task Millions_of_empty_cells_in_a_small_file_cost_no_memory()
    {
        var (browser, matrix) = await StartAsync();
        var datei = Tabellenprobe.AddCells(await browser.DownloadAsync(matrix), 2_000_000);
        Assert.True(datei.Length < 200_000, $"{datei.Length}");
        var vorher = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(Arbeitsmappe.ReadAll(datei, 1000), b => b.Name == "Anleitung");
        var belegt = GC.GetAllocatedBytesForCurrentThread() - vorher;
        Assert.True(belegt < 100 << 20, $"{belegt >> 20} MB");
    }

    [Fact]
    public async Task A_released_matrix_goes_out_and_takes_nothing_in()
    {
        await using var eigenes = new Demoportal();
        var matrix = await eigenes.TraegermatrixAsync();
        var leitung = await eigenes.SignInAsync(Rolle.Traegerleitung);
        var seite = await leitung.UploadAsync(matrix, Tabellenprobe.Fill(await leitung.DownloadAsync(matrix), ("netz_wlan", Frage, "zu spät")));
        var form = seite.Form(Uebernahme);
        await leitung.GetAsync(matrix + "/pruefung");
        await leitung.SubmitAsync("form[action$='/freigaben']");

        (await leitung.SubmitAsync(form)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("inzwischen freigegeben");
        var datei = await leitung.DownloadAsync(matrix);
        Assert.Null(leitung.Seite.Find("input[type=file]"));
        (await leitung.UploadAsync(matrix, datei)).ShouldHaveStatus(HttpStatusCode.Conflict)
            .ShouldShow("Diese Matrix ist freigegeben. Beginnen Sie einen neuen Entwurf, um eine Tabelle einzulesen.");
        Assert.NotEqual("zu spät", (await eigenes.ZeileAsync(matrix, "netz_wlan")).Werte.OffeneFrage);
    }

    [Fact]
    public async Task Downloads_leave_an_entry_have_a_name_of_the_portal_and_are_limited()
    {
        await using var eigenes = new Demoportal();
        eigenes.Set("Grenzen:AusgabenJeMinuteUndPerson", "3");
        var matrix = await eigenes.TraegermatrixAsync();
        var browser = await eigenes.SignInAsync(Rolle.Traegerbearbeitung);
        var antwort = (await browser.PostAsync(matrix + "/tabelle.xlsx")).Antwort.Content.Headers;
        Assert.Equal(($"matrix-musterland-2026-27-{eigenes.Uhr.GetUtcNow():yyyy-MM-dd}.xlsx", Arbeitsmappe.Dateityp),
            (antwort.ContentDisposition!.FileName, antwort.ContentType!.MediaType));
        await browser.PostAsync(matrix + "/tabelle.csv");
        Assert.Equal(["CSV", "XLSX"], await eigenes.InDatabaseAsync(db => db.Verlauf.Where(e => e.Ereignis == Ereignis.TabelleAusgegeben).OrderBy(e => e.Grund).Select(e => e.Grund).ToListAsync()));
        (await browser.GetAsync(matrix + "/tabelle.xlsx")).ShouldHaveStatus(HttpStatusCode.NotFound);

        (await browser.GetAsync(matrix + "/blankobogen")).ShouldHaveStatus(HttpStatusCode.OK);
        (await browser.PostAsync(matrix + "/tabelle.xlsx")).ShouldHaveStatus(HttpStatusCode.TooManyRequests).ShouldShow("Zu viele Anfragen");
    }

    [Fact]
    public async Task Paper_has_every_row_the_blank_form_no_value_and_A3_no_internal_note()
    {
        var (browser, matrix) = await StartAsync();
        await SaveAsync(browser, matrix, "netz_wlan", (Zeilenfeld.Ist, "Ausbau"), (Zeilenfeld.GeplanteSchritte, "Etwas Geplantes"), (Zeilenfeld.InterneNotiz, "Etwas Internes"));
        var zeilen = (await browser.GetAsync(matrix + "/netz")).All("[data-zeile]").Count;

        (await browser.GetAsync(matrix)).ShouldShow("Drucken und Excel");
        await browser.FollowAsync("Blankobogen");
        browser.Seite.ShouldShow("WLAN", "☐", "Geplante Schritte:").ShouldNotShow("Etwas Geplantes", "Etwas Internes");
        Assert.Equal(await portal.InDatabaseAsync(db => db.MatrixZeilen.CountAsync(z => db.Matrizen.Any(m => m.Id == z.MatrixId && m.Key == Matrixprobe.Durchgang && m.SchultraegerId == Guid.Parse(matrix.Split('/')[2])))),
            browser.Seite.All(".sd-blanko__zeile").Count);

        await browser.GetAsync(matrix + "/druck");
        await browser.FollowAsync("Gebäude und Netze");
        browser.Seite.ShouldShow("● Heutiger Stand", "Etwas Geplantes").ShouldNotShow("Etwas Internes");
        Assert.Equal(zeilen, browser.Seite.All(".sd-a3 tbody tr").Count);
        var stil = browser.Seite.All("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!).Single(h => h.Contains("/a3.", StringComparison.Ordinal));
        Assert.Contains("size: A3 landscape", await browser.Client.GetStringAsync(stil), StringComparison.Ordinal);
    }

    private async Task<(Testbrowser Browser, string Matrix)> StartAsync() =>
        (await portal.SignInAsync(Rolle.Traegerbearbeitung), await portal.TraegermatrixAsync());

    private static async Task SaveAsync(Testbrowser browser, string matrix, string kriterium, params (Zeilenfeld, string)[] felder)
    {
        var adresse = $"{matrix}/{kriterium.Split('_')[0]}";
        var version = (await browser.GetAsync(adresse)).VersionOf(kriterium);
        (await browser.SaveRowAsync(adresse, kriterium, version, felder)).ShouldHaveStatus(HttpStatusCode.OK);
    }

    /// <summary>What all rows say, and how often they were changed.</summary>
    private Task<string> StateAsync() => portal.InDatabaseAsync(async db =>
        string.Join('\n', (await db.MatrixZeilen.AsNoTracking().ToListAsync()).OrderBy(z => z.Id).Select(z => $"{z.Id} {z.Version} {z.Werte}"))
        + await db.Verlauf.CountAsync(e => e.Ereignis == Ereignis.ZeileGeaendert || e.Ereignis == Ereignis.TabelleEingelesen));
}
