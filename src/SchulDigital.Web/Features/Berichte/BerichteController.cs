using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>The Berichtsbögen of which this person may know.</summary>
[Erlaubt(Handlung.BerichteAuflisten), Route("/berichtsboegen")]
public sealed class BerichteController(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(Berichtefilter filter, string? seite, CancellationToken abbruch)
    {
        var eigeneTraeger = benutzer.Zustaendigkeiten.Where(z => Rechte.Of(Handlung.BerichtFuehren).Grants(z)).Select(z => z.ScopeId!.Value).Distinct().ToList();
        var traeger = await db.Schultraeger.Where(t => eigeneTraeger.Contains(t.Id)).OrderBy(t => t.NameSuche).Select(t => new Gruppenwahl(t.Id, t.Name)).ToListAsync(abbruch);
        var weg = new Listenweg("/berichtsboegen", filter.Wahl) { Sortierung = null };
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Berichteliste", new BerichteSeite(filter, [], new Blaettern(null, 0, "Berichtsbogen", "Berichtsbögen", weg), [], traeger, true, true));
        }
        var boegen = sichtbar.Berichtsboegen();
        foreach (var wort in Suchworte.Of(filter.Suche))
            boegen = boegen.Where(b => b.Suchtext.Contains(wort));
        if (filter.Jahr is { } jahr)
            boegen = boegen.Where(b => b.Jahr == jahr);
        if (filter.Stand is { } stand)
            boegen = boegen.Where(b => b.Status == stand);
        var blaettern = new Blaettern(seite, await boegen.CountAsync(abbruch), "Berichtsbogen", "Berichtsbögen", weg);
        var treffer = blaettern.Anzahl == 0 ? [] : await boegen.OrderByDescending(b => b.Jahr).ThenByDescending(b => b.StandSeit).ThenBy(b => b.Id).Skip(blaettern.Davor).Take(Blaettern.Groesse).Select(b => new Berichtszeile(
            b.Id, Berichtsbogen.NumberOf(b.Jahr, b.Nummer), b.Titel, b.Art, b.Status, b.StandSeit,
            b.Beteiligte.Where(h => h.ScopeArt == ScopeArt.Schultraeger).Select(h => h.Name).First(),
            b.Beteiligte.Where(h => h.ScopeArt == ScopeArt.Schule).OrderBy(h => h.Name).Select(h => h.Name).FirstOrDefault(),
            b.Beteiligte.Count(h => h.ScopeArt == ScopeArt.Schule))).AsNoTracking().ToListAsync(abbruch);
        return View("Berichteliste", new BerichteSeite(filter, treffer, blaettern,
            await sichtbar.Berichtsboegen().Select(b => b.Jahr).Distinct().OrderByDescending(j => j).ToListAsync(abbruch), traeger,
            benutzer.Zustaendigkeiten.Any(z => z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule), false));
    }
}

public sealed record Berichtefilter(string? Suche, int? Jahr, Berichtsstatus? Stand)
{
    public bool IsEmpty => this == new Berichtefilter(null, null, null);

    public (string, string?)[] Wahl => [("suche", Suche), ("jahr", Jahr?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("stand", Stand?.ToString())];
}

public sealed class BerichtefilterValidator : AbstractValidator<Berichtefilter>
{
    public BerichtefilterValidator() => RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
}

/// <param name="Schule">The first by name; the others are counted.</param>
public sealed record Berichtszeile(Guid Id, string Kennzeichen, string Titel, Berichtsart Art, Berichtsstatus Status, DateTime StandSeit, string Traeger, string? Schule, int Schulen)
{
    public string Worueber => Schulen switch { 0 => Traeger, 1 => Schule!, _ => $"{Schule} und {Schulen - 1} weitere" };
}

/// <param name="GehoertHaus">Else the person reads only what is delivered or handed over to her.</param>
/// <param name="Eigene">Carriers for which this person can begin a sheet.</param>
public sealed record BerichteSeite(Berichtefilter Filter, IReadOnlyList<Berichtszeile> Eintraege, Blaettern Blaettern, IReadOnlyList<int> Jahre, IReadOnlyList<Gruppenwahl> Eigene, bool GehoertHaus, bool IstUngueltig);
