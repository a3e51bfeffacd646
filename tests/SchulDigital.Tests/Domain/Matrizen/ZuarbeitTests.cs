using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Matrizen;

[Trait("Spur", "domain")]
public sealed class ZuarbeitTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = Kalender.DayOf(Jetzt);

    private readonly Matrix _matrix;
    private readonly Zustaendigkeit _wer;

    public ZuarbeitTests()
    {
        var traeger = Guid.NewGuid();
        _matrix = Testkatalog.NewMatrix(traeger);
        _wer = new Zustaendigkeit(Guid.NewGuid(), Rolle.Traegerbearbeitung, Scope.Schultraeger(traeger), Heute);
    }

    private string Kriterium(int nummer) => _matrix.Zeilen[nummer].Kriterium;

    private Zuarbeit Ask(int zeilen = 2, int tage = 14) =>
        Zuarbeit.Ask(_matrix, _matrix.Zeilen.Take(zeilen), "Ina Infra", "IT", "it@probe.example", Heute.AddDays(tage), null, _wer, Jetzt).Zuarbeit;

    private Verlaufseintrag? Answer(Zuarbeit zuarbeit, int zeile, Zeilenwerte vorschlag, DateTime? am = null, Urheber? wer = null) => zuarbeit.Answer(
        _matrix, new Dictionary<string, (Zeilenwerte, int)> { [Kriterium(zeile)] = (vorschlag, 0) }, wer ?? Urheber.Portal, am ?? Jetzt);

    [Fact]
    public void Its_state_follows_from_its_rows_and_it_ends_with_the_last()
    {
        var zuarbeit = Ask();
        Assert.Equal(Zuarbeitsstand.Angefragt, zuarbeit.Stand);
        Answer(zuarbeit, 0, new() { Ist = Stufenwert.Ausbau });
        Assert.Equal(Zuarbeitsstand.Beantwortet, zuarbeit.Stand);
        zuarbeit.Decide(_matrix, [], new Dictionary<string, string> { [Kriterium(0)] = "Warum?" }, Urheber.Portal, Jetzt);
        Assert.Equal(Zuarbeitsstand.Zurueckgegeben, zuarbeit.Stand);
        Answer(zuarbeit, 0, new() { Ist = Stufenwert.Einstieg });
        Answer(zuarbeit, 1, new() { OffeneFrage = "Wer?" });
        Assert.Equal("Ina Infra, IT: 2 Zeilen",
            zuarbeit.Decide(_matrix, [Kriterium(0), Kriterium(1)], new Dictionary<string, string>(), Urheber.Portal, Jetzt)[0].Grund);
        Assert.Equal((Zuarbeitsstand.Uebernommen, Jetzt), (zuarbeit.Stand, zuarbeit.BeendetAm!.Value));
        Assert.Throws<Zustandskonflikt>(() => Answer(zuarbeit, 0, new() { Ist = Stufenwert.Ausbau }));
    }

    [Fact]
    public void Only_asked_fields_are_taken_and_the_same_again_is_no_answer()
    {
        var zuarbeit = Ask();
        Assert.Null(Answer(zuarbeit, 0, new() { InterneNotiz = "untergeschoben", Vertraulich = true }));
        Assert.NotNull(Answer(zuarbeit, 0, new() { Ist = Stufenwert.Ausbau, Zustaendig = "ich" }));
        Assert.Equal(new Zeilenwerte { Ist = Stufenwert.Ausbau }, zuarbeit.Zeilen[0].Vorschlag);
        var version = zuarbeit.Version;
        Assert.Null(Answer(zuarbeit, 0, new() { Ist = Stufenwert.Ausbau }));
        Assert.Null(Answer(zuarbeit, 5, new() { Ist = Stufenwert.Ausbau }));
        Assert.Equal(version, zuarbeit.Version);
    }

    [Fact]
    public void The_link_ends_with_its_day_the_house_may_enter_an_answer_later()
    {
        var zuarbeit = Ask(tage: 1);
        var danach = Jetzt.AddDays(2);
        Assert.Null(zuarbeit.WhyClosed(Heute.AddDays(1)));
        Assert.Throws<Zustandskonflikt>(() => Answer(zuarbeit, 0, new() { Ist = Stufenwert.Ausbau }, danach));
        Assert.NotNull(Answer(zuarbeit, 0, new() { Ist = Stufenwert.Ausbau }, danach, new Urheber(_wer.PersonId, _wer.Id)));
        Assert.True(zuarbeit.IsOverdue(Heute.AddDays(2)));
        zuarbeit.Extend(Heute.AddDays(9), danach);
        Assert.Null(zuarbeit.WhyClosed(Heute.AddDays(9)));
        Assert.Throws<FachregelVerletzt>(() => zuarbeit.Extend(Heute, danach));
    }

    [Fact]
    public void Decided_is_only_what_was_answered_and_handed_back_only_with_a_hint()
    {
        var zuarbeit = Ask();
        Assert.Throws<Zustandskonflikt>(() => zuarbeit.Decide(_matrix, [Kriterium(0)], new Dictionary<string, string>(), Urheber.Portal, Jetzt));
        Answer(zuarbeit, 0, new() { Ist = Stufenwert.Ausbau });
        Assert.Throws<FachregelVerletzt>(() => zuarbeit.Decide(_matrix, [], new Dictionary<string, string> { [Kriterium(0)] = " " }, Urheber.Portal, Jetzt));
        Assert.Equal("Ina Infra, IT, am 22.11.2026", zuarbeit.SourceOf(zuarbeit.Zeilen[0]));
    }

    [Fact]
    public void A_source_stays_until_the_row_is_judged_anew_and_never_leaves_the_house()
    {
        var zeile = _matrix.Zeilen[0];
        var urheber = new Urheber(_wer.PersonId, _wer.Id);
        _matrix.Answer(zeile, zeile.Werte with { Ist = Stufenwert.Ausbau }, 0, [], urheber, Jetzt, "Ina Infra, IT, am 22.11.2026");
        _matrix.Answer(zeile, zeile.Werte with { InterneNotiz = "anrufen" }, 1, [], urheber, Jetzt);
        Assert.NotNull(zeile.Werte.Auskunft);
        Assert.Equal((null, null), (zeile.Werte.ForOthers().Auskunft, zeile.Werte.ForOthers().InterneNotiz));
        _matrix.Answer(zeile, zeile.Werte with { Soll = Stufenwert.Verstetigung }, 2, [], urheber, Jetzt);
        Assert.Null(zeile.Werte.Auskunft);
    }

    [Fact]
    public void Nobody_is_asked_for_what_is_released_or_by_a_day_that_has_passed()
    {
        Assert.Throws<FachregelVerletzt>(() => Ask(tage: -1));
        Assert.Throws<FachregelVerletzt>(() => Ask(zeilen: 0));
        Assert.Throws<FachregelVerletzt>(() => Zuarbeit.Note(_matrix, _matrix.Zeilen.Take(1), "A", "B", Heute.AddDays(1), _wer, Jetzt));
    }
}
