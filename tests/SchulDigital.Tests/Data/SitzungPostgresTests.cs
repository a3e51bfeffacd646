using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Data;

/// <summary>
/// A session on two instances of the portal with one database: whichever answers, pages hear, nothing saved is lost, no mail
/// goes out twice; also when one of them dies in the middle.
/// </summary>
[Trait("Spur", "provider"), Collection(PostgresCollection.Name)]
public sealed class SitzungPostgresTests(Postgresserver server)
{
    private const int Schulen = 12;

    private static readonly TimeSpan Hoerfrist = TimeSpan.FromSeconds(5);

    private Guid _tisch;

    private string Weg => $"/runde-tische/{_tisch}/sitzungen/1";

    [DatenbankFact]
    public async Task One_session_on_two_instances_of_which_one_dies_in_the_middle()
    {
        await using var post = await Postserver.StartAsync();
        var datenbank = await server.CreateAsync();
        await using var dienste = Modelle.Register(datenbank).BuildServiceProvider();
        await using var scope = dienste.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await BuildAsync(db);

        string[] einstellungen =
        [
            "--Database:Provider", "Postgres", "--ConnectionStrings:Default", datenbank.ConnectionString, "--Konten:ZweiterFaktorPflicht", "false",
            .. post.Settings.SelectMany(s => new[] { $"--{s.Name}", s.Wert }), "--Mail:AbrufSekunden", "1", "--urls", "http://127.0.0.1:0",
        ];
        await using var a = new Portalprozess(typeof(Program).Assembly.Location, einstellungen);
        await using var b = new Portalprozess(typeof(Program).Assembly.Location, einstellungen);
        var mona = await a.NewBrowserAsync();
        await mona.SignInAsync("mona@zwei.example", Testportal.Passwort);
        // Signed in at one, she goes on at the other with the same cookie.
        var monaB = await AtAsync(b, mona);

        // Planned at one, invited at the other.
        await mona.GetAsync($"/runde-tische/{_tisch}/sitzungen/neu");
        await mona.SubmitAsync("form[action$='/sitzungen']", ("Titel", "Zu zweit"), ("Tag", $"{Kalender.DayOf(DateTime.UtcNow):yyyy-MM-dd}"), ("Uhrzeit", "00:05"), ("Ort", "Rathaus"));
        await mona.SubmitAsync(mona.Seite.Form("form[action$='/tagesordnung']").Set("Titel", "Begrüßung").Set("Minuten", "15"));
        await mona.SubmitAsync(mona.Seite.Form("form[action$='/tagesordnung']").Set("Titel", "Netze").Set("Minuten", "15"));
        await monaB.GetAsync(Weg + "/einladung");
        await monaB.SubmitAsync("form[action$='/einladung']");
        monaB.Seite.ShouldShow("Die Einladungen sind unterwegs.");
        await (await AtAsync(a, monaB)).PostAsync(Weg + "/einladung");
        await post.WaitForAsync(Schulen + 1);

        // A page at B hears what is saved at A.
        var schule = await b.NewBrowserAsync();
        await schule.SignInAsync("schule1@zwei.example", Testportal.Passwort);
        await mona.PostAsync(Weg + "/beginn");
        using var antwort = await schule.Client.GetAsync(Weg + "/ereignisse", HttpCompletionOption.ResponseHeadersRead);
        using var leser = new StreamReader(await antwort.Content.ReadAsStreamAsync());
        var bekannt = await NextAsync(leser);
        await mona.PostAsync(Weg + "/naechster");
        mona.Seite.ShouldShow("Gerade: 1. Begrüßung");
        var gehoert = await NextAsync(leser);
        Assert.NotEqual(bekannt, gehoert);
        (await schule.GetAsync(Weg)).ShouldShow("Gerade: 1. Begrüßung");

        // Both write at once; one dies. What was acknowledged is there, also what the other wrote meanwhile.
        var punkt = await db.Sitzungen.SelectMany(s => s.Punkte).OrderBy(p => p.Position).Select(p => p.Id).FirstAsync();
        var bestaetigt = new List<string>();
        var (beiA, beiB) = (WriteAsync(mona, punkt, "A", bestaetigt, 500), WriteAsync(monaB, punkt, "B", bestaetigt, 60));
        while (Count(bestaetigt, "A") < 20 && !beiA.IsCompleted)
            await Task.Delay(10);
        Assert.False(beiA.IsCompleted);
        await a.KillAsync();
        await beiA;
        await beiB;
        var mitschrift = await db.Sitzungen.SelectMany(s => s.Eintraege).Select(e => e.Text).ToListAsync();
        Assert.Equal(60, Count(bestaetigt, "B"));
        Assert.Empty(bestaetigt.Except(mitschrift));
        Assert.Equal(mitschrift.Count, mitschrift.Distinct().Count());
        // The one in flight when A died may have come through without its answer.
        Assert.InRange(mitschrift.Count, bestaetigt.Count, bestaetigt.Count + 1);

        // She goes on at B: the page that listens there still hears, and the end is one.
        await monaB.PostAsync(Weg + "/naechster", ("von", punkt.ToString()));
        monaB.Seite.ShouldShow("Gerade: 2. Netze");
        Assert.NotEqual(gehoert, await NextAsync(leser));
        await monaB.GetAsync(Weg + "/ablauf");
        var anwesenheit = monaB.Seite.Form("form[action$='/anwesenheit']");
        for (var i = 0; i < Schulen + 1; i++)
            anwesenheit.Set($"liste[{i.ToString(CultureInfo.InvariantCulture)}].Anwesenheit", "Anwesend");
        await monaB.SubmitAsync(anwesenheit);
        await monaB.PostAsync(Weg + "/ende");
        await monaB.SubmitAsync("form[action$='/pruefung/vorschau']");
        await monaB.SubmitAsync("form[action$='/protokoll/pruefung']");
        monaB.Seite.ShouldShow("Das Protokoll ist in Prüfung.");

        // A comes back; every mail went out once, from whichever.
        await using var wieder = new Portalprozess(typeof(Program).Assembly.Location, einstellungen);
        (await (await AtAsync(wieder, monaB)).GetAsync(Weg + "/protokoll")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(bestaetigt[0], bestaetigt[^1]);
        await post.WaitForAsync(2 * (Schulen + 1));
        await Task.Delay(TimeSpan.FromSeconds(3));
        await post.CatchUpAsync();
        Assert.Equal(2 * (Schulen + 1), post.Post.Count);
        Assert.Equal(post.Post.Count, post.Post.Select(p => p["Message-ID"]).Distinct().Count());
    }

    private async Task BuildAsync(AppDbContext db)
    {
        var aufbau = await Aufbau.StartAsync(db, TimeProvider.System, new PasswordHasher<Benutzer>(), demo: false);
        var region = aufbau.CreateRegion("zwei", "Kreis Zwei", "Bildungsbüro");
        var ort = aufbau.CreateKommune(region, "05000002", "Zwei");
        var stadt = aufbau.CreateSchultraeger("1", "Stadt Zwei", TraegerArt.Kommune);
        var tisch = aufbau.CreateRunderTisch(ort, "Runder Tisch Zwei");
        _tisch = tisch.Id;
        aufbau.Appoint(aufbau.CreatePerson("Mona", "mona@zwei.example"), Rolle.Moderation, tisch.Scope);
        aufbau.Appoint(aufbau.CreatePerson("Tilda", "tilda@zwei.example"), Rolle.Traegerleitung, Scope.Schultraeger(stadt.Id));
        for (var i = 1; i <= Schulen; i++)
            aufbau.Appoint(aufbau.CreatePerson($"Schule {i}", $"schule{i}@zwei.example"), Rolle.Schulleitung,
                Scope.Schule(aufbau.CreateSchule($"2000{i:00}", $"Schule Nr. {i}", "Grundschule", ort, stadt).Id));
        await aufbau.SaveAsync();
    }

    /// <summary>The same browser at another instance, as behind a load balancer.</summary>
    private static async Task<Testbrowser> AtAsync(Portalprozess instanz, Testbrowser wer)
    {
        var hier = await instanz.NewBrowserAsync();
        foreach (Cookie cookie in wer.Cookies.GetCookies(wer.Client.BaseAddress!))
            hier.Cookies.Add(hier.Client.BaseAddress!, new Cookie(cookie.Name, cookie.Value, cookie.Path));
        return hier;
    }

    /// <summary>Minutes one paragraph after the other, until the instance is gone.</summary>
    private async Task WriteAsync(Testbrowser wer, Guid punkt, string wo, List<string> bestaetigt, int anzahl)
    {
        await Task.Yield();
        for (var i = 1; i <= anzahl; i++)
            try
            {
                var text = $"{wo} {i}.";
                var seite = await wer.PostAsync(Weg + "/eintraege",
                    [new("Id", Guid.CreateVersion7().ToString()), new("Punkt", punkt.ToString()), new("Art", nameof(Eintragsart.Text)), new("Text", text)], follow: false);
                if (seite.Status != HttpStatusCode.Redirect)
                    Assert.Fail($"{seite.Status}: {seite.Text}");
                lock (bestaetigt)
                    bestaetigt.Add(text);
            }
            catch (HttpRequestException) when (wo == "A")
            {
                return;
            }
    }

    private static int Count(List<string> bestaetigt, string wo)
    {
        lock (bestaetigt)
            return bestaetigt.Count(t => t.StartsWith(wo, StringComparison.Ordinal));
    }

    private static async Task<string> NextAsync(StreamReader leser)
    {
        var ereignis = "";
        using var frist = new CancellationTokenSource(Hoerfrist);
        while (await leser.ReadLineAsync(frist.Token) is { } zeile)
            if (zeile.Length == 0 && ereignis.Length > 0)
                return ereignis;
            else
                ereignis += zeile;
        throw new InvalidOperationException("The stream ended.");
    }
}
