using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Themen;

/// <summary>
/// <c>vorgeschlagen → angenommen → eingeplant → behandelt → erledigt</c>; vertagt goes back to the backlog, nicht aufgenommen
/// has a reason, zusammengeführt points to another Thema, zurückgezogen was a slip that nobody had touched.
/// </summary>
public enum Themenstatus { Vorgeschlagen, Angenommen, Eingeplant, Behandelt, Erledigt, Vertagt, NichtAufgenommen, Zusammengefuehrt, Zurueckgezogen }

/// <summary>The two who accept a Thema together.</summary>
public enum Zustimmungsseite { Moderation, Traeger }

/// <summary>
/// What concerns several, in the backlog of a Runder Tisch (Fachkonzept, section 6): proposed by a school, a carrier or
/// somebody who advises, accepted by Moderation and carrier together, then planned, treated, done or postponed.
/// </summary>
public sealed class Thema
{
    public const int TitelMaxLength = 200;
    public const int BeschreibungMaxLength = 4000;
    public const int SuchtextMaxLength = 4000;
    public const int GrundMaxLength = Verlaufseintrag.GrundMaxLength;
    public const int MitgliederMaxLength = 1000;
    public const int AuftragMaxLength = 1000;

    private Thema() { }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid RunderTischId { get; private set; }
    public string Titel { get; private set; } = "";
    public string? Beschreibung { get; private set; }
    public string Suchtext { get; private set; } = "";

    /// <summary>Key of a Themenfeld in a catalogue.</summary>
    public string? Themenfeld { get; private set; }
    public Herkunft Herkunft { get; private set; } = null!;

    /// <summary>The row at the beginning of the thread, once more beside <see cref="Herkunft"/>: this one has an index.</summary>
    public Guid? ZeileId { get; private set; }

    /// <summary>Whose proposal it is: a carrier, a school, the table itself (who moderates or advises), the Koordination.</summary>
    public ScopeArt VonScopeArt { get; private set; }
    public Guid VonScopeId { get; private set; }

    /// <summary>Who proposed; null for the portal itself.</summary>
    public Guid? VonId { get; private set; }
    public DateTime VorgeschlagenAm { get; private set; }
    public Themenstatus Status { get; private set; }

    /// <summary>Yes of the Moderation: who, when.</summary>
    public Guid? ModerationVonId { get; private set; }
    public DateTime? ModerationAm { get; private set; }

    /// <summary>Yes of a carrier of the table: who, when.</summary>
    public Guid? TraegerVonId { get; private set; }
    public DateTime? TraegerAm { get; private set; }

    /// <summary>Why it was not taken up, was postponed or how it ended.</summary>
    public string? Grund { get; private set; }

    /// <summary>An entscheidende organisation brought it back after a refusal; possible once.</summary>
    public DateTime? ZurueckgeholtAm { get; private set; }

    /// <summary>How often it was postponed.</summary>
    public int Vertagungen { get; private set; }

    /// <summary>The Thema into which this one went; its origin stays with it, and counts for that one too.</summary>
    public Guid? ZusammengefuehrtInId { get; private set; }

    /// <summary>Who prepares it, in words; null where no Arbeitsgruppe does.</summary>
    public string? ArbeitsgruppeMitglieder { get; private set; }
    public string? ArbeitsgruppeAuftrag { get; private set; }
    public DateOnly? ArbeitsgruppeFrist { get; private set; }

    /// <summary>Counts the changes; of two at the same time only one is saved.</summary>
    public int Version { get; private set; }

    public Scope Scope => Scope.RunderTisch(RunderTischId);

    public Scope Von => new(VonScopeArt, VonScopeId);

    /// <summary>Whether it can still become an item of a session.</summary>
    public bool IsOpen => Status is Themenstatus.Vorgeschlagen or Themenstatus.Angenommen or Themenstatus.Eingeplant
        or Themenstatus.Behandelt or Themenstatus.Vertagt;

    /// <summary>When a side said yes; null while it has not.</summary>
    public DateTime? AcceptedAt(Zustimmungsseite seite) => seite == Zustimmungsseite.Moderation ? ModerationAm : TraegerAm;

    /// <summary>Proposed, and nobody has done anything with it.</summary>
    public bool CanBeWithdrawn => Status == Themenstatus.Vorgeschlagen && Version == 0;

    public bool CanBePlanned => Status is Themenstatus.Angenommen or Themenstatus.Vertagt;
    public bool CanBePostponed => Status is Themenstatus.Eingeplant or Themenstatus.Behandelt;
    public bool CanBeBroughtBack => Status == Themenstatus.NichtAufgenommen && ZurueckgeholtAm is null;

