using SchulDigital.Domain;

namespace SchulDigital.Tests.Domain;

[Trait("Spur", "domain")]
public sealed class KleinzahlTests
{
    [Theory]
    [InlineData(0, 5, "0 Träger")]
    [InlineData(1, 5, "1 Träger")]
    [InlineData(3, 5, "3 Träger")]
    [InlineData(4, 5, "mehrere Träger")]
    [InlineData(5, 5, "5 Träger")]
    [InlineData(20, 22, "20 Träger")]
    [InlineData(21, 22, "mehrere Träger")]
    [InlineData(22, 22, "22 Träger")]
    // Too few take part: whatever the number, it would point at somebody.
    [InlineData(0, 4, "mehrere Träger")]
    [InlineData(4, 4, "mehrere Träger")]
    [InlineData(1, 1, "mehrere Träger")]
    [InlineData(0, 0, "mehrere Träger")]
    // No number that cannot be.
    [InlineData(6, 5, "mehrere Träger")]
    [InlineData(-1, 5, "mehrere Träger")]
    public void A_count_stands_only_where_it_points_at_nobody(int anzahl, int teilnehmende, string worte) =>
        Assert.Equal(worte, Kleinzahl.Words(anzahl, teilnehmende, "Träger", "Träger"));

    [Fact]
    public void One_is_said_in_the_singular() => Assert.Equal("1 Schule", Kleinzahl.Words(1, 9, "Schule", "Schulen"));
}
