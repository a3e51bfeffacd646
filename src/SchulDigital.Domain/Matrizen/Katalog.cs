namespace SchulDigital.Domain.Matrizen;

/// <summary>For whom a MatrixKatalog is written.</summary>
public enum Zielgruppe { Schultraeger, Schule }

/// <summary>
/// A value of Ist or Soll. The first is below the three described stages, the last two stand beside them. "Noch nicht
/// eingeschätzt" is null. The order of the first four is that of development; it is used for distances, never for a mean.
/// </summary>
public enum Stufenwert { NochNichtBegonnen, Einstieg, Ausbau, Verstetigung, NichtZutreffend, NichtBeurteilbar }

/// <summary>When the Soll is to be reached.</summary>
public enum Zeithorizont { Kurzfristig, Mittelfristig, Langfristig, Halten, NichtVorrangig }

/// <summary>What a Zeithorizont asks of the Soll; must hold at release.</summary>
public enum Sollregel { Pflicht, GleichIst, Freiwillig }

/// <summary>How a pair of carrier and school criteria may be shown beside each other.</summary>
public enum SpiegelArt { GleicherGegenstand, Gegenstueck }

/// <summary>
/// The content of one published version of a MatrixKatalog: Themenfelder, in them Kriterien with three described Stufen.
/// Never changes after publication (Fachkonzept, section 4).
/// </summary>
public sealed record Katalog(
    string Key,
    string Version,
    Zielgruppe Zielgruppe,
    string Titel,
    string Kurzbeschreibung,
    string Ausfuellregel,
    IReadOnlyList<string> Ausfuellhinweise,
    IReadOnlyList<Stufe> Stufen,
    IReadOnlyList<Zusatzwert> Zusatzwerte,
    IReadOnlyList<Horizont> Zeithorizonte,
    IReadOnlyDictionary<Zeilenfeld, Feldbeschriftung> Felder,
    IReadOnlyList<Themenfeld> Themenfelder)
{
    private readonly Dictionary<string, Kriterium> _kriterien = Themenfelder
        .SelectMany(t => t.Kriterien).ToDictionary(k => k.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, Themenfeld> _themenfelder =
        Themenfelder.ToDictionary(t => t.Key, StringComparer.Ordinal);

    public IEnumerable<Kriterium> Kriterien => Themenfelder.SelectMany(t => t.Kriterien);

    public Kriterium Kriterium(string key) => _kriterien[key];

    public Themenfeld? FindThemenfeld(string key) => _themenfelder.GetValueOrDefault(key);

    /// <summary>The words for a value; null is "Noch nicht eingeschätzt".</summary>
    public string Label(Stufenwert? wert) =>
        wert is { } w && Stufen.FirstOrDefault(s => s.Wert == w) is { } stufe ? stufe.Label
        : Zusatzwerte.First(z => z.Wert == wert).Label;

    public string Label(Zeithorizont? horizont) =>
        horizont is { } h ? Zeithorizonte.First(z => z.Wert == h).Label : "keine Angabe";

    public string Label(Zeilenfeld feld) => feld switch
    {
        Zeilenfeld.Uebernommen => "Übernommen, noch zu prüfen",
        Zeilenfeld.Auskunft => "Laut Auskunft von",
        _ => Felder[feld].Label,
    };
}

/// <summary>One of the three described stages.</summary>
public sealed record Stufe(Stufenwert Wert, string Label, string Beschreibung);

/// <summary>An answer beside the stages; <see cref="Wert"/> null is "Noch nicht eingeschätzt".</summary>
public sealed record Zusatzwert(Stufenwert? Wert, string Label, bool FuerIst, bool FuerSoll);

public sealed record Horizont(Zeithorizont Wert, string Label, Sollregel Sollregel);

/// <summary>Name of a field of a row, and a hint where one is needed.</summary>
public sealed record Feldbeschriftung(string Label, string? Hilfe);

/// <param name="WeitergabeVorbelegung">Preset of what a school shows its carrier after the release.</param>
public sealed record Themenfeld(
    string Key, string Label, string Leitfrage, bool WeitergabeVorbelegung, IReadOnlyList<Kriterium> Kriterien);

/// <param name="Key">Stable for ever; at most <see cref="MatrixZeile.KriteriumMaxLength"/> characters.</param>
/// <param name="Themenfeld">Key of the Themenfeld it stands in.</param>
/// <param name="Kern">Belongs to the short version.</param>
/// <param name="Frueher">Keys of older versions that this criterion continues.</param>
/// <param name="Spiegel">Key of the counterpart in the catalogue of the other side.</param>
public sealed record Kriterium(
    string Key, string Themenfeld, string Label, string Hilfe, string Einstieg, string Ausbau, string Verstetigung,
    bool Kern, bool Vertraulich, IReadOnlyList<string> Frueher, string? Spiegel, SpiegelArt? SpiegelArt)
{
    /// <summary>The sentence of a stage, or null for the answers beside the stages.</summary>
    public string? Satz(Stufenwert? wert) => wert switch
    {
        Stufenwert.Einstieg => Einstieg,
        Stufenwert.Ausbau => Ausbau,
        Stufenwert.Verstetigung => Verstetigung,
        _ => null,
    };
}

public static class Stufenwerte
{
    /// <summary>One of the three described stages.</summary>
    public static bool IsStufe(this Stufenwert wert) =>
        wert is Stufenwert.Einstieg or Stufenwert.Ausbau or Stufenwert.Verstetigung;
}
