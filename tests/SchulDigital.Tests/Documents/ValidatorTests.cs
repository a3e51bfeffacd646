using SchulDigital.Pdf;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Documents;

/// <summary>What the validators of others say of each kind of document.</summary>
[Trait("Spur", "documents")]
public class ValidatorTests
{
    [PdfToolsFact]
    public void Every_kind_is_sound_tagged_and_says_title_and_language()
    {
        using var folder = new Testordner();
        foreach (var (kind, compose) in Samples.All)
        {
            var path = Write(folder, kind, compose().GeneratePdf());
            Assert.Contains("No syntax or stream encoding errors", PdfTools.Run("qpdf", "--check", path).Output, StringComparison.Ordinal);
            var (_, info) = PdfTools.Run("pdfinfo", path);
            Assert.Matches(@"Tagged:\s+yes", info);
            Assert.Matches(@"Title:\s+\S", info);
            Assert.Matches(@"PDF version:\s+1\.7", info);
            Assert.Contains("<rdf:li>de-DE</rdf:li>", PdfTools.Run("pdfinfo", "-meta", path).Output, StringComparison.Ordinal);
        }
    }

    [PdfToolsFact]
    public void The_text_is_read_in_the_order_of_the_document_and_its_words_are_whole()
    {
        using var folder = new Testordner();
        // pdfinfo reads a page again for each of its elements, so this one is short.
        var path = Write(folder, "Bericht", Samples.Report(criteria: 22).GeneratePdf());
        var (_, text) = PdfTools.Run("pdfinfo", "-struct-text", path);
        string[] order = ["Berichtsbogen", "Wo wir stehen", "Gemeinsame Vorhaben", "Fortbildungsplanung:", "\"1.\"", "Bedarf erheben", "Wartungs- und", "Kriterien",
            "Themenfeld 1", "1.1 Lernplattformnutzungsvereinbarung", "Die Ausstattungsplanung", "2.11", "Hinweis", "Unterschriften", "Martina Beispiel"];
        var at = 0;
        foreach (var part in order)
        {
            var next = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(next >= 0, $"“{part}” is missing behind position {at}:\n{text[at..Math.Min(at + 600, text.Length)]}");
            at = next;
        }
        // Neither page numbers nor repeated heads nor the watermark are content.
        Assert.DoesNotContain("Seite 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Entwurf", text, StringComparison.Ordinal);
        Assert.Equal(1, Count(text, "\"Begründung\""));
        Assert.Equal(22, Count(text, "Lernplattformnutzungsvereinbarung"));

        // Copied from the page, a soft hyphen stands where a word was divided, and what stands for a sign that the font lacks.
        var (_, copied) = PdfTools.Run("pdftotext", path, "-");
        Assert.Contains("fehlt: 漢.", copied, StringComparison.Ordinal);
        Assert.Equal(22, Count(copied.Replace("\u00ad\n", "", StringComparison.Ordinal).Replace("\u00ad", "", StringComparison.Ordinal), "Lernplattformnutzungsvereinbarung"));
    }

    [PdfToolsFact]
    public void Preflight_calls_every_kind_valid_PDF_A_1b_unsigned_and_sealed()
    {
        using var folder = new Testordner();
        var files = new List<string>();
        foreach (var (kind, compose) in Samples.Plain)
        {
            var pdf = compose().GeneratePdf(Conformance.PdfA1b);
            files.Add(Write(folder, kind, pdf));
            files.Add(Write(folder, kind + "-gesiegelt", TestSigner.Seal(pdf)));
        }
        PdfTools.AssertPdfA1b(files);
    }

    [PdfToolsFact]
    public void A_seal_is_valid_covers_the_whole_file_and_one_flipped_byte_breaks_it()
    {
        using var folder = new Testordner();
        foreach (var (kind, compose) in Samples.All)
        {
            var sealedPdf = TestSigner.Seal(compose().GeneratePdf());
            var path = Write(folder, kind, sealedPdf);
            var (_, said) = PdfTools.Run("pdfsig", "-nocert", path);
            Assert.Contains("Signature is Valid.", said, StringComparison.Ordinal);
            Assert.Contains("Total document signed", said, StringComparison.Ordinal);
            Assert.Contains("ETSI.CAdES.detached", said, StringComparison.Ordinal);
            Assert.Contains("No syntax or stream encoding errors", PdfTools.Run("qpdf", "--check", path).Output, StringComparison.Ordinal);
            Assert.Contains("unchanged since signing", PdfTools.Run("mutool", "sign", "-v", path).Output, StringComparison.Ordinal);

            sealedPdf[sealedPdf.Length / 3] ^= 1;
            Assert.DoesNotContain("Signature is Valid.", PdfTools.Run("pdfsig", "-nocert", Write(folder, kind + "-anders", sealedPdf)).Output, StringComparison.Ordinal);
        }
    }

    [PdfToolsFact]
    public void Two_seals_one_after_the_other_are_both_valid()
    {
        using var folder = new Testordner();
        var first = TestSigner.Seal(Samples.Report().GeneratePdf());
        var second = TestSigner.Seal(first, "Zweites Siegel");
        var path = Write(folder, "Bericht", second);
        var (_, said) = PdfTools.Run("pdfsig", "-nocert", path);
        Assert.Equal(2, Count(said, "Signature is Valid."));
        Assert.Equal(1, Count(said, "Total document signed"));
        Assert.Contains("No syntax or stream encoding errors", PdfTools.Run("qpdf", "--check", path).Output, StringComparison.Ordinal);
        // mutool names what came after the first signature; the second covers all.
        Assert.Contains("unchanged since signing", PdfTools.Run("mutool", "sign", "-v", path).Output, StringComparison.Ordinal);
    }

    private static string Write(Testordner folder, string name, byte[] pdf)
    {
        var path = Path.Combine(folder.Pfad, name + ".pdf");
        File.WriteAllBytes(path, pdf);
        return path;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
