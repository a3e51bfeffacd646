namespace SchulDigital.Web.Infrastructure;

/// <summary>What somebody uploaded, as bytes. Its size was checked before.</summary>
public static class Hochgeladen
{
    public static async Task<byte[]> ReadAsync(this IFormFile datei, CancellationToken abbruch)
    {
        var inhalt = new byte[datei.Length];
        await using var strom = datei.OpenReadStream();
        await strom.ReadExactlyAsync(inhalt, abbruch);
        return inhalt;
    }
}
