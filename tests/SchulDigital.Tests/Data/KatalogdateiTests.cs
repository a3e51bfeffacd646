using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Routing;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Matrixbogen;

namespace SchulDigital.Tests.Data;

[Trait("Spur", "domain")]
public sealed partial class KatalogdateiTests
{
    /// <summary>The shortest file without fault; tests break one thing in it.</summary>
    private const string Kleinste = """
        schema: schuldigital-matrix/1
        katalog:
          key: probe
          titel: Probe
          zielgruppe: schule
          version: 1.0.0
          kurzbeschreibung: Kurz.
          ausfuellregel: Regel.
          stufen:
            - {key: einstieg, label: Einstieg, beschreibung: Eins.}
            - {key: ausbau, label: Ausbau, beschreibung: Zwei.}
            - {key: verstetigung, label: Verstetigung, beschreibung: Drei.}
          zusatzwerte:
            - {key: noch_nicht_begonnen, label: Nein, gilt_fuer: [ist_stufe]}
            - {key: nicht_beurteilbar, label: Unklar, gilt_fuer: [ist_stufe]}
            - {key: nicht_zutreffend, label: Entfällt, gilt_fuer: [ist_stufe, soll_stufe]}
            - {key: keine_angabe, label: Offen, gilt_fuer: [ist_stufe, soll_stufe]}
          zeithorizonte:
            - {key: kurzfristig, label: kurz, soll: pflicht}
            - {key: mittelfristig, label: mittel, soll: pflicht}
            - {key: langfristig, label: lang, soll: pflicht}
            - {key: halten, label: halten, soll: gleich_ist}
            - {key: nicht_vorrangig, label: später, soll: freiwillig}
          felder_je_kriterium:
            - {key: ist_stufe, label: Ist}
            - {key: soll_stufe, label: Soll}
            - {key: zeithorizont, label: Wann}
            - {key: geplante_schritte, label: Schritte}
            - {key: unterstuetzungsbedarf, label: Bedarf}
            - {key: offene_frage, label: Frage}
            - {key: zustaendig, label: Wer, hilfe: Person.}
            - {key: fuer_runden_tisch_vormerken, label: Tisch}
            - {key: vorbehaltlich_beschluss, label: Vorbehalt}
            - {key: beschluss_gremium, label: Gremium}
            - {key: beschluss_termin, label: Termin}
            - {key: beschluss_ergebnis, label: Ergebnis}
            - {key: vertraulich, label: Vertraulich}
            - {key: interne_notiz, label: Notiz}
        themenfelder:
          - key: netz
            label: Netz
            leitfrage: Reicht es?
            kriterien:
              - key: netz_wlan
                label: WLAN
                hilfe: Gemeint ist Funk.
                stufen: {einstieg: Etwas., ausbau: Mehr., verstetigung: Alles.}
                kern: true
              - key: netz_kabel
                label: Kabel
                hilfe: Gemeint ist Draht.
                stufen: {einstieg: Etwas., ausbau: Mehr., verstetigung: Alles.}
                kern: false

        """;

    [Theory]
    [InlineData("matrix-schultraeger.yaml", Zielgruppe.Schultraeger, 9, 52, 16)]
    [InlineData("matrix-schule.yaml", Zielgruppe.Schule, 9, 47, 16)]
    public void Own_catalogues_are_whole(string datei, Zielgruppe zielgruppe, int themenfelder, int kriterien, int kern)
    {
        var katalog = Own(datei);

        Assert.Equal(zielgruppe, katalog.Zielgruppe);
        Assert.Equal(themenfelder, katalog.Themenfelder.Count);
        Assert.Equal(kriterien, katalog.Kriterien.Count());
        Assert.Equal(kern, katalog.Kriterien.Count(k => k.Kern));
        Assert.Equal(Zeilenwerte.Felder, katalog.Felder.Keys.Order());
        Assert.Equal("Noch nicht eingeschätzt", katalog.Label((Stufenwert?)null));
        Assert.Equal("Geplanter Termin", katalog.Label(Zeilenfeld.BeschlussTermin));
        Assert.Equal(Sollregel.GleichIst, katalog.Zeithorizonte.Single(h => h.Wert == Zeithorizont.Halten).Sollregel);
        Assert.All(katalog.Kriterien, k => Assert.All<Stufenwert>([Stufenwert.Einstieg, Stufenwert.Ausbau, Stufenwert.Verstetigung],
            s => Assert.EndsWith(".", k.Satz(s), StringComparison.Ordinal)));
    }

