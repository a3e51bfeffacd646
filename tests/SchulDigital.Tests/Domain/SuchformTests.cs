using SchulDigital.Domain;

namespace SchulDigital.Tests.Domain;

[Trait("Spur", "domain")]
public sealed class SuchformTests
{
    [Theory]
    [InlineData("Ärztehaus", "aerztehaus")]
    [InlineData("ÄRZTE", "aerzte")]
    [InlineData("A\u0308rzte", "aerzte")]
    [InlineData("Große Straße", "grosse strasse")]
    [InlineData("Córdoba-Schule (Übergang)", "cordoba schule uebergang")]
    [InlineData("  St.  Josef\tSchule ", "st josef schule")]
    [InlineData("07", "07")]
    [InlineData("–", "")]
    [InlineData("Schule 🙂 am Süd\ud83dsee", "schule am sued see")]
    [InlineData("🙂", "")]
    [InlineData(null, "")]
    public void Name_is_searched_and_sorted_in_one_form(string? text, string erwartet) =>
        Assert.Equal(erwartet, Suchform.Of(text));
}
