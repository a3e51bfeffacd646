using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>A session of a Runder Tisch, played by the Moderation, two carriers, five schools and a guest, each in a browser of her own.</summary>
[Trait("Spur", "browser"), Collection(Bedienung.Name)]
public sealed partial class SitzungsverlaufTests(Browserportal browser, Veroeffentlichung portal) : IClassFixture<Veroeffentlichung>
{
    private static readonly string[] Mitglieder = ["Tilda", "Fred", "Schule1", "Schule2", "Schule3", "Schule4", "Schule5"];

    /// <summary>How long an open page may take to hear of a change by itself.</summary>
    private const float Hoerfrist = 5000;

    [Fact]
    public async Task From_the_agenda_to_the_next_session()
    {
        var tisch = await browser.Portal.BuildTableAsync();
        await using var mona = await browser.VisitAsync(tisch.Mail("Mona"));
        var seite = mona.Seite;
        var weg = tisch.Sitzung;

        // Four items: free, from the backlog, vertraulich, with a guest.
        await mona.GotoAsync($"/runde-tische/{tisch.Id}");
        await LinkAsync(seite, "Sitzung planen");
        await seite.GetByLabel("Titel").FillAsync("Netze & <Geräte>");
        await seite.GetByLabel("Tag - optional").FillAsync($"{browser.Portal.Uhr.Today():yyyy-MM-dd}");
        await seite.GetByLabel("Beginn - optional").FillAsync("14:00");
        await seite.GetByLabel("Ort - optional").FillAsync("Rathaus");
        await ClickAsync(seite, "Weiter zur Tagesordnung");
        await AddItemAsync(seite, "Regeln der Zusammenarbeit");
        await seite.Locator("summary", new() { HasText = "Aus dem Themenspeicher" }).ClickAsync();
        await seite.GetByLabel(tisch.Thema, new() { Exact = false }).CheckAsync();
        await ClickAsync(seite, "Auf die Tagesordnung");
        await AddItemAsync(seite, Probetische.Vertraulich, vertraulich: true);
        await AddItemAsync(seite, "Netz und Technik");
        await mona.GotoAsync(weg);
        await seite.Locator("summary", new() { HasText = "Gast aufnehmen" }).ClickAsync();
        await seite.GetByLabel("Name", new() { Exact = true }).FillAsync("Gerd Gast");
        await seite.GetByLabel("E-Mail-Adresse").FillAsync(tisch.Mail("gerd"));
        await seite.GetByLabel("Kommt zu").SelectOptionAsync("4. Netz und Technik");
        await ClickAsync(seite, "Aufnehmen");
        await LinkAsync(seite, "Einladung prüfen");
        await Expect(seite.GetByText("Noch ist nichts verschickt.")).ToBeVisibleAsync();
        await ClickAsync(seite, "Jetzt versenden");
        await Expect(seite.GetByText("Die Einladungen sind unterwegs.").First).ToBeVisibleAsync();

        // Everybody answers from her start page and leaves the page open.
        var alle = await Task.WhenAll(Mitglieder.Select(async wer =>
        {
            var besuch = await browser.VisitAsync(tisch.Mail(wer));
            await LinkAsync(besuch.Seite, "Einladung beantworten: Netze & <Geräte>");
            await ClickAsync(besuch.Seite, wer == "Schule4" ? "Absagen" : "Zusagen");
            await Expect(besuch.Seite.GetByText("Die Antwort ist gespeichert.")).ToBeVisibleAsync();
            return besuch;
        }));
        try
        {
            var seiten = alle.Select(b => b.Seite).ToList();
            await using var gerd = await browser.VisitAsync();
            var gastlink = LinkPattern().Match((await MailsAsync(tisch)).Single(m => m.Empfaenger == tisch.Mail("gerd")).Text!).Value;
            await gerd.GotoAsync(gastlink);
            await Expect(gerd.Seite.GetByText("Netz und Technik").First).ToBeVisibleAsync();
            Assert.DoesNotContain(Probetische.Vertraulich, await gerd.Seite.ContentAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(tisch.Thema, await gerd.Seite.ContentAsync(), StringComparison.Ordinal);

            // It begins: all open pages hear of it by themselves, and of each item.
            await mona.GotoAsync(weg);
            await ClickAsync(seite, "Sitzung beginnen");
            await HearAsync(seiten, "läuft gerade");
            await AttendAsync(seite, tisch);
            await ClickAsync(seite, "Beginnen mit 1. Regeln der Zusammenarbeit");
            await HearAsync(seiten, "Gerade: 1. Regeln der Zusammenarbeit");
            await MinuteAsync(seite, "Regeln der Zusammenarbeit", "Die Regeln sind <b>besprochen</b>.");
            await ClickAsync(seite, $"Weiter zu 2. {tisch.Thema}");
            await HearAsync(seiten, $"Gerade: 2. {tisch.Thema}");
            await seite.Locator("summary", new() { HasText = $"Vertagen: {tisch.Thema}" }).ClickAsync();
            await seite.GetByLabel("Grund").Locator("visible=true").FillAsync("Der Bauplan fehlt.");
            await seite.GetByRole(AriaRole.Button, new() { Name = "Vertagen", Exact = true }).Locator("visible=true").ClickAsync();
            await ClickAsync(seite, $"Beginnen mit 3. {Probetische.Vertraulich}");
            await HearAsync(seiten, $"Gerade: 3. {Probetische.Vertraulich}");
            await MinuteAsync(seite, Probetische.Vertraulich, "Drei Millionen.");
            await ClickAsync(seite, "Weiter zu 4. Netz und Technik");
            await HearAsync(seiten, "Gerade: 4. Netz und Technik");
            await ClickAsync(seite, "Sitzung beenden");
            await HearAsync(seiten, "Protokollentwurf");

            // Drafted, sent for review, objected to by a school, answered, approved.
            await ClickAsync(seite, "Weiter zur Mail an die Mitglieder");
            await ClickAsync(seite, "Zur Prüfung geben und versenden");
            await Expect(seite.GetByText("Das Protokoll ist in Prüfung.").First).ToBeVisibleAsync();
            var schule = alle[2];
            await schule.GotoAsync("/");
            await LinkAsync(schule.Seite, "Protokoll prüfen: Netze & <Geräte>");
            await Expect(schule.Seite.GetByText($"Schule Nr. 2 {tisch.Name} (entscheidend): vertreten durch Petra Konrektorin")).ToBeVisibleAsync();
            await Expect(schule.Seite.GetByText("Drei Millionen.")).ToBeVisibleAsync();
            await schule.Seite.GetByText("Einwand zu diesem Absatz").First.ClickAsync();
            await schule.Seite.GetByLabel("Was war anders?").First.FillAsync("Es waren vier Regeln.");
            await ClickFirstAsync(schule.Seite, "Einwand erheben");
            await Expect(schule.Seite.GetByText("Ihr Einwand steht beim Absatz.")).ToBeVisibleAsync();
            await mona.GotoAsync("/");
            await LinkAsync(seite, "Einwände beantworten: Netze & <Geräte>");
            await seite.GetByLabel("Was geschieht damit?").FillAsync("Berichtigt: vier.");
            await ClickAsync(seite, "Antworten");
            await ClickAsync(seite, "Eine Sitzung hat es genehmigt");
            await Expect(seite.GetByText("Das Protokoll ist genehmigt und gesiegelt.").First).ToBeVisibleAsync();
            await alle[1].GotoAsync(weg + "/protokoll");
            await Expect(alle[1].Seite.GetByText("„Es waren vier Regeln.“ – Moderation: Berichtigt: vier.")).ToBeVisibleAsync();

            // The next one is made from it: what was postponed comes with its reason.
            await ClickAsync(seite, "Nächste Sitzung aus diesem Protokoll");
            await Expect(seite.GetByText("Genehmigung des Protokolls der 1. Sitzung").First).ToBeVisibleAsync();
            await mona.GotoAsync(weg.Replace("/1", "/2", StringComparison.Ordinal));
            await Expect(seite.GetByText("Vertagt in der 1. Sitzung: Der Bauplan fehlt.")).ToBeVisibleAsync();
            Assert.Equal(0, await seite.GetByText(Probetische.Vertraulich).CountAsync());
        }
        finally
        {
            foreach (var besuch in alle)
                await besuch.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_windows_of_the_Moderation_go_on_together()
    {
        var tisch = await browser.Portal.BeginSessionAsync(await browser.Portal.BuildTableAsync());
        await using var mona = await OpenAsync(tisch, "Mona");
        await using var max = await OpenAsync(tisch, "Max");
        // What one notes, the other sees; what the other is typing stays.
        var feld = max.Seite.GetByLabel("Mitschreiben: Verschiedenes");
        await feld.FillAsync("Max tippt noch");
        await MinuteAsync(mona.Seite, "Begrüßung", "Mona begrüßt alle.");
        await Expect(max.Seite.GetByText("Mona begrüßt alle.").First).ToBeVisibleAsync(new() { Timeout = Hoerfrist });
        await Expect(feld).ToHaveValueAsync("Max tippt noch");
        // Both go on to the same item: it is called once.
        await Task.WhenAll(ClickAsync(mona.Seite, "Beginnen mit 1. Begrüßung"), ClickAsync(max.Seite, "Beginnen mit 1. Begrüßung"));
        await Expect(mona.Seite.GetByRole(AriaRole.Heading, new() { Name = "Gerade: 1. Begrüßung" })).ToBeVisibleAsync();
        await Expect(max.Seite.GetByRole(AriaRole.Heading, new() { Name = "Gerade: 1. Begrüßung" })).ToBeVisibleAsync();
        Assert.Equal(1, await browser.Portal.InDatabaseAsync(db => db.Sitzungen.Where(s => s.RunderTischId == tisch.Id).SelectMany(s => s.Punkte).CountAsync(p => p.Stand != Punktstand.Offen)));
    }

    [Fact]
    public async Task Without_network_the_text_stays_can_be_copied_and_goes_out_once_when_it_is_back()
    {
        var tisch = await browser.Portal.BeginSessionAsync(await browser.Portal.BuildTableAsync());
        await using var mona = await OpenAsync(tisch, "Mona");
        mona.Allow("net::ERR");
        await mona.Kontext.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var seite = mona.Seite;
        var feld = seite.GetByLabel("Mitschreiben: Begrüßung");
        await mona.Kontext.SetOfflineAsync(true);
        await feld.FillAsync("Ohne Netz geschrieben");
        await ClickAsync(seite, "Festhalten : Begrüßung");
        await Expect(seite.GetByText("nicht gesendet: keine Verbindung.")).ToBeVisibleAsync();
        await Expect(feld).ToHaveValueAsync("Ohne Netz geschrieben");
        await ClickAsync(seite, "Text kopieren");
        await Expect(seite.GetByText("kopiert", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal("Ohne Netz geschrieben", await seite.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await mona.Kontext.SetOfflineAsync(false);
        await Expect(seite.GetByText("festgehalten", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(feld).ToHaveValueAsync("");

        // The answer is lost on its way: sent again, it stands once.
        await seite.RouteAsync("**/eintraege", async r =>
        {
            await r.FetchAsync();
            await r.AbortAsync();
        });
        await feld.FillAsync("Angekommen, ohne Antwort");
        await ClickAsync(seite, "Festhalten : Begrüßung");
        await Expect(seite.GetByText("nicht gesendet: keine Verbindung.")).ToBeVisibleAsync();
        await seite.UnrouteAllAsync();
        await ClickAsync(seite, "Festhalten : Begrüßung");
        await Expect(seite.GetByText("festgehalten", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(["Ohne Netz geschrieben", "Angekommen, ohne Antwort"], await browser.Portal.MinutesAsync(tisch));
    }

    [Fact]
    public async Task A_restart_in_the_middle_costs_no_word()
    {
        using var ordner = new Testordner();
        Probetisch tisch;
        await using (var vorher = new Testportal { Ordner = ordner })
            tisch = await vorher.BeginSessionAsync(await vorher.BuildTableAsync());
        SqliteConnection.ClearAllPools();
        var adresse = $"http://127.0.0.1:{FreePort()}";
        string[] einstellungen = ["--urls", adresse, "--Database:Ordner", Path.GetDirectoryName(ordner.Datenbankdatei)!, "--Konten:ZweiterFaktorPflicht", "false"];
        await using var prozess = portal.Start(einstellungen);
        await prozess.AddressAsync();
        await using var mona = await browser.VisitAsync(adresse: adresse);
        mona.Allow("net::ERR");
        await mona.SignInAsync(tisch.Mail("Mona"));
        await mona.GotoAsync(tisch.Sitzung + "/ablauf");
        await MinuteAsync(mona.Seite, "Begrüßung", "Vor dem Neustart");
        await prozess.KillAsync();
        await mona.Seite.GetByLabel("Mitschreiben: Begrüßung").FillAsync("Während des Neustarts");
        await ClickAsync(mona.Seite, "Festhalten : Begrüßung");
        await Expect(mona.Seite.GetByText("nicht gesendet: keine Verbindung.")).ToBeVisibleAsync();

        await using var wieder = portal.Start(einstellungen);
        await wieder.AddressAsync();
        // Signed in still, and the page finds its way back by itself.
        await Expect(mona.Seite.GetByText("festgehalten", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await ClickAsync(mona.Seite, "Beginnen mit 1. Begrüßung");
        await Expect(mona.Seite.GetByText("Vor dem Neustart").First).ToBeVisibleAsync();
        Assert.Equal(1, await mona.Seite.GetByText("Während des Neustarts").Locator("visible=true").CountAsync());
    }

    [Fact]
    public async Task The_running_session_is_accessible_with_its_clock_for_Moderation_and_members()
    {
        var tisch = await browser.Portal.BeginSessionAsync(await browser.Portal.BuildTableAsync());
        await using var mona = await OpenAsync(tisch, "Mona");
        await ClickAsync(mona.Seite, "Beginnen mit 1. Begrüßung");
        await Expect(mona.Seite.GetByText("Die Sitzung läuft seit")).ToBeVisibleAsync();
        await Expect(mona.Seite.GetByText("Dieser Punkt läuft seit")).ToBeVisibleAsync();
        await mona.Seite.ShouldBeAccessibleAsync();
        await using var schule = await browser.VisitAsync(tisch.Mail("Schule1"));
        await schule.GotoAsync(tisch.Sitzung);
        await Expect(schule.Seite.GetByText("Gerade: 1. Begrüßung")).ToBeVisibleAsync();
        await schule.Seite.ShouldBeAccessibleAsync();
        // Also after the page renewed itself.
        await ClickAsync(mona.Seite, $"Weiter zu 2. {Probetische.Vertraulich}");
        await Expect(schule.Seite.GetByText($"Gerade: 2. {Probetische.Vertraulich}", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = Hoerfrist });
        await schule.Seite.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_Moderation_leads_by_keyboard_alone_without_script()
    {
        var tisch = await browser.Portal.BeginSessionAsync(await browser.Portal.BuildTableAsync());
        await using var mona = await browser.VisitAsync(tisch.Mail("Mona"), script: false);
        var seite = mona.Seite;
        ILocator Button(string name) => seite.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await mona.GotoAsync(tisch.Sitzung + "/tagesordnung");
        await seite.TabAndPressAsync(Button("runter : Begrüßung"));
        await Expect(seite.GetByText("Die Reihenfolge ist gespeichert.")).ToBeVisibleAsync();
        await mona.GotoAsync(tisch.Sitzung + "/ablauf");
        await seite.TabAndPressAsync(seite.GetByRole(AriaRole.Group, new() { Name = $"Schule Nr. 1 {tisch.Name}" }).GetByLabel("noch offen"), "ArrowDown");
        await seite.TabAndPressAsync(Button("Anwesenheit speichern"));
        await Expect(seite.GetByText("Die Anwesenheit ist festgehalten.")).ToBeVisibleAsync();
        await seite.TabAndPressAsync(Button($"Beginnen mit 1. {Probetische.Vertraulich}"));
        await seite.TabAndTypeAsync(seite.GetByLabel($"Mitschreiben: {Probetische.Vertraulich}"), "Nur mit Tasten");
        await seite.TabAndPressAsync(Button($"Festhalten : {Probetische.Vertraulich}"));
        await Expect(seite.GetByText("Nur mit Tasten").First).ToBeVisibleAsync();
        await seite.TabAndPressAsync(Button("Weiter zu 2. Begrüßung"));
        await Expect(seite.GetByRole(AriaRole.Heading, new() { Name = "Gerade: 2. Begrüßung" })).ToBeVisibleAsync();
        await seite.TabAndPressAsync(Button("Sitzung beenden"));
        await Expect(seite.GetByText("Aus den Mitschriften ist der Protokollentwurf entstanden.")).ToBeVisibleAsync();
        await Expect(seite.GetByText("Nur mit Tasten")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Items_are_drawn_with_the_pointer_said_and_taken_back()
    {
        var tisch = await browser.Portal.BeginSessionAsync(await browser.Portal.BuildTableAsync());
        await using var mona = await browser.VisitAsync(tisch.Mail("Mona"));
        await mona.GotoAsync(tisch.Sitzung + "/tagesordnung");
        var seite = mona.Seite;
        ILocator Item(string titel) => seite.Locator("[data-punkt]", new() { HasText = titel });
        var unten = (await Item("Verschiedenes").BoundingBoxAsync())!.Height - 6;
        await Item("Begrüßung").Locator(".sd-griff").DragToAsync(Item("Verschiedenes"), new() { TargetPosition = new() { X = 200, Y = unten } });
        await Expect(seite.GetByRole(AriaRole.Status).GetByText("Begrüßung: jetzt Punkt 3 von 3.")).ToBeVisibleAsync();
        await Expect(Item("Begrüßung")).ToContainTextAsync("3. Begrüßung");
        Assert.Equal([Probetische.Vertraulich, "Verschiedenes", "Begrüßung"], await OrderAsync(tisch));
        await seite.ShouldBeAccessibleAsync();
        await seite.SetViewportSizeAsync(1280, 900);
        await ClickAsync(seite, "Rückgängig");
        await Expect(seite.GetByRole(AriaRole.Status).GetByText("Begrüßung: jetzt Punkt 1 von 3.")).ToBeVisibleAsync();
        Assert.Equal(["Begrüßung", Probetische.Vertraulich, "Verschiedenes"], await OrderAsync(tisch));
    }

    private Task<List<string>> OrderAsync(Probetisch tisch) => browser.Portal.InDatabaseAsync(db =>
        db.Sitzungen.Where(s => s.RunderTischId == tisch.Id).SelectMany(s => s.Punkte).OrderBy(p => p.Position).Select(p => p.Titel).ToListAsync());

    private async Task<Besuch> OpenAsync(Probetisch tisch, string wer)
    {
        var besuch = await browser.VisitAsync(tisch.Mail(wer));
        await besuch.GotoAsync(tisch.Sitzung + "/ablauf");
        return besuch;
    }

    private static async Task AddItemAsync(IPage seite, string titel, bool vertraulich = false)
    {
        await seite.Locator("summary", new() { HasText = "Eigener Punkt" }).ClickAsync();
        await seite.GetByLabel("Titel").FillAsync(titel);
        if (vertraulich)
            await seite.GetByLabel("vertraulich", new() { Exact = false }).CheckAsync();
        await ClickAsync(seite, "Punkt hinzufügen");
        await Expect(seite.GetByText("Der Punkt steht auf der Tagesordnung.")).ToBeVisibleAsync();
    }

    private static async Task AttendAsync(IPage seite, Probetisch tisch)
    {
        foreach (var gruppe in await seite.Locator(".sd-anwesenheit").AllAsync())
            await gruppe.GetByLabel("anwesend", new() { Exact = true }).CheckAsync();
        await seite.GetByRole(AriaRole.Group, new() { Name = $"Schule Nr. 4 {tisch.Name}" }).GetByLabel("entschuldigt").CheckAsync();
        var vertreten = seite.GetByRole(AriaRole.Group, new() { Name = $"Schule Nr. 2 {tisch.Name}" });
        await vertreten.GetByLabel("vertreten", new() { Exact = true }).CheckAsync();
        await vertreten.GetByLabel("Name").FillAsync("Petra Konrektorin");
        await ClickAsync(seite, "Anwesenheit speichern");
        await Expect(seite.GetByText("Die Anwesenheit ist festgehalten.")).ToBeVisibleAsync();
    }

    private static async Task MinuteAsync(IPage seite, string punkt, string text)
    {
        await seite.GetByLabel($"Mitschreiben: {punkt}").FillAsync(text);
        await ClickAsync(seite, $"Festhalten : {punkt}");
        await Expect(seite.GetByText("festgehalten", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Every open page shows it, without anybody touching it.</summary>
    private static Task HearAsync(IEnumerable<IPage> seiten, string worte) =>
        Task.WhenAll(seiten.Select(s => Expect(s.GetByText(worte).First).ToBeVisibleAsync(new() { Timeout = Hoerfrist })));

    private Task<List<Ausgangsnachricht>> MailsAsync(Probetisch tisch) => browser.Portal.InDatabaseAsync(db =>
        db.Ausgangsnachrichten.Where(n => n.Empfaenger.EndsWith($"-{tisch.Name}@tisch.example") && n.Anlass.StartsWith("sitzung/")).AsNoTracking().ToListAsync());

    private static Task ClickAsync(IPage seite, string knopf) => seite.GetByRole(AriaRole.Button, new() { Name = knopf, Exact = true }).ClickAsync();

    private static Task ClickFirstAsync(IPage seite, string knopf) => seite.GetByRole(AriaRole.Button, new() { Name = knopf, Exact = true }).First.ClickAsync();

    private static Task LinkAsync(IPage seite, string link) => seite.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    private static int FreePort()
    {
        using var horcher = new TcpListener(IPAddress.Loopback, 0);
        horcher.Start();
        return ((IPEndPoint)horcher.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"/sitzung/[\w-]+")]
    private static partial Regex LinkPattern();
}
