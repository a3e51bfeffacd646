using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>The matrices that I may see, with state and, in the own house, progress.</summary>
[Erlaubt(Handlung.MatrizenAuflisten)]
public sealed class MatrixlisteController(
    AppDbContext db, SichtbareDaten sichtbar, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer) : Controller
{
    public const int ProSeite = 50;

    [HttpGet("/matrix")]
    public async Task<IActionResult> Index(Matrixfilter filter, CancellationToken abbruch)
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        var zeilen =
            from m in sichtbar.Matrizen()
            join r in db.Durchgaenge on m.DurchgangId equals r.Id into runden
            from d in runden.DefaultIfEmpty()
            let eigene = traeger.Contains(m.SchultraegerId!.Value) || schulen.Contains(m.SchuleId!.Value)
            let name = m.SchuleId == null
                ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.Name).First()
                : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.Name).First()
            let suchtext = m.SchuleId == null
                ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.NameSuche).First()
                : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.NameSuche).First()
            // Of a school's matrix others see no more than begun and released (Fachkonzept, section 4).
            // Counts of a released version are the Koordination's too; a carrier reads of its schools what they pass on.
            let gezaehlt = eigene || d != null && regionen.Contains(d.BildungsregionId)
            let stand = eigene || m.SchuleId == null
                ? m.Status == MatrixStatus.Entwurf ? Sichtstand.Entwurf
                    : m.Status == MatrixStatus.InAbstimmung ? Sichtstand.InAbstimmung
                    : m.Status == MatrixStatus.Freigegeben ? Sichtstand.Freigegeben : Sichtstand.Zurueckgezogen
                : m.Fassungen.Any(f => f.Status == FassungStatus.Freigegeben) ? Sichtstand.Freigegeben
                : m.Zeilen.Any(z => z.Version > 0) ? Sichtstand.Begonnen : Sichtstand.NichtBegonnen
            select new { m, d, eigene, gezaehlt, name, suchtext, stand };

        var gesamt = await zeilen.CountAsync(abbruch);
        var durchgaenge = await zeilen.Where(z => z.d != null).Select(z => new { z.d.Key, z.d.Titel, z.d.Beginn }).Distinct()
            .OrderByDescending(d => d.Beginn).ToListAsync(abbruch);
        if (Suchform.Of(filter.Suche) is { Length: > 0 } suche)
            zeilen = zeilen.Where(z => z.suchtext.Contains(suche));
        if (filter.Durchgang is { } durchgang)
            zeilen = zeilen.Where(z => z.d.Key == durchgang);
        if (filter.Art is { } art)
            zeilen = zeilen.Where(z => z.m.SchuleId == null == (art == Zielgruppe.Schultraeger));
        if (filter.Stand is { } gesucht)
            zeilen = zeilen.Where(z => z.stand == gesucht);
        var treffer = await zeilen.CountAsync(abbruch);
        var seite = Math.Clamp(filter.Seite ?? 1, 1, Math.Max(1, (treffer + ProSeite - 1) / ProSeite));

        var sortiert = filter.Sortierung switch
        {
            Matrixsortierung.Name => zeilen.OrderBy(z => z.suchtext).ThenByDescending(z => z.d.Beginn),
            Matrixsortierung.NameAbsteigend => zeilen.OrderByDescending(z => z.suchtext).ThenByDescending(z => z.d.Beginn),
            Matrixsortierung.Geaendert => zeilen.OrderByDescending(z => z.eigene || z.m.SchuleId == null ? z.m.GeaendertAm : DateTime.MinValue).ThenBy(z => z.suchtext),
            _ => zeilen.OrderByDescending(z => z.d == null ? DateOnly.MaxValue : z.d.Beginn).ThenByDescending(z => z.eigene).ThenBy(z => z.m.SchuleId != null).ThenBy(z => z.suchtext),
        };
        var eintraege = await sortiert.Skip((seite - 1) * ProSeite).Take(ProSeite)
            .Select(z => new Matrixeintrag(
                z.m.Id, z.m.KatalogId, z.gezaehlt, z.m.SchultraegerId, z.m.SchuleId, z.m.Key, z.m.Titel, z.name, z.stand, z.eigene, z.d == null ? null : z.d.Frist,
                z.eigene ? z.m.Zeilen.Count : 0,
                z.eigene ? z.m.Zeilen.Count(r => r.Werte.Ist != null && !r.Werte.Uebernommen) : 0,
                z.eigene || z.m.SchuleId == null ? z.m.GeaendertAm : null))
            .AsNoTracking().ToListAsync(abbruch);

        return View("Matrixliste", new MatrixlisteSeite(
            filter with { Seite = seite }, gesamt, treffer, await CountAsync(eintraege, abbruch),
            [.. durchgaenge.Select(d => (d.Key, d.Titel))], await GetHaeuserAsync(
                [.. traeger.Where(id => benutzer.May(Handlung.MatrixAusfuellen, Scope.Schultraeger(id)))],
                [.. schulen.Where(id => benutzer.May(Handlung.MatrixAusfuellen, Scope.Schule(id)))], abbruch), await GetLeseorteAsync(abbruch)));
    }

    /// <summary>Adds the Entwicklungsstand: of an own matrix as it stands, else of its released version. Two statements for all.</summary>
    private async Task<IReadOnlyList<Matrixeintrag>> CountAsync(List<Matrixeintrag> eintraege, CancellationToken abbruch)
    {
        var eigene = eintraege.Where(e => e.Eigene).Select(e => e.Id).ToList();
        var andere = eintraege.Where(e => e.Gezaehlt && !e.Eigene).Select(e => e.Id).ToList();
        var zahlen = new List<(Guid MatrixId, Stufenwert Wert, int Anzahl)>();
        if (eigene.Count > 0)
            zahlen.AddRange((await db.MatrixZeilen.Where(z => eigene.Contains(z.MatrixId) && z.Werte.Ist != null && !z.Werte.Uebernommen)
                .GroupBy(z => new { z.MatrixId, z.Werte.Ist }).Select(g => new { g.Key.MatrixId, g.Key.Ist, Anzahl = g.Count() })
                .ToListAsync(abbruch)).Select(z => (z.MatrixId, z.Ist!.Value, z.Anzahl)));
        if (andere.Count > 0)
            zahlen.AddRange((await (
                from f in db.MatrixFassungen
                join z in db.Fassungszeilen on f.Id equals z.FassungId
                where andere.Contains(f.MatrixId) && f.Status == FassungStatus.Freigegeben && z.Werte.Ist != null && !z.Werte.Uebernommen
                group z by new { f.MatrixId, z.Werte.Ist } into g
                select new { g.Key.MatrixId, g.Key.Ist, Anzahl = g.Count() }).ToListAsync(abbruch)).Select(z => (z.MatrixId, z.Ist!.Value, z.Anzahl)));
        var jeMatrix = zahlen.ToLookup(z => z.MatrixId);
        var gezaehlt = new List<Matrixeintrag>();
        foreach (var eintrag in eintraege)
        {
            var katalog = await kataloge.GetAsync(eintrag.KatalogId, abbruch);
            gezaehlt.Add(eintrag with { Stufen = [.. jeMatrix[eintrag.Id].OrderBy(z => z.Wert).Select(z => (katalog.Label((Stufenwert?)z.Wert), z.Anzahl))] });
        }
        return gezaehlt;
    }

    /// <summary>The own houses and regions to which others pass on; few, so each name is asked for.</summary>
    private async Task<IReadOnlyList<EigenesHaus>> GetLeseorteAsync(CancellationToken abbruch)
    {
        var orte = new List<EigenesHaus>();
        foreach (var scope in benutzer.Zustaendigkeiten.Where(Rechte.Of(Handlung.WeitergegebenesLesen).Grants).Select(z => z.Scope).Distinct())
            orte.Add(new EigenesHaus(await db.NameOfAsync(scope, abbruch) ?? "", scope.Adresse()));
        return orte;
    }

    private async Task<IReadOnlyList<EigenesHaus>> GetHaeuserAsync(List<Guid> traeger, List<Guid> schulen, CancellationToken abbruch) =>
    [
        .. (traeger.Count == 0 ? [] : await db.Schultraeger.Where(t => traeger.Contains(t.Id)).OrderBy(t => t.NameSuche)
            .Select(t => new EigenesHaus(t.Name, $"/traeger/{t.Id}")).ToListAsync(abbruch)),
        .. schulen.Count == 0 ? [] : await db.Schulen.Where(s => schulen.Contains(s.Id)).OrderBy(s => s.NameSuche)
            .Select(s => new EigenesHaus(s.Name, $"/schulen/{s.Id}")).ToListAsync(abbruch),
    ];
}

