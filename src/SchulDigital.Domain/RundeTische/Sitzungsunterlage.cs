namespace SchulDigital.Domain.RundeTische;

/// <summary>A paper of an item: a file or a link. Files are attached to the Sitzungsmappe or listed in it, never merged.</summary>
public sealed class Sitzungsunterlage
{
    public const int TitelMaxLength = 200;
    public const int LinkMaxLength = 500;

    private Sitzungsunterlage() { }

    internal Sitzungsunterlage(Guid sitzungId, Guid punktId, string titel, string? link, Guid? dokumentId, bool angehaengt, DateTime jetzt) =>
        (SitzungId, PunktId, Titel, Link, DokumentId, Angehaengt, AngelegtAm) = (sitzungId, punktId, titel, link, dokumentId, angehaengt, jetzt);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SitzungId { get; private set; }
    public Guid PunktId { get; private set; }
    public string Titel { get; private set; } = "";

    /// <summary>Where it lies, or else <see cref="DokumentId"/>.</summary>
    public string? Link { get; private set; }
    public Guid? DokumentId { get; private set; }

    /// <summary>Goes into the Sitzungsmappe as a file.</summary>
    public bool Angehaengt { get; private set; }
    public DateTime AngelegtAm { get; private set; }
    public DateTime? EntferntAm { get; internal set; }
}
