namespace SchulDigital.Domain.RundeTische;

/// <summary>
/// An agenda item kept to be used again: one that a table's Moderation keeps, or one that every table has (Fachkonzept, section 7:
/// experiences of schools among themselves are a standing item).
/// </summary>
public sealed class Textbaustein
{
    public const int MaxJeTisch = 50;

    /// <summary>What every table has, in the order of a usual session.</summary>
    public static readonly IReadOnlyList<Punktangaben> Mitgeliefert =
    [
        new("Begrüßung und Ankommen", "Wer ist heute da, wer wird vertreten? Ist die Tagesordnung so richtig?", Sitzungspunktart.Information, 10, null, "Moderation", false),
        new("Genehmigung des letzten Protokolls", "Gibt es Einwände, die noch nicht beantwortet sind?", Sitzungspunktart.Vereinbarung, 5, null, "Moderation", false),
        new("Was aus unseren Vereinbarungen geworden ist", "Je Vereinbarung: erledigt, unterwegs, oder woran hängt es?", Sitzungspunktart.Information, 15, null, null, false),
        new("Erfahrungsaustausch der Schulen", "Reihum: Was hat seit der letzten Sitzung gut funktioniert, was nicht? Was können andere davon haben?", Sitzungspunktart.Information, 30, null, null, false),
        new("Blick in die Schulträger-Matrix", "Wo steht der Schulträger, wo will er hin? Wo passen Planung und Bedarf der Schulen nicht zusammen?", Sitzungspunktart.Beratung, 30, null, "Schulträger", false),
        new("Thema aus einer Schule", "Eine Schule stellt ihr Anliegen vor; danach: Wen betrifft es noch?", Sitzungspunktart.Beratung, 20, null, null, false),
        new("Verschiedenes und nächster Termin", null, Sitzungspunktart.Information, 10, null, "Moderation", false),
    ];

    private Textbaustein() { }

    public Textbaustein(Guid runderTischId, Punktangaben angaben)
    {
        RunderTischId = runderTischId;
        Write(angaben);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid RunderTischId { get; private set; }
    public string Titel { get; private set; } = "";
    public string? Beschreibung { get; private set; }
    public Sitzungspunktart Art { get; private set; }
    public int Minuten { get; private set; }
    public string? Vortrag { get; private set; }

    /// <summary>As an item: under no heading and not vertraulich.</summary>
    public Punktangaben Angaben => new(Titel, Beschreibung, Art, Minuten, null, Vortrag, false);

    public void Write(Punktangaben angaben)
    {
        if (string.IsNullOrWhiteSpace(angaben.Titel))
            throw new FachregelVerletzt("Geben Sie dem Textbaustein einen Titel.");
        if (angaben.Minuten is < 0 or > Tagesordnungspunkt.MaxMinuten)
            throw new FachregelVerletzt($"Ein Punkt dauert höchstens {Tagesordnungspunkt.MaxMinuten} Minuten.");
        if (angaben.Vertraulich)
            throw new FachregelVerletzt("Ein vertraulicher Punkt wird kein Textbaustein.");
        (Titel, Beschreibung, Art, Minuten, Vortrag) = (angaben.Titel, angaben.Beschreibung, angaben.Art, angaben.Minuten, angaben.Vortrag);
    }
}
