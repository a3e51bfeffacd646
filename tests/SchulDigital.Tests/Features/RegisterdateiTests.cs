using System.Text;
using SchulDigital.Web.Features.Traegerstamm.Import;

namespace SchulDigital.Tests.Features;

/// <summary>Files of the register as people have them: recognised by content, mended, faults named by line.</summary>
[Trait("Spur", "host")]
public sealed class RegisterdateiTests
{
    private const string Kopf = "Schulnummer;Schulform;Schulbezeichnung_1;Schulbezeichnung_2;Schulbezeichnung_3;Kurzbezeichnung;PLZ;Ort;Strasse;Telefonvorwahl;Telefon;E-Mail;Homepage;Rechtsform;Traegernummer;Gemeindeschluessel;Schulbetriebsschluessel;EPSG;";
    private const string Zeile = "\"123456\";\"02\";\"Städt. Grundschule\";\"für Seelen-\";\"pflegebedürftige\";\"Gütersloh, GG Mitte\";\"33330\";\"Gütersloh\";\"Weg 1\";\"05241\";\"1234\";\"123456@schule.nrw.de\";\"https://mitte.example\";\"1\";\"10042\";\"05754008\";\"1\";\"null\"";

    private const string KopfVerzeichnis = "Schuljahr,Schulform,Amtlicher Gemeindeschlüssel,Schulnummer,Amtliche Bezeichnung 1,Amtliche Bezeichnung 2,Amtliche Bezeichnung 3,Straße und Hausnummer,Postleitzahl,Ort,Rechtsstatus,Telefonnummer Vorwahl,Telefonnummer Durchwahl,Offizielle E-Mail-Adresse,Anzahl,Sozialindex";
    private const string ZeileVerzeichnis = "2024/25,Freie Waldorfschule,5754008,123456,Schule Süd,,,Weg 1,33330,Gütersloh,Privat,211.0,4791163.0,a@b.example,305,5.0";

