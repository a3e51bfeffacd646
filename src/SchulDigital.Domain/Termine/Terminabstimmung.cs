using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Termine;

/// <summary>What somebody says of a proposed date.</summary>
public enum Terminantwort { Offen, Ja, WennNoetig, Nein }

/// <summary>For what a date is looked for: a session or a visit.</summary>
/// <param name="Scope">The table, or the carrier that organises the visit.</param>
public sealed record Terminanlass(Guid? SitzungId, Guid? BesuchId, Scope Scope);

/// <summary>Somebody who is asked when she can.</summary>
/// <param name="Organisation">Whose offices answer with their account; null for a person.</param>
/// <param name="PersonId">Somebody of the own house, who answers with her account.</param>
/// <param name="Email">Of somebody without account, who answers by personal link.</param>
public sealed record Terminfrage(string Name, Scope? Organisation, Guid? PersonId, string? Email);

/// <summary>
/// Date poll before people are invited: two to ten dates, each who is asked says ja, wenn nötig or nein to each; the organiser
/// chooses, or ends it without a choice (Fachkonzept, section 7; for visits section 5).
/// </summary>
public sealed class Terminabstimmung
{
    public const int MinVorschlaege = 2;
    public const int MaxVorschlaege = 10;
    public const int NachrichtMaxLength = 2000;

    private readonly List<Terminvorschlag> _vorschlaege = [];
    private readonly List<Terminteilnehmer> _gefragte = [];

    private Terminabstimmung() { }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid? SitzungId { get; private set; }
    public Guid? BesuchId { get; private set; }

    /// <summary>Reply-To of what is mailed, and who is named to those who come too late: a human.</summary>
    public Guid OrganisatorId { get; private set; }

    /// <summary>Last day for answers.</summary>
    public DateOnly AntwortenBis { get; private set; }

    /// <summary>The organiser's own words in the mail.</summary>
    public string? Nachricht { get; private set; }
    public DateTime BegonnenAm { get; private set; }
    public DateTime? BeendetAm { get; private set; }

    /// <summary>The date that was chosen; null while none is, and where it ended without a choice.</summary>
    public Guid? GewaehltId { get; private set; }
    public IReadOnlyList<Terminvorschlag> Vorschlaege => _vorschlaege;
    public IReadOnlyList<Terminteilnehmer> Gefragte => _gefragte;

    public bool IsOpen => BeendetAm is null;

    /// <summary>Answers are taken.</summary>
    public bool TakesAnswers(DateOnly heute) => IsOpen && heute <= AntwortenBis;

    public static (Terminabstimmung Abstimmung, Verlaufseintrag Eintrag) Start(
        Terminanlass anlass, IReadOnlyCollection<(DateOnly Tag, TimeOnly Uhrzeit)> termine, IReadOnlyCollection<Terminfrage> gefragte, DateOnly bis, string? nachricht, Urheber urheber, DateTime jetzt)
    {
        if (WhyNot(termine, bis, Kalender.DayOf(jetzt)) is { } fehlt)
            throw new FachregelVerletzt(fehlt);
        if (gefragte.Count == 0)
            throw new FachregelVerletzt("Noch ist niemand beteiligt, den Sie fragen könnten.");
        var abstimmung = new Terminabstimmung
        {
            SitzungId = anlass.SitzungId,
            BesuchId = anlass.BesuchId,
            OrganisatorId = urheber.PersonId!.Value,
            AntwortenBis = bis,
            Nachricht = nachricht,
            BegonnenAm = jetzt,
        };
        abstimmung._vorschlaege.AddRange(termine.Order().Select(t => new Terminvorschlag(abstimmung.Id, t.Tag, t.Uhrzeit)));
        abstimmung._gefragte.AddRange(gefragte.Select(g => new Terminteilnehmer(abstimmung.Id, g, abstimmung._vorschlaege)));
        return (abstimmung, abstimmung.NewEntry(Ereignis.TerminabstimmungBegonnen, anlass.Scope, urheber, jetzt, $"{termine.Count} Termine, Antworten bis {bis:dd.MM.yyyy}"));
    }

    /// <summary>What is wrong with the dates, as a sentence; null where nothing is.</summary>
    public static string? WhyNot(IReadOnlyCollection<(DateOnly Tag, TimeOnly Uhrzeit)> termine, DateOnly bis, DateOnly heute) =>
        termine.Count is < MinVorschlaege or > MaxVorschlaege ? $"Schlagen Sie {MinVorschlaege} bis {MaxVorschlaege} Termine vor, jeden mit Tag und Beginn."
        : termine.Distinct().Count() < termine.Count ? "Ein Termin steht zweimal da."
        : termine.Any(t => t.Tag < heute) ? "Ein Termin liegt in der Vergangenheit."
        : termine.Any(t => Kalender.Berlin.IsInvalidTime(t.Tag.ToDateTime(t.Uhrzeit))) ? "Eine Uhrzeit gibt es an ihrem Tag nicht: Die Uhren werden umgestellt."
        : bis < heute ? "Der letzte Tag für Antworten liegt in der Vergangenheit."
        : bis > termine.Max(t => t.Tag) ? "Antworten enden spätestens am letzten der Termine."
        : null;

