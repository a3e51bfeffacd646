using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.RundeTische;

[Trait("Spur", "domain")]
public sealed class SitzungTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = Kalender.DayOf(Jetzt);
    private static readonly DateOnly Tag = Heute.AddDays(16);
    private static readonly DateTime Beginn = new(2026, 12, 8, 13, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Frist = Tag.AddDays(14);
    private static readonly DateTime NachFrist = new(2026, 12, 23, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Sitzungsangaben Angaben = new("Netze und Fortbildung", Tag, new TimeOnly(14, 0), 120, "Rathaus", null, null, Heute.AddDays(7));

    private readonly RunderTisch _tisch = new(Tischart.RunderTisch, Guid.NewGuid(), null, "Runder Tisch Musterhausen");
    private readonly Person _person = new("Mo Moderation", "mo@probe.example");
    private readonly Zustaendigkeit _moderation;

    public SitzungTests()
    {
        _moderation = new Zustaendigkeit(_person.Id, Rolle.Moderation, _tisch.Scope, Heute.AddYears(-1));
        _tisch.Seat([new Schultraeger("123456", "Stadt Musterhausen", TraegerArt.Kommune)], [new Schule("NW", "100001", "Grundschule Mühlenbach", "Grundschule")], Wer, Jetzt);
        _tisch.Admit(new Tischmitgliedschaft(null, "Beratung Nord", "beratung@probe.example", Stimme.Beratend, null), Wer, Jetzt);
    }

    private Urheber Wer => new(_person.Id, _moderation.Id);

    private static Punktangaben Punkt(string titel, int minuten = 20, bool vertraulich = false) =>
        new(titel, null, Sitzungspunktart.Beratung, minuten, null, null, vertraulich);

    private Sitzung Plan(Sitzungsangaben? angaben = null) => Sitzung.Plan(_tisch, 1, angaben ?? Angaben, Wer, Jetzt).Sitzung;

    private Sitzung Prepared(Sitzungsangaben? angaben = null)
    {
        var sitzung = Plan(angaben);
        foreach (var titel in (string[])["Netze", "Fortbildung", "Verschiedenes"])
            sitzung.AddItem(Punkt(titel), null, null, Wer, Jetzt);
        return sitzung;
    }

    private Sitzung Invited()
    {
        var sitzung = Prepared();
        sitzung.Invite(Wer, Jetzt);
        return sitzung;
    }

    private Sitzung Running()
    {
        var sitzung = Invited();
        sitzung.Open(Wer, Beginn);
        return sitzung;
    }

    /// <summary>Ended, with attendance, every item treated and one paragraph each.</summary>
    private Sitzung Draft()
    {
        var sitzung = Running();
        foreach (var punkt in sitzung.Tagesordnung)
        {
            sitzung.Call(punkt.Id, Beginn);
            Minute(sitzung, punkt, $"Zu {punkt.Titel}");
        }
        foreach (var teilnehmer in sitzung.Teilnehmer)
            sitzung.Attend(teilnehmer.Id, Anwesenheit.Anwesend, null, Beginn);
        sitzung.End(Wer, Beginn.AddHours(2));
        return sitzung;
    }

    private Sitzung InReview()
    {
        var sitzung = Draft();
        sitzung.SubmitForReview(Frist, Wer, Beginn.AddDays(1));
        return sitzung;
    }

    private Sitzung Approved()
    {
        var sitzung = InReview();
        sitzung.Approve(false, _moderation, _person, NachFrist);
        return sitzung;
    }

    private Sitzung CalledOff()
    {
        var sitzung = Invited();
        sitzung.Cancel("Schneechaos", Wer, Jetzt);
        return sitzung;
    }

    private Protokolleintrag Minute(Sitzung sitzung, Tagesordnungspunkt punkt, string text) =>
        sitzung.Minute(Kennung.New(), punkt.Id, Eintragsart.Text, text, null, Wer, Beginn).Eintrag;

    private static Sitzungsteilnehmer Deciding(Sitzung sitzung) => sitzung.Teilnehmer.First(t => t.Stimme == Stimme.Entscheidend);

    private static Sitzungsteilnehmer Advising(Sitzung sitzung) => sitzung.Teilnehmer.First(t => t.Stimme == Stimme.Beratend);

    [Fact]
    public void From_plan_to_approval_each_state_has_its_way_and_no_other()
    {
        var (sitzung, eintrag) = Sitzung.Plan(_tisch, 7, Angaben, Wer, Jetzt);
        Assert.Equal((Ereignis.SitzungGeplant, _tisch.Scope, 7, _person.Id), (eintrag.Ereignis, sitzung.Scope, sitzung.Nummer, sitzung.OrganisatorId));
        sitzung.AddItem(Punkt("Netze"), null, null, Wer, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => sitzung.End(Wer, Jetzt));
        Assert.Equal(Ereignis.SitzungEingeladen, sitzung.Invite(Wer, Jetzt).Eintrag!.Ereignis);
        Assert.Equal(Sitzungsstatus.Eingeladen, sitzung.Status);
        Assert.Throws<Zustandskonflikt>(() => sitzung.SubmitForReview(Frist, Wer, Jetzt));

        Assert.Equal(Ereignis.SitzungBegonnen, sitzung.Open(Wer, Beginn)!.Ereignis);
        Assert.Equal((Sitzungsstatus.Laufend, Beginn), (sitzung.Status, sitzung.BegonnenAm));
        Assert.Null(sitzung.Open(Wer, Beginn.AddMinutes(5)));
        Assert.Equal(Beginn, sitzung.BegonnenAm);
        Assert.Throws<Zustandskonflikt>(() => sitzung.Cancel("zu spät", Wer, Beginn));
        Assert.Throws<Zustandskonflikt>(() => sitzung.WriteUp(Wer, Beginn));
        sitzung.Advance(null, Beginn);
        foreach (var teilnehmer in sitzung.Teilnehmer)
            sitzung.Attend(teilnehmer.Id, Anwesenheit.Anwesend, null, Beginn);

        Assert.Equal(Ereignis.SitzungBeendet, sitzung.End(Wer, Beginn.AddHours(2)).Eintrag!.Ereignis);
        Assert.Equal((Sitzungsstatus.Protokollentwurf, Beginn.AddHours(2), false), (sitzung.Status, sitzung.BeendetAm, sitzung.Nacherfasst));
        Assert.Null(sitzung.End(Wer, Beginn.AddHours(3)).Eintrag);
        Assert.Throws<Zustandskonflikt>(() => sitzung.Open(Wer, Beginn.AddHours(3)));
        Assert.Throws<Zustandskonflikt>(() => sitzung.WriteUp(Wer, Beginn.AddHours(3)));
        Assert.Throws<Zustandskonflikt>(() => sitzung.Approve(true, _moderation, _person, NachFrist));

        Assert.Equal(Ereignis.ProtokollInPruefung, sitzung.SubmitForReview(Frist, Wer, Beginn.AddDays(1)).Ereignis);
        Assert.Equal((Sitzungsstatus.InPruefung, Frist), (sitzung.Status, sitzung.EinwaendeBis));
        Assert.Throws<Zustandskonflikt>(() => sitzung.SubmitForReview(Frist, Wer, Beginn.AddDays(1)));
        Assert.Throws<Zustandskonflikt>(() => sitzung.End(Wer, NachFrist));

        var (fassung, genehmigt) = sitzung.Approve(false, _moderation, _person, NachFrist);
        Assert.Equal((Sitzungsstatus.Genehmigt, Ereignis.ProtokollGenehmigt, 1), (sitzung.Status, genehmigt.Ereignis, fassung.Nummer));
        Assert.Same(fassung, sitzung.Fassung);
        Assert.Throws<Zustandskonflikt>(() => sitzung.Rework(Wer, NachFrist));
        Assert.Throws<Zustandskonflikt>(() => sitzung.SubmitForReview(Frist, Wer, NachFrist));
        Assert.Throws<Zustandskonflikt>(() => sitzung.Approve(true, _moderation, _person, NachFrist));
    }

    [Fact]
    public void A_table_in_the_archive_plans_no_session_and_the_portal_organises_none()
    {
        Assert.Throws<ArgumentException>(() => Sitzung.Plan(_tisch, 1, Angaben, Urheber.Portal, Jetzt));
        _tisch.Archive(Wer, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => Plan());
    }

    [Fact]
    public void Without_network_a_session_is_written_up_from_paper()
    {
        Assert.Throws<FachregelVerletzt>(() => Plan().WriteUp(Wer, Beginn));
        Assert.Throws<FachregelVerletzt>(() => Prepared(Angaben with { Tag = null }).WriteUp(Wer, Beginn));
        foreach (var sitzung in (Sitzung[])[Prepared(), Invited()])
        {
            Assert.Throws<FachregelVerletzt>(() => sitzung.WriteUp(Wer, Beginn.AddDays(-1)));
            Assert.Equal(Ereignis.SitzungNacherfasst, sitzung.WriteUp(Wer, Beginn.AddHours(-10))!.Ereignis);
            Assert.Equal((Sitzungsstatus.Protokollentwurf, true, null, null), (sitzung.Status, sitzung.Nacherfasst, sitzung.BegonnenAm, sitzung.BeendetAm));
            Assert.Null(sitzung.WriteUp(Wer, Beginn));
            Assert.Throws<Zustandskonflikt>(() => sitzung.Open(Wer, Beginn));
            var punkt = sitzung.Tagesordnung[0];
            Assert.Throws<Zustandskonflikt>(() => sitzung.Call(punkt.Id, Beginn));
            Assert.Throws<Zustandskonflikt>(() => sitzung.Advance(null, Beginn));
            Assert.True(sitzung.Settle(punkt.Id, Punktstand.Behandelt, null, Beginn));
            Assert.Equal("vom Papier", Minute(sitzung, punkt, "vom Papier").Text);
            Assert.True(sitzung.Attend(sitzung.Teilnehmer[0].Id, Anwesenheit.Anwesend, null, Beginn));
        }
        Assert.Throws<Zustandskonflikt>(() => CalledOff().WriteUp(Wer, Beginn));
    }

    [Fact]
    public void A_session_that_is_called_off_is_at_its_end()
    {
        Assert.Throws<FachregelVerletzt>(() => Invited().Cancel(" ", Wer, Jetzt));
        var geplant = Plan();
        geplant.Cancel("Niemand kann", Wer, Jetzt);
        Assert.Equal((Sitzungsstatus.Abgesagt, "Niemand kann"), (geplant.Status, geplant.Grund));

        var sitzung = Invited();
        Assert.Equal("Schneechaos", sitzung.Cancel("Schneechaos", Wer, Jetzt).Grund);
        Assert.Equal((1, Sitzungsstatus.Abgesagt), (sitzung.Kalenderfolge, sitzung.Status));
        var (punkt, wer) = (sitzung.Tagesordnung[0].Id, sitzung.Teilnehmer[0].Id);
        foreach (var akt in (Action[])[
            () => sitzung.Cancel("noch einmal", Wer, Jetzt), () => sitzung.Invite(Wer, Jetzt), () => sitzung.Open(Wer, Beginn), () => sitzung.Change(Angaben, sitzung.Version, Wer, Jetzt),
            () => sitzung.Move(Tag.AddDays(1), new TimeOnly(9, 0), 60, "Aula", null, sitzung.Version, Wer, Jetzt), () => sitzung.Respond(wer, Rueckmeldung.Zugesagt, null, "x", Jetzt),
            () => sitzung.AddGuest("Gast", "gast@probe.example", null, Wer, Jetzt), () => sitzung.AddItem(Punkt("Neu"), null, null, Wer, Jetzt),
            () => sitzung.Attend(wer, Anwesenheit.Anwesend, null, Beginn), () => sitzung.Minute(Kennung.New(), punkt, Eintragsart.Text, "x", null, Wer, Beginn),
            () => sitzung.ProposeItem(Punkt("Vorschlag"), "Stadt", Wer, Jetzt), () => sitzung.SubmitForReview(Frist, Wer, Jetzt), () => sitzung.Reopen("Grund", Wer, Jetzt)])
            Assert.Throws<Zustandskonflikt>(akt);
    }

    [Fact]
    public void Date_and_length_and_title_of_a_session_are_possible_ones()
    {
        // On 28 March 2027 the clocks go from 2:00 to 3:00; the hour that comes twice in autumn exists.
        var nacht = Angaben with { Tag = new DateOnly(2027, 3, 28), Uhrzeit = new TimeOnly(2, 30) };
        foreach (var falsch in (Sitzungsangaben[])[nacht, Angaben with { Titel = " " }, Angaben with { Dauer = Sitzung.MinDauer - 1 }, Angaben with { Dauer = Sitzung.MaxDauer + 1 }])
        {
            Assert.Throws<FachregelVerletzt>(() => Plan(falsch));
            var sitzung = Plan();
            Assert.Throws<FachregelVerletzt>(() => sitzung.Change(falsch, sitzung.Version, Wer, Jetzt));
            Assert.Equal((Angaben, 0), (sitzung.Angaben, sitzung.Version));
        }
        foreach (var gut in (Sitzungsangaben[])[
            nacht with { Uhrzeit = new TimeOnly(3, 0) }, nacht with { Uhrzeit = null }, Angaben with { Tag = new DateOnly(2027, 10, 31), Uhrzeit = new TimeOnly(2, 30) },
            Angaben with { Dauer = Sitzung.MinDauer }, Angaben with { Dauer = Sitzung.MaxDauer }])
            Assert.Equal(gut, Plan(gut).Angaben);

        var eingeladen = Invited();
        eingeladen.Respond(eingeladen.Teilnehmer[0].Id, Rueckmeldung.Zugesagt, null, "Stadt", Jetzt);
        Assert.Throws<FachregelVerletzt>(() => eingeladen.Move(nacht.Tag!.Value, nacht.Uhrzeit!.Value, 120, "Rathaus", null, eingeladen.Version, Wer, Jetzt));
        Assert.Equal((Tag, 0, Rueckmeldung.Zugesagt), (eingeladen.Tag!.Value, eingeladen.Kalenderfolge, eingeladen.Teilnehmer[0].Rueckmeldung));
    }

    [Fact]
    public void Before_people_are_invited_nothing_is_missing()
    {
        foreach (var unfertig in (Sitzung[])[
            Prepared(Angaben with { Tag = null }), Prepared(Angaben with { Uhrzeit = null }), Prepared(Angaben with { Ort = null }), Prepared(Angaben with { Tag = Heute.AddDays(-1) }), Plan()])
        {
            Assert.NotNull(unfertig.WhyNotInvite(Jetzt));
            Assert.Throws<FachregelVerletzt>(() => unfertig.Invite(Wer, Jetzt));
            Assert.Equal(Sitzungsstatus.Geplant, unfertig.Status);
        }
        foreach (var fertig in (Sitzung[])[Prepared(Angaben with { Ort = null, Videolink = "https://video.example" }), Prepared(Angaben with { Tag = Heute })])
            Assert.Null(fertig.WhyNotInvite(Jetzt));
    }

    [Fact]
    public void An_invitation_goes_once_to_each_and_to_who_came_later()
    {
        var sitzung = Prepared();
        Assert.Equal(3, sitzung.Invite(Wer, Jetzt).Eingeladene.Count);
        var version = sitzung.Version;
        var (niemand, eintrag) = sitzung.Invite(Wer, Jetzt.AddHours(1));
        Assert.Empty(niemand);
        Assert.Equal((null, version), (eintrag, sitzung.Version));
        sitzung.AddGuest("Gast", "gast@probe.example", null, Wer, Jetzt);
        var (neue, _) = sitzung.Invite(Wer, Jetzt.AddDays(1));
        Assert.Equal(("Gast", Jetzt.AddDays(1)), (Assert.Single(neue).Name, neue[0].EingeladenAm));
        Assert.Equal(Jetzt, sitzung.EingeladenAm);
        Assert.Throws<Zustandskonflikt>(() => Running().Invite(Wer, Beginn));
    }

    [Fact]
    public void As_invited_stays_beside_as_held()
    {
        var sitzung = Prepared();
        var netze = sitzung.Tagesordnung[0];
        sitzung.ChangeItem(sitzung.Tagesordnung[1].Id, Punkt("Fortbildung", 30, vertraulich: true), Wer, Jetzt);
        Assert.Null(netze.WieEingeladen);
        sitzung.Invite(Wer, Jetzt);
        sitzung.ChangeItem(netze.Id, Punkt("Netze und Geräte", 45), Wer, Jetzt);
        sitzung.Arrange([sitzung.Tagesordnung[2].Id], sitzung.Version, Wer, Jetzt);
        var (spaet, _) = sitzung.AddItem(Punkt("Nachtrag"), null, null, Wer, Jetzt);
        sitzung.LeaveOut(sitzung.Tagesordnung.Single(p => p.Titel == "Fortbildung").Id, null, Wer, Jetzt);
        sitzung.AddGuest("Gast", "gast@probe.example", null, Wer, Jetzt);
        sitzung.Invite(Wer, Jetzt.AddDays(1));
        Assert.Null(spaet.WieEingeladen);
        Assert.Equal(
            [
                new Eingeladen(1, "Netze", Sitzungspunktart.Beratung, 20, false), new Eingeladen(2, "Fortbildung", Sitzungspunktart.Beratung, 30, true),
                new Eingeladen(3, "Verschiedenes", Sitzungspunktart.Beratung, 20, false),
            ], sitzung.Punkte.Select(p => p.WieEingeladen).OfType<Eingeladen>().OrderBy(e => e.Position));
        Assert.Equal(["Verschiedenes", "Netze und Geräte", "Nachtrag"], sitzung.Tagesordnung.Select(p => p.Titel));
    }

    [Fact]
    public void After_the_invitation_date_and_place_move_only_with_word_to_all()
    {
        var sitzung = Invited();
        foreach (var anders in (Sitzungsangaben[])[
            Angaben with { Tag = Tag.AddDays(1) }, Angaben with { Uhrzeit = new TimeOnly(9, 0) }, Angaben with { Dauer = 90 }, Angaben with { Ort = "Aula" }, Angaben with { Videolink = "https://video.example" }])
            Assert.Throws<FachregelVerletzt>(() => sitzung.Change(anders, sitzung.Version, Wer, Jetzt));
        var version = sitzung.Version;
        Assert.Null(sitzung.Change(Angaben, version, Wer, Jetzt));
        Assert.Equal(Ereignis.SitzungGeaendert, sitzung.Change(Angaben with { Titel = "Anderer Titel", Nachricht = "Bitte lesen" }, version, Wer, Jetzt)!.Ereignis);
        Assert.Equal(("Anderer Titel", version + 1, Suchform.Of("Anderer Titel")), (sitzung.Titel, sitzung.Version, sitzung.Suchtext));
        Assert.Throws<Zustandskonflikt>(() => sitzung.Change(Angaben with { Titel = "Zu spät" }, version, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => Running().Change(Angaben with { Titel = "Zu spät" }, 99, Wer, Beginn));
    }

    [Fact]
    public void A_new_date_raises_the_sequence_and_asks_again()
    {
        var sitzung = Invited();
        sitzung.Respond(sitzung.Teilnehmer[0].Id, Rueckmeldung.Zugesagt, "Gern", "Stadt", Jetzt);
        Assert.Throws<FachregelVerletzt>(() => sitzung.Move(Tag, new TimeOnly(14, 0), 120, "Rathaus", null, sitzung.Version, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Move(Heute.AddDays(-1), new TimeOnly(14, 0), 120, "Rathaus", null, sitzung.Version, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Move(Tag.AddDays(1), new TimeOnly(14, 0), 120, null, null, sitzung.Version, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => sitzung.Move(Tag.AddDays(1), new TimeOnly(14, 0), 120, "Rathaus", null, sitzung.Version - 1, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => Prepared().Move(Tag.AddDays(1), new TimeOnly(14, 0), 120, "Rathaus", null, 3, Wer, Jetzt));
        Assert.Equal((0, Rueckmeldung.Zugesagt), (sitzung.Kalenderfolge, sitzung.Teilnehmer[0].Rueckmeldung));

        var eintrag = sitzung.Move(Heute, new TimeOnly(9, 30), 90, null, "https://video.example", sitzung.Version, Wer, Jetzt);
        Assert.Equal((Ereignis.SitzungVerschoben, "bisher 08.12.2026, 14:00 Uhr"), (eintrag.Ereignis, eintrag.Grund));
        Assert.Equal((1, Jetzt, Heute, 90), (sitzung.Kalenderfolge, sitzung.VerschobenAm, sitzung.Tag, sitzung.Dauer));
        var gefragt = sitzung.Teilnehmer[0];
        Assert.Equal((Rueckmeldung.Offen, null, null, null), (gefragt.Rueckmeldung, gefragt.RueckmeldungWort, gefragt.RueckmeldungVon, gefragt.RueckmeldungAm));
        Assert.NotNull(gefragt.EingeladenAm);
        Assert.Equal(Angaben.Titel, sitzung.Titel);
    }

    [Fact]
    public void An_invitation_is_answered_by_who_is_invited()
    {
        var geplant = Prepared();
        Assert.Throws<Zustandskonflikt>(() => geplant.Respond(geplant.Teilnehmer[0].Id, Rueckmeldung.Zugesagt, null, "x", Jetzt));
        var sitzung = Invited();
        sitzung.AddGuest("Gast", "gast@probe.example", null, Wer, Jetzt);
        var gast = sitzung.Teilnehmer[^1];
        Assert.Throws<FachregelVerletzt>(() => sitzung.Respond(gast.Id, Rueckmeldung.Zugesagt, null, "Gast", Jetzt));
        sitzung.Invite(Wer, Jetzt);
        sitzung.Respond(gast.Id, Rueckmeldung.Abgesagt, "Krank", "Gast", Jetzt);
        Assert.Equal((Rueckmeldung.Abgesagt, "Krank", "Gast", Jetzt), (gast.Rueckmeldung, gast.RueckmeldungWort, gast.RueckmeldungVon, gast.RueckmeldungAm));
        sitzung.RemoveGuest(gast.Id, Wer, Jetzt);
        Assert.Throws<FachregelVerletzt>(() => sitzung.Respond(gast.Id, Rueckmeldung.Zugesagt, null, "Gast", Jetzt));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Respond(Guid.NewGuid(), Rueckmeldung.Zugesagt, null, "x", Jetzt));
        sitzung.Open(Wer, Beginn);
        Assert.Throws<Zustandskonflikt>(() => sitzung.Respond(sitzung.Teilnehmer[0].Id, Rueckmeldung.Zugesagt, null, "x", Beginn));
    }

    [Fact]
    public void Who_sits_at_the_table_takes_part_until_the_session_begins()
    {
        var sitzung = Plan();
        Assert.Equal([("Stadt Musterhausen", Stimme.Entscheidend), ("Grundschule Mühlenbach", Stimme.Entscheidend), ("Beratung Nord", Stimme.Beratend)],
            sitzung.Teilnehmer.Select(t => (t.Name, t.Stimme)));
        var neue = Scope.Schule(Guid.NewGuid());
        _tisch.Admit(new Tischmitgliedschaft(neue, "Realschule", null, Stimme.Entscheidend, null), Wer, Jetzt);
        _tisch.Admit(new Tischmitgliedschaft(_tisch.Mitglieder[1].Organisation, "Grundschule am Bach", null, Stimme.Beratend, null), Wer, Jetzt);
        _tisch.Dismiss(_tisch.Mitglieder[2].Id, Wer, Jetzt);
        sitzung.FollowMembers(_tisch, Jetzt);
        sitzung.FollowMembers(_tisch, Jetzt.AddDays(1));
        Assert.Equal([("Stadt Musterhausen", Stimme.Entscheidend, true), ("Grundschule am Bach", Stimme.Beratend, true), ("Beratung Nord", Stimme.Beratend, false), ("Realschule", Stimme.Entscheidend, true)],
            sitzung.Teilnehmer.Select(t => (t.Name, t.Stimme, t.NimmtTeil)));
        Assert.Equal(Jetzt, sitzung.Teilnehmer[2].AusgeladenAm);
        Assert.Equal(neue, sitzung.Teilnehmer[3].Organisation);

        // As it was at this session: what changes at the table afterwards is of the next one.
        var laufend = Running();
        _tisch.Admit(new Tischmitgliedschaft(neue, "Neuer Name", null, Stimme.Beratend, null), Wer, Beginn);
        _tisch.Admit(new Tischmitgliedschaft(Scope.Schule(Guid.NewGuid()), "Zu spät", null, Stimme.Entscheidend, null), Wer, Beginn);
        laufend.FollowMembers(_tisch, Beginn);
        Assert.Equal(["Stadt Musterhausen", "Grundschule am Bach", "Realschule"], laufend.Teilnehmer.Select(t => t.Name));
    }

    [Fact]
    public void A_guest_comes_for_the_session_or_for_one_item_and_each_address_once()
    {
        var sitzung = Prepared();
        var punkt = sitzung.Tagesordnung[0].Id;
        Assert.Throws<FachregelVerletzt>(() => sitzung.AddGuest("Gast", "gast@probe.example", Guid.NewGuid(), Wer, Jetzt));
        Assert.Equal((Ereignis.SitzungsteilnehmerGeaendert, "Gast"), (sitzung.AddGuest("Gast", "gast@probe.example", punkt, Wer, Jetzt) is { } e ? (e.Ereignis, e.Grund) : default));
        var gast = sitzung.Teilnehmer[^1];
        Assert.Equal((Teilnehmerart.Gast, punkt, Stimme.Beratend, null), (gast.Art, gast.PunktId!.Value, gast.Stimme, gast.Organisation));
        Assert.Throws<FachregelVerletzt>(() => sitzung.AddGuest("Noch einmal", "GAST@probe.example", null, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => sitzung.AddGuest("Mitglied", "beratung@probe.example", null, Wer, Jetzt));

        Assert.Throws<FachregelVerletzt>(() => sitzung.RemoveGuest(sitzung.Teilnehmer[0].Id, Wer, Jetzt));
        Assert.NotNull(sitzung.RemoveGuest(gast.Id, Wer, Jetzt).Eintrag);
        Assert.Null(sitzung.RemoveGuest(gast.Id, Wer, Jetzt).Eintrag);
        sitzung.AddGuest("Wieder da", "gast@probe.example", null, Wer, Jetzt);
        Assert.Equal("Wieder da", sitzung.Teilnehmer.Single(t => t is { NimmtTeil: true, Art: Teilnehmerart.Gast }).Name);
        var laufend = Running();
        Assert.Throws<Zustandskonflikt>(() => laufend.AddGuest("Gast", "gast@probe.example", null, Wer, Beginn));
        Assert.Throws<Zustandskonflikt>(() => laufend.RemoveGuest(laufend.Teilnehmer[0].Id, Wer, Beginn));
    }

    [Fact]
    public void An_item_has_a_title_and_at_most_four_hours_and_an_agenda_at_most_sixty_items()
    {
        var sitzung = Plan();
        foreach (var falsch in (Punktangaben[])[Punkt(" "), Punkt("Lang", Tagesordnungspunkt.MaxMinuten + 1), Punkt("Kurz", -1)])
            Assert.Throws<FachregelVerletzt>(() => sitzung.AddItem(falsch, null, null, Wer, Jetzt));
        Assert.Empty(sitzung.Punkte);
        var (punkt, eintrag) = sitzung.AddItem(Punkt("Lang", Tagesordnungspunkt.MaxMinuten), null, null, Wer, Jetzt);
        Assert.Equal((Ereignis.TagesordnungGeaendert, "Lang", Punktstand.Offen), (eintrag!.Ereignis, eintrag.Grund, punkt.Stand));
        Assert.Throws<FachregelVerletzt>(() => sitzung.ChangeItem(punkt.Id, Punkt(" "), Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => sitzung.ChangeItem(Guid.NewGuid(), Punkt("Fremd"), Wer, Jetzt));
        Assert.Null(sitzung.ChangeItem(punkt.Id, punkt.Angaben, Wer, Jetzt));
        Assert.NotNull(sitzung.ChangeItem(punkt.Id, Punkt("Kurz", 0), Wer, Jetzt));
        for (var i = 1; i < Sitzung.MaxPunkte; i++)
            sitzung.AddItem(Punkt($"Punkt {i}"), null, null, Wer, Jetzt);
        Assert.Throws<FachregelVerletzt>(() => sitzung.AddItem(Punkt("Einer zu viel"), null, null, Wer, Jetzt));
        Assert.Equal(Enumerable.Range(1, Sitzung.MaxPunkte), sitzung.Tagesordnung.Select(p => p.Position));
    }

    [Fact]
    public void The_history_does_not_say_what_a_confidential_item_is_about()
    {
        var sitzung = Plan();
        const string geheim = "Personalie";
        var (punkt, neu) = sitzung.AddItem(Punkt(geheim, vertraulich: true), null, null, Wer, Jetzt);
        var (vorschlag, vorgeschlagen) = sitzung.ProposeItem(Punkt(geheim, vertraulich: true), "Stadt Musterhausen", Wer, Jetzt);
        Verlaufseintrag?[] eintraege = [
            neu, vorgeschlagen, sitzung.ChangeItem(punkt.Id, Punkt(geheim, 30, vertraulich: true), Wer, Jetzt), sitzung.LeaveOut(punkt.Id, null, Wer, Jetzt),
            sitzung.TakeUp(punkt.Id, Wer, Jetzt), sitzung.LeaveOut(vorschlag.Id, "Gehört in den Rat", Wer, Jetzt), sitzung.AddPaper(punkt.Id, geheim, "https://akte.example", null, false, Wer, Jetzt).Eintrag];
        Assert.All(eintraege, e => Assert.DoesNotContain(geheim, e!.Grund ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_origin_comes_on_the_agenda_once()
    {
        var sitzung = Plan();
        var (thema, aus) = (Guid.NewGuid(), Guid.NewGuid());
        var (punkt, _) = sitzung.AddItem(Punkt("Thema"), thema, null, Wer, Jetzt);
        var (schon, eintrag) = sitzung.AddItem(Punkt("Thema, noch einmal"), thema, null, Wer, Jetzt);
        Assert.Same(punkt, schon);
        Assert.Null(eintrag);
        var (kopie, _) = sitzung.AddItem(Punkt("Kopie"), null, aus, Wer, Jetzt);
        Assert.Same(kopie, sitzung.AddItem(Punkt("Kopie"), null, aus, Wer, Jetzt).Punkt);
        sitzung.AddItem(Punkt("Frei"), null, null, Wer, Jetzt);
        sitzung.AddItem(Punkt("Frei"), null, null, Wer, Jetzt);
        Assert.Equal(4, sitzung.Punkte.Count);
        sitzung.LeaveOut(punkt.Id, null, Wer, Jetzt);
        Assert.NotSame(punkt, sitzung.AddItem(Punkt("Thema, wieder"), thema, null, Wer, Jetzt).Punkt);
    }

    [Fact]
    public void What_stands_on_the_agenda_is_numbered_without_a_gap()
    {
        var sitzung = Prepared();
        var (netze, fortbildung, rest) = (sitzung.Punkte[0], sitzung.Punkte[1], sitzung.Punkte[2]);
        sitzung.LeaveOut(netze.Id, null, Wer, Jetzt);
        Assert.Null(sitzung.LeaveOut(netze.Id, "noch einmal", Wer, Jetzt));
        Assert.Equal((1, 2), (fortbildung.Position, rest.Position));
        Assert.Null(sitzung.TakeUp(rest.Id, Wer, Jetzt));
        Assert.NotNull(sitzung.TakeUp(netze.Id, Wer, Jetzt));
        Assert.Equal((3, Punktstand.Offen, null), (netze.Position, netze.Stand, netze.Grund));

        var version = sitzung.Version;
        Assert.Null(sitzung.Arrange([fortbildung.Id, rest.Id], version, Wer, Jetzt));
        Assert.NotNull(sitzung.Arrange([netze.Id, netze.Id, Guid.NewGuid()], version, Wer, Jetzt));
        Assert.Equal([netze, fortbildung, rest], sitzung.Tagesordnung);
        Assert.Throws<Zustandskonflikt>(() => sitzung.Arrange([rest.Id], version, Wer, Jetzt));
        sitzung.Arrange([rest.Id, netze.Id, fortbildung.Id], sitzung.Version, Wer, Jetzt);
        Assert.Equal([(rest, 1), (netze, 2), (fortbildung, 3)], sitzung.Tagesordnung.Select(p => (p, p.Position)));
    }

    [Fact]
    public void Each_item_has_its_planned_beginning()
    {
        var sitzung = Plan();
        foreach (var (titel, minuten) in ((string, int)[])[("Netze", 15), ("Ausgelassen", 60), ("Fortbildung", 45), ("Ende", 0)])
            sitzung.AddItem(Punkt(titel, minuten), null, null, Wer, Jetzt);
        sitzung.LeaveOut(sitzung.Punkte[1].Id, null, Wer, Jetzt);
        var zeiten = sitzung.Beginnzeiten();
        Assert.Equal([new TimeOnly(14, 0), new TimeOnly(14, 15), new TimeOnly(15, 0)], sitzung.Tagesordnung.Select(p => zeiten[p.Id]!.Value));
        Assert.Equal(3, zeiten.Count);
        Assert.All(Prepared(Angaben with { Uhrzeit = null }).Beginnzeiten().Values, z => Assert.Null(z));
    }

    [Fact]
    public void Members_propose_until_the_day_and_the_Moderation_takes_up_or_says_why_not()
    {
        var bis = Angaben.VorschlaegeBis!.Value;
        var (abend, danach) = (Kalender.EndOf(bis).AddMinutes(-1), Kalender.EndOf(bis).AddMinutes(1));
        foreach (var sitzung in (Sitzung[])[Prepared(), Invited()])
        {
            var (vorschlag, _) = sitzung.ProposeItem(Punkt("Geräte"), "Grundschule Mühlenbach", Wer, abend);
            var (zweiter, _) = sitzung.ProposeItem(Punkt("Drucker"), "Grundschule Mühlenbach", Wer, abend);
            Assert.Equal((Punktstand.Vorgeschlagen, "Grundschule Mühlenbach", false), (vorschlag.Stand, vorschlag.VorschlagVon, vorschlag.IstAufTagesordnung));
            Assert.Equal(3, sitzung.Tagesordnung.Count);
            Assert.Throws<Zustandskonflikt>(() => sitzung.ProposeItem(Punkt("Zu spät"), "Schule", Wer, danach));
            // The Moderation decides after the day too.
            sitzung.TakeUp(vorschlag.Id, Wer, danach);
            Assert.Equal((Punktstand.Offen, 4, "Grundschule Mühlenbach"), (vorschlag.Stand, vorschlag.Position, vorschlag.VorschlagVon));
            Assert.Throws<FachregelVerletzt>(() => sitzung.LeaveOut(zweiter.Id, " ", Wer, danach));
            sitzung.LeaveOut(zweiter.Id, "Macht der Support", Wer, danach);
            Assert.Equal((Punktstand.Ausgelassen, "Macht der Support"), (zweiter.Stand, zweiter.Grund));
        }
        Assert.Throws<Zustandskonflikt>(() => Plan(Angaben with { VorschlaegeBis = null }).ProposeItem(Punkt("Nie"), "Schule", Wer, Jetzt));
        var frueh = Plan(Angaben with { Tag = Heute });
        frueh.AddItem(Punkt("Netze"), null, null, Wer, Jetzt);
        frueh.Open(Wer, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => frueh.ProposeItem(Punkt("Während"), "Schule", Wer, Jetzt));
    }

    [Fact]
    public void The_agenda_changes_until_the_session_is_over()
    {
        var laufend = Running();
        var (nachtrag, _) = laufend.AddItem(Punkt("Nachtrag"), null, null, Wer, Beginn);
        laufend.Call(nachtrag.Id, Beginn);
        Assert.Throws<Zustandskonflikt>(() => laufend.LeaveOut(nachtrag.Id, "doch nicht", Wer, Beginn));
        laufend.Call(laufend.Tagesordnung[0].Id, Beginn);
        Assert.Throws<Zustandskonflikt>(() => laufend.LeaveOut(nachtrag.Id, "doch nicht", Wer, Beginn));

        var entwurf = Draft();
        entwurf.Settle(entwurf.Tagesordnung[1].Id, Punktstand.Vertagt, "keine Zeit", NachFrist);
        Assert.Throws<Zustandskonflikt>(() => entwurf.LeaveOut(entwurf.Tagesordnung[1].Id, "doch nicht", Wer, NachFrist));
        foreach (var sitzung in (Sitzung[])[entwurf, InReview(), Approved()])
        {
            var punkt = sitzung.Tagesordnung[0].Id;
            foreach (var akt in (Action[])[
                () => sitzung.AddItem(Punkt("Neu"), null, null, Wer, NachFrist), () => sitzung.ChangeItem(punkt, Punkt("Anders"), Wer, NachFrist), () => sitzung.LeaveOut(punkt, "x", Wer, NachFrist),
                () => sitzung.TakeUp(punkt, Wer, NachFrist), () => sitzung.Arrange([], sitzung.Version, Wer, NachFrist), () => sitzung.Direct(punkt, "Notiz", null, NachFrist),
                () => sitzung.AddPaper(punkt, "Papier", "https://papier.example", null, false, Wer, NachFrist), () => sitzung.RemovePaper(Guid.NewGuid(), Wer, NachFrist)])
                Assert.Throws<Zustandskonflikt>(akt);
        }
    }

    [Fact]
    public void What_comes_on_the_agenda_stands_before_what_is_only_proposed()
    {
        var sitzung = Prepared();
        var (vorschlag, _) = sitzung.ProposeItem(Punkt("Drucker"), "Grundschule Mühlenbach", Wer, Jetzt);
        var (punkt, _) = sitzung.AddItem(Punkt("Geräte"), null, null, Wer, Jetzt);
        Assert.Equal((4, 5), (punkt.Position, vorschlag.Position));
    }

    [Fact]
    public void A_paper_is_a_file_or_a_link_and_only_a_file_is_attached()
    {
        var sitzung = Prepared();
        var punkt = sitzung.Tagesordnung[0].Id;
        Assert.Throws<FachregelVerletzt>(() => sitzung.AddPaper(punkt, "Weder noch", null, null, false, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => sitzung.AddPaper(punkt, "Beides", "https://papier.example", Guid.NewGuid(), false, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => sitzung.AddPaper(Guid.NewGuid(), "Fremd", "https://papier.example", null, false, Wer, Jetzt));
        Assert.False(sitzung.AddPaper(punkt, "Link", "https://papier.example", null, true, Wer, Jetzt).Unterlage.Angehaengt);
        var (datei, _) = sitzung.AddPaper(punkt, "Datei", null, Guid.NewGuid(), true, Wer, Jetzt);
        Assert.True(datei.Angehaengt);
        Assert.NotNull(sitzung.RemovePaper(datei.Id, Wer, Jetzt.AddDays(1)));
        Assert.Null(sitzung.RemovePaper(datei.Id, Wer, Jetzt.AddDays(2)));
        Assert.Null(sitzung.RemovePaper(Guid.NewGuid(), Wer, Jetzt));
        Assert.Equal((2, Jetzt.AddDays(1)), (sitzung.Unterlagen.Count, datei.EntferntAm));
        sitzung.Direct(punkt, "Zuerst die Schulen", "Flipchart", Jetzt);
        Assert.Equal(("Zuerst die Schulen", "Flipchart"), (sitzung.Tagesordnung[0].Regie, sitzung.Tagesordnung[0].Material));
    }

    [Fact]
    public void A_session_begins_on_its_day_with_an_agenda()
    {
        Assert.Throws<FachregelVerletzt>(() => Plan().Open(Wer, Beginn));
        Assert.Throws<FachregelVerletzt>(() => Prepared(Angaben with { Tag = null }).Open(Wer, Beginn));
        var sitzung = Prepared();
        Assert.Throws<FachregelVerletzt>(() => sitzung.Open(Wer, Kalender.EndOf(Tag.AddDays(-1)).AddMinutes(-1)));
        Assert.Equal(Sitzungsstatus.Geplant, sitzung.Status);
        // Who was asked by telephone was asked.
        Assert.NotNull(sitzung.Open(Wer, Kalender.EndOf(Tag.AddDays(-1))));
        Assert.NotNull(Prepared().Open(Wer, Beginn.AddDays(3)));
    }

    [Fact]
    public void Calling_an_item_ends_the_one_that_ran()
    {
        var sitzung = Running();
        var (netze, fortbildung) = (sitzung.Tagesordnung[0], sitzung.Tagesordnung[1]);
        Assert.Empty(sitzung.Call(netze.Id, Beginn));
        Assert.Empty(sitzung.Call(netze.Id, Beginn.AddMinutes(5)));
        Assert.Equal((Punktstand.Laufend, Beginn, null), (netze.Stand, netze.BegonnenAm, netze.BeendetAm));
        Assert.Same(netze, Assert.Single(sitzung.Call(fortbildung.Id, Beginn.AddMinutes(20))));
        Assert.Equal((Punktstand.Behandelt, Beginn.AddMinutes(20)), (netze.Stand, netze.BeendetAm));
        // Back to it: it began when it first began.
        sitzung.Settle(fortbildung.Id, Punktstand.Vertagt, "keine Zeit", Beginn.AddMinutes(30));
        sitzung.Call(netze.Id, Beginn.AddMinutes(30));
        Assert.Equal((Punktstand.Laufend, Beginn, null), (netze.Stand, netze.BegonnenAm, netze.BeendetAm));
        sitzung.Call(fortbildung.Id, Beginn.AddMinutes(40));
        Assert.Equal((Punktstand.Laufend, null), (fortbildung.Stand, fortbildung.Grund));
        Assert.Single(sitzung.Punkte, p => p.Stand == Punktstand.Laufend);

        var (aussen, _) = sitzung.AddItem(Punkt("Nachtrag"), null, null, Wer, Beginn);
        sitzung.LeaveOut(aussen.Id, null, Wer, Beginn);
        Assert.Throws<Zustandskonflikt>(() => sitzung.Call(aussen.Id, Beginn));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Call(Guid.NewGuid(), Beginn));
        Assert.Equal(Punktstand.Laufend, fortbildung.Stand);
        var eingeladen = Invited();
        Assert.Throws<Zustandskonflikt>(() => eingeladen.Call(eingeladen.Tagesordnung[0].Id, Beginn));
    }

    [Fact]
    public void Going_on_twice_from_the_same_item_goes_on_once()
    {
        var sitzung = Running();
        var (a, b, c) = (sitzung.Tagesordnung[0], sitzung.Tagesordnung[1], sitzung.Tagesordnung[2]);
        Assert.Empty(sitzung.Advance(a.Id, Beginn));
        Assert.Equal(Punktstand.Offen, a.Stand);
        sitzung.Advance(null, Beginn);
        sitzung.Advance(null, Beginn);
        Assert.Equal((Punktstand.Laufend, Punktstand.Offen), (a.Stand, b.Stand));
        Assert.Same(a, Assert.Single(sitzung.Advance(a.Id, Beginn.AddMinutes(10))));
        Assert.Empty(sitzung.Advance(a.Id, Beginn.AddMinutes(10)));
        Assert.Equal((Punktstand.Laufend, Punktstand.Offen), (b.Stand, c.Stand));
        sitzung.Advance(b.Id, Beginn.AddMinutes(20));
        Assert.Same(c, Assert.Single(sitzung.Advance(c.Id, Beginn.AddMinutes(30))));
        Assert.Empty(sitzung.Advance(c.Id, Beginn.AddMinutes(40)));
        Assert.Empty(sitzung.Advance(null, Beginn.AddMinutes(40)));
        var entwurf = Draft();
        Assert.Throws<Zustandskonflikt>(() => entwurf.Advance(null, Beginn.AddHours(3)));
        Assert.Equal([(Punktstand.Behandelt, Beginn.AddMinutes(10)), (Punktstand.Behandelt, Beginn.AddMinutes(20)), (Punktstand.Behandelt, Beginn.AddMinutes(30))],
            sitzung.Tagesordnung.Select(p => (p.Stand, p.BeendetAm!.Value)));
    }

    [Fact]
    public void Going_on_passes_what_is_settled_and_comes_back_to_what_was_skipped()
    {
        var sitzung = Running();
        var (a, b, c) = (sitzung.Tagesordnung[0], sitzung.Tagesordnung[1], sitzung.Tagesordnung[2]);
        sitzung.Call(b.Id, Beginn);
        sitzung.Settle(c.Id, Punktstand.Vertagt, "Herr Müller ist krank", Beginn);
        sitzung.Advance(b.Id, Beginn.AddMinutes(10));
        Assert.Equal([Punktstand.Laufend, Punktstand.Behandelt, Punktstand.Vertagt], ((Tagesordnungspunkt[])[a, b, c]).Select(p => p.Stand));
    }

    [Fact]
    public void An_item_is_postponed_with_a_reason_and_goes_on_to_the_next_session()
    {
        var sitzung = Running();
        var (a, b) = (sitzung.Tagesordnung[0], sitzung.Tagesordnung[1]);
        sitzung.Call(a.Id, Beginn);
        Assert.Throws<FachregelVerletzt>(() => sitzung.Settle(a.Id, Punktstand.Vertagt, " ", Beginn));
        Assert.Equal(Punktstand.Laufend, a.Stand);
        Assert.True(sitzung.Settle(a.Id, Punktstand.Vertagt, "keine Zeit", Beginn.AddMinutes(5)));
        Assert.False(sitzung.Settle(a.Id, Punktstand.Vertagt, "keine Zeit", Beginn.AddMinutes(9)));
        Assert.Equal((Punktstand.Vertagt, "keine Zeit", Beginn.AddMinutes(5)), (a.Stand, a.Grund, a.BeendetAm));
        Assert.True(sitzung.Settle(b.Id, Punktstand.Behandelt, "bleibt nicht stehen", Beginn));
        Assert.Null(b.Grund);
        Assert.True(sitzung.Settle(b.Id, Punktstand.Offen, null, Beginn));
        foreach (var stand in (Punktstand[])[Punktstand.Laufend, Punktstand.Ausgelassen, Punktstand.Vorgeschlagen])
            Assert.Throws<ArgumentOutOfRangeException>(() => sitzung.Settle(b.Id, stand, "x", Beginn));
        sitzung.LeaveOut(b.Id, null, Wer, Beginn);
        Assert.Throws<Zustandskonflikt>(() => sitzung.Settle(b.Id, Punktstand.Behandelt, null, Beginn));

        Assert.Same(a, Assert.Single(sitzung.CarriedOver));
        var (naechste, _) = Sitzung.Plan(_tisch, 2, Angaben with { Tag = Tag.AddMonths(3) }, Wer, Beginn.AddDays(1), sitzung);
        foreach (var _ in (int[])[1, 2])
            foreach (var punkt in sitzung.CarriedOver)
                naechste.AddItem(punkt.Angaben, punkt.ThemaId, punkt.Id, Wer, Beginn.AddDays(1));
        Assert.Equal((sitzung.Id, a.Id, "Netze"), (naechste.VorgaengerId!.Value, Assert.Single(naechste.Tagesordnung).AusPunktId!.Value, naechste.Tagesordnung[0].Titel));
        foreach (var andere in (Sitzung[])[Invited(), InReview(), Approved()])
            Assert.Throws<Zustandskonflikt>(() => andere.Settle(andere.Tagesordnung[0].Id, Punktstand.Behandelt, null, NachFrist));
    }

    [Fact]
    public void The_end_of_a_session_ends_what_runs_and_asks_for_what_was_not_called()
    {
        var sitzung = Running();
        sitzung.Advance(null, Beginn);
        Assert.Same(sitzung.Tagesordnung[0], Assert.Single(sitzung.End(Wer, Beginn.AddHours(1)).Beendete));
        Assert.Equal([Punktstand.Behandelt, Punktstand.Offen, Punktstand.Offen], sitzung.Tagesordnung.Select(p => p.Stand));
        Assert.Equal(Beginn.AddHours(1), sitzung.Tagesordnung[0].BeendetAm);
        Assert.Equal(3, sitzung.WhyNotReview().Count);
    }

    [Fact]
    public void Attendance_says_by_whom_somebody_is_represented()
    {
        var sitzung = Running();
        var stadt = sitzung.Teilnehmer[0];
        Assert.Throws<FachregelVerletzt>(() => sitzung.Attend(stadt.Id, Anwesenheit.Vertreten, " ", Beginn));
        Assert.Equal(Anwesenheit.Offen, stadt.Anwesenheit);
        Assert.True(sitzung.Attend(stadt.Id, Anwesenheit.Vertreten, "Pia Partner", Beginn));
        Assert.False(sitzung.Attend(stadt.Id, Anwesenheit.Vertreten, "Pia Partner", Beginn));
        Assert.True(sitzung.Attend(stadt.Id, Anwesenheit.Entschuldigt, null, Beginn));
        Assert.Equal((Anwesenheit.Entschuldigt, null), (stadt.Anwesenheit, stadt.AnwesendDurch));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Attend(Guid.NewGuid(), Anwesenheit.Anwesend, null, Beginn));
        foreach (var andere in (Sitzung[])[Prepared(), Invited(), InReview(), Approved()])
            Assert.Throws<Zustandskonflikt>(() => andere.Attend(andere.Teilnehmer[0].Id, Anwesenheit.Anwesend, null, NachFrist));
    }

    [Fact]
    public void What_is_sent_twice_stands_once_in_the_minutes()
    {
        var sitzung = Running();
        var (a, b) = (sitzung.Tagesordnung[0], sitzung.Tagesordnung[1]);
        var (id, aufgabe) = (Kennung.New(), Guid.NewGuid());
        var (eintrag, neu) = sitzung.Minute(id, a.Id, Eintragsart.Aufgabe, "Angebot einholen", aufgabe, Wer, Beginn);
        Assert.Equal((true, Eintragsart.Aufgabe, aufgabe, 1, 1, _person.Id), (neu, eintrag.Art, eintrag.AufgabeId!.Value, eintrag.Position, eintrag.Version, eintrag.VonId!.Value));
        var (wieder, nochNeu) = sitzung.Minute(id, b.Id, Eintragsart.Text, "Etwas anderes", null, Wer, Beginn);
        Assert.Same(eintrag, wieder);
        Assert.Equal((false, "Angebot einholen"), (nochNeu, wieder.Text));
        Assert.Equal((2, 1, 2), (Minute(sitzung, a, "Zwei").Position, Minute(sitzung, b, "Eins").Position, Minute(sitzung, b, "Zwei").Position));
        Assert.Throws<FachregelVerletzt>(() => Minute(sitzung, a, " "));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Minute(Kennung.New(), Guid.NewGuid(), Eintragsart.Text, "Fremd", null, Wer, Beginn));
        Assert.Equal(4, sitzung.Eintraege.Count);
        // Also when the session has moved on meanwhile: what was kept was kept.
        var fertig = InReview();
        Assert.False(fertig.Minute(fertig.Eintraege[0].Id, fertig.Tagesordnung[0].Id, Eintragsart.Text, "x", null, Wer, NachFrist).Neu);
        foreach (var andere in (Sitzung[])[Prepared(), Invited(), InReview(), Approved()])
            Assert.Throws<Zustandskonflikt>(() => Minute(andere, andere.Tagesordnung[0], "zu früh oder zu spät"));
    }

    [Fact]
    public void Two_who_rewrite_a_paragraph_see_both_texts_and_nothing_is_lost()
    {
        var sitzung = Running();
        var eintrag = Minute(sitzung, sitzung.Tagesordnung[0], "Anfang");
        Assert.True(sitzung.Rewrite(eintrag.Id, "Erste", false, 1, Wer, Beginn).Gespeichert);
        var (gespeichert, stand) = sitzung.Rewrite(eintrag.Id, "Zweite", false, 1, Wer, Beginn);
        Assert.Equal((false, "Erste", 2), (gespeichert, stand.Text, stand.Version));
        // The same words twice are no conflict, also from an old page.
        Assert.Equal((true, 2), (sitzung.Rewrite(eintrag.Id, "Erste", false, 1, Wer, Beginn).Gespeichert, eintrag.Version));
        Assert.False(sitzung.Rewrite(eintrag.Id, "Erste", true, 1, Wer, Beginn).Gespeichert);
        Assert.False(eintrag.Ausgelassen);
        Assert.True(sitzung.Rewrite(eintrag.Id, "Zweite", true, 2, Wer, Beginn).Gespeichert);
        Assert.Equal(("Zweite", true, 3), (eintrag.Text, eintrag.Ausgelassen, eintrag.Version));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Rewrite(eintrag.Id, " ", false, 3, Wer, Beginn));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Rewrite(Guid.NewGuid(), "Fremd", false, 1, Wer, Beginn));
        foreach (var andere in (Sitzung[])[InReview(), Approved()])
            Assert.Throws<Zustandskonflikt>(() => andere.Rewrite(andere.Eintraege[0].Id, "zu spät", false, 1, Wer, NachFrist));
    }

    [Fact]
    public void Before_the_review_attendance_and_items_are_settled()
    {
        var sitzung = Running();
        sitzung.End(Wer, Beginn);
        foreach (var teilnehmer in sitzung.Teilnehmer.Where(t => t.Stimme == Stimme.Entscheidend))
        {
            Assert.Throws<FachregelVerletzt>(() => sitzung.SubmitForReview(Frist, Wer, Beginn));
            sitzung.Attend(teilnehmer.Id, Anwesenheit.Entschuldigt, null, Beginn);
        }
        Assert.Equal(Anwesenheit.Offen, Advising(sitzung).Anwesenheit);
        Assert.Equal(3, sitzung.WhyNotReview().Count);
        foreach (var punkt in sitzung.Tagesordnung)
        {
            Assert.Throws<FachregelVerletzt>(() => sitzung.SubmitForReview(Frist, Wer, Beginn));
            sitzung.Settle(punkt.Id, punkt.Position == 2 ? Punktstand.Vertagt : Punktstand.Behandelt, "keine Zeit", Beginn);
        }
        Assert.Empty(sitzung.WhyNotReview());
        Assert.Throws<FachregelVerletzt>(() => sitzung.SubmitForReview(Tag.AddDays(-1), Wer, Beginn));
        Assert.Equal("Einwände bis 08.12.2026", sitzung.SubmitForReview(Tag, Wer, Beginn).Grund);
    }

    [Fact]
    public void Who_left_the_table_before_the_session_is_not_asked_for()
    {
        var sitzung = Invited();
        _tisch.Dismiss(_tisch.Mitglieder[1].Id, Wer, Jetzt);
        sitzung.FollowMembers(_tisch, Jetzt);
        sitzung.Open(Wer, Beginn);
        sitzung.Attend(sitzung.Teilnehmer[0].Id, Anwesenheit.Anwesend, null, Beginn);
        Assert.DoesNotContain(sitzung.WhyNotReview(), s => s.StartsWith("Die Anwesenheit", StringComparison.Ordinal));
    }

    [Fact]
    public void Deciding_members_object_to_a_paragraph_until_the_last_day()
    {
        var sitzung = InReview();
        var (absatz, wer) = (sitzung.Eintraege[0], Deciding(sitzung));
        var abend = Kalender.EndOf(Frist).AddMinutes(-1);
        (Protokolleinwand, Verlaufseintrag?) Raise(Guid eintrag, Guid teilnehmer, string text, DateTime jetzt) =>
            sitzung.RaiseObjection(eintrag, teilnehmer, "Lars Leitung, Stadt Musterhausen", text, Wer, jetzt);

        Assert.Throws<FachregelVerletzt>(() => Raise(absatz.Id, Advising(sitzung).Id, "Ich berate nur", abend));
        Assert.Throws<FachregelVerletzt>(() => Raise(absatz.Id, Guid.NewGuid(), "Fremd", abend));
        Assert.Throws<FachregelVerletzt>(() => Raise(Guid.NewGuid(), wer.Id, "Wozu?", abend));
        Assert.Throws<FachregelVerletzt>(() => Raise(absatz.Id, wer.Id, " ", abend));
        Assert.Empty(sitzung.Einwaende);
        var (einwand, eintrag) = Raise(absatz.Id, wer.Id, "Es waren 12 Geräte", abend);
        Assert.Equal((Ereignis.ProtokolleinwandErhoben, absatz.Id, wer.Id, abend), (eintrag!.Ereignis, einwand.EintragId, einwand.TeilnehmerId, einwand.ErhobenAm));
        var (schon, keiner) = Raise(absatz.Id, wer.Id, "Es waren 12 Geräte", abend);
        Assert.Same(einwand, schon);
        Assert.Null(keiner);
        Assert.NotNull(Raise(absatz.Id, wer.Id, "Und 3 Drucker", abend).Item2);
        Assert.NotNull(Raise(sitzung.Eintraege[1].Id, wer.Id, "Es waren 12 Geräte", abend).Item2);
        Assert.Throws<Zustandskonflikt>(() => Raise(absatz.Id, wer.Id, "Zu spät", Kalender.EndOf(Frist)));
        Assert.Equal(3, sitzung.Einwaende.Count);
    }

    [Fact]
    public void What_is_not_in_the_minutes_or_not_in_review_takes_no_objection()
    {
        var entwurf = Draft();
        var eintrag = entwurf.Eintraege[0];
        Assert.Throws<Zustandskonflikt>(() => entwurf.RaiseObjection(eintrag.Id, Deciding(entwurf).Id, "Stadt", "zu früh", Wer, Beginn.AddDays(1)));
        entwurf.Rewrite(eintrag.Id, eintrag.Text, true, eintrag.Version, Wer, Beginn.AddDays(1));
        entwurf.SubmitForReview(Frist, Wer, Beginn.AddDays(1));
        Assert.Throws<FachregelVerletzt>(() => entwurf.RaiseObjection(eintrag.Id, Deciding(entwurf).Id, "Stadt", "nicht zu lesen", Wer, Beginn.AddDays(1)));
        var genehmigt = Approved();
        Assert.Throws<Zustandskonflikt>(() => genehmigt.RaiseObjection(genehmigt.Eintraege[0].Id, Deciding(genehmigt).Id, "Stadt", "zu spät", Wer, Beginn.AddDays(1)));
    }

    [Fact]
    public void An_objection_is_answered_and_leads_back_to_the_draft_where_the_text_was_wrong()
    {
        var sitzung = InReview();
        var absatz = sitzung.Eintraege[0];
        var (einwand, _) = sitzung.RaiseObjection(absatz.Id, Deciding(sitzung).Id, "Stadt", "Es waren 12 Geräte", Wer, Beginn.AddDays(2));
        Assert.Throws<FachregelVerletzt>(() => sitzung.AnswerObjection(einwand.Id, " ", Wer, NachFrist));
        Assert.Throws<FachregelVerletzt>(() => sitzung.AnswerObjection(Guid.NewGuid(), "Stimmt", Wer, NachFrist));
        Assert.Equal(Ereignis.ProtokollUeberarbeitet, sitzung.Rework(Wer, NachFrist)!.Ereignis);
        Assert.Null(sitzung.Rework(Wer, NachFrist));
        Assert.True(sitzung.Rewrite(absatz.Id, "12 Geräte", false, absatz.Version, Wer, NachFrist).Gespeichert);
        Assert.Equal(Ereignis.ProtokolleinwandBeantwortet, sitzung.AnswerObjection(einwand.Id, "Übernommen", Wer, NachFrist)!.Ereignis);
        Assert.Null(sitzung.AnswerObjection(einwand.Id, "Übernommen", Wer, NachFrist));
        Assert.Equal(("Übernommen", NachFrist), (einwand.Antwort, einwand.BeantwortetAm));
        sitzung.SubmitForReview(Kalender.DayOf(NachFrist), Wer, NachFrist);
        Assert.Same(einwand, Assert.Single(sitzung.Einwaende));
        Assert.NotNull(sitzung.AnswerObjection(einwand.Id, "Übernommen, danke", Wer, NachFrist));
        sitzung.Approve(true, _moderation, _person, NachFrist);
        Assert.Throws<Zustandskonflikt>(() => sitzung.AnswerObjection(einwand.Id, "noch etwas", Wer, NachFrist));
        Assert.Throws<Zustandskonflikt>(() => Running().Rework(Wer, Beginn));
    }

    [Fact]
    public void Minutes_are_approved_after_the_days_or_in_a_session_and_not_over_an_open_objection()
    {
        var sitzung = InReview();
        var letzter = Kalender.EndOf(Frist).AddMinutes(-1);
        Assert.Throws<FachregelVerletzt>(() => sitzung.Approve(false, _moderation, _person, letzter));
        var (einwand, _) = sitzung.RaiseObjection(sitzung.Eintraege[0].Id, Deciding(sitzung).Id, "Stadt", "Stimmt nicht", Wer, letzter);
        foreach (var inSitzung in (bool[])[true, false])
            Assert.Throws<FachregelVerletzt>(() => sitzung.Approve(inSitzung, _moderation, _person, NachFrist));
        Assert.Equal((Sitzungsstatus.InPruefung, 0), (sitzung.Status, sitzung.Fassungen.Count));
        sitzung.AnswerObjection(einwand.Id, "Bleibt so stehen", Wer, NachFrist);
        sitzung.Approve(false, _moderation, _person, Kalender.EndOf(Frist));
        Assert.Equal(Sitzungsstatus.Genehmigt, sitzung.Status);
        Assert.Equal(1, InReview().Approve(true, _moderation, _person, Beginn.AddDays(2)).Fassung.Nummer);
    }

    [Fact]
    public void Only_the_Moderation_of_this_table_records_the_approval()
    {
        var sitzung = InReview();
        var andere = new Person("Andere Person", "andere@probe.example");
        Assert.Throws<FachregelVerletzt>(() => sitzung.Approve(true, new Zustaendigkeit(_person.Id, Rolle.Medienberatung, _tisch.Scope, Heute), _person, NachFrist));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Approve(true, new Zustaendigkeit(_person.Id, Rolle.Moderation, Scope.RunderTisch(Guid.NewGuid()), Heute), _person, NachFrist));
        Assert.Throws<FachregelVerletzt>(() => sitzung.Approve(true, _moderation, andere, NachFrist));
        var (fassung, eintrag) = sitzung.Approve(true, _moderation, _person, NachFrist);
        Assert.Equal(("Mo Moderation", Rolle.Moderation.Label(), NachFrist), (fassung.GenehmigtVonName, fassung.GenehmigtVonAmt, fassung.GenehmigtAm));
        Assert.Equal((_person.Id, _moderation.Id, "Fassung 1"), (eintrag.PersonId!.Value, eintrag.ZustaendigkeitId!.Value, eintrag.Grund));
    }

    [Fact]
    public void Approved_minutes_are_opened_with_a_reason_and_the_old_version_stays_to_be_read()
    {
        Assert.Throws<Zustandskonflikt>(() => InReview().Reopen("zu früh", Wer, NachFrist));
        var sitzung = Approved();
        Assert.Throws<FachregelVerletzt>(() => sitzung.Reopen(" ", Wer, NachFrist));
        var erste = sitzung.Fassung!;
        Assert.Equal((Ereignis.ProtokollGeoeffnet, "Ein Name war falsch"), (sitzung.Reopen("Ein Name war falsch", Wer, NachFrist.AddDays(1)) is { } e ? (e.Ereignis, e.Grund) : default));
        Assert.Equal((Sitzungsstatus.Protokollentwurf, null, null), (sitzung.Status, sitzung.Fassung, sitzung.EinwaendeBis));
        Assert.Equal(("Ein Name war falsch", NachFrist.AddDays(1)), (erste.Grund, erste.GeoeffnetAm));
        Assert.Throws<Zustandskonflikt>(() => sitzung.Reopen("noch einmal", Wer, NachFrist));

        var eintrag = sitzung.Eintraege[0];
        Assert.True(sitzung.Rewrite(eintrag.Id, "Richtiger Name", false, eintrag.Version, Wer, NachFrist.AddDays(1)).Gespeichert);
        sitzung.SubmitForReview(Frist.AddDays(20), Wer, NachFrist.AddDays(1));
        var (zweite, _) = sitzung.Approve(true, _moderation, _person, NachFrist.AddDays(2));
        Assert.Equal([1, 2], sitzung.Fassungen.Select(f => f.Nummer));
        Assert.Same(zweite, sitzung.Fassung);
        Assert.NotNull(erste.GeoeffnetAm);
        sitzung.Reopen("Noch ein Fehler", Wer, NachFrist.AddDays(3));
        Assert.Equal(["Ein Name war falsch", "Noch ein Fehler"], sitzung.Fassungen.Select(f => f.Grund));
    }

    [Fact]
    public void Every_write_into_a_session_is_seen_at_the_session_even_in_the_same_millisecond()
    {
        var sitzung = Running();
        var (punkt, teilnehmer) = (sitzung.Tagesordnung[0], sitzung.Teilnehmer[0]);
        var eintrag = Minute(sitzung, punkt, "Erster");
        foreach (var akt in (Action[])[
            () => Minute(sitzung, punkt, "Zweiter"), () => sitzung.Rewrite(eintrag.Id, "Anders", false, 1, Wer, Beginn), () => sitzung.Attend(teilnehmer.Id, Anwesenheit.Anwesend, null, Beginn),
            () => sitzung.Call(punkt.Id, Beginn), () => sitzung.Settle(punkt.Id, Punktstand.Behandelt, null, Beginn), () => sitzung.Direct(punkt.Id, "Notiz", null, Beginn),
            () => sitzung.AddItem(Punkt("Nachtrag"), null, null, Wer, Beginn), () => sitzung.Advance(null, Beginn), () => sitzung.End(Wer, Beginn)])
            AssertTouched(sitzung, akt);
        var letzte = Running();
        foreach (var offener in letzte.Tagesordnung)
            letzte.Call(offener.Id, Beginn);
        AssertTouched(letzte, () => letzte.Advance(letzte.Tagesordnung[^1].Id, Beginn));
        var eingeladen = Invited();
        AssertTouched(eingeladen, () => eingeladen.Respond(eingeladen.Teilnehmer[0].Id, Rueckmeldung.Zugesagt, null, "Stadt", Jetzt));

        static void AssertTouched(Sitzung sitzung, Action akt)
        {
            var vorher = sitzung.GeaendertAm;
            akt();
            Assert.True(sitzung.GeaendertAm > vorher);
        }
    }

    [Fact]
    public void Every_step_of_a_session_counts_one_version()
    {
        var sitzung = Prepared();
        foreach (var akt in (Action[])[
            () => sitzung.AddGuest("Gast", "gast@probe.example", null, Wer, Jetzt), () => sitzung.RemoveGuest(sitzung.Teilnehmer[^1].Id, Wer, Jetzt), () => sitzung.Invite(Wer, Jetzt),
            () => sitzung.Move(Tag, new TimeOnly(15, 0), 120, "Rathaus", null, sitzung.Version, Wer, Jetzt), () => sitzung.Open(Wer, Beginn), () => sitzung.End(Wer, Beginn)])
            AssertCounted(sitzung, akt);
        var nacherfasst = Prepared();
        AssertCounted(nacherfasst, () => nacherfasst.WriteUp(Wer, Beginn));
        var abgesagt = Prepared();
        AssertCounted(abgesagt, () => abgesagt.Cancel("Niemand kann", Wer, Jetzt));
        var entwurf = Draft();
        foreach (var akt in (Action[])[
            () => entwurf.SubmitForReview(Frist, Wer, Beginn), () => entwurf.Rework(Wer, Beginn), () => entwurf.SubmitForReview(Frist, Wer, Beginn),
            () => entwurf.Approve(true, _moderation, _person, Beginn), () => entwurf.Reopen("Ein Name war falsch", Wer, Beginn)])
            AssertCounted(entwurf, akt);

        static void AssertCounted(Sitzung sitzung, Action akt)
        {
            var vorher = sitzung.Version;
            akt();
            Assert.Equal(vorher + 1, sitzung.Version);
        }
    }
}
