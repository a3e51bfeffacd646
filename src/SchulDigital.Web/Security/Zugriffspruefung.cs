using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Security;

/// <summary>
/// The one handler: resolves the scope from the route, joins it with the Zuständigkeiten of the person and leaves it
/// loaded for the action. Own scope costs no query. A refusal is 403 for what the person knows of, else 404.
/// </summary>
public sealed class Zugriffspruefung(AktuellerBenutzer benutzer, AppDbContext db) : AuthorizationHandler<Handlungsanforderung>
{
    public const string TraegerParameter = "traegerId";
    public const string SchuleParameter = "schulId";

    /// <summary>Key in <c>HttpContext.Items</c>: the refused scope is one that the person must not know of.</summary>
    public static readonly object Unbekannt = new();

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Handlungsanforderung requirement)
    {
        if (!benutzer.IsSignedIn || context.Resource is not HttpContext http)
            return;

        if (!ReadScope(http.Request.RouteValues, out var scope) || requirement.Handlung == Handlung.StammdatenLesen)
        {
            if (benutzer.May(requirement.Handlung))
                context.Succeed(requirement);
        }
        else if (scope is { } bereich && benutzer.OfficeFor(requirement.Handlung, bereich) is { } amt)
        {
            benutzer.Enter(new Zugriff(bereich, amt));
            context.Succeed(requirement);
        }
        else if (scope is null || !await KnowsAsync(scope.Value, http.RequestAborted))
        {
            http.Items[Unbekannt] = true;
        }
    }

    /// <summary>True when the route names a scope; a malformed id is a scope that does not exist.</summary>
    private static bool ReadScope(RouteValueDictionary werte, out Scope? scope)
    {
        scope = null;
        if (werte.TryGetValue(TraegerParameter, out var traeger))
            scope = Guid.TryParse(traeger as string, out var id) ? Scope.Schultraeger(id) : null;
        else if (werte.TryGetValue(SchuleParameter, out var schule))
            scope = Guid.TryParse(schule as string, out var id) ? Scope.Schule(id) : null;
        else
            return false;
        return true;
    }

    /// <summary>
    /// Whether the person knows of the matrix of this scope: the own house, the carrier of its schools' matrices, the
    /// Koordination of its region's.
    /// </summary>
    private async Task<bool> KnowsAsync(Scope scope, CancellationToken abbruch)
    {
        if (benutzer.Zustaendigkeiten.Any(z => z.Scope == scope))
            return true;

        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        if (scope.Art == ScopeArt.Schultraeger)
            return regionen.Count > 0 && await db.Schulen.AnyAsync(s => s.SchultraegerId == scope.Id
                && db.Kommunen.Any(k => k.Id == s.KommuneId && regionen.Contains(k.BildungsregionId!.Value)), abbruch);

        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        return (traeger.Count > 0 || regionen.Count > 0) && await db.Schulen.AnyAsync(s => s.Id == scope.Id
            && (traeger.Contains(s.SchultraegerId!.Value)
                || db.Kommunen.Any(k => k.Id == s.KommuneId && regionen.Contains(k.BildungsregionId!.Value))), abbruch);
    }
}

/// <summary>Answers a refusal: 404 for what the person must not know of, else 403; without sign-in the challenge.</summary>
public sealed class Zugriffsantwort : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _standard = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
            return _standard.HandleAsync(next, context, policy, authorizeResult);
        context.Response.StatusCode = context.Items.ContainsKey(Zugriffspruefung.Unbekannt)
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
