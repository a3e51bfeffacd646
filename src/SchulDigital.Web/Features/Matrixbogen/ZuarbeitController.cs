using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Tabellen;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>The page behind the personal link: exactly the asked rows, and nothing but proposals for them.</summary>
[Oeffentlich(Handlung.ZuarbeitLeisten), Route("/zuarbeit/{token}"), EnableRateLimiting(Begrenzung.Zugangslink)]
public sealed class ZuarbeitController(
    Linkpruefung links, Zuarbeitsabruf abruf, Zuarbeitsantwort antwort, TimeProvider uhr) : Controller
{
    [HttpGet]
    public Task<IActionResult> Show(string token) => OpenAsync(token, vorgang => Task.FromResult<IActionResult>(Form(token, vorgang, null)));

    [HttpPost]
    public Task<IActionResult> Answer(string token, [FromForm] int? version, CancellationToken abbruch) => OpenAsync(token, async vorgang =>
    {
        var formen = Zeilenform.ReadAll(Request.Form, vorgang.Zeilen.Select(z => z.Kriterium), Zuarbeit.Felder);
        if (formen.Count == 0)
            return BadRequest();
        if (formen.Values.Any(f => f.Fehler.Count > 0))
            return Form(token, vorgang, formen, StatusCodes.Status400BadRequest);
        return await SaveAsync(token, vorgang, version ?? -1, formen, abbruch);
    }, typed: true);

    [HttpGet("tabelle.xlsx")]
    public Task<IActionResult> Download(string token) => OpenAsync(token, vorgang => Task.FromResult<IActionResult>(File(
        vorgang.ToTable().WriteXlsx(vorgang.Tabellenzeilen, uhr.Now()), Arbeitsmappe.Dateityp, $"zuarbeit-{vorgang.Kopf.Weg.Durchgang}.xlsx")));

    [HttpPost("tabelle")]
    [Dateigrenze(Matrixtabelle.MaxMegabyte), RequestSizeLimit(Matrixtabelle.MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = Matrixtabelle.MaxAnfrage)]
    public Task<IActionResult> Upload(string token, IFormFile? datei, CancellationToken abbruch) => OpenAsync(token, async vorgang =>
    {
        try
        {
            var (formen, fehler) = await Zuarbeitsantwort.ReadAsync(vorgang, datei, abbruch);
            return fehler.Count > 0
                ? Form(token, vorgang, null, StatusCodes.Status400BadRequest, fehler)
                : await SaveAsync(token, vorgang, null, formen, abbruch);
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError("Datei", regel.Message);
            return Form(token, vorgang, null, StatusCodes.Status400BadRequest);
        }
    });

    private async Task<IActionResult> SaveAsync(
        string token, Zuarbeitsvorgang vorgang, int? version, IReadOnlyDictionary<string, Zeilenform> formen, CancellationToken abbruch)
    {
        try
        {
            TempData["Meldung"] = Zuarbeitsantwort.WordsFor(await antwort.SaveAsync(vorgang.Zuarbeit.Id, version, formen, Urheber.Portal, abbruch));
            return LocalRedirect($"/zuarbeit/{token}");
        }
        catch (Zustandskonflikt konflikt)
        {
            return Form(token, (await abruf.FindAsync(vorgang.Zuarbeit.Id))!, formen, StatusCodes.Status409Conflict, [], konflikt.Message);
        }
    }

    /// <param name="typed">Somebody sends what she typed: if it is too late, the page shows it to her once more.</param>
    private async Task<IActionResult> OpenAsync(string token, Func<Zuarbeitsvorgang, Task<IActionResult>> act, bool typed = false)
    {
        var link = await links.FindAsync(token);
        var hindernis = await links.CheckAsync(link, Zugangszweck.Zuarbeit);
        if (link is null || hindernis is Zugangshindernis.Unbekannt or Zugangshindernis.Widerrufen)
            return Refuse(StatusCodes.Status404NotFound, Zugangshindernis.Unbekannt.Satz());
        var vorgang = (await abruf.FindAsync(link.GegenstandId))!;
        if ((vorgang.Zuarbeit.WhyClosed(uhr.Today()) ?? hindernis?.Satz()) is not { } satz)
            return await act(vorgang);
        return typed && Zeilenform.ReadAll(Request.Form, vorgang.Zeilen.Select(z => z.Kriterium), Zuarbeit.Felder) is { Count: > 0 } formen
            ? Form(token, vorgang, formen, StatusCodes.Status410Gone, [], satz)
            : Refuse(StatusCodes.Status410Gone, $"{satz} Wenn Sie noch etwas mitteilen möchten, wenden Sie sich an {vorgang.VonName}, {vorgang.Kopf.Weg.Organisation}.");
    }

    private ViewResult Form(
        string token, Zuarbeitsvorgang vorgang, IReadOnlyDictionary<string, Zeilenform>? formen, int status = StatusCodes.Status200OK,
        IReadOnlyList<string>? fehler = null, string? konflikt = null)
    {
        Response.StatusCode = status;
        return View("Zuarbeitsantwort", new ZuarbeitsantwortSeite(
            vorgang.Kopf, vorgang.Katalog, vorgang.ToView(uhr.Today()), $"/zuarbeit/{token}", vorgang.ToForm(formen), fehler ?? [], konflikt));
    }

    private StatusCodeResult Refuse(int status, string satz)
    {
        HttpContext.Items[Fehlerantwort.Satz] = satz;
        return StatusCode(status);
    }
}

/// <summary>The form in which somebody answers, by link or for her by the asker.</summary>
/// <param name="Adresse">Where it is sent; the table lies below it.</param>
/// <param name="Fehler">What is wrong with an uploaded table, each with its place.</param>
/// <param name="Konflikt">Why nothing was saved; what was typed stands in the form.</param>
public sealed record ZuarbeitsantwortSeite(
    Matrixkopf Kopf, Katalog Katalog, Zuarbeitsangabe Zuarbeit, string Adresse, IReadOnlyList<ZeilenSeite> Zeilen, IReadOnlyList<string> Fehler,
    string? Konflikt)
{
    /// <summary>Entered by the asker, in the frame of the portal.</summary>
    public bool FuerAndere { get; init; }

    public IEnumerable<Kriterium> Uebernommene =>
        Katalog.Kriterien.Where(k => Zuarbeit.Zeilen.TryGetValue(k.Key, out var zeile) && zeile.Stand == Zuarbeitsstand.Uebernommen);
}
