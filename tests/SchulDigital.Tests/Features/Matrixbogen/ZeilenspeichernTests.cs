using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features.Matrixbogen;

[Trait("Spur", "host")]
public class ZeilenspeichernTests(Demoportal portal) : IClassFixture<Demoportal>
{
    private const string Form = "form[data-matrix]";

    [Fact]
    public async Task Without_script_the_form_saves_every_changed_row_and_says_so()
    {
        var adresse = await portal.TraegermatrixAsync() + "/dialog";
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        await browser.GetAsync(adresse);

        var seite = await browser.SubmitAsync(Form,
            (Matrixprobe.Feld("dialog_runder_tisch", Zeilenfeld.Ist), "Verstetigung"),
            (Matrixprobe.Feld("dialog_politik", Zeilenfeld.GeplanteSchritte), "Bericht im Ausschuss\r\nzweimal im Jahr"));

        seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Gespeichert um");
        Assert.Equal(Stufenwert.Verstetigung, (await portal.ZeileAsync(adresse, "dialog_runder_tisch")).Werte.Ist);
        Assert.Equal("Bericht im Ausschuss\nzweimal im Jahr", (await portal.ZeileAsync(adresse, "dialog_politik")).Werte.GeplanteSchritte);
    }

    [Fact]
    public async Task Not_yet_judged_is_an_answer_that_can_be_chosen_again()
    {
        var adresse = await portal.TraegermatrixAsync() + "/dialog";
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var feld = Matrixprobe.Feld("dialog_uebergaenge", Zeilenfeld.Ist);
        await browser.GetAsync(adresse);
        var auswahl = browser.Seite.All($"input[name='{feld}']").Select(e => e.GetAttribute("value")).ToList();
        Assert.Contains("", auswahl);

        await browser.SubmitAsync(Form, (feld, "Ausbau"));
        (await browser.SubmitAsync(Form, (feld, ""))).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Gespeichert um");
        Assert.Null((await portal.ZeileAsync(adresse, "dialog_uebergaenge")).Werte.Ist);
    }

    [Fact]
    public async Task The_script_gets_the_row_back_with_its_new_version()
    {
        var adresse = await portal.TraegermatrixAsync() + "/netz";
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var version = (await browser.GetAsync(adresse)).VersionOf("netz_breitband");

        var antwort = await browser.SaveRowAsync(adresse, "netz_breitband", version, (Zeilenfeld.OffeneFrage, $"Frage {Guid.NewGuid()}"));

        antwort.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("gespeichert um");
        Assert.Equal(version + 1, antwort.VersionOf("netz_breitband"));
        Assert.Single(antwort.All("[data-zeile]"));
    }

    [Fact]
    public async Task A_field_that_was_not_sent_is_not_touched()
    {
        var adresse = await portal.TraegermatrixAsync() + "/netz";
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        await browser.SaveRowAsync(adresse, "netz_verkabelung", (await browser.GetAsync(adresse)).VersionOf("netz_verkabelung"),
            (Zeilenfeld.Ist, "Ausbau"), (Zeilenfeld.FuerRundenTisch, "ja"), (Zeilenfeld.GeplanteSchritte, "Dosen nachrüsten"));

        var version = (await browser.GetAsync(adresse)).VersionOf("netz_verkabelung");
        await browser.SaveRowAsync(adresse, "netz_verkabelung", version, (Zeilenfeld.Soll, "Verstetigung"));

        var werte = (await portal.ZeileAsync(adresse, "netz_verkabelung")).Werte;
        Assert.Equal((Stufenwert.Ausbau, Stufenwert.Verstetigung, true, "Dosen nachrüsten"),
            (werte.Ist!.Value, werte.Soll!.Value, werte.FuerRundenTisch, werte.GeplanteSchritte));
    }

