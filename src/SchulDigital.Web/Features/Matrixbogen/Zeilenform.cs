using System.Globalization;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// The fields of one row as they came in: <c>Zeilen[kriterium].Feld</c>. A field that did not come is not touched, so that
/// a row can be sent whole or in part. Lengths are those of <see cref="Zeilenwerte"/>.
/// </summary>
public sealed record Zeilenform(string Kriterium, int Version, IReadOnlyDictionary<Zeilenfeld, string?> Felder)
{
    private const string Praefix = "Zeilen[";
    private const string Versionsfeld = "Version";

    /// <summary>Sentences per field; such a row is not saved.</summary>
    public Dictionary<Zeilenfeld, string> Fehler { get; } = [];

    /// <summary>The choice in a conflict: whose values win, and the version that was shown.</summary>
    public Konfliktwahl? Wahl { get; init; }

    /// <summary>Whose words these are, where they came by Zuarbeit.</summary>
    public string? Auskunft { get; init; }

    public static string Name(string kriterium, Zeilenfeld feld) => $"{Praefix}{kriterium}].{feld}";

    public static string VersionName(string kriterium) => $"{Praefix}{kriterium}].{Versionsfeld}";

    /// <summary>All rows of a posted form, by criterion. Unknown criteria and fields are left out.</summary>
    public static IReadOnlyDictionary<string, Zeilenform> ReadAll(
        IFormCollection form, IEnumerable<Kriterium> kriterien, IReadOnlyList<Zeilenfeld> felder)
    {
        var wahl = Konfliktwahl.Parse(form["Wahl"]);
        var zeilen = new Dictionary<string, Zeilenform>(StringComparer.Ordinal);
        foreach (var kriterium in kriterien)
        {
            if (!int.TryParse(form[VersionName(kriterium.Key)], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                continue;
            zeilen[kriterium.Key] = Of(kriterium.Key, version,
                felder.Where(f => form.ContainsKey(Name(kriterium.Key, f)))
                    // A checkbox comes with a hidden "nein" in front, so that an empty one comes too.
                    .Select(f => KeyValuePair.Create(f, form[Name(kriterium.Key, f)][^1])),
                wahl?.Kriterium == kriterium.Key ? wahl : null);
        }
        return zeilen;
    }

    /// <summary>A row of what was entered, each field judged.</summary>
    public static Zeilenform Of(
        string kriterium, int version, IEnumerable<KeyValuePair<Zeilenfeld, string?>> eingaben, Konfliktwahl? wahl = null)
    {
        var felder = new Dictionary<Zeilenfeld, string?>();
        var fehler = new Dictionary<Zeilenfeld, string>();
        foreach (var (feld, eingabe) in eingaben)
            felder[feld] = Read(feld, eingabe, fehler);
        var zeile = new Zeilenform(kriterium, version, felder) { Wahl = wahl };
        foreach (var (feld, satz) in fehler)
            zeile.Fehler[feld] = satz;
        return zeile;
    }

    /// <summary>The row with what came in; faulty fields as they were before.</summary>
    public Zeilenwerte ApplyTo(Zeilenwerte basis) => Felder
        .Where(f => !Fehler.ContainsKey(f.Key))
        .Aggregate(basis, (werte, feld) => werte.With(feld.Key, feld.Value));

    /// <summary>Faulty fields: what was typed and what is wrong with it.</summary>
    public IReadOnlyDictionary<Zeilenfeld, (string? Eingabe, string Satz)> Faults =>
        Fehler.ToDictionary(f => f.Key, f => (Felder.GetValueOrDefault(f.Key), f.Value));

    private static string? Read(Zeilenfeld feld, string? roh, Dictionary<Zeilenfeld, string> fehler)
    {
        if (!Texteingabe.Normalize(roh, out var text))
        {
            fehler[feld] = Texteingabe.UnzulaessigesZeichen;
            return roh;
        }
        switch (feld)
        {
            case Zeilenfeld.Ist when text is not null && !IsOneOf<Stufenwert>(text):
            case Zeilenfeld.Soll when text is not null && !IsSoll(text):
            case Zeilenfeld.Zeithorizont when text is not null && !IsOneOf<Zeithorizont>(text):
                fehler[feld] = "Bitte wählen Sie eine der angebotenen Antworten.";
                return null;
            case Zeilenfeld.FuerRundenTisch or Zeilenfeld.VorbehaltlichBeschluss or Zeilenfeld.Vertraulich:
                return text == "ja" ? "ja" : null;
            case Zeilenfeld.BeschlussTermin when text is not null:
                if (DateOnly.TryParse(text, CultureInfo.CurrentCulture, out var tag) && tag.Year is >= 2000 and < 2200)
                    return tag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                fehler[feld] = "Bitte geben Sie den Tag so an: 21.11.2026.";
                return text;
        }
        if (MaxLength(feld) is { } laenge && text?.Length > laenge)
            fehler[feld] = $"Der Text hat {text.Length:N0} Zeichen; möglich sind {laenge:N0}. Bitte kürzen Sie ihn.";
        return text;
    }

    public static int? MaxLength(Zeilenfeld feld) => feld switch
    {
        Zeilenfeld.GeplanteSchritte or Zeilenfeld.Unterstuetzungsbedarf or Zeilenfeld.OffeneFrage or Zeilenfeld.InterneNotiz =>
            Zeilenwerte.TextMaxLength,
        Zeilenfeld.Zustaendig => Zeilenwerte.ZustaendigMaxLength,
        Zeilenfeld.BeschlussGremium => Zeilenwerte.GremiumMaxLength,
        Zeilenfeld.BeschlussErgebnis => Zeilenwerte.ErgebnisMaxLength,
        _ => null,
    };

    private static bool IsOneOf<T>(string text) where T : struct, Enum => Enum.GetNames<T>().Contains(text);

    private static bool IsSoll(string text) => IsOneOf<Stufenwert>(text)
        && Enum.Parse<Stufenwert>(text) is var wert && (wert.IsStufe() || wert == Stufenwert.NichtZutreffend);
}

/// <summary>
/// "Meine Angaben speichern" or "gespeicherte Angaben behalten", and the version that was before the writer's eyes when she
/// chose. Sent as the button's value: <c>kriterium:meine:7</c>.
/// </summary>
public sealed record Konfliktwahl(string Kriterium, bool Meine, int Version)
{
    public static Konfliktwahl? Parse(string? text) =>
        text?.Split(':') is [var kriterium, "meine" or "gespeicherte", var version]
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var nummer)
            ? new Konfliktwahl(kriterium, text.Contains(":meine:", StringComparison.Ordinal), nummer)
            : null;
}

/// <summary>
/// "Angaben übernehmen" or "stimmt noch" for one row of the form or for all: sent as the button's value, which is the
/// criterion or <c>alle</c>. The form is saved with it, so that nothing typed is lost.
/// </summary>
public sealed record Zeilenwahl(bool Uebernehmen, string Kriterium)
{
    public const string Alle = "alle";

    public bool Names(string kriterium) => Kriterium == Alle || Kriterium == kriterium;

    public static Zeilenwahl? Read(IFormCollection form) =>
        form["Uebernehmen"] is [{ Length: > 0 } zeile] ? new Zeilenwahl(true, zeile)
        : form["Bestaetigen"] is [{ Length: > 0 } bestaetigt] ? new Zeilenwahl(false, bestaetigt)
        : null;
}
