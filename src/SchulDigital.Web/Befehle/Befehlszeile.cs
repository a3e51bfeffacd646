using System.CommandLine;

namespace SchulDigital.Web.Befehle;

/// <summary>The commands of the program.</summary>
public static class Befehlszeile
{
    public static bool IsCommand(string[] args) => args is ["datenbank" or "konto" or "stammdaten" or "demo" or "--help" or "-h" or "-?", ..];

    public static Task<int> RunAsync(string[] args) =>
        new RootCommand("SchulDigital. Ohne Befehl startet das Portal.") { KontoBefehl.Create() }.Parse(args).InvokeAsync();
}
