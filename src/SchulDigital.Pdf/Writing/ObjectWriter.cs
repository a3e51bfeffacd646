using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace SchulDigital.Pdf.Writing;

/// <summary>The file: header, indirect objects, cross-reference table and trailer (ISO 32000-1 7.5; ISO 19005-2 6.1).</summary>
internal sealed class ObjectWriter : PdfBuffer
{
    private readonly List<int> _offsets = [0];
    private readonly MemoryStream _packed = new();

    public ObjectWriter(string version)
    {
        Append($"%PDF-{version}\n%");
        Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    public Ref Reserve()
    {
        _offsets.Add(0);
        return new Ref(_offsets.Count - 1);
    }

    public Ref Begin() => Begin(Reserve());

    public Ref Begin(Ref id)
    {
        _offsets[id.Id] = Length;
        Append($"{id.Id} 0 obj\n");
        return id;
    }

    public void End() => Write("\nendobj\n"u8);

    /// <summary>Ends an object whose dictionary is open: adds length and filter, closes it, and writes the data.</summary>
    public void EndStream(ReadOnlySpan<byte> data, bool compress = true)
    {
        if (compress)
        {
            _packed.SetLength(0);
            using (var zip = new ZLibStream(_packed, CompressionLevel.Fastest, leaveOpen: true))
                zip.Write(data);
            data = _packed.GetBuffer().AsSpan(0, (int)_packed.Length);
            Write(" /Filter /FlateDecode"u8);
        }
        Append($" /Length {data.Length} >>\nstream\n");
        Write(data);
        Write("\nendstream"u8);
        End();
    }

    /// <summary>The identifier comes from the content, so that equal documents are equal files (ISO 32000-1 14.4).</summary>
    public byte[] Finish(Ref root, Ref info)
    {
        var identifier = Convert.ToHexString(SHA256.HashData(Written).AsSpan(0, 16));
        var start = Length;
        Append($"xref\n0 {_offsets.Count}\n0000000000 65535 f \n");
        for (var i = 1; i < _offsets.Count; i++)
        {
            _offsets[i].TryFormat(Space(10), out _, "D10", CultureInfo.InvariantCulture);
            Advance(10);
            Write(" 00000 n \n"u8);
        }
        Append($"trailer\n<< /Size {_offsets.Count} /Root {root} /Info {info} /ID [<{identifier}> <{identifier}>] >>\nstartxref\n{start}\n%%EOF\n");
        return Written.ToArray();
    }
}
