using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Master data and people of the invented Kreis Musterland. Keys are such that no register holds them: AGS 99…,
/// Schulnummern and Trägernummern 99…, postcodes 00….
/// </summary>
internal sealed class Musterland
{
    private const string Domaene = "demo.schuldigital.example";

    private static readonly (string Kommune, string Traeger, string Name, string Schulform, string Strasse, int Schueler)[] Schultabelle =
    [
        ("Musterstadt", "Stadt Musterstadt", "Grundschule am Lindenplatz", "Grundschule", "Lindenplatz 4", 248),
        ("Musterstadt", "Stadt Musterstadt", "Märchenwald-Grundschule", "Grundschule", "Rotkäppchenweg 11", 187),
        ("Musterstadt", "Stadt Musterstadt", "Grundschule Mühlenbach", "Grundschule", "Am Mühlenbach 2", 301),
        ("Musterstadt", "Stadt Musterstadt", "Sankt-Martins-Schule, Katholische Grundschule", "Grundschule", "Kirchgasse 9", 164),
        ("Musterstadt", "Stadt Musterstadt", "Grundschule Südhang", "Grundschule", "Sonnenstraße 30", 226),
        ("Musterstadt", "Stadt Musterstadt", "Hauptschule an der Weststraße", "Hauptschule", "Weststraße 58", 212),
        ("Musterstadt", "Stadt Musterstadt", Demoschule, "Realschule", "Parkallee 17", 542),
        ("Musterstadt", "Stadt Musterstadt", "Gesamtschule Musterstadt", "Gesamtschule", "Schulzentrum 1", 1124),
        ("Musterstadt", "Stadt Musterstadt", "Gymnasium am Schlossgarten", "Gymnasium", "Schlossgarten 6", 893),
        ("Bad Sommerau", "Stadt Bad Sommerau", "Kurparkschule", "Grundschule", "Kurpromenade 21", 226),
        ("Bad Sommerau", "Stadt Bad Sommerau", "Grundschule am Weiher", "Grundschule", "Weiherstraße 8", 143),
        ("Bad Sommerau", "Stadt Bad Sommerau", "Brunnenschule", "Grundschule", "Am Jodbrunnen 3", 198),
        ("Bad Sommerau", "Stadt Bad Sommerau", "Realschule Bad Sommerau", "Realschule", "Bahnhofstraße 44", 478),
        ("Bad Sommerau", "Stadt Bad Sommerau", "Gymnasium Sommerau", "Gymnasium", "Goetheallee 12", 716),
        ("Ährenbrück", "Gemeinde Ährenbrück", "Grundschule Ährenbrück", "Grundschule", "Brückenstraße 5", 265),
        ("Ährenbrück", "Gemeinde Ährenbrück", "Löwenzahnschule", "Grundschule", "Wiesengrund 14", 121),
        ("Ährenbrück", "Gemeinde Ährenbrück", "Realschule am Kornmarkt", "Realschule", "Kornmarkt 7", 388),
        ("Ährenbrück", "Gemeinde Ährenbrück", "Gesamtschule Ährenbrück", "Gesamtschule", "Sportplatzweg 20", 688),
        ("Musterstadt", "Kreis Musterland", "Berufskolleg für Technik und Gestaltung", "Berufskolleg", "Industriestraße 101", 1486),
        ("Bad Sommerau", "Kreis Musterland", "Berufskolleg für Wirtschaft und Gesundheit", "Berufskolleg", "Handelshof 3", 1042),
        ("Musterstadt", "Kreis Musterland", "Schule am Fährweg", "Förderschule", "Fährweg 19", 96),
        ("Ährenbrück", "Kreis Musterland", "Brückenschule", "Förderschule", "Uferstraße 2", 134),
        ("Großwiesen", "Schulverband Großwiesen", "Grundschule Großwiesen", "Grundschule", "Dorfstraße 33", 233),
        ("Großwiesen", "Schulverband Großwiesen", "Heidehofschule", "Grundschule", "Heidehof 1", 82),
        ("Großwiesen", "Schulverband Großwiesen", "Sekundarschule Großwiesen", "Sekundarschule", "Verbandsweg 10", 411),
        ("Bad Sommerau", "Freie Schule Musterland gGmbH", "Freie Sekundarschule Bad Sommerau", "Sekundarschule", "Obstgarten 5", 158),
    ];

