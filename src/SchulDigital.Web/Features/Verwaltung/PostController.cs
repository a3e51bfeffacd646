using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Verwaltung;

/// <summary>
/// The outbox: what was sent, what waits and why, and the one decision that only a human can take. The texts of mails are
/// not for the Administration; only a demo shows them, where nobody gets them otherwise.
/// </summary>
[Erlaubt(Handlung.PostausgangLesen), Route("/verwaltung/post")]
public sealed class PostController(
    AppDbContext db, AktuellerBenutzer benutzer, Posteinstellungen post, Aufbewahrung aufbewahrung, TimeProvider uhr) : Controller
{
    [HttpGet]
    public async Task<IActionResult> List([FromQuery] Postfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var nachrichten = ModelState.IsValid ? Filter(filter) : db.Ausgangsnachrichten.Where(n => false);
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, "angelegt-absteigend", "angelegt", "empfaenger", "betreff");
        var blaettern = new Blaettern(seite, await nachrichten.CountAsync(abbruch), "Nachricht", "Nachrichten",
            new Listenweg("/verwaltung/post", filter.Wahl) { Sortierung = wert });
        var geordnet = (spalte, absteigend) switch
        {
            ("angelegt", false) => nachrichten.OrderBy(n => n.AngelegtAm),
            ("empfaenger", false) => nachrichten.OrderBy(n => n.Empfaenger),
            ("empfaenger", true) => nachrichten.OrderByDescending(n => n.Empfaenger),
            ("betreff", false) => nachrichten.OrderBy(n => n.Betreff),
            ("betreff", true) => nachrichten.OrderByDescending(n => n.Betreff),
            _ => nachrichten.OrderByDescending(n => n.AngelegtAm),
        };
        var mitText = post.IstDemo;
        return View("Postausgang", new PostausgangSeite(
            filter,
            await geordnet.ThenByDescending(n => n.AngelegtAm).ThenBy(n => n.Empfaenger)
                .Skip(blaettern.Davor).Take(Blaettern.Groesse)
                .Select(n => new Posteintrag(
                    n.Id, n.Empfaenger, n.EmpfaengerName, n.Betreff, n.Stand, n.AngelegtAm, n.FaelligAm, n.VersandtAm,
                    n.Versuche, n.Fehler, mitText ? n.Text : null, n.Text == null))
                .ToListAsync(abbruch),
            blaettern,
            await db.Ausgangsnachrichten.CountAsync(n => Versandstaende.Ungeklaert.Contains(n.Stand), abbruch),
            post.Weg, post.Ordner, aufbewahrung.PostTage));
    }

    [HttpPost("{nachrichtId:guid}/versand"), Erlaubt(Handlung.PostausgangVerwalten)]
    public Task<IActionResult> Resend(Guid nachrichtId, CancellationToken abbruch) => DecideAsync(
        nachrichtId, Ereignis.NachrichtErneutVersandt, "Die Nachricht wird noch einmal gesendet.",
        async (ungeklaert, jetzt) => await db.InTransactionAsync(() => ungeklaert.Where(n => n.Text != null).ExecuteUpdateAsync(s => s
            .SetProperty(n => n.Stand, Versandstand.Offen)
            .SetProperty(n => n.FaelligAm, jetzt)
            .SetProperty(n => n.Versuche, 0)
            .SetProperty(n => n.Fehler, (string?)null), abbruch), abbruch), abbruch);

    [HttpPost("{nachrichtId:guid}/erledigung"), Erlaubt(Handlung.PostausgangVerwalten)]
    public Task<IActionResult> Settle(Guid nachrichtId, CancellationToken abbruch) => DecideAsync(
        nachrichtId, Ereignis.NachrichtErledigt, "Die Nachricht ist erledigt.",
        async (ungeklaert, _) => await db.InTransactionAsync(() => ungeklaert.ExecuteUpdateAsync(s => s
            .SetProperty(n => n.Stand, Versandstand.Erledigt)
            .SetProperty(n => n.Text, n => n.MitLink ? null : n.Text)
            .SetProperty(n => n.Anlage, (byte[]?)null), abbruch), abbruch), abbruch);

    /// <summary>Takes a decision on a row that waits for one; of two who decide at once the first one's counts.</summary>
    private async Task<IActionResult> DecideAsync(
        Guid id, Ereignis ereignis, string meldung, Func<IQueryable<Ausgangsnachricht>, DateTime, Task<int>> decide, CancellationToken abbruch)
    {
        var jetzt = uhr.Now();
        var amt = benutzer.OfficeFor(Handlung.PostausgangVerwalten)!;
        var entschieden = await db.InTransactionAsync(async () =>
        {
            var ungeklaert = db.Ausgangsnachrichten.Where(n => n.Id == id && Versandstaende.Ungeklaert.Contains(n.Stand));
            if (await decide(ungeklaert, jetzt) == 0)
                return false;
            db.Add(new Verlaufseintrag(
                ereignis, nameof(Ausgangsnachricht), id, Scope.Installation, new Urheber(benutzer.PersonId, amt.Id), jetzt));
            await db.SaveChangesAsync(abbruch);
            return true;
        }, abbruch);
        if (!entschieden)
            return await db.Ausgangsnachrichten.AnyAsync(n => n.Id == id, abbruch)
                ? throw new Zustandskonflikt("Über diese Nachricht ist schon entschieden. Laden Sie den Postausgang neu.")
                : NotFound();
        TempData["Meldung"] = meldung;
        return LocalRedirect("/verwaltung/post");
    }

    private IQueryable<Ausgangsnachricht> Filter(Postfilter filter)
    {
        var nachrichten = db.Ausgangsnachrichten.AsQueryable();
        foreach (var wort in (filter.Suche ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(10))
        {
            // Addresses are stored in lower case; names and subjects have no form to search by, so they are found as written.
            var klein = wort.ToLowerInvariant();
            var gross = char.ToUpperInvariant(wort[0]) + klein[1..];
            nachrichten = nachrichten.Where(n => n.Empfaenger.Contains(klein)
                || n.EmpfaengerName.Contains(wort) || n.EmpfaengerName.Contains(klein) || n.EmpfaengerName.Contains(gross)
                || n.Betreff.Contains(wort) || n.Betreff.Contains(klein) || n.Betreff.Contains(gross));
        }
        if (filter.Stand is { } stand)
            nachrichten = nachrichten.Where(n => n.Stand == stand);
        return nachrichten;
    }
}

