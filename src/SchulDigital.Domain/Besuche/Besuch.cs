using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Besuche;

/// <summary>
/// <c>geplant → eingeladen → durchgefuehrt → nachbereitet → abgeschlossen</c>; <c>verschoben</c> waits for a new date,
/// <c>abgesagt</c> is an end (Fachkonzept, section 5).
/// </summary>
public enum Besuchsstatus { Geplant, Eingeladen, Verschoben, Durchgefuehrt, Nachbereitet, Abgeschlossen, Abgesagt }

/// <summary>What the organiser says of a visit.</summary>
/// <param name="Tag">Day in Europe/Berlin; null while it is looked for.</param>
/// <param name="Uhrzeit">Wall clock time in Europe/Berlin.</param>
/// <param name="Dauer">Minutes.</param>
/// <param name="Nachricht">The organiser's own words in the invitation.</param>
/// <param name="MatrixId">The carrier's matrix along which is talked.</param>
public sealed record Besuchsangaben(
    string Anlass, DateOnly? Tag, TimeOnly? Uhrzeit, int Dauer, string? Ort, string? Videolink, string? Nachricht, Guid MatrixId);

/// <summary>
/// A Schulträgerbesuch: two hours of talk along the carrier's matrix, with partners of its own choice. It knows who is
/// invited, what is on the agenda, what was noted, and what came out of it, each result with the row that it came from
/// (Fachkonzept, section 5).
/// </summary>
public sealed class Besuch
{
    public const int AnlassMaxLength = 200;
    public const int OrtMaxLength = 300;
    public const int LinkMaxLength = 500;
    public const int NachrichtMaxLength = 2000;
    public const int GrundMaxLength = 1000;
    public const int MinDauer = 30;
    public const int MaxDauer = 480;
    public const int PresetDauer = 120;
    public const int MaxPunkte = 60;

    /// <summary>So many days before the visit the matrix should be with the partners.</summary>
    public const int LesetageVorher = 7;

    private readonly List<Besuchsbeteiligter> _beteiligte = [];
    private readonly List<Besuchspunkt> _punkte = [];
    private readonly List<Besuchsnotiz> _notizen = [];
    private readonly List<Besuchsfrage> _fragen = [];
    private readonly List<Besuchsergebnis> _ergebnisse = [];
    private readonly List<Besuchsunterlage> _unterlagen = [];

    private Besuch() { }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>The carrier that initiates and organises.</summary>
    public Guid SchultraegerId { get; private set; }
    public Guid MatrixId { get; private set; }
    public string Anlass { get; private set; } = "";

    /// <summary>Search form of the occasion.</summary>
    public string Suchtext { get; private set; } = "";

    /// <summary>Day in Europe/Berlin.</summary>
    public DateOnly? Tag { get; private set; }

    /// <summary>Wall clock time in Europe/Berlin, so that a change of the clocks in between moves nothing.</summary>
    public TimeOnly? Uhrzeit { get; private set; }

    /// <summary>Minutes.</summary>
    public int Dauer { get; private set; }
    public string? Ort { get; private set; }
    public string? Videolink { get; private set; }
    public string? Nachricht { get; private set; }
    public Besuchsstatus Status { get; private set; }

    /// <summary>ORGANIZER and Reply-To of everything that is mailed: a human.</summary>
    public Guid OrganisatorId { get; private set; }

    /// <summary>SEQUENCE of the calendar entry; rises whenever its place, time or state changes after the invitation.</summary>
    public int Kalenderfolge { get; private set; }

    /// <summary>Of a visit that was called off or put off.</summary>
    public string? Grund { get; private set; }

    /// <summary>The visit that proposed this one as the next.</summary>
    public Guid? VorgaengerId { get; private set; }
    public DateTime AngelegtAm { get; private set; }
    public DateTime GeaendertAm { get; private set; }
    public DateTime? EingeladenAm { get; private set; }

    /// <summary>When the date was last moved; null where it stands as invited.</summary>
    public DateTime? VerschobenAm { get; private set; }
    public DateTime? DurchgefuehrtAm { get; private set; }
    public DateTime? VermerktAm { get; private set; }

