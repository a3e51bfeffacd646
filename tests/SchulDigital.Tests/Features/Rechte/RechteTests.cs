using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Features.Zustaendig;
using SchulDigital.Web.Security;
using Xunit.Abstractions;

namespace SchulDigital.Tests.Features.Rechte;

/// <summary>
/// Every route × every role, guest and nobody × own and foreign ids, held against <c>docs/rechte.md</c>. A new route is
/// covered by the act that it names.
/// </summary>
[Trait("Spur", "host")]
public sealed class RechteTests(Rechteportal portal, ITestOutputHelper ausgabe) : IClassFixture<Rechteportal>
{
    /// <summary>Pages whose own purpose is such an answer.</summary>
    private static readonly Dictionary<string, HttpStatusCode> EigenerStatus = new()
    {
        ["GET /anmelden/erneut"] = HttpStatusCode.Unauthorized,
    };

    private const string Abmelden = "/abmelden";

    /// <summary>What no route takes for an id; some do not even match.</summary>
    private const string Unsinn = "unsinn";

    private IReadOnlyList<Route> Routen => Routentafel.Read(portal.Services.GetRequiredService<EndpointDataSource>().Endpoints);

    [Fact]
    public void Every_route_names_its_act() =>
        Assert.Empty(Routen.Where(r => r.Handlungen.Count == 0).Select(r => $"{r} nennt keine Handlung"));

    [Fact]
    public void Table_and_routes_know_each_other()
    {
        var tabelle = Rechtetabelle.Read();
        var genannt = new HashSet<(Handlung, ScopeArt?)>();
        var ohneZeile = new List<string>();
        foreach (var route in Routen)
            foreach (var handlung in route.Handlungen)
                if (tabelle.FindRow(handlung, route.Art) is { } zeile)
                    genannt.Add(zeile);
                else
                    ohneZeile.Add($"{route}: {handlung} steht nicht in docs/rechte.md");
        Assert.Empty(ohneZeile);
        Assert.Empty(tabelle.Zeilen.Where(z => !genannt.Contains(z)).Select(z => $"{z.Handlung} {z.Art} hat keine Route"));
        Assert.Empty(Enum.GetValues<Handlung>().Except(tabelle.Zeilen.Select(z => z.Handlung)).Select(h => $"{h} fehlt in docs/rechte.md"));
    }

