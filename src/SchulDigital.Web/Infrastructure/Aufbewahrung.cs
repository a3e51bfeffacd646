using System.Globalization;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure;

/// <summary>
/// How long what is kept. <see cref="Aufraeumen"/> deletes by these figures, and the pages on data protection show them:
/// what is promised there is what happens.
/// </summary>
public sealed class Aufbewahrung(IConfiguration konfiguration)
{
    /// <summary>Security events, and signed-in browsers counted from their beginning.</summary>
    public int SicherheitsereignisseTage { get; } = Days(konfiguration, "Konten:SicherheitsereignisseTage");

    /// <summary>Mails that were sent or settled, counted from the day they were written.</summary>
    public int PostTage { get; } = Days(konfiguration, "Mail:AufbewahrungTage");

    private static int Days(IConfiguration konfiguration, string name)
    {
        const int vorbelegung = 90;
        var wert = konfiguration[name];
        if (string.IsNullOrWhiteSpace(wert))
            return vorbelegung;
        return int.TryParse(wert, NumberStyles.None, CultureInfo.InvariantCulture, out var tage) && tage is >= 1 and <= 3660
            ? tage
            : throw new EinstellungFehlt($"{name} ist „{wert}“. Erlaubt ist eine Zahl von Tagen von 1 bis 3660.");
    }
}
