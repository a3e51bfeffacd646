using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>Who holds what in a house since when and until when, and what one does about an office that exists.</summary>
[Route("/traeger/{traegerId}/zustaendigkeiten")]
[Route("/schulen/{schulId}/zustaendigkeiten")]
[Route("/runde-tische/{tischId}/zustaendigkeiten")]
[Route("/regionen/{regionId}/zustaendigkeiten")]
[Route("/schulgruppen/{gruppeId}/zustaendigkeiten")]
public sealed class ZustaendigkeitenController(
    AppDbContext db, Bereichsabruf abruf, Bereichszugang zugang, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("/zustaendigkeiten"), Erlaubt(Handlung.EigeneZustaendigkeiten)]
    public async Task<IActionResult> ShowOwn(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var eigene = new List<EigenesAmt>();
        foreach (var z in benutzer.Zustaendigkeiten.OrderBy(z => z.ScopeArt).ThenBy(z => z.Rolle))
            eigene.Add(new EigenesAmt(
                Amtswahl.WordsOf(z.Rolle, z.Art, z.Befugnisse), await db.NameOfAsync(z.Scope, abbruch) ?? "", Amtswahl.Period(z.Von, z.Bis, heute),
                z.ScopeArt == ScopeArt.Installation ? null : Bereichsweg.BasisOf(z.Scope)));
        var sammeln = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        return View("Eigene", new EigeneSeite(eigene, benutzer.May(Handlung.ZugaengeAuflisten),
            await db.Bildungsregionen.Where(r => sammeln.Contains(r.Id)).OrderBy(r => r.NameSuche)
                .Select(r => new Bereichsverweis(r.Name, $"/regionen/{r.Id}/einladungen")).ToListAsync(abbruch),
            benutzer.Has(Rolle.Administration)
                ? await db.Bildungsregionen.OrderBy(r => r.NameSuche)
                    .Select(r => new Bereichsverweis(r.Name, $"/regionen/{r.Id}/zustaendigkeiten")).ToListAsync(abbruch)
                : []));
    }

    [HttpGet, Erlaubt(Handlung.ZustaendigkeitenLesen)]
    public async Task<IActionResult> List(CancellationToken abbruch)
    {
        if (await abruf.GetWegAsync(abbruch) is not { } weg)
            return NotFound();
        var verwaltet = await abruf.GetVerwaltendesAmtAsync(abbruch) is not null;
        var alle = await abruf.GetEintraegeAsync(verwaltet, null, abbruch);
        var leitung = Rollen.All.Where(r => r.IsLeitung() && r.Scopes().Contains(weg.Scope.Art)).Select(r => (Rolle?)r).FirstOrDefault();
        return View("Liste", new ListeSeite(weg,
            [.. alle.Where(z => !z.IstVorbei).OrderBy(z => z.BeginntErst).ThenByDescending(z => z.Rolle.IsLeitung()).ThenBy(z => z.Art)],
            [.. alle.Where(z => z.IstVorbei).OrderByDescending(z => z.Bis)],
            await abruf.GetVerlaufAsync(null, null, abbruch))
        {
            DarfVerwalten = verwaltet,
            DarfUebertragen = benutzer.May(Handlung.BefugnisseUebertragen, weg.Scope),
            UnbesetzteLeitung = leitung is { } rolle && !alle.Any(z => z.Rolle == rolle && z.Art != Amtsart.ImAuftrag && !z.IstVorbei && !z.BeginntErst) ? rolle.Label() : null,
            VertretungWahl = leitung is { } r && benutzer.Zugriff.Zustaendigkeit.Rolle == Rolle.Koordination ? new Amtswahl(r, Amtsart.Kommissarisch).Key : null,
            // The Administration sees who holds a region, not its tables and groups.
            Bereiche = weg.Scope.Art == ScopeArt.Bildungsregion && benutzer.Zugriff.Zustaendigkeit.Rolle != Rolle.Administration ? await GetBereicheAsync(weg.Scope.Id!.Value, abbruch) : [],
        });
    }

    [HttpGet("{zustaendigkeitId:guid}"), Erlaubt(Handlung.ZustaendigkeitenLesen)]
    public Task<IActionResult> Show(Guid zustaendigkeitId, CancellationToken abbruch) => ShowAsync(zustaendigkeitId, StatusCodes.Status200OK, abbruch);

    /// <summary>Another capacity, department or last day.</summary>
    [HttpPost("{zustaendigkeitId:guid}/aenderung"), Erlaubt(Handlung.ZustaendigkeitenVerwalten)]
    public Task<IActionResult> Change(Guid zustaendigkeitId, [FromForm] AenderungForm form, CancellationToken abbruch) =>
        ActAsync(zustaendigkeitId, nameof(form.Bis), async (amt, alle) =>
        {
            await RefuseWhereNotMineAsync(amt, abbruch);
            var vorher = Amtswahl.WordsOf(amt.Rolle, amt.Art, amt.Befugnisse) + ", " + Amtswahl.Period(amt.Von, amt.Bis, uhr.Today());
            var fachbereich = amt.FachbereichId;
            if (form.Art is { } art)
                amt.ChangeArt(art);
            amt.ChangeEnd(form.Bis, uhr.Today(), benutzer.PersonId, alle);
            if (form.Fachbereich is { } anderer && anderer != fachbereich)
                amt.AssignFachbereich(await db.Fachbereiche.SingleOrDefaultAsync(f => f.Id == anderer, abbruch)
                    ?? throw new FachregelVerletzt("Diesen Fachbereich gibt es hier nicht."));
            var nachher = Amtswahl.WordsOf(amt.Rolle, amt.Art, amt.Befugnisse) + ", " + Amtswahl.Period(amt.Von, amt.Bis, uhr.Today());
            return vorher == nachher && fachbereich == amt.FachbereichId
                ? null
                : NewEntry(Ereignis.ZustaendigkeitGeaendert, amt, vorher == nachher ? "anderer Fachbereich" : $"bisher {vorher}; jetzt {nachher}");
        }, "Die Änderung ist gespeichert.", abbruch);

    [HttpPost("{zustaendigkeitId:guid}/ende"), Erlaubt(Handlung.ZustaendigkeitenVerwalten)]
    public Task<IActionResult> End(Guid zustaendigkeitId, [FromForm] EndeForm form, CancellationToken abbruch) =>
        ActAsync(zustaendigkeitId, nameof(form.LetzterTag), async (amt, alle) =>
        {
            await RefuseWhereNotMineAsync(amt, abbruch);
            if (amt.Bis < form.LetzterTag)
                throw new FachregelVerletzt($"Die Zuständigkeit endet schon am {amt.Bis:dd.MM.yyyy}.");
            amt.ChangeEnd(form.LetzterTag, uhr.Today(), benutzer.PersonId, alle);
            return NewEntry(Ereignis.ZustaendigkeitBeendet, amt, $"Letzter Tag {amt.Bis:dd.MM.yyyy}");
        }, "Der letzte Tag ist eingetragen.", abbruch);

    /// <summary>Takes an invitation back that nobody accepted; the office never held.</summary>
    [HttpPost("{zustaendigkeitId:guid}/ruecknahme"), Erlaubt(Handlung.ZustaendigkeitenVerwalten)]
    public Task<IActionResult> Withdraw(Guid zustaendigkeitId, CancellationToken abbruch) =>
        ActAsync(zustaendigkeitId, "", async (amt, alle) =>
        {
            await RefuseWhereNotMineAsync(amt, abbruch);
            if (await db.Users.AnyAsync(u => u.Id == amt.PersonId && u.PasswordHash != null, abbruch))
                throw new FachregelVerletzt("Die Einladung ist schon angenommen. Beenden Sie die Zuständigkeit.");
            var heute = uhr.Today();
            if (amt.Bis < heute)
                throw new FachregelVerletzt("Diese Zuständigkeit ist schon beendet.");
            amt.End((amt.Von < heute ? heute : amt.Von).AddDays(-1), alle);
            // Another house may have invited the same person: then the link stays hers.
            if (!await db.Zustaendigkeiten.AnyAsync(z => z.PersonId == amt.PersonId && z.Id != amt.Id && (z.Bis == null || z.Bis >= heute), abbruch))
                foreach (var link in await db.Zugangslinks.Where(l => l.GegenstandId == amt.PersonId && l.Zweck == Zugangszweck.Einladung
                    && l.VerbrauchtAm == null && l.WiderrufenAm == null).ToListAsync(abbruch))
                    link.Revoke(uhr.Now());
            return NewEntry(Ereignis.EinladungZurueckgenommen, amt, null);
        }, "Die Einladung ist zurückgenommen. Ihr Link öffnet nicht mehr.", abbruch);

    /// <summary>The Leitung read what was granted from outside.</summary>
    [HttpPost("/traeger/{traegerId}/zustaendigkeiten/{zustaendigkeitId:guid}/kenntnisnahme")]
    [HttpPost("/schulen/{schulId}/zustaendigkeiten/{zustaendigkeitId:guid}/kenntnisnahme")]
    [Erlaubt(Handlung.KenntnisNehmen)]
    public Task<IActionResult> Acknowledge(Guid zustaendigkeitId, CancellationToken abbruch) => ActAsync(zustaendigkeitId, "", (amt, _) =>
    {
        var neu = amt.ZurKenntnisAm is null;
        amt.Acknowledge(uhr.Now());
        return Task.FromResult(neu ? NewEntry(Ereignis.KenntnisGenommen, amt, null) : null);
    }, "Zur Kenntnis genommen.", abbruch);

    /// <summary>What came with an office that somebody took over.</summary>
    [HttpGet("{zustaendigkeitId:guid}/uebergabe"), Erlaubt(Handlung.ZustaendigkeitenLesen)]
    public async Task<IActionResult> ShowHandover(Guid zustaendigkeitId, CancellationToken abbruch)
    {
        var weg = await abruf.GetWegAsync(abbruch);
        if (weg is null || (await abruf.GetEintraegeAsync(false, zustaendigkeitId, abbruch)).SingleOrDefault() is not { } amt)
            return NotFound();
        var scope = weg.Scope;
        var matrizen = await db.Matrizen.Where(m => scope.Art == ScopeArt.Schultraeger ? m.SchultraegerId == scope.Id : scope.Art == ScopeArt.Schule && m.SchuleId == scope.Id)
            .OrderByDescending(m => m.GeaendertAm)
            .Select(m => new
            {
                m.Key,
                m.Titel,
                Offen = m.Zeilen.Count(z => z.Werte.Ist == null || z.Werte.Uebernommen),
                Zeilen = m.Zeilen.Count,
                Zuordnungen = db.Themenfeldzuordnungen.Count(t => t.MatrixId == m.Id && t.PersonId == amt.PersonId),
                Fassung = m.Fassungen.OrderByDescending(f => f.Nummer).Select(f => new { f.Nummer, f.FreigegebenAm, f.FreigegebenVonName }).FirstOrDefault(),
            }).AsNoTracking().ToListAsync(abbruch);
        return View("Uebergabe", new UebergabeSeite(weg, amt, amt.PersonId == benutzer.PersonId,
        [
            .. matrizen.Select(m => new Uebergabezeile($"Matrix {m.Titel}", $"{weg.Basis[..^"/zustaendigkeiten".Length]}/matrix/{m.Key}",
                m.Offen > 0 ? $"Noch {m.Offen} von {m.Zeilen} Zeilen offen." : "Alle Zeilen sind bearbeitet.",
                m.Zuordnungen switch { 0 => null, 1 => "1 Themenfeld ist diesem Amt zugeordnet.", var n => $"{n} Themenfelder sind diesem Amt zugeordnet." },
                m.Fassung is null ? null : $"Fassung {m.Fassung.Nummer}, freigegeben am {Shared.Zeitangabe.Date(m.Fassung.FreigegebenAm)} von {m.Fassung.FreigegebenVonName}")),
        ]));
    }

    [HttpPost("{zustaendigkeitId:guid}/uebergabe"), Erlaubt(Handlung.ZustaendigkeitenLesen)]
    public Task<IActionResult> AcceptHandover(Guid zustaendigkeitId, CancellationToken abbruch) => ActAsync(zustaendigkeitId, "", async (amt, alle) =>
    {
        if (amt.PersonId != benutzer.PersonId)
            throw new FachregelVerletzt("Die Übergabe bestätigt, wer das Amt übernommen hat.");
        var neu = amt.UebernommenAm is null;
        amt.AcceptHandover(uhr.Now());
        if (!neu)
            return null;
        if (alle.FirstOrDefault(z => z.Id == amt.NachfolgeVonId) is { } vorgaenger)
            await Amtsuebergabe.MoveTasksAsync(db, amt, vorgaenger.PersonId, uhr.Today(), abbruch);
        return NewEntry(Ereignis.UebergabeBestaetigt, amt, null);
    }, "Die Übergabe ist bestätigt.", abbruch);

    [HttpGet("/traeger/{traegerId}/zustaendigkeiten/uebertragung")]
    [HttpGet("/schulen/{schulId}/zustaendigkeiten/uebertragung")]
    [Erlaubt(Handlung.BefugnisseUebertragen)]
    public Task<IActionResult> ShowDelegation(CancellationToken abbruch) => ShowDelegationAsync(StatusCodes.Status200OK, abbruch);

    /// <summary>The Leitung hands release, confirmation or signature over for a period.</summary>
    [HttpPost("/traeger/{traegerId}/zustaendigkeiten/uebertragung")]
    [HttpPost("/schulen/{schulId}/zustaendigkeiten/uebertragung")]
    [Erlaubt(Handlung.BefugnisseUebertragen)]
    public async Task<IActionResult> Delegate([FromForm] UebertragungForm form, CancellationToken abbruch)
    {
        var weg = await abruf.GetWegAsync(abbruch);
        if (!ModelState.IsValid || weg is null)
            return await ShowDelegationAsync(StatusCodes.Status400BadRequest, abbruch);
        try
        {
            await db.InTransactionAsync(async () =>
            {
                var heute = uhr.Today();
                if (form.Von < heute)
                    throw new FachregelVerletzt("Eine Übertragung beginnt frühestens heute.");
                var alle = await abruf.Zustaendigkeiten().ToListAsync(abbruch);
                var eigenes = alle.Single(z => z.Id == benutzer.Zugriff.Zustaendigkeit.Id);
                if (!alle.Any(z => z.PersonId == form.Person && z.IsActive(heute)))
                    throw new FachregelVerletzt("Wählen Sie eine Person Ihrer Organisation.");
                if (alle.Any(z => z.PersonId == form.Person && z.DelegiertVonId == eigenes.Id && z.Befugnisse == form.Befugnisse && z.Von == form.Von && z.Bis == form.Bis))
                    return;
                var uebertragen = eigenes.Delegate(form.Person!.Value, form.Befugnisse, form.Von!.Value, form.Bis!.Value);
                db.Add(uebertragen);
                db.Add(NewEntry(Ereignis.BefugnisUebertragen, uebertragen,
                    $"{uebertragen.Befugnisse.Label()}, {Amtswahl.Period(uebertragen.Von, uebertragen.Bis, heute)}"));
                await db.SaveChangesAsync(abbruch);
            }, abbruch);
        }
        catch (FachregelVerletzt regel)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError(nameof(form.Person), regel.Message);
            return await ShowDelegationAsync(StatusCodes.Status400BadRequest, abbruch);
        }
        TempData["Meldung"] = "Die Übertragung ist eingetragen.";
        return LocalRedirect(weg.Basis);
    }

    private async Task<IActionResult> ActAsync(
        Guid id, string feld, Func<Zustaendigkeit, IReadOnlyCollection<Zustaendigkeit>, Task<Verlaufseintrag?>> act, string meldung, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(id, StatusCodes.Status400BadRequest, abbruch);
        try
        {
            var gefunden = await db.InTransactionAsync(async () =>
            {
                var alle = await abruf.Zustaendigkeiten().ToListAsync(abbruch);
                if (alle.Find(z => z.Id == id) is not { } amt)
                    return false;
                if (await act(amt, alle) is { } eintrag)
                    db.Add(eintrag);
                await db.SaveChangesAsync(abbruch);
                return true;
            }, abbruch);
            if (!gefunden)
                return NotFound();
        }
        catch (FachregelVerletzt regel)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError(feld, regel.Message);
            return await ShowAsync(id, StatusCodes.Status400BadRequest, abbruch);
        }
        TempData["Meldung"] = meldung;
        return LocalRedirect($"{Bereichsweg.BasisOf(benutzer.Zugriff.Scope)}/{id}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, CancellationToken abbruch)
    {
        var weg = await abruf.GetWegAsync(abbruch);
        var verwaltend = await abruf.GetVerwaltendesAmtAsync(abbruch);
        if (weg is null || (await abruf.GetEintraegeAsync(verwaltend is not null, id, abbruch)).SingleOrDefault() is not { } amt)
            return NotFound();
        var zustaendigkeit = await db.Zustaendigkeiten.AsNoTracking().SingleAsync(z => z.Id == id, abbruch);
        var darf = verwaltend is not null && zustaendigkeit.CanBeChangedBy(verwaltend, await abruf.GetRegionenAsync(abbruch));
        var nachfolge = await db.Zustaendigkeiten.Where(z => z.NachfolgeVonId == id && (z.Bis == null || z.Bis >= z.Von))
            .Join(db.Personen, z => z.PersonId, p => p.Id, (z, p) => p.Name).FirstOrDefaultAsync(abbruch);
        Response.StatusCode = status;
        return View("Amt", new AmtSeite(weg, amt, await abruf.GetVerlaufAsync(id, amt.PersonId, abbruch), await abruf.GetFachbereicheAsync(abbruch))
        {
            DarfAendern = darf && !amt.IstVorbei,
            DarfEinladen = darf && amt is { IstVorbei: false, Konto: Kontostand.Eingeladen or Kontostand.Abgelaufen or Kontostand.OhneEinladung },
            DarfNachfolge = darf && nachfolge is null && amt.Art != Amtsart.ImAuftrag,
            Nachfolge = nachfolge,
            BittetUmKenntnis = amt is { VonAussen: true, ZurKenntnisAm: null } && amt.PersonId != benutzer.PersonId
                && await zugang.OfficeForAsync(Handlung.KenntnisNehmen, weg.Scope, abbruch) is not null,
            Heute = uhr.Today(),
        });
    }

    private async Task<IActionResult> ShowDelegationAsync(int status, CancellationToken abbruch)
    {
        if (await abruf.GetWegAsync(abbruch) is not { } weg)
            return NotFound();
        var heute = uhr.Today();
        var leute = await (
            from z in abruf.Zustaendigkeiten()
            where z.Von <= heute && (z.Bis == null || z.Bis >= heute) && z.PersonId != benutzer.PersonId
            join p in db.Personen on z.PersonId equals p.Id
            where p.DeaktiviertAm == null
            select new { p.Id, p.Name, p.NameSuche }).Distinct().OrderBy(p => p.NameSuche)
            .Select(p => new Personenwahl(p.Id, p.Name)).ToListAsync(abbruch);
        Response.StatusCode = status;
        return View("Uebertragung", new UebertragungSeite(weg, leute, heute, benutzer.Zugriff.Zustaendigkeit.Bis));
    }

    private async Task RefuseWhereNotMineAsync(Zustaendigkeit amt, CancellationToken abbruch)
    {
        if (!amt.CanBeChangedBy(benutzer.Zugriff.Zustaendigkeit, await abruf.GetRegionenAsync(abbruch)))
            throw new FachregelVerletzt("Dieses Amt ändern und beenden Sie nicht.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Zustaendigkeit amt, string? grund) =>
        new(ereignis, nameof(Zustaendigkeit), amt.Id, amt.Scope, benutzer.Zugriff.Urheber, uhr.Now(), grund: grund);

    /// <summary>What else a region's Koordination looks after and no other page leads to.</summary>
    private async Task<IReadOnlyList<Bereichsverweis>> GetBereicheAsync(Guid regionId, CancellationToken abbruch) =>
    [
        .. await db.RundeTische.Where(t => t.BildungsregionId == regionId || db.Kommunen.Any(k => k.Id == t.KommuneId && k.BildungsregionId == regionId))
            .OrderBy(t => t.NameSuche)
            .Select(t => new Bereichsverweis(t.Name, $"/runde-tische/{t.Id}/zustaendigkeiten")).ToListAsync(abbruch),
        .. await db.Schulgruppen.Where(g => g.BildungsregionId == regionId).OrderBy(g => g.Name)
            .Select(g => new Bereichsverweis(g.Name, $"/schulgruppen/{g.Id}/zustaendigkeiten")).ToListAsync(abbruch),
    ];
}

public sealed record Bereichsverweis(string Name, string Adresse);

public sealed record EigenesAmt(string Worte, string Organisation, string Zeitraum, string? Adresse);

/// <param name="Sammeln">Regions into which the person may invite from a table.</param>
/// <param name="Regionen">Regions whose Koordination the Administration invites.</param>
public sealed record EigeneSeite(
    IReadOnlyList<EigenesAmt> Aemter, bool MitZugaengen, IReadOnlyList<Bereichsverweis> Sammeln, IReadOnlyList<Bereichsverweis> Regionen);

public sealed record ListeSeite(
    Bereichsweg Weg, IReadOnlyList<Amtseintrag> Aktuelle, IReadOnlyList<Amtseintrag> Fruehere, IReadOnlyList<Amtsgeschehen> Verlauf)
{
    public bool DarfVerwalten { get; init; }
    public bool DarfUebertragen { get; init; }

    /// <summary>The leading role, where nobody holds it today.</summary>
    public string? UnbesetzteLeitung { get; init; }

    /// <summary>Key of the office that the Koordination offers for a vacant post.</summary>
    public string? VertretungWahl { get; init; }
    public IReadOnlyList<Bereichsverweis> Bereiche { get; init; } = [];
}

public sealed record AmtSeite(
    Bereichsweg Weg, Amtseintrag Amt, IReadOnlyList<Amtsgeschehen> Verlauf, IReadOnlyList<Fachbereichswahl> Fachbereiche)
{
    public bool DarfAendern { get; init; }
    public bool DarfEinladen { get; init; }
    public bool DarfNachfolge { get; init; }
    public string? Nachfolge { get; init; }
    public bool BittetUmKenntnis { get; init; }
    public DateOnly Heute { get; init; }
}

public sealed record UebergabeSeite(Bereichsweg Weg, Amtseintrag Amt, bool IstMeine, IReadOnlyList<Uebergabezeile> Zeilen);

public sealed record Uebergabezeile(string Titel, string Adresse, string Stand, string? Zuordnung, string? Fassung);

public sealed record Personenwahl(Guid Id, string Name);

public sealed record UebertragungSeite(Bereichsweg Weg, IReadOnlyList<Personenwahl> Leute, DateOnly Heute, DateOnly? EigenesEnde);
