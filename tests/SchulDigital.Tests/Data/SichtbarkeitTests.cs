using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
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

    [DatenbankFact]
    public async Task Everybody_sees_the_Themen_of_the_own_tables_and_the_tasks_of_the_own_offices()
    {
        var ((a, tischA), (b, tischB)) = await BuildAsync(aufbau => (BuildTable(aufbau, "a"), BuildTable(aufbau, "b")));

        Assert.Equal(["Thema a", "a-traeger"], await AsAsync([Office(Rolle.Traegerbearbeitung, Scope.Schultraeger(a.Traeger.Id))], TextsAsync));
        Assert.Equal(["Thema b", "b-schule"], await AsAsync([Office(Rolle.Schulleitung, Scope.Schule(b.Schule.Id))], TextsAsync));
        Assert.Equal(["Thema a"], await AsAsync([Office(Rolle.Koordination, Scope.Bildungsregion(a.Region.Id))], TextsAsync));
        Assert.Equal(["Thema b"], await AsAsync([Office(Rolle.Medienberatung, Scope.RunderTisch(tischB))], TextsAsync));
        Assert.Empty(await AsAsync([Office(Rolle.Administration, Scope.Installation)], TextsAsync));
        Assert.Empty(await AsAsync([], TextsAsync));
        Assert.NotEqual(tischA, tischB);
    }

    private static ((Bildungsregion Region, Schultraeger Traeger, Schule Schule), Guid) BuildTable(Web.Demo.Aufbau aufbau, string name)
    {
        var ort = Build(aufbau, name);
        var tisch = aufbau.CreateRunderTisch(aufbau.Add(new Kommune(name == "a" ? "05999003" : "05999004", $"Ort {name}", ort.Region.Id)), $"Tisch {name}");
        ort.Schule.KommuneId = tisch.KommuneId;
        foreach (var (scope, text) in ((Scope, string)[])[(Scope.Schultraeger(ort.Traeger.Id), $"{name}-traeger"), (Scope.Schule(ort.Schule.Id), $"{name}-schule")])
            aufbau.Add(Aufgabe.Create(scope, null, null, text, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9), Origin(ort.Schule.Id), Urheber.Portal, DateTime.UtcNow).Aufgabe);
        aufbau.Add(Thema.Propose(tisch.Id, $"Thema {name}", null, null, Origin(ort.Schule.Id), Scope.Schule(ort.Schule.Id), Urheber.Portal, DateTime.UtcNow).Thema);
        return (ort, tisch.Id);

        static Herkunft Origin(Guid schuleId) => new(Herkunftsart.Schule, schuleId, null);
    }

    /// <summary>Themen, then tasks; nobody here holds the stored office of today, so none waits for her.</summary>
    private async Task<List<string>> TextsAsync(Web.Security.SichtbareDaten sicht)
    {
        Assert.Empty(await sicht.AufgabenFuerMich(Uhr.Today()).ToListAsync());
        return [.. await sicht.Themen().Select(t => t.Titel).OrderBy(t => t).ToListAsync(), .. await sicht.Aufgaben().Select(a => a.Text).OrderBy(t => t).ToListAsync()];
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
