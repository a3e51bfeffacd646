using System.CommandLine;
using SchulDigital.Domain;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Befehle;

/// <summary>
/// The commands of the program. They ask nothing. Exit codes: 0 done, 1 refused or failed, 2 wrongly called.
/// </summary>
public static class Befehlszeile
{
    public const int Erledigt = 0;
    public const int Abgelehnt = 1;
    public const int FalschAufgerufen = 2;

    /// <summary>Settings of the portal, as at its start; handed on to the services that a command uses.</summary>
    private static readonly Option<string[]> Einstellungen = new("--einstellung")
    {
        Description = "Einstellung des Portals, zum Beispiel Database:Ordner=/srv/schuldigital. Kurz auch --Database:Ordner=/srv/schuldigital.",
        HelpName = "NAME=WERT",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    /// <summary>
    /// Options start the portal, a word is a command: hosts of tests and tools pass only options. A mistyped word is
    /// refused here instead of starting a portal.
    /// </summary>
    public static bool IsCommand(string[] args) =>
        args is ["--help" or "-h" or "-?" or "--version", ..]
        || args is [{ Length: > 0 } wort, ..] && char.IsAsciiLetter(wort[0]) && !wort.Contains('=');

    public static async Task<int> RunAsync(string[] args)
    {
        var wurzel = new RootCommand("SchulDigital: Portal für den Dialog zwischen Schulträgern und Schulen. Ohne Befehl startet das Portal.")
        {
            Einstellungen,
            DatenbankBefehl.Create(),
            KontoBefehl.Create(),
            StammdatenBefehl.Create(),
            DemoBefehl.Create(),
        };
        GermanTexts.Use(wurzel);
        var aufruf = wurzel.Parse(ExpandSettings(args));
        if (aufruf.Errors.Count > 0)
        {
            foreach (var fehler in aufruf.Errors)
                await Console.Error.WriteLineAsync(GermanTexts.Translate(fehler));
            await Console.Error.WriteLineAsync("Hilfe: --help hinter dem Befehl.");
            return FalschAufgerufen;
        }

        try
        {
            return await aufruf.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fehler) when (fehler is EinstellungFehlt or FachregelVerletzt)
        {
            return await RefuseAsync(fehler.Message);
        }
        catch (Exception fehler) when (Datenbank.IsGone(fehler))
        {
            return await RefuseAsync(SatzFor(fehler));
        }
    }

    /// <summary>Runs an act with the portal's services, on a database that is up to date.</summary>
    public static async Task<int> RunInPortalAsync(ParseResult aufruf, Func<IServiceProvider, Task<int>> act, bool migriert = true)
    {
        var einstellungen = aufruf.GetValue(Einstellungen)!.Select(e => "--" + e).ToArray();
        await using var app = Portal.CreateBuilder(einstellungen, befehl: true).Build();
        await using var scope = app.Services.CreateAsyncScope();
        if (migriert)
            await app.Services.GetRequiredService<Datenbank>()
                .EnsureCurrentAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>());
        return await act(scope.ServiceProvider);
    }

    /// <summary>What an operator reads when the database does not answer.</summary>
    public static string SatzFor(Exception datenbankfehler) => $"Die Datenbank antwortet nicht: {datenbankfehler.GetBaseException().Message}";

    public static async Task<int> RefuseAsync(string satz)
    {
        await Console.Error.WriteLineAsync(satz);
        return Abgelehnt;
    }

    /// <summary><c>--Database:Ordner=X</c> and <c>--Database:Ordner X</c>, as the start of the portal takes them.</summary>
    private static List<string> ExpandSettings(string[] args)
    {
        var ergebnis = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !name.Contains(':') && name is not ("--environment" or "--contentRoot"))
                ergebnis.Add(args[i]);
            else if (args[i].Contains('=') || i + 1 == args.Length)
                ergebnis.AddRange(["--einstellung", args[i][2..]]);
            else
                ergebnis.AddRange(["--einstellung", $"{args[i][2..]}={args[++i]}"]);
        }
        return ergebnis;
    }
}
