using System.Text;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Pdf;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Features.Tische;
using SchulDigital.Web.Features.Tische.Pdf;
using SchulDigital.Web.Infrastructure.Siegel;

namespace SchulDigital.Tests.Documents;

/// <summary>A session with everything that can stand in its documents, and what somebody might type.</summary>
internal static class Sitzungsmuster
{
    public const string Geheim = "Streng vertrauliche Personalie";
    public const string Verborgenes = "Was diese Leserin nicht wissen darf";

    public static readonly Guid Nummer = Guid.Parse("01a20000-0000-7000-8000-000000000003");

    private static readonly DateTime Beginn = Samples.Date.UtcDateTime;
    private static readonly Guid Netze = Guid.Parse("01a20000-0000-7000-8000-000000000101");

    public static IReadOnlyList<Mappendatei> Dateien { get; } =
    [
        new("Netzplan.pdf", "Netzplan der Schulen", Encoding.ASCII.GetBytes("%PDF-1.4 Probe")),
        new("Netzplan.pdf", "Kostenschätzung", Encoding.ASCII.GetBytes("%PDF-1.4 andere Probe")),
        new("../\"böse\"\n<Datei>.xlsx", Samples.Hostile, [1, 2, 3]),
        new("ohne Endung 🙂", "Notiz", [4]),
    ];

    public static Sitzungsinhalt Of(bool approved) => new(
        Guid.Parse("01a20000-0000-7000-8000-000000000100"), "Runder Tisch Musterhausen", Tischart.RunderTisch, 3, "Netze, Geräte und Fortbildung",
        approved ? Sitzungsstatus.Genehmigt : Sitzungsstatus.InPruefung, "Sonntag, 22. November 2026, 09:30 Uhr (Ortszeit in Deutschland)", new DateOnly(2026, 11, 22), 120,
        "Rathaus, Raum 204", "https://video.example/raum?name=a(b)&c=1", $"Bitte bringen Sie Ihre Zahlen mit.\n{Samples.Hostile}", "Mo Moderation (Büro Nord)", Teilnehmer(), Punkte(),
        [new Eingeladen(1, "Netze", Sitzungspunktart.Beratung, 30, false)], false, Beginn, Beginn.AddMinutes(118), new DateOnly(2026, 12, 6), approved ? Version() : null);

    public static Sitzungsprotokoll Record(bool approved, bool confidential = false) => new(
        Of(approved), confidential, approved ? Nummer : Guid.Empty, Samples.LogoFile, "Fachbereich Schule und Sport", "https://schuldigital.example/pruefen", true, Beginn);

    public static Document Minutes(bool approved, bool confidential = false) =>
        Record(approved, confidential).Compose(approved ? new Siegelangabe("Stadt Musterhausen", IstDemo: false) : null);

    public static Sitzungsmappe Folder(IReadOnlyList<Mappendatei> dateien) => new(Of(approved: false), dateien, Samples.LogoFile, "Fachbereich Schule und Sport", true, Beginn);

    public static byte[] Docx(bool approved, bool confidential = false) =>
        Protokolldatei.Write(Of(approved), confidential, Samples.LogoFile, "Fachbereich Schule und Sport", true, Beginn);

    private static List<Teilnehmerangabe> Teilnehmer() =>
    [
        Member("Stadt Musterhausen", Stimme.Entscheidend, Anwesenheit.Anwesend, "Lars Leitung"),
        Member("Grundschule Mühlenbach", Stimme.Entscheidend, Anwesenheit.Vertreten, "Pia Partner"),
        .. Enumerable.Range(1, 22).Select(i => Member($"Schule Nummer {i} am Fortbildungsplanungsverantwortlichenweg", Stimme.Entscheidend, i % 5 == 0 ? Anwesenheit.Entschuldigt : Anwesenheit.Anwesend, null)),
        Member("Beratung Nord", Stimme.Beratend, Anwesenheit.Offen, null),
        Member(Samples.Hostile, Stimme.Beratend, Anwesenheit.Anwesend, Samples.Hostile),
        Guest("Dr. Ada Netz", Netze),
        Guest("Presse", null),
    ];

    private static Teilnehmerangabe Member(string name, Stimme stimme, Anwesenheit anwesenheit, string? durch) =>
        new(Guid.NewGuid(), name, stimme, false, null, true, Rueckmeldung.Zugesagt, null, anwesenheit, durch);

    private static Teilnehmerangabe Guest(string name, Guid? punkt) =>
        new(Guid.NewGuid(), name, Stimme.Beratend, true, punkt, true, Rueckmeldung.Offen, null, Anwesenheit.Anwesend, null);

