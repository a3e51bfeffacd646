using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchulDigital.Domain;

namespace SchulDigital.Web.Infrastructure.Tabellen;

/// <summary>XLSX, as far as tables need it: sheets as text, and sheets to be filled in. A workbook is a zip file, so it is measured before it is read.</summary>
public static partial class Arbeitsmappe
{
    public const string Dateityp = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What stands for a formula: nobody may decide what it yields.</summary>
    public const string Formel = "\u0001Formel";

    /// <summary>The hidden sheet with the choices; a list inside a cell's rule may have no more than 255 characters.</summary>
    public const string Auswahlblatt = "Auswahl";

    public const int MaxNameLength = 31;

    private const long MaxEntpackt = 16L << 20;
    private const int MaxTeile = 500;
    private const int MaxBlaetter = 100;
    private const int MaxSpalten = 100;
    private const double BreiteDerBezeichnung = 60;
    private const double BreiteDerZahl = 18;
    private const double Zeilenhoehe = 15;
    private const double MaxZeilenhoehe = 409;

    private static class Format
    {
        public const uint Kopf = 1;
        public const uint Fest = 2;
        public const uint Eingabe = 3;
    }

    /// <summary>Rows of the first sheet with their number in it. A sentence for anything that is no plain workbook.</summary>
    public static Trenntabelle? Read(byte[] inhalt, int maxZeilen)
    {
        var zeilen = ReadSheets(inhalt, maxZeilen, hoechstens: 1)[0].Zeilen;
        return zeilen.Count == 0 ? null : new Trenntabelle(zeilen[0], [.. zeilen.Skip(1)]);
    }

    /// <summary>All sheets, hidden ones too, in their order.</summary>
    public static IReadOnlyList<Tabellenblatt> ReadAll(byte[] inhalt, int maxZeilen) => ReadSheets(inhalt, maxZeilen, MaxBlaetter);

