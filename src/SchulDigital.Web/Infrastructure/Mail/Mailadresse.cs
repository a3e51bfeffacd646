using System.Net.Mail;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Infrastructure.Mail;

public static class Mailadresse
{
    /// <summary>Whether a text is one plain address, without name, brackets or line break.</summary>
    public static bool IsValid(string text) =>
        text.Length <= Person.EmailMaxLength && MailAddress.TryCreate(text, out var adresse) && adresse.Address == text.Trim()
        && !text.Trim().Any(char.IsWhiteSpace);
}
