using System.Diagnostics;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace SchulDigital.Web.Infrastructure;

/// <summary>
/// One line per request, without person: the route's pattern instead of the address, because addresses carry ids and
/// personal links. JSON outside development.
/// </summary>
public static class Anfrageprotokoll
{
    /// <summary>Commands say only what went wrong, beside their own output.</summary>
    public static void AddBefehlsprotokoll(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(new LoggerConfiguration()
            .MinimumLevel.Warning()
            .WriteTo.Console(standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger(), dispose: true);
    }

    public static void AddProtokoll(this WebApplicationBuilder builder)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Fatal)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext();
        _ = builder.Environment.IsDevelopment()
            ? logger.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            : logger.WriteTo.Console(new JsonFormatter(renderMessage: true));
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger.CreateLogger(), dispose: true);
    }

    public static void UseAnfrageprotokoll(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Anfrage");
        app.Use(async (http, next) =>
        {
            var beginn = Stopwatch.GetTimestamp();
            await next(http);
            var muster = http.Items.TryGetValue(Wegmuster, out var gemerkt) ? gemerkt : "(ohne Weg)";
            if (log.IsEnabled(LogLevel.Information))
                log.LogInformation("{Methode} {Weg} {Status} {Millisekunden:0.0} ms {Kennzeichen}",
                    http.Request.Method, muster, http.Response.StatusCode,
                    Stopwatch.GetElapsedTime(beginn).TotalMilliseconds, Kennzeichen(http));
        });
    }

    /// <summary>After routing: remembers the pattern, also when an error page is rendered later.</summary>
    public static void UseWegmuster(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.GetEndpoint() is RouteEndpoint weg)
            http.Items.TryAdd(Wegmuster, "/" + weg.RoutePattern.RawText?.TrimStart('/'));
        return next(http);
    });

    /// <summary>The reference number that stands on an error page and in the log.</summary>
    public static string Kennzeichen(HttpContext http) => (Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier)[..12];

    private static readonly object Wegmuster = new();
}
