using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>The agreements that this person may see, across tables, carriers and schools.</summary>
[Erlaubt(Handlung.VereinbarungenAuflisten)]
public sealed class VereinbarungenController(AppDbContext db, SichtbareDaten sichtbar, Themenfeldworte themenfelder, TimeProvider uhr) : Controller
{
    private const string Frist = "frist";
    private const string Text = "vereinbarung";
    private const string Verantwortlich = "verantwortlich";
    private const string Seit = "stand-seit";

    [HttpGet("/vereinbarungen")]
    public async Task<IActionResult> List([FromQuery] Vereinbarungsfilter filter, string? sortierung, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var heute = uhr.Today();
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, Frist, Text, Verantwortlich, Seit);
        var zeilen =
            from v in ModelState.IsValid ? Filter(filter, heute) : db.Vereinbarungen.Where(v => false)
            let verantwortlich = v.Beteiligte.Where(b => b.ScopeId == v.VerantwortlichId).Select(b => b.Name).FirstOrDefault()
            select new { v, verantwortlich };
        var blaettern = new Blaettern(seite, await zeilen.CountAsync(abbruch), "Vereinbarung", "Vereinbarungen", new Listenweg("/vereinbarungen", filter.Wahl) { Sortierung = wert });
        // What is still to be done about stands first, whatever the order.
        var geordnet = zeilen.OrderBy(z => z.v.Status == Vereinbarungsstatus.Bestaetigt || z.v.Status == Vereinbarungsstatus.Geaendert || z.v.Status == Vereinbarungsstatus.Aufgehoben);
        geordnet = (spalte, absteigend) switch
        {
            (Text, false) => geordnet.ThenBy(z => z.v.Suchtext),
            (Text, true) => geordnet.ThenByDescending(z => z.v.Suchtext),
            (Verantwortlich, false) => geordnet.ThenBy(z => z.verantwortlich),
            (Verantwortlich, true) => geordnet.ThenByDescending(z => z.verantwortlich),
            (Seit, false) => geordnet.ThenBy(z => z.v.StandSeit),
            (Seit, true) => geordnet.ThenByDescending(z => z.v.StandSeit),
            (_, false) => geordnet.ThenBy(z => z.v.Frist == null).ThenBy(z => z.v.Frist),
            (_, true) => geordnet.ThenByDescending(z => z.v.Frist),
        };
        var treffer = blaettern.Anzahl == 0 ? [] : await geordnet.ThenBy(z => z.v.Suchtext).Skip(blaettern.Davor).Take(Blaettern.Groesse).Select(z => new
        {
            z.v.Id,
            z.v.Text,
            z.v.Art,
            z.v.Status,
            z.v.StandSeit,
            z.v.Frist,
            z.v.NaechsteUeberpruefung,
            z.verantwortlich,
            Beteiligte = z.v.Beteiligte.Count(b => b.IsBound),
            Ort = z.v.RunderTischId != null ? db.RundeTische.Where(t => t.Id == z.v.RunderTischId).Select(t => t.Name).FirstOrDefault() : db.Schultraeger.Where(t => t.Id == z.v.SchultraegerId).Select(t => t.Name).FirstOrDefault(),
        }).AsNoTracking().ToListAsync(abbruch);
        return View("Vereinbarungsliste", new VereinbarungslisteSeite(
            filter,
            [
                .. treffer.Select(t => new Vereinbarungslistenzeile(t.Id, t.Text, t.Art, t.Status, t.StandSeit, t.Frist, t.NaechsteUeberpruefung, t.verantwortlich ?? "", t.Beteiligte, t.Ort ?? "",
                    t.Status.IsOverdue(t.Frist, heute))),
            ],
            blaettern,
            await sichtbar.Tische().Where(t => db.Vereinbarungen.Any(v => v.RunderTischId == t.Id)).OrderBy(t => t.NameSuche).Select(t => new Wahl(t.Id, t.Name)).ToListAsync(abbruch),
            await GetOrganisationenAsync(abbruch), await themenfelder.GetAsync(abbruch)));
    }

    private IQueryable<Vereinbarung> Filter(Vereinbarungsfilter filter, DateOnly heute)
    {
        var vereinbarungen = sichtbar.Vereinbarungen();
        foreach (var wort in Suchworte.Of(filter.Suche))
            vereinbarungen = vereinbarungen.Where(v => v.Suchtext.Contains(wort));
        if (filter.Tisch is { } tisch)
            vereinbarungen = vereinbarungen.Where(v => v.RunderTischId == tisch);
        if (filter.Organisation is { } organisation)
            vereinbarungen = vereinbarungen.Where(v => v.Beteiligte.Any(b => b.IsBound && b.ScopeId == organisation));
        if (filter.Themenfeld is { } feld)
            vereinbarungen = vereinbarungen.Where(v => v.Themenfeld == feld);
        if (filter.Art is { } art)
            vereinbarungen = vereinbarungen.Where(v => v.Art == art);
        return filter.Stand switch
        {
            null => vereinbarungen,
            "offen" => vereinbarungen.WhereOpen(),
            "ueberfaellig" => vereinbarungen.WhereOverdue(heute),
            "zu-ueberpruefen" => vereinbarungen.Where(v => v.NaechsteUeberpruefung <= heute && v.Status != Vereinbarungsstatus.Geaendert && v.Status != Vereinbarungsstatus.Aufgehoben),
            var stand when Enum.TryParse<Vereinbarungsstatus>(stand, out var status) && Enum.IsDefined(status) => vereinbarungen.Where(v => v.Status == status),
            _ => vereinbarungen.Where(v => false),
        };
    }

    /// <summary>Who is bound by what this person sees; what she sees is asked once per agreement, not per organisation that it binds.</summary>
    private async Task<IReadOnlyList<Wahl>> GetOrganisationenAsync(CancellationToken abbruch)
    {
        var sichtbare = sichtbar.Vereinbarungen().Select(v => v.Id);
        var namen = await db.Set<Vereinbarungsbeteiligter>().Where(b => b.IsBound && sichtbare.Contains(b.VereinbarungId)).Select(b => new { b.ScopeId, b.Name }).Distinct().ToListAsync(abbruch);
        return [.. namen.DistinctBy(n => n.ScopeId).OrderBy(n => n.Name, StringComparer.CurrentCulture).Select(n => new Wahl(n.ScopeId, n.Name))];
    }
}

