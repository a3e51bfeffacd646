using System.Security.Cryptography;
using System.Text;
using SchulDigital.Pdf;
using SchulDigital.Pdf.Signing;

namespace SchulDigital.Tests.Documents;

[Trait("Spur", "documents")]
public class SignatureTests
{
    [Fact]
    public void A_seal_is_only_added_to_the_file_and_is_found_again()
    {
        var pdf = Samples.Report().GeneratePdf();
        var sealedPdf = TestSigner.Seal(pdf);
        Assert.Equal(pdf, sealedPdf[..pdf.Length]);

        Assert.True(PdfSignature.TryRead(sealedPdf, out var found));
        var signature = Assert.Single(found);
        Assert.True(signature.CoversWholeFile);
        Assert.Equal(sealedPdf.Length, signature.Length);
        TestSigner.Check(signature);
    }

    [Fact]
    public void A_second_seal_leaves_the_first_file_as_it_was()
    {
        var pdf = Samples.Report().GeneratePdf();
        var first = TestSigner.Seal(pdf);
        var second = TestSigner.Seal(first, "Zweites Siegel");
        Assert.Equal(first, second[..first.Length]);

        Assert.True(PdfSignature.TryRead(second, out var found));
        Assert.Equal(2, found.Count);
        Assert.Equal([false, true], found.Select(s => s.CoversWholeFile));
        Assert.Equal(first, found[0].SignedFile);
        Assert.All(found, TestSigner.Check);
    }

    [Fact]
    public void A_field_is_signed_once()
    {
        var sealedPdf = TestSigner.Seal(Samples.Report().GeneratePdf());
        Assert.Contains("signed already", Assert.Throws<DocumentException>(() => TestSigner.Seal(sealedPdf)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_that_has_no_room_is_refused()
    {
        var pdf = Samples.Short().GeneratePdf();
        Assert.Throws<DocumentException>(() => PdfSigner.Sign(pdf, new SignatureRequest("Siegel", Samples.Date) { ReservedBytes = 100 }, TestSigner.Sign));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kein PDF")]
    [InlineData("%PDF-1.7\nstartxref\n99999999\n%%EOF\n")]
    [InlineData("%PDF-1.7\nxref\n0 1\ntrailer\n<< /Size 1 /Root 1 0 R /Info 2 0 R /ID [<> <>] >>\nstartxref\n9\n%%EOF\n")]
    [InlineData("%PDF-1.7\nxref\n0 1\ntrailer\n<< /Size 1 /Root [[[[ \nstartxref\n9\n%%EOF\n")]
    public void Only_files_of_this_library_are_signed(string file) =>
        Assert.Throws<DocumentException>(() => TestSigner.Seal(Encoding.Latin1.GetBytes(file)));

    [Fact]
    public void Every_changed_byte_of_a_sealed_file_is_noticed()
    {
        var sealedPdf = TestSigner.Seal(Samples.Short().GeneratePdf());
        Assert.True(PdfSignature.TryRead(sealedPdf, out var before));
        var random = new Random(4711);
        for (var i = 0; i < 300; i++)
        {
            var changed = (byte[])sealedPdf.Clone();
            // Every byte of the range digits and around the gap, and some everywhere.
            var at = i < 100 ? before[0].ByteRange[1] - 60 + i : random.Next(changed.Length);
            changed[at] ^= 1;
            if (PdfSignature.TryRead(changed, out var found) && found is [{ CoversWholeFile: true }] && found[0].SignedContent().AsSpan().SequenceEqual(before[0].SignedContent()))
                Assert.False(found[0].Cms.AsSpan().SequenceEqual(before[0].Cms), $"byte {at}");
            else if (found.Count > 0 && found[0].CoversWholeFile)
                Assert.ThrowsAny<CryptographicException>(() => TestSigner.Check(found[0]));
        }
    }

    [Fact]
    public void What_comes_after_a_seal_is_seen()
    {
        var sealedPdf = TestSigner.Seal(Samples.Short().GeneratePdf());
        Assert.True(PdfSignature.TryRead((byte[])[.. sealedPdf, .. "\n% more"u8], out var found));
        Assert.False(Assert.Single(found).CoversWholeFile);
        Assert.Equal(sealedPdf, found[0].SignedFile);
    }

    [Theory]
    [InlineData("/ByteRange [0 10 20 30]")]
    [InlineData("/ByteRange [0 99999999999999999999 20 30]")]
    [InlineData("/ByteRange [0 2147483647 2147483647 2147483647]")]
    [InlineData("/ByteRange [-1 -1 -1 -1]")]
    [InlineData("/ByteRange [")]
    [InlineData("/ByteRange")]
    [InlineData("/ByteRange [0 12 14 3]<>")]
    public void A_byte_range_that_leads_nowhere_is_not_readable(string text)
    {
        Assert.False(PdfSignature.TryRead(Encoding.ASCII.GetBytes("%PDF-1.7\n" + text), out var found));
        Assert.Empty(found);
    }

    [Fact]
    public void Files_of_anybody_never_throw()
    {
        var seed = Environment.TickCount & 0xffff;
        var random = new Random(seed);
        var sealedPdf = TestSigner.Seal(Samples.Short().GeneratePdf());
        for (var i = 0; i < 2000; i++)
        {
            var file = sealedPdf[..random.Next(sealedPdf.Length)];
            for (var k = random.Next(20); k > 0 && file.Length > 0; k--)
                file[random.Next(file.Length)] = (byte)random.Next(256);
            try
            {
                PdfSignature.TryRead(file, out _);
                try
                {
                    TestSigner.Seal(file);
                }
                catch (DocumentException)
                {
                }
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, file {i}: {fault}");
            }
        }
        // Many byte ranges in one file cost no more than a few.
        var many = Encoding.ASCII.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat("/ByteRange [0 9 100000 10]", 200_000)));
        Assert.False(PdfSignature.TryRead(many, out _));
    }

    [Fact]
    public void A_title_that_looks_like_a_byte_range_hides_no_seal()
    {
        var pdf = Samples.Create("/ByteRange [0 1 2 3]", p => p.Content().Text("/ByteRange")).GeneratePdf();
        Assert.True(PdfSignature.TryRead(TestSigner.Seal(pdf), out var found));
        Assert.Single(found);
    }
}
