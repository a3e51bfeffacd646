using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// Proves anew who is asking, before an act that wants it (<see cref="FrischBestaetigtAttribute"/>), and goes on to that act.
/// </summary>
[Erlaubt(Handlung.EigenesKonto), VorZweitemFaktor]
public sealed class BestaetigenController(Anmeldevorgang vorgang, AktuellerBenutzer benutzer, AbgelaufeneAnmeldung abgelaufen) : Controller
{
    [HttpGet(FrischBestaetigtAttribute.Seite)]
    public IActionResult Show(string? zurueck) => View("Bestaetigen", new BestaetigenSeite(zurueck, null));

    [HttpPost(FrischBestaetigtAttribute.Seite), EnableRateLimiting(Begrenzung.Anmeldung)]
    public async Task<IActionResult> Confirm([FromForm] BestaetigenForm form)
    {
        if (ModelState.IsValid)
        {
            if (await vorgang.ConfirmAsync(benutzer.PersonId, form.Passwort!))
                return Continue(form.Zurueck, form.Aufbewahrt);
            ModelState.AddModelError(nameof(form.Passwort), "Das Passwort ist falsch. Nach mehreren falschen Eingaben ist das Konto für eine Weile gesperrt.");
        }
        return Refuse(form.Zurueck, form.Aufbewahrt);
    }

    [HttpPost(FrischBestaetigtAttribute.Seite + "/passkey/optionen")]
    public async Task<IActionResult> AskForPasskey() => Json(await vorgang.AskForPasskeyOfAsync(benutzer.PersonId));

    [HttpPost(FrischBestaetigtAttribute.Seite + "/passkey"), EnableRateLimiting(Begrenzung.Anmeldung)]
    public async Task<IActionResult> ConfirmWithPasskey([FromForm] PasskeyForm form)
    {
        if (await vorgang.ConfirmWithPasskeyAsync(benutzer.PersonId, form))
            return Continue(form.Zurueck, form.Aufbewahrt);
        ModelState.AddModelError("", "Dieser Passkey passt nicht, oder es hat zu lange gedauert. Nehmen Sie Ihr Passwort.");
        return Refuse(form.Zurueck, form.Aufbewahrt);
    }

    /// <summary>Whoever loads the answer anew begins again.</summary>
    [HttpGet(FrischBestaetigtAttribute.Seite + "/passkey")]
    public IActionResult Restart() => LocalRedirect(FrischBestaetigtAttribute.Seite);

    private IActionResult Continue(string? zurueck, string? aufbewahrt) =>
        abgelaufen.Unprotect(aufbewahrt, benutzer.PersonId) is { } seite
            ? View("Aufbewahrt", seite)
            : LocalRedirect(Url.IsLocalUrl(zurueck) ? zurueck : "/konto");

    private ViewResult Refuse(string? zurueck, string? aufbewahrt)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Bestaetigen", new BestaetigenSeite(zurueck, aufbewahrt));
    }
}

public sealed record BestaetigenSeite(string? Zurueck, string? Aufbewahrt);

public sealed record BestaetigenForm
{
    public string? Passwort { get; init; }
    public string? Zurueck { get; init; }

    /// <summary>The protected form that waits.</summary>
    public string? Aufbewahrt { get; init; }
}

public sealed class BestaetigenFormValidator : AbstractValidator<BestaetigenForm>
{
    public BestaetigenFormValidator() => RuleFor(f => f.Passwort).NotEmpty().WithMessage("Geben Sie Ihr Passwort ein.")
        .MaximumLength(AnmeldeForm.PasswortMaxLength).WithMessage($"Das Passwort hat höchstens {AnmeldeForm.PasswortMaxLength} Zeichen.");
}
