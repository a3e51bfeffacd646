using SchulDigital.Pdf.Fonts;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf.Layout;

/// <summary>
/// Something laid out for its width. A box that does not fit is split: both halves are boxes again and share the element of the
/// structure tree. Splitting changes nothing in the box itself.
/// </summary>
internal abstract class Box
{
    public double Height { get; protected init; }

    /// <summary>Space to what stands above; left out at the top of a page.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>Must not be the last thing on a page (headings).</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>
    /// Takes off at most this height. No head: nothing can be taken off here. With <paramref name="force"/>, at the top of a
    /// fresh page, the rules of good breaking give way where nothing else helps.
    /// </summary>
    public virtual (Box? Head, Box? Tail) Split(double height, bool force) => (null, this);

    public abstract void Draw(Canvas canvas, double x, double y);
}

/// <summary>What an element must know to lay itself out.</summary>
internal sealed class LayoutContext(FontFamily fonts, DocumentWriter writer)
{
    public FontFamily Fonts { get; } = fonts;

    public DocumentWriter Writer { get; } = writer;

    public TextStyle Style { get; set; } = TextStyle.Default;

    public HorizontalAlignment Alignment { get; set; }

    /// <summary>The page on which each section begins; empty while that is being found out.</summary>
    public required IReadOnlyDictionary<string, int> SectionPages { get; init; }

    /// <summary>Known only in header and footer.</summary>
    public (int Number, int Total)? Page { get; set; }

    public FontFace Face(TextStyle style) => Fonts.Face((style.IsBold ? 1 : 0) + (style.IsItalic ? 2 : 0));
}

/// <summary>Takes no room: an empty cell, a break at the top of a page.</summary>
internal sealed class EmptyBox : Box
{
    public override void Draw(Canvas canvas, double x, double y)
    {
    }
}

/// <summary>Something that cannot be split: an image, a chart, a line, a field.</summary>
internal sealed class FixedBox : Box
{
    private readonly Action<Canvas, double, double> _draw;

    public FixedBox(double height, Action<Canvas, double, double> draw) => (Height, _draw) = (height, draw);

    public override void Draw(Canvas canvas, double x, double y) => _draw(canvas, x, y);
}

/// <summary>A break to the next page.</summary>
internal sealed class PageBreakBox : Box
{
    // Higher than any page, so that whatever contains it is asked to split.
    public PageBreakBox() => Height = 1_000_000;

    public override void Draw(Canvas canvas, double x, double y)
    {
    }
}

/// <summary>Boxes below each other.</summary>
internal sealed class StackBox : Box
{
    private readonly IReadOnlyList<Box> _children;
    private readonly double _spacing;

    public StackBox(IReadOnlyList<Box> children, double spacing)
    {
        (_children, _spacing) = (children, spacing);
        for (var i = 0; i < children.Count; i++)
            Height += GapBefore(i) + children[i].Height;
        SpaceBefore = children.Count > 0 ? children[0].SpaceBefore : 0;
    }

    public override (Box? Head, Box? Tail) Split(double height, bool force)
    {
        if (_children.Count > 0 && _children[0] is PageBreakBox)
        {
            // A break at the top of a page has happened already.
            var rest = Rest(1);
            return !force ? (null, this) : rest is null ? (new EmptyBox(), null) : rest.Height <= height ? (rest, null) : rest.Split(height, force);
        }
        double used = 0;
        for (var i = 0; i < _children.Count; i++)
        {
            used += GapBefore(i);
            var child = _children[i];
            if (child is PageBreakBox)
                return (Upto(i), i + 1 < _children.Count ? Rest(i + 1) : null);
            if (used + child.Height <= height + 0.001)
            {
                used += child.Height;
                continue;
            }
            var keptFrom = i;
            while (keptFrom > 0 && _children[keptFrom - 1].KeepWithNext)
                keptFrom--;
            // What stands at the top of a fresh page has nowhere better to go.
            var (head, tail) = child.Split(height - used, force && keptFrom == 0);
            if (head is not null)
                return (new StackBox([.. _children.Take(i), head], _spacing), Rest(i + 1, tail));
            if (keptFrom > 0)
                return (Upto(keptFrom), Rest(keptFrom));
            return force && i > 0 ? (Upto(i), Rest(i)) : (null, this);
        }
        return (this, null);
    }

