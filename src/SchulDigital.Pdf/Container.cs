using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>A place for one piece of content, with what surrounds it. The background lies under the padding, the border at its outer edge.</summary>
public class Container
{
    private Element? _child;
    private Func<TextStyle, TextStyle>? _style;
    private HorizontalAlignment? _alignment;

    internal Container()
    {
    }

    internal Frame Frame { get; set; } = Frame.None;

    public Container Padding(double value, Unit unit = Unit.Point) => PaddingHorizontal(value, unit).PaddingVertical(value, unit);

    public Container PaddingHorizontal(double value, Unit unit = Unit.Point) => PaddingLeft(value, unit).PaddingRight(value, unit);

    public Container PaddingVertical(double value, Unit unit = Unit.Point) => PaddingTop(value, unit).PaddingBottom(value, unit);

    public Container PaddingLeft(double value, Unit unit = Unit.Point) => Set(Frame with { Left = Units.Points(value, unit) });

    public Container PaddingRight(double value, Unit unit = Unit.Point) => Set(Frame with { Right = Units.Points(value, unit) });

    public Container PaddingTop(double value, Unit unit = Unit.Point) => Set(Frame with { Top = Units.Points(value, unit) });

    public Container PaddingBottom(double value, Unit unit = Unit.Point) => Set(Frame with { Bottom = Units.Points(value, unit) });

    public Container Background(Color color) => Set(Frame with { Background = color });

    public Container Border(double thickness, Color? color = null) => Set(Frame with { BorderThickness = thickness, BorderColor = color ?? Color.LineGrey });

    public Container MinHeight(double value, Unit unit = Unit.Point) => Set(Frame with { MinHeight = Units.Points(value, unit) });

    /// <summary>Goes to the next page as a whole where it does not fit; is divided only where it is higher than a page.</summary>
    public Container KeepTogether() => Set(Frame with { KeepTogether = true });

    /// <summary>Is not the last thing on a page, like a heading.</summary>
    public Container KeepWithNext() => Set(Frame with { KeepWithNext = true });

    public Container AlignLeft() => Align(HorizontalAlignment.Left);

    public Container AlignCenter() => Align(HorizontalAlignment.Center);

    public Container AlignRight() => Align(HorizontalAlignment.Right);

    public Container DefaultTextStyle(Func<TextStyle, TextStyle> change)
    {
        _style = change;
        return this;
    }

    /// <summary>A paragraph (P, ISO 32000-1 14.8.4.3.2).</summary>
    public TextDescriptor Text(string text)
    {
        var paragraph = Content(new TextDescriptor());
        paragraph.Span(text);
        return paragraph;
    }

    /// <summary>A paragraph (P, ISO 32000-1 14.8.4.3.2) of several spans.</summary>
    public void Text(Action<TextDescriptor> compose) => compose(Content(new TextDescriptor()));

    /// <summary>A heading (H1 to H6, ISO 14289-1 7.4.2), which is a bookmark too and stays with what follows.</summary>
    public TextDescriptor Heading(int level, string text)
    {
        if (level is < 1 or > 6)
            throw new DocumentException($"The heading “{text}” has level {level}; there are levels 1 to 6.");
        var heading = Content(new TextDescriptor(level));
        heading.Span(text);
        return heading;
    }

    /// <summary>Contents below each other.</summary>
    public void Column(Action<ColumnDescriptor> compose) => compose(Content(new ColumnDescriptor()));

    /// <summary>Contents beside each other; read from left to right.</summary>
    public void Row(Action<RowDescriptor> compose) => compose(Content(new RowDescriptor()));

    /// <summary>A list with bullets or numbers (L, LI, Lbl, LBody: ISO 32000-1 14.8.4.3.3).</summary>
    public void List(Action<ListDescriptor> compose) => compose(Content(new ListDescriptor()));

    /// <summary>The contents, with the page of each section (TOC, TOCI, Reference: ISO 32000-1 14.8.4.2, 14.8.4.4).</summary>
    public void TableOfContents(Action<ContentsDescriptor> compose) => compose(Content(new ContentsDescriptor()));

