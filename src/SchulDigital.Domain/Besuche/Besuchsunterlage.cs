namespace SchulDigital.Domain.Besuche;

/// <summary>A document of a school that the partners shall know, with a link or a file: a Medienkonzept, an Ausstattungsplanung.</summary>
public sealed class Besuchsunterlage
{
    public const int TitelMaxLength = 200;
    public const int LinkMaxLength = 500;

    private Besuchsunterlage() { }

    internal Besuchsunterlage(Guid besuchId, string titel, Guid? schuleId, string? link, Guid? dokumentId, DateTime jetzt)
    {
        BesuchId = besuchId;
        Titel = titel;
        SchuleId = schuleId;
        Link = link;
        DokumentId = dokumentId;
        AngelegtAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BesuchId { get; private set; }
    public string Titel { get; private set; } = "";

    /// <summary>Whose it is; null where it concerns several.</summary>
    public Guid? SchuleId { get; private set; }

    /// <summary>Where it lies, or else <see cref="DokumentId"/>.</summary>
    public string? Link { get; private set; }
    public Guid? DokumentId { get; private set; }
    public DateTime AngelegtAm { get; private set; }
    public DateTime? EntferntAm { get; internal set; }
}
