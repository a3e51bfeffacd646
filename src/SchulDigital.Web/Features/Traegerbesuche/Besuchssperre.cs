using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>
/// An act on a visit: locks it first and reads then, so that nothing is noted into a record that is being released, and a
/// double click meets the new state. Whose visit it is, the policy has asked.
/// </summary>
public sealed class Besuchssperre(AppDbContext db)
{
    public Task ActAsync(Guid besuchId, Besuchsteile teile, Action<Besuch> act) => ActAsync(besuchId, teile, besuch =>
    {
        act(besuch);
        return Task.FromResult<Verlaufseintrag?>(null);
    });

    public Task ActAsync(Guid besuchId, Besuchsteile teile, Func<Besuch, Verlaufseintrag?> act) =>
        ActAsync(besuchId, teile, besuch => Task.FromResult(act(besuch)));

    public Task ActAsync(Guid besuchId, Besuchsteile teile, Func<Besuch, Task<Verlaufseintrag?>> act) => db.InTransactionAsync(async () =>
    {
        await db.Besuche.Where(b => b.Id == besuchId).ExecuteUpdateAsync(s => s.SetProperty(b => b.GeaendertAm, b => b.GeaendertAm));
        var besuch = await db.Besuche.With(teile).SingleAsync(b => b.Id == besuchId);
        if (await act(besuch) is { } eintrag)
            db.Verlauf.Add(eintrag);
        await db.SaveChangesAsync();
    });
}
