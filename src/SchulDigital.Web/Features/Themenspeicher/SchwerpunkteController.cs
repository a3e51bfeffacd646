using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Themenspeicher;

/// <summary>What a Runder Tisch works on over some time, in the whole Kommune or in one school, and the help that this needs.</summary>
[Route("/runde-tische/{tischId:guid}/arbeitsschwerpunkte")]
public sealed class SchwerpunkteController(AppDbContext db, Bereichszugang zugang, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>How long the same again is taken for a second click.</summary>
    private const int MinutenFuerDoppelte = 10;

    private Scope Scope => benutzer.Zugriff.Scope;

    private string Weg => $"/runde-tische/{Scope.Id}/arbeitsschwerpunkte";

    [HttpGet, Erlaubt(Handlung.SchwerpunkteLesen)]
    public async Task<IActionResult> List(Guid tischId, CancellationToken abbruch)
    {
        var schwerpunkte = await (
            from s in db.Arbeitsschwerpunkte
            where s.RunderTischId == tischId
            orderby s.AngelegtAm
            select new Schwerpunktangabe(
                s.Id, s.Titel, s.Unterstuetzung,
                db.Schulen.Where(e => e.Id == s.SchuleId).Select(e => e.Name).FirstOrDefault(),
                db.Themen.Where(t => t.Id == s.ThemaId).Select(t => new Themenverweis(t.Id, t.Titel)).FirstOrDefault(),
                s.AngelegtAm, s.AbgeschlossenAm)).AsNoTracking().ToListAsync(abbruch);
        return View("Schwerpunkte", new SchwerpunkteSeite(tischId, await db.NameOfAsync(Scope, abbruch) ?? "", schwerpunkte,
            await zugang.OfficeForAsync(Handlung.SchwerpunktePflegen, Scope, abbruch) is not null));
    }

    [HttpGet("neu"), Erlaubt(Handlung.SchwerpunktePflegen)]
    public async Task<IActionResult> New(Guid tischId, Guid? thema, CancellationToken abbruch) =>
        View("Schwerpunkt", await LoadFormAsync(tischId, null, new SchwerpunktForm { Thema = thema }, null, abbruch));

    [HttpPost, Erlaubt(Handlung.SchwerpunktePflegen)]
    public async Task<IActionResult> Create(Guid tischId, [FromForm] SchwerpunktForm form, CancellationToken abbruch)
    {
        var seite = await LoadFormAsync(tischId, null, form, null, abbruch);
        if (!IsValid(seite))
            return Refuse(seite);
        var seit = uhr.Now().AddMinutes(-MinutenFuerDoppelte);
        if (!await db.Arbeitsschwerpunkte.AnyAsync(s => s.RunderTischId == tischId && s.AngelegtAm > seit && s.Titel == form.Titel
                && s.SchuleId == form.Schule && s.Unterstuetzung == form.Unterstuetzung, abbruch))
        {
            var (schwerpunkt, eintrag) = Arbeitsschwerpunkt.Create(tischId, form.Schule, form.Titel!, form.Unterstuetzung, form.Thema, benutzer.Zugriff.Urheber, uhr.Now());
            db.Add(schwerpunkt);
            db.Add(eintrag);
            await db.SaveChangesAsync(abbruch);
            TempData["Meldung"] = "Der Arbeitsschwerpunkt ist angelegt.";
        }
        return LocalRedirect(Weg);
    }

    [HttpGet("{schwerpunktId:guid}"), Erlaubt(Handlung.SchwerpunktePflegen)]
    public async Task<IActionResult> Edit(Guid tischId, Guid schwerpunktId, CancellationToken abbruch) =>
        await FindAsync(tischId, schwerpunktId, abbruch) is { } s
            ? View("Schwerpunkt", await LoadFormAsync(tischId, s, new SchwerpunktForm
            {
                Version = s.Version,
                Titel = s.Titel,
                Schule = s.SchuleId,
                Unterstuetzung = s.Unterstuetzung,
                Thema = s.ThemaId,
            }, null, abbruch))
            : NotFound();

    [HttpPost("{schwerpunktId:guid}"), Erlaubt(Handlung.SchwerpunktePflegen)]
    public async Task<IActionResult> Change(Guid tischId, Guid schwerpunktId, [FromForm] SchwerpunktForm form, CancellationToken abbruch)
    {
        if (await FindAsync(tischId, schwerpunktId, abbruch) is not { } vorher)
            return NotFound();
        var seite = await LoadFormAsync(tischId, vorher, form, null, abbruch);
        return IsValid(seite)
            ? await ActAsync(tischId, schwerpunktId, form, s => s.Change(form.Schule, form.Titel!, form.Unterstuetzung, form.Thema, benutzer.Zugriff.Urheber, uhr.Now()),
                "Der Arbeitsschwerpunkt ist geändert.", abbruch)
            : Refuse(seite);
    }

    [HttpPost("{schwerpunktId:guid}/abschluss"), Erlaubt(Handlung.SchwerpunktePflegen)]
    public Task<IActionResult> Close(Guid tischId, Guid schwerpunktId, CancellationToken abbruch) =>
        ActAsync(tischId, schwerpunktId, null, s => s.Close(benutzer.Zugriff.Urheber, uhr.Now()), "Der Arbeitsschwerpunkt ist abgeschlossen.", abbruch);

    [HttpPost("{schwerpunktId:guid}/eroeffnung"), Erlaubt(Handlung.SchwerpunktePflegen)]
    public Task<IActionResult> Reopen(Guid tischId, Guid schwerpunktId, CancellationToken abbruch) =>
        ActAsync(tischId, schwerpunktId, null, s => s.Reopen(benutzer.Zugriff.Urheber, uhr.Now()), "Der Arbeitsschwerpunkt ist wieder offen.", abbruch);

    /// <param name="form">Null where nothing was typed: what was shown then does not matter.</param>
    private async Task<IActionResult> ActAsync(
        Guid tischId, Guid id, SchwerpunktForm? form, Func<Arbeitsschwerpunkt, Verlaufseintrag?> act, string meldung, CancellationToken abbruch)
    {
        var ausgang = await db.TryAsync(async () =>
        {
            if (await db.Arbeitsschwerpunkte.SingleOrDefaultAsync(s => s.Id == id && s.RunderTischId == tischId, abbruch) is not { } schwerpunkt)
                return false;
            var gespeichert = schwerpunkt.Version;
            if (act(schwerpunkt) is not { } eintrag)
                return true;
            Bearbeitung.EnsureUnchanged(form?.Version ?? gespeichert, gespeichert);
            db.Add(eintrag);
            await db.SaveChangesAsync(abbruch);
            TempData["Meldung"] = meldung;
            return true;
        });
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang is { Fehler: null, Konflikt: null })
            return LocalRedirect(Weg);
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError(nameof(SchwerpunktForm.Titel), fehler);
        Response.StatusCode = ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        return View("Schwerpunkt", await LoadFormAsync(tischId, await FindAsync(tischId, id, abbruch), form ?? new SchwerpunktForm(), ausgang.Konflikt, abbruch));
    }

    private Task<Arbeitsschwerpunkt?> FindAsync(Guid tischId, Guid id, CancellationToken abbruch) =>
        db.Arbeitsschwerpunkte.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.RunderTischId == tischId, abbruch);

    private async Task<SchwerpunktSeite> LoadFormAsync(Guid tischId, Arbeitsschwerpunkt? bisher, SchwerpunktForm form, string? konflikt, CancellationToken abbruch)
    {
        var schulen = await (
            from s in db.Schulen
            where !s.Geschlossen && db.Tischmitglieder.Any(m => m.RunderTischId == tischId && m.ScopeId == s.Id && m.AusgeschiedenAm == null)
                || bisher != null && bisher.SchuleId == s.Id
            orderby s.NameSuche
            select new { s.Id, s.Name }).ToListAsync(abbruch);
        var themen = await db.Themen.Where(t => t.RunderTischId == tischId && t.Status != Themenstatus.Zusammengefuehrt && t.Status != Themenstatus.NichtAufgenommen
                    && t.Status != Themenstatus.Zurueckgezogen
                || bisher != null && t.Id == bisher.ThemaId)
            .OrderBy(t => t.Titel).Select(t => new Themenverweis(t.Id, t.Titel)).ToListAsync(abbruch);
        return new SchwerpunktSeite(bisher?.Id, tischId, await db.NameOfAsync(Scope, abbruch) ?? "", form, [.. schulen.Select(s => (s.Id, s.Name))], themen, konflikt);
    }

    private bool IsValid(SchwerpunktSeite seite)
    {
        if (seite.Form.Schule is { } schule && seite.Schulen.All(s => s.Id != schule))
            ModelState.AddModelError(nameof(SchwerpunktForm.Schule), "Diese Schule sitzt nicht an diesem Runden Tisch.");
        if (seite.Form.Thema is { } thema && seite.Themen.All(t => t.Id != thema))
            ModelState.AddModelError(nameof(SchwerpunktForm.Thema), "Dieses Thema gibt es an diesem Runden Tisch nicht.");
        return ModelState.IsValid;
    }

    private ViewResult Refuse(SchwerpunktSeite seite)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Schwerpunkt", seite);
    }
}

