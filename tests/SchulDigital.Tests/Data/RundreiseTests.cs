using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Data;

public sealed class RundreiseSqliteTests(Sqliteserver server) : RundreiseTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class RundreisePostgresTests(Postgresserver server) : RundreiseTests(server);

/// <summary>What is written comes back as it was, and what must not be written is refused.</summary>
public abstract class RundreiseTests(Datenbankserver server) : Datenbanktest(server)
{
    [DatenbankFact]
    public async Task Every_entity_comes_back_as_it_was_saved()
    {
        var geschrieben = await InDatabaseAsync(async db =>
        {
            var muster = new Muster(db).AddAll();
            await db.SaveChangesAsync();
            return muster.Values.Select(e => (Typ: e.GetType(), Schluessel: KeyOf(db.Entry(e)), Werte: ValuesOf(db.Entry(e)))).ToList();
        });

        var abweichungen = new List<string>();
        await InDatabaseAsync(async db =>
        {
            Assert.Equal(Muster.EntitiesOf(db).Count, geschrieben.Count);
            foreach (var (typ, schluessel, werte) in geschrieben)
            {
                var gelesen = ValuesOf(db.Entry((await db.FindAsync(typ, schluessel))!));
                Assert.Equal(werte.Count, gelesen.Count);
                abweichungen.AddRange(from w in werte
                                      let erwartet = Stored(w.Value)
                                      where !SameValue(erwartet, gelesen[w.Key]) || gelesen[w.Key] is DateTime { Kind: not DateTimeKind.Utc }
                                      select $"{typ.Name}.{w.Key}: {erwartet} became {gelesen[w.Key]}");
            }
        });
        AssertNone(abweichungen);
    }

    [DatenbankFact]
    public async Task Every_unique_index_refuses_a_second_record()
    {
        var indizes = await InDatabaseAsync(db => Task.FromResult(Muster.EntitiesOf(db)
            .SelectMany(t => t.GetIndexes().Where(i => i.IsUnique && !i.Properties.All(p => p.IsPrimaryKey())))
            .Select(i => (Typ: i.DeclaringEntityType.ClrType, Spalten: i.Properties.Select(p => p.Name).ToList())).ToList()));
        Assert.True(indizes.Count >= 10, $"{indizes.Count} unique indexes");

        var durchgelassen = new List<string>();
        foreach (var (typ, spalten) in indizes)
            await InDatabaseAsync(async db =>
            {
                var muster = new Muster(db);
                var erster = db.Entry(muster.AddAll()[typ]);
                await db.SaveChangesAsync();

                var zweiter = db.Entry(muster.Create(db.Model.FindEntityType(typ)!));
                foreach (var spalte in spalten)
                    zweiter.Property(spalte).CurrentValue = erster.Property(spalte).CurrentValue;
                if (await RefusalOfAsync(db) != "unique")
                    durchgelassen.Add($"{typ.Name} ({string.Join(", ", spalten)})");
                // The next index starts from an empty database again.
                await db.Database.EnsureDeletedAsync();
                await db.Database.MigrateAsync();
            });
        AssertNone(durchgelassen);
    }

    [DatenbankFact]
    public async Task What_others_refer_to_cannot_be_deleted()
    {
        var schluessel = await InDatabaseAsync(async db =>
        {
            var muster = new Muster(db).AddAll();
            await db.SaveChangesAsync();
            return muster.Values
                .Where(e => db.Entry(e).Metadata.GetReferencingForeignKeys().Any(f => f.DeclaringEntityType != f.PrincipalEntityType
                    && Muster.EntitiesOf(db).Contains(f.DeclaringEntityType)))
                .Select(e => (Typ: e.GetType(), Schluessel: KeyOf(db.Entry(e)))).ToList();
        });
        Assert.True(schluessel.Count >= 10, $"{schluessel.Count} principals");

        var geloescht = new List<string>();
        foreach (var (typ, id) in schluessel)
            await InDatabaseAsync(async db =>
            {
                db.Remove((await db.FindAsync(typ, id))!);
                if (await RefusalOfAsync(db) is var grund and not "foreign key")
                    geloescht.Add($"{typ.Name}: {grund}");
            });
        AssertNone(geloescht);
    }