    /// <summary>Says ja, wenn nötig or nein to each date. A later answer replaces the earlier one.</summary>
    public void Answer(Guid teilnehmerId, IReadOnlyDictionary<Guid, Terminantwort> antworten, string? wort, string vonName, DateTime jetzt)
    {
        if (!IsOpen)
            throw new Zustandskonflikt("Die Terminabstimmung ist inzwischen beendet. Ihre Antwort ließ sich nicht mehr aufnehmen.");
        if (!TakesAnswers(Kalender.DayOf(jetzt)))
            throw new Zustandskonflikt($"Antworten waren bis zum {AntwortenBis:dd.MM.yyyy} möglich.");
        var teilnehmer = _gefragte.Find(g => g.Id == teilnehmerId) ?? throw new FachregelVerletzt("Zu dieser Terminabstimmung sind Sie nicht gefragt.");
        if (_vorschlaege.Exists(v => antworten.GetValueOrDefault(v.Id) == Terminantwort.Offen))
            throw new FachregelVerletzt("Sagen Sie zu jedem Termin Ja, Wenn nötig oder Nein.");
        teilnehmer.Answer(antworten, wort, vonName, jetzt);
    }

    /// <summary>This date it is. The same choice again is the first.</summary>
    public Verlaufseintrag? Choose(Guid vorschlagId, Scope scope, Urheber urheber, DateTime jetzt)
    {
        var vorschlag = _vorschlaege.Find(v => v.Id == vorschlagId) ?? throw new FachregelVerletzt("Wählen Sie einen der vorgeschlagenen Termine.");
        if (GewaehltId == vorschlagId)
            return null;
        EnsureOpen();
        if (vorschlag.Tag < Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Dieser Termin liegt in der Vergangenheit.");
        (GewaehltId, BeendetAm) = (vorschlagId, jetzt);
        return NewEntry(Ereignis.TerminabstimmungBeendet, scope, urheber, jetzt, vorschlag.Worte);
    }

    /// <summary>Ends it without a choice.</summary>
    public Verlaufseintrag? Close(Scope scope, Urheber urheber, DateTime jetzt)
    {
        if (!IsOpen)
            return null;
        BeendetAm = jetzt;
        return NewEntry(Ereignis.TerminabstimmungBeendet, scope, urheber, jetzt, "ohne Wahl");
    }

    private void EnsureOpen()
    {
        if (!IsOpen)
            throw new Zustandskonflikt("Diese Terminabstimmung ist schon beendet.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Scope scope, Urheber urheber, DateTime jetzt, string? grund) =>
        new(ereignis, SitzungId is null ? nameof(Besuch) : nameof(Sitzung), (SitzungId ?? BesuchId)!.Value, scope, urheber, jetzt, grund);
}

/// <summary>A date of a poll: day and wall clock time in Europe/Berlin.</summary>
public sealed class Terminvorschlag
{
    private Terminvorschlag() { }

    internal Terminvorschlag(Guid abstimmungId, DateOnly tag, TimeOnly uhrzeit) => (AbstimmungId, Tag, Uhrzeit) = (abstimmungId, tag, uhrzeit);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid AbstimmungId { get; private set; }
    public DateOnly Tag { get; private set; }
    public TimeOnly Uhrzeit { get; private set; }

    public string Worte => $"{Tag:dddd, dd.MM.yyyy}, {Uhrzeit:HH\\:mm} Uhr";
}

/// <summary>Who is asked in a poll, as she was when it began: an organisation with one answer, a person of the own house, a guest.</summary>
public sealed class Terminteilnehmer
{
    public const int NameMaxLength = 200;
    public const int EmailMaxLength = 254;
    public const int WortMaxLength = 1000;

    private readonly List<Terminstimme> _stimmen = [];

    private Terminteilnehmer() { }

    internal Terminteilnehmer(Guid abstimmungId, Terminfrage frage, IEnumerable<Terminvorschlag> vorschlaege)
    {
        (AbstimmungId, Name, ScopeArt, ScopeId, PersonId, Email) = (abstimmungId, frage.Name, frage.Organisation?.Art, frage.Organisation?.Id, frage.PersonId, frage.Email);
        _stimmen.AddRange(vorschlaege.Select(v => new Terminstimme(Id, v.Id)));
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid AbstimmungId { get; private set; }
    public string Name { get; private set; } = "";
    public ScopeArt? ScopeArt { get; private set; }
    public Guid? ScopeId { get; private set; }
    public Guid? PersonId { get; private set; }
    public string? Email { get; private set; }
    public DateTime? BeantwortetAm { get; private set; }
    public string? BeantwortetVon { get; private set; }

    /// <summary>What she adds in her own words.</summary>
    public string? Wort { get; private set; }
    public IReadOnlyList<Terminstimme> Stimmen => _stimmen;

    public Scope? Organisation => ScopeArt is { } art ? new Scope(art, ScopeId) : null;

    internal void Answer(IReadOnlyDictionary<Guid, Terminantwort> antworten, string? wort, string vonName, DateTime jetzt)
    {
        foreach (var stimme in _stimmen)
            stimme.Antwort = antworten[stimme.VorschlagId];
        (Wort, BeantwortetVon, BeantwortetAm) = (wort, vonName, jetzt);
    }
}

/// <summary>What one who is asked says of one date.</summary>
public sealed class Terminstimme
{
    private Terminstimme() { }

    internal Terminstimme(Guid teilnehmerId, Guid vorschlagId) => (TeilnehmerId, VorschlagId) = (teilnehmerId, vorschlagId);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid TeilnehmerId { get; private set; }
    public Guid VorschlagId { get; private set; }
    public Terminantwort Antwort { get; internal set; }
}

public static class Terminantworten
{
    public static string Label(this Terminantwort antwort) => antwort switch
    {
        Terminantwort.Offen => "ohne Antwort",
        Terminantwort.Ja => "ja",
        Terminantwort.WennNoetig => "wenn nötig",
        Terminantwort.Nein => "nein",
        _ => throw new ArgumentOutOfRangeException(nameof(antwort)),
    };
}