    /// <summary>The house of the first two demo accounts, and the school of the next two.</summary>
    public const string Demotraeger = "Stadt Musterstadt";
    public const string Demoschule = "Realschule am Stadtpark";

    private readonly Aufbau _aufbau;
    private readonly DateOnly _heute;
    private readonly Queue<string> _namen = new(Musternamen.Alle);
    private readonly Dictionary<string, Kommune> _kommunen = [];
    private readonly Dictionary<string, Schultraeger> _traeger = [];
    private readonly List<Fachbereich> _fachbereiche = [];
    private readonly List<Schule> _schulen = [];
    private readonly List<Haus> _haeuser = [];
    private readonly Dictionary<string, Musterrunde> _tische = [];

    public Musterland(Aufbau aufbau, DateOnly heute)
    {
        _aufbau = aufbau;
        _heute = heute;
        Region = aufbau.CreateRegion("musterland", "Kreis Musterland", "Bildungsbüro Musterland");
        CreateStammdaten();
        foreach (var traeger in _traeger.Values)
            _haeuser.Add(StaffTraeger(traeger));
        foreach (var schule in _schulen)
            _haeuser.Add(StaffSchule(schule));
        StaffRegion();
        ShowZugaenge();
    }

    public Bildungsregion Region { get; }

    /// <summary>The carriers, then the schools, in the order of the table.</summary>
    public IReadOnlyList<Haus> Haeuser => _haeuser;

    public Haus HausOf(string name) => _haeuser.Single(h => h.Name == name);

    /// <summary>By the name of the Kommune.</summary>
    public IReadOnlyDictionary<string, Musterrunde> Tische => _tische;

    /// <summary>The carriers of the Kreis among themselves, moderated by the demo account.</summary>
    public Musterrunde ItCluster { get; private set; } = null!;

    /// <summary>The demo account of the Koordination.</summary>
    public Amtsperson Koordination { get; private set; } = null!;

    private void CreateStammdaten()
    {
        (string Ags, string Name)[] kommunen =
            [("99999001", "Musterstadt"), ("99999002", "Bad Sommerau"), ("99999003", "Ährenbrück"), ("99999004", "Großwiesen")];
        foreach (var (ags, name) in kommunen)
            _kommunen[name] = _aufbau.CreateKommune(Region, ags, name);

        CreateTraeger("99001", "Stadt Musterstadt", TraegerArt.Kommune, "Rathausplatz 1", "Musterstadt", Fachbereich.Vorschlag);
        CreateTraeger("99002", "Stadt Bad Sommerau", TraegerArt.Kommune, "Kurhausstraße 2", "Bad Sommerau", Fachbereich.Vorschlag);
        CreateTraeger("99003", "Gemeinde Ährenbrück", TraegerArt.Kommune, "Am Rathaus 3", "Ährenbrück", ["Schulverwaltung", "IT", "Bauamt", "Kämmerei"]);
        CreateTraeger("99004", "Kreis Musterland", TraegerArt.Kreis, "Kreishaus, Am Wall 10", "Musterstadt", Fachbereich.Vorschlag);
        CreateTraeger("99005", "Schulverband Großwiesen", TraegerArt.Zweckverband, "Verbandsweg 8", "Großwiesen", ["Geschäftsstelle", "IT", "Dienstleister"]);
        CreateTraeger("99006", "Freie Schule Musterland gGmbH", TraegerArt.Privat, "Obstgarten 5", "Bad Sommerau", ["Geschäftsführung", "Verwaltung"]);

        // Pupils are counted on 15 October.
        var stand = new DateOnly(_heute.Year, 10, 15);
        stand = stand > _heute ? stand.AddYears(-1) : stand;
        for (var i = 0; i < Schultabelle.Length; i++)
        {
            var (kommune, traeger, name, schulform, strasse, schueler) = Schultabelle[i];
            var schule = _aufbau.CreateSchule($"9901{i + 1:00}", name, schulform, _kommunen[kommune], _traeger[traeger],
                AnschriftOf(strasse, kommune), schueler, stand);
            schule.Email = $"{schule.Schulnummer}@schule.musterland.example";
            _schulen.Add(schule);
        }
        SchuleOf("Grundschule Mühlenbach").AddTeilstandort("Teilstandort Ziegelhof", AnschriftOf("Ziegelhof 12", "Musterstadt"));
    }

