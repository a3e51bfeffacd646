using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Web.Data;
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
            await AddAsync(zip, "", bogen, abbruch);
        return strom.ToArray();
    }

    /// <param name="ordner">Where its files go: empty, or with a slash at the end.</param>
    public async Task AddAsync(ZipArchive zip, string ordner, Berichtsbogen bogen, CancellationToken abbruch)
    {
        var scans = bogen.Erklaerungen.Select(e => e.ScanId).OfType<Guid>().ToList();
        var pruefsummen = new StringBuilder();
        var namen = new HashSet<string>();
        foreach (var (gegenstand, auswahl) in await db.Dokumente.Where(d => d.GegenstandId == bogen.Id || scans.Contains(d.GegenstandId))
            .OrderBy(d => d.ErstelltAm).ThenBy(d => d.Id).Select(d => ValueTuple.Create(d.GegenstandId, d.Auswahl)).ToListAsync(abbruch))
        {
            var dokument = await ausgabe.GetAsync(gegenstand, auswahl, abbruch);
            // Two scans can have one name.
            var name = dokument.Dateiname;
            for (var n = 2; !namen.Add(name); n++)
                name = $"{Path.GetFileNameWithoutExtension(dokument.Dateiname)}-{n}{Path.GetExtension(dokument.Dateiname)}";
            await PutAsync(name, dokument.Inhalt);
        }
        var aktuell = await db.Dokumente.Where(d => d.GegenstandId == bogen.Id && d.Auswahl == bogen.Dokumentauswahl).Select(d => d.Id).SingleAsync(abbruch);
        await PutAsync($"berichtsbogen-{bogen.Kennzeichen}.json", Berichtsdaten.Write(await dokumente.GetContentAsync(bogen, abbruch), aktuell));
        await WriteAsync("pruefsummen.sha256", Encoding.UTF8.GetBytes(pruefsummen.ToString()));

        async Task PutAsync(string name, byte[] inhalt)
        {
            pruefsummen.Append(Dokument.HashOf(inhalt)).Append("  ").Append(name).Append('\n');
            await WriteAsync(name, inhalt);
        }

        async Task WriteAsync(string name, byte[] inhalt)
        {
            var eintrag = zip.CreateEntry(ordner + name);
            // The same sheet gives the same package.
            eintrag.LastWriteTime = new DateTimeOffset(bogen.EingefrorenAm!.Value, TimeSpan.Zero);
            await using var ziel = await eintrag.OpenAsync(abbruch);
            await ziel.WriteAsync(inhalt, abbruch);
        }
    }
}
