using Microsoft.Playwright;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Browser;

/// <summary>A portal with the demo region on a real port, and the browser that visits it.</summary>
public sealed class Browserportal : IAsyncLifetime
{
    /// <summary>Where the system's package puts it; Playwright's own download is never used.</summary>
    private const string Programm = "/usr/bin/chromium";

    /// <summary>One browser for the whole lane. It ends with the test process, which holds the pipe to its driver.</summary>
    private static readonly Lazy<Task<IBrowser>> Chromium = new(async () =>
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Programm,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--lang=de-DE",
            ],
        });
    });

    public Kestrelportal Portal { get; } = new();

    public Task InitializeAsync()
    {
        _ = Portal.Adresse;
        return Chromium.Value;
    }

    public async Task DisposeAsync() => await Portal.DisposeAsync();

    /// <summary>A visitor with cookies of her own, not signed in.</summary>
    public async Task<Besuch> VisitAsync(bool script = true)
    {
        var kontext = await (await Chromium.Value).NewContextAsync(new()
        {
            BaseURL = Portal.Adresse,
            Locale = "de-DE",
            TimezoneId = "Europe/Berlin",
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = 1280, Height = 900 },
        });
        kontext.SetDefaultTimeout(20_000);
        return new Besuch(kontext, await kontext.NewPageAsync());
    }

    public async Task<Besuch> VisitAsync(string email, bool script = true)
    {
        var besuch = await VisitAsync(script);
        await besuch.SignInAsync(email);
        return besuch;
    }

    public Task<Besuch> VisitAsync(Rolle rolle, bool script = true) =>
        VisitAsync(Demoregion.Konten.Single(k => k.Rolle == rolle).Email, script);

    /// <summary>A carrier of its own with an empty matrix, so that a test stands in nobody's way.</summary>
    public Task<Probehaus> BuildHouseAsync() => Portal.BuildAsync(a =>
    {
        var name = Guid.NewGuid().ToString("N")[..8];
        var region = a.CreateRegion($"probe-{name}", $"Region {name}", "Bildungsbüro");
        var traeger = a.CreateSchultraeger(name, $"Stadt {name}", TraegerArt.Kommune);
        var matrix = a.CreateMatrix(traeger, a.CreateDurchgang(region, $"probe-{name}", "2026/27")).Matrix;
        var scope = Scope.Schultraeger(traeger.Id);
        var bearbeitung = a.CreatePerson($"Berta {name}", $"bearbeitung-{name}@test.example");
        var leitung = a.CreatePerson($"Lars {name}", $"leitung-{name}@test.example");
        a.Appoint(bearbeitung, Rolle.Traegerbearbeitung, scope);
        a.Appoint(leitung, Rolle.Traegerleitung, scope);
        return new Probehaus(traeger.Name, bearbeitung.Email, leitung.Email, $"/traeger/{traeger.Id}/matrix/{matrix.Key}");
    });
}

/// <param name="Bearbeitung">E-mail address of somebody who fills.</param>
/// <param name="Leitung">E-mail address of somebody who fills and releases.</param>
/// <param name="Matrix">Address of its matrix.</param>
public sealed record Probehaus(string Name, string Bearbeitung, string Leitung, string Matrix);

/// <summary>Tests that fill and release share a portal; each takes a house of its own, or the demo account named in it.</summary>
[CollectionDefinition(Name)]
public sealed class Bedienung : ICollectionFixture<Browserportal>
{
    public const string Name = "Bedienung im Browser";
}
