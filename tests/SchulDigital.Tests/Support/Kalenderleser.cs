using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SchulDigital.Tests.Support;

/// <summary>What an independent parser understands of a calendar entry.</summary>
public static class Kalenderleser
{
    private static readonly JsonSerializerOptions Namen = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Gelesen Read(string ics)
    {
        using var prozess = Process.Start(new ProcessStartInfo("node", [Path.Combine(Shared.Repository, "tests", "SchulDigital.Tests", "Support", "kalenderleser.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        prozess.StandardInput.WriteLine(JsonSerializer.Serialize(ics));
        prozess.StandardInput.Close();
        var antwort = prozess.StandardOutput.ReadToEnd();
        Assert.True(prozess.WaitForExit(TimeSpan.FromSeconds(60)) && prozess.ExitCode == 0, prozess.StandardError.ReadToEnd());
        return JsonSerializer.Deserialize<Gelesen>(antwort, Namen)!;
    }

    public sealed record Gelesen(string Methode, IReadOnlyList<Termin> Termine)
    {
        public Termin Termin => Assert.Single(Termine);
    }

    /// <param name="Beginn">UTC.</param>
    public sealed record Termin(
        string Uid, int Folge, DateTimeOffset Beginn, DateTimeOffset Ende, string Titel, string? Ort, string Beschreibung, string Stand, string Adresse,
        string Organisator, string OrganisatorAdresse, string? Gast, string? GastAdresse);
}