    /// <summary>Name and office, as printed, of whoever released the record; both stay when the person leaves.</summary>
    public string? VermerkVonName { get; private set; }
    public string? VermerkAmt { get; private set; }
    public DateTime? AbgeschlossenAm { get; private set; }

    /// <summary>Counts the changes of plan and agenda; a save names the one that it was made on.</summary>
    public int Version { get; private set; }
    public IReadOnlyList<Besuchsbeteiligter> Beteiligte => _beteiligte;
    public IReadOnlyList<Besuchspunkt> Punkte => _punkte;
    public IReadOnlyList<Besuchsnotiz> Notizen => _notizen;
    public IReadOnlyList<Besuchsfrage> Fragen => _fragen;
    public IReadOnlyList<Besuchsergebnis> Ergebnisse => _ergebnisse;
    public IReadOnlyList<Besuchsunterlage> Unterlagen => _unterlagen;

    public Scope Scope => Scope.Schultraeger(SchultraegerId);

    /// <summary>Before it took place: plan, people and agenda can change.</summary>
    public bool IsPlannable => Status is Besuchsstatus.Geplant or Besuchsstatus.Eingeladen or Besuchsstatus.Verschoben;

    /// <summary>Notes and results can be written: during the talk, and afterwards from paper (Nacherfassung).</summary>
    public bool IsWritable => IsPlannable || Status == Besuchsstatus.Durchgefuehrt;

    /// <summary>A carrier plans a visit; nobody is told yet.</summary>
    public static (Besuch Besuch, Verlaufseintrag Eintrag) Plan(
        Guid schultraegerId, Besuchsangaben angaben, Urheber urheber, DateTime jetzt, Guid? vorgaengerId = null)
    {
        var besuch = new Besuch
        {
            SchultraegerId = schultraegerId,
            OrganisatorId = urheber.PersonId ?? throw new ArgumentException("A visit is organised by a person.", nameof(urheber)),
            AngelegtAm = jetzt,
            GeaendertAm = jetzt,
            VorgaengerId = vorgaengerId,
        };
        besuch.Take(angaben);
        return (besuch, besuch.NewEntry(Ereignis.BesuchGeplant, urheber, jetzt));
    }

    /// <summary>Changes the plan. Once people are invited, date and place change by <see cref="Move"/>, which tells them.</summary>
    public Verlaufseintrag? Change(Besuchsangaben angaben, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        EnsureVersion(gelesen);
        if (Status != Besuchsstatus.Geplant && (angaben.Tag, angaben.Uhrzeit, angaben.Dauer, angaben.Ort, angaben.Videolink) != (Tag, Uhrzeit, Dauer, Ort, Videolink))
            throw new FachregelVerletzt("Eingeladen ist schon. Termin und Ort ändern Sie mit „Termin verschieben“, dann erfahren es alle.");
        if (angaben == Angaben)
            return null;
        Take(angaben);
        Version++;
        return NewEntry(Ereignis.BesuchGeaendert, urheber, jetzt);
    }

    public Besuchsangaben Angaben => new(Anlass, Tag, Uhrzeit, Dauer, Ort, Videolink, Nachricht, MatrixId);

    /// <summary>Somebody else of the house organises from now on; what is mailed next names her.</summary>
    public Verlaufseintrag? Organize(Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        if (urheber.PersonId is not { } person || person == OrganisatorId)
            return null;
        OrganisatorId = person;
        CountOrganiserIn(jetzt);
        Version++;
        return NewEntry(Ereignis.BesuchGeaendert, urheber, jetzt, "Organisation übernommen");
    }

