using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Pruefseite;

/// <summary>What a file is to this installation.</summary>
public enum Dokumenturteil
{
    /// <summary>Issued here, unchanged, and still what counts.</summary>
    Aktuell,

    /// <summary>Issued here and unchanged; a later version has taken its place.</summary>
    Ersetzt,
    Zurueckgezogen,

    /// <summary>Issued here, but these are not the bytes that were issued.</summary>
    Veraendert,

    /// <summary>Carries a seal or signature of somebody else only.</summary>
    FremdesSiegel,
    NichtVonHier,
    KeinPdf,
}

/// <param name="Angabe">What it is, where it was issued here.</param>
/// <param name="Zusatz">Somebody added something behind what was issued; who, as the certificate says, where it is a signature.</param>
public sealed record Dokumentbefund(Dokumenturteil Urteil, Dokumentangabe? Angabe = null, string? Zusatz = null);

/// <param name="Ersetzt">Number of the version that counts today.</param>
public sealed record Dokumentangabe(string Titel, string Stelle, DateTime ErstelltAm, string Sha256, string? Siegel, int? Ersetzt);

/// <summary>Tells what an uploaded file is: by its bytes, by its seal, by the number that it carries. Nothing of it is stored.</summary>
public sealed class Dokumentpruefung(AppDbContext db, Siegelung siegel)
{
    public async Task<Dokumentbefund> CheckAsync(byte[] datei, CancellationToken abbruch)
    {
        if (!datei.AsSpan().StartsWith("%PDF-"u8))
            return new(Dokumenturteil.KeinPdf);
        var hash = Dokument.HashOf(datei);
        if (await FindAsync(d => d.Sha256 == hash, abbruch) is { } gleich)
            return new(gleich.Urteil, gleich.Angabe);

        var signaturen = Siegelfund.FindIn(datei);
        // Issued here, and something was added behind it: a second signature, or a change that a seal cannot forbid.
        foreach (var fund in signaturen.Where(s => s.Unveraendert))
            if (await FindAsync(d => d.Sha256 == fund.Sha256, abbruch) is { } darin)
                return signaturen[^1] is { Unveraendert: true, BisZumEnde: true } letzte && letzte != fund
                    ? new(darin.Urteil, darin.Angabe, letzte.Inhaber)
                    : new(Dokumenturteil.Veraendert, darin.Angabe);

        foreach (var nummer in Dokumentkennung.FindIn(datei))
            if (await FindAsync(d => d.Id == nummer, abbruch) is { } gewesen)
                return new(Dokumenturteil.Veraendert, gewesen.Angabe);
        foreach (var fund in signaturen)
            if (fund.Abdruck == siegel.Abdruck || await db.Dokumente.AnyAsync(d => d.Siegelabdruck == fund.Abdruck, abbruch))
                return new(Dokumenturteil.Veraendert);
        return signaturen.Count > 0
            ? new(Dokumenturteil.FremdesSiegel, Zusatz: signaturen[0].Inhaber)
            : new(Dokumenturteil.NichtVonHier);
    }

    private async Task<(Dokumenturteil Urteil, Dokumentangabe Angabe)?> FindAsync(
        System.Linq.Expressions.Expression<Func<Dokument, bool>> welches, CancellationToken abbruch)
    {
        var gefunden = await (
            from d in db.Dokumente.Where(welches)
                // An Unterlage was brought here, not issued here.
            where d.Art != Dokumentart.Unterlage
            join f in db.MatrixFassungen on d.GegenstandId equals f.Id into fassungen
            from f in fassungen.DefaultIfEmpty()
            let protokoll = db.Sitzungen.SelectMany(s => s.Fassungen).FirstOrDefault(p => p.Id == d.GegenstandId)
            let bericht = db.Berichtsboegen.Where(b => b.Id == d.GegenstandId).Select(b => (Berichtsstatus?)b.Status).FirstOrDefault()
            let neuererSachstand = db.Sachstaende.Any(n => n.Status == Sachstandsstatus.Veroeffentlicht
                && db.Sachstaende.Any(s => s.Id == d.GegenstandId && s.ScopeId == n.ScopeId && s.DurchgangId == n.DurchgangId && s.Nummer < n.Nummer))
            let berichtigungen = db.Berichtsboegen.Where(b => b.Id == d.GegenstandId).Select(b => (int?)b.Berichtigungen.Count).FirstOrDefault()
            select new
            {
                d.Titel,
                d.Stelle,
                d.ErstelltAm,
                d.Sha256,
                d.Siegel,
                d.Auswahl,
                Berichtigungen = berichtigungen,
                // What shows no version of a matrix or of minutes (a Besuchsvermerk) is issued once and stays what counts.
                Status = bericht == Berichtsstatus.Zurueckgezogen ? FassungStatus.Zurueckgezogen : bericht == Berichtsstatus.Ersetzt || neuererSachstand ? FassungStatus.Abgeloest
                    : protokoll != null && protokoll.GeoeffnetAm != null ? FassungStatus.Abgeloest : f == null ? FassungStatus.Freigegeben : f.Status,
                Heute = db.MatrixFassungen.Where(n => n.MatrixId == f.MatrixId && n.Status == FassungStatus.Freigegeben).Select(n => (int?)n.Nummer).FirstOrDefault(),
            }).AsNoTracking().FirstOrDefaultAsync(abbruch);
        if (gefunden is null)
            return null;
        return (gefunden.Status switch
        {
            FassungStatus.Freigegeben when gefunden.Berichtigungen is { } anzahl && gefunden.Auswahl != Berichtsbogen.SelectionOf(anzahl) => Dokumenturteil.Ersetzt,
            FassungStatus.Freigegeben => Dokumenturteil.Aktuell,
            FassungStatus.Abgeloest => Dokumenturteil.Ersetzt,
            _ => Dokumenturteil.Zurueckgezogen,
        }, new Dokumentangabe(gefunden.Titel, gefunden.Stelle, gefunden.ErstelltAm, gefunden.Sha256, gefunden.Siegel, gefunden.Heute));
    }
}
