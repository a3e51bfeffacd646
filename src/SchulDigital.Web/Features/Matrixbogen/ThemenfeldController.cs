using Microsoft.AspNetCore.Mvc;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// The rows of a Themenfeld. One form and one way to save: the script posts the same form with the fields of one row and
/// gets that row back as HTML.
/// </summary>
[Erlaubt(Handlung.MatrixAusfuellen)]
[Route("/traeger/{traegerId}/matrix/{durchgang}/{themenfeld}")]
[Route("/schulen/{schulId}/matrix/{durchgang}/{themenfeld}")]
public sealed class ThemenfeldController(
    Matrixabruf abruf, Zeilenspeicherung speicherung, Handelnde handelnde, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet, Erlaubt(Handlung.MatrixLesen)]
    public async Task<IActionResult> Show(string durchgang, string themenfeld) =>
        await LoadAsync(durchgang, themenfeld, new Dictionary<string, Zeilenergebnis>()) is { } seite
            ? View("Themenfeld", seite)
            : NotFound();

    [HttpPost]
    public async Task<IActionResult> Save(string durchgang, string themenfeld, CancellationToken abbruch)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf
            || (await abruf.GetKatalogAsync(kopf)).FindThemenfeld(themenfeld) is not { } feld)
            return NotFound();
        var formen = Zeilenform.ReadAll(Request.Form, feld);
        if (formen.Count == 0)
            return BadRequest();

        try
        {
            var ergebnisse = await speicherung.SaveAsync(durchgang, formen, abbruch);
            return ergebnisse is null ? NotFound() : await AnswerAsync(durchgang, themenfeld, ergebnisse);
        }
        catch (Zustandskonflikt konflikt)
        {
            return await AnswerTooLateAsync(durchgang, themenfeld, formen, konflikt.Message);
        }
    }

    private async Task<IActionResult> AnswerAsync(
        string durchgang, string themenfeld, IReadOnlyDictionary<string, Zeilenergebnis> ergebnisse)
    {
        var status = ergebnisse.Values.Any(e => e.Konflikte.Count > 0) ? StatusCodes.Status409Conflict
            : ergebnisse.Values.Any(e => !e.IsSaved) ? StatusCodes.Status400BadRequest
            : StatusCodes.Status200OK;
        if (status == StatusCodes.Status200OK && !IsScript)
        {
            TempData["Meldung"] = $"Gespeichert um {Zeitangabe.Time(uhr.GetUtcNow().UtcDateTime)}";
            return LocalRedirect(Request.Path);
        }

        var seite = (await LoadAsync(durchgang, themenfeld, ergebnisse))!;
        Response.StatusCode = status;
        return IsScript
            ? View("_Zeilen", seite.Zeilen.Where(z => ergebnisse.ContainsKey(z.Kriterium.Key)).ToList())
            : View("Themenfeld", seite);
    }

    /// <summary>The matrix was released a moment ago: nothing is saved, everything typed stands in the page.</summary>
    private async Task<IActionResult> AnswerTooLateAsync(
        string durchgang, string themenfeld, IReadOnlyDictionary<string, Zeilenform> formen, string satz)
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        if (IsScript)
            return View("_Zustandskonflikt", satz);
        var seite = (await LoadAsync(durchgang, themenfeld, new Dictionary<string, Zeilenergebnis>()))!;
        return View("Themenfeld", seite with
        {
            Zustandskonflikt = satz,
            Zeilen = [.. seite.Zeilen.Select(z => formen.TryGetValue(z.Kriterium.Key, out var form)
                ? z with { Werte = form.ApplyTo(z.Werte), Fehler = FaultsOf(form) }
                : z)],
        });
    }

    private async Task<ThemenfeldSeite?> LoadAsync(
        string durchgang, string themenfeld, IReadOnlyDictionary<string, Zeilenergebnis> ergebnisse)
    {
        if (await abruf.FindAsync(durchgang, themenfeld) is not var (kopf, zeilen))
            return null;
        var katalog = await abruf.GetKatalogAsync(kopf);
        if (katalog.FindThemenfeld(themenfeld) is not { } feld || zeilen.Count == 0)
            return null;

        var vergleich = await abruf.GetVergleichAsync(kopf, themenfeld);
        var namen = await handelnde.GetAsync(ergebnisse.Values.Select(e => e.Gegner).OfType<Domain.Verlauf.Verlaufseintrag>());
        var staende = zeilen.ToDictionary(z => z.Kriterium);
        return new ThemenfeldSeite(kopf, katalog, feld,
            [.. feld.Kriterien.Where(k => staende.ContainsKey(k.Key)).Select(k => NewRow(staende[k.Key], k))],
            await abruf.GetFachbereicheAsync(), benutzer.PersonId);

        ZeilenSeite NewRow(Zeilenstand stand, Kriterium kriterium)
        {
            var seite = new ZeilenSeite(kopf.Weg, katalog, kriterium, stand.Werte, stand.Version, stand.GeaendertAm,
                kopf.VorgaengerTitel, vergleich.VorherOf(kriterium), vergleich.Fassung,
                vergleich.Eigene.GetValueOrDefault(kriterium.Key));
            if (!ergebnisse.TryGetValue(kriterium.Key, out var ergebnis))
                return seite;
            if (ergebnis.IsSaved)
                return seite with { GeradeGespeichert = true };
            return seite with
            {
                Werte = ergebnis.Werte,
                // The writer's own base stays in the form until she has chosen.
                Version = ergebnis.Form.Version,
                Fehler = FaultsOf(ergebnis.Form),
                Konflikt = ergebnis.Gegner is not { } gegner ? null : new Konfliktanzeige(
                    namen.WordsFor(gegner), gegner.Zeit, ergebnis.Version,
                    [.. ergebnis.Konflikte.Select(f => new Konfliktfeld(f.Feld, katalog.Label(f.Feld),
                        katalog.Word(f.Feld, f.Eigener), katalog.Word(f.Feld, f.Gespeicherter), f.Gespeicherter))]),
            };
        }
    }

    private static Dictionary<Zeilenfeld, (string?, string)> FaultsOf(Zeilenform form) =>
        form.Fehler.ToDictionary(f => f.Key, f => (form.Felder.GetValueOrDefault(f.Key), f.Value));

    private bool IsScript => Request.Headers.XRequestedWith == "fetch";
}
