using System.Globalization;
using SchulDigital.Pdf.Fonts;

namespace SchulDigital.Pdf.Writing;

/// <summary>
/// What is drawn on one page, from the top left corner down. Everything drawn is marked: as content of an element of the structure
/// tree, or as an artifact (ISO 14289-1 7.1). The mark stays open until another is wanted.
/// </summary>
internal sealed class Canvas(DocumentWriter document, PdfBuffer content, double height, Ref page)
{
    private StructNode? _marked;
    private bool _isMarked;
    private bool _isReplaced;
    private Color? _fill;
    private string? _artifact;

    public DocumentWriter Document { get; } = document;

    public Ref Page { get; } = page;

    public double Height { get; } = height;

    public List<StructNode> Contents { get; } = [];

    public List<Ref> Annotations { get; } = [];

    /// <summary>Until it is disposed everything is an artifact of this kind, whatever element it names (ISO 32000-1 14.8.2.2).</summary>
    public ArtifactScope AsArtifact(string properties)
    {
        EndMark();
        var before = _artifact;
        _artifact = properties;
        return new ArtifactScope(this, before);
    }

    /// <summary>The appearance of a form field stands outside of the page's content and is not marked.</summary>
    public bool IsAppearance { get; init; }

    public bool IsArtifact => _artifact is not null || IsAppearance;

    /// <summary>What is drawn next belongs to this element; null stands for an artifact of the layout (a line, a background).</summary>
    /// <param name="node">The element.</param>
    /// <param name="actualText">What stands for the drawn characters (ISO 32000-1 14.9.4); also said here for readers that do not look at the element.</param>
    public void Mark(StructNode? node, string? actualText = null)
    {
        if (_artifact is not null)
            node = null;
        if (IsAppearance || (_isMarked && _marked == node && actualText is null && !_isReplaced))
            return;
        EndMark();
        if (node is null)
            content.Append($"/Artifact <<{_artifact ?? "/Type /Layout"}");
        else
        {
            Attach(node);
            content.Append($"/{node.Type} <</MCID {Contents.Count}");
            node.Kids.Add(new StructKid(null, Page, Contents.Count, default));
            Contents.Add(node);
        }
        if (actualText is not null)
        {
            content.Write(" /ActualText <FEFF"u8);
            foreach (var c in actualText)
                content.Hex(c, 4);
            content.Write(">"u8);
        }
        content.Write(">> BDC\n"u8);
        // A replacement covers just what follows at once.
        (_marked, _isMarked, _isReplaced) = (node, true, actualText is not null);
    }

    public void EndMark()
    {
        if (_isMarked)
            content.Write("EMC\n"u8);
        _isMarked = false;
    }

    /// <summary>Puts an element into the tree, also without content (an empty cell keeps a table regular).</summary>
    public void Attach(StructNode? node)
    {
        if (node is not null && !IsArtifact)
            Document.Attach(node);
    }

    public void Fill(double x, double y, double width, double rectangleHeight, Color color)
    {
        SetFill(color);
        content.Append($"{x} {Height - y - rectangleHeight} {width} {rectangleHeight} re f\n");
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness, Color color)
    {
        SetStroke(color);
        content.Append($"{thickness} w {x1} {Height - y1} m {x2} {Height - y2} l S\n");
    }

    public void Frame(double x, double y, double width, double rectangleHeight, double thickness, Color color)
    {
        SetStroke(color);
        content.Append($"{thickness} w {x + thickness / 2} {Height - y - rectangleHeight + thickness / 2} {width - thickness} {rectangleHeight - thickness} re S\n");
    }

    /// <summary>Diagonal lines in a rectangle: a fill that is told from others without colour.</summary>
    public void Hatch(double x, double y, double width, double rectangleHeight, double distance, bool rising, Color color)
    {
        SetStroke(color);
        content.Append($"q {x} {Height - y - rectangleHeight} {width} {rectangleHeight} re W n 0.7 w\n");
        for (var start = x - rectangleHeight; start < x + width; start += distance)
        {
            var (low, high) = rising ? (start, start + rectangleHeight) : (start + rectangleHeight, start);
            content.Append($"{low} {Height - y - rectangleHeight} m {high} {Height - y} l ");
        }
        content.Write("S Q\n"u8);
    }

    public void Image(string name, double x, double y, double width, double imageHeight) =>
        content.Append($"q {width} 0 0 {imageHeight} {x} {Height - y - imageHeight} cm /{name} Do Q\n");

    public void Text(double x, double baseline, FontUse font, double size, Color color, ReadOnlySpan<int> codePoints)
    {
        SetFill(color);
        content.Append($"BT /{font.Name} {size} Tf {x} {Height - baseline} Td <");
        foreach (var codePoint in codePoints)
            content.Hex(font.NumberOf(codePoint), 4);
        content.Write("> Tj ET\n"u8);
    }

    /// <summary>Large pale letters from corner to corner, under the content; who extracts text does not get them in between.</summary>
    public void Watermark(string text, FontUse font, double width)
    {
        using var scope = AsArtifact("/Type /Pagination /Subtype /Watermark");
        Mark(null, actualText: "");
        var runes = text.EnumerateRunes().Select(r => r.Value).ToArray();
        if (runes.FirstOrDefault(c => FontFamily.GlyphFor(font.Face, c).Glyph == 0) is > 0 and var missing)
            throw new DocumentException($"The font {font.Face.Name} has no glyph for U+{missing:X4} of the watermark.");
        var length = runes.Sum(c => font.Face.AdvanceOf(FontFamily.GlyphFor(font.Face, c).Glyph));
        var size = Math.Min(0.62 * Math.Sqrt(width * width + Height * Height) / Math.Max(length, 1), 150);
        var (sin, cos) = Math.SinCos(Math.Atan2(Height, width));
        var (dx, dy) = (-size * length / 2, -size * font.Face.CapHeight / 2000);
        SetFill(new Color(234, 236, 239));
        content.Append($"BT /{font.Name} {size} Tf ");
        content.Ascii(string.Create(CultureInfo.InvariantCulture, $"{cos:0.#####} {sin:0.#####} {-sin:0.#####} {cos:0.#####} "));
        content.Append($"{width / 2 + dx * cos - dy * sin} {Height / 2 + dx * sin + dy * cos} Tm <");
        foreach (var codePoint in runes)
            content.Hex(font.NumberOf(codePoint), 4);
        content.Write("> Tj ET\n"u8);
    }

    private void SetFill(Color color)
    {
        if (_fill == color)
            return;
        _fill = color;
        content.Append($"{color.R / 255.0} {color.G / 255.0} {color.B / 255.0} rg\n");
    }

    private void SetStroke(Color color) => content.Append($"{color.R / 255.0} {color.G / 255.0} {color.B / 255.0} RG\n");

    internal readonly ref struct ArtifactScope(Canvas canvas, string? before)
    {
        public void Dispose()
        {
            canvas.EndMark();
            canvas._artifact = before;
        }
    }
}
