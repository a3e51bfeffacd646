using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
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
            || z.ScopeArt == ScopeArt.RunderTisch && db.RundeTische.Any(t => t.Id == z.ScopeId && kommunen.Contains(t.KommuneId))
            || z.ScopeArt == ScopeArt.Schulgruppe && db.Schulgruppen.Any(g => g.Id == z.ScopeId && regionen.Contains(g.BildungsregionId)));
    }
}
