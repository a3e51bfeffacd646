using SchulDigital.Domain.Stammdaten;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>From which days what a page shows comes: the newest, and the oldest that still holds.</summary>
public sealed record Registerstand(DateOnly Neueste, DateOnly Aelteste)
{
    /// <summary>Null for what no register named.</summary>
    public static Registerstand? Of(Feldstaende staende) =>
        staende.Newest is { } neueste && staende.Oldest is { } aelteste ? new Registerstand(neueste, aelteste) : null;
}

/// <summary>An address as a page shows it; any part may be unknown.</summary>
public sealed record Anschriftszeile(string? Strasse, string? Postleitzahl, string? Ort);
