using System.Net.Mime;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Themen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The minutes of a session: draft, review with objections, approval, versions, and the next session made from them.</summary>
[Erlaubt(Handlung.TischLesen), Route("/runde-tische/{tischId}/sitzungen/{nr:int}")]
public sealed class ProtokollController(
    AppDbContext db, Sitzungsabruf abruf, Sitzungssperre sperre, Sitzungsversand versand, Sitzungsdokumente dokumente, Dokumentausgabe ausgabe,
    AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("protokoll")]
    public async Task<IActionResult> Show(Guid tischId, int nr) => await ReadableAsync(tischId, nr) is { } sitzung ? await ShowAsync(sitzung, null, StatusCodes.Status200OK) : NotFound();

    /// <summary>The sealed minutes; before the approval a draft. The vertrauliche part only to those who may read it.</summary>
    [HttpGet("protokoll/pdf"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Pdf(Guid tischId, int nr, string? teil, CancellationToken abbruch)
    {
        if (await ReadableAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        var vertraulich = teil == Sitzungsdokumente.Vertraulich;
        if (vertraulich && (!abruf.RightsAt(sitzung).LiestVertrauliches || !await dokumente.HasConfidentialAsync(sitzung, await abruf.GetContentAsync(sitzung, mitVertraulichem: true))))
            return NotFound();
        if (sitzung.Fassung is not { } fassung || sitzung.Status != Sitzungsstatus.Genehmigt)
            return File(await dokumente.ComposeDraftAsync(sitzung, vertraulich), MediaTypeNames.Application.Pdf, $"protokoll-{nr}-entwurf.pdf");
        var dokument = await ausgabe.GetAsync(fassung.Id, vertraulich ? Sitzungsdokumente.Vertraulich : "", abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    [HttpGet("protokoll/docx"), EnableRateLimiting(Begrenzung.Ausgabe), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> Docx(Guid tischId, int nr) => await ReadableAsync(tischId, nr) is { } sitzung
        ? File(await dokumente.WriteTextAsync(sitzung), Textdokument.Dateityp, $"protokoll-{nr}.docx") : NotFound();

    /// <summary>The page before the draft goes out: recipients, text, last day for objections.</summary>
    [HttpPost("protokoll/pruefung/vorschau"), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> PreviewReview(Guid tischId, int nr, [FromForm] PruefungForm form)
    {
        if (await ReadableAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(sitzung, form, StatusCodes.Status400BadRequest);
        try
        {
            // As it would be; nothing of it is kept.
            sitzung.SubmitForReview(form.Bis!.Value, benutzer.Zugriff.Urheber, uhr.Now());
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError("", regel.Message);
            return await ShowAsync((await abruf.FindAsync(tischId, nr))!, form, StatusCodes.Status400BadRequest);
        }
        var weg = new Sitzungsweg(tischId, nr);
        return View("Sitzungsmail", await versand.PreviewAsync(Sitzungsanlass.Pruefung, sitzung, MembersOf(sitzung), weg.Protokoll + "/pruefung", [(nameof(form.Bis), $"{form.Bis:yyyy-MM-dd}")], weg.Protokoll));
    }

    [HttpPost("protokoll/pruefung"), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> SubmitForReview(Guid tischId, int nr, [FromForm] PruefungForm form)
    {
        if (!ModelState.IsValid)
            return await PreviewReview(tischId, nr, form);
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
        {
            // A second click: it is out already.
            if (s.Status == Sitzungsstatus.InPruefung)
                return null;
            var eintrag = s.SubmitForReview(form.Bis!.Value, benutzer.Zugriff.Urheber, uhr.Now());
            await versand.AddAsync(Sitzungsanlass.Pruefung, s, MembersOf(s));
            return eintrag;
        }), "Das Protokoll ist in Prüfung. Die Mitglieder haben eine Mail.");
    }

    /// <summary>A deciding member objects to a paragraph.</summary>
    [HttpPost("protokoll/einwaende"), Erlaubt(Handlung.SitzungMitwirken)]
    public async Task<IActionResult> RaiseObjection(Guid tischId, int nr, [FromForm] EinwandForm form)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        if (abruf.RightsAt(sitzung).Selbst is not { } selbst)
            throw new FachregelVerletzt("Einwände erheben die entscheidenden Mitglieder.");
        form.EnsureFits();
        var von = $"{benutzer.Name}, {sitzung.Teilnehmer.First(t => t.Id == selbst).Name}";
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, s =>
        {
            var (einwand, eintrag) = s.RaiseObjection(form.Eintrag, selbst, von, form.Text ?? "", benutzer.Zugriff.Urheber, uhr.Now());
            if (eintrag is not null)
                db.Add(einwand);
            return eintrag;
        }), "Ihr Einwand steht beim Absatz. Die Moderation antwortet darauf.");
    }

    [HttpPost("protokoll/einwaende/{einwandId:guid}/antwort"), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> AnswerObjection(Guid tischId, int nr, Guid einwandId, [FromForm] EinwandForm form)
    {
        form.EnsureFits();
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, s => s.AnswerObjection(einwandId, form.Text ?? "", benutzer.Zugriff.Urheber, uhr.Now())), "Die Antwort steht beim Einwand.");
    }

    [HttpPost("protokoll/ueberarbeitung"), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> Rework(Guid tischId, int nr)
    {
        if (!await sperre.ActAsync(tischId, nr, s => s.Rework(benutzer.Zugriff.Urheber, uhr.Now())))
            return NotFound();
        TempData["Meldung"] = "Das Protokoll ist wieder im Entwurf. Einwände bleiben stehen.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Ablauf);
    }

    [HttpPost("protokoll/genehmigung"), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> Approve(Guid tischId, int nr, [FromForm] bool inSitzung) => Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
    {
        // A second click: it is approved already.
        if (s.Status == Sitzungsstatus.Genehmigt)
            return null;
        var person = await db.Personen.SingleAsync(p => p.Id == benutzer.PersonId);
        var (fassung, eintrag) = s.Approve(inSitzung, benutzer.Zugriff.Zustaendigkeit, person, uhr.Now());
        db.Add(fassung);
        // To advisers and guests by mail with the file, to the others with the way to it.
        await versand.AddAsync(Sitzungsanlass.Genehmigt, s, MembersOf(s), await dokumente.AddAsync(s, fassung));
        return eintrag;
    }), "Das Protokoll ist genehmigt und gesiegelt. Alle haben eine Mail.");

    [HttpPost("protokoll/oeffnung"), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> Reopen(Guid tischId, int nr, [FromForm] string? grund)
    {
        if (grund?.Length > Protokollfassung.GrundMaxLength)
            throw new FachregelVerletzt($"Der Grund ist länger als {Protokollfassung.GrundMaxLength} Zeichen.");
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, s => s.Reopen(grund ?? "", benutzer.Zugriff.Urheber, uhr.Now())), "Das Protokoll ist wieder geöffnet. Die bisherige Fassung gilt als ersetzt.");
    }

    /// <summary>The next session from these minutes: what was postponed, with its reason, and the approval of these minutes.</summary>
    [HttpPost("folgesitzung"), Erlaubt(Handlung.SitzungLeiten)]
    public async Task<IActionResult> PlanNext(Guid tischId, int nr)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        var naechste = 0;
        await db.InTransactionAsync(async () =>
        {
            var nummer = await sperre.NextNumberAsync(tischId);
            // A second click finds the first.
            naechste = await db.Sitzungen.Where(s => s.VorgaengerId == sitzung.Id).Select(s => s.Nummer).FirstOrDefaultAsync();
            if (naechste != 0)
                return;
            var tisch = await db.RundeTische.Include(t => t.Mitglieder).SingleAsync(t => t.Id == tischId);
            naechste = nummer;
            var tag = sitzung.Tag is { } letzte && tisch.NextDay(letzte) is { } naechster && naechster >= uhr.Today() ? naechster : (DateOnly?)null;
            var (neu, eintrag) = Sitzung.Plan(tisch, naechste, sitzung.Angaben with { Tag = tag, Uhrzeit = tag is null ? null : sitzung.Uhrzeit, Nachricht = null, VorschlaegeBis = null }, benutzer.Zugriff.Urheber, uhr.Now(), sitzung);
            db.Add(neu);
            db.Add(eintrag);
            neu.AddItem(new Punktangaben($"Genehmigung des Protokolls der {nr}. Sitzung", null, Sitzungspunktart.Vereinbarung, 5, null, null, false), null, null, benutzer.Zugriff.Urheber, uhr.Now());
            var themen = await db.Themen.Where(t => t.RunderTischId == tischId && t.Status == Themenstatus.Vertagt).ToListAsync();
            foreach (var punkt in sitzung.CarriedOver)
            {
                neu.AddItem(punkt.Angaben with { Beschreibung = string.Join("\n\n", new[] { punkt.Beschreibung, $"Vertagt in der {nr}. Sitzung: {punkt.Grund}" }.OfType<string>()) is { Length: <= Tagesordnungspunkt.BeschreibungMaxLength } ganz ? ganz : punkt.Beschreibung },
                    punkt.ThemaId, punkt.Id, benutzer.Zugriff.Urheber, uhr.Now());
                if (themen.Find(t => t.Id == punkt.ThemaId)?.Plan($"{naechste}. Sitzung", benutzer.Zugriff.Urheber, uhr.Now()) is { } geplant)
                    db.Add(geplant);
            }
            await db.SaveChangesAsync();
        });
        TempData["Meldung"] = "Die nächste Sitzung ist geplant: mit der Genehmigung dieses Protokolls und allem, was vertagt wurde.";
        return LocalRedirect(new Sitzungsweg(tischId, naechste).Tagesordnung);
    }

    /// <summary>Who is told of the minutes: all who were part of this session.</summary>
    private static List<Sitzungsteilnehmer> MembersOf(Sitzung sitzung) => [.. sitzung.Teilnehmer.Where(t => t.NimmtTeil)];

    /// <summary>The session, where this person may read its minutes: the draft the Moderation alone, then all who sit here.</summary>
    private async Task<Sitzung?> ReadableAsync(Guid tischId, int nr) => await abruf.FindAsync(tischId, nr) is { } sitzung && sitzung.Status switch
    {
        Sitzungsstatus.InPruefung or Sitzungsstatus.Genehmigt => true,
        Sitzungsstatus.Protokollentwurf => abruf.RightsAt(sitzung).Leitet,
        _ => false,
    } ? sitzung : null;

    private IActionResult Done(Guid tischId, int nr, bool gefunden, string meldung)
    {
        if (!gefunden)
            return NotFound();
        TempData["Meldung"] = meldung;
        return LocalRedirect(new Sitzungsweg(tischId, nr).Protokoll);
    }

    private async Task<IActionResult> ShowAsync(Sitzung sitzung, PruefungForm? form, int status)
    {
        var rechte = abruf.RightsAt(sitzung);
        var frist = await db.RundeTische.Where(t => t.Id == sitzung.RunderTischId).Select(t => t.Einwandfrist).SingleAsync();
        var inhalt = await abruf.GetContentAsync(sitzung, rechte.LiestVertrauliches);
        var naechste = await db.Sitzungen.Where(s => s.VorgaengerId == sitzung.Id).Select(s => (int?)s.Nummer).FirstOrDefaultAsync();
        Response.StatusCode = status;
        return View("Protokoll", new ProtokollSeite(
            await abruf.GetKopfAsync(sitzung), rechte, inhalt, rechte.LiestVertrauliches && await dokumente.HasConfidentialAsync(sitzung, inhalt), [.. sitzung.Fassungen.OrderByDescending(f => f.Nummer).Select(Fassungsangabe.Of)], sitzung.WhyNotReview(),
            form ?? new PruefungForm { Bis = uhr.Today().AddDays(frist) }, sitzung.Status == Sitzungsstatus.InPruefung && rechte.Entscheidet && uhr.Today() <= sitzung.EinwaendeBis,
            uhr.Today() > sitzung.EinwaendeBis, naechste, benutzer.Name));
    }
}

