using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Vereinbarungen;

/// <summary>What kind of agreement.</summary>
public enum Vereinbarungsart { Regel, Ziel, Massnahme }

/// <summary>
/// <c>entwurf → in_abstimmung → vereinbart | vereinbart_vorbehaltlich → in_umsetzung → umgesetzt → bestätigt</c>; nicht zustande
/// gekommen leads back to the draft when its text changes, a refused Beschluss too; geändert (a later one took its place) and
/// aufgehoben are ends. Überfällig is computed (Fachkonzept, section 8).
/// </summary>
public enum Vereinbarungsstatus
{
    Entwurf, InAbstimmung, Vereinbart, VereinbartVorbehaltlich, InUmsetzung, Umgesetzt, Bestaetigt, NichtZustandeGekommen, Geaendert, Aufgehoben,
}

/// <summary>What is agreed, without whom it binds.</summary>
/// <param name="Verantwortlich">The carrier or school that answers for it; it is bound too.</param>
/// <param name="Person">Office or person there, in words.</param>
/// <param name="Frist">Last day, in Europe/Berlin.</param>
/// <param name="Gremium">Whose Beschluss it waits for (vorbehaltlich Beschluss); null where it waits for none.</param>
/// <param name="BeschlussGeplant">Day on which that is planned.</param>
/// <param name="Themenfeld">Key of the catalogue; null where it belongs to none.</param>
/// <param name="IstTischregel">These are the Regeln der Zusammenarbeit of its table.</param>
public sealed record Vereinbarungsangaben(
    string Text, Vereinbarungsart Art, Scope Verantwortlich, string? Person, DateOnly? Frist, Zeithorizont? Horizont, string? Gremium,
    DateOnly? BeschlussGeplant, string? Themenfeld, bool IstTischregel);

/// <summary>An organisation that the agreement binds, and the support that it gets, which may differ from school to school.</summary>
/// <param name="Name">As it is now; it is kept with the agreement.</param>
public sealed record Bindung(Scope Organisation, string Name, string? Unterstuetzung);

/// <summary>Where an agreement belongs: to a table, or to the carrier whose visit it came from. One of the two.</summary>
public sealed record Vereinbarungsort(Guid? RunderTischId, Guid? SchultraegerId, bool Vertraulich = false);

/// <summary>
/// What was agreed, whom it binds, who answers for it, how it came about and what became of it (Fachkonzept, sections 7 and 8).
/// </summary>
public sealed partial class Vereinbarung
{
    public const int TextMaxLength = 4000;
    public const int SuchtextMaxLength = TextMaxLength * 2;
    public const int PersonMaxLength = 200;
    public const int GremiumMaxLength = 200;
    public const int NotizMaxLength = 2000;
    public const int MaxBeteiligte = 200;

    private readonly List<Vereinbarungsbeteiligter> _beteiligte = [];
    private readonly List<Konsensfrage> _fragen = [];
    private readonly List<Zieldokument> _zieldokumente = [];
    private readonly List<Ueberpruefung> _ueberpruefungen = [];

    private Vereinbarung() { }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>The table that agreed on it; null where it came from a visit and no table took it up.</summary>
    public Guid? RunderTischId { get; private set; }

    /// <summary>The carrier whose visit it came from; null where it belongs to a table.</summary>
    public Guid? SchultraegerId { get; private set; }