    [Fact]
    public async Task Two_browsers_on_one_row_lose_nothing_and_see_both_values()
    {
        var adresse = await portal.TraegermatrixAsync() + "/strategie";
        const string zeile = "strategie_mep";
        var erste = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var zweite = await portal.SignInAsync(Rolle.Traegerleitung);
        var version = (await erste.GetAsync(adresse)).VersionOf(zeile);
        await zweite.GetAsync(adresse);

        (await erste.SaveRowAsync(adresse, zeile, version, (Zeilenfeld.OffeneFrage, "Wer schreibt fort?"))).ShouldHaveStatus(HttpStatusCode.OK);
        var konflikt = await zweite.SubmitAsync(Form,
            (Matrixprobe.Feld(zeile, Zeilenfeld.OffeneFrage), "Wann ist der Rat dran?"),
            (Matrixprobe.Feld("strategie_rollen", Zeilenfeld.OffeneFrage), "Vertretung klären"));

        konflikt.ShouldHaveStatus(HttpStatusCode.Conflict)
            .ShouldShow("Zwei haben diese Zeile geändert", "Wer schreibt fort?", "Wann ist der Rat dran?");
        Assert.Equal("Wer schreibt fort?", (await portal.ZeileAsync(adresse, zeile)).Werte.OffeneFrage);
        Assert.Equal("Vertretung klären", (await portal.ZeileAsync(adresse, "strategie_rollen")).Werte.OffeneFrage);

        var wahl = konflikt.One("button[name=Wahl][value*=':meine:']").GetAttribute("value");
        (await zweite.SubmitAsync(Form, ("Wahl", wahl))).ShouldHaveStatus(HttpStatusCode.OK);
        Assert.Equal("Wann ist der Rat dran?", (await portal.ZeileAsync(adresse, zeile)).Werte.OffeneFrage);
    }

    [Fact]
    public async Task Keeping_what_is_saved_keeps_the_writers_other_fields_too()
    {
        var adresse = await portal.TraegermatrixAsync() + "/strategie";
        const string zeile = "strategie_personal";
        var erste = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var zweite = await portal.SignInAsync(Rolle.Traegerleitung);
        var version = (await erste.GetAsync(adresse)).VersionOf(zeile);
        await zweite.GetAsync(adresse);
        await erste.SaveRowAsync(adresse, zeile, version, (Zeilenfeld.OffeneFrage, "von der Ersten"));

        var konflikt = await zweite.SubmitAsync(Form,
            (Matrixprobe.Feld(zeile, Zeilenfeld.OffeneFrage), "von der Zweiten"), (Matrixprobe.Feld(zeile, Zeilenfeld.Zustaendig), "IT"));
        var wahl = konflikt.One("button[name=Wahl][value*=':gespeicherte:']").GetAttribute("value");
        (await zweite.SubmitAsync(Form, ("Wahl", wahl))).ShouldHaveStatus(HttpStatusCode.OK);

        var werte = (await portal.ZeileAsync(adresse, zeile)).Werte;
        Assert.Equal(("von der Ersten", "IT"), (werte.OffeneFrage, werte.Zustaendig));
    }

    [Fact]
    public async Task Two_people_in_different_fields_of_a_row_do_not_disturb_each_other()
    {
        var adresse = await portal.TraegermatrixAsync() + "/strategie";
        const string zeile = "strategie_monitoring";
        var erste = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var zweite = await portal.SignInAsync(Rolle.Traegerleitung);
        var version = (await erste.GetAsync(adresse)).VersionOf(zeile);
        await zweite.GetAsync(adresse);

        await erste.SaveRowAsync(adresse, zeile, version, (Zeilenfeld.OffeneFrage, "Kennzahlen?"));
        (await zweite.SaveRowAsync(adresse, zeile, version, (Zeilenfeld.Zustaendig, "Schulverwaltung"))).ShouldHaveStatus(HttpStatusCode.OK);

        var werte = (await portal.ZeileAsync(adresse, zeile)).Werte;
        Assert.Equal(("Kennzahlen?", "Schulverwaltung"), (werte.OffeneFrage, werte.Zustaendig));
    }

