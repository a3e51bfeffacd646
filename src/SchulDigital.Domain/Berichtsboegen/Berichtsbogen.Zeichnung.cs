using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>Signing, delivery, and what becomes of a final sheet (Fachkonzept, section 9).</summary>
public sealed partial class Berichtsbogen
{
    /// <summary>The signature of a house that counts; null while there is none.</summary>
    public Berichtserklaerung? SignatureOf(Scope haus) => _erklaerungen.Find(e => e.Counts && e.Art == Erklaerungsart.Unterschrift && e.Organisation == haus);

    /// <summary>The refusal of a house that has not signed since; null where there is none.</summary>
    public Berichtserklaerung? RefusalOf(Scope haus) => _erklaerungen.Find(e => e.Counts && e.Art == Erklaerungsart.Ablehnung && e.Organisation == haus);

    /// <summary>All have confirmed and signatures are missing.</summary>
    public bool IsToBeSigned => Status == Berichtsstatus.Bestaetigt && Unterschrift;

    /// <summary>Whose signature is due now, by the order that was set.</summary>
    public IEnumerable<Berichtsbeteiligter> NextToSign
    {
        get
        {
            if (!IsToBeSigned)
                return [];
            var offen = _beteiligte.Where(b => SignatureOf(b.Organisation) is null).ToList();
            var zuerst = offen.Where(b => Folge == Zeichnungsfolge.SchulenZuerst && !b.IsTraeger || Folge == Zeichnungsfolge.TraegerZuerst && b.IsTraeger).ToList();
            return zuerst.Count > 0 ? zuerst : offen;
        }
    }

    /// <summary>Whether this office signs for its house now.</summary>
    public bool CanBeSignedBy(Zustaendigkeit amt) => amt.Can(Befugnisse.Unterschrift) && NextToSign.Any(b => b.Organisation == amt.Scope);

    /// <summary>
    /// A house signs the text that was shown to it; who signs has just proven anew who she is. With the last signature the text is frozen. Once more is nothing new.
    /// </summary>
    /// <param name="tippname">The own name, typed by hand.</param>
    public Verlaufseintrag? Sign(Zustaendigkeit amt, string name, string? tippname, string gezeigt, DateTime jetzt)
    {
        EnsureTakesPart(amt.Scope);
        if (SignatureOf(amt.Scope) is { } schon && schon.Inhaltshash == gezeigt)
            return null;
        if (!amt.Can(Befugnisse.Unterschrift))
            throw new FachregelVerletzt("Unterzeichnen kann die Leitung und wem sie die Unterschrift übertragen hat.");
        EnsureTurn(amt.Scope);
        EnsureShown(gezeigt);
        if (tippname is null || Suchform.Of(tippname) != Suchform.Of(name))
            throw new FachregelVerletzt($"Schreiben Sie Ihren Namen so, wie er im Portal steht: {name}.");
        return TakeSignature(new Berichtserklaerung(Id, Erklaerungsart.Unterschrift, ActingAs(amt, name), Zeichnungsweg.NeuAusgewiesen, gezeigt, Fassung, jetzt), new Urheber(amt.PersonId, amt.Id), jetzt);
    }

