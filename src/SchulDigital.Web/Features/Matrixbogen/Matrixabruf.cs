using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>Head of a matrix as every page of it needs it, and its catalogue.</summary>
public sealed record Matrixkopf(
    Guid Id, MatrixStatus Status, int LetzteFassung, Guid KatalogId, Guid? VorgaengerId, string? VorgaengerTitel,
    DateOnly? Frist, DateTime GeaendertAm, Matrixweg Weg)
{
    public bool IsEditable => Status is MatrixStatus.Entwurf or MatrixStatus.InAbstimmung;
}

/// <summary>Reads matrices for pages: projections without tracking, in the scope that the policy granted.</summary>
public sealed class Matrixabruf(
    AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, Katalogverzeichnis kataloge, IHttpContextAccessor http)
{
    private CancellationToken Abbruch => http.HttpContext?.RequestAborted ?? default;

    public Task<Vergleichswerte> GetVergleichAsync(Matrixkopf kopf) =>
        GetVergleichAsync(kopf.Id, kopf.LetzteFassung, kopf.VorgaengerId);

    public ValueTask<Katalog> GetKatalogAsync(Matrixkopf kopf) => kataloge.GetAsync(kopf.KatalogId, Abbruch);

    public async Task<Matrixkopf?> FindKopfAsync(string durchgang) =>
        (await FindAsync(durchgang, themenfeld: null, mitZeilen: false))?.Kopf;

    /// <summary>Head and rows in one statement; all rows, or those of one Themenfeld.</summary>
    public Task<(Matrixkopf Kopf, List<Zeilenstand> Zeilen)?> FindAsync(string durchgang, string? themenfeld, bool mitZeilen = true) =>
        LoadAsync(sichtbar.Matrizen(benutzer.Zugriff.Scope).Where(m => m.Key == durchgang), themenfeld, mitZeilen);

    /// <summary>For somebody who comes by personal link, and for the portal itself: nobody's rights stand behind it.</summary>
    public async Task<(Matrixkopf Kopf, List<Zeilenstand> Zeilen)> GetAsync(Guid matrixId) =>
        (await LoadAsync(db.Matrizen.Where(m => m.Id == matrixId), themenfeld: null, mitZeilen: true))!.Value;

    public async Task<Matrixkopf> GetKopfAsync(Guid matrixId) =>
        (await LoadAsync(db.Matrizen.Where(m => m.Id == matrixId), themenfeld: null, mitZeilen: false))!.Value.Kopf;

    private async Task<(Matrixkopf Kopf, List<Zeilenstand> Zeilen)?> LoadAsync(
        IQueryable<Matrix> matrizen, string? themenfeld, bool mitZeilen)
    {
        var gefunden = await matrizen
            .Select(m => new
            {
                m.Id,
                m.Key,
                m.SchultraegerId,
                m.SchuleId,
                m.Status,
                m.LetzteFassung,
                m.KatalogId,
                m.VorgaengerId,
                VorgaengerTitel = db.Matrizen.Where(v => v.Id == m.VorgaengerId).Select(v => v.Titel).FirstOrDefault(),
                m.GeaendertAm,
                m.Titel,
                Frist = db.Durchgaenge.Where(d => d.Id == m.DurchgangId).Select(d => (DateOnly?)d.Frist).FirstOrDefault(),
                Organisation = m.SchuleId == null
                    ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.Name).First()
                    : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.Name).First(),
                Zeilen = m.Zeilen
                    .Where(z => mitZeilen && (themenfeld == null || z.Themenfeld == themenfeld))
                    .Select(z => new Zeilenstand(z.Id, z.Kriterium, z.Themenfeld, z.Werte, z.Version, z.GeaendertAm))
                    .ToList(),
            })
            .AsNoTracking().SingleOrDefaultAsync(Abbruch);
        if (gefunden is null)
            return null;

        var weg = new Matrixweg(
            Scope.OfHaus(gefunden.SchultraegerId, gefunden.SchuleId), gefunden.Organisation, gefunden.Key, gefunden.Titel);
        return (new Matrixkopf(gefunden.Id, gefunden.Status, gefunden.LetzteFassung, gefunden.KatalogId, gefunden.VorgaengerId,
            gefunden.VorgaengerTitel, gefunden.Frist, gefunden.GeaendertAm, weg), gefunden.Zeilen);
    }

    /// <summary>
    /// What became of the rows of a Themenfeld, also of the last Durchgang's: results of visits, and Themen proposed from a row
    /// itself. A statement each.
    /// </summary>
    public async Task<ILookup<string, Wirkung>> GetWirkungenAsync(Matrixkopf kopf, Themenfeld themenfeld)
    {
        var heute = themenfeld.Kriterien.SelectMany(k => k.Frueher.Append(k.Key), (k, alt) => (Alt: alt, k.Key)).DistinctBy(k => k.Alt).ToDictionary(k => k.Alt, k => k.Key);
        string[] kriterien = [.. heute.Keys];
        var ergebnisse = await (
            from e in db.Besuchsergebnisse
            join z in db.MatrixZeilen on e.ZeileId equals z.Id
            join b in db.Besuche on e.BesuchId equals b.Id
            where (z.MatrixId == kopf.Id || z.MatrixId == kopf.VorgaengerId) && kriterien.Contains(z.Kriterium)
            orderby e.AngelegtAm
            select new { z.Kriterium, Wirkung = new Wirkung(e.Art, e.Text, e.GegenstandId, b.Id, b.Anlass, b.Tag, z.MatrixId != kopf.Id) })
            .AsNoTracking().ToListAsync(Abbruch);
        var themen = await (
            from t in db.Themen
            join z in db.MatrixZeilen on t.ZeileId equals z.Id
            where (z.MatrixId == kopf.Id || z.MatrixId == kopf.VorgaengerId) && kriterien.Contains(z.Kriterium)
                && t.Herkunft.Art == Herkunftsart.Matrixzeile && t.Status != Themenstatus.Zurueckgezogen
            orderby t.VorgeschlagenAm
            select new { z.Kriterium, Wirkung = new Wirkung(Ergebnisart.Thema, t.Titel, t.Id, null, null, null, z.MatrixId != kopf.Id) })
            .AsNoTracking().ToListAsync(Abbruch);
        return ergebnisse.Concat(themen).ToLookup(w => heute[w.Kriterium], w => w.Wirkung);
    }

    /// <summary>
    /// What stands released beside the rows: the own current version (for the marks "geändert seit Fassung n") and the
    /// last Durchgang's. One statement for both. Of one Themenfeld only the rows of its criteria, by the keys of today
    /// and of earlier catalogues: a catalogue may move a criterion to another Themenfeld.
    /// </summary>
    public async Task<Vergleichswerte> GetVergleichAsync(
        Guid matrixId, int letzteFassung, Guid? vorgaengerId, Themenfeld? themenfeld = null)
    {
        if (letzteFassung == 0 && vorgaengerId is null)
            return Vergleichswerte.None;

        string[]? kriterien = themenfeld is null ? null : [.. themenfeld.Kriterien.SelectMany(k => k.Frueher.Append(k.Key))];
        var zeilen = await (
            from f in db.MatrixFassungen
            join z in db.Fassungszeilen on f.Id equals z.FassungId
            where f.Status == FassungStatus.Freigegeben && (f.MatrixId == matrixId || f.MatrixId == vorgaengerId)
                && (kriterien == null || kriterien.Contains(z.Kriterium))
            select new { f.MatrixId, f.Nummer, z.Kriterium, z.Werte }).AsNoTracking().ToListAsync(Abbruch);
        var eigene = zeilen.Where(z => z.MatrixId == matrixId).ToList();
        return new Vergleichswerte(
            eigene.Count == 0 ? null : eigene[0].Nummer,
            eigene.ToDictionary(z => z.Kriterium, z => z.Werte),
            zeilen.Where(z => z.MatrixId == vorgaengerId).ToDictionary(z => z.Kriterium, z => z.Werte));
    }

    public async Task<Zuarbeitszahl> CountZuarbeitAsync(Matrixkopf kopf)
    {
        var zahlen = await (
            from z in db.Zuarbeiten
            where z.MatrixId == kopf.Id && z.BeendetAm == null
            from r in z.Zeilen
            group r by r.Stand into g
            select new { g.Key, Anzahl = g.Count() }).ToListAsync(Abbruch);
        return new Zuarbeitszahl(
            zahlen.Where(z => z.Key is Zuarbeitsstand.Angefragt or Zuarbeitsstand.Zurueckgegeben).Sum(z => z.Anzahl),
            zahlen.Where(z => z.Key == Zuarbeitsstand.Beantwortet).Sum(z => z.Anzahl));
    }

    /// <summary>Departments of the own carrier, offered for "Zuständig".</summary>
    public async Task<IReadOnlyList<string>> GetFachbereicheAsync() => benutzer.Zugriff.Scope.Art == ScopeArt.Schultraeger
        ? await db.Fachbereiche.Where(f => f.SchultraegerId == benutzer.Zugriff.Scope.Id).OrderBy(f => f.Name)
            .Select(f => f.Name).ToListAsync(Abbruch)
        : [];
}

