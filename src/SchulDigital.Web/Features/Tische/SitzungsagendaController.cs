using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The Moderation sets the agenda: from the backlog, carried over, copied from another table, proposed by members, or free.</summary>
[Erlaubt(Handlung.SitzungLeiten), Route("/runde-tische/{tischId}/sitzungen/{nr:int}/tagesordnung")]
public sealed class SitzungsagendaController(
    AppDbContext db, Sitzungsabruf abruf, Sitzungssperre sperre, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid tischId, int nr) => await abruf.FindAsync(tischId, nr) is { } sitzung ? await ShowAsync(sitzung, null, StatusCodes.Status200OK) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Add(Guid tischId, int nr, [FromForm] PunktForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(sitzung, form, StatusCodes.Status400BadRequest);
        await sperre.ActAsync(tischId, nr, s =>
            // A second click: it is there already.
            s.Punkte.Any(p => p.IstAufTagesordnung && p.Angaben == form.ToAngaben()) ? null : Tracked(s.AddItem(form.ToAngaben(), null, null, benutzer.Zugriff.Urheber, uhr.Now())));
        return Done(tischId, nr, "Der Punkt steht auf der Tagesordnung.");
    }

    /// <summary>Themen of the backlog become items.</summary>
    [HttpPost("themen")]
    public async Task<IActionResult> TakeThemen(Guid tischId, int nr, [FromForm] IReadOnlyList<Guid>? thema)
    {
        if (thema is not { Count: > 0 })
            throw new FachregelVerletzt("Wählen Sie mindestens ein Thema.");
        var gefunden = await sperre.ActAsync(tischId, nr, async s =>
        {
            foreach (var t in await db.Themen.Where(t => t.RunderTischId == tischId && thema.Contains(t.Id)).OrderBy(t => t.VorgeschlagenAm).ToListAsync())
            {
                if (t.CanBePlanned && t.Plan($"{nr}. Sitzung", benutzer.Zugriff.Urheber, uhr.Now()) is { } geplant)
                    db.Add(geplant);
                else if (t.Status != Themenstatus.Eingeplant)
                    continue;
                if (Tracked(s.AddItem(new Punktangaben(t.Titel, t.Beschreibung, Sitzungspunktart.Beratung, 20, null, null, false), t.Id, null, benutzer.Zugriff.Urheber, uhr.Now())) is { } eintrag)
                    db.Add(eintrag);
            }
            return null;
        });
        return gefunden ? Done(tischId, nr, "Die Themen stehen auf der Tagesordnung.") : NotFound();
    }

    /// <summary>Open agreements of this table become items at which they can be asked again.</summary>
    [HttpPost("vereinbarungen")]
    public async Task<IActionResult> TakeVereinbarungen(Guid tischId, int nr, [FromForm] IReadOnlyList<Guid>? vereinbarung)
    {
        if (vereinbarung is not { Count: > 0 })
            throw new FachregelVerletzt("Wählen Sie mindestens eine Vereinbarung.");
        var gefunden = await sperre.ActAsync(tischId, nr, async s =>
        {
            foreach (var v in await db.Vereinbarungen.WithAll().Where(v => v.RunderTischId == tischId && vereinbarung.Contains(v.Id)).OrderBy(v => v.AngelegtAm).ToListAsync())
            {
                if (s.Punkte.Any(p => p.Id == v.PunktId && p.IstAufTagesordnung))
                    continue;
                var (punkt, eintrag) = s.AddItem(new Punktangaben(Kurztext.Of(v.Text, Tagesordnungspunkt.TitelMaxLength - 2), null,
                    Sitzungspunktart.Vereinbarung, 15, null, null, v.Vertraulich), null, null, benutzer.Zugriff.Urheber, uhr.Now());
                db.AddRange(new[] { eintrag, v.PutOn(punkt.Id, punkt.Vertraulich, benutzer.Zugriff.Urheber, uhr.Now()) }.OfType<Verlaufseintrag>());
            }
            return null;
        });
        return gefunden ? Done(tischId, nr, "Die Vereinbarungen stehen auf der Tagesordnung.") : NotFound();
    }

    /// <summary>A Textbaustein becomes an item: one of the table's own by its id, one that every table has by its place.</summary>
    [HttpPost("baustein")]
    public async Task<IActionResult> TakeModule(Guid tischId, int nr, [FromForm] string? baustein)
    {
        var angaben = Guid.TryParse(baustein, out var id)
            ? (await db.Textbausteine.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id && b.RunderTischId == tischId))?.Angaben
            : int.TryParse(baustein, out var stelle) ? Textbaustein.Mitgeliefert.ElementAtOrDefault(stelle) : null;
        if (angaben is null)
            throw new FachregelVerletzt("Wählen Sie einen Textbaustein.");
        return await sperre.ActAsync(tischId, nr, s => s.Punkte.Any(p => p.IstAufTagesordnung && p.Angaben == angaben) ? null : Tracked(s.AddItem(angaben, null, null, benutzer.Zugriff.Urheber, uhr.Now())))
            ? Done(tischId, nr, "Der Punkt steht auf der Tagesordnung.") : NotFound();
    }

    /// <summary>Keeps an item to use it again; vertrauliche ones stay where they are.</summary>
    [HttpPost("{punktId:guid}/baustein")]
    public async Task<IActionResult> KeepModule(Guid tischId, int nr, Guid punktId)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung || sitzung.Punkte.FirstOrDefault(p => p.Id == punktId) is not { } punkt)
            return NotFound();
        await db.KeepAsync(new Textbaustein(tischId, punkt.Angaben), benutzer.Zugriff.Urheber, uhr.Now());
        TempData["Meldung"] = "Der Punkt ist als Textbaustein gemerkt.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Punkt(punktId));
    }

    /// <summary>The agenda of another session that I may see, as a pattern: titles and minutes, nothing of what was said.</summary>
    [HttpPost("kopie")]
    public async Task<IActionResult> Copy(Guid tischId, int nr, [FromForm] Guid? vorlage)
    {
        var tische = sichtbar.Tische();
        var moderiert = benutzer.ScopeIds(Domain.Zustaendigkeiten.ScopeArt.RunderTisch, Domain.Zustaendigkeiten.Rolle.Moderation);
        var muster = await db.Sitzungen.Where(s => s.Id == vorlage && tische.Any(t => t.Id == s.RunderTischId)).Include(s => s.Punkte).AsNoTracking().SingleOrDefaultAsync()
            ?? throw new FachregelVerletzt("Wählen Sie die Sitzung, deren Tagesordnung Sie übernehmen.");
        var gefunden = await sperre.ActAsync(tischId, nr, (Sitzung s) =>
        {
            foreach (var p in muster.Tagesordnung.Where(p => !p.Vertraulich || moderiert.Contains(muster.RunderTischId)))
                if (Tracked(s.AddItem(p.Angaben with { Beschreibung = null }, null, p.Id, benutzer.Zugriff.Urheber, uhr.Now())) is { } eintrag)
                    db.Add(eintrag);
        });
        return gefunden ? Done(tischId, nr, "Die Tagesordnung ist übernommen.") : NotFound();
    }

    [HttpGet("{punktId:guid}")]
    public async Task<IActionResult> Edit(Guid tischId, int nr, Guid punktId) =>
        await abruf.FindAsync(tischId, nr) is { } s && s.Punkte.FirstOrDefault(p => p.Id == punktId) is { } punkt ? await ShowItemAsync(s, punkt, PunktForm.Of(punkt), StatusCodes.Status200OK) : NotFound();

    [HttpPost("{punktId:guid}")]
    public async Task<IActionResult> Change(Guid tischId, int nr, Guid punktId, [FromForm] PunktForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung || sitzung.Punkte.FirstOrDefault(p => p.Id == punktId) is not { } punkt)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowItemAsync(sitzung, punkt, form, StatusCodes.Status400BadRequest);
        await sperre.ActAsync(tischId, nr, async s =>
        {
            s.Direct(punktId, form.Regie, form.Material, uhr.Now());
            var eintrag = s.ChangeItem(punktId, form.ToAngaben(), benutzer.Zugriff.Urheber, uhr.Now());
            // What is agreed on here becomes vertraulich with the item. The other way it stays closed: opening an item says nothing
            // about the words that were agreed on while it was vertraulich.
            if (form.Vertraulich)
                foreach (var v in await db.Vereinbarungen.Where(v => v.RunderTischId == tischId && !v.Vertraulich && (v.PunktId == punktId || v.Fragen.Any(f => f.PunktId == punktId))).ToListAsync())
                    db.AddRange(new[] { v.Seclude(benutzer.Zugriff.Urheber, uhr.Now()) }.OfType<Verlaufseintrag>());
            return eintrag;
        });
        return Done(tischId, nr, "Der Punkt ist gespeichert.");
    }

    /// <summary>Order by buttons, with keyboard and without script; by pointer the script sends the whole order.</summary>
    [HttpPost("reihenfolge")]
    public async Task<IActionResult> Arrange(Guid tischId, int nr, [FromForm] ReihenfolgeForm form)
    {
        var gefunden = await sperre.ActAsync(tischId, nr, s =>
        {
            var folge = form.Punkte is { Count: > 0 } ganz ? [.. ganz] : s.Tagesordnung.Select(p => p.Id).ToList();
            if (form.Schieben?.Split(':') is [var id, var wohin] && Guid.TryParse(id, out var punktId) && folge.IndexOf(punktId) is >= 0 and var stelle)
            {
                var ziel = Math.Clamp(stelle + (wohin == "hoch" ? -1 : 1), 0, folge.Count - 1);
                folge.RemoveAt(stelle);
                folge.Insert(ziel, punktId);
            }
            return s.Arrange(folge, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
        });
        return gefunden ? Done(tischId, nr, "Die Reihenfolge ist gespeichert.") : NotFound();
    }

    [HttpPost("{punktId:guid}/auslassung")]
    public async Task<IActionResult> LeaveOut(Guid tischId, int nr, Guid punktId, [FromForm] string? grund)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (grund?.Length > Tagesordnungspunkt.GrundMaxLength)
            ModelState.AddModelError(nameof(grund), $"Der Grund ist länger als {Tagesordnungspunkt.GrundMaxLength} Zeichen.");
        else if (grund is null && sitzung.Punkte.Any(p => p.Id == punktId && p is { VorschlagVon: not null, Stand: not Punktstand.Ausgelassen }))
            ModelState.AddModelError(nameof(grund), "Schreiben Sie, warum der Vorschlag nicht auf die Tagesordnung kommt. Wer ihn gemacht hat, liest es.");
        if (!ModelState.IsValid)
            return await ShowAsync(sitzung, null, StatusCodes.Status400BadRequest, punktId);
        await sperre.ActAsync(tischId, nr, async s =>
        {
            var themaId = s.Punkte.FirstOrDefault(p => p.Id == punktId)?.ThemaId;
            var eintrag = s.LeaveOut(punktId, grund, benutzer.Zugriff.Urheber, uhr.Now());
            if (themaId is { } id && eintrag is not null && (await db.Themen.SingleAsync(t => t.Id == id)).PutBack($"{nr}. Sitzung: doch nicht", benutzer.Zugriff.Urheber, uhr.Now()) is { } zurueck)
                db.Add(zurueck);
            return eintrag;
        });
        return Done(tischId, nr, "Der Punkt steht nicht auf der Tagesordnung.");
    }

    [HttpPost("{punktId:guid}/aufnahme")]
    public async Task<IActionResult> TakeUp(Guid tischId, int nr, Guid punktId)
    {
        var gefunden = await sperre.ActAsync(tischId, nr, async s =>
        {
            var eintrag = s.TakeUp(punktId, benutzer.Zugriff.Urheber, uhr.Now());
            if (eintrag is not null && s.Punkte.First(p => p.Id == punktId).ThemaId is { } id && await db.Themen.SingleAsync(t => t.Id == id) is { CanBePlanned: true } thema
                && thema.Plan($"{nr}. Sitzung", benutzer.Zugriff.Urheber, uhr.Now()) is { } geplant)
                db.Add(geplant);
            return eintrag;
        });
        return gefunden ? Done(tischId, nr, "Der Punkt steht auf der Tagesordnung.") : NotFound();
    }

    [HttpPost("{punktId:guid}/unterlagen")]
    [Dateigrenze(UnterlageForm.MaxMegabyte), RequestSizeLimit(UnterlageForm.MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = UnterlageForm.MaxAnfrage)]
    public async Task<IActionResult> AddPaper(Guid tischId, int nr, Guid punktId, [FromForm] UnterlageForm form, IFormFile? datei, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung || sitzung.Punkte.FirstOrDefault(p => p.Id == punktId) is not { } punkt)
            return NotFound();
        byte[]? inhalt = null;
        if (ModelState.IsValid && datei is { Length: > 0 })
        {
            inhalt = await datei.ReadAsync(abbruch);
            if (inhalt.Length > UnterlageForm.MaxBytes)
                ModelState.AddModelError("Datei", $"Die Datei ist größer als {UnterlageForm.MaxMegabyte} MB.");
            else if (!inhalt.AsSpan().StartsWith("%PDF-"u8))
                ModelState.AddModelError("Datei", "Hochladen lassen sich PDF-Dateien. Anderes verlinken Sie, oder speichern Sie es als PDF.");
        }
        if (ModelState.IsValid && inhalt is null == form.Link is null)
            ModelState.AddModelError("Datei", inhalt is null ? "Nennen Sie einen Link oder wählen Sie eine Datei." : "Entweder ein Link oder eine Datei, nicht beides.");
        if (!ModelState.IsValid)
            return await ShowItemAsync(sitzung, punkt, PunktForm.Of(punkt), StatusCodes.Status400BadRequest, form);
        await sperre.ActAsync(tischId, nr, s =>
        {
            // A second click: it is there already.
            if (s.Unterlagen.Any(u => u.EntferntAm is null && u.PunktId == punktId && u.Titel == form.Unterlagentitel && u.Link == form.Link && u.AngelegtAm > uhr.Now().AddMinutes(-10)))
                return null;
            Dokument? dokument = null;
            if (inhalt is not null)
            {
                var id = Kennung.New();
                db.Add(dokument = new Dokument(id, Dokumentart.Unterlage, id, "", s.Scope, form.Unterlagentitel!, "", $"unterlage-{id:N}.pdf", inhalt, Dokument.HashOf(inhalt), null, null, uhr.Now()));
            }
            var (unterlage, eintrag) = s.AddPaper(punktId, form.Unterlagentitel!, form.Link, dokument?.Id, form.Angehaengt, benutzer.Zugriff.Urheber, uhr.Now());
            db.Add(unterlage);
            return eintrag;
        });
        TempData["Meldung"] = "Die Unterlage liegt beim Punkt.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Punkt(punktId));
    }

    [HttpPost("{punktId:guid}/unterlagen/{unterlageId:guid}/entfernung")]
    public async Task<IActionResult> RemovePaper(Guid tischId, int nr, Guid punktId, Guid unterlageId)
    {
        if (!await sperre.ActAsync(tischId, nr, s => s.RemovePaper(unterlageId, benutzer.Zugriff.Urheber, uhr.Now())))
            return NotFound();
        TempData["Meldung"] = "Die Unterlage ist entfernt.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Punkt(punktId));
    }

    /// <summary>A new child of a tracked parent has its key already; it is told apart from a stored one.</summary>
    private Verlaufseintrag? Tracked((Tagesordnungspunkt Punkt, Verlaufseintrag? Eintrag) neu)
    {
        if (neu.Eintrag is not null)
            db.Add(neu.Punkt);
        return neu.Eintrag;
    }

    private RedirectResult Done(Guid tischId, int nr, string meldung)
    {
        TempData["Meldung"] = meldung;
        return Redirect(new Sitzungsweg(tischId, nr).Tagesordnung);
    }

    private async Task<IActionResult> ShowAsync(Sitzung sitzung, PunktForm? form, int status, Guid? ohneGrund = null)
    {
        var inhalt = await abruf.GetContentAsync(sitzung, mitVertraulichem: true);
        var dabei = sitzung.Punkte.Where(p => p.IstAufTagesordnung && p.ThemaId is not null).Select(p => p.ThemaId).ToList();
        var themen = await db.Themen.Where(t => t.RunderTischId == sitzung.RunderTischId && (t.Status == Themenstatus.Angenommen || t.Status == Themenstatus.Vertagt || t.Status == Themenstatus.Eingeplant))
            .OrderByDescending(t => t.Vertagungen).ThenBy(t => t.VorgeschlagenAm).Select(t => new Themenwahl(t.Id, t.Titel, t.Status, t.Vertagungen)).ToListAsync();
        var tische = sichtbar.Tische();
        var vorlagen = await (
            from s in db.Sitzungen
            join t in db.RundeTische on s.RunderTischId equals t.Id
            where s.Id != sitzung.Id && s.Status != Sitzungsstatus.Abgesagt && tische.Any(x => x.Id == t.Id) && s.Punkte.Any()
            orderby s.AngelegtAm descending
            select new Vorlagenwahl(s.Id, t.Name + ", " + s.Nummer + ". Sitzung: " + s.Titel)).Take(40).ToListAsync();
        var bausteine = (await db.Textbausteine.Where(b => b.RunderTischId == sitzung.RunderTischId).Select(b => new { b.Id, b.Titel }).ToListAsync())
            .OrderBy(b => b.Titel, StringComparer.CurrentCulture).Select(b => new Bausteinwahl($"{b.Id}", b.Titel)).ToList();
        Response.StatusCode = status;
        return View("Sitzungsagenda", new SitzungsagendaSeite(
            await abruf.GetKopfAsync(sitzung), inhalt, form ?? new PunktForm { Minuten = 15 }, [.. themen.Where(t => !dabei.Contains(t.Id))], vorlagen,
            [.. sitzung.Punkte.Where(p => !p.IstAufTagesordnung).OrderBy(p => p.Stand).Select(p => new Vorschlagszeile(p.Id, p.Titel, p.VorschlagVon ?? "Moderation", p.Minuten, p.Stand, p.Grund))],
            [.. bausteine, .. Textbaustein.Mitgeliefert.Select((b, i) => new Bausteinwahl($"{i}", b.Titel))], ohneGrund)
        {
            Vereinbarungen = await abruf.GetOpenAsync(sitzung),
        });
    }

    private async Task<IActionResult> ShowItemAsync(Sitzung sitzung, Tagesordnungspunkt punkt, PunktForm form, int status, UnterlageForm? unterlage = null)
    {
        Response.StatusCode = status;
        return View("Sitzungspunkt", new SitzungspunktSeite(await abruf.GetKopfAsync(sitzung), punkt.Id, form,
            [.. sitzung.Unterlagen.Where(u => u.PunktId == punkt.Id && u.EntferntAm is null).Select(u => new Unterlageninhalt(u.Id, u.Titel, u.Link, u.DokumentId is not null, u.Angehaengt))], unterlage ?? new UnterlageForm()));
    }
}

