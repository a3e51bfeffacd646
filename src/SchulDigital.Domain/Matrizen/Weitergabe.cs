namespace SchulDigital.Domain.Matrizen;

/// <summary>To whom a released version is shown.</summary>
public enum Empfaengerkreis { Schultraeger, SchulenDesTraegers, Koordination, Besuch }

/// <summary>State of a Weitergabe; only one that gilt shows anything.</summary>
public enum WeitergabeStatus { Gilt, Ersetzt, Zurueckgenommen }

/// <summary>
/// A released version shown to others: to whom, which Themenfelder. Recipients see exactly that; vertrauliche rows and
/// interne Notizen stay in the house. A later version is shown when it is passed on itself (Fachkonzept, section 4).
/// </summary>
public sealed class Weitergabe
{
    public const int ThemenfelderMaxLength = 2000;
    public const int GrundMaxLength = 2000;

    private Weitergabe() { }

    internal Weitergabe(
        MatrixFassung fassung, Empfaengerkreis kreis, Guid empfaengerId, IEnumerable<string> themenfelder, Guid vonId, DateTime jetzt)
    {
        MatrixId = fassung.MatrixId;
        FassungId = fassung.Id;
        Kreis = kreis;
        EmpfaengerId = empfaengerId;
        Themenfelder = string.Join(',', themenfelder.Distinct());
        VonId = vonId;
        WeitergegebenAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid MatrixId { get; private set; }
    public Guid FassungId { get; private set; }
    public Empfaengerkreis Kreis { get; private set; }

    /// <summary>
    /// A carrier (itself, or its schools of the day on which they read), a Bildungsregion for its Koordination, or a visit for
    /// everybody who is invited to it.
    /// </summary>
    public Guid EmpfaengerId { get; private set; }

    /// <summary>Keys in the matrix's catalogue, joined by commas.</summary>
    public string Themenfelder { get; private set; } = "";
    public DateTime WeitergegebenAm { get; private set; }
    public Guid VonId { get; private set; }
    public WeitergabeStatus Status { get; private set; }
    public DateTime? BeendetAm { get; private set; }
    public string? Grund { get; private set; }

    public bool Gilt => Status == WeitergabeStatus.Gilt;

    public IReadOnlyList<string> ThemenfeldKeys => Themenfelder.Split(',');

    internal void Replace(DateTime jetzt) => (Status, BeendetAm) = (WeitergabeStatus.Ersetzt, jetzt);

    internal void TakeBack(string grund, DateTime jetzt)
    {
        if (!Gilt)
            throw new Zustandskonflikt("Diese Weitergabe ist bereits beendet.");
        (Status, BeendetAm, Grund) = (WeitergabeStatus.Zurueckgenommen, jetzt, grund);
    }
}

public static class Empfaengerkreise
{
    /// <summary>To whom, as it stands in a sentence: "an den Schulträger".</summary>
    public static string Label(this Empfaengerkreis kreis) => kreis switch
    {
        Empfaengerkreis.Schultraeger => "an den Schulträger",
        Empfaengerkreis.SchulenDesTraegers => "an alle Schulen des Schulträgers",
        Empfaengerkreis.Koordination => "an die Koordination der Bildungsregion",
        Empfaengerkreis.Besuch => "an die Beteiligten eines Besuchs",
        _ => throw new ArgumentOutOfRangeException(nameof(kreis)),
    };
}
