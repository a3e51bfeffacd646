using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Web.Infrastructure.Dokumente;
using static SchulDigital.Web.Infrastructure.Dokumente.Textdokument;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The minutes as DOCX, to work on: what the PDF says.</summary>
public static class Protokolldatei
{
    /// <param name="hausname">Office on the house template; null for none.</param>
    public static byte[] Write(Sitzungsinhalt inhalt, bool nurVertrauliches, byte[]? logo, string? hausname, bool istDemo, DateTime stand)
    {
        var gliederung = new Protokollgliederung(inhalt, nurVertrauliches);
        var kopf = new Dokumentkopf(gliederung.Titel, inhalt.Kreis, logo, $"Logo: {hausname ?? inhalt.Kreis}", [inhalt.Kreis, .. hausname is null ? (string[])[] : [hausname]],
            $"{inhalt.Kreis}, {gliederung.Ueberschrift}, {gliederung.Stufe}");
        return Textdokument.Write(kopf, BodyOf(gliederung, istDemo), stand);
    }

    private static IEnumerable<OpenXmlElement> BodyOf(Protokollgliederung gliederung, bool istDemo)
    {
        var inhalt = gliederung.Inhalt;
        yield return Heading(1, gliederung.Ueberschrift);
        yield return Absatz(Vorlage.Titelzeile, inhalt.Titel);
        if (gliederung.NurVertrauliches)
            yield return Bold(Protokollgliederung.NurFuer);
        if (istDemo)
            yield return Bold("Demo: Personen, Schulen und Angaben sind erfunden.");
        foreach (var (label, text) in gliederung.Angaben())
            yield return Absatz(null, text, label);
        if (inhalt.Fassung is not null)
            yield return Absatz(Vorlage.Angabe, "Diese Datei ist zum Weiterverwenden. Maßgeblich ist das genehmigte Protokoll als PDF.");

        yield return Heading(2, "Anwesenheit");
        if (gliederung.Mitglieder.Count == 0)
            yield return Absatz(null, "Der Kreis hatte zu dieser Sitzung keine Mitglieder.");
        else
            yield return Tabelle(["Organisation", "Stimme", "Anwesenheit"], [40, 20, 40], gliederung.Mitglieder.Select(t => (string[])[t.Name, t.Stimme.Label(), t.Anwesenheitsworte]));
        if (gliederung.Gaeste.Count > 0)
        {
            yield return Heading(3, "Gäste");
            yield return Tabelle(["Gast", "Dabei bei", "Anwesenheit"], [40, 20, 40], gliederung.Gaeste.Select(t => (string[])[t.Name, gliederung.ItemOf(t) ?? "ganze Sitzung", t.Anwesenheitsworte]));
        }
        foreach (var (titel, punkte) in gliederung.Abschnitte)
        {
            yield return Heading(2, titel);
            foreach (var absatz in punkte.SelectMany(p => ItemOf(gliederung, p)))
                yield return absatz;
        }
        if (gliederung.Aufgaben is { Count: > 0 } aufgaben)
        {
            yield return Heading(2, "Aufgaben");
            yield return Tabelle(["Aufgabe", "Wer und bis wann", "Zu"], [52, 34, 14], aufgaben.Select(a => (string[])[a.Eintrag.Text, a.Eintrag.Frist ?? "", $"TOP {a.Punkt.Position}"]));
            // A document does not end with a table.
            yield return new Paragraph();
        }
    }

    private static IEnumerable<OpenXmlElement> ItemOf(Protokollgliederung gliederung, Punktinhalt punkt)
    {
        yield return Heading(3, gliederung.TitelOf(punkt));
        yield return Absatz(Vorlage.Angabe, gliederung.AngabeOf(punkt));
        if (!gliederung.Shows(punkt))
        {
            yield return Absatz(null, Protokollgliederung.Verweis);
            yield break;
        }
        var eintraege = gliederung.Printed(punkt).ToList();
        foreach (var eintrag in eintraege)
        {
            if (eintrag.Art == Eintragsart.Text)
                yield return Absatz(null, eintrag.Text);
            else
                yield return Absatz(Vorlage.Hervorgehoben, eintrag.Frist is { } frist ? $"{eintrag.Text}\n{frist}" : eintrag.Text, eintrag.Art.Label());
            foreach (var einwand in eintrag.Einwaende)
            {
                yield return Absatz(Vorlage.Einwand, einwand.Text, $"Einwand von {einwand.Von}, {einwand.Am}");
                yield return Absatz(Vorlage.Einwand, Protokollgliederung.AnswerOf(einwand), "Antwort");
            }
        }
        foreach (var (label, text) in gliederung.AgreementsOf(punkt).SelectMany(Protokollgliederung.LinesOf))
            yield return Absatz(Vorlage.Hervorgehoben, text, label);
        if (gliederung.RefersFor(punkt))
            yield return Absatz(null, Protokollgliederung.Vereinbarungsverweis);
        if (Protokollgliederung.StandOf(punkt) is { } stand)
            yield return Absatz(null, stand);
        else if (eintraege.Count == 0 && punkt.Vereinbarungen.Count == 0 && !punkt.HatVertrauliches)
            yield return Absatz(null, "Dazu ist nichts festgehalten.");
    }
}
