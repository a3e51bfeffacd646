using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data.Kataloge;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>What a screen reader says of a row: the group is criterion and judgement, a radio is stage and sentence.</summary>
[Collection(Bedienung.Name), Trait("Spur", "browser")]
public sealed partial class NamenTests(Browserportal browser)
{
    [Fact]
    public async Task Each_judgement_is_a_group_named_by_its_criterion_and_each_radio_by_stage_and_sentence()
    {
        await using var besuch = await browser.VisitAsync(Rolle.Schulleitung);
        await besuch.Seite.GetByRole(AriaRole.Link, new() { NameRegex = Ausfuellen() }).ClickAsync();
        var katalog = await ReadKatalogAsync();
        var themenfeld = katalog.Themenfelder[0];
        await besuch.Seite.GetByRole(AriaRole.Link, new() { Name = themenfeld.Label, Exact = true }).ClickAsync();

        foreach (var kriterium in themenfeld.Kriterien)
            foreach (var (urteil, istHeute) in new[] { ("Heutiger Stand", true), ("Angestrebter Stand", false) })
            {
                var gruppe = besuch.Seite.GetByRole(AriaRole.Group, new() { Name = $"{kriterium.Label}: {urteil}", Exact = true });
                string[] namen =
                [
                    .. katalog.Stufen.Select(s => $"{s.Label} : {kriterium.Satz(s.Wert)}"),
                    .. katalog.Zusatzwerte.Where(z => istHeute ? z.FuerIst : z.FuerSoll).Select(z => z.Label),
                ];
                await Expect(gruppe.GetByRole(AriaRole.Radio)).ToHaveCountAsync(namen.Length);
                for (var i = 0; i < namen.Length; i++)
                    await Expect(gruppe.GetByRole(AriaRole.Radio).Nth(i)).ToHaveAccessibleNameAsync(namen[i]);
            }
    }

    /// <summary>Last year's value stands beside the group and is read as its description, not as part of its name.</summary>
    [Fact]
    public async Task Last_years_value_describes_the_group()
    {
        await using var besuch = await browser.VisitAsync(Rolle.Schulleitung);
        await besuch.Seite.GetByRole(AriaRole.Link, new() { NameRegex = Ausfuellen() }).ClickAsync();
        var katalog = await ReadKatalogAsync();
        await besuch.Seite.GetByRole(AriaRole.Link, new() { Name = katalog.Themenfelder[0].Label, Exact = true }).ClickAsync();
        await Expect(besuch.Seite.Ist(katalog.Themenfelder[0].Kriterien[0].Label))
            .ToHaveAccessibleDescriptionAsync(Vorher());
    }

    private Task<Katalog> ReadKatalogAsync() => browser.Portal.InDatabaseAsync(db =>
        Task.FromResult(Katalogdatei.Parse(db.MatrixKataloge.Single(k => k.Zielgruppe == Zielgruppe.Schule).Inhalt)));

    [GeneratedRegex("^Matrix .* ausfüllen:")]
    private static partial Regex Ausfuellen();

    [GeneratedRegex("^Vorher 2025.26: ")]
    private static partial Regex Vorher();
}
