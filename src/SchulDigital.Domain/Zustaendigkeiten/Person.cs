using System.Text;

namespace SchulDigital.Domain.Zustaendigkeiten;

/// <summary>
/// Somebody who works with the portal: staff data only (name, function, mail). What the person may do follows from the
/// <see cref="Zustaendigkeit">Zuständigkeiten</see>, never from the person.
/// </summary>
public sealed class Person
{
    public const int NameMaxLength = 120;
    public const int FunktionMaxLength = 120;
    public const int EmailMaxLength = 254;

    private Person() { }

    public Person(string name, string email, string? funktion = null)
    {
        Name = name.Trim();
        NameSuche = Suchform.Of(name);
        Email = NormalizeEmail(email);
        Funktion = funktion;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public string Name { get; private set; } = "";
    public string NameSuche { get; private set; } = "";

    /// <summary>Unique; lower case, so that "Amt@Ort.de" and "amt@ort.de" are one person.</summary>
    public string Email { get; private set; } = "";
    public string? Funktion { get; private set; }

    /// <summary>An invented person of the demo region.</summary>
    public bool Demo { get; init; }

    /// <summary>Since when the person is shut out; null while active.</summary>
    public DateTime? DeaktiviertAm { get; private set; }

    /// <summary>
    /// Whether notices that can also be read in the portal come by mail. What cannot wait (invitations, the own password,
    /// rights granted from outside) is always mailed.
    /// </summary>
    public bool HinweiseJeMail { get; set; } = true;

    public void Deactivate(DateTime jetzt) => DeaktiviertAm ??= jetzt;

    public void Reactivate() => DeaktiviertAm = null;

    public void Rename(string name, string? funktion)
    {
        Name = name.Trim();
        NameSuche = Suchform.Of(name);
        Funktion = funktion;
    }

    /// <summary>A mistyped address, as long as nobody signed in with it.</summary>
    public void CorrectEmail(string email) => Email = NormalizeEmail(email);

    public static string NormalizeEmail(string email) =>
        email.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
