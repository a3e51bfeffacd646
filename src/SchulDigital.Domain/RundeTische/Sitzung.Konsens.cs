using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.RundeTische;

/// <content>Where the question of consensus is put.</content>
public sealed partial class Sitzung
{
    /// <summary>
    /// The item at which bound organisations are asked, and which of them are there. Who was there must be noted first: absent
    /// organisations get their days. Who takes no part in this session is absent.
    /// </summary>
    public Konsensort AskAt(Guid punktId, IReadOnlyCollection<Scope> gebundene)
    {
        EnsureWritable();
        var punkt = Item(punktId);
        if (!punkt.IstAufTagesordnung)
            throw new Zustandskonflikt("Dieser Punkt steht nicht auf der Tagesordnung.");
        var beteiligte = _teilnehmer.FindAll(t => t.NimmtTeil && t.Organisation is { } o && gebundene.Contains(o));
        if (beteiligte.Find(t => t.Anwesenheit == Anwesenheit.Offen) is { } offen)
            throw new FachregelVerletzt($"Halten Sie zuerst fest, ob „{offen.Name}“ da ist: Wer fehlt, hat {Konsensfrage.Rueckmeldetage} Tage für die Antwort.");
        return new Konsensort(Id, punktId, beteiligte.Where(t => t.Anwesenheit is Anwesenheit.Anwesend or Anwesenheit.Vertreten).Select(t => t.Organisation!.Value).ToHashSet());
    }

    /// <summary>Something at one of its items changed that is kept elsewhere: open pages look again.</summary>
    public void Stir(DateTime jetzt) => Touch(jetzt);
}
