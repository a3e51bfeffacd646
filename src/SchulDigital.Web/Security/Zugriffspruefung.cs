using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Security;

/// <summary>
/// The one handler: resolves the scope from the route, joins it with the Zuständigkeiten of the person and leaves it
/// loaded for the action. Own scope costs no query. A refusal is 403 for what the person knows of, else 404.
/// </summary>
public sealed class Zugriffspruefung(AktuellerBenutzer benutzer, Bereichszugang zugang) : AuthorizationHandler<Handlungsanforderung>
{
    public const string TraegerParameter = "traegerId";
    public const string SchuleParameter = "schulId";
    public const string TischParameter = "tischId";
    public const string GruppeParameter = "gruppeId";
    public const string RegionParameter = "regionId";
    public const string BesuchParameter = "besuchId";
    public const string VereinbarungParameter = "vereinbarungId";
    public const string BerichtParameter = "berichtId";

    /// <summary>A Thema belongs to its Runder Tisch; which one, a query says.</summary>
    public const string ThemaParameter = "themaId";

    /// <summary>Which route parameter names which kind of scope.</summary>
    public static readonly IReadOnlyList<(string Parameter, ScopeArt Art)> Bereichsparameter =
    [
        (TraegerParameter, ScopeArt.Schultraeger), (SchuleParameter, ScopeArt.Schule), (TischParameter, ScopeArt.RunderTisch),
        (GruppeParameter, ScopeArt.Schulgruppe), (RegionParameter, ScopeArt.Bildungsregion), (ThemaParameter, ScopeArt.RunderTisch),
    ];

    /// <summary>Key in <c>HttpContext.Items</c>: the refused scope is one that the person must not know of.</summary>
    public static readonly object Unbekannt = new();

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Handlungsanforderung requirement)
    {
        if (!benutzer.IsSignedIn || context.Resource is not HttpContext http)
            return;
        if (benutzer.FehltZweiterFaktor && http.GetEndpoint()?.Metadata.GetMetadata<VorZweitemFaktorAttribute>() is null)
            return;

        if (http.Request.RouteValues.TryGetValue(BesuchParameter, out var besuch))
        {
            var beteiligung = Guid.TryParse(besuch as string, out var id) ? await zugang.FindBesuchAsync(id, http.RequestAborted) : null;
            if (beteiligung is not null && benutzer.EnterBesuch(requirement.Handlung, beteiligung))
                context.Succeed(requirement);
            else if (beteiligung is null || !beteiligung.Alle.Any(s => benutzer.Zustaendigkeiten.Any(z => z.Scope == s)))
                http.Items[Unbekannt] = true;
            return;
        }
        if (http.Request.RouteValues.TryGetValue(VereinbarungParameter, out var vereinbarung))
        {
            var teile = Guid.TryParse(vereinbarung as string, out var id) ? await zugang.FindVereinbarungAsync(id, http.RequestAborted) : null;
            if (teile is not null && await zugang.OfficeForAsync(requirement.Handlung, teile, http.RequestAborted) is { } office)
            {
                benutzer.Enter(new Zugriff(teile.Haus, office));
                context.Succeed(requirement);
            }
            else if (teile is null || await zugang.OfficeForAsync(Handlung.VereinbarungLesen, teile, http.RequestAborted) is null)
                http.Items[Unbekannt] = true;
            return;
        }
        if (http.Request.RouteValues.TryGetValue(BerichtParameter, out var bericht))
        {
            var bogen = Guid.TryParse(bericht as string, out var id) ? await zugang.FindBerichtAsync(id, http.RequestAborted) : null;
            if (bogen is not null && benutzer.OfficeFor(requirement.Handlung, bogen) is { } office)
            {
                benutzer.Enter(new Zugriff(bogen.Traeger, office));
                context.Succeed(requirement);
            }
            else if (bogen is null || benutzer.OfficeFor(Handlung.BerichtAnsehen, bogen) is null)
                http.Items[Unbekannt] = true;
            return;
        }
        var (genannt, scope) = await ReadScopeAsync(http.Request.RouteValues, http.RequestAborted);
        if (!genannt || requirement.Handlung == Handlung.StammdatenLesen)
        {
            if (benutzer.May(requirement.Handlung))
                context.Succeed(requirement);
        }
        else if (scope is { } bereich && await zugang.OfficeForAsync(requirement.Handlung, bereich, http.RequestAborted) is { } amt)
        {
            benutzer.Enter(new Zugriff(bereich, amt));
            context.Succeed(requirement);
        }
        else if (scope is null || !await zugang.KnowsAsync(scope.Value, http.RequestAborted))
        {
            http.Items[Unbekannt] = true;
        }
    }

    /// <summary>Whether the route names a scope, and which; an id of nothing is a scope that does not exist.</summary>
    private async Task<(bool Genannt, Scope? Scope)> ReadScopeAsync(RouteValueDictionary werte, CancellationToken abbruch)
    {
        foreach (var (parameter, art) in Bereichsparameter)
            if (werte.TryGetValue(parameter, out var wert))
                return (true, !Guid.TryParse(wert as string, out var id) ? null
                    : parameter != ThemaParameter ? new Scope(art, id)
                    : await zugang.TableOfAsync(id, abbruch) is { } tisch ? Scope.RunderTisch(tisch) : null);
        return (false, null);
    }
}

