using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// The acts that change the state of a matrix. Each locks the matrix first and reads then, so that nothing is saved into
/// a version that is being released, and a double click meets the new state.
/// </summary>
[Route("/traeger/{traegerId}/matrix/{durchgang}")]
[Route("/schulen/{schulId}/matrix/{durchgang}")]
public sealed class FreigabeController(
    AppDbContext db, SichtbareDaten sichtbar, Matrixabruf abruf, Matrixsperre sperre, Weitergabeversand versand, Matrixdokumente dokumente,
    Katalogverzeichnis kataloge, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>Says "ready for the Leitung".</summary>
    [HttpPost("abstimmung"), Erlaubt(Handlung.MatrixAusfuellen)]
    public Task<IActionResult> Submit(string durchgang) => ActAsync(durchgang,
        matrix => Task.FromResult<Verlaufseintrag?>(matrix.Submit(benutzer.Zugriff.Urheber, uhr.Now())),
        "Die Matrix ist zur Freigabe bereit gemeldet. Die Leitung sieht sie auf ihrer Startseite.");

    /// <summary>Takes "ready for the Leitung" back.</summary>
    [HttpPost("bearbeitung"), Erlaubt(Handlung.MatrixAusfuellen)]
    public Task<IActionResult> Resume(string durchgang) => ActAsync(durchgang,
        matrix => Task.FromResult<Verlaufseintrag?>(matrix.Resume(benutzer.Zugriff.Urheber, uhr.Now())), "Die Matrix ist wieder in Arbeit.");

    /// <summary>A new draft after a release or a withdrawal.</summary>
    [HttpPost("entwurf"), Erlaubt(Handlung.MatrixAusfuellen)]
    public Task<IActionResult> StartDraft(string durchgang) => ActAsync(durchgang,
        matrix => Task.FromResult<Verlaufseintrag?>(matrix.StartDraft(benutzer.Zugriff.Urheber, uhr.Now())),
        "Der neue Entwurf ist begonnen. Die freigegebene Fassung bleibt gültig, bis Sie die nächste freigeben.");

    /// <summary>"Angaben übernehmen" for all open rows.</summary>
    [HttpPost("uebernahme"), Erlaubt(Handlung.MatrixAusfuellen)]
    public Task<IActionResult> TakeOver(string durchgang) => ActAsync(durchgang, async matrix =>
    {
        var katalog = await kataloge.GetAsync(matrix.KatalogId);
        var vergleich = await abruf.GetVergleichAsync(matrix.Id, 0, matrix.VorgaengerId);
        foreach (var zeile in matrix.Zeilen)
            if (vergleich.VorherOf(katalog.Kriterium(zeile.Kriterium)) is { } vorher
                && matrix.TakeOver(zeile, vorher, benutzer.Zugriff.Urheber, uhr.Now()) is { } eintrag)
                db.Verlauf.Add(eintrag);
        return null;
    }, "Die Angaben sind übernommen. Sie zählen, sobald sie geprüft sind.", mitZeilen: true);

    /// <summary>Stands by all rows that were taken over.</summary>
    [HttpPost("bestaetigung"), Erlaubt(Handlung.MatrixAusfuellen)]
    public Task<IActionResult> Confirm(string durchgang) => ActAsync(durchgang, matrix =>
    {
        db.Verlauf.AddRange(matrix.Zeilen.Select(z => matrix.Confirm(z, benutzer.Zugriff.Urheber, uhr.Now())).OfType<Verlaufseintrag>());
        return Task.FromResult<Verlaufseintrag?>(null);
    }, "Die übernommenen Angaben sind geprüft und zählen.", mitZeilen: true);

    [HttpPost("freigaben"), Erlaubt(Handlung.MatrixFreigeben)]
    public Task<IActionResult> Release(string durchgang) => ActAsync(durchgang, async matrix =>
    {
        var katalog = await kataloge.GetAsync(matrix.KatalogId);
        var person = await db.Personen.SingleAsync(p => p.Id == benutzer.PersonId);
        var zuarbeiten = await db.Zuarbeiten.Where(z => z.MatrixId == matrix.Id && z.BeendetAm == null).ToListAsync();
        var (fassung, eintrag) = matrix.Release(benutzer.Zugriff.Zustaendigkeit, person, katalog, zuarbeiten, uhr.Now());
        db.MatrixFassungen.Add(fassung);
        // The document is made of what is in the database, in the same transaction.
        db.Add(eintrag);
        await db.SaveChangesAsync();
        await dokumente.AddAsync(fassung.Id, null);
        return null;
    }, "Die Matrix ist freigegeben.", mitZeilen: true);

    [HttpPost("ruecknahme"), Erlaubt(Handlung.MatrixFreigeben)]
    public async Task<IActionResult> Withdraw(string durchgang, [FromForm] RuecknahmeForm form) => ModelState.IsValid
        ? await ActAsync(durchgang, async matrix =>
        {
            var weitergaben = await db.Weitergaben.Where(w => w.MatrixId == matrix.Id && w.Status == WeitergabeStatus.Gilt).ToListAsync();
            var eintrag = matrix.Withdraw(benutzer.Zugriff.Zustaendigkeit, form.Grund!, weitergaben, uhr.Now());
            foreach (var weitergabe in weitergaben)
                await versand.AddAsync(matrix, weitergabe, Weitergabeanlass.Zurueckgenommen);
            return eintrag;
        }, "Die Fassung ist zurückgezogen.")
        : await ShowFormAsync(durchgang, StatusCodes.Status400BadRequest);

    /// <summary>The page that asks for the reason.</summary>
    [HttpGet("ruecknahme"), Erlaubt(Handlung.MatrixFreigeben)]
    public Task<IActionResult> ConfirmWithdrawal(string durchgang) => ShowFormAsync(durchgang, StatusCodes.Status200OK);

    /// <summary>Says who looks after a Themenfeld; an assignment, not a right.</summary>
    [HttpPost("zuordnungen"), Erlaubt(Handlung.MatrixAusfuellen)]
    public Task<IActionResult> Assign(string durchgang, string? themenfeld, Guid? person) => ActAsync(durchgang, async matrix =>
    {
        var katalog = await kataloge.GetAsync(matrix.KatalogId);
        var feld = (themenfeld is null ? null : katalog.FindThemenfeld(themenfeld))
            ?? throw new FachregelVerletzt("Dieses Themenfeld gibt es in der Matrix nicht.");
        var scopeId = benutzer.Zugriff.Scope.Id;
        var heute = uhr.Today();
        if (person is not null && !await db.Zustaendigkeiten.AnyAsync(z =>
                z.PersonId == person && z.ScopeId == scopeId && z.Von <= heute && (z.Bis == null || z.Bis >= heute)
                && db.Personen.Any(p => p.Id == person && p.DeaktiviertAm == null)))
            throw new FachregelVerletzt("Wählen Sie eine Person der eigenen Organisation.");

        var bisher = await db.Themenfeldzuordnungen.SingleOrDefaultAsync(z => z.MatrixId == matrix.Id && z.Themenfeld == feld.Key);
        if (bisher?.PersonId == person)
            return null;
        if (bisher is null)
            db.Add(new Themenfeldzuordnung(matrix.Id, feld.Key, person!.Value));
        else if (person is { } andere)
            bisher.PersonId = andere;
        else
            db.Remove(bisher);
        return new Verlaufseintrag(Ereignis.ThemenfeldZugeordnet, nameof(Matrix), matrix.Id, matrix.Scope,
            benutzer.Zugriff.Urheber, uhr.Now(), grund: feld.Label);
    }, "Die Zuordnung ist gespeichert.");

    private async Task<IActionResult> ActAsync(
        string durchgang, Func<Matrix, Task<Verlaufseintrag?>> act, string meldung, bool mitZeilen = false)
    {
        if (!await sperre.ActAsync(durchgang, act, mitZeilen))
            return NotFound();
        TempData["Meldung"] = meldung;
        return LocalRedirect(benutzer.Zugriff.Scope.Matrixadresse(durchgang));
    }

    private async Task<IActionResult> ShowFormAsync(string durchgang, int status)
    {
        var matrix = await sichtbar.Matrizen(benutzer.Zugriff.Scope).AsNoTracking().SingleOrDefaultAsync(m => m.Key == durchgang);
        if (matrix is null)
            return NotFound();
        if (!await db.MatrixFassungen.AnyAsync(f => f.MatrixId == matrix.Id && f.Status == FassungStatus.Freigegeben))
            throw new Zustandskonflikt("Es gibt keine freigegebene Fassung, die zurückgezogen werden kann.");
        var organisation = matrix.SchuleId is null
            ? await db.Schultraeger.Where(t => t.Id == matrix.SchultraegerId).Select(t => t.Name).SingleAsync()
            : await db.Schulen.Where(s => s.Id == matrix.SchuleId).Select(s => s.Name).SingleAsync();
        Response.StatusCode = status;
        return View("Ruecknahme", new RuecknahmeSeite(WegOf(matrix, organisation), matrix.LetzteFassung));
    }

    private static Matrixweg WegOf(Matrix matrix, string organisation) => new(matrix.Scope, organisation, matrix.Key, matrix.Titel);
}
