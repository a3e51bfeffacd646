using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The Moderation plans a session: date, place, guests, invitation, new date, cancellation. Before each mail a page names recipients and text.</summary>
[Erlaubt(Handlung.SitzungLeiten), Route("/runde-tische/{tischId}/sitzungen")]
public sealed class SitzungsplanungController(
    AppDbContext db, Sitzungsabruf abruf, Sitzungssperre sperre, Sitzungsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("neu")]
    public async Task<IActionResult> New(Guid tischId, DateOnly? tag) =>
        await ShowFormAsync(tischId, null, new SitzungForm { Dauer = Sitzung.PresetDauer, Tag = tag, Titel = "Runder Tisch" }, StatusCodes.Status200OK);

    [HttpPost("")]
    public async Task<IActionResult> Plan(Guid tischId, [FromForm] SitzungForm form)
    {
        if (!ModelState.IsValid)
            return await ShowFormAsync(tischId, null, form, StatusCodes.Status400BadRequest);
        var tisch = await db.RundeTische.Include(t => t.Mitglieder).SingleAsync(t => t.Id == tischId);
        var nr = 0;
        await db.InTransactionAsync(async () =>
        {
            var naechste = await sperre.NextNumberAsync(tischId);
            // A second click finds the first.
            var seit = uhr.Now().AddMinutes(-10);
            nr = await db.Sitzungen.Where(s => s.RunderTischId == tischId && s.OrganisatorId == benutzer.PersonId && s.AngelegtAm > seit && s.Titel == form.Titel && s.Tag == form.Tag
                && s.Uhrzeit == form.Uhrzeit && s.Status == Sitzungsstatus.Geplant).Select(s => s.Nummer).FirstOrDefaultAsync();
            if (nr != 0)
                return;
            nr = naechste;
            var (sitzung, eintrag) = Sitzung.Plan(tisch, nr, form.ToAngaben(), benutzer.Zugriff.Urheber, uhr.Now());
            db.Add(sitzung);
            db.Add(eintrag);
            await db.SaveChangesAsync();
        });
        TempData["Meldung"] = "Die Sitzung ist geplant. Verschickt ist noch nichts.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Tagesordnung);
    }

    [HttpGet("{nr:int}/planung")]
    public async Task<IActionResult> Edit(Guid tischId, int nr) =>
        await abruf.FindAsync(tischId, nr) is { } sitzung ? await ShowFormAsync(tischId, sitzung, SitzungForm.Of(sitzung), StatusCodes.Status200OK) : NotFound();

    [HttpPost("{nr:int}/planung")]
    public async Task<IActionResult> Save(Guid tischId, int nr, [FromForm] SitzungForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowFormAsync(tischId, sitzung, form, StatusCodes.Status400BadRequest);
        // Once people are invited, date and place are not part of this form.
        var angaben = sitzung.Status == Sitzungsstatus.Geplant ? form.ToAngaben()
            : sitzung.Angaben with { Titel = form.Titel!, Nachricht = form.Nachricht, VorschlaegeBis = form.VorschlaegeBis };
        try
        {
            await sperre.ActAsync(tischId, nr, s => s.Change(angaben, form.Version, benutzer.Zugriff.Urheber, uhr.Now()));
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            var neu = (await abruf.FindAsync(tischId, nr))!;
            ModelState.Remove(nameof(form.Version));
            return await ShowFormAsync(tischId, neu, form with { Version = neu.Version }, StatusCodes.Status409Conflict, konflikt.Message);
        }
        TempData["Meldung"] = "Die Planung ist gespeichert.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Seite);
    }

    [HttpPost("{nr:int}/gaeste")]
    public async Task<IActionResult> AddGuest(Guid tischId, int nr, [FromForm] GastForm form)
    {
        if (!ModelState.IsValid)
            throw new FachregelVerletzt(ModelState.Values.SelectMany(v => v.Errors).First().ErrorMessage);
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, s => s.AddGuest(form.Name!, Person.NormalizeEmail(form.Email!), form.Punkt, benutzer.Zugriff.Urheber, uhr.Now())),
            "Der Gast steht auf der Liste. Eingeladen ist er noch nicht.");
    }

    /// <summary>A guest who was invited gets a cancellation: the page before it names her and the text.</summary>
    [HttpPost("{nr:int}/gaeste/{teilnehmerId:guid}/ende")]
    public async Task<IActionResult> RemoveGuest(Guid tischId, int nr, Guid teilnehmerId, [FromForm] bool bestaetigt)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        var weg = new Sitzungsweg(tischId, nr);
        if (!bestaetigt && sitzung.Teilnehmer.FirstOrDefault(t => t.Id == teilnehmerId) is { NimmtTeil: true, EingeladenAm: not null } gast)
            return View("Sitzungsmail", await versand.PreviewAsync(Sitzungsanlass.Ausladung, sitzung, [gast], $"{weg.Gaeste}/{teilnehmerId}/ende", [("bestaetigt", "true")], weg.Seite));
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
        {
            var (gast, eintrag) = s.RemoveGuest(teilnehmerId, benutzer.Zugriff.Urheber, uhr.Now());
            if (eintrag is not null && gast.EingeladenAm is not null)
                await versand.AddAsync(Sitzungsanlass.Ausladung, s, [gast]);
            return eintrag;
        }), "Der Gast ist nicht mehr eingeladen.");
    }

    [HttpGet("{nr:int}/einladung")]
    public async Task<IActionResult> PreviewInvitation(Guid tischId, int nr)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        var neue = sitzung.Teilnehmer.Where(t => t.NimmtTeil && t.EingeladenAm is null).ToList();
        var weg = new Sitzungsweg(tischId, nr);
        var fehlt = !sitzung.IsPlannable ? $"Diese Sitzung ist {sitzung.Status.Label()}. Einladen lässt sich dazu nicht."
            : sitzung.WhyNotInvite(uhr.Now()) ?? (neue.Count == 0 ? "Alle sind schon eingeladen." : null);
        return View("Sitzungsmail", await versand.PreviewAsync(Sitzungsanlass.Einladung, sitzung, neue, weg.Einladung, [], weg.Planung, fehlt));
    }

    [HttpPost("{nr:int}/einladung")]
    public async Task<IActionResult> Invite(Guid tischId, int nr) => Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
    {
        var (neue, eintrag) = s.Invite(benutzer.Zugriff.Urheber, uhr.Now());
        await versand.AddAsync(Sitzungsanlass.Einladung, s, neue);
        return eintrag;
    }), "Die Einladungen sind unterwegs.");

    [HttpGet("{nr:int}/termin")]
    public async Task<IActionResult> ShowMove(Guid tischId, int nr) => await abruf.FindAsync(tischId, nr) is { } s
        ? await ShowMoveAsync(s, new TerminForm { Tag = s.Tag, Uhrzeit = s.Uhrzeit, Dauer = s.Dauer, Ort = s.Ort, Videolink = s.Videolink, Version = s.Version }) : NotFound();

    [HttpPost("{nr:int}/termin/vorschau")]
    public async Task<IActionResult> PreviewMove(Guid tischId, int nr, [FromForm] TerminForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (!ModelState.IsValid || form.Aendern)
            return await ShowMoveAsync(sitzung, form, form.Aendern ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        try
        {
            // As it would be; nothing of it is kept.
            sitzung.Move(form.Tag!.Value, form.Uhrzeit!.Value, form.Dauer, form.Ort, form.Videolink, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError("", regel.Message);
            return await ShowMoveAsync((await abruf.FindAsync(tischId, nr))!, form, StatusCodes.Status400BadRequest);
        }
        var weg = new Sitzungsweg(tischId, nr);
        return View("Sitzungsmail", await versand.PreviewAsync(Sitzungsanlass.Terminaenderung, sitzung, InvitedOf(sitzung), weg.Termin, form.Felder, weg.Seite));
    }

    [HttpPost("{nr:int}/termin")]
    public async Task<IActionResult> Move(Guid tischId, int nr, [FromForm] TerminForm form)
    {
        if (!ModelState.IsValid)
            return await abruf.FindAsync(tischId, nr) is { } s ? await ShowMoveAsync(s, form, StatusCodes.Status400BadRequest) : NotFound();
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
        {
            // A second click: it is there already.
            if (s.Version > form.Version && (s.Tag, s.Uhrzeit, s.Dauer, s.Ort, s.Videolink) == (form.Tag, form.Uhrzeit, form.Dauer, form.Ort, form.Videolink))
                return null;
            var eintrag = s.Move(form.Tag!.Value, form.Uhrzeit!.Value, form.Dauer, form.Ort, form.Videolink, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
            await versand.AddAsync(Sitzungsanlass.Terminaenderung, s, InvitedOf(s));
            return eintrag;
        }), "Der neue Termin ist unterwegs. Alle antworten noch einmal.");
    }

    [HttpGet("{nr:int}/absage")]
    public async Task<IActionResult> ShowCancel(Guid tischId, int nr) => await abruf.FindAsync(tischId, nr) is { } s ? View("Sitzungsabsage", new AbsageSeite(await abruf.GetKopfAsync(s), new GrundForm())) : NotFound();

    [HttpPost("{nr:int}/absage/vorschau")]
    public async Task<IActionResult> PreviewCancel(Guid tischId, int nr, [FromForm] GrundForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (!ModelState.IsValid || form.Aendern)
        {
            Response.StatusCode = form.Aendern ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
            return View("Sitzungsabsage", new AbsageSeite(await abruf.GetKopfAsync(sitzung), form));
        }
        sitzung.Cancel(form.Grund!, benutzer.Zugriff.Urheber, uhr.Now());
        var weg = new Sitzungsweg(tischId, nr);
        return View("Sitzungsmail", await versand.PreviewAsync(Sitzungsanlass.Absage, sitzung, InvitedOf(sitzung), weg.Absage, [(nameof(form.Grund), form.Grund)], weg.Seite));
    }

    [HttpPost("{nr:int}/absage")]
    public async Task<IActionResult> Cancel(Guid tischId, int nr, [FromForm] GrundForm form)
    {
        if (!ModelState.IsValid)
            return await PreviewCancel(tischId, nr, form);
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
        {
            if (s.Status == Sitzungsstatus.Abgesagt)
                return null;
            var eintrag = s.Cancel(form.Grund!, benutzer.Zugriff.Urheber, uhr.Now());
            await ReleaseThemenAsync(s);
            await versand.AddAsync(Sitzungsanlass.Absage, s, InvitedOf(s));
            return eintrag;
        }), "Die Sitzung ist abgesagt. Ihre Themen stehen wieder im Themenspeicher.");
    }

    /// <summary>What was planned for a session that does not take place goes back to the backlog.</summary>
    private async Task ReleaseThemenAsync(Sitzung sitzung)
    {
        var ids = sitzung.Punkte.Where(p => p.ThemaId is not null).Select(p => p.ThemaId!.Value).ToList();
        foreach (var thema in await db.Themen.Where(t => ids.Contains(t.Id)).ToListAsync())
            if (thema.PutBack("Sitzung abgesagt", benutzer.Zugriff.Urheber, uhr.Now()) is { } eintrag)
                db.Add(eintrag);
    }

    private static List<Sitzungsteilnehmer> InvitedOf(Sitzung sitzung) => [.. sitzung.Teilnehmer.Where(t => t.NimmtTeil && t.EingeladenAm is not null)];

    private IActionResult Done(Guid tischId, int nr, bool gefunden, string meldung)
    {
        if (!gefunden)
            return NotFound();
        TempData["Meldung"] = meldung;
        return LocalRedirect(new Sitzungsweg(tischId, nr).Seite);
    }

    private async Task<IActionResult> ShowFormAsync(Guid tischId, Sitzung? sitzung, SitzungForm form, int status, string? konflikt = null)
    {
        Response.StatusCode = status;
        return View("Sitzungsplanung", new SitzungsplanungSeite(tischId, await db.NameOfAsync(Scope.RunderTisch(tischId)) ?? "", sitzung is null ? null : await abruf.GetKopfAsync(sitzung), form, konflikt));
    }

    private async Task<IActionResult> ShowMoveAsync(Sitzung sitzung, TerminForm form, int status = StatusCodes.Status200OK)
    {
        Response.StatusCode = status;
        return View("Sitzungstermin", new SitzungsterminSeite(await abruf.GetKopfAsync(sitzung), form));
    }
}

