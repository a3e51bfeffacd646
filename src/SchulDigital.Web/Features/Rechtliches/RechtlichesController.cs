using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Rechtliches;

/// <summary>The pages of the footer. Who runs the portal stands in the settings.</summary>
[Oeffentlich]
public sealed class RechtlichesController(IOptionsSnapshot<Betreiber> betreiber) : Controller
{
    [HttpGet("/barrierefreiheit")]
    public IActionResult Accessibility() => View("Barrierefreiheit", NewPage());

    [HttpGet("/feedback")]
    public IActionResult Feedback() => View("Feedback", NewPage());

    [HttpGet("/datenschutz")]
    public IActionResult Privacy() => View("Datenschutz", NewPage());

    [HttpGet("/impressum")]
    public IActionResult Imprint() => View("Impressum", NewPage());

    private RechtlichesSeite NewPage()
    {
        var b = betreiber.Value;
        return new RechtlichesSeite(
            New("Betreiber", b.Name, nameof(b.Name)), New("Anschrift", b.Anschrift, nameof(b.Anschrift)),
            New("E-Mail", b.Email, nameof(b.Email)), New("Telefon", b.Telefon, nameof(b.Telefon)),
            New("Vertretungsberechtigt", b.Vertretungsberechtigt, nameof(b.Vertretungsberechtigt)),
            New("Datenschutzbeauftragte Stelle", b.Datenschutzbeauftragte, nameof(b.Datenschutzbeauftragte)),
            New("Schlichtungsstelle", b.Schlichtungsstelle, nameof(b.Schlichtungsstelle)));
    }

    private static Betreiberangabe New(string bezeichnung, string wert, string einstellung) =>
        new(bezeichnung, wert.Trim(), $"Betreiber:{einstellung}");
}

public sealed record RechtlichesSeite(
    Betreiberangabe Name, Betreiberangabe Anschrift, Betreiberangabe Email, Betreiberangabe Telefon,
    Betreiberangabe Vertretung, Betreiberangabe Datenschutz, Betreiberangabe Schlichtung)
{
    public IReadOnlyList<Betreiberangabe> Kontakt => [Name, Anschrift, Email, Telefon];
}

/// <param name="Einstellung">The setting in which the operator gives it, said where it is still empty.</param>
public sealed record Betreiberangabe(string Bezeichnung, string Wert, string Einstellung);
