using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>A Berichtsbogen as pages and documents show it: its text in order, who declared what, and what matters most.</summary>
/// <param name="Hash">SHA-256 of the text that is confirmed and signed: frozen, or as it stands.</param>
/// <param name="IstFertig">Its text is frozen and its document is made.</param>
/// <param name="Rechtssatz">What the signatures mean in law; null where it is not to be signed.</param>
/// <param name="Absaetze">Those that stand in it, in the order of the document.</param>
/// <param name="Herausgenommene">Those that were taken out.</param>
/// <param name="Erklaerungen">All, the oldest first; also those that count no more.</param>
public sealed record Berichtsinhalt(
    Guid Id, Scope Traegerscope, Berichtsart Art, string Kennzeichen, string Titel, string? Anlass, bool Unterschrift, Zeichnungsfolge Folge, Berichtsstatus Status,
    DateTime StandSeit, int Fassung, int Version, string Hash, bool IstFertig, bool Gilt, string? Grund, string? Rechtssatz, Guid? VorjahrId, Guid? ErsetztId,
    IReadOnlyList<Hausangabe> Haeuser, IReadOnlyList<Absatzinhalt> Absaetze, IReadOnlyList<Absatzinhalt> Herausgenommene,
    IReadOnlyList<Anmerkungsinhalt> Anmerkungen, IReadOnlyList<Erklaerungsinhalt> Erklaerungen, IReadOnlyList<Zustellungsangabe> Zustellungen, IReadOnlyList<Berichtigungsinhalt> Berichtigungen)
{
    private const int MaxWichtiges = 6;

    /// <summary>SHA-256 of the text as it stands in the newest document: with what was corrected since.</summary>
    public string Dokumenthash => Berichtigungen.Count == 0 ? Hash : Berichtigungen[^1].Hash;

    public string Traeger => Haeuser.First(h => h.IstTraeger).Name;

    public IEnumerable<Hausangabe> Schulen => Haeuser.Where(h => !h.IstTraeger);

    public string Ueberschrift => $"Berichtsbogen {Kennzeichen}";

    /// <summary>Its text can change.</summary>
    public bool IstOffen => Status is Berichtsstatus.Entwurf or Berichtsstatus.InPruefung;

    public bool IstZuUnterzeichnen => Status == Berichtsstatus.Bestaetigt && Unterschrift;

    /// <summary>The sections that have text, in the order of the document.</summary>
    public IEnumerable<Berichtsabschnitt> Abschnitte => Absaetze.Select(a => a.Abschnitt).Distinct();

    /// <summary>State in words, with how many are missing.</summary>
    public string Stand => Status switch
    {
        Berichtsstatus.InPruefung => $"in Prüfung, {Haeuser.Count(h => h.HatBestaetigt)} von {Haeuser.Count} haben bestätigt",
        Berichtsstatus.Bestaetigt when Unterschrift => $"bestätigt, {Haeuser.Count(h => h.HatUnterzeichnet)} von {Haeuser.Count} haben unterzeichnet",
        var status => status.Label(),
    };

    public IEnumerable<Absatzgruppe> GroupsOf(Berichtsabschnitt abschnitt) => Absaetze.Where(a => a.Abschnitt == abschnitt).GroupBy(a => a.Gruppe).Select(g => new Absatzgruppe(g.Key ?? RestOf(abschnitt), [.. g.OrderBy(a => a.Sicht)]));

    /// <summary>Heading of what belongs to no Themenfeld, where other paragraphs do.</summary>
    public string? RestOf(Berichtsabschnitt abschnitt) => Absaetze.Any(a => a.Abschnitt == abschnitt && a.Gruppe is not null) ? "Übergreifend" : null;

    /// <summary>What this house does, by the sheet: its goals and plans, those with the nearest day first.</summary>
    public IReadOnlyList<Absatzinhalt> DoneBy(Scope haus) => [.. Planned.Where(a => a.Angaben.VerantwortlichId == haus.Id).OrderBy(a => a.Angaben.Frist is null).ThenBy(a => a.Angaben.Frist).Take(MaxWichtiges)];

    private IEnumerable<Absatzinhalt> Planned => Absaetze.Where(a => a.Abschnitt is Berichtsabschnitt.Ziele or Berichtsabschnitt.Planungen);

    public static Berichtsinhalt Of(Berichtsbogen b, IReadOnlyList<Themenfeldname> felder, string? rechtssatz) => new(
        b.Id, b.Scope, b.Art, b.Kennzeichen, b.Titel, b.Anlass, b.Unterschrift, b.Folge, b.Status, b.StandSeit, b.Fassung, b.Version, b.Inhaltshash ?? b.HashOfText(), b.IsFinal, b.IsCurrent, b.Grund,
        rechtssatz, b.VorjahrId, b.ErsetztId,
        [
            .. b.Beteiligte.OrderBy(h => h.ScopeArt).ThenBy(h => h.Name, StringComparer.CurrentCulture).Select(h => new Hausangabe(h.Organisation, h.Name, h.IsTraeger,
                b.ConfirmationOf(h.Organisation) is not null, b.SignatureOf(h.Organisation) is not null, b.NextToSign.Contains(h), [.. b.OpenHandBacks(h.Organisation).Select(r => r.Abschnitt)],
                b.Durchsichten.Where(d => d.Organisation == h.Organisation).ToDictionary(d => d.Abschnitt, d => d.Fassung), [.. b.UnseenBy(h.Organisation)])),
        ],
        [.. b.Text.Select(a => Absatzinhalt.Of(a, b, felder))], [.. b.Absaetze.Where(a => a.IsRemoved).OrderBy(a => a.Position).Select(a => Absatzinhalt.Of(a, b, felder))],
        [.. b.Anmerkungen.OrderBy(a => a.Am).Select(a => new Anmerkungsinhalt(a.Id, a.Art, a.Abschnitt, a.AbsatzId, a.Organisation, a.Organisationsname, a.Text, a.Von, a.Am, a.Antwort, a.AntwortVon, a.BeantwortetAm))],
        [.. b.Erklaerungen.OrderBy(e => e.Zeit).Select(e => new Erklaerungsinhalt(e.Art, e.Organisation, e.Organisationsname, e.Name, e.Amt, e.Weg, e.Zeit, e.Grund, e.Papiertag, e.Original, e.ScanId, e.FestgehaltenVon, e.Counts))],
        [.. b.Zustellungen.OrderBy(z => z.Am).Select(z => new Zustellungsangabe(z.Empfaenger, z.Name, z.Am))],
        [.. b.Berichtigungen.OrderBy(x => x.Nummer).Select(x => new Berichtigungsinhalt(x.AbsatzId, x.Abschnitt, x.Bisher, x.Neu, x.Grund, x.Von, x.Am, x.Inhaltshash))]);
}

