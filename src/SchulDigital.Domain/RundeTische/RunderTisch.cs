using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.RundeTische;

/// <summary>The Runder Tisch of a Kommune, or another circle that works the same way (Fachkonzept, section 7).</summary>
public enum Tischart { RunderTisch, ITCluster, Lenkungskreis }

/// <summary>Whether a member decides (carriers and schools) or advises.</summary>
public enum Stimme { Entscheidend, Beratend }

/// <summary>What stands about a table.</summary>
/// <param name="Intervall">Months between two sessions; null where none is agreed.</param>
/// <param name="Einwandfrist">Days in which minutes can be objected to.</param>
/// <param name="EigeneGeraete">Members may answer the question of consensus on own devices in the session.</param>
public sealed record Tischangaben(string Name, int? Intervall, int Einwandfrist, string? Regeln, DateOnly? RegelnVom, bool EigeneGeraete = false);

/// <summary>
/// Permanent body: carriers and schools decide, others advise, somebody from outside moderates. A Runder Tisch belongs to a
/// Kommune, other circles to a Bildungsregion (Fachkonzept, section 7).
/// </summary>
public sealed class RunderTisch
{
    public const int NameMaxLength = 200;
    public const int RegelnMaxLength = 8000;
    public const int MaxIntervall = 24;
    public const int PresetEinwandfrist = 14;
    public const int MaxEinwandfrist = 90;

    private readonly List<Tischmitglied> _mitglieder = [];

    private RunderTisch() { }

