using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>An office as it can be offered: role, capacity, and whether it is help from outside for a time.</summary>
public sealed record Amtswahl(Rolle Rolle, Amtsart Art, bool Hilfe = false)
{
    private static readonly Amtsart[] Leitungsarten = [Amtsart.Leitung, Amtsart.StaendigeVertretung, Amtsart.Kommissarisch];

    public string Key => Hilfe ? $"{Rolle}-Hilfe" : Rolle.IsLeitung() ? $"{Rolle}-{Art}" : Rolle.ToString();

    public string Text => Hilfe ? $"{Rolle.Label()}: Hilfe von außen, für eine Zeit" : WordsOf(Rolle, Art);

    /// <summary>What this office may offer in a scope.</summary>
    public static IReadOnlyList<Amtswahl> For(Zustaendigkeit amt, Scope scope, IReadOnlyCollection<Guid> regionen) =>
    [
        .. from rolle in Rollen.All
           where Einladungsregel.Allows(amt, rolle, scope, regionen)
           from wahl in rolle.IsLeitung() ? Leitungsarten.Select(art => new Amtswahl(rolle, art))
               : rolle is Rolle.Traegerbearbeitung or Rolle.Medienbeauftragte ? [new(rolle, Amtsart.Mitarbeit), new(rolle, Amtsart.Mitarbeit, true)]
               : [new Amtswahl(rolle, Amtsart.Mitarbeit)]
           select wahl,
    ];

    /// <summary>"Schulleitung, ständige Vertretung", "Trägerleitung, im Auftrag: Freigabe".</summary>
    public static string WordsOf(Rolle rolle, Amtsart art, Befugnisse befugnisse = Befugnisse.Keine) => art switch
    {
        Amtsart.Mitarbeit or Amtsart.Leitung => rolle.Label(),
        Amtsart.ImAuftrag => $"{rolle.Label()}, im Auftrag: {befugnisse.Label()}",
        _ => $"{rolle.Label()}, {art.Label()}",
    };

    /// <summary>"seit 01.08.2022", "ab 01.02.2027 bis 31.07.2027", "01.08.2018 bis 14.08.2026".</summary>
    public static string Period(DateOnly von, DateOnly? bis, DateOnly heute) => bis switch
    {
        { } ende when ende < von => "nie angetreten",
        { } ende when ende < heute => $"{von:dd.MM.yyyy} bis {ende:dd.MM.yyyy}",
        { } ende => $"{(von >= heute ? "ab" : "seit")} {von:dd.MM.yyyy}, bis {ende:dd.MM.yyyy}",
        _ => $"{(von >= heute ? "ab" : "seit")} {von:dd.MM.yyyy}",
    };
}
