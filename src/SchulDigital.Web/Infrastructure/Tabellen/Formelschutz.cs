namespace SchulDigital.Web.Infrastructure.Tabellen;

/// <summary>
/// Text that a spreadsheet might take for a formula gets an apostrophe in front on its way out and loses it on its way back.
/// Text that has apostrophes there already gets one more, so that a round trip changes nothing.
/// </summary>
public static class Formelschutz
{
    public static string Defuse(string text) => LooksLikeFormula(text) ? "'" + text : text;

    public static string Restore(string text) => text is ['\'', ..] && LooksLikeFormula(text) ? text[1..] : text;

    private static bool LooksLikeFormula(string text) => text.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@', ..];
}
