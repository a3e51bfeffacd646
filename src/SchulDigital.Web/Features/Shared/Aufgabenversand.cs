using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Features.Shared;

/// <summary>
/// The mails about a task, into the outbox; saved by the caller together with what they tell of. All of it can be read in the
/// portal too, so who does not want such mails gets none.
/// </summary>
public sealed class Aufgabenversand(AppDbContext db, Postausgang post, Portaladresse adresse, TimeProvider uhr)
{
    private const int BetreffMaxText = 80;

    /// <summary>Tells the named person that somebody else gave her the task. Returns her name where a mail goes out.</summary>
    public async Task<string?> AddAssignmentAsync(Aufgabe aufgabe, Guid vonId, string vonName, CancellationToken abbruch)
    {
        if (aufgabe.PersonId is not { } id || id == vonId)
            return null;
        if (await db.Personen.Where(p => p.Id == id && p.DeaktiviertAm == null && p.HinweiseJeMail)
                .Select(p => new { p.Name, p.Email }).SingleOrDefaultAsync(abbruch) is not { } an)
            return null;
        var antwortAn = await db.Personen.Where(p => p.Id == vonId).Select(p => p.Email).SingleOrDefaultAsync(abbruch);
        await post.AddAsync(new Brief($"aufgabe/{aufgabe.Id}/person/{aufgabe.Version}", an.Email, an.Name, $"Aufgabe für Sie: {Short(aufgabe.Text)}",
            $"Guten Tag {an.Name},\n\n{vonName} hat Ihnen eine Aufgabe gegeben, Frist {aufgabe.Frist:dd.MM.yyyy}:\n\n{aufgabe.Text}\n\n{LinkTo(aufgabe)}\n")
        {
            AntwortAn = antwortAn,
            VeranlasstVonId = vonId,
        }, abbruch);
        return an.Name;
    }

    /// <summary>Some days before the last one.</summary>
    public Task AddReminderAsync(Aufgabe aufgabe, CancellationToken abbruch) => TellAsync(aufgabe, "erinnerung",
        $"Erinnerung, Frist {aufgabe.Frist:dd.MM.yyyy}", $"diese Aufgabe ist bis zum {aufgabe.Frist:dd.MM.yyyy} zu erledigen:", abbruch);

    /// <summary>The last day has passed.</summary>
    public Task AddOverdueAsync(Aufgabe aufgabe, CancellationToken abbruch) => TellAsync(aufgabe, "frist",
        "Aufgabe überfällig", $"diese Aufgabe war bis zum {aufgabe.Frist:dd.MM.yyyy} zu erledigen und ist noch offen. Melden Sie sie erledigt, geben Sie mehr Zeit, oder schreiben Sie, warum sie entfällt:", abbruch);

    private async Task TellAsync(Aufgabe aufgabe, string anlass, string betreff, string satz, CancellationToken abbruch)
    {
        foreach (var (name, email) in await GetRecipientsAsync(aufgabe, abbruch))
            await post.AddAsync(new Brief($"aufgabe/{aufgabe.Id}/{anlass}/{aufgabe.Frist:yyyy-MM-dd}", email, name, $"{betreff}: {Short(aufgabe.Text)}",
                $"Guten Tag {name},\n\n{satz}\n\n{aufgabe.Text}\n\n{LinkTo(aufgabe)}\n"), abbruch);
    }

    /// <summary>
    /// The named person, else everybody who holds the office. Who is named and has left the office meanwhile is not asked any
    /// more; who never had one there is.
    /// </summary>
    private async Task<IEnumerable<(string Name, string Email)>> GetRecipientsAsync(Aufgabe aufgabe, CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var leute = await db.Personen
            .Where(p => p.DeaktiviertAm == null && (p.Id == aufgabe.PersonId
                || db.Zustaendigkeiten.Any(z => z.PersonId == p.Id && z.ScopeId == aufgabe.ScopeId && (aufgabe.Rolle == null || z.Rolle == aufgabe.Rolle)
                    && z.Von <= heute && (z.Bis == null || z.Bis >= heute))))
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.Email,
                p.HinweiseJeMail,
                ImAmt = db.Zustaendigkeiten.Any(z => z.PersonId == p.Id && z.ScopeId == aufgabe.ScopeId && z.Von <= heute && (z.Bis == null || z.Bis >= heute)),
                WarImAmt = db.Zustaendigkeiten.Any(z => z.PersonId == p.Id && z.ScopeId == aufgabe.ScopeId),
            }).ToListAsync(abbruch);
        var genannt = leute.Find(p => p.Id == aufgabe.PersonId && (p.ImAmt || !p.WarImAmt));
        return (genannt is null ? leute.Where(p => p.ImAmt) : [genannt]).Where(p => p.HinweiseJeMail).Select(p => (p.Name, p.Email));
    }

    private string LinkTo(Aufgabe aufgabe) => adresse.LinkTo($"/aufgaben/{aufgabe.Id}");

    private static string Short(string text) => Kurztext.Of(text, BetreffMaxText);
}
