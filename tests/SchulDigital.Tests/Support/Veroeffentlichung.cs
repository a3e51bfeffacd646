using System.Diagnostics;

namespace SchulDigital.Tests.Support;

/// <summary>The portal as it is handed on: <c>dotnet publish</c> into a folder of its own, made once for a class of tests.</summary>
public sealed class Veroeffentlichung : IAsyncLifetime
{
    private readonly string _ordner = Directory.CreateTempSubdirectory("schuldigital-").FullName;

    private string Programm => Path.Combine(_ordner, "SchulDigital.Web.dll");

    public async Task InitializeAsync()
    {
        // …/bin/Debug/net10.0: published is what these tests were built with.
        var konfiguration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Shared.Repository, "src", "SchulDigital.Web"), "--no-build", "--configuration", konfiguration,
            "--output", _ordner, "--nologo", "--verbosity", "quiet", "-nodeReuse:false",
        ])
        {
            RedirectStandardOutput = true,
        };
        using var lauf = Process.Start(start)!;
        var ausgabe = await lauf.StandardOutput.ReadToEndAsync();
        await lauf.WaitForExitAsync();
        Assert.True(lauf.ExitCode == 0, ausgabe);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_ordner, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Starts it on a free port of this machine, in Production where nothing else is said.</summary>
    public Portalprozess Start(params string[] einstellungen) =>
        new(Programm, einstellungen.Contains("--urls") ? einstellungen : [.. einstellungen, "--urls", "http://127.0.0.1:0"]);

    /// <summary>Runs one of its commands; exit code and output.</summary>
    public async Task<(int Ende, string Ausgabe)> RunAsync(params string[] argumente)
    {
        await using var befehl = new Portalprozess(Programm, argumente);
        return (await befehl.WaitForEndAsync(), befehl.Ausgabe);
    }
}
