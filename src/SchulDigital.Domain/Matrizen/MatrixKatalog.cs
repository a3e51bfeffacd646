namespace SchulDigital.Domain.Matrizen;

/// <summary>
/// A published catalogue version as it is kept: the text of the catalogue file and its SHA-256. Immutable; another text
/// needs another version.
/// </summary>
public sealed class MatrixKatalog
{
    public const int KeyMaxLength = 40;
    public const int VersionMaxLength = 20;
    public const int TitelMaxLength = 200;

    private MatrixKatalog() { }

    public MatrixKatalog(Katalog katalog, string inhalt, string sha256, DateTime veroeffentlichtAm)
    {
        Key = katalog.Key;
        Version = katalog.Version;
        Titel = katalog.Titel;
        Zielgruppe = katalog.Zielgruppe;
        Inhalt = inhalt;
        Sha256 = sha256;
        VeroeffentlichtAm = veroeffentlichtAm;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public string Key { get; private set; } = "";
    public string Version { get; private set; } = "";
    public string Titel { get; private set; } = "";
    public Zielgruppe Zielgruppe { get; private set; }

    /// <summary>The catalogue file, word for word.</summary>
    public string Inhalt { get; private set; } = "";

    /// <summary>SHA-256 over the file's UTF-8 bytes with line ends as LF, hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";
    public DateTime VeroeffentlichtAm { get; private set; }
}
