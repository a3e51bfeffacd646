using Microsoft.AspNetCore.Razor.TagHelpers;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Security;

/// <summary>Hides a button or link that the policy would refuse: <c>policy="MatrixFreigeben"</c>.</summary>
[HtmlTargetElement(Attributes = "policy")]
public sealed class PolicyTagHelper(AktuellerBenutzer benutzer) : TagHelper
{
    [HtmlAttributeName("policy")]
    public Handlung Policy { get; set; }

    /// <summary>The scope that the button acts on; without it any office will do.</summary>
    [HtmlAttributeName("policy-scope")]
    public Scope? Scope { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!benutzer.May(Policy, Scope))
            output.SuppressOutput();
    }
}
