using Microsoft.Playwright;

namespace SchulDigital.Tests.Browser;

/// <summary>Finds the parts of a Themenfeld page by what they are called, as a screen reader does.</summary>
internal static class Themenfeldblick
{
    public static ILocator Ist(this IPage seite, string kriterium) => seite.Gruppe($"{kriterium}: Heutiger Stand");

    public static ILocator Soll(this IPage seite, string kriterium) => seite.Gruppe($"{kriterium}: Angestrebter Stand");

    public static ILocator Radio(this ILocator gruppe, string stufe) => gruppe.GetByRole(AriaRole.Radio, new() { Name = stufe });

    /// <summary>Clicks a stage: its label covers the whole field, the radio itself too.</summary>
    public static Task ClickAsync(this ILocator gruppe, string stufe) => gruppe.Radio(stufe).CheckAsync(new() { Force = true });

    public static ILocator Zeile(this IPage seite, string kriterium) =>
        seite.GetByRole(AriaRole.Region, new() { Name = kriterium, Exact = true });

    /// <summary>The part of a row that opens: "Planung und Bedarf" or "Runder Tisch, Beschluss, Vertraulichkeit".</summary>
    public static ILocator Klappe(this IPage seite, string kriterium, string titel) =>
        seite.Zeile(kriterium).Locator("summary", new() { HasText = titel });

    public static ILocator Feld(this IPage seite, string kriterium, string label) =>
        seite.Zeile(kriterium).GetByLabel($"{label} zu {kriterium}");

    /// <summary>The words at the head of a row: "gespeichert um …", "nicht gespeichert".</summary>
    public static ILocator Stand(this IPage seite, string kriterium) => seite.Zeile(kriterium).Locator("[data-stand]");

    public static ILocator Ansage(this IPage seite) => seite.Locator("#ansage");

    /// <summary>Keeps what the live region says from now on.</summary>
    public static Task ListenAsync(this IPage seite) => seite.EvaluateAsync("""
        () => {
            window.gehoert = [];
            const ansage = document.getElementById("ansage");
            new MutationObserver(() => ansage.textContent && window.gehoert.push(ansage.textContent)).observe(ansage, { childList: true });
        }
        """);

    public static Task<string[]> HeardAsync(this IPage seite) => seite.EvaluateAsync<string[]>("window.gehoert");

    private static ILocator Gruppe(this IPage seite, string name) =>
        seite.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });
}
