namespace SchulDigital.Domain.Stammdaten;

/// <summary>
/// A school, known by Land and Schulnummer (in Nordrhein-Westfalen six digits, kept as text). Installation-wide master
/// data; its Bildungsregion follows from its Kommune (Fachkonzept, sections 2 and 3).
/// </summary>
public sealed class Schule
{
    public const int LandLength = 2;
    public const int SchulnummerMaxLength = 10;
    public const int NameMaxLength = 300;
    public const int SchulformMaxLength = 80;
    public const int KontaktMaxLength = 200;

    private readonly List<Teilstandort> _teilstandorte = [];

    private Schule() { }

    public Schule(string land, string schulnummer, string name, string schulform)
    {
        Land = land;
        Schulnummer = schulnummer;
        Schulform = schulform;
        Rename(name, null);
    }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>Two letters, for example <c>NW</c>.</summary>
    public string Land { get; private set; } = "";
    public string Schulnummer { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string? Kurzname { get; private set; }

    /// <summary>Sort form of the name.</summary>
    public string NameSuche { get; private set; } = "";

    /// <summary>Search form of name, short name, number and place.</summary>
    public string Suchtext { get; private set; } = "";
    public string Schulform { get; set; } = "";
    public string? Strasse { get; private set; }
    public string? Postleitzahl { get; private set; }
    public string? Ort { get; private set; }
    public string? Email { get; set; }
    public string? Telefon { get; set; }
    public string? Homepage { get; set; }
    public Guid? KommuneId { get; set; }

    /// <summary>May be unknown: one of the public registers does not name it.</summary>
    public Guid? SchultraegerId { get; private set; }

    /// <summary>Number of pupils, and the day that it was counted.</summary>
    public int? Schuelerzahl { get; private set; }
    public DateOnly? SchuelerzahlStand { get; private set; }

    /// <summary>Schulbetriebsschlüssel of the register; only 5 and 9 close a school.</summary>
    public string? Betriebsschluessel { get; private set; }
    public bool Geschlossen { get; private set; }

    /// <summary>The school that a merger made of this one.</summary>
    public Guid? NachfolgeschuleId { get; set; }
    public Feldstaende Feldstaende { get; private set; } = Feldstaende.Empty;
    public IReadOnlyList<Teilstandort> Teilstandorte => _teilstandorte;

    public void Rename(string name, string? kurzname)
    {
        Name = name;
        Kurzname = kurzname;
        RefreshSearch();
    }

    public void Move(Anschrift anschrift)
    {
        (Strasse, Postleitzahl, Ort) = anschrift;
        RefreshSearch();
    }

    public void CountPupils(int? zahl, DateOnly? stand) => (Schuelerzahl, SchuelerzahlStand) = (zahl, stand);

    public void SetBetriebsschluessel(string? schluessel)
    {
        Betriebsschluessel = schluessel;
        Geschlossen = schluessel is "5" or "9";
    }

    /// <summary>Names the carrier for the first time. A later change is <see cref="ChangeTraeger"/>.</summary>
    public void AssignTraeger(Guid schultraegerId)
    {
        if (SchultraegerId is { } bisher && bisher != schultraegerId)
            throw new FachregelVerletzt($"Ein Trägerwechsel der Schule {Schulnummer} braucht einen Tag, ab dem er gilt.");
        SchultraegerId = schultraegerId;
    }

    /// <summary>
    /// The school goes to another carrier from a day on. The old carrier keeps its records, the new one starts without
    /// them: the returned entry marks the border.
    /// </summary>
    public Traegerwechsel ChangeTraeger(Guid schultraegerId, DateOnly giltAb)
    {
        if (SchultraegerId is not { } bisher || bisher == schultraegerId)
            throw new FachregelVerletzt($"Die Schule {Schulnummer} wechselt ihren Träger nicht.");
        SchultraegerId = schultraegerId;
        return new Traegerwechsel(Id, bisher, schultraegerId, giltAb);
    }

    public void AddTeilstandort(string bezeichnung, Anschrift anschrift) =>
        _teilstandorte.Add(new Teilstandort(Id, bezeichnung, anschrift));

    public void NoteRegister(Feldstaende staende) => Feldstaende = staende;

    private void RefreshSearch()
    {
        NameSuche = Suchform.Of(Name);
        Suchtext = Suchform.Of($"{Name} {Kurzname} {Schulnummer} {Ort}");
    }
}

/// <summary>A further building of a school with an address of its own.</summary>
public sealed class Teilstandort
{
    public const int BezeichnungMaxLength = 200;

    private Teilstandort() { }

    public Teilstandort(Guid schuleId, string bezeichnung, Anschrift anschrift)
    {
        SchuleId = schuleId;
        Bezeichnung = bezeichnung;
        (Strasse, Postleitzahl, Ort) = anschrift;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SchuleId { get; private set; }
    public string Bezeichnung { get; private set; } = "";
    public string? Strasse { get; private set; }
    public string? Postleitzahl { get; private set; }
    public string? Ort { get; private set; }
}

/// <summary>That a school went from one carrier to another, and from which day on.</summary>
public sealed class Traegerwechsel
{
    private Traegerwechsel() { }

    public Traegerwechsel(Guid schuleId, Guid alterTraegerId, Guid neuerTraegerId, DateOnly giltAb)
    {
        SchuleId = schuleId;
        AlterTraegerId = alterTraegerId;
        NeuerTraegerId = neuerTraegerId;
        GiltAb = giltAb;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SchuleId { get; private set; }
    public Guid AlterTraegerId { get; private set; }
    public Guid NeuerTraegerId { get; private set; }
    public DateOnly GiltAb { get; private set; }
}
