using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Web.Infrastructure.Dokumente;
using Bild = DocumentFormat.OpenXml.Drawing.Pictures;
using Rahmen = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using Zeichnung = DocumentFormat.OpenXml.Drawing;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The minutes as DOCX, to work on: what the PDF says, with real headings and tables. No macros, no links, no fields but page numbers.</summary>
public static class Protokolldatei
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

    private static class Vorlage
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

    /// <param name="hausname">Office on the house template; null for none.</param>
    public static byte[] Write(Sitzungsinhalt inhalt, bool nurVertrauliches, byte[]? logo, string? hausname, bool istDemo, DateTime stand)
    {
        var gliederung = new Protokollgliederung(inhalt, nurVertrauliches);
        using var strom = new MemoryStream();
        using (var datei = WordprocessingDocument.Create(strom, WordprocessingDocumentType.Document))
        {
            datei.PackageProperties.Title = Clean(gliederung.Titel);
            datei.PackageProperties.Creator = Clean(inhalt.Kreis);
            datei.PackageProperties.Language = Sprache;
            datei.PackageProperties.Created = datei.PackageProperties.Modified = stand;
            var teil = datei.AddMainDocumentPart();
            teil.AddNewPart<StyleDefinitionsPart>().Styles = Formate();
            teil.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = Wordschema, Val = "15" }),
                new ThemeFontLanguages { Val = Sprache });
            var koerper = new Body(BodyOf(gliederung, istDemo));
            koerper.Append(new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.First, Id = AddHeader(teil, FirstHeader(inhalt, logo, hausname), logo) },
                new HeaderReference { Type = HeaderFooterValues.Default, Id = AddHeader(teil, [Absatz(Vorlage.Kopf, $"{inhalt.Kreis}, {gliederung.Ueberschrift}, {gliederung.Stufe}")], null) },
                new FooterReference { Type = HeaderFooterValues.First, Id = AddFooter(teil) },
                new FooterReference { Type = HeaderFooterValues.Default, Id = AddFooter(teil) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1418, Bottom = 1418, Left = 1418, Right = 1418, Header = 709, Footer = 709, Gutter = 0 },
                new TitlePage()));
            teil.Document = new Document(koerper);
        }
        return strom.ToArray();
    }

    private static IEnumerable<OpenXmlElement> BodyOf(Protokollgliederung gliederung, bool istDemo)
    {
        var inhalt = gliederung.Inhalt;
        yield return Heading(1, gliederung.Ueberschrift);
        yield return Absatz(Vorlage.Titelzeile, inhalt.Titel);
        if (gliederung.NurVertrauliches)
            yield return new Paragraph(Worte(Protokollgliederung.NurFuer, fett: true));
        if (istDemo)
            yield return new Paragraph(Worte("Demo: Personen, Schulen und Angaben sind erfunden.", fett: true));
        foreach (var (label, text) in gliederung.Angaben())
            yield return Absatz(null, text, label);
        if (inhalt.Fassung is not null)
            yield return Absatz(Vorlage.Angabe, "Diese Datei ist zum Weiterverwenden. Maßgeblich ist das genehmigte Protokoll als PDF.");

        yield return Heading(2, "Anwesenheit");
        if (gliederung.Mitglieder.Count == 0)
            yield return Absatz(null, "Der Kreis hatte zu dieser Sitzung keine Mitglieder.");
        else
            yield return Tabelle(["Organisation", "Stimme", "Anwesenheit"], [40, 20, 40], gliederung.Mitglieder.Select(t => (string[])[t.Name, t.Stimme.Label(), t.Anwesenheitsworte]));
        if (gliederung.Gaeste.Count > 0)
        {
            yield return Heading(3, "Gäste");
            yield return Tabelle(["Gast", "Dabei bei", "Anwesenheit"], [40, 20, 40], gliederung.Gaeste.Select(t => (string[])[t.Name, gliederung.ItemOf(t) ?? "ganze Sitzung", t.Anwesenheitsworte]));
        }
        foreach (var (titel, punkte) in gliederung.Abschnitte)
        {
            yield return Heading(2, titel);
            foreach (var absatz in punkte.SelectMany(p => ItemOf(gliederung, p)))
                yield return absatz;
        }
        if (gliederung.Aufgaben is { Count: > 0 } aufgaben)
        {
            yield return Heading(2, "Aufgaben");
            yield return Tabelle(["Aufgabe", "Wer und bis wann", "Zu"], [52, 34, 14], aufgaben.Select(a => (string[])[a.Eintrag.Text, a.Eintrag.Frist ?? "", $"TOP {a.Punkt.Position}"]));
            // A document does not end with a table.
            yield return new Paragraph();
        }
    }

    private static IEnumerable<OpenXmlElement> ItemOf(Protokollgliederung gliederung, Punktinhalt punkt)
    {
        yield return Heading(3, gliederung.TitelOf(punkt));
        yield return Absatz(Vorlage.Angabe, gliederung.AngabeOf(punkt));
        if (!gliederung.Shows(punkt))
        {
            yield return Absatz(null, Protokollgliederung.Verweis);
            yield break;
        }
        var eintraege = gliederung.Printed(punkt).ToList();
        foreach (var eintrag in eintraege)
        {
            if (eintrag.Art == Eintragsart.Text)
                yield return Absatz(null, eintrag.Text);
            else
                yield return Absatz(Vorlage.Hervorgehoben, eintrag.Frist is { } frist ? $"{eintrag.Text}\n{frist}" : eintrag.Text, eintrag.Art.Label());
            foreach (var einwand in eintrag.Einwaende)
            {
                yield return Absatz(Vorlage.Einwand, einwand.Text, $"Einwand von {einwand.Von}, {einwand.Am}");
                yield return Absatz(Vorlage.Einwand, Protokollgliederung.AnswerOf(einwand), "Antwort");
            }
        }
        foreach (var (label, text) in gliederung.AgreementsOf(punkt).SelectMany(Protokollgliederung.LinesOf))
            yield return Absatz(Vorlage.Hervorgehoben, text, label);
        if (gliederung.RefersFor(punkt))
            yield return Absatz(null, Protokollgliederung.Vereinbarungsverweis);
        if (Protokollgliederung.StandOf(punkt) is { } stand)
            yield return Absatz(null, stand);
        else if (eintraege.Count == 0 && punkt.Vereinbarungen.Count == 0 && !punkt.HatVertrauliches)
            yield return Absatz(null, "Dazu ist nichts festgehalten.");
    }

    private static Paragraph Heading(int ebene, string text) => Absatz(Vorlage.Heading(ebene), text.ReplaceLineEndings(" "));

    private static Paragraph Absatz(string? vorlage, string text, string? label = null)
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

    private static Table Tabelle(string[] kopf, int[] prozent, IEnumerable<string[]> zeilen)
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

    private static List<OpenXmlElement> FirstHeader(Sitzungsinhalt inhalt, byte[]? logo, string? hausname)
    {
        var absaetze = new List<OpenXmlElement>();
        if (logo is not null)
            absaetze.Add(new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = Vorlage.Kopf }, new Justification { Val = JustificationValues.Right }), new Run(Logo(logo, hausname ?? inhalt.Kreis))));
        foreach (var zeile in (string?[])[inhalt.Kreis, hausname])
            if (zeile is not null)
                absaetze.Add(Absatz(Vorlage.Kopf, zeile));
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

    private static Drawing Logo(byte[] png, string haus)
    {
        var (breite, hoehe) = Hauslogo.SizeOf(png);
        var punkte = Math.Min(MaxLogobreite, Logohoehe * breite / hoehe);
        var (x, y) = ((long)(punkte * EmuJePunkt), (long)(punkte * hoehe / breite * EmuJePunkt));
        return new Drawing(new Rahmen.Inline(
            new Rahmen.Extent { Cx = x, Cy = y },
            new Rahmen.DocProperties { Id = 1, Name = "Logo", Description = Clean($"Logo: {haus}") },
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
