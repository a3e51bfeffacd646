using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Tabellen;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>Whoever fills a matrix asks others for rows of it, and decides what becomes of their answers.</summary>
[Erlaubt(Handlung.MatrixAusfuellen)]
[Route("/traeger/{traegerId}/matrix/{durchgang}/zuarbeiten")]
[Route("/schulen/{schulId}/matrix/{durchgang}/zuarbeiten")]
public sealed class ZuarbeitenController(
    AppDbContext db, Matrixabruf matrizen, Matrixsperre sperre, Zeilenspeicherung speicherung, Handelnde handelnde, Zuarbeitsabruf abruf,
    Zuarbeitsantwort antwort, Zuarbeitsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>How long the same request again is taken for a second click.</summary>
    private const int MinutenFuerDoppelte = 10;

    [HttpGet]
    public async Task<IActionResult> List(string durchgang, CancellationToken abbruch)
    {
        if (await matrizen.FindKopfAsync(durchgang) is not { } kopf)
            return NotFound();
        var zuarbeiten = await (
            from z in db.Zuarbeiten.Include(z => z.Zeilen)
            join p in db.Personen on z.VonId equals p.Id
            where z.MatrixId == kopf.Id
            orderby z.AngefragtAm descending
            select new { z, p.Name }).AsNoTracking().ToListAsync(abbruch);
        return View("Zuarbeiten", new ZuarbeitenSeite(kopf, [.. zuarbeiten.Select(z => Zuarbeitsangabe.Of(z.z, z.Name, uhr.Today()))]));
    }

    /// <summary>Chooses rows and a person; presets the open rows of a Themenfeld.</summary>
    [HttpGet("neu")]
    public async Task<IActionResult> New(string durchgang, string? themenfeld, CancellationToken abbruch) =>
        await LoadFormAsync(durchgang, null, themenfeld, abbruch) is { } seite ? View("NeueZuarbeit", seite) : NotFound();

    /// <summary>The mail, and to whom it goes; nothing is sent yet. For a talk there is no mail, so it is noted at once.</summary>
    [HttpPost("vorschau")]
    public async Task<IActionResult> Preview(string durchgang, [FromForm] ZuarbeitForm form, CancellationToken abbruch)
    {
        if (await LoadFormAsync(durchgang, form, null, abbruch) is not { } seite)
            return NotFound();
        if (form.Aendern)
            return View("NeueZuarbeit", seite);
        if (!IsComplete(seite))
            return Refuse(seite);
        if (form.Auskunft)
            return await AskAsync(seite.Kopf, form);
        // As it would be; nothing of it is kept.
        var matrix = await db.Matrizen.Include(m => m.Zeilen).AsNoTracking().SingleAsync(m => m.Id == seite.Kopf.Id, abbruch);
        var vorgang = await ComposeAsync(seite.Kopf, matrix, Create(matrix, form).Zuarbeit);
        return View("Zuarbeitsvorschau", new ZuarbeitsvorschauSeite(
            seite.Kopf, form, $"{vorgang.VonName} ({vorgang.VonEmail})", Zuarbeitsversand.BetreffOf(Zuarbeitsanlass.Anfrage, seite.Kopf),
            Zuarbeitsversand.TextOf(Zuarbeitsanlass.Anfrage, vorgang, Zuarbeitsversand.Linkplatz), seite.Vertrauliche, seite.SchonGefragt));
    }

    [HttpPost]
    public async Task<IActionResult> Ask(string durchgang, [FromForm] ZuarbeitForm form, CancellationToken abbruch)
    {
        if (await LoadFormAsync(durchgang, form, null, abbruch) is not { } seite)
            return NotFound();
        return IsComplete(seite) ? await AskAsync(seite.Kopf, form) : Refuse(seite);
    }

    [HttpGet("{zuarbeitId:guid}")]
    public async Task<IActionResult> Show(string durchgang, Guid zuarbeitId, CancellationToken abbruch) =>
        await FindAsync(durchgang, zuarbeitId) is { } vorgang ? await ShowAsync(vorgang, Entscheidungen.None, abbruch) : NotFound();

    /// <summary>What becomes of each answered row: taken over, left as it stands, or handed back; saved together.</summary>
    [HttpPost("{zuarbeitId:guid}/entscheidungen")]
    public async Task<IActionResult> Decide(string durchgang, Guid zuarbeitId, [FromForm] int version, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, zuarbeitId) is not { } vorgang)
            return NotFound();
        var wahl = Entscheidungen.Read(Request.Form, vorgang);
        if (wahl.Fehler.Count > 0)
            return await ShowAsync(vorgang, wahl, abbruch, StatusCodes.Status400BadRequest);
        if (wahl.IsEmpty)
            return LocalRedirect(vorgang.Kopf.Weg.Zuarbeit(zuarbeitId));
        try
        {
            var ergebnis = (await speicherung.SaveAllAsync(durchgang, wahl.ToForms(vorgang), async gespeichert =>
            {
                var zuarbeit = await db.Zuarbeiten.Include(z => z.Zeilen).SingleAsync(z => z.Id == zuarbeitId, abbruch);
                if (zuarbeit.Version != version)
                    throw new Zustandskonflikt("Zu dieser Zuarbeit kam inzwischen etwas Neues. Sehen Sie die Antworten noch einmal durch.");
                db.Verlauf.AddRange(zuarbeit.Decide(
                    gespeichert.Matrix, wahl.Uebernommene, wahl.Zurueckgegebene, benutzer.Zugriff.Urheber, uhr.Now()));
                if (wahl.Zurueckgegebene.Count > 0 && zuarbeit.WhyClosed(uhr.Today()) is null)
                    await versand.AddAsync(Zuarbeitsanlass.Rueckfrage, vorgang with { Zuarbeit = zuarbeit });
            }, abbruch))!;
            if (!ergebnis.IsSaved)
                return await ShowAsync((await FindAsync(durchgang, zuarbeitId))!, wahl with { ZuSpaet = "Es wurde noch nichts gespeichert. Wählen Sie bei jeder Zeile, die auch im Portal geändert wurde, was gelten soll." },
                    abbruch, StatusCodes.Status409Conflict);
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            return await ShowAsync((await FindAsync(durchgang, zuarbeitId))!, wahl with { ZuSpaet = konflikt.Message }, abbruch, StatusCodes.Status409Conflict);
        }
        TempData["Meldung"] = (wahl.Uebernommene.Count, wahl.Zurueckgegebene.Count) switch
        {
            (var n, 0) => n == 1 ? "1 Zeile ist übernommen." : $"{n} Zeilen sind übernommen.",
            (0, var z) => (z == 1 ? "1 Zeile ist zurückgegeben" : $"{z} Zeilen sind zurückgegeben") + vorgang.MailNote,
            (var n, var z) => $"Übernommen: {n}, zurückgegeben: {z}" + vorgang.MailNote,
        };
        return LocalRedirect(vorgang.Kopf.Weg.Zuarbeit(zuarbeitId));
    }

    /// <summary>The asker enters what she was told, or what came on paper.</summary>
    [HttpGet("{zuarbeitId:guid}/antwort")]
    public async Task<IActionResult> ShowAnswer(string durchgang, Guid zuarbeitId) =>
        await FindAsync(durchgang, zuarbeitId) is { } vorgang ? AnswerForm(vorgang, null) : NotFound();

    [HttpPost("{zuarbeitId:guid}/antwort")]
    public async Task<IActionResult> Answer(string durchgang, Guid zuarbeitId, [FromForm] int? version, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, zuarbeitId) is not { } vorgang)
            return NotFound();
        var formen = Zeilenform.ReadAll(Request.Form, vorgang.Zeilen.Select(z => z.Kriterium), Zuarbeit.Felder);
        if (formen.Count == 0)
            return BadRequest();
        return formen.Values.Any(f => f.Fehler.Count > 0)
            ? AnswerForm(vorgang, formen, StatusCodes.Status400BadRequest)
            : await SaveAnswerAsync(vorgang, version ?? -1, formen, abbruch);
    }

    [HttpGet("{zuarbeitId:guid}/antwort/tabelle.xlsx"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Download(string durchgang, Guid zuarbeitId) => await FindAsync(durchgang, zuarbeitId) is { } vorgang
        ? File(vorgang.ToTable().WriteXlsx(vorgang.Tabellenzeilen, uhr.Now()), Arbeitsmappe.Dateityp, $"zuarbeit-{durchgang}.xlsx")
        : NotFound();

    /// <summary>The table that came back by mail.</summary>
    [HttpPost("{zuarbeitId:guid}/antwort/tabelle"), EnableRateLimiting(Begrenzung.Ausgabe)]
    [Dateigrenze(Matrixtabelle.MaxMegabyte), RequestSizeLimit(Matrixtabelle.MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = Matrixtabelle.MaxAnfrage)]
    public async Task<IActionResult> Upload(string durchgang, Guid zuarbeitId, IFormFile? datei, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, zuarbeitId) is not { } vorgang)
            return NotFound();
        try
        {
            var (formen, fehler) = await Zuarbeitsantwort.ReadAsync(vorgang, datei, abbruch);
            return fehler.Count > 0
                ? AnswerForm(vorgang, null, StatusCodes.Status400BadRequest, fehler)
                : await SaveAnswerAsync(vorgang, null, formen, abbruch);
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError("Datei", regel.Message);
            return AnswerForm(vorgang, null, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Reminds by hand, and gives more time where a later day is named.</summary>
    [HttpPost("{zuarbeitId:guid}/erinnerungen")]
    public async Task<IActionResult> Remind(string durchgang, Guid zuarbeitId, [FromForm] DateOnly? frist, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, zuarbeitId) is not { } vorgang)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(vorgang, Entscheidungen.None, abbruch, StatusCodes.Status400BadRequest);
        var zuarbeit = await db.Zuarbeiten.Include(z => z.Zeilen).SingleAsync(z => z.Id == zuarbeitId, abbruch);
        if (frist is { } tag && tag != zuarbeit.Frist)
            zuarbeit.Extend(tag, uhr.Now());
        if (zuarbeit.WhyClosed(uhr.Today()) is { } satz)
            throw new Zustandskonflikt(satz);
        if (zuarbeit.ErinnertAm == uhr.Today())
            throw new Zustandskonflikt($"{zuarbeit.AnName} ist heute schon erinnert worden.");
        await versand.AddAsync(Zuarbeitsanlass.Erinnerung, vorgang with { Zuarbeit = zuarbeit });
        zuarbeit.NoteReminder(uhr.Today());
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = $"Die Erinnerung an {zuarbeit.AnName} ist unterwegs.";
        return LocalRedirect(vorgang.Kopf.Weg.Zuarbeit(zuarbeitId));
    }

    [HttpPost("{zuarbeitId:guid}/ende")]
    public async Task<IActionResult> End(string durchgang, Guid zuarbeitId, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, zuarbeitId) is not { } vorgang)
            return NotFound();
        var zuarbeit = await db.Zuarbeiten.Include(z => z.Zeilen).SingleAsync(z => z.Id == zuarbeitId, abbruch);
        db.Add(zuarbeit.End(await db.Matrizen.SingleAsync(m => m.Id == zuarbeit.MatrixId, abbruch), benutzer.Zugriff.Urheber, uhr.Now()));
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = "Die Zuarbeit ist beendet. Der Link öffnet sich nicht mehr.";
        return LocalRedirect(vorgang.Kopf.Weg.Zuarbeiten);
    }

    private async Task<Zuarbeitsvorgang?> FindAsync(string durchgang, Guid zuarbeitId) =>
        await matrizen.FindKopfAsync(durchgang) is { } kopf ? await abruf.FindAsync(kopf.Id, zuarbeitId) : null;

    private async Task<Zuarbeitsvorgang> ComposeAsync(Matrixkopf kopf, Matrix matrix, Zuarbeit zuarbeit) => new(
        zuarbeit, kopf, await matrizen.GetKatalogAsync(kopf),
        matrix.Zeilen.ToDictionary(z => z.Kriterium, z => new Zeilenstand(z.Id, z.Kriterium, z.Themenfeld, z.Werte, z.Version, z.GeaendertAm)),
        benutzer.Name, await db.Personen.Where(p => p.Id == benutzer.PersonId).Select(p => p.Email).SingleAsync());

    private (Zuarbeit Zuarbeit, Verlaufseintrag Eintrag) Create(Matrix matrix, ZuarbeitForm form)
    {
        var zeilen = matrix.Zeilen.Where(z => form.Zeilen!.Contains(z.Kriterium));
        return form.Auskunft
            ? Zuarbeit.Note(matrix, zeilen, form.Name!, form.Funktion!, form.Am!.Value, benutzer.Zugriff.Zustaendigkeit, uhr.Now())
            : Zuarbeit.Ask(matrix, zeilen, form.Name!, form.Funktion!, form.Email!, form.Frist!.Value, form.Nachricht, benutzer.Zugriff.Zustaendigkeit, uhr.Now());
    }

    private async Task<IActionResult> AskAsync(Matrixkopf kopf, ZuarbeitForm form)
    {
        Guid id = default;
        await sperre.ActAsync(kopf.Weg.Durchgang, async matrix =>
        {
            if (await FindSameAsync(matrix.Id, form) is { } schon)
            {
                id = schon;
                return null;
            }
            var (zuarbeit, eintrag) = Create(matrix, form);
            id = zuarbeit.Id;
            db.Add(zuarbeit);
            await versand.AddAsync(Zuarbeitsanlass.Anfrage, await ComposeAsync(kopf, matrix, zuarbeit));
            return eintrag;
        }, mitZeilen: true);
        if (form.Auskunft)
            return LocalRedirect(kopf.Weg.Zuarbeit(id) + "/antwort");
        TempData["Meldung"] = $"Die Mail an {form.Name} ist unterwegs.";
        return LocalRedirect(kopf.Weg.Zuarbeit(id));
    }

    /// <summary>The same rows asked of the same person a moment ago: a second click, or the way back.</summary>
    private async Task<Guid?> FindSameAsync(Guid matrixId, ZuarbeitForm form)
    {
        var seit = uhr.Now().AddMinutes(-MinutenFuerDoppelte);
        var gleiche = await db.Zuarbeiten.Include(z => z.Zeilen)
            .Where(z => z.MatrixId == matrixId && z.AngefragtAm > seit && z.BeendetAm == null && z.AnName == form.Name
                && z.AnEmail == (form.Auskunft ? null : form.Email) && z.VonId == benutzer.PersonId)
            .AsNoTracking().ToListAsync();
        return gleiche.Find(z => z.Zeilen.Select(r => r.Kriterium).ToHashSet().SetEquals(form.Zeilen!))?.Id;
    }

    private bool IsComplete(NeueZuarbeitSeite seite)
    {
        if (!seite.Kopf.IsEditable)
            throw new Zustandskonflikt($"Diese Matrix ist {seite.Kopf.Status.Label()}. Um Zuarbeit bitten lässt sich nur, solange sie ein Entwurf ist.");
        if (ModelState.IsValid && !seite.Themenfelder.SelectMany(t => t.Zeilen).Any(z => z.Gewaehlt))
            ModelState.AddModelError(nameof(ZuarbeitForm.Zeilen), "Wählen Sie mindestens eine Zeile.");
        return ModelState.IsValid;
    }

    private ViewResult Refuse(NeueZuarbeitSeite seite)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("NeueZuarbeit", seite);
    }

    private async Task<NeueZuarbeitSeite?> LoadFormAsync(string durchgang, ZuarbeitForm? form, string? themenfeld, CancellationToken abbruch)
    {
        if (await matrizen.FindAsync(durchgang, themenfeld: null) is not var (kopf, zeilen))
            return null;
        var katalog = await matrizen.GetKatalogAsync(kopf);
        var gefragt = (await (
            from z in db.Zuarbeiten
            where z.MatrixId == kopf.Id && z.BeendetAm == null
            from r in z.Zeilen
            where r.Stand != Zuarbeitsstand.Uebernommen
            select new { r.Kriterium, z.AnName }).ToListAsync(abbruch)).ToLookup(z => z.Kriterium, z => z.AnName);
        var staende = zeilen.ToDictionary(z => z.Kriterium);
        return new NeueZuarbeitSeite(kopf, form ?? new ZuarbeitForm
        {
            Frist = PresetDate(kopf.Frist),
            Am = uhr.Today(),
        },
        [
            .. from t in katalog.Themenfelder
               let eigene = t.Kriterien.Where(k => staende.ContainsKey(k.Key)).Select(k => new Zeilenauswahl(
                   k, !staende[k.Key].Werte.IsBearbeitet, staende[k.Key].Werte.Vertraulich, [.. gefragt[k.Key]],
                   form is null ? t.Key == themenfeld && !staende[k.Key].Werte.IsBearbeitet : form.Zeilen?.Contains(k.Key) == true)).ToList()
               where eigene.Count > 0
               select (t, (IReadOnlyList<Zeilenauswahl>)eigene),
        ], await matrizen.GetFachbereicheAsync());
    }

    /// <summary>Two weeks from now; where the matrix is due sooner, some days before that.</summary>
    private DateOnly PresetDate(DateOnly? fristDerMatrix)
    {
        var heute = uhr.Today();
        var vorher = fristDerMatrix?.AddDays(-Zuarbeitsfristen.TageVorher) ?? DateOnly.MaxValue;
        return vorher > heute && vorher < heute.AddDays(14) ? vorher : heute.AddDays(14);
    }

    private async Task<IActionResult> SaveAnswerAsync(
        Zuarbeitsvorgang vorgang, int? version, IReadOnlyDictionary<string, Zeilenform> formen, CancellationToken abbruch)
    {
        try
        {
            var zeilen = await antwort.SaveAsync(vorgang.Zuarbeit.Id, version, formen, benutzer.Zugriff.Urheber, abbruch);
            TempData["Meldung"] = zeilen == 0 ? Zuarbeitsantwort.WordsFor(0) : "Die Antworten sind eingetragen. Übernommen sind sie noch nicht.";
            return LocalRedirect(vorgang.Kopf.Weg.Zuarbeit(vorgang.Zuarbeit.Id));
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            return AnswerForm((await abruf.FindAsync(vorgang.Zuarbeit.Id))!, formen, StatusCodes.Status409Conflict, [], konflikt.Message);
        }
    }

    private ViewResult AnswerForm(
        Zuarbeitsvorgang vorgang, IReadOnlyDictionary<string, Zeilenform>? formen, int status = StatusCodes.Status200OK,
        IReadOnlyList<string>? fehler = null, string? konflikt = null)
    {
        if (konflikt is null && vorgang.Zuarbeit.WhyClosed(DateOnly.MinValue) is { } satz)
            throw new Zustandskonflikt(satz);
        Response.StatusCode = status;
        return View("Zuarbeitsantwort", new ZuarbeitsantwortSeite(
            vorgang.Kopf, vorgang.Katalog, vorgang.ToView(uhr.Today()), vorgang.Kopf.Weg.Zuarbeit(vorgang.Zuarbeit.Id) + "/antwort", vorgang.ToForm(formen), fehler ?? [], konflikt)
        {
            FuerAndere = true,
        });
    }

    /// <summary>Every row with what its answer would change, or with what stands against it.</summary>
    private async Task<IActionResult> ShowAsync(
        Zuarbeitsvorgang vorgang, Entscheidungen wahl, CancellationToken abbruch, int status = StatusCodes.Status200OK)
    {
        Response.StatusCode = status;
        var offen = vorgang.Kopf.IsEditable && vorgang.Zuarbeit.BeendetAm is null;
        var ergebnis = offen && vorgang.Zuarbeit.Stand == Zuarbeitsstand.Beantwortet
            ? await speicherung.PreviewAllAsync(vorgang.Kopf.Weg.Durchgang, Entscheidungen.AllOf(vorgang).ToForms(vorgang, ohneWahl: true), abbruch) : null;
        var namen = await handelnde.GetAsync(ergebnis?.Zeilen.Values.Select(e => e.Gegner).OfType<Verlaufseintrag>() ?? []);
        var katalog = vorgang.Katalog;
        var angabe = vorgang.ToView(uhr.Today());
        return View("Zuarbeit", new ZuarbeitSeite(vorgang.Kopf, katalog, angabe, offen, wahl, [.. vorgang.Zeilen.Select(z =>
        {
            var stand = ergebnis?.Zeilen.GetValueOrDefault(z.Kriterium.Key);
            return new Antwortzeile(z.Kriterium, angabe.Zeilen[z.Kriterium.Key],
                [.. (stand?.Aenderungen ?? []).Where(a => a.Feld is not (Zeilenfeld.Auskunft or Zeilenfeld.Uebernommen)).Select(a =>
                    new Verlaufswert(katalog.Label(a.Feld), katalog.Word(a.Feld, a.Alt), katalog.Word(a.Feld, a.Neu)))],
                stand?.Gegner is not { } gegner ? null : new Konfliktanzeige(namen.WordsFor(gegner), gegner.Zeit, stand.Version,
                    [.. stand.Konflikte.Select(f => new Konfliktfeld(katalog.Label(f.Feld), katalog.Word(f.Feld, f.Eigener), katalog.Word(f.Feld, f.Gespeicherter)))]));
        })]));
    }
}
