using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Data;

public sealed class FreigabewettlaufSqliteTests(Sqliteserver server) : FreigabewettlaufTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class FreigabewettlaufPostgresTests(Postgresserver server) : FreigabewettlaufTests(server);

/// <summary>
/// Saves that race a release, over HTTP, many times: what was acknowledged stands in the version, what was refused does
/// not, and nothing comes in afterwards.
/// </summary>
[Trait("Spur", "provider")]
public abstract class FreigabewettlaufTests(Datenbankserver server) : IAsyncLifetime
{
    private const int Versuche = 200;
    private const string Token = "__RequestVerificationToken";

    /// <summary>Two in rows of their own, two in different fields of one row.</summary>
    private static readonly (int Zeile, Zeilenfeld Feld)[] Schreibende =
    [
        (0, Zeilenfeld.GeplanteSchritte), (1, Zeilenfeld.OffeneFrage), (2, Zeilenfeld.GeplanteSchritte), (2, Zeilenfeld.InterneNotiz),
    ];

    private readonly Random _zufall = new(20261121);
    private Testportal? _portal;
    private string _adresse = "";
    private string _themenfeld = "";
    private List<string> _kriterien = [];
    private Testbrowser _leitung = null!;
    private Testbrowser[] _browser = [];

    [DatenbankFact]
    public async Task Released_is_what_was_acknowledged_and_nothing_else()
    {
        var (angenommen, abgelehnt) = (0, 0);
        for (var versuch = 1; versuch <= Versuche; versuch++)
        {
            var freigegeben = new TaskCompletionSource();
            var schreiben = Schreibende.Select((s, n) => WriteUntilRefusedAsync(n, versuch, freigegeben.Task)).ToList();
            await Task.Delay(_zufall.Next(0, 4));
            await PostAsync(_leitung, "freigaben", HttpStatusCode.Redirect);
            freigegeben.SetResult();
            var staende = await Task.WhenAll(schreiben).WaitAsync(TimeSpan.FromMinutes(1));

            await CompareAsync(versuch, staende);
            angenommen += staende.Sum(s => s.Angenommen);
            abgelehnt += staende.Count(s => s.Abgelehnt);
            await PostAsync(_leitung, "entwurf", HttpStatusCode.Redirect);
        }
        // The test says nothing when writers never meet the release.
        Assert.True(angenommen > Versuche, $"{angenommen} saves acknowledged");
        Assert.True(abgelehnt > Versuche, $"{abgelehnt} saves refused");
        Assert.Equal(Versuche, await _portal!.InDatabaseAsync(db => db.MatrixFassungen.CountAsync()));
        await CheckHistoryAsync();
    }

    public async Task InitializeAsync()
    {
        if (server is Postgresserver && Postgresserver.Skip is not null)
            return;
        var datenbank = await server.CreateAsync();
        _portal = new Testportal()
            .Set("Database:Provider", datenbank.Provider.ToString())
            .Set("ConnectionStrings:Default", datenbank.ConnectionString);
        var (traeger, leitung, bearbeitung) = await _portal.InDatabaseAsync(async db =>
        {
            var aufbau = await Aufbau.StartAsync(db, _portal.Uhr, new PasswordHasher<Benutzer>());
            var region = aufbau.CreateRegion("musterland", "Musterland", "Regionales Bildungsbüro");
            var traeger = aufbau.CreateSchultraeger("1", "Stadt Musterstadt", TraegerArt.Kommune);
            var matrix = aufbau.CreateMatrix(traeger, aufbau.CreateDurchgang(region, "musterland-2026-27", "2026/27")).Matrix;
            var zeilen = matrix.Zeilen.GroupBy(z => z.Themenfeld).First(t => t.Count() > Schreibende.Max(s => s.Zeile));
            (_themenfeld, _kriterien) = (zeilen.Key, [.. zeilen.Select(z => z.Kriterium)]);
            var scope = Scope.Schultraeger(traeger.Id);
            var leitung = aufbau.Appoint(aufbau.CreatePerson("Tanja Leitung", "leitung@test.example"), Rolle.Traegerleitung, scope);
            var bearbeitung = aufbau.Appoint(aufbau.CreatePerson("Bernd Bearbeitung", "bearbeitung@test.example"), Rolle.Traegerbearbeitung, scope);
            await aufbau.SaveAsync();
            return (traeger, leitung.Person, bearbeitung.Person);
        });
        _adresse = $"/traeger/{traeger.Id}/matrix/musterland-2026-27";
        _leitung = await _portal.SignInAsync(leitung);
        _browser = await Task.WhenAll(Schreibende.Select(_ => _portal.SignInAsync(bearbeitung)));
        foreach (var browser in _browser.Append(_leitung))
            await browser.GetAsync($"{_adresse}/{_themenfeld}");
    }

