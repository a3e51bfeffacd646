using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Besuche;
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

    /// <summary>Which route parameter names which kind of scope.</summary>
    public static readonly IReadOnlyList<(string Parameter, ScopeArt Art)> Bereichsparameter =
    [
        (TraegerParameter, ScopeArt.Schultraeger), (SchuleParameter, ScopeArt.Schule), (TischParameter, ScopeArt.RunderTisch),
        (GruppeParameter, ScopeArt.Schulgruppe), (RegionParameter, ScopeArt.Bildungsregion),
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
        if (!ReadScope(http.Request.RouteValues, out var scope) || requirement.Handlung == Handlung.StammdatenLesen)
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

    /// <summary>True when the route names a scope; a malformed id is a scope that does not exist.</summary>
    private static bool ReadScope(RouteValueDictionary werte, out Scope? scope)
    {
        scope = null;
        foreach (var (parameter, art) in Bereichsparameter)
            if (werte.TryGetValue(parameter, out var wert))
            {
                scope = Guid.TryParse(wert as string, out var id) ? new Scope(art, id) : null;
                return true;
            }
        return false;
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

    /// <summary>
    /// Whether the person may know of what a house does: the own house, the carrier of its schools', the Koordination of
    /// everything in its region, the Administration of regions.
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
        return scope.Art == ScopeArt.Schule && traeger.Count > 0
            && await db.Schulen.AnyAsync(s => s.Id == scope.Id && traeger.Contains(s.SchultraegerId!.Value), abbruch);
    }
}

/// <summary>The carrier that organises a visit, and the partner organisations that are invited to it.</summary>
public sealed record Besuchsbereich(Scope Traeger, IReadOnlyList<Scope> Partner)
{
    public IEnumerable<Scope> Alle => Partner.Prepend(Traeger);
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
