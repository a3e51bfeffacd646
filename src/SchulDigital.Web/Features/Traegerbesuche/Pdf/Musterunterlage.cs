using SchulDigital.Pdf;
using SchulDigital.Web.Infrastructure.Dokumente;

namespace SchulDigital.Web.Features.Traegerbesuche.Pdf;

/// <summary>A document as a school might have uploaded it, for the demo: invented, and made here.</summary>
public static class Musterunterlage
{
    public static Document Compose(string titel, string schule, IReadOnlyList<(string Ueberschrift, string Text)> abschnitte, DateTime stand) =>
        Document.Create(Hausschrift.Schrift, new DocumentInfo { Title = $"{titel}, {schule}", Author = schule, Created = new DateTimeOffset(stand, TimeSpan.Zero) }, d => d.Page(seite =>
        {
            seite.Frame($"{titel}, {schule}", "Demo");
            seite.Content().Column(c =>
            {
                c.Spacing(8);
                c.Item().Heading(1, titel);
                c.Item().Text("Demo: Schule und Angaben sind erfunden.").Italic();
                foreach (var (ueberschrift, text) in abschnitte)
                {
                    c.Item().Heading(2, ueberschrift);
                    c.Item().Words(text);
                }
            });
        }));
}
