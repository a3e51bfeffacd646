using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SchulDigital.Web.Data;

/// <summary>
/// SQLite and its migration set. SQLite has one writer; without an order eight writers wait a hundred times longer than
/// with one. So all writes of this process queue at one gate per database file. It stands here and not in an
/// interceptor, which would deadlock with an explicit transaction of two saves.
/// </summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : AppDbContext(options)
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();

    private bool _holdsGate;

    protected override string? Bytefolge => null;

    public override async Task<T> InTransactionAsync<T>(Func<Task<T>> act, CancellationToken abbruch = default)
    {
        if (_holdsGate)
            return await act();

        var gate = Gate();
        await gate.WaitAsync(abbruch);
        _holdsGate = true;
        try
        {
            return await RunTransactionAsync(act, abbruch);
        }
        finally
        {
            _holdsGate = false;
            gate.Release();
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (_holdsGate)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        var gate = Gate();
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Only the key ring of data protection saves synchronously: its interface leaves no choice.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (_holdsGate)
            return base.SaveChanges(acceptAllChangesOnSuccess);

        var gate = Gate();
        gate.Wait();
        try
        {
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }
        finally
        {
            gate.Release();
        }
    }

    private SemaphoreSlim Gate() => Gates.GetOrAdd(Database.GetConnectionString() ?? "", _ => new SemaphoreSlim(1, 1));

    /// <summary>
    /// Makes the file once, before the portal runs, already in WAL mode: later it is opened only, so that a file that
    /// vanishes under a running portal is a failure and not the beginning of an empty database.
    /// </summary>
    internal static void CreateFile(string datei, string connectionString)
    {
        if (new FileInfo(datei) is { Exists: true, Length: > 0 })
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(datei)!);
        using var verbindung = new SqliteConnection(
            new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        verbindung.Open();
        using var befehl = verbindung.CreateCommand();
        befehl.CommandText = "PRAGMA journal_mode=WAL;";
        befehl.ExecuteNonQuery();
    }

    /// <summary>An acknowledged save survives a power cut: WAL (a property of the file) with a flush at every commit.</summary>
    internal sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Befehl = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var befehl = connection.CreateCommand();
            befehl.CommandText = Befehl;
            befehl.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var befehl = connection.CreateCommand();
            befehl.CommandText = Befehl;
            await befehl.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
