using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SchulDigital.Pdf.Writing;

/// <summary>The number of an indirect object, written as a reference (ISO 32000-1 7.3.10).</summary>
internal readonly record struct Ref(int Id);

/// <summary>A text string (ISO 32000-1 7.9.2.2).</summary>
internal readonly record struct TextString(string Text);

/// <summary>Bytes in PDF syntax, in a pooled buffer. Interpolated strings are written into it without becoming strings.</summary>
internal class PdfBuffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
        GC.SuppressFinalize(this);
    }

    public Span<byte> Space(int count)
    {
        if (Length + count > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Space(bytes.Length));
        Length += bytes.Length;
    }

    public void Append([InterpolatedStringHandlerArgument("")] Syntax syntax) => _ = syntax;

    public void Ascii(string text) => Length += Encoding.ASCII.GetBytes(text, Space(text.Length));

    public void Hex(int value, int digits)
    {
        var space = Space(digits);
        for (var i = digits - 1; i >= 0; i--, value >>= 4)
            space[i] = (byte)"0123456789ABCDEF"[value & 15];
        Length += digits;
    }

    public void Integer(long value)
    {
        value.TryFormat(Space(20), out var written, provider: CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>At most two decimals: a hundredth of a point is far below what a printer resolves.</summary>
    public void Number(double value)
    {
        var hundredths = (long)Math.Round(value * 100);
        if (hundredths < 0)
        {
            Write("-"u8);
            hundredths = -hundredths;
        }
        Integer(hundredths / 100);
        var rest = (int)(hundredths % 100);
        if (rest == 0)
            return;
        Write([(byte)'.', (byte)('0' + rest / 10)]);
        if (rest % 10 != 0)
            Write([(byte)('0' + rest % 10)]);
    }

    public void Text(string text)
    {
        if (text.All(c => c is >= ' ' and < '\u007f' and not ('(' or ')' or '\\')))
        {
            Ascii($"({text})");
            return;
        }
        Ascii("<FEFF");
        foreach (var c in text)
            Hex(c, 4);
        Ascii(">");
    }

    [InterpolatedStringHandler]
    internal readonly ref struct Syntax
    {
        private readonly PdfBuffer _buffer;

        public Syntax(int literalLength, int formattedCount, PdfBuffer buffer) => _buffer = buffer;

        public void AppendLiteral(string text) => _buffer.Ascii(text);

        public void AppendFormatted(string text) => _buffer.Ascii(text);

        public void AppendFormatted(int value) => _buffer.Integer(value);

        public void AppendFormatted(double value) => _buffer.Number(value);

        public void AppendFormatted(TextString text) => _buffer.Text(text.Text);

        public void AppendFormatted(Ref reference)
        {
            _buffer.Integer(reference.Id);
            _buffer.Write(" 0 R"u8);
        }
    }
}
