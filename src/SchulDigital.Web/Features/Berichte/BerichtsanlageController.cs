using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>The carrier drafts a sheet from the thread by one act, or one for each of its schools.</summary>
[Erlaubt(Handlung.BerichtFuehren), Route("/traeger/{traegerId}/berichtsboegen")]
public sealed class BerichtsanlageController(AppDbContext db, Berichtsabruf abruf, Berichtsquellen quellen, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private static readonly TimeSpan Zeitscheibe = TimeSpan.FromSeconds(2);

    [HttpGet("neu")]
    public Task<IActionResult> New(Guid traegerId, CancellationToken abbruch) =>
        ShowAsync(traegerId, new BerichtForm { Id = Kennung.New(), Umfang = Berichtsumfang.Schule, Titel = $"Digitalisierung {uhr.Today().Year}" }, StatusCodes.Status200OK, abbruch);

    [HttpPost("")]
    public async Task<IActionResult> Draft(Guid traegerId, [FromForm] BerichtForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(traegerId, form, StatusCodes.Status400BadRequest, abbruch);
        var schulen = await GetSchulenAsync(traegerId, abbruch);
        var gewaehlt = form.Umfang switch
        {
            Berichtsumfang.Traeger => [],
            Berichtsumfang.AlleSchulen => schulen,
            _ => schulen.FindAll(s => form.Schulen?.Contains(s.Id) == true),
        };
        var (neue, fertig) = (0, 0);
        var ausgang = await db.TryAsync(async () =>
        {
            var name = await db.NameOfAsync(Scope.Schultraeger(traegerId), abbruch) ?? "";
            if (form.Umfang == Berichtsumfang.AlleSchulen)
            {
                // One at a time, for a moment: what is done stays done, and the next request goes on where this one stopped.
                var beginn = uhr.GetTimestamp();
                for (; fertig < gewaehlt.Count && (neue == 0 || uhr.GetElapsedTime(beginn) < Zeitscheibe); fertig++)
                    neue += await DraftAsync(Kennung.New(), traegerId, name, Berichtsart.Schule, [gewaehlt[fertig]], form, nurOhneEntwurf: true, abbruch) ? 1 : 0;
                return true;
            }
            return await DraftAsync(form.Id, traegerId, name, form.Umfang switch { Berichtsumfang.Traeger => Berichtsart.Schultraeger, Berichtsumfang.Anlass => Berichtsart.Anlass, _ => Berichtsart.Schule },
                gewaehlt, form, nurOhneEntwurf: false, abbruch) || true;
        });
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError("", fehler);
        if (ausgang.Konflikt is { } konflikt)
            ModelState.AddModelError("", konflikt);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(traegerId, form, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, abbruch);
        neue += form.Neue;
        if (form.Umfang == Berichtsumfang.AlleSchulen && fertig < gewaehlt.Count)
            return View("Entwurfsfortschritt", new EntwurfsfortschrittSeite(form with { Neue = neue }, traegerId, fertig, gewaehlt.Count));
        TempData["Meldung"] = form.Umfang == Berichtsumfang.AlleSchulen
            ? neue switch { 0 => "Für jede Schule gibt es schon einen Entwurf.", 1 => "1 Entwurf ist angelegt.", _ => $"{neue} Entwürfe sind angelegt." }
            : "Der Entwurf ist angelegt. Lesen Sie ihn durch, bevor Sie ihn zur Prüfung geben.";
        return LocalRedirect(form.Umfang == Berichtsumfang.AlleSchulen ? "/berichtsboegen?stand=Entwurf" : $"/berichtsboegen/{form.Id}");
    }

    /// <returns>False where it is there already.</returns>
    private Task<bool> DraftAsync(Guid id, Guid traegerId, string traeger, Berichtsart art, IReadOnlyList<Schulwahl> schulen, BerichtForm form, bool nurOhneEntwurf, CancellationToken abbruch) =>
        db.InTransactionAsync(async () =>
        {
            List<Guid> ids = [.. schulen.Select(s => s.Id)];
            if (form.Besuch is { } besuch && !await db.Besuche.AnyAsync(b => b.Id == besuch && b.SchultraegerId == traegerId, abbruch))
                throw new FachregelVerletzt("Diesen Besuch gibt es bei diesem Schulträger nicht.");
            if (await db.Berichtsboegen.AnyAsync(b => b.Id == id || nurOhneEntwurf && b.SchultraegerId == traegerId && b.Art == art
                    && (b.Status == Berichtsstatus.Entwurf || b.Status == Berichtsstatus.InPruefung) && b.Beteiligte.Any(h => ids.Contains(h.ScopeId)), abbruch))
                return false;
            var jetzt = uhr.Now();
            var vorjahr = await abruf.FindVorjahrAsync(traegerId, art, ids, abbruch);
            var nummer = await abruf.NextNumberAsync(traegerId, Kalender.DayOf(jetzt).Year, abbruch);
            var (bogen, eintrag) = Berichtsbogen.Draft(id, new Berichtshaus(Scope.Schultraeger(traegerId), traeger), [.. schulen.Select(s => new Berichtshaus(Scope.Schule(s.Id), s.Name))], art,
                new Berichtsangaben(form.Titel!, form.Anlass, form.Unterschrift, form.Folge), nummer, benutzer.Zugriff.Urheber, jetzt, form.Besuch, vorjahr);
            foreach (var quelle in await quellen.GetAsync(traegerId, art, ids, vorjahr, abbruch))
                bogen.Add(Kennung.New(), quelle.Ort, quelle.Angaben, quelle.Quelle, benutzer.Zugriff.Urheber, jetzt, quelle.Zielstand);
            db.Add(bogen);
            db.Verlauf.Add(eintrag);
            await db.SaveChangesAsync(abbruch);
            return true;
        }, abbruch);

    private async Task<List<Schulwahl>> GetSchulenAsync(Guid traegerId, CancellationToken abbruch) =>
        await db.Schulen.Where(s => s.SchultraegerId == traegerId && !s.Geschlossen).OrderBy(s => s.NameSuche).Select(s => new Schulwahl(s.Id, s.Name)).ToListAsync(abbruch);

    private async Task<IActionResult> ShowAsync(Guid traegerId, BerichtForm form, int status, CancellationToken abbruch)
    {
        Response.StatusCode = status;
        return View("NeuerBericht", new NeuerBerichtSeite(form, traegerId, await db.NameOfAsync(Scope.Schultraeger(traegerId), abbruch) ?? "", await GetSchulenAsync(traegerId, abbruch),
            [.. (await db.Besuche.Where(b => b.SchultraegerId == traegerId && b.Tag != null && (b.Status == Besuchsstatus.Nachbereitet || b.Status == Besuchsstatus.Abgeschlossen))
                .OrderByDescending(b => b.Tag).Take(20).Select(b => new { b.Id, b.Anlass, b.Tag }).ToListAsync(abbruch)).Select(b => new Gruppenwahl(b.Id, $"{b.Anlass}, {b.Tag:dd.MM.yyyy}"))]));
    }
}

