namespace SchulDigital.Domain.Zustaendigkeiten;

/// <summary>
/// The roles of the trade (Fachkonzept, section 2). Austauschpartner is none: it follows from being a partner of a visit.
/// </summary>
public enum Rolle
{
    Traegerbearbeitung,
    Traegerleitung,
    Schulleitung,
    Medienbeauftragte,
    Moderation,
    Koordination,
    Schulaufsicht,
    Medienberatung,
    Administration,
}

/// <summary>To what a Zuständigkeit is bound.</summary>
public enum ScopeArt { Schultraeger, Schule, RunderTisch, Schulgruppe, Bildungsregion, Installation }

/// <summary>
/// In which capacity an office is held. <see cref="Leitung"/>, <see cref="StaendigeVertretung"/>,
/// <see cref="Kommissarisch"/> and <see cref="ImAuftrag"/> belong to the leading roles; every other role is
/// <see cref="Mitarbeit"/>. Documents print i. V. and i. A.
/// </summary>
public enum Amtsart { Mitarbeit, Leitung, StaendigeVertretung, Kommissarisch, ImAuftrag }

/// <summary>The acts that a Leitung may hand to somebody for a period.</summary>
[Flags]
public enum Befugnisse { Keine = 0, Freigabe = 1, Bestaetigung = 2, Unterschrift = 4, Alle = 7 }

/// <summary>What the trade knows about its roles.</summary>
public static class Rollen
{
    public static readonly IReadOnlyList<Rolle> All = Enum.GetValues<Rolle>();

    /// <summary>Roles that release, confirm and sign for their house.</summary>
    public static bool IsLeitung(this Rolle rolle) => rolle is Rolle.Traegerleitung or Rolle.Schulleitung;

    /// <summary>The scopes to which a role can be bound.</summary>
    public static IReadOnlyList<ScopeArt> Scopes(this Rolle rolle) => rolle switch
    {
        Rolle.Traegerbearbeitung or Rolle.Traegerleitung => [ScopeArt.Schultraeger],
        Rolle.Schulleitung or Rolle.Medienbeauftragte => [ScopeArt.Schule],
        Rolle.Moderation or Rolle.Medienberatung => [ScopeArt.RunderTisch],
        Rolle.Koordination => [ScopeArt.Bildungsregion],
        Rolle.Schulaufsicht => [ScopeArt.Schulgruppe, ScopeArt.RunderTisch],
        Rolle.Administration => [ScopeArt.Installation],
        _ => throw new ArgumentOutOfRangeException(nameof(rolle)),
    };

    /// <summary>The role in German words.</summary>
    public static string Label(this Rolle rolle) => rolle switch
    {
        Rolle.Traegerbearbeitung => "Trägerbearbeitung",
        Rolle.Traegerleitung => "Trägerleitung",
        _ => rolle.ToString(),
    };

    /// <summary>The capacity in German words, as far as it is worth saying.</summary>
    public static string Label(this Amtsart art) => art switch
    {
        Amtsart.Leitung => "Leitung",
        Amtsart.StaendigeVertretung => "ständige Vertretung",
        Amtsart.Kommissarisch => "kommissarisch",
        Amtsart.ImAuftrag => "im Auftrag",
        _ => "",
    };

    /// <summary>What was handed over, in German words: "Freigabe und Unterschrift".</summary>
    public static string Label(this Befugnisse befugnisse)
    {
        var worte = new List<string>(3);
        if (befugnisse.HasFlag(Befugnisse.Freigabe))
            worte.Add("Freigabe");
        if (befugnisse.HasFlag(Befugnisse.Bestaetigung))
            worte.Add("Bestätigung");
        if (befugnisse.HasFlag(Befugnisse.Unterschrift))
            worte.Add("Unterschrift");
        return worte.Count < 2 ? string.Concat(worte) : $"{string.Join(", ", worte[..^1])} und {worte[^1]}";
    }
}