/// <summary>A row as it stands in the database.</summary>
public sealed record Zeilenstand(
    Guid Id, string Kriterium, string Themenfeld, Zeilenwerte Werte, int Version, DateTime? GeaendertAm);

/// <param name="Fassung">Number of the own current version, null before the first release.</param>
public sealed record Vergleichswerte(
    int? Fassung, IReadOnlyDictionary<string, Zeilenwerte> Eigene, IReadOnlyDictionary<string, Zeilenwerte> Vorher)
{
    public static readonly Vergleichswerte None = new(
        null, new Dictionary<string, Zeilenwerte>(), new Dictionary<string, Zeilenwerte>());

    /// <summary>The last Durchgang's row, also where the criterion had another key.</summary>
    public Zeilenwerte? VorherOf(Kriterium kriterium) =>
        Vorher.TryGetValue(kriterium.Key, out var werte) ? werte
        : kriterium.Frueher.Select(k => Vorher.GetValueOrDefault(k)).FirstOrDefault(w => w is not null);
}

/// <summary>What a visit made of a row.</summary>
/// <param name="AusVorher">Of the last Durchgang's row.</param>
/// <param name="BesuchId">The visit of which it is a result; null for what came from the row itself.</param>
public sealed record Wirkung(Ergebnisart Art, string Text, Guid? GegenstandId, Guid? BesuchId, string? Anlass, DateOnly? Tag, bool AusVorher)
{
    /// <summary>Where it is shown: its own page, else the visit's list of results.</summary>
    public string Ziel => Art switch
    {
        Ergebnisart.Thema => $"/themen/{GegenstandId}",
        Ergebnisart.Vereinbarung => $"/vereinbarungen/{GegenstandId}",
        Ergebnisart.Aufgabe => $"/aufgaben/{GegenstandId}",
        _ => $"/besuche/{BesuchId}#ergebnisse",
    };
}
