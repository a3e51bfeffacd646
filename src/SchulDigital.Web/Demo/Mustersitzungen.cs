using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Sessions in every state at the Runde Tische of the Kreis Musterland and its IT-Cluster: one runs now, one has approved minutes,
/// one was written up from paper.
/// </summary>
internal sealed class Mustersitzungen(Aufbau aufbau, Musterland land, DateOnly heute, DateTime jetzt)
{
    internal const string Regeln =
        "Wir sprechen auf Augenhöhe. Unterschiede zeigen wir, um sie zu verstehen.\nEntschieden wird im Konsens der Beteiligten, die es bindet.\nWas vertraulich ist, bleibt im Raum.\nWas wir vereinbaren, hat jemanden, der es tut, und einen Tag.";

    private readonly Dictionary<(Guid, int), Sitzung> _sitzungen = [];

    public Sitzung Of(Musterrunde runde, int nummer) => _sitzungen[(runde.Tisch.Id, nummer)];

    public void Create()
    {
        foreach (var runde in land.Tische.Values)
            Seat(runde.Tisch);
        var stadt = land.Tische["Musterstadt"];
        Note(stadt.Tisch.Change(stadt.Tisch.Angaben with { Intervall = 3 }, stadt.Tisch.Version, stadt.Moderation.Urheber, At(98, 18)));
        Note(stadt.Tisch.Admit(new Tischmitgliedschaft(Scope.Bildungsregion(land.Region.Id), land.Region.Koordinierungsstelle, null, Stimme.Beratend, null), stadt.Moderation.Urheber, At(120, 9)));
        Note(stadt.Tisch.Admit(new Tischmitgliedschaft(null, "Dr. Ilse Raumklang", "raumklang@beratung.example", Stimme.Beratend, null), stadt.Moderation.Urheber, At(120, 9)));

        CreateApproved(stadt);
        CreateInReview(stadt);
        CreatePlanned(stadt);
        CreateUndated(stadt);
        CreateRunning(land.Tische["Bad Sommerau"]);
        CreateWrittenUp(land.ItCluster);
        CreateInvited(land.ItCluster);
    }

    /// <summary>First session, months ago: rules adopted, minutes approved.</summary>
    private void CreateApproved(Musterrunde runde)
    {
        var wer = runde.Moderation.Urheber;
        var sitzung = Plan(runde, 1, "Auftakt und Regeln der Zusammenarbeit", Day(98), new TimeOnly(14, 0), "Rathaus Musterstadt, Ratssaal", 125);
        var regeln = Item(sitzung, runde, "Regeln der Zusammenarbeit", Sitzungspunktart.Vereinbarung, 40, 124);
        var support = Item(sitzung, runde, "Wer hilft wann bei Technikproblemen?", Sitzungspunktart.Beratung, 30, 124);
        var austausch = Item(sitzung, runde, "Erfahrungen der Schulen untereinander", Sitzungspunktart.Information, 30, 124);
        var haushalt = Item(sitzung, runde, "Rahmen für den Haushalt 2027", Sitzungspunktart.Information, 20, 124, vertraulich: true);
        Invite(sitzung, runde, 110);
        Note(sitzung.Open(wer, At(98, 14)));
        foreach (var t in sitzung.Teilnehmer)
            sitzung.Attend(t.Id, Anwesenheit.Anwesend, null, At(98, 14));
        foreach (var (punkt, minute) in new[] { (regeln, 5), (support, 48), (austausch, 75), (haushalt, 102) })
        {
            sitzung.Call(punkt.Id, At(98, 14).AddMinutes(minute));
        }
        Minute(sitzung, regeln, Eintragsart.Text, "Die Moderation stellt einen Entwurf vor. Die Schulen bitten um den Satz, dass Unterschiede gezeigt werden, um sie zu verstehen.", runde);
        Minute(sitzung, regeln, Eintragsart.Ergebnis, "Die Regeln der Zusammenarbeit sind mit dieser Ergänzung angenommen.", runde);
        Minute(sitzung, austausch, Eintragsart.Text, "Die Gesamtschule berichtet von den ersten Wochen mit Tablet-Koffern; die Grundschulen haben Fragen zur Ausleihe.", runde);
        Minute(sitzung, haushalt, Eintragsart.Text, "Der Fachbereich nennt den Rahmen, der in die Beratung des Rates geht.", runde);
        Note(sitzung.End(wer, At(98, 16)).Eintrag);
        sitzung.Settle(support.Id, Punktstand.Vertagt, "Die Zeit reichte nicht.", At(98, 16).AddMinutes(1));
        Note(sitzung.SubmitForReview(Day(80), wer, At(95, 10)));
        Approve(sitzung, runde, 77);
    }

