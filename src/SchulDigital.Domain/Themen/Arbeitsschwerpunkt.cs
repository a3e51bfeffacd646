using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Themen;

/// <summary>
/// What a Runder Tisch works on over some time, in the whole Kommune or in one school, and the Unterstützungsmaßnahmen that
/// this needs (Fachkonzept, section 6).
/// </summary>
public sealed class Arbeitsschwerpunkt
{
    public const int TitelMaxLength = 200;
    public const int UnterstuetzungMaxLength = 4000;

    private Arbeitsschwerpunkt() { }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid RunderTischId { get; private set; }

    /// <summary>The one school that it is for; null for the whole Kommune.</summary>
    public Guid? SchuleId { get; private set; }
    public string Titel { get; private set; } = "";

    /// <summary>One Unterstützungsmaßnahme per line: what, and who helps.</summary>
    public string? Unterstuetzung { get; private set; }

    /// <summary>The Thema that it stands for.</summary>
    public Guid? ThemaId { get; private set; }
    public DateTime AngelegtAm { get; private set; }
    public DateTime? AbgeschlossenAm { get; private set; }

    /// <summary>Counts the changes; of two at the same time only one is saved.</summary>
    public int Version { get; private set; }

    public bool IsOpen => AbgeschlossenAm is null;

    public static (Arbeitsschwerpunkt Schwerpunkt, Verlaufseintrag Eintrag) Create(
        Guid runderTischId, Guid? schuleId, string titel, string? unterstuetzung, Guid? themaId, Urheber urheber, DateTime jetzt)
    {
        EnsureTitle(titel);
        var schwerpunkt = new Arbeitsschwerpunkt
        {
            RunderTischId = runderTischId,
            SchuleId = schuleId,
            Titel = titel,
            Unterstuetzung = unterstuetzung,
            ThemaId = themaId,
            AngelegtAm = jetzt,
        };
        return (schwerpunkt, schwerpunkt.NewEntry(Ereignis.SchwerpunktAngelegt, urheber, jetzt));
    }

    /// <summary>Other words or another school. What it says already changes nothing.</summary>
    public Verlaufseintrag? Change(Guid? schuleId, string titel, string? unterstuetzung, Guid? themaId, Urheber urheber, DateTime jetzt)
    {
        EnsureTitle(titel);
        if ((schuleId, titel, unterstuetzung, themaId) == (SchuleId, Titel, Unterstuetzung, ThemaId))
            return null;
        if (!IsOpen)
            throw new Zustandskonflikt("Dieser Arbeitsschwerpunkt ist inzwischen abgeschlossen.");
        (SchuleId, Titel, Unterstuetzung, ThemaId) = (schuleId, titel, unterstuetzung, themaId);
        Version++;
        return NewEntry(Ereignis.SchwerpunktGeaendert, urheber, jetzt);
    }

    public Verlaufseintrag? Close(Urheber urheber, DateTime jetzt)
    {
        if (!IsOpen)
            return null;
        AbgeschlossenAm = jetzt;
        Version++;
        return NewEntry(Ereignis.SchwerpunktAbgeschlossen, urheber, jetzt);
    }

    public Verlaufseintrag? Reopen(Urheber urheber, DateTime jetzt)
    {
        if (IsOpen)
            return null;
        AbgeschlossenAm = null;
        Version++;
        return NewEntry(Ereignis.SchwerpunktWiederEroeffnet, urheber, jetzt);
    }

    private static void EnsureTitle(string titel)
    {
        if (string.IsNullOrWhiteSpace(titel))
            throw new FachregelVerletzt("Geben Sie dem Arbeitsschwerpunkt einen Titel.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt) =>
        new(ereignis, nameof(Arbeitsschwerpunkt), Id, Scope.RunderTisch(RunderTischId), urheber, jetzt, Titel, version: Version);
}