public sealed record SitzungForm
{
    public string? Titel { get; init; }
    public DateOnly? Tag { get; init; }
    public TimeOnly? Uhrzeit { get; init; }
    public int Dauer { get; init; }
    public string? Ort { get; init; }
    public string? Videolink { get; init; }
    public string? Nachricht { get; init; }
    public DateOnly? VorschlaegeBis { get; init; }
    public int Version { get; init; }

    public Sitzungsangaben ToAngaben() => new(Titel!, Tag, Uhrzeit, Dauer, Ort, Videolink, Nachricht, VorschlaegeBis);

    public static SitzungForm Of(Sitzung s) => new()
    {
        Titel = s.Titel,
        Tag = s.Tag,
        Uhrzeit = s.Uhrzeit,
        Dauer = s.Dauer,
        Ort = s.Ort,
        Videolink = s.Videolink,
        Nachricht = s.Nachricht,
        VorschlaegeBis = s.VorschlaegeBis,
        Version = s.Version,
    };
}

public sealed class SitzungFormValidator : AbstractValidator<SitzungForm>
{
    public SitzungFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie der Sitzung einen Titel.").MaximumLength(Sitzung.TitelMaxLength);
        RuleFor(f => f.Dauer).InclusiveBetween(Sitzung.MinDauer, Sitzung.MaxDauer).WithMessage($"Eine Sitzung dauert {Sitzung.MinDauer} bis {Sitzung.MaxDauer} Minuten.");
        RuleFor(f => f.Uhrzeit).Null().When(f => f.Tag is null).WithMessage("Zu einer Uhrzeit gehört ein Tag.");
        RuleFor(f => f.Ort).MaximumLength(Sitzung.OrtMaxLength);
        RuleFor(f => f.Videolink).MaximumLength(Sitzung.LinkMaxLength).Must(Webadresse.IsValid).WithMessage("Der Videolink muss mit https:// beginnen.");
        RuleFor(f => f.Nachricht).MaximumLength(Sitzung.NachrichtMaxLength);
        RuleFor(f => f.VorschlaegeBis).LessThanOrEqualTo(f => f.Tag).When(f => f.Tag is not null && f.VorschlaegeBis is not null).WithMessage("Vorschläge enden spätestens am Tag der Sitzung.");
    }
}

