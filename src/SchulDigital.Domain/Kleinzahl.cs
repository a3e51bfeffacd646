namespace SchulDigital.Domain;

/// <summary>
/// The rule of small numbers (Fachkonzept, section 6): across organisations a count is shown only from five participants on,
/// and never when it says "all but one", because the one would then be known. Otherwise words stand in its place.
/// </summary>
public static class Kleinzahl
{
    public const int MindestzahlTeilnehmende = 5;

    private const int MindestsummeVerdeckter = 3;

    /// <summary>Whether a count may be shown as a number.</summary>
    /// <param name="anzahl">How many of the participants it is true of.</param>
    /// <param name="teilnehmende">All of whom it could be true.</param>
    public static bool CanBeShown(int anzahl, int teilnehmende) =>
        teilnehmende >= MindestzahlTeilnehmende && anzahl >= 0 && anzahl <= teilnehmende && anzahl != teilnehmende - 1;

    /// <summary>
    /// A count as it may stand beside others in a table; null for what is not named. There "all" is left out with "all but one":
    /// if only one of the two were, leaving it out would say which it is.
    /// </summary>
    public static int? InTable(int anzahl, int teilnehmende) => CanBeShown(anzahl, teilnehmende) && anzahl != teilnehmende ? anzahl : null;

    /// <summary>
    /// Counts of parts that make up a whole, as they may be shown side by side. Where one part would point at a single one (itself
    /// or as "all but one"), it is left out, and with it another, so that nobody finds it by subtracting.
    /// </summary>
    /// <param name="teile">How many organisations belong to each part; each belongs to exactly one.</param>
    /// <returns>In the same order; null for what is not named.</returns>
    public static IReadOnlyList<int?> Protect(IReadOnlyList<int> teile)
    {
        var gesamt = teile.Sum();
        if (gesamt == 0)
            return [.. teile.Select(_ => (int?)0)];
        if (gesamt < MindestzahlTeilnehmende)
            return [.. teile.Select(_ => (int?)null)];
        var verdeckt = Enumerable.Range(0, teile.Count).Where(i => teile[i] == 1 || teile[i] == gesamt - 1).ToList();
        // What is hidden must add up to more than the hidden ones by themselves, or it is known again.
        while (verdeckt.Count > 0 && (verdeckt.Count == 1 || verdeckt.Sum(i => teile[i]) < MindestsummeVerdeckter)
            && Enumerable.Range(0, teile.Count).Where(i => !verdeckt.Contains(i) && teile[i] > 0).OrderBy(i => teile[i]).Select(i => (int?)i).FirstOrDefault() is { } weitere)
            verdeckt.Add(weitere);
        return [.. teile.Select((t, i) => verdeckt.Contains(i) ? null : (int?)t)];
    }

    /// <summary>The count with its word ("1 Träger", "7 Träger"), or <c>mehrere</c> and the word where it must not be shown.</summary>
    public static string Words(int anzahl, int teilnehmende, string einzahl, string mehrzahl) =>
        !CanBeShown(anzahl, teilnehmende) ? $"mehrere {mehrzahl}" : $"{anzahl} {(anzahl == 1 ? einzahl : mehrzahl)}";
}
