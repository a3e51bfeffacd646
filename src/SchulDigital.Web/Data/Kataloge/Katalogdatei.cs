using SchulDigital.Domain.Matrizen;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SchulDigital.Web.Data.Kataloge;

/// <summary>Reads a catalogue file (YAML) and says exactly what is wrong with it: all faults at once, each with its place.</summary>
public static class Katalogdatei
{
    public const string Schema = "schuldigital-matrix/1";

    /// <summary>A matrix is filled in some hours by people: more rows than these nobody fills.</summary>
    public const int MaxKriterien = 200;

    /// <summary>A Themenfeld is one form.</summary>
    public const int MaxKriterienJeThemenfeld = 30;

    public static Katalog Parse(string yaml)
    {
        var fehler = new List<string>();
        var katalog = ReadRoot(yaml, fehler) is { } wurzel ? new Katalogleser(wurzel, fehler).Read() : null;
        return fehler.Count == 0 && katalog is not null ? katalog : throw new KatalogFehler(fehler);
    }

    private static Katalogknoten? ReadRoot(string yaml, List<string> fehler)
    {
        var datei = new YamlStream();
        try
        {
            datei.Load(new StringReader(yaml));
        }
        catch (YamlException ausnahme)
        {
            fehler.Add($"Zeile {ausnahme.Start.Line}, Spalte {ausnahme.Start.Column}: Ab hier lässt sich die Datei nicht lesen. "
                + "Prüfen Sie Einrückung, Anführungszeichen und doppelte Angaben.");
            return null;
        }
        if (datei.Documents.Count != 1 || datei.Documents[0].RootNode is not YamlMappingNode wurzel)
        {
            fehler.Add($"Zeile 1: Die Datei enthält keinen Katalog. Sie beginnt mit „schema: {Schema}“.");
            return null;
        }

        var knoten = new Katalogknoten(wurzel, "", fehler);
        var schema = knoten.Text("schema");
        if (schema is null || schema == Schema)
            return knoten;
        // Another schema has other rules; judging the file by these would only mislead.
        knoten.Report("schema", $"Das Schema „{schema}“ ist unbekannt. Dieses Programm liest „{Schema}“.");
        return null;
    }
}

/// <summary>A catalogue file breaks the schema; every fault with its place.</summary>
public sealed class KatalogFehler(IReadOnlyList<string> fehler) : Exception(string.Join(Environment.NewLine, fehler))
{
    public IReadOnlyList<string> Fehler { get; } = fehler;
}
