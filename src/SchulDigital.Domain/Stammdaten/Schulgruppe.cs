namespace SchulDigital.Domain.Stammdaten;

/// <summary>
/// The schools of a region that a Schulaufsicht looks after: all of one Schulform, or the listed ones
/// (Fachkonzept, section 2).
/// </summary>
public sealed class Schulgruppe
{
    public const int NameMaxLength = 200;

    private readonly List<SchulgruppeSchule> _schulen = [];

    private Schulgruppe() { }

    public Schulgruppe(Guid bildungsregionId, string name, string? schulform)
    {
        BildungsregionId = bildungsregionId;
        Name = name;
        Schulform = schulform;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BildungsregionId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Filter: all schools of the region with this Schulform. Null where the schools are listed.</summary>
    public string? Schulform { get; private set; }
    public IReadOnlyList<SchulgruppeSchule> Schulen => _schulen;

    public void Add(Guid schuleId)
    {
        if (Schulform is not null)
            throw new FachregelVerletzt("Eine Schulgruppe nach Schulform führt keine Liste.");
        if (_schulen.All(s => s.SchuleId != schuleId))
            _schulen.Add(new SchulgruppeSchule(Id, schuleId));
    }
}

/// <summary>A school in the list of a <see cref="Schulgruppe"/>.</summary>
public sealed record SchulgruppeSchule(Guid SchulgruppeId, Guid SchuleId);
