using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf.Layout;

/// <summary>What all parts of a table share: where the columns begin and end, and the lines.</summary>
internal sealed record TableLook(double[] Edges, double Thickness, Color Color, bool IsGrid);

internal sealed record TableCellBox(int Row, int Column, int RowSpan, int ColumnSpan, Box Content, Frame Frame, StructNode? Node)
{
    public double Height => Math.Max(Content.Height + Frame.Top + Frame.Bottom, Frame.MinHeight);

    public int End => Row + RowSpan;
}

/// <summary>Rows with their heights; the cells are ordered by row and column.</summary>
internal sealed class TableRows
{
    private readonly List<StructNode?> _nodes;
    private readonly List<TableCellBox> _cells;
    private readonly double[] _tops;
    private readonly bool[] _keepsWithNext;
    private readonly bool[] _isCrossed;

    public TableRows(List<StructNode?> nodes, List<TableCellBox> cells)
    {
        (_nodes, _cells) = (nodes, cells);
        var heights = new double[nodes.Count];
        _keepsWithNext = new bool[nodes.Count];
        _isCrossed = new bool[nodes.Count + 1];
        foreach (var cell in cells)
        {
            if (cell.RowSpan == 1)
                heights[cell.Row] = Math.Max(heights[cell.Row], cell.Height);
            _keepsWithNext[cell.Row] |= cell.Frame.KeepWithNext;
            for (var row = cell.Row + 1; row < cell.End; row++)
                _isCrossed[row] = true;
        }
        foreach (var cell in cells)
            if (cell.RowSpan > 1)
            {
                var missing = cell.Height - heights.AsSpan(cell.Row, cell.RowSpan).ToArray().Sum();
                heights[cell.End - 1] += Math.Max(missing, 0);
            }
        _tops = new double[nodes.Count + 1];
        for (var i = 0; i < nodes.Count; i++)
            _tops[i + 1] = _tops[i] + heights[i];
    }

    public int Count => _nodes.Count;

    public double Height => _tops[^1];

    /// <summary>Between two rows where possible, not through cells over several rows if that costs less than half of the room, and within a row last.</summary>
    public (TableRows? Head, TableRows? Tail) Split(double room, bool force)
    {
        if (Height <= room)
            return (this, null);
        var fits = 0;
        while (fits < Count && _tops[fits + 1] <= room + 0.001)
            fits++;
        var cut = fits;
        while (cut > 0 && (_isCrossed[cut] || _keepsWithNext[cut - 1]))
            cut--;
        if (cut > 0 && _tops[cut] >= room / 2)
            return Cut(cut, 0);
        cut = fits;
        while (cut > 1 && _keepsWithNext[cut - 1])
            cut--;
        if (cut > 0)
            return force || !_isCrossed[cut] ? Cut(cut, 0) : (null, this);
        return force && room > 0 ? Cut(0, room) : (null, this);
    }

    public void Draw(Canvas canvas, TableLook look, double x, double y, bool isHead)
    {
        var reached = -1;
        foreach (var cell in _cells)
        {
            while (reached < cell.Row)
                canvas.Attach(_nodes[++reached]);
            canvas.Attach(cell.Node);
            var (left, right) = (x + look.Edges[cell.Column], x + look.Edges[cell.Column + cell.ColumnSpan]);
            var (top, bottom) = (y + _tops[cell.Row], y + _tops[cell.End]);
            cell.Frame.Draw(canvas, left, top, right - left, bottom - top);
            cell.Content.Draw(canvas, left + cell.Frame.Left, top + cell.Frame.Top);
        }
        if (look.Thickness <= 0)
            return;
        canvas.Mark(null);
        foreach (var cell in _cells)
        {
            var (left, right) = (x + look.Edges[cell.Column], x + look.Edges[cell.Column + cell.ColumnSpan]);
            var (top, bottom) = (y + _tops[cell.Row], y + _tops[cell.End]);
            canvas.Line(left, bottom, right, bottom, isHead && cell.End == Count ? look.Thickness * 2 : look.Thickness, isHead ? Color.Black : look.Color);
            if (!look.IsGrid)
                continue;
            canvas.Line(left, top, right, top, look.Thickness, look.Color);
            canvas.Line(left, top, left, bottom, look.Thickness, look.Color);
            canvas.Line(right, top, right, bottom, look.Thickness, look.Color);
        }
    }

