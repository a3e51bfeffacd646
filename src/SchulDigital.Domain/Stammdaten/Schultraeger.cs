namespace SchulDigital.Domain.Stammdaten;

/// <summary>What kind of body a Schulträger is (Fachkonzept, section 3).</summary>
public enum TraegerArt { Kommune, Kreis, Zweckverband, Landschaftsverband, Land, Kirchlich, Stiftung, Privat }

public static class TraegerArten
{
    public static readonly IReadOnlyList<TraegerArt> All = Enum.GetValues<TraegerArt>();

    public static string Label(this TraegerArt art) => art switch
    {
        TraegerArt.Kirchlich => "kirchlich",
        TraegerArt.Privat => "privat",
        _ => art.ToString(),
    };

    private static readonly string[] Kirche =
    [
        "bistum", "erzbistum", "erzbischoefl", "bischoefl", "dioezes", "domkapitel", "evangel", "kathol", "kirche", "pfarr",
        "propstei", "diakon", "caritas", "malteser", "kongregation", "congregatio", "provinzialat", "orden", "kloster",
        "schwestern", "ursulinen", "benediktin", "franziskaner", "jesuiten", "oblaten", "salesianer", "salvatorianer", "mission",
    ];

    /// <summary>What the name alone tells; null where it tells nothing.</summary>
    public static TraegerArt? GuessFrom(string name, string? kurzname = null)
    {
        var form = Suchform.Of(name);
        var worte = form.Split(' ');
        return true switch
        {
            _ when form.Contains("zweckverband") || form.Contains("schulverband") => TraegerArt.Zweckverband,
            _ when form.Contains("landschaftsverband") => TraegerArt.Landschaftsverband,
            _ when worte[0] is "land" => TraegerArt.Land,
            _ when worte[0] is "stadt" or "gemeinde" || Suchform.Of(kurzname).EndsWith(" stadt", StringComparison.Ordinal) => TraegerArt.Kommune,
            _ when worte.Any(w => Kirche.Any(k => w.StartsWith(k, StringComparison.Ordinal))) => TraegerArt.Kirchlich,
            _ when worte[0] is "kreis" or "staedteregion" || worte[^1] is "kreis" || worte[^1].EndsWith("landkreis", StringComparison.Ordinal)
                || form.StartsWith("rhein kreis", StringComparison.Ordinal) => form.Contains("verein") ? null : TraegerArt.Kreis,
            _ when worte.Any(w => w.EndsWith("stiftung", StringComparison.Ordinal) || w is "stiftungen") => TraegerArt.Stiftung,
            _ => null,
        };
    }
}

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

    /// <summary>
    /// The legal form of its schools tells the kind of a carrier whose name tells nothing: public or private.
    /// </summary>
    public IReadOnlyList<Feldwechsel> AdoptRechtsform(bool oeffentlich, DateOnly stand)
    {
        if (TraegerArten.GuessFrom(Name, Kurzname) is not null)
            return [];
        var abgleich = new Registerabgleich(Feldstaende, stand);
        Art = abgleich.Take(nameof(Art), Art, ArtOf(oeffentlich));
        Feldstaende = abgleich.Staende;
        return abgleich.Wechsel;
    }

    private static TraegerArt ArtOf(bool oeffentlich) => oeffentlich ? TraegerArt.Kommune : TraegerArt.Privat;

    /// <summary>Takes over what a register of a day says, and returns what that changed.</summary>
    public IReadOnlyList<Feldwechsel> Adopt(string name, string? kurzname, Anschrift? anschrift, DateOnly stand)
    {
        var abgleich = new Registerabgleich(Feldstaende, stand);
        var bisher = new Anschrift(Strasse, Postleitzahl, Ort);
        Rename(
            abgleich.Take(nameof(Name), Name, name),
            abgleich.Take(nameof(Kurzname), Kurzname, kurzname));
        Move(abgleich.Take(nameof(Anschrift), bisher == Anschrift.Unknown ? null : bisher, anschrift) ?? bisher);
        // Where the name tells the kind, it tells more than the legal form of the schools.
        if (TraegerArten.GuessFrom(Name, Kurzname) is { } art && art != Art)
        {
            abgleich.Note(nameof(Art), Art, art);
            Art = art;
        }
        Feldstaende = abgleich.Staende;
        return abgleich.Wechsel;
    }
}