    /// <summary>The last session: minutes in review with an objection.</summary>
    private void CreateInReview(Musterrunde runde)
    {
        var wer = runde.Moderation.Urheber;
        var sitzung = Plan(runde, 2, "Geräte und Netze", Day(6), new TimeOnly(14, 30), "Gesamtschule Musterstadt, Forum", 30);
        var protokoll = Item(sitzung, runde, "Genehmigung des Protokolls der 1. Sitzung", Sitzungspunktart.Vereinbarung, 5, 29);
        var geraete = Item(sitzung, runde, "Wie kommen ab Klasse 7 alle zu einem Gerät?", Sitzungspunktart.Beratung, 60, 29);
        var netz = Item(sitzung, runde, "Netz in den Nebengebäuden: Stand", Sitzungspunktart.Information, 30, 29);
        Invite(sitzung, runde, 20);
        foreach (var t in sitzung.Teilnehmer.Where(t => t.ScopeArt == ScopeArt.Schule).Take(3))
            sitzung.Respond(t.Id, Rueckmeldung.Zugesagt, null, "Sekretariat", At(15, 9));
        Note(sitzung.Open(wer, At(6, 14)));
        var i = 0;
        foreach (var t in sitzung.Teilnehmer)
            sitzung.Attend(t.Id, i++ == 3 ? Anwesenheit.Vertreten : t.Name == Musterland.Demoschule ? Anwesenheit.Entschuldigt : Anwesenheit.Anwesend, i == 4 ? "stellvertretende Schulleitung" : null, At(6, 14));
        foreach (var (punkt, minute) in new[] { (protokoll, 3), (geraete, 8), (netz, 75) })
            sitzung.Call(punkt.Id, At(6, 14).AddMinutes(minute));
        Minute(sitzung, protokoll, Eintragsart.Ergebnis, "Das Protokoll der 1. Sitzung ist genehmigt.", runde);
        var absatz = Minute(sitzung, geraete, Eintragsart.Text, "Vorgestellt wurden drei Modelle: Elternfinanzierung, Leihgeräte, Koffer. Die Schulen bevorzugen Leihgeräte.", runde);
        Minute(sitzung, geraete, Eintragsart.Ergebnis, "Eine Arbeitsgruppe rechnet die Modelle für fünf Jahre durch.", runde);
        var (aufgabe, angelegt) = Aufgabe.Create(land.HausOf(Musterland.Demotraeger).Scope, null, null, "Den Schulen die Liste der Räume schicken, die 2027 Netz bekommen.", heute.AddDays(18),
            new Herkunft(Herkunftsart.Sitzung, sitzung.Id, null), wer, At(6, 16));
        aufbau.Add(aufgabe);
        aufbau.Add(angelegt);
        sitzung.Minute(Kennung.New(), netz.Id, Eintragsart.Aufgabe, aufgabe.Text, aufgabe.Id, wer, At(6, 16));
        Note(sitzung.End(wer, At(6, 16).AddMinutes(20)).Eintrag);
        Note(sitzung.SubmitForReview(heute.AddDays(8), wer, At(4, 10)));
        var schule = sitzung.Teilnehmer.First(t => t.ScopeArt == ScopeArt.Schule);
        Note(sitzung.RaiseObjection(absatz.Id, schule.Id, $"Schulleitung, {schule.Name}", "Bevorzugt haben Leihgeräte die weiterführenden Schulen. Die Grundschulen wollten Koffer.", land.HausOf(schule.Name).Leitung.Urheber, At(2, 11)).Eintrag);
    }

    private void CreatePlanned(Musterrunde runde)
    {
        var sitzung = Plan(runde, 3, "Vereinbarungen für 2027", heute.AddDays(85), new TimeOnly(14, 0), "Rathaus Musterstadt, Ratssaal", 1);
        Item(sitzung, runde, "Genehmigung des Protokolls der 2. Sitzung", Sitzungspunktart.Vereinbarung, 5, 1);
        Item(sitzung, runde, "Wer hilft wann bei Technikproblemen?", Sitzungspunktart.Vereinbarung, 40, 1);
        Note(sitzung.ProposeItem(new Punktangaben("Gemeinsamer Pädagogischer Tag", "Ein Tag für alle Schulen der Stadt.", Sitzungspunktart.Beratung, 20, null, null, false),
            "Realschule am Stadtpark", land.HausOf(Musterland.Demoschule).Leitung.Urheber, At(0, 8)).Eintrag);
    }

