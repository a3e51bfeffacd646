using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Matrixbogen.Pdf;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// The Leseexemplare of released versions: one for the own house, made at release, and one for each different selection of
/// Themenfelder that is passed on. Made once, sealed, stored; then only delivered.
/// </summary>
public sealed class Matrixdokumente(AppDbContext db, Matrixabruf abruf, Siegelung siegel, Portaladresse adresse, TimeProvider uhr)
{
    /// <summary>Makes it where it is not there yet; saved by the caller. The version has to be in the database.</summary>
    /// <param name="themenfelder">What was passed on; null for the own house.</param>
    public async Task AddAsync(Guid fassungId, IReadOnlyCollection<string>? themenfelder)
    {
        var auswahl = Dokument.SelectionOf(themenfelder);
        if (db.Dokumente.Local.Any(d => d.GegenstandId == fassungId && d.Auswahl == auswahl)
            || await db.Dokumente.AnyAsync(d => d.GegenstandId == fassungId && d.Auswahl == auswahl))
            return;
        var blatt = await LoadAsync(fassungId, themenfelder);
        db.Add(new Dokument(
            blatt.Nummer, Dokumentart.Leseexemplar, fassungId, auswahl, blatt.Kopf.Weg.Scope, blatt.Titel, blatt.Stelle,
            $"matrix-{blatt.Kopf.Weg.Durchgang}-fassung-{blatt.Fassung!.Nummer}.pdf", siegel.Seal(blatt.Compose(siegel.Angabe).GeneratePdf(), uhr.Now()),
            blatt.Inhaltshash, siegel.Angabe?.Inhaber, siegel.Abdruck, uhr.Now()));
    }

    /// <summary>A draft as it stands now: never stored, never sealed.</summary>
    public async Task<(string Dateiname, byte[] Inhalt)> ComposeDraftAsync(Matrixkopf kopf, IReadOnlyList<Zeilenstand> zeilen)
    {
        var katalog = await abruf.GetKatalogAsync(kopf);
        var vergleich = await abruf.GetVergleichAsync(kopf);
        var staende = zeilen.ToDictionary(z => z.Kriterium, z => z.Werte.ForOthers());
        var blatt = new Leseexemplar(kopf, katalog, null, Sorted(katalog, staende), PreviousOf(katalog, vergleich), vergleich.Eigene, null, uhr.Now())
        {
            Nummer = Guid.Empty,
            Pruefadresse = adresse.LinkTo("/pruefen"),
            Kopfangaben = await GetHeadAsync(kopf.Weg.Scope),
            IstDemo = siegel.IstDemo,
        };
        return ($"matrix-{kopf.Weg.Durchgang}-entwurf.pdf", blatt.Compose(null).GeneratePdf());
    }

    /// <summary>Makes what is missing: versions and Weitergaben from before this house made documents, or from a demo.</summary>
    public async Task AddMissingAsync(CancellationToken abbruch)
    {
        var fassungen = await db.MatrixFassungen.Where(f => !db.Dokumente.Any(d => d.GegenstandId == f.Id && d.Auswahl == ""))
            .Select(f => f.Id).ToListAsync(abbruch);
        foreach (var id in fassungen)
            await SaveAsync(id, null, abbruch);
        // A selection has no column to ask by: what is there is compared here.
        var weitergaben = await db.Weitergaben.AsNoTracking().Select(w => new { w.FassungId, w.Themenfelder }).Distinct().ToListAsync(abbruch);
        var vorhanden = (await db.Dokumente.Where(d => d.Auswahl != "").Select(d => new { d.GegenstandId, d.Auswahl }).ToListAsync(abbruch))
            .Select(d => (d.GegenstandId, d.Auswahl)).ToHashSet();
        foreach (var w in weitergaben)
            if (w.Themenfelder.Split(',') is var felder && !vorhanden.Contains((w.FassungId, Dokument.SelectionOf(felder))))
                await SaveAsync(w.FassungId, felder, abbruch);
    }

    private async Task SaveAsync(Guid fassungId, IReadOnlyCollection<string>? themenfelder, CancellationToken abbruch)
    {
        abbruch.ThrowIfCancellationRequested();
        await AddAsync(fassungId, themenfelder);
        try
        {
            await db.SaveChangesAsync(abbruch);
        }
        catch (DbUpdateException)
        {
            // Another portal, or a release at this moment, was quicker.
        }
        db.ChangeTracker.Clear();
    }

