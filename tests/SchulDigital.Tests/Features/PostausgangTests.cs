using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Tests.Features;

/// <summary>The page of the outbox.</summary>
[Trait("Spur", "host")]
public sealed class PostausgangTests
{
    [Fact]
    public async Task Without_a_server_a_demo_puts_mails_into_a_folder_and_shows_their_text()
    {
        using var ordner = new Testordner();
        await using var portal = new Testportal { Ordner = ordner };
        var browser = await SignInAsync(portal);
        (await browser.GetAsync("/verwaltung/post")).ShouldShow("Das Portal hat noch keine Mail verschickt.", "Mails verlassen dieses Portal nicht");
        await AddAsync(portal, "einladung/1", "neu@schule.example", mitLink: true);
        await portal.InScopeAsync<Postversand>(p => p.SendDueAsync(default));

        (await browser.GetAsync("/verwaltung")).ShouldHaveStatus(HttpStatusCode.OK);
        (await browser.FollowAsync("Postausgang")).ShouldShow("Betreff einladung/1", "neu@schule.example", "versandt", "Text einladung/1");
        var datei = Assert.Single(Directory.GetFiles(Path.Combine(ordner.Pfad, "mail"), "*.eml"));
        Assert.Contains("Subject: Betreff einladung/1", await File.ReadAllTextAsync(datei), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_earnest_mails_wait_for_a_server_and_nobody_reads_them()
    {
        await using var portal = new Testportal { Umgebung = "Production" };
        await AddAsync(portal, "einladung/1", "neu@schule.example");
        await portal.InScopeAsync<Postversand>(p => p.SendDueAsync(default));
        var browser = await SignInAsync(portal);
        (await browser.GetAsync("/verwaltung/post")).ShouldShow("Es ist kein Mailserver eingestellt", "Mail:Host", "neu@schule.example")
            .ShouldNotShow("Text einladung/1");
        Assert.Equal(Versandstand.Offen, await portal.InDatabaseAsync(db => db.Ausgangsnachrichten.Select(n => n.Stand).SingleAsync()));
    }

    [Fact]
    public async Task Refused_mails_are_found_decided_upon_once_and_the_decision_is_in_the_history()
    {
        await using var portal = new Testportal();
        await AddAsync(portal, "gut/1", "gut@schule.example");
        await AddAsync(portal, "schlecht/1", "keine Adresse");
        await portal.InScopeAsync<Postversand>(p => p.SendDueAsync(default));
        var browser = await SignInAsync(portal);

        (await browser.GetAsync("/verwaltung/post?stand=Abgelehnt")).ShouldShow("1 Nachricht", "Betreff schlecht/1", "keine E-Mail-Adresse")
            .ShouldNotShow("Betreff gut/1");
        var erledigen = browser.Seite.Form("form[action$='/erledigung']");
        (await browser.SubmitAsync(erledigen)).ShouldShow("Die Nachricht ist erledigt.");
        (await browser.SubmitAsync(erledigen)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("schon entschieden");
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Verlauf.CountAsync(e => e.Ereignis == Ereignis.NachrichtErledigt && e.PersonId != null)));

        (await browser.GetAsync("/verwaltung/post?suche=GUT%40schule.example")).ShouldShow("Betreff gut/1").ShouldNotShow("Betreff schlecht/1");
        (await browser.GetAsync("/verwaltung/post?suche=nirgends")).ShouldShow("Keine Nachricht passt zu dieser Auswahl.");
        (await browser.GetAsync("/verwaltung/post?stand=Unsinn")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/verwaltung/post?stand=77")).ShouldHaveStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Long_list_has_pages_and_one_number_of_statements()
    {
        await using var portal = new Testportal();
        for (var i = 0; i < 51; i++)
            await AddAsync(portal, $"probe/{i:00}", $"p{i}@schule.example");
        var browser = await SignInAsync(portal);
        var erste = await portal.CountStatementsAsync(() => browser.GetAsync("/verwaltung/post"));
        browser.Seite.ShouldShow("Nachrichten 1 bis 50 von 51");
        Assert.Equal(erste, await portal.CountStatementsAsync(() => browser.GetAsync("/verwaltung/post?seite=2&sortierung=betreff")));
        browser.Seite.ShouldShow("Nachrichten 51 bis 51 von 51", "Betreff probe/50");
    }

    private static async Task<Testbrowser> SignInAsync(Testportal portal) =>
        await portal.SignInAsync(await portal.AddPersonAsync(Rolle.Administration, Scope.Installation));

    private static Task AddAsync(Testportal portal, string anlass, string empfaenger, bool mitLink = false) => portal.InDatabaseAsync(async db =>
    {
        await new Postausgang(db, portal.Uhr).AddAsync(new Brief(anlass, empfaenger, "Wer", $"Betreff {anlass}", $"Text {anlass}") { MitLink = mitLink });
        await db.SaveChangesAsync();
    });
}
