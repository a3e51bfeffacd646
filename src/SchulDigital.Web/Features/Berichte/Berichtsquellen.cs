using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>A paragraph as the thread would write it today.</summary>
/// <param name="Zielstand">Of a goal of the last sheet.</param>
public sealed record Quellabsatz(Absatzort Ort, Absatzangaben Angaben, Absatzquelle Quelle, Zielstand? Zielstand = null)
{
    /// <summary>Hash of a source that there is no more, or that counts no more.</summary>
    public const string Entfallen = "entfallen";

    /// <summary>Which paragraph of a sheet it belongs to, whatever that says by now.</summary>
    public (Berichtsabschnitt?, Berichtssicht, Guid?, string?, Absatzquellart, Guid) Key => KeyOf(Ort, Quelle.Art, Quelle.Id);

    public bool IsGone => Quelle.Hash == Entfallen;

    public static (Berichtsabschnitt?, Berichtssicht, Guid?, string?, Absatzquellart, Guid)? KeyOf(Berichtsabsatz a) =>
        a is { Quellart: { } art, QuelleId: { } id } ? KeyOf(new Absatzort(a.Abschnitt, a.Sicht, a.SchuleId, a.Themenfeld), art, id) : null;

    public static Quellabsatz GoneFor(Berichtsabsatz a) =>
        new(new Absatzort(a.Abschnitt, a.Sicht, a.SchuleId, a.Themenfeld), new Absatzangaben(""), new Absatzquelle(a.Quellart!.Value, a.QuelleId!.Value, a.ZeileId, Entfallen));

    private static (Berichtsabschnitt?, Berichtssicht, Guid?, string?, Absatzquellart, Guid) KeyOf(Absatzort ort, Absatzquellart art, Guid id) => art switch
    {
        // An agreement stands once, also where it has come about since and would stand in another section.
        Absatzquellart.Vereinbarung => (null, ort.Sicht, null, null, art, id),
        // The situation follows the matrix from one released version to the next.
        Absatzquellart.Matrix when ort.Abschnitt == Berichtsabschnitt.Situation => (ort.Abschnitt, ort.Sicht, ort.SchuleId, ort.Themenfeld, art, Guid.Empty),
        _ => (ort.Abschnitt, ort.Sicht, ort.SchuleId, ort.Themenfeld, art, id),
    };
}

/// <summary>
/// Writes what the thread says today about a carrier and its schools: of released matrices, of a school's only what it passed on
/// to the carrier, visits, sessions, agreements, tasks. The draft takes it all; later it tells what changed since. Vertrauliches
/// stays out. Where several schools read the sheet, none of their matrices is copied into it: each writes its view itself.
/// </summary>
public sealed class Berichtsquellen(AppDbContext db, Katalogverzeichnis kataloge, TimeProvider uhr)
{
    private const int MonateZurueck = 18;

    public async Task<IReadOnlyList<Quellabsatz>> GetAsync(Guid traegerId, Berichtsart art, IReadOnlyList<Guid> schulen, Guid? vorjahrId, CancellationToken abbruch)
    {
        var absaetze = new List<Quellabsatz>();
        var staende = new Dictionary<(Guid Haus, string Kriterium), string>();
        await AddMatrixAsync(absaetze, staende, traegerId, null, art, abbruch);
        if (art == Berichtsart.Schule)
            await AddMatrixAsync(absaetze, staende, traegerId, schulen[0], art, abbruch);
        foreach (var schule in art == Berichtsart.Anlass ? schulen : [])
            absaetze.Add(new(new Absatzort(Berichtsabschnitt.Situation, Berichtssicht.Schule, schule), new Absatzangaben(""), new Absatzquelle(Absatzquellart.Matrix, schule, null, Hash(new Absatzangaben("")))));
        await AddVisitsAndSessionsAsync(absaetze, traegerId, abbruch);
        await AddAgreementsAsync(absaetze, traegerId, schulen, abbruch);
        await AddTasksAsync(absaetze, traegerId, schulen, abbruch);
        if (vorjahrId is { } vorjahr)
            await AddLastGoalsAsync(absaetze, staende, traegerId, vorjahr, abbruch);
        return absaetze;
    }

