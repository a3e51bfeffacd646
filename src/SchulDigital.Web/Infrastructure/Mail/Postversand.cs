using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure.Mail;

/// <summary>
/// Sends the outbox. Each row is claimed by one conditional UPDATE before anybody talks to the mail server, so that of two
/// portals one sends it. Who claimed it and died in the middle leaves a row that nobody may repeat unasked: it becomes
/// <see cref="Versandstand.Unklar"/>.
/// </summary>
public sealed class Postversand(
    IServiceScopeFactory scopes, Posteinstellungen post, Zustellung zustellung, TimeProvider uhr, ILogger<Postversand> log)
    : BackgroundService
{
    /// <summary>Longer than any talk with a server may take.</summary>
    private static readonly TimeSpan VerschollenNach = TimeSpan.FromMinutes(10);

    /// <summary>Minutes until the next attempt; together some 40 hours, so that a server may be away over a day off.</summary>
    private static readonly int[] Pausen = [1, 2, 5, 15, 30, 60, 120, 240, 240, 480, 480, 720];

    private static readonly TimeSpan PauseNachFehler = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = post.Abruf; !stoppingToken.IsCancellationRequested;)
        {
            await Task.Delay(pause, uhr, stoppingToken);
            try
            {
                await SendDueAsync(stoppingToken);
                pause = post.Abruf;
            }
            catch (Exception fehler) when (fehler is not OperationCanceledException)
            {
                pause = PauseNachFehler > post.Abruf ? PauseNachFehler : post.Abruf;
                log.LogError(fehler, "Der Postausgang konnte nicht abgearbeitet werden; in {Sekunden} Sekunden wird es wieder versucht.", pause.TotalSeconds);
            }
        }
    }

    /// <summary>Sends what is due, one after another. A stop waits for the talk that is going on, not for the next.</summary>
    public async Task SendDueAsync(CancellationToken abbruch)
    {
        if (post.Weg == Postweg.Keiner)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await DeclareLostAsync(db, abbruch);
        while (!abbruch.IsCancellationRequested && await FindDueAsync(db, abbruch) is { } id)
        {
            if (await ClaimAsync(db, id, abbruch) is not { } nachricht)
                continue;
            var ergebnis = await zustellung.DeliverAsync(nachricht);
            await RecordAsync(db, nachricht, ergebnis);
            if (ergebnis.Art == Zustellart.ServerFehlt)
            {
                log.LogWarning("Mails können nicht verschickt werden. {Satz}", ergebnis.Satz);
                return;
            }
        }
    }

    private async Task DeclareLostAsync(AppDbContext db, CancellationToken abbruch)
    {
        var seit = uhr.Now() - VerschollenNach;
        // Asked first: the answer is nearly always no, and an update would take the writer's place on SQLite.
        if (!await db.Ausgangsnachrichten.AnyAsync(n => n.Stand == Versandstand.InVersand && n.BeanspruchtAm < seit, abbruch))
            return;
        const string satz = "Das Portal wurde beendet, während es mit dem Mailserver sprach. Ob die Nachricht angekommen ist, ist nicht bekannt.";
        var verschollen = await db.InTransactionAsync(() => db.Ausgangsnachrichten
            .Where(n => n.Stand == Versandstand.InVersand && n.BeanspruchtAm < seit)
            .ExecuteUpdateAsync(s => s.SetProperty(n => n.Stand, Versandstand.Unklar).SetProperty(n => n.Fehler, satz), abbruch), abbruch);
        log.LogWarning("{Anzahl} Nachrichten sind unklar: Das Portal wurde beendet, während es sie verschickte.", verschollen);
    }

    private async Task<Guid?> FindDueAsync(AppDbContext db, CancellationToken abbruch)
    {
        var jetzt = uhr.Now();
        return await db.Ausgangsnachrichten.Where(n => n.Stand == Versandstand.Offen && n.FaelligAm <= jetzt)
            .OrderBy(n => n.FaelligAm).Select(n => (Guid?)n.Id).FirstOrDefaultAsync(abbruch);
    }

    /// <summary>The row, where it is ours now; null where another portal was quicker.</summary>
    private async Task<Ausgangsnachricht?> ClaimAsync(AppDbContext db, Guid id, CancellationToken abbruch)
    {
        var jetzt = uhr.Now();
        var unsere = await db.InTransactionAsync(() => db.Ausgangsnachrichten
            .Where(n => n.Id == id && n.Stand == Versandstand.Offen)
            .ExecuteUpdateAsync(s => s
                .SetProperty(n => n.Stand, Versandstand.InVersand)
                .SetProperty(n => n.BeanspruchtAm, jetzt)
                .SetProperty(n => n.Versuche, n => n.Versuche + 1), abbruch), abbruch);
        return unsere == 1 ? await db.Ausgangsnachrichten.AsNoTracking().SingleAsync(n => n.Id == id, CancellationToken.None) : null;
    }

    private async Task RecordAsync(AppDbContext db, Ausgangsnachricht nachricht, Zustellergebnis ergebnis)
    {
        var jetzt = uhr.Now();
        var aufgegeben = nachricht.Versuche > Pausen.Length;
        var (stand, satz) = ergebnis.Art switch
        {
            Zustellart.Angenommen => (Versandstand.Versandt, null),
            Zustellart.Abgelehnt => (Versandstand.Abgelehnt, ergebnis.Satz),
            Zustellart.Unklar => (Versandstand.Unklar, ergebnis.Satz),
            _ when aufgegeben => (Versandstand.Abgelehnt, $"Nach {nachricht.Versuche.ToString(CultureInfo.InvariantCulture)} Versuchen aufgegeben. {ergebnis.Satz}"),
            _ => (Versandstand.Offen, ergebnis.Satz),
        };
        if (satz?.Length > Ausgangsnachricht.FehlerMaxLength)
            satz = satz[..(Ausgangsnachricht.FehlerMaxLength - 1)] + "…";
        var faellig = stand == Versandstand.Offen ? jetzt.AddMinutes(Pausen[nachricht.Versuche - 1]) : nachricht.FaelligAm;
        DateTime? versandt = stand == Versandstand.Versandt ? jetzt : null;
        // What lies in the folder of a demo went nowhere; there the page shows it.
        var vergessen = stand == Versandstand.Versandt && nachricht.MitLink && post.Weg == Postweg.Server;
        var text = vergessen ? null : nachricht.Text;
        // Whatever happens meanwhile, this must be written: else the row is taken for lost.
        await db.InTransactionAsync(() => db.Ausgangsnachrichten
            .Where(n => n.Id == nachricht.Id && n.BeanspruchtAm == nachricht.BeanspruchtAm
                && (n.Stand == Versandstand.InVersand || n.Stand == Versandstand.Unklar))
            .ExecuteUpdateAsync(s => s
                .SetProperty(n => n.Stand, stand)
                .SetProperty(n => n.FaelligAm, faellig)
                .SetProperty(n => n.VersandtAm, versandt)
                .SetProperty(n => n.Fehler, satz)
                .SetProperty(n => n.Text, text)
                .SetProperty(n => n.Anlage, n => versandt == null ? n.Anlage : null), CancellationToken.None), CancellationToken.None);
    }
}
