using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>The own account: offices, name, sign-ins, mail, data. Password and second factor have pages of their own.</summary>
[Erlaubt(Handlung.EigenesKonto), Route("/konto")]
public sealed class KontoController(
    AppDbContext db, Anmeldevorgang vorgang, Zweitfaktor zweitfaktor, Datenauskunft auskunft, AktuellerBenutzer benutzer, TimeProvider uhr)
    : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken abbruch) => View("Konto", await LoadAsync(abbruch));

    [HttpPost("angaben")]
    public async Task<IActionResult> Rename([FromForm] AngabenForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Konto", await LoadAsync(abbruch));
        }
        var person = await db.Personen.SingleAsync(p => p.Id == benutzer.PersonId, abbruch);
        if (person.Name != form.Name || person.Funktion != form.Funktion)
        {
            person.Rename(form.Name!, form.Funktion);
            var amt = benutzer.OfficeFor(Handlung.EigenesKonto)!;
            db.Add(new Verlaufseintrag(Ereignis.AngabenGeaendert, nameof(Person), person.Id, amt.Scope, new Urheber(person.Id, amt.Id), uhr.Now()));
            await db.SaveChangesAsync(abbruch);
        }
        return Done("Ihre Angaben sind gespeichert.");
    }

    /// <param name="hinweise">"ja" where the box is ticked.</param>
    [HttpPost("hinweise")]
    public async Task<IActionResult> ChooseMail([FromForm] string? hinweise, CancellationToken abbruch)
    {
        (await db.Personen.SingleAsync(p => p.Id == benutzer.PersonId, abbruch)).HinweiseJeMail = hinweise == "ja";
        await db.SaveChangesAsync(abbruch);
        return Done(hinweise == "ja" ? "Hinweise kommen auch als E-Mail." : "Hinweise stehen nur noch im Portal.");
    }

    [HttpPost("anmeldungen/{anmeldungId:guid}/ende")]
    public async Task<IActionResult> End(Guid anmeldungId)
    {
        await vorgang.EndOwnAsync(benutzer.PersonId, anmeldungId);
        return anmeldungId == benutzer.AnmeldungId ? LocalRedirect("/anmelden") : Done("Die Anmeldung ist beendet.");
    }

    /// <param name="umfang">"andere": this browser stays signed in; "alle": it does not either.</param>
    [HttpPost("anmeldungen/ende")]
    public async Task<IActionResult> EndAll([FromForm] string? umfang)
    {
        switch (umfang)
        {
            case "andere":
                await vorgang.EndAllAsync(benutzer.PersonId, ausser: benutzer.AnmeldungId);
                return Done("Alle anderen Anmeldungen sind beendet.");
            case "alle":
                await vorgang.EndAllAsync(benutzer.PersonId);
                await vorgang.SignOutAsync(benutzer.AnmeldungId);
                return LocalRedirect("/anmelden");
            default:
                return BadRequest();
        }
    }

    [FrischBestaetigt, HttpGet("daten")]
    public IActionResult ShowData() => View("Daten");

    [FrischBestaetigt, HttpGet("daten/datei"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Download(CancellationToken abbruch) =>
        File(await auskunft.WriteAsync(benutzer.PersonId, abbruch), "application/json; charset=utf-8",
            $"schuldigital-meine-daten-{uhr.Today():yyyy-MM-dd}.json");

    private LocalRedirectResult Done(string meldung)
    {
        TempData["Meldung"] = meldung;
        return LocalRedirect("/konto");
    }

    private async Task<KontoSeite> LoadAsync(CancellationToken abbruch)
    {
        var person = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == benutzer.PersonId, abbruch);
        var aemter = new List<Amtszeile>();
        foreach (var z in await db.Zustaendigkeiten.AsNoTracking().Where(z => z.PersonId == person.Id)
                     .OrderByDescending(z => z.Von).ToListAsync(abbruch))
            aemter.Add(new Amtszeile(z.Rolle.Label(), await db.NameOfAsync(z.Scope, abbruch) ?? "–", Amtszeile.Wording(z.Art), z.Von, z.Bis, z.IsActive(uhr.Today())));
        var anmeldungen = await db.Anmeldungen.Where(a => a.PersonId == person.Id && a.BeendetAm == null)
            .OrderByDescending(a => a.Beginn).Select(a => new Anmeldezeile(a.Id, a.Geraet, a.Beginn, a.Id == benutzer.AnmeldungId))
            .ToListAsync(abbruch);
        return new KontoSeite(person.Name, person.Funktion, person.Email, person.HinweiseJeMail,
            [.. aemter.OrderByDescending(a => a.Gilt)], await zweitfaktor.ReadAsync(person.Id), anmeldungen);
    }
}

public sealed record KontoSeite(
    string Name, string? Funktion, string Email, bool HinweiseJeMail, IReadOnlyList<Amtszeile> Aemter, Faktorenstand Faktoren,
    IReadOnlyList<Anmeldezeile> Anmeldungen)
{
    public string Faktorenworte
    {
        get
        {
            var worte = new List<string>();
            if (Faktoren.Passkeys > 0)
                worte.Add(Faktoren.Passkeys == 1 ? "ein Passkey" : $"{Faktoren.Passkeys} Passkeys");
            if (Faktoren.HatApp)
                worte.Add("eine App für Codes");
            if (Faktoren.HatListe)
                worte.Add($"eine gedruckte Liste mit noch {Faktoren.OffeneCodes} von {Zweitfaktor.Listenlaenge} Codes");
            return worte.Count == 0 ? "Ein zweiter Faktor ist nicht eingerichtet." : $"Eingerichtet: {string.Join(", ", worte)}.";
        }
    }
}

/// <param name="Art">In which capacity, in words.</param>
public sealed record Amtszeile(string Rolle, string Organisation, string Art, DateOnly Von, DateOnly? Bis, bool Gilt)
{
    public string Zeit => Bis is { } bis ? $"{Von:dd.MM.yyyy} bis {bis:dd.MM.yyyy}" : $"seit {Von:dd.MM.yyyy}";

    public static string Wording(Amtsart art) => art switch
    {
        Amtsart.Mitarbeit => "Mitarbeit",
        Amtsart.Kommissarisch => "kommissarisch (i. V.)",
        Amtsart.StaendigeVertretung => "ständige Vertretung (i. V.)",
        Amtsart.ImAuftrag => "im Auftrag (i. A.)",
        _ => art.Label(),
    };
}

/// <param name="Hier">The browser that is asking.</param>
public sealed record Anmeldezeile(Guid Id, string? Geraet, DateTime Beginn, bool Hier)
{
    public string Worte => Geraet ?? "Unbekanntes Gerät";
}

public sealed record AngabenForm
{
    public string? Name { get; init; }
    public string? Funktion { get; init; }
}

public sealed class AngabenFormValidator : AbstractValidator<AngabenForm>
{
    public AngabenFormValidator()
    {
        RuleFor(f => f.Name).NotEmpty().WithMessage("Geben Sie Ihren Namen ein.")
            .MaximumLength(Person.NameMaxLength).WithMessage($"Der Name hat höchstens {Person.NameMaxLength} Zeichen.");
        RuleFor(f => f.Funktion)
            .MaximumLength(Person.FunktionMaxLength).WithMessage($"Die Funktion hat höchstens {Person.FunktionMaxLength} Zeichen.");
    }
}
