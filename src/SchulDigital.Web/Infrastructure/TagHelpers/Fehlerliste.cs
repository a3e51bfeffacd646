using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SchulDigital.Web.Infrastructure.TagHelpers;

/// <summary>The list on top of a refused form: what is wrong, with a link to each field.</summary>
[HtmlTargetElement("fehlerliste", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FehlerlisteTagHelper : TagHelper
{
    /// <summary>Id of the field, on a page that has the same form several times; else the field is called after its name.</summary>
    public string? Ziel { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var fehler = ViewContext.ViewData.ModelState
            .SelectMany(e => e.Value!.Errors.Select(f => (e.Key, f.ErrorMessage))).ToList();
        if (fehler.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "kern-alert kern-alert--danger");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("id", "fehlerliste");
        output.Content.AppendHtml("<div class=\"kern-alert__header\"><span class=\"kern-icon kern-icon--danger\" aria-hidden=\"true\"></span><h2 class=\"kern-title\">Bitte prüfen Sie Ihre Angaben</h2></div><div class=\"kern-alert__body\"><ul class=\"kern-list kern-list--bullet\">");
        foreach (var (feld, satz) in fehler)
        {
            output.Content.AppendHtml("<li>");
            if (feld.Length == 0)
            {
                output.Content.Append(satz);
            }
            else
            {
                var link = new TagBuilder("a");
                link.AddCssClass("kern-link");
                link.Attributes["href"] = $"#{Ziel ?? $"feld-{feld}"}";
                link.InnerHtml.Append(satz);
                output.Content.AppendHtml(link);
            }
            output.Content.AppendHtml("</li>");
        }
        output.Content.AppendHtml("</ul></div>");
    }
}
