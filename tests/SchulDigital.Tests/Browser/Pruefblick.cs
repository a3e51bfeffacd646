using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SchulDigital.Tests.Browser;

/// <summary>Looks at a page as somebody does who checks it for accessibility.</summary>
internal static class Pruefblick
{
    private const int Breit = 1280;
    private const int Telefon = 390;

    /// <summary>1280 pixels at 400 % zoom.</summary>
    private const int Gezoomt = 320;

    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());

    /// <summary>Colours are the same on a phone, and to compare them is half of axe's work.</summary>
    private const string Suche = """
        async mitFarben => {
            const { violations } = await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                rules: { "target-size": { enabled: true }, "color-contrast": { enabled: mitFarben } },
                resultTypes: ["violations"],
            });
            return violations.flatMap(regel => regel.nodes.map(n => `${regel.id}: ${regel.help}: ${n.html}`));
        }
        """;

    /// <summary>What axe finds on a desk and on a phone, and what the page's frame lacks.</summary>
    public static async Task<List<string>> InspectAsync(this IPage seite)
    {
        var befunde = await seite.InspectFrameAsync();
        // Brought in once for both looks, as this page and no other is asked: by far the most of the time goes into that.
        await seite.EvaluateAsync(Axe.Value);
        foreach (var breite in (int[])[Breit, Telefon])
        {
            await seite.SetViewportSizeAsync(breite, 900);
            befunde.AddRange((await seite.EvaluateAsync<string[]>(Suche, breite == Breit)).Select(b => $"{breite} px, {b}"));
        }
        return befunde;
    }

    public static async Task ShouldBeAccessibleAsync(this IPage seite) => Assert.Empty(await seite.InspectAsync());

    /// <summary>Language, title, landmarks, headings, targets of links within the page, and no scrolling to the side when zoomed.</summary>
    public static async Task<List<string>> InspectFrameAsync(this IPage seite)
    {
        // After a click a page is there before its styles are.
        await seite.WaitForLoadStateAsync();
        await seite.SetViewportSizeAsync(Gezoomt, 900);
        var befunde = await seite.EvaluateAsync<string[]>("""
            () => {
                const befunde = [];
                const alle = auswahl => [...document.querySelectorAll(auswahl)];
                if (document.documentElement.lang !== "de") befunde.push("Sprache fehlt");
                if (!/^.{3,} – SchulDigital$/.test(document.title)) befunde.push(`Titel: ${document.title}`);
                for (const bereich of ["body > header", "main", "body > footer"])
                    if (alle(bereich).length !== 1) befunde.push(`${alle(bereich).length} × ${bereich}`);
                const ebenen = alle("h1, h2, h3, h4, h5, h6").filter(e => e.checkVisibility()).map(e => Number(e.tagName[1]));
                if (ebenen.filter(e => e === 1).length !== 1 || ebenen[0] !== 1) befunde.push(`Überschriften: ${ebenen}`);
                ebenen.forEach((e, i) => { if (i && e > ebenen[i - 1] + 1) befunde.push(`Überschriften: ${ebenen.slice(0, i + 1)}`); });
                for (const link of alle("a[href^='#']"))
                    if (!document.getElementById(link.hash.slice(1))) befunde.push(`Sprungziel ${link.hash} fehlt`);
                const ids = alle("[id]").map(e => e.id);
                for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) befunde.push(`id ${id} mehrfach`);
                const wurzel = document.scrollingElement;
                if (wurzel.scrollWidth > wurzel.clientWidth)
                    befunde.push(`320 px: ${wurzel.scrollWidth} breit, durch ${alle("main *, header *, footer *")
                        .filter(e => e.getBoundingClientRect().right > wurzel.clientWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" ")}`);
                return befunde;
            }
            """);
        return [.. befunde];
    }

    /// <summary>
    /// The kinds of elements of a page and what stands in what: two pages with the same shape differ in their words only,
    /// and axe would say the same of both.
    /// </summary>
    public static async Task<string> ShapeAsync(this IPage seite) => (await seite.EvaluateAsync<uint>("""
        () => {
            const arten = new Set();
            const walk = (element, weg) => {
                const merkmale = [...element.attributes].filter(a => !/^(id|href|value|for|name|action|src|d|width)$|^aria-(labelledby|describedby|controls)$|^data-/.test(a.name));
                const art = `${weg}>${element.localName}${merkmale.map(a => `[${a.name}=${a.value}]`).sort().join("")}${element.childNodes.length ? "" : ":leer"}`;
                arten.add(art);
                for (const kind of element.children) walk(kind, art);
            };
            walk(document.body, "");
            let summe = 7;
            for (const zeichen of [...arten].sort().join("\n")) summe = (Math.imul(summe, 31) + zeichen.charCodeAt(0)) >>> 0;
            return summe;
        }
        """)).ToString(CultureInfo.InvariantCulture);
}
