using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>All final Berichtsbögen that this person reads, each as its Archivpaket in a folder of its own.</summary>
public sealed class Berichtsexport(AppDbContext db, SichtbareDaten sichtbar, Berichtsabruf abruf, Archivpaket paket) : Exportquelle
{
    public override string Art => "berichtsboegen";

    public override string Titel => "Berichtsbögen";

    public override string Beschreibung => "Fertige Berichtsbögen, die Sie lesen dürfen. Jeder in einem Ordner: alle ausgegebenen PDF, eingescannte Blätter, der Inhalt als JSON und die Prüfwerte.";

    public override async Task<IReadOnlyList<Exportposten>> GetAsync(CancellationToken abbruch) => [.. (await sichtbar.LesbareBerichtsboegen().Where(b => b.EingefrorenAm != null)
        .OrderBy(b => b.Jahr).ThenBy(b => b.Nummer).ThenBy(b => b.Id).Select(b => new
        {
            b.Id,
            b.Jahr,
            b.Nummer,
            b.Titel,
            b.Status,
            b.StandSeit,
            Haeuser = b.Beteiligte.OrderBy(h => h.Name).Select(h => new { h.ScopeArt, h.Name }).ToList(),
            Berichtigungen = b.Berichtigungen.Count,
            Dokumente = db.Dokumente.Where(d => d.GegenstandId == b.Id).Select(d => new { d.Auswahl, d.Sha256, d.Inhalt.Length }).ToList(),
            Scans = db.Dokumente.Where(d => b.Erklaerungen.Any(e => e.ScanId == d.GegenstandId)).Sum(d => (long)d.Inhalt.Length),
        }).AsNoTracking().AsSplitQuery().ToListAsync(abbruch)).Select(b =>
        {
            var (nummer, auswahl) = (Berichtsbogen.NumberOf(b.Jahr, b.Nummer), Berichtsbogen.SelectionOf(b.Berichtigungen));
            // Numbers are those of a carrier: of two carriers two sheets can have the same.
            return new Exportposten(b.Id, auswahl, b.Jahr, nummer, b.Titel, b.Haeuser.First(h => h.ScopeArt == ScopeArt.Schultraeger).Name,
                string.Join(", ", b.Haeuser.Where(h => h.ScopeArt == ScopeArt.Schule).Select(h => h.Name)), b.Status.Label(), b.StandSeit, $"{nummer}-{b.Id.ToString("N")[^8..]}/",
                b.Dokumente.Find(d => d.Auswahl == auswahl)?.Sha256, b.Dokumente.Sum(d => (long)d.Length) + b.Scans);
        })];

    public override async Task<IReadOnlyList<Exportdatei>> ReadAsync(Exportposten posten, CancellationToken abbruch) =>
        await abruf.FindAsync(posten.GegenstandId, abbruch) is { } bogen ? [.. (await paket.ReadAsync(bogen, abbruch)).Select(d => d with { Name = posten.Ablage + d.Name })] : [];
}
