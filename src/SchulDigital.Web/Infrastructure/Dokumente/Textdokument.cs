using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Bild = DocumentFormat.OpenXml.Drawing.Pictures;
using Rahmen = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using Zeichnung = DocumentFormat.OpenXml.Drawing;

namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>What stands at the head of a text document.</summary>
/// <param name="Autor">Whose document it is.</param>
/// <param name="Zeilen">On the first page, under the logo.</param>
/// <param name="Folgezeile">On every other page.</param>
public sealed record Dokumentkopf(string Titel, string Autor, byte[]? Logo, string Logobeschreibung, IReadOnlyList<string> Zeilen, string Folgezeile);

/// <summary>A DOCX to work on, in the house template, with real headings and tables. No macros, no links, no fields but page numbers.</summary>
public static class Textdokument
{
    public const string Dateityp = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Sprache = "de-DE";
    private const string Logoteil = "logo";
    private const string Bilderschema = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    private const string Wordschema = "http://schemas.microsoft.com/office/word";

    // Lengths of the page are twentieths of a point, of a picture EMU, sizes of letters half points.
    private const int Textbreite = 9070;
    private const long EmuJePunkt = 12_700;
    private const double Logohoehe = 54;
    private const double MaxLogobreite = 160;

    public static class Vorlage
    {
        public const string Standard = "Standard";
        public const string Titelzeile = "Titelzeile";
        public const string Angabe = "Angabe";
        public const string Hervorgehoben = "Ergebnis";
        public const string Einwand = "Einwand";
        public const string Kopf = "Kopfzeile";
        public const string Tabelle = "Tabelle";

        public static string Heading(int ebene) => $"Heading{ebene}";
    }

