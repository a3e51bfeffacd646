using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Features.Traegerbesuche.Pdf;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Visits in the Kreis Musterland in every state, with what came out of them. Days lie around today. Nothing is mailed: the
/// people of the demo have no mailbox.
/// </summary>
internal sealed class Musterbesuche(Aufbau aufbau, Musterland land, Musterdurchgaenge durchgaenge, DateOnly heute)
{
    private readonly Haus _stadt = land.HausOf(Musterland.Demotraeger);
    private readonly Haus _nachbar = land.HausOf("Stadt Bad Sommerau");
    private readonly Katalog _katalog = aufbau.Katalog(Zielgruppe.Schultraeger);

    public void Create()
    {
        CreateClosed();
        CreateRecorded();
        CreateHeld();
        CreateInvited();
        CreateMutual();
        CreateOthers();
    }

    /// <summary>Last year's: closed, with results of every kind.</summary>
    private void CreateClosed()
    {
        var matrix = durchgaenge.Vorjahre[_stadt.Name];
        var besuch = Plan(_stadt, matrix, "Jahresgespräch 2025", -210, "Rathaus, Sitzungszimmer 2",
            Own(_stadt.Leitung), Own(_stadt.Ausfuellende[0]), Own(_stadt.Ausfuellende[1]), Coordination(), Carrier(_nachbar));
        Invite(besuch, _stadt, -235);
        Answer(besuch, -230, "Leitung des Bildungsbüros");
        PassOn(matrix, _stadt, besuch, -225);
        Agenda(besuch, matrix, _stadt, -222);
        Hold(besuch, _stadt);
        var wlan = Row(matrix, "netz_wlan");
        Note(besuch, _stadt, wlan.Themenfeld, "Messung liegt vor. Nebengebäude zuerst, Turnhallen später. Bauamt ist einverstanden.");
        Conclude(besuch, _stadt, Ergebnisart.Klaerung, Row(matrix, "ausstattung_schueler"), "Die Ersatzgeräte für die Grundschulen sind bestellt und kommen vor den Osterferien.");
        var haus = Scope.Schultraeger(_stadt.Traeger!.Id);
        var (vereinbarung, entworfen) = Vereinbarung.Draft(Kennung.New(), new Vereinbarungsort(null, _stadt.Traeger.Id), new Vereinbarungsangaben(
            "Die Nebengebäude aller Schulen bekommen bis zum Sommer ein gemessenes WLAN.", Vereinbarungsart.Massnahme, haus, "Gebäudemanagement", heute.AddDays(-60), Zeithorizont.Kurzfristig, null, null, wlan.Themenfeld, false),
            [new Bindung(haus, _stadt.Traeger.Name, null)], besuch.HerkunftOf(wlan), null, _stadt.Leitung.Urheber, At(-210, 12));
        aufbau.Add(vereinbarung);
        aufbau.Add(entworfen);
        Conclude(besuch, _stadt, Ergebnisart.Vereinbarung, wlan, vereinbarung.Text, vereinbarung.Id);
        var aufgabe = Task(besuch, wlan, "Liste der Räume ohne Empfang an das Gebäudemanagement geben", -190, _stadt.Ausfuellende[0]);
        aufbau.Add(aufgabe.Complete("Am 12. übergeben.", _stadt.Ausfuellende[0].Urheber, At(-195, 9))!);
        Conclude(besuch, _stadt, Ergebnisart.Aufgabe, wlan, aufgabe.Text, aufgabe.Id);
        Release(besuch, _stadt, -200);
        foreach (var partner in besuch.Beteiligte.Where(b => b.IstPartner))
            besuch.Comment(partner.Id, true, null, partner.Name, At(-196, 14));
        aufbau.Add(besuch.Close(_stadt.Leitung.Urheber, At(-180, 10)));
    }

