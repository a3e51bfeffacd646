using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Domain.Besuche;

/// <summary>A partner's question to a row before the visit, and what the carrier answers.</summary>
public sealed class Besuchsfrage
{
    public const int TextMaxLength = 2000;

    private Besuchsfrage() { }

    internal Besuchsfrage(Guid besuchId, Besuchsbeteiligter von, string vonName, Kriterium kriterium, Guid zeileId, string text, DateTime jetzt)
    {
        BesuchId = besuchId;
        BeteiligterId = von.Id;
        VonName = vonName;
        Kriterium = kriterium.Key;
        Themenfeld = kriterium.Themenfeld;
        ZeileId = zeileId;
        Text = text;
        GestelltAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BesuchId { get; private set; }
    public Guid BeteiligterId { get; private set; }

    /// <summary>Person and organisation in words.</summary>
    public string VonName { get; private set; } = "";
    public Guid ZeileId { get; private set; }
    public string Kriterium { get; private set; } = "";
    public string Themenfeld { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTime GestelltAm { get; private set; }
    public string? Antwort { get; private set; }
    public Guid? BeantwortetVonId { get; private set; }
    public DateTime? BeantwortetAm { get; private set; }

    internal void Answer(string text, Urheber urheber, DateTime jetzt) => (Antwort, BeantwortetVonId, BeantwortetAm) = (text, urheber.PersonId, jetzt);
}
