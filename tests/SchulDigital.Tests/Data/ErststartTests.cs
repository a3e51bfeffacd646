using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Features.Berichte;
using SchulDigital.Web.Features.Sachstaende;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Tests.Data;

public sealed class ErststartSqliteTests(Sqliteserver server) : ErststartTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class ErststartPostgresTests(Postgresserver server) : ErststartTests(server);

/// <summary>What a first start writes, also when several instances start at the same moment.</summary>
public abstract class ErststartTests(Datenbankserver server) : Datenbanktest(server)
{
    [DatenbankFact]
    public async Task Instances_that_start_at_once_publish_the_catalogues_and_make_the_demo_region_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => InDatabaseAsync(async db =>
        {
            await Katalogveroeffentlichung.PublishAsync(db, Uhr);
            await using var dienste = new ServiceCollection().AddSingleton(db).BuildServiceProvider();
            var kataloge = new Katalogverzeichnis(dienste.GetRequiredService<IServiceScopeFactory>());
            await new Demoregion(db, new Berichtsquellen(db, kataloge, Uhr), new Sachstandserhebung(db, new Themenfeldworte(db, kataloge), Uhr), Uhr, new PasswordHasher<Benutzer>()).CreateAsync();
        }))));

        Assert.Equal((2, 1, 26, 64), await InDatabaseAsync(async db => (await db.MatrixKataloge.CountAsync(),
            await db.Bildungsregionen.CountAsync(), await db.Schulen.CountAsync(), await db.Matrizen.CountAsync())));
    }
}
