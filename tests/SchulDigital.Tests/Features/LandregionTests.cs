using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Features.Sachstaende;

namespace SchulDigital.Tests.Features;

/// <summary>
/// The large region, made smaller: the Sachstand says what the rule by which it was made says, counted house by house; and it takes
/// as many statements for many houses as for few.
/// </summary>
[Trait("Spur", "host")]
public sealed class LandregionTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Durchgaenge = 3;

    private readonly Testportal _portal = new();

    public Task InitializeAsync() => _portal.BuildAsync(_ => 0);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task The_Sachstand_counts_what_an_independent_count_counts()
    {
        const int Traeger = 40;
        const int Schulen = 120;
        var (_, zahlen) = await CollectAsync(_portal, Traeger, Schulen);
        foreach (var (spalte, durchgang) in ((int, int)[])[(0, Durchgaenge - 1), (1, Durchgaenge - 2)])
        {
            var traeger = Enumerable.Range(0, Traeger).Where(n => Landregion.AnswerOf(n) == Teilnahmestatus.Angenommen).ToList();
            var schulen = Enumerable.Range(0, Schulen).Where(n => Landregion.AnswerOf(n) == Teilnahmestatus.Angenommen).ToList();
            Assert.Equal([28, 4, 4, 4], Column(zahlen, "Antwort auf das Angebot", spalte));
            Assert.Equal([84, 12, 12, 12], Column(zahlen, "Antwort auf das Angebot", spalte + 2));
            Assert.Equal(Count(traeger, durchgang), Column(zahlen, "Stand der Matrix", spalte));
            Assert.Equal(Count(schulen, durchgang), Column(zahlen, "Stand der Matrix", spalte + 2));
            Assert.Equal([traeger.Count(n => Landregion.ProgressOf(n, durchgang) == 0 && Landregion.NeedsSupport(n))], Column(zahlen, "Schulträger mit Unterstützungsbedarf", spalte));
            Assert.Equal([schulen.Count(n => Landregion.ProgressOf(n, durchgang) == 0 && Landregion.NeedsSupport(n))], Column(zahlen, "Schulen mit Unterstützungsbedarf", spalte));
            // A visit where the carrier has a matrix; a Thema where it takes part.
            var besuche = traeger.Count(n => n % 3 == 0 && Landregion.ProgressOf(n, durchgang) < 2);
            Assert.Equal([besuche, 0, besuche], Column(zahlen, "Schulträgerbesuche", spalte));
            int?[] jeFeld = [traeger.Count(n => n % 4 == 0), traeger.Count(n => n % 4 == 2)];
            Assert.Equal(jeFeld.OrderDescending(), Column(zahlen, "Schulträger, die ein Thema aus dem Themenfeld nannten", spalte).OrderDescending());
        }
        Assert.Equal([SheetsOf(Traeger, Schulen), 0, 0, 0], Column(zahlen, "Berichtsbögen nach ihrem Stand", 0));

        static int?[] Count(List<int> haeuser, int durchgang) => [.. Enumerable.Range(0, 3).Select(stand => (int?)haeuser.Count(n => Landregion.ProgressOf(n, durchgang) == stand))];

        // One for each school of a carrier that takes part.
        static int? SheetsOf(int traeger, int schulen) => Enumerable.Range(0, schulen).Count(s => Landregion.AnswerOf(s % traeger) == Teilnahmestatus.Angenommen);
    }

    [Fact]
    public async Task Many_houses_take_as_many_statements_as_few()
    {
        var (wenige, _) = await CollectAsync(_portal, 10, 20);
        await using var anderes = new Testportal();
        await anderes.BuildAsync(_ => 0);
        var (viele, _) = await CollectAsync(anderes, 60, 300);
        Assert.Equal(wenige, viele);
        Assert.InRange(viele, 20, 80);
    }

    /// <summary>How many statements it took, and the numbers of the newest Durchgang.</summary>
    private static async Task<(int Anweisungen, Sachstandszahlen Zahlen)> CollectAsync(Testportal portal, int traeger, int schulen)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await new Landregion(db, portal.Uhr, scope.ServiceProvider.GetRequiredService<IPasswordHasher<Benutzer>>(), traeger, schulen, Durchgaenge).CreateAsync();
        var region = await db.Bildungsregionen.Where(r => r.Key == Landregion.Key).Select(r => r.Id).SingleAsync();
        var durchgang = await db.Durchgaenge.OrderByDescending(d => d.Beginn).Select(d => d.Id).FirstAsync();
        Sachstandszahlen? zahlen = null;
        var anweisungen = await portal.CountStatementsAsync(async () => zahlen = await scope.ServiceProvider.GetRequiredService<Sachstandserhebung>().CollectAsync(Scope.Bildungsregion(region), durchgang, default));
        return (anweisungen, zahlen!);
    }

    private static IEnumerable<int?> Column(Sachstandszahlen zahlen, string tafel, int spalte) => zahlen.Abschnitte.SelectMany(a => a.Tafeln).Single(t => t.Titel == tafel).Zeilen.Select(z => z.Werte[spalte]);
}
