using FluentValidation;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>Who is to be invited into which office.</summary>
public sealed record EinladenForm
{
    /// <summary>Key of an <see cref="Amtswahl"/>.</summary>
    public string? Amt { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Funktion { get; init; }
    public Guid? Fachbereich { get; init; }
    public DateOnly? Von { get; init; }
    public DateOnly? Bis { get; init; }

    /// <summary>Back from the preview, to change something.</summary>
    public bool Aendern { get; init; }
}

public sealed class EinladenFormValidator : AbstractValidator<EinladenForm>
{
    public EinladenFormValidator()
    {
        RuleFor(f => f.Amt).NotEmpty().WithMessage("Wählen Sie, wozu Sie einladen.");
        RuleFor(f => f.Name).IsPersonName();
        RuleFor(f => f.Email).IsMailAddress();
        RuleFor(f => f.Funktion).IsFunktion();
        RuleFor(f => f.Bis).GreaterThanOrEqualTo(f => f.Von).When(f => f.Von is not null)
            .WithMessage("Der letzte Tag liegt vor dem ersten.");
        RuleFor(f => f.Bis).NotNull().When(f => f.Amt?.EndsWith("-Hilfe", StringComparison.Ordinal) == true)
            .WithMessage("Hilfe von außen braucht einen letzten Tag.");
        RuleFor(f => f.Funktion).NotEmpty().When(f => f.Amt?.EndsWith("-Hilfe", StringComparison.Ordinal) == true)
            .WithMessage("Nennen Sie, woher die Hilfe kommt, zum Beispiel den Namen der Firma.");
    }
}

/// <summary>Takes an office over: from whom, when, and who.</summary>
public sealed record NachfolgeForm
{
    public DateOnly? LetzterTag { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Funktion { get; init; }
    public Amtsart? Art { get; init; }
    public DateOnly? Bis { get; init; }
    public bool Aendern { get; init; }
}

public sealed class NachfolgeFormValidator : AbstractValidator<NachfolgeForm>
{
    public NachfolgeFormValidator()
    {
        RuleFor(f => f.LetzterTag).NotNull().WithMessage("Nennen Sie den letzten Tag der bisherigen Person.");
        RuleFor(f => f.Name).IsPersonName();
        RuleFor(f => f.Email).IsMailAddress();
        RuleFor(f => f.Funktion).IsFunktion();
        RuleFor(f => f.Art).Must(a => a is null or Amtsart.Leitung or Amtsart.StaendigeVertretung or Amtsart.Kommissarisch or Amtsart.Mitarbeit)
            .WithMessage("Wählen Sie, wie das Amt übernommen wird.");
        RuleFor(f => f.Bis).GreaterThan(f => f.LetzterTag).When(f => f.LetzterTag is not null)
            .WithMessage("Das neue Amt endet nach dem letzten Tag des bisherigen.");
    }
}

/// <summary>Another link for somebody who is invited already; the address may be corrected.</summary>
public sealed record ErneutForm
{
    public string? Email { get; init; }
    public bool Aendern { get; init; }
}

public sealed class ErneutFormValidator : AbstractValidator<ErneutForm>
{
    public ErneutFormValidator() => RuleFor(f => f.Email).IsMailAddress();
}

/// <summary>Another capacity, department or last day.</summary>
public sealed record AenderungForm
{
    public Amtsart? Art { get; init; }
    public Guid? Fachbereich { get; init; }
    public DateOnly? Bis { get; init; }
}

public sealed record EndeForm
{
    public DateOnly? LetzterTag { get; init; }
}

public sealed class EndeFormValidator : AbstractValidator<EndeForm>
{
    public EndeFormValidator() => RuleFor(f => f.LetzterTag).NotNull().WithMessage("Nennen Sie den letzten Tag.");
}

/// <summary>The Leitung hands acts over for a period.</summary>
public sealed record UebertragungForm
{
    public Guid? Person { get; init; }
    public bool Freigabe { get; init; }
    public bool Bestaetigung { get; init; }
    public bool Unterschrift { get; init; }
    public DateOnly? Von { get; init; }
    public DateOnly? Bis { get; init; }

    public Befugnisse Befugnisse =>
        (Freigabe ? Befugnisse.Freigabe : 0) | (Bestaetigung ? Befugnisse.Bestaetigung : 0) | (Unterschrift ? Befugnisse.Unterschrift : 0);
}

public sealed class UebertragungFormValidator : AbstractValidator<UebertragungForm>
{
    public UebertragungFormValidator()
    {
        RuleFor(f => f.Person).NotNull().WithMessage("Wählen Sie eine Person Ihrer Organisation.");
        RuleFor(f => f.Freigabe).Must((form, _) => form.Befugnisse != Befugnisse.Keine)
            .WithMessage("Wählen Sie, was übertragen wird: Freigabe, Bestätigung oder Unterschrift.");
        RuleFor(f => f.Von).NotNull().WithMessage("Nennen Sie den ersten Tag.");
        RuleFor(f => f.Bis).NotNull().WithMessage("Nennen Sie den letzten Tag.")
            .GreaterThanOrEqualTo(f => f.Von).When(f => f.Von is not null).WithMessage("Der letzte Tag liegt vor dem ersten.");
    }
}

/// <summary>Rules that forms about people share.</summary>
public static class Personenregeln
{
    public static void IsPersonName<T>(this IRuleBuilder<T, string?> regel) => regel
        .NotEmpty().WithMessage("Geben Sie den Namen ein.")
        .MaximumLength(Person.NameMaxLength).WithMessage($"Der Name hat höchstens {Person.NameMaxLength} Zeichen.")
        .Must(OneLine).WithMessage("Der Name steht in einer Zeile.");

    public static void IsMailAddress<T>(this IRuleBuilder<T, string?> regel) => regel
        .NotEmpty().WithMessage("Geben Sie die E-Mail-Adresse ein.")
        .Must(a => a is null || Mailadresse.IsValid(a)).WithMessage("Das ist keine E-Mail-Adresse, zum Beispiel vorname.nachname@stadt.de.");

    public static void IsFunktion<T>(this IRuleBuilder<T, string?> regel) => regel
        .MaximumLength(Person.FunktionMaxLength).WithMessage($"Die Funktion hat höchstens {Person.FunktionMaxLength} Zeichen.")
        .Must(OneLine).WithMessage("Die Funktion steht in einer Zeile.");

    private static bool OneLine(string? text) => text?.Contains('\n', StringComparison.Ordinal) != true;
}
