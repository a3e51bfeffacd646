using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Security;

/// <summary>Personal links: which one a token names, and why it does not open.</summary>
public sealed class Linkpruefung(AppDbContext db, TimeProvider uhr)
{
    public Task<Zugangslink?> FindAsync(string token)
    {
        var hash = Zugangslink.HashOf(token);
        return db.Zugangslinks.SingleOrDefaultAsync(l => l.TokenHash == hash);
    }

    /// <summary>
    /// Null where the link opens. A refusal is recorded; a code that is wrong is counted too, one that was not given is not.
    /// </summary>
    public async Task<Zugangshindernis?> CheckAsync(Zugangslink? link, Zugangszweck zweck, string? code = null)
    {
        var hindernis = link is null ? Zugangshindernis.Unbekannt : link.Check(zweck, uhr.Now(), code);
        // A link to an account names its person, others do not.
        if (hindernis is null && await db.Personen.AnyAsync(p => p.Id == link!.GegenstandId && p.DeaktiviertAm != null))
            hindernis = Zugangshindernis.Widerrufen;
        if (hindernis is not null && (code is not null || hindernis != Zugangshindernis.CodeFalsch))
        {
            db.Add(new Sicherheitsereignis(Sicherheitsvorfall.LinkAbgelehnt, link?.GegenstandId, uhr.Now()));
            await db.SaveChangesAsync();
        }
        return hindernis;
    }
}
