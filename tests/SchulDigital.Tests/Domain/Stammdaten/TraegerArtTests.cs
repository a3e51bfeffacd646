using SchulDigital.Domain.Stammdaten;

namespace SchulDigital.Tests.Domain.Stammdaten;

[Trait("Spur", "domain")]
public sealed class TraegerArtTests
{
    [Theory]
    [InlineData("Stadt Gütersloh", TraegerArt.Kommune)]
    [InlineData("Gemeinde Langenberg", TraegerArt.Kommune)]
    [InlineData("Kreis Gütersloh", TraegerArt.Kreis)]
    [InlineData("Rhein-Kreis Neuss", TraegerArt.Kreis)]
    [InlineData("Märkischer Kreis", TraegerArt.Kreis)]
    [InlineData("Hochsauerlandkreis", TraegerArt.Kreis)]
    [InlineData("Städteregion Aachen", TraegerArt.Kreis)]
    [InlineData("Schulverband Rietberg, Verl", TraegerArt.Zweckverband)]
    [InlineData("Schulzweckverband der Stadt Monschau", TraegerArt.Zweckverband)]
    [InlineData("Landschaftsverband Westfalen-Lippe", TraegerArt.Landschaftsverband)]
    [InlineData("Land Nordrhein-Westfalen", TraegerArt.Land)]
    [InlineData("Bistum Essen", TraegerArt.Kirchlich)]
    [InlineData("Evangelischer Kirchenkreis Soest", TraegerArt.Kirchlich)]
    [InlineData("Caritasverband für die Stadt Recklinghausen", TraegerArt.Kirchlich)]
    [InlineData("Graf-Recke-Stiftung", TraegerArt.Stiftung)]
    [InlineData("Landwirtschaftskammer NRW", null)]
    [InlineData("Waldorfschulverein Sieg-Kreis", null)]
    [InlineData("Freie Waldorfschule Kreis Heinsberg e.V.", null)]
    [InlineData("Schulträger 10042", null)]
    public void Name_tells_the_kind_where_it_tells_one(string name, TraegerArt? art) =>
        Assert.Equal(art, TraegerArten.GuessFrom(name));

    [Fact]
    public void Short_name_tells_a_town_whose_name_does_not() =>
        Assert.Equal(TraegerArt.Kommune, TraegerArten.GuessFrom("Bad Wünnenberg", "Bad Wünnenberg, Stadt"));

    [Fact]
    public void Legal_form_tells_only_where_the_name_does_not()
    {
        var stand = new DateOnly(2022, 6, 9);
        var verein = new Schultraeger("1", "Verein der Schulfreunde e.V.", TraegerArt.Privat);
        var stadt = new Schultraeger("2", "Stadt Verl", TraegerArt.Kommune);

        Assert.Empty(verein.AdoptRechtsform(false, stand));
        Assert.Empty(stadt.AdoptRechtsform(false, stand));
        Assert.Single(verein.AdoptRechtsform(true, stand));
        Assert.Equal((TraegerArt.Kommune, TraegerArt.Kommune), (verein.Art, stadt.Art));
    }
}
