using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.RundeTische;

/// <summary>
/// <c>geplant → eingeladen → laufend → protokollentwurf → in_pruefung → genehmigt</c>; from eingeladen straight to the draft of
/// the minutes (no network in the gym); abgesagt is an end (Fachkonzept, section 7).
/// </summary>
public enum Sitzungsstatus { Geplant, Eingeladen, Laufend, Protokollentwurf, InPruefung, Genehmigt, Abgesagt }

/// <summary>What the Moderation says of a session.</summary>
/// <param name="Tag">Day in Europe/Berlin; null while it is looked for.</param>
/// <param name="Uhrzeit">Wall clock time in Europe/Berlin.</param>
/// <param name="Dauer">Minutes.</param>
/// <param name="Nachricht">Own words in the invitation.</param>
/// <param name="VorschlaegeBis">Last day on which members may propose items; null where they may not.</param>
public sealed record Sitzungsangaben(
    string Titel, DateOnly? Tag, TimeOnly? Uhrzeit, int Dauer, string? Ort, string? Videolink, string? Nachricht, DateOnly? VorschlaegeBis);

/// <summary>
/// A session of a Runder Tisch: who is invited, what is on the agenda, who was there, what was minuted. "Wie eingeladen" stays
/// beside "wie durchgeführt" (Fachkonzept, section 7).
/// </summary>
public sealed partial class Sitzung
{
    public const int TitelMaxLength = 200;
    public const int OrtMaxLength = 300;
    public const int LinkMaxLength = 500;
    public const int NachrichtMaxLength = 2000;
    public const int GrundMaxLength = 1000;
    public const int MinDauer = 30;
    public const int MaxDauer = 480;
    public const int PresetDauer = 120;
    public const int MaxPunkte = 60;

    private readonly List<Sitzungsteilnehmer> _teilnehmer = [];
    private readonly List<Tagesordnungspunkt> _punkte = [];
    private readonly List<Protokolleintrag> _eintraege = [];
    private readonly List<Protokolleinwand> _einwaende = [];
    private readonly List<Protokollfassung> _fassungen = [];
    private readonly List<Sitzungsunterlage> _unterlagen = [];

    private Sitzung() { }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid RunderTischId { get; private set; }

    /// <summary>1, 2, 3 … at its table.</summary>
    public int Nummer { get; private set; }
    public string Titel { get; private set; } = "";

    /// <summary>Search form of the title.</summary>
    public string Suchtext { get; private set; } = "";

    /// <summary>Day in Europe/Berlin.</summary>
    public DateOnly? Tag { get; private set; }

    /// <summary>Wall clock time in Europe/Berlin.</summary>
    public TimeOnly? Uhrzeit { get; private set; }

    /// <summary>Minutes.</summary>
    public int Dauer { get; private set; }
    public string? Ort { get; private set; }
    public string? Videolink { get; private set; }
    public string? Nachricht { get; private set; }
    public DateOnly? VorschlaegeBis { get; private set; }
    public Sitzungsstatus Status { get; private set; }

    /// <summary>ORGANIZER and Reply-To of everything that is mailed: a human.</summary>
    public Guid OrganisatorId { get; private set; }

    /// <summary>SEQUENCE of the calendar entry.</summary>
    public int Kalenderfolge { get; private set; }

    /// <summary>Of a session that was called off.</summary>
    public string? Grund { get; private set; }

    /// <summary>The session from whose minutes this one was made.</summary>
    public Guid? VorgaengerId { get; private set; }
    public DateTime AngelegtAm { get; private set; }
    public DateTime GeaendertAm { get; private set; }
    public DateTime? EingeladenAm { get; private set; }
    public DateTime? VerschobenAm { get; private set; }

    /// <summary>When it really began and ended; null where it was written up from paper.</summary>
    public DateTime? BegonnenAm { get; private set; }
    public DateTime? BeendetAm { get; private set; }

    /// <summary>Written up afterwards from paper (Nacherfassung).</summary>
    public bool Nacherfasst { get; private set; }

    /// <summary>Last day for objections.</summary>
    public DateOnly? EinwaendeBis { get; private set; }

