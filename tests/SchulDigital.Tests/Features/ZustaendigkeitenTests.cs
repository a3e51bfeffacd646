using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>A house brings its people in by itself: invite, change, end, hand over, name a successor.</summary>
[Trait("Spur", "host")]
public sealed partial class ZustaendigkeitenTests
{
    private const string NeuesPasswort = "Birnbaum am Dorfteich";

    [Fact]
    public async Task Leitung_invites_with_preview_and_one_mail_and_the_person_comes_in()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var browser = await portal.SignInAsync(Rolle.Schulleitung);
        var weg = $"/schulen/{portal.Welt.Eigen.Schule.Id}/zustaendigkeiten";
        (await browser.GetAsync(weg)).ShouldShow("Schulleitung Eigen", "Medienbeauftragte Eigen");
        await browser.FollowAsync("Person einladen");

        var vorschau = await browser.SubmitAsync("main form", ("Amt", "Medienbeauftragte"), ("Name", "Änne Öztürk"), ("Email", "Aenne@probe.example"));
        vorschau.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Noch ist nichts verschickt", "aenne@probe.example", "Text der Mail", "[persönlicher Link]", "Schule Eigen");
        Assert.Empty(await MailsAsync(portal));

        var form = vorschau.Form("form[action$='/einladungen']");
        (await browser.SubmitAsync(form)).ShouldShow("Die Mail an Aenne@probe.example ist auf dem Weg", "Änne Öztürk", "eingeladen, Link gilt bis");
        await browser.SubmitAsync(form);

        var (empfaenger, text) = Assert.Single(await MailsAsync(portal));
        Assert.Equal("aenne@probe.example", empfaenger);
        Assert.DoesNotContain("Code", text, StringComparison.Ordinal);
        var neue = portal.NewBrowser();
        (await neue.GetAsync(LinkIn(text))).ShouldShow("Medienbeauftragte, Schule Eigen");
        (await AcceptAsync(neue)).ShouldShow("Wartet auf mich");
        (await neue.GetAsync(weg)).ShouldShow("Änne").ShouldNotShow("Person einladen");
        (await neue.GetAsync(weg + "/einladung")).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Leading_role_gets_a_code_that_is_not_in_the_mail_and_five_wrong_ones_shut_the_link()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var browser = await portal.SignInAsync(Rolle.Koordination);
        var weg = $"/traeger/{portal.Welt.Nachbar.Traeger.Id}/zustaendigkeiten";
        await browser.GetAsync(weg + "/einladung");
        await browser.SubmitAsync("main form", ("Amt", "Traegerleitung-StaendigeVertretung"), ("Name", "Ada Amt"), ("Email", "ada@probe.example"));
        browser.Seite.ShouldShow("einmal einen Code", "Die Leitung der Organisation bekommt eine Mail");
        var form = browser.Seite.Form("form[action$='/einladungen']");
        var code = (await browser.SubmitAsync(form)).ShouldShow("Diese Seite wird nur jetzt gezeigt", "Ihr Code für SchulDigital").One(".sd-code").TextContent;
        Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$", code);
        // A double click shows the same code and sends nothing more.
        Assert.Equal(code, (await browser.SubmitAsync(form)).One(".sd-code").TextContent);

        var mails = await MailsAsync(portal);
        var (_, text) = mails.Single(m => m.Empfaenger == "ada@probe.example");
        Assert.DoesNotContain(code, text, StringComparison.Ordinal);
        var link = LinkIn(text);
        browser.Seite.ShouldNotShow(link);
        // The Leitung there is told, by mail and on her start page.
        Assert.Contains(mails, m => m.Text.Contains("Ada Amt", StringComparison.Ordinal) && m.Empfaenger.StartsWith("haus-", StringComparison.Ordinal));

