using SchulDigital.Domain.RundeTische;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Tische;

/// <summary>
/// What a session says, for its pages and its documents alike: already cut to what the reader may see. A vertraulicher item
/// that she may not read keeps its place and its minutes, and nothing else.
/// </summary>
/// <param name="Kreis">Name of the table.</param>
/// <param name="Termin">In words, with zone where it is printed.</param>
/// <param name="Punkte">The agenda, in its order.</param>
/// <param name="WieEingeladen">The agenda as it stood in the invitation; empty where nobody was invited.</param>
public sealed record Sitzungsinhalt(
    Guid Id, string Kreis, Tischart Art, int Nummer, string Titel, Sitzungsstatus Status, string Termin, DateOnly? Tag, int Dauer, string? Ort, string? Videolink,
    string? Nachricht, string Moderation, IReadOnlyList<Teilnehmerangabe> Teilnehmer, IReadOnlyList<Punktinhalt> Punkte, IReadOnlyList<Eingeladen> WieEingeladen,
    bool Nacherfasst, DateTime? BegonnenAm, DateTime? BeendetAm, DateOnly? EinwaendeBis, Fassungsangabe? Fassung)
{
    public string Ueberschrift => $"{Nummer}. Sitzung: {Titel}";

    public int Minuten => Punkte.Sum(p => p.Minuten);
}

public sealed record Teilnehmerangabe(
    Guid Id, string Name, Stimme Stimme, bool IstGast, Guid? PunktId, bool Eingeladen, Domain.Besuche.Rueckmeldung Rueckmeldung, string? RueckmeldungWort, Anwesenheit Anwesenheit, string? AnwesendDurch)
{
    /// <summary>Who comes when this member cannot.</summary>
    public string? Vertretung { get; init; }

    public string Anwesenheitsworte => Anwesenheit switch
    {
        Anwesenheit.Vertreten => $"vertreten durch {AnwesendDurch}",
        Anwesenheit.Anwesend when AnwesendDurch is not null => $"anwesend: {AnwesendDurch}",
        _ => Anwesenheit.Label(),
    };
}

/// <param name="Verborgen">The reader may not know more than that there is a vertraulicher item; all words are empty then.</param>
/// <param name="Beginn">Planned, wall clock time.</param>
/// <param name="Wirklich">When it really was, in words; null where nobody noted it.</param>
public sealed record Punktinhalt(
    Guid Id, int Position, string? Abschnitt, string Titel, string? Beschreibung, Sitzungspunktart Art, int Minuten, string? Vortrag, bool Vertraulich, bool Verborgen,
    Punktstand Stand, string? Grund, TimeOnly? Beginn, string? Wirklich, Guid? ThemaId, string? VorschlagVon, IReadOnlyList<string> Gaeste,
    IReadOnlyList<Unterlageninhalt> Unterlagen, IReadOnlyList<Eintragsinhalt> Eintraege)
{
    public const string VertraulicherTitel = "Vertraulicher Punkt";

    /// <summary>What is agreed on here, each with the question that was asked at this item.</summary>
    public IReadOnlyList<Vereinbarungsinhalt> Vereinbarungen { get; init; } = [];

    /// <summary>Something is agreed on here that the reader may not read.</summary>
    public bool VerbirgtVereinbarung { get; init; }

    /// <summary>Something of it goes into the vertrauliche part of the minutes.</summary>
    public bool HatVertrauliches => Vertraulich || VerbirgtVereinbarung || Vereinbarungen.Any(v => v.Vertraulich);
}

public sealed record Unterlageninhalt(Guid Id, string Titel, string? Link, bool IstDatei, bool Angehaengt);

/// <param name="Frist">Of a task, in words: who, until when.</param>
public sealed record Eintragsinhalt(Guid Id, Eintragsart Art, string Text, bool Ausgelassen, Guid? AufgabeId, string? Frist, int Version, IReadOnlyList<Einwandinhalt> Einwaende);

public sealed record Einwandinhalt(Guid Id, string Von, string Text, string Am, string? Antwort);

/// <summary>A file that goes into the Sitzungsmappe as an attachment.</summary>
public sealed record Mappendatei(string Dateiname, string Titel, byte[] Inhalt);

/// <summary>An approved version of the minutes.</summary>
public sealed record Fassungsangabe(int Nummer, DateTime GenehmigtAm, string GenehmigtVonName, string GenehmigtVonAmt, DateTime? GeoeffnetAm, string? Grund)
{
    public static Fassungsangabe Of(Protokollfassung f) => new(f.Nummer, f.GenehmigtAm, f.GenehmigtVonName, f.GenehmigtVonAmt, f.GeoeffnetAm, f.Grund);
}
