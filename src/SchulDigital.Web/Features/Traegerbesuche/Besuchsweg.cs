using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>Addresses of one visit.</summary>
public sealed record Besuchsweg(Guid Id)
{
    public string Seite => $"/besuche/{Id}";
    public string Planung => Seite + "/planung";
    public string Beteiligte => Seite + "/beteiligte";
    public string Einladung => Seite + "/einladung";
    public string Termin => Seite + "/termin";
    public string Terminabstimmung => Seite + "/terminabstimmung";
    public string Aufschub => Seite + "/aufschub";
    public string Absage => Seite + "/absage";
    public string Unterlagen => Seite + "/unterlagen";
    public string Fragen => Seite + "/fragen";
    public string Leseexemplare => Seite + "/leseexemplare";
    public string Gegenueber => Seite + "/gegenueber";
    public string Tagesordnung => Seite + "/tagesordnung";
    public string Ablaufplan => Seite + "/ablaufplan";
    public string Notizbogen => Seite + "/notizbogen";
    public string Gespraech => Seite + "/gespraech";
    public string Ergebnisse => Seite + "/ergebnisse";
    public string Vermerk => Seite + "/vermerk";
    public string Vermerkfreigabe => Vermerk + "/freigaben";

    public string Durchfuehrung => Seite + "/durchfuehrung";

    public string Ergebnisruecknahme(Guid ergebnisId) => $"{Ergebnisse}/{ergebnisId}/ruecknahme";

    public string Gastlink(Guid beteiligterId) => $"{Seite}/links/{beteiligterId}";

    public string Brief(Guid beteiligterId) => $"{Seite}/briefe/{beteiligterId}";
}

/// <summary>What every page of a visit says at its top.</summary>
/// <param name="Traeger">The carrier that organises.</param>
/// <param name="IstTraeger">Entered as that carrier, not as a partner.</param>
/// <param name="DarfPlanen">May change it.</param>
public sealed record Besuchskopf(
    Guid Id, string Anlass, Besuchsstatus Status, bool Verschoben, DateOnly? Tag, TimeOnly? Uhrzeit, int Dauer, string? Ort, string? Videolink,
    string Traeger, Scope Scope, bool IstTraeger, bool DarfPlanen)
{
    public Besuchsweg Weg { get; } = new(Id);

    /// <summary>State in words; a moved date shows.</summary>
    public string Stand => Status.Label() + (Verschoben && Status == Besuchsstatus.Eingeladen ? ", Termin verschoben" : "");

    public string Termin => Terminworte(Tag, Uhrzeit, Dauer);

    public bool IsPlannable => Status is Besuchsstatus.Geplant or Besuchsstatus.Eingeladen or Besuchsstatus.Verschoben;

    public bool IsWritable => IsPlannable || Status == Besuchsstatus.Durchgefuehrt;

    public (string Text, string Adresse)[] Pfad(bool unterhalb = false) => unterhalb
        ? [("Besuche", "/besuche"), (Anlass, Weg.Seite)] : [("Besuche", "/besuche")];

    public static string Terminworte(DateOnly? tag, TimeOnly? uhrzeit, int dauer) =>
        tag is not { } t ? "Termin noch offen"
        : uhrzeit is { } u ? $"{t:dddd, dd.MM.yyyy}, {u:HH\\:mm} bis {u.AddMinutes(dauer):HH\\:mm} Uhr"
        : $"{t:dddd, dd.MM.yyyy}, Uhrzeit noch offen";
}
