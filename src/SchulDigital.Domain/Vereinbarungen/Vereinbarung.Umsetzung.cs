using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Vereinbarungen;

/// <content>What becomes of an agreement (Fachkonzept, section 8).</content>
public sealed partial class Vereinbarung
{
    /// <summary>
    /// The responsible organisation says how far it is: in Umsetzung, umgesetzt; and back, where it turns out otherwise. With a
    /// note; the same again changes nothing.
    /// </summary>
    public Verlaufseintrag? Progress(Vereinbarungsstatus status, string? notiz, int gelesen, Urheber urheber, DateTime jetzt)
    {
        if (status is not (Vereinbarungsstatus.InUmsetzung or Vereinbarungsstatus.Umgesetzt))
            throw new ArgumentOutOfRangeException(nameof(status));
        if (Status == status && Notiz == notiz)
            return null;
        if (!CanProgressTo(status))
            throw new Zustandskonflikt(Status == Vereinbarungsstatus.VereinbartVorbehaltlich
                ? $"Diese Vereinbarung gilt vorbehaltlich des Beschlusses ({Gremium}). Halten Sie zuerst fest, wie er ausging."
                : $"Diese Vereinbarung ist {Status.Label()}.");
        EnsureVersion(gelesen);
        var wort = Note(notiz);
        Enter(status, wort, jetzt);
        return NewEntry(status == Vereinbarungsstatus.Umgesetzt ? Ereignis.VereinbarungUmgesetzt : Ereignis.VereinbarungInUmsetzung, urheber, jetzt, wort);
    }

    /// <summary>Whether this step comes next, or back.</summary>
    public bool CanProgressTo(Vereinbarungsstatus status) => status switch
    {
        Vereinbarungsstatus.InUmsetzung => Status is Vereinbarungsstatus.Vereinbart or Vereinbarungsstatus.Umgesetzt,
        Vereinbarungsstatus.Umgesetzt => Status is Vereinbarungsstatus.Vereinbart or Vereinbarungsstatus.InUmsetzung,
        _ => false,
    };

    /// <summary>
    /// Whether somebody in this office confirms that it is done: the Leitung of another bound organisation, of the other side where
    /// one is bound.
    /// </summary>
    public bool CanBeConfirmedBy(Zustaendigkeit zustaendigkeit)
    {
        if (Status != Vereinbarungsstatus.Umgesetzt || !zustaendigkeit.Can(Befugnisse.Bestaetigung) || zustaendigkeit.Scope == Verantwortlich)
            return false;
        var andere = _beteiligte.FindAll(b => b.IsBound && b.Organisation != Verantwortlich);
        var gegenseite = andere.FindAll(b => b.ScopeArt != VerantwortlichArt);
        return (gegenseite.Count > 0 ? gegenseite : andere).Exists(b => b.Organisation == zustaendigkeit.Scope);
    }

