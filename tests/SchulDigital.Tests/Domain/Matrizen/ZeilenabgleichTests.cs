using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Tests.Domain.Matrizen;

[Trait("Spur", "domain")]
public class ZeilenabgleichTests
{
    private static readonly Zeilenwerte Basis = new() { Ist = Stufenwert.Einstieg, GeplanteSchritte = "alt" };

    [Fact]
    public void What_only_one_side_touched_takes_that_sides_value()
    {
        var abgleich = Zeilenabgleich.Merge(
            Basis, gespeichert: Basis with { Ist = Stufenwert.Ausbau }, eigene: Basis with { GeplanteSchritte = "neu" });

        Assert.Empty(abgleich.Konflikte);
        Assert.Equal(Basis with { Ist = Stufenwert.Ausbau, GeplanteSchritte = "neu" }, abgleich.Werte);
    }

    [Fact]
    public void What_both_set_differently_is_a_conflict_and_names_both_values()
    {
        var abgleich = Zeilenabgleich.Merge(
            Basis, gespeichert: Basis with { Ist = Stufenwert.Ausbau }, eigene: Basis with { Ist = Stufenwert.Verstetigung, OffeneFrage = "?" });

        var konflikt = Assert.Single(abgleich.Konflikte);
        Assert.Equal(new Feldkonflikt(Zeilenfeld.Ist, "Verstetigung", "Ausbau"), konflikt);
        Assert.Equal(Basis with { Ist = Stufenwert.Ausbau, OffeneFrage = "?" }, abgleich.Werte);
    }

    [Fact]
    public void The_same_change_by_both_is_no_conflict()
    {
        var gleich = Basis with { Ist = Stufenwert.Ausbau };
        Assert.Empty(Zeilenabgleich.Merge(Basis, gleich, gleich).Konflikte);
    }

    [Fact]
    public void Emptying_against_a_new_text_is_a_conflict()
    {
        var abgleich = Zeilenabgleich.Merge(Basis, Basis with { GeplanteSchritte = "neuer Text" }, Basis with { GeplanteSchritte = null });
        Assert.Equal(new Feldkonflikt(Zeilenfeld.GeplanteSchritte, null, "neuer Text"), Assert.Single(abgleich.Konflikte));
    }

    [Fact]
    public void Undo_gives_back_what_stood_there_before_several_changes()
    {
        var schritt1 = Basis with { Ist = Stufenwert.Ausbau };
        var schritt2 = schritt1 with { Ist = Stufenwert.Verstetigung, Vertraulich = true };
        Feldaenderung[] seither = [.. schritt1.ChangesFrom(Basis), .. schritt2.ChangesFrom(schritt1)];

        Assert.Equal(Basis, Zeilenabgleich.Undo(schritt2, seither));
    }

    [Fact]
    public void Every_field_has_a_stored_form_that_comes_back()
    {
        var voll = new Zeilenwerte
        {
            Ist = Stufenwert.NichtBeurteilbar,
            Soll = Stufenwert.NichtZutreffend,
            Zeithorizont = Zeithorizont.NichtVorrangig,
            GeplanteSchritte = "a",
            Unterstuetzungsbedarf = "b",
            OffeneFrage = "c",
            Zustaendig = "d",
            FuerRundenTisch = true,
            VorbehaltlichBeschluss = true,
            BeschlussGremium = "e",
            BeschlussTermin = new DateOnly(2027, 2, 3),
            BeschlussErgebnis = "f",
            Vertraulich = true,
            InterneNotiz = "g",
        };

        var wieder = Zeilenwerte.Felder.Aggregate(Zeilenwerte.Empty, (werte, feld) => werte.With(feld, voll[feld]));

        Assert.Equal(voll, wieder);
        Assert.Equal(Zeilenwerte.Felder.Count, voll.ChangesFrom(Zeilenwerte.Empty).Count);
    }
}
