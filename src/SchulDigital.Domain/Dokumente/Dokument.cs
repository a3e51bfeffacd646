using System.Security.Cryptography;
using System.Text;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Dokumente;

/// <summary>What a stored document is. An Unterlage was uploaded, everything else issued here.</summary>
public enum Dokumentart { Leseexemplar, Besuchsvermerk, Protokoll, Berichtsbogen, Sachstand, Unterlage }

/// <summary>
/// A PDF that was issued: made once, sealed where the installation has a seal, stored, and from then on only delivered,
/// byte for byte (Fachkonzept, sections 4 and 9). Immutable. What it is about may be replaced or withdrawn later; the
/// document itself stays what it was.
/// </summary>
public sealed class Dokument
{
    public const int TitelMaxLength = 300;
    public const int StelleMaxLength = 300;
    public const int DateinameMaxLength = 120;
    public const int SiegelMaxLength = 200;
    public const int MaxBytes = 64 << 20;

    private Dokument() { }

    /// <param name="id">Printed in the document, so it is known before.</param>
    public Dokument(
        Guid id, Dokumentart art, Guid gegenstandId, string auswahl, Scope scope, string titel, string stelle, string dateiname,
        byte[] inhalt, string inhaltshash, string? siegel, string? siegelabdruck, DateTime jetzt)
    {
        Id = id;
        Art = art;
        GegenstandId = gegenstandId;
        Auswahl = auswahl;
        ScopeArt = scope.Art;
        ScopeId = scope.Id;
        Titel = titel;
        Stelle = stelle;
        Dateiname = dateiname;
        Inhalt = inhalt;
        Sha256 = HashOf(inhalt);
        Inhaltshash = inhaltshash;
        Siegel = siegel;
        Siegelabdruck = siegelabdruck;
        ErstelltAm = jetzt;
    }

    public Guid Id { get; private set; }
    public Dokumentart Art { get; private set; }

    /// <summary>What it shows: for a Leseexemplar a released version.</summary>
    public Guid GegenstandId { get; private set; }

    /// <summary>Which part of it: empty for the own house, else a hash of the chosen Themenfelder.</summary>
    public string Auswahl { get; private set; } = "";

    /// <summary>The house that issued it.</summary>
    public ScopeArt ScopeArt { get; private set; }
    public Guid? ScopeId { get; private set; }
    public string Titel { get; private set; } = "";

    /// <summary>Office and organisation that issued it, without a name.</summary>
    public string Stelle { get; private set; } = "";
    public string Dateiname { get; private set; } = "";

    /// <summary>The file as it was issued; loaded only for delivery.</summary>
    public byte[] Inhalt { get; private set; } = [];

    /// <summary>SHA-256 of <see cref="Inhalt"/>, hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>SHA-256 of what the document says, as printed on its page of evidence.</summary>
    public string Inhaltshash { get; private set; } = "";

    /// <summary>Whose seal it carries; null where the installation had none.</summary>
    public string? Siegel { get; private set; }

    /// <summary>SHA-256 of the seal's certificate, hexadecimal.</summary>
    public string? Siegelabdruck { get; private set; }
    public DateTime ErstelltAm { get; private set; }

    /// <summary>The stored bytes are those that were issued.</summary>
    public bool IsIntact => HashOf(Inhalt) == Sha256;

    /// <summary>How a selection of Themenfelder stands in <see cref="Auswahl"/>; null is the whole.</summary>
    public static string SelectionOf(IEnumerable<string>? themenfelder) => themenfelder is null
        ? "" : HashOf(Encoding.UTF8.GetBytes(string.Join(',', themenfelder.Distinct().Order(StringComparer.Ordinal))));

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
