using System.Net;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class AbgelaufeneAnmeldungTests(Probeportal portal) : IClassFixture<Probeportal>
{
    private const string Text = "Zwei Stunden Arbeit, Zeile 1\nund Zeile 2 mit <b>Zeichen</b> & „Umlauten“ äöü";

    private Probewelt Welt => portal.Welt;
    private string Weg => $"/traeger/{Welt.Eigen.Traeger.Id}/matrix/probe-2026-27/{Welt.Eigen.TraegerMatrix.Zeilen[0].Themenfeld}";
    private string Feld(int zeile) => $"Zeilen[{Welt.Eigen.TraegerMatrix.Zeilen[zeile].Kriterium}].GeplanteSchritte";

    [Fact]
    public async Task Typed_text_survives_and_is_saved_after_signing_in_again()
    {
        var (browser, formular) = await BeginAsync();
        Expire(browser);

        var anmelden = await browser.SubmitAsync(formular.Set(Feld(0), Text));
        anmelden.ShouldHaveStatus(HttpStatusCode.Unauthorized).ShouldShow("Ihre Anmeldung ist abgelaufen", "Ihre Eingaben sind noch da");
        Assert.DoesNotContain("Zwei Stunden", anmelden.Html, StringComparison.Ordinal);

        var aufbewahrt = await SignInAgainAsync(browser, Rolle.Traegerbearbeitung);
        aufbewahrt.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Eingaben jetzt speichern");
        (await browser.SubmitAsync("main form")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Gespeichert um");
        Assert.Equal(Text.ReplaceLineEndings("\r\n"), browser.Seite.Form("form[data-matrix]")[Feld(0)]);
    }

    [Fact]
    public async Task Wrong_password_in_between_loses_nothing()
    {
        var (browser, formular) = await BeginAsync();
        Expire(browser);
        await browser.SubmitAsync(formular.Set(Feld(0), "bleibt"));
        (await browser.SubmitAsync("main form", ("Email", Welt.Leute[Rolle.Traegerbearbeitung].Person.Email), ("Passwort", "falsch")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await SignInAgainAsync(browser, Rolle.Traegerbearbeitung)).ShouldShow("Eingaben jetzt speichern");
    }

    [Fact]
    public async Task Another_person_does_not_get_the_text()
    {
        var (browser, formular) = await BeginAsync();
        Expire(browser);
        await browser.SubmitAsync(formular.Set(Feld(0), Text));

        var seite = await SignInAgainAsync(browser, Rolle.Traegerleitung);
        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldNotShow("Eingaben jetzt speichern", "Zwei Stunden");
    }

    [Fact]
    public async Task Altered_keepsake_is_ignored()
    {
        var (browser, formular) = await BeginAsync();
        Expire(browser);
        await browser.SubmitAsync(formular.Set(Feld(0), Text));
        var wert = browser.Seite.Form("main form")["Aufbewahrt"]!;

        var seite = await SignInAgainAsync(browser, Rolle.Traegerbearbeitung, ("Aufbewahrt", wert[..40] + (wert[40] == 'A' ? 'B' : 'A') + wert[41..]));
        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldNotShow("Eingaben jetzt speichern");
    }

    [Fact]
    public async Task Text_too_long_to_be_kept_says_so_and_sending_it_again_after_sign_in_saves_it()
    {
        // Another Themenfeld, so that its long texts are in nobody's way.
        var themenfeld = Welt.Eigen.TraegerMatrix.Zeilen.GroupBy(z => z.Themenfeld).Skip(1).MaxBy(f => f.Count())!;
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        await browser.GetAsync(Weg[..Weg.LastIndexOf('/')] + "/" + themenfeld.Key);
        var formular = browser.Seite.Form("form[data-matrix]");
        foreach (var zeile in themenfeld.Take(3))
            foreach (var feld in new[] { "GeplanteSchritte", "Unterstuetzungsbedarf", "OffeneFrage", "InterneNotiz" })
                formular.Set($"Zeilen[{zeile.Kriterium}].{feld}", new string('ä', 3900));
        Expire(browser);

        (await browser.SubmitAsync(formular)).ShouldHaveStatus(HttpStatusCode.Unauthorized).ShouldShow("zu lang, um sie hier aufzubewahren");
        Assert.Null(browser.Seite.Find("[name=Aufbewahrt]"));

        await SignInAgainAsync(browser, Rolle.Traegerbearbeitung);
        (await browser.SubmitAsync(formular)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Gespeichert um");
    }

    [Fact]
    public async Task Script_gets_401_and_can_send_the_same_again_after_sign_in()
    {
        var (browser, formular) = await BeginAsync();
        formular.Set(Feld(1), "vom Skript");
        Expire(browser);

        var antwort = await browser.PostAsync(Weg, formular.Felder, token: false, kopf: ("X-Requested-With", "fetch"));
        antwort.ShouldHaveStatus(HttpStatusCode.Unauthorized);
        Assert.Empty(antwort.Html);

        await SignInElsewhereAsync(browser);
        antwort = await browser.PostAsync(Weg, formular.Felder, token: false, kopf: ("X-Requested-With", "fetch"));
        antwort.ShouldHaveStatus(HttpStatusCode.OK);
        (await browser.GetAsync(Weg)).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("vom Skript", browser.Seite.Form("form[data-matrix]")[Feld(1)]);
    }

    [Fact]
    public async Task Sign_in_runs_out_by_itself()
    {
        await using var eigenes = new Testportal();
        eigenes.Set("Konten:AnmeldungMinuten", "30");
        var browser = await eigenes.SignInAsync(await eigenes.AddPersonAsync(Rolle.Administration, Scope.Installation));
        eigenes.Uhr.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
        eigenes.Uhr.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/", follow: false)).ShouldHaveStatus(HttpStatusCode.OK);
        eigenes.Uhr.Advance(TimeSpan.FromMinutes(31));
        (await browser.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }

    private async Task<(Testbrowser, Testformular)> BeginAsync()
    {
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        (await browser.GetAsync(Weg)).ShouldHaveStatus(HttpStatusCode.OK);
        return (browser, browser.Seite.Form("form[data-matrix]"));
    }

    /// <summary>The sign-in cookie is gone; the one that protects forms stays until the browser is closed.</summary>
    private static void Expire(Testbrowser browser)
    {
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            if (cookie.Name == "schuldigital")
                cookie.Expired = true;
    }

    private Task<Testseite> SignInAgainAsync(Testbrowser browser, Rolle rolle, params (string, string?)[] dazu) =>
        browser.SubmitAsync("main form", [("Email", Welt.Leute[rolle].Person.Email), ("Passwort", Testportal.Passwort), .. dazu]);

    private async Task SignInElsewhereAsync(Testbrowser browser)
    {
        await browser.GetAsync("/anmelden");
        await SignInAgainAsync(browser, Rolle.Traegerbearbeitung);
    }
}
