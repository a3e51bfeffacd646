using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Berichte;
using SchulDigital.Web.Features.Berichte.Pdf;
using SchulDigital.Web.Features.Sachstaende;
using SchulDigital.Web.Features.Sachstaende.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Tests.Documents;

/// <summary>Berichtsbögen of a school, of a carrier, to an occasion, rich and nearly empty, and a Sachstand; with what somebody might type.</summary>
internal static class Berichtsmuster
{
    private const string Pruefadresse = "https://schuldigital.example/pruefen";
    private const string Rechtssatz = "Die Unterschriften bestätigen die gemeinsame Planung; sie begründen keine rechtliche Verpflichtung.";

    private static readonly DateTime Jetzt = Samples.Date.UtcDateTime;
    private static readonly DateOnly Heute = new(2026, 11, 22);
    private static readonly Guid Nummer = Guid.Parse("01a20000-0000-7000-8000-000000000005");
    private static readonly Berichtshaus Stadt = House(ScopeArt.Schultraeger, 1, "Stadt Musterhausen");
    private static readonly Themenfeldname[] Felder = [.. Enumerable.Range(1, 9).Select(i => new Themenfeldname($"feld{i}", $"Themenfeld {i} mit Ausstattungsplanung und Netzen"))];

    /// <summary>Of a school: about twelve pages, signed, one by a Vertretung and one on paper, and corrected afterwards.</summary>
    public static Document School(bool withContent = false)
    {
        var schule = House(ScopeArt.Schule, 2, "Grundschule Mühlenbach");
        var bogen = Draft([schule], Berichtsart.Schule, "Digitalisierung 2026 an der Grundschule Mühlenbach", unterschrift: true);
        Add(bogen, Berichtsabschnitt.Grundlage, "Matrix des Schulträgers „2026/27“, Fassung 2, freigegeben am 01.10.2026");
        foreach (var stand in Enum.GetValues<Zielstand>())
            bogen.Add(Guid.NewGuid(), new Absatzort(Berichtsabschnitt.Rueckblick), new Absatzangaben($"Ziel des letzten Jahres, jetzt {stand.Label()}.\nIn der Matrix: damals „Einstieg“, heute „Ausbau“."), null, Urheber.Portal, Jetzt, stand);
        foreach (var (feld, i) in Felder.Select((f, i) => (f.Key, i)))
        {
            Add(bogen, Berichtsabschnitt.Situation, string.Join(' ', Enumerable.Repeat("Die Stadt hat den Ausbau vorbereitet und die Gebäude gemessen.", 4 + i)), Berichtssicht.Traeger, feld: feld);
            Add(bogen, Berichtsabschnitt.Situation, i == 3 ? Samples.Hostile : string.Join(' ', Enumerable.Repeat("Im Unterricht geht es an vielen Tagen gut, im Anbau noch nicht.", 5 + i)), Berichtssicht.Schule, schule.Organisation.Id, feld);
        }
        foreach (var i in Enumerable.Range(1, 14))
            Add(bogen, Berichtsabschnitt.Ziele, $"Ziel {i}: Alle Unterrichtsräume haben ein Netz, das einer ganzen Klasse standhält, und eine Ansprechperson.", frist: Heute.AddDays(i * 20), haus: i % 3 == 0 ? schule : Stadt);
        foreach (var i in Enumerable.Range(1, 16))
            Add(bogen, Berichtsabschnitt.Planungen, i == 5 ? Samples.Hostile : $"Planung {i}: Messung, Ausschreibung und Einbau im Gebäude {i}; die Schule stellt die Räume bereit.", frist: Heute.AddDays(i * 15), haus: Stadt, mitGeld: true);
        Add(bogen, Berichtsabschnitt.OffenePunkte, "Noch nicht vereinbart: wer die Geräte in den Ferien lädt.");
        Add(bogen, Berichtsabschnitt.Themen, "Fortbildungsplanungsverantwortliche an allen Schulen");
        Confirm(bogen);
        Sign(bogen, schule, Amtsart.StaendigeVertretung, "Vera Vertretung");
        bogen.SignOnPaper(Stadt.Organisation, new Papierunterschrift("Bürgermeisterin Bianca Beispiel", "Bürgermeisterin", Heute, "Stadtarchiv", Guid.NewGuid()), bogen.HashOfText(), Office(Stadt), "Sachbearbeitung", Jetzt);
        var falsch = bogen.Text.First(a => a.Abschnitt == Berichtsabschnitt.OffenePunkte);
        bogen.Correct(falsch.Id, "Noch nicht vereinbart: wer die Geräte in den Sommerferien lädt.", "Es fehlte ein Wort.", falsch.Version, Office(Stadt), "Lars Leitung", Jetzt.AddDays(1));
        var inhalt = ContentOf(bogen);
        return Sheet(inhalt, Nummer).Compose(new Siegelangabe("Stadt Musterhausen", IstDemo: false), withContent ? Berichtsdaten.Write(inhalt, Nummer) : null);
    }

