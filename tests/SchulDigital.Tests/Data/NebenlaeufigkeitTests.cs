using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Data;

public sealed class NebenlaeufigkeitSqliteTests(Sqliteserver server) : NebenlaeufigkeitTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class NebenlaeufigkeitPostgresTests(Postgresserver server) : NebenlaeufigkeitTests(server);

/// <summary>Two who act at the same time: the tokens in the database tell the slower one.</summary>
public abstract class NebenlaeufigkeitTests(Datenbankserver server) : Datenbanktest(server)
{
    private Amtsperson _leitung = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Datenbank is null)
            return;
        _leitung = await BuildAsync(a =>
        {
            var region = a.CreateRegion("musterland", "Musterland", "Regionales Bildungsbüro");
            var traeger = a.CreateSchultraeger("1", "Stadt Musterstadt", TraegerArt.Kommune);
            a.CreateMatrix(traeger, a.CreateDurchgang(region, "musterland-2026-27", "2026/27"));
            return a.Appoint(a.CreatePerson("Tanja Leitung", "leitung@test.example"), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id));
        });
    }

    [DatenbankFact]
    public async Task The_slower_of_two_writers_of_a_row_is_told_and_nothing_is_overwritten()
    {
        await InDatabaseAsync(db => InDatabaseAsync(async andere =>
        {
            Answer(db, await LoadAsync(db), w => w with { GeplanteSchritte = "langsam" });
            Answer(andere, await LoadAsync(andere), w => w with { GeplanteSchritte = "schnell" });
            await andere.SaveChangesAsync();
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        }));
        var zeile = await InDatabaseAsync(db => db.MatrixZeilen.AsNoTracking().SingleAsync(z => z.Version > 0));
        Assert.Equal((1, "schnell"), (zeile.Version, zeile.Werte.GeplanteSchritte));
        Assert.Equal(1, await InDatabaseAsync(db => db.Verlauf.CountAsync(v => v.Ereignis == Ereignis.ZeileGeaendert)));
    }

    [DatenbankFact]
    public async Task Writers_of_different_rows_do_not_hinder_each_other()
    {
        await InDatabaseAsync(db => InDatabaseAsync(async andere =>
        {
            Answer(db, await LoadAsync(db), w => w with { Ist = Stufenwert.Ausbau }, stelle: 0);
            Answer(andere, await LoadAsync(andere), w => w with { Ist = Stufenwert.Einstieg }, stelle: 1);
            await andere.SaveChangesAsync();
            await db.SaveChangesAsync();
        }));
        Assert.Equal(2, await InDatabaseAsync(db => db.MatrixZeilen.CountAsync(z => z.Werte.Ist != null)));
    }

    [DatenbankFact]
    public async Task A_save_on_a_matrix_that_was_released_a_moment_ago_is_refused_whole()
    {
        await InDatabaseAsync(db => InDatabaseAsync(async andere =>
        {
            Answer(db, await LoadAsync(db), w => w with { OffeneFrage = "zu spät" });
            await ReleaseAsync(andere);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        }));
        Assert.False(await InDatabaseAsync(db => db.MatrixZeilen.AnyAsync(z => z.Werte.OffeneFrage != null)));
        Assert.Equal(1, await InDatabaseAsync(db => db.MatrixFassungen.CountAsync()));
    }

    [DatenbankFact]
    public async Task A_save_made_before_a_release_and_a_new_draft_is_refused_too()
    {
        // The state reads "Entwurf" again, but it is another draft: the number of the version is a token beside it.
        await InDatabaseAsync(db => InDatabaseAsync(async andere =>
        {
            Answer(db, await LoadAsync(db), w => w with { OffeneFrage = "aus dem alten Entwurf" });
            await ReleaseAsync(andere);
            andere.Verlauf.Add((await andere.Matrizen.SingleAsync()).StartDraft(_leitung.Urheber, Uhr.Now()));
            await andere.SaveChangesAsync();
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        }));
    }

    [DatenbankFact]
    public async Task Of_two_releases_at_once_one_makes_the_version()
    {
        await InDatabaseAsync(db => InDatabaseAsync(async andere =>
        {
            var matrix = await LoadAsync(db);
            await ReleaseAsync(andere);
            db.Verlauf.Add(matrix.Release(_leitung.Zustaendigkeit, _leitung.Person, Katalog, [], Uhr.Now()).Eintrag);
            await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync());
        }));
        Assert.Equal([1], await InDatabaseAsync(db => db.MatrixFassungen.Select(f => f.Nummer).ToListAsync()));
    }

    [DatenbankFact]
    public async Task A_single_use_link_opens_for_one_of_two_who_come_at_once()
    {
        var (link, token) = Zugangslink.Create(Zugangszweck.Einladung, _leitung.Person.Id, Uhr.Now().AddDays(1));
        await InDatabaseAsync(async db =>
        {
            db.Add(link);
            await db.SaveChangesAsync();
        });
        await InDatabaseAsync(db => InDatabaseAsync(async andere =>
        {
            var hash = Zugangslink.HashOf(token);
            (await db.Zugangslinks.SingleAsync(l => l.TokenHash == hash)).Use(Zugangszweck.Einladung, Uhr.Now());
            (await andere.Zugangslinks.SingleAsync(l => l.TokenHash == hash)).Use(Zugangszweck.Einladung, Uhr.Now());
            await andere.SaveChangesAsync();
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        }));
    }

    [DatenbankFact]
    public async Task A_transaction_that_fails_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<FachregelVerletzt>(() => InDatabaseAsync(db => db.InTransactionAsync(async () =>
        {
            await db.Matrizen.ExecuteUpdateAsync(s => s.SetProperty(m => m.Titel, "verworfen"));
            db.Add(new Kommune("05999009", "Verworfen"));
            await db.SaveChangesAsync();
            throw new FachregelVerletzt("Doch nicht.");
        })));
        Assert.False(await InDatabaseAsync(db => db.Kommunen.AnyAsync()));
        Assert.False(await InDatabaseAsync(db => db.Matrizen.AnyAsync(m => m.Titel == "verworfen")));
        // And the way is free for the next one.
        await InDatabaseAsync(db => db.InTransactionAsync(async () =>
        {
            db.Add(new Kommune("05999008", "Behalten"));
            await db.SaveChangesAsync();
        }));
        Assert.True(await InDatabaseAsync(db => db.Kommunen.AnyAsync()));
    }

    private Katalog Katalog => Web.Data.Kataloge.Katalogdatei.Parse(
        Web.Data.Kataloge.Katalogveroeffentlichung.Mitgelieferte.Single(k => k.Datei.Contains("traeger", StringComparison.Ordinal)).Text);

    private static Task<Matrix> LoadAsync(AppDbContext db) => db.Matrizen.Include(m => m.Zeilen).SingleAsync();

    private void Answer(AppDbContext db, Matrix matrix, Func<Zeilenwerte, Zeilenwerte> change, int stelle = 0)
    {
        var zeile = matrix.Zeilen.OrderBy(z => z.Kriterium, StringComparer.Ordinal).ElementAt(stelle);
        db.Verlauf.Add(matrix.Answer(zeile, change(zeile.Werte), zeile.Version, [], _leitung.Urheber, Uhr.Now()).Eintrag!);
    }

    private async Task ReleaseAsync(AppDbContext db)
    {
        var matrix = await LoadAsync(db);
        db.Verlauf.Add(matrix.Release(_leitung.Zustaendigkeit, _leitung.Person, Katalog, [], Uhr.Now()).Eintrag);
        await db.SaveChangesAsync();
    }
}