/// <summary>
/// In which office a person enters a scope, and whether she may know of it. Asked by the policy, and by pages that show a
/// way into another house.
/// </summary>
public sealed class Bereichszugang(AktuellerBenutzer benutzer, AppDbContext db)
{
    /// <summary>The office that grants an act in a scope: one of its own, else one that may from outside.</summary>
    public async Task<Zustaendigkeit?> OfficeForAsync(Handlung handlung, Scope scope, CancellationToken abbruch = default)
    {
        if (benutzer.OfficeFor(handlung, scope) is { } eigenes)
            return eigenes;
        if (scope.Art == ScopeArt.RunderTisch && Rechte.Of(handlung).AmTisch
            && (await OfficesAtAsync(handlung, scope.Id!.Value, abbruch: abbruch)) is [var erstes, ..])
            return erstes;
        var aussen = Rechte.Of(handlung).VonAussen;
        var koordination = benutzer.Zustaendigkeiten.Where(z => z.Rolle == Rolle.Koordination && aussen.Contains(z.Rolle)).ToList();
        if (koordination.Count > 0)
        {
            var regionen = await db.RegionsOfAsync(scope, abbruch);
            if (koordination.Find(z => regionen.Contains(z.ScopeId!.Value)) is { } amt)
                return amt;
        }
        return scope.Art == ScopeArt.Bildungsregion && aussen.Contains(Rolle.Administration)
            && benutzer.Zustaendigkeiten.FirstOrDefault(z => z.Rolle == Rolle.Administration) is { } administration
            && await db.Bildungsregionen.AnyAsync(r => r.Id == scope.Id, abbruch)
                ? administration
                : null;
    }

    /// <summary>Who has to do with a visit: one indexed query. Null where there is none.</summary>
    public async Task<Besuchsbereich?> FindBesuchAsync(Guid besuchId, CancellationToken abbruch)
    {
        var besuch = await db.Besuche.Where(b => b.Id == besuchId).Select(b => new
        {
            b.SchultraegerId,
            Partner = b.Beteiligte.Where(t => t.EingeladenAm != null && t.AusgeladenAm == null && t.BezugId != null && t.Art != Beteiligungsart.Eigene)
                .Select(t => new { t.Art, Id = t.BezugId!.Value }).ToList(),
        }).AsNoTracking().SingleOrDefaultAsync(abbruch);
        return besuch is null ? null : new Besuchsbereich(Scope.Schultraeger(besuch.SchultraegerId), [.. besuch.Partner.Select(p =>
            p.Art == Beteiligungsart.Koordination ? Scope.Bildungsregion(p.Id) : Scope.Schultraeger(p.Id))]);
    }

    /// <summary>Where an agreement belongs and whom it binds: one indexed query. Null where there is none.</summary>
    public async Task<Vereinbarungsbereich?> FindVereinbarungAsync(Guid vereinbarungId, CancellationToken abbruch)
    {
        var teile = await db.Vereinbarungen.Where(v => v.Id == vereinbarungId).Select(v => new
        {
            v.RunderTischId,
            v.SchultraegerId,
            v.Vertraulich,
            Gebunden = v.Beteiligte.Where(b => b.IsBound).Select(b => new { b.ScopeArt, b.ScopeId }).ToList(),
        }).AsNoTracking().SingleOrDefaultAsync(abbruch);
        return teile is null ? null : new Vereinbarungsbereich(
            teile.RunderTischId is { } tisch ? Scope.RunderTisch(tisch) : Scope.Schultraeger(teile.SchultraegerId!.Value), teile.Vertraulich,
            [.. teile.Gebunden.Select(b => new Scope(b.ScopeArt, b.ScopeId))]);
    }

