using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Stammdaten;

/// <summary>
/// How the documents of a carrier or a school look: logo with alternative text and the name of the office that stands on
/// them (Fachkonzept, section 3). The address is the one of the register.
/// </summary>
public sealed class Hausvorlage
{
    public const int LogoMaxKilobyte = 200;
    public const int LogoMaxBytes = LogoMaxKilobyte << 10;
    public const int LogoMaxKante = 2000;
    public const int BeschreibungMaxLength = 200;
    public const int StelleMaxLength = 200;

    private Hausvorlage() { }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>Set for a carrier; exactly one of the two is set.</summary>
    public Guid? SchultraegerId { get; private set; }
    public Guid? SchuleId { get; private set; }

    /// <summary>A PNG file; null where the house has none here.</summary>
    public byte[]? Logo { get; private set; }

    /// <summary>What the logo shows, for who does not see it.</summary>
    public string? Logobeschreibung { get; private set; }

    /// <summary>For example "Fachbereich Schule und Sport".</summary>
    public string? Stelle { get; private set; }

    /// <summary>A concurrency token.</summary>
    public int Version { get; private set; }

    public static Hausvorlage For(Scope scope) => scope.Art switch
    {
        ScopeArt.Schultraeger => new Hausvorlage { SchultraegerId = scope.Id },
        ScopeArt.Schule => new Hausvorlage { SchuleId = scope.Id },
        _ => throw new ArgumentException("Carriers and schools have house templates.", nameof(scope)),
    };

    /// <param name="logo">Null leaves the one that is there.</param>
    public Verlaufseintrag Change(Scope scope, byte[]? logo, bool ohneLogo, string? beschreibung, string? stelle, Urheber urheber, DateTime jetzt)
    {
        Logo = ohneLogo ? null : logo ?? Logo;
        if (Logo is not null && string.IsNullOrWhiteSpace(beschreibung))
            throw new FachregelVerletzt("Beschreiben Sie, was auf dem Logo zu sehen ist.");
        (Logobeschreibung, Stelle) = (Logo is null ? null : beschreibung, stelle);
        Version++;
        return new Verlaufseintrag(Ereignis.HausvorlageGeaendert, nameof(Hausvorlage), Id, scope, urheber, jetzt);
    }
}
