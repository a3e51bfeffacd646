using SchulDigital.Domain.Matrizen;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace SchulDigital.Web.Demo;

/// <summary>Invented sentences for the rows of one Zielgruppe, from <c>Mustertexte.yaml</c>.</summary>
internal sealed class Mustertexte
{
    /// <summary>Per Kriterium: the step from Einstieg to Ausbau, and the one from Ausbau to Verstetigung.</summary>
    public Dictionary<string, List<string>> Schritte { get; init; } = [];
    public List<string> Nachsaetze { get; init; } = [];

    /// <summary>Per Themenfeld.</summary>
    public Dictionary<string, List<string>> Bedarf { get; init; } = [];
    public Dictionary<string, List<string>> Fragen { get; init; } = [];
    public List<string> Notizen { get; init; } = [];
    public List<string> Gremien { get; init; } = [];

    public static IReadOnlyDictionary<Zielgruppe, Mustertexte> Read()
    {
        using var datei = new StreamReader(typeof(Mustertexte).Assembly.GetManifestResourceStream("Mustertexte.yaml")!);
        var texte = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
            .Deserialize<Dictionary<string, Mustertexte>>(datei);
        return new Dictionary<Zielgruppe, Mustertexte>
        {
            [Zielgruppe.Schultraeger] = texte["schultraeger"],
            [Zielgruppe.Schule] = texte["schule"],
        };
    }
}
