using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>The history of a matrix or of one row, newest first.</summary>
/// <param name="Kriterium">Null for the history of the matrix itself.</param>
public sealed record VerlaufSeite(Matrixweg Weg, Kriterium? Kriterium, IReadOnlyList<Verlaufszeile> Eintraege)
{
    public const int MaxEintraege = 500;

    private static readonly TimeSpan EinSchritt = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Puts changes of one person to one row within a minute together: the page saves while somebody types, and the
    /// reader wants to know what came of it.
    /// </summary>
    public static VerlaufSeite Of(
        Matrixweg weg, Katalog? katalog, Kriterium? kriterium, IReadOnlyList<Verlaufseintrag> neuesteZuerst, Benennung namen)
    {
        var zeilen = new List<Verlaufszeile>();
        for (var i = 0; i < neuesteZuerst.Count; i++)
        {
            var letzter = neuesteZuerst[i];
            var aenderungen = katalog is null ? [] : Matrix.ReadChanges(letzter).ToList();
            while (katalog is not null && i + 1 < neuesteZuerst.Count
                && neuesteZuerst[i + 1].PersonId == letzter.PersonId
                && letzter.Zeit - neuesteZuerst[i + 1].Zeit <= EinSchritt)
                aenderungen.InsertRange(0, Matrix.ReadChanges(neuesteZuerst[++i]));

            zeilen.Add(new Verlaufszeile(letzter.Zeit, namen.WordsFor(letzter), letzter.Ereignis.Label(), letzter.Grund,
                [.. aenderungen.GroupBy(a => a.Feld)
                    .Select(g => (Feld: g.Key, g.First().Alt, g.Last().Neu))
                    .Where(a => a.Alt != a.Neu)
                    .Select(a => new Verlaufswert(
                        katalog!.Label(a.Feld), katalog.Word(a.Feld, a.Alt), katalog.Word(a.Feld, a.Neu)))]));
        }
        return new VerlaufSeite(weg, kriterium, zeilen);
    }
}

public sealed record Verlaufszeile(DateTime Zeit, string Wer, string Was, string? Grund, IReadOnlyList<Verlaufswert> Werte);

public sealed record Verlaufswert(string Feld, string Alt, string Neu);
