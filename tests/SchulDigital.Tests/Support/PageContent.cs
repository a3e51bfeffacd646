using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchulDigital.Tests.Support;

/// <summary>What stands on a page: every text with its place, every drawing with its extent, and the mark that it carries.</summary>
internal sealed partial class PageContent
{
    private readonly PdfReader _reader;
    private readonly Dictionary<string, Font> _fonts = [];

    public PageContent(PdfReader reader, int page)
    {
        _reader = reader;
        Page = reader.Dict(new PdfRef(page));
        foreach (var (name, font) in reader.Dict(reader.Dict(Page["Resources"])["Font"]))
            _fonts[name] = new Font(reader, reader.Dict(font));
        Read(PdfReader.Operations(reader.Stream(Page["Contents"])));
    }

    public Dictionary<string, object?> Page { get; }

    public List<TextPiece> Texts { get; } = [];

    public List<Drawing> Drawings { get; } = [];

    /// <summary>Marks by their number: the tag and how often something was drawn under it.</summary>
    public Dictionary<int, (string Tag, int Pieces)> Marks { get; } = [];

    public List<string> Faults { get; } = [];

    internal sealed record TextPiece(string Text, double X, double Y, double Width, double Size, int? Mark, string Artifact);

    internal sealed record Drawing(double Left, double Bottom, double Right, double Top, int? Mark);

    internal sealed record Font(Dictionary<int, string> Unicode, double[] Widths)
    {
        public Font(PdfReader reader, Dictionary<string, object?> font) : this(Map(reader, font), Measure(reader, font))
        {
        }

        private static Dictionary<int, string> Map(PdfReader reader, Dictionary<string, object?> font) =>
            MappingPattern().Matches(Encoding.ASCII.GetString(reader.Stream(font["ToUnicode"])).Split("endcodespacerange")[1]).ToDictionary(
                m => int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));

        private static double[] Measure(PdfReader reader, Dictionary<string, object?> font) =>
            [.. reader.Array(reader.Array(reader.Dict(reader.Array(font["DescendantFonts"])[0])["W"])[1]).Select(PdfReader.Number)];
    }

    private void Read(List<PdfOperation> operations)
    {
        var stack = new Stack<(string Tag, int? Id, string Kind)>();
        var (font, size, x, y) = ("", 0.0, 0.0, 0.0);
        var states = 0;
        var points = new List<(double X, double Y)>();
        var (scaleX, scaleY) = (1.0, 1.0);

        int? Mark()
        {
            if (stack.Count == 0)
            {
                Faults.Add("content that is neither tagged nor artifact");
                return null;
            }
            var (tag, id, _) = stack.Peek();
            if (id is { } number)
                Marks[number] = (tag, Marks.GetValueOrDefault(number).Pieces + 1);
            return id;
        }

        foreach (var (name, o) in operations)
            switch (name)
            {
                case "BDC":
                    var tagName = ((PdfName)o[0]!).Value;
                    var properties = (Dictionary<string, object?>)o[1]!;
                    int? markId = properties.TryGetValue("MCID", out var id) ? (int)PdfReader.Number(id) : null;
                    if (stack.Count > 0)
                        Faults.Add("marked content inside marked content");
                    if (markId is null && tagName != "Artifact")
                        Faults.Add($"{tagName} without a number");
                    if (markId is { } key && !Marks.TryAdd(key, (tagName, 0)))
                        Faults.Add($"number {key} twice");
                    stack.Push((tagName, markId, tagName == "Artifact" ? ((properties.GetValueOrDefault("Subtype") ?? properties.GetValueOrDefault("Type")) as PdfName)?.Value ?? "" : ""));
                    break;
                case "EMC":
                    stack.Pop();
                    break;
                case "q":
                    states++;
                    break;
                case "Q":
                    states--;
                    (scaleX, scaleY) = (1, 1);
                    break;
                case "Tf":
                    (font, size) = (((PdfName)o[0]!).Value, PdfReader.Number(o[1]));
                    break;
                case "Td":
                    (x, y) = (PdfReader.Number(o[0]), PdfReader.Number(o[1]));
                    break;
                case "Tm":
                    (x, y) = (PdfReader.Number(o[4]), PdfReader.Number(o[5]));
                    break;
                case "Tj":
                    var bytes = (byte[])o[0]!;
                    var text = new StringBuilder();
                    double width = 0;
                    for (var i = 0; i < bytes.Length; i += 2)
                    {
                        var code = bytes[i] << 8 | bytes[i + 1];
                        if (!_fonts[font].Unicode.TryGetValue(code, out var character) || character is "\0" or "\ufeff" or "\ufffe")
                            Faults.Add($"glyph {code} of {font} without Unicode");
                        text.Append(character);
                        // A space at the end of a line may hang over the edge.
                        if (i + 2 < bytes.Length || !string.IsNullOrWhiteSpace(character) || character == "\u00a0")
                            width += _fonts[font].Widths[code] * size / 1000;
                    }
                    var mark = Mark();
                    Texts.Add(new TextPiece(text.ToString(), x, y, width, size, mark, stack.Count > 0 ? stack.Peek().Kind : ""));
                    break;
                case "cm":
                    (scaleX, scaleY) = (PdfReader.Number(o[0]), PdfReader.Number(o[3]));
                    points.Add((PdfReader.Number(o[4]), PdfReader.Number(o[5])));
                    points.Add((PdfReader.Number(o[4]) + scaleX, PdfReader.Number(o[5]) + scaleY));
                    break;
                case "re":
                    points.Add((PdfReader.Number(o[0]), PdfReader.Number(o[1])));
                    points.Add((PdfReader.Number(o[0]) + PdfReader.Number(o[2]), PdfReader.Number(o[1]) + PdfReader.Number(o[3])));
                    break;
                case "m" or "l":
                    points.Add((PdfReader.Number(o[0]), PdfReader.Number(o[1])));
                    break;
                case "n":
                    // What follows is clipped to this; its own points may lie outside.
                    break;
                case "f" or "S" or "Do":
                    var extent = points.Count > 2 ? points[..2] : points;
                    Drawings.Add(new Drawing(extent.Min(p => p.X), extent.Min(p => p.Y), extent.Max(p => p.X), extent.Max(p => p.Y), Mark()));
                    points.Clear();
                    break;
            }
        if (stack.Count > 0 || states != 0)
            Faults.Add("unbalanced marks or states");
    }

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]+)>")]
    private static partial Regex MappingPattern();
}
