using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Berichtsboegen;

/// <summary>What a Berichtsbogen is about: one school, the carrier alone, or an occasion with several schools.</summary>
public enum Berichtsart { Schule, Schultraeger, Anlass }

/// <summary>
/// <c>entwurf → in_pruefung → bestätigt → (unterzeichnet) → zugestellt → archiviert</c>; ersetzt and zurückgezogen are ends. A
/// section that is handed back and a Rückfrage are no states of the sheet: they stand at its text (Fachkonzept, section 9).
/// </summary>
public enum Berichtsstatus { Entwurf, InPruefung, Bestaetigt, Unterzeichnet, Zugestellt, Archiviert, Ersetzt, Zurueckgezogen }

/// <summary>In which order the houses sign.</summary>
public enum Zeichnungsfolge { Beliebig, SchulenZuerst, TraegerZuerst }

/// <summary>What a sheet is, without its text.</summary>
/// <param name="Anlass">What it is about, in words: a Jahresgespräch, a building project.</param>
/// <param name="Unterschrift">Whether it is to be signed after all have confirmed; fixed with the review.</param>
public sealed record Berichtsangaben(string Titel, string? Anlass, bool Unterschrift, Zeichnungsfolge Folge);

/// <summary>A house that the sheet is about.</summary>
/// <param name="Name">As it is now; it is kept with the sheet.</param>
public sealed record Berichtshaus(Scope Organisation, string Name);

/// <summary>
/// What the dialogue leaves behind in writing: where a school or a carrier stands, what is agreed, who does what until when;
/// drafted from the thread, reviewed, confirmed or signed by every house that it is about, and from then on only delivered
/// (Fachkonzept, section 9).
/// </summary>
public sealed partial class Berichtsbogen
{
    public const int TitelMaxLength = 200;
    public const int AnlassMaxLength = 500;
    public const int SuchtextMaxLength = 2000;
    public const int GrundMaxLength = 2000;
    public const int RechtssatzMaxLength = 2000;
    public const int MaxSchulen = 200;
    public const int MaxAbsaetze = 1000;

    private readonly List<Berichtsbeteiligter> _beteiligte = [];
    private readonly List<Berichtsabsatz> _absaetze = [];
    private readonly List<Berichtsanmerkung> _anmerkungen = [];
    private readonly List<Berichtserklaerung> _erklaerungen = [];
    private readonly List<Berichtsdurchsicht> _durchsichten = [];
    private readonly List<Berichtszustellung> _zustellungen = [];
    private readonly List<Berichtsberichtigung> _berichtigungen = [];

    private Berichtsbogen() { }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>The carrier that writes it.</summary>
    public Guid SchultraegerId { get; private set; }
    public Berichtsart Art { get; private set; }

    /// <summary>Year of its number, in Europe/Berlin.</summary>
    public int Jahr { get; private set; }

    /// <summary>1, 2, 3 … within carrier and year.</summary>
    public int Nummer { get; private set; }
    public string Titel { get; private set; } = "";

    /// <summary>Search form of number, title and houses, as far as it fits.</summary>
    public string Suchtext { get; private set; } = "";
    public string? Anlass { get; private set; }

    /// <summary>The visit that it follows; null where there is none.</summary>
    public Guid? BesuchId { get; private set; }

    /// <summary>The last sheet about the same, whose goals are looked at again; null for the first.</summary>
    public Guid? VorjahrId { get; private set; }

    /// <summary>The sheet whose place this one takes when it is final; null where it replaces none.</summary>
    public Guid? ErsetztId { get; private set; }
    public bool Unterschrift { get; private set; }

    /// <summary>What the signatures mean in law, as it was set when the review began; null where it is not to be signed, and before.</summary>
    public string? Rechtssatz { get; private set; }
    public Zeichnungsfolge Folge { get; private set; }
    public Berichtsstatus Status { get; private set; }
    public DateTime AngelegtAm { get; private set; }

    /// <summary>Since when it is in its state.</summary>
    public DateTime StandSeit { get; private set; }

    /// <summary>Number of the text. Rises with every change in the review, so that what changed since can be marked.</summary>
    public int Fassung { get; private set; } = 1;

