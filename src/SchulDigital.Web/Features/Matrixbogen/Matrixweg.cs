using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>
/// Addresses of one organisation's matrix: the same for carriers (<c>/traeger/{id}/matrix</c>) and schools
/// (<c>/schulen/{id}/matrix</c>). The Durchgang stands in them, so that a link never points at another year's row.
/// </summary>
public sealed record Matrixweg(Scope Scope, string Organisation, string Durchgang, string Titel)
{
    public string Aktuelle => Scope.Adresse() + "/matrix";
    public string Uebersicht => Scope.Matrixadresse(Durchgang);
    public string Pruefung => Uebersicht + "/pruefung";
    public string Druck => Uebersicht + "/druck";
    public string Pdf => Uebersicht + "/pdf";
    public string Blankobogen => Uebersicht + "/blankobogen";
    public string Tabelle => Uebersicht + "/tabelle";
    public string Verlauf => Uebersicht + "/verlauf";
    public string Weitergabe => Uebersicht + "/weitergabe";
    public string Zuarbeiten => Uebersicht + "/zuarbeiten";
    public string Teilnahme => Uebersicht + "/teilnahme";
    public string Ueberschrift => $"Matrix {Titel}";

    public string Themenfeld(string key) => $"{Uebersicht}/{key}";

    public string Themenfelddruck(string key) => Themenfeld(key) + "/druck";

    public string Zeile(string themenfeld, string kriterium) => $"{Themenfeld(themenfeld)}#zeile-{kriterium}";

    public string Zeilenverlauf(string kriterium) => $"{Uebersicht}/zeilen/{kriterium}/verlauf";

    public string Zuarbeit(Guid id) => $"{Zuarbeiten}/{id}";

    public string Fassung(int nummer) => $"{Uebersicht}/fassungen/{nummer}";

    /// <summary>The breadcrumb up to the list, and further to the overview for pages below it.</summary>
    public (string Text, string Adresse)[] Pfad(bool unterhalb = false) => unterhalb
        ? [("Matrix", "/matrix"), ($"{Organisation}, {Titel}", Uebersicht)]
        : [("Matrix", "/matrix")];
}
