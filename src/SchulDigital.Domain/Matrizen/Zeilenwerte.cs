using System.Globalization;

namespace SchulDigital.Domain.Matrizen;

/// <summary>The fields of a row, in the order of the form.</summary>
public enum Zeilenfeld
{
    Ist,
    Soll,
    Zeithorizont,
    GeplanteSchritte,
    Unterstuetzungsbedarf,
    OffeneFrage,
    Zustaendig,
    FuerRundenTisch,
    VorbehaltlichBeschluss,
    BeschlussGremium,
    BeschlussTermin,
    BeschlussErgebnis,
    Vertraulich,
    InterneNotiz,

    /// <summary>No field of the form: the mark of values that were taken over and not confirmed yet.</summary>
    Uebernommen,

    /// <summary>No field of the form: who said what stands there, where it came by Zuarbeit.</summary>
    Auskunft,
}

/// <summary>What one row of a matrix says. Immutable; empty text is null.</summary>
public sealed record Zeilenwerte
{
    public const int TextMaxLength = 4000;
    public const int ZustaendigMaxLength = 200;
    public const int GremiumMaxLength = 200;
    public const int ErgebnisMaxLength = 500;
    public const int AuskunftMaxLength = 300;

    public static readonly Zeilenwerte Empty = new();

    /// <summary>Heutiger Stand; null is "Noch nicht eingeschätzt".</summary>
    public Stufenwert? Ist { get; init; }

    /// <summary>Angestrebter Stand: a Stufe or "trifft nicht zu".</summary>
    public Stufenwert? Soll { get; init; }
    public Zeithorizont? Zeithorizont { get; init; }
    public string? GeplanteSchritte { get; init; }
    public string? Unterstuetzungsbedarf { get; init; }
    public string? OffeneFrage { get; init; }

    /// <summary>Owner of the row: a Fachbereich or a person, in words.</summary>
    public string? Zustaendig { get; init; }
    public bool FuerRundenTisch { get; init; }
    public bool VorbehaltlichBeschluss { get; init; }
    public string? BeschlussGremium { get; init; }
    public DateOnly? BeschlussTermin { get; init; }
    public string? BeschlussErgebnis { get; init; }

    /// <summary>Not passed on; others read "n Zeilen nicht weitergegeben".</summary>
    public bool Vertraulich { get; init; }

    /// <summary>Never leaves the own organisation.</summary>
    public string? InterneNotiz { get; init; }

    /// <summary>Taken over from the last version and not confirmed yet; such a row does not count as bearbeitet.</summary>
    public bool Uebernommen { get; init; }

    /// <summary>
    /// "laut Auskunft von" these words: name, function, day. Stays until somebody judges the row anew; like the interne Notiz
    /// it never leaves the own organisation.
    /// </summary>
    public string? Auskunft { get; init; }

    /// <summary>Has an Ist that somebody stands by; the answers beside the stages count too.</summary>
    public bool IsBearbeitet => Ist is not null && !Uebernommen;

    /// <summary>A field in its stored form: text, enum name, ISO day, "ja"; null where empty. Two rows are compared by it.</summary>
    public string? this[Zeilenfeld feld] => feld switch
    {
        Zeilenfeld.Ist => Ist?.ToString(),
        Zeilenfeld.Soll => Soll?.ToString(),
        Zeilenfeld.Zeithorizont => Zeithorizont?.ToString(),
        Zeilenfeld.GeplanteSchritte => GeplanteSchritte,
        Zeilenfeld.Unterstuetzungsbedarf => Unterstuetzungsbedarf,
        Zeilenfeld.OffeneFrage => OffeneFrage,
        Zeilenfeld.Zustaendig => Zustaendig,
        Zeilenfeld.FuerRundenTisch => FuerRundenTisch ? "ja" : null,
        Zeilenfeld.VorbehaltlichBeschluss => VorbehaltlichBeschluss ? "ja" : null,
        Zeilenfeld.BeschlussGremium => BeschlussGremium,
        Zeilenfeld.BeschlussTermin => BeschlussTermin?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Zeilenfeld.BeschlussErgebnis => BeschlussErgebnis,
        Zeilenfeld.Vertraulich => Vertraulich ? "ja" : null,
        Zeilenfeld.InterneNotiz => InterneNotiz,
        Zeilenfeld.Uebernommen => Uebernommen ? "ja" : null,
        Zeilenfeld.Auskunft => Auskunft,
        _ => throw new ArgumentOutOfRangeException(nameof(feld)),
    };

