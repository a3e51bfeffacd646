using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <summary>Reads both kinds of CSV that list schools; they differ in the names and the number of their columns.</summary>
internal sealed class Schulliste
{
    private const int MaxZeilen = 100_000;
    private const int SchulnummerLength = 6;
    private const char Schulamt = '6';
    private const string SchulamtGrund = "Schulamt, keine Schule (Schulnummer beginnt mit 6)";

    private enum Spalte
    {
        Schuljahr, Schulnummer, Schulform, Name1, Name2, Name3, Kurzname, Strasse, Postleitzahl, Ort, Vorwahl, Telefon, Email,
        Homepage, Rechtsform, Traegernummer, Gemeindeschluessel, Betriebsschluessel, Anzahl,
    }

    private static readonly Dictionary<string, Spalte> Ueberschriften = new()
    {
        ["schuljahr"] = Spalte.Schuljahr,
        ["schulnummer"] = Spalte.Schulnummer,
        ["schulform"] = Spalte.Schulform,
        ["schulbezeichnung 1"] = Spalte.Name1,
        ["schulbezeichnung 2"] = Spalte.Name2,
        ["schulbezeichnung 3"] = Spalte.Name3,
        ["amtliche bezeichnung 1"] = Spalte.Name1,
        ["amtliche bezeichnung 2"] = Spalte.Name2,
        ["amtliche bezeichnung 3"] = Spalte.Name3,
        ["kurzbezeichnung"] = Spalte.Kurzname,
        ["strasse"] = Spalte.Strasse,
        ["strasse und hausnummer"] = Spalte.Strasse,
        ["plz"] = Spalte.Postleitzahl,
        ["postleitzahl"] = Spalte.Postleitzahl,
        ["ort"] = Spalte.Ort,
        ["telefonvorwahl"] = Spalte.Vorwahl,
        ["telefonnummer vorwahl"] = Spalte.Vorwahl,
        ["telefon"] = Spalte.Telefon,
        ["telefonnummer durchwahl"] = Spalte.Telefon,
        ["e mail"] = Spalte.Email,
        ["offizielle e mail adresse"] = Spalte.Email,
        ["homepage"] = Spalte.Homepage,
        ["rechtsform"] = Spalte.Rechtsform,
        ["rechtsstatus"] = Spalte.Rechtsform,
        ["traegernummer"] = Spalte.Traegernummer,
        ["gemeindeschluessel"] = Spalte.Gemeindeschluessel,
        ["amtlicher gemeindeschluessel"] = Spalte.Gemeindeschluessel,
        ["schulbetriebsschluessel"] = Spalte.Betriebsschluessel,
        ["anzahl"] = Spalte.Anzahl,
    };

    private static readonly (Spalte Spalte, string Name)[] Pflicht =
    [
        (Spalte.Schulform, "Schulform"), (Spalte.Name1, "Schulbezeichnung_1"), (Spalte.Postleitzahl, "PLZ"), (Spalte.Ort, "Ort"),
        (Spalte.Gemeindeschluessel, "Gemeindeschluessel"),
    ];

    private readonly Dictionary<Spalte, int> _stelle = [];
    private readonly Dictionary<string, int> _zeileDerSchule = [];
    private readonly List<Zeilenfehler> _fehler = [];
    private readonly List<Schulzeile> _schulen = [];
    private readonly List<Uebersprungen> _uebersprungen = [];
    private readonly int _breite;
    private Trennzeile _zeile;
    private int? _schuljahr;

    private Schulliste(Trennzeile kopf)
    {
        _zeile = kopf;
        // A separator at the end of the header names a column that no row has.
        _breite = Array.FindLastIndex(kopf.Werte, w => !string.IsNullOrWhiteSpace(w)) + 1;
        for (var i = 0; i < _breite; i++)
            if (Ueberschriften.TryGetValue(Suchform.Of(kopf.Werte[i]), out var spalte))
                _stelle.TryAdd(spalte, i);
    }

