using System.Diagnostics;

namespace SchulDigital.Tests.Support;

/// <summary>The validators of others: qpdf, poppler, mupdf, and preflight of Apache PDFBox, as Debian packs them.</summary>
internal static class PdfTools
{
    private static readonly string[] Jars =
        [.. "preflight pdfbox2 xmpbox fontbox2 commons-logging commons-io javax.activation jaxb-api".Split(' ').Select(j => $"/usr/share/java/{j}.jar")];

    /// <summary>What of it is missing here, or null.</summary>
    public static string? Missing { get; } = FindMissing();

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var run = Process.Start(start)!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = run.StandardOutput.ReadToEnd();
        Assert.True(run.WaitForExit(TimeSpan.FromMinutes(1)), program);
        return (run.ExitCode, output + errors.Result);
    }

    /// <summary>Preflight for PDF/A-1b; one start of Java for all files.</summary>
    public static void AssertPdfA1b(IReadOnlyCollection<string> files)
    {
        var (_, output) = Run("java", ["-cp", string.Join(':', Jars), "org.apache.pdfbox.preflight.Validator_A1b", .. Batch(files)]);
        foreach (var file in files)
            Assert.True(output.Contains($"{Path.GetFileName(file)} is a valid PDF/A-1b file", StringComparison.Ordinal), $"{file}\n{output}");
    }

    // With "batch" preflight takes a folder; all files of a test stand in one.
    private static string[] Batch(IReadOnlyCollection<string> files) => files.Count == 1 ? [files.First()] : ["batch", Path.GetDirectoryName(files.First())!];

    private static string? FindMissing()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return ((string[])["qpdf", "pdfinfo", "pdfsig", "mutool", "java"]).FirstOrDefault(p => !folders.Any(f => File.Exists(Path.Combine(f, p))))
            ?? Jars.FirstOrDefault(j => !File.Exists(j));
    }
}

/// <summary>A test with the validators: skipped with a reason where one is missing.</summary>
public sealed class PdfToolsFactAttribute : FactAttribute
{
    public PdfToolsFactAttribute() => Skip = PdfTools.Missing is { } missing
        ? $"Es fehlt {missing}. Debian-Pakete: qpdf poppler-utils mupdf-tools libpdfbox2-java libcommons-io-java libactivation-java libjaxb-api-java default-jre-headless"
        : null;
}
