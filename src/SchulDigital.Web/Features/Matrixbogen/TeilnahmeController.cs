using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// How a house comes to a matrix: it accepts, declines or pauses a Durchgang that was offered to it, or begins one of its own.
/// </summary>
[Route("/traeger/{traegerId}/matrix")]
[Route("/schulen/{schulId}/matrix")]
public sealed class TeilnahmeController(
    AppDbContext db, SichtbareDaten sichtbar, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("{durchgang}/teilnahme"), Erlaubt(Handlung.MatrixLesen)]
    public async Task<IActionResult> Show(string durchgang, CancellationToken abbruch) =>
        await LoadAsync(durchgang, abbruch) is { } seite ? View("Teilnahme", seite) : NotFound();

    [HttpPost("{durchgang}/teilnahme"), Erlaubt(Handlung.MatrixAusfuellen)]
    public async Task<IActionResult> Decide(string durchgang, [FromForm] TeilnahmeForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await LoadAsync(durchgang, abbruch) is { } seite ? View("Teilnahme", seite) : NotFound();
        }
        var status = await db.InTransactionAsync(() => DecideAsync(durchgang, form, abbruch), abbruch);
        if (status is null)
            return NotFound();
        TempData["Meldung"] = status switch
        {
            Teilnahmestatus.Angenommen => "Der Durchgang ist angenommen.",
            Teilnahmestatus.Abgelehnt => "Der Durchgang ist abgelehnt. Sie können sich bis zu seinem Abschluss anders entscheiden.",
            _ => "Die Teilnahme pausiert. Was Sie ausgefüllt haben, bleibt.",
        };
        var weg = benutzer.Zugriff.Scope.Matrixadresse(durchgang);
        return LocalRedirect(status == Teilnahmestatus.Angenommen ? weg : weg + "/teilnahme");
    }

    [HttpGet("eigene"), Erlaubt(Handlung.MatrixAusfuellen)]
    public async Task<IActionResult> New(CancellationToken abbruch) =>
        View("EigeneMatrix", new EigeneMatrixSeite(await NameAsync(abbruch), benutzer.Zugriff.Scope.Adresse(), new EigeneMatrixForm()));

    [HttpPost("eigene"), Erlaubt(Handlung.MatrixAusfuellen)]
    public async Task<IActionResult> Open([FromForm] EigeneMatrixForm form, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("EigeneMatrix", new EigeneMatrixSeite(await NameAsync(abbruch), scope.Adresse(), form));
        }
        var key = await db.InTransactionAsync(() => OpenAsync(scope, form, abbruch), abbruch);
        TempData["Meldung"] = "Die Matrix ist angelegt.";
        return LocalRedirect(scope.Matrixadresse(key));
    }

    private async Task<Teilnahmestatus?> DecideAsync(string durchgang, TeilnahmeForm form, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        if (await db.Durchgaenge.SingleOrDefaultAsync(d => d.Key == durchgang, abbruch) is not { } runde
            || await Own(scope).SingleOrDefaultAsync(t => t.DurchgangId == runde.Id, abbruch) is not { } teilnahme)
            return null;
        var (urheber, jetzt) = (benutzer.Zugriff.Urheber, uhr.Now());
        db.Add(form.Entscheidung switch
        {
            Entscheidung.Annehmen => teilnahme.Accept(runde, urheber, jetzt),
            Entscheidung.Ablehnen => teilnahme.Decline(runde, form.Grund, urheber, jetzt),
            _ => teilnahme.Pause(runde, form.Grund, urheber, jetzt),
        });
        if (teilnahme.Status == Teilnahmestatus.Angenommen && !await sichtbar.Matrizen(scope).AnyAsync(m => m.DurchgangId == runde.Id, abbruch))
        {
            var katalogId = scope.Art == ScopeArt.Schultraeger ? runde.TraegerKatalogId : runde.SchuleKatalogId;
            var katalog = await kataloge.GetAsync(katalogId, abbruch);
            var vorgaenger = await FindLastAsync(scope, runde.Beginn, abbruch);
            db.Add(scope.Art == ScopeArt.Schultraeger
                ? Matrix.ForSchultraeger(scope.Id!.Value, runde, katalogId, katalog, vorgaenger, jetzt)
                : Matrix.ForSchule(scope.Id!.Value, runde, katalogId, katalog, vorgaenger, jetzt));
        }
        await db.SaveChangesAsync(abbruch);
        return teilnahme.Status;
    }

    private async Task<string> OpenAsync(Scope scope, EigeneMatrixForm form, CancellationToken abbruch)
    {
        var zielgruppe = scope.Art == ScopeArt.Schultraeger ? Zielgruppe.Schultraeger : Zielgruppe.Schule;
        var katalogId = await db.MatrixKataloge.Where(k => k.Zielgruppe == zielgruppe)
            .OrderByDescending(k => k.VeroeffentlichtAm).Select(k => k.Id).FirstAsync(abbruch);
        var jetzt = uhr.Now();
        var matrix = Matrix.Open(scope, await sichtbar.Matrizen(scope).CountAsync(m => m.DurchgangId == null, abbruch) + 1, form.Titel!,
            katalogId, await kataloge.GetAsync(katalogId, abbruch), form.NurKern, await FindLastAsync(scope, uhr.Today(), abbruch), jetzt);
        db.Add(matrix);
        db.Add(new Verlaufseintrag(Ereignis.MatrixEroeffnet, nameof(Matrix), matrix.Id, scope, benutzer.Zugriff.Urheber, jetzt));
        await db.SaveChangesAsync(abbruch);
        return matrix.Key;
    }

    /// <summary>The house's matrix of the last Durchgang before this day that has a released version.</summary>
    private Task<Guid?> FindLastAsync(Scope scope, DateOnly vor, CancellationToken abbruch) => (
        from m in sichtbar.Matrizen(scope)
        join d in db.Durchgaenge on m.DurchgangId equals d.Id
        where d.Beginn < vor && m.Fassungen.Any(f => f.Status == FassungStatus.Freigegeben)
        orderby d.Beginn descending
        select (Guid?)m.Id).FirstOrDefaultAsync(abbruch);

    private async Task<TeilnahmeSeite?> LoadAsync(string durchgang, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        var gefunden = await (
            from t in Own(scope)
            join runde in db.Durchgaenge on t.DurchgangId equals runde.Id
            join r in db.Bildungsregionen on runde.BildungsregionId equals r.Id
            where runde.Key == durchgang
            select new { Durchgang = runde, t.Status, t.Grund, Region = r.Name, r.Koordinierungsstelle }).AsNoTracking().SingleOrDefaultAsync(abbruch);
        if (gefunden is null)
            return null;
        var d = gefunden.Durchgang;
        var katalog = await kataloge.GetAsync(scope.Art == ScopeArt.Schultraeger ? d.TraegerKatalogId : d.SchuleKatalogId, abbruch);
        var zeilen = katalog.Kriterien.Where(d.Covers).ToList();
        return new TeilnahmeSeite(
            new Matrixweg(scope, await NameAsync(abbruch), d.Key, d.Titel), gefunden.Region, gefunden.Koordinierungsstelle, d.Frist,
            gefunden.Status, gefunden.Grund, d.AbgeschlossenAm is not null, zeilen.Count,
            [.. katalog.Themenfelder.Where(t => zeilen.Exists(z => z.Themenfeld == t.Key)).Select(t => t.Label)],
            benutzer.May(Handlung.MatrixAusfuellen, scope));
    }

    private IQueryable<Teilnahme> Own(Scope scope) => scope.Art == ScopeArt.Schultraeger
        ? db.Teilnahmen.Where(t => t.SchultraegerId == scope.Id)
        : db.Teilnahmen.Where(t => t.SchuleId == scope.Id);

    private async Task<string> NameAsync(CancellationToken abbruch) =>
        await db.NameOfAsync(benutzer.Zugriff.Scope, abbruch) ?? "";
}

