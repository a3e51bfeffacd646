using FluentValidation;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Verwaltung;

public sealed record Postfilter(string? Suche, Versandstand? Stand)
{
    public bool IsEmpty => Suche is null && Stand is null;

    public (string, string?)[] Wahl => [("suche", Suche), ("stand", Stand?.ToString())];
}

public sealed class PostfilterValidator : AbstractValidator<Postfilter>
{
    public PostfilterValidator()
    {
        RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
        RuleFor(f => f.Stand).IsInEnum().WithMessage("Diesen Stand gibt es nicht.");
    }
}
