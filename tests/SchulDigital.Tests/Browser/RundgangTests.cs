using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// Goes through the portal as each role, and without sign-in, link by link from the start page. Every link opens; every
/// page is accessible.
/// </summary>
[Trait("Spur", "browser")]
public sealed class RundgangTests(Browserportal browser) : IClassFixture<Browserportal>
{
    /// <summary>Shapes of pages that axe has seen, over all roles.</summary>
    private static readonly ConcurrentDictionary<string, bool> Gesehen = new();

    public static TheoryData<Rolle?> Wer => new(Rollen.All.Select(r => (Rolle?)r).Prepend(null));

    [Theory, MemberData(nameof(Wer))]
    public async Task Every_link_opens_and_every_page_is_accessible(Rolle? rolle)
    {
        await using var besuch = rolle is { } r ? await browser.VisitAsync(r) : await browser.VisitAsync();
        var befunde = new List<string>();
        var bekannt = new HashSet<string>(["/"], StringComparer.Ordinal);
        var arten = new HashSet<string>(StringComparer.Ordinal);
        var offen = new Queue<string>(bekannt);
        while (offen.TryDequeue(out var adresse))
        {
            var antwort = await besuch.Kontext.APIRequest.GetAsync(adresse);
            if (antwort.Status != 200)
            {
                befunde.Add($"{antwort.Status} {adresse}");
                continue;
            }
            // A file is no page; and where a page of this kind was looked at, that this one opens is enough.
            if (antwort.Headers.GetValueOrDefault("content-disposition")?.StartsWith("attachment", StringComparison.Ordinal) == true
                || !arten.Add(KindOf(adresse)))
                continue;
            await besuch.Seite.GotoAsync(adresse);
            befunde.AddRange((await InspectAsync(besuch.Seite)).Select(b => $"{adresse}: {b}"));
            foreach (var ziel in await LinksAsync(besuch.Seite))
                if (bekannt.Add(ziel))
                    offen.Enqueue(ziel);
        }
        Assert.True(befunde.Count == 0, string.Join("\n", befunde));
    }

    [Theory]
    [InlineData(Rolle.Traegerbearbeitung, "/gibt-es-nicht", 404)]
    [InlineData(Rolle.Medienberatung, "/matrix", 403)]
    public async Task Pages_of_refusal_are_accessible(Rolle rolle, string adresse, int status)
    {
        await using var besuch = await browser.VisitAsync(rolle);
        besuch.Allow($"status of {status}");
        await besuch.GotoAsync(adresse, status);
        await besuch.Seite.ShouldBeAccessibleAsync();
    }

    private static async Task<List<string>> InspectAsync(IPage seite) =>
        Gesehen.TryAdd(await seite.ShapeAsync(), true) ? await seite.InspectAsync() : await seite.InspectFrameAsync();

    private static async Task<IEnumerable<string>> LinksAsync(IPage seite) => (await seite.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll("a[href]")].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)
        """)).Distinct();

    /// <summary>Route, Durchgang and names of the query: pages that are alike but for what stands in them.</summary>
    private string KindOf(string adresse)
    {
        var teile = adresse.Split('?', 2);
        var namen = QueryHelpers.ParseQuery(teile.ElementAtOrDefault(1)).Keys.Order(StringComparer.Ordinal);
        var (muster, werte) = Routen.Select(m => (m, Werte: Match(m, teile[0]))).FirstOrDefault(t => t.Werte is not null);
        return $"{muster?.RawText ?? teile[0]} {werte?.GetValueOrDefault("durchgang")} {string.Join('&', namen)}";
    }

    private IEnumerable<RoutePattern> Routen => field ??=
    [
        .. browser.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .OrderBy(e => e.RoutePattern.InboundPrecedence).Select(e => e.RoutePattern),
    ];

    private static RouteValueDictionary? Match(RoutePattern muster, string pfad)
    {
        var werte = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(muster), []).TryMatch(pfad, werte) ? werte : null;
    }
}
