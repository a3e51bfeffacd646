using FluentValidation;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Aufgabenliste;

/// <summary>A new task.</summary>
public sealed record AufgabeForm
{
    public string? Text { get; init; }

    /// <summary>Key of an <see cref="Amtsangebot"/>.</summary>
    public string? Amt { get; init; }
    public Guid? Person { get; init; }
    public DateOnly? Frist { get; init; }
}

public sealed class AufgabeFormValidator : AbstractValidator<AufgabeForm>
{
    public AufgabeFormValidator()
    {
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie, was zu tun ist.")
            .MaximumLength(Aufgabe.TextMaxLength).WithMessage($"Was zu tun ist: höchstens {Aufgabe.TextMaxLength} Zeichen.");
        RuleFor(f => f.Amt).NotEmpty().WithMessage("Wählen Sie, wessen Aufgabe es ist.");
        RuleFor(f => f.Frist).NotNull().WithMessage("Nennen Sie den letzten Tag.");
    }
}

/// <summary>An office to which a task can be given: an organisation of this person, and perhaps one role in it.</summary>
public sealed record Amtsangebot(Scope Scope, string Organisation, Rolle? Rolle)
{
    public string Key => Rolle is null ? $"{Scope.Art}/{Scope.Id}" : $"{Scope.Art}/{Scope.Id}/{Rolle}";

    public string Text => $"{Organisation}: {Rolle?.Label() ?? "alle, die dort ein Amt haben"}";
}

/// <summary>Somebody who can be named for a task: who holds an office in the organisation.</summary>
public sealed record Personenangebot(Guid ScopeId, Guid PersonId, string Name, Rolle Rolle);

public sealed record ErledigungForm
{
    public int Version { get; init; }
    public string? Vermerk { get; init; }
}

public sealed class ErledigungFormValidator : AbstractValidator<ErledigungForm>
{
    public ErledigungFormValidator() => RuleFor(f => f.Vermerk).MaximumLength(Aufgabe.VermerkMaxLength)
        .WithMessage($"Vermerk: höchstens {Aufgabe.VermerkMaxLength} Zeichen.");
}

public sealed record WegfallForm
{
    public int Version { get; init; }
    public string? Wegfallgrund { get; init; }
}

public sealed class WegfallFormValidator : AbstractValidator<WegfallForm>
{
    public WegfallFormValidator() => RuleFor(f => f.Wegfallgrund).NotEmpty().WithMessage("Schreiben Sie, warum die Aufgabe entfällt.")
        .MaximumLength(Aufgabe.VermerkMaxLength).WithMessage($"Grund: höchstens {Aufgabe.VermerkMaxLength} Zeichen.");
}

public sealed record FristForm
{
    public int Version { get; init; }
    public DateOnly? NeueFrist { get; init; }
}

public sealed class FristFormValidator : AbstractValidator<FristForm>
{
    public FristFormValidator() => RuleFor(f => f.NeueFrist).NotNull().WithMessage("Nennen Sie den neuen letzten Tag.");
}

/// <param name="Person">Null takes the name away.</param>
public sealed record ZuweisungForm(int Version, Guid? Person);

public sealed record EroeffnungForm
{
    public int Version { get; init; }
    public string? Oeffnungsgrund { get; init; }
}

public sealed class EroeffnungFormValidator : AbstractValidator<EroeffnungForm>
{
    public EroeffnungFormValidator() => RuleFor(f => f.Oeffnungsgrund).NotEmpty().WithMessage("Schreiben Sie, warum die Aufgabe wieder offen ist.")
        .MaximumLength(Aufgabe.VermerkMaxLength).WithMessage($"Grund: höchstens {Aufgabe.VermerkMaxLength} Zeichen.");
}
