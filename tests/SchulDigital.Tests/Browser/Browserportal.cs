using Microsoft.Playwright;
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
        Assertions.SetDefaultExpectTimeout(10_000);
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
    /// <param name="adresse">Of a portal in a process of its own; else this one's.</param>
    public async Task<Besuch> VisitAsync(bool script = true, string? adresse = null)
    {
        var kontext = await (await Chromium.Value).NewContextAsync(new()
        {
            BaseURL = adresse ?? Portal.Adresse,
            Locale = "de-DE",
            TimezoneId = "Europe/Berlin",
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = 1280, Height = 900 },
        });
        kontext.SetDefaultTimeout(10_000);
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
}

/// <summary>Tests that fill and release share a portal; each takes a house of its own, or the demo account named in it.</summary>
[CollectionDefinition(Name)]
public sealed class Bedienung : ICollectionFixture<Browserportal>
{
    public const string Name = "Bedienung im Browser";
}
