using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>What a link of the thread is.</summary>
public enum Gliedart { Zeile, Besuch, Thema, Punkt, Vereinbarung, Aufgabe, Bericht }

/// <summary>One link of the thread.</summary>
/// <param name="Tag">When it came to be; null where nobody knows.</param>
public sealed record Glied(Gliedart Art, Guid Id, string Was, string Text, string? Stand, DateOnly? Tag, string Adresse);

public sealed record FadenSeite(Glied Anfang, IReadOnlyList<Glied> Glieder);

/// <summary>
/// Gathers the thread around one link: step by step from each that was found to its neighbours, until nothing new comes. Only
/// what this person may see is followed, so that no way leads through what is hidden from her. A handful of statements a step.
/// </summary>
public sealed class Fadenabruf(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, Katalogverzeichnis kataloge)
{
    /// <summary>Steps from one end of a chain to the other: row, visit, Thema, item, agreement, task, and the next year's row.</summary>
    private const int MaxSchritte = 8;
    private const int MaxText = 140;

    public async Task<FadenSeite?> FindAsync(Gliedart art, Guid id, CancellationToken abbruch)
    {
        var gefunden = new Dictionary<(Gliedart, Guid), Glied>();
        HashSet<(Gliedart Art, Guid Id)> bekannt = [(art, id)];
        List<(Gliedart Art, Guid Id)> neu = [(art, id)];
        for (var schritt = 0; schritt < MaxSchritte && neu.Count > 0; schritt++)
        {
            var nachbarn = new List<(Gliedart, Guid)>();
            foreach (var gruppe in neu.GroupBy(n => n.Art))
                await LoadAsync(gruppe.Key, [.. gruppe.Select(n => n.Id)], schritt == 0, gefunden, nachbarn, abbruch);
            if (schritt == 0 && gefunden.Count == 0)
                return null;
            neu = [.. nachbarn.Where(bekannt.Add)];
        }
        return new FadenSeite(gefunden[(art, id)], [.. gefunden.Values.OrderBy(g => g.Tag).ThenBy(g => g.Art).ThenBy(g => g.Text, StringComparer.CurrentCulture)]);
    }

    /// <param name="anfang">A visit and an item treat many things: only where the walk begins there do all of them belong to it.</param>
    private Task LoadAsync(Gliedart art, List<Guid> ids, bool anfang, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch) => art switch
    {
        Gliedart.Zeile => AddZeilenAsync(ids, gefunden, nachbarn, abbruch),
        Gliedart.Besuch => AddBesucheAsync(ids, anfang, gefunden, nachbarn, abbruch),
        Gliedart.Thema => AddThemenAsync(ids, gefunden, nachbarn, abbruch),
        Gliedart.Punkt => AddPunkteAsync(ids, anfang, gefunden, nachbarn, abbruch),
        Gliedart.Vereinbarung => AddVereinbarungenAsync(ids, gefunden, nachbarn, abbruch),
        Gliedart.Aufgabe => AddAufgabenAsync(ids, gefunden, nachbarn, abbruch),
        _ => AddBerichteAsync(ids, anfang, gefunden, nachbarn, abbruch),
    };

