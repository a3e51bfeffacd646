using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Domain.RundeTische;

/// <content>The agenda: from the backlog, carried over, proposed by members.</content>
public sealed partial class Sitzung
{
    /// <summary>An item of the Moderation, from the backlog or from an earlier session; the same origin a second time is the first.</summary>
    public (Tagesordnungspunkt Punkt, Verlaufseintrag? Eintrag) AddItem(
        Punktangaben angaben, Guid? themaId, Guid? ausPunktId, Urheber urheber, DateTime jetzt)
    {
        EnsureAgendaOpen();
        if (_punkte.Find(p => p.IstAufTagesordnung && (themaId is not null && p.ThemaId == themaId || ausPunktId is not null && p.AusPunktId == ausPunktId)) is { } schon)
            return (schon, null);
        var punkt = NewItem(angaben, Punktstand.Offen, themaId, ausPunktId);
        return (punkt, AgendaChanged(urheber, jetzt, punkt.Vertraulich ? null : punkt.Titel));
    }

    /// <summary>A member proposes an item; the Moderation takes it up or says why not.</summary>
    public (Tagesordnungspunkt Punkt, Verlaufseintrag Eintrag) ProposeItem(Punktangaben angaben, string von, Urheber urheber, DateTime jetzt)
    {
        if (!TakesProposals(Kalender.DayOf(jetzt)))
            throw new Zustandskonflikt("Vorschläge zur Tagesordnung nimmt diese Sitzung nicht mehr an. Schlagen Sie ein Thema für den Themenspeicher vor.");
        var punkt = NewItem(angaben, Punktstand.Vorgeschlagen, null, null);
        punkt.VorschlagVon = von;
        return (punkt, AgendaChanged(urheber, jetzt, $"vorgeschlagen: {(punkt.Vertraulich ? "vertraulicher Punkt" : punkt.Titel)}"));
    }

    public Verlaufseintrag? ChangeItem(Guid punktId, Punktangaben angaben, Urheber urheber, DateTime jetzt)
    {
        EnsureAgendaOpen();
        var punkt = Item(punktId);
        if (punkt.Angaben == angaben)
            return null;
        punkt.Write(angaben);
        return AgendaChanged(urheber, jetzt, punkt.Vertraulich ? null : punkt.Titel);
    }

    /// <summary>Regieblatt: private notes and materials of an item.</summary>
    public void Direct(Guid punktId, string? regie, string? material, DateTime jetzt)
    {
        EnsureAgendaOpen();
        Item(punktId).Direct(regie, material);
        Touch(jetzt);
    }

