using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Web.Security;

/// <summary>
/// Checks a sign-in at every request with one indexed query: account, sign-in, today's Zuständigkeiten. Who is
/// deactivated, signed out everywhere or out of office is out at the next request.
/// </summary>
public static class Anmeldepruefung
{
    public const string AnmeldungClaim = "anmeldung";
    public const string StempelClaim = "stempel";

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        try
        {
            if (await EnterAsync(context))
                return;
        }
        catch (Exception fehler) when (Fehlerantwort.IsDatabaseGone(fehler))
        {
            // Not known to be signed out: the cookie stays, the answer becomes 503.
            context.HttpContext.Items[Fehlerantwort.DatenbankFehlt] = true;
            context.RejectPrincipal();
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    private static async Task<bool> EnterAsync(CookieValidatePrincipalContext context)
    {
        if (!Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var personId)
            || !Guid.TryParse(context.Principal.FindFirstValue(AnmeldungClaim), out var anmeldungId))
            return false;

        var dienste = context.HttpContext.RequestServices;
        var db = dienste.GetRequiredService<AppDbContext>();
        var heute = dienste.GetRequiredService<TimeProvider>().Today();
        var konto = await (
            from benutzer in db.Users
            join person in db.Personen on benutzer.Id equals person.Id
            where benutzer.Id == personId
            select new
            {
                benutzer.SecurityStamp,
                person.Name,
                person.DeaktiviertAm,
                Angemeldet = db.Anmeldungen.Any(a => a.Id == anmeldungId && a.PersonId == personId && a.BeendetAm == null),
                Zustaendigkeiten = db.Zustaendigkeiten
                    .Where(z => z.PersonId == personId && z.Von <= heute && (z.Bis == null || z.Bis >= heute))
                    .ToList(),
            }).AsNoTracking().SingleOrDefaultAsync(context.HttpContext.RequestAborted);

        if (konto is not { DeaktiviertAm: null, Angemeldet: true }
            || konto.SecurityStamp != context.Principal.FindFirstValue(StempelClaim))
            return false;
        dienste.GetRequiredService<AktuellerBenutzer>().SignIn(personId, anmeldungId, konto.Name, konto.Zustaendigkeiten);
        return true;
    }
}
