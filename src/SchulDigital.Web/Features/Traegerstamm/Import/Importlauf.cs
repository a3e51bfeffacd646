using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <summary>
/// Imports that were started on the page and run while people go elsewhere. In memory stands only how far they are: what
/// was taken over, and that the upload is done with, is one transaction.
/// </summary>
public sealed class Importlauf(
    IServiceScopeFactory scopes, IHostApplicationLifetime leben, ILogger<Importlauf> log)
{
    private readonly ConcurrentDictionary<Guid, Laufstand> _laeufe = [];

    /// <summary>How far the last import of this person is; null where there was none since the start of the portal.</summary>
    public Laufstand? Of(Guid personId) => _laeufe.GetValueOrDefault(personId);

    /// <summary>Forgets a finished import once the person has read how it went.</summary>
    public void Forget(Guid personId)
    {
        if (Of(personId) is { IsRunning: false } stand)
            _laeufe.TryRemove(KeyValuePair.Create(personId, stand));
    }

    /// <summary>Starts the import of what the person uploaded; a second click while it runs starts nothing.</summary>
    public void Start(Urheber urheber, DateOnly? traegerwechselAb)
    {
        var personId = urheber.PersonId!.Value;
        var stand = new Laufstand();
        if (_laeufe.AddOrUpdate(personId, stand, (_, bisher) => bisher.IsRunning ? bisher : stand) == stand)
            _ = Task.Run(() => RunAsync(stand, urheber, traegerwechselAb));
    }

    private async Task RunAsync(Laufstand stand, Urheber urheber, DateOnly? traegerwechselAb)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var ablage = await db.Registerablagen.AsNoTracking()
                .SingleOrDefaultAsync(a => a.PersonId == urheber.PersonId, leben.ApplicationStopping);
            if (ablage is null)
            {
                stand.Fail("Die Datei ist nicht mehr da. Bitte laden Sie sie noch einmal hoch.");
                return;
            }
            var datei = Registerdatei.Read(ablage.Dateiname, ablage.Inhalt);
            var wahl = new Importwahl(ablage.Stand, traegerwechselAb);
            stand.Finish(await db.InTransactionAsync(async () =>
            {
                var bericht = await scope.ServiceProvider.GetRequiredService<Stammdatenimport>()
                    .RunAsync([datei], wahl, urheber, stand, leben.ApplicationStopping);
                await db.Registerablagen.Where(a => a.Id == ablage.Id).ExecuteDeleteAsync(leben.ApplicationStopping);
                return bericht;
            }, leben.ApplicationStopping));
        }
        catch (FachregelVerletzt fehler)
        {
            stand.Fail(fehler.Message);
        }
        catch (Exception fehler) when (fehler is not OperationCanceledException)
        {
            log.LogError(fehler, "Der Import einer Registerdatei ging schief; es wurde nichts übernommen");
            stand.Fail("Der Import ging schief. Es wurde nichts übernommen; die Datei liegt noch bereit.");
        }
    }
}

/// <summary>How far an import is, and how it ended.</summary>
public sealed class Laufstand : IProgress<double>
{
    private volatile int _prozent;

    public int Prozent => _prozent;
    public bool IsRunning => Bericht is null && Fehler is null;
    public Importbericht? Bericht { get; private set; }
    public string? Fehler { get; private set; }

    public void Report(double value) => _prozent = (int)(value * 100);

    public void Finish(Importbericht bericht) => Bericht = bericht;

    public void Fail(string satz) => Fehler = satz;
}
