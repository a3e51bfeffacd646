using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using SchulDigital.Bench;

// Measures the portal and, in the same process and the same minute, the floors below which no page of its kind can fall.
// Everything stays on this machine: Kestrel on the loopback, SQLite in a temporary folder, a load of bounded time.

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("de-DE");
if (typeof(Bericht).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    Console.Error.WriteLine("Messungen brauchen den Release-Build: dotnet run -c Release --project tests/SchulDigital.Bench");
    return 2;
}
var kurz = args.Contains("--kurz");
if (args.Except(["--kurz", "--dokumente", "--besuche", "--sitzungen", "--export", "--sachstand"]).Any())
{
    Console.Error.WriteLine("Aufruf: dotnet run -c Release --project tests/SchulDigital.Bench [--kurz] [--dokumente | --besuche | --sitzungen | --export | --sachstand]   (--kurz: nur ein Probelauf, ohne Bericht; --dokumente: nur die PDFs, --besuche: nur die Besuche, --sitzungen: nur Runde Tische und Sitzungen, --export: nur Berichtsbögen als ZIP, --sachstand: nur der Sachstand einer kleinen und einer großen Region, alle fünf ohne Bericht)");
    return 2;
}
if (args.Contains("--dokumente"))
{
    Console.WriteLine(Dokumente.Table(await Dokumente.MeasureAsync(kurz)));
    return 0;
}

var ordner = Directory.CreateTempSubdirectory("schuldigital-messung-").FullName;
var konsole = Console.Out;
try
{
    konsole.WriteLine($"{Environment.ProcessorCount} Kerne, .NET {Environment.Version}, {(GCSettings.IsServerGC ? "Server" : "Workstation")}-GC. Das Portal startet …");
    // The portal's log is written as in earnest, only not to this console.
    await using var protokoll = new StreamWriter(Path.Combine(ordner, "protokoll.txt")) { AutoFlush = true };
    Console.SetOut(TextWriter.Synchronized(protokoll));
    var portal = await Portalaufbau.StartAsync(ordner);
    if (args.Contains("--export"))
    {
        konsole.WriteLine(Exporte.Table(await portal.MeasureExportAsync(ordner)));
        return 0;
    }
    if (args.Contains("--sachstand"))
    {
        var (anlegen, messungen) = await portal.MeasureSachstandAsync(ordner, kurz ? 3 : 40);
        konsole.WriteLine(Sachstaende.Table(anlegen, messungen));
        return 0;
    }
    await using var boden = await Boden.StartAsync(ordner);

    var last = new Last(kurz ? 1 : 15, TimeSpan.FromSeconds(kurz ? 1 : 3), TimeSpan.FromSeconds(kurz ? 1 : 6));
    var ergebnisse = new List<Messung>();
    void Measure(string name, Func<int, Anfrage> anfrage)
    {
        konsole.Write($"{name} …");
        var messung = last.Measure(name, anfrage);
        ergebnisse.Add(messung);
        konsole.WriteLine($" {messung.JeSekunde:N0}/s, p50 {messung.P50:0.00} ms, p99 {messung.P99:0.00} ms, allein {messung.Allein:0.00} ms, {messung.Anweisungen:0.#} SQL, {messung.KilobyteAllokiert:N0} KB allokiert, {messung.KilobyteGesendet:0.0} KB gesendet");
    }

    void MeasureVisits()
    {
        Measure(Bericht.Besuchsseite, _ => portal.Get(portal.Besuch));
        Measure(Bericht.Besuchsliste, _ => portal.Get("/besuche"));
    }
    if (args.Contains("--besuche"))
    {
        MeasureVisits();
        konsole.WriteLine(Bericht.Table(ergebnisse));
        return 0;
    }
    async Task<Pushmessung> MeasureSessionsAsync()
    {
        Measure(Bericht.Sitzungsseite, _ => portal.Get(portal.Sitzung));
        Measure(Bericht.Tischeliste, _ => portal.Get("/runde-tische"));
        Measure(Bericht.Vereinbarungsliste, _ => portal.Get("/vereinbarungen"));
        konsole.Write($"{Pushmessung.Seiten} offene Seiten …");
        var push = await portal.MeasurePushAsync(kurz ? 3 : 40);
        konsole.WriteLine($" p50 {push.P50:0.0} ms, p99 {push.P99:0.0} ms");
        return push;
    }
    if (args.Contains("--sitzungen"))
    {
        var nur = await MeasureSessionsAsync();
        konsole.WriteLine(Bericht.Table(ergebnisse));
        konsole.WriteLine(Bericht.Describe(nur));
        return 0;
    }
    var seite = portal.Get(portal.Themenfeld);
    Measure(Bericht.Matrixseite, _ => portal.Get(portal.Themenfeld));
    Measure(Bericht.BodenFormular, _ => boden.Get($"/formular?zeilen={portal.Kriterien}"));
    Measure(Bericht.BodenBytes, _ => boden.Get($"/bytes?anzahl={Last.SizeOf(seite)}"));
    Measure(Bericht.Speichern, portal.Save);
    Measure(Bericht.BodenSpeichern, n => boden.Save(n));
    Measure(Bericht.Vergleich, _ => portal.Get(portal.Vergleich));
    Measure(Bericht.Startseite, _ => portal.Get("/"));
    Measure(Bericht.SucheWenige, _ => portal.Get("/schulen?suche=lindenweg+117"));
    Measure(Bericht.SucheViele, _ => portal.Get("/schulen?suche=grundschule"));
    MeasureVisits();
    var offene = await MeasureSessionsAsync();
    konsole.WriteLine("Dokumente …");
    var dokumente = await Dokumente.MeasureAsync(kurz);
    if (!kurz)
    {
        var pfad = Path.Combine(Bericht.FindRepository(), "docs", "leistung.md");
        await File.WriteAllTextAsync(pfad, Bericht.Write(ergebnisse, portal.Kriterien, Portalaufbau.Schulen, Portalaufbau.Durchgaenge, Portalaufbau.Besuche, offene, dokumente));
        konsole.WriteLine($"Geschrieben: {pfad}");
    }
    konsole.WriteLine(Bericht.Table(ergebnisse));
    konsole.WriteLine(Dokumente.Table(dokumente));
    return 0;
}
finally
{
    Console.SetOut(konsole);
    Directory.Delete(ordner, recursive: true);
}
