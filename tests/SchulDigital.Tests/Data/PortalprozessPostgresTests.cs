using System.Net;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Data;

/// <summary>The portal on a server database, as an operator starts it: published, in Production, without people.</summary>
[Trait("Spur", "provider"), Collection(PostgresCollection.Name)]
public sealed class PortalprozessPostgresTests(Postgresserver server, Veroeffentlichung portal) : IClassFixture<Veroeffentlichung>
{
    [DatenbankFact]
    public async Task A_server_database_is_migrated_by_command_and_a_start_before_that_is_refused()
    {
        string[] einstellungen =
            ["--Database:Provider", "Postgres", "--ConnectionStrings:Default", (await server.CreateEmptyAsync()).ConnectionString];
        await using (var zuFrueh = portal.Start(einstellungen))
        {
            Assert.Equal(1, await zuFrueh.WaitForEndAsync());
            Assert.Contains("Führen Sie zuerst „datenbank migrieren“ aus.", zuFrueh.Ausgabe, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", zuFrueh.Ausgabe, StringComparison.Ordinal);
        }

        var (ende, ausgabe) = await portal.RunAsync(["datenbank", "migrieren", .. einstellungen]);
        Assert.True(ende == 0, ausgabe);

        // Two instances may share a server's database.
        await using var erste = portal.Start(einstellungen);
        await using var zweite = portal.Start(einstellungen);
        foreach (var browser in (Testbrowser[])[await erste.NewBrowserAsync(), await zweite.NewBrowserAsync()])
        {
            (await browser.GetAsync("/health/ready")).ShouldHaveStatus(HttpStatusCode.OK);
            (await browser.GetAsync("/anmelden")).ShouldHaveStatus(HttpStatusCode.OK).ShouldNotShow("@demo.schuldigital.example");
        }
    }

    [DatenbankFact]
    public async Task A_server_that_does_not_answer_is_named_in_a_sentence()
    {
        await using var prozess = portal.Start(
            "--Database:Provider", "Postgres", "--ConnectionStrings:Default", "Host=127.0.0.1;Port=1;Username=niemand;Timeout=3");
        Assert.Equal(1, await prozess.WaitForEndAsync());
        Assert.Contains("Die Datenbank antwortet nicht", prozess.Ausgabe, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", prozess.Ausgabe, StringComparison.Ordinal);
    }
}
