using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>The Moderation words an agreement at an item of a session, or between sessions.</summary>
[Erlaubt(Handlung.SitzungLeiten), Route("/runde-tische/{tischId}/vereinbarungen")]
public sealed class VereinbarungsanlageController(AppDbContext db, Vereinbarungsabruf abruf, Themenfeldworte themenfelder, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("neu")]
    public async Task<IActionResult> New(Guid tischId, Guid? punkt, CancellationToken abbruch)
    {
        var sitzung = punkt is null ? null : await abruf.FindSitzungAsync(punkt, tischId, abbruch);
        if (punkt is not null && sitzung is null)
            return NotFound();
        var moegliche = await abruf.GetMoeglicheAsync(Scope.RunderTisch(tischId), abbruch);
        return await ShowAsync(tischId, new VereinbarungForm
        {
            Id = Kennung.New(),
            Punkt = punkt,
            Art = Vereinbarungsart.Massnahme,
            Verantwortlich = moegliche.FirstOrDefault(m => m.Scope.Art == ScopeArt.Schultraeger)?.Key,
            Themenfeld = await ThemaOf(sitzung, punkt).Select(t => t.Themenfeld).FirstOrDefaultAsync(abbruch),
            // The usual case: what a table agrees on binds all who decide there.
            Beteiligte = [.. moegliche.Select(m => new BindungForm { Organisation = m.Key, Gebunden = true })],
        }, StatusCodes.Status200OK, abbruch);
    }

    [HttpPost("")]
    public async Task<IActionResult> Draft(Guid tischId, [FromForm] VereinbarungForm form, CancellationToken abbruch)
    {
        if (form.Punkt is not null && !await db.Sitzungen.AnyAsync(s => s.RunderTischId == tischId && s.Punkte.Any(p => p.Id == form.Punkt), abbruch))
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(tischId, form, StatusCodes.Status400BadRequest, abbruch);
        var moegliche = await abruf.GetMoeglicheAsync(Scope.RunderTisch(tischId), abbruch);
        Sitzung? sitzung = null;
        var ausgang = await db.TryAsync(() => db.InTransactionAsync(async () =>
        {
            if (form.Punkt is not null)
            {
                // Locked first: an item that becomes vertraulich at this moment finds the agreement, or is found vertraulich.
                await db.Sitzungen.Where(s => s.Punkte.Any(p => p.Id == form.Punkt)).ExecuteUpdateAsync(s => s.SetProperty(z => z.GeaendertAm, z => z.GeaendertAm), abbruch);
                sitzung = await abruf.FindSitzungAsync(form.Punkt, tischId, abbruch);
            }
            if (await db.Vereinbarungen.AnyAsync(v => v.Id == form.Id && v.RunderTischId == tischId, abbruch))
                return true;
            var (angaben, bindungen) = form.Read(moegliche);
            var punkt = sitzung?.Punkte.Single(p => p.Id == form.Punkt);
            var herkunft = await ThemaOf(sitzung, form.Punkt).Select(t => t.ZeileId).FirstOrDefaultAsync(abbruch);
            var (vereinbarung, eintrag) = Vereinbarung.Draft(form.Id, new Vereinbarungsort(tischId, null, punkt?.Vertraulich == true), angaben, bindungen,
                sitzung is null ? new Herkunft(Herkunftsart.RunderTisch, tischId, null) : new Herkunft(Herkunftsart.Sitzung, sitzung.Id, herkunft), punkt?.ThemaId, benutzer.Zugriff.Urheber, uhr.Now());
            if (punkt is not null)
                vereinbarung.PutOn(punkt.Id, punkt.Vertraulich, benutzer.Zugriff.Urheber, uhr.Now());
            db.Add(vereinbarung);
            db.Add(eintrag);
            sitzung?.Stir(uhr.Now());
            await db.SaveChangesAsync(abbruch);
            return true;
        }, abbruch));
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang.Konflikt is { } konflikt)
            ModelState.AddModelError("", konflikt);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(tischId, form, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, abbruch);
        TempData["Meldung"] = "Die Vereinbarung ist formuliert. Gefragt ist noch niemand.";
        return LocalRedirect(sitzung is null ? $"/vereinbarungen/{form.Id}" : $"/runde-tische/{tischId}/sitzungen/{sitzung.Nummer}/ablauf#punkt-{form.Punkt}");
    }

    private IQueryable<Domain.Themen.Thema> ThemaOf(Sitzung? sitzung, Guid? punkt)
    {
        var thema = sitzung?.Punkte.FirstOrDefault(p => p.Id == punkt)?.ThemaId;
        return db.Themen.Where(t => t.Id == thema);
    }

    private async Task<IActionResult> ShowAsync(Guid tischId, VereinbarungForm form, int status, CancellationToken abbruch)
    {
        var scope = Scope.RunderTisch(tischId);
        Response.StatusCode = status;
        return View("Vereinbarungsform", new VereinbarungsformSeite(form, scope, await db.NameOfAsync(scope, abbruch) ?? "", $"/runde-tische/{tischId}/vereinbarungen",
            await abruf.GetMoeglicheAsync(scope, abbruch), await themenfelder.GetAsync(abbruch), null, null));
    }
}

/// <param name="Ziel">Where the form goes.</param>
/// <param name="Vereinbarung">Address of what is changed; null for a new one.</param>
public sealed record VereinbarungsformSeite(
    VereinbarungForm Form, Scope Haus, string Hausname, string Ziel, IReadOnlyList<Organisationswahl> Moegliche, IReadOnlyList<Themenfeldname> Themenfelder, string? Vereinbarung, string? Konflikt)
{
    public BindungForm? BindungOf(Organisationswahl organisation) => Form.Beteiligte?.FirstOrDefault(b => b.Organisation == organisation.Key);
}
