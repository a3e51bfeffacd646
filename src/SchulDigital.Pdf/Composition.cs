using System.Globalization;
using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>Contents below each other.</summary>
public sealed class ColumnDescriptor : Element
{
    private readonly List<Container> _items = [];
    private double _spacing;

    internal ColumnDescriptor()
    {
    }

    public void Spacing(double value, Unit unit = Unit.Point) => _spacing = Units.Points(value, unit);

    public Container Item()
    {
        var item = new Container();
        _items.Add(item);
        return item;
    }

    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        var boxes = new List<Box>(_items.Count);
        foreach (var item in _items)
            try
            {
                boxes.Add(item.Layout(context, width, parent));
            }
            catch (DocumentException fault)
            {
                throw fault.In($"item {boxes.Count + 1}");
            }
        return new StackBox(boxes, _spacing);
    }
}

/// <summary>Contents beside each other, with constant and relative widths.</summary>
public sealed class RowDescriptor : Element
{
    private readonly List<(Container Item, double Constant, double Relative)> _items = [];
    private double _spacing;

    internal RowDescriptor()
    {
    }

    public void Spacing(double value, Unit unit = Unit.Point) => _spacing = Units.Points(value, unit);

    public Container ConstantItem(double width, Unit unit = Unit.Point) => Add(Units.Points(width, unit), 0);

    public Container RelativeItem(double share = 1) => Add(0, share);

    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        var widths = Widths.Share(_items.Select(i => (i.Constant, i.Relative)), width - _spacing * Math.Max(_items.Count - 1, 0), "row");
        var parts = new List<(double, Box, StructNode?)>(_items.Count);
        double x = 0;
        for (var i = 0; i < widths.Length; i++)
            try
            {
                var node = parent is null ? null : new StructNode("Div", parent);
                parts.Add((x, _items[i].Item.Layout(context, widths[i], node), node));
                x += widths[i] + _spacing;
            }
            catch (DocumentException fault)
            {
                throw fault.In($"item {i + 1} of the row");
            }
        return new RowBox(parts);
    }

    private Container Add(double constant, double relative)
    {
        var item = new Container();
        _items.Add((item, constant, relative));
        return item;
    }
}

/// <summary>A list: items with a bullet, or numbered (ISO 14289-1 7.6).</summary>
public sealed class ListDescriptor : Element
{
    private readonly List<Container> _items = [];
    private double _spacing = 2;
    private bool _isNumbered;

    internal ListDescriptor()
    {
    }

    public void Spacing(double value, Unit unit = Unit.Point) => _spacing = Units.Points(value, unit);

    public void Numbered() => _isNumbered = true;

    public Container Item()
    {
        var item = new Container();
        _items.Add(item);
        return item;
    }

    public TextDescriptor Item(string text) => Item().Text(text);

    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        var list = parent is null ? null : new StructNode("L", parent) { Attributes = $"/O /List /ListNumbering /{(_isNumbered ? "Decimal" : "Disc")}" };
        var labelWidth = context.Style.Size * (!_isNumbered ? 1.1 : _items.Count < 10 ? 1.6 : 2.3);
        var rows = new List<Box>(_items.Count);
        foreach (var item in _items)
        {
            var entry = list is null ? null : new StructNode("LI", list);
            var label = entry is null ? null : new StructNode("Lbl", entry);
            var body = entry is null ? null : new StructNode("LBody", entry);
            var sign = new TextDescriptor();
            sign.Span(_isNumbered ? $"{rows.Count + 1}." : "•");
            try
            {
                rows.Add(new RowBox([(0, sign.LayoutInto(context, labelWidth, label), label), (labelWidth, item.LayoutContent(context, width - labelWidth, body), body)]));
            }
            catch (DocumentException fault)
            {
                throw fault.In($"list item {rows.Count + 1}");
            }
        }
        return new StackBox(rows, _spacing);
    }
}

/// <summary>The contents: entries that lead to their sections.</summary>
public sealed class ContentsDescriptor : Element
{
    private const int WidestNumber = 8888;

    private readonly List<(string Title, string Section)> _entries = [];
    private double _spacing = 4;

    internal ContentsDescriptor()
    {
    }

    public void Spacing(double value, Unit unit = Unit.Point) => _spacing = Units.Points(value, unit);

    public void Entry(string title, string section) => _entries.Add((title, section));

    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        context.Writer.NeedsSectionPages |= _entries.Count > 0;
        var contents = parent is null ? null : new StructNode("TOC", parent);
        var numberWidth = context.Style.Size * 3;
        var rows = new List<Box>(_entries.Count);
        foreach (var (title, section) in _entries)
        {
            var entry = contents is null ? null : new StructNode("TOCI", contents);
            var reference = entry is null ? null : new StructNode("Reference", entry);
            var (text, number) = (new TextDescriptor(), new TextDescriptor().AlignRight());
            text.SectionLink(title, section);
            number.Span(context.SectionPages.GetValueOrDefault(section, WidestNumber).ToString(CultureInfo.InvariantCulture));
            try
            {
                rows.Add(new RowBox(
                [
                    (0, text.LayoutInto(context, width - numberWidth, reference), entry),
                    (width - numberWidth, number.LayoutInto(context, numberWidth, reference), entry),
                ]));
            }
            catch (DocumentException fault)
            {
                throw fault.In($"entry {rows.Count + 1} of the contents");
            }
        }
        return new StackBox(rows, _spacing);
    }
}

internal static class Widths
{
    public static double[] Share(IEnumerable<(double Constant, double Relative)> columns, double width, string what)
    {
        var all = columns.ToArray();
        var constant = all.Sum(c => c.Constant);
        var relative = all.Sum(c => c.Relative);
        if (constant > width + 0.01 || (relative > 0 && width - constant <= 0))
            throw new DocumentException($"A {what} with {constant:0.#} points of constant widths does not fit into {width:0.#} points.");
        return [.. all.Select(c => c.Constant + (relative > 0 ? (width - constant) * c.Relative / relative : 0))];
    }
}

internal sealed class LineElement(double thickness, Color color) : Element
{
    internal override Box Layout(LayoutContext context, double width, StructNode? parent) => new FixedBox(thickness, (canvas, x, y) =>
    {
        canvas.Mark(null);
        canvas.Line(x, y + thickness / 2, x + width, y + thickness / 2, thickness, color);
    });
}

internal sealed class PageBreakElement : Element
{
    internal override Box Layout(LayoutContext context, double width, StructNode? parent) => new PageBreakBox();
}

internal sealed class SignatureFieldElement(string name, string tooltip, double height, Container appearance) : Element
{
    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        if (parent is null)
            throw new DocumentException($"The signature field “{name}” stands in a header or footer, which repeat.");
        var inner = appearance.Layout(context, width, null);
        if (inner.Height > height)
            throw new DocumentException($"The appearance of the signature field “{name}” is {inner.Height:0.#} points high, the field {height:0.#}.");
        var node = new StructNode("Form", parent);
        return new FixedBox(height, (canvas, x, y) =>
        {
            canvas.EndMark();
            canvas.Document.AddSignatureField(canvas, node, name, tooltip, x, y, width, height, field => inner.Draw(field, 0, 0));
        });
    }
}
