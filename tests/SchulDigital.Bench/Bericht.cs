using System.Globalization;
using System.Runtime;
using System.Text;

namespace SchulDigital.Bench;

/// <summary>Writes <c>docs/leistung.md</c> from what was measured.</summary>
internal static class Bericht
{
    public const string Matrixseite = "Matrixseite (ein Themenfeld)";
    public const string Speichern = "Eine Zeile speichern";
    public const string Vergleich = "Durchgänge nebeneinander";
    public const string Startseite = "Startseite";
    public const string SucheWenige = "Schulsuche, wenige Treffer";
    public const string SucheViele = "Schulsuche, viele Treffer";
    public const string Besuchsseite = "Seite eines Besuchs";
    public const string Besuchsliste = "Liste der Besuche";
    public const string Sitzungsseite = "Seite einer Sitzung";
    public const string Tischeliste = "Liste der Runden Tische";
    public const string Vereinbarungsliste = "Liste der Vereinbarungen";
    public const string BodenBytes = "Boden: Endpunkt mit ebenso vielen Bytes";
    public const string BodenFormular = "Boden: bloßes MVC-Formular";
    public const string BodenSpeichern = "Boden: eine dauerhafte Anweisung";

    private const double MaxP99Seite = 10;
    private const double MaxP50Speichern = 3;
    private const double MinSpeichern = 1200;
    private const double MaxKilobyteSeite = 40;
    private const double MaxBericht = 10;
    private const double MinAnteilFormular = 0.5;

    public static string FindRepository()
    {
        var ordner = new DirectoryInfo(AppContext.BaseDirectory);
        while (ordner is not null && !File.Exists(Path.Combine(ordner.FullName, "SchulDigital.sln")))
            ordner = ordner.Parent;
        return ordner?.FullName ?? throw new DirectoryNotFoundException("SchulDigital.sln");
    }

