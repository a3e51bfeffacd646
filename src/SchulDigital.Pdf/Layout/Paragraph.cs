using System.Globalization;
using System.Text;
using SchulDigital.Pdf.Fonts;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf.Layout;

/// <summary>A piece of a paragraph in one style.</summary>
internal sealed record TextRun(string Text, TextStyle Style, string? ActualText = null, string? Address = null, string? Section = null)
{
    /// <summary>Its element in the structure tree where it is a link.</summary>
    public StructNode? LinkNode { get; init; }

    /// <summary>Its element where something else stands for it.</summary>
    public StructNode? SpanNode { get; init; }
}

/// <summary>
/// A paragraph set in lines: measured once per character, broken greedily, ragged. A line breaks behind a space, a hyphen or a slash; a
/// word that would leave a wide gap is hyphenated; where nothing else fits, it breaks between two characters, so that nothing ever
/// stands outside of its width.
/// </summary>
internal sealed class Paragraph
{
    private const double AcceptableGap = 0.12;
    private const int SoftHyphen = 0xad;
    private const int ZeroWidthSpace = 0x200b;

    private readonly LayoutContext _context;
    private readonly IReadOnlyList<TextRun> _runs;
    private readonly int[] _codePoints;
    private readonly double[] _advances;
    private readonly int[] _runOf;
    private readonly double _width;

    public Paragraph(LayoutContext context, IReadOnlyList<TextRun> runs, double width, HorizontalAlignment alignment)
    {
        (_context, _runs, _width, Alignment) = (context, runs, width, alignment);
        var length = runs.Sum(r => r.Text.Length);
        (_codePoints, _advances, _runOf) = (new int[length], new double[length], new int[length]);
        var count = 0;
        for (var r = 0; r < runs.Count; r++)
        {
            var style = runs[r].Style;
            var face = context.Face(style);
            foreach (var rune in runs[r].Text.EnumerateRunes())
            {
                _codePoints[count] = rune.Value;
                _runOf[count] = r;
                _advances[count++] = rune.Value is '\n' or SoftHyphen or ZeroWidthSpace ? 0 : Advance(face, rune.Value, runs[r]) * style.Size;
            }
        }
        Count = count;
        Break();
    }

    public int Count { get; }

    public HorizontalAlignment Alignment { get; }

    public List<Line> Lines { get; } = [];

    public readonly record struct Line(int Start, int End, double Width, double Height, double Baseline, bool IsHyphenated);

    /// <summary>Draws a line; the link of a run gets its own element and an annotation over its part of the line.</summary>
    public void Draw(Canvas canvas, Line line, double x, double y, StructNode? node)
    {
        x += Alignment switch
        {
            HorizontalAlignment.Right => _width - line.Width,
            HorizontalAlignment.Center => (_width - line.Width) / 2,
            _ => 0,
        };
        var baseline = y + line.Baseline;
        for (var i = line.Start; i < line.End;)
        {
            var run = _runs[_runOf[i]];
            var end = i;
            double width = 0;
            while (end < line.End && _runOf[end] == _runOf[i])
                width += _advances[end++];
            var isLast = end == line.End;
            var buffer = new int[end - i + 1];
            var length = 0;
            for (var k = i; k < end; k++)
                if (_codePoints[k] is not ('\n' or SoftHyphen or ZeroWidthSpace) && (length == 0 || !isLast || !IsTrailingSpace(k, line.End)))
                    buffer[length++] = _codePoints[k];
            // A hyphen that the setting adds is a soft one, which readers drop again (ISO 32000-1 14.8.2.2.3).
            if (isLast && line.IsHyphenated)
                buffer[length++] = SoftHyphen;
            if (length > 0)
            {
                // The replacement belongs to the whole run and is said once.
                canvas.Mark(run.SpanNode ?? run.LinkNode ?? node, run.ActualText is null ? null : i == 0 || _runOf[i - 1] != _runOf[i] ? run.ActualText : "");
                var font = canvas.Document.Font(run.Style.IsBold, run.Style.IsItalic);
                canvas.Text(x, baseline, font, run.Style.Size, run.Style.Color, buffer.AsSpan(0, length));
                if (run.LinkNode is not null && !canvas.IsArtifact)
                {
                    var reach = Math.Min(width, line.Width);
                    canvas.Document.AddLink(canvas, run.LinkNode, x, y, reach, line.Height, run);
                }
            }
            x += width;
            i = end;
        }
    }

