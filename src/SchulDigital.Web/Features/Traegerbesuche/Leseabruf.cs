using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>What is read before and after a visit: the Leseexemplare, and what a partner or guest sees of it all.</summary>
public sealed class Leseabruf(AppDbContext db, SichtbareDaten sichtbar, Besuchsabruf abruf, Katalogverzeichnis kataloge, IHttpContextAccessor http)
{
    private CancellationToken Abbruch => http.HttpContext?.RequestAborted ?? default;

    /// <summary>The Leseexemplare of a visit: who passed on what; the carrier that organises first.</summary>
    public async Task<IReadOnlyList<Leseexemplarangabe>> GetLeseexemplareAsync(Besuch besuch) =>
    [
        .. (await (
            from w in sichtbar.Leseexemplare(besuch.Id)
            join m in db.Matrizen on w.MatrixId equals m.Id
            join f in db.MatrixFassungen on w.FassungId equals f.Id
            join t in db.Schultraeger on m.SchultraegerId equals t.Id
            select new Leseexemplarangabe(w.Id, m.Id, t.Id, t.Name, m.Titel, f.Nummer, w.WeitergegebenAm)).ToListAsync(Abbruch))
        .OrderBy(l => l.TraegerId != besuch.SchultraegerId).ThenBy(l => l.Traeger, StringComparer.CurrentCulture),
    ];

