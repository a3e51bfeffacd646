using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>Writing to the operator without an account.</summary>
[Trait("Spur", "host")]
public sealed class FeedbackTests
{
    private const string Form = "form[action='/feedback']";

    [Fact]
    public async Task Message_reaches_the_operator_by_the_outbox_without_the_name_of_the_writer()
    {
        await using var portal = NewPortal();
        var browser = portal.NewBrowser();
        await browser.GetAsync("/feedback");
        var formular = browser.Seite.Form(Form).Set("Nachricht", "Die Tabelle\nist zu breit.").Set("Antwort", "eva@schule.example").Set("Seite", "/schulen");
        (await browser.SubmitAsync(formular)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Vielen Dank. Ihre Nachricht geht jetzt an den Betreiber.");
        // The same form once more, by a double click or by going back, is the same message.
        await browser.SubmitAsync(formular);

        var mail = await portal.InDatabaseAsync(db => db.Ausgangsnachrichten.AsNoTracking().SingleAsync());
        Assert.Equal(("hilfe@krz.example", "Rechenzentrum", "eva@schule.example"), (mail.Empfaenger, mail.EmpfaengerName, mail.AntwortAn));
        Assert.StartsWith("Die Tabelle\nist zu breit.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Seite: /schulen", mail.Text, StringComparison.Ordinal);
        Assert.Null(mail.VeranlasstVonId);
    }

    [Fact]
    public async Task Page_that_one_comes_from_is_filled_in_but_never_a_personal_link()
    {
        await using var portal = NewPortal();
        foreach (var (herkunft, erwartet) in new[]
        {
            ("http://localhost/schulen?suche=Geheim", "/schulen"),
            ($"http://localhost/einladung/{new string('x', 43)}", "/einladung/…"),
            ("http://fremd.example/seite", null),
            ("unsinn", null),
        })
        {
            var browser = portal.NewBrowser();
            browser.Client.DefaultRequestHeaders.TryAddWithoutValidation("Referer", herkunft);
            Assert.Equal(erwartet ?? "", (await browser.GetAsync("/feedback")).Form(Form)["Seite"]);
        }
    }

    [Fact]
    public async Task Bad_input_comes_back_with_what_was_typed()
    {
        await using var portal = NewPortal();
        var browser = portal.NewBrowser();
        await browser.GetAsync("/feedback");
        (await browser.SubmitAsync(Form, ("Antwort", "eva@schule.example"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie, worum es geht.");
        (await browser.SubmitAsync(Form, ("Nachricht", "Getippt"), ("Antwort", "a@b.example\r\nBcc: c@d.example")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Das ist keine E-Mail-Adresse.");
        Assert.Equal("Getippt", browser.Seite.Form(Form)["Nachricht"]?.Trim());
        // A program fills in everything; a human whose browser did so presses the button again.
        (await browser.SubmitAsync(Form, ("Antwort", ""), ("Webseite", "http://werbung.example")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("verborgenes Feld").ShouldNotShow("werbung.example");
        Assert.Equal(0, await portal.InDatabaseAsync(db => db.Ausgangsnachrichten.CountAsync()));
        (await browser.SubmitAsync(Form)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Vielen Dank");
    }

    [Fact]
    public async Task Flood_is_stopped()
    {
        await using var portal = NewPortal().Set("Grenzen:FeedbackJeMinuteUndAdresse", "2");
        var browser = portal.NewBrowser();
        for (var i = 0; i < 2; i++)
        {
            await browser.GetAsync("/feedback");
            (await browser.SubmitAsync(Form, ("Nachricht", "Hallo"))).ShouldHaveStatus(HttpStatusCode.OK);
        }
        (await browser.SubmitAsync(Form, ("Nachricht", "Hallo"))).ShouldHaveStatus(HttpStatusCode.TooManyRequests);
        (await browser.GetAsync("/feedback")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Development", "", "", false)]
    [InlineData("Production", "hilfe@krz.example", "", false)]
    [InlineData("Production", "hilfe@krz.example", "mail.krz.example", true)]
    public async Task Form_stands_there_only_where_a_message_would_reach_somebody(string umgebung, string email, string host, bool formular)
    {
        await using var portal = new Testportal { Umgebung = umgebung }
            .Set("Betreiber:Telefon", "05241 123").Set("Betreiber:Email", email).Set("Mail:Host", host).Set("Mail:Absender", "portal@krz.example");
        var seite = (await portal.NewBrowser().GetAsync("/feedback")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("05241 123");
        Assert.Equal(formular, seite.Find(Form) is not null);
        if (!formular)
            seite.ShouldShow("So erreichen Sie den Betreiber");
    }

    private static Testportal NewPortal() => new Testportal().Set("Betreiber:Email", "hilfe@krz.example").Set("Betreiber:Name", "Rechenzentrum");
}
