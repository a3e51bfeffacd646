using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Features.Shared;

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
