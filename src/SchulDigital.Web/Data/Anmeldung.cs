using SchulDigital.Domain;

namespace SchulDigital.Web.Data;

/// <summary>
/// A signed-in browser. Ending it signs that browser out at its next request. (A Sitzung is one of a Runder Tisch.)
/// </summary>
public sealed class Anmeldung
{
    private Anmeldung() { }

    public Anmeldung(Guid personId, DateTime beginn, string? geraet = null)
    {
        PersonId = personId;
        Beginn = BestaetigtAm = beginn;
        Geraet = geraet;
    }

    public const int GeraetMaxLength = 80;

    public Guid Id { get; private set; } = Kennung.New();
    public Guid PersonId { get; private set; }
    public DateTime Beginn { get; private set; }
    public DateTime? BeendetAm { get; set; }

    /// <summary>When the person last proved in this browser who she is: acts that ask for it want a recent proof.</summary>
    public DateTime BestaetigtAm { get; set; }

    /// <summary>Browser and system in words ("Firefox auf Windows"), shown to the person herself only.</summary>
    public string? Geraet { get; private set; }
}