    /// <summary>Of a carrier: a draft with next to nothing in it.</summary>
    public static Document Carrier()
    {
        var bogen = Draft([], Berichtsart.Schultraeger, "Digitalisierung der Schulen", unterschrift: false);
        Add(bogen, Berichtsabschnitt.Situation, "", Berichtssicht.Traeger);
        return Sheet(ContentOf(bogen), Guid.Empty).Compose(null);
    }

    /// <summary>To an occasion with many schools; confirmed, without a seal.</summary>
    public static Document Occasion()
    {
        var schulen = Enumerable.Range(3, 12).Select(i => House(ScopeArt.Schule, i, i == 7 ? Samples.Hostile : $"Schule Nummer {i} am Fortbildungsplanungsverantwortlichenweg")).ToList();
        var bogen = Draft(schulen, Berichtsart.Anlass, $"Gemeinsames Jahresgespräch {Samples.Hostile}", unterschrift: false);
        foreach (var schule in schulen)
            Add(bogen, Berichtsabschnitt.Situation, $"Unsere Sicht: {schule.Name}", Berichtssicht.Schule, schule.Organisation.Id);
        Add(bogen, Berichtsabschnitt.Ziele, "Ein gemeinsamer Pädagogischer Tag.", frist: Heute.AddDays(90), haus: Stadt);
        Confirm(bogen);
        return Sheet(ContentOf(bogen), Nummer).Compose(null);
    }

    /// <summary>Of a region, with left-out numbers and remarks; published or a draft.</summary>
    public static Document Region(bool published)
    {
        int?[] zahlen = [1234, null, 0, 17];
        var zeilen = Enumerable.Range(1, 9).Select(i => new Zahlenzeile($"Themenfeld {i} mit Fortbildungsplanungsverantwortlichen", [zahlen[i % 4], zahlen[(i + 1) % 4]])).ToList();
        var stand = new Sachstandszahlen("2026/27", Heute.AddDays(-90), Heute.AddDays(60), "2025/26",
        [
            new(Sachstandsabschnitt.Teilnahme, [new("Stand der Matrix", "Gezählt wird, wer teilnimmt.", ["Schulträger 2026/27", "Schulträger 2025/26", "Schulen 2026/27", "Schulen 2025/26"], [new("freigegeben", zahlen), new("begonnen", zahlen)])]),
            new(Sachstandsabschnitt.Themen, [new("Schulträger, die ein Thema nannten", "Gezählt wird jeder einmal.", ["2026/27", "2025/26"], zeilen, Balken: true)]),
            new(Sachstandsabschnitt.Hindernisse, [new("Schulen mit Unterstützungsbedarf", "Gezählt werden Schulen.", ["2026/27", "2025/26"], zeilen), new("Was wartet", "Mit dem Stand von heute.", ["heute"], [])]),
        ], ["Stadt Musterhausen", Samples.Hostile]);
        var amt = new Zustaendigkeit(Guid.NewGuid(), Rolle.Koordination, Scope.Bildungsregion(Guid.NewGuid()), Heute.AddYears(-1), null, null);
        var sachstand = Sachstand.Begin(amt.Scope, Guid.NewGuid(), "Kreis Musterland", null, stand.Write(), Urheber.Portal, Jetzt).Neu;
        sachstand.Write(null, $"Für den Kreistag.\n{Samples.Hostile}", null, Urheber.Portal, Jetzt);
        sachstand.Write(Sachstandsabschnitt.Hindernisse, Samples.Hostile, null, Urheber.Portal, Jetzt);
        if (published)
            sachstand.Publish(amt, "Kora \"Koordination\"", Jetzt);
        return new Sachstandsblatt(sachstand, Sachstandszahlen.Read(sachstand.Zahlen), new Hauskopf(Samples.LogoFile, "Wappen", "Bildungsbüro", null), published ? Nummer : Guid.Empty, Pruefadresse, IstDemo: true)
            .Compose(published ? new Siegelangabe("Kreis Musterland", IstDemo: true) : null);
    }

