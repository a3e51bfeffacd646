using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Tische;

/// <summary>What the minutes print, in which order and in which words: one for PDF and DOCX.</summary>
/// <param name="NurVertrauliches">The vertrauliche items are a document of their own; the other one only says where they stood.</param>
public sealed record Protokollgliederung(Sitzungsinhalt Inhalt, bool NurVertrauliches)
{
    public const string Verweis = "Was dazu festgehalten ist, steht im vertraulichen Teil des Protokolls.";
    public const string Vereinbarungsverweis = "Was hier vertraulich vereinbart ist, steht im vertraulichen Teil des Protokolls.";
    public const string NurFuer = "Vertraulich: nur für die Moderation und die entscheidenden Mitglieder.";

    public string Ueberschrift => $"Protokoll der {Inhalt.Nummer}. Sitzung{(NurVertrauliches ? ", vertraulicher Teil" : "")}";

    public string Titel => $"{Ueberschrift}, {Inhalt.Kreis}: {Inhalt.Titel}";

    public string Stufe => Inhalt.Fassung is { } f ? $"Fassung {f.Nummer}" : "Entwurf";

    public IReadOnlyList<Teilnehmerangabe> Mitglieder => [.. Inhalt.Teilnehmer.Where(t => !t.IstGast)];

    public IReadOnlyList<Teilnehmerangabe> Gaeste => [.. Inhalt.Teilnehmer.Where(t => t.IstGast)];

    public IReadOnlyList<Punktinhalt> Punkte =>
        [.. Inhalt.Punkte.Where(p => p.Stand is not (Punktstand.Vorgeschlagen or Punktstand.Ausgelassen) && (Shows(p) || !NurVertrauliches)).OrderBy(p => p.Position)];

    /// <summary>The items under their headings; what has none stands under the agenda itself.</summary>
    public IReadOnlyList<(string Titel, IReadOnlyList<Punktinhalt> Punkte)> Abschnitte
    {
        get
        {
            var abschnitte = new List<(string Titel, List<Punktinhalt> Punkte)>();
            string? vorher = null;
            foreach (var punkt in Punkte)
            {
                if (abschnitte.Count == 0 || punkt.Abschnitt != vorher)
                    abschnitte.Add((punkt.Abschnitt ?? (abschnitte.Count == 0 ? "Tagesordnung" : "Weitere Punkte"), []));
                abschnitte[^1].Punkte.Add(punkt);
                vorher = punkt.Abschnitt;
            }
            return [.. abschnitte.Select(a => (a.Titel, (IReadOnlyList<Punktinhalt>)a.Punkte))];
        }
    }

    public IReadOnlyList<(Punktinhalt Punkt, Eintragsinhalt Eintrag)> Aufgaben =>
        [.. from p in Punkte where Shows(p) from e in Printed(p) where e.Art == Eintragsart.Aufgabe select (p, e)];

    public IEnumerable<(string Label, string Text)> Angaben()
    {
        yield return ("Termin", Inhalt.Termin);
        if (Inhalt is { BegonnenAm: { } von, BeendetAm: { } bis })
            yield return ("Beginn und Ende", $"{Zeitangabe.DateAndTime(von)} bis {(Zeitangabe.Date(von) == Zeitangabe.Date(bis) ? Zeitangabe.Time(bis) : Zeitangabe.DateAndTime(bis))}");
        yield return ("Ort", Inhalt.Ort ?? (Inhalt.Videolink is null ? "nicht angegeben" : "per Video"));
        yield return ("Moderation", Inhalt.Moderation);
        yield return ("Stand", Inhalt switch
        {
            { Fassung: { } f } => $"Fassung {f.Nummer}, genehmigt am {Zeitangabe.DateAndTime(f.GenehmigtAm)}, festgehalten von {f.GenehmigtVonName} ({f.GenehmigtVonAmt})",
            { Status: Sitzungsstatus.InPruefung, EinwaendeBis: { } tag } => $"Entwurf in Prüfung; Einwände bis zum {Zeitangabe.Date(tag)}",
            _ => "Entwurf",
        });
        if (Inhalt.Nacherfasst)
            yield return ("Entstehung", "nach der Sitzung vom Papier übertragen");
    }

