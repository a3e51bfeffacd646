using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;

namespace SchulDigital.Web.Features.Tische.Pdf;

/// <summary>All that belongs to a session before it begins: cover, contents, agenda, each item with its papers. Files are attached or listed, never merged.</summary>
/// <param name="Dateien">Files of papers that the reader may have.</param>
/// <param name="Hausname">Office on the house template; null for none.</param>
public sealed record Sitzungsmappe(Sitzungsinhalt Inhalt, IReadOnlyList<Mappendatei> Dateien, byte[]? Logo, string? Hausname, bool IstDemo, DateTime Stand)
{
    private const int EineSpalte = 12;
    private const string Agenda = "tagesordnung";
    private const string Vertrauliches = "Dieser Punkt wird vertraulich behandelt. Was dazu gehört, lesen die Moderation und die entscheidenden Mitglieder.";

    private static readonly FileExtensionContentTypeProvider Dateitypen = new();

    public string Titel => Haussatz.Plain($"Sitzungsmappe, {Inhalt.Kreis}, {Inhalt.Ueberschrift}");

    private IReadOnlyList<Punktinhalt> Punkte => [.. Inhalt.Punkte.OrderBy(p => p.Position)];

    public Document Compose()
    {
        var namen = NamesOf(Dateien);
        return Document.Create(Hausschrift.Schrift, new DocumentInfo
        {
            Title = Titel,
            Author = Haussatz.Plain(Inhalt.Kreis),
            Created = new DateTimeOffset(Stand, TimeSpan.Zero),
        }, d =>
        {
            d.Page(ComposeCover);
            d.Page(seite =>
            {
                seite.Frame($"Sitzungsmappe, {Inhalt.Kreis}, {Inhalt.Nummer}. Sitzung", $"Stand {Zeitangabe.Date(Stand)}");
                seite.Content().Column(c =>
                {
                    c.Spacing(6);
                    ComposeContents(c);
                    ComposeAgenda(c);
                    foreach (var punkt in Punkte)
                        ComposeItem(c, punkt, namen);
                });
            });
            foreach (var datei in Dateien)
                d.Attach(new Attachment(namen[datei], TypeOf(namen[datei]), datei.Inhalt, datei.Titel.ReplaceLineEndings(" ")) { Relationship = AttachmentRelationship.Supplement });
        });
    }

    private void ComposeCover(PageDescriptor seite)
    {
        seite.Margin(25, Unit.Millimetre);
        seite.Content().Column(c =>
        {
            c.Spacing(8);
            Sitzungssatz.Compose(c, Inhalt.Kreis, Hausname, Logo);
            c.Item().PaddingTop(60).Text("Sitzungsmappe").FontSize(14).FontColor(Color.Grey);
            c.Item().Heading(1, Haussatz.Plain(Inhalt.Ueberschrift)).FontColor(Color.Blue);
            if (IstDemo)
                c.Item().Text(Sitzungssatz.Demosatz).Bold();
            if (Inhalt.Status == Sitzungsstatus.Abgesagt)
                c.Item().Text("Diese Sitzung ist abgesagt.").Bold();
            c.Item().PaddingTop(16).Text(t => t.Words("Termin: ", fett: true).Words(Inhalt.Termin));
            c.Item().Text(t => t.Words("Dauer: ", fett: true).Words($"{Inhalt.Dauer} Minuten"));
            if (Inhalt.Ort is { } ort)
                c.Item().Text(t => t.Words("Ort: ", fett: true).Words(ort));
            if (Inhalt.Videolink is { } video)
                c.Item().Text(t => Link(t.Words("Video: ", fett: true), video));
            c.Item().Text(t => t.Words("Moderation: ", fett: true).Words(Inhalt.Moderation));
            if (Inhalt.Nachricht is { } nachricht)
                c.Item().PaddingTop(10).Words(nachricht);
            c.Item().PaddingTop(10).Heading(2, "Eingeladen");
            if (Inhalt.Teilnehmer.Count == 0)
                c.Item().Text("Eingeladen ist noch niemand.");
            else
                ComposeInvited(c);
        });
    }

