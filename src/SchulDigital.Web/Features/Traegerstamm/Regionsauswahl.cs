using Microsoft.EntityFrameworkCore;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>A region that a list can be narrowed to.</summary>
public sealed record Regionsauswahl(string Key, string Name)
{
    public static async Task<IReadOnlyList<Regionsauswahl>> LoadAsync(AppDbContext db, CancellationToken abbruch) =>
        await db.Bildungsregionen.OrderBy(r => r.NameSuche).Select(r => new Regionsauswahl(r.Key, r.Name)).ToListAsync(abbruch);
}
