using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SchulDigital.Pdf.Signing;

namespace SchulDigital.Tests.Documents;

/// <summary>A certificate of its own and a CAdES signature by it.</summary>
internal static class TestSigner
{
    private static readonly Lazy<X509Certificate2> Own = new(() =>
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Stadt Musterhausen Siegel, O=Stadt Musterhausen, C=DE", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        return request.CreateSelfSigned(Samples.Date.AddYears(-1), Samples.Date.AddYears(5));
    });

    public static byte[] Sign(byte[] content)
    {
        var signer = new CmsSigner(Own.Value) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificate()));
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    public static byte[] Seal(byte[] pdf, string field = "Siegel") =>
        PdfSigner.Sign(pdf, new SignatureRequest(field, Samples.Date) { Name = "Stadt Musterhausen", Reason = "Freigabe (geprüft)" }, Sign);

    /// <summary>Throws where the CMS does not fit the bytes.</summary>
    public static void Check(PdfSignature signature)
    {
        var cms = new SignedCms(new ContentInfo(signature.SignedContent()), detached: true);
        cms.Decode(signature.Cms);
        cms.CheckSignature(verifySignatureOnly: true);
    }

    /// <summary>ESS signing-certificate-v2 (RFC 5035): the hash of the certificate.</summary>
    private static byte[] SigningCertificate()
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence())
        using (asn.PushSequence())
            asn.WriteOctetString(SHA256.HashData(Own.Value.RawData));
        return asn.Encode();
    }
}
