using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>
/// Bildungsregionen are made by the Administration: name, coordinating body, and the Kommunen that belong to it. By its
/// stable key, so that these addresses say which region they are about.
/// </summary>
[Erlaubt(Handlung.StammdatenPflegen), Route("/stammdaten/regionen")]
public sealed class RegionspflegeController(AppDbContext db, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("neu")]
    public IActionResult New() => View("Regionsformular", new RegionsformularSeite(null, new Regionsform()));

    [HttpPost("neu")]
    public async Task<IActionResult> Create([FromForm] Regionsform form, CancellationToken abbruch)
    {
        var key = Suchform.Of(form.Key ?? form.Name ?? "").Replace(' ', '-').Trim('-');
        if (ModelState.IsValid && (!Bildungsregion.IsKey(key) || key == "neu"))
            ModelState.AddModelError(nameof(form.Key), $"Das Kürzel besteht aus höchstens {Bildungsregion.KeyMaxLength} kleinen Buchstaben, Ziffern und Bindestrichen und heißt nicht „neu“.");
        if (ModelState.IsValid && await db.Bildungsregionen.AnyAsync(r => r.Key == key, abbruch))
            ModelState.AddModelError(nameof(form.Key), $"Das Kürzel „{key}“ gibt es schon.");
        if (!ModelState.IsValid)
            return Refuse(new RegionsformularSeite(null, form));
        var region = new Bildungsregion(key, form.Name!, form.Koordinierungsstelle!);
        form.ApplyTo(region);
        db.Add(region);
        db.Add(NewEntry(Ereignis.RegionAngelegt, region, region.Name));
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = $"Die Bildungsregion {region.Name} ist angelegt. Nehmen Sie jetzt ihre Kommunen auf.";
        return LocalRedirect($"/stammdaten/regionen/{region.Key}/kommunen");
    }

    [HttpGet("{region}")]
    public async Task<IActionResult> Edit(string region, CancellationToken abbruch) =>
        await FindAsync(region, abbruch) is { } gefunden
            ? View("Regionsformular", new RegionsformularSeite(gefunden.Key, Regionsform.Of(gefunden)))
            : NotFound();

    [HttpPost("{region}")]
    public async Task<IActionResult> Save(string region, [FromForm] Regionsform form, CancellationToken abbruch)
    {
        if (await FindAsync(region, abbruch) is not { } gefunden)
            return NotFound();
        if (!ModelState.IsValid)
            return Refuse(new RegionsformularSeite(gefunden.Key, form));
        form.ApplyTo(gefunden);
        if (db.ChangeTracker.HasChanges())
            db.Add(NewEntry(Ereignis.RegionGeaendert, gefunden, $"{gefunden.Name}, {gefunden.Koordinierungsstelle}"));
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = "Gespeichert.";
        return LocalRedirect($"/regionen/{gefunden.Id}");
    }

    [HttpGet("{region}/kommunen")]
    public async Task<IActionResult> Kommunen(string region, string? suche, CancellationToken abbruch)
    {
        if (await FindAsync(region, abbruch) is not { } gefunden)
            return NotFound();
        return View("Regionskommunen", await LoadAsync(gefunden, suche, abbruch));
    }

    /// <summary>What is ticked belongs to the region; of the rows shown, what is not ticked does not.</summary>
    [HttpPost("{region}/kommunen")]
    public async Task<IActionResult> SaveKommunen(
        string region, [FromForm] Guid[]? gezeigt, [FromForm] Guid[]? gewaehlt, [FromForm] string? suche, CancellationToken abbruch)
    {
        if (await FindAsync(region, abbruch) is not { } gefunden)
            return NotFound();
        if (!ModelState.IsValid || gezeigt is not { Length: > 0 and <= MaxKommunen })
        {
            ModelState.AddModelError("", "Es war keine Kommune zu sehen. Suchen Sie zuerst.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Regionskommunen", await LoadAsync(gefunden, suche, abbruch));
        }
        var kommunen = await db.Kommunen.Where(k => gezeigt.Contains(k.Id)
            && (k.BildungsregionId == null || k.BildungsregionId == gefunden.Id)).ToListAsync(abbruch);
        var worte = new List<string>();
        foreach (var kommune in kommunen)
        {
            Guid? neu = gewaehlt?.Contains(kommune.Id) == true ? gefunden.Id : null;
            if (kommune.BildungsregionId == neu)
                continue;
            kommune.BildungsregionId = neu;
            worte.Add($"{kommune.Name} {(neu is null ? "herausgenommen" : "aufgenommen")}");
        }
        if (worte.Count > 0)
        {
            db.Add(NewEntry(Ereignis.RegionGeaendert, gefunden, string.Join("; ", worte)));
            await db.SaveChangesAsync(abbruch);
        }
        TempData["Meldung"] = worte.Count == 0 ? "Es hat sich nichts geändert." : $"Gespeichert: {string.Join("; ", worte.Take(5))}{(worte.Count > 5 ? " …" : "")}";
        return LocalRedirect($"/stammdaten/regionen/{gefunden.Key}/kommunen");
    }

    private const int MaxKommunen = 200;

    private async Task<RegionskommunenSeite> LoadAsync(Bildungsregion region, string? suche, CancellationToken abbruch)
    {
        var eigene = await Select(db.Kommunen.Where(k => k.BildungsregionId == region.Id)).ToListAsync(abbruch);
        var worte = Suchworte.Of(suche).ToList();
        if (worte.Count == 0)
            return new RegionskommunenSeite(region.Key, region.Name, null, eigene, [], false);
        var freie = db.Kommunen.Where(k => k.BildungsregionId == null);
        foreach (var wort in worte)
            freie = freie.Where(k => k.NameSuche.Contains(wort) || k.Ags.StartsWith(wort));
        var gefunden = await Select(freie).Take(MaxKommunen - eigene.Count + 1).ToListAsync(abbruch);
        var mehr = gefunden.Count > MaxKommunen - eigene.Count;
        return new RegionskommunenSeite(region.Key, region.Name, suche, eigene, mehr ? gefunden[..^1] : gefunden, mehr);
    }

    private static IQueryable<Kommunenwahl> Select(IQueryable<Kommune> kommunen) =>
        kommunen.OrderBy(k => k.NameSuche).ThenBy(k => k.Ags).Select(k => new Kommunenwahl(k.Id, k.Name, k.Ags));

    private Task<Bildungsregion?> FindAsync(string region, CancellationToken abbruch) =>
        db.Bildungsregionen.SingleOrDefaultAsync(r => r.Key == region, abbruch);

    private Verlaufseintrag NewEntry(Ereignis ereignis, Bildungsregion region, string einzelheiten) =>
        new(ereignis, nameof(Bildungsregion), region.Id, Scope.Bildungsregion(region.Id),
            new Urheber(benutzer.PersonId, benutzer.OfficeFor(Handlung.StammdatenPflegen)!.Id), uhr.Now(), einzelheiten: einzelheiten);

    private ViewResult Refuse(RegionsformularSeite seite)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Regionsformular", seite);
    }
}

