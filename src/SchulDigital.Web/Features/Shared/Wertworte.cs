using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Features.Shared;

/// <summary>Values in German words.</summary>
public static class Wertworte
{
    public const string Leer = "(leer)";

    public static string Word(this Katalog katalog, Zeilenfeld feld, string? wert) => feld switch
    {
        Zeilenfeld.Ist or Zeilenfeld.Soll => katalog.Label(wert is null ? null : Enum.Parse<Stufenwert>(wert)),
        Zeilenfeld.Zeithorizont => katalog.Label(wert is null ? (Zeithorizont?)null : Enum.Parse<Zeithorizont>(wert)),
        Zeilenfeld.FuerRundenTisch or Zeilenfeld.VorbehaltlichBeschluss or Zeilenfeld.Vertraulich or Zeilenfeld.Uebernommen => wert ?? "nein",
        Zeilenfeld.BeschlussTermin when wert is not null =>
            $"{DateOnly.ParseExact(wert, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture):dd.MM.yyyy}",
        _ => wert ?? Leer,
    };

    /// <summary>What a row says of the fields that can be asked of somebody, a line each.</summary>
    public static string AskedWords(this Katalog katalog, Zeilenwerte werte) =>
        Zuarbeit.Felder.Where(f => werte[f] is not null).Select(f => $"{katalog.Label(f)}: {katalog.Word(f, werte[f])}").ToList() is { Count: > 0 } zeilen
            ? string.Join('\n', zeilen)
            : "noch nichts";
}
