using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>During the talk, and afterwards from paper: one page along the agenda, notes per Themenfeld, results by one act.</summary>
[Erlaubt(Handlung.BesuchPlanen), Route("/besuche/{besuchId}")]
public sealed class GespraechController(AppDbContext db, Besuchsabruf abruf, Besuchssperre sperre, Aufgabenversand aufgaben, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private bool IsFetch => Request.Headers.XRequestedWith == "fetch";

    [HttpGet("gespraech")]
    public async Task<IActionResult> Show(Guid besuchId) => await ShowAsync(besuchId, null);

    /// <summary>One note; for the script the field as HTML, else back to the page.</summary>
    [HttpPost("notizen")]
    public async Task<IActionResult> Write(Guid besuchId, [FromForm] NotizForm form)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        var matrix = await abruf.GetKatalogAsync(besuch);
        var feld = form.Themenfeld ?? "";
        if (feld.Length > 0 && matrix.Katalog.FindThemenfeld(feld) is null)
            return NotFound();
        var text = form.Text ?? "";
        if (text.Length > Besuchsnotiz.TextMaxLength)
            return await AnswerAsync(besuchId, matrix, feld, text, form.Version, StatusCodes.Status400BadRequest, $"Die Notiz ist länger als {Besuchsnotiz.TextMaxLength} Zeichen. Sie ist nicht gespeichert.");
        try
        {
            var (gespeichert, stand) = (false, (Besuchsnotiz?)null);
            await sperre.ActAsync(besuchId, Besuchsteile.Notizen, b =>
            {
                (gespeichert, stand) = b.WriteNote(feld, text, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
            });
            return gespeichert ? await AnswerAsync(besuchId, matrix, feld, text, stand!.Version, StatusCodes.Status200OK, null)
                : await AnswerAsync(besuchId, matrix, feld, text, stand!.Version, StatusCodes.Status409Conflict, null, stand);
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            return await AnswerAsync(besuchId, matrix, feld, text, form.Version, StatusCodes.Status409Conflict, konflikt.Message + " Ihr Text ist nicht gespeichert; hier steht er noch.");
        }
    }

    [HttpPost("punkte/{punktId:guid}/besprochen")]
    public async Task<IActionResult> MarkDiscussed(Guid besuchId, Guid punktId, [FromForm] bool besprochen)
    {
        await sperre.ActAsync(besuchId, Besuchsteile.Punkte, b =>
        {
            b.MarkDiscussed(punktId, besprochen, uhr.Now());
        });
        return LocalRedirect($"{new Besuchsweg(besuchId).Gespraech}#punkt-{punktId}");
    }

    [HttpGet("ergebnisse/neu")]
    public async Task<IActionResult> NewResult(Guid besuchId, Guid? zeile, string? themenfeld, Ergebnisart? art) =>
        await ShowResultAsync(besuchId, new ErgebnisForm { Id = Kennung.New(), Zeile = zeile, Themenfeld = themenfeld, Art = art });

    /// <summary>Keeps a result, and makes of it what it is: by one act, with its origin row.</summary>
    [HttpPost("ergebnisse")]
    public async Task<IActionResult> Conclude(Guid besuchId, [FromForm] ErgebnisForm form)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        var matrix = await abruf.GetMatrixAsync(besuch);
        if (form.Zeile is not null && matrix.Find(form.Zeile) is null)
            return NotFound();
        var tische = await LoadTischeAsync(besuch);
        if (ModelState.IsValid && form.Art == Ergebnisart.Thema && tische.All(t => t.Id != form.RunderTisch))
            ModelState.AddModelError(nameof(form.RunderTisch), "Wählen Sie einen Runden Tisch.");
        if (ModelState.IsValid && form is { Art: Ergebnisart.Aufgabe, Person: not null } && (await LoadPersonenAsync(besuch)).All(p => p.Id != form.Person))
            ModelState.AddModelError(nameof(form.Person), "Wählen Sie eine Person des eigenen Hauses.");
        if (!ModelState.IsValid)
            return await ShowResultAsync(besuchId, form, StatusCodes.Status400BadRequest);
        try
        {
            await sperre.ActAsync(besuchId, Besuchsteile.Ergebnisse, async b =>
            {
                // A second click finds the first, before anything is made of it again.
                if (b.Ergebnisse.Any(e => e.Id == form.Id))
                    return null;
                var zeile = form.Zeile is null ? null : await db.MatrixZeilen.SingleAsync(z => z.Id == form.Zeile);
                var gegenstand = await CreateAsync(form, b, zeile);
                var (ergebnis, eintrag) = b.Conclude(form.Id, form.Art!.Value, zeile, zeile?.Themenfeld ?? form.Themenfeld ?? "", form.Text!, gegenstand, benutzer.Zugriff.Urheber, uhr.Now());
                db.Add(ergebnis);
                return eintrag;
            });
        }
        catch (FachregelVerletzt regel)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("", regel.Message);
            return await ShowResultAsync(besuchId, form, StatusCodes.Status400BadRequest);
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("", konflikt.Message);
            return await ShowResultAsync(besuchId, form, StatusCodes.Status409Conflict);
        }
        TempData["Meldung"] = $"Festgehalten: {form.Art!.Value.Label()}.";
        return LocalRedirect(new Besuchsweg(besuchId).Gespraech + (form.Zeile is { } id ? $"#zeile-{id}" : ""));
    }

    /// <summary>What a result becomes; its id, or null for a Klärung.</summary>
    private async Task<Guid?> CreateAsync(ErgebnisForm form, Besuch besuch, MatrixZeile? zeile)
    {
        var herkunft = besuch.HerkunftOf(zeile);
        switch (form.Art)
        {
            case Ergebnisart.Thema:
                var (thema, vorgeschlagen) = Thema.Propose(form.RunderTisch!.Value, form.Titel!, form.Text, zeile?.Themenfeld ?? form.Themenfeld, herkunft, besuch.Scope, benutzer.Zugriff.Urheber, uhr.Now());
                db.Add(thema);
                db.Add(vorgeschlagen);
                return thema.Id;
            case Ergebnisart.Aufgabe:
                var (aufgabe, angelegt) = Aufgabe.Create(besuch.Scope, null, form.Person, form.Text!, form.Frist!.Value, herkunft, benutzer.Zugriff.Urheber, uhr.Now());
                db.Add(aufgabe);
                db.Add(angelegt);
                await aufgaben.AddAssignmentAsync(aufgabe, benutzer.PersonId, benutzer.Name, HttpContext.RequestAborted);
                return aufgabe.Id;
            case Ergebnisart.Vereinbarung:
                // Whom it binds besides, the carrier says on its page; until then it is a draft.
                var (vereinbarung, entworfen) = Vereinbarung.Draft(Kennung.New(), new Vereinbarungsort(null, besuch.SchultraegerId),
                    new Vereinbarungsangaben(form.Text!, form.Vereinbarungsart!.Value, besuch.Scope, form.Verantwortlich, form.Frist, null, null, null, zeile?.Themenfeld ?? form.Themenfeld, false),
                    [new Bindung(besuch.Scope, await db.NameOfAsync(besuch.Scope) ?? "", null)], herkunft, null, benutzer.Zugriff.Urheber, uhr.Now());
                db.Add(vereinbarung);
                db.Add(entworfen);
                return vereinbarung.Id;
            case Ergebnisart.Berichtseintrag:
                var eintrag = new Berichtseintrag(besuch.SchultraegerId, form.Abschnitt!.Value, form.Text!, herkunft, uhr.Now());
                db.Add(eintrag);
                return eintrag.Id;
            default:
                return null;
        }
    }

    private async Task<IActionResult> AnswerAsync(
        Guid besuchId, Besuchskatalog matrix, string feld, string text, int version, int status, string? fehler, Besuchsnotiz? stand = null)
    {
        var wer = stand is null ? null : await db.Personen.Where(p => p.Id == stand.GeaendertVonId).Select(p => p.Name).SingleOrDefaultAsync();
        var notiz = new NotizSeite(besuchId, feld, matrix.ThemenfeldLabel(feld), text, version, uhr.Now(), Darf: true)
        {
            GeradeGespeichert = status == StatusCodes.Status200OK,
            Fehler = fehler,
            Konflikt = stand is null ? null : new Notizkonflikt(wer ?? "Jemand anderes", stand.GeaendertAm ?? uhr.Now(), stand.Text),
        };
        Response.StatusCode = status;
        if (IsFetch)
            return PartialView("_Notiz", notiz);
        if (status != StatusCodes.Status200OK)
            return await ShowAsync(besuchId, notiz, status);
        TempData["Meldung"] = "Die Notiz ist gespeichert.";
        return LocalRedirect($"{new Besuchsweg(besuchId).Gespraech}#notiz-{(feld.Length == 0 ? "allgemein" : feld)}");
    }

    /// <param name="geschrieben">A note that could not be saved; it stands in the page as it was typed.</param>
    private async Task<IActionResult> ShowAsync(Guid besuchId, NotizSeite? geschrieben, int status = StatusCodes.Status200OK)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Punkte | Besuchsteile.Notizen | Besuchsteile.Ergebnisse | Besuchsteile.Fragen);
        var kopf = await abruf.GetKopfAsync(besuch);
        var matrix = await abruf.GetMatrixAsync(besuch);
        var darf = besuch.IsWritable;
        NotizSeite NoteOf(string feld) => geschrieben?.Themenfeld == feld ? geschrieben : besuch.Notizen.FirstOrDefault(n => n.Themenfeld == feld) is { } n
            ? new NotizSeite(besuchId, feld, matrix.ThemenfeldLabel(feld), n.Text, n.Version, n.GeaendertAm, darf)
            : new NotizSeite(besuchId, feld, matrix.ThemenfeldLabel(feld), "", 0, null, darf);
        var ergebnisse = besuch.Ergebnisse.OrderBy(e => e.AngelegtAm).ToLookup(e => e.ZeileId ?? Guid.Empty, e => Ergebnisangabe.Of(e, matrix, kopf));
        var fragen = Besuchsabruf.QuestionsOf(besuch, matrix, null).ToLookup(f => f.ZeileId);
        var gezeigt = new HashSet<string>();
        var punkte = Agendazeile.Of(besuch).Select(p =>
        {
            var zeile = matrix.Find(p.ZeileId);
            var feld = p.Themenfeld ?? "";
            return new Gespraechspunkt(p, zeile is null ? null : matrix.KriteriumOf(zeile), zeile, zeile is null ? null : matrix.LinkTo(zeile.Themenfeld, zeile.Kriterium),
                zeile is null ? [] : [.. ergebnisse[zeile.Id]], zeile is null ? [] : [.. fragen[zeile.Id]], gezeigt.Add(feld) ? NoteOf(feld) : null);
        }).ToList();
        // Themenfelder that are not on the agenda can come up all the same.
        var weitere = matrix.Katalog.Themenfelder.Where(t => !gezeigt.Contains(t.Key)).Select(t => NoteOf(t.Key)).ToList();
        if (!gezeigt.Contains(""))
            weitere.Insert(0, NoteOf(""));
        Response.StatusCode = status;
        return View("Gespraech", new GespraechSeite(kopf, matrix, punkte, weitere, [.. ergebnisse.Where(e => !punkte.Exists(p => p.Zeile?.Id == e.Key)).SelectMany(e => e)], Zeitworte.Of(Agendazeile.Of(besuch), besuch, uhr.Now())));
    }

    private async Task<IActionResult> ShowResultAsync(Guid besuchId, ErgebnisForm form, int status = StatusCodes.Status200OK)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Notizen);
        var matrix = await abruf.GetMatrixAsync(besuch);
        var zeile = matrix.Find(form.Zeile);
        if (form.Zeile is not null && zeile is null)
            return NotFound();
        if (status == StatusCodes.Status200OK && !besuch.IsWritable)
            throw new Zustandskonflikt("Der Besuchsvermerk ist freigegeben. Notizen und Ergebnisse bleiben, wie sie sind.");
        var feld = zeile?.Themenfeld ?? form.Themenfeld ?? "";
        Response.StatusCode = status;
        return View("Ergebnis", new ErgebnisSeite(await abruf.GetKopfAsync(besuch), form, matrix, zeile, besuch.Notizen.FirstOrDefault(n => n.Themenfeld == feld)?.Text,
            await LoadTischeAsync(besuch), await LoadPersonenAsync(besuch)));
    }

    /// <summary>Tables at which this carrier sits.</summary>
    private Task<List<Partnerwahl>> LoadTischeAsync(Besuch besuch) => db.RundeTische
        .Where(t => t.ArchiviertAm == null && t.Mitglieder.Any(m => m.ScopeId == besuch.SchultraegerId && m.AusgeschiedenAm == null))
        .OrderBy(t => t.NameSuche).Select(t => new Partnerwahl(t.Id, t.Name)).ToListAsync();

    private Task<List<Partnerwahl>> LoadPersonenAsync(Besuch besuch)
    {
        var heute = uhr.Today();
        return db.Personen.Where(p => p.DeaktiviertAm == null && db.Zustaendigkeiten.Any(z => z.PersonId == p.Id && z.ScopeArt == ScopeArt.Schultraeger
            && z.ScopeId == besuch.SchultraegerId && z.Von <= heute && (z.Bis == null || z.Bis >= heute))).OrderBy(p => p.NameSuche).Select(p => new Partnerwahl(p.Id, p.Name)).ToListAsync();
    }
}

