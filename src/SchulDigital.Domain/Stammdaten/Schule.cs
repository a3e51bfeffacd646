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
        if (name == Name && kurzname == Kurzname)
            return;
        Name = name;
        Kurzname = kurzname;
        RefreshSearch();
    }

    public void Move(Anschrift anschrift)
    {
        if (anschrift == new Anschrift(Strasse, Postleitzahl, Ort))
            return;
        (Strasse, Postleitzahl, Ort) = anschrift;
        RefreshSearch();
    }

    public void CountPupils(int? zahl, DateOnly? stand) => (Schuelerzahl, SchuelerzahlStand) = (zahl, stand);

    public void SetBetriebsschluessel(string? schluessel)
    {
        Betriebsschluessel = schluessel;
        Geschlossen = ClosesSchool(schluessel);
    }

    public static bool ClosesSchool(string? betriebsschluessel) => betriebsschluessel is "5" or "9";

    /// <summary>Takes over what a register of a day says, and returns what that changed.</summary>
    public IReadOnlyList<Feldwechsel> Adopt(Schulangaben angaben, DateOnly stand)
    {
        var abgleich = new Registerabgleich(Feldstaende, stand);
        var anschrift = new Anschrift(Strasse, Postleitzahl, Ort);
        AdoptBetriebsschluessel(abgleich, angaben.Betriebsschluessel, stand);
        Schulform = abgleich.Take(nameof(Schulform), Schulform, angaben.Schulform);
        Email = abgleich.Take(nameof(Email), Email, angaben.Email);
        Telefon = abgleich.Take(nameof(Telefon), Telefon, angaben.Telefon);
        Homepage = abgleich.Take(nameof(Homepage), Homepage, angaben.Homepage);
        KommuneId = abgleich.Take(nameof(Kommune), KommuneId, angaben.KommuneId);
        Schuelerzahl = abgleich.Take(nameof(Schuelerzahl), Schuelerzahl, angaben.Schuelerzahl);
        SchuelerzahlStand = abgleich.Staende[nameof(Schuelerzahl)] ?? SchuelerzahlStand;
        Rename(
            abgleich.Take(nameof(Name), Name, angaben.Name),
            abgleich.Take(nameof(Kurzname), Kurzname, angaben.Kurzname));
        Move(abgleich.Take(nameof(Anschrift), anschrift == Anschrift.Unknown ? null : anschrift, angaben.Anschrift) ?? anschrift);
        Feldstaende = abgleich.Staende;
        return abgleich.Wechsel;
    }

    /// <summary>
    /// To be listed by a register means to exist on its day, also where it has no Betriebsschlüssel: an older register
    /// cannot close such a school, and a newer one opens it again.
    /// </summary>
    private void AdoptBetriebsschluessel(Registerabgleich abgleich, string? schluessel, DateOnly stand)
    {
        if (schluessel is null && Geschlossen && stand > Feldstaende[nameof(Betriebsschluessel)])
        {
            abgleich.Note(nameof(Betriebsschluessel), Betriebsschluessel, null);
            SetBetriebsschluessel(null);
        }
        else if (!ClosesSchool(schluessel) || !(Feldstaende.Newest > stand))
        {
            SetBetriebsschluessel(abgleich.Take(nameof(Betriebsschluessel), Betriebsschluessel, schluessel));
        }
    }

    /// <summary>
    /// Whether a register names another carrier than the known one, and is not older than what named that one. Such a
    /// change is not taken over unseen: it needs the day from which it holds.
    /// </summary>
    public bool IsOtherTraeger(Guid schultraegerId, DateOnly stand) =>
        SchultraegerId is { } bisher && bisher != schultraegerId && !(Feldstaende[nameof(Schultraeger)] > stand);

    /// <summary>Takes over the carrier that a register names, where none or the same is known.</summary>
    public void AdoptTraeger(Guid schultraegerId, DateOnly stand)
    {
        if (SchultraegerId is { } bisher && (bisher != schultraegerId || Feldstaende[nameof(Schultraeger)] > stand))
            return;
        AssignTraeger(schultraegerId);
        Feldstaende = Feldstaende.With(nameof(Schultraeger), stand);
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
    public Traegerwechsel ChangeTraeger(Guid schultraegerId, DateOnly giltAb, DateOnly? stand = null)
    {
        if (SchultraegerId is not { } bisher || bisher == schultraegerId)
            throw new FachregelVerletzt($"Die Schule {Schulnummer} wechselt ihren Träger nicht.");
        SchultraegerId = schultraegerId;
        Feldstaende = Feldstaende.With(nameof(Schultraeger), stand ?? giltAb);
        return new Traegerwechsel(Id, bisher, schultraegerId, giltAb);
    }

    public void AddTeilstandort(string bezeichnung, Anschrift anschrift) =>
        _teilstandorte.Add(new Teilstandort(Id, bezeichnung, anschrift));

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
