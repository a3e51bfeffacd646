using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using static SchulDigital.Domain.Vereinbarungen.Konsenswert;

namespace SchulDigital.Web.Demo;

/// <summary>Agreements in every state at the Runder Tisch of Musterstadt, and one that waits to be asked in the session that runs.</summary>
internal sealed class Mustervereinbarungen(Aufbau aufbau, Musterland land, DateOnly heute, Mustersitzungen sitzungen)
{
    private const string Demo = Musterland.Demotraeger;

    private readonly Musterrunde _runde = land.Tische["Musterstadt"];
    private Sitzung Auftakt => sitzungen.Of(_runde, 1);
    private Sitzung Geraete => sitzungen.Of(_runde, 2);

    private string[] Schulen => [.. Auftakt.Teilnehmer.Where(t => t.ScopeArt == ScopeArt.Schule).Select(t => t.Name).Order(StringComparer.CurrentCulture)];

    private string[] Alle => [Demo, .. Schulen];

    public void Create()
    {
        var regeln = Draft(Mustersitzungen.Regeln, Vereinbarungsart.Regel, Demo, Alle, Auftakt, 0, 98, tischregel: true);
        Record(regeln, Auftakt, 98);
        Note(_runde.Tisch.AdoptRules(regeln, Moderation, At(98, 16)));
        Note(regeln.PlanReview(heute.AddDays(40), regeln.Version, Moderation, At(98, 16)));

        var ansprechperson = Draft("Jede Schule nennt eine Person, die Störungen meldet; die IT der Stadt meldet sich am selben Tag.", Vereinbarungsart.Regel, Demo, Alle, Auftakt, 2, 98, heute.AddDays(-60), feld: "betrieb");
        Record(ansprechperson, Auftakt, 98);
        Progress(ansprechperson, Vereinbarungsstatus.InUmsetzung, "Die Liste der Ansprechpersonen ist verschickt.", 90, Demo);
        Progress(ansprechperson, Vereinbarungsstatus.Umgesetzt, "Alle Schulen haben jemanden genannt.", 70, Demo);
        Confirm(ansprechperson, "Gymnasium am Schlossgarten", "Bei uns klappt es.", 60);

        var einarbeitung = Draft("Die Medienbeauftragten der Schulen treffen sich zweimal im Jahr und zeigen einander, was im Unterricht geht.", Vereinbarungsart.Massnahme, Demo, Alle, Auftakt, 2, 98, heute.AddDays(-10), feld: "dialog");
        Record(einarbeitung, Auftakt, 98);
        Progress(einarbeitung, Vereinbarungsstatus.Umgesetzt, "Das erste Treffen war am Gymnasium, das zweite ist für den Mai eingeladen.", 12, Demo);

        var netz = Draft("Die Nebengebäude bekommen ein gemessenes Netz, zuerst dort, wo Prüfungen geschrieben werden.", Vereinbarungsart.Massnahme, Demo, Alle, Auftakt, 2, 98, heute.AddDays(-20),
            unterstuetzung: new() { ["Realschule am Stadtpark"] = "Richtfunk bis zum Anschluss", ["Gesamtschule Musterstadt"] = "Zwei Container als Zwischenlösung" }, feld: "netz");
        Record(netz, Auftakt, 98);
        Progress(netz, Vereinbarungsstatus.InUmsetzung, "Die Messung liegt vor, das erste Gebäude ist beauftragt.", 40, Demo);
        Note(netz.Target(Scope(Demo), [Zieldokumentart.MEP, Zieldokumentart.Haushalt], Moderation, At(39, 9)));
        Note(netz.Adopt(netz.Zieldokumente.Single(d => d.Art == Zieldokumentart.MEP).Id, Day(30), land.HausOf(Demo).Leitung.Zustaendigkeit, At(30, 9)));

        var konzepte = Draft("Jede Schule schreibt ihr Medienkonzept bis zum Sommer fort; die Stadt stellt dafür eine gemeinsame Vorlage bereit.", Vereinbarungsart.Ziel, Musterland.Demoschule, Alle, Geraete, 1, 6, heute.AddDays(200), feld: "strategie");
        Record(konzepte, Geraete, 6);
        Progress(konzepte, Vereinbarungsstatus.InUmsetzung, "Die Vorlage ist da, wir haben begonnen.", 3, Musterland.Demoschule);
        foreach (var schule in Schulen)
            Note(konzepte.Target(Scope(schule), [Zieldokumentart.Medienkonzept], Moderation, At(3, 10)));

        var tag = Draft("Im nächsten Schuljahr gibt es einen gemeinsamen Pädagogischen Tag zur Medienbildung.", Vereinbarungsart.Massnahme, Musterland.Demoschule, Alle, Geraete, 1, 6, heute.AddDays(260), feld: "unterstuetzung");
        Record(tag, Geraete, 6, new Konsensstimme(Scope("Gesamtschule Musterstadt"), ZustimmungMitBedenken, "Der Termin darf nicht in die Prüfungen fallen."));

        var leihgeraete = Draft("Ab Klasse 7 bekommt jede Schülerin und jeder Schüler ein Leihgerät der Stadt.", Vereinbarungsart.Massnahme, Demo, Alle, Geraete, 1, 6, heute.AddDays(300), gremium: "Rat der Stadt", beschluss: heute.AddDays(35), feld: "ausstattung");
        Record(leihgeraete, Geraete, 6);

        var ausleihe = Draft("Wer Tablet-Koffer ausleiht, gibt sie geladen und gelöscht zurück.", Vereinbarungsart.Regel, Demo, Alle, Geraete, 2, 6, null, feld: "ausstattung");
        Record(ausleihe, Geraete, 6, nochOffen: true);

        var handys = Draft("Smartphones bleiben an allen Schulen der Stadt während des Unterrichts in der Tasche.", Vereinbarungsart.Regel, Demo, Alle, Geraete, 1, 6, null);
        Record(handys, Geraete, 6, new Konsensstimme(Scope("Gymnasium am Schlossgarten"), Einwand, "Wir arbeiten in der Oberstufe mit eigenen Geräten."));

        var support = Draft("Störungen werden in drei Stufen gemeldet: Schule, IT der Stadt, Dienstleister.", Vereinbarungsart.Regel, Demo, Alle, Auftakt, 2, 98, null);
        Record(support, Auftakt, 98);
        var (neu, begonnen) = support.Renew(Kennung.New(), Moderation, At(10, 9));
        aufbau.Add(neu);
        Note(begonnen);
        Note(neu.Revise(neu.Angaben with { Text = "Störungen werden in zwei Stufen gemeldet: Schule, dann IT der Stadt; die zieht den Dienstleister hinzu.", Frist = heute.AddDays(90) }, Bind(Alle), neu.Version, Moderation, At(10, 10)));
        Note(neu.PutOn(Geraete.Tagesordnung[2].Id, false, Moderation, At(6, 14)));
        Record(neu, Geraete, 6);
        Note(support.GiveWayTo(neu, Moderation, At(4, 10)));

        var drucker = Draft("Die Stadt prüft, ob ein Druckerpool für alle Schulen sinnvoll ist.", Vereinbarungsart.Massnahme, Demo, Alle, Auftakt, 2, 98, heute.AddDays(-30));
        Record(drucker, Auftakt, 98);
        Note(drucker.Revoke("Die Prüfung hat ergeben: Gedruckt wird kaum noch. Wir lassen es.", drucker.Version, Moderation, At(25, 9)));

        // For the next session, and one that can be asked in the session that runs.
        Draft("Wer hilft wann: Die Schulen lösen einfache Störungen selbst, die Stadt übernimmt ab dem zweiten Tag.", Vereinbarungsart.Regel, Demo, Alle, sitzungen.Of(_runde, 3), 1, 1, null);
        var laufende = land.Tische["Bad Sommerau"];
        var offene = sitzungen.Of(laufende, 1);
        var dort = offene.Teilnehmer.Where(t => t.ScopeArt is ScopeArt.Schule or ScopeArt.Schultraeger).Select(t => t.Name).ToArray();
        Draft("Bis zum Sommer haben alle Klassenräume ein Gerät zum Zeigen.", Vereinbarungsart.Ziel, dort.First(n => land.HausOf(n).Traeger is not null), dort, offene, 2, 0, heute.AddDays(220), runde: laufende);
    }

