using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

public sealed class AnmeldenController(
    Anmeldevorgang vorgang, AktuellerBenutzer benutzer, AbgelaufeneAnmeldung abgelaufen,
    IOptions<IdentityOptions> identity, IConfiguration konfiguration, IWebHostEnvironment umgebung) : Controller
{
    [Oeffentlich, HttpGet("/anmelden")]
    public IActionResult Show(string? zurueck) =>
        benutzer.IsSignedIn ? LocalRedirect(Local(zurueck)) : View("Anmelden", NewPage(zurueck));

    /// <summary>In place of a page whose sign-in ran out; keeps what was typed.</summary>
    [Oeffentlich, HttpGet("/anmelden/erneut")]
    public IActionResult ShowAgain()
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
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
            switch (await vorgang.SignInAsync(form.Email!, form.Passwort!))
            {
                case Anmeldeergebnis.Angemeldet:
                    return abgelaufen.Unprotect(form.Aufbewahrt, benutzer.PersonId) is { } seite
                        ? View("Aufbewahrt", seite)
                        : LocalRedirect(Local(form.Zurueck));
                case Anmeldeergebnis.OhneZustaendigkeit:
                    ModelState.AddModelError(nameof(form.Email),
                        "Zu diesem Konto gehört heute keine Zuständigkeit. Wenden Sie sich an Ihre Leitung oder Ihre Koordination.");
                    break;
                default:
                    ModelState.AddModelError(nameof(form.Email), $"E-Mail-Adresse und Passwort passen nicht zusammen. {Sperrregel}");
                    break;
            }
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Anmelden", NewPage(form.Zurueck) with { Aufbewahrt = form.Aufbewahrt });
    }

    [Erlaubt(Handlung.Startseite), HttpPost("/abmelden")]
    public new async Task<IActionResult> SignOut()
    {
        await vorgang.SignOutAsync(benutzer.AnmeldungId);
        return LocalRedirect("/anmelden");
    }

    private AnmeldenSeite NewPage(string? zurueck) => new(zurueck,
        Web.Start.IsDemo(konfiguration, umgebung) ? Demoregion.Konten : [], Demoregion.Passwort);

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
