namespace SchulDigital.Tests.Browser;

/// <summary>That the look at a page sees what is wrong with it: all other tests of accessibility rest on that.</summary>
[Trait("Spur", "browser")]
public sealed class PruefblickTests(Browserportal browser) : IClassFixture<Browserportal>
{
    [Theory]
    [InlineData("<label>Ort <input></label>", null)]
    [InlineData("<input>", "1280 px, label:")]
    [InlineData("<p style='color: #aaa; background: #fff'>blass</p>", "1280 px, color-contrast:")]
    [InlineData("<a href='/a' style='font-size: 6px'>a</a><a href='/b' style='font-size: 6px'>b</a>", "390 px, target-size:")]
    [InlineData("<h3>zu tief</h3>", "Überschriften: 1,3")]
    [InlineData("<a href='#fehlt'>springt</a>", "Sprungziel #fehlt fehlt")]
    [InlineData("<p style='width: 500px'>breit</p>", "320 px: ")]
    public async Task What_is_wrong_is_found(string inhalt, string? befund)
    {
        await using var besuch = await browser.VisitAsync();
        await besuch.Seite.SetContentAsync($"""
            <!DOCTYPE html><html lang="de"><head><title>Probe – SchulDigital</title></head>
            <body><header>Kopf</header><main><h1>Probe</h1>{inhalt}</main><footer>Fuß</footer></body></html>
            """);
        var befunde = await besuch.Seite.InspectAsync();
        if (befund is null)
            Assert.Empty(befunde);
        else
            Assert.Contains(befunde, b => b.StartsWith(befund, StringComparison.Ordinal));
    }
}
