using SchulDigital.Domain.Dokumente;
using SchulDigital.Pdf.Signing;

namespace SchulDigital.Web.Infrastructure.Siegel;

/// <summary>A seal or signature in a file from anywhere.</summary>
/// <param name="Unveraendert">The bytes are those that were signed.</param>
/// <param name="Abdruck">SHA-256 of the certificate, hexadecimal.</param>
/// <param name="Inhaber">As the certificate says; who issued that, nobody checked.</param>
/// <param name="Sha256">Of the file as it was when it was signed.</param>
/// <param name="BisZumEnde">Nothing was added behind it.</param>
public sealed record Siegelfund(bool Unveraendert, string Abdruck, string Inhaber, string Sha256, bool BisZumEnde)
{
    /// <summary>The signatures of a file in the order in which they were added. Bounded, and never an exception, whatever the bytes are.</summary>
    public static IReadOnlyList<Siegelfund> FindIn(ReadOnlyMemory<byte> datei)
    {
        PdfSignature.TryRead(datei, out var signaturen);
        return [.. from s in signaturen
                   let geprueft = Siegelung.Check(s)
                   where geprueft is not null
                   select new Siegelfund(geprueft.Value.Unveraendert, geprueft.Value.Abdruck, geprueft.Value.Inhaber,
                       Dokument.HashOf(s.SignedFile.Span), s.CoversWholeFile)];
    }
}
