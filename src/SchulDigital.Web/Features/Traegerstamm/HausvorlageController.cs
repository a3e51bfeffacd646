using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>The Leitung says how the documents of its house look. What was issued before stays as it is.</summary>
[Erlaubt(Handlung.HausvorlagePflegen)]
[Route("/traeger/{traegerId}/hausvorlage")]
[Route("/schulen/{schulId}/hausvorlage")]
public sealed class HausvorlageController(AppDbContext db, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show() => View("Hausvorlage", await LoadAsync(null));

    [HttpPost, Dateigrenze(1), RequestSizeLimit(2 << 20)]
    public async Task<IActionResult> Save([FromForm] HausvorlageForm form, IFormFile? logo, CancellationToken abbruch)
    {
        byte[]? inhalt = null;
        if (logo is { Length: > 0 } && !form.OhneLogo)
        {
            inhalt = await logo.ReadAsync(abbruch);
            if (Hauslogo.FaultOf(inhalt) is { } fehler)
                ModelState.AddModelError("Logo", fehler);
        }
        var scope = benutzer.Zugriff.Scope;
        var vorlage = await Find(scope).SingleOrDefaultAsync(abbruch);
        if (ModelState.IsValid && !form.OhneLogo && (inhalt ?? vorlage?.Logo) is not null && form.Logobeschreibung is null)
            ModelState.AddModelError(nameof(form.Logobeschreibung), "Beschreiben Sie, was auf dem Logo zu sehen ist.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Hausvorlage", await LoadAsync(form));
        }
        if (vorlage is null)
            db.Add(vorlage = Hausvorlage.For(scope));
        db.Add(vorlage.Change(scope, inhalt, form.OhneLogo, form.Logobeschreibung, form.Stelle, benutzer.Zugriff.Urheber, uhr.Now()));
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = "Die Hausvorlage ist gespeichert. Sie gilt für alles, was ab jetzt ausgegeben wird.";
        return LocalRedirect(scope.Adresse() + "/hausvorlage");
    }

    private IQueryable<Hausvorlage> Find(Scope scope) => scope.Art == ScopeArt.Schultraeger
        ? db.Hausvorlagen.Where(v => v.SchultraegerId == scope.Id)
        : db.Hausvorlagen.Where(v => v.SchuleId == scope.Id);

    private async Task<HausvorlageSeite> LoadAsync(HausvorlageForm? form)
    {
        var scope = benutzer.Zugriff.Scope;
        var vorlage = await Find(scope).AsNoTracking().SingleOrDefaultAsync();
        return new HausvorlageSeite(scope, await db.NameOfAsync(scope) ?? "",
            form ?? new HausvorlageForm { Logobeschreibung = vorlage?.Logobeschreibung, Stelle = vorlage?.Stelle },
            vorlage?.Logo is { } logo ? $"data:image/png;base64,{Convert.ToBase64String(logo)}" : null, vorlage?.Logobeschreibung);
    }
}

public sealed record HausvorlageForm
{
    public string? Logobeschreibung { get; init; }
    public string? Stelle { get; init; }
    public bool OhneLogo { get; init; }
}

public sealed class HausvorlageFormValidator : AbstractValidator<HausvorlageForm>
{
    public HausvorlageFormValidator()
    {
        RuleFor(f => f.Logobeschreibung).MaximumLength(Hausvorlage.BeschreibungMaxLength).WithName("Beschreibung");
        RuleFor(f => f.Stelle).MaximumLength(Hausvorlage.StelleMaxLength).WithName("Stelle");
    }
}

/// <param name="Logo">The stored picture as a data address; null where there is none.</param>
public sealed record HausvorlageSeite(Scope Scope, string Name, HausvorlageForm Form, string? Logo, string? Logobeschreibung);
