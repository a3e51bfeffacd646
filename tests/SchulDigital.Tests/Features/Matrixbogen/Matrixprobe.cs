using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features.Matrixbogen;

/// <summary>
/// A Themenfeld of the demo carrier's matrix, as its people see it. Each test takes a Themenfeld and rows of its own, so
/// that they do not stand in each other's way.
/// </summary>
internal static class Matrixprobe
{
    public const string Durchgang = "musterland-2026-27";

    /// <summary>Address of the demo carrier's matrix of this year.</summary>
    public static async Task<string> TraegermatrixAsync(this Testportal portal) => await portal.InDatabaseAsync(async db =>
    {
        var email = "traegerleitung@demo.schuldigital.example";
        var traeger = await db.Zustaendigkeiten
            .Where(z => z.Rolle == Rolle.Traegerleitung && db.Personen.Any(p => p.Id == z.PersonId && p.Email == email))
            .Select(z => z.ScopeId).FirstAsync();
        return $"/traeger/{traeger}/matrix/{Durchgang}";
    });

    public static string Feld(string kriterium, Zeilenfeld feld) => $"Zeilen[{kriterium}].{feld}";

    public static string Version(string kriterium) => $"Zeilen[{kriterium}].Version";

    /// <summary>Posts one row as the script does: its fields, its version, the head that asks for the row as answer.</summary>
    public static Task<Testseite> SaveRowAsync(
        this Testbrowser browser, string adresse, string kriterium, int version, params (Zeilenfeld Feld, string Wert)[] felder) =>
        browser.PostAsync(adresse,
            [KeyValuePair.Create(Version(kriterium), version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                .. felder.Select(f => KeyValuePair.Create(Feld(kriterium, f.Feld), f.Wert))],
            kopf: ("X-Requested-With", "fetch"));

    public static int VersionOf(this Testseite seite, string kriterium) =>
        int.Parse(seite.One($"input[name='{Version(kriterium)}']").GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture);

    public static Task<MatrixZeile> ZeileAsync(this Testportal portal, string adresse, string kriterium) =>
        portal.InDatabaseAsync(db =>
        {
            var traeger = Guid.Parse(adresse.Split('/')[2]);
            return db.MatrixZeilen.AsNoTracking().SingleAsync(z => z.Kriterium == kriterium
                && db.Matrizen.Any(m => m.Id == z.MatrixId && m.SchultraegerId == traeger && m.Key == Durchgang));
        });
}
