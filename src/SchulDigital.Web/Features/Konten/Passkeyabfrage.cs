using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// The talk with a device that holds passkeys: a question, and its answer within five minutes. What the server asked
/// travels data-protected through the page; no session is needed for it.
/// </summary>
public sealed class Passkeyabfrage(
    IPasskeyHandler<Benutzer> passkeys, UserManager<Benutzer> konten, IDataProtectionProvider schutz, IHttpContextAccessor http)
{
    public const int BezeichnungMaxLength = 60;
    private const int AntwortMaxLength = 20_000;

    private static readonly TimeSpan Frist = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _anmelden =
        schutz.CreateProtector("SchulDigital.Passkey.Anmelden").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _anlegen =
        schutz.CreateProtector("SchulDigital.Passkey.Anlegen").ToTimeLimitedDataProtector();

    /// <summary>Asks for one of this account's passkeys; without account for any that the device has for this portal.</summary>
    public async Task<Passkeyfrage> AskAsync(Benutzer? konto)
    {
        var frage = await passkeys.MakeRequestOptionsAsync(konto, http.HttpContext!);
        return new Passkeyfrage(Read(frage.RequestOptionsJson), _anmelden.Protect(frage.AssertionState ?? "", Frist));
    }

    /// <summary>Whose passkey answered, with the person's finger, face or PIN; null for anything else.</summary>
    public async Task<Benutzer?> VerifyAsync(string? antwort, string? zustand)
    {
        if (Unprotect(_anmelden, antwort, zustand) is not { } gefragt)
            return null;
        var ergebnis = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http.HttpContext!,
            CredentialJson = antwort!,
            AssertionState = gefragt,
        });
        if (!ergebnis.Succeeded || !ergebnis.Passkey.IsUserVerified)
            return null;
        // The device counts its answers; an old answer would be one too few.
        return (await konten.AddOrUpdatePasskeyAsync(ergebnis.User, ergebnis.Passkey)).Succeeded ? ergebnis.User : null;
    }

    /// <summary>Asks the device to make a passkey.</summary>
    public async Task<Passkeyfrage> OfferAsync(Person person)
    {
        var frage = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = person.Id.ToString(), Name = person.Email, DisplayName = person.Name }, http.HttpContext!);
        return new Passkeyfrage(Read(frage.CreationOptionsJson), _anlegen.Protect(frage.AttestationState ?? "", Frist));
    }

    /// <summary>The passkey that the device made for this person; null for anything else.</summary>
    public async Task<UserPasskeyInfo?> TakeAsync(Guid personId, string? antwort, string? zustand)
    {
        if (Unprotect(_anlegen, antwort, zustand) is not { } gefragt)
            return null;
        var ergebnis = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http.HttpContext!,
            CredentialJson = antwort!,
            AttestationState = gefragt,
        });
        return ergebnis.Succeeded && ergebnis.UserEntity.Id == personId.ToString() && ergebnis.Passkey.IsUserVerified ? ergebnis.Passkey : null;
    }

    private static JsonNode Read(string json) => JsonNode.Parse(json)!;

    private static string? Unprotect(ITimeLimitedDataProtector schutz, string? antwort, string? zustand)
    {
        if (string.IsNullOrEmpty(antwort) || antwort.Length > AntwortMaxLength || string.IsNullOrEmpty(zustand))
            return null;
        try
        {
            using var lesbar = JsonDocument.Parse(antwort);
            return lesbar.RootElement.ValueKind == JsonValueKind.Object ? schutz.Unprotect(zustand) : null;
        }
        catch (Exception fehler) when (fehler is JsonException or CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>What the script hands to the device, and what comes back with the answer.</summary>
public sealed record Passkeyfrage(JsonNode Optionen, string Zustand);

/// <summary>The button that talks to a device.</summary>
public sealed record PasskeySeite(string Adresse, string Knopf)
{
    /// <summary>Makes a passkey instead of asking for one.</summary>
    public bool Neu { get; init; }
    public string? Bezeichnung { get; init; }

    /// <summary>The main button of its form.</summary>
    public bool Haupt { get; init; }
}

/// <summary>What the script sends: the device's answer.</summary>
public sealed record PasskeyForm
{
    public string? Antwort { get; init; }
    public string? Zustand { get; init; }

    /// <summary>What the person calls the device; only for a new passkey.</summary>
    public string? Bezeichnung { get; init; }

    public string? Ticket { get; init; }
    public string? Zurueck { get; init; }
    public string? Aufbewahrt { get; init; }
}
