using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Kataloge;

/// <summary>Publishes the catalogue files of the program at start; a published version never changes.</summary>
public static class Katalogveroeffentlichung
{
    /// <summary>The catalogue files that come with the program, by name.</summary>
    public static IReadOnlyList<(string Datei, string Text)> Mitgelieferte { get; } = ReadEmbedded();

    public static Task PublishAsync(AppDbContext db, TimeProvider uhr) =>
        PublishAsync(db, uhr, Mitgelieferte);

    public static async Task PublishAsync(AppDbContext db, TimeProvider uhr, IEnumerable<(string Datei, string Text)> dateien)
    {
        foreach (var (datei, text) in dateien)
        {
            Katalog katalog;
            try
            {
                katalog = Katalogdatei.Parse(text);
            }
            catch (KatalogFehler fehler)
            {
                throw new EinstellungFehlt($"Die Katalogdatei {datei} ist fehlerhaft:{Environment.NewLine}{fehler.Message}");
            }
            await PublishAsync(db, uhr, katalog, text);
        }
    }

    private static async Task PublishAsync(AppDbContext db, TimeProvider uhr, Katalog katalog, string text)
    {
        var sha256 = HashOf(text);
        if (await IsPublishedAsync(db, katalog, sha256))
            return;

        var neu = new MatrixKatalog(katalog, text, sha256, uhr.Now());
        var eintrag = new Verlaufseintrag(Ereignis.KatalogVeroeffentlicht, nameof(MatrixKatalog), neu.Id, Scope.Installation,
            Urheber.Portal, uhr.Now(), einzelheiten: $"{katalog.Titel}, Version {katalog.Version}");
        db.AddRange(neu, eintrag);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Another instance that starts at the same moment was faster; the unique index let one of both through.
            db.Entry(neu).State = db.Entry(eintrag).State = EntityState.Detached;
            if (!await IsPublishedAsync(db, katalog, sha256))
                throw;
        }
    }

    private static async Task<bool> IsPublishedAsync(AppDbContext db, Katalog katalog, string sha256)
    {
        var bisher = await db.MatrixKataloge
            .Where(k => k.Key == katalog.Key && k.Version == katalog.Version).Select(k => k.Sha256).SingleOrDefaultAsync();
        if (bisher is not null && bisher != sha256)
            throw new EinstellungFehlt($"Der Katalog „{katalog.Key}“ ist in der Version {katalog.Version} schon mit anderem Text veröffentlicht. "
                + "Eine veröffentlichte Version ändert sich nie: Geben Sie dem neuen Text eine neue Version.");
        return bisher is not null;
    }

    /// <summary>Line ends do not count: a checkout may change them, the text stays the same.</summary>
    public static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    private static List<(string, string)> ReadEmbedded()
    {
        var programm = typeof(Katalogveroeffentlichung).Assembly;
        return [.. programm.GetManifestResourceNames().Where(n => n.StartsWith("matrix-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var strom = new StreamReader(programm.GetManifestResourceStream(name)!, Encoding.UTF8);
                return (name, strom.ReadToEnd());
            })];
    }
}
