using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Demo;

namespace SchulDigital.Web;

/// <summary>What happens before the first request: lock, migration, catalogues, demo region.</summary>
public static class Start
{
    public static async Task StartPortalAsync(this WebApplication app)
    {
        var datenbank = app.Services.GetRequiredService<Datenbank>();
        if (datenbank.Datei is { } datei)
            app.Lifetime.ApplicationStopped.Register(Portalsperre.Take(datei).Dispose);

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            await datenbank.EnsureCurrentAsync(db);
            await Katalogveroeffentlichung.PublishAsync(db, scope.ServiceProvider.GetRequiredService<TimeProvider>());
            if (IsDemo(app.Configuration, app.Environment))
                await scope.ServiceProvider.GetRequiredService<Demoregion>().CreateAsync();
        }

        app.Services.GetRequiredService<Bereitschaft>().Bereit = true;
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine($"SchulDigital läuft: {string.Join(", ", app.Urls)}");
            if (IsDemo(app.Configuration, app.Environment))
                Console.WriteLine("Die Demo-Konten stehen auf der Anmeldeseite.");
            Console.WriteLine("Beenden mit Strg+C.");
        });
    }

    /// <summary><c>Demo:Enabled</c>; without it in Development only.</summary>
    public static bool IsDemo(IConfiguration configuration, IHostEnvironment umgebung) =>
        configuration.GetValue("Demo:Enabled", umgebung.IsDevelopment());
}

/// <summary>Ready once migration, catalogues and demo are in.</summary>
public sealed class Bereitschaft : IHealthCheck
{
    public const string Marke = "bereit";

    public bool Bereit { get; set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Bereit ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
