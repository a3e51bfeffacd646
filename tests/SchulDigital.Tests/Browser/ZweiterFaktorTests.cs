using Microsoft.Playwright;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// A head of school on a phone, on a portal where the second factor is a duty: sets it up, signs out and in with it, releases
/// the school's matrix.
/// </summary>
[Trait("Spur", "browser")]
public sealed class ZweiterFaktorTests : IAsyncLifetime
{
    private readonly Browserportal _browser = new();

    public Task InitializeAsync()
    {
        _browser.Portal.Set("Konten:ZweiterFaktorPflicht", "true");
        return _browser.InitializeAsync();
    }

    public Task DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task With_a_passkey()
    {
        var (email, schule) = await BuildSchoolAsync();
        await using var besuch = await _browser.VisitAsync();
        var seite = besuch.Seite;
        await seite.SetViewportSizeAsync(390, 844);
        var geraet = await besuch.Kontext.NewCDPSessionAsync(seite);
        await geraet.SendAsync("WebAuthn.enable");
        await geraet.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });

        // A passkey belongs to a name; a bare number is none.
        await besuch.GotoAsync(_browser.Portal.Adresse.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/anmelden");
        await Besuch.FillSignInAsync(seite, email);
        await ExpectTitleAsync(seite, "Zweiter Faktor");
        await seite.ShouldBeAccessibleAsync();
        await seite.GetByLabel("Wie heißt dieser Passkey?").FillAsync("Diensthandy");
        await seite.GetByRole(AriaRole.Button, new() { Name = "Passkey anlegen" }).ClickAsync();
        await ExpectTitleAsync(seite, "Wartet auf mich");
        await Expect(seite.GetByText("Der Passkey ist eingerichtet.")).ToBeVisibleAsync();

        await seite.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).ClickAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" }).ClickAsync();
        await ReleaseAsync(seite, schule);

        // As second step after the password it works too, and for a fresh proof.
        await seite.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).ClickAsync();
        await Besuch.FillSignInAsync(seite, email);
        await ExpectTitleAsync(seite, "Zweiter Faktor");
        await seite.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" }).ClickAsync();
        await ExpectTitleAsync(seite, "Wartet auf mich");
        _browser.Portal.Uhr.Advance(TimeSpan.FromMinutes(16));
        await seite.GetByRole(AriaRole.Link, new() { Name = "Mein Konto" }).ClickAsync();
        await seite.ShouldBeAccessibleAsync();
        await seite.GetByRole(AriaRole.Link, new() { Name = "Zweiten Faktor verwalten" }).ClickAsync();
        await ExpectTitleAsync(seite, "Bitte bestätigen Sie, dass Sie es sind");
        await seite.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey bestätigen" }).ClickAsync();
        await Expect(seite.GetByText("Diensthandy", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_the_printed_list_and_without_script()
    {
        var (email, schule) = await BuildSchoolAsync();
        await using var besuch = await _browser.VisitAsync(script: false);
        var seite = besuch.Seite;
        await seite.SetViewportSizeAsync(390, 844);
        await besuch.GotoAsync("/anmelden");
        await Expect(seite.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" })).ToBeHiddenAsync();
        await Besuch.FillSignInAsync(seite, email);
        await seite.GetByRole(AriaRole.Link, new() { Name = "Liste erzeugen" }).ClickAsync();
        var code = await seite.Locator("ol code").First.TextContentAsync();
        await seite.GetByLabel("Ich habe die Liste gedruckt oder abgeschrieben.").CheckAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Diese Liste gilt ab jetzt" }).ClickAsync();
        await ExpectTitleAsync(seite, "Wartet auf mich");

        await seite.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).ClickAsync();
        await Besuch.FillSignInAsync(seite, email);
        await seite.GetByLabel("Code", new() { Exact = true }).FillAsync(code!);
        await seite.GetByRole(AriaRole.Button, new() { Name = "Anmelden", Exact = true }).ClickAsync();
        await ReleaseAsync(seite, schule);
    }

    private static async Task ReleaseAsync(IPage seite, string schule)
    {
        await ExpectTitleAsync(seite, "Wartet auf mich");
        await seite.GetByRole(AriaRole.Link, new() { Name = schule }).First.ClickAsync();
        await seite.GetByRole(AriaRole.Link, new() { Name = "Angaben prüfen" }).First.ClickAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 1 freigeben" }).ClickAsync();
        await Expect(seite.GetByText("Die Matrix ist freigegeben.")).ToBeVisibleAsync();
    }

    private static Task ExpectTitleAsync(IPage seite, string titel) =>
        Expect(seite.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(titel);

    private Task<(string Email, string Schule)> BuildSchoolAsync() => _browser.Portal.BuildAsync(a =>
    {
        var name = Guid.NewGuid().ToString("N")[..8];
        var region = a.CreateRegion($"probe-{name}", $"Region {name}", "Bildungsbüro");
        var kommune = a.CreateKommune(region, $"{Random.Shared.Next(10_000_000, 99_999_999)}", $"Ort {name}");
        var schule = a.CreateSchule($"{Random.Shared.Next(800_000, 899_999)}", $"Schule {name}", "Grundschule", kommune,
            a.CreateSchultraeger(name, $"Stadt {name}", TraegerArt.Kommune));
        a.CreateMatrix(schule, a.CreateDurchgang(region, $"probe-{name}", "2026/27"));
        var leitung = a.CreatePerson($"Lars {name}", $"leitung-{name}@test.example");
        a.Appoint(leitung, Rolle.Schulleitung, Scope.Schule(schule.Id));
        return (leitung.Email, schule.Name);
    });
}