    /// <summary>Counts the changes of plan and agenda; a save names the one that it was made on.</summary>
    public int Version { get; private set; }
    public IReadOnlyList<Sitzungsteilnehmer> Teilnehmer => _teilnehmer;
    public IReadOnlyList<Tagesordnungspunkt> Punkte => _punkte;
    public IReadOnlyList<Protokolleintrag> Eintraege => _eintraege;
    public IReadOnlyList<Protokolleinwand> Einwaende => _einwaende;
    public IReadOnlyList<Protokollfassung> Fassungen => _fassungen;
    public IReadOnlyList<Sitzungsunterlage> Unterlagen => _unterlagen;

    public Scope Scope => Scope.RunderTisch(RunderTischId);

    /// <summary>Date, people and place can change.</summary>
    public bool IsPlannable => Status is Sitzungsstatus.Geplant or Sitzungsstatus.Eingeladen;

    /// <summary>Attendance and minutes can be written; from eingeladen on by paper too.</summary>
    public bool IsWritable => Status is Sitzungsstatus.Laufend or Sitzungsstatus.Protokollentwurf;

    /// <summary>The agenda can change, also while the session runs.</summary>
    public bool IsAgendaOpen => IsPlannable || Status == Sitzungsstatus.Laufend;

    /// <summary>Members may propose items.</summary>
    public bool TakesProposals(DateOnly heute) => IsPlannable && VorschlaegeBis is { } tag && heute <= tag;

    /// <summary>The version of the minutes that holds; null while none does.</summary>
    public Protokollfassung? Fassung => _fassungen.Where(f => f.GeoeffnetAm is null).MaxBy(f => f.Nummer);

    /// <summary>What is on the agenda, in its order.</summary>
    public IReadOnlyList<Tagesordnungspunkt> Tagesordnung => [.. _punkte.Where(p => p.IstAufTagesordnung).OrderBy(p => p.Position)];

    public Sitzungsangaben Angaben => new(Titel, Tag, Uhrzeit, Dauer, Ort, Videolink, Nachricht, VorschlaegeBis);

    /// <summary>Plans a session of a table; nobody is told yet. All members take part.</summary>
    public static (Sitzung Sitzung, Verlaufseintrag Eintrag) Plan(
        RunderTisch tisch, int nummer, Sitzungsangaben angaben, Urheber urheber, DateTime jetzt, Sitzung? vorgaenger = null)
    {
        tisch.EnsureActive();
        var sitzung = new Sitzung
        {
            RunderTischId = tisch.Id,
            Nummer = nummer,
            OrganisatorId = urheber.PersonId ?? throw new ArgumentException("A session is organised by a person.", nameof(urheber)),
            VorgaengerId = vorgaenger?.Id,
            AngelegtAm = jetzt,
            GeaendertAm = jetzt,
        };
        sitzung.Take(angaben);
        sitzung.FollowMembers(tisch, jetzt);
        return (sitzung, sitzung.NewEntry(Ereignis.SitzungGeplant, urheber, jetzt));
    }

    /// <summary>Takes over who is a member now: who came, comes; who left, is not invited.</summary>
    public void FollowMembers(RunderTisch tisch, DateTime jetzt)
    {
        if (!IsPlannable)
            return;
        foreach (var mitglied in tisch.Mitglieder)
            if (_teilnehmer.Find(t => t.MitgliedId == mitglied.Id) is not { } teilnehmer)
            {
                if (mitglied.IsActive)
                    _teilnehmer.Add(new Sitzungsteilnehmer(Id, mitglied));
            }
            else if (mitglied.IsActive)
                teilnehmer.Follow(mitglied);
            else
                teilnehmer.Leave(jetzt);
    }

    /// <summary>Changes the plan. Once people are invited, date and place change by <see cref="Move"/>, which tells them.</summary>
    public Verlaufseintrag? Change(Sitzungsangaben angaben, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        EnsureVersion(gelesen);
        if (Status == Sitzungsstatus.Eingeladen && (angaben.Tag, angaben.Uhrzeit, angaben.Dauer, angaben.Ort, angaben.Videolink) != (Tag, Uhrzeit, Dauer, Ort, Videolink))
            throw new FachregelVerletzt("Eingeladen ist schon. Termin und Ort ändern Sie mit „Termin verschieben“, dann erfahren es alle.");
        if (angaben == Angaben)
            return null;
        Take(angaben);
        Version++;
        return NewEntry(Ereignis.SitzungGeaendert, urheber, jetzt);
    }

