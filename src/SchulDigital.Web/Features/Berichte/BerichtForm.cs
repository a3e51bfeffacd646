using FluentValidation;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Berichte;

public sealed record GrundForm(string? Grund);

public sealed class GrundFormValidator : AbstractValidator<GrundForm>
{
    public GrundFormValidator() => RuleFor(f => f.Grund).NotEmpty().WithMessage("Schreiben Sie den Grund: Alle Beteiligten lesen ihn.")
        .MaximumLength(Berichtsbogen.GrundMaxLength).WithMessage($"Grund: höchstens {Berichtsbogen.GrundMaxLength} Zeichen.");
}

/// <param name="Fassung">Number of the text that was shown.</param>
/// <param name="Haus">For which house; needed by whoever acts for several.</param>
public sealed record DurchsichtForm(Berichtsabschnitt? Abschnitt, int Fassung, Guid? Haus);

public sealed class DurchsichtFormValidator : AbstractValidator<DurchsichtForm>
{
    public DurchsichtFormValidator() => RuleFor(f => f.Abschnitt).NotNull().IsInEnum().WithMessage("Diesen Abschnitt gibt es nicht.");
}

/// <summary>A question, or a section handed back.</summary>
/// <param name="Id">Made with the empty form, so that a second click is known.</param>
public sealed record AnmerkungForm(Guid Id, Berichtsabschnitt? Abschnitt, Guid? Absatz, Guid? Haus, string? Text);

public sealed class AnmerkungFormValidator : AbstractValidator<AnmerkungForm>
{
    public AnmerkungFormValidator()
    {
        RuleFor(f => f.Id).NotEmpty();
        RuleFor(f => f.Abschnitt).NotNull().IsInEnum().WithMessage("Diesen Abschnitt gibt es nicht.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie, worum es geht.").MaximumLength(Berichtsanmerkung.TextMaxLength).WithMessage($"Text: höchstens {Berichtsanmerkung.TextMaxLength} Zeichen.");
    }
}

public sealed record AntwortForm(string? Antwort);

public sealed class AntwortFormValidator : AbstractValidator<AntwortForm>
{
    public AntwortFormValidator() => RuleFor(f => f.Antwort).NotEmpty().WithMessage("Schreiben Sie eine Antwort.")
        .MaximumLength(Berichtsanmerkung.TextMaxLength).WithMessage($"Antwort: höchstens {Berichtsanmerkung.TextMaxLength} Zeichen.");
}

/// <param name="Hash">Of the text that was shown.</param>
public sealed record BestaetigungForm(Guid? Haus, string? Hash);

public sealed class BestaetigungFormValidator : AbstractValidator<BestaetigungForm>
{
    public BestaetigungFormValidator() => RuleFor(f => f.Hash).NotEmpty().MaximumLength(Berichtserklaerung.HashMaxLength).WithMessage("Öffnen Sie den Berichtsbogen noch einmal und bestätigen Sie dann.");
}

/// <summary>A signature.</summary>
/// <param name="Zustimmung">The consent in words, ticked.</param>
/// <param name="Tippname">The own name, typed.</param>
public sealed record UnterschriftForm(Guid? Haus, string? Hash, bool Zustimmung, string? Tippname);

public sealed class UnterschriftFormValidator : AbstractValidator<UnterschriftForm>
{
    public UnterschriftFormValidator()
    {
        RuleFor(f => f.Hash).NotEmpty().MaximumLength(Berichtserklaerung.HashMaxLength).WithMessage("Öffnen Sie den Berichtsbogen noch einmal und unterzeichnen Sie dann.");
        RuleFor(f => f.Zustimmung).Equal(true).WithMessage("Kreuzen Sie an, dass Sie den Text gelesen haben und unterzeichnen.");
        RuleFor(f => f.Tippname).NotEmpty().WithMessage("Schreiben Sie Ihren Namen.").MaximumLength(Person.NameMaxLength).WithMessage($"Name: höchstens {Person.NameMaxLength} Zeichen.");
    }
}

public sealed record AblehnungForm(Guid? Haus, string? Hash, string? Ablehnungsgrund);

public sealed class AblehnungFormValidator : AbstractValidator<AblehnungForm>
{
    public AblehnungFormValidator()
    {
        RuleFor(f => f.Hash).NotEmpty().MaximumLength(Berichtserklaerung.HashMaxLength).WithMessage("Öffnen Sie den Berichtsbogen noch einmal.");
        RuleFor(f => f.Ablehnungsgrund).NotEmpty().WithMessage("Schreiben Sie, warum Sie nicht unterzeichnen: Alle Beteiligten lesen es.").MaximumLength(Berichtsbogen.GrundMaxLength).WithMessage($"Grund: höchstens {Berichtsbogen.GrundMaxLength} Zeichen.");
    }
}

/// <summary>A signature on paper, recorded.</summary>
/// <param name="Hash">As printed on the sheet; its first characters are enough for the eye, the form carries all.</param>
public sealed record PapierForm(Guid? Haus, string? Hash, string? Name, string? Amt, DateOnly? Tag, string? Original, IFormFile? Scan);

public sealed class PapierFormValidator : AbstractValidator<PapierForm>
{
    public PapierFormValidator()
    {
        RuleFor(f => f.Haus).NotNull().WithMessage("Wählen Sie, wer unterzeichnet hat.");
        RuleFor(f => f.Hash).NotEmpty().MaximumLength(Berichtserklaerung.HashMaxLength).WithMessage("Öffnen Sie den Berichtsbogen noch einmal.");
        RuleFor(f => f.Name).NotEmpty().WithMessage("Schreiben Sie den Namen, wie er auf dem Blatt steht.").MaximumLength(Person.NameMaxLength).WithMessage($"Name: höchstens {Person.NameMaxLength} Zeichen.");
        RuleFor(f => f.Amt).NotEmpty().WithMessage("Schreiben Sie das Amt, wie es auf dem Blatt steht.").MaximumLength(Berichtserklaerung.AmtMaxLength).WithMessage($"Amt: höchstens {Berichtserklaerung.AmtMaxLength} Zeichen.");
        RuleFor(f => f.Tag).NotNull().WithMessage("Geben Sie den Tag der Unterschrift an.");
        RuleFor(f => f.Original).NotEmpty().WithMessage("Schreiben Sie, wo das Original liegt.").MaximumLength(Berichtserklaerung.OriginalMaxLength).WithMessage($"Original: höchstens {Berichtserklaerung.OriginalMaxLength} Zeichen.");
        RuleFor(f => f.Scan).NotNull().WithMessage("Hängen Sie das eingescannte Blatt als PDF an.");
    }
}
