using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

public enum Weitergabeanlass { Weitergegeben, Zurueckgenommen }

/// <summary>Tells the recipients of a Weitergabe that it is there or gone: who they are, what they read.</summary>
public sealed class Weitergabeversand(
    AppDbContext db, Postausgang post, Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    /// <summary>People who may read what is passed on to these recipients today, by house and name.</summary>
    /// <param name="haus">Whose matrix it is: at a visit everybody else reads it.</param>
    public async Task<IReadOnlyList<Leser>> GetLeserAsync(Empfaengerkreis kreis, Guid empfaengerId, Scope haus)
    {
        if (kreis == Empfaengerkreis.Besuch)
            return await GetGuestsAsync(empfaengerId, haus);
        var heute = uhr.Today();
        var leser = await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where p.DeaktiviertAm == null && z.Von <= heute && (z.Bis == null || z.Bis >= heute)
                && (kreis == Empfaengerkreis.Schultraeger && z.ScopeId == empfaengerId && (z.Rolle == Rolle.Traegerleitung || z.Rolle == Rolle.Traegerbearbeitung)
                    || kreis == Empfaengerkreis.Koordination && z.ScopeId == empfaengerId && z.Rolle == Rolle.Koordination
                    || kreis == Empfaengerkreis.SchulenDesTraegers && z.Rolle == Rolle.Schulleitung
                        && db.Schulen.Any(s => s.Id == z.ScopeId && s.SchultraegerId == empfaengerId && !s.Geschlossen))
            select new
            {
                p.Id,
                p.Name,
                p.NameSuche,
                p.Email,
                p.HinweiseJeMail,
                z.ScopeArt,
                z.ScopeId,
                Haus = db.Schulen.Where(s => s.Id == z.ScopeId).Select(s => s.Name).FirstOrDefault(),
            }).AsNoTracking().ToListAsync();
        return [.. leser.OrderBy(l => l.Haus, StringComparer.CurrentCulture).ThenBy(l => l.NameSuche, StringComparer.Ordinal)
            .Select(l => new Leser(l.Id, l.Name, l.Email, l.HinweiseJeMail, l.Haus, new Scope(l.ScopeArt, l.ScopeId))).Distinct()];
    }

    /// <summary>Those who are invited, and the carrier that organises: offices by name, guests by link and code.</summary>
    private async Task<IReadOnlyList<Leser>> GetGuestsAsync(Guid besuchId, Scope haus)
    {
        var heute = uhr.Today();
        var besuch = await db.Besuche.Where(b => b.Id == besuchId).Select(b => new
        {
            b.SchultraegerId,
            Beteiligte = b.Beteiligte.Where(t => t.AusgeladenAm == null && t.Art != Beteiligungsart.Eigene).Select(t => new { t.Art, t.BezugId, t.Name, t.Organisation, t.Email, t.EingeladenAm }).ToList(),
        }).AsNoTracking().SingleAsync();
        var eingeladene = besuch.Beteiligte.Where(t => t.EingeladenAm is not null && t.BezugId is not null).Select(t => t.BezugId).Append(besuch.SchultraegerId).Where(id => id != haus.Id).ToList();
        var leser = await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where p.DeaktiviertAm == null && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && z.Art != Amtsart.ImAuftrag
                && eingeladene.Contains(z.ScopeId) && (z.Rolle == Rolle.Traegerleitung || z.Rolle == Rolle.Koordination)
            select new { p.Id, p.Name, p.NameSuche, p.Email, p.HinweiseJeMail }).AsNoTracking().ToListAsync();
        return
        [
            .. leser.DistinctBy(l => l.Id).OrderBy(l => l.NameSuche, StringComparer.Ordinal).Select(l => new Leser(l.Id, l.Name, l.Email, l.HinweiseJeMail, null, haus) { BesuchId = besuchId }),
            .. besuch.Beteiligte.Where(t => t.BezugId is null || t.EingeladenAm is null).OrderBy(t => t.Name, StringComparer.CurrentCulture)
                .Select(t => new Leser(Guid.Empty, t.Name, t.Email ?? "", t.EingeladenAm is not null && t.Email is not null, t.Organisation, haus)
                {
                    BesuchId = besuchId,
                    Weg = t.EingeladenAm is null ? "sobald die Einladung verschickt ist" : "mit persönlichem Link und Code",
                }),
        ];
    }

    public static string BetreffOf(Weitergabeanlass anlass, string organisation, string titel) => anlass == Weitergabeanlass.Weitergegeben
        ? $"Matrix {titel}: {organisation} gibt Ihnen ihren Stand weiter"
        : $"Matrix {titel}: {organisation} nimmt die Weitergabe zurück";

    /// <param name="gast">Reads with the personal link of a visit's invitation: only its hash is kept, so no mail can repeat it.</param>
    public static string TextOf(Weitergabeanlass anlass, string organisation, string titel, string? grund, bool gast) =>
        anlass == Weitergabeanlass.Weitergegeben
            ? $"Guten Tag,\n\n{organisation} hat Ihnen die Matrix {titel} weitergegeben. Lesen können Sie sie {(gast ? "mit Ihrem persönlichen Link aus der Einladung und Ihrem Code" : "hier")}, bis {organisation} sie zurücknimmt."
            : $"Guten Tag,\n\n{organisation} hat die Weitergabe der Matrix {titel} zurückgenommen. Sie ist nicht mehr lesbar.\n\nGrund: {grund}";

    /// <summary>A mail per person and occasion into the outbox; saved by the caller.</summary>
    public async Task AddAsync(Matrix matrix, Weitergabe weitergabe, Weitergabeanlass anlass)
    {
        var organisation = await db.NameOfAsync(matrix.Scope) ?? "";
        var antwortAn = await db.Personen.Where(p => p.Id == benutzer.PersonId).Select(p => p.Email).SingleAsync();
        foreach (var person in (await GetLeserAsync(weitergabe.Kreis, weitergabe.EmpfaengerId, matrix.Scope)).Where(l => l.MitMail).GroupBy(l => (l.PersonId, l.Email)))
        {
            var gast = person.First().IstGast;
            var links = gast || anlass == Weitergabeanlass.Zurueckgenommen ? ""
                : "\n\n" + string.Join('\n', person.Select(l => adresse.LinkTo(l.BesuchId is { } besuch ? $"/besuche/{besuch}" : $"{l.Scope.Adresse()}/weitergegeben/{weitergabe.Id}")).Distinct());
            await post.AddAsync(new Brief($"weitergabe/{weitergabe.Id}/{anlass}", person.First().Email, person.First().Name,
                BetreffOf(anlass, organisation, matrix.Titel),
                TextOf(anlass, organisation, matrix.Titel, weitergabe.Grund, gast) + links + "\n")
            {
                AntwortAn = antwortAn,
                VeranlasstVonId = benutzer.PersonId,
            });
        }
    }
}

/// <param name="MitMail">Wants hints by mail too; else she finds it in the portal.</param>
/// <param name="Haus">The school of a Schulleitung; else null.</param>
public sealed record Leser(Guid PersonId, string Name, string Email, bool MitMail, string? Haus, Scope Scope)
{
    /// <summary>The visit at which it is read; null for what has its own page.</summary>
    public Guid? BesuchId { get; init; }

    /// <summary>How somebody reads who is asked to a visit and has no office here, or is not invited yet.</summary>
    public string? Weg { get; init; }

    /// <summary>A guest of a visit, who has no account.</summary>
    public bool IstGast => PersonId == Guid.Empty && MitMail;

    /// <summary>Name, house, and where the mail goes.</summary>
    public string Worte => Name + (Haus is null ? "" : $", {Haus}") + (Weg is null ? MitMail ? $" ({Email})" : " (möchte keine Mail)" : MitMail ? $" ({Email}), {Weg}" : $" ({Weg})");
}
