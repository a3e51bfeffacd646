using System.IO.Compression;
using SchulDigital.Web.Infrastructure.Dokumente;

namespace SchulDigital.Web.Features.Shared;

/// <summary>What can be downloaded as a whole: the part of the trade that it belongs to says what there is for this person, and hands out one after another.</summary>
public abstract class Exportquelle
{
    /// <summary>Stands in addresses and names the file.</summary>
    public abstract string Art { get; }

    public abstract string Titel { get; }

    /// <summary>What is in it and what is not, in a sentence.</summary>
    public abstract string Beschreibung { get; }

    /// <summary>All that this person may read, light: the files themselves are not loaded.</summary>
    public abstract Task<IReadOnlyList<Exportposten>> GetAsync(CancellationToken abbruch);

    /// <summary>The files of one item. Throws a <c>Zustandskonflikt</c> where one of them is not any more what was issued.</summary>
    public abstract Task<IReadOnlyList<Exportdatei>> ReadAsync(Exportposten posten, CancellationToken abbruch);

    /// <summary>Of most it is one stored document.</summary>
    protected static async Task<IReadOnlyList<Exportdatei>> ReadDocumentAsync(Dokumentausgabe ausgabe, Exportposten posten, CancellationToken abbruch)
    {
        var dokument = await ausgabe.GetAsync(posten.GegenstandId, posten.Auswahl, abbruch);
        return [new Exportdatei(posten.Ablage, dokument.Inhalt)];
    }
}

/// <summary>One item of a download, as its index names it.</summary>
/// <param name="GegenstandId">What its document shows, and which part of it.</param>
/// <param name="Traeger">Or the table, for minutes.</param>
/// <param name="Stand">In words; the filter chooses by it.</param>
/// <param name="Ablage">Its file, or with a slash at the end its folder.</param>
/// <param name="Sha256">Of its document, as it was issued; null while that is not made.</param>
/// <param name="Bytes">How large it is, about.</param>
public sealed record Exportposten(
    Guid GegenstandId, string Auswahl, int Jahr, string Nummer, string Titel, string Traeger, string Schulen, string Stand, DateTime Seit, string Ablage, string? Sha256, long Bytes);

/// <param name="Name">With the folders in which it lies.</param>
public sealed record Exportdatei(string Name, byte[] Inhalt)
{
    /// <summary>A PDF is packed already; to pack it once more costs time and saves nothing.</summary>
    public CompressionLevel Packung => Path.GetExtension(Name) is ".pdf" or ".jpg" or ".jpeg" or ".png" ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
}
