using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>Reads agreements for their pages: what the policy let in, and what this person may do there.</summary>
public sealed class Vereinbarungsabruf(
    AppDbContext db, SichtbareDaten sichtbar, Herkunftsabruf herkunft, Themenfeldworte themenfelder, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    /// <summary>Who can be bound: the carriers and schools at the table, else the carrier of the visit and its schools.</summary>
    public async Task<IReadOnlyList<Organisationswahl>> GetMoeglicheAsync(Scope haus, CancellationToken abbruch)
    {
        List<Organisationswahl> alle;
        if (haus.Art == ScopeArt.RunderTisch)
            alle = [.. (await (
                from m in db.Tischmitglieder
                where m.RunderTischId == haus.Id && m.AusgeschiedenAm == null && (m.ScopeArt == ScopeArt.Schultraeger || m.ScopeArt == ScopeArt.Schule && !db.Schulen.Any(s => s.Id == m.ScopeId && s.Geschlossen))
                select new
                {
                    Art = m.ScopeArt!.Value,
                    Id = m.ScopeId!.Value,
                    Name = m.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == m.ScopeId).Select(t => t.Name).First() : db.Schulen.Where(s => s.Id == m.ScopeId).Select(s => s.Name).First(),
                }).ToListAsync(abbruch)).Select(m => new Organisationswahl(new Scope(m.Art, m.Id), m.Name))];
        else
            alle =
            [
                new(haus, await db.NameOfAsync(haus, abbruch) ?? ""),
                .. (await db.Schulen.Where(s => s.SchultraegerId == haus.Id && !s.Geschlossen).Select(s => new { s.Id, s.Name }).ToListAsync(abbruch)).Select(s => new Organisationswahl(Scope.Schule(s.Id), s.Name)),
            ];
        return [.. alle.OrderBy(o => o.Scope.Art).ThenBy(o => o.Name, StringComparer.CurrentCulture)];
    }

    public async Task<Vereinbarung?> FindAsync(Guid id, CancellationToken abbruch) => await db.Vereinbarungen.WithAll().AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, abbruch);

    /// <param name="geschrieben">What could not be saved; it stands in the page as it was typed.</param>
    public async Task<VereinbarungSeite?> FindSeiteAsync(Guid id, string? konflikt, AntwortForm? geschrieben, CancellationToken abbruch)
    {
        if (await FindAsync(id, abbruch) is not { } v)
            return null;
        var felder = v.Themenfeld is null ? [] : await themenfelder.GetAsync(abbruch);
        var verweise = await db.Vereinbarungen.Where(d => d.Id == id).Select(d => new
        {
            Thema = db.Themen.Where(t => t.Id == d.ThemaId).Select(t => new Verweis("/themen/" + t.Id, t.Titel)).FirstOrDefault(),
            Nachfolger = db.Vereinbarungen.Where(n => n.VorgaengerId == id).OrderByDescending(n => n.AngelegtAm).Select(n => (Guid?)n.Id).FirstOrDefault(),
        }).AsNoTracking().SingleAsync(abbruch);
        var inhalt = Vereinbarungsinhalt.Of(v, uhr.Today());
        return new VereinbarungSeite(
            inhalt, v.Scope, await db.NameOfAsync(v.Scope, abbruch) ?? "", Themenfeldworte.LabelOf(felder, v.Themenfeld), verweise.Thema,
            (await herkunft.GetAsync([v.Herkunft], abbruch))[v.Herkunft], await GetSitzungenAsync(v, abbruch), v.VorgaengerId, verweise.Nachfolger,
            v.AngelegtAm, v.StandSeit, v.VereinbartAm, v.BeschlussGefasst, v.BeschlossenAm, v.Notiz, v.BestaetigtVonName, v.BestaetigtVonAmt, v.NaechsteUeberpruefung,
            [
                .. v.Zieldokumente.GroupBy(d => d.Organisation).Select(g => new Zielangabe(g.Key, v.Beteiligte.FirstOrDefault(b => b.Organisation == g.Key)?.Name ?? "",
                    [.. g.OrderBy(d => d.Art).Select(d => new Zieldokumentangabe(d.Id, d.Art, d.UebernommenAm))])).OrderBy(z => z.Organisation.Art).ThenBy(z => z.Name, StringComparer.CurrentCulture),
            ],
            [.. v.Ueberpruefungen.OrderByDescending(u => u.Tag).ThenByDescending(u => u.Id).Select(u => new Ueberpruefungsangabe(u.Tag, u.Ergebnis, u.Naechste, u.VonName))],
            v.SchultraegerId is null || !v.IsDraft ? [] : await sichtbar.Tische().Where(t => t.ArchiviertAm == null && t.Mitglieder.Any(m => m.AusgeschiedenAm == null && m.ScopeId == v.SchultraegerId)).OrderBy(t => t.NameSuche).Select(t => new Wahl(t.Id, t.Name)).ToListAsync(abbruch),
            RightsAt(v), await db.GetVerlaufAsync(id, benutzer.PersonId, mitNamen: false, abbruch), AnswerForm(inhalt, geschrieben), geschrieben, konflikt);
    }

    /// <summary>The office in which this person says how far it is: of who is responsible, else of who leads it; null for others.</summary>
    public Zustaendigkeit? WriterOf(Vereinbarung v) =>
        benutzer.OfficeFor(Handlung.VereinbarungMitwirken, v.Verantwortlich) ?? benutzer.OfficeFor(Handlung.VereinbarungFuehren, v.Scope);

    /// <summary>What this person may do with it now; asked once, by the page and its forms.</summary>
    public Vereinbarungsrechte RightsAt(Vereinbarung v)
    {
        var fuehrt = benutzer.May(Handlung.VereinbarungFuehren, v.Scope);
        var gebunden = v.Beteiligte.Where(b => b.IsBound).Select(b => b.Organisation).ToHashSet();
        var meine = benutzer.Zustaendigkeiten.Where(z => gebunden.Contains(z.Scope) && Rechte.Of(Handlung.VereinbarungMitwirken).Grants(z)).Select(z => z.Scope).Distinct().ToList();
        var erklaere = benutzer.Zustaendigkeiten.Where(z => gebunden.Contains(z.Scope) && Rechte.Of(Handlung.VereinbarungErklaeren).Grants(z)).ToList();
        return new(fuehrt, meine, erklaere.Exists(v.CanBeConfirmedBy),
            WriterOf(v) is not null
                ? [.. new[] { Vereinbarungsstatus.InUmsetzung, Vereinbarungsstatus.Umgesetzt }.Where(v.CanProgressTo)] : []);
    }

    /// <summary>The own answer, as it was typed where it could not be saved.</summary>
    private Konsensantwortform? AnswerForm(Vereinbarungsinhalt inhalt, AntwortForm? geschrieben) => Konsensantwortform.For(inhalt, benutzer, geschrieben?.InSitzung == true) is not { } form ? null
        : geschrieben is { Laut: null } ? form with { Geschrieben = (geschrieben.Wert, geschrieben.Grund) } : form;

    /// <summary>The sessions at which it was treated or asked.</summary>
    private async Task<IReadOnlyList<Verweis>> GetSitzungenAsync(Vereinbarung v, CancellationToken abbruch)
    {
        var punkte = v.Fragen.Select(f => f.PunktId).Append(v.PunktId).OfType<Guid>().Distinct().ToList();
        if (punkte.Count == 0)
            return [];
        var sitzungen = await db.Sitzungen.Where(s => s.Punkte.Any(p => punkte.Contains(p.Id)) && sichtbar.Tische().Any(t => t.Id == s.RunderTischId))
            .OrderBy(s => s.Nummer).Select(s => new { s.RunderTischId, s.Nummer, s.Tag }).AsNoTracking().ToListAsync(abbruch);
        return [.. sitzungen.Select(s => new Verweis($"/runde-tische/{s.RunderTischId}/sitzungen/{s.Nummer}", $"{s.Nummer}. Sitzung{(s.Tag is { } tag ? $" am {tag:dd.MM.yyyy}" : null)}"))];
    }

    /// <summary>The session of an item of a table, with who takes part; null where there is none.</summary>
    public Task<Sitzung?> FindSitzungAsync(Guid? punktId, Guid? tischId, CancellationToken abbruch) => db.Sitzungen.Include(s => s.Punkte).Include(s => s.Teilnehmer).AsSplitQuery()
        .SingleOrDefaultAsync(s => s.RunderTischId == tischId && s.Punkte.Any(p => p.Id == punktId), abbruch);
}

