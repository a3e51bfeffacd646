using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Razor.TagHelpers;
using SchulDigital.Domain.Matrizen;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Architecture;

/// <summary>What the house forbids in its source text, each with the reason in its name.</summary>
[Trait("Spur", "domain")]
public partial class HouseRuleTests
{
    private static readonly Assembly[] Programm = [typeof(Matrix).Assembly, typeof(Program).Assembly];

    private static IEnumerable<Type> OwnTypes => Programm.SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("SchulDigital", StringComparison.Ordinal) == true
            && !t.Namespace.Contains(".Migrations.", StringComparison.Ordinal) && !t.Name.Contains('<', StringComparison.Ordinal));

    [Fact]
    public void No_raw_SQL_because_three_databases_read_it_differently() => AssertNone(Findings(
        "src", "*.cs", RawSqlPattern(), "src/SchulDigital.Web/Data/SqliteDbContext.cs"));

    [Fact]
    public void Transactions_begin_at_one_place_because_SQLite_has_one_writer() => AssertNone(Findings(
        "src", "*.cs", TransactionPattern(), "src/SchulDigital.Web/Data/AppDbContext.cs"));

    [Fact]
    public void Set_based_updates_stand_inside_InTransactionAsync() => AssertNone(
        from datei in Files("src", "*.cs")
        let geschuetzt = ArgumentsOf(datei.Text, "InTransactionAsync(")
        from Match fund in SetBasedPattern().Matches(datei.Text)
        where !geschuetzt.Any(g => g.Beginn < fund.Index && fund.Index < g.Ende)
        select $"{datei.Pfad}:{datei.LineOf(fund.Index)}: {fund.Value}");

    [Fact]
    public void Time_comes_from_the_TimeProvider_because_tests_set_it() =>
        AssertNone(Findings("src", "*.cs", ClockPattern()).Concat(Findings("src", "*.cshtml", ClockPattern())));

    [Fact]
    public void Output_is_always_encoded() =>
        AssertNone(Findings("src", "*.cs", RawHtmlPattern()).Concat(Findings("src", "*.cshtml", RawHtmlPattern())));

    [Fact]
    public void Views_have_no_inline_style_or_script_because_the_content_security_policy_refuses_them() =>
        AssertNone(Findings("src", "*.cshtml", InlinePattern()));

    [Fact]
    public void Loops_of_fields_use_plain_names_because_asp_for_compiles_an_expression_each_time() =>
        AssertNone(Findings("src", "*.cshtml", IndexedAspForPattern()));

    [Fact]
    public void Nothing_is_left_open() => AssertNone(
        from ordner in (string[])["src", "tests", "scripts"]
        from datei in Files(ordner, "*")
        where datei.Pfad.EndsWith(".cs", StringComparison.Ordinal) || datei.Pfad.EndsWith(".cshtml", StringComparison.Ordinal)
            || datei.Pfad.EndsWith(".js", StringComparison.Ordinal) && !datei.Pfad.Contains("/lib/", StringComparison.Ordinal)
            || datei.Pfad.StartsWith("scripts/", StringComparison.Ordinal)
        where datei.Pfad != "tests/SchulDigital.Tests/Architecture/HouseRuleTests.cs"
        from Match fund in OpenEndPattern().Matches(datei.Text)
        select $"{datei.Pfad}:{datei.LineOf(fund.Index)}: {fund.Value}");

    [Fact]
    public void Classes_are_named_after_the_act_or_the_thing() => AssertNone(
        OwnTypes.Where(t => !t.IsAssignableTo(typeof(ITagHelper)) && VagueNamePattern().IsMatch(t.Name)).Select(t => t.FullName));

    [Fact]
    public void Identifiers_are_plain_letters() => AssertNone(
        from typ in OwnTypes
        from name in typ.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(m => m.Name).Append(typ.Name)
        where name.Any(z => !char.IsAscii(z))
        select $"{typ.FullName}: {name}");

    [Fact]
    public void An_interface_has_more_than_one_implementation() => AssertNone(
        from schnittstelle in OwnTypes
        where schnittstelle.IsInterface && OwnTypes.Count(t => t is { IsClass: true } && t.IsAssignableTo(schnittstelle)) < 2
        select schnittstelle.FullName);

    [Fact]
    public void Controllers_have_no_base_of_our_own() => AssertNone(
        OwnTypes.Where(t => t.IsAssignableTo(typeof(ControllerBase)))
            .Where(t => t.BaseType != typeof(Controller) && t.BaseType != typeof(ControllerBase))
            .Select(t => t.FullName));

    private static IEnumerable<string> Findings(string ordner, string dateien, Regex muster, params string[] ausgenommen) =>
        from datei in Files(ordner, dateien)
        where !ausgenommen.Contains(datei.Pfad)
        from Match fund in muster.Matches(datei.Text)
        select $"{datei.Pfad}:{datei.LineOf(fund.Index)}: {fund.Value}";

    /// <summary>Where in a text the arguments of a call begin and end.</summary>
    private static List<(int Beginn, int Ende)> ArgumentsOf(string text, string aufruf)
    {
        var bereiche = new List<(int, int)>();
        for (var stelle = text.IndexOf(aufruf, StringComparison.Ordinal); stelle >= 0;
            stelle = text.IndexOf(aufruf, stelle + 1, StringComparison.Ordinal))
        {
            var tiefe = 1;
            var ende = stelle + aufruf.Length;
            while (tiefe > 0 && ende < text.Length)
                tiefe += text[ende++] switch { '(' => 1, ')' => -1, _ => 0 };
            bereiche.Add((stelle, ende));
        }
        return bereiche;
    }

    [GeneratedRegex(@"FromSql\w*|ExecuteSql\w*|SqlQuery\w*|CommandText|CreateCommand|migrationBuilder\.Sql")]
    private static partial Regex RawSqlPattern();

    [GeneratedRegex(@"BeginTransaction\w*|UseTransaction\w*|TransactionScope|EnableRetryOnFailure|CreateExecutionStrategy")]
    private static partial Regex TransactionPattern();

    [GeneratedRegex(@"\.Execute(Update|Delete)(Async)?\(")]
    private static partial Regex SetBasedPattern();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\.Get\w+|Environment\.TickCount")]
    private static partial Regex ClockPattern();

    [GeneratedRegex(@"Html\.Raw|new HtmlString|MarkupString")]
    private static partial Regex RawHtmlPattern();

    [GeneratedRegex(@"\sstyle\s*=|<style\b|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=\s*[""']|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlinePattern();

    [GeneratedRegex(@"asp-for=""[^""]*\[")]
    private static partial Regex IndexedAspForPattern();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bSkip = ""|#pragma warning disable|NotImplementedException")]
    private static partial Regex OpenEndPattern();

    [GeneratedRegex(@"(Service|Services|Helper|Helpers|Manager|Repository|Mapper|Util|Utils|Dto)$")]
    private static partial Regex VagueNamePattern();
}
