using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>Invitations, and a new link for a guest. Before each mail a page names recipients and text.</summary>
[Erlaubt(Handlung.BesuchPlanen), Route("/besuche/{besuchId}")]
public sealed class BesuchseinladungController(Besuchsabruf abruf, Besuchssperre sperre, Besuchsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("einladung")]
    public async Task<IActionResult> Preview(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        var neue = besuch.Beteiligte.Where(b => b.NimmtTeil && b.EingeladenAm is null).ToList();
        var fehlt = besuch.Status is not (Besuchsstatus.Geplant or Besuchsstatus.Eingeladen) ? $"Dieser Besuch ist {besuch.Status.Label()}. Einladen lässt sich dazu nicht."
            : besuch.Tag is null || besuch.Uhrzeit is null ? "Zum Einladen fehlt noch der Termin."
            : besuch.Ort is null && besuch.Videolink is null ? "Zum Einladen fehlt noch der Ort oder der Videolink."
            : besuch.Tag < uhr.Today() ? "Der Termin liegt in der Vergangenheit."
            : neue.Count == 0 ? "Es ist niemand gewählt, der noch nicht eingeladen ist." : null;
        return View("Mailvorschau", await versand.PreviewAsync(Besuchsanlass.Einladung, besuch, neue, new Besuchsweg(besuchId).Seite + "/einladungen", [], fehlt));
    }

    [HttpPost("einladungen")]
    public async Task<IActionResult> Invite(Guid besuchId)
    {
        IReadOnlyList<Gastcode> codes = [];
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, async b =>
        {
            var (neue, eintrag) = b.Invite(benutzer.Zugriff.Urheber, uhr.Now());
            codes = await versand.AddAsync(Besuchsanlass.Einladung, b, neue);
            return eintrag;
        });
        return Sent(besuchId, codes, "Die Einladungen sind unterwegs.");
    }

    /// <summary>A new link and code for a guest who lost hers: first the mail is shown.</summary>
    [HttpGet("links/{beteiligterId:guid}")]
    public async Task<IActionResult> PreviewLink(Guid besuchId, Guid beteiligterId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        if (FindGuest(besuch, beteiligterId) is not { } gast)
            return NotFound();
        return View("Mailvorschau", await versand.PreviewAsync(Besuchsanlass.NeuerLink, besuch, [gast], new Besuchsweg(besuchId).Gastlink(beteiligterId),
            [("bisher", $"{await versand.FindLinkAsync(beteiligterId)}")]));
    }

    /// <param name="bisher">The link that the page before replaces: the same click again replaces nothing.</param>
    [HttpPost("links/{beteiligterId:guid}")]
    public async Task<IActionResult> Renew(Guid besuchId, Guid beteiligterId, [FromForm] Guid? bisher)
    {
        IReadOnlyList<Gastcode> codes = [];
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, async b =>
        {
            var gast = FindGuest(b, beteiligterId) ?? throw new FachregelVerletzt("Diesen Gast gibt es bei diesem Besuch nicht.");
            if (await versand.FindLinkAsync(beteiligterId) == bisher)
                codes = await versand.AddAsync(Besuchsanlass.NeuerLink, b, [gast]);
            return null;
        });
        return Sent(besuchId, codes, "Der neue Link ist unterwegs. Der bisherige gilt nicht mehr.");
    }

    private static Besuchsbeteiligter? FindGuest(Besuch besuch, Guid id) =>
        besuch.Beteiligte.FirstOrDefault(t => t.Id == id && t is { Art: Beteiligungsart.Gast, NimmtTeil: true, EingeladenAm: not null });

    private LocalRedirectResult Sent(Guid besuchId, IReadOnlyList<Gastcode> codes, string meldung)
    {
        TempData["Meldung"] = meldung;
        if (codes.Count > 0)
            TempData["Codes"] = JsonSerializer.Serialize(codes);
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }
}

/// <param name="Ziel">Where the form is sent that sends the mails; its preview lies beside it.</param>
/// <param name="Fehlt">Why nothing can be sent yet.</param>
/// <param name="Gastsatz">What guests read besides; null where no guest, or nobody else, is among the recipients.</param>
/// <param name="MitGastlink">Guests get a link of their own.</param>
public sealed record MailvorschauSeite(
    Besuchskopf Kopf, Besuchsanlass Anlass, string Ziel, IReadOnlyList<(string Name, string? Wert)> Felder, string? Fehlt,
    IReadOnlyList<(string Worte, IReadOnlyList<Empfaenger> Personen)> Empfaenger, Empfaenger Organisator, string Betreff, string Text, string? Gastsatz, bool MitGastlink)
{
    /// <summary>Who organises and sends it is among the participants, and gets no mail.</summary>
    public bool OhneMich { get; init; }

    /// <summary>Where what the mail tells of can be changed, in words too; null where the form goes back itself.</summary>
    public (string Text, string Adresse)? Zurueck => Anlass switch
    {
        Besuchsanlass.Einladung => ("Angaben ändern", Kopf.Weg.Planung),
        Besuchsanlass.Vermerk => ("Zurück zum Besuchsvermerk", Kopf.Weg.Vermerk),
        Besuchsanlass.NeuerLink => ("Zurück zum Besuch", Kopf.Weg.Seite),
        _ => null,
    };
}
