using System.Buffers;
using System.Buffers.Text;

namespace SchulDigital.Pdf.Signing;

/// <summary>
/// A signature as it stands in a file: which bytes it covers, and its CMS (ISO 32000-1 12.8.1). Whether the CMS is valid for
/// <see cref="SignedContent"/>, and whose certificate it carries, is for the caller to check; only then does any of this mean something.
/// </summary>
public sealed class PdfSignature
{
    private const int MaxCandidates = 64;
    private const int MaxCms = 1024 * 1024;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _contentsAt;
    private readonly int _contentsEnd;

    private PdfSignature(ReadOnlyMemory<byte> file, int contentsAt, int contentsEnd, int length, byte[] cms) =>
        (_file, _contentsAt, _contentsEnd, Length, Cms) = (file, contentsAt, contentsEnd, length, cms);

    /// <summary>The length of the file when it was signed.</summary>
    public int Length { get; }

    /// <summary>The detached CMS, without the zeros behind it.</summary>
    public byte[] Cms { get; }

    /// <summary>The byte range as it stands in the file: two pairs of offset and length.</summary>
    public IReadOnlyList<int> ByteRange => [0, _contentsAt, _contentsEnd, Length - _contentsEnd];

    /// <summary>Whether nothing was added to the file behind what is signed.</summary>
    public bool CoversWholeFile => Length == _file.Length;

    /// <summary>The file as it was when it was signed.</summary>
    public ReadOnlyMemory<byte> SignedFile => _file[..Length];

    /// <summary>The bytes that the CMS signs: the signed file without the place of the CMS.</summary>
    public byte[] SignedContent() => [.. _file.Span[.._contentsAt], .. _file.Span[_contentsEnd..Length]];

    /// <summary>
    /// The signatures of a file from anywhere, in the order in which they cover it. Never throws: false where the bytes are no PDF, or
    /// where byte ranges stand in it but none that covers the file from its first byte, but for exactly the place of a CMS.
    /// Found by their byte ranges, not through the objects of the file, so that a crafted file leads nowhere: work and memory are bounded.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, out IReadOnlyList<PdfSignature> signatures)
    {
        var found = new List<PdfSignature>();
        signatures = found;
        var bytes = file.Span;
        if (!bytes[..Math.Min(bytes.Length, 1024)].StartsWith("%PDF-"u8))
            return false;
        var candidates = 0;
        for (var at = 0; bytes[at..].IndexOf("/ByteRange"u8) is >= 0 and var next;)
        {
            at += next + 10;
            if (++candidates > MaxCandidates)
                return false;
            if (Read(file, at) is { } signature)
                found.Add(signature);
        }
        found.Sort((a, b) => a.Length.CompareTo(b.Length));
        return candidates == 0 || found.Count > 0;
    }

    private static PdfSignature? Read(ReadOnlyMemory<byte> file, int at)
    {
        var bytes = file.Span;
        Span<int> range = stackalloc int[4];
        if (!Skip(bytes, ref at, (byte)'['))
            return null;
        for (var i = 0; i < 4; i++)
        {
            Skip(bytes, ref at, null);
            if (!Utf8Parser.TryParse(bytes[at..Math.Min(at + 12, bytes.Length)], out range[i], out var read))
                return null;
            at += read;
        }
        if (!Skip(bytes, ref at, (byte)']'))
            return null;
        var (start, contentsAt, contentsEnd, rest) = (range[0], range[1], range[2], range[3]);
        if (start != 0 || contentsAt <= 0 || contentsEnd <= contentsAt + 2 || rest < 0 || (long)contentsEnd + rest > bytes.Length
            || bytes[contentsAt] != '<' || bytes[contentsEnd - 1] != '>' || contentsEnd - contentsAt - 2 > 2 * MaxCms)
            return null;
        var hex = bytes[(contentsAt + 1)..(contentsEnd - 1)];
        var cms = new byte[hex.Length / 2];
        if (hex.Length % 2 != 0 || Convert.FromHexString(hex, cms, out _, out _) != OperationStatus.Done)
            return null;
        var length = LengthOfSequence(cms);
        // Behind the CMS there is room, and nothing may hide there.
        return length == 0 || length > cms.Length || cms.AsSpan(length).ContainsAnyExcept((byte)0)
            ? null : new PdfSignature(file, contentsAt, contentsEnd, contentsEnd + rest, cms[..length]);
    }

    private static bool Skip(ReadOnlySpan<byte> bytes, ref int at, byte? expected)
    {
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        if (expected is null)
            return true;
        return at < bytes.Length && bytes[at++] == expected;
    }

    /// <summary>The length of a DER sequence with its head (X.690 8.1.3), or 0.</summary>
    private static int LengthOfSequence(ReadOnlySpan<byte> der)
    {
        if (der.Length < 2 || der[0] != 0x30)
            return 0;
        if (der[1] < 0x80)
            return 2 + der[1];
        var count = der[1] & 0x7f;
        if (count is 0 or > 3 || der.Length < 2 + count)
            return 0;
        var length = 0;
        for (var i = 0; i < count; i++)
            length = length << 8 | der[2 + i];
        return 2 + count + length;
    }
}
