using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>What is known of the invited people and of the houses, loaded at once for one invitation or for a thousand.</summary>
public sealed class Einladungsgrundlage
{
    private readonly Dictionary<string, Person> _personen = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<Zustaendigkeit>> _jePerson = [];
    private readonly Dictionary<Scope, List<Zustaendigkeit>> _jeScope = [];
    private readonly Dictionary<Scope, List<Guid>> _regionen = [];
    private readonly Dictionary<Scope, string> _namen = [];

    public HashSet<Guid> MitKonto { get; } = [];
    public HashSet<Guid> MitPasswort { get; } = [];
    public Dictionary<Guid, Fachbereich> Fachbereiche { get; } = [];
    public ILookup<Guid, Zugangslink> OffeneLinks { get; private set; } = Array.Empty<Zugangslink>().ToLookup(l => l.Id);
    public Dictionary<Guid, Person> Leitungen { get; } = [];

    public static async Task<Einladungsgrundlage> LoadAsync(
        AppDbContext db, IReadOnlyCollection<string> emails, IReadOnlyCollection<Guid> personen, IReadOnlyCollection<Scope> scopes, DateOnly heute,
        CancellationToken abbruch)
    {
        var grundlage = new Einladungsgrundlage();
        foreach (var person in await db.Personen.Where(p => emails.Contains(p.Email) || personen.Contains(p.Id)).ToListAsync(abbruch))
            grundlage._personen[person.Email] = person;
        var ids = grundlage._personen.Values.Select(p => p.Id).ToList();
        foreach (var konto in await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, MitPasswort = u.PasswordHash != null }).ToListAsync(abbruch))
        {
            grundlage.MitKonto.Add(konto.Id);
            if (konto.MitPasswort)
                grundlage.MitPasswort.Add(konto.Id);
        }
        grundlage.OffeneLinks = (await db.Zugangslinks.Where(l => l.Zweck == Zugangszweck.Einladung && ids.Contains(l.GegenstandId)
            && l.VerbrauchtAm == null && l.WiderrufenAm == null).ToListAsync(abbruch)).ToLookup(l => l.GegenstandId);

        var bereiche = scopes.Select(s => s.Id).ToList();
        foreach (var z in await db.Zustaendigkeiten.Where(z => ids.Contains(z.PersonId) || bereiche.Contains(z.ScopeId)).ToListAsync(abbruch))
            grundlage.Note(z);
        var leitungen = grundlage._jeScope.Where(s => scopes.Contains(s.Key)).SelectMany(s => s.Value)
            .Where(z => z.Rolle.IsLeitung() && z.Art != Amtsart.ImAuftrag && z.IsActive(heute)).Select(z => z.PersonId).Distinct().ToList();
        foreach (var person in await db.Personen.Where(p => leitungen.Contains(p.Id) && p.DeaktiviertAm == null).ToListAsync(abbruch))
            grundlage.Leitungen[person.Id] = person;

        var traeger = IdsOf(ScopeArt.Schultraeger);
        foreach (var fachbereich in await db.Fachbereiche.Where(f => traeger.Contains(f.SchultraegerId)).ToListAsync(abbruch))
            grundlage.Fachbereiche[fachbereich.Id] = fachbereich;
        foreach (var t in traeger.Count == 0 ? [] : await db.Schultraeger.Where(t => traeger.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToListAsync(abbruch))
            grundlage._namen[Scope.Schultraeger(t.Id)] = t.Name;
        var schulen = IdsOf(ScopeArt.Schule);
        foreach (var s in schulen.Count == 0 ? [] : await (
            from s in db.Schulen
            where schulen.Contains(s.Id)
            select new { s.Id, s.Name, Region = db.Kommunen.Where(k => k.Id == s.KommuneId).Select(k => k.BildungsregionId).FirstOrDefault() }).ToListAsync(abbruch))
        {
            grundlage._namen[Scope.Schule(s.Id)] = s.Name;
            grundlage._regionen[Scope.Schule(s.Id)] = s.Region is { } region ? [region] : [];
        }
        foreach (var r in traeger.Count == 0 ? [] : await (
            from s in db.Schulen
            join k in db.Kommunen on s.KommuneId equals k.Id
            where traeger.Contains(s.SchultraegerId!.Value) && k.BildungsregionId != null
            select new { Traeger = s.SchultraegerId!.Value, Region = k.BildungsregionId!.Value }).Distinct().ToListAsync(abbruch))
            grundlage.RegionsFor(Scope.Schultraeger(r.Traeger)).Add(r.Region);
        foreach (var scope in scopes.Where(s => s.Art is not (ScopeArt.Schultraeger or ScopeArt.Schule)))
        {
            grundlage._namen[scope] = await db.NameOfAsync(scope, abbruch) ?? "";
            grundlage._regionen[scope] = await db.RegionsOfAsync(scope, abbruch);
        }
        return grundlage;

        List<Guid> IdsOf(ScopeArt art) => [.. scopes.Where(s => s.Art == art).Select(s => s.Id!.Value).Distinct()];
    }

    public Person? FindPerson(string email) => _personen.GetValueOrDefault(email);

    public Person? FindPerson(Guid id) => _personen.Values.FirstOrDefault(p => p.Id == id);

    public void Note(Person person) => _personen[person.Email] = person;

    public void Note(Zustaendigkeit zustaendigkeit)
    {
        ListOf(_jePerson, zustaendigkeit.PersonId).Add(zustaendigkeit);
        ListOf(_jeScope, zustaendigkeit.Scope).Add(zustaendigkeit);
    }

    public IReadOnlyList<Zustaendigkeit> OfPerson(Guid personId) => ListOf(_jePerson, personId);

    public IReadOnlyList<Zustaendigkeit> OfScope(Scope scope) => ListOf(_jeScope, scope);

    public List<Guid> RegionsFor(Scope scope) => ListOf(_regionen, scope);

    public string NameOf(Scope scope) => _namen.GetValueOrDefault(scope, "");

    private static List<TWert> ListOf<TSchluessel, TWert>(Dictionary<TSchluessel, List<TWert>> nach, TSchluessel schluessel) where TSchluessel : notnull
    {
        if (!nach.TryGetValue(schluessel, out var liste))
            nach[schluessel] = liste = [];
        return liste;
    }
}
