using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Rechtliches;

/// <summary>
/// A message to the operator, from anybody. It goes by the outbox, without name and without sign-in; where it would reach
/// nobody there is no form, and the page says how the operator is reached instead.
/// </summary>
[Oeffentlich, Route("/feedback")]
public sealed class FeedbackController(
    IOptionsSnapshot<Betreiber> betreiber, AppDbContext db, Postausgang postausgang, Posteinstellungen post, Portaladresse portal)
    : Controller
{
    /// <summary>Parts of an address that are longer hold a personal link, which must not travel in a mail.</summary>
    private const int LaengsterTeil = 40;

    [HttpGet]
    public IActionResult Show() => View("Feedback", NewPage(SeiteFrom(Request.Headers.Referer)));

    [HttpPost, EnableRateLimiting(Begrenzung.Feedback)]
    public async Task<IActionResult> Send([FromForm] FeedbackForm form, CancellationToken abbruch)
    {
        if (!KommtAn)
            return LocalRedirect("/feedback");
        if (form.Webseite is not null)
        {
            // Whoever is a human after all, with a browser that fills in too much, has only to press the button again.
            ModelState.Remove(nameof(form.Webseite));
            ModelState.AddModelError("", "Ihr Browser hat ein verborgenes Feld ausgefüllt. Bitte senden Sie die Nachricht noch einmal ab.");
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Feedback", NewPage(form.Seite));
        }

        await postausgang.AddAsync(new Brief(
            $"feedback/{form.Kennung ?? Guid.NewGuid()}", Empfaenger, betreiber.Value.Name.Trim() is { Length: > 0 } name ? name : "Betreiber",
            "Feedback zu SchulDigital", $"""
                {form.Nachricht}

                ---
                Seite: {form.Seite ?? "nicht genannt"}
                Antwort an: {form.Antwort ?? "keine Adresse angegeben"}
                Gesendet mit dem Formular {portal.LinkTo("/feedback")}
                """)
        {
            AntwortAn = form.Antwort,
        }, abbruch);
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = "Vielen Dank. Ihre Nachricht geht jetzt an den Betreiber.";
        return LocalRedirect("/feedback");
    }

    private string Empfaenger => betreiber.Value.Email.Trim();

    private bool KommtAn => Mailadresse.IsValid(Empfaenger) && post.Weg != Postweg.Keiner;

    private FeedbackSeite NewPage(string? seite) =>
        new(KommtAn, seite, Guid.NewGuid(), RechtlichesSeite.Of(betreiber.Value).Kontakt);

    /// <summary>The page of this portal that the visitor comes from.</summary>
    private string? SeiteFrom(string? herkunft)
    {
        if (!Uri.TryCreate(herkunft, UriKind.Absolute, out var adresse) || adresse.Authority != Request.Host.Value || adresse.AbsolutePath == "/feedback")
            return null;
        var weg = string.Join('/', adresse.AbsolutePath.Split('/').Select(teil => teil.Length > LaengsterTeil ? "…" : teil));
        return weg.Length <= FeedbackForm.SeiteMaxLength ? weg : null;
    }
}

/// <param name="KommtAn">Whether a message would reach somebody.</param>
/// <param name="Kennung">Of this form.</param>
public sealed record FeedbackSeite(bool KommtAn, string? Seite, Guid Kennung, IReadOnlyList<Betreiberangabe> Kontakt);
