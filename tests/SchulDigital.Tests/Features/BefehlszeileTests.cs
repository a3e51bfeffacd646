using SchulDigital.Tests.Support;
using SchulDigital.Web.Befehle;

namespace SchulDigital.Tests.Features;

/// <summary>The program as an operator calls it: German, exit codes, no questions.</summary>
[Trait("Spur", "host")]
public sealed class BefehlszeileTests
{
    [Theory]
    [InlineData(true, "stammdaten", "import")]
    [InlineData(true, "--help")]
    [InlineData(true, "stamdaten")]
    [InlineData(false)]
    [InlineData(false, "--environment=Development", "--contentRoot=/x")]
    [InlineData(false, "--urls", "http://localhost:5081")]
    [InlineData(false, "Demo:Enabled=true")]
    public void Only_a_word_is_a_command(bool befehl, params string[] argumente) =>
        Assert.Equal(befehl, Befehlszeile.IsCommand(argumente));

    [Theory]
    [InlineData("", "datenbank", "stammdaten", "konto", "demo")]
    [InlineData("datenbank", "migrieren")]
    [InlineData("datenbank migrieren", "Bringt die Datenbank")]
    [InlineData("stammdaten", "import")]
    [InlineData("stammdaten import", "--vorschau", "--stand", "--traegerwechsel-ab", "DATEI")]
    [InlineData("konto einladen", "--rolle", "EMAIL")]
    [InlineData("demo anlegen", "Musterland")]
    public async Task Help_is_there_on_every_level_and_German(string befehl, params string[] worte)
    {
        using var ordner = new Testordner();
        var lauf = await Programmlauf.StartAsync(ordner, [.. befehl.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (lauf.Ende, lauf.Fehler));
        Assert.All(worte.Append("Beschreibung:").Append("Nutzung:"), w => Assert.Contains(w, lauf.Ausgabe, StringComparison.Ordinal));
        foreach (var englisch in new[] { "Description", "Usage", "Options", "Commands", "Arguments", "[command]", "[options]", "Show help", "(REQUIRED)", "default" })
            Assert.DoesNotContain(englisch, lauf.Ausgabe, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "nicht erkannt", "stamdaten", "import", "x.csv")]
    [InlineData(2, "fehlt", "stammdaten", "import")]
    [InlineData(2, "Die Option --rolle fehlt.", "konto", "einladen", "a@b.example")]
    [InlineData(2, "„Hausmeister“ passt nicht zur Option --rolle.", "konto", "einladen", "a@b.example", "--rolle", "Hausmeister")]
    [InlineData(2, "„heute“ ist kein Tag", "stammdaten", "import", "x.csv", "--stand", "heute")]
    [InlineData(1, "Die Datei „x.csv“ gibt es nicht.", "stammdaten", "import", "x.csv")]
    [InlineData(1, "Erlaubt sind Sqlite, SqlServer und Postgres", "datenbank", "migrieren", "--Database:Provider=Oracle")]
    [InlineData(1, "ConnectionStrings:Default fehlt", "datenbank", "migrieren", "--Database:Provider", "Postgres")]
    public async Task Refusal_is_a_German_sentence_and_an_exit_code(int ende, string satz, params string[] argumente)
    {
        using var ordner = new Testordner();
        var lauf = await Programmlauf.StartAsync(ordner, argumente);

        Assert.Equal(ende, lauf.Ende);
        Assert.Contains(satz, lauf.Fehler, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", lauf.Fehler, StringComparison.Ordinal);
        Assert.Equal("", lauf.Ausgabe);
    }

    [Fact]
    public async Task Database_is_migrated_once()
    {
        using var ordner = new Testordner();
        Assert.Matches(@"\d+ Migration(en)? ausgeführt", (await Programmlauf.StartAsync(ordner, "datenbank", "migrieren")).Ausgabe);
        Assert.Contains("nichts zu tun", (await Programmlauf.StartAsync(ordner, "datenbank", "migrieren")).Ausgabe, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_beside_a_running_portal_takes_a_file_of_the_callers_folder()
    {
        using var ordner = new Testordner();
        await using var portal = new Testportal { Ordner = ordner };
        await portal.NewBrowser().GetAsync("/anmelden");
        await File.WriteAllTextAsync(Path.Combine(ordner.Pfad, "meine schulen.csv"),
            "Schulnummer;Schulform;Schulbezeichnung_1;PLZ;Ort;Gemeindeschluessel\n123456;02;Schule;33330;Gütersloh;5754008\n");

        var vorschau = await Programmlauf.StartAsync(ordner, "stammdaten", "import", "--vorschau", "meine schulen.csv");
        Assert.Contains("neu: 123456 Schule, Gütersloh", vorschau.Ausgabe, StringComparison.Ordinal);
        Assert.Contains("Es wurde nichts geändert", vorschau.Ausgabe, StringComparison.Ordinal);

        var lauf = await Programmlauf.StartAsync(ordner, "stammdaten", "import", "meine schulen.csv");
        Assert.Equal((0, ""), (lauf.Ende, lauf.Fehler));
        Assert.Contains("1 Schulen gelesen: 1 neu, 0 geändert, 0 geschlossen, 0 übersprungen", lauf.Ausgabe, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_rows_are_printed_with_their_lines_and_nothing_is_taken_over()
    {
        using var ordner = new Testordner();
        await File.WriteAllTextAsync(Path.Combine(ordner.Pfad, "kaputt.csv"),
            "Schulnummer;Schulform;Schulbezeichnung_1;PLZ;Ort;Gemeindeschluessel\n123456;02;Schule;33330;Gütersloh;5754008\n12;02;A;33330;B;5754008\n123457;02;;33330;B;5754008\n123458;02;A;33330;B;1\n");

        var lauf = await Programmlauf.StartAsync(ordner, "stammdaten", "import", "kaputt.csv");

        Assert.Equal((1, ""), (lauf.Ende, lauf.Ausgabe));
        Assert.Contains("Zeile 3: ", lauf.Fehler, StringComparison.Ordinal);
        Assert.Contains("Zeile 4: ", lauf.Fehler, StringComparison.Ordinal);
        Assert.Contains("Zeile 5: ", lauf.Fehler, StringComparison.Ordinal);
        Assert.Contains("Es wurde nichts übernommen.", lauf.Fehler, StringComparison.Ordinal);
    }
}
