using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Browser;

/// <param name="Bearbeitung">E-mail address of somebody who fills.</param>
/// <param name="Leitung">E-mail address of somebody who fills and releases.</param>
/// <param name="Matrix">Address of its matrix.</param>
public sealed record Probehaus(string Name, string Bearbeitung, string Leitung, string Matrix);

internal static class Probehaeuser
{
    /// <summary>A carrier of its own with an empty matrix, so that a test stands in nobody's way.</summary>
    public static Task<Probehaus> BuildHouseAsync(this Browserportal browser) => browser.Portal.BuildAsync(a =>
    {
        var name = Guid.NewGuid().ToString("N")[..8];
        var region = a.CreateRegion($"probe-{name}", $"Region {name}", "Bildungsbüro");
        var traeger = a.CreateSchultraeger(name, $"Stadt {name}", TraegerArt.Kommune);
        var matrix = a.CreateMatrix(traeger, a.CreateDurchgang(region, $"probe-{name}", "2026/27")).Matrix;
        var scope = Scope.Schultraeger(traeger.Id);
        var bearbeitung = a.CreatePerson($"Berta {name}", $"bearbeitung-{name}@test.example");
        var leitung = a.CreatePerson($"Lars {name}", $"leitung-{name}@test.example");
        a.Appoint(bearbeitung, Rolle.Traegerbearbeitung, scope);
        a.Appoint(leitung, Rolle.Traegerleitung, scope);
        return new Probehaus(traeger.Name, bearbeitung.Email, leitung.Email, $"/traeger/{traeger.Id}/matrix/{matrix.Key}");
    });

    public static Task<MatrixZeile> RowAsync(this Browserportal browser, Probehaus haus, string kriterium)
    {
        var traeger = Guid.Parse(haus.Matrix.Split('/')[2]);
        return browser.Portal.InDatabaseAsync(db => db.MatrixZeilen.AsNoTracking().SingleAsync(z =>
            z.Kriterium == kriterium && db.Matrizen.Any(m => m.Id == z.MatrixId && m.SchultraegerId == traeger)));
    }

    /// <summary>Waits until a row stands so in the database.</summary>
    public static Task WaitForAsync(this Browserportal browser, Probehaus haus, string kriterium, Func<Zeilenwerte, bool> steht) =>
        Besuch.WaitAsync(async () => steht((await browser.RowAsync(haus, kriterium)).Werte));
}