    /// <summary>The goals of the last sheet, each with what the matrix said of it then and says now.</summary>
    private async Task AddLastGoalsAsync(List<Quellabsatz> absaetze, Dictionary<(Guid Haus, string Kriterium), string> staende, Guid traegerId, Guid vorjahr, CancellationToken abbruch)
    {
        var ziele = await db.Berichtsabsaetze.Where(a => a.BerichtsbogenId == vorjahr && a.Abschnitt == Berichtsabschnitt.Ziele && !a.IsRemoved).OrderBy(a => a.Position).AsNoTracking().ToListAsync(abbruch);
        var zeilen = ziele.Select(z => z.ZeileId).OfType<Guid>().ToList();
        var damals = zeilen.Count == 0 ? [] : await (
            from z in db.Fassungszeilen
            join f in db.MatrixFassungen on z.FassungId equals f.Id
            join m in db.Matrizen on f.MatrixId equals m.Id
            where zeilen.Contains(z.ZeileId) && f.FreigegebenAm <= db.Berichtsboegen.First(b => b.Id == vorjahr).EingefrorenAm
                && !z.Werte.Vertraulich && f.Status != FassungStatus.Zurueckgezogen
                // Of a school only what it passed on.
                && (m.SchuleId == null || db.Weitergaben.Any(w => w.FassungId == f.Id && w.Kreis == Empfaengerkreis.Schultraeger && w.EmpfaengerId == traegerId))
            orderby f.FreigegebenAm
            select new { z.ZeileId, z.Kriterium, z.Werte.Ist, m.KatalogId, Haus = m.SchultraegerId ?? m.SchuleId }).AsNoTracking().ToListAsync(abbruch);
        foreach (var ziel in ziele)
        {
            var text = ziel.Text;
            if (damals.LastOrDefault(z => z.ZeileId == ziel.ZeileId) is { Ist: { } ist, Haus: { } haus } zeile && staende.TryGetValue((haus, zeile.Kriterium), out var heute))
                text = Cut($"{text}\nIn der Matrix: damals „{(await kataloge.GetAsync(zeile.KatalogId, abbruch)).Label(ist)}“, heute „{heute}“.");
            absaetze.Add(Quote(Berichtsabschnitt.Rueckblick, ziel.Angaben with { Text = text }, Absatzquellart.Vorjahresziel, ziel.Id, ziel.ZeileId, ziel.Themenfeld) with { Zielstand = Zielstand.Offen });
        }
    }