public sealed record PruefungForm
{
    public DateOnly? Bis { get; init; }
}

public sealed class PruefungFormValidator : AbstractValidator<PruefungForm>
{
    public PruefungFormValidator() => RuleFor(f => f.Bis).NotNull().WithMessage("Nennen Sie den letzten Tag für Einwände.");
}

public sealed record EinwandForm
{
    public Guid Eintrag { get; init; }
    public string? Text { get; init; }

    public void EnsureFits()
    {
        if (Text?.Length > Protokolleinwand.TextMaxLength)
            throw new FachregelVerletzt($"Der Text ist länger als {Protokolleinwand.TextMaxLength} Zeichen.");
    }
}

/// <param name="Fehlt">What is missing before the minutes go out.</param>
/// <param name="FristVorbei">The days for objections are over.</param>
public sealed record ProtokollSeite(
    Sitzungskopf Kopf, Sitzungsrechte Rechte, Sitzungsinhalt Inhalt, bool HatVertrauliches, IReadOnlyList<Fassungsangabe> Fassungen, IReadOnlyList<string> Fehlt, PruefungForm Form,
    bool DarfEinwenden, bool FristVorbei, int? Naechste, string Ich)
{
    public IEnumerable<Einwandinhalt> OffeneEinwaende => Inhalt.Punkte.SelectMany(p => p.Eintraege).SelectMany(e => e.Einwaende).Where(e => e.Antwort is null);
}
