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
using SchulDigital.Web.Demo;
using SchulDigital.Web.Features.Absprachen;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Features.Tische;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Tests.Features;

/// <summary>Agreements through the front door: how they come about in a session, and what becomes of them.</summary>
[Trait("Spur", "host")]
public sealed class VereinbarungenTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testportal _portal = new();
    private readonly List<(Guid Id, string Name)> _schulen = [];
    private (Guid Id, string Name) _stadt;
    private Guid _tisch;
    private Guid _sitzung;
    private Guid _punkt;
    private Guid _geheim;
    private Testbrowser _mona = null!;

    private string Ablauf => $"/runde-tische/{_tisch}/sitzungen/1/ablauf";

    public async Task InitializeAsync()
    {
        await _portal.BuildAsync(a =>
        {
            var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
            var ort = a.CreateKommune(region, "05000001", "Probe");
            var stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            var tisch = a.CreateRunderTisch(ort, "Runder Tisch Probe");
            (_stadt, _tisch) = ((stadt.Id, stadt.Name), tisch.Id);
            Amtsperson Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
            var schulen = new List<Schule>();
            for (var i = 1; i <= 3; i++)
            {
                var schule = a.CreateSchule($"10000{i}", $"Schule Nr. {i}", "Grundschule", ort, stadt);
                schulen.Add(schule);
                _schulen.Add((schule.Id, schule.Name));
                Person($"Schule{i}", Rolle.Schulleitung, Scope.Schule(schule.Id));
            }
            Person("Medi", Rolle.Medienbeauftragte, Scope.Schule(schulen[0].Id));
            Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(stadt.Id));
            Person("Berat", Rolle.Medienberatung, Scope.RunderTisch(tisch.Id));
            Person("Kora", Rolle.Koordination, Scope.Bildungsregion(region.Id));
            var mona = Person("Mona", Rolle.Moderation, Scope.RunderTisch(tisch.Id));
            var jetzt = _portal.Uhr.Now();
            foreach (var eintrag in tisch.Seat([stadt], schulen, Urheber.Portal, jetzt))
                a.Add(eintrag);
            var (sitzung, geplant) = Sitzung.Plan(tisch, 1, new Sitzungsangaben("Auftakt", Kalender.DayOf(jetzt), new TimeOnly(14, 0), 120, "Rathaus", null, null, null), mona.Urheber, jetzt);
            a.Add(geplant);
            a.Add(sitzung);
            Guid Item(string titel, bool vertraulich = false) => sitzung.AddItem(new Punktangaben(titel, null, Sitzungspunktart.Vereinbarung, 20, null, null, vertraulich), null, null, mona.Urheber, jetzt).Punkt.Id;
            (_punkt, _geheim, _sitzung) = (Item("Netz"), Item("Haushalt", vertraulich: true), sitzung.Id);
            a.Add(sitzung.Open(mona.Urheber, jetzt)!);
            foreach (var t in sitzung.Teilnehmer)
                sitzung.Attend(t.Id, t.Name == "Schule Nr. 3" ? Anwesenheit.Entschuldigt : Anwesenheit.Anwesend, null, jetzt);
            sitzung.Call(_punkt, jetzt);
            return 0;
        });
        _mona = await SignInAsync("Mona");
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task By_one_act_with_an_absent_school_that_answers_on_day_ten()
    {
        var id = await DraftAsync("Jede Schule bekommt WLAN.");
        await _mona.GetAsync(Ablauf);
        _mona.Seite.ShouldShow("Vereinbarung (Maßnahme): Jede Schule bekommt WLAN.", "Konsens aller Beteiligten", "Mit Ausnahmen");
        var form = _mona.Seite.Form($"form[action='/vereinbarungen/{id}/konsens']");
        await _mona.SubmitAsync(form);
        _mona.Seite.ShouldShow("Festgehalten. Rückmeldung von 1 offen", "3 Zustimmung");
        // A double click, and the window of the other moderator with its own form.
        await _mona.SubmitAsync(form);
        _mona.Seite.ShouldShow("Rückmeldung von 1 offen");
        (await _mona.PostAsync($"/vereinbarungen/{id}/konsens", ("Frage", Guid.NewGuid().ToString()), ("Fassung", "1"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Diese Frage ist schon gestellt.");
        Assert.Single((await LoadAsync(id)).Fragen);

        _portal.Uhr.Advance(TimeSpan.FromDays(10));
        var schule = await SignInAsync("Schule3");
        schule.Seite.ShouldShow("Zur Vereinbarung antworten: Jede Schule bekommt WLAN.");
        // An Einwand without its reason comes back with what was chosen.
        await schule.GetAsync($"/vereinbarungen/{id}");
        schule.Seite.ShouldShow("Ihre Antwort für Schule Nr. 3");
        await schule.SubmitAsync(schule.Seite.Form("form[action$='/antworten']").Set("Wert", "Einwand").Set("Grund", ""));
        schule.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Zu einem Einwand gehört der Grund");
        Assert.Equal("Einwand", schule.Seite.Form("form[action$='/antworten']")["Wert"]);
        await schule.SubmitAsync(schule.Seite.Form("form[action$='/antworten']").Set("Wert", "ZustimmungMitBedenken").Set("Grund", "Bitte nicht in den Ferien."));
        schule.Seite.ShouldShow("Die Antwort ist gespeichert.", "Konsens zustande gekommen.", "1 Zustimmung mit Bedenken: Schule Nr. 3 (war nicht da) – „Bitte nicht in den Ferien.“", "Schule3, Schulleitung");
        Assert.Equal(Vereinbarungsstatus.Vereinbart, (await LoadAsync(id)).Status);

        // All answers stand in the minutes.
        _mona = await SignInAsync("Mona");
        await _mona.GetAsync(Ablauf);
        await _mona.SubmitAsync("form[action$='/sitzungen/1/ende']");
        (await _mona.GetAsync($"/runde-tische/{_tisch}/sitzungen/1/protokoll")).ShouldShow("Jede Schule bekommt WLAN.", "Konsens zustande gekommen", "Bitte nicht in den Ferien.", "(war nicht da)");
    }

    [Fact]
    public async Task Silence_to_the_end_and_an_Einwand()
    {
        var still = await DraftAsync("Wir treffen uns zweimal im Jahr.");
        await RecordAsync(still);
        var abgelehnt = await DraftAsync("Smartphones bleiben zu Hause.");
        await _mona.GetAsync($"/vereinbarungen/{abgelehnt}/konsens");
        var bogen = _mona.Seite.Form($"form[action$='/konsens']");
        var zeile = LineOf(_mona.Seite, "Schule Nr. 2");
        await _mona.SubmitAsync(bogen.Set($"Antworten[{zeile}].Wert", "Einwand").Set($"Antworten[{zeile}].Grund", ""));
        _mona.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Zu einem Einwand gehört der Grund");
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/konsens']").Set($"Antworten[{zeile}].Grund", "Wir arbeiten damit.").Set($"Antworten[{LineOf(_mona.Seite, "Schule Nr. 3")}].Wert", "Enthaltung"));
        _mona.Seite.ShouldShow("Festgehalten: nicht zustande gekommen.");

        // Nobody says anything for fourteen days; then the result is certain without a click.
        _portal.Uhr.Advance(TimeSpan.FromDays(14));
        await ExpireAsync();
        Assert.Equal(Vereinbarungsstatus.InAbstimmung, (await LoadAsync(still)).Status);
        _portal.Uhr.Advance(TimeSpan.FromDays(1));
        await ExpireAsync();
        Assert.Equal((Vereinbarungsstatus.Vereinbart, Vereinbarungsstatus.NichtZustandeGekommen), ((await LoadAsync(still)).Status, (await LoadAsync(abgelehnt)).Status));
        _mona = await SignInAsync("Mona");
        (await _mona.GetAsync($"/vereinbarungen/{still}")).ShouldShow("keine Rückmeldung", "Frist für Rückmeldungen vorbei");

        // Another text is another version, and asked anew.
        await _mona.GetAsync($"/vereinbarungen/{abgelehnt}/bearbeitung");
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/bearbeitung']").Set("Text", "Smartphones bleiben in der Tasche."));
        _mona.Seite.ShouldShow("Das ist eine neue Fassung", "Entwurf", "Konsens nicht zustande gekommen.");
        Assert.Equal(2, (await LoadAsync(abgelehnt)).Fassung);
    }

    [Fact]
    public async Task On_own_devices_all_see_the_answers_at_once()
    {
        await _mona.GetAsync($"/runde-tische/{_tisch}/bearbeitung");
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/bearbeitung']").Set("EigeneGeraete", "true"));
        var id = await DraftAsync("Wir leihen uns Koffer.");
        await _mona.GetAsync(Ablauf);
        await _mona.SubmitAsync(_mona.Seite.Form($"form[action='/vereinbarungen/{id}/fragen']"));
        _mona.Seite.ShouldShow("0 von 4 haben geantwortet");

        var schule = await SignInAsync("Schule1");
        schule.Seite.ShouldShow("Jetzt in der Sitzung antworten");
        await schule.GetAsync($"/runde-tische/{_tisch}/sitzungen/1");
        schule.Seite.ShouldShow("Gefragt ist Konsens", "Ihre Antwort für Schule Nr. 1");
        await schule.SubmitAsync(schule.Seite.Form("form[action$='/antworten']").Set("Wert", "Einwand").Set("Grund", "Zu wenige."));
        schule.Seite.ShouldShow("Die Antwort ist gespeichert.");
        // Neither the Moderation nor another school nor the history tells what.
        var tilda = await SignInAsync("Tilda");
        foreach (var (wer, adresse) in new[] { (_mona, Ablauf), (_mona, $"/vereinbarungen/{id}"), (tilda, $"/runde-tische/{_tisch}/sitzungen/1"), (tilda, $"/vereinbarungen/{id}") })
            (await wer.GetAsync(adresse)).ShouldShow("geantwortet").ShouldNotShow("Zu wenige.", "1 Einwand");
        // Who is not there waits; who holds no leading office does not answer at all.
        (await (await SignInAsync("Schule3")).PostAsync($"/vereinbarungen/{id}/antworten", await AnswerAsync(id, _schulen[2].Id, "Zustimmung"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("14 Tage");
        (await (await SignInAsync("Medi")).PostAsync($"/vereinbarungen/{id}/antworten", await AnswerAsync(id, _schulen[0].Id, "Zustimmung"))).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await (await SignInAsync("Berat")).PostAsync($"/vereinbarungen/{id}/antworten", await AnswerAsync(id, _schulen[0].Id, "Zustimmung"))).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await schule.PostAsync($"/vereinbarungen/{id}/antworten", await AnswerAsync(id, _schulen[1].Id, "Zustimmung"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Antworten können Sie nur für die eigene Organisation.");

        await schule.PostAsync($"/vereinbarungen/{id}/antworten", await AnswerAsync(id, _schulen[0].Id, "Zustimmung"));
        await tilda.PostAsync($"/vereinbarungen/{id}/antworten", await AnswerAsync(id, _stadt.Id, "Zustimmung", ScopeArt.Schultraeger));
        await _mona.GetAsync(Ablauf);
        await _mona.SubmitAsync(_mona.Seite.Form("form[action*='/fragen/'][action$='/ende']"));
        _mona.Seite.ShouldShow("Rückmeldung von 2 offen");
        // By telephone, in the recorded act of the Moderation.
        foreach (var i in (int[])[1, 2])
            await _mona.PostAsync($"/vereinbarungen/{id}/rueckmeldungen", [.. await AnswerAsync(id, _schulen[i].Id, "Enthaltung"), ("Laut", "Frau Ruf, Sekretariat")]);
        (await tilda.GetAsync($"/vereinbarungen/{id}")).ShouldShow("Konsens zustande gekommen.", "2 Zustimmung", "2 Enthaltung", "laut Frau Ruf, Sekretariat, festgehalten von Mona");
    }

    [Fact]
    public async Task Vorbehaltlich_Beschluss_that_the_council_refuses_and_then_all_the_way_to_confirmed()
    {
        var id = await DraftAsync("Leihgeräte für alle ab Klasse 3.", ("Gremium", "Rat"));
        await RecordAsync(id, alleDa: true);
        await _mona.GetAsync($"/vereinbarungen/{id}");
        _mona.Seite.ShouldShow("vereinbart, vorbehaltlich Beschluss", "Wie hat das Gremium entschieden?");
        await _mona.PostAsync($"/vereinbarungen/{id}/beschluss", ("Gefasst", "false"), ("Tag", $"{_portal.Uhr.Today():yyyy-MM-dd}"), ("Beschlussnotiz", "Kein Geld im Haushalt."));
        _mona.Seite.ShouldShow("gehört zurück an den Tisch", "abgelehnt am", "Kein Geld im Haushalt.");
        // It is open again: the next session's agenda knows it.
        Assert.Equal((Vereinbarungsstatus.Entwurf, 2), await StateAsync(id));
        (await _mona.GetAsync($"/vereinbarungen/{id}/konsens")).ShouldShow("Fassung 2");
        await _mona.PostAsync($"/vereinbarungen/{id}/konsens", ("Frage", Guid.NewGuid().ToString()), ("Fassung", "1"));
        _mona.Seite.ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Der Text ist inzwischen geändert.");
        await RecordAsync(id, alleDa: true, fassung: 2);
        await _mona.PostAsync($"/vereinbarungen/{id}/beschluss", ("Gefasst", "true"), ("Tag", $"{_portal.Uhr.Today():yyyy-MM-dd}"), ("Beschlussnotiz", "Drucksache 12."));

        var tilda = await SignInAsync("Tilda");
        await tilda.GetAsync($"/vereinbarungen/{id}");
        await tilda.SubmitAsync(tilda.Seite.Form("form[action$='/schritte']").Set("Notiz", "").Set("Schritt", "InUmsetzung"));
        tilda.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie ein Wort dazu");
        foreach (var (schritt, wort) in new[] { ("InUmsetzung", "Bestellt."), ("Umgesetzt", "Geliefert.") })
        {
            await tilda.GetAsync($"/vereinbarungen/{id}");
            await tilda.SubmitAsync(tilda.Seite.Form("form[action$='/schritte']").Set("Notiz", wort).Set("Schritt", schritt));
        }
        // A second browser on the old state gets a conflict, and its text stays.
        (await tilda.PostAsync($"/vereinbarungen/{id}/schritte", ("Version", "1"), ("Schritt", "InUmsetzung"), ("Notiz", "Mein langer Text"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Mein langer Text");
        // Into which documents it goes: named, taken out again, said to stand there.
        await _mona.GetAsync($"/vereinbarungen/{id}");
        await _mona.PostAsync($"/vereinbarungen/{id}/zieldokumente", ("Organisation", $"Schultraeger-{_stadt.Id}"), ("Arten", "MEP"));
        _mona.Seite.ShouldShow("Medienentwicklungsplan: noch nicht übernommen");
        await _mona.SubmitAsync(_mona.Seite.Form("form[action*='/zieldokumente/'][action$='/ende']"));
        Assert.Empty((await LoadAsync(id)).Zieldokumente);
        await _mona.PostAsync($"/vereinbarungen/{id}/zieldokumente", ("Organisation", $"Schultraeger-{_stadt.Id}"), ("Arten", "Haushalt"));
        await tilda.GetAsync($"/vereinbarungen/{id}");
        await tilda.SubmitAsync(tilda.Seite.Form("form[action*='/zieldokumente/']:not([action$='/ende'])").Set("Uebernommen", $"{_portal.Uhr.Today():yyyy-MM-dd}"));
        tilda.Seite.ShouldShow("übernommen am");
        // The carrier cannot confirm itself; a school can.
        (await tilda.PostAsync($"/vereinbarungen/{id}/bestaetigung", ("Umgesetzt", "true"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        var schule = await SignInAsync("Schule2");
        schule.Seite.ShouldShow("Umsetzung bestätigen: Leihgeräte");
        await schule.GetAsync($"/vereinbarungen/{id}");
        await schule.SubmitAsync(schule.Seite.Form("form[action$='/bestaetigung']").Set("Umgesetzt", "true"));
        schule.Seite.ShouldShow("Die Umsetzung ist bestätigt.", "Schule2, Schulleitung");
        (await schule.GetAsync("/vereinbarungen?stand=Bestaetigt")).ShouldShow("Leihgeräte für alle ab Klasse 3.", "1 Vereinbarung");
        (await schule.GetAsync("/vereinbarungen?stand=offen")).ShouldShow("Keine Vereinbarung passt");
    }

    [Fact]
    public async Task What_is_vertraulich_reads_only_who_decides()
    {
        var id = await DraftAsync("Geheime Summe im Haushalt.", _geheim);
        foreach (var name in (string[])["Berat", "Kora"])
        {
            var fremd = await SignInAsync(name);
            foreach (var adresse in (string[])[$"/vereinbarungen/{id}", $"/vereinbarungen/{id}/faden", $"/vereinbarungen/{id}/konsens"])
                (await fremd.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.NotFound);
            foreach (var adresse in (string[])["/vereinbarungen", $"/runde-tische/{_tisch}/sitzungen/1", "/vereinbarungen?suche=Geheime"])
                (await fremd.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).ShouldNotShow("Geheime Summe");
        }
        (await (await SignInAsync("Schule1")).GetAsync($"/vereinbarungen/{id}")).ShouldShow("Geheime Summe", "vertraulich");
    }

    [Fact]
    public async Task An_item_that_becomes_vertraulich_takes_its_agreements_along_and_does_not_open_them_again()
    {
        var id = await DraftAsync("Am Netz wird gespart.");
        await RecordAsync(id, alleDa: true);
        var berat = await SignInAsync("Berat");
        var weg = $"/runde-tische/{_tisch}/sitzungen/1";
        (await berat.GetAsync(weg)).ShouldShow("Am Netz wird gespart.");
        (await berat.GetAsync($"/vereinbarungen/{id}")).ShouldHaveStatus(HttpStatusCode.OK);

        await TurnAsync("true");
        await ReadsNothingAsync();
        (await (await SignInAsync("Schule1")).GetAsync($"/vereinbarungen/{id}")).ShouldShow("Am Netz wird gespart.", "vertraulich", "Vertraulich geworden wie ihr Tagesordnungspunkt");
        await TurnAsync(null);
        (await berat.GetAsync(weg)).ShouldShow("Netz");
        await ReadsNothingAsync();

        // The minutes say in each part what belongs there.
        await _mona.GetAsync(Ablauf);
        await _mona.SubmitAsync("form[action$='/sitzungen/1/ende']");
        (await _mona.GetAsync(weg + "/protokoll")).ShouldShow("Am Netz wird gespart.", "Vertraulicher Teil als PDF");
        await _portal.InDatabaseAsync(async db =>
        {
            var sitzung = await db.Sitzungen.WithAll().SingleAsync(s => s.Id == _sitzung);
            foreach (var punkt in sitzung.Punkte)
                sitzung.Settle(punkt.Id, Punktstand.Behandelt, null, _portal.Uhr.Now());
            sitzung.SubmitForReview(_portal.Uhr.Today().AddDays(14), Urheber.Portal, _portal.Uhr.Now());
            await db.SaveChangesAsync();
            return 0;
        });
        (await berat.GetAsync(weg + "/protokoll")).ShouldShow("Netz", "steht im vertraulichen Teil des Protokolls").ShouldNotShow("Am Netz wird gespart.");

        async Task TurnAsync(string? vertraulich)
        {
            await _mona.GetAsync($"{weg}/tagesordnung/{_punkt}");
            await _mona.SubmitAsync(_mona.Seite.Form($"form[action$='/tagesordnung/{_punkt}']").Set("Vertraulich", vertraulich));
            _mona.Seite.ShouldShow("Der Punkt ist gespeichert.");
        }

        async Task ReadsNothingAsync()
        {
            (await berat.GetAsync($"/vereinbarungen/{id}")).ShouldHaveStatus(HttpStatusCode.NotFound);
            foreach (var adresse in (string[])["/vereinbarungen", weg])
                (await berat.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).ShouldNotShow("Am Netz wird gespart.");
        }
    }

    [Fact]
    public async Task Reminders_show_who_gets_them_and_the_list_finds_and_sorts()
    {
        var id = await DraftAsync("Jede Schule bekommt WLAN.", ("Frist", "2026-01-31"));
        await RecordAsync(id);
        (await _mona.GetAsync($"/vereinbarungen/{id}/erinnerung")).ShouldShow("Schule3, Schule Nr. 3 (schule3@probe.example)", "1 Mail senden").ShouldNotShow("schule1@probe.example");
        Assert.Equal(0, await _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.CountAsync()));
        var form = _mona.Seite.Form("form[action$='/erinnerung']").Set("Betreff", "");
        await _mona.SubmitAsync(form);
        _mona.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest);
        for (var i = 0; i < 2; i++)
            await _mona.PostAsync($"/vereinbarungen/{id}/erinnerung", ("Betreff", "Bitte antworten"), ("Text", "Wir warten auf Sie."));
        Assert.Equal(1, await _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.CountAsync()));

        foreach (var schlecht in (string[])["?sortierung=quatsch", "?seite=999", "?stand=Unsinn", "?tisch=00000000-0000-0000-0000-000000000001", "?art=99"])
            Assert.True((int)(await _mona.GetAsync("/vereinbarungen" + schlecht)).Status < 500);
        (await _mona.GetAsync($"/vereinbarungen?suche={new string('x', 500)}")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await _mona.GetAsync("/vereinbarungen?suche=wlan&sortierung=verantwortlich-absteigend")).ShouldShow("Jede Schule bekommt WLAN.", "Stadt Probe");
        (await _mona.GetAsync($"/vereinbarungen/{id}/faden")).ShouldShow("Herkunft und Wirkung", "Runder Tisch Probe, 1. Sitzung", "Jede Schule bekommt WLAN.");
        (await _mona.GetAsync($"/runde-tische/{_tisch}/sitzungen/1/konsensbogen")).ShouldShow("Konsensbogen");
    }

    [Fact]
    public async Task Neither_list_nor_session_needs_more_statements_with_more_agreements()
    {
        await DraftAsync("Die erste.");
        string[] adressen = ["/vereinbarungen", $"/runde-tische/{_tisch}/sitzungen/1", Ablauf, "/"];
        var vorher = new List<int>();
        foreach (var adresse in adressen.Concat(adressen))
            vorher.Add(await _portal.CountStatementsAsync(() => _mona.GetAsync(adresse)));
        for (var i = 0; i < 12; i++)
            await DraftAsync($"Die nächste {i}.");
        for (var i = 0; i < adressen.Length; i++)
            Assert.Equal(vorher[adressen.Length + i], await _portal.CountStatementsAsync(() => _mona.GetAsync(adressen[i])));
    }

    [Fact]
    public async Task States_come_back_from_a_table_all_or_nothing()
    {
        var id = await DraftAsync("Jede Schule bekommt WLAN.");
        await RecordAsync(id, alleDa: true);
        var tilda = await SignInAsync("Tilda");
        var mappe = await (await tilda.Client.GetAsync(new Uri("/vereinbarungen/tabelle.xlsx", UriKind.Relative))).Content.ReadAsByteArrayAsync();
        var blatt = Tabellenblatt.ReadAll(mappe, 100).First(b => b.Name == "Vereinbarungen");
        Assert.Equal("Jede Schule bekommt WLAN.", blatt.Zeilen[1].Werte[2]);
        byte[] Filled(string stand, string notiz, string? version = null) => Arbeitsmappe.Write([("Vereinbarungen", (IReadOnlyList<IReadOnlyList<string>>)[
            blatt.Zeilen[0].Werte, [.. blatt.Zeilen[1].Werte[..1], version ?? blatt.Zeilen[1].Werte[1], .. blatt.Zeilen[1].Werte[2..8], stand, notiz]])]);

        await tilda.GetAsync("/vereinbarungen/tabelle");
        foreach (var (stand, notiz, version, satz) in new[]
        {
            ("fertig", "x", null, "Zeile 2: „fertig“ ist kein Stand."), ("umgesetzt", "", null, "Zeile 2: Zu einem neuen Stand gehört eine Notiz."), ("umgesetzt", "x", "1", "Zeile 2: Die Vereinbarung hat sich seit dem Herunterladen geändert."),
        })
            (await tilda.UploadAsync("/vereinbarungen/tabelle", "Datei", "stand.xlsx", Filled(stand, notiz, version))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow(satz, "Es wurde nichts gespeichert.");
        (await tilda.UploadAsync("/vereinbarungen/tabelle", "Datei", "bild.png", [0, 1, 2, 3])).ShouldHaveStatus(HttpStatusCode.BadRequest);
        var schule = await SignInAsync("Schule1");
        await schule.GetAsync("/vereinbarungen/tabelle");
        (await schule.UploadAsync("/vereinbarungen/tabelle", "Datei", "stand.xlsx", Filled("umgesetzt", "x"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("wer verantwortlich ist");

        await tilda.GetAsync("/vereinbarungen/tabelle");
        (await tilda.UploadAsync("/vereinbarungen/tabelle", "Datei", "stand.xlsx", Filled("umgesetzt", "Alles hängt."))).ShouldShow("1 Stand übernehmen", "Alles hängt.");
        Assert.Equal(Vereinbarungsstatus.Vereinbart, (await LoadAsync(id)).Status);
        var form = tilda.Seite.Form("form[action$='/uebernahme']");
        await tilda.SubmitAsync(form);
        tilda.Seite.ShouldShow("1 Stand ist übernommen.");
        Assert.Equal(Vereinbarungsstatus.Umgesetzt, (await LoadAsync(id)).Status);
        await tilda.SubmitAsync(form);
        Assert.Single(await _portal.InDatabaseAsync(db => db.Verlauf.Where(e => e.GegenstandId == id && e.Ereignis == Ereignis.VereinbarungUmgesetzt).ToListAsync()));
    }

    private async Task<Guid> DraftAsync(string text, params (string, string)[] weitere) => await DraftAsync(text, _punkt, weitere);

    private async Task<Guid> DraftAsync(string text, Guid punkt, params (string Feld, string Wert)[] weitere)
    {
        await _mona.GetAsync($"/runde-tische/{_tisch}/vereinbarungen/neu?punkt={punkt}");
        var form = _mona.Seite.Form("form[action$='/vereinbarungen']").Set("Text", text);
        foreach (var (feld, wert) in weitere)
            form = form.Set(feld, wert);
        await _mona.SubmitAsync(form);
        _mona.Seite.ShouldShow("Gefragt ist noch niemand.", text);
        return await _portal.InDatabaseAsync(db => db.Vereinbarungen.Where(v => v.Text == text).Select(v => v.Id).SingleAsync());
    }

    private async Task RecordAsync(Guid id, bool alleDa = false, int fassung = 1)
    {
        if (alleDa)
            await _portal.InDatabaseAsync(async db =>
            {
                var sitzung = await db.Sitzungen.Include(s => s.Teilnehmer).SingleAsync(s => s.Id == _sitzung);
                foreach (var t in sitzung.Teilnehmer)
                    sitzung.Attend(t.Id, Anwesenheit.Anwesend, null, _portal.Uhr.Now());
                await db.SaveChangesAsync();
                return 0;
            });
        (await _mona.PostAsync($"/vereinbarungen/{id}/konsens", ("Frage", Guid.NewGuid().ToString()), ("Fassung", $"{fassung}"))).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Festgehalten");
    }

    private async Task<(string, string)[]> AnswerAsync(Guid id, Guid organisation, string wert, ScopeArt art = ScopeArt.Schule)
    {
        var v = await LoadAsync(id);
        return [("Frage", v.LetzteFrage!.Id.ToString()), ("Fassung", $"{v.Fassung}"), ("Organisation", $"{art}-{organisation}"), ("Wert", wert)];
    }

    /// <summary>Which line of the sheet is whose.</summary>
    private static int LineOf(Testseite seite, string name) => seite.All(".sd-konsenszeile legend").Select(l => l.TextContent).ToList().FindIndex(l => l.Contains(name, StringComparison.Ordinal));

    private async Task ExpireAsync() => await _portal.Services.GetRequiredService<Konsensfristen>().ExpireAsync(CancellationToken.None);

    private Task<Vereinbarung> LoadAsync(Guid id) => _portal.InDatabaseAsync(db => db.Vereinbarungen.WithAll().AsNoTracking().SingleAsync(v => v.Id == id));

    private async Task<(Vereinbarungsstatus, int)> StateAsync(Guid id) => await LoadAsync(id) is { } v ? (v.Status, v.Fassung) : default;

    private Task<Testbrowser> SignInAsync(string name) => _portal.SignInAsync($"{name.ToLowerInvariant()}@probe.example");
}
