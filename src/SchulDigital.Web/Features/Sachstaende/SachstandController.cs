using System.Net.Mime;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Tabellen;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Sachstaende;

/// <summary>The Sachstand of a region or a carrier: count, write to it, publish, deliver.</summary>
[Erlaubt(Handlung.SachstandFuehren)]
[Route("/regionen/{regionId}/sachstand")]
[Route("/traeger/{traegerId}/sachstand")]
public sealed class SachstandController(
    AppDbContext db, Sachstandserhebung erhebung, Sachstandsdokumente dokumente, Dokumentausgabe ausgabe, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private Scope Bereich => benutzer.Zugriff.Scope;

    private Urheber Urheber => benutzer.Zugriff.Urheber;

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken abbruch)
    {
        var scope = Bereich;
        var durchgaenge = await db.Durchgaenge
            .Where(d => scope.Art == ScopeArt.Bildungsregion ? d.BildungsregionId == scope.Id : db.Teilnahmen.Any(t => t.DurchgangId == d.Id && t.SchultraegerId == scope.Id))
            .OrderByDescending(d => d.Beginn).Select(d => new Durchgangswahl(d.Id, d.Titel, d.AbgeschlossenAm == null, db.Bildungsregionen.Where(r => r.Id == d.BildungsregionId).Select(r => r.Name).First(),
                db.Teilnahmen.Where(t => t.DurchgangId == d.Id && t.SchultraegerId == scope.Id).Select(t => t.NennungAm).FirstOrDefault())).ToListAsync(abbruch);
        var fassungen = await Staende.OrderByDescending(s => s.Nummer).Select(s => new Sachstandszeile(s.Id, s.DurchgangId, s.Nummer, s.Status, s.Stand, s.VeroeffentlichtAm)).ToListAsync(abbruch);
        return View("Sachstandsliste", new SachstandslisteSeite(scope, await db.NameOfAsync(scope, abbruch) ?? "", durchgaenge, fassungen, benutzer.May(Handlung.SachstandVeroeffentlichen, scope)));
    }

    /// <summary>Begins the next version with the numbers of now; where a draft is open, goes there.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Begin([FromForm] Guid durchgang, CancellationToken abbruch)
    {
        var scope = Bereich;
        if (!await db.Durchgaenge.AnyAsync(d => d.Id == durchgang && (scope.Art == ScopeArt.Bildungsregion ? d.BildungsregionId == scope.Id : db.Teilnahmen.Any(t => t.DurchgangId == d.Id && t.SchultraegerId == scope.Id)), abbruch))
            throw new FachregelVerletzt("Wählen Sie einen Durchgang, an dem Ihr Haus oder Ihre Region beteiligt ist.");
        var ziel = Guid.Empty;
        await db.TryAsync(async () =>
        {
            var letzter = await Staende.Include(s => s.Bemerkungen).Where(s => s.DurchgangId == durchgang).OrderByDescending(s => s.Nummer).FirstOrDefaultAsync(abbruch);
            if (letzter is { IsDraft: true })
            {
                ziel = letzter.Id;
                return true;
            }
            var (neu, eintrag) = Sachstand.Begin(scope, durchgang, await db.NameOfAsync(scope, abbruch) ?? "", letzter, (await erhebung.CollectAsync(scope, durchgang, abbruch)).Write(), Urheber, uhr.Now());
            db.Add(neu);
            db.Add(eintrag);
            await db.SaveChangesAsync(abbruch);
            ziel = neu.Id;
            return true;
        });
        return LocalRedirect($"{scope.Adresse()}/sachstand/{ziel}");
    }

    [HttpGet("{sachstandId:guid}")]
    public Task<IActionResult> Show(Guid sachstandId, CancellationToken abbruch) => ShowAsync(sachstandId, null, StatusCodes.Status200OK, abbruch);

    [HttpPost("{sachstandId:guid}/texte")]
    public async Task<IActionResult> Write(Guid sachstandId, [FromForm] SachstandstextForm form, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(sachstandId, new Geschriebenes(form, string.Join(' ', ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage))), StatusCodes.Status400BadRequest, abbruch);
        var ausgang = await ActAsync(sachstandId, s => Task.FromResult(s.Write(form.Abschnitt, form.Text, form.Gelesen, Urheber, uhr.Now())), abbruch);
        if (!ausgang.Gefunden)
            return NotFound();
        if ((ausgang.Fehler ?? ausgang.Konflikt) is { } fehler)
            return await ShowAsync(sachstandId, new Geschriebenes(form, fehler), ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, abbruch);
        TempData["Meldung"] = "Gespeichert.";
        return LocalRedirect($"{Bereich.Adresse()}/sachstand/{sachstandId}#text-{form.Abschnitt?.ToString() ?? "Vorwort"}");
    }

    [HttpPost("{sachstandId:guid}/zahlen")]
    public async Task<IActionResult> Recount(Guid sachstandId, CancellationToken abbruch) => Answer(sachstandId,
        await ActAsync(sachstandId, async s => s.Recount((await erhebung.CollectAsync(Bereich, s.DurchgangId, abbruch)).Write(), Urheber, uhr.Now()), abbruch), "Die Zahlen sind auf dem Stand von jetzt.");

    /// <summary>From now on it stays: its document is made and sealed in the same transaction.</summary>
    [HttpPost("{sachstandId:guid}/veroeffentlichung"), Erlaubt(Handlung.SachstandVeroeffentlichen)]
    public async Task<IActionResult> Publish(Guid sachstandId, [FromForm] int version, CancellationToken abbruch) => Answer(sachstandId,
        await ActAsync(sachstandId, async s =>
        {
            if (s.IsDraft)
            {
                Bearbeitung.EnsureUnchanged(version, s.Version);
                var heute = await erhebung.GetNamedAsync(Bereich, s.DurchgangId, abbruch);
                if (Sachstandszahlen.Read(s.Zahlen).Genannte.Except(heute).Any())
                    throw new Domain.Matrizen.Zustandskonflikt("Ein Schulträger hat seinen Namen inzwischen zurückgenommen. Bringen Sie zuerst die Zahlen auf den Stand von jetzt.");
            }
            if (s.Publish(benutzer.Zugriff.Zustaendigkeit, benutzer.Name, uhr.Now()) is not { } eintrag)
                return null;
            await dokumente.AddAsync(s);
            return eintrag;
        }, abbruch), "Der Sachstand ist veröffentlicht. Sein PDF bleibt, wie es ist.");

    [HttpGet("{sachstandId:guid}/pdf"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Pdf(Guid sachstandId, CancellationToken abbruch)
    {
        if (await FindAsync(sachstandId, abbruch) is not { } s)
            return NotFound();
        if (s.IsDraft)
            return File(await dokumente.ComposeDraftAsync(s), MediaTypeNames.Application.Pdf, $"{Sachstandsdokumente.NameOf(s)}-entwurf.pdf");
        var dokument = await ausgabe.GetAsync(sachstandId, "", abbruch);
        return File(dokument.Inhalt, MediaTypeNames.Application.Pdf, dokument.Dateiname);
    }

    [HttpGet("{sachstandId:guid}/docx"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Text(Guid sachstandId, CancellationToken abbruch) => await FindAsync(sachstandId, abbruch) is { } s
        ? File(await dokumente.WriteTextAsync(s), Textdokument.Dateityp, $"{Sachstandsdokumente.NameOf(s)}.docx") : NotFound();

    /// <summary>The numbers as numbers.</summary>
    [HttpGet("{sachstandId:guid}/xlsx"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Table(Guid sachstandId, CancellationToken abbruch) => await FindAsync(sachstandId, abbruch) is { } s
        ? File(Sachstandsdokumente.WriteTable(s), Arbeitsmappe.Dateityp, $"{Sachstandsdokumente.NameOf(s)}.xlsx") : NotFound();

    /// <summary>A carrier says whether the region's Sachstand may name it.</summary>
    [HttpPost("/traeger/{traegerId}/sachstand/nennung"), Erlaubt(Handlung.SachstandVeroeffentlichen)]
    public async Task<IActionResult> Name([FromForm] Guid durchgang, [FromForm] bool darf, CancellationToken abbruch)
    {
        var traegerId = Bereich.Id;
        var teilnahme = await db.Teilnahmen.SingleOrDefaultAsync(t => t.DurchgangId == durchgang && t.SchultraegerId == traegerId, abbruch) ?? throw new FachregelVerletzt("An diesem Durchgang nimmt Ihr Haus nicht teil.");
        if (teilnahme.AllowNaming(darf, Urheber, uhr.Now()) is { } eintrag)
        {
            db.Add(eintrag);
            await db.SaveChangesAsync(abbruch);
        }
        TempData["Meldung"] = darf ? "Der Sachstand der Region darf Ihr Haus nennen, ab der nächsten Zählung." : "Der Sachstand der Region nennt Ihr Haus nicht mehr, ab der nächsten Zählung.";
        return LocalRedirect($"{Bereich.Adresse()}/sachstand");
    }

    private IQueryable<Sachstand> Staende
    {
        get
        {
            var scope = Bereich;
            return db.Sachstaende.Where(s => s.ScopeArt == scope.Art && s.ScopeId == scope.Id);
        }
    }

    private Task<Sachstand?> FindAsync(Guid id, CancellationToken abbruch) => Staende.Include(s => s.Bemerkungen).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, abbruch);

    private Task<Ausgang> ActAsync(Guid id, Func<Sachstand, Task<Verlaufseintrag?>> act, CancellationToken abbruch) => db.TryAsync(() => db.InTransactionAsync(async () =>
    {
        if (await Staende.Include(s => s.Bemerkungen).SingleOrDefaultAsync(s => s.Id == id, abbruch) is not { } sachstand)
            return false;
        if (await act(sachstand) is { } eintrag)
            db.Add(eintrag);
        await db.SaveChangesAsync(abbruch);
        return true;
    }, abbruch));

    private IActionResult Answer(Guid id, Ausgang ausgang, string meldung)
    {
        if (!ausgang.Gefunden)
            return NotFound();
        if (ausgang.Konflikt is { } konflikt)
            throw new Domain.Matrizen.Zustandskonflikt(konflikt);
        if (ausgang.Fehler is { } fehler)
            throw new FachregelVerletzt(fehler);
        TempData["Meldung"] = meldung;
        return LocalRedirect($"{Bereich.Adresse()}/sachstand/{id}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, Geschriebenes? geschrieben, int status, CancellationToken abbruch)
    {
        if (await FindAsync(id, abbruch) is not { } s)
            return NotFound();
        var durchgang = await db.Durchgaenge.Where(d => d.Id == s.DurchgangId).Select(d => new { d.Key, d.BildungsregionId }).SingleAsync(abbruch);
        Response.StatusCode = status;
        return View("Sachstand", new SachstandSeite(
            new Sachstandskopf(s.Id, s.Scope, s.Name, s.Nummer, s.Status, s.Stand, s.VeroeffentlichtAm, s.Von, s.Version), s.Vorwort, s.Bemerkungen.ToDictionary(b => b.Abschnitt, b => b.Text), Sachstandszahlen.Read(s.Zahlen), benutzer.May(Handlung.SachstandVeroeffentlichen, Bereich), s.ScopeArt == ScopeArt.Bildungsregion ? $"/regionen/{durchgang.BildungsregionId}/durchgaenge/{durchgang.Key}" : null,
            geschrieben, await db.GetVerlaufAsync(id, benutzer.PersonId, mitNamen: true, abbruch)));
    }
}

/// <param name="Abschnitt">Null for the preface.</param>
/// <param name="Gelesen">What the writer had before her.</param>
public sealed record SachstandstextForm(Sachstandsabschnitt? Abschnitt, string? Text, string? Gelesen);

public sealed class SachstandstextFormValidator : AbstractValidator<SachstandstextForm>
{
    public SachstandstextFormValidator()
    {
        RuleFor(f => f.Abschnitt).IsInEnum().WithMessage("Diesen Abschnitt gibt es nicht.");
        RuleFor(f => f.Text).MaximumLength(Sachstand.VorwortMaxLength).When(f => f.Abschnitt is null).WithMessage($"Vorwort: höchstens {Sachstand.VorwortMaxLength} Zeichen. Es ist nicht gespeichert.")
            .MaximumLength(Sachstand.BemerkungMaxLength).When(f => f.Abschnitt is not null, ApplyConditionTo.CurrentValidator).WithMessage($"Bemerkung: höchstens {Sachstand.BemerkungMaxLength} Zeichen. Sie ist nicht gespeichert.");
    }
}

public sealed record Geschriebenes(SachstandstextForm Form, string Fehler);

/// <param name="NennungAm">Of a carrier: since when it may be named.</param>
public sealed record Durchgangswahl(Guid Id, string Titel, bool Offen, string Region, DateTime? NennungAm);

public sealed record Sachstandszeile(Guid Id, Guid DurchgangId, int Nummer, Sachstandsstatus Status, DateTime Stand, DateTime? VeroeffentlichtAm);

/// <param name="Leitet">Whether this person publishes, and as carrier decides on the naming.</param>
public sealed record SachstandslisteSeite(Scope Bereich, string Name, IReadOnlyList<Durchgangswahl> Durchgaenge, IReadOnlyList<Sachstandszeile> Fassungen, bool Leitet)
{
    public string Weg => $"{Bereich.Adresse()}/sachstand";

    public bool IstRegion => Bereich.Art == ScopeArt.Bildungsregion;
}

public sealed record Sachstandskopf(Guid Id, Scope Bereich, string Name, int Nummer, Sachstandsstatus Status, DateTime Stand, DateTime? VeroeffentlichtAm, string? Von, int Version)
{
    public bool IstEntwurf => Status == Sachstandsstatus.Entwurf;

    public bool IstRegion => Bereich.Art == ScopeArt.Bildungsregion;
}

/// <param name="Teilnehmende">Page of the Durchgang, where the houses behind the numbers stand; null for a carrier.</param>
public sealed record SachstandSeite(
    Sachstandskopf Kopf, string? Vorwort, IReadOnlyDictionary<Sachstandsabschnitt, string> Bemerkungen, Sachstandszahlen Zahlen, bool Leitet, string? Teilnehmende, Geschriebenes? Geschrieben, IReadOnlyList<Verlaufszeile> Verlauf)
{
    public string Weg => $"{Kopf.Bereich.Adresse()}/sachstand/{Kopf.Id}";

    public string? TextOf(Sachstandsabschnitt? abschnitt) => abschnitt is { } a ? Bemerkungen.GetValueOrDefault(a) : Vorwort;

    /// <summary>Where what is behind the numbers of a section can be seen, by who may see it there; null where it belongs to the houses.</summary>
    public (string Adresse, string Text)? BehindOf(Sachstandsabschnitt abschnitt) => abschnitt switch
    {
        Sachstandsabschnitt.Teilnahme => Teilnehmende is { } weg ? (weg, "Häuser und ihr Stand") : ("/matrix", "Matrizen Ihrer Schulen"),
        Sachstandsabschnitt.Besuche => ("/besuche", "Schulträgerbesuche, von denen Sie wissen"),
        Sachstandsabschnitt.Sitzungen => ("/runde-tische", "Runde Tische und ihre Sitzungen"),
        Sachstandsabschnitt.Vereinbarungen => ("/vereinbarungen", "Vereinbarungen, die Sie lesen dürfen"),
        Sachstandsabschnitt.Themen => ("/themen", "Themen der Runden Tische"),
        Sachstandsabschnitt.Berichtsboegen => (Teilnehmende is { } tafel ? $"{tafel}/berichtsboegen" : "/berichtsboegen", "Berichtsbögen und ihr Stand"),
        _ => null,
    };
}
