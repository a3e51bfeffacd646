using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>A forgotten password: asking for a link, and the page behind it. Looking at that page uses nothing up.</summary>
public sealed class PasswortController(Passwortwechsel wechsel, Anmeldevorgang vorgang, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>Longer than asking takes: the time of the answer does not tell whether a mail goes out.</summary>
    private static readonly TimeSpan Antwortzeit = TimeSpan.FromMilliseconds(400);

    [Oeffentlich, HttpGet("/passwort-vergessen")]
    public IActionResult Ask() => View("PasswortVergessen", new PasswortVergessenSeite(Angefordert: false));

    [Oeffentlich, HttpPost("/passwort-vergessen"), EnableRateLimiting(Begrenzung.PasswortVergessen)]
    public async Task<IActionResult> RequestLink([FromForm] PasswortVergessenForm form)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("PasswortVergessen", new PasswortVergessenSeite(Angefordert: false));
        }
        var beginn = uhr.GetTimestamp();
        await wechsel.RequestAsync(form.Email!);
        if (Antwortzeit - uhr.GetElapsedTime(beginn) is { Ticks: > 0 } rest)
            await Task.Delay(rest);
        return View("PasswortVergessen", new PasswortVergessenSeite(Angefordert: true));
    }

    [Oeffentlich(Handlung.PasswortNeuSetzen), HttpGet("/passwort-neu/{token}"), EnableRateLimiting(Begrenzung.Zugangslink)]
    public async Task<IActionResult> Show(string token)
    {
        var (hindernis, seite) = await wechsel.FindAsync(token);
        return hindernis is { } grund ? Refuse(grund) : View("PasswortNeu", seite);
    }

    [Oeffentlich(Handlung.PasswortNeuSetzen), HttpPost("/passwort-neu/{token}"), EnableRateLimiting(Begrenzung.Zugangslink)]
    public async Task<IActionResult> Set(string token, [FromForm] PasswortForm form)
    {
        if (ModelState.IsValid)
        {
            var ergebnis = await wechsel.SetAsync(token, form.Passwort!);
            if (ergebnis.Hindernis is { } grund)
                return Refuse(grund);
            if (ergebnis.Person is not null)
            {
                TempData["Meldung"] = "Ihr neues Passwort gilt. Melden Sie sich jetzt damit an.";
                return LocalRedirect("/anmelden");
            }
            foreach (var fehler in ergebnis.Fehler)
                ModelState.AddModelError(nameof(form.Passwort), fehler);
        }
        var (hindernis, seite) = await wechsel.FindAsync(token);
        if (hindernis is { } anderer)
            return Refuse(anderer);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("PasswortNeu", seite);
    }

    [Erlaubt(Handlung.EigenesKonto), HttpGet("/konto/passwort")]
    public IActionResult ShowOwn() => View("PasswortAendern", new PasswortAendernForm());

    [Erlaubt(Handlung.EigenesKonto), HttpPost("/konto/passwort"), EnableRateLimiting(Begrenzung.Anmeldung)]
    public async Task<IActionResult> Change([FromForm] PasswortAendernForm form)
    {
        if (ModelState.IsValid)
        {
            // The old password in the same form is the fresh proof.
            if (!await vorgang.ConfirmAsync(benutzer.PersonId, form.Bisher!))
            {
                ModelState.AddModelError(nameof(form.Bisher), "Das bisherige Passwort ist falsch. Nach mehreren falschen Eingaben ist das Konto für eine Weile gesperrt.");
            }
            else if (await wechsel.ChangeAsync(benutzer.PersonId, form.Passwort!) is { Person: not null } ergebnis)
            {
                await vorgang.EnterAsync(ergebnis.Benutzer!, ergebnis.Person, benutzer.Nachweis);
                TempData["Meldung"] = "Ihr Passwort ist geändert. Alle anderen Anmeldungen sind beendet.";
                return LocalRedirect("/konto");
            }
            else
            {
                ModelState.AddModelError(nameof(form.Passwort), $"Das Passwort braucht mindestens {PasswortForm.MinLength} Zeichen.");
            }
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("PasswortAendern", form);
    }

    private StatusCodeResult Refuse(Zugangshindernis hindernis)
    {
        HttpContext.Items[Fehlerantwort.Satz] = hindernis switch
        {
            Zugangshindernis.Abgelaufen => "Dieser Link ist abgelaufen. Fordern Sie auf der Anmeldeseite einen neuen an.",
            Zugangshindernis.Widerrufen => "Dieser Link gilt nicht mehr, weil ein neuer angefordert oder das Passwort geändert wurde.",
            _ => hindernis.Satz(),
        };
        return StatusCode(hindernis == Zugangshindernis.Unbekannt ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
    }
}

/// <param name="Angefordert">The answer is the same whether the address has an account or not.</param>
public sealed record PasswortVergessenSeite(bool Angefordert);

public sealed record PasswortNeuSeite(string Email, DateTime EndetAm);

public sealed record PasswortVergessenForm
{
    public string? Email { get; init; }
}

public sealed class PasswortVergessenFormValidator : AbstractValidator<PasswortVergessenForm>
{
    public PasswortVergessenFormValidator() => RuleFor(f => f.Email).NotEmpty().WithMessage("Geben Sie Ihre E-Mail-Adresse ein.")
        .MaximumLength(Person.EmailMaxLength).WithMessage($"Die E-Mail-Adresse hat höchstens {Person.EmailMaxLength} Zeichen.");
}

public sealed record PasswortForm
{
    public const int MinLength = 12;

    public string? Passwort { get; init; }
    public string? Wiederholung { get; init; }
}

public sealed class PasswortFormValidator : AbstractValidator<PasswortForm>
{
    public PasswortFormValidator()
    {
        RuleFor(f => f.Passwort).NotEmpty().WithMessage("Wählen Sie ein Passwort.")
            .MaximumLength(AnmeldeForm.PasswortMaxLength).WithMessage($"Das Passwort hat höchstens {AnmeldeForm.PasswortMaxLength} Zeichen.");
        RuleFor(f => f.Wiederholung).Equal(f => f.Passwort).WithMessage("Die beiden Passwörter sind verschieden.");
    }
}

public sealed record PasswortAendernForm
{
    public string? Bisher { get; init; }
    public string? Passwort { get; init; }
    public string? Wiederholung { get; init; }
}

public sealed class PasswortAendernFormValidator : AbstractValidator<PasswortAendernForm>
{
    public PasswortAendernFormValidator()
    {
        RuleFor(f => f.Bisher).NotEmpty().WithMessage("Geben Sie Ihr bisheriges Passwort ein.")
            .MaximumLength(AnmeldeForm.PasswortMaxLength).WithMessage($"Das Passwort hat höchstens {AnmeldeForm.PasswortMaxLength} Zeichen.");
        RuleFor(f => f.Passwort).NotEmpty().WithMessage("Wählen Sie ein Passwort.")
            .MaximumLength(AnmeldeForm.PasswortMaxLength).WithMessage($"Das Passwort hat höchstens {AnmeldeForm.PasswortMaxLength} Zeichen.");
        RuleFor(f => f.Wiederholung).Equal(f => f.Passwort).WithMessage("Die beiden Passwörter sind verschieden.");
    }
}
