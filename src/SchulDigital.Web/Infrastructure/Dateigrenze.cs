using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SchulDigital.Web.Infrastructure;

/// <summary>
/// Refuses too big an upload by the size that it announces, before anything of it is read, and says so. What announces no
/// size or a wrong one, the limits of the server cut off.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DateigrenzeAttribute(int megabyte) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the form is read for its token.</summary>
    public int Order => 0;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        // A form is a bit bigger than the file in it.
        if (context.HttpContext.Request.ContentLength is not { } laenge || laenge <= (megabyte + 1L) << 20)
            return;
        context.HttpContext.Items[Fehlerantwort.Satz] = $"Die Datei ist größer als {megabyte} MB.";
        context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
    }
}
