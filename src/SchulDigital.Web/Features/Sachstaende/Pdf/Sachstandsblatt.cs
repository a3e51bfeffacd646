using System.Text;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Sachstaende.Pdf;

/// <summary>A Sachstand as a document of a few pages: preface, per section remark, tables (bars beside them where they help), and the evidence.</summary>
/// <param name="Nummer">Printed with the evidence; empty for a draft.</param>
public sealed record Sachstandsblatt(Sachstand Sachstand, Sachstandszahlen Zahlen, Hauskopf Kopf, Guid Nummer, string Pruefadresse, bool IstDemo)
{
    public const string Leer = "Dazu gibt es in diesem Durchgang noch nichts zu zählen.";

    private bool IstEntwurf => Nummer == Guid.Empty;

    public string Titel => Haussatz.Plain($"Sachstand {Sachstand.Name}, Durchgang {Zahlen.Durchgang}");

    public string Stelle => Kopf.Stelle is { } stelle ? $"{stelle}, {Sachstand.Name}" : Sachstand.Name;

    public string Standworte => $"Stand vom {Zeitangabe.DateAndTime(Sachstand.Stand)} (Ortszeit in Deutschland), Fassung {Sachstand.Nummer}{(Sachstand.IsDraft ? ", Entwurf" : null)}";

    /// <summary>SHA-256 of all that it says, hexadecimal.</summary>
    public string Inhaltshash => Dokument.HashOf(Encoding.UTF8.GetBytes(string.Join('\u001f',
        [Sachstand.Name, Sachstand.Zahlen, Sachstand.Vorwort ?? "", .. Sachstand.Bemerkungen.OrderBy(b => b.Abschnitt).Select(b => $"{b.Abschnitt}:{b.Text}")])));

    /// <summary>Who takes part and may be named; null where nobody is.</summary>
    public string? Naming => Zahlen.Genannte.Count == 0 ? null : $"{string.Join(", ", Zahlen.Genannte)}. Genannt ist nur, wer seinen Namen freigegeben hat.";

    public string? RemarkOn(Sachstandsabschnitt abschnitt) => Sachstand.Bemerkungen.FirstOrDefault(b => b.Abschnitt == abschnitt)?.Text;

    /// <summary>Widths of the columns of a table, of 100.</summary>
    public static int[] Shares(int spalten)
    {
        var breite = spalten > 2 ? 14 : 20;
        return [100 - breite * spalten, .. Enumerable.Repeat(breite, spalten)];
    }

    /// <summary>The document, not sealed yet.</summary>
    public Document Compose(Siegelangabe? siegel) => Document.Create(Hausschrift.Schrift, new DocumentInfo
    {
        Title = Titel,
        Author = Haussatz.Plain(Stelle),
        // Also readable where the seal is broken: the Prüfseite knows by it what the file once was.
        Subject = Dokumentkennung.Of(Nummer),
        Created = new DateTimeOffset(Sachstand.VeroeffentlichtAm ?? Sachstand.Stand, TimeSpan.Zero),
    }, d => d.Page(seite =>
    {
        seite.Frame($"Sachstand {Sachstand.Name}", IstEntwurf ? "Entwurf" : $"Fassung {Sachstand.Nummer}");
        if (IstEntwurf)
            seite.Watermark("Entwurf");
        seite.Content().Column(c =>
        {
            c.Spacing(4);
            ComposeHead(c);
            foreach (var abschnitt in Zahlen.Abschnitte)
                ComposeSection(c, abschnitt);
            if (Naming is { } nennung)
                c.Item().PaddingTop(8).DefaultTextStyle(s => s with { Size = 9 }).Text(t => t.Words("Teilnehmende Schulträger: ", fett: true).Words(nennung));
            if (Zahlen.HatVerdecktes)
                c.Item().PaddingTop(6).Text(Zahlenworte.Legende).FontSize(8).FontColor(Color.Grey);
            c.Item().PaddingTop(12).KeepTogether().Column(n => n.Evidence(
                new Nachweis(Titel, Stelle, Sachstand.VeroeffentlichtAm is { } am && !IstEntwurf ? Zeitangabe.DateAndTime(am) : null, Zeitangabe.DateAndTime(Sachstand.Stand), Nummer, Inhaltshash, Pruefadresse) { Akt = "Veröffentlicht" }, siegel));
        });
    }));

    private void ComposeHead(ColumnDescriptor c)
    {
        if (Kopf is { Logo: { } logo, Logobeschreibung: { } beschreibung })
        {
            var bild = Image.FromPng(logo);
            c.Item().AlignRight().Image(bild, Haussatz.Plain(beschreibung), Math.Min(140, 60.0 * bild.PixelWidth / bild.PixelHeight));
        }
        c.Item().Words(Stelle).FontColor(Color.Grey);
        c.Item().Heading(1, Titel);
        if (IstDemo)
            c.Item().Text("Demo: Personen, Schulen und Angaben sind erfunden.").Bold();
        c.Item().Words($"{Standworte}. Zeit des Durchgangs: {Zeitangabe.Date(Zahlen.Beginn)} bis {Zeitangabe.Date(Zahlen.Frist)}.{(Zahlen.Vorher is { } vorher ? $" Daneben stehen die Zahlen des Durchgangs {vorher}." : null)}").FontSize(9);
        if (Sachstand.Vorwort is { } vorwort)
            c.Item().PaddingTop(4).Words(vorwort);
    }

    private void ComposeSection(ColumnDescriptor c, Zahlenabschnitt abschnitt)
    {
        c.Item().PaddingTop(6).Heading(2, abschnitt.Abschnitt.Label());
        if (RemarkOn(abschnitt.Abschnitt) is { } bemerkung)
            c.Item().Words(bemerkung);
        foreach (var tafel in abschnitt.Tafeln)
            c.Item().KeepTogether().Column(t =>
            {
                t.Spacing(1);
                t.Item().Heading(3, Haussatz.Plain(tafel.Titel));
                if (tafel.Zeilen.Count == 0)
                    t.Item().Text(Leer).FontSize(9);
                else
                {
                    if (tafel.Balken && tafel.Zeilen.Any(z => z.Werte[0] > 0))
                        t.Item().DefaultTextStyle(s => s with { Size = 8 }).BarChart(Haussatz.Plain($"{tafel.Titel}, {tafel.Spalten[0]}: {string.Join("; ", tafel.Zeilen.Select(z => $"{z.Label} {z.Werte[0].Words()}"))}"),
                            [.. tafel.Zeilen.Select(z => new Bar(Haussatz.Plain(z.Label), z.Werte[0] ?? 0, z.Werte[0].Words()))]);
                    ComposeTable(t.Item(), tafel);
                }
                t.Item().Words(tafel.Zaehlweise).FontSize(7.5).FontColor(Color.Grey);
            });
    }

    private static void ComposeTable(Container platz, Zahlentafel tafel) => platz.DefaultTextStyle(s => s with { Size = 8.5 }).Table(t =>
    {
        t.CellPadding(1.2);
        t.ColumnsDefinition(s =>
        {
            foreach (var anteil in Shares(tafel.Spalten.Count))
                s.RelativeColumn(anteil);
        });
        t.Header(h =>
        {
            h.Cell().Text("Gezählt");
            foreach (var spalte in tafel.Spalten)
                h.Cell().AlignRight().Words(spalte);
        });
        foreach (var zeile in tafel.Zeilen)
        {
            t.Cell().RowHeader().Words(zeile.Label);
            foreach (var wert in zeile.Werte)
                t.Cell().AlignRight().Text(wert.Words());
        }
    });
}
