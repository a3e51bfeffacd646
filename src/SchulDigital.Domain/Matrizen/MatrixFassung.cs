using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Matrizen;

/// <summary>State of a released version.</summary>
public enum FassungStatus { Freigegeben, Abgeloest, Zurueckgezogen }

/// <summary>
/// Version n of a matrix as it was released: immutable rows, and the name and office of whoever released it, which stay
/// when the person leaves (Fachkonzept, sections 2 and 4).
/// </summary>
public sealed class MatrixFassung
{
    public const int AmtMaxLength = 80;
    public const int GrundMaxLength = 2000;

    private readonly List<Fassungszeile> _zeilen = [];

    private MatrixFassung() { }

    internal MatrixFassung(Matrix matrix, int nummer, Zustaendigkeit zustaendigkeit, Person person, DateTime jetzt)
    {
        MatrixId = matrix.Id;
        Nummer = nummer;
        FreigegebenAm = jetzt;
        FreigegebenVonId = person.Id;
        FreigegebenVonName = person.Name;
        ZustaendigkeitId = zustaendigkeit.Id;
        Amt = zustaendigkeit.Zeichnungszusatz + zustaendigkeit.Rolle.Label();
        _zeilen.AddRange(matrix.Zeilen.Select(z => new Fassungszeile(Id, z)));
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid MatrixId { get; private set; }

    /// <summary>1, 2, 3 … within the matrix.</summary>
    public int Nummer { get; private set; }
    public FassungStatus Status { get; private set; }
    public DateTime FreigegebenAm { get; private set; }
    public Guid FreigegebenVonId { get; private set; }
    public string FreigegebenVonName { get; private set; } = "";
    public Guid ZustaendigkeitId { get; private set; }

    /// <summary>The office as printed, with i. V. or i. A. before it.</summary>
    public string Amt { get; private set; } = "";
    public DateTime? ZurueckgezogenAm { get; private set; }
    public string? Grund { get; private set; }
    public IReadOnlyList<Fassungszeile> Zeilen => _zeilen;

    internal void Replace() => Status = FassungStatus.Abgeloest;

    internal void Withdraw(string grund, DateTime jetzt)
    {
        Status = FassungStatus.Zurueckgezogen;
        Grund = grund;
        ZurueckgezogenAm = jetzt;
    }
}

/// <summary>A row of a released version; points to the row that it was taken from.</summary>
public sealed class Fassungszeile
{
    private Fassungszeile() { }

    internal Fassungszeile(Guid fassungId, MatrixZeile zeile)
    {
        FassungId = fassungId;
        ZeileId = zeile.Id;
        Kriterium = zeile.Kriterium;
        Themenfeld = zeile.Themenfeld;
        Werte = zeile.Werte;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid FassungId { get; private set; }
    public Guid ZeileId { get; private set; }
    public string Kriterium { get; private set; } = "";
    public string Themenfeld { get; private set; } = "";
    public Zeilenwerte Werte { get; private set; } = Zeilenwerte.Empty;
}

public static class FassungStatusse
{
    public static string Label(this FassungStatus status) => status switch
    {
        FassungStatus.Freigegeben => "freigegeben",
        FassungStatus.Abgeloest => "abgelöst",
        FassungStatus.Zurueckgezogen => "zurückgezogen",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
