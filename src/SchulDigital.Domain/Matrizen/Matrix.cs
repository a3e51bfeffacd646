using System.Text.Json;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Matrizen;

/// <summary>
/// State of the working copy of a matrix. A released version lives on as <see cref="MatrixFassung"/> while a new draft
/// is written.
/// </summary>
public enum MatrixStatus { Entwurf, InAbstimmung, Freigegeben, Zurueckgezogen }

/// <summary>An act does not fit the state any more: somebody else was faster. The message is a German sentence.</summary>
/// <remarks>Answered with 409, where a <see cref="FachregelVerletzt"/> is bad input.</remarks>
public sealed class Zustandskonflikt(string satz) : Exception(satz);

/// <summary>
/// The matrix of one carrier or one school in one Durchgang: the rows that are being written and the versions that were
/// released. <c>entwurf → in_abstimmung → freigegeben → (neuer Entwurf)</c>, <c>freigegeben → zurueckgezogen</c>
/// (Fachkonzept, section 4).
/// </summary>
public sealed class Matrix
{
    public const int KeyMaxLength = 60;
    public const int TitelMaxLength = 80;

    private readonly List<MatrixZeile> _zeilen = [];
    private readonly List<MatrixFassung> _fassungen = [];

    private Matrix() { }

    private Matrix(Durchgang durchgang, Guid katalogId)
    {
        DurchgangId = durchgang.Id;
        Key = durchgang.Key;
        Titel = durchgang.Titel;
        KatalogId = katalogId;
    }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>Null for a matrix that the organisation opened for itself.</summary>
    public Guid? DurchgangId { get; private set; }

    /// <summary>Part of the address, unique within the organisation: the key of the Durchgang.</summary>
    public string Key { get; private set; } = "";
    public string Titel { get; private set; } = "";
    public Guid KatalogId { get; private set; }

    /// <summary>Set for a carrier's matrix; exactly one of the two owners is set.</summary>
    public Guid? SchultraegerId { get; private set; }

    /// <summary>Set for a school's matrix.</summary>
    public Guid? SchuleId { get; private set; }

    /// <summary>The same organisation's matrix of the last Durchgang, whose released values stand beside the cells.</summary>
    public Guid? VorgaengerId { get; private set; }
    public MatrixStatus Status { get; private set; }

    /// <summary>Number of the newest version, 0 before the first release.</summary>
    public int LetzteFassung { get; private set; }
    public DateTime GeaendertAm { get; private set; }
    public IReadOnlyList<MatrixZeile> Zeilen => _zeilen;
    public IReadOnlyList<MatrixFassung> Fassungen => _fassungen;

    public Scope Scope => Scope.OfHaus(SchultraegerId, SchuleId);

    public bool IsEditable => Status is MatrixStatus.Entwurf or MatrixStatus.InAbstimmung;

    public static Matrix ForSchultraeger(
        Guid schultraegerId, Durchgang durchgang, Guid katalogId, Katalog katalog, Guid? vorgaengerId, DateTime jetzt) =>
        new Matrix(durchgang, katalogId) { SchultraegerId = schultraegerId, VorgaengerId = vorgaengerId, GeaendertAm = jetzt }
            .WithRows(katalog, durchgang.Covers);

    public static Matrix ForSchule(
        Guid schuleId, Durchgang durchgang, Guid katalogId, Katalog katalog, Guid? vorgaengerId, DateTime jetzt) =>
        new Matrix(durchgang, katalogId) { SchuleId = schuleId, VorgaengerId = vorgaengerId, GeaendertAm = jetzt }
            .WithRows(katalog, durchgang.Covers);

    /// <summary>
    /// An organisation opens a matrix for itself, outside any Durchgang; anybody may at any time. Its address is numbered
    /// within the house: <c>eigene-1</c>.
    /// </summary>
    public static Matrix Open(
        Scope scope, int nummer, string titel, Guid katalogId, Katalog katalog, bool nurKern, Guid? vorgaengerId, DateTime jetzt)
    {
        if (scope.Art is not (ScopeArt.Schultraeger or ScopeArt.Schule))
            throw new ArgumentException("Only carriers and schools have matrices.", nameof(scope));
        return new Matrix
        {
            Key = $"eigene-{nummer}",
            Titel = titel,
            KatalogId = katalogId,
            SchultraegerId = scope.Art == ScopeArt.Schultraeger ? scope.Id : null,
            SchuleId = scope.Art == ScopeArt.Schule ? scope.Id : null,
            VorgaengerId = vorgaengerId,
            GeaendertAm = jetzt,
        }.WithRows(katalog, k => k.Kern || !nurKern);
    }

