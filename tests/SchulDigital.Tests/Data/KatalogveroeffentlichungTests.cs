using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;

namespace SchulDigital.Tests.Data;

[Trait("Spur", "host")]
public sealed class KatalogveroeffentlichungTests(Testportal portal) : IClassFixture<Testportal>
{
    private static readonly (string Datei, string Text) Schule =
        Katalogveroeffentlichung.Mitgelieferte.Single(k => k.Datei == "matrix-schule.yaml");

    [Fact]
    public async Task Start_publishes_both_catalogues_word_for_word_with_history()
    {
        var kataloge = await portal.InDatabaseAsync(db => db.MatrixKataloge.OrderBy(k => k.Key).ToListAsync());

        Assert.Contains(kataloge, k => k is { Key: "schule", Version: "1.0.0" } && k.Inhalt == Schule.Text);
        Assert.Contains(kataloge, k => k is { Key: "schultraeger", Version: "1.0.0", Titel: "Matrix für Schulträger" });
        var eintraege = await portal.InDatabaseAsync(db => db.Verlauf.Where(e => e.Ereignis == Ereignis.KatalogVeroeffentlicht).ToListAsync());
        Assert.All(kataloge.Where(k => k.Version == "1.0.0"), k => Assert.Null(eintraege.Single(e => e.GegenstandId == k.Id).PersonId));
    }

    [Fact]
    public async Task Publishing_again_changes_nothing_also_with_other_line_ends()
    {
        var vorher = await CountAsync();
        await PublishAsync(Schule.Text);
        await PublishAsync(Schule.Text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(vorher, await CountAsync());
    }

    [Fact]
    public async Task Published_version_cannot_get_another_text()
    {
        var fehler = await Assert.ThrowsAsync<EinstellungFehlt>(() => PublishAsync(Schule.Text.Replace("Matrix für Schulen", "Matrix", StringComparison.Ordinal)));

        Assert.Equal("Der Katalog „schule“ ist in der Version 1.0.0 schon mit anderem Text veröffentlicht. "
            + "Eine veröffentlichte Version ändert sich nie: Geben Sie dem neuen Text eine neue Version.", fehler.Message);
        Assert.Equal("Matrix für Schulen", await portal.InDatabaseAsync(db =>
            db.MatrixKataloge.Where(k => k.Key == "schule" && k.Version == "1.0.0").Select(k => k.Titel).SingleAsync()));
    }

    [Fact]
    public async Task New_version_stands_beside_the_old_one()
    {
        await PublishAsync(Schule.Text.Replace("version: 1.0.0", "version: 7.0.0", StringComparison.Ordinal));
        Assert.Equal(["1.0.0", "7.0.0"], await portal.InDatabaseAsync(db => db.MatrixKataloge
            .Where(k => k.Key == "schule" && (k.Version == "1.0.0" || k.Version == "7.0.0")).Select(k => k.Version).Order().ToListAsync()));
    }

    [Fact]
    public async Task Two_instances_that_start_at_once_publish_once()
    {
        var neu = Schule.Text.Replace("version: 1.0.0", "version: 8.0.0", StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PublishAsync(neu))));

        var id = await portal.InDatabaseAsync(db => db.MatrixKataloge.Where(k => k.Version == "8.0.0").Select(k => k.Id).SingleAsync());
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Verlauf.CountAsync(e =>
            e.Ereignis == Ereignis.KatalogVeroeffentlicht && e.Einzelheiten!.EndsWith("8.0.0"))));
        Assert.True(await portal.InDatabaseAsync(db => db.Verlauf.AnyAsync(e => e.GegenstandId == id)));
    }

    [Fact]
    public async Task Faulty_file_stops_the_start_with_all_its_faults()
    {
        var fehler = await Assert.ThrowsAsync<EinstellungFehlt>(() => PublishAsync("schema: schuldigital-matrix/1"));
        Assert.StartsWith("Die Katalogdatei probe.yaml ist fehlerhaft:", fehler.Message, StringComparison.Ordinal);
        Assert.Contains("Die Liste „themenfelder“ fehlt", fehler.Message, StringComparison.Ordinal);
    }

    private Task PublishAsync(string text) =>
        portal.InDatabaseAsync(db => Katalogveroeffentlichung.PublishAsync(db, portal.Uhr, [("probe.yaml", text)]));

    private Task<(int, int)> CountAsync() => portal.InDatabaseAsync(async db =>
        (await db.MatrixKataloge.CountAsync(k => k.Version == "1.0.0"), await db.Verlauf.CountAsync(e => e.Einzelheiten!.EndsWith("1.0.0"))));
}