public sealed record PunktForm
{
    public string? Titel { get; init; }
    public string? Beschreibung { get; init; }
    public Sitzungspunktart Art { get; init; } = Sitzungspunktart.Beratung;
    public int Minuten { get; init; }
    public string? Abschnitt { get; init; }
    public string? Vortrag { get; init; }
    public bool Vertraulich { get; init; }

    /// <summary>Regieblatt: for the Moderation alone.</summary>
    public string? Regie { get; init; }
    public string? Material { get; init; }

    public Punktangaben ToAngaben() => new(Titel!, Beschreibung, Art, Minuten, Abschnitt, Vortrag, Vertraulich);

    public static PunktForm Of(Tagesordnungspunkt p) => new()
    {
        Titel = p.Titel,
        Beschreibung = p.Beschreibung,
        Art = p.Art,
        Minuten = p.Minuten,
        Abschnitt = p.Abschnitt,
        Vortrag = p.Vortrag,
        Vertraulich = p.Vertraulich,
        Regie = p.Regie,
        Material = p.Material,
    };

    public static PunktForm Of(Textbaustein b) => new() { Titel = b.Titel, Beschreibung = b.Beschreibung, Art = b.Art, Minuten = b.Minuten, Vortrag = b.Vortrag };
}

public sealed class PunktFormValidator : AbstractValidator<PunktForm>
{
    public PunktFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Tagesordnungspunkt einen Titel.").MaximumLength(Tagesordnungspunkt.TitelMaxLength);
        RuleFor(f => f.Beschreibung).MaximumLength(Tagesordnungspunkt.BeschreibungMaxLength);
        RuleFor(f => f.Minuten).InclusiveBetween(0, Tagesordnungspunkt.MaxMinuten).WithMessage($"Ein Punkt dauert höchstens {Tagesordnungspunkt.MaxMinuten} Minuten.");
        RuleFor(f => f.Abschnitt).MaximumLength(Tagesordnungspunkt.AbschnittMaxLength);
        RuleFor(f => f.Vortrag).MaximumLength(Tagesordnungspunkt.VortragMaxLength);
        RuleFor(f => f.Regie).MaximumLength(Tagesordnungspunkt.RegieMaxLength);
        RuleFor(f => f.Material).MaximumLength(Tagesordnungspunkt.MaterialMaxLength);
    }
}

