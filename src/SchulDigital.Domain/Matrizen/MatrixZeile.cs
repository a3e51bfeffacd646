namespace SchulDigital.Domain.Matrizen;

/// <summary>
/// A row of a matrix: one Kriterium in one organisation's matrix of one Durchgang. Its id is what notes, agreements and
/// reports point back to. Changed only through <see cref="Matrix"/>.
/// </summary>
public sealed class MatrixZeile
{
    public const int KriteriumMaxLength = 60;
    public const int ThemenfeldMaxLength = 60;

    private MatrixZeile() { }

    internal MatrixZeile(Guid matrixId, Kriterium kriterium)
    {
        MatrixId = matrixId;
        Kriterium = kriterium.Key;
        Themenfeld = kriterium.Themenfeld;
        Werte = new Zeilenwerte { Vertraulich = kriterium.Vertraulich };
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid MatrixId { get; private set; }

    /// <summary>Key in the matrix's catalogue version.</summary>
    public string Kriterium { get; private set; } = "";
    public string Themenfeld { get; private set; } = "";
    public Zeilenwerte Werte { get; internal set; } = Zeilenwerte.Empty;

    /// <summary>Counts the changes; a save names the version that it was made on.</summary>
    public int Version { get; internal set; }
    public DateTime? GeaendertAm { get; internal set; }
    public Guid? GeaendertVonId { get; internal set; }
}
