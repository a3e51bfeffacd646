using SchulDigital.Domain;

namespace SchulDigital.Web.Data;

/// <summary>
/// One line of the printed list that serves as second factor and as the way back when a device is lost. Only its hash is
/// kept; each code opens once.
/// </summary>
public sealed class Einmalcode
{
    public const int HashLength = 64;

    private Einmalcode() { }

    public Einmalcode(Guid personId, string hash)
    {
        PersonId = personId;
        Hash = hash;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid PersonId { get; private set; }

    /// <summary>PBKDF2 over the code, salted with the person, hexadecimal: short enough to type, too slow to try out.</summary>
    public string Hash { get; private set; } = "";
    public DateTime? VerbrauchtAm { get; set; }
}
