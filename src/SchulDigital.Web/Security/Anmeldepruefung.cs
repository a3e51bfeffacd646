using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Security;

/// <summary>
/// Checks a sign-in at every request with one indexed query: account, sign-in, today's Zuständigkeiten. Who is
/// deactivated, signed out everywhere or out of office is out at the next request.
/// </summary>
public static class Anmeldepruefung
{
    public const string AnmeldungClaim = "anmeldung";
    public const string StempelClaim = "stempel";
    public const string NachweisClaim = "nachweis";

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // Style sheets and scripts are the same for everybody: they cost no query.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return;
        bool gilt;
        try
        {
            gilt = await EnterAsync(context);
        }
        catch (Exception fehler) when (fehler is not OperationCanceledException)
        {
            // Not known to be signed out, so the cookie stays. The page of this failure must still be rendered, and
            // authentication runs for it again: the failure is passed on and thrown later.
            context.HttpContext.Features.Set(new Anmeldefehler(ExceptionDispatchInfo.Capture(fehler)));
            context.RejectPrincipal();
            return;
        }
        if (gilt)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>
    /// After authentication: where the sign-in could not be checked, nobody is told to sign in again; the failure becomes
    /// its own answer (database gone: 503). Its page is let through.
    /// </summary>
    public static void UseAnmeldewaechter(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Features.Get<Anmeldefehler>() is { } anmeldung && !http.Request.Path.StartsWithSegments("/fehler"))
            anmeldung.Fehler.Throw();
        return next(http);
    });

    private static async Task<bool> EnterAsync(CookieValidatePrincipalContext context)
    {
        if (!Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var personId)
            || !Guid.TryParse(context.Principal.FindFirstValue(AnmeldungClaim), out var anmeldungId))
            return false;

        var dienste = context.HttpContext.RequestServices;
        var db = dienste.GetRequiredService<AppDbContext>();
        var heute = dienste.GetRequiredService<TimeProvider>().Today();
        var aemter = await (
            from anmeldung in db.Anmeldungen
            join person in db.Personen on anmeldung.PersonId equals person.Id
            join benutzer in db.Users on person.Id equals benutzer.Id
            join zustaendigkeit in db.Zustaendigkeiten on person.Id equals zustaendigkeit.PersonId
            where anmeldung.Id == anmeldungId && anmeldung.BeendetAm == null
                && person.Id == personId && person.DeaktiviertAm == null
                && zustaendigkeit.Von <= heute && (zustaendigkeit.Bis == null || zustaendigkeit.Bis >= heute)
            select new { benutzer.SecurityStamp, person.Name, anmeldung.BestaetigtAm, Zustaendigkeit = zustaendigkeit })
            .AsNoTracking().ToListAsync(context.HttpContext.RequestAborted);

        if (aemter.Count == 0 || aemter[0].SecurityStamp != context.Principal.FindFirstValue(StempelClaim))
            return false;
        _ = Enum.TryParse<Nachweis>(context.Principal.FindFirstValue(NachweisClaim), out var nachweis);
        List<Zustaendigkeit> zustaendigkeiten = [.. aemter.Select(a => a.Zustaendigkeit)];
        dienste.GetRequiredService<AktuellerBenutzer>().SignIn(
            personId, anmeldungId, aemter[0].Name, zustaendigkeiten, nachweis, aemter[0].BestaetigtAm,
            dienste.GetRequiredService<Zweitfaktorpflicht>().Covers(zustaendigkeiten));
        return true;
    }

    /// <summary>Request feature: the sign-in could not be checked, most likely because the database is gone.</summary>
    private sealed record Anmeldefehler(ExceptionDispatchInfo Fehler);
}
