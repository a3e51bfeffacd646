using System.Text;

namespace SchulDigital.Web.Infrastructure.Tabellen;

/// <summary>
/// Text of a file whose encoding nobody names: by its byte order mark, else UTF-8, else Windows-1252, which is what
/// German Excel writes.
/// </summary>
public static class Textdatei
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Decode(byte[] inhalt)
    {
        try
        {
            return Read(inhalt, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            return Read(inhalt, Windows1252);
        }
    }

    private static string Read(byte[] inhalt, Encoding encoding)
    {
        using var leser = new StreamReader(new MemoryStream(inhalt), encoding, detectEncodingFromByteOrderMarks: true);
        return leser.ReadToEnd();
    }
}
