using System.Text;
using SchulDigital.Pdf;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Documents;

/// <summary>Documents that nobody would write: never a fault, and nothing beside the margins. A failure names the seed.</summary>
[Trait("Spur", "documents")]
public class RandomDocumentTests
{
    private const int Documents = 2000;

    private static readonly string[] Letters = [.. FindLetters()];

    [Fact]
    public void Thousands_of_random_documents_stay_within_their_margins() => Parallel.For(0, Documents, seed =>
    {
        try
        {
            var (document, margins) = Compose(new Random(seed));
            AssertWithin(document.GeneratePdf(), margins);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {seed}", fault);
        }
    });

    [Fact]
    public void Tables_of_five_hundred_random_rows_stay_within_their_margins() => Parallel.For(0, 6, seed =>
    {
        var random = new Random(10_000 + seed);
        var pdf = Samples.Create("Tabelle", p =>
        {
            p.Margin(30);
            p.Content().Table(t => Table(t, random, 500, 500));
        }).GeneratePdf();
        try
        {
            AssertWithin(pdf, (30, 30));
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {10_000 + seed}", fault);
        }
    });

    [PdfToolsFact]
    public void A_sample_of_them_is_sound()
    {
        using var folder = new Testordner();
        for (var seed = 0; seed < Documents; seed += 200)
        {
            var path = Path.Combine(folder.Pfad, $"{seed}.pdf");
            File.WriteAllBytes(path, Compose(new Random(seed)).Document.GeneratePdf());
            var (_, output) = PdfTools.Run("qpdf", "--check", path);
            Assert.True(output.Contains("No syntax or stream encoding errors", StringComparison.Ordinal), $"seed {seed}: {output}");
        }
    }

    private static void AssertWithin(byte[] pdf, (double Horizontal, double Vertical) margins)
    {
        const double Tolerance = 0.05;
        var reader = new PdfReader(pdf);
        foreach (var page in reader.PageIds.Select(id => new PageContent(reader, id)))
        {
            Assert.Empty(page.Faults);
            var box = reader.Array(page.Page["MediaBox"]);
            var (left, right) = (margins.Horizontal - Tolerance, PdfReader.Number(box[2]) - margins.Horizontal + Tolerance);
            var (bottom, top) = (margins.Vertical - Tolerance, PdfReader.Number(box[3]) - margins.Vertical + Tolerance);
            foreach (var text in page.Texts.Where(t => t.Artifact != "Watermark" && !string.IsNullOrWhiteSpace(t.Text)))
                Assert.True(text.X >= left && text.X + text.Width <= right && text.Y >= bottom && text.Y + 0.7 * text.Size <= top, text.ToString());
            foreach (var drawing in page.Drawings)
                Assert.True(drawing.Left >= left && drawing.Right <= right && drawing.Bottom >= bottom && drawing.Top <= top, drawing.ToString());
        }
    }

    private static (Document Document, (double, double) Margins) Compose(Random random)
    {
        var margins = (random.Next(10, 90), random.Next(10, 90));
        var document = Samples.Create(Words(random, 5) + "!", p =>
        {
            var size = random.Next(2) == 0 ? PageSizes.A4 : PageSizes.A3;
            p.Size(random.Next(2) == 0 ? size : size.Landscape());
            p.MarginHorizontal(margins.Item1);
            p.MarginVertical(margins.Item2);
            p.DefaultTextStyle(s => s with { Size = random.Next(6, 16) });
            if (random.Next(2) == 0)
                p.Header().Padding(random.Next(8)).Text(Words(random, 8));
            if (random.Next(3) == 0)
                p.HeaderOnFirstPage();
            if (random.Next(2) == 0)
                p.Footer().AlignRight().Text(t =>
                {
                    t.CurrentPageNumber();
                    t.Span(" von ");
                    t.TotalPages();
                });
            if (random.Next(4) == 0)
                p.Watermark("Entwurf");
            var level = 0;
            p.Content().Column(c =>
            {
                c.Spacing(random.Next(12));
                for (var i = random.Next(12); i >= 0; i--)
                    Item(c.Item(), random, ref level, 0);
            });
        });
        return (document, margins);
    }

