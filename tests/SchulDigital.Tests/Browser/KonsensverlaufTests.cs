using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// Consensus on own devices, in four browsers: the Moderation asks, a school answers by keyboard alone, another one without
/// JavaScript, and all hear the result at once.
/// </summary>
[Trait("Spur", "browser"), Collection(Bedienung.Name)]
public sealed class KonsensverlaufTests(Browserportal browser)
{
    [Fact]
    public async Task Asked_answered_on_own_devices_and_heard_by_all_at_once()
    {
        var tisch = await browser.Portal.BeginSessionAsync(await browser.Portal.BuildTableAsync());
        await PrepareAsync(tisch);
        await using var mona = await browser.VisitAsync(tisch.Mail("Mona"));
        await using var schule1 = await browser.VisitAsync(tisch.Mail("Schule1"));
        await using var schule2 = await browser.VisitAsync(tisch.Mail("Schule2"), script: false);
        await using var tilda = await browser.VisitAsync(tisch.Mail("Tilda"));
        foreach (var wer in new[] { schule1, tilda })
            await wer.GotoAsync(tisch.Sitzung);

        // Worded at the item; it binds the carrier and two schools.
        await mona.GotoAsync(tisch.Sitzung + "/ablauf");
        await mona.Seite.GetByRole(AriaRole.Link, new() { Name = "Vereinbarung formulieren : Begrüßung" }).ClickAsync();
        await mona.Seite.GetByLabel("Was wird vereinbart?").FillAsync("Jede Schule <nennt> eine Ansprechperson.");
        await mona.Seite.GetByLabel("Verantwortlich").SelectOptionAsync($"Stadt {tisch.Name}");
        foreach (var andere in new[] { $"Träger von außen {tisch.Name}", $"Schule Nr. 3 {tisch.Name}", $"Schule Nr. 4 {tisch.Name}", $"Schule Nr. 5 {tisch.Name}" })
            await mona.Seite.GetByRole(AriaRole.Checkbox, new() { Name = andere, Exact = true }).UncheckAsync();
        await ClickAsync(mona.Seite, "Vereinbarung festhalten");
        await Expect(mona.Seite.GetByText("Gefragt ist noch niemand.")).ToBeVisibleAsync();
        await ClickAsync(mona.Seite, "Frage stellen");
        await Expect(mona.Seite.GetByText("0 von 3 haben geantwortet.")).ToBeVisibleAsync();

        // The open pages show the question by themselves, and say it.
        foreach (var wer in new[] { schule1, tilda })
        {
            await Expect(wer.Seite.GetByRole(AriaRole.Heading, new() { Name = "Gefragt ist Konsens" })).ToBeVisibleAsync(new() { Timeout = 5000 });
            await Expect(wer.Seite.GetByRole(AriaRole.Status).Filter(new() { HasText = "Gefragt ist Konsens Jede Schule <nennt> eine Ansprechperson." })).ToHaveCountAsync(1);
        }
        await schule1.Seite.ShouldBeAccessibleAsync();
        await schule1.Seite.SetViewportSizeAsync(1280, 900);

        // By keyboard alone; without JavaScript; with the mouse. Nobody learns what another one answered.
        await schule1.Seite.TabAndPressAsync(schule1.Seite.GetByRole(AriaRole.Radio, new() { Name = "Zustimmung", Exact = true }), "Space");
        await schule1.Seite.TabAndPressAsync(schule1.Seite.GetByRole(AriaRole.Button, new() { Name = "Antwort senden" }));
        await Expect(schule1.Seite.GetByText("Die Antwort ist gespeichert.")).ToBeVisibleAsync();
        schule2.Allow("status of 400");
        await schule2.GotoAsync(tisch.Sitzung);
        await schule2.Seite.GetByRole(AriaRole.Radio, new() { Name = "Einwand" }).CheckAsync();
        await ClickAsync(schule2.Seite, "Antwort senden");
        await Expect(schule2.Seite.GetByText("Zu einem Einwand gehört der Grund").First).ToBeVisibleAsync();
        await schule2.Seite.GetByRole(AriaRole.Radio, new() { Name = "Zustimmung mit Bedenken" }).CheckAsync();
        await schule2.Seite.GetByLabel("Grund oder Bedenken", new() { Exact = false }).FillAsync("Wenn sie auch Zeit hat.");
        await ClickAsync(schule2.Seite, "Antwort senden");
        await Expect(schule2.Seite.GetByText("Die Antwort ist gespeichert.")).ToBeVisibleAsync();
        await tilda.Seite.GetByRole(AriaRole.Radio, new() { Name = "Zustimmung", Exact = true }).CheckAsync();
        await ClickAsync(tilda.Seite, "Antwort senden");
        await Expect(mona.Seite.GetByText("3 von 3 haben geantwortet.")).ToBeVisibleAsync(new() { Timeout = 5000 });
        foreach (var wer in new[] { mona, schule1, tilda })
            Assert.DoesNotContain("Wenn sie auch Zeit hat.", await wer.Seite.ContentAsync(), StringComparison.Ordinal);
        await mona.Seite.ShouldBeAccessibleAsync();
        await mona.Seite.SetViewportSizeAsync(1280, 900);

        // Closed: the result comes to the open pages by itself, and is said once.
        await schule1.GotoAsync(tisch.Sitzung);
        await ClickAsync(mona.Seite, "Frage schließen");
        await Expect(mona.Seite.GetByText("Konsens zustande gekommen.").First).ToBeVisibleAsync();
        await Expect(schule1.Seite.GetByText("Konsens zustande gekommen").First).ToBeVisibleAsync(new() { Timeout = 5000 });
        await Expect(schule1.Seite.GetByRole(AriaRole.Status).Filter(new() { HasText = "Konsens zustande gekommen" })).ToHaveCountAsync(1);
        await schule1.Seite.GetByRole(AriaRole.Link, new() { Name = "Jede Schule <nennt> eine Ansprechperson." }).First.ClickAsync();
        await Expect(schule1.Seite.GetByText("Wenn sie auch Zeit hat.")).ToBeVisibleAsync();
        await schule1.Seite.ShouldBeAccessibleAsync();
    }

    /// <summary>All are there, and answer on their own devices.</summary>
    private Task PrepareAsync(Probetisch probe) => browser.Portal.InDatabaseAsync(async db =>
    {
        var tisch = await db.RundeTische.SingleAsync(t => t.Id == probe.Id);
        tisch.Change(tisch.Angaben with { EigeneGeraete = true }, tisch.Version, default, browser.Portal.Uhr.Now());
        var sitzung = await db.Sitzungen.Include(s => s.Teilnehmer).SingleAsync(s => s.RunderTischId == probe.Id);
        foreach (var teilnehmer in sitzung.Teilnehmer)
            sitzung.Attend(teilnehmer.Id, Anwesenheit.Anwesend, null, browser.Portal.Uhr.Now());
        await db.SaveChangesAsync();
    });

    private static Task ClickAsync(IPage seite, string knopf) => seite.GetByRole(AriaRole.Button, new() { Name = knopf, Exact = true }).ClickAsync();
}