    /// <summary>A guest, for the whole session or for one item. Each address takes part once.</summary>
    public Verlaufseintrag AddGuest(string name, string email, Guid? punktId, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        if (punktId is { } id)
            _ = Item(id);
        if (_teilnehmer.Exists(t => t.NimmtTeil && string.Equals(t.Email, email, StringComparison.OrdinalIgnoreCase)))
            throw new FachregelVerletzt($"{email} nimmt schon teil.");
        _teilnehmer.Add(new Sitzungsteilnehmer(Id, name, email, punktId));
        Version++;
        return NewEntry(Ereignis.SitzungsteilnehmerGeaendert, urheber, jetzt, name);
    }

    /// <summary>A guest does not come after all. Whether she was invited, the returned participant says.</summary>
    public (Sitzungsteilnehmer Gast, Verlaufseintrag? Eintrag) RemoveGuest(Guid teilnehmerId, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        var gast = _teilnehmer.Find(t => t.Id == teilnehmerId && t.Art == Teilnehmerart.Gast) ?? throw new FachregelVerletzt("Diesen Gast gibt es nicht.");
        if (!gast.NimmtTeil)
            return (gast, null);
        gast.Leave(jetzt);
        Version++;
        return (gast, NewEntry(Ereignis.SitzungsteilnehmerGeaendert, urheber, jetzt, $"{gast.Name}: nicht mehr eingeladen"));
    }

    /// <summary>Invites everybody who was not invited yet, and keeps the agenda "wie eingeladen".</summary>
    public (IReadOnlyList<Sitzungsteilnehmer> Eingeladene, Verlaufseintrag? Eintrag) Invite(Urheber urheber, DateTime jetzt)
    {
        if (!IsPlannable)
            throw new Zustandskonflikt($"Diese Sitzung ist {Status.Label()}. Einladen lässt sich dazu nicht.");
        if (WhyNotInvite(jetzt) is { } fehlt)
            throw new FachregelVerletzt(fehlt);
        List<Sitzungsteilnehmer> neue = [.. _teilnehmer.Where(t => t.NimmtTeil && t.EingeladenAm is null)];
        if (neue.Count == 0)
            return (neue, null);
        foreach (var teilnehmer in neue)
            teilnehmer.Invite(jetzt);
        if (Status == Sitzungsstatus.Geplant)
            foreach (var punkt in Tagesordnung)
                punkt.FreezeInvitation();
        EingeladenAm ??= jetzt;
        Status = Sitzungsstatus.Eingeladen;
        Version++;
        return (neue, NewEntry(Ereignis.SitzungEingeladen, urheber, jetzt, neue.Count == 1 ? "1 Einladung" : $"{neue.Count} Einladungen"));
    }

    /// <summary>What is missing before people can be invited, as a sentence; null where nothing is.</summary>
    public string? WhyNotInvite(DateTime jetzt) =>
        Tag is null || Uhrzeit is null ? "Zum Einladen fehlt der Termin."
        : Ort is null && Videolink is null ? "Zum Einladen fehlt der Ort oder der Videolink."
        : Tag < Kalender.DayOf(jetzt) ? "Der Termin liegt in der Vergangenheit."
        : Tagesordnung.Count == 0 ? "Zum Einladen fehlt die Tagesordnung."
        : null;

