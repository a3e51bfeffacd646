using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>Whose words a paragraph is: of both, or of one side, which alone writes it.</summary>
public enum Berichtssicht { Gemeinsam, Traeger, Schule }

/// <summary>What became of a goal of the last sheet.</summary>
public enum Zielstand { Offen, Unterwegs, Erreicht, NichtMehrVerfolgt }

/// <summary>What a paragraph was drafted from; of a matrix the rows of one Themenfeld.</summary>
public enum Absatzquellart { Matrix, Zeile, Vereinbarung, Aufgabe, Thema, Besuch, Sitzung, Berichtseintrag, Vorjahresziel }

/// <summary>Where a paragraph stands.</summary>
/// <param name="SchuleId">Whose view it is; only with <see cref="Berichtssicht.Schule"/>.</param>
/// <param name="Themenfeld">Key of the catalogue; null where it belongs to none.</param>
public sealed record Absatzort(Berichtsabschnitt Abschnitt, Berichtssicht Sicht = Berichtssicht.Gemeinsam, Guid? SchuleId = null, string? Themenfeld = null);

/// <summary>What a paragraph says.</summary>
/// <param name="Wer">Who does it, in words.</param>
/// <param name="VerantwortlichId">The carrier or school that does it; null where it is none of the houses.</param>
/// <param name="Frist">Last day, in Europe/Berlin.</param>
/// <param name="Kosten">Rough cost, in words.</param>
public sealed record Absatzangaben(
    string Text, string? Wer = null, Guid? VerantwortlichId = null, DateOnly? Frist = null, string? Kosten = null, string? Finanzierung = null, string? Vorbehalt = null);

/// <summary>The link of the thread that a paragraph was drafted from.</summary>
/// <param name="ZeileId">The matrix row at its beginning; null where there is none.</param>
/// <param name="Hash">Of what it said then: another one now means that the source has changed.</param>
public sealed record Absatzquelle(Absatzquellart Art, Guid Id, Guid? ZeileId, string Hash);

/// <summary>A paragraph of a Berichtsbogen. Taken out, it stays with the sheet and can be put back.</summary>
public sealed class Berichtsabsatz
{
    public const int TextMaxLength = 4000;
    public const int WerMaxLength = 200;
    public const int KostenMaxLength = 200;
    public const int FinanzierungMaxLength = 300;
    public const int VorbehaltMaxLength = 300;

    private Berichtsabsatz() { }

    internal Berichtsabsatz(Guid id, Guid bogenId, Absatzort ort, int position, Absatzquelle? quelle)
    {
        Id = id;
        BerichtsbogenId = bogenId;
        (Abschnitt, Sicht, SchuleId, Themenfeld) = ort;
        Position = position;
        if (quelle is not null)
            Follow(quelle);
    }

    public Guid Id { get; private set; }
    public Guid BerichtsbogenId { get; private set; }
    public Berichtsabschnitt Abschnitt { get; private set; }
    public Berichtssicht Sicht { get; private set; }
    public Guid? SchuleId { get; private set; }
    public string? Themenfeld { get; private set; }
    public int Position { get; private set; }
    public string Text { get; private set; } = "";
    public string? Wer { get; private set; }
    public Guid? VerantwortlichId { get; private set; }
    public DateOnly? Frist { get; private set; }
    public string? Kosten { get; private set; }
    public string? Finanzierung { get; private set; }
    public string? Vorbehalt { get; private set; }

    /// <summary>Of a goal of the last sheet: what became of it. Null for every other paragraph.</summary>
    public Zielstand? Zielstand { get; private set; }
    public Absatzquellart? Quellart { get; private set; }
    public Guid? QuelleId { get; private set; }
    public Guid? ZeileId { get; private set; }
    public string? Quellhash { get; private set; }

    /// <summary>Number of the sheet's text with which it got these words.</summary>
    public int Fassung { get; private set; }
    public bool IsRemoved { get; private set; }
    public Guid? GeaendertVonId { get; private set; }
    public DateTime GeaendertAm { get; private set; }

