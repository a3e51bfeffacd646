using System.Net;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>What every answer has: headers, footer, reachable links; and that a restart harms nobody.</summary>
[Trait("Spur", "host")]
public sealed class RahmenTests(Demoportal portal) : IClassFixture<Demoportal>
{
    [Theory]
    [InlineData("/anmelden", 200)]
    [InlineData("/gibt-es-nicht", 404)]
    [InlineData("/css/portal.css", 200)]
    [InlineData("/health/live", 200)]
    public async Task Every_answer_carries_the_security_headers(string adresse, int status)
    {
        var antwort = (await portal.NewBrowser().GetAsync(adresse)).ShouldHaveStatus((HttpStatusCode)status).Antwort;
        var csp = antwort.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", csp, StringComparison.Ordinal);
        Assert.Equal("nosniff", antwort.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", antwort.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(antwort.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Pages_are_stored_by_nobody()
    {
        var browser = await portal.SignInAsync(Rolle.Administration);
        foreach (var adresse in new[] { "/", "/kataloge", "/anmelden", "/gibt-es-nicht" })
            Assert.True((await browser.GetAsync(adresse)).Antwort.Headers.CacheControl?.NoStore, adresse);
    }

    [Fact]
    public async Task Outside_development_static_files_are_cached_and_https_is_remembered()
    {
        await using var eigenes = new Testportal { Umgebung = "Production" };
        // As in published output; built output looks for changed files at every request.
        eigenes.Set("ReloadStaticAssetsAtRuntime", "false");
        var browser = eigenes.NewBrowser();
        var seite = await browser.GetAsync("/anmelden");
        Assert.NotEmpty(seite.All("link[rel=stylesheet]"));
        foreach (var datei in seite.All("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!).Concat(seite.All("script").Select(s => s.GetAttribute("src")!)))
        {
            var antwort = (await browser.GetAsync(datei)).ShouldHaveStatus(HttpStatusCode.OK).Antwort;
            Assert.True(antwort.Headers.CacheControl?.MaxAge > TimeSpan.FromDays(1), $"{datei}: {antwort.Headers.CacheControl}");
        }

        Assert.False(seite.Antwort.Headers.Contains("Strict-Transport-Security"));
        Assert.True((await browser.GetAsync("https://localhost/anmelden")).Antwort.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Works_over_plain_http()
    {
        var browser = await portal.SignInAsync(Rolle.Administration);
        Assert.All(browser.Cookies.GetAllCookies(), c => Assert.False(c.Secure));
        Assert.All(browser.Cookies.GetAllCookies(), c => Assert.True(c.HttpOnly));
    }

    [Theory]
    [InlineData("/barrierefreiheit", "Betreiber:Name")]
    [InlineData("/feedback", "Betreiber:Email")]
    [InlineData("/datenschutz", "Betreiber:Datenschutzbeauftragte")]
    [InlineData("/impressum", "Betreiber:Vertretungsberechtigt")]
    public async Task Footer_pages_open_for_everybody_and_name_what_the_operator_has_to_fill_in(string adresse, string einstellung)
    {
        var start = await portal.NewBrowser().GetAsync("/anmelden");
        Assert.Contains(start.All("footer a"), a => a.GetAttribute("href") == adresse);
        (await portal.NewBrowser().GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(einstellung);
    }

    [Fact]
    public async Task Footer_pages_show_the_operator_of_the_settings()
    {
        await using var eigenes = new Testportal();
        eigenes.Set("Betreiber:Name", "Kommunales Rechenzentrum <Nord>").Set("Betreiber:Email", "hilfe@krz.example");
        (await eigenes.NewBrowser().GetAsync("/impressum")).ShouldShow("Kommunales Rechenzentrum <Nord>", "hilfe@krz.example")
            .ShouldNotShow("Betreiber:Name", "Betreiber:Email");
    }

    public static TheoryData<Rolle> Alle => new(Rollen.All);

    /// <summary>Walks from the start page over every link; of addresses that differ in ids only it visits a few.</summary>
    [Theory, MemberData(nameof(Alle))]
    public async Task Every_link_on_a_page_opens_for_the_person_who_sees_it(Rolle rolle)
    {
        var browser = await portal.SignInAsync(rolle);
        var offen = new Queue<(string Adresse, string Von)>([("/", "")]);
        var gesehen = new HashSet<string>();
        var jeMuster = new Dictionary<string, int>();
        while (offen.TryDequeue(out var link))
        {
            var seite = await browser.GetAsync(link.Adresse);
            Assert.True(seite.Status == HttpStatusCode.OK, $"{link.Adresse}, verlinkt auf {link.Von}: {seite.Status}");
            Assert.False(seite.Adresse.StartsWith("/anmelden", StringComparison.Ordinal), $"{link.Adresse}, verlinkt auf {link.Von}: Anmeldung");
            foreach (var ziel in seite.All("a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(a => a.StartsWith('/')))
            {
                var muster = string.Join('/', ziel.Split('?')[0].Split('/').Select(t => t.Any(char.IsDigit) ? "*" : t));
                if (gesehen.Add(ziel) && (jeMuster[muster] = jeMuster.GetValueOrDefault(muster) + 1) <= 3)
                    offen.Enqueue((ziel, link.Adresse));
            }
        }
        Assert.True(gesehen.Count > 5);
    }
}

/// <summary>Somebody who takes part in several regions.</summary>
[Trait("Spur", "host")]
public sealed class RegionswahlTests(Probeportal portal) : IClassFixture<Probeportal>
{
    [Fact]
    public async Task Header_names_the_chosen_region_and_its_coordinating_body_and_switches()
    {
        var person = await portal.AddPersonAsync(Rolle.Koordination, Scope.Bildungsregion(portal.Welt.Eigen.Region.Id));
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new Zustaendigkeit(person.Id, Rolle.Koordination, Scope.Bildungsregion(portal.Welt.Fern.Region.Id), portal.Uhr.Today()));
            await db.SaveChangesAsync();
        });
        var browser = await portal.SignInAsync(person);

        Assert.Contains("Kreis Fern · Koordinierungsstelle Fern", browser.Seite.One("header").TextContent, StringComparison.Ordinal);
        await browser.SubmitAsync("form[action='/region']", ("region", "probe"));
        browser.Seite.ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Contains("Kreis Probe · Koordinierungsstelle Probe", browser.Seite.One("header").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Region_of_others_cannot_be_chosen()
    {
        var browser = await portal.SignInAsync(Rolle.Koordination);
        Assert.Null(browser.Seite.Find("form[action='/region']"));
        (await browser.PostAsync("/region", ("region", "fern"))).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Carrier_takes_part_in_every_region_in_which_it_has_a_school()
    {
        var traeger = await portal.BuildAsync(a =>
        {
            var beide = a.CreateSchultraeger("910099", "Zweckverband Beide", TraegerArt.Zweckverband);
            a.CreateSchule("990091", "Schule Hier", "Grundschule", portal.Welt.Eigen.Kommune, beide);
            a.CreateSchule("990092", "Schule Dort", "Grundschule", portal.Welt.Fern.Kommune, beide);
            return beide;
        });
        var browser = await portal.SignInAsync(await portal.AddPersonAsync(Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id)));
        Assert.Equal(["Kreis Fern", "Kreis Probe"], browser.Seite.All("#region option").Select(o => o.TextContent));
    }
}

/// <summary>The portal stops and starts again in the middle of somebody's work.</summary>
[Trait("Spur", "host")]
public sealed class NeustartTests
{
    [Fact]
    public async Task Restart_in_the_middle_of_a_form_harms_nobody()
    {
        using var ordner = new Testordner();
        Probewelt welt;
        Testbrowser browser;
        string weg;
        await using (var vorher = new Testportal { Ordner = ordner })
        {
            welt = await vorher.BuildAsync(a => new Probewelt(a));
            browser = await vorher.SignInAsync(welt.Leute[Rolle.Traegerbearbeitung].Person);
            weg = $"/traeger/{welt.Eigen.Traeger.Id}/matrix/probe-2026-27/{welt.Eigen.TraegerMatrix.Zeilen[0].Themenfeld}";
            (await browser.GetAsync(weg)).ShouldHaveStatus(HttpStatusCode.OK);
        }

        await using var danach = new Testportal { Ordner = ordner };
        browser = danach.NewBrowser(browser);
        var feld = $"Zeilen[{welt.Eigen.TraegerMatrix.Zeilen[0].Kriterium}].GeplanteSchritte";
        var formular = browser.Seite.Form("form[data-matrix]").Set(feld, "Vor dem Neustart getippt");
        (await browser.SubmitAsync(formular)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Gespeichert um");
        Assert.Equal("Vor dem Neustart getippt", browser.Seite.Form("form[data-matrix]")[feld]);
    }
}
