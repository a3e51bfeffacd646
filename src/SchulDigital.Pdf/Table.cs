using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>
/// A table: columns, a head that is repeated on every page (as an artifact from the second on), and cells that fill the rows from left
/// to right. Rows stay whole where they fit on a page; cells missing at the end are filled, so that the table is regular
/// (ISO 32000-1 14.8.4.3.4; ISO 14289-1 7.5).
/// </summary>
public sealed class TableDescriptor : Element
{
    private readonly List<(double Constant, double Relative)> _columns = [];
    private readonly TableCells _head = new();
    private readonly TableCells _body = new();
    private double _lineThickness = 0.5;
    private Color _lineColor = Color.LineGrey;
    private bool _grid;
    private double _padding = 4;

    internal TableDescriptor()
    {
    }

    public void ColumnsDefinition(Action<TableColumns> define) => define(new TableColumns(_columns));

    /// <summary>The head; its cells are column headers (TH with Scope Column).</summary>
    public void Header(Action<TableCells> compose) => compose(_head);

    /// <summary>The next cell.</summary>
    public TableCell Cell() => _body.Cell();

    /// <summary>Lines under the rows (preset), or around all cells.</summary>
    public void Lines(double thickness, Color? color = null, bool grid = false) =>
        (_lineThickness, _lineColor, _grid) = (thickness, color ?? Color.LineGrey, grid);

    /// <summary>Space between the edge of each cell and its content, besides the cell's own padding; preset are 4 points.</summary>
    public void CellPadding(double value) => _padding = value;

    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        if (_columns.Count == 0)
            throw new DocumentException("A table has no columns.");
        var widths = Widths.Share(_columns, width - (_grid ? _lineThickness : 0), "table");
        var edges = new double[widths.Length + 1];
        edges[0] = _grid ? _lineThickness / 2 : 0;
        for (var i = 0; i < widths.Length; i++)
            edges[i + 1] = edges[i] + widths[i];

        var node = parent is null ? null : new StructNode("Table", parent);
        var look = new TableLook(edges, _lineThickness, _lineColor, _grid);
        var head = _head.Cells.Count == 0 ? null : LayoutRows(context, _head, edges, node is null ? null : new StructNode("THead", node), isHead: true);
        var body = LayoutRows(context, _body, edges, node is null ? null : new StructNode("TBody", node), isHead: false);
        return new TableBox(look, head, body, isHeadRepeated: false);
    }

    private TableRows LayoutRows(LayoutContext context, TableCells cells, double[] edges, StructNode? group, bool isHead)
    {
        var columns = edges.Length - 1;
        var taken = new List<bool[]>();
        bool IsFree(int row, int column)
        {
            while (taken.Count <= row)
                taken.Add(new bool[columns]);
            return !taken[row][column];
        }

        var placed = new List<(TableCell Cell, int Row, int Column)>(cells.Cells.Count);
        var (r, c) = (0, 0);
        foreach (var cell in cells.Cells)
        {
            if (cell.Columns > columns)
                throw new DocumentException($"A cell over {cell.Columns} columns stands in a table of {columns}.");
            while (c + cell.Columns > columns || !Enumerable.Range(c, cell.Columns).All(k => IsFree(r, k)))
                if (++c >= columns)
                    (r, c) = (r + 1, 0);
            for (var row = r; row < r + cell.Rows; row++)
                for (var column = c; column < c + cell.Columns; column++)
                {
                    IsFree(row, column);
                    taken[row][column] = true;
                }
            placed.Add((cell, r, c));
        }
        for (var row = 0; row < taken.Count; row++)
            for (var column = 0; column < columns; column++)
                if (IsFree(row, column))
                    placed.Add((new TableCell(), row, column));
        placed.Sort((a, b) => (a.Row, a.Column).CompareTo((b.Row, b.Column)));

        var nodes = taken.ConvertAll(_ => group is null ? null : new StructNode("TR", group));
        var boxes = new List<TableCellBox>(placed.Count);
        foreach (var (cell, row, column) in placed)
            try
            {
                var scope = isHead ? "Column" : cell.Scope;
                var node = nodes[row] is { } parent ? new StructNode(scope is null ? "TD" : "TH", parent) { Attributes = Attributes(cell, scope) } : null;
                var frame = cell.Frame with
                {
                    Left = cell.Frame.Left + _padding,
                    Right = cell.Frame.Right + _padding,
                    Top = cell.Frame.Top + _padding,
                    Bottom = cell.Frame.Bottom + _padding,
                };
                var before = context.Style;
                if (scope == "Column")
                    context.Style = before with { IsBold = true };
                // LayoutContent takes off the cell's own padding; the table's preset is taken off here.
                var content = cell.LayoutContent(context, edges[column + cell.Columns] - edges[column] - 2 * _padding, node);
                context.Style = before;
                boxes.Add(new TableCellBox(row, column, cell.Rows, cell.Columns, content, frame, node));
            }
            catch (DocumentException fault)
            {
                throw fault.In($"{(isHead ? "table head" : "table")} row {row + 1} column {column + 1}");
            }
        return new TableRows(nodes, boxes);
    }

    private static string? Attributes(TableCell cell, string? scope)
    {
        if (scope is null && cell.Columns == 1 && cell.Rows == 1)
            return null;
        return "/O /Table" + (scope is null ? "" : $" /Scope /{scope}")
            + (cell.Columns > 1 ? $" /ColSpan {cell.Columns}" : "") + (cell.Rows > 1 ? $" /RowSpan {cell.Rows}" : "");
    }
}

public sealed class TableColumns
{
    private readonly List<(double, double)> _columns;

    internal TableColumns(List<(double, double)> columns) => _columns = columns;

    public void ConstantColumn(double width, Unit unit = Unit.Point) => _columns.Add((Units.Points(width, unit), 0));

    public void RelativeColumn(double share = 1) => _columns.Add((0, share));
}

/// <summary>Cells in the order of reading.</summary>
public sealed class TableCells
{
    internal TableCells()
    {
    }

    internal List<TableCell> Cells { get; } = [];

    public TableCell Cell()
    {
        var cell = new TableCell();
        Cells.Add(cell);
        return cell;
    }
}

/// <summary>A cell (TD), or a header of its row or its column (TH with Scope, ISO 14289-1 7.5).</summary>
public sealed class TableCell : Container
{
    internal TableCell()
    {
    }

    internal int Rows { get; private set; } = 1;

    internal int Columns { get; private set; } = 1;

    internal string? Scope { get; private set; }

    public TableCell RowSpan(int rows)
    {
        Rows = Math.Max(rows, 1);
        return this;
    }

    public TableCell ColumnSpan(int columns)
    {
        Columns = Math.Max(columns, 1);
        return this;
    }

    public TableCell RowHeader()
    {
        Scope = "Row";
        return this;
    }

    public TableCell ColumnHeader()
    {
        Scope = "Column";
        return this;
    }
}
