using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SchulDigital.Web.Infrastructure.TagHelpers;

/// <summary>
/// A text field with label, hint and message: <c>&lt;feld name="Email" label="E-Mail-Adresse" /&gt;</c>. What was typed
/// stays (from the ModelState), except passwords.
/// </summary>
[HtmlTargetElement("feld", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FeldTagHelper : TagHelper
{
    public required string Name { get; set; }
    public required string Label { get; set; }
    public string Type { get; set; } = "text";
    public string? Value { get; set; }
    public string? Hinweis { get; set; }
    public string? Autocomplete { get; set; }
    public int? Maxlength { get; set; }
    public bool Mehrzeilig { get; set; }
    public bool Optional { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var eintrag = ViewContext.ViewData.ModelState[Name];
        var fehler = eintrag?.Errors.FirstOrDefault()?.ErrorMessage;
        var wert = Type == "password" ? null : eintrag?.AttemptedValue ?? Value;
        var id = $"feld-{Name}";

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", fehler is null ? "kern-form-input" : "kern-form-input kern-form-input--error");

        var label = new TagBuilder("label");
        label.AddCssClass("kern-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (Optional)
            label.InnerHtml.AppendHtml(" <span class=\"kern-label__optional\">- optional</span>");
        output.Content.AppendHtml(label);

        var beschreibung = new List<string>();
        if (Hinweis is not null)
            output.Content.AppendHtml(Text("div", "kern-hint", $"{id}-hinweis", Hinweis, beschreibung));

        var eingabe = new TagBuilder(Mehrzeilig ? "textarea" : "input");
        eingabe.AddCssClass("kern-form-input__input");
        eingabe.Attributes["id"] = id;
        eingabe.Attributes["name"] = Name;
        if (Maxlength is { } laenge)
            eingabe.Attributes["maxlength"] = laenge.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Autocomplete is not null)
            eingabe.Attributes["autocomplete"] = Autocomplete;
        if (Mehrzeilig)
        {
            eingabe.Attributes["rows"] = "5";
            // A browser drops the first line break of a textarea.
            eingabe.InnerHtml.AppendHtml("\n").Append(wert ?? "");
        }
        else
        {
            eingabe.TagRenderMode = TagRenderMode.SelfClosing;
            eingabe.Attributes["type"] = Type;
            if (wert is not null)
                eingabe.Attributes["value"] = wert;
        }

        string? meldung = null;
        if (fehler is not null)
        {
            eingabe.AddCssClass("kern-form-input__input--error");
            eingabe.Attributes["aria-invalid"] = "true";
            beschreibung.Add($"{id}-fehler");
            meldung = $"<p class=\"kern-error\" id=\"{id}-fehler\"><span class=\"kern-icon kern-icon--danger\" aria-hidden=\"true\"></span><span class=\"kern-body\">{HtmlEncoder.Default.Encode(fehler)}</span></p>";
        }
        if (beschreibung.Count > 0)
            eingabe.Attributes["aria-describedby"] = string.Join(' ', beschreibung);
        output.Content.AppendHtml(eingabe);
        if (meldung is not null)
            output.Content.AppendHtml(meldung);
    }

    private static TagBuilder Text(string tag, string klasse, string id, string text, List<string> beschreibung)
    {
        var element = new TagBuilder(tag);
        element.AddCssClass(klasse);
        element.Attributes["id"] = id;
        element.InnerHtml.Append(text);
        beschreibung.Add(id);
        return element;
    }
}
