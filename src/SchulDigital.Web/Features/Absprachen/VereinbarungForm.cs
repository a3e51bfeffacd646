using FluentValidation;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>The words of an agreement and whom it binds.</summary>
public sealed record VereinbarungForm
{
    /// <summary>Made with the empty form, so that a second click is known.</summary>
    public Guid Id { get; init; }

    /// <summary>The item at which it is worded; null outside a session.</summary>
    public Guid? Punkt { get; init; }
    public int Version { get; init; }
    public string? Text { get; init; }
    public Vereinbarungsart? Art { get; init; }

    /// <summary>Kind and id of the organisation.</summary>
    public string? Verantwortlich { get; init; }
    public string? Person { get; init; }
    public DateOnly? Frist { get; init; }
    public Zeithorizont? Horizont { get; init; }
    public string? Gremium { get; init; }
    public DateOnly? BeschlussGeplant { get; init; }
    public string? Themenfeld { get; init; }
    public bool IstTischregel { get; init; }
    public IReadOnlyList<BindungForm>? Beteiligte { get; init; }

    public static VereinbarungForm Of(Vereinbarung v) => new()
    {
        Id = v.Id,
        Version = v.Version,
        Text = v.Text,
        Art = v.Art,
        Verantwortlich = Organisationswahl.KeyOf(v.Verantwortlich),
        Person = v.Person,
        Frist = v.Frist,
        Horizont = v.Horizont,
        Gremium = v.Gremium,
        BeschlussGeplant = v.BeschlussGeplant,
        Themenfeld = v.Themenfeld,
        IstTischregel = v.IstTischregel,
        Beteiligte = [.. v.Beteiligte.Where(b => b.IsBound).Select(b => new BindungForm { Organisation = Organisationswahl.KeyOf(b.Organisation), Gebunden = true, Unterstuetzung = b.Unterstuetzung })],
    };

    /// <param name="moegliche">The organisations that can be bound here.</param>
    public (Vereinbarungsangaben Angaben, List<Bindung> Bindungen) Read(IReadOnlyList<Organisationswahl> moegliche)
    {
        var verantwortlich = moegliche.FirstOrDefault(m => m.Key == Verantwortlich) ?? throw new FachregelVerletzt("Wählen Sie, wer verantwortlich ist.");
        List<Bindung> bindungen = [.. (Beteiligte ?? []).Where(b => b.Gebunden).Select(b => moegliche.FirstOrDefault(m => m.Key == b.Organisation) is { } m
            ? new Bindung(m.Scope, m.Name, b.Unterstuetzung) : throw new FachregelVerletzt("Eine der gewählten Organisationen gehört nicht hierher."))];
        // Who answers for it is bound; nobody has to say so twice.
        if (bindungen.TrueForAll(b => b.Organisation != verantwortlich.Scope))
            bindungen.Add(new Bindung(verantwortlich.Scope, verantwortlich.Name, Beteiligte?.FirstOrDefault(b => b.Organisation == Verantwortlich)?.Unterstuetzung));
        return (new Vereinbarungsangaben(Text!, Art!.Value, verantwortlich.Scope, Person, Frist, Horizont, Gremium, BeschlussGeplant, Themenfeld, IstTischregel), bindungen);
    }
}

public sealed record BindungForm
{
    public string? Organisation { get; init; }
    public bool Gebunden { get; init; }
    public string? Unterstuetzung { get; init; }
}

