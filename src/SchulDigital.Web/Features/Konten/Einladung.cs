using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// Invites a person into an office and lets her take it up with the personal link: name and password of her own. The
/// link is spent by that, by one of two who try at once.
/// </summary>
public sealed class Einladung(AppDbContext db, UserManager<Benutzer> konten, TimeProvider uhr)
{
    /// <summary>How long an invitation holds, in days.</summary>
    public const int Tage = 14;

    /// <summary>
    /// Gives the office and makes the link. Somebody who has a password already needs none: then the token is null.
    /// Earlier invitations of the same person end.
    /// </summary>
    public async Task<Eingeladen> InviteAsync(
        string email, string name, Rolle rolle, Scope scope, int tage, Urheber urheber, bool vonAussen)
    {
        var jetzt = uhr.Now();
        var heute = uhr.Today();
        email = Person.NormalizeEmail(email);
        var person = await db.Personen.SingleOrDefaultAsync(p => p.Email == email);
        if (person is null)
        {
            person = new Person(name, email);
            db.Add(person);
        }
        if (person.DeaktiviertAm is not null)
            throw new FachregelVerletzt("Diese Person ist deaktiviert.");

        if (!await db.Zustaendigkeiten.AnyAsync(z => z.PersonId == person.Id && z.Rolle == rolle && z.ScopeArt == scope.Art
                && z.ScopeId == scope.Id && z.Art != Amtsart.ImAuftrag && z.Von <= heute && (z.Bis == null || z.Bis >= heute)))
        {
            var zustaendigkeit = new Zustaendigkeit(person.Id, rolle, scope, heute) { VonAussen = vonAussen };
            db.Add(zustaendigkeit);
            db.Add(new Verlaufseintrag(
                Ereignis.ZustaendigkeitErteilt, nameof(Zustaendigkeit), zustaendigkeit.Id, scope, urheber, jetzt));
        }

        var konto = await db.Users.SingleOrDefaultAsync(b => b.Id == person.Id);
        if (konto?.PasswordHash is not null)
        {
            await db.SaveChangesAsync();
            return new Eingeladen(person, null, null);
        }
        if (konto is null)
            db.Add(NewAccount(person));
        foreach (var frueher in await Open(person.Id).ToListAsync())
            frueher.Revoke(jetzt);
        var (link, token) = Zugangslink.Create(Zugangszweck.Einladung, person.Id, jetzt.AddDays(tage));
        db.Add(link);
        db.Add(new Verlaufseintrag(Ereignis.PersonEingeladen, nameof(Person), person.Id, scope, urheber, jetzt));
        await db.SaveChangesAsync();
        return new Eingeladen(person, token, link.EndetAm);
    }

