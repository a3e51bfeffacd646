using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Features.Absprachen;
using SchulDigital.Web.Features.Shared;
using Xunit.Abstractions;
using static SchulDigital.Domain.Vereinbarungen.Konsenswert;

namespace SchulDigital.Tests.Features;

/// <summary>
/// Fifty plays of consensus through the front door, at random and side by side: double clicks, answers that were sent twice because
/// the connection broke, two moderators' windows, late answers, changed texts, days that pass, a portal that starts anew in the
/// middle. Beside each play the test keeps what was accepted; in the end the portal says the same.
/// </summary>
[Trait("Spur", "host")]
public sealed class KonsensspielTests(ITestOutputHelper ausgabe)
{
    private const int Spiele = 50;

    private readonly List<(Scope Scope, string Konto)> _haeuser = [];
    private Guid _tisch;
    private Guid _punkt;

    [Fact]
    public async Task The_result_is_always_what_the_answers_say()
    {
        using var ordner = new Testordner();
        var portal = new Testportal { Ordner = ordner };
        var ausgaenge = new Dictionary<Vereinbarungsstatus, int>();
        try
        {
            await portal.BuildAsync(Build);
            var runde = await SignInAllAsync(portal);
            for (var saat = 0; saat < Spiele; saat++)
            {
                if (saat is 17 or 34)
                {
                    // Starts anew; who was signed in stays so, and the fake clock goes on where it was.
                    var vergangen = portal.Uhr.Now();
                    await portal.DisposeAsync();
                    portal = new Testportal { Ordner = ordner };
                    portal.Uhr.Advance(vergangen - portal.Uhr.Now());
                    runde = await SignInAllAsync(portal);
                }
                var (status, spiel) = await PlayAsync(portal, runde, saat);
                ausgaenge[status] = ausgaenge.GetValueOrDefault(status) + 1;
                if (spiel > 0)
                    runde = await SignInAllAsync(portal);
            }
        }
        finally
        {
            await portal.DisposeAsync();
        }
        ausgabe.WriteLine(string.Join(", ", ausgaenge.Select(a => $"{a.Key}: {a.Value}")));
        Assert.True(ausgaenge.GetValueOrDefault(Vereinbarungsstatus.Vereinbart) >= 5 && ausgaenge.GetValueOrDefault(Vereinbarungsstatus.NichtZustandeGekommen) >= 5);
    }

