using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>One table: who sits at it, its sessions, its rules. The Moderation looks after it, and the Koordination.</summary>
[Erlaubt(Handlung.TischLesen)]
public sealed class TischController(AppDbContext db, AktuellerBenutzer benutzer, Bereichszugang zugang, TimeProvider uhr) : Controller
{
    [HttpGet("/runde-tische/{tischId}")]
    public Task<IActionResult> Show(Guid tischId, CancellationToken abbruch) => ShowAsync(tischId, new MitgliedForm(), StatusCodes.Status200OK, abbruch);

    [HttpGet("/runde-tische/{tischId}/bearbeitung"), Erlaubt(Handlung.TischPflegen)]
    public async Task<IActionResult> Edit(Guid tischId, CancellationToken abbruch)
    {
        var tisch = await db.RundeTische.AsNoTracking().SingleAsync(t => t.Id == tischId, abbruch);
        return View("Tischform", new TischformSeite(tischId, tisch.Name, TischForm.Of(tisch), null));
    }

    [HttpPost("/runde-tische/{tischId}/bearbeitung"), Erlaubt(Handlung.TischPflegen)]
    public async Task<IActionResult> Save(Guid tischId, [FromForm] TischForm form, CancellationToken abbruch)
    {
        var ausgang = ModelState.IsValid ? await ActAsync(tischId, t => [t.Change(form.ToAngaben(), form.Version, benutzer.Zugriff.Urheber, uhr.Now())], abbruch) : null;
        if (ausgang is { Fehler: null, Konflikt: null })
        {
            TempData["Meldung"] = "Die Angaben sind gespeichert.";
            return LocalRedirect(new Tischweg(tischId).Seite);
        }
        if (ausgang?.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        var tisch = await db.RundeTische.AsNoTracking().SingleAsync(t => t.Id == tischId, abbruch);
        Response.StatusCode = ausgang?.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        if (ausgang?.Konflikt is not null)
        {
            ModelState.Remove(nameof(form.Version));
            form = form with { Version = tisch.Version };
        }
        return View("Tischform", new TischformSeite(tischId, tisch.Name, form, ausgang?.Konflikt));
    }

    [HttpPost("/runde-tische/{tischId}/mitglieder"), Erlaubt(Handlung.TischPflegen)]
    public async Task<IActionResult> Admit(Guid tischId, [FromForm] MitgliedForm form, CancellationToken abbruch)
    {
        var mitgliedschaft = ModelState.IsValid ? await ResolveAsync(form, abbruch) : null;
        if (ModelState.IsValid && mitgliedschaft is null)
            ModelState.AddModelError(nameof(form.Organisation), "Diese Organisation gibt es nicht.");
        var ausgang = mitgliedschaft is null ? null : await ActAsync(tischId, t => [t.Admit(mitgliedschaft, benutzer.Zugriff.Urheber, uhr.Now())], abbruch);
        if (ausgang?.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang?.Konflikt is { } konflikt)
            throw new Zustandskonflikt(konflikt);
        if (!ModelState.IsValid)
            return await ShowAsync(tischId, form, StatusCodes.Status400BadRequest, abbruch);
        TempData["Meldung"] = $"{mitgliedschaft!.Name} sitzt am Tisch.";
        return LocalRedirect(new Tischweg(tischId).Seite + "#mitglieder");
    }

    /// <summary>All schools of the Kommune that do not sit here yet, and their carriers.</summary>
    [HttpPost("/runde-tische/{tischId}/mitglieder/kommune"), Erlaubt(Handlung.TischPflegen)]
    public async Task<IActionResult> Complete(Guid tischId, CancellationToken abbruch)
    {
        var tisch = await db.RundeTische.Include(t => t.Mitglieder).SingleAsync(t => t.Id == tischId, abbruch);
        tisch.EnsureActive();
        await SeatKommuneAsync(tisch, abbruch);
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = "Alle Schulen der Kommune und ihre Träger sitzen am Tisch.";
        return LocalRedirect(new Tischweg(tischId).Seite + "#mitglieder");
    }

    [HttpPost("/runde-tische/{tischId}/mitglieder/{mitgliedId:guid}/ende"), Erlaubt(Handlung.TischPflegen)]
    public Task<IActionResult> Dismiss(Guid tischId, Guid mitgliedId, CancellationToken abbruch) =>
        DoAsync(tischId, t => t.Dismiss(mitgliedId, benutzer.Zugriff.Urheber, uhr.Now()), "Das Mitglied ist ausgeschieden. Was gesagt und vereinbart wurde, bleibt.", abbruch);

    /// <summary>A member names who comes when it cannot: somebody of its own with an account, or a name. The Moderation writes a name.</summary>
    [HttpPost("/runde-tische/{tischId}/mitglieder/{mitgliedId:guid}/vertretung"), Erlaubt(Handlung.SitzungZusagen)]
    public async Task<IActionResult> NameSubstitute(Guid tischId, Guid mitgliedId, [FromForm] VertretungForm form, CancellationToken abbruch)
    {
        if (await db.Tischmitglieder.AsNoTracking().SingleOrDefaultAsync(m => m.Id == mitgliedId && m.RunderTischId == tischId, abbruch) is not { } mitglied)
            return NotFound();
        var eigen = mitglied.Organisation is { } organisation && IsOwn(organisation);
        if (!eigen && await zugang.OfficeForAsync(Handlung.TischPflegen, Scope.RunderTisch(tischId), abbruch) is null)
            throw new FachregelVerletzt("Ihre Vertretung nennt jede Organisation selbst, sonst die Moderation.");
        if (form.Name?.Length > Tischmitglied.VertretungMaxLength)
            throw new FachregelVerletzt($"Der Name ist länger als {Tischmitglied.VertretungMaxLength} Zeichen.");
        var person = form.Person is not { } id ? null
            : (eigen ? (await LoadPeopleAsync([mitglied.ScopeId], abbruch)).FirstOrDefault(p => p.Id == id) : null) ?? throw new FachregelVerletzt("Wählen Sie eine Person Ihrer Organisation, oder schreiben Sie einen Namen.");
        return await DoAsync(tischId, t => t.NameSubstitute(mitgliedId, person?.Name ?? form.Name, person?.Id, benutzer.Zugriff.Urheber, uhr.Now()),
            person is null && form.Name is null ? "Eine Vertretung ist nicht mehr genannt." : "Die Vertretung ist genannt.", abbruch);
    }

    [HttpPost("/runde-tische/{tischId}/archiv"), Erlaubt(Handlung.TischPflegen)]
    public Task<IActionResult> Archive(Guid tischId, CancellationToken abbruch) =>
        DoAsync(tischId, t => t.Archive(benutzer.Zugriff.Urheber, uhr.Now()), "Der Kreis ist im Archiv. Alles bleibt lesbar.", abbruch);

    [HttpPost("/runde-tische/{tischId}/archiv/ende"), Erlaubt(Handlung.TischPflegen)]
    public Task<IActionResult> Reactivate(Guid tischId, CancellationToken abbruch) =>
        DoAsync(tischId, t => t.Reactivate(benutzer.Zugriff.Urheber, uhr.Now()), "Der Kreis ist wieder aufgenommen.", abbruch);

    private bool IsOwn(Scope organisation) => benutzer.Zustaendigkeiten.Any(z => z.Scope == organisation && Rechte.Of(Handlung.SitzungZusagen).Grants(z));

    /// <summary>People with an office in these organisations today.</summary>
    private async Task<List<Hausperson>> LoadPeopleAsync(IReadOnlyCollection<Guid?> organisationen, CancellationToken abbruch)
    {
        var heute = uhr.Today();
        return organisationen.Count == 0 ? [] : await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where organisationen.Contains(z.ScopeId) && p.DeaktiviertAm == null && z.Von <= heute && (z.Bis == null || z.Bis >= heute)
            orderby p.NameSuche
            select new Hausperson(p.Id, p.Name, z.ScopeId!.Value)).Distinct().ToListAsync(abbruch);
    }