    /// <param name="kommuneId">Of a Runder Tisch; other circles have none.</param>
    /// <param name="bildungsregionId">Of another circle; that of a Runder Tisch follows from its Kommune.</param>
    public RunderTisch(Tischart art, Guid? kommuneId, Guid? bildungsregionId, string name)
    {
        if (kommuneId is null != (art != Tischart.RunderTisch) || bildungsregionId is null != (art == Tischart.RunderTisch))
            throw new FachregelVerletzt("Ein Runder Tisch gehört zu einer Kommune, ein anderer Kreis zu einer Bildungsregion.");
        Art = art;
        KommuneId = kommuneId;
        BildungsregionId = bildungsregionId;
        Name = name;
        NameSuche = Suchform.Of(name);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Tischart Art { get; private set; }
    public Guid? KommuneId { get; private set; }
    public Guid? BildungsregionId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Search form of the name.</summary>
    public string NameSuche { get; private set; } = "";

    /// <summary>Months between two sessions; the next date is proposed by it.</summary>
    public int? Intervall { get; private set; }

    /// <summary>Days in which minutes can be objected to before they are approved.</summary>
    public int Einwandfrist { get; private set; } = PresetEinwandfrist;

    /// <summary>Regeln der Zusammenarbeit, adopted by the first session; null while there are none.</summary>
    public string? Regeln { get; private set; }

    /// <summary>Day on which they were adopted.</summary>
    public DateOnly? RegelnVom { get; private set; }

    /// <summary>In the session members may answer the question of consensus on own devices.</summary>
    public bool EigeneGeraete { get; private set; }

    /// <summary>Meets no more; everything that it did stays to be read.</summary>
    public DateTime? ArchiviertAm { get; private set; }

    /// <summary>Counts the changes; a save names the one that it was made on.</summary>
    public int Version { get; private set; }
    public IReadOnlyList<Tischmitglied> Mitglieder => _mitglieder;

    public Scope Scope => Scope.RunderTisch(Id);

    public Tischangaben Angaben => new(Name, Intervall, Einwandfrist, Regeln, RegelnVom, EigeneGeraete);

    public Verlaufseintrag? Change(Tischangaben angaben, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsureActive();
        EnsureVersion(gelesen);
        if (string.IsNullOrWhiteSpace(angaben.Name))
            throw new FachregelVerletzt("Geben Sie dem Runden Tisch einen Namen.");
        if (angaben.Intervall is < 1 or > MaxIntervall)
            throw new FachregelVerletzt($"Zwischen zwei Sitzungen liegen 1 bis {MaxIntervall} Monate.");
        if (angaben.Einwandfrist is < 1 or > MaxEinwandfrist)
            throw new FachregelVerletzt($"Die Einwandfrist dauert 1 bis {MaxEinwandfrist} Tage.");
        if (angaben.Regeln is null != angaben.RegelnVom is null)
            throw new FachregelVerletzt("Zu den Regeln der Zusammenarbeit gehört der Tag, an dem sie beschlossen wurden.");
        if (angaben == Angaben)
            return null;
        (Name, Intervall, Einwandfrist, Regeln, RegelnVom, EigeneGeraete) = angaben;
        NameSuche = Suchform.Of(Name);
        return NewEntry(Ereignis.TischGeaendert, urheber, jetzt);
    }

    /// <summary>The Regeln der Zusammenarbeit came about as an agreement of this table.</summary>
    public Verlaufseintrag? AdoptRules(Vereinbarung regeln, Urheber urheber, DateTime jetzt)
    {
        if (regeln is not { IstTischregel: true, Holds: true, VereinbartAm: { } tag } || regeln.RunderTischId != Id)
            throw new ArgumentException("Only rules that this table agreed on.", nameof(regeln));
        if ((Regeln, RegelnVom) == (regeln.Text, tag))
            return null;
        (Regeln, RegelnVom) = (regeln.Text, tag);
        return NewEntry(Ereignis.TischGeaendert, urheber, jetzt, "Regeln der Zusammenarbeit");
    }

    /// <summary>
    /// A member from now on. A carrier or a school decides unless it wants to advise only; who is not known to the portal by an
    /// organisation advises. The same member again changes voice and substitute.
    /// </summary>
    public Verlaufseintrag? Admit(Tischmitgliedschaft mitgliedschaft, Urheber urheber, DateTime jetzt)
    {
        EnsureActive();
        if (_mitglieder.Find(m => m.IsActive && m.IsSame(mitgliedschaft)) is { } schon)
            return schon.Change(mitgliedschaft) ? NewEntry(Ereignis.TischmitgliedGeaendert, urheber, jetzt) : null;
        _mitglieder.Add(new Tischmitglied(Id, mitgliedschaft, jetzt));
        return NewEntry(Ereignis.TischmitgliedAufgenommen, urheber, jetzt, mitgliedschaft.Name);
    }

    /// <summary>Who comes for a member when it cannot: a person of the organisation, or a name; null takes it back.</summary>
    public Verlaufseintrag? NameSubstitute(Guid mitgliedId, string? vertretung, Guid? personId, Urheber urheber, DateTime jetzt)
    {
        EnsureActive();
        if (_mitglieder.Find(m => m.Id == mitgliedId) is not { IsActive: true, Organisation: not null } mitglied)
            throw new FachregelVerletzt("Eine Vertretung nennt, wer als Organisation am Tisch sitzt.");
        return mitglied.Substitute(vertretung, personId) ? NewEntry(Ereignis.TischmitgliedGeaendert, urheber, jetzt, $"Vertretung für {mitglied.Name}") : null;
    }

    /// <summary>Carriers and schools sit down with an entscheidende Stimme; who sits here already stays as she is.</summary>
    public IReadOnlyList<Verlaufseintrag> Seat(IEnumerable<Schultraeger> traeger, IEnumerable<Schule> schulen, Urheber urheber, DateTime jetzt) =>
    [
        .. traeger.Select(t => (Organisation: Scope.Schultraeger(t.Id), t.Name)).Concat(schulen.Select(s => (Organisation: Scope.Schule(s.Id), s.Name)))
            .Where(h => !_mitglieder.Exists(m => m.IsActive && m.Organisation == h.Organisation)).ToList()
            .Select(h => Admit(new Tischmitgliedschaft(h.Organisation, h.Name, null, Stimme.Entscheidend, null), urheber, jetzt)).OfType<Verlaufseintrag>(),
    ];

    /// <summary>Sits here no more; what was said and agreed stays.</summary>
    public Verlaufseintrag? Dismiss(Guid mitgliedId, Urheber urheber, DateTime jetzt)
    {
        EnsureActive();
        if (_mitglieder.Find(m => m.Id == mitgliedId) is not { IsActive: true } mitglied)
            return null;
        mitglied.Leave(jetzt);
        return NewEntry(Ereignis.TischmitgliedAusgeschieden, urheber, jetzt, mitglied.Name);
    }

    public Verlaufseintrag? Archive(Urheber urheber, DateTime jetzt)
    {
        if (ArchiviertAm is not null)
            return null;
        ArchiviertAm = jetzt;
        return NewEntry(Ereignis.TischArchiviert, urheber, jetzt);
    }

    public Verlaufseintrag? Reactivate(Urheber urheber, DateTime jetzt)
    {
        if (ArchiviertAm is null)
            return null;
        ArchiviertAm = null;
        return NewEntry(Ereignis.TischWiederAufgenommen, urheber, jetzt);
    }

    /// <summary>The next day by the agreed interval: the same weekday, never at a weekend; null where no interval is agreed.</summary>
    public DateOnly? NextDay(DateOnly letzte)
    {
        if (Intervall is not { } monate)
            return null;
        var tag = letzte.AddMonths(monate);
        var versatz = ((int)letzte.DayOfWeek - (int)tag.DayOfWeek + 7) % 7;
        tag = tag.AddDays(versatz);
        return tag.DayOfWeek switch
        {
            DayOfWeek.Saturday => tag.AddDays(2),
            DayOfWeek.Sunday => tag.AddDays(1),
            _ => tag,
        };
    }

    public void EnsureActive()
    {
        if (ArchiviertAm is not null)
            throw new Zustandskonflikt($"„{Name}“ ist im Archiv. Nehmen Sie den Kreis zuerst wieder auf.");
    }

    private void EnsureVersion(int gelesen)
    {
        if (gelesen != Version)
            throw new Zustandskonflikt("Jemand anderes hat das inzwischen geändert. Sehen Sie noch einmal hin, bevor Sie speichern.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund = null)
    {
        Version++;
        return new(ereignis, nameof(RunderTisch), Id, Scope, urheber, jetzt, grund);
    }
}

public static class Tischarten
{
    public static string Label(this Tischart art) => art switch
    {
        Tischart.RunderTisch => "Runder Tisch",
        Tischart.ITCluster => "IT-Cluster",
        Tischart.Lenkungskreis => "Lenkungskreis",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };

    public static string Label(this Stimme stimme) => stimme == Stimme.Entscheidend ? "entscheidend" : "beratend";
}
