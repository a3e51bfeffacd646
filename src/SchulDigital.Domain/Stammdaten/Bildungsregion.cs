namespace SchulDigital.Domain.Stammdaten;

/// <summary>
/// A set of Kommunen with one coordinating body. A school's region follows from its Kommune; a Schulträger belongs to
/// none and takes part through its schools (Fachkonzept, section 2).
/// </summary>
public sealed class Bildungsregion
{
    public const int KeyMaxLength = 40;
    public const int NameMaxLength = 200;

    private Bildungsregion() { }

    public Bildungsregion(string key, string name, string koordinierungsstelle)
    {
        Key = key;
        Rename(name, koordinierungsstelle);
    }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>Stable short name in addresses, lower case ASCII, for example <c>musterland</c>.</summary>
    public string Key { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string NameSuche { get; private set; } = "";

    /// <summary>Name of the coordinating body. It is data, because such bodies are renamed.</summary>
    public string Koordinierungsstelle { get; private set; } = "";

    /// <summary>How this region calls the role Medienbeauftragte.</summary>
    public string NameMedienbeauftragte { get; set; } = UeblicherNameMedienbeauftragte;

    public const string UeblicherNameMedienbeauftragte = "Medienbeauftragte";

    /// <summary>Whether a text can stand in addresses: lower case ASCII letters, digits, hyphens.</summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= KeyMaxLength && text.All(z => char.IsAsciiLetterLower(z) || char.IsAsciiDigit(z) || z == '-');

    public void Rename(string name, string koordinierungsstelle)
    {
        Name = name;
        NameSuche = Suchform.Of(name);
        Koordinierungsstelle = koordinierungsstelle;
    }
}
