using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;

using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Traegerstamm.Import;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>
/// The import of the public register on a page: upload, preview, take over, with the same code as the command. One upload
/// at a time per person waits in the database, so that the preview can be read in peace.
/// </summary>
[Erlaubt(Handlung.StammdatenPflegen), Route("/stammdaten/import")]
public sealed class ImportController(
    AppDbContext db, Stammdatenimport import, Importlauf lauf, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const int LetzteImporte = 10;

    /// <summary>Above it the server does not read on; a bit more than a file may have, so that too big a file gets its sentence.</summary>
    private const long MaxAnfrage = Registerdatei.MaxBytes + (10L << 20);

    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken abbruch)
    {
        if (lauf.Of(benutzer.PersonId) is { } stand)
        {
            if (stand.IsRunning)
                return View("Importlauf", new LaufSeite(stand.Prozent));
            lauf.Forget(benutzer.PersonId);
            if (stand.Bericht?.Dateien[0] is { } bericht)
                return View("Importergebnis", new ErgebnisSeite(
                    bericht.Titel, bericht.Zusammenfassung, bericht.HasChanges, bericht.OffeneTraegerwechsel.Count));
            ModelState.AddModelError("", stand.Fehler!);
        }
        return await ShowAsync(abbruch);
    }

    [HttpPost, Dateigrenze(Registerdatei.MaxBytes / 1024 / 1024), RequestSizeLimit(MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = MaxAnfrage)]
    public async Task<IActionResult> Upload([FromForm] ImportForm form, CancellationToken abbruch)
    {
        if (form.Datei is { Length: > 0 } hochgeladen && ModelState.IsValid)
        {
            var name = Path.GetFileName(hochgeladen.FileName);
            name = name.Length > Registerablage.DateinameMaxLength ? name[^Registerablage.DateinameMaxLength..] : name;
            var inhalt = await hochgeladen.ReadAsync(abbruch);
            var datei = Registerdatei.Read(name, inhalt);
            if (datei.Fehler.Count == 0 && datei.Hinweis is null)
            {
                await KeepAsync(new Registerablage(benutzer.PersonId, name, inhalt, form.Stand, uhr.Now()), abbruch);
                return LocalRedirect("/stammdaten/import");
            }
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Importfehler", new DateifehlerSeite(
                name, datei.Hinweis is { } hinweis ? [hinweis] : [.. datei.Fehler.Select(f => f.ToString())]));
        }
        if (ModelState.IsValid)
            ModelState.AddModelError(nameof(form.Datei), form.Datei is null
                ? "Wählen Sie eine Datei des Schulregisters." : "Die Datei ist leer.");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Import", new ImportSeite(await LoadLastAsync(abbruch)));
    }

    [HttpPost("uebernahme")]
    public async Task<IActionResult> Run([FromForm] UebernahmeForm form, CancellationToken abbruch)
    {
        if (form.TraegerwechselAb > uhr.Today())
            ModelState.AddModelError(nameof(form.TraegerwechselAb), "Ein Trägerwechsel kann erst ab dem Tag übernommen werden, an dem er gilt.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(abbruch);
        }
        if (await db.Registerablagen.AnyAsync(a => a.PersonId == benutzer.PersonId, abbruch))
            lauf.Start(new Urheber(benutzer.PersonId, benutzer.OfficeFor(Handlung.StammdatenPflegen)!.Id), form.TraegerwechselAb);
        return LocalRedirect("/stammdaten/import");
    }

    [HttpPost("verwerfung")]
    public async Task<IActionResult> Discard(CancellationToken abbruch)
    {
        await db.InTransactionAsync(() => db.Registerablagen.Where(a => a.PersonId == benutzer.PersonId).ExecuteDeleteAsync(abbruch), abbruch);
        TempData["Meldung"] = "Die Datei ist verworfen. Es wurde nichts übernommen.";
        return LocalRedirect("/stammdaten/import");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken abbruch)
    {
        var ablage = await db.Registerablagen.AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == benutzer.PersonId, abbruch);
        if (ablage is null)
            return View("Import", new ImportSeite(await LoadLastAsync(abbruch)));
        var datei = Registerdatei.Read(ablage.Dateiname, ablage.Inhalt);
        var bericht = await import.RunAsync([datei], new Importwahl(ablage.Stand, Vorschau: true), Urheber.Portal, null, abbruch);
        return View("Importvorschau", VorschauSeite.Of(bericht.Dateien[0], ablage.Stand is not null));
    }

    /// <summary>One upload per person; what nobody took over within a day is forgotten by the way.</summary>
    private Task KeepAsync(Registerablage ablage, CancellationToken abbruch)
    {
        var gestern = uhr.Now().AddDays(-1);
        return db.InTransactionAsync(async () =>
        {
            await db.Registerablagen.Where(a => a.PersonId == ablage.PersonId || a.AbgelegtAm < gestern).ExecuteDeleteAsync(abbruch);
            db.Add(ablage);
            await db.SaveChangesAsync(abbruch);
        }, abbruch);
    }

    private Task<List<Importeintrag>> LoadLastAsync(CancellationToken abbruch) => db.Verlauf
        .Where(e => e.Ereignis == Ereignis.StammdatenImportiert).OrderByDescending(e => e.Zeit).Take(LetzteImporte)
        .Select(e => new Importeintrag(e.Zeit, e.Einzelheiten ?? "", db.Personen.Where(p => p.Id == e.PersonId).Select(p => p.Name).FirstOrDefault()))
        .ToListAsync(abbruch);
}

