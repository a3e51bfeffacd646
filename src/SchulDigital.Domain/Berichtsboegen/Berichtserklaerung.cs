using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>What a house declares about a sheet.</summary>
public enum Erklaerungsart { Bestaetigung, Unterschrift, Ablehnung }

/// <summary>How it was proven who declares: signed in; for a signature besides proven anew (password, passkey); or on paper.</summary>
public enum Zeichnungsweg { Angemeldet, NeuAusgewiesen, Papier }

/// <summary>A signature on paper, as somebody records it.</summary>
/// <param name="Name">Who signed.</param>
/// <param name="Amt">In which office, in words: as it stands on the paper.</param>
/// <param name="Tag">The day beside the signature.</param>
/// <param name="Original">Where the original lies.</param>
/// <param name="ScanId">The stored scan (<c>Dokument</c>).</param>
public sealed record Papierunterschrift(string Name, string Amt, DateOnly Tag, string Original, Guid ScanId);

/// <summary>Who declares, for which house.</summary>
/// <param name="PersonId">Null on paper: who signs there need not be known here.</param>
internal sealed record Erklaerende(Scope Haus, string Organisation, string Name, string Amt, Guid? PersonId, Guid? ZustaendigkeitId);

/// <summary>
/// A confirmation, a signature or a refusal: who, in which office, for which house, when, about which text. Stays for good; one
/// for a text that changed afterwards counts no more.
/// </summary>
public sealed class Berichtserklaerung
{
    public const int AmtMaxLength = 80;
    public const int OriginalMaxLength = 200;
    public const int HashMaxLength = 64;

    private Berichtserklaerung() { }

    internal Berichtserklaerung(
        Guid bogenId, Erklaerungsart art, Erklaerende wer, Zeichnungsweg weg, string inhaltshash, int fassung, DateTime jetzt, string? grund = null)
    {
        BerichtsbogenId = bogenId;
        Art = art;
        (ScopeArt, ScopeId) = (wer.Haus.Art, wer.Haus.Id!.Value);
        (_, Organisationsname, Name, Amt, PersonId, ZustaendigkeitId) = wer;
        Weg = weg;
        Inhaltshash = inhaltshash;
        Fassung = fassung;
        Zeit = jetzt;
        Grund = grund;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BerichtsbogenId { get; private set; }
    public Erklaerungsart Art { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }

    /// <summary>Name of the house, as it was.</summary>
    public string Organisationsname { get; private set; } = "";
    /// <summary>Null on paper.</summary>
    public Guid? PersonId { get; private set; }
    public Guid? ZustaendigkeitId { get; private set; }

    /// <summary>As printed; stays when the person leaves.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The office as printed, with i. V. or i. A. before it.</summary>
    public string Amt { get; private set; } = "";
    public Zeichnungsweg Weg { get; private set; }

    /// <summary>Time of the server, in UTC.</summary>
    public DateTime Zeit { get; private set; }

    /// <summary>SHA-256 of the text that was shown, hexadecimal.</summary>
    public string Inhaltshash { get; private set; } = "";

    /// <summary>Number of that text.</summary>
    public int Fassung { get; private set; }
    public string? Grund { get; private set; }

    /// <summary>On paper: "Original bei …".</summary>
    public string? Original { get; private set; }

    /// <summary>On paper: the day beside the signature.</summary>
    public DateOnly? Papiertag { get; private set; }
    public Guid? ScanId { get; private set; }

    /// <summary>On paper: name and office of who recorded it here.</summary>
    public string? FestgehaltenVon { get; private set; }

    /// <summary>Since when it counts no more; null while it does.</summary>
    public DateTime? HinfaelligAm { get; private set; }

    public Scope Organisation => new(ScopeArt, ScopeId);
    public bool Counts => HinfaelligAm is null;

    internal Berichtserklaerung OnPaper(Papierunterschrift papier, string festgehaltenVon)
    {
        (Papiertag, Original, ScanId, FestgehaltenVon) = (papier.Tag, papier.Original, papier.ScanId, festgehaltenVon);
        return this;
    }

    internal void Void(DateTime jetzt) => HinfaelligAm ??= jetzt;
}

/// <summary>A question to the text, or a section handed back.</summary>
public enum Anmerkungsart { Rueckfrage, Rueckgabe }

/// <summary>What a house says to a section or a paragraph, and what the carrier answers.</summary>
public sealed class Berichtsanmerkung
{
    public const int TextMaxLength = 2000;
    public const int VonMaxLength = 300;

