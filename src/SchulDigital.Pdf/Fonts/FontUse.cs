using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf.Fonts;

/// <summary>
/// What one document uses of one face. Every character gets a number of its own in order of first use, even where two share a glyph
/// (hyphen and soft hyphen), so that each maps back to exactly one character (ISO 14289-1 7.21.7, ISO 32000-1 14.8.2.4.2).
/// </summary>
internal sealed class FontUse(FontFace face, string name)
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<int> _glyphs = [0];
    private readonly List<int> _codePoints = [0xfffd];

    public FontFace Face { get; } = face;

    /// <summary>The name in the resources of the pages.</summary>
    public string Name { get; } = name;

    public int NumberOf(int codePoint)
    {
        if (_numbers.TryGetValue(codePoint, out var number))
            return number;
        var (glyph, stands) = FontFamily.GlyphFor(Face, codePoint);
        number = _numbers[codePoint] = _glyphs.Count;
        _glyphs.Add(glyph);
        _codePoints.Add(stands);
        return number;
    }

    /// <summary>Type0 font with Identity-H, embedded subset, widths and ToUnicode (ISO 32000-1 9.7, 9.10.3).</summary>
    public void Write(ObjectWriter to, Ref id, bool withCidSet)
    {
        var key = new byte[_codePoints.Count * 4];
        for (var i = 0; i < _codePoints.Count; i++)
            BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(i * 4), _codePoints[i]);
        var hash = SHA256.HashData(key);
        var tag = string.Concat(Enumerable.Range(0, 6).Select(i => (char)('A' + hash[i] % 26)));
        var fontName = $"{tag}+{Face.Name}";

        var file = Face.Subset(_glyphs);
        var fontFile = to.Begin();
        to.Append($"<< /Length1 {file.Length}");
        to.EndStream(file);
        // Part 1 of the standard wants the set, part 2 is content without (ISO 19005-1 6.3.5, ISO 19005-2 6.2.11.4.2).
        var cidSet = "";
        if (withCidSet)
        {
            var set = to.Begin();
            to.Append($"<<");
            to.EndStream(Bits(_glyphs.Count));
            cidSet = $"/CIDSet {set.Id} 0 R";
        }
        var bold = Face.Name.Contains("Bold", StringComparison.OrdinalIgnoreCase);
        var descriptor = to.Begin();
        to.Append($"""
            << /Type /FontDescriptor /FontName /{fontName} /Flags {(Face.ItalicAngle == 0 ? 32 : 96)} {cidSet}
            /FontBBox [{Face.Box.Left} {Face.Box.Bottom} {Face.Box.Right} {Face.Box.Top}] /ItalicAngle {Face.ItalicAngle}
            /Ascent {Face.Ascent} /Descent {Face.Descent} /CapHeight {Face.CapHeight} /StemV {(bold ? 140 : 85)} /FontFile2 {fontFile} >>
            """);
        to.End();
        var descendant = to.Begin();
        to.Append($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{fontName} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ");
        to.Append($"/FontDescriptor {descriptor} /CIDToGIDMap /Identity /DW 0 /W [0 [");
        foreach (var glyph in _glyphs)
            to.Append($"{Math.Round(Face.AdvanceOf(glyph) * 1000)} ");
        to.Append($"]] >>");
        to.End();
        var toUnicode = to.Begin();
        to.Append($"<<");
        to.EndStream(ToUnicode());
        to.Begin(id);
        to.Append($"<< /Type /Font /Subtype /Type0 /BaseFont /{fontName} /Encoding /Identity-H /DescendantFonts [{descendant}] /ToUnicode {toUnicode} >>");
        to.End();
    }

    private static byte[] Bits(int count)
    {
        var bits = new byte[(count + 7) / 8];
        for (var i = 0; i < count; i++)
            bits[i / 8] |= (byte)(0x80 >> i % 8);
        return bits;
    }

    private byte[] ToUnicode()
    {
        var text = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        for (var start = 0; start < _codePoints.Count; start += 100)
        {
            var end = Math.Min(start + 100, _codePoints.Count);
            text.Append(end - start).Append(" beginbfchar\n");
            for (var i = start; i < end; i++)
                text.Append('<').Append(i.ToString("X4", null)).Append("> <")
                    .Append(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(_codePoints[i])))).Append(">\n");
            text.Append("endbfchar\n");
        }
        return Encoding.ASCII.GetBytes(text.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString());
    }
}
