using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>
/// An act on an agreement: locks it first and reads then, so that two answers at the same moment both count, each once, and a
/// double click meets the new state. When it comes about, what it replaces gives way and a table's rules stand there. Open pages
/// of the session hear of it.
/// </summary>
public sealed class Vereinbarungssperre(AppDbContext db, TimeProvider uhr)
{
    /// <summary>False where there is no such agreement.</summary>
    public Task<bool> ActAsync(Guid id, Func<Vereinbarung, Verlaufseintrag?> act) => ActAsync(id, v => Task.FromResult(act(v)));

    public Task<bool> ActAsync(Guid id, Func<Vereinbarung, Task<Verlaufseintrag?>> act) => db.InTransactionAsync(async () =>
    {
        await db.Vereinbarungen.Where(v => v.Id == id).ExecuteUpdateAsync(s => s.SetProperty(v => v.Version, v => v.Version));
        if (await db.Vereinbarungen.WithAll().SingleOrDefaultAsync(v => v.Id == id) is not { } vereinbarung)
            return false;
        var galt = vereinbarung.Holds;
        if (await act(vereinbarung) is not { } eintrag)
            return true;
        db.Verlauf.Add(eintrag);
        if (!galt && vereinbarung.Holds)
            await ComeAboutAsync(vereinbarung, new Urheber(eintrag.PersonId, eintrag.ZustaendigkeitId));
        if (vereinbarung.PunktId is { } punkt
            && await db.Sitzungen.SingleOrDefaultAsync(s => s.Punkte.Any(p => p.Id == punkt) && (s.Status == Sitzungsstatus.Laufend || s.Status == Sitzungsstatus.Protokollentwurf)) is { } sitzung)
            sitzung.Stir(uhr.Now());
        await db.SaveChangesAsync();
        return true;
    });

    private async Task ComeAboutAsync(Vereinbarung vereinbarung, Urheber wer)
    {
        List<Verlaufseintrag?> eintraege = [];
        if (vereinbarung.VorgaengerId is { } vorgaenger)
            eintraege.Add((await db.Vereinbarungen.WithAll().SingleAsync(v => v.Id == vorgaenger)).GiveWayTo(vereinbarung, wer, uhr.Now()));
        if (vereinbarung.IstTischregel)
            eintraege.Add((await db.RundeTische.SingleAsync(t => t.Id == vereinbarung.RunderTischId)).AdoptRules(vereinbarung, wer, uhr.Now()));
        db.Verlauf.AddRange(eintraege.OfType<Verlaufseintrag>());
    }
}
