using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Web.Demo;

/// <summary>
/// The two matrices that the demo accounts open: half filled, with rows written by hand that show what a row can say,
/// by several people over some weeks.
/// </summary>
internal sealed class Musterzeilen(Haus haus, DateOnly heute)
{
    /// <param name="Wer">Number of the person among those who fill; null for the Leitung.</param>
    /// <param name="Tage">So many days ago.</param>
    private sealed record Eintrag(string Kriterium, int? Wer, int Tage, Func<Zeilenwerte, Zeilenwerte> Change);

    private readonly IReadOnlyList<Eintrag> _eintraege = haus.Zielgruppe is Zielgruppe.Schultraeger ? Schultraeger(heute) : Schule(heute);

    public static bool IsShown(Haus haus) => haus.Name is Musterland.Demotraeger or Musterland.Demoschule;

    /// <summary>Lets last year's values stand where this year's rows come from: at most a stage lower.</summary>
    public void PrepareLastYear(Musterantworten antworten)
    {
        foreach (var eintrag in _eintraege)
            if (eintrag.Change(Zeilenwerte.Empty).Ist is { } ist and <= Stufenwert.Verstetigung)
                antworten.Preset(eintrag.Kriterium, ist is Stufenwert.NochNichtBegonnen ? ist : ist - 1);
    }

    public void Fill(Matrixaufbau matrix, Mustereintrag arbeit, Katalog katalog)
    {
        var kriterien = katalog.Kriterien.ToList();
        var eigene = _eintraege.Select(e => e.Kriterium).ToHashSet(StringComparer.Ordinal);
        var uebrige = kriterien.Where(k => !eigene.Contains(k.Key)).Take(kriterien.Count / 2 - eigene.Count).ToList();
        for (var i = 0; i < uebrige.Count; i++)
            arbeit.Fill(uebrige[i], heute.AddDays(-50 + 3 * i));

        foreach (var eintrag in _eintraege)
            matrix.Answer(eintrag.Kriterium, eintrag.Change, eintrag.Wer is { } nummer ? haus.Ausfuellende[nummer] : haus.Leitung,
                Musterzeit.At(Musterzeit.Workday(heute.AddDays(-eintrag.Tage)), 9 + eintrag.Tage % 7, 7 * eintrag.Tage % 60));

        foreach (var (themenfeld, nummer) in haus.Zielgruppe is Zielgruppe.Schultraeger ? Traegerzuordnung : Schulzuordnung)
            matrix.Assign(themenfeld, haus.Ausfuellende[nummer], haus.Leitung, Musterzeit.At(Musterzeit.Workday(heute.AddDays(-52)), 9, nummer));
    }

    /// <summary>
    /// Two people are asked for rows: one answered some and was asked back, the other has still time.
    /// </summary>
    public void AskOthers(Matrixaufbau matrix, Katalog katalog)
    {
        var offene = katalog.Kriterien.Select(k => k.Key).Where(k => matrix.Zeile(k).Werte.Ist is null).ToList();
        if (offene.Count < 8)
            return;
        var wer = haus.Ausfuellende[0];
        DateTime At(int tage, int stunde) => Musterzeit.At(Musterzeit.Workday(heute.AddDays(-tage)), stunde, 20);
        (Zeilenwerte, int) Of(string kriterium, Stufenwert ist, string? schritte) =>
            (new Zeilenwerte { Ist = ist, GeplanteSchritte = schritte }, matrix.Zeile(kriterium).Version);

        var technik = haus.Zielgruppe is Zielgruppe.Schultraeger ? "Rechenzentrum" : "Hausmeisterei";
        var gefragt = matrix.Ask(offene[..4], "Henrik Osterkamp (Demo)", technik, "osterkamp@demo.schuldigital.example", wer, At(9, 10),
            "Lieber Herr Osterkamp,\ndiese vier Zeilen kennen Sie besser als wir. Stichworte genügen.");
        matrix.Note(gefragt.Answer(matrix.Matrix, new Dictionary<string, (Zeilenwerte, int)>
        {
            [offene[0]] = Of(offene[0], Stufenwert.Ausbau, "Der Austausch der ältesten Geräte ist für die Sommerferien bestellt."),
            [offene[1]] = Of(offene[1], Stufenwert.Einstieg, null),
            [offene[2]] = Of(offene[2], Stufenwert.Ausbau, "Läuft im Regelbetrieb, einmal im Jahr wird geprüft."),
        }, Urheber.Portal, At(5, 14)));
        foreach (var eintrag in gefragt.Decide(matrix.Matrix, [], new Dictionary<string, string>
        {
            [offene[1]] = "Gilt das auch für die Außenstelle?",
        }, wer.Urheber, At(4, 9)))
            matrix.Note(eintrag);
        matrix.Ask(offene[4..7], "Wiebke Sandmann (Demo)", haus.Zielgruppe is Zielgruppe.Schultraeger ? "Kämmerei" : "Förderverein",
            "sandmann@demo.schuldigital.example", wer, At(2, 11));
    }