    private async Task<IActionResult> DoAsync(Guid tischId, Func<RunderTisch, Verlaufseintrag?> act, string meldung, CancellationToken abbruch)
    {
        var ausgang = await ActAsync(tischId, t => [act(t)], abbruch);
        if (ausgang.Fehler is { } fehler)
            throw new FachregelVerletzt(fehler);
        if (ausgang.Konflikt is { } konflikt)
            throw new Zustandskonflikt(konflikt);
        TempData["Meldung"] = meldung;
        return LocalRedirect(new Tischweg(tischId).Seite);
    }

    /// <summary>Members change for the sessions that are planned too.</summary>
    private Task<Ausgang> ActAsync(Guid tischId, Func<RunderTisch, IEnumerable<Verlaufseintrag?>> act, CancellationToken abbruch) => db.TryAsync(async () =>
    {
        var tisch = await db.RundeTische.Include(t => t.Mitglieder).SingleAsync(t => t.Id == tischId, abbruch);
        db.Verlauf.AddRange(act(tisch).OfType<Verlaufseintrag>());
        await FollowAsync(tisch, abbruch);
        await db.SaveChangesAsync(abbruch);
        return true;
    });

    private async Task FollowAsync(RunderTisch tisch, CancellationToken abbruch)
    {
        foreach (var sitzung in await db.Sitzungen.Include(s => s.Teilnehmer)
            .Where(s => s.RunderTischId == tisch.Id && (s.Status == Sitzungsstatus.Geplant || s.Status == Sitzungsstatus.Eingeladen)).ToListAsync(abbruch))
            sitzung.FollowMembers(tisch, uhr.Now());
    }