    public static string Write(IReadOnlyList<Messung> messungen, int kriterien, int schulen, int durchgaenge, int besuche, Pushmessung offene, Dokumentmessung dokumente)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.CurrentCulture, $"""
            # Leistung

            Gemessen am {DateTimeOffset.Now:d. MMMM yyyy} mit `dotnet run -c Release --project tests/SchulDigital.Bench`: {Environment.ProcessorCount} Kerne, .NET {Environment.Version}, {(GCSettings.IsServerGC ? "Server" : "Workstation")}-GC, SQLite mit WAL und `synchronous=FULL`. Das Programm schreibt diese Datei bei jedem Lauf neu.

            Portal, Böden und Last laufen auf denselben Kernen. Darum zählen vor allem die Verhältnisse: Ein Boden ist, was ASP.NET Core oder SQLite für dieselbe Aufgabe im besten Fall leistet, gemessen im selben Lauf und im selben Prozess. {Last.Verbindungen} Verbindungen senden jeweils die nächste Anfrage, sobald die letzte beantwortet ist; „allein“ ist eine Verbindung, eine Anfrage nach der anderen. Gemessen wird erst, wenn die Rate nicht mehr steigt. Seiten werden wie im Browser komprimiert angefordert; die Böden komprimieren nicht. Gezeigt wird die Demo-Region mit {schulen:N0} weiteren erfundenen Schulen, angemeldet als Trägerbearbeitung; das Themenfeld hat {kriterien} Kriterien, ebenso das bloße Formular; nebeneinander stehen {durchgaenge} Durchgänge mit je 52 Zeilen. Die Seite eines Besuchs ist die des größten der Demo; die Liste zeigt die ersten 50 von {besuche} Besuchen und denen der Demo. Die Sitzung ist eingeladen, mit 20 Mitgliedern und 8 Punkten; aufgelistet sind {Portalaufbau.Tische} Tische und {Portalaufbau.Tische * Portalaufbau.Jahre} Vereinbarungen, fünf Jahre an jedem, und die der Demo. Anweisungen und allokierte Bytes sind Mittel je Anfrage; eine Anweisung prüft bei jeder Anfrage die Anmeldung.


            """);
        text.AppendLine(Table(messungen));
        text.AppendLine("## Offene Seiten einer Sitzung");
        text.AppendLine();
        text.AppendLine(Describe(offene));
        text.AppendLine();
        text.AppendLine("## Verhältnisse und Ziele");
        text.AppendLine();
        text.AppendLine("| | gemessen | Ziel | |");
        text.AppendLine("|---|---:|---:|---|");
        var seite = Of(messungen, Matrixseite);
        var speichern = Of(messungen, Speichern);
        Aim(text, "Matrixseite zu bloßem Formular (Rate)", seite.JeSekunde / Of(messungen, BodenFormular).JeSekunde, MinAnteilFormular, "0.00", mindestens: true);
        Aim(text, "Matrixseite unter Volllast, p99 in ms", seite.P99, MaxP99Seite, "0.0", mindestens: false);
        Aim(text, "Matrixseite, KB gesendet", seite.KilobyteGesendet, MaxKilobyteSeite, "0", mindestens: false);
        Aim(text, "Speichern allein, p50 in ms", speichern.Allein, MaxP50Speichern, "0.0", mindestens: false);
        Aim(text, "Speichern je Sekunde", speichern.JeSekunde, MinSpeichern, "N0", mindestens: true);
        text.AppendLine(CultureInfo.CurrentCulture, $"| Matrixseite zu Endpunkt mit ebenso vielen Bytes (Rate) | {seite.JeSekunde / Of(messungen, BodenBytes).JeSekunde:0.00} | | |");
        text.AppendLine(CultureInfo.CurrentCulture, $"| Speichern mit Rechten, Abgleich und Verlauf zu einer bloßen Anweisung (Rate) | {speichern.JeSekunde / Of(messungen, BodenSpeichern).JeSekunde:0.00} | | |");
        text.AppendLine();
        text.AppendLine("## Dokumente");
        text.AppendLine();
        text.AppendLine(Dokumente.Beschreibung);
        text.AppendLine();
        text.AppendLine(Dokumente.Table(dokumente));
        text.AppendLine("| | gemessen | Ziel | |");
        text.AppendLine("|---|---:|---:|---|");
        Aim(text, "Bericht von vier Seiten, allein, ms", dokumente.Allein, MaxBericht, "0.0", mindestens: false);
        return text.ToString().ReplaceLineEndings("\n");
    }

    public static string Describe(Pushmessung m) => string.Create(CultureInfo.CurrentCulture,
        $"{Pushmessung.Seiten} Seiten hören auf eine Sitzung (server-sent events). Gemessen ist vom Absenden einer Antwort auf die Einladung, die gespeichert wird, bis das Ereignis bei einer Seite ankommt, {m.Runden} Mal für alle Seiten: p50 {m.P50:0.0} ms, p99 {m.P99:0.0} ms, das Speichern selbst p50 {m.Speichern:0.0} ms.");

    public static string Table(IEnumerable<Messung> messungen)
    {
        var text = new StringBuilder();
        text.AppendLine("| | Anfragen/s | p50 ms | p99 ms | allein p50 ms | SQL-Anweisungen | KB allokiert | KB gesendet |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var m in messungen)
            text.AppendLine(CultureInfo.CurrentCulture,
                $"| {m.Name} | {m.JeSekunde:N0} | {m.P50:0.00} | {m.P99:0.00} | {m.Allein:0.00} | {m.Anweisungen:0.#} | {m.KilobyteAllokiert:N0} | {m.KilobyteGesendet:0.0} |");
        return text.ToString();
    }

    private static void Aim(StringBuilder text, string name, double wert, double ziel, string format, bool mindestens)
    {
        var erreicht = mindestens ? wert >= ziel : wert <= ziel;
        text.AppendLine(CultureInfo.CurrentCulture,
            $"| {name} | {wert.ToString(format, CultureInfo.CurrentCulture)} | {(mindestens ? "≥" : "≤")} {ziel.ToString(format, CultureInfo.CurrentCulture)} | {(erreicht ? "erreicht" : "verfehlt")} |");
    }

    private static Messung Of(IEnumerable<Messung> messungen, string name) => messungen.Single(m => m.Name == name);
}
