using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace SchulDigital.Web.Infrastructure;

/// <summary>Finds views beside their controller: <c>Features/{folder}/{view}.cshtml</c>, then <c>Features/Shared</c>.</summary>
public sealed class FeatureFolders : IViewLocationExpander
{
    private const string Ordner = "ordner";

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Ordner] = (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?
            .ControllerTypeInfo.Namespace?.Split('.')[^1];

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        [$"/Features/{context.Values[Ordner]}/{{0}}.cshtml", "/Features/Shared/{0}.cshtml"];
}
