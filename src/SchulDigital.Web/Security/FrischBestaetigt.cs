using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using SchulDigital.Domain;

namespace SchulDigital.Web.Security;

/// <summary>
/// The act wants a proof of who is asking that is not older than <c>Konten:BestaetigungMinuten</c> (preset 15). A page leads
/// to <c>/bestaetigen</c> and comes back; a form is answered 401 with that page, and travels through it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class FrischBestaetigtAttribute : Attribute, IAsyncResourceFilter
{
    public const string Seite = "/bestaetigen";

    /// <summary>Key in <c>HttpContext.Items</c>: the form that waits for the proof.</summary>
    public static readonly object Formular = new();

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var dienste = http.RequestServices;
        var minuten = dienste.GetRequiredService<IConfiguration>().GetValue("Konten:BestaetigungMinuten", 15);
        var bestaetigt = dienste.GetRequiredService<AktuellerBenutzer>().BestaetigtAm;
        if (dienste.GetRequiredService<TimeProvider>().Now() < bestaetigt.AddMinutes(minuten))
        {
            await next();
            return;
        }
        if (HttpMethods.IsGet(http.Request.Method))
        {
            context.Result = new LocalRedirectResult(
                $"{Seite}?zurueck={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
            return;
        }
        if (http.Request.Headers.XRequestedWith == "fetch")
            http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        else if (http.Request.HasFormContentType)
            http.Items[Formular] = await http.Request.ReadFormAsync(http.RequestAborted);
        context.Result = new StatusCodeResult(StatusCodes.Status401Unauthorized);
    }
}