        var neue = portal.NewBrowser();
        (await neue.GetAsync(link)).ShouldShow("Drei Gruppen");
        (await AcceptAsync(neue)).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie den Code ein");
        (await AcceptAsync(neue, "ACDE-ACDE-ACDE")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Der Code passt nicht");
        (await AcceptAsync(neue, code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant())).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Wartet auf mich");
        (await portal.NewBrowser().GetAsync(link)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("wurde bereits benutzt");
    }

    [Fact]
    public async Task Five_wrong_codes_shut_the_link_and_another_link_opens_again()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var browser = await portal.SignInAsync(Rolle.Traegerleitung);
        var weg = $"/traeger/{portal.Welt.Eigen.Traeger.Id}/zustaendigkeiten";
        var code = await InviteAsync(browser, weg, "Traegerleitung-StaendigeVertretung", "vera@probe.example");
        var link = LinkIn((await MailsAsync(portal)).Single().Text);
        var neue = portal.NewBrowser();
        await neue.GetAsync(link);
        for (var i = 0; i < 4; i++)
            (await AcceptAsync(neue, "ACDE-ACDE-ACDE")).ShouldHaveStatus(HttpStatusCode.BadRequest);
        await AcceptAsync(neue, "ACDE-ACDE-ACDE");
        (await portal.NewBrowser().GetAsync(link)).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("zu oft falsch eingegeben");

        await browser.GetAsync("/zugaenge");
        browser.Seite.ShouldShow("vera@probe.example", "Einladung nicht angenommen");
        await browser.GetAsync(browser.Seite.One("tbody a[href$='/einladung']").GetAttribute("href")!);
        await browser.SubmitAsync("main form");
        var zweiter = (await browser.SubmitAsync("form[action$='/einladungen']")).One(".sd-code").TextContent;
        Assert.NotEqual(code, zweiter);
        var neuerLink = LinkIn((await MailsAsync(portal))[^1].Text);
        Assert.NotEqual(link, neuerLink);
        var wieder = portal.NewBrowser();
        await wieder.GetAsync(neuerLink);
        (await AcceptAsync(wieder, zweiter)).ShouldShow("Wartet auf mich");
    }

