using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>What was done by mistake: a result goes with what came of it, "hat stattgefunden" goes back. Before each a page says what happens.</summary>
[Erlaubt(Handlung.BesuchPlanen), Route("/besuche/{besuchId}")]
public sealed class RuecknahmeController(AppDbContext db, Besuchsabruf abruf, Besuchssperre sperre, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const string Aufgabengrund = "Das Ergebnis des Besuchs, aus dem die Aufgabe kam, ist zurückgenommen.";

    [HttpGet("ergebnisse/{ergebnisId:guid}/ruecknahme")]
    public Task<IActionResult> ConfirmResult(Guid besuchId, Guid ergebnisId) => ShowResultAsync(besuchId, ergebnisId, null);

    [HttpPost("ergebnisse/{ergebnisId:guid}/ruecknahme")]
    public async Task<IActionResult> TakeBackResult(Guid besuchId, Guid ergebnisId)
    {
        var ausgang = await db.TryAsync(async () =>
        {
            await sperre.ActAsync(besuchId, Besuchsteile.Ergebnisse, async b =>
            {
                var (ergebnis, eintrag) = b.TakeBackResult(ergebnisId, benutzer.Zugriff.Urheber, uhr.Now());
                if (ergebnis is null)
                    return null;
                db.Remove(ergebnis);
                await WithdrawAsync(ergebnis);
                return eintrag;
            });
            return true;
        });
        if (ausgang.Konflikt is { } konflikt)
            return await ShowResultAsync(besuchId, ergebnisId, konflikt);
        TempData["Meldung"] = "Das Ergebnis ist zurückgenommen.";
        return LocalRedirect(new Besuchsweg(besuchId).Gespraech);
    }

    [HttpGet("durchfuehrung/ruecknahme")]
    public async Task<IActionResult> ConfirmHold(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        var kopf = await abruf.GetKopfAsync(besuch);
        var stand = besuch.EingeladenAm is null ? Besuchsstatus.Geplant : Besuchsstatus.Eingeladen;
        return Show(new RuecknahmeSeite(
            kopf, "Der Besuch hat doch noch nicht stattgefunden", null,
            [$"Der Besuch steht danach wieder als „{stand.Label()}“. Planung, Termin und Tagesordnung lassen sich wieder ändern.", "Notizen und Ergebnisse bleiben, wie sie sind. Eine Mail geht nicht hinaus."],
            besuch.Status == Besuchsstatus.Durchgefuehrt ? null : $"Dieser Besuch ist {besuch.Status.Label()}. Zurückzunehmen ist nichts.", kopf.Weg.Durchfuehrung + "/ruecknahme", "Zurücknehmen", kopf.Weg.Seite));
    }

    [HttpPost("durchfuehrung/ruecknahme")]
    public async Task<IActionResult> TakeBackHold(Guid besuchId)
    {
        await sperre.ActAsync(besuchId, Besuchsteile.Keine, b => b.TakeBackHold(benutzer.Zugriff.Urheber, uhr.Now()));
        TempData["Meldung"] = "Zurückgenommen: Der Besuch hat noch nicht stattgefunden.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    /// <summary>What came of a result: a Thema is withdrawn, a task dropped, a plain record removed.</summary>
    private async Task WithdrawAsync(Besuchsergebnis ergebnis)
    {
        var (wer, id) = (benutzer.Zugriff.Urheber, ergebnis.GegenstandId);
        Verlaufseintrag? eintrag = null;
        switch (ergebnis.Art)
        {
            case Ergebnisart.Thema:
                eintrag = (await db.Themen.SingleAsync(t => t.Id == id)).Withdraw(wer, uhr.Now());
                break;
            case Ergebnisart.Aufgabe:
                eintrag = (await db.Aufgaben.SingleAsync(a => a.Id == id)).Withdraw(Aufgabengrund, wer, uhr.Now());
                break;
            case Ergebnisart.Vereinbarung:
                var vereinbarung = await db.Vereinbarungen.WithAll().SingleAsync(v => v.Id == id);
                if (!vereinbarung.CanBeWithdrawn)
                    throw new Zustandskonflikt("Über die Vereinbarung ist schon gefragt worden. Das Ergebnis lässt sich nicht mehr zurücknehmen.");
                db.RemoveRange(vereinbarung.Beteiligte);
                db.RemoveRange(vereinbarung.Zieldokumente);
                db.Remove(vereinbarung);
                break;
            case Ergebnisart.Berichtseintrag:
                db.Remove(await db.Berichtseintraege.SingleAsync(b => b.Id == id));
                break;
        }
        if (eintrag is not null)
            db.Add(eintrag);
    }

    private async Task<IActionResult> ShowResultAsync(Guid besuchId, Guid ergebnisId, string? konflikt)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Ergebnisse);
        if (besuch.Ergebnisse.FirstOrDefault(e => e.Id == ergebnisId) is not { } ergebnis)
            return NotFound();
        var kopf = await abruf.GetKopfAsync(besuch);
        var (folge, hindernis) = await LookAheadAsync(ergebnis);
        if (!besuch.IsWritable)
            hindernis = "Der Besuchsvermerk ist freigegeben. Notizen und Ergebnisse bleiben, wie sie sind.";
        return Show(new RuecknahmeSeite(
            kopf, "Ergebnis zurücknehmen", $"{ergebnis.Art.Label()}: {ergebnis.Text}",
            ["Das Ergebnis steht danach weder beim Besuch noch bei der Zeile in der Matrix. Im Verlauf des Besuchs bleibt, dass Sie es zurückgenommen haben.", .. folge],
            konflikt ?? hindernis, kopf.Weg.Ergebnisruecknahme(ergebnisId), "Ergebnis zurücknehmen", kopf.Weg.Gespraech), konflikt is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    /// <summary>What becomes of what came of it, and what stands against it.</summary>
    private async Task<(string[] Folge, string? Hindernis)> LookAheadAsync(Besuchsergebnis ergebnis)
    {
        var id = ergebnis.GegenstandId;
        switch (ergebnis.Art)
        {
            case Ergebnisart.Thema:
                var thema = await db.Themen.AsNoTracking().SingleAsync(t => t.Id == id);
                return ([$"Das Thema „{thema.Titel}“ steht im Themenspeicher als zurückgezogen."], thema.CanBeWithdrawn ? null
                    : "Am Runden Tisch ist mit dem Thema schon gearbeitet worden. Das Ergebnis lässt sich nicht mehr zurücknehmen.");
            case Ergebnisart.Aufgabe:
                var aufgabe = await db.Aufgaben.AsNoTracking().SingleAsync(a => a.Id == id);
                var name = aufgabe.PersonId == benutzer.PersonId ? null : await db.Personen.Where(p => p.Id == aufgabe.PersonId).Select(p => p.Name).SingleOrDefaultAsync();
                return ([$"Die Aufgabe entfällt; der Grund steht dabei.{(name is null ? "" : $" {name} ist dafür genannt. Eine Mail geht nicht hinaus: Sagen Sie es selbst.")}"], aufgabe.CanBeWithdrawn ? null
                    : "An der Aufgabe ist schon gearbeitet worden. Das Ergebnis lässt sich nicht mehr zurücknehmen.");
            case Ergebnisart.Vereinbarung:
                var vereinbarung = await db.Vereinbarungen.WithAll().AsNoTracking().SingleAsync(v => v.Id == id);
                return (["Der Entwurf der Vereinbarung wird entfernt."], vereinbarung.CanBeWithdrawn ? null : "Über die Vereinbarung ist schon gefragt worden. Das Ergebnis lässt sich nicht mehr zurücknehmen.");
            default:
                return (ergebnis.GegenstandId is null ? [] : [$"Was daraus wurde, wird entfernt: {ergebnis.Art.Label()}."], null);
        }
    }

    private ViewResult Show(RuecknahmeSeite seite, int status = StatusCodes.Status200OK)
    {
        Response.StatusCode = status;
        return View("Ruecknahme", seite);
    }
}

/// <param name="Was">What is taken back, as it stands; null where the title says it.</param>
/// <param name="Folgen">What happens then.</param>
/// <param name="Hindernis">Why it cannot be; null where it can.</param>
public sealed record RuecknahmeSeite(
    Besuchskopf Kopf, string Titel, string? Was, IReadOnlyList<string> Folgen, string? Hindernis, string Ziel, string Knopf, string Zurueck);
