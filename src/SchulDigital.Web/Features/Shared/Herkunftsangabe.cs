using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Shared;

/// <summary>Where something came from, in words, and the way there for a reader who may open it.</summary>
public sealed record Herkunftsangabe(string Text, string? Adresse)
{
    public static readonly Herkunftsangabe Unknown = new("nicht bekannt", null);
}

/// <summary>
/// Finds the words for origins; a fixed number of statements, however many there are. Of a matrix row others read whose it
/// is; which one, and the way to it, only who may read that matrix.
/// </summary>
public sealed class Herkunftsabruf(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, Katalogverzeichnis kataloge)
{
    public async Task<IReadOnlyDictionary<Herkunft, Herkunftsangabe>> GetAsync(IEnumerable<Herkunft> herkuenfte, CancellationToken abbruch)
    {
        var alle = herkuenfte.Distinct().ToList();
        var angaben = new Dictionary<Herkunft, Herkunftsangabe>();
        foreach (var gruppe in alle.GroupBy(h => h.Art))
        {
            if (gruppe.Key == Herkunftsart.Besuch)
            {
                await AddBesucheAsync(angaben, [.. gruppe], abbruch);
                continue;
            }
            var ids = gruppe.Select(h => h.GegenstandId).Distinct().ToList();
            var woerter = gruppe.Key switch
            {
                Herkunftsart.Matrixzeile => await GetZeilenAsync(ids, abbruch),
                Herkunftsart.Schule => await db.Schulen.Where(s => ids.Contains(s.Id))
                    .ToDictionaryAsync(s => s.Id, s => new Herkunftsangabe(s.Name, $"/schulen/{s.Id}"), abbruch),
                Herkunftsart.Schultraeger => await db.Schultraeger.Where(t => ids.Contains(t.Id))
                    .ToDictionaryAsync(t => t.Id, t => new Herkunftsangabe(t.Name, $"/traeger/{t.Id}"), abbruch),
                Herkunftsart.Beratung => (await db.Personen.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Funktion })
                    .ToListAsync(abbruch)).ToDictionary(p => p.Id, p => new Herkunftsangabe(p.Funktion is null ? p.Name : $"{p.Name}, {p.Funktion}", null)),
                Herkunftsart.Sitzung => await GetSitzungenAsync(ids, abbruch),
                Herkunftsart.RunderTisch => await GetTischeAsync(ids, abbruch),
                _ => await GetVereinbarungenAsync(ids, abbruch),
            };
            foreach (var herkunft in gruppe)
                angaben[herkunft] = woerter.GetValueOrDefault(herkunft.GegenstandId, Herkunftsangabe.Unknown);
        }
        return angaben;
    }

    /// <summary>To the own house the row at the beginning; to who was there the visit; to others that it was one.</summary>
    private async Task AddBesucheAsync(Dictionary<Herkunft, Herkunftsangabe> angaben, IReadOnlyList<Herkunft> herkuenfte, CancellationToken abbruch)
    {
        var ids = herkuenfte.Select(h => h.GegenstandId).Distinct().ToList();
        var besuche = await (
            from b in sichtbar.Besuche()
            join t in db.Schultraeger on b.SchultraegerId equals t.Id
            where ids.Contains(b.Id)
            select new { b.Id, b.Anlass, t.Name }).AsNoTracking().ToDictionaryAsync(b => b.Id, abbruch);
        var zeilen = await GetZeilenAsync([.. herkuenfte.Select(h => h.ZeileId).OfType<Guid>().Distinct()], abbruch);
        foreach (var h in herkuenfte)
            angaben[h] = besuche.GetValueOrDefault(h.GegenstandId) is not { } besuch ? new("ein Schulträgerbesuch", null)
                : h.ZeileId is { } zeile && zeilen.GetValueOrDefault(zeile) is { Adresse: not null } wort ? new($"Besuch {besuch.Anlass}, {wort.Text}", wort.Adresse)
                : new($"Besuch {besuch.Anlass}, {besuch.Name}", $"/besuche/{besuch.Id}");
    }

    /// <summary>To who sits at the table the session; to others that it was one.</summary>
    private async Task<Dictionary<Guid, Herkunftsangabe>> GetSitzungenAsync(List<Guid> ids, CancellationToken abbruch)
    {
        var sitzungen = await (
            from s in db.Sitzungen
            join t in sichtbar.Tische() on s.RunderTischId equals t.Id
            where ids.Contains(s.Id)
            select new { s.Id, s.RunderTischId, s.Nummer, t.Name }).AsNoTracking().ToDictionaryAsync(s => s.Id, abbruch);
        return ids.ToDictionary(id => id, id => sitzungen.GetValueOrDefault(id) is { } s
            ? new Herkunftsangabe($"{s.Name}, {s.Nummer}. Sitzung", $"/runde-tische/{s.RunderTischId}/sitzungen/{s.Nummer}") : new("eine Sitzung", null));
    }

    private async Task<Dictionary<Guid, Herkunftsangabe>> GetTischeAsync(List<Guid> ids, CancellationToken abbruch)
    {
        var tische = await sichtbar.Tische().Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, abbruch);
        return ids.ToDictionary(id => id, id => tische.GetValueOrDefault(id) is { } name ? new Herkunftsangabe(name, $"/runde-tische/{id}") : new("ein Runder Tisch", null));
    }

    /// <summary>To who may read it the agreement; to others that it was one.</summary>
    private async Task<Dictionary<Guid, Herkunftsangabe>> GetVereinbarungenAsync(List<Guid> ids, CancellationToken abbruch)
    {
        var texte = await sichtbar.Vereinbarungen().Where(v => ids.Contains(v.Id)).Select(v => new { v.Id, v.Text }).ToDictionaryAsync(v => v.Id, v => Kurztext.Of(v.Text, 80), abbruch);
        return ids.ToDictionary(id => id, id => texte.GetValueOrDefault(id) is { } text ? new Herkunftsangabe($"Vereinbarung „{text}“", $"/vereinbarungen/{id}") : new("eine Vereinbarung", null));
    }

    private async Task<Dictionary<Guid, Herkunftsangabe>> GetZeilenAsync(List<Guid> ids, CancellationToken abbruch)
    {
        var zeilen = await (
            from z in db.MatrixZeilen
            join m in db.Matrizen on z.MatrixId equals m.Id
            where ids.Contains(z.Id)
            select new
            {
                z.Id,
                z.Kriterium,
                z.Themenfeld,
                m.KatalogId,
                m.SchultraegerId,
                m.SchuleId,
                m.Key,
                m.Titel,
                Organisation = m.SchuleId == null
                    ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.Name).First()
                    : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.Name).First(),
            }).AsNoTracking().ToListAsync(abbruch);
        var angaben = new Dictionary<Guid, Herkunftsangabe>();
        foreach (var z in zeilen)
        {
            var scope = Scope.OfHaus(z.SchultraegerId, z.SchuleId);
            var matrix = $"Matrix {z.Titel}, {z.Organisation}";
            angaben[z.Id] = benutzer.May(Handlung.MatrixLesen, scope)
                ? new($"{matrix}: {(await kataloge.GetAsync(z.KatalogId, abbruch)).Kriterium(z.Kriterium).Label}",
                    $"{scope.Matrixadresse(z.Key)}/{z.Themenfeld}#zeile-{z.Kriterium}")
                : new(matrix, null);
        }
        return angaben;
    }
}
