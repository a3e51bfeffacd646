using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Features.Tische;
using SchulDigital.Web.Features.Tische.Pdf;

namespace SchulDigital.Tests.Documents;

/// <summary>What the documents of a session say, and what they keep to themselves.</summary>
[Trait("Spur", "documents")]
public class SitzungsdokumenteTests
{
    [Fact]
    public void The_minutes_say_who_was_there_what_was_said_and_who_does_what_in_their_order()
    {
        foreach (var text in (string[])[WordsOf(Sitzungsmuster.Minutes(approved: true)), WordsOf(Sitzungsmuster.Docx(approved: true))])
        {
            AssertOrder(text,
                "Protokoll der 3. Sitzung", "Netze, Geräte und Fortbildung", "Termin: Sonntag, 22. November 2026", "Beginn und Ende: 22.11.2026, 09:30 Uhr bis 11:28 Uhr", "Moderation: Mo Moderation",
                "Fassung 1, genehmigt am 12.12.2026, 09:30 Uhr, festgehalten von Mo \"Moderation\"", "Stadt Musterhausen", "entscheidend", "anwesend: Lars Leitung", "vertreten durch Pia Partner", "Beratung Nord", "beratend",
                "Gäste", "Dr. Ada Netz", "TOP 2", "Tagesordnung", "TOP 1: Begrüßung", "Dazu ist nichts festgehalten.", "Infrastruktur", "TOP 2: Netze und Geräte",
                "Vereinbarung; geplant 40 Minuten ab 09:35 Uhr; tatsächlich 09:37 bis 10:20 Uhr; Vortrag: Dr. Ada Netz", "Die Stadt berichtet vom Ausbau.", "Einwand von Pia Partner", "Antwort: Übernommen",
                "Antwort: steht noch aus", "Ergebnis: Der Ausbau hat Vorrang", "Aufgabe: Angebote für die Turnhalle", "Stadt Musterhausen, bis 15.01.2027", "TOP 3: Vertraulicher Punkt", "Geplant 15 Minuten",
                Protokollgliederung.Verweis, "TOP 4: Vertraulicher Punkt", "TOP 5:", "Vertagt: Die Referentin ist krank.", "Weitere Punkte", "TOP 12: Verschiedenes", "Noch nicht als behandelt", "Aufgaben",
                "Angebote für die Turnhalle", "TOP 2");
            Assert.DoesNotContain("Was nicht ins Protokoll gehört", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_confidential_stands_only_in_its_own_part()
    {
        foreach (var approved in (bool[])[true, false])
            foreach (var text in (string[])[WordsOf(Sitzungsmuster.Minutes(approved)), WordsOf(Sitzungsmuster.Docx(approved))])
            {
                Assert.DoesNotContain(Sitzungsmuster.Geheim, text, StringComparison.Ordinal);
                Assert.DoesNotContain(Sitzungsmuster.Verborgenes, text, StringComparison.Ordinal);
                AssertOrder(text, "TOP 2: Netze und Geräte", "Jede Schule nennt eine Ansprechperson.", Protokollgliederung.Vereinbarungsverweis, "TOP 3");
            }
        foreach (var text in (string[])[WordsOf(Sitzungsmuster.Minutes(true, confidential: true)), WordsOf(Sitzungsmuster.Docx(true, confidential: true))])
        {
            AssertOrder(text, "vertraulicher Teil", Protokollgliederung.NurFuer, "TOP 2: Netze und Geräte", $"{Sitzungsmuster.Geheim}: höchstens drei Millionen.", $"TOP 3: {Sitzungsmuster.Geheim}", $"{Sitzungsmuster.Geheim} wurde beraten.", "Aufgaben", $"{Sitzungsmuster.Geheim} klären");
            Assert.DoesNotContain(Sitzungsmuster.Verborgenes, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Der Ausbau hat Vorrang", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Jede Schule nennt", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Vertraulicher Punkt", text, StringComparison.Ordinal);
        }
        var mappe = WordsOf(Sitzungsmuster.Folder([]).Compose());
        Assert.Contains(Sitzungsmuster.Geheim, mappe, StringComparison.Ordinal);
        Assert.DoesNotContain(Sitzungsmuster.Verborgenes, mappe, StringComparison.Ordinal);
        AssertOrder(mappe, "TOP 4: Vertraulicher Punkt", "wird vertraulich behandelt", "TOP 5");
    }

    [Fact]
    public void A_draft_says_that_it_is_one_and_an_approved_version_how_to_check_it()
    {
        var entwurf = WordsOf(Sitzungsmuster.Minutes(approved: false));
        Assert.Contains("Entwurf in Prüfung; Einwände bis zum 06.12.2026", entwurf, StringComparison.Ordinal);
        Assert.Contains("Ein Entwurf trägt kein elektronisches Siegel.", entwurf, StringComparison.Ordinal);
        var fassung = WordsOf(Sitzungsmuster.Minutes(approved: true));
        AssertOrder(fassung, "Nachweis", "Genehmigt am: 12.12.2026", Sitzungsmuster.Nummer.ToString(), "Dieses Dokument trägt ein elektronisches Siegel.");
        Assert.Equal("Moderation, Runder Tisch Musterhausen", Sitzungsmuster.Record(approved: true).Stelle);
    }

    [Fact]
    public void The_hash_is_of_what_is_said_and_not_of_how_it_looks()
    {
        var protokoll = Sitzungsmuster.Record(approved: true);
        var hash = protokoll.Inhaltshash;
        Assert.Equal(hash, (protokoll with { Logo = null, Hausname = null, Nummer = Guid.NewGuid(), Stand = protokoll.Stand.AddDays(1), IstDemo = false }).Inhaltshash);
        var punkt = protokoll.Inhalt.Punkte[1];
        var eintrag = punkt.Eintraege[0];
        foreach (var anders in (Sitzungsprotokoll[])[
            protokoll with { NurVertrauliches = true },
            With(punkt with { Titel = "Anders" }), With(punkt with { Stand = Punktstand.Vertagt }), With(punkt with { Grund = "Anders" }), WithEntry(eintrag with { Text = "Anders" }),
            WithEntry(eintrag with { Art = Eintragsart.Ergebnis }), WithEntry(eintrag with { Ausgelassen = true }), WithEntry(eintrag with { Einwaende = [eintrag.Einwaende[0]] }),
            WithEntry(eintrag with { Einwaende = [eintrag.Einwaende[0] with { Antwort = "Anders" }, eintrag.Einwaende[1]] }),
            protokoll with { Inhalt = protokoll.Inhalt with { Teilnehmer = [.. protokoll.Inhalt.Teilnehmer.Skip(1)] } },
            protokoll with { Inhalt = protokoll.Inhalt with { Teilnehmer = [protokoll.Inhalt.Teilnehmer[0] with { Anwesenheit = Anwesenheit.Entschuldigt }, .. protokoll.Inhalt.Teilnehmer.Skip(1)] } }])
            Assert.NotEqual(hash, anders.Inhaltshash);
        // What the document does not say changes nothing in it.
        Assert.Equal(hash, WithEntry(eintrag, punkt.Eintraege[3] with { Text = "Anders" }).Inhaltshash);
        Assert.Equal(hash, WithItem(2, protokoll.Inhalt.Punkte[2] with { Titel = "Anders" }).Inhaltshash);

        Sitzungsprotokoll With(Punktinhalt neuer) => WithItem(1, neuer);
        Sitzungsprotokoll WithItem(int stelle, Punktinhalt neuer) =>
            protokoll with { Inhalt = protokoll.Inhalt with { Punkte = [.. protokoll.Inhalt.Punkte.Select((p, i) => i == stelle ? neuer : p)] } };
        Sitzungsprotokoll WithEntry(Eintragsinhalt erster, Eintragsinhalt? vierter = null) =>
            With(punkt with { Eintraege = [.. punkt.Eintraege.Select((e, i) => i == 0 ? erster : i == 3 ? vierter ?? e : e)] });
    }

    [Fact]
    public void The_folder_names_its_pages_counts_its_minutes_and_carries_its_files()
    {
        var pdf = Sitzungsmuster.Folder(Sitzungsmuster.Dateien).Compose().GeneratePdf();
        var reader = new PdfReader(pdf);
        var seiten = reader.PageIds.Select(id => new PageContent(reader, id).Texts.Select(t => t.Text).ToList()).ToList();
        var verzeichnis = seiten.FindIndex(s => s.Contains("Inhalt"));
        Assert.True(verzeichnis > 0);
        var stelle = seiten[verzeichnis].IndexOf("TOP 12: Verschiedenes");
        Assert.Equal($"{seiten.FindLastIndex(s => s.Contains("TOP 12: Verschiedenes")) + 1}", seiten[verzeichnis][stelle + 1]);
        var text = WordsOf(Sitzungsmuster.Folder(Sitzungsmuster.Dateien).Compose());
        AssertOrder(text, "Sitzungsmappe", "3. Sitzung: Netze, Geräte und Fortbildung", "Termin: Sonntag", "Rathaus, Raum 204", "Eingeladen", "Stadt Musterhausen (entscheidend)", "Dr. Ada Netz (Gast)", "liegen 4 Dateien bei",
            "09:30 Uhr", "TOP 1: Begrüßung", "Netzplan der Schulen (liegt dieser Mappe bei als Netzplan.pdf)", "Kostenschätzung (liegt dieser Mappe bei als Netzplan (2).pdf)", "Vertragsentwurf (Datei, im Portal zu lesen)",
            "Förderrichtlinie", "https://foerderung.example/", "javascript:alert(1)");
        Assert.Equal(4, reader.Array(reader.Catalog["AF"]).Count);
        Assert.Equal(["Netzplan (2).pdf", "Netzplan.pdf", "__böse___Datei_.xlsx", "ohne Endung 🙂"], reader.Array(reader.Catalog["AF"]).Select(a => reader.Text(reader.Dict(a)["UF"])).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(reader.PageIds.SelectMany(id => reader.Dict(new PdfRef(id)).TryGetValue("Annots", out var alle) ? reader.Array(alle).Select(reader.Dict) : []),
            a => a.TryGetValue("A", out var akt) && !reader.Text(reader.Dict(akt)["URI"]).StartsWith("https://", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, "Geplant sind 143 von 200 Minuten; 57 bleiben frei.")]
    [InlineData(143, "Geplant sind 143 Minuten, so viele, wie die Sitzung dauert.")]
    [InlineData(120, "Geplant sind 143 Minuten, 23 mehr, als die Sitzung dauert (120 Minuten).")]
    public void The_folder_says_whether_the_time_is_enough(int dauer, string satz)
    {
        var mappe = Sitzungsmuster.Folder([]);
        Assert.Contains(satz, WordsOf((mappe with { Inhalt = mappe.Inhalt with { Dauer = dauer } }).Compose()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_of_which_nothing_is_known_yet_has_documents_too()
    {
        var leer = Sitzungsmuster.Of(approved: false) with { Teilnehmer = [], Punkte = [], Ort = null, Videolink = null, Nachricht = null, BegonnenAm = null, BeendetAm = null, EinwaendeBis = null };
        Assert.Contains("Die Tagesordnung steht noch nicht.", WordsOf(new Sitzungsmappe(leer, [], null, null, false, Samples.Date.UtcDateTime).Compose()), StringComparison.Ordinal);
        Assert.Contains("keine Mitglieder", WordsOf(new Sitzungsprotokoll(leer, false, Guid.Empty, null, null, "/pruefen", false, Samples.Date.UtcDateTime).Compose(null)), StringComparison.Ordinal);
        Assert.Empty(Faults(Protokolldatei.Write(leer, false, null, null, false, Samples.Date.UtcDateTime)));
    }

    [Fact]
    public void The_minutes_to_work_on_are_a_sound_document_with_headings_and_tables()
    {
        foreach (var docx in (byte[][])[Sitzungsmuster.Docx(true), Sitzungsmuster.Docx(false), Sitzungsmuster.Docx(true, confidential: true)])
            Assert.Empty(Faults(docx));

        using var datei = WordprocessingDocument.Open(new MemoryStream(Sitzungsmuster.Docx(approved: true)), false);
        Assert.Equal(("Protokoll der 3. Sitzung, Runder Tisch Musterhausen: Netze, Geräte und Fortbildung", "de-DE"), (datei.PackageProperties.Title, datei.PackageProperties.Language));
        var teil = datei.MainDocumentPart!;
        Assert.Null(teil.VbaProjectPart);
        Assert.Empty(teil.HyperlinkRelationships);
        Assert.Empty(teil.ExternalRelationships);
        Assert.Equal("de-DE", teil.StyleDefinitionsPart!.Styles!.Descendants<Languages>().Single().Val);
        var stufen = teil.Document.Body!.Elements<Paragraph>().Select(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value).Where(v => v?.StartsWith("Heading", StringComparison.Ordinal) == true).Select(v => v![^1] - '0').ToList();
        Assert.Equal(1, stufen[0]);
        Assert.Single(stufen, 1);
        Assert.All(stufen.Zip(stufen.Skip(1)), p => Assert.True(p.Second <= p.First + 1));
        Assert.Equal(stufen.Distinct().Count(), teil.StyleDefinitionsPart.Styles.Elements<Style>().Count(s => s.StyleParagraphProperties?.OutlineLevel is not null));
        foreach (var tabelle in teil.Document.Body.Elements<Table>())
            Assert.Equal([true, .. Enumerable.Repeat(false, tabelle.Elements<TableRow>().Count() - 1)], tabelle.Elements<TableRow>().Select(z => z.TableRowProperties!.Elements<TableHeader>().Any()));
        var logo = teil.HeaderParts.Single(k => k.ImageParts.Any());
        Assert.Equal("Logo: Fachbereich Schule und Sport", logo.Header.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().Single().Description);
        Assert.Contains("Fachbereich Schule und Sport", logo.Header.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_typed_is_text_and_nothing_else()
    {
        var inhalt = Sitzungsmuster.Of(approved: false);
        const string boese = "a\0b\u0001c\u000bd\ufffee\ud800f \u202eg <w:p/> &amp; ]]> {TOC \\o} =1+1\r\nzwei 🙂";
        var docx = Protokolldatei.Write(inhalt with
        {
            Titel = boese,
            Kreis = boese,
            Teilnehmer = [inhalt.Teilnehmer[0] with { Name = boese }],
            Punkte = [inhalt.Punkte[1] with { Titel = boese, Abschnitt = boese, Eintraege = [inhalt.Punkte[1].Eintraege[0] with { Text = boese }] }],
        }, false, null, boese, false, Samples.Date.UtcDateTime);
        Assert.Empty(Faults(docx));
        using var datei = WordprocessingDocument.Open(new MemoryStream(docx), false);
        var absatz = datei.MainDocumentPart!.Document.Body!.Elements<Paragraph>().First(p => p.InnerText.StartsWith("abcd", StringComparison.Ordinal) && p.ParagraphProperties is null);
        Assert.Equal(["abcde\ufffdf \u202eg <w:p/> &amp; ]]> {TOC \\o} =1+1", "zwei 🙂"], absatz.Descendants<Text>().Select(t => t.Text));
        Assert.Single(absatz.Descendants<Break>());
    }

    [LibreOfficeWriterFact]
    public async Task LibreOffice_opens_the_minutes_and_prints_them_with_their_words()
    {
        using var ordner = new Testordner();
        var pfad = Path.Combine(ordner.Pfad, "protokoll.pdf");
        await File.WriteAllBytesAsync(pfad, await LibreOffice.PrintAsync(Sitzungsmuster.Docx(approved: true)));
        var (_, text) = PdfTools.Run("pdftotext", "-layout", pfad, "-");
        AssertOrder(text, "Fachbereich Schule und Sport", "Protokoll der 3. Sitzung", "Organisation", "Stadt Musterhausen", "anwesend: Lars Leitung", "TOP 2: Netze und Geräte", "Einwand von",
            "Ergebnis: Der Ausbau hat Vorrang", "BEGIN:VEVENT", "TOP 3: Vertraulicher Punkt", "Aufgaben");
        Assert.Matches(@"Title:\s+Protokoll der 3\. Sitzung", PdfTools.Run("pdfinfo", pfad).Output);
        Assert.Contains("Seite 2 von", text, StringComparison.Ordinal);
        Assert.Matches(@"\b120\s+120\b", PdfTools.Run("pdfimages", "-list", pfad).Output);
    }

    private static List<string> Faults(byte[] docx)
    {
        using var datei = WordprocessingDocument.Open(new MemoryStream(docx), false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2013).Validate(datei).Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}")];
    }

    private static string WordsOf(Pdf.Document document)
    {
        var reader = new PdfReader(document.GeneratePdf());
        return string.Join(' ', reader.PageIds.SelectMany(id => new PageContent(reader, id).Texts).Where(t => t.Artifact.Length == 0).Select(t => t.Text.Trim()))
            .Replace("\u00ad ", "", StringComparison.Ordinal);
    }

    private static string WordsOf(byte[] docx)
    {
        using var datei = WordprocessingDocument.Open(new MemoryStream(docx), false);
        return string.Join(' ', datei.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(p => p.InnerText));
    }

    private static void AssertOrder(string text, params string[] teile)
    {
        var ab = 0;
        foreach (var teil in teile)
        {
            var stelle = text.IndexOf(teil, ab, StringComparison.Ordinal);
            Assert.True(stelle >= 0, $"„{teil}“ fehlt hinter: {text[ab..Math.Min(ab + 500, text.Length)]}");
            ab = stelle + teil.Length;
        }
    }
}
