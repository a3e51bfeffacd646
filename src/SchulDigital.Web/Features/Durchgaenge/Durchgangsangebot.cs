using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Durchgaenge;

/// <summary>
/// Offers a Durchgang to every carrier and every open school of the region, follows how far they are, and reminds.
/// </summary>
public sealed class Durchgangsangebot(AppDbContext db, Postausgang post, Portaladresse adresse, TimeProvider uhr)
{
    /// <summary>Offers to whom it was not offered yet; returns to how many.</summary>
    public async Task<int> OfferAsync(Durchgang durchgang, Zugriff zugriff, CancellationToken abbruch)
    {
        var jetzt = uhr.Now();
        if (db.Entry(durchgang).State == EntityState.Detached)
            db.Add(durchgang);
        var neue = await LateAsync(durchgang, abbruch);
        foreach (var scope in neue)
            db.Add(Teilnahme.Offer(durchgang, scope, jetzt));
        db.Add(new Verlaufseintrag(Ereignis.DurchgangAngeboten, nameof(Durchgang), durchgang.Id, zugriff.Scope, zugriff.Urheber, jetzt,
            einzelheiten: $"{neue.Count} Häuser"));
        await db.SaveChangesAsync(abbruch);
        return neue.Count;
    }

    public async Task<int> CountLateAsync(Durchgang durchgang, CancellationToken abbruch) => (await LateAsync(durchgang, abbruch)).Count;

    /// <summary>Carriers and schools of the region without an offer.</summary>
    private async Task<List<Scope>> LateAsync(Durchgang durchgang, CancellationToken abbruch)
    {
        var schulen = await SchulenOf(durchgang)
            .Where(s => !db.Teilnahmen.Any(t => t.DurchgangId == durchgang.Id && t.SchuleId == s.Id)).Select(s => s.Id).ToListAsync(abbruch);
        var traeger = await db.Schultraeger.Where(t => SchulenOf(durchgang).Any(s => s.SchultraegerId == t.Id)
                && !db.Teilnahmen.Any(n => n.DurchgangId == durchgang.Id && n.SchultraegerId == t.Id)).Select(t => t.Id).ToListAsync(abbruch);
        return [.. traeger.Select(Scope.Schultraeger), .. schulen.Select(Scope.Schule)];
    }

    private IQueryable<Domain.Stammdaten.Schule> SchulenOf(Durchgang durchgang) => db.Schulen.Where(s =>
        !s.Geschlossen && db.Kommunen.Any(k => k.Id == s.KommuneId && k.BildungsregionId == durchgang.BildungsregionId));

    /// <summary>
    /// All houses with their state: of a carrier the state and the day of the last change, of a school no more than begonnen
    /// and freigegeben (Fachkonzept, section 4). By name, never ranked.
    /// </summary>
    public async Task<IReadOnlyList<Teilnehmer>> GetTeilnehmerAsync(Durchgang durchgang, CancellationToken abbruch)
    {
        var traeger = await (
            from t in db.Teilnahmen
            join o in db.Schultraeger on t.SchultraegerId equals o.Id
            where t.DurchgangId == durchgang.Id
            let m = db.Matrizen.FirstOrDefault(m => m.DurchgangId == durchgang.Id && m.SchultraegerId == o.Id)
            orderby o.NameSuche
            select new
            {
                o.Id,
                o.Name,
                o.NameSuche,
                t.Status,
                t.Grund,
                Matrixstatus = m == null ? (MatrixStatus?)null : m.Status,
                GeaendertAm = m == null ? (DateTime?)null : m.GeaendertAm,
                Begonnen = m != null && m.Zeilen.Any(z => z.Version > 0),
                Freigegeben = m != null && m.Fassungen.Any(f => f.Status == FassungStatus.Freigegeben),
            }).AsNoTracking().ToListAsync(abbruch);
        var schulen = await (
            from t in db.Teilnahmen
            join o in db.Schulen on t.SchuleId equals o.Id
            where t.DurchgangId == durchgang.Id
            orderby o.NameSuche
            select new
            {
                o.Id,
                o.Name,
                o.NameSuche,
                t.Status,
                t.Grund,
                Begonnen = db.Matrizen.Any(m => m.DurchgangId == durchgang.Id && m.SchuleId == o.Id && m.Zeilen.Any(z => z.Version > 0)),
                Freigegeben = db.Matrizen.Any(m => m.DurchgangId == durchgang.Id && m.SchuleId == o.Id
                    && m.Fassungen.Any(f => f.Status == FassungStatus.Freigegeben)),
            }).AsNoTracking().ToListAsync(abbruch);
        return
        [
            .. traeger.Select(t => new Teilnehmer(Scope.Schultraeger(t.Id), t.Name, t.NameSuche, t.Status, t.Grund, t.Begonnen, t.Freigegeben,
                t.Begonnen ? t.Matrixstatus : null, t.Begonnen ? t.GeaendertAm : null)),
            .. schulen.Select(s => new Teilnehmer(Scope.Schule(s.Id), s.Name, s.NameSuche, s.Status, s.Grund, s.Begonnen, s.Freigegeben, null, null)),
        ];
    }

