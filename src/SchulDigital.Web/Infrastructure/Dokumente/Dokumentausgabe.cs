using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>Delivers stored documents, byte for byte; what is not any more what was issued is not delivered.</summary>
public sealed class Dokumentausgabe(AppDbContext db, ILogger<Dokumentausgabe> log)
{
    /// <summary>The stored file. A sentence while it is being made, or where it was tampered with.</summary>
    public async Task<Dokument> GetAsync(Guid gegenstandId, string auswahl, CancellationToken abbruch)
    {
        var dokument = await db.Dokumente.AsNoTracking().SingleOrDefaultAsync(d => d.GegenstandId == gegenstandId && d.Auswahl == auswahl, abbruch)
            ?? throw new Zustandskonflikt("Das PDF wird gerade erstellt. Versuchen Sie es in einer Minute noch einmal.");
        if (dokument.IsIntact)
            return dokument;
        log.LogCritical("Das gespeicherte Dokument {Dokument} ist nicht mehr das ausgegebene: Sein Prüfwert stimmt nicht.", dokument.Id);
        throw new Zustandskonflikt("Dieses Dokument ist nicht mehr so gespeichert, wie es ausgegeben wurde. Es wird nicht ausgeliefert. Bitte wenden Sie sich an den Betreiber.");
    }
}