    /// <summary>Sets who takes part. Who is invited already stays unless left out; who was left out can come back.</summary>
    /// <param name="gewaehlte">All that shall take part.</param>
    /// <returns>Those that were invited and are left out now; they have to be told.</returns>
    public (IReadOnlyList<Besuchsbeteiligter> Ausgeladene, Verlaufseintrag? Eintrag) Choose(
        IReadOnlyCollection<Besuchsteilnahme> gewaehlte, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        EnsureVersion(gelesen);
        var ausgeladene = new List<Besuchsbeteiligter>();
        var geaendert = false;
        foreach (var beteiligter in _beteiligte.Where(b => b.NimmtTeil && !gewaehlte.Any(b.IsSame)))
        {
            if (beteiligter.EingeladenAm is not null)
                ausgeladene.Add(beteiligter);
            beteiligter.Leave(jetzt);
            geaendert = true;
        }
        foreach (var teilnahme in gewaehlte)
            if (_beteiligte.Find(b => b.IsSame(teilnahme)) is not { } schon)
            {
                _beteiligte.Add(new Besuchsbeteiligter(Id, teilnahme));
                geaendert = true;
            }
            else if (!schon.NimmtTeil || schon.Teilnahme != teilnahme)
            {
                schon.Return(teilnahme);
                geaendert = true;
            }
        if (!geaendert)
            return (ausgeladene, null);
        Version++;
        return (ausgeladene, NewEntry(Ereignis.BesuchsteilnehmerGeaendert, urheber, jetzt));
    }

