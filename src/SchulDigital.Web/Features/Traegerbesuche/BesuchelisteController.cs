using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>All visits that I may see: of the own carrier, and those to which an own organisation is invited.</summary>
[Erlaubt(Handlung.BesucheAuflisten)]
public sealed class BesuchelisteController(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const string Termin = "termin";
    private const string Traeger = "traeger";

    [HttpGet("/besuche")]
    public async Task<IActionResult> Index(string? suche, Besuchsstatus? stand, string? sortierung, string? seite, CancellationToken abbruch)
    {
        var zeilen = from b in sichtbar.Besuche()
                     join t in db.Schultraeger on b.SchultraegerId equals t.Id
                     select new { b, t.Name, t.NameSuche };
        var gesamt = await zeilen.CountAsync(abbruch);
        foreach (var wort in Suchworte.Of(suche))
            zeilen = zeilen.Where(z => z.NameSuche.Contains(wort) || z.b.Suchtext.Contains(wort));
        if (stand is { } gesucht)
            zeilen = zeilen.Where(z => z.b.Status == gesucht);
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, Termin, Traeger);
        var blaettern = new Blaettern(seite, await zeilen.CountAsync(abbruch), "Besuch", "Besuche",
            new Listenweg("/besuche", ("suche", suche), ("stand", stand?.ToString())) { Sortierung = wert });
        // The newest date first; what has no date yet stands on top.
        var sortiert = (spalte, absteigend) switch
        {
            (Traeger, false) => zeilen.OrderBy(z => z.NameSuche).ThenByDescending(z => z.b.Tag),
            (Traeger, true) => zeilen.OrderByDescending(z => z.NameSuche).ThenByDescending(z => z.b.Tag),
            (_, true) => zeilen.OrderBy(z => z.b.Tag ?? DateOnly.MaxValue),
            _ => zeilen.OrderByDescending(z => z.b.Tag ?? DateOnly.MaxValue),
        };
        var eigene = benutzer.ScopeIds(ScopeArt.Schultraeger, Rolle.Traegerbearbeitung, Rolle.Traegerleitung);
        var eintraege = await sortiert.ThenBy(z => z.b.Id).Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new Besuchseintrag(z.b.Id, z.b.Anlass, z.Name, eigene.Contains(z.b.SchultraegerId), z.b.Status, z.b.Tag, z.b.Uhrzeit, z.b.Dauer, z.b.Ort ?? z.b.Videolink,
                z.b.Beteiligte.Count(t => t.AusgeladenAm == null), z.b.Ergebnisse.Count))
            .AsNoTracking().ToListAsync(abbruch);
        var planbar = benutzer.Zustaendigkeiten.Where(z => z.ScopeArt == ScopeArt.Schultraeger && Rechte.Of(Handlung.BesuchPlanen).Grants(z)).Select(z => z.ScopeId).Distinct().ToList();
        return View("Besucheliste", new BesuchelisteSeite(suche, stand, gesamt, eintraege, blaettern, uhr.Today(), planbar.Count == 0 ? [] :
            await db.Schultraeger.Where(t => planbar.Contains(t.Id)).OrderBy(t => t.NameSuche).Select(t => new Planort(t.Id, t.Name)).ToListAsync(abbruch)));
    }
}

/// <param name="Eigener">Organised by the own carrier.</param>
public sealed record Besuchseintrag(
    Guid Id, string Anlass, string Traeger, bool Eigener, Besuchsstatus Status, DateOnly? Tag, TimeOnly? Uhrzeit, int Dauer, string? Ort, int Beteiligte, int Ergebnisse);

/// <summary>A carrier for which this person may plan.</summary>
public sealed record Planort(Guid Id, string Name);

public sealed record BesuchelisteSeite(
    string? Suche, Besuchsstatus? Stand, int Gesamt, IReadOnlyList<Besuchseintrag> Eintraege, Blaettern Blaettern, DateOnly Heute, IReadOnlyList<Planort> Planorte);
