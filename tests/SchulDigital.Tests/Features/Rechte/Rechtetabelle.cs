using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Security;

namespace SchulDigital.Tests.Features.Rechte;

/// <summary>The table of <c>docs/rechte.md</c>: what each column may do, per act and kind of scope.</summary>
public sealed class Rechtetabelle
{
    public const string Gast = "Gast";
    public const string OhneAnmeldung = "ohne Anmeldung";

    private static readonly string[] Eintraege = ["ja", "eigene", "weiß davon", "nein", "–", "Anmeldung"];

    private readonly Dictionary<(Handlung, ScopeArt?), Dictionary<string, string>> _zeilen = [];

    private Rechtetabelle() { }

    public IReadOnlyCollection<(Handlung Handlung, ScopeArt? Art)> Zeilen => _zeilen.Keys;

    /// <summary>The row for an act: the one for this kind of scope, else the general one.</summary>
    public (Handlung, ScopeArt?)? FindRow(Handlung handlung, ScopeArt? art) =>
        _zeilen.ContainsKey((handlung, art)) ? (handlung, art) : _zeilen.ContainsKey((handlung, null)) ? (handlung, null) : null;

    public string Entry((Handlung, ScopeArt?) zeile, string spalte) => _zeilen[zeile][spalte];

    public static string Column(Rolle rolle) => rolle.Label();

    public static Rechtetabelle Read()
    {
        var zeilen = File.ReadLines(Path.Combine(Shared.Repository, "docs", "rechte.md"))
            .Where(z => z.StartsWith('|')).Select(z => z.Trim('|').Split('|').Select(t => t.Trim()).ToArray())
            .SkipWhile(z => z[0] != "Handlung").ToList();
        var spalten = zeilen[0][2..];
        Assert.Equal([.. Rollen.All.Select(Column), Gast, OhneAnmeldung], spalten);

        var tabelle = new Rechtetabelle();
        foreach (var zeile in zeilen.Skip(2))
        {
            var kennung = zeile[1].Split('`', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var schluessel = (Enum.Parse<Handlung>(kennung[0]), kennung.Length > 1 ? Enum.Parse<ScopeArt>(kennung[1]) : (ScopeArt?)null);
            Assert.All(zeile[2..], eintrag => Assert.Contains(eintrag, Eintraege));
            tabelle._zeilen.Add(schluessel, spalten.Zip(zeile[2..]).ToDictionary(p => p.First, p => p.Second));
        }
        return tabelle;
    }
}