    /// <summary>Whether its words stand in this document, not only its place; in the vertrauliche part also of an open item where something vertrauliches is agreed.</summary>
    public bool Shows(Punktinhalt punkt) => !punkt.Verborgen && (punkt.Vertraulich == NurVertrauliches || AgreementsOf(punkt).Count > 0);

    public IReadOnlyList<Vereinbarungsinhalt> AgreementsOf(Punktinhalt punkt) => [.. punkt.Vereinbarungen.Where(v => (punkt.Vertraulich || v.Vertraulich) == NurVertrauliches)];

    /// <summary>Whether something is agreed on at an open item that stands in the other part alone.</summary>
    public bool RefersFor(Punktinhalt punkt) => !NurVertrauliches && !punkt.Vertraulich && punkt.HatVertrauliches;

    public string TitelOf(Punktinhalt punkt) => $"TOP {punkt.Position}: {(Shows(punkt) ? punkt.Titel : Punktinhalt.VertraulicherTitel)}".ReplaceLineEndings(" ");

    /// <summary>Kind and time of an item whose words are shown; of another one its minutes.</summary>
    public string AngabeOf(Punktinhalt punkt)
    {
        var zeit = $"{MinutesOf(punkt)}{(punkt.Beginn is { } beginn ? $" ab {beginn:HH\\:mm} Uhr" : "")}";
        return !Shows(punkt) ? $"Geplant {zeit}"
            : string.Join("; ", ((string?[])
            [
                punkt.Art.Label(), $"geplant {zeit}", punkt.Wirklich is { } wirklich ? $"tatsächlich {wirklich}" : null, punkt.Vortrag is { } wer ? $"Vortrag: {wer}" : null,
            ]).OfType<string>());
    }

    /// <summary>What became of the item where that is not to be seen by its minutes; null for a treated one.</summary>
    public static string? StandOf(Punktinhalt punkt) => punkt.Stand switch
    {
        Punktstand.Vertagt => $"Vertagt{(punkt.Grund is { } grund ? $": {grund}" : ".")}",
        Punktstand.Offen or Punktstand.Laufend => "Noch nicht als behandelt oder vertagt vermerkt.",
        _ => null,
    };

    public IEnumerable<Eintragsinhalt> Printed(Punktinhalt punkt) => punkt.Eintraege.Where(e => !e.Ausgelassen && punkt.Vertraulich == NurVertrauliches);

    /// <summary>Which items of a guest it is about; null for the whole session.</summary>
    public string? ItemOf(Teilnehmerangabe gast) => Inhalt.Punkte.FirstOrDefault(p => p.Id == gast.PunktId) is { } punkt ? $"TOP {punkt.Position}" : null;

    /// <summary>What was agreed, or is still open, with all answers: the lines of one agreement.</summary>
    public static IEnumerable<(string? Label, string Text)> LinesOf(Vereinbarungsinhalt v)
    {
        var frage = v.Frage;
        yield return ($"Vereinbarung ({v.Art.Label()})", frage?.Wortlaut ?? v.Text);
        yield return (null, v.Worte);
        foreach (var b in v.Beteiligte.Where(b => b.Unterstuetzung is not null))
            yield return (null, $"{b.Name}: {b.Unterstuetzung}");
        if (frage is null)
        {
            yield return ("Stand", "formuliert, noch nicht gefragt");
            yield break;
        }
        yield return ("Konsens", $"{frage.Ergebnis}. {frage.Zahlen}");
        foreach (var gruppe in frage.Antworten.GroupBy(a => (a.Worte, a.Grund)))
            yield return (null, $"{gruppe.Key.Worte}: {string.Join(", ", gruppe.Select(a => a.Name))}{(gruppe.Key.Grund is null ? "" : $" – {gruppe.Key.Grund}")}");
    }

    public static string MinutesOf(Punktinhalt punkt) => punkt.Minuten == 1 ? "1 Minute" : $"{punkt.Minuten} Minuten";

    public static string AnswerOf(Einwandinhalt einwand) => einwand.Antwort ?? "steht noch aus";
}
