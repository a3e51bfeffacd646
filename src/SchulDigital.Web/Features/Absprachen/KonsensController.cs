using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>
/// How an agreement comes about: the Moderation records the consensus of all in one act, or asks on own devices or in writing; each
/// bound organisation answers for itself.
/// </summary>
[Route("/vereinbarungen/{vereinbarungId}")]
public sealed class KonsensController(
    AppDbContext db, Vereinbarungsabruf abruf, Vereinbarungssperre sperre, Erinnerungsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>Recording with exceptions: one line per organisation.</summary>
    [HttpGet("konsens"), Erlaubt(Handlung.VereinbarungFuehren)]
    public Task<IActionResult> Prepare(Guid vereinbarungId, CancellationToken abbruch) => ShowAsync(vereinbarungId, null, StatusCodes.Status200OK, null, abbruch);

    /// <summary>"Konsens aller Beteiligten", with the exceptions: one act.</summary>
    [HttpPost("konsens"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Record(Guid vereinbarungId, [FromForm] FrageForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(vereinbarungId, form, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(() => sperre.ActAsync(vereinbarungId, async v =>
        {
            // A second click finds the first before anything is looked at again.
            if (v.Fragen.Any(f => f.Id == form.Frage))
                return null;
            List<Konsensstimme> ausnahmen = [.. (form.Antworten ?? []).Where(a => a.Wert is not null).Select(a => new Konsensstimme(BoundAs(v, a.Organisation), a.Wert!.Value, a.Grund))];
            return v.Record(form.Frage, form.Fassung, await PlaceAsync(v, abbruch), ausnahmen, $"festgehalten von {benutzer.Name}, Moderation", benutzer.Zugriff.Urheber, uhr.Now());
        }));
        return await DoneAsync(vereinbarungId, ausgang, form.InSitzung, v => v.Status switch
        {
            Vereinbarungsstatus.InAbstimmung => $"Festgehalten. Rückmeldung von {v.OffeneFrage?.Ausstehend} offen, bis {v.OffeneFrage?.Frist:dd.MM.yyyy}.",
            _ => $"Festgehalten: {v.Status.Label()}.",
        }, form, abbruch);
    }

    [HttpPost("fragen"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Ask(Guid vereinbarungId, [FromForm] FrageForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(vereinbarungId, form, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(() => sperre.ActAsync(vereinbarungId, async v =>
            v.Fragen.Any(f => f.Id == form.Frage) ? null : v.Ask(form.Frage, form.Fassung, await PlaceAsync(v, abbruch), benutzer.Zugriff.Urheber, uhr.Now())));
        return await DoneAsync(vereinbarungId, ausgang, form.InSitzung, _ => "Die Frage ist gestellt. Alle sehen die Antworten, sobald Sie sie schließen.", form, abbruch);
    }

    [HttpPost("fragen/{frageId:guid}/ende"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Close(Guid vereinbarungId, Guid frageId, [FromForm] bool inSitzung, CancellationToken abbruch) =>
        await DoneAsync(vereinbarungId, await db.TryAsync(() => sperre.ActAsync(vereinbarungId, v => v.CloseQuestion(frageId, benutzer.Zugriff.Urheber, uhr.Now()))),
            inSitzung, v => $"Die Frage ist geschlossen: {(v.OffeneFrage is { } f ? $"Rückmeldung von {f.Ausstehend} offen" : v.Status.Label())}.", null, abbruch);

    /// <summary>Asks all bound organisations in writing; who is told of it by mail, the page after it says.</summary>
    [HttpPost("umfrage"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> AskInWriting(Guid vereinbarungId, [FromForm] FrageForm form, CancellationToken abbruch)
    {
        var ausgang = await db.TryAsync(() => sperre.ActAsync(vereinbarungId, v => v.AskInWriting(form.Frage, form.Fassung, benutzer.Zugriff.Urheber, uhr.Now())));
        if (ausgang is { Gefunden: true, Fehler: null, Konflikt: null })
        {
            TempData["Meldung"] = "Gefragt sind jetzt alle Beteiligten. Sie lesen es auf ihrer Startseite; hier können Sie es ihnen auch mailen.";
            return LocalRedirect($"/vereinbarungen/{vereinbarungId}/erinnerung");
        }
        return await DoneAsync(vereinbarungId, ausgang, false, _ => "", form, abbruch);
    }

    /// <summary>The own organisation answers.</summary>
    [HttpPost("antworten"), Erlaubt(Handlung.VereinbarungErklaeren)]
    public Task<IActionResult> Answer(Guid vereinbarungId, [FromForm] AntwortForm form, CancellationToken abbruch) => AnswerAsync(vereinbarungId, form, v =>
    {
        var organisation = BoundAs(v, form.Organisation);
        var amt = benutzer.OfficeFor(Handlung.VereinbarungErklaeren, organisation) ?? throw new FachregelVerletzt("Antworten können Sie nur für die eigene Organisation.");
        return v.Answer(form.Frage, form.Fassung, new Konsensstimme(organisation, form.Wert!.Value, form.Grund), $"{benutzer.Name}, {amt.Zeichnungszusatz}{amt.Rolle.Label()}", false, new Urheber(amt.PersonId, amt.Id), uhr.Now());
    }, abbruch);

    /// <summary>The Moderation records what it was told: its recorded act.</summary>
    [HttpPost("rueckmeldungen"), Erlaubt(Handlung.VereinbarungFuehren)]
    public Task<IActionResult> RecordAnswer(Guid vereinbarungId, [FromForm] AntwortForm form, CancellationToken abbruch) => AnswerAsync(vereinbarungId, form, v =>
        v.Answer(form.Frage, form.Fassung, new Konsensstimme(BoundAs(v, form.Organisation), form.Wert!.Value, form.Grund),
            $"{(form.Laut is null ? null : $"laut {form.Laut}, ")}festgehalten von {benutzer.Name}, {benutzer.Zugriff.Zustaendigkeit.Rolle.Label()}", true, benutzer.Zugriff.Urheber, uhr.Now()), abbruch);

    [HttpGet("erinnerung"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Compose(Guid vereinbarungId, CancellationToken abbruch) =>
        await abruf.FindAsync(vereinbarungId, abbruch) is { } v ? View("Erinnerung", await versand.ProposeAsync(v, abbruch)) : NotFound();

    [HttpPost("erinnerung"), Erlaubt(Handlung.VereinbarungFuehren)]
    public async Task<IActionResult> Remind(Guid vereinbarungId, [FromForm] ErinnerungForm form, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(vereinbarungId, abbruch) is not { } v)
            return NotFound();
        var seite = await versand.ProposeAsync(v, abbruch) with { Form = form };
        if (ModelState.IsValid && seite.Empfaenger.Count == 0)
            ModelState.AddModelError("", "Es ist niemand zu erinnern.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Erinnerung", seite);
        }
        var anzahl = 0;
        await db.TryAsync(async () =>
        {
            anzahl = await versand.SendAsync(v, seite.Empfaenger, form, abbruch);
            return true;
        });
        TempData["Meldung"] = anzahl == 0 ? "Diese Nachricht ist heute schon an alle gegangen." : anzahl == 1 ? "1 Mail ist unterwegs." : $"{anzahl:N0} Mails sind unterwegs.";
        return LocalRedirect($"/vereinbarungen/{vereinbarungId}");
    }

    private async Task<IActionResult> AnswerAsync(Guid id, AntwortForm form, Func<Vereinbarung, Verlaufseintrag?> act, CancellationToken abbruch)
    {
        var ausgang = ModelState.IsValid ? await db.TryAsync(() => sperre.ActAsync(id, act)) : null;
        if (ausgang is { Gefunden: false })
            return NotFound();
        if (ausgang?.Fehler is { } fehler)
            ModelState.AddModelError(nameof(form.Grund), fehler);
        if (ausgang is { Fehler: null, Konflikt: null })
        {
            TempData["Meldung"] = "Die Antwort ist gespeichert.";
            return LocalRedirect(form.InSitzung && await SessionAddressAsync(id, abbruch) is { } sitzung ? sitzung : $"/vereinbarungen/{id}");
        }
        if (await abruf.FindSeiteAsync(id, ausgang?.Konflikt, form, abbruch) is not { } seite)
            return NotFound();
        Response.StatusCode = ausgang?.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        return View("Vereinbarung", seite);
    }

    private async Task<IActionResult> DoneAsync(Guid id, Ausgang ausgang, bool inSitzung, Func<Vereinbarung, string> meldung, FrageForm? form, CancellationToken abbruch)
    {
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(id, form, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
        TempData["Meldung"] = meldung((await abruf.FindAsync(id, abbruch))!);
        return LocalRedirect(inSitzung && await SessionAddressAsync(id, abbruch) is { } sitzung ? sitzung : $"/vereinbarungen/{id}");
    }

    /// <summary>The page of the session that this person works on: the running one for the Moderation, the members' for others.</summary>
    private async Task<string?> SessionAddressAsync(Guid id, CancellationToken abbruch)
    {
        var ort = await (
            from v in db.Vereinbarungen
            from s in db.Sitzungen
            where v.Id == id && s.Punkte.Any(p => p.Id == v.PunktId)
            select new { s.RunderTischId, s.Nummer, v.PunktId }).SingleOrDefaultAsync(abbruch);
        if (ort is null)
            return null;
        var leitet = benutzer.May(Handlung.SitzungLeiten, Scope.RunderTisch(ort.RunderTischId));
        return $"/runde-tische/{ort.RunderTischId}/sitzungen/{ort.Nummer}{(leitet ? $"/ablauf#punkt-{ort.PunktId}" : $"#konsens-{id}")}";
    }

    /// <summary>The session at whose item it is asked, with who is there.</summary>
    private async Task<Konsensort> PlaceAsync(Vereinbarung v, CancellationToken abbruch)
    {
        if (v.PunktId is not { } punkt || await abruf.FindSitzungAsync(punkt, v.RunderTischId, abbruch) is not { } sitzung)
            throw new FachregelVerletzt("Diese Vereinbarung steht auf keiner Tagesordnung. Nehmen Sie sie in einer Sitzung auf, oder fragen Sie schriftlich.");
        return sitzung.AskAt(punkt, [.. v.Beteiligte.Where(b => b.IsBound).Select(b => b.Organisation)]);
    }

    private static Scope BoundAs(Vereinbarung v, string? organisation) => v.Beteiligte.FirstOrDefault(b => Organisationswahl.KeyOf(b.Organisation) == organisation)?.Organisation
        ?? throw new FachregelVerletzt("Diese Organisation ist an der Vereinbarung nicht beteiligt.");

    /// <param name="form">What could not be saved; it stands in the page as it was typed.</param>
    private async Task<IActionResult> ShowAsync(Guid id, FrageForm? form, int status, string? konflikt, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(id, abbruch) is not { } v)
            return NotFound();
        var sitzung = v.PunktId is null ? null : await abruf.FindSitzungAsync(v.PunktId, v.RunderTischId, abbruch);
        var eigeneGeraete = v.RunderTischId is { } tisch && await db.RundeTische.AnyAsync(t => t.Id == tisch && t.EigeneGeraete, abbruch);
        Response.StatusCode = status;
        return View("Konsens", new KonsensSeite(
            Vereinbarungsinhalt.Of(v, uhr.Today()), form ?? new FrageForm { Frage = Kennung.New(), Fassung = v.Fassung }, await db.NameOfAsync(v.Scope, abbruch) ?? "",
            sitzung is { IsWritable: true } ? new Verweis($"/runde-tische/{v.RunderTischId}/sitzungen/{sitzung.Nummer}/ablauf#punkt-{v.PunktId}", $"{sitzung.Nummer}. Sitzung") : null, eigeneGeraete,
            sitzung?.Teilnehmer.Where(t => t.NimmtTeil && t.Organisation is not null).ToDictionary(t => t.Organisation!.Value, t => t.Anwesenheit) ?? [], konflikt));
    }
}

/// <param name="Sitzung">The session in which it can be recorded now; null where there is none.</param>
public sealed record KonsensSeite(
    Vereinbarungsinhalt Inhalt, FrageForm Form, string Hausname, Verweis? Sitzung, bool EigeneGeraete, IReadOnlyDictionary<Scope, Anwesenheit> Anwesenheiten, string? Konflikt)
{
    public AusnahmeForm? AusnahmeOf(Scope organisation) => Form.Antworten?.FirstOrDefault(a => a.Organisation == Organisationswahl.KeyOf(organisation));
}