    [Fact]
    public async Task A_conflict_names_the_Fachbereich_to_colleagues_and_the_person_to_the_Leitung()
    {
        var adresse = await portal.TraegermatrixAsync() + "/dialog";
        const string zeile = "dialog_uebergaenge";
        var bearbeitung = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var leitung = await portal.SignInAsync(Rolle.Traegerleitung);
        var name = await portal.InDatabaseAsync(db => db.Personen
            .Where(p => p.Email == "traegerbearbeitung@demo.schuldigital.example").Select(p => p.Name).SingleAsync());
        var leitungsname = await portal.InDatabaseAsync(db => db.Personen
            .Where(p => p.Email == "traegerleitung@demo.schuldigital.example").Select(p => p.Name).SingleAsync());
        var version = (await bearbeitung.GetAsync(adresse)).VersionOf(zeile);
        await bearbeitung.SaveRowAsync(adresse, zeile, version, (Zeilenfeld.OffeneFrage, "eins"));
        (await leitung.SaveRowAsync(adresse, zeile, version, (Zeilenfeld.OffeneFrage, "zwei"))).ShouldShow(name);

        await leitung.SaveRowAsync(adresse, zeile, version + 1, (Zeilenfeld.OffeneFrage, "drei"));
        (await bearbeitung.SaveRowAsync(adresse, zeile, version + 1, (Zeilenfeld.OffeneFrage, "vier")))
            .ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Zwei haben diese Zeile geändert").ShouldNotShow(leitungsname);
    }

    [Fact]
    public async Task A_text_that_is_too_long_stays_in_the_field_and_other_rows_are_saved()
    {
        var adresse = await portal.TraegermatrixAsync() + "/netz";
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        await browser.GetAsync(adresse);
        var lang = new string('ä', Zeilenwerte.TextMaxLength + 1);

        var seite = await browser.SubmitAsync(Form,
            (Matrixprobe.Feld("netz_wlan", Zeilenfeld.GeplanteSchritte), lang),
            (Matrixprobe.Feld("netz_breitband", Zeilenfeld.Zustaendig), "Gebäudemanagement"));

        seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Der Text hat 4.001 Zeichen; möglich sind 4.000.");
        Assert.Equal(lang, seite.One("#netz_wlan-GeplanteSchritte").TextContent.Trim());
        Assert.Equal("Gebäudemanagement", (await portal.ZeileAsync(adresse, "netz_breitband")).Werte.Zustaendig);
        Assert.NotEqual(lang, (await portal.ZeileAsync(adresse, "netz_wlan")).Werte.GeplanteSchritte);
    }

    [Theory]
    [InlineData(Zeilenfeld.Ist, "Meisterschaft")]
    [InlineData(Zeilenfeld.Ist, "7")]
    [InlineData(Zeilenfeld.Soll, "NichtBeurteilbar")]
    [InlineData(Zeilenfeld.Soll, "NochNichtBegonnen")]
    [InlineData(Zeilenfeld.Zeithorizont, "sofort")]
    [InlineData(Zeilenfeld.BeschlussTermin, "31.02.2027")]
    [InlineData(Zeilenfeld.InterneNotiz, "Null\0zeichen")]
    public async Task What_no_form_offers_is_refused_with_a_sentence(Zeilenfeld feld, string wert)
    {
        var adresse = await portal.TraegermatrixAsync() + "/dialog";
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var version = (await browser.GetAsync(adresse)).VersionOf("dialog_bildungspartner");

        (await browser.SaveRowAsync(adresse, "dialog_bildungspartner", version, (feld, wert))).ShouldHaveStatus(HttpStatusCode.BadRequest);

        Assert.Equal(version, (await portal.ZeileAsync(adresse, "dialog_bildungspartner")).Version);
    }

