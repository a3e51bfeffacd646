namespace SchulDigital.Domain.Besuche;

/// <summary>Who takes part: somebody of the own house, or a partner.</summary>
public enum Beteiligungsart { Eigene, Koordination, Schultraeger, Gast }

/// <summary>Answer to the invitation.</summary>
public enum Rueckmeldung { Offen, Zugesagt, Abgesagt }

/// <summary>What a partner says of the released record.</summary>
public enum Vermerkantwort { Offen, Bestaetigt, Anmerkung }

/// <summary>Somebody who shall take part.</summary>
/// <param name="BezugId">The person of the own house, the Bildungsregion, the carrier; null for a guest.</param>
/// <param name="Name">Of the person or organisation, as it stands in lists.</param>
/// <param name="Organisation">A guest's office or organisation; the department of somebody of the own house.</param>
/// <param name="Email">Only of a guest; the others are found by their offices.</param>
public sealed record Besuchsteilnahme(Beteiligungsart Art, Guid? BezugId, string Name, string? Organisation, string? Email);

/// <summary>
/// One participant of a visit: a person of the own house, a partner organisation (one answer and one Gelesen-Vermerk each), or
/// a named guest, who comes by personal link and code.
/// </summary>
public sealed class Besuchsbeteiligter
{
    public const int NameMaxLength = 200;
    public const int OrganisationMaxLength = 200;
    public const int EmailMaxLength = 254;
    public const int WortMaxLength = 2000;

    private Besuchsbeteiligter() { }

    internal Besuchsbeteiligter(Guid besuchId, Besuchsteilnahme teilnahme)
    {
        BesuchId = besuchId;
        Art = teilnahme.Art;
        BezugId = teilnahme.BezugId;
        Return(teilnahme);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BesuchId { get; private set; }
    public Beteiligungsart Art { get; private set; }

    /// <summary>The person, the Bildungsregion or the carrier; null for a guest.</summary>
    public Guid? BezugId { get; private set; }
    public string Name { get; private set; } = "";
    public string? Organisation { get; private set; }
    public string? Email { get; private set; }
    public DateTime? EingeladenAm { get; private set; }

    /// <summary>Left out, before or after the invitation.</summary>
    public DateTime? AusgeladenAm { get; private set; }
    public Rueckmeldung Rueckmeldung { get; private set; }
    public string? RueckmeldungWort { get; private set; }
    public string? RueckmeldungVon { get; private set; }
    public DateTime? RueckmeldungAm { get; private set; }

    /// <summary>Gelesen-Vermerk: when this organisation first opened the Leseexemplar.</summary>
    public DateTime? GelesenAm { get; private set; }
    public Vermerkantwort Vermerkantwort { get; private set; }
    public string? VermerkWort { get; private set; }
    public string? VermerkVon { get; private set; }
    public DateTime? VermerkAm { get; private set; }

    public bool NimmtTeil => AusgeladenAm is null;

    /// <summary>From outside the house: reads what was passed on, may say something to the record.</summary>
    public bool IstPartner => Art != Beteiligungsart.Eigene;

    public Besuchsteilnahme Teilnahme => new(Art, BezugId, Name, Organisation, Email);

    /// <summary>How the participant stands in lists: "Pia Gast (Beratungsbüro)".</summary>
    public string Worte => Organisation is null ? Name : $"{Name} ({Organisation})";

    /// <summary>The same participant: by person or organisation; guests by their address.</summary>
    public bool IsSame(Besuchsteilnahme teilnahme) => Art == teilnahme.Art && BezugId == teilnahme.BezugId
        && (Art != Beteiligungsart.Gast || string.Equals(Email, teilnahme.Email, StringComparison.OrdinalIgnoreCase));

    internal void Return(Besuchsteilnahme teilnahme)
    {
        if (AusgeladenAm is not null)
            EingeladenAm = null;
        AusgeladenAm = null;
        (Name, Organisation, Email) = (teilnahme.Name, teilnahme.Organisation, teilnahme.Email);
    }

    internal void Leave(DateTime jetzt) => AusgeladenAm = jetzt;

    internal void Invite(DateTime jetzt) => EingeladenAm = jetzt;

    internal void AskAgain() => (Rueckmeldung, RueckmeldungWort, RueckmeldungVon, RueckmeldungAm) = (Rueckmeldung.Offen, null, null, null);

    internal void Respond(Rueckmeldung rueckmeldung, string? wort, string vonName, DateTime jetzt) =>
        (Rueckmeldung, RueckmeldungWort, RueckmeldungVon, RueckmeldungAm) = (rueckmeldung, wort, vonName, jetzt);

    internal bool NoteReading(DateTime jetzt)
    {
        if (GelesenAm is not null)
            return false;
        GelesenAm = jetzt;
        return true;
    }

    internal void Comment(bool bestaetigt, string? anmerkung, string vonName, DateTime jetzt)
    {
        if (!IstPartner)
            throw new FachregelVerletzt("Das eigene Haus gibt den Besuchsvermerk frei. Bestätigen können ihn die Partner.");
        if (!bestaetigt && string.IsNullOrWhiteSpace(anmerkung))
            throw new FachregelVerletzt("Schreiben Sie Ihre Anmerkung, oder bestätigen Sie den Besuchsvermerk.");
        (Vermerkantwort, VermerkWort, VermerkVon, VermerkAm) =
            (bestaetigt ? Vermerkantwort.Bestaetigt : Vermerkantwort.Anmerkung, string.IsNullOrWhiteSpace(anmerkung) ? null : anmerkung, vonName, jetzt);
    }
}

public static class Rueckmeldungen
{
    public static string Label(this Rueckmeldung rueckmeldung) => rueckmeldung switch
    {
        Rueckmeldung.Offen => "noch keine Antwort",
        Rueckmeldung.Zugesagt => "zugesagt",
        Rueckmeldung.Abgesagt => "abgesagt",
        _ => throw new ArgumentOutOfRangeException(nameof(rueckmeldung)),
    };

    public static string Label(this Vermerkantwort antwort) => antwort switch
    {
        Vermerkantwort.Offen => "keine Rückmeldung",
        Vermerkantwort.Bestaetigt => "bestätigt",
        Vermerkantwort.Anmerkung => "mit Anmerkung",
        _ => throw new ArgumentOutOfRangeException(nameof(antwort)),
    };
}