/// <param name="Stand">A state, or what is computed: offen, ueberfaellig, zu-ueberpruefen.</param>
/// <param name="Organisation">A bound carrier or school.</param>
public sealed record Vereinbarungsfilter(string? Suche, string? Stand, Guid? Tisch, Guid? Organisation, string? Themenfeld, Vereinbarungsart? Art)
{
    public bool IsEmpty => this == new Vereinbarungsfilter(null, null, null, null, null, null);

    public (string, string?)[] Wahl =>
        [("suche", Suche), ("stand", Stand), ("tisch", Tisch?.ToString()), ("organisation", Organisation?.ToString()), ("themenfeld", Themenfeld), ("art", Art?.ToString())];
}

public sealed class VereinbarungsfilterValidator : AbstractValidator<Vereinbarungsfilter>
{
    public VereinbarungsfilterValidator() => RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
}

public sealed record Wahl(Guid Id, string Name);

public sealed record VereinbarungslisteSeite(
    Vereinbarungsfilter Filter, IReadOnlyList<Vereinbarungslistenzeile> Eintraege, Blaettern Blaettern, IReadOnlyList<Wahl> Tische, IReadOnlyList<Wahl> Organisationen, IReadOnlyList<Themenfeldname> Themenfelder);

/// <param name="Ort">The table, or the carrier of the visit.</param>
public sealed record Vereinbarungslistenzeile(
    Guid Id, string Text, Vereinbarungsart Art, Vereinbarungsstatus Status, DateTime StandSeit, DateOnly? Frist, DateOnly? Ueberpruefung, string Verantwortlich, int Beteiligte, string Ort, bool Ueberfaellig)
{
    private const int MaxKurztext = 140;

    public string Kurztext => Shared.Kurztext.Of(Text, MaxKurztext);

    public string Stand => Status.Label() + (Ueberfaellig ? ", überfällig" : null);
}
