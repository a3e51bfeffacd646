using System.Text.RegularExpressions;
using System.Xml.Linq;
using SchulDigital.Domain.Matrizen;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Architecture;

/// <summary>Who may know whom: the using lines, the directives of the views and the project files.</summary>
[Trait("Spur", "domain")]
public partial class DependencyTests
{
    private const string Web = "SchulDigital.Web";

    /// <summary>
    /// Per part of the portal, the parts that it may use. Befehle, Demo and the files that put the portal together use all.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Data"] = ["Data"],
        ["Security"] = ["Security", "Data"],
        ["Infrastructure"] = ["Infrastructure", "Data"],
        // Demo: the sign-in page names the accounts of the demo region.
        ["Features"] = ["Features", "Security", "Infrastructure", "Data", "Demo"],
    };

    [Fact]
    public void Domain_knows_nobody()
    {
        var projekt = XDocument.Load(Path.Combine(Wurzel, "src/SchulDigital.Domain/SchulDigital.Domain.csproj"));
        Assert.DoesNotContain(projekt.Descendants(), e => e.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
        Assert.All(typeof(Matrix).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

        var fremd = from datei in Files("src/SchulDigital.Domain", "*.cs")
                    from ziel in UsingsOf(datei)
                    where !ziel.StartsWith("SchulDigital.Domain", StringComparison.Ordinal)
                        && (!ziel.StartsWith("System", StringComparison.Ordinal) || ziel.StartsWith("System.Text.Json.Serialization", StringComparison.Ordinal))
                    select $"{datei.Pfad}: {ziel}";
        AssertNone(fremd);
    }

    [Fact]
    public void Pdf_knows_nobody()
    {
        var projekt = XDocument.Load(Path.Combine(Wurzel, "src/SchulDigital.Pdf/SchulDigital.Pdf.csproj"));
        Assert.DoesNotContain(projekt.Descendants(), e => e.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
        Assert.All(typeof(Pdf.Document).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
        AssertNone(
            from datei in Files("src/SchulDigital.Pdf", "*.cs")
            from ziel in UsingsOf(datei)
            where !ziel.StartsWith("SchulDigital.Pdf", StringComparison.Ordinal) && !ziel.StartsWith("System", StringComparison.Ordinal)
            select $"{datei.Pfad}: {ziel}");
    }

    [Fact]
    public void Only_folders_for_it_compose_or_seal_documents() => AssertNone(
        from datei in WebFiles()
        from ziel in UsingsOf(datei)
        where ziel.StartsWith("SchulDigital.Pdf", StringComparison.Ordinal) && !PdfPattern().IsMatch(datei.Pfad)
        select $"{datei.Pfad} uses {ziel}");

    [Fact]
    public void Parts_of_the_portal_use_only_the_parts_below_them()
    {
        var verstoesse = new List<string>();
        foreach (var datei in WebFiles())
        {
            var teil = PartOf(datei);
            if (teil is null || !Allowed.TryGetValue(teil, out var erlaubt))
                continue;
            verstoesse.AddRange(MentionsOf(datei, PartPattern()).Where(ziel => !erlaubt.Contains(ziel))
                .Select(ziel => $"{datei.Pfad} uses {ziel}"));
        }
        AssertNone(verstoesse);
    }

    [Fact]
    public void No_feature_uses_another_feature()
    {
        var verstoesse = from datei in WebFiles()
                         where PartOf(datei) == "Features"
                         let feature = datei.Pfad.Split('/')[3]
                         from ziel in MentionsOf(datei, FeaturePattern())
                         where ziel != feature && ziel != "Shared"
                         select $"{datei.Pfad} uses {ziel}";
        AssertNone(verstoesse);
    }

    [Fact]
    public void Only_Data_names_a_database_provider() => AssertNone(
        from datei in WebFiles()
        where PartOf(datei) != "Data"
        from Match fund in ProviderPattern().Matches(datei.Text)
        select $"{datei.Pfad}:{datei.LineOf(fund.Index)}: {fund.Value}");

    [Fact]
    public void Namespaces_follow_the_folders() => AssertNone(
        from projekt in (string[])["src/SchulDigital.Domain", "src/SchulDigital.Pdf", "src/SchulDigital.Web", "tests/SchulDigital.Tests"]
        from datei in Files(projekt, "*.cs")
        let fund = NamespacePattern().Match(datei.Text)
        let erwartet = string.Join('.', datei.Pfad.Split('/')[1..^1])
        where fund.Success && fund.Groups[1].Value != erwartet
        select $"{datei.Pfad}: {fund.Groups[1].Value} instead of {erwartet}");

    [Fact]
    public void Projects_refer_to_no_more_than_they_may()
    {
        Assert.Equal(["SchulDigital.Domain", "SchulDigital.Pdf", "Microsoft.SqlServer.Server"], ProjectsOf("src/SchulDigital.Web/SchulDigital.Web.csproj"));
        Assert.Empty(ProjectsOf("src/Microsoft.SqlServer.Server/Microsoft.SqlServer.Server.csproj"));
        AssertNone(
            from datei in Files(".", "*.csproj")
            from paket in XDocument.Load(datei.Voll).Descendants("PackageReference")
            where paket.Attribute("Version") is not null || paket.Attribute("VersionOverride") is not null
            select $"{datei.Pfad}: version of {paket.Attribute("Include")?.Value}");
    }

    private static IEnumerable<string> ProjectsOf(string projekt) => XDocument
        .Load(Path.Combine(Wurzel, projekt)).Descendants("ProjectReference")
        .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')));

    private static IEnumerable<Datei> WebFiles() =>
        Files($"src/{Web}", "*.cs").Concat(Files($"src/{Web}", "*.cshtml"));

    /// <summary>The folder below the portal's project, or null for the files beside it.</summary>
    private static string? PartOf(Datei datei) => datei.Pfad.Split('/') is [_, _, var teil, _, ..] ? teil : null;

    private static IEnumerable<string> UsingsOf(Datei datei) =>
        UsingPattern().Matches(datei.Text).Select(m => m.Groups[1].Value);

    /// <summary>What a file names by using line or in full, its own namespace aside.</summary>
    private static IEnumerable<string> MentionsOf(Datei datei, Regex muster) =>
        muster.Matches(NamespacePattern().Replace(datei.Text, "")).Select(m => m.Groups[1].Value).Distinct();

    [GeneratedRegex(@"^\s*@?(?:global )?using (?:static )?(?:\w+ = )?([A-Z][\w.]*)", RegexOptions.Multiline)]
    private static partial Regex UsingPattern();

    [GeneratedRegex(@"(?:\bSchulDigital\.Web\.|(?<![\w.]))(Befehle|Data|Demo|Features|Infrastructure|Security)(?:\.[A-Z]|;|\s*$)", RegexOptions.Multiline)]
    private static partial Regex PartPattern();

    [GeneratedRegex(@"\bFeatures[./](\w+)[./;\r\n]")]
    private static partial Regex FeaturePattern();

    [GeneratedRegex(@"\b(Npgsql|Microsoft\.Data\.\w+|SqliteException|SqlException|UseSqlite|UseNpgsql|UseSqlServer|SqliteDbContext|PostgresDbContext|SqlServerDbContext)\b")]
    private static partial Regex ProviderPattern();

    [GeneratedRegex("/Features/[^/]+/Pdf/|/Infrastructure/(Dokumente|Siegel)/")]
    private static partial Regex PdfPattern();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();
}
