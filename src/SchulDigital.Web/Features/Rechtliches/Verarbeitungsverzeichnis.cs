using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Web.Features.Rechtliches;

/// <summary>A purpose for which data of persons is processed, with what Art. 30 DSGVO asks for.</summary>
/// <param name="Frist">How long; every figure in it comes from the setting that the portal acts by.</param>
public sealed record Verarbeitung(
    string Name, string Zweck, string Daten, string Personen, string Rechtsgrundlage, string Empfaenger, string Frist);

/// <summary>
/// All processing of this portal: the one source of the Datenschutzerklärung and of the Verzeichnis der
/// Verarbeitungstätigkeiten. What a new feature stores of people is entered here.
/// </summary>
public static class Verarbeitungsverzeichnis
{
    public static IReadOnlyList<Verarbeitung> Of(Aufbewahrung aufbewahrung, Betreiber betreiber, IConfiguration konfiguration)
    {
        var land = betreiber.Rechtsgrundlage.Trim() is { Length: > 0 } eigene ? eigene
            : "dem Datenschutzrecht des Landes (in Nordrhein-Westfalen § 3 DSG NRW)";
        var aufgabe = $"Aufgabe im öffentlichen Interesse: Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit {land}";
        const string sicherheit = "Sicherheit der Verarbeitung: Art. 6 Abs. 1 Buchst. c und e, Art. 32 DSGVO";
        var betrieb = betreiber.Auftragsverarbeiter.Trim() is { Length: > 0 } auftrag
            ? $"Der Betreiber und in seinem Auftrag {auftrag}"
            : "Der Betreiber";
        var anmeldung = konfiguration.GetValue("Konten:AnmeldungMinuten", 480);
        var ereignisse = Days(aufbewahrung.SicherheitsereignisseTage);
        var post = Days(aufbewahrung.PostTage);
        const string beschaeftigte = "Beschäftigte der Schulträger, Schulen und der koordinierenden Stellen sowie Beratende, die ein Konto haben";
        return
        [
            new("Konten und Zuständigkeiten",
                "Wer im Portal arbeiten darf, und in welchem Amt.",
                "Name, Funktion, dienstliche E-Mail-Adresse, Zuständigkeiten mit Beginn und Ende. Vom Passwort und von Einmalcodes liegt nur ein Prüfwert vor, ebenso von persönlichen Links. Von einem Passkey liegen der öffentliche Schlüssel und seine Bezeichnung vor, von einer App für Codes ihr verschlüsselter Schlüssel.",
                beschaeftigte, aufgabe,
                $"Die eigene Organisation; Koordination und Administration für die Ämter, die sie vergeben. {betrieb} bei der Pflege des Servers.",
                "Solange das Amt besteht. Danach bleibt der Name, wo der Verlauf oder ein bestätigtes Dokument ihn braucht; eine Anonymisierung veranlasst der Betreiber auf Antrag."),
            new("Matrizen und ihr Verlauf",
                "Den Dialog zwischen Schulträgern und Schulen führen und belegen, wer was festgelegt hat.",
                "Einschätzungen und Texte der Organisation; zu jeder Änderung Person, Zuständigkeit, Zeitpunkt, vorher und nachher.",
                beschaeftigte, aufgabe,
                "Die eigene Organisation; den Namen zu einer Änderung sieht deren Leitung, die anderen im Haus Stelle und Zeitpunkt. Andere erfahren den Stand, soweit ihre Zuständigkeit es vorsieht, ohne Person.",
                "Auf Dauer, als Nachweis der Organisation; Unterlagen werden geschlossen und dem Archiv angeboten, nicht gelöscht."),
            new("Zuarbeit zur Matrix",
                "Einschätzungen bei Personen einholen, die etwas wissen, und belegen, von wem eine Angabe stammt.",
                "Name, Funktion, dienstliche E-Mail-Adresse, die vorgeschlagenen Angaben mit Zeitpunkt. Vom persönlichen Link liegt nur ein Prüfwert vor.",
                "Beschäftigte und Dienstleister, die eine Organisation um Auskunft bittet; ein Konto brauchen sie nicht", aufgabe,
                $"Die Organisation, die gefragt hat. {betrieb}.",
                $"Die E-Mail-Adresse wird nach {post} gelöscht, gerechnet vom Ende der Zuarbeit, spätestens von ihrer Frist. Name und Funktion bleiben, wo der Verlauf sie braucht."),
            new("Schulträgerbesuche",
                "Besuche vorbereiten, führen und festhalten, was herauskam.",
                "Wer eingeladen ist und was geantwortet wurde; von Gästen Name, Organisation und dienstliche E-Mail-Adresse. Fragen und Anmerkungen mit Namen. Ob das Leseexemplar geöffnet wurde, je Organisation, nicht je Person. Notizen mit der Person, die sie zuletzt geändert hat.",
                "Beschäftigte der beteiligten Organisationen und die Gäste, die ein Schulträger einlädt; ein Konto brauchen Gäste nicht", aufgabe,
                $"Der Schulträger, der einlädt; Notizen nur er. Die eingeladenen Organisationen und Gäste lesen die eigene Antwort, die Tagesordnung und den freigegebenen Besuchsvermerk mit den Namen der Eingeladenen. {betrieb}.",
                $"Die E-Mail-Adresse eines Gastes wird nach {post} gelöscht, gerechnet vom Tag des Besuchs. Der Besuchsvermerk bleibt auf Dauer, als Nachweis der Organisation."),
            new("Runde Tische und ihre Sitzungen",
                "Zu Sitzungen einladen, sie führen, ein Protokoll schreiben und genehmigen.",
                "Mitglieder als Organisation; von Beratenden und Gästen ohne Konto Name und dienstliche E-Mail-Adresse. Antworten auf die Einladung, Anwesenheit und wer vertreten hat, als Vertretung genannte Personen, Einwände zum Protokoll mit Namen. Zu jedem Absatz, wer ihn zuletzt geändert hat. Notizen der Moderation im Regieblatt.",
                "Beschäftigte der Mitglieder, Moderation, Beratende und Gäste; ein Konto brauchen Beratende und Gäste nicht", aufgabe,
                $"Wer am Tisch sitzt; vertrauliche Punkte nur die Moderation und die entscheidenden Mitglieder, das Regieblatt nur die Moderation. Gäste lesen ihren Punkt. {betrieb}.",
                $"Die E-Mail-Adresse eines Gastes wird nach {post} gelöscht, gerechnet vom Tag der Sitzung. Das genehmigte Protokoll bleibt auf Dauer."),
            new("Vereinbarungen",
                "Im Konsens vereinbaren, wer was bis wann tut, und verfolgen, was daraus wird.",
                "Zu jeder Antwort die Organisation, Name und Amt der Person, die für sie geantwortet hat, und der Grund; ebenso, wer die Umsetzung bestätigt oder eine Vereinbarung überprüft hat. Zu jeder Änderung Person, Zuständigkeit, Zeitpunkt.",
                "Leitungen der beteiligten Organisationen und die Moderation", aufgabe,
                $"Die beteiligten Organisationen und wer am Tisch sitzt; vertrauliche nur die Moderation, die entscheidenden Mitglieder und die Beteiligten. {betrieb}.",
                "Vereinbarungen und ihre Antworten bleiben auf Dauer, als Nachweis."),
            new("Berichtsbögen",
                "Schriftlich festhalten, wo Schulträger und Schulen stehen und was sie vereinbart haben; prüfen, bestätigen, unterzeichnen.",
                "Zu jeder Bestätigung, Unterschrift und Ablehnung Name und Amt der Person, das Haus, Zeitpunkt, Prüfwert des gezeigten Textes und der Grund einer Ablehnung; bei einer Unterschrift auf Papier das eingescannte Blatt, wo das Original liegt und wer sie eingetragen hat. Zu Rückfragen und Rückgaben Name und Amt. Zu jedem Absatz, wer ihn zuletzt geändert hat. Im Text können Personen genannt sein, die etwas tun.",
                "Leitungen der beteiligten Häuser und wer dort mitschreibt", aufgabe,
                $"Die Häuser, um die es geht; die Koordination, wenn er ihr zugestellt, die Schulaufsicht, wenn er ihr von der Schule übergeben ist. Wer einen Absatz geändert hat, steht in keiner Ansicht. {betrieb}.",
                "Berichtsbögen, Erklärungen und eingescannte Blätter bleiben auf Dauer, als Nachweis."),
            new("Terminabstimmungen",
                "Einen Termin finden, an dem die Beteiligten können.",
                "Zu jedem vorgeschlagenen Termin Ja, Wenn nötig oder Nein, je Organisation, Person oder Gast, mit Namen und Zeitpunkt der letzten Antwort; von Gästen die dienstliche E-Mail-Adresse.",
                "Wer zu einer Sitzung oder einem Besuch gefragt wird; ein Konto brauchen Gäste nicht", aufgabe,
                $"Wer die Sitzung oder den Besuch plant. Die Gefragten sehen nur die eigene Antwort. {betrieb}.",
                $"Die E-Mail-Adresse eines Gastes wird nach {post} gelöscht, gerechnet vom Ende der Abstimmung."),
            new("Themen und Aufgaben",
                "Beraten, was mehrere betrifft, und festhalten, wer was bis wann tut.",
                "Themen mit der Organisation, die sie vorgeschlagen hat, und den Mitgliedern einer Arbeitsgruppe in Worten. Zu einer Aufgabe Text, Frist, Stand und, wenn eine Person genannt ist, ihr Name. Zu jeder Änderung Person, Zuständigkeit, Zeitpunkt.",
                beschaeftigte, aufgabe,
                $"Themen: alle, die an dem Runden Tisch sitzen, ohne Namen der Handelnden; wer berät, ist als Herkunft genannt. Aufgaben: wer in der Organisation ein Amt hat, und die genannte Person; wer was geändert hat, sieht mit Namen die Leitung. Eine Übersicht je Person gibt es nicht. {betrieb}.",
                "Auf Dauer, als Nachweis der Organisation; sie werden geschlossen und dem Archiv angeboten, nicht gelöscht."),
            new("Anmeldung",
                "Erkennen, wer angemeldet ist, und fremde Anmeldungen beenden können.",
                "Beginn und Ende der Anmeldung, die Art von Browser und Betriebssystem in Worten. Keine Netzadresse.",
                beschaeftigte, sicherheit, $"Die Person selbst. {betrieb}.",
                $"Eine Anmeldung gilt ohne Tätigkeit {anmeldung} Minuten. Ihr Eintrag wird nach {ereignisse} gelöscht, gerechnet von ihrem Beginn."),
            new("Sicherheitsereignisse",
                "Angriffe auf Konten erkennen und abwehren.",
                "Anmeldung, Fehlversuch, Sperre, Abmeldung, Änderung von Passwort oder zweitem Faktor, abgelehnter Link; dazu Konto und Zeitpunkt. Keine Netzadresse.",
                beschaeftigte, sicherheit, $"{betrieb}, nur zum Zweck der Sicherheit.",
                $"Sie werden nach {ereignisse} gelöscht."),
            new("Versand von Mails",
                "Einladungen und Benachrichtigungen zustellen; feststellen, was nicht angekommen ist.",
                "Name und Adresse des Empfängers, Betreff, Text, Zeitpunkt, Antwort des Mailservers; wer die Mail veranlasst hat. Ob sie gelesen wurde, erfährt das Portal nicht.",
                "Alle, denen das Portal schreibt", aufgabe,
                $"Der Empfänger; die Administration, aber nicht den Text. {betrieb} und der Mailserver, den er einsetzt.",
                $"Der Text einer Mail mit persönlichem Link wird mit dem Versand gelöscht, die ganze Nachricht nach {post}, gerechnet von ihrem Entstehen. Was noch wartet, bleibt bis zum Versand."),
            new("Feedback",
                "Hinweise auf Fehler und Barrieren entgegennehmen und beantworten.",
                "Die Nachricht, die genannte Seite, wenn angegeben eine E-Mail-Adresse.",
                "Alle, die das Formular benutzen", aufgabe, betrieb,
                $"Im Portal werden sie nach {post} gelöscht; im Postfach des Betreibers nach dessen Regeln."),
            new("Technisches Protokoll",
                "Fehler finden, den Betrieb überwachen.",
                "Zeitpunkt, Art der Seite, Antwort, Dauer, Kennzeichen. Keine Person, keine Netzadresse, keine Eingaben.",
                "Keine: Das Protokoll enthält keine personenbezogenen Daten", sicherheit, betrieb,
                "Nach den Regeln des Servers; das Portal selbst schreibt nur auf die Konsole."),
        ];
    }

    private static string Days(int tage) => tage == 1 ? "einem Tag" : $"{tage} Tagen";
}
