using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Pdf.Signing;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure.Siegel;

/// <summary>
/// The installation's electronic seal (PAdES baseline B-B): proves that a file is as it was issued. The certificate comes
/// from the settings; a demo makes one of its own and keeps it. Without one nothing is sealed, and documents say so.
/// </summary>
public sealed class Siegelung : IDisposable
{
    /// <summary>The field that a document prepares for it.</summary>
    public const string Feldname = "Siegel";

    private const string Demodatei = "demo-siegel.pfx";
    private const string Sha256Oid = "2.16.840.1.101.3.4.2.1";
    private const string SigningCertificateV2Oid = "1.2.840.113549.1.9.16.2.47";

    private readonly X509Certificate2? _zertifikat;

    private Siegelung(X509Certificate2? zertifikat, bool demo) => (_zertifikat, IstDemo) = (zertifikat, demo && zertifikat is not null);

    /// <summary>Self-made by this portal: proves nothing to anybody else.</summary>
    public bool IstDemo { get; }

    /// <summary>What a document says of its seal; null where there is none.</summary>
    public Siegelangabe? Angabe => _zertifikat is null ? null : new(_zertifikat.GetNameInfo(X509NameType.SimpleName, forIssuer: false), IstDemo);

    /// <summary>SHA-256 of the certificate, hexadecimal.</summary>
    public string? Abdruck => _zertifikat is null ? null : Dokument.HashOf(_zertifikat.RawData);

    /// <summary>
    /// <c>Siegel:Zertifikat</c> names a PKCS#12 file, its password stands in <c>Siegel:Passwort</c> or in the file
    /// <c>Siegel:PasswortDatei</c>.
    /// </summary>
    public static Siegelung Read(IConfiguration konfiguration, Datenbank datenbank, string contentRoot, bool demo, TimeProvider uhr)
    {
        if (konfiguration["Siegel:Zertifikat"] is { Length: > 0 } pfad)
            return new Siegelung(Load(Path.GetFullPath(pfad, contentRoot), ReadPassword(konfiguration, contentRoot)), demo: false);
        if (!demo)
            return new Siegelung(null, demo: false);
        var datei = Path.Combine(Path.GetDirectoryName(datenbank.Datei) ?? contentRoot, Demodatei);
        if (!File.Exists(datei))
            Keep(datei, uhr.GetUtcNow());
        return new Siegelung(Load(datei, null), demo: true);
    }

    /// <summary>The file with the seal added; as it is where there is none.</summary>
    public byte[] Seal(byte[] pdf, DateTime jetzt) => _zertifikat is null ? pdf : PdfSigner.Sign(
        pdf, new SignatureRequest(Feldname, new DateTimeOffset(jetzt, TimeSpan.Zero)) { Name = Angabe!.Inhaber }, Sign);

    /// <summary>Whether the bytes are as they were sealed, and the SHA-256 of the certificate that did it; null where it is no signature.</summary>
    public static (bool Unveraendert, string Abdruck, string Inhaber)? Check(PdfSignature signatur)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(signatur.SignedContent()), detached: true);
            cms.Decode(signatur.Cms);
            if (cms.SignerInfos.Count != 1 || cms.SignerInfos[0].Certificate is not { } zertifikat)
                return null;
            var unveraendert = true;
            try
            {
                cms.CheckSignature(verifySignatureOnly: true);
            }
            catch (CryptographicException)
            {
                unveraendert = false;
            }
            return (unveraendert, Dokument.HashOf(zertifikat.RawData), zertifikat.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _zertifikat?.Dispose();

    private byte[] Sign(byte[] inhalt)
    {
        var signer = new CmsSigner(_zertifikat!) { DigestAlgorithm = new Oid(Sha256Oid), IncludeOption = X509IncludeOption.ExcludeRoot };
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2Oid, SigningCertificate()));
        var cms = new SignedCms(new ContentInfo(inhalt), detached: true);
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    /// <summary>ESS signing-certificate-v2 (RFC 5035): binds the signature to this certificate.</summary>
    private byte[] SigningCertificate()
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence())
        using (asn.PushSequence())
            asn.WriteOctetString(SHA256.HashData(_zertifikat!.RawData));
        return asn.Encode();
    }

    private static string? ReadPassword(IConfiguration konfiguration, string contentRoot)
    {
        if (konfiguration["Siegel:PasswortDatei"] is not { Length: > 0 } datei)
            return konfiguration["Siegel:Passwort"];
        try
        {
            return File.ReadAllText(Path.GetFullPath(datei, contentRoot)).Trim();
        }
        catch (Exception fehler) when (fehler is IOException or UnauthorizedAccessException)
        {
            throw new EinstellungFehlt($"Siegel:PasswortDatei: Die Datei „{datei}“ lässt sich nicht lesen ({fehler.Message}).");
        }
    }

    private static X509Certificate2 Load(string pfad, string? passwort)
    {
        try
        {
            var zertifikat = X509CertificateLoader.LoadPkcs12FromFile(pfad, passwort);
            return zertifikat.HasPrivateKey ? zertifikat
                : throw new EinstellungFehlt($"Siegel:Zertifikat: Die Datei „{pfad}“ enthält keinen privaten Schlüssel.");
        }
        catch (Exception fehler) when (fehler is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new EinstellungFehlt($"Siegel:Zertifikat: Die Datei „{pfad}“ lässt sich nicht öffnen ({fehler.Message}).");
        }
    }

    /// <summary>Makes the demo's certificate, readable by this user alone.</summary>
    private static void Keep(string datei, DateTimeOffset jetzt)
    {
        using var schluessel = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var antrag = new CertificateRequest("CN=SchulDigital Demo-Siegel, O=Demo mit erfundenen Angaben, C=DE", schluessel, HashAlgorithmName.SHA256);
        antrag.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        using var zertifikat = antrag.CreateSelfSigned(jetzt.AddDays(-1), jetzt.AddYears(10));
        var daneben = datei + "." + Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(Path.GetDirectoryName(datei)!);
        var nurFuerUns = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            nurFuerUns.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var strom = new FileStream(daneben, nurFuerUns))
            strom.Write(zertifikat.Export(X509ContentType.Pkcs12));
        // Two that start at once agree on the first.
        try
        {
            File.Move(daneben, datei, overwrite: false);
        }
        catch (IOException) when (File.Exists(datei))
        {
            File.Delete(daneben);
        }
    }
}

/// <param name="Inhaber">Whose seal it is, as the certificate says.</param>
public sealed record Siegelangabe(string Inhaber, bool IstDemo);