    /// <summary>Records that a house signed the signature sheet on paper: the house itself, or the carrier that gathers the sheets.</summary>
    /// <param name="hash">As it stands on the sheet of paper.</param>
    public Verlaufseintrag? SignOnPaper(Scope haus, Papierunterschrift papier, string hash, Zustaendigkeit amt, string vonName, DateTime jetzt)
    {
        EnsureTakesPart(haus);
        if (SignatureOf(haus) is { Weg: Zeichnungsweg.Papier } schon && schon.Inhaltshash == hash && schon.ScanId == papier.ScanId)
            return null;
        if (amt.Scope != haus && amt.Scope != Scope)
            throw new FachregelVerletzt("Eine Unterschrift auf Papier hält das Haus selbst fest oder der Schulträger.");
        EnsureTurn(haus);
        EnsureShown(hash);
        if (papier.Tag > Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der Tag der Unterschrift liegt in der Zukunft.");
        var erklaerung = new Berichtserklaerung(Id, Erklaerungsart.Unterschrift, new Erklaerende(haus, NameOf(haus), papier.Name, papier.Amt, null, null), Zeichnungsweg.Papier, hash, Fassung, jetzt)
            .OnPaper(papier, $"{vonName}, {amt.Rolle.Label()}");
        return TakeSignature(erklaerung, new Urheber(amt.PersonId, amt.Id), jetzt);
    }

    /// <summary>A house does not sign, and says why. The carrier opens the sheet again, or the house signs after all.</summary>
    public Verlaufseintrag? Refuse(Zustaendigkeit amt, string name, string? grund, string gezeigt, DateTime jetzt)
    {
        EnsureTakesPart(amt.Scope);
        if (RefusalOf(amt.Scope) is { } schon && schon.Grund == grund)
            return null;
        if (!amt.Can(Befugnisse.Unterschrift))
            throw new FachregelVerletzt("Ablehnen kann, wer für sein Haus unterzeichnet.");
        EnsureTurn(amt.Scope);
        EnsureShown(gezeigt);
        var worte = Reason(grund);
        RefusalOf(amt.Scope)?.Void(jetzt);
        _erklaerungen.Add(new Berichtserklaerung(Id, Erklaerungsart.Ablehnung, ActingAs(amt, name), Zeichnungsweg.Angemeldet, gezeigt, Fassung, jetzt, worte));
        return NewEntry(Ereignis.BerichtUnterschriftAbgelehnt, new Urheber(amt.PersonId, amt.Id), jetzt, worte);
    }

    /// <summary>
    /// To the houses that it is about, and to those that are named: the Koordination of a region. From then on these read it too.
    /// </summary>
    public Verlaufseintrag? Deliver(IReadOnlyList<Berichtshaus> empfaenger, Urheber urheber, DateTime jetzt)
    {
        if (!IsFinal || Status is Berichtsstatus.Ersetzt or Berichtsstatus.Zurueckgezogen)
            throw new Zustandskonflikt($"Zustellen lässt sich, was fertig ist. Dieser Berichtsbogen ist {Status.Label()}.");
        var neue = empfaenger.Where(e => !IsDeliveredTo(e.Organisation)).ToList();
        if (neue.Count == 0 && Status is Berichtsstatus.Zugestellt or Berichtsstatus.Archiviert)
            return null;
        if (neue.Exists(e => e.Organisation.Art != ScopeArt.Bildungsregion))
            throw new FachregelVerletzt("Zugestellt wird den Häusern, um die es geht, und der Koordination.");
        _zustellungen.AddRange(neue.Select(e => new Berichtszustellung(Id, e, jetzt)));
        if (Status is Berichtsstatus.Bestaetigt or Berichtsstatus.Unterzeichnet)
            Enter(Berichtsstatus.Zugestellt, jetzt);
        return NewEntry(Ereignis.BerichtZugestellt, urheber, jetzt, string.Join(", ", neue.Select(e => e.Name)));
    }

    /// <summary>A school hands its sheet over to the Schulaufsicht; nobody else can.</summary>
    public Verlaufseintrag? HandOver(Berichtshaus gruppe, Zustaendigkeit amt, DateTime jetzt)
    {
        EnsureTakesPart(amt.Scope);
        if (amt.Scope.Art != ScopeArt.Schule || !amt.Can(Befugnisse.Bestaetigung))
            throw new FachregelVerletzt("Der Schulaufsicht übergibt ihn die Schulleitung.");
        if (!IsCurrent)
            throw new Zustandskonflikt($"Übergeben lässt sich, was fertig ist. Dieser Berichtsbogen ist {Status.Label()}.");
        if (gruppe.Organisation.Art != ScopeArt.Schulgruppe)
            throw new FachregelVerletzt("Übergeben wird der Schulaufsicht einer Schulgruppe.");
        if (IsDeliveredTo(gruppe.Organisation))
            return null;
        _zustellungen.Add(new Berichtszustellung(Id, gruppe, jetzt));
        return NewEntry(Ereignis.BerichtUebergeben, new Urheber(amt.PersonId, amt.Id), jetzt, gruppe.Name);
    }

    public bool IsDeliveredTo(Scope empfaenger) => _zustellungen.Exists(z => z.Empfaenger == empfaenger);

    /// <summary>Put away with its package.</summary>
    public Verlaufseintrag? Archive(Urheber urheber, DateTime jetzt)
    {
        if (Status == Berichtsstatus.Archiviert)
            return null;
        if (Status != Berichtsstatus.Zugestellt)
            throw new Zustandskonflikt($"Ins Archiv geht, was zugestellt ist. Dieser Berichtsbogen ist {Status.Label()}.");
        Enter(Berichtsstatus.Archiviert, jetzt);
        return NewEntry(Ereignis.BerichtArchiviert, urheber, jetzt);
    }

    /// <summary>
    /// Mends an obvious error in the words of a frozen paragraph: a slip, a name, a figure turned round. Who does it until when and
    /// at what cost are matters; for these the sheet is replaced. Nobody confirms again, and all are told.
    /// </summary>
    /// <param name="gelesen">The paragraph's version that the writer had before her.</param>
    public Verlaufseintrag? Correct(Guid absatzId, string? neu, string? grund, int gelesen, Zustaendigkeit amt, string name, DateTime jetzt)
    {
        var absatz = Paragraph(absatzId);
        if (absatz.Text == neu)
            return null;
        if (!IsCurrent)
            throw new Zustandskonflikt($"Berichtigen lässt sich, was fertig ist und gilt. Dieser Berichtsbogen ist {Status.Label()}.");
        if (!CanCorrect(absatz, amt))
            throw new FachregelVerletzt("Einen Fehler berichtigt die Leitung des Hauses, dessen Worte es sind.");
        if (gelesen != absatz.Version)
            throw new Zustandskonflikt("Diesen Absatz hat jemand anderes inzwischen berichtigt. Sehen Sie noch einmal hin.");
        if (string.IsNullOrWhiteSpace(neu))
            throw new FachregelVerletzt("Schreiben Sie den Absatz, wie er heißen muss.");
        var berichtigung = new Berichtsberichtigung(absatz, _berichtigungen.Count + 1, neu, Reason(grund), $"{name}, {amt.Zeichnungszusatz}{amt.Rolle.Label()}", jetzt);
        Fassung++;
        absatz.Write(absatz.Angaben with { Text = neu }, absatz.Zielstand, Fassung, new Urheber(amt.PersonId, amt.Id), jetzt);
        berichtigung.Inhaltshash = HashOfText();
        _berichtigungen.Add(berichtigung);
        return NewEntry(Ereignis.BerichtBerichtigt, new Urheber(amt.PersonId, amt.Id), jetzt, absatz.Abschnitt.Label());
    }

    /// <summary>It counts no more; what was issued stays, and the Prüfseite says so.</summary>
    public Verlaufseintrag? Withdraw(string? grund, Urheber urheber, DateTime jetzt)
    {
        if (Status == Berichtsstatus.Zurueckgezogen)
            return null;
        if (Status == Berichtsstatus.Ersetzt)
            throw new Zustandskonflikt("Dieser Berichtsbogen ist schon ersetzt.");
        Grund = Reason(grund);
        Enter(Berichtsstatus.Zurueckgezogen, jetzt);
        return NewEntry(Ereignis.BerichtZurueckgezogen, urheber, jetzt, Grund);
    }

    /// <summary>A new sheet with the same text, which takes the place of this one when it is final.</summary>
    public (Berichtsbogen Neu, Verlaufseintrag Eintrag) Renew(Guid id, int nummer, Urheber urheber, DateTime jetzt)
    {
        if (!IsCurrent)
            throw new Zustandskonflikt($"Ersetzen lässt sich, was gilt. Dieser Berichtsbogen ist {Status.Label()}.");
        var haeuser = _beteiligte.Select(b => new Berichtshaus(b.Organisation, b.Name)).ToList();
        var (neu, eintrag) = Draft(id, haeuser.Single(h => h.Organisation == Scope), [.. haeuser.Where(h => h.Organisation != Scope)], Art, Angaben, nummer, urheber, jetzt, BesuchId, VorjahrId);
        neu.ErsetztId = Id;
        foreach (var absatz in Text)
            neu.Add(Kennung.New(), new Absatzort(absatz.Abschnitt, absatz.Sicht, absatz.SchuleId, absatz.Themenfeld), absatz.Angaben,
                absatz is { Quellart: { } art, QuelleId: { } quelle } ? new Absatzquelle(art, quelle, absatz.ZeileId, absatz.Quellhash ?? "") : null, urheber, jetzt, absatz.Zielstand);
        return (neu, eintrag);
    }

    /// <summary>The new sheet is final: this one counts no more.</summary>
    public Verlaufseintrag? GiveWayTo(Berichtsbogen neu, Urheber urheber, DateTime jetzt)
    {
        if (neu.ErsetztId != Id || !neu.IsFinal)
            throw new ArgumentException("Only a final sheet takes the place.", nameof(neu));
        if (!IsCurrent)
            return null;
        Enter(Berichtsstatus.Ersetzt, jetzt);
        return NewEntry(Ereignis.BerichtErsetzt, urheber, jetzt, neu.Kennzeichen);
    }

    private void Freeze(DateTime jetzt)
    {
        Inhaltshash = HashOfText();
        EingefrorenAm = jetzt;
    }

    private Verlaufseintrag TakeSignature(Berichtserklaerung unterschrift, Urheber urheber, DateTime jetzt)
    {
        RefusalOf(unterschrift.Organisation)?.Void(jetzt);
        _erklaerungen.Add(unterschrift);
        var eintrag = NewEntry(Ereignis.BerichtUnterzeichnet, urheber, jetzt, unterschrift.Organisationsname);
        if (_beteiligte.TrueForAll(b => SignatureOf(b.Organisation) is not null))
        {
            Enter(Berichtsstatus.Unterzeichnet, jetzt);
            Freeze(jetzt);
        }
        return eintrag;
    }

    private void EnsureTurn(Scope haus)
    {
        if (!IsToBeSigned)
            throw new Zustandskonflikt($"Dieser Berichtsbogen ist {Status.Label()}; zu unterzeichnen ist er jetzt nicht.");
        if (SignatureOf(haus) is not null)
            throw new Zustandskonflikt("Für dieses Haus ist schon unterzeichnet.");
        if (NextToSign.All(b => b.Organisation != haus))
            throw new Zustandskonflikt($"Unterzeichnet wird {Folge.Label()}. Dieses Haus ist noch nicht an der Reihe.");
    }
}