    /// <summary>
    /// Writes a row. Returns the history entry, or null where nothing changed. When somebody else changed the row
    /// meanwhile, the caller passes what happened since; what both set differently comes out as conflicts and nothing
    /// is written.
    /// </summary>
    /// <param name="gelesen">Version of the row that the writer had before her eyes.</param>
    /// <param name="seither">Changes of the row since that version, oldest first; not needed while nobody was faster.</param>
    /// <param name="auskunft">Whose words these are, where they came by Zuarbeit.</param>
    public (Verlaufseintrag? Eintrag, IReadOnlyList<Feldkonflikt> Konflikte) Answer(
        MatrixZeile zeile, Zeilenwerte werte, int gelesen, IReadOnlyList<Feldaenderung> seither, Urheber urheber, DateTime jetzt,
        string? auskunft = null)
    {
        EnsureWritable(zeile);
        if (gelesen != zeile.Version)
        {
            var basis = Zeilenabgleich.Undo(zeile.Werte, seither);
            var abgleich = Zeilenabgleich.Merge(basis, zeile.Werte, werte);
            if (abgleich.Konflikte.Count > 0)
                return (null, abgleich.Konflikte);
            werte = abgleich.Werte;
        }

        // Who changes a row stands by what is in it; who judges it anew does not do so by somebody else's words.
        if (werte != zeile.Werte)
            werte = werte with { Uebernommen = false };
        if (auskunft is not null)
            werte = werte with { Auskunft = auskunft, Uebernommen = false };
        else if ((werte.Ist, werte.Soll, werte.Zeithorizont) != (zeile.Werte.Ist, zeile.Werte.Soll, zeile.Werte.Zeithorizont))
            werte = werte with { Auskunft = null };
        return (werte == zeile.Werte ? null : Write(zeile, werte, urheber, jetzt), []);
    }

    /// <summary>
    /// "Angaben übernehmen": fills what is empty from the last version, marked "übernommen, noch zu prüfen". Null where the
    /// row has an Ist already, or the last version has none.
    /// </summary>
    public Verlaufseintrag? TakeOver(MatrixZeile zeile, Zeilenwerte vorher, Urheber urheber, DateTime jetzt)
    {
        EnsureWritable(zeile);
        return zeile.Werte.Ist is null && vorher.Ist is not null ? Write(zeile, zeile.Werte.TakeOver(vorher), urheber, jetzt) : null;
    }

    /// <summary>Stands by values that were taken over; from then on they count. Null where none were.</summary>
    public Verlaufseintrag? Confirm(MatrixZeile zeile, Urheber urheber, DateTime jetzt)
    {
        EnsureWritable(zeile);
        return zeile.Werte.Uebernommen ? Write(zeile, zeile.Werte with { Uebernommen = false }, urheber, jetzt) : null;
    }

    /// <summary>The field changes that a history entry of a row recorded.</summary>
    public static IReadOnlyList<Feldaenderung> ReadChanges(Verlaufseintrag eintrag) =>
        JsonSerializer.Deserialize<List<Feldaenderung>>(eintrag.Einzelheiten!)!;

    /// <summary>Says "ready for the Leitung"; the rows stay editable.</summary>
    public Verlaufseintrag Submit(Urheber urheber, DateTime jetzt)
    {
        Require(MatrixStatus.Entwurf);
        return Enter(MatrixStatus.InAbstimmung, Ereignis.MatrixAbgestimmt, urheber, jetzt);
    }

    /// <summary>Takes "ready for the Leitung" back.</summary>
    public Verlaufseintrag Resume(Urheber urheber, DateTime jetzt)
    {
        Require(MatrixStatus.InAbstimmung);
        return Enter(MatrixStatus.Entwurf, Ereignis.MatrixWiederInArbeit, urheber, jetzt);
    }

