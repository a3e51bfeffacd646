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
}
