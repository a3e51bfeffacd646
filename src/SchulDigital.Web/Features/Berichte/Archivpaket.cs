using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>
/// A final Berichtsbogen as one package for the archive: all its documents as they were issued, the scans of what was signed on
/// paper, content and metadata as JSON, and the SHA-256 of every file in the form that <c>sha256sum -c</c> reads.
/// </summary>
public sealed class Archivpaket(AppDbContext db, Berichtsdokumente dokumente, Dokumentausgabe ausgabe)
{
    public const string Dateityp = "application/zip";

    public async Task<byte[]> WriteAsync(Berichtsbogen bogen, CancellationToken abbruch)
    {
        using var strom = new MemoryStream();
        await using (var zip = new ZipArchive(strom, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var datei in await ReadAsync(bogen, abbruch))
            {
                var eintrag = zip.CreateEntry(datei.Name, datei.Packung);
                // The same sheet gives the same package.
                eintrag.LastWriteTime = new DateTimeOffset(bogen.EingefrorenAm!.Value, TimeSpan.Zero);
                await using var ziel = await eintrag.OpenAsync(abbruch);
                await ziel.WriteAsync(datei.Inhalt, abbruch);
            }
        return strom.ToArray();
    }

    /// <summary>Its files, all of them looked at before the first is handed out: a package is whole or not there.</summary>
    public async Task<IReadOnlyList<Exportdatei>> ReadAsync(Berichtsbogen bogen, CancellationToken abbruch)
    {
        var scans = bogen.Erklaerungen.Select(e => e.ScanId).OfType<Guid>().ToList();
        var dateien = new List<Exportdatei>();
        foreach (var (gegenstand, auswahl) in await db.Dokumente.Where(d => d.GegenstandId == bogen.Id || scans.Contains(d.GegenstandId))
            .OrderBy(d => d.ErstelltAm).ThenBy(d => d.Id).Select(d => ValueTuple.Create(d.GegenstandId, d.Auswahl)).ToListAsync(abbruch))
        {
            var dokument = await ausgabe.GetAsync(gegenstand, auswahl, abbruch);
            // Two scans can have one name.
            var name = dokument.Dateiname;
            for (var n = 2; dateien.Exists(d => d.Name == name); n++)
                name = $"{Path.GetFileNameWithoutExtension(dokument.Dateiname)}-{n}{Path.GetExtension(dokument.Dateiname)}";
            dateien.Add(new Exportdatei(name, dokument.Inhalt));
        }
        var aktuell = await db.Dokumente.Where(d => d.GegenstandId == bogen.Id && d.Auswahl == bogen.Dokumentauswahl).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(abbruch)
            ?? throw new Domain.Matrizen.Zustandskonflikt("Das PDF wird gerade erstellt. Versuchen Sie es in einer Minute noch einmal.");
        dateien.Add(new Exportdatei($"berichtsbogen-{bogen.Kennzeichen}.json", Berichtsdaten.Write(await dokumente.GetContentAsync(bogen, abbruch), aktuell)));
        dateien.Add(new Exportdatei("pruefsummen.sha256", Encoding.UTF8.GetBytes(string.Concat(dateien.Select(d => $"{Dokument.HashOf(d.Inhalt)}  {d.Name}\n")))));
        return dateien;
    }
}
