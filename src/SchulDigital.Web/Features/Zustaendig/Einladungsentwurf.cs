using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>
/// An invitation as it was shown before it is sent. It travels through the preview, protected, so that what is sent is what
/// was shown, and the same preview sent twice is one invitation.
/// </summary>
public sealed record Einladungsentwurf
{
    public required string Name { get; init; }
    public required string Email { get; init; }
    public string? Funktion { get; init; }
    public IReadOnlyList<Amtswunsch> Aemter { get; init; } = [];

    /// <summary>Whose office this person takes over, and that one's last day.</summary>
    public Guid? NachfolgeVonId { get; init; }
    public DateOnly? LetzterTag { get; init; }

    /// <summary>A person who is already invited gets another link; the mail address may be a corrected one.</summary>
    public Guid? ErneutFuerId { get; init; }

    /// <summary>Used where the link needs one; made here so that every answer to the same preview shows the same.</summary>
    public string Code { get; init; } = Zugangslink.NewCode();
}

public sealed record Amtswunsch(
    Rolle Rolle, Amtsart Art, ScopeArt ScopeArt, Guid? ScopeId, Guid? FachbereichId, DateOnly Von, DateOnly? Bis)
{
    public Scope Scope => new(ScopeArt, ScopeId);
}

/// <summary>What one preview holds: one invitation, or the rows of a table.</summary>
public sealed record Sendung(Guid Vorgang, IReadOnlyList<Einladungsentwurf> Entwuerfe)
{
    public static Sendung Of(params IReadOnlyList<Einladungsentwurf> entwuerfe) => new(Kennung.New(), entwuerfe);
}

/// <summary>Protects a preview on its way through the browser: for the same person, the same scope, some hours.</summary>
public sealed class Entwurfsschutz(IDataProtectionProvider schutz)
{
    private static readonly TimeSpan Frist = TimeSpan.FromHours(8);

    public string Protect(Sendung sendung, Guid personId, Scope scope)
    {
        using var gepackt = new MemoryStream();
        using (var packer = new BrotliStream(gepackt, CompressionLevel.Fastest))
            JsonSerializer.Serialize(packer, sendung);
        return Convert.ToBase64String(ProtectorFor(personId, scope).Protect(gepackt.ToArray(), Frist));
    }

    /// <summary>Null for anything that was not made here, for somebody else, or too long ago.</summary>
    public Sendung? Unprotect(string? text, Guid personId, Scope scope)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            using var gepackt = new MemoryStream(ProtectorFor(personId, scope).Unprotect(Convert.FromBase64String(text)));
            using var entpacker = new BrotliStream(gepackt, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Sendung>(entpacker);
        }
        catch (Exception fehler) when (fehler is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector ProtectorFor(Guid personId, Scope scope) => schutz
        .CreateProtector("SchulDigital.Einladungsentwurf", personId.ToString(), scope.Art.ToString(), scope.Id?.ToString() ?? "-")
        .ToTimeLimitedDataProtector();
}
