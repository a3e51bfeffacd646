using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Matrixbogen;

namespace SchulDigital.Tests.Features.Matrixbogen;

/// <summary>Zuarbeit: asked by mail, answered by link, table or talk, taken over or handed back.</summary>
[Trait("Spur", "host")]
public sealed partial class ZuarbeitTests : IAsyncLifetime, IAsyncDisposable
{
    private const string It = "it@probe.example";
    private const string Leitung = "leitung@probe.example";

    private readonly Testportal _portal = new();
    private Guid _matrixId;
    private string _weg = "";
    private string _themenfeld = "";
    private string[] _kriterien = [];
    private Testbrowser _asker = null!;

    public async Task InitializeAsync()
    {
        await _portal.BuildAsync(a =>
        {
            var traeger = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            a.Appoint(a.CreatePerson("Lars Leitung", Leitung), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id));
            var wer = a.Appoint(a.CreatePerson("Berta Bearbeitung", "berta@probe.example"), Rolle.Traegerbearbeitung, Scope.Schultraeger(traeger.Id));
            var matrix = a.CreateMatrix(traeger, a.CreateDurchgang(a.CreateRegion("probe", "Region", "Bildungsbüro"), "probe", "2026/27"));
            var feld = matrix.Matrix.Zeilen.GroupBy(z => z.Themenfeld).First(g => g.Count() >= 4);
            (_themenfeld, _kriterien) = (feld.Key, [.. feld.Select(z => z.Kriterium)]);
            matrix.Answer(_kriterien[0], w => w with { Ist = Stufenwert.Einstieg, GeplanteSchritte = "Alter Plan", InterneNotiz = "Streng intern", Vertraulich = true }, wer, _portal.Uhr.Now().AddDays(-3));
            (_matrixId, _weg) = (matrix.Matrix.Id, $"/traeger/{traeger.Id}/matrix/probe");
            return 0;
        });
        _asker = await _portal.SignInAsync("berta@probe.example");
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Asked_by_mail_answered_by_link_and_taken_over_with_whose_words_it_is()
    {
        await _asker.GetAsync($"{_weg}/{_themenfeld}");
        await _asker.FollowAsync("Um Zuarbeit zu diesem Themenfeld bitten");
        // The open rows of the Themenfeld are chosen beforehand, the one that is done is not.
        Assert.DoesNotContain(_asker.Seite.Form("main form").Felder, f => f.Key == "Zeilen" && f.Value == _kriterien[0]);
        var vorschau = await PreviewAsync([_kriterien[0], _kriterien[1]], ("Nachricht", "Bitte kurz & knapp <b>"));
        vorschau.ShouldShow("Noch ist nichts verschickt", "Ina Infra, IT-Abteilung (it@probe.example)", "Eine der Zeilen ist vertraulich",
            "Bitte kurz & knapp <b>", "[persönlicher Link]");
        Assert.Empty(await MailsAsync());

        var senden = _asker.Seite.Form("form[action$='/zuarbeiten']");
        (await _asker.SubmitAsync(senden)).ShouldShow("Die Mail an Ina Infra ist unterwegs", "angefragt");
        // The second click finds the first.
        await _asker.SubmitAsync(senden);
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal((It, "berta@probe.example", true), (mail.Empfaenger, mail.AntwortAn, mail.MitLink));
        Assert.NotEmpty(mail.Anlage!);
        Assert.DoesNotContain("Streng intern", mail.Text, StringComparison.Ordinal);

        var gast = _portal.NewBrowser();
        var seite = await gast.GetAsync(LinkIn(mail));
        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Zuarbeit für Stadt Probe", "Berta Bearbeitung", "Geplante Schritte: Alter Plan")
            .ShouldNotShow("Streng intern", "Verlauf dieser Zeile", "Vertraulich");
        Assert.Equal([_kriterien[0], _kriterien[1]], seite.All("section[data-zeile]").Select(z => z.GetAttribute("data-zeile")));
        (await gast.GetAsync(_weg)).ShouldShow("Anmelden");

        await gast.GetAsync(LinkIn(mail));
        await gast.SubmitAsync("form.sd-zeilenliste", (Feld(0, "Ist"), "Ausbau"), (Feld(0, "GeplanteSchritte"), "Neuer Plan"),
            // Fields that are not asked are not taken, nor rows.
            ($"Zeilen[{_kriterien[0]}].InterneNotiz", "untergeschoben"), ($"Zeilen[{_kriterien[2]}].Ist", "Ausbau"), ($"Zeilen[{_kriterien[2]}].Version", "0"));
        gast.Seite.ShouldShow("Vielen Dank: 1 Zeile ist beantwortet", "beantwortet", "noch nicht beantwortet");
        Assert.Equal(Stufenwert.Einstieg, (await RowAsync(0)).Ist);

        (await _asker.GetAsync("/")).ShouldShow("Zuarbeit übernehmen: Ina Infra");
        await _asker.FollowAsync("Zuarbeit übernehmen: Ina Infra");
        _asker.Seite.ShouldShow("Einstieg → Ausbau", "Alter Plan → Neuer Plan");
        await _asker.SubmitAsync("form[action$='/entscheidungen']");
        _asker.Seite.ShouldShow("1 Zeile ist übernommen");
        var zeile = await RowAsync(0);
        Assert.Equal((Stufenwert.Ausbau, "Neuer Plan", "Streng intern", $"Ina Infra, IT-Abteilung, am {_portal.Uhr.Today():dd.MM.yyyy}"),
            (zeile.Ist, zeile.GeplanteSchritte, zeile.InterneNotiz, zeile.Auskunft));
        Assert.Null((await RowAsync(2)).Ist);
        (await _asker.GetAsync($"{_weg}/{_themenfeld}")).ShouldShow("Laut Auskunft von Ina Infra, IT-Abteilung");
        (await _asker.GetAsync($"{_weg}/zeilen/{_kriterien[0]}/verlauf")).ShouldShow("Laut Auskunft von", "Ina Infra");
        // Judged anew, it is nobody's word any more.
        await _asker.GetAsync($"{_weg}/{_themenfeld}");
        await _asker.SubmitAsync("form[data-matrix]", (Feld(0, "Ist"), "Verstetigung"));
        Assert.Null((await RowAsync(0)).Auskunft);
    }

