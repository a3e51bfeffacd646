using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Data;

/// <summary>SQLite has one writer: the gate of the process, the lock of the file, the flush at every commit.</summary>
public sealed class SqliteTests(Sqliteserver server) : Datenbanktest(server), IClassFixture<Sqliteserver>
{
    [Fact]
    public async Task Every_commit_is_flushed_to_the_write_ahead_log() => await InDatabaseAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        Assert.Equal("wal", await PragmaAsync(db, "journal_mode"));
        Assert.Equal("2", await PragmaAsync(db, "synchronous"));
        Assert.Equal("1", await PragmaAsync(db, "foreign_keys"));
        Assert.True(int.Parse((await PragmaAsync(db, "busy_timeout"))!, System.Globalization.CultureInfo.InvariantCulture) >= 5000);
    });

    [Fact]
    public async Task Many_writers_are_served_in_turn_and_none_starves()
    {
        const int schreiber = 50, jeSchreiber = 20;
        var wartezeiten = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, schreiber).Select(s => Task.Run(async () =>
        {
            for (var i = 0; i < jeSchreiber; i++)
            {
                var beginn = Stopwatch.GetTimestamp();
                await InDatabaseAsync(async db =>
                {
                    db.Add(new Kommune($"{s:0000}{i:0000}", $"Kommune {s}/{i}"));
                    await db.SaveChangesAsync();
                });
                wartezeiten.Add(Stopwatch.GetElapsedTime(beginn).TotalMilliseconds);
            }
        })));

        Assert.Equal(schreiber * jeSchreiber, await InDatabaseAsync(db => db.Kommunen.CountAsync()));
        var sortiert = wartezeiten.Order().ToList();
        var (mitte, laengste) = (sortiert[sortiert.Count / 2], sortiert[^1]);
        // Without the gate the unlucky ones wait for seconds while others pass; in turn nobody waits much longer than all.
        Assert.True(laengste < Math.Max(20 * mitte, 2000), $"median {mitte:0} ms, longest {laengste:0} ms");
    }

    [Fact]
    public async Task Transactions_of_two_saves_and_single_saves_do_not_lock_each_other_out()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() => n % 2 == 0
            ? InDatabaseAsync(db => db.InTransactionAsync(async () =>
            {
                db.Add(new Kommune($"1{n:0000000}", "erste"));
                await db.SaveChangesAsync();
                await db.Kommunen.Where(k => k.Name == "erste").ExecuteUpdateAsync(s => s.SetProperty(k => k.Name, "umbenannt"));
                // A class named after an act may open the transaction again inside another's.
                await db.InTransactionAsync(async () =>
                {
                    db.Add(new Kommune($"2{n:0000000}", "zweite"));
                    await db.SaveChangesAsync();
                });
                db.Add(new Schutzschluessel { Xml = "<key/>" });
                db.SaveChanges();
            }))
            : InDatabaseAsync(async db =>
            {
                db.Add(new Kommune($"3{n:0000000}", "einzeln"));
                await db.SaveChangesAsync();
            })))).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(24, await InDatabaseAsync(db => db.Kommunen.CountAsync()));
        Assert.Equal(8, await InDatabaseAsync(db => db.Schutzschluessel.CountAsync()));
    }

    [Fact]
    public async Task A_reader_is_not_held_up_by_a_writer()
    {
        await InDatabaseAsync(db => db.InTransactionAsync(async () =>
        {
            db.Add(new Kommune("05999001", "noch nicht zu sehen"));
            await db.SaveChangesAsync();
            Assert.Equal(0, await InDatabaseAsync(andere => andere.Kommunen.CountAsync()).WaitAsync(TimeSpan.FromSeconds(10)));
        }));
        Assert.Equal(1, await InDatabaseAsync(db => db.Kommunen.CountAsync()));
    }

    [Fact]
    public async Task A_command_beside_the_portal_waits_for_its_turn()
    {
        // Another process does not know the gate; SQLite's own lock makes it wait.
        await using var fremd = new SqliteConnection(Datenbank.ConnectionString);
        await fremd.OpenAsync();
        await using var transaktion = await fremd.BeginTransactionAsync();
        var speichern = Task.Run(() => InDatabaseAsync(async db =>
        {
            db.Add(new Kommune("05999001", "wartet"));
            await db.SaveChangesAsync();
        }));
        await Task.Delay(300);
        Assert.False(speichern.IsCompleted);
        await transaktion.RollbackAsync();
        await speichern.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await InDatabaseAsync(db => db.Kommunen.CountAsync()));
    }

    private static async Task<string?> PragmaAsync(AppDbContext db, string name)
    {
        await using var befehl = db.Database.GetDbConnection().CreateCommand();
        befehl.CommandText = $"PRAGMA {name}";
        return (await befehl.ExecuteScalarAsync())?.ToString();
    }
}
