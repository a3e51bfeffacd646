using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf.Signing;

/// <summary>What a signature says besides the bytes it covers (signature dictionary, ISO 32000-1 12.8.1).</summary>
/// <param name="Field">The field that was prepared under this name; where there is none, an invisible one is added.</param>
/// <param name="Time">The time that the signer claims (/M).</param>
public sealed record SignatureRequest(string Field, DateTimeOffset Time)
{
    public string? Name { get; init; }

    public string? Reason { get; init; }

    public string? Location { get; init; }

    /// <summary>Room for the CMS in bytes; what is not used stays zero.</summary>
    public int ReservedBytes { get; init; } = 9 * 1024;
}

/// <summary>
/// Signs documents of this library (PAdES baseline B-B, ETSI EN 319 142-1; byte range and incremental update, ISO 32000-1 12.8.1 and 7.5.6;
/// ISO 19005-2 6.4.3). The signed file begins with the unsigned one, byte for byte, so a second signature leaves the first valid.
/// </summary>
public static class PdfSigner
{
    private const int Digits = 10;

    /// <param name="pdf">A file that this library wrote, unsigned or signed.</param>
    /// <param name="request">Field, time and the like.</param>
    /// <param name="sign">Gets the bytes to be signed and returns a detached CMS (CAdES with signing-certificate-v2).</param>
    public static byte[] Sign(byte[] pdf, SignatureRequest request, Func<byte[], byte[]> sign)
    {
        byte[] result;
        int contentsAt, contentsEnd;
        try
        {
            (result, contentsAt, contentsEnd) = Prepare(pdf, request);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw WrittenFile.Foreign();
        }
        var cms = sign([.. result[..contentsAt], .. result[contentsEnd..]]);
        if (cms.Length > request.ReservedBytes)
            throw new DocumentException($"The signature has {cms.Length} bytes; reserved were {request.ReservedBytes}.");
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms), result.AsSpan(contentsAt + 1));
        return result;
    }

    /// <summary>The whole file with its byte range, and zeros where the CMS will stand.</summary>
    private static (byte[] File, int ContentsAt, int ContentsEnd) Prepare(byte[] pdf, SignatureRequest request)
    {
        var file = new WrittenFile(pdf);
        using var update = new PdfBuffer();
        update.Write(pdf);
        if (pdf[^1] != '\n')
            update.Write("\n"u8);
        var offsets = new SortedDictionary<int, int>();
        void Object(int id, string dictionary)
        {
            offsets.Add(id, update.Length);
            update.Append($"{id} 0 obj\n");
            update.Write(Encoding.Latin1.GetBytes(dictionary));
            update.Write("\nendobj\n"u8);
        }

        var next = file.Size;
        var signature = next++;
        var catalog = file.Read(file.Root);
        var form = WrittenFile.Get(catalog, "/AcroForm") is { } formReference ? WrittenFile.Number(formReference) : 0;
        var fields = form == 0 ? [] : WrittenFile.Numbers(WrittenFile.Get(file.Read(form), "/Fields") ?? "");
        var wanted = Syntax(request.Field);
        var field = fields.FirstOrDefault(f => WrittenFile.Get(file.Read(f), "/T") == wanted);
        if (field != 0)
        {
            if (WrittenFile.Get(file.Read(field), "/V") is not null)
                throw new DocumentException($"The field “{request.Field}” is signed already.");
            Object(field, WrittenFile.Set(file.Read(field), "/V", $"{signature} 0 R"));
        }
        else
        {
            field = next++;
            var page = FirstPage(file, catalog);
            // Without size and beside the page: nothing to see, nothing to read aloud (ISO 14289-1 7.18.1; ISO 19005-2 6.3.3).
            var nothing = next++;
            Object(nothing, "<< /Type /XObject /Subtype /Form /BBox [0 0 0 0] /Resources << >> /Length 0 >>\nstream\n\nendstream");
            Object(field, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T {wanted} /TU {wanted} /F 132 /Rect [-2 -2 -2 -2] /P {page} 0 R /AP << /N {nothing} 0 R >> /V {signature} 0 R >>");
            var annotations = WrittenFile.Numbers(WrittenFile.Get(file.Read(page), "/Annots") ?? "").Append(field);
            Object(page, WrittenFile.Set(file.Read(page), "/Annots", $"[{string.Join(' ', annotations.Select(a => $"{a} 0 R"))}]"));
            fields.Add(field);
        }
        if (form == 0)
        {
            form = next++;
            Object(file.Root, WrittenFile.Set(catalog, "/AcroForm", $"{form} 0 R"));
        }
        // Signatures exist, and what is signed is only added to (ISO 32000-1 12.7.2).
        Object(form, $"<< /Fields [{string.Join(' ', fields.Select(f => $"{f} 0 R"))}] /SigFlags 3 >>");

        offsets.Add(signature, update.Length);
        update.Append($"{signature} 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ({DocumentWriter.PdfDate(request.Time)})");
        foreach (var (key, value) in new[] { ("Name", request.Name), ("Reason", request.Reason), ("Location", request.Location) })
            if (value is not null)
                update.Append($" /{key} {new TextString(Fonts.TextCleaning.CleanLine(value))}");
        update.Append($" /ByteRange [");
        var rangeAt = update.Length;
        update.Append($"{new string(' ', 4 * (Digits + 1))}] /Contents ");
        var contentsAt = update.Length;
        update.Append($"<{new string('0', request.ReservedBytes * 2)}>");
        var contentsEnd = update.Length;
        update.Append($" >>\nendobj\n");
        WriteReferences(update, file, offsets, next, pdf);

        var result = update.Written.ToArray();
        var range = $"0 {contentsAt} {contentsEnd} {result.Length - contentsEnd}";
        Encoding.ASCII.GetBytes(range.PadRight(4 * (Digits + 1)), result.AsSpan(rangeAt));
        return (result, contentsAt, contentsEnd);
    }

    private static int FirstPage(WrittenFile file, string catalog)
    {
        var pages = file.Read(WrittenFile.Number(WrittenFile.Get(catalog, "/Pages") ?? throw WrittenFile.Foreign()));
        return WrittenFile.Numbers(WrittenFile.Get(pages, "/Kids") ?? "").FirstOrDefault() is > 0 and var page ? page : throw WrittenFile.Foreign();
    }

    private static void WriteReferences(PdfBuffer update, WrittenFile file, SortedDictionary<int, int> offsets, int size, byte[] pdf)
    {
        var start = update.Length;
        update.Append($"xref\n");
        foreach (var (id, offset) in offsets)
            update.Append($"{id} 1\n{offset.ToString("D10", CultureInfo.InvariantCulture)} 00000 n \n");
        var identifier = Convert.ToHexString(SHA256.HashData(pdf).AsSpan(0, 16));
        update.Append($"trailer\n<< /Size {size} /Root {new Ref(file.Root)} /Info {new Ref(file.Info)} /ID [{file.FirstIdentifier} <{identifier}>] /Prev {file.Start} >>\nstartxref\n{start}\n%%EOF\n");
    }

    private static string Syntax(string text)
    {
        using var buffer = new PdfBuffer();
        buffer.Text(Fonts.TextCleaning.CleanLine(text));
        return Encoding.ASCII.GetString(buffer.Written);
    }
}

