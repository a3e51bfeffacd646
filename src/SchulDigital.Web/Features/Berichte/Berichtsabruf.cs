using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>Reads a Berichtsbogen for its pages: what the policy let in, and what this person may do there.</summary>
public sealed class Berichtsabruf(
    AppDbContext db, Bereichszugang zugang, Berichtsdokumente dokumente, Berichtsquellen quellen, AktuellerBenutzer benutzer)
{
    public Task<Berichtsbogen?> FindAsync(Guid id, CancellationToken abbruch) => db.Berichtsboegen.WithAll().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, abbruch);

    /// <summary>The offices in which this person acts here, one per house.</summary>
    public IReadOnlyList<Zustaendigkeit> OfficesAt(Berichtsbogen bogen, Handlung handlung) =>
        [.. bogen.Beteiligte.Select(b => benutzer.OfficeFor(handlung, b.Organisation)).OfType<Zustaendigkeit>()];

    private IReadOnlyList<Scope> HousesAt(Berichtsbogen bogen, Handlung handlung) => [.. OfficesAt(bogen, handlung).Select(z => z.Scope)];

    /// <summary>The office in which this person acts for one house; without it the only one that she has here.</summary>
    public Zustaendigkeit OfficeFor(Berichtsbogen bogen, Handlung handlung, Guid? haus) =>
        OfficesAt(bogen, handlung).FirstOrDefault(z => haus is null || z.ScopeId == haus) ?? throw new FachregelVerletzt("Für dieses Haus handeln Sie hier nicht.");

    public async Task<BerichtSeite?> FindSeiteAsync(Guid id, string? konflikt, CancellationToken abbruch)
    {
        if (await FindAsync(id, abbruch) is not { } bogen || await zugang.FindBerichtAsync(id, abbruch) is not { } bereich)
            return null;
        var darfLesen = benutzer.OfficeFor(Handlung.BerichtLesen, bereich) is not null;
        var dokument = await db.Dokumente.Where(d => d.GegenstandId == id && d.Auswahl == bogen.Dokumentauswahl).Select(d => new Dokumentangabe(d.Id, d.Sha256, d.Siegel)).FirstOrDefaultAsync(abbruch);
        var mitwirkend = HousesAt(bogen, Handlung.BerichtMitwirken);
        var bestaetigend = HousesAt(bogen, Handlung.BerichtBestaetigen);
        List<Uebergabewahl> gruppen = [];
        foreach (var schule in bogen.IsCurrent ? bestaetigend.Where(s => s.Art == ScopeArt.Schule) : [])
            if (await GetGruppenAsync(bogen, schule.Id!.Value, abbruch) is { Count: > 0 } wahl)
                gruppen.Add(new Uebergabewahl(schule, bogen.NameOf(schule), wahl));
        return new BerichtSeite(
            await dokumente.GetContentAsync(bogen, abbruch), darfLesen, await FindSuccessorAsync(id, abbruch), dokument,
            benutzer.May(Handlung.BerichtFuehren, bogen.Scope), benutzer.May(Handlung.BerichtZurueckziehen, bogen.Scope),
            mitwirkend, bestaetigend, [.. OfficesAt(bogen, Handlung.BerichtUnterzeichnen).Where(bogen.CanBeSignedBy).Select(z => z.Scope)],
            gruppen,
            // What the houses discuss before it is final stays between them.
            darfLesen && mitwirkend.Count > 0 ? await db.GetVerlaufAsync(id, benutzer.PersonId, mitNamen: false, abbruch) : [], konflikt);
    }

    /// <summary>What the thread says now where it differs from what a paragraph was drafted from, and what is new since.</summary>
    public async Task<Quellenstand> CompareSourcesAsync(Berichtsbogen bogen, CancellationToken abbruch)
    {
        var heute = await quellen.GetAsync(bogen.SchultraegerId, bogen.Art, [.. bogen.Beteiligte.Where(b => !b.IsTraeger).Select(b => b.ScopeId)], bogen.VorjahrId, abbruch);
        var absaetze = bogen.Absaetze.Where(a => Quellabsatz.KeyOf(a) is not null).ToLookup(a => Quellabsatz.KeyOf(a)!.Value);
        var schluessel = heute.Select(q => q.Key).ToHashSet();
        var geaendert = heute.SelectMany(q => absaetze[q.Key].Where(a => a.Quellhash != q.Quelle.Hash).Select(a => (a.Id, Quelle: q)))
            .Concat(absaetze.Where(g => !schluessel.Contains(g.Key)).SelectMany(g => g).Where(a => !a.IsRemoved && a.Quellhash != Quellabsatz.Entfallen).Select(a => (a.Id, Quelle: Quellabsatz.GoneFor(a))))
            .DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Quelle);
        return new Quellenstand(geaendert, [.. heute.Where(q => !absaetze.Contains(q.Key) && q.Angaben.Text.Length > 0)]);
    }

    /// <summary>The newest sheet that counts about the same houses.</summary>
    public async Task<Guid?> FindVorjahrAsync(Guid traegerId, Berichtsart art, IReadOnlyList<Guid> schulen, CancellationToken abbruch) => await db.Berichtsboegen
        .Where(b => b.SchultraegerId == traegerId && b.Art == art && b.EingefrorenAm != null && b.Status != Berichtsstatus.Ersetzt && b.Status != Berichtsstatus.Zurueckgezogen
            && b.Beteiligte.Count(h => h.ScopeArt == ScopeArt.Schule) == schulen.Count && b.Beteiligte.All(h => h.ScopeArt != ScopeArt.Schule || schulen.Contains(h.ScopeId)))
        .OrderByDescending(b => b.EingefrorenAm).Select(b => (Guid?)b.Id).FirstOrDefaultAsync(abbruch);

    /// <summary>The next number of a carrier in a year; the index keeps two from taking the same.</summary>
    public async Task<int> NextNumberAsync(Guid traegerId, int jahr, CancellationToken abbruch) =>
        await db.Berichtsboegen.Where(b => b.SchultraegerId == traegerId && b.Jahr == jahr).MaxAsync(b => (int?)b.Nummer, abbruch) + 1 ?? 1;

    /// <summary>Schulgruppen whose Schulaufsicht looks after a school, to which it was not handed over yet.</summary>
    public Task<List<Gruppenwahl>> GetGruppenAsync(Berichtsbogen bogen, Guid schuleId, CancellationToken abbruch)
    {
        var schon = bogen.Zustellungen.Select(z => z.ScopeId).ToList();
        return db.Schulgruppen.Where(g => !schon.Contains(g.Id) && db.Schulen.Any(s => s.Id == schuleId && (g.Schulform == null ? g.Schulen.Any(x => x.SchuleId == schuleId)
                : s.Schulform == g.Schulform && db.Kommunen.Any(k => k.Id == s.KommuneId && k.BildungsregionId == g.BildungsregionId))))
            .OrderBy(g => g.Name).Select(g => new Gruppenwahl(g.Id, g.Name)).ToListAsync(abbruch);
    }

    /// <summary>The regions of the houses, each with its Koordination.</summary>
    public async Task<List<Gruppenwahl>> GetRegionenAsync(Guid berichtId, CancellationToken abbruch)
    {
        var haeuser = await db.Berichtsboegen.Where(b => b.Id == berichtId).SelectMany(b => b.Beteiligte).Select(b => new { b.ScopeArt, b.ScopeId }).ToListAsync(abbruch);
        var schulen = haeuser.Where(h => h.ScopeArt == ScopeArt.Schule).Select(h => h.ScopeId).ToList();
        var traeger = haeuser.Where(h => h.ScopeArt == ScopeArt.Schultraeger && schulen.Count == 0).Select(h => h.ScopeId).ToList();
        return await db.Bildungsregionen.Where(r => db.Schulen.Any(s => (schulen.Contains(s.Id) || traeger.Contains(s.SchultraegerId!.Value))
                && db.Kommunen.Any(k => k.Id == s.KommuneId && k.BildungsregionId == r.Id)))
            .OrderBy(r => r.Name).Select(r => new Gruppenwahl(r.Id, r.Koordinierungsstelle + ", " + r.Name)).ToListAsync(abbruch);
    }

    /// <summary>The sheet that is to take this one's place; null where there is none.</summary>
    public async Task<Guid?> FindSuccessorAsync(Guid id, CancellationToken abbruch) => await db.Berichtsboegen
        .Where(n => n.ErsetztId == id && n.Status != Berichtsstatus.Zurueckgezogen).Select(n => (Guid?)n.Id).FirstOrDefaultAsync(abbruch);
}