    [Fact]
    public void Header_with_a_trailing_separator_and_the_word_null_are_mended()
    {
        var schule = Assert.Single(Read($"{Kopf}\n{Zeile}\n").Schulen);

        Assert.Equal(("123456", "05754008", "10042", true), (schule.Schulnummer, schule.Ags, schule.Traegernummer, schule.Oeffentlich));
        Assert.Equal("Städt. Grundschule für Seelenpflegebedürftige", schule.Angaben.Name);
        Assert.Equal(("Grundschule", "05241 1234", "1"), (schule.Angaben.Schulform, schule.Angaben.Telefon, schule.Angaben.Betriebsschluessel));
        Assert.Null(Assert.Single(Read($"{Kopf}\n{Zeile.Replace("https://mitte.example", "null")}").Schulen).Angaben.Homepage);
    }

    [Fact]
    public void Numbers_that_a_spreadsheet_made_of_keys_are_mended()
    {
        var datei = Read($"{KopfVerzeichnis}\n{ZeileVerzeichnis}\n");

        var schule = Assert.Single(datei.Schulen);
        Assert.Equal(("05754008", "0211 4791163", 305), (schule.Ags, schule.Angaben.Telefon, schule.Angaben.Schuelerzahl));
        Assert.Equal(("Waldorfschule", false, (string?)null), (schule.Angaben.Schulform, schule.Oeffentlich, schule.Traegernummer));
        var excel = Assert.Single(Read($"{Kopf}\n{Zeile.Replace("\"02\"", "2").Replace("05754008", "5754008,0").Replace("33330", "1067")}").Schulen);
        Assert.Equal(("Grundschule", "05754008", "01067"), (excel.Angaben.Schulform, excel.Ags, excel.Angaben.Anschrift!.Postleitzahl));
    }

    [Theory]
    [InlineData(";", "")]
    [InlineData(",", "")]
    [InlineData("\t", "")]
    [InlineData(";", "sep=;\r\n")]
    [InlineData(",", "sep=,\n")]
    [InlineData("\t", "sep=\t\n")]
    public void Every_separator_is_understood_and_lines_are_counted_from_the_top_of_the_file(string trenner, string ansage)
    {
        var text = $"{ansage}{Kopf}\n\n{Zeile}\n{Zeile.Replace("123456\"", "12345x\"")}\n".Replace(";", trenner);
        if (ansage.Length > 0)
            text = ansage + text[ansage.Length..];
        var datei = Read(text);

        Assert.Single(datei.Schulen);
        Assert.Equal(ansage.Length > 0 ? 5 : 4, Assert.Single(datei.Fehler).Zeile);
    }

    public static readonly TheoryData<string> Kodierungen = ["utf-8", "utf-8-bom", "windows-1252", "utf-16"];

    [Theory, MemberData(nameof(Kodierungen))]
    public void Every_encoding_of_Excel_is_understood(string name)
    {
        var encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16" => Encoding.Unicode,
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        };
        var datei = Registerdatei.Read("x.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes($"{Kopf}\r\n{Zeile}\r\n")]);
        Assert.Equal("Gütersloh", Assert.Single(datei.Schulen).Angaben.Anschrift!.Ort);
    }

    [Fact]
    public void Schulamt_is_skipped_with_its_reason()
    {
        var datei = Read($"{Kopf}\n{Zeile}\n{Zeile.Replace("\"123456\"", "\"612345\"").Replace("05754008", "kaputt")}");

        Assert.Single(datei.Schulen);
        Assert.Empty(datei.Fehler);
        var uebersprungen = Assert.Single(datei.Uebersprungen);
        Assert.Equal((3, "612345"), (uebersprungen.Zeile, uebersprungen.Schulnummer));
        Assert.Contains("Schulamt", uebersprungen.Grund, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"123456\"", "\"\"", "Zeile 3: Die Schulnummer fehlt.")]
    [InlineData("\"123456\"", "\"12345\"", "Zeile 3: Die Schulnummer „12345“ hat nicht sechs Ziffern.")]
    [InlineData("05754008", "0575", "Zeile 3: Der Gemeindeschlüssel „0575“ hat nicht acht Ziffern.")]
    [InlineData("33330", "3333O", "Zeile 3: Die Postleitzahl „3333O“ hat nicht fünf Ziffern.")]
    [InlineData("\"Städt. Grundschule\";\"für Seelen-\";\"pflegebedürftige\"", "\"\";\"\";\"\"", "Zeile 3: Der Name der Schule fehlt.")]
    [InlineData("\"02\"", "\"\"", "Zeile 3: Die Schulform fehlt.")]
    [InlineData("\"10042\"", "\"Stadt\"", "Zeile 3: Die Trägernummer „Stadt“ ist keine Zahl.")]
    [InlineData("\"1\";\"null\"", "\"12\";\"null\"", "Zeile 3: Der Schulbetriebsschlüssel „12“ ist keine einzelne Ziffer.")]
    [InlineData(";\"Weg 1\"", "", "Zeile 3: Die Zeile hat 17 Felder, die Überschrift 18. Ist ein Anführungszeichen nicht geschlossen?")]
    [InlineData("\"Weg 1\"", "\"Weg 1", "Zeile 3: Die Zeile hat 17 Felder, die Überschrift 18. Ist ein Anführungszeichen nicht geschlossen?")]
    public void Fault_is_named_with_its_line_and_the_rest_is_still_read(string gut, string schlecht, string satz)
    {
        var datei = Read($"{Kopf}\n{Zeile}\n{Zeile.Replace("123456", "123457").Replace(gut.Replace("123456", "123457"), schlecht)}\n{Zeile.Replace("123456", "123458")}");

        Assert.Equal(satz, Assert.Single(datei.Fehler).ToString());
        Assert.Equal(["123456", "123458"], datei.Schulen.Select(s => s.Schulnummer));
    }

    [Fact]
    public void Same_school_twice_is_a_fault()
    {
        var datei = Read($"{Kopf}\n{Zeile}\n{Zeile}");
        Assert.Equal("Zeile 3: Die Schulnummer 123456 steht schon in Zeile 2.", Assert.Single(datei.Fehler).ToString());
    }

    [Fact]
    public void Missing_column_is_named() =>
        Assert.Equal("Zeile 1: Die Spalte „PLZ“ fehlt.", Assert.Single(Read($"{Kopf.Replace("PLZ", "Plzz")}\n{Zeile}").Fehler).ToString());