    private void ComposeInvited(ColumnDescriptor c)
    {
        var namen = Inhalt.Teilnehmer.OrderBy(t => t.IstGast).ThenBy(t => t.Stimme).Select(t => t.Name + (t.IstGast ? " (Gast)" : $" ({t.Stimme.Label()})")).ToArray();
        if (namen.Length <= EineSpalte)
            c.Item().List(l => Fill(l, namen));
        else
            c.Item().Row(r =>
            {
                r.Spacing(16);
                foreach (var spalte in namen.Chunk((namen.Length + 1) / 2))
                    r.RelativeItem().List(l => Fill(l, spalte));
            });

        static void Fill(ListDescriptor liste, string[] namen)
        {
            foreach (var name in namen)
                liste.Item().Words(name);
        }
    }

    private void ComposeContents(ColumnDescriptor c)
    {
        c.Item().Heading(2, "Inhalt");
        c.Item().TableOfContents(i =>
        {
            i.Entry("Tagesordnung", Agenda);
            foreach (var punkt in Punkte)
                i.Entry(Heading(punkt), SectionOf(punkt));
        });
        if (Dateien.Count > 0)
            c.Item().PaddingTop(4).Text(Dateien.Count == 1
                ? "Dieser Mappe liegt 1 Datei bei. Ihr PDF-Programm zeigt sie unter „Anlagen“ (Büroklammer)."
                : $"Dieser Mappe liegen {Dateien.Count} Dateien bei. Ihr PDF-Programm zeigt sie unter „Anlagen“ (Büroklammer).").FontColor(Color.Grey);
    }

    private void ComposeAgenda(ColumnDescriptor c)
    {
        c.Item().PaddingTop(8).Heading(2, "Tagesordnung").Section(Agenda);
        if (Punkte.Count == 0)
        {
            c.Item().Text("Die Tagesordnung steht noch nicht.");
            return;
        }
        c.Item().Table(t =>
        {
            t.ColumnsDefinition(s =>
            {
                s.ConstantColumn(58);
                s.RelativeColumn();
                s.ConstantColumn(86);
                s.ConstantColumn(56);
            });
            t.Header(h =>
            {
                h.Cell().Text("Beginn");
                h.Cell().Text("Punkt");
                h.Cell().Text("Art");
                h.Cell().AlignRight().Text("Minuten");
            });
            string? abschnitt = null;
            foreach (var punkt in Punkte)
            {
                if (punkt.Abschnitt is { } neuer && neuer != abschnitt)
                    t.Cell().ColumnSpan(4).RowHeader().KeepWithNext().Background(Color.LightGrey).Words(neuer).Bold();
                abschnitt = punkt.Abschnitt;
                t.Cell().Text(punkt.Beginn is { } beginn ? $"{beginn:HH\\:mm} Uhr" : "offen");
                t.Cell().RowHeader().Text(z => z.SectionLink(Heading(punkt), SectionOf(punkt)).FontColor(Color.Blue));
                t.Cell().Text(punkt.Verborgen ? "" : punkt.Art.Label());
                t.Cell().AlignRight().Text($"{punkt.Minuten}");
            }
        });
        c.Item().Text(Sum());
    }

    private string Sum() => (Inhalt.Dauer - Inhalt.Minuten) switch
    {
        > 0 and var frei => $"Geplant sind {Inhalt.Minuten} von {Inhalt.Dauer} Minuten; {frei} bleiben frei.",
        0 => $"Geplant sind {Inhalt.Minuten} Minuten, so viele, wie die Sitzung dauert.",
        var mehr => $"Geplant sind {Inhalt.Minuten} Minuten, {-mehr} mehr, als die Sitzung dauert ({Inhalt.Dauer} Minuten).",
    };

