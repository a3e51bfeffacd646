using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;

namespace SchulDigital.Web.Features.Shared;

/// <summary>A Themenfeld of the newest catalogues.</summary>
public sealed record Themenfeldname(string Key, string Label);

/// <summary>
/// The Themenfelder of the newest catalogues. A key of both has the carriers' words: a Thema or an agreement is what carrier and
/// schools have in common.
/// </summary>
public sealed class Themenfeldworte(AppDbContext db, Katalogverzeichnis kataloge)
{
    public async Task<IReadOnlyList<Themenfeldname>> GetAsync(CancellationToken abbruch)
    {
        var neueste = await db.MatrixKataloge.OrderByDescending(k => k.VeroeffentlichtAm).Select(k => new { k.Id, k.Zielgruppe }).ToListAsync(abbruch);
        var felder = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var katalog in neueste.DistinctBy(k => k.Zielgruppe).OrderBy(k => k.Zielgruppe != Zielgruppe.Schultraeger))
            foreach (var feld in (await kataloge.GetAsync(katalog.Id, abbruch)).Themenfelder)
                felder.TryAdd(feld.Key, feld.Label);
        return [.. felder.Select(f => new Themenfeldname(f.Key, f.Value)).OrderBy(f => f.Label, StringComparer.CurrentCulture)];
    }

    public static string? LabelOf(IReadOnlyList<Themenfeldname> felder, string? key) =>
        key is null ? null : felder.FirstOrDefault(f => f.Key == key)?.Label ?? key;
}