    /// <summary>The newest released version of the carrier, or the one that the school passed on to it.</summary>
    /// <param name="staende">Gets what it says of each criterion, in words.</param>
    private async Task AddMatrixAsync(List<Quellabsatz> absaetze, Dictionary<(Guid Haus, string Kriterium), string> staende, Guid traegerId, Guid? schule, Berichtsart art, CancellationToken abbruch)
    {
        var fassung = schule is null
            ? await (from m in db.Matrizen
                     join f in db.MatrixFassungen on m.Id equals f.MatrixId
                     where m.SchultraegerId == traegerId && f.Status == FassungStatus.Freigegeben
                     orderby f.FreigegebenAm descending
                     select new { m.Id, m.KatalogId, m.Titel, FassungId = f.Id, f.Nummer, Am = f.FreigegebenAm, Themenfelder = (string?)null }).FirstOrDefaultAsync(abbruch)
            : await (from m in db.Matrizen
                     join w in db.Weitergaben on m.Id equals w.MatrixId
                     join f in db.MatrixFassungen on w.FassungId equals f.Id
                     where m.SchuleId == schule && w.Status == WeitergabeStatus.Gilt && w.Kreis == Empfaengerkreis.Schultraeger && w.EmpfaengerId == traegerId
                     orderby w.WeitergegebenAm descending
                     select new { m.Id, m.KatalogId, m.Titel, FassungId = f.Id, f.Nummer, Am = w.WeitergegebenAm, Themenfelder = (string?)w.Themenfelder }).FirstOrDefaultAsync(abbruch);
        var sicht = schule is null ? Berichtssicht.Traeger : Berichtssicht.Schule;
        if (fassung is null)
        {
            if (schule is not null)
                absaetze.Add(new(new Absatzort(Berichtsabschnitt.Situation, sicht, schule), new Absatzangaben(""), new Absatzquelle(Absatzquellart.Matrix, schule.Value, null, Hash(new Absatzangaben("")))));
            return;
        }
        var katalog = await kataloge.GetAsync(fassung.KatalogId, abbruch);
        var felder = fassung.Themenfelder?.Split(',').ToHashSet();
        var zeilen = (await db.Fassungszeilen.Where(z => z.FassungId == fassung.FassungId).AsNoTracking().ToListAsync(abbruch)).FindAll(z => !z.Werte.Vertraulich && felder?.Contains(z.Themenfeld) != false);
        absaetze.Add(Quote(Berichtsabschnitt.Grundlage, new Absatzangaben(schule is null
            ? $"Matrix des Schulträgers „{fassung.Titel}“, Fassung {fassung.Nummer}, freigegeben am {Kalender.DayOf(fassung.Am):dd.MM.yyyy}"
            : $"Matrix der Schule „{fassung.Titel}“, Fassung {fassung.Nummer}, dem Schulträger weitergegeben am {Kalender.DayOf(fassung.Am):dd.MM.yyyy}"), Absatzquellart.Matrix, fassung.Id));
        foreach (var feld in katalog.Themenfelder)
        {
            var imFeld = feld.Kriterien.Select(k => (Kriterium: k, Zeile: zeilen.Find(z => z.Kriterium == k.Key))).Where(z => z.Zeile?.Werte.Ist is not null).ToList();
            if (imFeld.Count == 0)
                continue;
            foreach (var (kriterium, zeile) in imFeld)
                staende[(schule ?? traegerId, kriterium.Key)] = katalog.Label(zeile!.Werte.Ist);
            var text = string.Join('\n', imFeld.Select(z => Sentence(katalog, z.Kriterium, z.Zeile!.Werte)));
            absaetze.Add(Quote(Berichtsabschnitt.Situation, new Absatzangaben(Cut(text)), Absatzquellart.Matrix, fassung.Id, null, feld.Key, sicht, schule));
            foreach (var (kriterium, zeile) in imFeld)
            {
                var w = zeile!.Werte;
                // A goal of the year is what shall change soon, in a school's sheet what that school wants; the rest stands in the situation.
                if ((schule is not null || art != Berichtsart.Schule) && w is { Zeithorizont: Zeithorizont.Kurzfristig, Soll: { } soll } && soll != w.Ist && soll.IsStufe())
                    absaetze.Add(Quote(Berichtsabschnitt.Ziele,
                        new Absatzangaben(Cut($"{kriterium.Label}: von „{katalog.Label(w.Ist)}“ zu „{katalog.Label(soll)}“.{(w.GeplanteSchritte is { } schritte ? " " + schritte : null)}"), w.Zustaendig,
                            schule ?? traegerId, Vorbehalt: w is { VorbehaltlichBeschluss: true, BeschlussGremium: { } gremium } ? $"Beschluss: {gremium}" : null),
                        Absatzquellart.Zeile, zeile.ZeileId, zeile.ZeileId, feld.Key));
                if (art == Berichtsart.Schule && w.Unterstuetzungsbedarf is { } bedarf)
                    absaetze.Add(Quote(Berichtsabschnitt.OffenePunkte, new Absatzangaben(Cut($"{kriterium.Label}, Unterstützungsbedarf: {bedarf}"), VerantwortlichId: schule ?? traegerId), Absatzquellart.Zeile, zeile.ZeileId, zeile.ZeileId, feld.Key));
            }
        }
    }

