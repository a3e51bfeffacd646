using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>The carrier plans a visit: occasion, date, place, matrix. Nothing leaves the house here.</summary>
[Erlaubt(Handlung.BesuchPlanen)]
public sealed class PlanungController(AppDbContext db, Besuchsabruf abruf, Besuchssperre sperre, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("/traeger/{traegerId}/besuche/neu")]
    public async Task<IActionResult> New(Guid? nach) => await ShowFormAsync(null, await PresetAsync(nach));

    [HttpPost("/traeger/{traegerId}/besuche")]
    public async Task<IActionResult> Plan([FromForm] PlanForm form)
    {
        var scope = benutzer.Zugriff.Scope;
        if (ModelState.IsValid && !await db.Matrizen.AnyAsync(m => m.Id == form.Matrix && m.SchultraegerId == scope.Id))
            ModelState.AddModelError(nameof(form.Matrix), "Wählen Sie eine Matrix des eigenen Hauses.");
        if (!ModelState.IsValid)
            return await ShowFormAsync(null, form, StatusCodes.Status400BadRequest);
        // A second click finds the first.
        var seit = uhr.Now().AddMinutes(-10);
        var gleicher = await db.Besuche.Where(b => b.SchultraegerId == scope.Id && b.OrganisatorId == benutzer.PersonId && b.AngelegtAm > seit
            && b.Anlass == form.Anlass && b.Tag == form.Tag && b.Uhrzeit == form.Uhrzeit && b.Status == Besuchsstatus.Geplant).Select(b => (Guid?)b.Id).FirstOrDefaultAsync();
        if (gleicher is { } schon)
            return LocalRedirect(new Besuchsweg(schon).Beteiligte);
        var vorgaenger = form.Nach is { } nach && await db.Besuche.AnyAsync(b => b.Id == nach && b.SchultraegerId == scope.Id) ? form.Nach : null;
        var (besuch, eintrag) = Besuch.Plan(scope.Id!.Value, form.ToAngaben(), benutzer.Zugriff.Urheber, uhr.Now(), vorgaenger);
        if (vorgaenger is not null)
        {
            var beteiligte = await db.Besuchsbeteiligte.Where(b => b.BesuchId == vorgaenger && b.AusgeladenAm == null).AsNoTracking().ToListAsync();
            // A guest whose address is forgotten has to be named anew.
            besuch.Choose([.. beteiligte.Where(b => b.Art != Beteiligungsart.Gast || b.Email is not null).Select(b => b.Teilnahme)], 0, benutzer.Zugriff.Urheber, uhr.Now());
        }
        db.Add(besuch);
        db.Add(eintrag);
        await db.SaveChangesAsync();
        TempData["Meldung"] = "Der Besuch ist geplant. Verschickt ist noch nichts.";
        return LocalRedirect(new Besuchsweg(besuch.Id).Beteiligte);
    }

    [HttpGet("/besuche/{besuchId}/planung")]
    public async Task<IActionResult> Edit(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        return await ShowFormAsync(besuch, PlanForm.Of(besuch));
    }

    [HttpPost("/besuche/{besuchId}/planung")]
    public async Task<IActionResult> Save(Guid besuchId, [FromForm] PlanForm form)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        if (ModelState.IsValid && !await db.Matrizen.AnyAsync(m => m.Id == form.Matrix && m.SchultraegerId == besuch.SchultraegerId))
            ModelState.AddModelError(nameof(form.Matrix), "Wählen Sie eine Matrix des eigenen Hauses.");
        if (!ModelState.IsValid)
            return await ShowFormAsync(besuch, form, StatusCodes.Status400BadRequest);
        // Once people are invited, date and place are not part of this form.
        var angaben = besuch.Status == Besuchsstatus.Geplant ? form.ToAngaben() : besuch.Angaben with { Anlass = form.Anlass!, Nachricht = form.Nachricht, MatrixId = form.Matrix!.Value };
        try
        {
            await sperre.ActAsync(besuchId, Besuchsteile.Keine, b =>
            {
                if (b.MatrixId != angaben.MatrixId && db.Besuchsergebnisse.Any(e => e.BesuchId == besuchId && e.ZeileId != null))
                    throw new Zustandskonflikt("Zu dieser Matrix gibt es schon Ergebnisse. Eine andere lässt sich nicht mehr wählen.");
                return b.Change(angaben, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
            });
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            var neu = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
            ModelState.Remove(nameof(form.Version));
            return await ShowFormAsync(neu, form with { Version = neu.Version }, StatusCodes.Status409Conflict, konflikt.Message);
        }
        TempData["Meldung"] = "Die Planung ist gespeichert.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    [HttpPost("/besuche/{besuchId}/organisation")]
    public async Task<IActionResult> Organize(Guid besuchId)
    {
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, b => b.Organize(benutzer.Zugriff.Urheber, uhr.Now()));
        TempData["Meldung"] = "Sie organisieren diesen Besuch. Ihr Name steht in allem, was ab jetzt verschickt wird.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    private async Task<PlanForm> PresetAsync(Guid? nach)
    {
        var scope = benutzer.Zugriff.Scope;
        var matrix = await db.Matrizen.Where(m => m.SchultraegerId == scope.Id).OrderByDescending(m => m.GeaendertAm).Select(m => (Guid?)m.Id).FirstOrDefaultAsync();
        var vorher = nach is null ? null : await db.Besuche.AsNoTracking().SingleOrDefaultAsync(b => b.Id == nach && b.SchultraegerId == scope.Id);
        return vorher is null ? new PlanForm { Dauer = Besuch.PresetDauer, Matrix = matrix }
            : PlanForm.Of(vorher) with { Tag = vorher.Tag?.AddYears(1), Matrix = matrix, Nach = nach, Version = 0, Nachricht = null };
    }

    private async Task<IActionResult> ShowFormAsync(Besuch? besuch, PlanForm form, int status = StatusCodes.Status200OK, string? konflikt = null)
    {
        Response.StatusCode = status;
        var scope = benutzer.Zugriff.Scope;
        var matrizen = await db.Matrizen.Where(m => m.SchultraegerId == scope.Id).OrderByDescending(m => m.GeaendertAm)
            .Select(m => new Matrixwahl(m.Id, m.Titel, m.Status)).ToListAsync();
        return View("Planung", new PlanungSeite(
            scope, await db.NameOfAsync(scope) ?? "", besuch is null ? null : await abruf.GetKopfAsync(besuch), form, matrizen, konflikt));
    }
}

