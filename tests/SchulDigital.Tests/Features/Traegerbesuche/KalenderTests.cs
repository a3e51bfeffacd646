using System.Text;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Termine;

namespace SchulDigital.Tests.Features.Traegerbesuche;

/// <summary>Calendar entries as an independent parser reads them.</summary>
[Trait("Spur", "host")]
public sealed class KalenderTests
{
    private static readonly DateTime Stand = new(2026, 11, 22, 9, 30, 0, DateTimeKind.Utc);

    private static Kalendereintrag NewEntry(DateTime beginn, int dauer = 120) => new(
        "besuch-1@schuldigital", 0, false, beginn, dauer, "Schulträgerbesuch Stadt Probe: Jahresgespräch", "Rathaus; Zimmer 2, links", "Antworten, lesen, fragen:\nhttps://portal.example/besuche/1",
        "https://portal.example/besuche/1", Stand)
    {
        Organisator = ("Lars Leitung", "lars@probe.example"),
        Eingeladen = ("Pia Partner", "pia@probe.example"),
    };

    [Fact]
    public void Invitation_change_and_cancellation_are_one_entry_with_rising_sequence()
    {
        var einladung = NewEntry(new DateTime(2026, 12, 8, 10, 0, 0));
        var verschoben = einladung with { Folge = 1, Beginn = new DateTime(2026, 12, 9, 14, 30, 0) };
        var abgesagt = verschoben with { Folge = 2, Abgesagt = true };
        var gelesen = new[] { einladung, verschoben, abgesagt }.Select(e => Kalenderleser.Read(e.Write())).ToList();
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], gelesen.Select(g => g.Methode));
        Assert.Equal([0, 1, 2], gelesen.Select(g => g.Termin.Folge));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], gelesen.Select(g => g.Termin.Stand));
        Assert.Equal("besuch-1@schuldigital", Assert.Single(gelesen.Select(g => g.Termin.Uid).Distinct()));
        var termin = gelesen[0].Termin;
        Assert.Equal((new DateTimeOffset(2026, 12, 8, 9, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 8, 11, 0, 0, TimeSpan.Zero)), (termin.Beginn, termin.Ende));
        Assert.Equal(("Rathaus; Zimmer 2, links", "Antworten, lesen, fragen:\nhttps://portal.example/besuche/1", "https://portal.example/besuche/1"), (termin.Ort, termin.Beschreibung, termin.Adresse));
        Assert.Equal(("Lars Leitung", "mailto:lars@probe.example", "Pia Partner", "mailto:pia@probe.example"), (termin.Organisator, termin.OrganisatorAdresse, termin.Gast, termin.GastAdresse));
        Assert.Equal("PUBLISH", Kalenderleser.Read((einladung with { Eingeladen = null }).Write()).Methode);
    }

    [Theory]
    // The day before, the day of and the day after each change of the clocks, and a talk through the night of it.
    [InlineData("2027-03-27T10:00", 120, "2027-03-27T09:00Z", "2027-03-27T11:00Z")]
    [InlineData("2027-03-28T10:00", 120, "2027-03-28T08:00Z", "2027-03-28T10:00Z")]
    [InlineData("2027-03-28T01:00", 120, "2027-03-28T00:00Z", "2027-03-28T02:00Z")]
    [InlineData("2027-10-30T10:00", 120, "2027-10-30T08:00Z", "2027-10-30T10:00Z")]
    [InlineData("2027-10-31T10:00", 120, "2027-10-31T09:00Z", "2027-10-31T11:00Z")]
    [InlineData("2027-10-31T01:00", 240, "2027-10-30T23:00Z", "2027-10-31T03:00Z")]
    public void Both_changes_of_the_clocks_are_right(string beginn, int dauer, string von, string bis)
    {
        var termin = Kalenderleser.Read(NewEntry(DateTime.Parse(beginn, System.Globalization.CultureInfo.InvariantCulture), dauer).Write()).Termin;
        Assert.Equal((DateTimeOffset.Parse(von, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(bis, System.Globalization.CultureInfo.InvariantCulture)), (termin.Beginn, termin.Ende));
    }

    [Fact]
    public void Text_from_anybody_stays_text()
    {
        const string boese = "Anlass \"eins\"; <b>zwei</b>, \\n drei\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:fremd =1+1 äöü 🙂";
        var eintrag = NewEntry(new DateTime(2026, 12, 8, 10, 0, 0)) with { Titel = boese, Ort = boese, Beschreibung = boese, Organisator = (boese, "lars@probe.example"), Eingeladen = (boese, "pia@probe.example") };
        var ics = eintrag.Write();
        Assert.All(ics.Split("\r\n"), zeile => Assert.True(Encoding.UTF8.GetByteCount(zeile) <= 75, zeile));
        Assert.DoesNotContain('\n', ics.Replace("\r\n", "", StringComparison.Ordinal));
        var termin = Kalenderleser.Read(ics).Termin;
        Assert.Equal((boese.ReplaceLineEndings("\n"), "besuch-1@schuldigital"), (termin.Beschreibung, termin.Uid));
        Assert.Contains("END:VEVENT", termin.Organisator, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_as_HTML_holds_what_was_typed_as_text_and_links_only_addresses()
    {
        var html = Mailseite.Of("<Betreff>", "Guten Tag <script>alert(1)</script>\nzweite Zeile\n\nSiehe https://portal.example/besuche/1?a=1&b=2.\njavascript:alert(1) \"https://x.example/\"onclick=\"y\"");
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://portal.example/besuche/1?a=1&amp;b=2\">", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<a href").Length - 1);
        Assert.DoesNotContain("\"onclick", html, StringComparison.Ordinal);
    }
}
