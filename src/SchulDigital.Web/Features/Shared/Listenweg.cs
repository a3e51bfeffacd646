using System.Globalization;
using SchulDigital.Domain;

namespace SchulDigital.Web.Features.Shared;

/// <summary>The address of a list with everything that was chosen; links to other pages and orders are made from it.</summary>
public sealed class Listenweg(string pfad, params (string Name, string? Wert)[] wahl)
{
    private const string SeiteName = "seite";
    private const string SortierungName = "sortierung";
    private const string Absteigend = "-absteigend";

    public required string? Sortierung { get; init; }

    public string ToSeite(int seite) => Build(Sortierung, seite);

    /// <summary>The same list in another order; the order that it already has is turned round.</summary>
    public string ToSortierung(string spalte) => Build(Sortierung == spalte ? spalte + Absteigend : spalte, 1);

    /// <summary>For <c>aria-sort</c>; null where the list is ordered by another column.</summary>
    public string? Richtung(string spalte) =>
        Sortierung == spalte ? "ascending" : Sortierung == spalte + Absteigend ? "descending" : null;

    /// <summary>The chosen order, where the list has it, else the first one; and whether it is turned round.</summary>
    public static (string Spalte, bool Absteigend, string Wert) Read(string? sortierung, params IReadOnlyList<string> spalten)
    {
        var ab = sortierung?.EndsWith(Absteigend, StringComparison.Ordinal) ?? false;
        var spalte = ab ? sortierung![..^Absteigend.Length] : sortierung;
        return spalte is not null && spalten.Contains(spalte) ? (spalte, ab, sortierung!) : (spalten[0], false, spalten[0]);
    }

    private string Build(string? sortierung, int seite) => pfad + QueryString.Create(wahl
        .Append((SortierungName, sortierung))
        .Append((SeiteName, seite == 1 ? null : seite.ToString(CultureInfo.InvariantCulture)))
        .Where(w => w.Item2 is { Length: > 0 })
        .Select(w => KeyValuePair.Create(w.Item1, w.Item2)));
}

/// <summary>Where one stands in a long list. A page that does not exist becomes the nearest one.</summary>
public sealed record Blaettern
{
    public const int Groesse = 50;

    public Blaettern(string? seite, int anzahl, string einzahl, string mehrzahl, Listenweg weg)
    {
        (Anzahl, Weg) = (anzahl, weg);
        Seite = Math.Clamp(int.TryParse(seite, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var zahl) ? zahl : 1, 1, Seiten);
        Worte = anzahl == 1 ? $"1 {einzahl}"
            : Seiten == 1 ? $"{anzahl:N0} {mehrzahl}"
            : $"{mehrzahl} {Davor + 1:N0} bis {Math.Min(Davor + Groesse, anzahl):N0} von {anzahl:N0}";
    }

    public int Anzahl { get; }
    public Listenweg Weg { get; }
    public int Seite { get; }
    public int Seiten => Math.Max(1, (Anzahl + Groesse - 1) / Groesse);
    public int Davor => (Seite - 1) * Groesse;

    /// <summary>How many there are, in words: "5.407 Schulen", "Schulen 51 bis 100 von 5.407".</summary>
    public string Worte { get; }

    /// <summary>First, last and the ones around; null where some are left out.</summary>
    public IEnumerable<int?> Seitenzahlen()
    {
        var letzte = 0;
        for (var seite = 1; seite <= Seiten; seite++)
        {
            if (seite != 1 && seite != Seiten && Math.Abs(seite - Seite) > 1)
                continue;
            if (seite > letzte + 1)
                yield return null;
            yield return letzte = seite;
        }
    }
}

/// <summary>Head of a column by which a list can be ordered.</summary>
public sealed record Spaltenkopf(string Text, string Spalte, Listenweg Weg, bool Zahl = false);

/// <summary>The words of a search in the form in which names are stored for it.</summary>
public static class Suchworte
{
    public const int MaxLength = 200;
    private const int MaxWorte = 10;

    public static IReadOnlyList<string> Of(string? text) =>
        [.. Suchform.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWorte)];
}
