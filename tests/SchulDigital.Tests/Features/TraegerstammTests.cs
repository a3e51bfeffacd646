using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>Lists and pages of the register, read by a signed-in person over the real schools.</summary>
[Trait("Spur", "host")]
public sealed class TraegerstammTests(Registerportal portal) : IClassFixture<Registerportal>
{
    [SharedFact]
    public async Task Schools_are_listed_fifty_a_page_in_the_order_of_their_names()
    {
        var browser = await SignInAsync();
        var erste = await browser.GetAsync("/schulen");
        erste.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Schulen 1 bis 50 von 5.480");
        Assert.Equal(50, Names(erste).Count);
        Assert.Equal("ascending", erste.One("th[aria-sort]").GetAttribute("aria-sort"));

        var zweite = await browser.FollowAsync("Weiter");
        zweite.ShouldShow("Schulen 51 bis 100 von 5.480");
        Assert.Equal("/schulen?sortierung=name&seite=2", zweite.Adresse);
        Assert.Equal("Seite 2", zweite.One("[aria-current=page].sd-seiten__hier").TextContent);
        Assert.Empty(Names(erste).Intersect(Names(zweite)));
    }

    [SharedTheory]
    [InlineData("gütersloh")]
    [InlineData("GUETERSLOH")]
    [InlineData("Gütersloh  Schule")]
    public async Task Search_finds_in_every_spelling(string suche)
    {
        var browser = await SignInAsync();
        var seite = await browser.GetAsync($"/schulen?suche={Uri.EscapeDataString(suche)}");
        Assert.NotEmpty(Names(seite));
        Assert.Equal(suche, seite.One("#feld-suche").GetAttribute("value"));
    }

    [SharedFact]
    public async Task Aerztehaus_is_found_as_aerztehaus_and_as_AERZTE()
    {
        await portal.InDatabaseAsync(async db =>
        {
            if (await db.Schulen.AnyAsync(s => s.Schulnummer == "199999"))
                return;
            db.Add(new Schule("NW", "199999", "Schule am Ärztehaus", "Realschule"));
            await db.SaveChangesAsync();
        });
        var browser = await SignInAsync();
        foreach (var suche in new[] { "aerztehaus", "ÄRZTE", "ärztehaus schule", "199999" })
            Assert.Contains("Schule am Ärztehaus", Names(await browser.GetAsync($"/schulen?suche={Uri.EscapeDataString(suche)}")));
        await portal.InDatabaseAsync(db => db.Schulen.Where(s => s.Schulnummer == "199999").ExecuteDeleteAsync());
    }

    [SharedFact]
    public async Task Filters_narrow_together_and_stay_while_paging_and_sorting()
    {
        var browser = await SignInAsync();
        await browser.GetAsync("/schulen");
        var seite = await browser.SubmitAsync("form[role=search]", ("schulform", "Grundschule"), ("kommune", "05315000"), ("traeger", "köln"));
        seite.ShouldShow("Schulen 1 bis 50 von");
        Assert.All(seite.All("td[data-spalte=Schulform]"), z => Assert.Equal("Grundschule", z.TextContent));
        Assert.All(seite.All("td[data-spalte=Kommune]"), z => Assert.Equal("Köln", z.TextContent.Trim()));

        var sortiert = await browser.FollowAsync("Schülerzahl");
        Assert.Contains("schulform=Grundschule", sortiert.Adresse, StringComparison.Ordinal);
        var zahlen = sortiert.All("td[data-spalte=Schülerzahl]").Select(z => z.TextContent).Where(z => z != "–").Select(int.Parse).ToList();
        Assert.Equal(zahlen.Order(), zahlen);
        var absteigend = await browser.FollowAsync("Schülerzahl");
        Assert.Equal("descending", absteigend.One("th[aria-sort]").GetAttribute("aria-sort"));
        Assert.Equal("Grundschule", (await browser.FollowAsync("Weiter")).One("#feld-schulform option[selected]").TextContent);
    }

    [SharedFact]
    public async Task Closed_schools_are_shown_when_asked_for()
    {
        await portal.InDatabaseAsync(async db =>
        {
            (await db.Schulen.SingleAsync(s => s.Schulnummer == "100027")).SetBetriebsschluessel("9");
            await db.SaveChangesAsync();
        });
        var browser = await SignInAsync();
        Assert.Empty(Names(await browser.GetAsync("/schulen?suche=100027")));
        browser.Seite.ShouldShow("Keine Schule passt zu dieser Auswahl");
        (await browser.GetAsync("/schulen?suche=100027&geschlossene=true")).ShouldShow("Kompass-Schule", "geschlossen");
        await portal.InDatabaseAsync(async db =>
        {
            (await db.Schulen.SingleAsync(s => s.Schulnummer == "100027")).SetBetriebsschluessel("6");
            await db.SaveChangesAsync();
        });
    }