    private static Berichtsblatt Sheet(Berichtsinhalt inhalt, Guid nummer) =>
        new(inhalt, new Hauskopf(Samples.LogoFile, "Wappen der Stadt", "Fachbereich Schule und Sport", "Rathausplatz 1, 12345 Musterhausen"), nummer, Pruefadresse, IstDemo: true, Jetzt);

    private static Berichtsinhalt ContentOf(Berichtsbogen bogen) => Berichtsinhalt.Of(bogen, Felder, bogen.Unterschrift ? Rechtssatz : null);

    private static Berichtshaus House(ScopeArt art, int nummer, string name) => new(new Scope(art, new Guid(nummer, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])), name);

    private static Zustaendigkeit Office(Berichtshaus haus, Amtsart? art = null) =>
        new(Guid.NewGuid(), haus.Organisation.Art == ScopeArt.Schule ? Rolle.Schulleitung : Rolle.Traegerleitung, haus.Organisation, Heute.AddYears(-1), null, art);

    private static Berichtsbogen Draft(IReadOnlyList<Berichtshaus> schulen, Berichtsart art, string titel, bool unterschrift) =>
        Berichtsbogen.Draft(Guid.NewGuid(), Stadt, schulen, art, new Berichtsangaben(titel, art == Berichtsart.Anlass ? "Jahresgespräch" : null, unterschrift, Zeichnungsfolge.SchulenZuerst), 7, Urheber.Portal, Jetzt).Bogen;

    private static void Add(
        Berichtsbogen bogen, Berichtsabschnitt abschnitt, string text, Berichtssicht sicht = Berichtssicht.Gemeinsam, Guid? schule = null, string? feld = null, DateOnly? frist = null, Berichtshaus? haus = null, bool mitGeld = false) =>
        bogen.Add(Guid.NewGuid(), new Absatzort(abschnitt, sicht, schule, feld), new Absatzangaben(text, haus?.Name, haus?.Organisation.Id, frist, mitGeld ? "etwa 12.000 Euro" : null, mitGeld ? "Haushalt 2027, Förderung beantragt" : null, mitGeld ? "Beschluss: Rat der Stadt" : null), null, Urheber.Portal, Jetzt);

    private static void Confirm(Berichtsbogen bogen)
    {
        bogen.SendToReview(Urheber.Portal, Jetzt);
        foreach (var haus in bogen.Beteiligte)
            bogen.Confirm(Office(new Berichtshaus(haus.Organisation, haus.Name)), $"Leitung von {haus.Name}", bogen.HashOfText(), Jetzt);
    }

    private static void Sign(Berichtsbogen bogen, Berichtshaus haus, Amtsart art, string name) => bogen.Sign(Office(haus, art), name, name, bogen.HashOfText(), Jetzt);
}