    /// <summary>Off the agenda, or a proposal that is not taken up; with a reason where it was proposed by a member.</summary>
    public Verlaufseintrag? LeaveOut(Guid punktId, string? grund, Urheber urheber, DateTime jetzt)
    {
        EnsureAgendaOpen();
        var punkt = Item(punktId);
        if (punkt.Stand == Punktstand.Ausgelassen)
            return null;
        if (punkt.Stand is Punktstand.Laufend or Punktstand.Behandelt)
            throw new Zustandskonflikt("Dieser Punkt ist schon aufgerufen. Vertagen Sie ihn, statt ihn auszulassen.");
        if (punkt.VorschlagVon is not null && string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt("Schreiben Sie, warum der Vorschlag nicht aufgenommen wird. Wer ihn gemacht hat, liest es.");
        (punkt.Stand, punkt.Grund) = (Punktstand.Ausgelassen, grund);
        Renumber();
        return AgendaChanged(urheber, jetzt, $"ausgelassen: {(punkt.Vertraulich ? "vertraulicher Punkt" : punkt.Titel)}");
    }

    /// <summary>A proposal comes on the agenda, or what was left out comes back.</summary>
    public Verlaufseintrag? TakeUp(Guid punktId, Urheber urheber, DateTime jetzt)
    {
        EnsureAgendaOpen();
        var punkt = Item(punktId);
        if (punkt.IstAufTagesordnung)
            return null;
        (punkt.Stand, punkt.Grund) = (Punktstand.Offen, null);
        punkt.Position = _punkte.Count + 1;
        Renumber();
        return AgendaChanged(urheber, jetzt, punkt.Vertraulich ? null : punkt.Titel);
    }

    /// <summary>The order of the agenda; items that are not named stay behind the others.</summary>
    public Verlaufseintrag? Arrange(IReadOnlyList<Guid> reihenfolge, int gelesen, Urheber urheber, DateTime jetzt)
    {
        EnsureAgendaOpen();
        EnsureVersion(gelesen);
        var vorher = Tagesordnung;
        var rang = reihenfolge.Select((id, i) => (id, i)).DistinctBy(r => r.id).ToDictionary(r => r.id, r => r.i);
        var nachher = vorher.OrderBy(p => rang.GetValueOrDefault(p.Id, int.MaxValue)).ThenBy(p => p.Position).ToList();
        if (nachher.SequenceEqual(vorher))
            return null;
        for (var i = 0; i < nachher.Count; i++)
            nachher[i].Position = i + 1;
        return AgendaChanged(urheber, jetzt, "Reihenfolge");
    }

    public (Sitzungsunterlage Unterlage, Verlaufseintrag Eintrag) AddPaper(
        Guid punktId, string titel, string? link, Guid? dokumentId, bool angehaengt, Urheber urheber, DateTime jetzt)
    {
        EnsureAgendaOpen();
        _ = Item(punktId);
        if (link is null == dokumentId is null)
            throw new FachregelVerletzt("Nennen Sie einen Link oder wählen Sie eine Datei.");
        var unterlage = new Sitzungsunterlage(Id, punktId, titel, link, dokumentId, angehaengt && dokumentId is not null, jetzt);
        _unterlagen.Add(unterlage);
        return (unterlage, AgendaChanged(urheber, jetzt, "Unterlage"));
    }

    public Verlaufseintrag? RemovePaper(Guid unterlageId, Urheber urheber, DateTime jetzt)
    {
        EnsureAgendaOpen();
        if (_unterlagen.Find(u => u.Id == unterlageId) is not { EntferntAm: null } unterlage)
            return null;
        unterlage.EntferntAm = jetzt;
        return AgendaChanged(urheber, jetzt, "Unterlage entfernt");
    }

    /// <summary>Items that go on to the next session.</summary>
    public IReadOnlyList<Tagesordnungspunkt> CarriedOver => [.. Tagesordnung.Where(p => p.Stand == Punktstand.Vertagt)];

    /// <summary>When each item of the agenda is planned to begin; null where the session has no time.</summary>
    public IReadOnlyDictionary<Guid, TimeOnly?> Beginnzeiten()
    {
        var beginn = Uhrzeit;
        var zeiten = new Dictionary<Guid, TimeOnly?>();
        foreach (var punkt in Tagesordnung)
        {
            zeiten[punkt.Id] = beginn;
            beginn = beginn?.AddMinutes(punkt.Minuten);
        }
        return zeiten;
    }

    private Tagesordnungspunkt NewItem(Punktangaben angaben, Punktstand stand, Guid? themaId, Guid? ausPunktId)
    {
        if (_punkte.Count >= MaxPunkte)
            throw new FachregelVerletzt($"Mehr als {MaxPunkte} Punkte hat keine Tagesordnung.");
        var punkt = new Tagesordnungspunkt(Id, angaben, _punkte.Count + 1, stand, themaId, ausPunktId);
        _punkte.Add(punkt);
        Renumber();
        return punkt;
    }

    /// <summary>What stands on the agenda is numbered without a gap; the others follow.</summary>
    private void Renumber()
    {
        var position = 0;
        foreach (var punkt in _punkte.OrderBy(p => !p.IstAufTagesordnung).ThenBy(p => p.Position).ToList())
            punkt.Position = ++position;
    }

    private Verlaufseintrag AgendaChanged(Urheber urheber, DateTime jetzt, string? worum)
    {
        Version++;
        return NewEntry(Ereignis.TagesordnungGeaendert, urheber, jetzt, worum);
    }

    private void EnsureAgendaOpen()
    {
        if (!IsAgendaOpen)
            throw new Zustandskonflikt($"Diese Sitzung ist inzwischen {Status.Label()}. Die Tagesordnung bleibt, wie sie ist.");
    }
}
