using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Tische;

/// <summary>
/// An act on a session: locks it first and reads then, so that two windows never write past each other and a double click meets
/// the new state. Pages that are open hear of it. Whose table it is, the policy has asked.
/// </summary>
public sealed class Sitzungssperre(AppDbContext db, Sitzungsklingel klingel)
{
    /// <summary>The next number at a table, within the transaction of the caller: whoever else plans at this moment waits, and comes after it.</summary>
    public Task<int> NextNumberAsync(Guid tischId) => db.InTransactionAsync(async () =>
    {
        await db.RundeTische.Where(t => t.Id == tischId).ExecuteUpdateAsync(s => s.SetProperty(t => t.Version, t => t.Version));
        return await db.Sitzungen.Where(s => s.RunderTischId == tischId).Select(s => s.Nummer).OrderByDescending(n => n).FirstOrDefaultAsync() + 1;
    });

    /// <summary>False where there is no such session at this table.</summary>
    public Task<bool> ActAsync(Guid tischId, int nr, Func<Sitzung, Verlaufseintrag?> act) => ActAsync(tischId, nr, s => Task.FromResult(act(s)));

    public Task<bool> ActAsync(Guid tischId, int nr, Action<Sitzung> act) => ActAsync(tischId, nr, s =>
    {
        act(s);
        return Task.FromResult<Verlaufseintrag?>(null);
    });

    public async Task<bool> ActAsync(Guid tischId, int nr, Func<Sitzung, Task<Verlaufseintrag?>> act)
    {
        var id = await db.Sitzungen.Where(s => s.RunderTischId == tischId && s.Nummer == nr).Select(s => (Guid?)s.Id).SingleOrDefaultAsync();
        if (id is not { } sitzungId)
            return false;
        await db.InTransactionAsync(async () =>
        {
            await db.Sitzungen.Where(s => s.Id == sitzungId).ExecuteUpdateAsync(s => s.SetProperty(z => z.GeaendertAm, z => z.GeaendertAm));
            var sitzung = await db.Sitzungen.WithAll().SingleAsync(s => s.Id == sitzungId);
            if (await act(sitzung) is { } eintrag)
                db.Verlauf.Add(eintrag);
            await db.SaveChangesAsync();
        });
        klingel.Ring(sitzungId);
        return true;
    }
}

public static class Sitzungsauswahl
{
    /// <summary>One statement for each part, however many rows it has.</summary>
    public static IQueryable<Sitzung> WithAll(this IQueryable<Sitzung> sitzungen) => sitzungen
        .Include(s => s.Teilnehmer).Include(s => s.Punkte).Include(s => s.Eintraege).Include(s => s.Einwaende).Include(s => s.Fassungen).Include(s => s.Unterlagen)
        .AsSplitQuery();
}