/// <summary>What is drafted: one sheet, or one for each school.</summary>
public enum Berichtsumfang { Schule, Traeger, Anlass, AlleSchulen }

public sealed record BerichtForm
{
    /// <summary>Made with the empty form, so that a second click is known.</summary>
    public Guid Id { get; init; }
    public Berichtsumfang? Umfang { get; init; }
    public string? Titel { get; init; }
    public string? Anlass { get; init; }
    public IReadOnlyList<Guid>? Schulen { get; init; }
    public Guid? Besuch { get; init; }
    public bool Unterschrift { get; init; }
    public Zeichnungsfolge Folge { get; init; }

    /// <summary>For all schools: how many were drafted by the requests before this one.</summary>
    public int Neue { get; init; }
}

public sealed class BerichtFormValidator : AbstractValidator<BerichtForm>
{
    public BerichtFormValidator()
    {
        RuleFor(f => f.Id).NotEmpty();
        RuleFor(f => f.Umfang).NotNull().WithMessage("Wählen Sie, worum es geht.").IsInEnum().WithMessage("Wählen Sie, worum es geht.");
        RuleFor(f => f.Folge).IsInEnum();
        RuleFor(f => f.Neue).InclusiveBetween(0, 100_000);
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Berichtsbogen einen Titel.").MaximumLength(Berichtsbogen.TitelMaxLength).WithMessage($"Titel: höchstens {Berichtsbogen.TitelMaxLength} Zeichen.");
        RuleFor(f => f.Anlass).MaximumLength(Berichtsbogen.AnlassMaxLength).WithMessage($"Anlass: höchstens {Berichtsbogen.AnlassMaxLength} Zeichen.");
        RuleFor(f => f.Schulen).Must(s => s is { Count: 1 }).When(f => f.Umfang == Berichtsumfang.Schule).WithMessage("Wählen Sie genau eine Schule.");
        RuleFor(f => f.Schulen).Must(s => s is { Count: >= 2 }).When(f => f.Umfang == Berichtsumfang.Anlass).WithMessage("Wählen Sie mindestens zwei Schulen.");
    }
}

public sealed record Schulwahl(Guid Id, string Name);

/// <summary>So many of the schools are done; the page sends itself again until all are.</summary>
public sealed record EntwurfsfortschrittSeite(BerichtForm Form, Guid TraegerId, int Fertig, int Alle);

public sealed record NeuerBerichtSeite(BerichtForm Form, Guid TraegerId, string Traeger, IReadOnlyList<Schulwahl> Schulen, IReadOnlyList<Gruppenwahl> Besuche);
