using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// Says who wrote a history entry: to the own Leitung with the name, to everybody else by Fachbereich or role; oneself as
/// "Sie" (Fachkonzept, section 4). Names are resolved when shown.
/// </summary>
public sealed class Handelnde(AppDbContext db, AktuellerBenutzer benutzer)
{
    public async Task<Benennung> GetAsync(IEnumerable<Verlaufseintrag> eintraege)
    {
        var ids = eintraege.Select(e => e.ZustaendigkeitId).OfType<Guid>().Distinct().ToList();
        var amt = ids.Count == 0
            ? []
            : await db.Zustaendigkeiten.Where(z => ids.Contains(z.Id))
                .Select(z => new Amt(
                    z.Id, z.PersonId, z.Rolle,
                    db.Fachbereiche.Where(f => f.Id == z.FachbereichId).Select(f => f.Name).FirstOrDefault(),
                    db.Personen.Where(p => p.Id == z.PersonId).Select(p => p.Name).First()))
                .ToDictionaryAsync(a => a.Id);
        var istLeitung = benutzer.Zustaendigkeiten.Any(z => z.Rolle.IsLeitung() && z.Scope == benutzer.Zugriff.Scope);
        return new Benennung(amt, benutzer.PersonId, istLeitung);
    }

    public sealed record Amt(Guid Id, Guid PersonId, Rolle Rolle, string? Fachbereich, string Name);
}

/// <summary>The names that one page needs.</summary>
public sealed class Benennung(IReadOnlyDictionary<Guid, Handelnde.Amt> aemter, Guid ich, bool mitNamen)
{
    public string WordsFor(Verlaufseintrag eintrag)
    {
        if (eintrag.ZustaendigkeitId is not { } id || !aemter.TryGetValue(id, out var amt))
            return "das Portal";
        if (amt.PersonId == ich)
            return "Sie";
        var stelle = amt.Fachbereich ?? amt.Rolle.Label();
        return mitNamen ? $"{amt.Name} ({stelle})" : stelle;
    }
}
