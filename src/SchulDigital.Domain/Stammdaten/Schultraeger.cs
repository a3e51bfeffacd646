namespace SchulDigital.Domain.Stammdaten;

/// <summary>What kind of body a Schulträger is (Fachkonzept, section 3).</summary>
public enum TraegerArt { Kommune, Kreis, Zweckverband, Landschaftsverband, Land, Kirchlich, Stiftung, Privat }

/// <summary>
/// The body that owns and pays for the equipment of its schools. Installation-wide master data.
/// </summary>
public sealed class Schultraeger
{
    public const int TraegernummerMaxLength = 10;
    public const int NameMaxLength = 300;

    private Schultraeger() { }

    public Schultraeger(string? traegernummer, string name, TraegerArt art)
    {
        Traegernummer = traegernummer;
        Art = art;
        Rename(name, null);
    }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>Number of the register; null for a carrier entered by hand.</summary>
    public string? Traegernummer { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Short name of the register, where it gives one.</summary>
    public string? Kurzname { get; private set; }
    public string NameSuche { get; private set; } = "";
    public TraegerArt Art { get; set; }
    public string? Strasse { get; private set; }
    public string? Postleitzahl { get; private set; }
    public string? Ort { get; private set; }

    /// <summary>Per register field, the day of the register from which it comes.</summary>
    public Feldstaende Feldstaende { get; private set; } = Feldstaende.Empty;

    /// <summary>True while only its number is known, because no register named it yet.</summary>
    public bool NurNummer { get; private set; }

    public static Schultraeger WithNumberOnly(string traegernummer, TraegerArt art) =>
        new(traegernummer, $"Schulträger {traegernummer}", art) { NurNummer = true };

    public void Rename(string name, string? kurzname)
    {
        Name = name;
        Kurzname = kurzname;
        NameSuche = Suchform.Of($"{name} {kurzname} {Traegernummer}");
        NurNummer = false;
    }

    public void Move(Anschrift anschrift) => (Strasse, Postleitzahl, Ort) = anschrift;

    public void NoteRegister(Feldstaende staende) => Feldstaende = staende;
}