    [Fact]
    public async Task Successor_takes_over_in_the_middle_of_the_year_and_what_was_released_keeps_its_name()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var (welt, schule) = (portal.Welt, portal.Welt.Eigen.Schule.Id);
        var alt = await portal.SignInAsync(Rolle.Schulleitung);
        var weg = $"/schulen/{schule}/zustaendigkeiten";
        var matrix = $"/schulen/{schule}/matrix/{welt.Eigen.Durchgang.Key}";
        var altesAmt = welt.Leute[Rolle.Schulleitung];
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new Themenfeldzuordnung(welt.Eigen.SchulMatrix.Id, welt.Eigen.SchulMatrix.Zeilen[0].Themenfeld, altesAmt.Person.Id));
            // The other Leitung of this house leaves the story.
            var andere = await db.Zustaendigkeiten.SingleAsync(z => z.Id == welt.Eigen.Amt(ScopeArt.Schule));
            andere.End(portal.Uhr.Today().AddDays(-1));
            await db.SaveChangesAsync();
        });
        await alt.GetAsync(matrix + "/pruefung");
        await alt.PostAsync(matrix + "/freigaben", []);

        // Nobody leaves the house without a Leitung.
        await alt.GetAsync($"{weg}/{altesAmt.Zustaendigkeit.Id}");
        (await alt.SubmitAsync("form[action$='/ende']")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("keine Leitung", "Nachfolge");
        await alt.FollowAsync("Nachfolge eintragen");
        var gestern = portal.Uhr.Today().AddDays(-1);
        await alt.SubmitAsync("main form", ("LetzterTag", $"{gestern:yyyy-MM-dd}"), ("Name", "Nora Neu"), ("Email", "nora@probe.example"));
        alt.Seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Schulleitung Eigen, letzter Tag", "offenen Aufgaben");
        var code = (await alt.SubmitAsync("form[action$='/einladungen']")).One(".sd-code").TextContent;
        // Her last day was yesterday: she is out with the next request.
        (await alt.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");

        var neu = portal.NewBrowser();
        await neu.GetAsync(LinkIn((await MailsAsync(portal)).Single(m => m.Empfaenger == "nora@probe.example").Text));
        (await AcceptAsync(neu, code)).ShouldShow("Übergabe durchsehen: Schulleitung, Schule Eigen");
        await neu.GetAsync(neu.Seite.Link("Übergabe durchsehen: Schulleitung, Schule Eigen"));
        neu.Seite.ShouldShow("folgt auf Schulleitung Eigen", "1 Themenfeld ist diesem Amt zugeordnet", "von Schulleitung Eigen");
        await neu.SubmitAsync("form[action$='/uebergabe']");
        (await neu.GetAsync("/")).ShouldNotShow("Übergabe durchsehen");

        await neu.PostAsync(matrix + "/entwurf", []);
        (await neu.PostAsync(matrix + "/freigaben", [])).ShouldShow("Die Matrix ist freigegeben");
        var namen = await portal.InDatabaseAsync(db => db.MatrixFassungen.Where(f => f.MatrixId == welt.Eigen.SchulMatrix.Id)
            .OrderBy(f => f.Nummer).Select(f => f.FreigegebenVonName).ToListAsync());
        Assert.Equal(["Schulleitung Eigen", "Nora Neu"], namen[^2..]);
    }

    [Fact]
    public async Task Named_for_later_the_predecessor_stays_until_her_last_day()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var amt = portal.Welt.Leute[Rolle.Traegerleitung].Zustaendigkeit;
        var browser = await portal.SignInAsync(Rolle.Traegerleitung);
        await browser.GetAsync($"/traeger/{amt.ScopeId}/zustaendigkeiten/{amt.Id}/nachfolge");
        var letzter = portal.Uhr.Today().AddDays(3);
        await browser.SubmitAsync("main form", ("LetzterTag", $"{letzter:yyyy-MM-dd}"), ("Name", "Nora Neu"), ("Email", "nora@probe.example"));
        await browser.SubmitAsync("form[action$='/einladungen']");
        portal.Uhr.Advance(TimeSpan.FromDays(3));
        var wieder = await portal.SignInAsync(Rolle.Traegerleitung);
        wieder.Seite.ShouldShow("Wartet auf mich");
        portal.Uhr.Advance(TimeSpan.FromDays(1));
        (await wieder.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }

    [Fact]
    public async Task Withdrawn_invitation_opens_no_more()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var browser = await portal.SignInAsync(Rolle.Schulleitung);
        var weg = $"/schulen/{portal.Welt.Eigen.Schule.Id}/zustaendigkeiten";
        await InviteAsync(browser, weg, "Medienbeauftragte", "weg@probe.example");
        await browser.GetAsync(weg);
        await browser.FollowAsync("Neue Person");
        (await browser.SubmitAsync("form[action$='/ruecknahme']")).ShouldShow("Die Einladung ist zurückgenommen");
        (await portal.NewBrowser().GetAsync(LinkIn((await MailsAsync(portal)).Single().Text))).ShouldHaveStatus(HttpStatusCode.Gone).ShouldShow("zurückgenommen");
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_does_not_accept_for_another()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var browser = await portal.SignInAsync(Rolle.Schulleitung);
        await InviteAsync(browser, $"/schulen/{portal.Welt.Eigen.Schule.Id}/zustaendigkeiten", "Medienbeauftragte", "andere@probe.example");
        var link = LinkIn((await MailsAsync(portal)).Single().Text);
        (await browser.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("für eine andere Person");
        (await browser.PostAsync(link, ("Name", "X"), ("Passwort", NeuesPasswort), ("Wiederholung", NeuesPasswort))).ShouldHaveStatus(HttpStatusCode.Conflict);
        (await portal.NewBrowser().GetAsync(link)).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Person_with_an_account_gets_the_office_and_no_link()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var browser = await portal.SignInAsync(Rolle.Koordination);
        var tisch = portal.Welt.Nachbar.Tisch.Id;
        await browser.GetAsync($"/runde-tische/{tisch}/zustaendigkeiten/einladung");
        await browser.SubmitAsync("main form", ("Amt", "Moderation"), ("Name", "Ganz Anders"), ("Email", "moderation@probe.example"));
        browser.Seite.ShouldShow("hat schon ein Konto", "„Ganz Anders“ wird nicht übernommen");
        (await browser.SubmitAsync("form[action$='/einladungen']")).ShouldShow("Moderation Eigen");
        Assert.DoesNotContain("/einladung/", (await MailsAsync(portal)).Single().Text, StringComparison.Ordinal);
        var moderation = await portal.SignInAsync(Rolle.Moderation);
        (await moderation.GetAsync($"/runde-tische/{tisch}/zustaendigkeiten")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Leitung_takes_note_of_what_was_granted_from_outside()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var koordination = await portal.SignInAsync(Rolle.Koordination);
        await InviteAsync(koordination, $"/schulen/{portal.Welt.Eigen.Schule.Id}/zustaendigkeiten", "Medienbeauftragte", "aussen@probe.example");
        var leitung = await portal.SignInAsync(Rolle.Schulleitung);
        await leitung.GetAsync("/");
        await leitung.FollowAsync("Zur Kenntnis nehmen: Neue Person, Medienbeauftragte");
        (await leitung.SubmitAsync("form[action$='/kenntnisnahme']")).ShouldShow("Zur Kenntnis genommen");
        (await leitung.GetAsync("/")).ShouldNotShow("Zur Kenntnis nehmen: Neue Person");
    }

    [Fact]
    public async Task Delegation_works_for_its_days_and_not_longer()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var welt = portal.Welt;
        var weg = $"/schulen/{welt.Eigen.Schule.Id}";
        var browser = await portal.SignInAsync(Rolle.Schulleitung);
        var heute = portal.Uhr.Today();
        await browser.GetAsync(weg + "/zustaendigkeiten/uebertragung");
        (await browser.SubmitAsync("main form", ("Bis", $"{heute:yyyy-MM-dd}"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Wählen Sie eine Person", "Wählen Sie, was übertragen wird");
        (await browser.SubmitAsync("main form", ("Person", welt.Leute[Rolle.Medienbeauftragte].Person.Id.ToString()), ("Freigabe", "true"), ("Bis", $"{heute.AddDays(1):yyyy-MM-dd}")))
            .ShouldShow("im Auftrag: Freigabe");
        var medien = await portal.SignInAsync(Rolle.Medienbeauftragte);
        (await medien.GetAsync($"{weg}/matrix/{welt.Eigen.Durchgang.Key}/ruecknahme")).ShouldHaveStatus(HttpStatusCode.OK);
        portal.Uhr.Advance(TimeSpan.FromDays(2));
        medien = await portal.SignInAsync(Rolle.Medienbeauftragte);
        (await medien.GetAsync($"{weg}/matrix/{welt.Eigen.Durchgang.Key}/ruecknahme")).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Hostile_names_stay_text_and_a_preview_of_somebody_else_sends_nothing()
    {
        await using var portal = new Probeportal();
        await portal.InitializeAsync();
        var browser = await portal.SignInAsync(Rolle.Schulleitung);
        var weg = $"/schulen/{portal.Welt.Eigen.Schule.Id}/zustaendigkeiten";
        await browser.GetAsync(weg + "/einladung");
        await browser.SubmitAsync("main form", ("Amt", "Medienbeauftragte"), ("Name", "<script>alert(1)</script>"), ("Email", "boese@probe.example"));
        browser.Seite.ShouldShow("<script>alert(1)</script>");
        Assert.DoesNotContain("<script>alert", browser.Seite.Html, StringComparison.Ordinal);
        var entwurf = browser.Seite.Form("form[action$='/einladungen']")["entwurf"]!;

        var fremd = await portal.SignInAsync(Rolle.Koordination);
        (await fremd.PostAsync(weg + "/einladungen", ("entwurf", entwurf))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Diese Vorschau gilt nicht mehr");
        (await browser.PostAsync(weg + "/einladungen", ("entwurf", entwurf[..^8] + "AAAAAAAA"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        Assert.Empty(await MailsAsync(portal));

        await browser.GetAsync(weg + "/einladung");
        (await browser.SubmitAsync("main form", ("Amt", "Administration"), ("Name", "Zwei\nZeilen"), ("Email", "a@b, c@d")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Dazu dürfen Sie hier nicht einladen", "in einer Zeile", "keine E-Mail-Adresse");
        (await browser.SubmitAsync("main form", ("Amt", "Medienbeauftragte-Hilfe"), ("Name", "Firma"), ("Email", "hilfe@probe.example"), ("Von", "31.02.2027")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("braucht einen letzten Tag");
    }

    /// <summary>Invites through form and preview; the code where there is one.</summary>
    private static async Task<string?> InviteAsync(Testbrowser browser, string weg, string amt, string email)
    {
        await browser.GetAsync(weg + "/einladung");
        (await browser.SubmitAsync("main form", ("Amt", amt), ("Name", "Neue Person"), ("Email", email))).ShouldHaveStatus(HttpStatusCode.OK);
        await browser.SubmitAsync("form[action$='/einladungen']");
        return browser.Seite.Find(".sd-code")?.TextContent;
    }

    private static Task<Testseite> AcceptAsync(Testbrowser browser, string? code = null) => browser.SubmitAsync("main form",
        [("Passwort", NeuesPasswort), ("Wiederholung", NeuesPasswort), .. code is null ? [] : new (string, string?)[] { ("Code", code) }]);

    private static async Task<List<(string Empfaenger, string Text)>> MailsAsync(Testportal portal) =>
        [.. (await portal.InDatabaseAsync(db => db.Ausgangsnachrichten.Where(n => n.Anlass != "probe").OrderBy(n => n.AngelegtAm).ToListAsync())).Select(n => (n.Empfaenger, n.Text!))];

    private static string LinkIn(string text) => LinkPattern().Match(text).Value;

    [GeneratedRegex(@"/einladung/[\w-]{43}")]
    private static partial Regex LinkPattern();
}
