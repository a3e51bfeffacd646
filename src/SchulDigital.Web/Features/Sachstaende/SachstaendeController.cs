using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Sachstaende;

/// <summary>The regions and carriers for which this person keeps a Sachstand; with one alone goes there.</summary>
[Erlaubt(Handlung.SachstaendeAuflisten), Route("/sachstand")]
public sealed class SachstaendeController(AppDbContext db, AktuellerBenutzer benutzer) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken abbruch)
    {
        var bereiche = benutzer.Zustaendigkeiten.Where(Rechte.Of(Handlung.SachstandFuehren).Grants).Select(z => z.Scope).Distinct().ToList();
        if (bereiche is [var einziger])
            return LocalRedirect($"{einziger.Adresse()}/sachstand");
        var ids = bereiche.ConvertAll(b => b.Id!.Value);
        var traeger = await db.Schultraeger.Where(t => ids.Contains(t.Id)).OrderBy(t => t.NameSuche).Select(t => new { t.Id, t.Name }).ToListAsync(abbruch);
        var regionen = await db.Bildungsregionen.Where(r => ids.Contains(r.Id)).OrderBy(r => r.NameSuche).Select(r => new { r.Id, r.Name }).ToListAsync(abbruch);
        return View("Sachstaende", new SachstaendeSeite([.. regionen.Select(r => (Scope.Bildungsregion(r.Id), r.Name)), .. traeger.Select(t => (Scope.Schultraeger(t.Id), t.Name))]));
    }
}

public sealed record SachstaendeSeite(IReadOnlyList<(Scope Bereich, string Name)> Bereiche);