    /// <summary>The record is with the partners.</summary>
    private void CreateRecorded()
    {
        var matrix = durchgaenge.Vorjahre[_stadt.Name];
        var besuch = Plan(_stadt, matrix, "Zwischenstand Netz und Support", -24, "Rathaus, Sitzungszimmer 1",
            Own(_stadt.Leitung), Own(_stadt.Ausfuellende[1]), Coordination(), Guest("Dr. Nils Beispiel", "Beratungsbüro Nordlicht", "nils.beispiel@nordlicht.example"));
        Invite(besuch, _stadt, -45);
        Answer(besuch, -40, "Leitung des Bildungsbüros");
        PassOn(matrix, _stadt, besuch, -38);
        Agenda(besuch, matrix, _stadt, -34);
        Hold(besuch, _stadt);
        var support = matrix.Zeilen.First(z => z.Kriterium == "betrieb_meldeweg");
        var eintrag = aufbau.Add(new Berichtseintrag(_stadt.Traeger!.Id, Berichtsabschnitt.Planungen, "Störungen nimmt ab dem nächsten Schuljahr eine Stelle für alle Schulen an.", besuch.HerkunftOf(support), At(-24, 12)));
        Conclude(besuch, _stadt, Ergebnisart.Berichtseintrag, support, eintrag.Text, eintrag.Id);
        var (thema, vorgeschlagen) = Thema.Propose(land.Tische["Musterstadt"].Tisch.Id, "Eine Stelle für alle Störungen", "Die Schulen sollen sagen, wie sie melden möchten.", support.Themenfeld,
            besuch.HerkunftOf(support), _stadt.Scope, _stadt.Leitung.Urheber, At(-24, 12));
        aufbau.Add(thema);
        aufbau.Add(vorgeschlagen);
        Conclude(besuch, _stadt, Ergebnisart.Thema, support, "Die Schulen sollen sagen, wie sie melden möchten.", thema.Id);
        Release(besuch, _stadt, -15);
        besuch.Comment(besuch.Beteiligte.First(b => b.Art == Beteiligungsart.Koordination).Id, true, null, "Leitung des Bildungsbüros", At(-12, 9));
        besuch.Comment(besuch.Beteiligte.First(b => b.Art == Beteiligungsart.Gast).Id, false, "Bei der Leitstelle bitte auch an die Ferien denken.", "Dr. Nils Beispiel", At(-11, 17));
    }

    /// <summary>It was some days ago; results are being entered from paper.</summary>
    private void CreateHeld()
    {
        var matrix = durchgaenge.Vorjahre[_stadt.Name];
        var besuch = Plan(_stadt, matrix, "Besuch mit den Schulleitungen der Grundschulen", -3, "Grundschule Mühlenbach, Mensa", Own(_stadt.Leitung), Own(_stadt.Ausfuellende[0]), Coordination());
        Invite(besuch, _stadt, -30);
        PassOn(matrix, _stadt, besuch, -28);
        Agenda(besuch, matrix, _stadt, -20);
        Paper(besuch, "Medienkonzept 2025 bis 2028", "Grundschule Mühlenbach");
        Hold(besuch, _stadt);
        var zeile = Row(matrix, "ausstattung_schueler");
        Note(besuch, _stadt, zeile.Themenfeld, "Koffer sind zu wenige, wenn zwei Klassen gleichzeitig arbeiten.\nFrage: Wer lädt sie über das Wochenende?");
        var aufgabe = Task(besuch, zeile, "Angebot für zwei weitere Gerätekoffer einholen", 18, _stadt.Ausfuellende[1]);
        Conclude(besuch, _stadt, Ergebnisart.Aufgabe, zeile, aufgabe.Text, aufgabe.Id);
    }

    /// <summary>Soon, and the matrix of this year is not released yet: the portal points that out.</summary>
    private void CreateInvited()
    {
        var besuch = Plan(_stadt, durchgaenge.Matrizen[_stadt.Name], "Jahresgespräch 2026", 6, "Rathaus, Sitzungszimmer 2",
            Own(_stadt.Leitung), Own(_stadt.Ausfuellende[0]), Coordination());
        Invite(besuch, _stadt, -12);
        Answer(besuch, -10, "Leitung des Bildungsbüros");
        Paper(besuch, "Ausstattungsplanung 2027", Musterland.Demoschule);
    }

