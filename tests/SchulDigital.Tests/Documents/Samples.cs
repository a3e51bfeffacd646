using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Pdf;
using SchulDigital.Tests.Domain.Matrizen;
using SchulDigital.Web.Features.Matrixbogen;
using SchulDigital.Web.Features.Matrixbogen.Pdf;
using SchulDigital.Web.Features.Traegerbesuche;
using SchulDigital.Web.Features.Traegerbesuche.Pdf;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Tests.Documents;

/// <summary>Documents of each kind, on which every validator runs.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Date = new(2026, 11, 22, 9, 30, 0, TimeSpan.FromHours(1));

    public static FontFamily Fonts => Hausschrift.Schrift;

    /// <summary>The kinds without attachment, which exist as PDF/A-1b too.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Document>> Plain = new Dictionary<string, Func<Document>>
    {
        ["Bericht"] = () => Report(),
        ["Tabelle"] = () => LongTable(500),
        ["Kurz"] = Short,
        ["Leseexemplar"] = () => Matrix(fassung: 2),
        ["Entwurf"] = () => Matrix(fassung: null),
        ["Besuchsvermerk"] = () => Visit(released: true),
        ["Vermerkentwurf"] = () => Visit(released: false),
        ["Brief"] = Letter,
        ["Sitzungsprotokoll"] = () => Sitzungsmuster.Minutes(approved: true),
        ["Protokollentwurf"] = () => Sitzungsmuster.Minutes(approved: false),
        ["VertraulicherTeil"] = () => Sitzungsmuster.Minutes(approved: true, confidential: true),
        ["Sitzungsmappe"] = () => Sitzungsmuster.Folder([]).Compose(),
        ["BerichtsbogenSchule"] = () => Berichtsmuster.School(),
        ["BerichtsbogenSchultraeger"] = Berichtsmuster.Carrier,
        ["BerichtsbogenAnlass"] = Berichtsmuster.Occasion,
        ["Sachstand"] = () => Berichtsmuster.Region(published: true),
        ["Sachstandsentwurf"] = () => Berichtsmuster.Region(published: false),
        ["Unterlage"] = () => Musterunterlage.Compose("Medienkonzept", "Grundschule Mühlenbach", [("Worum es geht", Hostile), ("Was wir brauchen", "Netz.")], Date.UtcDateTime),
    };

    /// <summary>What somebody might type who means harm, or just has a keyboard.</summary>
    public const string Hostile = "\"Anführung\" <b>fett</b> =1+1\r\nBEGIN:VEVENT\nzweite Zeile 漢字 🙂 ) Tj ET endstream %%EOF";

    public static readonly IReadOnlyDictionary<string, Func<Document>> All = new Dictionary<string, Func<Document>>(Plain)
    {
        ["Anhang"] = WithAttachment,
        ["Berichtsbogen mit Anhang"] = () => Berichtsmuster.School(withContent: true),
        ["Sitzungsmappe mit Anhang"] = () => Sitzungsmuster.Folder(Sitzungsmuster.Dateien).Compose(),
    };

    /// <summary>A matrix as the portal issues it: of 52 rows, some with all that a row can say; or its draft.</summary>
    public static Document Matrix(int? fassung)
    {
        var katalog = Testkatalog.Traeger;
        var zeilen = katalog.Kriterien.Select((k, i) => (k, new Zeilenwerte
        {
            Ist = (Stufenwert?)(i % 7 == 6 ? null : (Stufenwert)(i % 6)),
            Soll = i % 3 == 0 ? Stufenwert.Verstetigung : null,
            Zeithorizont = i % 3 == 0 ? Zeithorizont.Mittelfristig : null,
            GeplanteSchritte = i % 4 == 0 ? "Die Breitbandanbindung\nund 漢字 🙂 <b>&amp;</b> für alle Unterrichtsräume. " + new string('x', i * 40) : null,
            Unterstuetzungsbedarf = i % 5 == 0 ? "Fortbildungsplanungsverantwortliche" : null,
            OffeneFrage = i % 11 == 0 ? "Wer zahlt?" : null,
            VorbehaltlichBeschluss = i % 13 == 0,
            BeschlussTermin = i % 13 == 0 ? new DateOnly(2027, 2, 1) : null,
            Vertraulich = i % 17 == 0,
            Uebernommen = i % 19 == 0,
        })).ToList();
        var kopf = new Matrixkopf(Guid.Empty, MatrixStatus.Freigegeben, 2, Guid.Empty, Guid.Empty, "2025/26", null, Date.UtcDateTime,
            new Matrixweg(Scope.Schultraeger(Guid.Empty), "Stadt Musterhausen", "probe", "2026/27"));
        return new Leseexemplar(kopf, katalog,
            fassung is { } nummer ? new Fassungsangabe(nummer, FassungStatus.Freigegeben, Date.UtcDateTime, "Martina Beispiel", "i. V. Trägerleitung", null, null) : null,
            zeilen, zeilen.Take(20).ToDictionary(z => z.k.Key, z => z.Item2 with { Ist = Stufenwert.Einstieg }),
            zeilen.Skip(10).Take(20).ToDictionary(z => z.k.Key, z => z.Item2 with { OffeneFrage = "Früher" }), fassung is null ? null : 3, Date.UtcDateTime)
        {
            Nummer = Guid.Parse("01a20000-0000-7000-8000-000000000001"),
            Pruefadresse = "https://schuldigital.example/pruefen",
            Kopfangaben = new Hauskopf(LogoFile, "Wappen der Stadt", "Fachbereich Schule", "Markt 1, 00001 Musterhausen"),
            IstDemo = true,
        }.Compose(fassung is null ? null : new Siegelangabe("Stadt Musterhausen", IstDemo: false));
    }

    /// <summary>The record of a visit with results of every kind, or its draft.</summary>
    public static Document Visit(bool released)
    {
        var traeger = Guid.NewGuid();
        var matrix = Testkatalog.NewMatrix(traeger);
        var person = new Person("Lars \"Leitung\"", "lars@probe.example");
        var amt = new Zustaendigkeit(person.Id, Rolle.Traegerleitung, Scope.Schultraeger(traeger), new DateOnly(2020, 1, 1));
        var wer = new Urheber(person.Id, amt.Id);
        var besuch = Besuch.Plan(traeger, new Besuchsangaben(Hostile.ReplaceLineEndings(" "), new DateOnly(2026, 11, 20), new TimeOnly(10, 0), 120, "Rathaus", null, null, matrix.Id), wer, Date.UtcDateTime.AddDays(-5)).Besuch;
        besuch.Hold(wer, Date.UtcDateTime);
        if (released)
            besuch.ReleaseRecord(amt, person, Date.UtcDateTime);
        var ergebnisse = Enum.GetValues<Ergebnisart>().SelectMany(art => Enumerable.Range(1, 6).Select(i => new Ergebnisangabe(
            Guid.NewGuid(), art, i == 1 ? Hostile : $"Ergebnis {i}: Die Fortbildungsplanungsverantwortlichen stimmen sich ab. " + new string('x', i * 30), "Gebäude und Netze", i % 2 == 0 ? null : "WLAN-Abdeckung", null, null, Date.UtcDateTime))).ToList();
        var agenda = Enumerable.Range(0, 12).Select(i => new Agendazeile(
            Guid.NewGuid(), Punktart.Zeile, i == 3 ? Hostile : $"Punkt {i + 1}", null, 10, new TimeOnly(10, 0).AddMinutes(i * 10), new TimeOnly(10, 10).AddMinutes(i * 10), null, null, null)).ToList();
        var seite = new VermerkSeite(
            Besuchsabruf.KopfOf(besuch, "Stadt Musterhausen", true, false), "/besuche/1", "2026/27", "Lars Leitung",
            [new Beteiligtenangabe(Guid.NewGuid(), Beteiligungsart.Gast, Hostile, Date.UtcDateTime, Rueckmeldung.Abgesagt, null, null, null, null, Vermerkantwort.Offen, null, null, null)],
            agenda, [new Frageangabe(Guid.NewGuid(), "Pia Partner", Guid.NewGuid(), "WLAN-Abdeckung", Hostile, Date.UtcDateTime, null, null)], ergebnisse, ["Medienkonzept"],
            besuch.VermerktAm, released ? "Lars Leitung, Trägerleitung" : null);
        return new Besuchsvermerk(seite, besuch, released ? Guid.Parse("01a20000-0000-7000-8000-000000000002") : Guid.Empty, "https://schuldigital.example/pruefen", true, Date.UtcDateTime)
            .Compose(released ? new Siegelangabe("Stadt Musterhausen", IstDemo: false) : null);
    }

    public static Document Letter() => new Besuchsbrief(
        $"Einladung: {Hostile}", $"Guten Tag Pia Partner,\n\n{Hostile}\n\nAnlass: Gespräch\nTermin: Dienstag", "Pia Partner", "Büro Nord", "Stadt Musterhausen", LogoFile, "Wappen der Stadt", "Fachbereich Schule",
        "Markt 1", "00001 Musterhausen", Date.UtcDateTime).Compose();

    public static Document Create(string title, Action<PageDescriptor> page) =>
        Document.Create(Fonts, new DocumentInfo { Title = title, Created = Date }, d => d.Page(page));

    public static Document Short() => Create("Kurze Mitteilung", page => page.Content().Text("Nur ein Satz."));

    public static Document WithAttachment() => Document.Create(Fonts, new DocumentInfo { Title = "Bericht mit Daten", Created = Date }, d =>
    {
        d.Page(page => page.Content().Column(c =>
        {
            c.Item().Heading(1, "Bericht mit Daten");
            c.Item().Text("Die Zahlen liegen als Datei bei.");
        }));
        d.Attach(new Attachment("zahlen für später.csv", "text/csv", Encoding.UTF8.GetBytes("Kriterium;Ist\nWLAN;2\n"), "Die Zahlen als Tabelle"));
    });

    public static Document LongTable(int rows) => Create("Alle Kriterien", page =>
    {
        page.Size(PageSizes.A3.Landscape());
        page.Margin(15, Unit.Millimetre);
        page.DefaultTextStyle(s => s with { Size = 9 });
        page.Header().PaddingBottom(8).Text("Alle Kriterien").FontColor(Color.Grey);
        page.Footer().PaddingTop(6).AlignRight().Text(PageNumber);
        page.Content().Table(t =>
        {
            t.ColumnsDefinition(c =>
            {
                c.ConstantColumn(30, Unit.Millimetre);
                c.RelativeColumn(3);
                c.RelativeColumn(2);
                c.RelativeColumn(2);
                c.ConstantColumn(50);
                c.ConstantColumn(50);
            });
            t.Header(h =>
            {
                h.Cell().RowSpan(2).Text("Themenfeld");
                h.Cell().RowSpan(2).Text("Kriterium");
                h.Cell().ColumnSpan(2).Text("Wo wir stehen");
                h.Cell().ColumnSpan(2).AlignRight().Text("Stufe");
                h.Cell().Text("Begründung");
                h.Cell().Text("Nächster Schritt");
                h.Cell().AlignRight().Text("Ist");
                h.Cell().AlignRight().Text("Soll");
            });
            for (var i = 0; i < rows; i++)
            {
                if (i % 7 == 0)
                    t.Cell().RowHeader().RowSpan(Math.Min(7, rows - i)).Text($"Themenfeld {i / 7 + 1}");
                t.Cell().RowHeader().Text($"{i + 1}. Die Breitbandanbindung reicht für alle Unterrichtsräume.");
                t.Cell().Text(i % 5 == 0 ? "" : "Die Schulverwaltungsvereinbarung sieht jährliche Bestandsaufnahmen der Informationstechnik vor.");
                t.Cell().Text(i % 11 == 0 ? "Fortbildungsplanung\nBeschaffung der Präsentationstechnik\nAbstimmung mit dem Schulträger" : "Keiner.");
                t.Cell().AlignRight().Text($"{i % 5}");
                t.Cell().AlignRight().Text($"{i % 5 + 1}");
            }
        });
    });

    public static Document Report(int criteria = 55) => Document.Create(Fonts, new DocumentInfo
    {
        Title = "Berichtsbogen 2026/27 – Stadt Musterhausen",
        Created = Date,
        Author = "Stadt Musterhausen",
        Subject = "Stand der Digitalisierung an den Schulen",
    }, d =>
    {
        d.Page(cover =>
        {
            cover.Margin(25, Unit.Millimetre);
            cover.Watermark("Entwurf");
            cover.Content().Column(c =>
            {
                c.Spacing(14);
                c.Item().AlignRight().Image(Logo(), "Wappen der Stadt Musterhausen", 90);
                c.Item().PaddingTop(120).Text("Berichtsbogen").FontSize(30).Bold().FontColor(Color.Blue);
                c.Item().Text("Stadt Musterhausen").FontSize(16);
                c.Item().Text("Durchgang 2026/27").FontSize(12).FontColor(Color.Grey);
            });
        });
        d.Page(page =>
        {
            page.Margin(22, Unit.Millimetre);
            page.Watermark("Entwurf");
            page.Header().PaddingBottom(12).Row(r =>
            {
                r.RelativeItem().Text("Berichtsbogen 2026/27").FontSize(8.5).FontColor(Color.Grey);
                r.RelativeItem().AlignRight().Text("Stadt Musterhausen").FontSize(8.5).FontColor(Color.Grey);
            });
            page.Footer().PaddingTop(10).AlignCenter().Text(PageNumber);
            page.Content().Column(c =>
            {
                c.Spacing(8);
                c.Item().Heading(1, "Wo wir stehen");
                c.Item().Text(t =>
                {
                    t.Span("Dieser Bericht beschreibt den Stand der ");
                    t.Span("Digitalisierungsvereinbarungen").Bold();
                    t.Span(" zwischen Schulträger und Schulen. Er ist ");
                    t.Span("kein Zeugnis").Italic();
                    t.Span(", sondern ein Gesprächsanlass. Mehr steht bei der ");
                    t.Hyperlink("Medienberatung des Landes", "https://www.medienberatung.schulministerium.example/").FontColor(Color.Blue);
                    t.Span(" (Stand → November, Ziel ≥ 80 %). Ein Zeichen, das der Schrift fehlt: ");
                    t.Span("[?]").ActualText("漢");
                    t.Span(".");
                });
                c.Item().Heading(2, "Gemeinsame Vorhaben");
                c.Item().List(l =>
                {
                    l.Item("Breitbandanbindung aller Schulgebäude bis zum Schuljahresbeginn, einschließlich der Außenstellen und der Sporthallen.");
                    l.Item().Column(inner =>
                    {
                        inner.Item().Text("Fortbildungsplanung:");
                        inner.Item().List(n =>
                        {
                            n.Numbered();
                            n.Item("Bedarf erheben");
                            n.Item("Angebote abstimmen");
                        });
                    });
                    l.Item("Wartungs- und Supportvereinbarung");
                });
                c.Item().Heading(2, "Übersicht in Zahlen");
                c.Item().Row(r =>
                {
                    r.Spacing(18);
                    r.RelativeItem().BarChart("Balken: WLAN 12, Endgeräte 1.250, Support 7,5", [new("WLAN in Unterrichtsräumen", 12), new("Endgeräte für Lernende", 30, "1.250"), new("Support", 7.5)]);
                    r.RelativeItem().StackedBars("Stufen je Themenfeld: Technik 3, 5, 2; Unterricht 1, 8, 4; Personal 0, 2, 9",
                        ["Noch am Anfang", "Auf dem Weg", "Erreicht"],
                        [new("Technik", [3, 5, 2]), new("Unterrichtsentwicklung", [1, 8, 4]), new("Personal", [0, 2, 9])]);
                });
                c.Item().Heading(2, "Kriterien");
                c.Item().Table(t => Criteria(t, criteria));
                c.Item().Background(Color.LightGrey).Padding(10).KeepTogether().Column(box =>
                {
                    box.Spacing(4);
                    box.Item().Text("Hinweis").Bold();
                    box.Item().Text("Was eine Schule über sich sagt, gehört der Schule. Weitergegeben wird nur, was freigegeben ist.");
                });
                c.Item().Heading(2, "Unterschriften");
                c.Item().KeepTogether().PaddingTop(30).Row(r =>
                {
                    r.Spacing(30);
                    foreach (var name in (string[])["Martina Beispiel", "Jörg Müller-Lüdenscheidt"])
                        r.RelativeItem().Column(s =>
                        {
                            s.Spacing(3);
                            s.Item().LineHorizontal(0.7);
                            s.Item().Text(name);
                            s.Item().Text("Ort, Datum").FontSize(8).FontColor(Color.Grey);
                        });
                });
                c.Item().SignatureField("Siegel", "Elektronisches Siegel der Stadt Musterhausen", 40, f => f.Border(0.7).Padding(6).Column(s =>
                {
                    s.Item().Text("Elektronisch gesiegelt").Bold().FontSize(9);
                    s.Item().Text("Prüfung unter schuldigital.example/pruefen").FontSize(8);
                }));
            });
        });
    });

    private static void Criteria(TableDescriptor t, int count)
    {
        t.ColumnsDefinition(c =>
        {
            c.RelativeColumn(3);
            c.RelativeColumn(4);
            c.ConstantColumn(45);
        });
        t.Header(h =>
        {
            h.Cell().Text("Kriterium");
            h.Cell().Text("Begründung");
            h.Cell().AlignRight().Text("Anzahl");
        });
        for (var i = 0; i < count; i++)
        {
            if (i % 11 == 0)
                t.Cell().ColumnSpan(3).RowHeader().KeepWithNext().Background(Color.LightGrey).Text($"Themenfeld {i / 11 + 1}: Infrastruktur und Ausstattung");
            t.Cell().RowHeader().Text($"{i / 11 + 1}.{i % 11 + 1} Lernplattformnutzungsvereinbarung");
            t.Cell().Text("Die Ausstattungsplanung liegt vor; der Datenschutzbeauftragte hat zugestimmt.");
            t.Cell().AlignRight().Text($"{i * 137:#,0}".Replace(',', '.'));
        }
    }

    private static void PageNumber(TextDescriptor t)
    {
        t.Span("Seite ");
        t.CurrentPageNumber();
        t.Span(" von ");
        t.TotalPages();
    }

    /// <summary>A PNG with transparency, drawn here: a round shield.</summary>
    public static Image Logo() => Image.FromPng(LogoFile);

    public static readonly byte[] LogoFile = DrawLogo();

    private static byte[] DrawLogo()
    {
        const int size = 120;
        using var lines = new MemoryStream();
        for (var y = 0; y < size; y++)
        {
            lines.WriteByte(0);
            for (var x = 0; x < size; x++)
            {
                var distance = Math.Sqrt(Math.Pow(x - size / 2.0, 2) + Math.Pow(y - size / 2.0, 2));
                lines.Write([0, (byte)(72 + (x > y ? 90 : 0)), (byte)(136 + (x > y ? 60 : 0)), (byte)(distance < size / 2.0 - 2 ? 255 : 0)]);
            }
        }
        return Png(size, size, 8, 6, lines.ToArray());
    }

    /// <summary>A PNG file from its unpacked lines, each with its filter in front.</summary>
    public static byte[] Png(int width, int height, byte depth, byte type, byte[] lines, byte[]? palette = null, byte interlaced = 0)
    {
        using var pixels = new MemoryStream();
        using (var zip = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(lines);
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        void Chunk(string type, ReadOnlySpan<byte> data)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            png.Write(number);
            byte[] content = [.. Encoding.ASCII.GetBytes(type), .. data];
            png.Write(content);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc(content));
            png.Write(number);
        }

        static uint Crc(byte[] content)
        {
            var crc = uint.MaxValue;
            foreach (var value in content)
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xedb88320;
            }
            return ~crc;
        }

        Chunk("IHDR", [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, depth, type, 0, 0, interlaced]);
        if (palette is not null)
            Chunk("PLTE", palette);
        Chunk("IDAT", pixels.ToArray());
        Chunk("IEND", []);
        return png.ToArray();
    }
}
