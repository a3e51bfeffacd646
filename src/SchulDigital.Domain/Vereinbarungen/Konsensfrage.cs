using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Vereinbarungen;

/// <summary>What an organisation answers to the question of consensus (Fachkonzept, section 7).</summary>
public enum Konsenswert { Zustimmung, ZustimmungMitBedenken, Einwand, Enthaltung, NichtBetroffen }

/// <summary>How the answers come: recorded by the Moderation in one act, on own devices in the session, or in writing.</summary>
public enum Konsensweg { Moderation, EigeneGeraete, Schriftlich }

/// <summary>
/// Gestellt: in the session, nobody sees the others' answers. Offen: closed there, and some have not answered ("Rückmeldung von N
/// offen"). Ersetzt: the text changed.
/// </summary>
public enum Konsensstand { Gestellt, Offen, ZustandeGekommen, NichtZustandeGekommen, Ersetzt }

/// <summary>An exception from "Konsens aller Beteiligten", or an answer of one organisation.</summary>
public sealed record Konsensstimme(Scope Organisation, Konsenswert Wert, string? Grund);

/// <summary>
/// One question about one text: which words were shown, who was asked, what each answered, what came of it. All answers stand in
/// the minutes (Fachkonzept, section 7).
/// </summary>
public sealed class Konsensfrage
{
    /// <summary>Days that an absent organisation has (Fachkonzept, section 7).</summary>
    public const int Rueckmeldetage = 14;

    private readonly List<Konsensantwort> _antworten = [];

    private Konsensfrage() { }

    internal Konsensfrage(
        Guid id, Guid vereinbarungId, int nummer, int fassung, string wortlaut, Konsensweg weg, Guid? sitzungId, Guid? punktId,
        IEnumerable<(Bindung Bindung, bool Anwesend)> gefragte, Scope verantwortlich, DateTime jetzt)
    {
        (Id, VereinbarungId, Nummer, Fassung, Wortlaut, Weg, SitzungId, PunktId, GestelltAm) = (id, vereinbarungId, nummer, fassung, wortlaut, weg, sitzungId, punktId, jetzt);
        _antworten.AddRange(gefragte.Select(g => new Konsensantwort(id, g.Bindung, g.Anwesend, g.Bindung.Organisation == verantwortlich)));
    }

    /// <summary>Made with the form: what is sent twice is asked once.</summary>
    public Guid Id { get; private set; }
    public Guid VereinbarungId { get; private set; }

    /// <summary>1, 2, 3 … of this agreement.</summary>
    public int Nummer { get; private set; }

    /// <summary>Number of the text that was shown.</summary>
    public int Fassung { get; private set; }

    /// <summary>The words that were shown.</summary>
    public string Wortlaut { get; private set; } = "";
    public Konsensweg Weg { get; private set; }
    public Konsensstand Stand { get; private set; }

    /// <summary>The session and the item at which it was asked; null where it was asked in writing.</summary>
    public Guid? SitzungId { get; private set; }
    public Guid? PunktId { get; private set; }
    public DateTime GestelltAm { get; private set; }

    /// <summary>When the session closed it and all saw the answers.</summary>
    public DateTime? GeschlossenAm { get; private set; }

    /// <summary>Last day for those who have not answered; null before it was closed.</summary>
    public DateOnly? Frist { get; private set; }

    /// <summary>When its result was certain.</summary>
    public DateTime? EntschiedenAm { get; private set; }
    public IReadOnlyList<Konsensantwort> Antworten => _antworten;

    /// <summary>Still takes answers.</summary>
    public bool IsOpen => Stand is Konsensstand.Gestellt or Konsensstand.Offen;

    /// <summary>Those who were asked and have not answered.</summary>
    public int Ausstehend => _antworten.Count(a => a.Wert is null);

    /// <summary>Whether the answers are shown: on own devices not before the question is closed.</summary>
    public bool ShowsAnswers => Weg != Konsensweg.EigeneGeraete || Stand != Konsensstand.Gestellt;

