using Microsoft.AspNetCore.Identity;

namespace SchulDigital.Web.Features.Konten;

/// <summary>What ASP.NET Core Identity says, in German.</summary>
public sealed class KontenMeldungen : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => New(nameof(DefaultError), "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.");
    public override IdentityError ConcurrencyFailure() => New(nameof(ConcurrencyFailure), "Das Konto wurde gerade an anderer Stelle geändert.");
    public override IdentityError PasswordTooShort(int length) => New(nameof(PasswordTooShort), $"Das Passwort braucht mindestens {length} Zeichen.");
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => New(nameof(PasswordRequiresUniqueChars), $"Das Passwort braucht mindestens {uniqueChars} verschiedene Zeichen.");
    public override IdentityError DuplicateEmail(string email) => New(nameof(DuplicateEmail), "Zu dieser E-Mail-Adresse gibt es schon ein Konto.");
    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);
    public override IdentityError InvalidEmail(string? email) => New(nameof(InvalidEmail), "Das ist keine gültige E-Mail-Adresse.");
    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);
    public override IdentityError PasswordMismatch() => New(nameof(PasswordMismatch), "Das Passwort ist falsch.");
    public override IdentityError InvalidToken() => New(nameof(InvalidToken), "Dieser Link gilt nicht mehr.");

    private static IdentityError New(string code, string satz) => new() { Code = code, Description = satz };
}
