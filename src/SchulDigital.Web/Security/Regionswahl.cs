using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Security;

/// <summary>
/// The regions that a person takes part in, and the one that she chose in the header. Only what pages are headed with
/// and preset to: rights never come from here, so the names may be a minute old.
/// </summary>
public sealed class Regionswahl(
    AppDbContext db, AktuellerBenutzer benutzer, IMemoryCache gedaechtnis, IHttpContextAccessor http)
{
    public const string Cookie = "schuldigital-region";

    private IReadOnlyList<Region>? _regionen;

    public async Task<IReadOnlyList<Region>> GetAllAsync()
    {
        if (_regionen is not null)
            return _regionen;
        if (!benutzer.IsSignedIn)
            return _regionen = [];

        var schluessel = ("Regionen", string.Join(' ', benutzer.Zustaendigkeiten.Select(z => z.ScopeId).Order()));
        try
        {
            return _regionen = (await gedaechtnis.GetOrCreateAsync(schluessel, eintrag =>
            {
                eintrag.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1);
                return LoadAsync();
            }))!;
        }
        catch (Exception fehler) when (Datenbank.IsGone(fehler))
        {
            // The page that says so has the same header.
            return _regionen = [];
        }
    }

    /// <summary>The chosen region, else the first; null for somebody without a region.</summary>
    public async Task<Region?> GetChosenAsync()
    {
        var regionen = await GetAllAsync();
        var gewaehlt = http.HttpContext?.Request.Cookies[Cookie];
        return regionen.FirstOrDefault(r => r.Key == gewaehlt) ?? (regionen.Count > 0 ? regionen[0] : null);
    }

    private async Task<IReadOnlyList<Region>> LoadAsync()
    {
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion);
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var gruppen = benutzer.ScopeIds(ScopeArt.Schulgruppe);
        var tische = benutzer.ScopeIds(ScopeArt.RunderTisch);
        return await db.Bildungsregionen.Where(r => regionen.Contains(r.Id)
                || db.Schulgruppen.Any(g => g.BildungsregionId == r.Id && gruppen.Contains(g.Id))
                || db.RundeTische.Any(t => t.BildungsregionId == r.Id && tische.Contains(t.Id))
                || db.Kommunen.Any(k => k.BildungsregionId == r.Id && (
                    db.Schulen.Any(s => s.KommuneId == k.Id
                        && (schulen.Contains(s.Id) || traeger.Contains(s.SchultraegerId!.Value)))
                    || db.RundeTische.Any(t => t.KommuneId == k.Id && tische.Contains(t.Id)))))
            .OrderBy(r => r.NameSuche)
            .Select(r => new Region(r.Id, r.Key, r.Name, r.Koordinierungsstelle, r.NameMedienbeauftragte))
            .AsNoTracking().ToListAsync();
    }
}

public sealed record Region(Guid Id, string Key, string Name, string Koordinierungsstelle, string NameMedienbeauftragte);
