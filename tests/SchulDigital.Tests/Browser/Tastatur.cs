using Microsoft.Playwright;

namespace SchulDigital.Tests.Browser;

/// <summary>What somebody does who has no mouse: Tab, arrows, Space, Enter, and typing.</summary>
internal static class Tastatur
{
    private const int MaxSchritte = 400;

    /// <summary>Tabs on until this element has the focus.</summary>
    public static async Task TabToAsync(this IPage seite, ILocator ziel)
    {
        var element = await ziel.ElementHandleAsync();
        for (var i = 0; i < MaxSchritte; i++)
        {
            await seite.Keyboard.PressAsync("Tab");
            if (await element.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
        }
        Assert.Fail($"Mit Tab nicht zu erreichen: {ziel}");
    }

    public static async Task TabAndPressAsync(this IPage seite, ILocator ziel, string taste = "Enter")
    {
        await seite.TabToAsync(ziel);
        await seite.Keyboard.PressAsync(taste);
    }

    public static async Task TabAndTypeAsync(this IPage seite, ILocator ziel, string text)
    {
        await seite.TabToAsync(ziel);
        await seite.Keyboard.TypeAsync(text);
    }

    /// <summary>Tabs into a radio group, which leads to its chosen radio, and walks by arrow to the wanted one.</summary>
    public static async Task TabAndChooseAsync(this IPage seite, ILocator gruppe, string wahl)
    {
        var ziel = gruppe.GetByRole(AriaRole.Radio, new() { Name = wahl });
        await seite.TabToAsync(gruppe.GetByRole(AriaRole.Radio, new() { Checked = true }));
        for (var i = 0; i < 10 && !await ziel.IsCheckedAsync(); i++)
            await seite.Keyboard.PressAsync("ArrowDown");
        Assert.True(await ziel.IsCheckedAsync(), $"Mit Pfeiltasten nicht zu erreichen: {wahl}");
    }

    /// <summary>Tabs to a list of choices and walks by arrow to the wanted one, from the top.</summary>
    public static async Task TabAndSelectAsync(this IPage seite, ILocator liste, string wahl)
    {
        await seite.TabToAsync(liste);
        var eintraege = await liste.GetByRole(AriaRole.Option).AllTextContentsAsync();
        foreach (var _ in eintraege)
            await seite.Keyboard.PressAsync("ArrowUp");
        for (var i = 0; i < eintraege.ToList().IndexOf(wahl); i++)
            await seite.Keyboard.PressAsync("ArrowDown");
    }
}
