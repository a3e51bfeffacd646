using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Features.Zustaendig;

namespace SchulDigital.Tests.Features;

/// <summary>Forgotten and changed passwords.</summary>
[Trait("Spur", "host")]
public sealed partial class PasswortTests(Pflichtportal portal) : IClassFixture<Pflichtportal>
{
    private const string Neu = "Apfelbaum hinter dem Deich";

    [Fact]
    public async Task Forgotten_password_is_set_by_the_mailed_link_and_ends_all_sign_ins()
    {
        var person = await NewPersonAsync();
        var angemeldet = await portal.SignInAsync(person.Email);
        var browser = portal.NewBrowser();
        await browser.GetAsync("/anmelden");
        await browser.FollowAsync("Passwort vergessen?");
        (await browser.SubmitAsync("main form", ("Email", person.Email.ToUpperInvariant()))).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Wenn es zu dieser Adresse ein Konto gibt");

        (await browser.GetAsync(await LinkAsync(person.Email))).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(person.Email, "bis");
        (await browser.SubmitAsync("main form", ("Passwort", "kurz"), ("Wiederholung", "kurz"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("mindestens 12 Zeichen");
        (await SetAsync(browser)).ShouldShow("Ihr neues Passwort gilt.", "E-Mail-Adresse");

        (await angemeldet.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
        (await portal.EnterPasswordAsync(person.Email)).Seite.ShouldHaveStatus(HttpStatusCode.BadRequest);
        await portal.SignInAsync(person.Email, Neu);
        Assert.Equal("Ihr Passwort wurde geändert", (await portal.NewestMailAsync(person.Email)).Betreff);
    }

    [Fact]
    public async Task Answer_does_not_tell_who_has_an_account_and_takes_as_long()
    {
        var person = await NewPersonAsync();
        var seiten = new List<string>();
        foreach (var email in new[] { person.Email, "niemand@test.example", "keine Adresse" })
        {
            var uhr = System.Diagnostics.Stopwatch.StartNew();
            seiten.Add((await RequestAsync(email)).One("main").TextContent);
            Assert.True(uhr.ElapsedMilliseconds >= 380, $"{email}: {uhr.ElapsedMilliseconds} ms");
        }
        Assert.Single(seiten.Distinct());
    }

    [Fact]
    public async Task Second_factor_stays()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        await RequestAsync(person.Email);
        var browser = portal.NewBrowser();
        await browser.GetAsync(await LinkAsync(person.Email));
        await SetAsync(browser);
        await browser.GetAsync("/anmelden");
        (await browser.SubmitAsync("form[action='/anmelden']", ("Email", person.Email), ("Passwort", Neu))).ShouldShow("Ihr Passwort stimmt.");
        (await portal.EnterCodeAsync(browser, codes[0])).ShouldShow("Wartet auf mich");
    }

    [Fact]
    public async Task Link_opens_once()
    {
        var (_, link) = await NewLinkAsync();
        var browser = portal.NewBrowser();
        await browser.GetAsync(link);
        var formular = browser.Seite.Form("main form");
        await SetAsync(browser);
        (await browser.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("bereits benutzt");
        (await browser.SubmitAsync(formular.Set("Passwort", Neu).Set("Wiederholung", Neu))).ShouldHaveStatus(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Of_many_who_use_it_at_once_one_succeeds()
    {
        var (_, link) = await NewLinkAsync();
        var alle = Enumerable.Range(0, 6).Select(_ => portal.NewBrowser()).ToList();
        foreach (var b in alle)
            await b.GetAsync(link);
        var antworten = await Task.WhenAll(alle.Select(b => Task.Run(() => SetAsync(b))));
        Assert.Equal((1, 5), (antworten.Count(a => a.Status == HttpStatusCode.OK), antworten.Count(a => a.Status == HttpStatusCode.Gone)));
    }

    [Fact]
    public async Task Late_altered_and_foreign_links_are_refused()
    {
        await using var eigenes = new Pflichtportal();
        var person = await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation);
        await eigenes.AddPasswordAsync(person);
        var browser = eigenes.NewBrowser();
        await browser.GetAsync("/passwort-vergessen");
        await browser.SubmitAsync("main form", ("Email", person.Email));
        var link = LinkPattern().Match((await eigenes.NewestMailAsync(person.Email)).Text!).Value;

        (await browser.GetAsync(link[..^5] + (link[^5] == 'A' ? 'B' : 'A') + link[^4..])).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await browser.GetAsync(link.Replace("passwort-neu", "einladung", StringComparison.Ordinal))).ShouldHaveStatus(HttpStatusCode.NotFound);
        var einladung = "";
        await eigenes.InScopeAsync<Einladungsversand>(async e => einladung = (await e.InviteAsync(
            "neu@test.example", "Neu", Rolle.Administration, Scope.Installation, 14)).Token!);
        (await browser.GetAsync($"/passwort-neu/{einladung}")).ShouldHaveStatus(HttpStatusCode.NotFound);

        await browser.GetAsync(link);
        eigenes.Uhr.Advance(TimeSpan.FromMinutes(61));
        (await SetAsync(browser)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("abgelaufen");
        (await eigenes.EnterPasswordAsync(person.Email)).Seite.ShouldShow("Wartet auf mich");
    }

    [Fact]
    public async Task New_request_ends_the_link_before()
    {
        var (person, erster) = await NewLinkAsync();
        await RequestAsync(person.Email);
        (await portal.NewBrowser().GetAsync(erster)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("ein neuer angefordert");
        (await portal.NewBrowser().GetAsync(await LinkAsync(person.Email))).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Flood_of_requests_mails_three_times_an_hour()
    {
        await using var eigenes = new Pflichtportal();
        eigenes.Set("Grenzen:PasswortanfragenJeMinuteUndAdresse", "30");
        var person = await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation);
        await eigenes.AddPasswordAsync(person);
        var browser = eigenes.NewBrowser();
        await browser.GetAsync("/passwort-vergessen");
        var formular = browser.Seite.Form("main form").Set("Email", person.Email);
        Task<int> CountAsync() => eigenes.InDatabaseAsync(db => db.Ausgangsnachrichten.CountAsync(n => n.Empfaenger == person.Email));

        var antworten = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.Client.PostAsync("/passwort-vergessen", new FormUrlEncodedContent(formular.Felder))));
        Assert.All(antworten, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(3, await CountAsync());

        eigenes.Uhr.Advance(TimeSpan.FromMinutes(61));
        await browser.SubmitAsync(formular);
        Assert.Equal(4, await CountAsync());
        for (var i = 0; i < 40 && browser.Seite.Status != HttpStatusCode.TooManyRequests; i++)
            await browser.PostAsync("/passwort-vergessen", []);
        browser.Seite.ShouldHaveStatus(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Nobody_without_a_password_or_deactivated_gets_a_mail()
    {
        var eingeladen = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        var gesperrt = await NewPersonAsync();
        await portal.InDatabaseAsync(async db =>
        {
            (await db.Personen.SingleAsync(p => p.Id == gesperrt.Id)).Deactivate(DateTime.UtcNow);
            await db.SaveChangesAsync();
        });
        await RequestAsync(eingeladen.Email);
        await RequestAsync(gesperrt.Email);
        Assert.False(await portal.InDatabaseAsync(db => db.Ausgangsnachrichten.AnyAsync(n => n.Empfaenger == eingeladen.Email || n.Empfaenger == gesperrt.Email)));
    }

    [Fact]
    public async Task Mail_holds_the_link_only_until_it_is_sent_and_nothing_else_holds_it()
    {
        var (person, link) = await NewLinkAsync();
        Assert.True((await portal.NewestMailAsync(person.Email)).MitLink);
        var token = link.Split('/')[^1];
        await portal.NewBrowser().GetAsync(link);
        Assert.DoesNotContain(token, portal.Protokoll.Text, StringComparison.Ordinal);
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Zugangslinks.CountAsync(l => l.TokenHash == Zugangslink.HashOf(token))));
    }

    [Fact]
    public async Task Own_password_is_changed_with_the_old_one_and_signs_out_elsewhere()
    {
        var person = await NewPersonAsync();
        var anderswo = await portal.SignInAsync(person.Email);
        var browser = await portal.SignInAsync(person.Email);
        var vorher = browser.Cookies.GetAllCookies().Single(c => c.Name == "schuldigital").Value;
        await browser.GetAsync("/konto/passwort");
        (await browser.SubmitAsync("main form", ("Bisher", "falsch falsch"), ("Passwort", Neu), ("Wiederholung", Neu)))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Das bisherige Passwort ist falsch");
        (await browser.SubmitAsync("main form", ("Bisher", Testportal.Passwort), ("Passwort", "kurz"), ("Wiederholung", "kurz")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("mindestens 12 Zeichen");
        (await browser.SubmitAsync("main form", ("Bisher", Testportal.Passwort), ("Passwort", Neu), ("Wiederholung", Neu)))
            .ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Mein Konto", "Ihr Passwort ist geändert.");

        Assert.NotEqual(vorher, browser.Cookies.GetAllCookies().Single(c => c.Name == "schuldigital").Value);
        (await browser.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
        (await anderswo.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }

    private async Task<Person> NewPersonAsync()
    {
        var person = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        await portal.AddPasswordAsync(person);
        return person;
    }

    private async Task<Testseite> RequestAsync(string email)
    {
        var browser = portal.NewBrowser();
        await browser.GetAsync("/passwort-vergessen");
        return await browser.SubmitAsync("main form", ("Email", email));
    }

    private async Task<(Person Person, string Link)> NewLinkAsync()
    {
        var person = await NewPersonAsync();
        await RequestAsync(person.Email);
        return (person, await LinkAsync(person.Email));
    }

    private async Task<string> LinkAsync(string email) => LinkPattern().Match((await portal.NewestMailAsync(email)).Text!).Value;

    private static Task<Testseite> SetAsync(Testbrowser browser) =>
        browser.SubmitAsync("main form", ("Passwort", Neu), ("Wiederholung", Neu));

    [GeneratedRegex("/passwort-neu/[\\w-]+")]
    private static partial Regex LinkPattern();
}
