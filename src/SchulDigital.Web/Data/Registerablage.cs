using SchulDigital.Domain;

namespace SchulDigital.Web.Data;

/// <summary>
/// A register file that somebody uploaded and has not imported yet: kept between preview and import, forgotten after a day.
/// </summary>
public sealed class Registerablage
{
    public const int DateinameMaxLength = 200;

    private Registerablage() { }

    public Registerablage(Guid personId, string dateiname, byte[] inhalt, DateOnly? stand, DateTime jetzt)
    {
        PersonId = personId;
        Dateiname = dateiname;
        Inhalt = inhalt;
        Stand = stand;
        AbgelegtAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid PersonId { get; private set; }
    public string Dateiname { get; private set; } = "";
    public byte[] Inhalt { get; private set; } = [];

    /// <summary>Date of the file as the person gave it; null leaves it to the file's name and content.</summary>
    public DateOnly? Stand { get; private set; }
    public DateTime AbgelegtAm { get; private set; }
}
