using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>Reads a Zuarbeit with what stands around it: for the asker, for who is asked, for its mails.</summary>
public sealed class Zuarbeitsabruf(AppDbContext db, Matrixabruf matrizen)
{
    /// <summary>Null where there is none in this matrix.</summary>
    public Task<Zuarbeitsvorgang?> FindAsync(Guid matrixId, Guid zuarbeitId) =>
        LoadAsync(db.Zuarbeiten.Where(z => z.Id == zuarbeitId && z.MatrixId == matrixId));

    /// <summary>By its id alone: behind a personal link, and for the portal itself.</summary>
    public Task<Zuarbeitsvorgang?> FindAsync(Guid zuarbeitId) => LoadAsync(db.Zuarbeiten.Where(z => z.Id == zuarbeitId));

    private async Task<Zuarbeitsvorgang?> LoadAsync(IQueryable<Zuarbeit> zuarbeiten)
    {
        if (await zuarbeiten.Include(z => z.Zeilen).AsNoTracking().SingleOrDefaultAsync() is not { } zuarbeit)
            return null;
        var (kopf, zeilen) = await matrizen.GetAsync(zuarbeit.MatrixId);
        var von = await db.Personen.Where(p => p.Id == zuarbeit.VonId).Select(p => new { p.Name, p.Email }).SingleAsync();
        return new Zuarbeitsvorgang(
            zuarbeit, kopf, await matrizen.GetKatalogAsync(kopf), zeilen.ToDictionary(z => z.Kriterium), von.Name, von.Email);
    }
}

/// <param name="Matrixzeilen">All rows of the matrix as they stand now, by criterion.</param>
public sealed record Zuarbeitsvorgang(
    Zuarbeit Zuarbeit, Matrixkopf Kopf, Katalog Katalog, IReadOnlyDictionary<string, Zeilenstand> Matrixzeilen, string VonName, string VonEmail)
{
    /// <summary>What pages show of it.</summary>
    public Zuarbeitsangabe ToView(DateOnly heute) => Zuarbeitsangabe.Of(Zuarbeit, VonName, heute);

    /// <summary>The asked rows in the order of the catalogue.</summary>
    public IReadOnlyList<(Kriterium Kriterium, Zuarbeitszeile Zeile)> Zeilen =>
        [.. from k in Katalog.Kriterien
            join z in Zuarbeit.Zeilen on k.Key equals z.Kriterium
            select (k, z)];

    /// <summary>End of a sentence that says whether a mail goes to who is asked.</summary>
    public string MailNote => Zuarbeit.AnEmail is not null && Zuarbeit.WhyClosed(Zuarbeit.Frist) is null ? $"; {Zuarbeit.AnName} bekommt eine Mail." : ".";

    public string BisherOf(string kriterium) => Katalog.AskedWords(Matrixzeilen[kriterium].Werte);

    /// <summary>The rows as a form for who is asked; what came in and could not be kept stands in it.</summary>
    public IReadOnlyList<ZeilenSeite> ToForm(IReadOnlyDictionary<string, Zeilenform>? formen) =>
        [.. Zeilen.Where(z => z.Zeile.Stand != Zuarbeitsstand.Uebernommen).Select(z =>
        {
            var form = formen?.GetValueOrDefault(z.Kriterium.Key);
            return new ZeilenSeite(Kopf.Weg, Katalog, z.Kriterium, form?.ApplyTo(Zeilenwerte.Empty) ?? z.Zeile.Vorschlag,
                form?.Version ?? Matrixzeilen[z.Kriterium.Key].Version, null, null, null, null, null)
            {
                Zuarbeit = new Zuarbeitsfrage(z.Zeile.Stand, BisherOf(z.Kriterium.Key), z.Zeile.Hinweis),
                Fehler = form?.Faults ?? new Dictionary<Zeilenfeld, (string?, string)>(),
            };
        })];

    /// <summary>The same rows as a table: what is asked, empty or as proposed so far.</summary>
    public Matrixtabelle ToTable() => new(Kopf, Katalog, new Zuarbeitsblatt(
        Zeilen.ToDictionary(z => z.Kriterium.Key, z => BisherOf(z.Kriterium.Key)),
        [
            ["Zuarbeit für", $"{VonName}, {Kopf.Weg.Organisation}"],
            ["Bis", $"{Zuarbeit.Frist:dd.MM.yyyy}"],
            ["Zurück an", $"{VonEmail}, als Antwort auf die Mail. Oder laden Sie die Tabelle auf der Seite hoch, die der Link in der Mail öffnet."],
            ["Was Sie nicht wissen", "lassen Sie leer. Leere Zellen ändern nichts."],
        ]));

    public IReadOnlyList<Zeilenstand> Tabellenzeilen =>
        [.. Zeilen.Select(z => Matrixzeilen[z.Kriterium.Key] with { Werte = z.Zeile.Vorschlag })];
}

/// <summary>A Zuarbeit to look at.</summary>
/// <param name="Stand">Where it stands, in words.</param>
public sealed record Zuarbeitsangabe(
    Guid Id, string AnName, string AnFunktion, string? AnEmail, DateOnly? AuskunftAm, DateOnly Frist, string? Nachricht, string VonName,
    DateTime AngefragtAm, DateTime? BeendetAm, int Version, string Stand, IReadOnlyDictionary<string, Zuarbeitszeilenangabe> Zeilen)
{
    public bool Wartet => Zeilen.Values.Any(z => z.Stand is Zuarbeitsstand.Angefragt or Zuarbeitsstand.Zurueckgegeben);

    public static Zuarbeitsangabe Of(Zuarbeit z, string von, DateOnly heute) => new(
        z.Id, z.AnName, z.AnFunktion, z.AnEmail, z.AuskunftAm, z.Frist, z.Nachricht, von, z.AngefragtAm, z.BeendetAm, z.Version,
        z.BeendetAm is not null ? z.Stand == Zuarbeitsstand.Uebernommen ? z.Stand.Label() : "beendet"
            : (z.Stand == Zuarbeitsstand.Beantwortet && z.Zeilen.Any(r => r.Wartet) ? "teilweise " : "") + z.Stand.Label()
                + (z.IsOverdue(heute) ? ", Frist abgelaufen" : ""),
        z.Zeilen.ToDictionary(r => r.Kriterium, r => new Zuarbeitszeilenangabe(r.Stand, r.BeantwortetAm, r.Hinweis, r.Vorgeschlagenes)));
}

/// <param name="Vorgeschlagenes">Values in stored form.</param>
public sealed record Zuarbeitszeilenangabe(
    Zuarbeitsstand Stand, DateTime? BeantwortetAm, string? Hinweis, IReadOnlyDictionary<Zeilenfeld, string?> Vorgeschlagenes);
