using SchulDigital.Domain.Stammdaten;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <summary>What an import did, would do or cannot do, per file.</summary>
public sealed record Importbericht(IReadOnlyList<Dateibericht> Dateien)
{
    public bool HasErrors => Dateien.Any(d => d.Datei.Fehler.Count > 0);
}

/// <summary>What one file brought. Filled while it is compared; texts are German and for people.</summary>
public sealed class Dateibericht(Registerdatei datei, DateOnly? stand)
{
    public Registerdatei Datei { get; } = datei;
    public DateOnly Stand { get; } = stand ?? default;

    public List<string> Neu { get; } = [];
    public List<string> Geaendert { get; } = [];
    public List<string> Geschlossen { get; } = [];
    public List<string> NeueTraeger { get; } = [];
    public List<string> GeaenderteTraeger { get; } = [];
    public List<Kommune> NeueKommunen { get; } = [];
    public List<string> GeaenderteKommunen { get; } = [];

    /// <summary>Changes of carrier that nobody confirmed with the day from which they hold.</summary>
    public List<string> OffeneTraegerwechsel { get; } = [];

    public string Titel => Datei.Inhalt.Length == 0 || Datei.Hinweis is not null
        ? Datei.Name
        : $"{Datei.Name} ({Datei.Inhalt}, Stand {Stand:dd.MM.yyyy})";

    public bool HasChanges =>
        Neu.Count + Geaendert.Count + Geschlossen.Count + NeueTraeger.Count + GeaenderteTraeger.Count
        + NeueKommunen.Count + GeaenderteKommunen.Count > 0;

    public string Zusammenfassung => Datei.IsTraegerliste
        ? $"{Datei.Traeger.Count:N0} Schulträger gelesen: {NeueTraeger.Count:N0} neu, {GeaenderteTraeger.Count:N0} geändert, 0 übersprungen"
        : $"{Datei.Schulen.Count:N0} Schulen gelesen: {Neu.Count:N0} neu, {Geaendert.Count:N0} geändert, "
            + $"{Geschlossen.Count:N0} geschlossen, {Datei.Uebersprungen.Count:N0} übersprungen";

    /// <summary>The report in lines, as the command prints it.</summary>
    public IEnumerable<string> Lines(bool vorschau)
    {
        yield return Titel;
        if (Datei.Hinweis is not null)
        {
            yield return Datei.Hinweis;
            yield break;
        }
        if (vorschau)
            foreach (var zeile in Details())
                yield return zeile;

        yield return Zusammenfassung;
        foreach (var grund in Datei.Uebersprungen.GroupBy(u => u.Grund))
            yield return $"  {grund.Count():N0} übersprungen: {grund.Key}";
        if (!Datei.IsTraegerliste)
            foreach (var (anzahl, was) in new[]
                     {
                         (NeueKommunen.Count, "Kommunen neu"), (GeaenderteKommunen.Count, "Kommunen umbenannt"),
                         (NeueTraeger.Count, "Schulträger neu; Namen bringt die Trägerliste (XML)"),
                         (GeaenderteTraeger.Count, "Schulträger geändert"),
                     })
                if (anzahl > 0)
                    yield return $"  {anzahl:N0} {was}";
        if (OffeneTraegerwechsel.Count > 0)
        {
            yield return $"  {OffeneTraegerwechsel.Count:N0} Trägerwechsel nicht übernommen. Mit --traegerwechsel-ab DATUM werden sie übernommen:";
            foreach (var wechsel in OffeneTraegerwechsel)
                yield return $"    {wechsel}";
        }
        if (!HasChanges)
            yield return "0 Änderungen";
    }

    private IEnumerable<string> Details() =>
    [
        .. Neu.Select(n => $"  neu: {n}"),
        .. Geaendert.Select(g => $"  geändert: {g}"),
        .. Geschlossen.Select(g => $"  geschlossen: {g}"),
        .. NeueKommunen.Select(k => $"  Kommune neu: {k.Ags} {k.Name}"),
        .. GeaenderteKommunen.Select(k => $"  Kommune umbenannt: {k}"),
        .. NeueTraeger.Select(t => $"  Schulträger neu: {t}"),
        .. GeaenderteTraeger.Select(t => $"  Schulträger geändert: {t}"),
    ];
}
