using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>Open tasks belong to the office, not to the person (Fachkonzept, section 2).</summary>
public static class Amtsuebergabe
{
    /// <summary>
    /// What names the predecessor in the matrices of the house names the successor, once her office has begun. Released
    /// versions keep the name of whoever released them.
    /// </summary>
    public static async Task<int> MoveTasksAsync(
        AppDbContext db, Zustaendigkeit nachfolge, Guid vorgaengerPersonId, DateOnly heute, CancellationToken abbruch)
    {
        if (nachfolge.Von > heute || nachfolge.ScopeArt is not (ScopeArt.Schultraeger or ScopeArt.Schule)
            || await db.Zustaendigkeiten.AnyAsync(z => z.PersonId == vorgaengerPersonId && z.ScopeId == nachfolge.ScopeId
                && z.Von <= heute && (z.Bis == null || z.Bis >= heute), abbruch))
            return 0;
        var zuordnungen = await db.Themenfeldzuordnungen.Where(t => t.PersonId == vorgaengerPersonId && db.Matrizen.Any(m =>
            m.Id == t.MatrixId && (m.SchultraegerId == nachfolge.ScopeId || m.SchuleId == nachfolge.ScopeId))).ToListAsync(abbruch);
        foreach (var zuordnung in zuordnungen)
            zuordnung.PersonId = nachfolge.PersonId;
        return zuordnungen.Count;
    }
}
