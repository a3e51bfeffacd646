using SchulDigital.Domain;

namespace SchulDigital.Web.Data;

public enum Sicherheitsvorfall
{
    Angemeldet,
    PasswortFalsch,
    ZweiterFaktorFalsch,
    KontoGesperrt,
    Abgemeldet,
    UeberallAbgemeldet,
    LinkAbgelehnt,
    PasswortVergessen,
    PasswortGeaendert,
    ZweiterFaktorEingerichtet,
    ZweiterFaktorEntfernt,
}

/// <summary>
/// Sign-ins and failed attempts, apart from the history and kept only for a short time. No network addresses.
/// </summary>
public sealed class Sicherheitsereignis
{
    private Sicherheitsereignis() { }

    public Sicherheitsereignis(Sicherheitsvorfall vorfall, Guid? personId, DateTime zeit)
    {
        Vorfall = vorfall;
        PersonId = personId;
        Zeit = zeit;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Sicherheitsvorfall Vorfall { get; private set; }
    public Guid? PersonId { get; private set; }
    public DateTime Zeit { get; private set; }
}