    private async Task SeatKommuneAsync(RunderTisch tisch, CancellationToken abbruch)
    {
        db.Verlauf.AddRange(await db.SeatKommuneAsync(tisch, benutzer.Zugriff.Urheber, uhr.Now(), abbruch));
        await FollowAsync(tisch, abbruch);
    }

    private async Task<Tischmitgliedschaft?> ResolveAsync(MitgliedForm form, CancellationToken abbruch)
    {
        if (form.Organisation is null)
            return new(null, form.Name!, form.Email, Stimme.Beratend, form.Vertretung);
        if (form.Organisation.Split('/') is not [var art, var id] || !Enum.TryParse<ScopeArt>(art, out var scopeArt)
            || scopeArt is not (ScopeArt.Schultraeger or ScopeArt.Schule or ScopeArt.Bildungsregion) || !Guid.TryParse(id, out var scopeId))
            return null;
        var scope = new Scope(scopeArt, scopeId);
        return await db.NameOfAsync(scope, abbruch) is { } name ? new(scope, name, null, form.Stimme ?? Stimme.Beratend, form.Vertretung) : null;
    }

    private async Task<IActionResult> ShowAsync(Guid tischId, MitgliedForm form, int status, CancellationToken abbruch)
    {
        var tisch = await db.RundeTische.Include(t => t.Mitglieder).AsNoTracking().SingleAsync(t => t.Id == tischId, abbruch);
        var pflegt = await zugang.OfficeForAsync(Handlung.TischPflegen, tisch.Scope, abbruch) is not null && tisch.ArchiviertAm is null;
        var leitet = benutzer.May(Handlung.SitzungLeiten, tisch.Scope);
        var aktive = tisch.Mitglieder.Where(m => m.IsActive).ToList();
        var ids = aktive.Select(m => m.ScopeId).ToList();
        // Names of today; what a session printed stays as it was.
        var namen = (await db.Schulen.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Name, Traeger = s.SchultraegerId }).ToListAsync(abbruch)).ToDictionary(s => s.Id);
        var traegernamen = await db.Schultraeger.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, abbruch);
        var sitzungen = await db.Sitzungen.Where(s => s.RunderTischId == tischId).OrderByDescending(s => s.Nummer)
            .Select(s => new Sitzungszeile(s.Nummer, s.Titel, s.Status, s.Tag, s.Uhrzeit, s.Dauer, s.Ort ?? s.Videolink, s.Punkte.Count(p => p.Stand != Punktstand.Ausgelassen && p.Stand != Punktstand.Vorgeschlagen)))
            .AsNoTracking().ToListAsync(abbruch);
        var letzte = sitzungen.Where(s => s.Status != Sitzungsstatus.Abgesagt && s.Tag is not null).Max(s => s.Tag);
        var heute = uhr.Today();
        var leute = await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where z.ScopeArt == ScopeArt.RunderTisch && z.ScopeId == tischId && z.Von <= heute && (z.Bis == null || z.Bis >= heute)
            orderby p.NameSuche
            select new { p.Name, z.Rolle }).ToListAsync(abbruch);
        var offeneThemen = await db.Themen.CountAsync(t => t.RunderTischId == tischId && (t.Status == Themenstatus.Vorgeschlagen || t.Status == Themenstatus.Angenommen || t.Status == Themenstatus.Vertagt), abbruch);
        var gruppen = await db.Themen.Where(t => t.RunderTischId == tischId && t.ArbeitsgruppeMitglieder != null && t.Status != Themenstatus.Erledigt)
            .Select(t => new Gruppenzeile(t.Id, t.Titel, t.ArbeitsgruppeMitglieder!, t.ArbeitsgruppeFrist)).ToListAsync(abbruch);
        var fehlende = tisch.KommuneId is null ? 0 : await db.Schulen.CountAsync(s => s.KommuneId == tisch.KommuneId && !s.Geschlossen && !ids.Contains(s.Id), abbruch);
        var leuteImHaus = await LoadPeopleAsync([.. aktive.Where(m => m.Organisation is { } o && IsOwn(o)).Select(m => m.ScopeId)], abbruch);
        Response.StatusCode = status;
        return View("Tisch", new TischSeite(
            tischId, tisch.Name, tisch.Art, tisch.KommuneId is { } k ? await db.Kommunen.Where(o => o.Id == k).Select(o => o.Name).SingleAsync(abbruch) : await db.NameOfAsync(Scope.Bildungsregion(tisch.BildungsregionId!.Value), abbruch) ?? "",
            tisch.Intervall, tisch.Einwandfrist, tisch.Regeln, tisch.RegelnVom, tisch.ArchiviertAm, pflegt, tisch.ArchiviertAm is not null && await zugang.OfficeForAsync(Handlung.TischPflegen, tisch.Scope, abbruch) is not null, leitet && tisch.ArchiviertAm is null,
            [
                .. aktive.Select(m => new Mitgliedszeile(m.Id, m.ScopeArt, m.ScopeArt switch
                {
                    ScopeArt.Schule => namen.GetValueOrDefault(m.ScopeId!.Value)?.Name ?? m.Name,
                    ScopeArt.Schultraeger => traegernamen.GetValueOrDefault(m.ScopeId!.Value) ?? m.Name,
                    _ => m.Name,
                }, m.ScopeArt is ScopeArt.Schule && namen.GetValueOrDefault(m.ScopeId!.Value)?.Traeger is { } t && !traegernamen.ContainsKey(t), m.Email, m.Stimme, m.Vertretung)
                { Eigen = m.Organisation is { } o && IsOwn(o), VertretungPersonId = m.VertretungPersonId, Leute = leuteImHaus.FindAll(p => p.ScopeId == m.ScopeId) })
                .OrderBy(m => m.Stimme).ThenBy(m => m.Art ?? ScopeArt.Installation).ThenBy(m => m.Name, StringComparer.CurrentCulture),
            ],
            [.. leute.Where(l => l.Rolle == Rolle.Moderation).Select(l => l.Name).Distinct()], [.. leute.Where(l => l.Rolle != Rolle.Moderation).Select(l => $"{l.Name} ({l.Rolle.Label()})").Distinct()],
            sitzungen, letzte is { } tag ? tisch.NextDay(tag) : null, offeneThemen, gruppen, fehlende, form,
            pflegt ? await LoadChoiceAsync(tisch, ids, abbruch) : [], await db.GetVerlaufAsync(tischId, benutzer.PersonId, mitNamen: false, abbruch)));
    }

    /// <summary>Organisations of the region that could sit here.</summary>
    private async Task<IReadOnlyList<(string Key, string Name)>> LoadChoiceAsync(RunderTisch tisch, List<Guid?> ids, CancellationToken abbruch)
    {
        var regionen = await db.RegionsOfAsync(tisch.Scope, abbruch);
        var traeger = await db.Schultraeger.Where(t => !ids.Contains(t.Id) && db.Schulen.Any(s => s.SchultraegerId == t.Id && db.Kommunen.Any(k => k.Id == s.KommuneId && regionen.Contains(k.BildungsregionId!.Value))))
            .OrderBy(t => t.NameSuche).Select(t => new { t.Id, t.Name }).ToListAsync(abbruch);
        var schulen = await db.Schulen.Where(s => !s.Geschlossen && !ids.Contains(s.Id) && db.Kommunen.Any(k => k.Id == s.KommuneId && regionen.Contains(k.BildungsregionId!.Value)))
            .OrderBy(s => s.NameSuche).Select(s => new { s.Id, s.Name }).ToListAsync(abbruch);
        var koordination = await db.Bildungsregionen.Where(r => regionen.Contains(r.Id) && !ids.Contains(r.Id)).Select(r => new { r.Id, Name = r.Koordinierungsstelle + ", " + r.Name }).ToListAsync(abbruch);
        return
        [
            .. traeger.Select(t => ($"{ScopeArt.Schultraeger}/{t.Id}", t.Name)), .. schulen.Select(s => ($"{ScopeArt.Schule}/{s.Id}", s.Name)),
            .. koordination.Select(r => ($"{ScopeArt.Bildungsregion}/{r.Id}", r.Name)),
        ];
    }
}

