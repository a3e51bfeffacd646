using System.Text.Json;
using System.Text.Json.Serialization;
using SchulDigital.Domain.Sachstaende;

namespace SchulDigital.Web.Features.Sachstaende;

/// <summary>The numbers of a Sachstand: tables per section. What must not be shown is not in them.</summary>
/// <param name="Durchgang">Its name.</param>
/// <param name="Vorher">Name of the Durchgang before it; null for the first.</param>
/// <param name="Genannte">Carriers that take part and released their name.</param>
public sealed record Sachstandszahlen(string Durchgang, DateOnly Beginn, DateOnly Frist, string? Vorher, IReadOnlyList<Zahlenabschnitt> Abschnitte, IReadOnlyList<string> Genannte)
{
    private static readonly JsonSerializerOptions Form = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>A number is left out somewhere.</summary>
    [JsonIgnore]
    public bool HatVerdecktes => Abschnitte.Any(a => a.Tafeln.Any(t => t.HatVerdecktes));

    public string Write() => JsonSerializer.Serialize(this, Form);

    public static Sachstandszahlen Read(string zahlen) => JsonSerializer.Deserialize<Sachstandszahlen>(zahlen, Form)!;
}

public sealed record Zahlenabschnitt(Sachstandsabschnitt Abschnitt, IReadOnlyList<Zahlentafel> Tafeln);

/// <summary>A table: a label and its numbers in each row, under the heads of the columns.</summary>
/// <param name="Zaehlweise">How it is counted, in a sentence.</param>
/// <param name="Balken">Whether the first column is drawn as bars in the document.</param>
public sealed record Zahlentafel(string Titel, string Zaehlweise, IReadOnlyList<string> Spalten, IReadOnlyList<Zahlenzeile> Zeilen, bool Balken = false)
{
    [JsonIgnore]
    public bool HatVerdecktes => Zeilen.Any(z => z.Werte.Any(w => w is null));
}

/// <param name="Werte">One per column; null is not named, so that nobody can be recognised.</param>
public sealed record Zahlenzeile(string Label, IReadOnlyList<int?> Werte);

public static class Zahlenworte
{
    /// <summary>What stands in place of a number that is not named.</summary>
    public const string Verdeckt = "n. g.";

    public const string Legende = "n. g.: nicht genannt. Eine Zahl über mehrere Häuser steht nur da, wenn mindestens fünf teilnehmen und kein einzelnes erkennbar wird, auch nicht durch Abziehen.";

    public static string Words(this int? wert) => wert is { } zahl ? zahl.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("de-DE")) : Verdeckt;
}