    [Theory]
    [InlineData("", "Die Datei ist leer.")]
    [InlineData("Name;Ort\nA;B", "kein Schulregister")]
    [InlineData("PK\u0003\u0004irgendwas", "Excel-Mappe")]
    [InlineData("%PDF\0\0", "keine Textdatei")]
    [InlineData("<Daten><Ding/></Daten>", "keine Trägerliste")]
    [InlineData("<Traegerdaten><Traeger>", "beschädigt")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><Traegerdaten>&a;</Traegerdaten>", "beschädigt")]
    public void What_is_no_register_is_refused_with_a_sentence(string text, string satz) =>
        Assert.Contains(satz, Assert.Single(Read(text).Fehler).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Key_list_is_explained_and_brings_nothing()
    {
        var datei = Read("<Daten><Schulform><Schluessel>02</Schluessel></Schulform></Daten>");
        Assert.Empty(datei.Fehler);
        Assert.Contains("Schlüsselliste", datei.Hinweis, StringComparison.Ordinal);
    }

    [Fact]
    public void Carrier_is_called_by_its_name_not_by_whom_to_write_to()
    {
        var datei = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <Traegerdaten>
              <Traeger><Traegernummer>1</Traegernummer><Traegerbezeichnung_1>Kreis Probe</Traegerbezeichnung_1><Traegerbezeichnung_2>Der Landrat</Traegerbezeichnung_2></Traeger>
              <Traeger><Traegernummer>2</Traegernummer><Traegerbezeichnung_1>Verein Probe e.V.</Traegerbezeichnung_1><Traegerbezeichnung_2>c/o Herrn X</Traegerbezeichnung_2></Traeger>
              <Traeger><Traegernummer>3</Traegernummer><Traegerbezeichnung_1><![CDATA[Real- und Hauptschul-]]></Traegerbezeichnung_1><Traegerbezeichnung_2>zweckverband Probe</Traegerbezeichnung_2></Traeger>
            </Traegerdaten>
            """);
        Assert.Equal(["Kreis Probe", "Verein Probe e.V.", "Real- und Hauptschulzweckverband Probe"], datei.Traeger.Select(t => t.Name));
    }

    [Fact]
    public void Faults_of_the_list_of_carriers_are_named_with_their_line()
    {
        var datei = Read("<Traegerdaten>\n<Traeger><Traegernummer>1</Traegernummer><Traegerbezeichnung_1>A</Traegerbezeichnung_1></Traeger>\n<Traeger><Traegernummer>1</Traegernummer><Traegerbezeichnung_1>B</Traegerbezeichnung_1></Traeger>\n<Traeger><Traegernummer>2</Traegernummer></Traeger>\n</Traegerdaten>");
        Assert.Equal(["Zeile 3: Die Trägernummer 1 steht schon in Zeile 2.", "Zeile 4: Der Name des Schulträgers fehlt."],
            datei.Fehler.Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("schulen_2022-06-09.csv", "2022-06-09")]
    [InlineData("20230115 schulen.csv", "2023-01-15")]
    [InlineData("Schulen 05.03.2021.csv", "2021-03-05")]
    [InlineData("nrw_schulverzeichnis_2024_25.csv", "2024-10-15")]
    [InlineData("schulen_2022-99-99.csv", "2024-10-15")]
    public void Day_of_the_file_is_in_its_name_else_in_its_Schuljahr(string name, string stand)
    {
        var datei = Registerdatei.Read(name, Encoding.UTF8.GetBytes($"{KopfVerzeichnis}\n{ZeileVerzeichnis}"));
        Assert.Equal(DateOnly.Parse(stand, System.Globalization.CultureInfo.InvariantCulture), datei.StandOr(null, new DateOnly(2026, 1, 1)));
    }

    [Fact]
    public void Day_of_the_file_is_what_the_user_gives_else_today_at_last()
    {
        var (angegeben, heute) = (new DateOnly(2020, 1, 1), new DateOnly(2026, 1, 1));
        var datei = Registerdatei.Read("schulen.csv", Encoding.UTF8.GetBytes($"{Kopf}\n{Zeile}"));
        Assert.Equal((angegeben, heute), (datei.StandOr(angegeben, heute), datei.StandOr(null, heute)));
    }

    private static Registerdatei Read(string text) => Registerdatei.Read("x.csv", Encoding.UTF8.GetBytes(text));
}
