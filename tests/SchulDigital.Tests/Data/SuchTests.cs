using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;

namespace SchulDigital.Tests.Data;

public sealed class SuchSqliteTests(Sqliteserver server) : SuchTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class SuchPostgresTests(Postgresserver server) : SuchTests(server);

/// <summary>Names are found and sorted alike, whatever database stands behind.</summary>
public abstract class SuchTests(Datenbankserver server) : Datenbanktest(server)
{
    /// <summary>In the order in which lists show them.</summary>
    private static readonly string[] Namen =
    [
        "1. Grundschule", "2. Grundschule", "Ärztehaus", "bonn", "Haus", "Haus 10", "Haus am See", "Haus-Süd",
        "Hausacker", "Œuvre", "Straße", "STRASSENSCHULE", "Über uns", "Zeppelin", "Łódź-Schule",
    ];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabaseAsync(async db =>
        {
            foreach (var (nummer, name) in Namen.Index().OrderBy(n => n.Item.Length))
            {
                var schule = new Schule("NW", $"10{nummer:0000}", name, "Grundschule");
                schule.Move(new Anschrift(null, null, nummer % 2 == 0 ? "Köln" : "Münster"));
                db.Add(schule);
            }
            await db.SaveChangesAsync();
        });
    }

    [DatenbankFact]
    public async Task Names_sort_as_people_expect() =>
        Assert.Equal(Namen, await InDatabaseAsync(db => db.Schulen.OrderBy(s => s.NameSuche).Select(s => s.Name).ToListAsync()));

    [DatenbankFact]
    public async Task Names_are_found_however_they_are_typed()
    {
        Assert.Equal(["Ärztehaus"], await FindAsync("aerztehaus"));
        Assert.Equal(["Ärztehaus"], await FindAsync("ÄRZTE"));
        Assert.Equal(["Straße", "STRASSENSCHULE"], await FindAsync("strasse"));
        Assert.Equal(["Haus-Süd"], await FindAsync("haus süd"));
        Assert.Equal(["1. Grundschule"], await FindAsync("100000"));
        Assert.Equal(8, (await FindAsync("KÖLN")).Count);
        // Signs that a search in the database could take for wildcards.
        Assert.Empty(await FindAsync("h%s"));
        Assert.Empty(await FindAsync("x_y"));
    }

    private Task<List<string>> FindAsync(string eingabe) => InDatabaseAsync(db =>
    {
        var suche = Suchform.Of(eingabe);
        return db.Schulen.Where(s => s.Suchtext.Contains(suche)).OrderBy(s => s.NameSuche).Select(s => s.Name).ToListAsync();
    });
}
