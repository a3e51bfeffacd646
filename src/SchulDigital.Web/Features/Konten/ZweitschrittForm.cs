using FluentValidation;

namespace SchulDigital.Web.Features.Konten;

public sealed record ZweitschrittForm
{
    public const int CodeMaxLength = 20;

    public string? Code { get; init; }

    /// <summary>Carries the proven password from the first step.</summary>
    public string? Ticket { get; init; }
    public string? Zurueck { get; init; }
    public string? Aufbewahrt { get; init; }
}

public sealed class ZweitschrittFormValidator : AbstractValidator<ZweitschrittForm>
{
    public ZweitschrittFormValidator() => RuleFor(f => f.Code).NotEmpty().WithMessage("Geben Sie einen Code ein.")
        .MaximumLength(ZweitschrittForm.CodeMaxLength).WithMessage($"Ein Code hat höchstens {ZweitschrittForm.CodeMaxLength} Zeichen.");
}
