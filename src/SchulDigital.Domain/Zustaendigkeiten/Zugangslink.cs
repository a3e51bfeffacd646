using System.Security.Cryptography;
using System.Text;

namespace SchulDigital.Domain.Zustaendigkeiten;

/// <summary>What a personal link is for. A link opens its one purpose and its one subject, nothing else.</summary>
public enum Zugangszweck { Einladung, PasswortNeu, Zuarbeit, Besuch, Sitzung, Termin }

/// <summary>Why a link does not open.</summary>
public enum Zugangshindernis { Unbekannt, Abgelaufen, Verbraucht, Widerrufen, CodeFalsch, CodeGesperrt }

/// <summary>
/// The only door without sign-in to anybody's data: purpose, subject, end, an optional code that travels another way.
/// Stored are hashes only; the token itself is shown once, to whoever makes the link (Fachkonzept, section 2).
/// </summary>
public sealed class Zugangslink
{
    public const int HashLength = 64;

    /// <summary>Wrong codes after which the link stays shut.</summary>
    public const int MaxCodeversuche = 5;

    /// <summary>Letters and digits of which none is taken for another, read aloud or written by hand.</summary>
    private const string Codezeichen = "ACDEFHJKLMNPRTUVWXY34679";

    private Zugangslink() { }

    private Zugangslink(Zugangszweck zweck, Guid gegenstandId, DateTime endet, bool einmalig)
    {
        Zweck = zweck;
        GegenstandId = gegenstandId;
        EndetAm = endet;
        Einmalig = einmalig;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Zugangszweck Zweck { get; private set; }

    /// <summary>Id of what the link opens: for an invitation and a new password the person, else what it is about.</summary>
    public Guid GegenstandId { get; private set; }
    public string TokenHash { get; private set; } = "";
    public string? CodeHash { get; private set; }
    public DateTime EndetAm { get; private set; }
    public bool Einmalig { get; private set; }
    public DateTime? VerbrauchtAm { get; private set; }
    public DateTime? WiderrufenAm { get; private set; }
    public int Codeversuche { get; private set; }

    /// <summary>Counter that makes two simultaneous uses of a single-use link exclude each other.</summary>
    public int Version { get; private set; }

    /// <summary>Makes a link. The token (256 random bits, usable in an address) is returned once and never stored.</summary>
    public static (Zugangslink Link, string Token) Create(
        Zugangszweck zweck, Guid gegenstandId, DateTime endet, bool einmalig = true, string? code = null)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var link = new Zugangslink(zweck, gegenstandId, endet, einmalig) { TokenHash = HashOf(token) };
        link.CodeHash = code is null ? null : HashOf(link.Id.ToString("N") + NormalizeCode(code));
        return (link, token);
    }

    /// <summary>A code to pass on by telephone or letter: three groups of four, for example <c>KM7P-3HXA-T9RC</c>.</summary>
    public static string NewCode() =>
        string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Codezeichen, 4)));

    /// <summary>The form in which a token is stored and looked up: SHA-256, hexadecimal.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>
    /// Whether the link opens now; null means yes. A wrong code is counted, so the caller saves also after a refusal.
    /// </summary>
    public Zugangshindernis? Check(Zugangszweck zweck, DateTime jetzt, string? code = null)
    {
        if (zweck != Zweck)
            return Zugangshindernis.Unbekannt;
        if (WiderrufenAm is not null)
            return Zugangshindernis.Widerrufen;
        if (VerbrauchtAm is not null)
            return Zugangshindernis.Verbraucht;
        if (jetzt >= EndetAm)
            return Zugangshindernis.Abgelaufen;
        if (CodeHash is null)
            return null;
        if (Codeversuche >= MaxCodeversuche)
            return Zugangshindernis.CodeGesperrt;
        if (code is not null && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(CodeHash), Encoding.ASCII.GetBytes(HashOf(Id.ToString("N") + NormalizeCode(code)))))
            return null;
        if (code is not null)
        {
            Codeversuche++;
            Version++;
        }
        return Zugangshindernis.CodeFalsch;
    }

    /// <summary>Uses the link; a single-use link is spent by it.</summary>
    public void Use(Zugangszweck zweck, DateTime jetzt, string? code = null)
    {
        if (Check(zweck, jetzt, code) is { } hindernis)
            throw new FachregelVerletzt(hindernis.Satz());
        if (!Einmalig)
            return;
        VerbrauchtAm = jetzt;
        Version++;
    }

    public void Revoke(DateTime jetzt)
    {
        WiderrufenAm ??= jetzt;
        Version++;
    }

    /// <summary>Opens longer; never shorter than it did.</summary>
    public void Extend(DateTime endet)
    {
        if (endet <= EndetAm)
            return;
        EndetAm = endet;
        Version++;
    }

    private static string NormalizeCode(string code) =>
        new(code.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray());
}

public static class Zugangshindernisse
{
    /// <summary>The refusal in a sentence for the person who followed the link.</summary>
    public static string Satz(this Zugangshindernis hindernis) => hindernis switch
    {
        Zugangshindernis.Abgelaufen => "Dieser Link ist abgelaufen. Bitten Sie die Stelle, die ihn geschickt hat, um einen neuen.",
        Zugangshindernis.Verbraucht => "Dieser Link wurde bereits benutzt. Wenn Sie das nicht selbst waren, melden Sie es der Stelle, die ihn geschickt hat.",
        Zugangshindernis.Widerrufen => "Dieser Link wurde zurückgenommen.",
        Zugangshindernis.CodeFalsch => "Der Code passt nicht zu diesem Link.",
        Zugangshindernis.CodeGesperrt => "Der Code wurde zu oft falsch eingegeben. Bitten Sie um einen neuen Link.",
        _ => "Diesen Link gibt es nicht. Prüfen Sie, ob die Adresse vollständig übernommen wurde.",
    };
}