    /// <summary>When its text was frozen for good; null before.</summary>
    public DateTime? EingefrorenAm { get; private set; }

    /// <summary>SHA-256 of the text as it was confirmed and frozen, hexadecimal; null before. Of a corrected text the Berichtigung knows it.</summary>
    public string? Inhaltshash { get; private set; }

    /// <summary>Why it was withdrawn or opened again.</summary>
    public string? Grund { get; private set; }

    /// <summary>Counts the changes; of two at the same time only one is saved.</summary>
    public int Version { get; private set; }
    public IReadOnlyList<Berichtsbeteiligter> Beteiligte => _beteiligte;

    /// <summary>All paragraphs, also those that were taken out.</summary>
    public IReadOnlyList<Berichtsabsatz> Absaetze => _absaetze;
    public IReadOnlyList<Berichtsanmerkung> Anmerkungen => _anmerkungen;

    /// <summary>All confirmations, signatures and refusals, also those that count no more.</summary>
    public IReadOnlyList<Berichtserklaerung> Erklaerungen => _erklaerungen;
    public IReadOnlyList<Berichtsdurchsicht> Durchsichten => _durchsichten;
    public IReadOnlyList<Berichtszustellung> Zustellungen => _zustellungen;
    public IReadOnlyList<Berichtsberichtigung> Berichtigungen => _berichtigungen;

    public Scope Scope => Scope.Schultraeger(SchultraegerId);

    /// <summary>"2026-007": year and number within the carrier.</summary>
    public string Kennzeichen => NumberOf(Jahr, Nummer);

    public Berichtsangaben Angaben => new(Titel, Anlass, Unterschrift, Folge);

    /// <summary>Its text can change.</summary>
    public bool IsEditable => Status is Berichtsstatus.Entwurf or Berichtsstatus.InPruefung;

    /// <summary>Its text is frozen and its document is made.</summary>
    public bool IsFinal => EingefrorenAm is not null;

    /// <summary>It counts today: final, not replaced and not withdrawn.</summary>
    public bool IsCurrent => IsFinal && Status is not (Berichtsstatus.Ersetzt or Berichtsstatus.Zurueckgezogen);

    /// <summary>Which of its documents counts: the first, or the one of the last Berichtigung (<c>Dokument.Auswahl</c>).</summary>
    public string Dokumentauswahl => SelectionOf(_berichtigungen.Count);

    /// <summary>The paragraphs that stand in it, in the order of the document.</summary>
    public IEnumerable<Berichtsabsatz> Text => _absaetze.Where(a => !a.IsRemoved).OrderBy(a => a.Abschnitt).ThenBy(a => a.Position).ThenBy(a => a.Id);

    public static string SelectionOf(int berichtigungen) => berichtigungen == 0 ? "" : $"berichtigung-{berichtigungen.ToString(CultureInfo.InvariantCulture)}";

    public static string NumberOf(int jahr, int nummer) => $"{jahr}-{nummer.ToString("000", CultureInfo.InvariantCulture)}";

    /// <summary>Begins a sheet; its paragraphs follow.</summary>
    /// <param name="id">Made with the form: what is sent twice stands once.</param>
    public static (Berichtsbogen Bogen, Verlaufseintrag Eintrag) Draft(
        Guid id, Berichtshaus traeger, IReadOnlyList<Berichtshaus> schulen, Berichtsart art, Berichtsangaben angaben, int nummer, Urheber urheber, DateTime jetzt,
        Guid? besuchId = null, Guid? vorjahrId = null)
    {
        if (art == Berichtsart.Schule && schulen.Count != 1)
            throw new FachregelVerletzt("Wählen Sie die Schule, um die es geht.");
        if (art == Berichtsart.Schultraeger && schulen.Count > 0)
            throw new FachregelVerletzt("Der Berichtsbogen des Schulträgers nennt keine Schulen.");
        if (art == Berichtsart.Anlass && schulen.Count < 2)
            throw new FachregelVerletzt("Zu einem Anlass mit mehreren Schulen gehören mindestens zwei.");
        if (schulen.Count > MaxSchulen)
            throw new FachregelVerletzt($"Mehr als {MaxSchulen} Schulen nennt kein Berichtsbogen.");
        var bogen = new Berichtsbogen
        {
            Id = id,
            SchultraegerId = traeger.Organisation.Id!.Value,
            Art = art,
            Jahr = Kalender.DayOf(jetzt).Year,
            Nummer = nummer,
            BesuchId = besuchId,
            VorjahrId = vorjahrId,
            AngelegtAm = jetzt,
            StandSeit = jetzt,
        };
        bogen._beteiligte.AddRange(schulen.Prepend(traeger).Select(h => new Berichtsbeteiligter(id, h)));
        bogen.Take(angaben);
        return (bogen, bogen.NewEntry(Ereignis.BerichtEntworfen, urheber, jetzt));
    }

