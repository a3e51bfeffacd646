using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SchulDigital.Pdf;
using SchulDigital.Web.Infrastructure.Dokumente;

namespace SchulDigital.Bench;

/// <summary>Milliseconds are the median of one report; Chromium is null where it is not installed.</summary>
internal sealed record Dokumentmessung(
    int Seiten, double Allein, double KilobyteAllokiert, double KilobyteDatei, double ZuZweit, double StapelSekunden, double MegabyteVorher, double MegabyteNachher, double? Chromium);

/// <summary>How long a report of four pages takes as a PDF, alone, two at once and in a batch, and what a browser takes to print the same.</summary>
internal static class Dokumente
{
    public const string Beschreibung =
        "Ein Bericht von vier Seiten: Überschriften, Absätze, Liste, Diagramm und eine Tabelle mit 46 Zeilen, getaggt und mit eingebetteten Schriften. Chromium lädt denselben Inhalt als HTML und druckt ihn, in einem Browser, der schon läuft. Der Speicher ist der Arbeitssatz nach einer vollen Sammlung, vor und nach 2.000 Berichten.";

    private const string Absatz =
        "Die Schulträger und ihre Schulen haben im vergangenen Durchgang vereinbart, die Breitbandanbindung und die Wartung der Endgeräte gemeinsam zu planen. Die Fortbildungsplanung folgt den Medienkonzepten der Schulen, die Beschaffung den Rahmenverträgen des Trägers.";

    private static readonly DateTimeOffset Stand = new(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(1));

    public static async Task<Dokumentmessung> MeasureAsync(bool kurz)
    {
        var bytes = Generate();
        for (var i = 0; i < (kurz ? 20 : 300); i++)
            Generate();
        var vorher = GC.GetAllocatedBytesForCurrentThread();
        var allein = Median(kurz ? 20 : 200);
        var allokiert = (GC.GetAllocatedBytesForCurrentThread() - vorher) / (kurz ? 20.0 : 200) / 1024;

        var zwei = new double[2];
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => zwei[i] = Median(kurz ? 20 : 200));

        var uhr = Stopwatch.StartNew();
        for (var i = 0; i < 200; i++)
            Generate();
        var stapel = uhr.Elapsed.TotalSeconds;