    private async Task AddVisitsAndSessionsAsync(List<Quellabsatz> absaetze, Guid traegerId, CancellationToken abbruch)
    {
        var seit = uhr.Today().AddMonths(-MonateZurueck);
        foreach (var b in await db.Besuche.Where(b => b.SchultraegerId == traegerId && b.Tag >= seit && (b.Status == Besuchsstatus.Nachbereitet || b.Status == Besuchsstatus.Abgeschlossen))
            .OrderBy(b => b.Tag).Select(b => new { b.Id, b.Anlass, b.Tag }).ToListAsync(abbruch))
            absaetze.Add(Quote(Berichtsabschnitt.Grundlage, new Absatzangaben($"Schulträgerbesuch am {b.Tag:dd.MM.yyyy}: {b.Anlass}"), Absatzquellart.Besuch, b.Id));
        foreach (var s in await (from s in db.Sitzungen
                                 join t in db.RundeTische on s.RunderTischId equals t.Id
                                 where s.Status == Sitzungsstatus.Genehmigt && s.Tag >= seit && s.Teilnehmer.Any(x => x.ScopeId == traegerId)
                                 orderby s.Tag
                                 select new { s.Id, s.Nummer, s.Tag, t.Name }).ToListAsync(abbruch))
            absaetze.Add(Quote(Berichtsabschnitt.Grundlage, new Absatzangaben($"{s.Name}, {s.Nummer}. Sitzung am {s.Tag:dd.MM.yyyy}"), Absatzquellart.Sitzung, s.Id));
        foreach (var e in await db.Berichtseintraege.Where(e => e.SchultraegerId == traegerId && e.AngelegtAm >= seit.ToDateTime(TimeOnly.MinValue)).OrderBy(e => e.AngelegtAm).AsNoTracking().ToListAsync(abbruch))
            absaetze.Add(Quote(e.Abschnitt, new Absatzangaben(e.Text), Absatzquellart.Berichtseintrag, e.Id, e.Herkunft.ZeileId));
    }

    /// <summary>What holds between the carrier and these schools; in the carrier's own sheet all that binds the carrier.</summary>
    private async Task AddAgreementsAsync(List<Quellabsatz> absaetze, Guid traegerId, IReadOnlyList<Guid> schulen, CancellationToken abbruch)
    {
        var alle = schulen.Count == 0;
        var vereinbarungen = await db.Vereinbarungen
            .Where(v => !v.Vertraulich && v.Beteiligte.Any(b => b.IsBound && b.ScopeId == traegerId) && (alle || v.Beteiligte.Any(b => b.IsBound && schulen.Contains(b.ScopeId))))
            .Where(v => v.Status != Vereinbarungsstatus.Geaendert && v.Status != Vereinbarungsstatus.Aufgehoben && v.Status != Vereinbarungsstatus.NichtZustandeGekommen && v.Status != Vereinbarungsstatus.Bestaetigt)
            .Include(v => v.Beteiligte).OrderBy(v => v.Frist == null).ThenBy(v => v.Frist).ThenBy(v => v.AngelegtAm).AsNoTracking().ToListAsync(abbruch);
        foreach (var v in vereinbarungen)
        {
            var wer = v.Beteiligte.FirstOrDefault(b => b.Organisation == v.Verantwortlich)?.Name;
            var hilfe = v.Beteiligte.Where(b => b.IsBound && b.Unterstuetzung is not null && schulen.Contains(b.ScopeId)).Select(b => $"{b.Name}: {b.Unterstuetzung}").ToList();
            var vorbehalt = v is { Gremium: { } gremium, BeschlussGefasst: not true } ? $"Beschluss: {gremium}" : null;
            var angaben = new Absatzangaben(Cut(v.Text + (hilfe.Count > 0 ? "\nUnterstützung: " + string.Join("; ", hilfe) : null)), v.Person is null ? wer : $"{wer}, {v.Person}", v.VerantwortlichId, v.Frist, Vorbehalt: vorbehalt);
            absaetze.Add(Quote(v.IsDraft ? Berichtsabschnitt.OffenePunkte : v.Art == Vereinbarungsart.Massnahme ? Berichtsabschnitt.Planungen : Berichtsabschnitt.Ziele,
                v.IsDraft ? angaben with { Text = Cut($"Noch nicht vereinbart: {angaben.Text}") } : angaben, Absatzquellart.Vereinbarung, v.Id, v.ZeileId, v.Themenfeld));
        }
    }

