using FluentValidation;
using SchulDigital.Domain.Themen;

namespace SchulDigital.Web.Features.Themenspeicher;

/// <summary>A new Thema.</summary>
public sealed record ThemaForm
{
    public Guid? Tisch { get; init; }

    /// <summary>Id of the organisation that proposes, where a person has several.</summary>
    public Guid? Von { get; init; }
    public string? Titel { get; init; }
    public string? Beschreibung { get; init; }

    /// <summary>Key of a Themenfeld.</summary>
    public string? Themenfeld { get; init; }

    /// <summary>The row of an own matrix from which it comes; null for what comes from none.</summary>
    public Guid? Zeile { get; init; }
}

public sealed class ThemaFormValidator : AbstractValidator<ThemaForm>
{
    public ThemaFormValidator()
    {
        RuleFor(f => f.Tisch).NotNull().WithMessage("Wählen Sie den Runden Tisch.");
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Thema einen Titel.")
            .MaximumLength(Thema.TitelMaxLength).WithMessage($"Titel: höchstens {Thema.TitelMaxLength} Zeichen.");
        RuleFor(f => f.Beschreibung).MaximumLength(Thema.BeschreibungMaxLength)
            .WithMessage($"Beschreibung: höchstens {Thema.BeschreibungMaxLength} Zeichen.");
    }
}

/// <summary>Better words for a Thema.</summary>
public sealed record WortlautForm(int Version, string? Titel, string? Beschreibung);

public sealed class WortlautFormValidator : AbstractValidator<WortlautForm>
{
    public WortlautFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Thema einen Titel.")
            .MaximumLength(Thema.TitelMaxLength).WithMessage($"Titel: höchstens {Thema.TitelMaxLength} Zeichen.");
        RuleFor(f => f.Beschreibung).MaximumLength(Thema.BeschreibungMaxLength)
            .WithMessage($"Beschreibung: höchstens {Thema.BeschreibungMaxLength} Zeichen.");
    }
}

public sealed record ZustimmungForm(Zustimmungsseite? Seite);

public sealed class ZustimmungFormValidator : AbstractValidator<ZustimmungForm>
{
    public ZustimmungFormValidator() => RuleFor(f => f.Seite).NotNull().WithMessage("Sagen Sie, für wen Sie zustimmen.");
}

public sealed record AblehnungForm
{
    public int Version { get; init; }
    public Zustimmungsseite? Seite { get; init; }
    public string? Ablehnungsgrund { get; init; }
}

public sealed class AblehnungFormValidator : AbstractValidator<AblehnungForm>
{
    public AblehnungFormValidator()
    {
        RuleFor(f => f.Seite).NotNull().WithMessage("Sagen Sie, für wen Sie entscheiden.");
        RuleFor(f => f.Ablehnungsgrund).NotEmpty().WithMessage("Schreiben Sie, warum das Thema nicht aufgenommen wird.")
            .MaximumLength(Thema.GrundMaxLength).WithMessage($"Grund: höchstens {Thema.GrundMaxLength} Zeichen.");
    }
}

public sealed record RueckholungForm(int Version);

/// <summary>What becomes of an accepted Thema.</summary>
public enum Themenschritt { Einplanen, Behandeln, Erledigen, Vertagen }

public sealed record SchrittForm
{
    public int Version { get; init; }
    public Themenschritt? Schritt { get; init; }
    public string? Vermerk { get; init; }
}

public sealed class SchrittFormValidator : AbstractValidator<SchrittForm>
{
    public SchrittFormValidator()
    {
        RuleFor(f => f.Schritt).NotNull().WithMessage("Wählen Sie, was mit dem Thema geschieht.");
        RuleFor(f => f.Vermerk).MaximumLength(Thema.GrundMaxLength).WithMessage($"Vermerk: höchstens {Thema.GrundMaxLength} Zeichen.");
    }
}

/// <param name="Mit">The Thema into which this one goes.</param>
public sealed record ZusammenfuehrungForm(int Version, Guid? Mit);

public sealed class ZusammenfuehrungFormValidator : AbstractValidator<ZusammenfuehrungForm>
{
    public ZusammenfuehrungFormValidator() => RuleFor(f => f.Mit).NotNull().WithMessage("Wählen Sie das andere Thema.");
}

public sealed record ArbeitsgruppeForm
{
    public int Version { get; init; }
    public string? Mitglieder { get; init; }
    public string? Auftrag { get; init; }
    public DateOnly? Arbeitstag { get; init; }
}

public sealed class ArbeitsgruppeFormValidator : AbstractValidator<ArbeitsgruppeForm>
{
    public ArbeitsgruppeFormValidator()
    {
        RuleFor(f => f.Mitglieder).MaximumLength(Thema.MitgliederMaxLength).WithMessage($"Mitglieder: höchstens {Thema.MitgliederMaxLength} Zeichen.");
        RuleFor(f => f.Auftrag).MaximumLength(Thema.AuftragMaxLength).WithMessage($"Auftrag: höchstens {Thema.AuftragMaxLength} Zeichen.");
    }
}
