using System.Diagnostics;
using System.Xml.Linq;

namespace SchulDigital.Tests.Support;

/// <summary>
/// A workbook goes through LibreOffice as through somebody's hands: opened, changed, saved. It is changed in LibreOffice's
/// own flat XML, and LibreOffice writes the workbook. A text document is printed.
/// </summary>
internal static class LibreOffice
{
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    public static string? Programm { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(o => Path.Combine(o, "soffice")).FirstOrDefault(File.Exists);

    /// <summary>Whether it reads text documents too, which is a package of its own.</summary>
    public static bool HasWriter { get; } = Programm is not null
        && File.Exists(Path.Combine(Path.GetDirectoryName(File.ResolveLinkTarget(Programm, true)?.FullName ?? Programm)!, "libswlo.so"));

    public static async Task<byte[]> ChangeAsync(byte[] mappe, Func<XDocument, XDocument> aendern)
    {
        using var ordner = new Testordner();
        await File.WriteAllBytesAsync(Path.Combine(ordner.Pfad, "tabelle.xlsx"), mappe);
        await ConvertAsync(ordner.Pfad, "tabelle.xlsx", "fods");
        var flach = Path.Combine(ordner.Pfad, "tabelle.fods");
        aendern(XDocument.Load(flach, LoadOptions.PreserveWhitespace)).Save(flach, SaveOptions.DisableFormatting);
        await ConvertAsync(ordner.Pfad, "tabelle.fods", "xlsx");
        return await File.ReadAllBytesAsync(Path.Combine(ordner.Pfad, "tabelle.xlsx"));
    }

    /// <summary>A text document as LibreOffice prints it.</summary>
    public static async Task<byte[]> PrintAsync(byte[] docx)
    {
        using var ordner = new Testordner();
        await File.WriteAllBytesAsync(Path.Combine(ordner.Pfad, "text.docx"), docx);
        await ConvertAsync(ordner.Pfad, "text.docx", "pdf");
        return await File.ReadAllBytesAsync(Path.Combine(ordner.Pfad, "text.pdf"));
    }

    /// <summary>The row in which a text stands.</summary>
    public static XElement RowOf(XDocument blaetter, string text) =>
        blaetter.Descendants(Table + "table-row").Single(z => z.Descendants(Text + "p").Any(p => p.Value == text));

    /// <summary>Gives the first cell with this text another one.</summary>
    public static void Replace(XElement zeile, string alt, string neu) => zeile.Descendants(Text + "p").First(p => p.Value == alt).Value = neu;

    private static async Task ConvertAsync(string ordner, string datei, string ziel)
    {
        var start = new ProcessStartInfo(Programm!,
            [$"-env:UserInstallation=file://{ordner}/profil", "--headless", "--convert-to", ziel, "--outdir", ordner, Path.Combine(ordner, datei)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var lauf = Process.Start(start)!;
        var ausgabe = lauf.StandardOutput.ReadToEndAsync();
        var fehler = lauf.StandardError.ReadToEndAsync();
        await lauf.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.True(lauf.ExitCode == 0 && File.Exists(Path.Combine(ordner, Path.ChangeExtension(datei, ziel))), await ausgabe + await fehler);
    }
}

/// <summary>A test with LibreOffice: skipped with a reason where it is missing.</summary>
public sealed class LibreOfficeFactAttribute : FactAttribute
{
    public LibreOfficeFactAttribute() => Skip = LibreOffice.Programm is null ? "Ohne LibreOffice (Debian-Paket libreoffice-calc) läuft dieser Test nicht." : null;
}

/// <summary>A test with LibreOffice Writer and poppler: skipped with a reason where one is missing.</summary>
public sealed class LibreOfficeWriterFactAttribute : FactAttribute
{
    public LibreOfficeWriterFactAttribute() => Skip = !LibreOffice.HasWriter ? "Ohne LibreOffice Writer (Debian-Paket libreoffice-writer-nogui) läuft dieser Test nicht." : PdfTools.Missing;
}
