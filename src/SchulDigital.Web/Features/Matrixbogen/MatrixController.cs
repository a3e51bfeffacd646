using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Domain;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>The pages of one organisation's matrix that only read.</summary>
[Erlaubt(Handlung.MatrixLesen)]
[Route("/traeger/{traegerId}/matrix")]
[Route("/schulen/{schulId}/matrix")]
public sealed class MatrixController(
    AppDbContext db, SichtbareDaten sichtbar, Matrixabruf abruf, Matrixdokumente dokumente, Dokumentausgabe ausgabe, Handelnde handelnde, AktuellerBenutzer benutzer, TimeProvider uhr)
    : Controller
{
    /// <summary>Leads to the current matrix, or shows a choice where several are open or none is.</summary>
    [HttpGet]
    public async Task<IActionResult> Current(CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        var alle = await sichtbar.Matrizen(scope)
            .Select(m => new
            {
                m.Key,
                m.Titel,
                m.Status,
                Durchgang = db.Durchgaenge.Where(d => d.Id == m.DurchgangId)
                    .Select(d => new { d.Beginn, d.AbgeschlossenAm }).FirstOrDefault(),
            })
            .AsNoTracking().ToListAsync(abbruch);
        var offene = alle.Where(m => m.Durchgang?.AbgeschlossenAm is null).ToList();
        if (offene.Count == 1)
            return LocalRedirect(scope.Matrixadresse(offene[0].Key));

        var organisation = scope.Art == ScopeArt.Schultraeger
            ? await db.Schultraeger.Where(t => t.Id == scope.Id).Select(t => t.Name).SingleAsync(abbruch)
            : await db.Schulen.Where(s => s.Id == scope.Id).Select(s => s.Name).SingleAsync(abbruch);
        return View("Auswahl", new AuswahlSeite(organisation, [.. alle
            .OrderByDescending(m => m.Durchgang?.Beginn)
            .Select(m => (new Matrixweg(scope, organisation, m.Key, m.Titel), m.Status))]));
    }

    [HttpGet("{durchgang}")]
    public async Task<IActionResult> Overview(string durchgang, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(durchgang, themenfeld: null) is not var (kopf, zeilen))
            return NotFound();
        var katalog = await abruf.GetKatalogAsync(kopf);
        var zuordnungen = await (
            from z in db.Themenfeldzuordnungen
            join p in db.Personen on z.PersonId equals p.Id
            where z.MatrixId == kopf.Id
            select new { z.Themenfeld, p.Id, p.Name }).ToDictionaryAsync(z => z.Themenfeld, abbruch);
        var jeFeld = zeilen.ToLookup(z => z.Themenfeld);
        var themenfelder = katalog.Themenfelder.Where(t => jeFeld.Contains(t.Key)).Select(t => new Themenfeldstand(
            t, jeFeld[t.Key].Count(), jeFeld[t.Key].Count(z => z.Werte.IsBearbeitet),
            zuordnungen.GetValueOrDefault(t.Key)?.Id, zuordnungen.GetValueOrDefault(t.Key)?.Name)).ToList();

        var vergleich = kopf.IsEditable && zeilen.Exists(z => z.Werte.Ist is null)
            ? await abruf.GetVergleichAsync(kopf.Id, 0, kopf.VorgaengerId) : Vergleichswerte.None;
        return View("Uebersicht", new UebersichtSeite(
            kopf, katalog, themenfelder, Entwicklungsstand.Count(zeilen.Select(z => z.Werte)),
            await GetFassungenAsync(kopf, abbruch), await GetPersonenAsync(abbruch),
            benutzer.May(Handlung.MatrixFreigeben, kopf.Weg.Scope),
            zeilen.Count(z => z.Werte.Ist is null && vergleich.VorherOf(katalog.Kriterium(z.Kriterium))?.Ist is not null),
            zeilen.Count(z => z.Werte.Uebernommen),
            kopf.LetzteFassung == 0 ? [] : await db.Weitergaben.Where(w => w.MatrixId == kopf.Id && w.Status == WeitergabeStatus.Gilt)
                .Select(w => w.Kreis).Distinct().ToListAsync(abbruch), await abruf.CountZuarbeitAsync(kopf)));
    }

    [HttpGet("{durchgang}/pruefung")]
    public async Task<IActionResult> Review(string durchgang, CancellationToken abbruch) =>
        await LoadBogenAsync(durchgang, abbruch) is { } seite
            ? View("Pruefung", seite with { Zuarbeit = await abruf.CountZuarbeitAsync(seite.Kopf) })
            : NotFound();

    [HttpGet("{durchgang}/druck"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Print(string durchgang, CancellationToken abbruch) =>
        await LoadBogenAsync(durchgang, abbruch) is { } seite ? View("Bogen", seite) : NotFound();

    /// <summary>The newest version as it was issued; while a draft is open, that draft, marked and not kept.</summary>
    [HttpGet("{durchgang}/pdf"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Pdf(string durchgang, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(durchgang, themenfeld: null) is not var (kopf, zeilen))
            return NotFound();
        if (!kopf.IsEditable)
            return await VersionPdf(durchgang, kopf.LetzteFassung, abbruch);
        var (name, inhalt) = await dokumente.ComposeDraftAsync(kopf, zeilen);
        return File(inhalt, MediaTypeNames.Application.Pdf, name);
    }

    [HttpGet("{durchgang}/fassungen/{nummer:int}/pdf"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> VersionPdf(string durchgang, int nummer, CancellationToken abbruch)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf
            || await db.MatrixFassungen.Where(f => f.MatrixId == kopf.Id && f.Nummer == nummer).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(abbruch) is not { } id)
            return NotFound();
        var dokument = await ausgabe.GetAsync(id, Dokument.SelectionOf(null), abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    /// <summary>An empty sheet, to be filled by hand.</summary>
    [HttpGet("{durchgang}/blankobogen"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> PrintBlank(string durchgang, CancellationToken abbruch) =>
        await LoadBogenAsync(durchgang, abbruch) is { } seite ? View("Blankobogen", seite) : NotFound();

    /// <summary>A released version, as it was released.</summary>
    [HttpGet("{durchgang}/fassungen/{nummer:int}")]
    public async Task<IActionResult> Version(string durchgang, int nummer, CancellationToken abbruch)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf)
            return NotFound();
        var fassung = (await GetFassungenAsync(kopf, abbruch)).FirstOrDefault(f => f.Nummer == nummer);
        if (fassung is null)
            return NotFound();
        var zeilen = await db.MatrixFassungen.Where(f => f.MatrixId == kopf.Id && f.Nummer == nummer)
            .SelectMany(f => f.Zeilen)
            .Select(z => new Zeilenstand(z.ZeileId, z.Kriterium, z.Themenfeld, z.Werte, 0, null))
            .AsNoTracking().ToListAsync(abbruch);
        var vergleich = await abruf.GetVergleichAsync(kopf);
        return View("Bogen", new BogenSeite(kopf, await abruf.GetKatalogAsync(kopf), zeilen, vergleich, fassung, false, uhr.Now()));
    }

    [HttpGet("{durchgang}/verlauf")]
    public async Task<IActionResult> History(string durchgang, CancellationToken abbruch)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf)
            return NotFound();
        var eintraege = await db.Verlauf.AsNoTracking().Where(e => e.GegenstandId == kopf.Id)
            .OrderByDescending(e => e.Zeit).Take(VerlaufSeite.MaxEintraege).ToListAsync(abbruch);
        var namen = await handelnde.GetAsync(eintraege);
        return View("Verlauf", VerlaufSeite.Of(kopf.Weg, null, null, eintraege, namen));
    }

    [HttpGet("{durchgang}/zeilen/{kriterium}/verlauf")]
    public async Task<IActionResult> RowHistory(string durchgang, string kriterium, CancellationToken abbruch)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf)
            return NotFound();
        var zeileId = await db.MatrixZeilen.Where(z => z.MatrixId == kopf.Id && z.Kriterium == kriterium)
            .Select(z => (Guid?)z.Id).SingleOrDefaultAsync(abbruch);
        if (zeileId is null)
            return NotFound();
        var katalog = await abruf.GetKatalogAsync(kopf);
        var eintraege = await db.Verlauf.AsNoTracking().Where(e => e.GegenstandId == zeileId)
            .OrderByDescending(e => e.Version).Take(VerlaufSeite.MaxEintraege).ToListAsync(abbruch);
        var namen = await handelnde.GetAsync(eintraege);
        return View("Verlauf", VerlaufSeite.Of(kopf.Weg, katalog, katalog.Kriterium(kriterium), eintraege, namen));
    }

    private async Task<BogenSeite?> LoadBogenAsync(string durchgang, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(durchgang, themenfeld: null) is not var (kopf, zeilen))
            return null;
        abbruch.ThrowIfCancellationRequested();
        return new BogenSeite(kopf, await abruf.GetKatalogAsync(kopf), zeilen, await abruf.GetVergleichAsync(kopf), null,
            benutzer.May(Handlung.MatrixFreigeben, kopf.Weg.Scope), uhr.Now());
    }

    private async Task<IReadOnlyList<Fassungsangabe>> GetFassungenAsync(Matrixkopf kopf, CancellationToken abbruch) =>
        kopf.LetzteFassung == 0 ? [] : await db.MatrixFassungen.Where(f => f.MatrixId == kopf.Id)
            .OrderByDescending(f => f.Nummer)
            .Select(f => new Fassungsangabe(
                f.Nummer, f.Status, f.FreigegebenAm, f.FreigegebenVonName, f.Amt, f.ZurueckgezogenAm, f.Grund))
            .AsNoTracking().ToListAsync(abbruch);

    /// <summary>Who may fill this matrix, to choose somebody for a Themenfeld.</summary>
    private async Task<IReadOnlyList<(Guid, string)>> GetPersonenAsync(CancellationToken abbruch)
    {
        var scopeId = benutzer.Zugriff.Scope.Id;
        var heute = uhr.Today();
        return [.. (await db.Personen
            .Where(p => p.DeaktiviertAm == null && db.Zustaendigkeiten.Any(z =>
                z.PersonId == p.Id && z.ScopeId == scopeId && z.Von <= heute && (z.Bis == null || z.Bis >= heute)))
            .OrderBy(p => p.NameSuche).Select(p => new { p.Id, p.Name }).ToListAsync(abbruch)).Select(p => (p.Id, p.Name))];
    }
}

/// <summary>Where no single matrix is the current one.</summary>
public sealed record AuswahlSeite(string Organisation, IReadOnlyList<(Matrixweg Weg, MatrixStatus Status)> Matrizen);
