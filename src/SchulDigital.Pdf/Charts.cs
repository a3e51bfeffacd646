using System.Globalization;
using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>A bar: its length is the value, its text stands at the end (the value itself where nothing else is given).</summary>
public sealed record Bar(string Label, double Value, string? Text = null);

/// <summary>A bar of counts, one for each series.</summary>
public sealed record StackedBar(string Label, IReadOnlyList<int> Counts);

/// <summary>What both charts share: labels to the left, bars of one height, everything inside one Figure.</summary>
internal abstract class Chart(string alternativeText) : Element
{
    protected const double BarHeight = 13;
    protected const double Gap = 5;

    private static readonly Color Dark = new(0, 72, 136);
    private static readonly Color Middle = new(122, 168, 208);
    private static readonly Color Pale = new(222, 234, 244);

    protected static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    internal sealed override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        var figure = Figure.Node(parent, alternativeText);
        var parts = new List<Action<Canvas, double, double>>();
        var height = Compose(context, width, figure, parts);
        return new FixedBox(height, (canvas, x, y) =>
        {
            Figure.Place(canvas, figure, x, y, width, height);
            canvas.Mark(figure);
            foreach (var part in parts)
                part(canvas, x, y);
        });
    }

    /// <summary>Adds what is to be drawn and returns the height.</summary>
    protected abstract double Compose(LayoutContext context, double width, StructNode? figure, List<Action<Canvas, double, double>> parts);

    protected static Box Label(LayoutContext context, string text, double width, StructNode? figure, HorizontalAlignment alignment = HorizontalAlignment.Left)
    {
        var label = new TextDescriptor();
        label.Span(text);
        var (style, before) = (context.Style, context.Alignment);
        (context.Style, context.Alignment) = (style with { Size = style.Size * 0.9, LineHeight = 1.2 }, alignment);
        var box = label.LayoutInto(context, width, figure);
        (context.Style, context.Alignment) = (style, before);
        return box;
    }

    /// <summary>Series differ in brightness and pattern, so that a copy in black and white reads as well.</summary>
    protected static void Fill(Canvas canvas, int series, double x, double y, double width, double height)
    {
        if (width <= 0)
            return;
        canvas.Fill(x, y, width, height, (series % 6) switch { 0 => Dark, 1 => Pale, 2 => Middle, 3 => Color.White, 4 => Pale, _ => Color.White });
        if (series % 6 is 1 or 5)
            canvas.Hatch(x, y, width, height, series % 6 == 1 ? 4 : 7, rising: true, Dark);
        if (series % 6 is 4 or 5)
            canvas.Hatch(x, y, width, height, series % 6 == 4 ? 4 : 7, rising: false, Dark);
        canvas.Frame(x, y, width, height, 0.6, Dark);
    }
}

internal sealed class BarChart(string alternativeText, IReadOnlyList<Bar> bars) : Chart(alternativeText)
{
    protected override double Compose(LayoutContext context, double width, StructNode? figure, List<Action<Canvas, double, double>> parts)
    {
        if (bars.Any(b => !double.IsFinite(b.Value) || b.Value < 0))
            throw new DocumentException("A chart has a negative value or one that is no number.");
        var (labelWidth, textWidth) = (width * 0.38, width * 0.14);
        var room = width - labelWidth - textWidth - 2 * Gap;
        var largest = Math.Max(bars.Count == 0 ? 0 : bars.Max(b => b.Value), double.Epsilon);
        double y = 0;
        foreach (var bar in bars)
        {
            var label = Label(context, bar.Label, labelWidth, figure);
            var text = Label(context, bar.Text ?? bar.Value.ToString("#,0.##", German), textWidth, figure);
            var (top, length) = (y, room * Math.Min(bar.Value / largest, 1));
            var height = Math.Max(Math.Max(label.Height, text.Height), BarHeight);
            parts.Add((canvas, x, above) =>
            {
                label.Draw(canvas, x, above + top + (height - label.Height) / 2);
                Fill(canvas, 0, x + labelWidth + Gap, above + top + (height - BarHeight) / 2, length, BarHeight);
                text.Draw(canvas, x + labelWidth + Gap + length + Gap, above + top + (height - text.Height) / 2);
            });
            y += height + Gap;
        }
        return y;
    }
}

internal sealed class StackedBars(string alternativeText, IReadOnlyList<string> series, IReadOnlyList<StackedBar> bars) : Chart(alternativeText)
{
    protected override double Compose(LayoutContext context, double width, StructNode? figure, List<Action<Canvas, double, double>> parts)
    {
        if (bars.Any(b => b.Counts.Count != series.Count || b.Counts.Any(c => c < 0)))
            throw new DocumentException($"A chart of {series.Count} series has a bar with another number of counts, or with a negative one.");
        var labelWidth = width * 0.38;
        var room = width - labelWidth - Gap;
        var largest = Math.Max(1L, bars.Count == 0 ? 0 : bars.Max(b => b.Counts.Sum(c => (long)c)));
        double y = 0;
        foreach (var bar in bars)
        {
            var label = Label(context, bar.Label, labelWidth, figure);
            var (top, height) = (y, Math.Max(label.Height, BarHeight));
            parts.Add((canvas, x, above) =>
            {
                label.Draw(canvas, x, above + top + (height - label.Height) / 2);
                canvas.Mark(figure);
            });
            var left = labelWidth + Gap;
            for (var s = 0; s < series.Count; s++)
            {
                var (number, start, length) = (s, left, room * bar.Counts[s] / largest);
                var text = bar.Counts[s] == 0 ? null : Measured(context, bar.Counts[s], length, figure);
                parts.Add((canvas, x, above) =>
                {
                    var barTop = above + top + (height - BarHeight) / 2;
                    Fill(canvas, number, x + start, barTop, length, BarHeight);
                    if (text is not var (box, textWidth))
                        return;
                    // The number stands on white, whatever the pattern.
                    var at = x + start + (length - textWidth) / 2;
                    canvas.Fill(at, barTop + 1.5, textWidth, BarHeight - 3, Color.White);
                    box.Draw(canvas, at, barTop + (BarHeight - box.Height) / 2);
                });
                left += length;
            }
            y += height + Gap;
        }
        return Legend(context, width, figure, parts, y + 2);
    }

    private double Legend(LayoutContext context, double width, StructNode? figure, List<Action<Canvas, double, double>> parts, double y)
    {
        var column = width / Math.Max(1, Math.Min(series.Count, 3));
        for (var first = 0; first < series.Count; first += 3)
        {
            double height = BarHeight;
            for (var s = first; s < Math.Min(first + 3, series.Count); s++)
            {
                var (number, left, top) = (s, (s - first) * column, y);
                var label = Label(context, series[s], column - 30, figure);
                height = Math.Max(height, label.Height);
                parts.Add((canvas, x, above) =>
                {
                    canvas.Mark(figure);
                    Fill(canvas, number, x + left, above + top + 1, 18, BarHeight - 3);
                    label.Draw(canvas, x + left + 23, above + top);
                });
            }
            y += height + 2;
        }
        return y;
    }

    /// <summary>Null where the segment is too narrow for its number.</summary>
    private static (Box Box, double Width)? Measured(LayoutContext context, int count, double room, StructNode? figure)
    {
        var text = count.ToString("#,0", German);
        var size = context.Style.Size * 0.9;
        var face = context.Face(context.Style);
        var width = text.Sum(c => face.AdvanceOf(face.GlyphOf(c))) * size + 4;
        return width > room - 2 ? null : (Label(context, text, width, figure, HorizontalAlignment.Center), width);
    }
}
