namespace SchulDigital.Domain.Zustaendigkeiten;

/// <summary>
/// Who may invite whom (Fachkonzept, section 2): the Administration the Koordination (and further Administration); the
/// Koordination people of every organisation with a school in its region, and the Vertretung for a vacant post; the
/// Leitung its own house.
/// </summary>
public static class Einladungsregel
{
    /// <param name="einladend">The active Zuständigkeit of the person who invites.</param>
    /// <param name="rolle">The role that is offered.</param>
    /// <param name="scope">The scope that is offered.</param>
    /// <param name="regionenDesScopes">The regions to which the scope belongs through its schools.</param>
    public static bool Allows(Zustaendigkeit einladend, Rolle rolle, Scope scope, IReadOnlyCollection<Guid> regionenDesScopes)
    {
        if (!rolle.Scopes().Contains(scope.Art))
            return false;

        return einladend.Rolle switch
        {
            Rolle.Administration => rolle is Rolle.Koordination or Rolle.Administration,
            Rolle.Koordination => rolle is not (Rolle.Administration or Rolle.Koordination)
                && regionenDesScopes.Contains(einladend.ScopeId!.Value),
            Rolle.Traegerleitung or Rolle.Schulleitung =>
                einladend.Art != Amtsart.ImAuftrag && einladend.Scope == scope,
            _ => false,
        };
    }

    /// <summary>
    /// The Koordination enters a Vertretung where a Leitung is vacant: kommissarisch, marked as granted from outside.
    /// </summary>
    /// <param name="besetzungen">All Zuständigkeiten of the scope in that role.</param>
    public static Zustaendigkeit FillVacancy(
        Zustaendigkeit koordination, Guid personId, Rolle rolle, Scope scope, IReadOnlyCollection<Guid> regionenDesScopes,
        IEnumerable<Zustaendigkeit> besetzungen, DateOnly heute, DateOnly? bis)
    {
        if (koordination.Rolle != Rolle.Koordination || !Allows(koordination, rolle, scope, regionenDesScopes))
            throw new FachregelVerletzt("Eine Vertretung trägt die Koordination der eigenen Bildungsregion ein.");
        if (!rolle.IsLeitung())
            throw new FachregelVerletzt("Eine Vertretung wird nur für eine Leitung eingetragen.");
        if (besetzungen.Any(z => z.Rolle == rolle && z.Scope == scope && z.Art != Amtsart.ImAuftrag && z.IsActive(heute)))
            throw new FachregelVerletzt("Die Leitung ist besetzt. Ihre Vertretung bestimmt sie selbst.");
        return new Zustaendigkeit(personId, rolle, scope, heute, bis, Amtsart.Kommissarisch) { VonAussen = true };
    }
}