    /// <summary>Puts a Thema into the backlog of a table.</summary>
    /// <param name="von">The organisation or office that proposes.</param>
    public static (Thema Thema, Verlaufseintrag Eintrag) Propose(
        Guid runderTischId, string titel, string? beschreibung, string? themenfeld, Herkunft herkunft, Scope von, Urheber urheber, DateTime jetzt)
    {
        if (string.IsNullOrWhiteSpace(titel))
            throw new FachregelVerletzt("Geben Sie dem Thema einen Titel.");
        if (von.Id is null)
            throw new FachregelVerletzt("Ein Thema schlägt eine Organisation, die Moderation, die Koordination oder eine Beratung vor.");
        var thema = new Thema
        {
            RunderTischId = runderTischId,
            Titel = titel,
            Beschreibung = beschreibung,
            Suchtext = SearchTextOf(titel, beschreibung),
            Themenfeld = themenfeld,
            Herkunft = herkunft,
            ZeileId = herkunft.ZeileId,
            VonScopeArt = von.Art,
            VonScopeId = von.Id.Value,
            VonId = urheber.PersonId,
            VorgeschlagenAm = jetzt,
        };
        return (thema, thema.NewEntry(Ereignis.ThemaVorgeschlagen, urheber, jetzt, null));
    }

    /// <summary>The yes of one side; with the second one it is accepted. A side that said yes already changes nothing.</summary>
    public Verlaufseintrag? Accept(Zustimmungsseite seite, Urheber urheber, DateTime jetzt)
    {
        if (AcceptedAt(seite) is not null && Status != Themenstatus.NichtAufgenommen)
            return null;
        Ensure(Status == Themenstatus.Vorgeschlagen);
        if (seite == Zustimmungsseite.Moderation)
            (ModerationVonId, ModerationAm) = (urheber.PersonId, jetzt);
        else
            (TraegerVonId, TraegerAm) = (urheber.PersonId, jetzt);
        if (ModerationAm is null || TraegerAm is null)
            return Change(Ereignis.ThemaZugestimmt, urheber, jetzt, null);
        return Move(Themenstatus.Angenommen, Ereignis.ThemaAngenommen, urheber, jetzt, null);
    }

