using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// Takes an answer: from the form behind the personal link, from a table, or entered by the asker. It is kept beside the
/// matrix until somebody takes it over.
/// </summary>
public sealed class Zuarbeitsantwort(AppDbContext db, Zuarbeitsversand versand, TimeProvider uhr)
{
    public const string ZuSpaet = "Inzwischen wurde zu dieser Zuarbeit etwas anderes gespeichert. Prüfen Sie Ihre Angaben und senden Sie noch einmal.";

    /// <summary>How many rows are newly answered.</summary>
    /// <param name="version">Of the Zuarbeit, as the form showed it; null for a table, which names the versions of its rows.</param>
    /// <exception cref="Zustandskonflikt">It is closed, or somebody else answered or decided meanwhile.</exception>
    public async Task<int> SaveAsync(
        Guid zuarbeitId, int? version, IReadOnlyDictionary<string, Zeilenform> formen, Urheber urheber, CancellationToken abbruch)
    {
        var zuarbeit = await db.Zuarbeiten.Include(z => z.Zeilen).SingleAsync(z => z.Id == zuarbeitId, abbruch);
        var matrix = await db.Matrizen.SingleAsync(m => m.Id == zuarbeit.MatrixId, abbruch);
        var vorher = zuarbeit.Zeilen.ToDictionary(z => z.Kriterium, z => z.Vorschlag);
        var eintrag = zuarbeit.Answer(
            matrix, formen.ToDictionary(f => f.Key, f => (f.Value.ApplyTo(Zeilenwerte.Empty), f.Value.Version)), urheber, uhr.Now());
        if (eintrag is null)
            return 0;
        // Sent twice it says the same and comes to nothing above; another text must not replace one that its writer never saw.
        if (version is { } gelesen && gelesen != zuarbeit.Version - 1)
            throw new Zustandskonflikt(ZuSpaet);
        db.Verlauf.Add(eintrag);
        if (urheber.PersonId != zuarbeit.VonId)
            await versand.AddAnswerAsync(zuarbeit, matrix);
        try
        {
            await db.SaveChangesAsync(abbruch);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Zustandskonflikt(ZuSpaet);
        }
        return zuarbeit.Zeilen.Count(z => z.Vorschlag != vorher[z.Kriterium]);
    }

    /// <summary>Words for how many rows came in.</summary>
    public static string WordsFor(int zeilen) => zeilen switch
    {
        0 => "Es ist nichts Neues eingetragen.",
        1 => "Vielen Dank: 1 Zeile ist beantwortet.",
        _ => $"Vielen Dank: {zeilen} Zeilen sind beantwortet.",
    };

    /// <summary>What an uploaded table says, and every fault with its place.</summary>
    /// <exception cref="FachregelVerletzt">It is no table at all.</exception>
    public static async Task<(IReadOnlyDictionary<string, Zeilenform> Formen, IReadOnlyList<string> Fehler)> ReadAsync(
        Zuarbeitsvorgang vorgang, IFormFile? datei, CancellationToken abbruch)
    {
        var inhalt = vorgang.ToTable().Read(
            await Matrixtabelle.ReadFileAsync(datei, abbruch), vorgang.Zeilen.ToDictionary(z => z.Kriterium.Key, z => vorgang.Matrixzeilen[z.Kriterium.Key].Version));
        return (inhalt.Zeilen.ToDictionary(z => z.Kriterium, z => z.ToForm(null)), inhalt.Fehler);
    }
}
