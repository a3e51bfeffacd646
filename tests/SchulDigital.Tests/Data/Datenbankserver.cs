using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Data;

/// <summary>
/// Gives out databases for tests, each for one test alone. The same tests run on every provider: an abstract class and a
/// derived one per provider.
/// </summary>
public abstract class Datenbankserver : IAsyncLifetime
{
    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>A database without a table.</summary>
    public abstract Task<Datenbank> CreateEmptyAsync();

    /// <summary>A database with all migrations, copied from one that was migrated once.</summary>
    public abstract Task<Datenbank> CreateAsync();

    /// <summary>What a refused save broke: <c>unique</c>, <c>foreign key</c> or the database's own words.</summary>
    public abstract string RuleOf(DbException fehler);

    protected static async Task MigrateAsync(Datenbank datenbank)
    {
        await using var dienste = Modelle.Register(datenbank).BuildServiceProvider();
        await using var scope = dienste.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.MigrateAsync();
    }
}

public sealed class Sqliteserver : Datenbankserver
{
    private readonly string _ordner = Directory.CreateTempSubdirectory("schuldigital-").FullName;
    private Datenbank? _vorlage;

    public override async Task InitializeAsync()
    {
        _vorlage = await CreateEmptyAsync();
        await MigrateAsync(_vorlage);
        Close(_vorlage);
    }

    public override Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_ordner, recursive: true);
        return Task.CompletedTask;
    }

    public override Task<Datenbank> CreateEmptyAsync() => Task.FromResult(new Datenbank(DatabaseProvider.Sqlite,
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(_ordner, $"{Guid.NewGuid():N}.db"), ForeignKeys = true }.ToString()));

    public override async Task<Datenbank> CreateAsync()
    {
        var datenbank = await CreateEmptyAsync();
        File.Copy(_vorlage!.Datei!, datenbank.Datei!);
        return datenbank;
    }

    public override string RuleOf(DbException fehler) => fehler is SqliteException sqlite
        ? sqlite.SqliteExtendedErrorCode switch { 2067 or 1555 => "unique", 787 or 1811 => "foreign key", _ => sqlite.Message }
        : fehler.Message;

    /// <summary>The last connection that closes moves the write-ahead log into the file.</summary>
    private static void Close(Datenbank datenbank)
    {
        using var verbindung = new SqliteConnection(datenbank.ConnectionString);
        SqliteConnection.ClearPool(verbindung);
    }
}