public sealed record ReihenfolgeForm
{
    public IReadOnlyList<Guid>? Punkte { get; init; }

    /// <summary>Id of an item and hoch or runter.</summary>
    public string? Schieben { get; init; }
    public int Version { get; init; }
}

public sealed record UnterlageForm
{
    public const int MaxMegabyte = 20;
    public const int MaxBytes = MaxMegabyte << 20;

    /// <summary>The file and the fields around it.</summary>
    public const int MaxAnfrage = MaxBytes + (1 << 20);

    public string? Unterlagentitel { get; init; }
    public string? Link { get; init; }

    /// <summary>Goes into the Sitzungsmappe as a file.</summary>
    public bool Angehaengt { get; init; }
}

public sealed class UnterlageFormValidator : AbstractValidator<UnterlageForm>
{
    public UnterlageFormValidator()
    {
        RuleFor(f => f.Unterlagentitel).NotEmpty().WithMessage("Nennen Sie, was es ist.").MaximumLength(Sitzungsunterlage.TitelMaxLength);
        RuleFor(f => f.Link).MaximumLength(Sitzungsunterlage.LinkMaxLength).Must(Webadresse.IsValid).WithMessage("Der Link muss mit https:// beginnen.");
    }
}

public sealed record Themenwahl(Guid Id, string Titel, Themenstatus Status, int Vertagungen);

public sealed record Vorlagenwahl(Guid Id, string Name);

public sealed record Bausteinwahl(string Key, string Titel);

/// <param name="OhneGrund">The item that was to be left out without the reason that it needs.</param>
public sealed record SitzungsagendaSeite(
    Sitzungskopf Kopf, Sitzungsinhalt Inhalt, PunktForm Form, IReadOnlyList<Themenwahl> Themen, IReadOnlyList<Vorlagenwahl> Vorlagen, IReadOnlyList<Vorschlagszeile> Andere,
    IReadOnlyList<Bausteinwahl> Bausteine, Guid? OhneGrund)
{
    /// <summary>Of this table, about which something is still to be done.</summary>
    public required IReadOnlyList<Vereinbarungszeile> Vereinbarungen { get; init; }
}

public sealed record SitzungspunktSeite(Sitzungskopf Kopf, Guid PunktId, PunktForm Form, IReadOnlyList<Unterlageninhalt> Unterlagen, UnterlageForm Unterlage);
