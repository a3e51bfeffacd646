using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>
/// Ends questions whose days are over: silence counts neither way, and the result is certain. Of two portals one does it, because
/// the act locks the agreement and finds it done.
/// </summary>
public sealed class Konsensfristen(IServiceScopeFactory scopes, TimeProvider uhr, ILogger<Konsensfristen> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromMinutes(2); !stoppingToken.IsCancellationRequested; pause = TimeSpan.FromMinutes(30))
        {
            await Task.Delay(pause, uhr, stoppingToken);
            try
            {
                await ExpireAsync(stoppingToken);
            }
            catch (Exception fehler) when (fehler is not OperationCanceledException)
            {
                log.LogError(fehler, "Fragen nach Konsens konnten nicht beendet werden; in einer halben Stunde wird es wieder versucht.");
            }
        }
    }

    public async Task ExpireAsync(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        List<Guid> faellige;
        await using (var scope = scopes.CreateAsyncScope())
            faellige = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Konsensfragen
                .Where(f => f.Stand == Konsensstand.Offen && f.Frist < heute).Select(f => f.VereinbarungId).ToListAsync(abbruch);
        foreach (var id in faellige)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Vereinbarungssperre>().ActAsync(id, v => v.Expire(uhr.Now()));
        }
    }
}
