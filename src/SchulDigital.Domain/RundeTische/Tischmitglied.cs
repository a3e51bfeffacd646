using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.RundeTische;

/// <summary>Who sits at a table, as it is entered.</summary>
/// <param name="Organisation">The carrier, the school, the Bildungsregion; null for somebody whom the portal knows by name and address alone.</param>
/// <param name="Name">Of the organisation, as it was then, or of the person.</param>
/// <param name="Email">Only without an organisation; the others are found by their offices.</param>
/// <param name="Vertretung">Who comes instead, in words.</param>
public sealed record Tischmitgliedschaft(Scope? Organisation, string Name, string? Email, Stimme Stimme, string? Vertretung);

/// <summary>A member of a table: an organisation, or somebody who advises without account. Ended ones stay.</summary>
public sealed class Tischmitglied
{
    public const int NameMaxLength = 200;
    public const int EmailMaxLength = 254;
    public const int VertretungMaxLength = 200;

    private Tischmitglied() { }

    internal Tischmitglied(Guid runderTischId, Tischmitgliedschaft mitgliedschaft, DateTime jetzt)
    {
        if (mitgliedschaft.Organisation is null && mitgliedschaft.Email is null)
            throw new FachregelVerletzt("Wer ohne Organisation berät, wird mit E-Mail-Adresse eingetragen.");
        RunderTischId = runderTischId;
        ScopeArt = mitgliedschaft.Organisation?.Art;
        ScopeId = mitgliedschaft.Organisation?.Id;
        Email = mitgliedschaft.Organisation is null ? mitgliedschaft.Email : null;
        AufgenommenAm = jetzt;
        Change(mitgliedschaft);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid RunderTischId { get; private set; }
    public ScopeArt? ScopeArt { get; private set; }
    public Guid? ScopeId { get; private set; }

    /// <summary>As it was when the member came; organisations are shown with their name of today.</summary>
    public string Name { get; private set; } = "";
    public string? Email { get; private set; }
    public Stimme Stimme { get; private set; }

    /// <summary>Who comes instead, in words; named by the member itself or by the Moderation.</summary>
    public string? Vertretung { get; private set; }

    /// <summary>The same as a person of the organisation; gets the mails too.</summary>
    public Guid? VertretungPersonId { get; private set; }
    public DateTime AufgenommenAm { get; private set; }
    public DateTime? AusgeschiedenAm { get; private set; }

    public bool IsActive => AusgeschiedenAm is null;

    /// <summary>Null for somebody without organisation.</summary>
    public Scope? Organisation => ScopeArt is { } art ? new Scope(art, ScopeId) : null;

    internal bool IsSame(Tischmitgliedschaft mitgliedschaft) => mitgliedschaft.Organisation is { } organisation
        ? Organisation == organisation
        : ScopeArt is null && string.Equals(Email, mitgliedschaft.Email, StringComparison.OrdinalIgnoreCase);

    internal bool Change(Tischmitgliedschaft mitgliedschaft)
    {
        if (mitgliedschaft.Stimme == Stimme.Entscheidend && ScopeArt is not (Zustaendigkeiten.ScopeArt.Schultraeger or Zustaendigkeiten.ScopeArt.Schule))
            throw new FachregelVerletzt("Eine entscheidende Stimme haben Schulträger und Schulen.");
        if ((Name, Stimme, Vertretung) == (mitgliedschaft.Name, mitgliedschaft.Stimme, mitgliedschaft.Vertretung))
            return false;
        (Name, Stimme) = (mitgliedschaft.Name, mitgliedschaft.Stimme);
        if (Vertretung != mitgliedschaft.Vertretung)
            Substitute(mitgliedschaft.Vertretung, null);
        return true;
    }

    internal bool Substitute(string? vertretung, Guid? personId)
    {
        if ((Vertretung, VertretungPersonId) == (vertretung, personId))
            return false;
        (Vertretung, VertretungPersonId) = (vertretung, personId);
        return true;
    }

    internal void Leave(DateTime jetzt) => AusgeschiedenAm = jetzt;
}
