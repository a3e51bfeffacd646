using FluentValidation;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Konten;

public sealed record EinladungForm
{
    public string? Name { get; init; }
    public string? Passwort { get; init; }
    public string? Wiederholung { get; init; }
}

public sealed class EinladungFormValidator : AbstractValidator<EinladungForm>
{
    public EinladungFormValidator()
    {
        RuleFor(f => f.Name).NotEmpty().WithMessage("Geben Sie Ihren Namen ein.")
            .MaximumLength(Person.NameMaxLength).WithMessage($"Der Name hat höchstens {Person.NameMaxLength} Zeichen.");
        RuleFor(f => f.Passwort).NotEmpty().WithMessage("Wählen Sie ein Passwort.")
            .MaximumLength(AnmeldeForm.PasswortMaxLength).WithMessage($"Das Passwort hat höchstens {AnmeldeForm.PasswortMaxLength} Zeichen.");
        RuleFor(f => f.Wiederholung).Equal(f => f.Passwort).WithMessage("Die beiden Passwörter sind verschieden.");
    }
}
