using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Aufgabenliste;

namespace SchulDigital.Tests.Features;

/// <summary>Tasks: given, done, given more time, reminded of; by the people of one organisation and nobody else.</summary>
[Trait("Spur", "host")]
public sealed class AufgabenTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Leitung = "leitung@probe.example";
    private const string Berta = "berta@probe.example";
    private const string Fremd = "fremd@probe.example";

    private readonly Testportal _portal = new();
    private Scope _traeger;
    private Guid _berta;
    private Guid _leitungId;
    private Testbrowser _leitung = null!;

    public async Task InitializeAsync()
    {
        await _portal.BuildAsync(a =>
        {
            var traeger = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            var andere = a.CreateSchultraeger("2", "Stadt Fremd", TraegerArt.Kommune);
            _traeger = Scope.Schultraeger(traeger.Id);
            _leitungId = a.Appoint(a.CreatePerson("Lars Leitung", Leitung), Rolle.Traegerleitung, _traeger).Person.Id;
            _berta = a.Appoint(a.CreatePerson("Berta Bearbeitung", Berta), Rolle.Traegerbearbeitung, _traeger).Person.Id;
            a.Appoint(a.CreatePerson("Frida Fremd", Fremd), Rolle.Traegerleitung, Scope.Schultraeger(andere.Id));
            return 0;
        });
        _leitung = await _portal.SignInAsync(Leitung);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Given_to_somebody_it_waits_on_her_start_page_until_she_reports_it_done()
    {
        (await _leitung.GetAsync("/aufgaben")).ShouldShow("Noch gibt es keine Aufgabe");
        await _leitung.FollowAsync("Aufgabe anlegen");
        var formular = Fill(("Text", "Angebote für Displays einholen"), ("Person", _berta.ToString()));
        (await _leitung.SubmitAsync(formular)).ShouldShow("Die Aufgabe ist angelegt. Berta Bearbeitung bekommt eine Mail.", "Angebote für Displays einholen", "offen", "Aufgabe angelegt");
        // The second click finds the first.
        await _leitung.SubmitAsync(formular);
        var aufgabe = Assert.Single(await AufgabenAsync());
        var mail = Assert.Single(await MailsAsync());
        Assert.Equal((Berta, Leitung), (mail.Empfaenger, mail.AntwortAn));
        Assert.Contains("Lars Leitung hat Ihnen eine Aufgabe gegeben", mail.Text, StringComparison.Ordinal);

        var berta = await _portal.SignInAsync(Berta);
        berta.Seite.ShouldShow("Aufgabe: Angebote für Displays einholen", "Sie sind dafür genannt");
        await berta.FollowAsync("Aufgabe: Angebote für Displays einholen");
        var erledigt = berta.Seite.Form("form[action$='/erledigung']").Set("Vermerk", "Drei liegen vor");
        (await berta.SubmitAsync(erledigt)).ShouldShow("Die Aufgabe ist erledigt", "Drei liegen vor", "Wieder eröffnen");
        (await berta.SubmitAsync(erledigt)).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal(2, await _portal.InDatabaseAsync(db => db.Verlauf.CountAsync(e => e.GegenstandId == aufgabe.Id)));
        (await berta.GetAsync("/")).ShouldNotShow("Angebote für Displays");
        // The Leitung reads the name, everybody else the office.
        (await _leitung.GetAsync($"/aufgaben/{aufgabe.Id}")).ShouldShow("Berta Bearbeitung · Erledigt: Drei liegen vor");
        (await berta.GetAsync($"/aufgaben/{aufgabe.Id}")).ShouldShow("Trägerleitung, Stadt Probe · Aufgabe angelegt");
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_what_was_typed()
    {
        await _leitung.GetAsync("/aufgaben/neu");
        (await _leitung.SubmitAsync(Fill(("Text", ""), ("Frist", "")))).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Schreiben Sie, was zu tun ist.", "Nennen Sie den letzten Tag.");
        (await _leitung.SubmitAsync(Fill(("Text", "Lange <b>getippt</b>"), ("Frist", "2020-01-01")))).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Die Frist liegt in der Vergangenheit.");
        Assert.Equal(("Lange <b>getippt</b>", "2020-01-01"), (_leitung.Seite.Form("form[action='/aufgaben']")["Text"]?.Trim(), _leitung.Seite.Form("form[action='/aufgaben']")["Frist"]));
        (await _leitung.SubmitAsync(Fill(("Text", new string('x', Aufgabe.TextMaxLength + 1))))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        // Somebody of another house, and a role that the person does not hold.
        (await _leitung.SubmitAsync(Fill(("Text", "A"), ("Person", Guid.NewGuid().ToString())))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await _leitung.SubmitAsync(Fill(("Text", "A"), ("Person", _berta.ToString()), ("Amt", $"Schultraeger/{_traeger.Id}/Traegerleitung"))))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Diese Person hat das gewählte Amt nicht");
        (await _leitung.SubmitAsync(Fill(("Text", "A"), ("Amt", $"Schultraeger/{Guid.NewGuid()}")))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        Assert.Empty(await AufgabenAsync());
    }

    [Fact]
    public async Task Others_know_nothing_of_it()
    {
        var aufgabe = await GiveAsync();
        var fremd = await _portal.SignInAsync(Fremd);
        (await fremd.GetAsync("/aufgaben")).ShouldNotShow(aufgabe.Text);
        (await fremd.GetAsync($"/aufgaben/{aufgabe.Id}")).ShouldHaveStatus(HttpStatusCode.NotFound);
        foreach (var act in (string[])["erledigung", "wegfall", "frist", "person", "eroeffnung"])
            (await fremd.PostAsync($"/aufgaben/{aufgabe.Id}/{act}", ("Version", "0"), ("Wegfallgrund", "x"), ("Oeffnungsgrund", "x"), ("NeueFrist", "2031-01-01")))
                .ShouldHaveStatus(HttpStatusCode.NotFound);
        Assert.Equal(0, Assert.Single(await AufgabenAsync()).Version);
    }

    [Fact]
    public async Task Who_is_named_sees_and_does_it_without_an_office_there()
    {
        var fremdId = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == Fremd).Select(p => p.Id).SingleAsync());
        var aufgabe = await GiveAsync(person: fremdId);
        var fremd = await _portal.SignInAsync(Fremd);
        fremd.Seite.ShouldShow("Aufgabe: Angebote einholen");
        await fremd.GetAsync($"/aufgaben/{aufgabe.Id}");
        (await fremd.SubmitAsync("form[action$='/erledigung']")).ShouldShow("Die Aufgabe ist erledigt");
    }

    [Fact]
    public async Task Not_needed_more_time_somebody_else_and_open_again()
    {
        var aufgabe = await GiveAsync();
        await _leitung.GetAsync($"/aufgaben/{aufgabe.Id}");
        (await _leitung.SubmitAsync("form[action$='/frist']", ("NeueFrist", "2020-01-01"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Mehr Zeit heißt: ein Tag nach dem");
        Assert.True(_leitung.Seite.One("form[action$='/frist']").Closest("details")!.HasAttribute("open"));
        var neu = aufgabe.Frist.AddDays(3);
        (await _leitung.SubmitAsync("form[action$='/frist']", ("NeueFrist", $"{neu:yyyy-MM-dd}"))).ShouldShow($"Die Frist ist jetzt der {neu:dd.MM.yyyy}.", "Mehr Zeit gegeben");
        (await _leitung.SubmitAsync("form[action$='/person']", ("Person", Guid.NewGuid().ToString()))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await _leitung.SubmitAsync("form[action$='/person']", ("Person", _berta.ToString()))).ShouldShow("Die Person ist genannt. Berta Bearbeitung bekommt eine Mail.");
        (await _leitung.SubmitAsync("form[action$='/wegfall']", ("Wegfallgrund", " "))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie, warum die Aufgabe entfällt.");
        (await _leitung.SubmitAsync("form[action$='/wegfall']", ("Wegfallgrund", "Der Bund liefert"))).ShouldShow("entfallen", "Der Bund liefert");
        (await _leitung.SubmitAsync("form[action$='/eroeffnung']", ("Oeffnungsgrund", "Doch nicht"))).ShouldShow("Die Aufgabe ist wieder offen.");
        Assert.Equal((Aufgabenstatus.Offen, neu, _berta), ((await AufgabenAsync())[0].Status, (await AufgabenAsync())[0].Frist, (await AufgabenAsync())[0].PersonId!.Value));
    }

    [Fact]
    public async Task Of_two_who_write_at_the_same_time_the_second_is_told_and_keeps_her_text()
    {
        var aufgabe = await GiveAsync();
        var berta = await _portal.SignInAsync(Berta);
        await berta.GetAsync($"/aufgaben/{aufgabe.Id}");
        var altes = berta.Seite.Form("form[action$='/erledigung']").Set("Vermerk", "Mit Mühe getippt");
        await _leitung.GetAsync($"/aufgaben/{aufgabe.Id}");
        await _leitung.SubmitAsync("form[action$='/frist']", ("NeueFrist", $"{aufgabe.Frist.AddDays(2):yyyy-MM-dd}"));
        (await berta.SubmitAsync(altes)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Nicht gespeichert", "inzwischen etwas geändert", "Mit Mühe getippt");
        Assert.Equal(Aufgabenstatus.Offen, Assert.Single(await AufgabenAsync()).Status);
        (await berta.SubmitAsync("form[action$='/erledigung']")).ShouldShow("Die Aufgabe ist erledigt", "Mit Mühe getippt");

        // What is done already cannot be dropped any more; the reason stays in the page.
        (await _leitung.PostAsync($"/aufgaben/{aufgabe.Id}/wegfall", ("Version", "1"), ("Wegfallgrund", "Brauchen wir nicht"))).ShouldHaveStatus(HttpStatusCode.Conflict);
        // Twice at once is once.
        var andere = await GiveAsync("Zweite");
        var klicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var browser = await _portal.SignInAsync(Berta);
            return await browser.PostAsync($"/aufgaben/{andere.Id}/erledigung", ("Version", "0"), ("Vermerk", "fertig"));
        }));
        Assert.All(klicks, k => k.ShouldHaveStatus(HttpStatusCode.OK));
        Assert.Equal(1, (await AufgabenAsync()).Single(a => a.Id == andere.Id).Version);
    }

    [Fact]
    public async Task Reminded_once_before_and_once_after_the_last_day()
    {
        await GiveAsync("Für alle im Amt", tage: 10);
        await GiveAsync("Für Berta", tage: 10, person: _berta);
        await GiveAsync("Zu jung", tage: 2);
        await GiveAsync("Schon fertig", tage: 10, status: Aufgabenstatus.Erledigt);
        await RemindAsync();
        Assert.Empty(await MailsAsync());
        _portal.Uhr.Advance(TimeSpan.FromDays(7));
        await RemindAsync();
        await RemindAsync();
        var mails = await MailsAsync();
        // The young one is over already; it was not reminded of in advance.
        Assert.Equal(["Für Berta→berta", "Für alle im Amt→berta", "Für alle im Amt→leitung", "Zu jung→berta", "Zu jung→leitung"],
            mails.Select(m => $"{m.Betreff.Split(": ")[1]}→{m.Empfaenger.Split('@')[0]}").Order(StringComparer.Ordinal));
        Assert.Equal(2, mails.Count(m => m.Betreff.StartsWith("Aufgabe überfällig", StringComparison.Ordinal)));
        _portal.Uhr.Advance(TimeSpan.FromDays(4));
        await RemindAsync();
        await RemindAsync();
        Assert.Equal(8, (await MailsAsync()).Count);
        _leitung = await _portal.SignInAsync(Leitung);
        (await _leitung.GetAsync("/aufgaben?stand=Ueberfaellig")).ShouldShow("3 Aufgaben", "überfällig");
    }

    [Fact]
    public async Task Who_left_the_office_or_wants_no_mails_gets_none_and_the_office_takes_over()
    {
        var nachlass = await GiveAsync("Nachlass", tage: 10, person: _berta);
        await _portal.InDatabaseAsync(async db =>
        {
            (await db.Zustaendigkeiten.SingleAsync(z => z.PersonId == _berta)).End(_portal.Uhr.Today().AddDays(1));
            await db.SaveChangesAsync();
        });
        (await _leitung.GetAsync("/")).ShouldNotShow("Nachlass");
        _portal.Uhr.Advance(TimeSpan.FromDays(8));
        await RemindAsync();
        Assert.Equal(Leitung, Assert.Single(await MailsAsync()).Empfaenger);
        var leitung = await _portal.SignInAsync(Leitung);
        leitung.Seite.ShouldShow("Aufgabe: Nachlass");
        // In her new house she knows nothing of it any more, though her name stands there.
        await _portal.InDatabaseAsync(async db =>
        {
            var neuesHaus = await db.Schultraeger.Where(t => t.Name == "Stadt Fremd").Select(t => t.Id).SingleAsync();
            db.Add(new Zustaendigkeit(_berta, Rolle.Traegerbearbeitung, Scope.Schultraeger(neuesHaus), _portal.Uhr.Today()));
            await db.SaveChangesAsync();
        });
        var berta = await _portal.SignInAsync(Berta);
        berta.Seite.ShouldNotShow("Nachlass");
        (await berta.GetAsync($"/aufgaben/{nachlass.Id}")).ShouldHaveStatus(HttpStatusCode.NotFound);

        await GiveAsync("Ohne Mail", tage: 10);
        await _portal.InDatabaseAsync(async db =>
        {
            (await db.Personen.SingleAsync(p => p.Id == _leitungId)).HinweiseJeMail = false;
            await db.SaveChangesAsync();
        });
        _portal.Uhr.Advance(TimeSpan.FromDays(8));
        await RemindAsync();
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task The_list_filters_sorts_and_costs_the_same_whatever_stands_in_it()
    {
        await GiveAsync("Ärger mit Öfen", tage: 3);
        await GiveAsync("Beamer", tage: 9, person: _berta);
        Assert.Equal(["Ärger mit Öfen", "Beamer"], await TitlesAsync("/aufgaben"));
        Assert.Equal(["Beamer", "Ärger mit Öfen"], await TitlesAsync("/aufgaben?sortierung=frist-absteigend"));
        Assert.Equal(["Ärger mit Öfen"], await TitlesAsync("/aufgaben?suche=oefen"));
        Assert.Equal(["Ärger mit Öfen"], await TitlesAsync("/aufgaben?meine=true"));
        Assert.Empty(await TitlesAsync("/aufgaben?stand=Erledigt"));
        (await _leitung.GetAsync("/aufgaben?stand=Quatsch")).ShouldHaveStatus(HttpStatusCode.BadRequest);

        var wenige = await _portal.CountStatementsAsync(() => _leitung.GetAsync("/aufgaben"));
        var start = await _portal.CountStatementsAsync(() => _leitung.GetAsync("/"));
        for (var i = 0; i < 60; i++)
            await GiveAsync($"Aufgabe {i:00}", tage: 20);
        Assert.Equal(wenige, await _portal.CountStatementsAsync(() => _leitung.GetAsync("/aufgaben")));
        Assert.Equal(start, await _portal.CountStatementsAsync(() => _leitung.GetAsync("/")));
        (await _leitung.GetAsync("/aufgaben")).ShouldShow("Aufgaben 1 bis 50 von 62");
        Assert.Equal(12, (await TitlesAsync("/aufgaben?seite=2")).Count);
    }

    private async Task<IReadOnlyList<string>> TitlesAsync(string adresse) =>
        [.. (await _leitung.GetAsync(adresse)).All(".sd-liste tbody th").Select(t => t.TextContent.Trim())];

    private Testformular Fill(params (string Name, string Wert)[] felder)
    {
        var formular = _leitung.Seite.Form("form[action='/aufgaben']");
        foreach (var (name, wert) in felder)
            formular.Set(name, wert);
        return formular;
    }

    private Task RemindAsync() => _portal.Services.GetRequiredService<Aufgabenfristen>().RemindAsync(CancellationToken.None);

    private Task<Aufgabe> GiveAsync(string text = "Angebote einholen", int tage = 7, Guid? person = null, Aufgabenstatus status = Aufgabenstatus.Offen) =>
        _portal.InDatabaseAsync(async db =>
        {
            var (aufgabe, eintrag) = Aufgabe.Create(_traeger, null, person, text, _portal.Uhr.Today().AddDays(tage),
                new Herkunft(Herkunftsart.Schultraeger, _traeger.Id!.Value, null), Urheber.Portal, _portal.Uhr.Now());
            if (status == Aufgabenstatus.Erledigt)
                aufgabe.Complete(null, Urheber.Portal, _portal.Uhr.Now());
            db.Add(aufgabe);
            db.Add(eintrag);
            await db.SaveChangesAsync();
            return aufgabe;
        });

    private Task<List<Aufgabe>> AufgabenAsync() => _portal.InDatabaseAsync(db => db.Aufgaben.AsNoTracking().ToListAsync());

    private Task<List<Ausgangsnachricht>> MailsAsync() =>
        _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.AsNoTracking().OrderBy(n => n.AngelegtAm).ToListAsync());
}