    [Fact]
    public void Carrier_and_school_criteria_form_31_pairs_that_point_to_each_other()
    {
        var traeger = Own("matrix-schultraeger.yaml");
        var schule = Own("matrix-schule.yaml");

        var vomTraeger = traeger.Kriterien.Where(k => k.Spiegel is not null).Select(k => (Traeger: k.Key, Schule: k.Spiegel!, k.SpiegelArt)).Order();
        var vonDerSchule = schule.Kriterien.Where(k => k.Spiegel is not null).Select(k => (Traeger: k.Spiegel!, Schule: k.Key, k.SpiegelArt)).Order();

        Assert.Equal(vomTraeger, vonDerSchule);
        Assert.Equal(31, vomTraeger.Count());
        Assert.All(vomTraeger, p => Assert.NotNull(schule.Kriterium(p.Schule)));
    }

    [SharedTheory]
    [InlineData("matrix-schultraeger.yaml")]
    [InlineData("matrix-schule.yaml")]
    public void Keys_are_those_of_the_given_catalogues(string datei)
    {
        var gegeben = File.ReadAllText(Shared.File("data", "kataloge", datei));
        Assert.Equal(KriteriumKey().Matches(gegeben).Select(m => m.Groups[1].Value), Own(datei).Kriterien.Select(k => k.Key));
    }

    [Fact]
    public void File_without_fault_is_read()
    {
        var katalog = Katalogdatei.Parse(Kleinste);

        Assert.Equal(("probe", "1.0.0", "Person."), (katalog.Key, katalog.Version, katalog.Felder[Zeilenfeld.Zustaendig].Hilfe));
        Assert.Equal("netz", katalog.Kriterium("netz_kabel").Themenfeld);
        Assert.True(katalog.Kriterium("netz_wlan") is { Kern: true, Vertraulich: false, Spiegel: null });
    }

