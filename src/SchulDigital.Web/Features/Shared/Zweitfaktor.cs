using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Features.Shared;

/// <summary>
/// The second factors of a person: passkeys, an authenticator app, a printed list. Checks and uses up codes, sets up, takes
/// away, and resets for somebody who lost all of them.
/// </summary>
public sealed class Zweitfaktor(
    AppDbContext db, UserManager<Benutzer> konten, IDataProtectionProvider schutz, Postausgang post, TimeProvider uhr)
{
    public const int Listenlaenge = 12;

    /// <summary>From so few codes on, a new list is recommended.</summary>
    public const int Knapp = 3;

    private const string Anbieter = "SchulDigital";
    private const string Appname = "Zeitcode";

    /// <summary>Ten of 31 characters that nobody mixes up: 50 bits, behind a slow hash.</summary>
    private const string Zeichen = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Codelaenge = 10;
    private const int Hashrunden = 20_000;
    private const int MaxVersuche = 5;

    private readonly IDataProtector _schutz = schutz.CreateProtector("SchulDigital.Zeitcode");

    public async Task<Faktorenstand> ReadAsync(Guid personId)
    {
        var codes = await db.Einmalcodes.Where(c => c.PersonId == personId)
            .GroupBy(c => c.VerbrauchtAm == null).Select(g => new { Offen = g.Key, Anzahl = g.Count() }).ToListAsync();
        return new Faktorenstand(
            await db.UserPasskeys.CountAsync(p => p.UserId == personId),
            await db.UserTokens.AnyAsync(t => t.UserId == personId && t.LoginProvider == Anbieter && t.Name == Appname),
            codes.Count > 0,
            codes.Where(c => c.Offen).Sum(c => c.Anzahl));
    }

    /// <summary>
    /// Whether the code is of the app or of the list; it is used up by that, by one of two who try at once.
    /// </summary>
    public async Task<bool> UseCodeAsync(Guid personId, string eingabe)
    {
        var code = Normalize(eingabe);
        return code.Length switch
        {
            Zeitcode.Laenge => await UseAppCodeAsync(personId, code),
            Codelaenge => await UseListCodeAsync(personId, code),
            _ => false,
        };
    }

    /// <summary>Takes over an app that has shown a right code; false for a wrong one.</summary>
    public async Task<bool> SetAppAsync(Guid personId, byte[] geheimnis, string code)
    {
        if (Zeitcode.FindStep(geheimnis, Normalize(code), uhr.Now(), 0) is not { } schritt)
            return false;
        await ChangeAsync(personId, Sicherheitsvorfall.ZweiterFaktorEingerichtet, "eine App für Codes wurde eingerichtet", konto =>
            konten.SetAuthenticationTokenAsync(konto, Anbieter, Appname, Write(geheimnis, schritt)));
        return true;
    }

    public Task RemoveAppAsync(Guid personId) => ChangeAsync(
        personId, Sicherheitsvorfall.ZweiterFaktorEntfernt, "die App für Codes wurde entfernt",
        konto => konten.RemoveAuthenticationTokenAsync(konto, Anbieter, Appname));

    /// <summary>Codes for a new list, as people read them; nothing is stored yet.</summary>
    public static IReadOnlyList<string> NewCodes() => [.. Enumerable.Range(0, Listenlaenge).Select(_ =>
        RandomNumberGenerator.GetString(Zeichen, Codelaenge).Insert(Codelaenge / 2, "-"))];

    /// <summary>From now on this list counts and no other.</summary>
    public Task SetListAsync(Guid personId, IReadOnlyList<string> codes) => ChangeAsync(
        personId, Sicherheitsvorfall.ZweiterFaktorEingerichtet, "eine Liste mit Einmalcodes wurde erzeugt", async konto =>
        {
            db.RemoveRange(await db.Einmalcodes.Where(c => c.PersonId == personId).ToListAsync());
            db.AddRange(codes.Select(c => new Einmalcode(personId, HashOf(personId, Normalize(c)))));
            return await konten.UpdateAsync(konto);
        });

    public Task RemoveListAsync(Guid personId) => ChangeAsync(
        personId, Sicherheitsvorfall.ZweiterFaktorEntfernt, "die Liste mit Einmalcodes wurde entfernt", async konto =>
        {
            db.RemoveRange(await db.Einmalcodes.Where(c => c.PersonId == personId).ToListAsync());
            return await konten.UpdateAsync(konto);
        });

    public Task AddPasskeyAsync(Guid personId, UserPasskeyInfo passkey) => ChangeAsync(
        personId, Sicherheitsvorfall.ZweiterFaktorEingerichtet, "ein Passkey wurde eingerichtet",
        konto => konten.AddOrUpdatePasskeyAsync(konto, passkey));

    public Task RemovePasskeyAsync(Guid personId, byte[] kennung) => ChangeAsync(
        personId, Sicherheitsvorfall.ZweiterFaktorEntfernt, "ein Passkey wurde entfernt",
        konto => konten.RemovePasskeyAsync(konto, kennung));

    /// <summary>
    /// For somebody who lost all of them: takes every second factor away, ends all sign-ins and tells her. At the next
    /// sign-in she sets up a new one. Whether <paramref name="urheber"/> may, the caller has checked.
    /// </summary>
    public Task ResetAsync(Guid personId, Urheber urheber) => db.InTransactionAsync(async () =>
    {
        var jetzt = uhr.Now();
        var person = await db.Personen.SingleAsync(p => p.Id == personId);
        if (await db.Users.SingleOrDefaultAsync(b => b.Id == personId) is not { } konto)
            throw new FachregelVerletzt("Diese Person hat noch kein Konto.");
        db.RemoveRange(await db.Einmalcodes.Where(c => c.PersonId == personId).ToListAsync());
        db.RemoveRange(await db.UserTokens.Where(t => t.UserId == personId && t.LoginProvider == Anbieter).ToListAsync());
        db.RemoveRange(await db.UserPasskeys.Where(p => p.UserId == personId).ToListAsync());
        foreach (var anmeldung in await db.Anmeldungen.Where(a => a.PersonId == personId && a.BeendetAm == null).ToListAsync())
            anmeldung.BeendetAm = jetzt;
        var amt = await db.Zustaendigkeiten.Where(z => z.PersonId == personId).OrderByDescending(z => z.Von).FirstOrDefaultAsync();
        db.Add(new Verlaufseintrag(
            Ereignis.ZweiterFaktorZurueckgesetzt, nameof(Person), personId, amt?.Scope ?? Scope.Installation, urheber, jetzt));
        await NotifyAsync(person, "Ihr zweiter Faktor wurde zurückgesetzt",
            "für Ihr Konto wurden alle zweiten Faktoren zurückgesetzt. Sie sind überall abgemeldet. Bei der nächsten Anmeldung richten Sie einen neuen ein.");
        var ergebnis = await konten.UpdateSecurityStampAsync(konto);
        if (!ergebnis.Succeeded)
            throw new DbUpdateConcurrencyException();
    });

    private async Task<bool> UseAppCodeAsync(Guid personId, string code)
    {
        for (var i = 0; i < MaxVersuche; i++)
        {
            // Fresh each time: of two who send the same code at once the second must see that it is spent.
            db.ChangeTracker.Clear();
            var konto = await db.Users.SingleAsync(b => b.Id == personId);
            if (Read(await konten.GetAuthenticationTokenAsync(konto, Anbieter, Appname)) is not var (geheimnis, zuletzt)
                || Zeitcode.FindStep(geheimnis, code, uhr.Now(), zuletzt) is not { } schritt)
                return false;
            if ((await konten.SetAuthenticationTokenAsync(konto, Anbieter, Appname, Write(geheimnis, schritt))).Succeeded)
                return true;
        }
        return false;
    }

    private async Task<bool> UseListCodeAsync(Guid personId, string code)
    {
        var hash = HashOf(personId, code);
        var zeile = await db.Einmalcodes.SingleOrDefaultAsync(c => c.PersonId == personId && c.Hash == hash);
        if (zeile is not { VerbrauchtAm: null })
            return false;
        zeile.VerbrauchtAm = uhr.Now();
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Change, security event and mail in one save.</summary>
    private Task ChangeAsync(Guid personId, Sicherheitsvorfall vorfall, string was, Func<Benutzer, Task<IdentityResult>> act) =>
        db.InTransactionAsync(async () =>
        {
            var person = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == personId);
            var konto = await db.Users.SingleAsync(b => b.Id == personId);
            db.Add(new Sicherheitsereignis(vorfall, personId, uhr.Now()));
            await NotifyAsync(person, "Zweiter Faktor geändert", $"an Ihrem Konto wurde der zweite Faktor geändert: {was}.");
            if (!(await act(konto)).Succeeded)
                throw new DbUpdateConcurrencyException();
        });

    private Task NotifyAsync(Person person, string betreff, string satz) => post.AddAsync(new Brief(
        $"zweiter-faktor/{Kennung.New()}", person.Email, person.Name, betreff,
        $"Guten Tag {person.Name},\n\n{satz}\n\nWaren Sie das nicht, wenden Sie sich bitte gleich an Ihre Leitung oder Ihre Koordination.\n"));

    /// <summary>Step used last, and the secret; it lies protected like the sign-in cookies.</summary>
    private string Write(byte[] geheimnis, long schritt) =>
        $"{schritt.ToString(CultureInfo.InvariantCulture)} {Convert.ToBase64String(_schutz.Protect(geheimnis))}";

    /// <summary>Null also for a secret whose key is gone: such an app stays set up, but opens nothing.</summary>
    private (byte[] Geheimnis, long Zuletzt)? Read(string? wert)
    {
        if (wert?.Split(' ') is not [var schritt, var geschuetzt])
            return null;
        try
        {
            return (_schutz.Unprotect(Convert.FromBase64String(geschuetzt)), long.Parse(schritt, CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Normalize(string code) =>
        new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    private static string HashOf(Guid personId, string code) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
        Encoding.ASCII.GetBytes(code), personId.ToByteArray(), Hashrunden, HashAlgorithmName.SHA256, Einmalcode.HashLength / 2));
}

/// <summary>What a person has set up.</summary>
/// <param name="HatListe">Also one whose codes are all used: it still stands for a second factor, and opens nothing.</param>
public sealed record Faktorenstand(int Passkeys, bool HatApp, bool HatListe, int OffeneCodes)
{
    public bool IstEingerichtet => Passkeys > 0 || HatApp || HatListe;

    /// <summary>Whether there is one that opens.</summary>
    public bool IstNutzbar => Passkeys > 0 || HatApp || OffeneCodes > 0;

    public int Anzahl => Passkeys + (HatApp ? 1 : 0) + (OffeneCodes > 0 ? 1 : 0);
}