public sealed record TischForm
{
    public string? Name { get; init; }
    public int? Intervall { get; init; }
    public int Einwandfrist { get; init; }
    public string? Regeln { get; init; }
    public DateOnly? RegelnVom { get; init; }
    public bool EigeneGeraete { get; init; }
    public int Version { get; init; }

    public Tischangaben ToAngaben() => new(Name!, Intervall, Einwandfrist, Regeln, RegelnVom, EigeneGeraete);

    public static TischForm Of(RunderTisch t) => new() { Name = t.Name, Intervall = t.Intervall, Einwandfrist = t.Einwandfrist, Regeln = t.Regeln, RegelnVom = t.RegelnVom, EigeneGeraete = t.EigeneGeraete, Version = t.Version };
}

public sealed class TischFormValidator : AbstractValidator<TischForm>
{
    public TischFormValidator()
    {
        RuleFor(f => f.Name).NotEmpty().WithMessage("Geben Sie einen Namen.").MaximumLength(RunderTisch.NameMaxLength);
        RuleFor(f => f.Intervall).InclusiveBetween(1, RunderTisch.MaxIntervall).WithMessage($"Zwischen zwei Sitzungen liegen 1 bis {RunderTisch.MaxIntervall} Monate.");
        RuleFor(f => f.Einwandfrist).InclusiveBetween(1, RunderTisch.MaxEinwandfrist).WithMessage($"Die Einwandfrist dauert 1 bis {RunderTisch.MaxEinwandfrist} Tage.");
        RuleFor(f => f.Regeln).MaximumLength(RunderTisch.RegelnMaxLength);
        RuleFor(f => f.RegelnVom).NotNull().When(f => f.Regeln is not null).WithMessage("Nennen Sie den Tag, an dem die Regeln beschlossen wurden.");
        RuleFor(f => f.RegelnVom).Null().When(f => f.Regeln is null).WithMessage("Ohne Regeln gibt es keinen Tag, an dem sie beschlossen wurden.");
    }
}

