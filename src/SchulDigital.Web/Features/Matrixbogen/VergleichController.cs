using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// Side by side: the own Durchgänge, and the own matrix with what the other side passed on. Differences are there to be
/// understood; nothing is added up over houses.
/// </summary>
public sealed class VergleichController(
    AppDbContext db, SichtbareDaten sichtbar, Matrixabruf abruf, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer) : Controller
{
    public const int MaxDurchgaenge = 5;

    /// <summary>This matrix as it stands, beside the released versions of earlier ones.</summary>
    [HttpGet("/traeger/{traegerId}/matrix/{durchgang}/vergleich"), HttpGet("/schulen/{schulId}/matrix/{durchgang}/vergleich")]
    [Erlaubt(Handlung.MatrixLesen)]
    public async Task<IActionResult> Compare(string durchgang, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(durchgang, themenfeld: null) is not var (kopf, zeilen))
            return NotFound();
        var katalog = await abruf.GetKatalogAsync(kopf);
        var fruehere = (await (
            from m in sichtbar.Matrizen(kopf.Weg.Scope)
            join f in db.MatrixFassungen on m.Id equals f.MatrixId
            where m.Id != kopf.Id && f.Status == FassungStatus.Freigegeben
            select new { f.Id, m.Titel, f.FreigegebenAm }).AsNoTracking().ToListAsync(abbruch))
            .OrderByDescending(f => f.FreigegebenAm).Take(MaxDurchgaenge - 1).Reverse().ToList();
        var ids = fruehere.Select(f => f.Id).ToList();
        var werte = (await db.Fassungszeilen.Where(z => ids.Contains(z.FassungId))
            .Select(z => new { z.FassungId, z.Kriterium, z.Werte }).AsNoTracking().ToListAsync(abbruch)).ToLookup(z => z.FassungId);
        List<Vergleichsspalte> spalten =
        [
            .. fruehere.Select(f => new Vergleichsspalte(f.Titel, werte[f.Id].ToDictionary(z => z.Kriterium, z => z.Werte))),
            new(kopf.Weg.Titel, zeilen.ToDictionary(z => z.Kriterium, z => z.Werte)),
        ];
        return View("Vergleich", new VergleichSeite(kopf.Weg, katalog, spalten));
    }

    /// <summary>The own matrix beside a passed-on one: pairs of carrier and school criteria, of the passed-on Themenfelder only.</summary>
    [HttpGet("/traeger/{traegerId}/weitergegeben/{weitergabeId:guid}/spiegel"), HttpGet("/schulen/{schulId}/weitergegeben/{weitergabeId:guid}/spiegel")]
    [Erlaubt(Handlung.WeitergegebenesLesen)]
    public async Task<IActionResult> Mirror(Guid weitergabeId, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        var fremde = await (
            from w in sichtbar.Weitergaben(scope)
            join m in db.Matrizen on w.MatrixId equals m.Id
            where w.Id == weitergabeId
            select new { w, m.DurchgangId, m.SchultraegerId, m.SchuleId, m.Titel, m.KatalogId }).AsNoTracking().SingleOrDefaultAsync(abbruch);
        if (fremde is null)
            return NotFound();
        var felder = fremde.w.ThemenfeldKeys;
        var dort = await db.Fassungszeilen
            .Where(z => z.FassungId == fremde.w.FassungId && felder.Contains(z.Themenfeld) && !z.Werte.Vertraulich)
            .Select(z => new { z.Kriterium, z.Werte.Ist, z.Werte.Uebernommen }).AsNoTracking().ToDictionaryAsync(z => z.Kriterium, abbruch);
        var eigene = await sichtbar.Matrizen(scope).Where(m => m.DurchgangId == fremde.DurchgangId && m.DurchgangId != null)
            .Select(m => new { m.KatalogId, m.Key, Zeilen = m.Zeilen.Select(z => new { z.Kriterium, z.Werte.Ist, z.Werte.Uebernommen }).ToList() })
            .AsNoTracking().FirstOrDefaultAsync(abbruch);
        var organisation = await db.NameOfAsync(Scope.OfHaus(fremde.SchultraegerId, fremde.SchuleId), abbruch) ?? "";
        var seite = new SpiegelSeite(scope, await db.NameOfAsync(scope, abbruch) ?? "", organisation, fremde.Titel, weitergabeId,
            eigene is null ? null : scope.Matrixadresse(eigene.Key), []);
        if (eigene is null)
            return View("Spiegel", seite);

        var hier = eigene.Zeilen.ToDictionary(z => z.Kriterium);
        var meiner = await kataloge.GetAsync(eigene.KatalogId, abbruch);
        var ihrer = await kataloge.GetAsync(fremde.KatalogId, abbruch);
        // The pairs stand in the catalogue of the schools.
        var schulseite = scope.Art == ScopeArt.Schule ? meiner : ihrer;
        return View("Spiegel", seite with
        {
            Paare =
            [
                .. from k in schulseite.Kriterien
                   where k.Spiegel is not null
                   let mein = scope.Art == ScopeArt.Schule ? k.Key : k.Spiegel
                   let ihr = scope.Art == ScopeArt.Schule ? k.Spiegel : k.Key
                   where hier.ContainsKey(mein) && dort.ContainsKey(ihr)
                   select new Spiegelpaar(k.SpiegelArt ?? SpiegelArt.Gegenstueck,
                       new(meiner.Kriterium(mein), hier[mein].Uebernommen ? null : hier[mein].Ist, meiner),
                       new(ihrer.Kriterium(ihr), dort[ihr].Uebernommen ? null : dort[ihr].Ist, ihrer)),
            ],
        });
    }
}

