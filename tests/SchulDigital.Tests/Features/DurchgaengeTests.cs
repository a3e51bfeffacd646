using System.Net;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>A Durchgang from the offer to its end, through the pages of the Koordination and of the houses.</summary>
[Trait("Spur", "host")]
public sealed class DurchgaengeTests(Demoportal portal) : IClassFixture<Demoportal>
{
    private const string DiesesJahr = "musterland-2026-27";

    [Fact]
    public async Task Offered_accepted_reminded_and_closed()
    {
        var (liste, koordination) = await SignInKoordinationAsync();
        await koordination.GetAsync($"{liste}/neu");
        (await koordination.SubmitAsync($"form[action='{liste}/neu']", ("Titel", "2027/28"), ("Beginn", "2027-09-01"), ("Frist", "2027-08-01")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Die Frist liegt nicht vor dem Beginn");
        (await koordination.SubmitAsync($"form[action='{liste}/neu']", ("Titel", "2027/28"), ("Beginn", "2026-11-01"), ("Frist", "2028-01-31"), ("NurKern", "true")))
            .ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Schulträgern und Schulen angeboten").ShouldShow("0 von 32 Häusern nehmen teil");
        const string key = "musterland-2027-28";
        var weg = $"{liste}/{key}";
        Assert.Equal((32, 0), await CountAsync(key));

        // The offer waits on the start page of a house, which accepts it and has a matrix of the core rows.
        var leitung = await portal.SignInAsync(Rolle.Schulleitung);
        leitung.Seite.ShouldShow("Durchgang 2027/28 angeboten");
        var angebot = leitung.Seite.All("main a").Select(a => a.GetAttribute("href")!).First(h => h.EndsWith($"{key}/teilnahme", StringComparison.Ordinal));
        (await leitung.GetAsync(angebot)).ShouldShow("Die Teilnahme ist freiwillig");
        (await leitung.PostAsync(angebot, ("Entscheidung", "Annehmen"))).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow("Der Durchgang ist angenommen");
        Assert.Equal((32, 1), await CountAsync(key));
        await portal.InDatabaseAsync(async db =>
        {
            var matrix = await db.Matrizen.Include(m => m.Zeilen).AsNoTracking().SingleAsync(m => m.Key == key);
            var vorher = await db.Matrizen.AsNoTracking().SingleAsync(m => m.Id == matrix.VorgaengerId);
            Assert.Equal((matrix.SchuleId, "musterland-2025-26"), (vorher.SchuleId, vorher.Key));
            Assert.InRange(matrix.Zeilen.Count, 5, 30);
        });
        (await leitung.PostAsync(angebot, ("Entscheidung", "Annehmen"))).ShouldHaveStatus(HttpStatusCode.Conflict);

        // A pause keeps what is there.
        (await leitung.PostAsync(angebot, ("Entscheidung", "Pausieren"), ("Grund", "Umbau"))).ShouldShow("Die Teilnahme pausiert").ShouldShow("Umbau");
        (await leitung.PostAsync(angebot, ("Entscheidung", "Annehmen"))).ShouldShow("angenommen");
        Assert.Equal(1, await portal.InDatabaseAsync(db => db.Matrizen.CountAsync(m => m.Key == key)));

        (await koordination.GetAsync(weg)).ShouldShow("1 von 32 Häusern nehmen teil").ShouldShow("noch nicht begonnen: 1 Haus");
        (await koordination.GetAsync($"{weg}?wartet=Beginn")).ShouldShow("1 Haus, nach Namen");

        // Recipients and text stand on a page before anything is mailed; a second click mails nobody again.
        (await koordination.GetAsync($"{weg}/erinnerung?an=Beginn")).ShouldShow("Empfänger").ShouldShow("schulleitung@demo.schuldigital.example");
        var form = koordination.Seite.Form($"form[action='{weg}/erinnerung']");
        await koordination.SubmitAsync(form);
        koordination.Seite.ShouldShow("Mails sind unterwegs");
        var mails = await MailsAsync(key);
        Assert.NotEmpty(mails);
        Assert.All(mails, m => Assert.Contains($"/matrix/{key}", m, StringComparison.Ordinal));
        (await koordination.SubmitAsync(form)).ShouldShow("heute schon an alle gegangen");
        Assert.Equal(mails.Count, (await MailsAsync(key)).Count);

        (await koordination.PostAsync($"{weg}/frist", ("frist", "2028-02-29"))).ShouldShow("29.02.2028");
        (await koordination.PostAsync($"{weg}/abschluss")).ShouldShow("abgeschlossen");
        (await leitung.PostAsync(angebot, ("Entscheidung", "Pausieren"))).ShouldHaveStatus(HttpStatusCode.Conflict);
        (await koordination.PostAsync($"{weg}/abschluss")).ShouldHaveStatus(HttpStatusCode.Conflict);
        Assert.Equal(
            [Ereignis.DurchgangAngeboten, Ereignis.ErinnerungVersandt, Ereignis.DurchgangGeaendert, Ereignis.DurchgangAbgeschlossen],
            await portal.InDatabaseAsync(db => db.Verlauf.Where(e => db.Durchgaenge.Any(d => d.Id == e.GegenstandId && d.Key == key))
                .OrderBy(e => e.Zeit).Select(e => e.Ereignis).ToListAsync()));
    }

    [Fact]
    public async Task Of_a_school_the_Koordination_sees_begun_and_released_only()
    {
        var (liste, koordination) = await SignInKoordinationAsync();
        (await koordination.GetAsync($"{liste}/{DiesesJahr}?art=Schule")).ShouldHaveStatus(HttpStatusCode.OK);
        var staende = koordination.Seite.All("td[data-spalte=Matrix]").Select(t => t.TextContent.Trim()).Distinct();
        Assert.Empty(staende.Except(["begonnen", "freigegeben", "noch nicht begonnen", "–"]));
        Assert.All(koordination.Seite.All("td[data-spalte='Letzte Änderung']"), t => Assert.Equal("–", t.TextContent.Trim()));

        await koordination.GetAsync($"{liste}/{DiesesJahr}?art=Schultraeger");
        Assert.Contains("in Abstimmung", koordination.Seite.All("td[data-spalte=Matrix]").Select(t => t.TextContent.Trim()));
    }

    [Fact]
    public async Task Hostile_and_empty_input_comes_back()
    {
        var (liste, koordination) = await SignInKoordinationAsync();
        await koordination.GetAsync($"{liste}/neu");
        (await koordination.PostAsync($"{liste}/neu", ("Titel", "<b>x</b>"), ("Beginn", "2027-09-01"), ("Frist", "2027-12-01"), ("Themenfelder", "gibtsnicht")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("gibt es in diesen Katalogen nicht");
        (await koordination.PostAsync($"{liste}/neu", ("Titel", "2030"), ("Beginn", "unsinn"), ("Frist", "")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie die Frist an");
        (await koordination.PostAsync($"{liste}/{DiesesJahr}/erinnerung", ("An", "Beginn"), ("Betreff", "a\nBcc: x"), ("Text", "x")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Der Betreff ist eine Zeile");
        (await koordination.PostAsync($"{liste}/{DiesesJahr}/frist", ("frist", "1999-01-01"))).ShouldHaveStatus(HttpStatusCode.BadRequest);
        (await koordination.GetAsync($"{liste}/gibtsnicht")).ShouldHaveStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_house_begins_a_matrix_of_its_own()
    {
        var browser = await portal.SignInAsync(Rolle.Medienbeauftragte);
        await browser.GetAsync("/matrix");
        var eigene = browser.Seite.All("main a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith("/matrix/eigene", StringComparison.Ordinal));
        await browser.GetAsync(eigene);
        (await browser.SubmitAsync($"form[action='{eigene}']")).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Geben Sie der Matrix einen Namen");
        (await browser.SubmitAsync($"form[action='{eigene}']", ("Titel", "Zwischenstand Frühjahr"))).ShouldShow("Die Matrix ist angelegt").ShouldShow("Zwischenstand Frühjahr");
        Assert.EndsWith("/matrix/eigene-1", browser.Seite.Adresse, StringComparison.Ordinal);
        (await browser.GetAsync("/matrix")).ShouldShow("Zwischenstand Frühjahr").ShouldShow("eigene Matrix, ohne Durchgang");
        // Others of the region learn nothing of its content.
        var koordination = await portal.SignInAsync(Rolle.Koordination);
        Assert.DoesNotContain("Zwischenstand", (await koordination.GetAsync("/matrix")).Text, StringComparison.Ordinal);
    }

    private async Task<(string Liste, Testbrowser Browser)> SignInKoordinationAsync()
    {
        var regionId = await portal.InDatabaseAsync(db => db.Bildungsregionen.Where(r => r.Key == "musterland").Select(r => r.Id).SingleAsync());
        return ($"/regionen/{regionId}/durchgaenge", await portal.SignInAsync(Rolle.Koordination));
    }

    private async Task<(int Angeboten, int Angenommen)> CountAsync(string key) => await portal.InDatabaseAsync(async db =>
    {
        var alle = await db.Teilnahmen.Where(t => db.Durchgaenge.Any(d => d.Id == t.DurchgangId && d.Key == key)).Select(t => t.Status).ToListAsync();
        return (alle.Count, alle.Count(s => s == Teilnahmestatus.Angenommen));
    });

    private Task<List<string>> MailsAsync(string key) => portal.InDatabaseAsync(db =>
        db.Ausgangsnachrichten.Where(n => n.Text!.Contains(key)).Select(n => n.Text!).ToListAsync());
}
