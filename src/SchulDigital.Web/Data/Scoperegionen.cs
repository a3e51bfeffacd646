using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data;

public static class Scoperegionen
{
    /// <summary>
    /// The Bildungsregionen to which a scope belongs: a carrier through its schools, so to several; none where the scope does
    /// not exist.
    /// </summary>
    public static Task<List<Guid>> RegionsOfAsync(this AppDbContext db, Scope scope, CancellationToken abbruch = default) => scope.Art switch
    {
        ScopeArt.Schultraeger => db.Kommunen
            .Where(k => k.BildungsregionId != null && db.Schulen.Any(s => s.SchultraegerId == scope.Id && s.KommuneId == k.Id))
            .Select(k => k.BildungsregionId!.Value).Distinct().ToListAsync(abbruch),
        ScopeArt.Schule => db.Kommunen
            .Where(k => k.BildungsregionId != null && db.Schulen.Any(s => s.Id == scope.Id && s.KommuneId == k.Id))
            .Select(k => k.BildungsregionId!.Value).ToListAsync(abbruch),
        ScopeArt.RunderTisch => db.Bildungsregionen
            .Where(r => db.RundeTische.Any(t => t.Id == scope.Id
                && (t.BildungsregionId == r.Id || db.Kommunen.Any(k => k.Id == t.KommuneId && k.BildungsregionId == r.Id))))
            .Select(r => r.Id).ToListAsync(abbruch),
        ScopeArt.Schulgruppe => db.Schulgruppen.Where(g => g.Id == scope.Id).Select(g => g.BildungsregionId).ToListAsync(abbruch),
        ScopeArt.Bildungsregion => db.Bildungsregionen.Where(r => r.Id == scope.Id).Select(r => r.Id).ToListAsync(abbruch),
        _ => Task.FromResult<List<Guid>>([]),
    };
}
