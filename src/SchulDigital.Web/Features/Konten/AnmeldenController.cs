using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

public sealed class AnmeldenController(
    Anmeldevorgang vorgang, AktuellerBenutzer benutzer, AbgelaufeneAnmeldung abgelaufen,
    IOptions<IdentityOptions> identity, IConfiguration konfiguration, IWebHostEnvironment umgebung) : Controller
{
    [Oeffentlich, HttpGet("/anmelden")]
    public IActionResult Show(string? zurueck) =>
        benutzer.IsSignedIn ? LocalRedirect(Local(zurueck)) : View("Anmelden", NewPage(zurueck));

    /// <summary>In place of a page whose sign-in ran out or that wants a fresh proof; keeps what was typed.</summary>
    [Oeffentlich, HttpGet("/anmelden/erneut")]
    public IActionResult ShowAgain()
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (abgelaufen.KeepForProof(HttpContext, benutzer.PersonId) is { } aufbewahrt)
            return View("Bestaetigen", new BestaetigenSeite(null, aufbewahrt));
        return View("Anmelden", NewPage(null) with
        {
            Abgelaufen = true,
            Aufbewahrt = AbgelaufeneAnmeldung.Read(HttpContext),
            ZuLang = AbgelaufeneAnmeldung.IsTooLong(HttpContext),
        });
    }

    [Oeffentlich, HttpPost("/anmelden"), OhneAnmeldung, EnableRateLimiting(Begrenzung.Anmeldung)]
    public async Task<IActionResult> SignIn([FromForm] AnmeldeForm form)
    {
        if (ModelState.IsValid)
        {
            var schritt = await vorgang.SignInAsync(form.Email!, form.Passwort!);
            if (schritt.Ergebnis == Anmeldeergebnis.ZweiterFaktor)
                return View("Zweitschritt", new ZweitschrittSeite(schritt.Ticket!, schritt.Faktoren!, form.Zurueck, form.Aufbewahrt));
            if (schritt.Ergebnis == Anmeldeergebnis.Angemeldet)
                return Continue(schritt, form.Zurueck, form.Aufbewahrt);
            ModelState.AddModelError(nameof(form.Email), schritt.Ergebnis == Anmeldeergebnis.OhneZustaendigkeit
                ? OhneZustaendigkeit
                : $"E-Mail-Adresse und Passwort passen nicht zusammen. {Sperrregel}");
        }
        return Refuse(form.Zurueck, form.Aufbewahrt);
    }

    [Oeffentlich, HttpPost("/anmelden/zweiter-faktor"), OhneAnmeldung, EnableRateLimiting(Begrenzung.Anmeldung)]
    public async Task<IActionResult> Continue([FromForm] ZweitschrittForm form)
    {
        var schritt = ModelState.IsValid
            ? await vorgang.ContinueAsync(form.Ticket, form.Code!)
            : await vorgang.FindFactorsAsync(form.Ticket) is { } faktoren
                ? new Anmeldeschritt(Anmeldeergebnis.ZweiterFaktor) { Ticket = form.Ticket, Faktoren = faktoren }
                : new Anmeldeschritt(Anmeldeergebnis.Abgelaufen);
        switch (schritt.Ergebnis)
        {
            case Anmeldeergebnis.Angemeldet:
                return Continue(schritt, form.Zurueck, form.Aufbewahrt);
            case Anmeldeergebnis.Abgelaufen:
                ModelState.Clear();
                ModelState.AddModelError("Email", "Das hat zu lange gedauert. Melden Sie sich bitte noch einmal an.");
                return Refuse(form.Zurueck, form.Aufbewahrt);
            case Anmeldeergebnis.OhneZustaendigkeit:
                ModelState.AddModelError("Email", OhneZustaendigkeit);
                return Refuse(form.Zurueck, form.Aufbewahrt);
            case Anmeldeergebnis.Falsch:
                ModelState.AddModelError(nameof(form.Code), $"Dieser Code gilt nicht. Jeder Code gilt nur einmal. {Sperrregel}");
                break;
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Zweitschritt", new ZweitschrittSeite(schritt.Ticket!, schritt.Faktoren!, form.Zurueck, form.Aufbewahrt));
    }

    [Oeffentlich, HttpPost("/anmelden/passkey/optionen"), OhneAnmeldung, EnableRateLimiting(Begrenzung.Anmeldung)]
    public async Task<IActionResult> AskForPasskey([FromForm] string? ticket) => Json(await vorgang.AskForPasskeyAsync(ticket));

    [Oeffentlich, HttpPost("/anmelden/passkey"), OhneAnmeldung, EnableRateLimiting(Begrenzung.Anmeldung)]
    public async Task<IActionResult> SignInWithPasskey([FromForm] PasskeyForm form)
    {
        var schritt = await vorgang.SignInWithPasskeyAsync(form);
        if (schritt.Ergebnis == Anmeldeergebnis.Angemeldet)
            return Continue(schritt, form.Zurueck, form.Aufbewahrt);
        ModelState.AddModelError("", schritt.Ergebnis == Anmeldeergebnis.OhneZustaendigkeit
            ? OhneZustaendigkeit
            : "Dieser Passkey passt zu keinem Konto, oder es hat zu lange gedauert. Melden Sie sich mit E-Mail-Adresse und Passwort an.");
        return Refuse(form.Zurueck, form.Aufbewahrt);
    }

    /// <summary>Whoever loads the second step anew begins at the first.</summary>
    [Oeffentlich, HttpGet("/anmelden/zweiter-faktor"), HttpGet("/anmelden/passkey")]
    public IActionResult Restart() => LocalRedirect("/anmelden");

    [Erlaubt(Handlung.Startseite), VorZweitemFaktor, HttpPost("/abmelden")]
    public new async Task<IActionResult> SignOut()
    {
        await vorgang.SignOutAsync(benutzer.AnmeldungId);
        return LocalRedirect("/anmelden");
    }

    private IActionResult Continue(Anmeldeschritt schritt, string? zurueck, string? aufbewahrt)
    {
        if (schritt.Faktoren is { HatListe: true, OffeneCodes: > 0 and <= Zweitfaktor.Knapp } faktoren)
            TempData["Meldung"] = $"Auf Ihrer Liste {(faktoren.OffeneCodes == 1 ? "ist noch 1 Code" : $"sind noch {faktoren.OffeneCodes} Codes")}. Drucken Sie bald eine neue, unter Ihrem Namen oben auf der Seite.";
        return abgelaufen.Unprotect(aufbewahrt, benutzer.PersonId) is { } seite
            ? View("Aufbewahrt", seite)
            : LocalRedirect(Local(zurueck));
    }

    private ViewResult Refuse(string? zurueck, string? aufbewahrt)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Anmelden", NewPage(zurueck) with { Aufbewahrt = aufbewahrt });
    }

    private AnmeldenSeite NewPage(string? zurueck) => new(zurueck,
        Web.Start.IsDemo(konfiguration, umgebung) ? Demoregion.Konten : [], Demoregion.Passwort);

    private const string OhneZustaendigkeit =
        "Zu diesem Konto gehört heute keine Zuständigkeit. Wenden Sie sich an Ihre Leitung oder Ihre Koordination.";

    /// <summary>Said to everybody, so that it does not tell whether there is such an account.</summary>
    private string Sperrregel =>
        $"Nach {identity.Value.Lockout.MaxFailedAccessAttempts} falschen Eingaben ist ein Konto {identity.Value.Lockout.DefaultLockoutTimeSpan.TotalMinutes:0} Minuten lang gesperrt.";

    private string Local(string? zurueck) => Url.IsLocalUrl(zurueck) ? zurueck : "/";
}

