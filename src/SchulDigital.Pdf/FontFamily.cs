using System.Globalization;
using System.Text;
using SchulDigital.Pdf.Fonts;

namespace SchulDigital.Pdf;

/// <summary>
/// The four faces of a typeface, read once from TrueType files; immutable, so that all documents share one. Fonts of the system are
/// never used: what a document shows must be embedded (ISO 19005-2 6.2.11.4.1, ISO 14289-1 7.21.4.1).
/// </summary>
public sealed class FontFamily
{
    private readonly FontFace[] _faces;

    public FontFamily(Stream regular, Stream bold, Stream italic, Stream boldItalic) =>
        _faces = [.. new[] { regular, bold, italic, boldItalic }.Select(s => new FontFace(ReadAll(s)))];

    /// <summary>Whether all four faces have a glyph for this character, or draw an equal one (a plain space for a thin one).</summary>
    public bool Has(Rune character) => _faces.All(f => GlyphFor(f, character.Value).Glyph != 0);

    /// <summary>
    /// The text in runs that can be set and runs that cannot, for who puts a visible substitute with ActualText
    /// (ISO 32000-1 14.9.4) in the latter's place.
    /// </summary>
    public IEnumerable<(string Text, bool Missing)> Runs(string text)
    {
        var run = new StringBuilder();
        var missing = false;
        foreach (var rune in TextCleaning.Clean(text).EnumerateRunes())
        {
            var lacks = rune.Value is not ('\n' or 0xad or 0x200b) && !Has(rune);
            if (lacks != missing && run.Length > 0)
            {
                yield return (run.ToString(), missing);
                run.Clear();
            }
            missing = lacks;
            run.Append(rune);
        }
        if (run.Length > 0)
            yield return (run.ToString(), missing);
    }

    internal FontFace Face(int index) => _faces[index];

    /// <summary>The glyph and the character that it stands for: rare spaces and hyphens fall back on the common ones.</summary>
    internal static (int Glyph, int CodePoint) GlyphFor(FontFace face, int codePoint)
    {
        var glyph = face.GlyphOf(codePoint);
        if (glyph != 0 || codePoint < 0xa0)
            return (glyph, codePoint);
        var common = codePoint switch
        {
            0xad or 0x2010 or 0x2011 => '-',
            0x202f or 0x2007 => '\u00a0',
            _ when codePoint < 0x10000 && char.GetUnicodeCategory((char)codePoint) == UnicodeCategory.SpaceSeparator => ' ',
            _ => codePoint,
        };
        return common == codePoint ? (0, codePoint) : (face.GlyphOf(common), common == '-' ? codePoint : common);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
