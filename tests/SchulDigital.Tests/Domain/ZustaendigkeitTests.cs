using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain;

[Trait("Spur", "domain")]
public sealed class ZustaendigkeitTests
{
    private static readonly Guid Person = Guid.NewGuid();
    private static readonly Guid Andere = Guid.NewGuid();
    private static readonly Scope Traeger = Scope.Schultraeger(Guid.NewGuid());
    private static readonly Scope Schule = Scope.Schule(Guid.NewGuid());
    private static readonly DateOnly Beginn = new(2026, 8, 1);
    private static readonly DateOnly Ende = new(2027, 7, 31);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(364, true)]
    [InlineData(365, false)]
    public void Office_runs_from_its_first_day_to_its_last_day_included(int tag, bool gilt) =>
        Assert.Equal(gilt, Leitung(Ende).IsActive(Beginn.AddDays(tag)));

    [Fact]
    public void Office_without_an_end_goes_on() => Assert.True(Leitung().IsActive(Beginn.AddYears(30)));

    [Fact]
    public void Office_cannot_end_before_it_begins() => Refuses(() => Leitung(Beginn.AddDays(-1)), "nicht vor ihrem Beginn");

    [Theory]
    [InlineData(Rolle.Traegerbearbeitung, ScopeArt.Schultraeger)]
    [InlineData(Rolle.Traegerleitung, ScopeArt.Schultraeger)]
    [InlineData(Rolle.Schulleitung, ScopeArt.Schule)]
    [InlineData(Rolle.Medienbeauftragte, ScopeArt.Schule)]
    [InlineData(Rolle.Moderation, ScopeArt.RunderTisch)]
    [InlineData(Rolle.Koordination, ScopeArt.Bildungsregion)]
    [InlineData(Rolle.Schulaufsicht, ScopeArt.Schulgruppe)]
    [InlineData(Rolle.Medienberatung, ScopeArt.RunderTisch)]
    [InlineData(Rolle.Administration, ScopeArt.Installation)]
    public void Each_role_is_bound_to_its_kind_of_scope_and_to_no_other(Rolle rolle, ScopeArt art)
    {
        foreach (var scope in Enum.GetValues<ScopeArt>().Select(a => new Scope(a, a == ScopeArt.Installation ? null : Guid.NewGuid())))
            if (scope.Art == art || rolle == Rolle.Schulaufsicht && scope.Art == ScopeArt.RunderTisch)
                Assert.Equal(scope, new Zustaendigkeit(Person, rolle, scope, Beginn).Scope);
            else
                Refuses(() => new Zustaendigkeit(Person, rolle, scope, Beginn), "kann nicht für");
    }

    [Fact]
    public void Scope_names_something_unless_it_is_the_installation()
    {
        Refuses(() => new Zustaendigkeit(Person, Rolle.Schulleitung, new Scope(ScopeArt.Schule, null), Beginn), "kann nicht für");
        Refuses(() => new Zustaendigkeit(Person, Rolle.Administration, new Scope(ScopeArt.Installation, Guid.NewGuid()), Beginn), "kann nicht für");
    }

    [Theory]
    [InlineData(Amtsart.Leitung, "")]
    [InlineData(Amtsart.StaendigeVertretung, "i. V. ")]
    [InlineData(Amtsart.Kommissarisch, "i. V. ")]
    public void Leitung_and_its_Vertretung_may_release_confirm_and_sign(Amtsart art, string zusatz)
    {
        var amt = new Zustaendigkeit(Person, Rolle.Schulleitung, Schule, Beginn, art: art);
        Assert.True(amt.Can(Befugnisse.Alle));
        Assert.Equal(zusatz, amt.Zeichnungszusatz);
    }

    [Theory]
    [InlineData(Rolle.Medienbeauftragte)]
    [InlineData(Rolle.Koordination)]
    public void Nobody_else_releases_confirms_or_signs(Rolle rolle)
    {
        var amt = new Zustaendigkeit(Person, rolle, new Scope(rolle.Scopes()[0], Guid.NewGuid()), Beginn);
        Assert.Equal(Amtsart.Mitarbeit, amt.Art);
        Assert.False(amt.Can(Befugnisse.Freigabe) || amt.Can(Befugnisse.Bestaetigung) || amt.Can(Befugnisse.Unterschrift));
        Refuses(() => new Zustaendigkeit(Person, rolle, amt.Scope, Beginn, art: Amtsart.StaendigeVertretung), "passt");
    }

    [Fact]
    public void Leitung_hands_over_single_acts_for_a_period_and_documents_say_so()
    {
        var delegiert = Leitung().Delegate(Andere, Befugnisse.Freigabe, Beginn.AddDays(10), Beginn.AddDays(20));
        Assert.Equal((Andere, Rolle.Traegerleitung, Traeger, Amtsart.ImAuftrag),
            (delegiert.PersonId, delegiert.Rolle, delegiert.Scope, delegiert.Art));
        Assert.True(delegiert.Can(Befugnisse.Freigabe));
        Assert.False(delegiert.Can(Befugnisse.Unterschrift));
        Assert.Equal("i. A. ", delegiert.Zeichnungszusatz);
        Assert.True(delegiert.IsActive(Beginn.AddDays(20)));
        Assert.False(delegiert.IsActive(Beginn.AddDays(21)));
    }

    [Fact]
    public void What_is_handed_over_is_not_handed_on() => Refuses(
        () => Leitung().Delegate(Andere, Befugnisse.Alle, Beginn, Ende).Delegate(Person, Befugnisse.Freigabe, Beginn, Ende),
        "Nur die Leitung oder ihre Vertretung");

    [Fact]
    public void Vertretung_may_hand_over_too() => Assert.Equal(Amtsart.ImAuftrag, new Zustaendigkeit(
        Person, Rolle.Traegerleitung, Traeger, Beginn, art: Amtsart.Kommissarisch).Delegate(Andere, Befugnisse.Freigabe, Beginn, Ende).Art);

    [Fact]
    public void Delegation_stays_within_the_own_office()
    {
        Refuses(() => Leitung(Ende).Delegate(Andere, Befugnisse.Freigabe, Beginn, Ende.AddDays(1)), "innerhalb der eigenen Amtszeit");
        Refuses(() => Leitung(Ende).Delegate(Andere, Befugnisse.Freigabe, Beginn.AddDays(-1), Ende), "innerhalb der eigenen Amtszeit");
        Refuses(() => Leitung().Delegate(Andere, Befugnisse.Keine, Beginn, Ende), "Wählen Sie");
        Refuses(() => Leitung().Delegate(Person, Befugnisse.Freigabe, Beginn, Ende), "An sich selbst");
        Refuses(() => new Zustaendigkeit(Person, Rolle.Medienbeauftragte, Schule, Beginn).Delegate(Andere, Befugnisse.Freigabe, Beginn, Ende), "Nur die Leitung");
    }

    [Fact]
    public void Im_Auftrag_comes_only_from_a_Leitung_and_with_an_end()
    {
        Refuses(() => new Zustaendigkeit(Person, Rolle.Traegerleitung, Traeger, Beginn, Ende, Amtsart.ImAuftrag), "nur, wem die Leitung");
        Refuses(() => new Zustaendigkeit(Person, Rolle.Medienbeauftragte, Schule, Beginn, Ende, Amtsart.ImAuftrag), "passt");
    }

    [Fact]
    public void Fachbereich_is_one_of_the_own_carrier()
    {
        var it = new Fachbereich(Traeger.Id!.Value, "IT");
        Assert.Equal(it.Id, Leitung().AssignFachbereich(it).FachbereichId);
        Refuses(() => Leitung().AssignFachbereich(new Fachbereich(Guid.NewGuid(), "IT")), "gehört nicht zu");
        Refuses(() => new Zustaendigkeit(Person, Rolle.Schulleitung, Schule, Beginn).AssignFachbereich(it), "gehört nicht zu");
    }

    [Fact]
    public void Delegation_ends_with_the_office_that_it_comes_from()
    {
        var leitung = Leitung();
        var delegiert = leitung.Delegate(Andere, Befugnisse.Freigabe, Beginn, Ende);
        var spaeter = leitung.Delegate(Andere, Befugnisse.Freigabe, Beginn.AddDays(60), Ende);
        var fremd = Leitung().Delegate(Andere, Befugnisse.Freigabe, Beginn, Ende);
        leitung.End(Beginn.AddDays(30), delegiert, spaeter, fremd);
        Assert.Equal(Beginn.AddDays(30), delegiert.Bis);
        Assert.False(spaeter.IsActive(Beginn.AddDays(60)));
        Assert.Equal(Ende, fremd.Bis);
    }

    [Fact]
    public void Ending_an_office_never_prolongs_it()
    {
        var amt = Leitung(Ende);
        amt.End(Ende.AddDays(5));
        Assert.Equal(Ende, amt.Bis);
        amt.End(Beginn.AddDays(5));
        Assert.Equal(Beginn.AddDays(5), amt.Bis);
        Assert.Throws<FachregelVerletzt>(() => amt.End(Beginn.AddDays(-2)));
    }

    [Fact]
    public void Office_that_is_taken_back_on_its_first_day_never_held()
    {
        var amt = Leitung();
        amt.End(Beginn.AddDays(-1));
        Assert.False(amt.IsActive(Beginn));
    }

    [Fact]
    public void Last_day_moves_both_ways_and_what_was_handed_over_ends_with_it()
    {
        var leitung = Leitung(Ende);
        var delegiert = leitung.Delegate(Andere, Befugnisse.Freigabe, Beginn, Ende);
        leitung.ChangeEnd(Ende.AddDays(30), Beginn, null, [leitung, delegiert]);
        Assert.Equal((Ende.AddDays(30), Ende), (leitung.Bis, delegiert.Bis));
        leitung.ChangeEnd(Beginn.AddDays(3), Beginn, null, [leitung, delegiert]);
        Assert.Equal((Beginn.AddDays(3), Beginn.AddDays(3)), (leitung.Bis, delegiert.Bis));
        leitung.ChangeEnd(null, Beginn, null, [leitung, delegiert]);
        Assert.Null(leitung.Bis);
        Refuses(() => ChangeEnd(delegiert, null, Beginn, leitung), "braucht einen letzten Tag");
        leitung.ChangeEnd(Beginn.AddDays(3), Beginn, null, [leitung, delegiert]);
        Refuses(() => ChangeEnd(delegiert, Beginn.AddDays(4), Beginn, leitung), "innerhalb der eigenen Amtszeit");
    }

    [Fact]
    public void What_happened_stays_valid_so_an_office_ends_yesterday_at_the_earliest()
    {
        var heute = Beginn.AddDays(20);
        Refuses(() => ChangeEnd(Leitung(), heute.AddDays(-2), heute), "frühestens gestern");
        var amt = Leitung();
        amt.ChangeEnd(heute.AddDays(-1), heute, null, [amt]);
        Assert.False(amt.IsActive(heute));
        Refuses(() => ChangeEnd(amt, heute, heute), "schon beendet");
    }

    [Fact]
    public void Nobody_ends_her_own_last_Leitung_without_a_successor()
    {
        var amt = Leitung();
        Refuses(() =>
        {
            amt.ChangeEnd(Ende, Beginn, Person, [amt]);
            return true;
        }, "keine Leitung");
        var vertretung = new Zustaendigkeit(Andere, Rolle.Traegerleitung, Traeger, Beginn, art: Amtsart.StaendigeVertretung);
        amt.ChangeEnd(Ende, Beginn, Person, [amt, vertretung]);
        Assert.Equal(Ende, amt.Bis);
    }

    [Fact]
    public void Successor_begins_the_day_after_and_a_Vertretung_who_rises_gives_that_up()
    {
        var amt = Leitung();
        var vertretung = new Zustaendigkeit(Andere, Rolle.Traegerleitung, Traeger, Beginn, art: Amtsart.StaendigeVertretung);
        var nachfolge = amt.Succeed(Andere, Beginn.AddDays(9), null, Amtsart.Leitung, false, Beginn, [amt, vertretung]);
        Assert.Equal((Beginn.AddDays(10), amt.Id, Amtsart.Leitung), (nachfolge.Von, nachfolge.NachfolgeVonId!.Value, nachfolge.Art));
        Assert.Equal((Beginn.AddDays(9), Beginn.AddDays(9)), (amt.Bis, vertretung.Bis));
        Refuses(() => Leitung().Succeed(Person, Beginn, null, Amtsart.Leitung, false, Beginn, []), "andere Person");
        Refuses(() => Leitung().Succeed(Andere, Beginn, null, Amtsart.Leitung, false, Beginn.AddDays(5), []), "frühestens gestern");
    }

    [Fact]
    public void Successor_of_an_office_that_is_over_begins_today()
    {
        var amt = Leitung(Beginn.AddDays(2));
        var heute = Beginn.AddDays(40);
        var nachfolge = amt.Succeed(Andere, heute, null, Amtsart.Kommissarisch, true, heute, [amt]);
        Assert.Equal((heute, Beginn.AddDays(2), true), (nachfolge.Von, amt.Bis!.Value, nachfolge.VonAussen));
    }

    [Fact]
    public void Capacity_changes_within_the_leading_role_only()
    {
        var amt = new Zustaendigkeit(Person, Rolle.Traegerleitung, Traeger, Beginn, art: Amtsart.Kommissarisch);
        amt.ChangeArt(Amtsart.Leitung);
        Assert.Equal(("", Amtsart.Leitung), (amt.Zeichnungszusatz, amt.Art));
        Assert.Throws<FachregelVerletzt>(() => amt.ChangeArt(Amtsart.ImAuftrag));
        Assert.Throws<FachregelVerletzt>(() => new Zustaendigkeit(Person, Rolle.Medienbeauftragte, Schule, Beginn).ChangeArt(Amtsart.Leitung));
    }

    [Fact]
    public void Vertretung_does_not_remove_the_Leitung_and_other_houses_change_nothing()
    {
        var leitung = Leitung();
        var vertretung = new Zustaendigkeit(Andere, Rolle.Traegerleitung, Traeger, Beginn, art: Amtsart.StaendigeVertretung);
        var region = Guid.NewGuid();
        var koordination = new Zustaendigkeit(Andere, Rolle.Koordination, Scope.Bildungsregion(region), Beginn);
        Assert.False(leitung.CanBeChangedBy(vertretung, []));
        Assert.True(vertretung.CanBeChangedBy(leitung, []));
        Assert.True(leitung.CanBeChangedBy(koordination, [region]));
        Assert.False(leitung.CanBeChangedBy(koordination, [Guid.NewGuid()]));
        Assert.True(koordination.CanBeChangedBy(new Zustaendigkeit(Person, Rolle.Administration, Scope.Installation, Beginn), [region]));
    }

    private static bool ChangeEnd(Zustaendigkeit amt, DateOnly? bis, DateOnly heute, params Zustaendigkeit[] andere)
    {
        amt.ChangeEnd(bis, heute, null, [amt, .. andere]);
        return true;
    }

    private static Zustaendigkeit Leitung(DateOnly? bis = null) => new(Person, Rolle.Traegerleitung, Traeger, Beginn, bis);

    private static void Refuses<T>(Func<T> act, string satz) =>
        Assert.Contains(satz, Assert.Throws<FachregelVerletzt>(() => { act(); }).Message, StringComparison.Ordinal);
}

