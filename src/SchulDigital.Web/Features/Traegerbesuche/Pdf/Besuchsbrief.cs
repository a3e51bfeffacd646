using SchulDigital.Domain;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;

namespace SchulDigital.Web.Features.Traegerbesuche.Pdf;

/// <summary>A mail of a visit as a letter for the post: A4, head of the house, the same words.</summary>
public sealed record Besuchsbrief(
    string Betreff, string Text, string An, string? AnOrganisation, string Traeger, byte[]? Logo, string? Logobeschreibung, string? Stelle, string? Strasse, string? Ort, DateTime Stand)
{
    public Document Compose() => Document.Create(Hausschrift.Schrift, new DocumentInfo
    {
        Title = Haussatz.Plain(Betreff),
        Author = Haussatz.Plain(Traeger),
        Created = new DateTimeOffset(Stand, TimeSpan.Zero),
    }, d => d.Page(seite =>
    {
        seite.Margin(25, Unit.Millimetre);
        seite.Content().Column(c =>
        {
            c.Spacing(4);
            if (Logo is not null && Logobeschreibung is not null)
            {
                var bild = Image.FromPng(Logo);
                c.Item().AlignRight().Image(bild, Haussatz.Plain(Logobeschreibung), Math.Min(140, 70.0 * bild.PixelWidth / bild.PixelHeight));
            }
            foreach (var zeile in (string?[])[Traeger, Stelle, Strasse, Ort])
                if (zeile is { Length: > 0 })
                    c.Item().AlignRight().Words(zeile).FontColor(Color.Grey);
            c.Item().PaddingTop(40).Words(An);
            if (AnOrganisation is not null && AnOrganisation != An)
                c.Item().Words(AnOrganisation);
            c.Item().PaddingTop(30).AlignRight().Text($"{(Ort is { Length: > 0 } ? string.Join(' ', Ort.Split(' ').Skip(1)) + ", " : "")}{Zeitangabe.Date(Kalender.DayOf(Stand))}");
            c.Item().PaddingTop(12).Heading(1, Haussatz.Plain(Betreff));
            foreach (var absatz in Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                c.Item().PaddingTop(6).Column(a =>
                {
                    foreach (var zeile in absatz.Trim('\n').Split('\n'))
                        a.Item().Words(zeile);
                });
        });
    }));
}
