using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Tests.Features;

/// <summary>Actions that fail in every way that a page can.</summary>
[Oeffentlich]
public sealed class ScheiternController : Controller
{
    [HttpGet("/scheitern/{wie}"), HttpPost("/scheitern/{wie}")]
    public IActionResult Fail(string wie) => wie switch
    {
        "ausnahme" => throw new InvalidOperationException("Geheime Einzelheit"),
        "fachregel" => throw new FachregelVerletzt("Ein Satz der Fachregel."),
        "zustand" => throw new Zustandskonflikt("Jemand gab inzwischen frei."),
        "verboten" => StatusCode(403),
        "unbekannt" => NotFound(),
        "weg" => throw new TimeoutException(),
        _ => Content("geht"),
    };
}

[Trait("Spur", "host")]
public sealed class FehlerseitenTests(FehlerseitenTests.Portal portal) : IClassFixture<FehlerseitenTests.Portal>
{
    public sealed class Portal : Testportal
    {
        public Portal() => Eingriff = d => d.AddControllers().AddApplicationPart(typeof(ScheiternController).Assembly);
    }

    [Theory]
    [InlineData("/scheitern/fachregel", 400, "Ein Satz der Fachregel.")]
    [InlineData("/scheitern/verboten", 403, "Das dürfen Sie hier nicht")]
    [InlineData("/scheitern/unbekannt", 404, "Diese Seite gibt es nicht")]
    [InlineData("/scheitern/zustand", 409, "Jemand gab inzwischen frei.")]
    [InlineData("/scheitern/ausnahme", 500, "Hier ist etwas schiefgegangen")]
    [InlineData("/scheitern/weg", 503, "Das Portal ist gerade nicht erreichbar")]
    public async Task Every_failure_has_its_page_for_GET_and_POST(string adresse, int status, string satz)
    {
        var browser = portal.NewBrowser();
        browser.ErwartetFehler = true;
        await browser.GetAsync("/anmelden");
        foreach (var seite in new[] { await browser.GetAsync(adresse), await PostAsync(browser, adresse) })
        {
            seite.ShouldHaveStatus((HttpStatusCode)status).ShouldShow(satz).ShouldNotShow("Geheime Einzelheit");
            Assert.Equal("text/html", seite.Antwort.Content.Headers.ContentType?.MediaType);
            Assert.True(seite.Titel.Length > 0);
            Assert.Contains("default-src 'none'", seite.Antwort.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reference_number_on_the_page_is_the_one_in_the_log_with_the_cause()
    {
        var browser = portal.NewBrowser();
        browser.ErwartetFehler = true;
        var seite = await browser.GetAsync("/scheitern/ausnahme");
        var kennzeichen = seite.One("main strong").TextContent;

        Assert.Matches("^[0-9a-f]{12}$", kennzeichen);
        Assert.Contains(portal.Protokoll.Zeilen, z => z.Contains(kennzeichen, StringComparison.Ordinal) && z.Contains("Geheime Einzelheit", StringComparison.Ordinal));
        Assert.Contains(portal.Protokoll.Zeilen, z => z.Contains(kennzeichen, StringComparison.Ordinal) && z.Contains("/scheitern/{wie} 500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_antiforgery_token_is_400_with_a_page()
    {
        var browser = portal.NewBrowser();
        var seite = await browser.PostAsync("/anmelden", [], token: false);
        seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Es wurde nichts gespeichert");
    }

    [Fact]
    public async Task Database_gone_is_a_503_page_that_recovers_by_itself()
    {
        using var ordner = new Testordner();
        await using var eigenes = new Testportal { Ordner = ordner };
        var browser = await eigenes.SignInAsync(await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation));

        var verbindung = eigenes.Services.GetRequiredService<Datenbank>().ConnectionString;
        Move(verbindung, ordner.Datenbankdatei, ordner.Datenbankdatei + "-weg");
        (await browser.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.ServiceUnavailable).ShouldShow("Die Datenbank antwortet nicht");
        var fremd = eigenes.NewBrowser();
        (await fremd.GetAsync("/health/ready")).ShouldHaveStatus(HttpStatusCode.ServiceUnavailable);
        (await fremd.GetAsync("/health/live")).ShouldHaveStatus(HttpStatusCode.OK);
        (await fremd.GetAsync("/anmelden")).ShouldHaveStatus(HttpStatusCode.OK);
        (await fremd.SubmitAsync("main form", ("Email", "a@b.example"), ("Passwort", "x"))).ShouldHaveStatus(HttpStatusCode.ServiceUnavailable);

        Move(verbindung, ordner.Datenbankdatei + "-weg", ordner.Datenbankdatei);
        (await browser.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Wartet auf mich");
        (await browser.GetAsync("/health/ready")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    private static async Task<Testseite> PostAsync(Testbrowser browser, string adresse)
    {
        await browser.GetAsync("/anmelden");
        return await browser.PostAsync(adresse, []);
    }

    private static void Move(string verbindung, string von, string nach)
    {
        using (var c = new SqliteConnection(verbindung))
            SqliteConnection.ClearPool(c);
        foreach (var endung in new[] { "", "-wal", "-shm" })
            if (File.Exists(von + endung))
                File.Move(von + endung, nach + endung);
    }
}