[Trait("Spur", "domain")]
public sealed class EinladungsregelTests
{
    private static readonly DateOnly Heute = new(2026, 11, 21);
    private static readonly Guid Region = Guid.NewGuid();
    private static readonly Guid AndereRegion = Guid.NewGuid();
    private static readonly Scope Traeger = Scope.Schultraeger(Guid.NewGuid());
    private static readonly Scope Schule = Scope.Schule(Guid.NewGuid());
    private static readonly Zustaendigkeit Koordination = New(Rolle.Koordination, Scope.Bildungsregion(Region));
    private static readonly Zustaendigkeit Administration = New(Rolle.Administration, Scope.Installation);

    [Fact]
    public void Administration_invites_the_Koordination_and_nobody_of_an_organisation()
    {
        Assert.True(Einladungsregel.Allows(Administration, Rolle.Koordination, Scope.Bildungsregion(Region), [Region]));
        Assert.True(Einladungsregel.Allows(Administration, Rolle.Administration, Scope.Installation, []));
        Assert.False(Einladungsregel.Allows(Administration, Rolle.Traegerleitung, Traeger, [Region]));
        Assert.False(Einladungsregel.Allows(Administration, Rolle.Schulleitung, Schule, [Region]));
    }

    [Fact]
    public void Koordination_invites_every_organisation_with_a_school_in_its_region_and_none_else()
    {
        // A carrier belongs to no region: one with schools in two may be invited by both.
        Assert.True(Einladungsregel.Allows(Koordination, Rolle.Traegerleitung, Traeger, [AndereRegion, Region]));
        Assert.True(Einladungsregel.Allows(Koordination, Rolle.Medienbeauftragte, Schule, [Region]));
        Assert.False(Einladungsregel.Allows(Koordination, Rolle.Traegerleitung, Traeger, [AndereRegion]));
        Assert.False(Einladungsregel.Allows(Koordination, Rolle.Schulleitung, Schule, []));
        Assert.False(Einladungsregel.Allows(Koordination, Rolle.Koordination, Scope.Bildungsregion(Region), [Region]));
        Assert.False(Einladungsregel.Allows(Koordination, Rolle.Administration, Scope.Installation, [Region]));
    }