public sealed record NotizForm
{
    public string? Themenfeld { get; init; }
    public string? Text { get; init; }
    public int Version { get; init; }
}

public sealed record ErgebnisForm
{
    /// <summary>Made with the empty form, so that a second click is known.</summary>
    public Guid Id { get; init; }
    public Ergebnisart? Art { get; init; }
    public Guid? Zeile { get; init; }
    public string? Themenfeld { get; init; }
    public string? Text { get; init; }
    public string? Titel { get; init; }
    public Guid? RunderTisch { get; init; }
    public Guid? Person { get; init; }
    public DateOnly? Frist { get; init; }
    public Vereinbarungsart? Vereinbarungsart { get; init; }
    public string? Verantwortlich { get; init; }
    public Berichtsabschnitt? Abschnitt { get; init; }
}

public sealed class ErgebnisFormValidator : AbstractValidator<ErgebnisForm>
{
    public ErgebnisFormValidator()
    {
        RuleFor(f => f.Id).NotEmpty();
        RuleFor(f => f.Art).NotNull().WithMessage("Wählen Sie, was daraus wird.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie, was festgehalten wird.").MaximumLength(Besuchsergebnis.TextMaxLength);
        RuleFor(f => f.Themenfeld).MaximumLength(MatrixZeile.ThemenfeldMaxLength);
        When(f => f.Art == Ergebnisart.Thema, () =>
        {
            RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Thema einen Titel.").MaximumLength(Thema.TitelMaxLength);
            RuleFor(f => f.RunderTisch).NotNull().WithMessage("Wählen Sie einen Runden Tisch.");
        });
        When(f => f.Art == Ergebnisart.Aufgabe, () => RuleFor(f => f.Frist).NotNull().WithMessage("Nennen Sie, bis wann die Aufgabe zu tun ist."));
        When(f => f.Art == Ergebnisart.Vereinbarung, () =>
        {
            RuleFor(f => f.Vereinbarungsart).NotNull().WithMessage("Wählen Sie Regel, Ziel oder Maßnahme.");
            RuleFor(f => f.Verantwortlich).MaximumLength(Vereinbarung.PersonMaxLength);
        });
        When(f => f.Art == Ergebnisart.Berichtseintrag, () => RuleFor(f => f.Abschnitt).NotNull().WithMessage("Wählen Sie, wohin im Berichtsbogen der Eintrag gehört."));
    }
}

