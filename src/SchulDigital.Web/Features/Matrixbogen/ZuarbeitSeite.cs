using System.Globalization;
using FluentValidation;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>All Zuarbeit of one matrix, newest first: the asker's overview.</summary>
public sealed record ZuarbeitenSeite(Matrixkopf Kopf, IReadOnlyList<Zuarbeitsangabe> Zuarbeiten)
{
    public IEnumerable<Zuarbeitsangabe> Offene => Zuarbeiten.Where(z => z.BeendetAm is null);
    public IEnumerable<Zuarbeitsangabe> Beendete => Zuarbeiten.Where(z => z.BeendetAm is not null);
}

public sealed record ZuarbeitForm
{
    /// <summary>Keys of criteria.</summary>
    public IReadOnlyList<string>? Zeilen { get; init; }

    /// <summary>It was said in a talk: nothing is mailed, the asker enters it.</summary>
    public bool Auskunft { get; init; }
    public string? Name { get; init; }
    public string? Funktion { get; init; }
    public string? Email { get; init => field = value?.ToLowerInvariant(); }
    public DateOnly? Frist { get; init; }
    public string? Nachricht { get; init; }

    /// <summary>Day of the talk.</summary>
    public DateOnly? Am { get; init; }

    /// <summary>Back from the preview, to choose differently.</summary>
    public bool Aendern { get; init; }