public sealed record TerminForm
{
    public DateOnly? Tag { get; init; }
    public TimeOnly? Uhrzeit { get; init; }
    public int Dauer { get; init; }
    public string? Ort { get; init; }
    public string? Videolink { get; init; }
    public int Version { get; init; }

    /// <summary>Back from the preview.</summary>
    public bool Aendern { get; init; }

    public IReadOnlyList<(string, string?)> Felder =>
    [
        (nameof(Tag), $"{Tag:yyyy-MM-dd}"), (nameof(Uhrzeit), $"{Uhrzeit:HH\\:mm}"), (nameof(Dauer), $"{Dauer}"), (nameof(Ort), Ort), (nameof(Videolink), Videolink), (nameof(Version), $"{Version}"),
    ];
}

public sealed class TerminFormValidator : AbstractValidator<TerminForm>
{
    public TerminFormValidator()
    {
        RuleFor(f => f.Tag).NotNull().WithMessage("Nennen Sie den Tag.");
        RuleFor(f => f.Uhrzeit).NotNull().WithMessage("Nennen Sie den Beginn.");
        RuleFor(f => f.Dauer).InclusiveBetween(Sitzung.MinDauer, Sitzung.MaxDauer).WithMessage($"Eine Sitzung dauert {Sitzung.MinDauer} bis {Sitzung.MaxDauer} Minuten.");
        RuleFor(f => f.Ort).MaximumLength(Sitzung.OrtMaxLength);
        RuleFor(f => f.Videolink).MaximumLength(Sitzung.LinkMaxLength).Must(Webadresse.IsValid).WithMessage("Der Videolink muss mit https:// beginnen.");
    }
}

