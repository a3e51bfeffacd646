using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Lets the people of a house fill its matrix over some days: one judges a row, now and then a colleague adds to it
/// later.
/// </summary>
internal sealed class Mustereintrag(
    Haus haus, Amtsperson leitung, Matrixaufbau matrix, Katalog katalog, Musterantworten antworten, DateOnly beginn, int tage)
{
    private const double Nachtrag = 0.12;

    /// <summary>Fills rows, Themenfeld by Themenfeld, until this part of all has a heutiger Stand.</summary>
    public void Fill(double anteil)
    {
        var kriterien = katalog.Kriterien.ToList();
        var anzahl = (int)Math.Round(kriterien.Count * anteil);
        // Nobody begins at the top of the list everywhere: the order of the Themenfelder turns with the house.
        var felder = katalog.Themenfelder.Count;
        var start = anteil < 1 ? antworten.Number(0, felder) : 0;
        foreach (var (kriterium, nummer) in katalog.Themenfelder.Skip(start).Concat(katalog.Themenfelder.Take(start))
            .SelectMany(t => t.Kriterien).Take(anzahl).Select((k, i) => (k, i)))
            Fill(kriterium, beginn.AddDays(tage * nummer / kriterien.Count));
    }

    public void Fill(Kriterium kriterium, DateOnly tag)
    {
        var wer = PersonFor(kriterium);
        var am = MomentOn(tag, 8);
        var ist = antworten.NextStand(kriterium);
        if (!antworten.Chance(Nachtrag))
        {
            matrix.Answer(kriterium.Key, w => antworten.Describe(antworten.Judge(w, ist), kriterium), wer, am);
            return;
        }
        matrix.Answer(kriterium.Key, w => antworten.Judge(w, ist), wer, am);
        matrix.Answer(kriterium.Key, w => antworten.Describe(w, kriterium), haus.Ausfuellende[^1], MomentOn(tag, 14));
    }

    /// <summary>A few rows go on by one stage, after a release.</summary>
    public void Improve(int anzahl, DateOnly tag)
    {
        foreach (var zeile in matrix.Matrix.Zeilen.Where(z => z.Werte.Ist is Stufenwert.Einstieg or Stufenwert.Ausbau)
            .Where(z => z.Werte.Soll > z.Werte.Ist).Take(anzahl))
            matrix.Answer(zeile.Kriterium, w => w with
            {
                Ist = w.Ist + 1,
                Soll = Stufenwert.Verstetigung,
                Zeithorizont = w.Ist is Stufenwert.Ausbau ? Zeithorizont.Halten : Zeithorizont.Mittelfristig,
            }, PersonFor(katalog.Kriterium(zeile.Kriterium)), MomentOn(tag, 15));
    }

    /// <summary>Of a carrier's people the one of the department that the Themenfeld belongs to; else mostly the first.</summary>
    private Amtsperson PersonFor(Kriterium kriterium) => kriterium.Themenfeld switch
    {
        "betrieb" or "sicherheit" or "plattformen" when haus.Ausfuellende.Count > 1 => haus.Ausfuellende[1],
        "netz" when haus.Ausfuellende.Count > 2 => haus.Ausfuellende[2],
        _ => antworten.Chance(0.15) ? leitung : haus.Ausfuellende[0],
    };

    private DateTime MomentOn(DateOnly tag, int abStunde) =>
        Musterzeit.At(Musterzeit.Workday(tag), abStunde + antworten.Number(0, 3), antworten.Number(0, 60));
}
