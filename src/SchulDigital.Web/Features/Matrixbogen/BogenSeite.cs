using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;

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

    /// <summary>Rows with characters that the PDF cannot show as they are, and those characters.</summary>
    public IEnumerable<(Kriterium Kriterium, string Zeichen)> OhneBild =>
        from z in Zeilen
        let fehlende = Zeilenwerte.Felder.Where(f => f != Zeilenfeld.InterneNotiz).SelectMany(f => Haussatz.MissingIn(z.Werte[f])).Distinct().ToList()
        where fehlende.Count > 0
        select (Katalog.Kriterium(z.Kriterium), string.Join(' ', fehlende));

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
