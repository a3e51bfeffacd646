using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace SchulDigital.Web.Befehle;

/// <summary>What System.CommandLine's own German translation leaves in English, in its help and in its errors.</summary>
internal static class GermanTexts
{
    private static readonly (string Englisch, string Deutsch)[] Hilfe =
    [
        ("Description:", "Beschreibung:"), ("[command]", "[Befehl]"), ("[options]", "[Optionen]"),
        ("(REQUIRED)", "(erforderlich)"), ("[default: ", "[Vorgabe: "),
    ];

    private static readonly (string Englisch, string Deutsch)[] Fehler =
    [
        (@"^Option '(.+)' is required\.$", "Die Option $1 fehlt."),
        (@"^Option '(.+)' expects a single argument but .+ were provided\.$", "Die Option $1 steht mehrfach da."),
        (@"^Cannot parse argument '(.*?)' for option '(.+?)' as expected type[\s\S]*$", "„$1“ passt nicht zur Option $2."),
        (@"^Cannot parse argument '(.*?)' (for command '.+?' )?as expected type[\s\S]*$", "„$1“ ist hier nicht möglich."),
        (@"^(\S+) option cannot be combined with other arguments\.$", "Die Option $1 steht für sich allein."),
    ];

    public static void Use(RootCommand wurzel)
    {
        var hilfe = wurzel.Options.OfType<HelpOption>().Single();
        hilfe.Description = "Zeigt diese Hilfe.";
        hilfe.Action = new GermanHelp((HelpAction)hilfe.Action!);
        wurzel.Options.OfType<VersionOption>().Single().Description = "Zeigt die Version.";
    }

    public static string Translate(ParseError fehler) =>
        Fehler.Aggregate(fehler.Message, (satz, f) => Regex.Replace(satz, f.Englisch, f.Deutsch));

    private sealed class GermanHelp(HelpAction hilfe) : SynchronousCommandLineAction
    {
        /// <summary>Who asks for help need not give the arguments.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var ausgabe = parseResult.InvocationConfiguration.Output;
            using var text = new StringWriter();
            parseResult.InvocationConfiguration.Output = text;
            var ergebnis = hilfe.Invoke(parseResult);
            ausgabe.Write(Hilfe.Aggregate(text.ToString(), (t, h) => t.Replace(h.Englisch, h.Deutsch, StringComparison.Ordinal)));
            return ergebnis;
        }
    }
}
