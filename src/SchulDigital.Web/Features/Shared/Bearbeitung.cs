using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Shared;

/// <summary>How an act on something that several people write in ended.</summary>
/// <param name="Gefunden">False where there is nothing that this person may know of.</param>
/// <param name="Fehler">A rule of the trade refused it: 400.</param>
/// <param name="Konflikt">It came too late: 409.</param>
public sealed record Ausgang(bool Gefunden, string? Fehler, string? Konflikt);

public static class Bearbeitung
{
    /// <summary>
    /// Does an act and saves it. Where somebody saved at the same moment, perhaps the same click, it looks once more: what is
    /// done already is done, and what is not says why.
    /// </summary>
    /// <param name="act">Loads, changes, saves; false where there is nothing to change.</param>
    public static async Task<Ausgang> TryAsync(this AppDbContext db, Func<Task<bool>> act)
    {
        try
        {
            for (var versuch = 1; ; versuch++)
                try
                {
                    return new Ausgang(await act(), null, null);
                }
                catch (DbUpdateException) when (versuch == 1)
                {
                    db.ChangeTracker.Clear();
                }
        }
        catch (FachregelVerletzt regel)
        {
            db.ChangeTracker.Clear();
            return new Ausgang(true, regel.Message, null);
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            return new Ausgang(true, null, konflikt.Message);
        }
    }

    /// <summary>Refuses an act that was decided on while something else was shown.</summary>
    /// <param name="gesehen">Version that stood on the page.</param>
    /// <param name="gespeichert">Version before the act.</param>
    public static void EnsureUnchanged(int gesehen, int gespeichert)
    {
        if (gesehen != gespeichert)
            throw new Zustandskonflikt("Hier wurde inzwischen etwas geändert. Sehen Sie nach, was jetzt gilt, und senden Sie dann noch einmal.");
    }
}