    private async Task<Leseexemplar> LoadAsync(Guid fassungId, IReadOnlyCollection<string>? themenfelder)
    {
        var fassung = await db.MatrixFassungen.Where(f => f.Id == fassungId).Select(f => new
        {
            f.MatrixId,
            Angabe = new Fassungsangabe(f.Nummer, f.Status, f.FreigegebenAm, f.FreigegebenVonName, f.Amt, f.ZurueckgezogenAm, f.Grund),
            Zeilen = f.Zeilen.Select(z => new { z.Kriterium, z.Themenfeld, z.Werte }).ToList(),
        }).AsNoTracking().SingleAsync();
        var kopf = await abruf.GetKopfAsync(fassung.MatrixId);
        var katalog = await abruf.GetKatalogAsync(kopf);
        var vergleich = await abruf.GetVergleichAsync(kopf);
        var letzte = await db.MatrixFassungen.Where(f => f.MatrixId == fassung.MatrixId && f.Nummer == fassung.Angabe.Nummer - 1)
            .SelectMany(f => f.Zeilen).Select(z => new { z.Kriterium, z.Werte }).AsNoTracking().ToListAsync();
        var gewaehlt = fassung.Zeilen.Where(z => themenfelder?.Contains(z.Themenfeld) != false).ToList();
        var sichtbar = gewaehlt.Where(z => themenfelder is null || !z.Werte.Vertraulich).ToDictionary(z => z.Kriterium, z => z.Werte.ForOthers());
        return new Leseexemplar(
            kopf, katalog, fassung.Angabe, Sorted(katalog, sichtbar),
            // What was said last year or in a version before was perhaps never passed on.
            themenfelder is null ? PreviousOf(katalog, vergleich) : new Dictionary<string, Zeilenwerte>(),
            themenfelder is null ? letzte.ToDictionary(z => z.Kriterium, z => z.Werte) : new Dictionary<string, Zeilenwerte>(),
            themenfelder is null ? null : gewaehlt.Count - sichtbar.Count, fassung.Angabe.FreigegebenAm)
        {
            Nummer = Kennung.New(),
            Pruefadresse = adresse.LinkTo("/pruefen"),
            Kopfangaben = await GetHeadAsync(kopf.Weg.Scope),
            IstDemo = siegel.IstDemo,
        };
    }

    private async Task<Hauskopf> GetHeadAsync(Scope scope)
    {
        var haus = scope.Art == ScopeArt.Schultraeger
            ? await db.Schultraeger.Where(t => t.Id == scope.Id)
                .Select(t => new { t.Strasse, t.Postleitzahl, t.Ort, Vorlage = db.Hausvorlagen.FirstOrDefault(v => v.SchultraegerId == t.Id) }).AsNoTracking().SingleAsync()
            : await db.Schulen.Where(s => s.Id == scope.Id)
                .Select(s => new { s.Strasse, s.Postleitzahl, s.Ort, Vorlage = db.Hausvorlagen.FirstOrDefault(v => v.SchuleId == s.Id) }).AsNoTracking().SingleAsync();
        var ort = $"{haus.Postleitzahl} {haus.Ort}".Trim();
        var anschrift = string.Join(", ", new[] { haus.Strasse, ort }.Where(t => !string.IsNullOrEmpty(t)));
        return new Hauskopf(haus.Vorlage?.Logo, haus.Vorlage?.Logobeschreibung, haus.Vorlage?.Stelle, anschrift.Length == 0 ? null : anschrift);
    }

    private static List<(Kriterium, Zeilenwerte)> Sorted(Katalog katalog, Dictionary<string, Zeilenwerte> werte) =>
        [.. katalog.Kriterien.Where(k => werte.ContainsKey(k.Key)).Select(k => (k, werte[k.Key]))];

    /// <summary>The last Durchgang's rows by the keys of this catalogue.</summary>
    private static Dictionary<string, Zeilenwerte> PreviousOf(Katalog katalog, Vergleichswerte vergleich) =>
        katalog.Kriterien.Select(k => (k.Key, Werte: vergleich.VorherOf(k))).Where(k => k.Werte is not null).ToDictionary(k => k.Key, k => k.Werte!);
}