    /// <summary>Only for the Moderation, the entscheidende members and the bound organisations: it came from a vertraulicher item.</summary>
    public bool Vertraulich { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>Search form of the text.</summary>
    public string Suchtext { get; private set; } = "";
    public Vereinbarungsart Art { get; private set; }
    public ScopeArt VerantwortlichArt { get; private set; }
    public Guid VerantwortlichId { get; private set; }
    public string? Person { get; private set; }
    public DateOnly? Frist { get; private set; }
    public Zeithorizont? Horizont { get; private set; }
    public string? Gremium { get; private set; }
    public DateOnly? BeschlussGeplant { get; private set; }
    public string? Themenfeld { get; private set; }
    public bool IstTischregel { get; private set; }
    public Herkunft Herkunft { get; private set; } = null!;

    /// <summary>The row at the beginning of the thread, once more beside <see cref="Herkunft"/>: this one has an index.</summary>
    public Guid? ZeileId { get; private set; }

    /// <summary>The Thema that it answers; null where there is none.</summary>
    public Guid? ThemaId { get; private set; }

    /// <summary>The item of a session at which it is treated, the newest; null where it was on none yet.</summary>
    public Guid? PunktId { get; private set; }

    /// <summary>The agreement whose new version this one is; that one holds until this one comes about.</summary>
    public Guid? VorgaengerId { get; private set; }
    public Vereinbarungsstatus Status { get; private set; }

    /// <summary>Number of the text: 1, 2, 3 … An answer is to one of them.</summary>
    public int Fassung { get; private set; } = 1;
    public DateTime AngelegtAm { get; private set; }

    /// <summary>Since when it is in its state.</summary>
    public DateTime StandSeit { get; private set; }

    /// <summary>Day on which it came about; null before.</summary>
    public DateOnly? VereinbartAm { get; private set; }

    /// <summary>How the Gremium decided; null while it has not.</summary>
    public bool? BeschlussGefasst { get; private set; }
    public DateOnly? BeschlossenAm { get; private set; }

    /// <summary>Words of the newest change of state.</summary>
    public string? Notiz { get; private set; }

    /// <summary>Name and office of who confirmed it, as printed.</summary>
    public string? BestaetigtVonName { get; private set; }
    public string? BestaetigtVonAmt { get; private set; }

    /// <summary>Day on which the agreement is looked at again; null where none is set.</summary>
    public DateOnly? NaechsteUeberpruefung { get; private set; }

    /// <summary>Counts the changes; a save names the one that it was made on, and of two at the same time only one is saved.</summary>
    public int Version { get; private set; }
    public IReadOnlyList<Vereinbarungsbeteiligter> Beteiligte => _beteiligte;
    public IReadOnlyList<Konsensfrage> Fragen => _fragen;
    public IReadOnlyList<Zieldokument> Zieldokumente => _zieldokumente;
    public IReadOnlyList<Ueberpruefung> Ueberpruefungen => _ueberpruefungen;

    /// <summary>Whose house it is in: the table, else the carrier of the visit.</summary>
    public Scope Scope => RunderTischId is { } tisch ? Scope.RunderTisch(tisch) : Scope.Schultraeger(SchultraegerId!.Value);

    public Scope Verantwortlich => new(VerantwortlichArt, VerantwortlichId);

    /// <summary>Its text and whom it binds can change.</summary>
    public bool IsDraft => Status is Vereinbarungsstatus.Entwurf or Vereinbarungsstatus.InAbstimmung or Vereinbarungsstatus.NichtZustandeGekommen;

    /// <summary>It came about and holds.</summary>
    public bool Holds => Status is Vereinbarungsstatus.Vereinbart or Vereinbarungsstatus.VereinbartVorbehaltlich or Vereinbarungsstatus.InUmsetzung
        or Vereinbarungsstatus.Umgesetzt or Vereinbarungsstatus.Bestaetigt;

    /// <summary>Something is still to be done about it: it belongs on the next agenda.</summary>
    public bool IsOpen => IsDraft || Status is Vereinbarungsstatus.Vereinbart or Vereinbarungsstatus.VereinbartVorbehaltlich or Vereinbarungsstatus.InUmsetzung or Vereinbarungsstatus.Umgesetzt;

    /// <summary>What was to be done by a day is not done.</summary>
    public bool IsOverdue(DateOnly heute) => Status.IsOverdue(Frist, heute);

    /// <summary>The day of looking at it again has come.</summary>
    public bool IsReviewDue(DateOnly heute) => Holds && NaechsteUeberpruefung <= heute;

    public Vereinbarungsangaben Angaben => new(Text, Art, Verantwortlich, Person, Frist, Horizont, Gremium, BeschlussGeplant, Themenfeld, IstTischregel);

    /// <summary>Puts an agreement into words; nobody is asked yet.</summary>
    /// <param name="id">Made with the form: what is sent twice stands once.</param>
    public static (Vereinbarung Vereinbarung, Verlaufseintrag Eintrag) Draft(
        Guid id, Vereinbarungsort ort, Vereinbarungsangaben angaben, IReadOnlyList<Bindung> bindungen, Herkunft herkunft, Guid? themaId, Urheber urheber, DateTime jetzt)
    {
        if (ort.RunderTischId is null == ort.SchultraegerId is null)
            throw new FachregelVerletzt("Eine Vereinbarung gehört zu einem Runden Tisch oder zum Schulträger eines Besuchs.");
        var vereinbarung = new Vereinbarung
        {
            Id = id,
            RunderTischId = ort.RunderTischId,
            SchultraegerId = ort.SchultraegerId,
            Vertraulich = ort.Vertraulich,
            Herkunft = herkunft,
            ZeileId = herkunft.ZeileId,
            ThemaId = themaId,
            AngelegtAm = jetzt,
            StandSeit = jetzt,
        };
        vereinbarung.Take(angaben, bindungen);
        return (vereinbarung, vereinbarung.NewEntry(Ereignis.VereinbarungEntworfen, urheber, jetzt));
    }

    /// <summary>
    /// Another text, other bound organisations, another support. Was it asked before, this is a new version and a new question: no
    /// answer counts for a text that was not shown.
    /// </summary>
    public Verlaufseintrag? Revise(Vereinbarungsangaben angaben, IReadOnlyList<Bindung> bindungen, int gelesen, Urheber urheber, DateTime jetzt)
    {
        if (!IsDraft)
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}. Ihren Text ändert eine neue Fassung, über die wieder gefragt wird.");
        if (angaben == Angaben && SameBindings(bindungen))
            return null;
        EnsureVersion(gelesen);
        Take(angaben, bindungen);
        if (_fragen.Count > 0 && _fragen.Exists(f => f.Fassung == Fassung))
            Fassung++;
        if (OffeneFrage is { } frage)
            frage.Replace(jetzt);
        Enter(Vereinbarungsstatus.Entwurf, null, jetzt);
        return NewEntry(Ereignis.VereinbarungGeaendert, urheber, jetzt, Fassung == 1 ? null : $"Fassung {Fassung}");
    }