    public static Registerdatei Read(Registerdatei datei, string text)
    {
        if (Trenntabelle.Parse(text) is not { } tabelle)
            return datei.Refuse("Die Datei ist leer.");
        var liste = new Schulliste(tabelle.Kopf);
        if (!liste._stelle.ContainsKey(Spalte.Schulnummer))
            return datei.Refuse("Die Datei ist kein Schulregister: In ihrer ersten Zeile fehlt die Spalte „Schulnummer“.");
        if (tabelle.Zeilen.Count > MaxZeilen)
            return datei.Refuse($"Die Datei hat mehr als {MaxZeilen:N0} Zeilen. Ein Schulregister hat weniger.");

        foreach (var (spalte, name) in Pflicht)
            if (!liste._stelle.ContainsKey(spalte))
                liste.Fail($"Die Spalte „{name}“ fehlt.");
        if (liste._fehler.Count == 0)
            foreach (var zeile in tabelle.Zeilen)
                liste.ReadRow(zeile);

        return datei with
        {
            Inhalt = "Schulen",
            Schulen = liste._schulen,
            Uebersprungen = liste._uebersprungen,
            Fehler = liste._fehler,
            Schuljahr = liste._schuljahr,
        };
    }

    private void ReadRow(Trennzeile zeile)
    {
        _zeile = zeile;
        var fehlerVorher = _fehler.Count;
        var breite = Array.FindLastIndex(zeile.Werte, w => !string.IsNullOrEmpty(w)) + 1;
        if (zeile.Werte.Length < _breite || breite > _breite)
        {
            Fail($"Die Zeile hat {zeile.Werte.Length} Felder, die Überschrift {_breite}. Ist ein Anführungszeichen nicht geschlossen?");
            return;
        }

        var schulnummer = Registerwerte.Whole(Text(Spalte.Schulnummer)) ?? "";
        if (!Registerwerte.IsDigits(schulnummer, SchulnummerLength))
        {
            Fail(schulnummer.Length == 0 ? "Die Schulnummer fehlt." : $"Die Schulnummer „{Shorten(schulnummer)}“ hat nicht sechs Ziffern.");
            return;
        }
        if (!_zeileDerSchule.TryAdd(schulnummer, zeile.Nummer))
        {
            Fail($"Die Schulnummer {schulnummer} steht schon in Zeile {_zeileDerSchule[schulnummer]}.");
            return;
        }
        if (schulnummer[0] == Schulamt)
        {
            _uebersprungen.Add(new Uebersprungen(zeile.Nummer, schulnummer, SchulamtGrund));
            return;
        }

        var schule = new Schulzeile(zeile.Nummer, schulnummer, ReadAgs(), ReadSchule(), ReadTraegernummer(), ReadOeffentlich());
        if (Registerwerte.Schuljahr(Text(Spalte.Schuljahr)) is { } jahr && !(_schuljahr > jahr))
            _schuljahr = jahr;
        if (_fehler.Count == fehlerVorher)
            _schulen.Add(schule);
    }

    private Schulangaben ReadSchule()
    {
        var name = Registerwerte.Join(Text(Spalte.Name1), Text(Spalte.Name2), Text(Spalte.Name3));
        if (name.Length == 0)
            Fail("Der Name der Schule fehlt.");
        var schulform = Text(Spalte.Schulform);
        if (schulform is null)
            Fail("Die Schulform fehlt.");
        else
            schulform = Limit(Schulformen.Normalize(schulform), "Schulform", Schule.SchulformMaxLength);
        return new Schulangaben(Limit(name, "Name", Schule.NameMaxLength)!, schulform ?? "")
        {
            Kurzname = Limit(Text(Spalte.Kurzname), "Kurzbezeichnung", Schule.NameMaxLength),
            Anschrift = Registerwerte.Address(
                Limit(Text(Spalte.Strasse), "Straße", Anschrift.StrasseMaxLength),
                ReadPostleitzahl(),
                Limit(Text(Spalte.Ort), "Ort", Anschrift.OrtMaxLength)),
            Email = Limit(Text(Spalte.Email), "E-Mail", Schule.KontaktMaxLength),
            Telefon = Limit(Registerwerte.Phone(Text(Spalte.Vorwahl), Text(Spalte.Telefon)), "Telefon", Schule.KontaktMaxLength),
            Homepage = Limit(Text(Spalte.Homepage), "Homepage", Schule.KontaktMaxLength),
            Schuelerzahl = ReadAnzahl(),
            Betriebsschluessel = ReadBetriebsschluessel(),
        };
    }