    public override void Draw(Canvas canvas, double x, double y)
    {
        for (var i = 0; i < _children.Count; i++)
        {
            y += GapBefore(i);
            _children[i].Draw(canvas, x, y);
            y += _children[i].Height;
        }
    }

    private double GapBefore(int i) => i == 0 ? 0 : _spacing + _children[i].SpaceBefore;

    private StackBox Upto(int count) => new([.. _children.Take(count)], _spacing);

    private StackBox? Rest(int from, Box? first = null)
    {
        var rest = new List<Box>(_children.Count - from + 1);
        if (first is not null)
            rest.Add(first);
        for (var i = from; i < _children.Count; i++)
            rest.Add(_children[i]);
        return rest.Count == 0 ? null : new StackBox(rest, _spacing);
    }
}

/// <summary>Boxes beside each other, each an element of its own so that the order of reading survives a break.</summary>
internal sealed class RowBox : Box
{
    private readonly IReadOnlyList<(double X, Box Box, StructNode? Node)> _parts;

    public RowBox(IReadOnlyList<(double X, Box Box, StructNode? Node)> parts)
    {
        _parts = parts;
        foreach (var (_, box, _) in parts)
            Height = Math.Max(Height, box.Height);
    }

    public override (Box? Head, Box? Tail) Split(double height, bool force)
    {
        var heads = new List<(double, Box, StructNode?)>();
        var tails = new List<(double, Box, StructNode?)>();
        var progress = false;
        foreach (var (x, box, node) in _parts)
        {
            var (head, tail) = box.Height <= height + 0.001 ? (box, null) : box.Split(height, force);
            if (head is null && !force)
                return (null, this);
            progress |= box.Height > height && head is not null;
            heads.Add((x, head ?? new EmptyBox(), node));
            tails.Add((x, tail ?? new EmptyBox(), node));
        }
        return progress ? (new RowBox(heads), new RowBox(tails)) : (null, this);
    }

    public override void Draw(Canvas canvas, double x, double y)
    {
        foreach (var (offset, box, node) in _parts)
        {
            canvas.Attach(node);
            box.Draw(canvas, x + offset, y);
        }
    }
}

/// <summary>Padding, background and border around a box; each page that it runs over gets them.</summary>
internal sealed class FrameBox : Box
{
    private readonly Box _inner;
    private readonly Frame _frame;
    private readonly double _width;

    public FrameBox(Box inner, Frame frame, double width)
    {
        (_inner, _frame, _width) = (inner, frame, width);
        Height = Math.Max(inner.Height + frame.Top + frame.Bottom, frame.MinHeight);
        SpaceBefore = inner.SpaceBefore;
        KeepWithNext = inner.KeepWithNext || frame.KeepWithNext;
    }

    public override (Box? Head, Box? Tail) Split(double height, bool force)
    {
        if (_frame.KeepTogether && !force)
            return (null, this);
        var room = height - _frame.Top - _frame.Bottom;
        var (head, tail) = _inner.Height <= room ? (_inner, null) : _inner.Split(room, force);
        return head is null ? (null, this)
            : (new FrameBox(head, _frame with { MinHeight = 0 }, _width), tail is null ? null : new FrameBox(tail, _frame with { MinHeight = 0 }, _width));
    }

    public override void Draw(Canvas canvas, double x, double y)
    {
        _frame.Draw(canvas, x, y, _width, Height);
        _inner.Draw(canvas, x + _frame.Left, y + _frame.Top);
    }
}

/// <summary>What surrounds the content of a container.</summary>
internal sealed record Frame
{
    public double Left { get; init; }

    public double Top { get; init; }

    public double Right { get; init; }

    public double Bottom { get; init; }

    public Color? Background { get; init; }

    public double BorderThickness { get; init; }

    public Color BorderColor { get; init; } = Color.LineGrey;

    public double MinHeight { get; init; }

    public bool KeepTogether { get; init; }

    public bool KeepWithNext { get; init; }

    public static Frame None { get; } = new();

    public void Draw(Canvas canvas, double x, double y, double width, double height)
    {
        if (Background is null && BorderThickness == 0)
            return;
        canvas.Mark(null);
        if (Background is { } background)
            canvas.Fill(x, y, width, height, background);
        if (BorderThickness > 0)
            canvas.Frame(x, y, width, height, BorderThickness, BorderColor);
    }
}
