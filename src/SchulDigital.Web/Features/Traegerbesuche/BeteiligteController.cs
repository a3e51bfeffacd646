using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>Who takes part: people of the own house, partners, guests. Who was invited and is left out is told, after a page that says so.</summary>
[Erlaubt(Handlung.BesuchPlanen), Route("/besuche/{besuchId}")]
public sealed class BeteiligteController(AppDbContext db, Besuchsabruf abruf, Besuchssperre sperre, Besuchsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("beteiligte")]
    public async Task<IActionResult> ShowPeople(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        return await ShowPeopleAsync(besuch, BeteiligteForm.Of(besuch));
    }

    /// <summary>Back from the page before the mail.</summary>
    [HttpPost("beteiligte/vorschau")]
    public async Task<IActionResult> ChangePeople(Guid besuchId, [FromForm] BeteiligteForm form) => await ShowPeopleAsync(await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte), form);

    [HttpPost("beteiligte")]
    public async Task<IActionResult> SavePeople(Guid besuchId, [FromForm] BeteiligteForm form)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        if (form.WeitererGast)
            return await ShowPeopleAsync(besuch, form with { Gaeste = [.. form.Gaeste ?? [], new GastForm()] });
        if (!ModelState.IsValid)
            return await ShowPeopleAsync(besuch, form, StatusCodes.Status400BadRequest);
        var gewaehlte = await ResolveAsync(besuch, form);
        // Who was invited and is left out gets a mail: the page before it names her and the text.
        var ausgeladene = besuch.Beteiligte.Where(b => b.NimmtTeil && b.EingeladenAm is not null && !gewaehlte.Any(b.IsSame)).ToList();
        if (ausgeladene.Count > 0 && !form.Bestaetigt)
            return View("Mailvorschau", await versand.PreviewAsync(Besuchsanlass.Ausladung, besuch, ausgeladene, new Besuchsweg(besuchId).Beteiligte, form.Felder));
        try
        {
            await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, async b =>
            {
                var (ausgeladene, eintrag) = b.Choose(gewaehlte, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
                await versand.AddAsync(Besuchsanlass.Ausladung, b, ausgeladene);
                return eintrag;
            });
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            var neu = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
            return await ShowPeopleAsync(neu, form with { Version = neu.Version }, StatusCodes.Status409Conflict, konflikt.Message);
        }
        TempData["Meldung"] = besuch.Status == Besuchsstatus.Geplant ? "Die Beteiligten sind gespeichert. Eingeladen ist noch niemand."
            : "Die Beteiligten sind gespeichert. Wer neu ist, ist noch nicht eingeladen.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    /// <summary>What the form names, as the register knows it; what it does not know is left out.</summary>
    private async Task<IReadOnlyList<Besuchsteilnahme>> ResolveAsync(Besuch besuch, BeteiligteForm form)
    {
        var wahl = await LoadChoiceAsync(besuch);
        return
        [
            .. wahl.Eigene.Where(p => form.Eigene?.Contains(p.Id) == true).Select(p => new Besuchsteilnahme(Beteiligungsart.Eigene, p.Id, p.Name, p.Fachbereich, null)),
            .. wahl.Regionen.Where(r => form.Regionen?.Contains(r.Id) == true).Select(r => new Besuchsteilnahme(Beteiligungsart.Koordination, r.Id, r.Name, null, null)),
            .. wahl.Traeger.Where(t => form.Traeger?.Contains(t.Id) == true).Select(t => new Besuchsteilnahme(Beteiligungsart.Schultraeger, t.Id, t.Name, null, null)),
            .. (form.Gaeste ?? []).Where(g => !g.IsEmpty).DistinctBy(g => g.Email!.ToLowerInvariant())
                .Select(g => new Besuchsteilnahme(Beteiligungsart.Gast, null, g.Name!, g.Organisation, Person.NormalizeEmail(g.Email!))),
        ];
    }

    private async Task<Beteiligtenwahl> LoadChoiceAsync(Besuch besuch)
    {
        var heute = uhr.Today();
        var id = besuch.SchultraegerId;
        var eigene = await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where z.ScopeArt == ScopeArt.Schultraeger && z.ScopeId == id && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && p.DeaktiviertAm == null && z.Art != Amtsart.ImAuftrag
            orderby p.NameSuche
            select new
            {
                p.Id,
                p.Name,
                p.Funktion,
                Fachbereich = db.Fachbereiche.Where(f => f.Id == z.FachbereichId).Select(f => f.Name).FirstOrDefault(),
            }).ToListAsync();
        // Who wrote rows of this matrix, or looks after a Themenfeld of it, should be there.
        var schreibende = await db.MatrixZeilen.Where(z => z.MatrixId == besuch.MatrixId && z.GeaendertVonId != null).Select(z => z.GeaendertVonId!.Value).Distinct()
            .Union(db.Themenfeldzuordnungen.Where(z => z.MatrixId == besuch.MatrixId).Select(z => z.PersonId)).ToListAsync();
        var regionen = await db.Bildungsregionen.OrderBy(r => r.NameSuche)
            .Where(r => db.Zustaendigkeiten.Any(z => z.ScopeArt == ScopeArt.Bildungsregion && z.ScopeId == r.Id && z.Rolle == Rolle.Koordination && z.Von <= heute && (z.Bis == null || z.Bis >= heute)))
            .Select(r => new Partnerwahl(r.Id, r.Koordinierungsstelle + ", " + r.Name)).ToListAsync();
        var traeger = await db.Schultraeger.OrderBy(t => t.NameSuche)
            .Where(t => t.Id != id && db.Zustaendigkeiten.Any(z => z.ScopeArt == ScopeArt.Schultraeger && z.ScopeId == t.Id && z.Rolle == Rolle.Traegerleitung && z.Von <= heute && (z.Bis == null || z.Bis >= heute)))
            .Select(t => new Partnerwahl(t.Id, t.Name)).ToListAsync();
        return new Beteiligtenwahl(
            [.. eigene.DistinctBy(p => p.Id).Select(p => new Personenwahl(p.Id, p.Name, p.Fachbereich ?? p.Funktion, schreibende.Contains(p.Id)))], regionen, traeger);
    }

    private async Task<IActionResult> ShowPeopleAsync(Besuch besuch, BeteiligteForm form, int status = StatusCodes.Status200OK, string? konflikt = null)
    {
        Response.StatusCode = status;
        return View("Beteiligte", new BeteiligteSeite(await abruf.GetKopfAsync(besuch), form, await LoadChoiceAsync(besuch), konflikt));
    }
}