    /// <summary>Other title, other occasion; whether it is to be signed is fixed once it is in review.</summary>
    /// <param name="aktuell">The writer began with what stands there now; changed paragraphs are no hindrance.</param>
    public Verlaufseintrag? Change(Berichtsangaben angaben, bool aktuell, Urheber urheber, DateTime jetzt)
    {
        if (angaben == Angaben)
            return null;
        EnsureEditable();
        if (Status != Berichtsstatus.Entwurf && (angaben.Unterschrift, angaben.Folge) != (Unterschrift, Folge))
            throw new Zustandskonflikt("Ob unterzeichnet wird und in welcher Reihenfolge, steht mit der Prüfung fest.");
        if (!aktuell)
            throw new Zustandskonflikt($"Das hat inzwischen jemand anderes geändert: „{Titel}“{(Anlass is null ? null : $", {Anlass}")}, {(Unterschrift ? "mit" : "ohne")} Unterschrift. Unten steht, was Sie geschrieben haben; speichern Sie noch einmal, wenn es gelten soll.");
        Take(angaben);
        TextChanged(jetzt);
        return NewEntry(Ereignis.BerichtGeaendert, urheber, jetzt);
    }

    /// <summary>
    /// Puts a paragraph into the sheet. What a side says for itself only that side writes; the rest the carrier.
    /// </summary>
    /// <returns>Null where this paragraph stands there already.</returns>
    public (Berichtsabsatz Absatz, Verlaufseintrag Eintrag)? Add(Guid id, Absatzort ort, Absatzangaben angaben, Absatzquelle? quelle, Urheber urheber, DateTime jetzt, Zielstand? zielstand = null)
    {
        EnsureEditable();
        if (_absaetze.Exists(a => a.Id == id))
            return null;
        if (_absaetze.Count >= MaxAbsaetze)
            throw new FachregelVerletzt($"Mehr als {MaxAbsaetze} Absätze hat kein Berichtsbogen.");
        if (ort.Sicht == Berichtssicht.Schule && _beteiligte.All(b => b.Organisation != Scope.Schule(ort.SchuleId ?? Guid.Empty)))
            throw new FachregelVerletzt("Um diese Schule geht es in diesem Berichtsbogen nicht.");
        TextChanged(jetzt);
        var position = _absaetze.Where(a => a.Abschnitt == ort.Abschnitt).Select(a => a.Position + 1).DefaultIfEmpty(1).Max();
        var absatz = new Berichtsabsatz(id, Id, ort, position, quelle);
        absatz.Write(angaben, zielstand, Fassung, urheber, jetzt);
        _absaetze.Add(absatz);
        return (absatz, NewEntry(Ereignis.BerichtsabsatzGeaendert, urheber, jetzt, ort.Abschnitt.Label()));
    }

    /// <summary>Writes a paragraph anew. The same once more is nothing new.</summary>
    /// <param name="gelesen">Its version that the writer had before her.</param>
    public Verlaufseintrag? Write(Guid absatzId, Absatzangaben angaben, Zielstand? zielstand, int gelesen, Urheber urheber, DateTime jetzt)
    {
        var absatz = Paragraph(absatzId);
        if (absatz.Angaben == angaben && absatz.Zielstand == zielstand && !absatz.IsRemoved)
            return null;
        EnsureEditable();
        if (gelesen != absatz.Version)
            throw new Zustandskonflikt("Diesen Absatz hat jemand anderes inzwischen geändert. Beide Texte stehen da; entscheiden Sie.");
        TextChanged(jetzt);
        absatz.Write(angaben, zielstand, Fassung, urheber, jetzt);
        return NewEntry(Ereignis.BerichtsabsatzGeaendert, urheber, jetzt, absatz.Abschnitt.Label());
    }

