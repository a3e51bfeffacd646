using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>The Berichtsbögen of many houses in one table, for their carrier and for the Koordination that offered a Durchgang; and reminders.</summary>
public sealed class BogenstaendeController(AppDbContext db, Bogenstaende staende, TimeProvider uhr) : Controller
{
    [HttpGet("/traeger/{traegerId}/berichtsboegen"), Erlaubt(Handlung.BerichtFuehren)]
    public async Task<IActionResult> List(Guid traegerId, Standfilter filter, string? seite, CancellationToken abbruch)
    {
        var jahr = ModelState.IsValid && filter.Jahr is { } gewaehlt ? gewaehlt : uhr.Today().Year;
        var jahre = await db.Berichtsboegen.Where(b => b.SchultraegerId == traegerId).Select(b => b.Jahr).Distinct().ToListAsync(abbruch);
        return Show(await FindUmkreisAsync(traegerId, abbruch), filter with { Jahr = jahr }, [.. jahre.Append(uhr.Today().Year).Append(jahr).Distinct().OrderDescending()], await staende.GetAsync(traegerId, jahr, abbruch), seite);
    }

    [HttpGet("/regionen/{regionId}/durchgaenge/{durchgang}/berichtsboegen"), Erlaubt(Handlung.DurchgangLeiten)]
    public async Task<IActionResult> ListOfDurchgang(Guid regionId, string durchgang, Standfilter filter, string? seite, CancellationToken abbruch) =>
        await FindAsync(regionId, durchgang, abbruch) is { } runde
            ? Show(UmkreisOf(runde), filter with { Jahr = null }, [], await staende.GetAsync(runde, abbruch), seite)
            : NotFound();

    [HttpGet("/traeger/{traegerId}/berichtsboegen/erinnerung"), Erlaubt(Handlung.BerichtFuehren)]
    public async Task<IActionResult> Compose(Guid traegerId, Wartegrund? an, CancellationToken abbruch) =>
        await ComposeAsync(await FindUmkreisAsync(traegerId, abbruch), await staende.GetAsync(traegerId, uhr.Today().Year, abbruch), an, abbruch);

    [HttpPost("/traeger/{traegerId}/berichtsboegen/erinnerung"), Erlaubt(Handlung.BerichtFuehren)]
    public async Task<IActionResult> Remind(Guid traegerId, Wartegrund? an, [FromForm] BerichtsmailForm form, CancellationToken abbruch) =>
        await RemindAsync(await FindUmkreisAsync(traegerId, abbruch), await staende.GetAsync(traegerId, uhr.Today().Year, abbruch), an, form, abbruch);

    [HttpGet("/regionen/{regionId}/durchgaenge/{durchgang}/berichtsboegen/erinnerung"), Erlaubt(Handlung.DurchgangLeiten)]
    public async Task<IActionResult> ComposeForDurchgang(Guid regionId, string durchgang, Wartegrund? an, CancellationToken abbruch) =>
        await FindAsync(regionId, durchgang, abbruch) is { } runde
            ? await ComposeAsync(UmkreisOf(runde), await staende.GetAsync(runde, abbruch), an, abbruch)
            : NotFound();

    [HttpPost("/regionen/{regionId}/durchgaenge/{durchgang}/berichtsboegen/erinnerung"), Erlaubt(Handlung.DurchgangLeiten)]
    public async Task<IActionResult> RemindForDurchgang(Guid regionId, string durchgang, Wartegrund? an, [FromForm] BerichtsmailForm form, CancellationToken abbruch) =>
        await FindAsync(regionId, durchgang, abbruch) is { } runde
            ? await RemindAsync(UmkreisOf(runde), await staende.GetAsync(runde, abbruch), an, form, abbruch)
            : NotFound();

    private ViewResult Show(Umkreis umkreis, Standfilter filter, IReadOnlyList<int> jahre, IReadOnlyList<Hausstand> alle, string? seite)
    {
        List<Hausstand> passende = [];
        if (ModelState.IsValid)
        {
            var worte = Suchworte.Of(filter.Suche);
            passende = [.. alle.Where(h => worte.All(w => h.NameSuche.Contains(w, StringComparison.Ordinal)) && (filter.Wartet is null || h.Grund == filter.Wartet))];
        }
        else
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        var blaettern = new Blaettern(seite, passende.Count, "Haus", "Häuser", new Listenweg(umkreis.Weg, filter.Wahl) { Sortierung = null });
        return View("Bogenstaende", new BogenstaendeSeite(umkreis, filter, jahre, alle.CountBy(h => h.Grund).ToDictionary(), [.. passende.Skip(blaettern.Davor).Take(Blaettern.Groesse)], blaettern,
            // Reminded is of what is current.
            filter.Jahr is null || filter.Jahr == uhr.Today().Year, !ModelState.IsValid));
    }

