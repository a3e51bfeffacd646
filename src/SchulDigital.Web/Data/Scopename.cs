using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data;

public static class Scopename
{
    /// <summary>What a Zuständigkeit is for, by the name that people know; null where it does not exist.</summary>
    public static Task<string?> NameOfAsync(this AppDbContext db, Scope scope, CancellationToken abbruch = default) => (scope.Art switch
    {
        ScopeArt.Schultraeger => db.Schultraeger.Where(t => t.Id == scope.Id).Select(t => t.Name),
        ScopeArt.Schule => db.Schulen.Where(s => s.Id == scope.Id).Select(s => s.Name),
        ScopeArt.RunderTisch => db.RundeTische.Where(t => t.Id == scope.Id).Select(t => t.Name),
        ScopeArt.Schulgruppe => db.Schulgruppen.Where(g => g.Id == scope.Id).Select(g => g.Name),
        ScopeArt.Bildungsregion => db.Bildungsregionen.Where(r => r.Id == scope.Id).Select(r => r.Name),
        _ => null,
    })?.SingleOrDefaultAsync(abbruch) ?? Task.FromResult<string?>("SchulDigital");
}
