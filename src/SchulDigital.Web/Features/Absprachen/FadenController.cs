using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>
/// "Herkunft und Wirkung": from any link of the chain to all others, with dates and states, as far as this person may see them
/// (Fachkonzept, section 1). Where it begins must be hers to read.
/// </summary>
public sealed class FadenController(Fadenabruf abruf, SichtbareDaten sichtbar, AktuellerBenutzer benutzer) : Controller
{
    [HttpGet("/traeger/{traegerId}/matrix/{durchgang}/zeilen/{kriterium}/faden"), HttpGet("/schulen/{schulId}/matrix/{durchgang}/zeilen/{kriterium}/faden"), Erlaubt(Handlung.MatrixLesen)]
    public async Task<IActionResult> ShowRow(string durchgang, string kriterium, CancellationToken abbruch) =>
        await ShowAsync(Gliedart.Zeile, await sichtbar.Matrizen(benutzer.Zugriff.Scope).Where(m => m.Key == durchgang)
            .SelectMany(m => m.Zeilen).Where(z => z.Kriterium == kriterium).Select(z => z.Id).SingleOrDefaultAsync(abbruch), abbruch);

    [HttpGet("/besuche/{besuchId}/faden"), Erlaubt(Handlung.BesuchLesen)]
    public Task<IActionResult> ShowVisit(Guid besuchId, CancellationToken abbruch) => ShowAsync(Gliedart.Besuch, besuchId, abbruch);

    [HttpGet("/themen/{themaId:guid}/faden"), Erlaubt(Handlung.ThemenLesen)]
    public Task<IActionResult> ShowThema(Guid themaId, CancellationToken abbruch) => ShowAsync(Gliedart.Thema, themaId, abbruch);

    [HttpGet("/runde-tische/{tischId}/sitzungen/{nr:int}/punkte/{punktId:guid}/faden"), Erlaubt(Handlung.TischLesen)]
    public Task<IActionResult> ShowItem(Guid punktId, CancellationToken abbruch) => ShowAsync(Gliedart.Punkt, punktId, abbruch);

    [HttpGet("/vereinbarungen/{vereinbarungId}/faden"), Erlaubt(Handlung.VereinbarungLesen)]
    public Task<IActionResult> ShowAgreement(Guid vereinbarungId, CancellationToken abbruch) => ShowAsync(Gliedart.Vereinbarung, vereinbarungId, abbruch);

    [HttpGet("/aufgaben/{aufgabeId:guid}/faden"), Erlaubt(Handlung.AufgabenLesen)]
    public Task<IActionResult> ShowTask(Guid aufgabeId, CancellationToken abbruch) => ShowAsync(Gliedart.Aufgabe, aufgabeId, abbruch);

    [HttpGet("/berichtsboegen/{berichtId}/faden"), Erlaubt(Handlung.BerichtLesen)]
    public Task<IActionResult> ShowSheet(Guid berichtId, CancellationToken abbruch) => ShowAsync(Gliedart.Bericht, berichtId, abbruch);

    private async Task<IActionResult> ShowAsync(Gliedart art, Guid id, CancellationToken abbruch) =>
        await abruf.FindAsync(art, id, abbruch) is { } seite ? View("Faden", seite) : NotFound();
}