    private Berichtsanmerkung() { }

    internal Berichtsanmerkung(
        Guid id, Guid bogenId, Anmerkungsart art, Berichtsabschnitt abschnitt, Guid? absatzId, Scope haus, string organisation, string text, string von, DateTime jetzt)
    {
        Id = id;
        BerichtsbogenId = bogenId;
        (Art, Abschnitt, AbsatzId, Text, Von, Am) = (art, abschnitt, absatzId, text, von, jetzt);
        (ScopeArt, ScopeId, Organisationsname) = (haus.Art, haus.Id!.Value, organisation);
    }

    public Guid Id { get; private set; }
    public Guid BerichtsbogenId { get; private set; }
    public Anmerkungsart Art { get; private set; }
    public Berichtsabschnitt Abschnitt { get; private set; }

    /// <summary>The paragraph; null where it is about the whole section.</summary>
    public Guid? AbsatzId { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }
    public string Organisationsname { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <summary>Name and office.</summary>
    public string Von { get; private set; } = "";
    public DateTime Am { get; private set; }
    public string? Antwort { get; private set; }
    public string? AntwortVon { get; private set; }
    public DateTime? BeantwortetAm { get; private set; }

    public Scope Organisation => new(ScopeArt, ScopeId);
    public bool IsOpen => Antwort is null;

    internal void Reply(string antwort, string von, DateTime jetzt) => (Antwort, AntwortVon, BeantwortetAm) = (antwort, von, jetzt);
}

/// <summary>How far a house has looked through a section.</summary>
public sealed class Berichtsdurchsicht
{
    private Berichtsdurchsicht() { }

    internal Berichtsdurchsicht(Guid bogenId, Scope haus, Berichtsabschnitt abschnitt, int fassung, DateTime jetzt)
    {
        BerichtsbogenId = bogenId;
        (ScopeArt, ScopeId, Abschnitt) = (haus.Art, haus.Id!.Value, abschnitt);
        See(fassung, jetzt);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BerichtsbogenId { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }
    public Berichtsabschnitt Abschnitt { get; private set; }

    /// <summary>Number of the text that was seen.</summary>
    public int Fassung { get; private set; }
    public DateTime Am { get; private set; }

    public Scope Organisation => new(ScopeArt, ScopeId);

    internal void See(int fassung, DateTime jetzt) => (Fassung, Am) = (fassung, jetzt);
}

/// <summary>To whom a final sheet went besides the houses that it is about: a Koordination, or by its school a Schulaufsicht.</summary>
public sealed class Berichtszustellung
{
    public const int NameMaxLength = 200;

    private Berichtszustellung() { }

    internal Berichtszustellung(Guid bogenId, Berichtshaus empfaenger, DateTime jetzt)
    {
        BerichtsbogenId = bogenId;
        (ScopeArt, ScopeId, Name, Am) = (empfaenger.Organisation.Art, empfaenger.Organisation.Id!.Value, empfaenger.Name, jetzt);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BerichtsbogenId { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }
    public string Name { get; private set; } = "";
    public DateTime Am { get; private set; }

    public Scope Empfaenger => new(ScopeArt, ScopeId);
}

public static class Erklaerungsworte
{
    public static string Label(this Erklaerungsart art) => art switch
    {
        Erklaerungsart.Bestaetigung => "bestätigt",
        Erklaerungsart.Unterschrift => "unterzeichnet",
        Erklaerungsart.Ablehnung => "Unterschrift abgelehnt",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };

    public static string Label(this Zeichnungsweg weg) => weg switch
    {
        Zeichnungsweg.Angemeldet => "angemeldet",
        Zeichnungsweg.NeuAusgewiesen => "angemeldet und dabei neu ausgewiesen",
        Zeichnungsweg.Papier => "auf Papier",
        _ => throw new ArgumentOutOfRangeException(nameof(weg)),
    };

    public static string Label(this Anmerkungsart art) => art switch
    {
        Anmerkungsart.Rueckfrage => "Rückfrage",
        Anmerkungsart.Rueckgabe => "Zurückgegeben",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };
}
