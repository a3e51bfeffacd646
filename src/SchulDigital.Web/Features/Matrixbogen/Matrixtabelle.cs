using System.Globalization;
using System.Text;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// A matrix as a table, out and in: XLSX with a sheet per Themenfeld, or CSV. It is one format: what was written can be
/// filled in and read again. Every row says which matrix, catalogue, criterion and version it is of, so that a row from
/// elsewhere is recognised and nothing that was changed meanwhile is overwritten.
/// </summary>
/// <param name="zuarbeit">Set for the table of a Zuarbeit, whose rows come empty.</param>
public sealed class Matrixtabelle(Matrixkopf kopf, Katalog katalog, Zuarbeitsblatt? zuarbeit = null)
{
    public const int MaxMegabyte = 4;
    public const int MaxBytes = MaxMegabyte << 20;

    /// <summary>A bit more than a file may have, so that too big a file gets its sentence.</summary>
    public const long MaxAnfrage = MaxBytes + (1L << 20);

    private const int MaxZeilen = 1000;
    private const string Anleitungsblatt = "Anleitung";
    private const string Bisherspalte = "Bisher eingetragen";
    private const string Ja = "ja";
    private const string Nein = "nein";

    /// <summary>Columns for the portal; hidden in a workbook.</summary>
    private static readonly string[] Kennspalten = ["Matrix", "Katalog", "Kennung", "Version"];

    private readonly Dictionary<string, string> _blattnamen = NameSheets(katalog);

    private readonly IReadOnlyList<Zeilenfeld> _felder = zuarbeit is null ? Zeilenwerte.Felder : Zuarbeit.Felder;

    private string Katalogname => $"{katalog.Key} {katalog.Version}";

    public byte[] WriteXlsx(IReadOnlyList<Zeilenstand> zeilen, DateTime jetzt)
    {
        var ist = katalog.Stufen.Select(s => s.Label).Concat(katalog.Zusatzwerte.Where(z => z.FuerIst && z.Wert is not null).Select(z => z.Label)).ToList();
        var soll = katalog.Stufen.Select(s => s.Label).Concat(katalog.Zusatzwerte.Where(z => z.FuerSoll && z.Wert is not null).Select(z => z.Label)).ToList();
        var horizonte = katalog.Zeithorizonte.Select(h => h.Label).ToList();
        List<string> jaNein = [Ja, Nein];
        List<Spalte> spalten =
        [
            new(26), .. katalog.Stufen.Select(_ => new Spalte(32)),
            .. zuarbeit is null ? [] : new[] { new Spalte(36) },
            .. _felder.Select(f => f switch
            {
                Zeilenfeld.Ist => new Spalte(18, Eingabe: true, Auswahl: ist),
                Zeilenfeld.Soll => new Spalte(18, Eingabe: true, Auswahl: soll),
                Zeilenfeld.Zeithorizont => new Spalte(22, Eingabe: true, Auswahl: horizonte),
                Zeilenfeld.FuerRundenTisch or Zeilenfeld.VorbehaltlichBeschluss or Zeilenfeld.Vertraulich => new Spalte(20, Eingabe: true, Auswahl: jaNein),
                Zeilenfeld.GeplanteSchritte or Zeilenfeld.Unterstuetzungsbedarf or Zeilenfeld.OffeneFrage or Zeilenfeld.InterneNotiz => new Spalte(40, Eingabe: true),
                _ => new Spalte(22, Eingabe: true),
            }),
            .. Kennspalten.Select(_ => new Spalte(12, Versteckt: true)),
        ];
        return Arbeitsmappe.Write(
        [
            new Blatt(Anleitungsblatt, WriteInstructions(jetzt, [.. zeilen.Select(z => z.Themenfeld)])) { Spalten = [new(30), new(100)] },
            .. Sorted(zeilen).GroupBy(z => z.Kriterium.Themenfeld).Select(feld => new Blatt(_blattnamen[feld.Key], [Head(), .. feld.Select(z => Cells(z.Kriterium, z.Stand))])
            {
                Spalten = spalten,
            }),
        ]);
    }

    /// <summary>For German Excel: UTF-8 with byte order mark, separated by semicolons.</summary>
    public byte[] WriteCsv(IReadOnlyList<Zeilenstand> zeilen)
    {
        var text = new StringBuilder();
        AppendLine(["Themenfeld", .. Head()]);
        foreach (var (kriterium, stand) in Sorted(zeilen))
            AppendLine([katalog.FindThemenfeld(kriterium.Themenfeld)!.Label, .. Cells(kriterium, stand)]);
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];

