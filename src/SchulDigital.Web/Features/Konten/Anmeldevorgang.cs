using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

public enum Anmeldeergebnis { Angemeldet, Falsch, OhneZustaendigkeit }

/// <summary>Signs a person in: password, lockout, a new Anmeldung, the cookie.</summary>
public sealed class Anmeldevorgang(
    UserManager<Benutzer> konten, IPasswordHasher<Benutzer> hasher, AppDbContext db, TimeProvider uhr, IHttpContextAccessor http)
{
    private const int MaxZaehlversuche = 20;

    private static string? _vergleichshash;

    public async Task<Anmeldeergebnis> SignInAsync(string email, string passwort)
    {
        var benutzer = await konten.FindByNameAsync(Person.NormalizeEmail(email));
        var person = benutzer is null ? null : await db.Personen.AsNoTracking().SingleAsync(p => p.Id == benutzer.Id);
        if (benutzer?.PasswordHash is null || person is not { DeaktiviertAm: null } || await konten.IsLockedOutAsync(benutzer))
        {
            // The same answer after the same work as for a wrong password, so that neither tells who has an account.
            _vergleichshash ??= hasher.HashPassword(new Benutzer(), "unbekannt");
            hasher.VerifyHashedPassword(new Benutzer(), _vergleichshash, passwort);
            await RecordAsync(Sicherheitsvorfall.PasswortFalsch, person?.Id);
            return Anmeldeergebnis.Falsch;
        }
        if (!await konten.CheckPasswordAsync(benutzer, passwort))
        {
            // Guesses that come at once push each other aside: each is counted all the same.
            for (var i = 0; i < MaxZaehlversuche && !(await konten.AccessFailedAsync(benutzer)).Succeeded; i++)
                await db.Entry(benutzer).ReloadAsync();
            var gesperrt = await konten.IsLockedOutAsync(benutzer);
            await RecordAsync(gesperrt ? Sicherheitsvorfall.KontoGesperrt : Sicherheitsvorfall.PasswortFalsch, person.Id);
            return Anmeldeergebnis.Falsch;
        }

        await konten.ResetAccessFailedCountAsync(benutzer);
        return await EnterAsync(benutzer, person) ? Anmeldeergebnis.Angemeldet : Anmeldeergebnis.OhneZustaendigkeit;
    }

    /// <summary>Begins the Anmeldung of somebody whose identity is proven; false for somebody who holds no office today.</summary>
    public async Task<bool> EnterAsync(Benutzer benutzer, Person person)
    {
        var heute = uhr.Today();
        var zustaendigkeiten = await db.Zustaendigkeiten.AsNoTracking()
            .Where(z => z.PersonId == person.Id && z.Von <= heute && (z.Bis == null || z.Bis >= heute)).ToListAsync();
        if (zustaendigkeiten.Count == 0)
            return false;

        var kontext = http.HttpContext!;
        var aktuell = kontext.RequestServices.GetRequiredService<AktuellerBenutzer>();
        if (aktuell.IsSignedIn)
            await EndAsync(aktuell.AnmeldungId);
        var anmeldung = new Anmeldung(benutzer.Id, uhr.Now());
        db.Add(anmeldung);
        db.Add(new Sicherheitsereignis(Sicherheitsvorfall.Angemeldet, benutzer.Id, uhr.Now()));
        await db.SaveChangesAsync();

        var identitaet = new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, benutzer.Id.ToString()),
            new Claim(Anmeldepruefung.AnmeldungClaim, anmeldung.Id.ToString()),
            new Claim(Anmeldepruefung.StempelClaim, benutzer.SecurityStamp ?? ""),
        ], CookieAuthenticationDefaults.AuthenticationScheme);
        kontext.User = new ClaimsPrincipal(identitaet);
        await kontext.SignInAsync(kontext.User);
        aktuell.SignIn(person.Id, anmeldung.Id, person.Name, zustaendigkeiten);
        return true;
    }

    public async Task SignOutAsync(Guid anmeldungId)
    {
        await EndAsync(anmeldungId);
        await db.SaveChangesAsync();
        await http.HttpContext!.SignOutAsync();
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
