using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Demo;

/// <summary>
/// What the Runde Tische of the Kreis Musterland talk about, in every state, the Arbeitsschwerpunkte that came of it, and who
/// does what until when. Days lie around today.
/// </summary>
internal sealed class Musterthemen(Aufbau aufbau, Musterland land, IReadOnlyDictionary<string, Matrix> matrizen, DateOnly heute)
{
    private const string Stadt = Musterland.Demotraeger;
    private const string Schule = Musterland.Demoschule;

    public void Create()
    {
        var wlan = CreateThemen();
        CreateAufgaben();
        CreateSchwerpunkte(wlan);
    }

    private Thema CreateThemen()
    {
        var stadt = land.HausOf(Stadt);
        var schule = land.HausOf(Schule);
        var musterstadt = land.Tische["Musterstadt"];

        var wlan = Propose(musterstadt, 44, "WLAN in Nebengebäuden und Außenstellen",
            "In mehreren Schulen bricht die Verbindung in Nebengebäuden ab, auch am Standort Ziegelhof. Welche Räume gehen vor, und wer sagt den Schulen, wann gebaut wird?",
            "netz", Row(stadt, "netz_wlan"), stadt.Leitung);
        AcceptBoth(wlan, musterstadt, stadt, 41);
        Note(wlan.Plan("Für die nächste Sitzung.", musterstadt.Moderation.Urheber, At(20, 11)));

        var geraete = Propose(musterstadt, 60, "Wie kommen ab Klasse 7 alle zu einem Gerät?",
            "Elternfinanzierung, Leihgeräte oder Koffer: Die Schulen möchten einen gemeinsamen Weg, damit Geschwister nicht zwei Lösungen haben.",
            "ausstattung", Row(stadt, "ausstattung_schueler"), stadt.Leitung);
        AcceptBoth(geraete, musterstadt, stadt, 57);
        Note(geraete.Plan(null, musterstadt.Moderation.Urheber, At(50, 9)));
        Note(geraete.Treat("Drei Modelle vorgestellt. Eine Arbeitsgruppe rechnet sie durch.", musterstadt.Moderation.Urheber, At(30, 16)));
        Note(geraete.Prepare("Fachbereich Schule und Bildung, Kämmerei, Realschule am Stadtpark, Gesamtschule Musterstadt",
            "Kosten je Modell für fünf Jahre, und was das für Familien bedeutet.", heute.AddDays(38), musterstadt.Moderation.Urheber, At(30, 16)));

        var support = Propose(musterstadt, 95, "Wer hilft wann bei Technikproblemen?",
            "Was macht die Schule, was die Stadt, was der Dienstleister? Eine Seite, die im Lehrerzimmer hängt.", "betrieb", HouseOf(stadt), stadt.Leitung);
        AcceptBoth(support, musterstadt, stadt, 90);
        Note(support.Plan(null, musterstadt.Moderation.Urheber, At(80, 10)));
        Note(support.Postpone("Die Zeit reichte nicht. Die Jahresgespräche sollen erst abgeschlossen sein.", musterstadt.Moderation.Urheber, At(30, 16)));

        var stoerung = Propose(musterstadt, 70, "Störungen melden ohne Umwege", "Heute rufen wir drei Nummern an.", "support",
            HouseOf(land.HausOf("Gesamtschule Musterstadt")), land.HausOf("Gesamtschule Musterstadt").Leitung);
        foreach (var eintrag in stoerung.JoinInto(support, [], musterstadt.Moderation.Urheber, At(66, 9)))
            aufbau.Add(eintrag);

        var doppelt = Propose(musterstadt, 9, "WLAN im Nebengebäude", "Steht schon im Themenspeicher, habe ich übersehen.", "netz", HouseOf(schule), schule.Leitung);
        Note(doppelt.Withdraw(schule.Leitung.Urheber, At(9, 15)));

        var ki = Propose(musterstadt, 12, "Gemeinsame Regeln für KI im Unterricht",
            "Welche Dienste hat der Träger geprüft, und was dürfen Lehrkräfte mit Klassen nutzen? Unsere Fachkonferenzen brauchen eine Linie für alle Schulen der Stadt.",
            "unterricht", Row(schule, "unterricht_ki"), schule.Leitung);
        Note(ki.Accept(Zustimmungsseite.Moderation, musterstadt.Moderation.Urheber, At(9, 10)));

        var sommerau = land.Tische["Bad Sommerau"];
        var fortbildung = Propose(sommerau, 35, "Fortbildungen der Schulen gemeinsam planen",
            "Fünf Schulen suchen dasselbe: Einstieg in die Lernplattform. Zusammen kämen Termine vor Ort zustande.", "unterstuetzung",
            new Herkunft(Herkunftsart.Beratung, sommerau.Beratung.Person.Id, null), sommerau.Beratung);
        AcceptBoth(fortbildung, sommerau, land.HausOf("Stadt Bad Sommerau"), 28);

        var kurpark = land.HausOf("Kurparkschule");
        var handys = Propose(sommerau, 40, "Private Handys auf dem Schulhof", "Sollen alle Schulen der Stadt dieselbe Regel haben?", "recht", HouseOf(kurpark), kurpark.Leitung);
        Note(handys.Refuse("Das regelt jede Schule in ihrer Hausordnung. Der Runde Tisch kann Beispiele sammeln, entscheidet aber nicht.",
            sommerau.Moderation.Urheber, At(33, 15)));

        var aehrenbrueck = land.HausOf("Gemeinde Ährenbrück");
        Propose(land.Tische["Ährenbrück"], 8, "Gemeinsame Ausschreibung für Displays",
            "Musterstadt schreibt aus, wir könnten abrufen. Welche Größe und welche Halterung brauchen unsere Schulen?", "ausstattung",
            HouseOf(aehrenbrueck), aehrenbrueck.Leitung);

        var verband = land.HausOf("Schulverband Großwiesen");
        var wiesen = land.Tische["Großwiesen"];
        var glasfaser = Propose(wiesen, 200, "Glasfaser für die Heidehofschule", "Der Ausbau endet 400 Meter vor der Schule.", "netz", HouseOf(verband), verband.Leitung);
        AcceptBoth(glasfaser, wiesen, verband, 195);
        Note(glasfaser.Plan(null, wiesen.Moderation.Urheber, At(190, 10)));
        Note(glasfaser.Treat("Der Verband übernimmt die Verlängerung.", wiesen.Moderation.Urheber, At(170, 17)));
        Note(glasfaser.Complete("Der Anschluss ist in Betrieb.", wiesen.Moderation.Urheber, At(25, 9)));
        return wlan;
    }

