using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Domain.Besuche;

/// <summary>What is noted on one Themenfeld during the talk, or afterwards from paper. Stays in the house until the record says it.</summary>
public sealed class Besuchsnotiz
{
    public const int TextMaxLength = 8000;

    private Besuchsnotiz() { }

    internal Besuchsnotiz(Guid besuchId, string themenfeld)
    {
        BesuchId = besuchId;
        Themenfeld = themenfeld;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid BesuchId { get; private set; }

    /// <summary>Key; empty for what belongs to none.</summary>
    public string Themenfeld { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <summary>Counts the changes; a save names the one that it was made on.</summary>
    public int Version { get; private set; }
    public DateTime? GeaendertAm { get; private set; }
    public Guid? GeaendertVonId { get; private set; }

    internal void Write(string text, Urheber urheber, DateTime jetzt)
    {
        (Text, GeaendertAm, GeaendertVonId) = (text, jetzt, urheber.PersonId);
        Version++;
    }
}
