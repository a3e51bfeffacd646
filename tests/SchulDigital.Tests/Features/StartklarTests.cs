using System.Net;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class StartklarTests(Testportal portal) : IClassFixture<Testportal>
{
    [Fact]
    public async Task Portal_starts_and_says_that_it_is_ready()
    {
        var browser = portal.NewBrowser();
        (await browser.GetAsync("/health/live")).ShouldHaveStatus(HttpStatusCode.OK);
        (await browser.GetAsync("/health/ready")).ShouldHaveStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sign_in_leads_to_the_start_page_and_sign_out_ends_it()
    {
        var person = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        var browser = await portal.SignInAsync(person);

        (await browser.GetAsync("/")).ShouldShow("Wartet auf mich", person.Name);
        await browser.SubmitAsync("form[action='/abmelden']");
        (await browser.GetAsync("/", follow: false)).ShouldRedirectTo("/anmelden");
    }
}

/// <summary>The portal on a real port, as the browser lane uses it.</summary>
[Trait("Spur", "host")]
public sealed class KestrelportalTests
{
    [Fact]
    public async Task Portal_answers_on_a_port_of_its_own()
    {
        await using var portal = new Kestrelportal();
        Assert.StartsWith("http://127.0.0.1:", portal.Adresse, StringComparison.Ordinal);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(portal.Adresse + "/anmelden")).StatusCode);
    }
}