    public async Task DisposeAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    /// <summary>One writer: saves one field again and again, until a save is refused, which the release alone may cause.</summary>
    private async Task<Stand> WriteUntilRefusedAsync(int wer, int versuch, Task freigegeben)
    {
        var (zeile, feld) = Schreibende[wer];
        var kriterium = _kriterien[zeile];
        var token = TokenOf(_browser[wer]);
        var gelesen = await _portal!.InDatabaseAsync(db => db.MatrixZeilen.AsNoTracking()
            .Where(z => z.Kriterium == kriterium).Select(z => new { z.Version, z.Werte }).SingleAsync());
        var (version, stand) = (gelesen.Version, new Stand(kriterium, feld, gelesen.Werte[feld], 0, false));
        for (var i = 1; ; i++)
        {
            var wert = $"Versuch {versuch}, Speicherung {i}";
            // After the release one more save is tried: it must be refused too.
            var letzter = freigegeben.IsCompleted;
            using var anfrage = new HttpRequestMessage(HttpMethod.Post, $"{_adresse}/{_themenfeld}")
            {
                Content = new FormUrlEncodedContent(
                [
                    new(Token, token),
                    new($"Zeilen[{kriterium}].Version", $"{version}"),
                    new($"Zeilen[{kriterium}].{feld}", wert),
                ]),
            };
            anfrage.Headers.Add("X-Requested-With", "fetch");
            using var antwort = await _browser[wer].Client.SendAsync(anfrage);
            var html = await antwort.Content.ReadAsStringAsync();
            if (antwort.StatusCode == HttpStatusCode.OK)
            {
                version = int.Parse(new Testseite(antwort, html).One($"input[name='Zeilen[{kriterium}].Version']").GetAttribute("value")!,
                    System.Globalization.CultureInfo.InvariantCulture);
                stand = stand with { Wert = wert, Angenommen = stand.Angenommen + 1 };
                Assert.False(letzter, "A save after the release was acknowledged.");
                continue;
            }
            Assert.True(antwort.StatusCode == HttpStatusCode.Conflict,
                $"Attempt {versuch}, {kriterium}, version {version}: {antwort.StatusCode} {string.Join('\n', _portal.Protokoll.Zeilen.Where(z => z.StartsWith("Error", StringComparison.Ordinal)))}");
            Assert.Contains("freigegeben", html, StringComparison.Ordinal);
            return stand with { Abgelehnt = true };
        }
    }

    private async Task CompareAsync(int nummer, Stand[] staende)
    {
        var (fassung, zeilen) = await _portal!.InDatabaseAsync(async db => (
            await db.Fassungszeilen.AsNoTracking()
                .Where(z => db.MatrixFassungen.Any(f => f.Id == z.FassungId && f.Nummer == nummer)).ToDictionaryAsync(z => z.Kriterium),
            await db.MatrixZeilen.AsNoTracking().ToDictionaryAsync(z => z.Kriterium)));
        Assert.Equal(zeilen.Count, fassung.Count);
        AssertNone(staende.Where(s => fassung[s.Kriterium].Werte[s.Feld] != s.Wert)
            .Select(s => $"Version {nummer}, {s.Kriterium}: „{fassung[s.Kriterium].Werte[s.Feld]}“ was released, „{s.Wert}“ was acknowledged last"));
        AssertNone(zeilen.Where(z => z.Value.Werte != fassung[z.Key].Werte)
            .Select(z => $"Version {nummer}, {z.Key}: the row says something else than the version just released"));
    }

    /// <summary>Every version of a row has exactly one entry, and the last one says what the row says.</summary>
    private async Task CheckHistoryAsync()
    {
        var (zeilen, verlauf) = await _portal!.InDatabaseAsync(async db =>
            (await db.MatrixZeilen.AsNoTracking().Where(z => z.Version > 0).ToListAsync(), await db.Verlauf.AsNoTracking().ToListAsync()));
        foreach (var zeile in zeilen)
            Assert.Equal(Enumerable.Range(1, zeile.Version),
                verlauf.Where(v => v.GegenstandId == zeile.Id).Select(v => v.Version!.Value).Order());
    }

    private async Task PostAsync(Testbrowser browser, string vorgang, HttpStatusCode erwartet)
    {
        using var antwort = await browser.Client.PostAsync($"{_adresse}/{vorgang}",
            new FormUrlEncodedContent([new(Token, TokenOf(browser))]));
        Assert.True(antwort.StatusCode == erwartet, $"{vorgang}: {antwort.StatusCode} {await antwort.Content.ReadAsStringAsync()}");
    }

    private static string TokenOf(Testbrowser browser) => browser.Seite.All($"input[name={Token}]")[0].GetAttribute("value")!;

    /// <param name="Wert">What was acknowledged last.</param>
    private sealed record Stand(string Kriterium, Zeilenfeld Feld, string? Wert, int Angenommen, bool Abgelehnt);
}
