using System.Linq.Expressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Themenspeicher;

/// <summary>The backlog of the Runde Tische that this person belongs to, and what across them the Koordination may count.</summary>
public sealed class ThemenController(
    AppDbContext db, SichtbareDaten sichtbar, Themenabruf abruf, Themenfeldworte themenfelder, Herkunftsabruf herkunft, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const string Vorgeschlagen = "vorgeschlagen";
    private const string Titel = "thema";
    private const string Tisch = "tisch";
    private const string Vertagt = "vertagt";

    /// <summary>How long the same Thema again is taken for a second click.</summary>
    private const int MinutenFuerDoppelte = 10;

    [HttpGet("/themen"), Erlaubt(Handlung.ThemenLesen)]
    public async Task<IActionResult> List([FromQuery] Themenfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, Vorgeschlagen, Titel, Tisch, Vertagt);
        var zeilen =
            from t in ModelState.IsValid ? Filter(filter) : db.Themen.Where(t => false)
            join r in db.RundeTische on t.RunderTischId equals r.Id
            select new { t, r };
        var blaettern = new Blaettern(seite, await zeilen.CountAsync(abbruch), "Thema", "Themen",
            new Listenweg("/themen", filter.Wahl) { Sortierung = wert });
        // What can still be talked about stands first, whatever the order.
        var geordnet = zeilen.OrderBy(z => z.t.Status == Themenstatus.Erledigt || z.t.Status == Themenstatus.NichtAufgenommen
            || z.t.Status == Themenstatus.Zusammengefuehrt || z.t.Status == Themenstatus.Zurueckgezogen);
        geordnet = (spalte, absteigend) switch
        {
            (Titel, false) => geordnet.ThenBy(z => z.t.Suchtext),
            (Titel, true) => geordnet.ThenByDescending(z => z.t.Suchtext),
            (Tisch, false) => geordnet.ThenBy(z => z.r.Name),
            (Tisch, true) => geordnet.ThenByDescending(z => z.r.Name),
            (Vertagt, false) => geordnet.ThenBy(z => z.t.Vertagungen),
            (Vertagt, true) => geordnet.ThenByDescending(z => z.t.Vertagungen),
            (_, false) => geordnet.ThenBy(z => z.t.VorgeschlagenAm),
            (_, true) => geordnet.ThenByDescending(z => z.t.VorgeschlagenAm),
        };
        var themen = blaettern.Anzahl == 0 ? [] : await geordnet.ThenBy(z => z.t.Suchtext).Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new { z.t.Id, z.t.Titel, z.t.Themenfeld, z.r.Name, z.t.Herkunft, z.t.VorgeschlagenAm, z.t.Status, z.t.Vertagungen })
            .AsNoTracking().ToListAsync(abbruch);
        var felder = await themenfelder.GetAsync(abbruch);
        var worte = await herkunft.GetAsync(themen.Select(t => t.Herkunft), abbruch);
        return View("Themenliste", new ThemenlisteSeite(
            filter, [.. themen.Select(t => new Themeneintrag(t.Id, t.Titel, Themenfeldworte.LabelOf(felder, t.Themenfeld), t.Name, worte[t.Herkunft],
                t.VorgeschlagenAm, t.Status, t.Vertagungen))],
            blaettern, await abruf.GetTischeAsync(abbruch), felder));
    }

    /// <param name="matrix">With <paramref name="kriterium"/> the row of an own matrix from which the Thema comes.</param>
    [HttpGet("/themen/neu"), Erlaubt(Handlung.ThemaVorschlagen)]
    public async Task<IActionResult> New(Guid? tisch, Guid? matrix, string? kriterium, CancellationToken abbruch)
    {
        if (matrix is null)
            return View("NeuesThema", await LoadFormAsync(new ThemaForm { Tisch = tisch }, null, abbruch));
        return await FindZeileAsync(z => z.MatrixId == matrix && z.Kriterium == kriterium, abbruch) is { } zeile
            ? View("NeuesThema", await LoadFormAsync(new ThemaForm { Tisch = tisch, Zeile = zeile.Id, Themenfeld = zeile.Themenfeld, Titel = zeile.Label }, zeile, abbruch)) : NotFound();
    }

    [HttpPost("/themen"), Erlaubt(Handlung.ThemaVorschlagen)]
    public async Task<IActionResult> Propose([FromForm] ThemaForm form, CancellationToken abbruch)
    {
        var zeile = form.Zeile is null ? null : await FindZeileAsync(z => z.Id == form.Zeile, abbruch);
        if (form.Zeile is not null && zeile is null)
            return NotFound();
        var seite = await LoadFormAsync(form, zeile, abbruch);
        if (ModelState.IsValid && seite.Tische.All(t => t.Id != form.Tisch))
            ModelState.AddModelError(nameof(form.Tisch), "Wählen Sie einen Runden Tisch, an dem Sie sitzen.");
        if (form.Themenfeld is { } feld && seite.Themenfelder.All(f => f.Key != feld))
            ModelState.AddModelError(nameof(form.Themenfeld), "Dieses Themenfeld gibt es nicht. Wählen Sie ein anderes.");
        if (ModelState.IsValid)
        {
            var aemter = await abruf.GetAemterAsync(Handlung.ThemaVorschlagen, form.Tisch!.Value, abbruch);
            if (aemter.FirstOrDefault(z => zeile is null ? form.Von is null || z.ScopeId == form.Von : z.Scope == zeile.Haus) is { } amt)
                return LocalRedirect($"/themen/{await ProposeAsync(form, amt, abbruch)}");
            ModelState.AddModelError(zeile is null ? nameof(form.Von) : nameof(form.Tisch), "Diese Organisation sitzt nicht an dem gewählten Runden Tisch.");
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("NeuesThema", seite);
    }

    /// <summary>How many carriers raised which Themenfeld, per region, under the rule of small numbers.</summary>
    [HttpGet("/themen/zahlen"), Erlaubt(Handlung.ThemenMitzaehlen)]
    public async Task<IActionResult> Count(CancellationToken abbruch)
    {
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        var namen = await db.Bildungsregionen.Where(r => regionen.Contains(r.Id)).OrderBy(r => r.NameSuche).Select(r => new { r.Id, r.Name }).ToListAsync(abbruch);
        var teilnehmende = (await (
            from t in db.Teilnahmen
            join d in db.Durchgaenge on t.DurchgangId equals d.Id
            where regionen.Contains(d.BildungsregionId) && t.Status == Teilnahmestatus.Angenommen && t.SchultraegerId != null
            select new { Region = d.BildungsregionId, Traeger = t.SchultraegerId!.Value }).Distinct().ToListAsync(abbruch)).ToLookup(t => t.Region, t => t.Traeger);
        var themen = (await (
            from t in sichtbar.Themen()
            join r in db.RundeTische on t.RunderTischId equals r.Id
            where t.Status != Themenstatus.Zurueckgezogen
            select new
            {
                Region = r.BildungsregionId ?? db.Kommunen.Where(k => k.Id == r.KommuneId).Select(k => k.BildungsregionId).FirstOrDefault(),
                t.Themenfeld,
                // A school raises for the carrier that it belongs to; who moderates or advises for nobody.
                Traeger = t.VonScopeArt == ScopeArt.Schultraeger ? t.VonScopeId
                    : t.VonScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == t.VonScopeId).Select(s => s.SchultraegerId).FirstOrDefault()
                    : (Guid?)null,
            }).Distinct().ToListAsync(abbruch)).Where(t => t.Traeger is not null).ToLookup(t => t.Region);
        var felder = await themenfelder.GetAsync(abbruch);
        return View("Themenzahlen", new ThemenzahlenSeite(
        [
            .. namen.Select(region =>
            {
                var alle = teilnehmende[region.Id].ToHashSet();
                return new Regionszahlen(region.Name, alle.Count,
                [
                    .. themen[region.Id].Where(t => alle.Contains(t.Traeger!.Value)).GroupBy(t => t.Themenfeld)
                        .Select(g => (Feld: Themenfeldworte.LabelOf(felder, g.Key) ?? "ohne Themenfeld", Worte: Kleinzahl.Words(g.Select(t => t.Traeger).Distinct().Count(), alle.Count, "Träger", "Träger")))
                        .OrderBy(z => z.Feld, StringComparer.CurrentCulture),
                ]);
            }),
        ]));
    }

    private async Task<Guid> ProposeAsync(ThemaForm form, Zustaendigkeit amt, CancellationToken abbruch)
    {
        var seit = uhr.Now().AddMinutes(-MinutenFuerDoppelte);
        if (await db.Themen.Where(t => t.RunderTischId == form.Tisch && t.VonId == benutzer.PersonId && t.VonScopeId == amt.ScopeId && t.VorgeschlagenAm > seit
                && t.Titel == form.Titel && t.Beschreibung == form.Beschreibung && t.ZeileId == form.Zeile).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(abbruch) is { } schon)
            return schon;
        var (thema, eintrag) = Thema.Propose(form.Tisch!.Value, form.Titel!, form.Beschreibung, form.Themenfeld,
            form.Zeile is { } zeile ? new Herkunft(Herkunftsart.Matrixzeile, zeile, zeile) : OriginOf(amt), amt.Scope,
            new Urheber(amt.PersonId, amt.Id), uhr.Now());
        db.Add(thema);
        db.Add(eintrag);
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = "Das Thema ist vorgeschlagen. Moderation und Schulträger entscheiden gemeinsam, ob es aufgenommen wird.";
        return thema.Id;
    }

    private static Herkunft OriginOf(Zustaendigkeit amt) => amt.ScopeArt switch
    {
        ScopeArt.Schule => new Herkunft(Herkunftsart.Schule, amt.ScopeId!.Value, null),
        ScopeArt.Schultraeger => new Herkunft(Herkunftsart.Schultraeger, amt.ScopeId!.Value, null),
        _ => new Herkunft(Herkunftsart.Beratung, amt.PersonId, null),
    };

    /// <summary>A row that the person may read in an office of its house, which is the one that proposes then.</summary>
    private async Task<Zeilenbezug?> FindZeileAsync(Expression<Func<MatrixZeile, bool>> welche, CancellationToken abbruch)
    {
        var zeile = await (
            from z in db.MatrixZeilen.Where(welche)
            join m in db.Matrizen on z.MatrixId equals m.Id
            select new { z.Id, z.Kriterium, z.Themenfeld, m.KatalogId, m.SchultraegerId, m.SchuleId }).SingleOrDefaultAsync(abbruch);
        if (zeile is null)
            return null;
        var haus = Scope.OfHaus(zeile.SchultraegerId, zeile.SchuleId);
        if (!benutzer.May(Handlung.MatrixLesen, haus) || !benutzer.Zustaendigkeiten.Any(z => z.Scope == haus && Rechte.Of(Handlung.ThemaVorschlagen).Grants(z)))
            return null;
        return new Zeilenbezug(zeile.Id, haus, (await kataloge.GetAsync(zeile.KatalogId, abbruch)).Kriterium(zeile.Kriterium).Label, zeile.Themenfeld);
    }

    private async Task<NeuesThemaSeite> LoadFormAsync(ThemaForm form, Zeilenbezug? zeile, CancellationToken abbruch)
    {
        var tische = await abruf.GetTischeAsync(abbruch);
        var scopes = benutzer.Zustaendigkeiten
            .Where(z => z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule && Rechte.Of(Handlung.ThemaVorschlagen).Grants(z)).Select(z => z.Scope).Distinct().ToList();
        var stellen = new List<(Guid, string)>();
        if (scopes.Count > 1)
            foreach (var scope in scopes)
                stellen.Add((scope.Id!.Value, await db.NameOfAsync(scope, abbruch) ?? ""));
        return new NeuesThemaSeite(form.Tisch is null && tische.Count == 1 ? form with { Tisch = tische[0].Id } : form, tische, stellen,
            await themenfelder.GetAsync(abbruch))
        {
            Zeile = zeile is null ? null : (await herkunft.GetAsync([new Herkunft(Herkunftsart.Matrixzeile, zeile.Id, zeile.Id)], abbruch)).Values.Single(),
        };
    }

    private IQueryable<Thema> Filter(Themenfilter filter)
    {
        var themen = sichtbar.Themen();
        foreach (var wort in Suchworte.Of(filter.Suche))
            themen = themen.Where(t => t.Suchtext.Contains(wort));
        if (filter.Tisch is { } tisch)
            themen = themen.Where(t => t.RunderTischId == tisch);
        if (filter.Stand is { } stand)
            themen = themen.Where(t => t.Status == stand);
        return filter.Themenfeld is { } feld ? themen.Where(t => t.Themenfeld == feld) : themen;
    }
}

/// <summary>The row of a matrix from which a Thema is proposed.</summary>
/// <param name="Haus">Whose matrix it is.</param>
/// <param name="Label">Its criterion.</param>
public sealed record Zeilenbezug(Guid Id, Scope Haus, string Label, string Themenfeld);
