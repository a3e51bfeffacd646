using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Domain.Matrizen;

namespace SchulDigital.Tests.Domain.Besuche;

[Trait("Spur", "domain")]
public sealed class BesuchTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = Kalender.DayOf(Jetzt);
    private static readonly Besuchsteilnahme Partner = new(Beteiligungsart.Koordination, Guid.NewGuid(), "Bildungsbüro", null, null);

    private readonly Guid _traeger = Guid.NewGuid();
    private readonly Matrix _matrix;
    private readonly Person _person = new("Lars Leitung", "lars@probe.example");
    private readonly Zustaendigkeit _leitung;

    public BesuchTests()
    {
        _matrix = Testkatalog.NewMatrix(_traeger);
        _leitung = new Zustaendigkeit(_person.Id, Rolle.Traegerleitung, Scope.Schultraeger(_traeger), Heute.AddYears(-1));
    }

    private Urheber Wer => new(_person.Id, _leitung.Id);

    private Besuch Plan(int tage = 14) => Besuch.Plan(_traeger, new Besuchsangaben("Jahresgespräch", Heute.AddDays(tage), new TimeOnly(10, 0), 120, "Rathaus", null, null, _matrix.Id), Wer, Jetzt).Besuch;

    private Besuch Invited(int tage = 14)
    {
        var besuch = Plan(tage);
        besuch.Choose([Partner], besuch.Version, Wer, Jetzt);
        besuch.Invite(Wer, Jetzt);
        return besuch;
    }

    private Besuch Held()
    {
        var besuch = Invited();
        besuch.Hold(Wer, Jetzt.AddDays(14));
        return besuch;
    }

    [Fact]
    public void A_result_and_the_holding_can_be_taken_back_until_the_record_is_released()
    {
        var besuch = Held();
        var klaerung = besuch.Conclude(Guid.NewGuid(), Ergebnisart.Klaerung, null, "", "Geklärt", null, Wer, Jetzt).Ergebnis;
        var bleibt = besuch.Conclude(Guid.NewGuid(), Ergebnisart.Klaerung, null, "", "Bleibt", null, Wer, Jetzt).Ergebnis;
        var (ergebnis, eintrag) = besuch.TakeBackResult(klaerung.Id, Wer, Jetzt);
        Assert.Equal((klaerung, Ereignis.BesuchsergebnisZurueckgenommen, "Klärung: Geklärt"), (ergebnis, eintrag!.Ereignis, eintrag.Grund));
        Assert.Equal((null, null), besuch.TakeBackResult(klaerung.Id, Wer, Jetzt));
        Assert.Equal([bleibt], besuch.Ergebnisse);

        Assert.Equal(Ereignis.BesuchDurchfuehrungZurueckgenommen, besuch.TakeBackHold(Wer, Jetzt.AddDays(14))!.Ereignis);
        Assert.Equal((Besuchsstatus.Eingeladen, null), (besuch.Status, besuch.DurchgefuehrtAm));
        Assert.Null(besuch.TakeBackHold(Wer, Jetzt.AddDays(14)));
        besuch.Hold(Wer, Jetzt.AddDays(14));
        besuch.ReleaseRecord(_leitung, _person, Jetzt.AddDays(15));
        Assert.Throws<Zustandskonflikt>(() => besuch.TakeBackHold(Wer, Jetzt.AddDays(15)));
        Assert.Throws<Zustandskonflikt>(() => besuch.TakeBackResult(bleibt.Id, Wer, Jetzt.AddDays(15)));

        var nieEingeladen = Plan(0);
        nieEingeladen.Hold(Wer, Jetzt);
        nieEingeladen.TakeBackHold(Wer, Jetzt);
        Assert.Equal(Besuchsstatus.Geplant, nieEingeladen.Status);
    }

    [Fact]
    public void Who_organises_comes_and_is_not_asked()
    {
        var besuch = Plan();
        var berta = Guid.NewGuid();
        besuch.Choose([Partner, new(Beteiligungsart.Eigene, _person.Id, "Lars Leitung", null, null), new(Beteiligungsart.Eigene, berta, "Berta", null, null)], besuch.Version, Wer, Jetzt);
        besuch.Invite(Wer, Jetzt);
        Assert.Equal([Rueckmeldung.Offen, Rueckmeldung.Zugesagt, Rueckmeldung.Offen], besuch.Beteiligte.Select(b => b.Rueckmeldung));
        besuch.Move(Heute.AddDays(20), new TimeOnly(10, 0), 120, "Rathaus", null, besuch.Version, Wer, Jetzt);
        Assert.Equal([Rueckmeldung.Offen, Rueckmeldung.Zugesagt, Rueckmeldung.Offen], besuch.Beteiligte.Select(b => b.Rueckmeldung));
        besuch.Organize(new Urheber(berta, Guid.NewGuid()), Jetzt);
        Assert.Equal([Rueckmeldung.Offen, Rueckmeldung.Zugesagt, Rueckmeldung.Zugesagt], besuch.Beteiligte.Select(b => b.Rueckmeldung));
    }

    [Fact]
    public void From_plan_to_closed_each_state_has_its_way_and_no_other()
    {
        var besuch = Plan();
        Assert.Throws<FachregelVerletzt>(() => besuch.Invite(Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => besuch.Hold(Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => besuch.ReleaseRecord(_leitung, _person, Jetzt));
        besuch.Choose([Partner], besuch.Version, Wer, Jetzt);
        Assert.Single(besuch.Invite(Wer, Jetzt).Eingeladene);
        Assert.Equal(Besuchsstatus.Eingeladen, besuch.Status);
        Assert.Empty(besuch.Invite(Wer, Jetzt).Eingeladene);
        besuch.Hold(Wer, Jetzt.AddDays(14));
        Assert.Throws<Zustandskonflikt>(() => besuch.Cancel("zu spät", Wer, Jetzt));
        besuch.ReleaseRecord(_leitung, _person, Jetzt.AddDays(15));
        Assert.Equal("Lars Leitung", besuch.VermerkVonName);
        Assert.Throws<Zustandskonflikt>(() => besuch.WriteNote("", "zu spät", 0, Wer, Jetzt));
        besuch.Close(Wer, Jetzt.AddDays(16));
        Assert.Throws<Zustandskonflikt>(() => besuch.Comment(besuch.Beteiligte[0].Id, true, null, "Bildungsbüro", Jetzt));
        Assert.Equal(Besuchsstatus.Abgeschlossen, besuch.Status);
    }

    [Fact]
    public void Only_the_Leitung_releases_the_record()
    {
        var besuch = Held();
        var andere = new Zustaendigkeit(_person.Id, Rolle.Traegerbearbeitung, Scope.Schultraeger(_traeger), Heute);
        Assert.Throws<FachregelVerletzt>(() => besuch.ReleaseRecord(andere, _person, Jetzt));
        var fremde = new Zustaendigkeit(_person.Id, Rolle.Traegerleitung, Scope.Schultraeger(Guid.NewGuid()), Heute);
        Assert.Throws<FachregelVerletzt>(() => besuch.ReleaseRecord(fremde, _person, Jetzt));
    }

    [Fact]
    public void A_new_date_raises_the_sequence_and_asks_again()
    {
        var besuch = Invited();
        besuch.Respond(besuch.Beteiligte[0].Id, Rueckmeldung.Zugesagt, null, "Bildungsbüro", Jetzt);
        Assert.Throws<FachregelVerletzt>(() => besuch.Move(besuch.Tag!.Value, besuch.Uhrzeit!.Value, besuch.Dauer, besuch.Ort, null, besuch.Version, Wer, Jetzt));
        besuch.Move(Heute.AddDays(20), new TimeOnly(14, 0), 90, "Rathaus", null, besuch.Version, Wer, Jetzt);
        Assert.Equal((1, Rueckmeldung.Offen), (besuch.Kalenderfolge, besuch.Beteiligte[0].Rueckmeldung));
        besuch.Postpone("Krank", Wer, Jetzt);
        Assert.Equal((2, Besuchsstatus.Verschoben), (besuch.Kalenderfolge, besuch.Status));
        Assert.Throws<Zustandskonflikt>(() => besuch.Respond(besuch.Beteiligte[0].Id, Rueckmeldung.Zugesagt, null, "x", Jetzt));
        besuch.Move(Heute.AddDays(30), new TimeOnly(14, 0), 90, null, "https://video.example", besuch.Version, Wer, Jetzt);
        besuch.Cancel("Doch nicht", Wer, Jetzt);
        Assert.Equal((4, Besuchsstatus.Abgesagt), (besuch.Kalenderfolge, besuch.Status));
        Assert.Throws<FachregelVerletzt>(() => Invited().Cancel(" ", Wer, Jetzt));
    }

    [Fact]
    public void After_the_invitation_date_and_place_move_only_with_word_to_all()
    {
        var besuch = Invited();
        Assert.Throws<FachregelVerletzt>(() => besuch.Change(besuch.Angaben with { Ort = "Anderswo" }, besuch.Version, Wer, Jetzt));
        Assert.NotNull(besuch.Change(besuch.Angaben with { Anlass = "Neuer Anlass" }, besuch.Version, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => besuch.Change(besuch.Angaben with { Anlass = "Noch einer" }, besuch.Version - 1, Wer, Jetzt));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_is_none()
    {
        Assert.Throws<FachregelVerletzt>(() => Besuch.Plan(_traeger, new Besuchsangaben("Nacht", new DateOnly(2027, 3, 28), new TimeOnly(2, 30), 60, null, null, null, _matrix.Id), Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Besuch.Plan(_traeger, new Besuchsangaben("Kurz", Heute, new TimeOnly(9, 0), 10, null, null, null, _matrix.Id), Wer, Jetzt));
    }

    [Fact]
    public void Who_is_left_out_after_the_invitation_is_told_and_can_come_back()
    {
        var besuch = Invited();
        var gast = new Besuchsteilnahme(Beteiligungsart.Gast, null, "Gast", "Büro", "gast@probe.example");
        var (ausgeladene, _) = besuch.Choose([gast], besuch.Version, Wer, Jetzt);
        Assert.Equal("Bildungsbüro", Assert.Single(ausgeladene).Name);
        Assert.Throws<FachregelVerletzt>(() => besuch.Respond(ausgeladene[0].Id, Rueckmeldung.Zugesagt, null, "x", Jetzt));
        besuch.Choose([gast, Partner], besuch.Version, Wer, Jetzt);
        Assert.Equal(2, besuch.Beteiligte.Count);
        Assert.Equal(2, besuch.Invite(Wer, Jetzt).Eingeladene.Count);
    }

    [Fact]
    public void Two_note_takers_see_both_texts_and_nothing_is_lost()
    {
        var besuch = Plan();
        Assert.Equal((true, 1), (besuch.WriteNote("netz", "Erste", 0, Wer, Jetzt).Gespeichert, besuch.Notizen[0].Version));
        var (gespeichert, notiz) = besuch.WriteNote("netz", "Zweite", 0, Wer, Jetzt);
        Assert.Equal((false, "Erste"), (gespeichert, notiz.Text));
        Assert.True(besuch.WriteNote("netz", "Erste", 0, Wer, Jetzt).Gespeichert);
        Assert.True(besuch.WriteNote("netz", "Zweite", 1, Wer, Jetzt).Gespeichert);
        Assert.Equal(("Zweite", 2), (besuch.Notizen[0].Text, besuch.Notizen[0].Version));
    }

    [Fact]
    public void A_result_knows_its_row_and_is_kept_once()
    {
        var besuch = Plan();
        var id = Kennung.New();
        var zeile = _matrix.Zeilen[0];
        var (ergebnis, eintrag) = besuch.Conclude(id, Ergebnisart.Klaerung, zeile, zeile.Themenfeld, "Erledigt", null, Wer, Jetzt);
        Assert.NotNull(eintrag);
        Assert.Equal((zeile.Id, zeile.Kriterium), (ergebnis.ZeileId, ergebnis.Kriterium));
        Assert.Null(besuch.Conclude(id, Ergebnisart.Klaerung, zeile, zeile.Themenfeld, "Erledigt", null, Wer, Jetzt).Eintrag);
        Assert.Single(besuch.Ergebnisse);
        Assert.Throws<ArgumentException>(() => besuch.Conclude(Kennung.New(), Ergebnisart.Thema, zeile, "", "Ohne Thema", null, Wer, Jetzt));
        Assert.Throws<ArgumentException>(() => besuch.Conclude(Kennung.New(), Ergebnisart.Klaerung, Testkatalog.NewMatrix(_traeger).Zeilen[0], "", "Fremde Zeile", null, Wer, Jetzt));
        Assert.Equal(new Herkunft(Herkunftsart.Besuch, besuch.Id, zeile.Id), besuch.HerkunftOf(zeile));
    }

    [Fact]
    public void The_agenda_names_marked_rows_and_questions_first_then_need_then_distance_within_the_time()
    {
        var katalog = Testkatalog.Traeger;
        var zeilen = katalog.Kriterien.Select(k => (Id: Guid.NewGuid(), Kriterium: k)).ToList();
        Assert.True(zeilen.Count >= 4);
        var werte = new[]
        {
            new Zeilenwerte { Ist = Stufenwert.Einstieg, Soll = Stufenwert.Verstetigung },
            new Zeilenwerte { Ist = Stufenwert.Ausbau, Unterstuetzungsbedarf = "Beratung" },
            new Zeilenwerte { Ist = Stufenwert.Ausbau, Soll = Stufenwert.Ausbau },
            new Zeilenwerte { Ist = Stufenwert.Einstieg, FuerRundenTisch = true, OffeneFrage = "Wann?" },
        };
        var vorschlag = Agendavorschlag.Compose(zeilen.Zip(werte).Select(z => (z.First.Id, z.First.Kriterium, z.Second)), Array.Empty<string>().ToLookup(_ => Guid.Empty, f => f), katalog, 120);
        Assert.Equal([Punktart.Einstieg, Punktart.Rollenerwartungen, Punktart.Zeile, Punktart.Zeile, Punktart.Zeile, Punktart.Abschluss], vorschlag.Select(v => v.Art));
        Assert.Equal([zeilen[3].Id, zeilen[1].Id, zeilen[0].Id], vorschlag.Where(v => v.ZeileId is not null).Select(v => v.ZeileId!.Value));
        Assert.Equal("für den Runden Tisch vorgemerkt; offene Frage", vorschlag[2].Grund);
        Assert.Equal("Unterstützungsbedarf", vorschlag[3].Grund);
        Assert.StartsWith("heute ", vorschlag[4].Grund, StringComparison.Ordinal);
        // A partner's question brings a row to the front; what does not fit is left out, the closing item never.
        var fragen = new[] { (zeilen[2].Id, Von: "Pia Partner") }.ToLookup(f => f.Id, f => f.Von);
        var knapp = Agendavorschlag.Compose(zeilen.Zip(werte).Select(z => (z.First.Id, z.First.Kriterium, z.Second)), fragen, katalog, 45);
        Assert.Equal(45, knapp.Where(v => !v.Ausgelassen).Sum(v => v.Minuten));
        Assert.Contains(knapp, v => v.Grund == "Frage vor dem Besuch");
        Assert.Equal(Punktart.Abschluss, knapp[^1].Art);
    }

    [Fact]
    public void The_agenda_is_the_organisers_and_a_new_proposal_only_adds()
    {
        var besuch = Plan();
        Punktvorschlag[] vorschlag =
        [
            new(Punktart.Einstieg, "Begrüßung", null, 5, null, null), new(Punktart.Zeile, "WLAN", "offene Frage", 10, Guid.NewGuid(), "netz"), new(Punktart.Abschluss, "Schluss", null, 15, null, null),
        ];
        besuch.Propose(vorschlag, Wer, Jetzt);
        var punkte = besuch.Punkte.OrderBy(p => p.Position).ToList();
        besuch.Arrange([new(punkte[1].Id, "WLAN zuerst", 20, false), new(punkte[0].Id, "Begrüßung", 5, true), new(null, "Eigener Punkt", 10, false), new(punkte[2].Id, "Schluss", 15, false)], besuch.Version, Wer, Jetzt);
        Assert.Equal(["WLAN zuerst", "Begrüßung", "Eigener Punkt", "Schluss"], besuch.Punkte.OrderBy(p => p.Position).Select(p => p.Titel));
        Assert.Null(besuch.Propose(vorschlag, Wer, Jetzt));
        besuch.Propose([.. vorschlag, new(Punktart.Zeile, "Geräte", "offene Frage", 10, Guid.NewGuid(), "ausstattung")], Wer, Jetzt);
        Assert.Equal(["WLAN zuerst", "Begrüßung", "Eigener Punkt", "Geräte", "Schluss"], besuch.Punkte.OrderBy(p => p.Position).Select(p => p.Titel));
        Assert.Throws<Zustandskonflikt>(() => besuch.Arrange([], besuch.Version - 1, Wer, Jetzt));
    }

    [Fact]
    public void Partners_confirm_or_remark_and_the_own_house_does_not()
    {
        var besuch = Plan();
        besuch.Choose([Partner, new(Beteiligungsart.Eigene, _person.Id, "Lars Leitung", null, null)], besuch.Version, Wer, Jetzt);
        besuch.Invite(Wer, Jetzt);
        besuch.Hold(Wer, Jetzt.AddDays(14));
        Assert.Throws<Zustandskonflikt>(() => besuch.Comment(besuch.Beteiligte[0].Id, true, null, "x", Jetzt));
        besuch.ReleaseRecord(_leitung, _person, Jetzt.AddDays(15));
        Assert.Throws<FachregelVerletzt>(() => besuch.Comment(besuch.Beteiligte[0].Id, false, " ", "x", Jetzt));
        besuch.Comment(besuch.Beteiligte[0].Id, false, "Bitte ergänzen", "Pia", Jetzt);
        Assert.Equal((Vermerkantwort.Anmerkung, "Bitte ergänzen"), (besuch.Beteiligte[0].Vermerkantwort, besuch.Beteiligte[0].VermerkWort));
        Assert.Throws<FachregelVerletzt>(() => besuch.Comment(besuch.Beteiligte[1].Id, true, null, "Lars", Jetzt));
    }
}
