using FluentValidation;
using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Features.Matrixbogen;

public sealed record RuecknahmeForm
{
    public string? Grund { get; init; }
}

public sealed class RuecknahmeFormValidator : AbstractValidator<RuecknahmeForm>
{
    public RuecknahmeFormValidator() =>
        RuleFor(f => f.Grund)
            .NotEmpty().WithMessage("Nennen Sie einen Grund für das Zurückziehen.")
            .MaximumLength(MatrixFassung.GrundMaxLength).WithMessage("Der Grund ist zu lang: möglich sind {MaxLength} Zeichen.");
}

public sealed record RuecknahmeSeite(Matrixweg Weg, int Fassung);