    private static bool IsSpace(int codePoint) => codePoint is ' ' or (>= 0x2000 and <= 0x200a and not 0x2007) or 0x3000;

    /// <summary>Of the spaces at the end of a line one is drawn, so that the words stay apart (ISO 14289-1 7.2).</summary>
    private bool IsTrailingSpace(int index, int end)
    {
        if (!IsSpace(_codePoints[index]) || !IsSpace(_codePoints[index - 1]))
            return false;
        for (var k = index + 1; k < end; k++)
            if (!IsSpace(_codePoints[k]) && _codePoints[k] != '\n')
                return false;
        return true;
    }

    private double Advance(FontFace face, int codePoint, TextRun run)
    {
        var (glyph, _) = FontFamily.GlyphFor(face, codePoint);
        if (glyph == 0)
            throw new DocumentException($"The font {face.Name} has no glyph for U+{codePoint:X4} in “{Excerpt(run.Text)}”.");
        return face.AdvanceOf(glyph);
    }

    private static string Excerpt(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    private void Break()
    {
        var start = 0;
        while (start < Count)
            start = BreakOne(start);
    }

    private int BreakOne(int start)
    {
        double used = 0, visible = 0, atBreak = 0;
        var lastBreak = -1;
        var hyphenated = false;
        for (var i = start; i < Count; i++)
        {
            var c = _codePoints[i];
            if (c == '\n')
                return Add(start, i + 1, visible, false);
            if (IsSpace(c))
            {
                // Spaces hang over the edge; the line ends behind the last of them.
                used += _advances[i];
                if (!IsUnbreakable(i))
                    (lastBreak, atBreak, hyphenated) = (i + 1, visible, false);
                continue;
            }
            if (used + _advances[i] > _width + 0.001)
            {
                if (lastBreak < 0 || _width - atBreak > AcceptableGap * _width)
                {
                    var (point, width) = HyphenationPoint(Math.Max(lastBreak, start), i, lastBreak < 0 ? 0 : WidthOf(start, lastBreak));
                    if (point > 0)
                        return Add(start, point, width, true);
                }
                if (lastBreak > 0)
                    return Add(start, lastBreak, atBreak, hyphenated);
                while (i > start && IsMark(_codePoints[i]))
                    i--;
                if (i == start)
                    throw new DocumentException($"The width of {_width:0.#} points is too narrow for a single character of “{Excerpt(_runs[_runOf[i]].Text)}”.");
                return Add(start, i, WidthOf(start, i), false);
            }
            visible = used += _advances[i];
            if (i + 1 < Count && CanBreakBehind(i) && !IsUnbreakable(i))
            {
                var hyphen = c == SoftHyphen ? HyphenWidth(i) : 0;
                if (visible + hyphen <= _width)
                    (lastBreak, atBreak, hyphenated) = (i + 1, visible + hyphen, c == SoftHyphen);
            }
        }
        return Add(start, Count, visible, false);
    }

    private int Add(int start, int end, double width, bool hyphenated)
    {
        // Spaces behind the break belong to the line that ends there.
        while (!hyphenated && end < Count && IsSpace(_codePoints[end]) && _codePoints[end - 1] != '\n')
            end++;
        double size = 0, leading = 0;
        FontFace? face = null;
        for (var i = start; i < end; i++)
        {
            var style = _runs[_runOf[i]].Style;
            if (style.Size <= size)
                continue;
            (size, leading) = (style.Size, style.Size * style.LineHeight);
            face = _context.Face(style);
        }
        var text = (face!.Ascent - face.Descent) * size / 1000;
        Lines.Add(new Line(start, end, width, leading, (leading - text) / 2 + face.Ascent * size / 1000, hyphenated));
        return end;
    }

    private double WidthOf(int start, int end)
    {
        double width = 0;
        for (var i = start; i < end; i++)
            width += _advances[i];
        return width;
    }

    private double HyphenWidth(int i)
    {
        var run = _runs[_runOf[i]];
        return Advance(_context.Face(run.Style), SoftHyphen, run) * run.Style.Size;
    }

    private bool CanBreakBehind(int i) => _codePoints[i] switch
    {
        SoftHyphen or ZeroWidthSpace => true,
        // Not in 2026/27, not before -5.
        '-' or '/' or 0x2010 or 0x2013 => i > 0 && IsLetter(_codePoints[i + 1]) && !IsSpace(_codePoints[i - 1]),
        _ => false,
    };

    /// <summary>A run with ActualText is a sign, not words.</summary>
    private bool IsUnbreakable(int i) => _runs[_runOf[i]].ActualText is not null && i + 1 < Count && _runOf[i + 1] == _runOf[i];

    private static bool IsLetter(int codePoint) => codePoint < 0x10000 && char.IsLetter((char)codePoint);

    private static bool IsMark(int codePoint) =>
        Rune.GetUnicodeCategory(new Rune(codePoint)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Addresses, file names and numbers are not words.</summary>
    private bool IsWord(int at)
    {
        while (at > 0 && !IsSpace(_codePoints[at - 1]) && _codePoints[at - 1] != '\n')
            at--;
        for (; at < Count && !IsSpace(_codePoints[at]) && _codePoints[at] != '\n'; at++)
            if (_codePoints[at] is '@' or '_' or '=' or '&' or (>= '0' and <= '9')
                || (_codePoints[at] is '.' or ':' && at + 1 < Count && (IsLetter(_codePoints[at + 1]) || _codePoints[at + 1] == '/')))
                return false;
        return true;
    }

    /// <summary>The last syllable's end before <paramref name="limit"/> with room for the hyphen, in the word that begins at <paramref name="from"/>.</summary>
    private (int Point, double Width) HyphenationPoint(int from, int limit, double width)
    {
        while (from < limit && !IsLetter(_codePoints[from]))
            width += _advances[from++];
        // The whole word, also where its beginning stands on the line before.
        var (begin, end) = (from, from);
        while (begin > 0 && IsLetter(_codePoints[begin - 1]))
            begin--;
        while (end < Count && IsLetter(_codePoints[end]))
            end++;
        if (end - begin < 6 || IsUnbreakable(from) || !IsWord(from))
            return default;
        Span<char> word = end - begin <= 256 ? stackalloc char[end - begin] : new char[end - begin];
        for (var i = 0; i < word.Length; i++)
            word[i] = (char)_codePoints[begin + i];
        var best = (Point: 0, Width: 0.0);
        var at = from;
        foreach (var syllable in Hyphenation.Points(word))
        {
            var point = begin + syllable;
            if (point <= from)
                continue;
            if (point > limit)
                break;
            width += WidthOf(at, point);
            at = point;
            var needed = width + HyphenWidth(at - 1);
            if (needed <= _width)
                best = (at, needed);
        }
        return best;
    }
}

/// <summary>Some lines of a paragraph.</summary>
internal sealed class TextBox : Box
{
    private readonly Paragraph _paragraph;
    private readonly int _from;
    private readonly int _to;
    private readonly StructNode? _node;
    private readonly (int Level, string Title)? _heading;

    public TextBox(Paragraph paragraph, int from, int to, StructNode? node, (int Level, string Title)? heading = null)
    {
        (_paragraph, _from, _to, _node, _heading) = (paragraph, from, to, node, heading);
        for (var i = from; i < to; i++)
            Height += paragraph.Lines[i].Height;
        KeepWithNext = heading is not null;
    }

    /// <summary>Links to this name lead to its first line.</summary>
    public string? Section { get; init; }

    /// <summary>At least two lines stay together at the bottom and at the top of a page; a heading is not divided.</summary>
    public override (Box? Head, Box? Tail) Split(double height, bool force)
    {
        var fits = _from;
        double used = 0;
        while (fits < _to && used + _paragraph.Lines[fits].Height <= height + 0.001)
            used += _paragraph.Lines[fits++].Height;
        if (fits == _to)
            return (this, null);
        var good = _heading is null ? Math.Min(fits, _to - 2) : _from;
        if (good < _from + 2)
            good = force ? fits : _from;
        return good == _from ? (null, this)
            : (new TextBox(_paragraph, _from, good, _node, _heading) { Section = Section }, new TextBox(_paragraph, good, _to, _node));
    }

    public override void Draw(Canvas canvas, double x, double y)
    {
        if (_heading is var (level, title) && !canvas.IsArtifact)
            canvas.Document.AddHeading(level, title, canvas, y);
        if (Section is not null && !canvas.IsArtifact)
            canvas.Document.AddSection(Section, canvas, y);
        for (var i = _from; i < _to; i++)
        {
            _paragraph.Draw(canvas, _paragraph.Lines[i], x, y, _node);
            y += _paragraph.Lines[i].Height;
        }
    }
}
