using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Architecture;

/// <summary>The repository's own files, as the rules of the house read them.</summary>
internal static class Quelltext
{
    public static readonly string Wurzel = Shared.Repository;

    /// <summary>Hand-written files below a folder of the repository, with their paths from there.</summary>
    public static IEnumerable<Datei> Files(string ordner, string muster) => Directory
        .EnumerateFiles(Path.Combine(Wurzel, ordner), muster, SearchOption.AllDirectories)
        .Select(voll => new Datei(Path.GetRelativePath(Wurzel, voll).Replace('\\', '/'), voll))
        .Where(d => !d.Pfad.Contains("/obj/", StringComparison.Ordinal) && !d.Pfad.Contains("/bin/", StringComparison.Ordinal)
            && !d.Pfad.Contains("/node_modules/", StringComparison.Ordinal)
            && !d.Pfad.Contains("/Migrations/", StringComparison.Ordinal))
        .OrderBy(d => d.Pfad, StringComparer.Ordinal);

    /// <summary>Fails with every violation on a line of its own.</summary>
    public static void AssertNone(IEnumerable<string?> verstoesse)
    {
        var alle = verstoesse.ToList();
        Assert.True(alle.Count == 0, string.Join(Environment.NewLine, alle));
    }
}

/// <param name="Pfad">From the root of the repository, with slashes.</param>
/// <param name="Voll">On this machine.</param>
internal sealed record Datei(string Pfad, string Voll)
{
    private string? _text;

    public string Text => _text ??= File.ReadAllText(Voll);

    /// <summary>Number of the line in which a position of the text lies, for messages.</summary>
    public int LineOf(int stelle) => Text.AsSpan(0, stelle).Count('\n') + 1;
}
