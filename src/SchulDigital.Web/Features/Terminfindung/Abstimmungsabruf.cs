using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Terminfindung;

/// <summary>What a date is looked for, in words; a session and a visit look alike from here.</summary>
/// <param name="Kreis">The table, or the carrier that organises the visit.</param>
/// <param name="Seite">Address of its page.</param>
/// <param name="IstGeplant">Nobody is invited yet.</param>
/// <param name="Stand">State in words.</param>
/// <param name="Fragen">Who takes part and can be asked.</param>
public sealed record Terminziel(
    Terminanlass Anlass, string Titel, string Kreis, string Seite, int Dauer, bool IstGeplant, string Stand, IReadOnlyList<Terminfrage> Fragen)
{
    public string Weg => Seite + "/terminabstimmung";

    public bool IstBesuch => Anlass.BesuchId is not null;
}

/// <summary>Reads date polls and what they are for.</summary>
public sealed class Abstimmungsabruf(AppDbContext db, AktuellerBenutzer benutzer)
{
    /// <summary>The session or the visit of a route; null where there is none.</summary>
    public async Task<Terminziel?> FindTargetAsync(Guid? tischId, int? nr, Guid? besuchId) => besuchId is { } b
        ? await TargetAsync(null, b)
        : await db.Sitzungen.Where(s => s.RunderTischId == tischId && s.Nummer == nr).Select(s => (Guid?)s.Id).SingleOrDefaultAsync() is { } id ? await TargetAsync(id, null) : null;

    public async Task<Terminziel> TargetAsync(Guid? sitzungId, Guid? besuchId)
    {
        if (sitzungId is not null)
        {
            var s = await db.Sitzungen.Include(s => s.Teilnehmer).AsNoTracking().SingleAsync(s => s.Id == sitzungId);
            return new(new(s.Id, null, s.Scope), $"{s.Nummer}. Sitzung: {s.Titel}", await db.NameOfAsync(s.Scope) ?? "", $"/runde-tische/{s.RunderTischId}/sitzungen/{s.Nummer}", s.Dauer,
                s.Status == Sitzungsstatus.Geplant, s.Status.Label(),
                [.. s.Teilnehmer.Where(t => t.NimmtTeil).OrderBy(t => t.Art).ThenBy(t => t.Name, StringComparer.CurrentCulture).Select(t => new Terminfrage(t.Name, t.Organisation, null, t.Email))]);
        }
        var besuch = await db.Besuche.Include(b => b.Beteiligte).AsNoTracking().SingleAsync(b => b.Id == besuchId);
        return new(new(null, besuch.Id, besuch.Scope), $"Schulträgerbesuch: {besuch.Anlass}", await db.NameOfAsync(besuch.Scope) ?? "", $"/besuche/{besuch.Id}", besuch.Dauer,
            besuch.Status == Besuchsstatus.Geplant, besuch.Status.Label(),
            [.. besuch.Beteiligte.Where(t => t.NimmtTeil && !(t.Art == Beteiligungsart.Eigene && t.BezugId == besuch.OrganisatorId)).OrderBy(t => t.Art).ThenBy(t => t.Name, StringComparer.CurrentCulture).Select(AskOf)]);
    }

    /// <summary>The poll that is open, else the last one; null where there was none.</summary>
    public Task<Terminabstimmung?> FindLatestAsync(Terminanlass anlass) => WithAll().Where(a => a.SitzungId == anlass.SitzungId && a.BesuchId == anlass.BesuchId)
        .OrderByDescending(a => a.BegonnenAm).FirstOrDefaultAsync();

    /// <summary>A poll with the participants for whom this person answers; null where she is not asked.</summary>
    public async Task<(Terminabstimmung Abstimmung, IReadOnlyList<Guid> Meine)?> FindMineAsync(Guid abstimmungId)
    {
        if (await WithAll().SingleOrDefaultAsync(a => a.Id == abstimmungId) is not { } abstimmung)
            return null;
        var haeuser = benutzer.Zustaendigkeiten.Where(Rechte.Of(Handlung.TerminAbstimmen).Grants).Select(z => z.Scope).ToHashSet();
        var meine = abstimmung.Gefragte.Where(g => g.PersonId == benutzer.PersonId || g.Organisation is { } o && haeuser.Contains(o)).Select(g => g.Id).ToList();
        return meine.Count == 0 ? null : (abstimmung, meine);
    }

    public async Task<Terminabstimmung?> FindByParticipantAsync(Guid teilnehmerId) => await WithAll().SingleOrDefaultAsync(a => a.Gefragte.Any(g => g.Id == teilnehmerId));

    private IQueryable<Terminabstimmung> WithAll() => db.Terminabstimmungen.Include(a => a.Vorschlaege).Include(a => a.Gefragte).ThenInclude(g => g.Stimmen).AsNoTracking().AsSplitQuery();

    private static Terminfrage AskOf(Besuchsbeteiligter t) => t.Art switch
    {
        Beteiligungsart.Eigene => new(t.Name, null, t.BezugId, null),
        Beteiligungsart.Koordination => new(t.Name, Scope.Bildungsregion(t.BezugId!.Value), null, null),
        Beteiligungsart.Schultraeger => new(t.Name, Scope.Schultraeger(t.BezugId!.Value), null, null),
        _ => new(t.Worte, null, null, t.Email),
    };
}
