using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// What others passed on to a carrier, a school or the Koordination of a region: exactly the chosen Themenfelder of that
/// version, without vertrauliche rows and interne Notizen.
/// </summary>
[Erlaubt(Handlung.WeitergegebenesLesen)]
[Route("/traeger/{traegerId}/weitergegeben")]
[Route("/schulen/{schulId}/weitergegeben")]
[Route("/regionen/{regionId}/weitergegeben")]
public sealed class WeitergegebenController(
    AppDbContext db, SichtbareDaten sichtbar, Katalogverzeichnis kataloge, Dokumentausgabe ausgabe, AktuellerBenutzer benutzer) : Controller
{
    [HttpGet]
    public async Task<IActionResult> List(string? suche, string? seite, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        var zeilen =
            from w in sichtbar.Weitergaben(scope)
            join m in db.Matrizen on w.MatrixId equals m.Id
            join f in db.MatrixFassungen on w.FassungId equals f.Id
            let name = m.SchuleId == null
                ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.Name).First()
                : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.Name).First()
            let suchtext = m.SchuleId == null
                ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.NameSuche).First()
                : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.NameSuche).First()
            select new { w, m, f, name, suchtext };
        var gesamt = await zeilen.CountAsync(abbruch);
        foreach (var wort in Suchworte.Of(suche))
            zeilen = zeilen.Where(z => z.suchtext.Contains(wort));
        var blaettern = new Blaettern(seite, await zeilen.CountAsync(abbruch), "Matrix", "Matrizen",
            new Listenweg($"{scope.Adresse()}/weitergegeben", ("suche", suche)) { Sortierung = null });
        var eintraege = await zeilen.OrderByDescending(z => z.m.Titel).ThenBy(z => z.suchtext).ThenBy(z => z.w.Id)
            .Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new Weitergegebenes(z.w.Id, z.name, z.m.Titel, z.m.SchuleId == null, z.f.Nummer, z.w.WeitergegebenAm))
            .ToListAsync(abbruch);
        return View("Weitergegebenes", new WeitergegebenesSeite(
            scope, await db.NameOfAsync(scope, abbruch) ?? "", suche, gesamt, eintraege, blaettern));
    }

    [HttpGet("{weitergabeId:guid}")]
    public async Task<IActionResult> Show(Guid weitergabeId, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        var gefunden = await (
            from w in sichtbar.Weitergaben(scope)
            join m in db.Matrizen on w.MatrixId equals m.Id
            join f in db.MatrixFassungen on w.FassungId equals f.Id
            where w.Id == weitergabeId
            select new
            {
                w,
                m.SchultraegerId,
                m.SchuleId,
                m.Titel,
                m.KatalogId,
                f.Nummer,
                f.Status,
                f.FreigegebenAm,
                f.FreigegebenVonName,
                f.Amt,
            }).AsNoTracking().SingleOrDefaultAsync(abbruch);
        if (gefunden is null)
            return NotFound();
        var katalog = await kataloge.GetAsync(gefunden.KatalogId, abbruch);
        var felder = gefunden.w.ThemenfeldKeys;
        var zeilen = await db.Fassungszeilen
            .Where(z => z.FassungId == gefunden.w.FassungId && felder.Contains(z.Themenfeld) && !z.Werte.Vertraulich)
            .Select(z => new { z.Kriterium, z.Werte }).AsNoTracking().ToListAsync(abbruch);
        var vertraulich = await db.Fassungszeilen
            .CountAsync(z => z.FassungId == gefunden.w.FassungId && felder.Contains(z.Themenfeld) && z.Werte.Vertraulich, abbruch);
        // What stays in the house is taken out here, not only left out in the view.
        var werte = zeilen.ToDictionary(z => z.Kriterium, z => z.Werte.ForOthers());
        return View("Weitergegeben", new WeitergegebenSeite(
            weitergabeId, scope, await db.NameOfAsync(scope, abbruch) ?? "",
            await db.NameOfAsync(Scope.OfHaus(gefunden.SchultraegerId, gefunden.SchuleId), abbruch) ?? "", gefunden.Titel, gefunden.Nummer,
            gefunden.Status, gefunden.FreigegebenAm, $"{gefunden.FreigegebenVonName}, {gefunden.Amt}", gefunden.w.WeitergegebenAm, vertraulich,
            [
                .. from t in katalog.Themenfelder
                   let kriterien = t.Kriterien.Where(k => werte.ContainsKey(k.Key)).ToList()
                   where felder.Contains(t.Key)
                   select (t, (IReadOnlyList<ZeilenansichtSeite>)[.. kriterien.Select(k =>
                       new ZeilenansichtSeite(katalog, k, werte[k.Key], null, null, [], null, MitInternem: false))]),
            ],
            Entwicklungsstand.Count(werte.Values), katalog));
    }

    /// <summary>The same as the document that was issued for this selection.</summary>
    [HttpGet("{weitergabeId:guid}/pdf"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Pdf(Guid weitergabeId, CancellationToken abbruch)
    {
        if (await sichtbar.Weitergaben(benutzer.Zugriff.Scope).AsNoTracking().SingleOrDefaultAsync(w => w.Id == weitergabeId, abbruch) is not { } weitergabe)
            return NotFound();
        var dokument = await ausgabe.GetAsync(weitergabe.FassungId, Dokument.SelectionOf(weitergabe.ThemenfeldKeys), abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }
}

public sealed record Weitergegebenes(Guid Id, string Organisation, string Titel, bool VomTraeger, int Fassung, DateTime Am);

/// <param name="Scope">The house or region that may read.</param>
public sealed record WeitergegebenesSeite(
    Scope Scope, string Name, string? Suche, int Gesamt, IReadOnlyList<Weitergegebenes> Eintraege, Blaettern Blaettern);

/// <param name="Vertraulich">How many rows of these Themenfelder were not passed on.</param>
public sealed record WeitergegebenSeite(
    Guid Id, Scope Scope, string Leser, string Organisation, string Titel, int Fassung, FassungStatus Status, DateTime FreigegebenAm,
    string FreigegebenVon, DateTime WeitergegebenAm, int Vertraulich,
    IReadOnlyList<(Themenfeld Themenfeld, IReadOnlyList<ZeilenansichtSeite> Zeilen)> Themenfelder, Entwicklungsstand Entwicklungsstand,
    Katalog Katalog);
