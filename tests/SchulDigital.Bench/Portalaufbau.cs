using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;

namespace SchulDigital.Bench;

/// <summary>
/// The portal, started by its own entry point in this process: Production, demo region, and as many invented schools
/// beside it as North Rhine-Westphalia has. Signed in as Trägerbearbeitung.
/// </summary>
internal sealed partial class Portalaufbau
{
    public const int Schulen = 5400;

    /// <summary>Of the carrier that is measured, with 52 rows each.</summary>
    public const int Durchgaenge = 5;

    /// <summary>Of the same carrier, beside those of the demo.</summary>
    public const int Besuche = 200;

    /// <summary>At which the carrier that is measured sits, beside those of the demo.</summary>
    public const int Tische = 200;

    /// <summary>An agreement of each at each table.</summary>
    public const int Jahre = 5;

    private readonly int _port;
    private readonly List<(string Adresse, string Zeile, int Version)> _zeilen = [];
    private string _cookie = "";
    private string _token = "";

    private Portalaufbau(int port) => _port = port;

    /// <summary>Address of the Themenfeld that is measured, and how many criteria it has.</summary>
    public string Themenfeld { get; private set; } = "";
    public int Kriterien { get; private set; }

    /// <summary>Address of the page with all Durchgänge side by side.</summary>
    public string Vergleich { get; private set; } = "";

    /// <summary>Address of the demo's visit with the most participants, items, notes and results.</summary>
    public string Besuch { get; private set; } = "";

    /// <summary>Address of a session to which the carrier is invited.</summary>
    public string Sitzung { get; private set; } = "";

    public static async Task<Portalaufbau> StartAsync(string ordner)
    {
        var portal = new Portalaufbau(FreePort());
        string[] args =
        [
            "--environment", "Production", "--applicationName", "SchulDigital.Web",
            "--contentRoot", Path.Combine(Bericht.FindRepository(), "src", "SchulDigital.Web"),
            "--urls", $"http://127.0.0.1:{portal._port}", "--Database:Ordner", ordner, "--Demo:Enabled", "true",
        ];
        var lauf = Task.Run(() => (Task<int>)typeof(Web.Portal).Assembly.EntryPoint!.DeclaringType!
            .GetMethod("<Main>$", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.Invoke(null, [args])!);
        await portal.WaitUntilReadyAsync(lauf);
        (portal.Besuch, portal.Sitzung) = await FillAsync(Path.Combine(ordner, "schuldigital.db"));
        await portal.SignInAsync();
        return portal;
    }

    public Anfrage Get(string weg) => Anfrage.Get(_port, weg, _cookie);

    /// <summary>Every connection saves a row of its own: what is measured is saving, not quarrelling.</summary>
    public Anfrage Save(int verbindung)
    {
        var (adresse, zeile, version) = _zeilen[verbindung];
        var token = Uri.EscapeDataString(_token);
        var name = Uri.EscapeDataString(zeile);
        var inhalt = $"__RequestVerificationToken={token}&{name}.Version={version:00000000}&{name}.GeplanteSchritte="
            + "Die+Schulen+am+Ring+bekommen+bis+zu+den+Sommerferien+neue+Zugangspunkte.+Stand+00000000";
        return new Speicheranfrage(_port, Encoding.ASCII.GetBytes(
            $"POST {adresse} HTTP/1.1\r\nHost: 127.0.0.1:{_port}\r\n{_cookie}X-Requested-With: fetch\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {inhalt.Length}\r\n\r\n{inhalt}"));
    }

    /// <summary>How long it takes until pages that listen to a session hear of what was saved.</summary>
    public async Task<Pushmessung> MeasurePushAsync(int runden)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        client.DefaultRequestHeaders.Add("Cookie", _cookie["Cookie: ".Length..].Trim());
        var seiten = new List<Stream>();
        for (var i = 0; i < Pushmessung.Seiten; i++)
            seiten.Add(await client.GetStreamAsync(Sitzung + "/ereignisse"));
        var leser = seiten.ConvertAll(s => new StreamReader(s));
        await Task.WhenAll(leser.Select(NextEventAsync));
        var (zeiten, speichern) = (new List<double>(), new List<double>());
        // The first ones warm up.
        for (var runde = -5; runde < runden; runde++)
        {
            var hoeren = leser.Select(NextEventAsync).ToList();
            var beginn = System.Diagnostics.Stopwatch.GetTimestamp();
            using var antwort = await client.PostAsync(Sitzung + "/rueckmeldungen", new FormUrlEncodedContent(
                [new("__RequestVerificationToken", _token), new("Antwort", runde % 2 == 0 ? "Zugesagt" : "Abgesagt")]));
            if (antwort.StatusCode != HttpStatusCode.Redirect)
                throw new InvalidDataException($"{antwort.StatusCode}");
            var gespeichert = System.Diagnostics.Stopwatch.GetElapsedTime(beginn).TotalMilliseconds;
            var gehoert = await Task.WhenAll(hoeren);
            if (runde < 0)
                continue;
            speichern.Add(gespeichert);
            zeiten.AddRange(gehoert.Select(g => System.Diagnostics.Stopwatch.GetElapsedTime(beginn, g).TotalMilliseconds));
            await Task.Delay(100);
        }
        zeiten.Sort();
        speichern.Sort();
        leser.ForEach(l => l.Dispose());
        return new Pushmessung(runden, zeiten[zeiten.Count / 2], zeiten[(int)(zeiten.Count * 0.99)], speichern[speichern.Count / 2]);
    }