    /// <summary>A new date or place for those who are invited; all answers are open again.</summary>
    public Verlaufseintrag Move(DateOnly tag, TimeOnly uhrzeit, int dauer, string? ort, string? videolink, int gelesen, Urheber urheber, DateTime jetzt)
    {
        if (Status != Sitzungsstatus.Eingeladen)
            throw new Zustandskonflikt($"Diese Sitzung ist {Status.Label()}. Verschieben lässt sie sich nicht.");
        EnsureVersion(gelesen);
        if (tag < Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der neue Termin liegt in der Vergangenheit.");
        if (ort is null && videolink is null)
            throw new FachregelVerletzt("Nennen Sie einen Ort oder einen Videolink.");
        if ((tag, uhrzeit, dauer, ort, videolink) == (Tag, Uhrzeit, Dauer, Ort, Videolink))
            throw new FachregelVerletzt("Termin und Ort sind dieselben wie bisher.");
        var bisher = (Tag, Uhrzeit);
        Take(Angaben with { Tag = tag, Uhrzeit = uhrzeit, Dauer = dauer, Ort = ort, Videolink = videolink });
        foreach (var teilnehmer in _teilnehmer)
            teilnehmer.AskAgain();
        VerschobenAm = jetzt;
        Kalenderfolge++;
        Version++;
        return NewEntry(Ereignis.SitzungVerschoben, urheber, jetzt, $"bisher {bisher.Tag:dd.MM.yyyy}, {bisher.Uhrzeit:HH\\:mm} Uhr");
    }

    public Verlaufseintrag Cancel(string grund, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        Grund = Reason(grund, "die Absage");
        Status = Sitzungsstatus.Abgesagt;
        Kalenderfolge++;
        Version++;
        return NewEntry(Ereignis.SitzungAbgesagt, urheber, jetzt, grund);
    }

    /// <summary>A member or guest answers the invitation, or the Moderation for her.</summary>
    public void Respond(Guid teilnehmerId, Rueckmeldung rueckmeldung, string? wort, string vonName, DateTime jetzt)
    {
        if (Status != Sitzungsstatus.Eingeladen)
            throw new Zustandskonflikt($"Diese Sitzung ist {Status.Label()}. Eine Antwort nimmt sie nicht mehr an.");
        if (_teilnehmer.Find(t => t.Id == teilnehmerId) is not { NimmtTeil: true, EingeladenAm: not null } teilnehmer)
            throw new FachregelVerletzt("Diese Person oder Stelle ist zu dieser Sitzung nicht eingeladen.");
        teilnehmer.Respond(rueckmeldung, wort, vonName, jetzt);
        Touch(jetzt);
    }

    private Tagesordnungspunkt Item(Guid punktId) => _punkte.Find(p => p.Id == punktId) ?? throw new FachregelVerletzt("Diesen Tagesordnungspunkt gibt es nicht.");

    private void Take(Sitzungsangaben angaben)
    {
        if (string.IsNullOrWhiteSpace(angaben.Titel))
            throw new FachregelVerletzt("Geben Sie der Sitzung einen Titel.");
        if (angaben.Dauer is < MinDauer or > MaxDauer)
            throw new FachregelVerletzt($"Eine Sitzung dauert {MinDauer} bis {MaxDauer} Minuten.");
        // In the night in which the clocks go forward an hour does not exist.
        if (angaben is { Tag: { } tag, Uhrzeit: { } uhrzeit } && Kalender.Berlin.IsInvalidTime(tag.ToDateTime(uhrzeit)))
            throw new FachregelVerletzt("Diese Uhrzeit gibt es an diesem Tag nicht: Die Uhren werden umgestellt.");
        (Titel, Tag, Uhrzeit, Dauer, Ort, Videolink, Nachricht, VorschlaegeBis) = angaben;
        Suchtext = Suchform.Of(Titel);
    }

    private static string Reason(string grund, string wofuer) =>
        string.IsNullOrWhiteSpace(grund) ? throw new FachregelVerletzt($"Nennen Sie einen Grund für {wofuer}.") : grund;

    private void EnsurePlannable()
    {
        if (!IsPlannable)
            throw new Zustandskonflikt($"Diese Sitzung ist inzwischen {Status.Label()}. Daran lässt sich das nicht mehr ändern.");
    }

    private void EnsureVersion(int gelesen)
    {
        if (gelesen != Version)
            throw new Zustandskonflikt("Jemand anderes hat diese Sitzung inzwischen geändert. Sehen Sie noch einmal hin, bevor Sie speichern.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund = null)
    {
        Touch(jetzt);
        return new Verlaufseintrag(ereignis, nameof(Sitzung), Id, Scope, urheber, jetzt, grund);
    }

    // Every child write touches the parent, whose state is a concurrency token: nothing is minuted into what was approved a moment ago.
    private void Touch(DateTime jetzt) => GeaendertAm = jetzt > GeaendertAm ? jetzt : GeaendertAm.AddMilliseconds(1);
}

public static class Sitzungsstatusse
{
    public static string Label(this Sitzungsstatus status) => status switch
    {
        Sitzungsstatus.Geplant => "geplant",
        Sitzungsstatus.Eingeladen => "eingeladen",
        Sitzungsstatus.Laufend => "laufend",
        Sitzungsstatus.Protokollentwurf => "im Protokollentwurf",
        Sitzungsstatus.InPruefung => "in Prüfung",
        Sitzungsstatus.Genehmigt => "genehmigt",
        Sitzungsstatus.Abgesagt => "abgesagt",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