/// <param name="Version">The one that was read.</param>
/// <param name="Stand">When it was saved; null where it never was.</param>
public sealed record NotizSeite(Guid BesuchId, string Themenfeld, string Label, string Text, int Version, DateTime? Stand, bool Darf)
{
    public string Id => Themenfeld.Length == 0 ? "allgemein" : Themenfeld;
    public bool GeradeGespeichert { get; init; }
    public string? Fehler { get; init; }
    public Notizkonflikt? Konflikt { get; init; }
}

public sealed record Notizkonflikt(string Wer, DateTime Wann, string Text);

/// <param name="Notiz">The field of its Themenfeld, where that comes up first here.</param>
public sealed record Gespraechspunkt(
    Agendazeile Punkt, Kriterium? Kriterium, Besuchszeile? Zeile, string? Zeilenlink, IReadOnlyList<Ergebnisangabe> Ergebnisse, IReadOnlyList<Frageangabe> Fragen, NotizSeite? Notiz);

/// <param name="Weitere">Notes of Themenfelder that are not on the agenda.</param>
/// <param name="Uebrige">Results that came from no row, or from one that is not on the agenda.</param>
public sealed record GespraechSeite(
    Besuchskopf Kopf, Besuchsmatrix Matrix, IReadOnlyList<Gespraechspunkt> Punkte, IReadOnlyList<NotizSeite> Weitere, IReadOnlyList<Ergebnisangabe> Uebrige, string? Zeit);

