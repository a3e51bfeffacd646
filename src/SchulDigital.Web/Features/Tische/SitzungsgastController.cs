using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>
/// The way of an adviser or guest without account to one session: agenda and papers, answer, date, minutes. A guest for one item
/// reads that item alone; vertrauliche items nobody reads this way.
/// </summary>
[Oeffentlich(Handlung.SitzungAlsGast), Route("/sitzung/{token}"), EnableRateLimiting(Begrenzung.Zugangslink)]
public sealed class SitzungsgastController(
    AppDbContext db, Linkpruefung links, Sitzungsabruf abruf, Sitzungssperre sperre, Sitzungsversand versand, Dokumentausgabe ausgabe, Portaladresse adresse, TimeProvider uhr) : Controller
{
    [HttpGet]
    public Task<IActionResult> Show(string token) => OpenAsync(token, async (sitzung, ich) =>
    {
        var inhalt = await abruf.GetContentAsync(sitzung, p => MayRead(p, ich));
        return View("Sitzungsgast", new SitzungsgastSeite(token, await abruf.GetKopfAsync(sitzung), inhalt with { Teilnehmer = [] }, inhalt.Teilnehmer.First(t => t.Id == ich.Id), sitzung.Grund,
            sitzung.Status == Sitzungsstatus.Genehmigt && ich.PunktId is null));
    });

    [HttpPost("rueckmeldungen")]
    public Task<IActionResult> Respond(string token, [FromForm] AntwortForm form) => OpenAsync(token, async (sitzung, ich) =>
    {
        form.EnsureComplete();
        await sperre.ActAsync(sitzung.RunderTischId, sitzung.Nummer, s =>
        {
            s.Respond(ich.Id, form.Antwort!.Value, form.Wort, ich.Name, uhr.Now());
        });
        TempData["Meldung"] = "Danke, Ihre Antwort ist gespeichert.";
        return LocalRedirect($"/sitzung/{token}");
    });

    [HttpGet("termin.ics")]
    public Task<IActionResult> Calendar(string token) => OpenAsync(token, async (sitzung, _) =>
        sitzung is { Tag: not null, Uhrzeit: not null }
            ? File(Encoding.UTF8.GetBytes(await versand.WriteCalendarAsync(sitzung, adresse.LinkTo($"/sitzung/{token}"))), "text/calendar; charset=utf-8", "sitzung.ics") : NotFound());

    [HttpGet("unterlagen/{unterlageId:guid}")]
    public Task<IActionResult> Paper(string token, Guid unterlageId, CancellationToken abbruch) => OpenAsync(token, async (sitzung, ich) =>
        sitzung.Unterlagen.FirstOrDefault(u => u.Id == unterlageId && u.EntferntAm is null) is { DokumentId: { } id } u && MayRead(sitzung.Punkte.First(p => p.Id == u.PunktId), ich)
            ? Deliver(await ausgabe.GetAsync(id, "", abbruch)) : NotFound());

    [HttpGet("protokoll")]
    public Task<IActionResult> Minutes(string token, CancellationToken abbruch) => OpenAsync(token, async (sitzung, ich) =>
        sitzung is { Status: Sitzungsstatus.Genehmigt, Fassung: { } fassung } && ich.PunktId is null ? Deliver(await ausgabe.GetAsync(fassung.Id, "", abbruch)) : NotFound());

    private static bool MayRead(Tagesordnungspunkt punkt, Sitzungsteilnehmer ich) => !punkt.Vertraulich && (ich.PunktId is null || ich.PunktId == punkt.Id);

    private async Task<IActionResult> OpenAsync(string token, Func<Sitzung, Sitzungsteilnehmer, Task<IActionResult>> act)
    {
        var link = await links.FindAsync(token);
        var hindernis = await links.CheckAsync(link, Zugangszweck.Sitzung);
        if (hindernis is null && await db.Sitzungsteilnehmer.Where(t => t.Id == link!.GegenstandId && t.AusgeladenAm == null).Select(t => (Guid?)t.SitzungId).SingleOrDefaultAsync() is { } id)
        {
            var sitzung = await db.Sitzungen.WithAll().AsNoTracking().SingleAsync(s => s.Id == id);
            return await act(sitzung, sitzung.Teilnehmer.First(t => t.Id == link!.GegenstandId));
        }
        HttpContext.Items[Fehlerantwort.Satz] = (hindernis is Zugangshindernis.Abgelaufen ? hindernis.Value : Zugangshindernis.Unbekannt).Satz();
        return StatusCode(hindernis == Zugangshindernis.Abgelaufen ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
    }

    private FileContentResult Deliver(Domain.Dokumente.Dokument dokument) => File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
}

/// <param name="DarfProtokoll">The minutes are approved and for her whole session.</param>
public sealed record SitzungsgastSeite(string Token, Sitzungskopf Kopf, Sitzungsinhalt Inhalt, Teilnehmerangabe Ich, string? Grund, bool DarfProtokoll);
