using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Features.Tische;

/// <summary>
/// A session through the front door: a moderator, two carriers (one from outside the Kommune), five schools, an adviser without
/// account and a guest for one item; agenda, invitation, the session, its minutes, the next one.
/// </summary>
[Trait("Spur", "host")]
public sealed partial class SitzungTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Geheimnis = "Geheimer Haushalt";

    private readonly Testportal _portal = new();
    private Guid _tisch;
    private Guid _region;
    private Guid _thema;
    private Testbrowser _mona = null!;

    private string Weg => $"/runde-tische/{_tisch}/sitzungen/1";

    public async Task InitializeAsync()
    {
        _portal.Set("Grenzen:ZugangslinksJeMinuteUndAdresse", "10000");
        await _portal.BuildAsync(a =>
        {
            var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
            _region = region.Id;
            var ort = a.CreateKommune(region, "05000001", "Probe");
            var stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            var fern = a.CreateSchultraeger("2", "Freier Träger von außen", TraegerArt.Privat);
            var tisch = a.CreateRunderTisch(ort, "Runder Tisch Probe");
            _tisch = tisch.Id;
            void Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
            for (var i = 1; i <= 5; i++)
                Person($"Schule{i}", Rolle.Schulleitung, Scope.Schule(a.CreateSchule($"10000{i}", $"Schule Nr. {i}", "Grundschule", ort, i == 5 ? fern : stadt).Id));
            Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(stadt.Id));
            Person("Fred", Rolle.Traegerleitung, Scope.Schultraeger(fern.Id));
            Person("Mona", Rolle.Moderation, Scope.RunderTisch(tisch.Id));
            Person("Berat", Rolle.Medienberatung, Scope.RunderTisch(tisch.Id));
            Person("Kora", Rolle.Koordination, Scope.Bildungsregion(region.Id));
            var (thema, eintrag) = Thema.Propose(tisch.Id, "WLAN im Anbau", "Wer baut wann?", null, new Herkunft(Herkunftsart.Schultraeger, stadt.Id, null), Scope.Schultraeger(stadt.Id), Urheber.Portal, _portal.Uhr.Now());
            a.Add(eintrag);
            a.Add(thema);
            foreach (var seite in Enum.GetValues<Zustimmungsseite>())
                a.Add(thema.Accept(seite, Urheber.Portal, _portal.Uhr.Now())!);
            _thema = thema.Id;
            return 0;
        });
        _mona = await SignInAsync("Mona");
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task From_the_agenda_to_the_next_session()
    {
        // An adviser without account sits at the table too.
        await _mona.GetAsync($"/runde-tische/{_tisch}");
        await _mona.SubmitAsync("form[action$='/mitglieder']", ("Organisation", ""), ("Name", "Ilse Raum"), ("Email", "ilse@beratung.example"));
        _mona.Seite.ShouldShow("Ilse Raum sitzt am Tisch.", "Stadt Probe", "Freier Träger von außen", "Schule Nr. 5");
        await PlanAsync();
        await AddItemsAsync();
        (await _mona.GetAsync(Weg + "/tagesordnung")).ShouldShow("75 von 120 Minuten, 45 Minuten Luft");
        Assert.Equal(Themenstatus.Eingeplant, await ThemaStatusAsync());

        // Nothing leaves before the page was seen; then one mail each, with the items that each may read.
        Assert.Empty(await MailsAsync());
        (await _mona.GetAsync(Weg + "/einladung")).ShouldShow("Noch ist nichts verschickt.", "Tilda (tilda@probe.example)", "ilse@beratung.example", "gast@extern.example");
        Assert.Empty(await MailsAsync());
        await SubmitTwiceAsync("form[action$='/einladung']");
        var mails = await MailsAsync();
        Assert.Equal(9, mails.Count);
        Assert.Contains(Geheimnis, mails.Single(m => m.Empfaenger == "tilda@probe.example").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Geheimnis, mails.Single(m => m.Empfaenger == "ilse@beratung.example").Text, StringComparison.Ordinal);

        // Answered by a school in the portal, and by link.
        var schule = await SignInAsync("Schule1");
        await schule.GetAsync(Weg);
        schule.Seite.ShouldShow(Geheimnis, "Ihre Antwort für Schule Nr. 1");
        await schule.PostAsync(Weg + "/rueckmeldungen", ("Antwort", "Zugesagt"), ("Wort", "Wir kommen zu zweit."));
        var ilse = _portal.NewBrowser();
        var link = LinkPattern().Match(mails.Single(m => m.Empfaenger == "ilse@beratung.example").Text!).Value;
        (await ilse.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("WLAN im Anbau", "Vertraulicher Punkt").ShouldNotShow(Geheimnis, "Schule Nr. 1");
        await ilse.PostAsync(link + "/rueckmeldungen", ("Antwort", "Abgesagt"));
        var gast = _portal.NewBrowser();
        var gastlink = LinkPattern().Match(mails.Single(m => m.Empfaenger == "gast@extern.example").Text!).Value;
        (await gast.GetAsync(gastlink)).ShouldShow("Ihr Punkt", "Netz und Technik").ShouldNotShow("WLAN im Anbau", Geheimnis);
        (await _mona.GetAsync(Weg)).ShouldShow("zugesagt", "„Wir kommen zu zweit.“", "abgesagt");

        // Held: attendance, item by item, minutes in place; what is sent twice stands once.
        await _mona.SubmitAsync("form[action$='/beginn']");
        await AttendAsync();
        await _mona.SubmitAsync("form[action$='/naechster']");
        _mona.Seite.ShouldShow("1. Regeln der Zusammenarbeit", "Weiter zu 2. WLAN im Anbau");
        var punkte = await ItemsAsync();
        var eintrag = _mona.Seite.Form($"#punkt-{punkte[0].Id} form[action$='/eintraege']").Set("Text", "Die Regeln sind <b>besprochen</b>.").Set("Art", "Ergebnis");
        await _mona.SubmitAsync(eintrag);
        await _mona.SubmitAsync(eintrag);
        await _mona.GetAsync(Weg + "/ablauf");
        Assert.Single(Regex.Matches(_mona.Seite.Text, "Ergebnis: Die Regeln sind <b>besprochen</b>."));
        var weiter = _mona.Seite.Form("form[action$='/naechster']");
        await _mona.SubmitAsync(weiter);
        await _mona.SubmitAsync(weiter);
        _mona.Seite.ShouldShow("2. WLAN im Anbau");
        (await schule.GetAsync(Weg)).ShouldShow("Gerade: 2. WLAN im Anbau");
        await _mona.GetAsync(Weg + "/ablauf");
        await _mona.SubmitAsync(_mona.Seite.Form($"#punkt-{punkte[1].Id} form[action$='/eintraege']").Set("Text", "Liste der Räume schicken").Set("Art", "Aufgabe").Set("Amt", $"{ScopeArt.RunderTisch}/{_tisch}")
            .Set("Frist", $"{_portal.Uhr.Today().AddDays(20):yyyy-MM-dd}"));
        _mona.Seite.ShouldShow("Aufgabe: Liste der Räume schicken");
        await _mona.SubmitAsync(_mona.Seite.Form($"#punkt-{punkte[1].Id} form[action$='/eintraege']").Set("Text", "Wir sprechen weiter."));
        await _mona.PostAsync($"{Weg}/punkte/{punkte[1].Id}/stand", ("stand", "Vertagt"), ("grund", "Der Bauplan fehlt."));
        await _mona.GetAsync(Weg + "/ablauf");
        await _mona.SubmitAsync(_mona.Seite.Form($"#punkt-{punkte[2].Id} form[action$='/eintraege']").Set("Text", $"{Geheimnis}: 3 Mio."));
        await _mona.PostAsync(Weg + "/aufruf", ("punkt", punkte[2].Id.ToString()));
        await _mona.PostAsync(Weg + "/aufruf", ("punkt", punkte[3].Id.ToString()));
        await _mona.PostAsync(Weg + "/ende");
        _mona.Seite.ShouldShow("Protokollentwurf", "Der Bauplan fehlt.");
        Assert.Equal(Themenstatus.Vertagt, await ThemaStatusAsync());

        // The draft is the Moderation's alone; then it goes to the members, and one objects to a paragraph.
        (await schule.GetAsync(Weg + "/protokoll")).ShouldHaveStatus(HttpStatusCode.NotFound);
        await _mona.GetAsync(Weg + "/protokoll");
        await _mona.SubmitAsync("form[action$='/pruefung/vorschau']");
        _mona.Seite.ShouldShow("Noch ist nichts verschickt.");
        await SubmitTwiceAsync("form[action$='/protokoll/pruefung']");
        Assert.Equal(9, (await MailsAsync()).Count(m => m.Anlass.Contains("/Pruefung/", StringComparison.Ordinal)));
        (await schule.GetAsync(Weg + "/protokoll")).ShouldShow("Wir sprechen weiter.", $"{Geheimnis}: 3 Mio.");
        await schule.SubmitAsync(schule.Seite.Form($"section[aria-labelledby='punkt-{punkte[0].Id}'] form[action$='/einwaende']").Set("Text", "Es waren vier Regeln."));
        schule.Seite.ShouldShow("Einwand von Schule1, Schule Nr. 1", "Es waren vier Regeln.");
        var berat = await SignInAsync("Berat");
        (await berat.GetAsync(Weg + "/protokoll")).ShouldShow("Dieser Punkt ist vertraulich.").ShouldNotShow(Geheimnis);
        (await berat.PostAsync(Weg + "/protokoll/einwaende", ("Text", "Ich auch"))).ShouldHaveStatus(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(OhneBlanks(Geheimnis), await PdfTextAsync(berat, Weg + "/protokoll/pdf"), StringComparison.Ordinal);
        (await berat.GetAsync(Weg + "/protokoll/pdf?teil=vertraulich")).ShouldHaveStatus(HttpStatusCode.NotFound);
        Assert.Contains(OhneBlanks(Geheimnis), await PdfTextAsync(schule, Weg + "/protokoll/pdf?teil=vertraulich"), StringComparison.Ordinal);

        // Not approved while an objection waits or the days are not over; then sealed, once.
        await _mona.GetAsync(Weg + "/protokoll");
        (await _mona.PostAsync(Weg + "/protokoll/genehmigung", [])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Es gibt noch Einwände, die nicht beantwortet sind.");
        await _mona.GetAsync(Weg + "/protokoll");
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/antwort']").Set("Text", "Berichtigt."));
        (await _mona.PostAsync(Weg + "/protokoll/genehmigung", [])).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Vorher genehmigt nur eine Sitzung das Protokoll.");
        _portal.Uhr.Advance(TimeSpan.FromDays(15));
        _mona = await SignInAsync("Mona");
        await _mona.GetAsync(Weg + "/protokoll");
        await _mona.PostAsync(Weg + "/protokoll/genehmigung", []);
        await _mona.PostAsync(Weg + "/protokoll/genehmigung", []);
        _mona.Seite.ShouldShow("Fassung 1");
        Assert.Equal(9, (await MailsAsync()).Count(m => m.Anlass.Contains("/Genehmigt/", StringComparison.Ordinal)));
        Assert.Equal(2, (await MailsAsync()).Count(m => m.AnlageName == "protokoll.pdf"));
        var neuerLink = LinkPattern().Match((await MailsAsync()).Single(m => m.Empfaenger == "ilse@beratung.example" && m.Anlass.Contains("/Genehmigt/", StringComparison.Ordinal)).Text!).Value;
        (await ilse.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.NotFound);
        var protokoll = await PdfTextAsync(ilse, neuerLink + "/protokoll");
        Assert.Contains(OhneBlanks("Es waren vier Regeln."), protokoll, StringComparison.Ordinal);
        Assert.DoesNotContain(OhneBlanks(Geheimnis), protokoll, StringComparison.Ordinal);
        Assert.Equal(2, await _portal.InDatabaseAsync(db => db.Dokumente.CountAsync(d => d.Art == Dokumentart.Protokoll)));

        // Locked; the next session is made from it, with the reason and the counter.
        (await _mona.PostAsync($"{Weg}/eintraege/{Guid.NewGuid()}", ("Text", "Nachtrag"))).ShouldHaveStatus(HttpStatusCode.Conflict);
        await _mona.GetAsync(Weg);
        await SubmitTwiceAsync("form[action$='/folgesitzung']");
        _mona.Seite.ShouldShow("Genehmigung des Protokolls der 1. Sitzung", "WLAN im Anbau");
        Assert.Equal(2, await _portal.InDatabaseAsync(db => db.Sitzungen.CountAsync()));
        Assert.Equal(1, await _portal.InDatabaseAsync(db => db.Themen.Where(t => t.Id == _thema).Select(t => t.Vertagungen).SingleAsync()));
        var wlan = await _portal.InDatabaseAsync(db => db.Sitzungen.Where(s => s.Nummer == 2).SelectMany(s => s.Punkte).SingleAsync(p => p.ThemaId == _thema));
        Assert.Contains("Vertagt in der 1. Sitzung: Der Bauplan fehlt.", wlan.Beschreibung, StringComparison.Ordinal);

        // Opened again with a reason: the old version is replaced, a new one comes.
        await _mona.GetAsync(Weg + "/protokoll");
        (await _mona.PostAsync(Weg + "/protokoll/oeffnung", ("grund", ""))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        await _mona.PostAsync(Weg + "/protokoll/oeffnung", ("grund", "Eine Schule fehlte in der Liste."));
        _mona.Seite.ShouldShow("ersetzt", "Eine Schule fehlte in der Liste.");
        (await ilse.GetAsync(neuerLink + "/protokoll")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Written_up_from_paper_the_minutes_are_the_same()
    {
        await PlanAsync();
        await AddItemsAsync();
        await _mona.GetAsync(Weg + "/einladung");
        await _mona.SubmitAsync("form[action$='/einladung']");
        (await _mona.GetAsync(Weg + "/anwesenheitsliste")).ShouldShow("Schule Nr. 3", "Unterschrift");
        (await _mona.GetAsync(Weg + "/protokollbogen")).ShouldShow("Netz und Technik", "vertagt, weil");
        await _mona.GetAsync(Weg);
        await _mona.SubmitAsync("form[action$='/nacherfassung']");
        _mona.Seite.ShouldShow("Nacherfassung", "behandelt oder vertagt?");
        await AttendAsync();
        foreach (var punkt in await ItemsAsync())
        {
            await _mona.SubmitAsync(_mona.Seite.Form($"#punkt-{punkt.Id} form[action$='/eintraege']").Set("Text", $"Vom Papier zu {punkt.Titel}"));
            await _mona.PostAsync($"{Weg}/punkte/{punkt.Id}/stand", ("stand", "Behandelt"));
        }
        _mona.Seite.ShouldNotShow("behandelt oder vertagt?");
        await _mona.GetAsync(Weg + "/protokoll");
        await _mona.SubmitAsync("form[action$='/pruefung/vorschau']");
        await _mona.SubmitAsync("form[action$='/protokoll/pruefung']");
        (await (await SignInAsync("Schule4")).GetAsync(Weg + "/protokoll")).ShouldShow("Vom Papier zu WLAN im Anbau");
        Assert.Contains("PK", System.Text.Encoding.Latin1.GetString(await BytesAsync(_mona, Weg + "/protokoll/docx"))[..2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_propose_until_a_day_and_the_Moderation_takes_up_or_says_why_not()
    {
        await PlanAsync(vorschlaegeBis: true);
        var schule = await SignInAsync("Schule2");
        await schule.GetAsync(Weg);
        (await schule.SubmitAsync("form[action$='/vorschlaege']")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie dem Punkt einen Titel.");
        await schule.SubmitAsync("form[action$='/vorschlaege']", ("Titel", "Pausenhof-WLAN"));
        schule.Seite.ShouldShow("Ihr Vorschlag liegt bei der Moderation.", "Pausenhof-WLAN");
        await _mona.GetAsync(Weg + "/tagesordnung");
        (await _mona.SubmitAsync("form[action$='/auslassung']", ("grund", ""))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        await _mona.GetAsync(Weg + "/tagesordnung");
        await _mona.SubmitAsync("form[action$='/auslassung']", ("grund", "Gehört in den Themenspeicher."));
        (await schule.GetAsync(Weg)).ShouldShow("nicht aufgenommen: Gehört in den Themenspeicher.");
        // Also later, when it is on the agenda already.
        await _mona.GetAsync(Weg + "/tagesordnung");
        await _mona.SubmitAsync("form[action$='/aufnahme']");
        (await _mona.SubmitAsync("form[id^='auslassung-']")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie, warum der Vorschlag nicht auf die Tagesordnung kommt.");
        await _mona.SubmitAsync("form[id^='auslassung-']", ("grund", "Kommt im Herbst."));
        (await schule.GetAsync(Weg)).ShouldShow("nicht aufgenommen: Kommt im Herbst.");
        // Advisers write nothing.
        (await (await SignInAsync("Berat")).PostAsync(Weg + "/vorschlaege", ("Titel", "Ich auch"))).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Each_finds_on_the_start_page_what_waits_for_her_and_no_more_once_it_is_done()
    {
        await PlanAsync(vorschlaegeBis: true);
        await AddItemsAsync();
        var (schule, berat) = (await SignInAsync("Schule2"), await SignInAsync("Berat"));
        (await schule.GetAsync("/")).ShouldNotShow("Einladung beantworten");
        await schule.PostAsync(Weg + "/vorschlaege", ("Titel", "Pausenhof"), ("Minuten", "10"), ("Art", "Beratung"));
        (await _mona.GetAsync("/")).ShouldShow("Vorschläge zur Tagesordnung: Netze & <Geräte>", "1 Vorschlag wartet auf Sie.");
        (await schule.GetAsync("/")).ShouldNotShow("Vorschläge zur Tagesordnung");
        await _mona.GetAsync(Weg + "/tagesordnung");
        await _mona.SubmitAsync("form[action$='/auslassung']", ("grund", "Im Herbst."));
        (await _mona.GetAsync("/")).ShouldNotShow("Vorschläge zur Tagesordnung");

        await _mona.GetAsync(Weg + "/einladung");
        await _mona.SubmitAsync("form[action$='/einladung']");
        (await schule.GetAsync("/")).ShouldShow("Einladung beantworten: Netze & <Geräte>", "Runder Tisch Probe, 1. Sitzung.");
        (await berat.GetAsync("/")).ShouldNotShow("Einladung beantworten");
        await schule.PostAsync(Weg + "/rueckmeldungen", ("Antwort", "Zugesagt"));
        (await schule.GetAsync("/")).ShouldNotShow("Einladung beantworten");
        (await (await SignInAsync("Tilda")).GetAsync("/")).ShouldShow("Einladung beantworten");

        await _mona.PostAsync(Weg + "/nacherfassung");
        (await _mona.GetAsync("/")).ShouldShow("Protokoll fertigstellen: Netze & <Geräte>");
        (await schule.GetAsync("/")).ShouldNotShow("Protokoll");
        await AttendAsync();
        foreach (var punkt in (await ItemsAsync()).Where(p => p.IstAufTagesordnung))
            await _mona.PostAsync($"{Weg}/punkte/{punkt.Id}/stand", ("stand", "Behandelt"));
        await _mona.SubmitAsync(_mona.Seite.Form($"#punkt-{(await ItemsAsync())[0].Id} form[action$='/eintraege']").Set("Text", "Es sind drei Regeln."));
        await _mona.GetAsync(Weg + "/protokoll");
        await _mona.SubmitAsync("form[action$='/pruefung/vorschau']");
        await _mona.SubmitAsync("form[action$='/protokoll/pruefung']");
        (await schule.GetAsync("/")).ShouldShow("Protokoll prüfen: Netze & <Geräte>");
        (await berat.GetAsync("/")).ShouldNotShow("Protokoll prüfen");
        await schule.GetAsync(Weg + "/protokoll");
        await schule.SubmitAsync(schule.Seite.Form("form[action$='/einwaende']").Set("Text", "Es sind vier."));
        schule.Seite.ShouldShow("Einwand von Schule2");
        (await _mona.GetAsync("/")).ShouldShow("Einwände beantworten: Netze & <Geräte>", "1 Einwand zum Protokoll.").ShouldNotShow("Protokoll fertigstellen");
        await _mona.GetAsync(Weg + "/protokoll");
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/antwort']").Set("Text", "Berichtigt."));
        (await _mona.GetAsync("/")).ShouldNotShow("Einwände beantworten", "Protokoll genehmigen");

        // The days are over: nothing to object to any more, and the Moderation can approve.
        _portal.Uhr.Advance(TimeSpan.FromDays(15));
        (await (await SignInAsync("Schule2")).GetAsync("/")).ShouldNotShow("Protokoll prüfen");
        (await (await SignInAsync("Mona")).GetAsync("/")).ShouldShow("Protokoll genehmigen: Netze & <Geräte>");
    }

    [Fact]
    public async Task A_member_names_its_substitute_who_gets_the_mail_answers_and_stands_in_the_minutes()
    {
        var haus = await _portal.InDatabaseAsync(db => db.Schulen.Where(s => s.Name == "Schule Nr. 2").Select(s => s.Id).SingleAsync());
        await _portal.BuildAsync(a => a.Appoint(a.CreatePerson("Petra Konrektorin", "petra@probe.example"), Rolle.Medienbeauftragte, Scope.Schule(haus)));
        var schule = await SignInAsync("Schule2");
        await schule.GetAsync($"/runde-tische/{_tisch}");
        var petraId = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == "petra@probe.example").Select(p => p.Id).SingleAsync());
        await schule.SubmitAsync(schule.Seite.Form("form[action$='/vertretung']").Set("Person", $"{petraId}"));
        schule.Seite.ShouldShow("Die Vertretung ist genannt.", "Vertretung: Petra Konrektorin");
        // Of another house nobody names one, and nobody from elsewhere.
        var mitglieder = await _portal.InDatabaseAsync(db => db.Tischmitglieder.ToDictionaryAsync(m => m.Name, m => m.Id));
        (await schule.PostAsync($"/runde-tische/{_tisch}/mitglieder/{mitglieder["Schule Nr. 1"]}/vertretung", ("Name", "Ich"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        var tilda = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == "tilda@probe.example").Select(p => p.Id).SingleAsync());
        (await schule.PostAsync($"/runde-tische/{_tisch}/mitglieder/{mitglieder["Schule Nr. 2"]}/vertretung", ("Person", $"{tilda}"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        await _mona.GetAsync($"/runde-tische/{_tisch}");
        await _mona.PostAsync($"/runde-tische/{_tisch}/mitglieder/{mitglieder["Schule Nr. 4"]}/vertretung", ("Name", "Sekretariat"));
        _mona.Seite.ShouldShow("Vertretung: Sekretariat");

        await PlanAsync();
        await AddItemsAsync();
        await _mona.GetAsync(Weg + "/einladung");
        await _mona.SubmitAsync("form[action$='/einladung']");
        Assert.Equal(["petra@probe.example", "schule2@probe.example"], (await MailsAsync()).Where(m => m.Empfaenger is "petra@probe.example" or "schule2@probe.example").Select(m => m.Empfaenger).Order());
        var petra = await SignInAsync("Petra");
        await petra.GetAsync("/");
        await petra.FollowAsync("Einladung beantworten: Netze & <Geräte>");
        petra.Seite.ShouldShow("Ihre Antwort für Schule Nr. 2");
        await petra.PostAsync(Weg + "/rueckmeldungen", ("Antwort", "Zugesagt"));
        await _mona.PostAsync(Weg + "/nacherfassung");
        _mona.Seite.ShouldShow("Schule Nr. 2 (Vertretung: Petra Konrektorin)");
        var teilnehmer = await _portal.InDatabaseAsync(db => db.Sitzungsteilnehmer.Where(t => t.Name == "Schule Nr. 2").Select(t => t.Id).SingleAsync());
        await _mona.PostAsync(Weg + "/anwesenheit", ("liste[0].Teilnehmer", $"{teilnehmer}"), ("liste[0].Anwesenheit", "Vertreten"), ("liste[0].Durch", ""));
        (await _mona.GetAsync(Weg + "/protokoll")).ShouldShow("Schule Nr. 2 (entscheidend): vertreten durch Petra Konrektorin");
    }

    [Fact]
    public async Task Items_are_kept_as_modules_and_come_back()
    {
        await PlanAsync();
        await _mona.PostAsync(Weg + "/tagesordnung/baustein", ("baustein", "3"));
        _mona.Seite.ShouldShow("1. Erfahrungsaustausch der Schulen", "30 Minuten");
        (await _mona.PostAsync(Weg + "/tagesordnung/baustein", ("baustein", "unsinn"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        await _mona.GetAsync(Weg + "/tagesordnung");
        await AddItemsAsync();
        var punkte = await ItemsAsync();
        await _mona.GetAsync($"{Weg}/tagesordnung/{punkte[1].Id}");
        await _mona.SubmitAsync("form[action$='/baustein']");
        _mona.Seite.ShouldShow("Der Punkt ist als Textbaustein gemerkt.");
        // A vertraulicher item stays where it is.
        (await _mona.PostAsync($"{Weg}/tagesordnung/{punkte.Single(p => p.Vertraulich).Id}/baustein")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        await _mona.GetAsync($"/runde-tische/{_tisch}/textbausteine");
        _mona.Seite.ShouldShow("Regeln der Zusammenarbeit", "Blick in die Schulträger-Matrix");
        (await _mona.SubmitAsync("form[action$='/textbausteine']", ("Titel", ""))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie dem Tagesordnungspunkt einen Titel.");
        await _mona.SubmitAsync("form[action$='/textbausteine']", ("Titel", "Rundgang <Haus>"), ("Minuten", "25"), ("Vortrag", "Hausmeister"));
        await _mona.FollowAsync("Rundgang <Haus>");
        await _mona.SubmitAsync("form[action*='/textbausteine/']", ("Minuten", "20"));
        var eigener = await _portal.InDatabaseAsync(db => db.Textbausteine.SingleAsync(b => b.Titel == "Rundgang <Haus>"));
        await _mona.PostAsync(Weg + "/tagesordnung/baustein", ("baustein", $"{eigener.Id}"));
        _mona.Seite.ShouldShow("Rundgang <Haus>", "20 Minuten");
        await _mona.PostAsync($"/runde-tische/{_tisch}/textbausteine/{eigener.Id}/entfernung");
        _mona.Seite.ShouldShow("Der Textbaustein ist entfernt.");
        (await _mona.GetAsync(Weg + "/tagesordnung")).ShouldShow("Rundgang <Haus>");
        (await (await SignInAsync("Schule1")).GetAsync($"/runde-tische/{_tisch}/textbausteine")).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_windows_show_both_texts_and_nothing_is_lost()
    {
        await PlanAsync();
        await AddItemsAsync();
        await _mona.PostAsync(Weg + "/nacherfassung");
        var punkt = (await ItemsAsync())[0];
        await _mona.SubmitAsync(_mona.Seite.Form($"#punkt-{punkt.Id} form[action$='/eintraege']").Set("Text", "Erster Stand"));
        var zweite = await SignInAsync("Mona");
        await zweite.GetAsync(Weg + "/ablauf");
        var eines = _mona.Seite.Form($"#punkt-{punkt.Id} details form[action*='/eintraege/']").Set("Text", "Aus dem ersten Fenster");
        var anderes = zweite.Seite.Form($"#punkt-{punkt.Id} details form[action*='/eintraege/']").Set("Text", "Aus dem zweiten Fenster");
        await _mona.SubmitAsync(eines);
        (await zweite.SubmitAsync(anderes)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Aus dem ersten Fenster", "Jemand anderes hat diesen Absatz");
        Assert.Equal("Aus dem zweiten Fenster", zweite.Seite.Form("form:has(#meiner)")["Text"]);
        await zweite.SubmitAsync(zweite.Seite.Form("form:has(#meiner)"));
        zweite.Seite.ShouldShow("Aus dem zweiten Fenster").ShouldNotShow("Aus dem ersten Fenster");
        // What is not minuted stands in its field again.
        (await _mona.PostAsync(Weg + "/eintraege", ("Id", Guid.NewGuid().ToString()), ("Punkt", punkt.Id.ToString()), ("Art", "Aufgabe"), ("Text", "Ohne Frist")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Zu einer Aufgabe gehört, wessen sie ist, und der letzte Tag.");
        Assert.Equal("Ohne Frist", _mona.Seite.Form($"#punkt-{punkt.Id} form[action$='/eintraege']")["Text"]);
    }

    [Fact]
    public async Task Open_pages_hear_of_a_change_here_and_of_one_that_another_instance_saved()
    {
        await PlanAsync();
        await AddItemsAsync();
        await _mona.PostAsync(Weg + "/beginn");
        var schule = await SignInAsync("Schule3");
        using var antwort = await schule.Client.GetAsync(Weg + "/ereignisse", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", antwort.Content.Headers.ContentType!.MediaType);
        using var leser = new StreamReader(await antwort.Content.ReadAsStreamAsync());
        var erstes = await NextAsync(leser);
        var uhr = System.Diagnostics.Stopwatch.StartNew();
        await _mona.PostAsync(Weg + "/naechster", []);
        var zweites = await NextAsync(leser);
        Assert.NotEqual(erstes, zweites);
        Assert.DoesNotContain("WLAN", erstes + zweites, StringComparison.Ordinal);
        // Another instance saves without ringing here: the look at the counter finds it.
        await _portal.InDatabaseAsync(db => db.InTransactionAsync(() => db.Sitzungen.ExecuteUpdateAsync(s => s.SetProperty(z => z.GeaendertAm, _portal.Uhr.Now().AddMinutes(1)))));
        Assert.NotEqual(zweites, await NextAsync(leser));
        Assert.True(uhr.Elapsed < TimeSpan.FromSeconds(30), $"{uhr.Elapsed}");
    }

    [Fact]
    public async Task The_Koordination_founds_a_table_with_all_schools_of_the_Kommune()
    {
        var kora = await SignInAsync("Kora");
        await kora.GetAsync($"/regionen/{_region}/runde-tische/neu");
        (await kora.SubmitAsync("form[action$='/runde-tische']", ("Name", ""))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        var kommune = await _portal.InDatabaseAsync(db => db.Kommunen.Select(k => k.Id).SingleAsync());
        await kora.GetAsync($"/regionen/{_region}/runde-tische/neu");
        var form = kora.Seite.Form("form[action$='/runde-tische']").Set("Name", "Zweiter Tisch").Set("Kommune", kommune.ToString());
        await kora.SubmitAsync(form);
        kora.Seite.ShouldShow("Zweiter Tisch", "Schule Nr. 5", "Freier Träger von außen");
        await kora.SubmitAsync(form);
        Assert.Equal(2, await _portal.InDatabaseAsync(db => db.RundeTische.CountAsync()));
        await kora.SubmitAsync("form[action$='/archiv']");
        kora.Seite.ShouldShow("Der Kreis ist im Archiv.");
        (await kora.GetAsync("/runde-tische")).ShouldNotShow("Zweiter Tisch");
        (await kora.GetAsync("/runde-tische?archiv=true")).ShouldShow("Zweiter Tisch");
        (await (await SignInAsync("Schule1")).GetAsync($"/regionen/{_region}/runde-tische/neu")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    private static async Task<string> NextAsync(StreamReader leser)
    {
        var ereignis = "";
        using var frist = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await leser.ReadLineAsync(frist.Token) is { } zeile)
            if (zeile.Length == 0 && ereignis.Length > 0)
                return ereignis;
            else
                ereignis += zeile;
        throw new InvalidOperationException("The stream ended.");
    }

    private async Task PlanAsync(bool vorschlaegeBis = false)
    {
        await _mona.GetAsync($"/runde-tische/{_tisch}/sitzungen/neu");
        var heute = _portal.Uhr.Today();
        var form = _mona.Seite.Form("form[action$='/sitzungen']").Set("Titel", "Netze & <Geräte>").Set("Tag", $"{heute:yyyy-MM-dd}").Set("Uhrzeit", "14:00").Set("Ort", "Rathaus");
        if (vorschlaegeBis)
            form.Set("VorschlaegeBis", $"{heute:yyyy-MM-dd}");
        await _mona.SubmitAsync(form);
        await _mona.SubmitAsync(form);
        Assert.Equal(Weg + "/tagesordnung", _mona.Seite.Adresse);
    }

    private async Task AddItemsAsync()
    {
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/tagesordnung']").Set("Titel", "Regeln der Zusammenarbeit").Set("Minuten", "15"));
        await _mona.PostAsync(Weg + "/tagesordnung/themen", ("thema", _thema.ToString()));
        await _mona.GetAsync(Weg + "/tagesordnung");
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/tagesordnung']").Set("Titel", Geheimnis).Set("Minuten", "20").Set("Vertraulich", "true"));
        await _mona.SubmitAsync(_mona.Seite.Form("form[action$='/tagesordnung']").Set("Titel", "Netz und Technik").Set("Minuten", "20"));
        var letzter = (await ItemsAsync())[^1];
        await _mona.PostAsync(Weg + "/gaeste", ("Name", "Gerd Gast"), ("Email", "gast@extern.example"), ("Punkt", letzter.Id.ToString()));
        _mona.Seite.ShouldShow("Gerd Gast", $"Gast zu Punkt {letzter.Position}");
    }

    private async Task AttendAsync()
    {
        await _mona.GetAsync(Weg + "/ablauf");
        var form = _mona.Seite.Form("form[action$='/anwesenheit']");
        var anzahl = await _portal.InDatabaseAsync(db => db.Sitzungsteilnehmer.CountAsync(t => t.AusgeladenAm == null));
        for (var i = 0; i < anzahl; i++)
            form.Set($"liste[{i}].Anwesenheit", i == 2 ? "Vertreten" : "Anwesend").Set($"liste[{i}].Durch", i == 2 ? "Petra Konrektorin" : null);
        await _mona.SubmitAsync(form);
        _mona.Seite.ShouldShow("Die Anwesenheit ist festgehalten.");
    }

    private async Task SubmitTwiceAsync(string form)
    {
        var formular = _mona.Seite.Form(form);
        await _mona.SubmitAsync(formular);
        await _mona.SubmitAsync(formular);
    }

    private Task<Testbrowser> SignInAsync(string name) => _portal.SignInAsync($"{name.ToLowerInvariant()}@probe.example");

    private Task<List<Ausgangsnachricht>> MailsAsync() => _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.Where(n => n.Anlass.StartsWith("sitzung/")).AsNoTracking().ToListAsync());

    private Task<List<Tagesordnungspunkt>> ItemsAsync() => _portal.InDatabaseAsync(db => db.Sitzungen.Where(s => s.Nummer == 1).SelectMany(s => s.Punkte).OrderBy(p => p.Position).AsNoTracking().ToListAsync());

    private Task<Themenstatus> ThemaStatusAsync() => _portal.InDatabaseAsync(db => db.Themen.Where(t => t.Id == _thema).Select(t => t.Status).SingleAsync());

    private static async Task<byte[]> BytesAsync(Testbrowser browser, string adresse)
    {
        using var antwort = await browser.Client.GetAsync(adresse);
        Assert.Equal(HttpStatusCode.OK, antwort.StatusCode);
        return await antwort.Content.ReadAsByteArrayAsync();
    }

    /// <summary>All words of all pages; blanks stand where the page had them or not.</summary>
    private static async Task<string> PdfTextAsync(Testbrowser browser, string adresse)
    {
        var pdf = new PdfReader(await BytesAsync(browser, adresse));
        return string.Concat(pdf.PageIds.SelectMany(seite => new PageContent(pdf, seite).Texts).Select(t => t.Text)).Replace(" ", "", StringComparison.Ordinal);
    }

    private static string OhneBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex("/sitzung/[A-Za-z0-9_-]+")]
    private static partial Regex LinkPattern();
}