    /// <summary>
    /// What "Angaben prüfen" names: rules that must hold at release (<see cref="Pruefbefund.Hindert"/>) and open rows,
    /// which do not hold it up.
    /// </summary>
    public static IReadOnlyList<Pruefbefund> Review(
        IEnumerable<(string Kriterium, Zeilenwerte Werte)> zeilen, Katalog katalog)
    {
        var befunde = new List<Pruefbefund>();
        foreach (var (kriterium, werte) in zeilen)
        {
            if (!werte.IsBearbeitet)
                befunde.Add(new(kriterium, Hindert: false, werte.Uebernommen
                    ? "Die Angaben sind übernommen und noch nicht geprüft."
                    : "Der heutige Stand ist noch nicht eingeschätzt."));
            befunde.AddRange(Violations(werte, katalog).Select(satz => new Pruefbefund(kriterium, Hindert: true, satz)));
        }
        return befunde;
    }

    /// <summary>The rules of Zeithorizont, Ist and Soll that a row breaks, as sentences.</summary>
    public static IEnumerable<string> Violations(Zeilenwerte werte, Katalog katalog)
    {
        if (werte.Zeithorizont is not { } horizont)
            yield break;
        var regel = katalog.Zeithorizonte.First(h => h.Wert == horizont);
        if (regel.Sollregel == Sollregel.Pflicht && werte.Soll is null)
            yield return $"Zum Zeithorizont „{regel.Label}“ fehlt der angestrebte Stand.";
        if (regel.Sollregel != Sollregel.GleichIst)
            yield break;
        if (werte.Ist?.IsStufe() != true)
            yield return $"„{regel.Label}“ passt nur zu einem heutigen Stand, der eine Stufe ist.";
        else if (werte.Soll is { } soll && soll != werte.Ist)
            yield return $"„{regel.Label}“ bedeutet: Der angestrebte Stand ist gleich dem heutigen.";
    }

    /// <summary>
    /// Whether a person's office may release this matrix: the Leitung or its Vertretung, or somebody whom the Leitung
    /// handed the release.
    /// </summary>
    public bool CanBeReleasedBy(Zustaendigkeit zustaendigkeit) =>
        zustaendigkeit.Rolle.IsLeitung() && zustaendigkeit.Scope == Scope && zustaendigkeit.Can(Befugnisse.Freigabe);

    /// <summary>
    /// Releases the rows as version n. Needs all rows and versions loaded, and the matrix locked against other writers.
    /// </summary>
    /// <param name="zuarbeiten">All open ones of this matrix; they end with the release.</param>
    public (MatrixFassung Fassung, Verlaufseintrag Eintrag) Release(
        Zustaendigkeit zustaendigkeit, Person person, Katalog katalog, IEnumerable<Zuarbeit> zuarbeiten, DateTime jetzt)
    {
        EnsureEditable();
        if (!CanBeReleasedBy(zustaendigkeit) || zustaendigkeit.PersonId != person.Id)
            throw new FachregelVerletzt("Freigeben kann nur die Leitung oder ihre Vertretung.");
        var hindernisse = Review(_zeilen.Select(z => (z.Kriterium, z.Werte)), katalog).Count(b => b.Hindert);
        if (hindernisse > 0)
            throw new FachregelVerletzt(hindernisse == 1
                ? "Eine Angabe passt noch nicht zusammen. Sie ist unter „Angaben prüfen“ genannt."
                : $"{hindernisse} Angaben passen noch nicht zusammen. Sie sind unter „Angaben prüfen“ genannt.");

        foreach (var bisher in _fassungen.Where(f => f.Status == FassungStatus.Freigegeben))
            bisher.Replace();
        foreach (var zuarbeit in zuarbeiten)
            zuarbeit.EndWithRelease(jetzt);
        var fassung = new MatrixFassung(this, ++LetzteFassung, zustaendigkeit, person, jetzt);
        _fassungen.Add(fassung);
        var urheber = new Urheber(person.Id, zustaendigkeit.Id);
        var eintrag = Enter(MatrixStatus.Freigegeben, Ereignis.MatrixFreigegeben, urheber, jetzt);
        return (fassung, eintrag);
    }

