using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Terminfindung;

/// <summary>Who is asked answers: with an account for the own organisation or oneself, by personal link without one. Nobody sees what others said.</summary>
public sealed class AbstimmungController(AppDbContext db, Abstimmungsabruf abruf, Linkpruefung links, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("/terminabstimmungen/{abstimmungId:guid}"), Erlaubt(Handlung.TerminAbstimmen)]
    public async Task<IActionResult> Show(Guid abstimmungId) => await abruf.FindMineAsync(abstimmungId) is { } mein
        ? await ShowAsync(mein.Abstimmung, mein.Meine, WegOf(abstimmungId), null) : NotFound();

    [HttpPost("/terminabstimmungen/{abstimmungId:guid}"), Erlaubt(Handlung.TerminAbstimmen)]
    public async Task<IActionResult> Answer(Guid abstimmungId, [FromForm] TerminantwortForm form) => await abruf.FindMineAsync(abstimmungId) is { } mein
        ? await AnswerAsync(mein.Abstimmung, mein.Meine, WegOf(abstimmungId), form, benutzer.Name) : NotFound();

    [HttpGet("/terminabstimmung/{token}"), Oeffentlich(Handlung.TerminAlsGast), EnableRateLimiting(Begrenzung.Zugangslink)]
    public Task<IActionResult> ShowGuest(string token) => OpenAsync(token, (a, ich) => ShowAsync(a, [ich.Id], $"/terminabstimmung/{token}", null));

    [HttpPost("/terminabstimmung/{token}"), Oeffentlich(Handlung.TerminAlsGast), EnableRateLimiting(Begrenzung.Zugangslink)]
    public Task<IActionResult> AnswerGuest(string token, [FromForm] TerminantwortForm form) => OpenAsync(token, (a, ich) => AnswerAsync(a, [ich.Id], $"/terminabstimmung/{token}", form, ich.Name));

    private static string WegOf(Guid abstimmungId) => $"/terminabstimmungen/{abstimmungId}";

    private async Task<IActionResult> OpenAsync(string token, Func<Terminabstimmung, Terminteilnehmer, Task<IActionResult>> act)
    {
        var link = await links.FindAsync(token);
        var hindernis = await links.CheckAsync(link, Zugangszweck.Termin);
        if (hindernis is null && await abruf.FindByParticipantAsync(link!.GegenstandId) is { } abstimmung)
            return await act(abstimmung, abstimmung.Gefragte.First(g => g.Id == link.GegenstandId));
        HttpContext.Items[Fehlerantwort.Satz] = (hindernis is Zugangshindernis.Abgelaufen ? hindernis.Value : Zugangshindernis.Unbekannt).Satz();
        return StatusCode(hindernis == Zugangshindernis.Abgelaufen ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
    }

    private async Task<IActionResult> AnswerAsync(Terminabstimmung abstimmung, IReadOnlyList<Guid> meine, string weg, TerminantwortForm form, string von)
    {
        if (form.Wort?.Length > Terminteilnehmer.WortMaxLength)
            ModelState.AddModelError("Wort", $"Die Nachricht ist länger als {Terminteilnehmer.WortMaxLength} Zeichen.");
        if (form.Fuer is not { } fuer || !meine.Contains(fuer))
            ModelState.AddModelError("", "Laden Sie die Seite neu und antworten Sie noch einmal.");
        else if (ModelState.IsValid)
            try
            {
                await db.InTransactionAsync(async () =>
                {
                    // Locked first: nothing is answered into what was ended a moment ago.
                    await db.Terminabstimmungen.Where(a => a.Id == abstimmung.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.AntwortenBis, a => a.AntwortenBis));
                    var jetzt = await db.Terminabstimmungen.Include(a => a.Vorschlaege).Include(a => a.Gefragte).ThenInclude(g => g.Stimmen).AsSplitQuery().SingleAsync(a => a.Id == abstimmung.Id);
                    jetzt.Answer(fuer, (form.Stimmen ?? []).DistinctBy(s => s.Termin).ToDictionary(s => s.Termin, s => s.Antwort), form.Wort, von, uhr.Now());
                    await db.SaveChangesAsync();
                });
                TempData["Meldung"] = "Danke, Ihre Antwort ist gespeichert.";
                return LocalRedirect(weg);
            }
            catch (FachregelVerletzt regel)
            {
                ModelState.AddModelError("", regel.Message);
            }
            catch (Zustandskonflikt konflikt)
            {
                db.ChangeTracker.Clear();
                Response.StatusCode = StatusCodes.Status409Conflict;
                return await ShowAsync((await abruf.FindByParticipantAsync(fuer))!, meine, weg, form, konflikt.Message);
            }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync(abstimmung, meine, weg, form);
    }

    private async Task<IActionResult> ShowAsync(Terminabstimmung a, IReadOnlyList<Guid> meine, string weg, TerminantwortForm? form, string? konflikt = null)
    {
        var ziel = await abruf.TargetAsync(a.SitzungId, a.BesuchId);
        var organisator = await db.Personen.Where(p => p.Id == a.OrganisatorId).Select(p => new { p.Name, p.Email }).SingleAsync();
        var ende = a.GewaehltId is { } id ? $"Danke für Ihre Hilfe: Der Termin steht fest, {a.Vorschlaege.First(v => v.Id == id).Worte}. Die Einladung kommt mit eigener Mail."
            : !a.IsOpen ? "Die Terminabstimmung ist beendet, ohne dass ein Termin gewählt wurde. Sobald es einen gibt, erfahren Sie ihn."
            : !a.TakesAnswers(uhr.Today()) ? $"Antworten waren bis zum {a.AntwortenBis:dd.MM.yyyy} möglich. Sagen Sie {organisator.Name} ({organisator.Email}) direkt, wann Sie können." : null;
        return View("Terminantwort", new TerminantwortSeite(
            weg, ziel.Titel, ziel.Kreis, ziel.Dauer, a.AntwortenBis, a.Nachricht, organisator.Name, ende, konflikt,
            [
                .. a.Gefragte.Where(g => meine.Contains(g.Id)).OrderBy(g => g.Name, StringComparer.CurrentCulture).Select(g => new Antwortbogen(g.Id, g.Name, g.BeantwortetAm is not null, form?.Fuer == g.Id ? form.Wort : g.Wort,
                    [.. a.Vorschlaege.OrderBy(v => v.Tag).ThenBy(v => v.Uhrzeit).Select(v => (v.Id, v.Worte, form?.Fuer == g.Id ? form.Stimmen?.FirstOrDefault(s => s.Termin == v.Id)?.Antwort ?? Terminantwort.Offen : g.Stimmen.First(s => s.VorschlagId == v.Id).Antwort))])),
            ]));
    }
}

public sealed record TerminstimmeForm
{
    public Guid Termin { get; init; }
    public Terminantwort Antwort { get; init; }
}

public sealed record TerminantwortForm
{
    /// <summary>For whom is answered: the own organisation, oneself.</summary>
    public Guid? Fuer { get; init; }
    public IReadOnlyList<TerminstimmeForm>? Stimmen { get; init; }
    public string? Wort { get; init; }
}

/// <summary>What one who is asked said so far.</summary>
public sealed record Antwortbogen(Guid Id, string Name, bool Beantwortet, string? Wort, IReadOnlyList<(Guid Id, string Termin, Terminantwort Antwort)> Termine);

/// <param name="Ende">Why nothing is answered any more; null while it is.</param>
/// <param name="Konflikt">What was sent came too late.</param>
public sealed record TerminantwortSeite(
    string Weg, string Titel, string Kreis, int Dauer, DateOnly Bis, string? Nachricht, string Organisator, string? Ende, string? Konflikt, IReadOnlyList<Antwortbogen> Boegen);
