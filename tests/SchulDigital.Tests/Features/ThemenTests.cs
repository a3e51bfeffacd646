using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>The backlog of a Runder Tisch: proposed, decided on together, planned, postponed, joined; seen by who sits there.</summary>
[Trait("Spur", "host")]
public sealed class ThemenTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testportal _portal = new();
    private RunderTisch _tisch = null!;
    private RunderTisch _fernerTisch = null!;
    private Schultraeger _stadt = null!;
    private Schule _schule = null!;
    private MatrixZeile _zeile = null!;

    public Task InitializeAsync() => _portal.BuildAsync(a =>
    {
        var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
        var ort = a.CreateKommune(region, "09900001", "Hierort");
        var fern = a.CreateKommune(a.CreateRegion("fern", "Kreis Fern", "Fernbüro"), "09900002", "Fernort");
        (_tisch, _fernerTisch) = (a.CreateRunderTisch(ort, "Runder Tisch Hierort"), a.CreateRunderTisch(fern, "Runder Tisch Fernort"));
        _stadt = a.CreateSchultraeger("1", "Stadt Hier", TraegerArt.Kommune);
        var andere = a.CreateSchultraeger("2", "Stadt Fern", TraegerArt.Kommune);
        _schule = a.CreateSchule("990001", "Schule Hier", "Grundschule", ort, _stadt);
        var ferneSchule = a.CreateSchule("990002", "Schule Dort", "Grundschule", fern, andere);
        var durchgang = a.CreateDurchgang(region, "probe", "2026/27");
        void Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
        Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(_stadt.Id));
        Person("Sascha", Rolle.Schulleitung, Scope.Schule(_schule.Id));
        Person("Mona", Rolle.Moderation, Scope.RunderTisch(_tisch.Id));
        Person("Kora", Rolle.Koordination, Scope.Bildungsregion(region.Id));
        Person("Berat", Rolle.Medienberatung, Scope.RunderTisch(_tisch.Id));
        Person("Frida", Rolle.Traegerleitung, Scope.Schultraeger(andere.Id));
        Person("Ferdi", Rolle.Schulleitung, Scope.Schule(ferneSchule.Id));
        for (var i = 0; i < 5; i++)
            a.Offer(durchgang, Scope.Schultraeger(i == 0 ? _stadt.Id : a.CreateSchultraeger($"9{i}", $"Träger {i}", TraegerArt.Kommune).Id), _portal.Uhr.Now(), _portal.Uhr.Now());
        _zeile = a.CreateMatrix(_stadt, durchgang).Matrix.Zeilen[0];
        return 0;
    });

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task A_school_proposes_and_Moderation_and_carrier_accept_together()
    {
        var sascha = await SignInAsync("Sascha");
        (await sascha.GetAsync("/themen")).ShouldShow("Der Themenspeicher ist leer");
        await sascha.FollowAsync("Thema vorschlagen");
        var formular = sascha.Seite.Form("form[action='/themen']").Set("Titel", "WLAN in der Turnhalle").Set("Beschreibung", "Bei Prüfungen <b>fehlt</b> es");
        Assert.Equal(_tisch.Id.ToString(), formular["Tisch"]);
        (await sascha.SubmitAsync(formular)).ShouldShow("Das Thema ist vorgeschlagen", "WLAN in der Turnhalle", "fehlt", "von Schule Hier", "Herkunft");
        await sascha.SubmitAsync(formular);
        var thema = Assert.Single(await ThemenAsync());
        Assert.Equal((new Herkunft(Herkunftsart.Schule, _schule.Id, null), Scope.Schule(_schule.Id)), (thema.Herkunft, thema.Von));
        Assert.Null(sascha.Seite.Find("form[action$='/zustimmung']"));

        var tilda = await SignInAsync("Tilda");
        await tilda.FollowAsync("Vorgeschlagene Themen: Runder Tisch Hierort");
        await tilda.FollowAsync("WLAN in der Turnhalle");
        (await tilda.SubmitAsync("form[action$='/zustimmung']")).ShouldShow("Ihre Zustimmung ist festgehalten", "hat noch nicht zugestimmt");
        Assert.Null(tilda.Seite.Find("form[action$='/zustimmung']"));
        (await tilda.GetAsync("/")).ShouldNotShow("Vorgeschlagene Themen");
        // She cannot say yes for the other side.
        (await tilda.PostAsync($"/themen/{thema.Id}/zustimmung", ("Seite", "Moderation"))).ShouldHaveStatus(HttpStatusCode.BadRequest);

        var mona = await SignInAsync("Mona");
        await mona.GetAsync($"/themen/{thema.Id}");
        var ja = mona.Seite.Form("form[action$='/zustimmung']");
        (await mona.SubmitAsync(ja)).ShouldShow("Das Thema ist angenommen");
        (await mona.SubmitAsync(ja)).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal(3, await _portal.InDatabaseAsync(db => db.Verlauf.CountAsync(e => e.GegenstandId == thema.Id)));
        // At a table the history names offices, not people.
        mona.Seite.ShouldShow("Trägerleitung, Stadt Hier · Zugestimmt", "Sie · Angenommen").ShouldNotShow("Tilda");
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_what_was_typed()
    {
        var sascha = await SignInAsync("Sascha");
        await sascha.GetAsync("/themen/neu");
        (await sascha.SubmitAsync("form[action='/themen']", ("Beschreibung", "Lange getippt"), ("Themenfeld", "gibtesnicht")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie dem Thema einen Titel.", "Dieses Themenfeld gibt es nicht", "Lange getippt");
        (await sascha.SubmitAsync("form[action='/themen']", ("Titel", "A"), ("Themenfeld", ""), ("Tisch", _fernerTisch.Id.ToString())))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Wählen Sie einen Runden Tisch, an dem Sie sitzen.");
        (await sascha.SubmitAsync("form[action='/themen']", ("Titel", "A"), ("Tisch", _tisch.Id.ToString()), ("Von", _stadt.Id.ToString())))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Diese Organisation sitzt nicht an dem gewählten Runden Tisch.");
        Assert.Empty(await ThemenAsync());
    }

    [Fact]
    public async Task Better_words_keep_the_old_title_in_the_history()
    {
        var thema = await ProposeAsync("Wlan kaputt");
        var tilda = await SignInAsync("Tilda");
        await tilda.GetAsync($"/themen/{thema.Id}");
        var alt = tilda.Seite.Form("form[action$='/wortlaut']");
        var mona = await SignInAsync("Mona");
        await mona.GetAsync($"/themen/{thema.Id}");
        (await mona.SubmitAsync("form[action$='/wortlaut']", ("Titel", ""))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie dem Thema einen Titel.");
        await mona.GetAsync($"/themen/{thema.Id}");
        var neu = mona.Seite.Form("form[action$='/wortlaut']").Set("Titel", "WLAN in allen Räumen").Set("Beschreibung", "Auch im Keller");
        (await mona.SubmitAsync(neu)).ShouldShow("Titel und Beschreibung sind geändert", "WLAN in allen Räumen", "Auch im Keller", "bisher „Wlan kaputt“");
        (await mona.SubmitAsync(neu)).ShouldHaveStatus(HttpStatusCode.OK);
        (await mona.GetAsync("/themen?suche=Keller")).ShouldShow("WLAN in allen Räumen");
        // Who had the old words before her is told, and keeps what she typed.
        (await tilda.SubmitAsync(alt.Set("Titel", "Funknetz"))).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Nicht gespeichert");
        Assert.Equal("Funknetz", tilda.Seite.Form("form[action$='/wortlaut']")["Titel"]);
        // Who only advises there does not change what others proposed.
        var berat = await SignInAsync("Berat");
        await berat.GetAsync($"/themen/{thema.Id}");
        Assert.Null(berat.Seite.Find("form[action$='/wortlaut']"));
        (await berat.PostAsync($"/themen/{thema.Id}/wortlaut", ("Version", "1"), ("Titel", "Anders"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Umformulieren kann ein Thema");
        Assert.Equal("WLAN in allen Räumen", Assert.Single(await ThemenAsync()).Titel);
    }

    [Fact]
    public async Task From_a_row_of_the_own_matrix_a_Thema_is_proposed_and_the_row_shows_it()
    {
        var tilda = await SignInAsync("Tilda");
        var blatt = $"/traeger/{_stadt.Id}/matrix/probe/{_zeile.Themenfeld}";
        await tilda.GetAsync(blatt);
        var link = tilda.Seite.All("a[href*='/themen/neu']").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith($"kriterium={_zeile.Kriterium}", StringComparison.Ordinal));
        (await tilda.GetAsync(link)).ShouldShow("Herkunft", "Matrix 2026/27, Stadt Hier: ");
        var formular = tilda.Seite.Form("form[action='/themen']");
        Assert.Equal((_zeile.Id.ToString(), _zeile.Themenfeld), (formular["Zeile"], formular["Themenfeld"]));
        Assert.NotEmpty(formular["Titel"]!);
        (await tilda.SubmitAsync(formular.Set("Titel", "Aus der Zeile"))).ShouldShow("Das Thema ist vorgeschlagen");
        var thema = Assert.Single(await ThemenAsync());
        Assert.Equal((new Herkunft(Herkunftsart.Matrixzeile, _zeile.Id, _zeile.Id), Scope.Schultraeger(_stadt.Id)), (thema.Herkunft, thema.Von));
        (await tilda.GetAsync(blatt)).ShouldShow("Was daraus wurde", "Aus der Zeile");
        // Others at the table read whose matrix it is, and no more; rows of others are no origin.
        var mona = await SignInAsync("Mona");
        (await mona.GetAsync($"/themen/{thema.Id}")).ShouldShow("Matrix 2026/27, Stadt Hier");
        Assert.DoesNotContain(mona.Seite.All("main a"), a => a.GetAttribute("href")!.Contains("/matrix/", StringComparison.Ordinal));
        foreach (var name in (string[])["Mona", "Sascha", "Kora", "Frida"])
        {
            var fremd = await SignInAsync(name);
            (await fremd.GetAsync(link)).ShouldHaveStatus(HttpStatusCode.NotFound);
            (await fremd.PostAsync("/themen", ("Tisch", $"{_tisch.Id}"), ("Titel", "Untergeschoben"), ("Zeile", $"{_zeile.Id}"))).ShouldHaveStatus(HttpStatusCode.NotFound);
        }
        Assert.Single(await ThemenAsync());
    }

    [Fact]
    public async Task Only_who_sits_at_the_table_knows_of_it()
    {
        var thema = await ProposeAsync("Geheimes Thema");
        foreach (var name in (string[])["Tilda", "Sascha", "Mona", "Kora", "Berat"])
            (await (await SignInAsync(name)).GetAsync($"/themen/{thema.Id}")).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Geheimes Thema");
        foreach (var name in (string[])["Frida", "Ferdi"])
        {
            var fremd = await SignInAsync(name);
            (await fremd.GetAsync("/themen")).ShouldNotShow("Geheimes Thema");
            (await fremd.GetAsync($"/themen?tisch={_tisch.Id}")).ShouldNotShow("Geheimes Thema");
            (await fremd.GetAsync($"/themen/{thema.Id}")).ShouldHaveStatus(HttpStatusCode.NotFound);
            (await fremd.GetAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte")).ShouldHaveStatus(HttpStatusCode.NotFound);
            foreach (var act in (string[])["zustimmung", "ablehnung", "rueckholung", "schritte", "arbeitsgruppe", "zusammenfuehrung"])
                (await fremd.PostAsync($"/themen/{thema.Id}/{act}", ("Seite", "Traeger"))).ShouldHaveStatus(HttpStatusCode.NotFound);
        }
        // Seen, but not allowed.
        var sascha = await SignInAsync("Sascha");
        (await sascha.PostAsync($"/themen/{thema.Id}/schritte", ("Schritt", "Einplanen"))).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await sascha.PostAsync($"/themen/{thema.Id}/zustimmung", ("Seite", "Traeger"))).ShouldHaveStatus(HttpStatusCode.Forbidden);

        // A school that is closed sits there no more.
        await _portal.InDatabaseAsync(async db =>
        {
            (await db.Schulen.SingleAsync(s => s.Id == _schule.Id)).SetBetriebsschluessel("9");
            await db.SaveChangesAsync();
        });
        (await sascha.GetAsync($"/themen/{thema.Id}")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Refused_with_a_reason_a_school_brings_it_back_once()
    {
        var thema = await ProposeAsync();
        var mona = await SignInAsync("Mona");
        await mona.GetAsync($"/themen/{thema.Id}");
        (await mona.SubmitAsync("form[action$='/ablehnung']")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie, warum das Thema nicht aufgenommen wird.");
        (await mona.SubmitAsync("form[action$='/ablehnung']", ("Ablehnungsgrund", "Gehört in die Schulkonferenz"))).ShouldShow("nicht aufgenommen", "Gehört in die Schulkonferenz");
        var berat = await SignInAsync("Berat");
        (await berat.PostAsync($"/themen/{thema.Id}/rueckholung", [])).ShouldHaveStatus(HttpStatusCode.Forbidden);
        var sascha = await SignInAsync("Sascha");
        await sascha.GetAsync($"/themen/{thema.Id}");
        var zurueck = sascha.Seite.Form("form[action$='/rueckholung']");
        (await sascha.SubmitAsync(zurueck)).ShouldShow("Das Thema ist zurückgeholt und damit angenommen");
        (await sascha.SubmitAsync(zurueck)).ShouldHaveStatus(HttpStatusCode.OK);
        (await mona.PostAsync($"/themen/{thema.Id}/ablehnung", ("Seite", "Moderation"), ("Version", "2"), ("Ablehnungsgrund", "Trotzdem nicht")))
            .ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Dieses Thema ist angenommen");
    }

    [Fact]
    public async Task Planned_postponed_and_prepared_by_the_Moderation()
    {
        var thema = await ProposeAsync(angenommen: true);
        var mona = await SignInAsync("Mona");
        await mona.GetAsync($"/themen/{thema.Id}");
        var veraltet = mona.Seite.Form("form[action$='/arbeitsgruppe']").Set("Mitglieder", "Mit Mühe getippt").Set("Auftrag", "Rechnen");
        (await mona.SubmitAsync("form[action$='/schritte']", ("Vermerk", "Bald"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Wählen Sie, was mit dem Thema geschieht.", "Bald");
        (await mona.SubmitAsync("form[action$='/schritte']", ("Schritt", "Einplanen"))).ShouldShow("Das Thema ist jetzt eingeplant.");
        (await mona.SubmitAsync("form[action$='/schritte']", ("Schritt", "Vertagen"), ("Vermerk", "Keine Zeit"))).ShouldShow("vertagt, 1-mal vertagt", "Keine Zeit");
        (await mona.SubmitAsync(veraltet)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Nicht gespeichert", "Mit Mühe getippt");
        (await mona.SubmitAsync("form[action$='/arbeitsgruppe']", ("Auftrag", ""))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Eine Arbeitsgruppe braucht Mitglieder und einen Auftrag.");
        (await mona.SubmitAsync("form[action$='/arbeitsgruppe']", ("Auftrag", "Kosten rechnen"), ("Arbeitstag", "2031-02-01"))).ShouldShow("Die Arbeitsgruppe ist beauftragt", "01.02.2031");
        (await mona.GetAsync("/themen")).ShouldShow("1-mal");
    }

    [Fact]
    public async Task Alike_ones_are_joined_after_a_look_at_both_and_keep_their_origins()
    {
        var eins = await ProposeAsync("Störungen melden");
        var zwei = await ProposeAsync("Support", new Herkunft(Herkunftsart.Matrixzeile, _zeile.Id, _zeile.Id));
        var mona = await SignInAsync("Mona");
        await mona.GetAsync($"/themen/{eins.Id}");
        await mona.FollowAsync("Mit einem ähnlichen Thema zusammenführen");
        await mona.SubmitAsync("main form[method=get]");
        mona.Seite.ShouldShow("Dieses Thema geht auf", "Schule Hier", "Matrix 2026/27, Stadt Hier");
        var post = mona.Seite.Form("form[method=post][action$='/zusammenfuehrung']");
        (await mona.SubmitAsync(post)).ShouldShow("„Störungen melden“ ist hier aufgenommen", "Matrix 2026/27, Stadt Hier", "Schule Hier");
        Assert.Equal($"/themen/{zwei.Id}", mona.Seite.Adresse);
        (await mona.SubmitAsync(post)).ShouldHaveStatus(HttpStatusCode.OK);
        (await mona.GetAsync($"/themen/{eins.Id}")).ShouldShow("in einem anderen aufgegangen", "Support");
        (await mona.PostAsync($"/themen/{zwei.Id}/zusammenfuehrung", ("Mit", eins.Id.ToString()), ("Version", "1"))).ShouldHaveStatus(HttpStatusCode.Conflict);
        (await mona.PostAsync($"/themen/{zwei.Id}/zusammenfuehrung", ("Mit", zwei.Id.ToString()), ("Version", "1"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await mona.PostAsync($"/themen/{zwei.Id}/zusammenfuehrung", ("Mit", Guid.NewGuid().ToString()), ("Version", "1"))).ShouldHaveStatus(HttpStatusCode.NotFound);

        // The way to the row is for those who may read the matrix, and so is which row it is.
        var label = await _portal.InDatabaseAsync(async db => (await db.MatrixZeilen.AsNoTracking().SingleAsync(z => z.Id == _zeile.Id)).Kriterium);
        Assert.Contains($"#zeile-{label}", (await (await SignInAsync("Tilda")).GetAsync($"/themen/{zwei.Id}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(label, (await (await SignInAsync("Sascha")).GetAsync($"/themen/{zwei.Id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arbeitsschwerpunkte_are_kept_per_table_and_per_school()
    {
        var sascha = await SignInAsync("Sascha");
        (await sascha.GetAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte")).ShouldShow("Noch gibt es keinen Arbeitsschwerpunkt");
        Assert.Null(sascha.Seite.Find("a[href$='/neu']"));
        (await sascha.GetAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte/neu")).ShouldHaveStatus(HttpStatusCode.Forbidden);

        var mona = await SignInAsync("Mona");
        await mona.GetAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte");
        await mona.FollowAsync("Arbeitsschwerpunkt anlegen");
        (await mona.SubmitAsync("main form", ("Unterstuetzung", "Messung, IT"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie dem Arbeitsschwerpunkt einen Titel.", "Messung, IT");
        var neu = mona.Seite.Form("main form").Set("Titel", "Netz").Set("Unterstuetzung", "Messung, IT\nBau, Gebäudemanagement").Set("Schule", _schule.Id.ToString());
        (await mona.SubmitAsync(neu)).ShouldShow("Der Arbeitsschwerpunkt ist angelegt", "Schule Hier", "Netz", "Bau, Gebäudemanagement");
        await mona.SubmitAsync(neu);
        var schwerpunkt = Assert.Single(await _portal.InDatabaseAsync(db => db.Arbeitsschwerpunkte.AsNoTracking().ToListAsync()));
        await mona.GetAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte/{schwerpunkt.Id}");
        var veraltet = mona.Seite.Form("main form").Set("Titel", "Mit Mühe getippt");
        (await mona.SubmitAsync("main form", ("Titel", "Netz überall"), ("Schule", ""))).ShouldShow("In der ganzen Kommune", "Netz überall");
        (await mona.SubmitAsync(veraltet)).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Nicht gespeichert", "inzwischen etwas geändert");
        Assert.Equal("Mit Mühe getippt", mona.Seite.Form("main form")["Titel"]);
        await mona.GetAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte");
        (await mona.SubmitAsync("form[action$='/abschluss']")).ShouldShow("abgeschlossen am");
        (await mona.SubmitAsync("form[action$='/eroeffnung']")).ShouldShow("wieder offen");
        // One of another table is none of this one.
        (await mona.PostAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte/{Guid.NewGuid()}/abschluss", [])).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await mona.PostAsync($"/runde-tische/{_tisch.Id}/arbeitsschwerpunkte", ("Titel", "A"), ("Schule", Guid.NewGuid().ToString()))).ShouldHaveStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_Koordination_counts_carriers_under_the_rule_of_small_numbers()
    {
        await ProposeAsync("A", feld: "netz");
        await ProposeAsync("B", feld: "netz");
        var kora = await SignInAsync("Kora");
        // The school raises for its carrier; twice the same carrier is one of five.
        (await kora.GetAsync("/themen/zahlen")).ShouldShow("Gebäude und Netze", "1 Träger");
        await _portal.InDatabaseAsync(async db =>
        {
            db.Remove(await db.Teilnahmen.FirstAsync(t => t.SchultraegerId != _stadt.Id));
            await db.SaveChangesAsync();
        });
        (await kora.GetAsync("/themen/zahlen")).ShouldShow("Gebäude und Netze", "mehrere Träger").ShouldNotShow("1 Träger");
        (await (await SignInAsync("Mona")).GetAsync("/themen/zahlen")).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_list_filters_sorts_and_costs_the_same_whatever_stands_in_it()
    {
        await ProposeAsync("Ärger mit Öfen", feld: "netz");
        await ProposeAsync("Beamer", angenommen: true);
        var mona = await SignInAsync("Mona");
        async Task<IReadOnlyList<string>> Titel(string adresse) =>
            [.. (await mona.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).All(".sd-liste tbody th a").Select(t => t.TextContent.Trim())];
        Assert.Equal(["Ärger mit Öfen", "Beamer"], await Titel("/themen?sortierung=thema"));
        Assert.Equal(["Beamer", "Ärger mit Öfen"], await Titel("/themen?sortierung=thema-absteigend"));
        Assert.Equal(["Ärger mit Öfen"], await Titel("/themen?suche=OEFEN"));
        Assert.Equal(["Ärger mit Öfen"], await Titel("/themen?themenfeld=netz"));
        Assert.Equal(["Beamer"], await Titel("/themen?stand=Angenommen"));
        Assert.Empty(await Titel($"/themen?tisch={Guid.NewGuid()}"));

        var wenige = await _portal.CountStatementsAsync(() => mona.GetAsync("/themen"));
        for (var i = 0; i < 60; i++)
            await ProposeAsync($"Thema {i:00}");
        Assert.Equal(wenige, await _portal.CountStatementsAsync(() => mona.GetAsync("/themen")));
        (await mona.GetAsync("/themen")).ShouldShow("Themen 1 bis 50 von 62");
    }

    private Task<Testbrowser> SignInAsync(string name) => _portal.SignInAsync($"{name.ToLowerInvariant()}@probe.example");

    private Task<Thema> ProposeAsync(string titel = "WLAN", Herkunft? herkunft = null, string? feld = null, bool angenommen = false) => _portal.InDatabaseAsync(async db =>
    {
        var (thema, eintrag) = Thema.Propose(_tisch.Id, titel, null, feld, herkunft ?? new Herkunft(Herkunftsart.Schule, _schule.Id, null),
            Scope.Schule(_schule.Id), Urheber.Portal, _portal.Uhr.Now());
        db.Add(thema);
        db.Add(eintrag);
        if (angenommen)
        {
            thema.Accept(Zustimmungsseite.Moderation, Urheber.Portal, _portal.Uhr.Now());
            thema.Accept(Zustimmungsseite.Traeger, Urheber.Portal, _portal.Uhr.Now());
        }
        await db.SaveChangesAsync();
        return thema;
    });

    private Task<List<Thema>> ThemenAsync() => _portal.InDatabaseAsync(db => db.Themen.AsNoTracking().ToListAsync());
}
