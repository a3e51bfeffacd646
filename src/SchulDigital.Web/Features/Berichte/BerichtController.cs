using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>One Berichtsbogen: read it, look through, ask, hand back, confirm, and what the carrier does with it as a whole.</summary>
[Route("/berichtsboegen/{berichtId}")]
public sealed class BerichtController(
    AppDbContext db, Berichtsabruf abruf, Berichtssperre sperre, Berichtsdokumente dokumente, Dokumentausgabe ausgabe, Archivpaket archiv, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private Urheber Urheber => benutzer.Zugriff.Urheber;

    [HttpGet(""), Erlaubt(Handlung.BerichtAnsehen)]
    public Task<IActionResult> Show(Guid berichtId, CancellationToken abbruch) => ShowAsync(berichtId, StatusCodes.Status200OK, null, abbruch);

    /// <summary>The stored document; before the sheet is final a draft.</summary>
    [HttpGet("pdf"), Erlaubt(Handlung.BerichtLesen), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Pdf(Guid berichtId, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(berichtId, abbruch) is not { } bogen)
            return NotFound();
        if (!bogen.IsFinal)
            return File(await dokumente.ComposeDraftAsync(bogen), MediaTypeNames.Application.Pdf, $"berichtsbogen-{bogen.Kennzeichen}-entwurf.pdf");
        var dokument = await ausgabe.GetAsync(berichtId, bogen.Dokumentauswahl, abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    /// <summary>The draft to talk over; what is final is a PDF.</summary>
    [HttpGet("docx"), Erlaubt(Handlung.BerichtLesen), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Text(Guid berichtId, CancellationToken abbruch) => await abruf.FindAsync(berichtId, abbruch) is not { } bogen ? NotFound()
        : bogen.IsFinal ? throw new Zustandskonflikt("Dieser Berichtsbogen ist fertig. Es gibt ihn als PDF.")
        : File(await dokumente.WriteTextAsync(bogen), Textdokument.Dateityp, $"berichtsbogen-{bogen.Kennzeichen}-entwurf.docx");

    /// <summary>All that an archive keeps of a final sheet, as one file.</summary>
    [HttpGet("archivpaket"), Erlaubt(Handlung.BerichtLesen), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Package(Guid berichtId, CancellationToken abbruch) => await abruf.FindAsync(berichtId, abbruch) is not { } bogen ? NotFound()
        : !bogen.IsFinal ? throw new Zustandskonflikt("Ein Paket für das Archiv gibt es, wenn der Berichtsbogen fertig ist.")
        : File(await archiv.WriteAsync(bogen, abbruch), Archivpaket.Dateityp, $"berichtsbogen-{bogen.Kennzeichen}.zip");

    [HttpPost("entwurf"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> TakeBack(Guid berichtId, [FromForm] GrundForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, nameof(form.Grund), b => b.TakeBackToDraft(form.Grund, Urheber, uhr.Now()), "Der Berichtsbogen ist wieder ein Entwurf.", abbruch);

    [HttpPost("oeffnung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> Reopen(Guid berichtId, [FromForm] GrundForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, nameof(form.Grund), b => b.Reopen(form.Grund, Urheber, uhr.Now()), "Der Berichtsbogen ist wieder in Prüfung. Alle werden noch einmal gefragt.", abbruch);

    [HttpPost("durchsichten"), Erlaubt(Handlung.BerichtMitwirken)]
    public Task<IActionResult> LookThrough(Guid berichtId, [FromForm] DurchsichtForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, "", b => b.LookThrough(form.Abschnitt!.Value, form.Fassung, abruf.OfficeFor(b, Handlung.BerichtMitwirken, form.Haus), uhr.Now()), null, abbruch, $"#abschnitt-{form.Abschnitt}");

    [HttpPost("rueckfragen"), Erlaubt(Handlung.BerichtMitwirken)]
    public Task<IActionResult> Ask(Guid berichtId, [FromForm] AnmerkungForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, nameof(form.Text), b => b.Ask(form.Id, form.Abschnitt!.Value, form.Absatz, form.Text!, abruf.OfficeFor(b, Handlung.BerichtMitwirken, form.Haus), benutzer.Name, uhr.Now()),
            "Ihre Rückfrage ist gestellt.", abbruch, $"#abschnitt-{form.Abschnitt}");

    [HttpPost("rueckgaben"), Erlaubt(Handlung.BerichtBestaetigen)]
    public Task<IActionResult> HandBack(Guid berichtId, [FromForm] AnmerkungForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, nameof(form.Text), b => b.HandBack(form.Id, form.Abschnitt!.Value, form.Text!, abruf.OfficeFor(b, Handlung.BerichtBestaetigen, form.Haus), benutzer.Name, uhr.Now()),
            "Der Abschnitt ist zurückgegeben. Der Schulträger überarbeitet ihn und antwortet.", abbruch, $"#abschnitt-{form.Abschnitt}");

    [HttpPost("anmerkungen/{anmerkungId:guid}"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> Reply(Guid berichtId, Guid anmerkungId, [FromForm] AntwortForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, nameof(form.Antwort), b => b.Reply(anmerkungId, form.Antwort!, $"{benutzer.Name}, {benutzer.Zugriff.Zustaendigkeit.Rolle.Label()}", Urheber, uhr.Now()),
            "Ihre Antwort ist gespeichert.", abbruch, $"#anmerkung-{anmerkungId}");

    [HttpPost("bestaetigung"), Erlaubt(Handlung.BerichtBestaetigen)]
    public Task<IActionResult> Confirm(Guid berichtId, [FromForm] BestaetigungForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, "", b => b.Confirm(abruf.OfficeFor(b, Handlung.BerichtBestaetigen, form.Haus), benutzer.Name, form.Hash!, uhr.Now()), "Ihr Haus hat bestätigt.", abbruch);

    [HttpPost("bestaetigung/ende"), Erlaubt(Handlung.BerichtBestaetigen)]
    public Task<IActionResult> TakeBackConfirmation(Guid berichtId, [FromForm] Guid? haus, CancellationToken abbruch) =>
        ActAsync(berichtId, "", b => b.TakeBackConfirmation(abruf.OfficeFor(b, Handlung.BerichtBestaetigen, haus), uhr.Now()), "Die Bestätigung ist zurückgenommen.", abbruch);

    [HttpPost("archivierung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> Archive(Guid berichtId, CancellationToken abbruch) =>
        ActAsync(berichtId, "", b => b.Archive(Urheber, uhr.Now()), "Der Berichtsbogen ist archiviert.", abbruch);

    [HttpPost("rueckzug"), Erlaubt(Handlung.BerichtZurueckziehen)]
    public Task<IActionResult> Withdraw(Guid berichtId, [FromForm] GrundForm form, CancellationToken abbruch) =>
        ActAsync(berichtId, nameof(form.Grund), b => b.Withdraw(form.Grund, Urheber, uhr.Now()), "Der Berichtsbogen ist zurückgezogen.", abbruch);

    /// <summary>A new sheet with the same text; a second click finds the first.</summary>
    [HttpPost("ersatz"), Erlaubt(Handlung.BerichtZurueckziehen)]
    public async Task<IActionResult> Renew(Guid berichtId, CancellationToken abbruch)
    {
        var ziel = Guid.Empty;
        var ausgang = await db.TryAsync(() => sperre.ActAsync(berichtId, async b =>
        {
            if (await abruf.FindSuccessorAsync(berichtId, abbruch) is { } schon)
            {
                ziel = schon;
                return null;
            }
            var jetzt = uhr.Now();
            var (neu, eintrag) = b.Renew(Kennung.New(), await abruf.NextNumberAsync(b.SchultraegerId, Kalender.DayOf(jetzt).Year, abbruch), Urheber, jetzt);
            db.Add(neu);
            ziel = neu.Id;
            return eintrag;
        }));
        return ausgang.Konflikt is { } konflikt ? await ShowAsync(berichtId, StatusCodes.Status409Conflict, konflikt, abbruch) : LocalRedirect($"/berichtsboegen/{ziel}");
    }

    private async Task<IActionResult> ActAsync(Guid id, string feld, Func<Berichtsbogen, Verlaufseintrag?> act, string? meldung, CancellationToken abbruch, string anker = "")
    {
        if (!ModelState.IsValid)
            return await ShowAsync(id, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(() => sperre.ActAsync(id, act));
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError(feld, fehler);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(id, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
        if (meldung is not null)
            TempData["Meldung"] = meldung;
        return LocalRedirect($"/berichtsboegen/{id}{anker}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, string? konflikt, CancellationToken abbruch)
    {
        if (await abruf.FindSeiteAsync(id, konflikt, abbruch) is not { } seite)
            return NotFound();
        Response.StatusCode = status;
        // What was typed stands in its field again.
        var getippt = status == StatusCodes.Status200OK || !Request.HasFormContentType ? null
            : new Getipptes(Request.Path.Value!.Split('/', 4)[^1], Request.Form[nameof(AnmerkungForm.Abschnitt)], Request.Form[nameof(AnmerkungForm.Text)] + Request.Form[nameof(AntwortForm.Antwort)] + Request.Form[nameof(GrundForm.Grund)]);
        return View(seite.DarfLesen ? "Bericht" : "Berichtsstand", seite with { Getippt = getippt });
    }
}
