using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>The page of one Themenfeld: a form while the matrix is a draft, else what stands there.</summary>
public sealed record ThemenfeldSeite(
    Matrixkopf Kopf, Katalog Katalog, Themenfeld Themenfeld, IReadOnlyList<ZeilenSeite> Zeilen,
    IReadOnlyList<string> Fachbereiche, Guid PersonId)
{
    /// <summary>What became of the rows, by criterion.</summary>
    public required ILookup<string, Wirkung> Wirkungen { get; init; }

    /// <summary>The matrix was released or withdrawn while this form was open; what was typed still stands in it.</summary>
    public string? Zustandskonflikt { get; init; }

    /// <summary>A form, also when it came too late: nobody loses what was typed.</summary>
    public bool IsForm => Kopf.IsEditable || Zustandskonflikt is not null;

    public IEnumerable<ZeilenSeite> Offene => Zeilen.Where(z => z.IsOpen);

    public int Uebernehmbar => Zeilen.Count(z => z.CanTakeOver);
    public int Uebernommen => Zeilen.Count(z => z.Werte.Uebernommen);

    public int Nummer => Index + 1;
    public Themenfeld? Vorheriges => Index > 0 ? Katalog.Themenfelder[Index - 1] : null;
    public Themenfeld? Naechstes => Index < Katalog.Themenfelder.Count - 1 ? Katalog.Themenfelder[Index + 1] : null;

    private int Index => Katalog.Themenfelder.Select((t, i) => (t.Key, i)).First(t => t.Key == Themenfeld.Key).i;
}

/// <summary>One row with everything that stands around it.</summary>
/// <param name="Vorher">The last Durchgang's released row.</param>
/// <param name="Freigegeben">The own current version's row; null before the first release.</param>
public sealed record ZeilenSeite(
    Matrixweg Weg, Katalog Katalog, Kriterium Kriterium, Zeilenwerte Werte, int Version, DateTime? GeaendertAm,
    string? VorherTitel, Zeilenwerte? Vorher, int? Fassung, Zeilenwerte? Freigegeben)
{
    /// <summary>Faulty fields: what was typed and what is wrong with it.</summary>
    public IReadOnlyDictionary<Zeilenfeld, (string? Eingabe, string Satz)> Fehler { get; init; } =
        new Dictionary<Zeilenfeld, (string?, string)>();

    public Konfliktanzeige? Konflikt { get; init; }

    /// <summary>Set where the row is asked of somebody: she proposes only what <see cref="Zuarbeit.Felder"/> names.</summary>
    public Zuarbeitsfrage? Zuarbeit { get; init; }

    /// <summary>True only in the answer to a save.</summary>
    public bool GeradeGespeichert { get; init; }

    public bool IsOpen => !Werte.IsBearbeitet;

    /// <summary>The last version has an answer that can be taken over.</summary>
    public bool CanTakeOver => Werte.Ist is null && Vorher?.Ist is not null;

    /// <summary>Rules that must hold at release and do not yet; they never refuse a save.</summary>
    public IEnumerable<string> Hinweise => Matrix.Violations(Werte, Katalog);

    public IReadOnlyList<string> Aenderungen => Freigegeben is null
        ? []
        : [.. Werte.ChangesFrom(Freigegeben).Select(a => Katalog.Label(a.Feld))];

    public string Id(Zeilenfeld feld) => $"{Kriterium.Key}-{feld}";

    public string Name(Zeilenfeld feld) => Zeilenform.Name(Kriterium.Key, feld);

    /// <summary>The text of a field as it is to stand in the form: also a faulty one.</summary>
    public string? Text(Zeilenfeld feld) => Fehler.TryGetValue(feld, out var fehler) ? fehler.Eingabe : Werte[feld];
}

/// <summary>What somebody who is asked reads above her fields.</summary>
/// <param name="Bisher">What stands in the matrix now, in words.</param>
/// <param name="Hinweis">Why her answer was handed back.</param>
public sealed record Zuarbeitsfrage(Zuarbeitsstand Stand, string Bisher, string? Hinweis);

/// <summary>Both values of each field that two people set differently, in words, and who was faster.</summary>
public sealed record Konfliktanzeige(string Wer, DateTime Wann, int Version, IReadOnlyList<Konfliktfeld> Felder);

public sealed record Konfliktfeld(string Label, string Eigener, string Gespeicherter);
