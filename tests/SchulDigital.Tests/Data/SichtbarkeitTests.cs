using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Data;

public sealed class SichtbarkeitSqliteTests(Sqliteserver server) : SichtbarkeitTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class SichtbarkeitPostgresTests(Postgresserver server) : SichtbarkeitTests(server);

/// <summary>The query that every list starts from means the same on both.</summary>
public abstract class SichtbarkeitTests(Datenbankserver server) : Datenbanktest(server)
{
    [DatenbankFact]
    public async Task Everybody_sees_the_matrices_of_the_own_house_and_what_belongs_to_it()
    {
        var (a, b) = await BuildAsync(aufbau => (Build(aufbau, "a"), Build(aufbau, "b")));

        Assert.Equal(["a-schule", "a-traeger"], await VisibleToAsync(Rolle.Traegerbearbeitung, Scope.Schultraeger(a.Traeger.Id)));
        Assert.Equal(["a-schule", "a-traeger"], await VisibleToAsync(Rolle.Koordination, Scope.Bildungsregion(a.Region.Id)));
        Assert.Equal(["b-schule"], await VisibleToAsync(Rolle.Schulleitung, Scope.Schule(b.Schule.Id)));
        Assert.Equal(["b-schule"], await VisibleToAsync(Rolle.Medienbeauftragte, Scope.Schule(b.Schule.Id)));
        Assert.Empty(await VisibleToAsync(Rolle.Administration, Scope.Installation));
        Assert.Empty(await VisibleToAsync(Rolle.Traegerleitung, Scope.Schultraeger(Kennung.New())));
        Assert.Empty(await AsAsync([], TitlesAsync));
        Assert.Equal(["a-schule", "a-traeger", "b-schule"], await AsAsync(
            [Office(Rolle.Traegerleitung, Scope.Schultraeger(a.Traeger.Id)), Office(Rolle.Schulleitung, Scope.Schule(b.Schule.Id))], TitlesAsync));
    }

    private static (Bildungsregion Region, Schultraeger Traeger, Schule Schule) Build(Web.Demo.Aufbau aufbau, string name)
    {
        var region = aufbau.CreateRegion(name, $"Region {name}", "Regionales Bildungsbüro");
        var kommune = aufbau.CreateKommune(region, name == "a" ? "05999001" : "05999002", $"Stadt {name}");
        var traeger = aufbau.CreateSchultraeger(name, $"Träger {name}", TraegerArt.Kommune);
        var schule = aufbau.CreateSchule($"10000{(int)name[0]}", $"Schule {name}", "Grundschule", kommune, traeger);
        aufbau.CreateMatrix(traeger, aufbau.CreateDurchgang(region, $"{name}-1", $"{name}-traeger"));
        aufbau.CreateMatrix(schule, aufbau.CreateDurchgang(region, $"{name}-2", $"{name}-schule"));
        return (region, traeger, schule);
    }

    private Task<List<string>> VisibleToAsync(Rolle rolle, Scope scope) => AsAsync([Office(rolle, scope)], TitlesAsync);

    private static Task<List<string>> TitlesAsync(Web.Security.SichtbareDaten sicht) =>
        sicht.Matrizen().Select(m => m.Titel).OrderBy(t => t).ToListAsync();

    private Zustaendigkeit Office(Rolle rolle, Scope scope) => new(Kennung.New(), rolle, scope, Uhr.Today());
}
