using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// Reminds who was asked some days before the date, and tells the asker when it has passed; each once. Of two portals one
/// does it: the day is noted in the row in the same save as the mail.
/// </summary>
public sealed class Zuarbeitsfristen(IServiceScopeFactory scopes, TimeProvider uhr, ILogger<Zuarbeitsfristen> log) : BackgroundService
{
    /// <summary>Days before the date on which the reminder goes out; not to somebody who was asked within that time.</summary>
    public const int TageVorher = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromMinutes(5); !stoppingToken.IsCancellationRequested; pause = TimeSpan.FromHours(1))
        {
            await Task.Delay(pause, uhr, stoppingToken);
            try
            {
                await RemindAsync(stoppingToken);
            }
            catch (Exception fehler) when (fehler is not OperationCanceledException)
            {
                log.LogError(fehler, "An Zuarbeiten konnte nicht erinnert werden; in einer Stunde wird es wieder versucht.");
            }
        }
    }

    public async Task RemindAsync(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var bald = heute.AddDays(TageVorher);
        List<Guid> faellige;
        await using (var scope = scopes.CreateAsyncScope())
            faellige = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Zuarbeiten
                .Where(z => z.BeendetAm == null && z.Frist <= bald && z.AuskunftAm == null && z.FristGemeldetAm == null
                    && (z.ErinnertAm == null || z.Frist < heute)
                    && z.Zeilen.Any(r => r.Stand == Zuarbeitsstand.Angefragt || r.Stand == Zuarbeitsstand.Zurueckgegeben))
                .OrderBy(z => z.Frist).Select(z => z.Id).ToListAsync(abbruch);
        foreach (var id in faellige)
        {
            await using var scope = scopes.CreateAsyncScope();
            await TellAsync(scope.ServiceProvider, id, heute, abbruch);
        }
    }

    private static async Task TellAsync(IServiceProvider dienste, Guid id, DateOnly heute, CancellationToken abbruch)
    {
        var db = dienste.GetRequiredService<AppDbContext>();
        var versand = dienste.GetRequiredService<Zuarbeitsversand>();
        var zuarbeit = await db.Zuarbeiten.Include(z => z.Zeilen).SingleAsync(z => z.Id == id, abbruch);
        if (zuarbeit.IsOverdue(heute))
        {
            await versand.AddOverdueAsync(zuarbeit, await db.Matrizen.SingleAsync(m => m.Id == zuarbeit.MatrixId, abbruch));
            zuarbeit.NoteOverdue(heute);
        }
        else if (zuarbeit.WhyClosed(heute) is null && Kalender.DayOf(zuarbeit.AngefragtAm).AddDays(TageVorher) < zuarbeit.Frist)
        {
            await versand.AddAsync(Zuarbeitsanlass.Erinnerung, (await dienste.GetRequiredService<Zuarbeitsabruf>().FindAsync(id))!);
            zuarbeit.NoteReminder(heute);
        }
        try
        {
            await db.SaveChangesAsync(abbruch);
        }
        catch (DbUpdateException)
        {
            // Another portal was quicker, or somebody changed it at this moment: the next round looks again.
        }
    }
}