    /// <summary>Takes over what the source says now, or keeps the own words and knows of it.</summary>
    /// <param name="neu">What the source says now; null keeps the words.</param>
    public Verlaufseintrag? Follow(Guid absatzId, Absatzquelle quelle, Absatzangaben? neu, Urheber urheber, DateTime jetzt)
    {
        var absatz = Paragraph(absatzId);
        if (absatz.Quellhash == quelle.Hash)
            return null;
        EnsureEditable();
        absatz.Follow(quelle);
        if (neu is null)
            return NewEntry(Ereignis.BerichtsquelleGeprueft, urheber, jetzt);
        TextChanged(jetzt);
        absatz.Write(neu, absatz.Zielstand, Fassung, urheber, jetzt);
        return NewEntry(Ereignis.BerichtsabsatzGeaendert, urheber, jetzt, absatz.Abschnitt.Label());
    }

    /// <summary>Takes a paragraph out, or puts it back: nothing is lost before the text is frozen.</summary>
    public Verlaufseintrag? Remove(Guid absatzId, bool entfernt, Urheber urheber, DateTime jetzt)
    {
        var absatz = Paragraph(absatzId);
        if (absatz.IsRemoved == entfernt)
            return null;
        EnsureEditable();
        TextChanged(jetzt);
        absatz.Remove(entfernt, Fassung, urheber, jetzt);
        return NewEntry(Ereignis.BerichtsabsatzGeaendert, urheber, jetzt, absatz.Abschnitt.Label());
    }

    /// <summary>Changes places with its neighbour in the same section.</summary>
    public Verlaufseintrag? Move(Guid absatzId, bool hoch, Urheber urheber, DateTime jetzt)
    {
        var absatz = Paragraph(absatzId);
        EnsureEditable();
        var abschnitt = Text.Where(a => a.Abschnitt == absatz.Abschnitt).ToList();
        var stelle = abschnitt.IndexOf(absatz);
        if (stelle < 0 || (hoch ? stelle == 0 : stelle == abschnitt.Count - 1))
            return null;
        TextChanged(jetzt);
        absatz.SwapPlaces(abschnitt[hoch ? stelle - 1 : stelle + 1], Fassung);
        return NewEntry(Ereignis.BerichtsabsatzGeaendert, urheber, jetzt, absatz.Abschnitt.Label());
    }

    /// <summary>Whether this office writes at this paragraph: its own side's, and the carrier what belongs to both.</summary>
    public bool CanWrite(Berichtssicht sicht, Guid? schuleId, Zustaendigkeit amt) => (sicht != Berichtssicht.Schule || Status == Berichtsstatus.InPruefung) && amt.Scope == SideOf(sicht, schuleId);

    /// <summary>Whether this office mends an obvious error in this paragraph: whose words they are, once they are frozen.</summary>
    public bool CanCorrect(Berichtsabsatz absatz, Zustaendigkeit amt) => IsCurrent && !absatz.IsRemoved && amt.Can(Befugnisse.Bestaetigung) && amt.Scope == SideOf(absatz.Sicht, absatz.SchuleId);

    private Scope SideOf(Berichtssicht sicht, Guid? schuleId) => sicht == Berichtssicht.Schule ? Scope.Schule(schuleId ?? Guid.Empty) : Scope;

