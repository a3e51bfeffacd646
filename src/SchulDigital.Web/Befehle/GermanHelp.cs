using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SchulDigital.Web.Befehle;

/// <summary>The words of the help that System.CommandLine's own translation leaves in English.</summary>
internal sealed class GermanHelp(HelpAction hilfe) : SynchronousCommandLineAction
{
    public static void Use(RootCommand wurzel)
    {
        var option = wurzel.Options.OfType<HelpOption>().Single();
        option.Description = "Zeigt diese Hilfe.";
        option.Action = new GermanHelp((HelpAction)option.Action!);
        wurzel.Options.OfType<VersionOption>().Single().Description = "Zeigt die Version.";
    }

    public override int Invoke(ParseResult parseResult)
    {
        var ausgabe = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        var ergebnis = hilfe.Invoke(parseResult);
        ausgabe.Write(text.ToString()
            .Replace("Description:", "Beschreibung:", StringComparison.Ordinal)
            .Replace("[command]", "[Befehl]", StringComparison.Ordinal)
            .Replace("[options]", "[Optionen]", StringComparison.Ordinal));
        return ergebnis;
    }
}