        void AppendLine(IEnumerable<string> werte) => text.AppendJoin(';', werte.Select(w =>
            w.AsSpan().IndexOfAny(";\"\r\n") < 0 ? w : $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
    }

    /// <summary>What a file says, and every fault with its place. A sentence for what is no table at all.</summary>
    /// <param name="versionen">The rows that the matrix has, with their versions of now.</param>
    public Tabelleninhalt Read(byte[] inhalt, IReadOnlyDictionary<string, int> versionen)
    {
        var fehler = new List<string>();
        var zeilen = new Dictionary<string, Tabellenzeile>(StringComparer.Ordinal);
        var gelesen = 0;
        foreach (var blatt in Tabellenblatt.ReadAll(inhalt, MaxZeilen))
        {
            if (blatt.Name is Anleitungsblatt or Arbeitsmappe.Auswahlblatt)
                continue;
            gelesen++;
            if (blatt.Name is not null && !_blattnamen.ContainsValue(blatt.Name))
                fehler.Add($"{Place(blatt)}: Dieses Blatt gehört nicht zur Tabelle. Geben Sie ihm seinen Namen zurück oder löschen Sie es.");
            else
                ReadSheet(blatt, versionen, zeilen, fehler);
        }
        if (gelesen == 0)
            fehler.Add("Die Arbeitsmappe enthält kein Blatt mit Zeilen der Matrix.");
        return new Tabelleninhalt([.. zeilen.Values], fehler);
    }

    /// <summary>An uploaded file; a sentence where there is none, or too big a one.</summary>
    public static async Task<byte[]> ReadFileAsync(IFormFile? datei, CancellationToken abbruch)
    {
        if (datei is null or { Length: 0 })
            throw new FachregelVerletzt(datei is null ? "Wählen Sie eine Tabelle." : "Die Datei ist leer.");
        if (datei.Length > MaxBytes)
            throw new FachregelVerletzt($"Die Datei ist größer als {MaxMegabyte} MB.");
        return await datei.ReadAsync(abbruch);
    }

    private void ReadSheet(
        Tabellenblatt blatt, IReadOnlyDictionary<string, int> versionen, Dictionary<string, Tabellenzeile> zeilen, List<string> fehler)
    {
        fehler.AddRange(blatt.Verbunden.Select(bereich =>
            $"{Place(blatt, int.TryParse(string.Concat(bereich.Split(':')[0].Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture, out var nummer) ? nummer : null)}: Die Zellen {bereich} sind verbunden. Heben Sie die Verbindung auf."));
        if (blatt.Zeilen.Count == 0)
        {
            fehler.Add($"{Place(blatt)}: Das Blatt ist leer. Löschen Sie es, oder laden Sie die Tabelle neu herunter.");
            return;
        }
        if (blatt.Zeilen.Count > MaxZeilen)
        {
            fehler.Add($"{Place(blatt)}: Das sind mehr als {MaxZeilen:N0} Zeilen.");
            return;
        }
        var kopfzeile = blatt.Zeilen[0];
        var stellen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var spalte in _felder.Select(katalog.Label).Concat(Kennspalten))
        {
            var funde = Enumerable.Range(0, kopfzeile.Werte.Length).Where(i => Suchform.Of(kopfzeile.Werte[i]) == Suchform.Of(spalte)).ToList();
            if (funde.Count == 1)
                stellen[spalte] = funde[0];
            else
                fehler.Add($"{Place(blatt, kopfzeile.Nummer)}: Die Spalte „{spalte}“ {(funde.Count == 0 ? "fehlt" : "steht mehrmals da")}.");
        }
        if (stellen.Count < _felder.Count + Kennspalten.Length)
            return;
        foreach (var zeile in blatt.Zeilen.Skip(1))
            if (stellen.Values.Any(s => s < zeile.Werte.Length && !string.IsNullOrWhiteSpace(zeile.Werte[s])))
                ReadRow(blatt, zeile.Nummer, spalte => stellen[spalte] < zeile.Werte.Length ? zeile.Werte[stellen[spalte]] : "", versionen, zeilen, fehler);
    }

