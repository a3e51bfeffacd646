using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Traegerbesuche.Pdf;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>The record of a visit as a document: made once, sealed, stored; then only delivered.</summary>
public sealed class Besuchsdokumente(AppDbContext db, Besuchsabruf abruf, Siegelung siegel, Portaladresse adresse, TimeProvider uhr)
{
    /// <summary>Of a released record; saved by the caller.</summary>
    public async Task AddAsync(Besuch besuch)
    {
        var vermerk = await ComposeAsync(besuch, Kennung.New());
        db.Add(new Dokument(
            vermerk.Nummer, Dokumentart.Besuchsvermerk, besuch.Id, "", besuch.Scope, vermerk.Titel, vermerk.Stelle, $"besuchsvermerk-{besuch.Tag:yyyy-MM-dd}.pdf",
            siegel.Seal(vermerk.Compose(siegel.Angabe).GeneratePdf(), uhr.Now()), vermerk.Inhaltshash, siegel.Angabe?.Inhaber, siegel.Abdruck, uhr.Now()));
    }

    /// <summary>As it stands now: never stored, never sealed.</summary>
    public async Task<byte[]> ComposeDraftAsync(Besuch besuch) => (await ComposeAsync(besuch, Guid.Empty)).Compose(null).GeneratePdf();

    /// <summary>The letter that says what the mail of this moment says.</summary>
    public async Task<byte[]> ComposeLetterAsync(Besuch besuch, Besuchsbeteiligter an, Besuchspost post)
    {
        var anlass = besuch.Status switch
        {
            Besuchsstatus.Abgesagt => Besuchsanlass.Absage,
            Besuchsstatus.Verschoben => Besuchsanlass.Aufschub,
            Besuchsstatus.Nachbereitet or Besuchsstatus.Abgeschlossen => Besuchsanlass.Vermerk,
            _ when besuch.VerschobenAm is not null => Besuchsanlass.Terminaenderung,
            _ => Besuchsanlass.Einladung,
        };
        var haus = await db.Schultraeger.Where(t => t.Id == besuch.SchultraegerId)
            .Select(t => new { t.Strasse, t.Postleitzahl, t.Ort, Vorlage = db.Hausvorlagen.FirstOrDefault(v => v.SchultraegerId == t.Id) }).AsNoTracking().SingleAsync();
        return new Besuchsbrief(
            Besuchsversand.BetreffOf(anlass, post), Besuchsversand.TextOf(anlass, post, an.Name, null, an.Art == Beteiligungsart.Gast, Besuchsversand.AnswerByPaper(anlass, post, an)), an.Name, an.Organisation, post.Traeger,
            haus.Vorlage?.Logo, haus.Vorlage?.Logobeschreibung, haus.Vorlage?.Stelle, haus.Strasse, $"{haus.Postleitzahl} {haus.Ort}".Trim(), uhr.Now()).Compose().GeneratePdf();
    }

    public async Task AddMissingAsync(CancellationToken abbruch)
    {
        var offene = await db.Besuche.Where(b => b.VermerktAm != null && !db.Dokumente.Any(d => d.GegenstandId == b.Id)).Select(b => b.Id).ToListAsync(abbruch);
        foreach (var id in offene)
        {
            await AddAsync(await abruf.GetAsync(id, Besuchsteile.Alle));
            await db.SaveChangesAsync(abbruch);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Besuchsvermerk> ComposeAsync(Besuch besuch, Guid nummer) => new(
        await abruf.GetRecordAsync(besuch, new Besuchsweg(besuch.Id).Seite, true), besuch, nummer, adresse.LinkTo("/pruefen"), siegel.IstDemo, besuch.VermerktAm ?? uhr.Now());
}