    /// <summary>Its date is looked for: two have answered.</summary>
    private void CreateUndated(Musterrunde runde)
    {
        var wer = runde.Moderation.Urheber;
        var (sitzung, eintrag) = Sitzung.Plan(runde.Tisch, 4, new Sitzungsangaben("Themen für das Frühjahr", null, null, 120, "Rathaus Musterstadt, Ratssaal", null, null, null), wer, At(3, 9));
        aufbau.Add(sitzung);
        Note(eintrag);
        var tag = Musterzeit.Workday(heute.AddDays(120));
        var (abstimmung, begonnen) = Terminabstimmung.Start(new Terminanlass(sitzung.Id, null, sitzung.Scope),
            [(tag, new TimeOnly(9, 0)), (tag, new TimeOnly(14, 0)), (Musterzeit.Workday(heute.AddDays(125)), new TimeOnly(14, 0))],
            [.. sitzung.Teilnehmer.Select(t => new Terminfrage(t.Name, t.Organisation, null, t.Email))], heute.AddDays(14), "Bitte nur einer je Haus.", wer, At(2, 9));
        aufbau.Add(abstimmung);
        Note(begonnen);
        foreach (var (gefragt, i) in abstimmung.Gefragte.Where(g => g.ScopeArt == ScopeArt.Schule).TakeLast(2).Select((g, i) => (g, i)))
            abstimmung.Answer(gefragt.Id, abstimmung.Vorschlaege.Select((v, n) => (v.Id, Antwort: n == 0 ? Terminantwort.Nein : n == i ? Terminantwort.WennNoetig : Terminantwort.Ja)).ToDictionary(x => x.Id, x => x.Antwort), i == 0 ? "Am liebsten nachmittags." : null, "Sekretariat", At(1, 9));
    }

    /// <summary>Runs while the demo is looked at.</summary>
    private void CreateRunning(Musterrunde runde)
    {
        var wer = runde.Moderation.Urheber;
        var beginn = jetzt.AddMinutes(-35);
        var sitzung = Plan(runde, 1, "Gemeinsam ins neue Schuljahr", Kalender.DayOf(beginn), TimeOnly.FromDateTime(Kalender.LocalTime(beginn)), "Kurhaus Bad Sommerau, Kleiner Saal", 20);
        var regeln = Item(sitzung, runde, "Regeln der Zusammenarbeit", Sitzungspunktart.Vereinbarung, 20, 19);
        var austausch = Item(sitzung, runde, "Erfahrungen der Schulen untereinander", Sitzungspunktart.Information, 30, 19);
        Item(sitzung, runde, "Was brauchen wir bis zum Sommer?", Sitzungspunktart.Beratung, 40, 19);
        sitzung.Direct(austausch.Id, "Reihum, drei Minuten je Schule. Auf die leisen achten.", "Moderationskarten, Uhr", At(19, 9));
        Invite(sitzung, runde, 14);
        Note(sitzung.Open(wer, beginn));
        foreach (var t in sitzung.Teilnehmer)
            sitzung.Attend(t.Id, Anwesenheit.Anwesend, null, beginn);
        sitzung.Call(regeln.Id, beginn.AddMinutes(2));
        sitzung.Minute(Kennung.New(), regeln.Id, Eintragsart.Ergebnis, "Die Regeln sind angenommen, wie sie der Tisch in Musterstadt hat.", null, wer, beginn.AddMinutes(20));
        sitzung.Call(austausch.Id, beginn.AddMinutes(24));
        sitzung.Minute(Kennung.New(), austausch.Id, Eintragsart.Text, "Die Grundschule hat mit drei Klassen begonnen, Bücher und Tablets gemeinsam auszuleihen.", null, wer, beginn.AddMinutes(30));
    }

    /// <summary>No network in the gym: minutes from paper, approved by now.</summary>
    private void CreateWrittenUp(Musterrunde runde)
    {
        var wer = runde.Moderation.Urheber;
        var sitzung = Plan(runde, 1, "Ausschreibung und Geräteverwaltung", Day(52), new TimeOnly(9, 30), "Turnhalle der Brückenschule", 70);
        var mdm = Item(sitzung, runde, "Gemeinsame Geräteverwaltung", Sitzungspunktart.Beratung, 60, 69);
        var ausschreibung = Item(sitzung, runde, "Ausschreibung Displays", Sitzungspunktart.Vereinbarung, 45, 69);
        Invite(sitzung, runde, 66);
        Note(sitzung.WriteUp(wer, At(51, 9)));
        foreach (var t in sitzung.Teilnehmer)
            sitzung.Attend(t.Id, Anwesenheit.Anwesend, null, At(51, 9));
        sitzung.Settle(mdm.Id, Punktstand.Behandelt, null, At(51, 9));
        sitzung.Settle(ausschreibung.Id, Punktstand.Vertagt, "Die Vergabestelle war verhindert.", At(51, 9));
        Minute(sitzung, mdm, Eintragsart.Text, "Drei Träger nutzen dieselbe Verwaltung und zeigen, was sie kostet. (Vom Papier übertragen.)", runde);
        Note(sitzung.SubmitForReview(Day(35), wer, At(50, 9)));
        Approve(sitzung, runde, 32);
    }

