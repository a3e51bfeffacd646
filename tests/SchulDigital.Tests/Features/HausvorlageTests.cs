using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Documents;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>Logo and office of a house, and that they stand on its documents.</summary>
[Trait("Spur", "host")]
public sealed class HausvorlageTests(Demoportal portal) : IClassFixture<Demoportal>
{
    [Fact]
    public async Task Logo_and_office_are_kept_shown_and_stand_on_the_document()
    {
        var leitung = await portal.SignInAsync(Rolle.Traegerleitung);
        await leitung.GetAsync("/");
        var traeger = await portal.InDatabaseAsync(db => db.Schultraeger.Where(t => t.Name == "Stadt Musterstadt").Select(t => t.Id).SingleAsync());
        await leitung.GetAsync($"/traeger/{traeger}");
        await leitung.FollowAsync("Hausvorlage: Logo und Stelle auf Dokumenten");
        var adresse = leitung.Seite.Adresse;

        Task<Testseite> SendAsync(byte[] logo, params (string, string)[] felder) => leitung.UploadAsync(adresse, "logo", "wappen.png", logo, felder);
        (await SendAsync("kein Bild, aber lang genug dafür"u8.ToArray(), ("Stelle", "Fachbereich 4 <Schule>"))).ShouldHaveStatus(HttpStatusCode.BadRequest)
            .ShouldShow("Das Logo ist keine PNG-Datei");
        Assert.Equal("Fachbereich 4 <Schule>", leitung.Seite.Form("main form").Felder.Single(f => f.Key == "Stelle").Value);
        (await SendAsync(Samples.LogoFile, ("Stelle", "Fachbereich 4"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Beschreiben Sie, was auf dem Logo");
        (await SendAsync(Huge(), ("Logobeschreibung", "groß"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("höchstens 2.000 Punkte");
        (await SendAsync([.. Samples.LogoFile[..40], .. new byte[60]], ("Logobeschreibung", "kaputt"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("lässt sich nicht lesen");
        (await SendAsync(new byte[300 << 10], ("Logobeschreibung", "zu groß"))).ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("größer als 200 KB");

        (await SendAsync(Samples.LogoFile, ("Stelle", "Fachbereich 4"), ("Logobeschreibung", "Wappen der Stadt"))).ShouldShow("Die Hausvorlage ist gespeichert");
        Assert.Equal("Wappen der Stadt", leitung.Seite.All("figure img")[0].GetAttribute("alt"));
        var pdf = await (await leitung.GetAsync($"/traeger/{traeger}/matrix/musterland-2026-27/pdf")).ShouldHaveStatus(HttpStatusCode.OK).Antwort.Content.ReadAsByteArrayAsync();
        Assert.Contains("/Subtype /Image", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);

        await leitung.GetAsync(adresse);
        (await leitung.SubmitAsync("main form", ("OhneLogo", "true"))).ShouldShow("Die Hausvorlage ist gespeichert");
        Assert.Empty(leitung.Seite.All("figure img"));
        (await (await portal.SignInAsync(Rolle.Traegerbearbeitung)).GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.Forbidden);
    }

    /// <summary>A head that says 50,000 by 50,000.</summary>
    private static byte[] Huge()
    {
        var png = Samples.LogoFile.ToArray();
        new byte[] { 0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50 }.CopyTo(png, 16);
        return png;
    }
}
