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
        foreach (var zeichen in text.Normalize(NormalizationForm.FormC).ToLowerInvariant())
            _ = zeichen switch
            {
                'ä' or 'æ' => result.Append("ae"),
                'ö' or 'œ' or 'ø' => result.Append("oe"),
                'ü' => result.Append("ue"),
                'ß' => result.Append("ss"),
                _ => AppendPlain(result, zeichen),
            };
        return result.ToString().Trim();
    }

    private static StringBuilder AppendPlain(StringBuilder result, char zeichen)
    {
        if (char.IsAsciiLetterOrDigit(zeichen))
            return result.Append(zeichen);

        foreach (var teil in zeichen.ToString().Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(teil) != UnicodeCategory.NonSpacingMark)
                if (char.IsLetterOrDigit(teil))
                    result.Append(teil);
                else if (result.Length > 0 && result[^1] != ' ')
                    result.Append(' ');
        return result;
    }
}
