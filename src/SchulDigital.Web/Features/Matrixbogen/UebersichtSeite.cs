using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>One matrix at a glance: state, what is done, what stands, who looks after what.</summary>
public sealed record UebersichtSeite(
    Matrixkopf Kopf, Katalog Katalog, IReadOnlyList<Themenfeldstand> Themenfelder, Entwicklungsstand Entwicklungsstand,
    IReadOnlyList<Fassungsangabe> Fassungen, IReadOnlyList<(Guid Id, string Name)> Personen, bool DarfFreigeben,
    int Uebernehmbar, int Uebernommen, IReadOnlyList<Empfaengerkreis> WeitergegebenAn, Zuarbeitszahl Zuarbeit)
{
    public int Zeilen => Themenfelder.Sum(t => t.Zeilen);
    public int Bearbeitet => Themenfelder.Sum(t => t.Bearbeitet);

    /// <summary>Where to go on: the first Themenfeld with an open row, else the first.</summary>
    public Themenfeldstand Naechstes => Themenfelder.FirstOrDefault(t => t.Offen > 0) ?? Themenfelder[0];

    public Fassungsangabe? Gueltige => Fassungen.FirstOrDefault(f => f.Status == FassungStatus.Freigegeben);
}

/// <summary>Rows of open Zuarbeiten: still waited for, and answered but not decided.</summary>
public sealed record Zuarbeitszahl(int Wartet, int Beantwortet)
{
    public string Words => (Wartet, Beantwortet) switch
    {
        (0, 0) => "Kolleginnen und Kollegen um einzelne Zeilen bitten",
        (var w, 0) => $"{Rows(w)} angefragt",
        (0, var b) => $"{Rows(b)} beantwortet, noch nicht übernommen",
        (var w, var b) => $"{Rows(w)} angefragt, {Rows(b)} beantwortet und noch nicht übernommen",
    };

    private static string Rows(int anzahl) => anzahl == 1 ? "1 Zeile" : $"{anzahl} Zeilen";
}

public sealed record Themenfeldstand(Themenfeld Themenfeld, int Zeilen, int Bearbeitet, Guid? PersonId, string? Person)
{
    public int Offen => Zeilen - Bearbeitet;
}

public sealed record Fassungsangabe(
    int Nummer, FassungStatus Status, DateTime FreigegebenAm, string Name, string Amt, DateTime? ZurueckgezogenAm, string? Grund);

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