    /// <summary>Which houses a Berichtsbogen is about, to whom it was delivered, and the regions of its houses. Null where there is none.</summary>
    public async Task<Berichtsbereich?> FindBerichtAsync(Guid berichtId, CancellationToken abbruch)
    {
        var bogen = await db.Berichtsboegen.Where(b => b.Id == berichtId).Select(b => new
        {
            b.SchultraegerId,
            IstEntwurf = b.Status == Berichtsstatus.Entwurf || b.Status == Berichtsstatus.Zurueckgezogen && b.EingefrorenAm == null,
            Schulen = b.Beteiligte.Where(h => h.ScopeArt == ScopeArt.Schule).Select(h => h.ScopeId).ToList(),
            Empfaenger = b.Zustellungen.Select(z => new { z.ScopeArt, z.ScopeId }).ToList(),
        }).AsNoTracking().AsSplitQuery().SingleOrDefaultAsync(abbruch);
        if (bogen is null)
            return null;
        List<Guid> regionen = [];
        if (benutzer.Has(Rolle.Koordination))
            regionen = await (
                from s in db.Schulen
                join k in db.Kommunen on s.KommuneId equals k.Id
                where k.BildungsregionId != null && (bogen.Schulen.Count == 0 ? s.SchultraegerId == bogen.SchultraegerId : bogen.Schulen.Contains(s.Id))
                select k.BildungsregionId!.Value).Distinct().ToListAsync(abbruch);
        return new Berichtsbereich(Scope.Schultraeger(bogen.SchultraegerId), [.. bogen.Schulen.Select(Scope.Schule)], bogen.IstEntwurf,
            [.. bogen.Empfaenger.Select(e => new Scope(e.ScopeArt, e.ScopeId))], [.. regionen.Select(Scope.Bildungsregion)]);
    }

    /// <summary>
    /// The office that grants an act on an agreement: of a bound organisation, else at its table or in the carrier of its visit. A
    /// vertrauliche opens at the table only to the Moderation and the entscheidende members.
    /// </summary>
    public async Task<Zustaendigkeit?> OfficeForAsync(Handlung handlung, Vereinbarungsbereich vereinbarung, CancellationToken abbruch = default)
    {
        var recht = Rechte.Of(handlung);
        if (recht.AlsBeteiligte && benutzer.Zustaendigkeiten.Where(z => vereinbarung.Gebundene.Contains(z.Scope) && recht.Grants(z))
                .OrderByDescending(z => z.Rolle.IsLeitung()).ThenBy(z => z.Art).FirstOrDefault() is { } gebunden)
            return gebunden;
        if (vereinbarung.Haus.Art != ScopeArt.RunderTisch)
            return benutzer.OfficeFor(handlung, vereinbarung.Haus);
        if (!vereinbarung.Vertraulich)
            return await OfficeForAsync(handlung, vereinbarung.Haus, abbruch);
        return benutzer.Zustaendigkeiten.FirstOrDefault(z => z.Scope == vereinbarung.Haus && z.Rolle == Rolle.Moderation && recht.Grants(z))
            ?? (await OfficesAtAsync(handlung, vereinbarung.Haus.Id!.Value, nurEntscheidende: true, abbruch)).FirstOrDefault();
    }

    /// <summary>The Runder Tisch in whose backlog a Thema is.</summary>
    public Task<Guid?> TableOfAsync(Guid themaId, CancellationToken abbruch) =>
        db.Themen.Where(t => t.Id == themaId).Select(t => (Guid?)t.RunderTischId).SingleOrDefaultAsync(abbruch);

    /// <summary>
    /// The offices in houses at a Runder Tisch that grant an act there: of carriers and schools that are its members. The Leitung
    /// first.
    /// </summary>
    public async Task<List<Zustaendigkeit>> OfficesAtAsync(Handlung handlung, Guid tischId, bool nurEntscheidende = false, CancellationToken abbruch = default)
    {
        var recht = Rechte.Of(handlung);
        var aemter = benutzer.Zustaendigkeiten
            .Where(z => recht.AmTisch && z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule && recht.Grants(z))
            .OrderByDescending(z => z.Rolle.IsLeitung()).ThenBy(z => z.Art).ToList();
        if (aemter.Count == 0)
            return aemter;
        var haeuser = await HousesAtAsync(tischId, [.. aemter.Select(z => z.ScopeId!.Value)], nurEntscheidende, abbruch);
        return aemter.FindAll(z => haeuser.Contains(z.ScopeId!.Value));
    }