    /// <summary>Two carriers visit each other: the neighbour organises, the demo carrier is invited.</summary>
    private void CreateMutual()
    {
        var matrix = durchgaenge.Matrizen[_nachbar.Name];
        var besuch = Plan(_nachbar, matrix, "Gegenseitiger Besuch mit der Stadt Musterstadt", 16, "Kurhaus, Kleiner Saal",
            Own(_nachbar.Leitung), Own(_nachbar.Ausfuellende[0]), Coordination(), Carrier(_stadt));
        Invite(besuch, _nachbar, -9);
        PassOn(matrix, _nachbar, besuch, -8);
        PassOn(durchgaenge.Vorjahre[_stadt.Name], _stadt, besuch, -7);
        var zeile = matrix.Zeilen.First(z => !z.Werte.Vertraulich);
        var koordination = besuch.Beteiligte.First(b => b.Art == Beteiligungsart.Koordination);
        besuch.NoteReading(koordination.Id, At(-5, 11));
        var frage = besuch.Ask(koordination.Id, $"Leitung des Bildungsbüros, {land.Region.Name}", _katalog.Kriterium(zeile.Kriterium), zeile.Id, "Gilt das auch für die Teilstandorte?", At(-5, 11));
        aufbau.Add(besuch.AnswerQuestion(frage.Id, "Ja, seit dem Sommer auch dort.", _nachbar.Leitung.Urheber, At(-4, 9))!);
        Agenda(besuch, matrix, _nachbar, -3);
    }

    private void CreateOthers()
    {
        Plan(_stadt, durchgaenge.Matrizen[_stadt.Name], "Gespräch mit der Kämmerei zum Haushalt 2027", null, null, Own(_stadt.Leitung));
        var abgesagt = Plan(_stadt, durchgaenge.Matrizen[_stadt.Name], "Besuch bei der Gesamtschule Musterstadt", 9, "Gesamtschule Musterstadt", Own(_stadt.Leitung), Coordination());
        Invite(abgesagt, _stadt, -14);
        aufbau.Add(abgesagt.Cancel("Die Gesamtschule hat in dieser Woche Prüfungen.", _stadt.Leitung.Urheber, At(-2, 15)));
        var verschoben = Plan(_nachbar, durchgaenge.Matrizen[_nachbar.Name], "Gespräch zum Glasfaserausbau", 4, "Rathaus Bad Sommerau", Own(_nachbar.Leitung), Coordination());
        Invite(verschoben, _nachbar, -20);
        aufbau.Add(verschoben.Postpone("Das Angebot des Netzbetreibers liegt noch nicht vor.", _nachbar.Leitung.Urheber, At(-1, 10)));
    }

    private Besuch Plan(Haus haus, Matrix matrix, string anlass, int? tage, string? ort, params Besuchsteilnahme[] wer)
    {
        var tag = tage is { } t ? Musterzeit.Workday(heute.AddDays(t)) : (DateOnly?)null;
        var am = At(Math.Min(tage ?? -5, 0) - 30, 9);
        var (besuch, eintrag) = Besuch.Plan(haus.Traeger!.Id, new Besuchsangaben(anlass, tag, tag is null ? null : new TimeOnly(10, 0), Besuch.PresetDauer, ort, null, null, matrix.Id), haus.Leitung.Urheber, am);
        aufbau.Add(eintrag);
        if (besuch.Choose(wer, besuch.Version, haus.Leitung.Urheber, am).Eintrag is { } gewaehlt)
            aufbau.Add(gewaehlt);
        return aufbau.Add(besuch);
    }

    private void Invite(Besuch besuch, Haus haus, int tage) => aufbau.Add(besuch.Invite(haus.Leitung.Urheber, At(tage, 10)).Eintrag!);

    private void Answer(Besuch besuch, int tage, string koordination)
    {
        foreach (var b in besuch.Beteiligte)
            besuch.Respond(b.Id, Rueckmeldung.Zugesagt, null, b.Art == Beteiligungsart.Koordination ? koordination : b.Name, At(tage, 11));
    }

    private void PassOn(Matrix matrix, Haus haus, Besuch besuch, int tage)
    {
        var (weitergabe, eintrag) = matrix.PassOn(Empfaengerkreis.Besuch, besuch.Id, [.. matrix.Zeilen.Select(z => z.Themenfeld).Distinct()], [], haus.Leitung.Zustaendigkeit, At(tage, 13))!.Value;
        aufbau.Add(weitergabe);
        aufbau.Add(eintrag);
        // Who was there has read it; of a visit ahead, nobody yet.
        foreach (var b in besuch.Beteiligte.Where(b => b.IstPartner && besuch.Tag < heute))
            besuch.NoteReading(b.Id, At(tage + 2, 8));
    }

