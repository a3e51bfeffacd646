using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features.Matrixbogen;

/// <summary>One matrix on its way: every step builds on the one before, so each test brings its own portal.</summary>
[Trait("Spur", "host")]
public sealed class FreigebenTests : IAsyncLifetime, IDisposable
{
    private readonly Demoportal _portal = new();
    private string _matrix = "";
    private Guid _traeger;

    public async Task InitializeAsync()
    {
        _matrix = await _portal.TraegermatrixAsync();
        _traeger = Guid.Parse(_matrix.Split('/')[2]);
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task From_draft_to_the_second_version()
    {
        var bearbeitung = await _portal.SignInAsync(Rolle.Traegerbearbeitung);
        var leitung = await _portal.SignInAsync(Rolle.Traegerleitung);

        (await bearbeitung.GetAsync(_matrix + "/pruefung")).ShouldShow("Zur Freigabe bereit melden", "Zeilen sind offen").ShouldNotShow("freigeben</span>");
        (await bearbeitung.SubmitAsync("form[action$='/abstimmung']")).ShouldShow("zur Freigabe bereit gemeldet", "in Abstimmung");
        (await leitung.GetAsync("/")).ShouldShow("freigeben: Stadt Musterstadt");
        await leitung.GetAsync(_matrix + "/pruefung");
        (await leitung.SubmitAsync("form[action$='/freigaben']")).ShouldShow("Die Matrix ist freigegeben.", "Fassung 1");

        (await bearbeitung.GetAsync(_matrix + "/netz")).ShouldShow("Diese Matrix ist freigegeben");
        await bearbeitung.GetAsync(_matrix);
        (await bearbeitung.SubmitAsync("form[action$='/entwurf']")).ShouldShow("Der neue Entwurf ist begonnen");
        var version = (await bearbeitung.GetAsync(_matrix + "/netz")).VersionOf("netz_breitband");
        (await bearbeitung.SaveRowAsync(_matrix + "/netz", "netz_breitband", version, (Zeilenfeld.OffeneFrage, "Neu im zweiten Entwurf")))
            .ShouldShow("Geändert seit Fassung 1: Offene Frage");

        (await leitung.GetAsync(_matrix + "/fassungen/1")).ShouldShow("Fassung 1", "Trägerleitung").ShouldNotShow("Neu im zweiten Entwurf");
        await leitung.GetAsync(_matrix + "/pruefung");
        (await leitung.SubmitAsync("form[action$='/freigaben']")).ShouldShow("Fassung 2: freigegeben", "Fassung 1: abgelöst");
        (await leitung.GetAsync(_matrix + "/fassungen/2")).ShouldShow("Neu im zweiten Entwurf");
        (await leitung.GetAsync(_matrix + "/fassungen/3")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_double_click_on_release_makes_one_version()
    {
        var leitung = await _portal.SignInAsync(Rolle.Traegerleitung);
        await leitung.GetAsync(_matrix + "/pruefung");
        var formular = leitung.Seite.Form("form[action$='/freigaben']");

        var antworten = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Post(leitung, formular)));

        Assert.Single(antworten, s => s == HttpStatusCode.Redirect);
        Assert.Equal(4, antworten.Count(s => s == HttpStatusCode.Conflict));
        Assert.Equal(1, await _portal.InDatabaseAsync(db => db.MatrixFassungen.CountAsync(f =>
            db.Matrizen.Any(m => m.Id == f.MatrixId && m.Key == Matrixprobe.Durchgang && m.SchultraegerId == _traeger))));

        static async Task<HttpStatusCode> Post(Testbrowser browser, Testformular formular)
        {
            using var antwort = await browser.Client.PostAsync(formular.Adresse, new FormUrlEncodedContent(formular.Felder));
            return antwort.StatusCode;
        }
    }

    [Fact]
    public async Task Rules_of_the_Zeithorizont_hold_at_release_and_are_named_with_a_link()
    {
        var bearbeitung = await _portal.SignInAsync(Rolle.Traegerbearbeitung);
        var leitung = await _portal.SignInAsync(Rolle.Traegerleitung);
        var version = (await bearbeitung.GetAsync(_matrix + "/dialog")).VersionOf("dialog_politik");
        (await bearbeitung.SaveRowAsync(_matrix + "/dialog", "dialog_politik", version,
                (Zeilenfeld.Ist, "Einstieg"), (Zeilenfeld.Soll, ""), (Zeilenfeld.Zeithorizont, "Kurzfristig")))
            .ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Vor der Freigabe: Zum Zeithorizont");

        var pruefung = await leitung.GetAsync(_matrix + "/pruefung");
        Assert.NotNull(pruefung.Find("a[href$='/dialog#zeile-dialog_politik']"));
        Assert.Null(pruefung.Find("form[action$='/freigaben']"));
        (await leitung.PostAsync(_matrix + "/freigaben")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Angaben prüfen");
    }

    [Fact]
    public async Task Withdrawing_asks_for_a_reason_and_keeps_the_version_readable_in_the_house()
    {
        var leitung = await _portal.SignInAsync(Rolle.Traegerleitung);
        await leitung.GetAsync(_matrix + "/pruefung");
        await leitung.SubmitAsync("form[action$='/freigaben']");

        await leitung.FollowAsync("Fassung 1 zurückziehen");
        (await leitung.SubmitAsync("form[action$='/ruecknahme']", ("Grund", " "))).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Nennen Sie einen Grund");
        (await leitung.SubmitAsync("form[action$='/ruecknahme']", ("Grund", "Kennzahlen vertauscht"))).ShouldShow("zurückgezogen", "Kennzahlen vertauscht");
        (await leitung.GetAsync(_matrix + "/fassungen/1")).ShouldShow("Kennzahlen vertauscht");
        (await leitung.GetAsync(_matrix + "/verlauf")).ShouldShow("Zurückgezogen: Kennzahlen vertauscht", "Freigegeben");
    }

    [Fact]
    public async Task A_form_that_comes_after_the_release_keeps_what_was_typed_and_saves_nothing()
    {
        var bearbeitung = await _portal.SignInAsync(Rolle.Traegerbearbeitung);
        var leitung = await _portal.SignInAsync(Rolle.Traegerleitung);
        await bearbeitung.GetAsync(_matrix + "/netz");
        var formular = bearbeitung.Seite.Form("form[data-matrix]")
            .Set(Matrixprobe.Feld("netz_wlan", Zeilenfeld.GeplanteSchritte), "Mein langer Text");
        await leitung.GetAsync(_matrix + "/pruefung");
        await leitung.SubmitAsync("form[action$='/freigaben']");

        var seite = await bearbeitung.SubmitAsync(formular);

        seite.ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("inzwischen freigegeben", "Mein langer Text");
        Assert.NotEqual("Mein langer Text", (await _portal.ZeileAsync(_matrix + "/netz", "netz_wlan")).Werte.GeplanteSchritte);
        (await bearbeitung.SaveRowAsync(_matrix + "/netz", "netz_wlan", 0, (Zeilenfeld.Zustaendig, "IT")))
            .ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("inzwischen freigegeben");
    }

    [Fact]
    public async Task Saves_that_race_a_release_are_refused_or_inside_it_never_lost_between()
    {
        var leitung = await _portal.SignInAsync(Rolle.Traegerleitung);
        var schreibende = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _portal.SignInAsync(Rolle.Traegerbearbeitung)));
        string[] zeilen = ["netz_breitband", "netz_verkabelung", "netz_wlan", "netz_netzaufbau"];
        var vorhanden = (await leitung.GetAsync(_matrix + "/netz")).All("[data-zeile]").Select(z => z.GetAttribute("data-zeile")!).ToList();
        zeilen = [.. zeilen.Where(vorhanden.Contains), .. vorhanden.Except(zeilen)];

        for (var runde = 1; runde <= 25; runde++)
        {
            await leitung.GetAsync(_matrix + "/pruefung");
            var freigabe = leitung.Seite.Form("form[action$='/freigaben']");
            var text = $"Runde {runde}";
            var seiten = await Task.WhenAll(schreibende.Select(b => b.GetAsync(_matrix + "/netz")));
            var saves = schreibende.Select(async (b, i) => (Zeile: zeilen[i], Antwort: await b.SaveRowAsync(
                _matrix + "/netz", zeilen[i], seiten[i].VersionOf(zeilen[i]), (Zeilenfeld.OffeneFrage, text)))).ToList();
            await leitung.SubmitAsync(freigabe);
            var ergebnisse = await Task.WhenAll(saves);

            var fassung = await _portal.InDatabaseAsync(db => db.Fassungszeilen.AsNoTracking()
                .Where(z => db.MatrixFassungen.Any(f => f.Id == z.FassungId && f.Nummer == runde && db.Matrizen.Any(m =>
                    m.Id == f.MatrixId && m.Key == Matrixprobe.Durchgang && m.SchultraegerId == _traeger)))
                .ToDictionaryAsync(z => z.Kriterium, z => z.Werte.OffeneFrage));
            foreach (var (zeile, antwort) in ergebnisse)
            {
                var gespeichert = antwort.Status == HttpStatusCode.OK;
                Assert.True(gespeichert || antwort.Status == HttpStatusCode.Conflict, $"{antwort.Status}");
                Assert.Equal(gespeichert, fassung[zeile] == text);
                Assert.Equal(gespeichert, (await _portal.ZeileAsync(_matrix + "/netz", zeile)).Werte.OffeneFrage == text);
            }
            await leitung.GetAsync(_matrix);
            await leitung.SubmitAsync("form[action$='/entwurf']");
        }
    }

