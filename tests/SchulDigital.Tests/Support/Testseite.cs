using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SchulDigital.Tests.Support;

/// <summary>An answer of the portal, read like a page: what it shows, its links and forms.</summary>
public sealed partial class Testseite(HttpResponseMessage antwort, string html)
{
    private IHtmlDocument? _dokument;

    public HttpResponseMessage Antwort => antwort;
    public HttpStatusCode Status => antwort.StatusCode;
    public string Html => html;

    /// <summary>Where the page was found, after redirects; with query.</summary>
    public string Adresse => antwort.RequestMessage!.RequestUri!.PathAndQuery;

    /// <summary>Where a redirect leads that was not followed; path and query.</summary>
    public string? Ziel => antwort.Headers.Location is { } ziel ? ziel.IsAbsoluteUri ? ziel.PathAndQuery : ziel.OriginalString : null;

    public IHtmlDocument Dokument => _dokument ??= new HtmlParser().ParseDocument(html);

    public string Titel => Dokument.QuerySelector("h1") is { } titel ? Words(titel.TextContent) : "";

    /// <summary>What a reader reads, blanks made single.</summary>
    public string Text => Words(Dokument.Body?.TextContent ?? html);

    public IElement? Find(string selector) => Dokument.QuerySelector(selector);

    public IReadOnlyList<IElement> All(string selector) => [.. Dokument.QuerySelectorAll(selector)];

    public IElement One(string selector)
    {
        var treffer = All(selector);
        Assert.True(treffer.Count == 1, $"{treffer.Count} × {selector} auf {Adresse} ({Status}): {Text}");
        return treffer[0];
    }

    public Testformular Form(string selector) => new((IHtmlFormElement)One(selector), Adresse);

    /// <summary>Address of the link with this text.</summary>
    public string Link(string text)
    {
        var link = Dokument.QuerySelectorAll("a[href]").FirstOrDefault(a => Words(a.TextContent) == text);
        Assert.True(link is not null, $"Kein Link „{text}“ auf {Adresse} ({Status}): {Text}");
        return link.GetAttribute("href")!;
    }

    public Testseite ShouldShow(params string[] texte)
    {
        foreach (var text in texte)
            Assert.True(Text.Contains(Words(text), StringComparison.Ordinal), $"„{text}“ fehlt auf {Adresse} ({Status}): {Text}");
        return this;
    }

    public Testseite ShouldNotShow(params string[] texte)
    {
        foreach (var text in texte)
            Assert.False(html.Contains(text, StringComparison.Ordinal) || Text.Contains(Words(text), StringComparison.Ordinal),
                $"„{text}“ steht auf {Adresse} ({Status}): {Text}");
        return this;
    }

    public Testseite ShouldHaveStatus(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} statt {(int)status} auf {Adresse}: {Text}");
        return this;
    }

    /// <summary>The answer is a redirect (not followed) to an address that starts so.</summary>
    public Testseite ShouldRedirectTo(string anfang)
    {
        Assert.True((int)Status is >= 300 and < 400 && Ziel?.StartsWith(anfang, StringComparison.Ordinal) == true,
            $"{(int)Status} nach {Ziel ?? "–"} statt nach {anfang}: {Text}");
        return this;
    }

    private static string Words(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
