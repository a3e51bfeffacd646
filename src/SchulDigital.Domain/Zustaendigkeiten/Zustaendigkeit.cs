namespace SchulDigital.Domain.Zustaendigkeiten;

/// <summary>
/// Person × Rolle × scope × Fachbereich × Amtsart × from–to (Fachkonzept, section 2). The only source of rights. Days are
/// days in Europe/Berlin; the last day is included. Ended ones stay as history.
/// </summary>
public sealed class Zustaendigkeit
{
    private Zustaendigkeit() { }

    public Zustaendigkeit(Guid personId, Rolle rolle, Scope scope, DateOnly von, DateOnly? bis = null, Amtsart? art = null)
    {
        art ??= rolle.IsLeitung() ? Amtsart.Leitung : Amtsart.Mitarbeit;
        if (!rolle.Scopes().Contains(scope.Art))
            throw new FachregelVerletzt($"Die Rolle {rolle.Label()} kann nicht für „{scope.Art}“ vergeben werden.");
        if (rolle.IsLeitung() == (art == Amtsart.Mitarbeit))
            throw new FachregelVerletzt($"Zur Rolle {rolle.Label()} passt „{art}“ nicht.");
        if (bis < von)
            throw new FachregelVerletzt("Das Ende einer Zuständigkeit liegt nicht vor ihrem Beginn.");
        if (art is Amtsart.ImAuftrag && bis is null)
            throw new FachregelVerletzt("Wer im Auftrag handelt, tut das bis zu einem festgelegten Tag.");

        PersonId = personId;
        Rolle = rolle;
        ScopeArt = scope.Art;
        ScopeId = scope.Id;
        Von = von;
        Bis = bis;
        Art = art.Value;
        Befugnisse = rolle.IsLeitung() && art != Amtsart.ImAuftrag ? Befugnisse.Alle : Befugnisse.Keine;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid PersonId { get; private set; }
    public Rolle Rolle { get; private set; }
    public ScopeArt ScopeArt { get; private set; }

    /// <summary>Null only for <see cref="ScopeArt.Installation"/>.</summary>
    public Guid? ScopeId { get; private set; }

    /// <summary>Department of the carrier; only for roles of a Schulträger.</summary>
    public Guid? FachbereichId { get; set; }
    public Amtsart Art { get; private set; }
    public Befugnisse Befugnisse { get; private set; }
    public DateOnly Von { get; private set; }

    /// <summary>Last day, included; null while open.</summary>
    public DateOnly? Bis { get; private set; }

    /// <summary>The Zuständigkeit of the Leitung that handed over its acts; only with <see cref="Amtsart.ImAuftrag"/>.</summary>
    public Guid? DelegiertVonId { get; private set; }

    /// <summary>Entered by somebody outside the organisation; its Leitung is told.</summary>
    public bool VonAussen { get; init; }

    public Scope Scope => new(ScopeArt, ScopeId);

    public bool IsActive(DateOnly heute) => Von <= heute && (Bis is null || heute <= Bis);

    /// <summary>Whether this office may do one of the acts that belong to a Leitung.</summary>
    public bool Can(Befugnisse befugnis) => (Befugnisse & befugnis) == befugnis;

    /// <summary>What stands before the name in documents: "i. V. ", "i. A. " or nothing.</summary>
    public string Zeichnungszusatz => Art switch
    {
        Amtsart.StaendigeVertretung or Amtsart.Kommissarisch => "i. V. ",
        Amtsart.ImAuftrag => "i. A. ",
        _ => "",
    };

    /// <summary>
    /// The Leitung hands release, confirmation or signature to a person for a period. Only what one holds oneself can be
    /// handed over, not longer than one holds it, and not further.
    /// </summary>
    public Zustaendigkeit Delegate(Guid anPersonId, Befugnisse befugnisse, DateOnly von, DateOnly bis)
    {
        if (Art is Amtsart.ImAuftrag || !Rolle.IsLeitung())
            throw new FachregelVerletzt("Nur die Leitung oder ihre Vertretung kann Befugnisse übertragen.");
        if (befugnisse == Befugnisse.Keine || !Can(befugnisse))
            throw new FachregelVerletzt("Wählen Sie, was übertragen wird: Freigabe, Bestätigung oder Unterschrift.");
        if (anPersonId == PersonId)
            throw new FachregelVerletzt("An sich selbst kann niemand Befugnisse übertragen.");
        if (von < Von || Bis is { } ende && bis > ende)
            throw new FachregelVerletzt("Übertragen werden kann nur innerhalb der eigenen Amtszeit.");
        return new Zustaendigkeit(anPersonId, Rolle, Scope, von, bis, Amtsart.ImAuftrag)
        {
            Befugnisse = befugnisse,
            DelegiertVonId = Id,
            FachbereichId = FachbereichId,
        };
    }

    /// <summary>Ends the Zuständigkeit with a last day. What the person confirmed keeps her name.</summary>
    public void End(DateOnly letzterTag)
    {
        if (letzterTag < Von.AddDays(-1))
            throw new FachregelVerletzt("Eine Zuständigkeit kann nicht vor ihrem Beginn enden.");
        if (Bis is null || letzterTag < Bis)
            Bis = letzterTag;
    }
}

/// <summary>Kind and id of what a Zuständigkeit is bound to; the id is null only for the Installation.</summary>
public readonly record struct Scope(ScopeArt Art, Guid? Id)
{
    public static readonly Scope Installation = new(ScopeArt.Installation, null);

    public static Scope Schultraeger(Guid id) => new(ScopeArt.Schultraeger, id);
    public static Scope Schule(Guid id) => new(ScopeArt.Schule, id);
    public static Scope RunderTisch(Guid id) => new(ScopeArt.RunderTisch, id);
    public static Scope Schulgruppe(Guid id) => new(ScopeArt.Schulgruppe, id);
    public static Scope Bildungsregion(Guid id) => new(ScopeArt.Bildungsregion, id);
}
