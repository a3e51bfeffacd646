namespace SchulDigital.Domain.Stammdaten;

/// <summary>A municipality, known by its Amtlicher Gemeindeschlüssel: eight digits, kept as text with leading zero.</summary>
public sealed class Kommune
{
    public const int AgsLength = 8;
    public const int NameMaxLength = 200;

    private Kommune() { }

    public Kommune(string ags, string name, Guid? bildungsregionId = null)
    {
        if (ags.Length != AgsLength || !ags.All(char.IsAsciiDigit))
            throw new FachregelVerletzt($"Der Gemeindeschlüssel „{ags}“ hat nicht acht Ziffern.");
        Ags = ags;
        Rename(name);
        BildungsregionId = bildungsregionId;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public string Ags { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string NameSuche { get; private set; } = "";
    public Guid? BildungsregionId { get; set; }

    public void Rename(string name)
    {
        Name = name;
        NameSuche = Suchform.Of(name);
    }
}