    /// <summary>The people who fill or release in the houses that this occasion concerns, and the houses that have nobody.</summary>
    public async Task<(IReadOnlyList<Empfaenger> Empfaenger, IReadOnlyList<string> Ohne)> GetRecipientsAsync(
        Durchgang durchgang, Erinnerungsanlass an, CancellationToken abbruch)
    {
        var haeuser = (await GetTeilnehmerAsync(durchgang, abbruch)).Where(t => an.Concerns(t)).ToList();
        var ids = haeuser.Select(h => h.Scope.Id).ToList();
        var heute = uhr.Today();
        var leute = await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where ids.Contains(z.ScopeId) && p.DeaktiviertAm == null
                && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && z.Art != Amtsart.ImAuftrag
                && (z.ScopeArt == ScopeArt.Schultraeger || z.ScopeArt == ScopeArt.Schule)
            select new { z.ScopeId, p.Id, p.Name, p.NameSuche, p.Email }).AsNoTracking().ToListAsync(abbruch);
        var jeHaus = leute.ToLookup(l => l.ScopeId);
        return (
            [
                .. haeuser.SelectMany(h => jeHaus[h.Scope.Id].DistinctBy(l => l.Id).OrderBy(l => l.NameSuche, StringComparer.Ordinal)
                    .Select(l => new Empfaenger(l.Id, l.Name, l.Email, h.Name, h.Scope))),
            ],
            [.. haeuser.Where(h => !jeHaus[h.Scope.Id].Any()).Select(h => h.Name)]);
    }

    /// <summary>Puts one mail per person and occasion of today into the outbox; a second click sends nothing again.</summary>
    public Task<int> RemindAsync(
        Durchgang durchgang, Erinnerungsanlass an, IReadOnlyList<Empfaenger> empfaenger, string betreff, string text,
        Zugriff zugriff, CancellationToken abbruch) => db.InTransactionAsync(async () =>
    {
        var jetzt = uhr.Now();
        var antwortAn = await db.Personen.Where(p => p.Id == zugriff.Zustaendigkeit.PersonId).Select(p => p.Email).SingleAsync(abbruch);
        foreach (var person in empfaenger.GroupBy(e => e.PersonId))
        {
            var links = person.Select(e =>
                $"{e.Haus}: {adresse.LinkTo(e.Scope.Matrixadresse(durchgang.Key) + (an == Erinnerungsanlass.Angebot ? "/teilnahme" : ""))}");
            await post.AddAsync(new Brief(
                $"durchgang/{durchgang.Id}/{an}/{uhr.Today():yyyy-MM-dd}", person.First().Email, person.First().Name, betreff,
                $"{text}\n\n{string.Join('\n', links)}\n")
            {
                AntwortAn = antwortAn,
                VeranlasstVonId = zugriff.Zustaendigkeit.PersonId,
            }, abbruch);
        }
        var neue = db.ChangeTracker.Entries<Ausgangsnachricht>().Count(e => e.State == EntityState.Added);
        if (neue > 0)
            db.Add(new Verlaufseintrag(Ereignis.ErinnerungVersandt, nameof(Durchgang), durchgang.Id, zugriff.Scope, zugriff.Urheber, jetzt,
                einzelheiten: $"{an.Label()}: {neue} Mails"));
        await db.SaveChangesAsync(abbruch);
        return neue;
    }, abbruch);
}

