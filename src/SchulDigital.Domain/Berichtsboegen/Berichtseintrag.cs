namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>Where an entry belongs in a Berichtsbogen.</summary>
public enum Berichtsabschnitt { Situation, Ziele, Planungen, OffenePunkte }

/// <summary>A sentence that waits for the next Berichtsbogen, with its origin (Fachkonzept, section 9). For now a plain record.</summary>
public sealed class Berichtseintrag
{
    public const int TextMaxLength = 2000;

    private Berichtseintrag() { }

    public Berichtseintrag(Guid schultraegerId, Berichtsabschnitt abschnitt, string text, Herkunft herkunft, DateTime jetzt)
    {
        SchultraegerId = schultraegerId;
        Abschnitt = abschnitt;
        Text = text;
        Herkunft = herkunft;
        AngelegtAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>Whose Berichtsbogen it waits for.</summary>
    public Guid SchultraegerId { get; private set; }
    public Berichtsabschnitt Abschnitt { get; private set; }
    public string Text { get; private set; } = "";
    public Herkunft Herkunft { get; private set; } = null!;
    public DateTime AngelegtAm { get; private set; }
}

public static class Berichtsabschnitte
{
    public static string Label(this Berichtsabschnitt abschnitt) => abschnitt switch
    {
        Berichtsabschnitt.Situation => "Aktuelle Situation",
        Berichtsabschnitt.Ziele => "Vereinbarte Ziele",
        Berichtsabschnitt.Planungen => "Planungen",
        Berichtsabschnitt.OffenePunkte => "Offene Punkte",
        _ => throw new ArgumentOutOfRangeException(nameof(abschnitt)),
    };
}
