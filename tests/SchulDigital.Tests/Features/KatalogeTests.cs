using System.Net;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data.Kataloge;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class KatalogeTests(Testportal portal) : IClassFixture<Testportal>
{
    [Fact]
    public async Task List_names_the_published_catalogues_and_leads_to_them()
    {
        var browser = await SignInAsync();

        var liste = await browser.GetAsync("/kataloge");
        liste.ShouldShow("Matrix für Schulen", "Matrix für Schulträger", "1.0.0", $"{portal.Uhr.Today():dd.MM.yyyy}");
        (await browser.FollowAsync("Matrix für Schulen")).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("/kataloge/schule/1.0.0", browser.Seite.Adresse);
    }

    [Theory]
    [InlineData("schultraeger", "matrix-schultraeger.yaml")]
    [InlineData("schule", "matrix-schule.yaml")]
    public async Task Catalogue_shows_every_sentence_the_rule_and_jump_links(string key, string datei)
    {
        var katalog = Katalogdatei.Parse(Katalogveroeffentlichung.Mitgelieferte.Single(k => k.Datei == datei).Text);

        var seite = await (await SignInAsync()).GetAsync($"/kataloge/{key}/1.0.0");

        seite.ShouldShow(katalog.Ausfuellregel, katalog.Kurzbeschreibung).ShouldShow([.. katalog.Ausfuellhinweise]);
        foreach (var k in katalog.Kriterien)
            seite.ShouldShow(k.Label, k.Hilfe, k.Einstieg, k.Ausbau, k.Verstetigung);
        foreach (var feld in katalog.Themenfelder)
            Assert.Equal(feld.Label, seite.One(seite.Link(feld.Label)).TextContent);
        Assert.Equal(katalog.Kriterien.Count(k => k.Kern), seite.All("h3").Count(h => h.TextContent.Contains("Kurzfassung", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task School_catalogue_says_what_the_carrier_will_see_unless_the_school_decides_otherwise() =>
        Assert.Equal(5, (await (await SignInAsync()).GetAsync("/kataloge/schule/1.0.0"))
            .All("main section > p").Count(p => p.TextContent.StartsWith("Vorschlag für die Weitergabe an den Träger: ja", StringComparison.Ordinal)));

    [Theory]
    [InlineData("/kataloge/eltern/1.0.0")]
    [InlineData("/kataloge/schule/9.9.9")]
    public async Task Unknown_catalogue_is_not_found(string adresse) =>
        (await (await SignInAsync()).GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.NotFound);

    [Fact]
    public async Task Without_sign_in_no_catalogue_is_shown() =>
        (await portal.NewBrowser().GetAsync("/kataloge/schule/1.0.0", follow: false)).ShouldRedirectTo("/anmelden");

    private async Task<Testbrowser> SignInAsync() =>
        await portal.SignInAsync(await portal.AddPersonAsync(Rolle.Administration, Scope.Installation));
}
