using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Themenspeicher;

/// <summary>One Thema: what it is, where it came from, and what becomes of it.</summary>
[Route("/themen/{themaId:guid}")]
public sealed class ThemaController(AppDbContext db, SichtbareDaten sichtbar, Themenabruf abruf, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet, Erlaubt(Handlung.ThemenLesen)]
    public Task<IActionResult> Show(Guid themaId, CancellationToken abbruch) => ShowAsync(themaId, StatusCodes.Status200OK, null, abbruch);

    [HttpPost("zustimmung"), Erlaubt(Handlung.ThemaEntscheiden)]
    public Task<IActionResult> Accept(Guid themaId, [FromForm] ZustimmungForm form, CancellationToken abbruch) =>
        // Two who say yes at the same time do not contradict each other: their yes holds whatever was shown.
        ActAsync(themaId, null, nameof(form.Seite), form.Seite,
            (thema, wer) => thema.Accept(form.Seite!.Value, wer, uhr.Now()),
            t => t.Status == Themenstatus.Angenommen ? "Das Thema ist angenommen." : "Ihre Zustimmung ist festgehalten.", abbruch);

    [HttpPost("ablehnung"), Erlaubt(Handlung.ThemaEntscheiden)]
    public Task<IActionResult> Refuse(Guid themaId, [FromForm] AblehnungForm form, CancellationToken abbruch) =>
        ActAsync(themaId, form.Version, nameof(form.Ablehnungsgrund), form.Seite,
            (thema, wer) => thema.Refuse(form.Ablehnungsgrund!, wer, uhr.Now()), _ => "Das Thema ist nicht aufgenommen.", abbruch);

    [HttpPost("rueckholung"), Erlaubt(Handlung.ThemaZurueckholen)]
    public Task<IActionResult> BringBack(Guid themaId, [FromForm] RueckholungForm form, CancellationToken abbruch) =>
        ActAsync(themaId, form.Version, "", null,
            (thema, wer) => thema.BringBack(benutzer.Zugriff.Zustaendigkeit.Scope, wer, uhr.Now()), _ => "Das Thema ist zurückgeholt und damit angenommen.", abbruch);

    [HttpPost("schritte"), Erlaubt(Handlung.ThemenFuehren)]
    public Task<IActionResult> Step(Guid themaId, [FromForm] SchrittForm form, CancellationToken abbruch) =>
        ActAsync(themaId, form.Version, nameof(form.Vermerk), null, (thema, wer) => form.Schritt switch
        {
            Themenschritt.Einplanen => thema.Plan(form.Vermerk, wer, uhr.Now()),
            Themenschritt.Behandeln => thema.Treat(form.Vermerk, wer, uhr.Now()),
            Themenschritt.Erledigen => thema.Complete(form.Vermerk, wer, uhr.Now()),
            _ => thema.Postpone(form.Vermerk, wer, uhr.Now()),
        }, t => $"Das Thema ist jetzt {t.Status.Label()}.", abbruch);

    [HttpPost("arbeitsgruppe"), Erlaubt(Handlung.ThemenFuehren)]
    public Task<IActionResult> Prepare(Guid themaId, [FromForm] ArbeitsgruppeForm form, CancellationToken abbruch) =>
        ActAsync(themaId, form.Version, nameof(form.Mitglieder), null,
            (thema, wer) => thema.Prepare(form.Mitglieder, form.Auftrag, form.Arbeitstag, wer, uhr.Now()),
            t => t.ArbeitsgruppeMitglieder is null ? "Die Arbeitsgruppe ist beendet." : "Die Arbeitsgruppe ist beauftragt.", abbruch);

    /// <summary>Who may, the Thema says: whoever sits at the table may propose, and so find better words for an own proposal.</summary>
    [HttpPost("wortlaut"), Erlaubt(Handlung.ThemaVorschlagen)]
    public async Task<IActionResult> Reword(Guid themaId, [FromForm] WortlautForm form, CancellationToken abbruch)
    {
        var aemter = await abruf.GetAemterAsync(Handlung.ThemaVorschlagen, benutzer.Zugriff.Scope.Id!.Value, abbruch);
        return await ActAsync(themaId, form.Version, nameof(form.Titel), null,
            (thema, wer) => thema.Reword(form.Titel!, form.Beschreibung, aemter, wer, uhr.Now()), _ => "Titel und Beschreibung sind geändert.", abbruch);
    }

    /// <summary>Chooses an alike Thema of the same table; with one chosen, both beside each other. Nothing is joined yet.</summary>
    [HttpGet("zusammenfuehrung"), Erlaubt(Handlung.ThemenFuehren)]
    public Task<IActionResult> PreviewJoin(Guid themaId, Guid? mit, CancellationToken abbruch) => ShowJoinAsync(themaId, mit, StatusCodes.Status200OK, null, abbruch);

    [HttpPost("zusammenfuehrung"), Erlaubt(Handlung.ThemenFuehren)]
    public async Task<IActionResult> Join(Guid themaId, [FromForm] ZusammenfuehrungForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowJoinAsync(themaId, form.Mit, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(async () =>
        {
            if (await sichtbar.Themen().SingleOrDefaultAsync(t => t.Id == themaId, abbruch) is not { } thema
                || await sichtbar.Themen().SingleOrDefaultAsync(t => t.Id == form.Mit, abbruch) is not { } ziel)
                return false;
            var gespeichert = thema.Version;
            var hierin = await db.Themen.Where(t => t.ZusammengefuehrtInId == themaId).ToListAsync(abbruch);
            var eintraege = thema.JoinInto(ziel, hierin, benutzer.Zugriff.Urheber, uhr.Now());
            if (eintraege.Count == 0)
                return true;
            Bearbeitung.EnsureUnchanged(form.Version, gespeichert);
            db.AddRange(eintraege);
            await db.SaveChangesAsync(abbruch);
            TempData["Meldung"] = $"„{thema.Titel}“ ist hier aufgenommen. Die Herkunft beider Themen bleibt.";
            return true;
        });
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError(nameof(form.Mit), fehler);
        return ausgang is { Fehler: null, Konflikt: null }
            ? LocalRedirect($"/themen/{form.Mit}")
            : await ShowJoinAsync(themaId, form.Mit, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
    }

    /// <summary>One act on the Thema, in an office at its table. The same again is done already.</summary>
    /// <param name="version">What was shown; null where that does not matter.</param>
    /// <param name="seite">The side for which the person decides: she may hold an office on both, or on the other only.</param>
    private async Task<IActionResult> ActAsync(
        Guid id, int? version, string feld, Zustimmungsseite? seite, Func<Thema, Urheber, Verlaufseintrag?> act,
        Func<Thema, string> meldung, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(id, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(async () =>
        {
            if (await sichtbar.Themen().SingleOrDefaultAsync(t => t.Id == id, abbruch) is not { } thema)
                return false;
            var wer = benutzer.Zugriff.Urheber;
            if (seite is not null)
                wer = (await abruf.GetAemterAsync(Handlung.ThemaEntscheiden, thema.RunderTischId, abbruch)).FirstOrDefault(z => Themenabruf.SideOf(z) == seite) is { } amt
                    ? new Urheber(amt.PersonId, amt.Id)
                    : throw new FachregelVerletzt($"Für die Seite {seite.Value.Label()} entscheiden Sie an diesem Runden Tisch nicht.");
            var gespeichert = thema.Version;
            if (act(thema, wer) is not { } eintrag)
                return true;
            Bearbeitung.EnsureUnchanged(version ?? gespeichert, gespeichert);
            db.Add(eintrag);
            await db.SaveChangesAsync(abbruch);
            TempData["Meldung"] = meldung(thema);
            return true;
        });
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError(feld, fehler);
        return ausgang is { Fehler: null, Konflikt: null }
            ? LocalRedirect($"/themen/{id}")
            : await ShowAsync(id, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, string? konflikt, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(id, konflikt, abbruch) is not { } seite)
            return NotFound();
        Response.StatusCode = status;
        return View("Thema", seite);
    }

    private async Task<IActionResult> ShowJoinAsync(Guid id, Guid? mit, int status, string? konflikt, CancellationToken abbruch)
    {
        if (await abruf.FindForJoiningAsync(id, mit, konflikt, abbruch) is not { } seite)
            return NotFound();
        Response.StatusCode = status;
        return View("Zusammenfuehrung", seite);
    }
}
