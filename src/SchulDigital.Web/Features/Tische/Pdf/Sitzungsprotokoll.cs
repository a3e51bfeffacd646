using System.Security.Cryptography;
using System.Text.Json;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Tische.Pdf;

/// <summary>The minutes of a session: who was there, what was said and agreed, who does what, and a page of evidence. Before their approval with "Entwurf" across.</summary>
/// <param name="Nummer">Printed on the page of evidence; empty for a draft.</param>
/// <param name="NurVertrauliches">The vertrauliche items, as a document of their own.</param>
/// <param name="Hausname">Office on the house template; null for none.</param>
public sealed record Sitzungsprotokoll(
    Sitzungsinhalt Inhalt, bool NurVertrauliches, Guid Nummer, byte[]? Logo, string? Hausname, string Pruefadresse, bool IstDemo, DateTime Stand)
{
    private Protokollgliederung Gliederung => new(Inhalt, NurVertrauliches);

    private bool IstEntwurf => Nummer == Guid.Empty;

    public string Titel => Haussatz.Plain(Gliederung.Titel);

    public string Stelle => Inhalt.Fassung is { } f ? $"{f.GenehmigtVonAmt}, {Inhalt.Kreis}" : Inhalt.Kreis;

    /// <summary>SHA-256 of what the minutes say, whatever they look like: attendance, items, paragraphs, objections, in a fixed form.</summary>
    public string Inhaltshash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        sitzung = Inhalt.Id,
        fassung = Inhalt.Fassung?.Nummer,
        vertraulich = NurVertrauliches,
        tag = Inhalt.Tag,
        titel = Inhalt.Titel,
        teilnehmer = Inhalt.Teilnehmer.Select(t => new { t.Id, t.Name, stimme = t.Stimme.ToString(), anwesenheit = t.Anwesenheit.ToString(), t.AnwesendDurch }),
        punkte = Gliederung.Punkte.Select(p => !Gliederung.Shows(p) ? new { p.Id, p.Position } : (object)new
        {
            p.Id,
            p.Position,
            p.Titel,
            stand = p.Stand.ToString(),
            p.Grund,
            vereinbarungen = Gliederung.AgreementsOf(p).Select(v => new { v.Id, v.Fassung, zeilen = Protokollgliederung.LinesOf(v).Select(z => z.Text) }),
            eintraege = Gliederung.Printed(p).Select(e => new
            {
                e.Id,
                art = e.Art.ToString(),
                e.Text,
                e.Frist,
                einwaende = e.Einwaende.Select(w => new { w.Id, w.Von, w.Text, w.Antwort }),
            }),
        }),
    })));

    public Document Compose(Siegelangabe? siegel) => Document.Create(Hausschrift.Schrift, new DocumentInfo
    {
        Title = Titel,
        Author = Haussatz.Plain(Inhalt.Kreis),
        // Also readable where the seal is broken: the Prüfseite knows by it what the file once was.
        Subject = Dokumentkennung.Of(Nummer),
        Created = new DateTimeOffset(Stand, TimeSpan.Zero),
    }, d => d.Page(seite =>
    {
        seite.Frame($"{Inhalt.Kreis}, {Gliederung.Ueberschrift}", IstEntwurf ? "Entwurf" : Gliederung.Stufe);
        if (IstEntwurf)
            seite.Watermark("Entwurf");
        seite.Content().Column(c =>
        {
            c.Spacing(6);
            ComposeHead(c);
            ComposeAttendance(c);
            foreach (var (titel, punkte) in Gliederung.Abschnitte)
            {
                c.Item().PaddingTop(8).Heading(2, Haussatz.Plain(titel));
                foreach (var punkt in punkte)
                    ComposeItem(c, punkt);
            }
            ComposeTasks(c);
            c.Item().PageBreak();
            c.Evidence(new Nachweis(Titel, Stelle, IstEntwurf ? null : Zeitangabe.DateAndTime(Inhalt.Fassung?.GenehmigtAm ?? Stand), Zeitangabe.DateAndTime(Stand), Nummer, Inhaltshash, Pruefadresse)
            {
                Akt = "Genehmigt",
            }, siegel);
        });
    }));

    private void ComposeHead(ColumnDescriptor c)
    {
        Sitzungssatz.Compose(c, Inhalt.Kreis, Hausname, Logo);
        c.Item().Heading(1, Haussatz.Plain(Gliederung.Ueberschrift));
        c.Item().Words(Inhalt.Titel).FontSize(13);
        if (NurVertrauliches)
            c.Item().Text(Protokollgliederung.NurFuer).Bold();
        if (IstDemo)
            c.Item().Text(Sitzungssatz.Demosatz).Bold();
        foreach (var (label, text) in Gliederung.Angaben())
            c.Item().Text(t => t.Words(label + ": ", fett: true).Words(text));
    }

    private void ComposeAttendance(ColumnDescriptor c)
    {
        c.Item().PaddingTop(8).Heading(2, "Anwesenheit");
        if (Gliederung.Mitglieder.Count == 0)
            c.Item().Text("Der Kreis hatte zu dieser Sitzung keine Mitglieder.");
        else
            Table(c, ["Organisation", "Stimme", "Anwesenheit"], [5, 2, 5], Gliederung.Mitglieder.Select(t => (string[])[t.Name, t.Stimme.Label(), t.Anwesenheitsworte]));
        if (Gliederung.Gaeste.Count == 0)
            return;
        c.Item().PaddingTop(4).Heading(3, "Gäste");
        Table(c, ["Gast", "Dabei bei", "Anwesenheit"], [5, 2, 5], Gliederung.Gaeste.Select(t => (string[])[t.Name, Gliederung.ItemOf(t) ?? "ganze Sitzung", t.Anwesenheitsworte]));
    }

    private void ComposeItem(ColumnDescriptor c, Punktinhalt punkt)
    {
        c.Item().PaddingTop(4).Heading(3, Haussatz.Plain(Gliederung.TitelOf(punkt)));
        c.Item().KeepWithNext().Words(Gliederung.AngabeOf(punkt)).FontSize(8.5).FontColor(Color.Grey);
        if (!Gliederung.Shows(punkt))
        {
            c.Item().Text(Protokollgliederung.Verweis);
            return;
        }
        var eintraege = Gliederung.Printed(punkt).ToList();
        foreach (var eintrag in eintraege)
            ComposeEntry(c, eintrag);
        foreach (var vereinbarung in Gliederung.AgreementsOf(punkt))
            c.Item().Background(Color.LightGrey).Padding(6).Column(z =>
            {
                z.Spacing(2);
                foreach (var (label, text) in Protokollgliederung.LinesOf(vereinbarung))
                    if (label is null)
                        z.Item().Words(text);
                    else
                        z.Item().Text(t => t.Words($"{label}: ", fett: true).Words(text));
            });
        if (Gliederung.RefersFor(punkt))
            c.Item().Text(Protokollgliederung.Vereinbarungsverweis);
        if (Protokollgliederung.StandOf(punkt) is { } stand)
            c.Item().Words(stand).Italic();
        else if (eintraege.Count == 0 && punkt.Vereinbarungen.Count == 0 && !punkt.HatVertrauliches)
            c.Item().Text("Dazu ist nichts festgehalten.");
    }

    private static void ComposeEntry(ColumnDescriptor c, Eintragsinhalt eintrag)
    {
        if (eintrag.Art == Eintragsart.Text)
            c.Item().Words(eintrag.Text);
        else
            c.Item().Background(Color.LightGrey).Padding(6).Column(z =>
            {
                z.Item().Text(t => t.Words($"{eintrag.Art.Label()}: ", fett: true).Words(eintrag.Text));
                if (eintrag.Frist is { } frist)
                    z.Item().Words(frist).FontColor(Color.Grey);
            });
        foreach (var einwand in eintrag.Einwaende)
            c.Item().PaddingLeft(14).Column(z =>
            {
                z.Spacing(2);
                z.Item().Text(t => t.Words($"Einwand von {einwand.Von}, {einwand.Am}: ", fett: true).Words(einwand.Text));
                z.Item().Text(t => t.Words("Antwort: ", fett: true).Words(Protokollgliederung.AnswerOf(einwand)));
            });
    }

    private void ComposeTasks(ColumnDescriptor c)
    {
        if (Gliederung.Aufgaben is not { Count: > 0 } aufgaben)
            return;
        c.Item().PaddingTop(8).Heading(2, "Aufgaben");
        Table(c, ["Aufgabe", "Wer und bis wann", "Zu"], [6, 4, 1.5], aufgaben.Select(a => (string[])[a.Eintrag.Text, a.Eintrag.Frist ?? "", $"TOP {a.Punkt.Position}"]));
    }

    private static void Table(ColumnDescriptor c, string[] kopf, double[] breiten, IEnumerable<string[]> zeilen) => c.Item().Table(t =>
    {
        t.ColumnsDefinition(s =>
        {
            foreach (var breite in breiten)
                s.RelativeColumn(breite);
        });
        t.Header(h =>
        {
            foreach (var wort in kopf)
                h.Cell().Text(wort);
        });
        foreach (var zeile in zeilen)
        {
            t.Cell().RowHeader().Words(zeile[0]);
            foreach (var wort in zeile[1..])
                t.Cell().Words(wort);
        }
    });
}
