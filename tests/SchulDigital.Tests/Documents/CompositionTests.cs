using System.Text;
using SchulDigital.Pdf;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Documents;

/// <summary>What a composer gets to know, and what never happens to a page.</summary>
[Trait("Spur", "documents")]
public class CompositionTests
{
    [Fact]
    public void Equal_documents_are_equal_files_also_from_several_threads()
    {
        var first = Samples.Report().GeneratePdf();
        var others = new byte[4][];
        var document = Samples.Report();
        Parallel.For(0, others.Length, i => others[i] = document.GeneratePdf());
        Assert.All(others, o => Assert.Equal(first, o));
    }

    [Fact]
    public void Faults_are_named_with_their_place()
    {
        AssertFault("has no title", () => Samples.Create(" ", p => p.Content().Text("a")));
        AssertFault("no page", () => Document.Create(Samples.Fonts, Info(), _ => { }).GeneratePdf());
        AssertFault("no glyph for U+6F22 in “Zeichen 漢”", () => Generate(c => c.Text("Zeichen 漢")));
        AssertFault("table row 2 column 1", () => Generate(c => c.Table(t =>
        {
            t.ColumnsDefinition(k => k.RelativeColumn());
            t.Cell().Text("gut");
            t.Cell().Text("漢");
        })));
        AssertFault("does not fit into", () => Generate(c => c.Table(t =>
        {
            t.ColumnsDefinition(k => k.ConstantColumn(900));
            t.Cell().Text("breit");
        })));
        AssertFault("level 3 after level 1", () => Generate(c => c.Column(k =>
        {
            k.Item().Heading(1, "Eins");
            k.Item().Heading(3, "Drei");
        })));
        AssertFault("level 2 after level 0", () => Generate(c => c.Heading(2, "Zwei")));
        AssertFault("has no description", () => Generate(c => c.Image(Samples.Logo(), " ", 50)));
        AssertFault("points wide", () => Generate(c => c.Image(Samples.Logo(), "Wappen", 900)));
        AssertFault("higher than", () => Generate(c => c.BarChart("Viele Balken", [.. Enumerable.Range(0, 80).Select(i => new Bar($"{i}", i))])));
        AssertFault("header and footer only", () => Generate(c => c.Text(t => t.CurrentPageNumber())));
        AssertFault("too narrow", () => Generate(c => c.Row(r =>
        {
            r.ConstantItem(3).Text("Wort");
            r.RelativeItem().Text("a");
        })));
        AssertFault("absolute", () => Generate(c => c.Text(t => t.Hyperlink("hier", "javascript:alert(1)"))));
        AssertFault("one content", () => Generate(c =>
        {
            c.Text("a");
            c.Text("b");
        }));
        AssertFault("no attached files", () => Samples.WithAttachment().GeneratePdf(Conformance.PdfA1b));
        AssertFault("no PNG", () => Image.FromPng("GIF89a"u8));
    }