    private static readonly (string Themenfeld, int Person)[] Traegerzuordnung =
        [("strategie", 0), ("dialog", 0), ("netz", 2), ("plattformen", 1), ("betrieb", 1), ("sicherheit", 1)];

    private static readonly (string Themenfeld, int Person)[] Schulzuordnung = [("unterricht", 1), ("ausstattung", 0), ("support", 0)];

    private static List<Eintrag> Schultraeger(DateOnly heute) =>
    [
        new("strategie_mep", 0, 41, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Der Entwurf des Medienentwicklungsplans liegt den Schulleitungen zur Stellungnahme vor. Rückmeldungen bis Monatsende, danach Vorlage an den Schulausschuss.",
        }),
        new("strategie_mep", null, 12, z => z with
        {
            VorbehaltlichBeschluss = true,
            BeschlussGremium = "Schulausschuss",
            BeschlussTermin = heute.AddDays(40),
            FuerRundenTisch = true,
        }),
        new("strategie_personal", null, 12, z => z with
        {
            Ist = Stufenwert.Einstieg,
            Soll = Stufenwert.Ausbau,
            Zeithorizont = Zeithorizont.Mittelfristig,
            GeplanteSchritte = "Eine zweite Stelle für den Support ist zum neuen Stellenplan angemeldet.",
            Vertraulich = true,
            InterneNotiz = "Gespräch mit dem Personalrat steht noch aus. Bis dahin nicht nach außen geben.",
        }),
        new("dialog_interkommunal", 0, 33, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Mittelfristig,
            GeplanteSchritte = "Mit Bad Sommerau und Ährenbrück ist eine gemeinsame Ausschreibung für Displays vorbereitet. Musterstadt schreibt aus, die anderen rufen ab.",
            Unterstuetzungsbedarf = "Das Bildungsbüro könnte die Bedarfe der drei Träger zusammenstellen.",
            Zustaendig = "Zentrale Vergabestelle",
        }),
        new("netz_breitband", 2, 28, z => z with { Ist = Stufenwert.Verstetigung, Soll = Stufenwert.Verstetigung, Zeithorizont = Zeithorizont.Halten }),
        new("netz_wlan", 0, 35, z => z with { Ist = Stufenwert.Einstieg, Soll = Stufenwert.Verstetigung, Zeithorizont = Zeithorizont.Mittelfristig }),
        new("netz_wlan", 2, 27, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Im Nebengebäude der Realschule und am Standort Ziegelhof fehlen neun Zugangspunkte. Sie sind bestellt, der Einbau ist für die nächsten Ferien verabredet.",
            Zustaendig = "Gebäudemanagement",
        }),
        new("netz_wlan", 0, 6, z => z with
        {
            OffeneFrage = "In welchen Räumen bricht die Verbindung bei Klassenarbeiten ab?",
            FuerRundenTisch = true,
        }),
        new("netz_trennung", 1, 26, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Standort Ziegelhof wird beim Austausch des Verteilers umgestellt.",
            InterneNotiz = "Sekretariat und Unterricht hängen dort noch am selben Verteiler.",
        }),
        new("ausstattung_schueler", 0, 20, z => z with
        {
            Ist = Stufenwert.Einstieg,
            Soll = Stufenwert.Ausbau,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Ausstattungsziel mit den Schulleitungen beraten: ein Koffer je Zug in der Grundschule, ein Gerät für zwei Kinder ab Klasse 5.",
            OffeneFrage = "Sollen die weiterführenden Schulen auf elternfinanzierte Geräte umstellen?",
            FuerRundenTisch = true,
        }),
        new("ausstattung_lebenszyklus", null, 12, z => z with
        {
            Ist = Stufenwert.Einstieg,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Langfristig,
            GeplanteSchritte = "Nutzungsdauer sechs Jahre für Tablets, acht für Displays. Ersatz soll ein eigener Ansatz werden.",
            VorbehaltlichBeschluss = true,
            BeschlussGremium = "Haupt- und Finanzausschuss",
            BeschlussTermin = heute.AddDays(26),
            Zustaendig = "Kämmerei",
        }),
        new("plattformen_identitaeten", 1, 15, z => z with
        {
            Ist = Stufenwert.NochNichtBegonnen,
            Soll = Stufenwert.Ausbau,
            Zeithorizont = Zeithorizont.Mittelfristig,
            Unterstuetzungsbedarf = "Erfahrungen anderer Träger mit der Übernahme der Konten aus dem Schulverwaltungsprogramm.",
        }),
        new("betrieb_supportebenen", 1, 15, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Die Aufgabenteilung steht auf einer Seite. Sie wird in den Jahresgesprächen mit jeder Schule bestätigt, vier von neun sind geführt.",
            Zustaendig = "IT",
        }),
        // Not finished: "Angaben prüfen" will ask for the angestrebter Stand.
        new("betrieb_inventar", 1, 3, z => z with { Ist = Stufenwert.Einstieg, Soll = Stufenwert.Ausbau, Zeithorizont = Zeithorizont.Mittelfristig }),
        new("finanzen_planung", 0, 2, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Laufende Kosten für Lizenzen und Wartung sind erstmals in der mittelfristigen Planung.",
            VorbehaltlichBeschluss = true,
            BeschlussGremium = "Rat",
            BeschlussTermin = heute.AddDays(-16),
            BeschlussErgebnis = "Mit dem Haushalt beschlossen.",
            Zustaendig = "Kämmerei",
        }),
    ];

    private static List<Eintrag> Schule(DateOnly heute) =>
    [
        new("medienkonzept_stand", 0, 38, z => z with { Ist = Stufenwert.Einstieg, Soll = Stufenwert.Ausbau, Zeithorizont = Zeithorizont.Kurzfristig }),
        new("medienkonzept_stand", null, 11, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            GeplanteSchritte = "Das überarbeitete Medienkonzept liegt vor. Die Fortschreibung alle zwei Jahre soll die Schulkonferenz beschließen.",
            VorbehaltlichBeschluss = true,
            BeschlussGremium = "Schulkonferenz",
            BeschlussTermin = heute.AddDays(18),
        }),
        new("leitung_rollen", null, 11, z => z with
        {
            Ist = Stufenwert.Einstieg,
            Soll = Stufenwert.Ausbau,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Aufgaben für Medien, Datenschutz und Technik beschreiben und auf drei Personen verteilen.",
            Vertraulich = true,
            InterneNotiz = "Entlastungsstunden erst nach der Lehrerkonferenz zusagen.",
        }),
        new("unterricht_ki", 1, 24, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Mittelfristig,
            GeplanteSchritte = "Regeln für Referate gelten in Deutsch, Englisch und Politik. Die übrigen Fachkonferenzen beraten im zweiten Halbjahr.",
            OffeneFrage = "Welche KI-Dienste hat der Träger geprüft?",
            FuerRundenTisch = true,
        }),
        new("ausstattung_netz", 0, 30, z => z with
        {
            Ist = Stufenwert.Einstieg,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Räume mit schlechtem Empfang sind dem Träger gemeldet: N104, N105 und die Mensa.",
        }),
        new("ausstattung_netz", null, 5, z => z with
        {
            OffeneFrage = "Wann werden die Zugangspunkte im Nebengebäude eingebaut?",
            FuerRundenTisch = true,
        }),
        new("ausstattung_nutzung", 0, 22, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Mittelfristig,
            GeplanteSchritte = "Die Koffer werden über die Plattform gebucht. Nach dem Halbjahr prüfen wir, ob die Verteilung zu den Jahrgängen passt.",
            Unterstuetzungsbedarf = "Zweiter Tabletkoffer für das Nebengebäude.",
            Zustaendig = "Medienbeauftragte",
        }),
        new("ausstattung_fachbedarf", 1, 17, z => z with
        {
            Ist = Stufenwert.Einstieg,
            Soll = Stufenwert.Ausbau,
            Zeithorizont = Zeithorizont.Mittelfristig,
            Unterstuetzungsbedarf = "Messgeräte für Physik und zwei 3D-Drucker für Technik, Liste liegt beim Träger.",
        }),
        new("plattformen_eltern", 0, 9, z => z with { Ist = Stufenwert.Verstetigung, Soll = Stufenwert.Verstetigung, Zeithorizont = Zeithorizont.Halten }),
        // Not finished: "Angaben prüfen" will ask for the angestrebter Stand.
        new("support_erste_ebene", 0, 2, z => z with { Ist = Stufenwert.Ausbau, Zeithorizont = Zeithorizont.Kurzfristig }),
        new("recht_nutzungsordnung", 1, 2, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Der Entwurf der neuen Ordnung, auch zu privaten Handys, geht im zweiten Halbjahr in die Gremien.",
            Zustaendig = "Steuergruppe",
        }),
        new("zusammenarbeit_traeger", null, 1, z => z with
        {
            Ist = Stufenwert.Ausbau,
            Soll = Stufenwert.Verstetigung,
            Zeithorizont = Zeithorizont.Kurzfristig,
            GeplanteSchritte = "Das Jahresgespräch mit der Stadt soll einen festen Termin im Herbst bekommen.",
        }),
    ];
}
