using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Data.Kataloge;

/// <summary>Reads a catalogue file (YAML) and says exactly what is wrong with it.</summary>
public static class Katalogdatei
{
    public static Katalog Parse(string yaml) => throw new KatalogFehler(["offen"]);
}

/// <summary>A catalogue file breaks the schema; every fault with its place.</summary>
public sealed class KatalogFehler(IReadOnlyList<string> fehler) : Exception(string.Join(Environment.NewLine, fehler))
{
    public IReadOnlyList<string> Fehler { get; } = fehler;
}
