using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Features.Berichte;
using Xunit.Abstractions;

namespace SchulDigital.Tests.Data;

public sealed class BerichtswettlaufSqliteTests(Sqliteserver server, ITestOutputHelper ausgabe) : BerichtswettlaufTests(server, ausgabe), IClassFixture<Sqliteserver>;

[Collection(PostgresCollection.Name)]
public sealed class BerichtswettlaufPostgresTests(Postgresserver server, ITestOutputHelper ausgabe) : BerichtswettlaufTests(server, ausgabe);

/// <summary>
/// Fifty people at one Berichtsbogen at the same moment, over HTTP: they confirm, take back, ask, hand back, answer, write, sign, refuse,
/// open again, withdraw. Whoever comes first: the sheet is where its history leads, nothing counts that is about another text, nothing
/// that was accepted is lost.
/// </summary>
[Trait("Spur", "provider")]
public abstract class BerichtswettlaufTests(Datenbankserver server, ITestOutputHelper ausgabe) : IAsyncLifetime
{
    private const int Schulen = 6;
    private const int Leute = 50;

    /// <summary>How many forms each person sends one after another.</summary>
    private const int Formulare = 3;

    private static readonly HttpStatusCode[] Antworten =
        [HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Conflict];

    private readonly List<Person> _leute = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _antworten = new();
    private Testportal? _portal;
    private Amtsperson _leitung = null!;
    private Berichtshaus _traeger = null!;
    private readonly List<(Berichtshaus Haus, Amtsperson Leitung)> _haeuser = [];
    private readonly List<Teilnehmer> _teilnehmer = [];

    /// <summary>What goes on besides confirming or signing.</summary>
    public enum Unruhe { Keine, Aenderungen, Rueckwege }

    [DatenbankFact]
    public async Task Fifty_at_once_leave_a_sheet_that_its_history_leads_to()
    {
        var nummer = 0;
        foreach (var zeichnen in (bool[])[false, true])
            foreach (var unruhe in Enum.GetValues<Unruhe>())
            {
                var spiel = new Spiel(await BeginAsync(++nummer, zeichnen), zeichnen, unruhe);
                await Task.WhenAll(_teilnehmer.Select((wer, i) => PlayAsync(spiel, wer, new Random(nummer * 1000 + i)))).WaitAsync(TimeSpan.FromMinutes(5));
                var bogen = await CheckAsync(spiel);
                if (unruhe == Unruhe.Aenderungen && !bogen.IsFinal)
                    bogen = await FinishAsync(spiel, bogen);
                Assert.Equal(unruhe == Unruhe.Rueckwege ? Berichtsstatus.Zurueckgezogen : zeichnen ? Berichtsstatus.Unterzeichnet : Berichtsstatus.Bestaetigt, bogen.Status);
            }
        ausgabe.WriteLine(string.Join(", ", _antworten.Select(a => $"{(int)a.Key}: {a.Value}")));
        // The test says nothing when nobody comes too late, or when everybody does.
        Assert.True(_antworten[HttpStatusCode.Redirect] > 200 && _antworten[HttpStatusCode.Conflict] > 50, string.Join(", ", _antworten));
    }

    public async Task InitializeAsync()
    {
        if (server is Postgresserver && Postgresserver.Skip is not null)
            return;
        var datenbank = await server.CreateAsync();
        _portal = new Testportal().Set("Database:Provider", datenbank.Provider.ToString()).Set("ConnectionStrings:Default", datenbank.ConnectionString);
        await _portal.BuildAsync(Build);
        Assert.Equal(Leute, _leute.Count);
        var haeuser = _haeuser.ToDictionary(h => h.Haus.Organisation, h => h.Haus);
        foreach (var person in _leute)
        {
            var browser = await _portal.SignInAsync(person.Email);
            var amt = await _portal.InDatabaseAsync(db => db.Zustaendigkeiten.AsNoTracking().SingleAsync(z => z.PersonId == person.Id));
            _teilnehmer.Add(new Teilnehmer(person.Name, browser.Client, await browser.FindTokenAsync(), haeuser[amt.Scope], amt.Can(Befugnisse.Alle)));
        }
    }

