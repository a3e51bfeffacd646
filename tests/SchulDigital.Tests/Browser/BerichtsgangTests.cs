using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>A Berichtsbogen in review, confirmed and signed: by who has no mouse and no script, and by who has a phone and three minutes.</summary>
[Trait("Spur", "browser"), Collection(Bedienung.Name)]
public sealed class BerichtsgangTests(Browserportal browser)
{
    private const Berichtsabschnitt Stelle = Berichtsabschnitt.Planungen;
    private const string Wichtig = "Die Schule nennt bis dahin eine Person, die die Geräte ausgibt und zurücknimmt.";

    private readonly string _name = Guid.NewGuid().ToString("N")[..8];
    private string _weg = "";

    private string Titel => $"Digitalisierung {_name}";
    private string Schule => $"Schule {_name}";

    [Fact]
    public async Task A_sheet_is_reviewed_confirmed_and_signed_by_keyboard_alone_without_script()
    {
        await BuildAsync(unterschrift: true);
        await using var sina = await browser.VisitAsync(Mail("sina"), script: false);
        sina.Allow("status of 400");
        var seite = sina.Seite;
        var abschnitt = Section(seite, Stelle);
        await seite.TabAndPressAsync(Link(seite, $"Berichtsbogen prüfen: {Titel}"));
        await Expect(seite.GetByRole(AriaRole.Region, new() { Name = "Das Wichtigste" })).ToContainTextAsync(Wichtig);
        await seite.TabAndPressAsync(Head(abschnitt));
        await seite.TabAndPressAsync(abschnitt.GetByRole(AriaRole.Button, new() { Name = "Durchgesehen" }));
        await Expect(Head(abschnitt)).ToContainTextAsync("durchgesehen");
        await Expect(Head(abschnitt)).Not.ToContainTextAsync("noch");
        // One looks on from where one was, not from the top of the page.
        await seite.Keyboard.PressAsync("Tab");
        await Expect(Head(abschnitt)).ToBeFocusedAsync();

        await seite.Keyboard.PressAsync("Enter");
        await AnnotateAsync(seite, "Rückfrage stellen", "Ihre Frage", "Auch die Turnhalle?", "Frage stellen");
        await Expect(seite.GetByText("Ihre Rückfrage ist gestellt.")).ToBeVisibleAsync();
        // A blank is no reason; what is wrong leads to the field.
        await AnnotateAsync(seite, "Abschnitt zurückgeben", "Was ist in", " ", "Zurückgeben");
        await seite.TabAndPressAsync(Link(seite, "Schreiben Sie, worum es geht."));
        await Expect(abschnitt.GetByLabel("Was ist in")).ToBeVisibleAsync();
        await seite.TabAndTypeAsync(abschnitt.GetByLabel("Was ist in"), "Die Frist ist zu spät.");
        await seite.TabAndPressAsync(abschnitt.GetByRole(AriaRole.Button, new() { Name = "Zurückgeben", Exact = true }));
        await Expect(seite.GetByText($"Ihr Haus hat zurückgegeben: {Stelle.Label()}.")).ToBeVisibleAsync();
        await Expect(Button(seite, $"Bestätigen für {Schule}")).ToHaveCountAsync(0);

        // The carrier finds it where everything waits, and answers.
        await using var lars = await browser.VisitAsync(Mail("lars"), script: false);
        await lars.Seite.TabAndPressAsync(Link(lars.Seite, $"Rückfragen beantworten: {Titel}"));
        foreach (var (feld, antwort) in new[] { ("Ihre Antwort", "Ja, auch dort."), ("Was haben Sie geändert?", "Sie ist vorgezogen.") })
        {
            await lars.Seite.TabAndTypeAsync(lars.Seite.GetByLabel(feld), antwort);
            await lars.Seite.TabAndPressAsync(lars.Seite.Locator("form", new() { Has = lars.Seite.GetByLabel(feld) }).GetByRole(AriaRole.Button, new() { Name = "Antworten" }));
            await Expect(lars.Seite.GetByText("Ihre Antwort ist gespeichert.")).ToBeVisibleAsync();
        }

        await seite.TabAndPressAsync(Link(seite, "Wartet auf mich"));
        await seite.TabAndPressAsync(Link(seite, $"Berichtsbogen prüfen: {Titel}"));
        await seite.TabAndPressAsync(Head(abschnitt));
        await Expect(abschnitt.GetByText("Sie ist vorgezogen.")).ToBeVisibleAsync();
        await seite.TabAndPressAsync(Button(seite, $"Bestätigen für {Schule}"));
        await Expect(seite.GetByText("Ihr Haus hat bestätigt.").First).ToBeVisibleAsync();

        // The Vertretung confirms for the carrier, and signs; a name that is not hers is refused, and nothing is to be done twice.
        await using var vera = await browser.VisitAsync(Mail("vera"), script: false);
        vera.Allow("status of 400");
        await vera.Seite.TabAndPressAsync(Link(vera.Seite, $"Berichtsbogen prüfen: {Titel}"));
        await vera.Seite.TabAndPressAsync(Button(vera.Seite, $"Bestätigen für Stadt {_name}"));
        await Expect(vera.Seite.GetByText("0 von 2 haben unterzeichnet")).ToBeVisibleAsync();
        await vera.Seite.TabAndPressAsync(Link(vera.Seite, "Unterzeichnen"));
        var zustimmung = vera.Seite.GetByLabel("Ich habe den Text gelesen");
        await vera.Seite.TabAndPressAsync(zustimmung, "Space");
        await vera.Seite.TabAndTypeAsync(vera.Seite.GetByLabel("Ihr Name"), $"Lars {_name}");
        await vera.Seite.TabAndPressAsync(Button(vera.Seite, "Jetzt unterzeichnen"));
        await Expect(Link(vera.Seite, $"Schreiben Sie Ihren Namen so, wie er im Portal steht: Vera {_name}.")).ToBeVisibleAsync();
        await Expect(zustimmung).ToBeCheckedAsync();
        await Expect(vera.Seite.GetByLabel("Ihr Name")).ToHaveValueAsync($"Lars {_name}");
        await vera.Seite.TabAndTypeAsync(vera.Seite.GetByLabel("Ihr Name"), $"Vera {_name}");
        await vera.Seite.TabAndPressAsync(Button(vera.Seite, "Jetzt unterzeichnen"));
        await Expect(vera.Seite.GetByText("Sie haben unterzeichnet.")).ToBeVisibleAsync();

        await seite.TabAndPressAsync(Link(seite, "Wartet auf mich"));
        await seite.TabAndPressAsync(Link(seite, $"Berichtsbogen unterzeichnen: {Titel}"));
        await seite.TabAndPressAsync(Link(seite, "Unterzeichnen"));
        await seite.TabAndPressAsync(seite.GetByLabel("Ich habe den Text gelesen"), "Space");
        await seite.TabAndTypeAsync(seite.GetByLabel("Ihr Name"), $"Sina {_name}");
        await seite.TabAndPressAsync(Button(seite, "Jetzt unterzeichnen"));
        await Expect(seite.GetByRole(AriaRole.Definition).Locator("strong").First).ToHaveTextAsync("unterzeichnet");
        var tabelle = seite.GetByRole(AriaRole.Region, new() { Name = "Tabelle der Bestätigungen" });
        await Expect(tabelle).ToContainTextAsync($"Vera {_name}, i. V. Trägerleitung: unterzeichnet");
        await Expect(tabelle).ToContainTextAsync($"Sina {_name}, Schulleitung: unterzeichnet");
    }

