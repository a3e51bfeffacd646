using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// A new password: for somebody who forgot hers by a mailed link, for somebody signed in by the old one. It ends all
/// Anmeldungen and is told by mail. The second factor stays.
/// </summary>
public sealed class Passwortwechsel(
    AppDbContext db, UserManager<Benutzer> konten, Linkpruefung links, Zweitfaktor zweitfaktor, Postausgang post, Portaladresse adresse, TimeProvider uhr)
{
    public const int MailsJeStunde = 3;

    private static readonly TimeSpan Frist = TimeSpan.FromHours(1);

    /// <summary>Mails a link, if there is such an account; says nothing about that.</summary>
    public async Task RequestAsync(string email)
    {
        try
        {
            await db.InTransactionAsync(() => SendAsync(Person.NormalizeEmail(email)));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody asked for the same account at the same moment: that mail is enough.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Whose password a link sets, or why it does not. Asking does not use it up.</summary>
    public async Task<(Zugangshindernis? Hindernis, PasswortNeuSeite? Seite)> FindAsync(string token)
    {
        var link = await links.FindAsync(token);
        if (await links.CheckAsync(link, Zugangszweck.PasswortNeu) is { } hindernis)
            return (hindernis, null);
        var email = await db.Personen.Where(p => p.Id == link!.GegenstandId).Select(p => p.Email).SingleAsync();
        return (null, new PasswortNeuSeite(email, link!.EndetAm));
    }

    /// <summary>Sets the password and uses the link; all or nothing.</summary>
    public async Task<Passwortergebnis> SetAsync(string token, string passwort)
    {
        try
        {
            return await db.InTransactionAsync(() => UseAsync(token, passwort));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody used the same link at the same moment.
            db.ChangeTracker.Clear();
            return new Passwortergebnis { Hindernis = await links.CheckAsync(await links.FindAsync(token), Zugangszweck.PasswortNeu) ?? Zugangshindernis.Verbraucht };
        }
    }

    /// <summary>Sets the password of somebody who has just proven the old one.</summary>
    public Task<Passwortergebnis> ChangeAsync(Guid personId, string passwort) => db.InTransactionAsync(async () =>
    {
        var konto = await db.Users.SingleAsync(b => b.Id == personId);
        return await Passwortregeln.FaultsAsync(konten, konto, passwort) is { Count: > 0 } fehler
            ? new Passwortergebnis { Fehler = fehler }
            : await SaveAsync(konto, passwort);
    });

    private async Task SendAsync(string email)
    {
        var jetzt = uhr.Now();
        var person = await db.Personen.AsNoTracking().SingleOrDefaultAsync(p => p.Email == email && p.DeaktiviertAm == null);
        var konto = person is null ? null : await db.Users.SingleOrDefaultAsync(b => b.Id == person.Id && b.PasswordHash != null);
        db.Add(new Sicherheitsereignis(Sicherheitsvorfall.PasswortVergessen, konto?.Id, jetzt));
        // A link holds an hour: those that have not ended were asked for within the last one.
        if (konto is null || await db.Zugangslinks.CountAsync(l =>
                l.Zweck == Zugangszweck.PasswortNeu && l.GegenstandId == konto.Id && l.EndetAm > jetzt) >= MailsJeStunde)
        {
            await db.SaveChangesAsync();
            return;
        }
        await RevokeAsync(konto.Id, jetzt);
        var (link, token) = Zugangslink.Create(Zugangszweck.PasswortNeu, konto.Id, jetzt + Frist);
        db.Add(link);
        // Of two who ask at once only one changes the account, so that nobody gets past the count.
        konto.ConcurrencyStamp = Guid.NewGuid().ToString();
        await post.AddAsync(new Brief($"passwort-neu/{link.Id}", person!.Email, person.Name, "Neues Passwort für SchulDigital",
            $"Guten Tag {person.Name},\n\nmit diesem Link wählen Sie ein neues Passwort:\n\n{adresse.LinkTo($"/passwort-neu/{token}")}\n\n"
            + "Er gilt eine Stunde und nur einmal. Ihr zweiter Faktor bleibt, wie er ist.\n\n"
            + "Haben Sie das nicht angefordert? Dann müssen Sie nichts tun; Ihr Passwort gilt weiter.\n")
        { MitLink = true });
        await db.SaveChangesAsync();
    }

    private async Task<Passwortergebnis> UseAsync(string token, string passwort)
    {
        var link = await links.FindAsync(token);
        if (await links.CheckAsync(link, Zugangszweck.PasswortNeu) is { } hindernis)
            return new Passwortergebnis { Hindernis = hindernis };
        var konto = await db.Users.SingleAsync(b => b.Id == link!.GegenstandId);
        if (await Passwortregeln.FaultsAsync(konten, konto, passwort) is { Count: > 0 } fehler)
            return new Passwortergebnis { Fehler = fehler };
        link!.Use(Zugangszweck.PasswortNeu, uhr.Now());
        // Saved before Identity saves: it would take a link used by somebody else for an account changed by somebody else.
        await db.SaveChangesAsync();
        // Who forgot her password guessed before. With a second factor the count goes on: a mailbox must not buy new guesses.
        if (!(await zweitfaktor.ReadAsync(konto.Id)).IstEingerichtet)
        {
            konto.LockoutEnd = null;
            konto.AccessFailedCount = 0;
        }
        return await SaveAsync(konto, passwort);
    }

    private async Task<Passwortergebnis> SaveAsync(Benutzer konto, string passwort)
    {
        var jetzt = uhr.Now();
        var person = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == konto.Id);
        await RevokeAsync(konto.Id, jetzt);
        foreach (var anmeldung in await db.Anmeldungen.Where(a => a.PersonId == konto.Id && a.BeendetAm == null).ToListAsync())
            anmeldung.BeendetAm = jetzt;
        db.Add(new Sicherheitsereignis(Sicherheitsvorfall.PasswortGeaendert, konto.Id, jetzt));
        await post.AddAsync(new Brief($"passwort-geaendert/{Kennung.New()}", person.Email, person.Name, "Ihr Passwort wurde geändert",
            $"Guten Tag {person.Name},\n\ndas Passwort Ihres Kontos bei SchulDigital wurde geändert. Alle früheren Anmeldungen sind beendet.\n\n"
            + $"Waren Sie das nicht, fordern Sie gleich ein neues an: {adresse.LinkTo("/passwort-vergessen")}\n"));
        konto.PasswordHash = konten.PasswordHasher.HashPassword(konto, passwort);
        // A new stamp: no cookie from before is taken any more.
        if (!(await konten.UpdateSecurityStampAsync(konto)).Succeeded)
            throw new DbUpdateConcurrencyException();
        return new Passwortergebnis { Person = person, Benutzer = konto };
    }

    private async Task RevokeAsync(Guid personId, DateTime jetzt)
    {
        foreach (var link in await db.Zugangslinks.Where(l => l.Zweck == Zugangszweck.PasswortNeu && l.GegenstandId == personId
                     && l.VerbrauchtAm == null && l.WiderrufenAm == null && l.EndetAm > jetzt).ToListAsync())
            if (link.VerbrauchtAm is null)
                link.Revoke(jetzt);
    }
}

/// <summary>How it went: a person, or why the link does not open, or what is wrong with the password.</summary>
public sealed record Passwortergebnis
{
    public Zugangshindernis? Hindernis { get; init; }
    public IReadOnlyList<string> Fehler { get; init; } = [];
    public Person? Person { get; init; }
    public Benutzer? Benutzer { get; init; }
}
