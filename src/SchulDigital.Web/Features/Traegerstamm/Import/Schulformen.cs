using SchulDigital.Domain;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <summary>
/// One wording for a Schulform, whichever register names it: one by the keys of its key list, the other in words of its
/// own. Keys without a label have the word that the other register uses for the same schools.
/// </summary>
internal static class Schulformen
{
    private const string Waldorf = "Waldorfschule";
    private const string Primus = "Primus (Schulversuch)";
    private const string FoerderschuleRealschuleGymnasium = "Förderschule im Bereich Realschule und Gymnasium";
    private const string FoerderschuleBerufskolleg = "Förderschule im Bereich des Berufskollegs";

    private static readonly Dictionary<string, string> Schluessel = new()
    {
        ["02"] = "Grundschule",
        ["04"] = "Hauptschule",
        ["06"] = "Volksschule",
        ["08"] = "Förderschule",
        ["10"] = "Realschule",
        ["13"] = Primus,
        ["14"] = "Sekundarschule",
        ["15"] = "Gesamtschule",
        ["16"] = "Gemeinschaftsschule (Schulversuch)",
        ["17"] = Waldorf,
        ["18"] = "Hiberniaschule",
        ["19"] = Waldorf,
        ["20"] = "Gymnasium",
        ["25"] = "Weiterbildungskolleg",
        ["30"] = "Berufskolleg",
        ["83"] = "Schule für Kranke",
        ["85"] = FoerderschuleRealschuleGymnasium,
        ["87"] = FoerderschuleRealschuleGymnasium,
        ["88"] = FoerderschuleBerufskolleg,
    };

    private static readonly Dictionary<string, string> Worte = new()
    {
        ["foerderschule grund hauptschule"] = "Förderschule",
        ["foerderschule realschule gymnasium"] = FoerderschuleRealschuleGymnasium,
        ["foerderschule berufskolleg"] = FoerderschuleBerufskolleg,
        ["freie waldorfschule"] = Waldorf,
        ["primus schule"] = Primus,
    };

    public static string Normalize(string wert)
    {
        var schluessel = Registerwerte.Whole(wert).PadLeft(2, '0');
        if (Schluessel.TryGetValue(schluessel, out var label))
            return label;
        return schluessel.Length == 2 ? $"Schulform {schluessel}" : Worte.GetValueOrDefault(Suchform.Of(wert), wert);
    }
}
