using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// Saves the rows of a Themenfeld: each row is saved or refused by itself. Who was faster is found by the row's version
/// and by the matrix's state; both are tokens in the database, so a race ends in another look, never in an overwrite.
/// </summary>
public sealed class Zeilenspeicherung(
    AppDbContext db, SichtbareDaten sichtbar, Matrixabruf abruf, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    private const int MaxVersuche = 8;

    /// <summary>Null when there is no such matrix or Themenfeld.</summary>
    /// <exception cref="Zustandskonflikt">The matrix was released or withdrawn meanwhile.</exception>
    public async Task<Speicherergebnis?> SaveAsync(
        string durchgang, string themenfeld, IFormCollection form, CancellationToken abbruch)
    {
        for (var versuch = 1; ; versuch++)
        {
            try
            {
                return await TrySaveAsync(durchgang, themenfeld, form, abbruch);
            }
            catch (DbUpdateConcurrencyException) when (versuch < MaxVersuche)
            {
                // Somebody else's save came between reading and writing: look again at what stands there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Speicherergebnis?> TrySaveAsync(
        string durchgang, string themenfeld, IFormCollection form, CancellationToken abbruch)
    {
        var matrix = await sichtbar.Matrizen(benutzer.Zugriff.Scope)
            .Include(m => m.Zeilen.Where(z => z.Themenfeld == themenfeld))
            .SingleOrDefaultAsync(m => m.Key == durchgang, abbruch);
        if (matrix is null || matrix.Zeilen.Count == 0)
            return null;

        var katalog = await kataloge.GetAsync(matrix.KatalogId, abbruch);
        var formen = Zeilenform.ReadAll(form, katalog.FindThemenfeld(themenfeld)!);
        var ergebnisse = new Dictionary<string, Zeilenergebnis>(StringComparer.Ordinal);
        foreach (var zeile in matrix.Zeilen)
            if (formen.TryGetValue(zeile.Kriterium, out var zeilenform))
                ergebnisse[zeile.Kriterium] = await AnswerAsync(matrix, zeile, zeilenform, abbruch);
        if (Zeilenwahl.Read(form) is { } auftrag)
            await ActAsync(matrix, katalog.FindThemenfeld(themenfeld)!, auftrag, ergebnisse);
        await db.SaveChangesAsync(abbruch);
        return new Speicherergebnis(matrix, katalog, ergebnisse);
    }

    /// <summary>What a button beside saving asked for; rows that were not saved wait.</summary>
    private async Task ActAsync(
        Matrix matrix, Themenfeld themenfeld, Zeilenwahl auftrag, IReadOnlyDictionary<string, Zeilenergebnis> ergebnisse)
    {
        var vergleich = auftrag.Uebernehmen
            ? await abruf.GetVergleichAsync(matrix.Id, matrix.LetzteFassung, matrix.VorgaengerId, themenfeld)
            : Vergleichswerte.None;
        foreach (var kriterium in themenfeld.Kriterien)
            if (auftrag.Names(kriterium.Key) && ergebnisse.GetValueOrDefault(kriterium.Key)?.IsSaved != false
                && matrix.Zeilen.FirstOrDefault(z => z.Kriterium == kriterium.Key) is { } zeile)
                AddHistory(!auftrag.Uebernehmen ? matrix.Confirm(zeile, benutzer.Zugriff.Urheber, uhr.Now())
                    : vergleich.VorherOf(kriterium) is { } vorher ? matrix.TakeOver(zeile, vorher, benutzer.Zugriff.Urheber, uhr.Now())
                    : null);
    }

    private void AddHistory(Verlaufseintrag? eintrag)
    {
        if (eintrag is not null)
            db.Verlauf.Add(eintrag);
    }

    private async Task<Zeilenergebnis> AnswerAsync(Matrix matrix, MatrixZeile zeile, Zeilenform form, CancellationToken abbruch)
    {
        var seither = form.Version == zeile.Version
            ? []
            : await db.Verlauf.AsNoTracking()
                .Where(e => e.GegenstandId == zeile.Id && e.Version > form.Version && e.Version <= zeile.Version)
                .OrderBy(e => e.Version).ToListAsync(abbruch);
        var aenderungen = seither.SelectMany(Matrix.ReadChanges).ToList();
        var basis = Zeilenabgleich.Undo(zeile.Werte, aenderungen);
        var eigene = form.ApplyTo(basis);
        if (form.Fehler.Count > 0)
            return new Zeilenergebnis(eigene, form, zeile.Version, zeile.GeaendertAm, [], null);

        var (gelesen, zuSchreiben) = (form.Version, eigene);
        if (form.Wahl is { } wahl && wahl.Version == zeile.Version)
        {
            gelesen = zeile.Version;
            aenderungen = [];
            zuSchreiben = wahl.Meine ? MineOver(basis, zeile.Werte, eigene) : Zeilenabgleich.Merge(basis, zeile.Werte, eigene).Werte;
        }

        var (eintrag, konflikte) = matrix.Answer(zeile, zuSchreiben, gelesen, aenderungen, benutzer.Zugriff.Urheber, uhr.Now());
        if (konflikte.Count > 0)
            return new Zeilenergebnis(eigene, form, zeile.Version, zeile.GeaendertAm, konflikte, seither[^1]);
        AddHistory(eintrag);
        return new Zeilenergebnis(zeile.Werte, form, zeile.Version, zeile.GeaendertAm, [], null);
    }

    /// <summary>What the writer touched wins over what stands there; what she did not touch stays as it stands.</summary>
    private static Zeilenwerte MineOver(Zeilenwerte basis, Zeilenwerte gespeichert, Zeilenwerte eigene) =>
        eigene.ChangesFrom(basis).Aggregate(gespeichert, (werte, a) => werte.With(a.Feld, a.Neu));
}

/// <summary>What became of the posted rows.</summary>
public sealed record Speicherergebnis(Matrix Matrix, Katalog Katalog, IReadOnlyDictionary<string, Zeilenergebnis> Zeilen)
{
    public bool HasConflict => Zeilen.Values.Any(z => z.Konflikte.Count > 0);
    public bool IsSaved => Zeilen.Values.All(z => z.IsSaved);
}

/// <summary>What became of a row: saved (no faults, no conflicts), faulty, or in conflict with somebody else's save.</summary>
/// <param name="Werte">To be shown: what stands saved, or what was typed.</param>
/// <param name="Version">Version of the saved row.</param>
/// <param name="Gegner">The save that was faster.</param>
public sealed record Zeilenergebnis(
    Zeilenwerte Werte, Zeilenform Form, int Version, DateTime? GeaendertAm, IReadOnlyList<Feldkonflikt> Konflikte,
    Verlaufseintrag? Gegner)
{
    public bool IsSaved => Form.Fehler.Count == 0 && Konflikte.Count == 0;
}
