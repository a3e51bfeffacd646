using FluentValidation;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Traegerstamm;

public sealed record Regionsfilter(string? Suche);

public sealed class RegionsfilterValidator : AbstractValidator<Regionsfilter>
{
    public RegionsfilterValidator() => RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
}
