using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Termine;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

public enum Besuchsanlass { Einladung, Terminaenderung, Aufschub, Absage, Ausladung, NeuerLink, Vermerk }

/// <summary>
/// The mails of a visit, into the outbox: one per recipient and occasion, with the calendar entry that makes, moves or
/// removes the date. Saved by the caller together with what they tell of.
/// </summary>
public sealed class Besuchsversand(AppDbContext db, Postausgang post, Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    /// <summary>Days after the visit on which a guest's link still opens.</summary>
    public const int Linktage = 90;

    /// <summary>People who get a mail for a participant: herself, the offices of a partner organisation, the guest.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Empfaenger>>> GetRecipientsAsync(IReadOnlyCollection<Besuchsbeteiligter> beteiligte)
    {
        var heute = uhr.Today();
        var eigene = beteiligte.Where(b => b.Art == Beteiligungsart.Eigene).Select(b => b.BezugId).ToList();
        var regionen = beteiligte.Where(b => b.Art == Beteiligungsart.Koordination).Select(b => b.BezugId).ToList();
        var traeger = beteiligte.Where(b => b.Art == Beteiligungsart.Schultraeger).Select(b => b.BezugId).ToList();
        var personen = await (
            from p in db.Personen
            where p.DeaktiviertAm == null && eigene.Contains(p.Id)
            select new { BezugId = (Guid?)p.Id, p.Id, p.Name, p.Email }).ToListAsync();
        var aemter = regionen.Count + traeger.Count == 0 ? [] : await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where p.DeaktiviertAm == null && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && z.Art != Amtsart.ImAuftrag
                && (z.Rolle == Rolle.Koordination && regionen.Contains(z.ScopeId) || z.Rolle == Rolle.Traegerleitung && traeger.Contains(z.ScopeId))
            orderby p.NameSuche
            select new { BezugId = z.ScopeId, p.Id, p.Name, p.Email }).ToListAsync();
        var jeBezug = personen.Concat(aemter).ToLookup(p => p.BezugId, p => new Empfaenger(p.Name, p.Email));
        return beteiligte.ToDictionary(b => b.Id, b => b.Art == Beteiligungsart.Gast
            ? b.Email is null ? (IReadOnlyList<Empfaenger>)[] : [new Empfaenger(b.Name, b.Email)] : [.. jeBezug[b.BezugId].Distinct()]);
    }

    public async Task<Besuchspost> GetPostAsync(Besuch besuch) => new(besuch, await db.NameOfAsync(besuch.Scope) ?? "",
        await db.Personen.Where(p => p.Id == besuch.OrganisatorId).Select(p => new Empfaenger(p.Name, p.Email)).SingleAsync());

    public static string BetreffOf(Besuchsanlass anlass, Besuchspost post) => anlass switch
    {
        Besuchsanlass.Einladung => $"Einladung zum Schulträgerbesuch: {post.Besuch.Anlass}, {post.Traeger}",
        Besuchsanlass.Terminaenderung => $"Neuer Termin: Schulträgerbesuch {post.Besuch.Anlass}, {post.Traeger}",
        Besuchsanlass.Aufschub => $"Verschoben: Schulträgerbesuch {post.Besuch.Anlass}, {post.Traeger}",
        Besuchsanlass.NeuerLink => $"Ihr neuer Link zum Schulträgerbesuch: {post.Besuch.Anlass}, {post.Traeger}",
        Besuchsanlass.Vermerk => $"Besuchsvermerk: {post.Besuch.Anlass}, {post.Traeger}",
        _ => $"Abgesagt: Schulträgerbesuch {post.Besuch.Anlass}, {post.Traeger}",
    };

    /// <param name="link">Null where a letter has none: who gets it on paper types the portal's address.</param>
    /// <param name="gast">Reads with link and code.</param>
    /// <param name="papier">How to answer a letter; null in a mail.</param>
    public static string TextOf(Besuchsanlass anlass, Besuchspost post, string name, string? link, bool gast, string? papier = null)
    {
        var b = post.Besuch;
        var text = new StringBuilder();
        text.Append(CultureInfo.CurrentCulture, $"Guten Tag {name},\n\n").Append(anlass switch
        {
            Besuchsanlass.Einladung => $"{post.Traeger} lädt Sie zu einem Schulträgerbesuch ein.",
            Besuchsanlass.Terminaenderung => $"der Schulträgerbesuch von {post.Traeger} hat einen neuen Termin. Bitte antworten Sie noch einmal.",
            Besuchsanlass.Aufschub => $"der Schulträgerbesuch von {post.Traeger} am {b.Tag:dd.MM.yyyy} findet nicht statt. Ein neuer Termin folgt.",
            Besuchsanlass.NeuerLink => $"hier ist Ihr neuer persönlicher Link zum Schulträgerbesuch von {post.Traeger}. Der bisherige gilt nicht mehr.",
            Besuchsanlass.Vermerk => $"{post.Traeger} hat den Vermerk zum Schulträgerbesuch freigegeben. Sie können ihn lesen, behalten, bestätigen oder eine Anmerkung hinzufügen. Antworten müssen Sie nicht.",
            Besuchsanlass.Ausladung => $"{post.Traeger} hat Ihre Einladung zum Schulträgerbesuch zurückgenommen.",
            _ => $"der Schulträgerbesuch von {post.Traeger} ist abgesagt.",
        });
        text.Append(CultureInfo.CurrentCulture, $"\n\nAnlass: {b.Anlass}\n");
        if (anlass != Besuchsanlass.Aufschub)
            text.Append(CultureInfo.CurrentCulture, $"Termin: {Besuchskopf.Terminworte(b.Tag, b.Uhrzeit, b.Dauer)} (Ortszeit in Deutschland)\n");
        if (anlass is Besuchsanlass.Einladung or Besuchsanlass.Terminaenderung or Besuchsanlass.NeuerLink)
        {
            if (b.Ort is not null)
                text.Append("Ort: ").Append(b.Ort).Append('\n');
            if (b.Videolink is not null)
                text.Append("Video: ").Append(b.Videolink).Append('\n');
        }
        if (anlass is Besuchsanlass.Aufschub or Besuchsanlass.Absage && b.Grund is not null)
            text.Append("\nGrund: ").Append(b.Grund).Append('\n');
        if (anlass == Besuchsanlass.Einladung && b.Nachricht is not null)
            text.Append('\n').Append(b.Nachricht).Append('\n');
        if (anlass is Besuchsanlass.Einladung or Besuchsanlass.Terminaenderung)
            text.Append("\nVorher können Sie lesen, wo der Schulträger steht und wohin er will, und zu einzelnen Zeilen fragen.\n");
        if (link is not null)
            text.Append(anlass switch
            {
                Besuchsanlass.Vermerk => "\nLesen und antworten:\n",
                Besuchsanlass.NeuerLink => "\nIhr Link:\n",
                _ => "\nAntworten, lesen, fragen:\n",
            }).Append(link).Append('\n');
        if (papier is not null)
            text.Append('\n').Append(papier).Append('\n');
        else if (gast && SentenceForGuests(anlass) is { } satz)
            text.Append('\n').Append(satz).Append('\n');
        text.Append(CultureInfo.CurrentCulture, $"\n{post.Organisator.Name}\n{post.Traeger}\n");
        return text.ToString();
    }

    /// <summary>What the mail says to guests alone: how they come in without an account.</summary>
    private static string? SentenceForGuests(Besuchsanlass anlass) => anlass switch
    {
        Besuchsanlass.Einladung or Besuchsanlass.NeuerLink =>
            "Ein Konto brauchen Sie nicht. Zum Lesen der Matrix brauchen Sie außerdem einen Code; den bekommen Sie auf anderem Weg. Der Link ist nur für Sie, bitte geben Sie ihn nicht weiter.",
        Besuchsanlass.Terminaenderung or Besuchsanlass.Vermerk => "Ihr persönlicher Link aus der Einladung gilt weiter.",
        _ => null,
    };

    /// <summary>The page that names recipients and text; nothing is sent by it.</summary>
    /// <param name="ziel">Where the form is sent that sends the mails; its preview lies beside it.</param>
    /// <param name="fehlt">Why nothing can be sent yet.</param>
    public async Task<MailvorschauSeite> PreviewAsync(
        Besuchsanlass anlass, Besuch besuch, IReadOnlyList<Besuchsbeteiligter> wen, string ziel, IReadOnlyList<(string, string?)> felder, string? fehlt = null)
    {
        var brief = await GetPostAsync(besuch);
        var ohneMich = wen.Where(b => !IsMe(besuch, b)).ToList();
        var empfaenger = await GetRecipientsAsync(ohneMich);
        var mitGast = wen.Any(b => b.Art == Beteiligungsart.Gast);
        var nurGaeste = mitGast && ohneMich.TrueForAll(b => b.Art == Beteiligungsart.Gast);
        var mitGastlink = mitGast && BringsLink(anlass);
        var link = nurGaeste ? mitGastlink ? "[persönlicher Link]" : null : anlass is Besuchsanlass.Einladung or Besuchsanlass.Terminaenderung or Besuchsanlass.Vermerk ? "[Link zu diesem Besuch]" : null;
        return new MailvorschauSeite(
            Besuchsabruf.KopfOf(besuch, brief.Traeger, true, true), anlass, ziel, felder, fehlt, [.. ohneMich.Select(b => (b.Worte, empfaenger[b.Id]))], brief.Organisator, BetreffOf(anlass, brief),
            TextOf(anlass, brief, "[Name]", link, nurGaeste), mitGast && !nurGaeste ? SentenceForGuests(anlass) : null, mitGastlink)
        { OhneMich = ohneMich.Count < wen.Count };
    }

    /// <summary>Who organises and sends it herself needs no mail about it.</summary>
    private bool IsMe(Besuch besuch, Besuchsbeteiligter beteiligter) => besuch.IsOrganiser(beteiligter) && besuch.OrganisatorId == benutzer.PersonId;

    /// <summary>Whether a guest gets a link of her own with it.</summary>
    private static bool BringsLink(Besuchsanlass anlass) => anlass is Besuchsanlass.Einladung or Besuchsanlass.NeuerLink;

    /// <summary>Whether the calendar entry goes with it.</summary>
    public static bool BringsEntry(Besuchsanlass anlass) => anlass is not (Besuchsanlass.Vermerk or Besuchsanlass.NeuerLink);

    /// <summary>A mail to everybody who stands for these participants. Returns the codes of the guests who got a link.</summary>
    public async Task<IReadOnlyList<Gastcode>> AddAsync(Besuchsanlass anlass, Besuch besuch, IReadOnlyCollection<Besuchsbeteiligter> beteiligte)
    {
        var brief = await GetPostAsync(besuch);
        beteiligte = [.. beteiligte.Where(b => !IsMe(besuch, b))];
        var empfaenger = await GetRecipientsAsync(beteiligte);
        var codes = new List<Gastcode>();
        foreach (var beteiligter in beteiligte)
        {
            var gast = beteiligter.Art == Beteiligungsart.Gast;
            var mitLink = gast && BringsLink(anlass);
            var link = gast ? null : adresse.LinkTo($"/besuche/{besuch.Id}");
            if (mitLink)
            {
                var (token, code) = await NewLinkAsync(besuch, beteiligter);
                link = adresse.LinkTo($"/besuch/{token}");
                codes.Add(new Gastcode(beteiligter.Worte, code));
            }
            else if (gast && anlass == Besuchsanlass.Terminaenderung)
            {
                foreach (var bisher in await LinksOf(beteiligter.Id).ToListAsync())
                    bisher.Extend(EndOfLink(besuch));
            }
            else if (gast && anlass is Besuchsanlass.Ausladung)
            {
                foreach (var bisher in await LinksOf(beteiligter.Id).ToListAsync())
                    bisher.Revoke(uhr.Now());
            }
            if (anlass is Besuchsanlass.Absage or Besuchsanlass.Aufschub or Besuchsanlass.Ausladung)
                link = null;
            var mal = anlass is Besuchsanlass.Einladung or Besuchsanlass.NeuerLink or Besuchsanlass.Ausladung ? $"{uhr.Now():yyyyMMddHHmmssfff}" : $"{besuch.Kalenderfolge}";
            foreach (var person in empfaenger[beteiligter.Id])
                await post.AddAsync(new Brief($"besuch/{besuch.Id:N}/{anlass}/{beteiligter.Id:N}/{mal}", person.Email, person.Name,
                    BetreffOf(anlass, brief), TextOf(anlass, brief, person.Name, link, gast))
                {
                    AntwortAn = brief.Organisator.Email,
                    VeranlasstVonId = besuch.OrganisatorId,
                    MitLink = mitLink,
                    Kalender = BringsEntry(anlass) ? NewEntry(brief, person, link, anlass is not (Besuchsanlass.Einladung or Besuchsanlass.Terminaenderung)).Write() : null,
                });
        }
        return codes;
    }

    /// <summary>
    /// Who is told that a question was answered, and in what words: whoever stands for the participant that asked. The words of
    /// question and answer are not in it, because a guest reads them with her code only.
    /// </summary>
    public async Task<Antwortpost> ComposeAnswerAsync(Besuch besuch, Besuchsfrage frage, string zeile) => (await ComposeAnswersAsync(besuch, [(frage, zeile)]))[0];

    public async Task<IReadOnlyList<Antwortpost>> ComposeAnswersAsync(Besuch besuch, IReadOnlyList<(Besuchsfrage Frage, string Zeile)> fragen)
    {
        var brief = await GetPostAsync(besuch);
        // Who answers her own question knows.
        var fragende = besuch.Beteiligte.Where(b => b.NimmtTeil && !(b.Art == Beteiligungsart.Eigene && b.BezugId == benutzer.PersonId)).ToDictionary(b => b.Id);
        var empfaenger = await GetRecipientsAsync([.. fragende.Values.Where(b => fragen.Any(f => f.Frage.BeteiligterId == b.Id))]);
        return
        [
            .. fragen.Select(f => new Antwortpost(
                brief.Organisator, empfaenger.GetValueOrDefault(f.Frage.BeteiligterId, []), $"Antwort auf eine Frage: Schulträgerbesuch {besuch.Anlass}, {brief.Traeger}",
                $"{brief.Traeger} hat die Frage von {f.Frage.VonName} zur Zeile „{f.Zeile}“ beantwortet.\n\n"
                    + (fragende.GetValueOrDefault(f.Frage.BeteiligterId)?.Art == Beteiligungsart.Gast ? "Lesen können Sie die Antwort mit Ihrem persönlichen Link aus der Einladung und Ihrem Code."
                        : $"Lesen können Sie die Antwort hier:\n{adresse.LinkTo($"/besuche/{besuch.Id}")}")
                    + $"\n\n{brief.Organisator.Name}\n{brief.Traeger}\n")),
        ];
    }

    /// <summary>The mails about the answer that the question has now; the same answer is told once.</summary>
    public async Task AddAnswerAsync(Besuch besuch, Besuchsfrage frage, string zeile)
    {
        var antwort = await ComposeAnswerAsync(besuch, frage, zeile);
        foreach (var person in antwort.An)
            await post.AddAsync(new Brief($"besuch/{besuch.Id:N}/Antwort/{frage.Id:N}/{frage.BeantwortetAm:yyyyMMddHHmmssfff}", person.Email, person.Name, antwort.Betreff, antwort.TextFor(person.Name))
            {
                AntwortAn = antwort.Organisator.Email,
                VeranlasstVonId = benutzer.PersonId,
            });
    }

    /// <summary>The date to take along, as a file.</summary>
    public async Task<string> WriteCalendarAsync(Besuch besuch, string link) => NewEntry(await GetPostAsync(besuch), null, link, besuch.Status == Besuchsstatus.Abgesagt).Write();

    private Kalendereintrag NewEntry(Besuchspost brief, Empfaenger? person, string? link, bool abgesagt)
    {
        var besuch = brief.Besuch;
        return new Kalendereintrag(
            $"besuch-{besuch.Id}@schuldigital", besuch.Kalenderfolge, abgesagt, besuch.Tag!.Value.ToDateTime(besuch.Uhrzeit!.Value), besuch.Dauer,
            $"Schulträgerbesuch {brief.Traeger}: {besuch.Anlass}", besuch.Ort ?? besuch.Videolink,
            string.Join('\n', new[] { besuch.Videolink is null ? null : $"Video: {besuch.Videolink}", link is null ? null : $"Antworten, lesen, fragen: {link}" }.OfType<string>()),
            link ?? adresse.LinkTo("/besuche"), uhr.Now())
        {
            Organisator = (brief.Organisator.Name, brief.Organisator.Email),
            Eingeladen = person is null ? null : (person.Name, person.Email),
        };
    }

    /// <summary>A new link and code for a guest; earlier ones do not open any more.</summary>
    private async Task<(string Token, string Code)> NewLinkAsync(Besuch besuch, Besuchsbeteiligter gast)
    {
        foreach (var bisher in await LinksOf(gast.Id).ToListAsync())
            bisher.Revoke(uhr.Now());
        var code = Zugangslink.NewCode();
        var (link, token) = Zugangslink.Create(Zugangszweck.Besuch, gast.Id, EndOfLink(besuch), einmalig: false, code);
        db.Add(link);
        return (token, code);
    }

    /// <summary>The link that opens for a guest today; null where none does.</summary>
    public Task<Guid?> FindLinkAsync(Guid beteiligterId) => LinksOf(beteiligterId).Select(l => (Guid?)l.Id).SingleOrDefaultAsync();

    private IQueryable<Zugangslink> LinksOf(Guid beteiligterId) =>
        db.Zugangslinks.Where(l => l.Zweck == Zugangszweck.Besuch && l.GegenstandId == beteiligterId && l.WiderrufenAm == null);

    /// <summary>How somebody answers who has it on paper: a link is too long to type.</summary>
    public static string? AnswerByPaper(Besuchsanlass anlass, Besuchspost post, Besuchsbeteiligter an) => anlass switch
    {
        Besuchsanlass.Einladung or Besuchsanlass.Terminaenderung => $"Bitte antworten Sie {WayOf(an)}oder wenden Sie sich an {post.Organisator.Name}: {post.Organisator.Email}",
        Besuchsanlass.Vermerk => $"Lesen und antworten können Sie {WayOf(an)}oder wenden Sie sich an {post.Organisator.Name}: {post.Organisator.Email}",
        _ => null,
    };

    private static string WayOf(Besuchsbeteiligter an) => an.Art == Beteiligungsart.Gast
        ? $"mit dem persönlichen Link, den Sie als Mail{(an.Email is null ? "" : $" an {an.Email}")} bekommen, " : "im Portal auf der Seite „Besuche“, ";

    private static DateTime EndOfLink(Besuch besuch) => Kalender.EndOf(besuch.Tag!.Value.AddDays(Linktage));
}

public sealed record Empfaenger(string Name, string Email);

/// <summary>The mail that a question was answered.</summary>
public sealed record Antwortpost(Empfaenger Organisator, IReadOnlyList<Empfaenger> An, string Betreff, string Satz)
{
    public string TextFor(string name) => $"Guten Tag {name},\n\n{Satz}";
}

/// <summary>What every mail of a visit names.</summary>
public sealed record Besuchspost(Besuch Besuch, string Traeger, Empfaenger Organisator);

/// <summary>The code of a guest, shown once to whoever invites; it travels another way than the link.</summary>
public sealed record Gastcode(string Gast, string Code);
