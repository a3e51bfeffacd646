using System.Globalization;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>A table of people to be invited, as XLSX or CSV; the kind is told by the content.</summary>
public static class Einladungstabelle
{
    public const int MaxBytes = 2 << 20;
    public const int MaxZeilen = 1000;

    public static readonly IReadOnlyList<string> Spalten = ["Name", "E-Mail", "Funktion", "Rolle", "Organisation", "Fachbereich", "von", "bis"];

    private static readonly string[] Pflicht = ["Name", "E-Mail", "Rolle", "Organisation"];

    /// <summary>Roles of a table: those of carriers and schools, with their capacities.</summary>
    public static readonly IReadOnlyList<Amtswahl> Aemter =
    [
        new(Rolle.Traegerleitung, Amtsart.Leitung), new(Rolle.Traegerleitung, Amtsart.StaendigeVertretung), new(Rolle.Traegerleitung, Amtsart.Kommissarisch),
        new(Rolle.Traegerbearbeitung, Amtsart.Mitarbeit),
        new(Rolle.Schulleitung, Amtsart.Leitung), new(Rolle.Schulleitung, Amtsart.StaendigeVertretung), new(Rolle.Schulleitung, Amtsart.Kommissarisch),
        new(Rolle.Medienbeauftragte, Amtsart.Mitarbeit),
    ];

    private static readonly Dictionary<string, Amtswahl> JeWort = Aemter.ToDictionary(a => Suchform.Of(a.Text), StringComparer.Ordinal);

    public static IReadOnlyList<Tabellenzeile> Read(byte[] inhalt)
    {
        var tabelle = inhalt switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] => Arbeitsmappe.Read(inhalt, MaxZeilen),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new FachregelVerletzt("Das ist eine Arbeitsmappe im alten Format. Speichern Sie sie in Excel als .xlsx oder als CSV."),
            _ when Array.IndexOf(inhalt, (byte)0) >= 0 => throw new FachregelVerletzt("Diese Datei ist keine Tabelle. Nehmen Sie die Vorlage als .xlsx oder CSV."),
            _ => Trenntabelle.Parse(Textdatei.Decode(inhalt)),
        } ?? throw new FachregelVerletzt("Die Tabelle ist leer.");
        var stellen = Spalten.Select(s => Array.FindIndex(tabelle.Kopf.Werte, k => Suchform.Of(k) == Suchform.Of(s))).ToList();
        var fehlend = Spalten.Where((s, i) => stellen[i] < 0 && Pflicht.Contains(s)).ToList();
        if (fehlend.Count > 0)
            throw new FachregelVerletzt($"Die erste Zeile nennt die Spalten. Dort steht nicht: {string.Join(", ", fehlend)}. Nehmen Sie die Vorlage.");
        if (tabelle.Zeilen.Count > MaxZeilen)
            throw new FachregelVerletzt($"Die Tabelle hat mehr als {MaxZeilen:N0} Zeilen. Teilen Sie sie auf.");
        if (tabelle.Zeilen.Count == 0)
            throw new FachregelVerletzt("Unter der ersten Zeile steht niemand.");
        return [.. tabelle.Zeilen.Select(z => ReadRow(z.Nummer, [.. stellen.Select(s => s >= 0 && s < z.Werte.Length ? z.Werte[s] : "")]))];
    }

    private static Tabellenzeile ReadRow(int nummer, string[] roh)
    {
        var fehler = new List<string>();
        var werte = new string?[roh.Length];
        for (var i = 0; i < roh.Length; i++)
            if (roh[i] == Arbeitsmappe.Formel)
                fehler.Add($"Spalte {Spalten[i]}: Die Zelle enthält eine Formel. Tragen Sie den Wert ein.");
            else if (!Texteingabe.Normalize(roh[i], out werte[i]))
                fehler.Add($"Spalte {Spalten[i]}: {Texteingabe.UnzulaessigesZeichen}");
        var (name, email, funktion) = (werte[0], werte[1], werte[2]);
        if (fehler.Count == 0)
        {
            Require(name is { Length: <= Person.NameMaxLength } && !name.Contains('\n', StringComparison.Ordinal), $"Der Name fehlt oder hat mehr als {Person.NameMaxLength} Zeichen.");
            Require(email is not null && Mailadresse.IsValid(email), email is null ? "Die E-Mail-Adresse fehlt." : $"„{Cut(email)}“ ist keine E-Mail-Adresse.");
            Require(funktion is null or { Length: <= Person.FunktionMaxLength } && funktion?.Contains('\n', StringComparison.Ordinal) != true, $"Die Funktion hat mehr als {Person.FunktionMaxLength} Zeichen.");
        }
        var wahl = JeWort.GetValueOrDefault(Suchform.Of(werte[3]));
        Require(wahl is not null || fehler.Count > 0, werte[3] is null ? "Die Rolle fehlt." : $"Die Rolle „{Cut(werte[3]!)}“ gibt es hier nicht.");
        Require(werte[4] is not null || fehler.Count > 0, "Schulnummer oder Trägernummer fehlt.");
        return new Tabellenzeile(nummer, name is null ? "" : Cut(name), email is null ? "" : Cut(email), funktion, wahl, werte[4], werte[5],
            ReadDay(werte[6], "von"), ReadDay(werte[7], "bis"), fehler);

        void Require(bool gilt, string satz)
        {
            if (!gilt)
                fehler.Add(satz);
        }

        DateOnly? ReadDay(string? text, string spalte)
        {
            if (text is null)
                return null;
            if (DateOnly.TryParseExact(text, ["d.M.yyyy", "yyyy-MM-dd", "d.M.yyyy HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var tag))
                return tag;
            // Excel keeps a day as a number.
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var zahl) && zahl is >= 1 and < 200_000)
                return DateOnly.FromDateTime(DateTime.FromOADate(zahl));
            fehler.Add($"Spalte {spalte}: „{Cut(text)}“ ist kein Tag. Schreiben Sie zum Beispiel 01.02.2027.");
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= Person.EmailMaxLength ? text : text[..Person.EmailMaxLength] + "…";
}

/// <summary>A row as it was read, and what is wrong with it.</summary>
public sealed record Tabellenzeile(
    int Nummer, string Name, string Email, string? Funktion, Amtswahl? Wahl, string? Organisation, string? Fachbereich, DateOnly? Von, DateOnly? Bis,
    List<string> Fehler);
