using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Features.Berichte;

namespace SchulDigital.Tests.Features;

/// <summary>What one may read, as one ZIP with an index: Berichtsbögen, matrices, minutes.</summary>
[Trait("Spur", "host")]
public sealed class ExportTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Probeportal _portal = new();

    /// <summary>The sheets of the own school, its sister and the neighbour are final; the own one is delivered to the Koordination.</summary>
    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.InDatabaseAsync(async db =>
        {
            foreach (var ort in (Probeort[])[_portal.Welt.Eigen, _portal.Welt.Schwester, _portal.Welt.Nachbar])
            {
                var (jetzt, schule) = (_portal.Uhr.Now(), Scope.Schule(ort.Schule.Id));
                var bogen = await db.Berichtsboegen.WithAll().SingleAsync(b => b.Id == ort.Bericht.Id);
                var scan = bogen.Erklaerungen.Single(e => e.ScanId is not null).ScanId!.Value;
                bogen.SignOnPaper(schule, new Papierunterschrift("Rektorin", "=Rektorin", Kalender.DayOf(jetzt), "Schule", scan), bogen.HashOfText(),
                    new Zustaendigkeit(Guid.NewGuid(), Rolle.Schulleitung, schule, Kalender.DayOf(jetzt)), "Leitung", jetzt);
                if (ort == _portal.Welt.Eigen)
                    bogen.Deliver([new Berichtshaus(Scope.Bildungsregion(ort.Region.Id), ort.Region.Name)], Urheber.Portal, jetzt);
            }
            await db.SaveChangesAsync();
        });
        await _portal.AddMissingDocumentsAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Each_gets_the_sheets_that_she_reads_and_an_index_that_fits()
    {
        var (eigen, schwester) = (_portal.Welt.Eigen, _portal.Welt.Schwester);
        Assert.Equal([eigen.Bericht.Id], await SheetsOfAsync(Rolle.Schulleitung));
        Assert.Equal([eigen.Bericht.Id], await SheetsOfAsync(Rolle.Koordination));
        Assert.Equal([], await SheetsOfAsync(Rolle.Moderation));
        Assert.Equal([], await SheetsOfAsync(Rolle.Schulaufsicht));
        Assert.Equal([eigen.Bericht.Id, schwester.Bericht.Id], await SheetsOfAsync(Rolle.Traegerbearbeitung));

        var browser = await _portal.SignInAsync(Rolle.Traegerleitung);
        (await browser.GetAsync("/berichtsboegen")).ShouldShow("Alle herunterladen");
        await browser.GetAsync("/export");
        browser.Seite.ShouldShow("2 Dokumente, unter 1 MB", "Vertrauliche Punkte sind nicht dabei");
        using var zip = await DownloadAsync(browser, "/export/berichtsboegen");
        var index = IndexOf(zip);
        Assert.Equal(["Nummer", "Titel", "Schulträger oder Kreis", "Schulen", "Stand", "Seit", "Ablage", "SHA-256", "Bemerkung"], index[0]);
        foreach (var zeile in index[1..])
        {
            // The file of the index is there, is the document, and is not packed twice.
            var pdf = zip.Entries.Single(e => e.FullName.StartsWith(zeile[6] + "berichtsbogen-", StringComparison.Ordinal) && e.FullName.EndsWith(".pdf", StringComparison.Ordinal));
            Assert.Equal(zeile[7], Dokument.HashOf(Read(pdf)));
            Assert.Equal(pdf.Length, pdf.CompressedLength);
            Assert.Equal(["pdf", "pdf", "json", "sha256"], zip.Entries.Where(e => e.FullName.StartsWith(zeile[6], StringComparison.Ordinal)).Select(e => e.Name.Split('.')[^1]));
        }
        Assert.Equal(["zugestellt", "unterzeichnet"], index[1..].Select(z => z[4]));
        using var nurZugestellte = await DownloadAsync(browser, "/export/berichtsboegen?stand=zugestellt");
        Assert.Equal([$"Bericht {eigen.Name}"], IndexOf(nurZugestellte)[1..].Select(z => z[1]));
        using var anderesJahr = await DownloadAsync(browser, "/export/berichtsboegen?jahr=1999");
        Assert.Equal(["index.csv"], anderesJahr.Entries.Select(e => e.FullName));
        (await browser.GetAsync("/export/berichtsboegen?jahr=bald")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/export/anderes")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await (await _portal.SignInAsync(Rolle.Administration)).GetAsync("/export")).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_was_tampered_with_is_not_delivered_and_the_others_are()
    {
        var faul = _portal.Welt.Schwester.Bericht.Id;
        await _portal.InDatabaseAsync(async db =>
        {
            var dokument = await db.Dokumente.SingleAsync(d => d.GegenstandId == faul);
            db.Entry(dokument).Property(d => d.Inhalt).CurrentValue = [.. dokument.Inhalt, 32];
            await db.SaveChangesAsync();
        });
        using var zip = await DownloadAsync(await _portal.SignInAsync(Rolle.Traegerleitung), "/export/berichtsboegen");
        var zeilen = IndexOf(zip)[1..];
        var schlecht = Assert.Single(zeilen, z => z[8].Length > 0);
        Assert.Equal(($"Bericht {_portal.Welt.Schwester.Name}", "", ""), (schlecht[1], schlecht[6], schlecht[7]));
        Assert.Contains("nicht mehr so gespeichert", schlecht[8], StringComparison.Ordinal);
        Assert.Equal([zeilen.Single(z => z[8].Length == 0)[6]], zip.Entries.Where(e => e.FullName.Contains('/')).Select(e => e.FullName[..(e.FullName.IndexOf('/') + 1)]).Distinct());
    }

    [Fact]
    public async Task Matrices_are_the_released_ones_of_the_own_house_and_what_was_passed_on()
    {
        var eigen = _portal.Welt.Eigen;
        // Who fills a school's matrix reads the own one; what was passed on reads the Leitung too.
        Assert.Equal(await HashesAsync(d => d.ScopeId == eigen.Schule.Id && d.Auswahl == ""), await ExportedAsync(Rolle.Medienbeauftragte));
        Assert.ProperSuperset(await ExportedAsync(Rolle.Medienbeauftragte), await ExportedAsync(Rolle.Schulleitung));
        var koordination = await ExportedAsync(Rolle.Koordination);
        Assert.NotEmpty(koordination);
        Assert.Subset(await HashesAsync(d => d.Auswahl != ""), koordination);
        Assert.Empty(koordination.Intersect(await HashesAsync(d => d.ScopeId == _portal.Welt.Fern.Schule.Id || d.ScopeId == _portal.Welt.Fern.Traeger.Id)));

        // Taken back is not there any more.
        await _portal.InDatabaseAsync(async db =>
        {
            foreach (var w in await db.Weitergaben.Where(w => w.Kreis == Empfaengerkreis.Koordination && w.EmpfaengerId == eigen.Region.Id).ToListAsync())
                db.Entry(w).Property(x => x.Status).CurrentValue = WeitergabeStatus.Zurueckgenommen;
            await db.SaveChangesAsync();
        });
        Assert.Empty(await ExportedAsync(Rolle.Koordination));
    }

    [Fact]
    public async Task Minutes_are_the_approved_ones_of_the_own_tables_without_what_is_vertraulich()
    {
        var sitzung = _portal.Welt.Eigen.Sitzung;
        using var zip = await DownloadAsync(await _portal.SignInAsync(Rolle.Moderation), "/export/protokolle");
        var zeile = Assert.Single(IndexOf(zip)[1..]);
        Assert.Equal((sitzung.Titel, _portal.Welt.Eigen.Tisch.Name, "genehmigt"), (zeile[1], zeile[2], zeile[4]));
        var offen = await _portal.InDatabaseAsync(db => db.Dokumente.SingleAsync(d => d.GegenstandId == sitzung.Fassungen[0].Id && d.Auswahl == ""));
        Assert.Equal(offen.Inhalt, Read(zip.GetEntry(zeile[6])!));
        Assert.Equal(2, zip.Entries.Count);
    }

    [Fact]
    public async Task Who_breaks_off_leaves_nothing_behind_and_begins_again()
    {
        var browser = await _portal.SignInAsync(Rolle.Traegerleitung);
        var vorher = await CountAsync();
        for (var i = 0; i < 3; i++)
        {
            using var ende = new CancellationTokenSource();
            using var antwort = await browser.Client.GetAsync("/export/berichtsboegen", HttpCompletionOption.ResponseHeadersRead, ende.Token);
            await using var strom = await antwort.Content.ReadAsStreamAsync(ende.Token);
            await strom.ReadExactlyAsync(new byte[50], ende.Token);
            await ende.CancelAsync();
        }
        using var zip = await DownloadAsync(browser, "/export/berichtsboegen");
        Assert.Equal(3, IndexOf(zip).Count);
        Assert.Equal(vorher, await CountAsync());

        Task<(int, int)> CountAsync() => _portal.InDatabaseAsync(async db => (await db.Dokumente.CountAsync(), await db.Verlauf.CountAsync()));
    }

    private async Task<IReadOnlyList<Guid>> SheetsOfAsync(Rolle rolle)
    {
        using var zip = await DownloadAsync(await _portal.SignInAsync(rolle), "/export/berichtsboegen");
        var ordner = zip.Entries.Where(e => e.FullName.Contains('/')).Select(e => e.FullName.Split('/')[0]).Distinct().ToList();
        Assert.Equal(ordner.Count, IndexOf(zip).Count - 1);
        return [.. _portal.Welt.Orte.Select(o => o.Bericht.Id).Where(id => ordner.Exists(o => o.EndsWith(id.ToString("N")[^8..], StringComparison.Ordinal)))];
    }

    /// <summary>The hashes of the matrices that a role gets, each of which is in the index.</summary>
    private async Task<HashSet<string>> ExportedAsync(Rolle rolle)
    {
        using var zip = await DownloadAsync(await _portal.SignInAsync(rolle), "/export/matrizen");
        var dateien = zip.Entries.Where(e => e.Name != "index.csv").ToDictionary(e => e.FullName, e => Dokument.HashOf(Read(e)));
        Assert.Equal(dateien, IndexOf(zip)[1..].ToDictionary(z => z[6], z => z[7]));
        return [.. dateien.Values];
    }

    private async Task<HashSet<string>> HashesAsync(System.Linq.Expressions.Expression<Func<Dokument, bool>> welche) => await _portal.InDatabaseAsync(async db =>
        (await db.Dokumente.Where(d => d.Art == Dokumentart.Leseexemplar).Where(welche).Select(d => d.Sha256).ToListAsync()).ToHashSet());

    private static async Task<ZipArchive> DownloadAsync(Testbrowser browser, string adresse)
    {
        var seite = (await browser.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("application/zip", seite.Antwort.Content.Headers.ContentType?.MediaType);
        return new ZipArchive(new MemoryStream(await seite.Antwort.Content.ReadAsByteArrayAsync()));
    }

    private static List<string[]> IndexOf(ZipArchive zip)
    {
        var bytes = Read(zip.GetEntry("index.csv")!);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        return [.. Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(z => z[1..^1].Split("\";\""))];
    }

    private static byte[] Read(ZipArchiveEntry eintrag)
    {
        using var strom = eintrag.Open();
        using var inhalt = new MemoryStream();
        strom.CopyTo(inhalt);
        return inhalt.ToArray();
    }
}
