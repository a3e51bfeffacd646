using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Durchgaenge;

/// <summary>The Durchgänge of a region, as its Koordination offers and follows them: states and days, never a content.</summary>
[Erlaubt(Handlung.DurchgangLeiten), Route("/regionen/{regionId}/durchgaenge")]
public sealed class DurchgaengeController(
    AppDbContext db, Katalogverzeichnis kataloge, Durchgangsangebot angebot, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private Guid RegionId => benutzer.Zugriff.Scope.Id!.Value;

    [HttpGet]
    public async Task<IActionResult> List(CancellationToken abbruch) => View("Durchgangsliste", new DurchgangslisteSeite(
        await WegAsync(abbruch),
        await db.Durchgaenge.Where(d => d.BildungsregionId == RegionId).OrderByDescending(d => d.Beginn)
            .Select(d => new Durchgangseintrag(
                d.Key, d.Titel, d.Beginn, d.Frist, d.AbgeschlossenAm,
                db.Teilnahmen.Count(t => t.DurchgangId == d.Id),
                db.Teilnahmen.Count(t => t.DurchgangId == d.Id && t.Status == Teilnahmestatus.Angenommen)))
            .AsNoTracking().ToListAsync(abbruch)));

    [HttpGet("neu")]
    public async Task<IActionResult> New(CancellationToken abbruch) => View("NeuerDurchgang", await NewPageAsync(
        new DurchgangForm { Beginn = uhr.Today(), Frist = uhr.Today().AddMonths(3) }, abbruch));

    [HttpPost("neu")]
    public async Task<IActionResult> Offer([FromForm] DurchgangForm form, CancellationToken abbruch)
    {
        var region = await db.Bildungsregionen.AsNoTracking().SingleAsync(r => r.Id == RegionId, abbruch);
        var key = form.Titel is null ? "" : $"{region.Key}-{Suchform.Of(form.Titel).Replace('/', '-').Replace(' ', '-')}".Trim('-');
        if (ModelState.IsValid && (key.Length > Durchgang.KeyMaxLength || !key.All(z => char.IsAsciiLetterLower(z) || char.IsAsciiDigit(z) || z == '-')))
            ModelState.AddModelError(nameof(form.Titel), "Der Name steht auch in der Adresse. Nehmen Sie Buchstaben, Ziffern, Schrägstrich und Bindestrich, zum Beispiel „2026/27“.");
        if (ModelState.IsValid && await db.Durchgaenge.AnyAsync(d => d.Key == key, abbruch))
            ModelState.AddModelError(nameof(form.Titel), "Einen Durchgang mit diesem Namen gibt es in der Region schon.");
        var seite = await NewPageAsync(form, abbruch);
        if (ModelState.IsValid && !form.Themenfelder!.All(t => seite.Themenfelder.Any(f => f.Key == t)))
            ModelState.AddModelError(nameof(form.Themenfelder), "Ein gewähltes Themenfeld gibt es in diesen Katalogen nicht.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("NeuerDurchgang", seite);
        }
        var alle = form.Themenfelder!.Count == seite.Themenfelder.Count;
        var durchgang = new Durchgang(RegionId, key, form.Titel!, form.Beginn!.Value, form.Frist!.Value,
            seite.TraegerKatalogId, seite.SchuleKatalogId, form.NurKern, alle ? null : form.Themenfelder);
        var anzahl = await db.InTransactionAsync(() => angebot.OfferAsync(durchgang, benutzer.Zugriff, abbruch), abbruch);
        TempData["Meldung"] = $"Der Durchgang {durchgang.Titel} ist {anzahl:N0} Schulträgern und Schulen angeboten. Laden Sie sie jetzt per Mail ein.";
        return LocalRedirect($"/regionen/{RegionId}/durchgaenge/{key}");
    }

    [HttpGet("{durchgang}")]
    public async Task<IActionResult> Show(string durchgang, Teilnehmerfilter filter, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, abbruch) is not { } runde)
            return NotFound();
        var alle = await angebot.GetTeilnehmerAsync(runde, abbruch);
        return View("Durchgang", new DurchgangSeite(
            await WegAsync(abbruch), runde.Key, runde.Titel, runde.Beginn, runde.Frist, runde.AbgeschlossenAm, filter, alle,
            [.. filter.Apply(alle)], runde.AbgeschlossenAm is null ? await angebot.CountLateAsync(runde, abbruch) : 0));
    }

    [HttpPost("{durchgang}/frist")]
    public async Task<IActionResult> Move(string durchgang, [FromForm] DateOnly? frist, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, abbruch) is not { } runde)
            return NotFound();
        if (frist is not { } tag)
            throw new FachregelVerletzt("Geben Sie die neue Frist an.");
        EnsureOpen(runde);
        runde.Move(tag);
        db.Add(NewEntry(Ereignis.DurchgangGeaendert, runde, $"Frist {tag:dd.MM.yyyy}"));
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = $"Die Frist ist jetzt der {tag:dd.MM.yyyy}.";
        return LocalRedirect($"/regionen/{RegionId}/durchgaenge/{runde.Key}");
    }

    [HttpPost("{durchgang}/abschluss")]
    public async Task<IActionResult> Close(string durchgang, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, abbruch) is not { } runde)
            return NotFound();
        EnsureOpen(runde);
        runde.Close(uhr.Today());
        db.Add(NewEntry(Ereignis.DurchgangAbgeschlossen, runde, null));
        await db.SaveChangesAsync(abbruch);
        TempData["Meldung"] = "Der Durchgang ist abgeschlossen. Die Matrizen bleiben bei ihren Häusern.";
        return LocalRedirect($"/regionen/{RegionId}/durchgaenge/{runde.Key}");
    }

    /// <summary>Offers it to carriers and schools that came to the region later.</summary>
    [HttpPost("{durchgang}/nachangebot")]
    public async Task<IActionResult> OfferLate(string durchgang, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, abbruch) is not { } runde)
            return NotFound();
        EnsureOpen(runde);
        var anzahl = await db.InTransactionAsync(() => angebot.OfferAsync(runde, benutzer.Zugriff, abbruch), abbruch);
        TempData["Meldung"] = anzahl == 1 ? "1 weiteres Haus hat das Angebot." : $"{anzahl:N0} weitere Häuser haben das Angebot.";
        return LocalRedirect($"/regionen/{RegionId}/durchgaenge/{runde.Key}");
    }

    [HttpGet("{durchgang}/erinnerung")]
    public async Task<IActionResult> Compose(string durchgang, Erinnerungsanlass an, CancellationToken abbruch) =>
        await FindAsync(durchgang, abbruch) is { } runde
            ? View("Erinnerung", await ReminderPageAsync(runde, an, null, abbruch))
            : NotFound();

    [HttpPost("{durchgang}/erinnerung")]
    public async Task<IActionResult> Remind(string durchgang, [FromForm] ErinnerungForm form, CancellationToken abbruch)
    {
        if (await FindAsync(durchgang, abbruch) is not { } runde)
            return NotFound();
        EnsureOpen(runde);
        var seite = await ReminderPageAsync(runde, form.An ?? default, form, abbruch);
        if (ModelState.IsValid && seite.Empfaenger.Count == 0)
            ModelState.AddModelError("", "Es ist niemand zu erinnern.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Erinnerung", seite);
        }
        var anzahl = await angebot.RemindAsync(runde, seite.An, seite.Empfaenger, form.Betreff!, form.Text!, benutzer.Zugriff, abbruch);
        TempData["Meldung"] = anzahl == 0 ? "Diese Erinnerung ist heute schon an alle gegangen." : anzahl == 1 ? "1 Mail ist unterwegs." : $"{anzahl:N0} Mails sind unterwegs.";
        return LocalRedirect($"/regionen/{RegionId}/durchgaenge/{runde.Key}");
    }

    private static void EnsureOpen(Durchgang durchgang)
    {
        if (durchgang.AbgeschlossenAm is not null)
            throw new Zustandskonflikt("Dieser Durchgang ist abgeschlossen.");
    }

    private Task<Durchgang?> FindAsync(string key, CancellationToken abbruch) =>
        db.Durchgaenge.SingleOrDefaultAsync(d => d.BildungsregionId == RegionId && d.Key == key, abbruch);

    private async Task<Durchgangsweg> WegAsync(CancellationToken abbruch) =>
        new(RegionId, await db.NameOfAsync(benutzer.Zugriff.Scope, abbruch) ?? "");

    private async Task<NeuerDurchgangSeite> NewPageAsync(DurchgangForm form, CancellationToken abbruch)
    {
        var fuerTraeger = await NewestAsync(Zielgruppe.Schultraeger, abbruch);
        var fuerSchulen = await NewestAsync(Zielgruppe.Schule, abbruch);
        List<(Katalog Katalog, string Wen)> beide =
            [(await kataloge.GetAsync(fuerTraeger, abbruch), "Schulträger"), (await kataloge.GetAsync(fuerSchulen, abbruch), "Schulen")];
        var themenfelder = beide.SelectMany(k => k.Katalog.Themenfelder.Select(t => (t.Key, t.Label, k.Wen)))
            .GroupBy(t => t.Key).Select(g => new Themenfeldwahl(g.Key, g.First().Label, string.Join(" und ", g.Select(t => t.Wen)))).ToList();
        return new NeuerDurchgangSeite(
            await WegAsync(abbruch), form with { Themenfelder = form.Themenfelder ?? [.. themenfelder.Select(t => t.Key)] },
            fuerTraeger, fuerSchulen, [.. beide.Select(k => $"{k.Katalog.Titel}, Version {k.Katalog.Version}")], themenfelder);
    }

    private Task<Guid> NewestAsync(Zielgruppe zielgruppe, CancellationToken abbruch) => db.MatrixKataloge
        .Where(k => k.Zielgruppe == zielgruppe).OrderByDescending(k => k.VeroeffentlichtAm).Select(k => k.Id).FirstAsync(abbruch);

    private async Task<ErinnerungSeite> ReminderPageAsync(Durchgang runde, Erinnerungsanlass an, ErinnerungForm? form, CancellationToken abbruch)
    {
        var (empfaenger, ohne) = await angebot.GetRecipientsAsync(runde, an, abbruch);
        return new ErinnerungSeite(await WegAsync(abbruch), runde.Key, runde.Titel, an,
            form ?? new ErinnerungForm { An = an, Betreff = $"Durchgang {runde.Titel}: {an.Betreff()}", Text = an.Vorschlag(runde.Titel, runde.Frist) },
            empfaenger, ohne);
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Durchgang durchgang, string? einzelheiten) =>
        new(ereignis, nameof(Durchgang), durchgang.Id, benutzer.Zugriff.Scope, benutzer.Zugriff.Urheber, uhr.Now(), einzelheiten: einzelheiten);
}
