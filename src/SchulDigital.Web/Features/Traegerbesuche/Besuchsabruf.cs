using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>Parts of a visit that an act or a page needs.</summary>
[Flags]
public enum Besuchsteile { Keine = 0, Beteiligte = 1, Punkte = 2, Notizen = 4, Fragen = 8, Ergebnisse = 16, Unterlagen = 32, Alle = 63 }

public static class Besuchsauswahl
{
    /// <summary>One statement for each part, however many rows it has.</summary>
    public static IQueryable<Besuch> With(this IQueryable<Besuch> besuche, Besuchsteile teile)
    {
        if (teile.HasFlag(Besuchsteile.Beteiligte))
            besuche = besuche.Include(b => b.Beteiligte);
        if (teile.HasFlag(Besuchsteile.Punkte))
            besuche = besuche.Include(b => b.Punkte);
        if (teile.HasFlag(Besuchsteile.Notizen))
            besuche = besuche.Include(b => b.Notizen);
        if (teile.HasFlag(Besuchsteile.Fragen))
            besuche = besuche.Include(b => b.Fragen);
        if (teile.HasFlag(Besuchsteile.Ergebnisse))
            besuche = besuche.Include(b => b.Ergebnisse);
        if (teile.HasFlag(Besuchsteile.Unterlagen))
            besuche = besuche.Include(b => b.Unterlagen);
        return besuche.AsSplitQuery();
    }
}

/// <summary>Reads visits for pages: what the policy let in, without tracking.</summary>
public sealed class Besuchsabruf(AppDbContext db, SichtbareDaten sichtbar, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer, TimeProvider uhr, IHttpContextAccessor http)
{
    private CancellationToken Abbruch => http.HttpContext?.RequestAborted ?? default;

    public Task<Besuch> GetAsync(Guid besuchId, Besuchsteile teile) =>
        db.Besuche.With(teile).AsNoTracking().SingleAsync(b => b.Id == besuchId, Abbruch);

    public async Task<Besuchskopf> GetKopfAsync(Besuch besuch) =>
        KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", IstTraeger(besuch), IstTraeger(besuch) && benutzer.May(Handlung.BesuchPlanen, besuch.Scope));

    public static Besuchskopf KopfOf(Besuch besuch, string traeger, bool istTraeger, bool darfPlanen) => new(
        besuch.Id, besuch.Anlass, besuch.Status, besuch.VerschobenAm is not null, besuch.Tag, besuch.Uhrzeit, besuch.Dauer, besuch.Ort, besuch.Videolink,
        traeger, besuch.Scope, istTraeger, darfPlanen);

    public bool IstTraeger(Besuch besuch) => benutzer.Zugriff.Scope == besuch.Scope;

    /// <summary>The participant whom this person is or stands for; null for people of the house who are not invited.</summary>
    public Besuchsbeteiligter? FindSelf(Besuch besuch) => besuch.Beteiligte.FirstOrDefault(b => b.NimmtTeil && b.EingeladenAm is not null && (IstTraeger(besuch)
        ? b.Art == Beteiligungsart.Eigene && b.BezugId == benutzer.PersonId
        : b.Art == (benutzer.Zugriff.Scope.Art == ScopeArt.Bildungsregion ? Beteiligungsart.Koordination : Beteiligungsart.Schultraeger)
            && b.BezugId == benutzer.Zugriff.Scope.Id));

    /// <summary>Person and house in words, as it stands beside an answer or a question.</summary>
    public async Task<string> GetOwnWordsAsync() => $"{benutzer.Name}, {await db.NameOfAsync(benutzer.Zugriff.Scope, Abbruch)}";

