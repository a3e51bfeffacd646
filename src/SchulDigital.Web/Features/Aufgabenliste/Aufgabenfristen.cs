using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Aufgabenliste;

/// <summary>
/// Reminds of open tasks some days before the last one, and once more when it has passed. The day is noted in the
/// row in the same save as the mail; of two portals one does it, because the outbox takes an occasion once.
/// </summary>
public sealed class Aufgabenfristen(IServiceScopeFactory scopes, TimeProvider uhr, ILogger<Aufgabenfristen> log) : BackgroundService
{
    /// <summary>Days before the last one on which the reminder goes out; not for a task that is younger than that.</summary>
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
                log.LogError(fehler, "An Aufgaben konnte nicht erinnert werden; in einer Stunde wird es wieder versucht.");
            }
        }
    }

    public async Task RemindAsync(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var bald = heute.AddDays(TageVorher);
        List<Guid> faellige;
        await using (var scope = scopes.CreateAsyncScope())
            faellige = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Aufgaben
                .Where(a => a.Status == Aufgabenstatus.Offen && a.Frist <= bald && a.FristGemeldetAm == null && (a.ErinnertAm == null || a.Frist < heute))
                .OrderBy(a => a.Frist).Select(a => a.Id).ToListAsync(abbruch);
        foreach (var id in faellige)
        {
            await using var scope = scopes.CreateAsyncScope();
            await TellAsync(scope.ServiceProvider, id, heute, abbruch);
        }
    }

    private static async Task TellAsync(IServiceProvider dienste, Guid id, DateOnly heute, CancellationToken abbruch)
    {
        var db = dienste.GetRequiredService<AppDbContext>();
        var versand = dienste.GetRequiredService<Aufgabenversand>();
        var aufgabe = await db.Aufgaben.SingleAsync(a => a.Id == id, abbruch);
        if (aufgabe.IsOverdue(heute))
        {
            await versand.AddOverdueAsync(aufgabe, abbruch);
            aufgabe.NoteOverdue(heute);
        }
        else if (aufgabe.Status == Aufgabenstatus.Offen && Kalender.DayOf(aufgabe.AngelegtAm).AddDays(TageVorher) < aufgabe.Frist)
        {
            await versand.AddReminderAsync(aufgabe, abbruch);
            aufgabe.NoteReminder(heute);
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
