using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Konten;

/// <summary>Browser and system in words, as far as the browser says: enough to recognise one's own devices.</summary>
public static class Geraet
{
    // The order matters: nearly every browser also claims to be Safari, and many to be Chrome.
    private static readonly (string Marke, string Wort)[] Browser =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Marke, string Wort)[] Systeme =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    public static string? Of(string? kennung)
    {
        var browser = Find(Browser, kennung);
        var system = Find(Systeme, kennung);
        var worte = (browser, system) switch
        {
            (null, null) => null,
            (_, null) => browser,
            (null, _) => $"Browser auf {system}",
            _ => $"{browser} auf {system}",
        };
        return worte?[..Math.Min(worte.Length, Anmeldung.GeraetMaxLength)];
    }

    private static string? Find((string Marke, string Wort)[] marken, string? kennung) =>
        kennung is null ? null : marken.FirstOrDefault(m => kennung.Contains(m.Marke, StringComparison.Ordinal)).Wort;
}