/// <summary>A file in the form in which <see cref="ObjectWriter"/> and <see cref="PdfSigner"/> write it; anything else is refused.</summary>
internal sealed class WrittenFile
{
    private readonly byte[] _pdf;
    private readonly Dictionary<int, int> _offsets = [];

    public WrittenFile(byte[] pdf)
    {
        _pdf = pdf;
        try
        {
            var text = Encoding.Latin1.GetString(pdf, Math.Max(0, pdf.Length - 64), Math.Min(64, pdf.Length));
            var at = text.LastIndexOf("startxref\n", StringComparison.Ordinal);
            Start = int.Parse(text[(at + 10)..].Split('\n')[0], CultureInfo.InvariantCulture);
            var trailer = ReadTable(Start);
            Root = Number(Get(trailer, "/Root")!);
            Info = Number(Get(trailer, "/Info")!);
            Size = int.Parse(Get(trailer, "/Size")!, CultureInfo.InvariantCulture);
            FirstIdentifier = Get(trailer, "/ID")!.TrimStart('[').Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            while (Get(trailer, "/Prev") is { } previous)
                trailer = ReadTable(int.Parse(previous, CultureInfo.InvariantCulture) is var start && start < Start ? start : throw Foreign());
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            throw Foreign();
        }
    }

    public int Start { get; }

