using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Termine;

namespace SchulDigital.Tests.Features;

/// <summary>Mails on their way to a real mail server: what arrives there, how often, and what becomes of those that do not.</summary>
[Trait("Spur", "host")]
public sealed class PostversandTests : IAsyncLifetime, IDisposable
{
    private const string Lang = "Sehr geehrte Frau Öztürk-Großmann, die Schule „Am Wörther See“ hat ihre Matrix freigegeben – bitte sehen Sie sie sich an. ";

    private readonly Testordner _ordner = new();
    private Postserver _server = null!;
    private Testportal _portal = null!;

    public async Task InitializeAsync()
    {
        _server = await Postserver.StartAsync();
        _portal = NewPortal();
    }

    public async Task DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _server.DisposeAsync();
    }

    public void Dispose() => _ordner.Dispose();

    [Fact]
    public async Task Mail_arrives_with_its_headers_umlauts_and_long_lines_as_written()
    {
        var text = string.Concat(Enumerable.Repeat(Lang, 30)) + "\n.\n.Punkt am Anfang\nMit = und \t Tabulator\n\nhttps://portal.example/einladung/" + new string('a', 900);
        var betreff = "Einladung: Änderungen für die Grundschule Süd – „Größe“ und Maß der Ausstattung im nächsten Schuljahr";
        var id = await AddAsync(new Brief("probe/1", "oeztuerk@schule.example", "Änne Öztürk, Schule \"Süd\"", betreff, text)
        {
            AntwortAn = "koordination@region.example",
        });

        await SendAsync();

        var mail = Assert.Single(_server.Post);
        Assert.Equal(("portal@schuldigital.example", "oeztuerk@schule.example"), (mail.Von, mail.An));
        Assert.Equal(betreff, mail["Subject"]);
        Assert.Equal("SchulDigital <portal@schuldigital.example>", mail["From"].Replace("\"", "", StringComparison.Ordinal));
        Assert.Contains("Änne Öztürk, Schule", mail["To"], StringComparison.Ordinal);
        Assert.EndsWith("<oeztuerk@schule.example>", mail["To"], StringComparison.Ordinal);
        Assert.Equal("koordination@region.example", mail["Reply-To"].Trim('<', '>'));
        Assert.Equal($"<{id}@schuldigital.example>", mail["Message-ID"]);
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
        Assert.Equal("1.0", mail["MIME-Version"]);
        Assert.StartsWith("multipart/alternative", mail["Content-Type"], StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse(mail["Date"], CultureInfo.InvariantCulture, out var datum), mail["Date"]);
        Assert.True((DateTimeOffset.UtcNow - datum).Duration() < TimeSpan.FromMinutes(2), mail["Date"]);
        Assert.Equal(text.ReplaceLineEndings("\r\n"), mail.Text.TrimEnd('\r', '\n'));
        Assert.All(mail.Roh.Split("\r\n"), zeile => Assert.True(zeile.Length <= 200 && zeile.All(char.IsAscii), zeile));
        Assert.DoesNotContain('\n', mail.Roh.Replace("\r\n", "", StringComparison.Ordinal));
        await ShouldStandAsync(id, Versandstand.Versandt, n => Assert.True(n.VersandtAm is not null && n.Text == text && n.Fehler is null));
    }

    [Fact]
    public async Task Text_HTML_and_calendar_entry_arrive_as_written()
    {
        var ics = new Kalendereintrag("besuch-1@schuldigital", 3, false, new DateTime(2026, 12, 8, 10, 0, 0), 120, "Besuch \"Süd\"\r\nBEGIN:VEVENT", "Rathaus", "Text", "https://portal.example", DateTime.UtcNow)
        {
            Organisator = ("Lars \"Leitung\"", "lars@probe.example"),
            Eingeladen = ("Pia", "pia@schule.example"),
        }.Write();
        await AddAsync(new Brief("probe/1", "pia@schule.example", "Pia <b>", "Einladung", "Guten Tag <Pia>\n\nhttps://portal.example/besuche/1") { Kalender = ics });

        await SendAsync();

        var mail = Assert.Single(_server.Post);
        Assert.Equal("Guten Tag <Pia>\r\n\r\nhttps://portal.example/besuche/1", mail.Text);
        Assert.Contains("<p>Guten Tag &lt;Pia&gt;</p>", mail.Part("text/html; charset=utf-8"), StringComparison.Ordinal);
        var kalender = mail.Part("text/calendar; charset=utf-8; method=REQUEST");
        Assert.Equal(ics, kalender);
        Assert.Equal(("besuch-1@schuldigital", 3, "mailto:pia@schule.example"), (Kalenderleser.Read(kalender).Termin.Uid, Kalenderleser.Read(kalender).Termin.Folge, Kalenderleser.Read(kalender).Termin.GastAdresse));
    }

    [Fact]
    public async Task A_file_goes_with_the_mail_and_is_forgotten_once_it_is_sent()
    {
        byte[] datei = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];
        var id = await AddAsync(new Brief("probe/1", "it@schule.example", "IT", "Bitte um Zuarbeit", "Guten Tag\nmit Tabelle")
        {
            Anlage = datei,
            AnlageName = "zuarbeit-2026-27.xlsx",
        });

        await SendAsync();

        var mail = Assert.Single(_server.Post);
        Assert.StartsWith("multipart/mixed", mail["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("zuarbeit-2026-27.xlsx", mail.Roh, StringComparison.Ordinal);
        Assert.Contains("spreadsheetml.sheet", mail.Roh, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(datei), mail.Roh.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("Guten Tag\r\nmit Tabelle"u8), mail.Roh, StringComparison.Ordinal);
        await ShouldStandAsync(id, Versandstand.Versandt, n => Assert.True(n.Anlage is null && n.Text is not null));
    }

    [Fact]
    public async Task Line_breaks_in_name_and_subject_begin_no_header()
    {
        await AddAsync(new Brief("probe/1", "eins@schule.example", "Eva\r\nBcc: fremd@boese.example", "Hallo\r\nX-Fremd: ja\n\nText von anderen", "Text"));
        await AddAsync(new Brief("probe/2", "zwei@schule.example>\r\nRCPT TO:<fremd@boese.example", "Eva", "Hallo", "Text"));
        await AddAsync(new Brief("probe/3", "drei@schule.example", "Eva", "Hallo", "Text") { AntwortAn = "a@b.example\r\nBcc: fremd@boese.example" });

        await SendAsync();

        Assert.Equal(["drei@schule.example", "eins@schule.example"], _server.Post.Select(p => p.An).Order());
        Assert.All(_server.Post, p => Assert.Empty(p.All("Bcc").Concat(p.All("X-Fremd")).Concat(p.All("Reply-To"))));
        Assert.Equal("Hallo X-Fremd: ja Text von anderen", _server.Post.Single(p => p.An.StartsWith("eins", StringComparison.Ordinal))["Subject"]);
        Assert.DoesNotContain("fremd@boese.example", _server.Versuche);
    }

    [Fact]
    public async Task Same_occasion_and_recipient_are_written_to_once()
    {
        var brief = new Brief("freigabe/1", "eins@schule.example", "Eins", "Hallo", "Text");
        await AddAsync(brief);
        await AddAsync(brief with { Text = "Noch einmal" });
        await SendAsync();
        await AddAsync(brief);
        await SendAsync();
        await AddAsync(brief with { Anlass = "freigabe/2" });
        await SendAsync();
        Assert.Equal(2, _server.Post.Count);
    }

    [Fact]
    public async Task Workers_at_once_send_each_mail_once()
    {
        for (var i = 0; i < 25; i++)
            await AddAsync(new Brief($"probe/{i}", $"p{i}@schule.example", "Wer", "Hallo", "Text"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _portal.InScopeAsync<Postversand>(p => p.SendDueAsync(default)))));
        await _server.CatchUpAsync();
        Assert.Equal(25, _server.Post.Select(p => p["Message-ID"]).Distinct().Count());
        Assert.Equal(25, _server.Post.Count);
    }

    [Fact]
    public async Task Text_with_a_personal_link_is_forgotten_once_it_is_sent()
    {
        var id = await AddAsync(new Brief("einladung/1", "neu@schule.example", "Neu", "Einladung", "https://portal.example/einladung/geheim") { MitLink = true });
        var unzustellbar = await AddAsync(new Brief("einladung/2", "niemand@schule.example", "Neu", "Einladung", "geheim") { MitLink = true });
        await SendAsync();
        Assert.Contains("/einladung/geheim", Assert.Single(_server.Post).Text, StringComparison.Ordinal);
        await ShouldStandAsync(id, Versandstand.Versandt, n => Assert.Null(n.Text));
        // It can still be sent, so the text is still needed.
        await ShouldStandAsync(unzustellbar, Versandstand.Abgelehnt, n => Assert.Equal("geheim", n.Text));
    }

    [Theory]
    [InlineData("niemand@schule.example", "Das Postfach gibt es nicht")]
    [InlineData("inhalt@schule.example", "Inhalt abgelehnt")]
    [InlineData("keine Adresse", "keine E-Mail-Adresse")]
    public async Task Refused_for_good_says_why_and_is_not_repeated(string empfaenger, string satz)
    {
        var id = await AddAsync(new Brief("probe/1", empfaenger, "Wer", "Hallo", "Text"));
        var danach = await AddAsync(new Brief("probe/2", "eins@schule.example", "Wer", "Hallo", "Text"));
        await SendAsync();
        var versuche = _server.Versuche.Count;
        await ShouldStandAsync(id, Versandstand.Abgelehnt, n => Assert.Contains(satz, n.Fehler, StringComparison.Ordinal));
        await ShouldStandAsync(danach, Versandstand.Versandt);

        _portal.Uhr.Advance(TimeSpan.FromDays(2));
        await SendAsync();
        Assert.Equal(versuche, _server.Versuche.Count);
    }

    [Fact]
    public async Task Refused_for_now_is_tried_again_with_growing_pauses_and_not_for_ever()
    {
        var id = await AddAsync(new Brief("probe/1", "spaeter@schule.example", "Wer", "Hallo", "Text"));
        var pausen = new List<TimeSpan>();
        for (var i = 0; i < 30 && await StandOfAsync(id) is { Stand: Versandstand.Offen } n; i++)
        {
            pausen.Add(TimeSpan.FromMinutes(Math.Round((n.FaelligAm - _portal.Uhr.Now()).TotalMinutes)));
            _portal.Uhr.Set(new DateTimeOffset(n.FaelligAm).AddSeconds(1));
            await SendAsync();
        }
        await ShouldStandAsync(id, Versandstand.Abgelehnt, n =>
            Assert.StartsWith("Nach 13 Versuchen aufgegeben. Der Mailserver lehnt vorerst ab (451)", n.Fehler, StringComparison.Ordinal));
        Assert.Equal(13, _server.Versuche.Count);
        Assert.Equal(pausen.Order(), pausen);
        Assert.True(pausen[^1] > TimeSpan.FromHours(11), $"{pausen[^1]}");
    }

    [Fact]
    public async Task Server_that_is_away_is_waited_for()
    {
        var port = _server.Port;
        await _server.DisposeAsync();
        var ids = new[] { await AddAsync(new Brief("probe/1", "eins@schule.example", "Wer", "Hallo", "Text")), await AddAsync(new Brief("probe/2", "zwei@schule.example", "Wer", "Hallo", "Text")) };

        await SendAsync();
        await ShouldStandAsync(ids[0], Versandstand.Offen, n => Assert.Contains("nicht zu erreichen", n.Fehler, StringComparison.Ordinal));
        // One attempt shows that nobody answers; the others do not wait for their turn in vain.
        await ShouldStandAsync(ids[1], Versandstand.Offen, n => Assert.Equal(0, n.Versuche));

        _server = await Postserver.StartAsync(port);
        _portal.Uhr.Advance(TimeSpan.FromMinutes(2));
        await SendAsync();
        Assert.Equal(2, _server.Post.Count);
        await ShouldStandAsync(ids[0], Versandstand.Versandt, n => Assert.Null(n.Fehler));
    }

    [Fact]
    public async Task Server_with_a_certificate_that_nobody_vouches_for_gets_nothing()
    {
        await using var portal = NewPortal(("Mail:Tls", "true"));
        var id = await AddAsync(new Brief("probe/1", "eins@schule.example", "Wer", "Hallo", "Text"), portal);
        await SendAsync(portal);
        Assert.Empty(_server.Versuche);
        await ShouldStandAsync(id, Versandstand.Offen, n => Assert.Contains("Zertifikat", n.Fehler, StringComparison.Ordinal), portal);
    }

    [Fact]
    public async Task Signs_in_at_the_server_and_a_wrong_password_is_no_fault_of_the_mail()
    {
        await using var portal = NewPortal(("Mail:Benutzer", "portal"), ("Mail:Passwort", "geheim"));
        await AddAsync(new Brief("probe/1", "ohneanmeldung@schule.example", "Wer", "Hallo", "Text"), portal);
        await SendAsync(portal);
        Assert.Equal("portal", Assert.Single(_server.Post).Konto);

        await using var anderes = NewPortal(("Mail:Benutzer", "portal"), ("Mail:Passwort", "falsch"));
        var id = await AddAsync(new Brief("probe/1", "ohneanmeldung@schule.example", "Wer", "Hallo", "Text"), anderes);
        await SendAsync(anderes);
        await ShouldStandAsync(id, Versandstand.Offen, n =>
            Assert.Contains("lässt das Portal nicht senden (554): „5.7.1 Relay access denied“", n.Fehler, StringComparison.Ordinal), anderes);
    }

    [Fact]
    public async Task Portal_killed_in_the_middle_leaves_a_mail_unclear_until_a_human_decides()
    {
        var id = await AddAsync(new Brief("probe/1", "stille@schule.example", "Stille Schule", "Einladung zum Tisch", "Text"));
        await _portal.DisposeAsync();
        await using (var prozess = new Portalprozess(typeof(Program).Assembly.Location,
            [.. _server.Settings.SelectMany(s => new[] { $"--{s.Name}", s.Wert }),
                "--Mail:AbrufSekunden", "1", "--Database:Ordner", _ordner.Pfad, "--urls", "http://127.0.0.1:0"]))
        {
            // The worker of a running portal sends by itself.
            await _server.WaitForAsync(1);
            await prozess.KillAsync();
        }

        _portal = NewPortal();
        await SendAsync();
        await ShouldStandAsync(id, Versandstand.InVersand);
        _portal.Uhr.Advance(TimeSpan.FromMinutes(11));
        await SendAsync();
        await SendAsync();
        await ShouldStandAsync(id, Versandstand.Unklar, n => Assert.Contains("Das Portal wurde beendet", n.Fehler, StringComparison.Ordinal));
        Assert.Single(_server.Post);

        var browser = await _portal.SignInAsync(await _portal.AddPersonAsync(Rolle.Administration, Scope.Installation));
        (await browser.GetAsync("/verwaltung/post")).ShouldShow("1 Nachricht wartet", "Das Portal wurde beendet");
        (await browser.SubmitAsync("form[action$='/versand']")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("wird noch einmal gesendet");
        await SendAsync();
        await ShouldStandAsync(id, Versandstand.Versandt);
        Assert.Equal(2, _server.Post.Count);
        Assert.Single(_server.Post.Select(p => p["Message-ID"]).Distinct());
    }

    [Fact]
    public async Task Sent_mails_are_forgotten_after_their_time_and_waiting_ones_are_not()
    {
        await using var portal = NewPortal(("Mail:AufbewahrungTage", "30"));
        var gesendet = await AddAsync(new Brief("probe/1", "eins@schule.example", "Wer", "Hallo", "Text"), portal);
        await SendAsync(portal);
        var wartend = await AddAsync(new Brief("probe/2", "spaeter@schule.example", "Wer", "Hallo", "Text"), portal);
        portal.Uhr.Advance(TimeSpan.FromDays(29));
        await portal.InScopeAsync<Aufraeumen>(a => a.TidyAsync(default));
        await ShouldStandAsync(gesendet, Versandstand.Versandt, n => { }, portal);
        portal.Uhr.Advance(TimeSpan.FromDays(2));
        await portal.InScopeAsync<Aufraeumen>(a => a.TidyAsync(default));
        Assert.Equal(wartend, await portal.InDatabaseAsync(db => db.Ausgangsnachrichten.Select(n => n.Id).SingleAsync()));
    }

    private Testportal NewPortal(params (string Name, string Wert)[] einstellungen)
    {
        var portal = new Testportal { Ordner = einstellungen.Length == 0 ? _ordner : null };
        foreach (var (name, wert) in _server.Settings.Concat(einstellungen))
            portal.Set(name, wert);
        return portal;
    }

    private async Task<Guid> AddAsync(Brief brief, Testportal? portal = null)
    {
        portal ??= _portal;
        return await portal.InDatabaseAsync(async db =>
        {
            await new Postausgang(db, portal.Uhr).AddAsync(brief);
            await db.SaveChangesAsync();
            return await db.Ausgangsnachrichten.Where(n => n.Anlass == brief.Anlass).Select(n => n.Id).SingleAsync();
        });
    }

    private Task SendAsync() => SendAsync(_portal);

    private async Task SendAsync(Testportal portal)
    {
        await portal.InScopeAsync<Postversand>(p => p.SendDueAsync(default));
        await _server.CatchUpAsync();
    }

    private Task<Ausgangsnachricht> StandOfAsync(Guid id, Testportal? portal = null) =>
        (portal ?? _portal).InDatabaseAsync(db => db.Ausgangsnachrichten.AsNoTracking().SingleAsync(n => n.Id == id));

    private async Task ShouldStandAsync(Guid id, Versandstand stand, Action<Ausgangsnachricht>? check = null, Testportal? portal = null)
    {
        var nachricht = await StandOfAsync(id, portal);
        Assert.True(nachricht.Stand == stand, $"{nachricht.Stand} statt {stand}: {nachricht.Fehler}");
        check?.Invoke(nachricht);
    }
}