    /// <summary>
    /// Comes about without Einwand and with Zustimmung (with or without Bedenken) of the responsible organisation and of at least
    /// one other bound one, of the other side where one is bound (Fachkonzept, section 7). Silence counts neither way.
    /// </summary>
    internal bool ComesAbout()
    {
        var verantwortlich = _antworten.Find(a => a.IstVerantwortlich)!;
        var andere = _antworten.FindAll(a => !a.IstVerantwortlich);
        var gegenseite = andere.FindAll(a => a.ScopeArt != verantwortlich.ScopeArt);
        return !_antworten.Exists(a => a.Wert == Konsenswert.Einwand) && verantwortlich.Agrees && (gegenseite.Count > 0 ? gegenseite : andere).Exists(a => a.Agrees);
    }

    internal void Close(DateTime jetzt)
    {
        GeschlossenAm = jetzt;
        Stand = Konsensstand.Offen;
        Frist = Kalender.DayOf(jetzt).AddDays(Rueckmeldetage);
    }

    internal bool IsDecided(DateOnly heute) => Stand == Konsensstand.Offen && (Ausstehend == 0 || heute > Frist);

    internal void Decide(bool zustande, DateTime jetzt) =>
        (Stand, EntschiedenAm) = (zustande ? Konsensstand.ZustandeGekommen : Konsensstand.NichtZustandeGekommen, jetzt);

    internal void Replace(DateTime jetzt) => (Stand, EntschiedenAm) = (Konsensstand.Ersetzt, jetzt);
}

/// <summary>What one bound organisation answered to one question.</summary>
public sealed class Konsensantwort
{
    public const int GrundMaxLength = 2000;
    public const int VonNameMaxLength = 400;

    private Konsensantwort() { }

    internal Konsensantwort(Guid frageId, Bindung bindung, bool anwesend, bool verantwortlich)
    {
        (FrageId, ScopeArt, ScopeId) = (frageId, bindung.Organisation.Art, bindung.Organisation.Id!.Value);
        (Name, Anwesend, IstVerantwortlich) = (bindung.Name, anwesend, verantwortlich);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid FrageId { get; private set; }
    public ScopeArt ScopeArt { get; private set; }
    public Guid ScopeId { get; private set; }

    /// <summary>Of the organisation, as it was then.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Was in the session, or represented there.</summary>
    public bool Anwesend { get; private set; }
    public bool IstVerantwortlich { get; private set; }

    /// <summary>Null while there is none; stands as "keine Rückmeldung" in the end.</summary>
    public Konsenswert? Wert { get; private set; }
    public string? Grund { get; private set; }

    /// <summary>Who answered, as printed; of the Moderation, that it recorded the answer.</summary>
    public string? VonName { get; private set; }
    public DateTime? GegebenAm { get; private set; }

    public Scope Organisation => new(ScopeArt, ScopeId);

    public bool Agrees => Wert is Konsenswert.Zustimmung or Konsenswert.ZustimmungMitBedenken;

    /// <summary>False where the same answer stands already.</summary>
    internal bool Give(Konsenswert wert, string? grund, string vonName, DateTime jetzt)
    {
        if (wert == Konsenswert.Einwand && string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt($"Zu einem Einwand gehört der Grund. Schreiben Sie, was „{Name}“ an dem Text hindert.");
        if ((Wert, Grund) == (wert, grund))
            return false;
        (Wert, Grund, VonName, GegebenAm) = (wert, grund, vonName, jetzt);
        return true;
    }
}

public static class Konsensworte
{
    public static string Label(this Konsenswert wert) => wert switch
    {
        Konsenswert.Zustimmung => "Zustimmung",
        Konsenswert.ZustimmungMitBedenken => "Zustimmung mit Bedenken",
        Konsenswert.Einwand => "Einwand",
        Konsenswert.Enthaltung => "Enthaltung",
        Konsenswert.NichtBetroffen => "nicht betroffen",
        _ => throw new ArgumentOutOfRangeException(nameof(wert)),
    };

    public static string Label(this Konsensweg weg) => weg switch
    {
        Konsensweg.Moderation => "in der Sitzung, von der Moderation festgehalten",
        Konsensweg.EigeneGeraete => "in der Sitzung, auf eigenen Geräten",
        Konsensweg.Schriftlich => "schriftlich",
        _ => throw new ArgumentOutOfRangeException(nameof(weg)),
    };
}