    [Fact]
    public async Task Assigning_a_Themenfeld_takes_only_people_of_the_house_and_is_no_right()
    {
        var browser = await _portal.SignInAsync(Rolle.Traegerbearbeitung);
        await browser.GetAsync(_matrix);
        var fremd = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == "moderation@demo.schuldigital.example").Select(p => p.Id).SingleAsync());
        (await browser.PostAsync(_matrix + "/zuordnungen", ("themenfeld", "netz"), ("person", fremd.ToString()))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        await browser.GetAsync(_matrix);
        var leitung = await _portal.InDatabaseAsync(db => db.Personen.Where(p => p.Email == "traegerleitung@demo.schuldigital.example").SingleAsync());
        (await browser.PostAsync(_matrix + "/zuordnungen", ("themenfeld", "finanzen"), ("person", leitung.Id.ToString())))
            .ShouldShow($"Kümmert sich: {leitung.Name}");
        Assert.True(await _portal.InDatabaseAsync(db => db.Verlauf.AnyAsync(e => e.Ereignis == Ereignis.ThemenfeldZugeordnet)));
    }

    [Fact]
    public async Task Others_see_the_state_of_a_schools_matrix_and_no_more()
    {
        var koordination = await _portal.SignInAsync(Rolle.Koordination);
        var liste = await koordination.GetAsync("/matrix?art=Schule&durchgang=" + Matrixprobe.Durchgang);
        string[] erlaubt = ["noch nicht begonnen", "begonnen", "freigegeben"];
        Assert.All(liste.All(".sd-karte__stand"), s => Assert.Contains(s.TextContent.Trim(), erlaubt));
        Assert.Empty(liste.All(".sd-karte a"));
        liste.ShouldNotShow("Zeilen bearbeitet", "geändert am");
        Assert.Empty((await koordination.GetAsync("/matrix?art=Schule&stand=Entwurf")).All(".sd-karte"));
    }
}
