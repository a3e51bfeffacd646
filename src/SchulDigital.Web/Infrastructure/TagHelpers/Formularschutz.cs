using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SchulDigital.Web.Infrastructure.TagHelpers;

/// <summary>
/// Puts the antiforgery token into every form that posts. The framework does so only for forms without a plain address,
/// because it does not know whether that is its own; here all are (<c>form-action 'self'</c>).
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post], action")]
public sealed class FormularschutzTagHelper(IHtmlGenerator html) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (html.GenerateAntiforgery(ViewContext) is { } token)
            output.PostContent.AppendHtml(token);
    }
}