/// <param name="IstAnDerReihe">To sign, by the order that was set.</param>
/// <param name="Zurueckgegeben">Sections that it handed back and that are not answered.</param>
/// <param name="Gesehen">By section, number of the text that it has looked through.</param>
/// <param name="Ungesehen">Sections that it has never seen, or that changed since.</param>
public sealed record Hausangabe(
    Scope Scope, string Name, bool IstTraeger, bool HatBestaetigt, bool HatUnterzeichnet, bool IstAnDerReihe, IReadOnlyList<Berichtsabschnitt> Zurueckgegeben,
    IReadOnlyDictionary<Berichtsabschnitt, int> Gesehen, IReadOnlyList<Berichtsabschnitt> Ungesehen);

/// <param name="Gruppe">Heading above it: its Themenfeld in the situation; null elsewhere.</param>
/// <param name="Stimme">Whose words; null for what belongs to both.</param>
/// <param name="Quelle">What it was drafted from, in words; null where somebody wrote it.</param>
public sealed record Absatzinhalt(
    Guid Id, Berichtsabschnitt Abschnitt, Berichtssicht Sicht, string? Gruppe, string? Stimme, Absatzangaben Angaben, Zielstand? Zielstand, string? Quelle, string? Quelladresse, int Fassung, int Version, DateTime GeaendertAm)
{
    public string Text => Angaben.Text;

    /// <summary>Who, until when, cost, funding, reservation: one line; null where nothing is said.</summary>
    public string? Zeile
    {
        get
        {
            var worte = new[]
            {
                Angaben.Wer,
                Angaben.Frist is { } frist ? $"bis {Zeitangabe.Date(frist)}" : null,
                Angaben.Kosten is { } kosten ? $"Kosten: {kosten}" : null,
                Angaben.Finanzierung is { } finanzierung ? $"Finanzierung: {finanzierung}" : null,
                Angaben.Vorbehalt is { } vorbehalt ? $"Vorbehalt: {vorbehalt}" : null,
            }.OfType<string>().ToList();
            return worte.Count == 0 ? null : string.Join(" · ", worte);
        }
    }

    public static Absatzinhalt Of(Berichtsabsatz a, Berichtsbogen b, IReadOnlyList<Themenfeldname> felder) => new(
        a.Id, a.Abschnitt, a.Sicht, a.Abschnitt == Berichtsabschnitt.Situation ? Themenfeldworte.LabelOf(felder, a.Themenfeld) : null,
        a.Sicht switch
        {
            Berichtssicht.Gemeinsam => null,
            Berichtssicht.Schule when b.Beteiligte.Count > 2 => $"{a.Sicht.Label()}: {b.NameOf(Scope.Schule(a.SchuleId!.Value))}",
            var sicht => sicht.Label(),
        },
        a.Angaben, a.Zielstand, a.Quellart?.Label(),
        (a.Quellart, a.QuelleId) switch
        {
            (Absatzquellart.Vereinbarung, { } id) => $"/vereinbarungen/{id}",
            (Absatzquellart.Thema, { } id) => $"/themen/{id}",
            (Absatzquellart.Besuch, { } id) => $"/besuche/{id}",
            _ => null,
        }, a.Fassung, a.Version, a.GeaendertAm);
}