    private async Task<IActionResult> ComposeAsync(Umkreis umkreis, IReadOnlyList<Hausstand> alle, Wartegrund? an, CancellationToken abbruch)
    {
        var (betreff, text) = ReminderOf(umkreis, an).ProposeText();
        return View("Bogenerinnerung", await ReminderPageAsync(umkreis, alle, ReminderOf(umkreis, an), new BerichtsmailForm(betreff, text, null), abbruch));
    }

    private async Task<IActionResult> RemindAsync(Umkreis umkreis, IReadOnlyList<Hausstand> alle, Wartegrund? an, BerichtsmailForm form, CancellationToken abbruch)
    {
        var seite = await ReminderPageAsync(umkreis, alle, ReminderOf(umkreis, an), form, abbruch);
        if (ModelState.IsValid && seite.Empfaenger.Count == 0)
            ModelState.AddModelError("", "Es ist niemand zu erinnern.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Bogenerinnerung", seite);
        }
        var anzahl = await staende.RemindAsync(umkreis.Gegenstand, umkreis.Id, seite.An, seite.Empfaenger, form.Betreff!, form.Text!, abbruch);
        TempData["Meldung"] = anzahl switch { 0 => "Diese Erinnerung ist heute schon an alle gegangen.", 1 => "1 Mail ist unterwegs.", _ => $"{anzahl:N0} Mails sind unterwegs." };
        return LocalRedirect(umkreis.Weg);
    }

    private async Task<BogenerinnerungSeite> ReminderPageAsync(Umkreis umkreis, IReadOnlyList<Hausstand> alle, Wartegrund an, BerichtsmailForm form, CancellationToken abbruch)
    {
        var (empfaenger, ohne) = await staende.GetRecipientsAsync(alle, an, abbruch);
        return new BogenerinnerungSeite(umkreis, an, form, empfaenger, ohne);
    }

    private static Wartegrund ReminderOf(Umkreis umkreis, Wartegrund? an) =>
        an is { } gewaehlt && umkreis.Erinnerungen.Contains(gewaehlt) ? gewaehlt : Wartegrund.Bestaetigung;

    private async Task<Umkreis> FindUmkreisAsync(Guid traegerId, CancellationToken abbruch) => new(
        nameof(Schultraeger), traegerId, await db.NameOfAsync(Scope.Schultraeger(traegerId), abbruch) ?? "", $"/traeger/{traegerId}/berichtsboegen", ("Berichtsbögen", "/berichtsboegen"), Wartegruende.Reminders(vonKoordination: false));

    private static Umkreis UmkreisOf(Durchgang durchgang)
    {
        var weg = $"/regionen/{durchgang.BildungsregionId}/durchgaenge/{durchgang.Key}";
        return new(nameof(Durchgang), durchgang.Id, $"Durchgang {durchgang.Titel}", $"{weg}/berichtsboegen", ($"Durchgang {durchgang.Titel}", weg), Wartegruende.Reminders(vonKoordination: durchgang.AbgeschlossenAm is null));
    }

    private Task<Durchgang?> FindAsync(Guid regionId, string key, CancellationToken abbruch) =>
        db.Durchgaenge.AsNoTracking().SingleOrDefaultAsync(d => d.BildungsregionId == regionId && d.Key == key, abbruch);
}

/// <summary>Whose houses a table shows: of a carrier, or of a Durchgang.</summary>
/// <param name="Gegenstand">What the history names.</param>
/// <param name="Davor">The page that leads here.</param>
/// <param name="Erinnerungen">Of what the reader can remind.</param>
public sealed record Umkreis(string Gegenstand, Guid Id, string Name, string Weg, (string Text, string Adresse) Davor, IReadOnlyList<Wartegrund> Erinnerungen)
{
    public bool IstTraeger => Gegenstand == nameof(Schultraeger);
}

/// <param name="Jahr">Of the sheets of a carrier; a Durchgang has its own time.</param>
public sealed record Standfilter(string? Suche, Wartegrund? Wartet, int? Jahr)
{
    public bool IsEmpty => Suche is null && Wartet is null;

    public (string, string?)[] Wahl => [("suche", Suche), ("wartet", Wartet?.ToString()), ("jahr", Jahr?.ToString(CultureInfo.InvariantCulture))];
}

public sealed class StandfilterValidator : AbstractValidator<Standfilter>
{
    public StandfilterValidator() => RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
}

/// <param name="Zahlen">How many houses wait for what, in the whole table.</param>
/// <param name="KannErinnern">Not of years that are over.</param>
public sealed record BogenstaendeSeite(
    Umkreis Umkreis, Standfilter Filter, IReadOnlyList<int> Jahre, IReadOnlyDictionary<Wartegrund, int> Zahlen, IReadOnlyList<Hausstand> Zeilen, Blaettern Blaettern, bool KannErinnern, bool IstUngueltig);

/// <param name="Ohne">Houses in which nobody is told.</param>
public sealed record BogenerinnerungSeite(Umkreis Umkreis, Wartegrund An, BerichtsmailForm Form, IReadOnlyList<Bogenempfaenger> Empfaenger, IReadOnlyList<string> Ohne);