/// <summary>A house or region of this person, and where its pages begin.</summary>
public sealed record EigenesHaus(string Name, string Weg);

/// <summary>State as this person may know it.</summary>
public enum Sichtstand { NichtBegonnen, Begonnen, Entwurf, InAbstimmung, Freigegeben, Zurueckgezogen }

public enum Matrixsortierung { Durchgang, Name, NameAbsteigend, Geaendert }

public sealed record Matrixfilter
{
    public string? Suche { get; init; }
    public string? Durchgang { get; init; }
    public Zielgruppe? Art { get; init; }
    public Sichtstand? Stand { get; init; }
    public Matrixsortierung? Sortierung { get; init; }
    public int? Seite { get; init; }

    public bool IsEmpty => Suche is null && Durchgang is null && Art is null && Stand is null;
}

/// <param name="Gezaehlt">Whether this person may know the counts of the released version.</param>
public sealed record Matrixeintrag(
    Guid Id, Guid KatalogId, bool Gezaehlt, Guid? SchultraegerId, Guid? SchuleId, string Key, string Durchgang, string Organisation, Sichtstand Stand, bool Eigene,
    DateOnly? Frist, int Zeilen, int Bearbeitet, DateTime? GeaendertAm)
{
    /// <summary>Entwicklungsstand: answers and how many rows have each.</summary>
    public IReadOnlyList<(string Antwort, int Anzahl)> Stufen { get; init; } = [];

    public Matrixweg Weg => new(
        Scope.OfHaus(SchultraegerId, SchuleId), Organisation, Key, Durchgang);
}

public sealed record MatrixlisteSeite(
    Matrixfilter Filter, int Gesamt, int Treffer, IReadOnlyList<Matrixeintrag> Eintraege,
    IReadOnlyList<(string Key, string Titel)> Durchgaenge, IReadOnlyList<EigenesHaus> Haeuser,
    IReadOnlyList<EigenesHaus> Leseorte)
{
    public int Seiten => Math.Max(1, (Treffer + MatrixlisteController.ProSeite - 1) / MatrixlisteController.ProSeite);
}

public static class Sichtstaende
{
    public static string Label(this Sichtstand stand) => stand switch
    {
        Sichtstand.NichtBegonnen => "noch nicht begonnen",
        Sichtstand.Begonnen => "begonnen",
        Sichtstand.Entwurf => "Entwurf",
        Sichtstand.InAbstimmung => "in Abstimmung",
        Sichtstand.Freigegeben => "freigegeben",
        _ => "zurückgezogen",
    };
}
