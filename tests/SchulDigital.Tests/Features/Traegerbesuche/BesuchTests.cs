using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Termine;

namespace SchulDigital.Tests.Features.Traegerbesuche;

/// <summary>A visit through the front door: planned, invited, read, talked through, recorded, closed.</summary>
[Trait("Spur", "host")]
public sealed partial class BesuchTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Leitung = "leitung@probe.example";
    private const string Bearbeitung = "berta@probe.example";
    private const string Nachbar = "nachbar@probe.example";
    private const string Koordination = "koordination@probe.example";
    private const string Gast = "gast@probe.example";

    private readonly Testportal _portal = new();
    private Guid _traeger;
    private Guid _nachbar;
    private Guid _region;
    private Guid _tisch;
    private Guid _matrixId;
    private MatrixZeile[] _zeilen = [];
    private string _matrix = "";
    private Testbrowser _wir = null!;

    public async Task InitializeAsync()
    {
        _portal.Set("Grenzen:ZugangslinksJeMinuteUndAdresse", "10000");
        await _portal.BuildAsync(a =>
        {
            var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
            var kommune = a.CreateKommune(region, "05000001", "Probe");
            var traeger = a.CreateSchultraeger("1", "Stadt Probe & <Söhne>", TraegerArt.Kommune);
            var nachbar = a.CreateSchultraeger("2", "Stadt Nachbar", TraegerArt.Kommune);
            a.CreateSchule("100001", "Grundschule Probe", "Grundschule", kommune, traeger);
            _tisch = a.CreateRunderTisch(kommune, "Runder Tisch Probe").Id;
            (_traeger, _nachbar, _region) = (traeger.Id, nachbar.Id, region.Id);
            var leitung = a.Appoint(a.CreatePerson("Lars \"Leitung\" BEGIN:VEVENT", Leitung), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id));
            a.Appoint(a.CreatePerson("Berta Bearbeitung", Bearbeitung), Rolle.Traegerbearbeitung, Scope.Schultraeger(traeger.Id));
            var nora = a.Appoint(a.CreatePerson("Nora Nachbar", Nachbar), Rolle.Traegerleitung, Scope.Schultraeger(nachbar.Id));
            a.Appoint(a.CreatePerson("Kim Koordination", Koordination), Rolle.Koordination, Scope.Bildungsregion(region.Id));
            var durchgang = a.CreateDurchgang(region, "probe", "2026/27");
            var matrix = a.CreateMatrix(traeger, durchgang);
            _zeilen = [.. matrix.Matrix.Zeilen.Take(4)];
            _matrixId = matrix.Matrix.Id;
            _matrix = $"/traeger/{traeger.Id}/matrix/probe";
            var jetzt = _portal.Uhr.Now().AddDays(-20);
            matrix.Answer(_zeilen[0].Kriterium, w => w with { Ist = Stufenwert.Einstieg, Soll = Stufenwert.Ausbau, Zeithorizont = Zeithorizont.Kurzfristig, OffeneFrage = "Wer zahlt?" }, leitung, jetzt)
                .Answer(_zeilen[1].Kriterium, w => w with { Ist = Stufenwert.Ausbau, InterneNotiz = "Bleibt im Haus", Vertraulich = true }, leitung, jetzt)
                .AnswerAll(Stufenwert.Einstieg, leitung, jetzt).Release(leitung, jetzt.AddMinutes(1));
            a.CreateMatrix(nachbar, durchgang).AnswerAll(Stufenwert.Verstetigung, nora, jetzt).Release(nora, jetzt.AddMinutes(1));
            return true;
        });
        _wir = await _portal.SignInAsync(Leitung);
    }

    Task IAsyncLifetime.DisposeAsync() => _portal.DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_draft_mails_nothing_and_a_page_names_recipients_and_text_before()
    {
        var weg = await PlanAsync();
        (await _wir.GetAsync(weg + "/einladung")).ShouldShow("Noch ist nichts verschickt", "Kim Koordination", "Nora Nachbar", "Gerd Gast (Büro)", "Stadt Probe & <Söhne> lädt Sie zu einem Schulträgerbesuch ein",
            "Bei Gästen steht an der Stelle des Links der persönliche", "Zum Lesen der Matrix brauchen Sie außerdem einen Code");
        Assert.Empty(await MailsAsync());
        var formular = _wir.Seite.Form("form[action$='/einladungen']");
        (await _wir.SubmitAsync(formular)).ShouldShow("Die Einladungen sind unterwegs", "Codes der Gäste", "noch keine Antwort");
        Assert.Equal([Bearbeitung, Gast, Koordination, Nachbar], (await MailsAsync()).Select(m => m.Empfaenger).Order());
        // A second click sends nothing again, and the code is not shown again.
        (await _wir.SubmitAsync(formular)).ShouldNotShow("Codes der Gäste");
        var mails = await MailsAsync();
        Assert.Equal(4, mails.Count);
        Assert.All(mails, m => Assert.Equal(Leitung, m.AntwortAn));
        Assert.All(mails, m => Assert.Equal("REQUEST", Kalendereintrag.MethodOf(m.Kalender!)));
        Assert.All(mails, m => Assert.Equal(m.Empfaenger == Gast, m.MitLink));
        // Who is invited finds it on her start page; some time after, the guest's address is forgotten.
        (await (await _portal.SignInAsync(Koordination)).GetAsync("/")).ShouldShow("Einladung beantworten: Jahresgespräch");
        _portal.Uhr.Advance(TimeSpan.FromDays(14 + 91));
        await _portal.Services.GetRequiredService<Web.Infrastructure.Aufraeumen>().TidyAsync(default);
        Assert.Empty(await _portal.InDatabaseAsync(db => db.Besuchsbeteiligte.Where(b => b.Email != null).ToListAsync()));
        (await (await _portal.SignInAsync(Leitung)).GetAsync(weg)).ShouldShow("Gerd Gast");
    }

    [Fact]
    public async Task A_mail_of_which_nobody_knows_whether_it_arrived_is_shown_to_who_invited()
    {
        var weg = await InviteAsync();
        _wir.Seite.ShouldNotShow("Mails, die vielleicht nicht angekommen sind");
        await _portal.InDatabaseAsync(db => db.InTransactionAsync(() => db.Ausgangsnachrichten.Where(n => n.Empfaenger == Koordination)
            .ExecuteUpdateAsync(s => s.SetProperty(n => n.Stand, Versandstand.Unklar))));
        (await _wir.GetAsync(weg)).ShouldShow("Mails, die vielleicht nicht angekommen sind", "Kim Koordination (koordination@probe.example): unklar");
    }

    [Fact]
    public async Task Who_is_left_out_after_the_invitation_is_named_before_she_is_told()
    {
        var weg = await InviteAsync();
        await _wir.GetAsync(weg + "/beteiligte");
        (await _wir.SubmitAsync("main form", ("Regionen", null))).ShouldShow("Mail prüfen", "Kim Koordination", "hat Ihre Einladung zum Schulträgerbesuch zurückgenommen");
        Assert.Equal(4, (await MailsAsync()).Count);
        (await _wir.SubmitAsync("form[action$='/vorschau']")).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("Gerd Gast", _wir.Seite.Form("main form")["Gaeste[0].Name"]);
        (await _wir.SubmitAsync("main form")).ShouldShow("Mail prüfen");
        (await _wir.SubmitAsync("form[action$='/beteiligte']")).ShouldShow("Die Beteiligten sind gespeichert").ShouldNotShow("Bildungsbüro, Kreis Probe");
        var letzte = (await MailsAsync())[^1];
        Assert.Equal((Koordination, "CANCEL"), (letzte.Empfaenger, Kalendereintrag.MethodOf(letzte.Kalender!)));
        (await (await _portal.SignInAsync(Koordination)).GetAsync(weg)).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_letter_says_what_the_mail_says()
    {
        var weg = await InviteAsync();
        var brief = await _wir.GetAsync(_wir.Seite.Link("Als Brief (PDF)"));
        Assert.Equal("application/pdf", brief.Antwort.Content.Headers.ContentType!.MediaType);
        // A guest who gets it on paper reads how to answer.
        var gast = await _portal.InDatabaseAsync(db => db.Besuchsbeteiligte.SingleAsync(b => b.Email == Gast));
        var pdf = await (await _wir.GetAsync($"{weg}/briefe/{gast.Id}")).Antwort.Content.ReadAsByteArrayAsync();
        var leser = new PdfReader(pdf);
        var worte = string.Concat(leser.PageIds.SelectMany(id => new PageContent(leser, id).Texts).Select(t => t.Text.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Contains("mitdempersönlichenLink,denSiealsMailangast@probe.examplebekommen", worte, StringComparison.Ordinal);
        Assert.Contains(Leitung, worte, StringComparison.Ordinal);
        (await _wir.GetAsync($"{weg}/briefe/{Guid.NewGuid()}")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await _wir.GetAsync(weg + "/termin.ics")).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("PUBLISH", Kalenderleser.Read(_wir.Seite.Html).Methode);
    }

    [Fact]
    public async Task Who_organises_is_neither_mailed_nor_asked()
    {
        var weg = await PlanAsync();
        await _wir.GetAsync(weg + "/beteiligte");
        var ich = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == Leitung).Select(p => p.Id).SingleAsync());
        await _wir.SubmitAsync("main form", ("Eigene", $"{ich}"));
        (await _wir.GetAsync(weg + "/einladung")).ShouldShow("Sie organisieren den Besuch und bekommen selbst keine Mail");
        (await _wir.SubmitAsync("form[action$='/einladungen']")).ShouldShow("zugesagt").ShouldNotShow("Ihre Antwort", "Können Sie kommen?");
        Assert.Equal([Gast, Koordination, Nachbar], (await MailsAsync()).Select(m => m.Empfaenger).Order());
        (await _wir.GetAsync("/")).ShouldNotShow("Einladung beantworten");
        // Another one of the house who moves the date tells her.
        var berta = await _portal.SignInAsync(Bearbeitung);
        await berta.GetAsync(weg + "/absage");
        (await berta.SubmitAsync("form[action$='/absage/vorschau']", ("Grund", "Grippe"))).ShouldShow(Leitung);
    }

    [Fact]
    public async Task A_new_date_and_a_cancellation_change_the_same_calendar_entry()
    {
        var weg = await InviteAsync();
        await _wir.GetAsync(weg + "/termin");
        (await _wir.SubmitAsync("form[action$='/termin/vorschau']", ("Tag", $"{Tag(20):yyyy-MM-dd}"), ("Uhrzeit", "14:30"))).ShouldShow("Neuer Termin", "Kim Koordination", "14:30 bis 16:30 Uhr");
        Assert.Equal(4, (await MailsAsync()).Count);
        var senden = _wir.Seite.Form("form[action$='/termin']");
        (await _wir.SubmitAsync(senden)).ShouldShow("eingeladen, Termin verschoben");
        (await _wir.SubmitAsync(senden)).ShouldHaveStatus(HttpStatusCode.OK);
        var zweite = (await MailsAsync()).Skip(4).ToList();
        Assert.Equal(4, zweite.Count);
        await _wir.GetAsync(weg + "/absage");
        (await _wir.SubmitAsync("form[action$='/absage/vorschau']")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Nennen Sie einen Grund");
        (await _wir.SubmitAsync("form[action$='/absage/vorschau']", ("Grund", "Grippe; \"alle\""))).ShouldShow("Grippe");
        (await _wir.SubmitAsync("form[action$='/absage']")).ShouldShow("abgesagt");
        var mails = (await MailsAsync()).Where(m => m.Empfaenger == Koordination).ToList();
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], mails.Select(m => Kalendereintrag.MethodOf(m.Kalender!)));
        Assert.Equal(["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:2"], mails.Select(m => m.Kalender!.Split("\r\n").Single(z => z.StartsWith("SEQUENCE", StringComparison.Ordinal))));
        Assert.Single(mails.Select(m => m.Kalender!.Split("\r\n").Single(z => z.StartsWith("UID", StringComparison.Ordinal))).Distinct());
        Assert.Contains("T143000", mails[1].Kalender!, StringComparison.Ordinal);
        (await _wir.GetAsync(weg + "/termin")).ShouldHaveStatus(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Partners_answer_read_ask_and_see_nothing_else()
    {
        var weg = await InviteAsync();
        await PassOnAsync();
        var kim = await _portal.SignInAsync(Koordination);
        (await kim.GetAsync("/besuche")).ShouldShow("Jahresgespräch");
        await kim.GetAsync(weg);
        (await kim.SubmitAsync("form[action$='/rueckmeldungen']", ("Antwort", "Zugesagt"), ("Wort", "Gern"))).ShouldShow("Zugesagt von Kim Koordination");
        await kim.GetAsync(kim.Seite.All("a[href*='/leseexemplare/']")[0].GetAttribute("href")!);
        kim.Seite.ShouldShow("Wer zahlt?", "nicht weitergegeben").ShouldNotShow("Bleibt im Haus");
        (await kim.SubmitAsync($"form[action$='/fragen']:has(input[value='{_zeilen[0].Id}'])", ("Text", "Und <b>wann</b>?"))).ShouldShow("Ihre Frage ist gestellt", "Und <b>wann</b>?", "Noch ohne Antwort");
        (await kim.PostAsync(weg + "/fragen", ("Leseexemplar", kim.Seite.Find("input[name=Leseexemplar]")!.GetAttribute("value")!), ("Zeile", $"{_zeilen[1].Id}"), ("Text", "Vertraulich?")))
            .ShouldHaveStatus(HttpStatusCode.NotFound);
        // Acts of the carrier are known and refused; others do not know of the visit at all.
        foreach (var ziel in (string[])["/planung", "/beteiligte", "/einladung", "/gespraech", "/fragen", "/absage"])
            (await kim.GetAsync(weg + ziel)).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await kim.PostAsync(weg + "/durchfuehrung", [])).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await kim.GetAsync(weg + "/vermerk")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await kim.GetAsync(_matrix)).ShouldHaveStatus(HttpStatusCode.Forbidden);

        await _wir.GetAsync(weg);
        _wir.Seite.ShouldShow("Kim Koordination", "„Gern“", "Leseexemplar geöffnet am", "1, davon 1 ohne Antwort");
        await _wir.GetAsync(weg + "/fragen");
        _wir.Seite.ShouldShow("erfährt mit dem Speichern per Mail: Kim Koordination (koordination@probe.example)", "hat die Frage von Kim Koordination, Kreis Probe zur Zeile");
        var antworten = _wir.Seite.Form("form[action$='/antwort']").Set("Text", "Im Herbst.");
        (await _wir.SubmitAsync(antworten)).ShouldShow("Antwort vom");
        // A second click is no second answer; a changed answer is one.
        await _wir.SubmitAsync(antworten);
        var mail = Assert.Single(await MailsAsync(), m => m.Anlass.Contains("/Antwort/", StringComparison.Ordinal));
        Assert.Equal((Koordination, Leitung), (mail.Empfaenger, mail.AntwortAn));
        Assert.Contains(weg, mail.Text!, StringComparison.Ordinal);
        Assert.DoesNotContain("Im Herbst.", mail.Text!, StringComparison.Ordinal);
        _portal.Uhr.Advance(TimeSpan.FromMinutes(1));
        await _wir.SubmitAsync("form[action$='/antwort']", ("Text", "Im Herbst. "));
        Assert.Single(await MailsAsync(), m => m.Anlass.Contains("/Antwort/", StringComparison.Ordinal));
        await _wir.SubmitAsync("form[action$='/antwort']", ("Text", "Im Herbst, spätestens im Winter."));
        Assert.Equal(2, (await MailsAsync()).Count(m => m.Anlass.Contains("/Antwort/", StringComparison.Ordinal)));
        (await kim.GetAsync(weg)).ShouldShow("Antwort: Im Herbst, spätestens im Winter.");
    }

    [Fact]
    public async Task A_guest_reads_with_link_and_code_and_the_link_opens_one_visit_and_ends()
    {
        var weg = await InviteAsync();
        var code = _wir.Seite.One(".sd-code").TextContent.Trim();
        await PassOnAsync();
        var link = LinkIn((await MailsAsync()).Single(m => m.Empfaenger == Gast && m.Anlass.StartsWith("besuch", StringComparison.Ordinal)));
        var gast = _portal.NewBrowser();
        (await gast.GetAsync(link)).ShouldShow("Jahresgespräch", "Zum Lesen brauchen Sie den Code").ShouldNotShow("Wer zahlt?");
        (await gast.SubmitAsync("form[action$='/rueckmeldungen']", ("Antwort", "Abgesagt"))).ShouldShow("Abgesagt von Gerd Gast");
        var lese = await _portal.InDatabaseAsync(db => db.Weitergaben.Where(w => w.Kreis == Empfaengerkreis.Besuch).Select(w => w.Id).SingleAsync());
        // Without the code every reading page leads back.
        (await gast.GetAsync($"{link}/leseexemplare/{lese}", follow: false)).ShouldRedirectTo(link);
        (await gast.GetAsync($"{link}/leseexemplare/{lese}/pdf", follow: false)).ShouldRedirectTo(link);
        (await gast.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.OK);
        (await gast.SubmitAsync("form[action$='/code']", ("Code", "FALSCH-FALSCH"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Der Code passt nicht");
        (await gast.SubmitAsync("form[action$='/code']", ("Code", code.ToLowerInvariant()))).ShouldShow("2026/27, Fassung 1");
        (await gast.GetAsync($"{link}/leseexemplare/{lese}")).ShouldShow("Wer zahlt?").ShouldNotShow("Bleibt im Haus");
        (await gast.SubmitAsync($"form[action$='/fragen']:has(input[value='{_zeilen[0].Id}'])", ("Text", "Frage des Gastes"))).ShouldShow("Frage des Gastes");
        // What belongs to the carrier or to others stays shut.
        (await gast.GetAsync(weg, follow: false)).ShouldRedirectTo("/anmelden");
        (await gast.GetAsync($"{link}/gespraech")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await gast.GetAsync(link + "x")).ShouldHaveStatus(HttpStatusCode.NotFound);
        var anderer = _portal.NewBrowser();
        (await anderer.GetAsync(link)).ShouldShow("Zum Lesen brauchen Sie den Code");
        // Too many wrong codes shut the reading, and the page says what helps.
        for (var i = 1; i < Zugangslink.MaxCodeversuche; i++)
            await anderer.SubmitAsync("form[action$='/code']", ("Code", "FALSCH-FALSCH"));
        (await anderer.GetAsync(link)).ShouldShow("zu oft falsch eingegeben", "einen neuen Link und einen neuen Code");
        Assert.Null(anderer.Seite.Find("form[action$='/code']"));
        (await anderer.GetAsync($"{link}/leseexemplare/{lese}", follow: false)).ShouldRedirectTo(link);
        // A new link replaces the old one; the code is another.
        await _wir.GetAsync(weg);
        var vorher = (await MailsAsync()).Count;
        (await _wir.FollowAsync("Neuer Link und Code: Gerd Gast (Büro)")).ShouldShow("Noch ist nichts verschickt", "gast@probe.example", "hier ist Ihr neuer persönlicher Link", "brauchen Sie außerdem einen Code")
            .ShouldNotShow("Kalendereintrag");
        Assert.Equal(vorher, (await MailsAsync()).Count);
        (await gast.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.OK);
        var senden = _wir.Seite.Form("form[action*='/links/']");
        (await _wir.SubmitAsync(senden)).ShouldShow("Codes der Gäste").ShouldNotShow(code);
        (await _wir.SubmitAsync(senden)).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal(vorher + 1, (await MailsAsync()).Count);
        (await gast.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.NotFound);
        var neuer = LinkIn((await MailsAsync())[^1]);
        (await gast.GetAsync(neuer)).ShouldShow("Zum Lesen brauchen Sie den Code");
        _portal.Uhr.Advance(TimeSpan.FromDays(14 + 91));
        (await gast.GetAsync(neuer)).ShouldHaveStatus(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Who_passes_on_from_a_visit_tells_its_guests_too_and_comes_back_to_it()
    {
        var weg = await InviteAsync();
        (await _wir.FollowAsync("Zur Weitergabe")).ShouldHaveStatus(HttpStatusCode.OK);
        var gewaehlt = Assert.Single(_wir.Seite.All("input[name=Empfaenger][checked]")).GetAttribute("value")!;
        Assert.StartsWith("Besuch-", gewaehlt, StringComparison.Ordinal);
        (await _wir.SubmitAsync("form[action$='/weitergabe']")).ShouldShow("Gerd Gast, Büro (gast@probe.example), mit persönlichem Link und Code",
            "Gäste eines Besuchs bekommen keinen neuen Link", "mit Ihrem persönlichen Link aus der Einladung und Ihrem Code");
        Assert.Empty(await PassedOnAsync());
        (await _wir.SubmitAsync("form[action$='/weitergaben']")).ShouldShow("Die Matrix ist weitergegeben");
        Assert.Equal(weg, _wir.Seite.Adresse);
        var mails = await PassedOnAsync();
        Assert.Equal([Gast, Koordination, Nachbar], mails.Select(m => m.Empfaenger).Order());
        var anGast = mails.Single(m => m.Empfaenger == Gast);
        Assert.Contains("mit Ihrem persönlichen Link aus der Einladung", anGast.Text!, StringComparison.Ordinal);
        Assert.DoesNotContain("/besuche/", anGast.Text!, StringComparison.Ordinal);
        Assert.All(mails.Where(m => m.Empfaenger != Gast), m => Assert.Contains(weg, m.Text!, StringComparison.Ordinal));
        // Who has this version is not chosen again.
        (await _wir.GetAsync(_matrix + "/weitergabe")).ShouldShow("liest Fassung 1 schon", "Zum Besuch");
        Assert.DoesNotContain(_wir.Seite.All("input[name=Empfaenger][checked]"), i => i.GetAttribute("value") == gewaehlt);
        // Taken back, the guest is told too.
        await _wir.GetAsync(_wir.Seite.All("a[href$='/ruecknahme']")[0].GetAttribute("href")!);
        _wir.Seite.ShouldShow("Gerd Gast, Büro");
        await _wir.SubmitAsync("main form", ("Grund", "Falsche Fassung"));
        Assert.Equal(2, (await PassedOnAsync()).Count(m => m.Empfaenger == Gast));

        Task<List<Ausgangsnachricht>> PassedOnAsync() => _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.Where(n => n.Anlass.StartsWith("weitergabe/")).AsNoTracking().ToListAsync());
    }

    [Fact]
    public async Task The_agenda_is_proposed_changed_and_printed()
    {
        var weg = await InviteAsync();
        await PassOnAsync();
        await _wir.GetAsync(weg + "/tagesordnung");
        (await _wir.SubmitAsync("form[action$='/vorschlag']")).ShouldShow("Rollenerwartungen", "offene Frage", "von 120 Minuten");
        // A vertrauliche row is not on it.
        Assert.False(await _portal.InDatabaseAsync(db => db.Besuche.AnyAsync(b => b.Punkte.Any(p => p.ZeileId == _zeilen[1].Id))));
        var altes = _wir.Seite.Form("form[action$='/tagesordnung']");
        var ids = _wir.Seite.All("input[name$='.Id']").Select(i => i.GetAttribute("value")!).ToList();
        (await _wir.SubmitAsync("form[action$='/tagesordnung']", ("Schieben", $"{ids[1]}:hoch"), ("Punkte[0].Minuten", "7"))).ShouldShow("Die Tagesordnung ist gespeichert");
        Assert.Equal(ids[1], _wir.Seite.Find("input[name='Punkte[0].Id']")!.GetAttribute("value"));
        (await _wir.SubmitAsync(altes.Set("Punkte[0].Titel", "Zu spät getippt"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Jemand anderes");
        Assert.Equal("Zu spät getippt", _wir.Seite.Find("input[name='Punkte[0].Titel']")!.GetAttribute("value"));
        await _wir.GetAsync(weg + "/tagesordnung");
        (await _wir.SubmitAsync("form[action$='/tagesordnung']", ("Punkte[0].Minuten", "viel"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await _wir.GetAsync(weg + "/ablaufplan")).ShouldShow("10:00 bis 10:", "Gerd Gast");
        (await _wir.GetAsync(weg + "/notizbogen")).ShouldShow("Mitgeschrieben von", "□ Thema für den Runden Tisch");
    }

    [Fact]
    public async Task Notes_of_two_hands_stand_side_by_side_and_results_lead_to_their_rows_and_back()
    {
        var weg = await InviteAsync();
        var feld = _zeilen[0].Themenfeld;
        var berta = await _portal.SignInAsync(Bearbeitung);
        await berta.GetAsync(weg + "/gespraech");
        await _wir.GetAsync(weg + "/gespraech");
        (await _wir.SubmitAsync($"#notiz-{feld}", ("Text", "Von Lars"))).ShouldShow("Die Notiz ist gespeichert", "Von Lars");
        (await berta.SubmitAsync($"#notiz-{feld}", ("Text", "Von Berta"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("hat diese Notiz", "Von Lars", "Von Berta");
        (await berta.SubmitAsync($"#notiz-{feld}", ("Text", "Von Lars und Berta"))).ShouldShow("Von Lars und Berta");
        (await _wir.PostAsync(weg + "/notizen", ("Themenfeld", "gibt-es-nicht"), ("Text", "x"))).ShouldHaveStatus(HttpStatusCode.NotFound);

        await ConcludeAsync(weg, 0, ("Art", "Klaerung"), ("Text", "Geklärt: =1+1 <b>und gut</b>"));
        await ConcludeAsync(weg, 0, ("Art", "Thema"), ("Text", "Alle betrifft es"), ("Titel", "Gemeinsames Netz"), ("RunderTisch", $"{_tisch}"));
        await ConcludeAsync(weg, 0, ("Art", "Aufgabe"), ("Text", "Angebot holen"), ("Frist", $"{Tag(30):yyyy-MM-dd}"));
        await ConcludeAsync(weg, 2, ("Art", "Vereinbarung"), ("Text", "Bis Sommer gemessen"), ("Vereinbarungsart", "Massnahme"), ("Verantwortlich", "Bauamt"));
        await ConcludeAsync(weg, 2, ("Art", "Berichtseintrag"), ("Text", "Netz wird gemessen"), ("Abschnitt", "Planungen"));
        await _portal.InDatabaseAsync(async db =>
        {
            Assert.Equal(5, await db.Besuchsergebnisse.CountAsync());
            var thema = await db.Themen.AsNoTracking().SingleAsync();
            Assert.Equal(("Gemeinsames Netz", _zeilen[0].Id, Herkunftsart.Besuch), (thema.Titel, thema.ZeileId, thema.Herkunft.Art));
            Assert.Equal(_zeilen[0].Id, (await db.Aufgaben.AsNoTracking().SingleAsync()).ZeileId);
            Assert.Equal(_zeilen[2].Id, (await db.Vereinbarungen.AsNoTracking().SingleAsync()).Herkunft.ZeileId);
            Assert.Equal(_zeilen[2].Id, (await db.Berichtseintraege.AsNoTracking().SingleAsync()).Herkunft.ZeileId);
        });
        // The row shows what became of it.
        (await _wir.GetAsync($"{_matrix}/{feld}")).ShouldShow("Was daraus wurde", "Geklärt: =1+1 <b>und gut</b>", "Alle betrifft es", "Angebot holen");
        await _wir.GetAsync(weg);
        _wir.Seite.ShouldShow("Bis Sommer gemessen", "Netz wird gemessen");
        Assert.Contains(_wir.Seite.All("a"), a => a.GetAttribute("href") == $"{_matrix}/{feld}#zeile-{_zeilen[0].Kriterium}");

        // What is missing comes back with everything typed; the same result twice is one.
        await _wir.GetAsync($"{weg}/ergebnisse/neu?zeile={_zeilen[0].Id}");
        (await _wir.SubmitAsync("form.sd-ergebnis", ("Text", "Ohne Art"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Wählen Sie, was daraus wird", "Ohne Art");
        (await _wir.SubmitAsync("form.sd-ergebnis", ("Art", "Aufgabe"), ("Text", "Ohne Tag"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("bis wann");
        var zweimal = _wir.Seite.Form("form.sd-ergebnis").Set("Frist", $"{Tag(10):yyyy-MM-dd}");
        await _wir.SubmitAsync(zweimal);
        await _wir.SubmitAsync(zweimal);
        Assert.Equal((6, 2), await _portal.InDatabaseAsync(async db => (await db.Besuchsergebnisse.CountAsync(), await db.Aufgaben.CountAsync())));
    }

    [Fact]
    public async Task A_result_made_by_mistake_is_taken_back_with_what_came_of_it()
    {
        var weg = await InviteAsync();
        var feld = _zeilen[0].Themenfeld;
        var berta = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == Bearbeitung).Select(p => p.Id).SingleAsync());
        await ConcludeAsync(weg, 0, ("Art", "Klaerung"), ("Text", "Klärung aus Versehen"));
        await ConcludeAsync(weg, 0, ("Art", "Thema"), ("Text", "Thema aus Versehen"), ("Titel", "Doppeltes Netz"), ("RunderTisch", $"{_tisch}"));
        await ConcludeAsync(weg, 0, ("Art", "Aufgabe"), ("Text", "Aufgabe aus Versehen"), ("Person", $"{berta}"), ("Frist", $"{Tag(30):yyyy-MM-dd}"));
        await ConcludeAsync(weg, 0, ("Art", "Vereinbarung"), ("Text", "Vereinbarung aus Versehen"), ("Vereinbarungsart", "Ziel"));
        await ConcludeAsync(weg, 0, ("Art", "Berichtseintrag"), ("Text", "Eintrag aus Versehen"), ("Abschnitt", "Ziele"));
        await ConcludeAsync(weg, 0, ("Art", "Thema"), ("Text", "Thema, an dem jemand war"), ("Titel", "Angefasstes Netz"), ("RunderTisch", $"{_tisch}"));
        var angefasst = await _portal.InDatabaseAsync(db => db.Themen.Where(t => t.Titel == "Angefasstes Netz").Select(t => t.Id).SingleAsync());
        await _wir.GetAsync($"/themen/{angefasst}");
        await _wir.SubmitAsync("form[action$='/zustimmung']");

        (await TakeBackAsync("Thema aus Versehen")).ShouldShow("Das Thema „Doppeltes Netz“ steht im Themenspeicher als zurückgezogen");
        Assert.Equal(6, await _portal.InDatabaseAsync(db => db.Besuchsergebnisse.CountAsync()));
        var zurueck = _wir.Seite.Form("form[action$='/ruecknahme']");
        (await _wir.SubmitAsync(zurueck)).ShouldShow("Das Ergebnis ist zurückgenommen");
        (await _wir.SubmitAsync(zurueck)).ShouldHaveStatus(HttpStatusCode.OK);
        (await TakeBackAsync("Aufgabe aus Versehen")).ShouldShow("Die Aufgabe entfällt", "Berta Bearbeitung ist dafür genannt");
        await _wir.SubmitAsync("form[action$='/ruecknahme']");
        foreach (var text in (string[])["Klärung aus Versehen", "Vereinbarung aus Versehen", "Eintrag aus Versehen"])
        {
            await TakeBackAsync(text);
            (await _wir.SubmitAsync("form[action$='/ruecknahme']")).ShouldShow("Das Ergebnis ist zurückgenommen");
        }
        await _portal.InDatabaseAsync(async db =>
        {
            Assert.Equal((1, 0, 0), (await db.Besuchsergebnisse.CountAsync(), await db.Vereinbarungen.CountAsync(), await db.Berichtseintraege.CountAsync()));
            Assert.Equal(SchulDigital.Domain.Themen.Themenstatus.Zurueckgezogen, (await db.Themen.SingleAsync(t => t.Titel == "Doppeltes Netz")).Status);
            Assert.Equal(SchulDigital.Domain.Aufgaben.Aufgabenstatus.Entfallen, (await db.Aufgaben.SingleAsync()).Status);
        });
        // No link is left at the row; the visit's history says who took what back.
        (await _wir.GetAsync($"{_matrix}/{feld}")).ShouldShow("Thema, an dem jemand war").ShouldNotShow("aus Versehen");
        (await _wir.GetAsync(weg)).ShouldShow("Ergebnis zurückgenommen (Thema für den Runden Tisch: Thema aus Versehen)");
        // What somebody worked on stays, also for who opened the page before.
        (await TakeBackAsync("Thema, an dem jemand war")).ShouldShow("mit dem Thema schon gearbeitet");
        Assert.Null(_wir.Seite.Find("form[action$='/ruecknahme']"));
        (await _wir.PostAsync(_wir.Seite.Adresse, [])).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Am Thema „Angefasstes Netz“ ist inzwischen gearbeitet worden");
        Assert.Equal(1, await _portal.InDatabaseAsync(db => db.Besuchsergebnisse.CountAsync()));
        (await (await _portal.SignInAsync(Koordination)).GetAsync(_wir.Seite.Adresse)).ShouldHaveStatus(HttpStatusCode.Forbidden);

        async Task<Testseite> TakeBackAsync(string text)
        {
            await _wir.GetAsync(weg + "/gespraech");
            return await _wir.FollowAsync($"Zurücknehmen: {text}");
        }
    }

    [Fact]
    public async Task That_it_took_place_can_be_taken_back_until_the_record_is_released()
    {
        var weg = await InviteAsync();
        _portal.Uhr.Advance(TimeSpan.FromDays(14));
        _wir = await _portal.SignInAsync(Leitung);
        await _wir.GetAsync(weg);
        await _wir.SubmitAsync("form[action$='/durchfuehrung']");
        await _wir.GetAsync(weg);
        (await _wir.FollowAsync("Der Besuch hat doch noch nicht stattgefunden")).ShouldShow("wieder als „eingeladen“", "Notizen und Ergebnisse bleiben");
        var zurueck = _wir.Seite.Form("form[action$='/ruecknahme']");
        (await _wir.SubmitAsync(zurueck)).ShouldShow("Zurückgenommen", "Planung ändern", "Besuch doch noch nicht durchgeführt");
        (await _wir.SubmitAsync(zurueck)).ShouldHaveStatus(HttpStatusCode.OK);
        await _wir.SubmitAsync("form[action$='/durchfuehrung']");
        await _wir.GetAsync(weg + "/vermerk/freigaben");
        await _wir.SubmitAsync("form[action$='/freigaben']");
        (await _wir.SubmitAsync(zurueck)).ShouldHaveStatus(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_record_is_released_once_sealed_confirmed_and_closed()
    {
        var weg = await InviteAsync();
        await ConcludeAsync(weg, 0, ("Art", "Klaerung"), ("Text", "Geklärt im Gespräch"));
        (await _wir.PostAsync(weg + "/vermerk/freigaben", [])).ShouldHaveStatus(HttpStatusCode.Conflict);
        _portal.Uhr.Advance(TimeSpan.FromDays(14));
        _wir = await _portal.SignInAsync(Leitung);
        await _wir.GetAsync(weg);
        (await _wir.SubmitAsync("form[action$='/durchfuehrung']")).ShouldShow("Der Besuch hat stattgefunden", "Nacherfassung");
        var berta = await _portal.SignInAsync(Bearbeitung);
        (await berta.PostAsync(weg + "/vermerk/freigaben", [])).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await berta.GetAsync(weg + "/vermerk/freigaben")).ShouldHaveStatus(HttpStatusCode.Forbidden);
        await _wir.GetAsync(weg + "/vermerk");
        (await _wir.FollowAsync("Besuchsvermerk freigeben")).ShouldShow("Noch ist nichts verschickt", "Kim Koordination", "Nora Nachbar", "Gerd Gast (Büro)",
            "hat den Vermerk zum Schulträgerbesuch freigegeben", "Ihr persönlicher Link aus der Einladung gilt weiter");
        Assert.Equal(4, (await MailsAsync()).Count);
        var freigeben = _wir.Seite.Form("form[action$='/freigaben']");
        (await _wir.SubmitAsync(freigeben)).ShouldShow("Der Besuchsvermerk ist freigegeben");
        (await _wir.SubmitAsync(freigeben)).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal(1, await _portal.InDatabaseAsync(db => db.Dokumente.CountAsync(d => d.Art == Dokumentart.Besuchsvermerk)));
        Assert.Equal([Gast, Koordination, Nachbar], (await MailsAsync()).Where(m => m.Betreff.StartsWith("Besuchsvermerk", StringComparison.Ordinal)).Select(m => m.Empfaenger).Order());

        var pdf = await (await _wir.GetAsync(weg + "/vermerk/pdf")).Antwort.Content.ReadAsByteArrayAsync();
        var pruefer = _portal.NewBrowser();
        await pruefer.GetAsync("/pruefen");
        (await pruefer.UploadAsync("/pruefen", "Datei", "vermerk.pdf", pdf)).ShouldShow("Echt, unverändert und aktuell", "Besuchsvermerk: Jahresgespräch");
        (await _wir.PostAsync(weg + "/notizen", ("Themenfeld", ""), ("Text", "zu spät"), ("Version", "0"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("zu spät");

        var nora = await _portal.SignInAsync(Nachbar);
        (await nora.GetAsync(weg + "/vermerk")).ShouldShow("Geklärt im Gespräch");
        Assert.DoesNotContain(nora.Seite.All("main a"), a => a.GetAttribute("href")!.Contains("/matrix", StringComparison.Ordinal));
        await nora.GetAsync(weg);
        (await nora.SubmitAsync("form[action$='/vermerk/rueckmeldungen']", ("Bestaetigt", "false"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie Ihre Anmerkung");
        await nora.GetAsync(weg);
        (await nora.SubmitAsync("form[action$='/vermerk/rueckmeldungen']", ("Bestaetigt", "false"), ("Anmerkung", "Bitte \"ergänzen\""))).ShouldShow("mit Anmerkung");
        (await _wir.GetAsync(weg)).ShouldShow("Bitte \"ergänzen\"");
        (await _wir.SubmitAsync("form[action$='/abschluss']")).ShouldShow("abgeschlossen", "Nächsten Besuch planen");
        (await _wir.FollowAsync("Nächsten Besuch planen")).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("Jahresgespräch", _wir.Seite.Form("main form")["Anlass"]);
        (await _wir.SubmitAsync("main form")).ShouldShow("Der Besuch ist geplant");
        Assert.Equal(4, await _portal.InDatabaseAsync(db => db.Besuchsbeteiligte.CountAsync(b => b.EingeladenAm == null)));
    }

    [Fact]
    public async Task Both_matrices_of_a_mutual_visit_stand_side_by_side()
    {
        var weg = await InviteAsync();
        await PassOnAsync();
        (await _wir.GetAsync(weg + "/gegenueber")).ShouldShow("sobald beide Schulträger");
        var nora = await _portal.SignInAsync(Nachbar);
        await PassOnAsync(nora, $"/traeger/{_nachbar}/matrix/probe");
        (await _wir.GetAsync(weg + "/gegenueber")).ShouldShow("Stadt Nachbar", "Verstetigung", "Unterschiede sind Anlass zum Fragen");
    }

    [Fact]
    public async Task Bad_input_comes_back_with_everything_typed()
    {
        await _wir.GetAsync($"/traeger/{_traeger}/besuche/neu");
        (await _wir.SubmitAsync("main form", ("Anlass", ""), ("Ort", "Getippter Ort"), ("Dauer", "5"), ("Uhrzeit", "10:00"), ("Videolink", "javascript:alert(1)"))).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Nennen Sie den Anlass", "Ein Besuch dauert", "Zu einer Uhrzeit gehört ein Tag", "muss mit https:// beginnen");
        Assert.Equal("Getippter Ort", _wir.Seite.Form("main form")["Ort"]);
        (await _wir.SubmitAsync("main form", ("Anlass", new string('x', 300)), ("Dauer", "120"), ("Uhrzeit", "99:99"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        var weg = await PlanAsync();
        await _wir.GetAsync(weg + "/beteiligte");
        (await _wir.SubmitAsync("main form", ("Gaeste[1].Name", "Nur Name"), ("Gaeste[1].Email", "keine"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("keine E-Mail-Adresse");
        (await _wir.GetAsync("/besuche/unsinn")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await _wir.GetAsync($"/besuche/{Guid.NewGuid()}")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_list_needs_no_more_statements_with_more_visits()
    {
        await PlanAsync();
        await _wir.GetAsync("/besuche");
        var eine = await _portal.CountStatementsAsync(() => _wir.GetAsync("/besuche"));
        await PlanAsync("Zweiter");
        await PlanAsync("Dritter");
        Assert.Equal(eine, await _portal.CountStatementsAsync(() => _wir.GetAsync("/besuche")));
    }

    [Fact]
    public async Task Documents_of_the_schools_are_listed_with_link_or_file()
    {
        var weg = await InviteAsync();
        await _wir.GetAsync(weg + "/unterlagen");
        (await _wir.UploadAsync(weg + "/unterlagen", "datei", "x.exe", "MZ"u8.ToArray(), ("Titel", "Medienkonzept"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("PDF-Dateien");
        (await _wir.UploadAsync(weg + "/unterlagen", "datei", "x.pdf", "%PDF-1.7 probe"u8.ToArray(), ("Titel", "Medienkonzept"))).ShouldShow("Medienkonzept (PDF)");
        (await _wir.SubmitAsync("form[enctype]", ("Titel", "Ausstattungsplanung"), ("Link", "https://schule.example/plan"))).ShouldShow("Ausstattungsplanung");
        var kim = await _portal.SignInAsync(Koordination);
        await kim.GetAsync(weg);
        (await kim.GetAsync(kim.Seite.Link("Medienkonzept (PDF)"))).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("application/pdf", kim.Seite.Antwort.Content.Headers.ContentType!.MediaType);
        // What was brought here is not taken for what was issued here.
        var pruefer = _portal.NewBrowser();
        await pruefer.GetAsync("/pruefen");
        (await pruefer.UploadAsync("/pruefen", "Datei", "x.pdf", "%PDF-1.7 probe"u8.ToArray())).ShouldNotShow("Echt, unverändert");
    }

    private DateOnly Tag(int tage) => _portal.Uhr.Today().AddDays(tage);

    /// <summary>Address of a planned visit with somebody of the own house, both partners and a guest.</summary>
    private async Task<string> PlanAsync(string anlass = "Jahresgespräch")
    {
        await _wir.GetAsync($"/traeger/{_traeger}/besuche/neu");
        (await _wir.SubmitAsync("main form", ("Anlass", anlass), ("Tag", $"{Tag(14):yyyy-MM-dd}"), ("Uhrzeit", "10:00"), ("Ort", "Rathaus; Zimmer 2, links"))).ShouldShow("Der Besuch ist geplant");
        var weg = _wir.Seite.Adresse.Replace("/beteiligte", "", StringComparison.Ordinal);
        var berta = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == Bearbeitung).Select(p => p.Id).SingleAsync());
        (await _wir.SubmitAsync("main form", ("Eigene", $"{berta}"), ("Regionen", $"{_region}"), ("Traeger", $"{_nachbar}"),
            ("Gaeste[0].Name", "Gerd Gast"), ("Gaeste[0].Organisation", "Büro"), ("Gaeste[0].Email", Gast))).ShouldShow("Die Beteiligten sind gespeichert");
        return weg;
    }

    private async Task<string> InviteAsync()
    {
        var weg = await PlanAsync();
        await _wir.GetAsync(weg + "/einladung");
        (await _wir.SubmitAsync("form[action$='/einladungen']")).ShouldShow("Die Einladungen sind unterwegs");
        return weg;
    }

    /// <summary>The released matrix to everybody at the visit, all Themenfelder.</summary>
    private Task PassOnAsync() => PassOnAsync(_wir, _matrix);

    private static async Task PassOnAsync(Testbrowser wer, string matrix)
    {
        await wer.GetAsync(matrix + "/weitergabe");
        var wahl = wer.Seite.All("input[name=Empfaenger]").Single(i => i.GetAttribute("value")!.StartsWith("Besuch-", StringComparison.Ordinal)).GetAttribute("value")!;
        (await wer.SubmitAsync("form[action$='/weitergabe']", ("Empfaenger", wahl))).ShouldShow("Gerd Gast", "mit persönlichem Link und Code");
        (await wer.SubmitAsync("form[action$='/weitergaben']")).ShouldShow("Die Matrix ist weitergegeben");
    }

    private async Task ConcludeAsync(string weg, int zeile, params (string Name, string? Wert)[] felder)
    {
        await _wir.GetAsync($"{weg}/ergebnisse/neu?zeile={_zeilen[zeile].Id}");
        (await _wir.SubmitAsync("form.sd-ergebnis", felder)).ShouldShow("Festgehalten");
    }

    private Task<List<Ausgangsnachricht>> MailsAsync() => _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.Where(n => n.Anlass.StartsWith("besuch/")).OrderBy(n => n.AngelegtAm).AsNoTracking().ToListAsync());

    private static string LinkIn(Ausgangsnachricht mail) => LinkPattern().Match(mail.Text!).Groups[1].Value;

    [GeneratedRegex(@"(/besuch/[\w-]+)")]
    private static partial Regex LinkPattern();
}