    public static byte[] Write(Dokumentkopf kopf, IEnumerable<OpenXmlElement> text, DateTime stand)
    {
        using var strom = new MemoryStream();
        using (var datei = WordprocessingDocument.Create(strom, WordprocessingDocumentType.Document))
        {
            datei.PackageProperties.Title = Clean(kopf.Titel);
            datei.PackageProperties.Creator = Clean(kopf.Autor);
            datei.PackageProperties.Language = Sprache;
            datei.PackageProperties.Created = datei.PackageProperties.Modified = stand;
            var teil = datei.AddMainDocumentPart();
            teil.AddNewPart<StyleDefinitionsPart>().Styles = Formate();
            teil.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = Wordschema, Val = "15" }),
                new ThemeFontLanguages { Val = Sprache });
            var koerper = new Body(text);
            koerper.Append(new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.First, Id = AddHeader(teil, FirstHeader(kopf), kopf.Logo) },
                new HeaderReference { Type = HeaderFooterValues.Default, Id = AddHeader(teil, [Absatz(Vorlage.Kopf, kopf.Folgezeile)], null) },
                new FooterReference { Type = HeaderFooterValues.First, Id = AddFooter(teil) },
                new FooterReference { Type = HeaderFooterValues.Default, Id = AddFooter(teil) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1418, Bottom = 1418, Left = 1418, Right = 1418, Header = 709, Footer = 709, Gutter = 0 },
                new TitlePage()));
            teil.Document = new Document(koerper);
        }
        return strom.ToArray();
    }

    public static Paragraph Bold(string text) => new(Worte(text, fett: true));

    public static Paragraph Heading(int ebene, string text) => Absatz(Vorlage.Heading(ebene), text.ReplaceLineEndings(" "));

    /// <param name="label">Bold before the text.</param>
    public static Paragraph Absatz(string? vorlage, string text, string? label = null)
    {
        var absatz = new Paragraph();
        if (vorlage is not null)
            absatz.Append(new ParagraphProperties(new ParagraphStyleId { Val = vorlage }));
        if (label is not null)
            absatz.Append(Worte(label + ": ", fett: true));
        absatz.Append(Worte(text));
        return absatz;
    }

    private static Run Worte(string text, bool fett = false)
    {
        var lauf = new Run();
        if (fett)
            lauf.Append(new RunProperties(new Bold()));
        foreach (var zeile in Clean(text).Split('\n'))
        {
            if (lauf.LastChild is Text)
                lauf.Append(new Break());
            lauf.Append(new Text(zeile) { Space = SpaceProcessingModeValues.Preserve });
        }
        return lauf;
    }

    /// <summary>What XML cannot hold is left out; every kind of line end is one.</summary>
    private static string Clean(string text)
    {
        var rein = new StringBuilder(text.Length);
        foreach (var zeichen in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (zeichen.Value > char.MaxValue || XmlConvert.IsXmlChar((char)zeichen.Value))
                rein.Append(zeichen);
        return rein.ToString();
    }

    /// <param name="prozent">Width of each column, of 100.</param>
    public static Table Tabelle(string[] kopf, int[] prozent, IEnumerable<string[]> zeilen)
    {
        var tabelle = new Table(
            new TableProperties(
                new TableStyle { Val = Vorlage.Tabelle },
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = $"{Textbreite}" },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { FirstRow = true, FirstColumn = true, NoHorizontalBand = true, NoVerticalBand = true }),
            new TableGrid(prozent.Select(p => new GridColumn { Width = Width(p) })),
            Row(kopf, isHead: true));
        foreach (var zeile in zeilen)
            tabelle.Append(Row(zeile, isHead: false));
        return tabelle;

        TableRow Row(string[] zellen, bool isHead) => new(
            zellen.Select((wort, i) => (OpenXmlElement)new TableCell(
                new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = Width(prozent[i]) }),
                new Paragraph(Worte(wort, fett: isHead)))).Prepend(isHead ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit())));

        static string Width(int prozent) => (Textbreite * prozent / 100).ToString(CultureInfo.InvariantCulture);
    }

    private static List<OpenXmlElement> FirstHeader(Dokumentkopf kopf)
    {
        var absaetze = new List<OpenXmlElement>();
        if (kopf.Logo is { } logo)
            absaetze.Add(new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = Vorlage.Kopf }, new Justification { Val = JustificationValues.Right }), new Run(Logo(logo, kopf.Logobeschreibung))));
        absaetze.AddRange(kopf.Zeilen.Select(z => Absatz(Vorlage.Kopf, z)));
        return absaetze;
    }

    private static string AddHeader(MainDocumentPart teil, IEnumerable<OpenXmlElement> absaetze, byte[]? logo)
    {
        var kopf = teil.AddNewPart<HeaderPart>();
        if (logo is not null)
            using (var bild = new MemoryStream(logo))
                kopf.AddImagePart(ImagePartType.Png, Logoteil).FeedData(bild);
        kopf.Header = new Header(absaetze);
        return teil.GetIdOfPart(kopf);
    }

    private static string AddFooter(MainDocumentPart teil)
    {
        var fuss = teil.AddNewPart<FooterPart>();
        fuss.Footer = new Footer(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = Vorlage.Kopf }, new Justification { Val = JustificationValues.Right }),
            Worte("Seite "), new SimpleField(Worte("1")) { Instruction = "PAGE" }, Worte(" von "), new SimpleField(Worte("1")) { Instruction = "NUMPAGES" }));
        return teil.GetIdOfPart(fuss);
    }

    private static Drawing Logo(byte[] png, string beschreibung)
    {
        var (breite, hoehe) = Hauslogo.SizeOf(png);
        var punkte = Math.Min(MaxLogobreite, Logohoehe * breite / hoehe);
        var (x, y) = ((long)(punkte * EmuJePunkt), (long)(punkte * hoehe / breite * EmuJePunkt));
        return new Drawing(new Rahmen.Inline(
            new Rahmen.Extent { Cx = x, Cy = y },
            new Rahmen.DocProperties { Id = 1, Name = "Logo", Description = Clean(beschreibung) },
            new Rahmen.NonVisualGraphicFrameDrawingProperties(new Zeichnung.GraphicFrameLocks { NoChangeAspect = true }),
            new Zeichnung.Graphic(new Zeichnung.GraphicData(new Bild.Picture(
                new Bild.NonVisualPictureProperties(new Bild.NonVisualDrawingProperties { Id = 1, Name = "Logo" }, new Bild.NonVisualPictureDrawingProperties()),
                new Bild.BlipFill(new Zeichnung.Blip { Embed = Logoteil }, new Zeichnung.Stretch(new Zeichnung.FillRectangle())),
                new Bild.ShapeProperties(
                    new Zeichnung.Transform2D(new Zeichnung.Offset { X = 0, Y = 0 }, new Zeichnung.Extents { Cx = x, Cy = y }),
                    new Zeichnung.PresetGeometry(new Zeichnung.AdjustValueList()) { Preset = Zeichnung.ShapeTypeValues.Rectangle })))
            {
                Uri = Bilderschema,
            }))
        {
            DistanceFromTop = 0,
            DistanceFromBottom = 0,
            DistanceFromLeft = 0,
            DistanceFromRight = 0,
        });
    }

    private static Styles Formate() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Arial", HighAnsi = "Arial", ComplexScript = "Arial" }, new FontSize { Val = "21" }, new FontSizeComplexScript { Val = "21" }, new Languages { Val = Sprache })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = Vorlage.Standard, Default = true },
        Ueberschrift(1, 40, 240),
        Ueberschrift(2, 30, 360),
        Ueberschrift(3, 24, 240),
        Format(Vorlage.Titelzeile, [], new FontSize { Val = "26" }),
        Format(Vorlage.Angabe, [new KeepNext()], new Color { Val = "595959" }, new FontSize { Val = "18" }),
        Format(Vorlage.Hervorgehoben, [new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "EEF0F2" }]),
        Format(Vorlage.Einwand, [new Indentation { Left = "425" }]),
        Format(Vorlage.Kopf, [new SpacingBetweenLines { After = "0" }], new Color { Val = "595959" }, new FontSize { Val = "18" }),
        new Style(
            new StyleName { Val = Vorlage.Tabelle },
            new StyleParagraphProperties(new SpacingBetweenLines { Before = "40", After = "40" }),
            new StyleTableProperties(
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 4, Color = "A6A6A6" }, new BottomBorder { Val = BorderValues.Single, Size = 4, Color = "A6A6A6" },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = "A6A6A6" }),
                new TableCellMarginDefault(new TableCellLeftMargin { Type = TableWidthValues.Dxa, Width = 85 }, new TableCellRightMargin { Type = TableWidthValues.Dxa, Width = 85 })))
        {
            Type = StyleValues.Table,
            StyleId = Vorlage.Tabelle,
            CustomStyle = true,
        });

    private static Style Ueberschrift(int ebene, int groesse, int davor) => new(
        new StyleName { Val = $"heading {ebene}" },
        new BasedOn { Val = Vorlage.Standard },
        new NextParagraphStyle { Val = Vorlage.Standard },
        new UIPriority { Val = 9 },
        new PrimaryStyle(),
        new StyleParagraphProperties(new KeepNext(), new KeepLines(), new SpacingBetweenLines { Before = $"{davor}", After = "80" }, new OutlineLevel { Val = ebene - 1 }),
        new StyleRunProperties(new Bold(), new FontSize { Val = $"{groesse}" }, new FontSizeComplexScript { Val = $"{groesse}" }))
    {
        Type = StyleValues.Paragraph,
        StyleId = Vorlage.Heading(ebene),
    };

    private static Style Format(string name, OpenXmlElement[] absatz, params OpenXmlElement[] schrift)
    {
        var format = new Style(new StyleName { Val = name }, new BasedOn { Val = Vorlage.Standard }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = name, CustomStyle = true };
        if (absatz.Length > 0)
            format.Append(new StyleParagraphProperties(absatz));
        if (schrift.Length > 0)
            format.Append(new StyleRunProperties(schrift));
        return format;
    }
}
