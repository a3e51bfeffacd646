using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Termine;

namespace SchulDigital.Web.Features.Tische;

public enum Sitzungsanlass { Einladung, Terminaenderung, Absage, Ausladung, Pruefung, Genehmigt }

/// <summary>
/// The mails of a session, into the outbox: one per recipient and occasion, with the calendar entry that makes, moves or removes
/// the date. Saved by the caller together with what they tell of.
/// </summary>
public sealed class Sitzungsversand(AppDbContext db, Postausgang post, Portaladresse adresse, Sitzungsabruf abruf, TimeProvider uhr)
{
    /// <summary>Days after the session on which a personal link still opens.</summary>
    public const int Linktage = 180;

    /// <summary>People who get a mail for a participant: the offices of an organisation and its substitute, or who has no organisation herself.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Empfaenger>>> GetRecipientsAsync(IReadOnlyCollection<Sitzungsteilnehmer> teilnehmer)
    {
        var heute = uhr.Today();
        var haeuser = teilnehmer.Where(t => t.ScopeId is not null).Select(t => t.ScopeId).ToList();
        var aemter = (await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where haeuser.Contains(z.ScopeId) && p.DeaktiviertAm == null && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && z.Art != Amtsart.ImAuftrag
                && (z.Rolle == Rolle.Koordination || z.Rolle == Rolle.Traegerleitung || z.Rolle == Rolle.Schulleitung)
            orderby p.NameSuche
            select new { z.ScopeId, p.Name, p.Email }).ToListAsync()).ToLookup(z => z.ScopeId, z => new Empfaenger(z.Name, z.Email));
        var mitglieder = teilnehmer.Select(t => t.MitgliedId).ToList();
        var vertretungen = (await (
            from m in db.Tischmitglieder
            join p in db.Personen on m.VertretungPersonId equals p.Id
            where mitglieder.Contains(m.Id) && p.DeaktiviertAm == null && db.Zustaendigkeiten.Any(z => z.PersonId == p.Id && z.ScopeId == m.ScopeId && z.Von <= heute && (z.Bis == null || z.Bis >= heute))
            select new { MitgliedId = (Guid?)m.Id, p.Name, p.Email }).ToListAsync()).ToLookup(m => m.MitgliedId, m => new Empfaenger(m.Name, m.Email));
        return teilnehmer.ToDictionary(t => t.Id, t => t.Email is { } email ? (IReadOnlyList<Empfaenger>)[new Empfaenger(t.Name, email)] : [.. aemter[t.ScopeId].Concat(vertretungen[t.MitgliedId]).Distinct()]);
    }

    /// <summary>The page that names recipients and text; nothing is sent by it.</summary>
    /// <param name="ziel">Where the form is sent that sends the mails.</param>
    /// <param name="zurueck">Where something can be changed before.</param>
    /// <param name="fehlt">Why nothing can be sent yet.</param>
    public async Task<SitzungsmailSeite> PreviewAsync(
        Sitzungsanlass anlass, Sitzung sitzung, IReadOnlyList<Sitzungsteilnehmer> wen, string ziel, IReadOnlyList<(string, string?)> felder, string zurueck, string? fehlt = null)
    {
        var brief = await GetPostAsync(sitzung);
        var empfaenger = await GetRecipientsAsync(wen);
        var kopf = await abruf.GetKopfAsync(sitzung);
        return new SitzungsmailSeite(
            kopf, anlass, ziel, felder, zurueck, fehlt, [.. wen.Select(t => (t.Name, empfaenger[t.Id]))], brief.Organisator, BetreffOf(anlass, brief),
            TextOf(anlass, brief, "[Name]", anlass is Sitzungsanlass.Absage or Sitzungsanlass.Ausladung ? null : "[Link zu dieser Sitzung]", gast: false, vertraulich: true), wen.Any(t => t.Email is not null && anlass is not (Sitzungsanlass.Absage or Sitzungsanlass.Ausladung)));
    }

    /// <param name="anlage">The minutes, for those who have no account.</param>
    public async Task AddAsync(Sitzungsanlass anlass, Sitzung sitzung, IReadOnlyCollection<Sitzungsteilnehmer> teilnehmer, byte[]? anlage = null)
    {
        var brief = await GetPostAsync(sitzung);
        var empfaenger = await GetRecipientsAsync(teilnehmer);
        foreach (var t in teilnehmer)
        {
            var gast = t.Email is not null;
            var link = anlass is Sitzungsanlass.Absage or Sitzungsanlass.Ausladung ? null : adresse.LinkTo(new Sitzungsweg(sitzung.RunderTischId, sitzung.Nummer).Seite);
            if (gast && link is not null)
                link = adresse.LinkTo($"/sitzung/{await NewLinkAsync(sitzung, t)}");
            else if (gast && anlass == Sitzungsanlass.Ausladung)
                await RevokeAsync(t.Id);
            var mal = anlass switch
            {
                Sitzungsanlass.Einladung or Sitzungsanlass.Ausladung or Sitzungsanlass.Pruefung => $"{uhr.Now():yyyyMMddHHmmssfff}",
                Sitzungsanlass.Genehmigt => $"{sitzung.Fassungen.Count}",
                _ => $"{sitzung.Kalenderfolge}",
            };
            foreach (var person in empfaenger[t.Id])
                await post.AddAsync(new Brief($"sitzung/{sitzung.Id:N}/{anlass}/{t.Id:N}/{mal}", person.Email, person.Name,
                    BetreffOf(anlass, brief), TextOf(anlass, brief, person.Name, link, gast, vertraulich: t.Stimme == Stimme.Entscheidend))
                {
                    AntwortAn = brief.Organisator.Email,
                    VeranlasstVonId = sitzung.OrganisatorId,
                    MitLink = gast && link is not null,
                    Anlage = gast ? anlage : null,
                    AnlageName = gast && anlage is not null ? "protokoll.pdf" : null,
                    Kalender = anlass is Sitzungsanlass.Pruefung or Sitzungsanlass.Genehmigt ? null : NewEntry(brief, person, link, anlass is Sitzungsanlass.Absage or Sitzungsanlass.Ausladung).Write(),
                });
        }
    }

    /// <summary>The date to take along, as a file.</summary>
    public async Task<string> WriteCalendarAsync(Sitzung sitzung, string link) => NewEntry(await GetPostAsync(sitzung), null, link, sitzung.Status == Sitzungsstatus.Abgesagt).Write();

    private async Task<Sitzungspost> GetPostAsync(Sitzung sitzung) => new(sitzung, await db.NameOfAsync(sitzung.Scope) ?? "",
        await db.Personen.Where(p => p.Id == sitzung.OrganisatorId).Select(p => new Empfaenger(p.Name, p.Email)).SingleAsync());

    private static string BetreffOf(Sitzungsanlass anlass, Sitzungspost post)
    {
        var worum = $"{post.Kreis}, {post.Sitzung.Nummer}. Sitzung";
        return anlass switch
        {
            Sitzungsanlass.Einladung => $"Einladung: {worum}",
            Sitzungsanlass.Terminaenderung => $"Neuer Termin: {worum}",
            Sitzungsanlass.Pruefung => $"Protokoll zur Prüfung: {worum}",
            Sitzungsanlass.Genehmigt => $"Protokoll: {worum}",
            _ => $"Abgesagt: {worum}",
        };
    }

    /// <param name="vertraulich">Reads the titles of vertrauliche items.</param>
    private static string TextOf(Sitzungsanlass anlass, Sitzungspost post, string name, string? link, bool gast, bool vertraulich)
    {
        var s = post.Sitzung;
        var text = new StringBuilder();
        text.Append(CultureInfo.CurrentCulture, $"Guten Tag {name},\n\n").Append(anlass switch
        {
            Sitzungsanlass.Einladung => $"zur {s.Nummer}. Sitzung von „{post.Kreis}“ lade ich Sie ein.",
            Sitzungsanlass.Terminaenderung => $"die {s.Nummer}. Sitzung von „{post.Kreis}“ hat einen neuen Termin. Bitte antworten Sie noch einmal.",
            Sitzungsanlass.Pruefung => $"das Protokoll der {s.Nummer}. Sitzung von „{post.Kreis}“ liegt zur Prüfung bereit. Einwände sind bis zum {s.EinwaendeBis:dd.MM.yyyy} möglich; wer nichts einwendet, muss nichts tun.",
            Sitzungsanlass.Genehmigt => $"das Protokoll der {s.Nummer}. Sitzung von „{post.Kreis}“ ist genehmigt.",
            Sitzungsanlass.Ausladung => $"die Einladung zur {s.Nummer}. Sitzung von „{post.Kreis}“ gilt für Sie nicht mehr.",
            _ => $"die {s.Nummer}. Sitzung von „{post.Kreis}“ ist abgesagt.",
        });
        text.Append(CultureInfo.CurrentCulture, $"\n\n{s.Titel}\nTermin: {Terminworte.Of(s.Tag, s.Uhrzeit, s.Dauer)} (Ortszeit in Deutschland)\n");
        if (anlass is Sitzungsanlass.Einladung or Sitzungsanlass.Terminaenderung)
        {
            if (s.Ort is not null)
                text.Append("Ort: ").Append(s.Ort).Append('\n');
            if (s.Videolink is not null)
                text.Append("Video: ").Append(s.Videolink).Append('\n');
        }
        if (anlass == Sitzungsanlass.Absage && s.Grund is not null)
            text.Append("\nGrund: ").Append(s.Grund).Append('\n');
        if (anlass == Sitzungsanlass.Einladung)
        {
            text.Append("\nTagesordnung:\n");
            foreach (var p in s.Tagesordnung)
                text.Append(CultureInfo.CurrentCulture, $"{p.Position}. {(p.Vertraulich && !vertraulich ? Punktinhalt.VertraulicherTitel : p.Titel)} ({p.Art.Label()}, {p.Minuten} Minuten)\n");
            if (s.VorschlaegeBis is { } bis)
                text.Append(CultureInfo.CurrentCulture, $"\nVorschläge zur Tagesordnung sind bis zum {bis:dd.MM.yyyy} möglich.\n");
            if (s.Nachricht is not null)
                text.Append('\n').Append(s.Nachricht).Append('\n');
        }
        if (link is not null)
            text.Append(anlass is Sitzungsanlass.Pruefung or Sitzungsanlass.Genehmigt ? "\nZum Protokoll:\n" : "\nAntworten und Unterlagen lesen:\n").Append(link).Append('\n');
        if (gast && link is not null)
            text.Append("\nEin Konto brauchen Sie nicht. Der Link ist nur für Sie, bitte geben Sie ihn nicht weiter.\n");
        text.Append(CultureInfo.CurrentCulture, $"\n{post.Organisator.Name}\nModeration, {post.Kreis}\n");
        return text.ToString();
    }

    private Kalendereintrag NewEntry(Sitzungspost brief, Empfaenger? person, string? link, bool abgesagt)
    {
        var s = brief.Sitzung;
        return new Kalendereintrag(
            $"sitzung-{s.Id}@schuldigital", s.Kalenderfolge, abgesagt, s.Tag!.Value.ToDateTime(s.Uhrzeit!.Value), s.Dauer, $"{brief.Kreis}: {s.Titel}", s.Ort ?? s.Videolink,
            string.Join('\n', new[] { s.Videolink is null ? null : $"Video: {s.Videolink}", link is null ? null : $"Antworten und Unterlagen lesen: {link}" }.OfType<string>()),
            link ?? adresse.LinkTo("/runde-tische"), uhr.Now())
        {
            Organisator = (brief.Organisator.Name, brief.Organisator.Email),
            Eingeladen = person is null ? null : (person.Name, person.Email),
        };
    }

    /// <summary>A new link for somebody without account; earlier ones do not open any more.</summary>
    private async Task<string> NewLinkAsync(Sitzung sitzung, Sitzungsteilnehmer teilnehmer)
    {
        await RevokeAsync(teilnehmer.Id);
        var (link, token) = Zugangslink.Create(Zugangszweck.Sitzung, teilnehmer.Id, Kalender.EndOf((sitzung.Tag ?? uhr.Today()).AddDays(Linktage)), einmalig: false);
        db.Add(link);
        return token;
    }

    private async Task RevokeAsync(Guid teilnehmerId)
    {
        foreach (var bisher in await db.Zugangslinks.Where(l => l.Zweck == Zugangszweck.Sitzung && l.GegenstandId == teilnehmerId && l.WiderrufenAm == null).ToListAsync())
            bisher.Revoke(uhr.Now());
    }
}

public sealed record Empfaenger(string Name, string Email);

/// <summary>What every mail of a session names.</summary>
public sealed record Sitzungspost(Sitzung Sitzung, string Kreis, Empfaenger Organisator);

/// <param name="Ziel">Where the form is sent that sends the mails.</param>
/// <param name="Zurueck">Where something can be changed before.</param>
/// <param name="Fehlt">Why nothing can be sent yet.</param>
public sealed record SitzungsmailSeite(
    Sitzungskopf Kopf, Sitzungsanlass Anlass, string Ziel, IReadOnlyList<(string Name, string? Wert)> Felder, string Zurueck, string? Fehlt,
    IReadOnlyList<(string Worte, IReadOnlyList<Empfaenger> Personen)> Empfaenger, Empfaenger Organisator, string Betreff, string Text, bool MitLink);