    /// <summary>Whom a link invites, or why it does not. Asking does not use it up.</summary>
    public async Task<(Zugangshindernis? Hindernis, EinladungSeite? Seite)> FindAsync(string token)
    {
        var link = await FindLinkAsync(token);
        if (await CheckAsync(link) is { } hindernis)
            return (hindernis, null);

        var heute = uhr.Today();
        var person = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == link!.GegenstandId);
        var aemter = new List<string>();
        foreach (var z in await db.Zustaendigkeiten.AsNoTracking().Where(z => z.PersonId == person.Id).ToListAsync())
            if (z.IsActive(heute))
                aemter.Add($"{z.Rolle.Label()}, {await db.NameOfAsync(z.Scope)}");
        aemter.Sort(StringComparer.CurrentCulture);
        return (null, new EinladungSeite(person.Name, person.Email, aemter, link!.EndetAm));
    }

    /// <summary>Sets name and password and uses the link; all or nothing.</summary>
    public async Task<Annahme> AcceptAsync(string token, string name, string passwort)
    {
        try
        {
            return await db.InTransactionAsync(() => UseAsync(token, name, passwort));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody used the same link at the same moment.
            db.ChangeTracker.Clear();
            var link = await FindLinkAsync(token);
            return new Annahme { Hindernis = await CheckAsync(link) ?? Zugangshindernis.Verbraucht };
        }
    }

    private async Task<Annahme> UseAsync(string token, string name, string passwort)
    {
        var jetzt = uhr.Now();
        var link = await FindLinkAsync(token);
        if (await CheckAsync(link) is { } hindernis)
            return new Annahme { Hindernis = hindernis };

        var person = await db.Personen.SingleAsync(p => p.Id == link!.GegenstandId);
        var konto = await db.Users.SingleAsync(b => b.Id == person.Id);
        foreach (var pruefer in konten.PasswordValidators)
            if (await pruefer.ValidateAsync(konten, konto, passwort) is { Succeeded: false } ergebnis)
                return new Annahme { Fehler = [.. ergebnis.Errors.Select(e => e.Description)] };

        link!.Use(Zugangszweck.Einladung, jetzt);
        person.Rename(name, person.Funktion);
        konto.EmailConfirmed = true;
        var amt = await db.Zustaendigkeiten.Where(z => z.PersonId == person.Id).OrderByDescending(z => z.Von).FirstOrDefaultAsync();
        db.Add(new Verlaufseintrag(Ereignis.EinladungAngenommen, nameof(Person), person.Id, amt?.Scope ?? Scope.Installation,
            new Urheber(person.Id, amt?.Id), jetzt));
        // Saved before Identity saves: it would take a link used by somebody else for an account changed by somebody else.
        await db.SaveChangesAsync();
        var gesetzt = await konten.AddPasswordAsync(konto, passwort);
        return gesetzt.Succeeded
            ? new Annahme { Benutzer = konto, Person = person }
            : throw new InvalidOperationException(string.Join(' ', gesetzt.Errors.Select(e => e.Code)));
    }

    private Task<Zugangslink?> FindLinkAsync(string token)
    {
        var hash = Zugangslink.HashOf(token);
        return db.Zugangslinks.SingleOrDefaultAsync(l => l.TokenHash == hash);
    }

    /// <summary>Why the link does not open; a refusal is recorded.</summary>
    private async Task<Zugangshindernis?> CheckAsync(Zugangslink? link)
    {
        var hindernis = link is null ? Zugangshindernis.Unbekannt : link.Check(Zugangszweck.Einladung, uhr.Now());
        if (hindernis is null && await db.Personen.AnyAsync(p => p.Id == link!.GegenstandId && p.DeaktiviertAm != null))
            hindernis = Zugangshindernis.Widerrufen;
        if (hindernis is not null)
        {
            db.Add(new Sicherheitsereignis(Sicherheitsvorfall.LinkAbgelehnt, link?.GegenstandId, uhr.Now()));
            await db.SaveChangesAsync();
        }
        return hindernis;
    }

    private IQueryable<Zugangslink> Open(Guid personId) => db.Zugangslinks.Where(l =>
        l.Zweck == Zugangszweck.Einladung && l.GegenstandId == personId && l.VerbrauchtAm == null && l.WiderrufenAm == null);

    private Benutzer NewAccount(Person person) => new()
    {
        Id = person.Id,
        UserName = person.Email,
        NormalizedUserName = konten.NormalizeName(person.Email),
        Email = person.Email,
        NormalizedEmail = konten.NormalizeEmail(person.Email),
        LockoutEnabled = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };
}

/// <param name="Token">Null for somebody who has a password already.</param>
public sealed record Eingeladen(Person Person, string? Token, DateTime? EndetAm);

/// <summary>How it went: an account, or why the link does not open, or what is wrong with the password.</summary>
public sealed record Annahme
{
    public Zugangshindernis? Hindernis { get; init; }
    public IReadOnlyList<string> Fehler { get; init; } = [];
    public Benutzer? Benutzer { get; init; }
    public Person? Person { get; init; }
}
