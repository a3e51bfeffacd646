using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Data;

public sealed class BesuchswettlaufSqliteTests(Sqliteserver server) : BesuchswettlaufTests(server), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class BesuchswettlaufPostgresTests(Postgresserver server) : BesuchswettlaufTests(server);

/// <summary>Several at one visit at the same moment, over HTTP: nothing is lost, nothing happens twice.</summary>
[Trait("Spur", "provider")]
public abstract class BesuchswettlaufTests(Datenbankserver server) : IAsyncLifetime
{
    private const string Token = "__RequestVerificationToken";
    private const int Versuche = 25;

    private Testportal? _portal;
    private Guid _traeger;
    private MatrixZeile _zeile = null!;
    private Matrix _matrix = null!;
    private Amtsperson _amt = null!;
    private Testbrowser _leitung = null!;
    private Testbrowser _zweite = null!;

    [DatenbankFact]
    public async Task Of_two_note_takers_each_is_saved_or_told()
    {
        for (var versuch = 0; versuch < Versuche; versuch++)
        {
            var weg = await PlanAsync(tage: 1, invite: false);
            var antworten = await Task.WhenAll(WriteAsync(_leitung, weg, "Von der Leitung", 0), WriteAsync(_zweite, weg, "Von der Zweiten", 0));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], antworten.Select(a => a.Status).Order());
            var gespeichert = await _portal!.InDatabaseAsync(db => db.Besuche.Where(b => b.Id == IdOf(weg)).SelectMany(b => b.Notizen).Select(n => n.Text).SingleAsync());
            Assert.Contains(antworten, a => a.Status == HttpStatusCode.OK && a.Text == gespeichert);
        }
    }

    [DatenbankFact]
    public async Task Invitation_and_result_sent_twice_at_once_happen_once()
    {
        for (var versuch = 0; versuch < Versuche; versuch++)
        {
            var weg = await PlanAsync(tage: 1, invite: false);
            await Task.WhenAll(PostAsync(_leitung, weg + "/einladungen"), PostAsync(_zweite, weg + "/einladungen"));
            var anlass = $"besuch/{IdOf(weg):N}/";
            Assert.Equal(2, await _portal!.InDatabaseAsync(db => db.Ausgangsnachrichten.CountAsync(n => n.Anlass.StartsWith(anlass))));
            var id = $"{Kennung.New()}";
            (string, string)[] felder = [("Id", id), ("Art", "Aufgabe"), ("Zeile", $"{_zeile.Id}"), ("Text", "Angebot holen"), ("Frist", $"{_portal.Uhr.Today().AddDays(9):yyyy-MM-dd}")];
            await Task.WhenAll(PostAsync(_leitung, weg + "/ergebnisse", felder), PostAsync(_zweite, weg + "/ergebnisse", felder));
            Assert.Equal((1, versuch + 1), await _portal.InDatabaseAsync(async db => (await db.Besuchsergebnisse.CountAsync(e => e.BesuchId == IdOf(weg)), await db.Aufgaben.CountAsync())));
        }
    }

    [DatenbankFact]
    public async Task Nothing_is_noted_into_a_record_that_is_released()
    {
        var abgelehnt = 0;
        for (var versuch = 0; versuch < Versuche; versuch++)
        {
            var weg = await PlanAsync(tage: 0, invite: true);
            await PostAsync(_leitung, weg + "/durchfuehrung");
            var freigabe = PostAsync(_leitung, weg + "/vermerk/freigaben");
            var (letzte, version, text) = (HttpStatusCode.OK, 0, "");
            for (var i = 1; i < 200 && letzte == HttpStatusCode.OK; i++)
            {
                var antwort = await WriteAsync(_zweite, weg, $"Notiz {i}", version);
                letzte = antwort.Status;
                if (letzte == HttpStatusCode.OK)
                    (version, text) = (version + 1, $"Notiz {i}");
            }
            await freigabe;
            Assert.Equal(HttpStatusCode.Conflict, letzte);
            abgelehnt++;
            var stand = await _portal!.InDatabaseAsync(db => db.Besuche.Where(b => b.Id == IdOf(weg)).Select(b => new { b.Status, Texte = b.Notizen.Select(n => n.Text).ToList() }).SingleAsync());
            Assert.Equal((Besuchsstatus.Nachbereitet, text), (stand.Status, stand.Texte.FirstOrDefault() ?? ""));
        }
        Assert.Equal(Versuche, abgelehnt);
    }

    public async Task InitializeAsync()
    {
        if (server is Postgresserver && Postgresserver.Skip is not null)
            return;
        var datenbank = await server.CreateAsync();
        _portal = new Testportal().Set("Database:Provider", datenbank.Provider.ToString()).Set("ConnectionStrings:Default", datenbank.ConnectionString);
        var zweite = await _portal.InDatabaseAsync(async db =>
        {
            var aufbau = await Aufbau.StartAsync(db, _portal.Uhr, new PasswordHasher<Benutzer>());
            var traeger = aufbau.CreateSchultraeger("1", "Stadt Musterstadt", TraegerArt.Kommune);
            _matrix = aufbau.CreateMatrix(traeger, aufbau.CreateDurchgang(aufbau.CreateRegion("probe", "Probe", "Bildungsbüro"), "probe", "2026/27")).Matrix;
            (_traeger, _zeile) = (traeger.Id, _matrix.Zeilen[0]);
            _amt = aufbau.Appoint(aufbau.CreatePerson("Tanja Leitung", "leitung@test.example"), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id));
            var andere = aufbau.Appoint(aufbau.CreatePerson("Bernd Bearbeitung", "bearbeitung@test.example"), Rolle.Traegerbearbeitung, Scope.Schultraeger(traeger.Id));
            await aufbau.SaveAsync();
            return andere.Person;
        });
        (_leitung, _zweite) = (await _portal.SignInAsync(_amt.Person), await _portal.SignInAsync(zweite));
        await _leitung.GetAsync("/besuche");
        await _zweite.GetAsync("/besuche");
    }

    public async Task DisposeAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    private static Guid IdOf(string weg) => Guid.Parse(weg.Split('/')[^1]);

    /// <summary>A visit with two guests.</summary>
    private Task<string> PlanAsync(int tage, bool invite) => _portal!.BuildAsync(a =>
    {
        var (urheber, jetzt) = (_amt.Urheber, _portal.Uhr.Now());
        var (besuch, _) = Besuch.Plan(_traeger, new Besuchsangaben("Gespräch", _portal.Uhr.Today().AddDays(tage), new TimeOnly(10, 0), 120, "Rathaus", null, null, _matrix.Id), urheber, jetzt);
        besuch.Choose([
            new(Beteiligungsart.Gast, null, "Gerd Gast", null, "gast@test.example"),
            new(Beteiligungsart.Gast, null, "Gesa Gast", null, "gesa@test.example"),
        ], besuch.Version, urheber, jetzt);
        if (invite)
            besuch.Invite(urheber, jetzt);
        a.Add(besuch);
        return $"/besuche/{besuch.Id}";
    });

    private async Task<(HttpStatusCode Status, string Text)> WriteAsync(Testbrowser wer, string weg, string text, int version)
    {
        using var anfrage = new HttpRequestMessage(HttpMethod.Post, weg + "/notizen")
        {
            Content = new FormUrlEncodedContent([new(Token, TokenOf(wer)), new("Themenfeld", _zeile.Themenfeld), new("Text", text), new("Version", $"{version}")]),
        };
        anfrage.Headers.Add("X-Requested-With", "fetch");
        using var antwort = await wer.Client.SendAsync(anfrage);
        return (antwort.StatusCode, text);
    }

    private async Task PostAsync(Testbrowser wer, string adresse, params (string Name, string Wert)[] felder)
    {
        using var antwort = await wer.Client.PostAsync(adresse, new FormUrlEncodedContent([new(Token, TokenOf(wer)), .. felder.Select(f => KeyValuePair.Create(f.Name, f.Wert))]));
        Assert.True(antwort.StatusCode == HttpStatusCode.Redirect, $"{adresse}: {antwort.StatusCode} {await antwort.Content.ReadAsStringAsync()}");
    }

    private static string TokenOf(Testbrowser browser) => browser.Seite.All($"input[name={Token}]")[0].GetAttribute("value")!;
}
