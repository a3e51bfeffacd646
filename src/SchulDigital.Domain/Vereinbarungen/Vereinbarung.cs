namespace SchulDigital.Domain.Vereinbarungen;

/// <summary>What kind of agreement.</summary>
public enum Vereinbarungsart { Regel, Ziel, Massnahme }

/// <summary>
/// What was agreed, by whom it is answered for, and where it came from (Fachkonzept, section 8). For now a plain record; states,
/// consensus and affected schools come with the Runder Tisch.
/// </summary>
public sealed class Vereinbarung
{
    public const int TextMaxLength = 2000;
    public const int VerantwortlichMaxLength = 200;

    private Vereinbarung() { }

    public Vereinbarung(
        Guid schultraegerId, Vereinbarungsart art, string text, string? verantwortlich, DateOnly? frist, Herkunft herkunft, DateTime jetzt)
    {
        SchultraegerId = schultraegerId;
        Art = art;
        Text = text;
        Verantwortlich = verantwortlich;
        Frist = frist;
        Herkunft = herkunft;
        AngelegtAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>The organisation that answers for it.</summary>
    public Guid SchultraegerId { get; private set; }
    public Vereinbarungsart Art { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>Office or person, in words.</summary>
    public string? Verantwortlich { get; private set; }
    public DateOnly? Frist { get; private set; }
    public Herkunft Herkunft { get; private set; } = null!;
    public DateTime AngelegtAm { get; private set; }
}

public static class Vereinbarungsarten
{
    public static string Label(this Vereinbarungsart art) => art switch
    {
        Vereinbarungsart.Regel => "Regel",
        Vereinbarungsart.Ziel => "Ziel",
        Vereinbarungsart.Massnahme => "Maßnahme",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };
}
