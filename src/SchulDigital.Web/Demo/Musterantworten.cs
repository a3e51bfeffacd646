using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Draws plausible judgements for the rows of one house, always the same for the same seed. Every house has a level of
/// its own and stronger and weaker Themenfelder; a year later most is as it was, and some is a stage further.
/// </summary>
internal sealed class Musterantworten(Haus haus, Mustertexte texte, DateOnly heute, int keim)
{
    private readonly Random _wuerfel = new(keim);
    private readonly Dictionary<string, Stufenwert> _staende = [];
    private readonly Dictionary<string, double> _niveau = [];
    private readonly double _reife = 0.9 + keim % 7 * 0.22;

    /// <summary>What stands in the Themenfelder's column "Zuständig".</summary>
    private static readonly Dictionary<string, string> Zustaendige = new()
    {
        ["strategie"] = "Schulverwaltung",
        ["dialog"] = "Schulverwaltung",
        ["netz"] = "Gebäudemanagement",
        ["betrieb"] = "IT",
        ["sicherheit"] = "IT",
        ["finanzen"] = "Kämmerei",
        ["medienkonzept"] = "Steuergruppe",
        ["leitung"] = "Schulleitung",
        ["unterricht"] = "Fachkonferenzen",
        ["fortbildung"] = "Fortbildungsbeauftragte",
        ["support"] = "Medienbeauftragte",
        ["zusammenarbeit"] = "Schulleitung",
    };

    public bool Chance(double wahrscheinlichkeit) => _wuerfel.NextDouble() < wahrscheinlichkeit;

    public int Number(int von, int unter) => _wuerfel.Next(von, unter);

    /// <summary>The heutiger Stand of a row: drawn the first time, moved on a little each further time.</summary>
    public Stufenwert NextStand(Kriterium kriterium)
    {
        if (DoesNotApply(kriterium))
            return Stufenwert.NichtZutreffend;
        if (!_staende.TryGetValue(kriterium.Key, out var bisher))
            return _staende[kriterium.Key] = Chance(0.03) ? Stufenwert.NichtBeurteilbar : FirstStand(kriterium);
        if (bisher is Stufenwert.NichtBeurteilbar)
            return _staende[kriterium.Key] = FirstStand(kriterium);
        return _staende[kriterium.Key] = bisher < Stufenwert.Verstetigung && Chance(0.3) ? bisher + 1 : bisher;
    }

    /// <summary>Where the row begins, instead of a drawn value.</summary>
    public void Preset(string kriterium, Stufenwert stand) => _staende[kriterium] = stand;

    /// <summary>The row's judgement of where to and when; keeps to the catalogue's rules.</summary>
    public Zeilenwerte Judge(Zeilenwerte zeile, Stufenwert ist)
    {
        zeile = zeile with { Ist = ist };
        switch (ist)
        {
            case Stufenwert.NichtZutreffend:
                return zeile;
            case Stufenwert.NichtBeurteilbar:
                return Chance(0.5) ? zeile with { Soll = Stufenwert.Ausbau, Zeithorizont = Zeithorizont.Mittelfristig } : zeile;
            case Stufenwert.Verstetigung:
                return zeile with { Soll = ist, Zeithorizont = Zeithorizont.Halten };
            default:
                var wurf = _wuerfel.NextDouble();
                if (wurf < 0.15)
                    return zeile with { Zeithorizont = Zeithorizont.NichtVorrangig };
                if (wurf < 0.3 && ist is Stufenwert.Ausbau)
                    return zeile with { Soll = ist, Zeithorizont = Zeithorizont.Halten };
                var soll = ist is Stufenwert.Ausbau || Chance(0.2) ? Stufenwert.Verstetigung : Stufenwert.Ausbau;
                return zeile with
                {
                    Soll = soll,
                    Zeithorizont = soll - ist > 1 ? Zeithorizont.Langfristig : Chance(0.55) ? Zeithorizont.Kurzfristig : Zeithorizont.Mittelfristig,
                };
        }
    }

    /// <summary>Steps, needs, questions and marks, as far as the judgement gives cause for them.</summary>
    public Zeilenwerte Describe(Zeilenwerte zeile, Kriterium kriterium)
    {
        var vorhaben = zeile.Soll > zeile.Ist;
        if (vorhaben && Chance(0.75))
            zeile = zeile with { GeplanteSchritte = $"{texte.Schritte[kriterium.Key][zeile.Ist is Stufenwert.Ausbau ? 1 : 0]} {Pick(texte.Nachsaetze)}".Trim() };
        if (vorhaben && Chance(0.2))
            zeile = zeile with { Unterstuetzungsbedarf = Pick(texte.Bedarf[kriterium.Themenfeld]) };
        if (Chance(0.1))
            zeile = zeile with { OffeneFrage = Pick(texte.Fragen[kriterium.Themenfeld]), FuerRundenTisch = Chance(0.5) };
        if (vorhaben && Chance(0.07))
            zeile = zeile with { VorbehaltlichBeschluss = true, BeschlussGremium = Pick(texte.Gremien), BeschlussTermin = heute.AddDays(Number(20, 120)) };
        if (Zustaendige.TryGetValue(kriterium.Themenfeld, out var stelle) && Chance(0.5))
            zeile = zeile with { Zustaendig = stelle };
        if (Chance(0.05))
            zeile = zeile with { InterneNotiz = Pick(texte.Notizen) };
        return zeile with { Vertraulich = zeile.Vertraulich || Chance(0.02) };
    }

    private string Pick(List<string> auswahl) => auswahl[_wuerfel.Next(auswahl.Count)];

    private Stufenwert FirstStand(Kriterium kriterium)
    {
        if (!_niveau.TryGetValue(kriterium.Themenfeld, out var niveau))
            _niveau[kriterium.Themenfeld] = niveau = _reife + _wuerfel.NextDouble() * 1.2 - 0.6;
        return (Stufenwert)Math.Clamp((int)Math.Round(niveau + _wuerfel.NextDouble() * 1.8 - 0.9), 0, (int)Stufenwert.Verstetigung);
    }

    /// <summary>As the hints of the catalogue say: carriers with one school have no circle of schools, Berufskollegs no Ganztag.</summary>
    private bool DoesNotApply(Kriterium kriterium) => kriterium.Key switch
    {
        "dialog_runder_tisch" => haus.Traeger is { Art: Domain.Stammdaten.TraegerArt.Privat },
        "ausstattung_ganztag" => haus.Schule is { Schulform: "Berufskolleg" or "Gymnasium" },
        _ => false,
    };
}
