using System.Buffers.Binary;
using System.Text;

namespace SchulDigital.Pdf.Fonts;

/// <summary>
/// One TrueType face, read once and never changed: widths, the map from characters to glyphs, and the outlines from which
/// <see cref="Subset"/> takes what a document uses (ISO 32000-1 9.9; ISO 19005-2 6.2.11.4).
/// </summary>
internal sealed class FontFace
{
    private readonly byte[] _data;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly ushort[] _glyphs = new ushort[0x10000];
    private readonly Dictionary<int, ushort> _glyphsBeyond = [];
    private readonly ushort[] _advances;
    private readonly int[] _locations;

    public FontFace(byte[] data)
    {
        _data = data;
        if (data.Length < 12 || U32(0) is not (0x00010000 or 0x74727565))
            throw new DocumentException("The font is not a TrueType font (with outlines in the table glyf).");
        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + i * 16;
            _tables[Encoding.ASCII.GetString(data, entry, 4)] = ((int)U32(entry + 8), (int)U32(entry + 12));
        }
        foreach (var needed in (string[])["head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf", "OS/2", "name", "post"])
            if (!_tables.ContainsKey(needed))
                throw new DocumentException($"The font lacks the table {needed}.");

        var head = _tables["head"].Offset;
        UnitsPerEm = U16(head + 18);
        Box = (Scaled(head + 36), Scaled(head + 38), Scaled(head + 40), Scaled(head + 42));
        var os2 = _tables["OS/2"].Offset;
        Ascent = Scaled(os2 + 68);
        Descent = Scaled(os2 + 70);
        CapHeight = U16(os2) >= 2 ? Scaled(os2 + 88) : 700;
        ItalicAngle = (int)U32(_tables["post"].Offset + 4) / 65536.0;
        Name = ReadName();

