using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <summary>
/// Mends what spreadsheets and exports did to the values of a register: lost leading zeros, numbers as <c>211.0</c>,
/// the word <c>null</c>, words broken at the end of a column.
/// </summary>
internal static partial class Registerwerte
{
    /// <summary>False for characters that no database takes.</summary>
    public static bool Clean(string wert, out string? sauber)
    {
        if (!Texteingabe.Normalize(wert, out sauber))
            return false;
        sauber = sauber is null || sauber.Equals("null", StringComparison.OrdinalIgnoreCase)
            ? null
            : Leerraum().Replace(sauber, " ");
        return true;
    }

    /// <summary>A number as text, without the decimal that a spreadsheet gave it: <c>211.0</c> is 211.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(wert))]
    public static string? Whole(string? wert) => wert is null ? null : Dezimal().Replace(wert, "");

    public static bool IsDigits(string wert, int laenge) => wert.Length == laenge && wert.All(char.IsAsciiDigit);

    public static string? Phone(string? vorwahl, string? nummer)
    {
        if (nummer is null)
            return null;
        vorwahl = Whole(vorwahl);
        if (vorwahl is not null && vorwahl[0] is not ('0' or '+'))
            vorwahl = "0" + vorwahl;
        return vorwahl is null ? Whole(nummer) : $"{vorwahl} {Whole(nummer)}";
    }

    /// <summary>Null when it is no count: "305", "305.0" and "1.045" are.</summary>
    public static int? Count(string wert) =>
        int.TryParse(Tausender().Replace(Whole(wert), "$1$2"), NumberStyles.None, CultureInfo.InvariantCulture, out var zahl)
        && zahl <= 100_000 ? zahl : null;

    /// <summary>First year of <c>2024/25</c>.</summary>
    public static int? Schuljahr(string? wert) =>
        wert is not null && Jahr().Match(wert) is { Success: true } fund
            ? int.Parse(fund.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>
    /// A name that the register broke over several columns. A hyphen at the end of a column goes where a word goes on:
    /// "Seelen-" and "pflegebedürftige", but not "Grund-" and "und Hauptschule".
    /// </summary>
    public static string Join(params IEnumerable<string?> teile)
    {
        var name = new StringBuilder();
        foreach (var teil in teile.OfType<string>())
        {
            if (name.Length > 1 && name[^1] == '-' && char.IsLetter(name[^2]) && char.IsLower(teil[0]) && !Bindewort().IsMatch(teil))
                name.Length--;
            else if (name.Length > 0)
                name.Append(' ');
            name.Append(teil);
        }
        return name.ToString();
    }

    /// <summary>Parts of a carrier's name that name a person or an office to write to are none of the portal's business.</summary>
    public static bool IsAddressee(string teil) => Empfaenger().IsMatch(teil);

    public static Anschrift? Address(string? strasse, string? postleitzahl, string? ort) =>
        strasse is null && postleitzahl is null && ort is null ? null : new Anschrift(strasse, postleitzahl, ort);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Leerraum();

    [GeneratedRegex(@"(?<=^\d+)[.,]0+$")]
    private static partial Regex Dezimal();

    [GeneratedRegex(@"^(\d{1,3})\.(\d{3})$")]
    private static partial Regex Tausender();

    [GeneratedRegex(@"^\s*((?:19|20)\d\d)\s*[/-]\s*(?:\d\d)?\d\d\s*$")]
    private static partial Regex Jahr();

    [GeneratedRegex(@"^(und|u\.|oder|o\.|bzw\.)(\s|$)")]
    private static partial Regex Bindewort();

    [GeneratedRegex(@"^-?\s*(c/o|z\.\s?H|vertr\.|Herrn?\s|Frau\s|Geschäftsf|Vorstand\b)|Geschäftsführung", RegexOptions.IgnoreCase)]
    private static partial Regex Empfaenger();
}
