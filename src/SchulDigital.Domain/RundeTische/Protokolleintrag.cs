using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Domain.RundeTische;

/// <summary>What is minuted: what was said, what came of it, who does what.</summary>
public enum Eintragsart { Text, Ergebnis, Aufgabe }

/// <summary>A paragraph of the minutes, under its item.</summary>
public sealed class Protokolleintrag
{
    public const int TextMaxLength = 8000;

    private Protokolleintrag() { }

    internal Protokolleintrag(Guid id, Guid sitzungId, Guid punktId, Eintragsart art, string text, int position, Guid? aufgabeId, Urheber urheber, DateTime jetzt)
    {
        (Id, SitzungId, PunktId, Art, Position, AufgabeId, AngelegtAm) = (id, sitzungId, punktId, art, position, aufgabeId, jetzt);
        (Text, VonId, GeaendertAm) = (text, urheber.PersonId, jetzt);
    }

    /// <summary>Made with the form: a second send is known by it.</summary>
    public Guid Id { get; private set; }
    public Guid SitzungId { get; private set; }
    public Guid PunktId { get; private set; }
    public Eintragsart Art { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>Order within the item.</summary>
    public int Position { get; private set; }

    /// <summary>The Aufgabe that came of it.</summary>
    public Guid? AufgabeId { get; private set; }

    /// <summary>Not printed in the minutes.</summary>
    public bool Ausgelassen { get; internal set; }

    /// <summary>Counts the changes; a save names the one that it was made on.</summary>
    public int Version { get; private set; } = 1;
    public DateTime AngelegtAm { get; private set; }
    public DateTime GeaendertAm { get; private set; }
    public Guid? VonId { get; private set; }

    internal void Write(string text, Urheber urheber, DateTime jetzt)
    {
        (Text, VonId, GeaendertAm) = (text, urheber.PersonId, jetzt);
        Version++;
    }
}

/// <summary>An objection of a member to a paragraph of the minutes, and what became of it.</summary>
public sealed class Protokolleinwand
{
    public const int TextMaxLength = 2000;
    public const int VonNameMaxLength = 400;

    private Protokolleinwand() { }

    internal Protokolleinwand(Guid sitzungId, Guid eintragId, Guid teilnehmerId, string vonName, string text, DateTime jetzt) =>
        (SitzungId, EintragId, TeilnehmerId, VonName, Text, ErhobenAm) = (sitzungId, eintragId, teilnehmerId, vonName, text, jetzt);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SitzungId { get; private set; }
    public Guid EintragId { get; private set; }

    /// <summary>The member that objects.</summary>
    public Guid TeilnehmerId { get; private set; }

    /// <summary>Person and organisation, as they stand in the minutes.</summary>
    public string VonName { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTime ErhobenAm { get; private set; }

    /// <summary>What the Moderation did with it; null while it waits.</summary>
    public string? Antwort { get; private set; }
    public DateTime? BeantwortetAm { get; private set; }

    internal void Answer(string antwort, DateTime jetzt) => (Antwort, BeantwortetAm) = (antwort, jetzt);
}

/// <summary>An approved version of the minutes; only the newest one holds.</summary>
public sealed class Protokollfassung
{
    public const int GrundMaxLength = 1000;

    private Protokollfassung() { }

    internal Protokollfassung(Guid sitzungId, int nummer, string vonName, string vonAmt, DateTime jetzt) =>
        (SitzungId, Nummer, GenehmigtVonName, GenehmigtVonAmt, GenehmigtAm) = (sitzungId, nummer, vonName, vonAmt, jetzt);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SitzungId { get; private set; }

    /// <summary>1, 2, 3 …</summary>
    public int Nummer { get; private set; }
    public DateTime GenehmigtAm { get; private set; }

    /// <summary>Name and office, as printed, of whoever recorded the approval.</summary>
    public string GenehmigtVonName { get; private set; } = "";
    public string GenehmigtVonAmt { get; private set; } = "";

    /// <summary>When it was opened again, and why; null while it holds.</summary>
    public DateTime? GeoeffnetAm { get; private set; }
    public string? Grund { get; private set; }

    internal void Open(string grund, DateTime jetzt) => (GeoeffnetAm, Grund) = (jetzt, grund);
}

public static class Eintragsarten
{
    public static string Label(this Eintragsart art) => art switch
    {
        Eintragsart.Text => "Text",
        Eintragsart.Ergebnis => "Ergebnis",
        Eintragsart.Aufgabe => "Aufgabe",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };
}
