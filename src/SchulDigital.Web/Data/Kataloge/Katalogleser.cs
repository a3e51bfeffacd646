using System.Text.RegularExpressions;
using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Data.Kataloge;

/// <summary>Turns the nodes of a catalogue file into a <see cref="Katalog"/>, rule by rule of the schema.</summary>
internal sealed partial class Katalogleser(Katalogknoten wurzel, List<string> fehler)
{
    /// <summary>Words that stand in addresses where a Themenfeld's key stands.</summary>
    private static readonly string[] Wegworte =
    [
        "pruefung", "pdf", "zuarbeiten", "neu", "vorschau", "abstimmung", "bearbeitung", "freigaben", "ruecknahme", "entwurf", "verlauf", "druck", "fassungen", "zeilen",
        "zuordnungen", "teilnahme", "uebernahme", "bestaetigung", "weitergabe", "weitergaben", "vergleich", "eigene", "tabelle",
        "blankobogen",
    ];

    private static readonly Dictionary<string, Zielgruppe> Zielgruppen = new()
    {
        ["schultraeger"] = Zielgruppe.Schultraeger,
        ["schule"] = Zielgruppe.Schule,
    };

    private static readonly Dictionary<string, Stufenwert> Stufen = new()
    {
        ["einstieg"] = Stufenwert.Einstieg,
        ["ausbau"] = Stufenwert.Ausbau,
        ["verstetigung"] = Stufenwert.Verstetigung,
    };

    private static readonly Dictionary<string, Stufenwert?> Zusatzwerte = new()
    {
        ["noch_nicht_begonnen"] = Stufenwert.NochNichtBegonnen,
        ["nicht_beurteilbar"] = Stufenwert.NichtBeurteilbar,
        ["nicht_zutreffend"] = Stufenwert.NichtZutreffend,
        ["keine_angabe"] = null,
    };

    private static readonly Dictionary<string, Zeithorizont> Zeithorizonte = new()
    {
        ["kurzfristig"] = Zeithorizont.Kurzfristig,
        ["mittelfristig"] = Zeithorizont.Mittelfristig,
        ["langfristig"] = Zeithorizont.Langfristig,
        ["halten"] = Zeithorizont.Halten,
        ["nicht_vorrangig"] = Zeithorizont.NichtVorrangig,
    };

    private static readonly Dictionary<string, Sollregel> Sollregeln = new()
    {
        ["pflicht"] = Sollregel.Pflicht,
        ["gleich_ist"] = Sollregel.GleichIst,
        ["freiwillig"] = Sollregel.Freiwillig,
    };

    private static readonly Dictionary<string, SpiegelArt> SpiegelArten = new()
    {
        ["gleicher_gegenstand"] = SpiegelArt.GleicherGegenstand,
        ["gegenstueck"] = SpiegelArt.Gegenstueck,
    };

    private static readonly Dictionary<string, Zeilenfeld> Felder = new()
    {
        ["ist_stufe"] = Zeilenfeld.Ist,
        ["soll_stufe"] = Zeilenfeld.Soll,
        ["zeithorizont"] = Zeilenfeld.Zeithorizont,
        ["geplante_schritte"] = Zeilenfeld.GeplanteSchritte,
        ["unterstuetzungsbedarf"] = Zeilenfeld.Unterstuetzungsbedarf,
        ["offene_frage"] = Zeilenfeld.OffeneFrage,
        ["zustaendig"] = Zeilenfeld.Zustaendig,
        ["fuer_runden_tisch_vormerken"] = Zeilenfeld.FuerRundenTisch,
        ["vorbehaltlich_beschluss"] = Zeilenfeld.VorbehaltlichBeschluss,
        ["beschluss_gremium"] = Zeilenfeld.BeschlussGremium,
        ["beschluss_termin"] = Zeilenfeld.BeschlussTermin,
        ["beschluss_ergebnis"] = Zeilenfeld.BeschlussErgebnis,
        ["vertraulich"] = Zeilenfeld.Vertraulich,
        ["interne_notiz"] = Zeilenfeld.InterneNotiz,
    };

