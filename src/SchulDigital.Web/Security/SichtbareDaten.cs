using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Security;

/// <summary>What this person may see: where every list starts.</summary>
public sealed class SichtbareDaten(AppDbContext db, AktuellerBenutzer benutzer)
{
    /// <summary>
    /// Matrices whose state the person may know: the own house's, those of the own carrier's schools, those of the
    /// region that she coordinates. Their rows only where <see cref="Handlung.MatrixLesen"/> is granted.
    /// </summary>
    public IQueryable<Matrix> Matrizen()
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        return db.Matrizen.Where(m =>
            traeger.Contains(m.SchultraegerId!.Value)
            || schulen.Contains(m.SchuleId!.Value)
            || db.Schulen.Any(s => s.Id == m.SchuleId && traeger.Contains(s.SchultraegerId!.Value))
            || db.Durchgaenge.Any(d => d.Id == m.DurchgangId && regionen.Contains(d.BildungsregionId)));
    }

    /// <summary>The matrices of one organisation, whose scope the policy granted.</summary>
    public IQueryable<Matrix> Matrizen(Scope scope) => scope.Art == ScopeArt.Schultraeger
        ? db.Matrizen.Where(m => m.SchultraegerId == scope.Id)
        : db.Matrizen.Where(m => m.SchuleId == scope.Id);

    /// <summary>What was passed on to one carrier, one school or the Koordination of one region, and still is.</summary>
    public IQueryable<Weitergabe> Weitergaben(Scope empfaenger) => db.Weitergaben.Where(w => w.Status == WeitergabeStatus.Gilt && (
        empfaenger.Art == ScopeArt.Schultraeger && w.Kreis == Empfaengerkreis.Schultraeger && w.EmpfaengerId == empfaenger.Id
        || empfaenger.Art == ScopeArt.Bildungsregion && w.Kreis == Empfaengerkreis.Koordination && w.EmpfaengerId == empfaenger.Id
        || empfaenger.Art == ScopeArt.Schule && w.Kreis == Empfaengerkreis.SchulenDesTraegers
            && db.Schulen.Any(s => s.Id == empfaenger.Id && s.SchultraegerId == w.EmpfaengerId)));

    /// <summary>Visits of the own carriers, and those to which an own organisation is invited.</summary>
    public IQueryable<Besuch> Besuche()
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger, Rolle.Traegerbearbeitung, Rolle.Traegerleitung);
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        return db.Besuche.Where(b => traeger.Contains(b.SchultraegerId) || b.Beteiligte.Any(t => t.EingeladenAm != null && t.AusgeladenAm == null
            && (t.Art == Beteiligungsart.Schultraeger && traeger.Contains(t.BezugId!.Value)
                || t.Art == Beteiligungsart.Koordination && regionen.Contains(t.BezugId!.Value))));
    }

    /// <summary>What was passed on to the participants of a visit: the Leseexemplare.</summary>
    public IQueryable<Weitergabe> Leseexemplare(Guid besuchId) => db.Weitergaben.Where(w =>
        w.Status == WeitergabeStatus.Gilt && w.Kreis == Empfaengerkreis.Besuch && w.EmpfaengerId == besuchId);

    /// <summary>
    /// Zuständigkeiten that the person looks after: of the own house as its Leitung, of everything in the own region as
    /// Koordination, of every Koordination as Administration. Which acts are allowed on one, its scope's policy says.
    /// </summary>
    public IQueryable<Zustaendigkeit> VerwalteteZustaendigkeiten()
    {
        var haeuser = benutzer.Zustaendigkeiten
            .Where(z => z.Rolle.IsLeitung() && Rechte.Of(Handlung.ZustaendigkeitenVerwalten).Grants(z)).Select(z => z.ScopeId).ToList();
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        var alleRegionen = benutzer.Has(Rolle.Administration);
        var kommunen = db.Kommunen.Where(k => regionen.Contains(k.BildungsregionId!.Value)).Select(k => k.Id);
        return db.Zustaendigkeiten.Where(z =>
            haeuser.Contains(z.ScopeId)
            || z.ScopeArt == ScopeArt.Bildungsregion && (alleRegionen || regionen.Contains(z.ScopeId!.Value))
            || z.ScopeArt == ScopeArt.Schule && db.Schulen.Any(s => s.Id == z.ScopeId && kommunen.Contains(s.KommuneId!.Value))
            || z.ScopeArt == ScopeArt.Schultraeger && db.Schulen.Any(s => s.SchultraegerId == z.ScopeId && kommunen.Contains(s.KommuneId!.Value))
            || z.ScopeArt == ScopeArt.RunderTisch && db.RundeTische.Any(t => t.Id == z.ScopeId
                && (kommunen.Contains(t.KommuneId!.Value) || regionen.Contains(t.BildungsregionId!.Value)))
            || z.ScopeArt == ScopeArt.Schulgruppe && db.Schulgruppen.Any(g => g.Id == z.ScopeId && regionen.Contains(g.BildungsregionId)));
    }

    /// <summary>
    /// The Runde Tische (and other circles) at which the person sits: for a house that is a member, as Moderation or adviser of
    /// the table, as Koordination of the region. A school that is closed sits there no more.
    /// </summary>
    public IQueryable<RunderTisch> Tische()
    {
        var tische = benutzer.ScopeIds(ScopeArt.RunderTisch);
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        return db.RundeTische.Where(t =>
            tische.Contains(t.Id)
            || t.Mitglieder.Any(m => m.AusgeschiedenAm == null && (m.ScopeArt == ScopeArt.Schule && schulen.Contains(m.ScopeId!.Value)
                    && !db.Schulen.Any(s => s.Id == m.ScopeId && s.Geschlossen)
                || m.ScopeArt == ScopeArt.Schultraeger && traeger.Contains(m.ScopeId!.Value)))
            || regionen.Contains(t.BildungsregionId!.Value)
            || db.Kommunen.Any(k => k.Id == t.KommuneId && regionen.Contains(k.BildungsregionId!.Value)));
    }

    /// <summary>The backlogs of those tables.</summary>
    public IQueryable<Thema> Themen()
    {
        var tische = Tische();
        return db.Themen.Where(t => tische.Any(r => r.Id == t.RunderTischId));
    }

    /// <summary>
    /// Agreements that bind an own house or came from its visit, and those of the own tables; there the vertrauliche only for the
    /// Moderation and the entscheidende members.
    /// </summary>
    public IQueryable<Vereinbarung> Vereinbarungen()
    {
        var moderierte = benutzer.ScopeIds(ScopeArt.RunderTisch, Rolle.Moderation);
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger, Rolle.Traegerbearbeitung, Rolle.Traegerleitung);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var haeuser = traeger.Concat(schulen).ToList();
        var tische = Tische();
        return db.Vereinbarungen.Where(v =>
            v.Beteiligte.Any(b => b.IsBound && haeuser.Contains(b.ScopeId))
            || traeger.Contains(v.SchultraegerId!.Value)
            || tische.Any(t => t.Id == v.RunderTischId && (!v.Vertraulich || moderierte.Contains(t.Id)
                || t.Mitglieder.Any(m => m.AusgeschiedenAm == null && m.Stimme == Stimme.Entscheidend && haeuser.Contains(m.ScopeId!.Value)))));
    }

    /// <summary>
    /// Berichtsbögen of which the person may know: of the own carriers, about the own schools, those delivered to an own office,
    /// and as Koordination all of the houses in its region. What they say, <see cref="Handlung.BerichtLesen"/> decides.
    /// </summary>
    public IQueryable<Berichtsbogen> Berichtsboegen()
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger, Rolle.Traegerbearbeitung, Rolle.Traegerleitung);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        var empfaenger = regionen.Concat(benutzer.ScopeIds(ScopeArt.Schulgruppe, Rolle.Schulaufsicht)).ToList();
        return db.Berichtsboegen.Where(b =>
            traeger.Contains(b.SchultraegerId)
            || b.Beteiligte.Any(h => schulen.Contains(h.ScopeId))
            || b.Zustellungen.Any(z => empfaenger.Contains(z.ScopeId))
            || b.Beteiligte.Any(h => (h.ScopeArt == ScopeArt.Schule || b.Art == Berichtsart.Schultraeger)
                && db.Schulen.Any(s => (s.Id == h.ScopeId || s.SchultraegerId == h.ScopeId) && db.Kommunen.Any(k => k.Id == s.KommuneId && regionen.Contains(k.BildungsregionId!.Value)))));
    }

    /// <summary>Of these the ones whose text this person reads: the carrier's, a school's from the review on, and what was delivered or handed over. What was withdrawn before it was final is a draft again.</summary>
    public IQueryable<Berichtsbogen> LesbareBerichtsboegen()
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger, Rolle.Traegerbearbeitung, Rolle.Traegerleitung);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var empfaenger = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination).Concat(benutzer.ScopeIds(ScopeArt.Schulgruppe, Rolle.Schulaufsicht)).ToList();
        return db.Berichtsboegen.Where(b =>
            traeger.Contains(b.SchultraegerId)
            || b.Status != Berichtsstatus.Entwurf && (b.Status != Berichtsstatus.Zurueckgezogen || b.EingefrorenAm != null) && b.Beteiligte.Any(h => schulen.Contains(h.ScopeId))
            || b.Zustellungen.Any(z => empfaenger.Contains(z.ScopeId)));
    }

    /// <summary>
    /// Tasks of the offices that the person holds, and those for which she is named from outside. Who left the organisation sees
    /// its tasks no more, also where her name still stands.
    /// </summary>
    public IQueryable<Aufgabe> Aufgaben()
    {
        var aemter = benutzer.Zustaendigkeiten.Where(Rechte.Of(Handlung.AufgabenLesen).Grants).Select(z => z.ScopeId!.Value).Distinct().ToList();
        return db.Aufgaben.Where(a => aemter.Contains(a.ScopeId)
            || a.PersonId == benutzer.PersonId && !db.Zustaendigkeiten.Any(z => z.PersonId == benutzer.PersonId && z.ScopeId == a.ScopeId));
    }

    /// <summary>
    /// Of those, what waits for this person: she is named for it, or holds the office and nobody is named who still does.
    /// </summary>
    public IQueryable<Aufgabe> AufgabenFuerMich(DateOnly heute) => Aufgaben().Where(a =>
        a.PersonId == benutzer.PersonId
        || db.Zustaendigkeiten.Any(z => z.PersonId == benutzer.PersonId && z.ScopeId == a.ScopeId && (a.Rolle == null || z.Rolle == a.Rolle)
                && z.Von <= heute && (z.Bis == null || z.Bis >= heute))
            && !db.Zustaendigkeiten.Any(z => z.PersonId == a.PersonId && z.ScopeId == a.ScopeId
                && z.Von <= heute && (z.Bis == null || z.Bis >= heute)));
}
