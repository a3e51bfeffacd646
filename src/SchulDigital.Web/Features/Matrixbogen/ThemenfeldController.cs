using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// The rows of a Themenfeld. One form and one way to save: the script posts the same form with the fields of one row and
/// gets that row back as HTML.
/// </summary>
[Route("/traeger/{traegerId}/matrix/{durchgang}/{themenfeld}")]
[Route("/schulen/{schulId}/matrix/{durchgang}/{themenfeld}")]
public sealed class ThemenfeldController(
    Matrixabruf abruf, Zeilenspeicherung speicherung, Handelnde handelnde, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private static readonly Dictionary<string, Zeilenergebnis> Keine = [];

    [HttpGet, Erlaubt(Handlung.MatrixLesen)]
    public async Task<IActionResult> Show(string durchgang, string themenfeld) =>
        await LoadAsync(durchgang, themenfeld, Keine) is { } seite ? View("Themenfeld", seite) : NotFound();

    /// <summary>The whole Themenfeld on one sheet of A3, stages beside one another.</summary>
    [HttpGet("druck"), Erlaubt(Handlung.MatrixLesen), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Print(string durchgang, string themenfeld) =>
        await LoadAsync(durchgang, themenfeld, Keine) is { } seite ? View("Themenfelddruck", seite) : NotFound();

    [HttpPost, Erlaubt(Handlung.MatrixAusfuellen)]
    public async Task<IActionResult> Save(string durchgang, string themenfeld, CancellationToken abbruch)
    {
        try
        {
            return await speicherung.SaveAsync(durchgang, themenfeld, Request.Form, abbruch) switch
            {
                null => NotFound(),
                { Zeilen.Count: 0 } => BadRequest(),
                var ergebnis => await AnswerAsync(durchgang, themenfeld, ergebnis),
            };
        }
        catch (Zustandskonflikt konflikt)
        {
            return await AnswerTooLateAsync(durchgang, themenfeld, konflikt.Message);
        }
    }

    private async Task<IActionResult> AnswerAsync(string durchgang, string themenfeld, Speicherergebnis ergebnis)
    {
        Response.StatusCode = ergebnis.HasConflict ? StatusCodes.Status409Conflict
            : ergebnis.IsSaved ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        if (IsScript)
            return View("_Zeilen", await LoadRowsAsync(ergebnis));
        if (!ergebnis.IsSaved)
            return View("Themenfeld", await LoadAsync(durchgang, themenfeld, ergebnis.Zeilen));
        TempData["Meldung"] = $"Gespeichert um {Zeitangabe.Time(uhr.GetUtcNow().UtcDateTime)}";
        return LocalRedirect(Request.Path + (Zeilenwahl.Read(Request.Form) is { } wahl && wahl.Kriterium != Zeilenwahl.Alle
            ? $"#zeile-{Uri.EscapeDataString(wahl.Kriterium)}" : ""));
    }

    /// <summary>The matrix was released a moment ago: nothing is saved, everything typed stands in the page.</summary>
    private async Task<IActionResult> AnswerTooLateAsync(string durchgang, string themenfeld, string satz)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        if (IsScript)
            return View("_Zustandskonflikt", satz);
        var seite = (await LoadAsync(durchgang, themenfeld, Keine))!;
        var formen = Zeilenform.ReadAll(Request.Form, seite.Themenfeld.Kriterien, Zeilenwerte.Felder);
        return View("Themenfeld", seite with
        {
            Zustandskonflikt = satz,
            Zeilen = [.. seite.Zeilen.Select(z => formen.TryGetValue(z.Kriterium.Key, out var form)
                ? z with { Werte = form.ApplyTo(z.Werte), Fehler = form.Faults }
                : z)],
        });
    }

    private async Task<ThemenfeldSeite?> LoadAsync(
        string durchgang, string themenfeld, IReadOnlyDictionary<string, Zeilenergebnis> ergebnisse)
    {
        if (await abruf.FindAsync(durchgang, themenfeld) is not var (kopf, zeilen) || zeilen.Count == 0)
            return null;
        var katalog = await abruf.GetKatalogAsync(kopf);
        var feld = katalog.FindThemenfeld(themenfeld)!;
        var vergleich = await abruf.GetVergleichAsync(kopf.Id, kopf.LetzteFassung, kopf.VorgaengerId, feld);
        var namen = await NamesAsync(ergebnisse);
        var staende = zeilen.ToDictionary(z => z.Kriterium);
        return new ThemenfeldSeite(kopf, katalog, feld,
            [.. feld.Kriterien.Where(k => staende.ContainsKey(k.Key)).Select(k => WithResult(
                NewRow(kopf.Weg, katalog, k, staende[k.Key], kopf.VorgaengerTitel, vergleich), ergebnisse, namen))],
            await abruf.GetFachbereicheAsync(), benutzer.PersonId)
        {
            Wirkungen = await abruf.GetWirkungenAsync(kopf, feld),
        };
    }

    /// <summary>The posted rows for the script, from what the save has in hand.</summary>
    private async Task<List<ZeilenSeite>> LoadRowsAsync(Speicherergebnis ergebnis)
    {
        var (matrix, katalog, zeilen) = ergebnis;
        var weg = new Matrixweg(matrix.Scope, "", matrix.Key, matrix.Titel);
        var vergleich = await abruf.GetVergleichAsync(
            matrix.Id, matrix.LetzteFassung, null, katalog.FindThemenfeld(matrix.Zeilen[0].Themenfeld));
        var namen = await NamesAsync(zeilen);
        return [.. matrix.Zeilen.Where(z => zeilen.ContainsKey(z.Kriterium)).Select(z => WithResult(
            NewRow(weg, katalog, katalog.Kriterium(z.Kriterium),
                new Zeilenstand(z.Id, z.Kriterium, z.Themenfeld, z.Werte, z.Version, z.GeaendertAm), null, vergleich),
            zeilen, namen))];
    }

    private Task<Benennung> NamesAsync(IReadOnlyDictionary<string, Zeilenergebnis> ergebnisse) =>
        handelnde.GetAsync(ergebnisse.Values.Select(e => e.Gegner).OfType<Verlaufseintrag>());

    private static ZeilenSeite NewRow(
        Matrixweg weg, Katalog katalog, Kriterium kriterium, Zeilenstand stand, string? vorherTitel, Vergleichswerte vergleich) =>
        new(weg, katalog, kriterium, stand.Werte, stand.Version, stand.GeaendertAm,
            vorherTitel, vergleich.VorherOf(kriterium), vergleich.Fassung, vergleich.Eigene.GetValueOrDefault(kriterium.Key));

    private static ZeilenSeite WithResult(
        ZeilenSeite seite, IReadOnlyDictionary<string, Zeilenergebnis> ergebnisse, Benennung namen)
    {
        if (!ergebnisse.TryGetValue(seite.Kriterium.Key, out var ergebnis))
            return seite;
        if (ergebnis.IsSaved)
            return seite with { GeradeGespeichert = true };
        return seite with
        {
            Werte = ergebnis.Werte,
            // The writer's own base stays in the form until she has chosen.
            Version = ergebnis.Form.Version,
            Fehler = ergebnis.Form.Faults,
            Konflikt = ergebnis.Gegner is not { } gegner ? null : new Konfliktanzeige(
                namen.WordsFor(gegner), gegner.Zeit, ergebnis.Version,
                [.. ergebnis.Konflikte.Select(f => new Konfliktfeld(seite.Katalog.Label(f.Feld),
                    seite.Katalog.Word(f.Feld, f.Eigener), seite.Katalog.Word(f.Feld, f.Gespeicherter)))]),
        };
    }

    private bool IsScript => Request.Headers.XRequestedWith == "fetch";
}