    /// <returns>The end, and how many days passed.</returns>
    private async Task<(Vereinbarungsstatus Status, int Tage)> PlayAsync(Testportal portal, Runde runde, int saat)
    {
        var zufall = new Random(saat);
        var id = Kennung.New();
        await runde.Mona.PostAsync($"/runde-tische/{_tisch}/vereinbarungen", [
            ("Id", id.ToString()), ("Punkt", _punkt.ToString()), ("Text", $"Spiel {saat}"), ("Art", "Massnahme"), ("Verantwortlich", Organisationswahl.KeyOf(_haeuser[0].Scope)),
            .. _haeuser.SelectMany((h, i) => new[] { ($"Beteiligte[{i}].Organisation", Organisationswahl.KeyOf(h.Scope)), ($"Beteiligte[{i}].Gebunden", "true") })]);
        var (fassung, frage, geschlossen, tage) = (1, (Guid?)null, false, 0);
        var stimmen = new Dictionary<Scope, Konsenswert>();
        for (var zug = 0; zug < 12; zug++)
        {
            var v = await LoadAsync(portal, id);
            if (v.Status is not (Vereinbarungsstatus.Entwurf or Vereinbarungsstatus.InAbstimmung))
                break;
            if (frage is null)
            {
                // Two windows of the Moderation, each with its own form and a double click: one question is asked.
                var weg = zufall.Next(3) switch { 0 => "konsens", 1 => "fragen", _ => "umfrage" };
                var formulare = Enumerable.Range(0, 2).Select(_ => Guid.NewGuid()).ToList();
                await Task.WhenAll(formulare.SelectMany((f, i) => Enumerable.Range(0, 2).Select(_ =>
                    SendAsync(i == 0 ? runde.Mona : runde.Moritz, $"/vereinbarungen/{id}/{weg}", ("Frage", f.ToString()), ("Fassung", $"{fassung}")))));
                var gestellt = Assert.Single((await LoadAsync(portal, id)).Fragen, f => f.Fassung == fassung);
                Assert.Contains(gestellt.Id, formulare);
                (frage, geschlossen) = (gestellt.Id, weg != "fragen");
                stimmen.Clear();
                if (weg == "konsens")
                    foreach (var (scope, _) in _haeuser.Take(3))
                        stimmen[scope] = Zustimmung;
                continue;
            }
            switch (zufall.Next(6))
            {
                case 0 when zufall.Next(2) == 0:
                    // The text changes while somebody answers to the old one: whoever comes first, no old answer counts for the new words.
                    var alt = frage.Value;
                    await Task.WhenAll(
                        SendAsync(runde.Mona, $"/vereinbarungen/{id}/bearbeitung", [
                            ("Id", id.ToString()), ("Version", $"{v.Version}"), ("Text", $"Spiel {saat}, anders {zug}"), ("Art", "Massnahme"), ("Verantwortlich", Organisationswahl.KeyOf(_haeuser[0].Scope)),
                            .. _haeuser.SelectMany((h, i) => new[] { ($"Beteiligte[{i}].Organisation", Organisationswahl.KeyOf(h.Scope)), ($"Beteiligte[{i}].Gebunden", "true") })]),
                        AnswerAsync(runde, 1, id, alt, fassung, Enthaltung));
                    var danach = await LoadAsync(portal, id);
                    if (danach.Fassung > fassung)
                    {
                        Assert.DoesNotContain(danach.Fragen, f => f.Fassung == danach.Fassung);
                        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync(runde, 2, id, alt, danach.Fassung, Einwand));
                        (fassung, frage, geschlossen) = (danach.Fassung, null, false);
                    }
                    else
                        stimmen[_haeuser[1].Scope] = danach.LetzteFrage!.Antworten.Single(a => a.Organisation == _haeuser[1].Scope).Wert is { } w ? w : Enthaltung;
                    break;
                case 1 when !geschlossen:
                    await Task.WhenAll(Enumerable.Range(0, 3).Select(i => SendAsync(i == 0 ? runde.Moritz : runde.Mona, $"/vereinbarungen/{id}/fragen/{frage}/ende")));
                    geschlossen = true;
                    break;
                case 2 when geschlossen && zufall.Next(3) == 0:
                    portal.Uhr.Advance(TimeSpan.FromDays(15));
                    tage += 15;
                    await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => portal.Services.GetRequiredService<Konsensfristen>().ExpireAsync(CancellationToken.None)));
                    runde = await SignInAllAsync(portal);
                    break;
                default:
                    // Several houses at the same moment, each answer sent twice: the connection broke after the first.
                    var antworten = Enumerable.Range(0, _haeuser.Count).Where(_ => zufall.Next(2) == 0).Select(i => (Haus: i, Wert: (Konsenswert)zufall.Next(5) is var w && w == Einwand && zufall.Next(2) == 0 ? Zustimmung : w)).ToList();
                    var codes = await Task.WhenAll(antworten.Select(async a => (a.Haus, a.Wert, Codes: await Task.WhenAll(AnswerAsync(runde, a.Haus, id, frage.Value, fassung, a.Wert), AnswerAsync(runde, a.Haus, id, frage.Value, fassung, a.Wert)))));
                    foreach (var (haus, wert, code) in codes)
                    {
                        Assert.Equal(code[0], code[1]);
                        Assert.Contains(code[0], new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict });
                        if (code[0] == HttpStatusCode.Redirect)
                            stimmen[_haeuser[haus].Scope] = wert;
                    }
                    break;
            }
        }
        var ende = await LoadAsync(portal, id);
        if (ende.LetzteFrage is { } letzte && frage == letzte.Id)
        {
            Assert.Equal(stimmen.OrderBy(s => s.Key.Id), letzte.Antworten.Where(a => a.Wert is not null).Select(a => KeyValuePair.Create(a.Organisation, a.Wert!.Value)).OrderBy(s => s.Key.Id));
            Assert.Equal(letzte.Antworten.Count, letzte.Antworten.Select(a => a.ScopeId).Distinct().Count());
            bool Ja(Scope o) => stimmen.TryGetValue(o, out var w) && w is Zustimmung or ZustimmungMitBedenken && stimmen.ContainsKey(o);
            if (letzte.Stand is Konsensstand.ZustandeGekommen or Konsensstand.NichtZustandeGekommen)
                Assert.Equal(!stimmen.ContainsValue(Einwand) && Ja(_haeuser[0].Scope) && _haeuser.Skip(1).Any(h => Ja(h.Scope)), letzte.Stand == Konsensstand.ZustandeGekommen);
        }
        // Whatever was sent twice stands once in the history too.
        var eintraege = await portal.InDatabaseAsync(db => db.Verlauf.Where(e => e.GegenstandId == id).Select(e => e.Version).ToListAsync());
        Assert.Equal(eintraege.Count, eintraege.Distinct().Count());
        return (ende.Status, tage);
    }

    private Task<HttpStatusCode> AnswerAsync(Runde runde, int haus, Guid id, Guid frage, int fassung, Konsenswert wert) => SendAsync(runde.Haeuser[haus], $"/vereinbarungen/{id}/antworten",
        ("Frage", frage.ToString()), ("Fassung", $"{fassung}"), ("Organisation", Organisationswahl.KeyOf(_haeuser[haus].Scope)), ("Wert", wert.ToString()), ("Grund", wert == Einwand ? "So nicht." : ""));

    /// <summary>Sends without waiting for other forms of the same browser.</summary>
    private static async Task<HttpStatusCode> SendAsync(Testbrowser browser, string adresse, params (string Name, string Wert)[] felder)
    {
        using var inhalt = new FormUrlEncodedContent(felder.Append(("__RequestVerificationToken", browser.Seite.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var antwort = await browser.Client.PostAsync(new Uri(adresse, UriKind.Relative), inhalt);
        Assert.True((int)antwort.StatusCode < 500, $"{antwort.StatusCode} auf {adresse}");
        return antwort.StatusCode;
    }

    private async Task<Runde> SignInAllAsync(Testportal portal)
    {
        async Task<Testbrowser> Enter(string konto)
        {
            var browser = await portal.SignInAsync(konto);
            await browser.GetAsync("/");
            return browser;
        }
        var haeuser = new List<Testbrowser>();
        foreach (var (_, konto) in _haeuser)
            haeuser.Add(await Enter(konto));
        return new Runde(await Enter("mona@probe.example"), await Enter("moritz@probe.example"), haeuser);
    }

    private static Task<Vereinbarung> LoadAsync(Testportal portal, Guid id) => portal.InDatabaseAsync(db => db.Vereinbarungen.WithAll().AsNoTracking().SingleAsync(v => v.Id == id));

    private int Build(SchulDigital.Web.Demo.Aufbau a)
    {
        var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
        var ort = a.CreateKommune(region, "05000001", "Probe");
        var stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
        var tisch = a.CreateRunderTisch(ort, "Runder Tisch Probe");
        SchulDigital.Web.Demo.Amtsperson Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
        Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(stadt.Id));
        _haeuser.Add((Scope.Schultraeger(stadt.Id), "tilda@probe.example"));
        var schulen = new List<Schule>();
        for (var i = 1; i <= 3; i++)
        {
            schulen.Add(a.CreateSchule($"10000{i}", $"Schule Nr. {i}", "Grundschule", ort, stadt));
            Person($"Schule{i}", Rolle.Schulleitung, Scope.Schule(schulen[^1].Id));
            _haeuser.Add((Scope.Schule(schulen[^1].Id), $"schule{i}@probe.example"));
        }
        Person("Moritz", Rolle.Moderation, Scope.RunderTisch(tisch.Id));
        var mona = Person("Mona", Rolle.Moderation, Scope.RunderTisch(tisch.Id));
        var jetzt = DateTime.UtcNow;
        foreach (var eintrag in tisch.Seat([stadt], schulen, Urheber.Portal, jetzt))
            a.Add(eintrag);
        var (sitzung, geplant) = Sitzung.Plan(tisch, 1, new Sitzungsangaben("Spiele", Kalender.DayOf(jetzt), new TimeOnly(14, 0), 120, "Rathaus", null, null, null), mona.Urheber, jetzt);
        a.Add(geplant);
        a.Add(sitzung);
        _punkt = sitzung.AddItem(new Punktangaben("Spiel", null, Sitzungspunktart.Vereinbarung, 20, null, null, false), null, null, mona.Urheber, jetzt).Punkt.Id;
        a.Add(sitzung.Open(mona.Urheber, jetzt)!);
        foreach (var t in sitzung.Teilnehmer)
            sitzung.Attend(t.Id, t.Name == "Schule Nr. 3" ? Anwesenheit.Entschuldigt : Anwesenheit.Anwesend, null, jetzt);
        _tisch = tisch.Id;
        return 0;
    }

    private sealed record Runde(Testbrowser Mona, Testbrowser Moritz, IReadOnlyList<Testbrowser> Haeuser);
}
