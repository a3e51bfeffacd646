using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Tests.Features;

/// <summary>Second factors without a device in the browser; passkeys are in the browser's lane.</summary>
[Trait("Spur", "host")]
public sealed partial class ZweiterFaktorTests(Pflichtportal portal) : IClassFixture<Pflichtportal>
{
    private const string Einrichten = "/konto/zweiter-faktor";

    [Theory]
    [InlineData("/")]
    [InlineData("/schulen")]
    [InlineData("/konto")]
    [InlineData("/konto/passwort")]
    [InlineData("/konto/daten/datei")]
    public async Task Without_a_second_factor_every_page_leads_to_setting_one_up(string adresse)
    {
        var browser = await portal.EnterPasswordAsync((await portal.AddLeitungAsync()).Email);
        (await browser.GetAsync(adresse, follow: false)).ShouldRedirectTo(Einrichten);
        (await browser.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Ihr Amt verlangt einen zweiten Faktor", "Gedruckte Liste");
    }

    [Fact]
    public async Task Without_a_second_factor_no_form_is_taken_but_signing_out_and_public_pages_work()
    {
        var browser = await portal.EnterPasswordAsync((await portal.AddLeitungAsync()).Email);
        (await browser.PostAsync("/konto/angaben", ("Name", "X"))).ShouldHaveStatus(HttpStatusCode.Forbidden).ShouldShow("verlangt einen zweiten Faktor");
        (await browser.GetAsync("/impressum")).ShouldHaveStatus(HttpStatusCode.OK);
        (await browser.SubmitAsync("form[action='/abmelden']")).ShouldShow("E-Mail-Adresse");
        (await browser.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }

    [Fact]
    public async Task Printed_list_alone_is_enough()
    {
        var person = await portal.AddLeitungAsync();
        var browser = await portal.EnterPasswordAsync(person.Email);
        var vorher = Copy(browser);
        await browser.GetAsync("/");
        await browser.FollowAsync("Liste erzeugen");
        var codes = browser.Seite.All("ol code").Select(c => c.TextContent).ToList();
        Assert.Equal((12, 12), (codes.Count, codes.Distinct().Count()));
        (await browser.SubmitAsync("main form")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("setzen Sie dann das Häkchen");
        Assert.Equal(codes, browser.Seite.All("ol code").Select(c => c.TextContent));
        (await browser.SubmitAsync("main form", ("Gedruckt", "ja"))).ShouldShow("Wartet auf mich", "Die neue Liste gilt");
        Assert.DoesNotContain(codes[0], browser.Seite.Html, StringComparison.Ordinal);

        // What the browser had before it proved the second factor is worth nothing.
        (await vorher.GetAsync(Einrichten, follow: false)).ShouldRedirectTo("/anmelden");

        var spaeter = await portal.EnterPasswordAsync(person.Email);
        spaeter.Seite.ShouldShow("Ein noch nicht benutzter Code von Ihrer gedruckten Liste");
        (await spaeter.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
        spaeter = await portal.EnterPasswordAsync(person.Email);
        (await portal.EnterCodeAsync(spaeter, codes[4].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).ShouldShow("Wartet auf mich");
        Assert.All(await portal.InDatabaseAsync(db => db.Einmalcodes.Where(c => c.PersonId == person.Id).Select(c => c.Hash).ToListAsync()),
            h => Assert.DoesNotContain(codes, c => h.Contains(c, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Code_of_the_list_opens_once()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        (await portal.EnterCodeAsync(await portal.EnterPasswordAsync(person.Email), codes[0])).ShouldShow("Wartet auf mich");
        (await portal.EnterCodeAsync(await portal.EnterPasswordAsync(person.Email), codes[0]))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Dieser Code gilt nicht.");
    }

    [Fact]
    public async Task Code_of_the_list_opens_once_also_for_eight_at_the_same_moment()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        var alle = new List<Testbrowser>();
        for (var i = 0; i < 8; i++)
            alle.Add(await portal.EnterPasswordAsync(person.Email));
        var antworten = await Task.WhenAll(alle.Select(b => Task.Run(() => portal.EnterCodeAsync(b, codes[0]))));
        Assert.Equal(1, antworten.Count(a => a.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Last_code_of_the_list_lets_in_and_wants_a_new_list_first()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        for (var i = 0; i < 9; i++)
            await portal.InScopeAsync<Zweitfaktor>(async z => Assert.True(await z.UseCodeAsync(person.Id, codes[i])));
        (await portal.EnterCodeAsync(await portal.EnterPasswordAsync(person.Email), codes[9])).ShouldShow("Auf Ihrer Liste sind noch 2 Codes.");
        (await portal.EnterCodeAsync(await portal.EnterPasswordAsync(person.Email), codes[10])).ShouldShow("Auf Ihrer Liste ist noch 1 Code.");

        var browser = await portal.EnterPasswordAsync(person.Email);
        (await portal.EnterCodeAsync(browser, codes[11])).ShouldShow("Ihre gedruckte Liste ist aufgebraucht");
        (await browser.GetAsync("/schulen", follow: false)).ShouldRedirectTo(Einrichten);
        (await portal.EnterPasswordAsync(person.Email)).Seite.ShouldShow("kein Code mehr frei");
        await browser.GetAsync(Einrichten);
        await browser.FollowAsync("Neue Liste erzeugen");
        (await browser.SubmitAsync("main form", ("Gedruckt", "ja"))).ShouldShow("Wartet auf mich");
    }

    [Fact]
    public async Task App_is_set_up_with_its_code_and_the_same_code_does_not_open_again()
    {
        await using var eigenes = new Pflichtportal();
        var person = await eigenes.AddLeitungAsync();
        var browser = await eigenes.EnterPasswordAsync(person.Email);
        await browser.GetAsync("/");
        await browser.FollowAsync("App einrichten");
        Assert.StartsWith("data:image/png;base64,", browser.Seite.One("img.sd-qr").GetAttribute("src"), StringComparison.Ordinal);
        var schluessel = browser.Seite.One("main code").TextContent;
        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", schluessel);
        var geheimnis = FromBase32(schluessel);
        string Code(int schritte = 0) => Zeitcode.CodeFor(geheimnis, Zeitcode.StepAt(eigenes.Uhr.Now()) + schritte);

        (await browser.SubmitAsync("main form", ("Code", "000000"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Dieser Code passt nicht", schluessel);
        var erster = Code();
        (await browser.SubmitAsync("main form", ("Code", erster))).ShouldShow("Wartet auf mich", "Die App ist eingerichtet.");

        (await eigenes.EnterCodeAsync(await eigenes.EnterPasswordAsync(person.Email), erster)).ShouldHaveStatus(HttpStatusCode.BadRequest);
        eigenes.Uhr.Advance(TimeSpan.FromMinutes(2));
        var zweiter = Code();
        (await eigenes.EnterCodeAsync(await eigenes.EnterPasswordAsync(person.Email), zweiter)).ShouldShow("Wartet auf mich");
        (await eigenes.EnterCodeAsync(await eigenes.EnterPasswordAsync(person.Email), zweiter)).ShouldHaveStatus(HttpStatusCode.BadRequest);
        // The step before one that was used is spent too, one ahead is not.
        (await eigenes.EnterCodeAsync(await eigenes.EnterPasswordAsync(person.Email), Code(-1))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await eigenes.EnterCodeAsync(await eigenes.EnterPasswordAsync(person.Email), Code(1))).ShouldShow("Wartet auf mich");

        var gespeichert = await eigenes.InDatabaseAsync(db => db.UserTokens.Where(t => t.UserId == person.Id).Select(t => t.Value!).SingleAsync());
        Assert.DoesNotContain(Convert.ToBase64String(geheimnis), gespeichert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_code_of_the_app_at_the_same_moment_opens_once()
    {
        var (person, geheimnis) = await AddLeitungWithAppAsync();
        var code = Zeitcode.CodeFor(geheimnis, Zeitcode.StepAt(portal.Uhr.Now()) + 1);
        var alle = new List<Testbrowser>();
        for (var i = 0; i < 5; i++)
            alle.Add(await portal.EnterPasswordAsync(person.Email));
        var antworten = await Task.WhenAll(alle.Select(b => Task.Run(() => portal.EnterCodeAsync(b, code))));
        Assert.Equal(1, antworten.Count(a => a.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_and_the_right_password_in_between_does_not_buy_new_guesses()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        Testbrowser browser = null!;
        for (var i = 0; i < 5; i++)
        {
            browser = await portal.EnterPasswordAsync(person.Email);
            (await portal.EnterCodeAsync(browser, "123456")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        }
        (await portal.EnterCodeAsync(browser, codes[0])).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await portal.EnterPasswordAsync(person.Email)).Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("gesperrt");
        Assert.True(await portal.InDatabaseAsync(db =>
            db.Sicherheitsereignisse.AnyAsync(e => e.PersonId == person.Id && e.Vorfall == Sicherheitsvorfall.KontoGesperrt)));
        Assert.Equal(12, await portal.InDatabaseAsync(db => db.Einmalcodes.CountAsync(c => c.PersonId == person.Id && c.VerbrauchtAm == null)));
    }

    [Fact]
    public async Task Ticket_between_the_steps_is_no_session_and_cannot_be_made_up()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        var browser = await portal.EnterPasswordAsync(person.Email);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), c => c.Name == "schuldigital");
        var ticket = browser.Seite.Form("form[action='/anmelden/zweiter-faktor']")["Ticket"]!;
        foreach (var falsch in new[] { "", "unsinn", ticket[..30] + (ticket[30] == 'A' ? 'B' : 'A') + ticket[31..] })
        {
            await portal.EnterPasswordAsync(person.Email, browser);
            (await browser.SubmitAsync("form[action='/anmelden/zweiter-faktor']", ("Ticket", falsch), ("Code", codes[0])))
                .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("noch einmal an");
        }
        // A new password makes it worthless.
        await portal.InDatabaseAsync(async db =>
        {
            (await db.Users.SingleAsync(b => b.Id == person.Id)).SecurityStamp = "neu";
            await db.SaveChangesAsync();
        });
        await browser.GetAsync("/anmelden");
        (await browser.PostAsync("/anmelden/zweiter-faktor", ("Ticket", ticket), ("Code", codes[0]))).ShouldHaveStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Last_second_factor_stays_where_the_office_demands_one()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        var browser = await portal.EnterPasswordAsync(person.Email);
        await portal.EnterCodeAsync(browser, codes[0]);
        (await browser.GetAsync(Einrichten)).ShouldNotShow("Liste entfernen");
        (await browser.PostAsync(Einrichten + "/liste/ende")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Richten Sie zuerst einen anderen ein");
        Assert.Equal(11, await portal.InDatabaseAsync(db => db.Einmalcodes.CountAsync(c => c.PersonId == person.Id && c.VerbrauchtAm == null)));
    }

    [Fact]
    public async Task Duty_ends_with_the_office()
    {
        await using var eigenes = new Pflichtportal();
        var person = await eigenes.AddLeitungAsync(bis: eigenes.Uhr.Today());
        await eigenes.InDatabaseAsync(async db =>
        {
            db.Add(new Zustaendigkeit(person.Id, Rolle.Administration, Scope.Installation, eigenes.Uhr.Today()));
            await db.SaveChangesAsync();
        });
        (await eigenes.EnterPasswordAsync(person.Email)).Seite.ShouldShow("Ihr Amt verlangt");
        eigenes.Uhr.Advance(TimeSpan.FromDays(2));
        (await eigenes.EnterPasswordAsync(person.Email)).Seite.ShouldShow("Wartet auf mich");
    }

    [Fact]
    public async Task Duty_reaches_whoever_gets_the_office_while_signed_in()
    {
        var person = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        var browser = await portal.SignInAsync(person);
        browser.Seite.ShouldShow("Wartet auf mich");
        var traeger = await portal.BuildAsync(a => a.CreateSchultraeger($"{Random.Shared.Next(100_000, 999_999)}", "Stadt", TraegerArt.Kommune));
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new Zustaendigkeit(person.Id, Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id), portal.Uhr.Today()));
            await db.SaveChangesAsync();
        });
        (await browser.GetAsync("/", follow: false)).ShouldRedirectTo(Einrichten);
    }

    [Fact]
    public async Task Reset_takes_all_away_signs_out_tells_by_mail_and_stands_in_the_history()
    {
        var (person, codes) = await portal.AddLeitungWithListAsync();
        var browser = await portal.EnterPasswordAsync(person.Email);
        await portal.EnterCodeAsync(browser, codes[0]);
        await portal.InScopeAsync<Zweitfaktor>(z => z.ResetAsync(person.Id, Urheber.Portal));

        (await browser.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
        Assert.Equal("Ihr zweiter Faktor wurde zurückgesetzt", (await portal.NewestMailAsync(person.Email)).Betreff);
        Assert.True(await portal.InDatabaseAsync(db =>
            db.Verlauf.AnyAsync(e => e.GegenstandId == person.Id && e.Ereignis == Ereignis.ZweiterFaktorZurueckgesetzt)));
        (await portal.EnterPasswordAsync(person.Email)).Seite.ShouldShow("Ihr Amt verlangt einen zweiten Faktor");
    }

    [Fact]
    public async Task Command_resets_and_refuses_with_a_sentence()
    {
        using var ordner = new Testordner();
        await using var eigenes = new Testportal { Ordner = ordner };
        var person = await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation, email: "weg@test.example");
        await eigenes.SignInAsync(person);
        await eigenes.InScopeAsync<Zweitfaktor>(z => z.SetListAsync(person.Id, Zweitfaktor.NewCodes()));

        var lauf = await Programmlauf.StartAsync(ordner, "konto", "zweiter-faktor-zuruecksetzen", "Weg@test.example");
        Assert.True(lauf.Ende == 0, lauf.Fehler);
        Assert.Contains("weg@test.example", lauf.Ausgabe, StringComparison.Ordinal);
        Assert.Equal(0, await eigenes.InDatabaseAsync(db => db.Einmalcodes.CountAsync()));
        lauf = await Programmlauf.StartAsync(ordner, "konto", "zweiter-faktor-zuruecksetzen", "niemand@test.example");
        Assert.Equal((1, true), (lauf.Ende, lauf.Fehler.Contains("gibt es keine Person", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Passkey_answers_that_are_none_are_refused_with_a_page()
    {
        var browser = portal.NewBrowser();
        foreach (var antwort in new[] { "", "{}", "[]", "kein JSON", "{\"id\":\"AAAA\",\"response\":{}}", new string('x', 30_000) })
        {
            await browser.GetAsync("/anmelden");
            var optionen = await browser.PostAsync("/anmelden/passkey/optionen");
            optionen.ShouldHaveStatus(HttpStatusCode.OK);
            var zustand = ZustandPattern().Match(optionen.Html).Groups[1].Value;
            await browser.GetAsync("/anmelden");
            (await browser.PostAsync("/anmelden/passkey", ("Antwort", antwort), ("Zustand", zustand))).ShouldHaveStatus(HttpStatusCode.BadRequest);
            (await browser.PostAsync("/anmelden/passkey", ("Antwort", antwort), ("Zustand", "unsinn"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        }
    }

    private async Task<(Person Person, byte[] Geheimnis)> AddLeitungWithAppAsync()
    {
        var person = await portal.AddLeitungAsync();
        var geheimnis = Guid.NewGuid().ToByteArray();
        await portal.InScopeAsync<Zweitfaktor>(async z => Assert.True(await z.SetAppAsync(
            person.Id, geheimnis, Zeitcode.CodeFor(geheimnis, Zeitcode.StepAt(portal.Uhr.Now())))));
        return (person, geheimnis);
    }

    private Testbrowser Copy(Testbrowser von)
    {
        var kopie = portal.NewBrowser();
        foreach (Cookie cookie in von.Cookies.GetAllCookies())
            kopie.Cookies.Add(cookie);
        return kopie;
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Where(z => z != ' ')
            .Select(z => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(z, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    [GeneratedRegex("\"zustand\":\"([^\"]+)\"")]
    private static partial Regex ZustandPattern();
}
