using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace SchulDigital.Web.Infrastructure.Mail;

/// <summary>The text of a mail as HTML: its paragraphs and lines, addresses as links. Nothing that somebody typed becomes markup.</summary>
public static partial class Mailseite
{
    private static readonly HtmlEncoder Kodierung = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static string Of(string betreff, string text)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"de\"><head><meta charset=\"utf-8\"><title>").Append(Kodierung.Encode(betreff))
            .Append("</title></head><body style=\"font-family: 'Fira Sans', Arial, sans-serif; font-size: 16px; line-height: 1.5; color: #1c1c1c; max-width: 40em\">\n");
        foreach (var absatz in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            html.Append("<p>").AppendJoin("<br>\n", absatz.Trim('\n').Split('\n').Select(Line)).Append("</p>\n");
        return html.Append("</body></html>\n").ToString();
    }

    private static string Line(string zeile)
    {
        var html = new StringBuilder();
        var stelle = 0;
        foreach (var adresse in AddressPattern().Matches(zeile).Cast<Match>())
        {
            var link = Kodierung.Encode(adresse.Value);
            html.Append(Kodierung.Encode(zeile[stelle..adresse.Index])).Append("<a href=\"").Append(link).Append("\">").Append(link).Append("</a>");
            stelle = adresse.Index + adresse.Length;
        }
        return html.Append(Kodierung.Encode(zeile[stelle..])).ToString();
    }

    [GeneratedRegex("""https?://[^\s<>"']*[^\s<>"'.,;:!?)]""")]
    private static partial Regex AddressPattern();
}
