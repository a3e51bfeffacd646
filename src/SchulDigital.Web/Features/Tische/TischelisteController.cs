using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>All tables at which I sit; for a Moderation "meine Tische".</summary>
[Erlaubt(Handlung.TischeAuflisten)]
public sealed class TischelisteController(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const string Name = "name";
    private const string Termin = "termin";

    [HttpGet("/runde-tische")]
    public async Task<IActionResult> Index(string? suche, bool archiv, string? sortierung, string? seite, CancellationToken abbruch)
    {
        var alle = sichtbar.Tische();
        var gesamt = await alle.CountAsync(abbruch);
        var tische = alle.Where(t => archiv ? t.ArchiviertAm != null : t.ArchiviertAm == null);
        foreach (var wort in Suchworte.Of(suche))
            tische = tische.Where(t => t.NameSuche.Contains(wort));
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, Name, Termin);
        var blaettern = new Blaettern(seite, await tische.CountAsync(abbruch), "Kreis", "Kreise",
            new Listenweg("/runde-tische", ("suche", suche), ("archiv", archiv ? "true" : null)) { Sortierung = wert });
        var heute = uhr.Today();
        var moderiert = benutzer.ScopeIds(ScopeArt.RunderTisch, Rolle.Moderation);
        var zeilen = tische.Select(t => new
        {
            t.Id,
            t.Name,
            t.NameSuche,
            t.Art,
            Mitglieder = t.Mitglieder.Count(m => m.AusgeschiedenAm == null),
            Naechster = db.Sitzungen.Where(s => s.RunderTischId == t.Id && s.Tag >= heute && s.Status != Sitzungsstatus.Abgesagt).Min(s => s.Tag),
            Letzter = db.Sitzungen.Where(s => s.RunderTischId == t.Id && s.Tag < heute && s.Status != Sitzungsstatus.Abgesagt).Max(s => s.Tag),
            Laeuft = db.Sitzungen.Where(s => s.RunderTischId == t.Id && s.Status == Sitzungsstatus.Laufend).Select(s => (int?)s.Nummer).FirstOrDefault(),
        });
        var sortiert = (spalte, absteigend) switch
        {
            (Termin, false) => zeilen.OrderBy(z => z.Naechster ?? DateOnly.MaxValue).ThenBy(z => z.NameSuche),
            (Termin, true) => zeilen.OrderByDescending(z => z.Naechster ?? DateOnly.MinValue).ThenBy(z => z.NameSuche),
            (_, true) => zeilen.OrderByDescending(z => z.NameSuche),
            _ => zeilen.OrderBy(z => z.NameSuche),
        };
        var eintraege = await sortiert.ThenBy(z => z.Id).Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new Tischeintrag(z.Id, z.Name, z.Art, z.Mitglieder, z.Naechster, z.Letzter, z.Laeuft, moderiert.Contains(z.Id))).AsNoTracking().ToListAsync(abbruch);
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        return View("Tischeliste", new TischelisteSeite(suche, archiv, gesamt, eintraege, blaettern, moderiert.Count > 0,
            regionen.Count == 0 ? [] : await db.Bildungsregionen.Where(r => regionen.Contains(r.Id)).OrderBy(r => r.NameSuche).Select(r => new Regionsverweis(r.Id, r.Name)).ToListAsync(abbruch)));
    }
}

/// <param name="Laeuft">Number of the session that runs now.</param>
public sealed record Tischeintrag(Guid Id, string Name, Tischart Art, int Mitglieder, DateOnly? Naechster, DateOnly? Letzter, int? Laeuft, bool Moderiert);

public sealed record Regionsverweis(Guid Id, string Name);

public sealed record TischelisteSeite(
    string? Suche, bool Archiv, int Gesamt, IReadOnlyList<Tischeintrag> Eintraege, Blaettern Blaettern, bool Moderiert, IReadOnlyList<Regionsverweis> Regionen);
