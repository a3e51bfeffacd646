using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Pruefseite;

/// <summary>Anybody uploads a PDF and learns whether this installation issued it, unchanged, and whether it is current. Nothing is kept.</summary>
[Oeffentlich, Route("/pruefen")]
public sealed class PruefenController(Dokumentpruefung pruefung) : Controller
{
    public const int MaxMegabyte = 20;

    private const long MaxBytes = MaxMegabyte << 20;
    private const long MaxAnfrage = MaxBytes + (1L << 20);

    [HttpGet]
    public IActionResult Show() => View("Pruefen", new PruefenSeite(null, null));

    [HttpPost, EnableRateLimiting(Begrenzung.Pruefung)]
    [Dateigrenze(MaxMegabyte), RequestSizeLimit(MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = MaxAnfrage)]
    public async Task<IActionResult> Check(IFormFile? datei, CancellationToken abbruch)
    {
        var fehler = datei switch
        {
            null => "Wählen Sie eine PDF-Datei.",
            { Length: 0 } => "Die Datei ist leer.",
            { Length: > MaxBytes } => $"Die Datei ist größer als {MaxMegabyte} MB.",
            _ => null,
        };
        if (fehler is not null)
        {
            ModelState.AddModelError("Datei", fehler);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Pruefen", new PruefenSeite(null, null));
        }
        var inhalt = await datei!.ReadAsync(abbruch);
        return View("Pruefen", new PruefenSeite(Path.GetFileName(datei!.FileName), await pruefung.CheckAsync(inhalt, abbruch)));
    }
}

/// <param name="Befund">Null before anything was uploaded.</param>
public sealed record PruefenSeite(string? Dateiname, Dokumentbefund? Befund);
