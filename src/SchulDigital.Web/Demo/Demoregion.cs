using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Demo;

/// <summary>Makes the demo region "Kreis Musterland".</summary>
public sealed class Demoregion
{
    public const string Passwort = "Musterland-2026!";

    /// <summary>One account per role, shown on the sign-in page in demo mode only.</summary>
    public static readonly IReadOnlyList<Demokonto> Konten =
        [.. Rollen.All.Select(r => new Demokonto(r, $"{r.ToString().ToLowerInvariant()}@demo.schuldigital.example"))];

    public Task CreateAsync() => Task.CompletedTask;
}

public sealed record Demokonto(Rolle Rolle, string Email);
