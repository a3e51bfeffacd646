using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Berichte;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Berichtsbögen of Stadt Musterstadt in every state: last year's, confirmed and signed, and this year's, drafted from what the
/// demo region holds. Made after everything else is saved.
/// </summary>
internal sealed class Musterberichte(AppDbContext db, Berichtsquellen quellen, Musterland land, DateOnly heute)
{
    private const string Gymnasium = "Gymnasium am Schlossgarten";
    private const string Gesamtschule = "Gesamtschule Musterstadt";

    private readonly Haus _stadt = land.HausOf(Musterland.Demotraeger);
    private readonly Dictionary<int, int> _nummern = [];

    public async Task CreateAsync()
    {
        // Last year: a school's that was confirmed and put away, the carrier's own that was signed and delivered to the Koordination.
        var alt = Draft(Berichtsart.Schule, [Musterland.Demoschule], "Digitalisierung an der Realschule", false, 390);
        Write(alt, Berichtsabschnitt.Situation, "Das WLAN reicht in zwei von vier Gebäuden. Es gibt zwei Koffer mit Tablets.", Berichtssicht.Traeger);
        Write(alt, Berichtsabschnitt.Situation, "Wir arbeiten gern mit den Koffern; im Anbau geht es ohne Netz nicht.", Berichtssicht.Schule, Musterland.Demoschule);
        Write(alt, Berichtsabschnitt.Ziele, "Alle Gebäude haben ein Netz, das einer ganzen Klasse standhält.", frist: 120, haus: Musterland.Demotraeger);
        Write(alt, Berichtsabschnitt.Ziele, "Die Schule schreibt ihr Medienkonzept fort.", frist: 60, haus: Musterland.Demoschule);
        Write(alt, Berichtsabschnitt.Ziele, "Alle Lehrkräfte haben eine Fortbildung zum Umgang mit den Koffern besucht.", frist: 200, haus: Musterland.Demoschule);
        Write(alt, Berichtsabschnitt.Planungen, "Messung der Funkabdeckung im Anbau.", frist: 300, haus: Musterland.Demotraeger, kosten: "etwa 4.000 Euro");
        ConfirmAll(alt, 380);
        Note(alt.Deliver([Koordination], _stadt.Leitung.Urheber, At(378, 10)));
        Note(alt.Archive(_stadt.Leitung.Urheber, At(300, 10)));

        var haushalt = Draft(Berichtsart.Schultraeger, [], "Digitalisierung der Schulen in Musterstadt", true, 385);
        Write(haushalt, Berichtsabschnitt.Situation, "Die Stadt betreut sieben Schulen. Der Support wird aus zwei Stellen geleistet.", Berichtssicht.Traeger);
        Write(haushalt, Berichtsabschnitt.Ziele, "Störungen nimmt eine Stelle für alle Schulen an.", frist: 100, haus: Musterland.Demotraeger);
        Write(haushalt, Berichtsabschnitt.Planungen, "Eine Stelle für den Support im Stellenplan.", frist: 200, haus: Musterland.Demotraeger, kosten: "etwa 60.000 Euro im Jahr", vorbehalt: "Beschluss: Rat der Stadt");
        ConfirmAll(haushalt, 370);
        Sign(haushalt, Musterland.Demotraeger, 365);
        Note(haushalt.Deliver([Koordination], _stadt.Leitung.Urheber, At(364, 9)));

        // Replaced by one with a corrected day, and one that was withdrawn.
        var ersetzt = Draft(Berichtsart.Schule, [Gesamtschule], "Umzug in den Neubau", false, 200);
        Write(ersetzt, Berichtsabschnitt.Planungen, "Die Container haben Netz, bevor der Unterricht dort beginnt.", frist: 150, haus: Musterland.Demotraeger);
        ConfirmAll(ersetzt, 190);
        var (neu, begonnen) = ersetzt.Renew(Kennung.New(), Next(At(150, 9)), _stadt.Leitung.Urheber, At(150, 9));
        db.Add(neu);
        Note(begonnen);
        var container = neu.Text.Single();
        Note(neu.Write(container.Id, container.Angaben with { Frist = heute.AddDays(40) }, null, container.Version, _stadt.Leitung.Urheber, At(149, 9)));
        ConfirmAll(neu, 140);
        Note(ersetzt.GiveWayTo(neu, _stadt.Leitung.Urheber, At(139, 9)));
        var zurueck = Draft(Berichtsart.Schule, [Gymnasium], "Ausstattung der Fachräume", false, 180);
        Write(zurueck, Berichtsabschnitt.Planungen, "Neue Präsentationstechnik in den Fachräumen.", frist: 100, haus: Musterland.Demotraeger);
        ConfirmAll(zurueck, 170);
        Note(zurueck.Withdraw("Der Rat hat die Mittel gestrichen; wir planen neu.", _stadt.Leitung.Urheber, At(160, 9)));

        // This year: from the thread.
        var neubau = await DraftFromThreadAsync(Berichtsart.Anlass, [Musterland.Demoschule, Gymnasium], "Gemeinsames Jahresgespräch", true, 30, null);
        ConfirmAll(neubau, 12);
        Sign(neubau, Musterland.Demoschule, 8);
        var unterzeichnet = Draft(Berichtsart.Schule, [Gymnasium], "Leihgeräte in der Oberstufe", true, 60);
        Write(unterzeichnet, Berichtsabschnitt.Planungen, "Die Stadt verleiht 30 Geräte an die Oberstufe.", frist: -120, haus: Musterland.Demotraeger, kosten: "etwa 15.000 Euro", finanzierung: "Haushalt der Stadt");
        ConfirmAll(unterzeichnet, 50);
        Sign(unterzeichnet, Gymnasium, 45);
        Sign(unterzeichnet, Musterland.Demotraeger, 44);

        var pruefung = await DraftFromThreadAsync(Berichtsart.Schule, [Musterland.Demoschule], "Digitalisierung an der Realschule", false, 9, alt.Id);
        Note(pruefung.SendToReview(_stadt.Leitung.Urheber, At(6, 9)));
        var schulleitung = land.HausOf(Musterland.Demoschule).Leitung;
        Note(pruefung.Ask(Kennung.New(), Berichtsabschnitt.Planungen, null, "Gilt die Messung auch für die Turnhalle?", schulleitung.Zustaendigkeit, schulleitung.Person.Name, At(4, 10)));
        Note(pruefung.LookThrough(pruefung.Abschnitte.First(), pruefung.Fassung, schulleitung.Zustaendigkeit, At(4, 11)));
        Note(pruefung.Confirm(_stadt.Leitung.Zustaendigkeit, _stadt.Leitung.Person.Name, pruefung.HashOfText(), At(3, 9)));
        await DraftFromThreadAsync(Berichtsart.Schultraeger, [], "Digitalisierung der Schulen in Musterstadt", true, 2, haushalt.Id);
        await db.SaveChangesAsync();
    }

