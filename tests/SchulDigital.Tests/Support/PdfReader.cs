using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SchulDigital.Tests.Support;

internal sealed record PdfName(string Value);

internal sealed record PdfRef(int Id);

internal sealed record PdfStream(Dictionary<string, object?> Dictionary, byte[] Data);

/// <summary>An operator of a content stream with its operands.</summary>
internal sealed record PdfOperation(string Operator, List<object?> Operands);

/// <summary>
/// Reads a PDF by its cross-reference tables, newest first: independent from the library that writes it, so that a fault there is not
/// repeated here.
/// </summary>
internal sealed class PdfReader
{
    private readonly byte[] _bytes;
    private readonly Dictionary<int, int> _offsets = [];
    private readonly Dictionary<int, object?> _objects = [];
    private int _at;

    public PdfReader(byte[] bytes)
    {
        _bytes = bytes;
        var tail = Encoding.Latin1.GetString(bytes);
        _at = tail.LastIndexOf("startxref", StringComparison.Ordinal) + 9;
        for (var start = Convert.ToInt32(Value(), CultureInfo.InvariantCulture); start > 0;)
        {
            var trailer = ReadTable(start);
            Trailer ??= trailer;
            start = trailer.TryGetValue("Prev", out var previous) ? Convert.ToInt32(previous, CultureInfo.InvariantCulture) : 0;
        }
        Catalog = Dict(Trailer!["Root"]);
    }

    public Dictionary<string, object?> Trailer { get; } = null!;

    public Dictionary<string, object?> Catalog { get; }

    public IEnumerable<int> Ids => _offsets.Keys;

    public List<Dictionary<string, object?>> Pages => [.. Array(Dict(Catalog["Pages"])["Kids"]).Select(Dict)];

    public List<int> PageIds => [.. Array(Dict(Catalog["Pages"])["Kids"]).Select(k => ((PdfRef)k!).Id)];

    public object? Resolve(object? value)
    {
        while (value is PdfRef reference)
            value = Load(reference.Id);
        return value;
    }

    public Dictionary<string, object?> Dict(object? value) => Resolve(value) switch
    {
        PdfStream stream => stream.Dictionary,
        var other => (Dictionary<string, object?>)other!,
    };

    public List<object?> Array(object? value) => (List<object?>)Resolve(value)!;

    public byte[] Stream(object? value)
    {
        var stream = (PdfStream)Resolve(value)!;
        if (!stream.Dictionary.ContainsKey("Filter"))
            return stream.Data;
        using var zip = new ZLibStream(new MemoryStream(stream.Data), CompressionMode.Decompress);
        using var to = new MemoryStream();
        zip.CopyTo(to);
        return to.ToArray();
    }

    public string? Name(object? value) => (Resolve(value) as PdfName)?.Value;

    public string Text(object? value)
    {
        var bytes = (byte[])Resolve(value)!;
        return bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2) : Encoding.Latin1.GetString(bytes);
    }

    public static List<PdfOperation> Operations(byte[] content) => new PdfReader(content, 0).ReadOperations();

    public static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private PdfReader(byte[] content, int at) => (_bytes, _at, Catalog) = (content, at, []);

    private List<PdfOperation> ReadOperations()
    {
        var operations = new List<PdfOperation>();
        var operands = new List<object?>();
        while (true)
        {
            Space();
            if (_at >= _bytes.Length)
                return operations;
            var value = Value();
            if (value is not string word)
                operands.Add(value);
            else
            {
                operations.Add(new PdfOperation(word, operands));
                operands = [];
            }
        }
    }

    private Dictionary<string, object?> ReadTable(int start)
    {
        _at = start;
        Assert.Equal("xref", Value());
        while (Value() is var first && first is not "trailer")
        {
            var count = Convert.ToInt32(Value(), CultureInfo.InvariantCulture);
            for (var i = 0; i < count; i++)
            {
                var offset = Convert.ToInt32(Value(), CultureInfo.InvariantCulture);
                Value();
                if (Value() is "n")
                    _offsets.TryAdd(Convert.ToInt32(first, CultureInfo.InvariantCulture) + i, offset);
            }
        }
        return (Dictionary<string, object?>)Value()!;
    }

    private object? Load(int id)
    {
        if (_objects.TryGetValue(id, out var known))
            return known;
        _at = _offsets[id];
        Assert.Equal((double)id, Value());
        Value();
        Assert.Equal("obj", Value());
        var value = Value();
        Space();
        if (value is Dictionary<string, object?> dictionary && Word("stream"))
        {
            _at += 7;
            var (at, length) = (_at, Convert.ToInt32(Resolve(dictionary["Length"]), CultureInfo.InvariantCulture));
            value = new PdfStream(dictionary, _bytes[at..(at + length)]);
        }
        return _objects[id] = value;
    }

    /// <summary>Numbers are double, names PdfName, strings bytes, and other words (operators) string.</summary>
    private object? Value()
    {
        Space();
        switch ((char)_bytes[_at])
        {
            case '/':
                _at++;
                return new PdfName(Decode(Token()));
            case '(':
                return Literal();
            case '<' when _bytes[_at + 1] == '<':
                _at += 2;
                var dictionary = new Dictionary<string, object?>();
                for (Space(); _bytes[_at] != '>'; Space())
                    dictionary.Add(((PdfName)Value()!).Value, Value());
                _at += 2;
                return dictionary;
            case '<':
                var end = System.Array.IndexOf(_bytes, (byte)'>', _at);
                var hex = Encoding.ASCII.GetString(_bytes, _at + 1, end - _at - 1);
                _at = end + 1;
                return Convert.FromHexString(hex);
            case '[':
                _at++;
                var array = new List<object?>();
                for (Space(); _bytes[_at] != ']'; Space())
                    array.Add(Value());
                _at++;
                return array;
            default:
                var token = Token();
                if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    return token switch { "true" => true, "false" => false, "null" => null, _ => token };
                var before = _at;
                if (IsWholeNumber(token) && Reference())
                    return new PdfRef((int)number);
                _at = before;
                return number;
        }
    }

    private static bool IsWholeNumber(string token) => token.All(char.IsAsciiDigit);

    private bool Reference()
    {
        Space();
        if (Token() != "0")
            return false;
        Space();
        return Token() == "R";
    }

    private byte[] Literal()
    {
        var bytes = new List<byte>();
        for (_at++; _bytes[_at] != ')'; _at++)
        {
            Assert.NotEqual((byte)'(', _bytes[_at]);
            Assert.NotEqual((byte)'\\', _bytes[_at]);
            bytes.Add(_bytes[_at]);
        }
        _at++;
        return [.. bytes];
    }

    private static string Decode(string name)
    {
        for (var i = name.IndexOf('#', StringComparison.Ordinal); i >= 0; i = name.IndexOf('#', i + 1))
            name = name[..i] + (char)Convert.ToInt32(name.Substring(i + 1, 2), 16) + name[(i + 3)..];
        return name;
    }

    private string Token()
    {
        var start = _at;
        while (_at < _bytes.Length && !" \n\r\t/<>[]()".Contains((char)_bytes[_at], StringComparison.Ordinal))
            _at++;
        return Encoding.Latin1.GetString(_bytes, start, _at - start);
    }

    private bool Word(string word) => _bytes.AsSpan(_at).StartsWith(Encoding.ASCII.GetBytes(word));

    private void Space()
    {
        while (_at < _bytes.Length && _bytes[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            _at++;
    }
}
