using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>A guest's way to one visit: the link opens date, agenda and answer; with the code the guest reads, asks and keeps the record.</summary>
[Oeffentlich(Handlung.BesuchAlsGast), Route("/besuch/{token}"), EnableRateLimiting(Begrenzung.Zugangslink)]
public sealed class BesuchsgastController(
    Gastzugang zugang, Besuchsabruf abruf, Leseabruf lesen, Besuchssperre sperre, Besuchsversand versand, Dokumentausgabe ausgabe, Portaladresse adresse, TimeProvider uhr) : Controller
{
    [HttpGet]
    public Task<IActionResult> Show(string token) => OpenAsync(token, gast => ShowAsync(gast, null));

    [HttpPost("code")]
    public Task<IActionResult> EnterCode(string token, [FromForm] string? code) => OpenAsync(token, async gast =>
    {
        if (code is not { Length: > 0 and <= 40 })
            return await ShowAsync(gast, "Geben Sie den Code ein.", StatusCodes.Status400BadRequest);
        return await zugang.EnterCodeAsync(token, code) is { } hindernis
            ? await ShowAsync(gast, hindernis.Satz(), StatusCodes.Status400BadRequest) : LocalRedirect(gast.Basis);
    });

    [HttpPost("rueckmeldungen")]
    public Task<IActionResult> Respond(string token, [FromForm] RueckmeldungForm form) => OpenAsync(token, async gast =>
    {
        form.EnsureComplete();
        await sperre.ActAsync(gast.Beteiligter.BesuchId, Besuchsteile.Beteiligte, b =>
        {
            b.Respond(gast.Beteiligter.Id, form.Antwort!.Value, form.Wort, gast.Beteiligter.Name, uhr.Now());
        });
        TempData["Meldung"] = "Danke, Ihre Antwort ist gespeichert.";
        return LocalRedirect(gast.Basis);
    });

    [HttpGet("termin.ics")]
    public Task<IActionResult> Calendar(string token) => OpenAsync(token, async gast =>
    {
        var besuch = await abruf.GetAsync(gast.Beteiligter.BesuchId, Besuchsteile.Keine);
        return File(Encoding.UTF8.GetBytes(await versand.WriteCalendarAsync(besuch, adresse.LinkTo(gast.Basis))), "text/calendar; charset=utf-8", "schultraegerbesuch.ics");
    });

    [HttpGet("leseexemplare/{weitergabeId:guid}")]
    public Task<IActionResult> Read(string token, Guid weitergabeId) => ReadAsync(token, async gast =>
    {
        var besuch = await abruf.GetAsync(gast.Beteiligter.BesuchId, Besuchsteile.Beteiligte | Besuchsteile.Fragen);
        if (await lesen.FindLeseexemplarAsync(besuch.Id, weitergabeId) is not { } inhalt)
            return NotFound();
        await NoteReadingAsync(gast);
        return View("Leseexemplar", await lesen.GetReadingAsync(besuch, inhalt, gast.Beteiligter, gast.Basis, istTraeger: false) with { IstGast = true });
    });

    [HttpGet("leseexemplare/{weitergabeId:guid}/pdf")]
    public Task<IActionResult> ReadPdf(string token, Guid weitergabeId, CancellationToken abbruch) => ReadAsync(token, async gast =>
    {
        if (await lesen.FindLeseexemplarAsync(gast.Beteiligter.BesuchId, weitergabeId) is not { } inhalt)
            return NotFound();
        await NoteReadingAsync(gast);
        return Deliver(await ausgabe.GetAsync(inhalt.FassungId, Dokument.SelectionOf(inhalt.ThemenfeldKeys), abbruch));
    });

    [HttpGet("gegenueber")]
    public Task<IActionResult> Compare(string token) => ReadAsync(token, async gast =>
        View("Gegenueber", await lesen.GetComparisonAsync(await abruf.GetAsync(gast.Beteiligter.BesuchId, Besuchsteile.Keine), gast.Basis) with { IstGast = true }));

    [HttpGet("unterlagen/{unterlageId:guid}/datei")]
    public Task<IActionResult> Paper(string token, Guid unterlageId, CancellationToken abbruch) => ReadAsync(token, async gast =>
    {
        var besuch = await abruf.GetAsync(gast.Beteiligter.BesuchId, Besuchsteile.Unterlagen);
        return besuch.Unterlagen.FirstOrDefault(u => u.Id == unterlageId && u.EntferntAm is null) is { DokumentId: { } id }
            ? Deliver(await ausgabe.GetAsync(id, "", abbruch)) : NotFound();
    });

    [HttpPost("fragen")]
    public Task<IActionResult> Ask(string token, [FromForm] FrageForm form) => ReadAsync(token, async gast =>
    {
        form.EnsureComplete();
        if (await lesen.FindLeseexemplarAsync(gast.Beteiligter.BesuchId, form.Leseexemplar ?? default) is not { } inhalt || inhalt.Zeilen.FirstOrDefault(z => z.Id == form.Zeile) is not { } zeile)
            return NotFound();
        await sperre.ActAsync(gast.Beteiligter.BesuchId, Besuchsteile.Beteiligte | Besuchsteile.Fragen, b =>
        {
            b.Ask(gast.Beteiligter.Id, gast.Beteiligter.Worte, inhalt.Katalog.Kriterium(zeile.Kriterium), zeile.Id, form.Text!, uhr.Now());
        });
        TempData["Meldung"] = "Ihre Frage ist gestellt.";
        return LocalRedirect($"{gast.Basis}/leseexemplare/{inhalt.Id}#zeile-{zeile.Kriterium}");
    });

    [HttpGet("vermerk")]
    public Task<IActionResult> Record(string token) => ReadAsync(token, async gast =>
    {
        var besuch = await abruf.GetAsync(gast.Beteiligter.BesuchId, Besuchsteile.Alle);
        return besuch.VermerktAm is null ? NotFound() : View("Vermerk", await abruf.GetRecordAsync(besuch, gast.Basis, istTraeger: false) with { IstGast = true });
    });

    [HttpGet("vermerk/pdf")]
    public Task<IActionResult> RecordPdf(string token, CancellationToken abbruch) => ReadAsync(token, async gast =>
    {
        var besuch = await abruf.GetAsync(gast.Beteiligter.BesuchId, Besuchsteile.Keine);
        return besuch.VermerktAm is null ? NotFound() : Deliver(await ausgabe.GetAsync(besuch.Id, "", abbruch));
    });

    [HttpPost("vermerk/rueckmeldungen")]
    public Task<IActionResult> Comment(string token, [FromForm] VermerkForm form) => ReadAsync(token, async gast =>
    {
        form.EnsureFits();
        await sperre.ActAsync(gast.Beteiligter.BesuchId, Besuchsteile.Beteiligte, b =>
        {
            b.Comment(gast.Beteiligter.Id, form.Bestaetigt, form.Anmerkung, gast.Beteiligter.Name, uhr.Now());
        });
        TempData["Meldung"] = "Danke, Ihre Rückmeldung ist gespeichert.";
        return LocalRedirect(gast.Basis);
    });

    private async Task<IActionResult> OpenAsync(string token, Func<Gast, Task<IActionResult>> act)
    {
        var (gast, hindernis) = await zugang.OpenAsync(token);
        if (gast is not null)
            return await act(gast);
        HttpContext.Items[Fehlerantwort.Satz] = (hindernis is Zugangshindernis.Abgelaufen ? hindernis.Value : Zugangshindernis.Unbekannt).Satz();
        return StatusCode(hindernis == Zugangshindernis.Abgelaufen ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
    }

    /// <summary>With the code only; without it the page asks for it.</summary>
    private Task<IActionResult> ReadAsync(string token, Func<Gast, Task<IActionResult>> act) => OpenAsync(token, gast => gast.MayRead
        ? act(gast) : Task.FromResult<IActionResult>(LocalRedirect(gast.Basis)));

    private async Task<IActionResult> ShowAsync(Gast gast, string? fehler, int status = StatusCodes.Status200OK)
    {
        var besuch = await abruf.GetAsync(gast.Beteiligter.BesuchId, Besuchsteile.Alle);
        if (fehler is not null)
            ModelState.AddModelError("Code", fehler);
        Response.StatusCode = status;
        return View("Partner", await lesen.GetPartnerAsync(besuch, besuch.Beteiligte.First(b => b.Id == gast.Beteiligter.Id), gast.Basis, gast.MayRead) with { IstGast = true, Gesperrt = gast.Gesperrt });
    }

    private async Task NoteReadingAsync(Gast gast)
    {
        if (gast.Beteiligter.GelesenAm is null)
            await sperre.ActAsync(gast.Beteiligter.BesuchId, Besuchsteile.Beteiligte, b =>
            {
                b.NoteReading(gast.Beteiligter.Id, uhr.Now());
            });
    }

    private FileContentResult Deliver(Dokument dokument) => File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
}
