using System.Globalization;
using SchulDigital.Pdf.Fonts;
using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>A paragraph (structure element P, ISO 32000-1 14.8.4.3.2) made of spans.</summary>
public sealed class TextDescriptor : Element
{
    private readonly List<SpanDescriptor> _spans = [];
    private readonly int? _headingLevel;
    private Func<TextStyle, TextStyle> _style = s => s;
    private HorizontalAlignment? _alignment;
    private string? _section;

    internal TextDescriptor(int? headingLevel = null) => _headingLevel = headingLevel;

    internal bool IsHeading => _headingLevel is not null;

    public SpanDescriptor Span(string text)
    {
        var span = new SpanDescriptor(_ => text);
        _spans.Add(span);
        return span;
    }

    /// <summary>Begins a new line within the paragraph.</summary>
    public void LineBreak() => Span("\n");

    /// <summary>A link (structure element Link with its annotation, ISO 14289-1 7.18.5). Addresses are absolute: https, http or mailto.</summary>
    public SpanDescriptor Hyperlink(string text, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http" or "mailto"))
            throw new DocumentException($"“{address}” is no absolute https, http or mailto address.");
        var span = Span(text);
        span.Address = uri.AbsoluteUri;
        return span;
    }

    /// <summary>A link to a section of this document (ISO 32000-1 12.3.2; ISO 14289-1 7.18.5), which may stand before or behind it.</summary>
    public SpanDescriptor SectionLink(string text, string section)
    {
        var span = Span(text);
        span.Section = section;
        return span;
    }

    /// <summary>Begins a section of this name, to which links lead and which the contents name.</summary>
    public TextDescriptor Section(string name)
    {
        _section = name;
        return this;
    }

    /// <summary>The number of this page; in header and footer only.</summary>
    public SpanDescriptor CurrentPageNumber() => PageNumber(p => p.Number);

    /// <summary>The number of pages of the whole document; in header and footer only.</summary>
    public SpanDescriptor TotalPages() => PageNumber(p => p.Total);

    public TextDescriptor Bold() => With(s => s with { IsBold = true });

    public TextDescriptor Italic() => With(s => s with { IsItalic = true });

    public TextDescriptor FontSize(double size) => With(s => s with { Size = size });

    public TextDescriptor FontColor(Color color) => With(s => s with { Color = color });

    public TextDescriptor LineHeight(double factor) => With(s => s with { LineHeight = factor });

    public TextDescriptor AlignLeft() => Align(HorizontalAlignment.Left);

    public TextDescriptor AlignCenter() => Align(HorizontalAlignment.Center);

    /// <summary>For numbers in columns.</summary>
    public TextDescriptor AlignRight() => Align(HorizontalAlignment.Right);

    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        var node = parent is null ? null : new StructNode(_headingLevel is { } level ? $"H{level}" : "P", parent);
        return LayoutInto(context, width, node);
    }

    /// <summary>As the direct content of an element that is itself one paragraph (a cell of a table, the body of a list item).</summary>
    internal Box LayoutInto(LayoutContext context, double width, StructNode? node)
    {
        var style = context.Style;
        if (_headingLevel is { } level)
            style = style with { IsBold = true, Size = style.Size * HeadingScale(level), LineHeight = 1.2 };
        style = _style(style);
        var runs = new List<TextRun>(_spans.Count);
        foreach (var span in _spans)
        {
            var text = TextCleaning.Clean(span.Text(context.Page));
            if (text.Length == 0)
                continue;
            var link = span.Address is null && span.Section is null || node is null ? null : new StructNode("Link", node);
            runs.Add(new TextRun(text, span.Style(style), span.Replacement, span.Address, span.Section)
            {
                LinkNode = link,
                SpanNode = span.Replacement is null || node is null ? null : new StructNode("Span", link ?? node) { ActualText = span.Replacement },
            });
        }
        if (runs.Count == 0 && _headingLevel is null)
            return new EmptyBox();
        var title = TextCleaning.CleanLine(string.Concat(runs.Select(r => r.ActualText ?? r.Text)));
        if (_headingLevel is not null && title.Length == 0)
            throw new DocumentException("A heading has no text.");
        var paragraph = new Paragraph(context, runs, width, _alignment ?? context.Alignment);
        return new TextBox(paragraph, 0, paragraph.Lines.Count, node, _headingLevel is null ? null : (_headingLevel.Value, title))
        {
            SpaceBefore = _headingLevel is null or 1 ? 0 : style.Size * 0.7,
            Section = _section,
        };
    }

    private static double HeadingScale(int level) => level switch { 1 => 1.9, 2 => 1.45, 3 => 1.2, _ => 1 };

    private TextDescriptor With(Func<TextStyle, TextStyle> change)
    {
        var before = _style;
        _style = s => change(before(s));
        return this;
    }

    private TextDescriptor Align(HorizontalAlignment alignment)
    {
        _alignment = alignment;
        return this;
    }

    private SpanDescriptor PageNumber(Func<(int Number, int Total), int> pick)
    {
        var span = new SpanDescriptor(page => page is { } known
            ? pick(known).ToString(CultureInfo.InvariantCulture)
            : throw new DocumentException("Page numbers are known in header and footer only."));
        _spans.Add(span);
        return span;
    }
}

/// <summary>A piece of a paragraph in one style (ISO 32000-1 14.8.4.4).</summary>
public sealed class SpanDescriptor
{
    internal SpanDescriptor(Func<(int Number, int Total)?, string> text) => Text = text;

    internal Func<(int Number, int Total)?, string> Text { get; }

    internal Func<TextStyle, TextStyle> Style { get; private set; } = s => s;

    internal string? Replacement { get; private set; }

    internal string? Address { get; set; }

    internal string? Section { get; set; }

    public SpanDescriptor Bold() => With(s => s with { IsBold = true });

    public SpanDescriptor Italic() => With(s => s with { IsItalic = true });

    public SpanDescriptor FontSize(double size) => With(s => s with { Size = size });

    public SpanDescriptor FontColor(Color color) => With(s => s with { Color = color });

    /// <summary>What the drawn characters stand for, for reading aloud and copying (ISO 32000-1 14.9.4).</summary>
    public SpanDescriptor ActualText(string text)
    {
        Replacement = text;
        return this;
    }

    private SpanDescriptor With(Func<TextStyle, TextStyle> change)
    {
        var before = Style;
        Style = s => change(before(s));
        return this;
    }
}
