using Microsoft.AspNetCore.Identity;

namespace SchulDigital.Web.Data;

/// <summary>
/// The account of a <see cref="Domain.Zustaendigkeiten.Person"/> (same id): password, second factor, lockout. What the
/// person is and may do stands in the domain.
/// </summary>
public sealed class Benutzer : IdentityUser<Guid>
{
    public bool Demo { get; set; }
}
