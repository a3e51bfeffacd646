using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// An act on a whole matrix: locks it first and reads then, so that nothing is saved into what is being released, and a
/// double click meets the new state.
/// </summary>
public sealed class Matrixsperre(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer)
{
    /// <summary>False where the house has no such matrix.</summary>
    public Task<bool> ActAsync(string durchgang, Func<Matrix, Task<Verlaufseintrag?>> act, bool mitZeilen = false) =>
        db.InTransactionAsync(async () =>
        {
            // Touching the row first makes every other writer of this matrix wait until this act is done.
            var gesperrt = await sichtbar.Matrizen(benutzer.Zugriff.Scope).Where(m => m.Key == durchgang)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.GeaendertAm, m => m.GeaendertAm));
            if (gesperrt == 0)
                return false;
            IQueryable<Matrix> matrizen = sichtbar.Matrizen(benutzer.Zugriff.Scope).Include(m => m.Fassungen);
            if (mitZeilen)
                matrizen = matrizen.Include(m => m.Zeilen).AsSplitQuery();
            var matrix = await matrizen.SingleAsync(m => m.Key == durchgang);
            if (await act(matrix) is { } eintrag)
                db.Verlauf.Add(eintrag);
            await db.SaveChangesAsync();
            return true;
        });
}
