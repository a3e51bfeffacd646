using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure;

/// <summary>
/// Once a day forgets what is older than <see cref="Aufbewahrung"/> says: security events, sign-ins, mails that wait for
/// nothing any more, addresses of people who were asked for Zuarbeit or were guests of a visit, a session or a date poll. The history is never touched.
/// </summary>
public sealed class Aufraeumen(
    IServiceScopeFactory scopes, TimeProvider uhr, Aufbewahrung aufbewahrung, ILogger<Aufraeumen> log) : BackgroundService
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
                log.LogError(fehler, "Was nicht länger aufbewahrt wird, konnte nicht gelöscht werden; morgen wird es wieder versucht.");
            }
        }
    }

    public async Task TidyAsync(CancellationToken abbruch)
    {
        var bis = uhr.Now().AddDays(-aufbewahrung.SicherheitsereignisseTage);
        var postBis = uhr.Now().AddDays(-aufbewahrung.PostTage);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await db.InTransactionAsync(async () =>
        {
            await db.Sicherheitsereignisse.Where(e => e.Zeit < bis).ExecuteDeleteAsync(abbruch);
            await db.Anmeldungen.Where(a => a.Beginn < bis).ExecuteDeleteAsync(abbruch);
            await db.Ausgangsnachrichten
                .Where(n => n.AngelegtAm < postBis && n.Stand != Versandstand.Offen && n.Stand != Versandstand.InVersand)
                .ExecuteDeleteAsync(abbruch);
            var fristBis = Kalender.DayOf(postBis);
            await db.Zuarbeiten.Where(z => z.AnEmail != null && (z.BeendetAm < postBis || z.Frist < fristBis))
                .ExecuteUpdateAsync(s => s.SetProperty(z => z.AnEmail, (string?)null), abbruch);
            await db.Besuchsbeteiligte.Where(b => b.Email != null && db.Besuche.Any(v => v.Id == b.BesuchId && v.Tag < fristBis))
                .ExecuteUpdateAsync(s => s.SetProperty(b => b.Email, (string?)null), abbruch);
            // Of a guest; who is a member keeps hers at the table.
            await db.Sitzungsteilnehmer.Where(t => t.Email != null && t.MitgliedId == null && db.Sitzungen.Any(z => z.Id == t.SitzungId && z.Tag < fristBis))
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.Email, (string?)null), abbruch);
            await db.Terminteilnehmer.Where(t => t.Email != null && db.Terminabstimmungen.Any(a => a.Id == t.AbstimmungId && (a.BeendetAm < postBis || a.AntwortenBis < fristBis)))
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.Email, (string?)null), abbruch);
        }, abbruch);
    }
}