    private void Agenda(Besuch besuch, Matrix matrix, Haus haus, int tage)
    {
        var vorschlag = Agendavorschlag.Compose(matrix.Zeilen.Where(z => !z.Werte.Vertraulich).Select(z => (z.Id, _katalog.Kriterium(z.Kriterium), z.Werte)),
            besuch.Fragen.ToLookup(f => f.ZeileId, f => f.VonName), _katalog, besuch.Dauer);
        aufbau.Add(besuch.Propose([.. vorschlag.Where(v => !v.Ausgelassen)], haus.Leitung.Urheber, At(tage, 9))!);
    }

    private void Hold(Besuch besuch, Haus haus) => aufbau.Add(besuch.Hold(haus.Leitung.Urheber, Musterzeit.At(besuch.Tag!.Value, 12, 15)));

    private void Release(Besuch besuch, Haus haus, int tage) => aufbau.Add(besuch.ReleaseRecord(haus.Leitung.Zustaendigkeit, haus.Leitung.Person, At(tage, 16)));

    private void Note(Besuch besuch, Haus haus, string themenfeld, string text) =>
        besuch.WriteNote(themenfeld, text, 0, haus.Ausfuellende[0].Urheber, Musterzeit.At(besuch.Tag!.Value, 11, 20));

    private void Conclude(Besuch besuch, Haus haus, Ergebnisart art, MatrixZeile zeile, string text, Guid? gegenstand = null)
    {
        if (besuch.Conclude(Kennung.New(), art, zeile, zeile.Themenfeld, text, gegenstand, haus.Leitung.Urheber, Musterzeit.At(besuch.Tag!.Value, 12, 0)).Eintrag is { } eintrag)
            aufbau.Add(eintrag);
    }

    private Aufgabe Task(Besuch besuch, MatrixZeile zeile, string text, int frist, Amtsperson wer)
    {
        var (aufgabe, eintrag) = Aufgabe.Create(besuch.Scope, null, wer.Person.Id, text, heute.AddDays(frist), besuch.HerkunftOf(zeile), _stadt.Leitung.Urheber, Musterzeit.At(besuch.Tag!.Value, 12, 0));
        aufbau.Add(eintrag);
        return aufbau.Add(aufgabe);
    }

    private void Paper(Besuch besuch, string titel, string schule)
    {
        var id = Kennung.New();
        var haus = land.HausOf(schule);
        var inhalt = Musterunterlage.Compose(titel, schule,
        [
            ("Worum es geht", "Die Schule beschreibt, wie im Unterricht mit digitalen Medien gelernt wird, und was sie dafür vom Schulträger braucht."),
            ("Was wir brauchen", "Verlässliches Netz in allen Räumen, zwei Gerätekoffer je Jahrgang und eine Stelle, die Störungen annimmt."),
        ], At(-40, 9)).GeneratePdf();
        aufbau.Add(new Dokument(id, Dokumentart.Unterlage, id, "", besuch.Scope, titel, "", "unterlage.pdf", inhalt, Dokument.HashOf(inhalt), null, null, At(-40, 9)));
        aufbau.Add(besuch.AddPaper(titel, haus.Schule!.Id, null, id, _stadt.Leitung.Urheber, At(-10, 9)).Eintrag);
    }

    private static Besuchsteilnahme Own(Amtsperson wer) => new(Beteiligungsart.Eigene, wer.Person.Id, wer.Person.Name, wer.Person.Funktion, null);

    private Besuchsteilnahme Coordination() => new(Beteiligungsart.Koordination, land.Region.Id, $"{land.Region.Koordinierungsstelle}, {land.Region.Name}", null, null);

    private static Besuchsteilnahme Carrier(Haus haus) => new(Beteiligungsart.Schultraeger, haus.Traeger!.Id, haus.Name, null, null);

    private static Besuchsteilnahme Guest(string name, string organisation, string email) => new(Beteiligungsart.Gast, null, name, organisation, email);

    private static MatrixZeile Row(Matrix matrix, string kriterium) => matrix.Zeilen.FirstOrDefault(z => z.Kriterium == kriterium) ?? matrix.Zeilen[0];

    private DateTime At(int tage, int stunde) => Musterzeit.At(Musterzeit.Workday(heute.AddDays(tage)), stunde, 0);
}