public sealed record PlanForm
{
    public string? Anlass { get; init; }
    public DateOnly? Tag { get; init; }
    public TimeOnly? Uhrzeit { get; init; }
    public int Dauer { get; init; }
    public string? Ort { get; init; }
    public string? Videolink { get; init; }
    public string? Nachricht { get; init; }
    public Guid? Matrix { get; init; }

    /// <summary>The visit that proposed this one.</summary>
    public Guid? Nach { get; init; }
    public int Version { get; init; }

    public Besuchsangaben ToAngaben() => new(Anlass!, Tag, Uhrzeit, Dauer, Ort, Videolink, Nachricht, Matrix!.Value);

    public static PlanForm Of(Besuch b) => new()
    {
        Anlass = b.Anlass,
        Tag = b.Tag,
        Uhrzeit = b.Uhrzeit,
        Dauer = b.Dauer,
        Ort = b.Ort,
        Videolink = b.Videolink,
        Nachricht = b.Nachricht,
        Matrix = b.MatrixId,
        Version = b.Version,
    };
}

public sealed class PlanFormValidator : AbstractValidator<PlanForm>
{
    public PlanFormValidator()
    {
        RuleFor(f => f.Anlass).NotEmpty().WithMessage("Nennen Sie den Anlass.").MaximumLength(Besuch.AnlassMaxLength);
        RuleFor(f => f.Dauer).InclusiveBetween(Besuch.MinDauer, Besuch.MaxDauer).WithMessage($"Ein Besuch dauert {Besuch.MinDauer} bis {Besuch.MaxDauer} Minuten.");
        RuleFor(f => f.Uhrzeit).Null().When(f => f.Tag is null).WithMessage("Zu einer Uhrzeit gehört ein Tag.");
        RuleFor(f => f.Ort).MaximumLength(Besuch.OrtMaxLength);
        RuleFor(f => f.Videolink).MaximumLength(Besuch.LinkMaxLength).Must(Webadresse.IsValid).WithMessage("Der Videolink muss mit https:// beginnen.");
        RuleFor(f => f.Nachricht).MaximumLength(Besuch.NachrichtMaxLength);
        RuleFor(f => f.Matrix).NotNull().WithMessage("Wählen Sie die Matrix, an der Sie entlanggehen.");
    }
}

public sealed record Matrixwahl(Guid Id, string Titel, MatrixStatus Status);

/// <param name="Kopf">Null while it is new.</param>
public sealed record PlanungSeite(
    Scope Scope, string Traeger, Besuchskopf? Kopf, PlanForm Form, IReadOnlyList<Matrixwahl> Matrizen, string? Konflikt);