    private void CreateTraeger(string nummer, string name, TraegerArt art, string strasse, string ort, IEnumerable<string> fachbereiche)
    {
        var traeger = _traeger[name] = _aufbau.CreateSchultraeger(nummer, name, art, AnschriftOf(strasse, ort));
        foreach (var fachbereich in fachbereiche)
            _fachbereiche.Add(_aufbau.CreateFachbereich(traeger, fachbereich));
    }

    private Haus StaffTraeger(Schultraeger traeger)
    {
        var scope = Scope.Schultraeger(traeger.Id);
        var eigene = _fachbereiche.Where(f => f.SchultraegerId == traeger.Id).ToList();
        var demo = traeger.Name == Demotraeger;
        var leitung = _aufbau.Appoint(demo ? DemoPerson(Rolle.Traegerleitung, "Fachbereichsleitung Schule und Bildung") : NextPerson("Leitung"),
            Rolle.Traegerleitung, scope, YearsAgo(6), fachbereich: eigene[0]);
        if (traeger.Art is TraegerArt.Kommune or TraegerArt.Kreis)
            _aufbau.Appoint(NextPerson("Stellvertretende Leitung"), Rolle.Traegerleitung, scope, YearsAgo(3),
                art: Amtsart.StaendigeVertretung, fachbereich: eigene[0]);
        List<Amtsperson> ausfuellende = [];
        foreach (var fachbereich in eigene.Take(3))
        {
            var person = demo && ausfuellende.Count == 0
                ? DemoPerson(Rolle.Traegerbearbeitung, "Sachbearbeitung Medienentwicklung")
                : NextPerson($"Sachbearbeitung {fachbereich.Name}");
            ausfuellende.Add(_aufbau.Appoint(person, Rolle.Traegerbearbeitung, scope, YearsAgo(2), fachbereich: fachbereich));
        }
        if (demo)
            // A holiday replacement: the Leitung handed over the release for three weeks.
            _aufbau.Delegate(leitung, ausfuellende[2].Person, Befugnisse.Freigabe, _heute.AddDays(-5), _heute.AddDays(16));
        return new Haus(traeger, null, leitung, ausfuellende);
    }

