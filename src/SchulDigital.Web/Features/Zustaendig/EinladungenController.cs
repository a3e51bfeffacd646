using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>
/// Invites into a house: a form, a page with recipient and text, then the mail. A successor and another link go the same
/// way.
/// </summary>
[Route("/traeger/{traegerId}/zustaendigkeiten")]
[Route("/schulen/{schulId}/zustaendigkeiten")]
[Route("/runde-tische/{tischId}/zustaendigkeiten")]
[Route("/regionen/{regionId}/zustaendigkeiten")]
[Route("/schulgruppen/{gruppeId}/zustaendigkeiten")]
[Erlaubt(Handlung.ZustaendigkeitenVerwalten)]
public sealed class EinladungenController(
    AppDbContext db, Bereichsabruf abruf, Einladungsversand versand, Entwurfsschutz schutz, Portaladresse portal,
    AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <param name="amt">Preselected office.</param>
    /// <param name="aus">An office that ended: the same person may get it again.</param>
    [HttpGet("einladung")]
    public async Task<IActionResult> Show(string? amt, Guid? aus, CancellationToken abbruch)
    {
        if (await abruf.GetWegAsync(abbruch) is not { } weg)
            return NotFound();
        var form = new EinladenForm { Amt = amt, Von = uhr.Today() };
        if (aus is not null && await abruf.Zustaendigkeiten().Where(z => z.Id == aus)
                .Join(db.Personen, z => z.PersonId, p => p.Id, (z, p) => new { z.Rolle, z.Art, z.FachbereichId, p.Name, p.Email, p.Funktion })
                .FirstOrDefaultAsync(abbruch) is { } bisher)
            form = form with
            {
                Amt = new Amtswahl(bisher.Rolle, bisher.Art).Key,
                Name = bisher.Name,
                Email = bisher.Email,
                Funktion = bisher.Funktion,
                Fachbereich = bisher.FachbereichId,
            };
        return await ShowFormAsync(weg, form, StatusCodes.Status200OK, abbruch);
    }

    /// <summary>The page before anything is mailed.</summary>
    [HttpPost("einladung")]
    public async Task<IActionResult> Preview([FromForm] EinladenForm form, CancellationToken abbruch)
    {
        if (await abruf.GetWegAsync(abbruch) is not { } weg)
            return NotFound();
        var wahl = form.Amt is null ? null : (await GetWahlAsync(weg, abbruch)).FirstOrDefault(w => w.Key == form.Amt);
        if (wahl is null && form.Amt is not null)
            ModelState.AddModelError(nameof(form.Amt), "Dazu dürfen Sie hier nicht einladen.");
        if (form.Aendern || !ModelState.IsValid)
            return await ShowFormAsync(weg, form, form.Aendern ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, abbruch);

        var entwurf = new Einladungsentwurf
        {
            Name = form.Name!,
            Email = form.Email!,
            Funktion = form.Funktion,
            Aemter = [new Amtswunsch(wahl!.Rolle, wahl.Art, weg.Scope.Art, weg.Scope.Id, weg.Scope.Art == ScopeArt.Schultraeger ? form.Fachbereich : null, form.Von ?? uhr.Today(), form.Bis)],
        };
        return await ShowPreviewAsync(weg, entwurf, weg.Einladung, Felder(
            ("Amt", form.Amt), ("Name", form.Name), ("Email", form.Email), ("Funktion", form.Funktion),
            ("Fachbereich", form.Fachbereich?.ToString()), ("Von", Iso(form.Von)), ("Bis", Iso(form.Bis))), nameof(form.Email), abbruch)
            ?? await ShowFormAsync(weg, form, StatusCodes.Status400BadRequest, abbruch);
    }

    [HttpGet("{zustaendigkeitId:guid}/nachfolge")]
    public async Task<IActionResult> ShowSuccession(Guid zustaendigkeitId, CancellationToken abbruch) =>
        await FindAsync(zustaendigkeitId, abbruch) is var (weg, amt)
            ? ShowSuccessionForm(weg, amt, new NachfolgeForm { LetzterTag = amt.Bis ?? uhr.Today() }, StatusCodes.Status200OK)
            : NotFound();

    [HttpPost("{zustaendigkeitId:guid}/nachfolge")]
    public async Task<IActionResult> PreviewSuccession(Guid zustaendigkeitId, [FromForm] NachfolgeForm form, CancellationToken abbruch)
    {
        if (await FindAsync(zustaendigkeitId, abbruch) is not var (weg, amt))
            return NotFound();
        if (form.Aendern || !ModelState.IsValid)
            return ShowSuccessionForm(weg, amt, form, form.Aendern ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        var entwurf = new Einladungsentwurf
        {
            Name = form.Name!,
            Email = form.Email!,
            Funktion = form.Funktion,
            NachfolgeVonId = amt.Id,
            LetzterTag = form.LetzterTag,
            Aemter = [new Amtswunsch(amt.Rolle, form.Art ?? amt.Art, weg.Scope.Art, weg.Scope.Id, null, form.LetzterTag!.Value.AddDays(1), form.Bis)],
        };
        return await ShowPreviewAsync(weg, entwurf, weg.Amt(amt.Id) + "/nachfolge", Felder(
            ("LetzterTag", Iso(form.LetzterTag)), ("Name", form.Name), ("Email", form.Email), ("Funktion", form.Funktion),
            ("Art", form.Art?.ToString()), ("Bis", Iso(form.Bis))), nameof(form.LetzterTag), abbruch)
            ?? ShowSuccessionForm(weg, amt, form, StatusCodes.Status400BadRequest);
    }

    /// <summary>Another link for somebody who has not come in yet.</summary>
    [HttpGet("{zustaendigkeitId:guid}/einladung")]
    public async Task<IActionResult> ShowAgain(Guid zustaendigkeitId, CancellationToken abbruch) =>
        await FindAsync(zustaendigkeitId, abbruch) is var (weg, amt)
            ? ShowAgainForm(weg, amt, new ErneutForm { Email = amt.Email }, StatusCodes.Status200OK)
            : NotFound();

    [HttpPost("{zustaendigkeitId:guid}/einladung")]
    public async Task<IActionResult> PreviewAgain(Guid zustaendigkeitId, [FromForm] ErneutForm form, CancellationToken abbruch)
    {
        if (await FindAsync(zustaendigkeitId, abbruch) is not var (weg, amt))
            return NotFound();
        if (form.Aendern || !ModelState.IsValid)
            return ShowAgainForm(weg, amt, form, form.Aendern ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        var entwurf = new Einladungsentwurf
        {
            Name = amt.Name,
            Email = form.Email!,
            ErneutFuerId = amt.PersonId,
            Aemter = [new Amtswunsch(amt.Rolle, amt.Art, weg.Scope.Art, weg.Scope.Id, null, amt.Von, amt.Bis)],
        };
        return await ShowPreviewAsync(weg, entwurf, weg.Amt(amt.Id) + "/einladung", Felder(("Email", form.Email)), nameof(form.Email), abbruch)
            ?? ShowAgainForm(weg, amt, form, StatusCodes.Status400BadRequest);
    }

    /// <summary>Sends what the preview showed; the same preview twice is one sending.</summary>
    [HttpPost("einladungen"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Send([FromForm] string? entwurf, CancellationToken abbruch)
    {
        if (await abruf.GetWegAsync(abbruch) is not { } weg)
            return NotFound();
        if (schutz.Unprotect<Sendung>(entwurf, benutzer.PersonId, weg.Scope) is not { } sendung)
            throw new FachregelVerletzt("Diese Vorschau gilt nicht mehr. Beginnen Sie die Einladung neu.");
        var absender = await abruf.GetAbsenderAsync(abbruch);
        await RefuseWhereNotMineAsync(sendung, absender, abbruch);
        await versand.SendAsync(sendung, absender, abbruch);

        var person = sendung.Entwuerfe[0];
        // Asked afterwards, so that both answers to a double click show the same.
        var email = Person.NormalizeEmail(person.Email);
        var link = await db.Zugangslinks.AsNoTracking().Where(l => l.CodeHash != null && l.VerbrauchtAm == null && l.WiderrufenAm == null
            && db.Personen.Any(p => p.Id == l.GegenstandId && p.Email == email)).OrderByDescending(l => l.EndetAm).FirstOrDefaultAsync(abbruch);
        var mitCode = link?.Check(Zugangszweck.Einladung, uhr.Now(), person.Code) is null && link is not null;
        if (!mitCode)
        {
            TempData["Meldung"] = $"Die Mail an {person.Email} ist auf dem Weg.";
            return LocalRedirect(weg.Basis);
        }
        return View("Versandt", new VersandtSeite(weg.Name, weg.Basis, absender.Name, absender.Stelle,
            [new Codebrief(person.Name, person.Funktion, weg.Name, person.Code)], portal.LinkTo("/"), uhr.Now().AddDays(versand.EinladungTage)));
    }

    private async Task<IActionResult?> ShowPreviewAsync(
        Bereichsweg weg, Einladungsentwurf entwurf, string formWeg, IReadOnlyList<Formularwert> felder, string feld, CancellationToken abbruch)
    {
        try
        {
            var absender = await abruf.GetAbsenderAsync(abbruch);
            var sendung = Sendung.Of(entwurf);
            await RefuseWhereNotMineAsync(sendung, absender, abbruch);
            var plan = await versand.PlanAsync(entwurf, absender, abbruch);
            if (plan.NichtsZuTun)
                throw new FachregelVerletzt($"{plan.Person.Name} hat diese Rolle hier schon. Ändern Sie dort die Art oder das Ende.");
            var (betreff, text) = await versand.PreviewAsync(plan, absender, abbruch);
            return View("Vorschau", new VorschauSeite(weg, plan.Person.Name, plan.NeueEmail ?? plan.Person.Email, betreff, text)
            {
                Aemter = [.. plan.Aemter.Select(z => $"{Amtswahl.WordsOf(z.Rolle, z.Art, z.Befugnisse)}, {Amtswahl.Period(z.Von, z.Bis, uhr.Today())}")],
                MitKonto = plan.MitKonto,
                MitCode = plan.MitCode,
                AndererName = plan.PersonIstNeu || plan.Person.Name == entwurf.Name ? null : entwurf.Name,
                Bisher = plan.Vorgaenger is null ? null : await db.Personen.Where(p => p.Id == plan.Vorgaenger.PersonId).Select(p => p.Name).SingleAsync(abbruch),
                LetzterTag = plan.Vorgaenger?.Bis,
                MeldetLeitung = plan.NeueAemter.Exists(z => z.VonAussen),
                FormWeg = formWeg,
                Felder = felder,
                Entwurf = schutz.Protect(sendung, benutzer.PersonId, weg.Scope),
            });
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError(feld, regel.Message);
            return null;
        }
    }

    /// <summary>Another link is sent only for an office that one may change.</summary>
    private async Task RefuseWhereNotMineAsync(Sendung sendung, Absender absender, CancellationToken abbruch)
    {
        var regionen = await abruf.GetRegionenAsync(abbruch);
        foreach (var person in sendung.Entwuerfe.Select(e => e.ErneutFuerId).OfType<Guid>())
            if (!(await abruf.Zustaendigkeiten().AsNoTracking().Where(z => z.PersonId == person).ToListAsync(abbruch))
                .Exists(z => z.CanBeChangedBy(absender.Amt!, regionen)))
                throw new FachregelVerletzt("Diese Einladung verschicken Sie nicht.");
    }

    private async Task<(Bereichsweg, Amtseintrag)?> FindAsync(Guid id, CancellationToken abbruch) =>
        await abruf.GetWegAsync(abbruch) is { } weg && (await abruf.GetEintraegeAsync(true, id, abbruch)).SingleOrDefault() is { } amt
            ? (weg, amt)
            : null;

    private async Task<IReadOnlyList<Amtswahl>> GetWahlAsync(Bereichsweg weg, CancellationToken abbruch) =>
        Amtswahl.For(benutzer.Zugriff.Zustaendigkeit, weg.Scope, await abruf.GetRegionenAsync(abbruch));

    private async Task<IActionResult> ShowFormAsync(Bereichsweg weg, EinladenForm form, int status, CancellationToken abbruch)
    {
        Response.StatusCode = status;
        return View("Einladen", new EinladenSeite(weg, form,
            [.. (await GetWahlAsync(weg, abbruch)).Select(w => new Wahlmoeglichkeit(w.Key, w.Text))],
            await abruf.GetFachbereicheAsync(abbruch)));
    }

    private ViewResult ShowSuccessionForm(Bereichsweg weg, Amtseintrag amt, NachfolgeForm form, int status)
    {
        Response.StatusCode = status;
        return View("Nachfolge", new NachfolgeSeite(weg, amt, form));
    }

    private ViewResult ShowAgainForm(Bereichsweg weg, Amtseintrag amt, ErneutForm form, int status)
    {
        Response.StatusCode = status;
        return View("Erneut", new ErneutSeite(weg, amt, form));
    }

    private static string? Iso(DateOnly? tag) => tag?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<Formularwert> Felder(params (string Name, string? Wert)[] felder) =>
        [.. felder.Where(f => f.Wert is not null).Select(f => new Formularwert(f.Name, f.Wert!))];
}

public sealed record Wahlmoeglichkeit(string Key, string Text);

public sealed record Formularwert(string Name, string Wert);

public sealed record EinladenSeite(
    Bereichsweg Weg, EinladenForm Form, IReadOnlyList<Wahlmoeglichkeit> Wahl, IReadOnlyList<Fachbereichswahl> Fachbereiche);

public sealed record NachfolgeSeite(Bereichsweg Weg, Amtseintrag Amt, NachfolgeForm Form);

public sealed record ErneutSeite(Bereichsweg Weg, Amtseintrag Amt, ErneutForm Form);

/// <summary>Recipient, office and text before anything is mailed.</summary>
public sealed record VorschauSeite(Bereichsweg Weg, string Name, string Email, string Betreff, string Text)
{
    public IReadOnlyList<string> Aemter { get; init; } = [];
    public bool MitKonto { get; init; }
    public bool MitCode { get; init; }

    /// <summary>The name that was typed, where the person with this address has another.</summary>
    public string? AndererName { get; init; }

    /// <summary>Whose office ends with it.</summary>
    public string? Bisher { get; init; }
    public DateOnly? LetzterTag { get; init; }
    public bool MeldetLeitung { get; init; }
    public required string FormWeg { get; init; }
    public required IReadOnlyList<Formularwert> Felder { get; init; }
    public required string Entwurf { get; init; }
}

/// <summary>The codes of links that were just sent, shown once, with a letter for each.</summary>
public sealed record VersandtSeite(
    string Bereich, string Zurueck, string Absender, string Stelle, IReadOnlyList<Codebrief> Briefe, string Portaladresse, DateTime EndetAm);

public sealed record Codebrief(string Name, string? Funktion, string Organisation, string Code);