public enum Entscheidung { Annehmen, Ablehnen, Pausieren }

public sealed record TeilnahmeForm
{
    public Entscheidung? Entscheidung { get; init; }
    public string? Grund { get; init; }
}

public sealed class TeilnahmeFormValidator : AbstractValidator<TeilnahmeForm>
{
    public TeilnahmeFormValidator()
    {
        RuleFor(f => f.Entscheidung).NotNull().WithMessage("Wählen Sie: annehmen, ablehnen oder pausieren.");
        RuleFor(f => f.Grund).MaximumLength(Teilnahme.GrundMaxLength).WithMessage($"Der Grund hat höchstens {Teilnahme.GrundMaxLength} Zeichen.");
    }
}

public sealed record EigeneMatrixForm
{
    public string? Titel { get; init; }
    public bool NurKern { get; init; }
}

public sealed class EigeneMatrixFormValidator : AbstractValidator<EigeneMatrixForm>
{
    public EigeneMatrixFormValidator() =>
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie der Matrix einen Namen.")
            .MaximumLength(Matrix.TitelMaxLength).WithMessage($"Der Name hat höchstens {Matrix.TitelMaxLength} Zeichen.");
}

public sealed record EigeneMatrixSeite(string Organisation, string ScopeWeg, EigeneMatrixForm Form);

/// <param name="Zeilen">How many rows the matrix would have.</param>
public sealed record TeilnahmeSeite(
    Matrixweg Weg, string Region, string Koordinierungsstelle, DateOnly Frist, Teilnahmestatus Status, string? Grund,
    bool Abgeschlossen, int Zeilen, IReadOnlyList<string> Themenfelder, bool DarfEntscheiden)
{
    public const int MinutenJeZeile = 2;

    public bool Offen => DarfEntscheiden && !Abgeschlossen;
}
