using FluentValidation;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Konten;

public sealed record EinladungForm
{
    /// <summary>Second secret, for those who release, confirm or sign; it came by telephone or letter.</summary>
    public string? Code { get; init; }
    public string? Name { get; init; }
    public string? Passwort { get; init; }
    public string? Wiederholung { get; init; }
}

public sealed class EinladungFormValidator : AbstractValidator<EinladungForm>
{
    private const int CodeMaxLength = 40;

    public EinladungFormValidator()
    {
        RuleFor(f => f.Code).MaximumLength(CodeMaxLength).WithMessage("Der Code hat drei Gruppen mit je vier Zeichen.");
        RuleFor(f => f.Name).NotEmpty().WithMessage("Geben Sie Ihren Namen ein.")
            .MaximumLength(Person.NameMaxLength).WithMessage($"Der Name hat höchstens {Person.NameMaxLength} Zeichen.");
        RuleFor(f => f.Passwort).NotEmpty().WithMessage("Wählen Sie ein Passwort.")
            .MaximumLength(AnmeldeForm.PasswortMaxLength).WithMessage($"Das Passwort hat höchstens {AnmeldeForm.PasswortMaxLength} Zeichen.");
        RuleFor(f => f.Wiederholung).Equal(f => f.Passwort).WithMessage("Die beiden Passwörter sind verschieden.");
    }
}
