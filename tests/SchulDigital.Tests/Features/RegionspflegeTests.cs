using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>The Administration makes a Bildungsregion and says which Kommunen belong to it.</summary>
[Trait("Spur", "host")]
public sealed class RegionspflegeTests(Demoportal portal) : IClassFixture<Demoportal>
{
    [Fact]
    public async Task A_region_is_made_gets_its_Kommunen_and_is_renamed()
    {
        var (frei, fremd) = await portal.InDatabaseAsync(async db =>
        {
            var eine = new Kommune("05888001", "Ärztedorf");
            db.AddRange(eine, new Kommune("05888002", "Zweidorf"));
            await db.SaveChangesAsync();
            return (eine.Id, await db.Kommunen.Where(k => k.BildungsregionId != null).Select(k => k.Id).FirstAsync());
        });
        var browser = await portal.SignInAsync(Rolle.Administration);
        await browser.GetAsync("/stammdaten/regionen/neu");
        (await browser.SubmitAsync("form[action='/stammdaten/regionen/neu']")).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Geben Sie den Namen der Bildungsregion ein");
        (await browser.SubmitAsync("form[action='/stammdaten/regionen/neu']", ("Name", "Neuland"), ("Koordinierungsstelle", "Bildungsbüro"), ("Key", "musterland")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("gibt es schon");
        (await browser.SubmitAsync("form[action='/stammdaten/regionen/neu']", ("Name", "Neuland"), ("Koordinierungsstelle", "Bildungsbüro"), ("Key", "")))
            .ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Die Bildungsregion Neuland ist angelegt");

        (await browser.GetAsync("/stammdaten/regionen/neuland/kommunen?suche=05888")).ShouldShow("Ärztedorf").ShouldShow("Zweidorf");
        // A Kommune of another region is not taken away, whatever the form says.
        await browser.PostAsync("/stammdaten/regionen/neuland/kommunen", ("gezeigt", frei.ToString()), ("gezeigt", fremd.ToString()), ("gewaehlt", frei.ToString()), ("gewaehlt", fremd.ToString()));
        browser.Seite.ShouldShow("Ärztedorf aufgenommen");

        await browser.GetAsync("/stammdaten/regionen/neuland");
        (await browser.SubmitAsync("form[action='/stammdaten/regionen/neuland']", ("Name", "Neuland am See"))).ShouldShow("Neuland am See");
        await portal.InDatabaseAsync(async db =>
        {
            var region = await db.Bildungsregionen.SingleAsync(r => r.Key == "neuland");
            Assert.Equal([frei], await db.Kommunen.Where(k => k.BildungsregionId == region.Id).Select(k => k.Id).ToListAsync());
            Assert.Equal([Ereignis.RegionAngelegt, Ereignis.RegionGeaendert, Ereignis.RegionGeaendert],
                await db.Verlauf.Where(e => e.GegenstandId == region.Id).OrderBy(e => e.Zeit).Select(e => e.Ereignis).ToListAsync());
        });
        (await browser.GetAsync("/stammdaten/regionen/gibtsnicht")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }
}
