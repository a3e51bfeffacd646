using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Zustaendig;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class EinladungTests(Testportal portal) : IClassFixture<Testportal>
{
    private const string NeuesPasswort = "Birnbaum am Dorfteich";

    [Fact]
    public async Task Invited_person_sets_name_and_password_and_is_signed_in()
    {
        var (email, token) = await InviteAsync();
        var browser = portal.NewBrowser();

        var seite = await browser.GetAsync($"/einladung/{token}");
        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(email, "Administration, SchulDigital", "und kann einmal angenommen werden");
        (await AcceptAsync(browser, "Änne Öztürk")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Wartet auf mich", "Änne Öztürk");

        (await portal.SignInAsync(email, NeuesPasswort)).Seite.ShouldShow("Änne Öztürk");
        var ereignisse = await portal.InDatabaseAsync(db => (
            from e in db.Verlauf
            join p in db.Personen on e.GegenstandId equals p.Id
            where p.Email == email
            orderby e.Zeit
            select e.Ereignis).ToListAsync());
        Assert.Equal([Ereignis.PersonEingeladen, Ereignis.EinladungAngenommen], ereignisse);
    }

    [Fact]
    public async Task Looking_at_an_invitation_does_not_use_it_up()
    {
        var (_, token) = await InviteAsync();
        for (var i = 0; i < 3; i++)
            (await portal.NewBrowser().GetAsync($"/einladung/{token}")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Used_invitation_is_refused()
    {
        var (_, token) = await InviteAsync();
        var browser = portal.NewBrowser();
        await browser.GetAsync($"/einladung/{token}");
        await AcceptAsync(browser);

        (await portal.NewBrowser().GetAsync($"/einladung/{token}")).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("wurde bereits benutzt");
        (await browser.PostAsync($"/einladung/{token}", ("Name", "X"), ("Passwort", NeuesPasswort), ("Wiederholung", NeuesPasswort)))
            .ShouldHaveStatus(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Late_invitation_is_refused()
    {
        await using var spaeter = new Testportal();
        var (_, token) = await InviteAsync(spaeter);
        var browser = spaeter.NewBrowser();
        await browser.GetAsync($"/einladung/{token}");
        spaeter.Uhr.Advance(TimeSpan.FromDays(14));

        (await browser.GetAsync($"/einladung/{token}")).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("ist abgelaufen");
        (await browser.PostAsync($"/einladung/{token}", ("Name", "X"), ("Passwort", NeuesPasswort), ("Wiederholung", NeuesPasswort)))
            .ShouldHaveStatus(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Altered_link_is_refused_and_recorded()
    {
        var (_, token) = await InviteAsync();
        var vorher = await CountRefusalsAsync();

        var letztes = token[^5];
        var veraendert = token[..^5] + (letztes == 'A' ? 'B' : 'A') + token[^4..];
        (await portal.NewBrowser().GetAsync($"/einladung/{veraendert}")).ShouldHaveStatus(HttpStatusCode.NotFound).ShouldShow("Diesen Link gibt es nicht");

        Assert.True(await CountRefusalsAsync() > vorher);
    }

    [Fact]
    public async Task New_invitation_ends_the_earlier_one()
    {
        var (email, erster) = await InviteAsync();
        var (_, zweiter) = await InviteAsync(email: email);

        (await portal.NewBrowser().GetAsync($"/einladung/{erster}")).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("zurückgenommen");
        (await portal.NewBrowser().GetAsync($"/einladung/{zweiter}")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_who_accept_at_once_one_succeeds()
    {
        var (email, token) = await InviteAsync();
        var browser = Enumerable.Range(0, 8).Select(_ => portal.NewBrowser()).ToList();
        foreach (var b in browser)
            await b.GetAsync($"/einladung/{token}");

        var antworten = await Task.WhenAll(browser.Select((b, i) => Task.Run(() => AcceptAsync(b, $"Name {i}"))));

        Assert.Equal(1, antworten.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Equal(7, antworten.Count(a => a.Status == HttpStatusCode.Gone));
        var annahmen = await portal.InDatabaseAsync(db => db.Verlauf.CountAsync(e => e.Ereignis == Ereignis.EinladungAngenommen
            && db.Personen.Any(p => p.Id == e.GegenstandId && p.Email == email)));
        Assert.Equal(1, annahmen);
    }

    [Theory]
    [InlineData("kurz", "kurz", "mindestens 12 Zeichen")]
    [InlineData("Birnbaum am Dorfteich", "Birnbaum am Dorfteich!", "verschieden")]
    public async Task Unfit_password_is_refused_and_the_link_stays_good(string passwort, string wiederholung, string satz)
    {
        var (_, token) = await InviteAsync();
        var browser = portal.NewBrowser();
        await browser.GetAsync($"/einladung/{token}");

        var seite = await browser.SubmitAsync("main form", ("Name", "Mein Name"), ("Passwort", passwort), ("Wiederholung", wiederholung));
        seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow(satz).ShouldNotShow($"value=\"{passwort}");
        Assert.Equal("Mein Name", seite.Form("main form")["Name"]);

        (await AcceptAsync(browser)).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_stands_neither_in_the_database_nor_in_the_log()
    {
        await using var eigenes = new Testportal();
        var (_, token) = await InviteAsync(eigenes);
        var browser = eigenes.NewBrowser();
        await browser.GetAsync($"/einladung/{token}");
        await browser.PostAsync($"/einladung/{token}", [], token: false);
        await browser.GetAsync($"/einladung/{token}");
        await AcceptAsync(browser);
        await browser.GetAsync($"/einladung/{token}");

        Assert.Contains("/einladung/{token}", eigenes.Protokoll.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, eigenes.Protokoll.Text, StringComparison.Ordinal);
        var hash = await eigenes.InDatabaseAsync(db => db.Zugangslinks.Select(l => l.TokenHash).SingleAsync());
        Assert.Equal(Zugangslink.HashOf(token), hash);
        Assert.NotEqual(token, hash);
    }

    [Fact]
    public async Task Command_invites_and_prints_a_link_that_opens()
    {
        using var ordner = new Testordner();
        await using var eigenes = new Testportal { Ordner = ordner };
        await eigenes.BuildAsync(a => a.CreateSchultraeger("123456", "Stadt Probe", TraegerArt.Kommune));

        var lauf = await Programmlauf.StartAsync(ordner, "konto", "einladen", "Leitung@Probe.example",
            "--rolle", "Traegerleitung", "--traeger", "123456", "--name", "Ada Amt");
        Assert.True(lauf.Ende == 0, lauf.Fehler);
        Assert.Contains("leitung@probe.example", lauf.Ausgabe, StringComparison.Ordinal);
        var link = new Uri(lauf.Ausgabe.Trim().Split('\n')[^1]);
        Assert.StartsWith("http://localhost:5080/einladung/", link.ToString(), StringComparison.Ordinal);
        (await eigenes.NewBrowser().GetAsync(link.PathAndQuery)).ShouldShow("Trägerleitung, Stadt Probe", "leitung@probe.example");
    }

    [Theory]
    [InlineData("keine Adresse", "Administration", "", "", "ist keine E-Mail-Adresse")]
    [InlineData("a@b.example", "Schulleitung", "", "", "--schule")]
    [InlineData("a@b.example", "Schulleitung", "--schule", "999999", "gibt es nicht")]
    public async Task Command_refuses_what_does_not_fit_with_a_sentence(string email, string rolle, string option, string wert, string satz)
    {
        using var ordner = new Testordner();
        await using (var eigenes = new Testportal { Ordner = ordner })
            await eigenes.NewBrowser().GetAsync("/health/ready");

        var lauf = await Programmlauf.StartAsync(ordner, ["konto", "einladen", email, "--rolle", rolle, .. option == "" ? [] : new[] { option, wert }]);
        Assert.NotEqual(0, lauf.Ende);
        Assert.Contains(satz, lauf.Fehler, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", lauf.Fehler, StringComparison.Ordinal);
    }

    private async Task<(string Email, string Token)> InviteAsync(Testportal? anderes = null, string? email = null)
    {
        email ??= $"neu-{Guid.NewGuid():N}@test.example";
        var token = "";
        await (anderes ?? portal).InScopeAsync<Einladungsversand>(async versand =>
            token = (await versand.InviteAsync(email, "Neu", Rolle.Administration, Scope.Installation, Einladungsversand.Tage)).Token!);
        return (email, token);
    }

    private static Task<Testseite> AcceptAsync(Testbrowser browser, string name = "Neue Person") =>
        browser.SubmitAsync("main form", ("Name", name), ("Passwort", NeuesPasswort), ("Wiederholung", NeuesPasswort));

    private Task<int> CountRefusalsAsync() =>
        portal.InDatabaseAsync(db => db.Sicherheitsereignisse.CountAsync(e => e.Vorfall == Sicherheitsvorfall.LinkAbgelehnt));
}
