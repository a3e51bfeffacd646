using FluentValidation;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <param name="Region">Key of a Bildungsregion in which the carrier has a school.</param>
public sealed record Traegerfilter(string? Suche, TraegerArt? Art, string? Region)
{
    public bool IsEmpty => Suche is null && Art is null && Region is null;

    public (string, string?)[] Wahl => [("suche", Suche), ("art", Art?.ToString()), ("region", Region)];
}

public sealed class TraegerfilterValidator : AbstractValidator<Traegerfilter>
{
    public TraegerfilterValidator()
    {
        RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
        RuleFor(f => f.Art).IsInEnum().WithName("Art");
        RuleFor(f => f.Region).MaximumLength(Suchworte.MaxLength).WithName("Region");
    }
}
