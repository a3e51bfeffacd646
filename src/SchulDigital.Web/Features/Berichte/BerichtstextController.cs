using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>Writing a Berichtsbogen: section by section, each paragraph by itself; each side only what is its own.</summary>
[Erlaubt(Handlung.BerichtMitwirken), Route("/berichtsboegen/{berichtId}/bearbeitung")]
public sealed class BerichtstextController(AppDbContext db, Berichtsabruf abruf, Berichtssperre sperre, Berichtsdokumente dokumente, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Edit(Guid berichtId, Berichtsabschnitt? abschnitt, CancellationToken abbruch) =>
        ShowAsync(berichtId, abschnitt, null, StatusCodes.Status200OK, abbruch);

    /// <summary>Saves one paragraph; to the script it answers with that paragraph, else with the page.</summary>
    [HttpPost("absaetze/{absatzId:guid}")]
    public async Task<IActionResult> Write(Guid berichtId, Guid absatzId, [FromForm] AbsatzForm form, CancellationToken abbruch)
    {
        Berichtsabschnitt? abschnitt = null;
        var fehler = ModelState.IsValid ? null : string.Join(' ', ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage));
        Ausgang? ausgang = null;
        if (fehler is null)
            ausgang = await db.TryAsync(() => sperre.ActAsync(berichtId, b =>
            {
                abschnitt = b.Absaetze.FirstOrDefault(a => a.Id == absatzId)?.Abschnitt;
                return b.Write(absatzId, form.Read(b, absatzId), form.Zielstand, form.Version, WriterOf(b, absatzId), uhr.Now());
            }));
        if (ausgang is { Gefunden: false })
            return NotFound();
        fehler ??= ausgang!.Fehler;
        var konflikt = ausgang?.Konflikt;
        var status = fehler is not null ? StatusCodes.Status400BadRequest : konflikt is not null ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        if (await abruf.FindAsync(berichtId, abbruch) is not { } bogen || bogen.Absaetze.FirstOrDefault(a => a.Id == absatzId) is not { } absatz)
            return NotFound();
        if (Request.Headers.XRequestedWith == "fetch" && !IsHidden(bogen))
        {
            Response.StatusCode = status;
            return PartialView("_Absatz", FieldOf(bogen, absatz, await dokumente.GetContentAsync(bogen, abbruch)) with { Geschrieben = fehler is null && konflikt is null ? null : form, Fehler = fehler, Konflikt = konflikt, Gespeichert = status == StatusCodes.Status200OK });
        }
        if (status == StatusCodes.Status200OK)
        {
            TempData["Meldung"] = "Der Absatz ist gespeichert.";
            return Back(berichtId, absatz.Abschnitt, absatzId);
        }
        return await ShowAsync(berichtId, abschnitt ?? absatz.Abschnitt, new Geschriebenes(absatzId, form, fehler, konflikt), status, abbruch);
    }

    [HttpPost("absaetze")]
    public async Task<IActionResult> Add(Guid berichtId, [FromForm] NeuerAbsatzForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(berichtId, form.Abschnitt, null, StatusCodes.Status400BadRequest, abbruch);
        return await ActAsync(berichtId, form.Abschnitt!.Value, form.Id, b =>
        {
            var amt = abruf.OfficesAt(b, Handlung.BerichtMitwirken).FirstOrDefault(z => form.Sicht == Berichtssicht.Schule ? b.CanWrite(form.Sicht, z.ScopeId, z) : b.CanWrite(form.Sicht, null, z))
                ?? throw new FachregelVerletzt("Diesen Teil schreibt die andere Seite.");
            return b.Add(form.Id, new Absatzort(form.Abschnitt.Value, form.Sicht, form.Sicht == Berichtssicht.Schule ? amt.ScopeId : null), new Absatzangaben(form.Text!), null, new Urheber(amt.PersonId, amt.Id), uhr.Now())?.Eintrag;
        }, "Der Absatz steht jetzt am Ende des Abschnitts.", abbruch);
    }

    [HttpPost("absaetze/{absatzId:guid}/entfernt")]
    public Task<IActionResult> Remove(Guid berichtId, Guid absatzId, [FromForm] Berichtsabschnitt abschnitt, [FromForm] bool entfernt, CancellationToken abbruch) =>
        ActAsync(berichtId, abschnitt, absatzId, b => b.Remove(absatzId, entfernt, WriterOf(b, absatzId), uhr.Now()), entfernt ? "Der Absatz ist herausgenommen. Am Ende des Abschnitts können Sie ihn wieder aufnehmen." : "Der Absatz steht wieder da.", abbruch);

    [HttpPost("absaetze/{absatzId:guid}/platz")]
    public Task<IActionResult> Move(Guid berichtId, Guid absatzId, [FromForm] Berichtsabschnitt abschnitt, [FromForm] bool hoch, CancellationToken abbruch) =>
        ActAsync(berichtId, abschnitt, absatzId, b => b.Move(absatzId, hoch, WriterOf(b, absatzId), uhr.Now()), null, abbruch);

    /// <summary>The source says something else by now: take it over, or keep the own words.</summary>
    [HttpPost("absaetze/{absatzId:guid}/quelle")]
    public async Task<IActionResult> Follow(Guid berichtId, Guid absatzId, [FromForm] Berichtsabschnitt abschnitt, [FromForm] bool uebernehmen, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(berichtId, abbruch) is not { } bogen)
            return NotFound();
        var stand = await abruf.CompareSourcesAsync(bogen, abbruch);
        return await ActAsync(berichtId, abschnitt, absatzId, b =>
        {
            if (stand.Geaendert.GetValueOrDefault(absatzId) is not { } neu)
                return null;
            var wer = WriterOf(b, absatzId);
            // What the source does not know, cost and funding, somebody has written here: that stays.
            var jetzt = b.Absaetze.Single(a => a.Id == absatzId);
            var eintrag = b.Follow(absatzId, neu.Quelle, uebernehmen && !neu.IsGone ? neu.Angaben with { Kosten = jetzt.Kosten, Finanzierung = jetzt.Finanzierung } : null, wer, uhr.Now());
            return uebernehmen && neu.IsGone ? b.Remove(absatzId, true, wer, uhr.Now()) ?? eintrag : eintrag;
        }, uebernehmen ? "Übernommen, was die Quelle heute sagt." : "Ihr Text bleibt.", abbruch);
    }

    /// <summary>Takes in what the thread has and the sheet has not.</summary>
    [HttpPost("neues"), Erlaubt(Handlung.BerichtFuehren)]
    public async Task<IActionResult> TakeIn(Guid berichtId, [FromForm] Berichtsabschnitt abschnitt, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(berichtId, abbruch) is not { } bogen)
            return NotFound();
        var neues = (await abruf.CompareSourcesAsync(bogen, abbruch)).Neu.Where(q => q.Ort.Abschnitt == abschnitt).ToList();
        return await ActAsync(berichtId, abschnitt, null, b =>
        {
            Verlaufseintrag? letzter = null;
            // Looked at once more under the lock: a second click finds them there.
            foreach (var q in neues.Where(q => b.Absaetze.All(a => Quellabsatz.KeyOf(a) != q.Key)))
                letzter = b.Add(Kennung.New(), q.Ort, q.Angaben, q.Quelle, benutzer.Zugriff.Urheber, uhr.Now(), q.Zielstand)?.Eintrag ?? letzter;
            return letzter;
        }, "Aufgenommen, was seither dazugekommen ist.", abbruch);
    }

    [HttpGet("angaben"), Erlaubt(Handlung.BerichtFuehren)]
    public async Task<IActionResult> EditHead(Guid berichtId, CancellationToken abbruch) =>
        await abruf.FindAsync(berichtId, abbruch) is { } b ? View("Angaben", new AngabenSeite(await dokumente.GetContentAsync(b, abbruch), AngabenForm.Of(b), null)) : NotFound();

    [HttpPost("angaben"), Erlaubt(Handlung.BerichtFuehren)]
    public async Task<IActionResult> Change(Guid berichtId, [FromForm] AngabenForm form, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(berichtId, abbruch) is not { } bogen)
            return NotFound();
        var ausgang = ModelState.IsValid
            // Once it is in review only title and occasion come from the form.
            ? await db.TryAsync(() => sperre.ActAsync(berichtId, b => b.Change(b.Status == Berichtsstatus.Entwurf ? new Berichtsangaben(form.Titel!, form.Anlass, form.Unterschrift, form.Folge)
                : b.Angaben with { Titel = form.Titel!, Anlass = form.Anlass }, form.Gelesen == AngabenForm.Of(b).Gelesen, benutzer.Zugriff.Urheber, uhr.Now())))
            : new Ausgang(true, "", null);
        if (ausgang is { Fehler: null, Konflikt: null })
        {
            TempData["Meldung"] = "Gespeichert.";
            return LocalRedirect($"/berichtsboegen/{berichtId}");
        }
        if (ausgang.Fehler is { Length: > 0 } fehler)
            ModelState.AddModelError("", fehler);
        Response.StatusCode = ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        // Made anew on what is saved: once more means that it shall count. Read again, because the sheet above was read before the act.
        if (ausgang.Konflikt is not null && await abruf.FindAsync(berichtId, abbruch) is { } heute)
            (bogen, form) = (heute, form with { Gelesen = AngabenForm.Of(heute).Gelesen });
        ModelState.Remove(nameof(form.Gelesen));
        return View("Angaben", new AngabenSeite(await dokumente.GetContentAsync(bogen, abbruch), form, ausgang.Konflikt));
    }

    /// <summary>Whether this person may know of the sheet and not read it: a draft of the carrier.</summary>
    private bool IsHidden(Berichtsbogen b) => (b.Status == Berichtsstatus.Entwurf || b.Status == Berichtsstatus.Zurueckgezogen && !b.IsFinal)
        && abruf.OfficesAt(b, Handlung.BerichtMitwirken).All(z => z.Scope != b.Scope);

    /// <summary>In which office this person writes at a paragraph; refused where it is the other side's.</summary>
    private Urheber WriterOf(Berichtsbogen b, Guid absatzId) =>
        b.Absaetze.FirstOrDefault(a => a.Id == absatzId) is not { } absatz ? throw new FachregelVerletzt("Diesen Absatz gibt es in diesem Berichtsbogen nicht.")
        : abruf.OfficesAt(b, Handlung.BerichtMitwirken).FirstOrDefault(z => b.CanWrite(absatz.Sicht, absatz.SchuleId, z)) is { } amt ? new Urheber(amt.PersonId, amt.Id)
        : throw new FachregelVerletzt(absatz.Sicht == Berichtssicht.Schule ? "Die Sicht der Schule schreibt die Schule, sobald der Berichtsbogen in Prüfung ist." : "Diesen Absatz schreibt der Schulträger.");

    private async Task<IActionResult> ActAsync(Guid id, Berichtsabschnitt abschnitt, Guid? absatz, Func<Berichtsbogen, Verlaufseintrag?> act, string? meldung, CancellationToken abbruch)
    {
        var ausgang = await db.TryAsync(() => sperre.ActAsync(id, act));
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang.Konflikt is { } konflikt)
            ModelState.AddModelError("", konflikt);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(id, abschnitt, null, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, abbruch);
        if (meldung is not null)
            TempData["Meldung"] = meldung;
        return Back(id, abschnitt, absatz);
    }

    private LocalRedirectResult Back(Guid id, Berichtsabschnitt abschnitt, Guid? absatz) =>
        LocalRedirect($"/berichtsboegen/{id}/bearbeitung?abschnitt={abschnitt}{(absatz is null ? null : $"#absatz-{absatz}")}");

    private async Task<IActionResult> ShowAsync(Guid id, Berichtsabschnitt? gewaehlt, Geschriebenes? geschrieben, int status, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(id, abbruch) is not { } bogen)
            return NotFound();
        var aemter = abruf.OfficesAt(bogen, Handlung.BerichtMitwirken);
        // The schools know of a draft and do not read it; what one of them wrote in the meantime is refused in so many words.
        if (IsHidden(bogen))
        {
            if (status == StatusCodes.Status200OK)
                return LocalRedirect($"/berichtsboegen/{id}");
            Response.StatusCode = status;
            var grund = geschrieben?.Fehler ?? geschrieben?.Konflikt ?? string.Join(' ', ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage));
            if (Request.HasFormContentType && Request.Form[nameof(AbsatzForm.Text)].ToString() is { Length: > 0 } text)
                grund += $" Ihr Text: {text}";
            ModelState.Clear();
            return View("Berichtsstand", await abruf.FindSeiteAsync(id, grund, abbruch));
        }
        var fuehrt = benutzer.May(Handlung.BerichtFuehren, bogen.Scope);
        var stand = bogen.IsEditable ? await abruf.CompareSourcesAsync(bogen, abbruch) : new Quellenstand(new Dictionary<Guid, Quellabsatz>(), []);
        var abschnitt = gewaehlt is { } g && Enum.IsDefined(g) ? g : bogen.Abschnitte.FirstOrDefault(Berichtsabschnitt.Situation);
        var inhalt = await dokumente.GetContentAsync(bogen, abbruch);
        Response.StatusCode = status;
        return View("Bearbeitung", new BearbeitungSeite(
            inhalt, abschnitt, fuehrt, aemter.Any(z => z.ScopeArt == ScopeArt.Schule && bogen.Status == Berichtsstatus.InPruefung),
            [
                .. bogen.Absaetze.Where(a => a.Abschnitt == abschnitt && !a.IsRemoved).OrderBy(a => a.Position).ThenBy(a => a.Id).Select(a =>
                {
                    var feld = FieldOf(bogen, a, inhalt) with { Quelle = stand.Geaendert.GetValueOrDefault(a.Id) };
                    return geschrieben?.AbsatzId == a.Id ? feld with { Geschrieben = geschrieben.Form, Fehler = geschrieben.Fehler, Konflikt = geschrieben.Konflikt } : feld;
                }).GroupBy(f => f.Absatz.Gruppe).Select(g => new Feldgruppe(g.Key ?? inhalt.RestOf(abschnitt), [.. g.OrderBy(f => f.Absatz.Sicht)])),
            ],
            [.. stand.Neu.Where(q => q.Ort.Abschnitt == abschnitt)], [.. inhalt.Herausgenommene.Where(a => a.Abschnitt == abschnitt && CanWrite(bogen, a.Id))],
            stand.Geaendert.Keys.Count(a => CanWrite(bogen, a)) + (fuehrt ? stand.Neu.Count : 0)));
    }

    private Absatzfeld FieldOf(Berichtsbogen bogen, Berichtsabsatz absatz, Berichtsinhalt inhalt) => new(
        bogen.Id, inhalt.Absaetze.Concat(inhalt.Herausgenommene).Single(a => a.Id == absatz.Id),
        CanWrite(bogen, absatz.Id), inhalt.Haeuser);

    private bool CanWrite(Berichtsbogen bogen, Guid absatzId) => bogen.IsEditable && bogen.Absaetze.Single(a => a.Id == absatzId) is var absatz
        && abruf.OfficesAt(bogen, Handlung.BerichtMitwirken).Any(z => bogen.CanWrite(absatz.Sicht, absatz.SchuleId, z));
}