public sealed class VereinbarungFormValidator : AbstractValidator<VereinbarungForm>
{
    public VereinbarungFormValidator()
    {
        RuleFor(f => f.Id).NotEmpty();
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie, was vereinbart wird.").MaximumLength(Vereinbarung.TextMaxLength).WithMessage($"Text: höchstens {Vereinbarung.TextMaxLength} Zeichen.");
        RuleFor(f => f.Art).NotNull().WithMessage("Wählen Sie Regel, Ziel oder Maßnahme.");
        RuleFor(f => f.Verantwortlich).NotEmpty().WithMessage("Wählen Sie, wer verantwortlich ist.");
        RuleFor(f => f.Person).MaximumLength(Vereinbarung.PersonMaxLength).WithMessage($"Amt oder Person: höchstens {Vereinbarung.PersonMaxLength} Zeichen.");
        RuleFor(f => f.Gremium).MaximumLength(Vereinbarung.GremiumMaxLength).WithMessage($"Gremium: höchstens {Vereinbarung.GremiumMaxLength} Zeichen.");
        RuleFor(f => f.Themenfeld).MaximumLength(MatrixZeile.ThemenfeldMaxLength);
        RuleForEach(f => f.Beteiligte).Must(b => b.Unterstuetzung is null || b.Unterstuetzung.Length <= Vereinbarungsbeteiligter.UnterstuetzungMaxLength)
            .WithMessage($"Unterstützung: höchstens {Vereinbarungsbeteiligter.UnterstuetzungMaxLength} Zeichen.");
        RuleFor(f => f.Beteiligte).Must(b => b is null || b.Count <= Vereinbarung.MaxBeteiligte).WithMessage($"Höchstens {Vereinbarung.MaxBeteiligte} Beteiligte.");
    }
}

/// <summary>An organisation that can be bound, and how a form names it.</summary>
public sealed record Organisationswahl(Scope Scope, string Name)
{
    public string Key => KeyOf(Scope);

    public static string KeyOf(Scope scope) => $"{scope.Art}-{scope.Id}";
}

public sealed record SchrittForm(int Version, Vereinbarungsstatus? Schritt, string? Notiz);

public sealed class SchrittFormValidator : AbstractValidator<SchrittForm>
{
    public SchrittFormValidator()
    {
        RuleFor(f => f.Schritt).Must(s => s is Vereinbarungsstatus.InUmsetzung or Vereinbarungsstatus.Umgesetzt).WithMessage("Wählen Sie, wie weit es ist.");
        RuleFor(f => f.Notiz).NotEmpty().WithMessage("Schreiben Sie ein Wort dazu: Alle Beteiligten lesen es im Verlauf.").MaximumLength(Vereinbarung.NotizMaxLength).WithMessage($"Notiz: höchstens {Vereinbarung.NotizMaxLength} Zeichen.");
    }
}

/// <param name="Umgesetzt">Whether the other side sees it done.</param>
public sealed record BestaetigungForm(bool? Umgesetzt, string? Bestaetigungsnotiz);

public sealed class BestaetigungFormValidator : AbstractValidator<BestaetigungForm>
{
    public BestaetigungFormValidator()
    {
        RuleFor(f => f.Umgesetzt).NotNull().WithMessage("Sagen Sie, ob es umgesetzt ist.");
        RuleFor(f => f.Bestaetigungsnotiz).NotEmpty().When(f => f.Umgesetzt == false).WithMessage("Schreiben Sie, was noch fehlt.")
            .MaximumLength(Vereinbarung.NotizMaxLength).WithMessage($"Notiz: höchstens {Vereinbarung.NotizMaxLength} Zeichen.");
    }
}

public sealed record AufhebungForm(int Version, string? Aufhebungsgrund);

public sealed class AufhebungFormValidator : AbstractValidator<AufhebungForm>
{
    public AufhebungFormValidator() => RuleFor(f => f.Aufhebungsgrund).NotEmpty().WithMessage("Schreiben Sie, warum die Vereinbarung nicht mehr gilt.")
        .MaximumLength(Vereinbarung.NotizMaxLength).WithMessage($"Grund: höchstens {Vereinbarung.NotizMaxLength} Zeichen.");
}

public sealed record UeberpruefungForm(int Version, string? Ergebnis, DateOnly? Naechste);

public sealed class UeberpruefungFormValidator : AbstractValidator<UeberpruefungForm>
{
    public UeberpruefungFormValidator() => RuleFor(f => f.Ergebnis).MaximumLength(Ueberpruefung.ErgebnisMaxLength).WithMessage($"Ergebnis: höchstens {Ueberpruefung.ErgebnisMaxLength} Zeichen.");
}

