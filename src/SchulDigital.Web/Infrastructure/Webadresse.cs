namespace SchulDigital.Web.Infrastructure;

/// <summary>Addresses that people type for others to follow: nothing but the web.</summary>
public static class Webadresse
{
    public static bool IsValid(string? text) => text is null || Uri.TryCreate(text, UriKind.Absolute, out var adresse) && adresse.Scheme is "https" or "http"
        && !text.Any(z => char.IsWhiteSpace(z) || char.IsControl(z) || z is '<' or '>' or '"');
}