public sealed record ImportForm
{
    public IFormFile? Datei { get; init; }
    public DateOnly? Stand { get; init; }
}

public sealed record UebernahmeForm
{
    /// <summary>Confirms changes of carrier and says from which day they hold; without it they are left.</summary>
    public DateOnly? TraegerwechselAb { get; init; }
}

public sealed record ImportSeite(IReadOnlyList<Importeintrag> Letzte);

/// <param name="Wer">Null for the command of the operator.</param>
public sealed record Importeintrag(DateTime Wann, string Was, string? Wer);

public sealed record LaufSeite(int Prozent);

public sealed record ErgebnisSeite(string Titel, string Zusammenfassung, bool HasChanges, int OffeneTraegerwechsel);

/// <param name="Saetze">What is wrong, with the line of the file.</param>
public sealed record DateifehlerSeite(string Datei, IReadOnlyList<string> Saetze);

public sealed record VorschauSeite(
    string Datei, string Inhalt, DateOnly Stand, bool StandAngegeben, string Zusammenfassung, bool HasChanges,
    IReadOnlyList<string> OffeneTraegerwechsel, IReadOnlyList<Vorschauabschnitt> Abschnitte)
{
    public const int MaxZeilen = 200;

    public static VorschauSeite Of(Dateibericht bericht, bool standAngegeben) => new(
        bericht.Datei.Name, bericht.Datei.Inhalt, bericht.Stand, standAngegeben, bericht.Zusammenfassung, bericht.HasChanges,
        bericht.OffeneTraegerwechsel,
        [
            .. new Vorschauabschnitt[]
            {
                new("Neue Schulen", bericht.Neu), new("Geänderte Schulen", bericht.Geaendert),
                new("Geschlossene Schulen", bericht.Geschlossen), new("Neue Schulträger", bericht.NeueTraeger),
                new("Geänderte Schulträger", bericht.GeaenderteTraeger),
                new("Neue Kommunen", [.. bericht.NeueKommunen.Select(k => $"{k.Ags} {k.Name}")]),
                new("Umbenannte Kommunen", bericht.GeaenderteKommunen),
                new("Übersprungene Zeilen", [.. bericht.Datei.Uebersprungen.Select(u => $"Zeile {u.Zeile}: {u.Schulnummer}, {u.Grund}")]),
            }.Where(a => a.Zeilen.Count > 0),
        ]);
}

public sealed record Vorschauabschnitt(string Titel, IReadOnlyList<string> Zeilen);
