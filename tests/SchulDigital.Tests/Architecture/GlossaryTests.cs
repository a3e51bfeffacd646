using System.Reflection;
using System.Text.RegularExpressions;
using SchulDigital.Domain.Matrizen;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Architecture;

/// <summary><c>docs/glossar.md</c> binds the words of the trade to identifiers and verbs; it tells the truth, and all of it.</summary>
[Trait("Spur", "domain")]
public partial class GlossaryTests
{
    private const BindingFlags Alle =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly List<Type> Typen = [.. typeof(Matrix).Assembly.GetTypes().Concat(typeof(Program).Assembly.GetTypes())];

    private static readonly HashSet<string> Namen = [.. Typen.Select(t => t.Name.Split('`')[0])
        .Concat(Typen.SelectMany(t => t.GetMembers(Alle)).Select(m => m.Name))
        .Concat(Typen.SelectMany(t => t.Namespace?.Split('.') ?? []))
        .SelectMany(n => (string[])[n, n.EndsWith("Async", StringComparison.Ordinal) ? n[..^5] : n])];

    [Fact]
    public void Every_identifier_and_verb_exists() => AssertNone(
        from eintrag in Entries()
        from spalte in (string[])[eintrag.Bezeichner, eintrag.Verb]
        from Match wort in CodePattern().Matches(spalte)
        from teil in wort.Groups[1].Value.Split('.')
        where !Namen.Contains(teil)
        select $"{eintrag.Begriff}: `{wort.Groups[1].Value}`");

    [Fact]
    public void Every_type_of_the_domain_is_bound()
    {
        var gebunden = Entries().SelectMany(e => CodePattern().Matches(e.Bezeichner))
            .SelectMany(m => m.Groups[1].Value.Split('.')).ToHashSet(StringComparer.Ordinal);
        AssertNone(
            from typ in typeof(Matrix).Assembly.GetExportedTypes()
                // Static classes hold the words and rules of the enum beside them.
            where !(typ.IsAbstract && typ.IsSealed) && !gebunden.Contains(typ.Name)
            select $"{typ.FullName} is missing in docs/glossar.md");
    }

    private static IEnumerable<Eintrag> Entries() =>
        from zeile in File.ReadLines(Path.Combine(Wurzel, "docs/glossar.md"))
        let spalten = zeile.Split('|').Select(s => s.Trim()).ToArray()
        where spalten is ["", _, _, _, _, ""] && spalten[1] != "Begriff" && !spalten[1].StartsWith("--", StringComparison.Ordinal)
        select new Eintrag(spalten[1], spalten[2], spalten[4]);

    [GeneratedRegex(@"`([A-Za-z.]+)`")]
    private static partial Regex CodePattern();

    private sealed record Eintrag(string Begriff, string Bezeichner, string Verb);
}