    [Fact]
    public async Task On_a_phone_nothing_stands_in_the_way_in_any_state()
    {
        await BuildAsync(unterschrift: true);
        await using var sina = await VisitByPhoneAsync("sina");
        sina.Allow("status of 400");
        var seite = sina.Seite;
        var befunde = new List<string>();
        async Task LookAsync(IPage wo, string stand)
        {
            befunde.AddRange((await wo.InspectAsync()).Select(b => $"{stand}: {b}"));
            await HoldPhoneAsync(wo);
        }
        await LookAsync(seite, "Wartet auf mich");
        await Link(seite, $"Berichtsbogen prüfen: {Titel}").ClickAsync();
        await Expect(seite.GetByRole(AriaRole.Heading, new() { Name = "Was noch offen ist" })).ToBeVisibleAsync();
        await LookAsync(seite, "in Prüfung");
        foreach (var klappe in await seite.Locator("main summary").AllAsync())
            await klappe.ClickAsync();
        await LookAsync(seite, "aufgeklappt");
        var stelle = Section(seite, Stelle);
        await stelle.GetByLabel("Was ist in").FillAsync(" ");
        await Button(stelle, "Zurückgeben").ClickAsync();
        await Expect(Link(seite, "Schreiben Sie, worum es geht.")).ToBeVisibleAsync();
        await LookAsync(seite, "ohne Grund zurückgegeben");
        await Link(seite, "Schreiben Sie, worum es geht.").ClickAsync();
        await stelle.GetByLabel("Was ist in").FillAsync("Die Frist ist zu spät.");
        await Button(stelle, "Zurückgeben").ClickAsync();
        await Expect(seite.GetByText("Ihr Haus hat zurückgegeben")).ToBeVisibleAsync();
        await LookAsync(seite, "zurückgegeben");

        await using var lars = await VisitByPhoneAsync("lars");
        await lars.GotoAsync(_weg);
        await LookAsync(lars.Seite, "zurückgegeben, beim Träger");
        await lars.Seite.GetByLabel("Was haben Sie geändert?").FillAsync("Sie ist vorgezogen.");
        await Button(lars.Seite, "Antworten").ClickAsync();
        await Button(lars.Seite, $"Bestätigen für Stadt {_name}").ClickAsync();
        await Expect(lars.Seite.GetByText("Ihr Haus hat bestätigt.").First).ToBeVisibleAsync();
        await LookAsync(lars.Seite, "bestätigt vom Träger");
        await sina.GotoAsync(_weg);
        await Button(seite, $"Bestätigen für {Schule}").ClickAsync();
        await Expect(seite.GetByText("0 von 2 haben unterzeichnet")).ToBeVisibleAsync();
        await LookAsync(seite, "bestätigt von allen");

        await Link(seite, "Auf Papier unterzeichnen").ClickAsync();
        await Expect(seite.GetByRole(AriaRole.Heading, new() { Name = $"Unterschriftenblatt: {Titel}" })).ToBeVisibleAsync();
        await LookAsync(seite, "Unterschriftenblatt");
        await Button(seite, "Unterschrift eintragen").ClickAsync();
        await Expect(Link(seite, "Hängen Sie das eingescannte Blatt als PDF an.")).ToBeVisibleAsync();
        await LookAsync(seite, "Unterschriftenblatt, leer gesendet");
        await sina.GotoAsync(_weg + "/unterschrift");
        await LookAsync(seite, "Unterzeichnen");
        await Button(seite, "Jetzt unterzeichnen").ClickAsync();
        await Expect(Link(seite, "Kreuzen Sie an, dass Sie den Text gelesen haben und unterzeichnen.")).ToBeVisibleAsync();
        await LookAsync(seite, "Unterzeichnen, leer gesendet");
        await seite.Locator("summary", new() { HasText = "Nicht unterzeichnen" }).ClickAsync();
        await Button(seite, "Unterschrift ablehnen").ClickAsync();
        await Expect(Link(seite, "Schreiben Sie, warum Sie nicht unterzeichnen: Alle Beteiligten lesen es.")).ToBeVisibleAsync();
        await LookAsync(seite, "Ablehnung ohne Grund");
        await seite.GetByLabel("Warum nicht?").FillAsync("Die Kosten trägt uns niemand.");
        await Button(seite, "Unterschrift ablehnen").ClickAsync();
        await Expect(seite.GetByText("Festgehalten: Ihr Haus unterzeichnet nicht.")).ToBeVisibleAsync();
        await LookAsync(seite, "abgelehnt");
        await lars.GotoAsync(_weg);
        await LookAsync(lars.Seite, "abgelehnt, beim Träger");
        Assert.Empty(befunde);
    }

