using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class AnmeldungTests(Testportal portal) : IClassFixture<Testportal>
{
    [Fact]
    public async Task Pages_need_a_sign_in_and_lead_back_to_where_one_wanted_to_go()
    {
        var person = await NewPersonAsync();
        var browser = portal.NewBrowser();
        (await browser.GetAsync("/kataloge?x=1", follow: false)).ShouldRedirectTo("/anmelden?zurueck=%2Fkataloge%3Fx%3D1");
        (await browser.GetAsync("/kataloge?x=1")).ShouldShow("E-Mail-Adresse", "Passwort");
        await portal.SignInAsync(person);

        var formular = browser.Seite.Form("main form").Set("Email", person.Email).Set("Passwort", Testportal.Passwort);
        (await browser.SubmitAsync(formular, follow: false)).ShouldRedirectTo("/kataloge?x=1");
    }

    [Theory]
    [InlineData("https://anderswo.example/")]
    [InlineData("//anderswo.example/")]
    [InlineData("/\\anderswo.example")]
    public async Task Return_address_leads_nowhere_else(string zurueck)
    {
        var person = await NewPersonAsync();
        await portal.SignInAsync(person);
        var browser = portal.NewBrowser();
        await browser.GetAsync("/anmelden?zurueck=" + Uri.EscapeDataString(zurueck));

        var formular = browser.Seite.Form("main form").Set("Email", person.Email).Set("Passwort", Testportal.Passwort);
        var seite = await browser.SubmitAsync(formular, follow: false);
        Assert.Equal("/", seite.Ziel);
    }

    [Fact]
    public async Task Wrong_password_is_said_in_German_and_not_shown_again()
    {
        var person = await NewPersonAsync();
        var browser = portal.NewBrowser();
        await browser.GetAsync("/anmelden");
        var seite = await browser.SubmitAsync("main form", ("Email", person.Email), ("Passwort", "Ganz falsch geraten"));

        seite.ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("E-Mail-Adresse und Passwort passen nicht zusammen.").ShouldNotShow("Ganz falsch geraten");
        Assert.Equal(person.Email, seite.Form("main form")["Email"]);
    }

    [Fact]
    public async Task Empty_form_comes_back_with_a_sentence_per_field()
    {
        var browser = portal.NewBrowser();
        await browser.GetAsync("/anmelden");
        var seite = await browser.SubmitAsync("main form");
        seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie Ihre E-Mail-Adresse ein.", "Geben Sie Ihr Passwort ein.");
        Assert.Equal(["#feld-Email", "#feld-Passwort"], seite.All("#fehlerliste a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_while_and_nobody_else()
    {
        var person = await NewPersonAsync();
        await portal.SignInAsync(person);
        var browser = portal.NewBrowser();
        for (var i = 0; i < 5; i++)
            await TryAsync(browser, person.Email, "falsch");

        (await TryAsync(browser, person.Email, Testportal.Passwort)).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("gesperrt");
        await portal.SignInAsync(await NewPersonAsync());

        await portal.InDatabaseAsync(async db =>
        {
            Assert.True(await db.Sicherheitsereignisse.AnyAsync(e => e.PersonId == person.Id && e.Vorfall == Sicherheitsvorfall.KontoGesperrt));
            var konto = await db.Users.SingleAsync(b => b.Id == person.Id);
            konto.LockoutEnd = DateTimeOffset.UtcNow.AddMinutes(-1);
            await db.SaveChangesAsync();
        });
        (await TryAsync(browser, person.Email, Testportal.Passwort)).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answer_does_not_tell_who_has_an_account()
    {
        var person = await NewPersonAsync();
        await portal.SignInAsync(person);
        var browser = portal.NewBrowser();
        for (var i = 0; i < 6; i++)
        {
            var bekannt = await TryAsync(browser, person.Email, "falsch");
            var unbekannt = await TryAsync(browser, "niemand@test.example", "falsch");
            Assert.Equal(unbekannt.One("#fehlerliste").TextContent, bekannt.One("#fehlerliste").TextContent);
        }
    }

    [Fact]
    public async Task Deactivated_person_is_out_at_the_next_request() => await ExpectOutAsync((_, db, person) =>
    {
        person.Deactivate(DateTime.UtcNow);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Who_is_signed_out_everywhere_is_out_at_the_next_request() => await ExpectOutAsync(async (_, db, person) =>
    {
        foreach (var anmeldung in await db.Anmeldungen.Where(a => a.PersonId == person.Id).ToListAsync())
            anmeldung.BeendetAm = DateTime.UtcNow;
    });

    [Fact]
    public async Task New_security_stamp_ends_all_sign_ins_at_the_next_request() => await ExpectOutAsync(async (_, db, person) =>
        (await db.Users.SingleAsync(b => b.Id == person.Id)).SecurityStamp = "neu");

    [Fact]
    public async Task Ended_office_is_out_at_the_next_request() => await ExpectOutAsync(async (eigenes, db, person) =>
        (await db.Zustaendigkeiten.SingleAsync(z => z.PersonId == person.Id)).End(eigenes.Uhr.Today().AddDays(-1)));

    [Fact]
    public async Task Last_day_of_an_office_is_included()
    {
        await using var eigenes = new Testportal();
        eigenes.Uhr.Set(new DateTimeOffset(2026, 11, 30, 20, 0, 0, TimeSpan.Zero));
        var person = await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation, bis: new DateOnly(2026, 11, 30));
        var browser = await eigenes.SignInAsync(person);

        // 23:30 in Berlin is still the last day, an hour later is not.
        eigenes.Uhr.Set(new DateTimeOffset(2026, 11, 30, 22, 30, 0, TimeSpan.Zero));
        (await browser.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
        eigenes.Uhr.Set(new DateTimeOffset(2026, 11, 30, 23, 30, 0, TimeSpan.Zero));
        (await browser.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }

    [Fact]
    public async Task Somebody_without_an_office_is_told_so()
    {
        var person = await NewPersonAsync();
        await portal.SignInAsync(person);
        await portal.InDatabaseAsync(async db =>
        {
            (await db.Zustaendigkeiten.SingleAsync(z => z.PersonId == person.Id)).End(portal.Uhr.Today().AddDays(-1));
            await db.SaveChangesAsync();
        });
        (await TryAsync(portal.NewBrowser(), person.Email, Testportal.Passwort))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("gehört heute keine Zuständigkeit");
    }

    [Fact]
    public async Task Sign_in_costs_a_request_one_statement()
    {
        var browser = await portal.SignInAsync(await NewPersonAsync());
        await browser.GetAsync("/impressum");
        Assert.Equal(1, await portal.CountStatementsAsync(() => browser.GetAsync("/impressum")));
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_sign_in_before()
    {
        var erste = await NewPersonAsync();
        await portal.SignInAsync(erste);
        var browser = portal.NewBrowser();
        await browser.GetAsync("/anmelden");
        var altesFenster = browser.Seite.Form("form[action='/anmelden']");
        await browser.SignInAsync(erste.Email, Testportal.Passwort);
        var vorher = portal.NewBrowser();
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            vorher.Cookies.Add(cookie);
        (await vorher.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);

        var andere = await NewPersonAsync();
        await portal.SignInAsync(andere);
        (await browser.SubmitAsync(altesFenster.Set("Email", andere.Email).Set("Passwort", Testportal.Passwort)))
            .ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Wartet auf mich");

        (await vorher.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }

    [Fact]
    public async Task A_hundred_sign_ins_a_minute_from_one_address_pass()
    {
        await using var eigenes = new Testportal();
        var browser = eigenes.NewBrowser();
        await browser.GetAsync("/anmelden");
        for (var i = 0; i < 100; i++)
            (await TryAsync(browser, $"rathaus-{i}@test.example", "falsch")).ShouldHaveStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Too_many_sign_ins_get_a_page_of_their_own()
    {
        await using var eigenes = new Testportal();
        eigenes.Set("Grenzen:AnmeldungenJeMinuteUndAdresse", "3");
        var browser = eigenes.NewBrowser();
        for (var i = 0; i < 3; i++)
            await TryAsync(browser, "x@test.example", "falsch");

        var seite = await TryAsync(browser, "x@test.example", "falsch");
        seite.ShouldHaveStatus(HttpStatusCode.TooManyRequests).ShouldShow("Zu viele Anfragen", "warten Sie eine Minute");
        Assert.Equal("60", seite.Antwort.Headers.RetryAfter?.ToString());
        (await browser.GetAsync("/anmelden")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    private Task<Person> NewPersonAsync() => portal.AddPersonAsync(Rolle.Administration, Scope.Installation);

    private static async Task<Testseite> TryAsync(Testbrowser browser, string email, string passwort)
    {
        await browser.GetAsync("/anmelden");
        return await browser.SubmitAsync("main form", ("Email", email), ("Passwort", passwort));
    }

    private async Task ExpectOutAsync(Func<Testportal, AppDbContext, Person, Task> aendern)
    {
        var angelegt = await NewPersonAsync();
        var browser = await portal.SignInAsync(angelegt);
        (await browser.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
        await portal.InDatabaseAsync(async db =>
        {
            await aendern(portal, db, await db.Personen.SingleAsync(p => p.Id == angelegt.Id));
            await db.SaveChangesAsync();
        });
        (await browser.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), c => c.Name == "schuldigital");
    }

    [Fact]
    public async Task A_sign_in_form_still_works_after_signing_in_in_another_window()
    {
        var person = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        var browser = await portal.SignInAsync(person);
        await browser.SubmitAsync("form[action='/abmelden']");
        await browser.GetAsync("/anmelden");
        var altesFenster = browser.Seite.Form("form[action='/anmelden']").Set("Email", person.Email).Set("Passwort", Testportal.Passwort);
        await browser.SignInAsync(person.Email, Testportal.Passwort);

        (await browser.SubmitAsync(altesFenster)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Wartet auf mich");
    }

    [Fact]
    public async Task Wrong_passwords_that_come_at_once_are_all_counted()
    {
        var person = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        await portal.SignInAsync(person);
        var browser = portal.NewBrowser();
        await browser.GetAsync("/anmelden");
        var formular = browser.Seite.Form("form[action='/anmelden']").Set("Email", person.Email).Set("Passwort", "geraten und falsch");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var antwort = await browser.Client.PostAsync("/anmelden", new FormUrlEncodedContent(formular.Felder));
        }));

        Assert.True(await portal.InDatabaseAsync(db => db.Users.AnyAsync(b => b.Id == person.Id && b.LockoutEnd != null)));
    }
}
