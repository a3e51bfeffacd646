using System.Globalization;
using System.IO.Compression;
using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Tests.Features.Matrixbogen;

/// <summary>A matrix as a file, and people who change it in a spreadsheet.</summary>
internal static class Tabellenprobe
{
    public static async Task<byte[]> DownloadAsync(this Testbrowser browser, string matrix, string art = "xlsx")
    {
        var seite = (await browser.PostAsync($"{matrix}/tabelle.{art}")).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("attachment", seite.Antwort.Content.Headers.ContentDisposition?.DispositionType);
        var inhalt = await seite.Antwort.Content.ReadAsByteArrayAsync();
        await browser.GetAsync(matrix + "/tabelle");
        return inhalt;
    }

    public static Task<Testseite> UploadAsync(this Testbrowser browser, string matrix, byte[] inhalt) =>
        browser.UploadAsync(matrix + "/tabelle", "Datei", "tabelle", inhalt);

    /// <summary>The workbook with these cells as somebody typed them.</summary>
    public static byte[] Fill(byte[] mappe, params (string Kennung, string Spalte, string Wert)[] zellen) => Change(mappe, teil =>
    {
        foreach (var (kennung, spalte, wert) in zellen)
            SetText(FindCell(teil, kennung, spalte), wert);
    });

    public static byte[] Change(byte[] mappe, Action<WorkbookPart> aendern)
    {
        using var strom = new MemoryStream();
        strom.Write(mappe);
        using (var dokument = SpreadsheetDocument.Open(strom, isEditable: true))
            aendern(dokument.WorkbookPart!);
        return strom.ToArray();
    }

    public static Cell FindCell(WorkbookPart teil, string kennung, string spalte)
    {
        foreach (var blatt in teil.WorksheetParts)
        {
            var zeilen = blatt.Worksheet.Descendants<Row>().ToList();
            var kopf = zeilen[0].Elements<Cell>().Select(c => c.InnerText).ToList();
            if (zeilen.Find(z => z.Elements<Cell>().Any(c => c.InnerText == kennung)) is { } zeile)
                return zeile.Elements<Cell>().ElementAt(kopf.IndexOf(spalte));
        }
        throw new KeyNotFoundException(kennung);
    }

    /// <summary>The sheet in which a criterion stands, and the number of its row.</summary>
    public static (WorksheetPart Blatt, Row Zeile, int Nummer) FindRow(WorkbookPart teil, string kennung)
    {
        foreach (var blatt in teil.WorksheetParts)
        {
            var zeilen = blatt.Worksheet.Descendants<Row>().ToList();
            var stelle = zeilen.FindIndex(z => z.Elements<Cell>().Any(c => c.InnerText == kennung));
            if (stelle >= 0)
                return (blatt, zeilen[stelle], stelle + 1);
        }
        throw new KeyNotFoundException(kennung);
    }

    public static void SetText(Cell zelle, string wert)
    {
        zelle.RemoveAllChildren();
        zelle.DataType = CellValues.InlineString;
        zelle.AppendChild(new InlineString(new Text(wert) { Space = SpaceProcessingModeValues.Preserve }));
    }

    public static void SetNumber(Cell zelle, double wert)
    {
        zelle.RemoveAllChildren();
        zelle.DataType = CellValues.Number;
        zelle.AppendChild(new CellValue(wert.ToString(CultureInfo.InvariantCulture)));
    }

    public static void SetFormula(Cell zelle, string formel)
    {
        zelle.RemoveAllChildren();
        zelle.DataType = null;
        zelle.AppendChild(new CellFormula(formel));
        zelle.AppendChild(new CellValue("Ausbau"));
    }

    /// <summary>The workbook with a last row of so many empty cells.</summary>
    public static byte[] AddCells(byte[] mappe, int anzahl)
    {
        using var strom = new MemoryStream();
        strom.Write(mappe);
        using (var archiv = new ZipArchive(strom, ZipArchiveMode.Update, leaveOpen: true))
        {
            var teil = archiv.Entries.First(e => e.FullName.Contains("/worksheets/", StringComparison.Ordinal));
            using var leser = new StreamReader(teil.Open());
            var text = leser.ReadToEnd();
            leser.Dispose();
            var ende = text[text.LastIndexOf("</", text.IndexOf("sheetData>", text.Length / 2, StringComparison.Ordinal), StringComparison.Ordinal)..];
            var praefix = ende[2..ende.IndexOf("sheetData", StringComparison.Ordinal)];
            text = text.Insert(text.Length - ende.Length, $"<{praefix}row>{string.Concat(Enumerable.Repeat($"<{praefix}c/>", anzahl))}</{praefix}row>");
            var name = teil.FullName;
            teil.Delete();
            using var schreiber = new StreamWriter(archiv.CreateEntry(name).Open());
            schreiber.Write(text);
        }
        return strom.ToArray();
    }

    /// <summary>A small file that becomes a huge one.</summary>
    public static byte[] Bomb()
    {
        using var strom = new MemoryStream();
        using (var archiv = new ZipArchive(strom, ZipArchiveMode.Create, leaveOpen: true))
        using (var teil = archiv.CreateEntry("xl/worksheets/sheet1.xml").Open())
            for (var i = 0; i < 40; i++)
                teil.Write(new byte[1 << 20]);
        return strom.ToArray();
    }

    /// <summary>Every cell of every sheet.</summary>
    public static IEnumerable<string> Texts(byte[] mappe) => Arbeitsmappe.ReadAll(mappe, 1000).SelectMany(b => b.Zeilen).SelectMany(z => z.Werte);
}