public sealed record AnmeldenSeite(string? Zurueck, IReadOnlyList<Demokonto> Demokonten, string Demopasswort)
{
    public bool Abgelaufen { get; init; }
    public string? Aufbewahrt { get; init; }

    /// <summary>There was a form, but it is too long to be kept.</summary>
    public bool ZuLang { get; init; }

    public string Hinweis => this switch
    {
        { Aufbewahrt: not null } => "Ihre Eingaben sind noch da. Melden Sie sich neu an, dann können Sie sie speichern.",
        { ZuLang: true } => "Ihre Eingaben sind zu lang, um sie hier aufzubewahren. Schließen Sie diese Seite nicht: Melden Sie sich in einem zweiten Fenster an, und laden Sie dann diese Seite neu. Der Browser schickt Ihre Eingaben noch einmal.",
        _ => "Melden Sie sich neu an, um weiterzuarbeiten.",
    };
}

public sealed record ZweitschrittSeite(string Ticket, Faktorenstand Faktoren, string? Zurueck, string? Aufbewahrt)
{
    public bool MitCode => Faktoren.HatApp || Faktoren.OffeneCodes > 0;

    public string Codehinweis => (Faktoren.HatApp, Faktoren.OffeneCodes > 0) switch
    {
        (true, true) => "Die sechs Ziffern aus Ihrer App, oder ein noch nicht benutzter Code von Ihrer gedruckten Liste.",
        (true, false) => "Die sechs Ziffern, die Ihre App gerade zeigt.",
        _ => "Ein noch nicht benutzter Code von Ihrer gedruckten Liste. Streichen Sie ihn danach durch.",
    };
}

/// <summary>
/// The form was made for somebody not signed in. When the person signed in meanwhile in another window, its antiforgery
/// token would not fit any more, and what it keeps would be lost.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OhneAnmeldungAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the filters of the whole portal, antiforgery among them.</summary>
    public int Order => -1;

    public void OnAuthorization(AuthorizationFilterContext context) => context.HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity());
}