    private void CreateAufgaben()
    {
        var stadt = land.HausOf(Stadt);
        var schule = land.HausOf(Schule);
        var tisch = land.Tische["Musterstadt"];

        Give(stadt.Scope, null, stadt.Ausfuellende[2], "Termin für den Einbau der neun Zugangspunkte im Nebengebäude und am Ziegelhof festlegen und den Schulen mitteilen.",
            12, Row(stadt, "netz_wlan"), stadt.Leitung, 6);
        Remind(Give(stadt.Scope, null, stadt.Ausfuellende[0], "Stellungnahmen der Schulleitungen zum Entwurf des Medienentwicklungsplans zusammenstellen.",
            -4, Row(stadt, "strategie_mep"), stadt.Leitung, 30));
        Give(stadt.Scope, Rolle.Traegerleitung, null, "Vorlage für den Schulausschuss zum Medienentwicklungsplan freigeben.", 16, Row(stadt, "strategie_mep"), stadt.Ausfuellende[0], 5);
        Note(Give(stadt.Scope, null, stadt.Ausfuellende[1], "Aufgabenteilung beim Support auf einer Seite aufschreiben.", -15, HouseOf(stadt), stadt.Leitung, 50)
            .Complete("Entwurf ist bei den Schulen, vier haben schon zugestimmt.", stadt.Ausfuellende[1].Urheber, At(18, 14)));

        Give(schule.Scope, null, schule.Ausfuellende[0], "Räume mit schlechtem Empfang ausmessen und die Liste an die Stadt schicken.", 5, Row(schule, "ausstattung_netz"), schule.Leitung, 9);
        Remind(Give(schule.Scope, Rolle.Schulleitung, null, "Entwurf der neuen Nutzungsordnung der Schulkonferenz vorlegen.", -2, HouseOf(schule), schule.Ausfuellende[0], 25));

        var region = Scope.Bildungsregion(land.Region.Id);
        var koordination = land.Koordination;
        var beratung = new Herkunft(Herkunftsart.Beratung, koordination.Person.Id, null);
        Give(region, null, koordination, "Bedarfe für die gemeinsame Ausschreibung der Displays bei den drei Trägern abfragen.", 15, Row(stadt, "dialog_interkommunal"), koordination, 4);
        Note(Give(region, null, null, "Treffen der Moderationen im Kreishaus vorbereiten.", 20, beratung, koordination, 28)
            .Drop("Das Treffen findet per Video statt, Raum und Anfahrt fallen weg.", koordination.Urheber, At(11, 10)));

        Remind(Give(Scope.RunderTisch(tisch.Tisch.Id), Rolle.Moderation, null, "Arbeitsgruppe zu den Geräten zum ersten Treffen einladen.", -1,
            new Herkunft(Herkunftsart.Beratung, tisch.Moderation.Person.Id, null), tisch.Moderation, 30));
    }

