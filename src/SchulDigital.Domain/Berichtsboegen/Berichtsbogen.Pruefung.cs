using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>The review: look through, ask, hand back, confirm (Fachkonzept, section 9).</summary>
public sealed partial class Berichtsbogen
{
    /// <summary>What belongs to this house and is not done: handed back and not answered yet.</summary>
    public IEnumerable<Berichtsanmerkung> OpenHandBacks(Scope? haus = null) =>
        _anmerkungen.Where(a => a.Art == Anmerkungsart.Rueckgabe && a.IsOpen && (haus is null || a.Organisation == haus));

    /// <summary>The confirmation of a house that counts; null while there is none.</summary>
    public Berichtserklaerung? ConfirmationOf(Scope haus) => _erklaerungen.Find(e => e.Counts && e.Art == Erklaerungsart.Bestaetigung && e.Organisation == haus);

    /// <summary>The sections that have text, in the order of the document.</summary>
    public IEnumerable<Berichtsabschnitt> Abschnitte => Text.Select(a => a.Abschnitt).Distinct();

    /// <summary>What a house did not look through yet: sections never seen, or changed since.</summary>
    public IEnumerable<Berichtsabschnitt> UnseenBy(Scope haus) =>
        from abschnitt in Abschnitte
        let gesehen = SeenBy(haus, abschnitt)
        where gesehen is null || _absaetze.Exists(a => a.Abschnitt == abschnitt && a.Fassung > gesehen)
        select abschnitt;

    /// <summary>Number of the text that a house has looked through in a section; null for never.</summary>
    public int? SeenBy(Scope haus, Berichtsabschnitt abschnitt) => _durchsichten.Find(d => d.Organisation == haus && d.Abschnitt == abschnitt)?.Fassung;

    /// <summary>To the houses that it is about: they read, ask, hand back, confirm.</summary>
    /// <param name="rechtssatz">What signatures mean in law; it belongs to what is confirmed and signed.</param>
    public Verlaufseintrag? SendToReview(Urheber urheber, DateTime jetzt, string? rechtssatz = null)
    {
        if (Status == Berichtsstatus.InPruefung)
            return null;
        if (Status != Berichtsstatus.Entwurf)
            throw new Zustandskonflikt($"Dieser Berichtsbogen ist {Status.Label()}.");
        if (!Text.Any())
            throw new FachregelVerletzt("In diesem Berichtsbogen steht noch nichts.");
        Rechtssatz = Unterschrift ? rechtssatz : null;
        Enter(Berichtsstatus.InPruefung, jetzt);
        return NewEntry(Ereignis.BerichtInPruefung, urheber, jetzt);
    }

    /// <summary>The carrier goes on writing alone; who has confirmed is asked again.</summary>
    public Verlaufseintrag? TakeBackToDraft(string? grund, Urheber urheber, DateTime jetzt)
    {
        if (Status == Berichtsstatus.Entwurf)
            return null;
        if (Status != Berichtsstatus.InPruefung)
            throw new Zustandskonflikt($"Dieser Berichtsbogen ist {Status.Label()}.");
        Grund = Reason(grund);
        Fassung++;
        VoidErklaerungen(jetzt);
        Enter(Berichtsstatus.Entwurf, jetzt);
        return NewEntry(Ereignis.BerichtWiederEntwurf, urheber, jetzt, Grund);
    }

    /// <summary>All have confirmed, not all have signed: the text may change once more, and all are asked again.</summary>
    public Verlaufseintrag? Reopen(string? grund, Urheber urheber, DateTime jetzt)
    {
        if (Status == Berichtsstatus.InPruefung)
            return null;
        if (Status != Berichtsstatus.Bestaetigt || IsFinal)
            throw new Zustandskonflikt($"Dieser Berichtsbogen ist {Status.Label()}; sein Text ändert sich nicht mehr.");
        Grund = Reason(grund);
        VoidErklaerungen(jetzt);
        Enter(Berichtsstatus.InPruefung, jetzt);
        return NewEntry(Ereignis.BerichtWiederInPruefung, urheber, jetzt, Grund);
    }

