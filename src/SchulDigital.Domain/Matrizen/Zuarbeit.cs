using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Matrizen;

/// <summary>
/// State of one asked row: <c>angefragt → beantwortet → uebernommen | zurueckgegeben</c>; what was handed back can be
/// answered again.
/// </summary>
public enum Zuarbeitsstand { Angefragt, Beantwortet, Uebernommen, Zurueckgegeben }

/// <summary>
/// A named person is asked for chosen rows of a matrix by a date, or gave what she knows in a talk. She needs no account:
/// she proposes values by personal link or table, and whoever fills the matrix takes them over or hands them back. Ends when
/// all rows are taken over, by the asker, with its date or with the release of the matrix (Fachkonzept, section 4).
/// </summary>
public sealed class Zuarbeit
{
    public const int NameMaxLength = 120;
    public const int FunktionMaxLength = 120;
    public const int EmailMaxLength = 254;
    public const int NachrichtMaxLength = 2000;
    public const int HinweisMaxLength = 1000;
    public const int MaxTage = 365;

    /// <summary>What somebody who is asked can say of a row; the rest stays with the house.</summary>
    public static readonly IReadOnlyList<Zeilenfeld> Felder =
    [
        Zeilenfeld.Ist, Zeilenfeld.Soll, Zeilenfeld.Zeithorizont, Zeilenfeld.GeplanteSchritte, Zeilenfeld.Unterstuetzungsbedarf,
        Zeilenfeld.OffeneFrage,
    ];

    private readonly List<Zuarbeitszeile> _zeilen = [];

    private Zuarbeit() { }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid MatrixId { get; private set; }

    /// <summary>Who asks; reminders and answers name her.</summary>
    public Guid VonId { get; private set; }
    public Guid ZustaendigkeitId { get; private set; }
    public string AnName { get; private set; } = "";

    /// <summary>Office or department of the named person, as it stands in "laut Auskunft von".</summary>
    public string AnFunktion { get; private set; } = "";

    /// <summary>Null where nothing is mailed: the asker enters what she was told. Forgotten some time after the end.</summary>
    public string? AnEmail { get; private set; }

    /// <summary>Day of the talk, where nothing is mailed.</summary>
    public DateOnly? AuskunftAm { get; private set; }

    /// <summary>Last day on which the link opens.</summary>
    public DateOnly Frist { get; private set; }
    public string? Nachricht { get; private set; }
    public DateTime AngefragtAm { get; private set; }
    public DateTime? BeendetAm { get; private set; }

    /// <summary>Day on which the portal reminded the named person by itself.</summary>
    public DateOnly? ErinnertAm { get; private set; }

    /// <summary>Day on which the asker was told that the date has passed.</summary>
    public DateOnly? FristGemeldetAm { get; private set; }

    /// <summary>Counts the changes; excludes that an answer and a decision about the one before both hold.</summary>
    public int Version { get; private set; }
    public IReadOnlyList<Zuarbeitszeile> Zeilen => _zeilen;

    /// <summary>Asks by mail. The matrix has to be a draft.</summary>
    public static (Zuarbeit Zuarbeit, Verlaufseintrag Eintrag) Ask(
        Matrix matrix, IEnumerable<MatrixZeile> zeilen, string name, string funktion, string email, DateOnly frist, string? nachricht,
        Zustaendigkeit zustaendigkeit, DateTime jetzt)
    {
        EnsureDate(frist, jetzt);
        return Create(matrix, zeilen, zustaendigkeit, jetzt, new Zuarbeit
        {
            AnName = name,
            AnFunktion = funktion,
            AnEmail = email,
            Frist = frist,
            Nachricht = nachricht,
        });
    }

