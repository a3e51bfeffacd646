using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Matrizen;

[Trait("Spur", "domain")]
public class MatrixTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = new(2026, 11, 20);

    private readonly Guid _traeger = Guid.NewGuid();
    private readonly Person _person = new("Petra Probe", "petra@test.example");
    private readonly Matrix _matrix;
    private readonly Zustaendigkeit _leitung;
    private readonly Urheber _urheber;

    public MatrixTests()
    {
        _matrix = Testkatalog.NewMatrix(_traeger);
        _leitung = new Zustaendigkeit(_person.Id, Rolle.Traegerleitung, Scope.Schultraeger(_traeger), Heute);
        _urheber = new Urheber(_person.Id, _leitung.Id);
    }

    private MatrixZeile Zeile => _matrix.Zeilen[0];

    private MatrixFassung Release() => _matrix.Release(_leitung, _person, Testkatalog.Traeger, [], Jetzt).Fassung;

    private Verlaufseintrag? Answer(Zeilenwerte werte) => _matrix.Answer(Zeile, werte, Zeile.Version, [], _urheber, Jetzt).Eintrag;

    [Fact]
    public void A_new_matrix_has_a_row_per_criterion_and_the_presets_of_the_catalogue()
    {
        Assert.Equal(52, _matrix.Zeilen.Count);
        Assert.Equal(3, _matrix.Zeilen.Count(z => z.Werte.Vertraulich));
        Assert.Equal(MatrixStatus.Entwurf, _matrix.Status);
    }

    [Fact]
    public void The_core_set_has_only_its_rows()
    {
        var kern = Testkatalog.NewMatrix(_traeger, nurKern: true);
        Assert.Equal(Testkatalog.Traeger.Kriterien.Count(k => k.Kern), kern.Zeilen.Count);
        Assert.InRange(kern.Zeilen.Count, 10, 20);
    }

    [Fact]
    public void An_answer_raises_the_version_and_is_written_into_the_history()
    {
        var eintrag = Answer(Zeile.Werte with { Ist = Stufenwert.Ausbau });

        Assert.Equal(1, Zeile.Version);
        Assert.Equal(Stufenwert.Ausbau, Zeile.Werte.Ist);
        Assert.NotNull(eintrag);
        Assert.Equal((Ereignis.ZeileGeaendert, Zeile.Id, (int?)1), (eintrag.Ereignis, eintrag.GegenstandId, eintrag.Version));
        Assert.Equal([new Feldaenderung(Zeilenfeld.Ist, null, "Ausbau")], Matrix.ReadChanges(eintrag));
        Assert.Equal(Jetzt, _matrix.GeaendertAm);
    }

    [Fact]
    public void The_same_answer_again_changes_nothing()
    {
        Answer(Zeile.Werte with { Ist = Stufenwert.Ausbau });
        Assert.Null(Answer(Zeile.Werte with { Ist = Stufenwert.Ausbau }));
        Assert.Equal(1, Zeile.Version);
    }

    [Fact]
    public void An_answer_on_an_old_version_waits_for_a_choice_and_writes_nothing()
    {
        var eintrag = Answer(Zeile.Werte with { Ist = Stufenwert.Ausbau });

        var (neuer, konflikte) = _matrix.Answer(
            Zeile, new Zeilenwerte { Ist = Stufenwert.Einstieg }, 0, Matrix.ReadChanges(eintrag!), _urheber, Jetzt);

        Assert.Null(neuer);
        Assert.Equal(Zeilenfeld.Ist, Assert.Single(konflikte).Feld);
        Assert.Equal(Stufenwert.Ausbau, Zeile.Werte.Ist);
    }

    [Fact]
    public void A_released_matrix_refuses_answers_until_a_new_draft_is_begun()
    {
        Release();
        Assert.Throws<Zustandskonflikt>(() => Answer(Zeile.Werte with { Ist = Stufenwert.Ausbau }));

        _matrix.StartDraft(_urheber, Jetzt);
        Assert.NotNull(Answer(Zeile.Werte with { Ist = Stufenwert.Ausbau }));
    }

    [Fact]
    public void Ready_for_the_Leitung_is_still_editable_and_can_be_taken_back()
    {
        _matrix.Submit(_urheber, Jetzt);
        Assert.Equal(MatrixStatus.InAbstimmung, _matrix.Status);
        Assert.NotNull(Answer(Zeile.Werte with { Ist = Stufenwert.Ausbau }));
        Assert.Throws<Zustandskonflikt>(() => _matrix.Submit(_urheber, Jetzt));

        _matrix.Resume(_urheber, Jetzt);
        Assert.Equal(MatrixStatus.Entwurf, _matrix.Status);
        Assert.Throws<Zustandskonflikt>(() => _matrix.Resume(_urheber, Jetzt));
    }

    [Fact]
    public void A_released_version_stays_as_it_was_while_the_next_is_written()
    {
        Answer(Zeile.Werte with { Ist = Stufenwert.Einstieg });
        var erste = Release();
        _matrix.StartDraft(_urheber, Jetzt);
        Answer(Zeile.Werte with { Ist = Stufenwert.Verstetigung });

        Assert.Equal(Stufenwert.Einstieg, erste.Zeilen.Single(z => z.ZeileId == Zeile.Id).Werte.Ist);
        Assert.Equal(FassungStatus.Freigegeben, erste.Status);

        var zweite = Release();
        Assert.Equal((1, 2), (erste.Nummer, zweite.Nummer));
        Assert.Equal((FassungStatus.Abgeloest, FassungStatus.Freigegeben), (erste.Status, zweite.Status));
        Assert.Equal(Stufenwert.Verstetigung, zweite.Zeilen.Single(z => z.ZeileId == Zeile.Id).Werte.Ist);
    }

    [Fact]
    public void A_version_keeps_name_and_office_of_whoever_released_it()
    {
        var vertretung = new Zustaendigkeit(
            _person.Id, Rolle.Traegerleitung, Scope.Schultraeger(_traeger), Heute, art: Amtsart.StaendigeVertretung);
        var fassung = _matrix.Release(vertretung, _person, Testkatalog.Traeger, [], Jetzt).Fassung;
        _person.Rename("Petra Anders", null);

        Assert.Equal(("Petra Probe", "i. V. Trägerleitung"), (fassung.FreigegebenVonName, fassung.Amt));
    }

    [Fact]
    public void Only_the_Leitung_or_whom_it_handed_the_release_can_release()
    {
        var bearbeitung = new Zustaendigkeit(_person.Id, Rolle.Traegerbearbeitung, Scope.Schultraeger(_traeger), Heute);
        var fremde = new Zustaendigkeit(_person.Id, Rolle.Traegerleitung, Scope.Schultraeger(Guid.NewGuid()), Heute);
        var kollege = new Person("Karl Kollege", "karl@test.example");
        var nurUnterschrift = _leitung.Delegate(kollege.Id, Befugnisse.Unterschrift, Heute, Heute.AddDays(7));
        var freigabe = _leitung.Delegate(kollege.Id, Befugnisse.Freigabe, Heute, Heute.AddDays(7));

        Assert.All([bearbeitung, fremde, nurUnterschrift], z => Assert.False(_matrix.CanBeReleasedBy(z)));
        Assert.Throws<FachregelVerletzt>(() => _matrix.Release(bearbeitung, _person, Testkatalog.Traeger, [], Jetzt));
        Assert.Equal("i. A. Trägerleitung", _matrix.Release(freigabe, kollege, Testkatalog.Traeger, [], Jetzt).Fassung.Amt);
    }

    [Fact]
    public void Withdrawing_needs_a_reason_and_something_released()
    {
        Assert.Throws<Zustandskonflikt>(() => _matrix.Withdraw(_leitung, "falsch", [], Jetzt));
        var fassung = Release();
        Assert.Throws<FachregelVerletzt>(() => _matrix.Withdraw(_leitung, " ", [], Jetzt));

        _matrix.Withdraw(_leitung, "Zahlen verwechselt", [], Jetzt);

        Assert.Equal((MatrixStatus.Zurueckgezogen, FassungStatus.Zurueckgezogen), (_matrix.Status, fassung.Status));
        Assert.Equal("Zahlen verwechselt", fassung.Grund);
    }

    [Fact]
    public void Withdrawing_beside_a_new_draft_leaves_the_draft_open()
    {
        Release();
        _matrix.StartDraft(_urheber, Jetzt);
        _matrix.Withdraw(_leitung, "Zahlen verwechselt", [], Jetzt);
        Assert.Equal(MatrixStatus.Entwurf, _matrix.Status);
    }

    public static TheoryData<Stufenwert?, Stufenwert?, Zeithorizont?, int> Regeln => new()
    {
        // Ist, Soll, Zeithorizont, broken rules
        { null, null, null, 0 },
        { Stufenwert.Einstieg, null, Zeithorizont.Kurzfristig, 1 },
        { Stufenwert.Einstieg, null, Zeithorizont.Mittelfristig, 1 },
        { Stufenwert.Einstieg, null, Zeithorizont.Langfristig, 1 },
        { Stufenwert.Einstieg, Stufenwert.Ausbau, Zeithorizont.Langfristig, 0 },
        { Stufenwert.Einstieg, null, Zeithorizont.NichtVorrangig, 0 },
        { Stufenwert.Ausbau, Stufenwert.Ausbau, Zeithorizont.Halten, 0 },
        { Stufenwert.Ausbau, null, Zeithorizont.Halten, 0 },
        { Stufenwert.Ausbau, Stufenwert.Verstetigung, Zeithorizont.Halten, 1 },
        { Stufenwert.NochNichtBegonnen, null, Zeithorizont.Halten, 1 },
        { null, null, Zeithorizont.Halten, 1 },
    };

    [Theory, MemberData(nameof(Regeln))]
    public void Rules_of_the_Zeithorizont_never_refuse_a_save_and_hold_at_release(
        Stufenwert? ist, Stufenwert? soll, Zeithorizont? horizont, int verstoesse)
    {
        Answer(Zeile.Werte with { Ist = ist, Soll = soll, Zeithorizont = horizont });

        var hindernisse = Matrix.Review(_matrix.Zeilen.Select(z => (z.Kriterium, z.Werte)), Testkatalog.Traeger).Where(b => b.Hindert);
        Assert.Equal(verstoesse, hindernisse.Count());
        if (verstoesse == 0)
            Assert.Equal(1, Release().Nummer);
        else
            Assert.Throws<FachregelVerletzt>(() => Release());
    }

    [Fact]
    public void Open_rows_are_named_and_do_not_hold_up_the_release()
    {
        var offene = Matrix.Review(_matrix.Zeilen.Select(z => (z.Kriterium, z.Werte)), Testkatalog.Traeger);
        Assert.Equal(52, offene.Count(b => !b.Hindert));
        Assert.Equal(52, Release().Zeilen.Count);
    }
}