/// <summary>One Durchgang of a comparison: its rows by criterion.</summary>
public sealed record Vergleichsspalte(string Titel, IReadOnlyDictionary<string, Zeilenwerte> Zeilen)
{
    public Entwicklungsstand Stand { get; } = Entwicklungsstand.Count(Zeilen.Values);

    /// <summary>The row of a criterion, also where it had another key.</summary>
    public Zeilenwerte? Find(Kriterium kriterium) =>
        kriterium.Frueher.Prepend(kriterium.Key).Select(k => Zeilen.GetValueOrDefault(k)).FirstOrDefault(w => w is not null);
}

/// <param name="Spalten">Oldest first; the last is the matrix at hand as it stands.</param>
public sealed record VergleichSeite(Matrixweg Weg, Katalog Katalog, IReadOnlyList<Vergleichsspalte> Spalten)
{
    /// <summary>Whether the heutiger Stand differs from that of the column before.</summary>
    public bool HasChanged(Kriterium kriterium, int spalte) =>
        spalte > 0 && Spalten[spalte].Find(kriterium) is { IsBearbeitet: true } jetzt
        && Spalten[spalte - 1].Find(kriterium) is { IsBearbeitet: true } vorher && jetzt.Ist != vorher.Ist;
}

/// <param name="EigeneMatrix">Address of the own matrix of that Durchgang; null where there is none.</param>
public sealed record SpiegelSeite(
    Scope Scope, string Eigene, string Andere, string Titel, Guid WeitergabeId, string? EigeneMatrix, IReadOnlyList<Spiegelpaar> Paare);

public sealed record Spiegelpaar(SpiegelArt Art, Spiegelseite Hier, Spiegelseite Dort)
{
    /// <summary>A difference is one only where both judge the same thing by the stages.</summary>
    public bool IsDifferent => Art == SpiegelArt.GleicherGegenstand
        && Hier.Ist is <= Stufenwert.Verstetigung && Dort.Ist is <= Stufenwert.Verstetigung && Hier.Ist != Dort.Ist;
}

/// <summary>How one side judges its criterion.</summary>
public sealed record Spiegelseite(Kriterium Kriterium, Stufenwert? Ist, Katalog Katalog);
