using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>The register of schools: installation-wide, for every signed-in person.</summary>
[Erlaubt(Handlung.StammdatenLesen)]
public sealed class SchulenController(AppDbContext db, IMemoryCache gedaechtnis, Bereichszugang zugang) : Controller
{
    [HttpGet("/schulen")]
    public async Task<IActionResult> List([FromQuery] Schulfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var schulen = ModelState.IsValid ? Filter(filter) : db.Schulen.Where(s => false);
        return View("Schulliste", new SchullisteSeite(
            filter,
            await Schultabelle.LoadAsync(db, schulen, "/schulen", filter.Wahl, sortierung, seite, abbruch),
            await LoadSchulformenAsync(abbruch),
            await Regionsauswahl.LoadAsync(db, abbruch)));
    }

    [HttpGet("/schulen/{schulId:guid}")]
    public async Task<IActionResult> Show(Guid schulId, CancellationToken abbruch) =>
        await SchuleSeite.LoadAsync(db, schulId, abbruch) is { } seite
            ? View("Schule", seite with
            {
                MitZustaendigkeiten = await zugang.OfficeForAsync(Handlung.ZustaendigkeitenLesen, Scope.Schule(schulId), abbruch) is not null,
            })
            : NotFound();

    /// <summary>Kept for a minute: to find the few among thousands of schools costs as much as the search itself.</summary>
    private async Task<IReadOnlyList<string>> LoadSchulformenAsync(CancellationToken abbruch)
    {
        if (gedaechtnis.TryGetValue(nameof(Schule.Schulform), out IReadOnlyList<string>? bekannt))
            return bekannt!;
        var formen = await db.Schulen.Select(s => s.Schulform).Distinct().ToListAsync(abbruch);
        formen.Sort(StringComparer.CurrentCulture);
        return formen.Count == 0 ? formen : gedaechtnis.Set(nameof(Schule.Schulform), formen, TimeSpan.FromMinutes(1));
    }

    private IQueryable<Schule> Filter(Schulfilter filter)
    {
        var schulen = db.Schulen.AsQueryable();
        foreach (var wort in Suchworte.Of(filter.Suche))
            schulen = schulen.Where(s => s.Suchtext.Contains(wort));
        foreach (var wort in Suchworte.Of(filter.Kommune))
            schulen = schulen.Where(s => db.Kommunen.Any(k => k.Id == s.KommuneId && (k.NameSuche.Contains(wort) || k.Ags == wort)));
        foreach (var wort in Suchworte.Of(filter.Traeger))
            schulen = schulen.Where(s => db.Schultraeger.Any(t => t.Id == s.SchultraegerId && t.NameSuche.Contains(wort)));
        if (filter.Schulform is { } schulform)
            schulen = schulen.Where(s => s.Schulform == schulform);
        if (filter.Region is { } region)
            schulen = schulen.Where(s => db.Kommunen.Any(k => k.Id == s.KommuneId
                && db.Bildungsregionen.Any(r => r.Id == k.BildungsregionId && r.Key == region)));
        return filter.Geschlossene ? schulen : schulen.Where(s => !s.Geschlossen);
    }
}

public sealed record SchullisteSeite(
    Schulfilter Filter, Schultabelle Schulen, IReadOnlyList<string> Schulformen, IReadOnlyList<Regionsauswahl> Regionen);
