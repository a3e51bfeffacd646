using System.Net.Mime;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The page of one session, for all who sit at the table: agenda, papers, answer, and while it runs what happens.</summary>
[Erlaubt(Handlung.TischLesen), Route("/runde-tische/{tischId}/sitzungen/{nr:int}")]
public sealed class SitzungController(
    AppDbContext db, Sitzungsabruf abruf, Sitzungssperre sperre, Sitzungsversand versand, Sitzungsklingel klingel, Sitzungsdokumente dokumente, Dokumentausgabe ausgabe,
    Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(Guid tischId, int nr) =>
        await abruf.FindAsync(tischId, nr) is { } sitzung ? await ShowAsync(sitzung, new VorschlagForm(), StatusCodes.Status200OK) : NotFound();

    /// <summary>Says only that something changed; the page fetches what. Where nothing will, it says so, and nobody asks again.</summary>
    [HttpGet("ereignisse")]
    public async Task<IResult> Listen(Guid tischId, int nr, CancellationToken abbruch)
    {
        // A proxy that collects an answer would keep it for ever.
        Response.Headers["X-Accel-Buffering"] = "no";
        return await db.Sitzungen.Where(s => s.RunderTischId == tischId && s.Nummer == nr).Select(s => new { s.Id, s.Status }).SingleOrDefaultAsync(abbruch) is not { } sitzung ? TypedResults.NotFound()
            : sitzung.Status is Sitzungsstatus.Eingeladen or Sitzungsstatus.Laufend ? TypedResults.ServerSentEvents(ReadAsync(sitzung.Id, abbruch)) : TypedResults.NoContent();
    }

    [HttpPost("rueckmeldungen"), Erlaubt(Handlung.SitzungZusagen)]
    public async Task<IActionResult> Respond(Guid tischId, int nr, [FromForm] AntwortForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        form.EnsureComplete();
        var rechte = abruf.RightsAt(sitzung);
        if (form.Teilnehmer is not null && form.Teilnehmer != rechte.Selbst && !rechte.Leitet)
            return Forbid();
        var fuer = form.Teilnehmer ?? rechte.Selbst ?? throw new FachregelVerletzt("Sie sind zu dieser Sitzung nicht als Mitglied eingeladen.");
        var von = fuer == rechte.Selbst ? benutzer.Name : $"{benutzer.Name} (eingetragen)";
        await sperre.ActAsync(tischId, nr, s =>
        {
            s.Respond(fuer, form.Antwort!.Value, form.Wort, von, uhr.Now());
        });
        TempData["Meldung"] = "Die Antwort ist gespeichert.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Seite);
    }

    /// <summary>A member proposes an item.</summary>
    [HttpPost("vorschlaege"), Erlaubt(Handlung.SitzungMitwirken)]
    public async Task<IActionResult> Propose(Guid tischId, int nr, [FromForm] VorschlagForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(sitzung, form, StatusCodes.Status400BadRequest);
        var von = $"{benutzer.Name}, {await db.NameOfAsync(benutzer.Zugriff.Zustaendigkeit.Scope)}";
        await sperre.ActAsync(tischId, nr, s => s.Punkte.Any(p => p.VorschlagVon == von && p.Titel == form.Titel) ? null
            : s.ProposeItem(new Punktangaben(form.Titel!, form.Beschreibung, form.Art, form.Minuten, null, null, false), von, benutzer.Zugriff.Urheber, uhr.Now()).Eintrag);
        TempData["Meldung"] = "Ihr Vorschlag liegt bei der Moderation.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Seite);
    }

    /// <summary>The date to take along into one's own calendar.</summary>
    [HttpGet("termin.ics"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Calendar(Guid tischId, int nr)
    {
        if (await abruf.FindAsync(tischId, nr) is not { Tag: not null, Uhrzeit: not null } sitzung)
            return NotFound();
        return File(Encoding.UTF8.GetBytes(await versand.WriteCalendarAsync(sitzung, adresse.LinkTo(new Sitzungsweg(tischId, nr).Seite))), "text/calendar; charset=utf-8", "sitzung.ics");
    }

    [HttpGet("unterlagen/{unterlageId:guid}"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Paper(Guid tischId, int nr, Guid unterlageId, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        var inhalt = await abruf.GetContentAsync(sitzung, abruf.RightsAt(sitzung).LiestVertrauliches);
        // Only what the page lists: a paper of a vertraulicher item is as hidden as the item.
        if (inhalt.Punkte.SelectMany(p => p.Unterlagen).All(u => u.Id != unterlageId) || sitzung.Unterlagen.First(u => u.Id == unterlageId).DokumentId is not { } id)
            return NotFound();
        var dokument = await ausgabe.GetAsync(id, "", abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    /// <summary>Agenda and papers in one PDF; without vertrauliche items for those who may not read them.</summary>
    [HttpGet("mappe"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Folder(Guid tischId, int nr, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        return File(await dokumente.ComposeFolderAsync(sitzung, await abruf.GetContentAsync(sitzung, abruf.RightsAt(sitzung).LiestVertrauliches), abbruch), MediaTypeNames.Application.Pdf, $"sitzungsmappe-{nr}.pdf");
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(Guid sitzungId, [EnumeratorCancellation] CancellationToken abbruch)
    {
        await foreach (var stand in klingel.ListenAsync(sitzungId, abbruch))
            yield return new SseItem<string>("geaendert", "geaendert") { EventId = $"{stand}", ReconnectionInterval = TimeSpan.FromSeconds(1) };
    }

    private async Task<IActionResult> ShowAsync(Sitzung sitzung, VorschlagForm form, int status)
    {
        var rechte = abruf.RightsAt(sitzung);
        var inhalt = await abruf.GetContentAsync(sitzung, rechte.LiestVertrauliches);
        Response.StatusCode = status;
        var anlass = $"sitzung/{sitzung.Id:N}/";
        var ungeklaert = !rechte.Leitet ? [] : await db.Ausgangsnachrichten.Where(n => n.Anlass.StartsWith(anlass) && Versandstaende.Ungeklaert.Contains(n.Stand))
            .Select(n => new Postangabe(n.EmpfaengerName, n.Empfaenger, n.Stand)).ToListAsync();
        return View("Sitzung", new SitzungSeite(
            await abruf.GetKopfAsync(sitzung), rechte, inhalt, sitzung.Grund, sitzung.VorschlaegeBis, sitzung.TakesProposals(uhr.Today()) && rechte.Entscheidet, form,
            [.. sitzung.Punkte.Where(p => (rechte.LiestVertrauliches || !p.Vertraulich) && (p.Stand == Punktstand.Vorgeschlagen || p is { Stand: Punktstand.Ausgelassen, VorschlagVon: not null })).Select(p => new Vorschlagszeile(p.Id, p.Titel, p.VorschlagVon!, p.Minuten, p.Stand, p.Grund))],
            sitzung.Tag is { } tag && tag <= uhr.Today(), await FindNextAsync(sitzung), ungeklaert,
            rechte.Leitet ? await db.GetVerlaufAsync(sitzung.Id, benutzer.PersonId, mitNamen: false, HttpContext.RequestAborted) : [],
            inhalt.Punkte.SelectMany(p => p.Vereinbarungen).Select(v => Konsensantwortform.For(v, benutzer, inSitzung: true)).OfType<Konsensantwortform>().ToDictionary(f => f.VereinbarungId),
            sitzung.Status is Sitzungsstatus.Genehmigt or Sitzungsstatus.Abgesagt ? [] : await abruf.GetOpenAsync(sitzung)));
    }

    private Task<int?> FindNextAsync(Sitzung sitzung) => db.Sitzungen.Where(s => s.VorgaengerId == sitzung.Id).Select(s => (int?)s.Nummer).FirstOrDefaultAsync();
}

public sealed record AntwortForm
{
    /// <summary>Whom the Moderation answers for; null for oneself.</summary>
    public Guid? Teilnehmer { get; init; }
    public Rueckmeldung? Antwort { get; init; }
    public string? Wort { get; init; }

    public void EnsureComplete()
    {
        if (Antwort is null or Rueckmeldung.Offen)
            throw new FachregelVerletzt("Wählen Sie Zusage oder Absage.");
        if (Wort?.Length > Sitzungsteilnehmer.WortMaxLength)
            throw new FachregelVerletzt($"Die Nachricht ist länger als {Sitzungsteilnehmer.WortMaxLength} Zeichen.");
    }
}

public sealed record VorschlagForm
{
    public string? Titel { get; init; }
    public string? Beschreibung { get; init; }
    public Sitzungspunktart Art { get; init; } = Sitzungspunktart.Beratung;
    public int Minuten { get; init; } = 15;
}

public sealed class VorschlagFormValidator : AbstractValidator<VorschlagForm>
{
    public VorschlagFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Punkt einen Titel.").MaximumLength(Tagesordnungspunkt.TitelMaxLength);
        RuleFor(f => f.Beschreibung).MaximumLength(Tagesordnungspunkt.BeschreibungMaxLength);
        RuleFor(f => f.Minuten).InclusiveBetween(1, Tagesordnungspunkt.MaxMinuten).WithMessage($"Ein Punkt dauert 1 bis {Tagesordnungspunkt.MaxMinuten} Minuten.");
    }
}

/// <summary>A mail of which nobody knows whether it arrived, or that was refused.</summary>
public sealed record Postangabe(string Name, string Email, Versandstand Stand);

public sealed record Vorschlagszeile(Guid Id, string Titel, string Von, int Minuten, Punktstand Stand, string? Grund);

public sealed record SitzungSeite(
    Sitzungskopf Kopf, Sitzungsrechte Rechte, Sitzungsinhalt Inhalt, string? Grund, DateOnly? VorschlaegeBis, bool DarfVorschlagen, VorschlagForm Form, IReadOnlyList<Vorschlagszeile> Vorschlaege,
    bool IstTag, int? Naechste, IReadOnlyList<Postangabe> Ungeklaert, IReadOnlyList<Verlaufszeile> Verlauf, IReadOnlyDictionary<Guid, Konsensantwortform> Antwortformen,
    IReadOnlyList<Vereinbarungszeile> Offene)
{
    public Teilnehmerangabe? Ich => Inhalt.Teilnehmer.FirstOrDefault(t => t.Id == Rechte.Selbst);
}