    /// <summary>
    /// A new version of what holds: it is asked like a new one, and takes the place of this one when it comes about.
    /// </summary>
    public (Vereinbarung Neue, Verlaufseintrag Eintrag) Renew(Guid id, Urheber urheber, DateTime jetzt)
    {
        if (!Holds)
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}. Neu fassen lässt sich, was gilt.");
        var (neue, _) = Draft(id, new Vereinbarungsort(RunderTischId, SchultraegerId, Vertraulich), Angaben,
            [.. _beteiligte.Where(b => b.IsBound).Select(b => new Bindung(b.Organisation, b.Name, b.Unterstuetzung))], new Herkunft(Herkunftsart.Vereinbarung, Id, ZeileId), ThemaId, urheber, jetzt);
        neue.VorgaengerId = Id;
        return (neue, neue.NewEntry(Ereignis.VereinbarungNeuGefasst, urheber, jetzt));
    }

    /// <summary>The new version came about: this one holds no more.</summary>
    public Verlaufseintrag? GiveWayTo(Vereinbarung neue, Urheber urheber, DateTime jetzt)
    {
        if (neue.VorgaengerId != Id || !neue.Holds)
            throw new ArgumentException("Only a new version that came about takes the place.", nameof(neue));
        if (!Holds)
            return null;
        Enter(Vereinbarungsstatus.Geaendert, "Eine neue Fassung ist vereinbart.", jetzt);
        return NewEntry(Ereignis.VereinbarungAbgeloest, urheber, jetzt);
    }

    /// <summary>A table of the carrier takes up what came from a visit; from then on its Moderation leads it.</summary>
    public Verlaufseintrag? HandToTable(Guid runderTischId, Urheber urheber, DateTime jetzt)
    {
        if (RunderTischId == runderTischId)
            return null;
        if (RunderTischId is not null || !IsDraft || OffeneFrage is not null)
            throw new Zustandskonflikt("An einen Runden Tisch geben lässt sich, was noch niemandem zur Abstimmung vorliegt.");
        (RunderTischId, SchultraegerId) = (runderTischId, null);
        return NewEntry(Ereignis.VereinbarungAnTisch, urheber, jetzt);
    }

    /// <summary>Treated at an item of a session. The newest one stands here; where it was asked, the questions say.</summary>
    public Verlaufseintrag? PutOn(Guid punktId, bool vertraulich, Urheber urheber, DateTime jetzt)
    {
        if (PunktId == punktId)
            return null;
        if (Vertraulich && !vertraulich)
            throw new FachregelVerletzt("Diese Vereinbarung ist vertraulich. Nehmen Sie sie an einem vertraulichen Punkt auf.");
        PunktId = punktId;
        Vertraulich |= vertraulich;
        return NewEntry(Ereignis.VereinbarungAufTagesordnung, urheber, jetzt);
    }

    /// <summary>
    /// An item at which it stands or was asked became vertraulich, and it with it. There is no way back: an item that opens again
    /// leaves it closed, because nobody decided that its words may be read.
    /// </summary>
    public Verlaufseintrag? Seclude(Urheber urheber, DateTime jetzt)
    {
        if (Vertraulich)
            return null;
        Vertraulich = true;
        return NewEntry(Ereignis.VereinbarungVertraulich, urheber, jetzt);
    }

    /// <summary>Nobody was ever asked about it.</summary>
    public bool CanBeWithdrawn => Status == Vereinbarungsstatus.Entwurf && _fragen.Count == 0 && VorgaengerId is null;

    private void Take(Vereinbarungsangaben angaben, IReadOnlyList<Bindung> bindungen)
    {
        if (string.IsNullOrWhiteSpace(angaben.Text))
            throw new FachregelVerletzt("Schreiben Sie, was vereinbart wird.");
        if (angaben.Verantwortlich.Art is not (ScopeArt.Schultraeger or ScopeArt.Schule))
            throw new FachregelVerletzt("Verantwortlich ist ein Schulträger oder eine Schule.");
        if (angaben.BeschlussGeplant is not null && angaben.Gremium is null)
            throw new FachregelVerletzt("Nennen Sie das Gremium, dessen Beschluss vorbehalten ist.");
        if (angaben.IstTischregel && (RunderTischId is null || angaben.Art != Vereinbarungsart.Regel))
            throw new FachregelVerletzt("Regeln der Zusammenarbeit sind eine Regel, die ein Runder Tisch vereinbart.");
        var doppelt = bindungen.GroupBy(b => b.Organisation).FirstOrDefault(g => g.Count() > 1);
        if (doppelt is not null)
            throw new FachregelVerletzt($"„{doppelt.First().Name}“ ist zweimal genannt.");
        if (bindungen.Any(b => b.Organisation.Art is not (ScopeArt.Schultraeger or ScopeArt.Schule)))
            throw new FachregelVerletzt("Gebunden werden Schulträger und Schulen.");
        if (angaben.Horizont is { } horizont && !Vereinbarungsworte.Horizonte.Contains(horizont))
            throw new FachregelVerletzt("Eine Vereinbarung ist kurz-, mittel- oder langfristig.");
        if (bindungen.Count > MaxBeteiligte)
            throw new FachregelVerletzt($"Mehr als {MaxBeteiligte} Beteiligte hat keine Vereinbarung.");
        if (bindungen.All(b => b.Organisation != angaben.Verantwortlich))
            throw new FachregelVerletzt("Wer verantwortlich ist, gehört zu den Beteiligten.");
        (Text, Art, _, Person, Frist, Horizont, Gremium, BeschlussGeplant, Themenfeld, IstTischregel) = angaben;
        (VerantwortlichArt, VerantwortlichId) = (angaben.Verantwortlich.Art, angaben.Verantwortlich.Id!.Value);
        Suchtext = Suchform.Of(Text);
        foreach (var bindung in bindungen)
            if (_beteiligte.Find(b => b.Organisation == bindung.Organisation) is { } schon)
                schon.Bind(bindung);
            else
                _beteiligte.Add(new Vereinbarungsbeteiligter(Id, bindung));
        foreach (var ehemaliger in _beteiligte.Where(b => bindungen.All(n => n.Organisation != b.Organisation)))
            ehemaliger.Release();
    }

    private bool SameBindings(IReadOnlyList<Bindung> bindungen) =>
        bindungen.Select(b => (b.Organisation, b.Unterstuetzung)).ToHashSet().SetEquals(_beteiligte.Where(b => b.IsBound).Select(b => (b.Organisation, b.Unterstuetzung)));

    private void Enter(Vereinbarungsstatus status, string? notiz, DateTime jetzt)
    {
        if (Status != status)
            StandSeit = jetzt;
        (Status, Notiz) = (status, notiz);
    }

    private void EnsureVersion(int gelesen)
    {
        if (gelesen != Version)
            throw new Zustandskonflikt("Jemand anderes hat diese Vereinbarung inzwischen geändert. Sehen Sie noch einmal hin, bevor Sie speichern.");
    }

    private static string Note(string? notiz) => string.IsNullOrWhiteSpace(notiz) ? throw new FachregelVerletzt("Schreiben Sie ein Wort dazu: Alle Beteiligten lesen es im Verlauf.") : notiz;

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund = null)
    {
        Version++;
        return new(ereignis, nameof(Vereinbarung), Id, Scope, urheber, jetzt, grund, version: Version);
    }
}

