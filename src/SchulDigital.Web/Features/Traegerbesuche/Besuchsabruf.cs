using Microsoft.EntityFrameworkCore;
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
public sealed class Besuchsabruf(AppDbContext db, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer, IHttpContextAccessor http)
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

    /// <summary>Catalogue and title of the matrix along which is talked.</summary>
    public async Task<Besuchskatalog> GetKatalogAsync(Besuch besuch)
    {
        var matrix = await db.Matrizen.Where(m => m.Id == besuch.MatrixId).Select(m => new { m.Key, m.Titel, m.KatalogId }).SingleAsync(Abbruch);
        return new Besuchskatalog(besuch.Scope.Matrixadresse(matrix.Key), matrix.Titel, await kataloge.GetAsync(matrix.KatalogId, Abbruch));
    }

    /// <summary>The same with the rows.</summary>
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

    /// <summary>Questions with the row that they ask about, in the order of the catalogue.</summary>
    /// <param name="von">Only of this participant; null for all.</param>
    public static IEnumerable<Frageangabe> QuestionsOf(Besuch besuch, Besuchskatalog katalog, Guid? von) =>
        from f in besuch.Fragen
        where von is null || f.BeteiligterId == von
        orderby f.GestelltAm
        select new Frageangabe(f.Id, f.VonName, f.ZeileId, katalog.LabelOf(f.Kriterium), f.Text, f.GestelltAm, f.Antwort, f.BeantwortetAm);

    /// <summary>What the record says. Links into the carrier's matrix are for the carrier alone.</summary>
    public async Task<VermerkSeite> GetRecordAsync(Besuch besuch, string basis, bool istTraeger)
    {
        var katalog = await GetKatalogAsync(besuch);
        var ergebnisse = besuch.Ergebnisse.OrderBy(e => e.AngelegtAm).Select(e => Ergebnisangabe.Of(e, katalog));
        return new VermerkSeite(
            KopfOf(besuch, await db.NameOfAsync(besuch.Scope, Abbruch) ?? "", istTraeger, false), basis, katalog.Titel,
            await db.Personen.Where(p => p.Id == besuch.OrganisatorId).Select(p => p.Name).SingleAsync(Abbruch),
            [.. besuch.Beteiligte.Where(b => b.NimmtTeil).OrderBy(b => b.Art).ThenBy(b => b.Name, StringComparer.CurrentCulture).Select(Beteiligtenangabe.Of)],
            Agendazeile.WithoutReasons(besuch), [.. QuestionsOf(besuch, katalog, null)],
            [.. istTraeger ? ergebnisse : ergebnisse.Select(e => e with { Zeilenlink = null, Ziel = null })],
            [.. besuch.Unterlagen.Where(u => u.EntferntAm is null).Select(u => u.Titel).Order(StringComparer.CurrentCulture)],
            besuch.VermerktAm, besuch.VermerkVonName is null ? null : $"{besuch.VermerkVonName}, {besuch.VermerkAmt}");
    }

    public Task<IReadOnlyList<Verlaufszeile>> GetHistoryAsync(Besuch besuch) => db.GetVerlaufAsync(
        besuch.Id, benutzer.PersonId, benutzer.Zustaendigkeiten.Any(z => z.Rolle.IsLeitung() && z.Scope == besuch.Scope), Abbruch);
}

/// <summary>A row as the talk needs it.</summary>
public sealed record Besuchszeile(Guid Id, string Kriterium, string Themenfeld, Zeilenwerte Werte);

/// <summary>The matrix along which is talked, without its rows.</summary>
public record Besuchskatalog(string Adresse, string Titel, Katalog Katalog)
{
    public string LinkTo(string themenfeld, string kriterium) => $"{Adresse}/{themenfeld}#zeile-{kriterium}";

    public string LabelOf(string kriterium) => Katalog.Kriterien.FirstOrDefault(k => k.Key == kriterium)?.Label ?? kriterium;

    public string ThemenfeldLabel(string? key) => key is { Length: > 0 } && Katalog.FindThemenfeld(key) is { } feld ? feld.Label : "Allgemeines";
}

/// <summary>With the released version's rows, before the first release the draft's.</summary>
public sealed record Besuchsmatrix(string Adresse, string Titel, Katalog Katalog, IReadOnlyList<Besuchszeile> Zeilen) : Besuchskatalog(Adresse, Titel, Katalog)
{
    public Besuchszeile? Find(Guid? zeileId) => zeileId is null ? null : Zeilen.FirstOrDefault(z => z.Id == zeileId);

    public Kriterium KriteriumOf(Besuchszeile zeile) => Katalog.Kriterium(zeile.Kriterium);
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

/// <param name="VermerktAm">Null while it is looked through.</param>
public sealed record VermerkSeite(
    Besuchskopf Kopf, string Basis, string Matrixtitel, string Organisator, IReadOnlyList<Beteiligtenangabe> Beteiligte, IReadOnlyList<Agendazeile> Agenda,
    IReadOnlyList<Frageangabe> Fragen, IReadOnlyList<Ergebnisangabe> Ergebnisse, IReadOnlyList<string> Unterlagen, DateTime? VermerktAm, string? VermerkVon)
{
    public bool DarfFreigeben { get; init; }

    /// <summary>By personal link, without an account.</summary>
    public bool IstGast { get; init; }
}
