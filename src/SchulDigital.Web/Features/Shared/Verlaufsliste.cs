using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Shared;

/// <summary>One entry of a history as a page shows it.</summary>
public sealed record Verlaufszeile(DateTime Zeit, string Wer, string Was, string? Grund);

public static class Verlaufsliste
{
    public const int MaxEintraege = 100;

    /// <summary>
    /// The history of one thing, the newest first; one statement. To the own Leitung with the name, to others by office and
    /// organisation; oneself as "Sie".
    /// </summary>
    public static async Task<IReadOnlyList<Verlaufszeile>> GetVerlaufAsync(
        this AppDbContext db, Guid gegenstandId, Guid ich, bool mitNamen, CancellationToken abbruch)
    {
        var eintraege = await (
            from e in db.Verlauf
            where e.GegenstandId == gegenstandId
            orderby e.Zeit descending, e.Version descending
            join zz in db.Zustaendigkeiten on e.ZustaendigkeitId equals zz.Id into zs
            from z in zs.DefaultIfEmpty()
            select new
            {
                e.Zeit,
                e.Ereignis,
                e.Grund,
                e.PersonId,
                Name = db.Personen.Where(p => p.Id == e.PersonId).Select(p => p.Name).FirstOrDefault(),
                Rolle = (Rolle?)z.Rolle,
                Organisation = z.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == z.ScopeId).Select(t => t.Name).FirstOrDefault()
                    : z.ScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == z.ScopeId).Select(s => s.Name).FirstOrDefault()
                    : null,
            }).Take(MaxEintraege).AsNoTracking().ToListAsync(abbruch);
        return
        [
            .. eintraege.Select(e => new Verlaufszeile(e.Zeit,
                e.PersonId is null ? "das Portal"
                : e.PersonId == ich ? "Sie"
                : mitNamen ? e.Name!
                : string.Join(", ", new[] { e.Rolle?.Label(), e.Organisation }.Where(t => t is not null)) is { Length: > 0 } amt ? amt
                : "eine andere Person",
                e.Ereignis.Label(), e.Grund)),
        ];
    }
}
