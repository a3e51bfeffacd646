using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>The page behind an invitation. Looking at it uses nothing up.</summary>
[Oeffentlich(Handlung.EinladungAnnehmen), Route("/einladung/{token}"), EnableRateLimiting(Begrenzung.Zugangslink)]
public sealed class EinladungController(Einladung einladung, Anmeldevorgang vorgang) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(string token)
    {
        var (hindernis, seite) = await einladung.FindAsync(token);
        return hindernis is { } grund ? Refuse(grund) : View("Einladung", seite);
    }

    [HttpPost]
    public async Task<IActionResult> Accept(string token, [FromForm] EinladungForm form)
    {
        if (ModelState.IsValid)
        {
            var annahme = await einladung.AcceptAsync(token, form.Name!, form.Passwort!);
            if (annahme.Hindernis is { } grund)
                return Refuse(grund);
            if (annahme.Benutzer is { } benutzer)
                return LocalRedirect(await vorgang.EnterAsync(benutzer, annahme.Person!) ? "/" : "/anmelden");
            foreach (var fehler in annahme.Fehler)
                ModelState.AddModelError(nameof(form.Passwort), fehler);
        }
        var (hindernis, seite) = await einladung.FindAsync(token);
        if (hindernis is { } anderer)
            return Refuse(anderer);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Einladung", seite);
    }

    private StatusCodeResult Refuse(Zugangshindernis hindernis)
    {
        HttpContext.Items[Fehlerantwort.Satz] = hindernis.Satz();
        return StatusCode(hindernis == Zugangshindernis.Unbekannt ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
    }
}

/// <param name="Aemter">Role and organisation, for example "Schulleitung, Grundschule am See".</param>
public sealed record EinladungSeite(string Name, string Email, IReadOnlyList<string> Aemter, DateTime EndetAm);
