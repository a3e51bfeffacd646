using Microsoft.Playwright;
using SchulDigital.Domain.Matrizen;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>Two people with two browsers on one row: nothing is lost, both values are shown.</summary>
[Collection(Bedienung.Name), Trait("Spur", "browser")]
public sealed class NebeneinanderTests(Browserportal browser)
{
    private const string Zeile = "Internetanschluss";
    private const string Feld = "Geplante Schritte";
    private const string MeinText = "Mein Text";
    private const string AndererText = "Anderer Text";

    [Fact]
    public async Task Different_fields_of_a_row_are_both_kept_and_the_other_ones_value_appears()
    {
        var haus = await browser.BuildHouseAsync();
        await using var eine = await OpenAsync(haus.Bearbeitung, haus);
        await using var andere = await OpenAsync(haus.Leitung, haus);

        await TypeAsync(eine.Seite, MeinText);
        await Expect(eine.Seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");
        await andere.Seite.Ist(Zeile).ClickAsync("Ausbau");
        await Expect(andere.Seite.Stand(Zeile)).ToContainTextAsync("gespeichert um");

        await Expect(andere.Seite.Feld(Zeile, Feld)).ToHaveValueAsync(MeinText);
        var werte = (await browser.RowAsync(haus, "netz_breitband")).Werte;
        Assert.Equal((Stufenwert.Ausbau, MeinText), (werte.Ist, werte.GeplanteSchritte));
    }

    [Theory]
    [InlineData("Meinen Eintrag speichern", MeinText, true)]
    [InlineData("Gespeichertes behalten", AndererText, true)]
    [InlineData("Meinen Eintrag speichern", MeinText, false)]
    [InlineData("Gespeichertes behalten", AndererText, false)]
    public async Task The_same_field_shows_both_values_and_the_later_one_chooses(string wahl, string bleibt, bool script)
    {
        var haus = await browser.BuildHouseAsync();
        await using var eine = await OpenAsync(haus.Bearbeitung, haus, script);
        eine.Allow("status of 409");
        await using (var andere = await OpenAsync(haus.Leitung, haus))
        {
            await TypeAsync(andere.Seite, AndererText);
            await andere.Seite.Ist(Zeile).ClickAsync("Ausbau");
            await browser.WaitForAsync(haus, "netz_breitband", w => w is { Ist: Stufenwert.Ausbau, GeplanteSchritte: AndererText });
        }

        await TypeAsync(eine.Seite, MeinText);
        if (!script)
            await eine.Seite.GetByRole(AriaRole.Button, new() { Name = "Speichern", Exact = true }).ClickAsync();

        var konflikt = eine.Seite.GetByRole(AriaRole.Group, new() { Name = "Zwei haben diese Zeile geändert" });
        await Expect(konflikt.GetByRole(AriaRole.Row, new() { Name = $"{Feld} {MeinText} {AndererText}", Exact = true })).ToBeVisibleAsync();
        await Expect(konflikt).ToContainTextAsync("Trägerleitung hat am");
        await Expect(eine.Seite.Feld(Zeile, Feld)).ToHaveValueAsync(MeinText);
        if (script)
            await Expect(eine.Seite.Ansage()).ToContainTextAsync($"Konflikt: {Zeile}.");
        Assert.Equal(AndererText, (await browser.RowAsync(haus, "netz_breitband")).Werte.GeplanteSchritte);

        await konflikt.GetByRole(AriaRole.Button, new() { Name = wahl }).ClickAsync();
        await Expect(konflikt).ToHaveCountAsync(0);
        await Expect(eine.Seite.Feld(Zeile, Feld)).ToHaveValueAsync(bleibt);
        // What only the other one touched stays, whichever text was chosen.
        await Expect(eine.Seite.Ist(Zeile).Radio("Ausbau")).ToBeCheckedAsync();
        await browser.WaitForAsync(haus, "netz_breitband", w => w.Ist == Stufenwert.Ausbau && w.GeplanteSchritte == bleibt);
    }

    [Fact]
    public async Task Who_releases_a_matrix_does_not_take_away_what_somebody_is_typing()
    {
        var haus = await browser.BuildHouseAsync();
        await using var eine = await OpenAsync(haus.Bearbeitung, haus);
        eine.Allow("status of 409");
        await using (var leitung = await browser.VisitAsync(haus.Leitung))
        {
            await leitung.GotoAsync(haus.Matrix + "/pruefung");
            await leitung.Seite.GetByRole(AriaRole.Button, new() { Name = "Fassung 1 freigeben" }).ClickAsync();
            await Expect(leitung.Seite.GetByText("Die Matrix ist freigegeben.")).ToBeVisibleAsync();
        }

        await TypeAsync(eine.Seite, MeinText);
        await Expect(eine.Seite.Stand(Zeile)).ToHaveTextAsync("nicht gespeichert");
        await Expect(eine.Seite.Zeile(Zeile).GetByRole(AriaRole.Button, new() { Name = "Text kopieren" })).ToBeVisibleAsync();
        await Expect(eine.Seite.Feld(Zeile, Feld)).ToHaveValueAsync(MeinText);
        await Expect(eine.Seite.Ansage()).ToContainTextAsync($"Nicht gespeichert: {Zeile}.");
        Assert.Null((await browser.RowAsync(haus, "netz_breitband")).Werte.GeplanteSchritte);
    }

    private async Task<Besuch> OpenAsync(string email, Probehaus haus, bool script = true)
    {
        var besuch = await browser.VisitAsync(email, script);
        await besuch.GotoAsync(haus.Matrix + "/netz");
        return besuch;
    }

    private static async Task TypeAsync(IPage seite, string text)
    {
        await seite.Klappe(Zeile, "Planung und Bedarf").ClickAsync();
        await seite.Feld(Zeile, Feld).FillAsync(text);
        await seite.Feld(Zeile, "Offene Frage").FocusAsync();
    }
}
