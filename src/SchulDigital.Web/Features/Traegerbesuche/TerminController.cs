using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>A new date, a postponement, a cancellation. Before each mail a page names recipients and text.</summary>
[Erlaubt(Handlung.BesuchPlanen), Route("/besuche/{besuchId}")]
public sealed class TerminController(Besuchsabruf abruf, Besuchssperre sperre, Besuchsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("termin")]
    public async Task<IActionResult> ShowMove(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        return await ShowMoveAsync(besuch, new TerminForm { Dauer = besuch.Dauer, Ort = besuch.Ort, Videolink = besuch.Videolink, Uhrzeit = besuch.Uhrzeit, Tag = besuch.Status == Besuchsstatus.Verschoben ? null : besuch.Tag, Version = besuch.Version });
    }

    [HttpPost("termin/vorschau")]
    public async Task<IActionResult> PreviewMove(Guid besuchId, [FromForm] TerminForm form)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        if (!ModelState.IsValid || form.Aendern)
            return await ShowMoveAsync(besuch, form, form.Aendern ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        try
        {
            // As it would be; nothing of it is kept.
            besuch.Move(form.Tag!.Value, form.Uhrzeit!.Value, form.Dauer, form.Ort, form.Videolink, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError("", regel.Message);
            return await ShowMoveAsync(await abruf.GetAsync(besuchId, Besuchsteile.Keine), form, StatusCodes.Status400BadRequest);
        }
        return View("Mailvorschau", await versand.PreviewAsync(Besuchsanlass.Terminaenderung, besuch, InvitedOf(besuch), new Besuchsweg(besuchId).Termin, form.Felder));
    }

    [HttpPost("termin")]
    public async Task<IActionResult> Move(Guid besuchId, [FromForm] TerminForm form)
    {
        if (!ModelState.IsValid)
            return await ShowMoveAsync(await abruf.GetAsync(besuchId, Besuchsteile.Keine), form, StatusCodes.Status400BadRequest);
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, async b =>
        {
            // A second click: it is there already.
            if (b.Status == Besuchsstatus.Eingeladen && b.Version > form.Version && (b.Tag, b.Uhrzeit, b.Dauer, b.Ort, b.Videolink) == (form.Tag, form.Uhrzeit, form.Dauer, form.Ort, form.Videolink))
                return null;
            var eintrag = b.Move(form.Tag!.Value, form.Uhrzeit!.Value, form.Dauer, form.Ort, form.Videolink, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
            await versand.AddAsync(Besuchsanlass.Terminaenderung, b, InvitedOf(b));
            return eintrag;
        });
        return Sent(besuchId, "Der neue Termin ist unterwegs. Alle antworten noch einmal.");
    }

    [HttpGet("aufschub")]
    public Task<IActionResult> ShowPostpone(Guid besuchId) => ShowReasonAsync(besuchId, Besuchsanlass.Aufschub, new GrundForm());

    [HttpPost("aufschub/vorschau")]
    public Task<IActionResult> PreviewPostpone(Guid besuchId, [FromForm] GrundForm form) => PreviewReasonAsync(besuchId, Besuchsanlass.Aufschub, form);

    [HttpPost("aufschub")]
    public Task<IActionResult> Postpone(Guid besuchId, [FromForm] GrundForm form) => StopAsync(besuchId, Besuchsanlass.Aufschub, form);

    [HttpGet("absage")]
    public Task<IActionResult> ShowCancel(Guid besuchId) => ShowReasonAsync(besuchId, Besuchsanlass.Absage, new GrundForm());

    [HttpPost("absage/vorschau")]
    public Task<IActionResult> PreviewCancel(Guid besuchId, [FromForm] GrundForm form) => PreviewReasonAsync(besuchId, Besuchsanlass.Absage, form);

    [HttpPost("absage")]
    public Task<IActionResult> Cancel(Guid besuchId, [FromForm] GrundForm form) => StopAsync(besuchId, Besuchsanlass.Absage, form);

    private static List<Besuchsbeteiligter> InvitedOf(Besuch besuch) => [.. besuch.Beteiligte.Where(b => b.NimmtTeil && b.EingeladenAm is not null)];

    private async Task<IActionResult> PreviewReasonAsync(Guid besuchId, Besuchsanlass anlass, GrundForm form)
    {
        if (!ModelState.IsValid || form.Aendern)
            return await ShowReasonAsync(besuchId, anlass, form, form.Aendern ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        // As it would be; nothing of it is kept.
        StopIt(anlass, besuch, form.Grund!);
        return View("Mailvorschau", await versand.PreviewAsync(anlass, besuch, InvitedOf(besuch), AddressOf(besuchId, anlass), form.Felder));
    }

    private async Task<IActionResult> StopAsync(Guid besuchId, Besuchsanlass anlass, GrundForm form)
    {
        if (!ModelState.IsValid)
            return await ShowReasonAsync(besuchId, anlass, form, StatusCodes.Status400BadRequest);
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, async b =>
        {
            // A second click: it is done already.
            if (b.Status == (anlass == Besuchsanlass.Absage ? Besuchsstatus.Abgesagt : Besuchsstatus.Verschoben) && b.Grund == form.Grund)
                return null;
            var eintrag = StopIt(anlass, b, form.Grund!);
            await versand.AddAsync(anlass, b, InvitedOf(b));
            return eintrag;
        });
        return Sent(besuchId, anlass == Besuchsanlass.Absage ? "Der Besuch ist abgesagt." : "Der Besuch ist verschoben. Einen neuen Termin können Sie jederzeit festlegen.");
    }

    private Verlaufseintrag StopIt(Besuchsanlass anlass, Besuch besuch, string grund) => anlass == Besuchsanlass.Absage
        ? besuch.Cancel(grund, benutzer.Zugriff.Urheber, uhr.Now()) : besuch.Postpone(grund, benutzer.Zugriff.Urheber, uhr.Now());

    private static string AddressOf(Guid besuchId, Besuchsanlass anlass) => anlass == Besuchsanlass.Absage ? new Besuchsweg(besuchId).Absage : new Besuchsweg(besuchId).Aufschub;

    private LocalRedirectResult Sent(Guid besuchId, string meldung)
    {
        TempData["Meldung"] = meldung;
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    private async Task<IActionResult> ShowMoveAsync(Besuch besuch, TerminForm form, int status = StatusCodes.Status200OK)
    {
        if (besuch.Status is not (Besuchsstatus.Eingeladen or Besuchsstatus.Verschoben))
            throw new Zustandskonflikt($"Dieser Besuch ist {besuch.Status.Label()}. Verschieben lässt er sich nicht.");
        Response.StatusCode = status;
        return View("Termin", new TerminSeite(await abruf.GetKopfAsync(besuch), form));
    }

    private async Task<IActionResult> ShowReasonAsync(Guid besuchId, Besuchsanlass anlass, GrundForm form, int status = StatusCodes.Status200OK)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        if (!besuch.IsPlannable || anlass == Besuchsanlass.Aufschub && besuch.Status != Besuchsstatus.Eingeladen)
            throw new Zustandskonflikt($"Dieser Besuch ist {besuch.Status.Label()}.");
        Response.StatusCode = status;
        return View("Grund", new GrundSeite(await abruf.GetKopfAsync(besuch), anlass, AddressOf(besuchId, anlass), form));
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
        (nameof(Tag), Tag?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (nameof(Uhrzeit), Uhrzeit?.ToString("HH:mm", CultureInfo.InvariantCulture)),
        (nameof(Dauer), $"{Dauer}"), (nameof(Ort), Ort), (nameof(Videolink), Videolink), (nameof(Version), $"{Version}"),
    ];
}

public sealed class TerminFormValidator : AbstractValidator<TerminForm>
{
    public TerminFormValidator()
    {
        RuleFor(f => f.Tag).NotNull().WithMessage("Nennen Sie den neuen Tag.");
        RuleFor(f => f.Uhrzeit).NotNull().WithMessage("Nennen Sie den Beginn.");
        RuleFor(f => f.Dauer).InclusiveBetween(Besuch.MinDauer, Besuch.MaxDauer).WithMessage($"Ein Besuch dauert {Besuch.MinDauer} bis {Besuch.MaxDauer} Minuten.");
        RuleFor(f => f.Ort).MaximumLength(Besuch.OrtMaxLength);
        RuleFor(f => f.Ort).NotEmpty().When(f => f.Videolink is null).WithMessage("Nennen Sie einen Ort oder einen Videolink.");
        RuleFor(f => f.Videolink).MaximumLength(Besuch.LinkMaxLength).Must(Webadresse.IsValid).WithMessage("Der Videolink muss mit https:// beginnen.");
    }
}

public sealed record GrundForm
{
    public string? Grund { get; init; }

    /// <summary>Back from the preview.</summary>
    public bool Aendern { get; init; }

    public IReadOnlyList<(string, string?)> Felder => [(nameof(Grund), Grund)];
}

public sealed class GrundFormValidator : AbstractValidator<GrundForm>
{
    public GrundFormValidator() => RuleFor(f => f.Grund).NotEmpty().WithMessage("Nennen Sie einen Grund. Er steht in der Mail.").MaximumLength(Besuch.GrundMaxLength);
}

public sealed record TerminSeite(Besuchskopf Kopf, TerminForm Form);

public sealed record GrundSeite(Besuchskopf Kopf, Besuchsanlass Anlass, string Adresse, GrundForm Form);
