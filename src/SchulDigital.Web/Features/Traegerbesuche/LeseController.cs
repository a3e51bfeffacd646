using System.Net.Mime;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>What is read before a visit: Leseexemplare, questions and answers, both matrices side by side, documents of the schools.</summary>
[Erlaubt(Handlung.BesuchLesen), Route("/besuche/{besuchId}")]
public sealed class LeseController(
    AppDbContext db, Besuchsabruf abruf, Leseabruf lesen, Besuchssperre sperre, Besuchsversand versand, Dokumentausgabe ausgabe, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("leseexemplare/{weitergabeId:guid}")]
    public async Task<IActionResult> Read(Guid besuchId, Guid weitergabeId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte | Besuchsteile.Fragen);
        if (await lesen.FindLeseexemplarAsync(besuchId, weitergabeId) is not { } inhalt)
            return NotFound();
        var selbst = abruf.FindSelf(besuch);
        await NoteReadingAsync(besuch, selbst);
        return View("Leseexemplar", await lesen.GetReadingAsync(besuch, inhalt, selbst, new Besuchsweg(besuchId).Seite, abruf.IstTraeger(besuch)));
    }

    [HttpGet("leseexemplare/{weitergabeId:guid}/pdf"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> ReadPdf(Guid besuchId, Guid weitergabeId, CancellationToken abbruch)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        if (await lesen.FindLeseexemplarAsync(besuchId, weitergabeId) is not { } inhalt)
            return NotFound();
        await NoteReadingAsync(besuch, abruf.FindSelf(besuch));
        var dokument = await ausgabe.GetAsync(inhalt.FassungId, Dokument.SelectionOf(inhalt.ThemenfeldKeys), abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    [HttpGet("gegenueber")]
    public async Task<IActionResult> Compare(Guid besuchId) => View("Gegenueber", await lesen.GetComparisonAsync(await abruf.GetAsync(besuchId, Besuchsteile.Keine), new Besuchsweg(besuchId).Seite));

    [HttpPost("fragen"), Erlaubt(Handlung.BesuchMitwirken)]
    public async Task<IActionResult> Ask(Guid besuchId, [FromForm] FrageForm form)
    {
        form.EnsureComplete();
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        if (await lesen.FindLeseexemplarAsync(besuchId, form.Leseexemplar ?? default) is not { } inhalt || inhalt.Zeilen.FirstOrDefault(z => z.Id == form.Zeile) is not { } zeile)
            return NotFound();
        var selbst = abruf.FindSelf(besuch) ?? throw new FachregelVerletzt("Fragen stellen können alle, die zu diesem Besuch eingeladen sind.");
        var von = await abruf.GetOwnWordsAsync();
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte | Besuchsteile.Fragen, b =>
        {
            b.Ask(selbst.Id, von, inhalt.Katalog.Kriterium(zeile.Kriterium), zeile.Id, form.Text!, uhr.Now());
        });
        TempData["Meldung"] = "Ihre Frage ist gestellt.";
        return LocalRedirect($"{new Besuchsweg(besuchId).Leseexemplare}/{inhalt.Id}#zeile-{zeile.Kriterium}");
    }

    [HttpGet("fragen"), Erlaubt(Handlung.BesuchPlanen)]
    public async Task<IActionResult> ListQuestions(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte | Besuchsteile.Fragen);
        var fragen = Besuchsabruf.QuestionsOf(besuch, await abruf.GetKatalogAsync(besuch), null).ToList();
        var mails = await versand.ComposeAnswersAsync(besuch, [.. fragen.Select(f => (besuch.Fragen.First(b => b.Id == f.Id), f.Zeile))]);
        return View("Fragen", new FragenSeite(await abruf.GetKopfAsync(besuch), [.. fragen.Zip(mails)]));
    }

    [HttpPost("fragen/{frageId:guid}/antwort"), Erlaubt(Handlung.BesuchPlanen)]
    public async Task<IActionResult> AnswerQuestion(Guid besuchId, Guid frageId, [FromForm] FrageForm form)
    {
        form.EnsureComplete();
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte | Besuchsteile.Fragen, async b =>
        {
            if (b.AnswerQuestion(frageId, form.Text!, benutzer.Zugriff.Urheber, uhr.Now()) is not { } eintrag)
                return null;
            var frage = b.Fragen.First(f => f.Id == frageId);
            await versand.AddAnswerAsync(b, frage, Besuchsabruf.QuestionsOf(b, await abruf.GetKatalogAsync(b), null).First(f => f.Id == frageId).Zeile);
            return eintrag;
        });
        TempData["Meldung"] = "Die Antwort ist gespeichert. Sie steht auf der Seite des Besuchs.";
        return LocalRedirect(new Besuchsweg(besuchId).Fragen);
    }

    [HttpGet("unterlagen")]
    public async Task<IActionResult> ListPapers(Guid besuchId) => await ShowPapersAsync(besuchId, new UnterlageForm());

    [HttpPost("unterlagen"), Erlaubt(Handlung.BesuchPlanen)]
    [Dateigrenze(UnterlageForm.MaxMegabyte), RequestSizeLimit(UnterlageForm.MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = UnterlageForm.MaxAnfrage)]
    public async Task<IActionResult> AddPaper(Guid besuchId, [FromForm] UnterlageForm form, IFormFile? datei, CancellationToken abbruch)
    {
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
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        if (ModelState.IsValid && form.Schule is not null && !await db.Schulen.AnyAsync(s => s.Id == form.Schule && s.SchultraegerId == besuch.SchultraegerId, abbruch))
            ModelState.AddModelError(nameof(form.Schule), "Wählen Sie eine Schule des eigenen Trägers.");
        if (!ModelState.IsValid)
            return await ShowPapersAsync(besuchId, form, StatusCodes.Status400BadRequest);
        await sperre.ActAsync(besuchId, Besuchsteile.Unterlagen, b =>
        {
            // A second click: it is there already.
            if (b.Unterlagen.Any(u => u.EntferntAm is null && u.Titel == form.Titel && u.Link == form.Link && u.SchuleId == form.Schule && u.AngelegtAm > uhr.Now().AddMinutes(-10)))
                return null;
            Dokument? dokument = null;
            if (inhalt is not null)
            {
                var id = Kennung.New();
                db.Add(dokument = new Dokument(id, Dokumentart.Unterlage, id, "", b.Scope, form.Titel!, "", UnterlageForm.NameOf(form.Titel!), inhalt, Dokument.HashOf(inhalt), null, null, uhr.Now()));
            }
            var (unterlage, eintrag) = b.AddPaper(form.Titel!, form.Schule, form.Link, dokument?.Id, benutzer.Zugriff.Urheber, uhr.Now());
            db.Add(unterlage);
            return eintrag;
        });
        TempData["Meldung"] = "Die Unterlage steht in der Liste.";
        return LocalRedirect(new Besuchsweg(besuchId).Unterlagen);
    }

    [HttpPost("unterlagen/{unterlageId:guid}/entfernung"), Erlaubt(Handlung.BesuchPlanen)]
    public async Task<IActionResult> RemovePaper(Guid besuchId, Guid unterlageId)
    {
        await sperre.ActAsync(besuchId, Besuchsteile.Unterlagen, b => b.RemovePaper(unterlageId, benutzer.Zugriff.Urheber, uhr.Now()));
        TempData["Meldung"] = "Die Unterlage ist entfernt.";
        return LocalRedirect(new Besuchsweg(besuchId).Unterlagen);
    }

    [HttpGet("unterlagen/{unterlageId:guid}/datei"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Paper(Guid besuchId, Guid unterlageId, CancellationToken abbruch)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Unterlagen);
        if (besuch.Unterlagen.FirstOrDefault(u => u.Id == unterlageId && u.EntferntAm is null) is not { DokumentId: { } id })
            return NotFound();
        var dokument = await ausgabe.GetAsync(id, "", abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    private async Task<IActionResult> ShowPapersAsync(Guid besuchId, UnterlageForm form, int status = StatusCodes.Status200OK)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Unterlagen);
        var kopf = await abruf.GetKopfAsync(besuch);
        var schulen = await db.Schulen.Where(s => s.SchultraegerId == besuch.SchultraegerId && !s.Geschlossen).OrderBy(s => s.NameSuche).Select(s => new Partnerwahl(s.Id, s.Name)).ToListAsync();
        Response.StatusCode = status;
        return View("Unterlagen", new UnterlagenSeite(kopf, [.. besuch.Unterlagen.Where(u => u.EntferntAm is null).OrderBy(u => u.Titel, StringComparer.CurrentCulture)
            .Select(u => (Unterlagenangabe.Of(u), schulen.Find(s => s.Id == u.SchuleId)?.Name))], schulen, form));
    }

    /// <summary>One Gelesen-Vermerk per organisation; the own house makes none.</summary>
    private async Task NoteReadingAsync(Besuch besuch, Besuchsbeteiligter? selbst)
    {
        if (selbst is not { IstPartner: true, GelesenAm: null })
            return;
        await sperre.ActAsync(besuch.Id, Besuchsteile.Beteiligte, b =>
        {
            b.NoteReading(selbst.Id, uhr.Now());
        });
    }
}