    private void CreateInvited(Musterrunde runde)
    {
        var sitzung = Plan(runde, 2, "Ausschreibung Displays", heute.AddDays(12), new TimeOnly(10, 0), "Kreishaus, Raum 210", 16);
        Item(sitzung, runde, "Ausschreibung Displays", Sitzungspunktart.Vereinbarung, 60, 15);
        var recht = Item(sitzung, runde, "Vergaberecht: was geht gemeinsam?", Sitzungspunktart.Information, 30, 15);
        Note(sitzung.AddGuest("Rainer Vergabe", "vergabe@kreis.example", recht.Id, runde.Moderation.Urheber, At(15, 10)));
        Invite(sitzung, runde, 9);
        sitzung.Respond(sitzung.Teilnehmer.First(t => t.ScopeArt == ScopeArt.Schultraeger).Id, Rueckmeldung.Abgesagt, "Wir sind am selben Tag im Rat.", "Trägerleitung", At(5, 9));
    }

    private void Seat(RunderTisch tisch)
    {
        var schulen = land.Haeuser.Where(h => h.Schule?.KommuneId == tisch.KommuneId && h.Schule is not null).Select(h => h.Schule!).ToList();
        var traeger = land.Haeuser.Where(h => h.Traeger is { } t && schulen.Exists(s => s.SchultraegerId == t.Id)).Select(h => h.Traeger!);
        foreach (var eintrag in tisch.Seat(traeger, schulen, land.Koordination.Urheber, At(130, 9)))
            aufbau.Add(eintrag);
    }

    private Sitzung Plan(Musterrunde runde, int nummer, string titel, DateOnly tag, TimeOnly uhrzeit, string ort, int vorTagen)
    {
        var (sitzung, eintrag) = Sitzung.Plan(runde.Tisch, nummer, new Sitzungsangaben(titel, tag, uhrzeit, 120, ort, null, null, tag > heute.AddDays(30) ? tag.AddDays(-14) : null), runde.Moderation.Urheber, At(vorTagen, 9));
        aufbau.Add(eintrag);
        _sitzungen[(runde.Tisch.Id, nummer)] = sitzung;
        return aufbau.Add(sitzung);
    }

    private Tagesordnungspunkt Item(Sitzung sitzung, Musterrunde runde, string titel, Sitzungspunktart art, int minuten, int vorTagen, bool vertraulich = false)
    {
        var (punkt, eintrag) = sitzung.AddItem(new Punktangaben(titel, null, art, minuten, null, null, vertraulich), null, null, runde.Moderation.Urheber, At(vorTagen, 10));
        Note(eintrag);
        return punkt;
    }

    private void Invite(Sitzung sitzung, Musterrunde runde, int vorTagen) => Note(sitzung.Invite(runde.Moderation.Urheber, At(vorTagen, 11)).Eintrag);

    private static Protokolleintrag Minute(Sitzung sitzung, Tagesordnungspunkt punkt, Eintragsart art, string text, Musterrunde runde) =>
        sitzung.Minute(Kennung.New(), punkt.Id, art, text, null, runde.Moderation.Urheber, sitzung.GeaendertAm.AddMinutes(1)).Eintrag;

    /// <summary>Three days after the last day for objections, or later: a weekend between them makes one day of two.</summary>
    private void Approve(Sitzung sitzung, Musterrunde runde, int vorTagen) =>
        Note(sitzung.Approve(inSitzung: false, runde.Moderation.Zustaendigkeit, runde.Moderation.Person, At(vorTagen, 10)).Eintrag);

    private void Note(Verlaufseintrag? eintrag)
    {
        if (eintrag is not null)
            aufbau.Add(eintrag);
    }

    private DateOnly Day(int tage) => Musterzeit.Workday(heute.AddDays(-tage));

    /// <summary>An hour of a day; what would be later today is now.</summary>
    public DateTime At(int tage, int stunde) => Musterzeit.At(Day(tage), stunde, 0) is var zeit && zeit < jetzt ? zeit : jetzt;
}
