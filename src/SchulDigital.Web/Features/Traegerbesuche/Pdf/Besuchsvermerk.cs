using System.Security.Cryptography;
using System.Text.Json;
using SchulDigital.Domain.Besuche;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Web.Features.Traegerbesuche.Pdf;

/// <summary>The record of a visit: who met, what about, what came out, and a page of evidence. Before its release with "Entwurf" across.</summary>
/// <param name="Nummer">Printed on the page of evidence; empty for a draft.</param>
public sealed record Besuchsvermerk(VermerkSeite Seite, Besuch Besuch, Guid Nummer, string Pruefadresse, bool IstDemo, DateTime Stand)
{
    private bool IstEntwurf => Nummer == Guid.Empty;

    public string Titel => Haussatz.Plain($"Besuchsvermerk: {Seite.Kopf.Anlass}, {Seite.Kopf.Traeger}");

    public string Stelle => Besuch.VermerkAmt is { } amt ? $"{amt}, {Seite.Kopf.Traeger}" : Seite.Kopf.Traeger;

    /// <summary>SHA-256 of what the record says, whatever it looks like: the visit and its results, in a fixed form.</summary>
    public string Inhaltshash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        besuch = Besuch.Id,
        tag = Besuch.Tag,
        anlass = Besuch.Anlass,
        ergebnisse = Seite.Ergebnisse.Select(e => new { e.Id, art = e.Art.ToString(), e.Text, e.Zeile }),
    })));

    public Document Compose(Siegelangabe? siegel) => Document.Create(Hausschrift.Schrift, new DocumentInfo
    {
        Title = Titel,
        Author = Haussatz.Plain(Seite.Kopf.Traeger),
        // Also readable where the seal is broken: the Prüfseite knows by it what the file once was.
        Subject = Dokumentkennung.Of(Nummer),
        Created = new DateTimeOffset(Stand, TimeSpan.Zero),
    }, d => d.Page(seite =>
    {
        seite.Frame($"Besuchsvermerk, {Seite.Kopf.Traeger}", IstEntwurf ? "Entwurf" : Zeitangabe.Date(Stand));
        if (IstEntwurf)
            seite.Watermark("Entwurf");
        seite.Content().Column(c =>
        {
            c.Spacing(6);
            c.Item().Words(Seite.Kopf.Traeger).FontColor(Color.Grey);
            c.Item().Heading(1, Haussatz.Plain($"Besuchsvermerk: {Seite.Kopf.Anlass}"));
            if (IstDemo)
                c.Item().Text("Demo: Personen, Schulen und Angaben sind erfunden.").Bold();
            foreach (var (label, text) in Facts())
                c.Item().Text(t => t.Words(label + ": ", fett: true).Words(text));
            c.Item().PaddingTop(8).Heading(2, "Ergebnisse");
            if (Seite.Ergebnisse.Count == 0)
                c.Item().Text("Festgehalten ist nichts.");
            foreach (var gruppe in Seite.Ergebnisse.GroupBy(e => e.Art).OrderBy(g => g.Key))
            {
                c.Item().PaddingTop(4).Heading(3, gruppe.Key.Label());
                foreach (var e in gruppe)
                    c.Item().KeepTogether().Column(z =>
                    {
                        z.Item().Words(e.Text);
                        z.Item().Words($"Aus: {e.Themenfeld}{(e.Zeile is { } zeile ? $", {zeile}" : "")}").FontSize(8.5).FontColor(Color.Grey);
                    });
            }
            if (Seite.Fragen.Count > 0)
            {
                c.Item().PaddingTop(8).Heading(2, "Fragen vor dem Besuch");
                foreach (var f in Seite.Fragen)
                    c.Item().KeepTogether().Column(z =>
                    {
                        z.Item().Text(t => t.Words(f.Zeile + ": ", fett: true).Words($"{f.Text} ({f.BeteiligterName})"));
                        z.Item().Words(f.Antwort is { } antwort ? $"Antwort: {antwort}" : "Vor dem Besuch nicht beantwortet.");
                    });
            }
            c.Item().PaddingTop(8).Heading(2, "Tagesordnung");
            if (Seite.Agenda.Count == 0)
                c.Item().Text("Es gab keine Tagesordnung.");
            else
                c.Item().Table(t =>
                {
                    t.ColumnsDefinition(s =>
                    {
                        s.ConstantColumn(110);
                        s.RelativeColumn();
                    });
                    t.Header(h =>
                    {
                        h.Cell().Text("Zeit");
                        h.Cell().Text("Punkt");
                    });
                    foreach (var p in Seite.Agenda)
                    {
                        t.Cell().RowHeader().Text(p.Zeit);
                        t.Cell().Words(p.Titel + (p.Grund is { } grund ? $" ({grund})" : ""));
                    }
                });
            c.Item().PageBreak();
            c.Evidence(new Nachweis(Titel, Stelle, Besuch.VermerktAm is { } am ? Zeitangabe.DateAndTime(am) : null, Zeitangabe.DateAndTime(Stand), Nummer, Inhaltshash, Pruefadresse), siegel);
        });
    }));

    private IEnumerable<(string Label, string Text)> Facts()
    {
        yield return ("Termin", Seite.Kopf.Termin + " (Ortszeit in Deutschland)");
        yield return ("Ort", Seite.Kopf.Ort ?? (Seite.Kopf.Videolink is null ? "nicht angegeben" : "per Video"));
        yield return ("Matrix", Seite.Matrixtitel);
        yield return ("Organisation", Seite.Organisator);
        if (Seite.Beteiligte.Count > 0)
            yield return ("Eingeladen", string.Join(", ", Seite.Beteiligte.Select(b => b.Worte + (b.Rueckmeldung == Rueckmeldung.Abgesagt ? " (abgesagt)" : ""))));
        if (Seite.Unterlagen.Count > 0)
            yield return ("Unterlagen", string.Join(", ", Seite.Unterlagen));
    }
}
