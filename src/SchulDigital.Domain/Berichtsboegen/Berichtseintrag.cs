namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>Where an entry belongs in a Berichtsbogen.</summary>
public enum Berichtsabschnitt { Grundlage, Rueckblick, Situation, Ziele, Planungen, OffenePunkte, Themen }

/// <summary>A sentence that waits for the next Berichtsbogen, with its origin (Fachkonzept, section 9).</summary>
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
    /// <summary>Where the result of a visit can go: the other sections are drafted from what they are about.</summary>
    public static readonly IReadOnlyList<Berichtsabschnitt> FuerErgebnisse =
        [Berichtsabschnitt.Situation, Berichtsabschnitt.Ziele, Berichtsabschnitt.Planungen, Berichtsabschnitt.OffenePunkte];

    public static string Label(this Berichtsabschnitt abschnitt) => abschnitt switch
    {
        Berichtsabschnitt.Grundlage => "Grundlage",
        Berichtsabschnitt.Rueckblick => "Was aus den letzten Zielen wurde",
        Berichtsabschnitt.Situation => "Aktuelle Situation",
        Berichtsabschnitt.Ziele => "Vereinbarte Ziele",
        Berichtsabschnitt.Planungen => "Planungen",
        Berichtsabschnitt.OffenePunkte => "Offene Punkte",
        Berichtsabschnitt.Themen => "Themen für den Runden Tisch",
        _ => throw new ArgumentOutOfRangeException(nameof(abschnitt)),
    };
}
