using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Shared;

/// <summary>An agreement as pages, minutes and documents show it, with the questions that were asked about it, the newest first.</summary>
/// <param name="Hindernis">What is missing before it can be asked; null where nothing is.</param>
public sealed record Vereinbarungsinhalt(
    Guid Id, Guid? PunktId, int Fassung, int Version, string Text, Vereinbarungsart Art, Vereinbarungsstatus Status, bool Vertraulich, bool Ueberfaellig,
    string Verantwortlich, string? Person, DateOnly? Frist, Zeithorizont? Horizont, string? Gremium, DateOnly? BeschlussGeplant,
    IReadOnlyList<Beteiligtenangabe> Beteiligte, IReadOnlyList<Frageninhalt> Fragen, string? Hindernis)
{
    public bool Gilt { get; init; }

    public bool IstEntwurf { get; init; }

    public Frageninhalt? Frage => Fragen.Count > 0 ? Fragen[0] : null;

    public bool CanBeAsked => Status == Vereinbarungsstatus.Entwurf && Hindernis is null;

    /// <summary>State in words, with what is computed.</summary>
    public string Stand => Status.Label() + (Ueberfaellig ? ", überfällig" : null);

    /// <summary>Who, until when, under which reservation: one line.</summary>
    public string Worte => string.Join(" · ", new[]
    {
        $"verantwortlich: {Verantwortlich}{(Person is null ? null : $", {Person}")}",
        Frist is { } frist ? $"bis {frist:dd.MM.yyyy}" : null,
        Horizont?.Label(),
        Gremium is null ? null : $"vorbehaltlich Beschluss: {Gremium}{(BeschlussGeplant is { } tag ? $", geplant {tag:dd.MM.yyyy}" : null)}",
    }.Where(w => w is not null));

    /// <summary>What was asked at one item of a session; the agreement itself where nothing was asked there yet.</summary>
    public Vereinbarungsinhalt At(Guid punktId) => this with { Fragen = [.. Fragen.Where(f => f.PunktId == punktId)] };

    public static Vereinbarungsinhalt Of(Vereinbarung v, DateOnly heute) => new(
        v.Id, v.PunktId, v.Fassung, v.Version, v.Text, v.Art, v.Status, v.Vertraulich, v.IsOverdue(heute),
        v.Beteiligte.FirstOrDefault(b => b.Organisation == v.Verantwortlich)?.Name ?? "", v.Person, v.Frist, v.Horizont, v.Gremium, v.BeschlussGeplant,
        [.. v.Beteiligte.Where(b => b.IsBound).OrderBy(b => b.ScopeArt).ThenBy(b => b.Name, StringComparer.CurrentCulture).Select(b => new Beteiligtenangabe(b.Organisation, b.Name, b.Unterstuetzung))],
        [.. v.Fragen.OrderByDescending(f => f.Nummer).Select(f => Frageninhalt.Of(f, v))], v.WhyNotAsk())
    {
        Gilt = v.Holds,
        IstEntwurf = v.IsDraft,
    };
}

public sealed record Beteiligtenangabe(Scope Organisation, string Name, string? Unterstuetzung);

/// <summary>A question of consensus as it is shown. While it is asked on own devices, it holds nobody's answer.</summary>
/// <param name="Ergebnis">What came of it, in words.</param>
public sealed record Frageninhalt(
    Guid Id, int Nummer, int Fassung, string Wortlaut, Konsensweg Weg, Konsensstand Stand, Guid? PunktId, DateTime GestelltAm, DateOnly? Frist, string Ergebnis,
    IReadOnlyList<Antwortinhalt> Antworten)
{
    public bool IsOpen => Stand is Konsensstand.Gestellt or Konsensstand.Offen;

    public int Beantwortet => Antworten.Count(a => a.HatGeantwortet);

    /// <summary>"4 Zustimmung, 1 Einwand": only what there is; null while answers are hidden.</summary>
    public string? Zahlen => Stand == Konsensstand.Gestellt ? null : string.Join(", ", Antworten.Where(a => a.Wert is not null).GroupBy(a => a.Wert!.Value).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.Label()}"));

    public static Frageninhalt Of(Konsensfrage f, Vereinbarung v)
    {
        var offen = f.Ausstehend;
        var ergebnis = f.Stand switch
        {
            Konsensstand.Gestellt => "wird gerade gefragt",
            Konsensstand.Offen => $"noch offen: Rückmeldung von {offen} offen, bis {f.Frist:dd.MM.yyyy}",
            Konsensstand.ZustandeGekommen => v.Gremium is null ? "zustande gekommen" : $"zustande gekommen, vorbehaltlich Beschluss ({v.Gremium})",
            Konsensstand.NichtZustandeGekommen => "nicht zustande gekommen",
            _ => "ersetzt: Der Text wurde danach geändert",
        };
        return new(f.Id, f.Nummer, f.Fassung, f.Wortlaut, f.Weg, f.Stand, f.PunktId, f.GestelltAm, f.Frist, ergebnis,
            [
                .. f.Antworten.OrderBy(a => a.ScopeArt).ThenBy(a => a.Name, StringComparer.CurrentCulture).Select(a => f.ShowsAnswers
                    ? new Antwortinhalt(a.Organisation, a.Name, a.Anwesend, a.IstVerantwortlich, a.Wert is not null, a.Wert, a.Grund, a.VonName, a.GegebenAm, f.IsOpen)
                    : new Antwortinhalt(a.Organisation, a.Name, a.Anwesend, a.IstVerantwortlich, a.Wert is not null, null, null, null, null, true)),
            ]);
    }
}

