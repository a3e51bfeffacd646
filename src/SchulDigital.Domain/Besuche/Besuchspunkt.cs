using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Domain.Besuche;

/// <summary>What kind of item: the fixed ones, a row of the matrix, or one of the organiser's own.</summary>
public enum Punktart { Einstieg, Rollenerwartungen, Zeile, Frei, Abschluss }

/// <summary>An item as it is proposed.</summary>
/// <param name="Grund">Why it is proposed, in words for the partners.</param>
/// <param name="Ausgelassen">Does not fit into the time; stands below the agenda.</param>
public sealed record Punktvorschlag(Punktart Art, string Titel, string? Grund, int Minuten, Guid? ZeileId, string? Themenfeld, bool Ausgelassen = false);

/// <summary>An item as the organiser leaves it.</summary>
/// <param name="Id">Null for a new one.</param>
public sealed record Punktangabe(Guid? Id, string Titel, int Minuten, bool Ausgelassen);

/// <summary>An item of a visit's agenda. Nothing is deleted: what is left out can come back.</summary>
public sealed class Besuchspunkt
{
    public const int TitelMaxLength = 200;
    public const int GrundMaxLength = 500;
    public const int MaxMinuten = 240;

    private Besuchspunkt() { }

    internal Besuchspunkt(Guid besuchId, Punktvorschlag vorschlag, int position)
    {
        BesuchId = besuchId;
        (Art, Titel, Grund, Minuten, ZeileId, Themenfeld, Ausgelassen, Position) =
            (vorschlag.Art, vorschlag.Titel, vorschlag.Grund, vorschlag.Minuten, vorschlag.ZeileId, vorschlag.Themenfeld, vorschlag.Ausgelassen, position);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BesuchId { get; private set; }
    public Punktart Art { get; private set; }
    public string Titel { get; private set; } = "";

    /// <summary>Why it was proposed; null for items of the organiser's own.</summary>
    public string? Grund { get; private set; }
    public int Minuten { get; private set; }

    /// <summary>1, 2, 3 …</summary>
    public int Position { get; internal set; }
    public Guid? ZeileId { get; private set; }
    public string? Themenfeld { get; private set; }
    public bool Ausgelassen { get; private set; }

    /// <summary>When it was talked through.</summary>
    public DateTime? BesprochenAm { get; internal set; }

    public Punktangabe Angabe => new(Id, Titel, Minuten, Ausgelassen);

    internal void Change(Punktangabe angabe, int position)
    {
        if (angabe.Minuten is < 0 or > MaxMinuten)
            throw new FachregelVerletzt($"Ein Punkt dauert höchstens {MaxMinuten} Minuten.");
        (Titel, Minuten, Ausgelassen, Position) = (angabe.Titel, angabe.Minuten, angabe.Ausgelassen, position);
    }
}

/// <summary>
/// Proposes what to talk about (Fachkonzept, section 5): rows that are marked for the Runder Tisch or hold a question first,
/// then Unterstützungsbedarf, then the distance between Ist and Soll; each with its reason, within the time.
/// </summary>
public static class Agendavorschlag
{
    public const int EinstiegMinuten = 5;
    public const int RollenMinuten = 10;
    public const int AbschlussMinuten = 15;

    /// <param name="zeilen">Rows that the partners may know of, with their ids.</param>
    /// <param name="fragen">Who asked about a row; the agenda says that somebody did, not who.</param>
    /// <param name="dauer">Minutes of the visit.</param>
    public static IReadOnlyList<Punktvorschlag> Compose(
        IEnumerable<(Guid ZeileId, Kriterium Kriterium, Zeilenwerte Werte)> zeilen, ILookup<Guid, string> fragen, Katalog katalog, int dauer)
    {
        var reihenfolge = katalog.Kriterien.Select((k, i) => (k.Key, i)).ToDictionary(k => k.Key, k => k.i);
        var punkte = new List<Punktvorschlag>
        {
            new(Punktart.Einstieg, "Begrüßung und Ziel des Besuchs", null, EinstiegMinuten, null, null),
            new(Punktart.Rollenerwartungen, "Rollenerwartungen: Was erwarten wir voneinander?", null, RollenMinuten, null, null),
        };
        var frei = dauer - EinstiegMinuten - RollenMinuten - AbschlussMinuten;
        foreach (var (rang, grund, zeile) in zeilen
            .Select(z => (Begruendung: Reason(z.Werte, fragen[z.ZeileId], katalog), Zeile: z))
            .Where(z => z.Begruendung.Rang > 0)
            .OrderBy(z => z.Begruendung.Rang).ThenByDescending(z => z.Begruendung.Abstand).ThenBy(z => reihenfolge.GetValueOrDefault(z.Zeile.Kriterium.Key, int.MaxValue))
            .Select(z => (z.Begruendung.Rang, z.Begruendung.Grund, z.Zeile)))
        {
            var minuten = rang == 3 ? 5 : 10;
            var passt = minuten <= frei;
            frei -= passt ? minuten : 0;
            punkte.Add(new(Punktart.Zeile, zeile.Kriterium.Label, grund, minuten, zeile.ZeileId, zeile.Kriterium.Themenfeld, !passt));
        }
        punkte.Add(new(Punktart.Abschluss, "Ergebnisse und nächste Schritte", null, AbschlussMinuten, null, null));
        return punkte;
    }

    /// <summary>Rank 1 to 3 and the words; rank 0 where nothing speaks for the row.</summary>
    private static (int Rang, string Grund, int Abstand) Reason(Zeilenwerte werte, IEnumerable<string> fragende, Katalog katalog)
    {
        var gruende = new List<string>();
        if (werte.FuerRundenTisch)
            gruende.Add("für den Runden Tisch vorgemerkt");
        if (werte.OffeneFrage is not null)
            gruende.Add("offene Frage");
        if (fragende.Any())
            gruende.Add("Frage vor dem Besuch");
        var rang = gruende.Count > 0 ? 1 : 0;
        if (werte.Unterstuetzungsbedarf is not null)
        {
            gruende.Add("Unterstützungsbedarf");
            rang = rang == 0 ? 2 : rang;
        }
        var abstand = Abstand(werte);
        if (abstand > 0)
        {
            gruende.Add($"heute „{katalog.Label(werte.Ist)}“, angestrebt „{katalog.Label(werte.Soll)}“");
            rang = rang == 0 ? 3 : rang;
        }
        var grund = string.Join("; ", gruende);
        return (rang, grund.Length <= Besuchspunkt.GrundMaxLength ? grund : grund[..(Besuchspunkt.GrundMaxLength - 1)] + "…", abstand);
    }

    /// <summary>Stages between Ist and Soll; 0 where one of them is none.</summary>
    private static int Abstand(Zeilenwerte werte) => werte is { Ist: { } ist, Soll: { } soll } && ist <= Stufenwert.Verstetigung && soll <= Stufenwert.Verstetigung
        ? Math.Max(0, soll - ist) : 0;
}
