using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Shared;

/// <summary>Where the pages of a scope begin.</summary>
public static class Bereichsadresse
{
    /// <summary>For example <c>/schulen/{id}</c>; empty for the installation, which has no page.</summary>
    public static string Adresse(this Scope scope) => scope.Art switch
    {
        ScopeArt.Schultraeger => $"/traeger/{scope.Id}",
        ScopeArt.Schule => $"/schulen/{scope.Id}",
        ScopeArt.RunderTisch => $"/runde-tische/{scope.Id}",
        ScopeArt.Schulgruppe => $"/schulgruppen/{scope.Id}",
        ScopeArt.Bildungsregion => $"/regionen/{scope.Id}",
        _ => "",
    };

    /// <summary>Its matrix of one Durchgang.</summary>
    public static string Matrixadresse(this Scope scope, string key) => $"{scope.Adresse()}/matrix/{key}";
}