    /// <summary>Notes that somebody said something about these rows; what, the asker enters as the answer.</summary>
    /// <param name="am">Day of the talk, not in the future.</param>
    public static (Zuarbeit Zuarbeit, Verlaufseintrag Eintrag) Note(
        Matrix matrix, IEnumerable<MatrixZeile> zeilen, string name, string funktion, DateOnly am, Zustaendigkeit zustaendigkeit, DateTime jetzt)
    {
        if (am > Kalender.DayOf(jetzt))
            throw new FachregelVerletzt("Der Tag der Auskunft liegt in der Zukunft.");
        return Create(matrix, zeilen, zustaendigkeit, jetzt, new Zuarbeit
        {
            AnName = name,
            AnFunktion = funktion,
            AuskunftAm = am,
            Frist = Kalender.DayOf(jetzt).AddDays(MaxTage),
        });
    }

    /// <summary>Why nobody can answer any more, as a sentence; null while it is open.</summary>
    public string? WhyClosed(DateOnly heute) =>
        BeendetAm is not null ? "Diese Zuarbeit ist beendet."
        : heute > Frist ? $"Die Frist für diese Zuarbeit war der {Frist:dd.MM.yyyy}."
        : null;

    /// <summary>Nothing was answered in time.</summary>
    public bool IsOverdue(DateOnly heute) => BeendetAm is null && heute > Frist && _zeilen.Exists(z => z.Wartet);

    /// <summary>Where it stands as a whole; computed from its rows.</summary>
    public Zuarbeitsstand Stand =>
        _zeilen.TrueForAll(z => z.Stand == Zuarbeitsstand.Uebernommen) ? Zuarbeitsstand.Uebernommen
        : _zeilen.Exists(z => z.Stand == Zuarbeitsstand.Beantwortet) ? Zuarbeitsstand.Beantwortet
        : _zeilen.Exists(z => z.Stand == Zuarbeitsstand.Zurueckgegeben) ? Zuarbeitsstand.Zurueckgegeben
        : Zuarbeitsstand.Angefragt;

    /// <summary>Who said it and when, as the row keeps it: "laut Auskunft von" these words.</summary>
    public string SourceOf(Zuarbeitszeile zeile) =>
        $"{AnName}, {AnFunktion}, am {AuskunftAm ?? Kalender.DayOf(zeile.BeantwortetAm!.Value):dd.MM.yyyy}";

    /// <summary>
    /// Takes the proposals for some rows. A row whose proposal says nothing, or just what it said before, is left as it is.
    /// Null where nothing changed.
    /// </summary>
    /// <param name="antworten">Proposal per criterion, and the version of the matrix row that was shown beside it.</param>
    /// <param name="urheber">Who enters it; the portal itself for somebody who comes by link.</param>
    public Verlaufseintrag? Answer(
        Matrix matrix, IReadOnlyDictionary<string, (Zeilenwerte Vorschlag, int Gelesen)> antworten, Urheber urheber, DateTime jetzt)
    {
        EnsureOpen(urheber.PersonId is null ? Kalender.DayOf(jetzt) : DateOnly.MinValue);
        var beantwortet = 0;
        foreach (var zeile in _zeilen)
            if (antworten.TryGetValue(zeile.Kriterium, out var antwort) && zeile.Take(antwort.Vorschlag, antwort.Gelesen, jetzt))
                beantwortet++;
        if (beantwortet == 0)
            return null;
        Version++;
        return NewEntry(matrix, Ereignis.ZuarbeitBeantwortet, urheber, jetzt, beantwortet);
    }

    /// <summary>Rows whose proposals were taken over into the matrix, and rows that are handed back with a hint each.</summary>
    public IReadOnlyList<Verlaufseintrag> Decide(
        Matrix matrix, IReadOnlyCollection<string> uebernommene, IReadOnlyDictionary<string, string> zurueckgegebene, Urheber urheber, DateTime jetzt)
    {
        EnsureOpen(DateOnly.MinValue);
        foreach (var kriterium in uebernommene)
            Answered(kriterium).Stand = Zuarbeitsstand.Uebernommen;
        foreach (var (kriterium, hinweis) in zurueckgegebene)
            Answered(kriterium).HandBack(hinweis);
        Version++;
        if (_zeilen.TrueForAll(z => z.Stand == Zuarbeitsstand.Uebernommen))
            BeendetAm = jetzt;
        var eintraege = new List<Verlaufseintrag>();
        if (uebernommene.Count > 0)
            eintraege.Add(NewEntry(matrix, Ereignis.ZuarbeitUebernommen, urheber, jetzt, uebernommene.Count));
        if (zurueckgegebene.Count > 0)
            eintraege.Add(NewEntry(matrix, Ereignis.ZuarbeitZurueckgegeben, urheber, jetzt, zurueckgegebene.Count));
        return eintraege;
    }

