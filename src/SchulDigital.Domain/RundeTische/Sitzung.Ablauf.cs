using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Domain.RundeTische;

/// <content>The session itself, and writing it up afterwards from paper.</content>
public sealed partial class Sitzung
{
    /// <summary>The session begins. Also without invitation by the portal: who was asked by telephone was asked.</summary>
    public Verlaufseintrag? Open(Urheber urheber, DateTime jetzt)
    {
        if (Status == Sitzungsstatus.Laufend)
            return null;
        EnsurePlannable();
        if (Tagesordnung.Count == 0)
            throw new FachregelVerletzt("Ohne Tagesordnung lässt sich keine Sitzung beginnen.");
        if (Tag is null || Tag > Kalender.DayOf(jetzt))
            throw new FachregelVerletzt(Tag is { } tag ? $"Die Sitzung ist erst am {tag:dd.MM.yyyy}." : "Tragen Sie zuerst den Termin ein.");
        Status = Sitzungsstatus.Laufend;
        BegonnenAm = jetzt;
        Version++;
        return NewEntry(Ereignis.SitzungBegonnen, urheber, jetzt);
    }

    /// <summary>Nacherfassung: straight to the draft of the minutes.</summary>
    public Verlaufseintrag? WriteUp(Urheber urheber, DateTime jetzt)
    {
        if (Status == Sitzungsstatus.Protokollentwurf && Nacherfasst)
            return null;
        EnsurePlannable();
        if (Tagesordnung.Count == 0)
            throw new FachregelVerletzt("Zum Nacherfassen fehlt die Tagesordnung.");
        if (Tag is null || Tag > Kalender.DayOf(jetzt))
            throw new FachregelVerletzt(Tag is { } tag ? $"Die Sitzung ist erst am {tag:dd.MM.yyyy}." : "Tragen Sie zuerst ein, wann die Sitzung war.");
        Status = Sitzungsstatus.Protokollentwurf;
        Nacherfasst = true;
        Version++;
        return NewEntry(Ereignis.SitzungNacherfasst, urheber, jetzt);
    }

    /// <summary>Notes who is there. The same again changes nothing.</summary>
    public bool Attend(Guid teilnehmerId, Anwesenheit anwesenheit, string? durch, DateTime jetzt)
    {
        EnsureWritable();
        if (_teilnehmer.Find(t => t.Id == teilnehmerId) is not { } teilnehmer)
            throw new FachregelVerletzt("Diese Person oder Stelle nimmt an der Sitzung nicht teil.");
        if (!teilnehmer.Attend(anwesenheit, durch))
            return false;
        Touch(jetzt);
        return true;
    }

    /// <summary>Calls an item; the one that ran until now is treated. Calling the running one changes nothing.</summary>
    public IReadOnlyList<Tagesordnungspunkt> Call(Guid punktId, DateTime jetzt)
    {
        EnsureRunning();
        var punkt = Item(punktId);
        if (punkt.Stand == Punktstand.Laufend)
            return [];
        if (!punkt.IstAufTagesordnung)
            throw new Zustandskonflikt("Dieser Punkt steht nicht auf der Tagesordnung.");
        var beendete = EndRunning(jetzt);
        (punkt.Stand, punkt.Grund, punkt.BeendetAm) = (Punktstand.Laufend, null, null);
        punkt.BegonnenAm ??= jetzt;
        Touch(jetzt);
        return beendete;
    }

    /// <summary>Goes on to the next open item by one act; after the last one none runs.</summary>
    /// <param name="von">The item from which the Moderation goes on: a second click finds it treated and changes nothing.</param>
    public IReadOnlyList<Tagesordnungspunkt> Advance(Guid? von, DateTime jetzt)
    {
        EnsureRunning();
        var laufend = _punkte.Find(p => p.Stand == Punktstand.Laufend);
        if (laufend?.Id != von)
            return [];
        var tagesordnung = Tagesordnung;
        var naechster = tagesordnung.FirstOrDefault(p => p.Stand == Punktstand.Offen && p.Position > (laufend?.Position ?? 0)) ?? tagesordnung.FirstOrDefault(p => p.Stand == Punktstand.Offen);
        if (naechster is not null)
            return Call(naechster.Id, jetzt);
        var beendete = EndRunning(jetzt);
        Touch(jetzt);
        return beendete;
    }

