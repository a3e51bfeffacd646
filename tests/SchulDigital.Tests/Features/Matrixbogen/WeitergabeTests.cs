using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features.Matrixbogen;

/// <summary>"Weitergeben": recipients read exactly what was passed on, until it is taken back.</summary>
[Trait("Spur", "host")]
public sealed class WeitergabeTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testportal _portal = new();
    private Haus _traeger = null!;
    private Haus _schule = null!;
    private Haus _nachbar = null!;
    private string _region = "";
    private string[] _felder = [];

    private sealed record Haus(string Leitung, string Weg, string Matrix, Guid MatrixId);

    public async Task InitializeAsync() => _region = await _portal.BuildAsync(a =>
    {
        var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
        var durchgang = a.CreateDurchgang(region, "probe", "2026/27");
        var ort = a.CreateKommune(region, "09900001", "Ort");
        var traeger = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
        var schule = a.CreateSchule("990001", "Schule am See", "Grundschule", ort, traeger);
        var nachbar = a.CreateSchule("990002", "Schule Nebenan", "Grundschule", ort, a.CreateSchultraeger("2", "Stadt Nebenan", TraegerArt.Kommune));
        var jetzt = _portal.Uhr.Now().AddDays(-5);
        a.Appoint(a.CreatePerson("Kai Koordination", "koordination@probe.example"), Rolle.Koordination, Scope.Bildungsregion(region.Id));

        Haus Build(Scope scope, Rolle rolle, string email, Web.Demo.Matrixaufbau matrix)
        {
            var wer = a.Appoint(a.CreatePerson($"Leitung {email}", email), rolle, scope);
            foreach (var feld in matrix.Matrix.Zeilen.GroupBy(z => z.Themenfeld))
            {
                matrix.Answer(feld.First().Kriterium, w => w with { OffeneFrage = $"Frage {feld.Key}", InterneNotiz = $"Notiz {feld.Key}" }, wer, jetzt);
                matrix.Answer(feld.Last().Kriterium, w => w with { OffeneFrage = $"Vertraulich {feld.Key}", Vertraulich = true }, wer, jetzt);
            }
            matrix.AnswerAll(Stufenwert.Ausbau, wer, jetzt).Release(wer, jetzt);
            var weg = scope.Art == ScopeArt.Schultraeger ? $"/traeger/{scope.Id}" : $"/schulen/{scope.Id}";
            return new Haus(email, weg, weg + "/matrix/probe", matrix.Matrix.Id);
        }
        _traeger = Build(Scope.Schultraeger(traeger.Id), Rolle.Traegerleitung, "traeger@probe.example", a.CreateMatrix(traeger, durchgang));
        var blatt = a.CreateMatrix(schule, durchgang);
        _schule = Build(Scope.Schule(schule.Id), Rolle.Schulleitung, "schule@probe.example", blatt);
        _nachbar = Build(Scope.Schule(nachbar.Id), Rolle.Schulleitung, "nachbar@probe.example", a.CreateMatrix(nachbar, durchgang));
        _felder = [.. blatt.Matrix.Zeilen.Select(z => z.Themenfeld).Distinct()];
        return $"/regionen/{region.Id}";
    });

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task A_school_decides_per_Themenfeld_and_the_carrier_reads_exactly_that()
    {
        var traeger = await _portal.SignInAsync(_traeger.Leitung);
        (await traeger.GetAsync(_traeger.Weg + "/weitergegeben")).ShouldShow("Noch hat niemand eine Matrix hierher weitergegeben");

        var schule = await _portal.SignInAsync(_schule.Leitung);
        (await schule.GetAsync(_schule.Matrix)).ShouldShow("Noch niemandem weitergegeben");
        await schule.FollowAsync("Weitergabe entscheiden");
        await PassOnAsync(schule, ["Schultraeger"], [_felder[0], _felder[1]], "traeger@probe.example", "2 vertrauliche Zeilen bleiben im Haus");
        schule.Seite.ShouldShow("Die Matrix ist weitergegeben", "an den Schulträger, Fassung 1");
        // Once more the same changes nothing and mails nobody.
        await schule.GetAsync(_schule.Matrix + "/weitergabe");
        await PassOnAsync(schule, ["Schultraeger"], [_felder[0], _felder[1]]);
        Assert.Equal((1, 1), await _portal.InDatabaseAsync(async db => (await db.Weitergaben.CountAsync(), await db.Ausgangsnachrichten.CountAsync())));

        await traeger.GetAsync(_traeger.Weg + "/weitergegeben");
        await traeger.FollowAsync("Schule am See, 2026/27");
        traeger.Seite.ShouldShow("2 Zeilen sind nicht weitergegeben", $"Frage {_felder[0]}", $"Frage {_felder[1]}")
            .ShouldNotShow("Notiz ", "Vertraulich ", $"Frage {_felder[2]}");
        var adresse = traeger.Seite.Adresse;
        // The address of one reader opens to no other, and the matrix itself to none.
        var nachbar = await _portal.SignInAsync(_nachbar.Leitung);
        (await nachbar.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await nachbar.GetAsync(adresse.Replace(_traeger.Weg, _nachbar.Weg, StringComparison.Ordinal))).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await traeger.GetAsync($"{_schule.Matrix}/{_felder[0]}")).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_later_version_is_read_only_when_it_is_passed_on_itself_and_less_replaces_more()
    {
        var schule = await _portal.SignInAsync(_schule.Leitung);
        await schule.GetAsync(_schule.Matrix + "/weitergabe");
        await PassOnAsync(schule, ["Schultraeger"], [_felder[0], _felder[1]]);
        var traeger = await _portal.SignInAsync(_traeger.Leitung);
        await traeger.GetAsync(_traeger.Weg + "/weitergegeben");
        await traeger.FollowAsync("Schule am See, 2026/27");
        var adresse = traeger.Seite.Adresse;

        await schule.PostAsync(_schule.Matrix + "/entwurf", []);
        await schule.GetAsync($"{_schule.Matrix}/{_felder[0]}");
        var frage = schule.Seite.All("textarea[name$='.OffeneFrage']")[0].GetAttribute("name")!;
        await schule.SubmitAsync("form[data-matrix]", (frage, "Erst in Fassung 2"));
        (await traeger.GetAsync(adresse)).ShouldNotShow("Erst in Fassung 2");
        await schule.PostAsync(_schule.Matrix + "/freigaben", []);
        (await traeger.GetAsync(adresse)).ShouldShow("Inzwischen gibt es eine neuere Fassung").ShouldNotShow("Erst in Fassung 2");

        await schule.GetAsync(_schule.Matrix + "/weitergabe");
        await PassOnAsync(schule, ["Schultraeger"], [_felder[0]]);
        (await traeger.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.NotFound);
        await traeger.GetAsync(_traeger.Weg + "/weitergegeben");
        await traeger.FollowAsync("Schule am See, 2026/27");
        traeger.Seite.ShouldShow("Fassung 2", "Erst in Fassung 2").ShouldNotShow($"Frage {_felder[1]}");
    }

    [Fact]
    public async Task Taken_back_it_is_gone_and_the_recipients_are_told_why()
    {
        var leitung = await _portal.SignInAsync(_traeger.Leitung);
        await leitung.GetAsync(_traeger.Matrix + "/weitergabe");
        await PassOnAsync(leitung, ["SchulenDesTraegers", "Koordination"], null, "schule@probe.example", "koordination@probe.example");
        var schule = await _portal.SignInAsync(_schule.Leitung);
        await schule.GetAsync(_schule.Weg + "/weitergegeben");
        await schule.FollowAsync("Stadt Probe, 2026/27");
        var adresse = schule.Seite.ShouldHaveStatus(HttpStatusCode.OK).Adresse;
        var koordination = await _portal.SignInAsync("koordination@probe.example");
        await koordination.GetAsync("/matrix");
        await koordination.FollowAsync("Weitergegeben an Kreis Probe");
        koordination.Seite.ShouldShow("Stadt Probe, 2026/27");
        // A school of another carrier has not been given anything.
        var nachbar = await _portal.SignInAsync(_nachbar.Leitung);
        (await nachbar.GetAsync(_nachbar.Weg + "/weitergegeben")).ShouldNotShow("Stadt Probe");

        await leitung.GetAsync(_traeger.Matrix + "/weitergabe");
        await leitung.GetAsync(leitung.Seite.All("a[href$='/ruecknahme']").First(l => l.TextContent.Contains("Schulen", StringComparison.Ordinal)).GetAttribute("href")!);
        var zurueck = leitung.Seite.Adresse;
        (await leitung.SubmitAsync("main form", ("Grund", ""))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Nennen Sie einen Grund");
        (await leitung.SubmitAsync("main form", ("Grund", "Es fehlte ein Beschluss"))).ShouldShow("Die Weitergabe ist zurückgenommen");
        (await leitung.PostAsync(zurueck, ("Grund", "Noch einmal"))).ShouldHaveStatus(HttpStatusCode.Conflict);
        (await schule.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.NotFound);
        (await koordination.GetAsync(_region + "/weitergegeben")).ShouldShow("Stadt Probe, 2026/27");

        // Withdrawing the version ends what is left.
        await leitung.PostAsync(_traeger.Matrix + "/ruecknahme", ("Grund", "Ganz falsch"));
        (await koordination.GetAsync(_region + "/weitergegeben")).ShouldNotShow("Stadt Probe");
        var mails = await _portal.InDatabaseAsync(db => db.Ausgangsnachrichten.OrderBy(n => n.AngelegtAm).Select(n => new { n.Empfaenger, n.Text }).ToListAsync());
        Assert.Equal(
            [("schule@probe.example", "weitergegeben/"), ("koordination@probe.example", "weitergegeben/"), ("schule@probe.example", "Es fehlte ein Beschluss"), ("koordination@probe.example", "Ganz falsch")],
            mails.Select(m => (m.Empfaenger, new[] { "weitergegeben/", "Es fehlte ein Beschluss", "Ganz falsch" }.Single(t => m.Text!.Contains(t, StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task Side_by_side_a_difference_is_named_only_where_both_judge_the_same()
    {
        var schule = await _portal.SignInAsync(_schule.Leitung);
        await schule.PostAsync(_schule.Matrix + "/entwurf", []);
        foreach (var feld in _felder)
        {
            await schule.GetAsync($"{_schule.Matrix}/{feld}");
            await schule.SubmitAsync("form[data-matrix]", [.. schule.Seite.All("input[name$='.Ist'][checked]").Select(i => (i.GetAttribute("name")!, (string?)"Einstieg"))]);
        }
        (await schule.PostAsync(_schule.Matrix + "/freigaben", [])).ShouldShow("Die Matrix ist freigegeben");
        await schule.GetAsync(_schule.Matrix + "/weitergabe");
        await PassOnAsync(schule, ["Schultraeger"], _felder);

        var traeger = await _portal.SignInAsync(_traeger.Leitung);
        await traeger.GetAsync(_traeger.Weg + "/weitergegeben");
        await traeger.FollowAsync("Schule am See, 2026/27");
        await traeger.FollowAsync("Neben die eigene Matrix stellen");
        traeger.Seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Beide schätzen dasselbe ein", "Jede Seite schätzt ihren Teil ein")
            .ShouldNotShow("Vertraulich ", "Notiz ");
        Assert.NotEmpty(traeger.Seite.All("[aria-labelledby=gleiche] .sd-hinweis"));
        Assert.Empty(traeger.Seite.All("[aria-labelledby=gegenstuecke] .sd-hinweis"));
        (await traeger.GetAsync(traeger.Seite.Adresse.Replace(_traeger.Weg, _nachbar.Weg, StringComparison.Ordinal))).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Counts_are_the_own_houses_and_after_the_release_the_Koordinations()
    {
        var leitung = await _portal.SignInAsync(_traeger.Leitung);
        await leitung.GetAsync("/matrix");
        Assert.Contains("× Ausbau", CardOf(leitung, "Stadt Probe"), StringComparison.Ordinal);
        Assert.DoesNotContain("×", CardOf(leitung, "Schule am See"), StringComparison.Ordinal);

        var koordination = await _portal.SignInAsync("koordination@probe.example");
        await koordination.GetAsync("/matrix");
        Assert.Contains("× Ausbau", CardOf(koordination, "Schule am See"), StringComparison.Ordinal);
        var schule = await _portal.SignInAsync(_schule.Leitung);
        await schule.PostAsync(_schule.Matrix + "/ruecknahme", ("Grund", "Falsch"));
        await koordination.GetAsync("/matrix");
        Assert.DoesNotContain("×", CardOf(koordination, "Schule am See"), StringComparison.Ordinal);
        Assert.Contains("× Ausbau", CardOf(koordination, "Schule Nebenan"), StringComparison.Ordinal);

        static string CardOf(Testbrowser browser, string name) =>
            browser.Seite.All("li.sd-karte").Single(k => k.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
    }

    [Fact]
    public async Task What_cannot_be_passed_on_is_refused()
    {
        var schule = await _portal.SignInAsync(_schule.Leitung);
        (await schule.PostAsync(_schule.Matrix + "/weitergabe", [])).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("an wen Sie weitergeben", "mindestens ein Themenfeld");
        // Recipients that this matrix does not have: another carrier, another school's carrier.
        (await schule.PostAsync(_schule.Matrix + "/weitergaben", ("Empfaenger", $"Schultraeger-{Guid.NewGuid():N}"), ("Themenfelder", _felder[0])))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("gibt es nicht mehr");
        await schule.PostAsync(_schule.Matrix + "/ruecknahme", ("Grund", "Falsch"));
        (await schule.GetAsync(_schule.Matrix + "/weitergabe")).ShouldShow("nur eine freigegebene Fassung").ShouldNotShow("Weiter zur Vorschau");
        (await schule.PostAsync(_schule.Matrix + "/weitergaben", ("Empfaenger", "x"), ("Themenfelder", _felder[0]))).ShouldHaveStatus(HttpStatusCode.Conflict);
        Assert.Equal(0, await _portal.InDatabaseAsync(db => db.Weitergaben.CountAsync()));
    }

    /// <summary>From the page of choice over the preview; without a choice of Themenfelder those that are preset.</summary>
    private static async Task PassOnAsync(Testbrowser browser, string[] kreise, string[]? felder, params string[] vorschau)
    {
        var seite = browser.Seite;
        var an = seite.All("input[name=Empfaenger]").Select(i => i.GetAttribute("value")!).Where(v => kreise.Any(k => v.StartsWith(k + "-", StringComparison.Ordinal)));
        var welche = felder ?? [.. seite.All("input[name=Themenfelder][checked]").Select(i => i.GetAttribute("value")!)];
        await browser.PostAsync(seite.Adresse, [.. an.Select(v => ("Empfaenger", v)), .. welche.Select(v => ("Themenfelder", v))]);
        browser.Seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(["Noch ist nichts weitergegeben", .. vorschau]);
        await browser.SubmitAsync("form[action$='/weitergaben']");
    }
}