    /// <summary>A house has looked through a section as it stands in this text; what changes later is marked for it.</summary>
    public Verlaufseintrag? LookThrough(Berichtsabschnitt abschnitt, int gezeigteFassung, Zustaendigkeit amt, DateTime jetzt)
    {
        EnsureInReview();
        EnsureTakesPart(amt.Scope);
        var fassung = Math.Min(gezeigteFassung, Fassung);
        if (SeenBy(amt.Scope, abschnitt) >= fassung)
            return null;
        if (_durchsichten.Find(d => d.Organisation == amt.Scope && d.Abschnitt == abschnitt) is { } schon)
            schon.See(fassung, jetzt);
        else
            _durchsichten.Add(new Berichtsdurchsicht(Id, amt.Scope, abschnitt, fassung, jetzt));
        return NewEntry(Ereignis.BerichtsabschnittDurchgesehen, new Urheber(amt.PersonId, amt.Id), jetzt, abschnitt.Label());
    }

    /// <summary>A question to a section or a paragraph; the sheet stays where it is.</summary>
    /// <param name="id">Made with the form: what is sent twice stands once.</param>
    public Verlaufseintrag? Ask(Guid id, Berichtsabschnitt abschnitt, Guid? absatzId, string text, Zustaendigkeit amt, string name, DateTime jetzt) =>
        Annotate(id, Anmerkungsart.Rueckfrage, abschnitt, absatzId, text, amt, name, jetzt);

    /// <summary>Hands a section back with a reason: until the carrier has answered, the house does not confirm.</summary>
    public Verlaufseintrag? HandBack(Guid id, Berichtsabschnitt abschnitt, string grund, Zustaendigkeit amt, string name, DateTime jetzt)
    {
        if (!amt.Can(Befugnisse.Bestaetigung))
            throw new FachregelVerletzt("Zurückgeben kann, wer für sein Haus bestätigt.");
        var eintrag = Annotate(id, Anmerkungsart.Rueckgabe, abschnitt, null, grund, amt, name, jetzt);
        if (eintrag is not null)
            ConfirmationOf(amt.Scope)?.Void(jetzt);
        return eintrag;
    }

    /// <summary>The carrier answers; the first answer stands.</summary>
    public Verlaufseintrag? Reply(Guid anmerkungId, string antwort, string vonName, Urheber urheber, DateTime jetzt)
    {
        var anmerkung = _anmerkungen.Find(a => a.Id == anmerkungId) ?? throw new FachregelVerletzt("Diese Anmerkung gibt es hier nicht.");
        if (anmerkung.Antwort == antwort)
            return null;
        if (!anmerkung.IsOpen)
            throw new Zustandskonflikt("Darauf hat inzwischen jemand geantwortet.");
        EnsureInReview();
        anmerkung.Reply(string.IsNullOrWhiteSpace(antwort) ? throw new FachregelVerletzt("Schreiben Sie eine Antwort.") : antwort, vonName, jetzt);
        return NewEntry(anmerkung.Art == Anmerkungsart.Rueckgabe ? Ereignis.BerichtsabschnittUeberarbeitet : Ereignis.BerichtsrueckfrageBeantwortet, urheber, jetzt, anmerkung.Abschnitt.Label());
    }

    /// <summary>Whether this office confirms for its house.</summary>
    public bool CanBeConfirmedBy(Zustaendigkeit amt) => Status == Berichtsstatus.InPruefung && amt.Can(Befugnisse.Bestaetigung) && TakesPart(amt.Scope);

    /// <summary>
    /// A house stands by the text that was shown to it. With the last one the sheet is bestätigt; where it is not to be signed, its
    /// text is frozen. Once more is nothing new.
    /// </summary>
    /// <param name="gezeigt">Hash of the text that was shown.</param>
    public Verlaufseintrag? Confirm(Zustaendigkeit amt, string name, string gezeigt, DateTime jetzt)
    {
        EnsureTakesPart(amt.Scope);
        if (ConfirmationOf(amt.Scope) is { } schon && schon.Inhaltshash == gezeigt)
            return null;
        EnsureInReview();
        if (!amt.Can(Befugnisse.Bestaetigung))
            throw new FachregelVerletzt("Bestätigen kann die Leitung und wem sie die Bestätigung übertragen hat.");
        if (OpenHandBacks(amt.Scope).Any())
            throw new Zustandskonflikt("Ihr Haus hat einen Abschnitt zurückgegeben. Bestätigen können Sie, wenn er überarbeitet ist.");
        EnsureShown(gezeigt);
        _erklaerungen.Add(new Berichtserklaerung(Id, Erklaerungsart.Bestaetigung, ActingAs(amt, name), Zeichnungsweg.Angemeldet, gezeigt, Fassung, jetzt));
        var eintrag = NewEntry(Ereignis.BerichtBestaetigt, new Urheber(amt.PersonId, amt.Id), jetzt, NameOf(amt.Scope));
        if (_beteiligte.TrueForAll(b => ConfirmationOf(b.Organisation) is not null))
        {
            Enter(Berichtsstatus.Bestaetigt, jetzt);
            if (!Unterschrift)
                Freeze(jetzt);
        }
        return eintrag;
    }