    /// <summary>What a download of few and of many Berichtsbögen takes; the first one warms up.</summary>
    public async Task<IReadOnlyList<Exportmessung>> MeasureExportAsync(string ordner)
    {
        await InDatabaseAsync(Path.Combine(ordner, "schuldigital.db"), Exporte.AddSheetsAsync);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        client.DefaultRequestHeaders.Add("Cookie", _cookie["Cookie: ".Length..].Trim());
        await Exporte.MeasureAsync(client, Exporte.Jahre[0].Jahr, Exporte.Jahre[0].Boegen);
        var messungen = new List<Exportmessung>();
        foreach (var (jahr, boegen) in Exporte.Jahre)
            messungen.Add(await Exporte.MeasureAsync(client, jahr, boegen));
        return messungen;
    }

    /// <summary>What the Sachstand of a small and of a large region takes.</summary>
    public async Task<(double Anlegen, IReadOnlyList<Sachstandsmessung> Messungen)> MeasureSachstandAsync(string ordner, int runden)
    {
        var anlegen = 0.0;
        await InDatabaseAsync(Path.Combine(ordner, "schuldigital.db"), async db => anlegen = await Sachstaende.AddRegionAsync(db));
        return (anlegen, await Sachstaende.MeasureAsync(new Uri($"http://127.0.0.1:{_port}"), runden));
    }

    /// <summary>When the next event had come.</summary>
    private static async Task<long> NextEventAsync(StreamReader leser)
    {
        var etwas = false;
        while (await leser.ReadLineAsync() is { } zeile)
            if (zeile.Length > 0)
                etwas = true;
            else if (etwas)
                return System.Diagnostics.Stopwatch.GetTimestamp();
        throw new InvalidDataException("Das Portal hat die Verbindung geschlossen.");
    }

