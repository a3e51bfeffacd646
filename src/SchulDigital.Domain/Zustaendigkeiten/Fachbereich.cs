namespace SchulDigital.Domain.Zustaendigkeiten;

/// <summary>A department of a Schulträger; the list is each carrier's own.</summary>
public sealed class Fachbereich
{
    public const int NameMaxLength = 80;

    /// <summary>Departments that a new carrier starts with.</summary>
    public static readonly IReadOnlyList<string> Vorschlag =
        ["Schulverwaltung", "IT", "Gebäudemanagement", "Kämmerei", "Dienstleister"];

    private Fachbereich() { }

    public Fachbereich(Guid schultraegerId, string name)
    {
        SchultraegerId = schultraegerId;
        Name = name;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SchultraegerId { get; private set; }
    public string Name { get; private set; } = "";
}
