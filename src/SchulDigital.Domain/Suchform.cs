using System.Globalization;
using System.Text;

namespace SchulDigital.Domain;

/// <summary>
/// The form of a name in which it is searched and sorted: lower case, ä as ae, ß as ss, other accents dropped,
/// everything that is neither letter nor digit as one blank. Stored beside the name, so that three databases
/// find and sort alike: "ÄRZTE" and "aerztehaus" both find "Ärztehaus".
/// </summary>
public static class Suchform
{
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";

        var result = new StringBuilder(text.Length + 8);
        // By whole characters: half of one (an emoji has two) cannot be normalised.
        foreach (var zeichen in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC).ToLowerInvariant().EnumerateRunes())
            _ = zeichen.Value switch
            {
                'ä' or 'æ' => result.Append("ae"),
                'ö' or 'œ' or 'ø' => result.Append("oe"),
                'ü' => result.Append("ue"),
                'ß' => result.Append("ss"),
                _ => AppendPlain(result, zeichen),
            };
        return result.ToString().Trim();
    }

    private static StringBuilder AppendPlain(StringBuilder result, Rune zeichen)
    {
        if (zeichen.IsAscii && Rune.IsLetterOrDigit(zeichen))
            return result.Append((char)zeichen.Value);

        foreach (var teil in zeichen.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(teil) != UnicodeCategory.NonSpacingMark)
                if (Rune.IsLetterOrDigit(teil))
                    result.Append(teil);
                else if (result.Length > 0 && result[^1] != ' ')
                    result.Append(' ');
        return result;
    }
}
