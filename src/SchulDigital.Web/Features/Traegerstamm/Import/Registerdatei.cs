using System.Globalization;
using System.Text.RegularExpressions;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <summary>
/// A file of the public register, recognised by its content, read and mended. Knows nothing of the database. With
/// <see cref="Fehler"/> nothing of it may be taken over.
/// </summary>
public sealed partial record Registerdatei(string Name)
{
    public const int MaxBytes = 50 * 1024 * 1024;

    public string Inhalt { get; init; } = "";
    public IReadOnlyList<Schulzeile> Schulen { get; init; } = [];
    public IReadOnlyList<Traegerzeile> Traeger { get; init; } = [];
    public bool IsTraegerliste { get; init; }
    public IReadOnlyList<Uebersprungen> Uebersprungen { get; init; } = [];
    public IReadOnlyList<Zeilenfehler> Fehler { get; init; } = [];

    /// <summary>Why the file holds nothing to take over, for example a list of keys.</summary>
    public string? Hinweis { get; init; }

    /// <summary>The Schuljahr that its rows name, by its first year.</summary>
    public int? Schuljahr { get; init; }

    public static Registerdatei Read(string name, byte[] inhalt)
    {
        var datei = new Registerdatei(name);
        if (inhalt.Length > MaxBytes)
            return datei.Refuse($"Die Datei ist größer als {MaxBytes / 1024 / 1024} MB. Ein Register ist kleiner.");
        if (inhalt.AsSpan().StartsWith("PK"u8))
            return datei.Refuse("Die Datei ist eine Excel-Mappe oder ein ZIP-Archiv. Bitte speichern Sie sie als CSV.");

        var text = Textdatei.Decode(inhalt);
        if (string.IsNullOrWhiteSpace(text))
            return datei.Refuse("Die Datei ist leer.");
        if (text.Contains('\0'))
            return datei.Refuse("Die Datei ist keine Textdatei. Erwartet wird eine CSV- oder XML-Datei des Schulregisters.");
        return text.TrimStart().StartsWith('<') ? Traegerliste.Read(datei, inhalt) : Schulliste.Read(datei, text);
    }

    public Registerdatei Refuse(string satz) => this with { Fehler = [new Zeilenfehler(null, satz)] };

    /// <summary>
    /// The day of the register: as given, else the date in the file's name, else 15 October of its Schuljahr (the day on
    /// which pupils are counted), else today. Never an error.
    /// </summary>
    public DateOnly StandOr(DateOnly? angegeben, DateOnly heute) =>
        angegeben ?? DateInName() ?? (Schuljahr is { } jahr ? new DateOnly(jahr, 10, 15) : heute);

    private DateOnly? DateInName()
    {
        foreach (var (muster, format) in new[] { (JahrZuerst(), "yyyyMMdd"), (TagZuerst(), "ddMMyyyy") })
            foreach (Match fund in muster.Matches(Name))
                if (DateOnly.TryParseExact(string.Concat(fund.Groups.Values.Skip(1).Select(g => g.Value)), format,
                        CultureInfo.InvariantCulture, DateTimeStyles.None, out var tag))
                    return tag;
        return null;
    }

    [GeneratedRegex(@"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")]
    private static partial Regex JahrZuerst();

    [GeneratedRegex(@"(?<!\d)(\d\d)[-_.](\d\d)[-_.](20\d\d)(?!\d)")]
    private static partial Regex TagZuerst();
}

/// <param name="Nummer">Line of the file, from 1.</param>
/// <param name="Oeffentlich">Legal form of the carrier, where the register gives it.</param>
public sealed record Schulzeile(
    int Nummer, string Schulnummer, string Ags, Schulangaben Angaben, string? Traegernummer, bool? Oeffentlich);

public sealed record Traegerzeile(string Traegernummer, string Name, string? Kurzname, Anschrift Anschrift);

/// <summary>A row that is none of ours, and why.</summary>
public sealed record Uebersprungen(int Zeile, string Schulnummer, string Grund);

/// <summary>What is wrong, and on which line of the file; without line it is the file itself.</summary>
public sealed record Zeilenfehler(int? Zeile, string Satz)
{
    public override string ToString() => Zeile is { } nummer ? $"Zeile {nummer}: {Satz}" : Satz;
}
