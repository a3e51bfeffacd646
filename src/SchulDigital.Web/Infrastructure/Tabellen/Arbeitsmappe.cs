using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchulDigital.Domain;

namespace SchulDigital.Web.Infrastructure.Tabellen;

/// <summary>XLSX, as far as tables need it: the first sheet as text, and sheets of text. A workbook is a zip file, so it is measured before it is read.</summary>
public static class Arbeitsmappe
{
    /// <summary>What stands for a formula: nobody may decide what it yields.</summary>
    public const string Formel = "\u0001Formel";

    private const long MaxEntpackt = 30L << 20;
    private const int MaxTeile = 500;
    private const int MaxSpalten = 100;

    /// <summary>Rows of the first sheet with their number in it. A sentence for anything that is no plain workbook.</summary>
    public static Trenntabelle? Read(byte[] inhalt, int maxZeilen)
    {
        try
        {
            Measure(inhalt);
            using var mappe = SpreadsheetDocument.Open(new MemoryStream(inhalt), isEditable: false);
            var teil = mappe.WorkbookPart;
            var blatt = teil?.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault();
            if (blatt?.Id?.Value is not { } id || teil!.GetPartById(id) is not WorksheetPart seite)
                throw new FachregelVerletzt("Die Arbeitsmappe hat kein Tabellenblatt.");
            var texte = teil.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(t => t.InnerText).ToList() ?? [];
            var zeilen = new List<Trennzeile>();
            var nummer = 0;
            foreach (var zeile in seite.Worksheet.Descendants<Row>())
            {
                nummer = zeile.RowIndex?.Value is { } stelle and < int.MaxValue ? (int)stelle : nummer + 1;
                var werte = new List<string>();
                foreach (var zelle in zeile.Elements<Cell>())
                {
                    var spalte = ColumnOf(zelle.CellReference?.Value) ?? werte.Count;
                    if (spalte >= MaxSpalten)
                        break;
                    while (werte.Count <= spalte)
                        werte.Add("");
                    werte[spalte] = TextOf(zelle, texte);
                }
                if (werte.Exists(w => !string.IsNullOrWhiteSpace(w)))
                    zeilen.Add(new Trennzeile(nummer, [.. werte]));
                if (zeilen.Count > maxZeilen + 1)
                    break;
            }
            return zeilen.Count == 0 ? null : new Trenntabelle(zeilen[0], zeilen.GetRange(1, zeilen.Count - 1));
        }
        catch (Exception fehler) when (fehler is InvalidDataException or OpenXmlPackageException or System.Xml.XmlException or FormatException
            or IOException or ArgumentException or InvalidOperationException or NotSupportedException or FileFormatException or KeyNotFoundException)
        {
            throw new FachregelVerletzt("Die Datei ist beschädigt oder keine Arbeitsmappe. Speichern Sie sie in Excel neu als .xlsx oder als CSV.");
        }
    }

    /// <summary>A workbook of text: each sheet a name and its rows. Text stays text, whatever it begins with.</summary>
    public static byte[] Write(params IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<string>> Zeilen)> blaetter)
    {
        using var strom = new MemoryStream();
        using (var mappe = SpreadsheetDocument.Create(strom, SpreadsheetDocumentType.Workbook))
        {
            var teil = mappe.AddWorkbookPart();
            var liste = new Sheets();
            teil.Workbook = new Workbook(liste);
            foreach (var (name, zeilen) in blaetter)
            {
                var seite = teil.AddNewPart<WorksheetPart>();
                seite.Worksheet = new Worksheet(new SheetData(zeilen.Select(z => new Row(z.Select(w => new Cell(new InlineString(new Text(w)))
                {
                    DataType = CellValues.InlineString,
                })))));
                liste.Append(new Sheet { Id = teil.GetIdOfPart(seite), SheetId = (uint)liste.Count() + 1, Name = name });
            }
        }
        return strom.ToArray();
    }

    /// <summary>A small file can hold a huge one: it is unpacked to nowhere and counted, because what a zip says of itself may be a lie.</summary>
    private static void Measure(byte[] inhalt)
    {
        using var archiv = new ZipArchive(new MemoryStream(inhalt), ZipArchiveMode.Read);
        if (archiv.Entries.Count > MaxTeile)
            throw new FachregelVerletzt("Die Arbeitsmappe hat zu viele Teile.");
        var puffer = new byte[81920];
        long summe = 0;
        foreach (var teil in archiv.Entries)
        {
            using var strom = teil.Open();
            for (int gelesen; (gelesen = strom.Read(puffer)) > 0;)
                if ((summe += gelesen) > MaxEntpackt)
                    throw new FachregelVerletzt("Die Arbeitsmappe ist entpackt zu groß.");
        }
    }

    private static string TextOf(Cell zelle, List<string> texte)
    {
        if (zelle.CellFormula is not null)
            return Formel;
        if (zelle.DataType?.Value == CellValues.InlineString)
            return zelle.InlineString?.InnerText ?? "";
        var wert = zelle.CellValue?.Text ?? "";
        return zelle.DataType?.Value == CellValues.SharedString
            ? int.TryParse(wert, NumberStyles.None, CultureInfo.InvariantCulture, out var stelle) && stelle < texte.Count ? texte[stelle] : ""
            : wert;
    }

    /// <summary>0 for A, 27 for AB.</summary>
    private static int? ColumnOf(string? bezug)
    {
        var spalte = 0;
        foreach (var zeichen in bezug ?? "")
        {
            if (zeichen is < 'A' or > 'Z')
                break;
            spalte = Math.Min(spalte * 26 + zeichen - 'A' + 1, 100_000);
        }
        return spalte == 0 ? null : spalte - 1;
    }
}
