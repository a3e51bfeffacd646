using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;

namespace SchulDigital.Tests.Data;

public sealed class SchemaSqliteTests(Sqliteserver server) : SchemaTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class SchemaPostgresTests(Postgresserver server) : SchemaTests(server);

public abstract class SchemaTests(Datenbankserver server) : Datenbanktest(server)
{
    [DatenbankFact]
    public async Task Migrations_apply_to_an_empty_database_and_only_once()
    {
        await using var dienste = Modelle.Register(await Server.CreateEmptyAsync()).BuildServiceProvider();
        await using var scope = dienste.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        Assert.NotEmpty(await db.Database.GetPendingMigrationsAsync());

        await db.Database.MigrateAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        await db.Database.MigrateAsync();

        // Every table is there and has the columns that the model reads.
        foreach (var typ in Muster.EntitiesOf(db))
            await (Task)typeof(SchemaTests).GetMethod(nameof(ReadAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(typ.ClrType).Invoke(null, [db])!;
    }

    [DatenbankFact]
    public async Task Catalogues_are_published_once_and_read_from_the_database()
    {
        for (var start = 0; start < 2; start++)
            await InDatabaseAsync(db => Katalogveroeffentlichung.PublishAsync(db, Uhr));
        var kataloge = await InDatabaseAsync(db => db.MatrixKataloge.AsNoTracking().ToListAsync());
        Assert.Equal(2, kataloge.Count);

        var verzeichnis = Dienste.GetRequiredService<Katalogverzeichnis>();
        foreach (var katalog in kataloge)
        {
            var inhalt = await verzeichnis.GetAsync(katalog.Id);
            Assert.Equal((katalog.Key, katalog.Version, katalog.Zielgruppe), (inhalt.Key, inhalt.Version, inhalt.Zielgruppe));
            Assert.Equal(katalog.Sha256, Katalogveroeffentlichung.HashOf(katalog.Inhalt));
            Assert.Same(inhalt, await verzeichnis.GetAsync(katalog.Id));
        }
    }

    private static async Task ReadAsync<T>(AppDbContext db) where T : class => Assert.Empty(await db.Set<T>().ToListAsync());
}