public sealed record Gruppenwahl(Guid Id, string Name);

/// <summary>A school, and the Schulaufsicht to which it can hand its sheet over.</summary>
public sealed record Uebergabewahl(Scope Schule, string Name, IReadOnlyList<Gruppenwahl> Gruppen);

/// <summary>What was typed into a form of the page and not taken.</summary>
/// <param name="Weg">Where the form was sent to, behind the address of the sheet.</param>
/// <param name="Abschnitt">Of a form that stands at every section.</param>
public sealed record Getipptes(string Weg, string? Abschnitt, string Text);

public sealed record Dokumentangabe(Guid Nummer, string Sha256, string? Siegel);

/// <param name="Geaendert">By paragraph, what its source says now.</param>
/// <param name="Neu">What the thread has and the sheet has not.</param>
public sealed record Quellenstand(IReadOnlyDictionary<Guid, Quellabsatz> Geaendert, IReadOnlyList<Quellabsatz> Neu);

/// <param name="DarfLesen">Else only how far it is.</param>
/// <param name="Mitwirkend">Houses for which this person writes and asks; so the others.</param>
/// <param name="Gruppen">Own schools that can hand it over.</param>
/// <param name="Konflikt">Why an act was not done: somebody was quicker.</param>
public sealed record BerichtSeite(
    Berichtsinhalt Inhalt, bool DarfLesen, Guid? NachfolgerId, Dokumentangabe? Dokument, bool Fuehrt, bool Leitet,
    IReadOnlyList<Scope> Mitwirkend, IReadOnlyList<Scope> Bestaetigend, IReadOnlyList<Scope> Zeichnend, IReadOnlyList<Uebergabewahl> Gruppen,
    IReadOnlyList<Verlaufszeile> Verlauf, string? Konflikt)
{
    public string Adresse => $"/berichtsboegen/{Inhalt.Id}";

    public IEnumerable<Hausangabe> Meine => Inhalt.Haeuser.Where(h => Mitwirkend.Contains(h.Scope));

    /// <summary>Houses for which this person confirms now.</summary>
    public IEnumerable<Hausangabe> ZuBestaetigen => Inhalt.Status == Berichtsstatus.InPruefung ? Inhalt.Haeuser.Where(h => Bestaetigend.Contains(h.Scope)) : [];

    public bool Prueft => Inhalt.Status == Berichtsstatus.InPruefung && Mitwirkend.Count > 0;

    /// <summary>Changed since the own house looked through its section; what it never saw is not marked.</summary>
    public bool IsChanged(Absatzinhalt a) => Prueft && Meine.Any(h => h.Gesehen.TryGetValue(a.Abschnitt, out var gesehen) && a.Fassung > gesehen);

    /// <summary>Questions and sections handed back: between the houses, not for who reads it after them.</summary>
    public IEnumerable<Anmerkungsinhalt> AnmerkungenZu(Berichtsabschnitt abschnitt) => Mitwirkend.Count == 0 ? [] : Inhalt.Anmerkungen.Where(a => a.Abschnitt == abschnitt);

    public Getipptes? Getippt { get; init; }

    /// <summary>What stands in a field whose form was not taken; null for every other.</summary>
    public string? TypedAt(string weg, Berichtsabschnitt? abschnitt = null) => Getippt is { } g && g.Weg == weg && (abschnitt is null || g.Abschnitt == abschnitt.ToString()) ? g.Text : null;
}