    [SharedTheory]
    [InlineData("/schulen")]
    [InlineData("/traeger")]
    [InlineData("/kommunen")]
    [InlineData("/regionen")]
    public async Task Nonsense_in_the_address_gets_a_sensible_page_or_a_sentence(string liste)
    {
        var browser = await SignInAsync();
        foreach (var unsinn in new[] { "seite=-1", "seite=0", "seite=abc", "seite=99999999999999", "sortierung=quatsch", "sortierung=-absteigend", "region=gibtsnicht", "suche=%20%20", "suche=%25%27--", "suche=a&suche=b" })
            (await browser.GetAsync($"{liste}?{unsinn}")).ShouldHaveStatus(HttpStatusCode.OK);
        foreach (var unsinn in new[] { "suche=" + new string('x', 5000), "suche=a%00b" })
        {
            var seite = (await browser.GetAsync($"{liste}?{unsinn}")).ShouldHaveStatus(HttpStatusCode.BadRequest);
            Assert.Equal("#feld-suche", seite.One("#fehlerliste a").GetAttribute("href"), ignoreCase: true);
        }
        (await browser.GetAsync($"{liste}/{Guid.NewGuid()}")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await browser.GetAsync($"{liste}/unsinn")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [SharedTheory]
    [InlineData("/schulen?geschlossene=vielleicht")]
    [InlineData("/traeger?art=Quatsch")]
    [InlineData("/traeger?art=99")]
    public async Task Choice_that_does_not_exist_is_refused_with_a_sentence(string adresse) =>
        (await (await SignInAsync()).GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("ungültig");

    [SharedFact]
    public async Task Every_order_of_every_list_works()
    {
        var browser = await SignInAsync();
        foreach (var liste in new[] { "/schulen", "/traeger", "/kommunen", "/regionen" })
        {
            var koepfe = (await browser.GetAsync(liste)).All("th a.sd-sortierung").Select(a => a.GetAttribute("href")!).ToList();
            foreach (var kopf in koepfe.SelectMany(k => new[] { k, k.EndsWith("-absteigend", StringComparison.Ordinal) ? k : k + "-absteigend" }))
                (await browser.GetAsync(kopf)).ShouldHaveStatus(HttpStatusCode.OK);
        }
    }

    [SharedFact]
    public async Task Number_of_statements_does_not_grow_with_the_rows()
    {
        var browser = await SignInAsync();
        foreach (var (viele, wenige) in new[]
                 {
                     ("/schulen", "/schulen?suche=100027"), ("/traeger", "/traeger?suche=10042"), ("/kommunen", "/kommunen?suche=05754008"),
                     (await FindAsync("/traeger?suche=10042", "/traeger/"), await FindAsync("/traeger?suche=83150", "/traeger/")),
                 })
        {
            await browser.GetAsync(viele);
            var vieleAnweisungen = await portal.CountStatementsAsync(() => browser.GetAsync(viele));
            var zeilen = browser.Seite.All("tbody tr").Count;
            var wenigeAnweisungen = await portal.CountStatementsAsync(() => browser.GetAsync(wenige));
            Assert.True(zeilen == 50 && browser.Seite.All("tbody tr").Count == 1, $"{viele}: {zeilen}, {wenige}: {browser.Seite.All("tbody tr").Count}");
            Assert.Equal(wenigeAnweisungen, vieleAnweisungen);
            Assert.InRange(vieleAnweisungen, 2, 8);
        }
    }

    [SharedFact]
    public async Task School_carrier_Kommune_and_region_lead_to_one_another()
    {
        var region = await portal.InDatabaseAsync(async db =>
        {
            if (await db.Bildungsregionen.SingleOrDefaultAsync(r => r.Key == "probe") is { } da)
                return da;
            var neu = new Bildungsregion("probe", "Bildungsregion Probe", "Bildungsbüro Probe");
            db.Add(neu);
            foreach (var kommune in await db.Kommunen.Where(k => k.Ags.StartsWith("05754")).ToListAsync())
                kommune.BildungsregionId = neu.Id;
            await db.SaveChangesAsync();
            return neu;
        });
        var browser = await SignInAsync();

        (await browser.GetAsync("/regionen")).ShouldShow("1 Bildungsregion", "Bildungsbüro Probe");
        (await browser.FollowAsync("Bildungsregion Probe")).ShouldShow("13 Kommunen", "Bildungsbüro Probe");
        Assert.Equal($"/regionen/{region.Id}", browser.Seite.Adresse);
        (await browser.FollowAsync("Gütersloh")).ShouldShow("05754008", "Bildungsregion Probe");
        await browser.FollowAsync(Names(browser.Seite)[0]);
        browser.Seite.ShouldShow("Schulnummer", "Stand der Daten: 15.10.2024", "Quelle: IT.NRW", "(Stand 15.10.2024)").ShouldNotShow("Matrix der Schule");
        (await browser.FollowAsync("Gütersloh")).ShouldShow("Amtlicher Gemeindeschlüssel");
        (await browser.GetAsync("/schulen?region=probe&sortierung=kommune")).ShouldShow("von 110");
        (await browser.GetAsync("/traeger?region=probe")).ShouldShow("22 Schulträger", "Stadt Gütersloh", "Kommune");
    }

    [SharedFact]
    public async Task Link_to_the_matrix_is_shown_to_those_for_whom_it_opens()
    {
        var schule = await portal.InDatabaseAsync(db => db.Schulen.Where(s => s.Schulnummer == "100020").Select(s => s.Id).SingleAsync());
        var leitung = await portal.SignInAsync(await portal.AddPersonAsync(Rolle.Schulleitung, Scope.Schule(schule)));
        (await leitung.GetAsync($"/schulen/{schule}")).ShouldShow("Matrix der Schule");
        (await (await SignInAsync()).GetAsync($"/schulen/{schule}")).ShouldHaveStatus(HttpStatusCode.OK).ShouldNotShow("Matrix der Schule");
    }

    [SharedFact]
    public async Task Change_of_carrier_and_successor_are_shown()
    {
        var (alt, neu) = await portal.InDatabaseAsync(async db =>
        {
            var schule = await db.Schulen.SingleAsync(s => s.Schulnummer == "100061");
            var nachfolger = await db.Schulen.SingleAsync(s => s.Schulnummer == "100067");
            var ziel = await db.Schultraeger.SingleAsync(t => t.Traegernummer == "10054");
            if (schule.NachfolgeschuleId is null)
            {
                db.Add(schule.ChangeTraeger(ziel.Id, new DateOnly(2025, 8, 1)));
                schule.NachfolgeschuleId = nachfolger.Id;
                await db.SaveChangesAsync();
            }
            return (schule.Id, nachfolger.Name);
        });
        var browser = await SignInAsync();
        (await browser.GetAsync($"/schulen/{alt}")).ShouldShow("Nachfolgeschule: " + neu, "ab 01.08.2025: von Stadt Düsseldorf zu Stadt Duisburg");
        (await browser.GetAsync(await FindAsync("/traeger?suche=10042", "/traeger/"))).ShouldShow("Abgegebene Schulen", "ab 01.08.2025");
    }

    [Fact]
    public async Task Register_is_not_public() =>
        (await new Testportal().NewBrowser().GetAsync("/schulen", follow: false)).ShouldRedirectTo("/anmelden");

    [Fact]
    public async Task Empty_register_says_how_it_is_filled()
    {
        await using var leer = new Testportal();
        var browser = await leer.SignInAsync(await leer.AddPersonAsync(Rolle.Administration, Scope.Installation));
        foreach (var liste in new[] { "/schulen", "/traeger", "/kommunen" })
            (await browser.GetAsync(liste)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("stammdaten import");
        (await browser.GetAsync("/regionen")).ShouldShow("noch keine Bildungsregion");
    }

    private async Task<Testbrowser> SignInAsync() =>
        await portal.SignInAsync(await portal.AddPersonAsync(Rolle.Administration, Scope.Installation));

    private async Task<string> FindAsync(string liste, string anfang) =>
        (await (await SignInAsync()).GetAsync(liste)).All("tbody th a").Select(a => a.GetAttribute("href")!).First(h => h.StartsWith(anfang, StringComparison.Ordinal));

    private static List<string> Names(Testseite seite) => [.. seite.All("tbody th a").Select(a => a.TextContent)];
}