    /// <summary>Postpones an item to a later session, or says afterwards that it was treated or not.</summary>
    public bool Settle(Guid punktId, Punktstand stand, string? grund, DateTime jetzt)
    {
        EnsureWritable();
        if (stand is not (Punktstand.Behandelt or Punktstand.Vertagt or Punktstand.Offen))
            throw new ArgumentOutOfRangeException(nameof(stand));
        var punkt = Item(punktId);
        if (!punkt.IstAufTagesordnung)
            throw new Zustandskonflikt("Dieser Punkt steht nicht auf der Tagesordnung.");
        if (punkt.Stand == stand && punkt.Grund == grund)
            return false;
        if (stand == Punktstand.Vertagt && string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt("Schreiben Sie, warum der Punkt vertagt wird.");
        if (punkt.Stand == Punktstand.Laufend)
            punkt.BeendetAm = jetzt;
        (punkt.Stand, punkt.Grund) = (stand, stand == Punktstand.Vertagt ? grund : null);
        Touch(jetzt);
        return true;
    }

    /// <summary>Adds a paragraph to the minutes of an item. The same id a second time is the first.</summary>
    /// <param name="id">Made with the form, so that what is sent twice stands once.</param>
    public (Protokolleintrag Eintrag, bool Neu) Minute(Guid id, Guid punktId, Eintragsart art, string text, Guid? aufgabeId, Urheber urheber, DateTime jetzt)
    {
        if (_eintraege.Find(e => e.Id == id) is { } schon)
            return (schon, false);
        EnsureWritable();
        _ = Item(punktId);
        if (string.IsNullOrWhiteSpace(text))
            throw new FachregelVerletzt("Schreiben Sie, was ins Protokoll kommt.");
        var eintrag = new Protokolleintrag(id, Id, punktId, art, text, _eintraege.Where(e => e.PunktId == punktId).Select(e => e.Position).DefaultIfEmpty().Max() + 1, aufgabeId, urheber, jetzt);
        _eintraege.Add(eintrag);
        Touch(jetzt);
        return (eintrag, true);
    }

    /// <summary>
    /// Rewrites a paragraph. Where somebody else wrote it meanwhile and the two differ, nothing is written and the stored one is
    /// returned: both side by side, one is chosen.
    /// </summary>
    public (bool Gespeichert, Protokolleintrag Eintrag) Rewrite(Guid eintragId, string text, bool ausgelassen, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsureWritable();
        var eintrag = _eintraege.Find(e => e.Id == eintragId) ?? throw new FachregelVerletzt("Diesen Eintrag gibt es nicht.");
        if (string.IsNullOrWhiteSpace(text))
            throw new FachregelVerletzt("Ein Eintrag ohne Text lässt sich nicht speichern. Nehmen Sie ihn stattdessen nicht ins Protokoll auf.");
        if (eintrag.Text == text && eintrag.Ausgelassen == ausgelassen)
            return (true, eintrag);
        if (eintrag.Version != gelesen)
            return (false, eintrag);
        eintrag.Write(text, urheber, jetzt);
        eintrag.Ausgelassen = ausgelassen;
        Touch(jetzt);
        return (true, eintrag);
    }

    /// <summary>The session is over; what was not called stays open and is asked for in the draft.</summary>
    public (IReadOnlyList<Tagesordnungspunkt> Beendete, Verlaufseintrag? Eintrag) End(Urheber urheber, DateTime jetzt)
    {
        if (Status == Sitzungsstatus.Protokollentwurf)
            return ([], null);
        EnsureRunning();
        var beendete = EndRunning(jetzt);
        Status = Sitzungsstatus.Protokollentwurf;
        BeendetAm = jetzt;
        Version++;
        return (beendete, NewEntry(Ereignis.SitzungBeendet, urheber, jetzt));
    }

    private List<Tagesordnungspunkt> EndRunning(DateTime jetzt)
    {
        var beendete = _punkte.FindAll(p => p.Stand == Punktstand.Laufend);
        foreach (var punkt in beendete)
            (punkt.Stand, punkt.BeendetAm) = (Punktstand.Behandelt, jetzt);
        return beendete;
    }

    private void EnsureRunning()
    {
        if (Status != Sitzungsstatus.Laufend)
            throw new Zustandskonflikt($"Diese Sitzung ist {Status.Label()}. Aufrufen lässt sich ein Punkt nur, während sie läuft.");
    }

    private void EnsureWritable()
    {
        if (!IsWritable)
            throw new Zustandskonflikt(Status switch
            {
                Sitzungsstatus.InPruefung => "Das Protokoll ist in Prüfung. Nehmen Sie es zuerst zur Überarbeitung zurück.",
                Sitzungsstatus.Genehmigt => "Das Protokoll ist genehmigt und bleibt, wie es ist.",
                Sitzungsstatus.Abgesagt => "Diese Sitzung ist abgesagt.",
                _ => "Diese Sitzung hat noch nicht begonnen.",
            });
    }
}
