using System.Text;

namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>The number of an issued document, as it stands uncompressed in the file: what tells of a changed file what it was.</summary>
public static class Dokumentkennung
{
    private const string Vorsatz = "Dokument ";
    private const int Laenge = 36;

    public static string Of(Guid id) => Vorsatz + id;

    /// <summary>Numbers that stand in a file from anywhere; at most a few, whatever it holds.</summary>
    public static IReadOnlyCollection<Guid> FindIn(ReadOnlySpan<byte> datei)
    {
        var gefunden = new HashSet<Guid>();
        var vorsatz = Encoding.ASCII.GetBytes(Vorsatz);
        for (var versuche = 0; versuche < 1000 && gefunden.Count < 4 && datei.IndexOf(vorsatz) is >= 0 and var stelle; versuche++)
        {
            datei = datei[(stelle + vorsatz.Length)..];
            if (datei.Length >= Laenge && Guid.TryParseExact(Encoding.Latin1.GetString(datei[..Laenge]), "D", out var id))
                gefunden.Add(id);
        }
        return gefunden;
    }
}
