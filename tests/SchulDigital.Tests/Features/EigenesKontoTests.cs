using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Konten;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class EigenesKontoTests(Testportal portal) : IClassFixture<Testportal>
{
    [Fact]
    public async Task Name_in_the_header_leads_to_offices_name_and_sign_ins()
    {
        var person = await NewPersonAsync();
        var browser = await portal.SignInAsync(person);
        await browser.FollowAsync($"Mein Konto: {person.Name}");
        browser.Seite.ShouldShow("Mein Konto", "SchulDigital", "Administration", "Mitarbeit", "seit ", person.Email, "Ein zweiter Faktor ist nicht eingerichtet.");
    }

    [Fact]
    public async Task Name_and_function_are_changed_and_stand_in_the_history()
    {
        var person = await NewPersonAsync();
        var browser = await portal.SignInAsync(person);
        await browser.GetAsync("/konto");
        (await browser.SubmitAsync("form[action='/konto/angaben']", ("Name", ""), ("Funktion", new string('x', 121))))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie Ihren Namen ein.", "höchstens 120 Zeichen");
        (await browser.SubmitAsync("form[action='/konto/angaben']", ("Name", "Ömer <b>Neu</b>"), ("Funktion", "Amtsleitung")))
            .ShouldShow("Ihre Angaben sind gespeichert.", "Ömer <b>Neu</b>");
        Assert.True(await portal.InDatabaseAsync(db => db.Verlauf.AnyAsync(e => e.PersonId == person.Id && e.Ereignis == Ereignis.AngabenGeaendert)));
    }

    [Fact]
    public async Task Mails_can_be_switched_off_and_on()
    {
        var browser = await portal.SignInAsync(await NewPersonAsync());
        await browser.GetAsync("/konto");
        (await browser.SubmitAsync("form[action='/konto/hinweise']", ("hinweise", null))).ShouldShow("Hinweise stehen nur noch im Portal.");
        Assert.Null(browser.Seite.Form("form[action='/konto/hinweise']")["hinweise"]);
        (await browser.SubmitAsync("form[action='/konto/hinweise']", ("hinweise", "ja"))).ShouldShow("Hinweise kommen auch als E-Mail.");
    }

    [Fact]
    public async Task One_sign_in_or_all_others_or_all_end_at_the_next_request()
    {
        var person = await NewPersonAsync();
        var hier = portal.NewBrowser();
        hier.Client.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await portal.AddPasswordAsync(person);
        await hier.SignInAsync(person.Email, Testportal.Passwort);
        var dort = await portal.SignInAsync(person);
        (await hier.GetAsync("/konto")).ShouldShow("Firefox auf Windows", "Unbekanntes Gerät");
        Assert.Equal(2, hier.Seite.All("form[action$='/ende'][action*='anmeldungen/'] .kern-btn--tertiary").Count(b => b.TextContent.Contains("Beenden", StringComparison.Ordinal)));
        var fremde = hier.Seite.All("li.sd-karte").Single(k => !k.TextContent.Contains("hier", StringComparison.Ordinal));
        await hier.PostAsync(fremde.QuerySelector("form")!.GetAttribute("action")!);
        (await dort.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
        (await hier.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);

        dort = await portal.SignInAsync(person);
        await hier.GetAsync("/konto");
        (await hier.PostAsync("/konto/anmeldungen/ende", ("umfang", "andere"))).ShouldShow("Alle anderen Anmeldungen sind beendet.");
        (await dort.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");

        dort = await portal.SignInAsync(person);
        await hier.GetAsync("/konto");
        (await hier.PostAsync("/konto/anmeldungen/ende", ("umfang", "alle"))).ShouldShow("E-Mail-Adresse");
        (await dort.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
        (await hier.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }

    [Fact]
    public async Task Sign_in_of_somebody_else_cannot_be_ended()
    {
        var andere = await NewPersonAsync();
        var dort = await portal.SignInAsync(andere);
        var id = await portal.InDatabaseAsync(db => db.Anmeldungen.Where(a => a.PersonId == andere.Id).Select(a => a.Id).SingleAsync());
        await (await portal.SignInAsync(await NewPersonAsync())).PostAsync($"/konto/anmeldungen/{id}/ende");
        (await dort.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Own_data_hold_what_is_promised_and_nothing_of_others()
    {
        var fremd = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation, email: $"fremd-{Guid.NewGuid():N}@test.example");
        await portal.SignInAsync(fremd);
        var person = await NewPersonAsync();
        var browser = await portal.SignInAsync(person);
        await browser.GetAsync("/konto");
        await browser.SubmitAsync("form[action='/konto/angaben']", ("Name", "Meine Eigene"), ("Funktion", "Sachgebiet 4"));
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new Verlaufseintrag(Ereignis.ZustaendigkeitErteilt, nameof(Person), person.Id, Scope.Installation, new Urheber(fremd.Id, null), portal.Uhr.Now(), "Grund von anderen"));
            db.Add(new Verlaufseintrag(Ereignis.ZeileGeaendert, nameof(Person), fremd.Id, Scope.Installation, new Urheber(fremd.Id, null), portal.Uhr.Now(), "Fremdes"));
            await db.SaveChangesAsync();
        });
        await portal.InScopeAsync<Zweitfaktor>(z => z.SetListAsync(person.Id, Zweitfaktor.NewCodes()));

        await browser.GetAsync("/konto/daten");
        var datei = await browser.FollowAsync("Meine Daten herunterladen");
        Assert.Equal("application/json", datei.Antwort.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("schuldigital-meine-daten-", datei.Antwort.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        using var daten = JsonDocument.Parse(datei.Html);
        var wurzel = daten.RootElement;
        Assert.Equal(("Meine Eigene", "Sachgebiet 4", person.Email), (Text(wurzel, "person", "name"), Text(wurzel, "person", "funktion"), Text(wurzel, "person", "eMail")));
        Assert.Equal("Administration", wurzel.GetProperty("aemter")[0].GetProperty("rolle").GetString());
        Assert.Equal(12, wurzel.GetProperty("zweiterFaktor").GetProperty("freieCodesDerListe").GetInt32());
        Assert.Equal(1, wurzel.GetProperty("anmeldungen").GetArrayLength());
        Assert.Contains(wurzel.GetProperty("sicherheitsereignisse").EnumerateArray(), e => e.GetProperty("ereignis").GetString() == "angemeldet");
        Assert.Contains(wurzel.GetProperty("verlauf").EnumerateArray(), e => e.GetProperty("ereignis").GetString() == "Eigene Angaben geändert" && e.GetProperty("vonMir").GetBoolean());
        Assert.Contains(wurzel.GetProperty("verlauf").EnumerateArray(), e => e.GetProperty("ereignis").GetString() == "Zuständigkeit erteilt" && !e.GetProperty("vonMir").GetBoolean());
        Assert.Contains(wurzel.GetProperty("mails").EnumerateArray(), e => e.GetProperty("betreff").GetString() == "Zweiter Faktor geändert");
        foreach (var geheim in new[] { fremd.Email, fremd.Id.ToString(), "Grund von anderen", "Fremdes", "asswordHash", "hash" })
            Assert.DoesNotContain(geheim, datei.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_data_are_limited_per_person()
    {
        await using var eigenes = new Testportal();
        eigenes.Set("Grenzen:AusgabenJeMinuteUndPerson", "2");
        var browser = await eigenes.SignInAsync(await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation));
        for (var i = 0; i < 2; i++)
            (await browser.GetAsync("/konto/daten/datei")).ShouldHaveStatus(HttpStatusCode.OK);
        (await browser.GetAsync("/konto/daten/datei")).ShouldHaveStatus(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Page_that_wants_a_fresh_proof_asks_and_comes_back()
    {
        await using var eigenes = new Testportal();
        var browser = await eigenes.SignInAsync(await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation));
        (await browser.GetAsync("/konto/zweiter-faktor", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
        eigenes.Uhr.Advance(TimeSpan.FromMinutes(16));
        (await browser.GetAsync("/konto/daten")).ShouldShow("Bitte bestätigen Sie, dass Sie es sind");
        (await browser.SubmitAsync("main form", ("Passwort", "falsch"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Das Passwort ist falsch.");
        (await browser.SubmitAsync("main form", ("Passwort", Testportal.Passwort))).ShouldShow("Was über mich gespeichert ist");
        (await browser.GetAsync("/konto/zweiter-faktor", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Form_that_waits_for_a_fresh_proof_keeps_what_was_typed()
    {
        await using var eigenes = new Testportal();
        var person = await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation);
        var browser = await eigenes.SignInAsync(person);
        await browser.GetAsync("/konto/zweiter-faktor/liste");
        var codes = browser.Seite.All("ol code").Select(c => c.TextContent).ToList();
        eigenes.Uhr.Advance(TimeSpan.FromMinutes(16));
        (await browser.SubmitAsync("main form", ("Gedruckt", "ja"))).ShouldHaveStatus(HttpStatusCode.Unauthorized)
            .ShouldShow("Bitte bestätigen Sie", "Was Sie eingegeben haben, ist noch da.").ShouldNotShow(codes[0]);
        (await browser.SubmitAsync("main form", ("Passwort", Testportal.Passwort))).ShouldShow("Ihre Eingaben sind noch da");
        (await browser.SubmitAsync("main form")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Die neue Liste gilt.");
        await eigenes.InScopeAsync<Zweitfaktor>(async z => Assert.True(await z.UseCodeAsync(person.Id, codes[0])));
    }

    [Fact]
    public async Task Wrong_proofs_lock_the_account()
    {
        await using var eigenes = new Testportal();
        var person = await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation);
        var browser = await eigenes.SignInAsync(person);
        await browser.GetAsync("/bestaetigen");
        for (var i = 0; i < 5; i++)
            await browser.SubmitAsync("main form", ("Passwort", "falsch"));
        (await browser.SubmitAsync("main form", ("Passwort", Testportal.Passwort))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        Assert.True(await eigenes.InDatabaseAsync(db =>
            db.Sicherheitsereignisse.AnyAsync(e => e.PersonId == person.Id && e.Vorfall == Sicherheitsvorfall.KontoGesperrt)));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1", "Safari auf iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge auf Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome auf Linux")]
    [InlineData("curl/8.5", null)]
    [InlineData(null, null)]
    public void Device_is_told_in_words(string? kennung, string? worte) => Assert.Equal(worte, Geraet.Of(kennung));

    private Task<Person> NewPersonAsync() => portal.AddPersonAsync(Rolle.Administration, Scope.Installation);

    private static string? Text(JsonElement wurzel, params string[] weg) => weg.Aggregate(wurzel, (e, n) => e.GetProperty(n)).GetString();
}
