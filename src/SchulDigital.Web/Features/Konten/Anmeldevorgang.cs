using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>How a step of the sign-in went.</summary>
public enum Anmeldeergebnis
{
    Angemeldet,

    /// <summary>The password was right; the second factor is asked for.</summary>
    ZweiterFaktor,
    Falsch,

    /// <summary>The ticket between password and second factor is too old or not ours.</summary>
    Abgelaufen,
    OhneZustaendigkeit,
}

/// <summary>
/// Signs a person in: password, second factor where one is set up, lockout across both, a new Anmeldung, the cookie. A
/// passkey alone is both factors. Between the two steps there is no session, only a ticket that the page carries.
/// </summary>
public sealed class Anmeldevorgang(
    UserManager<Benutzer> konten, IPasswordHasher<Benutzer> hasher, AppDbContext db, Zweitfaktor zweitfaktor, Passkeyabfrage passkeys,
    Zweitfaktorpflicht pflicht, IDataProtectionProvider schutz, TimeProvider uhr, IHttpContextAccessor http)
{
    private const int MaxZaehlversuche = 20;
    private static readonly TimeSpan Ticketfrist = TimeSpan.FromMinutes(10);

    private static string? _vergleichshash;

    private readonly ITimeLimitedDataProtector _schutz =
        schutz.CreateProtector("SchulDigital.Anmeldeticket").ToTimeLimitedDataProtector();

    public async Task<Anmeldeschritt> SignInAsync(string email, string passwort)
    {
        var benutzer = await konten.FindByNameAsync(Person.NormalizeEmail(email));
        var person = benutzer is null ? null : await db.Personen.AsNoTracking().SingleAsync(p => p.Id == benutzer.Id);
        if (benutzer?.PasswordHash is null || person is not { DeaktiviertAm: null } || await konten.IsLockedOutAsync(benutzer))
        {
            // The same answer after the same work as for a wrong password, so that neither tells who has an account.
            _vergleichshash ??= hasher.HashPassword(new Benutzer(), "unbekannt");
            hasher.VerifyHashedPassword(new Benutzer(), _vergleichshash, passwort);
            await RecordAsync(Sicherheitsvorfall.PasswortFalsch, person?.Id);
            return new(Anmeldeergebnis.Falsch);
        }
        if (!await konten.CheckPasswordAsync(benutzer, passwort))
        {
            await CountFailureAsync(benutzer, Sicherheitsvorfall.PasswortFalsch);
            return new(Anmeldeergebnis.Falsch);
        }

        var faktoren = await zweitfaktor.ReadAsync(benutzer.Id);
        if (!faktoren.IstEingerichtet)
        {
            await konten.ResetAccessFailedCountAsync(benutzer);
            return new(await EnterAsync(benutzer, person, Nachweis.Passwort) ? Anmeldeergebnis.Angemeldet : Anmeldeergebnis.OhneZustaendigkeit);
        }
        // Failures stay counted until the second factor is right too: the password alone must not buy new guesses.
        return (await GetOfficesAsync(person.Id)).Count == 0
            ? new(Anmeldeergebnis.OhneZustaendigkeit)
            : new(Anmeldeergebnis.ZweiterFaktor) { Ticket = _schutz.Protect($"{benutzer.Id} {benutzer.SecurityStamp}", Ticketfrist), Faktoren = faktoren };
    }

    /// <summary>The second step, with a code of the app or of the list.</summary>
    public async Task<Anmeldeschritt> ContinueAsync(string? ticket, string code)
    {
        if (await ReadTicketAsync(ticket) is not var (benutzer, person))
            return new(Anmeldeergebnis.Abgelaufen);
        if (await konten.IsLockedOutAsync(benutzer))
        {
            await RecordAsync(Sicherheitsvorfall.ZweiterFaktorFalsch, person.Id);
            return await FailAsync(ticket, person.Id);
        }
        if (!await zweitfaktor.UseCodeAsync(person.Id, code))
        {
            db.ChangeTracker.Clear();
            await CountFailureAsync((await konten.FindByIdAsync(person.Id.ToString()))!, Sicherheitsvorfall.ZweiterFaktorFalsch);
            return await FailAsync(ticket, person.Id);
        }
        db.ChangeTracker.Clear();
        return await CompleteAsync((await konten.FindByIdAsync(person.Id.ToString()))!, person);
    }

    /// <summary>
    /// A passkey, alone or as second step. The lockout is no hindrance: it guards what can be guessed, and a stranger who
    /// guesses must not shut somebody out.
    /// </summary>
    public async Task<Anmeldeschritt> SignInWithPasskeyAsync(PasskeyForm form)
    {
        var benutzer = await passkeys.VerifyAsync(form.Antwort, form.Zustand);
        var person = benutzer is null ? null : await db.Personen.AsNoTracking().SingleAsync(p => p.Id == benutzer.Id);
        if (benutzer is null || person is not { DeaktiviertAm: null })
        {
            await RecordAsync(Sicherheitsvorfall.ZweiterFaktorFalsch, person?.Id);
            return new(Anmeldeergebnis.Falsch);
        }
        return await CompleteAsync(benutzer, person);
    }

    /// <summary>The question for the device; with a ticket only for the passkeys of its account.</summary>
    public async Task<Passkeyfrage> AskForPasskeyAsync(string? ticket) =>
        await passkeys.AskAsync(await ReadTicketAsync(ticket) is var (benutzer, _) ? benutzer : null);

    /// <summary>The question for a device of somebody signed in.</summary>
    public async Task<Passkeyfrage> AskForPasskeyOfAsync(Guid personId) => await passkeys.AskAsync(await konten.FindByIdAsync(personId.ToString()));

    /// <summary>What the ticket's person can choose from; null for a ticket that no longer counts.</summary>
    public async Task<Faktorenstand?> FindFactorsAsync(string? ticket) =>
        await ReadTicketAsync(ticket) is var (_, person) ? await zweitfaktor.ReadAsync(person.Id) : null;

    /// <summary>
    /// Begins the Anmeldung of somebody whose identity is proven, always a new one; the one that this browser had before
    /// ends. False for somebody who holds no office today.
    /// </summary>
    public async Task<bool> EnterAsync(Benutzer benutzer, Person person, Nachweis nachweis)
    {
        var zustaendigkeiten = await GetOfficesAsync(person.Id);
        if (zustaendigkeiten.Count == 0)
            return false;

        var kontext = http.HttpContext!;
        var aktuell = kontext.RequestServices.GetRequiredService<AktuellerBenutzer>();
        if (aktuell.IsSignedIn)
            await EndAsync(aktuell.AnmeldungId);
        var anmeldung = new Anmeldung(benutzer.Id, uhr.Now(), Geraet.Of(kontext.Request.Headers.UserAgent));
        db.Add(anmeldung);
        db.Add(new Sicherheitsereignis(Sicherheitsvorfall.Angemeldet, benutzer.Id, uhr.Now()));
        await db.SaveChangesAsync();

        var identitaet = new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, benutzer.Id.ToString()),
            new Claim(Anmeldepruefung.AnmeldungClaim, anmeldung.Id.ToString()),
            new Claim(Anmeldepruefung.StempelClaim, benutzer.SecurityStamp ?? ""),
            new Claim(Anmeldepruefung.NachweisClaim, nachweis.ToString()),
        ], CookieAuthenticationDefaults.AuthenticationScheme);
        kontext.User = new ClaimsPrincipal(identitaet);
        await kontext.SignInAsync(kontext.User);
        aktuell.SignIn(person.Id, anmeldung.Id, person.Name, zustaendigkeiten, nachweis, anmeldung.BestaetigtAm, pflicht.Covers(zustaendigkeiten));
        return true;
    }

    /// <summary>
    /// After the first second factor: this browser goes on with a new Anmeldung, all others end. They were proven with the
    /// password alone.
    /// </summary>
    public async Task RaiseAsync(Guid personId)
    {
        await EndAllAsync(personId);
        var person = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == personId);
        await EnterAsync((await konten.FindByIdAsync(personId.ToString()))!, person, Nachweis.ZweiterFaktor);
    }

    /// <summary>Proves anew with the password who is asking; wrong ones count to the lockout.</summary>
    public async Task<bool> ConfirmAsync(Guid personId, string passwort)
    {
        var benutzer = (await konten.FindByIdAsync(personId.ToString()))!;
        if (await konten.IsLockedOutAsync(benutzer))
            return false;
        if (!await konten.CheckPasswordAsync(benutzer, passwort))
        {
            await CountFailureAsync(benutzer, Sicherheitsvorfall.PasswortFalsch);
            return false;
        }
        await konten.ResetAccessFailedCountAsync(benutzer);
        await MarkConfirmedAsync();
        return true;
    }

    public async Task<bool> ConfirmWithPasskeyAsync(Guid personId, PasskeyForm form)
    {
        if ((await passkeys.VerifyAsync(form.Antwort, form.Zustand))?.Id != personId)
        {
            await RecordAsync(Sicherheitsvorfall.ZweiterFaktorFalsch, personId);
            return false;
        }
        await MarkConfirmedAsync();
        return true;
    }

    public async Task SignOutAsync(Guid anmeldungId)
    {
        await EndAsync(anmeldungId);
        await db.SaveChangesAsync();
        await http.HttpContext!.SignOutAsync();
    }

    /// <summary>Ends one of the person's own Anmeldungen; one that is not hers or over already changes nothing.</summary>
    public async Task EndOwnAsync(Guid personId, Guid anmeldungId)
    {
        if (!await db.Anmeldungen.AnyAsync(a => a.Id == anmeldungId && a.PersonId == personId))
            return;
        await EndAsync(anmeldungId);
        await db.SaveChangesAsync();
    }

    /// <summary>Ends all Anmeldungen of a person, except one where it is named.</summary>
    public async Task EndAllAsync(Guid personId, Guid? ausser = null)
    {
        foreach (var anmeldung in await db.Anmeldungen.Where(a => a.PersonId == personId && a.BeendetAm == null && a.Id != ausser).ToListAsync())
            anmeldung.BeendetAm = uhr.Now();
        db.Add(new Sicherheitsereignis(Sicherheitsvorfall.UeberallAbgemeldet, personId, uhr.Now()));
        await db.SaveChangesAsync();
    }

    private async Task<Anmeldeschritt> CompleteAsync(Benutzer benutzer, Person person)
    {
        await konten.ResetAccessFailedCountAsync(benutzer);
        var faktoren = await zweitfaktor.ReadAsync(person.Id);
        var nachweis = faktoren.IstNutzbar ? Nachweis.ZweiterFaktor : Nachweis.Verbraucht;
        return new(await EnterAsync(benutzer, person, nachweis) ? Anmeldeergebnis.Angemeldet : Anmeldeergebnis.OhneZustaendigkeit) { Faktoren = faktoren };
    }

    private async Task<Anmeldeschritt> FailAsync(string? ticket, Guid personId) =>
        new(Anmeldeergebnis.Falsch) { Ticket = ticket, Faktoren = await zweitfaktor.ReadAsync(personId) };

    /// <summary>Whose ticket it is; null when it is too old, altered, or the account has changed since.</summary>
    private async Task<(Benutzer Benutzer, Person Person)?> ReadTicketAsync(string? ticket)
    {
        if (string.IsNullOrEmpty(ticket))
            return null;
        string[] teile;
        try
        {
            teile = _schutz.Unprotect(ticket).Split(' ');
        }
        catch (Exception fehler) when (fehler is CryptographicException or FormatException)
        {
            return null;
        }
        var benutzer = await konten.FindByIdAsync(teile[0]);
        var person = benutzer is null ? null : await db.Personen.AsNoTracking().SingleAsync(p => p.Id == benutzer.Id);
        return benutzer?.SecurityStamp == teile[1] && person is { DeaktiviertAm: null } ? (benutzer, person) : null;
    }

    private Task<List<Zustaendigkeit>> GetOfficesAsync(Guid personId)
    {
        var heute = uhr.Today();
        return db.Zustaendigkeiten.AsNoTracking()
            .Where(z => z.PersonId == personId && z.Von <= heute && (z.Bis == null || z.Bis >= heute)).ToListAsync();
    }

    private async Task CountFailureAsync(Benutzer benutzer, Sicherheitsvorfall vorfall)
    {
        // Guesses that come at once push each other aside: each is counted all the same.
        for (var i = 0; i < MaxZaehlversuche && !(await konten.AccessFailedAsync(benutzer)).Succeeded; i++)
            await db.Entry(benutzer).ReloadAsync();
        await RecordAsync(await konten.IsLockedOutAsync(benutzer) ? Sicherheitsvorfall.KontoGesperrt : vorfall, benutzer.Id);
    }

    private async Task MarkConfirmedAsync()
    {
        var aktuell = http.HttpContext!.RequestServices.GetRequiredService<AktuellerBenutzer>();
        (await db.Anmeldungen.SingleAsync(a => a.Id == aktuell.AnmeldungId)).BestaetigtAm = uhr.Now();
        await db.SaveChangesAsync();
    }

    private async Task EndAsync(Guid anmeldungId)
    {
        if (await db.Anmeldungen.SingleOrDefaultAsync(a => a.Id == anmeldungId) is not { BeendetAm: null } anmeldung)
            return;
        anmeldung.BeendetAm = uhr.Now();
        db.Add(new Sicherheitsereignis(Sicherheitsvorfall.Abgemeldet, anmeldung.PersonId, uhr.Now()));
    }

    private Task<int> RecordAsync(Sicherheitsvorfall vorfall, Guid? personId)
    {
        db.Add(new Sicherheitsereignis(vorfall, personId, uhr.Now()));
        return db.SaveChangesAsync();
    }
}

/// <param name="Ergebnis">How it went.</param>
public sealed record Anmeldeschritt(Anmeldeergebnis Ergebnis)
{
    /// <summary>Carries the proven password to the second step.</summary>
    public string? Ticket { get; init; }

    public Faktorenstand? Faktoren { get; init; }
}