    /// <summary>Rows of the own house; of others only where they are passed on, and there the page of the matrix says what of it.</summary>
    private async Task AddZeilenAsync(List<Guid> ids, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch)
    {
        var zeilen = await (
            from z in db.MatrixZeilen
            join m in sichtbar.Matrizen() on z.MatrixId equals m.Id
            where ids.Contains(z.Id)
            select new { z.Id, z.Kriterium, z.Themenfeld, z.Werte.Ist, z.Werte.Soll, m.SchultraegerId, m.SchuleId, m.Key, m.Titel, m.KatalogId, Tag = db.Durchgaenge.Where(d => d.Id == m.DurchgangId).Select(d => (DateOnly?)d.Frist).FirstOrDefault() })
            .AsNoTracking().ToListAsync(abbruch);
        var eigene = zeilen.FindAll(z => benutzer.May(Handlung.MatrixLesen, Scope.OfHaus(z.SchultraegerId, z.SchuleId)));
        foreach (var z in eigene)
        {
            var katalog = await kataloge.GetAsync(z.KatalogId, abbruch);
            gefunden[(Gliedart.Zeile, z.Id)] = new(Gliedart.Zeile, z.Id, $"Zeile der Matrix {z.Titel}", katalog.Kriterium(z.Kriterium).Label,
                $"Heutiger Stand: {katalog.Label(z.Ist)}, angestrebt: {katalog.Label(z.Soll)}", z.Tag, $"{Scope.OfHaus(z.SchultraegerId, z.SchuleId).Matrixadresse(z.Key)}/{z.Themenfeld}#zeile-{z.Kriterium}");
        }
        if (eigene.Count == 0)
            return;
        var gelesen = eigene.ConvertAll(z => z.Id);
        // The same criterion in the house's other Durchgänge: there the effect shows.
        var haeuser = eigene.ConvertAll(z => z.SchultraegerId ?? z.SchuleId);
        var kriterien = eigene.ConvertAll(z => z.Kriterium).Distinct().ToList();
        nachbarn.AddRange((await (
            from z in db.MatrixZeilen
            join m in db.Matrizen on z.MatrixId equals m.Id
            where kriterien.Contains(z.Kriterium) && (haeuser.Contains(m.SchultraegerId) || haeuser.Contains(m.SchuleId))
            select new { z.Id, z.Kriterium, Haus = m.SchultraegerId ?? m.SchuleId }).ToListAsync(abbruch))
            .Where(z => eigene.Exists(e => e.Kriterium == z.Kriterium && (e.SchultraegerId ?? e.SchuleId) == z.Haus)).Select(z => (Gliedart.Zeile, z.Id)));
        nachbarn.AddRange((await db.Besuchsergebnisse.Where(e => gelesen.Contains(e.ZeileId!.Value)).Select(e => e.BesuchId).Distinct().ToListAsync(abbruch)).Select(i => (Gliedart.Besuch, i)));
        nachbarn.AddRange((await db.Themen.Where(t => gelesen.Contains(t.ZeileId!.Value)).Select(t => t.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Thema, i)));
        nachbarn.AddRange((await db.Vereinbarungen.Where(v => gelesen.Contains(v.ZeileId!.Value)).Select(v => v.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Vereinbarung, i)));
        nachbarn.AddRange((await db.Aufgaben.Where(a => gelesen.Contains(a.ZeileId!.Value)).Select(a => a.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Aufgabe, i)));
        await FollowToSheetsAsync(gelesen, nachbarn, abbruch);
    }

