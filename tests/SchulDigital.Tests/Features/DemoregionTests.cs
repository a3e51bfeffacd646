using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class DemoregionTests(Demoportal portal) : IClassFixture<Demoportal>
{
    private const string Vorjahr = "musterland-2025-26";
    private const string DiesesJahr = "musterland-2026-27";

    [Fact]
    public async Task Tables_have_Themen_in_every_state_and_somebody_does_what_until_when()
    {
        await portal.InDatabaseAsync(async db =>
        {
            var themen = await db.Themen.AsNoTracking().ToListAsync();
            Assert.Equal(Enum.GetValues<Themenstatus>(), themen.Select(t => t.Status).Distinct().Order());
            Assert.Equal(4, themen.Select(t => t.RunderTischId).Distinct().Count());
            Assert.True(themen.Count(t => t.ZeileId is not null) >= 3);
            var aufgaben = await db.Aufgaben.AsNoTracking().ToListAsync();
            Assert.Equal(Enum.GetValues<Aufgabenstatus>(), aufgaben.Select(a => a.Status).Distinct().Order());
            Assert.True(aufgaben.Count(a => a.IsOverdue(portal.Uhr.Today())) >= 2);
            Assert.Equal(3, await db.Arbeitsschwerpunkte.CountAsync());
        });
        foreach (var rolle in (Rolle[])[Rolle.Traegerleitung, Rolle.Koordination])
        {
            var browser = await portal.SignInAsync(rolle);
            foreach (var liste in (string[])["/themen", "/aufgaben"])
                Assert.True((await browser.GetAsync(liste)).All(".sd-liste tbody tr").Count >= 2, $"{rolle} {liste}");
        }
    }

    [Fact]
    public async Task Berichtsboegen_stand_in_every_state_and_what_is_final_has_its_document()
    {
        await portal.InDatabaseAsync(async db =>
        {
            var boegen = await db.Berichtsboegen.AsNoTracking().ToListAsync();
            Assert.Equal(Enum.GetValues<Berichtsstatus>(), boegen.Select(b => b.Status).Distinct().Order());
            foreach (var bogen in boegen)
                Assert.Equal(bogen.EingefrorenAm is not null, await db.Dokumente.AnyAsync(d => d.GegenstandId == bogen.Id));
        });
        foreach (var rolle in (Rolle[])[Rolle.Traegerleitung, Rolle.Schulleitung, Rolle.Koordination])
        {
            var browser = await portal.SignInAsync(rolle);
            Assert.True((await browser.GetAsync("/berichtsboegen")).All(".sd-liste tbody tr").Count >= 2, $"{rolle}");
        }
    }

    [Fact]
    public async Task Region_has_its_Kommunen_carriers_and_schools() => await portal.InDatabaseAsync(async db =>
    {
        var region = await db.Bildungsregionen.SingleAsync();
        Assert.Equal(("musterland", "Kreis Musterland", "Bildungsbüro Musterland"), (region.Key, region.Name, region.Koordinierungsstelle));
        Assert.Equal(4, await db.Kommunen.CountAsync(k => k.BildungsregionId == region.Id && k.Ags.StartsWith("99")));
        Assert.Equal([TraegerArt.Kommune, TraegerArt.Kommune, TraegerArt.Kommune, TraegerArt.Kreis, TraegerArt.Zweckverband, TraegerArt.Privat],
            (await db.Schultraeger.Select(t => t.Art).ToListAsync()).Order());

        var schulen = await db.Schulen.Include(s => s.Teilstandorte).ToListAsync();
        Assert.Equal((26, 8, 26), (schulen.Count, schulen.DistinctBy(s => s.Schulform).Count(), schulen.DistinctBy(s => s.Name).Count()));
        Assert.All(schulen, s => Assert.True(s is { Schuelerzahl: > 0, SchuelerzahlStand: not null, SchultraegerId: not null, KommuneId: not null }));
        Assert.Single(schulen.SelectMany(s => s.Teilstandorte));
    });

    [Fact]
    public async Task People_are_invented_one_by_one_and_marked_as_demo() => await portal.InDatabaseAsync(async db =>
    {
        var personen = await db.Personen.ToListAsync();
        Assert.All(personen, p => Assert.True(p.Demo && p.Email.EndsWith("@demo.schuldigital.example", StringComparison.Ordinal)));
        Assert.Equal(personen.Count, personen.DistinctBy(p => p.Name).Count());
        Assert.All(await db.Users.ToListAsync(), k => Assert.True(k.Demo));
        Assert.Equal(Rollen.All, (await db.Zustaendigkeiten.Select(z => z.Rolle).Distinct().ToListAsync()).Order());
        // Vertretung, kommissarisch entered from outside, and delegation have examples.
        Assert.Equal(Enum.GetValues<Amtsart>(), (await db.Zustaendigkeiten.Select(z => z.Art).Distinct().ToListAsync()).Order());
        Assert.True(await db.Zustaendigkeiten.AnyAsync(z => z.VonAussen));
    });

    [Fact]
    public async Task Each_house_has_somebody_who_fills_and_somebody_who_releases() => await portal.InDatabaseAsync(async db =>
    {
        var heute = portal.Uhr.Today();
        var aktive = (await db.Zustaendigkeiten.ToListAsync()).Where(z => z.IsActive(heute)).ToList();
        foreach (var scope in (await db.Schultraeger.Select(t => t.Id).ToListAsync()).Select(Scope.Schultraeger)
            .Concat((await db.Schulen.Select(s => s.Id).ToListAsync()).Select(Scope.Schule)))
        {
            Assert.Contains(aktive, z => z.Scope == scope && z.Can(Befugnisse.Freigabe));
            Assert.Contains(aktive, z => z.Scope == scope && !z.Rolle.IsLeitung());
        }
    });

    public static TheoryData<Rolle> Alle => new(Rollen.All);

    [Theory, MemberData(nameof(Alle))]
    public async Task Every_demo_account_signs_in_and_holds_its_role_alone(Rolle rolle)
    {
        var browser = await portal.SignInAsync(rolle);

        browser.Seite.ShouldHaveStatus(HttpStatusCode.OK);
        var email = $"{rolle.ToString().ToLowerInvariant()}@demo.schuldigital.example";
        Assert.Equal([rolle], await portal.InDatabaseAsync(db => (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where p.Email == email
            select z.Rolle).Distinct().ToListAsync()));
    }

    [Fact]
    public async Task Accounts_stand_on_the_sign_in_page()
    {
        var seite = await portal.NewBrowser().GetAsync("/anmelden");
        seite.ShouldShow("Musterland-2026!").ShouldShow([.. Demoregion.Konten.Select(k => k.Email)]);
    }

    [Fact]
    public async Task First_two_accounts_are_of_one_carrier_the_next_two_of_one_of_its_schools() => await portal.InDatabaseAsync(async db =>
    {
        async Task<Scope> ScopeOf(Rolle rolle)
        {
            var email = Demoregion.Konten.Single(k => k.Rolle == rolle).Email;
            var person = await db.Personen.SingleAsync(p => p.Email == email);
            return (await db.Zustaendigkeiten.SingleAsync(z => z.PersonId == person.Id)).Scope;
        }

        var traeger = await ScopeOf(Rolle.Traegerbearbeitung);
        var schule = await ScopeOf(Rolle.Schulleitung);
        Assert.Equal(traeger, await ScopeOf(Rolle.Traegerleitung));
        Assert.Equal(schule, await ScopeOf(Rolle.Medienbeauftragte));
        Assert.Equal(traeger.Id, (await db.Schulen.SingleAsync(s => s.Id == schule.Id)).SchultraegerId);
    });

    [Fact]
    public async Task Last_Durchgang_is_released_everywhere() => await portal.InDatabaseAsync(async db =>
    {
        var durchgang = await db.Durchgaenge.SingleAsync(d => d.Key == Vorjahr);
        Assert.Equal("2025/26", durchgang.Titel);
        Assert.True(durchgang.AbgeschlossenAm < portal.Uhr.Today());
        var matrizen = await db.Matrizen.Where(m => m.DurchgangId == durchgang.Id)
            .Select(m => new { m.Status, Offen = m.Zeilen.Count(z => z.Werte.Ist == null), Fassungen = m.Fassungen.Count }).ToListAsync();
        Assert.Equal(32, matrizen.Count);
        Assert.All(matrizen, m => Assert.Equal((MatrixStatus.Freigegeben, 0, 1), (m.Status, m.Offen, m.Fassungen)));
    });

    [Fact]
    public async Task This_Durchgang_is_in_every_state_with_its_deadline_ahead() => await portal.InDatabaseAsync(async db =>
    {
        var durchgang = await db.Durchgaenge.SingleAsync(d => d.Key == DiesesJahr);
        Assert.True(durchgang.Titel == "2026/27" && durchgang.Beginn < portal.Uhr.Today() && portal.Uhr.Today() < durchgang.Frist);
        var matrizen = await db.Matrizen.Where(m => m.DurchgangId == durchgang.Id)
            .Select(m => new { m.SchuleId, m.Status, m.LetzteFassung, m.VorgaengerId, Bearbeitet = m.Zeilen.Count(z => z.Werte.Ist != null) }).ToListAsync();
        Assert.Equal(32, matrizen.Count);
        Assert.All(matrizen, m => Assert.NotNull(m.VorgaengerId));
        foreach (var seite in matrizen.GroupBy(m => m.SchuleId is null))
        {
            Assert.Equal(Enum.GetValues<MatrixStatus>(), seite.Select(m => m.Status).Distinct().Order());
            Assert.Contains(seite, m => m.Status == MatrixStatus.Entwurf && m.Bearbeitet == 0);
            Assert.Contains(seite, m => m is { Status: MatrixStatus.Entwurf, LetzteFassung: 1 });
        }
    });

    /// <summary>Its days are counted back from today, and weekends make one day of two.</summary>
    [Fact]
    public async Task It_can_be_made_on_every_day_of_the_week_also_just_after_midnight()
    {
        await using var leer = new Testportal();
        var heute = leer.Uhr.Today();
        for (var tage = 1; tage <= 7; tage++)
        {
            leer.Uhr.Set(Kalender.EndOf(heute.AddDays(tage)).AddMinutes(30));
            await using var scope = leer.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            // Made whole and taken back, so that the next day finds nothing.
            await Assert.ThrowsAsync<OperationCanceledException>(() => db.InTransactionAsync(async () =>
            {
                await scope.ServiceProvider.GetRequiredService<Demoregion>().CreateAsync();
                Assert.Empty(await db.Verlauf.Where(e => e.Zeit > leer.Uhr.Now()).Select(e => new { e.Ereignis, e.Zeit }).ToListAsync());
                throw new OperationCanceledException();
            }));
        }
    }

    /// <summary>What is released keeps the catalogue's rules; history never lies in the future.</summary>
    [Fact]
    public async Task Rows_are_plausible() => await portal.InDatabaseAsync(async db =>
    {
        var katalog = Web.Data.Kataloge.Katalogdatei.Parse((await db.MatrixKataloge.FirstAsync()).Inhalt);
        var freigegeben = await db.Fassungszeilen.Select(z => z.Werte).ToListAsync();
        Assert.All(freigegeben, w => Assert.Empty(Matrix.Violations(w, katalog)));
        Assert.All(Enum.GetValues<Stufenwert>(), wert => Assert.Contains(freigegeben, w => w.Ist == wert));
        Assert.True(await db.Verlauf.MaxAsync(e => e.Zeit) <= portal.Uhr.Now());

        var schritte = await db.MatrixZeilen.Select(z => z.Werte.GeplanteSchritte).Where(s => s != null).ToListAsync();
        Assert.True(schritte.Count > 500 && schritte.GroupBy(s => s).All(g => g.Count() < 15), "Not one sentence everywhere.");
    });

    [Theory]
    [InlineData(Rolle.Traegerbearbeitung, "/traeger/", 52)]
    [InlineData(Rolle.Traegerleitung, "/traeger/", 52)]
    [InlineData(Rolle.Schulleitung, "/schulen/", 47)]
    [InlineData(Rolle.Medienbeauftragte, "/schulen/", 47)]
    public async Task Matrix_list_links_the_half_filled_matrix_of_the_own_house(Rolle rolle, string anfang, int zeilen)
    {
        var browser = await portal.SignInAsync(rolle);

        var liste = await browser.GetAsync("/matrix");
        var link = Assert.Single(liste.All($"a[href$='/matrix/{DiesesJahr}']")).GetAttribute("href")!;
        Assert.StartsWith(anfang, link, StringComparison.Ordinal);
        liste.ShouldShow($"{zeilen / 2} von {zeilen} Zeilen bearbeitet");
        (await browser.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Entwurf");
        (await browser.GetAsync(link[..^DiesesJahr.Length])).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal(link, browser.Seite.Adresse);
    }

    [Theory]
    [InlineData(Rolle.Traegerbearbeitung)]
    [InlineData(Rolle.Schulleitung)]
    public async Task Shown_matrices_have_something_of_everything(Rolle rolle) => await portal.InDatabaseAsync(async db =>
    {
        var email = Demoregion.Konten.Single(k => k.Rolle == rolle).Email;
        var scope = await (from z in db.Zustaendigkeiten join p in db.Personen on z.PersonId equals p.Id where p.Email == email select z.ScopeId).SingleAsync();
        var matrix = await db.Matrizen.Include(m => m.Zeilen).SingleAsync(m => m.Key == DiesesJahr && (m.SchultraegerId == scope || m.SchuleId == scope));
        var werte = matrix.Zeilen.Select(z => z.Werte).ToList();

        Assert.Contains(werte, w => w is { FuerRundenTisch: true, OffeneFrage: not null, GeplanteSchritte: not null });
        Assert.Contains(werte, w => w is { Vertraulich: true, InterneNotiz: not null });
        Assert.Contains(werte, w => w is { VorbehaltlichBeschluss: true, BeschlussGremium: not null, BeschlussTermin: not null });
        var zeilen = matrix.Zeilen.Select(z => z.Id).ToList();
        var eintraege = await db.Verlauf.Where(e => e.Ereignis == Ereignis.ZeileGeaendert && zeilen.Contains(e.GegenstandId)).ToListAsync();
        Assert.True(eintraege.Select(e => e.PersonId).Distinct().Count() >= 3);
        Assert.Contains(eintraege.GroupBy(e => e.GegenstandId), zeile => zeile.Select(e => e.PersonId).Distinct().Count() >= 2);
        Assert.Equal(matrix.Zeilen.Sum(z => z.Version), eintraege.Count);
        Assert.True(await db.Themenfeldzuordnungen.AnyAsync(z => z.MatrixId == matrix.Id));
    });

    [Fact]
    public async Task Second_start_changes_nothing()
    {
        var vorher = await SnapshotAsync();
        await portal.InScopeAsync<Demoregion>(d => d.CreateAsync());
        Assert.Equal(vorher, await SnapshotAsync());
    }

    private Task<(int, int, int, DateTime)> SnapshotAsync() => portal.InDatabaseAsync(async db =>
        (await db.Personen.CountAsync(), await db.MatrixZeilen.CountAsync(), await db.Verlauf.CountAsync(), await db.Verlauf.MaxAsync(e => e.Zeit)));
}

/// <summary>When the demo region is not made, and what is left when it fails.</summary>
[Trait("Spur", "host")]
public sealed class DemoregionStartTests
{
    [Fact]
    public async Task Demo_refuses_a_database_with_real_accounts()
    {
        using var ordner = new Testordner();
        await using (var portal = new Testportal { Ordner = ordner })
            await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);

        var lauf = await Programmlauf.StartAsync(ordner, "--Demo:Enabled=true", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, lauf.Ende);
        Assert.StartsWith("Die Demo-Region wird nicht angelegt: Diese Datenbank enthält echte Konten (1)", lauf.Fehler, StringComparison.Ordinal);
        await using var danach = new Testportal { Ordner = ordner };
        Assert.Equal((1, 0, 0), await danach.InDatabaseAsync(async db =>
            (await db.Personen.CountAsync(), await db.Schulen.CountAsync(), await db.Einstellungen.CountAsync())));
    }

    [Fact]
    public async Task Demo_that_breaks_off_leaves_nothing_half_and_is_made_by_the_next_start()
    {
        await using var portal = new Testportal();
        // A school number that the demo region wants is taken: its save fails after much was written.
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new Schule("NW", "990126", "Im Weg", "Grundschule"));
            await db.SaveChangesAsync();
        });
        await Assert.ThrowsAsync<DbUpdateException>(() => portal.InScopeAsync<Demoregion>(d => d.CreateAsync()));
        Assert.Equal((0, 0), await portal.InDatabaseAsync(async db => (await db.Personen.CountAsync(), await db.Matrizen.CountAsync())));

        await portal.InDatabaseAsync(async db =>
        {
            db.Remove(await db.Schulen.SingleAsync());
            await db.SaveChangesAsync();
        });
        await portal.InScopeAsync<Demoregion>(d => d.CreateAsync());
        Assert.Equal(64, await portal.InDatabaseAsync(db => db.Matrizen.CountAsync()));
    }

    [Fact]
    public async Task Two_instances_that_start_at_once_make_it_once()
    {
        await using var portal = new Testportal();
        portal.StartServer();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => portal.InScopeAsync<Demoregion>(d => d.CreateAsync()))));
        Assert.Equal((26, 64), await portal.InDatabaseAsync(async db => (await db.Schulen.CountAsync(), await db.Matrizen.CountAsync())));
    }
}