    /// <summary>Above the row, and a part of its height further down; cells over the cut are divided.</summary>
    private (TableRows? Head, TableRows? Tail) Cut(int row, double depth)
    {
        var heads = new List<TableCellBox>();
        var tails = new List<TableCellBox>();
        var progress = row > 0;
        foreach (var cell in _cells)
        {
            if (cell.End <= row)
                heads.Add(cell);
            else if (cell.Row > row || (cell.Row == row && depth == 0))
                tails.Add(cell with { Row = cell.Row - row });
            else
            {
                var room = _tops[row] - _tops[cell.Row] + depth - cell.Frame.Top - cell.Frame.Bottom;
                var fits = cell.Content.Height <= room + 0.001;
                var (head, tail) = fits ? (cell.Content, null) : cell.Content.Split(room, force: true);
                progress |= !fits && head is not null;
                var frame = cell.Frame with { MinHeight = 0 };
                heads.Add(cell with { RowSpan = row - cell.Row + (depth > 0 ? 1 : 0), Content = head ?? new EmptyBox(), Frame = frame });
                tails.Add(cell with { Row = 0, RowSpan = cell.End - row, Content = tail ?? new EmptyBox(), Frame = frame });
            }
        }
        if (!progress)
            return (null, this);
        tails.Sort((a, b) => (a.Row, a.Column).CompareTo((b.Row, b.Column)));
        return (new TableRows(_nodes[..(row + (depth > 0 ? 1 : 0))], heads), tails.Count == 0 ? null : new TableRows(_nodes[row..], tails));
    }
}

/// <summary>A table or a part of it; every part begins with the head.</summary>
internal sealed class TableBox : Box
{
    private readonly TableLook _look;
    private readonly TableRows? _head;
    private readonly TableRows _body;
    private readonly bool _isHeadRepeated;
    private readonly double _edge;

    public TableBox(TableLook look, TableRows? head, TableRows body, bool isHeadRepeated)
    {
        (_look, _head, _body, _isHeadRepeated) = (look, head, body, isHeadRepeated);
        _edge = look.Thickness;
        Height = (head?.Height ?? 0) + body.Height + _edge;
    }

    public override (Box? Head, Box? Tail) Split(double height, bool force)
    {
        var (head, tail) = _body.Split(height - (_head?.Height ?? 0) - _edge, force);
        if (head is null && force && _head is not null)
            return SplitHead(height);
        return head is null ? (null, this)
            : (new TableBox(_look, _head, head, _isHeadRepeated), tail is null ? null : new TableBox(_look, _head, tail, isHeadRepeated: true));
    }

    /// <summary>A head that leaves no room for a row is not repeated, and divided where it is higher than the page itself.</summary>
    private (Box? Head, Box? Tail) SplitHead(double height)
    {
        if (_isHeadRepeated)
            return new TableBox(_look, null, _body, isHeadRepeated: true).Split(height, force: true);
        var (head, tail) = _head!.Split(height - _edge, force: true);
        return head is null ? (null, this)
            : (new TableBox(_look, head, new TableRows([], []), isHeadRepeated: false), new TableBox(_look, tail, _body, isHeadRepeated: false));
    }

    public override void Draw(Canvas canvas, double x, double y)
    {
        y += _edge / 2;
        if (_head is not null)
        {
            if (_isHeadRepeated)
                using (canvas.AsArtifact("/Type /Pagination"))
                    _head.Draw(canvas, _look, x, y, isHead: true);
            else
                _head.Draw(canvas, _look, x, y, isHead: true);
            y += _head.Height;
        }
        _body.Draw(canvas, _look, x, y, isHead: false);
    }
}