    private async Task WaitUntilReadyAsync(Task<int> lauf)
    {
        using var client = new HttpClient();
        for (var versuch = 0; versuch < 600 && !lauf.IsCompleted; versuch++)
        {
            try
            {
                if ((await client.GetAsync($"http://127.0.0.1:{_port}/health/ready")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException("Das Portal ist nicht bereit geworden.");
    }

    /// <summary>Many schools, and for the carrier that is measured as many Durchgänge as a comparison shows, and visits.</summary>
    /// <returns>Addresses of the demo's biggest visit and of a session.</returns>
    private static async Task<(string Besuch, string Sitzung)> FillAsync(string datei)
    {
        var (besuch, sitzung) = ("", "");
        await InDatabaseAsync(datei, async db =>
        {
            var groesster = (await db.Besuche.Select(b => new { b.Id, Teile = b.Beteiligte.Count + b.Punkte.Count + b.Notizen.Count + b.Fragen.Count + b.Ergebnisse.Count }).ToListAsync()).MaxBy(b => b.Teile)!.Id;
            await AddYearsAsync(db);
            await AddSchoolsAsync(db);
            (besuch, sitzung) = ($"/besuche/{groesster}", await AddTablesAsync(db));
        });
        return (besuch, sitzung);
    }

    private static async Task InDatabaseAsync(string datei, Func<AppDbContext, Task> act)
    {
        var dienste = new ServiceCollection();
        new Datenbank(DatabaseProvider.Sqlite, $"Data Source={datei};Foreign Keys=True").Register(dienste);
        dienste.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = AppDbContext.IdentityVersion);
        await using var anbieter = dienste.BuildServiceProvider();
        await using var scope = anbieter.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    private static async Task AddYearsAsync(AppDbContext db)
    {
        var aufbau = await Aufbau.StartAsync(db, TimeProvider.System, new PasswordHasher<Benutzer>());
        var email = Demoregion.Konten.Single(k => k.Rolle == Rolle.Traegerleitung).Email;
        var person = await db.Personen.SingleAsync(p => p.Email == email);
        var leitung = new Amtsperson(person, await db.Zustaendigkeiten.SingleAsync(z => z.PersonId == person.Id && z.Rolle == Rolle.Traegerleitung));
        var traeger = await db.Schultraeger.SingleAsync(t => t.Id == leitung.Zustaendigkeit.ScopeId);
        var region = await db.Bildungsregionen.FirstAsync();
        var heute = DateOnly.FromDateTime(DateTime.UtcNow);
        for (var jahr = 2; jahr <= Durchgaenge - 1; jahr++)
        {
            var am = DateTime.UtcNow.AddYears(-jahr);
            aufbau.CreateMatrix(traeger, aufbau.CreateDurchgang(region, $"vor-{jahr}-jahren", $"vor {jahr} Jahren", heute.AddYears(-jahr), heute.AddYears(-jahr)))
                .AnswerAll((Stufenwert)(jahr % 4), leitung, am).Release(leitung, am);
        }
        var matrix = await db.Matrizen.FirstAsync(m => m.SchultraegerId == traeger.Id);
        for (var n = 0; n < Besuche; n++)
        {
            var besuch = aufbau.Add(Domain.Besuche.Besuch.Plan(traeger.Id, new Besuchsangaben($"Gespräch {n}", heute.AddDays(10 - n), new TimeOnly(10, 0), 120, "Rathaus", null, null, matrix.Id), leitung.Urheber, DateTime.UtcNow).Besuch);
            besuch.Choose([new(Beteiligungsart.Koordination, region.Id, region.Name, null, null), new(Beteiligungsart.Eigene, person.Id, person.Name, null, null)], besuch.Version, leitung.Urheber, DateTime.UtcNow);
        }
        await aufbau.SaveAsync();
    }

    private static async Task<string> AddTablesAsync(AppDbContext db)
    {
        var aufbau = await Aufbau.StartAsync(db, TimeProvider.System, new PasswordHasher<Benutzer>());
        var email = Demoregion.Konten.Single(k => k.Rolle == Rolle.Moderation).Email;
        var person = await db.Personen.SingleAsync(p => p.Email == email);
        var konto = Demoregion.Konten.Single(k => k.Rolle == Rolle.Traegerbearbeitung).Email;
        var traeger = await db.Schultraeger.SingleAsync(t => db.Zustaendigkeiten.Any(z => z.ScopeId == t.Id && db.Personen.Any(p => p.Id == z.PersonId && p.Email == konto)));
        var schulen = await db.Schulen.Take(19).ToListAsync();
        var region = await db.Bildungsregionen.FirstAsync();
        var (wer, jetzt) = (new Domain.Verlauf.Urheber(person.Id, null), DateTime.UtcNow);
        var adresse = "";
        for (var n = 0; n < Tische; n++)
        {
            var tisch = aufbau.Add(new RunderTisch(Tischart.Lenkungskreis, null, region.Id, $"Kreis {n}"));
            tisch.Seat([traeger], n == 0 ? schulen : [], wer, jetzt);
            for (var jahr = 0; jahr < Jahre; jahr++)
                Agree(tisch, jahr);
            if (n > 0)
                continue;
            var sitzung = aufbau.Add(Domain.RundeTische.Sitzung.Plan(tisch, 1, new Sitzungsangaben("Gemessene Sitzung", DateOnly.FromDateTime(jetzt).AddDays(10), new TimeOnly(14, 0), 120, "Rathaus", null, null, null), wer, jetzt).Sitzung);
            for (var p = 1; p <= 8; p++)
                sitzung.AddItem(new Punktangaben($"Punkt {p}", "Worum es geht, in einem Satz.", Sitzungspunktart.Beratung, 15, null, null, p == 8), null, null, wer, jetzt);
            sitzung.Invite(wer, jetzt);
            adresse = $"/runde-tische/{tisch.Id}/sitzungen/1";
        }
        await aufbau.SaveAsync();
        return adresse;

        void Agree(RunderTisch tisch, int jahr)
        {
            var (gebundene, zeit) = (schulen.Take(3).Select(s => new Bindung(Scope.Schule(s.Id), s.Name, null)).Prepend(new Bindung(Scope.Schultraeger(traeger.Id), traeger.Name, null)).ToList(), jetzt.AddYears(-jahr));
            var vereinbarung = aufbau.Add(Vereinbarung.Draft(Domain.Kennung.New(), new Vereinbarungsort(tisch.Id, null),
                new Vereinbarungsangaben($"Im Jahr {zeit:yyyy} vereinbart {tisch.Name}, dass jede Schule eine Ansprechperson nennt.", Vereinbarungsart.Regel, Scope.Schultraeger(traeger.Id), null, DateOnly.FromDateTime(zeit).AddDays(90), null, null, null, null, false),
                gebundene, new Domain.Herkunft(Domain.Herkunftsart.RunderTisch, tisch.Id, null), null, wer, zeit).Vereinbarung);
            vereinbarung.AskInWriting(Domain.Kennung.New(), 1, wer, zeit);
            foreach (var bindung in gebundene)
                vereinbarung.Answer(vereinbarung.Fragen[0].Id, 1, new Konsensstimme(bindung.Organisation, Konsenswert.Zustimmung, null), "Leitung", false, wer, zeit);
        }
    }

    private static async Task AddSchoolsAsync(AppDbContext db)
    {
        string[] formen = ["Grundschule", "Realschule", "Gesamtschule", "Gymnasium", "Hauptschule", "Förderschule", "Berufskolleg", "Sekundarschule"];
        string[] wege = ["Lindenweg", "Am Mühlbach", "Schloßstraße", "Ärztehausring", "Birkenallee", "An der Höhe", "Kirchplatz", "Südring", "Waldkamp"];
        var kommunen = await db.Kommunen.Select(k => k.Id).ToListAsync();
        var traeger = await db.Schultraeger.Select(t => t.Id).ToListAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var n = 0; n < Schulen; n++)
        {
            var schule = new Schule("NW", $"{900_000 + n}", $"{formen[n % formen.Length]} {wege[n % wege.Length]} {n / wege.Length}", formen[n % formen.Length])
            {
                KommuneId = kommunen[n % kommunen.Count],
            };
            schule.Move(new Anschrift($"{wege[n % wege.Length]} {n % 90}", "59999", "Musterstadt"));
            schule.AssignTraeger(traeger[n % traeger.Count]);
            db.Add(schule);
        }
        await db.SaveChangesAsync();
    }

    private async Task SignInAsync()
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        var konto = Demoregion.Konten.Single(k => k.Rolle == Rolle.Traegerbearbeitung);
        var anmelden = await client.GetStringAsync("/anmelden");
        using var antwort = await client.PostAsync("/anmelden", new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", TokenPattern().Match(anmelden).Groups[1].Value),
            new("Email", konto.Email), new("Passwort", Demoregion.Passwort),
        ]));

        var liste = await client.GetStringAsync("/matrix");
        var matrix = LinkPattern().Matches(liste).Select(m => m.Groups[1].Value)
            .First(l => l.StartsWith("/traeger/", StringComparison.Ordinal) && l.EndsWith("2026-27", StringComparison.Ordinal));
        Vergleich = matrix + "/vergleich";
        var uebersicht = await client.GetStringAsync(matrix);
        foreach (var adresse in LinkPattern().Matches(uebersicht).Select(m => m.Groups[1].Value.Split('#', '?')[0])
            .Where(l => l.StartsWith(matrix + "/", StringComparison.Ordinal) && !l[(matrix.Length + 1)..].Contains('/')).Distinct())
        {
            var seite = await client.GetStringAsync(adresse);
            var zeilen = VersionPattern().Matches(seite);
            if (zeilen.Count == 0)
                continue;
            if (Themenfeld.Length == 0)
                (Themenfeld, Kriterien, _token) = (adresse, zeilen.Count, TokenPattern().Match(seite).Groups[1].Value);
            else
                // Saved are rows of other Themenfelder: the page measured before stays what it was.
                _zeilen.AddRange(zeilen.Select(z => (adresse, z.Groups[1].Value, int.Parse(z.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))));
        }
        _cookie = $"Cookie: {cookies.GetCookieHeader(client.BaseAddress)}\r\n";
    }