    private Haus StaffSchule(Schule schule)
    {
        var scope = Scope.Schule(schule.Id);
        var demo = schule.Name == Demoschule;
        var medien = _aufbau.Appoint(demo ? DemoPerson(Rolle.Medienbeauftragte, "Medienbeauftragung") : NextPerson("Medienbeauftragung"),
            Rolle.Medienbeauftragte, scope, YearsAgo(2));
        switch (schule.Name)
        {
            case Demoschule:
                var leitung = _aufbau.Appoint(DemoPerson(Rolle.Schulleitung, "Schulleitung"), Rolle.Schulleitung, scope, YearsAgo(5));
                var zweite = _aufbau.Appoint(NextPerson("Didaktische Leitung"), Rolle.Medienbeauftragte, scope, YearsAgo(1));
                _aufbau.Delegate(leitung, zweite.Person, Befugnisse.Freigabe | Befugnisse.Bestaetigung, _heute.AddDays(-30), _heute.AddDays(60));
                return new Haus(null, schule, leitung, [medien, zweite]);

            case "Heidehofschule":
                // One person heads two schools.
                var nachbar = _haeuser.Single(h => h.Schule?.Name == "Grundschule Großwiesen").Leitung.Person;
                return new Haus(null, schule, _aufbau.Appoint(nachbar, Rolle.Schulleitung, scope, YearsAgo(2)), [medien]);

            case "Kurparkschule":
                // The post is vacant since summer; the Koordination entered somebody. What the predecessor released keeps her name.
                var bisher = _aufbau.Appoint(NextPerson("Schulleitung (bis zum Sommer)"), Rolle.Schulleitung, scope, YearsAgo(8), _heute.AddDays(-100));
                var kommissarisch = _aufbau.Appoint(NextPerson("Kommissarische Schulleitung"), Rolle.Schulleitung, scope,
                    _heute.AddDays(-99), art: Amtsart.Kommissarisch, vonAussen: true);
                return new Haus(null, schule, kommissarisch, [medien]) { FruehereLeitung = bisher };

            default:
                return new Haus(null, schule, _aufbau.Appoint(NextPerson("Schulleitung"), Rolle.Schulleitung, scope, YearsAgo(4)), [medien]);
        }
    }

    private void StaffRegion()
    {
        var region = Scope.Bildungsregion(Region.Id);
        Koordination = _aufbau.Appoint(DemoPerson(Rolle.Koordination, "Leitung des Bildungsbüros"), Rolle.Koordination, region, YearsAgo(4));
        _aufbau.Appoint(NextPerson("Bildungsbüro"), Rolle.Koordination, region, YearsAgo(1));
        _aufbau.Appoint(DemoPerson(Rolle.Administration, "Betrieb des Portals"), Rolle.Administration, Scope.Installation, YearsAgo(2));

        var tische = _kommunen.Values.Select(k => _aufbau.CreateRunderTisch(k, $"Runder Tisch {k.Name}")).ToList();
        var moderation = DemoPerson(Rolle.Moderation, "Freie Moderation");
        var zweiteModeration = NextPerson("Freie Moderation");
        var medienberatung = DemoPerson(Rolle.Medienberatung, "Medienberatung im Kreis Musterland");
        var moderationen = tische.Zip([moderation, moderation, zweiteModeration, zweiteModeration])
            .Select(t => _aufbau.Appoint(t.Second, Rolle.Moderation, Scope.RunderTisch(t.First.Id), YearsAgo(1))).ToList();
        var beratungen = tische.ConvertAll(t => _aufbau.Appoint(medienberatung, Rolle.Medienberatung, Scope.RunderTisch(t.Id), YearsAgo(1)));
        foreach (var ((kommune, tisch), nummer) in _kommunen.Keys.Zip(tische).Zip(Enumerable.Range(0, tische.Count)))
            _tische[kommune] = new Musterrunde(tisch, moderationen[nummer], beratungen[nummer]);

        var cluster = _aufbau.Add(new RunderTisch(Tischart.ITCluster, null, Region.Id, "IT-Cluster Kreis Musterland"));
        foreach (var eintrag in cluster.Seat(_traeger.Values, [], Koordination.Urheber, _heute.AddDays(-130).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc)))
            _aufbau.Add(eintrag);
        ItCluster = new Musterrunde(cluster, _aufbau.Appoint(moderation, Rolle.Moderation, Scope.RunderTisch(cluster.Id), YearsAgo(1)), beratungen[0]);

