namespace SchulDigital.Domain.Stammdaten;

/// <summary>What a register says of a school; null where it says nothing. Its carrier is a matter of its own.</summary>
public sealed record Schulangaben(string Name, string Schulform)
{
    public string? Kurzname { get; init; }
    public Anschrift? Anschrift { get; init; }
    public string? Email { get; init; }
    public string? Telefon { get; init; }
    public string? Homepage { get; init; }
    public Guid? KommuneId { get; init; }
    public int? Schuelerzahl { get; init; }
    public string? Betriebsschluessel { get; init; }
}