    [Theory]
    [InlineData("schema: schuldigital-matrix/1", "schema: schuldigital-matrix/2",
        "Zeile 1: Das Schema „schuldigital-matrix/2“ ist unbekannt. Dieses Programm liest „schuldigital-matrix/1“.")]
    [InlineData("  key: probe\n", "",
        "Zeile 3: Die Angabe „key“ fehlt oder ist leer. Ergänzen Sie sie.")]
    [InlineData("  titel: Probe", "  titel:",
        "Zeile 4: Die Angabe „titel“ fehlt oder ist leer. Ergänzen Sie sie.")]
    [InlineData("version: 1.0.0", "version: neu",
        "Zeile 6: Die Version „neu“ ist nicht zulässig. Schreiben Sie drei Zahlen mit Punkten, zum Beispiel 1.0.0.")]
    [InlineData("zielgruppe: schule", "zielgruppe: eltern",
        "Zeile 5: „eltern“ ist kein Wert für „zielgruppe“. Erlaubt sind: schultraeger, schule.")]
    [InlineData("key: netz_kabel", "key: Netz-Kabel",
        "Zeile 49, Themenfeld „netz“, Kriterium „Netz-Kabel“: Der Key „Netz-Kabel“ ist nicht zulässig. Er beginnt mit einem Kleinbuchstaben (a–z); danach folgen Kleinbuchstaben, Ziffern oder Unterstriche.")]
    [InlineData("key: netz_kabel", "key: netz_wlan",
        "Zeile 49, Themenfeld „netz“, Kriterium „netz_wlan“: Der Key „netz_wlan“ steht schon in Zeile 44. Vergeben Sie jeden Key nur einmal.")]
    [InlineData("key: netz_kabel", "key: k123456789k123456789k123456789k123456789k123456789k123456789x",
        "Zeile 49, Themenfeld „netz“, Kriterium „k123456789k123456789k123456789k123456789k123456789k123456789x“: Der Key „k123456789k123456789k123456789k123456789k123456789k123456789x“ hat 61 Zeichen. Erlaubt sind höchstens 60.")]
    [InlineData("key: netz_kabel\n", "titel: x\n",
        "Zeile 49, Themenfeld „netz“, Kriterium Nr. 2: Die Angabe „titel“ ist unbekannt. Erlaubt sind: key, label, hilfe, stufen, kern, vertraulich, frueher, spiegel, spiegel_art, dokumente, indikatoren.",
        "Zeile 49, Themenfeld „netz“, Kriterium Nr. 2: Die Angabe „key“ fehlt oder ist leer. Ergänzen Sie sie.")]
    [InlineData("stufen: {einstieg: Etwas., ausbau: Mehr., verstetigung: Alles.}\n        kern: false", "stufen: {einstieg: Etwas., verstetigung: Alles.}\n        kern: false",
        "Zeile 52, Themenfeld „netz“, Kriterium „netz_kabel“: Der Satz der Stufe „ausbau“ fehlt. Ergänzen Sie ihn unter „stufen“.")]
    [InlineData("kern: false", "kern: vielleicht",
        "Zeile 53, Themenfeld „netz“, Kriterium „netz_kabel“: „vielleicht“ ist kein Wert für „kern“. Erlaubt sind: true, false, ja, nein.")]
    [InlineData("kern: false", "kern: false\n        spiegel: netz_dose\n        spiegel_art: zwilling",
        "Zeile 55, Themenfeld „netz“, Kriterium „netz_kabel“: „zwilling“ ist kein Wert für „spiegel_art“. Erlaubt sind: gleicher_gegenstand, gegenstueck.")]
    [InlineData("kern: false", "kern: false\n        spiegel: netz_dose",
        "Zeile 54, Themenfeld „netz“, Kriterium „netz_kabel“: Zu „spiegel“ fehlt „spiegel_art“. Erlaubt sind: gleicher_gegenstand, gegenstueck.")]
    [InlineData("kern: false", "kern: false\n        spiegel_art: gegenstueck",
        "Zeile 54, Themenfeld „netz“, Kriterium „netz_kabel“: „spiegel_art“ steht ohne „spiegel“. Nennen Sie das Kriterium der anderen Seite, oder streichen Sie die Angabe.")]
    [InlineData("kern: false", "kern: false\n        frueher: [netz_wlan]",
        "Zeile 54, Themenfeld „netz“, Kriterium „netz_kabel“: Der frühere Key „netz_wlan“ ist in diesem Katalog noch vergeben. Unter „frueher“ stehen nur stillgelegte Keys.")]
    [InlineData("kern: false", "kern: false\n        frueher: [Alt]",
        "Zeile 54, Themenfeld „netz“, Kriterium „netz_kabel“: Der frühere Key „Alt“ ist nicht zulässig. Er beginnt mit einem Kleinbuchstaben (a–z); danach folgen Kleinbuchstaben, Ziffern oder Unterstriche.")]
    [InlineData("kern: false", "kern: false\n        frueher: netz_alt",
        "Zeile 54, Themenfeld „netz“, Kriterium „netz_kabel“: Die Angabe „frueher“ ist keine Liste. Schreiben Sie „frueher: [a, b]“.")]
    [InlineData("- key: netz\n", "- key: pruefung\n",
        "Zeile 40, Themenfeld „pruefung“: Der Key „pruefung“ ist vergeben, weil er in Adressen des Portals vorkommt. Wählen Sie einen anderen.")]
    [InlineData("    leitfrage: Reicht es?\n", "",
        "Zeile 40, Themenfeld „netz“: Die Angabe „leitfrage“ fehlt oder ist leer. Ergänzen Sie sie.")]
    [InlineData("    leitfrage: Reicht es?", "    leitfrage: {a: b}",
        "Zeile 42, Themenfeld „netz“: Die Angabe „leitfrage“ ist kein Text. Schreiben Sie sie in eine Zeile.",
        "Zeile 42, Themenfeld „netz“: Die Angabe „leitfrage“ fehlt oder ist leer. Ergänzen Sie sie.")]
    [InlineData("{key: ausbau, label: Ausbau, beschreibung: Zwei.}", "{key: einstieg, label: Ausbau, beschreibung: Zwei.}",
        "Zeile 11, Stufe „einstieg“: „einstieg“ steht zweimal in „stufen“. Streichen Sie einen der beiden Einträge.",
        "Zeile 10: In „stufen“ fehlt: ausbau. Ergänzen Sie die Liste.")]
    [InlineData("key: halten, label: halten, soll: gleich_ist", "key: halten, label: halten, soll: egal",
        "Zeile 22, Zeithorizont „halten“: „egal“ ist kein Wert für „soll“. Erlaubt sind: pflicht, gleich_ist, freiwillig.")]
    [InlineData("key: keine_angabe, label: Offen, gilt_fuer: [ist_stufe, soll_stufe]", "key: keine_angabe, label: Offen, gilt_fuer: [immer]",
        "Zeile 17, Zusatzwert „keine_angabe“: „gilt_fuer“ nennt, wo die Antwort gewählt werden kann. Erlaubt sind: ist_stufe, soll_stufe.")]
    [InlineData("    - {key: interne_notiz, label: Notiz}\n", "",
        "Zeile 25: In „felder_je_kriterium“ fehlt: interne_notiz. Ergänzen Sie die Liste.")]
    [InlineData("    - {key: interne_notiz, label: Notiz}\n", "    - {key: interne_notiz, label: Notiz}\n    - {key: farbe, label: Farbe}\n",
        "Zeile 39, Feld „farbe“: „farbe“ ist kein Wert für „felder_je_kriterium“. Erlaubt sind: ist_stufe, soll_stufe, zeithorizont, geplante_schritte, unterstuetzungsbedarf, offene_frage, zustaendig, fuer_runden_tisch_vormerken, vorbehaltlich_beschluss, beschluss_gremium, beschluss_termin, beschluss_ergebnis, vertraulich, interne_notiz.")]
    public void Each_fault_is_named_with_place_and_cure(string heil, string kaputt, params string[] erwartet)
    {
        Assert.Contains(heil, Kleinste, StringComparison.Ordinal);
        Assert.Equal(erwartet, FaultsOf(Kleinste.Replace(heil, kaputt, StringComparison.Ordinal)));
    }

