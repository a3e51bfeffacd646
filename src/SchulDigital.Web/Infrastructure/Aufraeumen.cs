using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure;

/// <summary>
/// Once a day forgets security events and ended sign-ins that are older than <c>Konten:SicherheitsereignisseTage</c>
/// (preset 90). The history is never touched.
/// </summary>
public sealed class Aufraeumen(
    IServiceScopeFactory scopes, TimeProvider uhr, IConfiguration konfiguration, ILogger<Aufraeumen> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not with the first requests: nothing is in a hurry here.
        for (var pause = TimeSpan.FromMinutes(10); !stoppingToken.IsCancellationRequested; pause = TimeSpan.FromDays(1))
        {
            await Task.Delay(pause, uhr, stoppingToken);
            try
            {
                await TidyAsync(stoppingToken);
            }
            catch (Exception fehler) when (fehler is not OperationCanceledException)
            {
                log.LogError(fehler, "Alte Sicherheitsereignisse konnten nicht gelöscht werden; morgen wird es wieder versucht.");
            }
        }
    }

    public async Task TidyAsync(CancellationToken abbruch)
    {
        var bis = uhr.Now().AddDays(-konfiguration.GetValue("Konten:SicherheitsereignisseTage", 90));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await db.InTransactionAsync(async () =>
        {
            await db.Sicherheitsereignisse.Where(e => e.Zeit < bis).ExecuteDeleteAsync(abbruch);
            await db.Anmeldungen.Where(a => a.Beginn < bis).ExecuteDeleteAsync(abbruch);
        }, abbruch);
    }
}