        var count = U16(_tables["maxp"].Offset + 4);
        _advances = new ushort[count];
        var metrics = U16(_tables["hhea"].Offset + 34);
        for (var i = 0; i < count; i++)
            _advances[i] = U16(_tables["hmtx"].Offset + 4 * Math.Min(i, metrics - 1));
        _locations = new int[count + 1];
        var longOffsets = U16(head + 50) == 1;
        for (var i = 0; i <= count; i++)
            _locations[i] = longOffsets ? (int)U32(_tables["loca"].Offset + 4 * i) : 2 * U16(_tables["loca"].Offset + 2 * i);
        ReadCharacterMap();
    }

    public string Name { get; }

    public int UnitsPerEm { get; }

    /// <summary>In thousandths of the size, as the descriptor wants it (ISO 32000-1 9.8).</summary>
    public (int Left, int Bottom, int Right, int Top) Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    public double ItalicAngle { get; }

    /// <summary>0 where the font has no glyph for the character.</summary>
    public int GlyphOf(int codePoint) => codePoint < 0x10000 ? _glyphs[codePoint] : _glyphsBeyond.GetValueOrDefault(codePoint);

    public double AdvanceOf(int glyph) => _advances[glyph] / (double)UnitsPerEm;

    /// <summary>
    /// A font file with just these glyphs, in this order, so that number n in the content is glyph n (CIDToGIDMap Identity,
    /// ISO 32000-1 9.7.4.2). Instructions are left out: they steer the rendering on coarse screens only, and are most of the bytes.
    /// </summary>
    public byte[] Subset(IReadOnlyList<int> glyphs)
    {
        var order = new List<int>(glyphs);
        var renumbered = new Dictionary<int, int>();
        for (var i = 0; i < glyphs.Count; i++)
            renumbered.TryAdd(glyphs[i], i);
        var outlines = new MemoryStream();
        var offsets = new List<int>();
        // The list grows by the parts of composed glyphs (ä from a and the dots).
        for (var i = 0; i < order.Count; i++)
        {
            offsets.Add((int)outlines.Length);
            WriteOutline(order[i], outlines, part =>
            {
                if (!renumbered.TryGetValue(part, out var number))
                {
                    number = renumbered[part] = order.Count;
                    order.Add(part);
                }
                return number;
            });
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }
        offsets.Add((int)outlines.Length);

        var metrics = new byte[order.Count * 4];
        for (var i = 0; i < order.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(i * 4), _advances[order[i]]);
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan(i * 4 + 2), LeftSideBearing(order[i]));
        }
        var locations = new byte[offsets.Count * 4];
        for (var i = 0; i < offsets.Count; i++)
            BinaryPrimitives.WriteInt32BigEndian(locations.AsSpan(i * 4), offsets[i]);
        var head = Table("head");
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var horizontal = Table("hhea");
        BinaryPrimitives.WriteUInt16BigEndian(horizontal.AsSpan(34), (ushort)order.Count);
        var profile = Table("maxp");
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(4), (ushort)order.Count);
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(26), 0);
        return Assemble([("glyf", outlines.ToArray()), ("head", head), ("hhea", horizontal), ("hmtx", metrics), ("loca", locations), ("maxp", profile)]);
    }

    private static byte[] Assemble((string Tag, byte[] Bytes)[] tables)
    {
        var start = 12 + 16 * tables.Length;
        var file = new byte[start + tables.Sum(t => (t.Bytes.Length + 3) / 4 * 4)];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Length);
        var power = (int)Math.Log2(tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * tables.Length - (16 << power)));
        var position = start;
        var headPosition = 0;
        for (var i = 0; i < tables.Length; i++)
        {
            var (tag, bytes) = tables[i];
            var entry = file.AsSpan(12 + 16 * i);
            Encoding.ASCII.GetBytes(tag, entry);
            bytes.CopyTo(file, position);
            var padded = (bytes.Length + 3) / 4 * 4;
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(file.AsSpan(position, padded)));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], position);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], bytes.Length);
            if (tag == "head")
                headPosition = position;
            position += padded;
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(headPosition + 8), 0xB1B0AFBA - Checksum(file));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i + 4 <= bytes.Length; i += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        return sum;
    }

    private void WriteOutline(int glyph, MemoryStream to, Func<int, int> numberOf)
    {
        var glyf = _tables["glyf"].Offset;
        var (start, end) = (glyf + _locations[glyph], glyf + _locations[glyph + 1]);
        if (start == end)
            return;
        var contours = (short)U16(start);
        if (contours >= 0)
        {
            var instructions = start + 10 + 2 * contours;
            to.Write(_data, start, 10 + 2 * contours);
            to.Write([0, 0]);
            var rest = instructions + 2 + U16(instructions);
            to.Write(_data, rest, end - rest);
            return;
        }

        to.Write(_data, start, 10);
        var position = start + 10;
        int flags;
        Span<byte> part = stackalloc byte[4];
        do
        {
            flags = U16(position);
            BinaryPrimitives.WriteUInt16BigEndian(part, (ushort)(flags & ~0x0100));
            BinaryPrimitives.WriteUInt16BigEndian(part[2..], (ushort)numberOf(U16(position + 2)));
            to.Write(part);
            var arguments = (flags & 0x0001) != 0 ? 4 : 2;
            arguments += (flags & 0x0008) != 0 ? 2 : (flags & 0x0040) != 0 ? 4 : (flags & 0x0080) != 0 ? 8 : 0;
            to.Write(_data, position + 4, arguments);
            position += 4 + arguments;
        }
        while ((flags & 0x0020) != 0);
    }

    private short LeftSideBearing(int glyph)
    {
        var metrics = U16(_tables["hhea"].Offset + 34);
        var table = _tables["hmtx"].Offset;
        return (short)U16(glyph < metrics ? table + 4 * glyph + 2 : table + 4 * metrics + 2 * (glyph - metrics));
    }

    private void ReadCharacterMap()
    {
        var cmap = _tables["cmap"].Offset;
        var best = 0;
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var entry = cmap + 4 + 8 * i;
            var table = cmap + (int)U32(entry + 4);
            var unicode = (U16(entry), U16(entry + 2)) is (0, _) or (3, 1) or (3, 10);
            if (unicode && U16(table) is 4 or 12 && (best == 0 || U16(table) == 12))
                best = table;
        }
        if (best == 0)
            throw new DocumentException("The font has no Unicode character map (cmap format 4 or 12).");
        if (U16(best) == 12)
            for (var i = 0; i < (int)U32(best + 12); i++)
            {
                var group = best + 16 + 12 * i;
                for (var c = (int)U32(group); c <= (int)U32(group + 4); c++)
                    Map(c, (int)U32(group + 8) + c - (int)U32(group));
            }
        else
        {
            var segments = U16(best + 6) / 2;
            for (var i = 0; i < segments; i++)
            {
                var end = U16(best + 14 + 2 * i);
                var start = U16(best + 16 + 2 * (segments + i));
                var delta = U16(best + 16 + 2 * (2 * segments + i));
                var rangeAt = best + 16 + 2 * (3 * segments + i);
                for (int c = start; c <= end && c != 0xffff; c++)
                {
                    var glyph = U16(rangeAt) == 0 ? c : U16(rangeAt + U16(rangeAt) + 2 * (c - start));
                    Map(c, glyph == 0 ? 0 : (glyph + delta) & 0xffff);
                }
            }
        }
    }

    private void Map(int codePoint, int glyph)
    {
        if (glyph >= _advances.Length)
            return;
        if (codePoint < 0x10000)
            _glyphs[codePoint] = (ushort)glyph;
        else
            _glyphsBeyond[codePoint] = (ushort)glyph;
    }

    private string ReadName()
    {
        var name = _tables["name"].Offset;
        for (var i = 0; i < U16(name + 2); i++)
        {
            var entry = name + 6 + 12 * i;
            if (U16(entry) == 3 && U16(entry + 6) == 6)
                return Encoding.BigEndianUnicode.GetString(_data, name + U16(name + 4) + U16(entry + 10), U16(entry + 8));
        }
        throw new DocumentException("The font has no PostScript name.");
    }

    private byte[] Table(string tag) => _data.AsSpan(_tables[tag].Offset, _tables[tag].Length).ToArray();

    private int Scaled(int offset) => (int)Math.Round((short)U16(offset) * 1000.0 / UnitsPerEm);

    private ushort U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(offset));

    private uint U32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(offset));
}
