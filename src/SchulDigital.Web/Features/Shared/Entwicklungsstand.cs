using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Features.Shared;

/// <summary>Counts per value of Ist, and per distance between Ist and Soll. Never a mean, never a ranking.</summary>
public sealed record Entwicklungsstand(IReadOnlyDictionary<Stufenwert, int> JeWert, IReadOnlyList<(string Label, int Anzahl)> Abstaende)
{
    public static Entwicklungsstand Count(IEnumerable<Zeilenwerte> zeilen)
    {
        var alle = zeilen.Where(w => w.IsBearbeitet).ToList();
        var jeWert = alle.GroupBy(w => w.Ist!.Value).ToDictionary(g => g.Key, g => g.Count());
        var abstaende = alle
            .Where(w => w.Ist is <= Stufenwert.Verstetigung && w.Soll?.IsStufe() == true)
            .GroupBy(w => w.Soll!.Value - w.Ist!.Value)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key switch
            {
                < 0 => "Das Ziel liegt unter dem heutigen Stand",
                0 => "Das Ziel ist erreicht und wird gehalten",
                1 => "Bis zum Ziel ist es eine Stufe",
                var n => $"Bis zum Ziel sind es {(n == 2 ? "zwei" : "drei")} Stufen",
            }, g.Count()))
            .GroupBy(a => a.Item1).Select(g => (g.Key, g.Sum(a => a.Item2))).ToList();
        return new Entwicklungsstand(jeWert, abstaende);
    }
}
