using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Vereinbarungen;

/// <summary>Where a question is put: at an item of a session, with who is there.</summary>
/// <param name="Anwesende">Organisations that are there or represented.</param>
public sealed record Konsensort(Guid SitzungId, Guid PunktId, IReadOnlySet<Scope> Anwesende);

/// <content>How an agreement comes about (Fachkonzept, section 7, "Konsens").</content>
public sealed partial class Vereinbarung
{
    /// <summary>The question that takes answers now; null where none does.</summary>
    public Konsensfrage? OffeneFrage => _fragen.Find(f => f.IsOpen);

    /// <summary>The newest question; null where nobody was asked.</summary>
    public Konsensfrage? LetzteFrage => _fragen.MaxBy(f => f.Nummer);

    /// <summary>
    /// The usual way: the Moderation records "Konsens aller Beteiligten" in one act, with the exceptions. Absent organisations get
    /// their days. The same act a second time finds the first.
    /// </summary>
    /// <param name="frageId">Made with the form.</param>
    /// <param name="fassung">Number of the text that was on the page.</param>
    public Verlaufseintrag? Record(Guid frageId, int fassung, Konsensort ort, IReadOnlyList<Konsensstimme> ausnahmen, string vonName, Urheber urheber, DateTime jetzt)
    {
        if (_fragen.Exists(f => f.Id == frageId))
            return null;
        var frage = Put(frageId, fassung, Konsensweg.Moderation, ort, jetzt);
        foreach (var stimme in ausnahmen)
            if (frage.Antworten.All(a => a.Organisation != stimme.Organisation))
                throw new FachregelVerletzt("Eine der genannten Organisationen ist an dieser Vereinbarung nicht beteiligt.");
        foreach (var antwort in frage.Antworten)
            if (ausnahmen.FirstOrDefault(a => a.Organisation == antwort.Organisation) is { } ausnahme)
                antwort.Give(ausnahme.Wert, ausnahme.Grund, vonName, jetzt);
            else if (antwort.Anwesend)
                antwort.Give(Konsenswert.Zustimmung, null, vonName, jetzt);
        frage.Close(jetzt);
        Conclude(frage, jetzt);
        return NewEntry(Ereignis.KonsensFestgehalten, urheber, jetzt, ResultWords(frage));
    }

    /// <summary>Asks in the session on own devices: nobody sees an answer before <see cref="CloseQuestion"/>.</summary>
    public Verlaufseintrag? Ask(Guid frageId, int fassung, Konsensort ort, Urheber urheber, DateTime jetzt)
    {
        if (_fragen.Exists(f => f.Id == frageId))
            return null;
        Put(frageId, fassung, Konsensweg.EigeneGeraete, ort, jetzt);
        return NewEntry(Ereignis.KonsensGefragt, urheber, jetzt);
    }

    /// <summary>Asks in writing: all bound organisations get the days.</summary>
    public Verlaufseintrag? AskInWriting(Guid frageId, int fassung, Urheber urheber, DateTime jetzt)
    {
        if (_fragen.Exists(f => f.Id == frageId))
            return null;
        Put(frageId, fassung, Konsensweg.Schriftlich, null, jetzt).Close(jetzt);
        return NewEntry(Ereignis.KonsensGefragt, urheber, jetzt, Konsensweg.Schriftlich.Label());
    }

    /// <summary>
    /// A bound organisation answers, or the Moderation for it in its recorded act. While the result is open an answer may be
    /// corrected; the last one counts, once.
    /// </summary>
    /// <param name="fassung">Number of the text that was on the page.</param>
    /// <param name="fuerAndere">The Moderation records what it was told, also of organisations in the session.</param>
    public Verlaufseintrag? Answer(Guid frageId, int fassung, Konsensstimme stimme, string vonName, bool fuerAndere, Urheber urheber, DateTime jetzt)
    {
        var frage = _fragen.Find(f => f.Id == frageId) ?? throw new FachregelVerletzt("Diese Frage gibt es nicht.");
        if (frage.Stand == Konsensstand.Ersetzt || frage.Fassung != fassung || frage.Fassung != Fassung)
            throw new Zustandskonflikt("Der Text ist inzwischen geändert. Ihre Antwort gälte für Worte, die Sie nicht gesehen haben: Lesen Sie die neue Fassung.");
        if (frage.Antworten.FirstOrDefault(a => a.Organisation == stimme.Organisation) is not { } antwort)
            throw new FachregelVerletzt("Diese Organisation ist an der Vereinbarung nicht beteiligt.");
        if ((antwort.Wert, antwort.Grund) == (stimme.Wert, stimme.Grund))
            return null;
        if (!frage.IsOpen || frage.Stand == Konsensstand.Offen && Kalender.DayOf(jetzt) > frage.Frist)
            throw new Zustandskonflikt("Die Zeit für Rückmeldungen ist vorbei. Sprechen Sie es in der nächsten Sitzung an.");
        if (frage.Stand == Konsensstand.Gestellt && !antwort.Anwesend && !fuerAndere)
            throw new Zustandskonflikt("Die Frage ist gerade in der Sitzung gestellt. Sobald sie dort geschlossen ist, haben Sie 14 Tage für Ihre Antwort.");
        antwort.Give(stimme.Wert, stimme.Grund, vonName, jetzt);
        // What is answered on own devices, nobody learns before the question is closed: also not from the history.
        var eintrag = NewEntry(Ereignis.KonsensBeantwortet, urheber, jetzt, frage.ShowsAnswers ? $"{antwort.Name}: {stimme.Wert.Label()}" : antwort.Name);
        Conclude(frage, jetzt);
        return eintrag;
    }

