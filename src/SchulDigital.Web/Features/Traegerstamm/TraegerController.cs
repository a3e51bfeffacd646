using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>The register of carriers: installation-wide, for every signed-in person.</summary>
[Erlaubt(Handlung.StammdatenLesen)]
public sealed class TraegerController(AppDbContext db, Bereichszugang zugang) : Controller
{
    [HttpGet("/traeger")]
    public async Task<IActionResult> List([FromQuery] Traegerfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var traeger = ModelState.IsValid ? Filter(filter) : db.Schultraeger.Where(t => false);
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, "name", "nummer", "schulen");
        var blaettern = new Blaettern(seite, await traeger.CountAsync(abbruch), "Schulträger", "Schulträger",
            new Listenweg("/traeger", filter.Wahl) { Sortierung = wert });
        var zeilen = traeger.Select(t => new
        {
            t,
            Schulen = db.Schulen.Count(s => s.SchultraegerId == t.Id && !s.Geschlossen),
        });
        var geordnet = (spalte, absteigend) switch
        {
            ("nummer", false) => zeilen.OrderBy(z => z.t.Traegernummer == null).ThenBy(z => z.t.Traegernummer),
            ("nummer", true) => zeilen.OrderBy(z => z.t.Traegernummer == null).ThenByDescending(z => z.t.Traegernummer),
            ("schulen", false) => zeilen.OrderBy(z => z.Schulen),
            ("schulen", true) => zeilen.OrderByDescending(z => z.Schulen),
            (_, false) => zeilen.OrderBy(z => z.t.NameSuche),
            (_, true) => zeilen.OrderByDescending(z => z.t.NameSuche),
        };
        return View("Traegerliste", new TraegerlisteSeite(
            filter,
            await geordnet.ThenBy(z => z.t.NameSuche).ThenBy(z => z.t.Traegernummer).Skip(blaettern.Davor).Take(Blaettern.Groesse)
                .Select(z => new Traegereintrag(z.t.Id, z.t.Name, z.t.Traegernummer, z.t.Art, z.t.Ort, z.Schulen))
                .ToListAsync(abbruch),
            blaettern,
            await Regionsauswahl.LoadAsync(db, abbruch)));
    }

    [HttpGet("/traeger/{traegerId:guid}")]
    public async Task<IActionResult> Show(Guid traegerId, string? sortierung, string? seite, CancellationToken abbruch)
    {
        var traeger = await db.Schultraeger.Where(t => t.Id == traegerId)
            .Select(t => new Traegerdaten(t.Id, t.Name, t.Kurzname, t.Traegernummer, t.Art, t.NurNummer,
                new Anschriftszeile(t.Strasse, t.Postleitzahl, t.Ort), t.Feldstaende))
            .SingleOrDefaultAsync(abbruch);
        if (traeger is null)
            return NotFound();
        var schulen = await Schultabelle.LoadAsync(
            db, db.Schulen.Where(s => s.SchultraegerId == traegerId), $"/traeger/{traegerId}", [], sortierung, seite, abbruch);
        return View("Traeger", new TraegerSeite(
            traeger,
            schulen with { MitTraeger = false },
            await (
                from w in db.Traegerwechsel
                where w.AlterTraegerId == traegerId
                join s in db.Schulen on w.SchuleId equals s.Id
                orderby w.GiltAb descending, s.NameSuche
                select new AbgegebeneSchule(w.GiltAb, new Verweis(s.Id, s.Name))).ToListAsync(abbruch),
            await zugang.OfficeForAsync(Handlung.ZustaendigkeitenLesen, Scope.Schultraeger(traegerId), abbruch) is not null));
    }

    private IQueryable<Schultraeger> Filter(Traegerfilter filter)
    {
        var traeger = db.Schultraeger.AsQueryable();
        foreach (var wort in Suchworte.Of(filter.Suche))
            traeger = traeger.Where(t => t.NameSuche.Contains(wort));
        if (filter.Art is { } art)
            traeger = traeger.Where(t => t.Art == art);
        if (filter.Region is { } region)
            traeger = traeger.Where(t => db.Schulen.Any(s => s.SchultraegerId == t.Id && db.Kommunen.Any(k => k.Id == s.KommuneId
                && db.Bildungsregionen.Any(r => r.Id == k.BildungsregionId && r.Key == region))));
        return traeger;
    }
}

public sealed record TraegerlisteSeite(
    Traegerfilter Filter, IReadOnlyList<Traegereintrag> Zeilen, Blaettern Blaettern, IReadOnlyList<Regionsauswahl> Regionen);

public sealed record Traegereintrag(Guid Id, string Name, string? Traegernummer, TraegerArt Art, string? Ort, int Schulen);

public sealed record TraegerSeite(Traegerdaten Traeger, Schultabelle Schulen, IReadOnlyList<AbgegebeneSchule> Abgegeben, bool MitZustaendigkeiten);

public sealed record Traegerdaten(
    Guid Id, string Name, string? Kurzname, string? Traegernummer, TraegerArt Art, bool NurNummer, Anschriftszeile Anschrift,
    Feldstaende Feldstaende)
{
    public Registerstand? Stand => Registerstand.Of(Feldstaende);
}

/// <summary>A school that went to another carrier.</summary>
public sealed record AbgegebeneSchule(DateOnly GiltAb, Verweis Schule);