    /// <summary>One of them with its rows, and what changed since what these readers had before.</summary>
    public async Task<LeseexemplarInhalt?> FindLeseexemplarAsync(Guid besuchId, Guid weitergabeId)
    {
        var gefunden = await (
            from w in sichtbar.Leseexemplare(besuchId)
            join m in db.Matrizen on w.MatrixId equals m.Id
            join f in db.MatrixFassungen on w.FassungId equals f.Id
            where w.Id == weitergabeId
            select new { w, m.Titel, m.KatalogId, Traeger = db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.Name).First(), f.Nummer, f.Status, f.FreigegebenAm, f.FreigegebenVonName, f.Amt })
            .AsNoTracking().SingleOrDefaultAsync(Abbruch);
        if (gefunden is null)
            return null;
        var vorherige = await db.Weitergaben
            .Where(w => w.MatrixId == gefunden.w.MatrixId && w.Kreis == Empfaengerkreis.Besuch && w.EmpfaengerId == besuchId
                && w.Status == WeitergabeStatus.Ersetzt && w.FassungId != gefunden.w.FassungId)
            .OrderByDescending(w => w.WeitergegebenAm).AsNoTracking().FirstOrDefaultAsync(Abbruch);
        var fassungen = new List<Guid> { gefunden.w.FassungId };
        if (vorherige is not null)
            fassungen.Add(vorherige.FassungId);
        var felder = gefunden.w.ThemenfeldKeys;
        var zeilen = await db.Fassungszeilen.Where(z => fassungen.Contains(z.FassungId) && felder.Contains(z.Themenfeld))
            .Select(z => new { z.FassungId, z.ZeileId, z.Kriterium, z.Themenfeld, z.Werte }).AsNoTracking().ToListAsync(Abbruch);
        // What stays in the house is taken out here, not only left out in the view.
        var eigene = zeilen.Where(z => z.FassungId == gefunden.w.FassungId).ToList();
        var frueher = zeilen.Where(z => z.FassungId == vorherige?.FassungId && !z.Werte.Vertraulich && vorherige.ThemenfeldKeys.Contains(z.Themenfeld))
            .ToDictionary(z => z.Kriterium, z => z.Werte.ForOthers());
        return new LeseexemplarInhalt(
            gefunden.w.Id, gefunden.w.FassungId, gefunden.w.ThemenfeldKeys, gefunden.Traeger, gefunden.Titel, gefunden.Nummer, gefunden.Status, gefunden.FreigegebenAm,
            $"{gefunden.FreigegebenVonName}, {gefunden.Amt}", gefunden.w.WeitergegebenAm, vorherige is not null, await kataloge.GetAsync(gefunden.KatalogId, Abbruch),
            [.. eigene.Where(z => !z.Werte.Vertraulich).Select(z => new Besuchszeile(z.ZeileId, z.Kriterium, z.Themenfeld, z.Werte.ForOthers()))],
            frueher, eigene.Count(z => z.Werte.Vertraulich));
    }

    /// <summary>What a partner sees: date, own answer, what there is to read, own questions, the released record.</summary>
    /// <param name="basis">Where her pages begin: of the portal, or of her personal link.</param>
    /// <param name="mayRead">False for a guest who has not given her code yet.</param>
    public async Task<PartnerSeite> GetPartnerAsync(Besuch besuch, Besuchsbeteiligter? selbst, string basis, bool mayRead)
    {
        var katalog = await abruf.GetKatalogAsync(besuch);
        var vermerkt = besuch.Status is Besuchsstatus.Nachbereitet or Besuchsstatus.Abgeschlossen;
        return new PartnerSeite(
            Besuchsabruf.KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", false, false), basis, mayRead, selbst is null ? null : Beteiligtenangabe.Of(selbst),
            await db.Personen.Where(p => p.Id == besuch.OrganisatorId).Select(p => p.Name).SingleAsync(Abbruch), besuch.Grund, besuch.Nachricht,
            mayRead ? await GetLeseexemplareAsync(besuch) : [],
            mayRead ? [.. besuch.Unterlagen.Where(u => u.EntferntAm is null).OrderBy(u => u.Titel, StringComparer.CurrentCulture).Select(Unterlagenangabe.Of)] : [],
            await GetAgendaAsync(besuch, mayRead), mayRead ? [.. Besuchsabruf.QuestionsOf(besuch, katalog, selbst?.Id)] : [], vermerkt);
    }

    /// <summary>A Leseexemplar as a page: rows by Themenfeld, with the reader's questions; the carrier sees everybody's.</summary>
    public async Task<LeseexemplarSeite> GetReadingAsync(Besuch besuch, LeseexemplarInhalt inhalt, Besuchsbeteiligter? selbst, string basis, bool istTraeger)
    {
        var fragen = Besuchsabruf.QuestionsOf(besuch, await abruf.GetKatalogAsync(besuch), istTraeger ? null : selbst?.Id ?? Guid.Empty).ToLookup(f => f.ZeileId);
        var kopf = Besuchsabruf.KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", istTraeger, false);
        return new LeseexemplarSeite(kopf, basis, inhalt, DarfFragen: besuch.IsPlannable && selbst is not null,
        [
            .. from t in inhalt.Katalog.Themenfelder
               let zeilen = inhalt.Katalog.Themenfelder.First(f => f.Key == t.Key).Kriterien
                   .Select(k => (Kriterium: k, Zeile: inhalt.Zeilen.FirstOrDefault(z => z.Kriterium == k.Key))).Where(z => z.Zeile is not null)
                   .Select(z => new Lesezeile(z.Zeile!.Id, new ZeilenansichtSeite(inhalt.Katalog, z.Kriterium, z.Zeile.Werte, null, null, [], null, MitInternem: false),
                       inhalt.ChangesOf(z.Zeile), [.. fragen[z.Zeile.Id]])).ToList()
               where zeilen.Count > 0
               select (t, (IReadOnlyList<Lesezeile>)zeilen),
        ]);
    }

    /// <summary>Two matrices that were passed on to the same visit, row by row of the same catalogue.</summary>
    public async Task<GegenueberSeite> GetComparisonAsync(Besuch besuch, string basis)
    {
        var kopf = Besuchsabruf.KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", false, false);
        var exemplare = (await GetLeseexemplareAsync(besuch)).DistinctBy(l => l.TraegerId).Take(2).ToList();
        if (exemplare.Count < 2 || await FindLeseexemplarAsync(besuch.Id, exemplare[0].Id) is not { } links || await FindLeseexemplarAsync(besuch.Id, exemplare[1].Id) is not { } rechts)
            return new GegenueberSeite(kopf, basis, null, null, []);
        return new GegenueberSeite(kopf, basis, links, rechts,
        [
            .. from t in links.Katalog.Themenfelder
               let paare = t.Kriterien.Select(k => new Zeilenpaar(k, links.Zeilen.FirstOrDefault(z => z.Kriterium == k.Key)?.Werte, rechts.Zeilen.FirstOrDefault(z => z.Kriterium == k.Key)?.Werte))
                   .Where(p => p.Links is not null || p.Rechts is not null).ToList()
               where paare.Count > 0
               select (t, (IReadOnlyList<Zeilenpaar>)paare),
        ]);
    }

    /// <summary>The agenda as a partner may see it: why a row is on it only where that row was passed on.</summary>
    public async Task<IReadOnlyList<Agendazeile>> GetAgendaAsync(Besuch besuch, bool mayRead)
    {
        var gezeigt = mayRead ? (await GetLeseexemplareAsync(besuch)).FirstOrDefault(l => l.MatrixId == besuch.MatrixId) : null;
        var zeilen = gezeigt is null ? null : (await FindLeseexemplarAsync(besuch.Id, gezeigt.Id))?.Zeilen.Select(z => z.Id).ToHashSet();
        return [.. Agendazeile.Of(besuch).Select(p => p.ZeileId is { } id && zeilen?.Contains(id) == true ? p : p with { Grund = null })];
    }
}

