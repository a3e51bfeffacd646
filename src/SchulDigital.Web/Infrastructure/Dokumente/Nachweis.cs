using SchulDigital.Pdf;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>What the evidence of a document names.</summary>
/// <param name="FreigegebenAm">In words; null for a draft.</param>
/// <param name="Stand">In words.</param>
public sealed record Nachweis(string Titel, string Stelle, string? FreigegebenAm, string Stand, Guid Nummer, string Inhaltshash, string Pruefadresse)
{
    /// <summary>What made it final.</summary>
    public string Akt { get; init; } = "Freigegeben";
}

/// <summary>Sets the evidence: what was issued by whom and when, the hash of the content, how to check it, the seal.</summary>
public static class Nachweissatz
{
    public static void Evidence(this ColumnDescriptor c, Nachweis nachweis, Siegelangabe? siegel)
    {
        var istEntwurf = nachweis.FreigegebenAm is null;
        c.Item().Heading(1, "Nachweis");
        foreach (var (label, text) in new (string, string)[]
        {
            ("Inhalt", nachweis.Titel),
            ("Ausgegeben von", nachweis.Stelle),
            (istEntwurf ? "Stand" : $"{nachweis.Akt} am", (nachweis.FreigegebenAm ?? nachweis.Stand) + " (Ortszeit in Deutschland)"),
            ("Nummer des Dokuments", istEntwurf ? "keine: Ein Entwurf wird nicht verzeichnet" : nachweis.Nummer.ToString()),
            ("SHA-256 des Inhalts", nachweis.Inhaltshash),
        })
            c.Item().Text(t => t.Words(label + ": ", fett: true).Words(text));
        c.Item().Text(istEntwurf ? "Ein Entwurf trägt kein elektronisches Siegel."
            : siegel is null ? "Dieses Dokument trägt kein elektronisches Siegel: In dieser Installation ist keines eingerichtet."
            : siegel.IstDemo ? "Dieses Dokument trägt ein Demo-Siegel. Es zeigt, ob die Datei unverändert ist; wer sie ausgegeben hat, belegt es niemandem."
            : "Dieses Dokument trägt ein elektronisches Siegel. Es zeigt, ob die Datei unverändert ist und dass diese Installation sie ausgegeben hat. Eine Unterschrift ersetzt es nicht.");
        if (istEntwurf)
            return;
        c.Item().Text(t =>
        {
            t.Span("Ob die Datei unverändert und noch aktuell ist, prüft jede Person ohne Anmeldung unter ");
            if (Uri.TryCreate(nachweis.Pruefadresse, UriKind.Absolute, out _))
                t.Hyperlink(nachweis.Pruefadresse, nachweis.Pruefadresse).FontColor(Color.Blue);
            else
                t.Span(nachweis.Pruefadresse);
            t.Span(".");
        });
        if (siegel is not null)
            c.Item().PaddingTop(12).SignatureField(Siegelung.Feldname, "Elektronisches Siegel", 44, f => f.Border(0.7).Padding(8).Column(s =>
            {
                s.Item().Text(siegel.IstDemo ? "Elektronisch gesiegelt (Demo)" : "Elektronisch gesiegelt").Bold().FontSize(9);
                s.Item().Words(siegel.Inhaber).FontSize(8);
            }));
    }
}
