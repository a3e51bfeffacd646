namespace SchulDigital.Domain.Matrizen;

/// <summary>
/// Brings together what two people wrote into one row. A field that only one of them touched takes that one's value; a
/// field that both set differently is a <see cref="Feldkonflikt"/>, and then the whole row waits for a choice: nothing
/// is discarded unseen (Fachkonzept, section 4).
/// </summary>
public sealed record Zeilenabgleich(Zeilenwerte Werte, IReadOnlyList<Feldkonflikt> Konflikte)
{
    /// <param name="basis">What the writer had before her eyes.</param>
    /// <param name="gespeichert">What stands in the row now.</param>
    /// <param name="eigene">What the writer wants to save.</param>
    public static Zeilenabgleich Merge(Zeilenwerte basis, Zeilenwerte gespeichert, Zeilenwerte eigene)
    {
        var ergebnis = gespeichert;
        var konflikte = new List<Feldkonflikt>();
        foreach (var feld in Zeilenwerte.Felder)
        {
            if (eigene[feld] == gespeichert[feld] || eigene[feld] == basis[feld])
                continue;
            if (gespeichert[feld] == basis[feld])
                ergebnis = ergebnis.With(feld, eigene[feld]);
            else
                konflikte.Add(new Feldkonflikt(feld, eigene[feld], gespeichert[feld]));
        }
        return new Zeilenabgleich(ergebnis, konflikte);
    }

    /// <summary>What a row said before the given changes, which are in the order in which they happened.</summary>
    public static Zeilenwerte Undo(Zeilenwerte gespeichert, IEnumerable<Feldaenderung> seither)
    {
        var basis = gespeichert;
        foreach (var aenderung in seither.Reverse())
            basis = basis.With(aenderung.Feld, aenderung.Alt);
        return basis;
    }
}

/// <summary>A field that two people set differently, in stored form.</summary>
public sealed record Feldkonflikt(Zeilenfeld Feld, string? Eigener, string? Gespeicherter);
