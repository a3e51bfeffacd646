using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Termine;

/// <summary>Rules of a date poll.</summary>
[Trait("Spur", "domain")]
public sealed class TerminabstimmungTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = Kalender.DayOf(Jetzt);
    private static readonly Urheber Wer = new(Guid.NewGuid(), null);
    private static readonly Terminanlass Anlass = new(Guid.NewGuid(), null, Scope.RunderTisch(Guid.NewGuid()));
    private static readonly Terminfrage[] Gefragte = [new("Schule", Scope.Schule(Guid.NewGuid()), null, null), new("Gast", null, null, "gast@probe.example")];

    [Fact]
    public void Two_to_ten_different_dates_to_come_with_an_end_for_answers()
    {
        Refuses([Termin(5)]);
        Refuses([.. Enumerable.Range(1, 11).Select(Termin)]);
        Refuses([Termin(5), Termin(5)]);
        Refuses([Termin(-1), Termin(5)]);
        Refuses([Termin(5), Termin(6)], bis: Heute.AddDays(-1));
        Refuses([Termin(5), Termin(6)], bis: Heute.AddDays(7));
        // In the night in which the clocks go forward an hour does not exist.
        Refuses([Termin(5), (new DateOnly(2027, 3, 28), new TimeOnly(2, 30))]);
        Assert.Throws<FachregelVerletzt>(() => Terminabstimmung.Start(Anlass, [Termin(5), Termin(6)], [], Heute.AddDays(3), null, Wer, Jetzt));
        Assert.Equal([Termin(5), Termin(6)], Start().Vorschlaege.Select(v => (v.Tag, v.Uhrzeit)));
    }

    [Fact]
    public void An_answer_says_something_to_each_date_and_can_change_until_the_last_day()
    {
        var abstimmung = Start();
        var (schule, a, b) = (abstimmung.Gefragte[0], abstimmung.Vorschlaege[0].Id, abstimmung.Vorschlaege[1].Id);
        Assert.Throws<FachregelVerletzt>(() => abstimmung.Answer(schule.Id, Say((a, Terminantwort.Ja)), null, "Sina", Jetzt));
        Assert.Throws<FachregelVerletzt>(() => abstimmung.Answer(Guid.NewGuid(), Say((a, Terminantwort.Ja), (b, Terminantwort.Ja)), null, "Sina", Jetzt));
        Assert.Null(schule.BeantwortetAm);
        abstimmung.Answer(schule.Id, Say((a, Terminantwort.Ja), (b, Terminantwort.Nein)), "Gern", "Sina", Jetzt);
        abstimmung.Answer(schule.Id, Say((a, Terminantwort.WennNoetig), (b, Terminantwort.Ja)), null, "Sina", Jetzt.AddDays(3));
        Assert.Equal([Terminantwort.WennNoetig, Terminantwort.Ja], schule.Stimmen.Select(s => s.Antwort));
        var spaet = Assert.Throws<Zustandskonflikt>(() => abstimmung.Answer(schule.Id, Say((a, Terminantwort.Ja), (b, Terminantwort.Ja)), null, "Sina", Jetzt.AddDays(4)));
        Assert.Contains("Antworten waren bis zum 25.11.2026 möglich.", spaet.Message, StringComparison.Ordinal);
        Assert.All(abstimmung.Gefragte[1].Stimmen, s => Assert.Equal(Terminantwort.Offen, s.Antwort));
    }

    [Fact]
    public void It_ends_once_with_a_choice_or_without()
    {
        var abstimmung = Start();
        var (a, b) = (abstimmung.Vorschlaege[0].Id, abstimmung.Vorschlaege[1].Id);
        Assert.Throws<FachregelVerletzt>(() => abstimmung.Choose(Guid.NewGuid(), Anlass.Scope, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => abstimmung.Choose(a, Anlass.Scope, Wer, Jetzt.AddDays(6)));
        Assert.NotNull(abstimmung.Choose(a, Anlass.Scope, Wer, Jetzt));
        Assert.Null(abstimmung.Choose(a, Anlass.Scope, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => abstimmung.Choose(b, Anlass.Scope, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => abstimmung.Answer(abstimmung.Gefragte[0].Id, Say((a, Terminantwort.Ja), (b, Terminantwort.Ja)), null, "Sina", Jetzt));
        Assert.Null(abstimmung.Close(Anlass.Scope, Wer, Jetzt));
        var andere = Start();
        Assert.NotNull(andere.Close(Anlass.Scope, Wer, Jetzt));
        Assert.Null(andere.GewaehltId);
    }

    private static (DateOnly Tag, TimeOnly Uhrzeit) Termin(int tage) => (Heute.AddDays(tage), new TimeOnly(14, 0));

    private static Dictionary<Guid, Terminantwort> Say(params (Guid Termin, Terminantwort Antwort)[] antworten) => antworten.ToDictionary(a => a.Termin, a => a.Antwort);

    private static Terminabstimmung Start() => Terminabstimmung.Start(Anlass, [Termin(6), Termin(5)], Gefragte, Heute.AddDays(3), null, Wer, Jetzt).Abstimmung;

    private static void Refuses((DateOnly, TimeOnly)[] termine, DateOnly? bis = null) =>
        Assert.Throws<FachregelVerletzt>(() => Terminabstimmung.Start(Anlass, termine, Gefragte, bis ?? Heute.AddDays(3), null, Wer, Jetzt));
}
