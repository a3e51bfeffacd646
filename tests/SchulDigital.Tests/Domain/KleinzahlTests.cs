using System.Globalization;
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

    [Theory]
    [InlineData("3 4 5", "3 4 5")]
    [InlineData("20 2 0", "20 2 0")]
    // Too few altogether: nothing.
    [InlineData("2 2 0", "- - -")]
    [InlineData("0 0 0", "0 0 0")]
    // One points at itself, and all but one at the one: with it goes another, or it is found by subtracting.
    [InlineData("1 5 16", "- - 16")]
    [InlineData("21 1 0", "- - 0")]
    [InlineData("1 1 20", "- - -")]
    [InlineData("1 2 19", "- - 19")]
    [InlineData("0 22 0", "0 22 0")]
    public void Parts_of_a_whole_point_at_nobody_also_by_subtracting(string teile, string gezeigt) =>
        Assert.Equal(gezeigt, string.Join(' ', Kleinzahl.Protect([.. teile.Split(' ').Select(int.Parse)]).Select(z => z?.ToString(CultureInfo.InvariantCulture) ?? "-")));

    [Fact]
    public void Whatever_the_parts_nobody_can_compute_a_single_one()
    {
        for (var gesamt = 5; gesamt <= 12; gesamt++)
            for (var a = 0; a <= gesamt; a++)
                for (var b = 0; a + b <= gesamt; b++)
                {
                    int[] teile = [a, b, gesamt - a - b];
                    var gezeigt = Kleinzahl.Protect(teile);
                    // All that a reader who knows the whole could think of.
                    var moeglich = Enumerable.Range(0, gesamt + 1).SelectMany(x => Enumerable.Range(0, gesamt - x + 1).Select(y => (int[])[x, y, gesamt - x - y]))
                        .Where(m => m.Zip(gezeigt).All(p => p.Second is null || p.Second == p.First)).ToList();
                    for (var i = 0; i < 3; i++)
                        Assert.False(teile[i] is var t && (t == 1 || t == gesamt - 1) && moeglich.TrueForAll(m => m[i] == t), $"{a} {b} {gesamt - a - b} shows part {i}");
                }
    }
}