    /// <summary>Invites everybody who was not invited yet.</summary>
    public (IReadOnlyList<Besuchsbeteiligter> Eingeladene, Verlaufseintrag? Eintrag) Invite(Urheber urheber, DateTime jetzt)
    {
        if (Status is not (Besuchsstatus.Geplant or Besuchsstatus.Eingeladen))
            throw new Zustandskonflikt($"Dieser Besuch ist {Status.Label()}. Einladen lässt sich dazu nicht.");
        if (Tag is null || Uhrzeit is null)
            throw new FachregelVerletzt("Zum Einladen fehlt der Termin.");
        if (Ort is null && Videolink is null)
            throw new FachregelVerletzt("Zum Einladen fehlt der Ort oder der Videolink.");
        if (Tag < Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der Termin liegt in der Vergangenheit.");
        List<Besuchsbeteiligter> neue = [.. _beteiligte.Where(b => b.NimmtTeil && b.EingeladenAm is null)];
        if (neue.Count == 0)
            return Status == Besuchsstatus.Geplant ? throw new FachregelVerletzt("Wählen Sie, wer eingeladen wird.") : (neue, null);
        foreach (var beteiligter in neue)
            beteiligter.Invite(jetzt);
        CountOrganiserIn(jetzt);
        EingeladenAm ??= jetzt;
        Status = Besuchsstatus.Eingeladen;
        Version++;
        return (neue, NewEntry(Ereignis.BesuchEingeladen, urheber, jetzt, neue.Count == 1 ? "1 Einladung" : $"{neue.Count} Einladungen"));
    }

    /// <summary>A new date or place for those who are invited; all answers are open again.</summary>
    public Verlaufseintrag Move(DateOnly tag, TimeOnly uhrzeit, int dauer, string? ort, string? videolink, int gelesen, Urheber urheber, DateTime jetzt)
    {
        if (Status is not (Besuchsstatus.Eingeladen or Besuchsstatus.Verschoben))
            throw new Zustandskonflikt($"Dieser Besuch ist {Status.Label()}. Verschieben lässt er sich nicht.");
        EnsureVersion(gelesen);
        if (tag < Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der neue Termin liegt in der Vergangenheit.");
        if (ort is null && videolink is null)
            throw new FachregelVerletzt("Nennen Sie einen Ort oder einen Videolink.");
        if (Status == Besuchsstatus.Eingeladen && (tag, uhrzeit, dauer, ort, videolink) == (Tag, Uhrzeit, Dauer, Ort, Videolink))
            throw new FachregelVerletzt("Termin und Ort sind dieselben wie bisher.");
        var bisher = (Tag, Uhrzeit);
        Take(Angaben with { Tag = tag, Uhrzeit = uhrzeit, Dauer = dauer, Ort = ort, Videolink = videolink });
        foreach (var beteiligter in _beteiligte)
            beteiligter.AskAgain();
        CountOrganiserIn(jetzt);
        Status = Besuchsstatus.Eingeladen;
        Grund = null;
        VerschobenAm = jetzt;
        Kalenderfolge++;
        Version++;
        return NewEntry(Ereignis.BesuchVerschoben, urheber, jetzt, $"bisher {bisher.Tag:dd.MM.yyyy}, {bisher.Uhrzeit:HH\\:mm} Uhr");
    }

    /// <summary>Puts it off without a new date.</summary>
    public Verlaufseintrag Postpone(string grund, Urheber urheber, DateTime jetzt)
    {
        if (Status != Besuchsstatus.Eingeladen)
            throw new Zustandskonflikt($"Dieser Besuch ist {Status.Label()}. Verschieben lässt er sich nicht.");
        Status = Besuchsstatus.Verschoben;
        Grund = Reason(grund, "das Verschieben");
        Kalenderfolge++;
        Version++;
        return NewEntry(Ereignis.BesuchVerschoben, urheber, jetzt, grund);
    }

    public Verlaufseintrag Cancel(string grund, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        Grund = Reason(grund, "die Absage");
        Status = Besuchsstatus.Abgesagt;
        Kalenderfolge++;
        Version++;
        return NewEntry(Ereignis.BesuchAbgesagt, urheber, jetzt, grund);
    }

    /// <summary>Somebody answers the invitation, or the organiser for her.</summary>
    public void Respond(Guid beteiligterId, Rueckmeldung rueckmeldung, string? wort, string vonName, DateTime jetzt)
    {
        if (Status != Besuchsstatus.Eingeladen)
            throw new Zustandskonflikt($"Dieser Besuch ist {Status.Label()}. Eine Antwort nimmt er nicht mehr an.");
        Invited(beteiligterId).Respond(rueckmeldung, wort, vonName, jetzt);
        Touch(jetzt);
    }

    /// <summary>Notes that an organisation has opened the Leseexemplar. False where that was known.</summary>
    public bool NoteReading(Guid beteiligterId, DateTime jetzt) => _beteiligte.Find(b => b.Id == beteiligterId)?.NoteReading(jetzt) == true;

    /// <summary>A partner asks about a row before the visit.</summary>
    public Besuchsfrage Ask(Guid beteiligterId, string vonName, Kriterium kriterium, Guid zeileId, string text, DateTime jetzt)
    {
        if (!IsPlannable)
            throw new Zustandskonflikt("Fragen lassen sich nur vor dem Besuch stellen.");
        var beteiligter = Invited(beteiligterId);
        if (_fragen.Find(f => f.BeteiligterId == beteiligterId && f.ZeileId == zeileId && f.Text == text) is { } schon)
            return schon;
        var frage = new Besuchsfrage(Id, beteiligter, vonName, kriterium, zeileId, text, jetzt);
        _fragen.Add(frage);
        Touch(jetzt);
        return frage;
    }

    /// <summary>The carrier answers a question. The same answer again is none.</summary>
    public Verlaufseintrag? AnswerQuestion(Guid frageId, string text, Urheber urheber, DateTime jetzt)
    {
        if (!IsPlannable)
            throw new Zustandskonflikt("Nach dem Besuch lassen sich Fragen nicht mehr beantworten. Was dazu gesagt wurde, halten Sie als Ergebnis fest.");
        var frage = _fragen.Find(f => f.Id == frageId) ?? throw new FachregelVerletzt("Diese Frage gibt es nicht.");
        if (frage.Antwort == text)
            return null;
        frage.Answer(text, urheber, jetzt);
        return NewEntry(Ereignis.BesuchsfrageBeantwortet, urheber, jetzt);
    }

    /// <summary>Adds what a proposal has and the agenda has not: rows once, fixed items once.</summary>
    public Verlaufseintrag? Propose(IReadOnlyList<Punktvorschlag> vorschlag, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        var neue = vorschlag.Where(v => !_punkte.Exists(p => v.ZeileId is null ? p.Art == v.Art : p.ZeileId == v.ZeileId)).ToList();
        if (neue.Count == 0)
            return null;
        var frei = Dauer - _punkte.Where(p => !p.Ausgelassen).Sum(p => p.Minuten);
        foreach (var v in neue)
        {
            var passt = !v.Ausgelassen && v.Minuten <= frei;
            frei -= passt ? v.Minuten : 0;
            // The closing item stays the last one.
            var schluss = _punkte.Find(p => p.Art == Punktart.Abschluss);
            var position = schluss is null || v.Art == Punktart.Abschluss ? _punkte.Count + 1 : schluss.Position;
            if (schluss is not null && v.Art != Punktart.Abschluss)
                foreach (var punkt in _punkte.Where(p => p.Position >= position))
                    punkt.Position++;
            _punkte.Add(new Besuchspunkt(Id, v with { Ausgelassen = !passt }, position));
        }
        Version++;
        return NewEntry(Ereignis.BesuchsagendaGeaendert, urheber, jetzt);
    }

    /// <summary>Sets order, words and minutes of the agenda; items that are not named stay as they are, behind the others.</summary>
    public Verlaufseintrag? Arrange(IReadOnlyList<Punktangabe> angaben, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        EnsureVersion(gelesen);
        var vorher = _punkte.OrderBy(p => p.Position).Select(p => p.Angabe).ToList();
        var position = 0;
        foreach (var angabe in angaben)
            if (_punkte.Find(p => p.Id == angabe.Id) is { } punkt)
                punkt.Change(angabe, ++position);
            else if (_punkte.Count < MaxPunkte)
                _punkte.Add(new Besuchspunkt(Id, new Punktvorschlag(Punktart.Frei, angabe.Titel, null, angabe.Minuten, null, null), ++position));
            else
                throw new FachregelVerletzt($"Mehr als {MaxPunkte} Punkte hat keine Tagesordnung.");
        foreach (var punkt in _punkte.Where(p => !angaben.Any(a => a.Id == p.Id) && p.Position <= position).ToList())
            if (angaben.Count > 0 && vorher.Exists(v => v.Id == punkt.Id))
                punkt.Position = ++position;
        if (_punkte.OrderBy(p => p.Position).Select(p => p.Angabe).SequenceEqual(vorher))
            return null;
        Version++;
        return NewEntry(Ereignis.BesuchsagendaGeaendert, urheber, jetzt);
    }

    /// <summary>An item is talked through, or not yet after all.</summary>
    public void MarkDiscussed(Guid punktId, bool besprochen, DateTime jetzt)
    {
        EnsureWritable();
        var punkt = _punkte.Find(p => p.Id == punktId) ?? throw new FachregelVerletzt("Diesen Punkt gibt es nicht.");
        punkt.BesprochenAm = besprochen ? punkt.BesprochenAm ?? jetzt : null;
        Touch(jetzt);
    }

    /// <summary>
    /// Writes the note of a Themenfeld. Where somebody else wrote it meanwhile and the two differ, nothing is written and the
    /// stored note is returned: both values side by side, one is chosen (Fachkonzept, section 4).
    /// </summary>
    /// <param name="themenfeld">Key; empty for what belongs to none.</param>
    /// <param name="gelesen">Version of the note that the writer had before her eyes; 0 for none.</param>
    public (bool Gespeichert, Besuchsnotiz Notiz) WriteNote(string themenfeld, string text, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsureWritable();
        if (_notizen.Find(n => n.Themenfeld == themenfeld) is not { } notiz)
            _notizen.Add(notiz = new Besuchsnotiz(Id, themenfeld));
        if (notiz.Text == text)
            return (true, notiz);
        if (notiz.Version != gelesen)
            return (false, notiz);
        notiz.Write(text, urheber, jetzt);
        Touch(jetzt);
        return (true, notiz);
    }

    /// <summary>Keeps a result with the row that it came from. The same result a second time is the first.</summary>
    /// <param name="id">Made with the form, so that a second click is known.</param>
    /// <param name="gegenstandId">The Thema, the Vereinbarung, the Aufgabe or the entry that came of it; null for a Klärung.</param>
    public (Besuchsergebnis Ergebnis, Verlaufseintrag? Eintrag) Conclude(
        Guid id, Ergebnisart art, MatrixZeile? zeile, string themenfeld, string text, Guid? gegenstandId, Urheber urheber, DateTime jetzt)
    {
        if (_ergebnisse.Find(e => e.Id == id) is { } schon)
            return (schon, null);
        EnsureWritable();
        if (zeile is not null && zeile.MatrixId != MatrixId)
            throw new ArgumentException("A row of another matrix.", nameof(zeile));
        if (gegenstandId is null != (art == Ergebnisart.Klaerung))
            throw new ArgumentException("Everything but a Klärung becomes something.", nameof(gegenstandId));
        var ergebnis = new Besuchsergebnis(id, Id, art, zeile, themenfeld, text, gegenstandId, urheber, jetzt);
        _ergebnisse.Add(ergebnis);
        return (ergebnis, NewEntry(Ereignis.BesuchsergebnisFestgehalten, urheber, jetzt, art.Label()));
    }

    /// <summary>
    /// Takes back a result that was kept by mistake. What came of it is taken back beside it, where nothing was done with it
    /// (<see cref="Themen.Thema.Withdraw"/>, <see cref="Aufgaben.Aufgabe.Withdraw"/>). Nothing where it is gone already.
    /// </summary>
    public (Besuchsergebnis? Ergebnis, Verlaufseintrag? Eintrag) TakeBackResult(Guid ergebnisId, Urheber urheber, DateTime jetzt)
    {
        if (_ergebnisse.Find(e => e.Id == ergebnisId) is not { } ergebnis)
            return (null, null);
        EnsureWritable();
        _ergebnisse.Remove(ergebnis);
        var grund = $"{ergebnis.Art.Label()}: {ergebnis.Text}";
        return (ergebnis, NewEntry(Ereignis.BesuchsergebnisZurueckgenommen, urheber, jetzt, grund[..Math.Min(grund.Length, Verlaufseintrag.GrundMaxLength)]));
    }

    /// <summary>Where a result of this visit comes from.</summary>
    public Herkunft HerkunftOf(MatrixZeile? zeile) => new(Herkunftsart.Besuch, Id, zeile?.Id);

    /// <summary>Lists a document of a school (Medienkonzept, Ausstattungsplanung) with a link or a file.</summary>
    public (Besuchsunterlage Unterlage, Verlaufseintrag Eintrag) AddPaper(
        string titel, Guid? schuleId, string? link, Guid? dokumentId, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        if (link is null == dokumentId is null)
            throw new FachregelVerletzt("Nennen Sie einen Link oder wählen Sie eine Datei.");
        var unterlage = new Besuchsunterlage(Id, titel, schuleId, link, dokumentId, jetzt);
        _unterlagen.Add(unterlage);
        return (unterlage, NewEntry(Ereignis.BesuchsunterlageGeaendert, urheber, jetzt, titel));
    }

    public Verlaufseintrag? RemovePaper(Guid unterlageId, Urheber urheber, DateTime jetzt)
    {
        EnsurePlannable();
        if (_unterlagen.Find(u => u.Id == unterlageId) is not { EntferntAm: null } unterlage)
            return null;
        unterlage.EntferntAm = jetzt;
        return NewEntry(Ereignis.BesuchsunterlageGeaendert, urheber, jetzt, $"{unterlage.Titel}: entfernt");
    }

    /// <summary>It took place. Also without an invitation from the portal: who was asked by telephone was asked.</summary>
    public Verlaufseintrag Hold(Urheber urheber, DateTime jetzt)
    {
        if (Status is not (Besuchsstatus.Geplant or Besuchsstatus.Eingeladen))
            throw new Zustandskonflikt($"Dieser Besuch ist {Status.Label()}.");
        if (Tag is null)
            throw new FachregelVerletzt("Tragen Sie zuerst ein, wann der Besuch war.");
        if (Tag > Kalender.DayOf(jetzt))
            throw new FachregelVerletzt($"Der Besuch ist erst am {Tag:dd.MM.yyyy}.");
        Status = Besuchsstatus.Durchgefuehrt;
        DurchgefuehrtAm = jetzt;
        Version++;
        return NewEntry(Ereignis.BesuchDurchgefuehrt, urheber, jetzt);
    }

    /// <summary>It did not take place after all, or not yet; possible until the record is released. Notes and results stay.</summary>
    public Verlaufseintrag? TakeBackHold(Urheber urheber, DateTime jetzt)
    {
        if (DurchgefuehrtAm is null)
            return null;
        if (Status != Besuchsstatus.Durchgefuehrt)
            throw new Zustandskonflikt("Der Besuchsvermerk ist inzwischen freigegeben. Dass der Besuch stattgefunden hat, lässt sich nicht mehr zurücknehmen.");
        Status = EingeladenAm is null ? Besuchsstatus.Geplant : Besuchsstatus.Eingeladen;
        DurchgefuehrtAm = null;
        Version++;
        return NewEntry(Ereignis.BesuchDurchfuehrungZurueckgenommen, urheber, jetzt);
    }

    /// <summary>Whether somebody in that office may release the record: the Leitung, its Vertretung, or whom it handed the release.</summary>
    public bool CanBeReleasedBy(Zustaendigkeit zustaendigkeit) =>
        zustaendigkeit.Rolle == Rolle.Traegerleitung && zustaendigkeit.Scope == Scope && zustaendigkeit.Can(Befugnisse.Freigabe);

    /// <summary>The carrier stands by the record; from now on notes and results stay as they are.</summary>
    public Verlaufseintrag ReleaseRecord(Zustaendigkeit zustaendigkeit, Person person, DateTime jetzt)
    {
        if (!CanBeReleasedBy(zustaendigkeit) || zustaendigkeit.PersonId != person.Id)
            throw new FachregelVerletzt("Den Besuchsvermerk kann nur die Leitung oder ihre Vertretung freigeben.");
        if (Status != Besuchsstatus.Durchgefuehrt)
            throw new Zustandskonflikt(Status is Besuchsstatus.Nachbereitet or Besuchsstatus.Abgeschlossen
                ? "Der Besuchsvermerk ist schon freigegeben."
                : "Freigeben lässt sich der Besuchsvermerk, wenn der Besuch stattgefunden hat.");
        Status = Besuchsstatus.Nachbereitet;
        VermerktAm = jetzt;
        VermerkVonName = person.Name;
        VermerkAmt = zustaendigkeit.Zeichnungszusatz + zustaendigkeit.Rolle.Label();
        Version++;
        return NewEntry(Ereignis.BesuchsvermerkFreigegeben, new Urheber(person.Id, zustaendigkeit.Id), jetzt);
    }

    /// <summary>A partner confirms the record or adds a remark; who says nothing holds nothing up.</summary>
    public void Comment(Guid beteiligterId, bool bestaetigt, string? anmerkung, string vonName, DateTime jetzt)
    {
        if (Status != Besuchsstatus.Nachbereitet)
            throw new Zustandskonflikt(Status == Besuchsstatus.Abgeschlossen
                ? "Der Besuch ist abgeschlossen. Eine Anmerkung lässt sich nicht mehr hinzufügen."
                : "Der Besuchsvermerk ist noch nicht freigegeben.");
        Invited(beteiligterId).Comment(bestaetigt, anmerkung, vonName, jetzt);
        Touch(jetzt);
    }

    public Verlaufseintrag Close(Urheber urheber, DateTime jetzt)
    {
        if (Status != Besuchsstatus.Nachbereitet)
            throw new Zustandskonflikt(Status == Besuchsstatus.Abgeschlossen
                ? "Dieser Besuch ist schon abgeschlossen."
                : "Abschließen lässt sich der Besuch, wenn der Besuchsvermerk freigegeben ist.");
        Status = Besuchsstatus.Abgeschlossen;
        AbgeschlossenAm = jetzt;
        Version++;
        return NewEntry(Ereignis.BesuchAbgeschlossen, urheber, jetzt);
    }

    public bool IsOrganiser(Besuchsbeteiligter beteiligter) => beteiligter.Art == Beteiligungsart.Eigene && beteiligter.BezugId == OrganisatorId;

    /// <summary>Who organises comes, and is not asked.</summary>
    private void CountOrganiserIn(DateTime jetzt)
    {
        if (_beteiligte.Find(b => IsOrganiser(b) && b is { NimmtTeil: true, EingeladenAm: not null, Rueckmeldung: Rueckmeldung.Offen }) is { } sie)
            sie.Respond(Rueckmeldung.Zugesagt, null, sie.Name, jetzt);
    }

    private void Take(Besuchsangaben angaben)
    {
        if (angaben.Dauer is < MinDauer or > MaxDauer)
            throw new FachregelVerletzt($"Ein Besuch dauert {MinDauer} bis {MaxDauer} Minuten.");
        // In the night in which the clocks go forward an hour does not exist.
        if (angaben is { Tag: { } tag, Uhrzeit: { } uhrzeit } && Kalender.Berlin.IsInvalidTime(tag.ToDateTime(uhrzeit)))
            throw new FachregelVerletzt("Diese Uhrzeit gibt es an diesem Tag nicht: Die Uhren werden umgestellt.");
        Suchtext = Suchform.Of(angaben.Anlass);
        (Anlass, Tag, Uhrzeit, Dauer, Ort, Videolink, Nachricht, MatrixId) =
            (angaben.Anlass, angaben.Tag, angaben.Uhrzeit, angaben.Dauer, angaben.Ort, angaben.Videolink, angaben.Nachricht, angaben.MatrixId);
    }

    private Besuchsbeteiligter Invited(Guid beteiligterId) => _beteiligte.Find(b => b.Id == beteiligterId) is { NimmtTeil: true, EingeladenAm: not null } beteiligter
        ? beteiligter : throw new FachregelVerletzt("Diese Person oder Stelle ist zu diesem Besuch nicht eingeladen.");

    private static string Reason(string grund, string wofuer) =>
        string.IsNullOrWhiteSpace(grund) ? throw new FachregelVerletzt($"Nennen Sie einen Grund für {wofuer}.") : grund;

    private void EnsurePlannable()
    {
        if (!IsPlannable)
            throw new Zustandskonflikt($"Dieser Besuch ist inzwischen {Status.Label()}. Daran lässt sich das nicht mehr ändern.");
    }

    private void EnsureWritable()
    {
        if (!IsWritable)
            throw new Zustandskonflikt(Status == Besuchsstatus.Abgesagt
                ? "Dieser Besuch ist abgesagt." : "Der Besuchsvermerk ist inzwischen freigegeben. Notizen und Ergebnisse bleiben, wie sie sind.");
    }

    private void EnsureVersion(int gelesen)
    {
        if (gelesen != Version)
            throw new Zustandskonflikt("Jemand anderes hat diesen Besuch inzwischen geändert. Sehen Sie noch einmal hin, bevor Sie speichern.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund = null)
    {
        Touch(jetzt);
        return new Verlaufseintrag(ereignis, nameof(Besuch), Id, Scope, urheber, jetzt, grund);
    }

    // Every child write touches the parent, whose state is a concurrency token: nothing is saved into a visit whose record was
    // released a moment ago.
    private void Touch(DateTime jetzt) => GeaendertAm = jetzt > GeaendertAm ? jetzt : GeaendertAm.AddMilliseconds(1);
}

public static class Besuchsstatusse
{
    public static string Label(this Besuchsstatus status) => status switch
    {
        Besuchsstatus.Geplant => "geplant",
        Besuchsstatus.Eingeladen => "eingeladen",
        Besuchsstatus.Verschoben => "verschoben",
        Besuchsstatus.Durchgefuehrt => "durchgeführt",
        Besuchsstatus.Nachbereitet => "nachbereitet",
        Besuchsstatus.Abgeschlossen => "abgeschlossen",
        Besuchsstatus.Abgesagt => "abgesagt",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