public sealed record Regionsform
{
    public string? Name { get; init; }
    public string? Koordinierungsstelle { get; init; }
    public string? NameMedienbeauftragte { get; init; }

    /// <summary>Only for a new region; preset from the name.</summary>
    public string? Key { get; init; }

    public static Regionsform Of(Bildungsregion region) => new()
    {
        Name = region.Name,
        Koordinierungsstelle = region.Koordinierungsstelle,
        NameMedienbeauftragte = region.NameMedienbeauftragte,
    };

    public void ApplyTo(Bildungsregion region)
    {
        region.Rename(Name!, Koordinierungsstelle!);
        region.NameMedienbeauftragte = NameMedienbeauftragte ?? Bildungsregion.UeblicherNameMedienbeauftragte;
    }
}

public sealed class RegionsformValidator : AbstractValidator<Regionsform>
{
    public RegionsformValidator()
    {
        RuleFor(f => f.Name).NotEmpty().WithMessage("Geben Sie den Namen der Bildungsregion ein.")
            .MaximumLength(Bildungsregion.NameMaxLength).WithMessage($"Der Name hat höchstens {Bildungsregion.NameMaxLength} Zeichen.");
        RuleFor(f => f.Koordinierungsstelle).NotEmpty().WithMessage("Geben Sie den Namen der Koordinierungsstelle ein.")
            .MaximumLength(Bildungsregion.NameMaxLength).WithMessage($"Der Name hat höchstens {Bildungsregion.NameMaxLength} Zeichen.");
        RuleFor(f => f.NameMedienbeauftragte)
            .MaximumLength(Bildungsregion.NameMaxLength).WithMessage($"Die Bezeichnung hat höchstens {Bildungsregion.NameMaxLength} Zeichen.");
    }
}

/// <param name="Key">Null for a new region.</param>
public sealed record RegionsformularSeite(string? Key, Regionsform Form);

/// <param name="Freie">Kommunen without region that the search found.</param>
public sealed record RegionskommunenSeite(
    string Key, string Name, string? Suche, IReadOnlyList<Kommunenwahl> Eigene, IReadOnlyList<Kommunenwahl> Freie, bool Mehr);

public sealed record Kommunenwahl(Guid Id, string Name, string Ags);
