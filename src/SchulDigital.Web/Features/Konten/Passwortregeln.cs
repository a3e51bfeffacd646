using Microsoft.AspNetCore.Identity;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Konten;

public static class Passwortregeln
{
    /// <summary>What is wrong with a new password, in sentences; empty where nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(UserManager<Benutzer> konten, Benutzer konto, string passwort)
    {
        var fehler = new List<string>();
        foreach (var pruefer in konten.PasswordValidators)
            if (await pruefer.ValidateAsync(konten, konto, passwort) is { Succeeded: false } ergebnis)
                fehler.AddRange(ergebnis.Errors.Select(e => e.Description));
        return fehler;
    }
}
