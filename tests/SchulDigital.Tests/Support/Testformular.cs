using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace SchulDigital.Tests.Support;

/// <summary>A form with what a browser would send of it.</summary>
public sealed class Testformular
{
    private readonly List<KeyValuePair<string, string>> _felder = [];

    internal Testformular(IHtmlFormElement form, string seite)
    {
        Adresse = form.GetAttribute("action") is { Length: > 0 } ziel ? ziel : seite;
        IsPost = string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase);
        foreach (var element in form.Elements.Where(e => e.GetAttribute("name") is { Length: > 0 } && !IsDisabled(e)))
            foreach (var wert in Values(element))
                _felder.Add(new(element.GetAttribute("name")!, wert));
    }

    public string Adresse { get; }
    public bool IsPost { get; }
    public IReadOnlyList<KeyValuePair<string, string>> Felder => _felder;
    public string Query => string.Join('&', _felder.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));

    public string? this[string name] => _felder.FirstOrDefault(f => f.Key == name).Value;

    /// <summary>Sets a field to one value, adds it where it was not sent, or takes it out (null).</summary>
    public Testformular Set(string name, string? wert)
    {
        var stelle = _felder.FindIndex(f => f.Key == name);
        _felder.RemoveAll(f => f.Key == name);
        if (wert is not null)
            _felder.Insert(stelle < 0 ? _felder.Count : stelle, new(name, wert));
        return this;
    }

    private static bool IsDisabled(IElement element) =>
        element.HasAttribute("disabled") || element.Closest("fieldset[disabled]") is not null;

    private static IEnumerable<string> Values(IElement element) => element switch
    {
        // Without a value a browser sends "on".
        IHtmlInputElement { Type: "checkbox" or "radio" } wahl => wahl.IsChecked ? [wahl.GetAttribute("value") ?? "on"] : [],
        IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" } => [],
        IHtmlInputElement eingabe => [eingabe.Value],
        IHtmlTextAreaElement text => [text.Value.ReplaceLineEndings("\r\n")],
        IHtmlSelectElement auswahl => auswahl.Options.Where(o => o.IsSelected).Select(o => o.Value),
        _ => [],
    };
}
