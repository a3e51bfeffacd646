using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using SchulDigital.Web.Data;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Data;

/// <summary>
/// No SQL Server can run here. So what it refuses and EF does not warn of is read from the relational model, and the
/// script is made that a server would get.
/// </summary>
[Trait("Spur", "provider")]
public partial class SqlServerTests
{
    private const int MaxClusteredKeyBytes = 900;
    private const int MaxIndexKeyBytes = 1700;
    private const int MaxNameLength = 128;

    private static readonly IRelationalModel Modell = Modelle.DesignOf(DatabaseProvider.SqlServer).GetRelationalModel();

    /// <summary>Error 1785: cycles or multiple cascade paths.</summary>
    [Fact]
    public void A_table_is_reached_by_one_cascade_path_at_most()
    {
        var kaskaden = Modell.Tables.SelectMany(t => t.ForeignKeyConstraints)
            .Where(f => f.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault)
            .ToLookup(f => f.PrincipalTable.Name, f => f.Table.Name);
        AssertNone(
            from wurzel in Modell.Tables
            from ziel in PathsFrom(wurzel.Name, kaskaden, [wurzel.Name]).GroupBy(t => t)
            where ziel.Count() > 1
            select $"{ziel.Count()} cascade paths from {wurzel.Name} to {ziel.Key}");
    }

    [Fact]
    public void Keys_and_indexes_are_short_enough()
    {
        var schluessel = from tabelle in Modell.Tables
                         from schranke in tabelle.UniqueConstraints
                         let geballt = schranke.GetIsPrimaryKey() && schranke.MappedKeys.All(k => k.IsClustered() ?? true)
                         select (schranke.Name, schranke.Columns, Grenze: geballt ? MaxClusteredKeyBytes : MaxIndexKeyBytes);
        var indizes = from tabelle in Modell.Tables
                      from index in tabelle.Indexes
                      select (index.Name, index.Columns, Grenze: MaxIndexKeyBytes);
        AssertNone(
            from k in schluessel.Concat(indizes)
            let bytes = k.Columns.Sum(c => BytesOf(c.StoreType))
            where bytes > k.Grenze
            select $"{k.Name}: {bytes} bytes of {k.Grenze}");
    }

    /// <summary>SQL Server takes two NULLs for equal in a unique index.</summary>
    [Fact]
    public void Unique_indexes_leave_out_rows_without_a_value() => AssertNone(
        from tabelle in Modell.Tables
        from index in tabelle.Indexes
        where index.IsUnique
        from spalte in index.Columns
        where spalte.IsNullable && index.Filter?.Contains($"[{spalte.Name}] IS NOT NULL", StringComparison.Ordinal) != true
        select $"{index.Name}: {spalte.Name}");

    [Fact]
    public void Names_are_short_enough() => AssertNone(
        Modell.Tables.SelectMany(t => t.Indexes.Select(i => i.Name)
                .Concat(t.ForeignKeyConstraints.Select(f => f.Name)).Concat(t.UniqueConstraints.Select(u => u.Name))
                .Concat(t.Columns.Select(c => c.Name)).Append(t.Name))
            .Where(name => name.Length > MaxNameLength));

    [Fact]
    public void The_script_makes_every_table_and_index()
    {
        using var db = Modelle.NewContext(DatabaseProvider.SqlServer);
        var skript = db.GetService<IMigrator>().GenerateScript();
        Assert.All(Modell.Tables, t => Assert.Contains($"CREATE TABLE [{t.Name}] (", skript, StringComparison.Ordinal));
        Assert.All(Modell.Tables.SelectMany(t => t.Indexes), i => Assert.Matches($@"CREATE (UNIQUE )?INDEX \[{i.Name}\] ON", skript));
        Assert.DoesNotContain("nvarchar(0)", skript, StringComparison.Ordinal);
        Assert.NotEmpty(db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
    }

    private static IEnumerable<string> PathsFrom(string tabelle, ILookup<string, string> kaskaden, string[] weg) =>
        kaskaden[tabelle].SelectMany(ziel => weg.Contains(ziel) ? [ziel, ziel] : PathsFrom(ziel, kaskaden, [.. weg, ziel]).Prepend(ziel));

    private static int BytesOf(string typ)
    {
        var fund = StoreTypePattern().Match(typ);
        var laenge = fund.Groups[2] is { Success: true, Value: not "max" } zahl ? int.Parse(zahl.Value, CultureInfo.InvariantCulture) : int.MaxValue / 64;
        return fund.Groups[1].Value switch
        {
            "nvarchar" => 2 * laenge,
            "varbinary" => laenge,
            "uniqueidentifier" => 16,
            "datetime2" or "bigint" or "float" => 8,
            "datetimeoffset" => 10,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(typ), typ, "How many bytes does this type take in a key?"),
        };
    }

    [GeneratedRegex(@"^(\w+)(?:\((\w+)\))?$")]
    private static partial Regex StoreTypePattern();
}