    /// <summary>Catalogue, rows and title of the matrix along which is talked.</summary>
    public async Task<Besuchsmatrix> GetMatrixAsync(Besuch besuch)
    {
        var matrix = await db.Matrizen.Where(m => m.Id == besuch.MatrixId).Select(m => new
        {
            m.Key,
            m.Titel,
            m.KatalogId,
            Fassung = m.Fassungen.Where(f => f.Status == FassungStatus.Freigegeben).Select(f => new
            {
                f.Id,
                Zeilen = f.Zeilen.Select(z => new Besuchszeile(z.ZeileId, z.Kriterium, z.Themenfeld, z.Werte)).ToList(),
            }).FirstOrDefault(),
            Entwurf = m.Zeilen.Select(z => new Besuchszeile(z.Id, z.Kriterium, z.Themenfeld, z.Werte)).ToList(),
        }).AsNoTracking().AsSplitQuery().SingleAsync(Abbruch);
        return new Besuchsmatrix(besuch.Scope.Matrixadresse(matrix.Key), matrix.Titel, await kataloge.GetAsync(matrix.KatalogId, Abbruch), matrix.Fassung?.Zeilen ?? matrix.Entwurf);
    }

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
        var matrix = await GetMatrixAsync(besuch);
        var vermerkt = besuch.Status is Besuchsstatus.Nachbereitet or Besuchsstatus.Abgeschlossen;
        return new PartnerSeite(
            KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", false, false), basis, mayRead, selbst is null ? null : Beteiligtenangabe.Of(selbst),
            await db.Personen.Where(p => p.Id == besuch.OrganisatorId).Select(p => p.Name).SingleAsync(Abbruch), besuch.Grund, besuch.Nachricht,
            mayRead ? await GetLeseexemplareAsync(besuch) : [],
            mayRead ? [.. besuch.Unterlagen.Where(u => u.EntferntAm is null).OrderBy(u => u.Titel, StringComparer.CurrentCulture).Select(Unterlagenangabe.Of)] : [],
            await GetAgendaAsync(besuch, mayRead), mayRead ? [.. QuestionsOf(besuch, matrix, selbst?.Id)] : [], vermerkt);
    }

    /// <summary>A Leseexemplar as a page: rows by Themenfeld, with the reader's questions; the carrier sees everybody's.</summary>
    public async Task<LeseexemplarSeite> GetReadingAsync(Besuch besuch, LeseexemplarInhalt inhalt, Besuchsbeteiligter? selbst, string basis, bool istTraeger)
    {
        var fragen = QuestionsOf(besuch, await GetMatrixAsync(besuch), istTraeger ? null : selbst?.Id ?? Guid.Empty).ToLookup(f => f.ZeileId);
        var kopf = KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", istTraeger, false);
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
        var kopf = KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", false, false);
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

    /// <summary>Questions with the row that they ask about, in the order of the catalogue.</summary>
    /// <param name="von">Only of this participant; null for all.</param>
    public static IEnumerable<Frageangabe> QuestionsOf(Besuch besuch, Besuchsmatrix matrix, Guid? von) =>
        from f in besuch.Fragen
        where von is null || f.BeteiligterId == von
        orderby f.GestelltAm
        select new Frageangabe(f.Id, f.VonName, f.ZeileId, matrix.Katalog.Kriterien.FirstOrDefault(k => k.Key == f.Kriterium)?.Label ?? f.Kriterium, f.Text, f.GestelltAm, f.Antwort, f.BeantwortetAm);

    /// <summary>What the record says. Links into the carrier's matrix are for the carrier alone.</summary>
    public async Task<VermerkSeite> GetRecordAsync(Besuch besuch, string basis, bool istTraeger)
    {
        var matrix = await GetMatrixAsync(besuch);
        var ergebnisse = besuch.Ergebnisse.OrderBy(e => e.AngelegtAm).Select(e => Ergebnisangabe.Of(e, matrix));
        return new VermerkSeite(
            KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", istTraeger, false), basis, matrix.Titel,
            await db.Personen.Where(p => p.Id == besuch.OrganisatorId).Select(p => p.Name).SingleAsync(Abbruch),
            [.. besuch.Beteiligte.Where(b => b.NimmtTeil).OrderBy(b => b.Art).ThenBy(b => b.Name, StringComparer.CurrentCulture).Select(Beteiligtenangabe.Of)],
            Agendazeile.WithoutReasons(besuch), [.. QuestionsOf(besuch, matrix, null)],
            [.. istTraeger ? ergebnisse : ergebnisse.Select(e => e with { Zeilenlink = null, Ziel = null })],
            [.. besuch.Unterlagen.Where(u => u.EntferntAm is null).Select(u => u.Titel).Order(StringComparer.CurrentCulture)],
            besuch.VermerktAm, besuch.VermerkVonName is null ? null : $"{besuch.VermerkVonName}, {besuch.VermerkAmt}");
    }

    /// <summary>The letter that says what the mail of this moment says.</summary>
    public async Task<byte[]> ComposeLetterAsync(Besuch besuch, Besuchsbeteiligter an, Besuchspost post)
    {
        var anlass = besuch.Status switch
        {
            Besuchsstatus.Abgesagt => Besuchsanlass.Absage,
            Besuchsstatus.Verschoben => Besuchsanlass.Aufschub,
            Besuchsstatus.Nachbereitet or Besuchsstatus.Abgeschlossen => Besuchsanlass.Vermerk,
            _ when besuch.VerschobenAm is not null => Besuchsanlass.Terminaenderung,
            _ => Besuchsanlass.Einladung,
        };
        var haus = await db.Schultraeger.Where(t => t.Id == besuch.SchultraegerId)
            .Select(t => new { t.Strasse, t.Postleitzahl, t.Ort, Vorlage = db.Hausvorlagen.FirstOrDefault(v => v.SchultraegerId == t.Id) }).AsNoTracking().SingleAsync(Abbruch);
        return new Pdf.Besuchsbrief(
            Besuchsversand.BetreffOf(anlass, post), Besuchsversand.TextOf(anlass, post, an.Name, null, an.Art == Beteiligungsart.Gast, Besuchsversand.AnswerByPaper(anlass, post, an)), an.Name, an.Organisation, post.Traeger,
            haus.Vorlage?.Logo, haus.Vorlage?.Logobeschreibung, haus.Vorlage?.Stelle, haus.Strasse, $"{haus.Postleitzahl} {haus.Ort}".Trim(), uhr.Now()).Compose().GeneratePdf();
    }

    public Task<IReadOnlyList<Verlaufszeile>> GetHistoryAsync(Besuch besuch) => db.GetVerlaufAsync(
        besuch.Id, benutzer.PersonId, benutzer.Zustaendigkeiten.Any(z => z.Rolle.IsLeitung() && z.Scope == besuch.Scope), Abbruch);
}

