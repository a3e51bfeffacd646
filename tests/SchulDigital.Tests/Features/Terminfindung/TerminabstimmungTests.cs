using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Tests.Features.Terminfindung;

/// <summary>Date polls through the front door: for a session and for a visit, by account and by personal link.</summary>
[Trait("Spur", "host")]
public sealed partial class TerminabstimmungTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testportal _portal = new();
    private Guid _tisch;
    private Guid _besuch;

    private string Sitzung => $"/runde-tische/{_tisch}/sitzungen/1";

    private DateOnly Heute => _portal.Uhr.Today();

    public async Task InitializeAsync()
    {
        _portal.Set("Grenzen:ZugangslinksJeMinuteUndAdresse", "10000");
        await _portal.BuildAsync(a =>
        {
            var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
            var ort = a.CreateKommune(region, "05000001", "Probe");
            var stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            var tisch = a.CreateRunderTisch(ort, "Runder Tisch Probe");
            _tisch = tisch.Id;
            Amtsperson Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
            for (var i = 1; i <= 2; i++)
                Person($"Schule{i}", Rolle.Schulleitung, Scope.Schule(a.CreateSchule($"10000{i}", $"Schule Nr. {i}", "Grundschule", ort, stadt).Id));
            var tilda = Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(stadt.Id));
            Person("Mona", Rolle.Moderation, tisch.Scope);
            Person("Kora", Rolle.Koordination, Scope.Bildungsregion(region.Id));
            Person("Fremd", Rolle.Traegerleitung, Scope.Schultraeger(a.CreateSchultraeger("2", "Stadt Fremd", TraegerArt.Kommune).Id));
            var matrix = a.CreateMatrix(stadt, a.CreateDurchgang(region, "probe", "2026/27")).Matrix;
            var (besuch, eintrag) = Besuch.Plan(stadt.Id, new Besuchsangaben("Jahresgespräch", null, null, 120, "Rathaus", null, null, matrix.Id), tilda.Urheber, _portal.Uhr.Now());
            a.Add(besuch);
            a.Add(eintrag);
            a.Add(besuch.Choose([new(Beteiligungsart.Koordination, region.Id, region.Name, null, null), new(Beteiligungsart.Gast, null, "Gerd Gast", "Büro", "gerd@extern.example")], besuch.Version, tilda.Urheber, _portal.Uhr.Now()).Eintrag!);
            _besuch = besuch.Id;
            return 0;
        });
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task From_the_proposals_to_the_date_of_a_session()
    {
        var mona = await SignInAsync("Mona");
        await PlanAsync(mona);
        (await mona.GetAsync(Sitzung)).ShouldShow("Termin abstimmen");
        await mona.GetAsync(Sitzung + "/terminabstimmung");
        mona.Seite.ShouldShow("4 Stellen und Personen");

        // What is wrong is said beside what was typed; the page before the mails names who and what.
        var form = Fill(mona.Seite.Form("form[action$='/vorschau']"), (10, "14:00"));
        (await mona.SubmitAsync(form)).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schlagen Sie 2 bis 10 Termine vor");
        Assert.Equal("14:00", mona.Seite.Form("form[action$='/vorschau']")["Termine[0].Uhrzeit"]);
        form = Fill(mona.Seite.Form("form[action$='/vorschau']"), (10, "14:00"), (11, "09:30")).Set("Nachricht", "Gern im <Rathaus>.").Set("Bis", $"{Heute.AddDays(5):yyyy-MM-dd}");
        await mona.SubmitAsync(form);
        mona.Seite.ShouldShow("Noch ist nichts verschickt.", "Schule1 (schule1@probe.example)", "ilse@beratung.example", "09:30 Uhr", "Gern im <Rathaus>.");
        Assert.Empty(await MailsAsync());
        var senden = mona.Seite.Form("form[action$='/terminabstimmung']");
        await mona.SubmitAsync(senden);
        await mona.SubmitAsync(senden);
        mona.Seite.ShouldShow("0 von 4 haben geantwortet.");
        var mails = await MailsAsync();
        Assert.Equal(["ilse@beratung.example", "schule1@probe.example", "schule2@probe.example", "tilda@probe.example"], mails.Select(m => m.Empfaenger).Order());

        // By account, for the own organisation; something to each date.
        var schule = await SignInAsync("Schule1");
        await schule.GetAsync("/");
        await schule.FollowAsync("Termin abstimmen: Netze & <Geräte>");
        schule.Seite.ShouldShow("Schule Nr. 1", "Gern im <Rathaus>.").ShouldNotShow("Schule Nr. 2", "Ilse Raum");
        var antwort = schule.Seite.Form("form:has([name='Fuer'])").Set("Stimmen[0].Antwort", "Ja").Set("Wort", "Lieber vormittags");
        (await schule.SubmitAsync(antwort)).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Sagen Sie zu jedem Termin Ja, Wenn nötig oder Nein.", "Lieber vormittags");
        Assert.Equal("Ja", schule.Seite.Form("form:has([name='Fuer'])")["Stimmen[0].Antwort"]);
        await schule.SubmitAsync(schule.Seite.Form("form:has([name='Fuer'])").Set("Stimmen[1].Antwort", "Nein"));
        schule.Seite.ShouldShow("Danke, Ihre Antwort ist gespeichert.");
        (await schule.GetAsync("/")).ShouldNotShow("Termin abstimmen");
        var abstimmung = await _portal.InDatabaseAsync(db => db.Terminabstimmungen.Select(a => a.Id).SingleAsync());
        (await (await SignInAsync("Fremd")).GetAsync($"/terminabstimmungen/{abstimmung}")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await schule.GetAsync(Sitzung + "/terminabstimmung")).ShouldHaveStatus(HttpStatusCode.Forbidden);

        // By personal link.
        var ilse = _portal.NewBrowser();
        var link = LinkPattern().Match(mails.Single(m => m.Empfaenger == "ilse@beratung.example").Text!).Value;
        (await ilse.GetAsync(link)).ShouldShow("Ilse Raum").ShouldNotShow("Schule Nr. 1", "Lieber vormittags");
        await AnswerAsync(ilse, "WennNoetig", "Ja");
        await AnswerAsync(ilse, "Nein", "Ja");
        ilse.Seite.ShouldShow("Danke, Ihre Antwort ist gespeichert.");

        // Counted in words; chosen, it is the date of the session, and nobody is invited by it.
        (await mona.GetAsync(Sitzung + "/terminabstimmung")).ShouldShow("2 von 4 haben geantwortet.", "1 ja", "1 nein", "2 ohne Antwort", "„Lieber vormittags“");
        _portal.Uhr.Advance(TimeSpan.FromDays(6));
        (mona, schule) = (await SignInAsync("Mona"), await SignInAsync("Schule2"));
        (await mona.GetAsync("/")).ShouldShow("Termin wählen: Netze & <Geräte>", "Die Frist für Antworten ist vorbei.");
        (await schule.GetAsync("/")).ShouldNotShow("Termin abstimmen");
        (await schule.GetAsync($"/terminabstimmungen/{abstimmung}")).ShouldShow("Antworten waren bis zum", "Sagen Sie Mona (mona@probe.example) direkt, wann Sie können.");
        var spaet = await _portal.InDatabaseAsync(db => db.Terminteilnehmer.Where(t => t.Name == "Schule Nr. 2").Select(t => t.Id).SingleAsync());
        (await schule.PostAsync($"/terminabstimmungen/{abstimmung}", ("Fuer", $"{spaet}"), ("Wort", "Doch noch"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Antworten waren bis zum");
        await mona.GetAsync(Sitzung + "/terminabstimmung");
        var wahl = mona.Seite.Form("li:nth-of-type(2) form[action$='/wahl']");
        await mona.SubmitAsync(wahl);
        await mona.SubmitAsync(wahl);
        mona.Seite.ShouldShow("Der Termin ist gewählt. Eingeladen ist noch niemand.", "09:30 bis 11:30 Uhr");
        Assert.Equal(4, (await MailsAsync()).Count);
        (await ilse.GetAsync(link)).ShouldShow("Der Termin steht fest");
        (await mona.GetAsync(Sitzung)).ShouldShow("Terminabstimmung beendet");

        // Addresses of who has no account are forgotten.
        _portal.Uhr.Advance(TimeSpan.FromDays(120));
        await _portal.InScopeAsync<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>(dienste => dienste.OfType<Aufraeumen>().Single().TidyAsync(default));
        Assert.Equal(0, await _portal.InDatabaseAsync(db => db.Terminteilnehmer.CountAsync(t => t.Email != null)));
    }

    [Fact]
    public async Task A_visit_finds_its_date_the_same_way_and_a_poll_ends_without_a_choice()
    {
        var tilda = await SignInAsync("Tilda");
        var weg = $"/besuche/{_besuch}/terminabstimmung";
        await tilda.GetAsync(weg);
        await StartAsync(tilda);
        var kora = await SignInAsync("Kora");
        // She is not invited yet, and answers all the same.
        (await kora.GetAsync($"/besuche/{_besuch}")).ShouldHaveStatus(HttpStatusCode.NotFound);
        await kora.GetAsync("/");
        await kora.FollowAsync("Termin abstimmen: Jahresgespräch");
        await AnswerAsync(kora, "Ja", "WennNoetig");
        var gerd = _portal.NewBrowser();
        var link = LinkPattern().Match((await MailsAsync()).Single(m => m.Empfaenger == "gerd@extern.example").Text!).Value;
        await gerd.GetAsync(link);
        await AnswerAsync(gerd, "Nein", "Ja");
        (await tilda.GetAsync("/")).ShouldShow("Termin wählen: Jahresgespräch", "Alle haben geantwortet.");

        await tilda.GetAsync(weg);
        await tilda.SubmitAsync("form[action$='/ende']");
        tilda.Seite.ShouldShow("Die Terminabstimmung ist ohne Wahl beendet.", "Neue Abstimmung");
        (await gerd.GetAsync(link)).ShouldShow("ohne dass ein Termin gewählt wurde");
        Assert.Null(await _portal.InDatabaseAsync(db => db.Besuche.Select(b => b.Tag).SingleAsync()));

        await StartAsync(tilda);
        await tilda.SubmitAsync(tilda.Seite.Form("li:nth-of-type(1) form[action$='/wahl']"));
        Assert.Equal((Heute.AddDays(10), new TimeOnly(14, 0)), await _portal.InDatabaseAsync(async db => await db.Besuche.Select(b => ValueTuple.Create(b.Tag!.Value, b.Uhrzeit!.Value)).SingleAsync()));
        (await kora.PostAsync(weg + "/wahl")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    private async Task PlanAsync(Testbrowser mona)
    {
        await mona.GetAsync($"/runde-tische/{_tisch}");
        await mona.SubmitAsync("form[action$='/mitglieder']", ("Organisation", ""), ("Name", "Ilse Raum"), ("Email", "ilse@beratung.example"));
        await mona.GetAsync($"/runde-tische/{_tisch}/sitzungen/neu");
        await mona.SubmitAsync(mona.Seite.Form("form[action$='/sitzungen']").Set("Titel", "Netze & <Geräte>").Set("Tag", "").Set("Ort", "Rathaus"));
    }

    private async Task StartAsync(Testbrowser wer)
    {
        await wer.SubmitAsync(Fill(wer.Seite.Form("form[action$='/vorschau']"), (10, "14:00"), (11, "09:30")));
        await wer.SubmitAsync("form[action$='/terminabstimmung']");
        wer.Seite.ShouldShow("Die Fragen nach dem Termin sind unterwegs.");
    }

    private Testformular Fill(Testformular form, params (int Tage, string Uhrzeit)[] termine)
    {
        for (var i = 0; i < termine.Length; i++)
            form.Set($"Termine[{i}].Tag", $"{Heute.AddDays(termine[i].Tage):yyyy-MM-dd}").Set($"Termine[{i}].Uhrzeit", termine[i].Uhrzeit);
        return form;
    }

    private static Task<Testseite> AnswerAsync(Testbrowser wer, string erster, string zweiter) =>
        wer.SubmitAsync(wer.Seite.Form("form:has([name='Fuer'])").Set("Stimmen[0].Antwort", erster).Set("Stimmen[1].Antwort", zweiter));

    private Task<Testbrowser> SignInAsync(string name) => _portal.SignInAsync($"{name.ToLowerInvariant()}@probe.example");

    private Task<List<Ausgangsnachricht>> MailsAsync() => _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.Where(n => n.Anlass.StartsWith("termin/")).AsNoTracking().ToListAsync());

    [GeneratedRegex("/terminabstimmung/[A-Za-z0-9_-]+")]
    private static partial Regex LinkPattern();
}
