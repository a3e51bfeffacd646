using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Shared;

/// <summary>
/// Protects what a preview showed on its way through the browser: for the same person, the same scope, some hours. What is
/// done is then what was shown, and nothing has to be stored until somebody decides.
/// </summary>
public sealed class Entwurfsschutz(IDataProtectionProvider schutz)
{
    private static readonly TimeSpan Frist = TimeSpan.FromHours(8);

    public string Protect<T>(T entwurf, Guid personId, Scope scope) where T : class
    {
        using var gepackt = new MemoryStream();
        using (var packer = new BrotliStream(gepackt, CompressionLevel.Fastest))
            JsonSerializer.Serialize(packer, entwurf);
        return Convert.ToBase64String(ProtectorFor<T>(personId, scope).Protect(gepackt.ToArray(), Frist));
    }

    /// <summary>Null for anything that was not made here, for somebody else, for another purpose or too long ago.</summary>
    public T? Unprotect<T>(string? text, Guid personId, Scope scope) where T : class
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            using var gepackt = new MemoryStream(ProtectorFor<T>(personId, scope).Unprotect(Convert.FromBase64String(text)));
            using var entpacker = new BrotliStream(gepackt, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<T>(entpacker);
        }
        catch (Exception fehler) when (fehler is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector ProtectorFor<T>(Guid personId, Scope scope) => schutz
        .CreateProtector("SchulDigital.Entwurf", typeof(T).Name, personId.ToString(), scope.Art.ToString(), scope.Id?.ToString() ?? "-")
        .ToTimeLimitedDataProtector();
}
