using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Features;

/// <summary>The Berichtsbögen of a carrier and of a Durchgang in one table: how far, for whom they wait, since when; and reminders.</summary>
[Trait("Spur", "host")]
public sealed class BogenstaendeTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testportal _portal = new();
    private Bildungsregion _region = null!;
    private Schultraeger _stadt = null!;
    private Schultraeger _gross = null!;
    private Guid _offen;

    private string Traegerweg => $"/traeger/{_stadt.Id}/berichtsboegen";
    private string Durchgangsweg => $"/regionen/{_region.Id}/durchgaenge/probe-2026-27/berichtsboegen";

    /// <summary>
    /// Anna waits for its confirmation since five days ago, Bert handed a section back four days ago, Chris has no sheet, Dora is to
    /// sign since two days ago; last year's sheet of Chris belongs to the Durchgang before.
    /// </summary>
    public async Task InitializeAsync()
    {
        // Days back from here lie in the same year.
        _portal.Uhr.Set(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        await _portal.BuildAsync(a =>
        {
            _region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
            var fern = a.CreateRegion("fern", "Kreis Fern", "Bildungsbüro Fern");
            var ort = a.CreateKommune(_region, "05000001", "Probe");
            _stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            _gross = a.CreateSchultraeger("2", "Stadt Groß", TraegerArt.Kommune);
            var jetzt = _portal.Uhr.Now();
            var durchgang = a.CreateDurchgang(_region, "probe-2026-27", "2026/27", _portal.Uhr.Today().AddDays(-60));
            a.CreateDurchgang(_region, "probe-2025-26", "2025/26", _portal.Uhr.Today().AddDays(-425), _portal.Uhr.Today().AddDays(-300));
            Amtsperson Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
            Person("Kora", Rolle.Koordination, Scope.Bildungsregion(_region.Id));
            Person("Fernande", Rolle.Koordination, Scope.Bildungsregion(fern.Id));
            var tilda = Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(_stadt.Id));
            a.Appoint(tilda.Person, Rolle.Traegerleitung, Scope.Schultraeger(_gross.Id));
            Person("Bea", Rolle.Traegerbearbeitung, Scope.Schultraeger(_stadt.Id));
            a.Offer(durchgang, Scope.Schultraeger(_stadt.Id), jetzt, jetzt);
            Berichtsbogen Draft(Schultraeger traeger, Schule schule, int nummer, bool unterschrift, int tage)
            {
                var am = jetzt.AddDays(-tage);
                var (bogen, _) = Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(Scope.Schultraeger(traeger.Id), traeger.Name), [new Berichtshaus(Scope.Schule(schule.Id), schule.Name)], Berichtsart.Schule,
                    new Berichtsangaben($"Bogen {schule.Name}", null, unterschrift, Zeichnungsfolge.SchulenZuerst), nummer, tilda.Urheber, am);
                bogen.Add(Kennung.New(), new Absatzort(Berichtsabschnitt.Planungen), new Absatzangaben("Geheimes aus dem Bogen"), null, tilda.Urheber, am);
                return a.Add(bogen);
            }
            var nummer = 0;
            foreach (var name in (string[])["Anna", "Bert", "Chris", "Dora"])
            {
                var schule = a.CreateSchule($"10000{++nummer}", $"Schule {name}", "Grundschule", ort, _stadt);
                var leitung = Person(name, Rolle.Schulleitung, Scope.Schule(schule.Id));
                a.Offer(durchgang, Scope.Schule(schule.Id), jetzt, jetzt);
                if (name == "Chris")
                {
                    Draft(_stadt, schule, 90, false, 400);
                    continue;
                }
                var bogen = Draft(_stadt, schule, nummer, name == "Dora", 10);
                bogen.SendToReview(tilda.Urheber, jetzt.AddDays(-5));
                bogen.Confirm(tilda.Zustaendigkeit, "Tilda", bogen.HashOfText(), jetzt.AddDays(-5));
                if (name == "Anna")
                    _offen = bogen.Id;
                if (name == "Bert")
                    bogen.HandBack(Kennung.New(), Berichtsabschnitt.Planungen, "So nicht.", leitung.Zustaendigkeit, "Bert", jetzt.AddDays(-4));
                if (name == "Dora")
                    bogen.Confirm(leitung.Zustaendigkeit, "Dora", bogen.HashOfText(), jetzt.AddDays(-2));
            }
            for (var i = 0; i < 30; i++)
                Draft(_gross, a.CreateSchule($"{200000 + i}", $"Schule {i:00}", "Grundschule", ort, _gross), i + 1, false, 3).SendToReview(tilda.Urheber, jetzt.AddDays(-1));
            return 0;
        });
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task The_carrier_sees_what_is_stuck_where_since_when_and_who_has_not_begun()
    {
        var bea = await SignInAsync("Bea");
        (await bea.GetAsync("/berichtsboegen")).ShouldShow("Stand nach Schulen");
        await bea.GetAsync(Traegerweg);
        Assert.Equal(
            [
                ("Stadt Probe", "–", "noch nicht begonnen", "–"),
                ("Schule Anna", "in Prüfung", "Bestätigung fehlt: Schule Anna", Day(5)),
                ("Schule Bert", "in Prüfung", "zurückgegeben, ohne Antwort des Schulträgers: Planungen (Schule Bert)", Day(4)),
                ("Schule Chris", "–", "noch nicht begonnen", "–"),
                ("Schule Dora", "bestätigt", "Unterschrift fehlt: Schule Dora", Day(2)),
            ], Rows(bea.Seite));
        bea.Seite.ShouldShow("noch nicht begonnen: 2 Häuser").ShouldNotShow("Geheimes");
        Assert.NotNull(bea.Seite.Find($"a[href='/berichtsboegen/{_offen}']"));
        await bea.GetAsync($"{Traegerweg}?wartet=Unterschrift");
        Assert.Equal(["Schule Dora"], Rows(bea.Seite).Select(z => z.Haus));
        await bea.GetAsync($"{Traegerweg}?suche=chris&jahr=2025");
        Assert.Equal([("Schule Chris", "Entwurf")], Rows(bea.Seite).Select(z => (z.Haus, z.Stand)));
        (await bea.GetAsync($"{Traegerweg}?suche=nirgends")).ShouldShow("Zu dieser Auswahl gibt es kein Haus.");
        (await bea.GetAsync($"{Traegerweg}?suche={new string('x', 300)}")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await bea.GetAsync($"{Traegerweg}?wartet=Unsinn")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await bea.GetAsync($"/traeger/{_gross.Id}/berichtsboegen")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await (await SignInAsync("Anna")).GetAsync(Traegerweg)).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_Koordination_sees_the_states_of_who_takes_part_and_nothing_of_another_region()
    {
        var kora = await SignInAsync("Kora");
        (await kora.GetAsync(Durchgangsweg[..Durchgangsweg.LastIndexOf('/')])).ShouldShow("Stand der Berichtsbögen");
        await kora.GetAsync(Durchgangsweg);
        // Last year's sheet of Chris lies before this Durchgang; Stadt Groß does not take part.
        Assert.Equal(["noch nicht begonnen", "Bestätigung fehlt: Schule Anna", "zurückgegeben, ohne Antwort des Schulträgers: Planungen (Schule Bert)", "noch nicht begonnen", "Unterschrift fehlt: Schule Dora"],
            Rows(kora.Seite).Select(z => z.Woran));
        kora.Seite.ShouldNotShow("Geheimes");
        (await kora.GetAsync($"/berichtsboegen/{_offen}")).ShouldShow("in Prüfung").ShouldNotShow("Geheimes");
        await kora.GetAsync(Durchgangsweg.Replace("2026-27", "2025-26", StringComparison.Ordinal));
        kora.Seite.ShouldShow("Noch nimmt kein Haus teil.");
        (await kora.GetAsync(Traegerweg)).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await (await SignInAsync("Fernande")).GetAsync(Durchgangsweg)).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await (await SignInAsync("Bea")).GetAsync(Durchgangsweg)).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reminder_shows_its_recipients_first_and_goes_once_a_day()
    {
        var bea = await SignInAsync("Bea");
        await bea.GetAsync($"{Traegerweg}/erinnerung?an=Bestaetigung");
        // Bert handed back and waits itself.
        bea.Seite.ShouldShow("anna@probe.example", "1 Mail senden").ShouldNotShow("bert@probe.example");
        var form = bea.Seite.Form("form[action*='/erinnerung']");
        await bea.SubmitAsync(form.Set("Text", " "));
        bea.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie einen Text.");
        form = bea.Seite.Form("form[action*='/erinnerung']").Set("Text", "Bitte bestätigen.");
        (await bea.SubmitAsync(form)).ShouldShow("1 Mail ist unterwegs.");
        (await bea.SubmitAsync(form)).ShouldShow("heute schon an alle gegangen");
        var mail = Assert.Single(await _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.AsNoTracking().ToListAsync()));
        Assert.Equal("anna@probe.example", mail.Empfaenger);
        Assert.Contains($"/berichtsboegen/{_offen}", mail.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _portal.InDatabaseAsync(db => db.Verlauf.CountAsync(e => e.Ereignis == Ereignis.ErinnerungVersandt && e.GegenstandId == _stadt.Id)));
        (await bea.GetAsync($"{Traegerweg}/erinnerung?an=Unterschrift")).ShouldShow("dora@probe.example");

        // That nothing was begun, only the Koordination says; the carrier is told, not the school.
        var kora = await SignInAsync("Kora");
        await kora.GetAsync($"{Durchgangsweg}/erinnerung?an=Beginn");
        kora.Seite.ShouldShow("tilda@probe.example").ShouldNotShow("chris@probe.example", "bea@probe.example");
        await kora.SubmitAsync("form[action*='/erinnerung']");
        kora.Seite.ShouldShow("1 Mail ist unterwegs.");
        (await bea.GetAsync($"{Traegerweg}/erinnerung?an=Beginn")).ShouldNotShow("tilda@probe.example");
        (await (await SignInAsync("Fernande")).PostAsync($"{Durchgangsweg}/erinnerung?an=Beginn", ("Betreff", "x"), ("Text", "x"))).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_table_needs_no_more_statements_for_thirty_schools_than_for_four()
    {
        var tilda = await SignInAsync("Tilda");
        await tilda.GetAsync(Traegerweg);
        var wenige = await _portal.CountStatementsAsync(() => tilda.GetAsync(Traegerweg));
        var viele = await _portal.CountStatementsAsync(() => tilda.GetAsync($"/traeger/{_gross.Id}/berichtsboegen"));
        Assert.Equal(31, Rows(tilda.Seite).Count);
        Assert.Equal(wenige, viele);
    }

    private string Day(int vorTagen) => $"{_portal.Uhr.Today().AddDays(-vorTagen):dd.MM.yyyy}";

    private static List<(string Haus, string Stand, string Woran, string Seit)> Rows(Testseite seite) =>
        [.. seite.All("tbody tr").Select(z => (z.QuerySelector("th")!.TextContent.Trim(), Cell(z, "Stand"), Cell(z, "Woran es liegt"), Cell(z, "Seit")))];

    private static string Cell(AngleSharp.Dom.IElement zeile, string spalte) => zeile.QuerySelector($"td[data-spalte='{spalte}']")!.TextContent.Trim();

    private Task<Testbrowser> SignInAsync(string name) => _portal.SignInAsync($"{name.ToLowerInvariant()}@probe.example");
}