    private static List<Punktinhalt> Punkte()
    {
        var zeit = new TimeOnly(9, 30);
        List<Punktinhalt> punkte =
        [
            Item(1, null, "Begrüßung", Sitzungspunktart.Information, 5, Punktstand.Behandelt, []),
            Item(2, "Infrastruktur", "Netze und Geräte", Sitzungspunktart.Vereinbarung, 40, Punktstand.Behandelt,
            [
                Entry(Eintragsart.Text, "Die Stadt berichtet vom Ausbau. Alle Grundschulen sind angeschlossen; bei den weiterführenden fehlen zwei Gebäude.\n\nIm Januar folgt die Ausschreibung.",
                    new Einwandinhalt(Guid.NewGuid(), "Pia Partner, Grundschule Mühlenbach", "Bei uns fehlt noch die Turnhalle.", "30.11.2026", "Übernommen: Die Turnhalle folgt im März."),
                    new Einwandinhalt(Guid.NewGuid(), Samples.Hostile, Samples.Hostile, "01.12.2026", null)),
                Entry(Eintragsart.Ergebnis, "Der Ausbau hat Vorrang vor neuen Endgeräten."),
                Entry(Eintragsart.Aufgabe, "Angebote für die Turnhalle einholen") with { Frist = "Stadt Musterhausen, bis 15.01.2027" },
                Entry(Eintragsart.Text, "Was nicht ins Protokoll gehört") with { Ausgelassen = true },
                Entry(Eintragsart.Aufgabe, Samples.Hostile),
            ]) with { Id = Netze, Vortrag = "Dr. Ada Netz", Wirklich = "09:37 bis 10:20 Uhr", Gaeste = ["Dr. Ada Netz"], Beschreibung = $"Stand des Ausbaus und nächste Schritte.\n{Samples.Hostile}", Unterlagen =
            [
                new(Guid.NewGuid(), "Netzplan der Schulen", null, true, true), new(Guid.NewGuid(), "Kostenschätzung", null, true, true), new(Guid.NewGuid(), "Vertragsentwurf", null, true, false),
                new(Guid.NewGuid(), "Förderrichtlinie", "https://foerderung.example/richtlinie?jahr=2027&teil=(a)", false, false), new(Guid.NewGuid(), Samples.Hostile, "javascript:alert(1)", false, false),
            ], Vereinbarungen = [Agreement("Jede Schule nennt eine Ansprechperson.", false), Agreement($"{Geheim}: höchstens drei Millionen.", true)] },
            Item(3, "Infrastruktur", Geheim, Sitzungspunktart.Beratung, 15, Punktstand.Behandelt,
                [Entry(Eintragsart.Text, $"{Geheim} wurde beraten."), Entry(Eintragsart.Aufgabe, $"{Geheim} klären") with { Frist = "Lars Leitung, bis 01.02.2027" }]) with { Vertraulich = true, Beschreibung = Geheim },
            Item(4, "Infrastruktur", "", Sitzungspunktart.Beratung, 10, Punktstand.Behandelt, [Entry(Eintragsart.Text, Verborgenes)]) with { Vertraulich = true, Verborgen = true, Beschreibung = Verborgenes },
            Item(5, "Fortbildung", Samples.Hostile, Sitzungspunktart.Beratung, 20, Punktstand.Vertagt, []) with { Grund = "Die Referentin ist krank.", VorschlagVon = "Grundschule Mühlenbach" },
            .. Enumerable.Range(6, 6).Select(i => Item(i, i < 10 ? "Fortbildung" : null, $"Punkt {i} mit längerem Titel zur Fortbildungsplanung der Schulen", (Sitzungspunktart)(i % 3), 8, Punktstand.Behandelt,
                [.. Enumerable.Range(1, i - 4).Select(k => Entry((Eintragsart)(k % 2), string.Join(' ', Enumerable.Repeat("Die Schulen berichten von ihren Erfahrungen.", k * 3))))])),
            Item(12, null, "Verschiedenes", Sitzungspunktart.Information, 5, Punktstand.Offen, []),
        ];
        for (var i = 0; i < punkte.Count; i++)
        {
            punkte[i] = punkte[i] with { Beginn = zeit };
            zeit = zeit.AddMinutes(punkte[i].Minuten);
        }
        return punkte;
    }

    private static Punktinhalt Item(int position, string? abschnitt, string titel, Sitzungspunktart art, int minuten, Punktstand stand, IReadOnlyList<Eintragsinhalt> eintraege) =>
        new(Guid.NewGuid(), position, abschnitt, titel, null, art, minuten, null, false, false, stand, null, null, null, null, null, [], [], eintraege);

    private static Vereinbarungsinhalt Agreement(string text, bool vertraulich) =>
        new(Guid.NewGuid(), Netze, 1, 1, text, Vereinbarungsart.Massnahme, Vereinbarungsstatus.Entwurf, vertraulich, false, "Stadt Musterhausen", null, null, null, null, null, [], [], null);

    private static Eintragsinhalt Entry(Eintragsart art, string text, params Einwandinhalt[] einwaende) => new(Guid.NewGuid(), art, text, false, null, null, 1, einwaende);

    private static Fassungsangabe Version() => new(1, Beginn.AddDays(20), "Mo \"Moderation\"", "Moderation", null, null);
}