    [Fact]
    public void All_faults_are_named_at_once() => Assert.Equal(3, FaultsOf(Kleinste
        .Replace("zielgruppe: schule", "zielgruppe: eltern", StringComparison.Ordinal)
        .Replace("label: WLAN", "label:", StringComparison.Ordinal)
        .Replace("kern: false", "kern: jein", StringComparison.Ordinal)).Count);

    [Theory]
    [InlineData("schema: [", "Zeile 2, Spalte 1: Ab hier lässt sich die Datei nicht lesen. Prüfen Sie Einrückung, Anführungszeichen und doppelte Angaben.")]
    [InlineData("", "Zeile 1: Die Datei enthält keinen Katalog. Sie beginnt mit „schema: schuldigital-matrix/1“.")]
    [InlineData("schema: schuldigital-matrix/1",
        "Zeile 1: Die Liste „themenfelder“ fehlt oder ist leer. Ergänzen Sie sie.",
        "Zeile 1: Der Abschnitt „katalog“ fehlt oder ist leer. Ergänzen Sie ihn.")]
    public void File_that_is_no_catalogue_is_refused(string datei, params string[] erwartet) => Assert.Equal(erwartet, FaultsOf(datei));

    [Fact]
    public void Themenfeld_that_is_too_long_for_one_form_is_refused() => Assert.Equal(
        ["Zeile 44, Themenfeld „netz“: Das Themenfeld hat 31 Kriterien. Möglich sind höchstens 30; teilen Sie es."],
        FaultsOf(Kleinste + string.Concat(Enumerable.Range(1, 29).Select(n => Kriterium($"mehr_{n}")))));

    [Fact]
    public void Catalogue_that_nobody_can_fill_is_refused() => Assert.Equal(
        ["Zeile 40: Der Katalog hat 202 Kriterien. Möglich sind höchstens 200."],
        FaultsOf(Kleinste + string.Concat(Enumerable.Range(1, 8).Select(t =>
            $"  - key: feld_{t}\n    label: Feld\n    leitfrage: Was?\n    kriterien:\n"
            + string.Concat(Enumerable.Range(1, 25).Select(n => Kriterium($"feld_{t}_{n}")))))));

    /// <summary>A Themenfeld of such a name would be out of reach: the router prefers the word.</summary>
    [Fact]
    public void Words_of_the_matrix_addresses_cannot_be_keys_of_a_Themenfeld()
    {
        var worte = typeof(MatrixController).Assembly.GetTypes().Where(t => t.Namespace == typeof(MatrixController).Namespace)
            .SelectMany(t => t.GetMethods()).SelectMany(m => m.GetCustomAttributes(inherit: true).OfType<HttpMethodAttribute>())
            .Select(a => a.Template?.Replace("{durchgang}/", "", StringComparison.Ordinal).Split('/')[0])
            // No key has a dot.
            .Where(w => w is { Length: > 0 } && w[0] != '{' && !w.Contains('.', StringComparison.Ordinal)).Distinct().ToList();

        Assert.Contains("pruefung", worte);
        Assert.All(worte, wort => Assert.Contains("weil er in Adressen des Portals vorkommt",
            Assert.Single(FaultsOf(Kleinste.Replace("- key: netz\n", $"- key: {wort}\n", StringComparison.Ordinal))), StringComparison.Ordinal));
    }

    private static string Kriterium(string key) =>
        $"      - key: {key}\n        label: L\n        hilfe: H\n        stufen: {{einstieg: E., ausbau: A., verstetigung: V.}}\n        kern: false\n";

    private static Katalog Own(string datei) => Katalogdatei.Parse(Katalogveroeffentlichung.Mitgelieferte.Single(k => k.Datei == datei).Text);

    private static IReadOnlyList<string> FaultsOf(string yaml) => Assert.Throws<KatalogFehler>(() => Katalogdatei.Parse(yaml)).Fehler;

    [GeneratedRegex(@"^      - key: (\w+)", RegexOptions.Multiline)]
    private static partial Regex KriteriumKey();
}
