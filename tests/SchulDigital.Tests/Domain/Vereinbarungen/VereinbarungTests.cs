using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Vereinbarungen;

/// <summary>What becomes of an agreement (Fachkonzept, section 8).</summary>
[Trait("Spur", "domain")]
public sealed class VereinbarungTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = Kalender.DayOf(Jetzt);
    private static readonly Urheber Wer = new(Guid.NewGuid(), Guid.NewGuid());
    private static readonly Scope Traeger = Scope.Schultraeger(Guid.NewGuid());
    private static readonly Scope Nachbar = Scope.Schultraeger(Guid.NewGuid());
    private static readonly Scope Schule = Scope.Schule(Guid.NewGuid());
    private readonly Guid _tisch = Guid.NewGuid();

    [Fact]
    public void From_agreed_over_done_to_confirmed_each_step_has_its_word()
    {
        var v = Agreed(Traeger, Schule);
        Assert.Throws<FachregelVerletzt>(() => v.Progress(Vereinbarungsstatus.InUmsetzung, " ", v.Version, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => v.Progress(Vereinbarungsstatus.InUmsetzung, "Los", v.Version - 1, Wer, Jetzt));
        Assert.Equal(Ereignis.VereinbarungInUmsetzung, v.Progress(Vereinbarungsstatus.InUmsetzung, "Los", v.Version, Wer, Jetzt)!.Ereignis);
        Assert.Null(v.Progress(Vereinbarungsstatus.InUmsetzung, "Los", v.Version, Wer, Jetzt));
        v.Progress(Vereinbarungsstatus.Umgesetzt, "Fertig", v.Version, Wer, Jetzt.AddDays(1));
        Assert.Equal((Vereinbarungsstatus.Umgesetzt, "Fertig", Jetzt.AddDays(1)), (v.Status, v.Notiz, v.StandSeit));

        var leitung = Office(Schule, Rolle.Schulleitung);
        Assert.Throws<FachregelVerletzt>(() => v.Contradict(leitung, " ", Jetzt));
        v.Contradict(leitung, "Ein Raum fehlt", Jetzt);
        Assert.Equal(Vereinbarungsstatus.InUmsetzung, v.Status);
        v.Progress(Vereinbarungsstatus.Umgesetzt, "Jetzt auch der", v.Version, Wer, Jetzt);
        Assert.Equal(Ereignis.VereinbarungBestaetigt, v.Confirm(leitung, "Lea Leitung", "Schulleitung", null, Jetzt)!.Ereignis);
        Assert.Null(v.Confirm(leitung, "Lea Leitung", "Schulleitung", null, Jetzt));
        Assert.Equal((Vereinbarungsstatus.Bestaetigt, "Lea Leitung", false), (v.Status, v.BestaetigtVonName, v.IsOpen));
    }

    [Fact]
    public void Who_confirms_is_the_Leitung_of_another_bound_house_of_the_other_side_where_one_is_bound()
    {
        var v = Done(Traeger, Nachbar, Schule);
        Assert.True(v.CanBeConfirmedBy(Office(Schule, Rolle.Schulleitung)));
        foreach (var falsch in (Zustaendigkeit[])[
            Office(Traeger, Rolle.Traegerleitung), Office(Nachbar, Rolle.Traegerleitung), Office(Schule, Rolle.Medienbeauftragte), Office(Scope.Schule(Guid.NewGuid()), Rolle.Schulleitung)])
        {
            Assert.False(v.CanBeConfirmedBy(falsch));
            Assert.Throws<FachregelVerletzt>(() => v.Confirm(falsch, "x", "x", null, Jetzt));
        }
        Assert.True(Done(Traeger, Nachbar).CanBeConfirmedBy(Office(Nachbar, Rolle.Traegerleitung)));
        Assert.False(Agreed(Traeger, Schule).CanBeConfirmedBy(Office(Schule, Rolle.Schulleitung)));
    }

    [Fact]
    public void A_new_version_takes_the_place_of_the_old_one_only_when_it_comes_about()
    {
        var alt = Agreed(Traeger, Schule);
        var (neu, eintrag) = alt.Renew(Guid.NewGuid(), Wer, Jetzt);
        Assert.Equal((Ereignis.VereinbarungNeuGefasst, alt.Id, Vereinbarungsstatus.Vereinbart), (eintrag.Ereignis, neu.VorgaengerId!.Value, alt.Status));
        Assert.Throws<ArgumentException>(() => alt.GiveWayTo(neu, Wer, Jetzt));
        neu.Revise(neu.Angaben with { Frist = new DateOnly(2027, 9, 1) }, KonsensTests.Bindings([Traeger, Schule]), neu.Version, Wer, Jetzt);
        neu.Record(Guid.NewGuid(), neu.Fassung, Place([Traeger, Schule]), [], "M", Wer, Jetzt);
        Assert.Equal(Ereignis.VereinbarungAbgeloest, alt.GiveWayTo(neu, Wer, Jetzt)!.Ereignis);
        Assert.Equal((Vereinbarungsstatus.Geaendert, Vereinbarungsstatus.Vereinbart), (alt.Status, neu.Status));
        Assert.Null(alt.GiveWayTo(neu, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => alt.Renew(Guid.NewGuid(), Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => alt.Revoke("Weg", alt.Version, Wer, Jetzt));
    }

    [Fact]
    public void Overdue_is_computed_and_only_of_what_is_still_to_be_done()
    {
        var v = Agreed(Traeger, Schule);
        Assert.False(v.IsOverdue(v.Frist!.Value));
        Assert.True(v.IsOverdue(v.Frist.Value.AddDays(1)));
        v.Progress(Vereinbarungsstatus.Umgesetzt, "Fertig", v.Version, Wer, Jetzt);
        Assert.False(v.IsOverdue(v.Frist.Value.AddDays(1)));

    }

    [Fact]
    public void It_is_looked_at_again_on_its_day()
    {
        var v = Agreed(Traeger, Schule);
        Assert.Throws<FachregelVerletzt>(() => v.PlanReview(Heute.AddDays(-1), v.Version, Wer, Jetzt));
        v.PlanReview(Heute.AddDays(30), v.Version, Wer, Jetzt);
        Assert.Null(v.PlanReview(Heute.AddDays(30), v.Version, Wer, Jetzt));
        Assert.False(v.IsReviewDue(Heute.AddDays(29)));
        Assert.True(v.IsReviewDue(Heute.AddDays(30)));
        Assert.Throws<FachregelVerletzt>(() => v.Review(" ", null, v.Version, "M", Wer, Jetzt));
        v.Review("Läuft gut.", Heute.AddDays(90), v.Version, "Mo, Moderation", Wer, Jetzt.AddDays(30));
        Assert.Equal((Heute.AddDays(90), Heute.AddDays(30), "Läuft gut."), (v.NaechsteUeberpruefung, v.Ueberpruefungen[0].Tag, v.Ueberpruefungen[0].Ergebnis));
    }

    [Fact]
    public void Each_house_says_itself_when_it_stands_in_its_documents()
    {
        var v = Agreed(Traeger, Schule);
        v.Target(Schule, [Zieldokumentart.Medienkonzept, Zieldokumentart.Fortbildungsplan], Wer, Jetzt);
        Assert.Null(v.Target(Schule, [Zieldokumentart.Medienkonzept, Zieldokumentart.Fortbildungsplan], Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => v.Target(Nachbar, [Zieldokumentart.MEP], Wer, Jetzt));
        var konzept = v.Zieldokumente.Single(d => d.Art == Zieldokumentart.Medienkonzept);
        Assert.Throws<FachregelVerletzt>(() => v.Adopt(konzept.Id, Heute, Office(Traeger, Rolle.Traegerleitung), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => v.Adopt(konzept.Id, Heute.AddDays(1), Office(Schule, Rolle.Schulleitung), Jetzt));
        v.Adopt(konzept.Id, Heute, Office(Schule, Rolle.Medienbeauftragte), Jetzt);
        // What it has already, it keeps; what it has not, can be left out again.
        Assert.Throws<FachregelVerletzt>(() => v.RemoveTarget(konzept.Id, Wer, Jetzt));
        v.RemoveTarget(v.Zieldokumente.Single(d => d.Art == Zieldokumentart.Fortbildungsplan).Id, Wer, Jetzt);
        Assert.Equal((null, null), v.RemoveTarget(Guid.NewGuid(), Wer, Jetzt));
        Assert.Equal([Zieldokumentart.Medienkonzept], v.Zieldokumente.Select(d => d.Art));
        Assert.Equal(Heute, v.Zieldokumente[0].UebernommenAm);
    }

    [Fact]
    public void The_rules_of_a_table_are_its_agreement()
    {
        var tisch = new RunderTisch(Tischart.RunderTisch, Guid.NewGuid(), null, "Tisch");
        var (regeln, _) = Vereinbarung.Draft(Guid.NewGuid(), new Vereinbarungsort(tisch.Id, null), Words() with { Text = "Wir hören zu.", Art = Vereinbarungsart.Regel, IstTischregel = true },
            KonsensTests.Bindings([Traeger, Schule]), new Herkunft(Herkunftsart.RunderTisch, tisch.Id, null), null, Wer, Jetzt);
        Assert.Throws<ArgumentException>(() => tisch.AdoptRules(regeln, Wer, Jetzt));
        regeln.Record(Guid.NewGuid(), 1, Place([Traeger, Schule]), [], "M", Wer, Jetzt);
        Assert.NotNull(tisch.AdoptRules(regeln, Wer, Jetzt));
        Assert.Equal(("Wir hören zu.", Heute), (tisch.Regeln, tisch.RegelnVom));
        Assert.Null(tisch.AdoptRules(regeln, Wer, Jetzt));
    }

    [Fact]
    public void Words_that_make_no_agreement_are_refused()
    {
        void Refused(Vereinbarungsangaben angaben, params Scope[] gebundene) => Assert.Throws<FachregelVerletzt>(() => Vereinbarung.Draft(Guid.NewGuid(), new Vereinbarungsort(_tisch, null), angaben,
            KonsensTests.Bindings(gebundene.Length == 0 ? [Traeger, Schule] : gebundene), new Herkunft(Herkunftsart.RunderTisch, _tisch, null), null, Wer, Jetzt));
        Refused(Words() with { Text = " " });
        Refused(Words() with { Verantwortlich = Scope.RunderTisch(_tisch) });
        Refused(Words() with { Verantwortlich = Nachbar });
        Refused(Words() with { BeschlussGeplant = Heute });
        Refused(Words() with { IstTischregel = true });
        Refused(Words() with { Horizont = Zeithorizont.Halten });
        Refused(Words(), Traeger, Schule, Schule);
        Refused(Words(), Traeger, Scope.Bildungsregion(Guid.NewGuid()));
        Assert.Throws<FachregelVerletzt>(() => Vereinbarung.Draft(Guid.NewGuid(), new Vereinbarungsort(_tisch, Traeger.Id), Words(), KonsensTests.Bindings([Traeger]), new Herkunft(Herkunftsart.RunderTisch, _tisch, null), null, Wer, Jetzt));
    }

    [Fact]
    public void What_came_from_a_visit_can_go_to_a_table_before_anybody_is_asked()
    {
        var (v, _) = Vereinbarung.Draft(Guid.NewGuid(), new Vereinbarungsort(null, Traeger.Id), Words(), KonsensTests.Bindings([Traeger, Schule]), new Herkunft(Herkunftsart.Besuch, Guid.NewGuid(), null), null, Wer, Jetzt);
        Assert.Equal(Traeger, v.Scope);
        v.HandToTable(_tisch, Wer, Jetzt);
        Assert.Equal((Scope.RunderTisch(_tisch), (Guid?)null), (v.Scope, v.SchultraegerId));
        Assert.Null(v.HandToTable(_tisch, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => v.HandToTable(Guid.NewGuid(), Wer, Jetzt));
        Assert.True(v.CanBeWithdrawn);
        v.AskInWriting(Guid.NewGuid(), 1, Wer, Jetzt);
        Assert.False(v.CanBeWithdrawn);
    }

    [Fact]
    public void What_is_vertraulich_stays_at_vertrauliche_items()
    {
        var (v, _) = Vereinbarung.Draft(Guid.NewGuid(), new Vereinbarungsort(_tisch, null, true), Words(), KonsensTests.Bindings([Traeger, Schule]), new Herkunft(Herkunftsart.RunderTisch, _tisch, null), null, Wer, Jetzt);
        Assert.Throws<FachregelVerletzt>(() => v.PutOn(Guid.NewGuid(), false, Wer, Jetzt));
        Assert.NotNull(v.PutOn(Guid.NewGuid(), true, Wer, Jetzt));
        var offen = Agreed(Traeger, Schule);
        offen.PutOn(Guid.NewGuid(), true, Wer, Jetzt);
        Assert.True(offen.Vertraulich);
        var spaeter = Agreed(Traeger, Schule);
        Assert.NotNull(spaeter.Seclude(Wer, Jetzt));
        Assert.Null(spaeter.Seclude(Wer, Jetzt));
        Assert.True(spaeter.Vertraulich);
    }

    private static Vereinbarungsangaben Words() => new("Die Schulen bekommen WLAN.", Vereinbarungsart.Massnahme, Traeger, null, new DateOnly(2027, 3, 31), null, null, null, null, false);

    private Vereinbarung Agreed(params Scope[] gebundene)
    {
        var (v, _) = Vereinbarung.Draft(Guid.NewGuid(), new Vereinbarungsort(_tisch, null), Words(), KonsensTests.Bindings(gebundene), new Herkunft(Herkunftsart.RunderTisch, _tisch, null), null, Wer, Jetzt);
        v.Record(Guid.NewGuid(), 1, Place(gebundene), [], "M", Wer, Jetzt);
        return v;
    }

    private Vereinbarung Done(params Scope[] gebundene)
    {
        var v = Agreed(gebundene);
        v.Progress(Vereinbarungsstatus.Umgesetzt, "Fertig", v.Version, Wer, Jetzt);
        return v;
    }

    private static Konsensort Place(IEnumerable<Scope> anwesende) => new(Guid.NewGuid(), Guid.NewGuid(), anwesende.ToHashSet());

    private static Zustaendigkeit Office(Scope scope, Rolle rolle) => new(Guid.NewGuid(), rolle, scope, Heute.AddDays(-1));
}