    /// <summary>A table of data (Table, TR, TH, TD: ISO 32000-1 14.8.4.3.4; ISO 14289-1 7.5).</summary>
    public void Table(Action<TableDescriptor> compose) => compose(Content(new TableDescriptor()));

    /// <summary>An image with alternative text (Figure, ISO 14289-1 7.3), in its own proportions.</summary>
    public void Image(Image image, string alternativeText, double width, Unit unit = Unit.Point) =>
        Content(new ImageElement(image, Needed(alternativeText, "image"), Units.Points(width, unit)));

    /// <summary>Bars from data, each with its value (Figure, ISO 14289-1 7.3).</summary>
    public void BarChart(string alternativeText, IReadOnlyList<Bar> bars) => Content(new BarChart(Needed(alternativeText, "chart"), bars));

    /// <summary>Bars of stacked counts with a legend; patterns and numbers tell the series apart without colour (Figure, ISO 14289-1 7.3).</summary>
    public void StackedBars(string alternativeText, IReadOnlyList<string> series, IReadOnlyList<StackedBar> bars) =>
        Content(new StackedBars(Needed(alternativeText, "chart"), series, bars));

    /// <summary>A horizontal line (an artifact).</summary>
    public void LineHorizontal(double thickness, Color? color = null) => Content(new LineElement(thickness, color ?? Color.Black));

    /// <summary>
    /// A field for a signature (Form with its widget: ISO 32000-1 12.7.4.5, ISO 14289-1 7.18.4). It stays empty until
    /// <see cref="Signing.PdfSigner"/> fills it; what is composed here is its appearance before and after.
    /// </summary>
    public void SignatureField(string name, string tooltip, double height, Action<Container>? appearance = null)
    {
        var inner = new Container();
        appearance?.Invoke(inner);
        Content(new SignatureFieldElement(Needed(name, "signature field"), Needed(tooltip, "signature field"), height, inner));
    }

    /// <summary>The next content begins a new page.</summary>
    public void PageBreak() => Content(new PageBreakElement());

    internal Box Layout(LayoutContext context, double width, StructNode? parent) => LayoutWith(context, width, inner =>
    {
        var box = _child?.Layout(context, inner, parent) ?? new EmptyBox();
        return Frame == Frame.None || box is PageBreakBox ? box : new FrameBox(box, Frame, width);
    });

    /// <summary>Without the frame, which the caller draws; a single paragraph needs no element of its own below that of the caller.</summary>
    internal Box LayoutContent(LayoutContext context, double width, StructNode? node) => LayoutWith(context, width, inner =>
        _child is TextDescriptor { IsHeading: false } text ? text.LayoutInto(context, inner, node) : _child?.Layout(context, inner, node) ?? new EmptyBox());

    private Box LayoutWith(LayoutContext context, double width, Func<double, Box> layout)
    {
        var inner = width - Frame.Left - Frame.Right;
        if (inner <= 0)
            throw new DocumentException($"A padding of {Frame.Left + Frame.Right:0.#} points leaves nothing of a width of {width:0.#} points.");
        var (style, alignment) = (context.Style, context.Alignment);
        context.Style = _style?.Invoke(style) ?? style;
        context.Alignment = _alignment ?? alignment;
        var box = layout(inner);
        (context.Style, context.Alignment) = (style, alignment);
        return box;
    }

    private static string Needed(string text, string what)
    {
        var clean = Fonts.TextCleaning.CleanLine(text);
        return clean.Length > 0 ? clean : throw new DocumentException($"A {what} has no description.");
    }

    private T Content<T>(T element) where T : Element
    {
        if (_child is not null)
            throw new DocumentException("A container takes one content; take a column for several.");
        _child = element;
        return element;
    }

    private Container Set(Frame frame)
    {
        Frame = frame;
        return this;
    }

    private Container Align(HorizontalAlignment alignment)
    {
        _alignment = alignment;
        return this;
    }
}