    private void ReadRow(
        Tabellenblatt blatt, int nummer, Func<string, string> cell, IReadOnlyDictionary<string, int> versionen,
        Dictionary<string, Tabellenzeile> zeilen, List<string> fehler)
    {
        var ort = Place(blatt, nummer);
        var kennung = cell("Kennung").Trim();
        if (FindFault() is { } satz)
        {
            fehler.Add($"{ort}: {satz}");
            return;
        }
        var eingaben = new Dictionary<Zeilenfeld, string?>();
        foreach (var feld in _felder)
            if (ReadCell(feld, cell(katalog.Label(feld)), out var eingabe) is { } falsch)
                fehler.Add($"{ort}, {katalog.Label(feld)}: {falsch}");
            else
                eingaben[feld] = eingabe;
        var form = Zeilenform.Of(kennung, int.Parse(cell("Version"), CultureInfo.InvariantCulture), eingaben);
        fehler.AddRange(form.Fehler.Select(f => $"{ort}, {katalog.Label(f.Key)}: {f.Value}"));
        zeilen[kennung] = new Tabellenzeile(ort, kennung, form.Version, form.Felder);

        string? FindFault() =>
            kennung.Length == 0 ? "Die Zeile hat keine Kennung. Neue Zeilen kann eine Tabelle nicht bringen; löschen Sie sie."
            : cell("Matrix").Trim() != kopf.Id.ToString() ? "Die Zeile gehört zu einer anderen Matrix."
            : cell("Katalog").Trim() != Katalogname ? "Die Zeile gehört zu einer anderen Fassung des Katalogs. Laden Sie die Tabelle neu herunter."
            : !versionen.TryGetValue(kennung, out var gespeichert) ? zuarbeit is null ? $"Das Kriterium „{Cut(kennung)}“ gibt es in dieser Matrix nicht." : "Nach dieser Zeile ist hier nicht gefragt."
            : zeilen.TryGetValue(kennung, out var andere) ? $"Das Kriterium „{katalog.Kriterium(kennung).Label}“ steht schon hier: {andere.Ort}."
            : !int.TryParse(cell("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version > gespeichert
                ? "Diesen Stand der Zeile kennt das Portal nicht. Laden Sie die Tabelle neu herunter."
            : null;
    }

    /// <summary>Turns the words of a cell into what a form sends for this field; a sentence where that does not go.</summary>
    private string? ReadCell(Zeilenfeld feld, string zelle, out string? eingabe)
    {
        eingabe = null;
        if (zelle == Arbeitsmappe.Formel)
            return "Die Zelle enthält eine Formel. Tragen Sie den Wert ein.";
        if (!Texteingabe.Normalize(zelle, out var text))
            return Texteingabe.UnzulaessigesZeichen;
        if (text is null)
            return null;
        text = Formelschutz.Restore(text);
        if (ChoicesOf(feld) is not { } auswahl)
        {
            // A spreadsheet keeps a day as a number.
            eingabe = feld == Zeilenfeld.BeschlussTermin && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var tage)
                && tage is >= 1 and < 200_000 ? $"{DateTime.FromOADate(tage):dd.MM.yyyy}" : text;
            return null;
        }
        foreach (var (label, wert) in auswahl)
            if (Suchform.Of(label) == Suchform.Of(text))
            {
                eingabe = wert;
                return null;
            }
        return $"„{Cut(text)}“ ist keine der Antworten. Möglich sind: {string.Join(", ", auswahl.Select(a => a.Label))}.";
    }

    /// <summary>The words for the values of a field and what a form sends for them; null for a field of free text.</summary>
    private List<(string Label, string? Wert)>? ChoicesOf(Zeilenfeld feld) => feld switch
    {
        Zeilenfeld.Ist =>
            [.. katalog.Stufen.Select(s => (s.Label, (string?)s.Wert.ToString())), .. katalog.Zusatzwerte.Where(z => z.FuerIst).Select(z => (z.Label, z.Wert?.ToString()))],
        Zeilenfeld.Soll =>
            [.. katalog.Stufen.Select(s => (s.Label, (string?)s.Wert.ToString())), .. katalog.Zusatzwerte.Where(z => z.FuerSoll).Select(z => (z.Label, z.Wert?.ToString()))],
        Zeilenfeld.Zeithorizont => [.. katalog.Zeithorizonte.Select(h => (h.Label, (string?)h.Wert.ToString()))],
        Zeilenfeld.FuerRundenTisch or Zeilenfeld.VorbehaltlichBeschluss or Zeilenfeld.Vertraulich => [(Ja, Ja), (Nein, null)],
        _ => null,
    };

    private IReadOnlyList<string> Head() =>
        ["Kriterium", .. katalog.Stufen.Select(s => s.Label), .. zuarbeit is null ? [] : new[] { Bisherspalte }, .. _felder.Select(katalog.Label), .. Kennspalten];

    private IReadOnlyList<string> Cells(Kriterium kriterium, Zeilenstand stand) =>
    [
        .. new[] { kriterium.Label }
            .Concat(katalog.Stufen.Select(s => kriterium.Satz(s.Wert)!))
            .Concat(zuarbeit is null ? [] : [zuarbeit.Bisher[kriterium.Key]])
            .Concat(_felder.Select(f => stand.Werte[f] is { } wert ? katalog.Word(f, wert) : ""))
            .Concat([kopf.Id.ToString(), Katalogname, kriterium.Key, stand.Version.ToString(CultureInfo.InvariantCulture)])
            .Select(Formelschutz.Defuse),
    ];

    /// <summary>In the order of the catalogue.</summary>
    private IEnumerable<(Kriterium Kriterium, Zeilenstand Stand)> Sorted(IReadOnlyList<Zeilenstand> zeilen)
    {
        var staende = zeilen.ToDictionary(z => z.Kriterium);
        return katalog.Kriterien.Where(k => staende.ContainsKey(k.Key)).Select(k => (k, staende[k.Key]));
    }

    private IReadOnlyList<IReadOnlyList<string>> WriteInstructions(DateTime jetzt, HashSet<string> themenfelder) =>
    [
        [kopf.Weg.Ueberschrift, kopf.Weg.Organisation],
        ["Heruntergeladen", Zeitangabe.DateAndTime(jetzt)],
        .. zuarbeit?.Anleitung ?? [["Nur im eigenen Haus", "Die Tabelle enthält auch vertrauliche Zeilen und interne Notizen."]],
        ["So füllen Sie aus", "Jedes Themenfeld hat ein Blatt, jedes Kriterium eine Zeile. Füllen Sie die hellgelben Zellen. Bei den Ständen, beim Zeithorizont und bei ja/nein wählen Sie aus der Liste, die sich am Rand der Zelle öffnet. Eine leere Zelle heißt: keine Angabe."],
        ["Die Regel", katalog.Ausfuellregel],
        .. katalog.Ausfuellhinweise.Select(h => (IReadOnlyList<string>)["", h]),
        .. katalog.Stufen.Select(s => (IReadOnlyList<string>)[s.Label, s.Beschreibung]),
        .. zuarbeit is not null ? [] : (IReadOnlyList<string>[])[["So lesen Sie ein", "Speichern Sie die Datei als .xlsx. Im Portal öffnen Sie die Matrix und wählen „Mit Excel arbeiten“. Vor dem Speichern zeigt das Portal alle Änderungen, und wo inzwischen jemand anderes etwas eingetragen hat, wählen Sie."]],
        ["Was so bleiben muss", "die Namen der Blätter, die Spaltenköpfe und die ausgeblendeten Spalten. Ganze Blätter und Zeilen dürfen fehlen; dort ändert sich nichts."],
        ["Apostroph am Anfang", "Beginnt ein Text mit = + - oder @, steht ein Apostroph davor, damit daraus keine Formel wird. Im Portal ist er wieder weg."],
        .. katalog.Themenfelder.Where(t => themenfelder.Contains(t.Key)).Select(t => (IReadOnlyList<string>)[t.Label, t.Leitfrage]),
    ];

    private static Dictionary<string, string> NameSheets(Katalog katalog)
    {
        var vergeben = new HashSet<string>([Anleitungsblatt, Arbeitsmappe.Auswahlblatt], StringComparer.OrdinalIgnoreCase);
        var namen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (feld, nummer) in katalog.Themenfelder.Select((t, i) => (t, i + 1)))
        {
            var name = Arbeitsmappe.SheetName(feld.Label);
            // Long names may begin alike.
            namen[feld.Key] = vergeben.Add(name) ? name : Arbeitsmappe.SheetName($"{nummer} {feld.Label}");
        }
        return namen;
    }