    [Fact]
    public async Task Handed_back_with_a_hint_it_is_asked_again_by_mail_and_answered_again()
    {
        var gast = await AskAndOpenAsync([_kriterien[1], _kriterien[2]]);
        await gast.SubmitAsync("form.sd-zeilenliste", (Feld(1, "Ist"), "Ausbau"), (Feld(2, "Ist"), "Einstieg"));
        await OpenOverviewAsync();
        var ohneHinweis = await _asker.SubmitAsync("form[action$='/entscheidungen']", ($"Entscheidung.{_kriterien[1]}", "zurueck"));
        ohneHinweis.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie, was noch fehlt");
        await _asker.SubmitAsync("form[action$='/entscheidungen']", ($"Entscheidung.{_kriterien[1]}", "zurueck"), ($"Hinweis.{_kriterien[1]}", "Auch in der Außenstelle?"));
        _asker.Seite.ShouldShow("Übernommen: 1, zurückgegeben: 1; Ina Infra bekommt eine Mail", "zurückgegeben");
        Assert.Equal(Stufenwert.Einstieg, (await RowAsync(2)).Ist);
        Assert.Null((await RowAsync(1)).Ist);

        var rueckfrage = (await MailsAsync()).Single(m => m.Betreff.StartsWith("Rückfrage", StringComparison.Ordinal));
        Assert.Contains("Auch in der Außenstelle?", rueckfrage.Text, StringComparison.Ordinal);
        (await gast.GetAsync(LinkIn(rueckfrage))).ShouldShow("Rückfrage: Auch in der Außenstelle?", "Schon übernommen");
        // The same once more answers nothing; something else does.
        (await gast.SubmitAsync("form.sd-zeilenliste")).ShouldShow("Es ist nichts Neues eingetragen");
        (await gast.SubmitAsync("form.sd-zeilenliste", (Feld(1, "GeplanteSchritte"), "Ja, seit Mai"))).ShouldShow("1 Zeile ist beantwortet");
        await OpenOverviewAsync();
        (await _asker.SubmitAsync("form[action$='/entscheidungen']")).ShouldShow("übernommen am");
        Assert.Equal("Ja, seit Mai", (await RowAsync(1)).GeplanteSchritte);
        (await gast.GetAsync(gast.Seite.Adresse)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("Diese Zuarbeit ist beendet");
    }

    [Fact]
    public async Task What_was_changed_in_the_portal_meanwhile_stands_beside_the_answer()
    {
        var gast = await AskAndOpenAsync([_kriterien[0]]);
        await _asker.GetAsync($"{_weg}/{_themenfeld}");
        await _asker.SubmitAsync("form[data-matrix]", (Feld(0, "Ist"), "Verstetigung"));
        await gast.SubmitAsync("form.sd-zeilenliste", (Feld(0, "Ist"), "Ausbau"), (Feld(0, "OffeneFrage"), "Wer zahlt?"));
        await OpenOverviewAsync();
        var konflikt = _asker.Seite.ShouldShow("Sie haben am", "Ausbau", "Verstetigung");
        // Nothing is chosen beforehand; taking over without a look is refused.
        Assert.Equal("", konflikt.Form("form[action$='/entscheidungen']").Felder.Single(f => f.Key == $"Entscheidung.{_kriterien[0]}").Value);
        (await _asker.PostAsync(konflikt.Adresse + "/entscheidungen", ("version", "1"), ($"Entscheidung.{_kriterien[0]}", "uebernehmen")))
            .ShouldHaveStatus(HttpStatusCode.Conflict);
        Assert.Equal(Stufenwert.Verstetigung, (await RowAsync(0)).Ist);

        await _asker.SubmitAsync("form[action$='/entscheidungen']", ($"Entscheidung.{_kriterien[0]}", "behalten"));
        var zeile = await RowAsync(0);
        Assert.Equal((Stufenwert.Verstetigung, "Wer zahlt?"), (zeile.Ist, zeile.OffeneFrage));
    }

    [Fact]
    public async Task An_answer_that_changed_after_the_asker_looked_is_shown_once_more()
    {
        var gast = await AskAndOpenAsync([_kriterien[1]]);
        await gast.SubmitAsync("form.sd-zeilenliste", (Feld(1, "Ist"), "Ausbau"));
        await OpenOverviewAsync();
        var gesehen = _asker.Seite.Form("form[action$='/entscheidungen']");
        await gast.SubmitAsync("form.sd-zeilenliste", (Feld(1, "Ist"), "Einstieg"));
        (await _asker.SubmitAsync(gesehen)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("kam inzwischen etwas Neues", "→ Einstieg");
        Assert.Null((await RowAsync(1)).Ist);

        // Two windows of who is asked: the later does not replace what it did not show.
        var altes = gast.Seite.Form("form.sd-zeilenliste");
        await gast.SubmitAsync("form.sd-zeilenliste", (Feld(1, "OffeneFrage"), "Erstes Fenster"));
        altes.Set(Feld(1, "OffeneFrage"), "Zweites Fenster");
        (await gast.SubmitAsync(altes)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Inzwischen wurde", "Zweites Fenster");
        (await gast.SubmitAsync("form.sd-zeilenliste")).ShouldShow("1 Zeile ist beantwortet");
    }

    [Fact]
    public async Task The_table_of_the_mail_is_an_answer_too_sent_back_to_the_asker_or_by_link()
    {
        var gast = await AskAndOpenAsync([_kriterien[1], _kriterien[2]]);
        var mail = Assert.Single(await MailsAsync());
        var ausgefuellt = Tabellenprobe.Fill(mail.Anlage!, (_kriterien[1], "Heutiger Stand", "Ausbau"), (_kriterien[1], "Geplante Schritte", "=1+1 ist kein Plan"));
        await OpenOverviewAsync();
        await _asker.FollowAsync("Antwort selbst eintragen oder eine Tabelle einlesen");
        var adresse = _asker.Seite.Adresse;
        (await _asker.UploadAsync(adresse + "/tabelle", "Datei", "antwort.xlsx", ausgefuellt)).ShouldShow("Die Antworten sind eingetragen", "→ =1+1 ist kein Plan");
        (await _asker.SubmitAsync("form[action$='/entscheidungen']")).ShouldShow("1 Zeile ist übernommen");
        Assert.Equal((Stufenwert.Ausbau, "=1+1 ist kein Plan"), ((await RowAsync(1)).Ist, (await RowAsync(1)).GeplanteSchritte));

        var vomLink = await gast.GetAsync(LinkIn(mail));
        var tabelle = await (await gast.GetAsync(vomLink.Link("für Excel oder LibreOffice herunterladen (XLSX)"))).Antwort.Content.ReadAsByteArrayAsync();
        await gast.GetAsync(LinkIn(mail));
        (await gast.UploadAsync(LinkIn(mail) + "/tabelle", "Datei", "antwort.xlsx", Tabellenprobe.Fill(tabelle, (_kriterien[2], "Heutiger Stand", "vielleicht"))))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("„vielleicht“ ist keine der Antworten");
        (await gast.UploadAsync(LinkIn(mail) + "/tabelle", "Datei", "brief.txt", "Guten Tag"u8.ToArray())).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await gast.UploadAsync(LinkIn(mail) + "/tabelle", "Datei", "antwort.xlsx", Tabellenprobe.Fill(tabelle, (_kriterien[2], "Heutiger Stand", "Einstieg"))))
            .ShouldShow("1 Zeile ist beantwortet");
    }

    [Fact]
    public async Task What_was_said_in_a_talk_is_entered_by_the_asker_with_its_day()
    {
        var gestern = _portal.Uhr.Today().AddDays(-1);
        await _asker.GetAsync(_weg + "/zuarbeiten/neu");
        var felder = new List<KeyValuePair<string, string>>
        {
            new("Zeilen", _kriterien[1]), new("Name", "Karl Kasse"), new("Funktion", "Kämmerei"), new("Auskunft", "true"), new("Am", $"{gestern.AddDays(5):yyyy-MM-dd}"),
        };
        (await _asker.PostAsync(_weg + "/zuarbeiten/vorschau", felder)).ShouldHaveStatus(HttpStatusCode.BadRequest);
        felder[^1] = new("Am", $"{gestern:yyyy-MM-dd}");
        (await _asker.PostAsync(_weg + "/zuarbeiten/vorschau", felder)).ShouldShow("Antwort von Karl Kasse eintragen");
        await _asker.SubmitAsync("form[action$='/antwort']", (Feld(1, "Ist"), "NichtBeurteilbar"));
        await _asker.SubmitAsync("form[action$='/entscheidungen']");
        Assert.Equal($"Karl Kasse, Kämmerei, am {gestern:dd.MM.yyyy}", (await RowAsync(1)).Auskunft);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task It_ends_with_its_date_by_the_asker_and_with_the_release()
    {
        var gast = await AskAndOpenAsync([_kriterien[1]]);
        var link = gast.Seite.Adresse;
        var offen = gast.Seite.Form("form.sd-zeilenliste");
        var leitung = await _portal.SignInAsync(Leitung);
        (await leitung.GetAsync(_weg + "/pruefung")).ShouldShow("1 Zeile angefragt. Mit der Freigabe endet sie");
        await leitung.PostAsync(_weg + "/freigaben", []);
        // Nothing typed is lost, and nothing is taken.
        offen.Set(Feld(1, "GeplanteSchritte"), "Lange getippt");
        (await gast.SubmitAsync(offen)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("Diese Zuarbeit ist beendet", "Lange getippt");
        (await gast.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("Berta Bearbeitung, Stadt Probe");
        (await _asker.PostAsync(_weg + "/zuarbeiten/vorschau", ("Zeilen", _kriterien[1]), ("Name", "A"), ("Funktion", "B"), ("Email", It), ("Frist", $"{_portal.Uhr.Today():yyyy-MM-dd}")))
            .ShouldHaveStatus(HttpStatusCode.Conflict);
        await leitung.PostAsync(_weg + "/entwurf", []);
        (await gast.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.Gone);

        var zweiter = await AskAndOpenAsync([_kriterien[2]]);
        await OpenOverviewAsync();
        (await _asker.SubmitAsync("form[action$='/ende']")).ShouldShow("Die Zuarbeit ist beendet");
        (await zweiter.GetAsync(zweiter.Seite.Adresse)).ShouldHaveStatus(HttpStatusCode.Gone);

        var dritter = await AskAndOpenAsync([_kriterien[3]]);
        _portal.Uhr.Advance(TimeSpan.FromDays(14));
        (await dritter.GetAsync(dritter.Seite.Adresse)).ShouldHaveStatus(HttpStatusCode.OK);
        _portal.Uhr.Advance(TimeSpan.FromDays(1));
        (await dritter.GetAsync(dritter.Seite.Adresse)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("Frist");
        (await dritter.GetAsync(dritter.Seite.Adresse + "x")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_was_asked_is_reminded_once_and_then_the_asker_is_told()
    {
        var gast = await AskAndOpenAsync([_kriterien[1], _kriterien[2]]);
        await RunAsync();
        Assert.Single(await MailsAsync());
        _portal.Uhr.Advance(TimeSpan.FromDays(11));
        await RunAsync();
        await RunAsync();
        var erinnerung = (await MailsAsync())[^1];
        Assert.Equal((2, It), ((await MailsAsync()).Count, erinnerung.Empfaenger));
        await gast.GetAsync(LinkIn(erinnerung));
        await gast.SubmitAsync("form.sd-zeilenliste", (Feld(1, "Ist"), "Ausbau"));
        Assert.Equal("berta@probe.example", (await MailsAsync())[^1].Empfaenger);

        _portal.Uhr.Advance(TimeSpan.FromDays(4));
        await RunAsync();
        await RunAsync();
        var mails = await MailsAsync();
        Assert.Equal((4, "Zuarbeit ohne Antwort: Ina Infra, Matrix 2026/27"), (mails.Count, mails[^1].Betreff));
        _asker = await _portal.SignInAsync("berta@probe.example");
        await OpenOverviewAsync();
        _asker.Seite.ShouldShow("Frist abgelaufen");
        // More time opens it again, and the next mail brings a link that opens.
        await _asker.SubmitAsync("form[action$='/erinnerungen']", ("frist", $"{_portal.Uhr.Today().AddDays(3):yyyy-MM-dd}"));
        _asker.Seite.ShouldShow("Die Erinnerung an Ina Infra ist unterwegs");
        (await gast.GetAsync(LinkIn((await MailsAsync())[^1]))).ShouldHaveStatus(HttpStatusCode.OK);
        (await _asker.SubmitAsync("form[action$='/erinnerungen']")).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("heute schon erinnert");
    }

    [Fact]
    public async Task What_cannot_be_sent_comes_back_with_everything_typed()
    {
        await _asker.GetAsync(_weg + "/zuarbeiten/neu");
        (await _asker.SubmitAsync("main form", ("Name", "Nur ein Name"), ("Email", "keine adresse"), ("Frist", "gestern"))).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Wählen Sie mindestens eine Zeile", "Nennen Sie Funktion oder Fachbereich");
        Assert.Equal("Nur ein Name", _asker.Seite.Form("main form").Felder.Single(f => f.Key == "Name").Value);
        (await PreviewAsync([_kriterien[1]], ("Frist", "2020-01-01"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Vergangenheit");

        var gast = await AskAndOpenAsync([_kriterien[1]]);
        (await gast.SubmitAsync("form.sd-zeilenliste", (Feld(1, "GeplanteSchritte"), new string('x', 4001)), (Feld(1, "Ist"), "Ausbau")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("möglich sind 4.000", new string('x', 4001));
        (await gast.PostAsync(gast.Seite.Adresse, ("version", "abc"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_address_of_who_was_asked_is_forgotten_some_time_after()
    {
        await AskAndOpenAsync([_kriterien[1]]);
        _portal.Uhr.Advance(TimeSpan.FromDays(100));
        await _portal.Services.GetRequiredService<Web.Infrastructure.Aufraeumen>().TidyAsync(default);
        Assert.NotNull(await _portal.InDatabaseAsync(db => db.Zuarbeiten.Select(z => z.AnEmail).SingleAsync()));
        _portal.Uhr.Advance(TimeSpan.FromDays(10));
        await _portal.Services.GetRequiredService<Web.Infrastructure.Aufraeumen>().TidyAsync(default);
        Assert.Null(await _portal.InDatabaseAsync(db => db.Zuarbeiten.Select(z => z.AnEmail).SingleAsync()));
    }

    private string Feld(int kriterium, string feld) => $"Zeilen[{_kriterien[kriterium]}].{feld}";

    private async Task<Testseite> PreviewAsync(IEnumerable<string> kriterien, params (string Name, string Wert)[] weitere)
    {
        var felder = kriterien.Select(k => KeyValuePair.Create("Zeilen", k)).ToList();
        felder.AddRange(new Dictionary<string, string>
        {
            ["Name"] = "Ina Infra",
            ["Funktion"] = "IT-Abteilung",
            ["Email"] = It,
            ["Frist"] = $"{_portal.Uhr.Today().AddDays(14):yyyy-MM-dd}",
        }.Where(f => weitere.All(w => w.Name != f.Key)));
        felder.AddRange(weitere.Select(w => KeyValuePair.Create(w.Name, w.Wert)));
        return await _asker.PostAsync(_weg + "/zuarbeiten/vorschau", felder);
    }

    /// <summary>Somebody who followed the link of her mail.</summary>
    private async Task<Testbrowser> AskAndOpenAsync(string[] kriterien)
    {
        await PreviewAsync(kriterien);
        (await _asker.SubmitAsync("form[action$='/zuarbeiten']")).ShouldHaveStatus(HttpStatusCode.OK);
        var gast = _portal.NewBrowser();
        (await gast.GetAsync(LinkIn((await MailsAsync())[^1]))).ShouldHaveStatus(HttpStatusCode.OK);
        return gast;
    }

    private async Task OpenOverviewAsync()
    {
        await _asker.GetAsync(_weg);
        await _asker.FollowAsync("Zuarbeit");
        await _asker.GetAsync(_asker.Seite.All(".sd-karte a")[0].GetAttribute("href")!);
        _asker.Seite.ShouldHaveStatus(HttpStatusCode.OK);
    }

    private Task RunAsync() => _portal.Services.GetRequiredService<Zuarbeitsfristen>().RemindAsync(default);

    private Task<Zeilenwerte> RowAsync(int kriterium) => _portal.InDatabaseAsync(db =>
        db.MatrixZeilen.Where(z => z.MatrixId == _matrixId && z.Kriterium == _kriterien[kriterium]).Select(z => z.Werte).AsNoTracking().SingleAsync());

    private Task<List<Ausgangsnachricht>> MailsAsync() =>
        _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.AsNoTracking().OrderBy(n => n.AngelegtAm).ThenBy(n => n.Anlass).ToListAsync());

    private static string LinkIn(Ausgangsnachricht mail) => Zuarbeitslink().Match(mail.Text!).Value;

    [GeneratedRegex("/zuarbeit/[A-Za-z0-9_-]+")]
    private static partial Regex Zuarbeitslink();
}
