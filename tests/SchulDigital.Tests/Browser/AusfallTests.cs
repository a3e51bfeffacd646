using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>Network, server or sign-in gone in the middle of a text: the text stays, and is saved as soon as that is possible.</summary>
[Collection(Bedienung.Name), Trait("Spur", "browser")]
public sealed class AusfallTests(Browserportal browser)
{
    private const string Zeile = "WLAN-Abdeckung";
    private const string Text = "Im Nebengebäude fehlen neun Zugangspunkte.\nSie sind bestellt.";

    [Fact]
    public async Task Without_network_the_text_stays_can_be_copied_and_is_saved_when_the_network_is_back()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        besuch.Allow("net::ERR_INTERNET_DISCONNECTED");
        await besuch.Kontext.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await besuch.Seite.ListenAsync();

        await besuch.Kontext.SetOfflineAsync(true);
        await TypeAsync(besuch.Seite);
        await Expect(Notice(besuch.Seite)).ToContainTextAsync("Die Verbindung fehlt.");
        await Expect(besuch.Seite.Stand(Zeile)).ToHaveTextAsync("nicht gespeichert");
        await besuch.Seite.Zeile(Zeile).GetByRole(AriaRole.Button, new() { Name = "Text kopieren" }).ClickAsync();
        await Expect(besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Text ist kopiert" })).ToBeFocusedAsync();
        Assert.Contains(Text, (await besuch.Seite.EvaluateAsync<string>("navigator.clipboard.readText()")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

        // It tries again by itself, quietly: one notice, said once, and the focus stays where it is.
        var versuche = besuch.Gesendet;
        await Besuch.WaitAsync(() => Task.FromResult(besuch.Gesendet > versuche));
        await Expect(besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Text ist kopiert" })).ToBeFocusedAsync();
        Assert.Single(await besuch.Seite.HeardAsync());

        await besuch.Kontext.SetOfflineAsync(false);
        await ExpectSavedAsync(besuch.Seite, haus);
    }

    [Theory, InlineData(500), InlineData(503)]
    public async Task While_the_server_fails_the_text_stays_and_is_saved_when_it_is_back(int status)
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        besuch.Allow($"status of {status}");
        await besuch.Seite.RouteAsync("**/netz", weg => weg.Request.Method == "POST"
            ? weg.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<h1>Störung</h1>" })
            : weg.ContinueAsync());

        await TypeAsync(besuch.Seite);
        await Expect(Notice(besuch.Seite)).ToContainTextAsync("Der Server antwortet gerade nicht.");
        await Expect(besuch.Seite.Feld(Zeile, "Geplante Schritte")).ToHaveValueAsync(Text);

        await besuch.Seite.UnrouteAllAsync();
        await ExpectSavedAsync(besuch.Seite, haus);
    }

    [Theory, InlineData("schuldigital"), InlineData(null)]
    public async Task After_an_expired_sign_in_one_signs_in_beside_and_the_text_is_saved(string? cookie)
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        besuch.Allow("status of 401", "status of 400");
        await besuch.Kontext.ClearCookiesAsync(new() { Name = cookie });

        await TypeAsync(besuch.Seite);
        await Expect(Notice(besuch.Seite)).ToContainTextAsync("Ihre Anmeldung ist abgelaufen.");
        var daneben = await besuch.Kontext.RunAndWaitForPageAsync(() =>
            besuch.Seite.GetByRole(AriaRole.Link, new() { Name = "In einem neuen Fenster anmelden" }).ClickAsync());
        await Besuch.FillSignInAsync(daneben, haus.Bearbeitung);
        await Expect(daneben.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Wartet auf mich");
        await daneben.CloseAsync();

        // What the browser says when one comes back to this tab; under test every tab counts as seen all the time.
        await besuch.Seite.EvaluateAsync("window.dispatchEvent(new Event('focus'))");
        await ExpectSavedAsync(besuch.Seite, haus);
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_beside_does_not_save_the_text_as_her_own()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        besuch.Allow("status of 401", "status of 400");
        await besuch.Kontext.ClearCookiesAsync();
        await TypeAsync(besuch.Seite);
        await Expect(Notice(besuch.Seite)).ToContainTextAsync("Ihre Anmeldung ist abgelaufen.");

        var daneben = await besuch.Kontext.NewPageAsync();
        await daneben.GotoAsync("/anmelden");
        await Besuch.FillSignInAsync(daneben, haus.Leitung);
        await Expect(daneben.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Wartet auf mich");
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Jetzt speichern" }).ClickAsync();

        await Expect(Notice(besuch.Seite)).ToContainTextAsync("nicht angenommen");
        await Expect(besuch.Seite.Feld(Zeile, "Geplante Schritte")).ToHaveValueAsync(Text);
        Assert.Null((await browser.RowAsync(haus, "netz_wlan")).Werte.GeplanteSchritte);
    }

    [Fact]
    public async Task Without_script_the_text_comes_back_after_the_sign_in_and_is_saved()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus, script: false);
        besuch.Allow("status of 401");
        await besuch.Kontext.ClearCookiesAsync();

        await TypeAsync(besuch.Seite);
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Speichern", Exact = true }).ClickAsync();
        await Expect(besuch.Seite.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ihre Eingaben sind noch da.");
        await Besuch.FillSignInAsync(besuch.Seite, haus.Bearbeitung);
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Eingaben jetzt speichern" }).ClickAsync();
        await Expect(besuch.Seite.GetByText("Gespeichert um")).ToBeVisibleAsync();
        await Expect(besuch.Seite.Feld(Zeile, "Geplante Schritte")).ToHaveValueAsync(Text);
    }

    [Fact]
    public async Task What_comes_back_after_the_sign_in_meets_what_somebody_saved_meanwhile()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus, script: false);
        besuch.Allow("status of 401", "status of 409");
        await using (var andere = await browser.VisitAsync(haus.Leitung))
        {
            await andere.GotoAsync(haus.Matrix + "/netz");
            await TypeAsync(andere.Seite, "Anderer Text");
            await browser.WaitForAsync(haus, "netz_wlan", w => w.GeplanteSchritte == "Anderer Text");
        }
        await besuch.Kontext.ClearCookiesAsync();
        await TypeAsync(besuch.Seite);
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Speichern", Exact = true }).ClickAsync();
        await Besuch.FillSignInAsync(besuch.Seite, haus.Bearbeitung);
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Eingaben jetzt speichern" }).ClickAsync();

        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Meinen Eintrag speichern" }).ClickAsync();
        await browser.WaitForAsync(haus, "netz_wlan", w => w.GeplanteSchritte == Text);
    }

    private async Task<Besuch> OpenAsync(Probehaus haus, bool script = true)
    {
        var besuch = await browser.VisitAsync(haus.Bearbeitung, script);
        await besuch.GotoAsync(haus.Matrix + "/netz");
        return besuch;
    }

    private static async Task TypeAsync(IPage seite, string text = Text)
    {
        await seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
        await seite.Feld(Zeile, "Geplante Schritte").FillAsync(text);
        await seite.Feld(Zeile, "Offene Frage").FocusAsync();
    }

    private static ILocator Notice(IPage seite) => seite.Zeile(Zeile).Locator("[data-meldungen]");

    private async Task ExpectSavedAsync(IPage seite, Probehaus haus)
    {
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        await Expect(Notice(seite)).ToBeEmptyAsync();
        Assert.Equal(Text, (await browser.RowAsync(haus, "netz_wlan")).Werte.GeplanteSchritte);
    }
}
