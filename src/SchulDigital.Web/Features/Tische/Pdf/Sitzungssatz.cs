using SchulDigital.Pdf;
using SchulDigital.Web.Infrastructure.Dokumente;

namespace SchulDigital.Web.Features.Tische.Pdf;

/// <summary>The head of a session's documents: whose circle it is, the house that issues them, its logo.</summary>
public static class Sitzungssatz
{
    public const string Demosatz = "Demo: Personen, Schulen und Angaben sind erfunden.";

    private const double Hoehe = 54;
    private const double MaxBreite = 160;

    public static void Compose(ColumnDescriptor c, string kreis, string? haus, byte[]? logo)
    {
        if (logo is null)
        {
            Words(c);
            return;
        }
        var bild = Image.FromPng(logo);
        var breite = Math.Min(MaxBreite, Hoehe * bild.PixelWidth / bild.PixelHeight);
        c.Item().Row(r =>
        {
            r.Spacing(12);
            r.RelativeItem().Column(Words);
            r.ConstantItem(breite).Image(bild, AlternativeText(kreis, haus), breite);
        });

        void Words(ColumnDescriptor spalte)
        {
            spalte.Item().Words(kreis).FontColor(Color.Grey);
            if (haus is not null)
                spalte.Item().Words(haus).FontColor(Color.Grey);
        }
    }

    private static string AlternativeText(string kreis, string? haus) => Haussatz.Plain($"Logo: {haus ?? kreis}");
}
