using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>Mends an obvious error in a final Berichtsbogen; who is told of it is shown first.</summary>
[Erlaubt(Handlung.BerichtBestaetigen), Route("/berichtsboegen/{berichtId}/berichtigung")]
public sealed class BerichtigungController(
    AppDbContext db, Berichtsabruf abruf, Berichtssperre sperre, Berichtsdokumente dokumente, Berichtsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>Without a paragraph: which one?</summary>
    [HttpGet("")]
    public async Task<IActionResult> Edit(Guid berichtId, Guid? absatz, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(berichtId, abbruch) is not { } bogen)
            return NotFound();
        var gewaehlt = bogen.Text.FirstOrDefault(a => a.Id == absatz);
        return await ShowAsync(bogen, gewaehlt is null ? null : new BerichtigungForm(gewaehlt.Id, gewaehlt.Version, gewaehlt.Text, null), null, StatusCodes.Status200OK, abbruch);
    }

    [HttpPost("")]
    public async Task<IActionResult> Correct(Guid berichtId, [FromForm] BerichtigungForm form, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(berichtId, abbruch) is not { } bogen)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(bogen, form, null, StatusCodes.Status400BadRequest, abbruch);
        var ausgang = await db.TryAsync(() => sperre.ActAsync(berichtId, async b =>
        {
            var amt = abruf.OfficesAt(b, Handlung.BerichtBestaetigen).FirstOrDefault(z => b.Absaetze.Any(a => a.Id == form.Absatz && b.CanCorrect(a, z))) ?? abruf.OfficeFor(b, Handlung.BerichtBestaetigen, null);
            if (b.Correct(form.Absatz, form.Text, form.Grund, form.Version, amt, benutzer.Name, uhr.Now()) is not { } eintrag)
                return null;
            var (betreff, text) = Berichtsversand.ProposeText(await dokumente.GetContentAsync(b, abbruch), Berichtsanlass.Berichtigung);
            await versand.AddAsync(b, Berichtsanlass.Berichtigung, await versand.GetRecipientsAsync(b, Berichtsanlass.Berichtigung, [], abbruch), betreff, text, abbruch);
            return eintrag;
        }));
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(bogen, form, ausgang.Konflikt, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, abbruch);
        TempData["Meldung"] = "Der Fehler ist berichtigt. Das PDF ist neu ausgegeben; das bisherige gilt als ersetzt.";
        return LocalRedirect($"/berichtsboegen/{berichtId}#absatz-{form.Absatz}");
    }

    private async Task<IActionResult> ShowAsync(Berichtsbogen bogen, BerichtigungForm? form, string? konflikt, int status, CancellationToken abbruch)
    {
        var aemter = abruf.OfficesAt(bogen, Handlung.BerichtBestaetigen);
        var inhalt = await dokumente.GetContentAsync(bogen, abbruch);
        var eigene = bogen.Text.Where(a => aemter.Any(z => bogen.CanCorrect(a, z))).Select(a => a.Id).ToHashSet();
        Response.StatusCode = status;
        return View("Berichtigung", new BerichtigungSeite(inhalt, [.. inhalt.Absaetze.Where(a => eigene.Contains(a.Id) && a.Text.Length > 0)], form, await versand.GetRecipientsAsync(bogen, Berichtsanlass.Berichtigung, [], abbruch), konflikt));
    }
}

/// <param name="Version">The paragraph's, that the writer had before her.</param>
/// <param name="Text">All its words, as they must be.</param>
public sealed record BerichtigungForm(Guid Absatz, int Version, string? Text, string? Grund);

public sealed class BerichtigungFormValidator : AbstractValidator<BerichtigungForm>
{
    public BerichtigungFormValidator()
    {
        RuleFor(f => f.Absatz).NotEmpty().WithMessage("Wählen Sie den Absatz.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie den Absatz, wie er heißen muss.").MaximumLength(Berichtsabsatz.TextMaxLength).WithMessage($"Text: höchstens {Berichtsabsatz.TextMaxLength} Zeichen.");
        RuleFor(f => f.Grund).NotEmpty().WithMessage("Schreiben Sie, was der Fehler war: Alle Beteiligten lesen es.").MaximumLength(Berichtsbogen.GrundMaxLength).WithMessage($"Grund: höchstens {Berichtsbogen.GrundMaxLength} Zeichen.");
    }
}

/// <param name="Absaetze">What this person can correct: the own side's words.</param>
/// <param name="Form">Null before a paragraph is chosen.</param>
public sealed record BerichtigungSeite(Berichtsinhalt Inhalt, IReadOnlyList<Absatzinhalt> Absaetze, BerichtigungForm? Form, IReadOnlyList<Berichtsempfaenger> Empfaenger, string? Konflikt)
{
    public string Weg => $"/berichtsboegen/{Inhalt.Id}";

    public Absatzinhalt? Absatz => Absaetze.FirstOrDefault(a => a.Id == Form?.Absatz);
}