/// <summary>The words of a paragraph.</summary>
/// <param name="Version">The one that the writer had before her.</param>
public sealed record AbsatzForm(int Version, string? Text, string? Wer, Guid? Verantwortlich, DateOnly? Frist, string? Kosten, string? Finanzierung, string? Vorbehalt, Zielstand? Zielstand)
{
    /// <summary>What the paragraph says now; where its form has the text alone, the rest stays.</summary>
    public Absatzangaben Read(Berichtsbogen b, Guid absatzId) => b.Absaetze.FirstOrDefault(a => a.Id == absatzId) is { } a && !Absatzfeld.HasDetails(a.Abschnitt) ? a.Angaben with { Text = Text ?? "" } : new(Text ?? "", Wer, b.Beteiligte.Any(h => h.ScopeId == Verantwortlich) ? Verantwortlich : null, Frist, Kosten, Finanzierung, Vorbehalt);
}

public sealed class AbsatzFormValidator : AbstractValidator<AbsatzForm>
{
    public AbsatzFormValidator()
    {
        RuleFor(f => f.Text).MaximumLength(Berichtsabsatz.TextMaxLength).WithMessage($"Text: höchstens {Berichtsabsatz.TextMaxLength} Zeichen. Er ist nicht gespeichert.");
        RuleFor(f => f.Wer).MaximumLength(Berichtsabsatz.WerMaxLength).WithMessage($"Wer: höchstens {Berichtsabsatz.WerMaxLength} Zeichen.");
        RuleFor(f => f.Kosten).MaximumLength(Berichtsabsatz.KostenMaxLength).WithMessage($"Kosten: höchstens {Berichtsabsatz.KostenMaxLength} Zeichen.");
        RuleFor(f => f.Finanzierung).MaximumLength(Berichtsabsatz.FinanzierungMaxLength).WithMessage($"Finanzierung: höchstens {Berichtsabsatz.FinanzierungMaxLength} Zeichen.");
        RuleFor(f => f.Vorbehalt).MaximumLength(Berichtsabsatz.VorbehaltMaxLength).WithMessage($"Vorbehalt: höchstens {Berichtsabsatz.VorbehaltMaxLength} Zeichen.");
    }
}

