using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Tische.Pdf;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Tische;

/// <summary>
/// The documents of a session. Minutes are made once when they are approved, sealed, stored; then only delivered. The vertrauliche
/// items are a document of their own.
/// </summary>
public sealed class Sitzungsdokumente(AppDbContext db, Sitzungsabruf abruf, Siegelung siegel, Portaladresse adresse, TimeProvider uhr)
{
    /// <summary>How the part with the vertrauliche items is told apart.</summary>
    public const string Vertraulich = "vertraulich";

    /// <summary>Of a version that was approved a moment ago; saved by the caller. The part for everybody is returned.</summary>
    public async Task<byte[]> AddAsync(Sitzung sitzung, Protokollfassung fassung)
    {
        var offen = await ComposeAsync(sitzung, Kennung.New(), nurVertrauliches: false);
        if (offen.Inhalt.Punkte.Any(p => p.HatVertrauliches))
            Add(sitzung, fassung, await ComposeAsync(sitzung, Kennung.New(), nurVertrauliches: true));
        return Add(sitzung, fassung, offen);
    }

    /// <summary>Whether there is a vertraulicher part. What became vertraulich after the approval stands in the minutes that all have.</summary>
    public async Task<bool> HasConfidentialAsync(Sitzung sitzung, Sitzungsinhalt inhalt) => inhalt.Punkte.Any(p => p.Vertraulich) || inhalt.Punkte.Any(p => p.HatVertrauliches)
        && (sitzung is not { Status: Sitzungsstatus.Genehmigt, Fassung: { } fassung } || await db.Dokumente.AnyAsync(d => d.GegenstandId == fassung.Id && d.Auswahl == Vertraulich));

    /// <summary>As it stands now: never stored, never sealed.</summary>
    public async Task<byte[]> ComposeDraftAsync(Sitzung sitzung, bool nurVertrauliches) => (await ComposeAsync(sitzung, Guid.Empty, nurVertrauliches)).Compose(null).GeneratePdf();

    public async Task<byte[]> WriteTextAsync(Sitzung sitzung)
    {
        var (logo, haus) = await GetHouseAsync(sitzung);
        return Protokolldatei.Write(ForPaper(await abruf.GetContentAsync(sitzung, mitVertraulichem: false)), nurVertrauliches: false, logo, haus, siegel.IstDemo, uhr.Now());
    }

    public async Task<byte[]> ComposeFolderAsync(Sitzung sitzung, Sitzungsinhalt inhalt, CancellationToken abbruch)
    {
        var dateien = new List<Mappendatei>();
        foreach (var (punkt, u) in inhalt.Punkte.SelectMany(p => p.Unterlagen.Where(u => u is { IstDatei: true, Angehaengt: true }).Select(u => (p, u))))
        {
            var id = sitzung.Unterlagen.First(x => x.Id == u.Id).DokumentId;
            dateien.Add(new Mappendatei($"unterlage-{punkt.Position}-{dateien.Count + 1}.pdf", u.Titel, await db.Dokumente.Where(d => d.Id == id).Select(d => d.Inhalt).SingleAsync(abbruch)));
        }
        var (logo, haus) = await GetHouseAsync(sitzung);
        return new Sitzungsmappe(ForPaper(inhalt), dateien, logo, haus, siegel.IstDemo, uhr.Now()).Compose().GeneratePdf();
    }

    public async Task AddMissingAsync(CancellationToken abbruch)
    {
        var offene = await db.Sitzungen.Where(s => s.Fassungen.Any(f => f.GeoeffnetAm == null && !db.Dokumente.Any(d => d.GegenstandId == f.Id)))
            .Select(s => new { s.RunderTischId, s.Nummer }).ToListAsync(abbruch);
        foreach (var offen in offene)
        {
            var sitzung = (await abruf.FindAsync(offen.RunderTischId, offen.Nummer))!;
            await AddAsync(sitzung, sitzung.Fassung!);
            await db.SaveChangesAsync(abbruch);
            db.ChangeTracker.Clear();
        }
    }

    private byte[] Add(Sitzung sitzung, Protokollfassung fassung, Sitzungsprotokoll protokoll)
    {
        var bytes = siegel.Seal(protokoll.Compose(siegel.Angabe).GeneratePdf(), uhr.Now());
        db.Add(new Dokument(
            protokoll.Nummer, Dokumentart.Protokoll, fassung.Id, protokoll.NurVertrauliches ? Vertraulich : "", sitzung.Scope, protokoll.Titel, protokoll.Stelle,
            $"protokoll-{sitzung.Nummer}-fassung-{fassung.Nummer}{(protokoll.NurVertrauliches ? "-vertraulich" : "")}.pdf", bytes, protokoll.Inhaltshash, siegel.Angabe?.Inhaber, siegel.Abdruck, uhr.Now()));
        return bytes;
    }

    private async Task<Sitzungsprotokoll> ComposeAsync(Sitzung sitzung, Guid nummer, bool nurVertrauliches)
    {
        var (logo, haus) = await GetHouseAsync(sitzung);
        return new Sitzungsprotokoll(ForPaper(await abruf.GetContentAsync(sitzung, nurVertrauliches)), nurVertrauliches, nummer, logo, haus, adresse.LinkTo("/pruefen"), siegel.IstDemo, sitzung.Fassung?.GenehmigtAm ?? uhr.Now());
    }

    /// <summary>Documents name the zone of their times.</summary>
    private static Sitzungsinhalt ForPaper(Sitzungsinhalt inhalt) => inhalt.Tag is null ? inhalt : inhalt with { Termin = inhalt.Termin + " (Ortszeit in Deutschland)" };

    /// <summary>Logo and office of the first carrier at the table that has a house template.</summary>
    private async Task<(byte[]? Logo, string? Haus)> GetHouseAsync(Sitzung sitzung)
    {
        var traeger = sitzung.Teilnehmer.Where(t => t.ScopeArt == ScopeArt.Schultraeger).Select(t => t.ScopeId).ToList();
        var vorlage = await db.Hausvorlagen.Where(v => traeger.Contains(v.SchultraegerId)).OrderBy(v => v.SchultraegerId).AsNoTracking().FirstOrDefaultAsync();
        return (vorlage?.Logo, vorlage?.Stelle);
    }
}
