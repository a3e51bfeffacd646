using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Themenspeicher;

/// <summary>Finds Themen as this person may see them, and in which offices she acts on them.</summary>
public sealed class Themenabruf(
    AppDbContext db, SichtbareDaten sichtbar, Herkunftsabruf herkunft, Bereichszugang zugang, Themenfeldworte themenfelder, AktuellerBenutzer benutzer)
{
    public Task<List<Tischwahl>> GetTischeAsync(CancellationToken abbruch) => sichtbar.Tische()
        .OrderBy(t => t.Name).Select(t => new Tischwahl(t.Id, t.Name)).ToListAsync(abbruch);

    /// <summary>The offices in which this person can act at a table: her own there, those of her houses, else from outside.</summary>
    public async Task<IReadOnlyList<Zustaendigkeit>> GetAemterAsync(Handlung handlung, Guid tischId, CancellationToken abbruch)
    {
        var scope = Scope.RunderTisch(tischId);
        List<Zustaendigkeit> aemter =
        [
            .. benutzer.Zustaendigkeiten.Where(z => z.Scope == scope && Rechte.Of(handlung).Grants(z)),
            .. await zugang.OfficesAtAsync(handlung, tischId, abbruch: abbruch),
        ];
        return aemter.Count > 0 ? aemter : await zugang.OfficeForAsync(handlung, scope, abbruch) is { } vonAussen ? [vonAussen] : [];
    }

    public static Zustimmungsseite SideOf(Zustaendigkeit amt) => amt.Rolle == Rolle.Moderation ? Zustimmungsseite.Moderation : Zustimmungsseite.Traeger;

    public async Task<ThemaSeite?> FindAsync(Guid id, string? konflikt, CancellationToken abbruch)
    {
        var zeile = await (
            from t in sichtbar.Themen()
            join r in db.RundeTische on t.RunderTischId equals r.Id
            where t.Id == id
            select new { t, r.Name, In = db.Themen.Where(i => i.Id == t.ZusammengefuehrtInId).Select(i => new Themenverweis(i.Id, i.Titel)).FirstOrDefault() })
            .AsNoTracking().SingleOrDefaultAsync(abbruch);
        if (zeile is null)
            return null;
        var thema = zeile.t;
        var aufgenommene = await db.Themen.Where(t => t.ZusammengefuehrtInId == id).OrderBy(t => t.VorgeschlagenAm)
            .Select(t => new { t.Id, t.Titel, t.Herkunft }).AsNoTracking().ToListAsync(abbruch);
        var felder = await themenfelder.GetAsync(abbruch);
        return new ThemaSeite(
            id, thema.Version, thema.Titel, thema.Beschreibung, Themenfeldworte.LabelOf(felder, thema.Themenfeld), thema.RunderTischId, zeile.Name,
            await db.NameOfAsync(thema.Von, abbruch) ?? "", thema.VorgeschlagenAm, thema.Status, thema.Grund, thema.Vertagungen, thema.ModerationAm, thema.TraegerAm,
            zeile.In, [.. aufgenommene.Select(t => new Themenverweis(t.Id, t.Titel))],
            await WordsAsync([thema.Herkunft, .. aufgenommene.Select(t => t.Herkunft)], abbruch),
            thema.ArbeitsgruppeMitglieder is null ? null : new(thema.ArbeitsgruppeMitglieder, thema.ArbeitsgruppeAuftrag!, thema.ArbeitsgruppeFrist),
            await GetRechteAsync(thema, abbruch), await db.GetVerlaufAsync(id, benutzer.PersonId, mitNamen: false, abbruch), konflikt);
    }

    /// <summary>What can be joined with a Thema, and how both look.</summary>
    public async Task<ZusammenfuehrungSeite?> FindForJoiningAsync(Guid id, Guid? mit, string? konflikt, CancellationToken abbruch)
    {
        var alle = await sichtbar.Themen().Where(t => db.Themen.Any(d => d.Id == id && d.RunderTischId == t.RunderTischId))
            .OrderBy(t => t.Titel).AsNoTracking().ToListAsync(abbruch);
        if (alle.Find(t => t.Id == id) is not { } thema)
            return null;
        var moegliche = alle.FindAll(t => thema.WhyNotInto(t) is null);
        return new ZusammenfuehrungSeite(await SideAsync(thema), [.. moegliche.Select(t => new Themenverweis(t.Id, t.Titel))],
            moegliche.Find(t => t.Id == mit) is { } ziel ? await SideAsync(ziel) : null,
            konflikt ?? (moegliche.Count == 0 && !thema.IsOpen ? $"Dieses Thema ist {thema.Status.Label()} und lässt sich nicht mehr zusammenführen." : null));

        async Task<Zusammenfuehrungsseite> SideAsync(Thema t) => new(t.Id, t.Version, t.Titel, t.Beschreibung, t.Status, await db.NameOfAsync(t.Von, abbruch) ?? "",
            await WordsAsync([t.Herkunft, .. alle.Where(a => a.ZusammengefuehrtInId == t.Id).Select(a => a.Herkunft)], abbruch));
    }

    private async Task<IReadOnlyList<Herkunftsangabe>> WordsAsync(IReadOnlyList<Herkunft> herkuenfte, CancellationToken abbruch)
    {
        var worte = await herkunft.GetAsync(herkuenfte, abbruch);
        return [.. herkuenfte.Select(h => worte[h]).Distinct()];
    }

    private async Task<Themenrechte> GetRechteAsync(Thema thema, CancellationToken abbruch)
    {
        var entscheiden = thema.Status != Themenstatus.Vorgeschlagen ? []
            : (await GetAemterAsync(Handlung.ThemaEntscheiden, thema.RunderTischId, abbruch)).Select(SideOf).Distinct().ToList();
        var zurueckholen = thema.CanBeBroughtBack && (await GetAemterAsync(Handlung.ThemaZurueckholen, thema.RunderTischId, abbruch)).Count > 0;
        var fuehrt = thema.IsOpen && benutzer.May(Handlung.ThemenFuehren, thema.Scope);
        var schwerpunkt = thema.Status is not (Themenstatus.Vorgeschlagen or Themenstatus.NichtAufgenommen or Themenstatus.Zusammengefuehrt or Themenstatus.Zurueckgezogen)
            && (await GetAemterAsync(Handlung.SchwerpunktePflegen, thema.RunderTischId, abbruch)).Count > 0;
        var umformulieren = thema.CanBeRewordedBy(benutzer.PersonId, await GetAemterAsync(Handlung.ThemaVorschlagen, thema.RunderTischId, abbruch));
        return new Themenrechte(entscheiden, zurueckholen, !fuehrt ? [] : [.. StepsOf(thema)], fuehrt, schwerpunkt, umformulieren);
    }

    private static IEnumerable<Themenschritt> StepsOf(Thema thema)
    {
        if (thema.CanBePlanned)
            yield return Themenschritt.Einplanen;
        if (thema.Status == Themenstatus.Eingeplant)
            yield return Themenschritt.Behandeln;
        if (thema.Status == Themenstatus.Behandelt)
            yield return Themenschritt.Erledigen;
        if (thema.CanBePostponed)
            yield return Themenschritt.Vertagen;
    }
}
