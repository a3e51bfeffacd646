using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Security;

namespace SchulDigital.Tests.Features.Rechte;

/// <summary>A route of the portal with the acts that it names; all of them must be allowed.</summary>
public sealed record Route(string Muster, string Methode, IReadOnlyList<Handlung> Handlungen, IReadOnlyList<string> Parameter)
{
    /// <summary>A task whose organisation the action finds by itself; tried are those of carriers.</summary>
    public const string AufgabeParameter = "aufgabeId";

    /// <summary>A date poll whose asked ones the action finds by itself; tried are those of sessions.</summary>
    public const string AbstimmungParameter = "abstimmungId";

    /// <summary>Parameters whose id decides what a person may know.</summary>
    public static readonly IReadOnlyList<(string Parameter, ScopeArt Art)> Kennungen =
        [.. Zugriffspruefung.Bereichsparameter, (AufgabeParameter, ScopeArt.Schultraeger), (Zugriffspruefung.BesuchParameter, ScopeArt.Schultraeger), (AbstimmungParameter, ScopeArt.RunderTisch),
        (Zugriffspruefung.VereinbarungParameter, ScopeArt.RunderTisch), (Zugriffspruefung.BerichtParameter, ScopeArt.Schule)];

    public ScopeArt? Art => Kennungen.Where(b => Parameter.Contains(b.Parameter))
        .Select(b => (ScopeArt?)b.Art).FirstOrDefault();

    public bool IsPost => Methode == "POST";

    public override string ToString() => $"{Methode} {Muster}";
}

/// <summary>Reads the route table of the running portal. Files of <c>wwwroot</c> are no routes of its own.</summary>
public static class Routentafel
{
    public static IReadOnlyList<Route> Read(IEnumerable<Endpoint> endpunkte) =>
    [
        .. from endpunkt in endpunkte.OfType<RouteEndpoint>()
           where !IsStaticFile(endpunkt)
           let parameter = endpunkt.RoutePattern.Parameters.Select(p => p.Name).ToList()
           let handlungen = HandlungenOf(endpunkt).ToList()
           from methode in endpunkt.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Route("/" + endpunkt.RoutePattern.RawText!.TrimStart('/'), methode, handlungen, parameter),
    ];

    private static IEnumerable<Handlung> HandlungenOf(Endpoint endpunkt) => endpunkt.Metadata.GetOrderedMetadata<OeffentlichAttribute>()
        .Select(o => o.Handlung).Concat(endpunkt.Metadata.GetOrderedMetadata<ErlaubtAttribute>().Select(e => e.Handlung)).Distinct();

    private static bool IsStaticFile(RouteEndpoint endpunkt) =>
        endpunkt.Metadata.GetMetadata<ControllerActionDescriptor>() is null
        && (endpunkt.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
            || endpunkt.RoutePattern.RawText == "{**path:file}");
}