    private Urheber Moderation => _runde.Moderation.Urheber;

    private Scope Scope(string haus) => land.HausOf(haus).Scope;

    private List<Bindung> Bind(IEnumerable<string> haeuser, Dictionary<string, string>? unterstuetzung = null) => [.. haeuser.Select(h => new Bindung(Scope(h), h, unterstuetzung?.GetValueOrDefault(h)))];

    private Vereinbarung Draft(
        string text, Vereinbarungsart art, string verantwortlich, string[] gebundene, Sitzung sitzung, int punkt, int vorTagen, DateOnly? frist = null,
        bool tischregel = false, Dictionary<string, string>? unterstuetzung = null, string? gremium = null, DateOnly? beschluss = null, Musterrunde? runde = null, string? feld = null)
    {
        var top = sitzung.Tagesordnung[punkt];
        var (v, eintrag) = Vereinbarung.Draft(Kennung.New(), new Vereinbarungsort((runde ?? _runde).Tisch.Id, null),
            new Vereinbarungsangaben(text, art, Scope(verantwortlich), null, frist, frist is null ? null : Zeithorizont.Kurzfristig, gremium, beschluss, feld, tischregel),
            Bind(gebundene, unterstuetzung), new Herkunft(Herkunftsart.Sitzung, sitzung.Id, null), top.ThemaId, (runde ?? _runde).Moderation.Urheber, At(vorTagen, 10));
        aufbau.Add(v);
        Note(eintrag);
        Note(v.PutOn(top.Id, top.Vertraulich, (runde ?? _runde).Moderation.Urheber, At(vorTagen, 10)));
        return v;
    }

