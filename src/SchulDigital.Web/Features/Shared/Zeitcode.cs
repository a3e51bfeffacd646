using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchulDigital.Web.Features.Shared;

/// <summary>
/// Codes of an authenticator app (RFC 6238: HMAC-SHA-1, 30 seconds, six digits). Identity has them too, but does not say
/// which step a code was of, and without that the same code opens twice.
/// </summary>
public static class Zeitcode
{
    public const int Laenge = 6;
    public const int GeheimnisBytes = 20;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly TimeSpan Schrittweite = TimeSpan.FromSeconds(30);

    public static long StepAt(DateTime zeit) => (zeit - DateTime.UnixEpoch).Ticks / Schrittweite.Ticks;

    [SuppressMessage("Security", "CA5350", Justification = "The standard of these apps; as a keyed hash SHA-1 is not broken.")]
    public static string CodeFor(byte[] geheimnis, long schritt)
    {
        Span<byte> zaehler = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(zaehler, schritt);
        var hash = HMACSHA1.HashData(geheimnis, zaehler);
        var stelle = hash[^1] & 0x0F;
        var zahl = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(stelle, 4)) & 0x7FFFFFFF;
        return (zahl % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that a code is of, a clock may be one step off; null for a wrong code and for one up to the step used last.</summary>
    public static long? FindStep(byte[] geheimnis, string code, DateTime jetzt, long zuletzt)
    {
        long? gefunden = null;
        for (var schritt = StepAt(jetzt) - 1; schritt <= StepAt(jetzt) + 1; schritt++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeFor(geheimnis, schritt)), Encoding.ASCII.GetBytes(code))
                && schritt > zuletzt)
                gefunden = schritt;
        return gefunden;
    }

    /// <summary>The secret as apps and people take it.</summary>
    public static string ToBase32(byte[] geheimnis)
    {
        var text = new StringBuilder();
        for (int i = 0, puffer = 0, bits = 0; i < geheimnis.Length; i++)
        {
            puffer = (puffer << 8 | geheimnis[i]) & 0xFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32[puffer >> (bits - 5) & 31]);
        }
        return text.ToString();
    }
}