/// <param name="Geaendert">What changed since these readers last had it.</param>
public sealed record Lesezeile(Guid Id, ZeilenansichtSeite Ansicht, IReadOnlyList<string> Geaendert, IReadOnlyList<Frageangabe> Fragen);

public sealed record LeseexemplarSeite(
    Besuchskopf Kopf, string Basis, LeseexemplarInhalt Inhalt, bool DarfFragen, IReadOnlyList<(Themenfeld Themenfeld, IReadOnlyList<Lesezeile> Zeilen)> Themenfelder)
{
    /// <summary>By personal link, without an account.</summary>
    public bool IstGast { get; init; }
}

public sealed record Zeilenpaar(Kriterium Kriterium, Zeilenwerte? Links, Zeilenwerte? Rechts);

/// <param name="Links">Null where there are not two.</param>
public sealed record GegenueberSeite(
    Besuchskopf Kopf, string Basis, LeseexemplarInhalt? Links, LeseexemplarInhalt? Rechts, IReadOnlyList<(Themenfeld Themenfeld, IReadOnlyList<Zeilenpaar> Paare)> Themenfelder)
{
    /// <summary>By personal link, without an account.</summary>
    public bool IstGast { get; init; }
}

public sealed record Leseexemplarangabe(Guid Id, Guid MatrixId, Guid TraegerId, string Traeger, string Titel, int Fassung, DateTime Am);

/// <param name="Geaendert">These readers had another version before; what changed since is marked.</param>
/// <param name="Frueher">That version's rows.</param>
public sealed record LeseexemplarInhalt(
    Guid Id, Guid FassungId, IReadOnlyList<string> ThemenfeldKeys, string Traeger, string Titel, int Fassung, FassungStatus Status, DateTime FreigegebenAm, string FreigegebenVon,
    DateTime WeitergegebenAm, bool Geaendert, Katalog Katalog, IReadOnlyList<Besuchszeile> Zeilen, IReadOnlyDictionary<string, Zeilenwerte> Frueher, int Vertraulich)
{
    /// <summary>Labels of the fields that changed since what these readers had before.</summary>
    public IReadOnlyList<string> ChangesOf(Besuchszeile zeile) => !Geaendert ? []
        : Frueher.GetValueOrDefault(zeile.Kriterium) is { } frueher ? [.. zeile.Werte.ChangesFrom(frueher).Select(a => Katalog.Label(a.Feld))] : ["neu weitergegeben"];
}

/// <param name="Basis">Where the reader's pages begin.</param>
/// <param name="DarfLesen">False for a guest who has not given her code yet.</param>
/// <param name="Vermerkt">The record is released.</param>
public sealed record PartnerSeite(
    Besuchskopf Kopf, string Basis, bool DarfLesen, Beteiligtenangabe? Ich, string Organisator, string? Grund, string? Nachricht,
    IReadOnlyList<Leseexemplarangabe> Leseexemplare, IReadOnlyList<Unterlagenangabe> Unterlagen, IReadOnlyList<Agendazeile> Agenda,
    IReadOnlyList<Frageangabe> Fragen, bool Vermerkt)
{
    /// <summary>By personal link, without an account.</summary>
    public bool IstGast { get; init; }

    /// <summary>The code was given wrong too often: only a new link helps.</summary>
    public bool Gesperrt { get; init; }
}
