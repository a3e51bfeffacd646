using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>
/// An act on a Berichtsbogen: locks it first and reads then, so that of confirming and changing at the same moment one comes after
/// the other, and a double click meets the new state. With the act that makes it final, and with each Berichtigung, its document
/// is made, in the same transaction; the sheet that it replaces gives way.
/// </summary>
public sealed class Berichtssperre(AppDbContext db, Berichtsdokumente dokumente)
{
    /// <summary>False where there is no such sheet.</summary>
    public Task<bool> ActAsync(Guid id, Func<Berichtsbogen, Verlaufseintrag?> act) => ActAsync(id, b => Task.FromResult(act(b)));

    public Task<bool> ActAsync(Guid id, Func<Berichtsbogen, Task<Verlaufseintrag?>> act) => db.InTransactionAsync(async () =>
    {
        await db.Berichtsboegen.Where(b => b.Id == id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Version, b => b.Version));
        if (await db.Berichtsboegen.WithAll().SingleOrDefaultAsync(b => b.Id == id) is not { } bogen)
            return false;
        var (warFertig, berichtigt) = (bogen.IsFinal, bogen.Berichtigungen.Count);
        if (await act(bogen) is not { } eintrag)
            return true;
        db.Verlauf.Add(eintrag);
        if (bogen.IsFinal && (!warFertig || bogen.Berichtigungen.Count > berichtigt))
            await dokumente.AddAsync(bogen);
        if (!warFertig && bogen is { IsFinal: true, ErsetztId: { } ersetzt }
            && (await db.Berichtsboegen.WithAll().SingleAsync(b => b.Id == ersetzt)).GiveWayTo(bogen, new Urheber(eintrag.PersonId, eintrag.ZustaendigkeitId), eintrag.Zeit) is { } abgeloest)
            db.Verlauf.Add(abgeloest);
        await db.SaveChangesAsync();
        return true;
    });
}

public static class Berichtsteile
{
    public static IQueryable<Berichtsbogen> WithAll(this IQueryable<Berichtsbogen> boegen) => boegen
        .Include(b => b.Beteiligte).Include(b => b.Absaetze).Include(b => b.Anmerkungen).Include(b => b.Erklaerungen).Include(b => b.Durchsichten).Include(b => b.Zustellungen).Include(b => b.Berichtigungen).AsSplitQuery();
}
