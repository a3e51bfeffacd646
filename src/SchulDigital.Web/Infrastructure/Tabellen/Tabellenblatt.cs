using SchulDigital.Domain;

namespace SchulDigital.Web.Infrastructure.Tabellen;

/// <summary>A sheet of a file that was handed in: of a workbook, or the only one of a CSV file. Empty rows are left out.</summary>
/// <param name="Name">Null for CSV.</param>
/// <param name="Verbunden">Ranges of merged cells, for example <c>E5:E7</c>.</param>
public sealed record Tabellenblatt(string? Name, IReadOnlyList<Trennzeile> Zeilen, IReadOnlyList<string> Verbunden)
{
    /// <summary>All sheets of a file; its kind is told by the content. A sentence for anything that is no table.</summary>
    public static IReadOnlyList<Tabellenblatt> ReadAll(byte[] inhalt, int maxZeilen) => inhalt switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] => Arbeitsmappe.ReadAll(inhalt, maxZeilen),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new FachregelVerletzt(
            "Das ist eine Arbeitsmappe im alten Format oder mit Kennwort. Speichern Sie sie ohne Kennwort als .xlsx."),
        _ when Array.IndexOf(inhalt, (byte)0) >= 0 => throw new FachregelVerletzt("Diese Datei ist keine Tabelle."),
        _ => Trenntabelle.Parse(Textdatei.Decode(inhalt), mehrzeilig: true) is { } tabelle
            ? [new Tabellenblatt(null, [tabelle.Kopf, .. tabelle.Zeilen], [])]
            : throw new FachregelVerletzt("Die Datei ist leer."),
    };
}

/// <summary>A sheet to be written.</summary>
public sealed record Blatt(string Name, IReadOnlyList<IReadOnlyList<string>> Zeilen)
{
    /// <summary>
    /// How the columns look and what goes into them. The first row is their head then, and only cells for input can be
    /// changed; without columns the sheet is plain text.
    /// </summary>
    public IReadOnlyList<Spalte> Spalten { get; init; } = [];

    /// <summary>A table of figures to be read and counted on with, not to be filled in.</summary>
    public bool MitZahlen { get; init; }
}

/// <param name="Breite">In characters.</param>
/// <param name="Eingabe">To be filled in; everything else is locked.</param>
/// <param name="Auswahl">What may be chosen.</param>
public sealed record Spalte(double Breite, bool Eingabe = false, bool Versteckt = false, IReadOnlyList<string>? Auswahl = null);
