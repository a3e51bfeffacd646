namespace SchulDigital.Domain.RundeTische;

/// <summary>
/// Permanent body of a Kommune: carriers, all schools in its area, moderated from outside (Fachkonzept, section 7).
/// Known here as the scope of a Moderation and of advisers.
/// </summary>
public sealed class RunderTisch
{
    public const int NameMaxLength = 200;

    private RunderTisch() { }

    public RunderTisch(Guid kommuneId, string name)
    {
        KommuneId = kommuneId;
        Name = name;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid KommuneId { get; private set; }
    public string Name { get; private set; } = "";
}
