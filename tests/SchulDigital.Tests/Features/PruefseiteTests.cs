using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Pdf.Signing;
using SchulDigital.Tests.Documents;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Tests.Features;

/// <summary>Documents that are issued: made once, sealed, stored, delivered; and what the Prüfseite says of any file.</summary>
[Trait("Spur", "documents")]
public sealed class PruefseiteTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Geheimnis = "bleibt im Haus 🙂";

    private readonly Testordner _ordner = new();
    private readonly Testportal _portal = new();
    private string _matrix = "";
    private string _schule = "";
    private string _themenfeld = "";
    private Testbrowser _leitung = null!;

    public async Task InitializeAsync()
    {
        var zertifikat = Path.Combine(_ordner.Pfad, "siegel.pfx");
        using (var schluessel = RSA.Create(2048))
            File.WriteAllBytes(zertifikat, new CertificateRequest("CN=Siegel der Probe, C=DE", schluessel, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1)).Export(X509ContentType.Pkcs12, "geheim"));
        File.WriteAllText(Path.Combine(_ordner.Pfad, "passwort"), "geheim\n");
        _portal.Set("Siegel:Zertifikat", zertifikat).Set("Siegel:PasswortDatei", Path.Combine(_ordner.Pfad, "passwort"));
        await BuildAsync(_portal);
        _leitung = await _portal.SignInAsync("leitung@probe.example");
    }

    private Task<int> BuildAsync(Testportal portal) => portal.BuildAsync(a =>
    {
        var region = a.CreateRegion("probe", "Region", "Bildungsbüro");
        var traeger = a.CreateSchultraeger("1", "Stadt Probe & <Söhne>", TraegerArt.Kommune);
        var schule = a.CreateSchule("990001", "Schule am See", "Grundschule", a.CreateKommune(region, "09900001", "Ort"), traeger);
        var wer = a.Appoint(a.CreatePerson("Lars Leitung", "leitung@probe.example"), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id));
        a.Appoint(a.CreatePerson("Sina Schule", "schule@probe.example"), Rolle.Schulleitung, Scope.Schule(schule.Id));
        var matrix = a.CreateMatrix(traeger, a.CreateDurchgang(region, "probe", "2026/27"));
        var zeilen = matrix.Matrix.Zeilen;
        matrix.Answer(zeilen[0].Kriterium, w => w with { OffeneFrage = Geheimnis, Vertraulich = true, InterneNotiz = "Notiz nur hier" }, wer, portal.Uhr.Now())
            .Answer(zeilen[1].Kriterium, w => w with { GeplanteSchritte = "Donaudampfschifffahrtsgesellschaftskapitän, 漢字 und 🙂\n<b>&amp;</b>" }, wer, portal.Uhr.Now())
            .AnswerAll(Stufenwert.Ausbau, wer, portal.Uhr.Now());
        (_matrix, _schule, _themenfeld) = ($"/traeger/{traeger.Id}/matrix/probe", $"/schulen/{schule.Id}", zeilen[0].Themenfeld);
        return 0;
    });

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        _ordner.Dispose();
    }

    [Fact]
    public async Task A_released_matrix_is_issued_once_and_delivered_byte_for_byte()
    {
        var entwurf = await DownloadAsync(_leitung, _matrix + "/pdf");
        (await CheckAsync(entwurf)).ShouldShow("Nicht von hier");
        Assert.Equal(0, await _portal.InDatabaseAsync(db => db.Dokumente.CountAsync()));

        (await _leitung.GetAsync(_matrix + "/pruefung")).ShouldShow("Einige Zeichen kann das PDF nicht zeigen", "🙂");
        await ReleaseAsync();
        var pdf = await DownloadAsync(_leitung, _matrix + "/pdf");
        Assert.Equal(pdf, await DownloadAsync(_leitung, _matrix + "/pdf"));
        Assert.Equal(pdf, await DownloadAsync(_leitung, _matrix + "/fassungen/1/pdf"));
        Assert.True(PdfSignature.TryRead(pdf, out var signaturen) && Assert.Single(signaturen).CoversWholeFile);
        await _portal.AddMissingDocumentsAsync();
        Assert.Equal(1, await _portal.InDatabaseAsync(db => db.Dokumente.CountAsync()));
    }

    [Fact]
    public async Task The_check_page_says_genuine_replaced_withdrawn_and_changed()
    {
        await ReleaseAsync();
        var erste = await DownloadAsync(_leitung, _matrix + "/pdf");
        (await CheckAsync(erste)).ShouldShow("Echt, unverändert und aktuell", "Fassung 1", "Trägerleitung, Stadt Probe & <Söhne>", "Siegel der Probe").ShouldNotShow("Lars Leitung");

        // One byte anywhere: in the content, in the seal, at the end.
        foreach (var stelle in (int[])[erste.Length / 3, erste.Length - 6000, erste.Length - 3])
        {
            var veraendert = erste.ToArray();
            veraendert[stelle] ^= 1;
            (await CheckAsync(veraendert)).ShouldShow("Von hier, aber verändert");
        }
        (await CheckAsync([.. erste, .. "\n% noch etwas"u8])).ShouldShow("Von hier, aber verändert");
        // Of the first half nothing tells where it is from.
        (await CheckAsync(erste[..(erste.Length / 2)])).ShouldShow("Nicht von hier");
        var zweitunterschrift = TestSigner.Seal(erste, "Unterschrift");
        (await CheckAsync(zweitunterschrift)).ShouldShow("Echt, unverändert und aktuell", "Danach hinzugefügt", "Stadt Musterhausen Siegel");
        (await CheckAsync([.. zweitunterschrift, .. "\n% Anhang"u8])).ShouldShow("Von hier, aber verändert");

        await _leitung.PostAsync(_matrix + "/entwurf", []);
        (await CheckAsync(erste)).ShouldShow("Echt, unverändert und aktuell");
        await ReleaseAsync();
        (await CheckAsync(erste)).ShouldShow("Echt und unverändert, aber ersetzt", "Heute gilt", "Fassung 2");
        var zweite = await DownloadAsync(_leitung, _matrix + "/pdf");
        (await CheckAsync(zweite)).ShouldShow("Echt, unverändert und aktuell");
        await _leitung.PostAsync(_matrix + "/ruecknahme", ("Grund", "Ein Irrtum"));
        (await CheckAsync(zweite)).ShouldShow("Echt und unverändert, aber zurückgezogen").ShouldNotShow("Ein Irrtum");
    }

    [Fact]
    public async Task Foreign_files_and_no_files_get_a_sentence()
    {
        (await CheckAsync(TestSigner.Seal(Samples.Short().GeneratePdf()))).ShouldShow("von jemand anderem gesiegelt", "Stadt Musterhausen Siegel");
        (await CheckAsync(Samples.Short().GeneratePdf())).ShouldShow("Nicht von hier");
        (await CheckAsync("Guten Tag"u8.ToArray())).ShouldShow("Keine PDF-Datei");
        (await CheckAsync(Encoding.ASCII.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat("/ByteRange [0 1 2 3] /Contents <30> Dokument 01a20000-0000-0000-0000-000000000000 ", 5000)))))
            .ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Nicht von hier");
        var gast = _portal.NewBrowser();
        await gast.GetAsync("/pruefen");
        (await gast.PostAsync("/pruefen")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Wählen Sie eine PDF-Datei");
        (await gast.UploadAsync("/pruefen", "Datei", "leer.pdf", [])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Die Datei ist leer");
        (await gast.UploadAsync("/pruefen", "Datei", "gross.pdf", new byte[21 << 20])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("größer als 20 MB");
    }

    [Fact]
    public async Task Who_was_given_a_selection_gets_a_document_of_just_that()
    {
        await ReleaseAsync();
        await PassOnAsync([_themenfeld]);
        await PassOnAsync([_themenfeld]);
        var schule = await _portal.SignInAsync("schule@probe.example");
        await schule.GetAsync(_schule + "/weitergegeben");
        await schule.FollowAsync("Stadt Probe & <Söhne>, 2026/27");
        var pdf = await DownloadAsync(schule, schule.Seite.Link("Als PDF herunterladen"));
        (await CheckAsync(pdf)).ShouldShow("Echt, unverändert und aktuell");
        Assert.Equal(2, await _portal.InDatabaseAsync(db => db.Dokumente.CountAsync()));
        (await schule.GetAsync(_matrix + "/pdf")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [PdfToolsFact]
    public async Task The_text_given_away_holds_nothing_that_stays_in_the_house()
    {
        await ReleaseAsync();
        await PassOnAsync([_themenfeld]);
        var schule = await _portal.SignInAsync("schule@probe.example");
        await schule.GetAsync(_schule + "/weitergegeben");
        await schule.FollowAsync("Stadt Probe & <Söhne>, 2026/27");
        var text = TextOf(await DownloadAsync(schule, schule.Seite.Link("Als PDF herunterladen")));
        Assert.Contains("1 Zeile ist nicht weitergegeben.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bleibt im Haus", text, StringComparison.Ordinal);
        var eigenes = TextOf(await DownloadAsync(_leitung, _matrix + "/pdf"));
        Assert.Contains("bleibt im Haus", eigenes, StringComparison.Ordinal);
        Assert.DoesNotContain("Notiz nur hier", eigenes, StringComparison.Ordinal);
        // What the typeface cannot show stays in the text.
        Assert.Contains("漢字 und 🙂", eigenes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_bytes_that_changed_are_not_delivered_any_more()
    {
        await ReleaseAsync();
        await _portal.InDatabaseAsync(db => db.InTransactionAsync(() =>
            db.Dokumente.ExecuteUpdateAsync(s => s.SetProperty(d => d.Inhalt, "%PDF-1.7 anders"u8.ToArray()))));
        (await _leitung.GetAsync(_matrix + "/pdf")).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Es wird nicht ausgeliefert");
        Assert.Contains(_portal.Protokoll.Zeilen, z => z.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_certificate_nothing_is_sealed_and_document_and_page_say_so()
    {
        await using var portal = new Testportal();
        await BuildAsync(portal);
        var leitung = await portal.SignInAsync("leitung@probe.example");
        await leitung.PostAsync(_matrix + "/freigaben", []);
        var pdf = await DownloadAsync(leitung, _matrix + "/pdf");
        Assert.True(PdfSignature.TryRead(pdf, out var signaturen));
        Assert.Empty(signaturen);
        (await CheckAsync(pdf, portal)).ShouldShow("Echt, unverändert und aktuell", "keines: In dieser Installation war keines eingerichtet");
        pdf[pdf.Length / 3] ^= 1;
        (await CheckAsync(pdf, portal)).ShouldShow("Von hier, aber verändert");
    }

    [Fact]
    public void The_demo_keeps_its_own_seal_and_a_wrong_setting_stops_the_start_with_a_sentence()
    {
        using var ordner = new Testordner();
        var datenbank = new Web.Data.Datenbank(Web.Data.DatabaseProvider.Sqlite, $"Data Source={ordner.Datenbankdatei}");
        Siegelung Read(params (string, string?)[] werte) => Siegelung.Read(
            new ConfigurationBuilder().AddInMemoryCollection(werte.Select(w => KeyValuePair.Create(w.Item1, w.Item2))).Build(),
            datenbank, ordner.Pfad, demo: true, TimeProvider.System);
        using var eins = Read();
        using var zwei = Read();
        Assert.True(eins.IstDemo);
        Assert.Equal(eins.Abdruck, zwei.Abdruck);
        Assert.Throws<Web.Data.EinstellungFehlt>(() => Read(("Siegel:Zertifikat", "fehlt.pfx")));
    }

    [PdfToolsFact]
    public async Task The_leseexemplar_passes_the_validators_sealed_and_as_a_draft()
    {
        using var ordner = new Testordner();
        var entwurf = Write(ordner, "entwurf", await DownloadAsync(_leitung, _matrix + "/pdf"));
        await ReleaseAsync();
        await PassOnAsync([_themenfeld]);
        var dokumente = await _portal.InDatabaseAsync(db => db.Dokumente.AsNoTracking().Select(d => d.Inhalt).ToListAsync());
        var gesiegelt = dokumente.Select((d, i) => Write(ordner, $"gesiegelt-{i}", d)).ToList();
        Assert.Equal(2, gesiegelt.Count);
        foreach (var pfad in gesiegelt.Prepend(entwurf))
        {
            Assert.Contains("No syntax or stream encoding errors", PdfTools.Run("qpdf", "--check", pfad).Output, StringComparison.Ordinal);
            var (_, info) = PdfTools.Run("pdfinfo", pfad);
            Assert.Matches(@"Tagged:\s+yes", info);
            Assert.Matches(@"Title:\s+Matrix 2026/27, Stadt Probe & <Söhne>, (Entwurf|Fassung 1)", info);
        }
        foreach (var pfad in gesiegelt)
        {
            var (_, said) = PdfTools.Run("pdfsig", "-nocert", pfad);
            Assert.Contains("Signature is Valid.", said, StringComparison.Ordinal);
            Assert.Contains("Total document signed", said, StringComparison.Ordinal);
            Assert.Contains("unchanged since signing", PdfTools.Run("mutool", "sign", "-v", pfad).Output, StringComparison.Ordinal);
        }
        var ersteSeiten = PdfTools.Run("pdftotext", "-l", "2", entwurf, "-").Output;
        Assert.Contains("Entwurf, Stand", ersteSeiten, StringComparison.Ordinal);
    }

    private async Task ReleaseAsync() =>
        (await _leitung.PostAsync(_matrix + "/freigaben", [])).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Die Matrix ist freigegeben");

    private async Task PassOnAsync(string[] themenfelder)
    {
        await _leitung.GetAsync(_matrix + "/weitergabe");
        var empfaenger = _leitung.Seite.All("input[name=Empfaenger]")[0].GetAttribute("value")!;
        (await _leitung.PostAsync(_matrix + "/weitergaben", [("Empfaenger", empfaenger), .. themenfelder.Select(t => ("Themenfelder", t))])).ShouldHaveStatus(HttpStatusCode.OK);
    }

    private static async Task<byte[]> DownloadAsync(Testbrowser browser, string adresse)
    {
        var seite = (await browser.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("application/pdf", seite.Antwort.Content.Headers.ContentType?.MediaType);
        return await seite.Antwort.Content.ReadAsByteArrayAsync();
    }

    private async Task<Testseite> CheckAsync(byte[] datei, Testportal? portal = null)
    {
        var gast = (portal ?? _portal).NewBrowser();
        await gast.GetAsync("/pruefen");
        return (await gast.UploadAsync("/pruefen", "Datei", "bericht.pdf", datei)).ShouldHaveStatus(HttpStatusCode.OK);
    }

    private string TextOf(byte[] pdf) => PdfTools.Run("pdftotext", Write(_ordner, Guid.NewGuid().ToString("N"), pdf), "-").Output.Replace("\u00ad\n", "", StringComparison.Ordinal);

    private static string Write(Testordner ordner, string name, byte[] pdf)
    {
        var pfad = Path.Combine(ordner.Pfad, name + ".pdf");
        File.WriteAllBytes(pfad, pdf);
        return pfad;
    }
}