        StaffSchulaufsicht(tische[0]);
    }

    private void StaffSchulaufsicht(RunderTisch tisch)
    {
        var realschulen = _aufbau.CreateSchulgruppe(Region, "Realschulen im Kreis Musterland", "Realschule");
        var grundschulen = _aufbau.CreateSchulgruppe(Region, "Grundschulen im Kreis Musterland", "Grundschule");
        var gemeinsames = _aufbau.CreateSchulgruppe(Region, "Schulen im Netzwerk Gemeinsames Lernen", null,
            SchuleOf("Schule am Fährweg"), SchuleOf("Brückenschule"), SchuleOf("Gesamtschule Musterstadt"));
        var aufsicht = DemoPerson(Rolle.Schulaufsicht, "Schulaufsicht Realschulen");
        _aufbau.Appoint(aufsicht, Rolle.Schulaufsicht, Scope.Schulgruppe(realschulen.Id), YearsAgo(3));
        _aufbau.Appoint(aufsicht, Rolle.Schulaufsicht, Scope.RunderTisch(tisch.Id), YearsAgo(1));
        var schulamt = NextPerson("Schulaufsicht Grundschulen und Förderschulen");
        _aufbau.Appoint(schulamt, Rolle.Schulaufsicht, Scope.Schulgruppe(grundschulen.Id), YearsAgo(3));
        _aufbau.Appoint(schulamt, Rolle.Schulaufsicht, Scope.Schulgruppe(gemeinsames.Id), YearsAgo(3));
    }

    /// <summary>
    /// What the list of Zugänge is for: an invitation that nobody accepted yet, a helper whose time is over, and somebody
    /// whom the Koordination entered and the Leitung has not taken note of.
    /// </summary>
    private void ShowZugaenge()
    {
        var name = _namen.Dequeue();
        var eingeladen = _aufbau.InvitePerson(name, $"{Suchform.Of(name).Replace(' ', '.')}@{Domaene}", "Vertretung der Medienbeauftragung",
            _heute.AddDays(9).ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc));
        _aufbau.Appoint(eingeladen, Rolle.Medienbeauftragte, Scope.Schule(SchuleOf(Demoschule).Id), _heute.AddDays(-5));

        var traeger = Scope.Schultraeger(_traeger[Demotraeger].Id);
        var it = _fachbereiche.Single(f => f.SchultraegerId == traeger.Id && f.Name == "IT");
        _aufbau.Appoint(NextPerson("Nordlicht Netzwerke GmbH, Hilfe von außen"), Rolle.Traegerbearbeitung, traeger,
            _heute.AddDays(-110), _heute.AddDays(-20), fachbereich: it);
        _aufbau.Appoint(NextPerson("Projektstelle Medienentwicklung"), Rolle.Traegerbearbeitung, traeger, _heute.AddDays(-3), vonAussen: true);
    }

    private Person DemoPerson(Rolle rolle, string funktion) =>
        _aufbau.CreatePerson(_namen.Dequeue(), Demoregion.Konten.Single(k => k.Rolle == rolle).Email, funktion);

    private Person NextPerson(string funktion)
    {
        var name = _namen.Dequeue();
        return _aufbau.CreatePerson(name, $"{Suchform.Of(name).Replace(' ', '.')}@{Domaene}", funktion);
    }

    private Schule SchuleOf(string name) => _schulen.Single(s => s.Name == name);

    private DateOnly YearsAgo(int jahre) => new(_heute.Year - jahre, 8, 1);

    private Anschrift AnschriftOf(string strasse, string ort) => new(strasse, $"0010{_kommunen[ort].Ags[^1]}", ort);
}

/// <summary>A carrier or a school, and those who fill and release its matrix.</summary>
internal sealed record Haus(Schultraeger? Traeger, Schule? Schule, Amtsperson Leitung, IReadOnlyList<Amtsperson> Ausfuellende)
{
    /// <summary>Who headed the house in the last Durchgang, where that was somebody else.</summary>
    public Amtsperson? FruehereLeitung { get; init; }

    public string Name => Traeger?.Name ?? Schule!.Name;

    public Scope Scope => Traeger is { } traeger ? Scope.Schultraeger(traeger.Id) : Scope.Schule(Schule!.Id);

    public Zielgruppe Zielgruppe => Traeger is null ? Zielgruppe.Schule : Zielgruppe.Schultraeger;
}

/// <summary>A Runder Tisch and who moderates and advises it.</summary>
internal sealed record Musterrunde(RunderTisch Tisch, Amtsperson Moderation, Amtsperson Beratung);
