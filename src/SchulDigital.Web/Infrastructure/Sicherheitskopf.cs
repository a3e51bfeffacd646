namespace SchulDigital.Web.Infrastructure;

/// <summary>Headers of every answer. Pages carry people's data and are never stored by a cache on the way.</summary>
public static class Sicherheitskopf
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSicherheitskopf(this WebApplication app)
    {
        var hsts = !app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var kopf = context.Response.Headers;
                kopf.ContentSecurityPolicy = ContentSecurityPolicy;
                kopf.XContentTypeOptions = "nosniff";
                kopf.XFrameOptions = "DENY";
                kopf["Referrer-Policy"] = "same-origin";
                kopf["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                kopf["Cross-Origin-Opener-Policy"] = "same-origin";
                if (hsts && context.Request.IsHttps)
                    kopf.StrictTransportSecurity = "max-age=31536000";
                if (string.IsNullOrEmpty(kopf.CacheControl))
                    kopf.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
