using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using static SchulDigital.Web.Infrastructure.Dokumente.Textdokument;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>The draft of a Berichtsbogen as DOCX, to talk it over and to write by hand: what the PDF says, without declarations.</summary>
public static class Berichtsdatei
{
    public static byte[] Write(Berichtsinhalt inhalt, Hauskopf haus, bool istDemo, DateTime stand)
    {
        var stufe = $"Entwurf vom {Zeitangabe.Date(stand)}";
        string[] zeilen = [inhalt.Traeger, .. new[] { haus.Stelle, haus.Anschrift }.OfType<string>()];
        return Textdokument.Write(new Dokumentkopf($"{inhalt.Ueberschrift}: {inhalt.Titel}", inhalt.Traeger, haus.Logo, haus.Logobeschreibung ?? $"Logo: {inhalt.Traeger}", zeilen, $"{inhalt.Ueberschrift}, {inhalt.Traeger}, {stufe}"),
            BodyOf(inhalt, stufe, istDemo), stand);
    }

    private static IEnumerable<OpenXmlElement> BodyOf(Berichtsinhalt inhalt, string stufe, bool istDemo)
    {
        yield return Heading(1, inhalt.Titel);
        yield return Absatz(Vorlage.Titelzeile, $"{inhalt.Ueberschrift}, {stufe}");
        if (istDemo)
            yield return Bold("Demo: Personen, Schulen und Angaben sind erfunden.");
        yield return Absatz(null, string.Join(", ", inhalt.Haeuser.Select(h => h.Name)), "Um wen es geht");
        if (inhalt.Anlass is { } anlass)
            yield return Absatz(null, anlass, "Anlass");
        yield return Absatz(Vorlage.Angabe, "Diese Datei ist zum Besprechen. Geschrieben und bestätigt wird der Text im Portal.");
        foreach (var abschnitt in inhalt.Abschnitte)
        {
            yield return Heading(2, abschnitt.Label());
            foreach (var gruppe in inhalt.GroupsOf(abschnitt))
            {
                if (gruppe.Titel is { } titel)
                    yield return Heading(3, titel);
                foreach (var absatz in gruppe.Absaetze.SelectMany(ParagraphsOf))
                    yield return absatz;
            }
        }
    }

    private static IEnumerable<Paragraph> ParagraphsOf(Absatzinhalt a)
    {
        yield return Absatz(null, string.IsNullOrWhiteSpace(a.Text) ? "Dazu ist noch nichts gesagt." : a.Text, a.Zielstand?.Label() ?? a.Stimme);
        if (a.Zeile is { } zeile)
            yield return Absatz(Vorlage.Hervorgehoben, zeile);
    }
}