    private async Task AddBesucheAsync(List<Guid> ids, bool anfang, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch)
    {
        foreach (var b in await sichtbar.Besuche().Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Anlass, b.Tag, b.Status, b.SchultraegerId }).AsNoTracking().ToListAsync(abbruch))
            gefunden[(Gliedart.Besuch, b.Id)] = new(Gliedart.Besuch, b.Id, "Schulträgerbesuch", b.Anlass, b.Status.Label(), b.Tag, $"/besuche/{b.Id}");
        if (anfang && gefunden.Count > 0)
            foreach (var e in await db.Besuchsergebnisse.Where(e => ids.Contains(e.BesuchId)).Select(e => new { e.Art, e.GegenstandId, e.ZeileId }).AsNoTracking().ToListAsync(abbruch))
            {
                if (e.ZeileId is { } zeile)
                    nachbarn.Add((Gliedart.Zeile, zeile));
                if (e.GegenstandId is { } id && e.Art is Ergebnisart.Thema or Ergebnisart.Vereinbarung or Ergebnisart.Aufgabe)
                    nachbarn.Add((e.Art == Ergebnisart.Thema ? Gliedart.Thema : e.Art == Ergebnisart.Vereinbarung ? Gliedart.Vereinbarung : Gliedart.Aufgabe, e.GegenstandId.Value));
            }
    }

    private async Task AddThemenAsync(List<Guid> ids, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch)
    {
        var themen = await sichtbar.Themen().Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Titel, t.Status, t.VorgeschlagenAm, t.Herkunft, t.ZeileId }).AsNoTracking().ToListAsync(abbruch);
        foreach (var t in themen)
        {
            gefunden[(Gliedart.Thema, t.Id)] = new(Gliedart.Thema, t.Id, "Thema", t.Titel, t.Status.Label(), Kalender.DayOf(t.VorgeschlagenAm), $"/themen/{t.Id}");
            FollowOrigin(t.Herkunft, t.ZeileId, nachbarn);
        }
        var gelesen = themen.ConvertAll(t => t.Id);
        if (gelesen.Count == 0)
            return;
        nachbarn.AddRange((await db.Sitzungen.SelectMany(s => s.Punkte).Where(p => gelesen.Contains(p.ThemaId!.Value)).Select(p => p.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Punkt, i)));
        nachbarn.AddRange((await db.Vereinbarungen.Where(v => gelesen.Contains(v.ThemaId!.Value)).Select(v => v.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Vereinbarung, i)));
        await FollowToSheetsAsync(gelesen, nachbarn, abbruch);
    }

    private async Task AddPunkteAsync(List<Guid> ids, bool anfang, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch)
    {
        var haeuser = benutzer.Zustaendigkeiten.Where(z => z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule).Select(z => z.ScopeId!.Value).ToList();
        var moderierte = benutzer.ScopeIds(ScopeArt.RunderTisch, Rolle.Moderation);
        var punkte = await (
            from s in db.Sitzungen
            join t in sichtbar.Tische() on s.RunderTischId equals t.Id
            from p in s.Punkte
            where ids.Contains(p.Id) && (!p.Vertraulich || moderierte.Contains(t.Id) || s.Teilnehmer.Any(x => x.Stimme == Stimme.Entscheidend && haeuser.Contains(x.ScopeId!.Value)))
            select new { p.Id, p.Titel, p.Stand, p.ThemaId, s.RunderTischId, s.Nummer, s.Tag, t.Name, SitzungId = s.Id }).AsNoTracking().ToListAsync(abbruch);
        foreach (var p in punkte)
        {
            gefunden[(Gliedart.Punkt, p.Id)] = new(Gliedart.Punkt, p.Id, $"{p.Name}, {p.Nummer}. Sitzung", p.Titel, p.Stand.Label(), p.Tag, $"/runde-tische/{p.RunderTischId}/sitzungen/{p.Nummer}");
            if (p.ThemaId is { } thema)
                nachbarn.Add((Gliedart.Thema, thema));
        }
        var gelesen = punkte.ConvertAll(p => p.Id);
        if (!anfang || gelesen.Count == 0)
            return;
        nachbarn.AddRange((await db.Vereinbarungen.Where(v => gelesen.Contains(v.PunktId!.Value) || v.Fragen.Any(f => gelesen.Contains(f.PunktId!.Value))).Select(v => v.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Vereinbarung, i)));
        nachbarn.AddRange((await db.Sitzungen.SelectMany(s => s.Eintraege).Where(e => gelesen.Contains(e.PunktId) && e.AufgabeId != null).Select(e => e.AufgabeId!.Value).ToListAsync(abbruch)).Select(i => (Gliedart.Aufgabe, i)));
    }

    private async Task AddVereinbarungenAsync(List<Guid> ids, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch)
    {
        var vereinbarungen = await sichtbar.Vereinbarungen().Where(v => ids.Contains(v.Id)).Select(v => new
        {
            v.Id,
            v.Text,
            v.Status,
            v.AngelegtAm,
            v.VereinbartAm,
            v.Herkunft,
            v.ZeileId,
            v.ThemaId,
            v.PunktId,
            v.VorgaengerId,
            Punkte = v.Fragen.Select(f => f.PunktId).ToList(),
        }).AsNoTracking().ToListAsync(abbruch);
        foreach (var v in vereinbarungen)
        {
            gefunden[(Gliedart.Vereinbarung, v.Id)] = new(Gliedart.Vereinbarung, v.Id, "Vereinbarung", Kurztext.Of(v.Text, MaxText), v.Status.Label(), v.VereinbartAm ?? Kalender.DayOf(v.AngelegtAm), $"/vereinbarungen/{v.Id}");
            FollowOrigin(v.Herkunft, v.ZeileId, nachbarn);
            if (v.ThemaId is { } thema)
                nachbarn.Add((Gliedart.Thema, thema));
            if (v.VorgaengerId is { } vorgaenger)
                nachbarn.Add((Gliedart.Vereinbarung, vorgaenger));
            nachbarn.AddRange(v.Punkte.Append(v.PunktId).OfType<Guid>().Select(i => (Gliedart.Punkt, i)));
        }
        var gelesen = vereinbarungen.ConvertAll(v => v.Id);
        if (gelesen.Count == 0)
            return;
        nachbarn.AddRange((await db.Vereinbarungen.Where(v => gelesen.Contains(v.VorgaengerId!.Value)).Select(v => v.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Vereinbarung, i)));
        nachbarn.AddRange((await db.Aufgaben.Where(a => a.Herkunft.Art == Herkunftsart.Vereinbarung && gelesen.Contains(a.Herkunft.GegenstandId)).Select(a => a.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Aufgabe, i)));
        nachbarn.AddRange((await db.Themen.Where(t => t.Herkunft.Art == Herkunftsart.Vereinbarung && gelesen.Contains(t.Herkunft.GegenstandId)).Select(t => t.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Thema, i)));
        await FollowToSheetsAsync(gelesen, nachbarn, abbruch);
    }

    private async Task AddAufgabenAsync(List<Guid> ids, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch)
    {
        var aufgaben = await sichtbar.Aufgaben().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Text, a.Status, a.AngelegtAm, a.Herkunft, a.ZeileId }).AsNoTracking().ToListAsync(abbruch);
        foreach (var a in aufgaben)
        {
            gefunden[(Gliedart.Aufgabe, a.Id)] = new(Gliedart.Aufgabe, a.Id, "Aufgabe", Kurztext.Of(a.Text, MaxText), a.Status.Label(), Kalender.DayOf(a.AngelegtAm), $"/aufgaben/{a.Id}");
            FollowOrigin(a.Herkunft, a.ZeileId, nachbarn);
        }
        var gelesen = aufgaben.ConvertAll(a => a.Id);
        if (gelesen.Count == 0)
            return;
        nachbarn.AddRange((await db.Sitzungen.SelectMany(s => s.Eintraege).Where(e => gelesen.Contains(e.AufgabeId!.Value)).Select(e => e.PunktId).ToListAsync(abbruch)).Select(i => (Gliedart.Punkt, i)));
        await FollowToSheetsAsync(gelesen, nachbarn, abbruch);
    }

    /// <summary>A sheet gathers a whole year: only where the walk begins there does all that stands in it belong to it.</summary>
    private async Task AddBerichteAsync(List<Guid> ids, bool anfang, Dictionary<(Gliedart, Guid), Glied> gefunden, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch)
    {
        var boegen = await sichtbar.LesbareBerichtsboegen().Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Titel, b.Jahr, b.Nummer, b.Status, b.AngelegtAm, b.EingefrorenAm, b.VorjahrId, b.BesuchId }).AsNoTracking().ToListAsync(abbruch);
        foreach (var b in boegen)
            gefunden[(Gliedart.Bericht, b.Id)] = new(Gliedart.Bericht, b.Id, $"Berichtsbogen {Berichtsbogen.NumberOf(b.Jahr, b.Nummer)}", b.Titel, b.Status.Label(), Kalender.DayOf(b.EingefrorenAm ?? b.AngelegtAm), $"/berichtsboegen/{b.Id}");
        if (!anfang || boegen.Count == 0)
            return;
        nachbarn.AddRange(boegen.Select(b => b.VorjahrId).OfType<Guid>().Select(i => (Gliedart.Bericht, i)));
        nachbarn.AddRange(boegen.Select(b => b.BesuchId).OfType<Guid>().Select(i => (Gliedart.Besuch, i)));
        nachbarn.AddRange((await db.Berichtsboegen.Where(b => ids.Contains(b.VorjahrId!.Value)).Select(b => b.Id).ToListAsync(abbruch)).Select(i => (Gliedart.Bericht, i)));
        foreach (var a in await db.Berichtsabsaetze.Where(a => ids.Contains(a.BerichtsbogenId) && !a.IsRemoved).Select(a => new { a.Quellart, a.QuelleId, a.ZeileId }).AsNoTracking().ToListAsync(abbruch))
        {
            if (a.ZeileId is { } zeile)
                nachbarn.Add((Gliedart.Zeile, zeile));
            Gliedart? art = a.Quellart switch
            {
                Absatzquellart.Vereinbarung => Gliedart.Vereinbarung,
                Absatzquellart.Aufgabe => Gliedart.Aufgabe,
                Absatzquellart.Thema => Gliedart.Thema,
                Absatzquellart.Besuch => Gliedart.Besuch,
                _ => null,
            };
            if (art is { } glied)
                nachbarn.Add((glied, a.QuelleId!.Value));
        }
    }

    /// <summary>The sheets into which these links went.</summary>
    private async Task FollowToSheetsAsync(List<Guid> gelesen, List<(Gliedart, Guid)> nachbarn, CancellationToken abbruch) => nachbarn.AddRange((await db.Berichtsabsaetze
        .Where(a => !a.IsRemoved && (gelesen.Contains(a.QuelleId!.Value) || gelesen.Contains(a.ZeileId!.Value))).Select(a => a.BerichtsbogenId).Distinct().ToListAsync(abbruch)).Select(i => (Gliedart.Bericht, i)));

    private static void FollowOrigin(Herkunft herkunft, Guid? zeile, List<(Gliedart, Guid)> nachbarn)
    {
        if (zeile is { } id)
            nachbarn.Add((Gliedart.Zeile, id));
        switch (herkunft.Art)
        {
            case Herkunftsart.Matrixzeile:
                nachbarn.Add((Gliedart.Zeile, herkunft.GegenstandId));
                break;
            case Herkunftsart.Besuch:
                nachbarn.Add((Gliedart.Besuch, herkunft.GegenstandId));
                break;
            case Herkunftsart.Vereinbarung:
                nachbarn.Add((Gliedart.Vereinbarung, herkunft.GegenstandId));
                break;
        }
    }
}
