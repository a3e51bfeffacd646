using FluentValidation;
using SchulDigital.Domain.Themen;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Themenspeicher;

/// <param name="Tisch">Id of a Runder Tisch.</param>
/// <param name="Themenfeld">Key of a Themenfeld.</param>
public sealed record Themenfilter(string? Suche, Guid? Tisch, Themenstatus? Stand, string? Themenfeld)
{
    public bool IsEmpty => Suche is null && Tisch is null && Stand is null && Themenfeld is null;

    public (string, string?)[] Wahl =>
        [("suche", Suche), ("tisch", Tisch?.ToString()), ("stand", Stand?.ToString()), ("themenfeld", Themenfeld)];
}

public sealed class ThemenfilterValidator : AbstractValidator<Themenfilter>
{
    public ThemenfilterValidator()
    {
        RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
        RuleFor(f => f.Themenfeld).MaximumLength(Suchworte.MaxLength).WithName("Themenfeld");
    }
}

public sealed record ThemenlisteSeite(
    Themenfilter Filter, IReadOnlyList<Themeneintrag> Eintraege, Blaettern Blaettern, IReadOnlyList<Tischwahl> Tische,
    IReadOnlyList<Themenfeldname> Themenfelder);

public sealed record Tischwahl(Guid Id, string Name);

public sealed record Themeneintrag(
    Guid Id, string Titel, string? Themenfeld, string Tisch, Herkunftsangabe Herkunft, DateTime VorgeschlagenAm, Themenstatus Status, int Vertagungen);

/// <param name="Stellen">The organisations for which the person can propose; a choice only where there are several.</param>
public sealed record NeuesThemaSeite(
    ThemaForm Form, IReadOnlyList<Tischwahl> Tische, IReadOnlyList<(Guid Id, string Name)> Stellen, IReadOnlyList<Themenfeldname> Themenfelder)
{
    /// <summary>The row from which it comes, in words; then the house proposes whose row it is.</summary>
    public Herkunftsangabe? Zeile { get; init; }
}

/// <param name="Von">The organisation or table that proposed.</param>
/// <param name="Herkuenfte">Its own origin, then those of what was joined into it.</param>
/// <param name="Konflikt">Why an act was not done: somebody was quicker.</param>
public sealed record ThemaSeite(
    Guid Id, int Version, string Titel, string? Beschreibung, string? Themenfeld, Guid TischId, string Tisch, string Von, DateTime VorgeschlagenAm,
    Themenstatus Status, string? Grund, int Vertagungen, DateTime? ModerationAm, DateTime? TraegerAm, Themenverweis? In,
    IReadOnlyList<Themenverweis> Aufgenommene, IReadOnlyList<Herkunftsangabe> Herkuenfte, Arbeitsgruppenangabe? Arbeitsgruppe,
    Themenrechte Darf, IReadOnlyList<Verlaufszeile> Verlauf, string? Konflikt);

public sealed record Themenverweis(Guid Id, string Titel);

public sealed record Arbeitsgruppenangabe(string Mitglieder, string Auftrag, DateOnly? Frist);

/// <summary>What this person can do with the Thema as it stands.</summary>
/// <param name="Schwerpunkt">Whether she may make an Arbeitsschwerpunkt of it.</param>
public sealed record Themenrechte(
    IReadOnlyList<Zustimmungsseite> Entscheiden, bool Zurueckholen, IReadOnlyList<Themenschritt> Schritte, bool Vorbereiten, bool Schwerpunkt, bool Umformulieren);

/// <param name="Vorschau">The Thema that was chosen, beside this one.</param>
public sealed record ZusammenfuehrungSeite(
    Zusammenfuehrungsseite Thema, IReadOnlyList<Themenverweis> Wahl, Zusammenfuehrungsseite? Vorschau, string? Konflikt);

/// <summary>One of the two that are joined.</summary>
public sealed record Zusammenfuehrungsseite(
    Guid Id, int Version, string Titel, string? Beschreibung, Themenstatus Status, string Von, IReadOnlyList<Herkunftsangabe> Herkuenfte);

public sealed record ThemenzahlenSeite(IReadOnlyList<Regionszahlen> Regionen);

/// <param name="Teilnehmende">Carriers that take part in a Durchgang of the region.</param>
public sealed record Regionszahlen(string Region, int Teilnehmende, IReadOnlyList<(string Themenfeld, string Traeger)> Zeilen);

public static class Themenschritte
{
    public static string Label(this Themenschritt schritt) => schritt switch
    {
        Themenschritt.Einplanen => "Für eine Sitzung einplanen",
        Themenschritt.Behandeln => "Als behandelt eintragen",
        Themenschritt.Erledigen => "Als erledigt abschließen",
        Themenschritt.Vertagen => "Vertagen",
        _ => throw new ArgumentOutOfRangeException(nameof(schritt)),
    };
}
