using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;

namespace SchulDigital.Bench;

/// <param name="Zaehlen">Seconds for taking the numbers, once.</param>
/// <param name="Seite">Median in milliseconds, as the next two.</param>
internal sealed record Sachstandsmessung(string Region, double Zaehlen, double Seite, double Pdf);

/// <summary>The Sachstand of the demo region and of one as large as a state, in the same database and by turns: page and PDF must take the same time.</summary>
internal static partial class Sachstaende
{
    private static readonly (string Region, string Konto)[] Regionen =
        [("Kreis Musterland", Demoregion.Konten.Single(k => k.Rolle == Rolle.Koordination).Email), (Landregion.Name, Landregion.Koordination)];

    /// <returns>Seconds.</returns>
    public static async Task<double> AddRegionAsync(AppDbContext db)
    {
        var uhr = Stopwatch.StartNew();
        await new Landregion(db, TimeProvider.System, new PasswordHasher<Benutzer>()).CreateAsync();
        return uhr.Elapsed.TotalSeconds;
    }

    public static async Task<IReadOnlyList<Sachstandsmessung>> MeasureAsync(Uri portal, int runden)
    {
        var staende = new List<(string Region, HttpClient Client, string Weg, double Zaehlen, List<double> Seite, List<double> Pdf)>();
        foreach (var (region, konto) in Regionen)
        {
            var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = portal };
            await PostAsync(client, "/anmelden", "/anmelden", ("Email", konto), ("Passwort", Demoregion.Passwort));
            var liste = await client.GetStringAsync("/sachstand");
            var weg = SachstandPattern().Match(liste).Groups[1].Value;
            using var entwurf = await PostAsync(client, "/sachstand", weg, ("durchgang", DurchgangPattern().Match(liste).Groups[1].Value));
            weg = entwurf.RequestMessage!.RequestUri!.AbsolutePath;
            var uhr = Stopwatch.StartNew();
            using var gezaehlt = await PostAsync(client, weg, weg + "/zahlen");
            staende.Add((region, client, weg, uhr.Elapsed.TotalSeconds, [], []));
        }
        // The first ones warm up.
        for (var runde = -10; runde < runden; runde++)
            foreach (var s in staende)
            {
                var (seite, pdf) = (await TimeAsync(s.Client, s.Weg), await TimeAsync(s.Client, s.Weg + "/pdf"));
                if (runde < 0)
                    continue;
                s.Seite.Add(seite);
                s.Pdf.Add(pdf);
            }
        return [.. staende.Select(s => new Sachstandsmessung(s.Region, s.Zaehlen, Median(s.Seite), Median(s.Pdf)))];
    }

    public static string Table(double anlegen, IReadOnlyList<Sachstandsmessung> messungen)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.CurrentCulture, $"{Landregion.Name} angelegt in {anlegen:0} s.");
        text.AppendLine();
        text.AppendLine("| Sachstand | Zahlen erheben, s | Seite, ms | PDF, ms |");
        text.AppendLine("|---|---:|---:|---:|");
        foreach (var m in messungen)
            text.AppendLine(CultureInfo.CurrentCulture, $"| {m.Region} | {m.Zaehlen:0.00} | {m.Seite:0.0} | {m.Pdf:0.0} |");
        text.AppendLine(CultureInfo.CurrentCulture, $"| Verhältnis | | {messungen[1].Seite / messungen[0].Seite:0.00} | {messungen[1].Pdf / messungen[0].Pdf:0.00} |");
        return text.ToString();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string seite, string ziel, params (string Name, string Wert)[] felder)
    {
        var token = Portalaufbau.TokenPattern().Match(await client.GetStringAsync(seite)).Groups[1].Value;
        var antwort = await client.PostAsync(ziel, new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. felder.Select(f => KeyValuePair.Create(f.Name, f.Wert))]));
        return antwort.EnsureSuccessStatusCode();
    }

    private static async Task<double> TimeAsync(HttpClient client, string adresse)
    {
        var beginn = Stopwatch.GetTimestamp();
        await client.GetByteArrayAsync(adresse);
        return Stopwatch.GetElapsedTime(beginn).TotalMilliseconds;
    }

    private static double Median(List<double> werte) => werte.Order().ElementAt(werte.Count / 2);

    [GeneratedRegex("action=\"(/regionen/[^\"]+/sachstand)\"")]
    private static partial Regex SachstandPattern();

    [GeneratedRegex("name=\"durchgang\" value=\"([^\"]+)\"")]
    private static partial Regex DurchgangPattern();
}
