using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>Addresses of one scope's Zuständigkeiten, the same for every kind of scope.</summary>
public sealed record Bereichsweg(Scope Scope, string Name)
{
    public string Basis => BasisOf(Scope);
    public string Einladung => Basis + "/einladung";
    public string Versand => Basis + "/einladungen";
    public string Uebertragung => Basis + "/uebertragung";

    public string Amt(Guid id) => $"{Basis}/{id}";

    /// <summary>The breadcrumb up to the list, for pages below it.</summary>
    public (string Text, string Adresse)[] Pfad => [("Zuständigkeiten", "/zustaendigkeiten"), (Name, Basis)];

    public static string BasisOf(Scope scope) => scope.Adresse() + "/zustaendigkeiten";
}
