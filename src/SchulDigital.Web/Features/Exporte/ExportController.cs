using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Domain;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Exporte;

/// <summary>Everything that one may read, or a part of it, as one ZIP file.</summary>
[Erlaubt(Handlung.Exportieren), Route("/export")]
public sealed class ExportController(IEnumerable<Exportquelle> quellen, TimeProvider uhr) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken abbruch)
    {
        var angebote = new List<Exportangebot>();
        foreach (var quelle in quellen)
        {
            var posten = await quelle.GetAsync(abbruch);
            angebote.Add(new Exportangebot(quelle.Art, quelle.Titel, quelle.Beschreibung, posten.Count, posten.Sum(p => p.Bytes),
                [.. posten.Select(p => p.Jahr).Distinct().OrderDescending()], [.. posten.Select(p => p.Stand).Distinct().Order(StringComparer.CurrentCulture)]));
        }
        return View("Export", new ExportSeite(angebote));
    }

    /// <summary>Written to the reader as it is read from the database: however much it is, no more than one item is in memory.</summary>
    [HttpGet("{art}"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Download(string art, int? jahr, string? stand, CancellationToken abbruch)
    {
        if (quellen.FirstOrDefault(q => q.Art == art) is not { } quelle)
            return NotFound();
        if (!ModelState.IsValid)
            return BadRequest();
        var posten = (await quelle.GetAsync(abbruch)).Where(p => (jahr is null || p.Jahr == jahr) && (string.IsNullOrEmpty(stand) || p.Stand == stand)).ToList();
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = $"attachment; filename={art}-{uhr.Today():yyyy-MM-dd}.zip";
        // How long it becomes is known when it is written; for the progress about is enough.
        Response.Headers["X-Umfang"] = posten.Sum(p => p.Bytes).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Exportausgabe.WriteAsync(Response.BodyWriter, quelle, posten, abbruch);
        return new EmptyResult();
    }
}

/// <param name="Jahre">Of which there is something.</param>
/// <param name="Staende">In words.</param>
public sealed record Exportangebot(string Art, string Titel, string Beschreibung, int Anzahl, long Bytes, IReadOnlyList<int> Jahre, IReadOnlyList<string> Staende)
{
    private const long Megabyte = 1 << 20;

    public string Umfang => $"{(Anzahl == 1 ? "1 Dokument" : $"{Anzahl:N0} Dokumente")}, {(Bytes < Megabyte ? "unter 1 MB" : $"etwa {(Bytes + Megabyte - 1) / Megabyte:N0} MB")}";
}

public sealed record ExportSeite(IReadOnlyList<Exportangebot> Angebote);
