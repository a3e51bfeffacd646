using FluentValidation;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SchulDigital.Web.Infrastructure;

/// <summary>Runs the validator of a form, where it has one, and puts its sentences beside the fields.</summary>
public sealed class Formularpruefung : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        foreach (var form in context.ActionArguments.Values)
        {
            if (form is null || context.HttpContext.RequestServices
                    .GetService(typeof(IValidator<>).MakeGenericType(form.GetType())) is not IValidator pruefer)
                continue;
            var ergebnis = await pruefer.ValidateAsync(new ValidationContext<object>(form), context.HttpContext.RequestAborted);
            foreach (var fehler in ergebnis.Errors)
                context.ModelState.AddModelError(fehler.PropertyName, fehler.ErrorMessage);
        }
        await next();
    }
}
