using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Security;

/// <summary>How a sign-in was proven: a claim of its cookie.</summary>
public enum Nachweis
{
    Passwort,

    /// <summary>With the last code of the list, and there is nothing else: a new one is due before anything else.</summary>
    Verbraucht,

    ZweiterFaktor,
}

/// <summary>
/// Whether people who release or sign need a second factor: <c>Konten:ZweiterFaktorPflicht</c>, preset true, false in the
/// demo. The duty follows from the offices of today and ends with them.
/// </summary>
public sealed class Zweitfaktorpflicht(IConfiguration konfiguration, IHostEnvironment umgebung)
{
    /// <summary>Where a second factor is set up.</summary>
    public const string Seite = "/konto/zweiter-faktor";

    private readonly bool _gilt =
        konfiguration.GetValue("Konten:ZweiterFaktorPflicht", !Start.IsDemo(konfiguration, umgebung));

    public bool Covers(IEnumerable<Zustaendigkeit> zustaendigkeiten) =>
        _gilt && zustaendigkeiten.Any(z => z.Befugnisse != Befugnisse.Keine);
}

/// <summary>Names a route that is open to somebody who has still to set up her second factor.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class VorZweitemFaktorAttribute : Attribute;