    public Verlaufseintrag? Confirm(Zustaendigkeit zustaendigkeit, string name, string amt, string? notiz, DateTime jetzt)
    {
        if (Status == Vereinbarungsstatus.Bestaetigt)
            return null;
        if (Status != Vereinbarungsstatus.Umgesetzt)
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}. Bestätigt wird, was umgesetzt ist.");
        if (!CanBeConfirmedBy(zustaendigkeit))
            throw new FachregelVerletzt("Bestätigen kann die Leitung einer anderen beteiligten Organisation, und zwar der anderen Seite, wenn eine beteiligt ist.");
        Enter(Vereinbarungsstatus.Bestaetigt, notiz, jetzt);
        (BestaetigtVonName, BestaetigtVonAmt) = (name, amt);
        return NewEntry(Ereignis.VereinbarungBestaetigt, new Urheber(zustaendigkeit.PersonId, zustaendigkeit.Id), jetzt, notiz);
    }

    /// <summary>Who could confirm says that it is not done yet, and why: back into Umsetzung.</summary>
    public Verlaufseintrag? Contradict(Zustaendigkeit zustaendigkeit, string? notiz, DateTime jetzt)
    {
        if (Status != Vereinbarungsstatus.Umgesetzt)
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}.");
        if (!CanBeConfirmedBy(zustaendigkeit))
            throw new FachregelVerletzt("Widersprechen kann, wer auch bestätigen könnte.");
        var wort = Note(notiz);
        Enter(Vereinbarungsstatus.InUmsetzung, wort, jetzt);
        return NewEntry(Ereignis.VereinbarungWidersprochen, new Urheber(zustaendigkeit.PersonId, zustaendigkeit.Id), jetzt, wort);
    }

    /// <summary>Holds no more, by the words of who leads it.</summary>
    public Verlaufseintrag? Revoke(string? notiz, int gelesen, Urheber urheber, DateTime jetzt)
    {
        if (Status == Vereinbarungsstatus.Aufgehoben)
            return null;
        if (Status is Vereinbarungsstatus.Geaendert or Vereinbarungsstatus.Bestaetigt)
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}. Aufheben lässt sie sich nicht mehr.");
        EnsureVersion(gelesen);
        var wort = Note(notiz);
        OffeneFrage?.Replace(jetzt);
        Enter(Vereinbarungsstatus.Aufgehoben, wort, jetzt);
        return NewEntry(Ereignis.VereinbarungAufgehoben, urheber, jetzt, wort);
    }

    /// <summary>Looks at it again: what was found, and when next.</summary>
    public Verlaufseintrag Review(string? ergebnis, DateOnly? naechste, int gelesen, string vonName, Urheber urheber, DateTime jetzt)
    {
        if (!Holds)
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}. Überprüft wird, was gilt.");
        EnsureVersion(gelesen);
        if (string.IsNullOrWhiteSpace(ergebnis))
            throw new FachregelVerletzt("Schreiben Sie, was die Überprüfung ergeben hat.");
        EnsureNext(naechste, jetzt);
        _ueberpruefungen.Add(new Ueberpruefung(Id, Kalender.DayOf(jetzt), ergebnis, naechste, vonName));
        NaechsteUeberpruefung = naechste;
        return NewEntry(Ereignis.VereinbarungUeberprueft, urheber, jetzt, ergebnis.Length <= Verlaufseintrag.GrundMaxLength ? ergebnis : null);
    }

    /// <summary>Sets the day of looking at it again, or none.</summary>
    public Verlaufseintrag? PlanReview(DateOnly? tag, int gelesen, Urheber urheber, DateTime jetzt)
    {
        if (tag == NaechsteUeberpruefung)
            return null;
        if (!IsOpen && !Holds)
            throw new Zustandskonflikt($"Diese Vereinbarung ist {Status.Label()}.");
        EnsureVersion(gelesen);
        EnsureNext(tag, jetzt);
        NaechsteUeberpruefung = tag;
        return NewEntry(Ereignis.UeberpruefungGeplant, urheber, jetzt, tag is { } am ? $"am {am:dd.MM.yyyy}" : "keine");
    }

    /// <summary>Into which documents of an organisation the agreement goes besides.</summary>
    public Verlaufseintrag? Target(Scope organisation, IReadOnlyCollection<Zieldokumentart> arten, Urheber urheber, DateTime jetzt)
    {
        if (!_beteiligte.Exists(b => b.IsBound && b.Organisation == organisation))
            throw new FachregelVerletzt("Diese Organisation ist an der Vereinbarung nicht beteiligt.");
        var neu = arten.Where(a => !_zieldokumente.Exists(d => d.Organisation == organisation && d.Art == a)).Distinct().ToList();
        if (neu.Count == 0)
            return null;
        _zieldokumente.AddRange(neu.Select(a => new Zieldokument(Id, organisation, a)));
        return NewEntry(Ereignis.ZieldokumenteGeaendert, urheber, jetzt);
    }

    /// <summary>It does not go there after all; where it stands already, it stays.</summary>
    public (Zieldokument? Dokument, Verlaufseintrag? Eintrag) RemoveTarget(Guid dokumentId, Urheber urheber, DateTime jetzt)
    {
        if (_zieldokumente.Find(d => d.Id == dokumentId) is not { } dokument)
            return (null, null);
        if (dokument.UebernommenAm is not null)
            throw new FachregelVerletzt("Dort steht die Vereinbarung schon. Nehmen Sie zuerst zurück, dass sie übernommen ist.");
        _zieldokumente.Remove(dokument);
        return (dokument, NewEntry(Ereignis.ZieldokumenteGeaendert, urheber, jetzt));
    }

    /// <summary>An organisation says since when the agreement stands in its document; null takes that back.</summary>
    public Verlaufseintrag? Adopt(Guid dokumentId, DateOnly? tag, Zustaendigkeit zustaendigkeit, DateTime jetzt)
    {
        var dokument = _zieldokumente.Find(d => d.Id == dokumentId) ?? throw new FachregelVerletzt("Dieses Zieldokument gibt es nicht.");
        if (dokument.Organisation != zustaendigkeit.Scope)
            throw new FachregelVerletzt("Wann die Vereinbarung übernommen ist, sagt die Organisation, deren Dokument es ist.");
        if (dokument.UebernommenAm == tag)
            return null;
        if (tag > Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der Tag der Übernahme liegt in der Zukunft.");
        dokument.UebernommenAm = tag;
        return NewEntry(Ereignis.ZieldokumentUebernommen, new Urheber(zustaendigkeit.PersonId, zustaendigkeit.Id), jetzt,
            tag is { } am ? $"{dokument.Art.Label()}: {am:dd.MM.yyyy}" : $"{dokument.Art.Label()}: doch nicht");
    }

    private static void EnsureNext(DateOnly? tag, DateTime jetzt)
    {
        if (tag < Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der Tag der nächsten Überprüfung liegt in der Vergangenheit.");
    }
}
