using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Features;

/// <summary>With a certificate the data-protection keys are encrypted in the database, and so in every backup.</summary>
[Trait("Spur", "host")]
public sealed class SchluesselTests
{
    private const string Passwort = "geheim-ä";

    [Fact]
    public async Task Keys_are_encrypted_with_the_certificate_and_outlive_a_restart()
    {
        using var ordner = new Testordner();
        var pfx = WriteCertificate(ordner);
        Testportal Start() => new Testportal { Ordner = ordner }.Set("Demo:Enabled", "true")
            .Set("Schluessel:Zertifikat", pfx).Set("Schluessel:Passwort", Passwort);

        Testbrowser browser;
        await using (var portal = Start())
        {
            browser = await portal.SignInAsync(Rolle.Traegerbearbeitung);
            var xml = await portal.InDatabaseAsync(db => db.Schutzschluessel.Select(s => s.Xml).ToListAsync());
            Assert.NotEmpty(xml);
            Assert.All(xml, x => Assert.Contains("EncryptedData", x, StringComparison.Ordinal));
            Assert.All(xml, x => Assert.DoesNotContain("<value>", x, StringComparison.Ordinal));
        }
        await using var danach = Start();
        (await danach.NewBrowser(browser).GetAsync("/matrix", follow: false)).ShouldHaveStatus(System.Net.HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("schluessel.pfx", "falsch")]
    [InlineData("gibt-es-nicht.pfx", Passwort)]
    public async Task A_wrong_password_or_a_missing_file_ends_the_start_with_a_sentence(string datei, string passwort)
    {
        using var ordner = new Testordner();
        WriteCertificate(ordner);
        var lauf = await Programmlauf.StartAsync(ordner, "--urls", "http://127.0.0.1:0",
            "--Schluessel:Zertifikat", Path.Combine(ordner.Pfad, datei), "--Schluessel:Passwort", passwort);
        Assert.Equal(1, lauf.Ende);
        Assert.StartsWith("Schluessel:Zertifikat: Die Datei", lauf.Fehler, StringComparison.Ordinal);
    }

    private static string WriteCertificate(Testordner ordner)
    {
        using var rsa = RSA.Create(2048);
        using var zertifikat = new CertificateRequest("CN=Schutzschluessel", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var pfad = Path.Combine(ordner.Pfad, "schluessel.pfx");
        File.WriteAllBytes(pfad, zertifikat.Export(X509ContentType.Pfx, Passwort));
        return pfad;
    }
}