    private static void ComposeItem(ColumnDescriptor c, Punktinhalt punkt, Dictionary<Mappendatei, string> namen)
    {
        c.Item().PaddingTop(10).Heading(2, Heading(punkt)).Section(SectionOf(punkt));
        var zeit = $"{Protokollgliederung.MinutesOf(punkt)}{(punkt.Beginn is { } beginn ? $" ab {beginn:HH\\:mm} Uhr" : "")}";
        c.Item().KeepWithNext().Text(punkt.Verborgen ? zeit : $"{punkt.Art.Label()}; {zeit}").FontSize(8.5).FontColor(Color.Grey);
        if (punkt.Verborgen)
        {
            c.Item().Text(Vertrauliches);
            return;
        }
        if (punkt.Vertraulich)
            c.Item().Text(Protokollgliederung.NurFuer).Bold();
        foreach (var (label, text) in (ReadOnlySpan<(string, string?)>)
            [("Vortrag", punkt.Vortrag), ("Vorgeschlagen von", punkt.VorschlagVon), ("Gäste", punkt.Gaeste.Count == 0 ? null : string.Join(", ", punkt.Gaeste))])
            if (text is not null)
                c.Item().Text(t => t.Words(label + ": ", fett: true).Words(text));
        if (punkt.Beschreibung is { } beschreibung)
            c.Item().Words(beschreibung);
        if (punkt.Unterlagen.Count == 0)
            return;
        c.Item().KeepWithNext().Text("Unterlagen").Bold();
        c.Item().List(l =>
        {
            foreach (var unterlage in punkt.Unterlagen)
                l.Item().Text(t => ComposePaper(t, unterlage, namen));
        });
    }

    private static void ComposePaper(TextDescriptor t, Unterlageninhalt unterlage, Dictionary<Mappendatei, string> namen)
    {
        t.Words(unterlage.Titel);
        if (unterlage.Link is { } link)
            Link(t.Words(": "), link);
        else if (unterlage.Angehaengt && namen.FirstOrDefault(n => n.Key.Titel == unterlage.Titel) is { Key: not null, Value: var name })
            t.Words($" (liegt dieser Mappe bei als {name})");
        else
            t.Words(" (Datei, im Portal zu lesen)");
    }

    private static void Link(TextDescriptor t, string adresse)
    {
        if (Uri.TryCreate(adresse, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            t.Hyperlink(Haussatz.Plain(adresse), adresse).FontColor(Color.Blue);
        else
            t.Words(adresse);
    }

    private static string Heading(Punktinhalt punkt) => Haussatz.Plain($"TOP {punkt.Position}: {(punkt.Verborgen ? Punktinhalt.VertraulicherTitel : punkt.Titel)}").ReplaceLineEndings(" ");

    private static string SectionOf(Punktinhalt punkt) => $"punkt {punkt.Id}";

    private static string TypeOf(string name) => Dateitypen.TryGetContentType(name, out var typ) ? typ : "application/octet-stream";

    /// <summary>Names under which a PDF program can save the files: without folders, each once.</summary>
    private static Dictionary<Mappendatei, string> NamesOf(IReadOnlyList<Mappendatei> dateien)
    {
        var namen = new Dictionary<Mappendatei, string>(ReferenceEqualityComparer.Instance);
        var vergeben = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var datei in dateien)
        {
            var name = string.Concat(datei.Dateiname.EnumerateRunes().Select(z => IsUnfit(z) ? "_" : z.ToString())).Trim(' ', '.');
            if (name.Length == 0)
                name = "Unterlage";
            var (stamm, endung) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
            for (var i = 2; !vergeben.Add(name); i++)
                name = $"{stamm} ({i}){endung}";
            namen.Add(datei, name);
        }
        return namen;
    }

    // What some system forbids, and signs that turn the direction of writing: "gpj.exe" must not look like a picture.
    private static bool IsUnfit(Rune zeichen) =>
        Rune.GetUnicodeCategory(zeichen) is UnicodeCategory.Control or UnicodeCategory.Format || zeichen.IsAscii && "/\\:*?\"<>|".Contains((char)zeichen.Value);
}
