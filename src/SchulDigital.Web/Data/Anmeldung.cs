using SchulDigital.Domain;

namespace SchulDigital.Web.Data;

/// <summary>
/// A signed-in browser. Ending it signs that browser out at its next request. (A Sitzung is one of a Runder Tisch.)
/// </summary>
public sealed class Anmeldung
{
    private Anmeldung() { }

    public Anmeldung(Guid personId, DateTime beginn)
    {
        PersonId = personId;
        Beginn = beginn;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid PersonId { get; private set; }
    public DateTime Beginn { get; private set; }
    public DateTime? BeendetAm { get; set; }
}
