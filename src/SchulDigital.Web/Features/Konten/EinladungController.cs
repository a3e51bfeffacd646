using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>The page behind an invitation. Looking at it uses nothing up.</summary>
[Oeffentlich(Handlung.EinladungAnnehmen), Route("/einladung/{token}"), EnableRateLimiting(Begrenzung.Zugangslink)]
public sealed class EinladungController(Einladung einladung, Anmeldevorgang vorgang, AktuellerBenutzer benutzer) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(string token)
    {
        var (hindernis, seite) = await einladung.FindAsync(token);
        return hindernis is { } grund ? Refuse(grund) : IsForAnother(seite!) ? RefuseAnother() : View("Einladung", seite);
    }

    [HttpPost]
    public async Task<IActionResult> Accept(string token, [FromForm] EinladungForm form)
    {
        if (ModelState.IsValid && !benutzer.IsSignedIn)
        {
            var annahme = await einladung.AcceptAsync(token, form.Code, form.Name!, form.Passwort!);
            if (annahme.Hindernis == Zugangshindernis.CodeFalsch)
                ModelState.AddModelError(nameof(form.Code), form.Code is null
                    ? "Geben Sie den Code ein, den Sie am Telefon oder als Brief bekommen haben."
                    : $"{Zugangshindernis.CodeFalsch.Satz()} Nach {Zugangslink.MaxCodeversuche} falschen Eingaben öffnet der Link nicht mehr.");
            else if (annahme.Hindernis is { } grund)
                return Refuse(grund);
            if (annahme.Benutzer is { } konto)
            {
                if (await vorgang.EnterAsync(konto, annahme.Person!, Nachweis.Passwort))
                    return LocalRedirect("/");
                TempData["Meldung"] = "Ihr Passwort ist gespeichert. Anmelden können Sie sich ab dem ersten Tag Ihrer Zuständigkeit.";
                return LocalRedirect("/anmelden");
            }
            foreach (var fehler in annahme.Fehler)
                ModelState.AddModelError(nameof(form.Passwort), fehler);
        }
        var (hindernis, seite) = await einladung.FindAsync(token);
        if (hindernis is { } anderer)
            return Refuse(anderer);
        if (IsForAnother(seite!))
            return RefuseAnother();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Einladung", seite);
    }

    /// <summary>Somebody else is signed in at this browser: she would set another person's password.</summary>
    private bool IsForAnother(EinladungSeite seite) => benutzer.IsSignedIn && benutzer.PersonId != seite.PersonId;

    private StatusCodeResult RefuseAnother()
    {
        HttpContext.Items[Fehlerantwort.Satz] =
            $"Diese Einladung ist für eine andere Person. Hier ist {benutzer.Name} angemeldet. Melden Sie sich ab, und öffnen Sie den Link dann noch einmal.";
        return StatusCode(StatusCodes.Status409Conflict);
    }

    private StatusCodeResult Refuse(Zugangshindernis hindernis)
    {
        HttpContext.Items[Fehlerantwort.Satz] = hindernis.Satz();
        return StatusCode(hindernis == Zugangshindernis.Unbekannt ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
    }
}

/// <param name="Aemter">Role and organisation, for example "Schulleitung, Grundschule am See".</param>
public sealed record EinladungSeite(string Name, string Email, IReadOnlyList<string> Aemter, DateTime EndetAm, bool MitCode)
{
    public required Guid PersonId { get; init; }
}