        var speicherVorher = WorkingSet();
        for (var i = 0; i < (kurz ? 100 : 2000); i++)
            Generate();
        return new Dokumentmessung(CountPages(bytes), allein, allokiert, bytes.Length / 1024.0, zwei.Average(), stapel, speicherVorher, WorkingSet(), await PrintWithChromiumAsync(kurz ? 1 : 9));
    }

    public static string Table(Dokumentmessung m)
    {
        var text = new StringBuilder();
        text.AppendLine("| Bericht als PDF | |");
        text.AppendLine("|---|---:|");
        void Row(string name, FormattableString wert) => text.AppendLine(CultureInfo.CurrentCulture, $"| {name} | {wert.ToString(CultureInfo.CurrentCulture)} |");
        Row("Seiten", $"{m.Seiten}");
        Row("allein, Median", $"{m.Allein:0.0} ms");
        Row("allokiert", $"{m.KilobyteAllokiert:N0} KB");
        Row("Datei", $"{m.KilobyteDatei:N0} KB");
        Row("zwei zugleich, Median", $"{m.ZuZweit:0.0} ms");
        Row("200 nacheinander", $"{m.StapelSekunden:0.0} s");
        Row("Speicher vor und nach 2.000", $"{m.MegabyteVorher:N0} und {m.MegabyteNachher:N0} MB");
        if (m.Chromium is { } chromium)
            Row("Chromium, derselbe Inhalt, Median", $"{chromium:N0} ms");
        return text.ToString();
    }

    private static byte[] Generate() => Document.Create(Hausschrift.Schrift, new DocumentInfo { Title = "Berichtsbogen", Created = Stand }, d => d.Page(page =>
    {
        page.Margin(22, Unit.Millimetre);
        page.Header().PaddingBottom(10).Text("Berichtsbogen 2026/27").FontSize(8.5);
        page.Footer().AlignCenter().Text(t =>
        {
            t.Span("Seite ");
            t.CurrentPageNumber();
            t.Span(" von ");
            t.TotalPages();
        });
        page.Content().Column(c =>
        {
            c.Spacing(8);
            c.Item().Heading(1, "Wo wir stehen");
            for (var i = 0; i < 4; i++)
                c.Item().Text(Absatz);
            c.Item().List(l =>
            {
                for (var i = 0; i < 5; i++)
                    l.Item($"Vorhaben {i + 1}: Unterrichtsentwicklung und Ausstattungsplanung");
            });
            c.Item().BarChart("Vorhaben je Themenfeld", [.. Enumerable.Range(1, 6).Select(i => new Bar($"Themenfeld {i}", i * 3))]);
            c.Item().Heading(2, "Kriterien");
            c.Item().Table(t =>
            {
                t.ColumnsDefinition(k =>
                {
                    k.RelativeColumn(2);
                    k.RelativeColumn(4);
                    k.ConstantColumn(50);
                });
                t.Header(h =>
                {
                    foreach (var name in (string[])["Kriterium", "Begründung", "Anzahl"])
                        h.Cell().Text(name);
                });
                for (var i = 1; i <= 46; i++)
                {
                    t.Cell().RowHeader().Text($"{i}. Lernplattformnutzung");
                    t.Cell().Text("Die Ausstattungsplanung liegt vor; der Datenschutzbeauftragte hat zugestimmt.");
                    t.Cell().AlignRight().Text($"{i * 37}");
                }
            });
        });
    })).GeneratePdf();

    private static string Html()
    {
        var text = new StringBuilder("<!DOCTYPE html><html lang=de><meta charset=utf-8><title>Berichtsbogen</title><style>@page{size:A4;margin:22mm}body{font:10pt sans-serif}table{width:100%;border-collapse:collapse}td,th{border-bottom:1px solid #aaa;padding:4pt;text-align:left}</style><h1>Wo wir stehen</h1>");
        for (var i = 0; i < 4; i++)
            text.Append("<p>").Append(WebUtility.HtmlEncode(Absatz));
        text.Append("<ul>");
        for (var i = 0; i < 5; i++)
            text.Append(CultureInfo.InvariantCulture, $"<li>Vorhaben {i + 1}: Unterrichtsentwicklung und Ausstattungsplanung");
        text.Append("</ul><svg width=500 height=120>");
        for (var i = 0; i < 6; i++)
            text.Append(CultureInfo.InvariantCulture, $"<rect x=150 y={i * 20} width={(i + 1) * 50} height=14 fill='#004888'/><text x=0 y={i * 20 + 12} font-size=11>Themenfeld {i + 1}</text>");
        text.Append("</svg><h2>Kriterien</h2><table><thead><tr><th>Kriterium<th>Begründung<th>Anzahl</thead>");
        for (var i = 1; i <= 46; i++)
            text.Append(CultureInfo.InvariantCulture, $"<tr><th>{i}. Lernplattformnutzung<td>Die Ausstattungsplanung liegt vor; der Datenschutzbeauftragte hat zugestimmt.<td>{i * 37}");
        return text.Append("</table></html>").ToString();
    }

    private static double Median(int runs)
    {
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Generate();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[runs / 2];
    }

    private static int CountPages(byte[] pdf) => Encoding.Latin1.GetString(pdf).Split("/Type /Page ").Length - 1;

    private static double WorkingSet()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / 1024.0 / 1024;
    }

    /// <summary>One browser that is already running loads the report from a file and prints it.</summary>
    private static async Task<double?> PrintWithChromiumAsync(int runs)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(o => Path.Combine(o, "chromium")).FirstOrDefault(File.Exists);
        if (program is null)
            return null;
        var folder = Directory.CreateTempSubdirectory("schuldigital-druck-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "bericht.html"), Html());
        using var browser = Process.Start(new ProcessStartInfo(program,
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--remote-debugging-address=127.0.0.1", "--remote-debugging-port=0", $"--user-data-dir={folder}/profil", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _ = browser.StandardError.ReadToEndAsync();
        _ = browser.StandardOutput.ReadToEndAsync();
        try
        {
            using var ende = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var page = await OpenPageAsync(Path.Combine(folder, "profil", "DevToolsActivePort"), ende.Token);
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(page, ende.Token);
            await CallAsync(socket, "Page.enable", "{}", ende.Token);
            var times = new List<double>();
            for (var i = 0; i <= runs; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await CallAsync(socket, "Page.navigate", $$"""{"url":"file://{{folder}}/bericht.html"}""", ende.Token, "Page.loadEventFired");
                await CallAsync(socket, "Page.printToPDF", "{}", ende.Token);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            // The first one warms up.
            times.RemoveAt(0);
            times.Sort();
            return times[times.Count / 2];
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Uri> OpenPageAsync(string portFile, CancellationToken ende)
    {
        while (!File.Exists(portFile) || (await File.ReadAllLinesAsync(portFile, ende)).Length == 0)
            await Task.Delay(50, ende);
        using var http = new HttpClient();
        using var answer = await http.PutAsync($"http://127.0.0.1:{(await File.ReadAllLinesAsync(portFile, ende))[0]}/json/new", null, ende);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(ende));
        return new Uri(json.RootElement.GetProperty("webSocketDebuggerUrl").GetString()!);
    }

    /// <summary>Sends a command and waits for its answer, and for an event where one is named.</summary>
    private static async Task CallAsync(ClientWebSocket socket, string method, string parameters, CancellationToken ende, string? until = null)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"id":1,"method":"{{method}}","params":{{parameters}}}"""), WebSocketMessageType.Text, true, ende);
        var (answered, happened) = (false, until is null);
        var chunk = new byte[1 << 16];
        while (!answered || !happened)
        {
            using var message = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(chunk.AsMemory(), ende);
                message.Write(chunk, 0, part.Count);
            }
            while (!part.EndOfMessage);
            using var json = JsonDocument.Parse(message.ToArray());
            answered |= json.RootElement.TryGetProperty("id", out _);
            happened |= json.RootElement.TryGetProperty("method", out var name) && name.GetString() == until;
        }
    }
}