    public int Root { get; }

    public int Info { get; }

    public int Size { get; }

    public string FirstIdentifier { get; }

    public static DocumentException Foreign() => new("The file was not written by this library and cannot be signed by it.");

    /// <summary>The dictionary of an object as syntax.</summary>
    public string Read(int id)
    {
        if (!_offsets.TryGetValue(id, out var offset))
            throw Foreign();
        var end = _pdf.AsSpan(offset).IndexOf("\nendobj"u8);
        var text = end < 0 ? throw Foreign() : Encoding.Latin1.GetString(_pdf, offset, end);
        var begin = text.IndexOf("<<", StringComparison.Ordinal);
        return begin < 0 || !text.StartsWith($"{id} 0 obj", StringComparison.Ordinal) ? throw Foreign() : text[begin..];
    }

    /// <summary>The value of a key at the top of a dictionary, or null.</summary>
    public static string? Get(string dictionary, string key) => Find(dictionary, key) is var (_, start, end) ? dictionary[start..end] : null;

    public static string Set(string dictionary, string key, string value) => Find(dictionary, key) is var (_, start, end)
        ? $"{dictionary[..start]}{value}{dictionary[end..]}"
        : $"{dictionary[..dictionary.LastIndexOf(">>", StringComparison.Ordinal)]}{key} {value} >>";

    public static int Number(string reference) => int.Parse(reference.Split(' ')[0], CultureInfo.InvariantCulture);

    public static List<int> Numbers(string array) =>
        [.. array.Trim('[', ']').Split('R', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(r => r.Length > 0).Select(Number)];

    private static (int Key, int Start, int End)? Find(string dictionary, string key)
    {
        var at = 2;
        while (Skip(dictionary, ref at) && dictionary[at] == '/')
        {
            var keyAt = at;
            at = EndOfToken(dictionary, at + 1);
            var name = dictionary[keyAt..at];
            Skip(dictionary, ref at);
            var start = at;
            at = EndOfValue(dictionary, at);
            if (name == key)
                return (keyAt, start, at);
        }
        return null;
    }

    private static bool Skip(string text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\n')
            at++;
        return at < text.Length;
    }

    private static int EndOfToken(string text, int at)
    {
        while (at < text.Length && !" \n/<>[]()".Contains(text[at], StringComparison.Ordinal))
            at++;
        return at;
    }

    /// <summary>Behind a name, a number, a reference, a string, an array or a dictionary.</summary>
    private static int EndOfValue(string text, int at)
    {
        if (text[at] is '(')
            return text.IndexOf(')', at) + 1;
        if (text[at] is '[' or '<')
        {
            var depth = 0;
            do
            {
                if (text[at] is '[' or '<')
                    depth++;
                else if (text[at] is ']' or '>')
                    depth--;
                else if (text[at] is '(')
                    at = text.IndexOf(')', at);
                at++;
            }
            while (depth > 0);
            return at;
        }
        var end = EndOfToken(text, at + 1);
        // A reference has three parts: 12 0 R.
        return char.IsAsciiDigit(text[at]) && text.AsSpan(end).StartsWith(" 0 R") ? end + 4 : end;
    }

    private string ReadTable(int start)
    {
        var text = Encoding.Latin1.GetString(_pdf, start, _pdf.AsSpan(start).IndexOf("startxref"u8));
        var trailer = text.IndexOf("trailer\n", StringComparison.Ordinal);
        var lines = text[..trailer].Split('\n');
        for (var i = 1; i < lines.Length - 1;)
        {
            var head = lines[i++].Split(' ');
            var first = int.Parse(head[0], CultureInfo.InvariantCulture);
            for (var k = 0; k < int.Parse(head[1], CultureInfo.InvariantCulture); k++, i++)
                if (lines[i][17] == 'n')
                    // The newest table is read first and wins.
                    _offsets.TryAdd(first + k, int.Parse(lines[i].AsSpan(0, 10), CultureInfo.InvariantCulture));
        }
        return text[(trailer + 8)..];
    }
}
