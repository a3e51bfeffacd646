using SchulDigital.Pdf;

namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>Fira Sans, the typeface of the pages, for documents: read from the program's resources once.</summary>
public static class Hausschrift
{
    private static readonly Lazy<FontFamily> Gelesen = new(() =>
    {
        using var normal = Open("FiraSans-Regular.ttf");
        using var fett = Open("FiraSans-Bold.ttf");
        using var kursiv = Open("FiraSans-Italic.ttf");
        using var fettKursiv = Open("FiraSans-BoldItalic.ttf");
        return new FontFamily(normal, fett, kursiv, fettKursiv);
    });

    public static FontFamily Schrift => Gelesen.Value;

    private static Stream Open(string name) => typeof(Hausschrift).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"Dem Programm fehlt die Schrift {name}.");
}