    /// <summary>Which of these carriers and schools sit at a table.</summary>
    private async Task<HashSet<Guid>> HousesAtAsync(Guid tischId, List<Guid> haeuser, bool nurEntscheidende, CancellationToken abbruch) =>
        [.. await db.Tischmitglieder.Where(m => m.RunderTischId == tischId && m.AusgeschiedenAm == null && haeuser.Contains(m.ScopeId!.Value)
                && (!nurEntscheidende || m.Stimme == Stimme.Entscheidend)
                && !db.Schulen.Any(s => s.Id == m.ScopeId && s.Geschlossen))
            .Select(m => m.ScopeId!.Value).ToListAsync(abbruch)];

    /// <summary>
    /// Whether the person may know of what a house does: the own house and the Runder Tisch where it sits, the carrier of its
    /// schools', the Koordination of everything in its region, the Administration of regions.
    /// </summary>
    public async Task<bool> KnowsAsync(Scope scope, CancellationToken abbruch = default)
    {
        if (benutzer.Zustaendigkeiten.Any(z => z.Scope == scope))
            return true;

        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        if (regionen.Count > 0 && (await db.RegionsOfAsync(scope, abbruch)).Exists(regionen.Contains))
            return true;
        if (scope.Art == ScopeArt.Bildungsregion)
            return benutzer.Has(Rolle.Administration) && await db.Bildungsregionen.AnyAsync(r => r.Id == scope.Id, abbruch);

        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        if (scope.Art == ScopeArt.RunderTisch)
            return (await HousesAtAsync(scope.Id!.Value, [.. traeger, .. benutzer.ScopeIds(ScopeArt.Schule)], false, abbruch)).Count > 0;
        return scope.Art == ScopeArt.Schule && traeger.Count > 0
            && await db.Schulen.AnyAsync(s => s.Id == scope.Id && traeger.Contains(s.SchultraegerId!.Value), abbruch);
    }
}

/// <summary>The carrier that organises a visit, and the partner organisations that are invited to it.</summary>
public sealed record Besuchsbereich(Scope Traeger, IReadOnlyList<Scope> Partner)
{
    public IEnumerable<Scope> Alle => Partner.Prepend(Traeger);
}

/// <summary>Where an agreement belongs, and the organisations that it binds.</summary>
public sealed record Vereinbarungsbereich(Scope Haus, bool Vertraulich, IReadOnlyList<Scope> Gebundene);

/// <summary>Which houses a Berichtsbogen is about, and who else has to do with it.</summary>
/// <param name="IstEntwurf">The carrier writes it still: the schools know of it and do not read it.</param>
/// <param name="Empfaenger">To whom it was delivered: Koordination, Schulaufsicht.</param>
/// <param name="Regionen">Of its houses; their Koordination knows how far it is.</param>
public sealed record Berichtsbereich(Scope Traeger, IReadOnlyList<Scope> Schulen, bool IstEntwurf, IReadOnlyList<Scope> Empfaenger, IReadOnlyList<Scope> Regionen)
{
    /// <summary>The scopes whose offices may do this here, as far as their roles do.</summary>
    public IEnumerable<Scope> ScopesFor(Handlung handlung) => handlung switch
    {
        Handlung.BerichtAnsehen => [Traeger, .. Schulen, .. Empfaenger, .. Regionen],
        Handlung.BerichtLesen => [Traeger, .. IstEntwurf ? [] : Schulen, .. Empfaenger],
        Handlung.BerichtFuehren or Handlung.BerichtZurueckziehen => [Traeger],
        _ => [Traeger, .. Schulen],
    };
}

/// <summary>
/// Answers a refusal: 404 for what the person must not know of, else 403; without sign-in the challenge. Whoever still lacks
/// her second factor is led to it from every page; a form is refused, so that going back finds what was typed.
/// </summary>
public sealed class Zugriffsantwort : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _standard = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
            return _standard.HandleAsync(next, context, policy, authorizeResult);
        if (context.RequestServices.GetRequiredService<AktuellerBenutzer>().FehltZweiterFaktor && HttpMethods.IsGet(context.Request.Method)
            && context.Request.Headers.XRequestedWith != "fetch")
        {
            context.Response.Redirect(Zweitfaktorpflicht.Seite);
            return Task.CompletedTask;
        }
        context.Response.StatusCode = context.Items.ContainsKey(Zugriffspruefung.Unbekannt)
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
