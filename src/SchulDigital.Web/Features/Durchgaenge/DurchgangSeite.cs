using FluentValidation;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Durchgaenge;

/// <summary>Region and addresses of its Durchgänge.</summary>
public sealed record Durchgangsweg(Guid RegionId, string Region)
{
    public string Liste => $"/regionen/{RegionId}/durchgaenge";

    public string Of(string key) => $"{Liste}/{key}";
}

public sealed record DurchgangslisteSeite(Durchgangsweg Weg, IReadOnlyList<Durchgangseintrag> Zeilen);

public sealed record Durchgangseintrag(
    string Key, string Titel, DateOnly Beginn, DateOnly Frist, DateOnly? AbgeschlossenAm, int Angeboten, int Angenommen);

public sealed record DurchgangForm
{
    public const int MaxTextLength = 4000;

    public string? Titel { get; init; }
    public DateOnly? Beginn { get; init; }
    public DateOnly? Frist { get; init; }
    public bool NurKern { get; init; }
    public IReadOnlyList<string>? Themenfelder { get; init; }
}

public sealed class DurchgangFormValidator : AbstractValidator<DurchgangForm>
{
    public DurchgangFormValidator()
    {
        RuleFor(f => f.Titel).NotEmpty().WithMessage("Geben Sie dem Durchgang einen Namen, zum Beispiel „2026/27“.")
            .MaximumLength(Durchgang.TitelMaxLength).WithMessage($"Der Name hat höchstens {Durchgang.TitelMaxLength} Zeichen.");
        RuleFor(f => f.Beginn).NotNull().WithMessage("Geben Sie den Beginn an.");
        RuleFor(f => f.Frist).NotNull().WithMessage("Geben Sie die Frist an.")
            .GreaterThanOrEqualTo(f => f.Beginn).When(f => f.Beginn is not null, ApplyConditionTo.CurrentValidator)
            .WithMessage("Die Frist liegt nicht vor dem Beginn.");
        RuleFor(f => f.Themenfelder).NotEmpty().WithMessage("Wählen Sie mindestens ein Themenfeld.");
    }
}

/// <param name="Kataloge">Titles of the two catalogues that will be asked, newest versions.</param>
public sealed record NeuerDurchgangSeite(
    Durchgangsweg Weg, DurchgangForm Form, Guid TraegerKatalogId, Guid SchuleKatalogId, IReadOnlyList<string> Kataloge,
    IReadOnlyList<Themenfeldwahl> Themenfelder);

public sealed record Themenfeldwahl(string Key, string Label, string Wen);

public sealed record Teilnehmerfilter
{
    public string? Suche { get; init; }
    public Teilnahmestatus? Antwort { get; init; }
    public Erinnerungsanlass? Wartet { get; init; }
    public Zielgruppe? Art { get; init; }

    public bool IsEmpty => Suche is null && Antwort is null && Wartet is null && Art is null;

    public IEnumerable<Teilnehmer> Apply(IEnumerable<Teilnehmer> alle)
    {
        var suche = Suchform.Of(Suche);
        return alle.Where(t => (suche.Length == 0 || t.NameSuche.Contains(suche, StringComparison.Ordinal))
            && (Antwort is null || t.Status == Antwort) && (Wartet is null || Wartet.Value.Concerns(t))
            && (Art is null || t.IsTraeger == (Art == Zielgruppe.Schultraeger)));
    }
}

/// <param name="Nachzuegler">Houses of the region to which it was not offered yet.</param>
public sealed record DurchgangSeite(
    Durchgangsweg Weg, string Key, string Titel, DateOnly Beginn, DateOnly Frist, DateOnly? AbgeschlossenAm,
    Teilnehmerfilter Filter, IReadOnlyList<Teilnehmer> Alle, IReadOnlyList<Teilnehmer> Zeilen, int Nachzuegler)
{
    public bool Offen => AbgeschlossenAm is null;
    public int Teilnehmende => Alle.Count(t => t.NimmtTeil);
    public int Freigegeben => Alle.Count(t => t is { NimmtTeil: true, Freigegeben: true });
    public int Begonnen => Alle.Count(t => t is { NimmtTeil: true, Begonnen: true, Freigegeben: false });

    public int Waiting(Erinnerungsanlass anlass) => Alle.Count(t => anlass.Concerns(t));
}

public sealed record ErinnerungForm
{
    public Erinnerungsanlass? An { get; init; }
    public string? Betreff { get; init; }
    public string? Text { get; init; }
}

public sealed class ErinnerungFormValidator : AbstractValidator<ErinnerungForm>
{
    public ErinnerungFormValidator()
    {
        RuleFor(f => f.An).NotNull().IsInEnum().WithMessage("Wählen Sie, an wen erinnert wird.");
        RuleFor(f => f.Betreff).NotEmpty().WithMessage("Geben Sie einen Betreff ein.")
            .MaximumLength(Ausgangsnachricht.BetreffMaxLength).WithMessage($"Der Betreff hat höchstens {Ausgangsnachricht.BetreffMaxLength} Zeichen.")
            .Must(b => b?.Contains('\n') != true).WithMessage("Der Betreff ist eine Zeile.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Geben Sie einen Text ein.")
            .MaximumLength(DurchgangForm.MaxTextLength).WithMessage($"Der Text hat höchstens {DurchgangForm.MaxTextLength:N0} Zeichen.");
    }
}

/// <param name="Ohne">Houses that nobody can be reached in.</param>
public sealed record ErinnerungSeite(
    Durchgangsweg Weg, string Key, string Titel, Erinnerungsanlass An, ErinnerungForm Form,
    IReadOnlyList<Empfaenger> Empfaenger, IReadOnlyList<string> Ohne);
