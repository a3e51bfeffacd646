using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Sachstaende;

/// <summary>What a Sachstand tells of, in the order of the document.</summary>
public enum Sachstandsabschnitt { Teilnahme, Besuche, Sitzungen, Vereinbarungen, Themen, Hindernisse, Berichtsboegen }

/// <summary><c>entwurf → veröffentlicht</c>; a published one never changes, the next version is a new one.</summary>
public enum Sachstandsstatus { Entwurf, Veroeffentlicht }

/// <summary>
/// Where a region or a carrier stands in a Durchgang: numbers of one moment, with a preface and remarks (Fachkonzept, section 9).
/// The numbers are those that may be shown, small ones already left out. One draft at a time; published versions stay.
/// </summary>
public sealed class Sachstand
{
    public const int VorwortMaxLength = 4000;
    public const int BemerkungMaxLength = 2000;
    public const int NameMaxLength = 200;

    /// <summary>Characters of the numbers; the names of four hundred carriers are a tenth of it.</summary>
    public const int ZahlenMaxLength = 400_000;
    public const int VonMaxLength = 300;

    private readonly List<Sachstandsbemerkung> _bemerkungen = [];

    private Sachstand() { }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>Bildungsregion or Schultraeger.</summary>
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }
    public Guid DurchgangId { get; private set; }

    /// <summary>1, 2, 3 … of the same scope and Durchgang.</summary>
    public int Nummer { get; private set; }
    public Sachstandsstatus Status { get; private set; }

    /// <summary>Name of the region or the carrier, as it was.</summary>
    public string Name { get; private set; } = "";
    public string? Vorwort { get; private set; }

    /// <summary>When the numbers were taken: "Stand vom".</summary>
    public DateTime Stand { get; private set; }

    /// <summary>The numbers as JSON, written and read by the one feature that counts.</summary>
    public string Zahlen { get; private set; } = "";
    public DateTime? VeroeffentlichtAm { get; private set; }

    /// <summary>Name and office of who published it.</summary>
    public string? Von { get; private set; }

    /// <summary>Counts the changes; of two at the same time only one is saved.</summary>
    public int Version { get; private set; }
    public IReadOnlyList<Sachstandsbemerkung> Bemerkungen => _bemerkungen;

    public Scope Scope => new(ScopeArt, ScopeId);

    public bool IsDraft => Status == Sachstandsstatus.Entwurf;

    /// <summary>Begins the next version; preface and remarks of the last one stand in it.</summary>
    public static (Sachstand Neu, Verlaufseintrag Eintrag) Begin(Scope scope, Guid durchgangId, string name, Sachstand? letzter, string zahlen, Urheber urheber, DateTime jetzt)
    {
        if (scope.Art is not (ScopeArt.Bildungsregion or ScopeArt.Schultraeger))
            throw new ArgumentException("A Sachstand is one of a region or a carrier.", nameof(scope));
        var neu = new Sachstand { ScopeArt = scope.Art, ScopeId = scope.Id!.Value, DurchgangId = durchgangId, Name = name, Nummer = (letzter?.Nummer ?? 0) + 1, Vorwort = letzter?.Vorwort, Stand = jetzt, Zahlen = zahlen };
        neu._bemerkungen.AddRange(letzter?.Bemerkungen.Select(b => new Sachstandsbemerkung(neu.Id, b.Abschnitt, b.Text)) ?? []);
        return (neu, neu.NewEntry(Ereignis.SachstandBegonnen, urheber, jetzt));
    }

    /// <summary>Preface, or the remark to a section; empty takes it away.</summary>
    /// <param name="abschnitt">Null for the preface.</param>
    /// <param name="gelesen">What the writer had before her; another text by now is not overwritten.</param>
    public Verlaufseintrag? Write(Sachstandsabschnitt? abschnitt, string? text, string? gelesen, Urheber urheber, DateTime jetzt)
    {
        text = string.IsNullOrWhiteSpace(text) ? null : text;
        var bemerkung = _bemerkungen.Find(b => b.Abschnitt == abschnitt);
        var heute = abschnitt is null ? Vorwort : bemerkung?.Text;
        if (heute == text)
            return null;
        EnsureDraft();
        if (heute != (string.IsNullOrEmpty(gelesen) ? null : gelesen))
            throw new Zustandskonflikt("Diesen Text hat jemand anderes inzwischen geändert. Beide stehen da; entscheiden Sie.");
        if (abschnitt is not { } a)
            Vorwort = text;
        else if (text is null)
            _bemerkungen.Remove(bemerkung!);
        else if (bemerkung is null)
            _bemerkungen.Add(new Sachstandsbemerkung(Id, a, text));
        else
            bemerkung.Write(text);
        return NewEntry(Ereignis.SachstandGeaendert, urheber, jetzt, abschnitt?.Label() ?? "Vorwort");
    }

    /// <summary>Takes the numbers of this moment.</summary>
    public Verlaufseintrag Recount(string zahlen, Urheber urheber, DateTime jetzt)
    {
        EnsureDraft();
        (Zahlen, Stand) = (zahlen, jetzt);
        return NewEntry(Ereignis.SachstandGeaendert, urheber, jetzt, "Zahlen");
    }

    /// <summary>From now on it stays as it is. A second click finds it published.</summary>
    public Verlaufseintrag? Publish(Zustaendigkeit amt, string name, DateTime jetzt)
    {
        if (!IsDraft)
            return null;
        (Status, VeroeffentlichtAm, Von) = (Sachstandsstatus.Veroeffentlicht, jetzt, $"{name}, {amt.Zeichnungszusatz}{amt.Rolle.Label()}");
        return NewEntry(Ereignis.SachstandVeroeffentlicht, new Urheber(amt.PersonId, amt.Id), jetzt);
    }

    private void EnsureDraft()
    {
        if (!IsDraft)
            throw new Zustandskonflikt("Dieser Sachstand ist veröffentlicht und ändert sich nicht mehr. Beginnen Sie eine neue Fassung.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund = null)
    {
        Version++;
        return new(ereignis, nameof(Sachstand), Id, Scope, urheber, jetzt, grund, version: Version);
    }
}

/// <summary>What the writer says to a section of a Sachstand.</summary>
public sealed class Sachstandsbemerkung
{
    private Sachstandsbemerkung() { }

    internal Sachstandsbemerkung(Guid sachstandId, Sachstandsabschnitt abschnitt, string text) => (SachstandId, Abschnitt, Text) = (sachstandId, abschnitt, text);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SachstandId { get; private set; }
    public Sachstandsabschnitt Abschnitt { get; private set; }
    public string Text { get; private set; } = "";

    internal void Write(string text) => Text = text;
}

public static class Sachstandsworte
{
    public static string Label(this Sachstandsabschnitt abschnitt) => abschnitt switch
    {
        Sachstandsabschnitt.Teilnahme => "Teilnahme",
        Sachstandsabschnitt.Besuche => "Schulträgerbesuche",
        Sachstandsabschnitt.Sitzungen => "Sitzungen der Runden Tische",
        Sachstandsabschnitt.Vereinbarungen => "Vereinbarungen",
        Sachstandsabschnitt.Themen => "Am häufigsten genannte Themen",
        Sachstandsabschnitt.Hindernisse => "Was im Weg steht",
        Sachstandsabschnitt.Berichtsboegen => "Berichtsbögen",
        _ => throw new ArgumentOutOfRangeException(nameof(abschnitt)),
    };

    public static string Label(this Sachstandsstatus status) => status switch
    {
        Sachstandsstatus.Entwurf => "Entwurf",
        Sachstandsstatus.Veroeffentlicht => "veröffentlicht",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