    [DatenbankFact]
    public async Task Records_without_a_number_do_not_exclude_each_other()
    {
        await InDatabaseAsync(async db =>
        {
            db.AddRange(new Schultraeger(null, "Von Hand A", TraegerArt.Privat), new Schultraeger(null, "Von Hand B", TraegerArt.Privat));
            await db.SaveChangesAsync();
        });
        // Of a carrier's and a school's matrix one owner is always empty.
        await BuildAsync(a =>
        {
            var region = a.CreateRegion("musterland", "Musterland", "Regionales Bildungsbüro");
            var kommune = a.CreateKommune(region, "05999001", "Musterstadt");
            var traeger = a.CreateSchultraeger("1", "Stadt Musterstadt", TraegerArt.Kommune);
            var durchgang = a.CreateDurchgang(region, "musterland-2026-27", "2026/27");
            a.CreateMatrix(traeger, durchgang);
            foreach (var nummer in (string[])["100001", "100002"])
                a.CreateMatrix(a.CreateSchule(nummer, $"Schule {nummer}", "Grundschule", kommune, traeger), durchgang);
            return true;
        });
        Assert.Equal(3, await InDatabaseAsync(db => db.Matrizen.CountAsync()));
    }

    [DatenbankFact]
    public async Task Identity_keeps_an_account_with_password_and_lockout()
    {
        var person = new Person("Erika Muster", "Erika.Muster@Test.Example");
        await InDatabaseAsync(async db =>
        {
            db.Add(person);
            await db.SaveChangesAsync();
        });
        await using (var scope = Dienste.CreateAsyncScope())
        {
            var konten = scope.ServiceProvider.GetRequiredService<UserManager<Benutzer>>();
            var konto = new Benutzer { Id = person.Id, UserName = person.Email, Email = person.Email };
            Assert.True((await konten.CreateAsync(konto, "Ein langes Testpasswort 1!")).Succeeded);
            await konten.SetLockoutEndDateAsync(konto, new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        }
        await using (var scope = Dienste.CreateAsyncScope())
        {
            var konten = scope.ServiceProvider.GetRequiredService<UserManager<Benutzer>>();
            var konto = await konten.FindByNameAsync("erika.muster@test.example");
            Assert.NotNull(konto);
            Assert.True(await konten.CheckPasswordAsync(konto, "Ein langes Testpasswort 1!"));
            Assert.Equal(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), konto.LockoutEnd);
            // Her own copy is older than this one: Identity's stamp is a token too.
            await InDatabaseAsync(async db =>
            {
                (await db.Users.SingleAsync()).ConcurrencyStamp = "andere";
                await db.SaveChangesAsync();
            });
            Assert.Contains((await konten.SetEmailAsync(konto, "neu@test.example")).Errors, e => e.Code == "ConcurrencyFailure");
        }
    }

    [DatenbankFact]
    public async Task A_new_child_of_a_loaded_aggregate_is_inserted()
    {
        await BuildAsync(a =>
        {
            var region = a.CreateRegion("musterland", "Musterland", "Regionales Bildungsbüro");
            return a.CreateSchule("100001", "Schule am See", "Grundschule", a.CreateKommune(region, "05999001", "Musterstadt"),
                a.CreateSchultraeger("1", "Stadt Musterstadt", TraegerArt.Kommune));
        });
        await InDatabaseAsync(async db =>
        {
            (await db.Schulen.Include(s => s.Teilstandorte).SingleAsync()).AddTeilstandort("Nebenstelle", Anschrift.Unknown);
            await db.SaveChangesAsync();
        });
        Assert.Equal("Nebenstelle", await InDatabaseAsync(db => db.Set<Teilstandort>().Select(t => t.Bezeichnung).SingleAsync()));
    }

    private async Task<string> RefusalOfAsync(AppDbContext db)
    {
        try
        {
            await db.SaveChangesAsync();
            return "saved";
        }
        catch (DbUpdateException fehler)
        {
            return fehler.InnerException is DbException grund ? Server.RuleOf(grund) : fehler.Message;
        }
    }

    private static object?[] KeyOf(EntityEntry eintrag) =>
        [.. eintrag.Metadata.FindPrimaryKey()!.Properties.Select(p => eintrag.Property(p).CurrentValue)];

    private static Dictionary<string, object?> ValuesOf(EntityEntry eintrag)
    {
        var werte = eintrag.Properties.ToDictionary(p => p.Metadata.Name, p => p.CurrentValue);
        foreach (var teil in eintrag.ComplexProperties)
            foreach (var spalte in teil.Properties)
                werte[$"{teil.Metadata.Name}.{spalte.Metadata.Name}"] = spalte.CurrentValue;
        return werte;
    }

    private static bool SameValue(object? erwartet, object? gelesen) =>
        erwartet is byte[] bytes ? gelesen is byte[] andere && bytes.SequenceEqual(andere) : Equals(erwartet, gelesen);

    /// <summary>Instants are cut to milliseconds.</summary>
    private static object? Stored(object? wert) =>
        wert is DateTime zeit ? new DateTime(zeit.Ticks - zeit.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc) : wert;
}