    /// <summary>
    /// Takes the released version back, with a reason. Its text stays readable in the own house; whom it was passed on to
    /// has no access any more.
    /// </summary>
    /// <param name="weitergaben">All of this matrix.</param>
    public Verlaufseintrag Withdraw(
        Zustaendigkeit zustaendigkeit, string grund, IEnumerable<Weitergabe> weitergaben, DateTime jetzt)
    {
        if (!CanBeReleasedBy(zustaendigkeit))
            throw new FachregelVerletzt("Zurückziehen kann nur die Leitung oder ihre Vertretung.");
        if (string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt("Nennen Sie einen Grund für das Zurückziehen.");
        var fassung = _fassungen.SingleOrDefault(f => f.Status == FassungStatus.Freigegeben)
            ?? throw new Zustandskonflikt("Es gibt keine freigegebene Fassung, die zurückgezogen werden kann.");
        fassung.Withdraw(grund, jetzt);
        foreach (var weitergabe in weitergaben.Where(w => w.Gilt))
            weitergabe.TakeBack(grund, jetzt);
        var urheber = new Urheber(zustaendigkeit.PersonId, zustaendigkeit.Id);
        var neuerStatus = Status == MatrixStatus.Freigegeben ? MatrixStatus.Zurueckgezogen : Status;
        return Enter(neuerStatus, Ereignis.MatrixZurueckgezogen, urheber, jetzt, grund);
    }

    /// <summary>Opens the rows again after a release or a withdrawal; the released version stays as it is.</summary>
    public Verlaufseintrag StartDraft(Urheber urheber, DateTime jetzt)
    {
        if (IsEditable)
            throw new Zustandskonflikt("Diese Matrix ist bereits ein Entwurf.");
        return Enter(MatrixStatus.Entwurf, Ereignis.MatrixNeuerEntwurf, urheber, jetzt);
    }

    /// <summary>
    /// "Weitergeben": shows the released version to others, per Themenfeld. What the same recipients had before ends by it.
    /// Null where they have just that already.
    /// </summary>
    /// <param name="empfaengerId">A carrier for <see cref="Empfaengerkreis.Schultraeger"/> and its schools, a Bildungsregion for the Koordination, a visit.</param>
    /// <param name="themenfelder">Keys; vertrauliche rows in them stay in the house.</param>
    /// <param name="bisherige">All of this matrix.</param>
    public (Weitergabe Weitergabe, Verlaufseintrag Eintrag)? PassOn(
        Empfaengerkreis kreis, Guid empfaengerId, IReadOnlyCollection<string> themenfelder, IEnumerable<Weitergabe> bisherige,
        Zustaendigkeit zustaendigkeit, DateTime jetzt)
    {
        if (!CanBeReleasedBy(zustaendigkeit))
            throw new FachregelVerletzt("Weitergeben kann nur die Leitung oder ihre Vertretung.");
        if (kreis is Empfaengerkreis.SchulenDesTraegers or Empfaengerkreis.Besuch ? SchuleId is not null : kreis == Empfaengerkreis.Schultraeger && SchuleId is null)
            throw new FachregelVerletzt("An diese Empfänger lässt sich diese Matrix nicht weitergeben.");
        if (themenfelder.Count == 0)
            throw new FachregelVerletzt("Wählen Sie mindestens ein Themenfeld.");
        var fassung = _fassungen.SingleOrDefault(f => f.Status == FassungStatus.Freigegeben)
            ?? throw new Zustandskonflikt("Weitergeben lässt sich nur eine freigegebene Fassung.");
        List<Weitergabe> ihre = [.. bisherige.Where(w => w.Gilt && w.Kreis == kreis && w.EmpfaengerId == empfaengerId)];
        if (ihre.Exists(w => w.FassungId == fassung.Id && w.ThemenfeldKeys.ToHashSet().SetEquals(themenfelder)))
            return null;
        foreach (var bisher in ihre)
            bisher.Replace(jetzt);
        var weitergabe = new Weitergabe(fassung, kreis, empfaengerId, themenfelder, zustaendigkeit.PersonId, jetzt);
        Touch(jetzt);
        return (weitergabe, new Verlaufseintrag(Ereignis.MatrixWeitergegeben, nameof(Matrix), Id, Scope,
            new Urheber(zustaendigkeit.PersonId, zustaendigkeit.Id), jetzt, kreis.Label(), version: fassung.Nummer));
    }

    /// <summary>Ends one Weitergabe with a reason, which its recipients are told.</summary>
    public Verlaufseintrag TakeBack(Weitergabe weitergabe, Zustaendigkeit zustaendigkeit, string grund, DateTime jetzt)
    {
        if (!CanBeReleasedBy(zustaendigkeit))
            throw new FachregelVerletzt("Zurücknehmen kann nur die Leitung oder ihre Vertretung.");
        if (weitergabe.MatrixId != Id)
            throw new ArgumentException("The Weitergabe belongs to another matrix.", nameof(weitergabe));
        if (string.IsNullOrWhiteSpace(grund))
            throw new FachregelVerletzt("Nennen Sie einen Grund für das Zurücknehmen.");
        weitergabe.TakeBack(grund, jetzt);
        Touch(jetzt);
        return new Verlaufseintrag(Ereignis.WeitergabeZurueckgenommen, nameof(Matrix), Id, Scope,
            new Urheber(zustaendigkeit.PersonId, zustaendigkeit.Id), jetzt, grund,
            einzelheiten: weitergabe.Kreis.Label());
    }

    private Verlaufseintrag Write(MatrixZeile zeile, Zeilenwerte werte, Urheber urheber, DateTime jetzt)
    {
        var aenderungen = werte.ChangesFrom(zeile.Werte);
        zeile.Werte = werte;
        zeile.Version++;
        zeile.GeaendertAm = jetzt;
        zeile.GeaendertVonId = urheber.PersonId;
        Touch(jetzt);
        return new Verlaufseintrag(Ereignis.ZeileGeaendert, nameof(MatrixZeile), zeile.Id, Scope, urheber, jetzt,
            einzelheiten: JsonSerializer.Serialize(aenderungen), version: zeile.Version);
    }

    private void EnsureWritable(MatrixZeile zeile)
    {
        if (zeile.MatrixId != Id)
            throw new ArgumentException("The row belongs to another matrix.", nameof(zeile));
        EnsureEditable();
    }

    private Matrix WithRows(Katalog katalog, Func<Kriterium, bool> belongs)
    {
        _zeilen.AddRange(katalog.Kriterien.Where(belongs).Select(k => new MatrixZeile(Id, k)));
        return this;
    }

    private void EnsureEditable()
    {
        if (!IsEditable)
            throw new Zustandskonflikt(Status == MatrixStatus.Freigegeben
                ? "Diese Matrix wurde inzwischen freigegeben. Beginnen Sie einen neuen Entwurf, um weiterzuschreiben."
                : "Diese Matrix wurde inzwischen zurückgezogen. Beginnen Sie einen neuen Entwurf, um weiterzuschreiben.");
    }

    private void Require(MatrixStatus erwartet)
    {
        if (Status != erwartet)
            throw new Zustandskonflikt($"Der Stand der Matrix ist inzwischen „{Status.Label()}“.");
    }

    private Verlaufseintrag Enter(MatrixStatus status, Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund = null)
    {
        Status = status;
        Touch(jetzt);
        return new Verlaufseintrag(ereignis, nameof(Matrix), Id, Scope, urheber, jetzt, grund,
            version: LetzteFassung == 0 ? null : LetzteFassung);
    }

    // Every child write touches the parent, whose state is a concurrency token: that is what keeps a save out of a
    // matrix that was released a moment ago.
    private void Touch(DateTime jetzt) =>
        GeaendertAm = jetzt > GeaendertAm ? jetzt : GeaendertAm.AddMilliseconds(1);
}

/// <summary>A finding of "Angaben prüfen" about one row.</summary>
public sealed record Pruefbefund(string Kriterium, bool Hindert, string Satz);

public static class MatrixStatusse
{
    public static string Label(this MatrixStatus status) => status switch
    {
        MatrixStatus.Entwurf => "Entwurf",
        MatrixStatus.InAbstimmung => "in Abstimmung",
        MatrixStatus.Freigegeben => "freigegeben",
        MatrixStatus.Zurueckgezogen => "zurückgezogen",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