    /// <summary>SHA-256 of the text as it stands, hexadecimal: what a confirmation or a signature is about.</summary>
    public string HashOfText()
    {
        var text = new StringBuilder();
        Put(Kennzeichen, Art.ToString(), Titel, Anlass, Unterschrift ? Folge.ToString() : "", Rechtssatz);
        foreach (var beteiligter in _beteiligte.OrderBy(b => b.ScopeArt).ThenBy(b => b.ScopeId))
            Put(beteiligter.ScopeArt.ToString(), beteiligter.ScopeId.ToString(), beteiligter.Name);
        foreach (var absatz in Text)
            Put(absatz.Abschnitt.ToString(), absatz.Sicht.ToString(), absatz.SchuleId?.ToString(), absatz.Themenfeld, absatz.Zielstand?.ToString(),
                absatz.Text, absatz.Wer, absatz.VerantwortlichId?.ToString(), absatz.Frist?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), absatz.Kosten, absatz.Finanzierung, absatz.Vorbehalt);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // Each part with its length before it: no two texts can run into the same.
        void Put(params ReadOnlySpan<string?> teile)
        {
            foreach (var teil in teile)
                text.Append(CultureInfo.InvariantCulture, $"{teil?.Length ?? -1}:").Append(teil).Append('\n');
        }
    }

    private Berichtsabsatz Paragraph(Guid id) => _absaetze.Find(a => a.Id == id) ?? throw new FachregelVerletzt("Diesen Absatz gibt es in diesem Berichtsbogen nicht.");

    private void Take(Berichtsangaben angaben)
    {
        if (string.IsNullOrWhiteSpace(angaben.Titel))
            throw new FachregelVerletzt("Geben Sie dem Berichtsbogen einen Titel.");
        (Titel, Anlass, Unterschrift, Folge) = angaben;
        var worte = Suchform.Of($"{Kennzeichen} {Titel} {string.Join(' ', _beteiligte.Select(b => b.Name))}");
        Suchtext = worte[..Math.Min(worte.Length, SuchtextMaxLength)];
    }

    /// <summary>In the review every change is a new text: what was confirmed for another one counts no more.</summary>
    private void TextChanged(DateTime jetzt)
    {
        if (Status != Berichtsstatus.InPruefung)
            return;
        Fassung++;
        VoidErklaerungen(jetzt);
    }

    private void VoidErklaerungen(DateTime jetzt)
    {
        foreach (var erklaerung in _erklaerungen.Where(e => e.Counts))
            erklaerung.Void(jetzt);
    }

    private void EnsureEditable()
    {
        if (!IsEditable)
            throw new Zustandskonflikt($"Dieser Berichtsbogen ist {Status.Label()}; sein Text ändert sich nicht mehr.");
    }

    private void Enter(Berichtsstatus status, DateTime jetzt)
    {
        if (Status != status)
            StandSeit = jetzt;
        Status = status;
    }

    private Verlaufseintrag NewEntry(Ereignis ereignis, Urheber urheber, DateTime jetzt, string? grund = null)
    {
        Version++;
        return new(ereignis, nameof(Berichtsbogen), Id, Scope, urheber, jetzt, grund, version: Version);
    }
}

public static class Berichtsworte
{
    public static string Label(this Berichtsart art) => art switch
    {
        Berichtsart.Schule => "Berichtsbogen einer Schule",
        Berichtsart.Schultraeger => "Berichtsbogen des Schulträgers",
        Berichtsart.Anlass => "Berichtsbogen zu einem Anlass",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };

    public static string Label(this Berichtsstatus status) => status switch
    {
        Berichtsstatus.Entwurf => "Entwurf",
        Berichtsstatus.InPruefung => "in Prüfung",
        Berichtsstatus.Bestaetigt => "bestätigt",
        Berichtsstatus.Unterzeichnet => "unterzeichnet",
        Berichtsstatus.Zugestellt => "zugestellt",
        Berichtsstatus.Archiviert => "archiviert",
        Berichtsstatus.Ersetzt => "ersetzt",
        Berichtsstatus.Zurueckgezogen => "zurückgezogen",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Label(this Zeichnungsfolge folge) => folge switch
    {
        Zeichnungsfolge.Beliebig => "in beliebiger Reihenfolge",
        Zeichnungsfolge.SchulenZuerst => "zuerst die Schulen, dann der Schulträger",
        Zeichnungsfolge.TraegerZuerst => "zuerst der Schulträger, dann die Schulen",
        _ => throw new ArgumentOutOfRangeException(nameof(folge)),
    };
}
