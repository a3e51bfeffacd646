using System.Text;
using SchulDigital.Pdf;

namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>
/// How this house sets its documents: A4, head and foot, words that people typed. A character that the typeface lacks is
/// shown as a box and kept as text.
/// </summary>
public static class Haussatz
{
    private static readonly string Ersatz = Hausschrift.Schrift.Has(new Rune('□')) ? "□" : "[?]";

    /// <summary>Text with these words; whatever somebody typed can be set.</summary>
    public static TextDescriptor Words(this Container platz, string text)
    {
        TextDescriptor? satz = null;
        platz.Text(t => satz = t.Words(text));
        return satz!;
    }

    public static TextDescriptor Words(this TextDescriptor satz, string text, bool fett = false)
    {
        foreach (var (teil, fehlt) in Hausschrift.Schrift.Runs(text))
        {
            var stueck = fehlt ? satz.Span(Ersatz).ActualText(teil) : satz.Span(teil);
            if (fett)
                stueck.Bold();
        }
        return satz;
    }

    /// <summary>The words for a title, in which nothing can be replaced by a picture of itself.</summary>
    public static string Plain(string text) => string.Concat(Hausschrift.Schrift.Runs(text).Select(r => r.Missing ? Ersatz : r.Text));

    /// <summary>What in a text has no picture in the typeface; empty where all has.</summary>
    public static IReadOnlyList<string> MissingIn(string? text) =>
        text is null ? [] : [.. Hausschrift.Schrift.Runs(text).Where(r => r.Missing).Select(r => r.Text).Distinct()];

    /// <summary>Margins, head and foot of every page but the cover.</summary>
    public static void Frame(this PageDescriptor seite, string links, string rechts)
    {
        seite.Margin(22, Unit.Millimetre);
        seite.Header().PaddingBottom(12).Row(r =>
        {
            r.RelativeItem(2).Text(Plain(links)).FontSize(8.5).FontColor(Color.Grey);
            r.RelativeItem().AlignRight().Text(Plain(rechts)).FontSize(8.5).FontColor(Color.Grey);
        });
        seite.Footer().PaddingTop(10).AlignRight().Text(t =>
        {
            t.Span("Seite ").FontSize(8.5).FontColor(Color.Grey);
            t.CurrentPageNumber().FontSize(8.5).FontColor(Color.Grey);
            t.Span(" von ").FontSize(8.5).FontColor(Color.Grey);
            t.TotalPages().FontSize(8.5).FontColor(Color.Grey);
        });
    }
}

/// <summary>What stands at the head of a house's documents.</summary>
/// <param name="Anschrift">In one line.</param>
public sealed record Hauskopf(byte[]? Logo, string? Logobeschreibung, string? Stelle, string? Anschrift);
