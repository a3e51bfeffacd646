using CsvHelper;

namespace SchulDigital.Web.Infrastructure.Tabellen;

/// <summary>
/// A CSV text as people save it: separated by <c>;</c>, <c>,</c> or tab, perhaps named by a first line <c>sep=;</c>.
/// Rows know their line of the file, counted from 1; empty rows are left out.
/// </summary>
public sealed record Trenntabelle(Trennzeile Kopf, IReadOnlyList<Trennzeile> Zeilen)
{
    /// <summary>Null for a text without a single value.</summary>
    /// <param name="mehrzeilig">Whether a value in quotation marks may have several lines.</param>
    public static Trenntabelle? Parse(string text, bool mehrzeilig = false)
    {
        using var leser = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            DetectSeparatorHint = true,
            TrackLineNumbers = true,
            // Where no value has line breaks, a forgotten quotation mark spoils its own line and not the rest of the file.
            AllowLineBreaksInQuotes = mehrzeilig,
            // Prose is full of commas: where values are prose, the head decides.
            Separator = mehrzeilig && text.AsSpan().IndexOfAny(";\n") is >= 0 and var stelle && text[stelle] == ';' ? ';' : null,
        });
        var zeilen = new List<Trennzeile>();
        while (leser.Read())
        {
            var werte = new string[leser.FieldCount];
            for (var i = 0; i < werte.Length; i++)
                werte[i] = leser.GetString(i);
            if (werte.Any(w => !string.IsNullOrWhiteSpace(w)))
                zeilen.Add(new Trennzeile((int)leser.LineNumber, werte));
        }
        return zeilen.Count == 0 ? null : new Trenntabelle(zeilen[0], zeilen.GetRange(1, zeilen.Count - 1));
    }
}

/// <param name="Nummer">Line of the file, from 1.</param>
public sealed record Trennzeile(int Nummer, string[] Werte);
