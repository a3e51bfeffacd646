using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Kataloge;

/// <summary>The published catalogues, to read.</summary>
[Erlaubt(Handlung.KatalogLesen)]
public sealed class KatalogeController(AppDbContext db, Katalogverzeichnis kataloge) : Controller
{
    [HttpGet("/kataloge")]
    public async Task<IActionResult> Index(CancellationToken abbruch) => View("Katalogliste", new KataloglisteSeite(
        await db.MatrixKataloge.OrderBy(k => k.Titel).ThenByDescending(k => k.VeroeffentlichtAm)
            .Select(k => new Katalogeintrag(k.Key, k.Version, k.Titel, k.Zielgruppe, k.VeroeffentlichtAm))
            .ToListAsync(abbruch)));

    [HttpGet("/kataloge/{key}/{version}")]
    public async Task<IActionResult> Show(string key, string version, CancellationToken abbruch)
    {
        var gefunden = await db.MatrixKataloge.Where(k => k.Key == key && k.Version == version)
            .Select(k => new { k.Id, k.VeroeffentlichtAm }).SingleOrDefaultAsync(abbruch);
        return gefunden is null
            ? NotFound()
            : View("Katalog", new KatalogSeite(await kataloge.GetAsync(gefunden.Id, abbruch), gefunden.VeroeffentlichtAm));
    }
}

public sealed record Katalogeintrag(string Key, string Version, string Titel, Zielgruppe Zielgruppe, DateTime VeroeffentlichtAm);

public sealed record KataloglisteSeite(IReadOnlyList<Katalogeintrag> Kataloge);

public sealed record KatalogSeite(Katalog Katalog, DateTime VeroeffentlichtAm)
{
    public int Kernzeilen => Katalog.Kriterien.Count(k => k.Kern);

    /// <summary>The three sentences of a criterion with the names of their stages.</summary>
    public IEnumerable<(string Stufe, string Satz)> Saetze(Kriterium kriterium) =>
        Katalog.Stufen.Select(s => (s.Label, kriterium.Satz(s.Wert)!));
}
