using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// A head of school on a phone, on a portal where the second factor is a duty: sets it up, signs out and in with it, releases
/// the school's matrix.
/// </summary>
[Trait("Spur", "browser")]
public sealed partial class ZweiterFaktorTests : IAsyncLifetime
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
        await AddAuthenticatorAsync(besuch);
        await besuch.GotoAsync(Namensadresse + "/anmelden");
        await Besuch.FillSignInAsync(seite, email);
        await ExpectTitleAsync(seite, "Zweiter Faktor");
        await seite.ShouldBeAccessibleAsync();
        await CreatePasskeyAsync(seite);

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
        var code = await PrintListAsync(seite);

        await seite.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).ClickAsync();
        await Besuch.FillSignInAsync(seite, email);
        await seite.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await seite.GetByRole(AriaRole.Button, new() { Name = "Anmelden", Exact = true }).ClickAsync();
        await ReleaseAsync(seite, schule);
    }

    [Fact]
    public async Task A_successor_in_the_middle_of_the_year_comes_in_on_a_phone_and_releases()
    {
        var name = Guid.NewGuid().ToString("N")[..8];
        var (alte, amt, schule, matrix) = await _browser.Portal.BuildAsync(a =>
        {
            var (leitung, haus, blatt) = BuildSchool(a, name);
            blatt.AnswerAll(Stufenwert.Ausbau, leitung, _browser.Portal.Uhr.Now()).Release(leitung, _browser.Portal.Uhr.Now());
            return (leitung.Person.Email, leitung.Zustaendigkeit.Id, haus, $"/schulen/{haus.Id}/matrix/{blatt.Matrix.Key}");
        });

        // The predecessor, at her desk: names the successor, and is out with the next click.
        await using var vorher = await _browser.VisitAsync();
        await vorher.GotoAsync("/anmelden");
        await Besuch.FillSignInAsync(vorher.Seite, alte);
        await PrintListAsync(vorher.Seite);
        await vorher.GotoAsync($"/schulen/{schule.Id}/zustaendigkeiten/{amt}/nachfolge");
        await vorher.Seite.GetByLabel($"Letzter Tag von Lars {name}").FillAsync($"{_browser.Portal.Uhr.Today().AddDays(-1):yyyy-MM-dd}");
        await vorher.Seite.GetByLabel("Name", new() { Exact = true }).FillAsync($"Nora {name}");
        await vorher.Seite.GetByLabel("E-Mail-Adresse").FillAsync($"nora-{name}@test.example");
        await vorher.Seite.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Vorschau" }).ClickAsync();
        await vorher.Seite.GetByRole(AriaRole.Button, new() { Name = "Jetzt versenden" }).ClickAsync();
        await ExpectTitleAsync(vorher.Seite, "Code weitergeben");
        var code = await vorher.Seite.Locator(".sd-code").TextContentAsync();
        await vorher.Seite.GetByRole(AriaRole.Link, new() { Name = "Fertig, zurück zur Liste" }).ClickAsync();
        await ExpectTitleAsync(vorher.Seite, "Anmelden");

        // The successor, on her phone: link from the mail, code from the telephone, passkey, release.
        var mail = await _browser.Portal.InDatabaseAsync(db =>
            db.Ausgangsnachrichten.SingleAsync(n => n.Empfaenger == $"nora-{name}@test.example"));
        await using var besuch = await _browser.VisitAsync();
        var seite = besuch.Seite;
        await seite.SetViewportSizeAsync(390, 844);
        await AddAuthenticatorAsync(besuch);
        await besuch.GotoAsync(Namensadresse + LinkPattern().Match(mail.Text!).Value);
        await seite.GetByLabel("Code").FillAsync(code!);
        await seite.GetByLabel("Neues Passwort").FillAsync("Ein langer Satz am Morgen");
        await seite.GetByLabel("Passwort wiederholen").FillAsync("Ein langer Satz am Morgen");
        await seite.ShouldBeAccessibleAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Einladung annehmen" }).ClickAsync();
        await ExpectTitleAsync(seite, "Zweiter Faktor");
        await CreatePasskeyAsync(seite);
        await seite.GetByRole(AriaRole.Link, new() { Name = "Übergabe durchsehen" }).ClickAsync();
        await Expect(seite.GetByText($"Nora {name} folgt auf Lars {name}")).ToBeVisibleAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Durchgesehen, Übergabe bestätigen" }).ClickAsync();
        await besuch.GotoAsync(Namensadresse + matrix);
        await seite.GetByRole(AriaRole.Button, new() { Name = "Neuen Entwurf beginnen" }).ClickAsync();
        await seite.GetByRole(AriaRole.Link, new() { Name = "Angaben prüfen" }).First.ClickAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 2 freigeben" }).ClickAsync();
        await Expect(seite.GetByText("Die Matrix ist freigegeben.")).ToBeVisibleAsync();
        var fassungen = seite.GetByRole(AriaRole.Region, new() { Name = "Fassungen" }).GetByRole(AriaRole.Listitem);
        await Expect(fassungen.Filter(new() { HasText = "Fassung 1" })).ToContainTextAsync($"von Lars {name}");
        await Expect(fassungen.Filter(new() { HasText = "Fassung 2" })).ToContainTextAsync($"von Nora {name}");
    }

    /// <summary>A passkey belongs to a name; a bare number is none.</summary>
    private string Namensadresse => _browser.Portal.Adresse.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private static async Task AddAuthenticatorAsync(Besuch besuch)
    {
        var geraet = await besuch.Kontext.NewCDPSessionAsync(besuch.Seite);
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
    }

    private static async Task CreatePasskeyAsync(IPage seite)
    {
        await seite.GetByLabel("Wie heißt dieser Passkey?").FillAsync("Diensthandy");
        await seite.GetByRole(AriaRole.Button, new() { Name = "Passkey anlegen" }).ClickAsync();
        await ExpectTitleAsync(seite, "Wartet auf mich");
        await Expect(seite.GetByText("Der Passkey ist eingerichtet.")).ToBeVisibleAsync();
    }

    /// <summary>Sets the printed list up and gives its first code.</summary>
    private static async Task<string> PrintListAsync(IPage seite)
    {
        await seite.GetByRole(AriaRole.Link, new() { Name = "Liste erzeugen" }).ClickAsync();
        var code = await seite.Locator("ol code").First.TextContentAsync();
        await seite.GetByLabel("Ich habe die Liste gedruckt oder abgeschrieben.").CheckAsync();
        await seite.GetByRole(AriaRole.Button, new() { Name = "Diese Liste gilt ab jetzt" }).ClickAsync();
        await ExpectTitleAsync(seite, "Wartet auf mich");
        return code!;
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
        var (leitung, schule, _) = BuildSchool(a, Guid.NewGuid().ToString("N")[..8]);
        return (leitung.Person.Email, schule.Name);
    });

    private static (Amtsperson Leitung, Schule Schule, Matrixaufbau Matrix) BuildSchool(Aufbau a, string name)
    {
        var region = a.CreateRegion($"probe-{name}", $"Region {name}", "Bildungsbüro");
        var kommune = a.CreateKommune(region, $"{Random.Shared.Next(10_000_000, 99_999_999)}", $"Ort {name}");
        var schule = a.CreateSchule($"{Random.Shared.Next(800_000, 899_999)}", $"Schule {name}", "Grundschule", kommune,
            a.CreateSchultraeger(name, $"Stadt {name}", TraegerArt.Kommune));
        var matrix = a.CreateMatrix(schule, a.CreateDurchgang(region, $"probe-{name}", "2026/27"));
        var leitung = a.CreatePerson($"Lars {name}", $"leitung-{name}@test.example");
        return (a.Appoint(leitung, Rolle.Schulleitung, Scope.Schule(schule.Id)), schule, matrix);
    }

    [GeneratedRegex(@"/einladung/[\w-]{43}")]
    private static partial Regex LinkPattern();
}
