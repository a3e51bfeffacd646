using FluentValidation;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <param name="Kommune">Part of its name, or its Gemeindeschlüssel.</param>
/// <param name="Region">Key of the Bildungsregion.</param>
/// <param name="Traeger">Part of the carrier's name, or its number.</param>
public sealed record Schulfilter(
    string? Suche, string? Schulform, string? Kommune, string? Region, string? Traeger, bool Geschlossene = false)
{
    public bool IsEmpty => Suche is null && Schulform is null && Kommune is null && Region is null && Traeger is null && !Geschlossene;

    public (string, string?)[] Wahl =>
    [
        ("suche", Suche), ("schulform", Schulform), ("kommune", Kommune), ("region", Region), ("traeger", Traeger),
        ("geschlossene", Geschlossene ? "true" : null),
    ];
}

public sealed class SchulfilterValidator : AbstractValidator<Schulfilter>
{
    public SchulfilterValidator()
    {
        RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
        RuleFor(f => f.Kommune).MaximumLength(Suchworte.MaxLength).WithName("Kommune");
        RuleFor(f => f.Traeger).MaximumLength(Suchworte.MaxLength).WithName("Schulträger");
        RuleFor(f => f.Schulform).MaximumLength(Suchworte.MaxLength).WithName("Schulform");
        RuleFor(f => f.Region).MaximumLength(Suchworte.MaxLength).WithName("Region");
    }
}