/// <param name="Wert">Null where there is no answer, or it is not shown yet.</param>
public sealed record Antwortinhalt(
    Scope Organisation, string Name, bool Anwesend, bool IstVerantwortlich, bool HatGeantwortet, Konsenswert? Wert, string? Grund, string? Von, DateTime? Am, bool Offen)
{
    public string Worte => Wert?.Label() ?? (HatGeantwortet ? "hat geantwortet" : Offen ? "Rückmeldung offen" : "keine Rückmeldung");
}

/// <summary>What is open, due and done, for sessions and visits.</summary>
public sealed record Vereinbarungszeile(Guid Id, string Text, string Stand, bool Auffaellig, string Verantwortlich, DateOnly? Frist, DateOnly? Ueberpruefung)
{
    private const int MaxKurztext = 160;

    public string Kurztext => Shared.Kurztext.Of(Text, MaxKurztext);
}

public static class Vereinbarungsauswahl
{
    /// <summary>Whom it binds, questions and answers: what a session shows. One statement for each part, however many rows it has.</summary>
    public static IQueryable<Vereinbarung> WithKonsens(this IQueryable<Vereinbarung> vereinbarungen) => vereinbarungen
        .Include(v => v.Beteiligte).Include(v => v.Fragen).ThenInclude(f => f.Antworten).AsSplitQuery();

    public static IQueryable<Vereinbarung> WithAll(this IQueryable<Vereinbarung> vereinbarungen) => vereinbarungen
        .WithKonsens().Include(v => v.Zieldokumente).Include(v => v.Ueberpruefungen);

    /// <summary>What still is to be done about, and what was done last: one statement.</summary>
    public static async Task<IReadOnlyList<Vereinbarungszeile>> ToZeilenAsync(this IQueryable<Vereinbarung> vereinbarungen, AppDbContext db, DateOnly heute, int hoechstens, CancellationToken abbruch = default)
    {
        var zeilen = await vereinbarungen.OrderBy(v => v.Frist == null).ThenBy(v => v.Frist).ThenBy(v => v.AngelegtAm).Take(hoechstens).Select(v => new
        {
            v.Id,
            v.Text,
            v.Status,
            v.Frist,
            v.NaechsteUeberpruefung,
            Verantwortlich = v.Beteiligte.Where(b => b.ScopeId == v.VerantwortlichId).Select(b => b.Name).FirstOrDefault(),
        }).AsNoTracking().ToListAsync(abbruch);
        return [.. zeilen.Select(z =>
        {
            var ueberfaellig = z.Status.IsOverdue(z.Frist, heute);
            return new Vereinbarungszeile(z.Id, z.Text, z.Status.Label() + (ueberfaellig ? ", überfällig" : null), ueberfaellig || z.NaechsteUeberpruefung <= heute, z.Verantwortlich ?? "", z.Frist, z.NaechsteUeberpruefung);
        })];
    }

    public static IQueryable<Vereinbarung> WhereOpen(this IQueryable<Vereinbarung> vereinbarungen) => vereinbarungen.Where(v =>
        v.Status == Vereinbarungsstatus.Entwurf || v.Status == Vereinbarungsstatus.InAbstimmung || v.Status == Vereinbarungsstatus.NichtZustandeGekommen
        || v.Status == Vereinbarungsstatus.Vereinbart || v.Status == Vereinbarungsstatus.VereinbartVorbehaltlich || v.Status == Vereinbarungsstatus.InUmsetzung
        || v.Status == Vereinbarungsstatus.Umgesetzt);

    public static IQueryable<Vereinbarung> WhereOverdue(this IQueryable<Vereinbarung> vereinbarungen, DateOnly heute) => vereinbarungen.Where(v => v.Frist < heute
        && (v.Status == Vereinbarungsstatus.Vereinbart || v.Status == Vereinbarungsstatus.VereinbartVorbehaltlich || v.Status == Vereinbarungsstatus.InUmsetzung));
}
