using FluentValidation;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Features.Rechtliches;

/// <param name="Kennung">Made with the page, so that the same form sent twice is one message.</param>
/// <param name="Webseite">Nobody sees this field; what fills it in is a program.</param>
public sealed record FeedbackForm(string? Nachricht, string? Antwort, string? Seite, Guid? Kennung, string? Webseite)
{
    public const int NachrichtMaxLength = 5000;
    public const int SeiteMaxLength = 300;
}

public sealed class FeedbackFormValidator : AbstractValidator<FeedbackForm>
{
    public FeedbackFormValidator()
    {
        RuleFor(f => f.Nachricht).NotEmpty().WithMessage("Schreiben Sie, worum es geht.")
            .MaximumLength(FeedbackForm.NachrichtMaxLength).WithMessage($"Die Nachricht hat höchstens {FeedbackForm.NachrichtMaxLength} Zeichen.");
        RuleFor(f => f.Antwort).Must(Mailadresse.IsValid).When(f => f.Antwort is not null)
            .WithMessage("Das ist keine E-Mail-Adresse. Prüfen Sie sie, oder lassen Sie das Feld leer.");
        RuleFor(f => f.Seite).MaximumLength(FeedbackForm.SeiteMaxLength)
            .WithMessage($"Die Adresse der Seite hat höchstens {FeedbackForm.SeiteMaxLength} Zeichen.");
    }
}