public sealed record SchwerpunktForm
{
    public int Version { get; init; }
    public string? Titel { get; init; }

    /// <summary>Null for the whole Kommune.</summary>
    public Guid? Schule { get; init; }
    public string? Unterstuetzung { get; init; }
    public Guid? Thema { get; init; }
}

public sealed class SchwerpunktFormValidator : AbstractValidator<SchwerpunktForm>
{
    public SchwerpunktFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Arbeitsschwerpunkt einen Titel.")
            .MaximumLength(Arbeitsschwerpunkt.TitelMaxLength).WithMessage($"Titel: höchstens {Arbeitsschwerpunkt.TitelMaxLength} Zeichen.");
        RuleFor(f => f.Unterstuetzung).MaximumLength(Arbeitsschwerpunkt.UnterstuetzungMaxLength)
            .WithMessage($"Unterstützung: höchstens {Arbeitsschwerpunkt.UnterstuetzungMaxLength} Zeichen.");
    }
}

public sealed record SchwerpunkteSeite(Guid TischId, string Tisch, IReadOnlyList<Schwerpunktangabe> Schwerpunkte, bool DarfPflegen)
{
    public IEnumerable<Schwerpunktangabe> Kommunale => Schwerpunkte.Where(s => s.AbgeschlossenAm is null && s.Schule is null);
    public IEnumerable<IGrouping<string, Schwerpunktangabe>> JeSchule => Schwerpunkte.Where(s => s.AbgeschlossenAm is null && s.Schule is not null)
        .GroupBy(s => s.Schule!).OrderBy(g => g.Key, StringComparer.CurrentCulture);
    public IEnumerable<Schwerpunktangabe> Abgeschlossene => Schwerpunkte.Where(s => s.AbgeschlossenAm is not null);
}

/// <param name="Schule">Null for the whole Kommune.</param>
public sealed record Schwerpunktangabe(
    Guid Id, string Titel, string? Unterstuetzung, string? Schule, Themenverweis? Thema, DateTime AngelegtAm, DateTime? AbgeschlossenAm)
{
    /// <summary>One Unterstützungsmaßnahme per line.</summary>
    public IReadOnlyList<string> Massnahmen => Unterstuetzung?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <param name="Id">Null for a new one.</param>
/// <param name="Konflikt">Why it was not saved: somebody was quicker.</param>
public sealed record SchwerpunktSeite(
    Guid? Id, Guid TischId, string Tisch, SchwerpunktForm Form, IReadOnlyList<(Guid Id, string Name)> Schulen, IReadOnlyList<Themenverweis> Themen, string? Konflikt);
