using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Data;

/// <summary>
/// A PostgreSQL of the tests' own: made in a temporary folder, listening on a free port of this machine alone, ended with
/// the tests. Its language is set to one that sorts otherwise than by bytes, as a server in a town hall does.
/// </summary>
public sealed class Postgresserver : Datenbankserver
{
    private readonly string _ordner = Path.Combine(Path.GetTempPath(), $"schuldigital-postgres-{Guid.NewGuid():N}");
    private int _port;

    /// <summary>Why the tests on PostgreSQL are left out; null where it is there, and on the build server, where they must run.</summary>
    internal static string? Skip => Programme is not null || Environment.GetEnvironmentVariable("CI") == "true"
        ? null
        : "PostgreSQL fehlt (Debian: apt-get install postgresql). Die Tests auf PostgreSQL entfallen.";

    /// <summary>The folder with initdb and pg_ctl; Debian does not put it into the PATH.</summary>
    private static string? Programme { get; } = (Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(o => Path.Combine(o, "bin"))
            : [])
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .FirstOrDefault(o => File.Exists(Path.Combine(o, "initdb")));

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string? AndererBenutzer { get; } = !Environment.IsPrivilegedProcess ? null
        : File.ReadAllLines("/etc/passwd").Any(z => z.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    public override async Task InitializeAsync()
    {
        if (Skip is not null)
            return;
        if (Programme is null)
            throw new InvalidOperationException("PostgreSQL fehlt (Debian: apt-get install postgresql).");

        Directory.CreateDirectory(_ordner);
        if (AndererBenutzer is { } benutzer)
            await RunAsync("chown", benutzer, _ordner);
        await RunAsUserAsync("initdb", "--pgdata", _ordner, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "de-DE", "--no-sync");
        _port = FreePort();
        await RunAsUserAsync("pg_ctl", "start", "--wait", "--pgdata", _ordner, "--log", Path.Combine(_ordner, "log"), "--options",
            $"-p {_port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200");
        await ExecuteAsync("CREATE DATABASE vorlage");
        await MigrateAsync(Named("vorlage"));
        NpgsqlConnection.ClearAllPools();
    }

    public override async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (!Directory.Exists(_ordner))
            return;
        if (File.Exists(Path.Combine(_ordner, "postmaster.pid")))
            await RunAsUserAsync("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", _ordner);
        Directory.Delete(_ordner, recursive: true);
        File.Delete(Ausgabe);
    }

    public override async Task<Datenbank> CreateEmptyAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return Named(name);
    }

    public override async Task<Datenbank> CreateAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE vorlage");
        return Named(name);
    }

    public override string RuleOf(DbException fehler) => fehler.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => "unique",
        PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.RestrictViolation => "foreign key",
        _ => fehler.Message,
    };

    private Datenbank Named(string name) => new(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = _port,
        Username = "postgres",
        Database = name,
    }.ToString());

    private async Task ExecuteAsync(string anweisung)
    {
        await using var verbindung = new NpgsqlConnection(Named("postgres").ConnectionString);
        await verbindung.OpenAsync();
        await using var befehl = new NpgsqlCommand(anweisung, verbindung);
        await befehl.ExecuteNonQueryAsync();
    }

    private static int FreePort()
    {
        using var horcher = new TcpListener(IPAddress.Loopback, 0);
        horcher.Start();
        return ((IPEndPoint)horcher.LocalEndpoint).Port;
    }

    private static Task RunAsUserAsync(string programm, params string[] argumente)
    {
        var pfad = Path.Combine(Programme!, programm);
        return AndererBenutzer is { } benutzer ? RunAsync("runuser", ["-u", benutzer, "--", pfad, .. argumente]) : RunAsync(pfad, argumente);
    }

    private static async Task RunAsync(string programm, params string[] argumente)
    {
        // Streams are not redirected: the server inherits them and would keep them open.
        using var prozess = Process.Start(new ProcessStartInfo("bash", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", Ausgabe, programm, .. argumente])
        {
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var frist = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await prozess.WaitForExitAsync(frist.Token);
        if (prozess.ExitCode != 0)
            throw new InvalidOperationException($"{programm} {string.Join(' ', argumente)}: {await File.ReadAllTextAsync(Ausgabe, CancellationToken.None)}");
    }

    private static readonly string Ausgabe = Path.Combine(Path.GetTempPath(), $"schuldigital-postgres-{Environment.ProcessId}.log");
}

/// <summary>All tests on PostgreSQL share one server and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<Postgresserver>
{
    public const string Name = "PostgreSQL";
}
