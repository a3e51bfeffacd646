using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>One agreement: what it says, how it came about, and what becomes of it.</summary>
[Route("/vereinbarungen/{vereinbarungId}")]
public sealed class VereinbarungController(
    AppDbContext db, SichtbareDaten sichtbar, Vereinbarungsabruf abruf, Vereinbarungssperre sperre, Themenfeldworte themenfelder, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet, Erlaubt(Handlung.VereinbarungLesen)]
    public Task<IActionResult> Show(Guid vereinbarungId, CancellationToken abbruch) => ShowAsync(vereinbarungId, StatusCodes.Status200OK, null, abbruch);

    [HttpGet("bearbeitung"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Edit(Guid vereinbarungId, CancellationToken abbruch) =>
        await abruf.FindAsync(vereinbarungId, abbruch) is { } v ? await ShowFormAsync(v, VereinbarungForm.Of(v), StatusCodes.Status200OK, null, abbruch) : NotFound();

    [HttpPost("bearbeitung"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Revise(Guid vereinbarungId, [FromForm] VereinbarungForm form, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(vereinbarungId, abbruch) is not { } v)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowFormAsync(v, form, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(async () =>
        {
            // Who was bound and left the table stays choosable: the agreement knows it.
            var moegliche = await GetMoeglicheAsync(v, abbruch);
            var (angaben, bindungen) = form.Read(moegliche);
            return await sperre.ActAsync(vereinbarungId, d => d.Revise(angaben, bindungen, form.Version, benutzer.Zugriff.Urheber, uhr.Now()));
        });
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowFormAsync(v, form, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
        TempData["Meldung"] = v.Fragen.Count == 0 ? "Gespeichert." : "Gespeichert. Das ist eine neue Fassung: Fragen Sie noch einmal, wenn sie fertig ist.";
        return LocalRedirect($"/vereinbarungen/{vereinbarungId}");
    }

    [HttpPost("schritte"), Erlaubt(Handlung.VereinbarungMitwirken)]
    public Task<IActionResult> Progress(Guid vereinbarungId, [FromForm] SchrittForm form, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, nameof(form.Notiz), v => abruf.WriterOf(v) is { } amt
            ? v.Progress(form.Schritt!.Value, form.Notiz, form.Version, new Urheber(amt.PersonId, amt.Id), uhr.Now())
            : throw new FachregelVerletzt("Wie weit es ist, sagt, wer verantwortlich ist, oder die Moderation."), "Der Stand ist geändert.", abbruch);

    [HttpPost("bestaetigung"), Erlaubt(Handlung.VereinbarungErklaeren)]
    public Task<IActionResult> Confirm(Guid vereinbarungId, [FromForm] BestaetigungForm form, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, nameof(form.Bestaetigungsnotiz), v =>
        {
            var amt = benutzer.Zustaendigkeiten.FirstOrDefault(v.CanBeConfirmedBy) ?? benutzer.Zugriff.Zustaendigkeit;
            return form.Umgesetzt == true ? v.Confirm(amt, benutzer.Name, amt.Zeichnungszusatz + amt.Rolle.Label(), form.Bestaetigungsnotiz, uhr.Now()) : v.Contradict(amt, form.Bestaetigungsnotiz, uhr.Now());
        }, form.Umgesetzt == true ? "Die Umsetzung ist bestätigt." : "Festgehalten: Es ist noch nicht umgesetzt.", abbruch);

    [HttpPost("aufhebung"), Erlaubt(Handlung.VereinbarungFuehren)]
    public Task<IActionResult> Revoke(Guid vereinbarungId, [FromForm] AufhebungForm form, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, nameof(form.Aufhebungsgrund), v => v.Revoke(form.Aufhebungsgrund, form.Version, benutzer.Zugriff.Urheber, uhr.Now()), "Die Vereinbarung ist aufgehoben.", abbruch);

    /// <summary>Looks at it again, with a finding; without one only the day is set.</summary>
    [HttpPost("ueberpruefungen"), Erlaubt(Handlung.VereinbarungMitwirken)]
    public Task<IActionResult> Review(Guid vereinbarungId, [FromForm] UeberpruefungForm form, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, nameof(form.Ergebnis), v => form.Ergebnis is null
            ? v.PlanReview(form.Naechste, form.Version, benutzer.Zugriff.Urheber, uhr.Now())
            : v.Review(form.Ergebnis, form.Naechste, form.Version, $"{benutzer.Name}, {benutzer.Zugriff.Zustaendigkeit.Rolle.Label()}", benutzer.Zugriff.Urheber, uhr.Now()),
            form.Ergebnis is null ? "Der Tag der Überprüfung ist gespeichert." : "Die Überprüfung ist festgehalten.", abbruch);

    [HttpPost("beschluss"), Erlaubt(Handlung.VereinbarungFuehren)]
    public Task<IActionResult> NoteBeschluss(Guid vereinbarungId, [FromForm] BeschlussForm form, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, nameof(form.Beschlussnotiz), v => v.NoteBeschluss(form.Gefasst!.Value, form.Tag!.Value, form.Beschlussnotiz, benutzer.Zugriff.Urheber, uhr.Now()),
            form.Gefasst == true ? "Der Beschluss ist festgehalten: Die Vereinbarung gilt ohne Vorbehalt." : "Festgehalten: Die Vereinbarung ist wieder ein Entwurf und gehört zurück an den Tisch.", abbruch);

    [HttpPost("zieldokumente"), Erlaubt(Handlung.VereinbarungMitwirken)]
    public Task<IActionResult> Target(Guid vereinbarungId, [FromForm] ZieldokumenteForm form, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, nameof(form.Organisation), v =>
        {
            var organisation = v.Beteiligte.FirstOrDefault(b => b.IsBound && Organisationswahl.KeyOf(b.Organisation) == form.Organisation)?.Organisation ?? throw new FachregelVerletzt("Wählen Sie eine beteiligte Organisation.");
            return OfficeFor(organisation) is not null || abruf.RightsAt(v).Fuehrt ? v.Target(organisation, [.. form.Arten ?? []], benutzer.Zugriff.Urheber, uhr.Now())
                : throw new FachregelVerletzt("Die Zieldokumente nennt die Organisation selbst oder die Moderation.");
        }, "Die Zieldokumente sind gespeichert.", abbruch);

    [HttpPost("zieldokumente/{dokumentId:guid}/ende"), Erlaubt(Handlung.VereinbarungMitwirken)]
    public Task<IActionResult> RemoveTarget(Guid vereinbarungId, Guid dokumentId, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, "", v =>
        {
            if (v.Zieldokumente.FirstOrDefault(d => d.Id == dokumentId)?.Organisation is { } o && OfficeFor(o) is null && !abruf.RightsAt(v).Fuehrt)
                throw new FachregelVerletzt("Die Zieldokumente nennt die Organisation selbst oder die Moderation.");
            var (dokument, eintrag) = v.RemoveTarget(dokumentId, benutzer.Zugriff.Urheber, uhr.Now());
            if (dokument is not null)
                db.Remove(dokument);
            return eintrag;
        }, "Das Zieldokument ist herausgenommen.", abbruch);

    [HttpPost("zieldokumente/{dokumentId:guid}"), Erlaubt(Handlung.VereinbarungMitwirken)]
    public Task<IActionResult> Adopt(Guid vereinbarungId, Guid dokumentId, [FromForm] UebernahmeForm form, CancellationToken abbruch) =>
        ActAsync(vereinbarungId, "", v =>
        {
            var organisation = v.Zieldokumente.FirstOrDefault(d => d.Id == dokumentId)?.Organisation;
            return v.Adopt(dokumentId, form.Uebernommen, organisation is { } o && OfficeFor(o) is { } amt ? amt : benutzer.Zugriff.Zustaendigkeit, uhr.Now());
        }, form.Uebernommen is null ? "Zurückgenommen." : "Übernommen.", abbruch);

    /// <summary>A new version of what holds; a second click finds the first.</summary>
    [HttpPost("fassungen"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Renew(Guid vereinbarungId, CancellationToken abbruch)
    {
        var ziel = Guid.Empty;
        var ausgang = await db.TryAsync(() => sperre.ActAsync(vereinbarungId, async v =>
        {
            if (await db.Vereinbarungen.Where(n => n.VorgaengerId == vereinbarungId && n.Status != Vereinbarungsstatus.Aufgehoben).Select(n => (Guid?)n.Id).FirstOrDefaultAsync(abbruch) is { } schon)
            {
                ziel = schon;
                return null;
            }
            var (neue, eintrag) = v.Renew(Kennung.New(), benutzer.Zugriff.Urheber, uhr.Now());
            db.Add(neue);
            ziel = neue.Id;
            return eintrag;
        }));
        return ausgang.Konflikt is { } konflikt ? await ShowAsync(vereinbarungId, StatusCodes.Status409Conflict, konflikt, abbruch) : LocalRedirect($"/vereinbarungen/{ziel}/bearbeitung");
    }

    /// <summary>What came from a visit goes to a table at which the carrier sits.</summary>
    [HttpPost("tisch"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> HandToTable(Guid vereinbarungId, [FromForm] Guid? tisch, CancellationToken abbruch)
    {
        if (!await sichtbar.Tische().AnyAsync(t => t.Id == tisch && t.ArchiviertAm == null, abbruch))
            ModelState.AddModelError(nameof(tisch), "Wählen Sie einen Runden Tisch, an dem Ihr Haus sitzt.");
        return await ActAsync(vereinbarungId, "", v => v.HandToTable(tisch!.Value, benutzer.Zugriff.Urheber, uhr.Now()), "Die Vereinbarung liegt jetzt am Runden Tisch; dort führt sie die Moderation.", abbruch);
    }

    private Zustaendigkeit? OfficeFor(Scope organisation) => benutzer.OfficeFor(Handlung.VereinbarungMitwirken, organisation);

    private async Task<IActionResult> ActAsync(Guid id, string feld, Func<Vereinbarung, Verlaufseintrag?> act, string meldung, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(id, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(() => sperre.ActAsync(id, act));
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError(feld, fehler);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(id, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
        TempData["Meldung"] = meldung;
        return LocalRedirect($"/vereinbarungen/{id}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, string? konflikt, CancellationToken abbruch)
    {
        if (await abruf.FindSeiteAsync(id, konflikt, null, abbruch) is not { } seite)
            return NotFound();
        Response.StatusCode = status;
        return View("Vereinbarung", seite);
    }

    private async Task<IReadOnlyList<Organisationswahl>> GetMoeglicheAsync(Vereinbarung v, CancellationToken abbruch)
    {
        var moegliche = await abruf.GetMoeglicheAsync(v.Scope, abbruch);
        return [.. moegliche, .. v.Beteiligte.Where(b => b.IsBound && moegliche.All(m => m.Scope != b.Organisation)).Select(b => new Organisationswahl(b.Organisation, b.Name))];
    }

    private async Task<IActionResult> ShowFormAsync(Vereinbarung v, VereinbarungForm form, int status, string? konflikt, CancellationToken abbruch)
    {
        Response.StatusCode = status;
        return View("Vereinbarungsform", new VereinbarungsformSeite(form, v.Scope, await db.NameOfAsync(v.Scope, abbruch) ?? "", $"/vereinbarungen/{v.Id}/bearbeitung",
            await GetMoeglicheAsync(v, abbruch), await themenfelder.GetAsync(abbruch), $"/vereinbarungen/{v.Id}",
            konflikt ?? (v.IsDraft ? null : $"Diese Vereinbarung ist {v.Status.Label()}. Ihren Text ändert eine neue Fassung.")));
    }
}
