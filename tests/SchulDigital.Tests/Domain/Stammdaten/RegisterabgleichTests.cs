using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;

namespace SchulDigital.Tests.Domain.Stammdaten;

/// <summary>Of two registers the newer day wins, field by field; an older one only fills gaps.</summary>
[Trait("Spur", "domain")]
public sealed class RegisterabgleichTests
{
    private static readonly DateOnly Alt = new(2022, 6, 9);
    private static readonly DateOnly Neu = new(2024, 10, 15);

    private static readonly Schulangaben Altes = new("Alte Schule", "Realschule")
    {
        Homepage = "https://alt.example",
        Telefon = "0211 1",
        Betriebsschluessel = "1",
        Anschrift = new Anschrift("Weg 1", "33330", "Gütersloh"),
    };

    private static readonly Schulangaben Neues = new("Neue Schule", "Gesamtschule")
    {
        Schuelerzahl = 305,
        Telefon = "0211 2",
        Anschrift = new Anschrift("Weg 2", "33332", "Gütersloh"),
    };

    [Fact]
    public void Newer_register_wins_per_field_in_either_order()
    {
        Assert.Equal(Facts(Make((Altes, Alt), (Neues, Neu))), Facts(Make((Neues, Neu), (Altes, Alt))));

        var schule = Make((Altes, Alt), (Neues, Neu));
        Assert.Equal(("Neue Schule", "Gesamtschule", "0211 2", "https://alt.example", 305, "Weg 2"),
            (schule.Name, schule.Schulform, schule.Telefon, schule.Homepage, schule.Schuelerzahl, schule.Strasse));
        Assert.Equal(Neu, schule.SchuelerzahlStand);
        Assert.Contains("neue schule", schule.Suchtext, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_register_again_changes_nothing()
    {
        var schule = Make((Altes, Alt));
        Assert.Empty(schule.Adopt(Altes, Alt));
    }

    [Fact]
    public void Same_words_in_a_newer_register_guard_against_a_register_between()
    {
        var schule = Make((Altes, Alt));
        Assert.Empty(schule.Adopt(Altes, Neu));
        Assert.Empty(schule.Adopt(Altes with { Name = "Zwischenname" }, new DateOnly(2023, 1, 1)));
        Assert.Equal("Alte Schule", schule.Name);
    }

    [Fact]
    public void What_a_newer_register_leaves_empty_stays()
    {
        var schule = Make((Altes, Alt));
        schule.Adopt(Neues with { Telefon = null }, Neu);
        Assert.Equal("0211 1", schule.Telefon);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", false)]
    [InlineData("2", false)]
    [InlineData("3", false)]
    [InlineData("4", false)]
    [InlineData("5", true)]
    [InlineData("6", false)]
    [InlineData("9", true)]
    public void Only_Betriebsschluessel_5_and_9_close_a_school(string schluessel, bool geschlossen) =>
        Assert.Equal(geschlossen, Make((Altes with { Betriebsschluessel = schluessel }, Alt)).Geschlossen);

    [Fact]
    public void Older_register_cannot_close_a_school_that_a_newer_one_lists()
    {
        var schliessend = Altes with { Betriebsschluessel = "9" };
        Assert.False(Make((Neues, Neu), (schliessend, Alt)).Geschlossen);
        Assert.False(Make((schliessend, Alt), (Neues, Neu)).Geschlossen);
        Assert.True(Make((Neues, Alt), (schliessend, Neu)).Geschlossen);
    }

    [Fact]
    public void Change_of_carrier_needs_the_day_from_which_it_holds()
    {
        Guid alter = Guid.NewGuid(), neuer = Guid.NewGuid();
        var schule = Make((Altes, Alt));
        schule.AdoptTraeger(alter, Alt);

        Assert.True(schule.IsOtherTraeger(neuer, Neu));
        schule.AdoptTraeger(neuer, Neu);
        Assert.Equal(alter, schule.SchultraegerId);
        Assert.Throws<FachregelVerletzt>(() => schule.AssignTraeger(neuer));

        var wechsel = schule.ChangeTraeger(neuer, new DateOnly(2024, 8, 1), Neu);
        Assert.Equal((alter, neuer, new DateOnly(2024, 8, 1)), (wechsel.AlterTraegerId, wechsel.NeuerTraegerId, wechsel.GiltAb));
        Assert.False(schule.IsOtherTraeger(alter, Alt));
    }

    [Fact]
    public void Days_of_fields_survive_being_stored()
    {
        var staende = Feldstaende.Empty.With("Name", Neu).With("Anschrift", Alt);
        Assert.Equal("Anschrift=2022-06-09;Name=2024-10-15", staende.ToString());
        Assert.Equal(staende, Feldstaende.Parse(staende.ToString()));
        Assert.Equal((Neu, Alt, (DateOnly?)null), (staende.Newest, staende.Oldest, staende["Ort"]));
    }

    private static Schule Make(params (Schulangaben Angaben, DateOnly Stand)[] register)
    {
        var schule = new Schule("NW", "123456", register[0].Angaben.Name, register[0].Angaben.Schulform);
        foreach (var (angaben, stand) in register)
            schule.Adopt(angaben, stand);
        return schule;
    }

    private static string Facts(Schule s) => string.Join('|', s.Name, s.Schulform, s.Telefon, s.Homepage, s.Schuelerzahl,
        s.SchuelerzahlStand, s.Strasse, s.Postleitzahl, s.Ort, s.Betriebsschluessel, s.Geschlossen, s.Suchtext, s.Feldstaende);
}