    private string ReadAgs()
    {
        var ags = Registerwerte.Whole(Text(Spalte.Gemeindeschluessel)) ?? "";
        // Read as a number, the key of Nordrhein-Westfalen lost its leading zero.
        var ganz = ags.Length == Kommune.AgsLength - 1 ? "0" + ags : ags;
        if (!Registerwerte.IsDigits(ganz, Kommune.AgsLength))
            Fail(ags.Length == 0 ? "Der Gemeindeschlüssel fehlt." : $"Der Gemeindeschlüssel „{Shorten(ags)}“ hat nicht acht Ziffern.");
        return ganz;
    }

    private string? ReadPostleitzahl()
    {
        if (Registerwerte.Whole(Text(Spalte.Postleitzahl)) is not { } wert)
            return null;
        var plz = wert.PadLeft(5, '0');
        if (wert.Length < 4 || !Registerwerte.IsDigits(plz, 5))
            Fail($"Die Postleitzahl „{Shorten(wert)}“ hat nicht fünf Ziffern.");
        return plz;
    }

    private string? ReadTraegernummer()
    {
        var nummer = Registerwerte.Whole(Text(Spalte.Traegernummer));
        if (nummer is not null && (nummer.Length > Schultraeger.TraegernummerMaxLength || !nummer.All(char.IsAsciiDigit)))
            Fail($"Die Trägernummer „{Shorten(nummer)}“ ist keine Zahl.");
        return nummer;
    }

    private bool? ReadOeffentlich() => Registerwerte.Whole(Text(Spalte.Rechtsform))?.ToLowerInvariant() switch
    {
        "1" or "öffentlich" => true,
        "2" or "privat" => false,
        _ => null,
    };

    private int? ReadAnzahl()
    {
        if (Text(Spalte.Anzahl) is not { } wert)
            return null;
        if (Registerwerte.Count(wert) is not { } zahl)
        {
            Fail($"Die Anzahl „{Shorten(wert)}“ ist keine Zahl.");
            return null;
        }
        return zahl;
    }

    private string? ReadBetriebsschluessel()
    {
        var schluessel = Registerwerte.Whole(Text(Spalte.Betriebsschluessel));
        if (schluessel is not null && !Registerwerte.IsDigits(schluessel, 1))
            Fail($"Der Schulbetriebsschlüssel „{Shorten(schluessel)}“ ist keine einzelne Ziffer.");
        return schluessel;
    }

    private string? Text(Spalte spalte)
    {
        if (!_stelle.TryGetValue(spalte, out var stelle))
            return null;
        if (!Registerwerte.Clean(_zeile.Werte[stelle], out var wert))
            Fail(Texteingabe.UnzulaessigesZeichen);
        return wert;
    }

    private string? Limit(string? wert, string feld, int laenge)
    {
        if (wert?.Length > laenge)
            Fail($"„{feld}“ ist länger als {laenge} Zeichen.");
        return wert;
    }

    private void Fail(string satz)
    {
        var fehler = new Zeilenfehler(_zeile.Nummer, satz);
        if (_fehler.Count == 0 || _fehler[^1] != fehler)
            _fehler.Add(fehler);
    }

    private static string Shorten(string wert) => wert.Length <= 40 ? wert : wert[..40] + "…";
}
