using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;
using Xunit.Abstractions;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Data;

/// <summary>What only a process of its own shows: the start, the lock of the database, and a death without warning.</summary>
[Trait("Spur", "host")]
public sealed class PortalprozessTests(Veroeffentlichung portal, ITestOutputHelper ausgabe) : IClassFixture<Veroeffentlichung>, IDisposable
{
    private readonly Testordner _ordner = new();

    public void Dispose() => _ordner.Dispose();

    [Fact]
    public async Task First_start_obeys_urls_and_names_address_and_demo_accounts()
    {
        var adresse = $"http://127.0.0.1:{FreePort()}";
        var beginn = Stopwatch.GetTimestamp();
        await using var prozess = portal.Start("--urls", adresse, "--environment", "Development", "--Database:Ordner", _ordner.Pfad);
        Assert.Equal(adresse, await prozess.AddressAsync());
        var browser = await prozess.NewBrowserAsync();
        (await browser.GetAsync("/health/ready")).ShouldHaveStatus(HttpStatusCode.OK);
        ausgabe.WriteLine($"First start with demo region: {Stopwatch.GetElapsedTime(beginn).TotalSeconds:0.0} s");

        Assert.Contains("Demo-Konten stehen auf der Anmeldeseite", prozess.Ausgabe, StringComparison.Ordinal);
        (await browser.GetAsync("/anmelden")).ShouldShow([Demoregion.Passwort, .. Demoregion.Konten.Select(k => k.Email)]);
        await browser.SignInAsync(Demoregion.Konten[0].Email, Demoregion.Passwort);
        // Styles and scripts are served from the published folder, whatever folder it was started from.
        (await browser.GetAsync("/css/portal.css")).ShouldHaveStatus(HttpStatusCode.OK);
        (await browser.GetAsync("/lib/kern/kern.min.css")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_second_portal_on_the_same_database_is_refused_until_the_first_is_gone()
    {
        string[] argumente = ["--Database:Ordner", _ordner.Pfad];
        await using (var erster = portal.Start(argumente))
        {
            await erster.AddressAsync();
            await using var zweiter = portal.Start(argumente);
            Assert.Equal(1, await zweiter.WaitForEndAsync());
            Assert.Contains("läuft bereits ein Portal", zweiter.Ausgabe, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", zweiter.Ausgabe, StringComparison.Ordinal);

            // Its lock ends with the process, also where it could not clean up.
            await erster.KillAsync();
        }
        await using var dritter = portal.Start(argumente);
        (await (await dritter.NewBrowserAsync()).GetAsync("/health/ready")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Portals_from_one_folder_on_different_databases_do_not_disturb_each_other()
    {
        using var andererOrdner = new Testordner();
        await using var mitDemo = portal.Start("--Database:Ordner", _ordner.Pfad, "--Demo:Enabled", "true");
        await using var ohneDemo = portal.Start("--Database:Ordner", andererOrdner.Pfad);
        await (await mitDemo.NewBrowserAsync()).SignInAsync(Demoregion.Konten[0].Email, Demoregion.Passwort);

        // Production, without people: no account of the demo, no word about it.
        var fremder = await ohneDemo.NewBrowserAsync();
        (await fremder.GetAsync("/anmelden")).ShouldNotShow(Demoregion.Passwort, "@demo.schuldigital.example");
        await fremder.SubmitAsync("form[action='/anmelden']", ("Email", Demoregion.Konten[0].Email), ("Passwort", Demoregion.Passwort));
        Assert.Equal("/anmelden", fremder.Seite.Adresse);
        Assert.Equal(0, await CountPeopleAsync(andererOrdner.Datenbankdatei));
    }

    [Fact]
    public async Task A_taken_address_is_named_in_a_sentence()
    {
        using var belegt = new TcpListener(IPAddress.Loopback, 0);
        belegt.Start();
        await using var prozess = portal.Start("--urls", $"http://{belegt.LocalEndpoint}", "--Database:Ordner", _ordner.Pfad);
        Assert.Equal(1, await prozess.WaitForEndAsync());
        Assert.Contains("Die Adresse ist belegt", prozess.Ausgabe, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_is_refused_where_real_people_have_accounts()
    {
        var (ende, einladung) = await portal.RunAsync(
            "konto", "einladen", "amt@stadt.example", "--rolle", "Administration", "--Database:Ordner", _ordner.Pfad);
        Assert.True(ende == 0, einladung);
        await using var prozess = portal.Start("--Database:Ordner", _ordner.Pfad, "--Demo:Enabled", "true");
        Assert.Equal(1, await prozess.WaitForEndAsync());
        Assert.Contains("echte Konten (1)", prozess.Ausgabe, StringComparison.Ordinal);
        Assert.Equal(1, await CountPeopleAsync(_ordner.Datenbankdatei));
    }

    [Fact]
    public async Task Acknowledged_saves_survive_a_death_in_the_middle_of_saving()
    {
        string[] argumente = ["--Database:Ordner", _ordner.Pfad, "--Demo:Enabled", "true"];
        List<Schreibender> schreibende;
        await using (var prozess = portal.Start(argumente))
        {
            schreibende = await SignInWritersAsync(prozess, anzahl: 4);
            var arbeiten = schreibende.Select(s => s.WriteUntilDeadAsync()).ToList();
            while (schreibende.Sum(s => s.Bestaetigt) < 200)
            {
                Assert.DoesNotContain(arbeiten, a => a.IsCompleted);
                await Task.Delay(5);
            }
            await prozess.KillAsync();
            await Task.WhenAll(arbeiten).WaitAsync(TimeSpan.FromMinutes(1));
        }

        await using var wieder = portal.Start(argumente);
        var browser = await wieder.NewBrowserAsync();
        await browser.SignInAsync(EmailOf(Rolle.Traegerbearbeitung), Demoregion.Passwort);
        var seite = await browser.GetAsync(schreibende[0].Adresse);
        // The last one in flight may have come through without its answer; nothing older may be there.
        AssertNone(from s in schreibende
                   let wert = seite.One($"[name='{s.Feld}']").TextContent.Trim()
                   where wert != s.Wert(s.Bestaetigt) && wert != s.Wert(s.Bestaetigt + 1)
                   select $"{s.Feld}: „{wert}“ after {s.Bestaetigt} acknowledged saves");
        ausgabe.WriteLine($"{schreibende.Sum(s => s.Bestaetigt)} acknowledged saves, none lost");
    }

    private static async Task<List<Schreibender>> SignInWritersAsync(Portalprozess prozess, int anzahl)
    {
        var browser = await prozess.NewBrowserAsync();
        await browser.SignInAsync(EmailOf(Rolle.Traegerbearbeitung), Demoregion.Passwort);
        await browser.GetAsync("/matrix");
        // The list leads to the draft of the own house, the draft to its Themenfelder.
        var entwurf = browser.Seite.All("a[href]").Select(a => a.GetAttribute("href")!)
            .First(a => a.StartsWith("/traeger/", StringComparison.Ordinal) && a.Contains("/matrix/", StringComparison.Ordinal) && a.Contains("2026-27", StringComparison.Ordinal));
        await browser.GetAsync(entwurf);
        var themenfeld = browser.Seite.All("a[href]").Select(a => a.GetAttribute("href")!.Split('#', '?')[0])
            .First(a => a.StartsWith(entwurf + "/", StringComparison.Ordinal)
                && a.Split('/')[^1] is not ("pruefung" or "druck" or "verlauf" or "ruecknahme") && !a.Contains("/zeilen/", StringComparison.Ordinal));
        var seite = await browser.GetAsync(themenfeld);
        var felder = seite.All($"textarea[name$='.{Zeilenfeld.InterneNotiz}']").Select(t => t.GetAttribute("name")!).Take(anzahl).ToList();
        Assert.Equal(anzahl, felder.Count);
        return [.. felder.Select(f => new Schreibender(browser.Client, themenfeld, f,
            seite.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!,
            seite.One($"input[name='{f.Split("].")[0]}].Version']").GetAttribute("value")!))];
    }

    private static string EmailOf(Rolle rolle) => Demoregion.Konten.Single(k => k.Rolle == rolle).Email;

    private static async Task<long> CountPeopleAsync(string datei)
    {
        await using var verbindung = new SqliteConnection($"Data Source={datei};Pooling=False");
        await verbindung.OpenAsync();
        await using var befehl = verbindung.CreateCommand();
        befehl.CommandText = "SELECT COUNT(*) FROM Personen";
        return (long)(await befehl.ExecuteScalarAsync())!;
    }

    private static int FreePort()
    {
        using var horcher = new TcpListener(IPAddress.Loopback, 0);
        horcher.Start();
        return ((IPEndPoint)horcher.LocalEndpoint).Port;
    }

    /// <summary>Saves one field of one row, one save after the answer to the last.</summary>
    private sealed class Schreibender(HttpClient client, string adresse, string feld, string token, string version)
    {
        private int _bestaetigt;
        private string _version = version;

        public string Adresse => adresse;
        public string Feld => feld;
        public int Bestaetigt => Volatile.Read(ref _bestaetigt);

        public string Wert(int nummer) => $"{feld} zum {nummer}. Mal";

        public async Task WriteUntilDeadAsync()
        {
            var zeile = feld.Split("].")[0] + "]";
            while (true)
            {
                using var anfrage = new HttpRequestMessage(HttpMethod.Post, adresse)
                {
                    Content = new FormUrlEncodedContent(
                    [
                        new("__RequestVerificationToken", token), new($"{zeile}.Version", _version), new(feld, Wert(_bestaetigt + 1)),
                    ]),
                };
                anfrage.Headers.Add("X-Requested-With", "fetch");
                try
                {
                    using var antwort = await client.SendAsync(anfrage);
                    var html = await antwort.Content.ReadAsStringAsync();
                    Assert.True(antwort.StatusCode == HttpStatusCode.OK, $"{antwort.StatusCode}: {html}");
                    _version = new Testseite(antwort, html).One($"input[name='{zeile}.Version']").GetAttribute("value")!;
                    Interlocked.Increment(ref _bestaetigt);
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }
    }
}