    private static void Item(Container item, Random random, ref int level, int depth)
    {
        if (random.Next(6) == 0)
            item.Padding(random.Next(10)).Border(random.Next(3) * 0.5).Background(Color.LightGrey);
        if (random.Next(10) == 0)
            item.KeepTogether();
        switch (random.Next(depth == 0 ? 11 : 4))
        {
            case 0 or 1 or 2:
                item.Text(t =>
                {
                    for (var i = random.Next(5); i >= 0; i--)
                        _ = random.Next(4) switch
                        {
                            0 => t.Span(Words(random, 30)).Bold(),
                            1 => t.Span(Words(random, 30)).Italic().FontSize(random.Next(5, 20)),
                            2 => t.Hyperlink(Words(random, 6) + "x", "https://schuldigital.example/").FontColor(Color.Blue),
                            _ => t.Span(Words(random, 60)),
                        };
                });
                break;
            case 3:
                item.List(l =>
                {
                    if (random.Next(2) == 0)
                        l.Numbered();
                    for (var i = random.Next(6); i >= 0; i--)
                        l.Item(Words(random, 20));
                });
                break;
            case 4:
                level = random.Next(1, Math.Min(level + 1, 6) + 1);
                item.Heading(level, Words(random, 6) + "x");
                break;
            case 5:
                item.Table(t => Table(t, random, random.Next(30), random.Next(40)));
                break;
            case 6:
                var inner = level;
                item.Row(r =>
                {
                    r.Spacing(random.Next(10));
                    for (var i = random.Next(3); i >= 0; i--)
                        Item(r.RelativeItem(random.Next(1, 4)), random, ref inner, 1);
                });
                break;
            case 7:
                item.BarChart("Balken", [.. Enumerable.Range(0, random.Next(6)).Select(_ => new Bar(Label(random), random.Next(100)))]);
                break;
            case 8:
                item.StackedBars("Stapel", ["eins", Label(random), "drei"],
                    [.. Enumerable.Range(0, random.Next(5)).Select(_ => new StackedBar(Label(random), [random.Next(9), random.Next(9), random.Next(9)]))]);
                break;
            case 9:
                item.PageBreak();
                break;
            default:
                item.LineHorizontal(random.Next(1, 4) * 0.5);
                break;
        }
    }

    private static void Table(TableDescriptor t, Random random, int rows, int wordsInLargest)
    {
        var columns = random.Next(1, 5);
        t.ColumnsDefinition(c =>
        {
            for (var i = 0; i < columns; i++)
                if (random.Next(4) == 0)
                    c.ConstantColumn(random.Next(45, 60));
                else
                    c.RelativeColumn(random.Next(2, 4));
            c.RelativeColumn(2);
        });
        if (random.Next(2) == 0)
            t.Lines(random.Next(3) * 0.5, grid: true);
        if (random.Next(4) > 0)
            t.Header(h =>
            {
                for (var i = 0; i <= columns; i++)
                    h.Cell().Text(Words(random, 2) + "x");
            });
        for (var i = rows * (columns + 1) - random.Next(3); i > 0; i--)
        {
            var cell = t.Cell();
            if (random.Next(15) == 0)
                cell.ColumnSpan(random.Next(1, columns + 2));
            if (random.Next(15) == 0)
                cell.RowSpan(random.Next(1, 5));
            if (random.Next(9) == 0)
                cell.RowHeader();
            if (random.Next(12) == 0)
                cell.Background(Color.LightGrey);
            if (random.Next(30) == 0)
                cell.KeepWithNext();
            switch (random.Next(8))
            {
                case 0:
                    break;
                case 1:
                    cell.Column(c =>
                    {
                        c.Item().Text(Words(random, 5));
                        c.Item().List(l => l.Item(Words(random, 3)));
                    });
                    break;
                default:
                    cell.Text(Words(random, random.Next(60) == 0 ? wordsInLargest : 5));
                    break;
            }
        }
    }

    /// <summary>A chart is not divided, so its labels end somewhere.</summary>
    private static string Label(Random random) => string.Concat(Words(random, 3).Take(40));

    /// <summary>Words from all letters of the font, from empty to longer than any line.</summary>
    private static string Words(Random random, int count)
    {
        var text = new StringBuilder();
        for (var i = random.Next(count + 1); i > 0; i--)
        {
            var length = random.Next(40) == 0 ? random.Next(200) : random.Next(1, 14);
            for (var k = 0; k < length; k++)
                text.Append(random.Next(5) > 0 ? "enirstadhulcgmo"[random.Next(15)].ToString() : Letters[random.Next(Letters.Length)]);
            text.Append(random.Next(30) == 0 ? "\n" : random.Next(20) == 0 ? "-" : " ");
        }
        // Letters with marks may combine to one that the font lacks.
        return string.Concat(Samples.Fonts.Runs(text.ToString()).Where(r => !r.Missing).Select(r => r.Text));
    }

    private static IEnumerable<string> FindLetters()
    {
        for (var c = 0x20; c < 0x10000; c++)
            if (Rune.IsValid(c) && Samples.Fonts.Has(new Rune(c)))
                yield return ((char)c).ToString();
    }
}