    /// <summary>A workbook of text: each sheet a name and its rows. Text stays text, whatever it begins with.</summary>
    public static byte[] Write(params IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<string>> Zeilen)> blaetter) =>
        Write([.. blaetter.Select(b => new Blatt(b.Name, b.Zeilen))]);

    /// <summary>A workbook to be filled in.</summary>
    public static byte[] Write(IReadOnlyList<Blatt> blaetter)
    {
        var listen = blaetter.SelectMany(b => b.Spalten).Select(s => s.Auswahl).OfType<IReadOnlyList<string>>().Distinct().ToList();
        using var strom = new MemoryStream();
        using (var mappe = SpreadsheetDocument.Create(strom, SpreadsheetDocumentType.Workbook))
        {
            var teil = mappe.AddWorkbookPart();
            var verzeichnis = new Sheets();
            teil.Workbook = new Workbook(verzeichnis);
            teil.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(Formate);
            foreach (var blatt in blaetter)
                Append(blatt.Name, blatt.MitZahlen ? NumbersOf(blatt) : blatt.Spalten.Count == 0 ? new Worksheet(RowsOf(blatt.Zeilen)) : SheetOf(blatt, listen));
            if (listen.Count > 0)
            {
                Append(Auswahlblatt, new Worksheet(RowsOf([.. Enumerable.Range(0, listen.Max(l => l.Count))
                    .Select(i => listen.ConvertAll(l => i < l.Count ? l[i] : ""))]))).State = SheetStateValues.Hidden;
                teil.Workbook.Append(new DefinedNames(listen.Select((l, i) =>
                    new DefinedName($"{Auswahlblatt}!${(char)('A' + i)}$1:${(char)('A' + i)}${l.Count}") { Name = ListName(i) })));
            }

            Sheet Append(string name, Worksheet inhalt)
            {
                var seite = teil.AddNewPart<WorksheetPart>();
                seite.Worksheet = inhalt;
                return verzeichnis.AppendChild(new Sheet { Id = teil.GetIdOfPart(seite), SheetId = (uint)verzeichnis.Count() + 1, Name = name });
            }
        }
        return strom.ToArray();
    }

    /// <summary>A name that sheets may have.</summary>
    public static string SheetName(string text)
    {
        var name = string.Concat(text.Select(z => z is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : z)).Trim(' ', '\'');
        return name.Length <= MaxNameLength ? name : name[..MaxNameLength].TrimEnd(' ', '\'');
    }

    private static string ListName(int nummer) => $"{Auswahlblatt}_{nummer + 1}";

    private static SheetData RowsOf(IReadOnlyList<IReadOnlyList<string>> zeilen, Func<int, int, uint>? format = null) =>
        new(zeilen.Select((zeile, i) => new Row(zeile.Select((wert, j) => CellOf(wert, format?.Invoke(i, j) ?? 0)))));

    private static Cell CellOf(string wert, uint format) => wert.Length == 0
        ? new Cell { StyleIndex = format }
        : new Cell(new InlineString(new Text(EscapePattern().Replace(wert, "_x005F_")) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = format,
        };

    /// <summary>Whole numbers behind the first column are numbers, to count on with; everything else is text.</summary>
    private static Worksheet NumbersOf(Blatt blatt) => new(
        new Columns(new Column { Min = 1, Max = 1, Width = BreiteDerBezeichnung, CustomWidth = true }, new Column { Min = 2, Max = MaxSpalten, Width = BreiteDerZahl, CustomWidth = true }),
        new SheetData(blatt.Zeilen.Select(zeile => new Row(zeile.Select((wert, j) => j > 0 && long.TryParse(wert, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new Cell { CellValue = new CellValue(wert), DataType = CellValues.Number } : CellOf(wert, 0))))));

    /// <summary>A head that stays, cells for input as text, so that a spreadsheet makes no dates and formulas of what is typed, and lists to choose from.</summary>
    private static Worksheet SheetOf(Blatt blatt, List<IReadOnlyList<string>> listen)
    {
        var auswahlen = blatt.Spalten.Select((s, i) => (s.Auswahl, Spalte: ColumnName(i))).Where(s => s.Auswahl is not null)
            .Select(s => new DataValidation(new Formula1(ListName(listen.IndexOf(s.Auswahl!))))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorTitle = "Nicht vorgesehen",
                Error = "Bitte wählen Sie eine der angebotenen Antworten.",
                SequenceOfReferences = new ListValue<StringValue>([$"{s.Spalte}2:{s.Spalte}{Math.Max(2, blatt.Zeilen.Count)}"]),
            }).ToList();
        OpenXmlElement?[] teile =
        [
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(new Pane
            {
                HorizontalSplit = 1, VerticalSplit = 1, TopLeftCell = "B2", ActivePane = PaneValues.BottomRight, State = PaneStateValues.Frozen,
            }) { WorkbookViewId = 0 }),
            new Columns(blatt.Spalten.Select((s, i) => new Column
            {
                Min = (uint)i + 1, Max = (uint)i + 1, Width = s.Breite, CustomWidth = true, Hidden = s.Versteckt ? true : null,
            })),
            WithHeights(blatt, RowsOf(blatt.Zeilen, (i, j) => i == 0 ? Format.Kopf : blatt.Spalten[j].Eingabe ? Format.Eingabe : Format.Fest)),
            // Against mistakes, not against people: there is no password. Sizes may be changed.
            new SheetProtection { Sheet = true, FormatCells = false, FormatColumns = false, FormatRows = false },
            auswahlen.Count == 0 ? null : new DataValidations(auswahlen) { Count = (uint)auswahlen.Count },
            new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.5, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 8, Orientation = OrientationValues.Landscape, FitToHeight = 0 },
        ];
        return new Worksheet(teile.OfType<OpenXmlElement>());
    }

    /// <summary>
    /// As high as the text is long, estimated: LibreOffice does not look for itself when it opens a workbook. The height is
    /// no fixed one, so a row grows with what is typed.
    /// </summary>
    private static SheetData WithHeights(Blatt blatt, SheetData daten)
    {
        foreach (var (zeile, werte) in daten.Elements<Row>().Zip(blatt.Zeilen))
        {
            var hoechste = werte.Select((w, j) => blatt.Spalten[j].Versteckt ? 1 : w.Split('\n').Sum(l => 1 + (int)(l.Length / blatt.Spalten[j].Breite))).Max();
            zeile.Height = Math.Min(hoechste * Zeilenhoehe, MaxZeilenhoehe);
        }
        return daten;
    }

    private static List<Tabellenblatt> ReadSheets(byte[] inhalt, int maxZeilen, int hoechstens)
    {
        try
        {
            Measure(inhalt);
            using var mappe = SpreadsheetDocument.Open(new MemoryStream(inhalt), isEditable: false);
            var teil = mappe.WorkbookPart;
            if (mappe.DocumentType is not (SpreadsheetDocumentType.Workbook or SpreadsheetDocumentType.Template) || teil?.VbaProjectPart is not null)
                throw new FachregelVerletzt("Die Arbeitsmappe enthält Makros. Speichern Sie sie als „Excel-Arbeitsmappe (.xlsx)“ ohne Makros.");
            if (teil is null || ReadDirectory(teil, hoechstens) is not { Count: > 0 } verzeichnis)
                throw new FachregelVerletzt("Die Arbeitsmappe hat kein Tabellenblatt.");
            var texte = teil.SharedStringTablePart is { } gemeinsame ? ReadTexts(gemeinsame) : [];
            return verzeichnis.ConvertAll(b => teil.GetPartById(b.Id) is WorksheetPart seite
                ? ReadSheet(b.Name, seite, texte, maxZeilen)
                : new Tabellenblatt(b.Name, [], []));
        }
        catch (Exception fehler) when (fehler is InvalidDataException or OpenXmlPackageException or XmlException or FormatException
            or IOException or ArgumentException or InvalidOperationException or NotSupportedException or FileFormatException or KeyNotFoundException)
        {
            throw new FachregelVerletzt("Die Datei ist beschädigt oder keine Arbeitsmappe. Speichern Sie sie in Excel oder LibreOffice neu als .xlsx oder als CSV.");
        }
    }

    private static List<(string Name, string Id)> ReadDirectory(WorkbookPart teil, int hoechstens)
    {
        var blaetter = new List<(string, string)>();
        using var leser = Open(teil);
        while (leser.Read() && blaetter.Count < hoechstens)
            if (leser is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" } && leser.GetAttribute("date1904") is "1" or "true")
                throw new FachregelVerletzt("Die Arbeitsmappe zählt Tage ab 1904. Schalten Sie das in den Optionen von Excel aus („1904-Datumswerte“).");
            else if (leser is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                var name = leser.GetAttribute("name") ?? "";
                while (leser.MoveToNextAttribute())
                    if (leser is { LocalName: "id", NamespaceURI.Length: > 0 })
                        blaetter.Add((name, leser.Value));
            }
        return blaetter;
    }

    private static List<string> ReadTexts(SharedStringTablePart teil)
    {
        var texte = new List<string>();
        using var leser = Open(teil);
        while (leser.Read())
            if (leser is { NodeType: XmlNodeType.Element, LocalName: "si" })
                texte.Add(ReadValue(leser).Text);
        return texte;
    }

    private static Tabellenblatt ReadSheet(string name, WorksheetPart seite, List<string> texte, int maxZeilen)
    {
        var zeilen = new List<Trennzeile>();
        var verbunden = new List<string>();
        var werte = new List<string>();
        var nummer = 0;
        using var leser = Open(seite);
        while (leser.Read())
            switch (leser.NodeType, leser.LocalName)
            {
                case (XmlNodeType.Element, "row"):
                    EndRow();
                    nummer = int.TryParse(leser.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stelle) ? stelle : nummer + 1;
                    break;
                case (XmlNodeType.Element, "c") when zeilen.Count <= maxZeilen + 1:
                    var spalte = ColumnOf(leser.GetAttribute("r")) ?? werte.Count;
                    if (spalte >= MaxSpalten)
                        break;
                    while (werte.Count <= spalte)
                        werte.Add("");
                    werte[spalte] = ReadCell(leser, texte);
                    break;
                case (XmlNodeType.Element, "mergeCell") when leser.GetAttribute("ref") is { } bereich && verbunden.Count < maxZeilen:
                    verbunden.Add(bereich);
                    break;
            }
        EndRow();
        return new Tabellenblatt(name, zeilen, verbunden);

        void EndRow()
        {
            if (werte.Exists(w => !string.IsNullOrWhiteSpace(w)))
                zeilen.Add(new Trennzeile(nummer, [.. werte]));
            werte.Clear();
        }
    }

    private static string ReadCell(XmlReader leser, List<string> texte)
    {
        var art = leser.GetAttribute("t");
        var (wert, text, istFormel) = ReadValue(leser);
        return istFormel ? Formel
            : art == "inlineStr" ? text
            : art != "s" ? wert
            : int.TryParse(wert, NumberStyles.None, CultureInfo.InvariantCulture, out var stelle) && stelle < texte.Count ? texte[stelle]
            : "";
    }

    /// <summary>What an element holds as value and as text, and whether there is a formula; how it sounds (<c>rPh</c>) left out.</summary>
    private static (string Wert, string Text, bool IstFormel) ReadValue(XmlReader leser)
    {
        var (wert, text, istFormel) = (new StringBuilder(), new StringBuilder(), false);
        StringBuilder? ziel = null;
        var laut = false;
        using var element = leser.ReadSubtree();
        while (element.Read())
            switch (element.NodeType)
            {
                case XmlNodeType.Element:
                    istFormel |= element.LocalName == "f";
                    laut |= element is { LocalName: "rPh", IsEmptyElement: false };
                    ziel = element.IsEmptyElement || laut ? null : element.LocalName switch { "v" => wert, "t" => text, _ => null };
                    break;
                case XmlNodeType.EndElement:
                    laut &= element.LocalName != "rPh";
                    ziel = null;
                    break;
                default:
                    ziel?.Append(element.Value);
                    break;
            }
        return (Unescape(wert.ToString()), Unescape(text.ToString()), istFormel);
    }

    /// <summary>Read on and on, never held as a whole: a few bytes of a zip can be millions of elements.</summary>
    private static XmlReader Open(OpenXmlPart teil) => XmlReader.Create(teil.GetStream(), new XmlReaderSettings { CloseInput = true });

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

    /// <summary>In a workbook <c>_x000A_</c> stands for a character, and <c>_x005F_</c> for the underscore of a text that only looks so.</summary>
    private static string Unescape(string text) => EscapedPattern().Replace(text, m =>
        ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());

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

    /// <summary>A for 0, AB for 27.</summary>
    private static string ColumnName(int spalte) => spalte < 26 ? ((char)('A' + spalte)).ToString() : ColumnName(spalte / 26 - 1) + (char)('A' + spalte % 26);

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapePattern();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex EscapedPattern();

    /// <summary>Plain, head, fixed text, cell for input; in the order of <see cref="Format"/>.</summary>
    private const string Formate = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
          <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
          <fills count="4">
            <fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFE3E8F0"/></patternFill></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFFFFBE6"/></patternFill></fill>
          </fills>
          <borders count="2">
            <border><left/><right/><top/><bottom/><diagonal/></border>
            <border><left style="thin"><color rgb="FF8A94A6"/></left><right style="thin"><color rgb="FF8A94A6"/></right><top style="thin"><color rgb="FF8A94A6"/></top><bottom style="thin"><color rgb="FF8A94A6"/></bottom><diagonal/></border>
          </borders>
          <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
          <cellXfs count="4">
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
            <xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
            <xf numFmtId="49" fontId="0" fillId="3" borderId="1" xfId="0" applyAlignment="1" applyProtection="1"><alignment vertical="top" wrapText="1"/><protection locked="0"/></xf>
          </cellXfs>
        </styleSheet>
        """;
}
