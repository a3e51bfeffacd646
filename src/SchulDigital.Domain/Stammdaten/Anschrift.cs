namespace SchulDigital.Domain.Stammdaten;

/// <summary>A postal address as registers give it; any part may be unknown.</summary>
public sealed record Anschrift(string? Strasse, string? Postleitzahl, string? Ort)
{
    public const int StrasseMaxLength = 200;
    public const int PostleitzahlMaxLength = 10;
    public const int OrtMaxLength = 100;

    public static readonly Anschrift Unknown = new(null, null, null);
}
