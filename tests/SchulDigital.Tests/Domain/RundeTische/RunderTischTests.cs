using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.RundeTische;

[Trait("Spur", "domain")]
public sealed class RunderTischTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Urheber Wer = new(Guid.NewGuid(), Guid.NewGuid());
    private static readonly Schultraeger Traeger = new("123456", "Stadt Musterhausen", TraegerArt.Kommune);
    private static readonly Schule Schule = new("NW", "100001", "Grundschule Mühlenbach", "Grundschule");

    private readonly RunderTisch _tisch = new(Tischart.RunderTisch, Guid.NewGuid(), null, "Runder Tisch Musterhausen");

    [Fact]
    public void A_Runder_Tisch_belongs_to_a_Kommune_and_another_circle_to_a_Bildungsregion()
    {
        var ort = Guid.NewGuid();
        Assert.Throws<FachregelVerletzt>(() => new RunderTisch(Tischart.RunderTisch, null, null, "Ohne"));
        Assert.Throws<FachregelVerletzt>(() => new RunderTisch(Tischart.RunderTisch, null, ort, "Region"));
        Assert.Throws<FachregelVerletzt>(() => new RunderTisch(Tischart.RunderTisch, ort, ort, "Beides"));
        foreach (var art in (Tischart[])[Tischart.ITCluster, Tischart.Lenkungskreis])
        {
            Assert.Throws<FachregelVerletzt>(() => new RunderTisch(art, ort, null, "Kommune"));
            Assert.Throws<FachregelVerletzt>(() => new RunderTisch(art, ort, ort, "Beides"));
            Assert.Throws<FachregelVerletzt>(() => new RunderTisch(art, null, null, "Ohne"));
            Assert.Equal(ort, new RunderTisch(art, null, ort, "Kreis").BildungsregionId);
        }
        Assert.Equal((Scope.RunderTisch(_tisch.Id), RunderTisch.PresetEinwandfrist, Suchform.Of("Runder Tisch Musterhausen")), (_tisch.Scope, _tisch.Einwandfrist, _tisch.NameSuche));
    }

    [Fact]
    public void What_stands_about_a_table_is_checked_before_anything_changes()
    {
        var gut = new Tischangaben("Tisch Südstadt", 3, 21, "Wir hören zu.", new DateOnly(2026, 9, 1));
        foreach (var falsch in (Tischangaben[])[
            gut with { Name = " " }, gut with { Intervall = 0 }, gut with { Intervall = RunderTisch.MaxIntervall + 1 }, gut with { Einwandfrist = 0 },
            gut with { Einwandfrist = RunderTisch.MaxEinwandfrist + 1 }, gut with { Regeln = null }, gut with { RegelnVom = null }])
            Assert.Throws<FachregelVerletzt>(() => _tisch.Change(falsch, 0, Wer, Jetzt));
        Assert.Equal(("Runder Tisch Musterhausen", 0), (_tisch.Name, _tisch.Version));

        Assert.Equal(Ereignis.TischGeaendert, _tisch.Change(gut, 0, Wer, Jetzt)!.Ereignis);
        Assert.Equal((gut, 1, Suchform.Of("Tisch Südstadt")), (_tisch.Angaben, _tisch.Version, _tisch.NameSuche));
        Assert.Null(_tisch.Change(gut, 1, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => _tisch.Change(gut with { Name = "Zu spät" }, 0, Wer, Jetzt));
        foreach (var rand in (Tischangaben[])[
            gut with { Intervall = null, Regeln = null, RegelnVom = null }, gut with { Intervall = 1, Einwandfrist = 1 },
            gut with { Intervall = RunderTisch.MaxIntervall, Einwandfrist = RunderTisch.MaxEinwandfrist }])
            Assert.NotNull(_tisch.Change(rand, _tisch.Version, Wer, Jetzt));
    }

    [Fact]
    public void Only_carriers_and_schools_decide()
    {
        foreach (var organisation in (Scope?[])[Scope.Bildungsregion(Guid.NewGuid()), Scope.RunderTisch(Guid.NewGuid()), null])
        {
            Assert.Throws<FachregelVerletzt>(() => _tisch.Admit(Adviser(organisation) with { Stimme = Stimme.Entscheidend }, Wer, Jetzt));
            Assert.NotNull(_tisch.Admit(Adviser(organisation), Wer, Jetzt));
            Assert.Throws<FachregelVerletzt>(() => _tisch.Admit(Adviser(organisation) with { Stimme = Stimme.Entscheidend }, Wer, Jetzt));
        }
        Assert.All(_tisch.Mitglieder, m => Assert.Equal(Stimme.Beratend, m.Stimme));
        foreach (var organisation in (Scope[])[Scope.Schultraeger(Guid.NewGuid()), Scope.Schule(Guid.NewGuid())])
        {
            _tisch.Admit(Adviser(organisation) with { Stimme = Stimme.Entscheidend }, Wer, Jetzt);
            Assert.Equal(Stimme.Entscheidend, _tisch.Mitglieder[^1].Stimme);
            _tisch.Admit(Adviser(organisation), Wer, Jetzt);
            Assert.Equal(Stimme.Beratend, _tisch.Mitglieder[^1].Stimme);
        }
        Assert.Equal(5, _tisch.Mitglieder.Count);
    }

    [Fact]
    public void Who_has_no_organisation_here_is_known_by_the_address()
    {
        Assert.Throws<FachregelVerletzt>(() => _tisch.Admit(Adviser(null) with { Email = null }, Wer, Jetzt));
        Assert.Empty(_tisch.Mitglieder);
        Assert.Equal(Ereignis.TischmitgliedAufgenommen, _tisch.Admit(Adviser(null), Wer, Jetzt)!.Ereignis);
        Assert.Null(_tisch.Admit(Adviser(null) with { Email = "BERATUNG@probe.example" }, Wer, Jetzt));
        Assert.Equal(Ereignis.TischmitgliedGeaendert, _tisch.Admit(Adviser(null) with { Vertretung = "Pia Partner" }, Wer, Jetzt)!.Ereignis);
        Assert.Equal("Pia Partner", Assert.Single(_tisch.Mitglieder).Vertretung);
        _tisch.Admit(Adviser(null) with { Email = "andere@probe.example" }, Wer, Jetzt);
        // An organisation is found by its offices, and is somebody else than a person with the same address.
        _tisch.Admit(Adviser(Scope.Bildungsregion(Guid.NewGuid())), Wer, Jetzt);
        Assert.Equal([null, null, ScopeArt.Bildungsregion], _tisch.Mitglieder.Select(m => m.ScopeArt));
        Assert.Null(_tisch.Mitglieder[2].Email);
    }

    [Fact]
    public void Who_left_stays_to_be_read_and_comes_back_as_a_new_member()
    {
        _tisch.Admit(Adviser(null), Wer, Jetzt);
        var mitglied = _tisch.Mitglieder[0];
        Assert.Null(_tisch.Dismiss(Guid.NewGuid(), Wer, Jetzt));
        Assert.Equal((Ereignis.TischmitgliedAusgeschieden, "Beratung Nord"), (_tisch.Dismiss(mitglied.Id, Wer, Jetzt) is { } e ? (e.Ereignis, e.Grund) : default));
        Assert.Equal((false, Jetzt), (mitglied.IsActive, mitglied.AusgeschiedenAm));
        Assert.Null(_tisch.Dismiss(mitglied.Id, Wer, Jetzt.AddDays(1)));
        Assert.Equal(Jetzt, mitglied.AusgeschiedenAm);
        _tisch.Admit(Adviser(null), Wer, Jetzt.AddDays(2));
        Assert.Equal([false, true], _tisch.Mitglieder.Select(m => m.IsActive));
    }

    [Fact]
    public void Carriers_and_schools_sit_down_deciding_and_who_sits_here_stays_as_she_is()
    {
        _tisch.Admit(new Tischmitgliedschaft(Scope.Schule(Schule.Id), "Mühlenbach", null, Stimme.Beratend, null), Wer, Jetzt);
        Assert.Equal(Ereignis.TischmitgliedAufgenommen, Assert.Single(_tisch.Seat([Traeger], [Schule], Wer, Jetzt)).Ereignis);
        Assert.Equal(
            [("Mühlenbach", Stimme.Beratend), ("Stadt Musterhausen", Stimme.Entscheidend)], _tisch.Mitglieder.Select(m => (m.Name, m.Stimme)));
        Assert.Empty(_tisch.Seat([Traeger], [Schule], Wer, Jetzt));
        _tisch.Dismiss(_tisch.Mitglieder[0].Id, Wer, Jetzt);
        Assert.Single(_tisch.Seat([Traeger], [Schule], Wer, Jetzt));
        Assert.Equal((Scope.Schule(Schule.Id), Stimme.Entscheidend), (_tisch.Mitglieder[^1].Organisation!.Value, _tisch.Mitglieder[^1].Stimme));
    }

    [Fact]
    public void A_table_in_the_archive_is_read_and_nothing_else()
    {
        _tisch.Admit(Adviser(null), Wer, Jetzt);
        Assert.Null(_tisch.Reactivate(Wer, Jetzt));
        Assert.Equal(Ereignis.TischArchiviert, _tisch.Archive(Wer, Jetzt)!.Ereignis);
        Assert.Null(_tisch.Archive(Wer, Jetzt.AddDays(1)));
        Assert.Equal(Jetzt, _tisch.ArchiviertAm);
        Assert.Throws<Zustandskonflikt>(() => _tisch.Change(_tisch.Angaben with { Name = "Neu" }, _tisch.Version, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => _tisch.Admit(Adviser(Scope.Schule(Schule.Id)), Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => _tisch.Seat([Traeger], [], Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => _tisch.Dismiss(_tisch.Mitglieder[0].Id, Wer, Jetzt));
        Assert.Single(_tisch.Mitglieder, m => m.IsActive);
        Assert.Equal(Ereignis.TischWiederAufgenommen, _tisch.Reactivate(Wer, Jetzt)!.Ereignis);
        Assert.NotNull(_tisch.Change(_tisch.Angaben with { Name = "Neu" }, _tisch.Version, Wer, Jetzt));
    }

    [Fact]
    public void Each_act_counts_one_version_and_what_changes_nothing_none()
    {
        var versionen = new List<int>();
        foreach (var akt in (Action[])[
            () => _tisch.Admit(Adviser(null), Wer, Jetzt), () => _tisch.Admit(Adviser(null), Wer, Jetzt), () => _tisch.Dismiss(_tisch.Mitglieder[0].Id, Wer, Jetzt),
            () => _tisch.Dismiss(_tisch.Mitglieder[0].Id, Wer, Jetzt), () => _tisch.Archive(Wer, Jetzt), () => _tisch.Reactivate(Wer, Jetzt)])
        {
            akt();
            versionen.Add(_tisch.Version);
        }
        Assert.Equal([1, 1, 2, 2, 3, 4], versionen);
    }

    [Theory]
    [InlineData("2026-11-25", 6, "2027-05-26")]
    [InlineData("2026-01-27", 1, "2026-03-03")]
    [InlineData("2026-11-24", 12, "2027-11-30")]
    // From the end of a month into a shorter one, and from a leap day.
    [InlineData("2025-10-31", 4, "2026-03-06")]
    [InlineData("2024-02-29", 12, "2025-03-06")]
    [InlineData("2026-12-01", 3, "2027-03-02")]
    // A session at a weekend was an exception.
    [InlineData("2026-01-31", 1, "2026-03-02")]
    [InlineData("2026-11-22", 3, "2027-03-01")]
    public void The_next_day_is_the_same_weekday_never_earlier_and_never_at_a_weekend(string letzte, int monate, string naechste)
    {
        _tisch.Change(_tisch.Angaben with { Intervall = monate }, _tisch.Version, Wer, Jetzt);
        Assert.Equal(DateOnly.Parse(naechste, null), _tisch.NextDay(DateOnly.Parse(letzte, null)));
    }

    [Fact]
    public void Over_a_whole_year_the_next_day_keeps_weekday_and_distance()
    {
        foreach (var monate in (int[])[1, 2, 3, 6, 12])
        {
            _tisch.Change(_tisch.Angaben with { Intervall = monate }, _tisch.Version, Wer, Jetzt);
            for (var letzte = new DateOnly(2027, 1, 1); letzte.Year < 2029; letzte = letzte.AddDays(1))
            {
                var naechste = _tisch.NextDay(letzte)!.Value;
                var wunsch = letzte.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayOfWeek.Monday : letzte.DayOfWeek;
                Assert.Equal(wunsch, naechste.DayOfWeek);
                Assert.InRange(naechste.DayNumber - letzte.AddMonths(monate).DayNumber, 0, 8);
            }
        }
    }

    [Fact]
    public void Without_an_interval_no_day_is_proposed() => Assert.Null(_tisch.NextDay(new DateOnly(2026, 11, 24)));

    private static Tischmitgliedschaft Adviser(Scope? organisation) => new(organisation, "Beratung Nord", "beratung@probe.example", Stimme.Beratend, null);
}
