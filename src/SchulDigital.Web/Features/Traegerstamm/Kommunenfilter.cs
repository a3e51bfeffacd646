using FluentValidation;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <param name="Region">Key of the Bildungsregion.</param>
public sealed record Kommunenfilter(string? Suche, string? Region)
{
    public bool IsEmpty => Suche is null && Region is null;

    public (string, string?)[] Wahl => [("suche", Suche), ("region", Region)];
}

public sealed class KommunenfilterValidator : AbstractValidator<Kommunenfilter>
{
    public KommunenfilterValidator()
    {
        RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
        RuleFor(f => f.Region).MaximumLength(Suchworte.MaxLength).WithName("Region");
    }
}