public sealed record BeteiligteForm
{
    public IReadOnlyList<Guid>? Eigene { get; init; }
    public IReadOnlyList<Guid>? Regionen { get; init; }
    public IReadOnlyList<Guid>? Traeger { get; init; }
    public IReadOnlyList<GastForm>? Gaeste { get; init; }

    /// <summary>One more empty line for a guest; nothing is saved.</summary>
    public bool WeitererGast { get; init; }

    /// <summary>The page before the mails was seen.</summary>
    public bool Bestaetigt { get; init; }
    public int Version { get; init; }

    /// <summary>The form as it goes on, confirmed.</summary>
    public IReadOnlyList<(string, string?)> Felder =>
    [
        .. (Eigene ?? []).Select(id => (nameof(Eigene), (string?)$"{id}")), .. (Regionen ?? []).Select(id => (nameof(Regionen), (string?)$"{id}")), .. (Traeger ?? []).Select(id => (nameof(Traeger), (string?)$"{id}")),
        .. (Gaeste ?? []).SelectMany((g, i) => new (string, string?)[] { ($"Gaeste[{i}].Name", g.Name), ($"Gaeste[{i}].Organisation", g.Organisation), ($"Gaeste[{i}].Email", g.Email) }),
        (nameof(Bestaetigt), "true"), (nameof(Version), $"{Version}"),
    ];

    public static BeteiligteForm Of(Besuch b)
    {
        List<Guid> Of(Beteiligungsart art) => [.. b.Beteiligte.Where(t => t.Art == art && t.NimmtTeil).Select(t => t.BezugId!.Value)];
        return new()
        {
            Eigene = Of(Beteiligungsart.Eigene),
            Regionen = Of(Beteiligungsart.Koordination),
            Traeger = Of(Beteiligungsart.Schultraeger),
            Gaeste = [.. b.Beteiligte.Where(t => t is { Art: Beteiligungsart.Gast, NimmtTeil: true }).Select(t => new GastForm { Name = t.Name, Organisation = t.Organisation, Email = t.Email }), new GastForm()],
            Version = b.Version,
        };
    }
}

/// <summary>A named guest; a line without anything is none.</summary>
public sealed record GastForm
{
    public string? Name { get; init; }
    public string? Organisation { get; init; }
    public string? Email { get; init; }

    public bool IsEmpty => Name is null && Organisation is null && Email is null;
}

public sealed class BeteiligteFormValidator : AbstractValidator<BeteiligteForm>
{
    private const int MaxGaeste = 30;

    public BeteiligteFormValidator()
    {
        RuleFor(f => f.Gaeste).Must(g => g is null || g.Count <= MaxGaeste).WithMessage($"Mehr als {MaxGaeste} Gäste hat kein Besuch.");
        RuleForEach(f => f.Gaeste).ChildRules(gast =>
        {
            gast.RuleFor(g => g.Name).NotEmpty().WithMessage("Nennen Sie den Namen.").MaximumLength(Besuchsbeteiligter.NameMaxLength).When(g => !g.IsEmpty);
            gast.RuleFor(g => g.Organisation).MaximumLength(Besuchsbeteiligter.OrganisationMaxLength);
            gast.RuleFor(g => g.Email).Must(Mailadresse.IsValid).WithMessage("Das ist keine E-Mail-Adresse.").When(g => !g.IsEmpty);
        });
    }
}

/// <param name="HatZeilen">Wrote rows of this matrix, or looks after a Themenfeld.</param>
public sealed record Personenwahl(Guid Id, string Name, string? Fachbereich, bool HatZeilen);

public sealed record Partnerwahl(Guid Id, string Name);

public sealed record Beteiligtenwahl(IReadOnlyList<Personenwahl> Eigene, IReadOnlyList<Partnerwahl> Regionen, IReadOnlyList<Partnerwahl> Traeger);

public sealed record BeteiligteSeite(Besuchskopf Kopf, BeteiligteForm Form, Beteiligtenwahl Wahl, string? Konflikt)
{
    /// <summary>Who has rows and is not chosen.</summary>
    public IEnumerable<Personenwahl> Fehlende => Wahl.Eigene.Where(p => p.HatZeilen && Form.Eigene?.Contains(p.Id) != true);
}
