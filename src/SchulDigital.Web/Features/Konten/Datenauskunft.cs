using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// All that is stored about one person, as JSON. Passwords, secrets and the hashes of links are no information about her
/// and stay out; so does the name of anybody else.
/// </summary>
public sealed class Datenauskunft(AppDbContext db, Zweitfaktor zweitfaktor, TimeProvider uhr)
{
    private static readonly JsonSerializerOptions Schreibweise = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public async Task<byte[]> WriteAsync(Guid personId, CancellationToken abbruch)
    {
        var person = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == personId, abbruch);
        var faktoren = await zweitfaktor.ReadAsync(personId);
        var passkeys = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == personId).ToListAsync(abbruch);
        var anmeldungen = await db.Anmeldungen.AsNoTracking().Where(a => a.PersonId == personId).OrderBy(a => a.Beginn).ToListAsync(abbruch);
        var ereignisse = await db.Sicherheitsereignisse.AsNoTracking().Where(e => e.PersonId == personId).OrderBy(e => e.Zeit).ToListAsync(abbruch);
        var verlauf = await db.Verlauf.AsNoTracking().Where(e => e.PersonId == personId || e.GegenstandId == personId)
            .OrderBy(e => e.Zeit).ToListAsync(abbruch);
        var mails = await db.Ausgangsnachrichten.AsNoTracking().Where(n => n.Empfaenger == person.Email).OrderBy(n => n.AngelegtAm)
            .Select(n => new { n.Betreff, n.AngelegtAm, n.VersandtAm }).ToListAsync(abbruch);
        var links = await db.Zugangslinks.AsNoTracking().Where(l => l.GegenstandId == personId).OrderBy(l => l.EndetAm)
            .Select(l => new { l.Zweck, l.EndetAm, l.VerbrauchtAm, l.WiderrufenAm }).ToListAsync(abbruch);
        var uebernommene = await db.Themenfeldzuordnungen.AsNoTracking().Where(t => t.PersonId == personId).Select(t => t.Themenfeld).ToListAsync(abbruch);

        var aufgaben = await db.Aufgaben.AsNoTracking().Where(a => a.PersonId == personId || a.VonId == personId).OrderBy(a => a.AngelegtAm)
            .Select(a => new { a.Text, a.Frist, a.Status, a.AngelegtAm, a.BeendetAm, Genannt = a.PersonId == personId, Gegeben = a.VonId == personId }).ToListAsync(abbruch);
        var themen = await db.Themen.AsNoTracking().Where(t => t.VonId == personId || t.ModerationVonId == personId || t.TraegerVonId == personId)
            .OrderBy(t => t.VorgeschlagenAm)
            .Select(t => new { t.Titel, t.VorgeschlagenAm, Vorgeschlagen = t.VonId == personId, Zugestimmt = t.ModerationVonId == personId || t.TraegerVonId == personId }).ToListAsync(abbruch);

        var besuche = await db.Besuche.AsNoTracking().Where(b => b.OrganisatorId == personId || b.Beteiligte.Any(t => t.Art == Beteiligungsart.Eigene && t.BezugId == personId))
            .OrderBy(b => b.AngelegtAm).Select(b => new
            {
                b.Anlass,
                b.Tag,
                Organisiert = b.OrganisatorId == personId,
                Antwort = b.Beteiligte.Where(t => t.Art == Beteiligungsart.Eigene && t.BezugId == personId).Select(t => (Rueckmeldung?)t.Rueckmeldung).FirstOrDefault(),
            }).ToListAsync(abbruch);

        var sitzungen = await db.Sitzungen.AsNoTracking().Where(s => s.OrganisatorId == personId || s.Eintraege.Any(e => e.VonId == personId))
            .OrderBy(s => s.AngelegtAm).Select(s => new { s.Titel, s.Tag, Organisiert = s.OrganisatorId == personId, Absaetze = s.Eintraege.Count(e => e.VonId == personId) }).ToListAsync(abbruch);

        var termine = await db.Terminabstimmungen.AsNoTracking().Where(a => a.OrganisatorId == personId || a.Gefragte.Any(g => g.PersonId == personId))
            .OrderBy(a => a.BegonnenAm).Select(a => new
            {
                a.BegonnenAm,
                Begonnen = a.OrganisatorId == personId,
                Beantwortet = a.Gefragte.Where(g => g.PersonId == personId).Select(g => g.BeantwortetAm).FirstOrDefault(),
            }).ToListAsync(abbruch);
        var vertretungen = await db.Tischmitglieder.AsNoTracking().Where(m => m.VertretungPersonId == personId && m.AusgeschiedenAm == null).Select(m => m.Name).ToListAsync(abbruch);

        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            Stand = Zeitangabe.DateAndTime(uhr.Now()),
            Person = new { person.Name, person.Funktion, EMail = person.Email, person.HinweiseJeMail, Erfunden = person.Demo },
            ZweiterFaktor = new
            {
                Passkeys = passkeys.Select(p => new { Bezeichnung = p.Data.Name, AngelegtAm = Moment(p.Data.CreatedAt.UtcDateTime) }),
                App = faktoren.HatApp,
                FreieCodesDerListe = faktoren.OffeneCodes,
            },
            Aemter = await ReadOfficesAsync(personId, abbruch),
            ZugeordneteThemenfelder = uebernommene,
            Aufgaben = aufgaben.Select(a => new
            {
                a.Text,
                Frist = Zeitangabe.Date(a.Frist),
                Stand = a.Status.Label(),
                Angelegt = Moment(a.AngelegtAm),
                Beendet = Moment(a.BeendetAm),
                FuerMich = a.Genannt,
                VonMir = a.Gegeben,
            }),
            Besuche = besuche.Select(b => new { b.Anlass, Tag = b.Tag is { } tag ? Zeitangabe.Date(tag) : null, VonMirOrganisiert = b.Organisiert, MeineAntwort = b.Antwort?.Label() }),
            Sitzungen = sitzungen.Select(s => new { s.Titel, Tag = s.Tag is { } tag ? Zeitangabe.Date(tag) : null, VonMirOrganisiert = s.Organisiert, AbsaetzeVonMir = s.Absaetze }),
            Terminabstimmungen = termine.Select(t => new { Begonnen = Moment(t.BegonnenAm), VonMirBegonnen = t.Begonnen, VonMirBeantwortet = Moment(t.Beantwortet) }),
            VertretungAmTischFuer = vertretungen,
            Themen = themen.Select(t => new { t.Titel, Vorgeschlagen = Moment(t.VorgeschlagenAm), VonMirVorgeschlagen = t.Vorgeschlagen, VonMirAngenommen = t.Zugestimmt }),
            Anmeldungen = anmeldungen.Select(a => new { a.Geraet, Beginn = Moment(a.Beginn), Ende = Moment(a.BeendetAm) }),
            Sicherheitsereignisse = ereignisse.Select(e => new { Zeit = Moment(e.Zeit), Ereignis = Wording(e.Vorfall) }),
            Verlauf = verlauf.Select(e => new
            {
                Zeit = Moment(e.Zeit),
                Ereignis = e.Ereignis.Label(),
                VonMir = e.PersonId == personId,
                e.Gegenstand,
                Kennung = e.GegenstandId,
                // What others wrote beside an entry about me may name themselves.
                Grund = e.PersonId == personId ? e.Grund : null,
                Einzelheiten = e.PersonId == personId ? e.Einzelheiten : null,
            }),
            Mails = mails.Select(m => new { m.Betreff, Angelegt = Moment(m.AngelegtAm), Versandt = Moment(m.VersandtAm) }),
            PersoenlicheLinks = links.Select(l => new
            {
                Zweck = l.Zweck == Zugangszweck.Einladung ? "Einladung" : "Neues Passwort",
                Endet = Moment(l.EndetAm),
                Benutzt = Moment(l.VerbrauchtAm),
                Zurueckgenommen = Moment(l.WiderrufenAm),
            }),
        }, Schreibweise);
    }

    private async Task<IReadOnlyList<object>> ReadOfficesAsync(Guid personId, CancellationToken abbruch)
    {
        var aemter = new List<object>();
        foreach (var z in await db.Zustaendigkeiten.AsNoTracking().Where(z => z.PersonId == personId).OrderBy(z => z.Von).ToListAsync(abbruch))
            aemter.Add(new
            {
                Rolle = z.Rolle.Label(),
                Organisation = await db.NameOfAsync(z.Scope, abbruch),
                Art = Amtszeile.Wording(z.Art),
                Fachbereich = await db.Fachbereiche.Where(f => f.Id == z.FachbereichId).Select(f => f.Name).SingleOrDefaultAsync(abbruch),
                Von = Zeitangabe.Date(z.Von),
                Bis = z.Bis is { } bis ? Zeitangabe.Date(bis) : null,
                z.VonAussen,
            });
        return aemter;
    }

    private static string Moment(DateTime zeit) => Zeitangabe.DateAndTime(zeit);

    private static string? Moment(DateTime? zeit) => zeit is { } gesetzt ? Zeitangabe.DateAndTime(gesetzt) : null;

    private static string Wording(Sicherheitsvorfall vorfall) => vorfall switch
    {
        Sicherheitsvorfall.Angemeldet => "angemeldet",
        Sicherheitsvorfall.PasswortFalsch => "falsches Passwort",
        Sicherheitsvorfall.ZweiterFaktorFalsch => "zweiter Faktor falsch",
        Sicherheitsvorfall.KontoGesperrt => "Konto nach Fehlversuchen gesperrt",
        Sicherheitsvorfall.Abgemeldet => "abgemeldet",
        Sicherheitsvorfall.UeberallAbgemeldet => "überall abgemeldet",
        Sicherheitsvorfall.LinkAbgelehnt => "persönlicher Link abgelehnt",
        Sicherheitsvorfall.PasswortVergessen => "neues Passwort angefordert",
        Sicherheitsvorfall.PasswortGeaendert => "Passwort geändert",
        Sicherheitsvorfall.ZweiterFaktorEingerichtet => "zweiter Faktor eingerichtet",
        Sicherheitsvorfall.ZweiterFaktorEntfernt => "zweiter Faktor entfernt",
        _ => throw new ArgumentOutOfRangeException(nameof(vorfall)),
    };
}
