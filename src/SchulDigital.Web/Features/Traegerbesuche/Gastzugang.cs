using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>
/// A guest of one visit: who has the link may answer; who has the code too may read. That the code was given is remembered in
/// this browser for some hours, protected, and for this link alone.
/// </summary>
public sealed class Gastzugang(AppDbContext db, Linkpruefung links, IDataProtectionProvider schutz, TimeProvider uhr, IHttpContextAccessor http)
{
    private const string Keks = "schuldigital-besuch";
    private static readonly TimeSpan Dauer = TimeSpan.FromHours(4);

    private IDataProtector Schutz => schutz.CreateProtector("SchulDigital.Besuch.Code");

    /// <summary>Who comes, or why the link does not open.</summary>
    public async Task<(Gast? Gast, Zugangshindernis? Hindernis)> OpenAsync(string token)
    {
        var link = await links.FindAsync(token);
        var hindernis = await links.CheckAsync(link, Zugangszweck.Besuch);
        if (hindernis is not (null or Zugangshindernis.CodeFalsch or Zugangshindernis.CodeGesperrt) || link is null)
            return (null, hindernis);
        var beteiligter = await db.Besuchsbeteiligte.AsNoTracking().SingleAsync(b => b.Id == link.GegenstandId);
        return beteiligter.NimmtTeil
            ? (new Gast(token, link.Id, beteiligter, hindernis == Zugangshindernis.CodeGesperrt, MayRead: hindernis is null || RememberedFor(link.Id)), null)
            : (null, Zugangshindernis.Widerrufen);
    }

    /// <summary>Null where the code fits; from then on this browser may read.</summary>
    public async Task<Zugangshindernis?> EnterCodeAsync(string token, string code)
    {
        var link = await links.FindAsync(token);
        if (await links.CheckAsync(link, Zugangszweck.Besuch, code) is { } hindernis)
            return hindernis;
        var kontext = http.HttpContext!;
        kontext.Response.Cookies.Append(Keks, Schutz.Protect(JsonSerializer.Serialize(new Merkzettel(link!.Id, uhr.Now().Add(Dauer)))), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = kontext.Request.IsHttps,
            Path = "/besuch/",
            IsEssential = true,
        });
        return null;
    }

    private bool RememberedFor(Guid linkId)
    {
        if (http.HttpContext?.Request.Cookies[Keks] is not { } wert)
            return false;
        try
        {
            return JsonSerializer.Deserialize<Merkzettel>(Schutz.Unprotect(wert)) is { } zettel && zettel.LinkId == linkId && zettel.Bis > uhr.Now();
        }
        catch (Exception fehler) when (fehler is System.Security.Cryptography.CryptographicException or JsonException or FormatException)
        {
            return false;
        }
    }

    private sealed record Merkzettel(Guid LinkId, DateTime Bis);
}

/// <param name="Gesperrt">The code was given wrong too often.</param>
/// <param name="MayRead">The code was given in this browser.</param>
public sealed record Gast(string Token, Guid LinkId, Besuchsbeteiligter Beteiligter, bool Gesperrt, bool MayRead)
{
    public string Basis => $"/besuch/{Token}";
}
