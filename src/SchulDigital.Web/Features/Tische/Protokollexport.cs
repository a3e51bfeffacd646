using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The approved minutes of the tables at which this person sits; the open part only, whoever asks.</summary>
public sealed class Protokollexport(AppDbContext db, SichtbareDaten sichtbar, Dokumentausgabe ausgabe) : Exportquelle
{
    public override string Art => "protokolle";

    public override string Titel => "Genehmigte Protokolle";

    public override string Beschreibung => "Genehmigte Protokolle der Runden Tische und Kreise, an denen Sie sitzen, als PDF. Vertrauliche Punkte sind nicht dabei; wer sie lesen darf, findet sie bei der Sitzung.";

    public override async Task<IReadOnlyList<Exportposten>> GetAsync(CancellationToken abbruch)
    {
        var tische = sichtbar.Tische();
        return [.. (await (
            from s in db.Sitzungen
            join t in tische on s.RunderTischId equals t.Id
            from f in s.Fassungen
            join d in db.Dokumente on f.Id equals d.GegenstandId
            where f.GeoeffnetAm == null && d.Art == Dokumentart.Protokoll && d.Auswahl == ""
            orderby t.NameSuche, t.Id, s.Nummer
            select new { f.Id, f.GenehmigtAm, Fassung = f.Nummer, s.Nummer, s.Titel, s.Tag, TischId = t.Id, Tisch = t.Name, d.Sha256, d.Inhalt.Length }).AsNoTracking().ToListAsync(abbruch))
            .Select(p => new Exportposten(p.Id, "", (p.Tag ?? Kalender.DayOf(p.GenehmigtAm)).Year, $"{p.Nummer}. Sitzung", p.Titel, p.Tisch, "", "genehmigt", p.GenehmigtAm,
                $"protokoll-{p.TischId.ToString("N")[^8..]}-sitzung-{p.Nummer}-fassung-{p.Fassung}.pdf", p.Sha256, p.Length))];
    }

    public override Task<IReadOnlyList<Exportdatei>> ReadAsync(Exportposten posten, CancellationToken abbruch) => ReadDocumentAsync(ausgabe, posten, abbruch);
}
