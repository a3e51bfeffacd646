using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// The Leseexemplare that this person may read: released versions of the own houses, and what was passed on to an own house or
/// region and still is, each in the selection of Themenfelder that was passed on.
/// </summary>
public sealed class Matrixexport(AppDbContext db, SichtbareDaten sichtbar, Dokumentausgabe ausgabe, AktuellerBenutzer benutzer) : Exportquelle
{
    public override string Art => "matrizen";

    public override string Titel => "Freigegebene Matrizen";

    public override string Beschreibung => "Freigegebene Fassungen des eigenen Hauses und was Ihrem Haus oder Ihrer Region weitergegeben wurde und noch ist, als PDF.";

    public override async Task<IReadOnlyList<Exportposten>> GetAsync(CancellationToken abbruch)
    {
        var haeuser = ScopesFor(Handlung.MatrixLesen).Select(s => s.Id!.Value).ToList();
        var eigene = db.MatrixFassungen.Where(f => f.Status != FassungStatus.Zurueckgezogen
            && db.Matrizen.Any(m => m.Id == f.MatrixId && (haeuser.Contains(m.SchultraegerId!.Value) || haeuser.Contains(m.SchuleId!.Value))));
        var posten = (await ReadAsync(eigene, abbruch)).Where(f => f.Auswahl.Length == 0).Select(f => PostenOf(f, f.Status == FassungStatus.Freigegeben ? "freigegeben" : "durch eine neuere abgelöst", f.FreigegebenAm)).ToList();
        foreach (var leser in ScopesFor(Handlung.WeitergegebenesLesen))
        {
            var weitergaben = sichtbar.Weitergaben(leser);
            var dokumente = (await ReadAsync(db.MatrixFassungen.Where(f => weitergaben.Any(w => w.FassungId == f.Id)), abbruch)).ToLookup(f => f.FassungId);
            foreach (var w in await weitergaben.Select(w => new { w.FassungId, w.Themenfelder, w.WeitergegebenAm }).AsNoTracking().ToListAsync(abbruch))
                if (dokumente[w.FassungId].FirstOrDefault(f => f.Auswahl == Dokument.SelectionOf(w.Themenfelder.Split(','))) is { } f)
                    posten.Add(PostenOf(f, "weitergegeben", w.WeitergegebenAm));
        }
        // What is passed on to two own houses is one file.
        return [.. posten.DistinctBy(p => (p.GegenstandId, p.Auswahl)).OrderBy(p => p.Jahr).ThenBy(p => p.Traeger, StringComparer.CurrentCulture).ThenBy(p => p.Schulen, StringComparer.CurrentCulture).ThenBy(p => p.Seit)];
    }

    public override Task<IReadOnlyList<Exportdatei>> ReadAsync(Exportposten posten, CancellationToken abbruch) => ReadDocumentAsync(ausgabe, posten, abbruch);

    private List<Scope> ScopesFor(Handlung handlung) => [.. benutzer.Zustaendigkeiten.Where(Rechte.Of(handlung).Grants).Select(z => z.Scope).Distinct()];

    private Task<List<Leseexemplarangabe>> ReadAsync(IQueryable<MatrixFassung> fassungen, CancellationToken abbruch) => (
        from f in fassungen
        join m in db.Matrizen on f.MatrixId equals m.Id
        join d in db.Dokumente on f.Id equals d.GegenstandId
        where d.Art == Dokumentart.Leseexemplar
        select new Leseexemplarangabe(
            f.Id, d.Auswahl, m.Key, m.Titel, f.Nummer, f.Status, f.FreigegebenAm,
            db.Schultraeger.Where(t => t.Id == m.SchultraegerId || db.Schulen.Any(s => s.Id == m.SchuleId && s.SchultraegerId == t.Id)).Select(t => t.Name).FirstOrDefault() ?? "",
            db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.Name).FirstOrDefault() ?? "", d.Sha256, d.Inhalt.Length)).AsNoTracking().ToListAsync(abbruch);

    private static Exportposten PostenOf(Leseexemplarangabe f, string stand, DateTime seit) => new(
        f.FassungId, f.Auswahl, Kalender.DayOf(f.FreigegebenAm).Year, $"Fassung {f.Nummer}", f.Titel, f.Traeger, f.Schule, stand, seit,
        // Two houses can have one name; of one version several selections can be here.
        $"matrix-{f.Key}-fassung-{f.Nummer}-{f.FassungId.ToString("N")[^8..]}{(f.Auswahl.Length == 0 ? "" : $"-auszug-{f.Auswahl[..8]}")}.pdf", f.Sha256, f.Bytes);

    private sealed record Leseexemplarangabe(
        Guid FassungId, string Auswahl, string Key, string Titel, int Nummer, FassungStatus Status, DateTime FreigegebenAm, string Traeger, string Schule, string Sha256, int Bytes);
}
