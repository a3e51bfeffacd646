namespace SchulDigital.Domain.Zustaendigkeiten;

/// <summary>
/// Person × Rolle × scope × Fachbereich × Amtsart × from–to (Fachkonzept, section 2). The only source of rights. Days are
/// days in Europe/Berlin; the last day is included. Ended ones stay as history.
/// </summary>
public sealed class Zustaendigkeit
{
    private Zustaendigkeit() { }

    public Zustaendigkeit(Guid personId, Rolle rolle, Scope scope, DateOnly von, DateOnly? bis = null, Amtsart? art = null)
        : this(personId, rolle, scope, von, bis, art ?? (rolle.IsLeitung() ? Amtsart.Leitung : Amtsart.Mitarbeit))
    {
        if (art is Amtsart.ImAuftrag)
            throw new FachregelVerletzt("Im Auftrag handelt nur, wem die Leitung Befugnisse überträgt.");
    }

    private Zustaendigkeit(Guid personId, Rolle rolle, Scope scope, DateOnly von, DateOnly? bis, Amtsart art)
    {
        if (!rolle.Scopes().Contains(scope.Art) || (scope.Id is null) != (scope.Art == ScopeArt.Installation))
            throw new FachregelVerletzt($"Die Rolle {rolle.Label()} kann nicht für „{scope.Art}“ vergeben werden.");
        if (rolle.IsLeitung() == (art == Amtsart.Mitarbeit))
            throw new FachregelVerletzt($"Zur Rolle {rolle.Label()} passt „{art}“ nicht.");
        if (bis < von)
            throw new FachregelVerletzt("Das Ende einer Zuständigkeit liegt nicht vor ihrem Beginn.");

        PersonId = personId;
        Rolle = rolle;
        ScopeArt = scope.Art;
        ScopeId = scope.Id;
        Von = von;
        Bis = bis;
        Art = art;
        Befugnisse = rolle.IsLeitung() && art != Amtsart.ImAuftrag ? Befugnisse.Alle : Befugnisse.Keine;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid PersonId { get; private set; }
    public Rolle Rolle { get; private set; }
    public ScopeArt ScopeArt { get; private set; }

    /// <summary>Null only for <see cref="ScopeArt.Installation"/>.</summary>
    public Guid? ScopeId { get; private set; }

    /// <summary>Department of the carrier; only for roles of a Schulträger.</summary>
    public Guid? FachbereichId { get; private set; }
    public Amtsart Art { get; private set; }
    public Befugnisse Befugnisse { get; private set; }
    public DateOnly Von { get; private set; }

    /// <summary>Last day, included; null while open.</summary>
    public DateOnly? Bis { get; private set; }

    /// <summary>The Zuständigkeit of the Leitung that handed over its acts; only with <see cref="Amtsart.ImAuftrag"/>.</summary>
    public Guid? DelegiertVonId { get; private set; }

    /// <summary>Entered by somebody outside the organisation; its Leitung is told.</summary>
    public bool VonAussen { get; init; }

    /// <summary>When the Leitung took note of a Zuständigkeit that was granted from outside; null while it waits for her.</summary>
    public DateTime? ZurKenntnisAm { get; private set; }

    /// <summary>The Zuständigkeit that this one follows in the same office; its open tasks came with it.</summary>
    public Guid? NachfolgeVonId { get; private set; }

    /// <summary>When the successor looked through what came with the office; null while she is asked.</summary>
    public DateTime? UebernommenAm { get; private set; }

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

    /// <summary>
    /// Follows another in the same office (Fachkonzept, section 2): open tasks move, what the predecessor confirmed keeps
    /// her name, and the successor is asked to look at what came with it.
    /// </summary>
    public Zustaendigkeit Follow(Zustaendigkeit vorgaenger)
    {
        if (vorgaenger.Rolle != Rolle || vorgaenger.Scope != Scope || vorgaenger.Id == Id)
            throw new FachregelVerletzt("Nachfolgen kann man nur in demselben Amt derselben Organisation.");
        if (Art == Amtsart.ImAuftrag || vorgaenger.Art == Amtsart.ImAuftrag)
            throw new FachregelVerletzt("Wer im Auftrag handelt, hat kein Amt, in dem jemand nachfolgt.");
        NachfolgeVonId = vorgaenger.Id;
        return this;
    }

    /// <summary>The successor has looked through the open tasks of the office.</summary>
    public void AcceptHandover(DateTime jetzt)
    {
        if (NachfolgeVonId is null)
            throw new FachregelVerletzt("Zu diesem Amt gibt es nichts zu übernehmen.");
        UebernommenAm ??= jetzt;
    }

    /// <summary>The Leitung of the house has read that this right was granted from outside.</summary>
    public void Acknowledge(DateTime jetzt)
    {
        if (!VonAussen)
            throw new FachregelVerletzt("Zur Kenntnis genommen wird nur, was von außen erteilt wurde.");
        ZurKenntnisAm ??= jetzt;
    }

    /// <summary>Puts the office into a department of its own carrier.</summary>
    public Zustaendigkeit AssignFachbereich(Fachbereich fachbereich)
    {
        if (ScopeArt != ScopeArt.Schultraeger || fachbereich.SchultraegerId != ScopeId)
            throw new FachregelVerletzt($"Der Fachbereich {fachbereich.Name} gehört nicht zu dieser Organisation.");
        FachbereichId = fachbereich.Id;
        return this;
    }

    /// <summary>
    /// Whether somebody in that office may change and end this one: whoever may invite to it; the Koordination its own
    /// team too. A Vertretung does not remove the Leitung whose place she takes.
    /// </summary>
    /// <param name="regionenDesScopes">The regions to which the scope belongs through its schools.</param>
    public bool CanBeChangedBy(Zustaendigkeit amt, IReadOnlyCollection<Guid> regionenDesScopes) =>
        (Einladungsregel.Allows(amt, Rolle, Scope, regionenDesScopes)
            || amt.Rolle == Rolle.Koordination && Rolle == Rolle.Koordination && amt.Scope == Scope)
        && !(amt.Art == Amtsart.StaendigeVertretung && Art == Amtsart.Leitung);

    /// <summary>
    /// Sets another last day, earlier or later, or none. What happened in an office stays valid, so the day lies no
    /// further back than yesterday, and an office that is over is granted anew instead.
    /// </summary>
    /// <param name="handelnd">Who changes it; null for the portal itself.</param>
    /// <param name="desScopes">All Zuständigkeiten of the scope.</param>
    public void ChangeEnd(DateOnly? bis, DateOnly heute, Guid? handelnd, IReadOnlyCollection<Zustaendigkeit> desScopes)
    {
        if (Bis < heute)
            throw new FachregelVerletzt("Diese Zuständigkeit ist schon beendet. Laden Sie die Person neu ein, wenn sie weiter zuständig sein soll.");
        if (bis == Bis)
            return;
        if (bis < heute.AddDays(-1))
            throw new FachregelVerletzt("Der letzte Tag liegt frühestens gestern: Was seither in diesem Amt geschah, bleibt gültig.");
        if (bis < Von.AddDays(-1))
            throw new FachregelVerletzt("Eine Zuständigkeit kann nicht vor ihrem Beginn enden.");
        if (Art == Amtsart.ImAuftrag)
        {
            if (bis is null)
                throw new FachregelVerletzt("Was im Auftrag geschieht, braucht einen letzten Tag.");
            if (desScopes.FirstOrDefault(z => z.Id == DelegiertVonId)?.Bis < bis)
                throw new FachregelVerletzt("Übertragen werden kann nur innerhalb der eigenen Amtszeit.");
        }
        else if (bis is { } ende && Rolle.IsLeitung() && handelnd == PersonId && !desScopes.Any(z => z.Leads(Rolle, ende.AddDays(1), this)))
        {
            throw new FachregelVerletzt("Danach hätte Ihre Organisation keine Leitung. Tragen Sie eine Nachfolge ein, dann endet Ihr Amt am Tag davor.");
        }

        Bis = bis;
        if (bis is { } letzterTag)
            End(letzterTag, desScopes);
    }

    /// <summary>Another capacity of the same leading role: ständige Vertretung, kommissarisch, Leitung.</summary>
    public void ChangeArt(Amtsart art)
    {
        if (art == Art)
            return;
        if (!Rolle.IsLeitung() || Art == Amtsart.ImAuftrag || art is Amtsart.ImAuftrag or Amtsart.Mitarbeit)
            throw new FachregelVerletzt("So kann diese Zuständigkeit nicht geändert werden. Beenden Sie sie und erteilen Sie eine neue.");
        Art = art;
    }

    /// <summary>
    /// Ends this office on a day and gives it to the next person from the day after (from today, where it is over already).
    /// </summary>
    /// <param name="desScopes">All Zuständigkeiten of the scope: what this one handed over, and a lesser leading office of the successor, end with it.</param>
    public Zustaendigkeit Succeed(
        Guid personId, DateOnly letzterTag, DateOnly? bis, Amtsart art, bool vonAussen, DateOnly heute,
        IReadOnlyCollection<Zustaendigkeit> desScopes)
    {
        if (personId == PersonId)
            throw new FachregelVerletzt("Die Nachfolge tritt eine andere Person an.");
        if (Art == Amtsart.ImAuftrag)
            throw new FachregelVerletzt("Wer im Auftrag handelt, hat kein Amt, in dem jemand nachfolgt.");
        if (Bis < letzterTag || Bis < heute)
            letzterTag = Bis!.Value;
        else if (letzterTag < heute.AddDays(-1))
            throw new FachregelVerletzt("Der letzte Tag liegt frühestens gestern: Was seither in diesem Amt geschah, bleibt gültig.");
        var beginn = letzterTag < heute ? heute : letzterTag.AddDays(1);
        if (desScopes.Any(z => z.PersonId == personId && z.Rolle == Rolle && z.Art == art && z.IsActive(beginn)))
            throw new FachregelVerletzt("Diese Person hat das Amt dann schon.");

        var nachfolge = new Zustaendigkeit(personId, Rolle, Scope, beginn, bis, art) { VonAussen = vonAussen, FachbereichId = FachbereichId }
            .Follow(this);
        End(letzterTag, desScopes);
        foreach (var bisher in desScopes.Where(z => z.PersonId == personId && z.Rolle == Rolle && z.IsActive(beginn)))
            bisher.End(beginn.AddDays(-1), desScopes);
        return nachfolge;
    }

    /// <summary>Whether this office, other than the given one, leads on a day.</summary>
    private bool Leads(Rolle rolle, DateOnly tag, Zustaendigkeit ausser) =>
        Id != ausser.Id && PersonId != ausser.PersonId && Rolle == rolle && Scope == ausser.Scope
        && Art != Amtsart.ImAuftrag && IsActive(tag);

    /// <summary>
    /// Ends the Zuständigkeit with a last day, and with it what it handed over. What the person confirmed keeps her name.
    /// </summary>
    /// <param name="uebertragen">Zuständigkeiten of others; those delegated from this one end with it.</param>
    public void End(DateOnly letzterTag, params IEnumerable<Zustaendigkeit> uebertragen)
    {
        if (letzterTag < Von.AddDays(-1))
            throw new FachregelVerletzt("Eine Zuständigkeit kann nicht vor ihrem Beginn enden.");
        if (Bis is null || letzterTag < Bis)
            Bis = letzterTag;
        foreach (var andere in uebertragen.Where(z => z.DelegiertVonId == Id))
            andere.End(letzterTag < andere.Von ? andere.Von.AddDays(-1) : letzterTag);
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

    /// <summary>The one of the two that is there: what belongs to a house belongs to a carrier or to a school.</summary>
    public static Scope OfHaus(Guid? schultraegerId, Guid? schuleId) =>
        schultraegerId is { } traeger ? Schultraeger(traeger) : Schule(schuleId!.Value);
}
