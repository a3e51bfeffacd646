using FluentValidation;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Konten;

public sealed record AnmeldeForm
{
    public const int PasswortMaxLength = 200;

    public string? Email { get; init; }
    public string? Passwort { get; init; }

    /// <summary>Where to go after the sign-in; only addresses of this portal.</summary>
    public string? Zurueck { get; init; }

    /// <summary>The protected form of an expired sign-in.</summary>
    public string? Aufbewahrt { get; init; }
}

public sealed class AnmeldeFormValidator : AbstractValidator<AnmeldeForm>
{
    public AnmeldeFormValidator()
    {
        RuleFor(f => f.Email).NotEmpty().WithMessage("Geben Sie Ihre E-Mail-Adresse ein.")
            .MaximumLength(Person.EmailMaxLength).WithMessage($"Die E-Mail-Adresse hat höchstens {Person.EmailMaxLength} Zeichen.");
        RuleFor(f => f.Passwort).NotEmpty().WithMessage("Geben Sie Ihr Passwort ein.")
            .MaximumLength(AnmeldeForm.PasswortMaxLength).WithMessage($"Das Passwort hat höchstens {AnmeldeForm.PasswortMaxLength} Zeichen.");
    }
}