public sealed record ErgebnisSeite(
    Besuchskopf Kopf, ErgebnisForm Form, Besuchsmatrix Matrix, Besuchszeile? Zeile, string? Notiz, IReadOnlyList<Partnerwahl> Tische, IReadOnlyList<Partnerwahl> Personen);

/// <summary>Planned against real time, in words.</summary>
public static class Zeitworte
{
    /// <summary>Null where nothing is known: no time, or another day.</summary>
    public static string? Of(IReadOnlyList<Agendazeile> agenda, Besuch besuch, DateTime jetzt)
    {
        var hier = Kalender.LocalTime(jetzt);
        if (besuch.Tag != DateOnly.FromDateTime(hier) || besuch.Uhrzeit is not { } beginn || agenda.Count == 0)
            return null;
        var uhrzeit = TimeOnly.FromDateTime(hier);
        if (uhrzeit < beginn)
            return $"Der Besuch beginnt um {beginn:HH\\:mm} Uhr.";
        var rest = (int)(beginn.AddMinutes(besuch.Dauer) - uhrzeit).TotalMinutes;
        var geplant = agenda.FirstOrDefault(p => p.Von <= uhrzeit && uhrzeit < p.Bis);
        var wirklich = agenda.FirstOrDefault(p => p.BesprochenAm is null);
        var ende = uhrzeit < beginn.AddMinutes(besuch.Dauer) ? $"Noch {rest} Minuten bis zum geplanten Ende." : "Das geplante Ende ist erreicht.";
        if (wirklich is null)
            return $"Alle Punkte sind besprochen. {ende}";
        var versatz = wirklich.Von is { } von ? (int)(uhrzeit - von).TotalMinutes : 0;
        var lage = geplant == wirklich || wirklich.Bis > uhrzeit && wirklich.Von <= uhrzeit ? "im Plan"
            : wirklich.Von > uhrzeit ? $"{(int)(wirklich.Von.Value - uhrzeit).TotalMinutes} Minuten schneller als geplant" : $"{versatz - wirklich.Minuten} Minuten später als geplant";
        return $"Als Nächstes: {wirklich.Titel} ({lage}). {ende}";
    }
}
