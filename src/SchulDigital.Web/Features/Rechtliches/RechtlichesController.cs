using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Rechtliches;

/// <summary>The pages of the footer. Who runs the portal stands in the settings.</summary>
[Oeffentlich]
public sealed class RechtlichesController(
    IOptionsSnapshot<Betreiber> betreiber, Aufbewahrung aufbewahrung, IConfiguration konfiguration) : Controller
{
    [HttpGet("/barrierefreiheit")]
    public IActionResult Accessibility() => View("Barrierefreiheit", RechtlichesSeite.Of(betreiber.Value));

    [HttpGet("/datenschutz")]
    public IActionResult Privacy() => View("Datenschutz", NewPrivacyPage());

    [HttpGet("/datenschutz/verzeichnis")]
    public IActionResult Processing() => View("Verzeichnis", NewPrivacyPage());

    [HttpGet("/impressum")]
    public IActionResult Imprint() => View("Impressum", RechtlichesSeite.Of(betreiber.Value));

    private DatenschutzSeite NewPrivacyPage() => new(
        RechtlichesSeite.Of(betreiber.Value), Verarbeitungsverzeichnis.Of(aufbewahrung, betreiber.Value, konfiguration));
}

public sealed record RechtlichesSeite(
    Betreiberangabe Name, Betreiberangabe Anschrift, Betreiberangabe Email, Betreiberangabe Telefon,
    Betreiberangabe Vertretung, Betreiberangabe Datenschutz, Betreiberangabe Schlichtung, Betreiberangabe Aufsicht)
{
    public IReadOnlyList<Betreiberangabe> Kontakt => [Name, Anschrift, Email, Telefon];

    public static RechtlichesSeite Of(Betreiber b) => new(
        New("Betreiber", b.Name, nameof(b.Name)), New("Anschrift", b.Anschrift, nameof(b.Anschrift)),
        New("E-Mail", b.Email, nameof(b.Email)), New("Telefon", b.Telefon, nameof(b.Telefon)),
        New("Vertretungsberechtigt", b.Vertretungsberechtigt, nameof(b.Vertretungsberechtigt)),
        New("Datenschutzbeauftragte Stelle", b.Datenschutzbeauftragte, nameof(b.Datenschutzbeauftragte)),
        New("Schlichtungsstelle", b.Schlichtungsstelle, nameof(b.Schlichtungsstelle)),
        New("Aufsichtsbehörde", b.Aufsichtsbehoerde, nameof(b.Aufsichtsbehoerde)));

    private static Betreiberangabe New(string bezeichnung, string wert, string einstellung) =>
        new(bezeichnung, wert.Trim(), $"Betreiber:{einstellung}");
}

public sealed record DatenschutzSeite(RechtlichesSeite Betreiber, IReadOnlyList<Verarbeitung> Verarbeitungen);

/// <param name="Einstellung">The setting in which the operator gives it, said where it is still empty.</param>
public sealed record Betreiberangabe(string Bezeichnung, string Wert, string Einstellung);