/// <summary>A new member: an organisation of the region, or somebody who advises by name and address.</summary>
public sealed record MitgliedForm
{
    /// <summary>Kind and id; null for somebody without organisation.</summary>
    public string? Organisation { get; init; }
    public Stimme? Stimme { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Vertretung { get; init; }
}

public sealed class MitgliedFormValidator : AbstractValidator<MitgliedForm>
{
    public MitgliedFormValidator()
    {
        RuleFor(f => f.Name).NotEmpty().When(f => f.Organisation is null).WithMessage("Wählen Sie eine Organisation, oder nennen Sie Name und E-Mail-Adresse.").MaximumLength(Tischmitglied.NameMaxLength);
        RuleFor(f => f.Email).Must(Mailadresse.IsValid).When(f => f.Organisation is null && f.Name is not null).WithMessage("Das ist keine E-Mail-Adresse.").MaximumLength(Tischmitglied.EmailMaxLength);
        RuleFor(f => f.Vertretung).MaximumLength(Tischmitglied.VertretungMaxLength);
    }
}

public sealed record TischformSeite(Guid Id, string Name, TischForm Form, string? Konflikt);

/// <param name="FremderTraeger">Its carrier does not sit here.</param>
public sealed record Mitgliedszeile(Guid Id, ScopeArt? Art, string Name, bool FremderTraeger, string? Email, Stimme Stimme, string? Vertretung)
{
    /// <summary>The reader answers for it.</summary>
    public bool Eigen { get; init; }
    public Guid? VertretungPersonId { get; init; }