    /// <summary>Null, or not to be used, when faults were noted.</summary>
    public Katalog? Read()
    {
        wurzel.AllowOnly("schema", "katalog", "themenfelder");
        var themenfelder = ReadThemenfelder();
        if (wurzel.Child("katalog") is not { } k)
            return null;

        k.AllowOnly("key", "titel", "zielgruppe", "version", "kurzbeschreibung", "ausfuellregel", "ausfuellhinweise", "stufen",
            "zusatzwerte", "zeithorizonte", "felder_je_kriterium", "spiegel_arten");
        var key = ReadKey(k, MatrixKatalog.KeyMaxLength);
        var version = k.Text("version");
        if (version is not null && (version.Length > MatrixKatalog.VersionMaxLength || !VersionMuster().IsMatch(version)))
            k.Report("version", $"Die Version „{version}“ ist nicht zulässig. Schreiben Sie drei Zahlen mit Punkten, zum Beispiel 1.0.0.");
        var titel = k.Text("titel");
        if (titel?.Length > MatrixKatalog.TitelMaxLength)
            k.Report("titel", $"Der Titel hat {titel.Length} Zeichen. Erlaubt sind höchstens {MatrixKatalog.TitelMaxLength}.");
        var zielgruppe = k.Value("zielgruppe", Zielgruppen);
        var kurzbeschreibung = k.Text("kurzbeschreibung");
        var ausfuellregel = k.Text("ausfuellregel");
        var stufen = ReadFixedList(k, "stufen", "Stufe", Stufen, ReadStufe);
        var zusatzwerte = ReadFixedList(k, "zusatzwerte", "Zusatzwert", Zusatzwerte, ReadZusatzwert);
        var zeithorizonte = ReadFixedList(k, "zeithorizonte", "Zeithorizont", Zeithorizonte, ReadHorizont);
        var felder = ReadFixedList(k, "felder_je_kriterium", "Feld", Felder, ReadFeld);
        // The record indexes by key, so it is made of a faultless file only.
        return fehler.Count > 0 ? null : new Katalog(
            key, version!, zielgruppe, titel!, kurzbeschreibung!, ausfuellregel!, k.Texts("ausfuellhinweise"), stufen,
            zusatzwerte, zeithorizonte, felder.ToDictionary(), themenfelder);
    }

    private static Stufe ReadStufe(Katalogknoten k, Stufenwert wert)
    {
        k.AllowOnly("key", "label", "beschreibung");
        return new Stufe(wert, k.Text("label") ?? "", k.Text("beschreibung") ?? "");
    }

    private static Zusatzwert ReadZusatzwert(Katalogknoten k, Stufenwert? wert)
    {
        k.AllowOnly("key", "label", "gilt_fuer");
        var giltFuer = k.Texts("gilt_fuer");
        if (giltFuer.Count == 0 || giltFuer.Except(["ist_stufe", "soll_stufe"]).Any())
            k.Report("gilt_fuer", "„gilt_fuer“ nennt, wo die Antwort gewählt werden kann. Erlaubt sind: ist_stufe, soll_stufe.");
        return new Zusatzwert(wert, k.Text("label") ?? "", giltFuer.Contains("ist_stufe"), giltFuer.Contains("soll_stufe"));
    }

    private static Horizont ReadHorizont(Katalogknoten k, Zeithorizont wert)
    {
        k.AllowOnly("key", "label", "soll");
        return new Horizont(wert, k.Text("label") ?? "", k.Value("soll", Sollregeln));
    }

    private static KeyValuePair<Zeilenfeld, Feldbeschriftung> ReadFeld(Katalogknoten k, Zeilenfeld feld)
    {
        k.AllowOnly("key", "label", "hilfe");
        return new(feld, new Feldbeschriftung(k.Text("label") ?? "", k.OptionalText("hilfe")));
    }

    /// <summary>A list whose keys the program knows: each exactly once, none missing, none besides.</summary>
    private static List<TEintrag> ReadFixedList<TWert, TEintrag>(
        Katalogknoten katalog, string liste, string wort, IReadOnlyDictionary<string, TWert> werte,
        Func<Katalogknoten, TWert, TEintrag> read)
    {
        var offen = werte.Keys.ToList();
        var eintraege = new List<TEintrag>();
        foreach (var kind in katalog.Children(liste, wort))
        {
            if (kind.Text("key") is not { } key)
                continue;
            if (!werte.TryGetValue(key, out var wert))
                kind.Report("key", $"„{key}“ ist kein Wert für „{liste}“. Erlaubt sind: {string.Join(", ", werte.Keys)}.");
            else if (!offen.Remove(key))
                kind.Report("key", $"„{key}“ steht zweimal in „{liste}“. Streichen Sie einen der beiden Einträge.");
            else
                eintraege.Add(read(kind, wert));
        }
        if (offen.Count > 0 && offen.Count < werte.Count)
            katalog.Report(liste, $"In „{liste}“ fehlt: {string.Join(", ", offen)}. Ergänzen Sie die Liste.");
        return eintraege;
    }

