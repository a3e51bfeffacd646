using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure;

/// <summary>
/// Turns failures into pages: an empty answer with an error status becomes the page <c>/fehler/{status}</c>, rendered as
/// GET so that a refused POST is not judged twice. 401 renders the sign-in page, which keeps what was typed.
/// </summary>
public static class Fehlerantwort
{
    /// <summary>Key in <c>HttpContext.Items</c>: the German sentence that the error page shows.</summary>
    public static readonly object Satz = new();

    public static void UseFehlerseiten(this WebApplication app)
    {
        app.UseStatusCodePages(async statusCode =>
        {
            var http = statusCode.HttpContext;
            var (path, query, method, inhalt) =
                (http.Request.Path, http.Request.QueryString, http.Request.Method, http.Request.ContentType);
            var status = http.Response.StatusCode;
            http.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
            {
                OriginalPath = path,
                OriginalPathBase = http.Request.PathBase,
                OriginalQueryString = query.Value,
            });
            http.SetEndpoint(null);
            http.Request.RouteValues.Clear();
            http.Request.Path = status == StatusCodes.Status401Unauthorized ? "/anmelden/erneut" : $"/fehler/{status}";
            http.Request.QueryString = QueryString.Empty;
            http.Request.Method = HttpMethods.Get;
            // A form that could not be read must not be read again.
            http.Request.ContentType = null;
            try
            {
                await statusCode.Next(http);
            }
            finally
            {
                (http.Request.Path, http.Request.QueryString, http.Request.Method, http.Request.ContentType) =
                    (path, query, method, inhalt);
            }
        });

        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Fehler");
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http =>
            {
                var fehler = http.Features.Get<IExceptionHandlerFeature>()?.Error;
                log.LogError(fehler, "{Kennzeichen} ging schief", Anfrageprotokoll.Kennzeichen(http));
                http.Response.StatusCode = Datenbank.IsGone(fehler)
                    ? StatusCodes.Status503ServiceUnavailable
                    : fehler is BadHttpRequestException anfrage ? anfrage.StatusCode : StatusCodes.Status500InternalServerError;
                return Task.CompletedTask;
            },
        });
    }

    private sealed class StatusCodeReExecuteFeature : IStatusCodeReExecuteFeature
    {
        public string OriginalPathBase { get; set; } = "";
        public string OriginalPath { get; set; } = "";
        public string? OriginalQueryString { get; set; }
    }
}

/// <summary>
/// A rule of the trade that no page caught: 400 with its sentence; an act that came too late: 409.
/// </summary>
public sealed class FachregelFilter : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        var status = context.Exception switch
        {
            FachregelVerletzt => StatusCodes.Status400BadRequest,
            Zustandskonflikt or DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
            _ => 0,
        };
        if (status == 0)
            return;
        if (context.Exception is not DbUpdateConcurrencyException)
            context.HttpContext.Items[Fehlerantwort.Satz] = context.Exception.Message;
        context.Result = new StatusCodeResult(status);
        context.ExceptionHandled = true;
    }
}
