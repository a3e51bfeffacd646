using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace SchulDigital.Web.Infrastructure;

/// <summary>What the framework says when a value does not fit its field, in German.</summary>
public static class Bindemeldungen
{
    public static void Set(DefaultModelBindingMessageProvider meldungen)
    {
        meldungen.SetAttemptedValueIsInvalidAccessor((wert, feld) => $"Der Wert „{wert}“ passt nicht zum Feld {feld}.");
        meldungen.SetMissingBindRequiredValueAccessor(feld => $"Das Feld {feld} fehlt.");
        meldungen.SetMissingKeyOrValueAccessor(() => "Eine Angabe fehlt.");
        meldungen.SetMissingRequestBodyRequiredValueAccessor(() => "Die Anfrage ist leer.");
        meldungen.SetNonPropertyAttemptedValueIsInvalidAccessor(wert => $"Der Wert „{wert}“ ist ungültig.");
        meldungen.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Der Wert ist ungültig.");
        meldungen.SetNonPropertyValueMustBeANumberAccessor(() => "Bitte geben Sie eine Zahl ein.");
        meldungen.SetUnknownValueIsInvalidAccessor(feld => $"Der Wert passt nicht zum Feld {feld}.");
        meldungen.SetValueIsInvalidAccessor(wert => $"Der Wert „{wert}“ ist ungültig.");
        meldungen.SetValueMustBeANumberAccessor(feld => $"Das Feld {feld} erwartet eine Zahl.");
        meldungen.SetValueMustNotBeNullAccessor(_ => "Bitte füllen Sie dieses Feld aus.");
    }
}