    [Theory]
    [InlineData(Amtsart.Leitung, true)]
    [InlineData(Amtsart.StaendigeVertretung, true)]
    [InlineData(Amtsart.Kommissarisch, true)]
    [InlineData(Amtsart.ImAuftrag, false)]
    public void Leitung_and_Vertretung_invite_their_own_house(Amtsart art, bool darf)
    {
        var leitung = art == Amtsart.ImAuftrag
            ? New(Rolle.Schulleitung, Schule).Delegate(Guid.NewGuid(), Befugnisse.Alle, Heute, Heute.AddYears(1))
            : new Zustaendigkeit(Guid.NewGuid(), Rolle.Schulleitung, Schule, Heute, Heute.AddYears(1), art);
        Assert.Equal(darf, Einladungsregel.Allows(leitung, Rolle.Medienbeauftragte, Schule, [Region]));
        Assert.False(Einladungsregel.Allows(leitung, Rolle.Medienbeauftragte, Scope.Schule(Guid.NewGuid()), [Region]));
        Assert.False(Einladungsregel.Allows(leitung, Rolle.Traegerbearbeitung, Traeger, [Region]));
    }

    [Theory]
    [InlineData(Rolle.Traegerbearbeitung)]
    [InlineData(Rolle.Medienbeauftragte)]
    [InlineData(Rolle.Moderation)]
    [InlineData(Rolle.Schulaufsicht)]
    [InlineData(Rolle.Medienberatung)]
    public void Others_invite_nobody(Rolle rolle)
    {
        var scope = new Scope(rolle.Scopes()[0], Guid.NewGuid());
        foreach (var angeboten in Rollen.All)
            Assert.False(Einladungsregel.Allows(New(rolle, scope), angeboten, scope, [Region]));
    }

