using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Themen;

[Trait("Spur", "domain")]
public sealed class ThemaTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Urheber Moderation = new(Guid.NewGuid(), Guid.NewGuid());
    private static readonly Urheber Traeger = new(Guid.NewGuid(), Guid.NewGuid());
    private static readonly Scope Schule = Scope.Schule(Guid.NewGuid());
    private readonly Guid _tisch = Guid.NewGuid();

    private Thema Propose(string titel = "WLAN", Guid? tisch = null) => Thema.Propose(
        tisch ?? _tisch, titel, "Wo bricht es ab?", "netz", new Herkunft(Herkunftsart.Schule, Schule.Id!.Value, null), Schule, new Urheber(Guid.NewGuid(), null), Jetzt).Thema;

    private Thema Accepted(string titel = "WLAN")
    {
        var thema = Propose(titel);
        thema.Accept(Zustimmungsseite.Moderation, Moderation, Jetzt);
        thema.Accept(Zustimmungsseite.Traeger, Traeger, Jetzt);
        return thema;
    }

    [Fact]
    public void Moderation_and_carrier_accept_it_together()
    {
        var thema = Propose();
        Assert.Equal(Ereignis.ThemaZugestimmt, thema.Accept(Zustimmungsseite.Traeger, Traeger, Jetzt)!.Ereignis);
        Assert.Equal(Themenstatus.Vorgeschlagen, thema.Status);
        Assert.Equal((Jetzt, null), (thema.AcceptedAt(Zustimmungsseite.Traeger), thema.AcceptedAt(Zustimmungsseite.Moderation)));
        // One side twice is one side.
        Assert.Null(thema.Accept(Zustimmungsseite.Traeger, Traeger, Jetzt.AddHours(1)));
        Assert.Equal(Ereignis.ThemaAngenommen, thema.Accept(Zustimmungsseite.Moderation, Moderation, Jetzt.AddDays(1))!.Ereignis);
        Assert.Equal((Themenstatus.Angenommen, Traeger.PersonId, Jetzt, Moderation.PersonId, Jetzt.AddDays(1)),
            (thema.Status, thema.TraegerVonId, thema.TraegerAm!.Value, thema.ModerationVonId, thema.ModerationAm!.Value));
        Assert.Null(thema.Accept(Zustimmungsseite.Moderation, Moderation, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => thema.Refuse("Zu spät", Moderation, Jetzt));
    }

    [Fact]
    public void It_can_be_withdrawn_while_nobody_has_done_anything_with_it()
    {
        var thema = Propose();
        Assert.Equal(Ereignis.ThemaZurueckgezogen, thema.Withdraw(Traeger, Jetzt).Ereignis);
        Assert.Equal((Themenstatus.Zurueckgezogen, false), (thema.Status, thema.IsOpen));
        Assert.Throws<Zustandskonflikt>(() => thema.Accept(Zustimmungsseite.Traeger, Traeger, Jetzt));
        var angefasst = Propose();
        angefasst.Accept(Zustimmungsseite.Traeger, Traeger, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => angefasst.Withdraw(Traeger, Jetzt));
    }

    [Fact]
    public void Better_words_find_who_proposed_her_house_the_Moderation_and_the_carrier_while_it_is_open()
    {
        var wer = new Urheber(Guid.NewGuid(), null);
        var thema = Thema.Propose(_tisch, "WLAN", "Wo?", "netz", new Herkunft(Herkunftsart.Schule, Schule.Id!.Value, null), Schule, wer, Jetzt).Thema;
        Zustaendigkeit Amt(Rolle rolle, Scope scope) => new(Guid.NewGuid(), rolle, scope, new DateOnly(2026, 1, 1));
        var (beratung, andere) = (Amt(Rolle.Medienberatung, Scope.RunderTisch(_tisch)), Amt(Rolle.Schulleitung, Scope.Schule(Guid.NewGuid())));
        Assert.Throws<FachregelVerletzt>(() => thema.Reword("Funknetz", "Wo?", [beratung, andere], Moderation, Jetzt));
        Assert.Equal("bisher „WLAN“", thema.Reword("Funknetz", "Wo?", [], wer, Jetzt)!.Grund);
        Assert.Null(thema.Reword("Funknetz", "Wo?", [], wer, Jetzt));
        Assert.Equal("nur die Beschreibung", thema.Reword("Funknetz", "Überall", [Amt(Rolle.Schulleitung, Schule)], Moderation, Jetzt)!.Grund);
        Assert.Equal(2, thema.Version);
        foreach (var rolle in (Rolle[])[Rolle.Moderation, Rolle.Traegerbearbeitung, Rolle.Traegerleitung])
            Assert.True(thema.CanBeRewordedBy(Guid.NewGuid(), [Amt(rolle, rolle == Rolle.Moderation ? Scope.RunderTisch(_tisch) : Scope.Schultraeger(Guid.NewGuid()))]));
        thema.Refuse("Kein Bedarf", Moderation, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => thema.Reword("Zu spät", null, [], wer, Jetzt));
    }

    [Fact]
    public void Refused_with_a_reason_it_can_be_brought_back_once_and_is_accepted_then()
    {
        var thema = Propose();
        thema.Accept(Zustimmungsseite.Traeger, Traeger, Jetzt);
        Assert.Throws<FachregelVerletzt>(() => thema.Refuse("", Moderation, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => thema.BringBack(Schule, Traeger, Jetzt));
        Assert.Equal("Gehört in die Schulkonferenz", thema.Refuse("Gehört in die Schulkonferenz", Moderation, Jetzt)!.Grund);
        Assert.Null(thema.Refuse("Gehört in die Schulkonferenz", Moderation, Jetzt));
        Assert.True(thema.CanBeBroughtBack);
        // A yes after the refusal does not undo it.
        Assert.Throws<Zustandskonflikt>(() => thema.Accept(Zustimmungsseite.Traeger, Traeger, Jetzt));
        // Advising voices do not bring back.
        Assert.Throws<FachregelVerletzt>(() => thema.BringBack(Scope.RunderTisch(_tisch), Moderation, Jetzt));
        Assert.Equal(Ereignis.ThemaZurueckgeholt, thema.BringBack(Schule, Traeger, Jetzt)!.Ereignis);
        Assert.Equal((Themenstatus.Angenommen, null, false), (thema.Status, thema.Grund, thema.CanBeBroughtBack));
        Assert.Null(thema.BringBack(Schule, Traeger, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => thema.Refuse("Trotzdem nicht", Moderation, Jetzt));
        thema.Plan(null, Moderation, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => thema.BringBack(Schule, Traeger, Jetzt));
    }

    [Fact]
    public void Postponed_it_goes_back_to_the_backlog_and_is_counted()
    {
        var thema = Accepted();
        Assert.Throws<Zustandskonflikt>(() => thema.Postpone(null, Moderation, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => thema.Treat(null, Moderation, Jetzt));
        thema.Plan(null, Moderation, Jetzt);
        Assert.NotNull(thema.Postpone("Keine Zeit", Moderation, Jetzt));
        Assert.Null(thema.Postpone("Keine Zeit", Moderation, Jetzt));
        Assert.Equal((Themenstatus.Vertagt, 1, "Keine Zeit", true), (thema.Status, thema.Vertagungen, thema.Grund, thema.CanBePlanned));
        thema.Plan(null, Moderation, Jetzt);
        thema.Treat(null, Moderation, Jetzt);
        thema.Postpone(null, Moderation, Jetzt);
        Assert.Equal(2, thema.Vertagungen);
        thema.Plan(null, Moderation, Jetzt);
        thema.Treat("Beschlossen", Moderation, Jetzt);
        Assert.NotNull(thema.Complete(null, Moderation, Jetzt));
        Assert.Equal((Themenstatus.Erledigt, false), (thema.Status, thema.IsOpen));
        Assert.Throws<Zustandskonflikt>(() => thema.Plan(null, Moderation, Jetzt));
    }

    [Fact]
    public void Joined_into_an_alike_one_both_keep_their_origin_and_earlier_ones_follow()
    {
        var (a, b, c) = (Propose("A"), Propose("B"), Accepted("C"));
        Assert.Equal(2, a.JoinInto(b, [], Moderation, Jetzt).Count);
        Assert.Empty(a.JoinInto(b, [], Moderation, Jetzt));
        b.JoinInto(c, [a], Moderation, Jetzt);
        Assert.Equal((c.Id, c.Id, Themenstatus.Zusammengefuehrt, Schule.Id!.Value), (a.ZusammengefuehrtInId!.Value, b.ZusammengefuehrtInId!.Value, a.Status, a.Herkunft.GegenstandId));
        Assert.Equal(Themenstatus.Angenommen, c.Status);
        Assert.Throws<Zustandskonflikt>(() => c.JoinInto(a, [], Moderation, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => a.Accept(Zustimmungsseite.Moderation, Moderation, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => c.JoinInto(c, [], Moderation, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => c.JoinInto(Propose("Fern", Guid.NewGuid()), [], Moderation, Jetzt));
    }

    [Fact]
    public void An_Arbeitsgruppe_has_members_and_a_task()
    {
        var thema = Accepted();
        var bis = new DateOnly(2027, 1, 15);
        Assert.Throws<FachregelVerletzt>(() => thema.Prepare("Drei Schulen", null, bis, Moderation, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => thema.Prepare(null, null, bis, Moderation, Jetzt));
        Assert.Equal("Drei Schulen, bis 15.01.2027", thema.Prepare("Drei Schulen", "Kosten rechnen", bis, Moderation, Jetzt)!.Grund);
        Assert.Null(thema.Prepare("Drei Schulen", "Kosten rechnen", bis, Moderation, Jetzt));
        Assert.Equal(Ereignis.ArbeitsgruppeBeendet, thema.Prepare(null, null, null, Moderation, Jetzt)!.Ereignis);
        Assert.Null(thema.ArbeitsgruppeAuftrag);
    }

    [Fact]
    public void An_Arbeitsschwerpunkt_is_changed_while_it_is_open()
    {
        var (schwerpunkt, eintrag) = Arbeitsschwerpunkt.Create(_tisch, null, "Netz", "Messung, IT", null, Moderation, Jetzt);
        Assert.Equal((Ereignis.SchwerpunktAngelegt, "Netz"), (eintrag.Ereignis, eintrag.Grund));
        Assert.Null(schwerpunkt.Change(null, "Netz", "Messung, IT", null, Moderation, Jetzt));
        Assert.NotNull(schwerpunkt.Change(Schule.Id, "Netz in der Schule", null, null, Moderation, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => schwerpunkt.Change(null, " ", null, null, Moderation, Jetzt));
        Assert.NotNull(schwerpunkt.Close(Moderation, Jetzt));
        Assert.Null(schwerpunkt.Close(Moderation, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => schwerpunkt.Change(null, "Netz", null, null, Moderation, Jetzt));
        Assert.NotNull(schwerpunkt.Reopen(Moderation, Jetzt));
        Assert.True(schwerpunkt.IsOpen);
    }

    [Fact]
    public void A_title_and_somebody_who_proposes_are_needed()
    {
        var herkunft = new Herkunft(Herkunftsart.Schule, Guid.NewGuid(), null);
        Assert.Throws<FachregelVerletzt>(() => Thema.Propose(_tisch, " ", null, null, herkunft, Schule, Traeger, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Thema.Propose(_tisch, "A", null, null, herkunft, Scope.Installation, Traeger, Jetzt));
        // The longest texts fit into what is stored.
        var lang = Thema.Propose(_tisch, new string('ü', Thema.TitelMaxLength), new string('ß', Thema.BeschreibungMaxLength), null, herkunft, Schule, Traeger, Jetzt).Thema;
        Assert.Equal(Thema.SuchtextMaxLength, lang.Suchtext.Length);
        var eintrag = lang.Refuse(new string('x', Thema.GrundMaxLength), Moderation, Jetzt)!;
        Assert.True(eintrag.Grund!.Length <= Verlaufseintrag.GrundMaxLength);
    }
}
