using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>
/// An invitation as it was shown before it is sent. It travels through the preview, protected, so that what is sent is what
/// was shown, and the same preview sent twice is one invitation.
/// </summary>
public sealed record Einladungsentwurf
{
    public required string Name { get; init; }
    public required string Email { get; init; }
    public string? Funktion { get; init; }
    public IReadOnlyList<Amtswunsch> Aemter { get; init; } = [];

    /// <summary>Whose office this person takes over, and that one's last day.</summary>
    public Guid? NachfolgeVonId { get; init; }
    public DateOnly? LetzterTag { get; init; }

    /// <summary>A person who is already invited gets another link; the mail address may be a corrected one.</summary>
    public Guid? ErneutFuerId { get; init; }

    /// <summary>Used where the link needs one; made here so that every answer to the same preview shows the same.</summary>
    public string Code { get; init; } = Zugangslink.NewCode();
}

public sealed record Amtswunsch(
    Rolle Rolle, Amtsart Art, ScopeArt ScopeArt, Guid? ScopeId, Guid? FachbereichId, DateOnly Von, DateOnly? Bis)
{
    public Scope Scope => new(ScopeArt, ScopeId);
}

/// <summary>What one preview holds: one invitation, or the rows of a table.</summary>
public sealed record Sendung(Guid Vorgang, IReadOnlyList<Einladungsentwurf> Entwuerfe)
{
    public static Sendung Of(params IReadOnlyList<Einladungsentwurf> entwuerfe) => new(Kennung.New(), entwuerfe);
}
