using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Features.Traegerstamm.Import;
using Spectre.Console;

namespace SchulDigital.Web.Befehle;

/// <summary><c>stammdaten import DATEI…</c>: reads files of the public school register.</summary>
public static class StammdatenBefehl
{
    private const int MaxFehlerzeilen = 200;

    private static readonly Argument<string[]> Dateien = new("DATEI")
    {
        Description = "Schulverzeichnis oder Schuldaten (CSV), Trägerliste (XML). Die Art wird am Inhalt erkannt; mehrere Dateien werden zusammen übernommen oder gar nicht.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Vorschau = new("--vorschau")
    {
        Description = "Zeigt, was sich ändern würde, und ändert nichts.",
    };

    private static readonly Option<DateOnly?> Stand = new("--stand")
    {
        Description = "Tag, von dem die Angaben stammen (TT.MM.JJJJ). Ohne ihn: Datum im Dateinamen, sonst 15. Oktober des Schuljahrs, sonst heute.",
        HelpName = "DATUM",
        CustomParser = ReadDay,
    };

    private static readonly Option<DateOnly?> TraegerwechselAb = new("--traegerwechsel-ab")
    {
        Description = "Übernimmt auch Trägerwechsel; sie gelten ab diesem Tag (TT.MM.JJJJ).",
        HelpName = "DATUM",
        CustomParser = ReadDay,
    };

    public static Command Create()
    {
        var import = new Command("import", "Übernimmt Schulen und Schulträger aus Dateien des öffentlichen Schulregisters.")
        {
            Dateien, Vorschau, Stand, TraegerwechselAb,
        };
        import.SetAction((aufruf, abbruch) => ImportAsync(aufruf, abbruch));
        return new Command("stammdaten", "Schulen, Schulträger und Kommunen.") { import };
    }

    private static async Task<int> ImportAsync(ParseResult aufruf, CancellationToken abbruch)
    {
        var dateien = new List<Registerdatei>();
        foreach (var pfad in aufruf.GetValue(Dateien)!)
        {
            if (!File.Exists(pfad))
                return await Befehlszeile.RefuseAsync($"Die Datei „{pfad}“ gibt es nicht.");
            try
            {
                dateien.Add(Registerdatei.Read(Path.GetFileName(pfad), await File.ReadAllBytesAsync(pfad, abbruch)));
            }
            catch (Exception fehler) when (fehler is IOException or UnauthorizedAccessException)
            {
                return await Befehlszeile.RefuseAsync($"Die Datei „{pfad}“ lässt sich nicht lesen: {fehler.Message}");
            }
        }

        var wahl = new Importwahl(aufruf.GetValue(Stand), aufruf.GetValue(TraegerwechselAb), aufruf.GetValue(Vorschau));
        return await Befehlszeile.RunInPortalAsync(aufruf, async dienste =>
        {
            var import = dienste.GetRequiredService<Stammdatenimport>();
            var bericht = await ShowProgressAsync(f => import.RunAsync(dateien, wahl, Urheber.Portal, f, abbruch));
            return bericht.HasErrors ? await RefuseAsync(bericht) : Print(bericht, wahl.Vorschau);
        });
    }

    private static int Print(Importbericht bericht, bool vorschau)
    {
        foreach (var zeile in bericht.Dateien.SelectMany(d => d.Lines(vorschau)))
            Console.WriteLine(zeile);
        if (vorschau)
            Console.WriteLine("Vorschau: Es wurde nichts geändert.");
        return Befehlszeile.Erledigt;
    }

    private static async Task<int> RefuseAsync(Importbericht bericht)
    {
        foreach (var datei in bericht.Dateien.Select(d => d.Datei).Where(d => d.Fehler.Count > 0))
        {
            await Console.Error.WriteLineAsync($"{datei.Name}:");
            foreach (var fehler in datei.Fehler.Take(MaxFehlerzeilen))
                await Console.Error.WriteLineAsync(fehler.ToString());
            if (datei.Fehler.Count > MaxFehlerzeilen)
                await Console.Error.WriteLineAsync($"und {datei.Fehler.Count - MaxFehlerzeilen:N0} weitere Fehler");
        }
        return await Befehlszeile.RefuseAsync("Es wurde nichts übernommen.");
    }

    /// <summary>A bar on the error output, and only where somebody watches.</summary>
    private static async Task<Importbericht> ShowProgressAsync(Func<IProgress<double>?, Task<Importbericht>> act)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
            return await act(null);
        var konsole = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await konsole.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async balken =>
            {
                var schritt = balken.AddTask("Stammdaten übernehmen", maxValue: 1);
                return await act(new Anzeige(schritt));
            });
    }

    private static DateOnly? ReadDay(ArgumentResult wert)
    {
        var text = wert.Tokens.Count == 1 ? wert.Tokens[0].Value : "";
        if (DateOnly.TryParseExact(text, ["d.M.yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var tag))
            return tag;
        wert.AddError($"„{text}“ ist kein Tag. Erwartet wird zum Beispiel 15.10.2024.");
        return null;
    }

    /// <summary>At once, where <see cref="Progress{T}"/> would report from another thread and later.</summary>
    private sealed class Anzeige(ProgressTask schritt) : IProgress<double>
    {
        public void Report(double value) => schritt.Value = value;
    }
}
