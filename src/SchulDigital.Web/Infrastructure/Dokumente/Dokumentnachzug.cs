namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>Makes documents that are missing: of things from before this house made documents, or from a demo.</summary>
public sealed record Nachzugsschritt(Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>Takes these steps once, soon after the start; where that fails, again an hour later.</summary>
public sealed class Dokumentnachzug(
    IServiceScopeFactory scopes, IEnumerable<Nachzugsschritt> schritte, TimeProvider uhr, ILogger<Dokumentnachzug> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromSeconds(2); ; pause = TimeSpan.FromHours(1))
        {
            await Task.Delay(pause, uhr, stoppingToken);
            try
            {
                await RunAsync(stoppingToken);
                return;
            }
            catch (Exception fehler) when (fehler is not OperationCanceledException)
            {
                log.LogError(fehler, "Fehlende PDFs konnten nicht erstellt werden; in einer Stunde wird es wieder versucht.");
            }
        }
    }

    public async Task RunAsync(CancellationToken abbruch = default)
    {
        foreach (var schritt in schritte)
        {
            await using var scope = scopes.CreateAsyncScope();
            await schritt.RunAsync(scope.ServiceProvider, abbruch);
        }
    }
}