    [Fact]
    public void Koordination_fills_a_vacant_Leitung_from_outside_and_marked_so()
    {
        var person = Guid.NewGuid();
        var vertretung = Einladungsregel.FillVacancy(Koordination, person, Rolle.Schulleitung, Schule, [Region], [], Heute, null);
        Assert.Equal((person, Amtsart.Kommissarisch, true, Heute), (vertretung.PersonId, vertretung.Art, vertretung.VonAussen, vertretung.Von));
        Assert.True(vertretung.Can(Befugnisse.Alle));
    }

    [Fact]
    public void Held_post_is_not_filled_from_outside()
    {
        var inhaberin = New(Rolle.Schulleitung, Schule);
        Refuses(() => Fill([inhaberin]), "ist besetzt");

        inhaberin.End(Heute.AddDays(-1));
        var delegiert = New(Rolle.Schulleitung, Scope.Schule(Guid.NewGuid()));
        Assert.Equal(Schule, Fill([inhaberin, delegiert]).Scope);
    }

    [Fact]
    public void Vacancies_elsewhere_and_other_roles_are_not_the_Koordinations()
    {
        Refuses(() => Einladungsregel.FillVacancy(Koordination, Guid.NewGuid(), Rolle.Schulleitung, Schule, [AndereRegion], [], Heute, null), "eigenen Bildungsregion");
        Refuses(() => Einladungsregel.FillVacancy(Koordination, Guid.NewGuid(), Rolle.Medienbeauftragte, Schule, [Region], [], Heute, null), "nur für eine Leitung");
        Refuses(() => Einladungsregel.FillVacancy(Administration, Guid.NewGuid(), Rolle.Schulleitung, Schule, [Region], [], Heute, null), "trägt die Koordination");
    }

    private static Zustaendigkeit Fill(IEnumerable<Zustaendigkeit> besetzungen) =>
        Einladungsregel.FillVacancy(Koordination, Guid.NewGuid(), Rolle.Schulleitung, Schule, [Region], besetzungen, Heute, null);

    private static Zustaendigkeit New(Rolle rolle, Scope scope) => new(Guid.NewGuid(), rolle, scope, Heute.AddYears(-1));

    private static void Refuses<T>(Func<T> act, string satz) =>
        Assert.Contains(satz, Assert.Throws<FachregelVerletzt>(() => { act(); }).Message, StringComparison.Ordinal);
}
