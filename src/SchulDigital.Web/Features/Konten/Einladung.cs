using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// Lets an invited person take her office up with the personal link: name and password of her own, and the code that came
/// another way where the link asks for one. The link is spent by that, by one of two who try at once.
/// </summary>
public sealed class Einladung(AppDbContext db, UserManager<Benutzer> konten, Linkpruefung links, TimeProvider uhr)
{
    /// <summary>Whom a link invites, or why it does not. Asking does not use it up.</summary>
    public async Task<(Zugangshindernis? Hindernis, EinladungSeite? Seite)> FindAsync(string token)
    {
        var link = await links.FindAsync(token);
        // Asked without a code: that the right one is missing is no obstacle yet.
        if (await links.CheckAsync(link, Zugangszweck.Einladung) is { } hindernis and not Zugangshindernis.CodeFalsch)
            return (hindernis, null);

        var heute = uhr.Today();
        var person = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == link!.GegenstandId);
        var aemter = new List<string>();
        foreach (var z in await db.Zustaendigkeiten.AsNoTracking().Where(z => z.PersonId == person.Id).ToListAsync())
            if (z.Bis is null || z.Bis >= heute && z.Bis >= z.Von)
                aemter.Add($"{z.Rolle.Label()}, {await db.NameOfAsync(z.Scope)}" + (z.Von > heute ? $", ab {z.Von:dd.MM.yyyy}" : ""));
        aemter.Sort(StringComparer.CurrentCulture);
        return (null, new EinladungSeite(person.Name, person.Email, aemter, link!.EndetAm, link.CodeHash is not null)
        {
            PersonId = person.Id,
        });
    }

    /// <summary>Sets name and password and uses the link; all or nothing.</summary>
    public async Task<Annahme> AcceptAsync(string token, string? code, string name, string passwort)
    {
        try
        {
            return await db.InTransactionAsync(() => UseAsync(token, code, name, passwort));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody used the same link at the same moment.
            db.ChangeTracker.Clear();
            var link = await links.FindAsync(token);
            return new Annahme { Hindernis = await links.CheckAsync(link, Zugangszweck.Einladung) ?? Zugangshindernis.Verbraucht };
        }
    }

    private async Task<Annahme> UseAsync(string token, string? code, string name, string passwort)
    {
        var jetzt = uhr.Now();
        var link = await links.FindAsync(token);
        if (await links.CheckAsync(link, Zugangszweck.Einladung, code ?? "") is { } hindernis)
            return new Annahme { Hindernis = hindernis };

        var person = await db.Personen.SingleAsync(p => p.Id == link!.GegenstandId);
        var konto = await db.Users.SingleAsync(b => b.Id == person.Id);
        if (await Passwortregeln.FaultsAsync(konten, konto, passwort) is { Count: > 0 } fehler)
            return new Annahme { Fehler = fehler };

        link!.Use(Zugangszweck.Einladung, jetzt, code);
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
}

/// <summary>How it went: an account, or why the link does not open, or what is wrong with the password.</summary>
public sealed record Annahme
{
    public Zugangshindernis? Hindernis { get; init; }
    public IReadOnlyList<string> Fehler { get; init; } = [];
    public Benutzer? Benutzer { get; init; }
    public Person? Person { get; init; }
}
