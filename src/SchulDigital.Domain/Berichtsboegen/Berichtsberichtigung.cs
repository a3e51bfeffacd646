namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>
/// An obvious error in the words of a frozen paragraph, mended: what stood there, what stands there now, why and by whom. What was
/// confirmed and signed stays the text before it; both are kept (Fachkonzept, section 9).
/// </summary>
public sealed class Berichtsberichtigung
{
    public const int VonMaxLength = 300;

    private Berichtsberichtigung() { }

    internal Berichtsberichtigung(Berichtsabsatz absatz, int nummer, string neu, string grund, string von, DateTime jetzt) =>
        (BerichtsbogenId, AbsatzId, Abschnitt, Nummer, Bisher, Neu, Grund, Von, Am) = (absatz.BerichtsbogenId, absatz.Id, absatz.Abschnitt, nummer, absatz.Text, neu, grund, von, jetzt);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BerichtsbogenId { get; private set; }
    public Guid AbsatzId { get; private set; }
    public Berichtsabschnitt Abschnitt { get; private set; }

    /// <summary>1, 2, 3 … within the sheet.</summary>
    public int Nummer { get; private set; }
    public string Bisher { get; private set; } = "";
    public string Neu { get; private set; } = "";
    public string Grund { get; private set; } = "";

    /// <summary>Name and office.</summary>
    public string Von { get; private set; } = "";
    public DateTime Am { get; private set; }

    /// <summary>SHA-256 of the whole text with this mended, hexadecimal.</summary>
    public string Inhaltshash { get; internal set; } = "";
}
