using Microsoft.AspNetCore.Mvc;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>To the review, to the signature, delivered: each after a page with recipients and text. And a school's way to its Schulaufsicht.</summary>
[Route("/berichtsboegen/{berichtId}")]
public sealed class BerichtsversandController(
    AppDbContext db, Berichtsabruf abruf, Berichtssperre sperre, Berichtsdokumente dokumente, Berichtsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private Urheber Urheber => benutzer.Zugriff.Urheber;

    [HttpGet("pruefung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> ProposeReview(Guid berichtId, CancellationToken abbruch) => ProposeAsync(berichtId, Berichtsanlass.Pruefung, abbruch);

    [HttpPost("pruefung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> SendToReview(Guid berichtId, [FromForm] BerichtsmailForm form, CancellationToken abbruch) =>
        SendAsync(berichtId, Berichtsanlass.Pruefung, form, b => Task.FromResult(b.SendToReview(Urheber, uhr.Now(), dokumente.Rechtssatz)), "Der Berichtsbogen ist in Prüfung.", abbruch);

    [HttpGet("zeichnung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> ProposeSigning(Guid berichtId, CancellationToken abbruch) => ProposeAsync(berichtId, Berichtsanlass.Zeichnung, abbruch);

    [HttpPost("zeichnung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> RemindToSign(Guid berichtId, [FromForm] BerichtsmailForm form, CancellationToken abbruch) =>
        SendAsync(berichtId, Berichtsanlass.Zeichnung, form, b => Task.FromResult<Verlaufseintrag?>(b.IsToBeSigned ? null : throw new Domain.Matrizen.Zustandskonflikt($"Dieser Berichtsbogen ist {b.Status.Label()}.")), "Die Bitte um Unterschrift geht hinaus.", abbruch);

    [HttpGet("zustellung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> ProposeDelivery(Guid berichtId, CancellationToken abbruch) => ProposeAsync(berichtId, Berichtsanlass.Zustellung, abbruch);

    [HttpPost("zustellung"), Erlaubt(Handlung.BerichtFuehren)]
    public Task<IActionResult> Deliver(Guid berichtId, [FromForm] BerichtsmailForm form, CancellationToken abbruch) =>
        SendAsync(berichtId, Berichtsanlass.Zustellung, form, async b => b.Deliver(
            [.. (await GetChosenAsync(berichtId, form, abbruch)).Select(r => new Berichtshaus(Scope.Bildungsregion(r.Id), r.Name))], Urheber, uhr.Now()),
            "Der Berichtsbogen ist zugestellt.", abbruch);

    /// <summary>Of what the form names, the regions of the houses that the sheet is about.</summary>
    private async Task<List<Gruppenwahl>> GetChosenAsync(Guid berichtId, BerichtsmailForm form, CancellationToken abbruch) =>
        (await abruf.GetRegionenAsync(berichtId, abbruch)).FindAll(r => form.Regionen?.Contains(r.Id) == true);

    /// <summary>A school hands its sheet over; from then on its Schulaufsicht reads it.</summary>
    [HttpPost("uebergabe"), Erlaubt(Handlung.BerichtBestaetigen)]
    public async Task<IActionResult> HandOver(Guid berichtId, [FromForm] Guid? gruppe, [FromForm] Guid? haus, CancellationToken abbruch)
    {
        var ausgang = await db.TryAsync(() => sperre.ActAsync(berichtId, async b =>
        {
            var amt = abruf.OfficeFor(b, Handlung.BerichtBestaetigen, haus);
            if (amt.ScopeArt == ScopeArt.Schule && b.IsDeliveredTo(Scope.Schulgruppe(gruppe ?? Guid.Empty)))
                return null;
            var wahl = amt.ScopeArt != ScopeArt.Schule ? null : (await abruf.GetGruppenAsync(b, amt.ScopeId!.Value, abbruch)).Find(g => g.Id == gruppe);
            return b.HandOver(new Berichtshaus(Scope.Schulgruppe(gruppe ?? Guid.Empty), (wahl ?? throw new FachregelVerletzt("Wählen Sie die Schulaufsicht Ihrer Schule.")).Name), amt, uhr.Now());
        }));
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang is not { Fehler: null, Konflikt: null })
        {
            Response.StatusCode = ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
            var seite = (await abruf.FindSeiteAsync(berichtId, ausgang.Fehler ?? ausgang.Konflikt, abbruch))!;
            return View(seite.DarfLesen ? "Bericht" : "Berichtsstand", seite);
        }
        TempData["Meldung"] = "Die Schulaufsicht kann den Berichtsbogen jetzt lesen.";
        return LocalRedirect($"/berichtsboegen/{berichtId}");
    }

    private async Task<IActionResult> ProposeAsync(Guid id, Berichtsanlass anlass, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(id, abbruch) is not { } bogen)
            return NotFound();
        var (betreff, text) = Berichtsversand.ProposeText(await dokumente.GetContentAsync(bogen, abbruch), anlass);
        return await ShowAsync(bogen, anlass, new BerichtsmailForm(betreff, text, null), null, StatusCodes.Status200OK, abbruch);
    }

    private async Task<IActionResult> SendAsync(Guid id, Berichtsanlass anlass, BerichtsmailForm form, Func<Berichtsbogen, Task<Verlaufseintrag?>> act, string meldung, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(id, abbruch) is not { } bogen)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(bogen, anlass, form, null, StatusCodes.Status400BadRequest, abbruch);
        var mails = 0;
        var ausgang = await db.TryAsync(() => sperre.ActAsync(id, async b =>
        {
            var eintrag = await act(b);
            // With the act, or without one a mail alone; a second click meets the same occasion and sends nothing.
            if (eintrag is not null || anlass == Berichtsanlass.Zeichnung)
                mails = await versand.AddAsync(b, anlass, await versand.GetRecipientsAsync(b, anlass, [.. (await GetChosenAsync(id, form, abbruch)).Select(r => r.Id)], abbruch), form.Betreff!, form.Text!, abbruch);
            if (eintrag is null)
                await db.SaveChangesAsync(abbruch);
            return eintrag;
        }));
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(bogen, anlass, form, ausgang.Konflikt, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, abbruch);
        TempData["Meldung"] = anlass == Berichtsanlass.Zeichnung && mails == 0 ? "Heute ist die Bitte schon hinausgegangen." : meldung;
        return LocalRedirect($"/berichtsboegen/{id}");
    }

    private async Task<IActionResult> ShowAsync(Berichtsbogen bogen, Berichtsanlass anlass, BerichtsmailForm form, string? konflikt, int status, CancellationToken abbruch)
    {
        Response.StatusCode = status;
        return View("Berichtsmail", new BerichtsmailSeite(await dokumente.GetContentAsync(bogen, abbruch), anlass, form, await versand.GetRecipientsAsync(bogen, anlass, [], abbruch),
            anlass == Berichtsanlass.Zustellung ? (await abruf.GetRegionenAsync(bogen.Id, abbruch)).FindAll(r => !bogen.IsDeliveredTo(Scope.Bildungsregion(r.Id))) : [], konflikt));
    }
}

/// <param name="Regionen">To whose Koordination it can be delivered.</param>
public sealed record BerichtsmailSeite(
    Berichtsinhalt Inhalt, Berichtsanlass Anlass, BerichtsmailForm Form, IReadOnlyList<Berichtsempfaenger> Empfaenger, IReadOnlyList<Gruppenwahl> Regionen, string? Konflikt)
{
    public string Weg => $"/berichtsboegen/{Inhalt.Id}";

    /// <summary>Houses in which nobody is told.</summary>
    public IReadOnlyList<string> Ohne => [.. Inhalt.Haeuser.Where(h => Empfaenger.All(e => e.HausId != h.Scope.Id) && (Anlass != Berichtsanlass.Zeichnung || h.IstAnDerReihe)).Select(h => h.Name)];

    public string Ueberschrift => Anlass switch { Berichtsanlass.Pruefung => "Zur Prüfung geben", Berichtsanlass.Zeichnung => "Um Unterschrift bitten", _ => "Zustellen" };

    public string Schritt => Anlass switch { Berichtsanlass.Pruefung => "pruefung", Berichtsanlass.Zeichnung => "zeichnung", _ => "zustellung" };
}