public sealed record NeuerAbsatzForm(Guid Id, Berichtsabschnitt? Abschnitt, Berichtssicht Sicht, string? Text);

public sealed class NeuerAbsatzFormValidator : AbstractValidator<NeuerAbsatzForm>
{
    public NeuerAbsatzFormValidator()
    {
        RuleFor(f => f.Id).NotEmpty();
        RuleFor(f => f.Abschnitt).NotNull().IsInEnum().WithMessage("Diesen Abschnitt gibt es nicht.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie den Absatz.").MaximumLength(Berichtsabsatz.TextMaxLength).WithMessage($"Text: höchstens {Berichtsabsatz.TextMaxLength} Zeichen.");
    }
}

/// <param name="Gelesen">Of what stood there when the form was made.</param>
public sealed record AngabenForm(string? Gelesen, string? Titel, string? Anlass, bool Unterschrift, Zeichnungsfolge Folge)
{
    public static AngabenForm Of(Berichtsbogen b) => new(Dokument.HashOf(Encoding.UTF8.GetBytes(b.Angaben.ToString())), b.Titel, b.Anlass, b.Unterschrift, b.Folge);
}

public sealed class AngabenFormValidator : AbstractValidator<AngabenForm>
{
    public AngabenFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Berichtsbogen einen Titel.").MaximumLength(Berichtsbogen.TitelMaxLength).WithMessage($"Titel: höchstens {Berichtsbogen.TitelMaxLength} Zeichen.");
        RuleFor(f => f.Anlass).MaximumLength(Berichtsbogen.AnlassMaxLength).WithMessage($"Anlass: höchstens {Berichtsbogen.AnlassMaxLength} Zeichen.");
    }
}