    [Fact]
    public async Task Every_route_answers_everybody_as_the_table_says_and_no_GET_changes_anything()
    {
        var tabelle = Rechtetabelle.Read();
        var pruefungen = 0;
        var (lecks, zuStreng) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var versuche = new List<(Besucher Besucher, IReadOnlyList<(Route Route, Kennung Kennung, string Adresse)> Alle)>();
        foreach (var besucher in await SignInAllAsync())
            versuche.Add((besucher, await AttemptsAsync(besucher)));

        // What only reads or is refused changes nothing, so several may try at once; acts follow one after another.
        var vorher = Fingerprint();
        await Parallel.ForEachAsync(versuche, async (v, _) => await TryAsync(v.Besucher, v.Alle.Where(a => !IsAct(v.Besucher, a.Route, a.Kennung))));
        Assert.Equal(vorher, Fingerprint());
        foreach (var (besucher, alle) in versuche)
            await TryAsync(besucher, alle.Where(a => IsAct(besucher, a.Route, a.Kennung)));

        bool IsAct(Besucher besucher, Route route, Kennung kennung) => route.IsPost && Expect(tabelle, route, besucher, kennung) == Antwort.Erlaubt;

        async Task TryAsync(Besucher besucher, IEnumerable<(Route Route, Kennung Kennung, string Adresse)> adressen)
        {
            foreach (var (route, kennung, adresse) in adressen)
            {
                Interlocked.Increment(ref pruefungen);
                var erwartet = Expect(tabelle, route, besucher, kennung);
                var seite = await SendAsync(besucher, route, adresse);
                var antwort = Read(route, seite);
                if (antwort != erwartet)
                    (erwartet == Antwort.Erlaubt ? zuStreng : lecks).Enqueue(
                        $"{route} als {besucher.Spalte} mit {kennung.Name}: {antwort} ({(int)seite.Status}) statt {erwartet}");
                else if (ForeignSecret(besucher, seite) is { } fremdes)
                    lecks.Enqueue($"{route} als {besucher.Spalte} mit {kennung.Name} zeigt {fremdes}");
            }
        }

        var summe = $"{pruefungen} Prüfungen, {lecks.Count} Lecks";
        ausgabe.WriteLine(summe);
        Assert.True(lecks.IsEmpty, $"{summe}\n{string.Join('\n', lecks.Take(40))}");
        Assert.True(zuStreng.IsEmpty, $"{summe}, aber {zuStreng.Count} zu streng\n{string.Join('\n', zuStreng.Take(40))}");
        Assert.True(pruefungen >= Routen.Count * (Rollen.All.Count + 2), summe);
    }

    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        var tabelle = Rechtetabelle.Read();
        var vorher = new SortedDictionary<string, string>();
        var versucht = 0;
        foreach (var besucher in await SignInAllAsync())
        {
            vorher = Fingerprint();
            foreach (var (route, kennung, adresse) in (await AttemptsAsync(besucher)).Where(v => v.Route.IsPost))
            {
                if (Expect(tabelle, route, besucher, kennung) != Antwort.Erlaubt)
                    continue;
                versucht++;
                var seite = await besucher.Browser.PostAsync(adresse, [], follow: false, token: false);
                Assert.True(seite.Status == HttpStatusCode.BadRequest, $"{route} als {besucher.Spalte}: {seite.Status}");
            }
            Assert.Equal(vorher, Fingerprint());
        }
        Assert.True(versucht > 20, $"{versucht} Versuche");
    }

    [Fact]
    public async Task Fields_that_no_form_has_are_ignored()
    {
        var ort = portal.Welt.Eigen;
        var zeile = ort.TraegerMatrix.Zeilen[1];
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var weg = $"/traeger/{ort.Traeger.Id}/matrix/{ort.Durchgang.Key}/{zeile.Themenfeld}";
        await browser.GetAsync(weg);
        if (browser.Seite.Find("form[data-matrix]") is null)
        {
            await browser.PostAsync($"/traeger/{ort.Traeger.Id}/matrix/{ort.Durchgang.Key}/entwurf", []);
            await browser.GetAsync(weg);
        }
        var fremd = portal.Welt.Nachbar;
        var seite = await browser.SubmitAsync("form[data-matrix]",
            ($"Zeilen[{zeile.Kriterium}].GeplanteSchritte", "gewollt"),
            ($"Zeilen[{zeile.Kriterium}].Id", fremd.TraegerMatrix.Zeilen[1].Id.ToString()),
            ($"Zeilen[{zeile.Kriterium}].MatrixId", fremd.TraegerMatrix.Id.ToString()),
            ($"Zeilen[{zeile.Kriterium}].Themenfeld", "anderes"),
            ("Status", "Freigegeben"), ("SchultraegerId", fremd.Traeger.Id.ToString()), ("Id", fremd.TraegerMatrix.Id.ToString()),
            ("LetzteFassung", "7"), ("traegerId", fremd.Traeger.Id.ToString()), ("PersonId", portal.Welt.Leute[Rolle.Traegerleitung].Person.Id.ToString()));
        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Gespeichert um");

        await portal.InDatabaseAsync(async db =>
        {
            var matrix = await db.Matrizen.Include(m => m.Zeilen).AsNoTracking().SingleAsync(m => m.Id == ort.TraegerMatrix.Id);
            Assert.NotEqual(MatrixStatus.Freigegeben, matrix.Status);
            Assert.Equal(ort.Traeger.Id, matrix.SchultraegerId);
            Assert.NotEqual(7, matrix.LetzteFassung);
            var geschrieben = matrix.Zeilen.Single(z => z.Kriterium == zeile.Kriterium);
            Assert.Equal(("gewollt", zeile.Themenfeld, zeile.Id), (geschrieben.Werte.GeplanteSchritte, geschrieben.Themenfeld, geschrieben.Id));
            Assert.Equal(portal.Welt.Leute[Rolle.Traegerbearbeitung].Person.Id, geschrieben.GeaendertVonId);
            Assert.Equal(0, await db.MatrixZeilen.CountAsync(z => z.Werte.GeplanteSchritte == "gewollt" && z.Id != zeile.Id));
        });
    }

    private enum Antwort { Erlaubt, Verboten, Unbekannt, Anmeldung, Anders }

    /// <summary>Somebody who tries; without a role the guest or nobody.</summary>
    /// <param name="Token">What she sends with every form: to look for it on a page each time took more than the forms.</param>
    private sealed record Besucher(string Spalte, Rolle? Rolle, Testbrowser Browser, KeyValuePair<string, string> Token, Links Links);

    private async Task<IReadOnlyList<Besucher>> SignInAllAsync()
    {
        var fremde = Links.AllAs("kein-gueltiger-Link-kein-gueltiger-Link-000");
        var token = "";
        await portal.InScopeAsync<Einladungsversand>(async versand => token = (await versand.InviteAsync(
            $"gast-{Guid.NewGuid():N}@probe.example", "Gast", Rolle.Administration, Scope.Installation, 14)).Token!);
        var passworttoken = await CreateLinkAsync(Zugangszweck.PasswortNeu, portal.Welt.Leute[Rolle.Moderation].Person.Id);
        var zuarbeitstoken = await CreateLinkAsync(Zugangszweck.Zuarbeit, portal.Welt.Eigen.ZuarbeitZu(portal.Welt.Eigen.TraegerMatrix));
        var besuchstoken = await CreateLinkAsync(Zugangszweck.Besuch, portal.Welt.Eigen.Besuch.Beteiligte.Single(b => b.Art == Beteiligungsart.Gast).Id);
        var sitzungstoken = await CreateLinkAsync(Zugangszweck.Sitzung, portal.Welt.Eigen.Sitzung.Teilnehmer.Single(t => t.Email is not null).Id);
        var termintoken = await CreateLinkAsync(Zugangszweck.Termin, portal.Welt.Eigen.Abstimmung.Gefragte.Single(g => g.Email is not null).Id);
        var gast = portal.NewBrowser();
        (await gast.GetAsync($"/einladung/{token}")).ShouldHaveStatus(HttpStatusCode.OK);

        var niemand = portal.NewBrowser();
        var alle = new List<Besucher>
        {
            new(Rechtetabelle.Gast, null, gast, await gast.FindTokenAsync(), new Links(token, passworttoken, zuarbeitstoken, besuchstoken, sitzungstoken, termintoken)),
            new(Rechtetabelle.OhneAnmeldung, null, niemand, await niemand.FindTokenAsync(), fremde),
        };
        foreach (var rolle in Rollen.All)
        {
            var browser = await portal.SignInAsync(rolle);
            alle.Add(new Besucher(Rechtetabelle.Column(rolle), rolle, browser, await browser.FindTokenAsync(), fremde));
        }
        return alle;
    }

    private Task<string> CreateLinkAsync(Zugangszweck zweck, Guid gegenstandId) => portal.InDatabaseAsync(async db =>
    {
        var (link, token) = Zugangslink.Create(zweck, gegenstandId, portal.Uhr.Now().AddHours(1), einmalig: zweck is not (Zugangszweck.Zuarbeit or Zugangszweck.Besuch or Zugangszweck.Sitzung or Zugangszweck.Termin));
        db.Add(link);
        await db.SaveChangesAsync();
        return token;
    });

    /// <summary>All that one visitor tries; the end of her sign-in last.</summary>
    private async Task<IReadOnlyList<(Route Route, Kennung Kennung, string Adresse)>> AttemptsAsync(Besucher besucher)
    {
        var welt = portal.Welt;
        var katalog = await portal.InDatabaseAsync(db => db.MatrixKataloge.AsNoTracking().OrderBy(k => k.Key).FirstAsync());
        var eigene = new Kennung("eigener Kennung", welt.Eigen);
        var schwester = new Kennung("Kennung der Schwesterschule", welt.Schwester);
        Kennung[] fremde = [new("fremder Kennung", welt.Nachbar), new("Kennung einer anderen Region", welt.Fern)];
        Kennung[] falsche = [new("unbekannter Kennung", welt.Eigen, Guid.NewGuid().ToString()), new("unsinniger Kennung", welt.Eigen, Unsinn)];
        var rollen = Rollen.All.ToList();
        return
        [
            .. from r in Routen.Select((Route, Nummer) => (Route, Nummer)).OrderBy(r => r.Route.Muster == Abmelden).ThenBy(r => r.Route.IsPost)
               let route = r.Route
               // Whoever looks after a region or all of them tells the two foreign ones apart. To everybody else one is like the other, and
               // what is no id at all is to all alike: each visitor tries one of two, and every route meets both.
               let wahl = (r.Nummer + (besucher.Rolle is { } rolle ? rollen.IndexOf(rolle) : rollen.Count)) % 2
               let alle = (Kennung[])[eigene, schwester, .. besucher.Rolle is Rolle.Koordination or Rolle.Administration ? fremde : [fremde[wahl]], falsche[wahl]]
               from kennung in route.Parameter.Count == 0 ? [eigene] : alle
               // That an id of nothing is nowhere, the pages show; for forms the same handler says it.
               where kennung.Falsch is null || route.Art is not null && !route.IsPost
               let werte = new Musterwerte(katalog.Key, katalog.Version, kennung == eigene ? besucher.Links : Links.AllAs("fremder-Link"), portal.Nachricht)
               select (route, kennung, kennung.Fill(route, werte)),
        ];
    }

    private static async Task<Testseite> SendAsync(Besucher besucher, Route route, string adresse) => route.IsPost
        ? await besucher.Browser.PostAsync(adresse, [besucher.Token], follow: false)
        : await besucher.Browser.GetAsync(adresse, follow: false);

    /// <summary>What the table promises; of several acts the strictest.</summary>
    private Antwort Expect(Rechtetabelle tabelle, Route route, Besucher besucher, Kennung kennung)
    {
        if (kennung.Falsch == Unsinn && Route.Kennungen.Any(b => route.Muster.Contains($"{{{b.Parameter}:guid}}", StringComparison.Ordinal)))
            return Antwort.Unbekannt;
        var antworten = route.Handlungen.Select(h => ExpectOne(
            tabelle.Entry(tabelle.FindRow(h, route.Art) ?? throw new InvalidOperationException($"{route}: {h} fehlt in docs/rechte.md"), besucher.Spalte),
            route, besucher, kennung)).ToList();
        return antworten.Max();
    }

    private Antwort ExpectOne(string eintrag, Route route, Besucher besucher, Kennung kennung) => eintrag switch
    {
        // What everybody may read is missing where there is nothing.
        "ja" => kennung.Falsch is null ? Antwort.Erlaubt : Antwort.Unbekannt,
        "nein" => Antwort.Verboten,
        "Anmeldung" => Antwort.Anmeldung,
        "eigene" => IsOwnArea(besucher, route, kennung) ? Antwort.Erlaubt : Antwort.Unbekannt,
        "weiß davon" => IsOwnArea(besucher, route, kennung) ? Antwort.Verboten : Antwort.Unbekannt,
        _ => Antwort.Unbekannt,
    };

    private bool IsOwnArea(Besucher besucher, Route route, Kennung kennung)
    {
        var eigen = portal.Welt.Eigen;
        if (kennung.Falsch is not null)
            return false;
        return besucher.Rolle switch
        {
            null => kennung.Ort == eigen,
            Rolle.Koordination => kennung.Ort.Region == eigen.Region,
            Rolle.Traegerbearbeitung or Rolle.Traegerleitung =>
                route.Art is ScopeArt.Schultraeger or ScopeArt.Schule or ScopeArt.RunderTisch && kennung.Ort.Traeger == eigen.Traeger,
            Rolle.Schulleitung or Rolle.Medienbeauftragte => route.Art is ScopeArt.Schule or ScopeArt.RunderTisch && kennung.Ort == eigen,
            Rolle.Moderation or Rolle.Medienberatung => route.Art == ScopeArt.RunderTisch && kennung.Ort == eigen,
            Rolle.Schulaufsicht => route.Art == ScopeArt.Schulgruppe && kennung.Ort == eigen,
            Rolle.Administration => route.Art == ScopeArt.Bildungsregion,
            _ => false,
        };
    }

    private static Antwort Read(Route route, Testseite seite) => seite.Status switch
    {
        _ when EigenerStatus.GetValueOrDefault(route.ToString()) == seite.Status => Antwort.Erlaubt,
        HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.BadRequest or HttpStatusCode.Conflict => Antwort.Erlaubt,
        HttpStatusCode.Redirect when seite.Ziel!.StartsWith("/anmelden?", StringComparison.Ordinal) => Antwort.Anmeldung,
        HttpStatusCode.Redirect => Antwort.Erlaubt,
        HttpStatusCode.Unauthorized when route.IsPost => Antwort.Anmeldung,
        HttpStatusCode.Forbidden => Antwort.Verboten,
        HttpStatusCode.NotFound => Antwort.Unbekannt,
        _ => Antwort.Anders,
    };

    /// <summary>
    /// A text that this visitor must never read: of matrices and tasks each reads those of the own house only, of Themen those of
    /// the tables where she sits, of vertrauliche items those of tables where she decides or moderates, of Berichtsbögen those about
    /// the own house.
    /// </summary>
    private string? ForeignSecret(Besucher besucher, Testseite seite)
    {
        var welt = portal.Welt;
        Guid[] darf = besucher.Rolle switch
        {
            Rolle.Traegerbearbeitung or Rolle.Traegerleitung => [welt.Eigen.Traeger.Id, welt.Eigen.Tisch.Id, welt.Schwester.Tisch.Id, welt.Eigen.Sitzung.Id, welt.Schwester.Sitzung.Id, welt.Eigen.Bericht.Id, welt.Schwester.Bericht.Id],
            Rolle.Schulleitung or Rolle.Medienbeauftragte => [welt.Eigen.Schule.Id, welt.Eigen.Tisch.Id, welt.Eigen.Sitzung.Id, welt.Eigen.Bericht.Id],
            Rolle.Moderation => [welt.Eigen.Tisch.Id, welt.Eigen.Sitzung.Id],
            Rolle.Medienberatung => [welt.Eigen.Tisch.Id],
            Rolle.Koordination => [.. welt.Orte.Where(o => o.Region == welt.Eigen.Region).Select(o => o.Tisch.Id)],
            _ => [],
        };
        return welt.Orte.SelectMany(o => new[] { o.Traeger.Id, o.Schule.Id, o.Tisch.Id, o.Sitzung.Id, o.Bericht.Id }).Except(darf)
            .Select(Probeort.SecretOf).FirstOrDefault(g => seite.Html.Contains(g, StringComparison.Ordinal));
    }

    /// <summary>
    /// Content of every table, short; without the security events, which record refusals and are no state of the trade.
    /// </summary>
    private SortedDictionary<string, string> Fingerprint()
    {
        using var verbindung = new SqliteConnection($"Data Source={portal.Datenbankdatei};Mode=ReadOnly;Pooling=False");
        verbindung.Open();
        var tabellen = new List<string>();
        Read("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", z => tabellen.Add(z.GetString(0)));
        var ergebnis = new SortedDictionary<string, string>();
        foreach (var tabelle in tabellen.Where(t => t != nameof(Web.Data.AppDbContext.Sicherheitsereignisse)))
        {
            var hash = new HashCode();
            var zeilen = 0;
            Read($"SELECT * FROM \"{tabelle}\" ORDER BY 1, 2", z =>
            {
                zeilen++;
                for (var i = 0; i < z.FieldCount; i++)
                    if (z.GetValue(i) is byte[] bytes)
                        hash.AddBytes(bytes);
                    else
                        hash.Add(z.GetValue(i));
            });
            ergebnis[tabelle] = $"{zeilen} Zeilen, {hash.ToHashCode():x}";
        }
        return ergebnis;

        void Read(string sql, Action<SqliteDataReader> zeile)
        {
            using var befehl = verbindung.CreateCommand();
            befehl.CommandText = sql;
            using var leser = befehl.ExecuteReader();
            while (leser.Read())
                zeile(leser);
        }
    }
}
