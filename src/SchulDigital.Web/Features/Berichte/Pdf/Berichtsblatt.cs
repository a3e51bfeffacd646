using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Berichte.Pdf;

/// <summary>
/// A Berichtsbogen as a document: what matters most on the first page, the text section by section, who confirmed and signed, and
/// a page of evidence. Before it is final with "Entwurf" across.
/// </summary>
/// <param name="Nummer">Printed on the page of evidence; empty for a draft.</param>
/// <param name="Stand">When it became final, or the moment of a draft.</param>
public sealed record Berichtsblatt(Berichtsinhalt Inhalt, Hauskopf Kopf, Guid Nummer, string Pruefadresse, bool IstDemo, DateTime Stand)
{
    private bool IstEntwurf => Nummer == Guid.Empty;

    public string Titel => Haussatz.Plain($"{Inhalt.Ueberschrift}: {Inhalt.Titel}, {Inhalt.Traeger}");

    public string Stelle => Inhalt.Traeger;

    private string Stufe => IstEntwurf ? "Entwurf" : Zeitangabe.Date(Stand) + (Berichtigt is { } am ? $", berichtigt am {Zeitangabe.Date(am)}" : null);

    private DateTime? Berichtigt => Inhalt.Berichtigungen.Count == 0 ? null : Inhalt.Berichtigungen[^1].Am;

    /// <summary>The document, not sealed yet.</summary>
    /// <param name="siegel">Whose seal it will carry; null for none.</param>
    /// <param name="anhang">The content for machines, attached; null for none.</param>
    public Document Compose(Siegelangabe? siegel, byte[]? anhang = null) => Document.Create(Hausschrift.Schrift, new DocumentInfo
    {
        Title = Titel,
        Author = Haussatz.Plain(Inhalt.Traeger),
        // Also readable where the seal is broken: the Prüfseite knows by it what the file once was.
        Subject = Dokumentkennung.Of(Nummer),
        Created = new DateTimeOffset(Stand, TimeSpan.Zero),
    }, d =>
    {
        if (anhang is not null)
            d.Attach(new Attachment($"berichtsbogen-{Inhalt.Kennzeichen}.json", "application/json", anhang, "Inhalt des Berichtsbogens für Programme") { Relationship = AttachmentRelationship.Alternative });
        d.Page(seite => ComposePage(seite, siegel));
    });

    private void ComposePage(PageDescriptor seite, Siegelangabe? siegel)
    {
        seite.Frame($"{Inhalt.Ueberschrift}, {Inhalt.Traeger}", Stufe);
        if (IstEntwurf)
            seite.Watermark("Entwurf");
        seite.Content().Column(c =>
        {
            c.Spacing(6);
            ComposeHead(c);
            ComposeEssentials(c);
            foreach (var abschnitt in Inhalt.Abschnitte)
                ComposeSection(c, abschnitt);
            ComposeDeclarations(c);
            ComposeCorrections(c);
            BeginPage(c);
            c.Evidence(new Nachweis(Titel, Stelle, IstEntwurf ? null : Zeitangabe.DateAndTime(Stand), Zeitangabe.DateAndTime(Stand), Nummer, Inhalt.Dokumenthash, Pruefadresse)
            {
                Akt = Inhalt.Unterschrift ? "Unterzeichnet" : "Bestätigt",
            }, siegel);
        });
    }

    /// <summary>What is signed and proved has pages of its own; in a draft, which is read only, it follows.</summary>
    private void BeginPage(ColumnDescriptor c)
    {
        if (!IstEntwurf)
            c.Item().PageBreak();
    }

    private void ComposeHead(ColumnDescriptor c)
    {
        if (Kopf is { Logo: { } logo, Logobeschreibung: { } beschreibung })
        {
            var bild = Image.FromPng(logo);
            c.Item().AlignRight().Image(bild, Haussatz.Plain(beschreibung), Math.Min(140, 60.0 * bild.PixelWidth / bild.PixelHeight));
        }
        c.Item().Words(Inhalt.Traeger).FontColor(Color.Grey);
        foreach (var zeile in (string?[])[Kopf.Stelle, Kopf.Anschrift])
            if (zeile is not null)
                c.Item().Words(zeile).FontSize(9).FontColor(Color.Grey);
        c.Item().Heading(1, Haussatz.Plain(Inhalt.Titel));
        if (IstDemo)
            c.Item().Text("Demo: Personen, Schulen und Angaben sind erfunden.").Bold();
        Fact(c, "Berichtsbogen", $"{Inhalt.Kennzeichen}, {Inhalt.Art.Label()}");
        Fact(c, "Schulträger", Inhalt.Traeger);
        if (Inhalt.Schulen.ToList() is { Count: > 0 } schulen)
            Fact(c, schulen.Count == 1 ? "Schule" : "Schulen", string.Join(", ", schulen.Select(s => s.Name)));
        if (Inhalt.Anlass is { } anlass)
            Fact(c, "Anlass", anlass);
        Fact(c, "Stand", $"{Inhalt.Status.Label()}, {Zeitangabe.DateAndTime(Stand)} (Ortszeit in Deutschland)");
        if (Berichtigt is { } am)
            Fact(c, "Berichtigt", $"{Zeitangabe.Date(am)}; was, steht hinter den Bestätigungen");
    }