    [Fact]
    public async Task Hostile_text_is_shown_as_text()
    {
        var adresse = await portal.TraegermatrixAsync() + "/dialog";
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        const string text = "\"><script>alert(1)</script></textarea>{{7*7}}";
        var version = (await browser.GetAsync(adresse)).VersionOf("dialog_verbindlichkeit");
        await browser.SaveRowAsync(adresse, "dialog_verbindlichkeit", version, (Zeilenfeld.GeplanteSchritte, text), (Zeilenfeld.Zustaendig, text));

        foreach (var weg in new[] { adresse, adresse.Replace("/dialog", "/druck"), adresse.Replace("/dialog", "/zeilen/dialog_verbindlichkeit/verlauf") })
        {
            var seite = await browser.GetAsync(weg);
            Assert.DoesNotContain("<script>alert", seite.Html, StringComparison.Ordinal);
            Assert.Contains("alert(1)", seite.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Changes_of_one_person_within_a_minute_are_one_history_entry()
    {
        var adresse = await portal.TraegermatrixAsync() + "/dialog";
        var verlauf = adresse.Replace("/dialog", "/zeilen/dialog_einzelgespraeche/verlauf", StringComparison.Ordinal);
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        var vorher = (await browser.GetAsync(verlauf)).All(".sd-verlauf > li").Count;
        var version = (await browser.GetAsync(adresse)).VersionOf("dialog_einzelgespraeche");
        await browser.SaveRowAsync(adresse, "dialog_einzelgespraeche", version, (Zeilenfeld.OffeneFrage, "Wie"));
        await browser.SaveRowAsync(adresse, "dialog_einzelgespraeche", version + 1, (Zeilenfeld.OffeneFrage, "Wie oft"));
        await browser.SaveRowAsync(adresse, "dialog_einzelgespraeche", version + 2, (Zeilenfeld.OffeneFrage, "Wie oft im Jahr?"));

        var seite = await browser.GetAsync(verlauf);

        Assert.Equal(vorher + 1, seite.All(".sd-verlauf > li").Count);
        Assert.Equal("Wie oft im Jahr?", seite.All(".sd-verlauf > li")[0].QuerySelector("ins")!.TextContent);
        Assert.Equal("Sie", seite.All(".sd-verlauf > li")[0].TextContent.Split('·')[1].Trim());
    }

    [Fact]
    public async Task Unknown_rows_and_foreign_addresses_are_refused()
    {
        var matrix = await portal.TraegermatrixAsync();
        var browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
        (await browser.GetAsync(matrix + "/gibt_es_nicht")).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await browser.GetAsync(matrix.Replace("2026-27", "2099-00", StringComparison.Ordinal))).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await browser.SaveRowAsync(matrix + "/netz", "strategie_mep", 0, (Zeilenfeld.Ist, "Ausbau"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await browser.SaveRowAsync(matrix + "/gibt_es_nicht", "strategie_mep", 0, (Zeilenfeld.Ist, "Ausbau"))).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_judgement_is_a_group_of_its_own_named_by_criterion_and_stand()
    {
        var browser = await portal.SignInAsync(Rolle.Schulleitung);
        await browser.GetAsync("/matrix");
        var uebersicht = browser.Seite.All(".sd-karte a").First(a => a.TextContent.Contains("2026/27", StringComparison.Ordinal)).GetAttribute("href");
        var seite = await browser.GetAsync(uebersicht + "/medienkonzept");

        foreach (var zeile in seite.All("[data-zeile]"))
        {
            var titel = zeile.QuerySelector("h2")!.TextContent.Trim();
            var gruppen = zeile.QuerySelectorAll("fieldset legend").Select(l => l.TextContent.Trim()).ToList();
            Assert.StartsWith($"{titel}: Heutiger Stand", gruppen[0], StringComparison.Ordinal);
            Assert.StartsWith($"{titel}: Angestrebter Stand", gruppen[1], StringComparison.Ordinal);
            Assert.All(zeile.QuerySelectorAll("input[type=radio][value=Einstieg], input[type=radio][value=Ausbau]"), radio =>
                Assert.Matches("^(Einstieg|Ausbau): .{10,}", seite.One($"label[for='{radio.Id}']").TextContent.Trim()));
        }
    }
}
