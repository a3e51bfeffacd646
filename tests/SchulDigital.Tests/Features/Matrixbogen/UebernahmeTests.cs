using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features.Matrixbogen;

/// <summary>"Angaben übernehmen": last Durchgang's values, marked until somebody confirms them.</summary>
[Trait("Spur", "host")]
public sealed class UebernahmeTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Testportal _portal = new();
    private Schultraeger _traeger = null!;
    private Guid _matrixId;
    private string _weg = "";
    private string _themenfeld = "";
    private string[] _kriterien = [];
    private Testbrowser _browser = null!;

    public async Task InitializeAsync()
    {
        await _portal.BuildAsync(a =>
        {
            var region = a.CreateRegion("probe", "Region", "Bildungsbüro");
            var traeger = _traeger = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            var wer = a.Appoint(a.CreatePerson("Lars Leitung", "leitung@probe.example"), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id));
            var jetzt = _portal.Uhr.Now().AddDays(-300);
            var alt = a.CreateMatrix(traeger, a.CreateDurchgang(region, "alt", "2025/26"));
            var feld = alt.Matrix.Zeilen.GroupBy(z => z.Themenfeld).First();
            (_themenfeld, _kriterien) = (feld.Key, [.. feld.Select(z => z.Kriterium)]);
            foreach (var kriterium in _kriterien)
                alt.Answer(kriterium, w => w with { Ist = Stufenwert.Ausbau, GeplanteSchritte = "Wie bisher", InterneNotiz = "intern" }, wer, jetzt);
            alt.Release(wer, jetzt);
            var neu = a.CreateMatrix(traeger, a.CreateDurchgang(region, "neu", "2026/27"), alt.Matrix);
            neu.Answer(_kriterien[0], w => w with { Ist = Stufenwert.Verstetigung }, wer, jetzt.AddDays(250));
            neu.Answer(_kriterien[1], w => w with { GeplanteSchritte = "Schon geschrieben" }, wer, jetzt.AddDays(250));
            (_matrixId, _weg) = (neu.Matrix.Id, $"/traeger/{traeger.Id}/matrix/neu");
            return 0;
        });
        _browser = await _portal.SignInAsync("leitung@probe.example");
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task One_row_is_taken_over_with_what_was_typed_and_counts_after_it_is_confirmed()
    {
        await _browser.GetAsync($"{_weg}/{_themenfeld}");
        await _browser.SubmitAsync("form[data-matrix]", ($"Zeilen[{_kriterien[2]}].OffeneFrage", "Getippt"), ("Uebernehmen", _kriterien[1]));
        _browser.Seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Übernommen, noch zu prüfen");
        var zeilen = await RowsAsync();
        Assert.Equal(("Schon geschrieben", Stufenwert.Ausbau, "intern", true),
            (zeilen[_kriterien[1]].GeplanteSchritte, zeilen[_kriterien[1]].Ist!.Value, zeilen[_kriterien[1]].InterneNotiz, zeilen[_kriterien[1]].Uebernommen));
        Assert.Equal("Getippt", zeilen[_kriterien[2]].OffeneFrage);
        Assert.Null(zeilen[_kriterien[2]].Ist);
        (await _browser.GetAsync(_weg)).ShouldShow($"1 von {zeilen.Count} Zeilen bearbeitet", "Eine Zeile ist übernommen");

        _portal.Uhr.Advance(TimeSpan.FromMinutes(2));
        await _browser.GetAsync($"{_weg}/{_themenfeld}");
        await _browser.SubmitAsync("form[data-matrix]", ("Bestaetigen", _kriterien[1]));
        Assert.False((await RowsAsync())[_kriterien[1]].Uebernommen);
        (await _browser.GetAsync(_weg)).ShouldShow($"2 von {zeilen.Count} Zeilen bearbeitet");
        (await _browser.GetAsync($"{_weg}/zeilen/{_kriterien[1]}/verlauf")).ShouldShow("Übernommen, noch zu prüfen");
    }

    [Fact]
    public async Task What_stands_there_is_never_overwritten_and_a_change_confirms()
    {
        await _browser.GetAsync($"{_weg}/{_themenfeld}");
        await _browser.SubmitAsync("form[data-matrix]", ("Uebernehmen", "alle"));
        var zeilen = await RowsAsync();
        Assert.Equal((Stufenwert.Verstetigung, false), (zeilen[_kriterien[0]].Ist!.Value, zeilen[_kriterien[0]].Uebernommen));
        Assert.All(_kriterien.Skip(1), k => Assert.True(zeilen[k].Uebernommen));

        await _browser.SubmitAsync("form[data-matrix]", ($"Zeilen[{_kriterien[2]}].Soll", "Verstetigung"));
        Assert.False((await RowsAsync())[_kriterien[2]].Uebernommen);
    }

    [Fact]
    public async Task The_whole_matrix_is_taken_over_and_confirmed_under_Angaben_pruefen()
    {
        await _browser.GetAsync(_weg);
        await _browser.SubmitAsync("form[action$='/uebernahme']");
        _browser.Seite.ShouldShow("Die Angaben sind übernommen", $"{_kriterien.Length - 1} Zeilen sind übernommen und noch zu prüfen");
        (await _browser.GetAsync(_weg + "/pruefung")).ShouldShow("Übernommen, noch nicht geprüft");
        await _browser.SubmitAsync("form[action$='/bestaetigung']");
        Assert.DoesNotContain(await RowsAsync(), z => z.Value.Uebernommen);
        (await _browser.GetAsync(_weg)).ShouldShow($"{_kriterien.Length} von").ShouldNotShow("noch zu prüfen");
    }

    [Fact]
    public async Task Released_unconfirmed_it_stays_marked_and_does_not_count()
    {
        await _browser.PostAsync(_weg + "/uebernahme", []);
        (await _browser.PostAsync(_weg + "/freigaben", [])).ShouldShow("Die Matrix ist freigegeben");
        (await _browser.GetAsync(_weg + "/fassungen/1")).ShouldShow("Übernommen, noch nicht geprüft");
        Assert.Equal(_kriterien.Length - 1, await _portal.InDatabaseAsync(db => db.Fassungszeilen.CountAsync(z =>
            z.Werte.Uebernommen && db.MatrixFassungen.Any(f => f.Id == z.FassungId && f.MatrixId == _matrixId))));
        (await _browser.PostAsync(_weg + "/uebernahme", [])).ShouldHaveStatus(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Durchgaenge_stand_side_by_side_with_what_changed()
    {
        (await _browser.GetAsync(_weg + "/vergleich")).ShouldShow("2025/26", "2026/27", "Verstetigung (geändert)");
        Assert.Single(_browser.Seite.All("td strong"));
        var alt = await _browser.GetAsync(_weg.Replace("/neu", "/alt", StringComparison.Ordinal) + "/vergleich");
        alt.ShouldShow("Es gibt noch keine freigegebene Matrix aus einem früheren Durchgang");
    }

    [Fact]
    public async Task Neither_matrix_nor_comparison_needs_more_statements_with_more_rows_or_years()
    {
        string[] seiten = [_weg, $"{_weg}/{_themenfeld}", _weg + "/vergleich", _weg + "/pruefung"];
        foreach (var seite in seiten)
            await _browser.GetAsync(seite);
        var vorher = new List<int>();
        foreach (var seite in seiten)
            vorher.Add(await _portal.CountStatementsAsync(() => _browser.GetAsync(seite)));
        await _portal.BuildAsync(a =>
        {
            var wer = a.Appoint(a.CreatePerson("Lea Leitung", "lea@probe.example"), Rolle.Traegerleitung, Scope.Schultraeger(_traeger.Id));
            var region = a.CreateRegion("mehr", "Mehr", "Bildungsbüro");
            for (var jahr = 1; jahr <= 4; jahr++)
            {
                var matrix = a.CreateMatrix(_traeger, a.CreateDurchgang(region, $"jahr-{jahr}", $"202{jahr}"));
                matrix.AnswerAll(Stufenwert.Ausbau, wer, _portal.Uhr.Now().AddYears(-jahr)).Release(wer, _portal.Uhr.Now().AddYears(-jahr));
            }
            return 0;
        });
        for (var i = 0; i < seiten.Length; i++)
        {
            (await _browser.GetAsync(seiten[i])).ShouldHaveStatus(HttpStatusCode.OK);
            Assert.Equal(vorher[i], await _portal.CountStatementsAsync(() => _browser.GetAsync(seiten[i])));
        }
        Assert.Equal(5 + 1, (await _browser.GetAsync(_weg + "/vergleich")).All("table")[0].QuerySelectorAll("thead th").Length);
    }

    private Task<Dictionary<string, Zeilenwerte>> RowsAsync() => _portal.InDatabaseAsync(db =>
        db.MatrixZeilen.AsNoTracking().Where(z => z.MatrixId == _matrixId).ToDictionaryAsync(z => z.Kriterium, z => z.Werte));
}