    /// <summary>Who could be named as substitute; only where it is the reader's own.</summary>
    public IReadOnlyList<Hausperson> Leute { get; init; } = [];
}

public sealed record Hausperson(Guid Id, string Name, Guid ScopeId);

public sealed record VertretungForm
{
    /// <summary>Somebody of the organisation.</summary>
    public Guid? Person { get; init; }

    /// <summary>Or a name.</summary>
    public string? Name { get; init; }
}

public sealed record Sitzungszeile(int Nummer, string Titel, Sitzungsstatus Status, DateOnly? Tag, TimeOnly? Uhrzeit, int Dauer, string? Ort, int Punkte);

public sealed record Gruppenzeile(Guid ThemaId, string Thema, string Mitglieder, DateOnly? Frist);

/// <param name="Fehlende">Schools of the Kommune that do not sit here.</param>
public sealed record TischSeite(
    Guid Id, string Name, Tischart Art, string Gebiet, int? Intervall, int Einwandfrist, string? Regeln, DateOnly? RegelnVom, DateTime? ArchiviertAm, bool Pflegt, bool DarfZurueckholen, bool Leitet,
    IReadOnlyList<Mitgliedszeile> Mitglieder, IReadOnlyList<string> Moderation, IReadOnlyList<string> Beratung, IReadOnlyList<Sitzungszeile> Sitzungen, DateOnly? NaechsterTag,
    int OffeneThemen, IReadOnlyList<Gruppenzeile> Arbeitsgruppen, int Fehlende, MitgliedForm Form, IReadOnlyList<(string Key, string Name)> Wahl, IReadOnlyList<Verlaufszeile> Verlauf)
{
    public Tischweg Weg { get; } = new(Id);
}
