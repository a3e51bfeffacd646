using SchulDigital.Domain.RundeTische;

namespace SchulDigital.Web.Features.Tische;

/// <summary>Addresses of one table.</summary>
public sealed record Tischweg(Guid Id)
{
    public string Seite => $"/runde-tische/{Id}";
    public string Bearbeitung => Seite + "/bearbeitung";
    public string Mitglieder => Seite + "/mitglieder";
    public string Textbausteine => Seite + "/textbausteine";
    public string Sitzungen => Seite + "/sitzungen";

    public Sitzungsweg Sitzung(int nr) => new(Id, nr);
}

/// <summary>Addresses of one session.</summary>
public sealed record Sitzungsweg(Guid TischId, int Nr)
{
    public string Seite => $"/runde-tische/{TischId}/sitzungen/{Nr}";
    public string Planung => Seite + "/planung";
    public string Gaeste => Seite + "/gaeste";
    public string Tagesordnung => Seite + "/tagesordnung";
    public string Einladung => Seite + "/einladung";
    public string Termin => Seite + "/termin";
    public string Terminabstimmung => Seite + "/terminabstimmung";
    public string Absage => Seite + "/absage";
    public string Ablauf => Seite + "/ablauf";
    public string Protokoll => Seite + "/protokoll";
    public string Mappe => Seite + "/mappe";
    public string Regieblatt => Seite + "/regieblatt";
    public string Anwesenheitsliste => Seite + "/anwesenheitsliste";
    public string Konsensbogen => Seite + "/konsensbogen";
    public string Protokollbogen => Seite + "/protokollbogen";

    public string Punkt(Guid punktId) => $"{Tagesordnung}/{punktId}";

    public string Unterlage(Guid unterlageId) => $"{Seite}/unterlagen/{unterlageId}";
}

/// <summary>What the person may do at this session.</summary>
/// <param name="Leitet">Moderates it.</param>
/// <param name="Selbst">The member that she stands for; null for Moderation and advisers of the table.</param>
/// <param name="Entscheidet">That member has an entscheidende Stimme.</param>
/// <param name="LiestVertrauliches">Moderation and entscheidende members.</param>
public sealed record Sitzungsrechte(bool Leitet, Guid? Selbst, bool Entscheidet, bool LiestVertrauliches);

public static class Terminworte
{
    public static string Of(DateOnly? tag, TimeOnly? uhrzeit, int dauer) =>
        tag is not { } t ? "Termin noch offen"
        : uhrzeit is { } u ? $"{t:dddd, dd.MM.yyyy}, {u:HH\\:mm} bis {u.AddMinutes(dauer):HH\\:mm} Uhr"
        : $"{t:dddd, dd.MM.yyyy}, Uhrzeit noch offen";

    /// <summary>The sum of the minutes against the time of the session.</summary>
    public static string Sum(int minuten, int dauer) => minuten == dauer ? $"{minuten} Minuten, genau die Dauer der Sitzung"
        : minuten < dauer ? $"{minuten} von {dauer} Minuten, {dauer - minuten} Minuten Luft" : $"{minuten} von {dauer} Minuten, das sind {minuten - dauer} Minuten zu viel";

    /// <summary>State and, where it matters, who waits for what.</summary>
    public static string StatusOf(Sitzungsstatus status) => status switch
    {
        Sitzungsstatus.Laufend => "läuft gerade",
        Sitzungsstatus.Protokollentwurf => "Protokollentwurf",
        Sitzungsstatus.InPruefung => "Protokoll in Prüfung",
        Sitzungsstatus.Genehmigt => "Protokoll genehmigt",
        _ => status.Label(),
    };
}
