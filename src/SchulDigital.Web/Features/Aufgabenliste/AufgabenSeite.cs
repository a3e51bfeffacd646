using FluentValidation;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Aufgabenliste;

/// <summary>States by which the list is filtered; überfällig is computed.</summary>
public enum Aufgabenauswahl { Offen, Ueberfaellig, Erledigt, Entfallen }

/// <param name="Organisation">Id of a carrier, a school, a Runder Tisch or a Bildungsregion.</param>
/// <param name="Meine">Only what waits for this person.</param>
public sealed record Aufgabenfilter(string? Suche, Aufgabenauswahl? Stand, Guid? Organisation, bool Meine = false)
{
    public bool IsEmpty => Suche is null && Stand is null && Organisation is null && !Meine;

    public (string, string?)[] Wahl =>
        [("suche", Suche), ("stand", Stand?.ToString()), ("organisation", Organisation?.ToString()), ("meine", Meine ? "true" : null)];
}

public sealed class AufgabenfilterValidator : AbstractValidator<Aufgabenfilter>
{
    public AufgabenfilterValidator() => RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
}

public sealed record AufgabenlisteSeite(
    Aufgabenfilter Filter, IReadOnlyList<Aufgabeneintrag> Eintraege, Blaettern Blaettern,
    IReadOnlyList<(Guid Id, string Name)> Organisationen, bool DarfAnlegen);

public sealed record Aufgabeneintrag(
    Guid Id, string Text, string Organisation, Rolle? Rolle, string? Person, bool FuerMich, DateOnly Frist, Aufgabenstatus Status, bool Ueberfaellig)
{
    public string Wer => Person ?? Rolle?.Label() ?? "alle dort";

    public string Stand => Ueberfaellig ? "überfällig" : Status.Label();
}

public sealed record NeueAufgabeSeite(AufgabeForm Form, IReadOnlyList<Amtsangebot> Aemter, IReadOnlyList<Personenangebot> Personen);

/// <param name="Herkunft">Null where somebody of the house wrote it down.</param>
/// <param name="Konflikt">Why an act was not done: somebody was quicker.</param>
public sealed record AufgabeSeite(
    Guid Id, int Version, string Text, Scope Scope, string Organisation, Rolle? Rolle, Guid? PersonId, string? Person, DateOnly Frist,
    Aufgabenstatus Status, bool Ueberfaellig, string? Vermerk, DateTime? BeendetAm, DateTime AngelegtAm, string? Von,
    Herkunftsangabe? Herkunft, IReadOnlyList<Personenangebot> Personen, IReadOnlyList<Verlaufszeile> Verlauf, string? Konflikt)
{
    private const int MaxKurztext = 80;

    /// <summary>The first line, cut: what the page is called.</summary>
    public string Kurztext => Shared.Kurztext.Of(Text, MaxKurztext);

    public string Wer => Person ?? (Rolle is { } rolle ? $"wer dort das Amt {rolle.Label()} hat" : "alle, die dort ein Amt haben");
}