    private void ComposeEssentials(ColumnDescriptor c)
    {
        var gruppen = Inhalt.Haeuser.Select(h => (h.Name, Absaetze: Inhalt.DoneBy(h.Scope))).Where(g => g.Absaetze.Count > 0).ToList();
        if (gruppen.Count == 0)
            return;
        c.Item().PaddingTop(8).Heading(2, "Das Wichtigste");
        foreach (var (name, absaetze) in gruppen)
        {
            c.Item().PaddingTop(2).Heading(3, Haussatz.Plain($"Was {name} tut"));
            foreach (var a in absaetze)
                c.Item().Text(t => t.Words(a.Angaben.Frist is { } frist ? $"bis {Zeitangabe.Date(frist)}: " : "ohne Frist: ", fett: true).Words(Kurztext.Of(a.Text, 160)));
        }
    }

    private void ComposeSection(ColumnDescriptor c, Berichtsabschnitt abschnitt)
    {
        c.Item().PaddingTop(10).Heading(2, abschnitt.Label());
        foreach (var gruppe in Inhalt.GroupsOf(abschnitt))
        {
            if (gruppe.Titel is { } titel)
                c.Item().PaddingTop(4).Heading(3, Haussatz.Plain(titel));
            foreach (var a in gruppe.Absaetze)
                c.Item().PaddingBottom(2).KeepTogether().Column(z =>
                {
                    z.Spacing(1);
                    if (a.Stimme is { } stimme)
                        z.Item().Words(stimme).Bold().FontSize(9);
                    if (a.Zielstand is { } stand)
                        z.Item().Text(t => t.Words(stand.Label() + ": ", fett: true).Words(a.Text));
                    else
                        z.Item().Words(string.IsNullOrWhiteSpace(a.Text) ? "Dazu ist nichts gesagt." : a.Text);
                    if (a.Zeile is { } zeile)
                        z.Item().Words(zeile).FontSize(9).FontColor(Color.Grey);
                });
        }
    }

    /// <summary>Who confirmed, signed, refused: name, office, house, moment with zone, hash of what was shown.</summary>
    private void ComposeDeclarations(ColumnDescriptor c)
    {
        BeginPage(c);
        c.Item().PaddingTop(IstEntwurf ? 10 : 0).Heading(2, Inhalt.Unterschrift ? "Bestätigungen und Unterschriften" : "Bestätigungen");
        var erklaerungen = Inhalt.Erklaerungen.Where(e => e.Zaehlt).OrderBy(e => e.Art).ThenBy(e => e.Zeit).ToList();
        if (erklaerungen.Count == 0)
            c.Item().Text("Bestätigt hat noch niemand.");
        else
            c.Item().DefaultTextStyle(s => s with { Size = 9 }).Table(t =>
            {
                t.ColumnsDefinition(s =>
                {
                    s.RelativeColumn(2);
                    s.RelativeColumn(2);
                    s.RelativeColumn(3);
                });
                t.Header(h =>
                {
                    h.Cell().Text("Für");
                    h.Cell().Text("Wer");
                    h.Cell().Text("Was, wann und wie");
                });
                foreach (var e in erklaerungen)
                {
                    t.Cell().RowHeader().Words(e.Organisation);
                    t.Cell().Words($"{e.Name}\n{e.Amt}");
                    t.Cell().Words(e.Worte);
                }
            });
        if (erklaerungen.Count > 0)
            c.Item().Text($"Alle Angaben zur Zeit sind Ortszeit in Deutschland. SHA-256 des Textes, der dabei gezeigt wurde: {Inhalt.Hash}").FontSize(9);
        if (Inhalt.Rechtssatz is { } satz)
            c.Item().PaddingTop(4).Words(satz).Italic();
    }

    /// <summary>What was mended after it was final: the words before and now, why, by whom.</summary>
    private void ComposeCorrections(ColumnDescriptor c)
    {
        if (Inhalt.Berichtigungen.Count == 0)
            return;
        c.Item().PaddingTop(10).Heading(2, "Berichtigungen");
        c.Item().Text("Offensichtliche Fehler, nach dem Abschluss berichtigt. Bestätigt und unterzeichnet ist der Text davor; alle Häuser wissen davon.").FontSize(9);
        foreach (var b in Inhalt.Berichtigungen)
            c.Item().PaddingTop(4).KeepTogether().Column(z =>
            {
                z.Spacing(1);
                z.Item().Words($"{b.Abschnitt.Label()}, {Zeitangabe.DateAndTime(b.Am)}, {b.Von}").Bold().FontSize(9);
                Fact(z, "Bisher", b.Bisher);
                Fact(z, "Berichtigt", b.Neu);
                Fact(z, "Warum", b.Grund);
            });
    }

    private static void Fact(ColumnDescriptor c, string label, string text) => c.Item().Text(t => t.Words(label + ": ", fett: true).Words(text));
}