    /// <summary>Counts its changes; a save names the one that it was made on.</summary>
    public int Version { get; private set; }

    public Absatzangaben Angaben => new(Text, Wer, VerantwortlichId, Frist, Kosten, Finanzierung, Vorbehalt);

    internal void Write(Absatzangaben angaben, Zielstand? zielstand, int fassung, Urheber urheber, DateTime jetzt)
    {
        // The own side's view may be empty until that side has written it.
        if (Sicht == Berichtssicht.Gemeinsam && string.IsNullOrWhiteSpace(angaben.Text))
            throw new FachregelVerletzt("Schreiben Sie den Absatz, oder nehmen Sie ihn heraus.");
        (Text, Wer, VerantwortlichId, Frist, Kosten, Finanzierung, Vorbehalt) = angaben;
        Zielstand = zielstand;
        IsRemoved = false;
        Touch(fassung, urheber, jetzt);
    }

    internal void Follow(Absatzquelle quelle) => (Quellart, QuelleId, ZeileId, Quellhash) = (quelle.Art, quelle.Id, quelle.ZeileId, quelle.Hash);

    internal void Remove(bool entfernt, int fassung, Urheber urheber, DateTime jetzt)
    {
        IsRemoved = entfernt;
        Touch(fassung, urheber, jetzt);
    }

    internal void SwapPlaces(Berichtsabsatz anderer, int fassung)
    {
        (Position, anderer.Position) = (anderer.Position, Position);
        Fassung = anderer.Fassung = fassung;
    }

    private void Touch(int fassung, Urheber urheber, DateTime jetzt)
    {
        (Fassung, GeaendertVonId, GeaendertAm) = (fassung, urheber.PersonId, jetzt);
        Version++;
    }
}

/// <summary>A house that a sheet is about: its carrier, and the schools.</summary>
public sealed class Berichtsbeteiligter
{
    public const int NameMaxLength = 200;

    private Berichtsbeteiligter() { }

    internal Berichtsbeteiligter(Guid bogenId, Berichtshaus haus) =>
        (BerichtsbogenId, ScopeArt, ScopeId, Name) = (bogenId, haus.Organisation.Art, haus.Organisation.Id!.Value, haus.Name);

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BerichtsbogenId { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }

    /// <summary>As it was when the sheet was begun.</summary>
    public string Name { get; private set; } = "";

    public Scope Organisation => new(ScopeArt, ScopeId);
    public bool IsTraeger => ScopeArt == ScopeArt.Schultraeger;
}

public static class Absatzworte
{
    public static string Label(this Berichtssicht sicht) => sicht switch
    {
        Berichtssicht.Gemeinsam => "Gemeinsam",
        Berichtssicht.Traeger => "Sicht des Trägers",
        Berichtssicht.Schule => "Sicht der Schule",
        _ => throw new ArgumentOutOfRangeException(nameof(sicht)),
    };

    public static string Label(this Zielstand stand) => stand switch
    {
        Zielstand.Offen => "offen",
        Zielstand.Unterwegs => "unterwegs",
        Zielstand.Erreicht => "erreicht",
        Zielstand.NichtMehrVerfolgt => "nicht mehr verfolgt",
        _ => throw new ArgumentOutOfRangeException(nameof(stand)),
    };

    public static string Label(this Absatzquellart art) => art switch
    {
        Absatzquellart.Matrix => "freigegebene Matrix",
        Absatzquellart.Zeile => "Zeile einer freigegebenen Matrix",
        Absatzquellart.Vereinbarung => "Vereinbarung",
        Absatzquellart.Aufgabe => "Aufgabe",
        Absatzquellart.Thema => "Thema",
        Absatzquellart.Besuch => "Schulträgerbesuch",
        Absatzquellart.Sitzung => "Sitzung eines Runden Tisches",
        Absatzquellart.Berichtseintrag => "Ergebnis eines Schulträgerbesuchs",
        Absatzquellart.Vorjahresziel => "Ziel des letzten Berichtsbogens",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };
}