/// <param name="Matrixstatus">Of a carrier whose matrix is begun; of a school never.</param>
public sealed record Teilnehmer(
    Scope Scope, string Name, string NameSuche, Teilnahmestatus Status, string? Grund, bool Begonnen, bool Freigegeben,
    MatrixStatus? Matrixstatus, DateTime? GeaendertAm)
{
    public bool IsTraeger => Scope.Art == ScopeArt.Schultraeger;
    public bool NimmtTeil => Status == Teilnahmestatus.Angenommen;

    /// <summary>How far it is, in words.</summary>
    public string Stand => !NimmtTeil ? "–"
        : Matrixstatus is { } status ? status.Label()
        : Freigegeben ? "freigegeben"
        : Begonnen ? "begonnen" : "noch nicht begonnen";
}

public sealed record Empfaenger(Guid PersonId, string Name, string Email, string Haus, Scope Scope);

/// <summary>Whom a mail about a Durchgang is for.</summary>
public enum Erinnerungsanlass { Angebot, Beginn, Freigabe }

public static class Erinnerungsanlaesse
{
    public static bool Concerns(this Erinnerungsanlass anlass, Teilnehmer teilnehmer) => anlass switch
    {
        Erinnerungsanlass.Angebot => teilnehmer.Status == Teilnahmestatus.Angeboten,
        Erinnerungsanlass.Beginn => teilnehmer is { NimmtTeil: true, Begonnen: false, Freigegeben: false },
        _ => teilnehmer is { NimmtTeil: true, Begonnen: true, Freigegeben: false },
    };

    public static string Label(this Erinnerungsanlass anlass) => anlass switch
    {
        Erinnerungsanlass.Angebot => "noch keine Antwort",
        Erinnerungsanlass.Beginn => "noch nicht begonnen",
        _ => "noch nicht freigegeben",
    };

    public static string Betreff(this Erinnerungsanlass anlass) => anlass switch
    {
        Erinnerungsanlass.Angebot => "Nehmen Sie teil?",
        Erinnerungsanlass.Beginn => "Ihre Matrix wartet auf Sie",
        _ => "Ihre Matrix ist noch nicht freigegeben",
    };

    public static string Vorschlag(this Erinnerungsanlass anlass, string titel, DateOnly frist) => "Guten Tag,\n\n" + anlass switch
    {
        Erinnerungsanlass.Angebot => $"für Ihr Haus liegt ein Angebot bereit, am Durchgang {titel} teilzunehmen. Die Frist ist der {frist:dd.MM.yyyy}. Die Teilnahme ist freiwillig; bitte sagen Sie kurz zu oder ab.",
        Erinnerungsanlass.Beginn => $"Sie nehmen am Durchgang {titel} teil, und Ihre Matrix ist noch leer. Die Frist ist der {frist:dd.MM.yyyy}. Wenn etwas im Weg steht, antworten Sie gern auf diese Mail.",
        _ => $"Ihre Matrix im Durchgang {titel} ist begonnen und noch nicht freigegeben. Die Frist ist der {frist:dd.MM.yyyy}. Wenn etwas im Weg steht, antworten Sie gern auf diese Mail.",
    } + "\n\nMit freundlichen Grüßen";
}
