using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.RundeTische;

/// <summary>As what somebody takes part.</summary>
public enum Teilnehmerart { Mitglied, Gast }

/// <summary>Attendance.</summary>
public enum Anwesenheit { Offen, Anwesend, Entschuldigt, Vertreten }

/// <summary>
/// A member as it was at this session, or a guest. One row per organisation: one answer, one attendance (Fachkonzept, section 7).
/// </summary>
public sealed class Sitzungsteilnehmer
{
    public const int WortMaxLength = 1000;
    public const int DurchMaxLength = 200;

    private Sitzungsteilnehmer() { }

    internal Sitzungsteilnehmer(Guid sitzungId, Tischmitglied mitglied)
    {
        (SitzungId, Art, MitgliedId, ScopeArt, ScopeId, Email) = (sitzungId, Teilnehmerart.Mitglied, mitglied.Id, mitglied.ScopeArt, mitglied.ScopeId, mitglied.Email);
        Follow(mitglied);
    }

    internal Sitzungsteilnehmer(Guid sitzungId, string name, string email, Guid? punktId)
    {
        (SitzungId, Art, Name, Email, PunktId, Stimme) = (sitzungId, Teilnehmerart.Gast, name, email, punktId, Stimme.Beratend);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SitzungId { get; private set; }
    public Teilnehmerart Art { get; private set; }

    /// <summary>Null for a guest.</summary>
    public Guid? MitgliedId { get; private set; }
    public ScopeArt? ScopeArt { get; private set; }
    public Guid? ScopeId { get; private set; }

    /// <summary>Of the organisation or the guest, as it was at this session.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Only where no organisation of the portal stands behind.</summary>
    public string? Email { get; private set; }
    public Stimme Stimme { get; private set; }

    /// <summary>The one item for which a guest comes; null for the whole session.</summary>
    public Guid? PunktId { get; private set; }
    public DateTime? EingeladenAm { get; private set; }
    public DateTime? AusgeladenAm { get; private set; }
    public Rueckmeldung Rueckmeldung { get; private set; }
    public string? RueckmeldungWort { get; private set; }
    public string? RueckmeldungVon { get; private set; }
    public DateTime? RueckmeldungAm { get; private set; }
    public Anwesenheit Anwesenheit { get; private set; }

    /// <summary>Who comes instead when this member cannot, as it was named at this session; null where nobody is.</summary>
    public string? Vertretung { get; private set; }

    /// <summary>Who was there, or came instead, in words.</summary>
    public string? AnwesendDurch { get; private set; }

    /// <summary>Left out of this session.</summary>
    public bool NimmtTeil => AusgeladenAm is null;

    /// <summary>Null where no organisation of the portal stands behind.</summary>
    public Scope? Organisation => ScopeArt is { } art ? new Scope(art, ScopeId) : null;

    internal void Follow(Tischmitglied mitglied) => (Name, Stimme, Vertretung, AusgeladenAm) = (mitglied.Name, mitglied.Stimme, mitglied.Vertretung, null);

    internal void Leave(DateTime jetzt) => AusgeladenAm ??= jetzt;

    internal void Invite(DateTime jetzt) => EingeladenAm = jetzt;

    internal void AskAgain() => (Rueckmeldung, RueckmeldungWort, RueckmeldungVon, RueckmeldungAm) = (Rueckmeldung.Offen, null, null, null);

    internal void Respond(Rueckmeldung rueckmeldung, string? wort, string vonName, DateTime jetzt) =>
        (Rueckmeldung, RueckmeldungWort, RueckmeldungVon, RueckmeldungAm) = (rueckmeldung, wort, vonName, jetzt);

    internal bool Attend(Anwesenheit anwesenheit, string? durch)
    {
        if (anwesenheit == Anwesenheit.Vertreten && string.IsNullOrWhiteSpace(durch))
            durch = Vertretung;
        if (anwesenheit == Anwesenheit.Vertreten && string.IsNullOrWhiteSpace(durch))
            throw new FachregelVerletzt($"Schreiben Sie, durch wen „{Name}“ vertreten ist.");
        if ((Anwesenheit, AnwesendDurch) == (anwesenheit, durch))
            return false;
        (Anwesenheit, AnwesendDurch) = (anwesenheit, durch);
        return true;
    }
}

public static class Anwesenheiten
{
    public static string Label(this Anwesenheit anwesenheit) => anwesenheit switch
    {
        Anwesenheit.Offen => "noch offen",
        Anwesenheit.Anwesend => "anwesend",
        Anwesenheit.Entschuldigt => "entschuldigt",
        Anwesenheit.Vertreten => "vertreten",
        _ => throw new ArgumentOutOfRangeException(nameof(anwesenheit)),
    };
}