public static class Vereinbarungsworte
{
    /// <summary>Agreed, not done, and the last day has passed.</summary>
    public static bool IsOverdue(this Vereinbarungsstatus status, DateOnly? frist, DateOnly heute) =>
        frist < heute && status is Vereinbarungsstatus.Vereinbart or Vereinbarungsstatus.VereinbartVorbehaltlich or Vereinbarungsstatus.InUmsetzung;

    public static string Label(this Vereinbarungsart art) => art switch
    {
        Vereinbarungsart.Regel => "Regel",
        Vereinbarungsart.Ziel => "Ziel",
        Vereinbarungsart.Massnahme => "Maßnahme",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };

    /// <summary>Within which time it is to be done; the other two of the matrix say nothing of an agreement.</summary>
    public static readonly IReadOnlyList<Zeithorizont> Horizonte = [Zeithorizont.Kurzfristig, Zeithorizont.Mittelfristig, Zeithorizont.Langfristig];

    public static string Label(this Zeithorizont horizont) => horizont switch
    {
        Zeithorizont.Kurzfristig => "kurzfristig",
        Zeithorizont.Mittelfristig => "mittelfristig",
        Zeithorizont.Langfristig => "langfristig",
        _ => throw new ArgumentOutOfRangeException(nameof(horizont)),
    };

    public static string Label(this Vereinbarungsstatus status) => status switch
    {
        Vereinbarungsstatus.Entwurf => "Entwurf",
        Vereinbarungsstatus.InAbstimmung => "in Abstimmung",
        Vereinbarungsstatus.Vereinbart => "vereinbart",
        Vereinbarungsstatus.VereinbartVorbehaltlich => "vereinbart, vorbehaltlich Beschluss",
        Vereinbarungsstatus.InUmsetzung => "in Umsetzung",
        Vereinbarungsstatus.Umgesetzt => "umgesetzt",
        Vereinbarungsstatus.Bestaetigt => "bestätigt",
        Vereinbarungsstatus.NichtZustandeGekommen => "nicht zustande gekommen",
        Vereinbarungsstatus.Geaendert => "durch neue Fassung ersetzt",
        Vereinbarungsstatus.Aufgehoben => "aufgehoben",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