public sealed record Anmerkungsinhalt(
    Guid Id, Anmerkungsart Art, Berichtsabschnitt Abschnitt, Guid? AbsatzId, Scope Haus, string Organisation, string Text, string Von, DateTime Am, string? Antwort, string? AntwortVon, DateTime? BeantwortetAm)
{
    public bool IstOffen => Antwort is null;
}

/// <param name="Zaehlt">Not voided by a change or by itself.</param>
public sealed record Erklaerungsinhalt(
    Erklaerungsart Art, Scope Haus, string Organisation, string Name, string Amt, Zeichnungsweg Weg, DateTime Zeit, string? Grund, DateOnly? Papiertag, string? Original, Guid? ScanId, string? FestgehaltenVon, bool Zaehlt)
{
    public string Worte => Papiertag is { } tag
        ? $"{Art.Label()} auf Papier am {Zeitangabe.Date(tag)}, Original bei {Original}; festgehalten von {FestgehaltenVon}, {Zeitangabe.DateAndTime(Zeit)}"
        : $"{Art.Label()} am {Zeitangabe.DateAndTime(Zeit)}, {Weg.Label()}{(Grund is { } grund ? $": {grund}" : null)}";
}

public sealed record Berichtigungsinhalt(Guid AbsatzId, Berichtsabschnitt Abschnitt, string Bisher, string Neu, string Grund, string Von, DateTime Am, string Hash);

public sealed record Zustellungsangabe(Scope Empfaenger, string Name, DateTime Am);

/// <summary>Paragraphs of a section under one heading.</summary>
/// <param name="Titel">Of a Themenfeld; null where the section has none.</param>
public sealed record Absatzgruppe(string? Titel, IReadOnlyList<Absatzinhalt> Absaetze);
