using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Tests.Support;

/// <summary>
/// The whole portal with a SQLite file of its own, without demo region. Starts with the first request or scope; share it
/// per class as a fixture. Settings go in before the start by <see cref="Set"/>.
/// </summary>
public class Testportal : WebApplicationFactory<Program>
{
    /// <summary>Everybody's password, whether made by a test or by <see cref="Aufbau"/>.</summary>
    public const string Passwort = Demoregion.Passwort;

    private readonly Dictionary<string, string> _einstellungen = new()
    {
        ["Demo:Enabled"] = "false",
        // As in the demo: whoever signs in here is there at once. Tests of the duty set it.
        ["Konten:ZweiterFaktorPflicht"] = "false",
        // The factory hands on every section with an empty value of its own; Serilog takes only this short form.
        ["Serilog:MinimumLevel"] = "Fatal",
        // Mails go out when a test says so, not while it looks at them.
        ["Mail:AbrufSekunden"] = "86400",
    };
    private readonly Testordner _eigenerOrdner = new();

    /// <summary>A folder that outlives this portal, so that a second one can go on with its database.</summary>
    public Testordner? Ordner { get; init; }

    public string Umgebung { get; init; } = "Development";

    public string Datenbankdatei => (Ordner ?? _eigenerOrdner).Datenbankdatei;

    public Testuhr Uhr { get; } = new();

    public Testprotokoll Protokoll { get; } = new();

    public Anweisungszaehler Zaehler { get; } = new();

    /// <summary>Sets a setting, before the start.</summary>
    public Testportal Set(string name, string wert)
    {
        _einstellungen[name] = wert;
        return this;
    }

    /// <summary>Changes services, before the start; for faults that cannot be brought about from outside.</summary>
    public Action<IServiceCollection>? Eingriff { get; init; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Umgebung);
        builder.UseSetting("Database:Ordner", Path.GetDirectoryName(Datenbankdatei));
        foreach (var (name, wert) in _einstellungen)
            builder.UseSetting(name, wert);
        builder.ConfigureTestServices(dienste =>
        {
            dienste.AddSingleton<TimeProvider>(Uhr);
            dienste.AddSingleton<ILoggerProvider>(Protokoll);
            dienste.ConfigureDbContext<SqliteDbContext>(o => o.AddInterceptors(Zaehler));
            // Passwords are hashed as in earnest, only not as often.
            dienste.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
            // Documents are made when a test says so, not while it looks at what changes.
            dienste.Remove(dienste.Single(d => d.ImplementationType == typeof(Dokumentnachzug)));
            Eingriff?.Invoke(dienste);
        });
    }

    /// <summary>A visitor with a cookie jar of her own, or one who goes on here from another portal with hers.</summary>
    public Testbrowser NewBrowser(Testbrowser? bisher = null)
    {
        var cookies = bisher?.Cookies ?? new CookieContainer();
        return new Testbrowser(CreateDefaultClient(new CookieContainerHandler(cookies)), cookies, Protokoll, bisher);
    }

    /// <summary>A visitor signed in through the sign-in page.</summary>
    public async Task<Testbrowser> SignInAsync(string email, string passwort = Passwort)
    {
        var browser = NewBrowser();
        await browser.SignInAsync(email, passwort);
        return browser;
    }

    /// <summary>A visitor signed in with the demo account of a role; needs the demo region.</summary>
    public Task<Testbrowser> SignInAsync(Rolle rolle) => SignInAsync(Demoregion.Konten.Single(k => k.Rolle == rolle).Email);

    /// <summary>
    /// A visitor signed in as an existing person; one without a password gets <see cref="Passwort"/>.
    /// </summary>
    public async Task<Testbrowser> SignInAsync(Person person)
    {
        await AddPasswordAsync(person);
        return await SignInAsync(person.Email);
    }

    /// <summary>An existing person without a password gets <see cref="Passwort"/>.</summary>
    public async Task AddPasswordAsync(Person person)
    {
        await InScopeAsync<UserManager<Benutzer>>(async konten =>
        {
            var konto = await konten.FindByIdAsync(person.Id.ToString());
            if (konto is null)
                await Expect(konten.CreateAsync(new Benutzer { Id = person.Id, UserName = person.Email, Email = person.Email }, Passwort));
            else if (konto.PasswordHash is null)
                await Expect(konten.AddPasswordAsync(konto, Passwort));
        });
    }

    /// <summary>Makes a person with one Zuständigkeit from today on.</summary>
    public Task<Person> AddPersonAsync(Rolle rolle, Scope scope, Amtsart? art = null, DateOnly? bis = null, string? email = null) =>
        InDatabaseAsync(async db =>
        {
            var person = new Person($"{rolle.Label()} Probe", email ?? $"{rolle}-{Guid.NewGuid():N}@test.example");
            db.Add(person);
            db.Add(new Zustaendigkeit(person.Id, rolle, scope, Uhr.Today(), bis, art));
            await db.SaveChangesAsync();
            return person;
        });

    /// <summary>Makes regions, houses, people and matrices with the builders of the demo region.</summary>
    public Task<T> BuildAsync<T>(Func<Aufbau, T> build) => InDatabaseAsync(async db =>
    {
        await using var scope = Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Benutzer>>();
        var aufbau = await Aufbau.StartAsync(db, Uhr, hasher, demo: false);
        var ergebnis = build(aufbau);
        await aufbau.SaveAsync();
        return ergebnis;
    });

    /// <summary>Makes the PDFs of what was built past the pages.</summary>
    public Task AddMissingDocumentsAsync() => ActivatorUtilities.CreateInstance<Dokumentnachzug>(Services).RunAsync();

    /// <summary>Works on the database in a scope of its own, past the pages.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<AppDbContext, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    public Task InDatabaseAsync(Func<AppDbContext, Task> act) => InDatabaseAsync(async db =>
    {
        await act(db);
        return true;
    });

    public async Task InScopeAsync<TDienst>(Func<TDienst, Task> act) where TDienst : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TDienst>());
    }

    /// <summary>How many SQL statements an act sends. Only one act at a time.</summary>
    public async Task<int> CountStatementsAsync(Func<Task> act)
    {
        Zaehler.Clear();
        await act();
        return Zaehler.Anweisungen.Count;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _eigenerOrdner.Dispose();
        GC.SuppressFinalize(this);
    }


    private static async Task Expect(Task<IdentityResult> act)
    {
        var ergebnis = await act;
        Assert.True(ergebnis.Succeeded, string.Join(' ', ergebnis.Errors.Select(e => e.Description)));
    }
}

