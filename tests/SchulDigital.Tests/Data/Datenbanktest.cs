using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Security;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SchulDigital.Tests.Data;

/// <summary>A test on a migrated database of its own, with the services that persistence has in the portal.</summary>
[Trait("Spur", "provider")]
public abstract class Datenbanktest(Datenbankserver server) : IAsyncLifetime
{
    private ServiceProvider? _dienste;

    protected Datenbankserver Server => server;

    protected Datenbank Datenbank { get; private set; } = null!;

    protected Testuhr Uhr { get; } = new();

    protected IServiceProvider Dienste => _dienste!;

    public virtual async Task InitializeAsync()
    {
        Datenbank = await server.CreateAsync();
        var dienste = Modelle.Register(Datenbank);
        dienste.AddIdentityCore<Benutzer>().AddEntityFrameworkStores<AppDbContext>();
        dienste.AddLogging();
        dienste.AddSingleton<TimeProvider>(Uhr);
        dienste.AddSingleton<Katalogverzeichnis>();
        dienste.AddScoped<AktuellerBenutzer>();
        dienste.AddScoped<SichtbareDaten>();
        _dienste = dienste.BuildServiceProvider();
    }

    public virtual async Task DisposeAsync()
    {
        if (_dienste is not null)
            await _dienste.DisposeAsync();
    }

    /// <summary>Works in a context of its own, as one request does.</summary>
    protected async Task<T> InDatabaseAsync<T>(Func<AppDbContext, Task<T>> act)
    {
        await using var scope = Dienste.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    protected Task InDatabaseAsync(Func<AppDbContext, Task> act) => InDatabaseAsync(async db =>
    {
        await act(db);
        return true;
    });

    /// <summary>Publishes the catalogues and saves what the builder makes.</summary>
    protected Task<T> BuildAsync<T>(Func<Aufbau, T> act) => InDatabaseAsync(async db =>
    {
        await Katalogveroeffentlichung.PublishAsync(db, Uhr);
        var aufbau = await Aufbau.StartAsync(db, Uhr, new PasswordHasher<Benutzer>(), demo: false);
        var ergebnis = act(aufbau);
        await aufbau.SaveAsync();
        return ergebnis;
    });

    /// <summary>What a person may see, asked as a request of hers would ask.</summary>
    protected async Task<T> AsAsync<T>(Zustaendigkeit[] zustaendigkeiten, Func<SichtbareDaten, Task<T>> act)
    {
        await using var scope = Dienste.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AktuellerBenutzer>()
            .SignIn(Guid.NewGuid(), Guid.NewGuid(), "Probe", zustaendigkeiten, Nachweis.Passwort, DateTime.UtcNow, zweiterFaktorIstPflicht: false);
        return await act(scope.ServiceProvider.GetRequiredService<SichtbareDaten>());
    }
}

/// <summary>A test that runs once per provider; left out with a reason where its server cannot be had.</summary>
[XunitTestCaseDiscoverer("SchulDigital.Tests.Data.DatenbankFactDiscoverer", "SchulDigital.Tests")]
public sealed class DatenbankFactAttribute : FactAttribute;

public sealed class DatenbankFactDiscoverer(IMessageSink meldungen) : FactDiscoverer(meldungen)
{
    private readonly IMessageSink _meldungen = meldungen;

    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new DatenbankTestCase(_meldungen, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class DatenbankTestCase : XunitTestCase
{
    [Obsolete("Called by the deserializer; should only be called by deriving classes for deserialization purposes")]
    public DatenbankTestCase() { }

    public DatenbankTestCase(IMessageSink meldungen, TestMethodDisplay anzeige, TestMethodDisplayOptions optionen, ITestMethod methode)
        : base(meldungen, anzeige, optionen, methode) { }

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute)
        ?? (TestMethod.TestClass.Class.GetCustomAttributes(typeof(CollectionAttribute)).Any() ? Postgresserver.Skip : null)!;
}
