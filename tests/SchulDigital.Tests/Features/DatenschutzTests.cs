using System.Net;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Tests.Features;

/// <summary>What is promised on the pages about data protection is what happens.</summary>
[Trait("Spur", "host")]
public sealed class DatenschutzTests
{
    [Theory]
    [InlineData("/datenschutz")]
    [InlineData("/datenschutz/verzeichnis")]
    public async Task Retention_on_the_page_is_that_of_the_settings_and_of_the_deletion(string adresse)
    {
        await using var portal = new Testportal()
            .Set("Konten:SicherheitsereignisseTage", "37").Set("Mail:AufbewahrungTage", "53").Set("Konten:AnmeldungMinuten", "123");
        var seite = (await portal.NewBrowser().GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK);
        seite.ShouldShow("Sie werden nach 37 Tagen gelöscht", "Ihr Eintrag wird nach 37 Tagen gelöscht", "die ganze Nachricht nach 53 Tagen",
                "ohne Tätigkeit 123 Minuten")
            .ShouldNotShow("90 Tage", "480 Minuten");

        var person = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        await portal.InDatabaseAsync(async db =>
        {
            db.Add(new Sicherheitsereignis(Sicherheitsvorfall.Angemeldet, person.Id, portal.Uhr.Now().AddDays(-36)));
            db.Add(new Anmeldung(person.Id, portal.Uhr.Now().AddDays(-36)));
            await db.SaveChangesAsync();
        });
        await ShouldRemainAsync(portal, 1);
        portal.Uhr.Advance(TimeSpan.FromDays(2));
        await ShouldRemainAsync(portal, 0);
    }

    [Fact]
    public async Task Nonsense_as_retention_is_refused_in_a_sentence()
    {
        using var ordner = new Testordner();
        await using var prozess = new Portalprozess(typeof(Program).Assembly.Location,
            ["--Database:Ordner", ordner.Pfad, "--Mail:AufbewahrungTage", "immer", "--urls", "http://127.0.0.1:0"]);
        Assert.Equal(1, await prozess.WaitForEndAsync());
        Assert.Contains("Mail:AufbewahrungTage ist „immer“.", prozess.Ausgabe, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", prozess.Ausgabe, StringComparison.Ordinal);
    }

    private static async Task ShouldRemainAsync(Testportal portal, int anzahl)
    {
        await portal.InScopeAsync<Aufraeumen>(a => a.TidyAsync(default));
        await portal.InDatabaseAsync(db =>
        {
            Assert.Equal(anzahl, db.Sicherheitsereignisse.Count());
            Assert.Equal(anzahl, db.Anmeldungen.Count());
            return Task.CompletedTask;
        });
    }
}
