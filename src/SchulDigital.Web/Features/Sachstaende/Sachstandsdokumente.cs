using System.Globalization;
using DocumentFormat.OpenXml;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Sachstaende.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Siegel;
using SchulDigital.Web.Infrastructure.Tabellen;
using static SchulDigital.Web.Infrastructure.Dokumente.Textdokument;

namespace SchulDigital.Web.Features.Sachstaende;

/// <summary>A Sachstand as PDF (sealed when it is published), as DOCX to write on, and its numbers as XLSX.</summary>
public sealed class Sachstandsdokumente(AppDbContext db, Siegelung siegel, Portaladresse adresse, TimeProvider uhr)
{
    /// <summary>Of one that has just been published; saved by the caller.</summary>
    public async Task AddAsync(Sachstand sachstand)
    {
        var blatt = await ComposeAsync(sachstand, Kennung.New());
        db.Add(new Dokument(
            blatt.Nummer, Dokumentart.Sachstand, sachstand.Id, "", sachstand.Scope, blatt.Titel, blatt.Stelle, $"{NameOf(sachstand)}.pdf",
            siegel.Seal(blatt.Compose(siegel.Angabe).GeneratePdf(), uhr.Now()), blatt.Inhaltshash, siegel.Angabe?.Inhaber, siegel.Abdruck, uhr.Now()));
    }

    /// <summary>As it stands now: never stored, never sealed.</summary>
    public async Task<byte[]> ComposeDraftAsync(Sachstand sachstand) => (await ComposeAsync(sachstand, Guid.Empty)).Compose(null).GeneratePdf();

    /// <summary>Published ones that have no document yet: of a demo.</summary>
    public async Task AddMissingAsync(CancellationToken abbruch)
    {
        foreach (var sachstand in await db.Sachstaende.Include(s => s.Bemerkungen).Where(s => s.Status == Sachstandsstatus.Veroeffentlicht && !db.Dokumente.Any(d => d.GegenstandId == s.Id)).ToListAsync(abbruch))
            await AddAsync(sachstand);
        await db.SaveChangesAsync(abbruch);
    }

    public async Task<byte[]> WriteTextAsync(Sachstand sachstand)
    {
        var blatt = await ComposeAsync(sachstand, Guid.Empty);
        var kopf = new Dokumentkopf(blatt.Titel, sachstand.Name, blatt.Kopf.Logo, blatt.Kopf.Logobeschreibung ?? $"Logo: {sachstand.Name}",
            [.. new[] { sachstand.Name, blatt.Kopf.Stelle, blatt.Kopf.Anschrift }.OfType<string>()], $"{blatt.Titel}, {blatt.Standworte}");
        return Textdokument.Write(kopf, BodyOf(blatt), sachstand.Stand);
    }

    /// <summary>A sheet per section; numbers are numbers, what is not named is said in words.</summary>
    public static byte[] WriteTable(Sachstand sachstand) => Arbeitsmappe.Write([.. Sachstandszahlen.Read(sachstand.Zahlen).Abschnitte.Select(a => new Blatt(Arbeitsmappe.SheetName(a.Abschnitt.Label()),
    [
        [$"{a.Abschnitt.Label()}, Stand vom {Zeitangabe.DateAndTime(sachstand.Stand)}"],
        .. a.Tafeln.SelectMany(t => (IReadOnlyList<string>[])
        [
            [], [t.Titel, .. t.Spalten], .. t.Zeilen.Select(z => (string[])[z.Label, .. z.Werte.Select(w => w?.ToString(CultureInfo.InvariantCulture) ?? Zahlenworte.Verdeckt)]), [t.Zaehlweise],
        ]),
        [], [Zahlenworte.Legende],
    ]) { MitZahlen = true })]);

    /// <summary>Name of its files.</summary>
    public static string NameOf(Sachstand sachstand) => $"sachstand-{Suchform.Of(Sachstandszahlen.Read(sachstand.Zahlen).Durchgang).Replace('/', '-').Replace(' ', '-')}-fassung-{sachstand.Nummer}";

    private static IEnumerable<OpenXmlElement> BodyOf(Sachstandsblatt blatt)
    {
        yield return Heading(1, blatt.Titel);
        yield return Absatz(Vorlage.Titelzeile, blatt.Standworte);
        if (blatt.IstDemo)
            yield return Bold("Demo: Personen, Schulen und Angaben sind erfunden.");
        if (blatt.Sachstand.Vorwort is { } vorwort)
            yield return Absatz(null, vorwort);
        foreach (var abschnitt in blatt.Zahlen.Abschnitte)
        {
            yield return Heading(2, abschnitt.Abschnitt.Label());
            if (blatt.RemarkOn(abschnitt.Abschnitt) is { } bemerkung)
                yield return Absatz(null, bemerkung);
            foreach (var tafel in abschnitt.Tafeln)
            {
                yield return Heading(3, tafel.Titel);
                if (tafel.Zeilen.Count == 0)
                    yield return Absatz(null, Sachstandsblatt.Leer);
                else
                    yield return Tabelle(["", .. tafel.Spalten], Sachstandsblatt.Shares(tafel.Spalten.Count), tafel.Zeilen.Select(z => (string[])[z.Label, .. z.Werte.Select(w => w.Words())]));
                yield return Absatz(Vorlage.Angabe, tafel.Zaehlweise);
            }
        }
        if (blatt.Naming is { } nennung)
            yield return Absatz(null, nennung, "Teilnehmende Schulträger");
        if (blatt.Zahlen.HatVerdecktes)
            yield return Absatz(Vorlage.Angabe, Zahlenworte.Legende);
    }

    private async Task<Sachstandsblatt> ComposeAsync(Sachstand sachstand, Guid nummer)
    {
        var kopf = sachstand.ScopeArt == ScopeArt.Bildungsregion
            ? await db.Bildungsregionen.Where(r => r.Id == sachstand.ScopeId).Select(r => new Hauskopf(null, null, r.Koordinierungsstelle, null)).SingleAsync()
            : await db.Schultraeger.Where(t => t.Id == sachstand.ScopeId).Select(t => db.Hausvorlagen.Where(v => v.SchultraegerId == t.Id).Select(v => new Hauskopf(v.Logo, v.Logobeschreibung, v.Stelle, null)).FirstOrDefault()).SingleAsync()
                ?? new Hauskopf(null, null, null, null);
        return new Sachstandsblatt(sachstand, Sachstandszahlen.Read(sachstand.Zahlen), kopf, nummer, adresse.LinkTo("/pruefen"), siegel.IstDemo);
    }
}
