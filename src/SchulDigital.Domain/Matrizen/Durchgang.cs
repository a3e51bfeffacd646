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

    /// <param name="themenfelder">Keys of the Themenfelder that are asked for, of both catalogues; without them all.</param>
    public Durchgang(
        Guid bildungsregionId, string key, string titel, DateOnly beginn, DateOnly frist,
        Guid traegerKatalogId, Guid schuleKatalogId, bool nurKern = false, IReadOnlyCollection<string>? themenfelder = null)
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
        Themenfelder = themenfelder is null ? null : string.Join(',', themenfelder);
    }

    public const int ThemenfelderMaxLength = 2000;

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

    /// <summary>Keys of the Themenfelder, joined by commas; null for all.</summary>
    public string? Themenfelder { get; private set; }
    public DateOnly? AbgeschlossenAm { get; private set; }

    public void Close(DateOnly tag) => AbgeschlossenAm ??= tag;

    /// <summary>A new deadline: earlier or later, never before the beginning.</summary>
    public void Move(DateOnly frist)
    {
        if (frist < Beginn)
            throw new FachregelVerletzt("Die Frist eines Durchgangs liegt nicht vor seinem Beginn.");
        Frist = frist;
    }

    /// <summary>Whether a row of this criterion belongs to the Durchgang.</summary>
    public bool Covers(Kriterium kriterium) =>
        (kriterium.Kern || !NurKern) && (Themenfelder is null || Themenfelder.Split(',').Contains(kriterium.Themenfeld));
}