    public async Task DisposeAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    private int Build(Aufbau a)
    {
        var ort = a.CreateKommune(a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro"), "05000001", "Probe");
        var stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
        Amtsperson Person(Rolle rolle, Scope scope, Amtsart? art = null)
        {
            _leute.Add(a.CreatePerson($"Person {_leute.Count}", $"person{_leute.Count}@probe.example"));
            return a.Appoint(_leute[^1], rolle, scope, art: art);
        }
        void House(Berichtshaus haus, Rolle leitung, Rolle mitarbeit, int leute)
        {
            _haeuser.Add((haus, Person(leitung, haus.Organisation)));
            Person(leitung, haus.Organisation, Amtsart.StaendigeVertretung);
            for (var i = 2; i < leute; i++)
                Person(mitarbeit, haus.Organisation);
        }
        _traeger = new Berichtshaus(Scope.Schultraeger(stadt.Id), stadt.Name);
        House(_traeger, Rolle.Traegerleitung, Rolle.Traegerbearbeitung, 8);
        _leitung = _haeuser[0].Leitung;
        for (var i = 1; i <= Schulen; i++)
        {
            var schule = a.CreateSchule($"10000{i}", $"Schule Nr. {i}", "Grundschule", ort, stadt);
            House(new Berichtshaus(Scope.Schule(schule.Id), schule.Name), Rolle.Schulleitung, Rolle.Medienbeauftragte, 7);
        }
        return 0;
    }

    /// <summary>A sheet about all schools: in review, or confirmed by all and to be signed.</summary>
    private Task<Guid> BeginAsync(int nummer, bool zeichnen) => _portal!.BuildAsync(a =>
    {
        var (urheber, jetzt) = (_leitung.Urheber, _portal.Uhr.Now());
        void Note(Verlaufseintrag? eintrag) => a.Add(eintrag!);
        var (bogen, begonnen) = Berichtsbogen.Draft(Kennung.New(), _traeger, [.. _haeuser.Skip(1).Select(h => h.Haus)], Berichtsart.Anlass,
            new Berichtsangaben($"Runde {nummer}", "Jahresgespräch", zeichnen, Zeichnungsfolge.Beliebig), nummer, urheber, jetzt);
        a.Add(bogen);
        Note(begonnen);
        foreach (var abschnitt in (Berichtsabschnitt[])[Berichtsabschnitt.Ziele, Berichtsabschnitt.Planungen])
            Note(bogen.Add(Kennung.New(), new Absatzort(abschnitt), new Absatzangaben($"{abschnitt} am Anfang"), null, urheber, jetzt)!.Value.Eintrag);
        foreach (var (haus, _) in _haeuser.Skip(1))
            Note(bogen.Add(Kennung.New(), new Absatzort(Berichtsabschnitt.Situation, Berichtssicht.Schule, haus.Organisation.Id), new Absatzangaben("Am Anfang"), null, urheber, jetzt)!.Value.Eintrag);
        Note(bogen.SendToReview(urheber, jetzt));
        foreach (var (_, leitung) in zeichnen ? _haeuser : [])
            Note(bogen.Confirm(leitung.Zustaendigkeit, leitung.Person.Name, bogen.HashOfText(), jetzt));
        return bogen.Id;
    });

    private async Task PlayAsync(Spiel spiel, Teilnehmer wer, Random zufall)
    {
        for (var i = 0; i < Formulare; i++)
        {
            // What the form was made on; by the time it is sent others have acted.
            var bogen = await LoadAsync(spiel.Id);
            if (spiel.Zeichnen)
                await SignAsync(spiel, bogen, wer, zufall);
            else
                await ReviewAsync(spiel, bogen, wer, zufall);
        }
        if (spiel.Unruhe == Unruhe.Rueckwege && wer == _teilnehmer[0])
            await SendAsync(spiel, wer, "rueckzug", ("Grund", "Nicht mehr"));
    }

    private Task ReviewAsync(Spiel spiel, Berichtsbogen bogen, Teilnehmer wer, Random zufall)
    {
        var wurf = zufall.Next(20);
        if (spiel.Unruhe == Unruhe.Rueckwege && wer.Haus == _traeger && wurf < 5)
            return wurf < 2 ? SendAsync(spiel, wer, "entwurf", ("Grund", "Noch einmal")) : SendAsync(spiel, wer, "pruefung", ("Betreff", "Bitte prüfen"), ("Text", "Noch einmal"));
        if (wer.Leitet && (spiel.Unruhe == Unruhe.Keine || wurf < 12))
            return ConfirmAsync(spiel, bogen, wer);
        if (spiel.Unruhe != Unruhe.Keine)
        {
            if (wer.Leitet)
                return wurf < 15 ? SendAsync(spiel, wer, "bestaetigung/ende", ("haus", $"{wer.Haus.Organisation.Id}")) : AskAsync(spiel, wer, "rueckgaben", zufall);
            if (wurf < 4)
                return WriteAsync(spiel, bogen, wer, zufall);
            if (wer.Haus == _traeger && bogen.Anmerkungen.Where(x => x.IsOpen).ToList() is { Count: > 0 } offene)
                return SendAsync(spiel, wer, $"anmerkungen/{offene[zufall.Next(offene.Count)].Id}", ("Antwort", $"Antwort von {wer.Name}"));
        }
        return wurf % 3 == 0
            ? SendAsync(spiel, wer, "durchsichten", ("Abschnitt", nameof(Berichtsabschnitt.Ziele)), ("Fassung", $"{bogen.Fassung}"))
            : AskAsync(spiel, wer, "rueckfragen", zufall);
    }

    private Task SignAsync(Spiel spiel, Berichtsbogen bogen, Teilnehmer wer, Random zufall)
    {
        var wurf = zufall.Next(20);
        if (spiel.Unruhe != Unruhe.Keine && wer.Leitet && wurf < 4)
            return SendAsync(spiel, wer, "ablehnung", ("Hash", bogen.HashOfText()), ("Ablehnungsgrund", $"Nein, sagt {wer.Name}"));
        if (spiel.Unruhe != Unruhe.Keine && wer.Haus == _traeger && wurf < 7)
            return SendAsync(spiel, wer, "oeffnung", ("Grund", "Noch einmal"));
        if (bogen.Status == Berichtsstatus.InPruefung)
            return wer.Leitet ? ConfirmAsync(spiel, bogen, wer) : spiel.Unruhe == Unruhe.Keine ? Task.CompletedTask : WriteAsync(spiel, bogen, wer, zufall);
        return wer.Leitet
            ? Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SendAsync(spiel, wer, "unterschrift", ("Hash", bogen.HashOfText()), ("Zustimmung", "true"), ("Tippname", wer.Name))))
            : PaperAsync(spiel, bogen, wer);
    }

    /// <summary>A double click.</summary>
    private Task<HttpStatusCode[]> ConfirmAsync(Spiel spiel, Berichtsbogen bogen, Teilnehmer wer) =>
        Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SendAsync(spiel, wer, "bestaetigung", ("Hash", bogen.HashOfText()))));

    private async Task AskAsync(Spiel spiel, Teilnehmer wer, string weg, Random zufall)
    {
        var (id, text) = (Kennung.New(), $"{weg} von {wer.Name}, {zufall.Next()}");
        var antworten = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SendAsync(spiel, wer, weg, ("Id", $"{id}"), ("Abschnitt", nameof(Berichtsabschnitt.Ziele)), ("Text", text))));
        if (antworten.Contains(HttpStatusCode.Redirect))
            spiel.Gefragt[id] = text;
    }

    private async Task WriteAsync(Spiel spiel, Berichtsbogen bogen, Teilnehmer wer, Random zufall)
    {
        var eigene = bogen.Text.Where(a => wer.Haus == _traeger ? a.Sicht == Berichtssicht.Gemeinsam : a.SchuleId == wer.Haus.Organisation.Id).ToList();
        var absatz = eigene[zufall.Next(eigene.Count)];
        var text = $"{wer.Name} schreibt {zufall.Next()}";
        if (await SendAsync(spiel, wer, $"bearbeitung/absaetze/{absatz.Id}", ("Version", $"{absatz.Version}"), ("Text", text)) == HttpStatusCode.Redirect)
            spiel.Geschrieben.Add((absatz.Id, absatz.Version, text));
    }

    private async Task PaperAsync(Spiel spiel, Berichtsbogen bogen, Teilnehmer wer)
    {
        using var inhalt = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.7 Blatt"u8.ToArray()), "Scan", "blatt.pdf" }, { new StringContent(wer.Token.Value), wer.Token.Key } };
        foreach (var (name, wert) in (ReadOnlySpan<(string, string)>)[("Haus", $"{wer.Haus.Organisation.Id}"), ("Hash", bogen.HashOfText()), ("Name", "Lena Leitung"), ("Amt", "Leitung"), ("Tag", $"{_portal!.Uhr.Today():yyyy-MM-dd}"), ("Original", "Sekretariat")])
            inhalt.Add(new StringContent(wert, Encoding.UTF8), name);
        await SendAsync(spiel, wer, "papier", inhalt);
    }

    private async Task<HttpStatusCode> SendAsync(Spiel spiel, Teilnehmer wer, string weg, params (string Name, string Wert)[] felder)
    {
        using var inhalt = new FormUrlEncodedContent([wer.Token, .. felder.Select(f => KeyValuePair.Create(f.Name, f.Wert))]);
        return await SendAsync(spiel, wer, weg, inhalt);
    }

    private async Task<HttpStatusCode> SendAsync(Spiel spiel, Teilnehmer wer, string weg, HttpContent inhalt)
    {
        using var antwort = await wer.Client.PostAsync(new Uri($"/berichtsboegen/{spiel.Id}/{weg}", UriKind.Relative), inhalt);
        Assert.True(Antworten.Contains(antwort.StatusCode),
            $"{(int)antwort.StatusCode} auf {weg}: {_portal!.Protokoll.Zeilen.LastOrDefault(z => z.StartsWith("Error", StringComparison.Ordinal))}");
        _antworten.AddOrUpdate(antwort.StatusCode, 1, (_, n) => n + 1);
        return antwort.StatusCode;
    }

    /// <summary>The carrier answers what is open; then all confirm and sign at once.</summary>
    private async Task<Berichtsbogen> FinishAsync(Spiel spiel, Berichtsbogen bogen)
    {
        var tilda = _teilnehmer[0];
        foreach (var offen in bogen.Anmerkungen.Where(a => a.IsOpen))
            await SendAsync(spiel, tilda, $"anmerkungen/{offen.Id}", ("Antwort", "Erledigt"));
        for (var i = 0; i < 2; i++)
        {
            var stand = await LoadAsync(spiel.Id);
            await Task.WhenAll(_teilnehmer.Where(t => t.Leitet).Select(t => stand.Status == Berichtsstatus.InPruefung ? ConfirmAsync(spiel, stand, t) : SignAsync(spiel with { Unruhe = Unruhe.Keine }, stand, t, new Random(i))));
            if ((await LoadAsync(spiel.Id)).IsFinal)
                break;
        }
        var ende = await CheckAsync(spiel);
        Assert.True(ende.IsFinal, $"{spiel}: {ende.Status}");
        return ende;
    }

    /// <summary>Holds the sheet against its history and against what was accepted.</summary>
    private async Task<Berichtsbogen> CheckAsync(Spiel spiel)
    {
        var bogen = await LoadAsync(spiel.Id);
        var (verlauf, dokumente, scans) = await _portal!.InDatabaseAsync(async db => (
            await db.Verlauf.AsNoTracking().Where(e => e.GegenstandId == spiel.Id).OrderBy(e => e.Version).ToListAsync(),
            await db.Dokumente.CountAsync(d => d.GegenstandId == spiel.Id),
            await db.Dokumente.Where(d => d.Art == Dokumentart.Unterlage && d.Titel.EndsWith(bogen.Kennzeichen)).Select(d => d.Id).ToListAsync()));

        Assert.Equal(Enumerable.Range(1, bogen.Version), verlauf.Select(e => e.Version!.Value));
        var (stand, bestaetigt, unterzeichnet) = Replay(bogen, verlauf);
        Assert.Equal(stand, bogen.Status);
        Assert.Equal(bestaetigt.Order(), bogen.Beteiligte.Where(b => bogen.ConfirmationOf(b.Organisation) is not null).Select(b => b.Name).Order());
        Assert.Equal(unterzeichnet.Order(), bogen.Beteiligte.Where(b => bogen.SignatureOf(b.Organisation) is not null).Select(b => b.Name).Order());

        // Nothing counts twice for a house, and nothing for another text.
        var text = bogen.HashOfText();
        Assert.All(bogen.Erklaerungen.Where(e => e.Counts), e => Assert.Equal(text, e.Inhaltshash));
        Assert.All(bogen.Erklaerungen.Where(e => e.Counts).GroupBy(e => (e.Art, e.Organisation)), g => Assert.Single(g));
        // Nor did what counts no more: all who declared something about one text had the same before them, and no other text's.
        Assert.All(bogen.Erklaerungen.GroupBy(e => e.Fassung), g => Assert.Single(g.Select(e => e.Inhaltshash).Distinct()));
        if (spiel.Unruhe == Unruhe.Aenderungen)
            Assert.All(bogen.Erklaerungen.GroupBy(e => e.Inhaltshash), g => Assert.Single(g.Select(e => e.Fassung).Distinct()));
        Assert.DoesNotContain(bogen.Beteiligte, b => bogen.SignatureOf(b.Organisation) is not null && bogen.RefusalOf(b.Organisation) is not null);
        Assert.Equal(bogen.IsFinal ? text : null, bogen.Inhaltshash);
        Assert.Equal(bogen.IsFinal ? 1 : 0, dokumente);
        Assert.Equal(scans.Order(), bogen.Erklaerungen.Where(e => e.ScanId is not null).Select(e => e.ScanId!.Value).Order());

        // What was accepted stands, and what was refused does not.
        Assert.Equal(spiel.Gefragt.OrderBy(f => f.Key).Select(f => (f.Key, f.Value)), bogen.Anmerkungen.OrderBy(a => a.Id).Select(a => (a.Id, a.Text)));
        foreach (var absatz in spiel.Geschrieben.GroupBy(g => g.Absatz))
        {
            var jetzt = bogen.Absaetze.Single(a => a.Id == absatz.Key);
            var angenommen = $"Fassung {jetzt.Version} „{jetzt.Text}“, angenommen {string.Join(", ", absatz.OrderBy(g => g.Gelesen).Select(g => $"auf {g.Gelesen} „{g.Text}“"))}";
            Assert.True(absatz.Select(g => g.Gelesen).Distinct().Count() == absatz.Count(), angenommen);
            Assert.True(absatz.MaxBy(g => g.Gelesen) is var letzter && letzter.Text == jetzt.Text && letzter.Gelesen == jetzt.Version - 1, angenommen);
        }
        return bogen;
    }

    /// <summary>Plays the history once more: each step must be one that the state before it allows.</summary>
    private static (Berichtsstatus Stand, HashSet<string> Bestaetigt, HashSet<string> Unterzeichnet) Replay(Berichtsbogen bogen, List<Verlaufseintrag> verlauf)
    {
        var alle = bogen.Beteiligte.Count;
        var stand = Berichtsstatus.Entwurf;
        var (bestaetigt, unterzeichnet) = (new HashSet<string>(), new HashSet<string>());
        foreach (var eintrag in verlauf)
        {
            var ereignis = eintrag.Ereignis;
            void Expect(bool erlaubt) => Assert.True(erlaubt, $"{eintrag.Version}. {ereignis}: {eintrag.Grund}, als der Bogen {stand} war: {string.Join(", ", verlauf.Select(e => e.Ereignis))}");
            void Enter(Berichtsstatus von, Berichtsstatus nach)
            {
                Expect(stand == von);
                stand = nach;
                bestaetigt.Clear();
                unterzeichnet.Clear();
            }
            switch (ereignis)
            {
                case Ereignis.BerichtEntworfen:
                    Expect(eintrag == verlauf[0]);
                    break;
                case Ereignis.BerichtsabsatzGeaendert:
                    Expect(stand is Berichtsstatus.Entwurf or Berichtsstatus.InPruefung);
                    bestaetigt.Clear();
                    break;
                case Ereignis.BerichtInPruefung:
                    Enter(Berichtsstatus.Entwurf, Berichtsstatus.InPruefung);
                    break;
                case Ereignis.BerichtWiederEntwurf:
                    Enter(Berichtsstatus.InPruefung, Berichtsstatus.Entwurf);
                    break;
                case Ereignis.BerichtWiederInPruefung:
                    Enter(Berichtsstatus.Bestaetigt, Berichtsstatus.InPruefung);
                    break;
                case Ereignis.BerichtsabschnittZurueckgegeben:
                    Expect(stand == Berichtsstatus.InPruefung);
                    bestaetigt.Remove(bogen.NameOf(bogen.Anmerkungen.First(a => a.Art == Anmerkungsart.Rueckgabe && a.Am == eintrag.Zeit).Organisation));
                    break;
                case Ereignis.BerichtsabschnittDurchgesehen or Ereignis.BerichtsrueckfrageGestellt or Ereignis.BerichtsrueckfrageBeantwortet or Ereignis.BerichtsabschnittUeberarbeitet:
                    Expect(stand == Berichtsstatus.InPruefung);
                    break;
                case Ereignis.BerichtBestaetigt:
                    Expect(stand == Berichtsstatus.InPruefung && bestaetigt.Add(eintrag.Grund!));
                    if (bestaetigt.Count == alle)
                        stand = Berichtsstatus.Bestaetigt;
                    break;
                case Ereignis.BerichtsbestaetigungZurueckgenommen:
                    Expect(stand == Berichtsstatus.InPruefung && bestaetigt.Remove(eintrag.Grund!));
                    break;
                case Ereignis.BerichtUnterzeichnet:
                    Expect(bogen.Unterschrift && stand == Berichtsstatus.Bestaetigt && unterzeichnet.Add(eintrag.Grund!));
                    if (unterzeichnet.Count == alle)
                        stand = Berichtsstatus.Unterzeichnet;
                    break;
                case Ereignis.BerichtUnterschriftAbgelehnt:
                    Expect(bogen.Unterschrift && stand == Berichtsstatus.Bestaetigt);
                    break;
                case Ereignis.BerichtZurueckgezogen:
                    Expect(stand != Berichtsstatus.Zurueckgezogen);
                    stand = Berichtsstatus.Zurueckgezogen;
                    break;
                default:
                    Expect(false);
                    break;
            }
        }
        return (stand, bestaetigt, unterzeichnet);
    }

    private Task<Berichtsbogen> LoadAsync(Guid id) => _portal!.InDatabaseAsync(db => db.Berichtsboegen.WithAll().AsNoTracking().SingleAsync(b => b.Id == id));

    private sealed record Teilnehmer(string Name, HttpClient Client, KeyValuePair<string, string> Token, Berichtshaus Haus, bool Leitet);

    /// <summary>A sheet that all act on, and what they were told is done.</summary>
    private sealed record Spiel(Guid Id, bool Zeichnen, Unruhe Unruhe)
    {
        public ConcurrentDictionary<Guid, string> Gefragt { get; } = new();

        public ConcurrentBag<(Guid Absatz, int Gelesen, string Text)> Geschrieben { get; } = [];
    }
}
