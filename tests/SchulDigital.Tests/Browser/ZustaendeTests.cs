using Microsoft.Playwright;
using SchulDigital.Domain.Zustaendigkeiten;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>Pages after somebody did something on them: axe finds nothing there either.</summary>
[Collection(Bedienung.Name), Trait("Spur", "browser")]
public sealed class ZustaendeTests(Browserportal browser)
{
    private const string Zeile = "Trennung der Netze";

    [Fact]
    public async Task A_Themenfeld_opened_saved_refused_in_conflict_offline_and_signed_out()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        besuch.Allow("status of 400", "status of 401", "status of 409", "net::ERR");
        var seite = besuch.Seite;
        var schritte = seite.Feld(Zeile, "Geplante Schritte");
        var befunde = new List<string>();
        async Task LookAsync(string stand)
        {
            befunde.AddRange((await seite.InspectAsync()).Select(b => $"{stand}: {b}"));
            await seite.SetViewportSizeAsync(1280, 900);
        }

        await seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
        await seite.Klappe(Zeile, "Runder Tisch, Beschluss, Vertraulichkeit").ClickAsync();
        await seite.Ist(Zeile).ClickAsync("Ausbau");
        await schritte.FillAsync("Erste Fassung");
        await seite.Feld(Zeile, "Offene Frage").FocusAsync();
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        await LookAsync("geöffnet und gespeichert");

        await schritte.FillAsync(new string('x', 5000));
        await seite.Feld(Zeile, "Offene Frage").FocusAsync();
        await Expect(seite.Zeile(Zeile).GetByText("Bitte kürzen Sie ihn.")).ToBeVisibleAsync();
        await LookAsync("abgelehnt");

        await besuch.Kontext.SetOfflineAsync(true);
        await schritte.FillAsync("Zweite Fassung");
        await seite.Feld(Zeile, "Offene Frage").FocusAsync();
        await Expect(seite.Zeile(Zeile).GetByText("Die Verbindung fehlt.")).ToBeVisibleAsync();
        await LookAsync("ohne Netz");
        await besuch.Kontext.SetOfflineAsync(false);
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");

        await using (var andere = await OpenAsync(haus))
        {
            await andere.Seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
            await andere.Seite.Feld(Zeile, "Geplante Schritte").FillAsync("Andere Fassung");
            await browser.WaitForAsync(haus, "netz_trennung", w => w.GeplanteSchritte == "Andere Fassung");
        }
        await schritte.FillAsync("Dritte Fassung");
        await Expect(seite.GetByText("Zwei haben diese Zeile geändert")).ToBeVisibleAsync();
        await LookAsync("Konflikt");
        await seite.GetByRole(AriaRole.Button, new() { Name = "Meinen Eintrag speichern" }).ClickAsync();
        await Expect(seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");

        await besuch.Kontext.ClearCookiesAsync();
        await schritte.FillAsync("Vierte Fassung");
        await Expect(seite.Zeile(Zeile).GetByText("Ihre Anmeldung ist abgelaufen.")).ToBeVisibleAsync();
        await LookAsync("abgemeldet");
        Assert.Empty(befunde);
    }

    [Fact]
    public async Task Without_script_a_Themenfeld_refused_and_the_sign_in_that_keeps_the_text()
    {
        // Rendered by the server alone; the script that axe needs runs in a browser that has it.
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await OpenAsync(haus);
        besuch.Allow("status of 400", "status of 401");
        await besuch.Seite.Feld(Zeile, "Geplante Schritte").EvaluateAsync("(feld, text) => feld.value = text", new string('x', 5000));
        await SubmitAsync(besuch.Seite);
        await Expect(besuch.Seite.GetByText("Diese Zeilen sind noch nicht gespeichert")).ToBeVisibleAsync();
        await besuch.Seite.ShouldBeAccessibleAsync();

        await besuch.Kontext.ClearCookiesAsync();
        await SubmitAsync(besuch.Seite);
        await Expect(besuch.Seite.GetByText("Ihre Eingaben sind noch da.")).ToBeVisibleAsync();
        await besuch.Seite.ShouldBeAccessibleAsync();

        await Besuch.FillSignInAsync(besuch.Seite, haus.Bearbeitung);
        await Expect(besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Eingaben jetzt speichern" })).ToBeVisibleAsync();
        await besuch.Seite.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_refused_sign_in()
    {
        await using var besuch = await browser.VisitAsync();
        besuch.Allow("status of 400");
        await besuch.GotoAsync("/anmelden");
        await besuch.Seite.GetByLabel("Passwort").FillAsync("falsch");
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Anmelden", Exact = true }).ClickAsync();
        await Expect(besuch.Seite.GetByRole(AriaRole.Link, new() { Name = "Geben Sie Ihre E-Mail-Adresse ein." })).ToBeVisibleAsync();
        await besuch.Seite.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_list_of_matrices_filtered_with_and_without_results()
    {
        await using var besuch = await browser.VisitAsync(Rolle.Koordination);
        await besuch.GotoAsync("/matrix");
        await besuch.Seite.GetByLabel("Name").FillAsync("märchenwald");
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Anzeigen" }).ClickAsync();
        await Expect(besuch.Seite.GetByText("2 Treffer")).ToBeVisibleAsync();
        await besuch.Seite.ShouldBeAccessibleAsync();
        await besuch.Seite.GetByLabel("Name").FillAsync("gibt es nicht");
        await besuch.Seite.GetByRole(AriaRole.Button, new() { Name = "Anzeigen" }).ClickAsync();
        await Expect(besuch.Seite.GetByText("keine Matrix")).ToBeVisibleAsync();
        await besuch.Seite.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_version_released_withdrawn_and_its_next_draft()
    {
        var haus = await browser.BuildHouseAsync();
        await using var besuch = await browser.VisitAsync(haus.Leitung);
        besuch.Allow("status of 400");
        var seite = besuch.Seite;
        await besuch.GotoAsync(haus.Matrix + "/pruefung");
        await seite.GetByText("Offene Zeilen zeigen").ClickAsync();
        await seite.ShouldBeAccessibleAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 1 freigeben" }).ClickAsync();
        await seite.ShouldBeAccessibleAsync();
        await seite.GetByRole(AriaRole.Link, new() { Name = "Fassung 1 zurückziehen" }).ClickAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Fassung zurückziehen" }).ClickAsync();
        await Expect(seite.GetByRole(AriaRole.Link, new() { Name = "Nennen Sie einen Grund für das Zurückziehen." })).ToBeVisibleAsync();
        await seite.ShouldBeAccessibleAsync();
        await seite.GetByLabel("Grund").FillAsync("Ein Wert war falsch.");
        await seite.GetByRole(AriaRole.Button, new() { Name = "Fassung zurückziehen" }).ClickAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Neuen Entwurf beginnen" }).ClickAsync();
        await seite.GetByText("Niemand zugeordnet").First.ClickAsync();
        await seite.ShouldBeAccessibleAsync();
    }

    private async Task<Besuch> OpenAsync(Probehaus haus)
    {
        var besuch = await browser.VisitAsync(haus.Bearbeitung);
        await besuch.GotoAsync(haus.Matrix + "/netz");
        return besuch;
    }

    /// <summary>Sends the form itself, past the script.</summary>
    private static Task<IResponse> SubmitAsync(IPage seite) => seite.RunAndWaitForResponseAsync(
        () => seite.EvaluateAsync("document.querySelector('form[data-matrix]').submit()"), a => a.Request.Method == "POST");
}
