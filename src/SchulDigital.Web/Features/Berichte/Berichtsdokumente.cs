using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Berichte.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>The Berichtsbogen as a document: made once when its text is frozen, sealed, stored; then only delivered.</summary>
public sealed class Berichtsdokumente(AppDbContext db, Themenfeldworte themenfelder, Siegelung siegel, Portaladresse adresse, IConfiguration konfiguration, TimeProvider uhr)
{
    private const string Standardsatz = "Die Unterschriften bestätigen die gemeinsame Planung unter dem Vorbehalt der zuständigen Gremien und der verfügbaren Mittel; sie begründen keine rechtliche Verpflichtung.";

    /// <summary>What signatures mean in law, as this installation says it today.</summary>
    public string Rechtssatz => konfiguration["Berichtsbogen:Rechtssatz"] is { Length: > 0 and <= Berichtsbogen.RechtssatzMaxLength } satz ? satz : Standardsatz;

    public async Task<Berichtsinhalt> GetContentAsync(Berichtsbogen bogen, CancellationToken abbruch = default) =>
        Berichtsinhalt.Of(bogen, await themenfelder.GetAsync(abbruch), bogen.Unterschrift ? bogen.Rechtssatz ?? Rechtssatz : null);

    /// <summary>Of a sheet that has just become final or was corrected; saved by the caller.</summary>
    public async Task AddAsync(Berichtsbogen bogen)
    {
        var blatt = await ComposeAsync(bogen, Kennung.New());
        var anhang = konfiguration.GetValue<bool>("Berichtsbogen:InhaltAnhaengen") ? Berichtsdaten.Write(blatt.Inhalt, blatt.Nummer) : null;
        db.Add(new Dokument(
            blatt.Nummer, Dokumentart.Berichtsbogen, bogen.Id, bogen.Dokumentauswahl, bogen.Scope, blatt.Titel, blatt.Stelle,
            bogen.Berichtigungen.Count == 0 ? $"berichtsbogen-{bogen.Kennzeichen}.pdf" : $"berichtsbogen-{bogen.Kennzeichen}-{bogen.Dokumentauswahl}.pdf",
            siegel.Seal(blatt.Compose(siegel.Angabe, anhang).GeneratePdf(), uhr.Now()), blatt.Inhalt.Dokumenthash, siegel.Angabe?.Inhaber, siegel.Abdruck, uhr.Now()));
    }

    /// <summary>As it stands now: never stored, never sealed.</summary>
    public async Task<byte[]> ComposeDraftAsync(Berichtsbogen bogen) => (await ComposeAsync(bogen, Guid.Empty)).Compose(null).GeneratePdf();

    /// <summary>The draft as it stands now, to work on.</summary>
    public async Task<byte[]> WriteTextAsync(Berichtsbogen bogen)
    {
        var blatt = await ComposeAsync(bogen, Guid.Empty);
        return Berichtsdatei.Write(blatt.Inhalt, blatt.Kopf, siegel.IstDemo, blatt.Stand);
    }

    public async Task AddMissingAsync(CancellationToken abbruch)
    {
        foreach (var id in await db.Berichtsboegen.Where(b => b.EingefrorenAm != null && !db.Dokumente.Any(d => d.GegenstandId == b.Id)).Select(b => b.Id).ToListAsync(abbruch))
        {
            await AddAsync(await db.Berichtsboegen.WithAll().SingleAsync(b => b.Id == id, abbruch));
            await db.SaveChangesAsync(abbruch);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Berichtsblatt> ComposeAsync(Berichtsbogen bogen, Guid nummer)
    {
        var haus = await db.Schultraeger.Where(t => t.Id == bogen.SchultraegerId)
            .Select(t => new { t.Strasse, t.Postleitzahl, t.Ort, Vorlage = db.Hausvorlagen.FirstOrDefault(v => v.SchultraegerId == t.Id) }).AsNoTracking().SingleAsync();
        var anschrift = string.Join(", ", new[] { haus.Strasse, $"{haus.Postleitzahl} {haus.Ort}".Trim() }.Where(z => !string.IsNullOrEmpty(z)));
        return new Berichtsblatt(
            await GetContentAsync(bogen), new Hauskopf(haus.Vorlage?.Logo, haus.Vorlage?.Logobeschreibung, haus.Vorlage?.Stelle, anschrift.Length == 0 ? null : anschrift),
            nummer, adresse.LinkTo("/pruefen"), siegel.IstDemo, bogen.EingefrorenAm ?? uhr.Now());
    }
}