    private void CreateSchwerpunkte(Thema wlan)
    {
        var runde = land.Tische["Musterstadt"];
        var wer = runde.Moderation.Urheber;
        Keep(Arbeitsschwerpunkt.Create(runde.Tisch.Id, null, "Verlässliches Netz in allen Gebäuden",
            "Messung der schwachen Räume durch die IT der Stadt\nBauzeiten in den Ferien, Gebäudemanagement", wlan.Id, wer, At(30, 17)));
        Keep(Arbeitsschwerpunkt.Create(runde.Tisch.Id, land.HausOf(Schule).Schule!.Id, "KI im Fachunterricht erproben",
            "Zwei Fortbildungstage für die Fachkonferenzen, Medienberatung\nGeprüfter Zugang für drei Klassen, Stadt", null, wer, At(30, 17)));
        var alt = Arbeitsschwerpunkt.Create(runde.Tisch.Id, null, "Lernplattform für alle Schulen", "Einführungstage an jeder Schule, Medienberatung", null, wer, At(300, 17));
        Keep(alt);
        Note(alt.Schwerpunkt.Close(wer, At(60, 17)));
    }

    private Thema Propose(Musterrunde runde, int tage, string titel, string beschreibung, string themenfeld, Herkunft herkunft, Amtsperson wer)
    {
        var (thema, eintrag) = Thema.Propose(runde.Tisch.Id, titel, beschreibung, themenfeld, herkunft, wer.Zustaendigkeit.Scope, wer.Urheber, At(tage, 9));
        aufbau.Add(eintrag);
        return aufbau.Add(thema);
    }

    private void AcceptBoth(Thema thema, Musterrunde runde, Haus traeger, int tage)
    {
        Note(thema.Accept(Zustimmungsseite.Traeger, traeger.Leitung.Urheber, At(tage, 10)));
        Note(thema.Accept(Zustimmungsseite.Moderation, runde.Moderation.Urheber, At(tage - 1, 14)));
    }

    /// <param name="frist">Days from today, so many back where negative.</param>
    private Aufgabe Give(Scope amt, Rolle? rolle, Amtsperson? person, string text, int frist, Herkunft herkunft, Amtsperson von, int vorTagen)
    {
        var (aufgabe, eintrag) = Aufgabe.Create(amt, rolle, person?.Person.Id, text, heute.AddDays(frist), herkunft, von.Urheber, At(vorTagen, 13));
        aufbau.Add(eintrag);
        return aufbau.Add(aufgabe);
    }

    /// <summary>The mails about a task whose last day has passed went out in time.</summary>
    private static void Remind(Aufgabe aufgabe)
    {
        aufgabe.NoteReminder(aufgabe.Frist.AddDays(-3));
        aufgabe.NoteOverdue(aufgabe.Frist.AddDays(1));
    }

    private void Keep((Arbeitsschwerpunkt Schwerpunkt, Verlaufseintrag Eintrag) neu)
    {
        aufbau.Add(neu.Schwerpunkt);
        aufbau.Add(neu.Eintrag);
    }

    private void Note(Verlaufseintrag? eintrag)
    {
        if (eintrag is not null)
            aufbau.Add(eintrag);
    }

    private Herkunft Row(Haus haus, string kriterium)
    {
        var zeile = matrizen[haus.Name].Zeilen.Single(z => z.Kriterium == kriterium);
        return new Herkunft(Herkunftsart.Matrixzeile, zeile.Id, zeile.Id);
    }

    private static Herkunft HouseOf(Haus haus) =>
        new(haus.Schule is null ? Herkunftsart.Schultraeger : Herkunftsart.Schule, haus.Scope.Id!.Value, null);

    private DateTime At(int tage, int stunde) => Musterzeit.At(Musterzeit.Workday(heute.AddDays(-tage)), stunde, 5 * tage % 60);
}
