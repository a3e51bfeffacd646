using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Matrizen;

/// <summary>Taking part in a Durchgang is voluntary, and can be thought over until it is closed.</summary>
[Trait("Spur", "domain")]
public class TeilnahmeTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Urheber Wer = new(Guid.NewGuid(), Guid.NewGuid());

    private readonly Durchgang _durchgang = NewDurchgang();
    private readonly Teilnahme _teilnahme;

    public TeilnahmeTests() => _teilnahme = Teilnahme.Offer(_durchgang, Scope.Schule(Guid.NewGuid()), Jetzt);

    [Fact]
    public void An_offer_can_be_declined_and_accepted_later()
    {
        var nein = _teilnahme.Decline(_durchgang, "Umzug in diesem Jahr", Wer, Jetzt);
        Assert.Equal((Teilnahmestatus.Abgelehnt, "Umzug in diesem Jahr"), (_teilnahme.Status, _teilnahme.Grund));
        Assert.Equal((Ereignis.TeilnahmeAbgelehnt, _teilnahme.Scope.Id), (nein.Ereignis, nein.ScopeId));

        _teilnahme.Accept(_durchgang, Wer, Jetzt.AddDays(1));
        Assert.Equal((Teilnahmestatus.Angenommen, null), (_teilnahme.Status, _teilnahme.Grund));
    }

    [Fact]
    public void Who_takes_part_pauses_instead_of_declining()
    {
        _teilnahme.Accept(_durchgang, Wer, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => _teilnahme.Decline(_durchgang, null, Wer, Jetzt));
        _teilnahme.Pause(_durchgang, null, Wer, Jetzt);
        Assert.Equal(Teilnahmestatus.Pausiert, _teilnahme.Status);
    }

    [Fact]
    public void The_same_answer_twice_and_any_answer_after_the_end_come_too_late()
    {
        _teilnahme.Accept(_durchgang, Wer, Jetzt);
        Assert.Throws<Zustandskonflikt>(() => _teilnahme.Accept(_durchgang, Wer, Jetzt));
        _durchgang.Close(new DateOnly(2027, 1, 31));
        Assert.Throws<Zustandskonflikt>(() => _teilnahme.Pause(_durchgang, null, Wer, Jetzt));
    }

    [Fact]
    public void A_Durchgang_covers_the_chosen_Themenfelder_or_the_core_set()
    {
        var katalog = Testkatalog.Traeger;
        var feld = katalog.Themenfelder[0];
        var einzeln = NewDurchgang(themenfelder: [feld.Key]);
        Assert.Equal(feld.Kriterien, katalog.Kriterien.Where(einzeln.Covers));
        var kern = NewDurchgang(nurKern: true);
        Assert.Equal(katalog.Kriterien.Where(k => k.Kern), katalog.Kriterien.Where(kern.Covers));
        Assert.Equal(katalog.Kriterien, katalog.Kriterien.Where(_durchgang.Covers));
    }

    [Fact]
    public void A_deadline_moves_but_not_before_the_beginning()
    {
        _durchgang.Move(new DateOnly(2027, 2, 1));
        Assert.Equal(new DateOnly(2027, 2, 1), _durchgang.Frist);
        Assert.Throws<FachregelVerletzt>(() => _durchgang.Move(_durchgang.Beginn.AddDays(-1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Anybody_may_open_a_matrix_of_the_own_house(bool nurKern)
    {
        var scope = Scope.Schule(Guid.NewGuid());
        var matrix = Matrix.Open(scope, 3, "Halbzeit", Guid.NewGuid(), Testkatalog.Traeger, nurKern, null, Jetzt);
        Assert.Equal(("eigene-3", "Halbzeit", null, scope), (matrix.Key, matrix.Titel, matrix.DurchgangId, matrix.Scope));
        Assert.Equal(Testkatalog.Traeger.Kriterien.Count(k => k.Kern || !nurKern), matrix.Zeilen.Count);
    }

    private static Durchgang NewDurchgang(bool nurKern = false, IReadOnlyCollection<string>? themenfelder = null) =>
        new(Guid.NewGuid(), "musterland-2026-27", "2026/27", new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 31),
            Guid.NewGuid(), Guid.NewGuid(), nurKern, themenfelder);
}