public sealed record PostausgangSeite(
    Postfilter Filter, IReadOnlyList<Posteintrag> Nachrichten, Blaettern Blaettern, int Ungeklaert, Postweg Weg, string Ordner,
    int AufbewahrungTage);

/// <param name="Text">Only where the texts are shown at all.</param>
public sealed record Posteintrag(
    Guid Id, string Empfaenger, string EmpfaengerName, string Betreff, Versandstand Stand, DateTime AngelegtAm, DateTime FaelligAm,
    DateTime? VersandtAm, int Versuche, string? Fehler, string? Text, bool IstVergessen)
{
    public bool IstUngeklaert => Versandstaende.Ungeklaert.Contains(Stand);

    /// <summary>Name and address, a line each.</summary>
    public string Anschrift => EmpfaengerName == Empfaenger ? Empfaenger : $"{EmpfaengerName}\n{Empfaenger}";

    /// <summary>What there is to say of the state, a line each.</summary>
    public string Naeheres => string.Concat(
        VersandtAm is { } versandt ? $"\n{Zeitangabe.DateAndTime(versandt)}" : "",
        Stand == Versandstand.Offen && Versuche > 0 ? $"\nNächster Versuch: {Zeitangabe.DateAndTime(FaelligAm)}" : "",
        Fehler is null ? "" : $"\n{Fehler}");
}