    private List<Themenfeld> ReadThemenfelder()
    {
        var felder = new Dictionary<string, Katalogknoten>(StringComparer.Ordinal);
        var kriterien = new Dictionary<string, Katalogknoten>(StringComparer.Ordinal);
        var ergebnis = new List<Themenfeld>();
        foreach (var knoten in wurzel.Children("themenfelder", "Themenfeld"))
        {
            knoten.AllowOnly("key", "label", "leitfrage", "weitergabe_vorbelegung", "kriterien");
            var key = ReadKey(knoten, MatrixZeile.ThemenfeldMaxLength, felder);
            if (Wegworte.Contains(key))
                knoten.Report("key", $"Der Key „{key}“ ist vergeben, weil er in Adressen des Portals vorkommt. Wählen Sie einen anderen.");
            ergebnis.Add(new Themenfeld(key, knoten.Text("label") ?? "", knoten.Text("leitfrage") ?? "",
                knoten.Flag("weitergabe_vorbelegung", vorbelegung: false), ReadKriterien(knoten, key, kriterien)));
        }

        foreach (var kriterium in ergebnis.SelectMany(t => t.Kriterien))
            foreach (var frueher in kriterium.Frueher.Where(kriterien.ContainsKey))
                kriterien[kriterium.Key].Report("frueher",
                    $"Der frühere Key „{frueher}“ ist in diesem Katalog noch vergeben. Unter „frueher“ stehen nur stillgelegte Keys.");
        if (kriterien.Count > Katalogdatei.MaxKriterien)
            wurzel.Report("themenfelder", $"Der Katalog hat {kriterien.Count} Kriterien. Möglich sind höchstens {Katalogdatei.MaxKriterien}.");
        return ergebnis;
    }

    private List<Kriterium> ReadKriterien(Katalogknoten themenfeld, string themenfeldKey, Dictionary<string, Katalogknoten> bekannt)
    {
        var kriterien = themenfeld.Children("kriterien", $"{themenfeld.Ort}, Kriterium")
            .Select(k => ReadKriterium(k, themenfeldKey, bekannt)).ToList();
        if (kriterien.Count > Katalogdatei.MaxKriterienJeThemenfeld)
            themenfeld.Report("kriterien", $"Das Themenfeld hat {kriterien.Count} Kriterien. Möglich sind höchstens "
                + $"{Katalogdatei.MaxKriterienJeThemenfeld}; teilen Sie es.");
        return kriterien;
    }

    private Kriterium ReadKriterium(Katalogknoten k, string themenfeld, Dictionary<string, Katalogknoten> bekannt)
    {
        k.AllowOnly("key", "label", "hilfe", "stufen", "kern", "vertraulich", "frueher", "spiegel", "spiegel_art", "dokumente", "indikatoren");
        var key = ReadKey(k, MatrixZeile.KriteriumMaxLength, bekannt);
        var saetze = Stufen.Keys.ToDictionary(s => s, _ => "");
        if (k.Child("stufen") is { } stufen)
        {
            stufen.AllowOnly([.. Stufen.Keys]);
            foreach (var stufe in Stufen.Keys)
                if (stufen.OptionalText(stufe) is { } satz)
                    saetze[stufe] = satz;
                else
                    k.Report("stufen", $"Der Satz der Stufe „{stufe}“ fehlt. Ergänzen Sie ihn unter „stufen“.");
        }

        var frueher = k.Texts("frueher");
        foreach (var alt in frueher.Where(f => !KeyMuster().IsMatch(f) || f.Length > MatrixZeile.KriteriumMaxLength))
            k.Report("frueher", $"Der frühere Key „{alt}“ ist nicht zulässig. {Keyregel}");

        var spiegel = k.OptionalText("spiegel");
        var art = k.OptionalText("spiegel_art") is null ? (SpiegelArt?)null : k.Value("spiegel_art", SpiegelArten);
        if (spiegel is null && art is not null)
            k.Report("spiegel_art", "„spiegel_art“ steht ohne „spiegel“. Nennen Sie das Kriterium der anderen Seite, oder streichen Sie die Angabe.");
        if (spiegel is not null && k.OptionalText("spiegel_art") is null)
            k.Report("spiegel", $"Zu „spiegel“ fehlt „spiegel_art“. Erlaubt sind: {string.Join(", ", SpiegelArten.Keys)}.");

        return new Kriterium(key, themenfeld, k.Text("label") ?? "", k.Text("hilfe") ?? "",
            saetze["einstieg"], saetze["ausbau"], saetze["verstetigung"], k.Flag("kern"), k.Flag("vertraulich", vorbelegung: false),
            frueher, spiegel, art);
    }

    private static string ReadKey(Katalogknoten k, int maxLength, Dictionary<string, Katalogknoten>? bekannt = null)
    {
        if (k.Text("key") is not { } key)
            return "";
        if (!KeyMuster().IsMatch(key))
            k.Report("key", $"Der Key „{key}“ ist nicht zulässig. {Keyregel}");
        if (key.Length > maxLength)
            k.Report("key", $"Der Key „{key}“ hat {key.Length} Zeichen. Erlaubt sind höchstens {maxLength}.");
        if (bekannt is not null && !bekannt.TryAdd(key, k))
            k.Report("key", $"Der Key „{key}“ steht schon in Zeile {bekannt[key].Zeile}. Vergeben Sie jeden Key nur einmal.");
        return key;
    }

    private const string Keyregel = "Er beginnt mit einem Kleinbuchstaben (a–z); danach folgen Kleinbuchstaben, Ziffern oder Unterstriche.";

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyMuster();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionMuster();
}
