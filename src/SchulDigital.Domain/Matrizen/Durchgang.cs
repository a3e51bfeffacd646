namespace SchulDigital.Domain.Matrizen;

/// <summary>
/// A round that the Koordination offers to the carriers and schools of its region: catalogue versions, deadline, all
/// Themenfelder or the core set (Fachkonzept, section 4).
/// </summary>
public sealed class Durchgang
{
    public const int KeyMaxLength = 60;
    public const int TitelMaxLength = 80;

    private Durchgang() { }

    public Durchgang(
        Guid bildungsregionId, string key, string titel, DateOnly beginn, DateOnly frist,
        Guid traegerKatalogId, Guid schuleKatalogId, bool nurKern = false)
    {
        if (frist < beginn)
            throw new FachregelVerletzt("Die Frist eines Durchgangs liegt nicht vor seinem Beginn.");
        BildungsregionId = bildungsregionId;
        Key = key;
        Titel = titel;
        Beginn = beginn;
        Frist = frist;
        TraegerKatalogId = traegerKatalogId;
        SchuleKatalogId = schuleKatalogId;
        NurKern = nurKern;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BildungsregionId { get; private set; }

    /// <summary>Unique in the installation; stands in addresses, for example <c>musterland-2026-27</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>For people, for example "2026/27".</summary>
    public string Titel { get; private set; } = "";
    public DateOnly Beginn { get; private set; }

    /// <summary>Last day, included. After it the rows stay editable: a deadline reminds, it does not lock.</summary>
    public DateOnly Frist { get; private set; }
    public Guid TraegerKatalogId { get; private set; }
    public Guid SchuleKatalogId { get; private set; }

    /// <summary>Only the rows of the core set.</summary>
    public bool NurKern { get; private set; }
    public DateOnly? AbgeschlossenAm { get; private set; }

    public void Close(DateOnly tag) => AbgeschlossenAm ??= tag;
}
