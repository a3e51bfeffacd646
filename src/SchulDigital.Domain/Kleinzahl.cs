namespace SchulDigital.Domain;

/// <summary>
/// The rule of small numbers (Fachkonzept, section 6): across organisations a count is shown only from five participants on,
/// and never when it says "all but one", because the one would then be known. Otherwise words stand in its place.
/// </summary>
public static class Kleinzahl
{
    public const int MindestzahlTeilnehmende = 5;

    /// <summary>Whether a count may be shown as a number.</summary>
    /// <param name="anzahl">How many of the participants it is true of.</param>
    /// <param name="teilnehmende">All of whom it could be true.</param>
    public static bool CanBeShown(int anzahl, int teilnehmende) =>
        teilnehmende >= MindestzahlTeilnehmende && anzahl >= 0 && anzahl <= teilnehmende && anzahl != teilnehmende - 1;

    /// <summary>The count with its word ("1 Träger", "7 Träger"), or <c>mehrere</c> and the word where it must not be shown.</summary>
    public static string Words(int anzahl, int teilnehmende, string einzahl, string mehrzahl) =>
        !CanBeShown(anzahl, teilnehmende) ? $"mehrere {mehrzahl}" : $"{anzahl} {(anzahl == 1 ? einzahl : mehrzahl)}";
}