    [Fact]
    public void Text_cannot_break_the_structure()
    {
        const string hostile = ") Tj ET EMC endstream endobj /K [1] >> <</S/P \\ %\r\n\0\u0001\ufffe<script> ]]>";
        var pdf = Samples.Create(hostile, p =>
        {
            p.Header().Text(hostile.Replace("\ufffe", "", StringComparison.Ordinal));
            p.Content().Column(c =>
            {
                c.Item().Heading(1, "a) /b (c");
                c.Item().Text(hostile.Replace("\ufffe", "", StringComparison.Ordinal));
            });
        }).GeneratePdf();
        var reader = new PdfReader(pdf);
        Assert.Single(reader.Pages);
        PdfReader.Operations(reader.Stream(reader.Pages[0]["Contents"]));
        Assert.StartsWith(") Tj ET EMC", reader.Text(reader.Dict(reader.Trailer["Info"])["Title"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_font_says_what_it_lacks()
    {
        Assert.True(Samples.Fonts.Has(new Rune('ß')));
        Assert.False(Samples.Fonts.Has(new Rune('漢')));
        Assert.Equal([("a ", false), ("漢字", true), (" b\n", false), ("\ufffd", true)], Samples.Fonts.Runs("a 漢字 b\r\n\ud800"));
    }

    [Theory]
    [InlineData("Schulträgervereinbarung", "Schul-trä-ger-ver-ein-ba-rung")]
    [InlineData("Unterrichtsentwicklung", "Unter-richts-ent-wick-lung")]
    [InlineData("Verwaltungsausbau", "Ver-wal-tungs-aus-bau")]
    [InlineData("Durchführungsbestimmung", "Durch-füh-rungs-be-stim-mung")]
    [InlineData("Bestandsaufnahme", "Be-stands-auf-nah-me")]
    [InlineData("Grundschule", "Grund-schu-le")]
    [InlineData("WLAN", "WLAN")]
    public void Long_words_break_between_syllables(string word, string syllables)
    {
        var allowed = new HashSet<string>();
        var parts = syllables.Split('-');
        for (var i = 1; i < parts.Length; i++)
            allowed.Add(string.Concat(parts[..i]));
        for (var width = 45.0; width < 130; width += 3)
            foreach (var line in Lines(word, width).Where(l => l.EndsWith('\u00ad')))
                Assert.Contains(Prefix(word, width, line), allowed);
    }

    [Fact]
    public void Numbers_and_addresses_break_only_where_nothing_else_fits_and_without_a_hyphen()
    {
        Assert.Equal(["Im Jahr ", "2026/27"], Lines("Im Jahr 2026/27", 60));
        Assert.DoesNotContain(Lines("https://schuldigital.example/verwaltungsvereinbarung?nummer=123456789", 80), l => l.Contains('\u00ad', StringComparison.Ordinal));
        Assert.Equal(["Schul\u00ad", "träger"], Lines("Schul\u00adträger", 35));
        Assert.Equal(["Schulträger"], Lines("Schul\u00adträger", 90));
        Assert.Equal(["Lehrer/", "Schüler"], Lines("Lehrer/Schüler", 45));
    }

    [Fact]
    public void A_heading_is_never_the_last_line_of_a_page_and_no_line_stands_alone()
    {
        for (var fill = 30; fill < 60; fill++)
        {
            var pdf = Samples.Create("Umbruch", p => p.Content().Column(c =>
            {
                c.Item().Heading(1, "Anfang");
                for (var i = 0; i < fill; i++)
                    c.Item().Text("Zeile");
                c.Item().Heading(2, "Kopf");
                c.Item().Heading(3, "Unterkopf");
                c.Item().Text(string.Concat(Enumerable.Repeat("Satz mit etwas Text. ", 25)));
            })).GeneratePdf();
            foreach (var page in PagesAsLines(pdf))
            {
                Assert.False(page[^1] is "Kopf" or "Unterkopf", $"{fill}");
                if (page.Contains("Unterkopf"))
                    Assert.True(page.Count - page.IndexOf("Unterkopf") > 2, $"{fill}");
            }
        }
    }

    [Fact]
    public void Bytes_of_the_fonts_are_those_of_the_used_letters_only() =>
        Assert.InRange(Samples.Short().GeneratePdf().Length, 1, 12_000);

    [Fact]
    public void A_page_break_leaves_no_empty_page()
    {
        var pdf = Samples.Create("Seiten", p => p.Content().Column(c =>
        {
            c.Item().PageBreak();
            c.Item().Text("eins");
            c.Item().PageBreak();
            c.Item().PageBreak();
            c.Item().Text("zwei");
            c.Item().PageBreak();
        })).GeneratePdf();
        Assert.Equal([["eins"], ["zwei"]], PagesAsLines(pdf));
    }

    [Fact]
    public void The_contents_lead_to_their_sections_and_name_their_pages()
    {
        var pdf = Samples.Create("Verzeichnis", p => p.Content().Column(c =>
        {
            c.Item().Heading(1, "Inhalt");
            c.Item().TableOfContents(t =>
            {
                for (var i = 1; i <= 12; i++)
                    t.Entry($"Abschnitt {i} mit einer Überschrift, die für eine Zeile dieses Verzeichnisses zu lang ist, auch auf breitem Papier", $"{i}");
            });
            for (var i = 1; i <= 12; i++)
            {
                c.Item().Heading(2, $"Kopf {i}").Section($"{i}");
                for (var k = 0; k < i * 4; k++)
                    c.Item().Text("Zeile");
            }
            c.Item().Text(t => t.SectionLink("zurück", "1"));
        })).GeneratePdf();
        var reader = new PdfReader(pdf);
        var pages = PagesAsLines(pdf);
        var destinations = reader.Dict(reader.Catalog["Dests"]);
        var links = reader.PageIds.SelectMany(id => reader.Dict(new PdfRef(id)) is var page && page.TryGetValue("Annots", out var all) ? reader.Array(all).Select(reader.Dict) : []).ToList();
        var expected = Enumerable.Range(1, 12).Select(i => pages.FindIndex(p => p.Contains($"Kopf {i}")) + 1).ToList();
        Assert.True(expected[^1] > 4);
        Assert.Equal(expected.ConvertAll(p => $"{p}"), pages[0].Where(l => int.TryParse(l, out _)));
        // Two lines of a title are two links to one place.
        Assert.Equal([.. expected.SelectMany(p => (int[])[p, p]), expected[0]],
            links.Select(l => reader.PageIds.IndexOf(((PdfRef)reader.Array(destinations[reader.Name(l["Dest"])!])[0]!).Id) + 1));
        Assert.All(links, l => Assert.DoesNotContain("A", l.Keys));
        AssertFault("section “nirgends”, which does not exist", () => Generate(c => c.Text(t => t.SectionLink("dorthin", "nirgends"))));
        AssertFault("section “nirgends”, which does not exist", () => Generate(c => c.TableOfContents(t => t.Entry("Nirgends", "nirgends"))));
        AssertFault("two sections named “eins”", () => Generate(c => c.Column(k =>
        {
            k.Item().Heading(1, "Eins").Section("eins");
            k.Item().Text("noch einmal").Section("eins");
        })));
    }

    [Fact]
    public void Images_of_every_kind_come_out_in_their_colours()
    {
        // Two pixels, red and white, or grey and white.
        Assert.Equal("FF0000FFFFFF", Pixels(Samples.Png(2, 1, 8, 2, [0, 255, 0, 0, 255, 255, 255])));
        Assert.Equal("FF0000FFFFFF", Pixels(Samples.Png(2, 1, 16, 2, [0, 255, 9, 0, 9, 0, 9, 255, 9, 255, 9, 255, 9])));
        Assert.Equal("FF0000FFFFFF", Pixels(Samples.Png(2, 1, 8, 6, [0, 255, 0, 0, 255, 7, 7, 7, 0])));
        Assert.Equal("FF0000FFFFFF", Pixels(Samples.Png(2, 1, 1, 3, [0, 0b0100_0000], [255, 0, 0, 255, 255, 255])));
        Assert.Equal("000000FFFFFF", Pixels(Samples.Png(2, 1, 1, 0, [0, 0b0100_0000])));
        Assert.Equal("808080FFFFFF", Pixels(Samples.Png(2, 1, 8, 4, [0, 128, 255, 0, 0])));
        // The filters: left, above, both halved, Paeth.
        Assert.Equal(string.Concat(Enumerable.Repeat("0A0A0A141414", 5)), Pixels(Samples.Png(2, 5, 8, 0, [0, 10, 20, 1, 10, 10, 2, 0, 0, 3, 5, 5, 4, 0, 0])));

        AssertFault("interlaced", () => Image.FromPng(Samples.Png(2, 1, 8, 0, [0, 1, 2], interlaced: 1)));
        AssertFault("damaged", () => Image.FromPng(Samples.Png(2, 1, 8, 0, [0, 1])));
        AssertFault("damaged", () => Image.FromPng(Samples.Png(2, 1, 8, 3, [0, 0, 1], [1, 2, 3])));

        static string Pixels(byte[] png)
        {
            var reader = new PdfReader(Samples.Create("Bild", p => p.Content().Image(Image.FromPng(png), "Probe", 10)).GeneratePdf());
            return Convert.ToHexString(reader.Stream(reader.Dict(reader.Dict(reader.Pages[0]["Resources"])["XObject"])["I0"]));
        }
    }

    private static List<string> Lines(string text, double width) => PagesAsLines(Samples.Create("Zeilen", p => p.Content().Row(r =>
    {
        r.ConstantItem(width).Text(text);
        r.RelativeItem().Text("");
    })).GeneratePdf()).Single();

    private static string Prefix(string word, double width, string line)
    {
        var before = string.Concat(Lines(word, width).TakeWhile(l => l != line)) + line;
        return before.Replace("\u00ad", "", StringComparison.Ordinal);
    }

    private static List<List<string>> PagesAsLines(byte[] pdf)
    {
        var reader = new PdfReader(pdf);
        return [.. reader.PageIds.Select(id => new PageContent(reader, id).Texts.Select(t => t.Text).ToList())];
    }

    private static void Generate(Action<Container> compose) => Samples.Create("Probe", p => compose(p.Content())).GeneratePdf();

    private static DocumentInfo Info() => new() { Title = "Probe", Created = Samples.Date };

    private static void AssertFault(string part, Action act) =>
        Assert.Contains(part, Assert.Throws<DocumentException>(act).Message, StringComparison.Ordinal);
}