    /// <summary>A house takes its confirmation back while others are still asked.</summary>
    public Verlaufseintrag? TakeBackConfirmation(Zustaendigkeit amt, DateTime jetzt)
    {
        EnsureTakesPart(amt.Scope);
        EnsureInReview();
        if (ConfirmationOf(amt.Scope) is not { } bestaetigung)
            return null;
        if (!amt.Can(Befugnisse.Bestaetigung))
            throw new FachregelVerletzt("Bestätigen kann die Leitung und wem sie die Bestätigung übertragen hat.");
        bestaetigung.Void(jetzt);
        return NewEntry(Ereignis.BerichtsbestaetigungZurueckgenommen, new Urheber(amt.PersonId, amt.Id), jetzt, NameOf(amt.Scope));
    }

    public bool TakesPart(Scope haus) => _beteiligte.Exists(b => b.Organisation == haus);

    public string NameOf(Scope haus) => _beteiligte.Find(b => b.Organisation == haus)?.Name ?? "";

    private Verlaufseintrag? Annotate(Guid id, Anmerkungsart art, Berichtsabschnitt abschnitt, Guid? absatzId, string text, Zustaendigkeit amt, string name, DateTime jetzt)
    {
        if (_anmerkungen.Exists(a => a.Id == id))
            return null;
        EnsureInReview();
        EnsureTakesPart(amt.Scope);
        if (absatzId is { } absatz && Paragraph(absatz).Abschnitt != abschnitt)
            throw new FachregelVerletzt("Dieser Absatz steht in einem anderen Abschnitt.");
        if (string.IsNullOrWhiteSpace(text))
            throw new FachregelVerletzt(art == Anmerkungsart.Rueckgabe ? "Schreiben Sie, was zu ändern ist." : "Schreiben Sie Ihre Frage.");
        _anmerkungen.Add(new Berichtsanmerkung(id, Id, art, abschnitt, absatzId, amt.Scope, NameOf(amt.Scope), text, $"{name}, {amt.Zeichnungszusatz}{amt.Rolle.Label()}", jetzt));
        return NewEntry(art == Anmerkungsart.Rueckgabe ? Ereignis.BerichtsabschnittZurueckgegeben : Ereignis.BerichtsrueckfrageGestellt, new Urheber(amt.PersonId, amt.Id), jetzt, abschnitt.Label());
    }

    private Erklaerende ActingAs(Zustaendigkeit amt, string name) => new(amt.Scope, NameOf(amt.Scope), name, amt.Zeichnungszusatz + amt.Rolle.Label(), amt.PersonId, amt.Id);

    private void EnsureInReview()
    {
        if (Status != Berichtsstatus.InPruefung)
            throw new Zustandskonflikt(Status == Berichtsstatus.Entwurf ? "Dieser Berichtsbogen ist noch ein Entwurf." : $"Dieser Berichtsbogen ist {Status.Label()}, nicht in Prüfung.");
    }

    private void EnsureTakesPart(Scope haus)
    {
        if (!TakesPart(haus))
            throw new FachregelVerletzt("Um Ihr Haus geht es in diesem Berichtsbogen nicht.");
    }

    private void EnsureShown(string gezeigt)
    {
        if (gezeigt != HashOfText())
            throw new Zustandskonflikt("Der Text hat sich geändert, seit Sie ihn gesehen haben. Was sich geändert hat, ist gekennzeichnet.");
    }

    private static string Reason(string? grund) => string.IsNullOrWhiteSpace(grund) ? throw new FachregelVerletzt("Schreiben Sie den Grund: Alle Beteiligten lesen ihn.") : grund;
}