public sealed record AngabenSeite(Berichtsinhalt Inhalt, AngabenForm Form, string? Konflikt);

public sealed record Geschriebenes(Guid AbsatzId, AbsatzForm Form, string? Fehler, string? Konflikt);

/// <summary>A paragraph with its form.</summary>
/// <param name="Darf">Whether this person writes here.</param>
public sealed record Absatzfeld(Guid BerichtId, Absatzinhalt Absatz, bool Darf, IReadOnlyList<Hausangabe> Haeuser)
{
    /// <summary>What the source says now, where that is something else.</summary>
    public Quellabsatz? Quelle { get; init; }
    public AbsatzForm? Geschrieben { get; init; }
    public string? Fehler { get; init; }
    public string? Konflikt { get; init; }
    public bool Gespeichert { get; init; }

    public string Weg => $"/berichtsboegen/{BerichtId}/bearbeitung/absaetze/{Absatz.Id}";

    /// <summary>What stands in the fields: as it was typed, else as it is saved.</summary>
    public AbsatzForm Felder => Geschrieben ?? new(Absatz.Version, Absatz.Text, Absatz.Angaben.Wer, Absatz.Angaben.VerantwortlichId, Absatz.Angaben.Frist, Absatz.Angaben.Kosten, Absatz.Angaben.Finanzierung, Absatz.Angaben.Vorbehalt, Absatz.Zielstand);

    /// <summary>Goals and plans say who, until when, at what cost.</summary>
    public bool MitAngaben => HasDetails(Absatz.Abschnitt);

    public static bool HasDetails(Berichtsabschnitt abschnitt) => abschnitt is Berichtsabschnitt.Ziele or Berichtsabschnitt.Planungen;
}

public sealed record Feldgruppe(string? Titel, IReadOnlyList<Absatzfeld> Felder);

/// <param name="Neu">What the thread has and this section has not.</param>
/// <param name="Herausgenommen">Of this section, what this person can put back.</param>
/// <param name="Abweichungen">How many sources of what she writes changed or are new, in all sections.</param>
public sealed record BearbeitungSeite(
    Berichtsinhalt Inhalt, Berichtsabschnitt Abschnitt, bool Fuehrt, bool SchreibtSchulsicht, IReadOnlyList<Feldgruppe> Gruppen, IReadOnlyList<Quellabsatz> Neu, IReadOnlyList<Absatzinhalt> Herausgenommen, int Abweichungen)
{
    public string Weg => $"/berichtsboegen/{Inhalt.Id}/bearbeitung";
}
