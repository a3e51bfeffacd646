using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>A whole matrix: to check, to print, or a released version.</summary>
public sealed record BogenSeite(
    Matrixkopf Kopf, Katalog Katalog, IReadOnlyList<Zeilenstand> Zeilen, Vergleichswerte Vergleich, Fassungsangabe? Fassung,
    bool DarfFreigeben, DateTime Stand)
{
    /// <summary>What is still asked of others; set on the page before the release.</summary>
    public Zuarbeitszahl? Zuarbeit { get; init; }

    public IReadOnlyList<Pruefbefund> Befunde { get; } =
        Matrix.Review(Zeilen.Select(z => (z.Kriterium, z.Werte)), Katalog);

    /// <summary>What must be mended before the release.</summary>
    public IEnumerable<Pruefbefund> Hindernisse => Befunde.Where(b => b.Hindert);

    /// <summary>Rows without an answer: named, and no hindrance.</summary>
    public IEnumerable<Pruefbefund> Offene => Befunde.Where(b => !b.Hindert);

    public int Uebernommene => Zeilen.Count(z => z.Werte.Uebernommen);

    public int Vertrauliche => Zeilen.Count(z => z.Werte.Vertraulich);

    public IEnumerable<(Themenfeld Themenfeld, IReadOnlyList<ZeilenansichtSeite> Zeilen)> Themenfelder
    {
        get
        {
            var staende = Zeilen.ToDictionary(z => z.Kriterium);
            foreach (var feld in Katalog.Themenfelder)
                if (feld.Kriterien.Where(k => staende.ContainsKey(k.Key)).ToList() is { Count: > 0 } kriterien)
                    yield return (feld, [.. kriterien.Select(k => NewView(k, staende[k.Key].Werte))]);
        }
    }

    private ZeilenansichtSeite NewView(Kriterium kriterium, Zeilenwerte werte) => new(
        Katalog, kriterium, werte, Kopf.VorgaengerTitel, Vergleich.VorherOf(kriterium),
        Fassung is null && Vergleich.Eigene.TryGetValue(kriterium.Key, out var freigegeben)
            ? [.. werte.ChangesFrom(freigegeben).Select(a => Katalog.Label(a.Feld))]
            : [],
        Vergleich.Fassung, MitInternem: true);
}
