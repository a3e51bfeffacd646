using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>The municipalities in which schools stand.</summary>
[Erlaubt(Handlung.StammdatenLesen)]
public sealed class KommunenController(AppDbContext db) : Controller
{
    [HttpGet("/kommunen")]
    public async Task<IActionResult> List([FromQuery] Kommunenfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var kommunen = ModelState.IsValid ? Filter(filter) : db.Kommunen.Where(k => false);
        return View("Kommunenliste", new KommunenlisteSeite(
            filter,
            await Kommunentabelle.LoadAsync(db, kommunen, "/kommunen", filter.Wahl, sortierung, seite, abbruch),
            await Regionsauswahl.LoadAsync(db, abbruch)));
    }

    [HttpGet("/kommunen/{kommuneId:guid}")]
    public async Task<IActionResult> Show(Guid kommuneId, string? sortierung, string? seite, CancellationToken abbruch)
    {
        var kommune = await (
            from k in db.Kommunen
            where k.Id == kommuneId
            join r in db.Bildungsregionen on k.BildungsregionId equals r.Id into rs
            from r in rs.DefaultIfEmpty()
            select new { k.Name, k.Ags, Region = r == null ? null : new Verweis(r.Id, r.Name) }).SingleOrDefaultAsync(abbruch);
        if (kommune is null)
            return NotFound();
        var schulen = await Schultabelle.LoadAsync(
            db, db.Schulen.Where(s => s.KommuneId == kommuneId), $"/kommunen/{kommuneId}", [], sortierung, seite, abbruch);
        return View("Kommune", new KommuneSeite(kommune.Name, kommune.Ags, kommune.Region, schulen with { MitKommune = false }));
    }

    private IQueryable<Kommune> Filter(Kommunenfilter filter)
    {
        var kommunen = db.Kommunen.AsQueryable();
        foreach (var wort in Suchworte.Of(filter.Suche))
            kommunen = kommunen.Where(k => k.NameSuche.Contains(wort) || k.Ags.StartsWith(wort));
        if (filter.Region is { } region)
            kommunen = kommunen.Where(k => db.Bildungsregionen.Any(r => r.Id == k.BildungsregionId && r.Key == region));
        return kommunen;
    }
}

public sealed record KommunenlisteSeite(Kommunenfilter Filter, Kommunentabelle Kommunen, IReadOnlyList<Regionsauswahl> Regionen);

public sealed record KommuneSeite(string Name, string Ags, Verweis? Region, Schultabelle Schulen);
