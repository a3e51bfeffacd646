using System.Security.Cryptography;
using System.Text.Json;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Matrixbogen.Pdf;

/// <summary>What a matrix says to a reader: cover, overview, rows, page of evidence. Made of a released version or of a draft.</summary>
/// <param name="Fassung">Null for a draft.</param>
/// <param name="Zeilen">Exactly what the reader may see, in the order of the catalogue.</param>
/// <param name="Vorher">The last Durchgang's rows.</param>
/// <param name="Letzte">Rows of the version before, for the marks of what changed.</param>
/// <param name="NichtWeitergegeben">How many rows of the chosen Themenfelder stay in the house; null for the own house.</param>
/// <param name="Stand">The release, or the moment of a draft.</param>
public sealed record Leseexemplar(
    Matrixkopf Kopf, Katalog Katalog, Fassungsangabe? Fassung, IReadOnlyList<(Kriterium Kriterium, Zeilenwerte Werte)> Zeilen,
    IReadOnlyDictionary<string, Zeilenwerte> Vorher, IReadOnlyDictionary<string, Zeilenwerte> Letzte, int? NichtWeitergegeben, DateTime Stand)
{
    /// <summary>Printed on the page of evidence.</summary>
    public required Guid Nummer { get; init; }

    /// <summary>Where a reader checks a file.</summary>
    public required string Pruefadresse { get; init; }

    /// <summary>How the house's documents look; null where it has not said.</summary>
    public Hauskopf? Kopfangaben { get; init; }

    /// <summary>A sentence for invented content.</summary>
    public bool IstDemo { get; init; }

    private static readonly Color Hinweis = new(92, 60, 0);

    public string Titel => Haussatz.Plain($"{Kopf.Weg.Ueberschrift}, {Kopf.Weg.Organisation}, {Stufe}");

    public string Stelle => Fassung is { } f ? $"{f.Amt}, {Kopf.Weg.Organisation}" : Kopf.Weg.Organisation;

    private string Stufe => Fassung is { } f ? $"Fassung {f.Nummer}" : "Entwurf";

    /// <summary>SHA-256 of what the document says, whatever it looks like: version and rows, in a fixed form.</summary>
    public string Inhaltshash
    {
        get
        {
            using var strom = new MemoryStream();
            using (var json = new Utf8JsonWriter(strom))
            {
                json.WriteStartObject();
                json.WriteString("matrix", Kopf.Id);
                json.WriteNumber("fassung", Fassung?.Nummer ?? 0);
                json.WriteString("katalog", $"{Katalog.Key} {Katalog.Version}");
                json.WriteStartObject("zeilen");
                foreach (var (kriterium, werte) in Zeilen)
                {
                    json.WriteStartObject(kriterium.Key);
                    foreach (var feld in Enum.GetValues<Zeilenfeld>())
                        if (werte[feld] is { } wert)
                            json.WriteString(feld.ToString(), wert);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
                json.WriteEndObject();
            }
            return Convert.ToHexStringLower(SHA256.HashData(strom.ToArray()));
        }
    }

    /// <summary>The document, not sealed yet.</summary>
    /// <param name="siegel">Whose seal it will carry; null for none.</param>
    public Document Compose(Siegelangabe? siegel) => Document.Create(Hausschrift.Schrift, new DocumentInfo
    {
        Title = Titel,
        Author = Haussatz.Plain(Kopf.Weg.Organisation),
        // Also readable where the seal is broken: the Prüfseite knows by it what the file once was.
        Subject = Dokumentkennung.Of(Nummer),
        Created = new DateTimeOffset(Stand, TimeSpan.Zero),
    }, d =>
    {
        d.Page(ComposeCover);
        d.Page(seite =>
        {
            seite.Frame($"{Kopf.Weg.Ueberschrift}, {Kopf.Weg.Organisation}", Stufe);
            Mark(seite);
            seite.Content().Column(c =>
            {
                c.Spacing(8);
                ComposeOverview(c);
                foreach (var feld in Themenfelder)
                    ComposeThemenfeld(c, feld.Themenfeld, feld.Zeilen);
                ComposeEvidence(c, siegel);
            });
        });
    });

    private IEnumerable<(Themenfeld Themenfeld, List<(Kriterium Kriterium, Zeilenwerte Werte)> Zeilen)> Themenfelder =>
        from z in Zeilen
        group z by z.Kriterium.Themenfeld into g
        select (Katalog.FindThemenfeld(g.Key)!, g.ToList());

    private void Mark(PageDescriptor seite)
    {
        if (Fassung is null)
            seite.Watermark("Entwurf");
    }

    private void ComposeCover(PageDescriptor seite)
    {
        seite.Margin(25, Unit.Millimetre);
        Mark(seite);
        seite.Content().Column(c =>
        {
            c.Spacing(10);
            if (Kopfangaben is { Logo: { } logo, Logobeschreibung: { } beschreibung })
            {
                var bild = Image.FromPng(logo);
                c.Item().AlignRight().Image(bild, Haussatz.Plain(beschreibung), Math.Min(170, 90.0 * bild.PixelWidth / bild.PixelHeight));
            }
            c.Item().PaddingTop(Kopfangaben?.Logo is null ? 150 : 60).Words(Kopf.Weg.Organisation).FontSize(16);
            foreach (var zeile in (string?[])[Kopfangaben?.Stelle, Kopfangaben?.Anschrift])
                if (zeile is not null)
                    c.Item().Words(zeile).FontColor(Color.Grey);
            c.Item().Words(Kopf.Weg.Ueberschrift).FontSize(30).Bold().FontColor(Color.Blue);
            c.Item().Text("Leseexemplar").FontSize(14).FontColor(Color.Grey);
            c.Item().PaddingTop(30).Text(Fassung is { } f
                ? $"Fassung {f.Nummer}, freigegeben am {Zeitangabe.DateAndTime(f.FreigegebenAm)}"
                : $"Entwurf, Stand {Zeitangabe.DateAndTime(Stand)}").FontSize(12);
            if (Fassung is { } fassung)
                c.Item().Words($"{fassung.Name}, {fassung.Amt}").FontSize(12);
            c.Item().Words($"Katalog: {Katalog.Titel}, Version {Katalog.Version}").FontColor(Color.Grey);
            if (NichtWeitergegeben is not null)
                c.Item().Words($"Weitergegeben: {string.Join(", ", Themenfelder.Select(t => t.Themenfeld.Label))}").FontColor(Color.Grey);
            if (Withheld is { } satz)
                c.Item().Text(satz).FontColor(Color.Grey);
            if (IstDemo)
                c.Item().Text("Demo: Personen, Schulen und Angaben sind erfunden.").Bold().FontColor(Hinweis);
        });
    }

    private string? Withheld => NichtWeitergegeben switch
    {
        null or 0 => null,
        1 => "1 Zeile ist nicht weitergegeben.",
        var n => $"{n} Zeilen sind nicht weitergegeben.",
    };

    private void ComposeOverview(ColumnDescriptor c)
    {
        var werte = Katalog.Zusatzwerte.Where(z => z.Wert == Stufenwert.NochNichtBegonnen).Select(z => (z.Wert!.Value, z.Label))
            .Concat(Katalog.Stufen.Select(s => (Wert: s.Wert, s.Label)))
            .Concat(Katalog.Zusatzwerte.Where(z => z.FuerIst && z.Wert is not (null or Stufenwert.NochNichtBegonnen)).Select(z => (z.Wert!.Value, z.Label))).ToList();
        var zahlen = Themenfelder.Select(t => (t.Themenfeld, Zeilen: t.Zeilen.Count,
            JeWert: werte.Select(w => t.Zeilen.Count(z => z.Werte.IsBearbeitet && z.Werte.Ist == w.Item1)).ToList())).ToList();

        c.Item().Heading(1, "Überblick");
        c.Item().Words(Katalog.Kurzbeschreibung);
        c.Item().Text("Gezählt sind Zeilen, in denen der heutige Stand eingeschätzt ist. Die Zahlen beschreiben, wo das Haus steht; sie sind keine Rangfolge.");
        c.Item().StackedBars(
            "Heutiger Stand je Themenfeld. " + string.Join(" ", zahlen.Select(z => $"{z.Themenfeld.Label}: "
                + string.Join(", ", werte.Zip(z.JeWert).Where(w => w.Second > 0).Select(w => $"{w.First.Item2} {w.Second}").DefaultIfEmpty("noch nicht eingeschätzt")) + ".")),
            [.. werte.Select(w => w.Item2)], [.. zahlen.Select(z => new StackedBar(z.Themenfeld.Label, z.JeWert))]);
        c.Item().DefaultTextStyle(s => s with { Size = 8.5 }).Table(t =>
        {
            t.ColumnsDefinition(s =>
            {
                s.RelativeColumn();
                s.ConstantColumn(52);
                foreach (var _ in werte)
                    s.ConstantColumn(54);
            });
            t.Header(k =>
            {
                k.Cell().Text("Themenfeld");
                k.Cell().AlignRight().Text("bearbeitet");
                foreach (var (_, label) in werte)
                    k.Cell().AlignRight().Text(label);
            });
            foreach (var z in zahlen)
            {
                t.Cell().RowHeader().Words(z.Themenfeld.Label);
                t.Cell().AlignRight().Text($"{z.JeWert.Sum()} von {z.Zeilen}");
                foreach (var anzahl in z.JeWert)
                    t.Cell().AlignRight().Text($"{anzahl}");
            }
        });
        if (Withheld is { } satz)
            c.Item().Text(satz);
    }

    private void ComposeThemenfeld(ColumnDescriptor c, Themenfeld feld, List<(Kriterium Kriterium, Zeilenwerte Werte)> zeilen)
    {
        c.Item().PaddingTop(10).Heading(1, Haussatz.Plain(feld.Label));
        c.Item().Words(feld.Leitfrage).Italic();
        foreach (var (kriterium, werte) in zeilen)
            c.Item().PaddingTop(4).KeepTogether().Column(z => ComposeRow(z, kriterium, werte));
    }

    private void ComposeRow(ColumnDescriptor z, Kriterium kriterium, Zeilenwerte werte)
    {
        z.Spacing(2);
        z.Item().Heading(2, Haussatz.Plain(kriterium.Label));
        Line(Zeilenfeld.Ist, Katalog.Label(werte.Ist) + (kriterium.Satz(werte.Ist) is { } ist ? $": {ist}" : ""));
        if (werte.Uebernommen)
            Note("Übernommen, noch nicht geprüft");
        if (werte.Soll is not null)
            Line(Zeilenfeld.Soll, Katalog.Label(werte.Soll) + (werte.Soll != werte.Ist && kriterium.Satz(werte.Soll) is { } soll ? $": {soll}" : ""));
        foreach (var feld in Zeilenwerte.Felder.Where(f => f is not (Zeilenfeld.Ist or Zeilenfeld.Soll or Zeilenfeld.InterneNotiz) && werte[f] is not null))
            Line(feld, Katalog.Word(feld, werte[feld]));
        if (Vorher.GetValueOrDefault(kriterium.Key) is { } vorher)
            Note($"{Kopf.VorgaengerTitel}: {Katalog.Label(vorher.Ist)}" + (vorher.Soll is null ? "" : $", angestrebt {Katalog.Label(vorher.Soll)}"));
        if (Letzte.TryGetValue(kriterium.Key, out var letzte)
            && werte.ChangesFrom(letzte.ForOthers()).Where(a => a.Feld is not (Zeilenfeld.InterneNotiz or Zeilenfeld.Auskunft)).Select(a => Katalog.Label(a.Feld)).ToList() is { Count: > 0 } geaendert)
            Note($"Geändert seit Fassung {(Fassung?.Nummer ?? Kopf.LetzteFassung + 1) - 1}: {string.Join(", ", geaendert)}");

        void Line(Zeilenfeld feld, string text) => z.Item().Text(t => t.Words(Katalog.Label(feld) + ": ", fett: true).Words(text));

        void Note(string text) => z.Item().Words(text).FontSize(8.5).FontColor(Color.Grey);
    }

    private void ComposeEvidence(ColumnDescriptor c, Siegelangabe? siegel)
    {
        c.Item().PageBreak();
        var stand = Zeitangabe.DateAndTime(Stand);
        c.Evidence(new Nachweis(Titel, Stelle, Fassung is null ? null : stand, stand, Nummer, Inhaltshash, Pruefadresse), siegel);
    }
}