    /// <summary>The same row with one field set from its stored form.</summary>
    public Zeilenwerte With(Zeilenfeld feld, string? wert) => feld switch
    {
        Zeilenfeld.Ist => this with { Ist = ParseEnum<Stufenwert>(wert) },
        Zeilenfeld.Soll => this with { Soll = ParseEnum<Stufenwert>(wert) },
        Zeilenfeld.Zeithorizont => this with { Zeithorizont = ParseEnum<Zeithorizont>(wert) },
        Zeilenfeld.GeplanteSchritte => this with { GeplanteSchritte = wert },
        Zeilenfeld.Unterstuetzungsbedarf => this with { Unterstuetzungsbedarf = wert },
        Zeilenfeld.OffeneFrage => this with { OffeneFrage = wert },
        Zeilenfeld.Zustaendig => this with { Zustaendig = wert },
        Zeilenfeld.FuerRundenTisch => this with { FuerRundenTisch = wert is not null },
        Zeilenfeld.VorbehaltlichBeschluss => this with { VorbehaltlichBeschluss = wert is not null },
        Zeilenfeld.BeschlussGremium => this with { BeschlussGremium = wert },
        Zeilenfeld.BeschlussTermin => this with
        {
            BeschlussTermin = wert is null ? null : DateOnly.ParseExact(wert, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        },
        Zeilenfeld.BeschlussErgebnis => this with { BeschlussErgebnis = wert },
        Zeilenfeld.Vertraulich => this with { Vertraulich = wert is not null },
        Zeilenfeld.InterneNotiz => this with { InterneNotiz = wert },
        Zeilenfeld.Uebernommen => this with { Uebernommen = wert is not null },
        Zeilenfeld.Auskunft => this with { Auskunft = wert },
        _ => throw new ArgumentOutOfRangeException(nameof(feld)),
    };

    /// <summary>The fields in which this row differs from another.</summary>
    public IReadOnlyList<Feldaenderung> ChangesFrom(Zeilenwerte alt)
    {
        var aenderungen = new List<Feldaenderung>();
        foreach (var feld in Enum.GetValues<Zeilenfeld>())
            if (alt[feld] != this[feld])
                aenderungen.Add(new Feldaenderung(feld, alt[feld], this[feld]));
        return aenderungen;
    }

    /// <summary>The last version's values where this row has none, marked to be checked.</summary>
    public Zeilenwerte TakeOver(Zeilenwerte vorher) =>
        Felder.Where(f => this[f] is null).Aggregate(this, (werte, f) => werte.With(f, vorher[f])) with { Uebernommen = true };

    /// <summary>What others may read of a row that is passed on: without what never leaves the organisation.</summary>
    public Zeilenwerte ForOthers() => this with { InterneNotiz = null, Auskunft = null };

    /// <summary>The fields of the form.</summary>
    public static readonly IReadOnlyList<Zeilenfeld> Felder =
        [.. Enum.GetValues<Zeilenfeld>().Where(f => f is not (Zeilenfeld.Uebernommen or Zeilenfeld.Auskunft))];

    private static T? ParseEnum<T>(string? wert) where T : struct, Enum => wert is null ? null : Enum.Parse<T>(wert);
}

/// <summary>One field of a row before and after, in stored form.</summary>
public sealed record Feldaenderung(Zeilenfeld Feld, string? Alt, string? Neu);