public sealed record GrundForm
{
    public string? Grund { get; init; }

    /// <summary>Back from the preview.</summary>
    public bool Aendern { get; init; }
}

public sealed class GrundFormValidator : AbstractValidator<GrundForm>
{
    public GrundFormValidator() => RuleFor(f => f.Grund).NotEmpty().WithMessage("Nennen Sie einen Grund. Er steht in der Mail.").MaximumLength(Sitzung.GrundMaxLength);
}

public sealed record GastForm
{
    public string? Name { get; init; }
    public string? Email { get; init; }

    /// <summary>The one item for which the guest comes.</summary>
    public Guid? Punkt { get; init; }
}

public sealed class GastFormValidator : AbstractValidator<GastForm>
{
    public GastFormValidator()
    {
        RuleFor(f => f.Name).NotEmpty().WithMessage("Nennen Sie den Namen des Gastes.").MaximumLength(Tischmitglied.NameMaxLength);
        RuleFor(f => f.Email).Must(Mailadresse.IsValid).WithMessage("Das ist keine E-Mail-Adresse.").MaximumLength(Tischmitglied.EmailMaxLength);
    }
}

public sealed record SitzungsplanungSeite(Guid TischId, string Kreis, Sitzungskopf? Kopf, SitzungForm Form, string? Konflikt);

public sealed record SitzungsterminSeite(Sitzungskopf Kopf, TerminForm Form);

public sealed record AbsageSeite(Sitzungskopf Kopf, GrundForm Form);