    /// <summary>Moderation or carrier do not take it up, and say why.</summary>
    public Verlaufseintrag? Refuse(string grund, Urheber urheber, DateTime jetzt)
    {
        if (string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt("Schreiben Sie, warum das Thema nicht aufgenommen wird.");
        if (Status == Themenstatus.NichtAufgenommen && Grund == grund)
            return null;
        Ensure(Status == Themenstatus.Vorgeschlagen);
        Grund = grund;
        return Move(Themenstatus.NichtAufgenommen, Ereignis.ThemaAbgelehnt, urheber, jetzt, grund);
    }

    /// <summary>An entscheidende organisation of the table, a carrier or a school, brings a refused Thema back: once, and then it is accepted.</summary>
    public Verlaufseintrag? BringBack(Scope organisation, Urheber urheber, DateTime jetzt)
    {
        if (organisation.Art is not (ScopeArt.Schultraeger or ScopeArt.Schule))
            throw new FachregelVerletzt("Zurückholen kann ein Thema nur ein Schulträger oder eine Schule des Runden Tisches.");
        if (Status == Themenstatus.Angenommen && ZurueckgeholtAm is not null)
            return null;
        if (ZurueckgeholtAm is not null)
            throw new Zustandskonflikt("Dieses Thema ist schon einmal zurückgeholt worden.");
        Ensure(Status == Themenstatus.NichtAufgenommen);
        ZurueckgeholtAm = jetzt;
        Grund = null;
        return Move(Themenstatus.Angenommen, Ereignis.ThemaZurueckgeholt, urheber, jetzt, null);
    }

    /// <summary>Was proposed by mistake; possible as long as nobody at the table has done anything with it.</summary>
    public Verlaufseintrag Withdraw(Urheber urheber, DateTime jetzt)
    {
        if (!CanBeWithdrawn)
            throw new Zustandskonflikt($"Am Thema „{Titel}“ ist inzwischen gearbeitet worden. Es lässt sich nicht mehr zurückziehen.");
        return Move(Themenstatus.Zurueckgezogen, Ereignis.ThemaZurueckgezogen, urheber, jetzt, null);
    }

    /// <summary>
    /// Whether somebody may find better words: who proposed it, a colleague of the house that did, the Moderation, a carrier of
    /// the table.
    /// </summary>
    /// <param name="aemter">Her offices at this table.</param>
    public bool CanBeRewordedBy(Guid? personId, IEnumerable<Zustaendigkeit> aemter) => IsOpen && (VonId is not null && VonId == personId
        || aemter.Any(z => z.Rolle is Rolle.Moderation or Rolle.Traegerleitung or Rolle.Traegerbearbeitung || z.ScopeArt == ScopeArt.Schule && z.Scope == Von));

    /// <summary>Says the same in better words; the history keeps the title that it had. The same words change nothing.</summary>
    /// <param name="aemter">The offices at this table of who does it.</param>
    public Verlaufseintrag? Reword(string titel, string? beschreibung, IEnumerable<Zustaendigkeit> aemter, Urheber urheber, DateTime jetzt)
    {
        if (string.IsNullOrWhiteSpace(titel))
            throw new FachregelVerletzt("Geben Sie dem Thema einen Titel.");
        Ensure(IsOpen);
        if (!CanBeRewordedBy(urheber.PersonId, aemter))
            throw new FachregelVerletzt("Umformulieren kann ein Thema, wer es vorgeschlagen hat, die Moderation und der Schulträger.");
        if ((titel, beschreibung) == (Titel, Beschreibung))
            return null;
        var bisher = titel == Titel ? "nur die Beschreibung" : $"bisher „{Titel}“{(beschreibung == Beschreibung ? "" : ", auch die Beschreibung")}";
        (Titel, Beschreibung, Suchtext) = (titel, beschreibung, SearchTextOf(titel, beschreibung));
        return Change(Ereignis.ThemaUmformuliert, urheber, jetzt, bisher);
    }

    /// <summary>Comes to the next session.</summary>
    public Verlaufseintrag? Plan(string? vermerk, Urheber urheber, DateTime jetzt) =>
        Step(CanBePlanned, Themenstatus.Eingeplant, Ereignis.ThemaEingeplant, vermerk, urheber, jetzt);

    /// <summary>Was planned for a session and is not on its agenda after all: back into the backlog, not counted.</summary>
    public Verlaufseintrag? PutBack(string? vermerk, Urheber urheber, DateTime jetzt)
    {
        if (Status != Themenstatus.Eingeplant)
            return null;
        Grund = vermerk;
        return Move(Vertagungen > 0 ? Themenstatus.Vertagt : Themenstatus.Angenommen, Ereignis.ThemaZurueckgestellt, urheber, jetzt, vermerk);
    }

    /// <summary>Was talked about in a session.</summary>
    public Verlaufseintrag? Treat(string? vermerk, Urheber urheber, DateTime jetzt) =>
        Step(Status == Themenstatus.Eingeplant, Themenstatus.Behandelt, Ereignis.ThemaBehandelt, vermerk, urheber, jetzt);

    public Verlaufseintrag? Complete(string? vermerk, Urheber urheber, DateTime jetzt) =>
        Step(Status == Themenstatus.Behandelt, Themenstatus.Erledigt, Ereignis.ThemaErledigt, vermerk, urheber, jetzt);

    /// <summary>Back into the backlog, from where it can be planned again; counted.</summary>
    public Verlaufseintrag? Postpone(string? vermerk, Urheber urheber, DateTime jetzt)
    {
        var eintrag = Step(CanBePostponed, Themenstatus.Vertagt, Ereignis.ThemaVertagt, vermerk, urheber, jetzt);
        if (eintrag is not null)
            Vertagungen++;
        return eintrag;
    }

    /// <summary>Why this Thema cannot go into that one, as a sentence; null where it can.</summary>
    public string? WhyNotInto(Thema ziel) =>
        ziel.Id == Id ? "Ein Thema lässt sich nicht mit sich selbst zusammenführen."
        : ziel.RunderTischId != RunderTischId ? "Zusammenführen lassen sich nur Themen desselben Runden Tisches."
        : !IsOpen ? $"„{Titel}“ ist {Status.Label()} und lässt sich nicht mehr zusammenführen."
        : !ziel.IsOpen ? $"„{ziel.Titel}“ ist {ziel.Status.Label()} und nimmt kein anderes Thema auf."
        : null;

    /// <summary>
    /// Goes into an alike one. Both keep their origin: this Thema points to that one, and so do those that went into this one
    /// before.
    /// </summary>
    /// <param name="hierin">All that were joined into this Thema so far.</param>
    public IReadOnlyList<Verlaufseintrag> JoinInto(Thema ziel, IEnumerable<Thema> hierin, Urheber urheber, DateTime jetzt)
    {
        if (Status == Themenstatus.Zusammengefuehrt && ZusammengefuehrtInId == ziel.Id)
            return [];
        if (WhyNotInto(ziel) is { } satz)
            throw ziel.Id == Id || ziel.RunderTischId != RunderTischId ? new FachregelVerletzt(satz) : new Zustandskonflikt(satz);
        foreach (var frueheres in hierin.Where(t => t.ZusammengefuehrtInId == Id))
            frueheres.ZusammengefuehrtInId = ziel.Id;
        ZusammengefuehrtInId = ziel.Id;
        ziel.Version++;
        return
        [
            Move(Themenstatus.Zusammengefuehrt, Ereignis.ThemaZusammengefuehrt, urheber, jetzt, $"in „{ziel.Titel}“"),
            ziel.NewEntry(Ereignis.ThemaZusammengefuehrt, urheber, jetzt, $"„{Titel}“ ist hier aufgenommen"),
        ];
    }

    /// <summary>An Arbeitsgruppe prepares the Thema: who, what, until when. Nothing of it ends the group.</summary>
    public Verlaufseintrag? Prepare(string? mitglieder, string? auftrag, DateOnly? frist, Urheber urheber, DateTime jetzt)
    {
        if ((mitglieder, auftrag, frist) == (ArbeitsgruppeMitglieder, ArbeitsgruppeAuftrag, ArbeitsgruppeFrist))
            return null;
        Ensure(IsOpen);
        if (mitglieder is null != auftrag is null || mitglieder is null && frist is not null)
            throw new FachregelVerletzt("Eine Arbeitsgruppe braucht Mitglieder und einen Auftrag.");
        (ArbeitsgruppeMitglieder, ArbeitsgruppeAuftrag, ArbeitsgruppeFrist) = (mitglieder, auftrag, frist);
        return mitglieder is null
            ? Change(Ereignis.ArbeitsgruppeBeendet, urheber, jetzt, null)
            : Change(Ereignis.ArbeitsgruppeBeauftragt, urheber, jetzt, frist is { } tag ? $"{mitglieder}, bis {tag:dd.MM.yyyy}" : mitglieder);
    }

    private Verlaufseintrag? Step(bool darf, Themenstatus ziel, Ereignis ereignis, string? vermerk, Urheber urheber, DateTime jetzt)
    {
        if (Status == ziel)
            return null;
        Ensure(darf);
        Grund = vermerk;
        return Move(ziel, ereignis, urheber, jetzt, vermerk);
    }

    private void Ensure(bool moeglich)
    {
        if (!moeglich)
            throw new Zustandskonflikt($"Das geht nicht: Dieses Thema ist {Status.Label()}.");
    }

    private Verlaufseintrag Move(Themenstatus ziel, Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund)
    {
        Status = ziel;
        return Change(ereignis, urheber, jetzt, grund);
    }

    private Verlaufseintrag Change(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund)
    {
        Version++;
        return NewEntry(ereignis, urheber, jetzt, grund);
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund) =>
        new(ereignis, nameof(Thema), Id, Scope, urheber, jetzt, Cut(grund, GrundMaxLength), version: Version);

    private static string SearchTextOf(string titel, string? beschreibung) => Cut(Suchform.Of($"{titel} {beschreibung}"), SuchtextMaxLength)!;

    // Only what is made of other texts can be longer than what is stored; what was written stays whole elsewhere.
    private static string? Cut(string? text, int laenge) => text?.Length > laenge ? text[..laenge] : text;
}

public static class Themenstaende
{
    public static string Label(this Themenstatus status) => status switch
    {
        Themenstatus.NichtAufgenommen => "nicht aufgenommen",
        Themenstatus.Zusammengefuehrt => "zusammengeführt",
        Themenstatus.Vorgeschlagen => "vorgeschlagen",
        Themenstatus.Angenommen => "angenommen",
        Themenstatus.Eingeplant => "eingeplant",
        Themenstatus.Behandelt => "behandelt",
        Themenstatus.Erledigt => "erledigt",
        Themenstatus.Vertagt => "vertagt",
        Themenstatus.Zurueckgezogen => "zurückgezogen",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Label(this Zustimmungsseite seite) => seite == Zustimmungsseite.Moderation ? "Moderation" : "Schulträger";
}