/// <summary>An id that is tried: of a place of the test world, or of nothing at all.</summary>
public sealed record Kennung(string Name, Probeort Ort, string? Falsch = null)
{
    /// <summary>
    /// The address of a route with sensible values; the one place that knows the parameters of all routes.
    /// </summary>
    public string Fill(Route route, Musterwerte werte)
    {
        var matrix = route.Art == ScopeArt.Schule ? Ort.SchulMatrix : Ort.TraegerMatrix;
        var adresse = route.Muster;
        foreach (var name in route.Parameter)
        {
            var wert = name switch
            {
                Zugriffspruefung.TraegerParameter => Falsch ?? Ort.Traeger.Id.ToString(),
                Zugriffspruefung.SchuleParameter => Falsch ?? Ort.Schule.Id.ToString(),
                "kommuneId" => Ort.Kommune.Id.ToString(),
                "region" => Ort.Region.Key,
                Zugriffspruefung.TischParameter => Falsch ?? Ort.Tisch.Id.ToString(),
                Zugriffspruefung.GruppeParameter => Falsch ?? Ort.Gruppe.Id.ToString(),
                Zugriffspruefung.RegionParameter => Falsch ?? Ort.Region.Id.ToString(),
                Zugriffspruefung.ThemaParameter => Falsch ?? Ort.Thema.Id.ToString(),
                Route.AbstimmungParameter => Falsch ?? Ort.Abstimmung.Id.ToString(),
                "bausteinId" => Ort.Baustein.Id.ToString(),
                Route.AufgabeParameter => Falsch ?? Ort.Aufgabe.Id.ToString(),
                Zugriffspruefung.BesuchParameter => Falsch ?? Ort.Besuch.Id.ToString(),
                Zugriffspruefung.VereinbarungParameter => Falsch ?? Ort.Vereinbarung.Id.ToString(),
                "frageId" when route.Muster.StartsWith("/vereinbarungen", StringComparison.Ordinal) => Ort.Vereinbarung.Fragen[0].Id.ToString(),
                Zugriffspruefung.BerichtParameter => Falsch ?? Ort.Bericht.Id.ToString(),
                "absatzId" => Ort.Bericht.Absaetze[0].Id.ToString(),
                "anmerkungId" => Ort.Bericht.Anmerkungen[0].Id.ToString(),
                "sachstandId" => Ort.Sachstaende[route.Art!.Value].Id.ToString(),
                "scanId" => Ort.Bericht.Erklaerungen.Single(e => e.ScanId is not null).ScanId!.Value.ToString(),
                "dokumentId" => Ort.Vereinbarung.Zieldokumente[0].Id.ToString(),
                "beteiligterId" when route.Muster.Contains("/links/", StringComparison.Ordinal) => Ort.Besuch.Beteiligte.Single(b => b.Art == Beteiligungsart.Gast).Id.ToString(),
                "ergebnisId" => Ort.Besuch.Ergebnisse[0].Id.ToString(),
                "nr" => "1",
                "mitgliedId" => Ort.Tisch.Mitglieder.Single(m => m.Email is not null).Id.ToString(),
                "teilnehmerId" => Ort.Sitzung.Teilnehmer[0].Id.ToString(),
                "eintragId" => Ort.Sitzung.Eintraege[0].Id.ToString(),
                "einwandId" => Ort.Sitzung.Einwaende[0].Id.ToString(),
                "punktId" when OfSession(route) => Ort.Sitzung.Punkte[0].Id.ToString(),
                "unterlageId" when OfSession(route) => Ort.Sitzung.Unterlagen[0].Id.ToString(),
                "beteiligterId" => Ort.Besuch.Beteiligte[0].Id.ToString(),
                "frageId" => Ort.Besuch.Fragen[0].Id.ToString(),
                "punktId" => Ort.Besuch.Punkte[0].Id.ToString(),
                "unterlageId" => Ort.Besuch.Unterlagen[0].Id.ToString(),
                "weitergabeId" when route.Muster.StartsWith("/besuch", StringComparison.Ordinal) => Ort.Leseexemplar.ToString(),
                "schwerpunktId" => Ort.Schwerpunkt.Id.ToString(),
                "zustaendigkeitId" => Ort.Amt(route.Art!.Value).ToString(),
                "durchgang" => Ort.Durchgang.Key,
                "themenfeld" => matrix.Zeilen[0].Themenfeld,
                "kriterium" => matrix.Zeilen[0].Kriterium,
                "nummer" => "1",
                "weitergabeId" => (route.Handlungen.Contains(Handlung.MatrixWeitergeben) ? Ort.WeitergabeVon(matrix) : Ort.WeitergabeAn(route.Art!.Value)).ToString(),
                "key" => werte.Katalog,
                "version" => werte.Katalogversion,
                "zuarbeitId" => Ort.ZuarbeitZu(matrix).ToString(),
                "token" => route.Handlungen[0] switch
                {
                    Handlung.PasswortNeuSetzen => werte.Links.PasswortNeu,
                    Handlung.ZuarbeitLeisten => werte.Links.Zuarbeit,
                    Handlung.BesuchAlsGast => werte.Links.Besuch,
                    Handlung.SitzungAlsGast => werte.Links.Sitzung,
                    Handlung.TerminAlsGast => werte.Links.Termin,
                    _ => werte.Links.Einladung,
                },
                "anmeldungId" => Guid.NewGuid().ToString(),
                "passkeyId" => "AAAA",
                "nachrichtId" => werte.Nachricht.ToString(),
                "status" => "400",
                "art" => "berichtsboegen",
                _ => throw new InvalidOperationException(
                    $"Die Route {route} hat den Parameter „{name}“, für den hier kein Wert steht."),
            };
            adresse = System.Text.RegularExpressions.Regex.Replace(adresse, $@"\{{{name}(:\w+)?\}}", wert);
        }
        return adresse;
    }

    private static bool OfSession(Route route) => route.Muster.StartsWith("/runde-tische", StringComparison.Ordinal) || route.Muster.StartsWith("/sitzung", StringComparison.Ordinal);
}

public sealed record Musterwerte(string Katalog, string Katalogversion, Links Links, Guid Nachricht);

/// <summary>A personal link of each purpose.</summary>
public sealed record Links(string Einladung, string PasswortNeu, string Zuarbeit, string Besuch, string Sitzung, string Termin)
{
    public static Links AllAs(string token) => new(token, token, token, token, token, token);
}
