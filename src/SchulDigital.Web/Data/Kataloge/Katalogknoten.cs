using YamlDotNet.RepresentationModel;

namespace SchulDigital.Web.Data.Kataloge;

/// <summary>
/// A mapping in a catalogue file. Reads its entries and notes every fault with line and place; what cannot be read
/// comes back empty, so that one run finds all faults.
/// </summary>
/// <param name="ort">Where it stands, in words ("Kriterium „netz_wlan“"); empty at the top.</param>
internal sealed class Katalogknoten(YamlMappingNode knoten, string ort, List<string> fehler)
{
    public string Ort => ort;

    public long Zeile => knoten.Start.Line;

    public void Report(string angabe, string satz) => Report((Find(angabe) ?? knoten).Start.Line, satz);

    /// <summary>Notes entries that the schema does not know: mostly a typing error in a name.</summary>
    public void AllowOnly(params string[] angaben)
    {
        foreach (var (schluessel, _) in knoten.Children)
            if (schluessel is not YamlScalarNode { Value: { } name } || !angaben.Contains(name))
                Report(schluessel.Start.Line, $"Die Angabe „{schluessel}“ ist unbekannt. Erlaubt sind: {string.Join(", ", angaben)}.");
    }

    public string? Text(string angabe)
    {
        var text = OptionalText(angabe);
        if (text is null)
            Report(angabe, $"Die Angabe „{angabe}“ fehlt oder ist leer. Ergänzen Sie sie.");
        return text;
    }

    public string? OptionalText(string angabe) => Find(angabe) switch
    {
        null => null,
        YamlScalarNode skalar => string.IsNullOrWhiteSpace(skalar.Value) ? null : skalar.Value.Trim(),
        { } anderes => Refuse<string>(anderes, $"Die Angabe „{angabe}“ ist kein Text. Schreiben Sie sie in eine Zeile."),
    };

    public bool Flag(string angabe, bool? vorbelegung = null)
    {
        var text = vorbelegung is null ? Text(angabe) : OptionalText(angabe);
        if (text is not (null or "true" or "false" or "ja" or "nein"))
            Report(angabe, $"„{text}“ ist kein Wert für „{angabe}“. Erlaubt sind: true, false, ja, nein.");
        return text is null ? vorbelegung ?? false : text is "true" or "ja";
    }

    public TWert? Value<TWert>(string angabe, IReadOnlyDictionary<string, TWert> werte)
    {
        if (Text(angabe) is not { } text)
            return default;
        if (werte.TryGetValue(text, out var wert))
            return wert;
        Report(angabe, $"„{text}“ ist kein Wert für „{angabe}“. Erlaubt sind: {string.Join(", ", werte.Keys)}.");
        return default;
    }

    public IReadOnlyList<string> Texts(string angabe) => Find(angabe) switch
    {
        null => [],
        YamlSequenceNode liste => [.. liste.Children.OfType<YamlScalarNode>().Select(s => s.Value ?? "")],
        { } anderes => Refuse<IReadOnlyList<string>>(anderes, $"Die Angabe „{angabe}“ ist keine Liste. Schreiben Sie „{angabe}: [a, b]“.") ?? [],
    };

    public Katalogknoten? Child(string angabe)
    {
        if (Find(angabe) is YamlMappingNode kind)
            return new Katalogknoten(kind, ort, fehler);
        Report(angabe, $"Der Abschnitt „{angabe}“ fehlt oder ist leer. Ergänzen Sie ihn.");
        return null;
    }

    /// <summary>The mappings of a list, each with its key as place; without a key with its number.</summary>
    public IReadOnlyList<Katalogknoten> Children(string angabe, string wort)
    {
        if (Find(angabe) is not YamlSequenceNode { Children.Count: > 0 } liste)
        {
            Report(angabe, $"Die Liste „{angabe}“ fehlt oder ist leer. Ergänzen Sie sie.");
            return [];
        }
        var kinder = new List<Katalogknoten>();
        for (var i = 0; i < liste.Children.Count; i++)
            if (liste.Children[i] is YamlMappingNode kind)
                kinder.Add(new Katalogknoten(kind, kind.Children.TryGetValue(new YamlScalarNode("key"), out var key)
                    ? $"{wort} „{key}“"
                    : $"{wort} Nr. {i + 1}", fehler));
            else
                Report(liste.Children[i].Start.Line, $"In „{angabe}“ steht ein Eintrag ohne Angaben. Beginnen Sie ihn mit „- key: …“.");
        return kinder;
    }

    private YamlNode? Find(string angabe) => knoten.Children.TryGetValue(new YamlScalarNode(angabe), out var kind) ? kind : null;

    private void Report(long zeile, string satz) =>
        fehler.Add(ort.Length == 0 ? $"Zeile {zeile}: {satz}" : $"Zeile {zeile}, {ort}: {satz}");

    private T? Refuse<T>(YamlNode stelle, string satz) where T : class
    {
        Report(stelle.Start.Line, satz);
        return null;
    }
}
