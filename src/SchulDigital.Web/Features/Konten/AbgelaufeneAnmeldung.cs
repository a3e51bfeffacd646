using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// Keeps what somebody typed while the sign-in ran out. A challenged GET goes to the sign-in page; a challenged POST is
/// answered 401 with the sign-in page, and its form travels through it data-protected. It is offered to the same person
/// only, who then saves it with its row versions.
/// </summary>
public sealed class AbgelaufeneAnmeldung(IDataProtectionProvider schutz)
{
    /// <summary>Hidden field of forms worth keeping: the person who fills them.</summary>
    public const string Verfasser = "Verfasser";

    /// <summary>Of text. On its way a form is longer: an umlaut takes six characters, and fields have names.</summary>
    private const int MaxBytes = 64 * 1024;
    private const int MaxAnfrage = 4 * MaxBytes;
    private static readonly TimeSpan Frist = TimeSpan.FromHours(12);
    private static readonly object Schluessel = new();
    private static readonly object ZuLang = new();

    private readonly ITimeLimitedDataProtector _schutz =
        schutz.CreateProtector("SchulDigital.AbgelaufeneAnmeldung").ToTimeLimitedDataProtector();

    public static async Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.XRequestedWith == "fetch")
        {
            // The script keeps the page open, and with it what was typed.
            http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        }
        else if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            context.Response.Redirect(context.RedirectUri);
            return;
        }
        else if (http.Request.HasFormContentType)
        {
            http.Items[Schluessel] = await KeepAsync(http);
        }
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    /// <summary>The protected form of the request that was just challenged, for a hidden field.</summary>
    public static string? Read(HttpContext http) => http.Items[Schluessel] as string;

    /// <summary>Whether the request that was just challenged had a form too long to be kept.</summary>
    public static bool IsTooLong(HttpContext http) => http.Items[Schluessel] == ZuLang;

    /// <summary>
    /// The protected form of a request that waits for a fresh proof of its person; null where there is none. One too long is
    /// kept as far as its address: the browser still has it behind "back".
    /// </summary>
    public string? KeepForProof(HttpContext http, Guid personId)
    {
        if (http.Items[FrischBestaetigtAttribute.Formular] is not IFormCollection form)
            return null;
        var weg = http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "/";
        return Protect(weg, SizeOf(form) > MaxBytes ? [] : form, personId.ToString());
    }

    /// <summary>The form again, if it is whole, not too old, and was filled by this person.</summary>
    public AufbewahrtSeite? Unprotect(string? aufbewahrt, Guid personId)
    {
        if (string.IsNullOrEmpty(aufbewahrt))
            return null;
        try
        {
            var seite = JsonSerializer.Deserialize<AufbewahrtSeite>(_schutz.Unprotect(aufbewahrt));
            return seite is not null && seite.Felder.Any(f => f.Name == Verfasser && f.Wert == personId.ToString()) ? seite : null;
        }
        catch (Exception fehler) when (fehler is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static async Task<object?> KeepAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaxAnfrage)
            return ZuLang;
        var form = await http.Request.ReadFormAsync();
        return SizeOf(form) > MaxBytes
            ? ZuLang
            : http.RequestServices.GetRequiredService<AbgelaufeneAnmeldung>().Protect(http.Request.Path, form);
    }

    /// <summary>Measured, because a request need not say its length.</summary>
    private static int SizeOf(IFormCollection form) => form.Sum(f => f.Value.Sum(w => Encoding.UTF8.GetByteCount(w ?? "")));

    private string? Protect(string weg, IFormCollection form) => StringValues.IsNullOrEmpty(form[Verfasser])
        ? null
        : Protect(weg, form.Where(f => f.Key != Verfasser), form[Verfasser].ToString());

    private string Protect(string weg, IEnumerable<KeyValuePair<string, StringValues>> form, string verfasser) =>
        _schutz.Protect(JsonSerializer.Serialize(new AufbewahrtSeite(weg,
            [.. form.Where(f => f.Key != "__RequestVerificationToken" && f.Key != Verfasser)
                .SelectMany(f => f.Value, (f, wert) => new Formularfeld(f.Key, wert ?? "")), new Formularfeld(Verfasser, verfasser)])), Frist);
}

/// <summary>A form that waited for its writer.</summary>
public sealed record AufbewahrtSeite(string Weg, IReadOnlyList<Formularfeld> Felder);

public sealed record Formularfeld(string Name, string Wert);