    /// <summary>Closes what was asked on own devices; all see the answers at once, and who is missing gets the days.</summary>
    public Verlaufseintrag? CloseQuestion(Guid frageId, Urheber urheber, DateTime jetzt)
    {
        var frage = _fragen.Find(f => f.Id == frageId) ?? throw new FachregelVerletzt("Diese Frage gibt es nicht.");
        if (frage.Stand == Konsensstand.Ersetzt)
            throw new Zustandskonflikt("Der Text ist inzwischen geändert. Fragen Sie nach der neuen Fassung.");
        if (frage.Stand != Konsensstand.Gestellt)
            return null;
        frage.Close(jetzt);
        Conclude(frage, jetzt);
        return NewEntry(Ereignis.KonsensGeschlossen, urheber, jetzt, ResultWords(frage));
    }

    /// <summary>The days are over: silence counts neither way. Nothing where nothing is to be decided.</summary>
    public Verlaufseintrag? Expire(DateTime jetzt)
    {
        if (OffeneFrage is not { Stand: Konsensstand.Offen } frage || Kalender.DayOf(jetzt) <= frage.Frist)
            return null;
        Conclude(frage, jetzt);
        return NewEntry(Ereignis.KonsensFristVorbei, Urheber.Portal, jetzt, ResultWords(frage));
    }

    /// <summary>The Gremium has decided: it holds without reservation, or comes back to the table.</summary>
    public Verlaufseintrag? NoteBeschluss(bool gefasst, DateOnly tag, string? notiz, Urheber urheber, DateTime jetzt)
    {
        if (Status != Vereinbarungsstatus.VereinbartVorbehaltlich)
        {
            if (BeschlussGefasst == gefasst && BeschlossenAm == tag)
                return null;
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}. Ein Beschluss lässt sich festhalten, solange er vorbehalten ist.");
        }
        if (tag > Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der Tag des Beschlusses liegt in der Zukunft.");
        var wort = Note(notiz);
        (BeschlussGefasst, BeschlossenAm) = (gefasst, tag);
        if (gefasst)
            Enter(Vereinbarungsstatus.Vereinbart, wort, jetzt);
        else
        {
            // Back to the table: what is asked there next is another version, even where its words stay.
            VereinbartAm = null;
            Fassung++;
            Enter(Vereinbarungsstatus.Entwurf, wort, jetzt);
        }
        return NewEntry(gefasst ? Ereignis.BeschlussGefasst : Ereignis.BeschlussAbgelehnt, urheber, jetzt, wort);
    }

    /// <summary>What is missing before it can be asked, as a sentence; null where nothing is.</summary>
    public string? WhyNotAsk()
    {
        var gebunden = _beteiligte.FindAll(b => b.IsBound);
        return gebunden.Count < 2 ? "Eine Vereinbarung braucht mindestens zwei Beteiligte: wer verantwortlich ist und wen sie noch betrifft." : null;
    }

    private Konsensfrage Put(Guid frageId, int fassung, Konsensweg weg, Konsensort? ort, DateTime jetzt)
    {
        if (Status is not Vereinbarungsstatus.Entwurf)
            throw new Zustandskonflikt(Status == Vereinbarungsstatus.InAbstimmung ? "Diese Frage ist schon gestellt."
                : Status == Vereinbarungsstatus.NichtZustandeGekommen ? "Diese Fassung ist nicht zustande gekommen. Ändern Sie den Text, dann fragen Sie neu."
                : $"Diese Vereinbarung ist {Status.Label()}.");
        if (fassung != Fassung)
            throw new Zustandskonflikt("Der Text ist inzwischen geändert. Sehen Sie sich die neue Fassung an, bevor Sie fragen.");
        if (WhyNotAsk() is { } fehlt)
            throw new FachregelVerletzt(fehlt);
        var frage = new Konsensfrage(frageId, Id, _fragen.Count + 1, Fassung, Text, weg, ort?.SitzungId, ort?.PunktId,
            _beteiligte.Where(b => b.IsBound).Select(b => (new Bindung(b.Organisation, b.Name, b.Unterstuetzung), ort?.Anwesende.Contains(b.Organisation) == true)), Verantwortlich, jetzt);
        _fragen.Add(frage);
        Enter(Vereinbarungsstatus.InAbstimmung, null, jetzt);
        return frage;
    }

    private void Conclude(Konsensfrage frage, DateTime jetzt)
    {
        if (!frage.IsDecided(Kalender.DayOf(jetzt)))
            return;
        var zustande = frage.ComesAbout();
        frage.Decide(zustande, jetzt);
        if (zustande)
            VereinbartAm = Kalender.DayOf(jetzt);
        (BeschlussGefasst, BeschlossenAm) = (null, null);
        Enter(!zustande ? Vereinbarungsstatus.NichtZustandeGekommen : Gremium is null ? Vereinbarungsstatus.Vereinbart : Vereinbarungsstatus.VereinbartVorbehaltlich, null, jetzt);
    }

    private string ResultWords(Konsensfrage frage) => frage.Stand switch
    {
        Konsensstand.Offen => frage.Ausstehend == 1 ? "Rückmeldung von 1 offen" : $"Rückmeldung von {frage.Ausstehend} offen",
        _ => Status.Label(),
    };
}
