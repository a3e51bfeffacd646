using System.Xml;
using System.Xml.Linq;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <summary>Reads the register's XML of carriers, and knows its key lists.</summary>
internal static class Traegerliste
{
    public static Registerdatei Read(Registerdatei datei, byte[] inhalt)
    {
        XElement wurzel;
        try
        {
            using var leser = XmlReader.Create(new MemoryStream(inhalt), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            wurzel = XDocument.Load(leser, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException fehler)
        {
            return datei with { Fehler = [new Zeilenfehler(Math.Max(fehler.LineNumber, 1), "Die XML-Datei ist beschädigt.")] };
        }

        if (wurzel.Name.LocalName == "Traegerdaten")
            return ReadTraeger(datei with { Inhalt = "Schulträger", IsTraegerliste = true }, wurzel);
        return wurzel.Elements().FirstOrDefault()?.Name.LocalName is "Schulform" or "Schulbetrieb" or "Rechtsform"
            ? datei with
            {
                Inhalt = "Schlüsselliste",
                Hinweis = "Eine Schlüsselliste ist nicht nötig: Das Portal kennt die Bezeichnungen. Es wurde nichts übernommen.",
            }
            : datei.Refuse("Die XML-Datei ist keine Trägerliste des Schulregisters.");
    }

    private static Registerdatei ReadTraeger(Registerdatei datei, XElement wurzel)
    {
        var traeger = new List<Traegerzeile>();
        var fehler = new List<Zeilenfehler>();
        var zeileDesTraegers = new Dictionary<string, int>();
        foreach (var element in wurzel.Elements("Traeger"))
        {
            var zeile = ((IXmlLineInfo)element).LineNumber;
            if (Check(element, zeile, zeileDesTraegers) is { } satz)
                fehler.Add(new Zeilenfehler(zeile, satz));
            else
                traeger.Add(new Traegerzeile(
                    Text(element, "Traegernummer")!,
                    NameOf(element),
                    Text(element, "Kurzbezeichnung"),
                    new Anschrift(Text(element, "Strasse"), Text(element, "PLZ"), Text(element, "Ort"))));
        }
        return datei with { Traeger = traeger, Fehler = fehler };
    }

    private static string? Check(XElement element, int zeile, Dictionary<string, int> zeileDesTraegers)
    {
        if (element.Elements().Any(e => !Registerwerte.Clean(e.Value, out _)))
            return Texteingabe.UnzulaessigesZeichen;
        if (Text(element, "Traegernummer") is not { } nummer)
            return "Die Trägernummer fehlt.";
        if (nummer.Length > Schultraeger.TraegernummerMaxLength || !nummer.All(char.IsAsciiDigit))
            return $"Die Trägernummer „{(nummer.Length <= 40 ? nummer : nummer[..40] + "…")}“ ist keine Zahl.";
        if (!zeileDesTraegers.TryAdd(nummer, zeile))
            return $"Die Trägernummer {nummer} steht schon in Zeile {zeileDesTraegers[nummer]}.";
        var name = NameOf(element);
        if (name.Length == 0)
            return "Der Name des Schulträgers fehlt.";
        return name.Length > Schultraeger.NameMaxLength || Text(element, "Kurzbezeichnung")?.Length > Schultraeger.NameMaxLength
            || Text(element, "Strasse")?.Length > Anschrift.StrasseMaxLength || Text(element, "Ort")?.Length > Anschrift.OrtMaxLength
            || Text(element, "PLZ")?.Length > Anschrift.PostleitzahlMaxLength
                ? "Ein Feld ist zu lang." : null;
    }

    /// <summary>
    /// The first column is the name of a Stadt, a Gemeinde or a Kreis; what follows there is an office to write to. Other
    /// names go on in the further columns.
    /// </summary>
    private static string NameOf(XElement element)
    {
        var erste = Text(element, "Traegerbezeichnung_1");
        if (erste is not null && TraegerArten.GuessFrom(erste) is TraegerArt.Kommune or TraegerArt.Kreis)
            return erste;
        return Registerwerte.Join(new[] { Text(element, "Traegerbezeichnung_2"), Text(element, "Traegerbezeichnung_3") }
            .Where(t => t is not null && !Registerwerte.IsAddressee(t)).Prepend(erste));
    }

    private static string? Text(XElement element, string feld) =>
        element.Element(feld) is { } wert && Registerwerte.Clean(wert.Value, out var sauber) ? sauber : null;
}