    /// <summary>Counted for somebody who reads every word and scrolls between the taps: the test itself is through in seconds.</summary>
    [Fact]
    public async Task A_head_of_school_reads_and_confirms_on_a_phone_in_under_three_minutes()
    {
        const double WorteJeSekunde = 180 / 60.0;
        const int SekundenJeTippen = 4;
        await BuildAsync(unterschrift: false);
        await using var sina = await VisitByPhoneAsync("sina");
        var seite = sina.Seite;
        var (worte, getippt) = (0, 0);
        async Task ReadAsync(ILocator was) => worte += (await was.InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        async Task TapAsync(ILocator worauf)
        {
            await worauf.ClickAsync();
            getippt++;
        }

        await ReadAsync(seite.Locator("main"));
        await TapAsync(Link(seite, $"Berichtsbogen prüfen: {Titel}"));
        await ReadAsync(seite.Locator("main"));
        // What she has to do herself stands on the first page; a tap leads to the place.
        await Expect(seite.GetByRole(AriaRole.Link, new() { Name = Wichtig })).ToBeVisibleAsync();
        var abschnitte = seite.Locator("main > details[id^=abschnitt]");
        for (var i = 0; i < await abschnitte.CountAsync(); i++)
        {
            await TapAsync(Head(abschnitte.Nth(i)));
            await ReadAsync(abschnitte.Nth(i));
            await TapAsync(abschnitte.Nth(i).GetByRole(AriaRole.Button, new() { Name = "Durchgesehen" }));
            await Expect(Head(abschnitte.Nth(i))).Not.ToContainTextAsync("noch durchzusehen");
        }
        await Expect(seite.GetByText("Alle Abschnitte sind durchgesehen.")).ToBeVisibleAsync();
        await TapAsync(Button(seite, $"Bestätigen für {Schule}"));
        await Expect(seite.GetByText("Ihr Haus hat bestätigt.").First).ToBeVisibleAsync();
        // Below a minute nothing would have been read.
        Assert.InRange(worte / WorteJeSekunde + getippt * SekundenJeTippen, 60, 180);
    }

    private string Mail(string wer) => $"{wer}-{_name}@bericht.example";

    /// <summary>A sheet in review, as long as those of the demo region's schools.</summary>
    private async Task BuildAsync(bool unterschrift) => _weg = await browser.Portal.BuildAsync(a =>
    {
        var nummer = $"{Convert.ToInt32(_name[..6], 16) % 1_000_000:000000}";
        var ort = a.CreateKommune(a.CreateRegion($"bericht-{_name}", $"Region {_name}", "Bildungsbüro"), "96" + nummer, $"Ort {_name}");
        var stadt = a.CreateSchultraeger(_name, $"Stadt {_name}", TraegerArt.Kommune);
        var (traeger, schule) = (Scope.Schultraeger(stadt.Id), Scope.Schule(a.CreateSchule(nummer, Schule, "Grundschule", ort, stadt).Id));
        Amtsperson Person(string name, Rolle rolle, Scope scope, Amtsart? art = null) => a.Appoint(a.CreatePerson($"{name} {_name}", Mail(name.ToLowerInvariant())), rolle, scope, art: art);
        var lars = Person("Lars", Rolle.Traegerleitung, traeger);
        Person("Vera", Rolle.Traegerleitung, traeger, Amtsart.StaendigeVertretung);
        Person("Sina", Rolle.Schulleitung, schule);

        var (jetzt, frist) = (browser.Portal.Uhr.Now(), browser.Portal.Uhr.Today().AddDays(90));
        var (bogen, eintrag) = Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(traeger, stadt.Name), [new Berichtshaus(schule, Schule)], Berichtsart.Schule,
            new Berichtsangaben(Titel, "Jahresgespräch", unterschrift, Zeichnungsfolge.Beliebig), 1, lars.Urheber, jetzt);
        a.Add(bogen);
        a.Add(eintrag);
        foreach (var (ort2, angaben) in new (Absatzort, Absatzangaben)[]
        {
            (new(Berichtsabschnitt.Situation, Berichtssicht.Traeger), new("Das WLAN reicht in zwei von vier Gebäuden. Es gibt zwei Koffer mit Tablets.")),
            (new(Berichtsabschnitt.Situation, Berichtssicht.Schule, schule.Id), new("Wir arbeiten gern mit den Koffern; im Anbau geht es ohne Netz nicht.")),
            (new(Berichtsabschnitt.Ziele), new("Alle Gebäude haben ein Netz, das einer ganzen Klasse standhält.", VerantwortlichId: traeger.Id, Frist: frist)),
            (new(Berichtsabschnitt.Ziele), new(Wichtig, VerantwortlichId: schule.Id, Frist: frist)),
            (new(Stelle), new("Messung der Funkabdeckung im Anbau.", VerantwortlichId: traeger.Id, Frist: frist, Kosten: "etwa 4.000 Euro")),
            (new(Stelle), new("Eine Stelle nimmt die Störungen aller Schulen an.", VerantwortlichId: traeger.Id, Frist: frist, Kosten: "etwa 60.000 Euro im Jahr", Vorbehalt: "Beschluss: Rat der Stadt")),
        })
            a.Add(bogen.Add(Kennung.New(), ort2, angaben, null, lars.Urheber, jetzt)!.Value.Eintrag);
        a.Add(bogen.SendToReview(lars.Urheber, jetzt)!);
        return $"/berichtsboegen/{bogen.Id}";
    });

    private async Task<Besuch> VisitByPhoneAsync(string wer)
    {
        var besuch = await browser.VisitAsync(Mail(wer));
        await HoldPhoneAsync(besuch.Seite);
        return besuch;
    }

    private static Task HoldPhoneAsync(IPage seite) => seite.SetViewportSizeAsync(390, 844);

    private static async Task AnnotateAsync(IPage seite, string klappe, string feld, string text, string knopf)
    {
        var abschnitt = Section(seite, Stelle);
        await seite.TabAndPressAsync(abschnitt.Locator("summary", new() { HasText = klappe }));
        await seite.TabAndTypeAsync(abschnitt.GetByLabel(feld), text);
        await seite.TabAndPressAsync(Button(abschnitt, knopf));
    }

    private static ILocator Section(IPage seite, Berichtsabschnitt abschnitt) => seite.Locator($"#abschnitt-{abschnitt}");

    private static ILocator Head(ILocator abschnitt) => abschnitt.Locator("> summary");

    private static ILocator Button(IPage seite, string name) => seite.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Button(ILocator wo, string name) => wo.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Link(IPage seite, string name) => seite.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First;
}
