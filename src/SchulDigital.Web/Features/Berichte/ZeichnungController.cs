using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>Signing a Berichtsbogen: here, with a fresh proof of who signs, or on paper, with the scan of the sheet.</summary>
[Route("/berichtsboegen/{berichtId}")]
public sealed class ZeichnungController(
    AppDbContext db, Berichtsabruf abruf, Berichtssperre sperre, Berichtsdokumente dokumente, Dokumentausgabe ausgabe, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private const int MaxMegabyte = 10;
    private const long MaxAnfrage = (MaxMegabyte + 1L) << 20;

    [HttpGet("unterschrift"), Erlaubt(Handlung.BerichtUnterzeichnen), FrischBestaetigt]
    public Task<IActionResult> ShowSign(Guid berichtId, Guid? haus, CancellationToken abbruch) => ShowAsync("Unterschrift", berichtId, haus, StatusCodes.Status200OK, null, abbruch);

    [HttpPost("unterschrift"), Erlaubt(Handlung.BerichtUnterzeichnen), FrischBestaetigt]
    public Task<IActionResult> Sign(Guid berichtId, [FromForm] UnterschriftForm form, CancellationToken abbruch) =>
        ActAsync("Unterschrift", berichtId, form.Haus, nameof(form.Tippname), b => b.Sign(abruf.OfficeFor(b, Handlung.BerichtUnterzeichnen, form.Haus), benutzer.Name, form.Tippname, form.Hash!, uhr.Now()), "Sie haben unterzeichnet.", abbruch);

    [HttpPost("ablehnung"), Erlaubt(Handlung.BerichtUnterzeichnen), FrischBestaetigt]
    public Task<IActionResult> Refuse(Guid berichtId, [FromForm] AblehnungForm form, CancellationToken abbruch) =>
        ActAsync("Unterschrift", berichtId, form.Haus, nameof(form.Ablehnungsgrund), b => b.Refuse(abruf.OfficeFor(b, Handlung.BerichtUnterzeichnen, form.Haus), benutzer.Name, form.Ablehnungsgrund, form.Hash!, uhr.Now()),
            "Festgehalten: Ihr Haus unterzeichnet nicht. Der Schulträger liest Ihren Grund.", abbruch);

    /// <summary>The sheet to be signed on paper, and the form for what came back.</summary>
    [HttpGet("papier"), Erlaubt(Handlung.BerichtMitwirken)]
    public Task<IActionResult> ShowPaper(Guid berichtId, CancellationToken abbruch) => ShowAsync("Unterschriftenblatt", berichtId, null, StatusCodes.Status200OK, null, abbruch);

    [HttpPost("papier"), Erlaubt(Handlung.BerichtMitwirken)]
    [Dateigrenze(MaxMegabyte), RequestSizeLimit(MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = MaxAnfrage)]
    public async Task<IActionResult> SignOnPaper(Guid berichtId, [FromForm] PapierForm form, CancellationToken abbruch)
    {
        var scan = form.Scan is { } datei ? await datei.ReadAsync(abbruch) : [];
        if (form.Scan is not null && !scan.AsSpan().StartsWith("%PDF-"u8))
            ModelState.AddModelError(nameof(form.Scan), "Das eingescannte Blatt muss ein PDF sein.");
        return await ActAsync("Unterschriftenblatt", berichtId, form.Haus, nameof(form.Name), b =>
        {
            var haus = b.Beteiligte.FirstOrDefault(h => h.ScopeId == form.Haus)?.Organisation ?? throw new FachregelVerletzt("Um dieses Haus geht es in diesem Berichtsbogen nicht.");
            var aemter = abruf.OfficesAt(b, Handlung.BerichtMitwirken);
            var amt = aemter.FirstOrDefault(z => z.Scope == haus) ?? aemter.FirstOrDefault(z => z.Scope == b.Scope) ?? throw new FachregelVerletzt("Für dieses Haus handeln Sie hier nicht.");
            var id = Kennung.New();
            var eintrag = b.SignOnPaper(haus, new Papierunterschrift(form.Name!, form.Amt!, form.Tag!.Value, form.Original!, id), form.Hash!, amt, benutzer.Name, uhr.Now());
            if (eintrag is not null)
                db.Add(new Dokument(id, Dokumentart.Unterlage, id, "", b.Scope, $"Unterschrift {b.NameOf(haus)}, Berichtsbogen {b.Kennzeichen}", "", $"unterschrift-{b.Kennzeichen}.pdf", scan, Dokument.HashOf(scan), null, null, uhr.Now()));
            return eintrag;
        }, "Die Unterschrift auf Papier ist festgehalten.", abbruch);
    }

    /// <summary>The scan of a sheet that was signed on paper, for who reads the Berichtsbogen.</summary>
    [HttpGet("papier/{scanId:guid}"), Erlaubt(Handlung.BerichtLesen)]
    public async Task<IActionResult> Scan(Guid berichtId, Guid scanId, CancellationToken abbruch)
    {
        if (!await db.Berichtsboegen.AnyAsync(b => b.Id == berichtId && b.Erklaerungen.Any(e => e.ScanId == scanId), abbruch))
            return NotFound();
        var dokument = await ausgabe.GetAsync(scanId, "", abbruch);
        return File(dokument.Inhalt, System.Net.Mime.MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    private async Task<IActionResult> ActAsync(string ansicht, Guid id, Guid? haus, string feld, Func<Berichtsbogen, Verlaufseintrag?> act, string meldung, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(ansicht, id, haus, StatusCodes.Status400BadRequest, null, abbruch);
        var ausgang = await db.TryAsync(() => sperre.ActAsync(id, act));
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Fehler is { } fehler)
            ModelState.AddModelError(feld, fehler);
        if (ausgang is not { Fehler: null, Konflikt: null })
            return await ShowAsync(ansicht, id, haus, ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ausgang.Konflikt, abbruch);
        TempData["Meldung"] = meldung;
        return LocalRedirect($"/berichtsboegen/{id}");
    }

    private async Task<IActionResult> ShowAsync(string ansicht, Guid id, Guid? haus, int status, string? konflikt, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(id, abbruch) is not { } bogen)
            return NotFound();
        var mitwirkend = abruf.OfficesAt(bogen, Handlung.BerichtMitwirken).Select(z => z.Scope).ToHashSet();
        Response.StatusCode = status;
        return View(ansicht, new ZeichnungSeite(
            await dokumente.GetContentAsync(bogen, abbruch), [.. abruf.OfficesAt(bogen, Handlung.BerichtUnterzeichnen).Where(bogen.CanBeSignedBy).Select(z => new Zeichnungsamt(z.ScopeId!.Value, bogen.NameOf(z.Scope), z.Zeichnungszusatz + z.Rolle.Label()))],
            // The carrier gathers the sheets of all; a school brings its own.
            [.. bogen.NextToSign.Where(b => mitwirkend.Contains(bogen.Scope) || mitwirkend.Contains(b.Organisation)).Select(b => new Gruppenwahl(b.ScopeId, b.Name))], haus, benutzer.Name, konflikt));
    }
}

/// <param name="Amt">As it will be printed.</param>
public sealed record Zeichnungsamt(Guid HausId, string Haus, string Amt);

/// <param name="Zeichnend">The offices in which this person signs now, one per house.</param>
/// <param name="Haus">The one that was chosen.</param>
/// <param name="AufPapier">Houses whose sheet of paper she can record.</param>
public sealed record ZeichnungSeite(Berichtsinhalt Inhalt, IReadOnlyList<Zeichnungsamt> Zeichnend, IReadOnlyList<Gruppenwahl> AufPapier, Guid? Haus, string Name, string? Konflikt)
{
    /// <summary>One signature at a time.</summary>
    public Zeichnungsamt? Jetzt => Zeichnend.FirstOrDefault(z => z.HausId == Haus) ?? (Zeichnend.Count == 0 ? null : Zeichnend[0]);

    public string Adresse => $"/berichtsboegen/{Inhalt.Id}";
}