/// <summary>A row as the talk needs it.</summary>
public sealed record Besuchszeile(Guid Id, string Kriterium, string Themenfeld, Zeilenwerte Werte);

/// <summary>The matrix along which is talked: the released version's rows, before the first release the draft's.</summary>
public sealed record Besuchsmatrix(string Adresse, string Titel, Katalog Katalog, IReadOnlyList<Besuchszeile> Zeilen)
{
    public Besuchszeile? Find(Guid? zeileId) => zeileId is null ? null : Zeilen.FirstOrDefault(z => z.Id == zeileId);

    public Kriterium KriteriumOf(Besuchszeile zeile) => Katalog.Kriterium(zeile.Kriterium);

    public string LinkTo(Besuchszeile zeile) => $"{Adresse}/{zeile.Themenfeld}#zeile-{zeile.Kriterium}";

    public string ThemenfeldLabel(string? key) => key is { Length: > 0 } && Katalog.FindThemenfeld(key) is { } feld ? feld.Label : "Allgemeines";
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

/// <param name="BeteiligterName">Who asks, in words.</param>
public sealed record Frageangabe(Guid Id, string BeteiligterName, Guid ZeileId, string Zeile, string Text, DateTime GestelltAm, string? Antwort, DateTime? BeantwortetAm);

/// <summary>An item of the agenda with its time; null where the visit has none yet.</summary>
public sealed record Agendazeile(Guid Id, Punktart Art, string Titel, string? Grund, int Minuten, TimeOnly? Von, TimeOnly? Bis, Guid? ZeileId, string? Themenfeld, DateTime? BesprochenAm)
{
    public string Zeit => Von is { } von ? $"{von:HH\\:mm} bis {Bis:HH\\:mm} Uhr" : $"{Minuten} Minuten";

    public static IReadOnlyList<Agendazeile> WithoutReasons(Besuch besuch) => [.. Of(besuch).Select(p => p with { Grund = null })];

    /// <summary>What is on the agenda, in order.</summary>
    public static IReadOnlyList<Agendazeile> Of(Besuch besuch)
    {
        var zeilen = new List<Agendazeile>();
        var jetzt = besuch.Uhrzeit;
        foreach (var p in besuch.Punkte.Where(p => !p.Ausgelassen).OrderBy(p => p.Position))
        {
            var bis = jetzt?.AddMinutes(p.Minuten);
            zeilen.Add(new Agendazeile(p.Id, p.Art, p.Titel, p.Grund, p.Minuten, jetzt, bis, p.ZeileId, p.Themenfeld, p.BesprochenAm));
            jetzt = bis;
        }
        return zeilen;
    }
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

/// <param name="VermerktAm">Null while it is looked through.</param>
public sealed record VermerkSeite(
    Besuchskopf Kopf, string Basis, string Matrixtitel, string Organisator, IReadOnlyList<Beteiligtenangabe> Beteiligte, IReadOnlyList<Agendazeile> Agenda,
    IReadOnlyList<Frageangabe> Fragen, IReadOnlyList<Ergebnisangabe> Ergebnisse, IReadOnlyList<string> Unterlagen, DateTime? VermerktAm, string? VermerkVon)
{
    public bool DarfFreigeben { get; init; }

    /// <summary>By personal link, without an account.</summary>
    public bool IstGast { get; init; }
}