    /// <param name="nochOffen">The school that was missing has not answered yet.</param>
    private void Record(Vereinbarung v, Sitzung sitzung, int vorTagen, Konsensstimme? ausnahme = null, bool nochOffen = false)
    {
        var da = sitzung.Teilnehmer.Where(t => t.Anwesenheit is Anwesenheit.Anwesend or Anwesenheit.Vertreten).Select(t => t.Organisation).OfType<Scope>().ToHashSet();
        Note(v.Record(Kennung.New(), v.Fassung, new Konsensort(sitzung.Id, v.PunktId!.Value, da), ausnahme is null ? [] : [ausnahme],
            $"festgehalten von {_runde.Moderation.Person.Name}, Moderation", Moderation, At(vorTagen, 15)));
        foreach (var fehlende in nochOffen ? [] : v.OffeneFrage?.Antworten.Where(a => a.Wert is null).ToList() ?? [])
        {
            var leitung = land.HausOf(fehlende.Name).Leitung;
            Note(v.Answer(v.OffeneFrage!.Id, v.Fassung, new Konsensstimme(fehlende.Organisation, Zustimmung, null), $"{leitung.Person.Name}, {leitung.Zustaendigkeit.Rolle.Label()}", false, leitung.Urheber, At(vorTagen - 2, 9)));
        }
    }

    private void Progress(Vereinbarung v, Vereinbarungsstatus status, string notiz, int vorTagen, string haus) => Note(v.Progress(status, notiz, v.Version, land.HausOf(haus).Leitung.Urheber, At(vorTagen, 11)));

    private void Confirm(Vereinbarung v, string haus, string notiz, int vorTagen)
    {
        var leitung = land.HausOf(haus).Leitung;
        Note(v.Confirm(leitung.Zustaendigkeit, leitung.Person.Name, leitung.Zustaendigkeit.Rolle.Label(), notiz, At(vorTagen, 12)));
    }

    private void Note(Verlaufseintrag? eintrag)
    {
        if (eintrag is not null)
            aufbau.Add(eintrag);
    }

    private DateOnly Day(int tage) => Musterzeit.Workday(heute.AddDays(-tage));

    private DateTime At(int tage, int stunde) => sitzungen.At(tage, stunde);
}