public sealed record BeschlussForm(bool? Gefasst, DateOnly? Tag, string? Beschlussnotiz);

public sealed class BeschlussFormValidator : AbstractValidator<BeschlussForm>
{
    public BeschlussFormValidator()
    {
        RuleFor(f => f.Gefasst).NotNull().WithMessage("Sagen Sie, wie das Gremium entschieden hat.");
        RuleFor(f => f.Tag).NotNull().WithMessage("Nennen Sie den Tag des Beschlusses.");
        RuleFor(f => f.Beschlussnotiz).NotEmpty().WithMessage("Schreiben Sie ein Wort dazu, zum Beispiel das Aktenzeichen oder den Grund.")
            .MaximumLength(Vereinbarung.NotizMaxLength).WithMessage($"Notiz: höchstens {Vereinbarung.NotizMaxLength} Zeichen.");
    }
}

/// <param name="Organisation">Kind and id; of somebody with several bound houses.</param>
public sealed record ZieldokumenteForm(string? Organisation, IReadOnlyList<Zieldokumentart>? Arten);

public sealed record UebernahmeForm(DateOnly? Uebernommen);

/// <summary>What one organisation answers, or the Moderation for it.</summary>
public sealed record AntwortForm
{
    public Guid Frage { get; init; }

    /// <summary>Number of the text that was on the page.</summary>
    public int Fassung { get; init; }
    public string? Organisation { get; init; }
    public Konsenswert? Wert { get; init; }
    public string? Grund { get; init; }

    /// <summary>By whom the Moderation was told.</summary>
    public string? Laut { get; init; }

    /// <summary>Sent from the page of the session: the way leads back there.</summary>
    public bool InSitzung { get; init; }
}

public sealed class AntwortFormValidator : AbstractValidator<AntwortForm>
{
    public const int LautMaxLength = 200;

    public AntwortFormValidator()
    {
        RuleFor(f => f.Wert).NotNull().WithMessage("Wählen Sie eine Antwort.");
        RuleFor(f => f.Organisation).NotEmpty().WithMessage("Wählen Sie, für wen die Antwort ist.");
        RuleFor(f => f.Grund).NotEmpty().When(f => f.Wert == Konsenswert.Einwand).WithMessage("Zu einem Einwand gehört der Grund: Was müsste anders sein?")
            .MaximumLength(Konsensantwort.GrundMaxLength).WithMessage($"Grund: höchstens {Konsensantwort.GrundMaxLength} Zeichen.");
        RuleFor(f => f.Laut).MaximumLength(LautMaxLength).WithMessage($"Von wem: höchstens {LautMaxLength} Zeichen.");
    }
}

/// <summary>The Moderation asks, or records the consensus of all with the exceptions.</summary>
public sealed record FrageForm
{
    public Guid Frage { get; init; }
    public int Fassung { get; init; }
    public IReadOnlyList<AusnahmeForm>? Antworten { get; init; }
    public bool InSitzung { get; init; }
}

public sealed record AusnahmeForm
{
    public string? Organisation { get; init; }

    /// <summary>Null: Zustimmung where the organisation is there, else it is asked afterwards.</summary>
    public Konsenswert? Wert { get; init; }
    public string? Grund { get; init; }
}

public sealed class FrageFormValidator : AbstractValidator<FrageForm>
{
    public FrageFormValidator()
    {
        RuleFor(f => f.Frage).NotEmpty();
        RuleForEach(f => f.Antworten).Must(a => a.Wert != Konsenswert.Einwand || !string.IsNullOrWhiteSpace(a.Grund)).WithMessage("Zu einem Einwand gehört der Grund: Was müsste anders sein?")
            .Must(a => a.Grund is null || a.Grund.Length <= Konsensantwort.GrundMaxLength).WithMessage($"Grund: höchstens {Konsensantwort.GrundMaxLength} Zeichen.");
        RuleFor(f => f.Antworten).Must(a => a is null || a.Count <= Vereinbarung.MaxBeteiligte).WithMessage($"Höchstens {Vereinbarung.MaxBeteiligte} Beteiligte.");
    }
}
