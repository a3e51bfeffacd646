using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Tabellen;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// A matrix as a table: downloaded, filled in elsewhere, read in again with a preview, all or nothing. A download leaves an
/// entry in the history, so it is an act and no link.
/// </summary>
[Route("/traeger/{traegerId}/matrix/{durchgang}")]
[Route("/schulen/{schulId}/matrix/{durchgang}")]
public sealed class TabelleController(
    AppDbContext db, Matrixabruf abruf, Zeilenspeicherung speicherung, Handelnde handelnde, Entwurfsschutz schutz,
    AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const string Wahlfeld = "Wahl.";

    [HttpGet("tabelle"), Erlaubt(Handlung.MatrixLesen)]
    public async Task<IActionResult> Show(string durchgang) =>
        await abruf.FindKopfAsync(durchgang) is { } kopf ? Show(kopf, [], StatusCodes.Status200OK) : NotFound();

    [HttpPost("tabelle.xlsx"), Erlaubt(Handlung.MatrixLesen), EnableRateLimiting(Begrenzung.Ausgabe)]
    public Task<IActionResult> DownloadXlsx(string durchgang, CancellationToken abbruch) => DownloadAsync(
        durchgang, "XLSX", (tabelle, zeilen) => File(tabelle.WriteXlsx(zeilen, uhr.Now()), Arbeitsmappe.Dateityp, NameFor(durchgang, "xlsx")), abbruch);

    [HttpPost("tabelle.csv"), Erlaubt(Handlung.MatrixLesen), EnableRateLimiting(Begrenzung.Ausgabe)]
    public Task<IActionResult> DownloadCsv(string durchgang, CancellationToken abbruch) => DownloadAsync(
        durchgang, "CSV", (tabelle, zeilen) => File(tabelle.WriteCsv(zeilen), "text/csv; charset=utf-8", NameFor(durchgang, "csv")), abbruch);

    /// <summary>Shows what the file would change; nothing is saved.</summary>
    [HttpPost("tabelle"), Erlaubt(Handlung.MatrixAusfuellen), EnableRateLimiting(Begrenzung.Ausgabe)]
    [Dateigrenze(Matrixtabelle.MaxMegabyte), RequestSizeLimit(Matrixtabelle.MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = Matrixtabelle.MaxAnfrage)]
    public async Task<IActionResult> Preview(string durchgang, IFormFile? datei, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(durchgang, themenfeld: null) is not var (kopf, zeilen))
            return NotFound();
        if (!kopf.IsEditable)
            throw new Zustandskonflikt($"Diese Matrix ist {kopf.Status.Label()}. Beginnen Sie einen neuen Entwurf, um eine Tabelle einzulesen.");
        var katalog = await abruf.GetKatalogAsync(kopf);
        try
        {
            var inhalt = new Matrixtabelle(kopf, katalog).Read(await Matrixtabelle.ReadFileAsync(datei, abbruch), zeilen.ToDictionary(z => z.Kriterium, z => z.Version));
            if (inhalt.Fehler.Count > 0)
                return Show(kopf, inhalt.Fehler, StatusCodes.Status400BadRequest);
            var ergebnis = (await speicherung.PreviewAllAsync(durchgang, inhalt.Zeilen.ToDictionary(z => z.Kriterium, z => z.ToForm(null)), abbruch))!;
            return await ShowPreviewAsync(kopf, katalog, inhalt.Zeilen, ergebnis, zuSpaet: false);
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError("Datei", regel.Message);
            return Show(kopf, [], StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Saves all that the preview showed, or nothing.</summary>
    [HttpPost("tabelle/uebernahme"), Erlaubt(Handlung.MatrixAusfuellen)]
    public async Task<IActionResult> Apply(string durchgang, [FromForm] string? entwurf, CancellationToken abbruch)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf)
            return NotFound();
        if (schutz.Unprotect<Tabellenentwurf>(entwurf, benutzer.PersonId, kopf.Weg.Scope) is not { } tabelle || tabelle.MatrixId != kopf.Id)
            throw new FachregelVerletzt("Diese Vorschau gilt nicht mehr. Laden Sie die Tabelle noch einmal hoch.");
        var ergebnis = (await speicherung.SaveAllAsync(durchgang, tabelle.Zeilen.ToDictionary(
            z => z.Kriterium, z => z.ToForm(Konfliktwahl.Parse(Request.Form[Wahlfeld + z.Kriterium]))), NoteAsync, abbruch))!;
        if (!ergebnis.IsSaved)
            return await ShowPreviewAsync(kopf, ergebnis.Katalog, tabelle.Zeilen, ergebnis, zuSpaet: true);
        TempData["Meldung"] = ergebnis.Geaenderte switch
        {
            0 => "Es gab nichts zu ändern.",
            1 => "Die Tabelle ist eingelesen: 1 Zeile ist geändert.",
            var n => $"Die Tabelle ist eingelesen: {n} Zeilen sind geändert.",
        };
        return LocalRedirect(kopf.Weg.Uebersicht);

        Task NoteAsync(Speicherergebnis gespeichert)
        {
            if (gespeichert.Geaenderte > 0)
                db.Verlauf.Add(new Verlaufseintrag(Ereignis.TabelleEingelesen, nameof(Matrix), kopf.Id, kopf.Weg.Scope, benutzer.Zugriff.Urheber,
                    uhr.Now(), gespeichert.Geaenderte == 1 ? "1 Zeile geändert" : $"{gespeichert.Geaenderte} Zeilen geändert"));
            return Task.CompletedTask;
        }
    }

    private async Task<IActionResult> DownloadAsync(
        string durchgang, string art, Func<Matrixtabelle, IReadOnlyList<Zeilenstand>, IActionResult> write, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(durchgang, themenfeld: null) is not var (kopf, zeilen))
            return NotFound();
        var datei = write(new Matrixtabelle(kopf, await abruf.GetKatalogAsync(kopf)), zeilen);
        db.Verlauf.Add(new Verlaufseintrag(
            Ereignis.TabelleAusgegeben, nameof(Matrix), kopf.Id, kopf.Weg.Scope, benutzer.Zugriff.Urheber, uhr.Now(), art));
        await db.SaveChangesAsync(abbruch);
        return datei;
    }

    private string NameFor(string durchgang, string endung) => $"matrix-{durchgang}-{uhr.Today():yyyy-MM-dd}.{endung}";

    private ViewResult Show(Matrixkopf kopf, IReadOnlyList<string> fehler, int status)
    {
        Response.StatusCode = status;
        return View("Tabelle", new TabelleSeite(kopf, benutzer.May(Handlung.MatrixAusfuellen, kopf.Weg.Scope), fehler));
    }

    private async Task<ViewResult> ShowPreviewAsync(
        Matrixkopf kopf, Katalog katalog, IReadOnlyList<Tabellenzeile> zeilen, Speicherergebnis ergebnis, bool zuSpaet)
    {
        if (!ergebnis.IsSaved)
            Response.StatusCode = StatusCodes.Status409Conflict;
        var betroffene = zeilen.Where(z => ergebnis.Zeilen[z.Kriterium] is { Aenderungen.Count: > 0 } or { Konflikte.Count: > 0 }).ToList();
        var namen = await handelnde.GetAsync(ergebnis.Zeilen.Values.Select(e => e.Gegner).OfType<Verlaufseintrag>());
        return View("Tabellenvorschau", new TabellenvorschauSeite(
            kopf.Weg, [.. betroffene.Select(z => NewRow(z, ergebnis.Zeilen[z.Kriterium]))], zuSpaet,
            betroffene.Count == 0 ? null : schutz.Protect(new Tabellenentwurf(kopf.Id, betroffene), benutzer.PersonId, kopf.Weg.Scope)));

        Vorschauzeile NewRow(Tabellenzeile zeile, Zeilenergebnis stand) => new(
            zeile.Ort, katalog.Kriterium(zeile.Kriterium), Wahlfeld + zeile.Kriterium,
            [.. stand.Aenderungen.Select(a => new Verlaufswert(katalog.Label(a.Feld), katalog.Word(a.Feld, a.Alt), katalog.Word(a.Feld, a.Neu)))],
            stand.Gegner is not { } gegner ? null : new Konfliktanzeige(namen.WordsFor(gegner), gegner.Zeit, stand.Version,
                [.. stand.Konflikte.Select(f => new Konfliktfeld(katalog.Label(f.Feld), katalog.Word(f.Feld, f.Eigener), katalog.Word(f.Feld, f.Gespeicherter)))]));
    }
}

/// <summary>The rows of a table between preview and save.</summary>
public sealed record Tabellenentwurf(Guid MatrixId, IReadOnlyList<Tabellenzeile> Zeilen);

/// <param name="Fehler">What is wrong with the uploaded file, each with its place.</param>
public sealed record TabelleSeite(Matrixkopf Kopf, bool DarfEinlesen, IReadOnlyList<string> Fehler)
{
    public const int MaxFehler = 50;
}

/// <param name="ZuSpaet">Tried to save, and a choice is missing or somebody was faster.</param>
/// <param name="Entwurf">Null where there is nothing to change.</param>
public sealed record TabellenvorschauSeite(Matrixweg Weg, IReadOnlyList<Vorschauzeile> Zeilen, bool ZuSpaet, string? Entwurf)
{
    public int Konflikte => Zeilen.Count(z => z.Konflikt is not null);
}

/// <param name="Wahlfeld">Name of the choice in a conflict.</param>
public sealed record Vorschauzeile(
    string Ort, Kriterium Kriterium, string Wahlfeld, IReadOnlyList<Verlaufswert> Aenderungen, Konfliktanzeige? Konflikt);
