using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>The Bildungsregionen of this installation.</summary>
[Erlaubt(Handlung.StammdatenLesen)]
public sealed class RegionenController(AppDbContext db, Bereichszugang zugang) : Controller
{
    [HttpGet("/regionen")]
    public async Task<IActionResult> List([FromQuery] Regionsfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var regionen = db.Bildungsregionen.Where(r => ModelState.IsValid);
        foreach (var wort in Suchworte.Of(filter.Suche))
            regionen = regionen.Where(r => r.NameSuche.Contains(wort));
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, "name", "kommunen", "schulen");
        var blaettern = new Blaettern(seite, await regionen.CountAsync(abbruch), "Bildungsregion", "Bildungsregionen",
            new Listenweg("/regionen", ("suche", filter.Suche)) { Sortierung = wert });
        var zeilen = regionen.Select(r => new
        {
            r,
            Kommunen = db.Kommunen.Count(k => k.BildungsregionId == r.Id),
            Schulen = db.Schulen.Count(s => !s.Geschlossen && db.Kommunen.Any(k => k.Id == s.KommuneId && k.BildungsregionId == r.Id)),
        });
        var geordnet = (spalte, absteigend) switch
        {
            ("kommunen", false) => zeilen.OrderBy(z => z.Kommunen),
            ("kommunen", true) => zeilen.OrderByDescending(z => z.Kommunen),
            ("schulen", false) => zeilen.OrderBy(z => z.Schulen),
            ("schulen", true) => zeilen.OrderByDescending(z => z.Schulen),
            (_, false) => zeilen.OrderBy(z => z.r.NameSuche),
            (_, true) => zeilen.OrderByDescending(z => z.r.NameSuche),
        };
        return View("Regionsliste", new RegionslisteSeite(
            filter,
            await geordnet.ThenBy(z => z.r.NameSuche).ThenBy(z => z.r.Key).Skip(blaettern.Davor).Take(Blaettern.Groesse)
                .Select(z => new Regionseintrag(z.r.Id, z.r.Name, z.r.Koordinierungsstelle, z.Kommunen, z.Schulen))
                .ToListAsync(abbruch),
            blaettern));
    }

    [HttpGet("/regionen/{regionId:guid}")]
    public async Task<IActionResult> Show(Guid regionId, string? sortierung, string? seite, CancellationToken abbruch)
    {
        var region = await db.Bildungsregionen.Where(r => r.Id == regionId)
            .Select(r => new Regionsdaten(r.Id, r.Key, r.Name, r.Koordinierungsstelle,
                db.Schulen.Count(s => !s.Geschlossen && db.Kommunen.Any(k => k.Id == s.KommuneId && k.BildungsregionId == r.Id)),
                db.Schultraeger.Count(t => db.Schulen.Any(s => s.SchultraegerId == t.Id && !s.Geschlossen
                    && db.Kommunen.Any(k => k.Id == s.KommuneId && k.BildungsregionId == r.Id)))))
            .SingleOrDefaultAsync(abbruch);
        if (region is null)
            return NotFound();
        var kommunen = await Kommunentabelle.LoadAsync(
            db, db.Kommunen.Where(k => k.BildungsregionId == regionId), $"/regionen/{regionId}", [], sortierung, seite, abbruch);
        return View("Region", new RegionSeite(region, kommunen with { MitRegion = false },
            await zugang.OfficeForAsync(Handlung.ZustaendigkeitenLesen, Scope.Bildungsregion(regionId), abbruch) is not null));
    }
}

public sealed record RegionslisteSeite(Regionsfilter Filter, IReadOnlyList<Regionseintrag> Zeilen, Blaettern Blaettern);

public sealed record Regionseintrag(Guid Id, string Name, string Koordinierungsstelle, int Kommunen, int Schulen);

public sealed record RegionSeite(Regionsdaten Region, Kommunentabelle Kommunen, bool MitZustaendigkeiten);

public sealed record Regionsdaten(Guid Id, string Key, string Name, string Koordinierungsstelle, int Schulen, int Traeger);