    /// <summary>Gives more time; also after the date has passed.</summary>
    public void Extend(DateOnly frist, DateTime jetzt)
    {
        EnsureOpen(DateOnly.MinValue);
        EnsureDate(frist, jetzt);
        if (frist <= Frist)
            return;
        Frist = frist;
        ErinnertAm = FristGemeldetAm = null;
        Version++;
    }

    /// <summary>The asker needs no answer any more; proposals that were not taken over stay readable.</summary>
    public Verlaufseintrag End(Matrix matrix, Urheber urheber, DateTime jetzt)
    {
        EnsureOpen(DateOnly.MinValue);
        BeendetAm = jetzt;
        Version++;
        return NewEntry(matrix, Ereignis.ZuarbeitBeendet, urheber, jetzt, _zeilen.Count(z => z.Stand != Zuarbeitsstand.Uebernommen));
    }

    /// <summary>The matrix is released: nothing can be proposed to it any more.</summary>
    internal void EndWithRelease(DateTime jetzt)
    {
        if (BeendetAm is not null)
            return;
        BeendetAm = jetzt;
        Version++;
    }

    public void NoteReminder(DateOnly heute)
    {
        ErinnertAm = heute;
        Version++;
    }

    public void NoteOverdue(DateOnly heute)
    {
        FristGemeldetAm = heute;
        Version++;
    }

    private static (Zuarbeit, Verlaufseintrag) Create(
        Matrix matrix, IEnumerable<MatrixZeile> zeilen, Zustaendigkeit zustaendigkeit, DateTime jetzt, Zuarbeit neue)
    {
        if (!matrix.IsEditable)
            throw new Zustandskonflikt("Um Zuarbeit bitten lässt sich nur, solange die Matrix ein Entwurf ist.");
        neue.MatrixId = matrix.Id;
        neue.VonId = zustaendigkeit.PersonId;
        neue.ZustaendigkeitId = zustaendigkeit.Id;
        neue.AngefragtAm = jetzt;
        foreach (var zeile in zeilen)
            neue._zeilen.Add(zeile.MatrixId == matrix.Id
                ? new Zuarbeitszeile(neue.Id, zeile)
                : throw new ArgumentException("A row of another matrix.", nameof(zeilen)));
        if (neue._zeilen.Count == 0)
            throw new FachregelVerletzt("Wählen Sie mindestens eine Zeile.");
        return (neue, neue.NewEntry(matrix, Ereignis.ZuarbeitErbeten,
            new Urheber(zustaendigkeit.PersonId, zustaendigkeit.Id), jetzt, neue._zeilen.Count));
    }

    private static void EnsureDate(DateOnly frist, DateTime jetzt)
    {
        var heute = Kalender.DayOf(jetzt);
        if (frist < heute)
            throw new FachregelVerletzt("Die Frist liegt in der Vergangenheit.");
        if (frist > heute.AddDays(MaxTage))
            throw new FachregelVerletzt("Die Frist liegt mehr als ein Jahr entfernt.");
    }

    private void EnsureOpen(DateOnly heute)
    {
        if (WhyClosed(heute) is { } satz)
            throw new Zustandskonflikt(satz);
    }