public sealed record Verweis(string Adresse, string Text);

/// <param name="Meine">Bound organisations for which this person acts.</param>
/// <param name="Schritte">How far it can be said to be now.</param>
public sealed record Vereinbarungsrechte(bool Fuehrt, IReadOnlyList<Scope> Meine, bool Bestaetigt, IReadOnlyList<Vereinbarungsstatus> Schritte);

public sealed record Zieldokumentangabe(Guid Id, Zieldokumentart Art, DateOnly? UebernommenAm);

public sealed record Zielangabe(Scope Organisation, string Name, IReadOnlyList<Zieldokumentangabe> Dokumente);

public sealed record Ueberpruefungsangabe(DateOnly Tag, string Ergebnis, DateOnly? Naechste, string Von);

/// <param name="Tische">Tables to which what came from a visit can go.</param>
/// <param name="Antwort">The form for whoever can answer now.</param>
/// <param name="Konflikt">Why an act was not done: somebody was quicker.</param>
public sealed record VereinbarungSeite(
    Vereinbarungsinhalt Inhalt, Scope Haus, string Hausname, string? Themenfeld, Verweis? Thema, Herkunftsangabe Herkunft, IReadOnlyList<Verweis> Sitzungen,
    Guid? VorgaengerId, Guid? NachfolgerId, DateTime AngelegtAm, DateTime StandSeit, DateOnly? VereinbartAm, bool? BeschlussGefasst, DateOnly? BeschlossenAm, string? Notiz,
    string? BestaetigtVon, string? BestaetigtAmt, DateOnly? NaechsteUeberpruefung, IReadOnlyList<Zielangabe> Ziele, IReadOnlyList<Ueberpruefungsangabe> Ueberpruefungen,
    IReadOnlyList<Wahl> Tische, Vereinbarungsrechte Rechte, IReadOnlyList<Verlaufszeile> Verlauf, Konsensantwortform? Antwort, AntwortForm? Geschrieben, string? Konflikt)
{
    private const int MaxKurztext = 80;

    public string Adresse => $"/vereinbarungen/{Inhalt.Id}";

    /// <summary>The first line, cut: what the page is called.</summary>
    public string Kurztext => Shared.Kurztext.Of(Inhalt.Text, MaxKurztext);

    public string NameOf(Scope organisation) => Inhalt.Beteiligte.FirstOrDefault(b => b.Organisation == organisation)?.Name ?? "";
}
