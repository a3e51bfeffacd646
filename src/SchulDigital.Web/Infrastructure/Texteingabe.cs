using System.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SchulDigital.Web.Infrastructure;

/// <summary>
/// Binds text as the house stores it: NFC, line ends as LF, without blanks around it; empty is null. Characters that no
/// database takes are refused with a sentence.
/// </summary>
public sealed class Texteingabe : IModelBinder
{
    public const string UnzulaessigesZeichen = "Der Text enthält ein unzulässiges Zeichen. Bitte geben Sie ihn neu ein.";

    public Task BindModelAsync(ModelBindingContext context)
    {
        var wert = context.ValueProvider.GetValue(context.ModelName);
        if (wert == ValueProviderResult.None)
            return Task.CompletedTask;

        context.ModelState.SetModelValue(context.ModelName, wert);
        if (Normalize(wert.FirstValue, out var text))
            context.Result = ModelBindingResult.Success(text);
        else
            context.ModelState.TryAddModelError(context.ModelName, UnzulaessigesZeichen);
        return Task.CompletedTask;
    }

    /// <summary>False when the text holds something that cannot be stored.</summary>
    public static bool Normalize(string? eingabe, out string? text)
    {
        text = null;
        if (string.IsNullOrWhiteSpace(eingabe))
            return true;
        foreach (var zeichen in eingabe)
            if (char.IsControl(zeichen) && zeichen is not ('\n' or '\r' or '\t') || zeichen is '\uFFFE' or '\uFFFF')
                return false;
        try
        {
            text = eingabe.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Trim();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public sealed class Provider : IModelBinderProvider
    {
        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.ModelType == typeof(string) && context.BindingInfo.BindingSource?.IsFromRequest != false
                ? new Texteingabe()
                : null;
    }
}
