using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// Saves rows: those of a Themenfeld each by itself, those of a table all or none. Who was faster is found by the row's
/// version and by the matrix's state; both are tokens in the database, so a race ends in another look, never in an overwrite.
/// </summary>
public sealed class Zeilenspeicherung(
    AppDbContext db, SichtbareDaten sichtbar, Matrixabruf abruf, Katalogverzeichnis kataloge, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    private const int MaxVersuche = 8;

    /// <summary>Null when there is no such matrix or Themenfeld.</summary>
    /// <exception cref="Zustandskonflikt">The matrix was released or withdrawn meanwhile.</exception>
    public Task<Speicherergebnis?> SaveAsync(
        string durchgang, string themenfeld, IFormCollection form, CancellationToken abbruch) => RetryAsync(async () =>
    {
        if (await AnswerAllAsync(durchgang, themenfeld, katalog => Zeilenform.ReadAll(form, katalog.FindThemenfeld(themenfeld)!.Kriterien, Zeilenwerte.Felder), abbruch) is not { } ergebnis)
            return null;
        if (Zeilenwahl.Read(form) is { } auftrag)
            await ActAsync(ergebnis, ergebnis.Katalog.FindThemenfeld(themenfeld)!, auftrag);
        await db.SaveChangesAsync(abbruch);
        return ergebnis;
    });

    /// <summary>Saves all of these rows or none of them, whichever Themenfelder they are of. Null when there is no such matrix.</summary>
    /// <param name="complete">What belongs into the same save, once it is sure that all rows can be saved.</param>
    /// <exception cref="Zustandskonflikt">The matrix was released or withdrawn meanwhile.</exception>
    public Task<Speicherergebnis?> SaveAllAsync(
        string durchgang, IReadOnlyDictionary<string, Zeilenform> formen, Func<Speicherergebnis, Task> complete, CancellationToken abbruch) =>
        RetryAsync(async () =>
        {
            var ergebnis = await AnswerAllAsync(durchgang, null, _ => formen, abbruch);
            if (ergebnis is not { IsSaved: true })
            {
                db.ChangeTracker.Clear();
                return ergebnis;
            }
            await complete(ergebnis);
            await db.SaveChangesAsync(abbruch);
            return ergebnis;
        });

    /// <summary>What saving these rows would do; nothing is saved.</summary>
    /// <exception cref="Zustandskonflikt">The matrix is released or withdrawn.</exception>
    public async Task<Speicherergebnis?> PreviewAllAsync(
        string durchgang, IReadOnlyDictionary<string, Zeilenform> formen, CancellationToken abbruch)
    {
        var ergebnis = await AnswerAllAsync(durchgang, null, _ => formen, abbruch);
        db.ChangeTracker.Clear();
        return ergebnis;
    }

    /// <summary>What a button beside saving asked for; rows that were not saved wait.</summary>
    private async Task ActAsync(Speicherergebnis ergebnis, Themenfeld themenfeld, Zeilenwahl auftrag)
    {
        var matrix = ergebnis.Matrix;
        var vergleich = auftrag.Uebernehmen
            ? await abruf.GetVergleichAsync(matrix.Id, matrix.LetzteFassung, matrix.VorgaengerId, themenfeld)
            : Vergleichswerte.None;
        foreach (var kriterium in themenfeld.Kriterien)
            if (auftrag.Names(kriterium.Key) && ergebnis.Zeilen.GetValueOrDefault(kriterium.Key)?.IsSaved != false
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

    private async Task<Speicherergebnis?> RetryAsync(Func<Task<Speicherergebnis?>> save)
    {
        for (var versuch = 1; ; versuch++)
        {
            try
            {
                return await save();
            }
            catch (DbUpdateConcurrencyException) when (versuch < MaxVersuche)
            {
                // Somebody else's save came between reading and writing: look again at what stands there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Speicherergebnis?> AnswerAllAsync(
        string durchgang, string? themenfeld, Func<Katalog, IReadOnlyDictionary<string, Zeilenform>> read, CancellationToken abbruch)
    {
        var matrix = await sichtbar.Matrizen(benutzer.Zugriff.Scope)
            .Include(m => m.Zeilen.Where(z => themenfeld == null || z.Themenfeld == themenfeld))
            .SingleOrDefaultAsync(m => m.Key == durchgang, abbruch);
        if (matrix is null || matrix.Zeilen.Count == 0)
            return null;

        var katalog = await kataloge.GetAsync(matrix.KatalogId, abbruch);
        var formen = read(katalog);
        var zeilen = matrix.Zeilen.Where(z => formen.ContainsKey(z.Kriterium)).ToList();
        var seither = await LoadHistoryAsync([.. zeilen.Where(z => formen[z.Kriterium].Version != z.Version)], formen, abbruch);
        return new Speicherergebnis(matrix, katalog, zeilen.ToDictionary(
            z => z.Kriterium, z => Answer(matrix, z, formen[z.Kriterium], [.. seither[z.Id]]), StringComparer.Ordinal));
    }

    /// <summary>What happened to these rows since the version that each form was made on, oldest first; one statement for all.</summary>
    private async Task<ILookup<Guid, Verlaufseintrag>> LoadHistoryAsync(
        List<MatrixZeile> zeilen, IReadOnlyDictionary<string, Zeilenform> formen, CancellationToken abbruch)
    {
        if (zeilen.Count == 0)
            return Array.Empty<Verlaufseintrag>().ToLookup(e => e.GegenstandId);
        var ids = zeilen.ConvertAll(z => z.Id);
        var aelteste = zeilen.Min(z => formen[z.Kriterium].Version);
        var jeZeile = zeilen.ToDictionary(z => z.Id, z => (Gelesen: formen[z.Kriterium].Version, Gespeichert: z.Version));
        return (await db.Verlauf.AsNoTracking().Where(e => ids.Contains(e.GegenstandId) && e.Version > aelteste)
                .OrderBy(e => e.Version).ToListAsync(abbruch))
            .Where(e => e.Version > jeZeile[e.GegenstandId].Gelesen && e.Version <= jeZeile[e.GegenstandId].Gespeichert)
            .ToLookup(e => e.GegenstandId);
    }

    private Zeilenergebnis Answer(Matrix matrix, MatrixZeile zeile, Zeilenform form, IReadOnlyList<Verlaufseintrag> seither)
    {
        var vorher = zeile.Werte;
        var aenderungen = seither.SelectMany(Matrix.ReadChanges).ToList();
        var basis = Zeilenabgleich.Undo(vorher, aenderungen);
        var eigene = form.ApplyTo(basis);
        if (form.Fehler.Count > 0)
            return new Zeilenergebnis(eigene, form, zeile.Version, zeile.GeaendertAm, [], [], null);

        var (gelesen, zuSchreiben) = (form.Version, eigene);
        if (form.Wahl is { } wahl && wahl.Version == zeile.Version)
        {
            gelesen = zeile.Version;
            aenderungen = [];
            zuSchreiben = wahl.Meine ? MineOver(basis, vorher, eigene) : Zeilenabgleich.Merge(basis, vorher, eigene).Werte;
        }

        var (eintrag, konflikte) = matrix.Answer(
            zeile, zuSchreiben, gelesen, aenderungen, benutzer.Zugriff.Urheber, uhr.Now(), form.Auskunft);
        if (konflikte.Count > 0)
            return new Zeilenergebnis(eigene, form, zeile.Version, zeile.GeaendertAm,
                Zeilenabgleich.Merge(basis, vorher, eigene).Werte.ChangesFrom(vorher), konflikte, seither[^1]);
        AddHistory(eintrag);
        return new Zeilenergebnis(zeile.Werte, form, zeile.Version, zeile.GeaendertAm, zeile.Werte.ChangesFrom(vorher), [], null);
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
    public int Geaenderte => Zeilen.Values.Count(z => z.Aenderungen.Count > 0);
}

/// <summary>What became of a row: saved (no faults, no conflicts), faulty, or in conflict with somebody else's save.</summary>
/// <param name="Werte">To be shown: what stands saved, or what was typed.</param>
/// <param name="Version">Version of the saved row.</param>
/// <param name="Aenderungen">What the save changed; in a conflict, what it changes beside the fields in conflict.</param>
/// <param name="Gegner">The save that was faster.</param>
public sealed record Zeilenergebnis(
    Zeilenwerte Werte, Zeilenform Form, int Version, DateTime? GeaendertAm, IReadOnlyList<Feldaenderung> Aenderungen,
    IReadOnlyList<Feldkonflikt> Konflikte, Verlaufseintrag? Gegner)
{
    public bool IsSaved => Form.Fehler.Count == 0 && Konflikte.Count == 0;
}
