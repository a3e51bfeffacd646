namespace SchulDigital.Web.Data;

/// <summary>A small fact about this database, for example that it holds the demo region.</summary>
public sealed class Einstellung
{
    /// <summary>Its value is <c>fertig</c> once the demo region is in.</summary>
    public const string Demo = "Demo";

    public const int NameMaxLength = 60;
    public const int WertMaxLength = 400;

    public required string Name { get; init; }
    public required string Wert { get; set; }
}

/// <summary>A data-protection key, kept in the database so that a restart breaks neither sign-ins nor open forms.</summary>
public sealed class Schutzschluessel
{
    public const int NameMaxLength = 200;

    public int Id { get; init; }
    public string? Name { get; init; }
    public required string Xml { get; init; }
}