    /// <summary>Its fields as they are sent.</summary>
    public IEnumerable<(string Name, string? Wert)> Felder =>
    [
        .. (Zeilen ?? []).Select(z => (nameof(Zeilen), (string?)z)), (nameof(Name), Name), (nameof(Funktion), Funktion),
        (nameof(Email), Email), (nameof(Frist), Frist?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (nameof(Nachricht), Nachricht),
    ];
}

public sealed class ZuarbeitFormValidator : AbstractValidator<ZuarbeitForm>
{
    public ZuarbeitFormValidator()
    {
        RuleFor(f => f.Zeilen).NotEmpty().WithMessage("Wählen Sie mindestens eine Zeile.");
        RuleFor(f => f.Name).NotEmpty().WithMessage("Nennen Sie die Person.").MaximumLength(Zuarbeit.NameMaxLength).WithName("Name");
        RuleFor(f => f.Funktion).NotEmpty().WithMessage("Nennen Sie Funktion oder Fachbereich.").MaximumLength(Zuarbeit.FunktionMaxLength).WithName("Funktion oder Fachbereich");
        RuleFor(f => f.Nachricht).MaximumLength(Zuarbeit.NachrichtMaxLength).WithName("Nachricht");
        When(f => f.Auskunft, () => RuleFor(f => f.Am).NotEmpty().WithMessage("Nennen Sie den Tag der Auskunft.")).Otherwise(() =>
        {
            RuleFor(f => f.Email).Must(e => Mailadresse.IsValid(e)).WithMessage("Geben Sie eine E-Mail-Adresse an.");
            RuleFor(f => f.Frist).NotEmpty().WithMessage("Nennen Sie eine Frist.");
        });
    }
}

public sealed record NeueZuarbeitSeite(
    Matrixkopf Kopf, ZuarbeitForm Form, IReadOnlyList<(Themenfeld Themenfeld, IReadOnlyList<Zeilenauswahl> Zeilen)> Themenfelder,
    IReadOnlyList<string> Fachbereiche)
{
    private IEnumerable<Zeilenauswahl> Gewaehlte => Themenfelder.SelectMany(t => t.Zeilen).Where(z => z.Gewaehlt);

    public int Vertrauliche => Gewaehlte.Count(z => z.Vertraulich);

    /// <summary>Chosen rows of which somebody else was asked and that are not settled yet.</summary>
    public IReadOnlyList<string> SchonGefragt =>
        [.. Gewaehlte.Where(z => z.GefragtBei.Count > 0).Select(z => $"{z.Kriterium.Label}: {string.Join(", ", z.GefragtBei)}")];
}

/// <param name="GefragtBei">Names of people who were asked for it and have not answered for good.</param>
public sealed record Zeilenauswahl(Kriterium Kriterium, bool IsOpen, bool Vertraulich, IReadOnlyList<string> GefragtBei, bool Gewaehlt);

public sealed record ZuarbeitsvorschauSeite(
    Matrixkopf Kopf, ZuarbeitForm Form, string AntwortAn, string Betreff, string Text, int Vertrauliche, IReadOnlyList<string> SchonGefragt);

/// <summary>One Zuarbeit as the asker sees it: what was answered, what it would change, what to do.</summary>
/// <param name="Offen">Decisions are possible.</param>
public sealed record ZuarbeitSeite(
    Matrixkopf Kopf, Katalog Katalog, Zuarbeitsangabe Zuarbeit, bool Offen, Entscheidungen Wahl, IReadOnlyList<Antwortzeile> Zeilen)
{
    public bool HatAntworten => Offen && Zeilen.Any(z => z.Zeile.Stand == Zuarbeitsstand.Beantwortet);
}

/// <param name="Aenderungen">What taking it over would change.</param>
/// <param name="Konflikt">The row was changed in the portal too, after it was shown to who answered.</param>
public sealed record Antwortzeile(
    Kriterium Kriterium, Zuarbeitszeilenangabe Zeile, IReadOnlyList<Verlaufswert> Aenderungen, Konfliktanzeige? Konflikt);

/// <summary>What the asker chose for each answered row.</summary>
/// <param name="Uebernehmen">Rows whose answer counts.</param>
/// <param name="Behalten">Rows where what stands saved counts.</param>
/// <param name="Zurueckgegebene">Rows to be asked again, each with its hint.</param>
/// <param name="Staende">Version of the matrix row that was shown, for rows in conflict.</param>
public sealed record Entscheidungen(
    IReadOnlyList<string> Uebernehmen, IReadOnlyList<string> Behalten, IReadOnlyDictionary<string, string> Zurueckgegebene,
    IReadOnlyDictionary<string, int> Staende, IReadOnlyDictionary<string, string> Fehler)
{
    public const string WertUebernehmen = "uebernehmen";
    public const string WertBehalten = "behalten";
    public const string WertZurueck = "zurueck";
    public const string WertSpaeter = "";

    private static readonly Dictionary<string, string> Leer = [];

    public static readonly Entscheidungen None = new([], [], Leer, new Dictionary<string, int>(), Leer);

    /// <summary>Why nothing was saved.</summary>
    public string? ZuSpaet { get; init; }

    public IReadOnlyCollection<string> Uebernommene => [.. Uebernehmen, .. Behalten];

    public bool IsEmpty => Uebernommene.Count == 0 && Zurueckgegebene.Count == 0;

    public static string Name(string kriterium) => $"Entscheidung.{kriterium}";
    public static string HinweisName(string kriterium) => $"Hinweis.{kriterium}";
    public static string StandName(string kriterium) => $"Stand.{kriterium}";

    /// <summary>What the form shows as chosen for a row; null where nobody chose yet.</summary>
    public string? Of(string kriterium) =>
        Uebernehmen.Contains(kriterium) ? WertUebernehmen
        : Behalten.Contains(kriterium) ? WertBehalten
        : Zurueckgegebene.ContainsKey(kriterium) ? WertZurueck
        : null;

    public static Entscheidungen AllOf(Zuarbeitsvorgang vorgang) => None with { Uebernehmen = [.. Beantwortete(vorgang)] };

    public static Entscheidungen Read(IFormCollection form, Zuarbeitsvorgang vorgang)
    {
        var (uebernehmen, behalten) = (new List<string>(), new List<string>());
        var (zurueck, fehler) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        var staende = new Dictionary<string, int>();
        foreach (var kriterium in Beantwortete(vorgang))
        {
            if (int.TryParse(form[StandName(kriterium)], NumberStyles.None, CultureInfo.InvariantCulture, out var stand))
                staende[kriterium] = stand;
            switch ((string?)form[Name(kriterium)])
            {
                case WertUebernehmen:
                    uebernehmen.Add(kriterium);
                    break;
                case WertBehalten:
                    behalten.Add(kriterium);
                    break;
                case WertZurueck:
                    var lesbar = Texteingabe.Normalize(form[HinweisName(kriterium)], out var hinweis);
                    zurueck[kriterium] = hinweis ?? "";
                    if (!lesbar)
                        fehler[kriterium] = Texteingabe.UnzulaessigesZeichen;
                    else if (hinweis is null)
                        fehler[kriterium] = "Schreiben Sie, was noch fehlt.";
                    else if (hinweis.Length > Zuarbeit.HinweisMaxLength)
                        fehler[kriterium] = $"Die Rückfrage hat {hinweis.Length:N0} Zeichen; möglich sind {Zuarbeit.HinweisMaxLength:N0}.";
                    break;
            }
        }
        return new Entscheidungen(uebernehmen, behalten, zurueck, staende, fehler);
    }

    /// <summary>The rows to be saved, with the words of who said so.</summary>
    /// <param name="ohneWahl">As if nobody had chosen, to see what stands against each other.</param>
    public IReadOnlyDictionary<string, Zeilenform> ToForms(Zuarbeitsvorgang vorgang, bool ohneWahl = false) => vorgang.Zuarbeit.Zeilen
        .Where(z => Uebernommene.Contains(z.Kriterium))
        .ToDictionary(z => z.Kriterium, z =>
        {
            var meine = Uebernehmen.Contains(z.Kriterium);
            return new Zeilenform(z.Kriterium, z.Gelesen, meine || Staende.ContainsKey(z.Kriterium) ? z.Vorgeschlagenes : new Dictionary<Zeilenfeld, string?>())
            {
                Wahl = !ohneWahl && Staende.TryGetValue(z.Kriterium, out var stand) ? new Konfliktwahl(z.Kriterium, meine, stand) : null,
                Auskunft = meine ? vorgang.Zuarbeit.SourceOf(z) : null,
            };
        });

    private static IEnumerable<string> Beantwortete(Zuarbeitsvorgang vorgang) =>
        vorgang.Zuarbeit.Zeilen.Where(z => z.Stand == Zuarbeitsstand.Beantwortet).Select(z => z.Kriterium);
}
