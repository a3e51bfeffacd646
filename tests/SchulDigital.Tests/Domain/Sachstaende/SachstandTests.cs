using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Sachstaende;

/// <summary>Preface, remarks, versions of a Sachstand, and that a published one stays (Fachkonzept, section 9).</summary>
[Trait("Spur", "domain")]
public sealed class SachstandTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    private readonly Scope _region = Scope.Bildungsregion(Guid.NewGuid());
    private readonly Zustaendigkeit _amt;

    public SachstandTests() => _amt = new(Guid.NewGuid(), Rolle.Koordination, _region, new DateOnly(2025, 1, 1), null, null);

    private Sachstand Begin(Sachstand? letzter = null) => Sachstand.Begin(_region, Guid.NewGuid(), "Kreis", letzter, "{}", Urheber.Portal, Jetzt).Neu;

    [Fact]
    public void What_is_written_stands_and_another_text_is_not_overwritten()
    {
        var sachstand = Begin();
        Assert.NotNull(sachstand.Write(null, "Vorwort", "", Urheber.Portal, Jetzt));
        Assert.Null(sachstand.Write(null, "Vorwort", "etwas anderes", Urheber.Portal, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => sachstand.Write(null, "Anders", "", Urheber.Portal, Jetzt));
        Assert.NotNull(sachstand.Write(Sachstandsabschnitt.Themen, "Eine Bemerkung", null, Urheber.Portal, Jetzt));
        Assert.Equal("Eine Bemerkung", Assert.Single(sachstand.Bemerkungen).Text);
        Assert.NotNull(sachstand.Write(Sachstandsabschnitt.Themen, " ", "Eine Bemerkung", Urheber.Portal, Jetzt));
        Assert.Empty(sachstand.Bemerkungen);
    }

    [Fact]
    public void A_published_one_stays_and_the_next_begins_with_its_words()
    {
        var sachstand = Begin();
        sachstand.Write(null, "Vorwort", null, Urheber.Portal, Jetzt);
        sachstand.Write(Sachstandsabschnitt.Themen, "Eine Bemerkung", null, Urheber.Portal, Jetzt);
        Assert.NotNull(sachstand.Publish(_amt, "Kora", Jetzt));
        Assert.Null(sachstand.Publish(_amt, "Kora", Jetzt));
        Assert.Equal("Kora, Koordination", sachstand.Von);
        Assert.Throws<Zustandskonflikt>(() => sachstand.Write(null, "Nachträglich", "Vorwort", Urheber.Portal, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => sachstand.Recount("{}", Urheber.Portal, Jetzt));
        var naechster = Begin(sachstand);
        Assert.Equal((2, "Vorwort", "Eine Bemerkung"), (naechster.Nummer, naechster.Vorwort, naechster.Bemerkungen.Single().Text));
        Assert.Throws<ArgumentException>(() => Sachstand.Begin(Scope.Schule(Guid.NewGuid()), Guid.NewGuid(), "", null, "{}", Urheber.Portal, Jetzt));
    }

    [Fact]
    public void Only_a_carrier_that_takes_part_can_be_named()
    {
        var durchgang = new Durchgang(_region.Id!.Value, "d", "2026/27", new DateOnly(2026, 8, 1), new DateOnly(2027, 1, 1), Guid.NewGuid(), Guid.NewGuid(), false, null);
        var traeger = Teilnahme.Offer(durchgang, Scope.Schultraeger(Guid.NewGuid()), Jetzt);
        Assert.Throws<FachregelVerletzt>(() => traeger.AllowNaming(true, Urheber.Portal, Jetzt));
        traeger.Accept(durchgang, Urheber.Portal, Jetzt);
        Assert.NotNull(traeger.AllowNaming(true, Urheber.Portal, Jetzt));
        Assert.Null(traeger.AllowNaming(true, Urheber.Portal, Jetzt));
        Assert.NotNull(traeger.AllowNaming(false, Urheber.Portal, Jetzt));
        Assert.Null(traeger.NennungAm);
        var schule = Teilnahme.Offer(durchgang, Scope.Schule(Guid.NewGuid()), Jetzt);
        schule.Accept(durchgang, Urheber.Portal, Jetzt);
        Assert.Throws<FachregelVerletzt>(() => schule.AllowNaming(true, Urheber.Portal, Jetzt));
    }
}