    private static int FreePort()
    {
        using var horcher = new TcpListener(IPAddress.Loopback, 0);
        horcher.Start();
        return ((IPEndPoint)horcher.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    internal static partial Regex TokenPattern();

    [GeneratedRegex("href=\"(/[^\"]+)\"")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("name=\"(Zeilen\\[[^\\]]+\\])\\.Version\" value=\"(\\d+)\"")]
    private static partial Regex VersionPattern();

    /// <summary>Names the version that the last answer told, and says something new each time. Overwrites its digits in place.</summary>
    private sealed class Speicheranfrage(int port, byte[] bytes) : Anfrage(port, bytes)
    {
        private static readonly byte[] Versionsangabe = "data-version=\""u8.ToArray();

        private readonly int _version = bytes.AsSpan().IndexOf(".Version="u8) + ".Version=".Length;
        private int _zaehler;

        public override ReadOnlySpan<byte> Next()
        {
            Write(Bytes.Length - 8, ++_zaehler);
            return Bytes;
        }

        public override void Read(ReadOnlySpan<byte> antwort)
        {
            var stelle = antwort.IndexOf(Versionsangabe) + Versionsangabe.Length;
            var version = 0;
            for (; antwort[stelle] != '"'; stelle++)
                version = version * 10 + antwort[stelle] - '0';
            Write(_version, version);
        }

        private void Write(int stelle, int zahl)
        {
            for (var i = 7; i >= 0; i--, zahl /= 10)
                Bytes[stelle + i] = (byte)('0' + zahl % 10);
        }
    }
}

/// <summary>How open pages hear of a save.</summary>
/// <param name="Speichern">Median of the save itself, in milliseconds.</param>
internal sealed record Pushmessung(int Runden, double P50, double P99, double Speichern)
{
    public const int Seiten = 100;
}
