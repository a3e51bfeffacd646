using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Terminfindung;

public sealed record Terminempfaenger(string Name, string Email);

/// <summary>The mails of a date poll, into the outbox: to whom, with what text, and a link of her own for who has no account.</summary>
public sealed class Abstimmungsversand(AppDbContext db, Postausgang post, Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    /// <summary>People who get the mail, in the order of who is asked: the offices of an organisation, the person, the guest.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Terminempfaenger>>> GetRecipientsAsync(IReadOnlyList<Terminfrage> fragen)
    {
        var heute = uhr.Today();
        var haeuser = fragen.Select(f => f.Organisation?.Id).ToList();
        var personen = fragen.Select(f => f.PersonId).ToList();
        var aemter = (await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where haeuser.Contains(z.ScopeId) && p.DeaktiviertAm == null && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && z.Art != Amtsart.ImAuftrag
                && (z.Rolle == Rolle.Koordination || z.Rolle == Rolle.Traegerleitung || z.Rolle == Rolle.Schulleitung)
            orderby p.NameSuche
            select new { z.ScopeId, p.Name, p.Email }).ToListAsync()).ToLookup(z => z.ScopeId, z => new Terminempfaenger(z.Name, z.Email));
        var eigene = (await db.Personen.Where(p => personen.Contains(p.Id) && p.DeaktiviertAm == null).Select(p => new { p.Id, p.Name, p.Email }).ToListAsync())
            .ToLookup(p => (Guid?)p.Id, p => new Terminempfaenger(p.Name, p.Email));
        return [.. fragen.Select(f => (IReadOnlyList<Terminempfaenger>)(f.Organisation is { } o ? [.. aemter[o.Id].Distinct()] : f.PersonId is { } id ? [.. eigene[id]] : f.Email is { } email ? [new(f.Name, email)] : []))];
    }

    /// <summary>One row of the outbox per recipient, saved by the caller together with the poll.</summary>
    public async Task AddAsync(Terminziel ziel, Terminabstimmung abstimmung)
    {
        var organisator = await db.Personen.Where(p => p.Id == abstimmung.OrganisatorId).Select(p => new Terminempfaenger(p.Name, p.Email)).SingleAsync();
        var empfaenger = await GetRecipientsAsync([.. abstimmung.Gefragte.Select(g => new Terminfrage(g.Name, g.Organisation, g.PersonId, g.Email))]);
        foreach (var (gefragt, personen) in abstimmung.Gefragte.Zip(empfaenger))
        {
            var weg = $"/terminabstimmungen/{abstimmung.Id}";
            if (gefragt.Email is not null)
            {
                var (link, token) = Zugangslink.Create(Zugangszweck.Termin, gefragt.Id, Kalender.EndOf(abstimmung.Vorschlaege.Max(v => v.Tag)), einmalig: false);
                db.Add(link);
                weg = $"/terminabstimmung/{token}";
            }
            foreach (var person in personen)
                await post.AddAsync(new Brief($"termin/{abstimmung.Id:N}/{gefragt.Id:N}", person.Email, person.Name, SubjectOf(ziel),
                    TextOf(ziel, [.. abstimmung.Vorschlaege.Select(v => v.Worte)], abstimmung.AntwortenBis, abstimmung.Nachricht, person.Name, adresse.LinkTo(weg), gefragt.Email is not null, organisator.Name))
                {
                    AntwortAn = organisator.Email,
                    VeranlasstVonId = abstimmung.OrganisatorId,
                    MitLink = gefragt.Email is not null,
                });
        }
    }

    /// <summary>The page that names recipients and text; nothing is sent by it.</summary>
    public async Task<AbstimmungsmailSeite> PreviewAsync(Terminziel ziel, AbstimmungForm form) => new(
        ziel, form, [.. ziel.Fragen.Zip(await GetRecipientsAsync(ziel.Fragen), (f, e) => (f.Name, e))], SubjectOf(ziel),
        TextOf(ziel, [.. form.Read().Order().Select(t => $"{t.Tag:dddd, dd.MM.yyyy}, {t.Uhrzeit:HH\\:mm} Uhr")], form.Bis!.Value, form.Nachricht, "[Name]", "[Link zur Terminabstimmung]", gast: false, benutzer.Name),
        ziel.Fragen.Any(f => f.Email is not null));

    private static string SubjectOf(Terminziel ziel) => $"Wann können Sie? {ziel.Kreis}, {ziel.Titel}";

    private static string TextOf(Terminziel ziel, IReadOnlyList<string> termine, DateOnly bis, string? nachricht, string name, string link, bool gast, string organisator)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.CurrentCulture, $"Guten Tag {name},\n\nfür „{ziel.Titel}“ ({ziel.Kreis}, {ziel.Dauer} Minuten) suche ich einen Termin. Wann können Sie?\n\n");
        foreach (var termin in termine)
            text.Append("- ").Append(termin).Append('\n');
        if (nachricht is not null)
            text.Append('\n').Append(nachricht).Append('\n');
        text.Append(CultureInfo.CurrentCulture, $"\nBitte antworten Sie bis zum {bis:dd.MM.yyyy}:\n{link}\n");
        if (gast)
            text.Append("\nEin Konto brauchen Sie nicht. Der Link ist nur für Sie, bitte geben Sie ihn nicht weiter.\n");
        return text.Append(CultureInfo.CurrentCulture, $"\n{organisator}\n{ziel.Kreis}\n").ToString();
    }
}

/// <param name="MitLink">Somebody without account is among them.</param>
public sealed record AbstimmungsmailSeite(
    Terminziel Ziel, AbstimmungForm Form, IReadOnlyList<(string Name, IReadOnlyList<Terminempfaenger> Personen)> Empfaenger, string Betreff, string Text, bool MitLink);
