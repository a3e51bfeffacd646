using System.Globalization;
using System.Text;

namespace SchulDigital.Pdf.Fonts;

/// <summary>
/// The one rule for text that comes in: NFC; CR, LF, NEL and the Unicode separators are a line break, a tab is a space; other
/// control characters, joiners, variation selectors and marks of writing direction are dropped (right-to-left scripts are not supported).
/// An unpaired surrogate becomes U+FFFD.
/// </summary>
internal static class TextCleaning
{
    public static string Clean(string text)
    {
        var plain = true;
        foreach (var c in text)
            if (c is < ' ' and not '\n' or > '\u02ff' or (>= '\u007f' and < '\u00a0'))
            {
                plain = false;
                break;
            }
        if (plain)
            return text;

        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            switch (rune.Value)
            {
                case '\r' or '\n' or 0x85 or 0x2028 or 0x2029:
                    if (rune.Value != '\n' || builder.Length == 0 || builder[^1] != '\r')
                        builder.Append(rune.Value == '\r' ? '\r' : '\n');
                    else
                        builder[^1] = '\n';
                    break;
                case '\t':
                    builder.Append(' ');
                    break;
                case 0xad or 0x200b:
                    builder.Append(rune);
                    break;
                // Variation selectors, and what Unicode says is no character.
                case (>= 0xfe00 and <= 0xfe0f) or (>= 0xfdd0 and <= 0xfdef):
                case var value when (value & 0xfffe) == 0xfffe:
                    break;
                default:
                    if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                        builder.Append(rune);
                    break;
            }
        return builder.Replace('\r', '\n').ToString().Normalize();
    }

    /// <summary>For titles, names and descriptions: one line.</summary>
    public static string CleanLine(string text) => Clean(text).Replace('\n', ' ').Replace("\u00ad", "", StringComparison.Ordinal).Trim();
}
