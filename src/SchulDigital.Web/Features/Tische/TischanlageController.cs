using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The Koordination founds a Runder Tisch or another circle of its region.</summary>
[Erlaubt(Handlung.TischAnlegen)]
public sealed class TischanlageController(AppDbContext db, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("/regionen/{regionId}/runde-tische/neu")]
    public async Task<IActionResult> New(Guid regionId, CancellationToken abbruch) => await ShowNewAsync(regionId, new NeuerTischForm(), StatusCodes.Status200OK, abbruch);

    [HttpPost("/regionen/{regionId}/runde-tische")]
    public async Task<IActionResult> Create(Guid regionId, [FromForm] NeuerTischForm form, CancellationToken abbruch)
    {
        if (ModelState.IsValid && form.Art == Tischart.RunderTisch && !await db.Kommunen.AnyAsync(k => k.Id == form.Kommune && k.BildungsregionId == regionId, abbruch))
            ModelState.AddModelError(nameof(form.Kommune), "Wählen Sie die Kommune des Runden Tisches.");
        if (!ModelState.IsValid)
            return await ShowNewAsync(regionId, form, StatusCodes.Status400BadRequest, abbruch);
        var kommune = form.Art == Tischart.RunderTisch ? form.Kommune : null;
        // A second click finds the first.
        if (await db.RundeTische.Where(t => t.Art == form.Art && t.Name == form.Name && t.KommuneId == kommune && t.ArchiviertAm == null
                && (kommune != null || t.BildungsregionId == regionId)).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(abbruch) is { } schon)
            return LocalRedirect(new Tischweg(schon).Seite);
        var tisch = new RunderTisch(form.Art!.Value, kommune, kommune is null ? regionId : null, form.Name!);
        db.Add(tisch);
        db.Add(new Verlaufseintrag(Ereignis.TischAngelegt, nameof(RunderTisch), tisch.Id, tisch.Scope, benutzer.Zugriff.Urheber, uhr.Now()));
        if (kommune is not null)
            db.Verlauf.AddRange(await db.SeatKommuneAsync(tisch, benutzer.Zugriff.Urheber, uhr.Now(), abbruch));
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = kommune is null ? "Der Kreis ist angelegt. Nehmen Sie jetzt die Mitglieder auf." : "Der Runde Tisch ist angelegt. Alle Schulen der Kommune und ihre Träger sitzen daran.";
        return LocalRedirect(new Tischweg(tisch.Id).Seite);
    }

    private async Task<IActionResult> ShowNewAsync(Guid regionId, NeuerTischForm form, int status, CancellationToken abbruch)
    {
        Response.StatusCode = status;
        return View("NeuerTisch", new NeuerTischSeite(regionId, await db.NameOfAsync(Scope.Bildungsregion(regionId), abbruch) ?? "", form,
            await db.Kommunen.Where(k => k.BildungsregionId == regionId).OrderBy(k => k.NameSuche).Select(k => new Regionsverweis(k.Id, k.Name)).ToListAsync(abbruch)));
    }
}

public static class Tischbesetzung
{
    /// <summary>All schools of the Kommune and their carriers sit down.</summary>
    public static async Task<IReadOnlyList<Verlaufseintrag>> SeatKommuneAsync(this AppDbContext db, RunderTisch tisch, Urheber urheber, DateTime jetzt, CancellationToken abbruch)
    {
        var schulen = await db.Schulen.Where(s => s.KommuneId == tisch.KommuneId && !s.Geschlossen).OrderBy(s => s.NameSuche).AsNoTracking().ToListAsync(abbruch);
        var traeger = await db.Schultraeger.Where(t => db.Schulen.Any(s => s.KommuneId == tisch.KommuneId && !s.Geschlossen && s.SchultraegerId == t.Id)).OrderBy(t => t.NameSuche).AsNoTracking().ToListAsync(abbruch);
        return tisch.Seat(traeger, schulen, urheber, jetzt);
    }
}

public sealed record NeuerTischForm
{
    public Tischart? Art { get; init; } = Tischart.RunderTisch;
    public Guid? Kommune { get; init; }
    public string? Name { get; init; }
}

public sealed class NeuerTischFormValidator : AbstractValidator<NeuerTischForm>
{
    public NeuerTischFormValidator()
    {
        RuleFor(f => f.Art).NotNull().WithMessage("Wählen Sie, was für ein Kreis es ist.").IsInEnum();
        RuleFor(f => f.Name).NotEmpty().WithMessage("Geben Sie einen Namen.").MaximumLength(RunderTisch.NameMaxLength);
    }
}

public sealed record NeuerTischSeite(Guid RegionId, string Region, NeuerTischForm Form, IReadOnlyList<Regionsverweis> Kommunen);