/// <summary>The portal with the demo region.</summary>
public sealed class Demoportal : Testportal
{
    public Demoportal()
    {
        Set("Demo:Enabled", "true");
        Demovorlage.CopyTo(Datenbankdatei);
    }
}

/// <summary>The portal with a <see cref="Probewelt"/>.</summary>
public class Probeportal : Testportal, IAsyncLifetime
{
    public Probewelt Welt { get; private set; } = null!;

    /// <summary>A mail in the outbox.</summary>
    public Guid Nachricht { get; private set; }

    /// <summary>All visitors of the tests have one address.</summary>
    public Probeportal()
    {
        Set("Grenzen:FeedbackJeMinuteUndAdresse", "1000").Set("Grenzen:PasswortanfragenJeMinuteUndAdresse", "1000")
            .Set("Grenzen:ZugangslinksJeMinuteUndAdresse", "10000").Set("Grenzen:PruefungenJeMinuteUndAdresse", "1000");
    }

    public async Task InitializeAsync()
    {
        Welt = await BuildAsync(a => new Probewelt(a));
        await AddMissingDocumentsAsync();
        Nachricht = await InDatabaseAsync(async db =>
        {
            var nachricht = new Ausgangsnachricht("probe", "probe@probe.example", "Probe", "Probe", "Probe", Uhr.Now());
            db.Add(nachricht);
            await db.SaveChangesAsync();
            return nachricht.Id;
        });
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>A visitor signed in as the person of the own houses who holds this role.</summary>
    public new Task<Testbrowser> SignInAsync(Rolle rolle) => SignInAsync(Welt.Leute[rolle].Person);
}

/// <summary>The portal whose every route is tried as everybody.</summary>
public sealed class Rechteportal : Probeportal
{
    public Rechteportal() => Eingriff = dienste => dienste.AddSingleton<IAuthorizationMiddlewareResultHandler, KnappeAbsage>();
}

/// <summary>
/// A refused form is answered by its status alone. The page around it is the same for every refusal, and to make it ten thousand
/// times took minutes; refused pages that are only read keep theirs.
/// </summary>
internal sealed class KnappeAbsage : IAuthorizationMiddlewareResultHandler
{
    private readonly Zugriffsantwort _antwort = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Succeeded && HttpMethods.IsPost(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } seiten)
            seiten.Enabled = false;
        return _antwort.HandleAsync(next, context, policy, authorizeResult);
    }
}

/// <summary>The portal with the demo region on a real port of this machine, for the browser.</summary>
public sealed class Kestrelportal : Testportal
{
    public Kestrelportal()
    {
        Set("Demo:Enabled", "true");
        Demovorlage.CopyTo(Datenbankdatei);
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
    }

    /// <summary>Starts where needed, and says where: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Adresse
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress.ToString().TrimEnd('/');
        }
    }
}

/// <summary>
/// The database of a portal that made its demo region, kept for the run: making it anew costs each test seconds.
/// That the start makes it is tested on its own.
/// </summary>
internal static class Demovorlage
{
    private static readonly Lazy<byte[]> Datei = new(Create);

    public static void CopyTo(string datei) => File.WriteAllBytes(datei, Datei.Value);

    private static byte[] Create()
    {
        using var ordner = new Testordner();
        using (var portal = new Testportal { Ordner = ordner })
        {
            portal.Set("Demo:Enabled", "true");
            Task.Run(portal.AddMissingDocumentsAsync).Wait();
        }
        // Closing the last connection brings the write-ahead log into the file.
        SqliteConnection.ClearAllPools();
        return File.ReadAllBytes(ordner.Datenbankdatei);
    }
}
