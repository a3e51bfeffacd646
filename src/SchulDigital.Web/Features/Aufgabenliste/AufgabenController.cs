using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Aufgabenliste;

/// <summary>
/// Who does what until when. Everybody who holds an office in an organisation sees and writes its tasks; whoever is named for
/// one does too.
/// </summary>
[Erlaubt(Handlung.AufgabenLesen)]
public sealed class AufgabenController(
    AppDbContext db, SichtbareDaten sichtbar, Herkunftsabruf herkunft, Aufgabenversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const string FristSpalte = "frist";
    private const string TextSpalte = "aufgabe";
    private const string OrganisationSpalte = "organisation";

    /// <summary>How long the same task again is taken for a second click.</summary>
    private const int MinutenFuerDoppelte = 10;
    private const int TageVorbelegt = 14;

    [HttpGet("/aufgaben")]
    public async Task<IActionResult> List([FromQuery] Aufgabenfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var heute = uhr.Today();
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, FristSpalte, TextSpalte, OrganisationSpalte);
        var zeilen =
            from a in ModelState.IsValid ? Filter(filter, heute) : db.Aufgaben.Where(a => false)
            let organisation = a.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == a.ScopeId).Select(t => t.Name).First()
                : a.ScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == a.ScopeId).Select(s => s.Name).First()
                : a.ScopeArt == ScopeArt.RunderTisch ? db.RundeTische.Where(t => t.Id == a.ScopeId).Select(t => t.Name).First()
                : db.Bildungsregionen.Where(r => r.Id == a.ScopeId).Select(r => r.Name).First()
            select new { a, organisation };
        var blaettern = new Blaettern(seite, await zeilen.CountAsync(abbruch), "Aufgabe", "Aufgaben",
            new Listenweg("/aufgaben", filter.Wahl) { Sortierung = wert });
        // What is open stands first, whatever the order.
        var geordnet = zeilen.OrderBy(z => z.a.Status != Aufgabenstatus.Offen);
        geordnet = (spalte, absteigend) switch
        {
            (TextSpalte, false) => geordnet.ThenBy(z => z.a.Suchtext),
            (TextSpalte, true) => geordnet.ThenByDescending(z => z.a.Suchtext),
            (OrganisationSpalte, false) => geordnet.ThenBy(z => z.organisation),
            (OrganisationSpalte, true) => geordnet.ThenByDescending(z => z.organisation),
            (_, false) => geordnet.ThenBy(z => z.a.Frist),
            (_, true) => geordnet.ThenByDescending(z => z.a.Frist),
        };
        var eintraege = blaettern.Anzahl == 0 ? [] : await geordnet.ThenBy(z => z.a.Frist).ThenBy(z => z.a.Suchtext)
            .Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new Aufgabeneintrag(
                z.a.Id, z.a.Text, z.organisation, z.a.Rolle, db.Personen.Where(p => p.Id == z.a.PersonId).Select(p => p.Name).FirstOrDefault(),
                z.a.PersonId == benutzer.PersonId, z.a.Frist, z.a.Status, z.a.Status == Aufgabenstatus.Offen && z.a.Frist < heute))
            .AsNoTracking().ToListAsync(abbruch);
        return View("Aufgabenliste", new AufgabenlisteSeite(filter, eintraege, blaettern, await GetOrganisationenAsync(abbruch), GetScopes().Count > 0));
    }

    [HttpGet("/aufgaben/neu"), Erlaubt(Handlung.AufgabenFuehren)]
    public async Task<IActionResult> New(CancellationToken abbruch)
    {
        var aemter = await GetAemterAsync(abbruch);
        return View("NeueAufgabe", new NeueAufgabeSeite(
            new AufgabeForm { Amt = aemter.Count > 0 ? aemter[0].Key : null, Frist = uhr.Today().AddDays(TageVorbelegt) },
            aemter, await GetPersonenAsync(abbruch, [.. aemter.Select(a => a.Scope.Id!.Value)])));
    }

    [HttpPost("/aufgaben"), Erlaubt(Handlung.AufgabenFuehren)]
    public async Task<IActionResult> Create([FromForm] AufgabeForm form, CancellationToken abbruch)
    {
        var aemter = await GetAemterAsync(abbruch);
        var personen = await GetPersonenAsync(abbruch, [.. aemter.Select(a => a.Scope.Id!.Value)]);
        var amt = aemter.FirstOrDefault(a => a.Key == form.Amt);
        if (ModelState.IsValid && amt is null)
            ModelState.AddModelError(nameof(form.Amt), "Wählen Sie, wessen Aufgabe es ist.");
        if (ModelState.IsValid && form.Person is { } person && !personen.Any(p => IsPossible(p, person, amt!.Scope, amt.Rolle)))
            ModelState.AddModelError(nameof(form.Person), "Diese Person hat das gewählte Amt nicht. Wählen Sie eine andere Person oder ein anderes Amt.");
        if (ModelState.IsValid)
            try
            {
                if (await FindSameAsync(form, amt!, abbruch) is { } schon)
                    return LocalRedirect($"/aufgaben/{schon}");
                var urheber = UrheberFor(amt!.Scope);
                var (aufgabe, eintrag) = Aufgabe.Create(
                    amt.Scope, amt.Rolle, form.Person, form.Text!, form.Frist!.Value, OriginOf(amt.Scope), urheber, uhr.Now());
                db.Add(aufgabe);
                db.Add(eintrag);
                var mail = await versand.AddAssignmentAsync(aufgabe, benutzer.PersonId, benutzer.Name, abbruch);
                await db.SaveChangesAsync(abbruch);
                TempData["Meldung"] = "Die Aufgabe ist angelegt." + MailNote(mail);
                return LocalRedirect($"/aufgaben/{aufgabe.Id}");
            }
            catch (FachregelVerletzt regel)
            {
                ModelState.AddModelError(nameof(form.Frist), regel.Message);
            }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("NeueAufgabe", new NeueAufgabeSeite(form, aemter, personen));
    }

    [HttpGet("/aufgaben/{aufgabeId:guid}")]
    public Task<IActionResult> Show(Guid aufgabeId, CancellationToken abbruch) => ShowAsync(aufgabeId, StatusCodes.Status200OK, null, abbruch);

    [HttpPost("/aufgaben/{aufgabeId:guid}/erledigung"), Erlaubt(Handlung.AufgabenFuehren)]
    public Task<IActionResult> Complete(Guid aufgabeId, [FromForm] ErledigungForm form, CancellationToken abbruch) =>
        ActAsync(aufgabeId, form.Version, nameof(form.Vermerk), (a, wer) => a.Complete(form.Vermerk, wer, uhr.Now()), "Die Aufgabe ist erledigt.", abbruch);

    [HttpPost("/aufgaben/{aufgabeId:guid}/wegfall"), Erlaubt(Handlung.AufgabenFuehren)]
    public Task<IActionResult> Drop(Guid aufgabeId, [FromForm] WegfallForm form, CancellationToken abbruch) =>
        ActAsync(aufgabeId, form.Version, nameof(form.Wegfallgrund), (a, wer) => a.Drop(form.Wegfallgrund!, wer, uhr.Now()), "Die Aufgabe entfällt.", abbruch);

    [HttpPost("/aufgaben/{aufgabeId:guid}/frist"), Erlaubt(Handlung.AufgabenFuehren)]
    public Task<IActionResult> Extend(Guid aufgabeId, [FromForm] FristForm form, CancellationToken abbruch) =>
        ActAsync(aufgabeId, form.Version, nameof(form.NeueFrist), (a, wer) => a.Extend(form.NeueFrist!.Value, wer, uhr.Now()),
            $"Die Frist ist jetzt der {form.NeueFrist:dd.MM.yyyy}.", abbruch);

    [HttpPost("/aufgaben/{aufgabeId:guid}/eroeffnung"), Erlaubt(Handlung.AufgabenFuehren)]
    public Task<IActionResult> Reopen(Guid aufgabeId, [FromForm] EroeffnungForm form, CancellationToken abbruch) =>
        ActAsync(aufgabeId, form.Version, nameof(form.Oeffnungsgrund), (a, wer) => a.Reopen(form.Oeffnungsgrund!, wer, uhr.Now()), "Die Aufgabe ist wieder offen.", abbruch);

    [HttpPost("/aufgaben/{aufgabeId:guid}/person"), Erlaubt(Handlung.AufgabenFuehren)]
    public async Task<IActionResult> Assign(Guid aufgabeId, [FromForm] ZuweisungForm form, CancellationToken abbruch)
    {
        if (form.Person is { } person && await sichtbar.Aufgaben().AsNoTracking().SingleOrDefaultAsync(a => a.Id == aufgabeId, abbruch) is { } aufgabe
            && aufgabe.PersonId != person && !(await GetPersonenAsync(abbruch, aufgabe.ScopeId)).Any(p => p.PersonId == person))
            ModelState.AddModelError(nameof(form.Person), "Diese Person hat in der Organisation kein Amt. Wählen Sie eine andere.");
        return await ActAsync(aufgabeId, form.Version, nameof(form.Person), (a, wer) => a.Assign(form.Person, wer, uhr.Now()),
            form.Person is null ? "Die Aufgabe ist jetzt für alle, die das Amt haben." : "Die Person ist genannt.", abbruch,
            a => versand.AddAssignmentAsync(a, benutzer.PersonId, benutzer.Name, abbruch));
    }

    /// <summary>
    /// One act on one task. The same again is done already; something else on a task that changed meanwhile is refused, with
    /// what was typed.
    /// </summary>
    private async Task<IActionResult> ActAsync(
        Guid id, int version, string feld, Func<Aufgabe, Urheber, Verlaufseintrag?> act, string meldung, CancellationToken abbruch,
        Func<Aufgabe, Task<string?>>? danach = null)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(id, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(async () =>
        {
            if (await sichtbar.Aufgaben().SingleOrDefaultAsync(a => a.Id == id, abbruch) is not { } aufgabe)
                return false;
            var gespeichert = aufgabe.Version;
            if (act(aufgabe, UrheberFor(aufgabe.Scope)) is not { } eintrag)
                return true;
            Bearbeitung.EnsureUnchanged(version, gespeichert);
            db.Add(eintrag);
            var mail = danach is null ? null : await danach(aufgabe);
            await db.SaveChangesAsync(abbruch);
            TempData["Meldung"] = meldung + MailNote(mail);
            return true;
        });
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError(feld, fehler);
        return ausgang is { Fehler: null, Konflikt: null }
            ? LocalRedirect($"/aufgaben/{id}")
            : await ShowAsync(id, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, string? konflikt, CancellationToken abbruch)
    {
        var zeile = await (
            from a in sichtbar.Aufgaben()
            where a.Id == id
            select new
            {
                a,
                Person = db.Personen.Where(p => p.Id == a.PersonId).Select(p => p.Name).FirstOrDefault(),
                Von = db.Personen.Where(p => p.Id == a.VonId).Select(p => p.Name).FirstOrDefault(),
            }).AsNoTracking().SingleOrDefaultAsync(abbruch);
        if (zeile is null)
            return NotFound();
        Response.StatusCode = status;
        var aufgabe = zeile.a;
        var vonHand = aufgabe.Herkunft.GegenstandId == aufgabe.ScopeId || aufgabe.Herkunft.GegenstandId == aufgabe.VonId;
        return View("Aufgabe", new AufgabeSeite(
            id, aufgabe.Version, aufgabe.Text, aufgabe.Scope, await db.NameOfAsync(aufgabe.Scope, abbruch) ?? "", aufgabe.Rolle, aufgabe.PersonId, zeile.Person,
            aufgabe.Frist, aufgabe.Status, aufgabe.IsOverdue(uhr.Today()), aufgabe.Vermerk, aufgabe.BeendetAm, aufgabe.AngelegtAm, zeile.Von,
            vonHand ? null : (await herkunft.GetAsync([aufgabe.Herkunft], abbruch))[aufgabe.Herkunft],
            aufgabe.Status == Aufgabenstatus.Offen ? await GetPersonenAsync(abbruch, aufgabe.ScopeId) : [],
            await db.GetVerlaufAsync(id, benutzer.PersonId, mitNamen: benutzer.Zustaendigkeiten.Any(z => z.Rolle.IsLeitung() && z.Scope == aufgabe.Scope), abbruch), konflikt));
    }

    private IQueryable<Aufgabe> Filter(Aufgabenfilter filter, DateOnly heute)
    {
        var aufgaben = filter.Meine ? sichtbar.AufgabenFuerMich(heute) : sichtbar.Aufgaben();
        foreach (var wort in Suchworte.Of(filter.Suche))
            aufgaben = aufgaben.Where(a => a.Suchtext.Contains(wort));
        if (filter.Organisation is { } organisation)
            aufgaben = aufgaben.Where(a => a.ScopeId == organisation);
        return filter.Stand switch
        {
            Aufgabenauswahl.Offen => aufgaben.Where(a => a.Status == Aufgabenstatus.Offen),
            Aufgabenauswahl.Ueberfaellig => aufgaben.Where(a => a.Status == Aufgabenstatus.Offen && a.Frist < heute),
            Aufgabenauswahl.Erledigt => aufgaben.Where(a => a.Status == Aufgabenstatus.Erledigt),
            Aufgabenauswahl.Entfallen => aufgaben.Where(a => a.Status == Aufgabenstatus.Entfallen),
            _ => aufgaben,
        };
    }

    /// <summary>Whose tasks this person sees.</summary>
    private async Task<IReadOnlyList<(Guid, string)>> GetOrganisationenAsync(CancellationToken abbruch)
    {
        var organisationen = await sichtbar.Aufgaben().Select(a => new { a.ScopeArt, a.ScopeId }).Distinct()
            .Select(a => new
            {
                a.ScopeId,
                Name = a.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == a.ScopeId).Select(t => t.Name).First()
                    : a.ScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == a.ScopeId).Select(s => s.Name).First()
                    : a.ScopeArt == ScopeArt.RunderTisch ? db.RundeTische.Where(t => t.Id == a.ScopeId).Select(t => t.Name).First()
                    : db.Bildungsregionen.Where(r => r.Id == a.ScopeId).Select(r => r.Name).First(),
            }).ToListAsync(abbruch);
        return [.. organisationen.OrderBy(o => o.Name, StringComparer.CurrentCulture).Select(o => (o.ScopeId, o.Name))];
    }

    /// <summary>The own organisations that can have tasks.</summary>
    private List<Scope> GetScopes() => [.. benutzer.Zustaendigkeiten
        .Where(z => z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule or ScopeArt.RunderTisch or ScopeArt.Bildungsregion
            && Rechte.Of(Handlung.AufgabenFuehren).Grants(z))
        .Select(z => z.Scope).Distinct()];

    /// <summary>The own organisations and the roles that there are in each; few, so each name is asked for.</summary>
    private async Task<IReadOnlyList<Amtsangebot>> GetAemterAsync(CancellationToken abbruch)
    {
        var aemter = new List<Amtsangebot>();
        foreach (var scope in GetScopes())
        {
            var name = await db.NameOfAsync(scope, abbruch) ?? "";
            aemter.Add(new Amtsangebot(scope, name, null));
            var rollen = Rollen.All.Where(r => r.Scopes().Contains(scope.Art)).ToList();
            if (rollen.Count > 1)
                aemter.AddRange(rollen.Select(r => new Amtsangebot(scope, name, r)));
        }
        return aemter;
    }

    /// <summary>Who holds an office today in these organisations.</summary>
    private async Task<IReadOnlyList<Personenangebot>> GetPersonenAsync(CancellationToken abbruch, params List<Guid> scopeIds)
    {
        var heute = uhr.Today();
        return await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where scopeIds.Contains(z.ScopeId!.Value) && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && p.DeaktiviertAm == null
            orderby p.NameSuche
            select new Personenangebot(z.ScopeId!.Value, p.Id, p.Name, z.Rolle)).ToListAsync(abbruch);
    }

    private static bool IsPossible(Personenangebot angebot, Guid person, Scope scope, Rolle? rolle) =>
        angebot.PersonId == person && angebot.ScopeId == scope.Id && (rolle is null || angebot.Rolle == rolle);

    /// <summary>The same task given a moment ago: a second click, or the way back.</summary>
    private async Task<Guid?> FindSameAsync(AufgabeForm form, Amtsangebot amt, CancellationToken abbruch)
    {
        var seit = uhr.Now().AddMinutes(-MinutenFuerDoppelte);
        return await db.Aufgaben.Where(a => a.ScopeId == amt.Scope.Id && a.Rolle == amt.Rolle && a.VonId == benutzer.PersonId && a.PersonId == form.Person
                && a.AngelegtAm > seit && a.Text == form.Text && a.Frist == form.Frist)
            .Select(a => (Guid?)a.Id).FirstOrDefaultAsync(abbruch);
    }

    /// <summary>Somebody who is only named for it acts as a person.</summary>
    private Urheber UrheberFor(Scope scope) => new(benutzer.PersonId, benutzer.OfficeFor(Handlung.AufgabenFuehren, scope)?.Id);

    /// <summary>What somebody writes down comes from her own house, or from who coordinates, moderates and advises.</summary>
    private Herkunft OriginOf(Scope scope) => scope.Art switch
    {
        ScopeArt.Schultraeger => new Herkunft(Herkunftsart.Schultraeger, scope.Id!.Value, null),
        ScopeArt.Schule => new Herkunft(Herkunftsart.Schule, scope.Id!.Value, null),
        _ => new Herkunft(Herkunftsart.Beratung, benutzer.PersonId, null),
    };

    private static string MailNote(string? name) => name is null ? "" : $" {name} bekommt eine Mail.";
}
