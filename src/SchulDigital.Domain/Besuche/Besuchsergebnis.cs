using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Domain.Besuche;

/// <summary>What came of a talk (Fachkonzept, section 5).</summary>
public enum Ergebnisart { Klaerung, Thema, Vereinbarung, Aufgabe, Berichtseintrag }

/// <summary>
/// A result of a visit and the row that it came from. A Klärung is a sentence and settled; everything else goes on to where it
/// belongs: Thema, Vereinbarung, Aufgabe or an entry for the Berichtsbogen.
/// </summary>
public sealed class Besuchsergebnis
{
    public const int TextMaxLength = 2000;

    private Besuchsergebnis() { }

    internal Besuchsergebnis(
        Guid id, Guid besuchId, Ergebnisart art, MatrixZeile? zeile, string themenfeld, string text, Guid? gegenstandId, Urheber urheber, DateTime jetzt)
    {
        Id = id;
        BesuchId = besuchId;
        Art = art;
        ZeileId = zeile?.Id;
        Kriterium = zeile?.Kriterium;
        Themenfeld = themenfeld;
        Text = text;
        GegenstandId = gegenstandId;
        VonId = urheber.PersonId;
        AngelegtAm = jetzt;
    }

    public Guid Id { get; private set; }
    public Guid BesuchId { get; private set; }
    public Ergebnisart Art { get; private set; }

    /// <summary>The row of the carrier's matrix; null for what came up beside it.</summary>
    public Guid? ZeileId { get; private set; }
    public string? Kriterium { get; private set; }

    /// <summary>Key; empty for what belongs to none.</summary>
    public string Themenfeld { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <summary>The Thema, the Vereinbarung, the Aufgabe or the entry; null for a Klärung.</summary>
    public Guid? GegenstandId { get; private set; }
    public Guid? VonId { get; private set; }
    public DateTime AngelegtAm { get; private set; }
}

public static class Ergebnisarten
{
    public static string Label(this Ergebnisart art) => art switch
    {
        Ergebnisart.Klaerung => "Klärung",
        Ergebnisart.Thema => "Thema für den Runden Tisch",
        Ergebnisart.Vereinbarung => "Vereinbarung",
        Ergebnisart.Aufgabe => "Aufgabe",
        Ergebnisart.Berichtseintrag => "Eintrag für den Berichtsbogen",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };
}