    /// <summary>Open tasks of the carrier that came from the dialogue, and Themen that wait for a table.</summary>
    private async Task AddTasksAsync(List<Quellabsatz> absaetze, Guid traegerId, IReadOnlyList<Guid> schulen, CancellationToken abbruch)
    {
        var haeuser = schulen.Append(traegerId).ToList();
        foreach (var a in await db.Aufgaben.Where(a => a.ScopeId == traegerId && a.Status == Aufgabenstatus.Offen && (a.Herkunft.Art == Herkunftsart.Besuch || a.Herkunft.Art == Herkunftsart.Sitzung)
                && !db.Sitzungen.Any(s => s.Eintraege.Any(e => e.AufgabeId == a.Id && s.Punkte.Any(p => p.Id == e.PunktId && p.Vertraulich))))
            .OrderBy(a => a.Frist).AsNoTracking().ToListAsync(abbruch))
            absaetze.Add(Quote(Berichtsabschnitt.Planungen, new Absatzangaben(Cut(a.Text), VerantwortlichId: traegerId, Frist: a.Frist), Absatzquellart.Aufgabe, a.Id, a.ZeileId));
        foreach (var t in await db.Themen.Where(t => haeuser.Contains(t.VonScopeId) && (t.Status == Themenstatus.Angenommen || t.Status == Themenstatus.Eingeplant || t.Status == Themenstatus.Vertagt))
            .OrderBy(t => t.VorgeschlagenAm).AsNoTracking().ToListAsync(abbruch))
            absaetze.Add(Quote(Berichtsabschnitt.Themen, new Absatzangaben(Cut(t.Titel + (t.Beschreibung is { } mehr ? $": {mehr}" : null))), Absatzquellart.Thema, t.Id, t.ZeileId, t.Themenfeld));
    }

    private static Quellabsatz Quote(
        Berichtsabschnitt abschnitt, Absatzangaben angaben, Absatzquellart art, Guid id, Guid? zeileId = null, string? themenfeld = null,
        Berichtssicht sicht = Berichtssicht.Gemeinsam, Guid? schule = null) =>
        new(new Absatzort(abschnitt, sicht, schule, themenfeld), angaben, new Absatzquelle(art, id, zeileId, Hash(angaben)));

    private static string Sentence(Katalog katalog, Kriterium kriterium, Zeilenwerte w)
    {
        var ziel = w.Soll is { } soll && soll != w.Ist ? $", angestrebt {katalog.Label(soll)}{(w.Zeithorizont is { } h ? $" ({katalog.Label(h)})" : null)}" : null;
        return $"{kriterium.Label}: {katalog.Label(w.Ist)}{ziel}.";
    }

    private static string Cut(string text) => text.Length <= Berichtsabsatz.TextMaxLength ? text : string.Concat(text.AsSpan(0, Berichtsabsatz.TextMaxLength - 2), " …");

    private static string Hash(Absatzangaben a) =>
        Dokument.HashOf(Encoding.UTF8.GetBytes(string.Join('\u001f', a.Text, a.Wer, a.VerantwortlichId, a.Frist?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), a.Vorbehalt)));
}
