using System.Security.Claims;
using System.Threading.RateLimiting;

namespace SchulDigital.Web.Security;

/// <summary>
/// Limits for what can be abused; plain pages have none. A town hall is one address, so sign-ins are counted generously
/// per address, while the lockout guards each account. Stands behind the sign-in, because it counts per person, and behind
/// the policies, so that nobody's refusals use up what others may.
/// </summary>
public static class Begrenzung
{
    public const string Anmeldung = "Anmeldung";
    public const string Zugangslink = "Zugangslink";
    public const string Ausgabe = "Ausgabe";
    public const string Feedback = "Feedback";
    public const string Pruefung = "Pruefung";
    public const string PasswortVergessen = "PasswortVergessen";

    public static IServiceCollection AddBegrenzung(this IServiceCollection services, IConfiguration configuration)
    {
        var anmeldungen = configuration.GetValue("Grenzen:AnmeldungenJeMinuteUndAdresse", 200);
        var links = configuration.GetValue("Grenzen:ZugangslinksJeMinuteUndAdresse", 200);
        var ausgaben = configuration.GetValue("Grenzen:AusgabenJeMinuteUndPerson", 120);
        var feedback = configuration.GetValue("Grenzen:FeedbackJeMinuteUndAdresse", 10);
        var pruefungen = configuration.GetValue("Grenzen:PruefungenJeMinuteUndAdresse", 60);
        var vergessene = configuration.GetValue("Grenzen:PasswortanfragenJeMinuteUndAdresse", 20);
        return services.AddRateLimiter(grenzen =>
        {
            grenzen.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            grenzen.OnRejected = (zuviel, _) =>
            {
                zuviel.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            grenzen.AddPolicy(Anmeldung, http => PerMinute(AddressOf(http), anmeldungen));
            grenzen.AddPolicy(Zugangslink, http => PerMinute(AddressOf(http), links));
            grenzen.AddPolicy(Feedback, http => PerMinute(AddressOf(http), feedback));
            grenzen.AddPolicy(Pruefung, http => PerMinute(AddressOf(http), pruefungen));
            grenzen.AddPolicy(PasswortVergessen, http => PerMinute(AddressOf(http), vergessene));
            grenzen.AddPolicy(Ausgabe, http =>
                PerMinute(http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", ausgaben));
        });
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> PerMinute(string schluessel, int anzahl) =>
        RateLimitPartition.GetFixedWindowLimiter(schluessel, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = anzahl,
            Window = TimeSpan.FromMinutes(1),
        });
}
