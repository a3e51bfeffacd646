using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Vereinbarungen;

/// <summary>
/// A carrier or a school that an agreement binds, with the support that it gets (Fachkonzept, section 8). Who is not bound any
/// more stays, with the answers that it gave.
/// </summary>
public sealed class Vereinbarungsbeteiligter
{
    public const int NameMaxLength = 200;
    public const int UnterstuetzungMaxLength = 1000;

    private Vereinbarungsbeteiligter() { }

    internal Vereinbarungsbeteiligter(Guid vereinbarungId, Bindung bindung)
    {
        VereinbarungId = vereinbarungId;
        (ScopeArt, ScopeId) = (bindung.Organisation.Art, bindung.Organisation.Id!.Value);
        Bind(bindung);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid VereinbarungId { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }

    /// <summary>As it was when it was bound.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What this organisation gets, where that differs.</summary>
    public string? Unterstuetzung { get; private set; }
    public bool IsBound { get; private set; }

    public Scope Organisation => new(ScopeArt, ScopeId);

    internal void Bind(Bindung bindung) => (Name, Unterstuetzung, IsBound) = (bindung.Name, bindung.Unterstuetzung, true);

    internal void Release() => IsBound = false;
}

/// <summary>Documents of an organisation into which an agreement goes (Fachkonzept, section 8).</summary>
public enum Zieldokumentart { MEP, Medienkonzept, Einsatzkonzept, Haushalt, Fortbildungsplan }

/// <summary>A document of one bound organisation into which the agreement goes, and since when it stands there.</summary>
public sealed class Zieldokument
{
    private Zieldokument() { }

    internal Zieldokument(Guid vereinbarungId, Scope organisation, Zieldokumentart art) =>
        (VereinbarungId, ScopeArt, ScopeId, Art) = (vereinbarungId, organisation.Art, organisation.Id!.Value, art);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid VereinbarungId { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }
    public Zieldokumentart Art { get; private set; }

    /// <summary>"Übernommen am"; null while it does not stand there.</summary>
    public DateOnly? UebernommenAm { get; internal set; }

    public Scope Organisation => new(ScopeArt, ScopeId);
}

/// <summary>Looking at an agreement again on its day: what was found, and when next.</summary>
public sealed class Ueberpruefung
{
    public const int ErgebnisMaxLength = 2000;
    public const int VonNameMaxLength = 400;

    private Ueberpruefung() { }

    internal Ueberpruefung(Guid vereinbarungId, DateOnly tag, string ergebnis, DateOnly? naechste, string vonName) =>
        (VereinbarungId, Tag, Ergebnis, Naechste, VonName) = (vereinbarungId, tag, ergebnis, naechste, vonName);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid VereinbarungId { get; private set; }

    /// <summary>Day in Europe/Berlin.</summary>
    public DateOnly Tag { get; private set; }
    public string Ergebnis { get; private set; } = "";
    public DateOnly? Naechste { get; private set; }

    /// <summary>Person and organisation.</summary>
    public string VonName { get; private set; } = "";
}

public static class Zieldokumente
{
    public static string Label(this Zieldokumentart art) => art switch
    {
        Zieldokumentart.MEP => "Medienentwicklungsplan",
        Zieldokumentart.Medienkonzept => "Medienkonzept",
        Zieldokumentart.Einsatzkonzept => "Einsatzkonzept oder Förderantrag",
        Zieldokumentart.Haushalt => "Haushalt",
        Zieldokumentart.Fortbildungsplan => "Fortbildungsplan",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };
}
