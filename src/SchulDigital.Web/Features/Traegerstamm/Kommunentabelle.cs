using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>Kommunen in a table, wherever they are listed; one page of them.</summary>
public sealed record Kommunentabelle(IReadOnlyList<Kommuneneintrag> Zeilen, Blaettern Blaettern)
{
    /// <summary>Left out where all rows say the same.</summary>
    public bool MitRegion { get; init; } = true;

    public static async Task<Kommunentabelle> LoadAsync(
        AppDbContext db, IQueryable<Kommune> kommunen, string pfad, (string, string?)[] wahl, string? sortierung, string? seite,
        CancellationToken abbruch)
    {
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, "name", "ags", "schulen");
        var blaettern = new Blaettern(seite, await kommunen.CountAsync(abbruch), "Kommune", "Kommunen",
            new Listenweg(pfad, wahl) { Sortierung = wert });
        var zeilen =
            from k in kommunen
            join r in db.Bildungsregionen on k.BildungsregionId equals r.Id into rs
            from r in rs.DefaultIfEmpty()
            select new { k, r, Schulen = db.Schulen.Count(s => s.KommuneId == k.Id && !s.Geschlossen) };
        var geordnet = (spalte, absteigend) switch
        {
            ("ags", false) => zeilen.OrderBy(z => z.k.Ags),
            ("ags", true) => zeilen.OrderByDescending(z => z.k.Ags),
            ("schulen", false) => zeilen.OrderBy(z => z.Schulen),
            ("schulen", true) => zeilen.OrderByDescending(z => z.Schulen),
            (_, false) => zeilen.OrderBy(z => z.k.NameSuche),
            (_, true) => zeilen.OrderByDescending(z => z.k.NameSuche),
        };
        return new Kommunentabelle(await geordnet.ThenBy(z => z.k.NameSuche).ThenBy(z => z.k.Ags)
            .Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new Kommuneneintrag(z.k.Id, z.k.Name, z.k.Ags, z.k.BildungsregionId, z.r!.Name, z.Schulen))
            .ToListAsync(abbruch), blaettern);
    }
}

public sealed record Kommuneneintrag(Guid Id, string Name, string Ags, Guid? RegionId, string? Region, int Schulen);
