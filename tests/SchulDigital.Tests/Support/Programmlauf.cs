using System.Diagnostics;

namespace SchulDigital.Tests.Support;

/// <summary>Runs a command of the program as an operator does: as a process of its own, with settings in its environment.</summary>
public sealed record Programmlauf(int Ende, string Ausgabe, string Fehler)
{
    public static async Task<Programmlauf> StartAsync(Testordner ordner, params string[] argumente)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. argumente])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = ordner.Pfad,
        };
        start.Environment["Database__Ordner"] = ordner.Pfad;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var lauf = Process.Start(start)!;
        var ausgabe = lauf.StandardOutput.ReadToEndAsync();
        var fehler = lauf.StandardError.ReadToEndAsync();
        await lauf.WaitForExitAsync();
        return new Programmlauf(lauf.ExitCode, await ausgabe, await fehler);
    }
}
