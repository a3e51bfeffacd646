using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;

namespace SchulDigital.Bench;

/// <param name="Hoechstens">Megabytes of living managed memory while it was written, looked at four times a second, beyond those before.</param>
internal sealed record Exportmessung(int Boegen, double Sekunden, double Megabyte, double Hoechstens);

/// <summary>Berichtsbögen as one ZIP, few and many: time and size grow with them, memory must not.</summary>
internal static class Exporte
{
    /// <summary>Year of their number, and how many; the year chooses what is downloaded.</summary>
    public static readonly IReadOnlyList<(int Jahr, int Boegen)> Jahre = [(2020, 100), (2021, 1000)];

    private const int Absaetze = 20;
    private const int KilobyteDokument = 48;

    public static async Task AddSheetsAsync(AppDbContext db)
    {
        var konto = Demoregion.Konten.Single(k => k.Rolle == Rolle.Traegerbearbeitung).Email;
        var traeger = await db.Schultraeger.SingleAsync(t => db.Zustaendigkeiten.Any(z => z.ScopeId == t.Id && db.Personen.Any(p => p.Id == z.PersonId && p.Email == konto)));
        var haus = Scope.Schultraeger(traeger.Id);
        foreach (var (jahr, boegen) in Jahre)
            for (var n = 1; n <= boegen; n++)
            {
                var am = new DateTime(jahr, 6, 1, 8, 0, 0, DateTimeKind.Utc);
                var bogen = Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(haus, traeger.Name), [], Berichtsart.Schultraeger, new Berichtsangaben($"Gemessener Bogen {n}", null, false, Zeichnungsfolge.Beliebig), n, Urheber.Portal, am).Bogen;
                for (var a = 1; a <= Absaetze; a++)
                    bogen.Add(Kennung.New(), new Absatzort(Berichtsabschnitt.Planungen), new Absatzangaben($"{a}. Die Schulträger und ihre Schulen planen Anbindung und Wartung gemeinsam.", "Schulamt", Kosten: "etwa 4.000 Euro"), null, Urheber.Portal, am);
                bogen.SendToReview(Urheber.Portal, am);
                bogen.Confirm(new Zustaendigkeit(Guid.NewGuid(), Rolle.Traegerleitung, haus, Kalender.DayOf(am)), "Leitung", bogen.HashOfText(), am);
                db.Add(bogen);
                // As large as a report of four pages, and as little to be packed.
                db.Add(new Dokument(Kennung.New(), Dokumentart.Berichtsbogen, bogen.Id, "", haus, bogen.Titel, "Schulamt", $"berichtsbogen-{bogen.Kennzeichen}.pdf", RandomNumberGenerator.GetBytes(KilobyteDokument << 10), bogen.Inhaltshash!, null, null, am));
                if (n % 50 > 0)
                    continue;
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
    }

    public static async Task<Exportmessung> MeasureAsync(HttpClient client, int jahr, int boegen)
    {
        var vorher = GC.GetTotalMemory(forceFullCollection: true);
        using var ende = new CancellationTokenSource();
        var waechter = WatchAsync(ende.Token);
        var uhr = Stopwatch.StartNew();
        using var antwort = await client.GetAsync($"/export/berichtsboegen?jahr={jahr.ToString(CultureInfo.InvariantCulture)}", HttpCompletionOption.ResponseHeadersRead);
        antwort.EnsureSuccessStatusCode();
        await using var strom = await antwort.Content.ReadAsStreamAsync();
        var puffer = new byte[64 << 10];
        long bytes = 0;
        for (int gelesen; (gelesen = await strom.ReadAsync(puffer)) > 0;)
            bytes += gelesen;
        uhr.Stop();
        await ende.CancelAsync();
        return new Exportmessung(boegen, uhr.Elapsed.TotalSeconds, bytes / 1024.0 / 1024, (await waechter - vorher) / 1024.0 / 1024);
    }

    public static string Table(IEnumerable<Exportmessung> messungen)
    {
        var text = new StringBuilder();
        text.AppendLine("| Berichtsbögen als ZIP | Sekunden | MB gesendet | höchstens MB mehr im Speicher |");
        text.AppendLine("|---:|---:|---:|---:|");
        foreach (var m in messungen)
            text.AppendLine(CultureInfo.CurrentCulture, $"| {m.Boegen:N0} | {m.Sekunden:0.0} | {m.Megabyte:0.0} | {m.Hoechstens:0.0} |");
        return text.ToString();
    }

    private static Task<long> WatchAsync(CancellationToken ende) => Task.Run(async () =>
    {
        long hoechstens = 0;
        while (!ende.IsCancellationRequested)
        {
            hoechstens = Math.Max(hoechstens, GC.GetTotalMemory(forceFullCollection: true));
            await Task.Delay(250, CancellationToken.None);
        }
        return hoechstens;
    }, CancellationToken.None);
}
