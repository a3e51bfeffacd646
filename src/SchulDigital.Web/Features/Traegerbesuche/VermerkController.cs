using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>The visit record: looked through, released by the carrier, sealed once, confirmed or commented by partners, closed.</summary>
[Erlaubt(Handlung.BesuchLesen), Route("/besuche/{besuchId}")]
public sealed class VermerkController(
    AppDbContext db, Besuchsabruf abruf, Besuchssperre sperre, Besuchsversand versand, Dokumentausgabe ausgabe, Besuchsdokumente dokumente,
    AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("vermerk")]
    public async Task<IActionResult> Show(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Alle);
        var kopf = await abruf.GetKopfAsync(besuch);
        if (!kopf.IstTraeger && besuch.VermerktAm is null)
            return NotFound();
        return View("Vermerk", await abruf.GetRecordAsync(besuch, new Besuchsweg(besuchId).Seite, kopf.IstTraeger) with
        {
            DarfFreigeben = besuch.Status == Besuchsstatus.Durchgefuehrt && benutzer.May(Handlung.BesuchsvermerkFreigeben, besuch.Scope) && kopf.IstTraeger,
        });
    }

    /// <summary>The sealed record; before the release the carrier gets a draft.</summary>
    [HttpGet("vermerk/pdf"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Pdf(Guid besuchId, CancellationToken abbruch)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Alle);
        if (besuch.VermerktAm is not null)
        {
            var dokument = await ausgabe.GetAsync(besuchId, "", abbruch);
            return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
        }
        if (!abruf.IstTraeger(besuch))
            return NotFound();
        return File(await dokumente.ComposeDraftAsync(besuch), MediaTypeNames.Application.Pdf, "besuchsvermerk-entwurf.pdf");
    }

    /// <summary>Who will be told, and how; nothing is released yet.</summary>
    [HttpGet("vermerk/freigaben"), Erlaubt(Handlung.BesuchsvermerkFreigeben)]
    public async Task<IActionResult> PreviewRelease(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        if (besuch.Status != Besuchsstatus.Durchgefuehrt)
            throw new Zustandskonflikt($"Dieser Besuch ist {besuch.Status.Label()}. Freigeben lässt sich der Besuchsvermerk, wenn der Besuch stattgefunden hat.");
        return View("Mailvorschau", await versand.PreviewAsync(Besuchsanlass.Vermerk, besuch, ReadersOf(besuch), new Besuchsweg(besuchId).Vermerkfreigabe, []));
    }

    [HttpPost("vermerk/freigaben"), Erlaubt(Handlung.BesuchsvermerkFreigeben)]
    public async Task<IActionResult> Release(Guid besuchId)
    {
        await sperre.ActAsync(besuchId, Besuchsteile.Alle, async b =>
        {
            // A second click: it is released already.
            if (b.Status == Besuchsstatus.Nachbereitet)
                return null;
            var person = await db.Personen.SingleAsync(p => p.Id == benutzer.PersonId);
            var eintrag = b.ReleaseRecord(benutzer.Zugriff.Zustaendigkeit, person, uhr.Now());
            await dokumente.AddAsync(b);
            await versand.AddAsync(Besuchsanlass.Vermerk, b, ReadersOf(b));
            return eintrag;
        });
        TempData["Meldung"] = "Der Besuchsvermerk ist freigegeben. Die Partner haben ihn.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    /// <summary>A partner confirms it or adds a remark.</summary>
    [HttpPost("vermerk/rueckmeldungen"), Erlaubt(Handlung.BesuchMitwirken)]
    public async Task<IActionResult> Comment(Guid besuchId, [FromForm] VermerkForm form)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        var selbst = abruf.FindSelf(besuch) ?? throw new FachregelVerletzt("Antworten können alle, die zu diesem Besuch eingeladen sind.");
        form.EnsureFits();
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, b =>
        {
            b.Comment(selbst.Id, form.Bestaetigt, form.Anmerkung, benutzer.Name, uhr.Now());
        });
        TempData["Meldung"] = "Danke, Ihre Rückmeldung ist gespeichert.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    [HttpPost("abschluss"), Erlaubt(Handlung.BesuchPlanen)]
    public async Task<IActionResult> Close(Guid besuchId)
    {
        await sperre.ActAsync(besuchId, Besuchsteile.Keine, b => b.Status == Besuchsstatus.Abgeschlossen ? null : b.Close(benutzer.Zugriff.Urheber, uhr.Now()));
        TempData["Meldung"] = "Der Besuch ist abgeschlossen. Für den nächsten sind Anlass und Beteiligte schon vorbereitet.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    private static List<Besuchsbeteiligter> ReadersOf(Besuch besuch) => [.. besuch.Beteiligte.Where(t => t is { NimmtTeil: true, IstPartner: true, EingeladenAm: not null })];
}

public sealed record VermerkForm
{
    public bool Bestaetigt { get; init; }
    public string? Anmerkung { get; init; }

    public void EnsureFits()
    {
        if (Anmerkung?.Length > Besuchsbeteiligter.WortMaxLength)
            throw new FachregelVerletzt($"Die Anmerkung ist länger als {Besuchsbeteiligter.WortMaxLength} Zeichen.");
    }
}
