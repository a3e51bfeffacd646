using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.RundeTische;

/// <content>The minutes: draft, review with objections, approval, versions.</content>
public sealed partial class Sitzung
{
    /// <summary>What is missing before the minutes go out, in sentences.</summary>
    public IReadOnlyList<string> WhyNotReview() =>
    [
        .. _teilnehmer.Any(t => t.NimmtTeil && t.Stimme == Stimme.Entscheidend && t.Anwesenheit == Anwesenheit.Offen) ? ["Die Anwesenheit ist noch nicht für alle Mitglieder festgehalten."] : Array.Empty<string>(),
        .. Tagesordnung.Where(p => p.Stand is Punktstand.Offen or Punktstand.Laufend).Select(p => $"„{p.Titel}“: behandelt oder vertagt?"),
    ];

    /// <summary>The draft goes to the members; objections until a day.</summary>
    public Verlaufseintrag SubmitForReview(DateOnly bis, Urheber urheber, DateTime jetzt)
    {
        if (Status != Sitzungsstatus.Protokollentwurf)
            throw new Zustandskonflikt(Status == Sitzungsstatus.InPruefung ? "Das Protokoll ist schon in Prüfung." : $"Diese Sitzung ist {Status.Label()}.");
        if (WhyNotReview() is [var satz, ..])
            throw new FachregelVerletzt(satz);
        if (bis < Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der letzte Tag für Einwände liegt in der Vergangenheit.");
        Status = Sitzungsstatus.InPruefung;
        EinwaendeBis = bis;
        Version++;
        return NewEntry(Ereignis.ProtokollInPruefung, urheber, jetzt, $"Einwände bis {bis:dd.MM.yyyy}");
    }

    /// <summary>A deciding member objects to a paragraph. The same words again are the first.</summary>
    public (Protokolleinwand Einwand, Verlaufseintrag? Eintrag) RaiseObjection(Guid eintragId, Guid teilnehmerId, string vonName, string text, Urheber urheber, DateTime jetzt)
    {
        if (Status != Sitzungsstatus.InPruefung)
            throw new Zustandskonflikt("Einwände nimmt das Protokoll nur an, solange es in Prüfung ist.");
        if (Kalender.DayOf(jetzt) > EinwaendeBis)
            throw new Zustandskonflikt($"Einwände waren bis zum {EinwaendeBis:dd.MM.yyyy} möglich. Sprechen Sie es in der nächsten Sitzung an.");
        if (_eintraege.Find(e => e.Id == eintragId) is not { Ausgelassen: false } eintrag)
            throw new FachregelVerletzt("Diesen Absatz gibt es im Protokoll nicht.");
        if (_teilnehmer.Find(t => t.Id == teilnehmerId) is not { Stimme: Stimme.Entscheidend })
            throw new FachregelVerletzt("Einwände erheben die entscheidenden Mitglieder.");
        if (string.IsNullOrWhiteSpace(text))
            throw new FachregelVerletzt("Schreiben Sie, was an diesem Absatz anders war.");
        if (_einwaende.Find(e => e.EintragId == eintrag.Id && e.TeilnehmerId == teilnehmerId && e.Text == text) is { } schon)
            return (schon, null);
        var einwand = new Protokolleinwand(Id, eintrag.Id, teilnehmerId, vonName, text, jetzt);
        _einwaende.Add(einwand);
        return (einwand, NewEntry(Ereignis.ProtokolleinwandErhoben, urheber, jetzt));
    }

    /// <summary>The Moderation says what it did with an objection.</summary>
    public Verlaufseintrag? AnswerObjection(Guid einwandId, string antwort, Urheber urheber, DateTime jetzt)
    {
        if (Status is not (Sitzungsstatus.InPruefung or Sitzungsstatus.Protokollentwurf))
            throw new Zustandskonflikt($"Diese Sitzung ist {Status.Label()}.");
        var einwand = _einwaende.Find(e => e.Id == einwandId) ?? throw new FachregelVerletzt("Diesen Einwand gibt es nicht.");
        if (string.IsNullOrWhiteSpace(antwort))
            throw new FachregelVerletzt("Schreiben Sie, was mit dem Einwand geschehen ist.");
        if (einwand.Antwort == antwort)
            return null;
        einwand.Answer(antwort, jetzt);
        return NewEntry(Ereignis.ProtokolleinwandBeantwortet, urheber, jetzt);
    }

    /// <summary>Back into the draft to mend a paragraph; objections stay.</summary>
    public Verlaufseintrag? Rework(Urheber urheber, DateTime jetzt)
    {
        if (Status == Sitzungsstatus.Protokollentwurf)
            return null;
        if (Status != Sitzungsstatus.InPruefung)
            throw new Zustandskonflikt($"Diese Sitzung ist {Status.Label()}.");
        Status = Sitzungsstatus.Protokollentwurf;
        Version++;
        return NewEntry(Ereignis.ProtokollUeberarbeitet, urheber, jetzt);
    }

    /// <summary>
    /// The minutes are approved: after the days for objections, or by the next session. From then on they stay as they are.
    /// </summary>
    /// <param name="inSitzung">The members approved it in a session, so the days need not be over.</param>
    public (Protokollfassung Fassung, Verlaufseintrag Eintrag) Approve(bool inSitzung, Zustaendigkeit zustaendigkeit, Person person, DateTime jetzt)
    {
        if (zustaendigkeit.Rolle != Rolle.Moderation || zustaendigkeit.Scope != Scope || zustaendigkeit.PersonId != person.Id)
            throw new FachregelVerletzt("Die Genehmigung hält die Moderation fest.");
        if (Status != Sitzungsstatus.InPruefung)
            throw new Zustandskonflikt(Status == Sitzungsstatus.Genehmigt ? "Das Protokoll ist schon genehmigt." : "Genehmigen lässt sich ein Protokoll, das in Prüfung war.");
        if (_einwaende.Exists(e => e.Antwort is null))
            throw new FachregelVerletzt("Es gibt noch Einwände, die nicht beantwortet sind.");
        if (!inSitzung && Kalender.DayOf(jetzt) <= EinwaendeBis)
            throw new FachregelVerletzt($"Einwände sind bis zum {EinwaendeBis:dd.MM.yyyy} möglich. Vorher genehmigt nur eine Sitzung das Protokoll.");
        var fassung = new Protokollfassung(Id, _fassungen.Count + 1, person.Name, zustaendigkeit.Zeichnungszusatz + zustaendigkeit.Rolle.Label(), jetzt);
        _fassungen.Add(fassung);
        Status = Sitzungsstatus.Genehmigt;
        Version++;
        return (fassung, NewEntry(Ereignis.ProtokollGenehmigt, new Urheber(person.Id, zustaendigkeit.Id), jetzt, $"Fassung {fassung.Nummer}"));
    }

    /// <summary>Opens the newest version of the minutes again; it stays readable as replaced.</summary>
    public Verlaufseintrag Reopen(string grund, Urheber urheber, DateTime jetzt)
    {
        if (Status != Sitzungsstatus.Genehmigt || Fassung is not { } fassung)
            throw new Zustandskonflikt("Öffnen lässt sich nur ein genehmigtes Protokoll.");
        fassung.Open(Reason(grund, "das Öffnen des Protokolls"), jetzt);
        Status = Sitzungsstatus.Protokollentwurf;
        EinwaendeBis = null;
        Version++;
        return NewEntry(Ereignis.ProtokollGeoeffnet, urheber, jetzt, grund);
    }
}