    private Berichtshaus Koordination => new(Scope.Bildungsregion(land.Region.Id), land.Region.Koordinierungsstelle);

    private Berichtsbogen Draft(Berichtsart art, IReadOnlyList<string> schulen, string titel, bool unterschrift, int vorTagen, Guid? vorjahr = null)
    {
        var (bogen, eintrag) = Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(_stadt.Scope, _stadt.Name), [.. schulen.Select(s => new Berichtshaus(land.HausOf(s).Scope, s))], art,
            new Berichtsangaben(titel, art == Berichtsart.Anlass ? "Jahresgespräch" : null, unterschrift, Zeichnungsfolge.SchulenZuerst), Next(At(vorTagen, 9)), _stadt.Leitung.Urheber, At(vorTagen, 9), vorjahrId: vorjahr);
        db.Add(bogen);
        Note(eintrag);
        return bogen;
    }

    private async Task<Berichtsbogen> DraftFromThreadAsync(Berichtsart art, IReadOnlyList<string> schulen, string titel, bool unterschrift, int vorTagen, Guid? vorjahr)
    {
        var bogen = Draft(art, schulen, titel, unterschrift, vorTagen, vorjahr);
        await db.SaveChangesAsync();
        foreach (var q in await quellen.GetAsync(bogen.SchultraegerId, art, [.. schulen.Select(s => land.HausOf(s).Scope.Id!.Value)], vorjahr, default))
            bogen.Add(Kennung.New(), q.Ort, q.Angaben, q.Quelle, _stadt.Leitung.Urheber, At(vorTagen, 9), q.Zielstand is null ? null : Zielstand.Unterwegs);
        return bogen;
    }

    /// <param name="frist">Days from the draft's day of today; a day that lies ahead is negative.</param>
    private void Write(
        Berichtsbogen bogen, Berichtsabschnitt abschnitt, string text, Berichtssicht sicht = Berichtssicht.Gemeinsam, string? schule = null, int? frist = null, string? haus = null,
        string? kosten = null, string? finanzierung = null, string? vorbehalt = null) =>
        bogen.Add(Kennung.New(), new Absatzort(abschnitt, sicht, schule is null ? null : land.HausOf(schule).Scope.Id),
            new Absatzangaben(text, haus, haus is null ? null : land.HausOf(haus).Scope.Id, frist is { } tage ? heute.AddDays(-tage) : null, kosten, finanzierung, vorbehalt), null, _stadt.Leitung.Urheber, bogen.AngelegtAm);

    private void ConfirmAll(Berichtsbogen bogen, int vorTagen)
    {
        Note(bogen.SendToReview(_stadt.Leitung.Urheber, At(vorTagen + 2, 9)));
        foreach (var beteiligter in bogen.Beteiligte)
        {
            var leitung = land.HausOf(beteiligter.Name).Leitung;
            Note(bogen.Confirm(leitung.Zustaendigkeit, leitung.Person.Name, bogen.HashOfText(), At(vorTagen, 10)));
        }
    }

    private void Sign(Berichtsbogen bogen, string haus, int vorTagen)
    {
        var leitung = land.HausOf(haus).Leitung;
        Note(bogen.Sign(leitung.Zustaendigkeit, leitung.Person.Name, leitung.Person.Name, bogen.HashOfText(), At(vorTagen, 11)));
    }

    private int Next(DateTime jetzt) => _nummern[Kalender.DayOf(jetzt).Year] = _nummern.GetValueOrDefault(Kalender.DayOf(jetzt).Year) + 1;

    private void Note(Verlaufseintrag? eintrag)
    {
        if (eintrag is not null)
            db.Verlauf.Add(eintrag);
    }

    private DateTime At(int tage, int stunde) => Musterzeit.At(Musterzeit.Workday(heute.AddDays(-tage)), stunde, 0);
}
