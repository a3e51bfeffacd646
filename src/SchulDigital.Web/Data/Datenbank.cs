using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SchulDigital.Web.Data;

public enum DatabaseProvider { Sqlite, SqlServer, Postgres }

/// <summary>
/// The database that the settings name: <c>Database:Provider</c> and <c>ConnectionStrings:Default</c>; without them a
/// SQLite file in the folder <c>Database:Ordner</c> (relative to the content root; preset <c>data</c>).
/// </summary>
public sealed record Datenbank(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The file of a SQLite database; null on a server.</summary>
    public string? Datei => Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(ConnectionString).DataSource : null;

    public static Datenbank Read(IConfiguration configuration, string contentRoot)
    {
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new EinstellungFehlt($"Database:Provider ist „{name}“. Erlaubt sind Sqlite, SqlServer und Postgres.");

        var connectionString = configuration.GetConnectionString("Default");
        if (provider != DatabaseProvider.Sqlite)
            return new Datenbank(provider, connectionString
                ?? throw new EinstellungFehlt("ConnectionStrings:Default fehlt: die Adresse der Datenbank."));

        var ordner = Path.GetFullPath(configuration["Database:Ordner"] ?? "data", contentRoot);
        var sqlite = new SqliteConnectionStringBuilder(connectionString ?? $"Data Source={Path.Combine(ordner, "schuldigital.db")}");
        sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, contentRoot);
        sqlite.ForeignKeys = true;
        sqlite.Mode = SqliteOpenMode.ReadWrite;
        return new Datenbank(provider, sqlite.ToString());
    }

    public void Register(IServiceCollection services)
    {
        switch (Provider)
        {
            case DatabaseProvider.Sqlite:
                SqliteDbContext.CreateFile(Datei!, ConnectionString);
                services.AddDbContextPool<AppDbContext, SqliteDbContext>(o => Configure(o
                    .UseSqlite(ConnectionString)
                    // SQLite rebuilds a table to change it and says each time that this is no part of the transaction.
                    .ConfigureWarnings(w => w.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning))
                    .AddInterceptors(new SqliteDbContext.Pragmas())));
                break;
            case DatabaseProvider.SqlServer:
                services.AddDbContextPool<AppDbContext, SqlServerDbContext>(o => Configure(o.UseSqlServer(ConnectionString)));
                break;
            default:
                services.AddDbContextPool<AppDbContext, PostgresDbContext>(o => Configure(o.UseNpgsql(ConnectionString)));
                break;
        }
    }

    /// <summary>Whether a failure means that the database does not answer now; it may again in a moment.</summary>
    public static bool IsGone(Exception? fehler) => fehler switch
    {
        null or DbUpdateConcurrencyException => false,
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26,
        PostgresException postgres => postgres.IsTransient || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal),
        // Severity 17 and more: the server or the way to it; below it a timeout, a deadlock, a database that is not open.
        SqlException server => server.Class >= 17 || server.Number is -2 or 1205 or 4060 or 18456,
        DbException or TimeoutException => true,
        _ => IsGone(fehler.InnerException),
    };

    /// <summary>
    /// SQLite is migrated by whoever opens it; a server belongs to its operator, who is told to do so.
    /// </summary>
    public async Task EnsureCurrentAsync(AppDbContext db)
    {
        // Asked first: migrating compares the whole model, even where nothing is to do.
        if (!(await db.Database.GetPendingMigrationsAsync()).Any())
            return;
        if (Provider != DatabaseProvider.Sqlite)
            throw new EinstellungFehlt("Die Datenbank ist nicht auf dem Stand dieses Programms. Führen Sie zuerst „datenbank migrieren“ aus.");
        await db.Database.MigrateAsync();
    }

    private static void Configure(DbContextOptionsBuilder options) => options
        // A page that needs several collections says so itself; a silent cross product would grow with its rows.
        .ConfigureWarnings(w => w.Throw(RelationalEventId.MultipleCollectionIncludeWarning));
}

/// <summary>A setting is missing or wrong; the sentence goes to the console and the program ends.</summary>
public sealed class EinstellungFehlt(string satz) : Exception(satz);
