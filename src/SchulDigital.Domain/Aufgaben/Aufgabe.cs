using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Aufgaben;

/// <summary><c>offen → erledigt | entfallen</c>; both can be opened again with a reason. Überfällig is computed.</summary>
public enum Aufgabenstatus { Offen, Erledigt, Entfallen }

/// <summary>
/// What somebody does until a day. It belongs to an office, not to a person: whoever holds the office sees it and may write
/// in it, and a change of office moves it. The person is who is named for it now (Fachkonzept, section 2).
/// </summary>
public sealed class Aufgabe
{
    public const int TextMaxLength = 1000;
    public const int SuchtextMaxLength = TextMaxLength * 2;
    public const int VermerkMaxLength = Verlaufseintrag.GrundMaxLength;

    /// <summary>A day further away is taken for a slip of the pen.</summary>
    public const int MaxTage = 5 * 366;

    private Aufgabe() { }

    public Guid Id { get; private set; } = Kennung.New();
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }

    /// <summary>The one role of the organisation whose task it is; null for everybody who holds an office there.</summary>
    public Rolle? Rolle { get; private set; }

    /// <summary>Who is named for it; null while whoever holds the office takes it.</summary>
    public Guid? PersonId { get; private set; }
    public string Text { get; private set; } = "";
    public string Suchtext { get; private set; } = "";

    /// <summary>Last day.</summary>
    public DateOnly Frist { get; private set; }
    public Herkunft Herkunft { get; private set; } = null!;

    /// <summary>The row at the beginning of the thread, once more beside <see cref="Herkunft"/>: this one has an index.</summary>
    public Guid? ZeileId { get; private set; }
    public Aufgabenstatus Status { get; private set; }

    /// <summary>How it was done, or why it is not needed any more.</summary>
    public string? Vermerk { get; private set; }
    public DateTime AngelegtAm { get; private set; }

    /// <summary>Who gave it; null for the portal itself.</summary>
    public Guid? VonId { get; private set; }
    public DateTime? BeendetAm { get; private set; }

    /// <summary>Day on which the portal reminded by itself, some days before the last one.</summary>
    public DateOnly? ErinnertAm { get; private set; }

    /// <summary>Day on which the portal told that the last day has passed.</summary>
    public DateOnly? FristGemeldetAm { get; private set; }

    /// <summary>Counts the changes; of two at the same time only one is saved.</summary>
    public int Version { get; private set; }

    public Scope Scope => new(ScopeArt, ScopeId);

    /// <summary>Gives a task to an office.</summary>
    /// <param name="amt">The carrier, school, Runder Tisch or Bildungsregion whose task it is.</param>
    public static (Aufgabe Aufgabe, Verlaufseintrag Eintrag) Create(
        Scope amt, Rolle? rolle, Guid? personId, string text, DateOnly frist, Herkunft herkunft, Urheber urheber, DateTime jetzt)
    {
        if (amt.Art is not (ScopeArt.Schultraeger or ScopeArt.Schule or ScopeArt.RunderTisch or ScopeArt.Bildungsregion) || amt.Id is null)
            throw new FachregelVerletzt("Eine Aufgabe gehört zu einem Schulträger, einer Schule, einem Runden Tisch oder einer Bildungsregion.");
        if (rolle is { } amtsrolle && !amtsrolle.Scopes().Contains(amt.Art))
            throw new FachregelVerletzt($"Die Rolle {amtsrolle.Label()} gibt es in dieser Organisation nicht.");
        if (string.IsNullOrWhiteSpace(text))
            throw new FachregelVerletzt("Schreiben Sie, was zu tun ist.");
        EnsureDate(frist, jetzt);
        var aufgabe = new Aufgabe
        {
            ScopeArt = amt.Art,
            ScopeId = amt.Id.Value,
            Rolle = rolle,
            PersonId = personId,
            Text = text,
            Suchtext = Suchform.Of(text),
            Frist = frist,
            Herkunft = herkunft,
            ZeileId = herkunft.ZeileId,
            AngelegtAm = jetzt,
            VonId = urheber.PersonId,
        };
        return (aufgabe, aufgabe.NewEntry(Ereignis.AufgabeAngelegt, urheber, jetzt, null));
    }

    /// <summary>Open, and nobody has done anything with it.</summary>
    public bool CanBeWithdrawn => Status == Aufgabenstatus.Offen && Version == 0;

    /// <summary>Was given by mistake, together with what it came from; possible as long as nobody has changed it.</summary>
    public Verlaufseintrag? Withdraw(string grund, Urheber urheber, DateTime jetzt) => CanBeWithdrawn ? Drop(grund, urheber, jetzt)
        : throw new Zustandskonflikt("An der Aufgabe ist inzwischen gearbeitet worden. Sie lässt sich nicht mehr zurücknehmen.");

    /// <summary>Whether the last day has passed and it is still open.</summary>
    public bool IsOverdue(DateOnly heute) => Status == Aufgabenstatus.Offen && Frist < heute;

    /// <summary>Done. The same again changes nothing.</summary>
    public Verlaufseintrag? Complete(string? vermerk, Urheber urheber, DateTime jetzt) =>
        End(Aufgabenstatus.Erledigt, Ereignis.AufgabeErledigt, vermerk, urheber, jetzt);

    /// <summary>Not needed any more, and why. The same again changes nothing.</summary>
    public Verlaufseintrag? Drop(string grund, Urheber urheber, DateTime jetzt)
    {
        if (string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt("Schreiben Sie, warum die Aufgabe entfällt.");
        return End(Aufgabenstatus.Entfallen, Ereignis.AufgabeEntfallen, grund, urheber, jetzt);
    }

    /// <summary>Opens it again. Its last day stays, also where that has passed: more time is an act of its own.</summary>
    public Verlaufseintrag? Reopen(string grund, Urheber urheber, DateTime jetzt)
    {
        if (string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt("Schreiben Sie, warum die Aufgabe wieder offen ist.");
        if (Status == Aufgabenstatus.Offen)
            return null;
        (Status, Vermerk, BeendetAm) = (Aufgabenstatus.Offen, null, null);
        Version++;
        return NewEntry(Ereignis.AufgabeWiederEroeffnet, urheber, jetzt, grund);
    }

    /// <summary>More time, also after the last day; the reminders begin anew. The day that it has already changes nothing.</summary>
    public Verlaufseintrag? Extend(DateOnly frist, Urheber urheber, DateTime jetzt)
    {
        EnsureOpen();
        if (frist == Frist)
            return null;
        if (frist < Frist)
            throw new FachregelVerletzt($"Mehr Zeit heißt: ein Tag nach dem {Frist:dd.MM.yyyy}.");
        EnsureDate(frist, jetzt);
        var bisher = Frist;
        Frist = frist;
        ErinnertAm = FristGemeldetAm = null;
        Version++;
        return NewEntry(Ereignis.AufgabeVerlaengert, urheber, jetzt, $"vom {bisher:dd.MM.yyyy} auf den {frist:dd.MM.yyyy}");
    }

    /// <summary>Names the person for it, or nobody: then it is everybody's who holds the office.</summary>
    public Verlaufseintrag? Assign(Guid? personId, Urheber urheber, DateTime jetzt)
    {
        EnsureOpen();
        if (personId == PersonId)
            return null;
        PersonId = personId;
        Version++;
        return NewEntry(Ereignis.AufgabeZugewiesen, urheber, jetzt, null);
    }

    /// <summary>No change of the task: whoever is writing in it at that moment must not be told that somebody was quicker.</summary>
    public void NoteReminder(DateOnly heute) => ErinnertAm = heute;

    public void NoteOverdue(DateOnly heute) => FristGemeldetAm = heute;

    private Verlaufseintrag? End(Aufgabenstatus status, Ereignis ereignis, string? vermerk, Urheber urheber, DateTime jetzt)
    {
        if (Status == status && Vermerk == vermerk)
            return null;
        EnsureOpen();
        (Status, Vermerk, BeendetAm) = (status, vermerk, jetzt);
        Version++;
        return NewEntry(ereignis, urheber, jetzt, vermerk);
    }

    private void EnsureOpen()
    {
        if (Status != Aufgabenstatus.Offen)
            throw new Zustandskonflikt($"Diese Aufgabe ist inzwischen {Status.Label()}.");
    }

    private static void EnsureDate(DateOnly frist, DateTime jetzt)
    {
        var heute = Kalender.DayOf(jetzt);
        if (frist < heute)
            throw new FachregelVerletzt("Die Frist liegt in der Vergangenheit.");
        if (frist > heute.AddDays(MaxTage))
            throw new FachregelVerletzt("Die Frist liegt mehr als fünf Jahre entfernt.");
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund) =>
        new(ereignis, nameof(Aufgabe), Id, Scope, urheber, jetzt, grund, version: Version);
}

public static class Aufgabenstaende
{
    public static string Label(this Aufgabenstatus status) => status switch
    {
        Aufgabenstatus.Offen => "offen",
        Aufgabenstatus.Erledigt => "erledigt",
        Aufgabenstatus.Entfallen => "entfallen",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