public sealed record FrageForm
{
    public Guid? Leseexemplar { get; init; }
    public Guid? Zeile { get; init; }
    public string? Text { get; init; }

    public void EnsureComplete()
    {
        if (string.IsNullOrWhiteSpace(Text))
            throw new FachregelVerletzt("Schreiben Sie zuerst einen Text.");
        if (Text.Length > Besuchsfrage.TextMaxLength)
            throw new FachregelVerletzt($"Der Text ist länger als {Besuchsfrage.TextMaxLength} Zeichen.");
    }
}

public sealed record UnterlageForm
{
    public const int MaxMegabyte = 10;
    public const long MaxBytes = MaxMegabyte << 20;
    public const long MaxAnfrage = MaxBytes + (1L << 20);

    public string? Titel { get; init; }
    public Guid? Schule { get; init; }
    public string? Link { get; init; }

    /// <summary>A file name that every system takes.</summary>
    public static string NameOf(string titel) =>
        (Suchform.Of(titel).Replace(' ', '-') is { Length: > 0 } name ? name[..Math.Min(name.Length, 80)] : "unterlage") + ".pdf";
}

public sealed class UnterlageFormValidator : AbstractValidator<UnterlageForm>
{
    public UnterlageFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Nennen Sie, was es ist.").MaximumLength(Besuchsunterlage.TitelMaxLength);
        RuleFor(f => f.Link).MaximumLength(Besuchsunterlage.LinkMaxLength).Must(Webadresse.IsValid).WithMessage("Der Link muss mit https:// beginnen.");
    }
}

public sealed record FragenSeite(Besuchskopf Kopf, IReadOnlyList<(Frageangabe Frage, Antwortpost Mail)> Fragen);

public sealed record UnterlagenSeite(Besuchskopf Kopf, IReadOnlyList<(Unterlagenangabe Unterlage, string? Schule)> Unterlagen, IReadOnlyList<Partnerwahl> Schulen, UnterlageForm Form);