    private static string Place(Tabellenblatt blatt, int? zeile = null) => (blatt.Name, zeile) switch
    {
        (null, null) => "Datei",
        (null, { } nummer) => $"Zeile {nummer}",
        (var name, null) => $"Blatt „{Cut(name)}“",
        (var name, { } nummer) => $"Blatt „{Cut(name)}“, Zeile {nummer}",
    };

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <param name="Fehler">Sentences, each with its place.</param>
public sealed record Tabelleninhalt(IReadOnlyList<Tabellenzeile> Zeilen, IReadOnlyList<string> Fehler);

/// <summary>A row of a table, in the stored form of its fields.</summary>
/// <param name="Ort">Where it stands in the file.</param>
public sealed record Tabellenzeile(string Ort, string Kriterium, int Version, IReadOnlyDictionary<Zeilenfeld, string?> Felder)
{
    public Zeilenform ToForm(Konfliktwahl? wahl) => new(Kriterium, Version, Felder) { Wahl = wahl };
}

/// <summary>
/// What makes the table of a matrix one of a Zuarbeit: only fields that somebody who is asked can say something of, empty,
/// with what stands there now beside them.
/// </summary>
/// <param name="Bisher">What stands in the matrix now, in words, per criterion.</param>
/// <param name="Anleitung">Lines for the sheet of instructions: who asks, until when, how the table gets back.</param>
public sealed record Zuarbeitsblatt(IReadOnlyDictionary<string, string> Bisher, IReadOnlyList<IReadOnlyList<string>> Anleitung);