    private Zuarbeitszeile Answered(string kriterium) =>
        _zeilen.Find(z => z.Kriterium == kriterium) is { Stand: Zuarbeitsstand.Beantwortet } zeile
            ? zeile
            : throw new Zustandskonflikt("Über diese Zeile ist schon entschieden, oder sie ist noch nicht beantwortet.");

    private Verlaufseintrag NewEntry(Matrix matrix, Ereignis ereignis, Urheber urheber, DateTime jetzt, int zeilen) =>
        matrix.Id == MatrixId
            ? new Verlaufseintrag(ereignis, nameof(Matrix), MatrixId, matrix.Scope, urheber, jetzt,
                $"{AnName}, {AnFunktion}: {(zeilen == 1 ? "1 Zeile" : $"{zeilen} Zeilen")}")
            : throw new ArgumentException("The Zuarbeit belongs to another matrix.", nameof(matrix));
}

/// <summary>One asked row: what was proposed, and what became of it. Changed only through <see cref="Zuarbeit"/>.</summary>
public sealed class Zuarbeitszeile
{
    private Zuarbeitszeile() { }

    internal Zuarbeitszeile(Guid zuarbeitId, MatrixZeile zeile)
    {
        ZuarbeitId = zuarbeitId;
        ZeileId = zeile.Id;
        Kriterium = zeile.Kriterium;
        Themenfeld = zeile.Themenfeld;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid ZuarbeitId { get; private set; }
    public Guid ZeileId { get; private set; }
    public string Kriterium { get; private set; } = "";
    public string Themenfeld { get; private set; } = "";
    public Zuarbeitsstand Stand { get; internal set; }

    /// <summary>Only <see cref="Zuarbeit.Felder"/>; an empty field proposes nothing.</summary>
    public Zeilenwerte Vorschlag { get; private set; } = Zeilenwerte.Empty;

    /// <summary>Version of the matrix row that was shown beside the proposal.</summary>
    public int Gelesen { get; private set; }
    public DateTime? BeantwortetAm { get; private set; }

    /// <summary>Why it was handed back.</summary>
    public string? Hinweis { get; private set; }

    /// <summary>The named person has something to do.</summary>
    public bool Wartet => Stand is Zuarbeitsstand.Angefragt or Zuarbeitsstand.Zurueckgegeben;

    /// <summary>The fields that the proposal fills, in stored form.</summary>
    public IReadOnlyDictionary<Zeilenfeld, string?> Vorgeschlagenes =>
        Zuarbeit.Felder.Where(f => Vorschlag[f] is not null).ToDictionary(f => f, f => Vorschlag[f]);

    internal bool Take(Zeilenwerte vorschlag, int gelesen, DateTime jetzt)
    {
        var nurFelder = Zuarbeit.Felder.Aggregate(Zeilenwerte.Empty, (werte, f) => werte.With(f, vorschlag[f]));
        // Sending a form again with what was handed back in it answers nothing.
        if (Stand == Zuarbeitsstand.Uebernommen || nurFelder == Vorschlag || nurFelder == Zeilenwerte.Empty)
            return false;
        (Vorschlag, Gelesen, BeantwortetAm, Stand) = (nurFelder, gelesen, jetzt, Zuarbeitsstand.Beantwortet);
        return true;
    }

    internal void HandBack(string hinweis)
    {
        if (string.IsNullOrWhiteSpace(hinweis))
            throw new FachregelVerletzt("Schreiben Sie, was noch fehlt.");
        (Stand, Hinweis) = (Zuarbeitsstand.Zurueckgegeben, hinweis);
    }
}

public static class Zuarbeitsstaende
{
    public static string Label(this Zuarbeitsstand stand) => stand switch
    {
        Zuarbeitsstand.Angefragt => "angefragt",
        Zuarbeitsstand.Beantwortet => "beantwortet",
        Zuarbeitsstand.Uebernommen => "übernommen",
        Zuarbeitsstand.Zurueckgegeben => "zurückgegeben",
        _ => throw new ArgumentOutOfRangeException(nameof(stand)),
    };
}
